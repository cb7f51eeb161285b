"""An interpreter of linked rule sets, written to be read beside the design, and sharing no operator code with the engines.

What is known of a value is the set of values it may have: a :class:`Span` (every number from ``low`` to ``high``), an
:class:`Among` (one of these), or ``None`` (anything its type allows, and no comparison can say more than maybe). An answer
is the set of answers that some allowed value gives (see :mod:`tests.oracle.answers`).
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import product

from naikkelas.conditions import (
    AllOf,
    AnyOf,
    AsOf,
    Comparison,
    ConditionFormula,
    Const,
    CriterionIs,
    EveryYear,
    FactRef,
    MonthsSince,
    Not,
    ParamRef,
    PointsOf,
    ProgrammeIs,
    Ratio,
    Scorecard,
    Some,
    Sum,
    Table,
)
from tests.oracle import days
from tests.oracle.answers import MAYBE, NO, STATUS_WORDS, YES, either, enough, every, opposite, possible
from tests.oracle.scorecards import possible_scores

BEFORE_ALL_MONTHS = -(10**30)
ORDERED = {"integer", "number", "money", "date"}


@dataclass(frozen=True)
class Span:
    """Some number from ``low`` to ``high``, both inclusive."""

    low: int | Fraction
    high: int | Fraction

    def times(self, factor):
        ends = (self.low * factor, self.high * factor)
        return Span(min(ends), max(ends))


@dataclass(frozen=True)
class Among:
    """One of ``values``."""

    values: frozenset


@dataclass(frozen=True)
class Scores:
    """The score of a scorecard is one of ``values``; ``None`` among them: no indicator applies."""

    values: frozenset


@dataclass(frozen=True)
class Verdict:
    """Everything the oracle says about one profile."""

    outcome: str
    status: dict
    satisfied: dict
    guards: dict
    requirements: dict
    scope: str
    criterion_points: dict
    points: tuple
    truths: tuple
    values: dict


def interpret(linked, snapshot, as_of, rules_as_of=None):
    """The verdict of ``linked`` on ``snapshot``; without ``rules_as_of`` the rules are those of ``as_of``."""
    reading = Reading(linked, snapshot, as_of, rules_as_of or as_of)
    return Verdict(
        outcome=reading.outcome(),
        status={name: reading.status(name) for name in linked.criteria},
        satisfied={name: reading.satisfied(name) for name in linked.criteria},
        guards={name: STATUS_WORDS[reading.guard(name)] for name in linked.criteria},
        requirements={name: STATUS_WORDS[reading.requirement(name)] for name in linked.criteria},
        scope=STATUS_WORDS[reading.scope()],
        criterion_points={name: reading.criterion_points(name) for name in linked.criteria},
        points=reading.points(),
        truths=tuple(reading.truths()),
        values={name: reading.fact(name) for name in linked.outputs if reading.has_value(name)},
    )


def status_of(applies, met):
    return ("met" if met else "not_met") if applies else "not_applicable"


# --- questions about values --------------------------------------------------------------------------------------------


def at_least(left, right):
    return possible(left.high >= right.low, left.low < right.high)


def more_than(left, right):
    return possible(left.high > right.low, left.low <= right.high)


def between(value, first, last):
    """Of one number: whether some number of the span lies inside, and whether some lies outside."""
    inside = max(value.low, first.low) <= min(value.high, last.high)
    return possible(inside, value.low < first.low or value.high > last.high)


def whole_in(span, wanted):
    """Whether a whole number is one of ``wanted``: are some of the span's numbers listed, are some not?"""
    listed = sum(1 for each in wanted if span.low <= each <= span.high)
    return possible(listed > 0, listed < span.high - span.low + 1)


ORDERED_QUESTIONS = {
    "at_least": at_least,
    "on_or_after": at_least,
    "more_than": more_than,
    "after": more_than,
    "at_most": lambda left, right: at_least(right, left),
    "on_or_before": lambda left, right: at_least(right, left),
    "less_than": lambda left, right: more_than(right, left),
    "before": lambda left, right: more_than(right, left),
}

SET_QUESTIONS = {
    "includes": lambda members, wanted: wanted <= members,
    "includes_all": lambda members, wanted: wanted <= members,
    "includes_any": lambda members, wanted: not wanted.isdisjoint(members),
}


