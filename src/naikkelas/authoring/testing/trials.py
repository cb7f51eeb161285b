"""Values worth trying on a comparison: just below, at and just above what it compares with, a range across it, in and not in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from naikkelas.authoring.testing.wording import value_text
from naikkelas.calendar import Duration
from naikkelas.conditions import Comparison, EveryYear, FactRef, Op, ParamRef, Ratio
from naikkelas.engines.folded import Folded, Shape, read_fact, shape_of
from naikkelas.facts import FactType, Kind
from naikkelas.folding import Run
from naikkelas.problems import Lang
from naikkelas.ranges import NEVER
from naikkelas.ruleset.model import LinkedRuleSet
from naikkelas.values import Value

_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "below": ("tepat di bawah batas", "just below"),
    "at": ("tepat di batas", "at the limit"),
    "above": ("tepat di atas batas", "just above"),
    "across": ("kisaran melintasi batas", "a range across the limit"),
    "in": ("termasuk", "one of them"),
    "out": ("tidak termasuk", "none of them"),
    "zero": ("pembagi nol", "the denominator is zero"),
    "less": ("lebih kecil", "smaller"),
    "same": ("sama", "equal"),
    "more": ("lebih besar", "larger"),
    "known": ("diketahui", "known"),
}
#: So many limits of one comparison are tried; a long list of numbers has many.
_MOST_LIMITS: Final = 4
_MOST_MEMBERS: Final = 20
#: A text that no rule is likely to ask for.
_ANY_TEXT: Final = "lain"
_MOST_SCALE: Final = 10**8


@dataclass(frozen=True, slots=True)
class Trial:
    """Facts and parameters to set, as a profile and a file of tests write them; ``kind`` says where the limit lies."""

    kind: str
    facts: Mapping[str, str] = field(default_factory=dict)
    parameters: Mapping[str, str] = field(default_factory=dict)

    def words(self, lang: Lang) -> str:
        """Where the limit lies, for people."""
        return _WORDS[self.kind][lang == "en"]


def trials_of(comparison: Comparison, folded: Folded) -> list[Trial]:
    """What to try on a comparison on one date; nothing where no single value says anything."""
    linked = folded.linked
    shape = shape_of(comparison, linked)
    if shape is Shape.CONSTANT:
        return [_on_parameter(trial) for trial in _of_parameter(comparison, folded)]
    assert isinstance(comparison.left, FactRef)  # noqa: S101 - a parameter on the left is constant
    name = read_fact(comparison.left.name, linked)
    match shape:
        case Shape.KNOWN:
            return [Trial("known", {name: value_text(_any_value(_type(name, linked), folded), _type(name, linked))})]
        case Shape.PAIR:
            return list(_pairs(comparison, folded))
        case Shape.RATIO:
            return list(_ratios(comparison, folded))
        case Shape.SCORE:  # no single fact makes a score; its indicators are tried one by one
            return []
        case Shape.LOW | Shape.HIGH | Shape.BOTH | Shape.RUNS:
            return list(_limits(name, _type(name, linked), comparison, folded))
    if shape is Shape.SET:
        return list(_sets(name, comparison.type, comparison.op, folded.rights(comparison)))
    return list(_members(name, comparison.type, folded.rights(comparison)))


def limit_days(comparison: Comparison, folded: Folded) -> list[Trial]:
    """The two days on either side of a limit that is so many months away; none for other comparisons."""
    rights = [] if isinstance(comparison.left, ParamRef) or comparison.op is Op.KNOWN else comparison.right
    if len(rights) != 1 or isinstance(rights[0], FactRef) or not _in_months(folded.resolve(rights[0])):
        return []
    name = read_fact(comparison.left.name, folded.linked)
    kind = _type(name, folded.linked)
    ends = [(end - 1, end) if first else (end, end + 1) for first, end in _ends(folded.tested_runs(comparison))]
    return [
        Trial(word, {name: value_text(day, kind)})
        for pair in ends
        for word, day in zip(("below", "above"), pair, strict=True)
        if _allowed(day, kind)
    ]


def _in_months(value: Any) -> bool:
    return isinstance(value, Duration) and value.unit == "months"


def _type(name: str, linked: LinkedRuleSet) -> FactType:
    return linked.type_of(FactRef(name))


def _allowed(value: int, kind: FactType) -> bool:
    low, high = kind.bounds
    return low <= value <= high and not NEVER - 2 <= value < NEVER


# --- ordered ---------------------------------------------------------------------------------------------------------


def _limits(name: str, kind: FactType, comparison: Comparison, folded: Folded) -> Iterator[Trial]:
    """Around every limit: the constant where there is one, else the day that a length of time folds to."""
    ends = _ends(folded.tested_runs(comparison))
    rights = folded.rights(comparison)
    turned = name != comparison.left.name
    plain = not turned and comparison.op not in (Op.IN, Op.NOT_IN) and all(isinstance(value, int) for value in rights)
    centres = [value for value in rights if isinstance(value, int)] if plain else [end for _, end in ends]
    seen: set[int] = set()
    for centre in list(dict.fromkeys(centres))[:_MOST_LIMITS]:
        for word, value in (("below", centre - 1), ("at", centre), ("above", centre + 1)):
            if value not in seen and _allowed(value, kind):
                seen.add(value)
                yield Trial(word, {name: value_text(value, kind)})
    for is_first, end in ends[:_MOST_LIMITS]:
        low, high = (end - 1, end) if is_first else (end, end + 1)
        if _allowed(low, kind) and _allowed(high, kind):
            yield Trial("across", {name: value_text((low, high), kind)})


def _ends(runs: tuple[Run, ...]) -> list[tuple[bool, int]]:
    """The ends of runs that are not open: whether it is the first value inside, and the value."""
    sides = [(side == 0, end) for run in runs for side, end in enumerate(run)]
    return [(is_first, end) for is_first, end in sides if end is not None]


def _pairs(comparison: Comparison, folded: Folded) -> Iterator[Trial]:
    linked, left, right = folded.linked, comparison.left.name, comparison.right[0]
    assert isinstance(right, FactRef)  # noqa: S101 - what makes it a pair
    kind, other = _type(left, linked), _type(right.name, linked)
    derived = linked.derived.get(right.name)
    if derived is not None and isinstance(derived.formula, EveryYear):
        middle, more = folded.every_year(derived.formula), {}
    else:
        middle = _middle(kind, other, folded)
        more = {right.name: value_text(middle, other)}
    for word, value in (("less", middle - 1), ("same", middle), ("more", middle + 1)):
        if _allowed(value, kind) and _allowed(middle, other):
            yield Trial(word, {left: value_text(value, kind), **more})


def _middle(kind: FactType, other: FactType, folded: Folded) -> int:
    """A value both facts may have, with room on both sides."""
    low, high = max(kind.bounds[0], other.bounds[0]), min(kind.bounds[1], other.bounds[1])
    if kind.kind is Kind.DATE:
        return min(max(folded.as_of - 365, low + 1), high - 1)
    unit: int = 10**kind.decimals
    return min(max(low + 1, 10 * unit), high - 1)


def _ratios(comparison: Comparison, folded: Folded) -> Iterator[Trial]:
    """A share just below, at and just above what it is compared with; not where a part is itself worked out."""
    formula = folded.linked.derived[comparison.left.name].formula
    assert isinstance(formula, Ratio)  # noqa: S101 - what makes it a ratio
    if not isinstance(formula.of, FactRef) or not isinstance(formula.to, FactRef):
        return
    of_type, to_type = _type(formula.of.name, folded.linked), _type(formula.to.name, folded.linked)
    for top, bottom in folded.constants(comparison, Shape.RATIO):
        scale = _MOST_SCALE
        while scale > 1 and not (
            _allowed(top * formula.to_factor * scale, of_type) and _allowed(bottom * formula.of_factor * scale, to_type)
        ):
            scale //= 10
        of, to = top * formula.to_factor * scale, bottom * formula.of_factor * scale
        for word, value in (("below", of - 1), ("at", of), ("above", of + 1)):
            if _allowed(value, of_type) and _allowed(to, to_type):
                yield Trial(word, {formula.of.name: value_text(value, of_type), formula.to.name: value_text(to, to_type)})
    if _allowed(0, to_type):
        of = max(1, of_type.bounds[0])
        yield Trial("zero", {formula.of.name: value_text(of, of_type), formula.to.name: value_text(0, to_type)})


# --- the others ------------------------------------------------------------------------------------------------------


def _members(name: str, kind: FactType, rights: list[Any]) -> Iterator[Trial]:
    if kind.kind is Kind.BOOLEAN:
        yield from (Trial(word, {name: value_text(value, kind)}) for word, value in (("in", rights[0]), ("out", not rights[0])))
        return
    wanted = sorted({item for value in rights for item in (value if isinstance(value, frozenset) else {value})})
    outside = next((choice for choice in kind.choices or (_ANY_TEXT,) if choice not in wanted), None)
    values: list[tuple[str, Value]] = [("in", member) for member in wanted[:_MOST_MEMBERS]]
    values += [] if outside is None else [("out", outside)]
    yield from (Trial(word, {name: value_text(value, kind)}) for word, value in values)


def _sets(name: str, kind: FactType, op: Op, rights: list[Any]) -> Iterator[Trial]:
    wanted = frozenset(item for value in rights for item in (value if isinstance(value, frozenset) else {value}))
    outside = frozenset({choice for choice in kind.choices or (_ANY_TEXT,) if choice not in wanted})
    ones = [frozenset({member}) for member in sorted(wanted)[:_MOST_MEMBERS]]
    if op is Op.INCLUDES_ANY:
        values = [("in", one) for one in ones]
    else:
        values = [("in", wanted), *(("out", wanted - one) for one in ones if wanted > one)]
    values.append(("out", frozenset(sorted(outside)[:1])))
    yield from (Trial(word, {name: value_text(value, kind)}) for word, value in values)


def _any_value(kind: FactType, folded: Folded) -> Value:
    if kind.kind is Kind.BOOLEAN:
        return True
    if kind.kind.is_ordered:
        return _middle(kind, kind, folded)
    first = (kind.choices or (_ANY_TEXT,))[0]
    return frozenset({first}) if kind.kind is Kind.SET else first


def _of_parameter(comparison: Comparison, folded: Folded) -> Iterator[Trial]:
    name, rights = comparison.left.name, folded.rights(comparison) if comparison.op is not Op.KNOWN else []
    kind = folded.linked.parameters[name].type
    if not rights or kind.kind is Kind.DURATION:
        return
    if kind.kind.is_ordered:
        ends = [value for value in rights if isinstance(value, int)]
        values = [(word, end + step) for end in ends[:_MOST_LIMITS] for word, step in (("below", -1), ("at", 0), ("above", 1))]
        yield from (Trial(word, {name: value_text(value, kind)}) for word, value in values if _allowed(value, kind))
    elif kind.kind is Kind.SET:
        yield from _sets(name, kind, comparison.op, rights)
    else:
        yield from _members(name, kind, rights)


def _on_parameter(trial: Trial) -> Trial:
    return Trial(trial.kind, {}, trial.facts)


def month_ends(as_of: date) -> list[date]:
    """The next 29 February and the next 28 February that ends its month: where "so many months ago" is easy to get wrong."""
    leap = next(year for year in range(as_of.year, as_of.year + 9) if _leap(year) and date(year, 2, 29) > as_of)
    plain = next(year for year in range(as_of.year, as_of.year + 9) if not _leap(year) and date(year, 2, 28) > as_of)
    return [date(plain, 2, 28), date(leap, 2, 29)]


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
