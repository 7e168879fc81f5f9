"""The engine behind the pages: the model is imported, and compiled where it must be, after the first page is there."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, TypeVar

from .playback import Playbacks

if TYPE_CHECKING:
    from .address import Own

Result = TypeVar("Result")
Progress = Callable[[float | None], Awaitable[None]]

LATER = 0.3  # seconds from sending a page until the model is imported
LOOK = 0.05  # seconds between two looks whether the model is there
LOOKS = 10  # looks between two messages on how far compiling is


class Engine:
    """Plays addresses in threads of its own, so that nobody who is connected has to wait for somebody else's month.

    Attributes
    ----------
    playbacks : Playbacks
    """

    def __init__(self, own: Own | None = None) -> None:
        self.playbacks = Playbacks(own)
        self._begun = threading.Event()
        self._there = threading.Event()
        self._share: float | None = None
        self._failure: BaseException | None = None

    def begin(self) -> None:
        """Begin to import the model, unless that has begun."""
        if not self._begun.is_set():
            self._begun.set()
            threading.Thread(target=self._prepare, name="engine", daemon=True).start()

    def begin_soon(self) -> None:
        """Begin when the page that is being sent has had the time to get there."""
        asyncio.get_running_loop().call_later(LATER, self.begin)

    async def ready(self, progress: Progress) -> None:
        """Wait until the model is there, and say how far it is where that takes long."""
        self.begin()
        waited = 0
        while not self._there.is_set():
            await asyncio.sleep(LOOK)
            waited += 1
            if waited % LOOKS == 0:
                await progress(self._share)
        if self._failure is not None:
            raise self._failure
        if waited:
            await progress(1.0)

    async def work(self, function: Callable[..., Result], *given: Any) -> Result:
        """Do something that takes long in a thread."""
        return await asyncio.get_running_loop().run_in_executor(self.playbacks.work, function, *given)

    def close(self) -> None:
        """End."""
        self.playbacks.close()

    def _prepare(self) -> None:
        """Import the model, and play a month, for which everything is compiled that a page asks for."""
        try:
            from sim.model.compilation import COMPILATION

            with COMPILATION.heard_by(self._note):
                from sim.scenario import load

                from .stage import Play, Stage

                stage = Stage(Play(load("above", ["months=2"]), "apart"))
                stage.forward(1)
                stage.step()
        except BaseException as error:  # noqa: BLE001 - whoever waits for the model is to hear of it
            self._failure = error
        finally:
            self._there.set()

    def _note(self, done: int, lacking: int, left: float | None) -> None:
        self._share = done / lacking if lacking else None
