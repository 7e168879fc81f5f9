"""A session: what one page asks for over its web socket, and what it is sent."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from sim.scenario import ScenarioError
from sim.words import LANGUAGES, Refusal, say

from .address import Address, read, settings_of
from .controls import in_both, presets
from .download import MOST_PUT_BY, PutBy
from .engine import Engine
from .playback import Playback, compact

Send = Callable[[str], Awaitable[None]]
Keep = Callable[[Playback, int, str, str, Sequence[PutBy]], Awaitable[dict[str, Any]]]

AHEAD = 24  # months that are made before a page has asked for more
OFTEN = 20.0  # changes and openings a second that a session may ask for, over a longer time
AT_ONCE = 40.0


class Allowance:
    """How often something may be asked for: so many at once, and so many a second."""

    def __init__(self, at_once: float, a_second: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._pace, self._clock = at_once, a_second, clock
        self._left, self._since = at_once, clock()

    def take(self) -> bool:
        """Take one, and return whether there was one left."""
        now = self._clock()
        self._left = min(self._most, self._left + self._pace * (now - self._since))
        self._since = now
        if self._left < 1.0:
            return False
        self._left -= 1.0
        return True


class Session:
    """What one page watches.

    Parameters
    ----------
    engine : Engine
        Who plays.
    send : callable
        Sends a message to the page.
    keep : callable, optional
        Makes what the page wants to keep: of a playback, until a month, what, in which language; returns the message
        that says where it is. Pages of a class have none.
    largest : int, optional
        How many organisations there may be in what it plays.
    """

    def __init__(self, engine: Engine, send: Send, keep: Keep | None = None, largest: int | None = None) -> None:
        self._engine, self._send, self._keep, self._largest = engine, send, keep, largest
        self._playback: Playback | None = None
        self._put_by: list[PutBy] = []
        self._months_sent = 0
        self._until = 0
        self._hears_band = False
        self._going: asyncio.Task[None] | None = None
        self._allowance = Allowance(AT_ONCE, OFTEN)
        self._loop = asyncio.get_running_loop()
        self._sending: set[asyncio.Task[None]] = set()

    async def hear(self, message: Mapping[str, Any]) -> None:
        """Do what a message asks for, or say what is wrong with it."""
        hearing = {
            "open": self._open, "ask": self._ask, "change": self._change, "again": self._again, "keep": self._kept,
            "collect": self._collect, "presets": self._offer, "lessons": self._list_lessons,
        }.get(str(message.get("type")))  # fmt: skip
        try:
            if hearing is None:
                raise Refusal("live.not_understood", found="type")
            if message.get("type") != "ask" and not self._allowance.take():
                raise Refusal("live.too_often")
            await hearing(message)
        except (Refusal, ScenarioError) as wrong:
            await self._send(compact({"type": "error", "text": in_words(wrong)}))

    async def end(self) -> None:
        """Leave: nobody is there any more."""
        await self._stop()
        self._leave()

    async def _open(self, message: Mapping[str, Any]) -> None:
        address = read(message)
        await self._engine.ready(self._progress)
        await self._turn_to(address)

    async def _again(self, message: Mapping[str, Any]) -> None:
        playback = self._playing()
        await self._stop()
        self._months_sent = self._until = 0
        await self._send(await self._engine.work(playback.constants))

    async def _change(self, message: Mapping[str, Any]) -> None:
        playback = self._playing()
        month, world = message.get("from"), message.get("world")
        if isinstance(month, bool) or not isinstance(month, int) or not 1 <= month <= playback.months:
            raise Refusal("live.not_whole", name="from", found=str(month)[:40], low=1, high=playback.months)
        if world not in (None, "a", "b"):
            raise Refusal("live.not_understood", found="world")
        settings = settings_of(message.get("settings"))
        address = playback.address.changed(month, world, settings)
        seen = min(self._months_sent, max(self._until, month))
        await self._turn_to(address, since=month, until=max(seen, month), settings=settings, world=world)

    async def _turn_to(
        self, address: Address, since: int = 1, until: int = 0, settings: Mapping[str, Any] | None = None,
        world: str | None = None,
    ) -> None:  # fmt: skip
        """Watch another playback; where only what comes from a month on is another, its earlier months stay.

        Where needs are among that the stage is sent anew as well: it tells of all needs.
        """
        before = self._playback
        playback = await self._engine.work(self._engine.playbacks.watch, address, self._playback)
        try:
            if since == 1:  # what cannot be shown is refused while what is watched goes on
                await self._engine.work(playback.constants)
        except Refusal:
            self._engine.playbacks.leave(playback)
            raise
        if self._largest is not None and await self._engine.work(playback.organisations) > self._largest:
            self._engine.playbacks.leave(playback)
            raise Refusal("live.class.too_large", most=self._largest)
        anew = since == 1 or before is None or not await self._engine.work(playback.has_needs_of, before)
        await self._stop()
        self._leave()
        self._playback = playback
        if settings is not None:
            acknowledged = {"type": "changed", "world": world, "from": since, "settings": dict(settings)}
            await self._send(compact({**acknowledged, "stage": anew, "address": address.data()}))
        if anew:
            await self._send(await self._engine.work(playback.constants))
        self._months_sent, self._until = min(self._months_sent, since - 1), min(until, playback.months)
        self._hears_band = False
        self._go_on()
        if self._going is None:
            self._listen_to_band()

    async def _ask(self, message: Mapping[str, Any]) -> None:
        playback = self._playing()
        until = message.get("until")
        if isinstance(until, bool) or not isinstance(until, int):
            raise Refusal("live.not_whole", name="until", found=str(until)[:40], low=1, high=playback.months)
        self._until = max(self._until, min(until, playback.months, self._months_sent + AHEAD))
        self._go_on()

    async def _offer(self, _: Mapping[str, Any]) -> None:
        await self._send(compact({"type": "presets", "presets": await self._engine.work(presets)}))

    async def _list_lessons(self, _: Mapping[str, Any]) -> None:
        from .lessons.load import LoadedLesson
        from .lessons.packed import offered

        own = self._engine.playbacks.own
        lessons = await self._engine.work(offered, own if isinstance(own, LoadedLesson) else None)
        await self._send(compact({"type": "lessons", "lessons": lessons}))

    async def _kept(self, message: Mapping[str, Any]) -> None:
        playback = self._playing()
        if self._keep is None:
            raise Refusal("live.not_understood", found="keep")
        lang = "en" if message.get("lang") == "en" else "zh"
        last = self._last(message, playback)
        await self._send(compact(await self._keep(playback, last, str(message.get("what")), lang, self._put_by)))

    async def _collect(self, message: Mapping[str, Any]) -> None:
        """Put what is played by for the file that is saved later; until month 0: take all of them out again."""
        playback = self._playing()
        if self._keep is None:
            raise Refusal("live.not_understood", found="collect")
        others = [(other, last) for other, last in self._put_by if other.address != playback.address]
        if message.get("until") == 0:
            self._put_by = []
        elif len(others) >= MOST_PUT_BY:
            raise Refusal("live.enough_kept", most=MOST_PUT_BY)
        else:
            self._put_by = [*others, (playback, self._last(message, playback))]
        plays = [{"title": in_both(other.play.scenario.title), "until": last} for other, last in self._put_by]
        await self._send(compact({"type": "collected", "plays": plays}))

    @staticmethod
    def _last(message: Mapping[str, Any], playback: Playback) -> int:
        """Return up to which month something is kept."""
        until = message.get("until")
        return until if isinstance(until, int) and 1 <= until <= playback.months else playback.months

    def _playing(self) -> Playback:
        if self._playback is None:
            raise Refusal("live.nothing_open")
        return self._playback

    def _go_on(self) -> None:
        if self._months_sent < self._until and (self._going is None or self._going.done()):
            self._going = asyncio.create_task(self._make_months())

    async def _make_months(self) -> None:
        playback = self._playing()
        while self._months_sent < self._until:
            for text in await self._engine.work(playback.frames, self._months_sent + 1):
                await self._send(text)
            self._months_sent += 1
        self._listen_to_band()

    def _listen_to_band(self) -> None:
        """Hear of whole runs from now on; they are counted when the months that the page waits for are there."""
        if not self._hears_band:
            self._hears_band = True
            self._playing().tell_band(self._hear_band, self._engine.playbacks.counting)

    async def _stop(self) -> None:
        if self._going is not None:
            self._going.cancel()
            with contextlib.suppress(asyncio.CancelledError, RuntimeError, OSError):
                await self._going
        self._going = None

    def _leave(self) -> None:
        if self._playback is not None:
            self._playback.hush(self._hear_band)
            self._engine.playbacks.leave(self._playback)
        self._playback = None

    def _hear_band(self, message: str) -> None:
        """Send a band on; called from the thread that counts."""
        self._loop.call_soon_threadsafe(self._send_soon, message)

    def _send_soon(self, message: str) -> None:
        task = asyncio.ensure_future(self._quietly(message))
        self._sending.add(task)
        task.add_done_callback(self._sending.discard)

    async def _quietly(self, message: str) -> None:
        with contextlib.suppress(ConnectionError):  # the page has gone meanwhile
            await self._send(message)

    async def _progress(self, share: float | None) -> None:
        await self._send(compact({"type": "progress", "what": "compiling", "share": share}))


def in_words(wrong: Refusal | ScenarioError) -> dict[str, str]:
    """Return what is wrong, in both languages."""
    if isinstance(wrong, Refusal):
        return {lang: wrong.message(lang) for lang in LANGUAGES}
    return {lang: "\n".join(fault.message(lang) for fault in wrong.faults[:5]) for lang in LANGUAGES}


def failed() -> str:
    """Return the message that something went wrong that was nobody's input."""
    return compact({"type": "error", "text": {lang: say("live.failed", lang) for lang in LANGUAGES}})
