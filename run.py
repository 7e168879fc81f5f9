#!/usr/bin/env python3
"""The door: `python3 run.py …` on a fresh clone with nothing but Python; `python3 run.py test …` for tests.

The interpreter that runs this is used if it has the packages of pyproject.toml; if not, `.venv` beside it,
made first where missing, half made or unable to start. Only packages go into it, never a path of this folder:
Python 3.11 and 3.12 read such a path in the system's encoding before anything else. Standard library only, in a
syntax that Pythons too old can read. Standard output belongs to the program: the door speaks on standard error.
"""

import locale
import os
import re
import signal
import subprocess
import sys
from importlib.util import find_spec

ROOT = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(ROOT, ".venv")
WINDOWS = os.name == "nt"
PYTHON = VENV + (r"\Scripts\python.exe" if WINDOWS else "/bin/python")
UNFINISHED = VENV + "-unfinished"  # a file, there while .venv is being filled, and still there after a kill
# fmt: off
WORDS = {
    "old": ("需要 Python 3.11 或更新的版本；{} 是 {}。", "Python 3.11 or newer is needed; {} is {}."),
    "install": ("{} 缺少：{}\n正在装入 {}（只此一次，约一两分钟）…",
                "{} lacks: {}\nInstalling into {} (this once; a minute or two) …"),
    "ensurepip": ("缺 ensurepip，建不了 .venv：Debian/Ubuntu 请先装 python3-venv（或 python{}-venv）再运行。",
                  "No ensurepip, hence no .venv: on Debian/Ubuntu install python3-venv (or python{}-venv)."),
    "broken": ("{} 里的 Python 启动不了（{}），现在重新建立。",
               "The Python in {} does not start ({}); it is made anew."),
    "failed": ("{} 没有装成：{}。{}再运行一次。", "{} could not be installed: {}. {} then run this again."),
    "network": ("请检查网络（或 pip 的镜像设置），", "Check the network (or pip's index),"),
    "full": ("磁盘满了：请在该处腾出 1 GB 空间，", "The disk is full: make 1 GB of room there,"),
    "locked": ("这里不能写入：请把整个文件夹拷贝到自己能写的地方，",
               "This place cannot be written to: copy the whole folder to one of your own,"),
    "other": ("请先解决这个问题，", "Mend that,"),
    "stopped": ("安装中断了；再运行一次会重新安装。", "Installation stopped; the next call does it afresh."),
}
# fmt: on
CAUSES = (  # what pip or the system says, whatever else it says, and the advice that fits; the first counts
    ("full", r"No space left|Errno 28\b|WinError 112\b|Disk quota|Errno 122\b"),
    ("locked", r"Read-only file system|Permission denied|Access is denied|Errno (1|13|30)\b|WinError (5|19)\b"),
    ("network", r"(?i)connection|connect to|resolv|timed out|proxy|SSL|HTTP|No matching distribution"),
)


def say(key, *values):
    """Speak as --lang says, else the locale, else Chinese; returns the exit status to end with."""
    said = re.findall(r"--lang[= ](zh|en)\b", " ".join(sys.argv[1:]))
    place = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG")
    english = (said[-1] if said else place or locale.getlocale()[0] or "zh").lower().startswith("en")
    words = [value[english] if isinstance(value, tuple) else value for value in values]
    print(WORDS[key][english].format(*words), file=sys.stderr, flush=True)
    return 130 if key == "stopped" else 2


def failed(reason, everything):
    """Say why .venv could not be filled, with the advice that fits the cause."""
    cause = next((key for key, signs in CAUSES if re.search(signs, everything)), "other")
    return say("failed", VENV, reason.rstrip("."), WORDS[cause])


