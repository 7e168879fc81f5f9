"""A class: joining, guessing, hands, one who loses the connection and comes back as himself."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from starlette.websockets import WebSocketDisconnect

from sim.demo.access import Keys
from sim.demo.classroom import LETTERS, MOST_PUPILS, Classroom
from sim.demo.server import Demo, qr
from sim.words import Refusal
from tests.demo.live import HOST, LAN, OTHER, THIRTY, Page, client, demo, pupil, teacher

ASKED = {
    "text": {"zh": "没有动员会怎样？", "en": "Without mobilisation?"},
    "options": [{"zh": "更多", "en": "more"}, {"zh": "一样", "en": "the same"}, {"zh": "更少", "en": "less"}],
}


def joined(page: Page, server: Demo, **known: Any) -> dict[str, Any]:
    """Let a pupil's page join, and return who it is."""
    assert server.classroom is not None
    page.send(type="join", code=server.classroom.code.lower(), **known)
    return page.first("you")


def standing(page: Page, wanted: Any) -> dict[str, Any]:
    """Return the first message on the class that is as wanted."""
    return page.until(lambda message: message["type"] == "class" and wanted(message))[-1]


def test_ten_join_one_is_lost_and_comes_back_as_himself() -> None:
    server = demo(for_class=True)
    with client(server) as opened, teacher(server, opened) as head, ExitStack() as room:
        pages = [room.enter_context(pupil(opened)) for _ in range(9)]
        known = [joined(page, server) for page in pages]
        assert [identity["number"] for identity in known] == list(range(1, 10))
        with pupil(opened) as lost:
            me = joined(lost, server)
            assert me["number"] == 10
            assert standing(head, lambda m: m["present"] == 10)["question"] is None
            head.send(type="class", do="ask", question=ASKED)
            for number, page in enumerate([*pages, lost]):
                question = page.until(lambda m: m["type"] == "question" and m["question"])[-1]["question"]
                assert question["options"] == ASKED["options"]
                page.send(type="guess", question=question["number"], choice=2 if number > 2 else 0)
            open_still = standing(head, lambda m: m["question"] and m["question"]["answers"] == 10)
            assert open_still["question"]["counts"] is None, "nobody sees how others guess while guessing is open"
        gone = standing(head, lambda m: m["present"] == 9)
        assert (gone["pupils"], gone["question"]["answers"]) == (10, 10)
        with pupil(opened) as back:
            again = joined(back, server, number=me["number"], token=me["token"])
            assert again == me
            question = back.until(lambda m: m["type"] == "question")[-1]["question"]
            assert question["yours"] == 2
            back.send(type="guess", question=question["number"], choice=1)
            standing(head, lambda m: m["present"] == 10)
            head.send(type="class", do="close")
            closed = back.until(lambda m: m["type"] == "question" and not m["question"]["open"])[-1]["question"]
            assert closed["counts"] == [3, 1, 6]
            assert standing(head, lambda m: not m["question"]["open"])["question"]["counts"] == [3, 1, 6]
            back.send(type="guess", question=question["number"], choice=0)
            assert back.first("error")["text"]["zh"]


def test_nobody_comes_back_as_another() -> None:
    server = demo(for_class=True)
    with client(server) as opened, pupil(opened) as first, pupil(opened) as second:
        me = joined(first, server)
        other = joined(second, server, number=me["number"], token="0" * 32)
        assert other["number"] == 2


def test_pupils_come_back_after_the_server_was_killed(tmp_path: Path) -> None:
    killed, again = demo(for_class=True, kept=tmp_path), demo(for_class=True, kept=tmp_path)
    with client(killed) as opened, pupil(opened) as page:
        me = joined(page, killed)
    again = demo(for_class=True, kept=tmp_path)
    with client(again) as opened, pupil(opened) as new, pupil(opened) as back:
        assert joined(new, again)["number"] == 2, "number 1 is kept for who had it"
        assert joined(back, again, number=me["number"], token=me["token"]) == me


