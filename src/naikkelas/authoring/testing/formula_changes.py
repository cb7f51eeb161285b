"""Small changes to the formulas of derived facts."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from naikkelas.authoring.testing.changes import changed_conditions, other_results, place_of, result_text
from naikkelas.conditions import (
    ConditionFormula,
    Derived,
    EveryYear,
    FactRef,
    Formula,
    Indicator,
    IndicatorGroup,
    MonthsSince,
    PointsOf,
    Ratio,
    Scorecard,
    Sum,
    Table,
    TableRow,
)
from naikkelas.facts import Kind
from naikkelas.problems import Place
from naikkelas.ruleset.model import LinkedRuleSet

#: Place, what stood there, what stands there now, and the whole formula as it is then.
FormulaChange = tuple[Place, str, str, Formula]


def changed_formulas(derived: Derived, linked: LinkedRuleSet) -> Iterator[FormulaChange]:
    """Every change of the formula of a derived fact."""
    match derived.formula:
        case ConditionFormula(condition=condition):
            yield from ((place, old, new, ConditionFormula(made)) for place, old, new, made in changed_conditions(condition))
        case Table():
            yield from _of_table(derived.formula, derived.place)
        case Scorecard():
            yield from _of_scorecard(derived.formula, derived.place)
        case Sum():
            yield from _of_sum(derived.formula, derived.place)
        case Ratio():
            yield from _of_ratio(derived.formula, derived.place, linked)
        case _:
            yield from _of_the_rest(derived, linked)


def _of_the_rest(derived: Derived, linked: LinkedRuleSet) -> Iterator[FormulaChange]:
    """Months since another date, points without one of the preferences, a day earlier and later in the year."""
    match derived.formula:
        case MonthsSince(date=since):
            others = [name for name, fact in linked.facts.items() if fact.type.kind is Kind.DATE and name != since.name]
            for name in others[:1]:
                yield derived.place, f"months_since: {since.name}", f"months_since: {name}", MonthsSince(FactRef(name))
        case PointsOf(criteria=names):
            for name in names if len(names) > 1 else ():
                yield derived.place, "points", f"points without {name}", PointsOf(tuple(other for other in names if other != name))
        case EveryYear():
            yield from _of_day(derived.formula, derived.place)


def _of_sum(formula: Sum, place: Place) -> Iterator[FormulaChange]:
    """Each term with the other sign, and left out; the constant of ``times`` a step lower and higher."""
    terms = formula.terms
    for at, (term, factor) in enumerate(terms):
        text = f"{'-' if factor < 0 else ''}{term.name}"
        if len(terms) == 1:
            for step in (-1, 1):
                yield place, f"times {factor}", f"times {factor + step}", Sum(((term, factor + step),))
        else:
            yield place, text, f"{'' if factor < 0 else '-'}{term.name}", Sum((*terms[:at], (term, -factor), *terms[at + 1 :]))
            yield place, text, f"without {term.name}", Sum((*terms[:at], *terms[at + 1 :]))


def _of_ratio(formula: Ratio, place: Place, linked: LinkedRuleSet) -> Iterator[FormulaChange]:
    """The other answer where the denominator is 0, and numerator and denominator in each other's place."""
    words = ("not_met", "met")
    zero = formula.when_zero
    yield place, f"when_zero: {words[zero]}", f"when_zero: {words[not zero]}", replace(formula, when_zero=not zero)
    if linked.type_of(formula.of).bounds[0] >= 0:
        turned = replace(formula, of=formula.to, to=formula.of, of_factor=formula.to_factor, to_factor=formula.of_factor)
        yield place, f"{formula.of.name} / {formula.to.name}", f"{formula.to.name} / {formula.of.name}", turned


def _of_day(formula: EveryYear, place: Place) -> Iterator[FormulaChange]:
    """The day before and the day after; 29 February is left out, for no year may lack the day."""
    day = date(2023, formula.month, formula.day).toordinal()
    for other in map(date.fromordinal, (day - 1, day + 1)):
        yield place, f"every_year: {formula.month:02}-{formula.day:02}", f"every_year: {other:%m-%d}", EveryYear(other.month, other.day)


def _of_table(table: Table, place: Place) -> Iterator[FormulaChange]:
    """Other conditions, other results, and of rows that are asked in turn each after the next."""
    for at, row in enumerate(table.rows):

        def made(changed: TableRow, at: int = at) -> Table:
            return replace(table, rows=(*table.rows[:at], changed, *table.rows[at + 1 :]))

        for where, before, after, condition in changed_conditions(row.when):
            yield where, before, after, made(replace(row, when=condition))
        for then in other_results(row.then):
            yield place_of(row.when), f"then: {result_text(row.then)}", f"then: {result_text(then)}", made(replace(row, then=then))
        if table.hit == "first" and at + 1 < len(table.rows):
            turned = (*table.rows[:at], table.rows[at + 1], row, *table.rows[at + 2 :])
            yield place_of(row.when), f"row {at + 1}", f"row {at + 1} after row {at + 2}", replace(table, rows=turned)
    for then in other_results(table.otherwise):
        yield place, f"otherwise: {result_text(table.otherwise)}", f"otherwise: {result_text(then)}", replace(table, otherwise=then)


def _of_scorecard(card: Scorecard, place: Place) -> Iterator[FormulaChange]:
    """Other weights, other conditions of the indicators that are no criteria, and the other answer where no indicator applies."""

    def made(group: IndicatorGroup, **changes: object) -> Scorecard:
        return replace(card, groups=tuple(replace(each, **changes) if each is group else each for each in card.groups))  # type: ignore[arg-type]  # one of its fields

    if card.when_empty is not None:
        words = ("not_met", "met")
        old, new = words[card.when_empty], words[not card.when_empty]
        yield place, f"when_empty: {old}", f"when_empty: {new}", replace(card, when_empty=not card.when_empty)
    for group in card.groups:
        if len(card.groups) > 1:  # alone, a weight means nothing
            for weight in _weights(group.weight):
                yield place, f"weight of {group.name}: {group.weight}", f"{weight}", made(group, weight=weight)
        for at, one in enumerate(group.indicators):
            before, behind = group.indicators[:at], group.indicators[at + 1 :]
            for weight in _weights(one.weight) if len(group.indicators) > 1 else ():
                other = replace(one, weight=weight)
                yield one.place, f"weight: {one.weight}", f"weight: {weight}", made(group, indicators=(*before, other, *behind))
            for where, old, new, changed in _of_indicator(one):
                yield where, old, new, made(group, indicators=(*before, changed, *behind))


def _weights(weight: int) -> Iterator[int]:
    yield from (other for other in (weight - 1, weight + 1) if other > 0)


def _of_indicator(one: Indicator) -> Iterator[tuple[Place, str, str, Indicator]]:
    if one.criterion is not None:
        return
    for place, old, new, condition in changed_conditions(one.require):
        yield place, old, new, replace(one, require=condition)
    if one.guard is not None:
        for place, old, new, condition in changed_conditions(one.guard):
            yield place, old, new, replace(one, guard=condition)
        yield place_of(one.guard), "applies_when", "always", replace(one, guard=None)
