"""The program: all commands together, and the one place where anything that goes wrong becomes words and an exit code."""

import os
import sys
from collections.abc import Sequence
from typing import Any

import click

from naikkelas.cli import (
    cases,
    check,
    columns,
    decide,
    diff,
    docs,
    facts,
    fmt,
    lsp,
    new,
    permit,
    regency,
    rules,
    schema,
    score,
    select,
    sizes,
    template,
    test,
    verify,
)
from naikkelas.cli.base import CLOSED, DONE, PROGRAM, UNUSABLE, Group, command, usage_words
from naikkelas.cli.screen import OutputError, Screen, as_json, fit, lines_of
from naikkelas.cli.stopping import exit_code
from naikkelas.cli.streams import close_quietly
from naikkelas.cli.tell import Tell, language, last_value
from naikkelas.problems import ProblemsError
from naikkelas.version import __version__


class Program(Group):
    """The group of all commands. Running it never shows a traceback for a mistake of its user."""

    def main(self, *positional: Any, **options: Any) -> Any:
        """Runs a command line and leaves with its exit code; with ``standalone_mode=False`` returns it."""
        standalone = options.pop("standalone_mode", True)
        given = positional[0] if positional else options.get("args")
        streams = (sys.stdout, sys.stderr)
        for stream in streams:
            fit(stream)
        try:
            code = self._run(sys.argv[1:] if given is None else list(given), *positional, **{"prog_name": PROGRAM, **options})
        finally:
            for stream in streams:
                close_quietly(stream)
        if standalone:
            sys.exit(code)
        return code

    def make_context(self, *positional: Any, **options: Any) -> click.Context:
        """As click does, which prints help on the way; a reader that went away ends it."""
        try:
            return super().make_context(*positional, **options)
        except BrokenPipeError:
            raise click.exceptions.Exit(CLOSED) from None

    def invoke(self, ctx: click.Context) -> Any:
        """As click does; a reader that went away ends it."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise click.exceptions.Exit(CLOSED) from None

    def _run(self, arguments: list[str], *positional: Any, **options: Any) -> int:
        told: list[dict[str, Any]]
        run: Any = super().main
        as_data = last_value(arguments, "--format") == "json"
        try:
            code = run(*positional, standalone_mode=False, **options)
        except ProblemsError as error:
            told, lines = as_json(error.problems, self.tell), lines_of(error.problems, self.tell)
        except click.ClickException as error:
            message, advice = usage_words(error, self.tell)
            told, lines = _without_code("usage", message, advice, self.tell)
        except OSError as error:
            told, lines = _of_system(error, self.tell)
            as_data = as_data and not isinstance(error, OutputError)
        except (click.Abort, KeyboardInterrupt) as stopped:
            Screen(self.tell).note(self.tell("Dihentikan.", "Interrupted."))
            return exit_code(stopped.__context__ if isinstance(stopped, click.Abort) else stopped)
        else:
            return code if isinstance(code, int) else DONE
        return self._refuse(as_data, told, lines)

    def _refuse(self, as_data: bool, told: list[dict[str, Any]], lines: list[str]) -> int:
        """Tells why nothing was done: as JSON on standard output where JSON was asked for and goes there, else in words on standard error."""
        screen = Screen(self.tell)
        if as_data:
            try:
                screen.json({"problems": told})
            except BrokenPipeError:
                return CLOSED
            except OSError as error:
                lines = [*lines, *_of_system(error, self.tell)[1]]
            else:
                return UNUSABLE
        for line in lines:
            screen.note(line)
        return UNUSABLE


def _of_system(error: OSError, tell: Tell) -> tuple[list[dict[str, Any]], list[str]]:
    """What the system refuses, with the file where there is one."""
    said = error.strerror or " ".join(map(str, error.args)) or type(error).__name__  # Polars gives one text
    return _without_code("system", f"{error.filename}: {said}" if error.filename else said, None, tell)


def _without_code(code: str, message: str, advice: str | None, tell: Tell) -> tuple[list[dict[str, Any]], list[str]]:
    """A mistake on the command line, or the system's own: it has no code of the catalogue."""
    data: dict[str, Any] = {"code": code, "severity": "error", "place": {}, "message": message, "hint": advice}
    return [data], [f"{tell('galat', 'error')}: {message}" + (f" ({advice})" if advice else "")]


def build(tell: Tell) -> Program:
    """The program in one language."""
    about = tell(
        "Menilai apakah sebuah IKM memenuhi syarat suatu program, dan menjelaskan alasannya.\n\n"
        "Yang belum diketahui tetap belum diketahui: tidak ada yang ditebak.",
        "Says whether a small business (IKM) qualifies for a programme, and why.\n\n"
        "What nobody knows stays unknown: nothing is guessed.",
    )  # fmt: skip
    examples = (
        "decide profil.yaml --rules inopak-naik-kelas",
        "rules list",
        "facts pirt_status",
        "check aturan.yaml",
        "test rules/",
        "--lang en --help",
    )

    @command(tell, PROGRAM, about, examples, cls=Program, invoke_without_command=True)
    @click.version_option(__version__, message="%(prog)s %(version)s", help=tell("Tampilkan versi.", "Show the version."))
    @click.pass_context
    def program(ctx: click.Context) -> None:
        if ctx.invoked_subcommand is None:
            click.echo(ctx.get_help())

    made: Program = program
    for module in (
        decide,
        score,
        select,
        columns,
        template,
        sizes,
        rules,
        new,
        check,
        fmt,
        test,
        cases,
        verify,
        diff,
        docs,
        facts,
        schema,
        lsp,
        permit,
        regency,
    ):
        made.add_command(module.make(tell))
    return made


def run(argv: Sequence[str] | None = None) -> int:
    """Runs a command line (``sys.argv`` without one) and returns its exit code."""
    tell = Tell(language(sys.argv[1:] if argv is None else argv, os.environ))
    code: int = build(tell).main(args=argv, standalone_mode=False)
    return code
