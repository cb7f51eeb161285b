"""``naikkelas new``: starts a rule set with its file of tests, from options or in a dialogue."""

import sys
from datetime import date
from pathlib import Path
from typing import Final

import click

from naikkelas.authoring.case_format import ENDING
from naikkelas.authoring.schema import FOLDER as SCHEMAS
from naikkelas.authoring.starting import Wish, start
from naikkelas.cli.base import DONE, Day, command
from naikkelas.cli.decide import today
from naikkelas.cli.new_dialogue import Answers, talk
from naikkelas.cli.screen import Screen, is_terminal
from naikkelas.cli.tell import Tell
from naikkelas.cli.written import write_files, writing
from naikkelas.problems import Problem, ProblemsError, RuleSetError

_EXAMPLES: Final = (
    "new pameran",
    "new pameran --title 'Stan pameran' --criteria nib_status --criteria 'workers: {at_most: 19}'",
    "new pameran --from 2026-01-01 --for 'regency: {in: [3305]}' --criteria keeps_books --dir aturan",
)


def make(tell: Tell) -> click.Command:
    """The command in one language."""

    @command(tell, "new", _about(tell), _EXAMPLES)
    @click.argument("name", required=False, metavar=tell("NAMA", "NAME"))
    @click.option("--title", metavar=tell("TEKS", "TEXT"), help=tell("Judul untuk dibaca orang.", "The title, for people."))
    @click.option("--from", "since", type=Day("--from"), metavar=tell("TTTT-BB-HH", "YYYY-MM-DD"), help=_from_help(tell))
    @click.option("--for", "scope", metavar=tell("SYARAT", "CONDITION"), help=_for_help(tell))
    @click.option("--criteria", multiple=True, metavar=tell("SYARAT", "CONDITION"), help=_criteria_help(tell))
    @click.option("--dir", "folder", type=click.Path(path_type=Path), default=Path(), metavar="FOLDER", help=_dir_help(tell))
    @click.option("--force", is_flag=True, help=tell("Timpa berkas yang sudah ada.", "Write over files that are there."))
    def new(
        name: str | None, title: str | None, since: date | None, scope: str | None, criteria: tuple[str, ...], folder: Path, force: bool
    ) -> int:
        screen = Screen(tell)
        given = Answers(name, title, since, *_wishes(scope, criteria))
        if _may_ask() and not (name and (title or scope or criteria)):
            given = talk(given, today(), tell)
        if given.name is None:
            raise click.UsageError(tell("NAMA wajib diisi", "NAME is required"), click.get_current_context())
        made = start(
            given.name, since=given.since or today(), title=given.title, scope=given.scope, wishes=given.wishes, lang=tell.lang
        )  # fmt: skip
        rules, tests = folder / f"{given.name}.yaml", folder / "tests" / f"{given.name}{ENDING}"
        there = [str(path) for path in (rules, tests) if path.exists()]
        if there and not force:
            raise click.UsageError(_there(there, tell), click.get_current_context())
        with writing(screen, rules, tests):
            write_files({rules: made.rules, tests: made.tests})
            screen.out("\n".join(_next(rules, tests, tell)))
        return DONE

    command_: click.Command = new
    return command_


def _may_ask() -> bool:
    """Whether somebody sits there who can answer."""
    return is_terminal(sys.stdin) and is_terminal(sys.stdout)


def _wishes(scope: str | None, criteria: tuple[str, ...]) -> tuple[Wish | None, tuple[Wish, ...]]:
    """What the options ask for.

    Raises:
        RuleSetError: with everything that is wrong with any of them.
    """
    problems: list[Problem] = []
    found: list[Wish | None] = []
    for option, text in (("--for", scope), *(("--criteria", each) for each in criteria)):
        try:
            found.append(None if text is None else Wish.read(text, option))
        except ProblemsError as error:
            problems += error.problems
    if problems:
        raise RuleSetError(problems)
    return found[0], tuple(wish for wish in found[1:] if wish is not None)


def _there(paths: list[str], tell: Tell) -> str:
    listed = ", ".join(paths)
    return tell(f"sudah ada: {listed}; --force menimpanya", f"already there: {listed}; --force overwrites")


def _next(rules: Path, tests: Path, tell: Tell) -> list[str]:
    """What was written and what to do next."""
    return [
        tell(f"Ditulis: {rules}", f"Written: {rules}"),
        tell(f"Ditulis: {tests}", f"Written: {tests}"),
        tell("Berikutnya:", "Next:"),
        f"  naikkelas check {rules}",
        f"  naikkelas test {tests}",
        f"  naikkelas docs {rules}",
        f"  naikkelas schema --out {rules.parent / SCHEMAS}",
    ]


# --- help ------------------------------------------------------------------------------------------------------------


def _about(tell: Tell) -> str:
    return tell(
        "Memulai rule set: menulis NAMA.yaml dan tests/NAMA.test.yaml yang langsung dapat diperiksa dan diuji.\n\n"
        "Di terminal, tanpa opsi, yang diperlukan ditanyakan satu per satu.",
        "Starts a rule set: writes NAME.yaml and tests/NAME.test.yaml, which can be checked and tested at once.\n\n"
        "On a terminal, without options, it asks for what it needs.",
    )


def _from_help(tell: Tell) -> str:
    return tell("Berlaku sejak tanggal ini; tanpa opsi ini: hari ini.", "In force from this day; today without it.")


def _for_help(tell: Tell) -> str:
    return tell(
        "Untuk siapa, ditulis seperti dalam YAML: 'regency: {in: [3305]}'; tanpa opsi ini: untuk semua.",
        "Whom it is for, written as in YAML: 'regency: {in: [3305]}'; everybody without it.",
    )


def _criteria_help(tell: Tell) -> str:
    return tell(
        "Yang diminta, seperti dalam YAML: 'workers: {at_most: 19}', atau nama fakta saja; boleh diulang.",
        "What is asked, as in YAML: 'workers: {at_most: 19}', or the name of a fact alone; may be repeated.",
    )


def _dir_help(tell: Tell) -> str:
    return tell("Folder untuk berkasnya; tanpa opsi ini: di sini.", "The folder for the files; here without it.")
