"""JSON Lines: one object a line. A first pass finds every column and every line that is no object."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from naikkelas.batch.cells import is_blank
from naikkelas.batch.table import Column, Row, Table, TableError
from naikkelas.facts import Text
from naikkelas.problems import Place, Problem, Words, problem

_MOST_PROBLEMS: Final = 20


class _TwiceError(ValueError):
    """A key stands twice in one object."""


def open_jsonl(path: Path) -> Table:
    """The table of a file with one JSON object a line; its columns are all keys, in the order they first come.

    Raises:
        TableError: with the lines that are no objects (NK455), at most 20.
    """
    names: dict[str, None] = {}
    problems: list[Problem] = []
    total = 0
    for number, line in _lines(path):
        made = _object(path, number, line)
        if isinstance(made, Problem):
            problems.append(made)
            if len(problems) >= _MOST_PROBLEMS:
                break
            continue
        names |= dict.fromkeys(made)
        total += any(not is_blank(value) for value in made.values())
    if not problems and not names:
        problems = [problem("NK452", Place(str(path)))]
    if problems:
        raise TableError(problems)
    columns = tuple(Column(index, name, name) for index, name in enumerate(names))

    def rows() -> Iterator[Row]:
        for number, line in _lines(path):
            made = _object(path, number, line)
            if isinstance(made, Problem):
                raise TableError([made])
            if any(not is_blank(value) for value in made.values()):
                yield Row(number, tuple(made.get(name) for name in names))

    note = Text("JSON Lines, satu objek tiap baris", "JSON Lines, one object a line")
    return Table(str(path), "jsonl", columns, rows, notes=(note,), total=total)


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
        made = json.loads(line, object_pairs_hook=_without_repeats)
    except json.JSONDecodeError as error:
        column, reason = error.colno, Words("it is not JSON", "bukan JSON")
    except _TwiceError:
        reason = Words("a key stands twice", "ada kunci yang tertulis dua kali")
    except RecursionError:
        reason = Words("it is nested too deep", "susunannya terlalu dalam")
    except ValueError:  # Python reads no number that is longer
        reason = Words("it holds a number with thousands of digits", "ada bilangan dengan ribuan angka")
    else:
        if isinstance(made, dict):
            return made
    return problem("NK455", Place(str(path), number, column), reason=reason)


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise _TwiceError
    return made
