"""What both code generators share: numbered constants that are bound per date, names, and flat long chains.

No text of a rule set ever becomes code. Facts are read by keys that are constants, thresholds and names are constants, and
the generated source holds nothing but numbered variables.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from sys import intern
from typing import Any, Final

from naikkelas.conditions import Comparison
from naikkelas.engines.folded import Folded, Shape, shape_of
from naikkelas.ruleset.model import LinkedRuleSet

#: A constant that depends on the date.
Thunk = Callable[[dict[int, Folded]], Any]

_CHUNK: Final = 50


@dataclass(slots=True)
class Source:
    """Lines of one generated function, and the constants it closes over."""

    lines: list[str] = field(default_factory=list)
    thunks: list[Thunk] = field(default_factory=list)
    shared: dict[Any, str] = field(default_factory=dict)

    def add(self, line: str, depth: int = 2) -> None:
        """One line of the inner function."""
        self.lines.append("    " * depth + line)

    def constant(self, thunk: Thunk) -> str:
        """A variable bound anew for each date."""
        self.thunks.append(thunk)
        return f"k{len(self.thunks) - 1}"

    def fixed(self, value: Any) -> str:
        """A variable bound to the same value on every date; equal values share one."""
        if type(value) is str:
            value = intern(value)  # names read from YAML are then found in a profile by identity, without comparing text
        key = (type(value), value)
        if key not in self.shared:
            self.shared[key] = self.constant(lambda _: value)
        return self.shared[key]

    def comparison(self, unit: LinkedRuleSet, comparison: Comparison) -> tuple[Shape, list[str]]:
        """The shape of a comparison and the variables of its constants."""
        shape = shape_of(comparison, unit)
        count = {Shape.KNOWN: 0, Shape.PAIR: 0, Shape.BOTH: 2, Shape.RATIO: len(comparison.right)}.get(shape, 1)
        key = id(unit)

        def at(index: int) -> Thunk:
            return lambda folded: folded[key].constants(comparison, shape)[index]

        return shape, [self.constant(at(index)) for index in range(count)]

    def chain(self, operator: str, parts: Iterable[str], target: str) -> str:
        """``parts`` joined by an operator; long chains are cut into statements so that no expression nests too deep."""
        items = list(parts)
        if len(items) <= _CHUNK:
            return f" {operator} ".join(items)
        for start in range(0, len(items), _CHUNK):
            joined = f" {operator} ".join(items[start : start + _CHUNK])
            self.add(f"{target} = {joined}" if start == 0 else f"{target} = {target} {operator} ({joined})")
        return target

    def compile(self, name: str, arguments: str, helpers: dict[str, Any]) -> Callable[[dict[int, Folded]], Callable[..., Any]]:
        """Compiles the lines; the result binds the constants of one date and gives the function of that date."""
        names = ", ".join(f"k{i}" for i in range(len(self.thunks)))
        unpack = f"    {names}{',' if len(self.thunks) == 1 else ''} = k\n" if self.thunks else ""
        body = "\n".join(self.lines)
        text = f"def bind(k, {', '.join(helpers)}):\n{unpack}    def {name}({arguments}):\n{body}\n    return {name}\n"
        space: dict[str, Any] = {}
        exec(compile(text, f"<naikkelas {name}>", "exec"), space)  # noqa: S102 - numbered names and operators only, see above
        bind, thunks = space["bind"], tuple(self.thunks)
        return lambda folded: bind([thunk(folded) for thunk in thunks], **helpers)


def units_of(linked: LinkedRuleSet) -> list[LinkedRuleSet]:
    """The rule set and every programme below it, each once, programmes first."""
    found: dict[int, LinkedRuleSet] = {}

    def add(unit: LinkedRuleSet) -> None:
        if id(unit) not in found:
            for name in sorted(unit.programmes):
                add(unit.programmes[name])
            found[id(unit)] = unit

    add(linked)
    return list(found.values())
