"""``naikkelas select``: who of a table gets a place in a cohort, who could still enter, who waits."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import click

from naikkelas.batch import Selected, select_table
from naikkelas.batch.cohort.words import group_lines, group_words, none_words, outcome_words, terms_lines
from naikkelas.batch.scored_table import check_prefix
from naikkelas.cli.base import DONE, command, with_options, wrong
from naikkelas.cli.chosen import rule_set, with_parameters
from naikkelas.cli.decide import today
from naikkelas.cli.deciding import assumed, deciding_options, ending_options, tell_assumed, tell_columns, tell_how_read, tell_rows
from naikkelas.cli.pace import Pace
from naikkelas.cli.screen import Screen
from naikkelas.cli.table_options import OpenTable, table_options
from naikkelas.cli.tables import print_table
from naikkelas.cli.tell import Tell
from naikkelas.cli.written import refuse_read, writing
from naikkelas.cohorts.asking import Wanted
from naikkelas.explain.words import in_lang
from naikkelas.problems import Words, counted

_EXAMPLES = (
    "select hasil.csv --rules stipark-pra-inkubasi --key no_daftar --out kohor.xlsx",
    "select data.xlsx --rules inopak-naik-kelas --as-of 2026-11-01 --quota 350 --by regency --minimum 10 --maximum 40 --out kohor.xlsx",
    "select hasil.csv --quota 56 --order points,operating_since,least:annual_sales --seed 2026-gelombang-1 --key NIB --out kohor.csv",
    "select hasil.csv --quota 56 --key no_daftar --json",
)

#: How the options are called, for messages.
_OPTIONS: Final = {
    **{name: f"--{name}" for name in ("quota", "by", "minimum", "maximum", "order", "groups", "seed")},
    "waiting_list": "--waiting-list",
}
_TERMS: Final = ("quota", "by", "groups", "minimum", "maximum", "order", "waiting_list", "seed")


def make(tell: Tell) -> click.Command:
    """The command in one language."""

    @command(tell, "select", _about(tell), _EXAMPLES)
    @click.argument("file", metavar=tell("BERKAS", "FILE"))
    @_with_terms(tell)
    @_with_options(tell)
    @table_options(tell)
    def select(file: str, out: Path | None, open_table: OpenTable, **options: Any) -> int:
        screen = Screen(tell)
        with writing(screen, out):
            return _select(screen, open_table, file, out, options)

    made: click.Command = select
    return made


def _select(screen: Screen, open_table: OpenTable, file: str, out: Path | None, options: dict[str, Any]) -> int:
    tell, quiet, as_json = screen.tell, options.pop("quiet"), options.pop("as_json")
    check_prefix(options["prefix"], "--prefix")
    day = options["as_of"] or today()
    name, settings = options.pop("name"), options.pop("settings")
    if settings and name is None:
        raise wrong("--set-parameter", settings[0], Words("--rules NAME beside it", "--rules NAMA di sampingnya"))
    rules = None if name is None else with_parameters(rule_set(name, options["rules_as_of"] or day), settings)
    groups = options.pop("groups")
    options["groups"] = groups if groups is None or groups.startswith("$") else [each.strip() for each in groups.split(",")]
    wanted = Wanted(**{term: options.pop(term) for term in _TERMS})
    refuse_read([out], file, options["mapping"], name, rules)
    table, mapping = open_table(file, options["mapping"])
    if not quiet:
        tell_how_read(screen, table)
    options |= {"mapping": mapping, "as_of": day, "assume": assumed(options.pop("assumed"))}
    with Pace(tell, quiet) as pace:
        made = select_table(table, rules, out, wanted=wanted, names=_OPTIONS, lang=tell.lang, progress=pace.step, **options)
    if as_json:
        screen.json(_as_data(made, tell))
    elif not quiet:
        _print(screen, made, bool(options["key"]))
    return DONE


def _with_terms(tell: Tell) -> Callable[[Any], Any]:
    """The options that say otherwise than the rule set's ``selection:``."""
    number, fact = tell("JUMLAH", "N"), tell("FAKTA", "FACT")
    return with_options(
        click.option("--quota", metavar=number, help=tell("Jumlah tempat.", "How many places there are.")),
        click.option(
            "--by",
            metavar=fact,
            help=tell("Fakta yang membentuk kelompok, misalnya regency.", "The fact that makes groups, such as regency."),
        ),
        click.option(
            "--minimum",
            metavar=number,
            help=tell("Tempat yang didahulukan untuk tiap kelompok.", "How many places each group gets first."),
        ),
        click.option("--maximum", metavar=number, help=tell("Paling banyak per kelompok.", "How many places a group gets at most.")),
        click.option(
            "--groups",
            metavar=tell("A,B|$PARAMETER", "A,B|$PARAMETER"),
            help=tell("Kelompok yang mendapat minimum; tanpa opsi ini: semua.", "The groups that get the minimum; all without it."),
        ),
        click.option(
            "--order",
            metavar=tell("LANGKAH,...", "STEP,..."),
            help=tell(
                "Urutan: points, tanggal, atau most:FAKTA, least:FAKTA, earliest:FAKTA, latest:FAKTA.",
                "The order: points, a date, or most:FACT, least:FACT, earliest:FACT, latest:FACT.",
            ),
        ),
        click.option(
            "--waiting-list",
            metavar=number,
            help=tell(
                "Paling banyak di daftar tunggu; tanpa opsi ini: semua sisanya.", "How many wait at most; all who are left without it."
            ),
        ),
        click.option(
            "--seed",
            metavar=tell("TEKS", "TEXT"),
            help=tell(
                "Benih undian; tanpa opsi ini: nama dan versi rule set.",
                "The seed of the lots; name and version of the rule set without it.",
            ),
        ),
    )


