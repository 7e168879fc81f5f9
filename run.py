#!/usr/bin/env python3
"""The door: `python3 run.py …` on a fresh clone with nothing but Python; `python3 run.py test …` for tests.

The interpreter that runs this is used if it has the packages of pyproject.toml; if not, `.venv` beside it,
made first where missing or half made. Standard library only, in a syntax that Pythons too old can read.
Standard output belongs to the program: the door speaks on standard error.
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
    "failed": ("{} 没有装成：{}。请检查网络（或 pip 的镜像设置），再运行一次。",
               "{} could not be installed: {}. Check the network (or pip's index), then run this again."),
    "stopped": ("安装中断了；再运行一次会重新安装。", "Installation stopped; the next call does it afresh."),
}
# fmt: on


def say(key, *values):
    """Speak as --lang says, else the locale, else Chinese; returns the exit status to end with."""
    said = re.findall(r"--lang[= ](zh|en)\b", " ".join(sys.argv[1:]))
    place = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG")
    english = (said[-1] if said else place or locale.getlocale()[0] or "zh").lower().startswith("en")
    print(WORDS[key][english].format(*values), file=sys.stderr, flush=True)
    return 130 if key == "stopped" else 2


def missing(dev):
    """The lines of pyproject.toml that this interpreter does not satisfy; none of them is imported."""
    import tomllib
    from importlib.metadata import version

    def lacks(line):
        name, *bounds = re.fullmatch(r"([\w-]+)>=([\d.]+),<([\d.]+)", line).groups()
        try:
            have, low, high = ([int(n) for n in re.findall(r"\d+", v)[:3]] for v in [version(name), *bounds])
        except (ImportError, KeyError, TypeError):  # not there, or a leftover without a version
            return True
        return not low <= have < high

    with open(os.path.join(ROOT, "pyproject.toml"), "rb") as file:
        project = tomllib.load(file)["project"]
    return list(filter(lacks, project["dependencies"] + dev * project["optional-dependencies"]["dev"]))


def install(dev, anew):
    """Fill .venv, made anew if it is half made. Raises OSError, ValueError or SubprocessError."""
    import venv

    mark = os.open(UNFINISHED, os.O_CREAT | os.O_RDWR)
    if WINDOWS:
        os.close(mark)
    else:  # one at a time: another run.py may be at it, or a pip that has outlived its own
        import fcntl

        fcntl.flock(mark, fcntl.LOCK_EX)
        os.set_inheritable(mark, True)
        if not os.path.exists(UNFINISHED):  # the one waited for has done it
            return
    if anew:
        venv.EnvBuilder(clear=True, with_pip=True, symlinks=not WINDOWS).create(VENV)
    command = [PYTHON, "-m", "pip", "install", "--no-input", "-e", ROOT + dev * "[dev]"]
    shown = sys.stderr if sys.stderr.isatty() else subprocess.DEVNULL
    pip = subprocess.run(command, stdout=shown, stderr=subprocess.PIPE, close_fds=False)
    if pip.returncode:
        errors = re.findall(r"^ *ERROR: (.+)", pip.stderr.decode(errors="replace"), re.MULTILINE)
        raise OSError(errors[-1] if errors else "pip: %d" % pip.returncode)
    os.remove(UNFINISHED)


def become(*command):
    """Go on as another program, Ctrl-C and exit status included."""
    if not WINDOWS:
        os.execv(command[0], command)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the child hears it too, and says what it kept
    return subprocess.call(command)


def main(args):
    if sys.version_info < (3, 11):
        return say("old", sys.executable, sys.version.split()[0])
    turns = int(os.environ.pop("QUYUHUA_DOOR", "0"))
    inside = os.path.realpath(sys.prefix) == os.path.realpath(VENV)
    half_made = os.path.exists(UNFINISHED) or not os.path.exists(PYTHON)
    lacking = missing(args[:1] == ["test"])
    if not (lacking or (inside and half_made)):
        sys.path.insert(0, ROOT)
        if args[:1] == ["test"]:
            os.chdir(ROOT)
            return become(sys.executable, "-m", "pytest", *args[1:])
        sys.stdout.reconfigure(errors="replace")  # a console that is not UTF-8 shows "?", not a traceback
        from sim.cli import process

        process(args)
    if turns > 3:  # it went round and found no end
        return say("failed", VENV, ", ".join(lacking))
    if inside or half_made:  # otherwise .venv is there, and finds out for itself what it lacks
        if half_made and not find_spec("ensurepip"):
            return say("ensurepip", "%d.%d" % sys.version_info[:2])
        say("install", sys.executable, ", ".join(lacking) or ".venv", VENV)
        try:
            install(args[:1] == ["test"], half_made)
        except KeyboardInterrupt:
            return say("stopped")
        except (OSError, ValueError, subprocess.SubprocessError) as error:
            return say("failed", VENV, error)
    os.environ["QUYUHUA_DOOR"] = str(turns + 1)
    return become(PYTHON, os.path.abspath(__file__), *args)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
