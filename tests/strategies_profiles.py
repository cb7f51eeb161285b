"""Random profiles for a linked rule set, crowded around its thresholds, and their completions.

Profiles are dicts of canonical values here (see :mod:`naikkelas.ranges`): a pair is a range, an absent fact is missing.
:func:`written` turns one into what an owner of data would write.
"""

from naikkelas.conditions import AsOf, Const, FactRef, MonthsSince, ParamRef, Ratio, comparisons
from naikkelas.facts import Kind
from naikkelas.ranges import NEVER
from naikkelas.snapshot import Snapshot
from naikkelas.values import plain
from tests.oracle import days
from tests.oracle.interpreter import Reading, Span
from tests.strategies_words import GIVEN

_POOLS = {word.name: word for word in GIVEN}
_SMALL = (0, 1, 2, 4, 5, 10, 20)


class _Months:
    unit = "months"

    def __init__(self, count):
        self.count = count


def rule_sets_in(linked):
    """The rule set and its programmes, down to the last."""
    yield linked
    for programme in linked.programmes.values():
        yield from rule_sets_in(programme)


def type_of(linked, name):
    """The type of a given or derived fact of the rule set or of one of its programmes."""
    for each in rule_sets_in(linked):
        if name in each.derived or name in each.facts:
            return each.type_of(FactRef(name))
    raise KeyError(name)


def written(linked, values):
    """Canonical values as a profile that the door reads back."""
    return {name: plain(value, type_of(linked, name)) for name, value in values.items()}


def snapshot(values):
    """Canonical values as what an engine reads, past the door."""
    exact = {name: value for name, value in values.items() if not isinstance(value, tuple)}
    return Snapshot(exact, {name: value for name, value in values.items() if isinstance(value, tuple)})