def _with_options(tell: Tell) -> Callable[[Any], Any]:
    """Every other option that is not about opening the table."""
    path, file = click.Path(path_type=Path), tell("BERKAS", "FILE")
    return with_options(
        click.option("--rules", "name", metavar=tell("NAMA|BERKAS", "NAME|PATH"), help=_rules_help(tell)),
        click.option("--key", metavar=tell("KOLOM", "COLUMN"), help=_key_help(tell)),
        click.option("--out", metavar=file, type=path, help=_out_help(tell)),
        deciding_options(tell),
        click.option("--outcome", metavar=tell("KOLOM", "COLUMN"), help=_outcome_help(tell)),
        click.option("--decide-again", is_flag=True, help=_again_help(tell)),
        click.option("--json", "as_json", is_flag=True, help=tell("Cetak ringkasan sebagai JSON.", "Print the summary as JSON.")),
        ending_options(tell),
    )


# --- what is printed -------------------------------------------------------------------------------------------------


def _print(screen: Screen, made: Selected, has_key: bool) -> None:
    tell = screen.tell
    screen.problems(made.warnings)
    screen.problems(made.problems)
    if made.problem_count > len(made.problems):
        rest = made.problem_count - len(made.problems)
        screen.note(
            tell(f"… dan {rest} masalah lain; lihat nk_place_problems", f"… and {counted(rest, 'more problem')}; see nk_place_problems")
        )
    screen.note(outcome_words(made.outcome, tell.lang))
    tell_assumed(screen, made.assumed_words)
    tell_columns(screen, made.used)
    if not has_key:
        screen.note(
            tell(
                "Undian memakai seluruh isi baris sebagai kunci; dengan --key KOLOM undian tidak berubah bila isi lain diperbaiki.",
                "Lots are drawn by the whole row; with --key COLUMN they stay when anything else is corrected.",
            )
        )
    for what, how in terms_lines(made.asked, tell.lang):
        screen.out(f"{what}: {how}")
    heads, *rows = [[str(cell) for cell in line] for line in group_lines(made.cohort, made.asked, tell.lang)]
    print_table(screen, heads, rows)
    if made.no_business:
        screen.note(f"{none_words(tell.lang)}: {made.no_business}")
    if made.out is not None:
        tell_rows(screen, made.rows, made.out)


def _as_data(made: Selected, tell: Tell) -> dict[str, Any]:
    data = made.cohort.to_dict()
    del data["standings"]  # a key may be personal; what became of each row stands in the result
    for group in data["groups"]:
        words = group_words(group["group"], made.asked)
        group["title"] = tell(words.indonesian, words)
    return {
        "rows": made.rows,
        "no_business": made.no_business,
        "out": made.out,
        "decided_before": made.scored,
        "outcomes_from": made.outcome,
        "assumed": made.assumed_words,
        "seed_is_default": not made.asked.selection.seed,
        **data,
        "order_words": [in_lang(step, tell.lang) for step in made.asked.order],
        "by": made.asked.selection.by,
        "problems": [each.to_dict(tell.lang) for each in (*made.warnings, *made.problems)],
    }


# --- help ------------------------------------------------------------------------------------------------------------


def _about(tell: Tell) -> str:
    return tell(
        "Membagi tempat sebuah program kepada usaha dalam tabel: siapa diterima, siapa masih mungkin diterima, siapa di daftar tunggu.\n\n"
        "BERKAS adalah hasil naikkelas score, atau tabel lain yang dinilai lebih dulu dengan --rules. Tanpa opsi lain berlaku selection: "
        "dari rule set. Yang sama kuat diundi dengan benih yang disebutkan, tidak pernah menurut urutan baris. Yang belum diketahui tetap "
        "belum diketahui: peringkatnya berupa kisaran.",
        "Gives out the places of a programme to the businesses of a table: who is admitted, who could still enter, who waits.\n\n"
        "FILE is what naikkelas score wrote, or another table, which --rules decides first. What no option says is as the rule set's "
        "selection: says. Equals are parted by a lot with a seed that is told, never by the order of rows. What nobody knows stays "
        "unknown: the rank is a range.",
    )


def _rules_help(tell: Tell) -> str:
    return tell(
        "Rule set yang selection-nya dipakai: bawaan, berkas .yaml, atau folder versi.",
        "The rule set whose selection is used: a bundled one, a .yaml file, or a folder of versions.",
    )


def _key_help(tell: Tell) -> str:
    return tell(
        "Kolom yang mengenali usaha, misalnya nomor pendaftaran; undian memakainya. Tanpa opsi ini: seluruh baris.",
        "The column that names a business, such as a registration number; lots are drawn by it. The whole row without it.",
    )


def _out_help(tell: Tell) -> str:
    return tell(
        "Tempat hasil: .csv, .xlsx, .parquet, atau .jsonl; tanpa opsi ini hanya ringkasan.",
        "Where the result goes: .csv, .xlsx, .parquet or .jsonl; only the summary without it.",
    )


def _outcome_help(tell: Tell) -> str:
    return tell(
        "Kolom yang berisi hasil penilaian; tanpa opsi ini: AWALANoutcome, atau satu-satunya kolom …outcome yang berisi hasil.",
        "The column that holds outcomes; PREFIXoutcome without it, or the only column …outcome that holds some.",
    )


def _again_help(tell: Tell) -> str:
    return tell("Nilai semua baris sekarang, apa pun hasil dalam tabel.", "Decide all rows now, whatever the table says of them.")
