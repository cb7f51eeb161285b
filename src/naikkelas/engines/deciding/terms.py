"""Working out a formula: every way to make it true that takes at most so many facts.

A :class:`Term` is one such way: the facts that get a value, the cells those values may lie in, and the limits that sums of
them must keep. All three are whole numbers used as sets of bits, so that joining two terms is ``|`` and ``&``.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from naikkelas.engines.deciding.domains import Domain, Wanted, domain_of
from naikkelas.engines.deciding.formula import (
    NEVER_ENOUGH,
    Both,
    Either,
    Formula,
    Inside,
    Item,
    Line,
    Pick,
    Several,
    Way,
    apart,
    apart_from_each_other,
)
from naikkelas.engines.deciding.rules import Rules
from naikkelas.engines.deciding.solver import GaveUp, Limit, Space, solve
from naikkelas.snapshot import Exact

#: Formulas nest at most so deep between two that are worked out beforehand.
_DEEP: Final = 64
#: A term is compared with so many others in the time of one step.
_PER_STEP: Final = 8
#: ... and with so many known deciding sets.
_KNOWN_PER_STEP: Final = 32
#: What it takes to see whether limits can be kept together.
_SOLVING_STEPS: Final = 20


class OutOfSteps(Exception):  # noqa: N818 - caught by the search, never seen outside
    """The search took more steps than it may."""


class Term(NamedTuple):
    """Facts that get a value, the cells they may lie in (all ones for other facts), and the limits on their sums."""

    facts: int
    box: int
    limits: int


#: Terms, and a lower bound on the facts that any way left out takes.
Found = tuple[list[Term], int]


def bits(number: int) -> Iterator[int]:
    """The places of the ones."""
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest


class Cells:
    """The cells of all facts side by side, and which limits on sums were met so far. Shared by all sizes of one search."""

    def __init__(self, rules: Rules, roots: Sequence[Formula]) -> None:
        tests: list[dict[Wanted, None]] = [{} for _ in rules.names]
        self.deep: list[Formula] = []
        for node in _nodes(roots, True):
            if isinstance(node, Pick):
                tests[node.fact][node.test] = None
            if node.depth and node.depth % _DEEP == 0:
                self.deep.append(node)
        self.deep.sort(key=lambda node: node.depth)
        kinds = zip(rules.facts, rules.bounds, tests, strict=True)
        self.domains: list[Domain] = [domain_of(fact.type, bounds, list(asked)) for fact, bounds, asked in kinds]
        self.ends: Final = [domain.ends() for domain in self.domains]
        self.readers = _readers(roots, len(rules.names))
        self.offsets: list[int] = []
        self.fields: list[int] = []
        end = 0
        for domain in self.domains:
            self.offsets.append(end)
            self.fields.append(((1 << len(domain.cells)) - 1) << end)
            end += len(domain.cells)
        self.everything: Final = (1 << end) - 1
        self.limits: list[Limit] = []
        self.kept: dict[int, bool] = {}
        self._limit_bits: dict[Limit, int] = {}
        self._masks: dict[tuple[int, Wanted], int] = {}

    def exact(self, facts: int) -> bool:
        """Whether the cells of these facts leave nothing out."""
        return all(self.domains[fact].exact for fact in bits(facts))

    def pick(self, fact: int, test: Wanted) -> int:
        """The box of a fact whose value passes; 0 when no value does."""
        key = (fact, test)
        if key not in self._masks:
            mask = self.domains[fact].mask(test)
            self._masks[key] = mask and (self.everything ^ self.fields[fact]) | mask << self.offsets[fact]
        return self._masks[key]

    def limit(self, factors: Iterable[tuple[int, int]], sign: int, least: int) -> int:
        """The bit of a limit: the sum of the factors, with a sign, is at least so much. A fact may stand there twice."""
        totals: dict[int, int] = {}
        for fact, factor in factors:
            totals[fact] = totals.get(fact, 0) + factor * sign
        limit = (tuple((fact, factor) for fact, factor in sorted(totals.items()) if factor), least)
        if limit not in self._limit_bits:
            self._limit_bits[limit] = 1 << len(self.limits)
            self.limits.append(limit)
        return self._limit_bits[limit]

    def possible(self, limits: int) -> bool:
        """Whether values of the facts keep all of the limits; true also when that was not found out."""
        listed = [self.limits[at] for at in bits(limits)]
        facts = sorted({fact for limit in listed for fact, _ in limit[0]})
        try:
            return solve({fact: [self.ends[fact]] for fact in facts}, listed) is not None
        except GaveUp:
            return True

    def example(self, term: Term) -> dict[int, Exact] | None:
        """Values for the facts of a term, or ``None`` when its limits cannot all be kept.

        Raises:
            GaveUp: when that was not found out.
        """
        limits = [self.limits[at] for at in bits(term.limits)]
        masks = {fact: (term.box & self.fields[fact]) >> self.offsets[fact] for fact in bits(term.facts)}
        space: Space = {fact: self.domains[fact].bounds(masks[fact]) for fact in sorted({f for limit in limits for f, _ in limit[0]})}
        solved = solve(space, limits) if limits else {}
        if solved is None:
            return None
        return {fact: solved[fact] if fact in solved else self.domains[fact].value(mask) for fact, mask in masks.items()}


def _nodes(roots: Iterable[Formula], into_sums: bool) -> Iterator[Formula]:
    """Every formula below the roots once; ``into_sums`` also those that narrow a term of a sum."""
    waiting = list(roots)
    seen: set[int] = set()
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        yield node
        if isinstance(node, Both | Either | Several):
            waiting += node.items
        elif isinstance(node, Inside) and into_sums:
            waiting += [way.formula for item in node.items for way in item.ways]


def _readers(roots: Sequence[Formula], count: int) -> list[set[object]]:
    """The places where each fact is read; all of one term of a sum is one place."""
    readers: list[set[object]] = [set() for _ in range(count)]
    for node in _nodes(roots, False):
        if isinstance(node, Pick):
            readers[node.fact].add(node.origin)
        elif isinstance(node, Inside):
            for place, item in enumerate(node.items):
                for fact in bits(item.support):
                    readers[fact].add((node.origin, place))
    return readers


class Level:
    """Works out formulas for at most ``size`` facts. Terms that hold one of the ``blocked`` sets of facts are left out.

    With a ``beam`` only so many terms of each formula are kept, those of the fewest facts; nothing then shows that others
    are not there.
    """

    def __init__(self, cells: Cells, size: int, blocked: Sequence[int], steps: int, beam: int | None = None) -> None:
        self.cells = cells
        self.size = size
        self.steps = steps
        self.beam = beam
        self._singles = sum(facts for facts in blocked if facts.bit_count() == 1)
        self._blocked = [facts for facts in blocked if facts.bit_count() > 1]
        self.toll: Final = len(self._blocked) // _KNOWN_PER_STEP
        self._done: dict[int, Found] = {}
        for node in cells.deep:
            self.terms(node)

    def step(self, count: int = 1) -> None:
        """Counts work done."""
        self.steps -= count
        if self.steps < 0:
            raise OutOfSteps

    def terms(self, node: Formula) -> Found:
        """The terms of a formula."""
        found = self._done.get(id(node))
        if found is None:
            found = ([], node.least) if node.least > self.size else self._work_out(node)
            self._done[id(node)] = found
        return found

    def _work_out(self, node: Formula) -> Found:
        self.step()
        match node:
            case Pick():
                box = 0 if self._singles >> node.fact & 1 else self.cells.pick(node.fact, node.test)
                return ([Term(1 << node.fact, box, 0)] if box else [], NEVER_ENOUGH)
            case Both():
                return self._all(node.items)
            case Either():
                found = [self.terms(item) for item in node.items]
                terms = [term for some, _ in found for term in some]
                left = min((left for _, left in found), default=NEVER_ENOUGH)
                return self.reduced(terms, apart_from_each_other(item.support for item in node.items)), left
            case Several():
                return self._several(node)
            case Inside():
                return _Sum(self, node).terms()

    # --- joining ------------------------------------------------------------------------------------------------------

    def join(self, one: Term, two: Term) -> Term | None:
        """Both terms at once, or ``None`` when a fact would need two values or a deciding set is known to be inside."""
        facts, box = one.facts | two.facts, one.box & two.box
        shared = one.facts & two.facts
        if shared and any(not box & self.cells.fields[fact] for fact in bits(shared)):
            return None
        for known in self._blocked:
            if facts & known == known:
                return None
        limits = one.limits | two.limits
        if limits not in (one.limits, two.limits) and not self._can_be_kept(limits):
            return None
        return Term(facts, box, limits)

    def _can_be_kept(self, limits: int) -> bool:
        """Whether some values keep all the limits at once, whatever else is asked of them."""
        if limits not in self.cells.kept:
            self.step(_SOLVING_STEPS)
            self.cells.kept[limits] = self.cells.possible(limits)
        return self.cells.kept[limits]

    def _product(self, ones: Sequence[Term], twos: Sequence[Term], rest: int) -> Found:
        """Every term of one list joined with every one of the other; ``rest`` more facts are needed later."""
        made: list[Term] = []
        left = NEVER_ENOUGH
        most = self.size - rest
        for one in ones:
            self.step(len(twos) * (1 + self.toll))
            for two in twos:
                count = (one.facts | two.facts).bit_count()
                if count > most:
                    left = min(left, count + rest)
                elif (joined := self.join(one, two)) is not None:
                    made.append(joined)
        return made, left

    def _all(self, items: Sequence[Formula]) -> Found:
        """Every item at once. What cannot be is found out before what is long."""
        found: list[tuple[Formula, list[Term]]] = []
        left = NEVER_ENOUGH
        for item in sorted(items, key=lambda item: item.depth):
            terms, cut = self.terms(item)
            if not terms:
                return [], cut
            left = min(left, cut)
            found.append((item, terms))
        found.sort(key=lambda pair: len(pair[1]))
        made = [Term(0, self.cells.everything, 0)]
        used = 0
        for i, (item, terms) in enumerate(found):
            rest = apart(sorted((later for later, _ in found[i + 1 :]), key=lambda later: -later.least), used | item.support)
            made, cut = self._product(made, terms, rest)
            made = self.reduced(made, not used & item.support)
            used |= item.support
            left = min(left, cut)
        return made, left

    def _several(self, node: Several) -> Found:
        """At place n: the ways to have n of the items so far, as long as enough items are left."""
        made: list[list[Term]] = [[Term(0, self.cells.everything, 0)], *([] for _ in range(node.count))]
        found = [self.terms(item) for item in node.items]
        left = min(cut for _, cut in found)
        different = apart_from_each_other(item.support for item in node.items)
        usable = [terms for terms, _ in found if terms]
        for place, terms in enumerate(usable):
            later = len(usable) - place - 1
            for count in range(node.count, max(0, node.count - later - 1), -1):
                joined, cut = self._product(made[count - 1], terms, node.count - count if different else 0)
                left = min(left, cut)
                made[count] = self.reduced([*made[count], *joined], different)
        return made[node.count], left

    # --- keeping only what is needed ----------------------------------------------------------------------------------

    def reduced(self, terms: list[Term], different: bool = False) -> list[Term]:
        """Without terms that ask for more than another does; ``different`` when there are none."""
        if not different and len({term.facts for term in terms}) == len(terms):
            different = len({term.facts.bit_count() for term in terms}) < 2
        kept = terms if different else self._weakest(self._merged(dict.fromkeys(terms)))
        return kept if self.beam is None else sorted(kept, key=_weight)[: self.beam]

    def _weakest(self, terms: list[Term]) -> list[Term]:
        kept: list[Term] = []
        for term in sorted(terms, key=_weight):
            self.step(1 + len(kept) // _PER_STEP)
            facts, box, limits = term
            if not any(one.facts & ~facts == 0 == box & ~one.box and one.limits & ~limits == 0 for one in kept):
                kept.append(term)
        return kept

    def _merged(self, terms: Mapping[Term, None]) -> list[Term]:
        """Terms that differ in the cells of one fact only become one."""
        listed = list(terms)
        if len({(term.facts, term.limits) for term in listed}) == len(listed):
            return listed
        every = 0
        for term in listed:
            every |= term.facts
        for fact in bits(every):
            field = self.cells.fields[fact]
            boxes: dict[tuple[int, int, int], int] = {}
            self.step(len(listed) // 2)
            for facts, box, limits in listed:
                key = (facts, limits, box | field)
                boxes[key] = boxes.get(key, 0) | box
            listed = [Term(facts, box, limits) for (facts, limits, _), box in boxes.items()]
        return listed


def _weight(term: Term) -> tuple[int, int, int, Term]:
    return (term.facts.bit_count(), term.limits.bit_count(), -term.box.bit_count(), term)


class _Sum:
    """The ways to bring one sum inside its limits: which of its terms to narrow, and how."""

    def __init__(self, level: Level, node: Inside) -> None:
        self.level = level
        self.cells = level.cells
        self.node = node
        self.one_sided = node.low is None or node.high is None
        self.found: list[Term] = []
        self.left = NEVER_ENOUGH
        found = [(item, self._ways_of(item)) for item in node.items]
        found.sort(key=lambda pair: pair[0].low - pair[0].high if pair[1] else 0)
        self.items, self.ways = [item for item, _ in found], [ways for _, ways in found]
        self.gains = [0, *accumulate(item.high - item.low if ways else 0 for item, ways in found)]
        self.different = apart_from_each_other(item.support for item in node.items)

    def terms(self) -> Found:
        """All of them."""
        low = self.node.base[0] + sum(item.low for item in self.node.items)
        high = self.node.base[1] + sum(item.high for item in self.node.items)
        self._narrow(0, Term(0, self.cells.everything, 0), (low, ()), (high, ()))
        return self.level.reduced(self.found), self.left

    def _ways_of(self, item: Item) -> list[tuple[Way, list[Term]]]:
        """The ways with their terms, best first; of facts that nothing else reads only what is best for them is kept."""
        made: list[tuple[Way, list[Term]]] = []
        private = self.one_sided and all(len(self.cells.readers[fact]) == 1 for fact in bits(item.support))
        kept: list[int] = []
        for way in sorted(item.ways, key=self._worth):
            terms, cut = self.level.terms(way.formula)
            self.left = min(self.left, cut)
            if private and not way.low[1] and not way.high[1]:
                terms = [term for term in terms if not any(facts & ~term.facts == 0 for facts in kept)]
                kept += [term.facts for term in terms]
            if terms:
                made.append((way, terms))
        return made

    def _worth(self, way: Way) -> int:
        return -way.low[0] if self.node.low is not None else way.high[0]

    def _narrow(self, start: int, term: Term, low: Line, high: Line) -> None:
        """Takes what is narrowed so far, if that is enough; then narrows one more term, in every way."""
        self.level.step()
        short = self._short(low, high)
        if short > self._gain(start, term):
            if short <= self.gains[-1] - self.gains[start]:
                self.left = min(self.left, self.level.size + 1)
            return
        if short <= 0:
            self.found.append(self._limited(term, low, high))
            if self._enough(term, low, high):
                return
        for place in range(start, len(self.ways)):
            if len(self.found) == self.level.beam:
                return
            item = self.items[place]
            for way, terms in self.ways[place]:
                lines = _changed(low, way.low, item.low), _changed(high, way.high, item.high)
                self.level.step(len(terms) * (1 + self.level.toll) + (len(low[1]) + len(high[1])) // _PER_STEP)
                for other in terms:
                    self._join(place + 1, term, other, lines)

    def _join(self, start: int, term: Term, other: Term, lines: tuple[Line, Line]) -> None:
        count = (term.facts | other.facts).bit_count()
        if count > self.level.size:
            self.left = min(self.left, count)
        elif (joined := self.level.join(term, other)) is not None:
            self._narrow(start, joined, *lines)

    def _gain(self, start: int, term: Term) -> int:
        """What the terms from here on can narrow at most: the largest come first, and each takes a fact if none is shared."""
        most = self.level.size - term.facts.bit_count() if self.different else len(self.items)
        return self.gains[min(start + most, len(self.items))] - self.gains[start]

    def _short(self, low: Line, high: Line) -> int:
        """How much is missing, at the best values of the facts narrowed so far."""
        best = low[0] + sum(factor * self.cells.ends[fact][factor > 0] for fact, factor in low[1])
        worst = high[0] + sum(factor * self.cells.ends[fact][factor < 0] for fact, factor in high[1])
        missing = 0 if self.node.low is None else self.node.low - best
        return missing if self.node.high is None else max(missing, worst - self.node.high)

    def _enough(self, term: Term, low: Line, high: Line) -> bool:
        """Whether narrowing more terms can never help: no fact got a value, or only facts of which any value will do elsewhere."""
        facts = {fact for fact, _ in (*low[1], *high[1])}
        return not facts or (self.one_sided and not term.limits and all(self._is_free(fact, term) for fact in facts))

    def _is_free(self, fact: int, term: Term) -> bool:
        field = self.cells.fields[fact]
        return len(self.cells.readers[fact]) == 1 and term.box & field == field

    def _limited(self, term: Term, low: Line, high: Line) -> Term:
        """The term with the limits that the values of its facts must keep."""
        limits = term.limits
        if self.node.low is not None and low[1]:
            limits |= self.cells.limit(low[1], 1, self.node.low - low[0])
        if self.node.high is not None and high[1]:
            limits |= self.cells.limit(high[1], -1, high[0] - self.node.high)
        return term._replace(limits=limits)


def _changed(line: Line, way: Line, before: int) -> Line:
    return (line[0] - before + way[0], tuple(sorted((*line[1], *way[1]))) if way[1] else line[1])
