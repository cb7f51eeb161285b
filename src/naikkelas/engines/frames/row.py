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


def sides_of(types: Mapping[str, FactType]) -> dict[str, str]:
    """The columns that are a side of a range, with their facts."""
    return {name + end: name for name, kind in types.items() if kind.kind.is_ordered for end in (LOW, HIGH)}


def profile_of(row: Mapping[str, Any], types: Mapping[str, FactType], sides: Mapping[str, str]) -> dict[str, Any]:
    """The facts of a row that the rules read, whose ``types`` are given, as a profile gives them; other columns are left out."""
    found: dict[str, Any] = {}
    for name, kind in types.items():
        raw = row.get(name)
        if raw is None:
            continue
        value = raw if type(raw) in _AS_IT_IS else _plain(raw, kind)
        if not _is_missing(value, kind):
            found[name] = value
    for name in dict.fromkeys(sides[column] for column in sides if column in row) if not sides.keys().isdisjoint(row) else ():
        known = {} if name in found else _known_sides(row, types[name], (name + LOW, name + HIGH))
        if known:
            found[name] = known
    return found


def _known_sides(row: Mapping[str, Any], kind: FactType, columns: tuple[str, str]) -> dict[str, Any]:
    values = {key: _plain(row.get(column), kind) for key, column in zip(("at_least", "at_most"), columns, strict=True)}
    return {key: side for key, side in values.items() if not _is_missing(side, kind)}


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
    points, statuses, masks = decision.points, decision.statuses, decision.masks
    names = ("outcome", "points_low", "points_high", *statuses, *(f"mask_{number}" for number in range(len(masks))))
    now = (decision.outcome, points.at_least, points.at_most, *statuses.values(), *masks)
    found = []
    for name, value in zip(names, now, strict=True):
        column = prefix + name
        told = row.get(column, value)
        if told is not value and told != value:
            found.append(problem("NK527", Place(path=column), name=column, read=told, expected=value))
    return found
