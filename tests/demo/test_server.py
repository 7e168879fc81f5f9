"""The live page: who may come in, what a page is sent, changes on the way, equal addresses, and nothing that grows."""

from __future__ import annotations

import asyncio
import gc
import json
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, cast

import psutil
import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from sim.demo.access import COOKIE
from sim.demo.download import KINDS, MOST_PUT_BY
from sim.demo.stage import Play, whole
from sim.demo.visits import Teacher
from sim.scenario import changed, varied
from tests.demo.district import OFF, thirty
from tests.demo.live import HOST, LAN, THIRTY, client, demo, teacher
from tests.demo.packed import packed
from tests.gate import others_in_the_gate


def settings() -> dict[str, Any]:
    """Return the district as two settings of it are asked for."""
    a = THIRTY["settings"]["a"]
    return {**THIRTY, "compare": "settings", "settings": {"a": a, "b": {**a, **OFF}}}


# --- who may come in


def test_the_key_opens_the_page_and_goes_into_a_cookie_that_scripts_do_not_see() -> None:
    server = demo()
    with client(server) as opened:
        assert opened.get("/").status_code == 403
        assert opened.get("/?key=wrong", follow_redirects=False).status_code == 403
        entered = opened.get(server.url + "&lang=en", follow_redirects=False)
        assert (entered.status_code, entered.headers["location"]) == (303, "/?lang=en")
        assert "httponly" in entered.headers["set-cookie"].lower()
        assert "samesite=strict" in entered.headers["set-cookie"].lower()
        assert opened.get("/").status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "localhost.evil.example:8427", LAN])
def test_a_foreign_host_is_refused(host: str) -> None:
    server = demo()
    with TestClient(server.app(), base_url=f"http://{host}") as opened:
        answer = opened.get("/", headers={"host": host, "cookie": f"{COOKIE}={server.keys.teacher}"})
    assert answer.status_code == 403


@pytest.mark.parametrize("origin", ["http://evil.example", "https://127.0.0.1:8427", "null", None])
def test_a_foreign_origin_is_refused(origin: str | None) -> None:
    server = demo()
    headers = {"host": HOST, "cookie": f"{COOKIE}={server.keys.teacher}"} | ({"origin": origin} if origin else {})
    with client(server) as opened:
        with pytest.raises(WebSocketDisconnect), opened.websocket_connect("/ws", headers=headers):
            pass
        if origin:
            assert opened.get("/", headers=headers).status_code == 403


def test_the_socket_needs_the_key() -> None:
    server = demo()
    headers = {"origin": f"http://{HOST}", "host": HOST}
    with client(server) as opened, pytest.raises(WebSocketDisconnect), opened.websocket_connect("/ws", headers=headers):
        pass


def test_the_page_may_load_nothing_but_itself() -> None:
    server = demo()
    with client(server) as opened:
        headers = opened.get(server.url).headers
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"].startswith("'sha256-")
    assert "unsafe" not in headers["content-security-policy"]
    assert policy["connect-src"] == f"'self' ws://{HOST}"
    assert policy["frame-ancestors"] == "'none'"
    assert headers["x-content-type-options"] == "nosniff"


def test_there_is_no_class_unless_it_was_asked_for() -> None:
    server = demo()
    with client(server) as opened:
        assert opened.get("/class").status_code == 404
        with teacher(server, opened) as page:
            assert page.hear()["class"] is False
            page.send(type="class", do="ask", question={"text": "?", "options": ["a", "b"]})
            assert page.hear()["type"] == "error"


def test_the_key_is_the_same_after_a_restart(tmp_path: Path) -> None:
    first, second = (demo(kept=tmp_path / "quyuhua") for _ in range(2))
    assert first.keys.teacher == second.keys.teacher
    assert first.keys.teacher != demo().keys.teacher


# --- what a page is sent


