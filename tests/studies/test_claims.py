"""The study of the words of cases knows the truth that it draws, asks the cases' own rule, and its tables are whole."""

from __future__ import annotations

import re

import numpy as np
import pytest

from sim.questions.cases import Samples, size
from sim.scenario import load
from studies import claims as study
from studies.intervals import DOCS


@pytest.fixture
def pool(monkeypatch: pytest.MonkeyPatch) -> Samples:
    """Give the study a case whose replicates are made up: they vary by half a margin, and go together."""
    scenario = load("grids")
    assert scenario.case is not None
    luck = np.random.default_rng(5)
    shared, pairs = luck.normal(size=study.POOL), []
    for comparison in scenario.case.comparisons:
        b = 100.0 + luck.normal(size=study.POOL)
        spread = 0.5 * comparison.expectation.margin * 100.0
        pairs.append((b + spread * (0.8 * shared + 0.6 * luck.normal(size=study.POOL)) + 7.0, b))
    samples = Samples("grids", scenario, scenario.case, study.POOL, tuple(pairs))
    monkeypatch.setattr(study, "made", lambda name: samples)
    return samples


@pytest.mark.parametrize("noise", study.NOISES)
@pytest.mark.parametrize("effect", [-2.0, 0.0, 0.5])
def test_what_is_drawn_has_the_truth_that_is_named(pool: Samples, noise: str, effect: float) -> None:
    luck = np.random.default_rng(6)
    pairs = [study.samples_of(noise, "grids", effect, luck) for _ in range(20)]
    for i, (comparison, (a, b)) in enumerate(zip(pool.case.comparisons, pool.pairs, strict=True)):
        margin = comparison.expectation.margin * size(comparison, a, b)
        apart = np.concatenate([pair[i][0] - pair[i][1] for pair in pairs]) / margin
        assert study.towards(comparison) * apart.mean() == pytest.approx(effect, abs=0.05)
        assert apart.std() == pytest.approx((a - b).std() / margin, rel=0.2)


def test_replicates_that_were_made_are_drawn_whole(pool: Samples) -> None:
    pairs = study.samples_of("resampled", "grids", 0.0, np.random.default_rng(7))
    differences = np.array([a - b for a, b in pairs])
    assert np.corrcoef(differences)[0, 1] > 0.5
    heavy = study.samples_of("heavy", "grids", 0.0, np.random.default_rng(7))
    assert np.corrcoef([a - b for a, b in heavy])[0, 1] < 0.3


@pytest.mark.parametrize(("effect", "word"), [(3.0, "shown"), (0.5, "shown_small"), (-0.5, "opposite_small"),
                                              (-3.0, "opposite")])  # fmt: skip
def test_what_is_plain_is_given_its_word(pool: Samples, effect: float, word: str) -> None:
    luck = np.random.default_rng(8)
    values = [study.words_of([(pool.case, study.samples_of("resampled", "grids", effect, luck))], study.EVERY_LOOK)[0]
            for _ in range(5)]  # fmt: skip
    words = [result for table in values for result, _, _ in table]
    assert set(words) <= ({word, "not_shown"} if "small" in word else {word})  # within the margin is where it may end
    assert words.count(word) > 0.8 * len(words)
    assert not any(study.is_false(result, why, effect) for table in values for result, why, _ in table)


@pytest.mark.parametrize(
    ("word", "why", "wrong"),
    [
        ("shown", "", [-2.0, -0.5, 0.0, 0.5]),
        ("shown_small", "", [-2.0, -0.5, 0.0, 2.0]),
        ("not_shown", "towards", [-2.0, -0.5, 0.0]),
        ("not_shown", "cannot_tell", []),
        ("not_shown", "no_difference", [-2.0, 2.0]),
        ("not_shown", "away", [0.0, 0.5, 2.0]),
        ("opposite_small", "", [-2.0, 0.0, 0.5, 2.0]),
        ("opposite", "", [-0.5, 0.0, 0.5, 2.0]),
    ],
)
def test_which_words_are_false(word: str, why: str, wrong: list[float]) -> None:
    assert [effect for effect in (-2.0, -0.5, 0.0, 0.5, 2.0) if study.is_false(word, why, effect)] == wrong


@pytest.mark.parametrize("name", study.TABLES)
def test_the_tables_of_the_docs_are_whole_and_keep_the_promise(name: str) -> None:
    text = (DOCS / "interval.md").read_text("utf-8")
    part = re.search(rf"<!-- measured: {name} -->\n(.*?)<!-- end -->", text, re.DOTALL)
    assert part
    lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in part[1].strip().splitlines()]
    head, rows = study.TABLES[name]
    assert tuple(lines[0]) == head
    assert len(lines) - 2 == len(rows)
    if "a false word, %" in head:
        at = head.index("a false word, %")
        assert all(float(line[at].split()[0]) <= 5.0 for line in lines[2:])
