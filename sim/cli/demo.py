"""`demo`: the teaching page, live in a browser, for a class, or as one file that opens by double click."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
import webbrowser
from contextlib import suppress
from importlib import invalidate_caches
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.words import Refusal, reason, say
from sim.words.pasting import quoted

from .options import BAD_INPUT, Typed
from .streams import complain, complain_of, put

if TYPE_CHECKING:
    from sim.demo.address import Address, Own
    from sim.demo.lessons.load import LoadedLesson

EXTRA = ("starlette", "uvicorn", "websockets", "segno")
PORT = 8427
SOON = 0.3  # seconds until the browser is opened: by then the server listens


def command(typed: Typed, lang: str) -> int:
    """Show the page, or save it."""
    from sim.scenario import ScenarioError

    try:
        address, own = _address(typed)
        if "save" in typed.values:
            return _save(typed, lang, address, own)
        return _live(typed, lang, address, own)
    except ScenarioError as error:
        complain_of(error, lang)
        return BAD_INPUT


def _address(typed: Typed) -> tuple[Address, Own | None]:
    """Return what is to be played, and the scenario or lesson where it is none that comes with the program."""
    from sim.demo.address import Address, known, of_lesson
    from sim.demo.comparison import COMPARES
    from sim.demo.lessons import OWN
    from sim.show.asking import MONTHS, SEED

    name = typed.words[0] if typed.words else "default"
    sets = typed.lists.get("set", [])
    other = dict(_assigned(text) for text in typed.lists.get("other", []))
    own: Own | None = None
    by_default = of_lesson(name)
    if by_default is None and (lesson := _own_lesson(name)) is not None:
        own, by_default = lesson, lesson.stated.compare
    is_lesson = by_default is not None
    compare = typed.values.get("compare", "settings" if other else by_default or "apart")
    if compare not in COMPARES:
        raise Refusal("typed.bad_value", option="--compare", found=compare[:60], allowed=" ".join(COMPARES))
    if other and compare != "settings":
        raise Refusal("serve.other_alone", found=compare)
    if not is_lesson and (sets or name not in known()):
        from sim.questions.asked import load_all

        (own,) = load_all([name], sets)
    months = MONTHS.typed(typed.values["months"]) if "months" in typed.values else None
    seed = SEED.typed(typed.values["seed"]) if "seed" in typed.values else None
    both = dict(_assigned(text, "--set") for text in sets) if is_lesson else {}
    address = Address(OWN if own else name, months, seed, compare=compare, a=both, b={**both, **other})
    return address, own


def _own_lesson(name: str) -> LoadedLesson | None:
    """Return the lesson in a folder of one's own, checked as `lesson check` does; None where there is none."""
    from sim.demo.address import known
    from sim.demo.lessons import FILE

    path = Path(name)
    with suppress(OSError, ValueError):
        if name not in known() and (path.name == FILE or (path / FILE).is_file()):
            from sim.demo.lessons.load import load_lesson

            return load_lesson(name)
    return None


def _assigned(text: str, option: str = "--other") -> tuple[str, Any]:
    """Return the path and the value of ``a.b=c``, the value as in a file."""
    import yaml

    path, sign, value = text.partition("=")
    if not sign:
        raise Refusal("typed.bad_value", option=option, found=text[:60], allowed="a.b=c")
    try:
        return path.strip(), yaml.safe_load(value)
    except yaml.YAMLError:
        return path.strip(), value


def _save(typed: Typed, lang: str, address: Address, own: Own | None) -> int:
    """Write the player: one file that opens by double click, without this program and off line."""
    from sim.demo.download import player
    from sim.demo.playback import Playback
    from sim.runs.ledger import write_whole

    from .progress import shown

    file = Path(typed.values["save"])
    if file.suffix.lower() not in (".html", ".htm"):
        raise Refusal("serve.not_html", file=file)
    if file.is_dir():
        raise Refusal("serve.cannot", file=file, reason=Refusal("reason.EISDIR"))
    play = address.play(own)
    with shown(lang, quiet=False):
        playback = Playback(address, play)
        playback.constants()  # what cannot be shown is refused before anything is counted
        playback.count()
        content = player(playback, playback.months, lang)
    try:
        write_whole(file, content)
    except OSError as error:
        raise Refusal("serve.cannot", file=file, reason=reason(error)) from None
    put(say("serve.saved", lang, file=file, kilobytes=round(len(content) / 1000)) + "\n")
    return 0


