"""Cells of any file as text, and as a result may show them without a spreadsheet running them."""

import json
import re
from datetime import date, datetime, time
from typing import Any, Final

from naikkelas.problems import Problem

#: What a cell may hold. A list or a mapping comes from JSON Lines only.
Cell = str | int | float | bool | date | datetime | time | list[Any] | dict[str, Any] | None

#: What makes a spreadsheet take a text for a formula; the wide forms are read like the ordinary ones by some.
_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

#: A number or a row of dashes runs nothing, and an apostrophe before it would only change it.
_HARMLESS: Final = re.compile(r"[-－]+|[-+]?[0-9][0-9.,]*")

#: What no XML 1.0 may hold: control characters, halves of a surrogate pair, U+FFFE and U+FFFF. openpyxl refuses the first only.
_FORBIDDEN: Final = re.compile("[^\\t\\n\\r\\u0020-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")


def is_blank(cell: Cell) -> bool:
    """Nothing in it but blanks."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def text_of(cell: Cell) -> str:
    """A cell as text: ``5.0`` is ``5``, midnight is a date."""
    match cell:
        case None:
            return ""
        case str():
            return cell
        case float() if cell.is_integer() and abs(cell) < 10**15:
            return str(int(cell))
        case datetime():
            return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
        case date() | time():
            return cell.isoformat()
        case bool() | list() | dict():
            return json.dumps(cell, ensure_ascii=False, default=str)
        case _:
            return str(cell)


def could_run(text: str) -> bool:
    """Whether a spreadsheet could take the text for a formula."""
    return text.startswith(_STARTS) and not _HARMLESS.fullmatch(text)


def neutral(text: str) -> str:
    """The text with an apostrophe before it when a spreadsheet could run it."""
    return f"'{text}" if could_run(text) else text


def plain_again(text: str) -> str:
    """What :func:`neutral` was given: the text without an apostrophe that only keeps a spreadsheet from running it."""
    return text[1:] if text.startswith("'") and could_run(text[1:]) else text


def writable(text: str) -> str:
    """The text as a workbook can hold it: what XML 1.0 forbids is a blank."""
    return _FORBIDDEN.sub(" ", text)


def letter_of(index: int) -> str:
    """What a spreadsheet calls the column of an index from 0: ``A``, ``Z``, ``AA``."""
    made = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        made = chr(ord("A") + rest) + made
    return made


class Doubtful(str):
    """The text of a cell that is copied and never read as a fact; ``problem`` says why, and has no place."""

    __slots__ = ("problem",)

    def __new__(cls, text: str, problem: Problem) -> "Doubtful":
        """The text, and why nobody may read it."""
        made = super().__new__(cls, text)
        made.problem = problem
        return made

    problem: Problem

    def __eq__(self, other: object) -> bool:
        return str.__eq__(self, other) is True and (not isinstance(other, Doubtful) or self.problem == other.problem)

    __hash__ = str.__hash__
