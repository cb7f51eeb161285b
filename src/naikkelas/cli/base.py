"""What all commands share: help in two languages with examples, options that speak of problems, one place for mistakes."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial, wraps
from pathlib import Path
from typing import Any, Final, TypeVar, cast

import click

from naikkelas.cli.tell import Tell
from naikkelas.facts import day
from naikkelas.problems import NOWHERE, EvaluationError, Words, problem, suggestion
from naikkelas.values import BadValue, read_exact

#: Exit codes (docs/cli.md).
DONE: Final = 0
FOUND: Final = 1
UNUSABLE: Final = 2
CLOSED: Final = 141

PROGRAM: Final = "naikkelas"

F = TypeVar("F", bound=Callable[..., Any])

#: The options of every command; help shows them last.
_COMMON: Final = ("lang", "no_colour", "help", "version")

_HEADINGS: Final = {"Options": "Opsi", "Commands": "Perintah"}


class _IndonesianFormatter(click.HelpFormatter):
    """Click's own words in Bahasa Indonesia."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, "Pemakaian: " if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        super().write_heading(_HEADINGS.get(heading, heading))

    def write_dl(self, rows: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().write_dl([(term, text.replace("[required]", "[wajib]")) for term, text in rows], *args, **kwargs)


class _IndonesianContext(click.Context):
    formatter_class = _IndonesianFormatter


class Command(click.Command):
    """A command that speaks one language."""

    def __init__(self, *args: Any, tell: Tell, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params.sort(key=_is_common)
        if tell.lang == "id":
            self.context_class = _IndonesianContext


class Group(click.Group):
    """A group of commands that speaks one language, and says what was probably meant."""

    def __init__(self, *args: Any, tell: Tell, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params.sort(key=_is_common)
        self.tell = tell
        if tell.lang == "id":
            self.context_class = _IndonesianContext

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order they were added, most used first."""
        return list(self.commands)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with a mistake in our words."""
        name = args[0]
        if self.get_command(ctx, name) is None and not name.startswith("-"):
            raise click.UsageError(_no_command(name, list(self.commands), self.tell), ctx)
        return super().resolve_command(ctx, args)


def _is_common(param: click.Parameter) -> bool:
    return param.name in _COMMON


def _no_command(name: str, known: list[str], tell: Tell) -> str:
    close = suggestion(name, known)
    if close:
        return tell(f"tidak ada perintah '{name}'; maksud Anda '{close}'?", f"no such command '{name}'; did you mean '{close}'?")
    return tell(f"tidak ada perintah '{name}'; yang ada: {', '.join(known)}", f"no such command '{name}'; there are: {', '.join(known)}")


class WrongOptionError(EvaluationError):
    """An option has a value that cannot be used."""


def wrong(option: str, read: str, expected: str, hint: str | None = None, **slots: object) -> WrongOptionError:
    """The problem of an option whose value cannot be read."""
    return WrongOptionError([problem("NK402", NOWHERE, hint, name=option, read=read, expected=expected, **slots)])


def one_value(name: str) -> Words:
    """What is expected of an option that names something, and is given with that name again."""
    return Words(f"one value for {name}", f"satu nilai untuk {name}")


class OneOf(click.ParamType):  # type: ignore[type-arg]  # no generic before click 8.2
    """One of a few words; a near miss is told."""

    name = "one of"

    def __init__(self, option: str, words: Sequence[str]) -> None:
        self.option = option
        self.words = tuple(words)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word, or a problem."""
        if value in self.words:
            return str(value)
        close = suggestion(str(value), self.words)
        raise wrong(self.option, str(value), " | ".join(self.words), "did_you_mean" if close else None, suggestion=close or "")

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:
        """The words that begin like this, for the completion of shells."""
        from click.shell_completion import CompletionItem

        return [CompletionItem(word) for word in self.words if word.startswith(incomplete)]


class Day(click.ParamType):  # type: ignore[type-arg]
    """A calendar date, ``2026-11-01``."""

    name = "date"

    def __init__(self, option: str) -> None:
        self.option = option

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The date, or a problem."""
        try:
            return date.fromordinal(int(read_exact(str(value), day())))  # type: ignore[arg-type]  # an exact day is a number
        except BadValue as bad:
            is_range = str(bad.slots.get("suggestion", "")).startswith("{")
            hint = None if bad.hint in ("date_form", "constant_missing") or is_range else bad.hint
            raise wrong(self.option, str(value), Words("YYYY-MM-DD", "TTTT-BB-HH"), hint, **bad.slots) from None


def choice(tell: Tell, option: str, words: Sequence[str], indonesian: str, english: str, **more: Any) -> Callable[[F], F]:
    """An option that takes one of a few words."""
    return click.option(option, type=OneOf(option, words), metavar="|".join(words), help=tell(indonesian, english), **more)


def as_of(tell: Tell, indonesian: str = "Tanggal penilaian", english: str = "The date to judge on") -> Callable[[F], F]:
    """``--as-of DATE``, which is today where it is not given."""
    text = tell(f"{indonesian}; tanpa opsi ini: hari ini.", f"{english}; today without it.")
    return click.option("--as-of", type=Day("--as-of"), metavar=tell("TTTT-BB-HH", "YYYY-MM-DD"), help=text)


def rules_as_of(tell: Tell) -> Callable[[F], F]:
    """``--rules-as-of DATE``, which is the as-of date where it is not given."""
    text = tell(
        "Tanggal yang memilih nilai parameter; tanpa opsi ini: tanggal penilaian.",
        "The date that picks parameter values; the as-of date without it.",
    )
    return click.option("--rules-as-of", type=Day("--rules-as-of"), metavar=tell("TTTT-BB-HH", "YYYY-MM-DD"), help=text)


def output(tell: Tell) -> Callable[[F], F]:
    """``--output FILE``."""
    text = tell("Tulis ke berkas ini (UTF-8), bukan ke layar.", "Write to this file (UTF-8) instead of standard output.")
    return click.option("-o", "--output", "target", metavar=tell("BERKAS", "FILE"), type=click.Path(path_type=Path), help=text)


def with_options(*options: Callable[[Any], Any], through: Callable[..., Any] | None = None) -> Callable[[F], F]:
    """Adds the options to a command, in their order in help.

    ``through`` is called with the command's function and everything given, and calls it with fewer arguments: what several options say
    together is then one argument.
    """

    def decorate(function: F) -> F:
        made: Any = function if through is None else wraps(function)(partial(through, function))
        for add in reversed(options):
            made = add(made)
        return cast(F, made)

    return decorate


def command(tell: Tell, name: str, about: str, examples: Sequence[str], cls: Any = Command, **more: Any) -> Callable[[F], Any]:
    """Makes a command: its help, with examples, and the options that every command has."""
    shown = "\n".join(f"  $ naikkelas {example}" for example in examples)
    epilog = f"\b\n{tell('Contoh:', 'Examples:')}\n{shown}"
    metavars = {"options_metavar": tell("[OPSI]", "[OPTIONS]")}
    if issubclass(cls, click.Group):
        metavars["subcommand_metavar"] = tell("PERINTAH [ARGUMEN]...", "COMMAND [ARGS]...")

    def decorate(function: F) -> Any:
        make: Any = click.command(name, cls=cls, tell=tell, help=about, epilog=epilog, add_help_option=False, **metavars, **more)
        return make(with_options(*_common(tell))(function))

    return decorate


def _common(tell: Tell) -> list[Callable[[Any], Any]]:
    language = tell(
        "Bahasa; tanpa opsi ini: NAIKKELAS_LANG, atau Bahasa Indonesia.", "Language; without it NAIKKELAS_LANG, or Bahasa Indonesia."
    )
    return [
        click.option("--lang", type=OneOf("--lang", ("id", "en")), metavar="id|en", expose_value=False, help=language),
        click.option(
            "--no-colour", "--no-color", is_flag=True, expose_value=False, is_eager=True, callback=_without_colour,
            help=tell("Tanpa warna.", "No colours."),
        ),
        click.help_option("-h", "--help", help=tell("Tampilkan bantuan ini.", "Show this help.")),
    ]  # fmt: skip


def _without_colour(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if value:
        ctx.color = False


# --- mistakes on the command line ------------------------------------------------------------------------------------


def usage_words(error: click.ClickException, tell: Tell) -> tuple[str, str]:
    """What is wrong with the command line, and where help is."""
    context = getattr(error, "ctx", None)
    path = PROGRAM if context is None else context.command_path
    return _usage_message(error, tell), tell(f"coba: {path} --help", f"try: {path} --help")


def _usage_message(error: click.ClickException, tell: Tell) -> str:
    match error:
        case click.NoSuchOption():
            close = ", ".join(sorted(error.possibilities or ()))
            meant = tell(f"; maksud Anda {close}?", f"; did you mean {close}?") if close else ""
            return tell(f"opsi {error.option_name} tidak dikenal", f"no such option: {error.option_name}") + meant
        case click.MissingParameter() if error.param is not None and error.ctx is not None:
            name = error.param.get_error_hint(error.ctx).replace("'", "")
            return tell(f"{name} wajib diisi", f"{name} is required")
        case click.BadOptionUsage() if "requires" in error.message:
            return tell(f"opsi {error.option_name} memerlukan nilai", f"the option {error.option_name} needs a value")
    return error.format_message()
