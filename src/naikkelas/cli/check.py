"""``naikkelas check``: everything that is wrong with rule sets, each problem with its place."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import click

from naikkelas.authoring.checking import (
    DEFAULT,
    Checker,
    Settings,
    as_github,
    as_sarif,
    find_settings,
    mended,
    read_settings,
)
from naikkelas.authoring.formatting import replace_text
from naikkelas.cli.base import DONE, FOUND, UNUSABLE, choice, command
from naikkelas.cli.screen import Screen, as_json
from naikkelas.cli.tell import Tell
from naikkelas.problems import EvaluationError, Place, Problem, counted, in_order, problem
from naikkelas.ruleset.loading import one_name
from naikkelas.ruleset.nodes import Mapping, Scalar
from naikkelas.ruleset.reader import read_yaml_file

#: Problems of a file that cannot be read at all: the input is unusable, there is nothing to check.
_UNREADABLE: Final = frozenset({"NK101", "NK102", "NK103", "NK104", "NK106"})

#: A file of a folder that has none of these is some other YAML file.
_SIGNS: Final = ("format", "rule_set", "criteria")
#: What a file of columns begins with; it stands beside rule sets and is none.
_OF_TABLES: Final = "naikkelas-mapping/"
#: What no file of columns has, whatever it says it is.
_RULES: Final = ("rule_set", "criteria")
_YAML: Final = frozenset({".yaml", ".yml"})


@dataclass(frozen=True, slots=True)
class Found:
    """What was checked, what was passed over, and every problem."""

    checked: tuple[str, ...]
    skipped: tuple[str, ...]
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> int:
        """How many errors there are."""
        return sum(one.is_error for one in self.problems)

    @property
    def exit_code(self) -> int:
        """2 when something could not be read, 1 when there are errors, else 0."""
        if any(one.code in _UNREADABLE for one in self.problems):
            return UNUSABLE
        return FOUND if self.errors else DONE


def make(tell: Tell) -> click.Command:
    """The command in one language."""
    about = tell(
        "Memeriksa rule set dan menampilkan semua masalah beserta barisnya.\n\n"
        "Dari sebuah folder diperiksa semua berkas .yaml dan .yml yang berisi rule set. Kode keluar 1 bila ada galat. "
        "Setelan di naikkelas.toml, atau [tool.naikkelas] di pyproject.toml, dapat menaikkan atau mematikan peringatan.",
        "Checks rule sets and shows every problem with its line.\n\n"
        "Of a folder every .yaml and .yml file that holds a rule set is checked. The exit code is 1 when there are errors. "
        "Settings in naikkelas.toml, or [tool.naikkelas] of pyproject.toml, can raise warnings or turn them off.",
    )
    examples = ("check aturan.yaml", "check aturan/", "check aturan/ --format json", "check aturan/ --format sarif > hasil.sarif")

    @command(tell, "check", about, examples)
    @click.argument("paths", nargs=-1, required=True, metavar=tell("BERKAS...", "PATH..."))
    @choice(
        tell,
        "--format",
        ("text", "json", "sarif", "github"),
        "Bentuk hasil; tanpa opsi ini: text.",
        "How to print it; text without it.",
        default="text",
    )
    @click.option(
        "--config", type=click.Path(path_type=Path), metavar=tell("BERKAS", "FILE"),
        help=tell("Setelan dari berkas ini; tanpa opsi ini dicari dari folder ini ke atas.", "Settings of this file; without it they are looked for from this folder up."),
    )  # fmt: skip
    @click.option(
        "--fix", is_flag=True,
        help=tell(
            "Perbaiki dahulu yang hanya punya satu arti: karakter tak terlihat, spasi yang kurang, 'ya' untuk true, komentar ignore yang tak terpakai.",
            "Mend first what can only be meant in one way: invisible characters, a missing space, 'ya' for true, comments that ignore nothing.",
        ),
    )  # fmt: skip
    def check(paths: tuple[str, ...], format: str, config: Path | None, fix: bool) -> int:  # noqa: A002 - the option's word
        try:
            settings = _settings(config)
        except EvaluationError as error:
            if format == "text":
                raise
            _print(Found((), (), error.problems), format, tell)
            return UNUSABLE
        checked, skipped, problems = _files(paths)
        for name in checked if fix else ():
            if _mend(Path(name), settings):
                Screen(tell).note(tell(f"diperbaiki: {name}", f"mended: {name}"))
        checker = Checker(settings)
        for name in checked:
            problems += checker.check(Path(name)).problems
        found = Found(tuple(checked), tuple(skipped), tuple(in_order(problems)))
        _print(found, format, tell)
        return found.exit_code

    made: click.Command = check
    return made


def _print(found: Found, form: str, tell: Tell) -> None:
    screen = Screen(tell)
    if form == "json":
        screen.json({"checked": found.checked, "skipped": found.skipped, "problems": as_json(found.problems, tell)})
    elif form == "sarif":
        screen.json(as_sarif(found.problems, tell.lang))
    elif form == "github":
        for line in as_github(found.problems, tell.lang):
            screen.out(line)
    else:
        screen.problems(found.problems, err=False)
        screen.out(_summary(found, tell))


def _settings(config: Path | None) -> Settings:
    path = find_settings(Path()) if config is None else config
    return DEFAULT if path is None else read_settings(path)


def _mend(path: Path, settings: Settings) -> bool:
    """Mends a file until nothing is left that can be mended. Whether anything changed."""
    try:
        text = path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return False
    made = mended(text, lambda made: Checker(settings, {path.absolute(): made}).check(path))
    if made == text:
        return False
    replace_text(path, made)
    return True


def _files(paths: Sequence[str]) -> tuple[dict[str, None], dict[str, None], list[Problem]]:
    """The files to check, those to pass over, and the folders without any."""
    checked: dict[str, None] = {}
    skipped: dict[str, None] = {}
    problems: list[Problem] = []
    names: set[Path] = set()
    for path in map(Path, paths):
        if path.is_dir():
            files = sorted(file for file in path.rglob("*") if file.suffix.lower() in _YAML)
            other = [file for file in files if not _is_rule_set(file)]
            skipped |= dict.fromkeys(map(str, other))
            found = [file for file in files if file not in other]
            if not found:
                problems.append(problem("NK101", Place(str(path / "*.yaml"))))
        else:
            found = [path]
        for file in found:
            if one_name(file) not in names:
                names.add(one_name(file))
                checked[str(file)] = None
    return checked, skipped, problems


def _is_rule_set(path: Path) -> bool:
    """Whether a file looks like a rule set; one that cannot be read is looked at, so that its problems are seen."""
    node, _ = read_yaml_file(path)
    if not isinstance(node, Mapping):
        return node is None
    said = node.get("format")
    if isinstance(said, Scalar) and said.text.startswith(_OF_TABLES) and not any(node.get(key) is not None for key in _RULES):
        return False
    return any(node.get(key) is not None for key in _SIGNS)


def _summary(found: Found, tell: Tell) -> str:
    errors, warnings = found.errors, len(found.problems) - found.errors
    words = tell(f"{len(found.checked)} berkas diperiksa: ", f"{counted(len(found.checked), 'file')} checked: ")
    words += tell(f"{errors} galat, {warnings} peringatan", f"{counted(errors, 'error')}, {counted(warnings, 'warning')}")
    if found.skipped:
        words += tell(f"; {len(found.skipped)} dilewati karena bukan rule set", f"; {len(found.skipped)} passed over, being no rule set")
    return f"{words}."
