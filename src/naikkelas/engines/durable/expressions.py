"""What a rule asks of one message: tests of properties, joined by "and" and "or".

Three-valued truth becomes two ordinary questions, "is it met?" and "is it not met?", each a rule of its own; when neither
rule fires, it is unknown. Negation only changes their places, so no rule ever needs a "not".

The limits are those of durable-rules 2.0.28: a pattern holds 32 markers (two a group), and a message may have 64 matches
pending. A rule fires once for each way it is met, so the ways are few too.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import prod
from typing import Any, Final, Literal

from naikkelas.logic import MET, NOT_MET

#: What a property of a message stands for; :mod:`naikkelas.engines.durable.reading` gives its value, always an integer.
Key = tuple[Any, ...]

Relation = Literal["=", "!=", ">=", ">", "<=", "<"]

_OPERATORS: Final = {"!=": "$neq", ">=": "$gte", ">": "$gt", "<=": "$lte", "<": "$lt"}

#: What one rule may hold: groups, ways to be met, tests.
MOST_GROUPS: Final = 12
MOST_WAYS: Final = 12
MOST_TESTS: Final = 24


@dataclass(frozen=True, slots=True)
class Test:
    """A property against a constant. Every property is in its message, so there is no third answer."""

    key: Key
    relation: Relation
    value: int


@dataclass(frozen=True, slots=True)
class Both:
    """All of them."""

    items: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Either:
    """One of them."""

    items: tuple["Expression", ...]


Expression = Test | Both | Either

#: A property that every message has, and the two questions about it whose answers are fixed.
ONE: Final[Key] = ("always", 1)
HOLDS: Final = Test(ONE, "=", 1)
FAILS: Final = Test(ONE, "=", 0)


def both(items: Iterable[Expression]) -> Expression:
    """All of them, without what always holds; plain tests come first, so that few branches are begun in vain."""
    return _joined(Both, items, HOLDS, FAILS)


def either(items: Iterable[Expression]) -> Expression:
    """One of them, without what never holds."""
    return _joined(Either, items, FAILS, HOLDS)


def _joined(kind: type[Both] | type[Either], items: Iterable[Expression], neutral: Test, final: Test) -> Expression:
    flat: dict[Expression, None] = {}
    for item in items:
        for part in item.items if isinstance(item, kind) else (item,):
            if part == final:
                return final
            if part != neutral:
                flat[part] = None
    if len(flat) <= 1:
        return next(iter(flat), neutral)
    return kind(tuple(sorted(flat, key=lambda part: not isinstance(part, Test))))


def tests(expression: Expression) -> Iterator[Test]:
    """Every test of an expression."""
    if isinstance(expression, Test):
        yield expression
    else:
        for item in expression.items:
            yield from tests(item)


def _groups(expression: Expression) -> int:
    return 0 if isinstance(expression, Test) else 1 + sum(map(_groups, expression.items))


def ways(expression: Expression) -> int:
    """In how many ways it can be met at once: so often its rule may fire for one message."""
    match expression:
        case Both(items):
            return prod(map(ways, items))
        case Either(items):
            return sum(map(ways, items))
    return 1


def pending(expression: Expression) -> int:
    """How many matches may wait at once while a message goes through it."""
    match expression:
        case Both(items):
            return 1 + sum(pending(item) - 1 for item in items)
        case Either(items):
            return sum(map(pending, items))
    return 1


def fits(expression: Expression) -> bool:
    """Whether one rule can hold it."""
    counted = sum(1 for _ in tests(expression))
    return _groups(expression) <= MOST_GROUPS and ways(expression) <= MOST_WAYS and counted <= MOST_TESTS


def written(expression: Expression, names: dict[Key, str]) -> dict[str, Any]:
    """The expression as durable-rules reads it; ``names`` are the properties of the message."""
    match expression:
        case Both(items):
            return {"$and": [written(item, names) for item in items]}
        case Either(items):
            return {"$or": [written(item, names) for item in items]}
    asked = {names[expression.key]: expression.value}
    return asked if expression.relation == "=" else {_OPERATORS[expression.relation]: asked}


# --- three-valued truth ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Kleene:
    """When a condition is met, and when it is not met; never both at once."""

    met: Expression
    not_met: Expression

    def negated(self) -> "Kleene":
        """The two change places."""
        return Kleene(self.not_met, self.met)

    @property
    def fits(self) -> bool:
        """Whether two rules can hold it."""
        return fits(self.met) and fits(self.not_met)

    @property
    def key(self) -> Key | None:
        """The property that holds this truth already, if there is one."""
        if self in (ALWAYS, NEVER):
            return ("always", MET if self == ALWAYS else NOT_MET)
        if isinstance(self.met, Test) and self == truth(self.met.key):
            return self.met.key
        return None


ALWAYS: Final = Kleene(HOLDS, FAILS)
NEVER: Final = Kleene(FAILS, HOLDS)


def truth(key: Key) -> Kleene:
    """A property that holds a truth: 3 met, 1 unknown, 0 not met."""
    if key[0] == "always":
        return ALWAYS if key[1] == MET else NEVER
    return Kleene(Test(key, "=", MET), Test(key, "=", NOT_MET))


def all_of(items: Iterable[Kleene]) -> Kleene:
    """Met when all are, not met when one is not."""
    found = tuple(items)
    return Kleene(both(item.met for item in found), either(item.not_met for item in found))


def any_of(items: Iterable[Kleene]) -> Kleene:
    """Met when one is, not met when none can be."""
    found = tuple(items)
    return Kleene(either(item.met for item in found), both(item.not_met for item in found))
