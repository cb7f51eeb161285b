"""``naikkelas cases``: test cases at the limits of a rule set, ready to paste."""

import os
from datetime import date
from pathlib import Path

import click

from naikkelas.authoring.testing import boundaries_yaml, boundary_cases
from naikkelas.cli.base import DONE, as_of, command, output, rules_as_of
from naikkelas.cli.chosen import is_path, rule_set
from naikkelas.cli.decide import today
from naikkelas.cli.screen import Screen
from naikkelas.cli.tell import Tell
from naikkelas.cli.written import refuse_read
from naikkelas.problems import counted


def make(tell: Tell) -> click.Command:
    """The command in one language."""

    @command(tell, "cases", _about(tell), _EXAMPLES)
    @click.argument("name", metavar=tell("NAMA|BERKAS", "NAME|PATH"))
    @as_of(tell)
    @rules_as_of(tell)
    @output(tell)
    def cases(name: str, as_of: date | None, rules_as_of: date | None, target: Path | None) -> int:
        screen = Screen(tell, target)
        day = as_of or today()
        rules = rule_set(name, rules_as_of or day)
        refuse_read([target], name, rules)
        found = boundary_cases(rules, day, rules_as_of, tell.lang)
        screen.start()
        screen.out(boundaries_yaml(found, _from(name, rules.linked.file, target), tell.lang))
        if target is not None:
            screen.note(tell(f"{len(found.cases)} kasus.", f"{counted(len(found.cases), 'case')}."))
        return DONE

    made: click.Command = cases
    return made


def _from(name: str, file: str | None, target: Path | None) -> str:
    """How a file of tests names the rule set: as a path seen from where it stands, or by its bundled name."""
    if not is_path(name):
        return name
    own = file if file is not None and Path(name).is_dir() else name
    path = os.path.relpath(own, target.parent if target is not None else Path()).replace(os.sep, "/")
    return path if path.startswith("../") else f"./{path}"


# --- help ------------------------------------------------------------------------------------------------------------

_EXAMPLES = (
    "cases inopak-naik-kelas --as-of 2026-11-01",
    "cases aturan/program.yaml --as-of 2026-11-01 -o aturan/program.test.yaml",
)


def _about(tell: Tell) -> str:
    return tell(
        "Membuat kasus uji di batas-batas sebuah rule set.\n\n"
        "Untuk tiap perbandingan: tepat di bawah, di, dan di atas batasnya, serta kisaran yang melintasinya; dan satu kasus "
        "untuk tiap fakta yang tidak diketahui. Yang diharapkan adalah hasil rule set itu sekarang: periksalah apakah memang itu maksudnya.",
        "Makes test cases at the limits of a rule set.\n\n"
        "For every comparison: just below, at and just above its limit, and a range across it; and one case for every fact that "
        "is not known. What they expect is what the rule set gives now: check that it is what the programme means.",
    )
