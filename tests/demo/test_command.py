"""`demo` as a person types it: a server on this machine alone, one file that needs nothing, and what is refused."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from sim.cli import demo as command
from sim.cli.entry import main
from sim.demo.access import COOKIE
from sim.demo.stage import Play, whole
from tests.demo.district import thirty
from tests.demo.live import THIRTY
from tests.demo.packed import packed

ROOT = Path(__file__).resolve().parents[2]
SMALL = ["--set", "district.streets=2", "--set", "district.areas=4", "--set", "district.lines=18"]


@contextlib.contextmanager
def started(state: Path, *words: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Yield a server that somebody started, and the address that it said."""
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_STATE_HOME": str(state), "PYTHONUNBUFFERED": "1"}
    words = (sys.executable, "-m", "sim", "demo", "above", "--no-browser", "--lang", "en", *words)
    with subprocess.Popen(words, env=environ, stdout=subprocess.PIPE, text=True, cwd=state) as process:
        try:
            assert process.stdout is not None
            address = re.search(r"http://\S+", process.stdout.readline())
            assert address
            yield process, address[0]
        finally:
            process.kill()


def asked(url: str, path: str = "/", **headers: str) -> http.client.HTTPResponse:
    """Ask a server, redirects not followed."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=20)
    connection.request("GET", path, headers=headers)
    return connection.getresponse()


def key(url: str) -> str:
    """Return the key that stands in an address."""
    return urlsplit(url).query.removeprefix("key=")


def played(url: str) -> dict[str, Any]:
    """Open a page's socket, play two months, and return the last."""
    host = urlsplit(url).netloc
    headers = {"Cookie": f"{COOKIE}={key(url)}"}
    with connect(f"ws://{host}/ws", origin=f"http://{host}", additional_headers=headers, max_size=None) as socket:
        socket.send(json.dumps({"type": "open", **THIRTY}))
        while json.loads(socket.recv(120))["type"] != "stage":
            pass
        socket.send(json.dumps({"type": "ask", "until": 2}))
        while (message := json.loads(socket.recv(120))).get("month", {}) == {} or message["month"]["month"] < 2:
            pass
        return dict(message["month"])


@pytest.mark.gate
def test_a_killed_server_comes_back_under_the_same_address_with_the_same_months(tmp_path: Path) -> None:
    with started(tmp_path, "--port", "0") as (process, url):
        host = urlsplit(url).netloc
        assert host.startswith("127.0.0.1:")
        assert asked(url).status == 403
        page = asked(url, Cookie=f"{COOKIE}={key(url)}")
        assert page.status == 200
        assert b"<script" in page.read()
        assert asked(url, Host="evil.example", Cookie=f"{COOKIE}={key(url)}").status == 403
        with pytest.raises(Exception, match="403"), connect(f"ws://{host}/ws", origin="http://evil.example"):
            pass
        first = played(url)
        process.kill()
        process.wait()
    with started(tmp_path, "--port", host.rpartition(":")[2]) as (process, again):
        assert again == url
        assert played(again) == first
        if os.name != "nt":
            process.send_signal(signal.SIGINT)
            assert process.wait(20) == 0


def test_a_message_that_is_too_large_ends_the_connection(tmp_path: Path) -> None:
    with started(tmp_path, "--port", "0") as (_, url):
        host = urlsplit(url).netloc
        headers = {"Cookie": f"{COOKIE}={key(url)}"}
        with connect(f"ws://{host}/ws", origin=f"http://{host}", additional_headers=headers) as socket:
            socket.recv(20)
            socket.send(json.dumps({"type": "open", "scenario": "x" * 100_000}))
            with pytest.raises(ConnectionClosed):
                socket.recv(20)


@pytest.mark.parametrize("words", [["above"], ["two_hands"], ["above", "--months", "60", "--set", "seed=3"]])
def test_the_first_page_is_there_before_the_model_is_imported(words: list[str]) -> None:
    code = """
import sys
from sim.cli.options import read
from sim.cli import demo
address, own = demo._address(read(["demo", *sys.argv[1:]]))
from sim.demo.file import page_file
from sim.demo.server import Demo, Opening
page = page_file(None, "zh")
Demo(Opening(("127.0.0.1:1",), lambda lang: page, "zh", address, own)).app()
print(*(name for name in ("numpy", "numba", "mesa", "scipy", "sim.model") if name in sys.modules))
"""
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    made = subprocess.run([sys.executable, "-c", code, *words], env=environ, capture_output=True, text=True, check=True)
    assert made.stdout.split() == []