class Applicant:
    """Fills in profiles for one rule set on one pair of dates; ``choices`` are those of a generator."""

    def __init__(self, choices, linked, as_of, rules_as_of):
        self.choices = choices
        self.linked = linked
        self.as_of = as_of
        self.rules_as_of = rules_as_of
        self.near = {}
        for each in rule_sets_in(linked):
            self.collect(each)
        self.candidates = {}

    # --- thresholds ---------------------------------------------------------------------------------------------------

    def collect(self, linked):
        """Notes the values at which the comparisons of a rule set change their answer."""
        for node in (each for condition in linked.conditions() for each in comparisons(condition)):
            if not isinstance(node.left, FactRef):
                continue
            derived = linked.derived.get(node.left.name)
            formula = derived.formula if derived else None
            constants = [value for right in node.right for value in self.constants(linked, right)]
            if isinstance(formula, MonthsSince):
                limits = [days.last_day_with(self.as_of, _Months(count + one)) for count in constants for one in (0, 1)]
                self.note(formula.date.name, limits)
            elif isinstance(formula, Ratio):
                for operand in (formula.of, formula.to):
                    self.note(operand.name, _SMALL)
            else:
                self.note(node.left.name, constants)

    def note(self, name, values):
        self.near.setdefault(name, set()).update(values)

    def constants(self, linked, right):
        match right:
            case Const():
                value = right.value
            case ParamRef():
                value = linked.parameters[right.name].at(self.rules_as_of.toordinal())
            case AsOf():
                value = self.as_of.toordinal()
            case _:
                return []
        if hasattr(value, "unit"):
            return [days.last_day_with(self.as_of, value), days.first_day_ahead(self.as_of, value)]
        return sorted(value) if isinstance(value, frozenset) else [value]

    def values_of(self, name):
        """Values worth trying for a fact: at its thresholds, beside them, and at its bounds."""
        if name not in self.candidates:
            self.candidates[name] = self.likely(name, type_of(self.linked, name))
        return self.candidates[name]

    def likely(self, name, kind):
        word = _POOLS.get(name)
        near = self.near.get(name, set()) | set(word.pool if word else ())
        if kind.kind is Kind.BOOLEAN:
            return [False, True]
        if kind.kind is Kind.CHOICE:
            return sorted(near & set(kind.choices)) * 3 + list(kind.choices)
        if kind.kind is Kind.TEXT:
            return sorted({*near, *(word.choices if word else ())})
        if kind.kind is Kind.SET:
            members = sorted({*near, *(kind.choices or ("other",)), *(word.choices if word else ())})
            return [frozenset(member for bit, member in enumerate(members) if number >> bit & 1) for number in range(2 ** len(members))]
        return self.likely_numbers(near, kind.bounds)

    def likely_numbers(self, near, bounds):
        low, high = bounds
        last = high - 1 if high == NEVER else high
        inside = sorted(value for value in near if low <= value <= high)
        beside = sorted({value + step for value in near for step in (-1, 1)} | {low, last, 0, 1, low + 1, last - 1})
        return [*inside, *inside, *(value for value in beside if low <= value <= last), high]

    # --- profiles -----------------------------------------------------------------------------------------------------

    def profile(self):
        """A profile: sometimes exact throughout, sometimes nearly empty, mostly mixed."""
        missing, ranged = self.choices.pick([(0, 0), (25, 35), (10, 15), (0, 70), (60, 20), (8, 0)])
        values = {}
        for name in self.linked.facts:
            if not self.choices.chance(missing):
                value = self.value(name, ranged)
                if value is not None:
                    values[name] = value
        self.give_derived(values)
        return values

    def exact_profile(self):
        """A profile in which every fact has one value."""
        return {name: self.exact(name) for name in self.linked.facts}

    def give_derived(self, values):
        """Sometimes gives a derived fact a value of its own, which then wins."""
        for name, derived in self.linked.derived.items():
            if derived.is_value and self.choices.chance(6):
                value = self.value(name, 30)
                if value is not None:
                    values[name] = value

    def exact(self, name):
        return self.choices.pick(self.values_of(name))

    def value(self, name, ranged):
        """A value, in ``ranged`` per cent of the cases a range; ``None`` for the widest range, which is missing."""
        kind = type_of(self.linked, name)
        if not kind.kind.is_ordered or not self.choices.chance(ranged):
            return self.exact(name)
        low, high = sorted((self.exact(name), self.exact(name)))
        if self.choices.chance(15):
            low, high = self.choices.pick([(kind.low, high), (low, kind.high)])
        return None if (low, high) == kind.bounds else low if low == high else (low, high)

    # --- completions --------------------------------------------------------------------------------------------------

    def open_facts(self, values):
        """The given facts that are missing or imprecise."""
        return [name for name in self.linked.facts if name not in values or isinstance(values[name], tuple)]

    def completed(self, values):
        """The same profile with some of what is open filled in or narrowed down, derived facts included."""
        filled = self.choices.pick([50, 100, 25])
        made = self.with_derived(values)
        ranged = [name for name in values if name in self.linked.derived and isinstance(values[name], tuple)]
        for name in [*self.open_facts(values), *ranged]:
            if self.choices.chance(filled):
                made[name] = self.allowed(name, values.get(name))
            elif name in values and self.choices.chance(30):
                ends = sorted((self.allowed(name, values[name]), self.allowed(name, values[name])))
                made[name] = ends[0] if ends[0] == ends[1] else tuple(ends)
        return made

    def with_derived(self, values):
        """Sometimes says the value of a derived fact that the profile leaves open: any that the profile allows."""
        made, reading = dict(values), Reading(self.linked, snapshot(values), self.as_of, self.rules_as_of)
        for name, derived in self.linked.derived.items():
            if derived.is_value and name not in values and self.choices.chance(8):
                value = reading.fact(name)
                choices = [value.low, value.high] if isinstance(value, Span) else sorted(value.values)
                near = [
                    each
                    for each in self.values_of(name)
                    if each in choices or (isinstance(value, Span) and value.low <= each <= value.high)
                ]
                made[name] = self.choices.pick([*near, *choices])
        return made

    def allowed(self, name, bounds):
        """An exact value that a missing fact (``None``) or a range allows."""
        if bounds is None:
            return self.exact(name)
        inside = [value for value in self.values_of(name) if bounds[0] <= value <= bounds[1]]
        return self.choices.pick([*inside, *bounds])