def test_a_page_is_sent_what_a_file_holds() -> None:
    server = demo()
    with client(server) as opened, teacher(server, opened) as page:
        page.send(type="open", **settings())
        stage = page.first("stage")
        page.send(type="ask", until=14)
        months = page.months(14, 2)
    expected = whole(Play(thirty(14), "settings", varied(thirty(14), OFF)))
    sent = {world: [message["month"] for message in months if message["world"] == world] for world in "ab"}
    assert json.loads(json.dumps([world["months"] for world in expected["worlds"]])) == list(sent.values())
    same = ("geometry", "needs", "controls", "measures", "title", "months")
    assert {name: stage[name] for name in same} == json.loads(json.dumps({name: expected[name] for name in same}))


def test_a_band_comes_in_behind_the_scene() -> None:
    server = demo()
    with client(server) as opened, teacher(server, opened) as page:
        page.send(type="open", **THIRTY)
        counts = [page.first("band")["band"]["replications"] for _ in range(5)]
    assert counts == [4, 8, 16, 32, 64]


def test_a_switch_is_acknowledged_at_once_and_has_the_programmes_numbers() -> None:
    server, a = demo(), THIRTY["settings"]["a"]
    with client(server) as opened, teacher(server, opened) as page:
        page.send(type="open", **{**THIRTY, "compare": "settings", "settings": dict.fromkeys("ab", a)})
        page.first("stage")
        page.send(type="ask", until=12)
        page.months(12, 2)
        page.send(type="change", world="b", settings=OFF, **{"from": 9})
        acknowledged = page.first("changed")
        months = page.months(9, 2)
        months += page.months(12, 2)
    assert acknowledged["settings"] == OFF
    assert acknowledged["address"]["changes"] == [[9, "b", OFF]]
    assert [(message["world"], message["month"]["month"]) for message in months] == [
        (world, month) for month in (9, 10, 11, 12) for world in "ab"
    ]
    programme = whole(Play(thirty(14), "settings", changed(thirty(14), 9, OFF)), 12)
    assert months[-1]["month"] == json.loads(json.dumps(programme["worlds"][1]["months"][11]))
    assert months[-2]["month"] == json.loads(json.dumps(programme["worlds"][0]["months"][11]))


def test_two_switches_at_once_leave_no_month_out() -> None:
    server = demo()
    with client(server) as opened, teacher(server, opened) as page:
        page.send(type="open", **THIRTY)
        page.send(type="ask", until=12)
        page.months(12, 1)
        page.send(type="change", world=None, settings=OFF, **{"from": 6})
        page.send(type="change", world=None, settings={"mechanisms.liaison.strength": 0.0}, **{"from": 11})
        page.send(type="ask", until=12)
        heard = page.until(lambda message: message["type"] == "changed" and message["from"] == 11)
        heard += page.months(12, 1)
    sent = {message["month"]["month"]: message["month"] for message in heard if message["type"] == "month"}
    programme = changed(changed(thirty(14), 6, OFF), 11, {"mechanisms.liaison.strength": 0.0})
    alike = json.loads(json.dumps(whole(Play(programme), 12)["worlds"][0]["months"]))
    assert sent == {month["month"]: month for month in alike[5:]}


def test_needs_that_are_otherwise_from_a_month_on_come_with_a_stage_and_have_the_programmes_numbers() -> None:
    server, more = demo(), {"needs.two_sided": 1.0, "needs.scale": 2.0}
    with client(server) as opened, teacher(server, opened) as page:
        page.send(type="open", **THIRTY)
        before = page.first("stage")
        page.send(type="ask", until=10)
        page.months(10, 1)
        page.send(type="change", world=None, settings=more, **{"from": 6})
        acknowledged = page.first("changed")
        stage = page.first("stage")
        months = page.months(10, 1)
        page.send(type="change", world=None, settings=OFF, **{"from": 8})
        assert not page.first("changed")["stage"], "where no other needs arise the stage stays"
        page.send(type="open", **THIRTY)
        assert page.first("stage") == before
        page.send(type="ask", until=7)
        back = page.months(7, 1)
    assert acknowledged["stage"]
    assert [message["month"]["month"] for message in months] == [6, 7, 8, 9, 10]
    programmed, plain = (
        json.loads(json.dumps(whole(Play(scenario, "one"), 10)))
        for scenario in (changed(thirty(14), 6, more), thirty(14))
    )
    assert stage["needs"] == programmed["needs"] != before["needs"]
    assert stage["worlds"][0]["changes"] == [[6, more]]
    assert [message["month"] for message in months] == programmed["worlds"][0]["months"][5:]
    assert [message["month"] for message in back] == plain["worlds"][0]["months"][:7]


