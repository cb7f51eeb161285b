"""Small changes to a rule set, one at a time: thresholds, operators, connectives, guards, parameters, points, formulas, tables, dates, places.

A change that no test notices is a part of the rules that no test holds fast. Left alone are texts, what tells people nothing but
words, and days outside the rule set's own dates: nobody is decided on them, so no test can speak of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from naikkelas.authoring.testing.changes import changed_conditions, near_values, other_text, place_of
from naikkelas.authoring.testing.formula_changes import changed_formulas
from naikkelas.authoring.testing.wording import value_text
from naikkelas.conditions import Derived, Indicator, ParamRef, Scorecard, operands_in, operands_of
from naikkelas.facts import FIRST_DAY
from naikkelas.problems import Place
from naikkelas.ruleset.model import Criterion, LinkedRuleSet, Parameter
from naikkelas.ruleset.selection import Best


@dataclass(frozen=True, slots=True, eq=False)
class Mutant:
    """One change: where it is, what stood there and what stands there now, and the rule set that has it.

    ``of_places`` says that it changes only who gets a place in a cohort: no case about one business can notice it.
    """

    place: Place
    owner: str
    before: str
    after: str
    linked: LinkedRuleSet
    of_places: bool = False

    def __str__(self) -> str:
        return f"{self.place} {self.owner}: {self.before} -> {self.after}".strip()


def mutants_of(linked: LinkedRuleSet) -> Iterator[Mutant]:
    """Every mutant of a rule set, in the order of its parts."""
    yield from _of_dates(linked)
    for_places = _only_for_places(linked)
    for parameter in linked.parameters.values():
        yield from (replace(made, of_places=parameter.name in for_places) for made in _of_parameter(parameter, linked))
    yield from _of_selection(linked)
    if linked.applies_when is not None:
        for place, before, after, made in changed_conditions(linked.applies_when):
            yield Mutant(place, "applies_when", before, after, replace(linked, applies_when=made))
        yield Mutant(place_of(linked.applies_when), "applies_when", "applies_when", "always", replace(linked, applies_when=None))
    for derived in linked.derived.values():
        for place, before, after, formula in changed_formulas(derived, linked):
            every = {**linked.derived, derived.name: replace(derived, formula=formula)}
            yield Mutant(place, derived.name, before, after, replace(linked, derived=every))
    for criterion in linked.criteria.values():
        yield from _of_criterion(criterion, linked)


def _of_dates(linked: LinkedRuleSet) -> Iterator[Mutant]:
    """The rule set's own first day a day later and its last a day earlier."""
    first, last = linked.effective
    place = linked.effective_at
    if first > FIRST_DAY and first != last:
        yield Mutant(place, "effective", _day("from", first), _day("from", first + 1), replace(linked, effective=(first + 1, last)))
    if last is not None and first != last:
        yield Mutant(place, "effective", _day("until", last), _day("until", last - 1), replace(linked, effective=(first, last - 1)))


def _day(word: str, day: int) -> str:
    return f"{word}: {date.fromordinal(day)}"


def _of_criterion(criterion: Criterion, linked: LinkedRuleSet) -> Iterator[Mutant]:
    def made(place: Place, before: str, after: str, **changes: Any) -> Mutant:
        changed = replace(criterion, **changes)
        criteria = {**linked.criteria, criterion.id: changed}
        derived = {name: _following(each, changed) for name, each in linked.derived.items()}
        return Mutant(place, criterion.id, before, after, replace(linked, criteria=criteria, derived=derived))

    for before, after, effective in _moved(criterion.effective, linked):
        yield made(criterion.place, before, after, effective=effective)
    if criterion.guard is not None:
        for place, before, after, changed in changed_conditions(criterion.guard):
            yield made(place, before, after, guard=changed)
        yield made(place_of(criterion.guard), "applies_when", "always", guard=None)
    for place, before, after, changed in changed_conditions(criterion.require):
        yield made(place, before, after, require=changed)
    if isinstance(criterion.points, int) and criterion.points:
        for step in (-1, 1):
            points = criterion.points + step
            yield made(criterion.place, f"points: {criterion.points}", f"points: {points}", points=points)


