"""Sums of open terms: what it takes to bring one inside two limits.

A comparison of numbers, dates, another fact or a ratio asks that a sum lies between limits *whatever* the open facts turn
out to be. Each term narrows in its own ways: a fact by getting a value, a table by its rows, points by their criterion.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial, reduce
from itertools import accumulate
from operator import eq, or_
from typing import Final

from naikkelas.engines.deciding.domains import ANY, InRuns
from naikkelas.engines.deciding.formula import (
    FALSE,
    NEVER_ENOUGH,
    TRUE,
    Formula,
    Inside,
    Item,
    Line,
    Pick,
    Way,
    apart_from_each_other,
    both,
    constant,
    either,
)
from naikkelas.ranges import Bounds

#: A table in a sum has at most so many results; where there are more the search is not complete.
MOST_VALUES: Final = 48

#: Limits (``None``: open).
Limits = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Part:
    """A term with its bounds. By itself it stays as it is: a value, or the range of a derived fact that was given as one."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class OpenPart(Part, ABC):
    """A term that can narrow."""

    @property
    @abstractmethod
    def support(self) -> int:
        """The facts it rests on."""
        ...

    @abstractmethod
    def ways(self, limits: Limits, origin: object) -> list[Way]:
        """The ways to narrow it that matter for the limits."""
        ...

    @abstractmethod
    def known(self, origin: object) -> Formula:
        """What it takes for it to have one value."""
        ...


@dataclass(frozen=True, slots=True)
class FactPart(OpenPart):
    """An open fact times a factor. Read twice in one sum it is one part, with the bounds of both readings."""

    fact: int
    factor: int
    domain: Bounds

    @classmethod
    def of(cls, fact: int, factor: int, domain: Bounds) -> "FactPart":
        """One reading."""
        ends = (domain[0] * factor, domain[1] * factor)
        return cls(min(ends), max(ends), fact, factor, domain)

    @property
    def support(self) -> int:
        """The fact."""
        return 1 << self.fact

    def __add__(self, other: "FactPart") -> "FactPart":
        return FactPart(self.low + other.low, self.high + other.high, self.fact, self.factor + other.factor, self.domain)

    def ways(self, limits: Limits, origin: object) -> list[Way]:
        """It gets a value."""
        line: Line = (0, ((self.fact, self.factor),) if self.factor else ())
        return [Way(Pick(self.fact, ANY, origin), line, line)]

    def known(self, origin: object) -> Formula:
        """It gets a value, unless its factor or its type leave it only one."""
        return TRUE if self.low == self.high else Pick(self.fact, ANY, origin)


@dataclass(frozen=True, slots=True)
class TablePart(OpenPart):
    """A derived fact that takes one of some values (times a factor, sorted).

    ``rows`` are the facts its rows ask for, ``among`` is what leaves only some of the values possible, and ``unsure`` says
    that there are too many to go through.
    """

    values: tuple[int, ...]
    rows: int
    among: Callable[[Callable[[int], bool]], Formula]
    unsure: Callable[[], None]

    @property
    def support(self) -> int:
        """The facts of its rows."""
        return self.rows

    def ways(self, limits: Limits, origin: object) -> list[Way]:
        """Every run of its values; where one limit is open, only the runs up to that end."""
        last = len(self.values) - 1
        if len(self.values) > MOST_VALUES:
            self.unsure()
            return []
        runs = [(0, high) for high in range(last)] if limits[0] is None else [(low, last) for low in range(1, last + 1)]
        if None not in limits:
            runs = [(low, high) for low in range(last + 1) for high in range(low, last + 1) if high - low < last]
        return [self._way(self.values[low], self.values[high]) for low, high in runs]

    def known(self, origin: object) -> Formula:
        """One of its values is left."""
        if len(self.values) > MOST_VALUES:
            self.unsure()
        return either(self.among(partial(eq, value)) for value in self.values[:MOST_VALUES])

    def _way(self, low: int, high: int) -> Way:
        return Way(self.among(lambda value: low <= value <= high), (low, ()), (high, ()))


