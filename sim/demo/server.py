"""The live page: one file served to the teacher, one socket for each page; to a class only where that is asked for."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import socket
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from sim.words import Refusal

from .address import Address
from .classroom import Classroom
from .doors import COOKIE, Doorman, Keys, policy
from .engine import Engine
from .file import join_file
from .keeping import Shelf
from .performance import Performance, compact
from .session import Session, failed, in_words

if TYPE_CHECKING:
    from .address import Own

HERE = "127.0.0.1"
LARGEST = 65_536  # bytes of a message of a page
MOST_SESSIONS = 450
LARGEST_OF_A_CLASS = 60  # organisations in what a pupil plays: forty of them play on the teacher's machine
MOST_WRONG = 8  # codes that one connection may try
SLOWER = 0.05  # seconds longer that each wrong code takes

Page = Callable[[str], str]


@dataclass(frozen=True)
class Opening:
    """What a server is started with.

    Attributes
    ----------
    hosts : tuple of str
        Names under which it may be asked for, each with its port; the first is the teacher's.
    page : callable
        From a language to the page.
    lang : {"en", "zh"}
    address : Address
        What the page plays first.
    own : LoadedScenario or LoadedLesson, optional
        What was named on the command line, where that is a file.
    class_url : str, optional
        Where a class joins; there is none unless given.
    kept : pathlib.Path, optional
        Folder in which the secret is kept from one start to the next.
    """

    hosts: tuple[str, ...]
    page: Page
    lang: str
    address: Address = field(default_factory=Address)
    own: Own | None = None
    class_url: str | None = None
    kept: Path | None = None


class Demo:
    """The server's rooms: the teacher's page and socket, the class's, and what waits to be fetched."""

    def __init__(self, opening: Opening) -> None:
        self.opening = opening
        self.engine = Engine(opening.own)
        self.keys = Keys(opening.kept and opening.kept / "demo.key")
        self.shelf = Shelf()
        self.classroom: Classroom | None = None
        if opening.class_url is not None:
            file = opening.kept and opening.kept / "class.json"
            self.classroom = Classroom(self.keys, date.today().isoformat(), file)
        pages = {"teacher": opening.page(opening.lang), "pupil": join_file(opening.lang)}
        self._pages = {role: (page, policy(page, opening.hosts)) for role, page in pages.items()}
        self._teachers: set[WebSocket] = set()
        self._pupils: dict[WebSocket, int] = {}
        self.sessions = 0

    @property
    def url(self) -> str:
        """Return the address of the teacher's page, with its key."""
        return f"http://{self.opening.hosts[0]}/?key={self.keys.teacher}"

    def app(self) -> Doorman:
        """Return what is served."""
        routes: list[Any] = [
            Route("/", self._teachers_page),
            Route("/keep/{word}/{name}", self._fetch),
            WebSocketRoute("/ws", self._teachers_socket),
        ]
        if self.classroom is not None:
            routes += [Route("/class", self._class_page), WebSocketRoute("/class/ws", self._class_socket)]
        return Doorman(Starlette(routes=routes), self.opening.hosts)

    async def _teachers_page(self, request: Request) -> Response:
        key = request.query_params.get("key")
        if key is not None and self.keys.is_teacher(key):
            rest = request.url.remove_query_params("key")
            response = RedirectResponse(f"/?{rest.query}" if rest.query else "/", 303)
            response.set_cookie(COOKIE, key, httponly=True, samesite="strict", path="/")
            return response
        if not self.keys.is_teacher(request.cookies.get(COOKIE)):
            return self._sorry("live.no_key")
        return self._served("teacher")

    async def _class_page(self, request: Request) -> Response:
        return self._served("pupil")

    async def _fetch(self, request: Request) -> Response:
        file = self.shelf.get(request.path_params["word"])
        if file is None or not self.keys.is_teacher(request.cookies.get(COOKIE)):
            return self._sorry("live.nothing_kept", 404)
        named = {"content-disposition": f'attachment; filename="{_plain(file.name)}"'}
        return Response(file.content, media_type=file.type, headers=named)

    def _served(self, role: str) -> Response:
        self.engine.begin_soon()
        page, allowed = self._pages[role]
        return HTMLResponse(page, headers={"content-security-policy": allowed})

    def _sorry(self, key: str, status: int = 403) -> Response:
        texts = in_words(Refusal(key))
        body = "".join(f"<p>{texts[lang]}</p>" for lang in ("zh", "en"))
        return HTMLResponse(f"<!doctype html><meta charset=utf-8>{body}", status)

    async def _teachers_socket(self, socket: WebSocket) -> None:
        if not self.keys.is_teacher(socket.cookies.get(COOKIE)):
            await socket.close(4401)
            return
        await self._serve(socket, _Teacher(self, socket))

    async def _class_socket(self, socket: WebSocket) -> None:
        await self._serve(socket, _Pupil(self, socket))

    async def _serve(self, socket: WebSocket, visit: _Visit) -> None:
        if self.sessions >= MOST_SESSIONS:
            await socket.close(4429)
            return
        self.sessions += 1
        await socket.accept()
        try:
            await visit.greet()
            while True:
                await visit.hear(_message(await socket.receive_text()))
        except (WebSocketDisconnect, RuntimeError, KeyError, OSError):
            pass  # the page has gone
        except ValueError:
            with contextlib.suppress(RuntimeError, OSError):
                await socket.close(4400)
        finally:
            self.sessions -= 1
            await visit.end()

    async def spread(self) -> None:
        """Tell the teacher and all pupils how the class stands."""
        assert self.classroom is not None
        for teacher in list(self._teachers):
            await _quietly(teacher, compact(self.for_teacher()))
        for pupil, number in list(self._pupils.items()):
            await _quietly(pupil, compact(self.classroom.for_pupil(number)))

    def for_teacher(self) -> dict[str, Any]:
        """Return what the teacher sees of the class, with the way in."""
        assert self.classroom is not None
        url = f"{self.opening.class_url}?code={self.classroom.code}"
        return {**self.classroom.for_teacher(), "url": url, "qr": qr(url)}


