"""Who gets a place, for sure or maybe, whatever the unknown facts turn out to be.

With exact data places are given so: first each group gets its minimum, the best of it first; then the others come in by rank, while
places are left and their group is below its maximum; those who are left wait, by rank. Where the minimums alone are more than the quota,
the best of those who would be in by a minimum get the places.

The same said of one candidate, which is what makes ranges tractable: let ``before(h)`` count the eligible of group ``h`` that rank before
it, ``size(h)`` the eligible of ``h``. It is in by the minimum of its own group ``g`` when ``before(g) < minimum`` and the sum of
``min(before(h), minimum)`` over all groups is below the quota. It is in by rank when ``before(g) < maximum`` and the sum of
``max(min(size(h), minimum), min(before(h), maximum))`` is below the quota. Both sums only grow when somebody else becomes eligible or
better. So one completion is the worst for it (everybody else as good as they may be, itself as bad) and one the best, and it is surely in
when it is in at worst, surely out when it is out at best. Of a candidate whose group nobody knows each sum grows by at most one.
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Final

from naikkelas.cohorts.model import Candidate, Cause, Cohort, CohortPlace, Standing, Terms, tallies
from naikkelas.facts import Text
from naikkelas.ranges import Bounds

#: A group that nobody else is in: what an unknown group may turn out to be.
_FRESH: Final = "\0"

#: What comes before every lot, and behind it.
_ANY_LOT: Final = ("", "g")

#: What candidates are sorted by: the values of the order, then the lot. Its number among all of them says the same, and is compared faster.
Rank = tuple[int | str, ...]


def choose(candidates: Iterable[Candidate], terms: Terms, order: Iterable[Text] = ()) -> Cohort:
    """Gives out the places. ``order`` is how the order is called, for people; it changes nothing.

    Whoever is ``admitted`` is in under every value that the ranges allow, and whoever waits or is refused is in under none. When
    nothing is open, nobody is ``possible``.

    Raises:
        ValueError: when two candidates have one key, or a different number of steps in their order.
    """
    entries = _entries(list(candidates), terms)
    _admit_surely(entries, terms)
    _admit_maybe(entries, terms)
    ranks, lists = _ranks(entries), _waiting(entries)
    entries.sort(key=lambda entry: (entry.eligible is False, entry.best, entry.worst))
    standings = {entry.key: entry.standing(ranks, lists, terms) for entry in entries}
    return Cohort(standings, terms, tallies(standings.values(), terms), tuple(order))


def _entries(candidates: list[Candidate], terms: Terms) -> "list[_Entry]":
    """The candidates with the best and the worst of their ranks, as numbers."""
    if len({each.key for each in candidates}) < len(candidates) or len({len(each.order) for each in candidates}) > 1:
        raise ValueError("every candidate has a key of its own, and as many steps of the order as the others")
    ranked = [_ranked(each, terms) for each in candidates]
    numbers = {rank: number for number, rank in enumerate(sorted({rank for ranks in ranked for rank in ranks}))}
    return [
        _Entry(each, each.key, each.eligible, each.group, numbers[best], numbers[worst])
        for each, (best, worst) in zip(candidates, ranked, strict=True)
    ]


def _ranked(candidate: Candidate, terms: Terms) -> tuple[Rank, Rank]:
    """The best and the worst rank that a candidate may have."""
    first, last = (terms.lot(candidate.key),) * 2 if candidate.has_lot else _ANY_LOT
    return (*(best for best, _ in candidate.order), first), (*(worst for _, worst in candidate.order), last)


@dataclass(slots=True)
class _Entry:
    """A candidate on the way to its place. The smaller number is the better rank."""

    candidate: Candidate
    key: str
    eligible: bool | None
    group: str | None
    best: int
    worst: int
    in_if_eligible: bool = False
    maybe_in: bool = False
    by_minimum: bool = False
    group_is_full: bool = False

    @property
    def surely_in(self) -> bool:
        return self.in_if_eligible and self.eligible is True

    def standing(self, ranks: "_Counter", lists: "_Counter", terms: Terms) -> Standing:
        """Where it stands."""
        if self.eligible is False:
            return Standing(self.key, CohortPlace.REFUSED, Cause.NOT_ELIGIBLE, group=self.group)
        rank = ranks.around(self)
        waiting = self._waiting(rank, lists.around(self), terms)
        place = self._place(waiting, terms)
        if place is CohortPlace.ADMITTED:
            return Standing(self.key, place, Cause.MINIMUM if self.by_minimum else Cause.RANK, rank, group=self.group)
        cause = Cause.MAXIMUM if self.group_is_full else Cause.QUOTA
        if place in (CohortPlace.POSSIBLE, CohortPlace.WAITING_POSSIBLE):
            cause = Cause.OTHERS_UNKNOWNS if self.candidate.is_exact else Cause.OWN_UNKNOWNS
        return Standing(self.key, place, cause, rank, waiting, self.group)

    def _waiting(self, rank: Bounds, counted: Bounds, terms: Terms) -> Bounds | None:
        """Its place on the waiting list where it is not in; ``None`` where it never waits.

        At most as many as there are places are in before it. Where groups play no part exactly so many are.
        """
        if self.in_if_eligible:
            return None
        best, worst = max(counted[0], rank[0] - terms.places), counted[1]
        if not terms.minimum and terms.maximum is None:
            worst = min(worst, rank[1] - terms.places)
        return (best, worst) if best <= min(worst, terms.waiting) else None

    def _place(self, waiting: Bounds | None, terms: Terms) -> CohortPlace:
        if self.surely_in:
            return CohortPlace.ADMITTED
        if self.maybe_in:
            return CohortPlace.POSSIBLE
        if waiting is None:
            return CohortPlace.REFUSED
        return CohortPlace.WAITING if self.eligible and waiting[1] <= terms.waiting else CohortPlace.WAITING_POSSIBLE


_BEST: Final = attrgetter("best")
_WORST: Final = attrgetter("worst")


# --- surely in, maybe in ---------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Field:
    """The others, as far as they rank before one place in the order, and the two sums over their groups."""

    terms: Terms
    most: int
    size: dict[str, int] = field(default_factory=dict)
    before: dict[str, int] = field(default_factory=dict)
    kinds: dict[str, "_Kind"] = field(default_factory=dict)
    alike: dict[tuple[int, bool], "_Kind"] = field(default_factory=dict)
    strays: int = 0
    strays_before: int = 0
    reserved: int = 0
    taken: int = 0
    ahead: int = 0

    @classmethod
    def of(cls, entries: Iterable[_Entry], terms: Terms) -> "_Field":
        made = cls(terms, terms.most)
        for entry in entries:
            if entry.group is None:
                made.strays += 1
            else:
                made.size[entry.group] = made.size.get(entry.group, 0) + 1
        for group in (_FRESH, *{**made.size, **dict.fromkeys(terms.groups or ())}):
            least = terms.least(group)
            kind = made.kinds[group] = made.alike.setdefault((least, made.size.get(group, 0) < least), _Kind())
            kind.start(group)
        made.taken = sum(min(size, terms.least(group)) for group, size in made.size.items())
        return made

    def add(self, entry: _Entry) -> None:
        """One more ranks before."""
        self.ahead += 1
        if entry.group is None:
            self.strays_before += 1
            return
        group, before = entry.group, self.before.get(entry.group, 0)
        least = self.terms.least(group)
        # By so much the group's part of each sum grows: ``min(before, least)``, and ``max(min(size, least), min(before, most))``.
        self.reserved += before < least
        self.taken += min(self.size[group], least) <= before < self.most
        self.before[group] = before + 1
        self.kinds[group].move(group, before)

    def seen_from(self, group: str, itself: int, more: int) -> tuple[int, int, int]:
        """Of a candidate in ``group``: how many of it rank before, and the two sums.

        ``itself`` is 1 when it is counted among those before, ``more`` is 1 when it is not yet counted in the size of the group.
        """
        counted, size, least, most = self.before.get(group, 0), self.size.get(group, 0), self.terms.least(group), self.most
        before = counted - itself
        reserved = self.reserved - min(counted, least) + min(before, least)
        return before, reserved, self.taken - max(min(size, least), min(counted, most)) + max(min(size + more, least), min(before, most))

    def possible_groups(self, entry: _Entry) -> list[str]:
        """The groups a candidate may be in; where nobody knows its group, those that stand for all of them.

        One more in a group changes the sums by its minimum and its size, not by how many rank before. So of the groups that are alike in
        those the one with the most before is the worst and the one with the fewest the best, and the others lie between.
        """
        if entry.group is not None:
            return [entry.group]
        return [group for kind in self.alike.values() for group in kind.ends()]


@dataclass(slots=True)
class _Kind:
    """Groups that are alike but for how many of them rank before, sorted by that number."""

    groups: dict[int, dict[str, None]] = field(default_factory=lambda: {0: {}})
    fewest: int = 0
    most: int = 0

    def start(self, group: str) -> None:
        """A group of which nobody ranks before."""
        self.groups[0][group] = None

    def move(self, group: str, before: int) -> None:
        """One more than ``before`` of the group rank before."""
        at = self.groups[before]
        del at[group]
        self.groups.setdefault(before + 1, {})[group] = None
        self.most = max(self.most, before + 1)
        if not at:
            del self.groups[before]
            self.fewest += self.fewest == before

    def ends(self) -> tuple[str, str]:
        """A group of which the fewest rank before, and one of which the most do."""
        return next(iter(self.groups[self.fewest])), next(iter(self.groups[self.most]))


def _admit_surely(entries: list[_Entry], terms: Terms) -> None:
    """Who is in at worst, should it be eligible: itself as bad as it may be, everybody else as good."""
    rivals = sorted((entry for entry in entries if entry.eligible is not False), key=_BEST)
    others, at = _Field.of(rivals, terms), 0
    for entry in sorted(rivals, key=_WORST):
        while at < len(rivals) and rivals[at].best < entry.worst:
            others.add(rivals[at])
            at += 1
        itself, stray = int(entry.best < entry.worst), int(entry.group is None)
        strays_before = others.strays_before - (itself if stray else 0)
        strays = others.strays - stray if terms.minimum else strays_before
        entry.in_if_eligible = True
        for group in others.possible_groups(entry):
            before, reserved, taken = others.seen_from(group, 0 if stray else itself, stray)
            by_rank = before + strays_before < terms.most and taken + strays < terms.places
            by_minimum = before + strays_before < terms.least(group) and reserved + strays_before < terms.places
            entry.by_minimum |= not by_rank
            if not (by_rank or by_minimum):
                entry.in_if_eligible = False
                break


def _admit_maybe(entries: list[_Entry], terms: Terms) -> None:
    """Who is in at best: itself as good as it may be, everybody else as bad, or not eligible where that may be."""
    rivals = sorted((entry for entry in entries if entry.eligible), key=_WORST)
    others, at = _Field.of(rivals, terms), 0
    for entry in sorted((each for each in entries if each.eligible is not False), key=_BEST):
        while at < len(rivals) and rivals[at].worst < entry.best:
            others.add(rivals[at])
            at += 1
        more = int(entry.group is None or entry.eligible is None)
        entry.group_is_full = True
        for group in others.possible_groups(entry):
            before, reserved, taken = others.seen_from(group, 0, more)
            # Without a maximum everybody who ranks before takes a place, whatever the group.
            taken = max(taken, others.ahead) if terms.maximum is None else taken
            by_rank = before < terms.most and taken < terms.places
            entry.group_is_full &= before >= terms.most and taken < terms.places
            if by_rank or (before < terms.least(group) and reserved < terms.places):
                entry.maybe_in = True
                break


# --- ranks -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Counter:
    """Counts who comes before a candidate.

    ``sure`` are the worst ranks of those who certainly count, ``maybe`` the best ranks of all who may count.
    """

    sure: list[int]
    maybe: list[int]

    def around(self, entry: _Entry) -> Bounds:
        """The best and the worst place of a candidate among them, from 1."""
        itself = int(entry.best < entry.worst)
        return 1 + bisect_left(self.sure, entry.best), 1 + max(bisect_left(self.maybe, entry.worst) - itself, 0)


def _ranks(entries: list[_Entry]) -> _Counter:
    """Among all who are eligible."""
    return _Counter(
        sorted(entry.worst for entry in entries if entry.eligible), sorted(entry.best for entry in entries if entry.eligible is not False)
    )


def _waiting(entries: list[_Entry]) -> _Counter:
    """Among those who are eligible and not in; who is in whenever it is eligible never is."""
    return _Counter(
        sorted(entry.worst for entry in entries if entry.eligible and not entry.maybe_in),
        sorted(entry.best for entry in entries if entry.eligible is not False and not entry.in_if_eligible),
    )
