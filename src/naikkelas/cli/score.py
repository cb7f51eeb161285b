"""``naikkelas score``: a table in, the same table out with a decision in every row."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import click

from naikkelas.batch import Score, Table, read_mapping, score_table
from naikkelas.batch.rows.summary import outcome_lines
from naikkelas.batch.scored_table import check_prefix
from naikkelas.cli.base import DONE, as_of, command, rules_as_of, with_options, wrong
from naikkelas.cli.chosen import rule_set, with_parameters
from naikkelas.cli.comparison import comparison_options
from naikkelas.cli.decide import today
from naikkelas.cli.pace import Pace
from naikkelas.cli.screen import Screen
from naikkelas.cli.stopping import ENDINGS, exit_code, stopped_by
from naikkelas.cli.table_options import OpenTable, table_options
from naikkelas.cli.tell import Tell
from naikkelas.cli.written import after_writing, refuse_read
from naikkelas.explain.words import day_words, in_lang
from naikkelas.problems import EvaluationError, Problem, Words, counted
from naikkelas.rules import RuleSet

#: What decides the rows, as ``--engine`` calls it.
ENGINES = ("polars", "duckdb", "rows")

_EXAMPLES = (
    "score data.xlsx --rules inopak-naik-kelas --out hasil.xlsx",
    "score data.csv --rules inopak-naik-kelas --as-of 2026-11-01 --out hasil.csv --problems masalah.csv",
    "score data.csv --rules inopak-naik-kelas --mapping mapping.yaml --out hasil.xlsx --overwrite",
    "score data.xlsx --rules inopak-naik-kelas --out hasil.xlsx --previous hasil-lalu.xlsx --key NIB --changes perubahan.csv",
    "score data.csv --rules aturan.yaml --assume knows_market=true --key NIK --out hasil.jsonl",
)


def make(tell: Tell) -> click.Command:
    """The command in one language."""

    @command(tell, "score", _about(tell), _EXAMPLES)
    @click.argument("file", metavar=tell("BERKAS", "FILE"))
    @_with_options(tell)
    @comparison_options(tell)
    @table_options(tell)
    def score(file: str, out: Path, open_table: OpenTable, **options: Any) -> int:
        try:
            with stopped_by(*ENDINGS):
                return _score(Screen(tell), open_table, file, out, options)
        except KeyboardInterrupt as stopped:
            Screen(tell).note(_interrupted(out, tell))
            return exit_code(stopped)

    made: click.Command = score
    return made


def _score(screen: Screen, open_table: OpenTable, file: str, out: Path, options: dict[str, Any]) -> int:
    tell, quiet = screen.tell, options.pop("quiet")
    check_prefix(options["prefix"], "--prefix")
    day = options["as_of"] or today()
    name = options.pop("name")
    rules = with_parameters(rule_set(name, options["rules_as_of"] or day), options.pop("settings"))
    mapping = None if options["mapping"] is None else read_mapping(options["mapping"])
    comparing = options.pop("comparing")
    written = [out, *([] if options["problems"] is None else [options["problems"]])]
    changes, previous = (None, None) if comparing is None else (comparing.changes, comparing.previous)
    refuse_read([*written, changes], file, options["mapping"], name, rules, previous)
    if comparing is not None:
        comparing.check(options["key"], options["prefix"], written)
    table, mapping = open_table(file, mapping)
    options |= {"mapping": mapping, "as_of": day, "assume": assumed(options.pop("assumed"))}
    if not quiet:
        _remarks(screen, table, rules, day)
    with Pace(tell, quiet) as pace:
        made = score_table(table, rules, out, lang=tell.lang, progress=pace.step, **options)
    with after_writing(screen, *written):
        if not quiet and not (comparing and comparing.as_json):
            _print(screen, made, rules)
        if comparing is None:
            return DONE
        code: int = comparing.follow(screen, rules, out, options, made.totals(), inputs=[file, *written], quiet=quiet)
        return code


def _with_options(tell: Tell) -> Callable[[Any], Any]:
    """Every option that is not about opening the table."""
    path, file, fact = click.Path(path_type=Path), tell("BERKAS", "FILE"), tell("FAKTA=NILAI", "FACT=VALUE")
    options = (
        click.option("--rules", "name", required=True, metavar=tell("NAMA|BERKAS", "NAME|PATH"), help=_rules_help(tell)),
        click.option("--out", required=True, metavar=file, type=path, help=_out_help(tell)),
        as_of(tell),
        rules_as_of(tell),
        click.option("--set-parameter", "settings", multiple=True, metavar=tell("NAMA=NILAI", "NAME=VALUE"), help=_settings_help(tell)),
        click.option("--mapping", metavar=file, help=_mapping_help(tell)),
        click.option("--problems", metavar=file, type=path, help=_problems_help(tell)),
        click.option("--assume", "assumed", multiple=True, metavar=fact, help=_assume_help(tell)),
        click.option("--key", metavar=tell("KOLOM", "COLUMN"), help=_key_help(tell)),
        click.option("--prefix", default="nk_", metavar=tell("AWALAN", "PREFIX"), help=_prefix_help(tell)),
        click.option("--engine", type=click.Choice(ENGINES), help=_engine_help(tell)),
        click.option("--check-unused", is_flag=True, help=_check_unused_help(tell)),
        click.option("--overwrite", is_flag=True, help=tell("Timpa hasil yang sudah ada.", "Replace a result that exists.")),
        click.option("--quiet", is_flag=True, help=tell("Jangan tampilkan apa-apa selain kesalahan.", "Print nothing but mistakes.")),
    )

    return with_options(*options)


def _remarks(screen: Screen, table: Table, rules: RuleSet, day: date) -> None:
    tell = screen.tell
    words = day_words(tell.lang, day.toordinal())
    screen.note(tell(f"Dinilai per {words}.", f"Assessed as of {words}."))
    screen.note(tell("Dibaca: ", "Read as: ") + "; ".join(in_lang(note, tell.lang) for note in table.notes) + ".")
    screen.problems(rules.problems)


def _interrupted(out: Path, tell: Tell) -> str:
    if out.exists():
        return tell(f"Dihentikan; {out} tetap seperti semula.", f"Interrupted; {out} is as it was.")
    return tell(f"Dihentikan; {out} tidak ditulis.", f"Interrupted; {out} is not written.")


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
            problems += wrong("--assume", setting, f"{name} ×1").problems
        else:
            values[name] = text.strip()
    if problems:
        raise EvaluationError(problems)
    return values


# --- what is printed -------------------------------------------------------------------------------------------------


def _print(screen: Screen, score: Score, rules: RuleSet) -> None:
    tell = screen.tell
    screen.problems(score.warnings)
    for title, words in score.used:
        screen.note(tell(f"Kolom '{title}' dibaca sebagai {words}.", f"The column '{title}' is read as {words}."))
    if score.missing:
        listed = ", ".join(in_lang(rules.catalogue[name].title, tell.lang) for name in score.missing)
        screen.note(tell(f"Tanpa kolom, jadi belum diketahui: {listed}.", f"Without a column, so nobody knows: {listed}."))
    if score.assumed:
        screen.note(tell(f"Diandaikan untuk semua baris: {score.assumed_words}.", f"Assumed for every row: {score.assumed_words}."))
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
    rows, word = number(score.rows, tell), "row" if score.rows == 1 else "rows"
    screen.out(tell(f"{rows} baris dibaca, {rows} baris ditulis: {score.out}", f"{rows} {word} read, {rows} {word} written: {score.out}"))
    for words, count in outcome_lines(score, tell.lang):
        if count:
            screen.out(f"  {words}: {number(count, tell)}")
    if score.marked:
        marked = number(score.marked, tell)
        screen.out(tell(f"  baris dengan masalah (nk_problems): {marked}", f"  rows with problems (nk_problems): {marked}"))
    titles = {name: in_lang(each.title, tell.lang) for name, each in rules.criteria.items()}
    for name, count in score.lost.items():
        screen.out(tell(f"  tidak terpenuhi: {titles[name]}: {number(count, tell)}", f"  not met: {titles[name]}: {number(count, tell)}"))


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


def number(count: int, tell: Tell) -> str:
    """A count with its thousands grouped: ``12.000`` in Indonesian."""
    return f"{count:,}".replace(",", tell(".", ","))


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


def _rules_help(tell: Tell) -> str:
    return tell("Rule set bawaan, berkas .yaml, atau folder versi.", "A bundled rule set, a .yaml file, or a folder of versions.")


def _out_help(tell: Tell) -> str:
    return tell("Tempat hasil: .csv, .xlsx, .parquet, atau .jsonl.", "Where the result goes: .csv, .xlsx, .parquet or .jsonl.")


def _mapping_help(tell: Tell) -> str:
    return tell("Kolom mana berisi fakta apa (lihat: naikkelas columns).", "Which column holds which fact (see: naikkelas columns).")


def _problems_help(tell: Tell) -> str:
    return tell("Tulis semua masalah sel ke .csv atau .jsonl ini.", "Write every problem of a cell to this .csv or .jsonl.")


def _assume_help(tell: Tell) -> str:
    return tell("Fakta yang sama untuk semua baris; boleh diulang.", "A fact that is the same in every row; may be repeated.")


def _settings_help(tell: Tell) -> str:
    return tell("Ubah nilai parameter rule set; boleh diulang.", "Set a parameter of the rule set; may be repeated.")


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


def _prefix_help(tell: Tell) -> str:
    return tell("Awalan kolom hasil; tanpa opsi ini: nk_.", "What the names of the result's columns start with; nk_ without it.")
