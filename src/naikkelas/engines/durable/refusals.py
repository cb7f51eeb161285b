"""What the durable engine cannot express, told when it is made and before any profile is read."""

from typing import Any, Final

from naikkelas.conditions import Comparison, Derived, Op, Table
from naikkelas.engines.folded import Shape, shape_of
from naikkelas.folding import fold_to_runs
from naikkelas.problems import NOWHERE, EvaluationError, Place, Problem, problem
from naikkelas.ruleset.model import LinkedRuleSet

MOST_COMPARISONS: Final = 2000
MOST_ROWS: Final = 20
MOST_RUNS: Final = 10


class Refusals:
    """Gathers everything that is refused, so that it is told at once."""

    def __init__(self) -> None:
        self.found: list[Problem] = []

    def tell(self) -> None:
        """Raises :class:`EvaluationError` when anything was refused."""
        if self.found:
            raise EvaluationError(self.found)

    def size(self, linked: LinkedRuleSet) -> None:
        """A rule set of very many comparisons (NK511)."""
        self._too_many(linked, "comparisons", len(linked.comparisons), MOST_COMPARISONS, NOWHERE)

    def rows(self, linked: LinkedRuleSet, derived: Derived, table: Table) -> None:
        """A table of very many rows (NK511)."""
        self._too_many(linked, f"table {derived.name}", len(table.rows), MOST_ROWS, derived.place)

    def comparison(self, linked: LinkedRuleSet, node: Comparison) -> None:
        """A list of numbers with very many gaps (NK511)."""
        if shape_of(node, linked) is Shape.RUNS:
            values: list[Any] = [getattr(right, "value", None) for right in node.right]
            runs = fold_to_runs([value for value in values if isinstance(value, int)])
            self._too_many(linked, f"{node.left.name} {Op(node.op).value}", len(runs), MOST_RUNS, node.place)

    def part(self, linked: LinkedRuleSet, node: Any, place: Place | None) -> None:
        """A part of the language that came after this engine (NK510)."""
        written = node.to_dict()
        word = next(iter(written)) if isinstance(written, dict) and written else type(node).__name__
        self.found.append(problem("NK510", place or NOWHERE, "use_rules_decide", name=linked.name, read=word))

    def _too_many(self, linked: LinkedRuleSet, what: str, count: int, most: int, place: Place) -> None:
        if count > most:
            self.found.append(problem("NK511", place, "use_rules_decide", name=linked.name, what=what, read=count, expected=most))
