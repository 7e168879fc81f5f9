"""The manual: what ``--help`` prints, and docs/commands.md (``python -m sim.cli.manual`` writes it anew)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sim.show.kit.option import Option
from sim.show.kit.text import fill, lines, pad, width
from sim.words import say
from sim.words.pasting import PROGRAM

from .commands import COMMANDS, HELP, LANG, VERSION, Command

STATUSES = ("0", "1", "2", "3", "4", "130")
_FOLDER = """## The output folder

CSV is UTF-8 with a byte-order mark, so that Excel shows Chinese (in R, `fileEncoding = "UTF-8-BOM"`).
Lines end in a line feed, numbers are unrounded, an empty cell is an undefined value. Every table is the
same whatever the language. A new folder gets its name when it is complete. With `--overwrite` files are
replaced one by one, the manifest last: a folder without one was left in between. A folder that is filled
part by part has the manifest when everything is in it.
"""
_LABEL = 24  # places for an option and its value; longer ones stand on a line of their own


def overview(lang: str, places: int, called: str) -> str:
    """Return the page of the program as a whole."""
    commands = [(name, say(f"command.{name}", lang)) for name in COMMANDS]
    switches = [(_typed(option), say(option.words, lang)) for option in (LANG, HELP, VERSION)]
    examples = [command.examples[0] for command in COMMANDS.values()]
    return _page(
        [
            ("manual.name", f"{PROGRAM} — {say('program.summary', lang)}"),
            ("manual.usage", f"{called} {say('manual.usage_command', lang)}"),
            ("manual.description", say("program.description", lang)),
            ("manual.commands", _listed(commands, places)),
            ("manual.options", _listed(switches, places)),
            ("manual.examples", _examples(examples, lang, places, called)),
            ("manual.status", _statuses(lang, places)),
            ("manual.more", say("program.more", lang, program=called)),
        ],
        lang,
        places,
    )


def page(command: Command, lang: str, places: int, called: str) -> str:
    """Return the page of one command."""
    options = [(_typed(option), say(option.words, lang)) for option in (*command.options, HELP)]
    return _page(
        [
            ("manual.name", f"{PROGRAM} {command.name} — {say(f'command.{command.name}', lang)}"),
            ("manual.usage", f"{called} {_usage(command, lang)}"),
            ("manual.description", say(f"description.{command.name}", lang)),
            ("manual.options", _listed(options, places)),
            ("manual.examples", _examples(command.examples, lang, places, called)),
            ("manual.status", _statuses(lang, places)),
        ],
        lang,
        places,
    )


def markdown() -> str:
    """Return docs/commands.md: the English pages."""
    out = [
        "# Commands",
        "",
        "<!-- Made by `python -m sim.cli.manual` from the tables that the program itself reads. -->",
        "",
        say("program.description", "en"),
        "",
        f"In a checkout `python3 run.py` (on Windows `py run.py`) stands for `{PROGRAM}`.",
    ]
    for command in COMMANDS.values():
        out += ["", f"## {command.name}", "", f"`{PROGRAM} {_usage(command, 'en')}`", ""]
        out += [say(f"description.{command.name}", "en"), "", "| option | meaning |", "|---|---|"]
        for option in (*command.options, HELP):
            typed = _typed(option).replace("|", "\\|")
            out.append(f"| `{typed}` | {say(option.words, 'en')} |")
        out += ["", "```sh"]
        out += [f"{PROGRAM} {typed}  # {say(key, 'en')}" for typed, key in command.examples]
        out.append("```")
        for answer in command.answers:
            out += ["", *_files(answer, command.answers.index(answer) > 0)]
    out += ["", *_FOLDER.split("\n")]
    out += ["## Exit status", "", "| status | meaning |", "|---|---|"]
    out += [f"| {status} | {say(f'status.{status}', 'en')} |" for status in STATUSES]
    return "\n".join(out) + "\n"


def _files(answer: str, is_other: bool) -> Iterator[str]:
    """Yield the lines on what a command writes: the tables of outputs by name."""
    from sim.show.answers import faces_of

    faces = faces_of(answer)
    names = ", ".join(f"`{file.name}`" for file in faces.documented())
    place = say(f"manual.folder_of.{answer}", "en") if is_other else "In its folder"
    yield f"{place}: {names} ([what is in them](outputs.md))."
    yield f"What `--json` prints has the form of [{faces.schema}]({faces.schema})."


def _page(sections: list[tuple[str, str]], lang: str, places: int) -> str:
    parts = []
    for heading, body in sections:
        shown = body if body.startswith("  ") else fill(body, places, "  ")
        parts.append(f"{say(heading, lang)}\n{shown}")
    return "\n\n".join(parts) + "\n"


def _usage(command: Command, lang: str) -> str:
    takes = say(command.takes, lang) if command.takes else ""
    if command.most and not command.least:
        takes = f"[{takes}]"
    return " ".join(part for part in (command.name, takes, say("manual.option_word", lang)) if part)


def _typed(option: Option) -> str:
    flags = ", ".join(option.flags)
    return f"{flags} {option.value}" if option.value else flags


def _listed(rows: list[tuple[str, str]], places: int) -> str:
    """Return names with their explanations beside them, or below where a name is long."""
    label = min(_LABEL, max(width(name) for name, _ in rows))
    out = []
    for name, words in rows:
        below = lines(words, places, " " * (label + 4))
        if width(name) > label:
            out += [f"  {name}", *below]
        else:
            out += [f"  {pad(name, label)}  {below[0].lstrip(' ')}", *below[1:]]
    return "\n".join(out)


def _examples(
    examples: tuple[tuple[str, str], ...] | list[tuple[str, str]], lang: str, places: int, called: str
) -> str:
    return "\n".join(f"  {called} {typed}\n{fill(say(key, lang), places, '      ')}" for typed, key in examples)


def _statuses(lang: str, places: int) -> str:
    return _listed([(status, say(f"status.{status}", lang)) for status in STATUSES], places)


if __name__ == "__main__":
    Path(__file__).resolve().parents[2].joinpath("docs", "commands.md").write_text(
        markdown(), encoding="utf-8", newline="\n"
    )
