"""The selection of a rule set at a glance."""

from collections.abc import Iterator

from naikkelas.cli.tell import Tell
from naikkelas.cohorts.asking import step_title
from naikkelas.conditions import ParamRef
from naikkelas.explain.words import clean, say
from naikkelas.ruleset.model import LinkedRuleSet
from naikkelas.ruleset.selection import Limit


def selection_lines(linked: LinkedRuleSet, tell: Tell) -> Iterator[str]:
    """How many places, for whom, in which order."""
    selection = linked.selection
    if selection is None:
        return
    limits = selection.limits
    if "quota" in limits:
        yield tell("kuota: ", "quota: ") + _limit(limits["quota"])
    if selection.by is not None:
        least, most = limits.get("minimum"), limits.get("maximum")
        parts = [clean(tell.text(selection.facts[selection.by].title))]
        if least is not None:
            parts.append(tell("paling sedikit ", "at least ") + _limit(least) + _of(selection.groups, tell))
        if most is not None:
            parts.append(tell("paling banyak ", "at most ") + _limit(most))
        yield tell("kelompok menurut ", "groups by ") + ", ".join(parts)
    steps = [clean(tell.text(step_title(step, selection.facts))) for step in selection.order]
    yield tell("urutan: ", "order: ") + tell(", lalu ", ", then ").join([*steps, tell("undian", "a lot")])
    if "waiting_list" in limits:
        yield tell("daftar tunggu paling banyak ", "waiting list of at most ") + _limit(limits["waiting_list"])
    if selection.firmness is not None:
        source = f" ({selection.source})" if selection.source else ""
        yield tell("dasar: ", "rests on: ") + say(tell.lang, f"firmness.{selection.firmness}") + source


def _limit(limit: Limit) -> str:
    return f"${limit.name}" if isinstance(limit, ParamRef) else str(limit)


def _of(groups: frozenset[str] | ParamRef | None, tell: Tell) -> str:
    """The groups that get the minimum, where not all do."""
    if groups is None:
        return ""
    listed = f"${groups.name}" if isinstance(groups, ParamRef) else ", ".join(sorted(groups))
    return tell(" untuk ", " for ") + listed
