"""Cells of the tables in a file of tests: which column each belongs to, and so what it is for."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from naikkelas.authoring.serving.outline import ITEM, Token

__all__ = ["cell_paths"]

Path = tuple[str, ...]

_CASE: Final = ("cases", ITEM)
_ROWS: Final = (*_CASE, "rows")
_COLUMN: Final = (*_CASE, "columns", ITEM)
#: From here on a path lies in a cell: rows, a row, a cell.
_DEPTH: Final = len(_ROWS) + 2
_SIGN: Final = re.compile(r"(?:(?<=\s)|^)#[^\r\n]*|[\[\]{},]|-(?=[ \t\r\n]|$)", re.MULTILINE)


def cell_paths(text: str, tokens: Sequence[Token]) -> Mapping[int, Path]:
    """By the start of each key and value in a cell, the path at which it would stand in a case without a table."""
    made: dict[int, Path] = {}
    tables = [at for at, token in enumerate(tokens) if token.is_key and token.path == _CASE and token.text == "rows"]
    for number, at in enumerate(tables):
        before = tables[number - 1] if number else 0
        behind = tables[number + 1] if number + 1 < len(tables) else len(tokens)
        columns = _columns(tokens, before, at) or _columns(tokens, at, behind)
        for token, cell in _numbered(text, tokens, at):
            if cell < len(columns):
                made[token.start] = (*_CASE, *columns[cell].split("."), *token.path[_DEPTH:])
    return made


def _columns(tokens: Sequence[Token], start: int, end: int) -> list[str]:
    """The columns of the table between two places: those written last, as a case before may have lost its rows."""
    keys = [at for at in range(start, end) if tokens[at].is_key and tokens[at].path == _CASE and tokens[at].text == "columns"]
    return [token.text for token in tokens[keys[-1] : end] if token.path == _COLUMN] if keys else []


def _numbered(text: str, tokens: Sequence[Token], at: int) -> Iterator[tuple[Token, int]]:
    """Everything in the cells of one table with the number of its cell, from 0."""
    starts: list[list[int]] = []
    index = tokens[at].end
    for number in range(at + 1, len(tokens)):
        token = tokens[number]
        if token.path[: len(_ROWS)] != _ROWS:
            return
        _walk(text, index, token.start, starts)
        index = token.end
        if len(token.path) >= _DEPTH and len(starts) > 1:
            yield token, starts[1][1]


def _walk(text: str, start: int, end: int, opened: list[list[int]]) -> None:
    """Keeps account of open lists between two texts: each is its column, -1 in brackets, and the number of its item."""
    for found in _SIGN.finditer(text, start, end):
        sign = found.group()
        if sign in ("[", "{"):
            opened.append([-1, 0])
        elif sign in ("]", "}"):
            del opened[-1:]
        elif sign == "," and opened:
            opened[-1][1] += 1
        elif sign == "-" and not (opened and opened[-1][0] < 0):
            line = text.rfind("\n", 0, found.start())
            _dash(found.start() - max(line, text.rfind("\r", line + 1, found.start())), opened)


def _dash(column: int, opened: list[list[int]]) -> None:
    """An item of a list without brackets."""
    del opened[bisect_left([each[0] for each in opened], column + 1) :]
    if opened and opened[-1][0] == column:
        opened[-1][1] += 1
    else:
        opened.append([column, 0])
