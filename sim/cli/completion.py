"""Shell completion: one script for each shell, made of the same tables as the command line itself."""

from __future__ import annotations

from sim.scenario import shipped, shipped_cases
from sim.show.kit.option import Option
from sim.words import LANGUAGES, Refusal, say
from sim.words.pasting import PROGRAM

from .commands import COMMANDS, HELP, SHELLS, VERSION, Command

_VALUES = {"lang": LANGUAGES, "replications": ("auto",)}
_FILES = {"out", "from", "template"}  # options whose value is a file or folder


def script(shell: str, lang: str) -> str:
    """Return the script for a shell.

    Raises
    ------
    Refusal
        For a shell that is not among `SHELLS`.
    """
    makers = {"bash": _bash, "zsh": _zsh, "fish": _fish, "powershell": _powershell}
    if shell not in makers:
        raise Refusal("typed.no_shell", found=shell, allowed=" ".join(SHELLS))
    return makers[shell](lang)


def _options(command: Command) -> tuple[Option, ...]:
    return (*command.options, HELP)


def _words(command: Command) -> str:
    """Return which words a command may be followed by; where it takes files shells offer these as well."""
    if command.takes_scenarios:
        return " ".join(shipped())
    if command.takes == "value.cases":
        return " ".join(shipped_cases())
    return " ".join(SHELLS) if command.takes == "value.shell" else ""


def _bash(lang: str) -> str:
    cases = "\n".join(
        f'        {name}) words="{" ".join(option.flag for option in _options(command))} {_words(command)}" ;;'
        for name, command in COMMANDS.items()
    )
    values = "\n".join(f'    --{name}) words="{" ".join(some)}" ;;' for name, some in _VALUES.items())
    return f"""\
# {say("completion.head", lang, shell="bash")}
_{PROGRAM}() {{
  local current=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD - 1]}} command="" word words=""
  for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
    case $word in {"|".join(COMMANDS)}) command=$word; break ;; esac
  done
  case $before in
{values}
    *)
      case $command in
{cases}
        *) words="{" ".join(COMMANDS)} --help --version" ;;
      esac ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}}
complete -o default -o bashdefault -F _{PROGRAM} {PROGRAM}
"""


def _quoted(text: str) -> str:
    """Return a text in single quotes, for zsh and fish."""
    return "'" + text.replace("\\", "\\\\").replace("'", "’") + "'"


def _zsh(lang: str) -> str:
    def described(option: Option) -> str:
        words = say(option.words, lang).replace("[", "(").replace("]", ")")
        rest = f":{option.value.lower()}:" if option.value else ""
        if option.name in _VALUES:
            rest += f"({' '.join(_VALUES[option.name])})"
        elif option.name in _FILES:
            rest += "_files"
        return _quoted(f"{'*' if option.many else ''}{option.flag}[{words}]{rest}")

    def rest(command: Command) -> str:
        if command.takes == "value.shell":
            return f"*:shell:({_words(command)})"
        if _words(command):
            return f"*:scenario:{{compadd {_words(command)}; _files}}"
        return "*:file:_files"

    commands = "\n".join(f"    {_quoted(f'{name}:' + say(f'command.{name}', lang))}" for name in COMMANDS)
    cases = "\n".join(
        f"    {name}) _arguments {' '.join(described(option) for option in _options(command))} "
        f"{_quoted(rest(command))} ;;"
        for name, command in COMMANDS.items()
    )
    return f"""\
#compdef {PROGRAM}
# {say("completion.head", lang, shell="zsh")}
_{PROGRAM}() {{
  local -a commands
  commands=(
{commands}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
{cases}
  esac
}}
if [ "$funcstack[1]" = "_{PROGRAM}" ]; then _{PROGRAM} "$@"; else compdef _{PROGRAM} {PROGRAM}; fi
"""


def _fish(lang: str) -> str:
    out = [f"# {say('completion.head', lang, shell='fish')}"]
    for name in COMMANDS:
        words = _quoted(say(f"command.{name}", lang))
        out.append(f"complete -c {PROGRAM} -n __fish_use_subcommand -f -a {name} -d {words}")
    for option in (HELP, VERSION):
        out.append(
            f"complete -c {PROGRAM} -n __fish_use_subcommand -l {option.name} -d {_quoted(say(option.words, lang))}"
        )
    for name, command in COMMANDS.items():
        seen = f"-n '__fish_seen_subcommand_from {name}'"
        for option in _options(command):
            line = f"complete -c {PROGRAM} {seen} -l {option.name} -d {_quoted(say(option.words, lang))}"
            if option.name in _VALUES:
                line += f" -x -a '{' '.join(_VALUES[option.name])}'"
            elif option.value:
                line += " -r" if option.name in _FILES else " -x"
            out.append(line)
        if _words(command):
            files = "-f " if command.takes == "value.shell" else ""
            out.append(f"complete -c {PROGRAM} {seen} {files}-a '{_words(command)}'")
    return "\n".join(out) + "\n"


def _powershell(lang: str) -> str:
    """Return a script in ASCII but for its comment: older PowerShells read files in the system's encoding."""
    tables = "\n".join(
        f"    '{name}' = @({', '.join(repr(option.flag) for option in _options(command))}"
        f"{''.join(f', {word!r}' for word in _words(command).split())})"
        for name, command in COMMANDS.items()
    )
    values = "\n".join(f"    '--{name}' = @({', '.join(map(repr, some))})" for name, some in _VALUES.items())
    return f"""\
# {say("completion.head", lang, shell="powershell")}
Register-ArgumentCompleter -Native -CommandName {PROGRAM} -ScriptBlock {{
  param($current, $line, $cursor)
  $options = @{{
{tables}
  }}
  $values = @{{
{values}
  }}
  $typed = @($line.CommandElements | Select-Object -Skip 1 | ForEach-Object {{ $_.ToString() }})
  if ($current -ne '' -and $typed.Count -gt 0) {{ $typed = @($typed | Select-Object -SkipLast 1) }}
  $command = $typed | Where-Object {{ $options.ContainsKey($_) }} | Select-Object -First 1
  $before = $typed | Select-Object -Last 1
  if ($before -and $values.ContainsKey($before)) {{ $words = $values[$before] }}
  elseif ($command) {{ $words = $options[$command] }}
  else {{ $words = @($options.Keys) + @('--help', '--version') }}
  $words | Sort-Object | Where-Object {{ $_ -like "$current*" }} | ForEach-Object {{
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
  }}
}}
"""
