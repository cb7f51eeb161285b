"""``naikkelas diff``: what changed between two rule sets, and who is decided otherwise."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from naikkelas.authoring.diffing import (
    SECONDS,
    Difference,
    Side,
    Wanted,
    as_data,
    changes_of,
    compare,
    extracted,
    has_difference,
    is_revision,
    markdown_of,
    moment_of,
    moved_place,
    names_of,
    parted,
    table_difference,
    text_of,
)
from naikkelas.cli.base import DONE, FOUND, Day, choice, command, with_options, wrong
from naikkelas.cli.chosen import is_path, rule_set
from naikkelas.cli.decide import today
from naikkelas.cli.deciding import assumed
from naikkelas.cli.screen import Screen
from naikkelas.cli.table_options import OpenTable, table_options
from naikkelas.cli.tell import Tell
from naikkelas.cli.verify import Seconds
from naikkelas.cli.written import refuse_read, writing
from naikkelas.problems import ProblemsError

#: Options that say something about a table only.
_OF_TABLES = ("mapping", "assumed", "by", "key", "out", "overwrite")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the options ask for."""

    as_of: date | None
    on: str | None
    timeout: float
    allow_undecided: bool
    format: str
    mapping: str | None
    assumed: tuple[str, ...]
    by: str | None
    key: str | None
    out: Path | None
    overwrite: bool


def make(tell: Tell) -> click.Command:
    """The command in one language."""

    @command(tell, "diff", _about(tell), _EXAMPLES)
    @click.argument("old", metavar=tell("LAMA", "OLD"))
    @click.argument("new", metavar=tell("BARU", "NEW"))
    @_with_options(tell)
    @table_options(tell)
    def diff(old: str, new: str, open_table: OpenTable, as_json: bool, **options: Any) -> int:
        if as_json:
            options["format"] = "json"
        return _diff(Screen(tell), old, new, open_table, Asked(**options))

    made: click.Command = diff
    return made


def _diff(screen: Screen, old: str, new: str, open_table: OpenTable, asked: Asked) -> int:
    lang, day = screen.tell.lang, asked.as_of or today()
    stray = next((name for name in _OF_TABLES if asked.on is None and getattr(asked, name)), None)
    if stray is not None:
        option = "assume" if stray == "assumed" else stray
        raise wrong(f"--{option}", str(getattr(asked, stray)), "--on")
    if asked.key is not None and asked.out is None:
        raise wrong("--key", asked.key, "--out")
    one, two = _side(old, day), _side(new, day)
    refuse_read([asked.out], old, new, one.rules, two.rules, asked.on, asked.mapping)
    difference = compare(one, two, day=day, only=asked.as_of is not None, seconds=asked.timeout)
    changes = changes_of(one, two, names_of(one.rules.linked, two.rules.linked), lang, day)
    with writing(screen, asked.out):
        if asked.on is not None:
            difference = _on_table(difference, asked, day, open_table, screen)
        if asked.format == "json":
            screen.json(as_data(difference, changes, lang, allow_undecided=asked.allow_undecided))
        else:
            screen.out((markdown_of if asked.format == "markdown" else text_of)(difference, changes, lang))
    return FOUND if has_difference(difference, changes, allow_undecided=asked.allow_undecided) else DONE


def _on_table(difference: Difference, asked: Asked, day: date, open_table: OpenTable, screen: Screen) -> Difference:
    old, new = difference.old, difference.new
    table, mapping = open_table(str(asked.on), asked.mapping)
    wanted = Wanted(mapping, assumed(asked.assumed), asked.by, asked.key, asked.out, asked.overwrite)
    names = names_of(old.rules.linked, new.rules.linked)
    found = table_difference(table, (old, new), moment_of(old, new, day), names, wanted, screen.tell.lang)
    return replace(difference, table=found)


# --- the two sides ---------------------------------------------------------------------------------------------------


def _side(written: str, day: date) -> Side:
    """A bundled rule set, a file or a folder of versions, or one of a revision of git.

    Raises:
        ProblemsError: when there is none, or it has errors.
    """
    if not is_revision(written):
        found = rule_set(written, day)
        own = found.linked.file if Path(written).is_dir() and found.linked.file is not None else written
        return Side(written, found, _for_tests(own) if is_path(written) else written)
    with TemporaryDirectory(prefix="naikkelas-") as name:
        folder = Path(name).resolve()
        path = extracted(written, folder)
        label = written.rstrip("/") + ("" if written.endswith(":") else "/") if path == folder else written[: len(written) - len(path.name)]
        moved = (str(folder), label)
        with _told_there(*moved):
            rules = rule_set(f"{path}{os.sep if path == folder else ''}", day)
        inside = parted(written)[1] or "."
        own = str(Path(inside) / Path(rules.linked.file or "").name) if path == folder else inside
        return Side(written, rules, _for_tests(own), moved)


@contextmanager
def _told_there(folder: str, label: str) -> Iterator[None]:
    """Problems name the revision, and not the folder that it was read into."""
    try:
        yield
    except ProblemsError as error:
        raise type(error)([replace(found, place=moved_place(found.place, folder, label)) for found in error.problems]) from None