def _moved(effective: tuple[int | None, int | None], linked: LinkedRuleSet) -> Iterator[tuple[str, str, tuple[int | None, int | None]]]:
    """A criterion's own dates, each a day earlier and later; where the rule set is not in force before or after, the days fall together."""
    for at, (word, day) in enumerate(zip(("from", "until"), effective, strict=True)):
        for moved in () if day is None else (day - 1, day + 1):
            made = (moved, effective[1]) if at == 0 else (effective[0], moved)
            if (made[0] is None or made[1] is None or made[0] <= made[1]) and _days(made, linked) != _days(effective, linked):
                yield _day(word, day or 0), _day(word, moved), made


def _days(effective: tuple[int | None, int | None], linked: LinkedRuleSet) -> tuple[int | None, int | None]:
    """The days of a criterion that are days of the rule set too."""
    first, last = linked.effective
    ends = [end for end in (effective[1], last) if end is not None]
    return max(first, effective[0] or first), min(ends, default=None)


def _following(derived: Derived, changed: Criterion) -> Derived:
    """A scorecard that asks for the status of a criterion, after the criterion has changed."""
    card = derived.formula
    if not isinstance(card, Scorecard) or all(one.criterion != changed.id for one in card.indicators):
        return derived

    def follow(one: Indicator) -> Indicator:
        return replace(one, require=changed.require, guard=changed.guard) if one.criterion == changed.id else one

    groups = tuple(replace(group, indicators=tuple(map(follow, group.indicators))) for group in card.groups)
    return replace(derived, formula=replace(card, groups=groups))


def _of_parameter(parameter: Parameter, linked: LinkedRuleSet) -> Iterator[Mutant]:
    """Another value for each date of its history, and the dates of all values but the first a day earlier and later."""
    owner = f"${parameter.name}"
    for at, (day, value) in enumerate(parameter.values):

        def made(changed: tuple[int, Any], at: int = at) -> LinkedRuleSet:
            values = (*parameter.values[:at], changed, *parameter.values[at + 1 :])
            return replace(linked, parameters={**linked.parameters, parameter.name: replace(parameter, values=values)})

        for moved in (day - 1, day + 1) if day > max(parameter.values[0][0], linked.effective[0]) else ():
            if day <= (linked.effective[1] or day) and not any(moved == other for other, _ in parameter.values):
                yield Mutant(parameter.place, owner, _day("from", day), _day("from", moved), made((moved, value)))
        for other in near_values(value, parameter.type):
            before = "values" if isinstance(value, frozenset) else value_text(value, parameter.type)
            after = other_text(other, value, parameter.type)
            yield Mutant(parameter.place, owner, before, after, made((day, other)))


# --- places ----------------------------------------------------------------------------------------------------------


def _only_for_places(linked: LinkedRuleSet) -> frozenset[str]:
    """The parameters that only the selection reads."""
    operands = [operand for condition in linked.conditions() for operand in operands_in(condition)]
    operands += [operand for derived in linked.derived.values() for operand in operands_of(derived.formula)]
    operands += [criterion.points for criterion in linked.criteria.values() if not isinstance(criterion.points, int)]
    read = {operand.name for operand in operands if isinstance(operand, ParamRef)}
    return frozenset(() if linked.selection is None else linked.selection.parameters) - read


def _of_selection(linked: LinkedRuleSet) -> Iterator[Mutant]:
    """Quotas and other limits a step lower and higher; each step of the order turned round, and left out."""
    selection = linked.selection
    if selection is None:
        return

    def made(before: str, after: str, **changes: Any) -> Mutant:
        changed = replace(linked, selection=replace(selection, **changes))
        return Mutant(selection.place, "selection", before, after, changed, of_places=True)

    for name, limit in selection.limits.items():
        for other in (limit - 1, limit + 1) if isinstance(limit, int) else ():
            yield made(f"{name}: {limit}", f"{name}: {other}", **{name: other})
    for at, step in enumerate(selection.order):
        before, behind = selection.order[:at], selection.order[at + 1 :]
        turned = replace(step, best=_TURNED[step.best])
        text = f"{step.best}: {step.fact}"
        yield made(text, f"{turned.best}: {step.fact}", order=(*before, turned, *behind))
        yield made(text, f"without {text}", order=(*before, *behind))


_TURNED: Final = {Best.MOST: Best.LEAST, Best.LEAST: Best.MOST, Best.EARLIEST: Best.LATEST, Best.LATEST: Best.EARLIEST}