def _live(typed: Typed, lang: str, address: Address, own: Own | None) -> int:
    """Serve the page until somebody ends it."""
    port = _port(typed)
    if own is not None or address.a or address.b or address.months:
        address.worlds(own)  # what is wrong with them is said here, not on the page
    for_class = "class" in typed.switches
    here = _addresses(typed.values.get("host")) if for_class else []
    if "host" in typed.values and not for_class:
        raise Refusal("serve.host_alone")
    _see_to_packages(lang)
    if for_class and not _agreed(lang):
        return BAD_INPUT
    from platformdirs import user_state_path

    from sim.demo.file import page_file
    from sim.demo.first import recorded
    from sim.demo.server import HERE, Demo, Opening, listen, serve

    listening = listen("0.0.0.0" if for_class else HERE, port)
    port = listening.getsockname()[1]
    hosts = [f"{name}:{port}" for name in (HERE, "localhost", *here)]
    urls = tuple(f"http://{ip}:{port}/class" for ip in here)
    kept = user_state_path("quyuhua", appauthor=False)
    demo = Demo(Opening(tuple(hosts), lambda at: page_file(None, at, recorded()), lang, address, own, urls, kept))
    put(say("serve.there", lang, url=demo.url) + "\n")
    if demo.classroom is not None:
        put(say("serve.class", lang, url=demo.class_url, code=demo.classroom.code) + "\n")
        if here[1:]:
            put(say("serve.class_others", lang, others=say("list.comma", lang).join(here[1:])) + "\n")
    if "no-browser" not in typed.switches:
        threading.Timer(SOON, _open, [demo.url]).start()
    with suppress(KeyboardInterrupt):
        serve(demo, listening)
    put(say("serve.ended", lang) + "\n")
    return 0


def _open(url: str) -> None:
    """Open the page; where there is no browser its address has been printed."""
    try:
        webbrowser.open(url)
    except (webbrowser.Error, OSError):
        return


def _port(typed: Typed) -> int:
    from sim.show.kit.option import whole

    text = typed.values.get("port")
    port = PORT if text is None else whole(text)
    if port is None or not 0 <= port <= 65535:
        raise Refusal("typed.bad_value", option="--port", found=str(text)[:60], allowed="0-65535")
    return port


def _see_to_packages(lang: str) -> None:
    """Offer to install what the live page needs besides, where somebody is there to say yes."""
    lacking = [name for name in EXTRA if find_spec(name) is None]
    if not lacking:
        return
    install = [sys.executable, "-m", "pip", "install", *bounds(lacking)]
    shown = " ".join(map(quoted, install))
    names = say("list.comma", lang).join(lacking)
    if not _asked(say("serve.lacking", lang, names=names, command=shown)):
        raise Refusal("serve.install", names=" ".join(lacking), command=shown)
    status = subprocess.run(install, check=False).returncode
    invalidate_caches()
    if status or any(find_spec(name) is None for name in lacking):
        raise Refusal("serve.not_installed", command=shown)


def bounds(names: list[str]) -> list[str]:
    """Return packages with the bounds that the program's own metadata state, where they can be read."""
    import re
    from importlib import metadata

    try:
        stated = metadata.requires("quyuhua") or []
    except metadata.PackageNotFoundError:
        stated = []
    with_bounds = {re.split(r"[<>=!~;\s]", line)[0].lower(): line.partition(";")[0].strip() for line in stated}
    return [with_bounds.get(name, name) for name in names]


def _agreed(lang: str) -> bool:
    """Say what serving a class opens, and return whether the teacher wants it."""
    if _asked(say("serve.ask_class", lang)):
        return True
    complain(say("serve.no_class", lang))
    return False


def _asked(question: str) -> bool:
    """Ask somebody who sits there; nobody there is a no."""
    if not (sys.stdin is not None and sys.stdin.isatty()):
        return False
    try:
        return input(f"{question} ").strip().lower() in ("y", "yes", "j", "是", "好")
    except EOFError:
        return False


def _addresses(wanted: str | None) -> list[str]:
    """Return the addresses of this machine in local networks, the wanted one or the likeliest first.

    Raises
    ------
    Refusal
        Where the wanted one is none of them.
    """
    outer = [address for address in (_outward(), *_of_its_name()) if not address.startswith(("127.", "0."))]
    there = list(dict.fromkeys(outer)) or ["127.0.0.1"]
    if wanted is None:
        return there
    if wanted not in there and not _can_listen_at(wanted):
        raise Refusal("serve.no_host", found=wanted[:60], there=", ".join(there))
    return list(dict.fromkeys([wanted, *there]))


def _outward() -> str:
    """Return the address from which this machine would ask another network; nothing is sent to find it out."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # a test network that is nowhere
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"


def _of_its_name() -> list[str]:
    """Return the addresses that this machine's own name stands for: on Windows, those of all its network cards."""
    try:
        return list(socket.gethostbyname_ex(socket.gethostname())[2])
    except OSError:
        return []


def _can_listen_at(address: str) -> bool:
    """Return whether an address is one of this machine's, whatever its name stands for."""
    try:
        if socket.inet_ntoa(socket.inet_aton(address)) != address:
            return False
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.bind((address, 0))
            return True
    except (OSError, ValueError):
        return False
