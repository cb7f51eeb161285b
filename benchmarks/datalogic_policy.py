"""benchmarks/policy.yaml for datalogic-py: one JSONLogic template, unknown written out by hand."""

from typing import Any

Rule = dict[str, Any]

_AREA = ["3302", "3303", "3304", "3305", "3306", "3307"]
_REQUIRED = ("permit", "operation", "market", "production", "small", "registered")


def _fact(name: str) -> Rule:
    return {"var": name}


def _missing(name: str) -> Rule:
    return {"===": [_fact(name), None]}


def _status(name: str, met: Rule) -> Rule:
    return {"if": [_missing(name), "unknown", met, "met", "not_met"]}


def _held(kind: str, as_of: int) -> Rule:
    held, day = {"===": [_fact(f"{kind}_status"), "held"]}, f"{kind}_expires_on"
    return {"and": [held, {"!==": [_fact(day), None]}, {">=": [_fact(day), as_of]}]}


def _open(kind: str, as_of: int) -> Rule:
    """Not yet ruled out: nothing that is known of it speaks against it."""
    status, day = f"{kind}_status", f"{kind}_expires_on"
    held = {"or": [_missing(status), {"===": [_fact(status), "held"]}]}
    return {"and": [held, {"or": [_missing(day), {">=": [_fact(day), as_of]}]}]}


def statuses(as_of: int, year_ago: int) -> dict[str, Rule]:
    """A rule for each criterion."""
    most_sales = {"and": [{"!==": [_fact("annual_sales"), None]}, {">": [_fact("annual_sales"), 15_000_000_000]}]}
    most_workers = {"and": [{"!==": [_fact("workers"), None]}, {">": [_fact("workers"), 19]}]}
    held = {"or": [_held("pirt", as_of), _held("md", as_of)]}
    other = {"!==": [_fact("sector"), "processed_food"]}
    open_ = {"or": [_open("pirt", as_of), _open("md", as_of)]}
    return {
        "permit": {"if": [_missing("sector"), "unknown", other, "not_applicable", held, "met", open_, "unknown", "not_met"]},
        "operation": _status("operating_since", {"<=": [_fact("operating_since"), year_ago]}),
        "market": _status("knows_market", _fact("knows_market")),
        "production": _status("knows_production", _fact("knows_production")),
        "small": {
            "if": [
                {"or": [most_sales, most_workers]}, "not_met",
                {"or": [_missing("annual_sales"), _missing("workers")]}, "unknown",
                "met",
            ]
        },
        "registered": _status("nib_status", {"===": [_fact("nib_status"), "held"]}),
        "area": _status("regency", {"in": [_fact("regency"), _AREA]}),
        "growing": _status("annual_sales", {">=": [_fact("annual_sales"), 300_000_000]}),
    }  # fmt: skip


def _unknown(made: dict[str, Rule]) -> list[Rule]:
    return [{"===": [made[name], "unknown"]} for name in _REQUIRED[1:]]


def rule(as_of: int, year_ago: int) -> Rule:
    """The template: the statuses and, from the same rules once more, the outcome."""
    made = statuses(as_of, year_ago)
    lost = {"or": [{"===": [made[name], "not_met"]} for name in _REQUIRED]}
    held = {"or": [_held("pirt", as_of), _held("md", as_of)]}  # with a permit it does not matter whether one is needed
    open_ = {"or": [{"and": [{"===": [made["permit"], "unknown"]}, {"!": held}]}, *_unknown(made)]}
    return {**made, "outcome": {"if": [lost, "ineligible", open_, "needs_information", "eligible"]}}
