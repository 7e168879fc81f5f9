"""Visits: one page that is connected, the teacher's or a pupil's; what it may ask of the class and of the stage."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from sim.words import Refusal

from .classroom import Classroom
from .download import PutBy
from .playback import Playback, compact
from .session import Allowance, Session, failed, in_words

if TYPE_CHECKING:
    from .server import Demo

LARGEST_OF_A_CLASS = 60  # organisations in what a pupil plays: forty of them play on the teacher's machine
MOST_WRONG = 8  # codes that one connection may try
SLOWER = 0.05  # seconds longer that each wrong code takes
OFTEN, AT_ONCE = 2.0, 20.0  # guesses a second that a pupil may send, over a longer time, and at once


class Visit(ABC):
    """One page that is connected."""

    role = ""

    def __init__(self, demo: Demo, socket: WebSocket) -> None:
        self.demo, self.socket = demo, socket
        self._sending = asyncio.Lock()
        is_teacher = self.role == "teacher"
        self.session = Session(
            demo.engine, self.send, self._keep if is_teacher else None, None if is_teacher else LARGEST_OF_A_CLASS
        )

    async def send(self, text: str) -> None:
        """Send a message; one after the other.

        Raises
        ------
        ConnectionError
            Where the page has gone.
        """
        try:
            async with self._sending:
                await self.socket.send_text(text)
        except (WebSocketDisconnect, RuntimeError) as gone:  # RuntimeError: sent after the end
            raise ConnectionResetError from gone

    async def greet(self) -> None:
        """Say who the page is."""
        opening = self.demo.opening
        hello = {"type": "hello", "role": self.role, "class": self.demo.classroom is not None, "lang": opening.lang}
        await self.send(compact({**hello, "address": opening.address.data()}))

    async def hear(self, message: Mapping[str, Any]) -> None:
        """Do what a message asks for."""
        try:
            if not await self.hear_class(message):
                await self.session.hear(message)
        except Refusal as refusal:
            await self.send(compact({"type": "error", "text": in_words(refusal)}))
        except (WebSocketDisconnect, RuntimeError, OSError):
            raise
        except Exception:
            logging.getLogger("quyuhua.demo").exception("demo")
            await self.send(failed())

    @abstractmethod
    async def hear_class(self, message: Mapping[str, Any]) -> bool:
        """Return whether the message was for the class."""

    async def end(self) -> None:
        """Leave."""
        await self.session.end()

    async def _keep(
        self, playback: Playback, until: int, what: str, lang: str, put_by: Sequence[PutBy]
    ) -> dict[str, Any]:
        from .download import kept

        return self.demo.downloads.put(await asyncio.to_thread(kept, playback, until, what, lang, put_by))


class Teacher(Visit):
    role = "teacher"

    async def greet(self) -> None:
        await super().greet()
        self.demo.teachers.add(self.socket)
        if self.demo.classroom is not None:
            await self.send(compact(self.demo.for_teacher()))

    async def hear_class(self, message: Mapping[str, Any]) -> bool:
        room = self.demo.classroom
        if message.get("type") != "class" or room is None:
            return False
        what = message.get("do")
        if what == "ask":
            question = message.get("question")
            room.ask(question if isinstance(question, Mapping) else {})
        elif what == "hands":
            room.hands(message.get("counts"))
        elif what == "close":
            room.close()
        elif what == "clear":
            room.clear()
        elif what == "address" and message.get("url") in self.demo.opening.class_urls:
            self.demo.class_url = str(message["url"])
        elif what == "new":
            await self.demo.begin_class()
            return True
        else:
            raise Refusal("live.not_understood", found="do")
        await self.demo.spread()
        return True

    async def end(self) -> None:
        self.demo.teachers.discard(self.socket)
        await super().end()


class Pupil(Visit):
    role = "pupil"

    def __init__(self, demo: Demo, socket: WebSocket) -> None:
        super().__init__(demo, socket)
        self._wrong = 0
        self._allowance = Allowance(AT_ONCE, OFTEN)

    @property
    def number(self) -> int | None:
        """Return the number in the class that is on, of who has joined it."""
        return self.demo.pupils.get(self.socket)

    async def hear_class(self, message: Mapping[str, Any]) -> bool:
        room = self.demo.classroom
        assert room is not None
        kind = message.get("type")
        number = self.number
        if kind == "join" and number is None:
            await self._join(room, message)
            return True
        if number is None:
            raise Refusal("live.class.no_code")
        if kind == "guess":
            if not self._allowance.take():
                raise Refusal("live.too_often")
            room.guess(number, message.get("question"), message.get("choice"))
            await self.send(compact(room.for_pupil(number)))
            await self.demo.tell_teachers()
            return True
        return False

    async def _join(self, room: Classroom, message: Mapping[str, Any]) -> None:
        try:
            number, token = room.join(message.get("code"), message.get("number"), message.get("token"))
        except Refusal:
            self._wrong += 1
            if self._wrong >= MOST_WRONG:
                await self.socket.close(4401)
                return
            await asyncio.sleep(SLOWER * self._wrong)
            raise
        self.demo.pupils[self.socket] = number
        await self.send(compact({"type": "you", "number": number, "token": token}))
        await self.send(compact(room.for_pupil(number)))
        await self.demo.tell_teachers()

    async def end(self) -> None:
        number = self.demo.pupils.pop(self.socket, None)
        await super().end()
        if number is not None and self.demo.classroom is not None:
            self.demo.classroom.leave(number)
            await self.demo.tell_teachers()


async def quietly(socket: WebSocket, text: str) -> None:
    """Send a message to a page that may be gone meanwhile."""
    with contextlib.suppress(RuntimeError, OSError, WebSocketDisconnect):
        await socket.send_text(text)
