"""One profile put into the formulas of a rule set: what z3 then makes of every comparison, criterion and outcome."""

from naikkelas.conditions import Outcome, Status, comparisons
from naikkelas.engines.folded import Folded
from naikkelas.engines.proof.algebra import Algebra
from naikkelas.engines.proof.encoder import Encoder, NotEncoded
from naikkelas.engines.proof.facts import Ordered, facts_of
from naikkelas.facts import Kind
from naikkelas.logic import MET, NOT_MET, UNKNOWN
from naikkelas.ruleset.given import may_be_given


class Settled:
    """A rule set on two dates, over facts with unknowns (``is_open``) or exact ones."""

    def __init__(self, linked, as_of, rules_as_of, *, is_open):
        self.algebra = Algebra()
        units = {id(unit): Folded.at(unit, as_of.toordinal(), rules_as_of.toordinal()) for unit in linked.units()}
        self.linked = linked
        derived = {name: made.type for name, made in may_be_given(linked).items()}
        self.facts = facts_of(self.algebra, units.values(), is_open=is_open, derived=derived)
        self.given = {name: given.value for name, given in self.facts.given.items()}
        self.encoder = Encoder(self.algebra, linked, units, self.facts)

    def answers(self, values):
        """Everything that is encoded, by name, for one profile of canonical values."""
        truths = {}
        for name, truth in self.asked():
            try:
                truths[name] = truth()
            except NotEncoded:
                continue
        solver = self.algebra.z3.SimpleSolver(ctx=self.algebra.context)
        solver.add(*self.facts.constraints, *self.algebra.definitions, *self.pinned(values))
        assert str(solver.check()) == "sat"
        model = solver.model()
        known = {**self.facts.variables, **self.given}
        assert {name: value for name, value in values.items() if name in known} == self.facts.values(model)
        return {name: READERS[name[0]](self, model, truth) for name, truth in truths.items()}

    def seen(self, values):
        """The profile as the formulas see it: texts and members that no comparison speaks of are all alike."""
        made = {}
        for name, variable in {**self.facts.variables, **self.given}.items():
            value = values.get(name)
            if isinstance(value, str) and value not in variable.names:
                value = next((word for word in variable.names if word not in self.spoken_of(name)), None)
            if isinstance(value, frozenset):
                value &= frozenset(variable.members)
            if value is not None:
                made[name] = value
        return made

    def spoken_of(self, name):
        rights = [right for node in self.linked.comparisons if node.left.name == name for right in node.right]
        return {getattr(right, "value", None) for right in rights}

    def asked(self):
        """What is asked: a name and a function that gives a truth, or for points two numbers."""
        for place, node in enumerate(self.linked.comparisons):
            if any(node is own for own in own_comparisons(self.linked)):
                yield ("comparison", place), lambda node=node: self.encoder.truth(node)
        for name in self.linked.criteria:
            for status in (Status.MET, Status.NOT_MET, Status.NOT_APPLICABLE):
                yield ("status", name, status), lambda n=name, s=status: self.encoder._status(self.encoder.criterion(n), frozenset({s}))
        for outcome in (Outcome.ELIGIBLE, Outcome.INELIGIBLE, Outcome.OUT_OF_SCOPE):
            yield ("outcome", outcome), lambda o=outcome: self.encoder.outcome(frozenset({o}))
        yield ("points",), self.encoder.points

    def read(self, model, truth):
        low, high = self.numbers(model, truth)
        return MET if low else UNKNOWN if high else NOT_MET

    def numbers(self, model, pair):
        return tuple(self.number(model, side) for side in pair)

    def number(self, model, formula):
        if isinstance(formula, int):
            return formula
        found = model.eval(formula, model_completion=True)
        return found.as_long() if self.algebra.z3.is_int(found) else bool(found)

    def pinned(self, values):
        """Equations that leave nothing but this profile."""
        for name, (is_given, _) in self.facts.given.items():
            yield is_given if name in values else self.algebra.no(is_given)
        read = {**self.facts.variables, **{name: value for name, value in self.given.items() if name in values}}
        for name, variable in read.items():
            value = values.get(name)
            if isinstance(variable, Ordered):
                low, high = variable.type.bounds if value is None else value if isinstance(value, tuple) else (value, value)
                yield from (variable.low == low, variable.high == high)
            elif value is None:
                yield self.algebra.no(variable.known)
            else:
                yield variable.known
                if variable.type.kind is Kind.SET:
                    yield from (member == (word in value) for word, member in variable.members.items())
                else:
                    yield variable.value == (value if isinstance(value, bool) else variable.names.index(value))


#: Of a status it counts whether it is sure: guard and requirement may say more about what it is not.
READERS = {
    "comparison": Settled.read,
    "outcome": Settled.read,
    "points": Settled.numbers,
    "status": lambda settled, model, truth: settled.numbers(model, truth)[0],
}


def own_comparisons(linked):
    return [each for condition in linked.conditions() for each in comparisons(condition)]


def expected(decision, asked):
    """What the engine says to the same."""
    codes = [mask >> 2 * place & 3 for mask in decision.masks for place in range(31)]
    made = {}
    for name in asked:
        match name:
            case ("comparison", place):
                made[name] = codes[place]
            case ("status", criterion, status):
                made[name] = decision.statuses[criterion] is status
            case ("outcome", outcome):
                made[name] = MET if decision.outcome is outcome else NOT_MET
                if decision.outcome is Outcome.NEEDS_INFORMATION:
                    made[name] = UNKNOWN
            case ("points",):
                made[name] = (decision.points.at_least, decision.points.at_most)
    return made
