"""The manifest: what it holds, what it does not, and what is refused."""

from __future__ import annotations

import json
import platform
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from sim.scenario import LoadedScenario, from_data
from sim.show.kit.manifest import FORMAT, differences, versions
from sim.show.kit.shape import Making
from sim.show.verdict.faces import FACES
from sim.show.verdict.manifest import read
from sim.words import LANGUAGES, Refusal
from tests.show.fabricated import fabricated

NOW = datetime(2024, 8, 12, 9, 30, tzinfo=UTC)


def made(**more: Any) -> dict[str, Any]:
    verdict = fabricated(stated=frozenset({"months"}), **more)
    files = FACES.files(verdict, Making("zh", ["run"], NOW, NOW), report=False).files
    data: dict[str, Any] = json.loads(files["manifest.json"])
    assert data["files"] == list(files)
    return data


def test_it_holds_what_the_run_was() -> None:
    data = made(explain=True)
    assert data["format"] == FORMAT
    assert data["replications"] == {"asked": "auto", "done": 64}
    assert data["written"] == ["months"]
    assert data["explain"] is True
    assert data["started"] == "2024-08-12T09:30:00+00:00"
    assert set(data["versions"]) == {"sim", "python", "platform", "numpy", "numba", "scipy", "mesa"}
    assert platform.node() not in json.dumps(data["versions"]) or len(platform.node()) < 4


def test_the_scenario_comes_back_the_same(tmp_path: Path) -> None:
    settings = LoadedScenario(months=7, needs={"two_sided": 0.25})  # type: ignore[arg-type]
    scenario = settings.with_origin("default", {"months"})
    file = tmp_path / "manifest.json"
    file.write_text(json.dumps(made(scenario=scenario)), encoding="utf-8")
    for path in (file, tmp_path):
        document = read(str(path))
        kept = document.scenario
        again = from_data(kept.scenario, kept.source, kept.stated)
        assert again == scenario
        assert again.source == "default"
        assert again.stated == {"months"}
        assert (document.replications, document.precision, document.explain) == (64, 0.01, False)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"format": 2}, "has format 2; this version reads format 1"),
        ({"format": True}, "format is missing or of the wrong type"),
        ({"replications": 64}, "replications is missing"),
        ({"replications": {"done": 1, "asked": 1}}, "replications.done"),
        ({"replications": {"done": "64"}}, "done is missing"),
        ({"replications": {"done": 64}}, "asked is missing"),
        ({"replications": {"done": 64, "asked": "many"}}, "replications.asked"),
        ({"precision": float("nan")}, "precision"),
        ({"precision": 1}, "precision"),
        ({"explain": 1}, "explain"),
        ({"scenario": []}, "scenario is missing"),
        ({"written": None}, "written"),
        ({"versions": None}, "versions"),
    ],
)
def test_what_is_no_manifest(tmp_path: Path, change: dict[str, Any], message: str) -> None:
    file = tmp_path / "manifest.json"
    file.write_text(json.dumps({**made(), **change}), encoding="utf-8")
    with pytest.raises(Refusal, match=message):
        read(str(file))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[1]",
        b"null",
        b"\xff\xfe{\x00",
        b"\xb5\xda",
        b"[" * 200_000,
        b"9" * 5000,
        b'{"format": 1}',
    ],
)
def test_what_is_no_json(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "manifest.json"
    file.write_bytes(content)
    for lang in LANGUAGES:
        with pytest.raises(Refusal) as caught:
            read(str(file))
        assert str(file) in caught.value.message(lang)


def test_a_byte_order_mark_is_fine(tmp_path: Path) -> None:
    file = tmp_path / "manifest.json"
    file.write_bytes(b"\xef\xbb\xbf" + json.dumps(made()).encode())
    assert read(str(file)).replications == 64


@pytest.mark.parametrize("path", ["nowhere.json", "nul\0byte", "x" * 5000])
def test_what_cannot_be_read(path: str) -> None:
    with pytest.raises(Refusal, match="cannot be read"):
        read(path)


def test_versions_that_differ_are_named() -> None:
    now = versions()
    assert differences(now, "en") == ""
    then = {**now, "numpy": "0.1", "extra": "3"}
    del then["numba"]
    text = differences(then, "en")
    assert f"numpy: 0.1 when the manifest was written, {now['numpy']} now" in text
    assert "numba: none when" in text
    assert "extra: 3 when the manifest was written, none now" in text
    assert "python" not in text
    assert "numpy：写清单时为 0.1" in differences(then, "zh")
