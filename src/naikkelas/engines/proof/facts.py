"""The facts of a profile as open variables of z3, within what their types allow, and back from a model to values."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from naikkelas.conditions import Comparison, FactRef, comparisons
from naikkelas.engines.deciding.domains import Named, domain_of
from naikkelas.engines.folded import Folded, Shape, shape_of
from naikkelas.engines.proof.algebra import Algebra, Formula
from naikkelas.facts import FIRST_DAY, LAST_DAY, FactType, Kind
from naikkelas.values import Value


@dataclass(frozen=True, slots=True)
class Ordered:
    """Bounds of a value; of an exact one both are the same."""

    type: FactType
    low: Formula
    high: Formula


@dataclass(frozen=True, slots=True)
class Plain:
    """A boolean (``value`` is a truth), a choice or text (``value`` is the place of a name in ``names``) or a set (a truth a member).

    ``known`` is constantly true of an exact fact.
    """

    type: FactType
    known: Formula
    value: Formula = None
    names: tuple[str, ...] = ()
    members: Mapping[str, Formula] = field(default_factory=dict)


Variable = Ordered | Plain


class Given(NamedTuple):
    """A derived fact that a profile may give instead: whether it does, and what."""

    is_given: Formula
    value: Variable


@dataclass(frozen=True, slots=True)
class Facts:
    """The variables of some facts by name, and what their types ask of them.

    ``partial`` names texts of which not every kind of value is tried, so that what is not found may still be. ``given`` are the derived
    facts that a profile may give; all others are worked out.
    """

    variables: Mapping[str, Variable]
    constraints: tuple[Formula, ...]
    partial: tuple[str, ...] = ()
    given: Mapping[str, Given] = field(default_factory=dict)

    def other(self, name: str, algebra: Algebra) -> "Facts":
        """The same facts, but for one that may have another value; its constraints are only those of the new value."""
        old = self.variables[name]
        values = _Maker(algebra, is_open=False)
        words = old.names if isinstance(old, Plain) and old.names else tuple(old.members) if isinstance(old, Plain) else ()
        made = values.variable(name, old.type, words)
        return replace(self, variables={**self.variables, name: made}, constraints=tuple(values.constraints))

    def values(self, model: Any) -> dict[str, Value]:
        """The profile of a model in canonical values; what is not known is left out, and what is worked out and not given."""
        found = {name: _value(variable, model) for name, variable in self.variables.items()}
        for name, (is_given, value) in self.given.items():
            if name not in found and (is_given is True or bool(model.eval(is_given, model_completion=True))):
                found[name] = _value(value, model)
        return {name: value for name, value in found.items() if value is not None}


#: No types by name.
NO_TYPES: Final[Mapping[str, FactType]] = MappingProxyType({})

#: Texts that are only read in their own form, and some that are.
_SAMPLES: Final = {"pirt_number": "206330501{:04}-30"}


def facts_of(
    algebra: Algebra,
    units: Iterable[Folded],
    *,
    is_open: bool,
    any_date: bool = False,
    derived: Mapping[str, FactType] = NO_TYPES,
) -> Facts:
    """Variables for every given fact of the rule sets; exact ones, or with unknowns when ``is_open``; ``derived`` may be given too.

    With ``any_date`` a date may lie before and after all that this library reads, where its fact has no bounds of its own: then a proof
    is one of every as-of date on which all dates lie alike, but what is found may be no profile.
    """
    types: dict[str, FactType] = {}
    words: dict[str, dict[str, None]] = {}
    for folded in units:
        types |= {name: fact.type for name, fact in folded.linked.facts.items()}
        for condition in (*folded.linked.conditions(), *(one.condition for one in folded.linked.assumptions)):
            for comparison in comparisons(condition):
                words.setdefault(comparison.left.name, {}).update(dict.fromkeys(_words(comparison, folded)))
    maker = _Maker(algebra, is_open, any_date)
    made: dict[str, Variable] = {}
    partial = []
    for name in sorted(types):
        listed, complete = _names(name, types[name], sorted(words.get(name, {})))
        made[name] = maker.variable(name, types[name], listed)
        partial += [] if complete else [name]
    given = {name: maker.given(name, kind) for name, kind in derived.items()}
    return Facts(made, tuple(maker.constraints), tuple(partial), given)


def narrower(algebra: Algebra, variable: Variable) -> Formula:
    """Whether a variable says anything of its fact: a range as wide as the type is the same as nothing."""
    if isinstance(variable, Plain):
        return variable.known
    low, high = variable.type.bounds
    if variable.low is variable.high or low == high:
        return True
    return algebra.any([variable.low != low, variable.high != high])


def _words(comparison: Comparison, folded: Folded) -> Iterable[str]:
    """The names a comparison with a given fact speaks of."""
    if not isinstance(comparison.left, FactRef) or comparison.left.name not in folded.linked.facts:
        return ()
    shape = shape_of(comparison, folded.linked)
    if shape not in (Shape.MEMBER, Shape.SET):
        return ()
    found = folded.constants(comparison, shape)[0]
    return (found,) if isinstance(found, str) else found


def _names(fact: str, kind: FactType, words: list[str]) -> tuple[tuple[str, ...], bool]:
    """The names worth telling apart, and whether they stand for all values."""
    if kind.kind is Kind.CHOICE:
        return tuple(kind.choices or ()), True
    if kind.kind is Kind.TEXT:
        domain = domain_of(kind, None, [Named(frozenset({word}), True) for word in words])
        samples = _samples(fact, words)
        return tuple(next(samples, cell) if cell not in words else cell for cell in domain.cells if isinstance(cell, str)), domain.exact
    return tuple(words), True


def _samples(fact: str, words: list[str]) -> Iterator[str]:
    """Texts in the form of a fact that no rule names; none where any text will do."""
    form = _SAMPLES.get(fact)
    yield from () if form is None else (made for made in map(form.format, range(123, 10_000)) if made not in words)


class _Maker:
    def __init__(self, algebra: Algebra, is_open: bool, any_date: bool = False) -> None:
        self.algebra = algebra
        self.is_open = is_open
        self.any_date = any_date
        self.constraints: list[Formula] = []

    def given(self, name: str, kind: FactType) -> Given:
        """A derived fact that may be given: a range too, where it is ordered and not everything is known.

        Of a date that may be any at all, a range without ends is taken for one that was given, which claims no less.
        """
        asked = self.algebra.boolean(name)
        if not kind.kind.is_ordered:
            known = _Maker(self.algebra, is_open=False)
            value = known.variable(name, kind, kind.choices or ())
            self.constraints += known.constraints
            return Given(asked, value)
        value = self.variable(name, kind, ())
        is_wide = self.any_date and kind.kind is Kind.DATE
        return Given(asked if is_wide else self.algebra.all([asked, narrower(self.algebra, value)]), value)

    def variable(self, name: str, kind: FactType, words: tuple[str, ...]) -> Variable:
        if kind.kind.is_ordered:
            low = self._number(name, kind)
            high = self._number(name, kind) if self.is_open else low
            if self.is_open:
                self.constraints.append(low <= high)
            return Ordered(kind, low, high)
        known = self.algebra.boolean(name) if self.is_open else True
        if kind.kind is Kind.SET:
            return Plain(kind, known, members={word: self.algebra.boolean(name) for word in words})
        if kind.kind is Kind.BOOLEAN:
            return Plain(kind, known, self.algebra.boolean(name))
        value = self.algebra.integer(name)
        self.constraints += [value >= 0, value < len(words)]
        return Plain(kind, known, value, words)

    def _number(self, name: str, kind: FactType) -> Formula:
        made = self.algebra.integer(name)
        low, high = kind.bounds
        is_wide = self.any_date and kind.kind is Kind.DATE
        self.constraints += [] if is_wide and low <= FIRST_DAY else [made >= low]
        self.constraints += [] if is_wide and high >= LAST_DAY else [made <= high]
        return made


def _value(variable: Variable, model: Any) -> Value:
    def of(formula: Formula) -> Any:
        return model.eval(formula, model_completion=True)

    if isinstance(variable, Ordered):
        low: int = of(variable.low).as_long()
        high = low if variable.high is variable.low else of(variable.high).as_long()
        return low if low == high else None if (low, high) == variable.type.bounds else (low, high)
    if variable.known is not True and not bool(of(variable.known)):
        return None
    if variable.type.kind is Kind.SET:
        return frozenset(name for name, member in variable.members.items() if bool(of(member)))
    if variable.type.kind is Kind.BOOLEAN:
        return bool(of(variable.value))
    name: str = variable.names[of(variable.value).as_long()]
    return name