def test_a_second_class_on_the_same_afternoon_starts_empty(tmp_path: Path) -> None:
    server = demo(for_class=True, kept=tmp_path)
    assert server.classroom is not None
    with client(server) as opened, teacher(server, opened) as head, pupil(opened) as first, pupil(opened) as second:
        me, code = joined(first, server), server.classroom.code
        joined(second, server)
        head.send(type="class", do="ask", question=ASKED)
        question = first.until(lambda m: m["type"] == "question" and m["question"])[-1]["question"]
        first.send(type="guess", question=question["number"], choice=2)
        standing(head, lambda m: m["question"] and m["question"]["answers"] == 1)
        head.send(type="class", do="new")
        assert first.first("over") == second.first("over") == {"type": "over"}
        fresh = standing(head, lambda m: m["code"] != code)
        assert (fresh["pupils"], fresh["present"], fresh["question"]) == (0, 0, None)
        assert fresh["url"].endswith(f"code={fresh['code']}")
        first.send(type="guess", question=question["number"], choice=1)
        assert first.first("error")
        first.send(type="join", code=code, number=me["number"], token=me["token"])
        assert first.first("error"), "the code of the last class opens nothing"
        assert joined(second, server)["number"] == 1
        assert joined(first, server, number=me["number"], token=me["token"])["number"] == 2, "a number is of one class"
        head.send(type="class", do="ask", question=ASKED)
        asked = standing(head, lambda m: m["question"])["question"]
        assert asked["answers"] == 0
        assert asked["number"] != question["number"]
    again = demo(for_class=True, kept=tmp_path)
    assert again.classroom is not None
    assert again.classroom.code == fresh["code"], "after a restart it is the class that was on"


def test_a_pupil_may_not_guess_without_end() -> None:
    server = demo(for_class=True)
    with client(server) as opened, teacher(server, opened) as head, pupil(opened) as page:
        joined(page, server)
        head.send(type="class", do="ask", question=ASKED)
        page.until(lambda m: m["type"] == "question" and m["question"])
        for _ in range(60):
            page.send(type="guess", question=1, choice=0)
        assert page.first("error")["text"]["zh"]
        page.send(type="join", code="", number=1)
        assert page.first("error"), "and it stays connected"


def test_the_teacher_chooses_the_address_for_the_phones() -> None:
    server = demo(for_class=True)
    assert server.classroom is not None
    with client(server) as opened, teacher(server, opened) as head:
        sent = head.first("class")
        assert sent["urls"] == [f"http://{LAN}/class", f"http://{OTHER}/class"]
        head.send(type="class", do="address", url=sent["urls"][1])
        other = standing(head, lambda m: m["url"] != sent["url"])
        assert other["url"] == f"http://{OTHER}/class?code={server.classroom.code}"
        assert other["qr"] == qr(other["url"]) != sent["qr"]
        head.send(type="class", do="address", url="http://evil.example/class")
        assert head.first("error")
    with client(server, OTHER) as opened:
        assert opened.get("/class").status_code == 200


def test_without_the_code_nobody_does_anything() -> None:
    server = demo(for_class=True)
    with client(server) as opened, pupil(opened) as page:
        for message in ({"type": "guess", "question": 1, "choice": 0}, {"type": "open", **THIRTY}, {"type": "class"}):
            page.send(**message)
            assert page.first("error")["text"]["en"].startswith("This is not the code")
        for _ in range(7):
            page.send(type="join", code="AAAAA")
            page.first("error")
        page.send(type="join", code="AAAAA")
        with pytest.raises(WebSocketDisconnect):
            page.hear()


