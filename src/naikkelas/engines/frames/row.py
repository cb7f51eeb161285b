"""One row of a decided table, explained: read again as a profile, and compared with the result that stands in it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from naikkelas.decision import Decision
from naikkelas.engines.frames.door import HIGH, LOW
from naikkelas.engines.frames.given import table_types
from naikkelas.facts import Fact, FactType, Text
from naikkelas.problems import Place, Problem, problem
from naikkelas.ruleset.model import LinkedRuleSet
from naikkelas.snapshot import Snapshot
from naikkelas.values import BadValue, read_value

_ASSUMED: Final = Text("diandaikan untuk seluruh tabel, bukan dari data", "assumed for the whole table, not in the data")


def profile_of(row: Mapping[str, Any], linked: LinkedRuleSet, catalogue: Mapping[str, Fact]) -> dict[str, Any]:
    """The facts of a row that the rules read, as a profile gives them; other columns are left out."""
    found = {}
    for name, kind in table_types(linked, catalogue).items():
        value = _plain(row.get(name), kind)
        if not _is_missing(value, kind):
            found[name] = value
            continue
        if kind.kind.is_ordered:
            sides = {key: _plain(row.get(name + end), kind) for key, end in (("at_least", LOW), ("at_most", HIGH))}
            known = {key: side for key, side in sides.items() if not _is_missing(side, kind)}
            if known:
                found[name] = known
    return found


def _plain(value: Any, kind: FactType) -> Any:
    """What a table writes otherwise than a profile: the last day there is stands for ``never``, and lists may be arrays."""
    if kind.may_be_never and isinstance(value, date) and (value.year, value.month, value.day) == (9999, 12, 31):
        return "never"
    return value.tolist() if type(value).__name__ == "ndarray" else value


def _is_missing(value: Any, kind: FactType) -> bool:
    if value is None or isinstance(value, list | tuple | set | frozenset):
        return value is None
    try:
        return read_value(value, kind) is None
    except BadValue:
        return False


def assumed_in(row: Mapping[str, Any], prefix: str) -> list[str]:
    """The facts that the table says were assumed."""
    said = row.get(f"{prefix}assumed")
    return said.split() if isinstance(said, str) else []


def with_origins(snapshot: Snapshot, assumed: Iterable[str]) -> Snapshot:
    """The snapshot, saying of assumed facts that they were."""
    known = {name: _ASSUMED for name in assumed if snapshot.value(name) is not None}
    return replace(snapshot, origins={**snapshot.origins, **known}) if known else snapshot


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
