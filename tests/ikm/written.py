"""What owners of data write, for every type of fact: strategies of raw values, permits and whole profiles."""

from datetime import date
from types import MappingProxyType

from hypothesis import strategies as st

from naikkelas.facts import BOOLEAN, LAST_DAY, Fact, Kind, Text, choice, day, integer, money, number, set_of
from naikkelas.ikm import FACTS, PERMIT_KINDS
from naikkelas.ikm.permits import RANKS
from naikkelas.ranges import Range
from naikkelas.values import plain

#: Facts as a rule set declares them, one for each type that the catalogue does not use or not fully.
EXTRA = {
    fact.name: fact
    for fact in (
        Fact("ph", number(1, 0, 140), Text("pH", "pH")),
        Fact("materials", set_of("wood", "rattan"), Text("bahan", "materials")),
        Fact("labels", set_of(), Text("label", "labels")),
        Fact("grade", choice("a", "b"), Text("mutu", "grade")),
        Fact("depth", integer(-5, 5), Text("kedalaman", "depth")),
        Fact("lease_ends_on", day(may_be_never=True), Text("sewa berakhir", "lease ends on")),
        Fact("rent", money(), Text("sewa", "rent")),
        Fact("insured", BOOLEAN, Text("diasuransikan", "insured")),
        Fact("model_year", integer(1900, 2100), Text("tahun model", "model year")),
        Fact("mentor", FACTS["owner_name"].type, Text("pendamping", "mentor"), personal=True),
    )
}

BOTH = MappingProxyType({**FACTS, **EXTRA})

#: Real PIRT numbers of two regencies, one that a digit makes doubtful, one of the old format.
PIRT_NUMBERS = ("2053374020970-28", "P-IRT No. 2053374030970-30", "3063306010072-19", "9053374020970-28", "205337402097")

NAMES = st.text("abcdefghijklmnop ÉéŠ-'.", min_size=1, max_size=12).filter(str.strip)
_DAYS = st.integers(date(2010, 1, 1).toordinal(), date(2040, 12, 31).toordinal())


def canonical(kind):
    """Canonical exact values of an ordered type, crowded where people are."""
    low, high = kind.bounds
    if kind.kind is Kind.DATE:
        return (
            st.one_of(_DAYS, st.just(high), st.integers(low, LAST_DAY)) if kind.may_be_never else st.one_of(_DAYS, st.integers(low, high))
        )
    return st.one_of(st.integers(low, min(high, low + 20)), st.integers(low, high))


def exact(kind):
    """Raw exact values of a type."""
    if kind.kind is Kind.BOOLEAN:
        return st.sampled_from([True, False, "true", "false"])
    if kind.kind is Kind.CHOICE:
        return st.sampled_from(kind.choices)
    if kind.kind is Kind.SET:
        return st.lists(st.sampled_from(kind.choices) if kind.choices else NAMES, max_size=3)
    if kind.kind is Kind.TEXT:
        return st.from_regex(kind.pattern, fullmatch=True) if kind.pattern else NAMES
    return canonical(kind).map(lambda value: plain(value, kind))


@st.composite
def ranges(draw, kind):
    """Raw ranges of an ordered type: mappings with one or both sides, Range objects, a year, a month."""
    first, last = sorted((draw(canonical(kind)), draw(canonical(kind))))
    sides = {"at_least": plain(first, kind), "at_most": plain(last, kind)}
    forms = [sides, {"at_least": sides["at_least"]}, {"at_most": sides["at_most"]}, Range(sides["at_least"], sides["at_most"])]
    if kind.kind is Kind.DATE:
        forms += ["2019", "2019-05", 2020]
    return draw(st.sampled_from(forms))


def raw_value(kind):
    """Whatever may be written for a type, missing included."""
    some = exact(kind)
    if kind.kind.is_ordered:
        some = st.one_of(some, ranges(kind))
    return st.one_of(some, st.none()) if kind.kind is not Kind.BOOLEAN else some


EXPIRY = FACTS["halal_expires_on"].type
PIRT_EXPIRY = FACTS["pirt_expires_on"].type


@st.composite
def permits(draw, kinds=tuple(PERMIT_KINDS)):
    """One raw permit; anything but its kind may be missing."""
    made = {"kind": draw(st.sampled_from(kinds))}
    expiry = EXPIRY if PERMIT_KINDS[made["kind"]].expires != "date" else PIRT_EXPIRY
    numbers = PIRT_NUMBERS if made["kind"] == "pirt" else tuple("ABCD")
    fields = {"status": st.sampled_from(RANKS), "number": st.sampled_from(numbers), "product": NAMES, "expires_on": raw_value(expiry)}
    for name, values in fields.items():
        if draw(st.integers(0, 3)):
            made[name] = draw(values)
    return made


@st.composite
def profiles(draw, extended=False):
    """A raw profile of a handful of facts and perhaps some permits."""
    facts = BOTH if extended else FACTS
    names = draw(st.lists(st.sampled_from(sorted(facts)), max_size=8, unique=True))
    made = {name: draw(st.sampled_from(PIRT_NUMBERS) if name == "pirt_number" else raw_value(facts[name].type)) for name in names}
    if draw(st.booleans()):
        made["permits"] = draw(st.lists(permits(), max_size=4))
    return made