class _Visit(ABC):
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
        """Send a message; one after the other."""
        async with self._sending:
            await self.socket.send_text(text)

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

    async def _keep(self, performance: Performance, until: int, what: str, lang: str) -> dict[str, Any]:
        from .keeping import kept

        return self.demo.shelf.put(await asyncio.to_thread(kept, performance, until, what, lang))


class _Teacher(_Visit):
    role = "teacher"

    async def greet(self) -> None:
        await super().greet()
        self.demo._teachers.add(self.socket)
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
        else:
            raise Refusal("live.not_understood", found="do")
        await self.demo.spread()
        return True

    async def end(self) -> None:
        self.demo._teachers.discard(self.socket)
        await super().end()


class _Pupil(_Visit):
    role = "pupil"

    def __init__(self, demo: Demo, socket: WebSocket) -> None:
        super().__init__(demo, socket)
        self._number: int | None = None
        self._wrong = 0

    async def hear_class(self, message: Mapping[str, Any]) -> bool:
        room = self.demo.classroom
        assert room is not None
        kind = message.get("type")
        if kind == "join" and self._number is None:
            await self._join(room, message)
            return True
        if self._number is None:
            raise Refusal("live.class.no_code")
        if kind == "guess":
            room.guess(self._number, message.get("question"), message.get("choice"))
            await self.demo.spread()
            return True
        return False

    async def _join(self, room: Classroom, message: Mapping[str, Any]) -> None:
        try:
            self._number, token = room.join(message.get("code"), message.get("number"), message.get("token"))
        except Refusal:
            self._wrong += 1
            if self._wrong >= MOST_WRONG:
                await self.socket.close(4401)
                return
            await asyncio.sleep(SLOWER * self._wrong)
            raise
        self.demo._pupils[self.socket] = self._number
        await self.send(compact({"type": "you", "number": self._number, "token": token}))
        await self.demo.spread()

    async def end(self) -> None:
        self.demo._pupils.pop(self.socket, None)
        await super().end()
        if self._number is not None and self.demo.classroom is not None:
            self.demo.classroom.leave(self._number)
            await self.demo.spread()


def qr(text: str) -> list[str]:
    """Return a QR code as rows of 0 and 1, with the quiet zone round it."""
    import segno

    code = segno.make(text, error="m", micro=False)
    return ["".join(str(int(bool(module))) for module in row) for row in code.matrix_iter(border=2)]


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens: on this port, or on any that is free where that is taken or 0.

    Raises
    ------
    OSError
        Where none can be had.
    """
    for wanted in (port, 0):
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if os.name != "nt":  # there it would let two servers have one port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, wanted))
            listener.listen(256)
        except OSError:
            listener.close()
            if not wanted:
                raise
            continue
        return listener
    raise AssertionError


def serve(demo: Demo, listening: socket.socket) -> None:
    """Serve until somebody ends it.

    Raises
    ------
    KeyboardInterrupt
        As soon as it has ended.
    """
    config = uvicorn.Config(
        demo.app(),
        log_level="warning",
        ws_max_size=LARGEST,
        ws_ping_interval=20.0,
        ws_ping_timeout=20.0,
        timeout_graceful_shutdown=1,
        server_header=False,
        proxy_headers=False,
    )
    try:
        uvicorn.Server(config).run(sockets=[listening])
    finally:
        demo.engine.close()


def _message(text: str) -> Mapping[str, Any]:
    message = json.loads(text)
    if not isinstance(message, Mapping):
        raise ValueError("a message is an object")
    return message


async def _quietly(socket: WebSocket, text: str) -> None:
    with contextlib.suppress(RuntimeError, OSError, WebSocketDisconnect):  # gone meanwhile
        await socket.send_text(text)


def _plain(name: str) -> str:
    return "".join(sign if sign.isascii() and (sign.isalnum() or sign in "-_.") else "_" for sign in name)