def about_order(op, left, rights):
    if op == "between":
        return between(left, *rights)
    return ORDERED_QUESTIONS[op](left, rights[0])


def about_listed(op, value, wanted):
    """``is``, ``is_not``, ``in``, ``not_in`` of a whole number or of one of some candidates."""
    if value is None:
        return MAYBE
    answer = whole_in(value, wanted) if isinstance(value, Span) else frozenset(each in wanted for each in value.values)
    return opposite(answer) if op in {"is_not", "not_in"} else answer


def about_members(op, value, wanted):
    if value is None:
        return MAYBE
    return frozenset(SET_QUESTIONS[op](members, wanted) for members in value.values)


def is_known(value):
    if value is None:
        return MAYBE
    single = value.low == value.high if isinstance(value, Span) else len(value.values) == 1
    return YES if single else MAYBE


class Reading:
    """One rule set read against one profile on one pair of dates; every part is worked out when it is first asked for."""

    def __init__(self, linked, snapshot, as_of, rules_as_of):
        self.linked = linked
        self.snapshot = snapshot
        self.as_of = as_of
        self.rules_as_of = rules_as_of
        self.below = {name: Reading(each, snapshot, as_of, rules_as_of) for name, each in linked.programmes.items()}
        self.facts = {}
        self.seen_turns = {}

    # --- values ---

    def fact(self, name):
        """What is known of a fact, given or derived (a ratio has no value of its own)."""
        if name not in self.facts:
            self.facts[name] = self.given(name) if self.is_given(name) else self.derive(self.linked.derived[name])
        return self.facts[name]

    def is_given(self, name):
        return name not in self.linked.derived or self.snapshot.value(name) is not None

    def given(self, name):
        value = self.snapshot.value(name)
        fact_type = self.linked.type_of(FactRef(name))
        if fact_type.kind.value in ORDERED:
            low, high = (fact_type.low, fact_type.high) if value is None else value if isinstance(value, tuple) else (value, value)
            return Span(low, high)
        return None if value is None else Among(frozenset({value}))

    def parameter(self, name):
        """The value of the last period that has begun by the rules' date."""
        day = self.rules_as_of.toordinal()
        return [value for start, value in self.linked.parameters[name].values if start <= day][-1]

    def operand(self, operand):
        """What is known of a fact or a parameter, in the whole numbers it is stored in."""
        if isinstance(operand, FactRef):
            return self.fact(operand.name)
        value = self.parameter(operand.name)
        ordered = self.linked.type_of(operand).kind.value in ORDERED
        return Span(value, value) if ordered else Among(frozenset({value}))

    def constant(self, right):
        """The value of a right side that is no fact."""
        match right:
            case Const():
                return right.value
            case ParamRef():
                return self.parameter(right.name)
            case AsOf():
                return self.as_of.toordinal()

    def real(self, operand):
        """An ordered operand as the numbers people mean: decimals taken into account."""
        match operand:
            case Const():
                decimals, span = operand.type.decimals, Span(operand.value, operand.value)
            case AsOf():
                decimals, span = 0, Span(self.as_of.toordinal(), self.as_of.toordinal())
            case _:
                decimals, span = self.linked.type_of(operand).decimals, self.operand(operand)
        return span.times(Fraction(1, 10**decimals))

    def has_value(self, name):
        """False for months since a date that is missing or may never come: such an output shows nothing, or only a part."""
        formula = self.linked.derived[name].formula
        if not isinstance(formula, MonthsSince):
            return True
        missing = formula.date.name not in self.linked.derived and self.snapshot.value(formula.date.name) is None
        return not missing and self.fact(formula.date.name).high < days.NEVER

    # --- derived facts ---

    def derive(self, derived):
        formula = derived.formula
        match formula:
            case ConditionFormula():
                return Among(self.condition(formula.condition))
            case Table():
                return self.table(formula, derived.type)
            case Sum():
                spans = [self.operand(term).times(factor) for term, factor in formula.terms]
                return Span(sum(span.low for span in spans), sum(span.high for span in spans))
            case PointsOf():
                pairs = [self.criterion_points(name) for name in formula.criteria]
                return Span(sum(low for low, _ in pairs), sum(high for _, high in pairs))
            case MonthsSince():
                return self.months(formula)
            case Scorecard():
                return Scores(frozenset(self.scores(formula)))
            case EveryYear():
                day = date(self.rules_as_of.year, formula.month, formula.day).toordinal()
                return Span(day, day)

    def table(self, table, result_type):
        """The results that some row, still possible, gives: as a span of numbers or as candidates."""
        results, settled = set(), False
        for row in table.rows:
            answer = self.condition(row.when)
            if True in answer and not (settled and table.hit == "first"):
                results.add(self.constant(row.then))
            settled = settled or answer == YES
        if not settled:
            results.add(self.constant(table.otherwise))
        if result_type.kind.value in ORDERED:
            return Span(min(results), max(results))
        return Among(frozenset(results))

    # --- conditions ---

    def condition(self, node):
        match node:
            case Comparison():
                return self.comparison(node)
            case AllOf():
                return every(self.condition(item) for item in node.items)
            case AnyOf():
                return either(self.condition(item) for item in node.items)
            case Not():
                return opposite(self.condition(node.item))
            case Some():
                return enough(node.at_least, [self.condition(item) for item in node.items])
            case CriterionIs():
                wanted = {status.value for status in node.statuses}
                return frozenset(status in wanted for status in self.possible_statuses(node.criterion))
            case ProgrammeIs():
                outcome = self.below[node.programme].outcome()
                wanted = {each.value for each in node.outcomes}
                return MAYBE if outcome == "needs_information" else possible(outcome in wanted, outcome not in wanted)

    def comparison(self, node):
        formula = self.formula_of(node.left)
        if isinstance(formula, Ratio):
            return self.ratio(formula, node)
        if isinstance(formula, Scorecard):
            return self.score(formula, node)
        return self.about(node, self.operand(node.left))

    def formula_of(self, operand):
        """The formula of a fact that is derived and not given."""
        return None if isinstance(operand, ParamRef) or self.is_given(operand.name) else self.linked.derived[operand.name].formula

    def about(self, node, value):
        """What ``node`` asks about ``value``."""
        op = node.op.value
        if op == "known":
            return is_known(value)
        if op in {"is", "is_not", "in", "not_in"}:
            return about_listed(op, value, self.listed(node))
        if op in SET_QUESTIONS:
            return about_members(op, value, self.listed(node))
        if op in {"at_least_ago", "less_than_ago", "at_least_ahead"}:
            return self.about_distance(op, value, self.constant(node.right[0]))
        decimals = self.linked.type_of(node.left).decimals
        return about_order(op, value.times(Fraction(1, 10**decimals)), [self.real(right) for right in node.right])

    def listed(self, node):
        """The constants on the right of ``in`` and its like, as one set; a parameter that is a set is already one."""
        wanted = set()
        for right in node.right:
            value = self.constant(right)
            wanted |= value if isinstance(value, frozenset) else {value}
        return frozenset(wanted)

    def about_distance(self, op, value, length):
        """Durations: how long ago, or how far ahead, against the as-of date."""
        if op == "at_least_ahead":
            day = days.first_day_ahead(self.as_of, length)
            return at_least(value, Span(day, day))
        day = days.last_day_with(self.as_of, length)
        long_enough = at_least(Span(day, day), value)
        return opposite(long_enough) if op == "less_than_ago" else long_enough

    def months(self, formula):
        """Whole months up to the as-of date, of the first and of the last day it may be."""
        span = self.fact(formula.date.name)
        return Span(self.months_from(span.high), self.months_from(span.low))

    def months_from(self, day):
        return BEFORE_ALL_MONTHS if day >= days.NEVER else days.months_from(date.fromordinal(day), self.as_of)

    def ratio(self, formula, node):
        """The answers of every denominator above 0, and, where the denominator may be 0, ``when_zero``."""
        of, to = self.operand(formula.of), self.operand(formula.to)
        answers = set()
        if to.low <= 0:
            answers.add(formula.when_zero)
        if to.high > 0:
            answers |= self.positive_ratio(formula, node, of, Span(max(to.low, 1), to.high))
        return frozenset(answers)

    def positive_ratio(self, formula, node, of, to):
        corners = [
            Fraction(above * formula.of_factor, below * formula.to_factor) for above, below in product((of.low, of.high), (to.low, to.high))
        ]
        return about_order(node.op.value, Span(min(corners), max(corners)), [self.real(right) for right in node.right])

    # --- scorecards ---

    def scores(self, card):
        """Every score that may come out, ``None`` among them where it may be that no indicator applies."""
        groups = [(group.weight, [(one.weight, self.indicator(one)) for one in group.indicators]) for group in card.groups]
        return possible_scores(card.scale, groups)

    def indicator(self, one):
        """The statuses an indicator may have."""
        if one.criterion is not None:
            return self.possible_statuses(one.criterion)
        guard = YES if one.guard is None else self.condition(one.guard)
        return {status_of(applies, met) for applies, met in product(guard, self.condition(one.require))}

    def score(self, card, node):
        """The answers of every score between the least and the greatest, and of an empty scorecard ``when_empty``."""
        scores = self.scores(card)
        numbers = scores - {None}
        answers = {card.when_empty} if None in scores else set()
        if numbers:
            answers |= about_order(node.op.value, Span(min(numbers), max(numbers)), [self.real(right) for right in node.right])
        return frozenset(answers)

    # --- criteria and the whole ---

    def guard(self, name):
        criterion = self.linked.criteria[name]
        first, last = criterion.effective
        today = self.rules_as_of.toordinal()
        if (first is not None and today < first) or (last is not None and today > last):
            return NO
        return YES if criterion.guard is None else self.condition(criterion.guard)

    def requirement(self, name):
        return self.condition(self.linked.criteria[name].require)

    def turns(self, name):
        """Every way that guard and requirement may turn out."""
        if name not in self.seen_turns:
            self.seen_turns[name] = frozenset(product(self.guard(name), self.requirement(name)))
        return self.seen_turns[name]

    def possible_statuses(self, name):
        return {status_of(applies, met) for applies, met in self.turns(name)}

    def status(self, name):
        statuses = self.possible_statuses(name)
        return statuses.pop() if len(statuses) == 1 else "unknown"

    def satisfied_answer(self, name):
        return frozenset(met or not applies for applies, met in self.turns(name))

    def satisfied(self, name):
        return STATUS_WORDS[self.satisfied_answer(name)]

    def criterion_points(self, name):
        """The least and the most points of one criterion: none unless it applies and is met."""
        criterion = self.linked.criteria[name]
        worth = Span(criterion.points, criterion.points) if isinstance(criterion.points, int) else self.operand(criterion.points)
        earned = {applies and met for applies, met in self.turns(name)}
        ends = ([worth.low, worth.high] if True in earned else []) + ([0] if False in earned else [])
        return (min(ends), max(ends))

    def points(self):
        pairs = [self.criterion_points(name) for name in self.preferences()]
        return (sum(low for low, _ in pairs), sum(high for _, high in pairs))

    def preferences(self):
        return [name for name, criterion in self.linked.criteria.items() if criterion.kind.value == "preference"]

    def requirements(self):
        return [name for name, criterion in self.linked.criteria.items() if criterion.kind.value == "requirement"]

    def scope(self):
        wanted = YES if self.linked.applies_when is None else self.condition(self.linked.applies_when)
        return every([wanted, either(self.guard(name) for name in self.requirements())])

    def outcome(self):
        scope = self.scope()
        if scope == NO:
            return "out_of_scope"
        if scope == MAYBE:
            return "needs_information"
        all_satisfied = every(self.satisfied_answer(name) for name in self.requirements())
        return {YES: "eligible", NO: "ineligible", MAYBE: "needs_information"}[all_satisfied]

    def truths(self):
        """The answer of every comparison in the order of the mask: the programmes' first, by name, then its own."""
        return list(self.answers().values())

    def answers(self):
        """As :meth:`truths`, by comparison: a programme that is asked for twice is answered once."""
        below = {}
        for name in sorted(self.below):
            below |= self.below[name].answers()
        own = (node for node in self.linked.comparisons if node not in below)
        return below | {node: self.comparison(node) for node in own}
