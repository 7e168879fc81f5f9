"""A browser without a window, one for all tests, and pages that may ask nobody but themselves."""

from __future__ import annotations

import os
import shutil
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sim.demo.file import page_file
from sim.demo.stage import Play, whole
from sim.scenario import varied
from tests.demo.district import OFF, thirty

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
MONTHS = 14
Open = Callable[..., Any]


def browser_there_is() -> str | None:
    """Return the browser of the system, or the one that ``QUYUHUA_BROWSER`` names."""
    return os.environ.get("QUYUHUA_BROWSER") or next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    where = browser_there_is()
    if where is None:
        missing = (
            "no Chromium here: the teaching page is NOT tested (apt install chromium, or name one in QUYUHUA_BROWSER)"
        )
        warnings.warn(missing, stacklevel=1)
        pytest.skip(missing)
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="the teaching page is NOT tested: pip install playwright"
    )
    with playwright.sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=where, args=["--no-sandbox", "--disable-gpu"])
        yield running
        running.close()


@pytest.fixture(scope="session")
def stage() -> dict[str, Any]:
    scenario = thirty(MONTHS)
    return dict(whole(Play(scenario, "settings", varied(scenario, OFF))))


@pytest.fixture(scope="session")
def player(stage: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("player") / "player.html"
    file.write_text(page_file(stage, "zh"), encoding="utf-8")
    return file


@pytest.fixture
def opened(browser: Any) -> Iterator[Open]:
    """Open a page; whatever it asks of another host than its own, and whatever goes wrong in it, is a failure."""
    contexts, faults = [], []

    def open_(url: str, at: str, width: int, height: int, ready: bool, gone: bool, **settings: Any) -> Any:
        context = browser.new_context(viewport={"width": width, "height": height}, **settings)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        own = (
            ("file:", "data:", "blob:", "about:")
            if url.startswith("file:")
            else (url.split("?")[0], "data:", "blob:", "about:")
        )
        page.on("request", lambda asked: asked.url.startswith(own) or faults.append(asked.url))
        page.on("pageerror", lambda error: faults.append(str(error)))
        if not gone:
            page.on("console", lambda line: line.type == "error" and faults.append(line.text))
        page.goto(f"{url}#{at}" if at else url)
        if ready:
            page.wait_for_selector("html[data-ready]", state="attached")
        return page

    yield open_
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def open_file(opened: Open) -> Open:
    """Open a file with the network off."""

    def open_(file: Path, at: str = "lang=zh", width: int = 1280, height: int = 720, **settings: Any) -> Any:
        return opened(file.as_uri(), at, width, height, ready=True, gone=False, offline=True, **settings)

    return open_


@pytest.fixture
def open_page(opened: Open) -> Open:
    """Open an address of a server; where that will be gone, its loss is no fault."""

    def open_(url: str, at: str = "", ready: bool = True, gone: bool = False) -> Any:
        return opened(url, at, 1280, 720, ready=ready, gone=gone)

    return open_
