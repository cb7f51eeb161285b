"""What two results say, by key: kept on disk in a temporary file of SQLite, so that results larger than memory can be compared."""

import sqlite3
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
CREATE TABLE side0 (key TEXT PRIMARY KEY, row INTEGER, times INTEGER, last INTEGER, decided TEXT, stamp TEXT, old TEXT, moved TEXT) WITHOUT ROWID;
CREATE TABLE side1 (key TEXT PRIMARY KEY, row INTEGER, times INTEGER, last INTEGER, decided TEXT, stamp TEXT) WITHOUT ROWID;
"""
_ADD: Final = (
    "INSERT INTO side0 VALUES (?, ?, 1, 0, ?, ?, NULL, NULL) ON CONFLICT (key) DO UPDATE SET times = times + 1, last = excluded.row",
    "INSERT INTO side1 VALUES (?, ?, 1, 0, ?, ?) ON CONFLICT (key) DO UPDATE SET times = times + 1, last = excluded.row",
)
_BOTH: Final = "FROM side0 JOIN side1 USING (key) WHERE side0.times = 1 AND side1.times = 1"


@dataclass(frozen=True, slots=True)
class Known:
    """What last month's result says of a key, and what its row would give today (see :func:`naikkelas.batch.comparison.cause_of`)."""

    row: int
    decided: tuple[str, ...]
    stamp: Stamp
    old: tuple[str, ...] | None
    moved: tuple[str, ...] | None


class Store:
    """Two results by key; SQLite removes its file when it is closed, or when the process ends."""

    def __init__(self) -> None:
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.executescript(_TABLES)
        self._database.execute("BEGIN")

    def close(self) -> None:
        """Removes everything."""
        self._database.close()

    def add(self, side: int, row: int, scored: Scored) -> None:
        """Keeps one row; a key that comes again is only counted."""
        self._database.execute(_ADD[side], (scored.key, row, _BETWEEN.join(self.words(scored)), _written(scored.stamp)))

    def done(self, side: int) -> None:
        """Makes the rows of a result findable by their number."""
        self._database.execute(f"CREATE INDEX row{side} ON side{side} (row)")

    @staticmethod
    def words(scored: Scored) -> tuple[str, ...]:
        """What was decided: the outcome and the statuses."""
        outcome = NOBODY if scored.outcome is None else scored.outcome.value
        return (outcome, *(status or NOBODY for status in scored.statuses))

    def twice(self, side: int) -> list[tuple[int, int]]:
        """The first few keys that came again: the last row they stood in, and the first."""
        found = self._database.execute(f"SELECT last, row FROM side{side} WHERE times > 1 ORDER BY row LIMIT {_MOST_TOLD}")  # noqa: S608 - 0 or 1
        return found.fetchall()

    def same(self) -> int:
        """How many keys are decided as before."""
        return self._count(f"{_BOTH} AND side0.decided = side1.decided AND side0.decided NOT GLOB '[?]*'")

    def repeated(self) -> int:
        """How many keys stand twice in either result; they are not compared."""
        return self._count("FROM (SELECT key FROM side0 WHERE times > 1 UNION SELECT key FROM side1 WHERE times > 1)")

    def any_changed(self) -> bool:
        """Whether any key is decided otherwise."""
        return bool(self._count(f"{_BOTH} AND side0.decided <> side1.decided"))

    def has_changed(self, side: int, row: int) -> bool:
        """Whether the key of a row is in both and decided otherwise."""
        return bool(self._count(f"{_BOTH} AND side0.decided <> side1.decided AND side{side}.row = ?", row))

    def keep(self, key: str, old: tuple[str, ...] | None, moved: tuple[str, ...] | None) -> None:
        """Keeps what a row of last month would give today."""
        made = [None if each is None else _BETWEEN.join(each) for each in (old, moved)]
        self._database.execute("UPDATE side0 SET old = ?, moved = ? WHERE key = ?", (*made, key))

    def is_alone(self, row: int) -> bool:
        """Whether the key of a row of this month's result stands once in each that has it."""
        repeated = "EXISTS (SELECT 1 FROM side0 WHERE side0.key = side1.key AND side0.times > 1)"
        return bool(self._count(f"FROM side1 WHERE row = ? AND times = 1 AND NOT {repeated}", row))

    def known(self, key: str) -> Known | None:
        """What last month's result says of a key."""
        found = self._database.execute("SELECT row, decided, stamp, old, moved FROM side0 WHERE key = ?", (key,)).fetchone()
        if found is None:
            return None
        row, decided, stamp, old, moved = found
        return Known(row, *(_parts(decided), _read(stamp)), *(None if each is None else _parts(each) for each in (old, moved)))

    def gone(self) -> "_Rows":
        """The rows of last month's result whose keys are in it only."""
        return _Rows(self._database)

    def _count(self, condition: str, *given: int) -> int:
        found: int = self._database.execute(f"SELECT count(*) {condition}", given).fetchone()[0]
        return found


_GONE: Final = "FROM side0 WHERE times = 1 AND NOT EXISTS (SELECT 1 FROM side1 WHERE side1.key = side0.key)"


class _Rows:
    """Rows that can be asked for one by one, and are never held."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def __bool__(self) -> bool:
        return self._database.execute(f"SELECT 1 {_GONE} LIMIT 1").fetchone() is not None

    def __contains__(self, row: int) -> bool:
        return self._database.execute(f"SELECT 1 {_GONE} AND row = ?", (row,)).fetchone() is not None


def _parts(text: str) -> tuple[str, ...]:
    return tuple(text.split(_BETWEEN))


def _written(stamp: Stamp) -> str:
    return "|".join("" if each is None else str(each) for each in (stamp.as_of, stamp.rules_as_of, stamp.hash, stamp.rules))


def _read(text: str) -> Stamp:
    as_of, rules_as_of, made, rules = text.split("|", 3)
    return Stamp(_day(as_of), _day(rules_as_of), rules or None, made or None)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
