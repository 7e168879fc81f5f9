"""How often the teaching page is drawn anew in a second, and what a redraw costs the browser.

``python benchmarks/page.py [--seconds 6]`` plays districts of about 30 and 300 organisations, two worlds side by side,
in a headless Chromium at 1280 × 720, and prints a line of JSON for each. Redraws are counted by the browser's own
animation frames while months are played; processor time is that of the page's main thread, panels included. What the
page holds after two rounds through all months, and after many, says whether anything grows.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

import sim
from sim.demo.file import page_file
from sim.demo.stage import Play, whole
from sim.scenario import varied

SIZES = {
    30: ["district.streets=2", "district.areas=4", "district.lines=18"],
    300: ["district.streets=4", "district.areas=11", "district.lines=242"],
}
ROUNDS = 40  # through all months, to see whether anything grows
COUNT = """seconds => new Promise(done => {
    let frames = 0;
    const from = performance.now();
    const count = () => {
        frames += 1;
        const gone = (performance.now() - from) / 1000;
        if (gone < seconds) requestAnimationFrame(count); else done(frames / gone);
    };
    requestAnimationFrame(count);
})"""


def measured(browser: Any, about: int, seconds: float) -> dict[str, float]:
    """Return what came out for one size."""
    months = int(seconds) + 6
    scenario = sim.load("default", [f"months={months}", "seed=7", *SIZES[about]])
    stage = whole(Play(scenario, "settings", varied(scenario, {"mechanisms.mobilisation.strength": 0.0})))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "player.html"
        file.write_text(page_file(stage, "zh"), encoding="utf-8")
        page = browser.new_page(viewport={"width": 1280, "height": 720})
        page.goto(f"{file.as_uri()}#lang=zh&month=1")
        page.wait_for_selector("html[data-ready]", state="attached")
        metrics = page.context.new_cdp_session(page)
        metrics.send("Performance.enable")

        def busy() -> float:
            return next(
                m["value"] for m in metrics.send("Performance.getMetrics")["metrics"] if m["name"] == "TaskDuration"
            )

        page.click("#play")
        page.wait_for_timeout(500)
        before = busy()
        rate = float(page.evaluate(COUNT, seconds))
        cost = (busy() - before) / (rate * seconds)
        assert page.inner_text("#play") == "暂停", "it played to the end before the time was over"
        size = file.stat().st_size
        heaps = [_lived(page, metrics, months, rounds) for rounds in (2, ROUNDS)]
        page.close()
    organisations = len(stage["geometry"]["organisations"])
    return {
        "organisations": organisations, "redraws_a_second": round(rate, 1), "ms_a_redraw": round(1000 * cost, 1),
        "months": months, "bytes": size, "heap_mb": [round(heap / 1e6, 2) for heap in heaps],
    }  # fmt: skip


def _lived(page: Any, metrics: Any, months: int, rounds: int) -> float:
    """Return what the page holds (bytes) after it has gone through all months so often."""
    page.evaluate(
        """([rounds, months]) => {
            const at = document.getElementById('month');
            for (let i = 0; i < rounds * months; i += 1) {
                at.value = i % months;
                at.dispatchEvent(new Event('input'));
            }
        }""",
        [rounds, months],
    )
    metrics.send("HeapProfiler.collectGarbage")
    usage = metrics.send("Runtime.getHeapUsage")
    return float(usage["usedSize"])


def main() -> None:
    """Measure both sizes."""
    from playwright.sync_api import sync_playwright

    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--seconds", type=float, default=6.0)
    seconds = words.parse_args().seconds
    where = os.environ.get("QUYUHUA_BROWSER") or shutil.which("chromium") or shutil.which("google-chrome")
    if where is None:
        raise SystemExit("no Chromium here: name one in QUYUHUA_BROWSER")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=where, args=["--no-sandbox", "--disable-gpu"])
        for about in SIZES:
            print(json.dumps(measured(browser, about, seconds)), flush=True)
        browser.close()


if __name__ == "__main__":
    main()
