"""``naikkelas docs``: rule sets as pages for the people who decide with them."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Final, Literal

import click

from naikkelas.authoring.case_format import is_case_file
from naikkelas.authoring.pages import rules_page
from naikkelas.cli.base import DONE, as_of, choice, command, wrong
from naikkelas.cli.chosen import is_path, rule_set
from naikkelas.cli.decide import today
from naikkelas.cli.screen import Screen
from naikkelas.cli.tell import Tell
from naikkelas.cli.written import refuse_read, write_files, writing
from naikkelas.problems import Problem, ProblemsError, RuleSetError, Words
from naikkelas.rules import RuleSet

Format = Literal["markdown", "html"]

_ENDINGS: Final[dict[Format, str]] = {"markdown": ".md", "html": ".html"}
_HTML: Final = (".html", ".htm")
_UNSAFE: Final = re.compile(r"[^A-Za-z0-9._-]+")

_SEVERAL: Final = Words("a folder, because these are several rule sets", "sebuah folder, karena ada beberapa rule set")

_EXAMPLES: Final = (
    "docs kur-mikro",
    "docs kur-mikro --lang en --out kur-mikro.html",
    "docs rules/ --format html --out halaman/",
)


def make(tell: Tell) -> click.Command:
    """The command in one language."""

    @command(tell, "docs", _about(tell), _EXAMPLES)
    @click.argument("names", nargs=-1, required=True, metavar=tell("ATURAN...", "RULES..."))
    @choice(
        tell, "--format", tuple(_ENDINGS), "Bentuk halaman; tanpa opsi ini menurut nama berkas, atau markdown.",
        "How to write it; without it by the name of the file, or markdown.",
    )  # fmt: skip
    @as_of(tell, "Tanggal yang nilai ketentuannya ditampilkan", "The date whose parameter values are shown")
    @click.option(
        "-o", "--out", "target", type=click.Path(path_type=Path), metavar=tell("BERKAS|FOLDER", "FILE|FOLDER"), help=_out_help(tell)
    )
    def docs(names: tuple[str, ...], format: Format | None, as_of: date | None, target: Path | None) -> int:  # noqa: A002
        screen = Screen(tell)
        day = as_of or today()
        found = _rule_sets(names)
        kind: Format = format or ("html" if target is not None and target.suffix.lower() in _HTML else "markdown")
        if target is None and len(found) > 1:
            raise wrong("--out", "-", _SEVERAL)
        if target is None:
            screen.out(rules_page(found[0], as_of=day, lang=tell.lang, format=kind))
            return DONE
        paths = _paths(found, target, kind)
        refuse_read(paths, *names, *found)
        with writing(screen, *paths):
            write_files({path: rules_page(rules, as_of=day, lang=tell.lang, format=kind) for path, rules in zip(paths, found, strict=True)})
            for path in paths:
                screen.note(str(path))
        return DONE

    made: click.Command = docs
    return made


def _rule_sets(names: Iterable[str]) -> list[RuleSet]:
    """The rule sets of all names, each once; of a folder every rule set in it.

    Raises:
        RuleSetError: with the problems of all that cannot be loaded.
    """
    found: list[RuleSet] = []
    problems: list[Problem] = []
    for name in dict.fromkeys(member for each in names for member in _members(each)):
        try:
            found.append(rule_set(name))
        except ProblemsError as error:
            problems += error.problems
    if problems:
        raise RuleSetError(problems)
    return found


def _members(name: str) -> Iterator[str]:
    folder = Path(name)
    if not is_path(name) or not folder.is_dir():
        yield name
        return
    files = sorted({*folder.glob("*.yaml"), *folder.glob("*.yml")})
    own = [path for path in files if not is_case_file(path)]
    if not own:
        raise wrong("RULES", name, Words("a folder with rule sets", "folder yang berisi rule set"))
    yield from map(str, own)


def _paths(found: list[RuleSet], target: Path, kind: Format) -> list[Path]:
    """Where each page goes: the file that was named, or files in a folder, with the version where a name stands twice."""
    is_folder = len(found) > 1 or target.is_dir() or not target.suffix
    if not is_folder:
        return [target]
    if target.is_file():
        raise wrong("--out", str(target), _SEVERAL)
    names = [rules.name for rules in found]
    full = [_UNSAFE.sub("-", f"{rules.name}-{rules.version}") if names.count(rules.name) > 1 else rules.name for rules in found]
    return [target / f"{name}{_ENDINGS[kind]}" for name in full]


# --- help ------------------------------------------------------------------------------------------------------------


def _about(tell: Tell) -> str:
    return tell(
        "Menulis rule set sebagai halaman yang dapat dibaca oleh mereka yang memutuskan dengannya.\n\n"
        "Isinya: kriteria dalam kalimat, ketentuan dengan riwayatnya, tabel dan kartu skor, yang ditanyakan, "
        "yang tidak diperiksa, sumber, dan sebuah gambar. "
        "ATURAN adalah nama rule set bawaan, berkas .yaml, atau folder berisi rule set.",
        "Writes rule sets as pages for the people who decide with them.\n\n"
        "A page has the criteria in sentences, the settings with their history, tables and scorecards, what is asked, "
        "what is not checked, the sources, and a picture. "
        "RULES is the name of a bundled rule set, a .yaml file, or a folder of rule sets.",
    )


def _out_help(tell: Tell) -> str:
    return tell(
        "Tulis ke berkas ini, atau ke folder ini (satu berkas tiap rule set); tanpa opsi ini: ke layar.",
        "Write to this file, or into this folder (a file for each rule set); standard output without it.",
    )
