"""What two results say, by key: kept on disk in a temporary file of SQLite, so that results larger than memory can be compared."""

import errno
import json
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Final

from naikkelas.batch.scored_table import Scored, Stamp

_MOST_TOLD: Final = 20
_BETWEEN: Final = " "

#: What stands for an outcome or a status that cannot be read.
NOBODY: Final = "?"

_TABLES: Final = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE side0 (key TEXT PRIMARY KEY, row INTEGER, times INTEGER, last INTEGER, decided TEXT, stamp TEXT) WITHOUT ROWID;
CREATE TABLE side1 (key TEXT PRIMARY KEY, row INTEGER, times INTEGER, last INTEGER, decided TEXT, stamp TEXT) WITHOUT ROWID;
CREATE TABLE again (key TEXT PRIMARY KEY, old TEXT, moved TEXT, mark INTEGER) WITHOUT ROWID;
"""
_ADD: Final = tuple(
    f"INSERT INTO side{side} VALUES (?, ?, 1, 0, ?, ?) ON CONFLICT (key) DO UPDATE SET times = times + 1, last = excluded.row"  # noqa: S608 - 0 or 1
    for side in (0, 1)
)
_AT_ONCE: Final = 1000
#: The bits of an error of SQLite that say its kind.
_PRIMARY: Final = 0xFF
_BOTH: Final = "FROM side0 JOIN side1 USING (key) WHERE side0.times = 1 AND side1.times = 1"
_CHANGED: Final = f"SELECT side0.row, key {_BOTH} AND side0.decided <> side1.decided ORDER BY side0.row"
_DIFFERENT: Final = """
SELECT side1.row, side1.decided, side0.row, side0.decided, side0.stamp, again.old, again.moved, again.mark
FROM side1 LEFT JOIN side0 USING (key) LEFT JOIN again USING (key)
WHERE side1.times = 1 AND side1.decided NOT GLOB '[?]*'
AND (side0.row IS NULL OR (side0.times = 1 AND side0.decided <> side1.decided AND side0.decided NOT GLOB '[?]*'))
ORDER BY side1.row
"""
_GONE: Final = """
SELECT row FROM side0 WHERE times = 1 AND decided NOT GLOB '[?]*' AND NOT EXISTS (SELECT 1 FROM side1 WHERE side1.key = side0.key)
ORDER BY row
"""


@dataclass(frozen=True, slots=True)
class Known:
    """What last month's result says of a key, and what its row would give today (see :mod:`naikkelas.batch.comparison.causes`).

    ``mark`` is the same only where the facts of the row are; ``None`` where they cannot be read.
    """

    row: int
    decided: tuple[str, ...]
    stamp: Stamp
    old: tuple[str, ...] | None
    moved: tuple[str, ...] | None
    mark: int | None


@contextmanager
def opened() -> Iterator["Store"]:
    """A store for as long as it is needed.

    Raises:
        OSError: when the folder of temporary files is full; it is named.
    """
    store = Store()
    try:
        yield store
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & _PRIMARY not in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
            raise
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), tempfile.gettempdir()) from None
    finally:
        store.close()


class Store:
    """Two results by key; SQLite removes its file when it is closed, or when the process ends."""

    def __init__(self) -> None:
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.executescript(_TABLES)
        self._database.execute("BEGIN")
        self._held: list[tuple[str, int, str, str]] = []

    def close(self) -> None:
        """Removes everything."""
        self._database.close()

    def add(self, side: int, row: int, scored: Scored) -> None:
        """Keeps one row; a key that comes again is only counted."""
        self._held.append((scored.key, row, _BETWEEN.join(self.words(scored)), _written(scored.stamp)))
        if len(self._held) >= _AT_ONCE:
            self.done(side)

    def done(self, side: int) -> None:
        """Keeps what was added last."""
        self._database.executemany(_ADD[side], self._held)
        self._held = []

    @staticmethod
    def words(scored: Scored) -> tuple[str, ...]:
        """What was decided: the outcome and the statuses."""
        outcome = NOBODY if scored.outcome is None else scored.outcome.value
        return (outcome, *(status or NOBODY for status in scored.statuses))

    def twice(self, side: int) -> list[tuple[int, int]]:
        """The first few keys that came again: the last row they stood in, and the first."""
        found = self._database.execute(f"SELECT last, row FROM side{side} WHERE times > 1 ORDER BY row LIMIT {_MOST_TOLD}")  # noqa: S608 - 0 or 1
        return found.fetchall()

    def in_both(self) -> int:
        """How many keys stand in both results, however often."""
        return self._count("FROM side0 JOIN side1 USING (key)")

    def size(self, side: int) -> int:
        """How many keys stand in one of them."""
        return self._count(f"FROM side{side}")

    def first_keys(self, side: int, most: int) -> Iterator[str]:
        """The keys that come first in one of them."""
        found = self._database.execute(f"SELECT key FROM side{side} ORDER BY row LIMIT {most}")  # noqa: S608 - numbers
        return (key for (key,) in found)

    def same(self) -> int:
        """How many keys are decided as before."""
        return self._count(f"{_BOTH} AND side0.decided = side1.decided AND side0.decided NOT GLOB '[?]*'")

    def repeated(self) -> int:
        """How many keys stand twice in either result; they are not compared."""
        return self._count("FROM (SELECT key FROM side0 WHERE times > 1 UNION SELECT key FROM side1 WHERE times > 1)")

    def changed(self) -> Iterator[tuple[int, str]]:
        """The keys that are decided otherwise, with their rows in last month's result, in its order."""
        return iter(self._database.execute(_CHANGED))

    def keep(self, key: str, old: tuple[str, ...] | None, moved: tuple[str, ...] | None, mark: int | None) -> None:
        """Keeps what a row of last month would give today."""
        made = [None if each is None else _BETWEEN.join(each) for each in (old, moved)]
        self._database.execute("INSERT INTO again VALUES (?, ?, ?, ?)", (key, *made, mark))

    def different(self) -> Iterator[tuple[int, tuple[str, ...], Known | None]]:
        """The rows of this month's result whose keys are new or decided otherwise, in its order: with what is decided and was known."""
        for row, decided, before, was, stamp, old, moved, mark in self._database.execute(_DIFFERENT):
            known = None if before is None else Known(before, _parts(was), _read(stamp), _maybe(old), _maybe(moved), mark)
            yield row, _parts(decided), known

    def gone(self) -> Iterator[tuple[int]]:
        """The rows of last month's result whose keys are in it only, in its order."""
        return iter(self._database.execute(_GONE))

    def _count(self, condition: str, *given: int) -> int:
        found: int = self._database.execute(f"SELECT count(*) {condition}", given).fetchone()[0]
        return found


def _parts(text: str) -> tuple[str, ...]:
    return tuple(text.split(_BETWEEN))


def _maybe(text: str | None) -> tuple[str, ...] | None:
    return None if text is None else _parts(text)


def _written(stamp: Stamp) -> str:
    days = (None if each is None else each.isoformat() for each in stamp.days)
    return json.dumps([*days, stamp.rules, stamp.hash, stamp.assumed, stamp.is_read, stamp.reading])


def _read(text: str) -> Stamp:
    as_of, rules_as_of, *rest = json.loads(text)
    return Stamp(_day(as_of), _day(rules_as_of), *rest)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