def test_a_pupil_may_look_but_not_lead_nor_keep() -> None:
    server = demo(for_class=True)
    with client(server) as opened, pupil(opened) as page:
        assert page.hear()["role"] == "pupil"
        joined(page, server)
        page.send(type="class", do="ask", question=ASKED)
        assert page.first("error")
        page.send(type="open", scenario="hongqiao", months=2)
        assert page.first("error")["text"]["en"].startswith("That is too large")
        page.send(type="open", **THIRTY)
        page.first("stage")
        page.send(type="keep", what="report")
        assert page.first("error")
        page.send(type="ask", until=2)
        assert len(page.months(2, 1)) == 2


def test_the_teachers_page_stays_the_teachers_in_the_local_network() -> None:
    server = demo(for_class=True)
    with client(server, LAN) as opened:
        assert opened.get("/").status_code == 403
        assert opened.get("/class").status_code == 200
        headers = {"origin": f"http://{LAN}", "host": LAN}
        with pytest.raises(WebSocketDisconnect), opened.websocket_connect("/ws", headers=headers):
            pass


def test_hands_are_counted_where_the_network_lets_no_phones_in() -> None:
    server = demo(for_class=True)
    with client(server) as opened, teacher(server, opened) as head, pupil(opened) as page:
        joined(page, server)
        head.send(type="class", do="ask", question=ASKED)
        page.until(lambda m: m["type"] == "question" and m["question"])
        page.send(type="guess", question=1, choice=0)
        standing(head, lambda m: m["question"] and m["question"]["answers"] == 1)
        head.send(type="class", do="hands", counts=[4, 0, 17])
        question = standing(head, lambda m: m["question"] and not m["question"]["open"])["question"]
        assert question["counts"] == [5, 0, 17]
        for wrong in ([1, 2], [1, 2, -3], "many", [1.5, 0, 0]):
            head.send(type="class", do="hands", counts=wrong)
            assert head.first("error")
        head.send(type="class", do="clear")
        assert page.until(lambda m: m["type"] == "question" and m["question"] is None)


def test_texts_go_out_as_they_came_in() -> None:
    server = demo(for_class=True)
    markup = "<img src=x onerror=alert(1)>"
    with client(server) as opened, teacher(server, opened) as head:
        head.send(type="class", do="ask", question={"text": markup, "options": [markup, "b"]})
        question = standing(head, lambda m: m["question"])["question"]
    assert question["text"] == {"zh": markup, "en": markup}, "the page sets it as text"


@pytest.mark.parametrize(
    "question",
    [{}, {"text": "?", "options": ["one"]}, {"text": "?", "options": "ab"}, {"text": 3, "options": ["a", "b"]},
     {"text": "?" * 500, "options": ["a", "b"]}, {"text": "?", "options": ["a"] * 13}],
)  # fmt: skip
def test_what_is_no_question_is_refused(question: dict[str, Any]) -> None:
    room = Classroom(Keys(), "2030-01-01")
    with pytest.raises(Refusal):
        room.ask(question)
    assert room.question is None


def test_the_code_is_another_tomorrow_and_easy_to_read_out() -> None:
    keys = Keys()
    codes = {Classroom(keys, f"2030-01-{day:02}").code for day in range(1, 29)}
    assert len(codes) == 28
    assert all(set(code) <= set(LETTERS) and len(code) == 5 for code in codes)
    assert not set("01ILO") & set(LETTERS)


def test_a_class_has_an_end() -> None:
    room = Classroom(Keys(), "2030-01-01")
    for _ in range(MOST_PUPILS):
        room.join(room.code)
    with pytest.raises(Refusal, match="full"):
        room.join(room.code)


def test_the_code_to_be_photographed_holds_the_address() -> None:
    server = demo(for_class=True)
    with client(server) as opened, teacher(server, opened) as head:
        sent = head.first("class")
    assert server.classroom is not None
    assert sent["url"] == f"http://{LAN}/class?code={server.classroom.code}"
    assert sent["qr"] == qr(sent["url"])
    assert len({len(row) for row in sent["qr"]}) == 1
    assert HOST not in sent["url"]
