"""What changed between two results, and why: plain data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from naikkelas.conditions import Outcome
from naikkelas.facts import Text
from naikkelas.problems import Problem


class Cause(StrEnum):
    """What made a decision change."""

    DATA = "data"
    DATE = "date"
    RULES = "rules"
    DATA_AND_DATE = "data_and_date"
    DATA_OR_DATE = "data_or_date"
    ROW_NOT_READ = "row_not_read"
    READING = "reading"
    SEVERAL = "several"
    UNKNOWN = "unknown"


CAUSES: Final[Mapping[Cause, Text]] = {
    Cause.DATA: Text("datanya berubah", "the data changed"),
    Cause.DATE: Text("tanggal penilaiannya lain", "the as-of date is another"),
    Cause.RULES: Text("aturannya berubah", "the rules changed"),
    Cause.DATA_AND_DATE: Text("data dan tanggal bersama-sama", "the data and the date together"),
    Cause.DATA_OR_DATE: Text("data dan tanggal, masing-masing sudah cukup", "the data and the date, each alone is enough"),
    Cause.ROW_NOT_READ: Text("barisnya tidak dibaca, dulu atau sekarang", "the row was not read, then or now"),
    Cause.READING: Text(
        "cara membaca tabelnya lain (mapping atau andaian), atau hasil lama disunting",
        "the table is read in another way (mapping or assumptions), or the old result was edited",
    ),
    Cause.SEVERAL: Text("beberapa sebab, lihat tiap syarat", "several causes, see each criterion"),
    Cause.UNKNOWN: Text("tidak dapat dibedakan", "not told apart"),
}

#: What may differ between the two, as a cause that is not told apart lists it.
DIFFERENCES: Final[Mapping[str, Text]] = {
    "data": Text("data", "data"),
    "row_not_read": Text("baris yang tidak dibaca", "a row that was not read"),
    "date": Text("tanggal", "date"),
    "rules": Text("aturan", "rules"),
    "assumptions": Text("andaian", "assumptions"),
    "reading": Text("cara membaca", "reading"),
}


class Kind(StrEnum):
    """What became of a key."""

    CHANGED = "changed"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class CriterionChange:
    """A criterion whose status is another now, and why."""

    name: str
    before: str
    after: str
    cause: Cause

    @property
    def words(self) -> str:
        """On one line: ``permit: met > not_met (date)``."""
        return f"{self.name}: {self.before or '?'} > {self.after or '?'} ({self.cause.value})"


@dataclass(frozen=True, slots=True)
class Change:
    """One key that is new, gone or decided otherwise. Rows are numbered as their file numbers them.

    ``differs`` names what is another, of :data:`DIFFERENCES`, where the cause is not told apart.
    """

    kind: Kind
    key: str
    before: Outcome | None
    after: Outcome | None
    criteria: tuple[CriterionChange, ...] = ()
    cause: Cause | None = None
    row_before: int | None = None
    row_now: int | None = None
    differs: tuple[str, ...] = ()

    @property
    def why(self) -> Text:
        """The cause in words; where it is not told apart, with all that differs."""
        words = CAUSES[self.cause or Cause.UNKNOWN]
        if not self.differs:
            return words
        indonesian, english = (", ".join(getattr(DIFFERENCES[each], lang) for each in self.differs) for lang in ("id", "en"))
        if self.cause is Cause.UNKNOWN:
            return Text(f"{words.id}: {indonesian}", f"{words.en}: {english}")
        return Text(f"{words.id}; tidak dapat dibedakan: {indonesian}", f"{words.en}; not told apart: {english}")


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two results compared by a key, counted. ``moves`` are the changed outcomes; rows that are not compared are counted apart.

    ``repeated`` keys stand twice in one of the results, ``unkeyed`` rows have none, ``unread`` rows have no outcome that can be read.
    ``new_criteria`` and ``gone_criteria`` stand in one of the results only. ``notes`` say what the results do not tell.
    """

    same: int
    changed: int
    new: int
    gone: int
    repeated: int
    unkeyed: int
    unread: int
    moves: Mapping[tuple[Outcome, Outcome], int] = field(hash=False)
    criteria: Mapping[str, int] = field(hash=False)
    causes: Mapping[Cause, int] = field(hash=False)
    new_criteria: tuple[str, ...]
    gone_criteria: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    notes: tuple[Text, ...]
    problems: tuple[Problem, ...]

    def to_dict(self) -> dict[str, Any]:
        """As plain data, for JSON; no key is in it."""
        counts = ("same", "changed", "new", "gone", "repeated", "unkeyed", "unread")
        return {
            **{name: getattr(self, name) for name in counts},
            "moves": [{"before": before.value, "after": after.value, "rows": count} for (before, after), count in self.moves.items()],
            "criteria": dict(self.criteria),
            "causes": {cause.value: count for cause, count in self.causes.items()},
            "new_criteria": list(self.new_criteria),
            "gone_criteria": list(self.gone_criteria),
            "before": list(self.before),
            "after": list(self.after),
            "notes": [note.to_dict() for note in self.notes],
        }
