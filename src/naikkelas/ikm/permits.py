"""The permits of one business, and the permit facts that follow from them.

One PIRT is one kind of food, so a business has several. What holds for the business is what its best permit of a kind says:
the one held, else the one in process, and so on down :data:`RANKS`; among equals the one that is valid longest. When a
status or a date is missing, what follows is a range or missing, wide enough for every answer; when all are exact, so is
everything that follows. A list without a kind says nothing about that kind. A PIRT number says what is not given beside it
(:mod:`naikkelas.ikm.proof`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from naikkelas.facts import TEXT, Fact, Text, choice, day
from naikkelas.ikm.catalogue import FACTS, PERMIT_KINDS, STATUS_TYPE
from naikkelas.ikm.findings import Findings, Loc, note_person, seen, spellings
from naikkelas.ikm.outside import bounds_of, from_bounds, told
from naikkelas.ikm.permit_words import permit_advice, permits_seen
from naikkelas.ikm.persons import names_person
from naikkelas.ikm.proof import Follows, note_contradictions, proved, read_number, tail
from naikkelas.problems import shown
from naikkelas.ranges import Bounds
from naikkelas.snapshot import Exact
from naikkelas.values import BadValue, Value, read_value

if TYPE_CHECKING:
    from naikkelas.ikm.numbers.pirt import PirtNumber

#: Statuses from the best down.
RANKS: Final = ("held", "in_process", "suspended", "lapsed", "revoked", "none")

_KIND_TYPE: Final = choice(*PERMIT_KINDS)

#: The fields of a permit. Dates may be ``never`` here; for a kind that cannot be without end the catalogue's type is used.
FIELDS: Final[Mapping[str, Fact]] = {
    fact.name: fact
    for fact in (
        Fact("kind", _KIND_TYPE, Text("jenis izin", "kind of permit"), choice_titles={k: info.name for k, info in PERMIT_KINDS.items()}),
        Fact("status", STATUS_TYPE, Text("status", "status"), choice_titles=FACTS["pirt_status"].choice_titles),
        Fact("number", TEXT, Text("nomor", "number"), aliases=("nomor", "no")),
        Fact("issued_on", day(), Text("terbit pada", "issued on"), aliases=("tanggal terbit", "tgl terbit", "issued")),
        Fact("expires_on", day(may_be_never=True), Text("berlaku sampai", "valid until"), aliases=("masa berlaku", "expires")),
        Fact("product", TEXT, Text("produk", "product"), aliases=("produk", "jenis pangan")),
    )
}

_SPELLINGS: Final = spellings(FIELDS.values())


@dataclass(frozen=True, slots=True)
class PermitReading:
    """One permit in canonical values; a field that is not in ``values`` is missing, unless it is in ``proved``: what its number says."""

    kind: str
    values: Mapping[str, Exact | Bounds]
    proved: Mapping[str, Exact | Bounds] = field(default_factory=dict)
    number: "PirtNumber | None" = None

    def value(self, name: str) -> Value:
        """What was given, else what its number says, else ``None``."""
        given = self.values.get(name)
        return self.proved.get(name) if given is None else given

    @property
    def status(self) -> Value:
        """Its status, or ``None``."""
        return self.value("status")

    @property
    def expires(self) -> Bounds:
        """When it expires, as bounds; for a kind without a term always the same."""
        if PERMIT_KINDS[self.kind].expires == "no":
            return (0, 0)
        return bounds_of(self.value("expires_on"), field_of(self.kind, "expires_on").type)


def field_of(kind: str | None, name: str) -> Fact:
    """The field of a permit of this kind: dates and numbers are as the catalogue says. Without a kind, a number is personal."""
    base = FIELDS[name]
    if name not in ("number", "expires_on"):
        return base
    flat = FACTS.get(f"{kind}_{name}")
    made = base if flat is None else flat
    personal = name == "number" if kind is None else made.personal
    return Fact(name, made.type, base.title, aliases=base.aliases, personal=personal)


def read_permit(raw: object, loc: Loc, findings: Findings, owner: object = None) -> PermitReading | None:
    """One permit from a mapping (or from something that knows what it was given); ``None`` when it has problems.

    ``owner`` is the name of the owner, which no problem may show.
    """
    raw = given_of(raw)
    if not isinstance(raw, Mapping):
        hint, slots = permit_advice(raw, owner, is_one=True) or (None, {})
        findings.add("NK402", loc, hint, name="permits", read=permits_seen(raw, owner), expected="{kind: pirt, status: held}", **slots)
        return None
    before = findings.errors
    kind = _read_kind(raw, loc, findings, owner)
    values: dict[str, Exact | Bounds] = {}
    for name, given in raw.items():
        if not isinstance(name, str) or name not in FIELDS:
            findings.unknown_key("NK405", (*loc, seen(name)), _SPELLINGS)
        elif name != "kind":
            value = _read_field(field_of(kind, name), given, (*loc, name), findings)
            if value is not None:
                values[name] = value
    number = read_number(values.get("number"), (*loc, "number"), findings) if kind == "pirt" else None
    if kind is None or findings.errors > before:
        return None
    if kind != "pirt" and not PERMIT_KINDS[kind].personal_number:
        note_person(values.get("number"), (*loc, "number"), PERMIT_KINDS[kind].name, findings)
    says = proved(number)
    note_contradictions(values, says, loc, findings)
    made = PermitReading(kind, values, {name: value for name, value in says.items() if name not in values}, number)
    _note_order(made, loc, findings)
    return made


def _note_order(permit: PermitReading, loc: Loc, findings: Findings) -> None:
    """Warns of a permit that was surely issued after its last day; both dates stand as they were given."""
    issued = permit.values.get("issued_on")
    if issued is None or permit.value("expires_on") is None or PERMIT_KINDS[permit.kind].expires == "no":
        return
    kind = field_of(permit.kind, "expires_on").type
    if bounds_of(issued, FIELDS["issued_on"].type)[0] > permit.expires[1]:
        read, expected = told(issued, FIELDS["issued_on"].type), told(permit.value("expires_on"), kind)
        findings.add("NK407", (*loc, "issued_on"), "check_both_dates", read=read, expected=expected)


def _read_field(field: Fact, given: object, loc: Loc, findings: Findings) -> Value:
    try:
        return read_value(given, field.type)
    except BadValue as bad:
        findings.unreadable(loc, given, bad, field)
        return None


def given_of(raw: object) -> object:
    """What a profile or a permit was given; anything else is itself."""
    given = None if isinstance(raw, Mapping) else getattr(raw, "given", None)
    return given() if callable(given) else raw


def _read_kind(raw: Mapping[str, object], loc: Loc, findings: Findings, owner: object) -> str | None:
    given = raw.get("kind")
    try:
        kind = read_value(given, _KIND_TYPE)
    except BadValue as bad:
        shown_kind = permits_seen(given, owner) if isinstance(given, str) else given
        findings.unreadable((*loc, "kind"), shown_kind, bad, FIELDS["kind"])
        return None
    if kind is None:
        findings.add("NK406", (*loc, "kind"), expected=" | ".join(PERMIT_KINDS))
    return None if kind is None else str(kind)


def facts_of(permits: Sequence[PermitReading]) -> list[Follows]:
    """What follows from the permits: for each kind in the list its status, number and expiry, as far as they are known."""
    kinds = dict.fromkeys(permit.kind for permit in permits)
    return [fact for kind in kinds for fact in _Best(kind, [permit for permit in permits if permit.kind == kind]).facts()]


class _Best:
    """The best permit among those of one kind."""

    def __init__(self, kind: str, permits: list[PermitReading]) -> None:
        self.kind = kind
        self.permits = permits
        self.unsure = [permit for permit in permits if permit.status is None]
        ranks = [RANKS.index(str(permit.status)) for permit in permits if permit.status is not None]
        self.rank = min(ranks, default=None)
        #: Nothing that is still open could be better than what is known.
        self.settled = self.rank == 0 or not self.unsure
        self.equals = [permit for permit in permits if permit.status is not None and RANKS.index(str(permit.status)) == self.rank]
        #: Those whose date may be the one that counts, in the order of the list.
        self.rivals = [permit for permit in permits if permit in self.equals or permit.status is None]

    def facts(self) -> list[Follows]:
        """The flat facts that can be told."""
        chosen = self._chosen()
        found: dict[str, Value] = {
            "status": RANKS[self.rank] if self.settled and self.rank is not None else None,
            "number": chosen.values.get("number") if chosen else None,
            "expires_on": self._expiry(),
        }
        origin = self._origin(chosen)
        known = {name: value for name, value in found.items() if value is not None and f"{self.kind}_{name}" in FACTS}
        return [Follows(f"{self.kind}_{name}", value, self._told(origin, name, chosen)) for name, value in known.items()]

    def _told(self, origin: Text, name: str, chosen: PermitReading | None) -> Text:
        """Where it comes from, and whether a number had to tell it."""
        asked = self.rivals if chosen is None else [chosen]
        return tail(origin, name) if any(name in permit.proved for permit in asked) else origin

    def _expiry(self) -> Value:
        fact = FACTS.get(f"{self.kind}_expires_on")
        if fact is None:
            return None
        sure = max((permit.expires[0] for permit in self.equals), default=None)
        lows = [] if sure is None else [sure]
        if not self.settled:  # any of the open ones may turn out to be the best
            lows += [permit.expires[0] for permit in self.unsure]
        return from_bounds(min(lows), max(permit.expires[1] for permit in self.rivals), fact.type)

    def _chosen(self) -> PermitReading | None:
        """The permit that is the best whatever the open ones turn out to be; on equal dates the first of the list."""
        if len(self.permits) == 1:
            return self.permits[0]
        if not self.settled:
            return None
        return next((permit for permit in self.equals if self._beats_all(permit)), None)

    def _beats_all(self, permit: PermitReading) -> bool:
        low = permit.expires[0]
        earlier = True
        for rival in self.rivals:
            if rival is permit:
                earlier = False
            elif rival.expires[1] > low or (earlier and rival.expires[1] == low):
                return False
        return True

    def _origin(self, chosen: PermitReading | None) -> Text:
        name = PERMIT_KINDS[self.kind].name
        count = len(self.permits)
        if chosen is None:
            return Text(f"dari {count} {name.id} yang disebutkan", f"from the {count} listed under {name.en}")
        label = _label(chosen)
        if count == 1:
            return Text(f"dari {name.id}{label}", f"from the {name.en}{label}")
        if len(self.rivals) > 1:
            return Text(f"dari {name.id}{label}, yang berlaku paling lama", f"from the {name.en}{label}, the one valid longest")
        return Text(f"dari {name.id}{label}, yang statusnya terbaik", f"from the {name.en}{label}, the one with the best status")


def _label(permit: PermitReading) -> str:
    """Number and product of a permit for a sentence; a number that names a person is left out."""
    if PERMIT_KINDS[permit.kind].personal_number:
        return ""
    number, product = (str(said) if said else "" for said in (permit.number or permit.values.get("number"), permit.values.get("product")))
    return "".join(form.format(shown(said)) for form, said in ((" {}", number), (" ({})", product)) if said and not names_person(said))
