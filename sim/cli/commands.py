"""Which commands and options there are, as data: help, completion and docs/commands.md are made from it."""

from __future__ import annotations

from dataclasses import dataclass

SHELLS = ("bash", "zsh", "fish", "powershell")
MANY = 10_000


@dataclass(frozen=True)
class Option:
    """One option of a command.

    Attributes
    ----------
    name : str
        What is typed after ``--``; explained by ``option.NAME`` in the catalogue, or by ``option.KEY``.
    value : str
        What stands for its value in help and messages; empty for a switch.
    example : str
        A value that would do.
    many : bool
        Whether it may be given more than once.
    short : str
        One letter that may be typed after ``-`` in its place.
    """

    name: str
    value: str = ""
    example: str = ""
    many: bool = False
    key: str = ""
    short: str = ""

    @property
    def flag(self) -> str:
        """What is typed."""
        return f"--{self.name}"

    @property
    def flags(self) -> tuple[str, ...]:
        """All that may be typed, the short form first."""
        return (f"-{self.short}", self.flag) if self.short else (self.flag,)

    @property
    def words(self) -> str:
        """Key of its explanation."""
        return f"option.{self.key or self.name}"


WORKERS = Option("workers", "N", "2")
LANG = Option("lang", "zh|en", "zh")
SET = Option("set", "a.b=c", "months=24", many=True)
JSON = Option("json", key="json_only")
HELP = Option("help")
VERSION = Option("version")
WITHOUT = Option("without", "NAME[,…]", "liaison", many=True)
_POINT = (  # what is run, and how often
    SET,
    Option("months", "N", "24"),
    Option("replications", "N|auto", "64"),
    Option("precision", "P", "0.01"),
    Option("seed", "S", "7"),
)


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
        Of a command that asks a question: the folder in `sim.show` that has the faces of its answer.
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

    def option(self, name: str) -> Option:
        """Return one of its options, or of those that every command has."""
        return next(each for each in (*self.options, HELP) if each.name == name)


COMMANDS: dict[str, Command] = {
    command.name: command
    for command in (
        Command(
            "run",
            (
                *_POINT,
                WITHOUT,
                WORKERS,
                Option("out", "DIR", "my-results"),
                Option("overwrite"),
                Option("from", "MANIFEST", "results/001-default/manifest.json"),
                Option("explain"),
                Option("no-report"),
                Option("no-parameters"),
                LANG,
                Option("json"),
            ),
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
            most=1,
            does="run",
            answer="verdict",
        ),
        Command(
            "sweep",
            (
                Option("grid", "a.b=0:1:11", "needs.two_sided=0:1:5", many=True),
                *_POINT,
                WORKERS,
                Option("out", "DIR", "my-sweep", key="sweep_out"),
                Option("from", "MANIFEST", "results/001-default/manifest.json", key="sweep_from"),
                Option("explain"),
                Option("no-report", key="sweep_no_report"),
                Option("dry-run"),
                LANG,
                Option("json"),
            ),
            (
                ("sweep --grid mechanisms.liaison.strength=0:1:11 --replications 64", "example.sweep"),
                ("sweep above --grid needs.two_sided=0:1:5 --grid months=12,24 --out two", "example.sweep_two"),
                ("sweep --grid needs.two_sided=0:1:21 --dry-run", "example.sweep_dry"),
            ),
            takes="value.scenario",
            most=1,
            does="sweep",
            answer="sweep",
        ),
        Command(
            "cases",
            (
                Option("only", "NAME|ROW,…", "F3", many=True),
                Option("replications", "N|auto", "64"),
                Option("precision", "P", "0.0025", key="cases_precision"),
                WORKERS,
                Option("out", "DIR", "my-cases", key="cases_out"),
                Option("from", "MANIFEST", "results/001-cases/manifest.json", key="cases_from"),
                Option("no-report", key="cases_no_report"),
                LANG,
                Option("json"),
            ),
            (
                ("cases --only F3", "example.cases_row"),
                ("cases --only two_way_claiming --replications 16 --json", "example.cases_one"),
            ),
            takes="value.cases",
            most=MANY,
            does="cases",
            answer="cases",
        ),
        Command(
            "compare",
            (
                SET,
                Option("without", "NAME[,…]", "liaison", many=True, key="compare_without"),
                Option("drop-each", "mechanisms|instruments", "mechanisms"),
                Option("pairs"),
                Option("months", "N", "24"),
                Option("replications", "N|auto", "64", key="compare_replications"),
                Option("precision", "P", "0.02", key="compare_precision"),
                Option("seed", "S", "7"),
                WORKERS,
                Option("out", "DIR", "my-comparison"),
                Option("overwrite"),
                Option("from", "MANIFEST", "results/001-above-below/manifest.json", key="compare_from"),
                Option("no-report", key="compare_no_report"),
                LANG,
                Option("json"),
            ),
            (
                ("compare above below --replications 16", "example.compare"),
                ("compare two_way_claiming", "example.compare_case"),
                ("compare above --drop-each mechanisms --replications 16 --pairs", "example.drop_each"),
                ("compare above below even --months 12 --replications 16 --out three", "example.compare_set"),
            ),
            takes="value.scenarios",
            most=6,
            does="compare",
            answer="comparison",
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
            (Option("from", "SCENARIO", "above", key="start"), LANG),
            (("new mine.yaml --from above", "example.new"),),
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
        Command("warm", (LANG,), (("warm", "example.warm"),), does="warm:command"),
        Command("schema", (LANG,), (("schema", "example.schema"),), does="authoring:show_schema"),
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
