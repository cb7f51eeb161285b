"""What the durable engine cannot express, told when it is made and before any profile is read."""

from typing import Any, Final

from naikkelas.conditions import Comparison, Derived, Table
from naikkelas.engines.folded import Shape, shape_of
from naikkelas.folding import fold_to_runs
from naikkelas.problems import NOWHERE, EvaluationError, Place, Problem, Words, problem
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
        self._too_many(linked, Words("comparisons", "perbandingan"), len(linked.comparisons), MOST_COMPARISONS, NOWHERE)

    def rows(self, linked: LinkedRuleSet, derived: Derived, table: Table) -> None:
        """A table of very many rows (NK511)."""
        self._too_many(
            linked, Words(f"rows of the table {derived.name}", f"baris tabel {derived.name}"), len(table.rows), MOST_ROWS, derived.place
        )

    def comparison(self, linked: LinkedRuleSet, node: Comparison) -> None:
        """A list of numbers with very many gaps (NK511)."""
        if shape_of(node, linked) is Shape.RUNS:
            values: list[Any] = [getattr(right, "value", None) for right in node.right]
            runs = fold_to_runs([value for value in values if isinstance(value, int)])
            name = node.left.name
            what = Words(f"numbers asked for of {name}, without neighbours", f"bilangan yang ditanyakan untuk {name}, tanpa yang berurutan")
            self._too_many(linked, what, len(runs), MOST_RUNS, node.place)

    def part(self, linked: LinkedRuleSet, node: Any, place: Place | None) -> None:
        """A part of the language that came after this engine (NK510)."""
        written = node.to_dict()
        word = next(iter(written)) if isinstance(written, dict) and written else type(node).__name__
        self.found.append(problem("NK510", place or NOWHERE, "use_rules_decide", name=linked.name, read=word))

    def _too_many(self, linked: LinkedRuleSet, what: Words, count: int, most: int, place: Place) -> None:
        if count > most:
            self.found.append(problem("NK511", place, "use_rules_decide", name=linked.name, what=what, read=count, expected=most))
