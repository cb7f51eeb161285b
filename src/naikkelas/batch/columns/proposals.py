"""What a column of a table probably is, and how sure that is."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from naikkelas.batch.columns.mapping import Use
from naikkelas.batch.table import Column
from naikkelas.facts import Text


class Sure(StrEnum):
    """How sure a proposal is: the title is the name of a fact; a known title whose cells can be read; a guess; nothing."""

    NAMED = "named"
    SURE = "sure"
    UNSURE = "unsure"
    NONE = "none"

    @property
    def is_used(self) -> bool:
        """Whether the column may be used before anybody confirms it."""
        return self in (Sure.NAMED, Sure.SURE)


@dataclass(frozen=True, slots=True)
class Sample:
    """A cell, and what it would become: a value in words, or the code of the problem that refuses it."""

    cell: str
    becomes: str
    refused: bool


@dataclass(frozen=True, slots=True)
class ColumnProposal:
    """What one column probably is. ``filled`` of the sampled cells were not empty, ``unread`` of those would be refused."""

    column: Column
    use: Use | None
    sure: Sure
    why: Text
    filled: int = 0
    unread: int = 0
    samples: tuple[Sample, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """As plain data, for JSON."""
        use = None if self.use is None else {"role": self.use.role, "name": self.use.name, "unit": self.use.unit}
        samples = [{"cell": each.cell, "becomes": each.becomes, "refused": each.refused} for each in self.samples]
        return {
            "column": self.column.name, "letter": self.column.letter, "use": use, "sure": self.sure.value,
            "why": self.why.to_dict(), "filled": self.filled, "unread": self.unread, "samples": samples,
        }  # fmt: skip
