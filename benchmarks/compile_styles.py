"""Closures or generated straight-line code? Both compile the same linked tree; this measures one decision of each.

    python benchmarks/compile_styles.py

Only the exact path of comparisons under all, any and not is compared: it is enough for benchmarks/policy.yaml, and it is where
the time goes. The library uses whichever wins here (docs/design-notes.md).
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from decide import AS_OF, EXACT
from timing import medians, table

import naikkelas as nk
from naikkelas.conditions import AllOf, AnyOf, Comparison, CriterionKind, Not
from naikkelas.engines.folded import Folded, Shape, shape_of
from naikkelas.engines.rows.exact import compile_exact
from naikkelas.ruleset.model import LinkedRuleSet

Test = Callable[[Any], bool]


def closure_of(node: Any, folded: Folded) -> Test:
    """A closure that tells whether a condition is met by exact facts."""
    match node:
        case AllOf():
            items = tuple(closure_of(item, folded) for item in node.items)
            return (lambda x, a=items[0], b=items[1]: a(x) and b(x)) if len(items) == 2 else lambda x: all(item(x) for item in items)
        case AnyOf():
            items = tuple(closure_of(item, folded) for item in node.items)
            return (lambda x, a=items[0], b=items[1]: a(x) or b(x)) if len(items) == 2 else lambda x: any(item(x) for item in items)
        case Not():
            inner = closure_of(node.item, folded)
            return lambda x: not inner(x)
    return comparison_of(node, folded)


def comparison_of(node: Comparison, folded: Folded) -> Test:
    """The closure of one comparison."""
    shape, name = shape_of(node, folded.linked), node.left.name
    constants = folded.constants(node, shape)
    first = constants[0]
    match shape:
        case Shape.LOW:
            return lambda x: x[name] >= first
        case Shape.HIGH:
            return lambda x: x[name] <= first
        case Shape.MEMBER:
            return lambda x: x[name] in first
        case Shape.BOOLEAN:
            return lambda x: x[name] is first
    raise SystemExit(f"not needed by the policy: {shape}")


def compile_closures(linked: LinkedRuleSet, folded: Folded) -> Callable[[Any], tuple[int, ...]]:
    """The same verdict as the generated function, from closures."""
    parts = []
    for name in sorted(linked.criteria):
        criterion = linked.criteria[name]
        guard = None if criterion.guard is None else closure_of(criterion.guard, folded)
        points = criterion.points if criterion.kind is CriterionKind.PREFERENCE else 0
        parts.append((guard, closure_of(criterion.require, folded), criterion.kind is CriterionKind.REQUIREMENT, points))
    steps = tuple(parts)

    def decide(x: Any) -> tuple[int, ...]:
        outcome, total, statuses = 3, 0, []
        for guard, require, required, points in steps:
            status = 2 if guard is not None and not guard(x) else 3 if require(x) else 0
            statuses.append(status)
            if required and not status:
                outcome = 0
            if status == 3:
                total += points
        return (outcome, total, *statuses)

    return decide


def main() -> None:
    rules = nk.load(Path(__file__).parent / "policy.yaml")
    day = date.toordinal(AS_OF)
    folded = Folded.at(rules.linked, day, day)
    generated = compile_exact(rules.linked)({id(rules.linked): folded})
    closures = compile_closures(rules.linked, folded)
    snapshot = nk.IKMProfile(**EXACT).snapshot
    x = snapshot.exact
    if generated(snapshot) != closures(x):
        raise SystemExit(f"they decide otherwise: {generated(snapshot)} {closures(x)}")
    found = medians({"generated": lambda: generated(snapshot), "closures": lambda: closures(x)})
    print(table(found, "generated"))


if __name__ == "__main__":
    main()
