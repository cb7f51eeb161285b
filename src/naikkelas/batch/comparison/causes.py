"""What made a decision change: a cause is named only where deciding again proves it."""

from dataclasses import dataclass

from naikkelas.batch.comparison.changes import Cause
from naikkelas.batch.scored_table import Stamp
from naikkelas.ikm.findings import HIDDEN


@dataclass(frozen=True, slots=True)
class Trial:
    """What today's rules, read as today, give; ``None`` where nobody can say.

    ``old`` is last month's data on last month's date, ``moved`` last month's data on today's date, ``mixed`` today's data on last month's
    date, and ``again`` today's data on today's date.
    """

    old: str | None
    moved: str | None
    mixed: str | None
    again: str | None


@dataclass(frozen=True, slots=True)
class Setting:
    """What is the same in both results, beside the data and the date; ``same_rules`` is ``None`` where nobody knows.

    ``same_reading``: last month's table is surely read today as it was read then.
    """

    same_rules: bool | None
    same_programme: bool
    same_assumptions: bool
    same_columns: bool
    is_read: bool
    same_reading: bool

    @classmethod
    def of(cls, before: Stamp, now: Stamp, programme: str, *, same_columns: bool, reading: str | None) -> "Setting":
        """From the stamps of a row, the name of today's rules, and how last month's table is read today."""
        return cls(
            None if before.hash is None or now.hash is None else before.hash == now.hash,
            before.programme in (None, programme),
            before.assumed == now.assumed and HIDDEN not in before.assumed,
            same_columns,
            before.is_read and now.is_read,
            before.reading is not None and before.reading == reading,
        )


def cause_of(before: str, now: str, trial: Trial, setting: Setting) -> Cause:
    """What made ``before`` become ``now``."""
    if None in (trial.old, trial.moved, trial.mixed) or setting.same_rules is None or trial.again != now:
        return Cause.UNKNOWN
    if not setting.same_rules:
        # Last month's rules are not at hand: only what today's make of last month's data and date can be known.
        is_alone = setting.same_programme and setting.same_assumptions and setting.same_columns and setting.same_reading
        return Cause.RULES if is_alone and trial.old == now else Cause.UNKNOWN
    if trial.old != before:
        return Cause.READING if trial.old == now else Cause.UNKNOWN
    if not setting.same_assumptions:
        return Cause.UNKNOWN
    match trial.mixed == now, trial.moved == now:
        case True, True:
            return Cause.DATA_OR_DATE
        case True, False:
            return Cause.DATA if setting.is_read else Cause.ROW_NOT_READ
        case False, True:
            return Cause.DATE
    return Cause.DATA_AND_DATE


def differing(setting: Setting, *, data: bool, date: bool, reading: bool) -> tuple[str, ...]:
    """The names of what is another in the two results, of :data:`naikkelas.batch.comparison.changes.DIFFERENCES`."""
    found = {
        "data": data and setting.is_read,
        "row_not_read": not setting.is_read,
        "date": date,
        "rules": setting.same_rules is False,
        "assumptions": not setting.same_assumptions,
        "reading": reading or not setting.same_columns or (setting.same_rules is False and not setting.same_reading),
    }
    return tuple(name for name, differs in found.items() if differs)
