"""The facts that two rule sets both read, each by its own types: only profiles that both can read are spoken of.

What is given may be a derived fact, too. A value that both read may be written with other decimals, and a range without an end is as wide
as each side's bounds.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, Final, NamedTuple

from naikkelas.authoring.verifying.prover import derived_types, readable, types_of
from naikkelas.engines.folded import Folded
from naikkelas.engines.proof.algebra import Algebra, Formula
from naikkelas.engines.proof.facts import Facts, Given, Ordered, Plain, Variable, facts_of, narrower
from naikkelas.facts import FactType, Kind
from naikkelas.ruleset.given import may_be_given
from naikkelas.ruleset.model import LinkedRuleSet
from naikkelas.values import Value, plain

Linked = tuple[LinkedRuleSet, LinkedRuleSet]
Types = Mapping[str, FactType]

#: Kinds whose values may be read by each other.
NUMBERS: Final = frozenset({Kind.INTEGER, Kind.NUMBER, Kind.MONEY})


class Shared(NamedTuple):
    """The facts of both sides, what keeps them to values that both can read, and whether each fact that nobody needs is given."""

    sides: tuple[Facts, Facts]
    constraints: list[Formula]
    given: list[Formula]


def derived_by_both(both: Linked) -> dict[str, tuple[FactType, FactType]]:
    """The derived facts that a profile may give to both, each with its types."""
    one, two = (derived_types(linked) for linked in both)
    return {name: (kind, two[name]) for name, kind in one.items() if name in two and _is_readable(kind, two[name])}


def may_give(both: Linked) -> set[str]:
    """The derived facts that a profile which both can read may give, and need not."""
    return {*derived_by_both(both), *_unread(*both), *_unread(*both[::-1])}


def for_one_side(both: Linked) -> list[str]:
    """The derived facts that a profile can give to one side only: the other does not know them, or by another type."""
    found = set()
    for own, other in (both, both[::-1]):
        known = _known(other)
        found |= {name for name, kind in derived_types(own).items() if name not in known or not _is_readable(kind, known[name])}
    return sorted(found)


def unread_by_both(both: Linked) -> list[str]:
    """The declared facts that no rule of either side reads, and that a profile can give to one side only: the other has none of that type."""
    found = set()
    for own, other in (both, both[::-1]):
        known = {**other.facts, **other.declared}
        for name, fact in own.declared.items():
            is_read = name in own.facts or name in other.facts or name in other.derived
            if not is_read and (name not in known or known[name].type.to_dict() != fact.type.to_dict()):
                found.add(name)
    return sorted(found)


def unlike(both: Linked) -> list[str]:
    """The facts that one side has to be given, of which no value can be read by the other."""
    found = set()
    for own, other in (both, both[::-1]):
        known = _known(other)
        found |= {name for name, kind in types_of(own).items() if name in known and not _is_readable(kind, known[name])}
    return sorted(found)


def _known(linked: LinkedRuleSet) -> dict[str, FactType]:
    """The types of what a profile may give, whether the rules look at it or not."""
    return {name: fact.type for name, fact in linked.declared.items()} | types_of(linked) | derived_types(linked)


def _unread(own: LinkedRuleSet, other: LinkedRuleSet) -> dict[str, tuple[FactType, FactType]]:
    """The derived facts that may be given to one, of which the other only says what type they are."""
    known, read = _known(other), readable(other)
    found = {name: (kind, known[name]) for name, kind in derived_types(own).items() if name in known and name not in read}
    return {name: kinds for name, kinds in found.items() if _is_readable(*kinds)}


def told_or_derived(both: Linked) -> set[str]:
    """The facts that one side has to be given and the other works out."""
    return {name for own, other in (both, both[::-1]) for name in types_of(own) if name in derived_types(other)}


def never_given(both: Linked) -> list[str]:
    """The facts that one side has to be given and that can never be given to the other, which works them out."""
    found = set()
    for own, other in ((0, 1), (1, 0)):
        derived = {name for unit in both[other].units() for name in unit.derived} - set(may_be_given(both[other]))
        found |= derived & set(types_of(both[own]))
    return sorted(found)


def _is_readable(one: FactType, two: FactType) -> bool:
    """Whether some value may be read by both types."""
    return one.kind is two.kind or {one.kind, two.kind} <= NUMBERS


# --- variables -------------------------------------------------------------------------------------------------------


def shared_facts(algebra: Algebra, both: Linked, units: Sequence[Folded], *, is_open: bool) -> Shared:
    """Open variables for every profile that both can read."""
    common = derived_by_both(both)
    alone = [_unread(own, other) for own, other in (both, both[::-1])]
    open_types = {name: kinds[0] for each in (common, *alone) for name, kinds in each.items()}
    base = facts_of(algebra, units, is_open=is_open, derived=open_types)
    made = _Sharing(algebra, base, is_open)
    plain = [types_of(linked) for linked in both]
    known, derived = [_known(linked) for linked in both], {name for linked in both for name in derived_types(linked)}
    for name in {**plain[0], **plain[1]}:
        if name in known[0] and name in known[1] and name not in derived:
            made.plain(name, (known[0][name], known[1][name]))
    for sides, open_ones in (((0, 1), common), ((0,), alone[0]), ((1,), alone[1])):
        for name, kinds in open_ones.items():
            made.derived(name, kinds, sides)
    for own, other in ((0, 1), (1, 0)):
        for name, kind in derived_types(both[own]).items():
            if name in plain[other]:
                made.mixed(name, own, (kind, plain[other][name]))
    return made.shared()


class _Sharing:
    def __init__(self, algebra: Algebra, base: Facts, is_open: bool) -> None:
        self._algebra, self._base, self._is_open = algebra, base, is_open
        self._variables: list[dict[str, Variable]] = [dict(base.variables), dict(base.variables)]
        self._given: list[dict[str, Given]] = [{}, {}]
        self._constraints = [*base.constraints]
        self._asked: list[Formula] = []

    def shared(self) -> Shared:
        """What was made."""
        one, two = (
            Facts(variables, self._base.constraints, self._base.partial, given)
            for variables, given in zip(self._variables, self._given, strict=True)
        )
        return Shared((one, two), self._constraints, self._asked)

    def plain(self, name: str, kinds: tuple[FactType, FactType]) -> None:
        """A fact that at least one is given, and both know."""
        if _alike(kinds):
            return
        variable = self._base.variables[name]
        if isinstance(variable, Plain):
            self._within(variable, variable.known, kinds)
            return
        views, within = self._views(name, kinds)
        self._constraints += within
        for variables, view in zip(self._variables, views, strict=True):
            variables[name] = view

    def derived(self, name: str, kinds: tuple[FactType, FactType], sides: Sequence[int]) -> None:
        """A fact that may be given to those sides that derive it; both can read it."""
        asked, value = self._base.given[name]
        givens = [Given(asked, value), Given(asked, value)]
        if not _alike(kinds) and isinstance(value, Plain):
            self._within(value, asked, kinds)
        elif not _alike(kinds):
            asked = self._algebra.boolean(name)
            views, within = self._views(name, kinds)
            self._constraints.append(self._algebra.any([self._algebra.no(asked), self._algebra.all(within)]))
            givens = [Given(self._algebra.all([asked, narrower(self._algebra, view)]), view) for view in views]
        for side, given in zip(sides, givens, strict=False):
            self._given[side][name] = given
        self._asked.append(asked)

    def mixed(self, name: str, own: int, kinds: tuple[FactType, FactType]) -> None:
        """A fact that side ``own`` derives and the other is given: what the other knows is given to both."""
        variable = self._base.variables[name]
        views: Sequence[Variable] = (variable, variable)
        if not _alike(kinds) and isinstance(variable, Plain):
            self._within(variable, variable.known, kinds)
        elif not _alike(kinds):
            views, within = self._views(name, kinds)
            self._constraints += within
        del self._variables[own][name]
        self._given[own][name] = Given(narrower(self._algebra, views[0]), views[0])
        self._variables[1 - own][name] = views[1]

    def _within(self, fact: Plain, is_given: Formula, kinds: tuple[FactType, FactType]) -> None:
        """What is given is one of the choices of both."""
        algebra = self._algebra
        for kind in kinds:
            for place, each in enumerate(fact.names):
                if each not in (kind.choices or ()):
                    self._constraints.append(algebra.any([algebra.no(is_given), fact.value != place]))
            for each, member in fact.members.items():
                if each not in (kind.choices or fact.members):
                    self._constraints.append(algebra.any([algebra.no(is_given), algebra.no(member)]))

    def _views(self, name: str, kinds: tuple[FactType, FactType]) -> tuple[list[Ordered], list[Formula]]:
        """One value as both read it, and what keeps it to values that both can read."""
        algebra, fewest = self._algebra, min(kind.decimals for kind in kinds)
        scales = [10 ** (kind.decimals - fewest) for kind in kinds]
        least = max(-(-kind.bounds[0] // scale) for kind, scale in zip(kinds, scales, strict=True))
        most = min(kind.bounds[1] // scale for kind, scale in zip(kinds, scales, strict=True))
        low = algebra.integer(name)
        if not self._is_open:
            exact = [low * scale if scale > 1 else low for scale in scales]
            return [Ordered(kind, one, one) for kind, one in zip(kinds, exact, strict=True)], [low >= least, low <= most]
        high, no_low, no_high = algebra.integer(name), algebra.boolean(name), algebra.boolean(name)
        views = [
            Ordered(kind, algebra.either(no_low, kind.bounds[0], low * scale), algebra.either(no_high, kind.bounds[1], high * scale))
            for kind, scale in zip(kinds, scales, strict=True)
        ]
        return views, [
            algebra.any([no_low, no_high, low <= high]),
            algebra.any([no_low, algebra.all([low >= least, low <= most])]),
            algebra.any([no_high, algebra.all([high >= least, high <= most])]),
        ]


def _alike(kinds: tuple[FactType, FactType]) -> bool:
    return kinds[0].to_dict() == kinds[1].to_dict()


# --- profiles --------------------------------------------------------------------------------------------------------


def joined(both: Linked, one: Mapping[str, Value], two: Mapping[str, Value]) -> dict[str, Any]:
    """What each side has read, written as one profile; an end of a range that each has from its own bounds is left out."""
    made: dict[str, Any] = {}
    types = [readable(linked) for linked in both]
    for name in {**one, **two}:
        read = [(values.get(name), known[name]) for values, known in zip((one, two), types, strict=True) if name in known]
        found = [value for value, _ in read]
        if any(isinstance(value, tuple) for value in found) or (read[0][1].kind.is_ordered and None in found):
            ends = [_range(value, kind) for value, kind in read]
            nothing = _range(None, read[0][1])
            made[name] = dict(_ends(*ends)) if len(ends) > 1 else {end: each for end, each in ends[0].items() if each != nothing[end]}
        else:
            made[name] = _shorter(*[plain(value, kind) for value, kind in (read[0], read[-1])])
    return made


def _range(value: Value, kind: FactType) -> dict[str, Any]:
    """A value as a range: nothing is as wide as the type."""
    found = value if isinstance(value, tuple) else kind.bounds if value is None else (value, value)
    made: dict[str, Any] = plain(found, kind)  # type: ignore[arg-type]  # a value beside a range is a number
    return made


def same_shown(one: Any, two: Any) -> bool:
    """Whether two shown values say the same, whatever their decimals."""
    if isinstance(one, Mapping) and isinstance(two, Mapping):
        return one.keys() == two.keys() and all(_number(value) == _number(two[end]) for end, value in one.items())
    if isinstance(one, bool | Mapping) or isinstance(two, bool | Mapping):
        return one is two
    return bool(_number(one) == _number(two))


def _ends(one: Mapping[str, Any], two: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    yield from ((end, _shorter(value, two[end])) for end, value in one.items() if _number(value) == _number(two[end]))


def _number(value: Any) -> Any:
    """Numbers by what they are worth: 5 and 5.0 are one."""
    if isinstance(value, str) and not value.lstrip("-")[:1].isdigit():
        return value
    try:
        return Decimal(value)
    except (InvalidOperation, TypeError):
        return value


def _shorter(one: Any, two: Any) -> Any:
    """The value with fewer decimals, which both can read."""
    return one if len(str(one)) < len(str(two)) else two