def _for_tests(path: str) -> str:
    """How a file of tests here names a path."""
    found = os.path.relpath(path).replace(os.sep, "/")
    return found if found.startswith("../") else f"./{found}"


# --- help ------------------------------------------------------------------------------------------------------------

_EXAMPLES = (
    "diff aturan/lama.yaml aturan/baru.yaml",
    "diff HEAD~1:rules/program.yaml rules/program.yaml",
    "diff main:rules/program.yaml ./program.yaml --format markdown --lang en",
    "diff kur-mikro ./kur-mikro.yaml --as-of 2026-11-01",
    "diff lama.yaml baru.yaml --on data.xlsx --by regency --key NIB --out berubah.csv",
)


def _with_options(tell: Tell) -> Callable[[Any], Any]:
    """Every option that is not about opening a table."""
    path, file, column = click.Path(path_type=Path), tell("BERKAS", "FILE"), tell("KOLOM", "COLUMN")
    options = (
        click.option("--as-of", type=Day("--as-of"), metavar=tell("TTTT-BB-HH", "YYYY-MM-DD"), help=_as_of_help(tell)),
        click.option("--on", metavar=tell("TABEL", "TABLE"), help=_on_help(tell)),
        click.option("--mapping", metavar=file, help=tell("Kolom mana berisi fakta apa.", "Which column holds which fact.")),
        click.option("--assume", "assumed", multiple=True, metavar=tell("FAKTA=NILAI", "FACT=VALUE"), help=_assume_help(tell)),
        click.option("--by", metavar=column, help=tell("Hitung menurut kolom atau fakta ini.", "Count by this column or fact.")),
        click.option("--key", metavar=column, help=_key_help(tell)),
        click.option("--out", metavar=file, type=path, help=_out_help(tell)),
        click.option("--overwrite", is_flag=True, help=tell("Timpa hasil yang sudah ada.", "Replace a result that exists.")),
        click.option("--timeout", type=Seconds(), default=SECONDS, metavar=tell("DETIK", "SECONDS"), help=_timeout_help(tell)),
        click.option("--allow-undecided", is_flag=True, help=_allow_help(tell)),
        choice(
            tell, "--format", ("text", "markdown", "json"),
            "Bentuk hasil; tanpa opsi ini: text. markdown untuk komentar pull request.",
            "How to print it; text without it. markdown is for a comment on a pull request.", default="text",
        ),
        click.option("--json", "as_json", is_flag=True, help=tell("Sama dengan --format json.", "The same as --format json.")),
    )  # fmt: skip

    return with_options(*options)


def _about(tell: Tell) -> str:
    return tell(
        "Membandingkan dua rule set: apa yang berubah, dan siapa yang dinilai berbeda.\n\n"
        "LAMA dan BARU adalah nama bawaan, berkas, folder versi, atau revisi git (HEAD~1:rules/x.yaml). Perubahan dikatakan dalam "
        "kalimat; lalu dibuktikan apakah ada profil yang dinilai berbeda (perlu ekstra verify), dengan contoh profil yang sudah dinilai "
        "ulang. Kode keluar 0 bila artinya sama, 1 bila berbeda atau belum diputuskan, 2 bila tidak dapat dibandingkan.",
        "Compares two rule sets: what changed, and who is decided otherwise.\n\n"
        "OLD and NEW are bundled names, files, folders of versions, or revisions of git (HEAD~1:rules/x.yaml). What changed is told in "
        "sentences; then it is proved whether any profile is decided otherwise (needs the extra verify), with profiles that were decided "
        "again. The exit code is 0 when the meaning is the same, 1 when it differs or is not decided, 2 when they cannot be compared.",
    )


def _as_of_help(tell: Tell) -> str:
    return tell(
        "Bandingkan pada tanggal ini saja; tanpa opsi ini: pada setiap masa ketika keduanya berlaku, sedekat mungkin dengan hari ini.",
        "Compare on this date only; without it in every period in which both are in force, as near to today as can be.",
    )


def _on_help(tell: Tell) -> str:
    return tell("Nilai tabel ini dengan keduanya: siapa yang berubah.", "Decide this table by both: who changes.")


def _assume_help(tell: Tell) -> str:
    return tell("Fakta yang sama untuk semua baris; boleh diulang.", "A fact that is the same in every row; may be repeated.")


def _key_help(tell: Tell) -> str:
    return tell("Kolom yang menamai baris di --out (nk_key); tidak dicetak.", "The column that names a row in --out (nk_key); not printed.")


def _out_help(tell: Tell) -> str:
    return tell("Tulis setiap baris yang berubah: .csv atau .jsonl.", "Write every row that changes: .csv or .jsonl.")


def _timeout_help(tell: Tell) -> str:
    return tell("Waktu paling lama untuk pembuktian; tanpa opsi ini: 30.", "The longest time for the proofs; 30 without it.")


def _allow_help(tell: Tell) -> str:
    return tell("Yang belum diputuskan tidak membuat kode keluar 1.", "What is not decided does not make the exit code 1.")
