"""Parameters with any value: what a rule set could say if its parameters said something else."""

from naikkelas.calendar import Duration
from naikkelas.conditions import Comparison, Op, ParamRef
from naikkelas.engines.folded import Folded
from naikkelas.engines.proof.algebra import Algebra, Formula
from naikkelas.facts import Kind
from naikkelas.folding import NEGATIVE, runs
from naikkelas.values import Value


class Opened:
    """The parameters of one rule set, each with one open value that all comparisons share.

    What cannot be said of an open value is open itself, so that more seems possible than is.
    """

    def __init__(self, algebra: Algebra, folded: Folded) -> None:
        self._algebra = algebra
        self._folded = folded
        self._numbers: dict[str, Formula] = {}
        self._truths: dict[tuple[str, object], Formula] = {}
        self._names: dict[Value, int] = {}

    def switch(self, node: Comparison) -> Formula:
        """A comparison of a parameter."""
        name = node.left.name
        kind = self._folded.linked.parameters[name].type.kind
        if node.op is Op.KNOWN:
            return True
        if kind.is_ordered:
            number = self._number(name)
            return self.limit(node, (number, number))
        if any(isinstance(right, ParamRef) for right in node.right):
            return self._algebra.boolean("switch")
        named = [each for right in self._folded.rights(node) for each in (right if isinstance(right, frozenset) else [right])]
        if kind is Kind.SET:
            members = [self._truth(name, member) for member in named]
            return self._algebra.any(members) if node.op is Op.INCLUDES_ANY else self._algebra.all(members)
        if kind is Kind.BOOLEAN:
            met = self._truth(name, True) if named[0] else self._algebra.no(self._truth(name, True))
        else:
            met = self._algebra.any(self._number(name) == self._names.setdefault(each, len(self._names)) for each in named)
        return self._algebra.no(met) if node.op in NEGATIVE else met

    def limit(self, node: Comparison, span: tuple[Formula, Formula] | None) -> Formula:
        """A comparison of an ordered value with what may be parameters; of no value it is open."""
        rights = [self._number(right.name) if isinstance(right, ParamRef) else self._folded.resolve(right) for right in node.right]
        used = [self._folded.parameters[right.name] for right in node.right if isinstance(right, ParamRef)]
        if span is None or any(isinstance(value, Duration) for value in used) or (used and node.op in (Op.IN, Op.NOT_IN)):
            return self._algebra.boolean("limit")
        algebra = self._algebra
        met = algebra.any(
            algebra.all([True if low is None else span[0] >= low, True if high is None else span[1] <= high])
            for low, high in runs(node.op, rights, self._folded.as_of)
        )
        return algebra.no(met) if node.op in NEGATIVE else met

    def _number(self, name: str) -> Formula:
        return self._numbers.setdefault(name, self._algebra.integer(name))

    def _truth(self, name: str, of: object) -> Formula:
        return self._truths.setdefault((name, of), self._algebra.boolean(name))
