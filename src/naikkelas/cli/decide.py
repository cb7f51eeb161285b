"""``naikkelas decide``: profiles in, decisions with explanations out."""

import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from functools import partial
from pathlib import Path

import click

from naikkelas.cli.base import DONE, UNUSABLE, as_of, command, output, rules_as_of
from naikkelas.cli.chosen import rule_set, with_parameters
from naikkelas.cli.given import Given, holds_one, read_profiles
from naikkelas.cli.how import How, how
from naikkelas.cli.judged import Judged, print_judged
from naikkelas.cli.screen import Screen, is_terminal
from naikkelas.cli.tell import Tell
from naikkelas.cli.written import refuse_read
from naikkelas.decision import Decision
from naikkelas.explain.words import day_words
from naikkelas.ikm.door import PERMITS
from naikkelas.ikm.permits import FIELDS
from naikkelas.problems import ProfileError
from naikkelas.rules import RuleSet
from naikkelas.snapshot import Snapshot

_MANY = 20


def today() -> date:
    """The day the command is run on. Nothing else in naikkelas reads the clock."""
    return datetime.now().astimezone().date()


def make(tell: Tell) -> click.Command:
    """The command in one language."""

    @command(tell, "decide", _about(tell), _EXAMPLES)
    @click.argument("profiles", nargs=-1, required=True, metavar=tell("PROFIL...", "PROFILE..."))
    @click.option("--rules", "name", required=True, metavar=tell("NAMA|BERKAS", "NAME|PATH"), help=_rules_help(tell))
    @as_of(tell)
    @rules_as_of(tell)
    @click.option("--set-parameter", "settings", multiple=True, metavar=tell("NAMA=NILAI", "NAME=VALUE"), help=_settings_help(tell))
    @how(tell)
    @output(tell)
    def decide(
        profiles: tuple[str, ...],
        name: str,
        as_of: date | None,
        rules_as_of: date | None,
        settings: tuple[str, ...],
        how: How,
        target: Path | None,
    ) -> int:
        screen = Screen(tell, target)
        day = as_of or today()
        rules = with_parameters(rule_set(name, rules_as_of or day), settings)
        refuse_read([target], *profiles, name, rules)
        rules.decide({}, as_of=day, rules_as_of=rules_as_of)  # a date outside the rule set's life is told once, not for each profile
        if how.format != "json":
            _remarks(screen, rules, as_of, day)
        known = {*rules.catalogue, *FIELDS, PERMITS}
        given = [one for path in profiles for one in read_profiles(announced(path, tell), known)]
        with how.deciding(rules) as judge:
            judged = [_judge(one, rules, partial(judge, as_of=day, rules_as_of=rules_as_of)) for one in _with_progress(given, screen)]
        screen.start()
        print_judged(screen, judged, how.format, one=holds_one(list(profiles), given), trace=how.trace)
        return UNUSABLE if any(one.decision is None for one in judged) else DONE

    made: click.Command = decide
    return made


def announced(path: str, tell: Tell) -> str:
    """The path; says that standard input is being waited for, when somebody sits at it."""
    if path == "-" and is_terminal(sys.stdin):
        Screen(tell).note(
            tell("Menunggu profil dari masukan standar (akhiri dengan Ctrl-D).", "Reading a profile from standard input (end with Ctrl-D).")
        )
    return path


def _remarks(screen: Screen, rules: RuleSet, as_of: date | None, day: date) -> None:
    """The date that was not asked for, and warnings about the rule set."""
    if as_of is None:
        words = day_words(screen.tell.lang, day.toordinal())
        note = screen.tell(
            f"Dinilai per hari ini, {words}. Tanggal lain: --as-of TTTT-BB-HH.",
            f"Assessed as of today, {words}. Another date: --as-of YYYY-MM-DD.",
        )
        screen.note(note)
    screen.problems(rules.problems)


def _judge(given: Given, rules: RuleSet, judge: Callable[[Snapshot], Decision]) -> Judged:
    if given.problems:
        return Judged(given.name, None, given.problems)
    try:
        snapshot = rules.admit(given.raw, file=given.name, places=given.places)
    except ProfileError as error:
        return Judged(given.name, None, error.problems)
    return Judged(given.name, judge(snapshot))


def _with_progress(given: list[Given], screen: Screen) -> Iterable[Given]:
    """The same profiles; when they are many and the results go elsewhere, a bar shows how far they are."""
    seen = screen.target is None and is_terminal(sys.stdout)
    return given if len(given) <= _MANY or seen or not is_terminal(sys.stderr) else _progress(given, screen.tell)


def _progress(given: list[Given], tell: Tell) -> Iterator[Given]:
    from rich.console import Console
    from rich.progress import track

    yield from track(given, tell("Menilai", "Deciding"), console=Console(stderr=True), transient=True)


# --- help ------------------------------------------------------------------------------------------------------------

_EXAMPLES = (
    "decide profil.yaml --rules inopak-naik-kelas",
    "decide data/*.yaml --rules aturan/program.yaml --as-of 2026-11-01",
    "decide profil.json --rules inopak-naik-kelas --format json",
    "decide profil.yaml --rules inopak-naik-kelas --lang en --format html -o hasil.html",
    "decide profil.yaml --rules inopak-naik-kelas --set-parameter regencies_are_a_gate=true",
    "decide profil.yaml --rules inopak-naik-kelas --set-parameter 'minimum_operation={months: 6}'",
    "decide profil.yaml --rules inopak-naik-kelas --engine durable --trace",
    "decide - --rules stipark-pra-inkubasi < profil.yaml",
)


def _about(tell: Tell) -> str:
    return tell(
        "Menilai profil dan menjelaskan hasilnya.\n\n"
        "PROFIL adalah berkas YAML atau JSON yang berisi satu profil atau daftar profil; '-' berarti masukan standar. "
        "Profil yang tidak dapat dibaca tidak menghentikan yang lain; kode keluarnya lalu 2.",
        "Decides profiles and explains why.\n\n"
        "PROFILE is a YAML or JSON file that holds one profile or a list of them; '-' is standard input. "
        "A profile that cannot be read does not stop the others; the exit code is then 2.",
    )


def _rules_help(tell: Tell) -> str:
    return tell(
        "Rule set bawaan (lihat: naikkelas rules list), atau berkas .yaml; dari sebuah folder dipilih versi yang berlaku.",
        "A bundled rule set (see: naikkelas rules list), or a .yaml file; of a folder the version in force is taken.",
    )


def _settings_help(tell: Tell) -> str:
    return tell(
        "Ubah nilai parameter rule set, ditulis seperti di YAML; boleh diulang.",
        "Set a parameter of the rule set, written as in YAML; may be repeated.",
    )
