"""A hand-written explanation for benchmarks/policy.yaml: rule, status, and the values that decided, as data."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from yardstick import AREA, Profile, decide


@dataclass(frozen=True, slots=True)
class Reason:
    """One value that was read, what was asked of it, and the template of its sentence."""

    fact: str
    op: str
    wanted: Any
    value: Any
    truth: bool | None
    template: str


@dataclass(frozen=True, slots=True)
class Explained:
    """One criterion with its reasons."""

    rule: str
    status: str
    reasons: tuple[Reason, ...]


def explain(profile: Profile, as_of: date, year_ago: date) -> dict[str, Explained]:
    """Decides, then says of every criterion which values decided it (of two ways to a permit, the one that was met)."""
    _, statuses, _ = decide(profile, as_of, year_ago)

    def reason(fact: str, op: str, wanted: Any, truth: bool | None) -> Reason:
        value = getattr(profile, fact)
        return Reason(fact, op, wanted, value, truth, f"{op}.{truth}")

    def simple(rule: str, fact: str, op: str, wanted: Any) -> Explained:
        status = statuses[rule]
        return Explained(rule, status, (reason(fact, op, wanted, _TRUTH[status]),))

    return {
        "permit": Explained("permit", statuses["permit"], _permit(profile, as_of, statuses["permit"], reason)),
        "operation": simple("operation", "operating_since", "on_or_before", year_ago),
        "market": simple("market", "knows_market", "is", True),
        "production": simple("production", "knows_production", "is", True),
        "small": Explained("small", statuses["small"], _small(profile, statuses["small"], reason)),
        "registered": simple("registered", "nib_status", "is", "held"),
        "area": simple("area", "regency", "in", AREA),
        "growing": simple("growing", "annual_sales", "at_least", 300_000_000),
    }


_TRUTH = {"met": True, "not_met": False, "unknown": None, "not_applicable": None}


def _permit(profile: Profile, as_of: date, status: str, reason: Any) -> tuple[Reason, ...]:
    if status == "not_applicable":
        return (reason("sector", "in", ("processed_food",), False),)
    truth = _TRUTH[status]
    pirt = (reason("pirt_status", "is", "held", truth), reason("pirt_expires_on", "on_or_after", as_of, truth))
    if profile.pirt_status == "held" and truth:
        return pirt
    md = (reason("md_status", "is", "held", truth), reason("md_expires_on", "on_or_after", as_of, truth))
    return md if truth else pirt + md


def _small(profile: Profile, status: str, reason: Any) -> tuple[Reason, ...]:
    truth = _TRUTH[status]
    return (reason("annual_sales", "at_most", 15_000_000_000, truth), reason("workers", "at_most", 19, truth))
