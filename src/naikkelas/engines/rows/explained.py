"""The fast path of explanations: for exact facts and plain criteria, results are built by straight-line code.

It gives what :mod:`naikkelas.engines.reasons` gives (a property test holds them equal) for criteria made of comparisons of
given facts with constants under all, any and not. For other criteria it gives ``None`` and the decoder asks the general way;
a missing or imprecise fact raises ``KeyError`` and the decoder asks the general way for all. The statuses are those the
exact path found, so only branches are tested again.
"""

from collections.abc import Callable
from typing import Any, Final

from naikkelas.conditions import AllOf, AnyOf, Comparison, Condition, CriterionKind, FactRef, Not, Status
from naikkelas.engines.folded import Folded
from naikkelas.engines.reasons import rule_of, what_is_asked
from naikkelas.engines.rows.exact import ExactUnit
from naikkelas.engines.rows.source import Source
from naikkelas.facts import Kind
from naikkelas.logic import MET, NOT_MET
from naikkelas.results import CriterionResult, Finding, Group
from naikkelas.ruleset.model import Criterion, LinkedRuleSet

_CHUNK: Final = 25
_MOST_ITEMS: Final = 50

#: Kinds of facts that have but a few values.
_FEW: Final = frozenset({Kind.BOOLEAN, Kind.CHOICE})

Explain = Callable[[Any, tuple[int, ...]], dict[str, CriterionResult]]


def compile_explained(linked: LinkedRuleSet) -> Callable[[dict[int, Folded]], Explain]:
    """A binder that gives ``explain(x, s) -> results by id``, in the order of the file, for an exact verdict ``s``.

    Python compiles a function with very many branches in more than linear time, so a large rule set becomes several.
    """
    names = list(linked.criteria)
    binders = [_compile_some(linked, names[start : start + _CHUNK]) for start in range(0, len(names), _CHUNK)]
    if len(binders) == 1:
        return binders[0]

    def bind(folded: dict[int, Folded]) -> Explain:
        functions = [binder(folded) for binder in binders]
        return lambda x, s: {name: made for function in functions for name, made in function(x, s).items()}

    return bind


def _compile_some(linked: LinkedRuleSet, names: list[str]) -> Callable[[dict[int, Folded]], Explain]:
    source = Source()
    unit = _Explained(source, linked, 0, {id(linked): 0})
    for number, name in enumerate(names):
        if is_plain(linked.criteria[name], linked):
            unit.criterion(number, linked.criteria[name])
        else:
            source.add(f"e{number} = None")
    pairs = [f"{source.fixed(name)}: e{number}" for number, name in enumerate(names)]
    source.add("return {" + ", ".join(pairs) + "}")
    statuses = {"MET": Status.MET, "NOT": Status.NOT_MET, "NA": Status.NOT_APPLICABLE}
    return source.compile("explain", "x, s", {"N": tuple.__new__, "F": Finding, "R": CriterionResult, "G": _group, **statuses})


def is_plain(criterion: Criterion, linked: LinkedRuleSet) -> bool:
    """Whether the fast path can explain a criterion."""
    if criterion.effective != (None, None) or not isinstance(criterion.points, int):
        return False
    return all(_is_plain_node(node, linked) for node in (criterion.guard, criterion.require) if node is not None)


def _is_plain_node(node: Condition, linked: LinkedRuleSet) -> bool:
    match node:
        case Comparison():
            return isinstance(node.left, FactRef) and node.left.name in linked.facts and not any(isinstance(r, FactRef) for r in node.right)
        case AllOf() | AnyOf():
            return len(node.items) <= _MOST_ITEMS and all(_is_plain_node(item, linked) for item in node.items)
        case Not():
            return _is_plain_node(node.item, linked)
    return False


def _group(truth: int, items: tuple[Any, ...], negated: bool) -> Group:
    """A group of kind any that is not met, each item with several reasons a group of its own."""
    made = tuple(item[0] if len(item) == 1 else Group("all", truth, item, len(item), negated=negated) for item in items)
    return Group("any", truth, made, len(items), negated=negated)