def test_a_switch_from_the_start_begins_anew_and_catches_up() -> None:
    server = demo()
    with client(server) as opened, teacher(server, opened) as page:
        page.send(type="open", **THIRTY)
        page.send(type="ask", until=5)
        page.months(5, 1)
        page.send(type="change", world=None, settings={"needs.two_sided": 1.0}, **{"from": 1})
        page.first("changed")
        stage = page.first("stage")
        assert set(stage["needs"]["side"]) == {2}
        assert [message["month"]["month"] for message in page.months(5, 1)] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    "message",
    [
        {"type": "open", "scenario": "../secrets.yaml"},
        {"type": "open", "scenario": "default", "settings": {"a": {"needs.two_sided": 3}}},
        {"type": "open", "scenario": "default", "settings": {"a": {"no.such": 3}}},
        {"type": "open", "scenario": "default", "settings": {"a": {"use": ["evil.py"]}}},
        {"type": "open", "scenario": "default", "months": 100_000},
        {"type": "open", "compare": "everything"},
        {"type": "open", "changes": [[3, "c", {}]]},
        {"type": "ask", "until": 3},
        {"type": "change", "from": 2, "settings": {}},
        {"type": "shutdown"},
        {},
    ],
)
def test_what_is_wrong_is_said_in_both_languages_and_the_page_goes_on(message: dict[str, Any]) -> None:
    server = demo()
    with client(server) as opened, teacher(server, opened) as page:
        page.send(**message)
        text = page.first("error")["text"]
        assert text["zh"] != text["en"] != ""
        page.send(type="open", **THIRTY)
        page.first("stage")


@pytest.mark.parametrize("error", [WebSocketDisconnect(1006), RuntimeError("sent after the end")])
def test_a_band_for_a_page_that_has_gone_is_no_error(error: Exception) -> None:
    class Socket:
        async def send_text(self, _: str) -> None:
            raise error

    async def late() -> list[dict[str, Any]]:
        unheard: list[dict[str, Any]] = []
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _, context: unheard.append(context))
        visit = Teacher(demo(), cast("WebSocket", Socket()))
        with pytest.raises(ConnectionError):
            await visit.send("band")
        visit.session._hear_band("band")
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        gc.collect()
        await asyncio.sleep(0)
        return unheard

    with ThreadPoolExecutor(1) as thread:  # a browser's driver may have a loop running in this one
        assert thread.submit(asyncio.run, late()).result() == []


def test_what_is_no_message_ends_the_connection_and_no_other() -> None:
    server = demo()
    with client(server) as opened, teacher(server, opened) as other:
        other.hear()
        with teacher(server, opened) as page:
            page.hear()
            page._socket.send_text("[1, 2")
            with pytest.raises(WebSocketDisconnect):
                page.hear()
        other.send(type="open", **THIRTY)
        other.first("stage")


def test_too_much_at_once_is_refused() -> None:
    server = demo()
    with client(server) as opened, teacher(server, opened) as page:
        page.send(type="open", **THIRTY)
        for _ in range(80):
            page.send(type="again")
        heard = page.until(lambda message: message["type"] == "error")
    assert len(heard) < 80


def test_equal_addresses_share_one_run() -> None:
    server = demo()
    with client(server) as opened, teacher(server, opened) as first, teacher(server, opened) as second:
        for page in (first, second):
            page.send(type="open", **THIRTY)
            page.first("stage")
            page.send(type="ask", until=3)
        assert first.months(3, 1) == second.months(3, 1)
        assert len(server.engine.playbacks) == 1
        second.send(type="change", world=None, settings=OFF, **{"from": 3})
        second.first("changed")
        second.months(3, 1)
        assert len(server.engine.playbacks) == 2
        first.send(type="ask", until=4)
        assert first.months(4, 1)[-1]["month"]["month"] == 4