@dataclass(frozen=True, slots=True)
class GatePart(OpenPart):
    """The points of one criterion: the sum of ``base`` and ``inner`` when it is met, 0 when it is not, both while that is open.

    Points of open facts that may have both signs are left as they are, and ``unsure`` says so.
    """

    met: Formula
    not_met: Formula
    base: Bounds
    inner: tuple[OpenPart, ...]
    unsure: Callable[[], None]

    @property
    def support(self) -> int:
        """The facts of the criterion and of its points."""
        return reduce(or_, (part.support for part in self.inner), self.met.support | self.not_met.support)

    def ways(self, limits: Limits, origin: object) -> list[Way]:
        """The criterion gets settled, its points narrow, or both; what narrows nothing that matters is left out."""
        found = [Way(self.not_met, (0, ()), (0, ()))]
        for way in self._narrowed(limits, origin):
            found.append(Way(both([self.met, way.formula]), way.low, way.high))
            found.append(Way(way.formula, self._with_zero(way.low, min), self._with_zero(way.high, max)))
        return [way for way in found if self._matters(way, limits)]

    def known(self, origin: object) -> Formula:
        """It is settled and its points are known, or they are 0 in any case."""
        points = [Part(*self.base), *self.inner]
        return either([self.not_met, both([self.met, known(points, origin)]), inside(points, [(0, 0)], (origin, "nothing"))])

    def _narrowed(self, limits: Limits, origin: object) -> list[Way]:
        """Every way for the points themselves, the first is as they are."""
        made = [Way(TRUE, (self.base[0], ()), (self.base[1], ()))]
        mixed = self.low < 0 < self.high and not all(isinstance(part, TablePart) for part in self.inner)
        for part in self.inner:
            ways = [Way(TRUE, (part.low, ()), (part.high, ())), *part.ways(limits, origin)]
            if mixed or len(made) * len(ways) > MOST_VALUES:
                self.unsure()
                ways = ways[:1]
            made = [
                Way(both([one.formula, two.formula]), _added(one.low, two.low), _added(one.high, two.high)) for one in made for two in ways
            ]
        return made

    def _matters(self, way: Way, limits: Limits) -> bool:
        low = limits[0] is not None and (way.low[0] > self.low or way.low[1] != ())
        return low or (limits[1] is not None and (way.high[0] < self.high or way.high[1] != ()))

    def _with_zero(self, line: Line, further: Callable[[int, int], int]) -> Line:
        """The line or 0, whichever is further out. Where lines have facts, all points are of one sign."""
        if not line[1]:
            return (further(line[0], 0), ())
        beyond = self.high if self.high > 0 else self.low
        return line if further(beyond, 0) == beyond else (0, ())


def _added(one: Line, two: Line) -> Line:
    return (one[0] + two[0], tuple(sorted((*one[1], *two[1]))))


def gated(met: Formula, not_met: Formula, inner: Sequence[Part], unsure: Callable[[], None]) -> Part:
    """The points of a criterion that is open."""
    base, opens = merged(inner)
    low, high = base[0] + sum(part.low for part in opens), base[1] + sum(part.high for part in opens)
    return GatePart(min(low, 0), max(high, 0), met, not_met, base, tuple(opens), unsure)


def merged(parts: Iterable[Part]) -> tuple[Bounds, list[OpenPart]]:
    """The bounds of everything fixed, and the open parts with each fact once."""
    low = high = 0
    facts: dict[int, FactPart] = {}
    others: list[OpenPart] = []
    for part in parts:
        if isinstance(part, FactPart):
            facts[part.fact] = facts[part.fact] + part if part.fact in facts else part
        elif isinstance(part, OpenPart):
            others.append(part)
        else:
            low, high = low + part.low, high + part.high
    return (low, high), [*facts.values(), *others]


def within(bounds: Bounds, limits: Limits) -> bool:
    """Whether all of the bounds lie inside the limits."""
    return (limits[0] is None or limits[0] <= bounds[0]) and (limits[1] is None or bounds[1] <= limits[1])


