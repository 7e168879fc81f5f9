"""Which commands and options there are, as data: help, completion and docs/commands.md are made from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sim.show.asking import ENGINE, MONTHS, SEED, SET, WORKERS
from sim.show.kit.option import Option
from sim.show.verbs import verb_of
from sim.words import CATALOGUE

SHELLS = ("bash", "zsh", "fish", "powershell")
MANY = 10_000


LANG = Option("lang", "zh|en", "zh")
JSON = Option("json", key="json_only")
HELP = Option("help")
VERSION = Option("version")


@dataclass(frozen=True)
class Command:
    """One command.

    Attributes
    ----------
    examples : tuple of (str, str)
        Arguments, and the key of what they do.
    takes : str
        Key of what stands for its words in help.
    least, most : int
        How many words it takes.
    lacking : str
        Key of what is said where there are fewer.
    does : str
        Module here, and after a colon its function, that carries it out; ``MODULE:command`` where none is named.
    answer : str
        Of a command that asks a question: the folder in `sim.show` that has its verb, and the faces of its answer.
    also : tuple of str
        Those with the faces of other answers that it may come to.
    """

    name: str
    options: tuple[Option, ...]
    examples: tuple[tuple[str, str], ...]
    takes: str = ""
    least: int = 0
    most: int = 0
    lacking: str = ""
    does: str = ""
    answer: str = ""
    also: tuple[str, ...] = ()

    @property
    def answers(self) -> tuple[str, ...]:
        """The folders with the faces of its answers; none where it asks nothing."""
        return (self.answer, *self.also) if self.answer else ()

    def option(self, name: str) -> Option:
        """Return one of its options, or of those that every command has."""
        return next(option for option in (*self.options, HELP) if option.name == name)

    @property
    def takes_scenarios(self) -> bool:
        """Whether its words are scenarios."""
        return self.takes in ("value.scenario", "value.sweep", "value.scenarios", "value.two", "value.files")


def asks(
    answer: str, examples: tuple[tuple[str, str], ...], takes: str, most: int = 1,
    also: tuple[str, ...] = (),
) -> Command:  # fmt: skip
    """Return the row of a command that asks a question: its options are its verb's, and those of every answer's folder.

    Parameters
    ----------
    answer : str
        The folder in `sim.show` in which the verb and the faces of the answer are.
    """
    verb = verb_of(answer)
    out, in_folder = (
        (Option("out", "DIR", "my-results", key="out_in_parts"), ())
        if verb.parts
        else (Option("out", "DIR", "my-results"), (Option("overwrite"),))
    )
    manifest = Option("from", "MANIFEST", "results/001-default/manifest.json")
    of_folder = (WORKERS, ENGINE, out, *in_folder, manifest, Option("no-report"), *verb.typed, LANG, Option("json"))
    options = tuple(_in_own_words(verb.name, (*verb.options, *of_folder)))
    return Command(verb.name, options, examples, takes, most=most, does="ask", answer=answer, also=also)


def _in_own_words(command: str, options: Iterable[Option]) -> Iterable[Option]:
    """Yield options, those with another key that the catalogue explains for this command: ``option.COMMAND_NAME``."""
    for option in options:
        key = f"{command}_{option.parameter}"
        yield replace(option, key=key) if f"option.{key}" in CATALOGUE else option


COMMANDS: dict[str, Command] = {
    command.name: command
    for command in (
        asks(
            "verdict",
            (
                ("run", "example.default"),
                ("run above --replications 12", "example.quick"),
                ("run --set mechanisms.liaison.exchange=0.9 --seed 7", "example.set"),
                ("run --without liaison.exchange,district_platform", "example.without"),
                ("run hongqiao --explain --out hongqiao-explained", "example.explain"),
                ("run --from results/001-default/manifest.json", "example.again"),
                ("run even --replications 12 --json", "example.json"),
            ),
            takes="value.scenario",
        ),
        asks(
            "sweep",
            (
                ("sweep --grid mechanisms.liaison.strength=0:1:11 --replications 64", "example.sweep"),
                ("sweep above --grid needs.two_sided=0:1:5 --grid months=12,24 --out two", "example.sweep_two"),
                ("sweep --grid needs.two_sided=0:1:21 --dry-run", "example.sweep_dry"),
                ("sweep above design.yaml --out drawn", "example.sweep_design"),
                ("sweep above design.yaml --shard 2/8 --out shard-2", "example.sweep_shard"),
                ("sweep above design.yaml --full", "example.sweep_full"),
            ),
            takes="value.sweep",
            most=2,
            also=("survey",),
        ),
        Command(
            "status",
            (LANG, JSON),
            (("status drawn", "example.status"),),
            takes="value.folder",
            least=1,
            most=1,
            lacking="typed.no_folder",
            does="folders:status",
        ),
        Command(
            "export",
            (Option("to", "csv|xlsx|parquet", "xlsx"), LANG),
            (("export drawn", "example.export_csv"), ("export drawn --to xlsx", "example.export")),
            takes="value.folder",
            least=1,
            most=1,
            lacking="typed.no_folder",
            does="folders:export",
        ),
        Command(
            "plot",
            (LANG,),
            (("plot drawn", "example.plot"),),
            takes="value.folder",
            least=1,
            most=1,
            lacking="typed.no_folder",
            does="folders:plot",
        ),
        Command(
            "merge",
            (Option("out", "DIR", "whole", key="merge_out"), Option("no-report"), LANG),
            (("merge shard-1 shard-2 shard-3 --out whole", "example.merge"),),
            takes="value.folders",
            least=1,
            most=MANY,
            lacking="typed.no_folder",
            does="folders:merge",
        ),
        asks(
            "cases",
            (
                ("cases --only F3", "example.cases_row"),
                ("cases --only two_way_claiming --replications 16 --json", "example.cases_one"),
            ),
            takes="value.cases",
            most=MANY,
        ),
        asks(
            "comparison",
            (
                ("compare above below --replications 16", "example.compare"),
                ("compare two_way_claiming", "example.compare_case"),
                ("compare above --drop-each mechanisms --replications 16 --pairs", "example.drop_each"),
                ("compare above below even --months 12 --replications 16 --out three", "example.compare_set"),
            ),
            takes="value.scenarios",
            most=6,
        ),
        Command(
            "list",
            (Option("cases"), LANG, JSON),
            (
                ("list", "example.list"),
                ("list --cases", "example.list_cases"),
                ("list --json", "example.list_json"),
            ),
            does="scenarios:list_scenarios",
        ),
        Command(
            "describe",
            (SET, Option("table"), LANG, JSON),
            (
                ("describe hongqiao", "example.describe"),
                ("describe --set mechanisms.liaison.strength=0", "example.describe_set"),
                ("describe above --table --json", "example.describe_table"),
            ),
            takes="value.scenario",
            most=1,
            does="scenarios:describe_scenario",
        ),
        Command(
            "diff",
            (LANG, JSON),
            (("diff above below", "example.diff"),),
            takes="value.two",
            least=2,
            most=2,
            lacking="typed.two_scenarios",
            does="scenarios:compare_scenarios",
        ),
        Command(
            "new",
            (Option("from", "SCENARIO", "above", key="start"), Option("design", key="new_design"), LANG),
            (
                ("new mine.yaml --from above", "example.new"),
                ("new design.yaml --design --from above", "example.new_design"),
            ),
            takes="value.file",
            least=1,
            most=1,
            lacking="typed.one_file",
            does="authoring:new_scenario",
        ),
        Command(
            "import",
            (
                Option("out", "FILE", "mine.yaml", key="import_out", short="o"),
                Option("overwrite", key="import_overwrite"),
                Option("template", "FILE", "roster.xlsx"),
                Option("marked", "FILE", "marked.xlsx"),
                Option("anonymise"),
                LANG,
            ),
            (
                ("import --template roster.xlsx", "example.import_template"),
                ("import roster.xlsx -o own-district.yaml", "example.import"),
                ("import roster.xlsx -o checked.yaml --marked marked.xlsx", "example.import_marked"),
                ("import units.csv needs.csv -o anonymous.yaml --anonymise", "example.import_anonymise"),
            ),
            takes="value.roster",
            most=MANY,
            does="roster:import_roster",
        ),
        Command(
            "check",
            (LANG, JSON),
            (("check mine.yaml above", "example.check"),),
            takes="value.files",
            least=1,
            most=MANY,
            lacking="typed.no_file",
            does="scenarios:check_files",
        ),
        Command(
            "lesson",
            (
                Option("all", key="lesson_all"),
                Option("seeds", "N", "30"),
                Option("out", "DIR", "lessons", key="lesson_out"),
                LANG,
                JSON,
            ),
            (
                ("lesson list", "example.lesson_list"),
                ("lesson save two_hands", "example.lesson_save"),
                ("lesson save --all --out lessons", "example.lesson_save_all"),
                ("lesson new my-lesson", "example.lesson_new"),
                ("lesson check my-lesson", "example.lesson_check"),
                ("lesson try two_hands --seeds 30", "example.lesson_try"),
            ),
            takes="value.lesson",
            most=MANY,
            does="lessons:command",
        ),
        Command(
            "demo",
            (
                SET,
                Option("other", "a.b=c", "mechanisms.mobilisation.strength=0", many=True),
                Option("compare", "one|settings|apart", "apart"),
                MONTHS,
                SEED,
                Option("save", "FILE", "lesson.html"),
                Option("class"),
                Option("host", "ADDRESS", "192.168.1.20"),
                Option("port", "N", "8427"),
                Option("no-browser"),
                LANG,
            ),
            (
                ("demo above", "example.demo"),
                ("demo above --other mechanisms.mobilisation.strength=0", "example.demo_settings"),
                ("demo two_hands --class", "example.demo_lesson"),
                ("demo above --months 60 --save lesson.html", "example.demo_save"),
            ),
            takes="value.scenario",
            most=1,
            does="demo:command",
        ),
        Command("warm", (LANG,), (("warm", "example.warm"),), does="warm:command"),
        Command(
            "schema",
            (Option("design", key="schema_design"), LANG),
            (("schema", "example.schema"), ("schema --design", "example.schema_design")),
            does="authoring:show_schema",
        ),
        Command(
            "schedule",
            (LANG, JSON),
            (("schedule", "example.schedule"), ("schedule --json", "example.schedule_json")),
            takes="value.scenario",
            most=1,
            does="scenarios:show_schedule",
        ),
        Command(
            "completion",
            (LANG,),
            (("completion bash", "example.completion"),),
            takes="value.shell",
            least=1,
            most=1,
            lacking="typed.one_shell",
            does="authoring:show_completion",
        ),
    )
}
