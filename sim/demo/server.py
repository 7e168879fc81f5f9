"""The live page: one file served to the teacher, one socket for each page; to a class only where that is asked for."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import socket
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

from .access import COOKIE, AccessControl, Keys, policy
from .address import Address
from .classroom import Classroom
from .download import Downloads
from .engine import Engine
from .file import join_file
from .playback import compact
from .session import in_words
from .visits import Pupil, Teacher, Visit, quietly

if TYPE_CHECKING:
    from .address import Own

HERE = "127.0.0.1"
LARGEST = 65_536  # bytes of a message of a page
MOST_SESSIONS = 450

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
    class_urls : tuple of str
        Where a class may join, under each address of this machine; there is no class unless given.
    kept : pathlib.Path, optional
        Folder in which the secret is kept from one start to the next.
    """

    hosts: tuple[str, ...]
    page: Page
    lang: str
    address: Address = field(default_factory=Address)
    own: Own | None = None
    class_urls: tuple[str, ...] = ()
    kept: Path | None = None


class Demo:
    """The server's rooms: the teacher's page and socket, the class's, and what waits to be fetched."""

    def __init__(self, opening: Opening) -> None:
        self.opening = opening
        self.engine = Engine(opening.own)
        self.keys = Keys(opening.kept and opening.kept / "demo.key")
        self.downloads = Downloads()
        self.classroom: Classroom | None = None
        if opening.class_urls:
            file = opening.kept and opening.kept / "class.json"
            self.classroom = Classroom(self.keys, date.today().isoformat(), file)
        pages = {"teacher": opening.page(opening.lang), "pupil": join_file(opening.lang)}
        self._pages = {role: (page, policy(page, opening.hosts)) for role, page in pages.items()}
        self.class_url = opening.class_urls[0] if opening.class_urls else ""
        self.teachers: set[WebSocket] = set()
        self.pupils: dict[WebSocket, int] = {}
        self.sessions = 0

    @property
    def url(self) -> str:
        """Return the address of the teacher's page, with its key."""
        return f"http://{self.opening.hosts[0]}/?key={self.keys.teacher}"

    def app(self) -> AccessControl:
        """Return what is served."""
        routes: list[Any] = [
            Route("/", self._teachers_page),
            Route("/keep/{word}/{name}", self._fetch),
            WebSocketRoute("/ws", self._teachers_socket),
        ]
        if self.classroom is not None:
            routes += [Route("/class", self._class_page), WebSocketRoute("/class/ws", self._class_socket)]
        return AccessControl(Starlette(routes=routes), self.opening.hosts)

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
        file = self.downloads.get(request.path_params["word"])
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
        await self._serve(socket, Teacher(self, socket))

    async def _class_socket(self, socket: WebSocket) -> None:
        await self._serve(socket, Pupil(self, socket))

    async def _serve(self, socket: WebSocket, visit: Visit) -> None:
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

    async def tell_teachers(self) -> None:
        """Tell the teacher how the class stands."""
        text = compact(self.for_teacher())
        for teacher in list(self.teachers):
            await quietly(teacher, text)

    async def spread(self) -> None:
        """Tell the teacher and all pupils how the class stands."""
        assert self.classroom is not None
        messages = [(pupil, self.classroom.for_pupil(number)) for pupil, number in self.pupils.items()]
        await self.tell_teachers()
        await asyncio.gather(*(quietly(pupil, compact(message)) for pupil, message in messages))

    async def begin_class(self) -> None:
        """Begin a new class: who was in the last one joins anew, with another code."""
        assert self.classroom is not None
        gone, self.pupils = list(self.pupils), {}
        self.classroom.renew()
        await asyncio.gather(*(quietly(pupil, compact({"type": "over"})) for pupil in gone))
        await self.spread()

    def for_teacher(self) -> dict[str, Any]:
        """Return what the teacher sees of the class, with the way in, and the other addresses there are."""
        assert self.classroom is not None
        url = f"{self.class_url}?code={self.classroom.code}"
        return {**self.classroom.for_teacher(), "url": url, "urls": list(self.opening.class_urls), "qr": qr(url)}


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


def _plain(name: str) -> str:
    return "".join(sign if sign.isascii() and (sign.isalnum() or sign in "-_.") else "_" for sign in name)
