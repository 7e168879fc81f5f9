"""A lesson as the page is given it, with words that can be told apart."""

from __future__ import annotations

from typing import Any


def both(english: str, chinese: str) -> dict[str, str]:
    return {"en": english, "zh": chinese}


def lesson() -> dict[str, Any]:
    return {
        "name": "two_hands",
        "number": 2,
        "title": both("Two hands", "两只手"),
        "before": [both("Some work takes two.", "有的事要两家一起办。")],
        "question": both("What happens to 1+1?", "得数会怎样？"),
        "options": [both("It rises", "更大"), both("It stays", "一样"), both("It falls", "更小")],
        "right": 0,
        "watch": both("Watch what is served on one side only.", "看只有一边办结的需求。"),
        "result": both("2.55 against 2.08", "二点五五对二点零八"),
        "if_right": both("Complements are why.", "互补是原因。"),
        "if_wrong": [
            None,
            both("Not the same, for two hands …", "并不一样。"),
            both("The other way round.", "恰好相反。"),
        ],
        "after": [both("What takes two where you work?", "本单位有哪些事缺一不可？")],
        "questionnaire": [
            {
                "text": both("Together is always better.", "联合总是更好。"),
                "options": [both("yes", "是"), both("no", "否")],
            }
        ],
    }
