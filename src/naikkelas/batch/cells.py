"""Cells of any file as text, and as a result may show them without a spreadsheet running them.

A spreadsheet parts a line of CSV at the delimiter of its own language, and a quotation mark within what it takes for a field is a sign
like any other: of ``x,"Toko;=1+1"`` a program that parts at semicolons runs ``=1+1"``. So whatever follows a sign that some program parts
at is looked at as the beginning of a cell is; quoting would change nothing about it.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from typing import Any, Final

from naikkelas.problems import Problem

#: What a cell may hold. A list or a mapping comes from JSON Lines only.
Cell = str | int | float | bool | date | datetime | time | list[Any] | dict[str, Any] | None

#: What makes a spreadsheet take a text for a formula; the wide forms are read like the ordinary ones by some.
_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

#: The signs within a line that some program takes for delimiters.
DIVIDING: Final = ",;|\t"
#: What may have to be made harmless: how a text begins, and what follows a sign that some program takes for a delimiter, or the end of a
#: line. Quotation marks are looked through, because those around a part are taken away. Polars knows this pattern as well.
MAY_RUN: Final = "(?:^|[,;|\\t\\r\\n])'*\"*[=+\\-@\\t\\r\\n＝＋－＠]"
_MAY_RUN: Final = re.compile(MAY_RUN)
_PART: Final = re.compile("(?P<sign>^|[,;|\\t\\r\\n])(?=(?P<guard>'*)\"*(?P<start>[=+\\-@\\t\\r\\n＝＋－＠]))")

#: Within a text, where the others mostly say something else (``Rp1.000,-/kg``), these begin a formula, and the others one that calls something.
_ALWAYS: Final = "=＝"
_SOMETIMES: Final = "+-@＋－＠"
_CALL: Final = re.compile(r"[!！]|[^\W\d_][\d_.]*\s*[(（]")

#: A number or a row of dashes runs nothing, and an apostrophe before it would only change it.
_HARMLESS: Final = re.compile(r"[-－]+|[-+]?[0-9][0-9.,]*(?:[eE][-+]?[0-9]{1,3})?")

#: A whole number as a float is written.
_WHOLE_FLOAT: Final = re.compile(r"(-?(?:0|[1-9][0-9]{0,15}))\.0")
#: Below this a float that is whole is no other number than it seems.
_EXACT: Final = 2**53

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
    """The text with an apostrophe before every part of it that a spreadsheet could run, whatever it takes for the delimiter.

    What has apostrophes there already gets one more, so that :func:`plain_again` gives back every text.
    """
    return _guarded(text, lambda count: count + 1) if _MAY_RUN.search(text) else text


def plain_again(text: str) -> str:
    """What :func:`neutral` was given: the text with one apostrophe less before what a spreadsheet could run."""
    return _guarded(text, lambda count: max(count - 1, 0)) if "'" in text and _MAY_RUN.search(text) else text


def name_of(cell: Cell) -> str:
    """The words of a cell that names a row: trimmed, in NFC, and without any apostrophe that only keeps a spreadsheet from running them."""
    text = (cell if isinstance(cell, str) else text_of(cell)).strip()
    if "'" in text:
        text = _guarded(text, lambda _: 0)
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def key_of(cell: Cell) -> str:
    """What two cells have in common that name the same: :func:`name_of`, in whatever case, and ``17.0`` as ``17``."""
    return key_of_name(name_of(cell))


def key_of_name(name: str) -> str:
    """What names have in common that are the same in whatever case; a whole number is one, also as a float that has lost no digit."""
    if name.endswith(".0") and (whole := _WHOLE_FLOAT.fullmatch(name)) and abs(int(whole[1])) < _EXACT:
        return whole[1]
    return name.lower() if name.isascii() else unicodedata.normalize("NFC", name.casefold())


def _guarded(text: str, wanted: Callable[[int], int]) -> str:
    """The text with another number of apostrophes before its parts that could run."""
    made, done = [], 0
    for at, count in _parts_that_run(text):
        made += [text[done:at], "'" * wanted(count)]
        done = at + count
    return "".join([*made, text[done:]])


def _parts_that_run(text: str) -> Iterator[tuple[int, int]]:
    """Where parts begin that could run, and how many apostrophes they begin with; with more or fewer of those they are the same parts."""
    last_call = max((found.start() for found in _CALL.finditer(text)), default=-1)
    for part in _PART.finditer(text):
        if part["sign"]:
            runs = part["start"] in _ALWAYS or (part["start"] in _SOMETIMES and part.start("start") < last_call)
        else:
            runs = could_run(text.lstrip("'"))
        if runs:
            yield part.end(), len(part["guard"])


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
