"""The one door: whatever a profile was given as becomes a snapshot here, or all that is wrong with it at once.

A value that already is what it should be (an int within bounds, a bool, a choice, a plain text, a date) is taken by the loop of
:meth:`Door.read` without a call; everything else goes through :func:`naikkelas.values.read_value`.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType, NoneType
from typing import TYPE_CHECKING, Any, Final

from naikkelas.facts import Fact, Kind, Text
from naikkelas.ikm.catalogue import FACTS, PERMIT_KINDS
from naikkelas.ikm.findings import HIDDEN_READ, Findings, Loc, Refusal, note_person, seen, spellings
from naikkelas.ikm.outside import bounds_of, from_bounds, to_plain, to_python, told
from naikkelas.ikm.permit_words import permit_advice, permits_seen
from naikkelas.ikm.permits import PermitReading, facts_of, given_of, read_permit
from naikkelas.ikm.persons import names_person
from naikkelas.ikm.proof import Follows, facts_of_number, note_elsewhere, read_number, same_number
from naikkelas.problems import Place, Problem, ProfileError, Words
from naikkelas.ranges import Bounds, Range
from naikkelas.snapshot import Declared, DeclaredSnapshot, Exact, Snapshot
from naikkelas.values import BadValue, Value, read_value

if TYPE_CHECKING:
    from naikkelas.ikm.numbers.pirt import PirtNumber

#: The key of a profile that holds the list of permits; no fact may be called so.
PERMITS: Final = "permits"

#: The one number that proves something by itself.
_NUMBER: Final = "pirt_number"

#: The numbers of permits that name no person and have no reader of their own, and what they are numbers of.
_NUMBERS: Final[Mapping[str, Text]] = MappingProxyType(
    {f"{kind}_number": info.name for kind, info in PERMIT_KINDS.items() if kind != "pirt" and not info.personal_number}
)

#: No fact is only worked out.
NONE: Final[Mapping[str, Iterable[str]]] = MappingProxyType({})

#: What a thing is called in Bahasa Indonesia that is no mapping.
_SORTS: Final = {list: "daftar", tuple: "daftar", str: "teks", NoneType: "kosong", int: "angka", float: "angka"}

_QUICK_TEXT: Final = 1000
_WORKERS_ORIGIN: Final = Text("dari tenaga kerja laki-laki dan perempuan", "from men and women at work")


@dataclass(slots=True)
class Reading:
    """A profile as the door read it: the snapshot for engines, and what people see of it.

    ``values`` has every fact of the catalogue (``None``: missing) as Python objects; ``derived`` names those that were not
    given but follow from others.
    """

    snapshot: Snapshot
    values: dict[str, Any]
    permits: tuple[PermitReading, ...] = ()
    derived: frozenset[str] = frozenset()


class Door:
    """A catalogue made ready for reading profiles. Making one costs as much as reading a dozen profiles: keep it.

    ``worked_out`` names facts that no profile can give, each with the facts it is made of. It is immutable and may be shared
    between threads.
    """

    __slots__ = ("_blank", "_booleans", "_choices", "_dates", "_integers", "_spellings", "_texts", "_worked_out", "declared", "facts")

    def __init__(self, facts: Mapping[str, Fact] = FACTS, worked_out: Mapping[str, Iterable[str]] = NONE) -> None:
        self.facts: Final = facts
        self._worked_out = worked_out
        own = {name: fact.type for name, fact in facts.items() if fact is not FACTS.get(name)}
        self.declared: Final = Declared(own) if own else None
        self._blank: dict[str, Any] = dict.fromkeys(facts)
        whole = (Kind.INTEGER, Kind.MONEY)
        self._integers = {name: fact.type.bounds for name, fact in facts.items() if fact.type.kind in whole}
        self._dates = {name: fact.type.bounds for name, fact in facts.items() if fact.type.kind is Kind.DATE}
        self._booleans = frozenset(name for name, fact in facts.items() if fact.type.kind is Kind.BOOLEAN)
        self._choices = {name: frozenset(fact.type.choices or ()) for name, fact in facts.items() if fact.type.kind is Kind.CHOICE}
        texts = {name: fact.type.pattern for name, fact in facts.items() if fact.type.kind is Kind.TEXT}
        self._texts: dict[str, Callable[[str], object] | None] = {
            name: None if pattern is None else re.compile(pattern).fullmatch for name, pattern in texts.items()
        }
        self._texts |= {name: _no_person for name in _NUMBERS if texts.get(name, "") is None}
        self._spellings: dict[str, str] | None = None

    def admit(self, raw: object, *, file: str | None = None, places: Mapping[str, Place] | None = None) -> Snapshot:
        """As :func:`admit`, for this catalogue."""
        try:
            return self.read(raw, file=file, places=places).snapshot
        except Refusal as refusal:
            raise ProfileError(refusal.problems) from None

    def again(self, snapshot: DeclaredSnapshot) -> Snapshot:
        """A snapshot of another door as this one reads its values: a fact may be declared otherwise here.

        Raises:
            ProfileError: with every value that cannot be used here.
        """
        if snapshot.declared is self.declared or snapshot.declared == self.declared:
            return snapshot
        other = {}
        for name, kind in snapshot.declared.types.items():
            value, own = snapshot.value(name), self.facts.get(name)
            is_asked = value is not None and (own is not None or name in self._worked_out)
            if is_asked and (own is None or own.type.to_dict() != kind.to_dict()):
                other[name] = to_plain(value, kind)
        if not other:
            return snapshot
        read = self.admit(other)
        exact = {**{name: value for name, value in snapshot.exact.items() if name not in other}, **read.exact}
        ranged = {**{name: value for name, value in snapshot.ranged.items() if name not in other}, **read.ranged}
        return self._snapshot(exact, ranged, snapshot.origins, (*snapshot.problems, *read.problems))

    def read(self, raw: object, *, file: str | None = None, places: Mapping[str, Place] | None = None) -> Reading:  # noqa: C901, PLR0912, PLR0915 - one loop without calls is the point; benchmarks/validation.py
        """Snapshot and public values of ``raw``.

        Raises:
            Refusal: with every problem, when anything cannot be read.
        """
        if type(raw) is not dict:
            raw = _as_mapping(raw, file)
        integers, choices, booleans, texts, dates = self._integers, self._choices, self._booleans, self._texts, self._dates
        exact: dict[str, Exact] = {}
        ranged: dict[str, Bounds] = {}
        values = self._blank.copy()
        left: list[tuple[object, object]] = []
        for name, value in raw.items():
            kind = type(value)
            if kind is str:
                if name in choices:
                    if value in choices[name]:
                        exact[name] = values[name] = value
                        continue
                elif name in texts and value.isascii() and value.isprintable() and value.strip() == value and 0 < len(value) < _QUICK_TEXT:
                    shape = texts[name]
                    if shape is None or shape(value):
                        exact[name] = values[name] = value
                        continue
                elif name in dates and (day := _iso_day(value)) is not None:
                    low, high = dates[name]
                    ordinal = day.toordinal()
                    if low <= ordinal <= high:
                        exact[name] = ordinal
                        values[name] = day
                        continue
            elif kind is int:
                if name in integers:
                    low, high = integers[name]
                    if low <= value <= high:
                        exact[name] = values[name] = value
                        continue
            elif kind is bool:
                if name in booleans:
                    exact[name] = values[name] = value
                    continue
            elif kind is date and name in dates:
                low, high = dates[name]
                ordinal = value.toordinal()
                if low <= ordinal <= high:
                    exact[name] = ordinal
                    values[name] = value
                    continue
            elif kind is dict and (found := self._plain_range(name, value)) is not None:
                ranged[name], values[name] = found
                continue
            elif kind is NoneType and name in values:
                continue
            left.append((name, value))
        if not left and values.get(_NUMBER) is values.get("workers_men") is values.get("workers_women") is None:
            declared = self.declared
            return Reading(Snapshot(exact, ranged) if declared is None else DeclaredSnapshot(exact, ranged, declared), values)
        return self._finish(exact, ranged, values, left, Findings(file, places))

    def _plain_range(self, name: str, raw: dict[Any, Any]) -> tuple[Bounds, Range] | None:
        """A range whose sides already are ints or dates within bounds; ``None`` for all that needs a closer look."""
        first, last = raw.get("at_least"), raw.get("at_most")
        if name in self._integers:
            bounds = self._integers[name]
            low, high = (side if type(side) is int else None for side in (first, last))
        elif name in self._dates:
            bounds = self._dates[name]
            first, last = (_iso_day(side) if type(side) is str else side for side in (first, last))
            low, high = (side.toordinal() if type(side) is date else None for side in (first, last))
        else:
            return None
        if len(raw) != (low is not None) + (high is not None) or not raw:
            return None
        least, most = (bounds[0] if low is None else low), (bounds[1] if high is None else high)
        if low == bounds[0] or high == bounds[1] or not bounds[0] <= least < most <= bounds[1]:
            return None  # a side that says nothing, or too much
        return (least, most), Range(first, last)

    def _finish(
        self,
        exact: dict[str, Exact],
        ranged: dict[str, Bounds],
        values: dict[str, Any],
        left: Iterable[tuple[object, object]],
        findings: Findings,
    ) -> Reading:
        """What the loop left over: values of other types, permits, and what follows from others."""
        permits: tuple[PermitReading, ...] = ()
        for name, raw in left:
            fact = self.facts.get(name) if isinstance(name, str) else None
            if fact is not None:
                self._keep(fact, self._read_one(fact, raw, findings), exact, ranged, values)
                if fact.name in _NUMBERS:
                    note_person(values[fact.name], (fact.name,), _NUMBERS[fact.name], findings)
            elif name == PERMITS:
                permits = _read_permits(raw, findings, values.get("owner_name"))
            elif isinstance(name, str) and name in self._worked_out:
                findings.add("NK408", (name,), "give_instead", name=name, expected=", ".join(self._worked_out[name]) or "…")
            else:
                findings.unknown_key("NK401", (seen(name),), self._known_spellings())
        number = read_number(values.get(_NUMBER), (_NUMBER,), findings)
        if findings.errors:
            raise Refusal(findings.found)
        if not permits and values.get(_NUMBER) is values.get("workers_men") is values.get("workers_women") is None:
            return Reading(self._snapshot(exact, ranged, {}, tuple(finding.problem for finding in findings.found)), values)
        origins = self._derive(exact, ranged, values, [*facts_of(permits), *facts_of_number(number)], findings)
        note_elsewhere([((_NUMBER,), number), *_numbers_of(permits)], exact.get("regency"), findings)
        snapshot = self._snapshot(exact, ranged, origins, tuple(finding.problem for finding in findings.found))
        return Reading(snapshot, values, permits, frozenset(origins))

    def _snapshot(
        self, exact: Mapping[str, Exact], ranged: Mapping[str, Bounds], origins: Mapping[str, Text], problems: tuple[Problem, ...]
    ) -> Snapshot:
        if self.declared is None:
            return Snapshot(exact, ranged, origins, problems)
        return DeclaredSnapshot(exact, ranged, self.declared, origins, problems)

    def _known_spellings(self) -> dict[str, str]:
        if self._spellings is None:
            self._spellings = {"permit": PERMITS, "izin": PERMITS, "perizinan": PERMITS, PERMITS: PERMITS} | spellings(self.facts.values())
        return self._spellings

    def _read_one(self, fact: Fact, raw: object, findings: Findings) -> Value:
        try:
            return read_value(raw, fact.type)
        except BadValue as bad:
            findings.unreadable((fact.name,), raw, bad, fact)
            return None

    def _keep(self, fact: Fact, value: Value, exact: dict[str, Exact], ranged: dict[str, Bounds], values: dict[str, Any]) -> None:
        if isinstance(value, tuple):
            ranged[fact.name] = value
        elif value is not None:
            exact[fact.name] = value
        values[fact.name] = to_python(value, fact.type)

    def _derive(
        self,
        exact: dict[str, Exact],
        ranged: dict[str, Bounds],
        values: dict[str, Any],
        following: Iterable[Follows],
        findings: Findings,
    ) -> dict[str, Text]:
        """Adds what follows and is not given; given wins, and a contradiction is a warning. What follows first is not overruled."""
        origins: dict[str, Text] = {}
        given = exact | ranged
        for found in (*self._all_workers(given), *following):
            fact = self.facts.get(found.name)
            if fact is None or fact.name in origins:
                continue
            if fact.name not in given:
                self._keep(fact, found.value, exact, ranged, values)
                origins[fact.name] = found.origin
            elif found.denies(given[fact.name]) and _contradict(given[fact.name], found.value, fact):
                both = (given[fact.name], found.value)
                hidden = fact.personal or any(isinstance(value, str) and names_person(value) for value in both)
                read, expected = (HIDDEN_READ if hidden else told(value, fact.type) for value in both)
                findings.add("NK404", (fact.name,), name=fact.name, read=read, expected=expected)
        return origins

    def _all_workers(self, given: Mapping[str, Exact | Bounds]) -> list[Follows]:
        """Men and women together; when one of them is missing, at least the other."""
        if not given.keys() & {"workers_men", "workers_women"} or "workers" not in self.facts:
            return []
        low = high = 0
        for name in ("workers_men", "workers_women"):
            first, last = bounds_of(given.get(name), FACTS[name].type)
            low, high = low + first, high + last
        value = from_bounds(low, high, self.facts["workers"].type)
        return [] if value is None else [Follows("workers", value, _WORKERS_ORIGIN)]


def _no_person(text: str) -> bool:
    return not names_person(text)


def _as_mapping(raw: object, file: str | None) -> Mapping[Any, Any]:
    raw = given_of(raw)
    if isinstance(raw, Mapping):
        return raw
    findings = Findings(file)
    name = type(raw).__name__
    findings.add("NK403", (), read=Words(name, _SORTS.get(type(raw), name)))
    raise Refusal(findings.found)


def _iso_day(text: str) -> date | None:
    """The date that ``text`` is when it is a whole one; what ``fromisoformat`` takes beyond ``2019-05-31`` is left to the reader."""
    if len(text) == 10 and text[4] == text[7] == "-":
        try:
            return date.fromisoformat(text)
        except ValueError:
            return None
    return None


def _read_permits(raw: object, findings: Findings, owner: object) -> tuple[PermitReading, ...]:
    if raw is None:
        return ()
    if not isinstance(raw, list | tuple):
        hint, slots = permit_advice(raw, owner) or ("write_a_list", {})
        read = permits_seen(raw, owner)
        findings.add("NK402", (PERMITS,), hint, name=PERMITS, read=read, expected="[{kind: pirt, status: held}]", **slots)
        return ()
    read_ones = [read_permit(item, (PERMITS, index), findings, owner) for index, item in enumerate(raw)]
    return tuple(permit for permit in read_ones if permit is not None)


def _numbers_of(permits: Iterable[PermitReading]) -> Iterator[tuple[Loc, "PirtNumber | None"]]:
    return (((PERMITS, index, "number"), permit.number) for index, permit in enumerate(permits))


def _contradict(given: Exact | Bounds, follows: Exact | Bounds, fact: Fact) -> bool:
    """True when no value is both what was given and what follows."""
    if not fact.type.kind.is_ordered:
        return given != follows and not (fact.name == _NUMBER and same_number(given, follows))
    (first, last), (low, high) = bounds_of(given, fact.type), bounds_of(follows, fact.type)
    return last < low or high < first


_DOOR: Final = Door()


def admit(
    raw: object,
    facts: Mapping[str, Fact] = FACTS,
    *,
    file: str | None = None,
    places: Mapping[str, Place] | None = None,
) -> Snapshot:
    """The snapshot of ``raw``: a mapping of fact names to values, or a profile.

    ``facts`` is the catalogue to read by; whoever reads many profiles by a catalogue of their own keeps a :class:`Door`.
    ``places`` says where in ``file`` the values stand, by path (``permits[1].expires_on``).

    Raises:
        ProfileError: with every problem, each at its place.
    """
    door = _DOOR if facts is FACTS else Door(facts)
    return door.admit(raw, file=file, places=places)
