"""``naikkelas score``: a table in, the same table out with a decision in every row."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

from naikkelas.batch import Score, Table, score_table
from naikkelas.batch.rows.summary import outcome_lines
from naikkelas.batch.scored_table import check_prefix
from naikkelas.cli.base import DONE, command, with_options
from naikkelas.cli.chosen import rule_set, with_parameters
from naikkelas.cli.comparison import comparison_options
from naikkelas.cli.decide import today
from naikkelas.cli.deciding import (
    assumed,
    deciding_options,
    ending_options,
    number,
    rules_option,
    tell_assumed,
    tell_columns,
    tell_how_read,
    tell_rows,
)
from naikkelas.cli.pace import Pace
from naikkelas.cli.screen import Screen, as_json
from naikkelas.cli.table_options import OpenTable, table_options
from naikkelas.cli.tell import Tell
from naikkelas.cli.written import refuse_read, writing
from naikkelas.explain.words import day_words, in_lang
from naikkelas.problems import counted
from naikkelas.rules import RuleSet

#: What decides the rows, as ``--engine`` calls it.
ENGINES = ("polars", "duckdb", "rows")

_EXAMPLES = (
    "score data.xlsx --rules inopak-naik-kelas --out hasil.xlsx",
    "score data.csv --rules inopak-naik-kelas --as-of 2026-11-01 --out hasil.csv --problems masalah.csv",
    "score data.csv --rules inopak-naik-kelas --mapping mapping.yaml --out hasil.xlsx --overwrite",
    "score data.xlsx --rules inopak-naik-kelas --out hasil.xlsx --previous hasil-lalu.xlsx --key NIB --changes perubahan.csv",
    "score data.csv --rules aturan.yaml --assume knows_market=true --key NIK --out hasil.jsonl",
    "score data.csv --rules inopak-naik-kelas --out hasil.parquet --json",
)


def make(tell: Tell) -> click.Command:
    """The command in one language."""

    @command(tell, "score", _about(tell), _EXAMPLES)
    @click.argument("file", metavar=tell("BERKAS", "FILE"))
    @_with_options(tell)
    @comparison_options(tell)
    @table_options(tell)
    def score(file: str, out: Path, open_table: OpenTable, **options: Any) -> int:
        screen, comparing = Screen(tell), options["comparing"]
        with writing(screen, out, options["problems"], comparing and comparing.changes):
            return _score(screen, open_table, file, out, options)

    made: click.Command = score
    return made


def _score(screen: Screen, open_table: OpenTable, file: str, out: Path, options: dict[str, Any]) -> int:
    tell, quiet = screen.tell, options.pop("quiet")
    check_prefix(options["prefix"], "--prefix")
    day = options["as_of"] or today()
    name = options.pop("name")
    rules = with_parameters(rule_set(name, options["rules_as_of"] or day), options.pop("settings"))
    comparing, is_json = options.pop("comparing"), options.pop("as_json")
    written = [out, *([] if options["problems"] is None else [options["problems"]])]
    changes, previous = (None, None) if comparing is None else (comparing.changes, comparing.previous)
    refuse_read([*written, changes], file, options["mapping"], name, rules, previous)
    if comparing is not None:
        comparing.check(options["key"], options["prefix"], written)
    table, mapping = open_table(file, options["mapping"])
    options |= {"mapping": mapping, "as_of": day, "assume": assumed(options.pop("assumed"))}
    if not quiet:
        _remarks(screen, table, rules, day)
    with Pace(tell, quiet) as pace:
        made = score_table(table, rules, out, lang=tell.lang, progress=pace.step, **options)
    if is_json and comparing is None:
        screen.json(_as_data(made, rules, tell))
    elif not quiet and not is_json:
        _print(screen, made, rules)
    if comparing is not None:
        comparing.follow(screen, rules, out, options, made.totals(), inputs=[file, *written], quiet=quiet)
    return DONE


def _with_options(tell: Tell) -> Callable[[Any], Any]:
    """Every option that is not about opening the table."""
    path, file = click.Path(path_type=Path), tell("BERKAS", "FILE")
    return with_options(
        rules_option(tell),
        click.option("--out", required=True, metavar=file, type=path, help=_out_help(tell)),
        deciding_options(tell),
        click.option("--problems", metavar=file, type=path, help=_problems_help(tell)),
        click.option("--key", metavar=tell("KOLOM", "COLUMN"), help=_key_help(tell)),
        click.option("--engine", type=click.Choice(ENGINES), help=_engine_help(tell)),
        click.option("--check-unused", is_flag=True, help=_check_unused_help(tell)),
        ending_options(tell),
    )


def _remarks(screen: Screen, table: Table, rules: RuleSet, day: date) -> None:
    tell = screen.tell
    words = day_words(tell.lang, day.toordinal())
    screen.note(tell(f"Dinilai per {words}.", f"Assessed as of {words}."))
    tell_how_read(screen, table)
    screen.problems(rules.problems)


# --- what is printed -------------------------------------------------------------------------------------------------


def _print(screen: Screen, score: Score, rules: RuleSet) -> None:
    tell = screen.tell
    screen.problems(score.warnings)
    tell_columns(screen, score.used)
    if score.missing:
        listed = ", ".join(in_lang(rules.catalogue[name].title, tell.lang) for name in score.missing)
        screen.note(tell(f"Tanpa kolom, jadi belum diketahui: {listed}.", f"Without a column, so nobody knows: {listed}."))
    tell_assumed(screen, score.assumed_words)
    _unread(screen, score)
    screen.problems(score.first_problems)
    rest = sum(score.problems.values()) - len(score.first_problems)
    if rest > 0:
        screen.note(
            tell(
                f"… dan {rest} masalah atau peringatan lain; semuanya: --problems",
                f"… and {counted(rest, 'more problem or warning', 'more problems or warnings')}; all of them: --problems",
            )
        )
    tell_rows(screen, score.rows, score.out)
    for words, count in outcome_lines(score, tell.lang):
        if count:
            screen.out(f"  {words}: {number(count, tell)}")
    if score.marked:
        marked = number(score.marked, tell)
        screen.out(tell(f"  baris dengan masalah (nk_problems): {marked}", f"  rows with problems (nk_problems): {marked}"))
    titles = {name: in_lang(each.title, tell.lang) for name, each in rules.criteria.items()}
    for name, count in score.lost.items():
        screen.out(tell(f"  tidak terpenuhi: {titles[name]}: {number(count, tell)}", f"  not met: {titles[name]}: {number(count, tell)}"))


def _as_data(score: Score, rules: RuleSet, tell: Tell) -> dict[str, Any]:
    return {
        "out": score.out,
        "rule_set": rules.name,
        "rules_hash": rules.hash,
        "as_of": None if score.as_of is None else score.as_of.isoformat(),
        "engine": score.engine,
        "assumed": score.assumed_words,
        "used": dict(score.used),
        "missing": list(score.missing),
        "totals": score.totals(),
        "problem_counts": dict(score.problems),
        "problems": as_json((*score.warnings, *score.first_problems), tell),
    }


def _unread(screen: Screen, score: Score) -> None:
    """The columns that are facts of other rules: whether their cells were looked at."""
    tell = screen.tell
    listed = ", ".join(f"'{title}'" for title, _ in score.unread)
    if listed and score.checked:
        screen.note(tell(f"Tidak dipakai aturan ini, tetapi diperiksa: {listed}.", f"Not used by these rules, but checked: {listed}."))
    elif listed:
        screen.note(
            tell(
                f"Tidak dipakai aturan ini, jadi isinya tidak diperiksa (lihat --check-unused): {listed}.",
                f"Not used by these rules, so not checked (see --check-unused): {listed}.",
            )
        )


# --- help ------------------------------------------------------------------------------------------------------------


def _about(tell: Tell) -> str:
    return tell(
        "Menilai setiap baris sebuah tabel (.csv, .xlsx, .xls, .ods, .parquet, .jsonl) dan menulis tabel itu kembali beserta hasilnya.\n\n"
        "Setiap baris muncul tepat sekali, menurut urutannya. Sel yang tidak terbaca membuat faktanya tidak diketahui dan dilaporkan. "
        "Hasil ditulis utuh atau tidak sama sekali.",
        "Decides every row of a table (.csv, .xlsx, .xls, .ods, .parquet, .jsonl) and writes the table again with the results.\n\n"
        "Every row stands there once, in order. A cell that cannot be read makes its fact unknown, and is told. "
        "The result is written whole or not at all.",
    )


def _out_help(tell: Tell) -> str:
    return tell("Tempat hasil: .csv, .xlsx, .parquet, atau .jsonl.", "Where the result goes: .csv, .xlsx, .parquet or .jsonl.")


def _problems_help(tell: Tell) -> str:
    return tell("Tulis semua masalah sel ke .csv atau .jsonl ini.", "Write every problem of a cell to this .csv or .jsonl.")


def _engine_help(tell: Tell) -> str:
    return tell(
        "Cara menilai: ribuan baris sekaligus (polars, duckdb) atau satu per satu (rows). Hasilnya sama; tanpa opsi ini: yang tercepat.",
        "How rows are decided: thousands at a time (polars, duckdb) or one by one (rows). The result is the same; without it, the fastest.",
    )


def _check_unused_help(tell: Tell) -> str:
    return tell(
        "Periksa juga sel kolom yang dikenali sebagai fakta tetapi tidak dipakai aturan.",
        "Also check the cells of columns that are facts which the rules do not use.",
    )


def _key_help(tell: Tell) -> str:
    return tell("Kolom yang mengenali baris; yang ganda dilaporkan.", "The column that names a row; repeats are told.")
