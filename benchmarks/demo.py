"""The live page in numbers: bytes a month, memory a session, months a second for forty sessions, seconds to the page.

``python -m benchmarks.demo [--only NAME] [--hours 8]``. Processor seconds, beside a yardstick of the same call: the
month of a joint run that nobody looks at. Machines are shared and drift; ratios drift less.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import gzip
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psutil

ROOT = Path(__file__).resolve().parents[1]
THIRTY = {"district.streets": 2, "district.areas": 4, "district.lines": 18}
THREE_HUNDRED = {"district.streets": 6, "district.areas": 11, "district.lines": 222}
OFF = {"mechanisms.mobilisation.strength": 0.0}
SESSIONS = 40
MONTHS_EACH = 24
AT_FULL = 200  # playbacks after which memory is as full as it gets: so many are kept, and garbage is collected late


def district(sizes: dict[str, int], seed: int = 7, months: int = 120) -> Any:
    """Return a district of about so many organisations."""
    import sim

    return sim.load("default", [f"months={months}", f"seed={seed}", *(f"{k}={v}" for k, v in sizes.items())])


def settings(sizes: dict[str, int]) -> Any:
    """Return two settings of a district, side by side."""
    from sim.demo.stage import Play
    from sim.scenario import varied

    return Play(district(sizes), "settings", varied(district(sizes), OFF))


def yardstick(sizes: dict[str, int]) -> float:
    """Return the processor seconds of a month of a joint run that nobody looks at, the least of five tries."""
    from sim.model.district import District
    from sim.model.month import advance

    tries = []
    for _ in range(5):
        state = District(district(sizes)).state
        advance(state, 12)
        began = time.process_time()
        advance(state, 48)
        tries.append((time.process_time() - began) / 48)
    return min(tries)


def small() -> str:
    """Return what ten years of two worlds take: bytes a month as sent, and packed into a file."""
    from sim.demo.playback import compact
    from sim.demo.stage import whole

    lines = []
    for name, sizes in (("30", THIRTY), ("300", THREE_HUNDRED)):
        data = whole(settings(sizes), 120 if name == "30" else 24)
        months = [len(compact(month).encode()) for world in data["worlds"] for month in world["months"]]
        packed = len(gzip.compress(compact(data).encode(), 9)) * 4 / 3
        lines.append(
            f"{name} organisations, two worlds: {sum(months) / len(months):,.0f} bytes a world and month as sent; "
            f"{len(data['worlds'][0]['months'])} months packed {packed / 1e6:.3f} MB"
            + (f"; six comparisons {6 * packed / 1e6:.2f} MB" if name == "30" else "")
        )
    return "\n".join(lines)


def quick() -> str:
    """Return what a month that is looked at costs, and a switch at month 100 until its month is there."""
    from sim.demo.address import Address
    from sim.demo.playback import Playbacks
    from sim.demo.stage import Stage

    lines = []
    for name, sizes in (("30", THIRTY), ("300", THREE_HUNDRED)):
        unit = yardstick(sizes)
        stage = Stage(settings(sizes))
        stage.step()
        began = time.process_time()
        for _ in range(24):
            stage.step()
        month = (time.process_time() - began) / 24
        stated = {**sizes, "needs.two_sided": 0.5}
        address = Address("default", 120, 7, compare="settings", a=stated, b={**stated, **OFF})
        playbacks = Playbacks()
        played = playbacks.watch(address)
        for number in range(1, 101):
            played.frames(number)
        tries = [_switched(playbacks, played, strength) for strength in (0.1, 0.2, 0.3)]
        lines.append(
            f"{name} organisations: a month of two worlds, six runs, {1e3 * month:.1f} ms ({month / unit:.0f} times "
            f"a month of one run, {1e6 * unit:.0f} µs); a switch at month 100 has its frame after "
            f"{1e3 * min(tries):.0f} ms"
        )
    return "\n".join(lines)


def _switched(playbacks: Any, played: Any, strength: float) -> float:
    """Return the processor seconds of a switch at month 100 until its month is there."""
    began = time.process_time()
    after = played.address.changed(100, "b", {"mechanisms.liaison.strength": strength})
    playbacks.watch(after, played).frames(100)
    return time.process_time() - began


def light() -> str:
    """Return the memory that forty sessions of different addresses take, each with ten years played."""
    from sim.demo.address import Address
    from sim.demo.playback import Playback, Playbacks

    playbacks = Playbacks()

    def open_one(seed: int) -> Playback:
        address = Address("default", 120, seed, compare="settings", a=dict(THIRTY), b={**THIRTY, **OFF})
        made = playbacks.watch(address)
        made.constants()
        for month in range(1, 121):
            made.frames(month)
        return made

    from sim.demo.checkpoints import MOST

    kept = [open_one(1000)]
    gc.collect()
    process = psutil.Process()
    before = process.memory_info().rss
    kept += [open_one(seed) for seed in range(10)]
    gc.collect()
    of_one = (process.memory_info().rss - before) / 10
    return (
        f"a session of 30 organisations, two settings, ten years played: {of_one / 1e6:.1f} MB, "
        f"{playbacks.marks.nbytes / len(kept) / 1e6:.1f} MB of it marks, of which there are never more than "
        f"{MOST / 1e6:.0f} MB in all; equal addresses share it"
    )


def crowd() -> str:
    """Return how many months a second forty sessions get of a server on this machine, all of different addresses."""
    with tempfile.TemporaryDirectory() as folder:
        process, url, _ = started(Path(folder), "above")
        try:
            watched = psutil.Process(process.pid)
            asyncio.run(_played(url, 1, 2))
            spent, began = cpu(watched), time.monotonic()
            asyncio.run(_played(url, SESSIONS, MONTHS_EACH))
            took, used = time.monotonic() - began, cpu(watched) - spent
        finally:
            process.kill()
    months = SESSIONS * MONTHS_EACH
    return (
        f"{SESSIONS} sessions of 30 organisations, all of different addresses: {MONTHS_EACH / took:.1f} months a "
        f"second each ({took:.1f} s for {MONTHS_EACH} months), {1e3 * used / months:.1f} ms of processor time a "
        f"session and month, bands included: {months / used / SESSIONS:.1f} months a second each for one core"
    )


async def _played(url: str, sessions: int, months: int) -> None:
    from websockets.asyncio.client import connect

    host, key = urlsplit(url).netloc, urlsplit(url).query.removeprefix("key=")

    async def one(number: int) -> None:
        headers = {"Cookie": f"teacher={key}"}
        async with connect(
            f"ws://{host}/ws", origin=f"http://{host}", additional_headers=headers, max_size=None, open_timeout=60
        ) as socket:
            a = dict(THIRTY)
            opening = {"type": "open", "scenario": "default", "months": 120, "seed": number, "compare": "settings"}
            await socket.send(json.dumps({**opening, "settings": {"a": a, "b": {**a, **OFF}}}))
            seen = asked = 0
            async for text in socket:
                kind = text[:20]
                if '"stage"' in kind or ('"month"' in kind and seen == asked and seen < months):
                    asked = min(months, asked + 12)
                    await socket.send(json.dumps({"type": "ask", "until": asked}))
                if '"month"' in kind and '"world":"b"' in text[:40]:
                    seen += 1
                    if seen == asked and seen < months:
                        asked = min(months, asked + 12)
                        await socket.send(json.dumps({"type": "ask", "until": asked}))
                    if seen >= months:
                        return

    await asyncio.gather(*(one(number) for number in range(sessions)))


def soon() -> str:
    """Return the seconds from the command to the first page, on the clock and of the processor."""
    walls, cores = [], []
    for _ in range(5):
        with tempfile.TemporaryDirectory() as folder:
            process, _, answered = started(Path(folder), "above")
            try:
                walls.append(answered[0])
                cores.append(answered[1])
            finally:
                process.kill()
    return f"from the command to the first page: {min(walls):.2f} s on the clock, {min(cores):.2f} s of processor time"


def usable() -> str:
    """Return the processor seconds from the command until the live page has its first month, once compiled."""
    tries = []
    for _ in range(3):
        with tempfile.TemporaryDirectory() as folder:
            process, url, _ = started(Path(folder), "above")
            try:
                asyncio.run(_played(url, 1, 1))
                tries.append(cpu(psutil.Process(process.pid)))
            finally:
                process.kill()
    return f"from the command until the live page has played its first month: {min(tries):.2f} s of processor time"


def long(hours: float) -> str:
    """Return how much memory grows while a stage is played for hours, two months a second, as fast as it goes."""
    from sim.demo.address import Address
    from sim.demo.playback import Playbacks

    playbacks, process = Playbacks(), psutil.Process()
    played, before, wanted = 0, 0, int(hours * 3600 * 2)
    number = 0
    while played < wanted:
        number += 1
        a = {**THIRTY, "mechanisms.liaison.strength": (number % 100) / 100}
        playback = playbacks.watch(Address("default", 120, number % 7, compare="settings", a=a, b={**a, **OFF}))
        for month in range(1, 121):
            playback.frames(month)
        playbacks.leave(playback)
        played += 120
        if number == AT_FULL:
            gc.collect()
            before = process.memory_info().rss
    gc.collect()
    playbacks.close()
    grown = process.memory_info().rss - before if before else 0
    hours_of = f"{played:,} months ({played / 7200:.1f} hours of play)"
    return f"{hours_of}: {grown / 1e6:+.1f} MB after the first {AT_FULL} playbacks"


def started(folder: Path, scenario: str) -> tuple[subprocess.Popen[str], str, tuple[float, float]]:
    """Start a server; return it, its address, and wall and processor seconds until its first page was there."""
    import http.client

    environ = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_STATE_HOME": str(folder), "PYTHONUNBUFFERED": "1"}
    words = [sys.executable, "-m", "sim", "demo", scenario, "--no-browser", "--port", "0", "--lang", "en"]
    began = time.monotonic()
    process = subprocess.Popen(words, env=environ, stdout=subprocess.PIPE, text=True, cwd=folder)
    assert process.stdout is not None
    address = re.search(r"http://\S+", process.stdout.readline())
    assert address
    url = address[0]
    while True:
        connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=30)
        try:
            connection.request("GET", "/", headers={"Cookie": f"teacher={urlsplit(url).query.removeprefix('key=')}"})
            assert connection.getresponse().status == 200
            break
        except OSError:
            time.sleep(0.01)
    return process, url, (time.monotonic() - began, cpu(psutil.Process(process.pid)))


def cpu(process: psutil.Process) -> float:
    """Return the processor seconds of a process."""
    times = process.cpu_times()
    return float(times.user + times.system)


def main() -> None:
    """Print each figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    figures: dict[str, Callable[[], str]] = {
        figure.__name__: figure for figure in (small, quick, light, soon, usable, crowd)
    }  # fmt: skip
    parser.add_argument("--only", choices=[*figures, "long"])
    parser.add_argument("--hours", type=float, default=8.0, help="of play, for long")
    given = parser.parse_args()
    for name, figure in figures.items():
        if given.only in (None, name):
            print(f"{name}: {figure()}", flush=True)
    if given.only == "long":
        print(f"long: {long(given.hours)}")


if __name__ == "__main__":
    main()
