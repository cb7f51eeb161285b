"""Runs the code blocks of one page, in order, in a folder that has rules/ and examples/, and tells what is not as shown."""

import contextlib
import doctest
import io
import json
import os
import shutil
import subprocess
import sys
import tomllib
import traceback
from collections.abc import Callable, Iterator
from difflib import unified_diff
from pathlib import Path
from types import ModuleType

import yaml

import naikkelas
from naikkelas.authoring.testing import FORMAT as TESTS_FORMAT
from naikkelas.authoring.testing import CaseReader, case_lines, run_cases
from tests.docs.blocks import Block, Command, blocks, commands, matches

ROOT = Path(__file__).resolve().parents[2]
SHOWN_TO_READERS = ("rules", "examples")

#: Commands of a console block that are run, and those that only set up a reader's machine.
RUN = frozenset({"naikkelas", "python", "cat", "head", "tail", "ls", "wc", "diff", "sort", "grep", "cp", "echo"})
NOT_RUN = frozenset({"make", "pip", "git", "cd", "source"})
NOT_RUN_PYTHON = ("python -m venv", "python -m pip")

#: Every command sees the same terminal.
TERMINAL = {"COLUMNS": "100", "LINES": "40", "NO_COLOR": "1", "TERM": "dumb", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}
NOT_OURS = ("FORCE_COLOR", "CLICOLOR_FORCE", "PYTHONPATH")

_NAIKKELAS = "import sys; sys.argv[0] = 'naikkelas'; from naikkelas.cli import main; sys.exit(main())"


