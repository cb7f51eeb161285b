"""How ``decide`` decides and prints: the format, the engine, and whether the rules that fired are shown."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import Any, Final

import click

import naikkelas
from naikkelas.cli.base import choice, wrong
from naikkelas.cli.judged import FORMATS
from naikkelas.cli.tell import Tell
from naikkelas.decision import Decision
from naikkelas.rules import RuleSet

ENGINES: Final = ("rows", "durable")


@dataclass(frozen=True, slots=True)
class How:
    """The options that say how; they fit together."""

    format: str
    engine: str
    trace: bool

    @contextmanager
    def deciding(self, rules: RuleSet) -> Iterator[Callable[..., Decision]]:
        """The function that decides, as ``rules.decide`` is called."""
        if self.engine == "rows":
            yield rules.decide
            return
        with naikkelas.DurableEngine(rules) as engine:
            yield engine.decide


def how(tell: Tell) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """``--format``, ``--engine`` and ``--trace``, handed over as one argument ``how``."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def merged(*arguments: Any, format: str, engine: str, trace: bool, **options: Any) -> Any:  # noqa: A002 - the option's word
            if trace and engine != "durable":
                raise wrong("--engine", engine, "durable (--trace)")
            if trace and format != "text":
                raise wrong("--format", format, "text (--trace)")
            return function(*arguments, how=How(format, engine, trace), **options)

        shown: Callable[[Any], Callable[..., Any]] = choice(
            tell, "--format", FORMATS, "Bentuk hasil; tanpa opsi ini: text.", "How to print it; text without it.", default="text"
        )
        return shown(_engine(tell)(_trace(tell)(merged)))

    return decorate


def _engine(tell: Tell) -> Callable[[Any], Any]:
    about = (
        "Mesin yang menilai; tanpa opsi ini: rows. Hasilnya sama; durable memerlukan ekstra 'durable'.",
        "What decides; rows without it. The results are the same; durable needs the extra 'durable'.",
    )
    made: Callable[[Any], Any] = choice(tell, "--engine", ENGINES, *about, default="rows")
    return made


def _trace(tell: Tell) -> Callable[[Any], Any]:
    about = tell("Tampilkan aturan yang terpicu, menurut urutannya (--engine durable).", "Show the rules that fired (--engine durable).")
    return click.option("--trace", is_flag=True, help=about)
