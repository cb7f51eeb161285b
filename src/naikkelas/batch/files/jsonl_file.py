"""JSON Lines: one object a line. A first pass finds every column and every line that is no object.

JSON can write half of a letter (U+D800 alone), which no text of a file can hold. It becomes the sign of a letter that was lost, and is told.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from naikkelas.batch.cells import is_blank
from naikkelas.batch.files.spreadsheet import MOST_COLUMNS, SPREAD, is_spread, unreadable
from naikkelas.batch.table import LOST, Column, Row, Table, TableError, columns_named, is_damaged, no_titles, unnumbered
from naikkelas.facts import Text
from naikkelas.problems import Place, Problem, Words, problem

_MOST_PROBLEMS: Final = 20
#: How a line looks that may hold half of a letter, and the half itself.
_MAYBE_HALF: Final = re.compile(r"\\ud[89a-f]", re.IGNORECASE)
_HALF: Final = re.compile("[\ud800-\udfff]")
#: What Python takes for a number and JSON does not, outside of texts.
_NO_NUMBER: Final = re.compile(r'"(?:[^"\\]|\\.)*"|(-?Infinity|NaN)')
_WIDE: Final = Words("its lines have more than 16,384 different keys", "baris-barisnya mempunyai lebih dari 16.384 kunci yang berbeda")


class _TwiceError(ValueError):
    """A key stands twice in one object."""


class _NoNumberError(ValueError):
    """What JSON has no number for."""


def open_jsonl(path: Path) -> Table:
    """The table of a file with one JSON object a line; its columns are all keys, in the order they first come.

    Raises:
        TableError: with the lines that are no objects (NK455), at most 20; or when they have more keys than a sheet has columns, or
            each its own (NK450).
    """
    names, total, damaged, untitled = _looked_through(path)
    columns = _columns(names)

    def rows() -> Iterator[Row]:
        for number, line in _lines(path):
            made = _object(path, number, line)
            if isinstance(made, Problem):
                raise TableError([made])
            if any(not is_blank(value) for value in made.values()):
                yield Row(number, tuple(made.get(name) for name in names))

    note = Text("JSON Lines, satu objek tiap baris", "JSON Lines, one object a line")
    filled = [column for column, name in zip(columns, names, strict=True) if name in untitled]
    line = names[min(untitled, key=names.__getitem__)] if untitled else None
    problems = (*_told(path, columns, names), *no_titles(filled, Place(str(path), line)))
    return Table(str(path), "jsonl", unnumbered(columns), rows, notes=(note,), total=total, problems=problems, damaged=damaged)


def _told(path: Path, columns: Iterable[Column], names: Mapping[str, int]) -> tuple[Problem, ...]:
    """The titles with halves of letters, in the lines where they first stand."""
    return tuple(
        problem("NK559", Place(str(path), line, column.index + 1, column.name), "save_as_utf8")
        for column, (name, line) in zip(columns, names.items(), strict=True)
        if column.title != name
    )


def _looked_through(path: Path) -> tuple[dict[str, int], int, bool, set[str]]:
    """Every key with the line where it first stands, the number of rows that are not blank, whether letters of cells are lost, and blank keys of cells."""
    names: dict[str, int] = {}
    problems: list[Problem] = []
    total = written = 0
    damaged = False
    blank: list[str] = []
    untitled: set[str] = set()
    for number, line in _lines(path):
        made = _object(path, number, line)
        if isinstance(made, Problem):
            problems.append(made)
            if len(problems) >= _MOST_PROBLEMS:
                break
            continue
        for name in made:
            if name not in names:
                names[name] = number
                blank += [] if name.strip() else [name]
        untitled.update(name for name in blank if not is_blank(made.get(name)))
        if len(names) > MOST_COLUMNS:
            raise TableError([problem("NK450", Place(str(path), number), reason=_WIDE)])
        written += len(made)
        total += any(not is_blank(value) for value in made.values())
        damaged |= _MAYBE_HALF.search(line) is not None and any(map(is_damaged, made.values()))
    if not problems and not names:
        problems = [problem("NK452", Place(str(path)))]
    if problems:
        raise TableError(problems)
    if is_spread(total * len(names), written):
        raise unreadable(path, SPREAD)
    return names, total, damaged, untitled


def _columns(names: Iterable[str]) -> tuple[Column, ...]:
    """A column for each key; keys that differ in halves of letters only stay apart."""
    titles = [(_mended(key), key) for key in names]
    return columns_named([title for title, _ in titles], mended={at for at, (title, key) in enumerate(titles) if title != key})


def _mended(made: Any) -> Any:
    """What was read, with the sign of a lost letter for halves of letters."""
    if isinstance(made, str):
        return _HALF.sub(LOST, made)
    if isinstance(made, list):
        return [_mended(each) for each in made]
    if not isinstance(made, dict):
        return made
    mended: dict[str, Any] = {}
    for key, value in made.items():
        name = _mended(key)
        while name != key and (name in made or name in mended):
            name += LOST
        mended[name] = _mended(value)
    return mended


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    with path.open(encoding="utf-8-sig", errors="strict") as file:
        try:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield number, line
        except UnicodeDecodeError:
            reason = Words("it is not UTF-8", "pengodeannya bukan UTF-8")
            raise TableError([problem("NK450", Place(str(path)), reason=reason)]) from None


def _object(path: Path, number: int, line: str) -> dict[str, Any] | Problem:
    column, reason = 1, Words("something else", "isinya lain")
    try:
        made = json.loads(line, object_pairs_hook=_without_repeats, parse_constant=_no_number)
        if isinstance(made, dict) and _MAYBE_HALF.search(line):
            made = dict(zip(made, map(_mended, made.values()), strict=True))  # the keys name the columns, and stay apart
    except json.JSONDecodeError as error:
        column, reason = error.colno, Words("it is not JSON", "bukan JSON")
    except _TwiceError:
        reason = Words("a key stands twice", "ada kunci yang tertulis dua kali")
    except _NoNumberError:
        found = next(found for found in _NO_NUMBER.finditer(line) if found[1])
        column, reason = found.start() + 1, Words(f"{found[1]} is no number of JSON", f"{found[1]} bukan bilangan JSON")
    except RecursionError:
        reason = Words("it is nested too deep", "susunannya terlalu dalam")
    except ValueError:  # Python reads no number that is longer
        reason = Words("it holds a number with thousands of digits", "ada bilangan dengan ribuan angka")
    else:
        if isinstance(made, dict):
            return made
    return problem("NK455", Place(str(path), number, column), reason=reason)


def _no_number(_: str) -> Any:
    raise _NoNumberError


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise _TwiceError
    return made