def _shifted_within(base: Bounds, limits: Limits, value: int) -> bool:
    return within((base[0] + value, base[1] + value), limits)


def inside(parts: Iterable[Part], spans: Sequence[Limits], origin: object) -> Formula:
    """The sum of the parts lies inside one of the spans."""
    base, opens = merged(parts)
    if not opens:
        return constant(any(within(base, span) for span in spans))
    if len(opens) == 1 and isinstance(opens[0], FactPart) and base[0] == base[1]:
        return _one_fact(opens[0], base[0], spans, origin)
    if len(opens) == 1 and isinstance(opens[0], TablePart):
        return either(opens[0].among(partial(_shifted_within, base, span)) for span in spans)
    return either(_inside(opens, base, span, (origin, i)) for i, span in enumerate(spans))


def _one_fact(part: FactPart, base: int, spans: Sequence[Limits], origin: object) -> Formula:
    """One fact alone: a question about its value."""
    as_it_is = (base + part.low, base + part.high)
    if any(within(as_it_is, span) for span in spans):
        return constant(True)
    if part.factor == 0:
        return Pick(part.fact, ANY, origin) if any(within((base, base), span) for span in spans) else FALSE
    runs = (_divided(part.factor, base, span, part.domain) for span in spans)
    reached = tuple((low, high) for low, high in runs if low <= high)
    return Pick(part.fact, InRuns(reached), origin) if reached else FALSE


def _divided(factor: int, base: int, span: Limits, domain: Bounds) -> Bounds:
    """The values of x in its domain with ``factor * x + base`` inside the span."""
    low, high = (None if end is None else end - base for end in span)
    if factor < 0:
        low, high, factor = (None if high is None else -high), (None if low is None else -low), -factor
    first, last = None if low is None else -(-low // factor), None if high is None else high // factor
    return (domain[0] if first is None else max(first, domain[0]), domain[1] if last is None else min(last, domain[1]))


def _inside(opens: Sequence[OpenPart], base: Bounds, limits: Limits, origin: object) -> Formula:
    low, high = base[0] + sum(part.low for part in opens), base[1] + sum(part.high for part in opens)
    if within((low, high), limits):
        return constant(True)
    if (limits[0] is not None and high < limits[0]) or (limits[1] is not None and low > limits[1]):
        return FALSE
    items = [_item(part, limits, origin) for part in opens]
    if len(items) == 1 and _is_plain(items[0]):
        fits = [way for way in items[0].ways if within((base[0] + way.low[0], base[1] + way.high[0]), limits)]
        return either(way.formula for way in fits)
    support = reduce(or_, (item.support for item in items))
    depth = 1 + max((way.formula.depth for item in items for way in item.ways), default=0)
    short = max(0 if limits[0] is None else limits[0] - low, 0 if limits[1] is None else high - limits[1])
    return Inside(tuple(items), base, limits[0], limits[1], origin, support, depth, _least(items, short))


def _least(items: Sequence[Item], short: int) -> int:
    """How many terms have to narrow at least, and so how many facts get a value where no two terms share one."""
    if not apart_from_each_other(item.support for item in items):
        return 1
    gains = accumulate(sorted((item.high - item.low for item in items if item.ways), reverse=True))
    return next((count for count, gain in enumerate(gains, 1) if gain >= short), NEVER_ENOUGH)


def _is_plain(item: Item) -> bool:
    """Whether no fact's value counts, and every fact it rests on is in one of its ways."""
    return not any(way.low[1] or way.high[1] for way in item.ways) and item.support == reduce(
        or_, (way.formula.support for way in item.ways), 0
    )


def _item(part: OpenPart, limits: Limits, origin: object) -> Item:
    return Item(part.low, part.high, tuple(part.ways(limits, origin)), part.support)


def known(parts: Iterable[Part], origin: object) -> Formula:
    """The sum gets one exact value."""
    base, opens = merged(parts)
    return both([constant(base[0] == base[1]), *(part.known(origin) for part in opens)])