class Page:
    """One page while its blocks are run: the names its Python blocks share, and what the last one printed."""

    def __init__(self, path: Path, folder: Path) -> None:
        self.path = path
        self.folder = folder / "here"
        self.programs = folder / "programs"
        self.names = ModuleType("page_of_the_documentation")
        self.printed: str | None = None

    def prepare(self) -> None:
        """Copy what readers have beside them, and put `naikkelas` and `python` on the path."""
        self.folder.mkdir()
        for name in SHOWN_TO_READERS:
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, self.folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        self.programs.mkdir()
        for name, options in (("python", ""), ("naikkelas", f'-P -c "{_NAIKKELAS}"')):
            program = self.programs / name
            program.write_text(f'#!/bin/sh\nexec "{sys.executable}" {options} "$@"\n', encoding="utf-8")
            program.chmod(0o755)

    def failures(self) -> list[str]:
        """`path:line: what is wrong` for every block that is not as shown."""
        self.prepare()
        found: list[str] = []
        sys.modules[self.names.__name__] = self.names
        try:
            with contextlib.chdir(self.folder):
                for block in blocks(self.path.read_text(encoding="utf-8")):
                    found += [f"{self.path.name}:{line}: {message}" for line, message in self.run(block)]
        finally:
            del sys.modules[self.names.__name__]
        return found

    def run(self, block: Block) -> Iterator[tuple[int, str]]:
        """Run one block; yields the lines and what is wrong there."""
        kind = RUNNERS.get(block.kind)
        if "file" in block.marks:
            self.file(block).parent.mkdir(parents=True, exist_ok=True)
            self.file(block).write_text(block.text, encoding="utf-8")
        if kind is None:
            known = ", ".join(sorted(RUNNERS))
            yield block.line, f"a block of kind '{block.kind}' is not checked by anything; use a fence of {known}"
        else:
            yield from kind(self, block)

    def file(self, block: Block) -> Path:
        path = Path(block.marks["file"])
        assert (self.folder / path).resolve().is_relative_to(self.folder.resolve()), path
        return path

    def python(self, block: Block) -> Iterator[tuple[int, str]]:
        out = io.StringIO()
        self.printed = None
        try:
            if block.text.startswith(">>>"):
                self._doctest(block, out)
                return
            code = compile("\n" * (block.line - 1) + block.text, str(self.path), "exec", dont_inherit=True)
            with contextlib.redirect_stdout(out):
                exec(code, vars(self.names))  # noqa: S102 - our own pages
        except Exception as error:  # noqa: BLE001 - told with its line
            inside = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(self.path)]
            line = getattr(error, "lineno", None) if isinstance(error, SyntaxError) else None
            yield line or (inside or [block.line])[-1] or block.line, "".join(traceback.format_exception_only(error)).strip()
        self.printed = out.getvalue()

    def _doctest(self, block: Block, out: io.StringIO) -> None:
        names = vars(self.names)
        test = doctest.DocTestParser().get_doctest(block.text, names, str(self.path), str(self.path), block.line - 1)
        test.globs = names
        doctest.DocTestRunner(optionflags=doctest.ELLIPSIS, verbose=False).run(test, out=out.write, clear_globs=False)
        if out.getvalue():
            raise AssertionError(out.getvalue())

    def console(self, block: Block) -> Iterator[tuple[int, str]]:
        try:
            told = commands(block)
        except ValueError as error:
            yield block.line, str(error)
            return
        for command in told:
            yield from ((command.line, message) for message in self._command(command))

    def _command(self, command: Command) -> Iterator[str]:
        word = command.text.split()[0]
        if word in NOT_RUN or command.text.startswith(NOT_RUN_PYTHON):
            return
        if word not in RUN:
            yield f"'{word}' is neither among the commands that are run nor among those that are not (tests/docs/runner.py)"
            return
        env = {name: value for name, value in os.environ.items() if name not in NOT_OURS} | TERMINAL
        env["PATH"] = f"{self.programs}{os.pathsep}{env['PATH']}"
        done = subprocess.run(
            ["/bin/sh", "-c", command.text],
            cwd=self.folder, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            encoding="utf-8", check=False, timeout=120,
        )  # fmt: skip
        if done.returncode != command.exit_code:
            yield f"exit code {done.returncode}, not {command.exit_code}, from '{command.text}':\n{done.stdout}"
        if "Traceback (most recent call last)" in done.stdout:
            yield f"a traceback from '{command.text}':\n{done.stdout}"
        if command.output and not matches(command.output, done.stdout):
            yield f"'{command.text}' prints something else:\n{difference(command.output, done.stdout)}"

    def yaml(self, block: Block) -> Iterator[tuple[int, str]]:
        lines = [line for line in block.text.splitlines() if line.strip() and not line.startswith("#")]
        if (lines and lines[0].rstrip() == f"format: {TESTS_FORMAT}") or "cases:" in lines:
            yield from self._cases(block)
            return
        if "expect" in block.marks or (lines and lines[0].rstrip() == "format: naikkelas/1"):
            expected = sorted({code.strip() for code in block.marks.get("expect", "").split(",") if code.strip()})
            problems = naikkelas.check(self.file(block)) if "file" in block.marks else _problems(block.text)
            if sorted({problem.code for problem in problems}) != expected:
                told = "\n".join(map(str, problems)) or "no problems"
                yield block.line, f"expected {', '.join(expected) or 'no problems'}, got:\n{told}"
            return
        try:
            list(yaml.compose_all(block.text, yaml.SafeLoader))
        except yaml.YAMLError as error:
            yield block.line, f"not YAML: {error}"

    def _cases(self, block: Block) -> Iterator[tuple[int, str]]:
        """A file of tests has exactly the expected problems; without any, its cases pass unless the block is a file of its own."""
        file = CaseReader().read(self.file(block) if "file" in block.marks else Path("page.test.yaml"), block.text)
        expected = sorted({code.strip() for code in block.marks.get("expect", "").split(",") if code.strip()})
        if sorted({problem.code for problem in file.problems}) != expected:
            yield block.line, f"expected {', '.join(expected) or 'no problems'}, got:\n" + ("\n".join(map(str, file.problems)) or "none")
        elif "file" not in block.marks:
            yield from ((block.line, "\n".join(case_lines(result, "en"))) for result in run_cases([file]).failed)

    def json(self, block: Block) -> Iterator[tuple[int, str]]:
        yield from self.text(block)
        if "output" not in block.marks:
            yield from _parses(block, json.loads)

    def toml(self, block: Block) -> Iterator[tuple[int, str]]:
        yield from _parses(block, tomllib.loads)

    def text(self, block: Block) -> Iterator[tuple[int, str]]:
        if "output" not in block.marks:
            return
        if self.printed is None:
            yield block.line, "marked as output, but no Python block that ran to its end stands before it"
        elif not matches(block.text, self.printed):
            yield block.line, f"the Python block before prints something else:\n{difference(block.text, self.printed)}"

    def bash(self, block: Block) -> Iterator[tuple[int, str]]:
        for number, line in enumerate(block.text.splitlines(), block.line):
            if line.split()[:1] in (["naikkelas"], ["python"], ["$"]):
                yield number, "a command that can be run stands in a console block, as '$ command'"


RUNNERS: dict[str, Callable[[Page, Block], Iterator[tuple[int, str]]]] = {
    "python": Page.python,
    "console": Page.console,
    "yaml": Page.yaml,
    "json": Page.json,
    "toml": Page.toml,
    "text": Page.text,
    "bash": Page.bash,
}


def _problems(text: str) -> tuple[naikkelas.Problem, ...]:
    """Everything there is to say about a rule set, errors or warnings."""
    try:
        return tuple(naikkelas.loads(text).problems)
    except naikkelas.ProblemsError as error:
        return error.problems


def _parses(block: Block, parse: Callable[[str], object]) -> Iterator[tuple[int, str]]:
    try:
        parse(block.text)
    except ValueError as error:
        yield block.line, f"not {block.kind}: {error}"


def difference(shown: str, printed: str) -> str:
    """What the page shows against what is printed."""
    return "\n".join(unified_diff(shown.splitlines(), printed.splitlines(), "shown", "printed", lineterm=""))
