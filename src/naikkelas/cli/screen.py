"""What is printed, and how: encodings that cannot show everything, colours, problems, JSON."""

import codecs
import io
import json
import os
import sys
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TextIO

import click

from naikkelas.cli.streams import send_nowhere
from naikkelas.cli.tell import Tell
from naikkelas.problems import Problem, in_order

#: The name under which :func:`degrade` is known to Python's codecs.
DEGRADE: Final = "naikkelas-degrade"

#: What stands for a sign that an old terminal cannot show.
_PLAIN: Final = {"✓": "v", "✗": "x", "–": "-", "—": "-", "•": "*", "…": "...", "“": '"', "”": '"', "→": "->", "─": "-"}


def degrade(error: UnicodeError) -> tuple[str, int]:
    """An error handler for codecs: letters without their marks, signs as plain ones, everything else a question mark."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    plain = []
    for character in error.object[error.start : error.end]:
        bare = _PLAIN.get(character) or unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode("ascii")
        plain.append(bare or "?")
    return "".join(plain), error.end


codecs.register_error(DEGRADE, degrade)


def fit(stream: TextIO | None) -> None:
    """Makes a stream that never fails on a character: a file or pipe gets UTF-8, a terminal what it can show."""
    if not isinstance(stream, io.TextIOWrapper):
        return
    chosen = stream.isatty() or os.environ.get("PYTHONIOENCODING")
    stream.reconfigure(encoding=stream.encoding if chosen else "utf-8", errors=DEGRADE)


class OutputError(OSError):
    """Standard output takes nothing more: nothing else is printed there."""


def _result(text: str) -> None:
    """Prints on standard output."""
    try:
        click.echo(text, file=sys.stdout, nl=not text.endswith("\n"), color=shows_colour(sys.stdout))
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(*error.args) from error


def _remark(text: str) -> None:
    """Prints on standard error. Where that takes nothing, or is not there, nobody can be told, and what happens goes on."""
    stream = sys.stderr
    if stream is None:
        return
    try:
        click.echo(text, file=stream, color=shows_colour(stream))
    except OSError:
        send_nowhere(stream)


@dataclass(frozen=True, slots=True)
class Screen:
    """Where one command prints. ``target`` is the file that takes the place of standard output."""

    tell: Tell
    target: Path | None = None

    @property
    def colour(self) -> bool:
        """Whether standard output shows colours."""
        return self.target is None and shows_colour(sys.stdout)

    def out(self, text: str) -> None:
        """Prints text that may hold ANSI codes when :attr:`colour` is true."""
        if self.target is None:
            _result(text)
        else:
            with self.target.open("a", encoding="utf-8", errors=DEGRADE, newline="\n") as file:
                file.write(text if text.endswith("\n") else f"{text}\n")

    def start(self) -> None:
        """Empties the target, before anything is written: a file that cannot be written is told at once."""
        if self.target is not None:
            self.target.write_text("", encoding="utf-8")

    def note(self, text: str) -> None:
        """Prints a remark on standard error."""
        _remark(text)

    def json(self, data: Any) -> None:
        """Prints JSON; where the encoding is not UTF-8, with escapes, so that nothing is lost."""
        unicode = self.target is not None or (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "") == "utf8"
        self.out(json.dumps(data, ensure_ascii=not unicode, indent=2))

    def problems(self, problems: Iterable[Problem], *, err: bool = True) -> None:
        """Prints problems, one a line."""
        put = _remark if err else _result
        for line in lines_of(problems, self.tell, sys.stderr if err else sys.stdout):
            put(line)


def is_terminal(stream: TextIO | None) -> bool:
    """Whether somebody looks at a stream."""
    return stream is not None and stream.isatty()


def shows_colour(stream: TextIO | None) -> bool:
    """Only a terminal, and not when ``--no-colour``, NO_COLOR or a dumb terminal says otherwise."""
    context = click.get_current_context(silent=True)
    wanted = context is None or context.color is not False
    return wanted and is_terminal(stream) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def lines_of(problems: Iterable[Problem], tell: Tell, stream: TextIO | None = None) -> list[str]:
    """Problems in order, one a line, as ``stream`` (standard error without one) can show them."""
    colour = shows_colour(stream or sys.stderr)
    return [_painted(problem, tell, colour) for problem in in_order(problems)]


def _painted(problem: Problem, tell: Tell, colour: bool) -> str:
    """A problem on one line, its severity and code in colour."""
    text = problem.text(tell.lang)
    if not colour:
        return text
    place = str(problem.place)
    severity, code, rest = text.removeprefix(place).strip().split(" ", 2)
    head = click.style(f"{severity} {code}", fg="red" if problem.is_error else "yellow", bold=True)
    return f"{click.style(place, bold=True)} {head} {rest}".strip()


def as_json(problems: Iterable[Problem], tell: Tell) -> list[dict[str, Any]]:
    """Problems as plain data, in order."""
    return [problem.to_dict(tell.lang) for problem in in_order(problems)]
