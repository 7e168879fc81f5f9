"""A first minute and a lesson as the page is given them, with words that can be told apart."""

from __future__ import annotations

from itertools import combinations
from typing import Any

WHO = ("street", "residents", "hospital")
SERVED = {
    "street": 0.0, "residents": 6.5, "hospital": 0.0, "street+residents": 11.6, "street+hospital": 0.0,
    "residents+hospital": 14.2, "street+residents+hospital": 14.6,
}  # fmt: skip


def both(english: str, chinese: str) -> dict[str, str]:
    return {"en": english, "zh": chinese}


def first_minute() -> dict[str, Any]:
    keys = ["+".join(chosen) for n in (1, 2, 3) for chosen in combinations(WHO, n)]
    return {
        "need": {"name": both("An old man", "一位老人"), "story": both("He lives alone.", "他独居。")},
        "ask": both("Whom do you ask?", "您请谁来办？"),
        "amount": 15.0,
        "unit": both("days", "个工日"),
        "actors": [
            {"id": who, "name": both(f"the {who}", name), "kind": kind, "says": both("has something", "有所长")}
            for who, name, kind in zip(WHO, ("街道", "支部", "医院"), ("block", "block", "line"), strict=True)
        ],
        "outcomes": {key: {"served": SERVED[key], "words": both(f"So much for {key}.", "如此。")} for key in keys},
        "source": both("20 seeds", "二十个种子"),
    }


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
