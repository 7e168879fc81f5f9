"""A server of one's own for a test, and pages that are connected to it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from sim.demo.access import COOKIE
from sim.demo.address import Address
from sim.demo.server import Demo, Opening

HOST = "127.0.0.1:8427"
LAN = "192.168.7.5:8427"
OTHER = "10.0.0.5:8427"
"""The address of a second network card."""
PAGE = "<!doctype html><style>p{color:red}</style><p>页</p><script>'use strict';</script>"
THIRTY: dict[str, Any] = {
    "scenario": "default", "months": 14, "seed": 7,
    "settings": {"a": {"district.streets": 2, "district.areas": 4, "district.lines": 18}},
}  # fmt: skip
"""The district of `tests.demo.district`, as a page asks for it."""


def demo(for_class: bool = False, kept: Path | None = None, address: Address | None = None) -> Demo:
    """Return a server that nobody reaches but a test's client."""
    hosts = (HOST, LAN, OTHER) if for_class else (HOST,)
    urls = (f"http://{LAN}/class", f"http://{OTHER}/class") if for_class else ()
    return Demo(Opening(hosts, lambda lang: PAGE, "zh", address or Address(), class_urls=urls, kept=kept))


class Page:
    """A page that is connected: sends and hears messages."""

    def __init__(self, socket: Any) -> None:
        self._socket = socket

    def send(self, **message: Any) -> None:
        """Send a message."""
        self._socket.send_text(json.dumps(message))

    def hear(self) -> dict[str, Any]:
        """Return the next message."""
        message: dict[str, Any] = json.loads(self._socket.receive_text())
        return message

    def until(self, wanted: Callable[[dict[str, Any]], bool]) -> list[dict[str, Any]]:
        """Return the messages up to the first that is wanted."""
        heard = [self.hear()]
        while not wanted(heard[-1]):
            heard.append(self.hear())
        return heard

    def first(self, kind: str) -> dict[str, Any]:
        """Return the next message of a kind."""
        return self.until(lambda message: message["type"] == kind)[-1]

    def months(self, last: int, worlds: int) -> list[dict[str, Any]]:
        """Return the messages of months up to one of them in all worlds."""
        heard = []
        while len([earlier for earlier in heard if earlier["month"]["month"] == last]) < worlds:
            message = self.hear()
            if message["type"] == "month":
                heard.append(message)
        return heard


@contextmanager
def client(server: Demo, host: str = HOST) -> Iterator[TestClient]:
    """Yield a client that asks under a name, with the teacher's key unless it is a pupil's."""
    with TestClient(server.app(), base_url=f"http://{host}") as opened:
        yield opened
    server.engine.close()


@contextmanager
def teacher(server: Demo, opened: TestClient) -> Iterator[Page]:
    """Yield the teacher's page."""
    headers = {"origin": f"http://{HOST}", "host": HOST, "cookie": f"{COOKIE}={server.keys.teacher}"}
    with opened.websocket_connect("/ws", headers=headers) as socket:
        yield Page(socket)


@contextmanager
def pupil(opened: TestClient) -> Iterator[Page]:
    """Yield a pupil's page that has not joined yet."""
    headers = {"origin": f"http://{LAN}", "host": LAN}
    with opened.websocket_connect("/class/ws", headers=headers) as socket:
        yield Page(socket)