class _Explained(ExactUnit):
    """Writes the code of one rule set's explanations."""

    def criterion(self, number: int, criterion: Criterion) -> None:
        """One criterion: the status is worked out first, then the reasons that fixed it."""
        rule = self.source.literal(lambda _: rule_of(self.linked, criterion, in_force=True))
        points = criterion.points if criterion.kind is CriterionKind.PREFERENCE and isinstance(criterion.points, int) else 0
        none, some = self.source.fixed((0, 0)), self.source.fixed((points, points))
        guard, require = criterion.guard, criterion.require
        if guard is None and isinstance(require, Comparison) and self.linked.facts[require.left.name].type.kind in _FEW:
            self._kept(number, require, rule, none, some)
            return
        status = f"s[{self.linked.canonical[criterion.id] + 2}]"
        if guard is not None:
            self.source.add(f"if {status} == 2: e{number} = N(R, ({rule}, NA, {self.reasons(guard, False)}, {none}))")
        branch = "if" if guard is None else "elif"
        self.source.add(f"{branch} {status} == 3: e{number} = N(R, ({rule}, MET, {self.reasons(require, True)}, {some}))")
        self.source.add(f"else: e{number} = N(R, ({rule}, NOT, {self.reasons(require, False)}, {none}))")

    def _kept(self, number: int, node: Comparison, rule: str, none: str, some: str) -> None:
        """A criterion of which there are only a few results: each is made once for a date and then shared."""
        kept = self.source.literal(lambda _: {})
        self.source.add(f"e{number} = {kept}.get(v := {self.value(node.left)})")
        self.source.add(f"if e{number} is None:")
        parts = [
            f"N(R, ({rule}, {name}, {self.reasons(node, met)}, {points}))"
            for name, met, points in (("MET", True, some), ("NOT", False, none))
        ]
        self.source.add(f"e{number} = {kept}[v] = {parts[0]} if {self.test(node)} else {parts[1]}", 3)

    def reasons(self, node: Condition, met: bool, negated: bool = False) -> str:
        """An expression for the tuple of reasons of a condition that is known to be met, or known not to be."""
        return "(" + "".join(f"{part}, " for part in self.parts(node, met, negated)) + ")"

    def parts(self, node: Condition, met: bool, negated: bool) -> list[str]:
        """The items of that tuple; what depends on the profile is starred."""
        match node:
            case Comparison():
                return [self._finding(node, met, negated)]
            case Not():
                return self.parts(node.item, not met, not negated)
            case AllOf() if met:
                return [part for item in node.items for part in self.parts(item, True, negated)]
            case AllOf():
                return [f"*(() if {self.test(item)} else {self.reasons(item, False, negated)})" for item in node.items]
            case AnyOf() if met:
                return [self._first(node, negated)]
            case AnyOf():
                items = "".join(f"{self.reasons(item, False, negated)}, " for item in node.items)
                return [f"G(0, ({items}), {negated})"]
        raise AssertionError("unreachable")

    def _first(self, node: AnyOf, negated: bool) -> str:
        """Of an ``any`` that is met, the first that met it."""
        *first, last = node.items
        tests = "".join(f"{self.reasons(item, True, negated)} if {self.test(item)} else " for item in first)
        return f"*({tests}{self.reasons(last, True, negated)})"

    def _finding(self, node: Comparison, met: bool, negated: bool) -> str:
        key, linked = id(self.linked), self.linked
        asked = self.source.literal(lambda folded: what_is_asked(linked, folded[key], node, negated))
        assert isinstance(node.left, FactRef)  # noqa: S101 - plain criteria have facts on the left
        hidden = linked.facts[node.left.name].personal
        return f"N(F, ({asked}, {MET if met else NOT_MET}, {'None' if hidden else self.value(node.left)}))"