@pytest.mark.parametrize("what", others_in_the_gate(KINDS, lambda what: what in ("tables", "yaml")))
def test_what_is_kept_can_be_fetched_by_the_teacher_alone(what: str) -> None:
    server = demo()
    with client(server) as opened, teacher(server, opened) as page:
        opened.get(server.url)
        page.send(type="open", **{**settings(), "months": 3})
        page.first("stage")
        page.send(type="keep", what=what, until=3, lang="en")
        kept = page.first("kept")
        answer = opened.get(kept["url"])
        assert answer.status_code == 200
        assert kept["name"] in answer.headers["content-disposition"]
        opened.cookies.clear()
        assert opened.get(kept["url"]).status_code == 404
    if what == "tables":
        lines = answer.text.splitlines()
        assert len(lines) == 1 + 2 * 3
        assert lines[0].startswith("\ufeffworld,month,value_so_far,one_plus_one_so_far,participation,")
    if what == "yaml":
        assert "strength: 0.0" in answer.text
    if what in ("report", "player"):
        assert "<html" in answer.text


def test_several_comparisons_go_into_one_file() -> None:
    server = demo()
    with client(server) as opened, teacher(server, opened) as page:
        opened.get(server.url)
        page.send(type="open", **{**settings(), "months": 5})
        page.first("stage")
        page.send(type="collect", until=3)
        assert [play["until"] for play in page.first("collected")["plays"]] == [3]
        page.send(type="collect", until=4)
        assert [play["until"] for play in page.first("collected")["plays"]] == [4], "the same one is put by once"
        page.send(type="change", world="b", settings={"mechanisms.supervision.strength": 0.0}, **{"from": 2})
        page.first("changed")
        page.send(type="collect")
        page.send(type="open", **{**THIRTY, "months": 2, "compare": "apart"})
        page.first("stage")
        page.send(type="keep", what="player", until=2, lang="en")
        plays = packed(opened.get(page.first("kept")["url"]).text)["plays"]
        assert [len(play["worlds"][0]["months"]) for play in plays] == [4, 5, 2]
        assert [play["compare"] for play in plays] == ["settings", "settings", "apart"]
        assert [play["worlds"][-1]["changes"] for play in plays[:2]] == [
            [], [[2, {"mechanisms.supervision.strength": 0.0}]],
        ]  # fmt: skip
        expected = whole(Play(thirty(5), "settings", varied(thirty(5), OFF)), 4)
        assert plays[0]["worlds"] == json.loads(json.dumps(expected["worlds"]))
        page.send(type="collect", until=0)
        assert page.first("collected")["plays"] == []
        page.send(type="keep", what="player", until=2, lang="en")
        assert "plays" not in packed(opened.get(page.first("kept")["url"]).text)
        for seed in range(MOST_PUT_BY):
            page.send(type="open", **{**THIRTY, "months": 1, "seed": seed})
            page.send(type="collect")
            page.first("collected")
        page.send(type="open", **{**THIRTY, "months": 1, "seed": 99})
        page.send(type="collect")
        assert str(MOST_PUT_BY) in page.first("error")["text"]["en"]


@pytest.mark.gate
def test_two_hundred_sessions_leave_nothing_behind() -> None:
    server = demo()
    process = psutil.Process()

    def visit(opened: TestClient) -> None:
        with teacher(server, opened) as page:
            page.send(type="open", **{**THIRTY, "months": 2})
            page.first("stage")
            page.send(type="ask", until=2)
            page.months(2, 1)

    with client(server) as opened:
        for _ in range(20):
            visit(opened)
        gc.collect()
        before, threads = process.memory_info().rss, process.num_threads()
        for _ in range(200):
            visit(opened)
        gc.collect()
        assert server.sessions == 0
        assert len(server.engine.playbacks) == 1
        assert not next(iter(server.engine.playbacks._playbacks.values()))._band_listeners
        assert process.num_threads() <= threads + 2
        assert process.memory_info().rss - before < 40e6


@pytest.mark.gate
def test_only_so_many_playbacks_are_kept_when_nobody_watches() -> None:
    server = demo()
    with client(server) as opened, teacher(server, opened) as page:
        for seed in range(70):
            page.send(type="open", **{**THIRTY, "months": 1, "seed": seed})
            page.first("stage")
            time.sleep(0.02)
        assert len(server.engine.playbacks) <= 65
