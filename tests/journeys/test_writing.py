"""Writing scenarios: new, schema, describe, diff, completion."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from sim.cli.commands import COMMANDS, SHELLS
from sim.cli.completion import script
from sim.scenario import ScenarioError, load, shipped
from sim.scenario.case import Case
from sim.scenario.parameters import parameter_rows, settings
from sim.scenario.schema import Scenario
from sim.show.kit.text import width
from sim.show.scenario.difference import differences
from sim.show.scenario.json_schema import json_schema
from sim.show.scenario.words import counts, describe
from sim.words import LANGUAGES
from sim.words.parameters import MEANINGS, UNITS
from sim.words.plausible import WHY, like
from sim.words.sections import SECTIONS
from tests.journeys.conftest import Program

ROSTER = """\
title: {zh: 两个居民区, en: Two areas}
needs: {two_sided: 0.0}
areas: [{name: 东, street: 0}, {name: 西, street: 1}]
organisations:
- {name: 街道党工委, type: street, area: 东, hours: 120}
- {name: 区医院, type: public_institution, area: 西, needs: 2.0}
- {name: 甲公司, type: two_new, resources: {material: 3.0}}
"""


# new


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("start", ["default", "above", "even", "hongqiao"])
def test_a_new_scenario_is_the_old_one_with_comments(program: Program, here: Path, start: str, lang: str) -> None:
    outcome = program("new", "fresh.yaml", "--from", start, "--lang", lang)
    assert (outcome.status, outcome.err) == (0, "")
    assert "fresh.yaml" in outcome.out
    text = (here / "fresh.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=scenario.schema.json\n")
    assert differences(load("fresh.yaml"), load(start)) == []
    checked = program("check", "fresh.yaml", "--lang", "en")
    assert checked.status == 0
    assert start in ("even", "hongqiao") or checked.out.startswith("fresh.yaml: the form is right;")
    fields = [line for line in text.splitlines() if re.match(r"\s*\w+: \S", line) and "title" not in line]
    assert all("#" in line for line in fields if not re.match(r"  (en|zh):", line))
    comments = "".join(line.partition("#")[2] for line in text.splitlines())
    assert ("需求" in comments) is (lang == "zh")
    assert program("run", "fresh.yaml", "--no-report").status == 0


def test_a_roster_is_written_out(program: Program, here: Path) -> None:
    (here / "roster.yaml").write_text(ROSTER, encoding="utf-8")
    assert program("new", "fresh.yaml", "--from", "roster.yaml").status == 0
    fresh, roster = load("fresh.yaml"), load("roster.yaml")
    assert (fresh.areas, fresh.organisations) == (roster.areas, roster.organisations)
    assert '- {"name": "区医院"' in (here / "fresh.yaml").read_text(encoding="utf-8")


def test_new_replaces_nothing(program: Program, here: Path) -> None:
    (here / "scenario.schema.json").write_text("mine", encoding="utf-8")
    before = (here / "mine.yaml").read_bytes()
    assert program("new", "mine.yaml").status == 2
    assert (here / "mine.yaml").read_bytes() == before
    assert program("new", "fresh.yaml").status == 0
    assert (here / "scenario.schema.json").read_text(encoding="utf-8") == "mine"


def test_new_writes_the_schema_beside_it(program: Program, here: Path) -> None:
    (here / "deep").mkdir()
    assert program("new", str(Path("deep/fresh.yaml"))).status == 0
    assert json.loads((here / "deep/scenario.schema.json").read_text(encoding="utf-8")) == json_schema("en")


# schema

WRONG = [
    "months: 0\n", "months: '5'\n", "mnoths: 5\n", "needs: {two_sided: 1.5}\n", "needs: {two_sided: yes}\n",
    "mechanisms: {liaison: {exchnage: 0.5}}\n", "mechanisms: {liaison: {strength: -0.1}}\n", "world: fixd\n",
    "matching: {mode: both}\n", "areas: [{street: 1}]\n", "organisations: [{name: a, type: agncy}]\n",
    "organisations: [{name: a}]\n", "organisations: {name: a}\n", "title: word\n", "technology: 3\n",
    "technology: {grid_workers: 2.5}\n", "resources: {by_order: 1}\n", "organisations: [null]\n",
    "organisations: [{name: null, type: agency}]\n", "types: {street: {resources: {gold: 1}}}\n", "- 1\n",
    "needs:\nmechanisms:\n  liaison:\n", "months: null\nmatching: {mode: null}\n",
]  # fmt: skip
RIGHT = [
    "types: {agency: {hours: 1}}\n",
    "extends: above\n", "areas: [{name: a, x: null}]\n", ROSTER, "interval: {limit: 128}\n",
]  # fmt: skip


@cache
def validator() -> Any:
    schema = json_schema("en")
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.mark.parametrize("name", shipped())
def test_what_ships_is_valid_by_the_schema(name: str) -> None:
    assert list(validator().iter_errors(yaml.safe_load(shipped()[name].read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize("text", RIGHT)
def test_what_the_loader_takes_the_schema_takes(text: str, here: Path) -> None:
    (here / "a.yaml").write_text(text, encoding="utf-8")
    load("a.yaml")
    assert list(validator().iter_errors(yaml.safe_load(text))) == []


@pytest.mark.parametrize("text", WRONG)
def test_what_the_loader_refuses_the_schema_refuses(text: str, here: Path) -> None:
    (here / "a.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError):
        load("a.yaml")
    assert list(validator().iter_errors(yaml.safe_load(text)))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_field_of_the_schema_is_explained_and_every_section_closed(program: Program, lang: str) -> None:
    schema = json.loads(program("schema", "--lang", lang).out)
    assert schema == json_schema(lang)
    for section in (schema, *schema["$defs"].values()):
        assert section["additionalProperties"] is False
        if section is not schema and not re.search("[\u4e00-\u9fff]", section["description"]):
            assert lang == "en"
        for name, field in section["properties"].items():
            model = "$ref" in json.dumps(field)
            assert model or field["description"], name
            assert model or lang == "en" or re.search("[\u4e00-\u9fff]", field["description"]), name
            assert not {"unit", "source", "reference", "article", "apart", "plausible"} & field.keys()


# the words of parameters


def test_every_parameter_unit_and_section_has_chinese_and_none_is_left_over() -> None:
    rows = [*parameter_rows(), *parameter_rows(Case)]
    settings = {"what is set otherwise than in the case", "what is set on both sides"}
    assert {row.meaning for row in rows} | settings == MEANINGS.keys()
    assert {row.unit for row in rows} - {""} == UNITS.keys()
    sections = [entry for model in (Scenario, Case) for entry in model.model_json_schema()["$defs"].values()]
    abouts = {" ".join(section["description"].split()) for section in sections}
    assert abouts | {row.about for row in rows} == SECTIONS.keys()
    for words in (MEANINGS, UNITS, SECTIONS):
        assert all(re.search("[\u4e00-\u9fff]", chinese) for chinese in words.values())
        assert [c for c in words.values() if re.search("[\u4e00-\u9fff][,;:?!]|[,;?!][\u4e00-\u9fff]", c)] == []


def test_plausible_ranges_lie_within_the_bounds_around_the_default_and_are_argued() -> None:
    rows = [row for row in parameter_rows() if row.plausible is not None]
    assert {like(row.path) for row in rows} == WHY.keys()
    assert len(WHY) >= 40
    for row in rows:
        low, high, scale, source = row.plausible
        assert row.low <= low < high <= row.high, row.path
        assert low <= row.default <= high, row.path
        assert row.apart == "", row.path
        assert source in ("article", "literature", "assumed")
        assert scale != "log" or low > 0, row.path
        assert scale != "elasticity" or high < 1, row.path
    apart = {row.family: row.apart for row in parameter_rows()}
    assert apart["needs.*.resources.talent"] == "weight"
    assert apart["district.mix.two_new"] == apart["types.*.city"] == "sum"
    assert apart["matching.mode"] == apart["district.community_committees"] == "switch"
    assert apart["interval.margin"] == "reading"
    assert (apart["months"], apart["seed"], apart["costs.day_hours"]) == ("extent", "luck", "definition")


def test_the_table_of_parameters_argues_each_plausible_range(program: Program) -> None:
    english = " ".join(program("describe", "--table", "--lang", "en").out.split())
    chinese = "".join(program("describe", "--table", "--lang", "zh").out.split())
    for family, (entry, other) in WHY.items():
        assert entry in english, family
        assert "".join(other.split()) in chinese, family
    assert "plausible: 0.3 to 3, by its logarithm (assumed)" in english
    assert "not drawn by itself: a weight, of which only ratios count" in english
    data = json.loads(program("describe", "--table", "--json").out)
    rho = next(row for row in data["parameters"] if row["parameter"] == "production.rho")
    assert (rho["plausible"]["low"], rho["plausible"]["scale"], rho["apart"]) == (-9.0, "elasticity", "")


# describe


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", [*shipped(), "roster.yaml"])
def test_describe_fits_eighty_columns_in_both_languages(program: Program, here: Path, name: str, lang: str) -> None:
    (here / "roster.yaml").write_text(ROSTER, encoding="utf-8")
    for words in (["describe", name], ["describe", name, "--table"], ["diff", name, "default"]):
        outcome = program(*words, "--lang", lang)
        assert (outcome.status, outcome.err) == (0, "")
        assert max(width(line) for line in outcome.out.splitlines()) <= 80
        if lang == "en" and name != "roster.yaml":
            assert not re.search("[\u4e00-\u9fff]", outcome.out)


def test_a_difference_in_words_says_whose_it_is(program: Program) -> None:
    words = program("diff", "above", "below", "--lang", "en").out.partition("\nparameter")[0]
    parts = [" ".join(line.split()) for line in re.split(r"\.\n", words)]
    assert "needs.mass: weight of public resources 0.5 → 0" in parts
    assert any(part.startswith("types.agency: ideological resources 0.5 → 0; political") for part in parts)
    for part in parts[1:]:
        meanings = re.findall(r"(?:; |: )(.+?) \S+ → ", part)
        assert len(set(meanings)) == len(meanings), part
    changed = program("diff", "default", "hongqiao", "--lang", "en").out
    assert len(re.findall(r"^district: ", changed, re.MULTILINE)) == 1


def test_describe_says_what_is_there(program: Program) -> None:
    text = " ".join(program("describe", "hongqiao", "--set", "mechanisms.liaison.strength=0").out.split())
    for words in (
        "Two-sided needs: 50 % (needs.two_sided, assumed, measured nowhere)",
        "Block organisations: 38 (street committees 1, community committees 1, residential areas 36).",
        "Line organisations: 1,113",
        "two-new organisations 1,000",
        "Mobilisation, strength 1: share of line organisations that sign a pairing contract 0.4;",
        "Liaison is switched off (strength 0).",
        "the district runs a platform yes; the city runs a platform no;",
        "neighbourhood centres bring venues near 0.8;",
        "All channels are open in full: sight, peers, agenda, partners, trust.",
        "needs inside a resident unit (needs.unit_rate): 0.05 instead of 0.15",
        "dose: multiplies every instrument of the mechanism (mechanisms.liaison.strength): 0 instead of 1",
        "3 are from the literature",
    ):
        assert words in text


def test_describe_in_the_words_of_the_article(program: Program) -> None:
    text = re.sub(r"\s", "", program("describe", "hongqiao", "--lang", "zh").out)
    for words in (
        "结对签约 0.4",
        "联席会议 0.5",
        "灾情专递 0.4",
        "双重考核 0.3",
        "两头延伸 0.5",
        "双向认领",
        "“两新”组织 1,000",
    ):
        assert words.replace(" ", "") in text


def test_counts_are_those_of_the_world(here: Path) -> None:
    """What is said of a scenario is what the model makes of it."""
    from sim.mechanisms import TYPES
    from sim.model.world import make_world

    (here / "roster.yaml").write_text(ROSTER, encoding="utf-8")
    for name in ("default", "hongqiao", "above", "roster.yaml"):
        scenario = load(name)
        made = make_world(scenario, scenario.seed, 0).organisation["type"].tolist()
        assert counts(scenario) == {kind: made.count(number) for number, kind in enumerate(TYPES)}


def test_the_number_of_needs_is_what_arises_on_average() -> None:
    from sim.model.phases.arise import make_needs
    from sim.model.world import make_world

    scenario = load("above", ["months=120"])
    made = [len(make_needs(make_world(scenario, 7, r), 120)) / 120 for r in range(12)]
    (text,) = (part.sentences[0] for part in describe(scenario, "en") if part.key == "needs")
    expected = float(re.findall(r"[\d.]+", text)[0])
    assert abs(sum(made) / len(made) - expected) < 0.05 * expected


def test_provenance_adds_up() -> None:
    for name in shipped():
        known = settings(load(name))
        (text,) = (part.sentences[0] for part in describe(load(name), "en") if part.key == "provenance")
        rest, assumed, literature, article = map(int, re.findall(r"\d+", text))
        assert rest == assumed + literature + article
        assert rest + sum(setting.is_set for setting in known) == len(known)


def test_describe_as_data(program: Program) -> None:
    data = json.loads(program("describe", "above", "--json", "--lang", "zh").out)
    assert data["scenario"] == "above"
    assert [part["part"] for part in data["parts"]] == [part.key for part in describe(load("above"), "zh")]
    rows = json.loads(program("describe", "above", "--table", "--json").out)["parameters"]
    by_path = {row["parameter"]: row for row in rows}
    two = by_path["needs.two_sided"]
    assert (two["value"], two["default"], two["set"], two["source"], two["low"], two["high"]) == (
        0.9, 0.5, True, "scenario", 0.0, 1.0,
    )  # fmt: skip
    assert by_path["district.lines"]["unit"] == {"en": "organisations", "zh": "个组织"}
    assert by_path["participation.peers"]["reference"] == "Brock & Durlauf 2001"
    assert by_path["needs.scale"]["source"] == "assumed"


# diff


def test_diff_says_what_differs_after_defaults(program: Program, here: Path) -> None:
    (here / "mine.yaml").write_text("extends: below\ncosts: {mixed_hours: 0.0}\nmonths: 24\n", encoding="utf-8")
    assert program("diff", "mine.yaml", "even").out == "mine.yaml and even come to the same: no parameter differs.\n"
    outcome = program("diff", "below", "even")
    assert "hours everybody pays in a camp of both kinds 8 → 0." in outcome.out
    assert re.search(r"^costs\.mixed_hours  8 +0$", outcome.out, re.MULTILINE)
    assert "每个组织为此多用的工时 8 → 0" in program("diff", "below", "even", "--lang", "zh").out
    data = json.loads(program("diff", "below", "even", "--json").out)
    assert data["scenarios"] == ["below", "even"]
    assert [(row["parameter"], row["values"]) for row in data["differences"]] == [("costs.mixed_hours", [8.0, 0.0])]


def test_diff_compares_rosters_by_name(program: Program, here: Path) -> None:
    (here / "one.yaml").write_text(ROSTER, encoding="utf-8")
    other = ROSTER.replace("hours: 120", "hours: 90").replace("甲公司", "乙公司")
    (here / "two.yaml").write_text(other, encoding="utf-8")
    rows = json.loads(program("diff", "one.yaml", "two.yaml", "--json").out)["differences"]
    assert [(row["parameter"], row["values"]) for row in rows] == [
        ("organisations[街道党工委].hours", [120.0, 90.0]),
        ("organisations[甲公司]", ["+", None]),
        ("organisations[乙公司]", [None, "+"]),
    ]
    (here / "three.yaml").write_text(ROSTER.replace("[{name: 东, street: 0}, {name: 西, street: 1}]",
                                                    "[{name: 西, street: 1}, {name: 东, street: 0}]"))  # fmt: skip
    rows = json.loads(program("diff", "one.yaml", "three.yaml", "--json").out)["differences"]
    assert [row["parameter"] for row in rows] == ["areas"]
    assert "2 listed" in program("diff", "one.yaml", "default").out


def test_faults_of_both_are_said(program: Program, here: Path) -> None:
    for name in ("a", "b"):
        (here / f"{name}.yaml").write_text("months: 0\n", encoding="utf-8")
    outcome = program("diff", "a.yaml", "b.yaml")
    assert outcome.status == 2
    assert [line.split(":")[0] for line in outcome.err.splitlines()] == ["a.yaml", "b.yaml"]


# completion


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("shell", SHELLS)
def test_completion_knows_every_command_and_option(program: Program, shell: str, lang: str) -> None:
    outcome = program("completion", shell, "--lang", lang)
    assert (outcome.status, outcome.err) == (0, "")
    assert outcome.out == script(shell, lang)
    for command in COMMANDS.values():
        assert command.name in outcome.out
        assert all(option.name in outcome.out for option in command.options)


def completed(here: Path, *words: str) -> set[str]:
    """Return what bash offers for the last word."""
    (here / "completion.bash").write_text(script("bash", "en"), encoding="utf-8")
    typed = " ".join(f"'{word}'" for word in ("quyuhua", *words))
    lines = f"source completion.bash; COMP_WORDS=({typed}); COMP_CWORD={len(words)}; _quyuhua; echo ${{COMPREPLY[@]}}"
    done = subprocess.run(["bash", "-c", lines], cwd=here, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return set(done.stdout.split())


@pytest.mark.skipif(os.name == "nt" or not shutil.which("bash"), reason="no bash")
def test_bash_completes(here: Path) -> None:
    assert completed(here, "") == {*COMMANDS, "--help", "--version"}
    assert completed(here, "de") == {"demo", "describe"}
    assert completed(here, "run", "--re") == {"--replications"}
    assert completed(here, "run", "--lang", "") == {"en", "zh"}
    assert completed(here, "run", "above", "--replications", "") == {"auto"}
    assert completed(here, "completion", "p") == {"powershell"}
    assert completed(here, "new", "--f") == {"--from"}
    assert completed(here, "diff", "ab") == {"above"}
    assert completed(here, "run", "mi") == set()  # then bash itself offers files


@pytest.mark.parametrize(("shell", "check"), [("bash", "-n"), ("zsh", "-n"), ("fish", "--no-execute")])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_shells_can_read_their_scripts(here: Path, shell: str, check: str, lang: str) -> None:
    if not shutil.which(shell):
        pytest.skip(f"no {shell}")
    (here / "script").write_text(script(shell, lang), encoding="utf-8")
    done = subprocess.run([shell, check, "script"], cwd=here, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
