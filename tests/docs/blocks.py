"""The code blocks of a Markdown page, with the marks that stand above them.

A mark is an HTML comment right above a block, so a reader does not see it:

* `<!-- expect: NK201, NK203 -->` above yaml: the rule set has exactly these problems;
* `<!-- exit: 1 -->` above console: the last command ends with this code (`$ echo $?` says the same where readers should see it);
* `<!-- output -->` above text or json: what the Python block before it prints. A line `...` stands for any lines;
* `<!-- file: my-rules.yaml -->` above any block: it is written to that file, so that later blocks of the page can use it.

`<!-- needs: durable.engine -->`, on a line of its own anywhere: the page is skipped where that module cannot be imported.
"""

import re
from dataclasses import dataclass

from markdown_it import MarkdownIt

INDENTED = "indented"

_MARK = re.compile(r"<!--\s*(expect|exit|file|output)\s*(?::\s*(.*?))?\s*-->")


@dataclass(frozen=True)
class Block:
    """A fenced block: its kind ("python"), its text, the line of the page its text starts on, and its marks."""

    kind: str
    text: str
    line: int
    marks: dict[str, str]


@dataclass(frozen=True)
class Command:
    """One command of a console block, with the output that is shown below it and the exit code it is to end with."""

    text: str
    line: int
    output: str
    exit_code: int = 0


def blocks(page: str) -> list[Block]:
    """Every block of code of a page, indented ones included, in order."""
    found: list[Block] = []
    marks: dict[str, str] = {}
    for token in MarkdownIt().parse(page):
        if token.type == "html_block":
            marks |= {name: value or "" for name, value in _MARK.findall(token.content)}
            continue
        if token.type in {"fence", "code_block"}:
            fenced = token.type == "fence"
            start, _ = token.map or (0, 0)
            found.append(Block(token.info.strip() if fenced else INDENTED, token.content, start + 1 + fenced, marks))
        marks = {}
    return found


def commands(block: Block) -> list[Command]:
    """The commands of a console block; `ValueError` when it does not start with one."""
    found: list[Command] = []
    going_on = False
    for number, line in enumerate(block.text.splitlines(), block.line):
        if going_on:
            found[-1] = _with(found[-1], text=f"{found[-1].text}\n{line}")
        elif line.startswith("$ "):
            found.append(Command(line.removeprefix("$ "), number, ""))
        elif found:
            found[-1] = _with(found[-1], output=f"{found[-1].output}{line}\n")
        else:
            raise ValueError("a console block starts with a line '$ command'")
        going_on = (going_on or line.startswith("$ ")) and line.endswith("\\")
    return _with_exit_codes(found, block.marks.get("exit"))


def _with_exit_codes(found: list[Command], mark: str | None) -> list[Command]:
    kept: list[Command] = []
    for command in found:
        if command.text == "echo $?" and kept:
            kept[-1] = _with(kept[-1], exit_code=int(command.output))
        else:
            kept.append(command)
    if mark is not None:
        kept[-1] = _with(kept[-1], exit_code=int(mark))
    return kept


def _with(command: Command, **changes: object) -> Command:
    return Command(**{**vars(command), **changes})


def matches(shown: str, printed: str) -> bool:
    """Whether `printed` is what is shown, trailing blanks aside; a line `...` stands for any lines."""
    lines = [r"(?:.*\n)*?" if line.strip() == "..." else re.escape(line.rstrip()) + r"\n" for line in shown.strip("\n").splitlines()]
    text = "".join(f"{line.rstrip()}\n" for line in printed.strip("\n").splitlines())
    return re.fullmatch("".join(lines), text) is not None
