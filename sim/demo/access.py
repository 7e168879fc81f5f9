"""Who may come in: hosts and origins, the teacher's key, and what a page may load."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from base64 import b64encode
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from pathlib import Path
from typing import Any

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

COOKIE = "teacher"
_SCRIPT = re.compile(r"<script(?![^>]*\btype=\"application/)[^>]*>(.*?)</script>", re.DOTALL)
_STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)


def policy(page: str, hosts: Iterable[str]) -> str:
    """Return the content policy of a page: its own scripts and styles by their digests, and its own sockets."""
    sockets = " ".join(f"ws://{host}" for host in hosts)
    scripts, styles = (" ".join(map(_digest, tag.findall(page))) for tag in (_SCRIPT, _STYLE))
    return (
        f"default-src 'none'; script-src {scripts or chr(39) + 'none' + chr(39)}; style-src {styles}; "
        f"img-src data: blob:; font-src data:; connect-src 'self' {sockets}; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    )


def _digest(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


class AccessControl:
    """Lets nobody in who was sent by a foreign page or under a foreign name, and says with every answer what holds.

    Parameters
    ----------
    app : ASGI application
    hosts : collection of str
        Under which the server may be asked for, each with its port.
    """

    def __init__(self, app: App, hosts: Iterable[str]) -> None:
        self._app = app
        self.hosts = frozenset(hosts)
        self._origins = frozenset(f"http://{host}" for host in self.hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, refuse, or pass on."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        origin = headers.get("origin")
        known = headers.get("host", "") in self.hosts and (origin in self._origins or origin is None)
        if scope["type"] == "websocket" and origin is None:
            known = False  # every browser names one
        if not known:
            await self._refuse(scope, receive, send)
            return

        async def answer(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", []), *_ALWAYS]
            await send(message)

        await self._app(scope, receive, answer)

    @staticmethod
    async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 4403})
            return
        await PlainTextResponse("403", status_code=403)(scope, receive, send)


_ALWAYS = [
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cache-control", b"no-store"),
]


class Keys:
    """The teacher's key and the tokens of pupils, all made of one secret, so that they hold after a restart.

    Parameters
    ----------
    file : pathlib.Path, optional
        Where the secret is kept from one start to the next; without one it holds for this process.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._secret = secrets.token_bytes(32)
        if file is not None:
            self._secret = self._kept(file)

    @property
    def teacher(self) -> str:
        """Return the key of the teacher's page."""
        return self.token("teacher")

    def is_teacher(self, key: str | None) -> bool:
        """Return whether this is the teacher's key."""
        return key is not None and hmac.compare_digest(key.encode(), self.teacher.encode())

    def token(self, whose: str) -> str:
        """Return the token of somebody."""
        return hmac.new(self._secret, whose.encode(), hashlib.sha256).hexdigest()[:32]

    def fits(self, token: str, whose: str) -> bool:
        """Return whether a token is somebody's."""
        return hmac.compare_digest(token.encode(), self.token(whose).encode())

    def _kept(self, file: Path) -> bytes:
        try:
            kept = file.read_bytes()
            if len(kept) == len(self._secret):
                return kept
        except OSError:
            pass
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.touch(mode=0o600)
            file.write_bytes(self._secret)
        except OSError:  # where nothing can be kept the key holds until the server ends
            pass
        return self._secret
