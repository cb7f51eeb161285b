"""Looking for profiles that two rule sets decide in some way, with z3, and looking at each with the real engine."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from naikkelas.authoring.diffing.model import Moment
from naikkelas.authoring.diffing.sharing import joined, shared_facts
from naikkelas.authoring.verifying.prover import Answer, Budget, Found, readable, written
from naikkelas.authoring.verifying.seen import Seen
from naikkelas.engines.folded import Folded
from naikkelas.engines.proof.algebra import Algebra, Formula
from naikkelas.engines.proof.encoder import Encoder
from naikkelas.problems import ProfileError
from naikkelas.rules import RuleSet
from naikkelas.values import Value

#: The door works these out from each other, so a profile found with unknowns may be none.
_FOLLOWS: Final = ("pirt_number", "workers_men", "workers_women")

Pair = tuple[Seen, Seen]

#: One profile in the canonical values of each side.
Profile = tuple[Mapping[str, Value], Mapping[str, Value]]


class Looking:
    """Two rule sets over the same facts, each with the parameters of its own day. Only profiles that both can read are spoken of."""

    def __init__(self, rule_sets: tuple[RuleSet, RuleSet], moment: Moment, budget: Budget, *, is_open: bool = False) -> None:
        self._rule_sets = rule_sets
        self._as_of = moment.as_of
        self._days = (moment.old, moment.new)
        self._budget, self.is_open = budget, is_open
        self.algebra = Algebra()
        units = {
            id(unit): Folded.at(unit, moment.as_of.toordinal(), day.toordinal())
            for rules, day in zip(rule_sets, self._days, strict=True)
            for unit in rules.linked.units()
        }
        both = (rule_sets[0].linked, rule_sets[1].linked)
        self._shared = shared_facts(self.algebra, both, list(units.values()), is_open=is_open)
        one, two = (Encoder(self.algebra, linked, units, facts) for linked, facts in zip(both, self._shared.sides, strict=True))
        for encoder in (one, two):
            encoder.prepare()
        self.encoders = one, two
        self.told: list[Pair] = []
        self._readable = [readable(linked) for linked in both]
        self._solver = self.algebra.z3.SimpleSolver(ctx=self.algebra.context)
        self._solver.add(*(each for each in self._shared.constraints if each is not True))
        self._defined = 0

    def ask(self, goal: Callable[[], Sequence[Formula]], confirm: Callable[[Pair], bool]) -> Answer:
        """A profile of the goal, decided by both: one that gives no derived fact which nobody asks for, where there is one."""
        no = self.algebra.no
        found = self._ask(lambda: [*goal(), *(no(each) for each in self._shared.given)], confirm)
        return self._ask(goal, confirm) if self._shared.given and found.found is Found.NONE else found

    def _ask(self, goal: Callable[[], Sequence[Formula]], confirm: Callable[[Pair], bool]) -> Answer:
        model = self._model(goal)
        if isinstance(model, Answer):
            return model
        try:
            seen = self.look(self._values(model))
        except ProfileError:
            return Answer(Found.OPEN, why="door")
        if confirm(seen):
            return Answer(Found.ONE, seen)
        if self.is_open and any(name in self._shared.sides[1].variables for name in _FOLLOWS):
            return Answer(Found.OPEN, why="follows")
        return Answer(Found.DENIED, seen)

    def _model(self, goal: Callable[[], Sequence[Formula]]) -> Any:
        """A model of the goal, or an answer without a profile."""
        wanted = self.algebra.all(goal())
        left = self._budget.milliseconds
        if wanted is not False and not left:
            return Answer(Found.OPEN, why="time")
        result = "unsat" if wanted is False else self._checked(wanted, left)
        partial = self._shared.sides[1].partial
        if isinstance(result, str) and result == "unsat" and partial:
            return Answer(Found.OPEN, why="texts", slots={"name": ", ".join(partial)})
        return result if not isinstance(result, str) else Answer(Found.NONE) if result == "unsat" else Answer(Found.OPEN, why="time")

    def _checked(self, wanted: Formula, milliseconds: int) -> Any:
        """The model, or what the solver says instead."""
        solver = self._solver
        solver.set("timeout", milliseconds)
        solver.add(*self.algebra.definitions[self._defined :])
        self._defined = len(self.algebra.definitions)
        solver.push()
        try:
            solver.add(wanted)
            result = str(solver.check())
            return solver.model() if result == "sat" else result
        finally:
            solver.pop()

    def _values(self, model: Any) -> Profile:
        """The profile of a model as each side reads it."""
        one, two = (
            {name: value for name, value in facts.values(model).items() if name in read}
            for facts, read in zip(self._shared.sides, self._readable, strict=True)
        )
        return one, two

    def look(self, values: Profile) -> Pair:
        """What both engines decide about a profile.

        Raises:
            ProfileError: when the door refuses it.
        """
        old, new = (
            Seen(dict(own), rules.decide(written(own, rules), as_of=self._as_of, rules_as_of=day))
            for rules, day, own in zip(self._rule_sets, self._days, values, strict=True)
        )
        return old, new

    def profile(self, seen: Pair) -> dict[str, Any]:
        """What both have seen, as one profile that a test can give."""
        return joined((self._rule_sets[0].linked, self._rule_sets[1].linked), seen[0].values, seen[1].values)
