"""What both code generators share: numbered constants that are bound per date, names, and flat long chains.

No text of a rule set ever becomes code. Facts are read by keys that are constants, thresholds and names are constants, and
the generated source holds nothing but numbers. A constant is a variable (``k7``) that the function closes over, or a literal
(``'@7'``) that is exchanged for its value in the compiled code of each date: a call need not copy it into its frame, which is
a tenth of the time of a decision.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from sys import intern
from types import CodeType
from typing import Any, Final

from naikkelas.conditions import Comparison
from naikkelas.engines.folded import Folded, Shape, shape_of
from naikkelas.ruleset.model import LinkedRuleSet

#: A constant that depends on the date.
Thunk = Callable[[dict[int, Folded]], Any]

_CHUNK: Final = 50

#: Shapes whose constants stand where a literal may not.
_VARIABLE: Final = frozenset({Shape.BOOLEAN, Shape.CONSTANT, Shape.RATIO, Shape.SCORE})


@dataclass(slots=True)
class Source:
    """Lines of one generated function, and the constants it closes over."""

    lines: list[str] = field(default_factory=list)
    thunks: list[Thunk] = field(default_factory=list)
    literals: dict[str, Thunk] = field(default_factory=dict)
    shared: dict[Any, str] = field(default_factory=dict)

    def add(self, line: str, depth: int = 2) -> None:
        """One line of the inner function."""
        self.lines.append("    " * depth + line)

    def constant(self, thunk: Thunk) -> str:
        """A variable bound anew for each date."""
        self.thunks.append(thunk)
        return f"k{len(self.thunks) - 1}"

    def literal(self, thunk: Thunk) -> str:
        """A constant bound anew for each date, for places where Python computes nothing while compiling.

        Those are keys, arguments, items, results, and one side of a comparison whose other side is a variable; not the
        operand of arithmetic with another constant, of ``is`` or of a subscript, and not a condition.
        """
        mark = f"@{len(self.literals)}"
        self.literals[mark] = thunk
        return repr(mark)

    def fixed(self, value: Any) -> str:
        """A literal with the same value on every date; equal values share one."""
        if type(value) is str:
            value = intern(value)  # names read from YAML are then found in a profile by identity, without comparing text
        key = (type(value), value)
        if key not in self.shared:
            self.shared[key] = self.literal(lambda _: value)
        return self.shared[key]

    def comparison(self, unit: LinkedRuleSet, comparison: Comparison) -> tuple[Shape, list[str]]:
        """The shape of a comparison and its constants."""
        shape = shape_of(comparison, unit)
        fractions = len(comparison.right)
        count = {Shape.KNOWN: 0, Shape.PAIR: 0, Shape.BOTH: 2, Shape.RATIO: fractions, Shape.SCORE: fractions}.get(shape, 1)
        key = id(unit)

        def at(index: int) -> Thunk:
            return lambda folded: folded[key].constants(comparison, shape)[index]

        bound = self.constant if shape in _VARIABLE else self.literal
        return shape, [bound(at(index)) for index in range(count)]

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
        bind, thunks, literals = space["bind"], tuple(self.thunks), dict(self.literals)

        def bound(folded: dict[int, Folded]) -> Callable[..., Any]:
            made = bind([thunk(folded) for thunk in thunks], **helpers)
            made.__code__ = _exchanged(made.__code__, {mark: thunk(folded) for mark, thunk in literals.items()})
            return made  # type: ignore[no-any-return]

        return bound


def _exchanged(found: Any, values: dict[str, Any]) -> Any:
    """A constant of compiled code with every literal in it exchanged for its value."""
    if isinstance(found, str):
        return values.get(found, found)
    if isinstance(found, tuple):
        return tuple(_exchanged(item, values) for item in found)
    if isinstance(found, CodeType):
        return found.replace(co_consts=_exchanged(found.co_consts, values))
    return found


def units_of(linked: LinkedRuleSet) -> list[LinkedRuleSet]:
    """The rule set and every programme below it, each once, programmes first."""
    return linked.units()
