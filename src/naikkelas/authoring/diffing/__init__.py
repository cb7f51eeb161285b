"""The difference between two rule sets: what changed in words, whether anybody is decided otherwise, and who in a table.

::

    from datetime import date
    from naikkelas.authoring.diffing import Side, changes_of, compare, names_of

    old, new = Side("old", naikkelas.load("old.yaml")), Side("new", naikkelas.load("new.yaml"))
    difference = compare(old, new, day=date(2026, 11, 1))

What is compared is described in ``docs/comparing.md``.
"""

from naikkelas.authoring.diffing.changes import changes_of
from naikkelas.authoring.diffing.comparing import SECONDS, compare, has_difference, moment_of
from naikkelas.authoring.diffing.matching import names_of
from naikkelas.authoring.diffing.model import (
    Answer,
    Change,
    ChangedRow,
    Claim,
    Difference,
    Effect,
    Moment,
    Part,
    Period,
    Side,
    TableDifference,
    Witness,
    moved_place,
)
from naikkelas.authoring.diffing.revisions import RevisionError, extracted, is_revision, parted
from naikkelas.authoring.diffing.tables import Wanted, table_difference
from naikkelas.authoring.diffing.telling import as_data, cases_of, markdown_of, text_of

__all__ = [
    "SECONDS",
    "Answer",
    "Change",
    "ChangedRow",
    "Claim",
    "Difference",
    "Effect",
    "Moment",
    "Part",
    "Period",
    "RevisionError",
    "Side",
    "TableDifference",
    "Wanted",
    "Witness",
    "as_data",
    "cases_of",
    "changes_of",
    "compare",
    "extracted",
    "has_difference",
    "is_revision",
    "markdown_of",
    "moment_of",
    "moved_place",
    "names_of",
    "parted",
    "table_difference",
    "text_of",
]
