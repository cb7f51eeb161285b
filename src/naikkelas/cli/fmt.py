"""``naikkelas fmt``: one layout for rule sets and their tests."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import unified_diff
from pathlib import Path

import click

from naikkelas.authoring.formatting import find_files, formatted, replace_text
from naikkelas.cli.base import DONE, FOUND, UNUSABLE, command
from naikkelas.cli.screen import Screen
from naikkelas.cli.tell import Tell
from naikkelas.problems import Place, Problem, RuleSetError, counted, problem
from naikkelas.ruleset.reader import read_yaml_file


@dataclass(slots=True)
class _Done:
    """What became of the files."""

    changed: list[Path] = field(default_factory=list)
    same: int = 0
    problems: list[Problem] = field(default_factory=list)


def make(tell: Tell) -> click.Command:
    """The command in one language."""
    about = tell(
        "Merapikan tata letak rule set dan berkas ujinya; isi dan komentarnya tetap.\n\n"
        "Dari sebuah folder dirapikan semua rule set dan berkas uji; tanpa BERKAS, folder ini. Berkas yang tidak dapat dibaca dibiarkan, "
        "dan kode keluarnya 2.",
        "Lays out rule sets and their tests; what they say and their comments stay.\n\n"
        "Of a folder every rule set and file of tests is laid out; without a PATH, of this folder. A file that cannot be read is left "
        "as it is, and the exit code is 2.",
    )
    examples = ("fmt", "fmt aturan.yaml", "fmt --check rules/", "fmt --diff aturan.yaml")

    @command(tell, "fmt", about, examples)
    @click.argument("paths", nargs=-1, metavar=tell("[BERKAS]...", "[PATH]..."))
    @click.option(
        "--check",
        is_flag=True,
        help=tell(
            "Jangan ubah apa pun; kode keluar 1 bila ada yang akan berubah.", "Change nothing; the exit code is 1 when a file would change."
        ),
    )
    @click.option(
        "--diff", is_flag=True, help=tell("Jangan ubah apa pun; tampilkan perubahannya.", "Change nothing; show the changes.")
    )  # fmt: skip
    def fmt(paths: tuple[str, ...], check: bool, diff: bool) -> int:
        screen = Screen(tell)
        done = _Done()
        for path in _files(paths, done):
            _lay_out(path, done, screen, write=not (check or diff), diff=diff)
        for path in [] if diff else done.changed:
            screen.out(
                tell(f"akan dirapikan: {path}", f"would be laid out: {path}") if check else tell(f"dirapikan: {path}", f"laid out: {path}")
            )
        screen.problems(done.problems)
        if not diff:
            screen.out(_summary(done, tell, wrote=not check))
        if done.problems:
            return UNUSABLE
        return FOUND if check and done.changed else DONE

    made: click.Command = fmt
    return made


def _files(paths: tuple[str, ...], done: _Done) -> list[Path]:
    """The files to lay out; a path without any is a problem."""
    found: dict[Path, None] = {}
    for path in paths or (".",):
        files = find_files([path])
        if not files and paths:
            done.problems.append(problem("NK101", Place(str(Path(path) / "*.yaml"))))
        found |= dict.fromkeys(files)
    return list(found)


def _lay_out(path: Path, done: _Done, screen: Screen, *, write: bool, diff: bool) -> None:
    _, problems = read_yaml_file(path)
    if problems:
        done.problems += problems
        return
    source = path.read_bytes()
    try:
        text = formatted(source, str(path))
    except RuleSetError as error:
        done.problems += error.problems
        return
    if text.encode("utf-8") == source:
        done.same += 1
        return
    done.changed.append(path)
    if diff:
        screen.out("\n".join(_difference(source.decode("utf-8-sig"), text, str(path))))
    if write:
        replace_text(path, text)


def _difference(before: str, after: str, name: str) -> Iterator[str]:
    old, new = before.splitlines(), after.splitlines()
    found = list(unified_diff(old, new, name, name, lineterm=""))
    yield from found or [f"--- {name}", f"+++ {name}", "@@ \\r\\n, BOM -> \\n @@"]


def _summary(done: _Done, tell: Tell, *, wrote: bool) -> str:
    changed, failed = len(done.changed), len({one.place.file for one in done.problems})
    if wrote:
        words = tell(f"{changed} berkas dirapikan, {done.same} sudah rapi", f"{counted(changed, 'file')} laid out, {done.same} already so")
    else:
        words = tell(
            f"{changed} berkas akan dirapikan, {done.same} sudah rapi",
            f"{counted(changed, 'file')} would be laid out, {done.same} already so",
        )
    if failed:
        words += tell(f", {failed} tidak dapat dibaca", f", {failed} cannot be read")
    return f"{words}."
