"""What the commands share that decide the rows of a table: their options, and what they say of the table they read and wrote."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import click

from naikkelas.batch import Table
from naikkelas.cli.base import F, as_of, one_value, rules_as_of, with_options, wrong
from naikkelas.cli.screen import Screen
from naikkelas.cli.tell import Tell
from naikkelas.explain.words import in_lang
from naikkelas.problems import EvaluationError, Problem, Words


def rules_option(tell: Tell) -> Callable[[F], F]:
    """``--rules``, for a command that does nothing without it."""
    text = tell("Rule set bawaan, berkas .yaml, atau folder versi.", "A bundled rule set, a .yaml file, or a folder of versions.")
    return click.option("--rules", "name", required=True, metavar=tell("NAMA|BERKAS", "NAME|PATH"), help=text)


def deciding_options(tell: Tell) -> Callable[[F], F]:
    """``--as-of``, ``--rules-as-of``, ``--set-parameter``, ``--mapping``, ``--assume`` and ``--prefix``."""
    return with_options(
        as_of(tell),
        rules_as_of(tell),
        click.option(
            "--set-parameter",
            "settings",
            multiple=True,
            metavar=tell("NAMA=NILAI", "NAME=VALUE"),
            help=tell("Ubah nilai parameter rule set; boleh diulang.", "Set a parameter of the rule set; may be repeated."),
        ),
        click.option(
            "--mapping",
            metavar=tell("BERKAS", "FILE"),
            help=tell("Kolom mana berisi fakta apa (lihat: naikkelas columns).", "Which column holds which fact (see: naikkelas columns)."),
        ),
        click.option(
            "--assume",
            "assumed",
            multiple=True,
            metavar=tell("FAKTA=NILAI", "FACT=VALUE"),
            help=tell("Fakta yang sama untuk semua baris; boleh diulang.", "A fact that is the same in every row; may be repeated."),
        ),
        click.option(
            "--prefix",
            default="nk_",
            metavar=tell("AWALAN", "PREFIX"),
            help=tell("Awalan kolom hasil; tanpa opsi ini: nk_.", "What the names of the result's columns start with; nk_ without it."),
        ),
    )


def ending_options(tell: Tell) -> Callable[[F], F]:
    """``--overwrite`` and ``--quiet``."""
    return with_options(
        click.option("--overwrite", is_flag=True, help=tell("Timpa hasil yang sudah ada.", "Replace a result that exists.")),
        click.option("--quiet", is_flag=True, help=tell("Jangan tampilkan apa-apa selain kesalahan.", "Print nothing but mistakes.")),
    )


def assumed(settings: Iterable[str]) -> dict[str, Any]:
    """The facts of ``--assume``.

    Raises:
        ProblemsError: with everything that is wrong with any of them.
    """
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for setting in settings:
        name, equals, text = setting.partition("=")
        name = name.strip()
        if not equals or not name or not text.strip():
            problems += wrong("--assume", setting, Words("FACT=VALUE", "FAKTA=NILAI")).problems
        elif name in values:
            problems += wrong("--assume", setting, one_value(name), "given_twice").problems
        else:
            values[name] = text.strip()
    if problems:
        raise EvaluationError(problems)
    return values


# --- what is printed -------------------------------------------------------------------------------------------------


def tell_how_read(screen: Screen, table: Table) -> None:
    """How a table was opened: which sheet of it, where its titles are."""
    screen.note(screen.tell("Dibaca: ", "Read as: ") + "; ".join(in_lang(note, screen.tell.lang) for note in table.notes) + ".")


def tell_columns(screen: Screen, used: Sequence[tuple[str, str]]) -> None:
    """Which columns are read, and as what."""
    for title, words in used:
        screen.note(screen.tell(f"Kolom '{title}' dibaca sebagai {words}.", f"The column '{title}' is read as {words}."))


def tell_assumed(screen: Screen, words: str) -> None:
    """What was assumed, if anything was."""
    if words:
        screen.note(screen.tell(f"Diandaikan untuk semua baris: {words}.", f"Assumed for every row: {words}."))


def tell_rows(screen: Screen, rows: int, out: str) -> None:
    """That every row that was read is written."""
    count, word = number(rows, screen.tell), "row" if rows == 1 else "rows"
    screen.out(screen.tell(f"{count} baris dibaca, {count} baris ditulis: {out}", f"{count} {word} read, {count} {word} written: {out}"))


def number(count: int, tell: Tell) -> str:
    """A count with its thousands grouped: ``12.000`` in Indonesian."""
    return f"{count:,}".replace(",", tell(".", ","))
