"""``naikkelas verify``: what holds of rule sets whatever a profile says."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click

from naikkelas.authoring.verifying import SECONDS, Direction, Verdict, Verification, as_data, cases_of, lines, verify
from naikkelas.cli.base import DONE, FOUND, as_of, choice, command, wrong
from naikkelas.cli.chosen import is_path, rule_set
from naikkelas.cli.decide import today
from naikkelas.cli.screen import Screen
from naikkelas.cli.tell import Tell
from naikkelas.rules import RuleSet


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the options ask for."""

    as_of: date | None
    stricter: str | None
    never_hurts: tuple[str, ...]
    less_never_hurts: tuple[str, ...]
    timeout: float
    allow_undecided: bool
    format: str


def make(tell: Tell) -> click.Command:
    """The command in one language."""
    fact = tell("FAKTA", "FACT")

    @command(tell, "verify", _about(tell), _EXAMPLES)
    @click.argument("names", nargs=-1, required=True, metavar=tell("NAMA|BERKAS...", "NAME|PATH..."))
    @as_of(tell)
    @click.option("--stricter", metavar=tell("NAMA|BERKAS", "NAME|PATH"), help=_stricter_help(tell))
    @click.option("--never-hurts", multiple=True, metavar=fact, help=_more_help(tell))
    @click.option("--less-never-hurts", multiple=True, metavar=fact, help=_less_help(tell))
    @click.option("--timeout", type=Seconds(), default=SECONDS, metavar=tell("DETIK", "SECONDS"), help=_timeout_help(tell))
    @click.option("--allow-undecided", is_flag=True, help=_allow_help(tell))
    @choice(tell, "--format", ("text", "json"), "Bentuk hasil; tanpa opsi ini: text.", "How to print it; text without it.", default="text")
    def verify(names: tuple[str, ...], **options: Any) -> int:
        wanted = Wanted(**options)
        screen = Screen(tell)
        found, written = _verify(names, wanted)
        if wanted.format == "json":
            screen.json({"verifications": [as_data(one, tell.lang, lambda rules: _named(rules, written)) for one in found]})
        else:
            for one in found:
                _print(one, written, screen)
        return max(_exit_code(one, wanted) for one in found)

    made: click.Command = verify
    return made


class Seconds(click.ParamType):  # type: ignore[type-arg]  # no generic before click 8.2
    """A length of time, 0 included."""

    name = "seconds"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The number, or a problem."""
        try:
            number = float(str(value).replace(",", "."))
        except ValueError:
            number = -1.0
        if not 0 <= number <= 86_400:
            raise wrong("--timeout", str(value), "0 .. 86400")
        return number


def _verify(names: Sequence[str], wanted: Wanted) -> tuple[list[Verification], Mapping[int, str]]:
    """The verifications, and how each rule set was named."""
    day = wanted.as_of or today()
    loaded = {name: rule_set(name, day) for name in dict.fromkeys(names)}
    other = None if wanted.stricter is None else rule_set(wanted.stricter, day)
    directions = [Direction(fact) for fact in wanted.never_hurts] + [Direction(fact, more=False) for fact in wanted.less_never_hurts]
    found = [verify(rules, day, stricter=other, directions=directions, seconds=wanted.timeout) for rules in loaded.values()]
    written = {id(rules.linked): _written(name, rules) for name, rules in loaded.items()}
    if other is not None and wanted.stricter is not None:
        written[id(other.linked)] = _written(wanted.stricter, other)
    return found, written


def _written(name: str, rules: RuleSet) -> str:
    """How a file of tests beside the reader names the rule set."""
    if not is_path(name):
        return name
    own = rules.linked.file if rules.linked.file is not None and Path(name).is_dir() else name
    path = os.path.relpath(own).replace(os.sep, "/")
    return path if path.startswith("../") else f"./{path}"


def _named(rules: RuleSet, written: Mapping[int, str]) -> str:
    return written[id(rules.linked)]


def _print(found: Verification, written: Mapping[int, str], screen: Screen) -> None:
    screen.out("\n".join(lines(found, screen.tell.lang)))
    for text in cases_of(found, lambda rules: _named(rules, written)):
        screen.out("\n" + text)


def _exit_code(found: Verification, wanted: Wanted) -> int:
    if found.with_verdict(Verdict.REFUTED, Verdict.MISMATCH):
        return FOUND
    return FOUND if found.with_verdict(Verdict.NOT_DECIDED) and not wanted.allow_undecided else DONE


# --- help ------------------------------------------------------------------------------------------------------------

_EXAMPLES = (
    "verify aturan/program.yaml",
    "verify inopak-naik-kelas --as-of 2026-11-01",
    "verify aturan/program.yaml --never-hurts workers --less-never-hurts operating_since",
    "verify aturan/ketat.yaml --stricter aturan/longgar.yaml",
)


def _about(tell: Tell) -> str:
    return tell(
        "Membuktikan apa yang berlaku untuk semua profil, atau membantahnya dengan sebuah profil.\n\n"
        "Ada yang bisa layak dan bisa ditolak; tidak ada kriteria yang mati atau tersirat dalam yang lain; tabel tidak bolong; tidak ada "
        "perbandingan yang selalu sama jawabannya. Kode keluar 1 bila ada yang terbantahkan atau belum diputuskan. Perlu ekstra verify.",
        "Proves what holds of all profiles, or refutes it with a profile.\n\n"
        "Somebody can be eligible and somebody can be refused; no criterion is dead or implied by the others; tables have no gaps; no "
        "comparison always answers alike. The exit code is 1 when something is refuted or not decided. Needs the extra verify.",
    )


def _stricter_help(tell: Tell) -> str:
    return tell(
        "Buktikan juga: siapa yang layak menurut aturan ini layak menurut rule set itu.",
        "Prove too: whoever is eligible under these rules is eligible under that rule set.",
    )


def _more_help(tell: Tell) -> str:
    return tell(
        "Buktikan juga: nilai fakta ini yang lebih besar, lebih akhir atau true tidak pernah merugikan. Boleh diulang.",
        "Prove too: more of this fact, a later date or true, never hurts. May be repeated.",
    )


def _less_help(tell: Tell) -> str:
    return tell(
        "Buktikan juga: nilai fakta ini yang lebih kecil, lebih awal atau false tidak pernah merugikan. Boleh diulang.",
        "Prove too: less of this fact, an earlier date or false, never hurts. May be repeated.",
    )


def _timeout_help(tell: Tell) -> str:
    return tell("Waktu paling lama untuk tiap rule set; tanpa opsi ini: 30.", "The longest time for each rule set; 30 without it.")


def _allow_help(tell: Tell) -> str:
    return tell("Yang belum diputuskan tidak membuat kode keluar 1.", "What is not decided does not make the exit code 1.")
