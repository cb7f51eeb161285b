"""What to say when somebody writes the name of a regency where its code is expected."""

from typing import Final

from naikkelas.facts import FactType
from naikkelas.ikm.regions import REGENCIES, Regency

_MOST: Final = 5


def code_advice(written: str, kind: FactType) -> tuple[str, dict[str, object]] | None:
    """The hint, and its slots, that gives the code of the place ``written`` names; ``None`` where ``kind`` has no such codes.

    A name that fits several places gets all their codes, and a name that fits none those of the nearest ones.
    """
    choices = kind.choices or ()
    if not written or written.isdigit() or REGENCIES.keys().isdisjoint(choices):
        return None
    found = Regency.find(written)
    matches = found.matches or _near(found.problems[0].slots.get("suggestion", "") if found.problems else "")
    codes = [f"{place.code} ({place.name})" for place in matches if place.code in choices]
    if not codes:
        return None
    hint = "did_you_mean_code" if not found.matches else "write_code" if len(codes) == 1 else "write_one_code"
    return hint, {"suggestion": ", ".join(codes[:_MOST])}


def _near(names: str) -> tuple[Regency, ...]:
    """The places of the names that a search suggested."""
    return tuple(place for name in names.split(", ") if name for place in Regency.find(name).matches)
