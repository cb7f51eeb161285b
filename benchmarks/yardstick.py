"""What a careful programmer would write by hand for benchmarks/policy.yaml: three-valued, ranges included.

It is the yardstick of benchmarks/decide.py: a pydantic model in, an outcome and a status per criterion out.
"""

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

PermitStatus = Literal["held", "in_process", "lapsed", "suspended", "revoked", "none"]


class IntRange(BaseModel):
    """An imprecise number."""

    at_least: int
    at_most: int


class DateRange(BaseModel):
    """An imprecise date."""

    at_least: date
    at_most: date


class Profile(BaseModel):
    """The twelve facts of the policy."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sector: Literal["processed_food", "herbal", "cosmetics", "handicraft", "wood", "textile", "machinery", "other"] | None = None
    regency: str | None = None
    pirt_status: PermitStatus | None = None
    pirt_expires_on: date | DateRange | None = None
    md_status: PermitStatus | None = None
    md_expires_on: date | DateRange | None = None
    operating_since: date | DateRange | None = None
    knows_market: bool | None = None
    knows_production: bool | None = None
    annual_sales: int | IntRange | None = None
    workers: int | IntRange | None = None
    nib_status: PermitStatus | None = None


AREA = frozenset({"3302", "3303", "3304", "3305", "3306", "3307"})


def _at_least(value: Any, limit: Any) -> bool | None:
    if value is None:
        return None
    if isinstance(value, IntRange | DateRange):
        return True if value.at_least >= limit else None if value.at_most >= limit else False
    return value >= limit


def _at_most(value: Any, limit: Any) -> bool | None:
    if value is None:
        return None
    if isinstance(value, IntRange | DateRange):
        return True if value.at_most <= limit else None if value.at_least <= limit else False
    return value <= limit


def _is(value: Any, wanted: Any) -> bool | None:
    return None if value is None else value == wanted


def _and(first: bool | None, second: bool | None) -> bool | None:
    if first is False or second is False:
        return False
    return None if first is None or second is None else True


def _or(first: bool | None, second: bool | None) -> bool | None:
    if first is True or second is True:
        return True
    return None if first is None or second is None else False


_STATUS = {True: "met", False: "not_met", None: "unknown"}


def decide(profile: Profile, as_of: date, year_ago: date) -> tuple[str, dict[str, str], tuple[int, int]]:
    """Outcome, status per criterion, points (low, high)."""
    food = _is(profile.sector, "processed_food")
    pirt = _and(_is(profile.pirt_status, "held"), _at_least(profile.pirt_expires_on, as_of))
    md = _and(_is(profile.md_status, "held"), _at_least(profile.md_expires_on, as_of))
    permit = _or(pirt, md)
    operation = _at_most(profile.operating_since, year_ago)
    market = profile.knows_market
    production = profile.knows_production
    small = _and(_at_most(profile.annual_sales, 15_000_000_000), _at_most(profile.workers, 19))
    registered = _is(profile.nib_status, "held")
    area = None if profile.regency is None else profile.regency in AREA
    growing = _at_least(profile.annual_sales, 300_000_000)
    satisfied = (_or(None if food is None else not food, permit), operation, market, production, small, registered)
    outcome = "ineligible" if False in satisfied else "needs_information" if None in satisfied else "eligible"
    statuses = {
        "permit": "not_applicable" if food is False else "unknown" if food is None else _STATUS[permit],
        "operation": _STATUS[operation],
        "market": _STATUS[market],
        "production": _STATUS[production],
        "small": _STATUS[small],
        "registered": _STATUS[registered],
        "area": _STATUS[area],
        "growing": _STATUS[growing],
    }
    low = (10 if area else 0) + (5 if growing else 0)
    high = (0 if area is False else 10) + (0 if growing is False else 5)
    return outcome, statuses, (low, high)