def test_a_file_needs_no_server_and_no_other_host(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "课.html"
    assert main(["demo", "default", "--months", "3", "--seed", "7", *SMALL, "--save", str(file), "--lang", "zh"]) == 0
    assert "课.html" in capsys.readouterr().out
    page = file.read_text(encoding="utf-8")
    stage = packed(page)
    expected = json.loads(json.dumps(whole(Play(thirty(3), "apart"))))
    assert stage["worlds"] == expected["worlds"]
    assert stage["band"]["replications"] == stage["band"]["of"] == 64
    assert re.findall(r"""\b(?:src|href|action)="(?!data:|#)[^"]+""", page) == []
    script = "".join(re.findall(r"<script>(.*?)</script>", page, re.DOTALL))
    assert re.findall(r"https?://(?!www\.w3\.org/)[^\s\"'`]+", re.sub(r"//[^\n]*\n", "\n", script)) == []
    assert re.findall(r"url\((?!data:|#)", page) == []


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        (["--save", "lesson.txt"], "--save: lesson.txt should end in .html"),
        (["--compare", "three"], "--compare: found three; allowed: one settings apart"),
        (["--other", "x=1", "--compare", "apart"], "--other says what is otherwise"),
        (["--other", "district.streets=3", "--months", "2", "--save", "x.html"], "the second has other streets"),
        (["--other", "nonsense"], "--other: found nonsense; allowed: a.b=c"),
        (["--port", "70000"], "--port: found 70000; allowed: 0-65535"),
        (["--months", "1000", "--save", "x.html"], "A page plays 240 months at most; found 1000."),
        (["--other", "no.such=1", "--save", "x.html"], "--set"),
        (["--class", "--port", "0"], "Without a yes, typed here, no class is served"),
        (["no-such-scenario"], "no-such-scenario"),
        (["--host", "192.168.1.20"], "--host says under which address a class joins; it needs --class."),
        (["--class", "--host", "203.0.113.9"], "--host: 203.0.113.9 is no address of this computer; it has "),
        (["--class", "--host", "my-laptop"], "--host: my-laptop is no address of this computer; it has "),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_written(
    words: list[str], begins: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["demo", *words, "--lang", "en"]) == 2
    error = capsys.readouterr().err
    assert begins in error.splitlines()[0]
    assert list(tmp_path.iterdir()) == []


def test_addresses_of_several_network_cards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "_outward", lambda: "10.0.0.5")
    monkeypatch.setattr(command, "_of_its_name", lambda: ["127.0.1.1", "10.0.0.5", "192.168.7.5"])
    assert command._addresses(None) == ["10.0.0.5", "192.168.7.5"]
    assert command._addresses("192.168.7.5") == ["192.168.7.5", "10.0.0.5"]
    assert command._addresses("127.0.0.1")[0] == "127.0.0.1", "what one can listen at, whatever the name stands for"
    monkeypatch.setattr(command, "_outward", lambda: "127.0.0.1")
    monkeypatch.setattr(command, "_of_its_name", list)
    assert command._addresses(None) == ["127.0.0.1"]


def test_packages_that_are_lacking_are_named_with_the_command_that_installs_them(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "find_spec", lambda name: None if name == "segno" else object())
    for lang, sentence in (("en", "not installed: segno. Install them with"), ("zh", "还需要安装：segno")):
        assert main(["demo", "--lang", lang]) == 2
        error = capsys.readouterr().err
        assert sentence in error
        assert "-m pip install" in error
        assert re.search(r"segno(>=[\d.]+,<\d+)?", error)


def test_a_yes_installs_and_a_failure_is_said(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[list[str]] = []

    def run(words: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        ran.append(words)
        return subprocess.CompletedProcess(words, 1)

    monkeypatch.setattr(command, "find_spec", lambda name: None if name == "segno" else object())
    monkeypatch.setattr(command, "_asked", lambda question: True)
    monkeypatch.setattr(command.subprocess, "run", run)
    assert main(["demo", "--lang", "en"]) == 2
    assert ran[0][1:4] == ["-m", "pip", "install"]
    assert "could not be installed" in capsys.readouterr().err