def fault():
    """What keeps the Python of .venv from starting; nothing where it starts, None where there is none."""
    if not os.path.exists(PYTHON):
        return None
    try:
        tried = subprocess.run([PYTHON, "-c", ""], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    except OSError as error:
        return str(error)
    lines = tried.stderr.decode(errors="replace").strip().splitlines()
    return (lines or [str(tried.returncode)])[-1].strip() if tried.returncode else ""


def wanted(dev):
    """The lines of pyproject.toml: what the program needs, and with ``dev`` its tests."""
    import tomllib

    with open(os.path.join(ROOT, "pyproject.toml"), "rb") as file:
        project = tomllib.load(file)["project"]
    return project["dependencies"] + dev * project["optional-dependencies"]["dev"]


def missing(dev):
    """The lines that this interpreter does not satisfy; none of them is imported."""
    from importlib.metadata import version

    def lacks(line):
        name, *bounds = re.fullmatch(r"([\w-]+)>=([\d.]+),<([\d.]+)", line).groups()
        try:
            have, low, high = ([int(n) for n in re.findall(r"\d+", v)[:3]] for v in [version(name), *bounds])
        except (ImportError, KeyError, TypeError, OSError):  # not there, or a leftover without a version
            return True
        return not low <= have < high

    return list(filter(lacks, wanted(dev)))


def install(dev, anew):
    """Fill .venv, made anew if it is half made. Raises OSError or CalledProcessError."""
    mark = os.open(UNFINISHED, os.O_CREAT | os.O_RDWR)
    if WINDOWS:
        os.close(mark)
    else:  # one at a time: another run.py may be at it, or a pip that has outlived its own
        import fcntl

        fcntl.flock(mark, fcntl.LOCK_EX)
        os.set_inheritable(mark, True)
        if not os.path.exists(UNFINISHED):  # the one waited for has done it
            return
    if anew:  # in UTF-8 whatever the locale: pyvenv.cfg holds the folder's name
        carry_out(sys.executable, "-X", "utf8", "-m", "venv", "--clear", VENV)
    # Where pip puts things is not for the user's configuration to say; from where it takes them is.
    nowhere_else = ("--no-user", "--target=", "--prefix=" + VENV)
    carry_out(PYTHON, "-m", "pip", "install", "--no-input", *nowhere_else, *wanted(dev))
    reason = fault()
    if reason:
        raise OSError(reason)
    os.remove(UNFINISHED)


def carry_out(*command):
    """Run a command; raises CalledProcessError with the last error it speaks of in the place of its name."""
    shown = sys.stderr if sys.stderr.isatty() else subprocess.DEVNULL
    done = subprocess.run(command, stdout=shown, stderr=subprocess.PIPE, close_fds=False)
    if done.returncode:
        everything = done.stderr.decode(errors="replace")
        errors = re.findall(r"^ *E(?:RROR|rror): (.+)", everything, re.MULTILINE)
        reason = errors[-1].strip() if errors else "%s: %d" % (command[-1], done.returncode)
        raise subprocess.CalledProcessError(done.returncode, reason, stderr=everything)


def become(*command):
    """Go on as another program, Ctrl-C and exit status included."""
    if not WINDOWS:
        os.execv(command[0], command)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the child hears it too, and says what it kept
    return subprocess.call(command)


def main(args):
    if sys.version_info < (3, 11):
        return say("old", sys.executable, sys.version.split()[0])
    if not (WINDOWS or sys.flags.utf8_mode) and any("\udc80" <= sign <= "\udcff" for sign in ROOT):
        # a folder named in another encoding than the locale's: compiled packages cannot read its name as it is now
        os.environ.setdefault("PYTHONIOENCODING", locale.getpreferredencoding(False))
        os.environ["PYTHONUTF8"] = "1"
        return become(sys.executable, os.path.abspath(__file__), *args)
    turns = int(os.environ.pop("QUYUHUA_DOOR", "0"))
    inside = os.path.realpath(sys.prefix) == os.path.realpath(VENV)
    unfinished = os.path.exists(UNFINISHED)
    lacking = missing(args[:1] == ["test"])
    if not (lacking or (inside and unfinished)):
        sys.path.insert(0, ROOT)
        if args[:1] == ["test"]:
            os.chdir(ROOT)
            return become(sys.executable, "-m", "pytest", *args[1:])
        from sim.cli import process

        process(args)
    if turns > 3:  # it went round and found no end
        return failed(", ".join(lacking), "")
    broken = "" if inside else fault()
    anew = unfinished or broken != ""
    if inside or anew:  # otherwise .venv is there, and finds out for itself what it lacks
        if anew and not find_spec("ensurepip"):
            return say("ensurepip", "%d.%d" % sys.version_info[:2])
        if broken:
            say("broken", VENV, broken)
        say("install", sys.executable, ", ".join(lacking) or ".venv", VENV)
        try:
            install(args[:1] == ["test"], anew)
        except KeyboardInterrupt:
            return say("stopped")
        except subprocess.CalledProcessError as error:
            return failed(error.cmd, error.stderr)
        except OSError as error:
            return failed(str(error), str(error))
    os.environ["QUYUHUA_DOOR"] = str(turns + 1)
    return become(PYTHON, os.path.abspath(__file__), *args)


if __name__ == "__main__":
    for name in ("stdin", "stdout", "stderr"):  # closed, or none as under pythonw: one that nobody reads
        setattr(sys, name, getattr(sys, name) or open(os.devnull, "r+"))
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
