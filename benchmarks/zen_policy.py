"""benchmarks/policy.yaml for zen-engine: one expression node, read by its static loader, unknown written out by hand."""

from datetime import date
from itertools import pairwise
from typing import Any

_HELD = (
    "(pirt_status == 'held' and pirt_expires_on != null and pirt_expires_on >= as_of)"
    " or (md_status == 'held' and md_expires_on != null and md_expires_on >= as_of)"
)
_EXPRESSIONS = {
    "permit_held": _HELD,
    "permit": (
        "sector == null ? 'unknown' : sector != 'processed_food' ? 'not_applicable' :"
        f" {_HELD} ? 'met' :"
        " ((pirt_status == null or pirt_status == 'held') and (pirt_expires_on == null or pirt_expires_on >= as_of))"
        " or ((md_status == null or md_status == 'held') and (md_expires_on == null or md_expires_on >= as_of)) ? 'unknown' : 'not_met'"
    ),
    "operation": "operating_since == null ? 'unknown' : operating_since <= year_ago ? 'met' : 'not_met'",
    "market": "knows_market == null ? 'unknown' : knows_market ? 'met' : 'not_met'",
    "production": "knows_production == null ? 'unknown' : knows_production ? 'met' : 'not_met'",
    "small": (
        "(annual_sales != null and annual_sales > 15000000000) or (workers != null and workers > 19) ? 'not_met' :"
        " annual_sales == null or workers == null ? 'unknown' : 'met'"
    ),
    "registered": "nib_status == null ? 'unknown' : nib_status == 'held' ? 'met' : 'not_met'",
    "area": "regency == null ? 'unknown' : regency in ['3302', '3303', '3304', '3305', '3306', '3307'] ? 'met' : 'not_met'",
    "growing": "annual_sales == null ? 'unknown' : annual_sales >= 300000000 ? 'met' : 'not_met'",
}
_REQUIRED = ("permit", "operation", "market", "production", "small", "registered")
_FACTS = (
    "sector", "regency", "pirt_status", "pirt_expires_on", "md_status", "md_expires_on", "operating_since", "knows_market",
    "knows_production", "annual_sales", "workers", "nib_status",
)  # fmt: skip


def graph() -> dict[str, Any]:
    """The decision graph: input, statuses, outcome, output."""
    some = " or ".join(f"{name} == 'not_met'" for name in _REQUIRED)
    open_ = " or ".join(f"{name} == 'unknown'" for name in _REQUIRED[1:])
    open_ = f"(permit == 'unknown' and not permit_held) or {open_}"  # with a permit it does not matter whether one is needed
    outcome = f"{some} ? 'ineligible' : {open_} ? 'needs_information' : 'eligible'"
    points = "(area == 'met' ? 10 : 0) + (growing == 'met' ? 5 : 0)"
    nodes = [
        {"id": "in", "name": "in", "type": "inputNode"},
        _expressions("statuses", _EXPRESSIONS, pass_through=False),
        _expressions("outcome", {"outcome": outcome, "points": points}, pass_through=True),
        {"id": "out", "name": "out", "type": "outputNode"},
    ]
    order = ["in", "statuses", "outcome", "out"]
    edges = [{"id": f"{a}-{b}", "sourceId": a, "targetId": b, "type": "edge"} for a, b in pairwise(order)]
    return {"nodes": nodes, "edges": edges}


def _expressions(name: str, values: dict[str, str], *, pass_through: bool) -> dict[str, Any]:
    listed = [{"id": key, "key": key, "value": value} for key, value in values.items()]
    return {"id": name, "name": name, "type": "expressionNode", "content": {"expressions": listed, "passThrough": pass_through}}


def context(profile: dict[str, Any], as_of: date, year_ago: date) -> dict[str, Any]:
    """What zen-engine is given: dates as day numbers, every fact present."""
    made = {name: profile.get(name) for name in _FACTS}
    made = {name: value.toordinal() if isinstance(value, date) else value for name, value in made.items()}
    return {**made, "as_of": as_of.toordinal(), "year_ago": year_ago.toordinal()}
