"""One row of a decided table, explained: read again as a profile, and compared with the result that stands in it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final, Protocol

from naikkelas.decision import Decision
from naikkelas.engines.frames.door import HIGH, LOW
from naikkelas.facts import FactType, Text, day
from naikkelas.problems import EvaluationError, Place, Problem, problem, shown, suggestion
from naikkelas.snapshot import Snapshot
from naikkelas.values import BadValue, read_value

_ANY_DAY: Final = day(1, date.max.toordinal())
_AS_IT_IS: Final = frozenset({bool, int, float, str})
_NEVER_MISSING: Final = frozenset({bool, int, date})
_ASSUMED: Final = Text("dari andaian untuk seluruh tabel, bukan dari data", "from what is assumed for the whole table, not from the data")


class SparkRow(Protocol):
    """A row of PySpark: a tuple that can be asked for its names."""

    def asDict(self, recursive: bool = False) -> dict[str, Any]:  # noqa: N802 - PySpark's
        """Names and values."""
        ...


def by_name(row: Mapping[str, Any] | SparkRow) -> Mapping[str, Any]:
    """A row as names and values."""
    return row if isinstance(row, Mapping) else row.asDict()


def profile_of(row: Mapping[str, Any], types: Mapping[str, FactType]) -> dict[str, Any]:
    """The facts of a row that the rules read, whose ``types`` are given, as a profile gives them; other columns are left out."""
    found = {}
    for name, kind in types.items():
        raw = row.get(name)
        value = None if raw is None else _plain(raw, kind)
        if not _is_missing(value, kind):
            found[name] = value
        elif kind.kind.is_ordered and (name + LOW in row or name + HIGH in row):
            sides = {key: _plain(row.get(name + end), kind) for key, end in (("at_least", LOW), ("at_most", HIGH))}
            known = {key: side for key, side in sides.items() if not _is_missing(side, kind)}
            if known:
                found[name] = known
    return found


def _plain(value: Any, kind: FactType) -> Any:
    """What a table writes otherwise than a profile: the last day there is stands for ``never``, and lists may be arrays."""
    if type(value) in _AS_IT_IS:
        return value
    if kind.may_be_never and isinstance(value, date) and (value.year, value.month, value.day) == (9999, 12, 31):
        return "never"
    return value.tolist() if type(value).__name__ == "ndarray" else value


def _is_missing(value: Any, kind: FactType) -> bool:
    if value is None or type(value) in _NEVER_MISSING or isinstance(value, list | tuple | set | frozenset):
        return value is None
    if type(value) is str:
        return not value.strip()
    try:
        return read_value(value, kind) is None
    except BadValue:
        return False


def assumed_in(row: Mapping[str, Any], prefix: str) -> list[str]:
    """The facts that the table says were assumed: by their names, or as ``naikkelas score`` writes it, ``name=value; ...``."""
    said = row.get(f"{prefix}assumed")
    return [part.partition("=")[0] for part in said.replace(";", " ").split()] if isinstance(said, str) else []


def with_origins(snapshot: Snapshot, assumed: Iterable[str]) -> Snapshot:
    """The snapshot, saying of assumed facts that they were."""
    known = {name: _ASSUMED for name in assumed if snapshot.value(name) is not None}
    return replace(snapshot, origins={**snapshot.origins, **known}) if known else snapshot


def with_problems(snapshot: Snapshot, found: Iterable[Problem]) -> Snapshot:
    """The snapshot with more warnings."""
    return replace(snapshot, problems=(*snapshot.problems, *found))


def day_in(row: Mapping[str, Any], column: str) -> date:
    """The as-of date that stands in a row.

    Raises:
        EvaluationError: when there is no such column (NK528), or no date in it (NK504).
    """
    if column not in row:
        close = suggestion(column, row)
        raise EvaluationError(
            [problem("NK528", Place(path=column), "did_you_mean" if close else None, name=column, suggestion=close or "")]
        )
    try:
        value = read_value(row[column], _ANY_DAY)
    except BadValue:
        value = None
    if not isinstance(value, int) or isinstance(value, bool):
        raise EvaluationError([problem("NK504", Place(path=column), name=column, read=shown(repr(row[column])))])
    return date.fromordinal(value)


def changes(row: Mapping[str, Any], decision: Decision, prefix: str) -> list[Problem]:
    """Where the result in a row is not that of its facts (NK527); nothing when the row has none."""
    if not isinstance(row.get(f"{prefix}outcome"), str):
        return []
    points = decision.points
    now: dict[str, Any] = {"outcome": decision.outcome.value, "points_low": points.at_least, "points_high": points.at_most}
    now |= {name: status.value for name, status in decision.statuses.items()}
    now |= {f"mask_{number}": mask for number, mask in enumerate(decision.masks)}
    found = []
    for name, value in now.items():
        column = prefix + name
        if column in row and row[column] != value:
            found.append(problem("NK527", Place(path=column), name=column, read=row[column], expected=value))
    return found
