"""Nodes as SQL text. Every constant and every name of a rule set is quoted; nothing of it becomes SQL."""

from collections.abc import Callable, Mapping
from typing import Final, cast

from naikkelas.engines.frames.graph import Node, day_of
from naikkelas.engines.frames.stages import Stages
from naikkelas.engines.sql.dialects import Dialect

_COMPARED: Final[Mapping[str, str]] = {"ge": ">=", "le": "<=", "gt": ">", "lt": "<", "eq": "="}


class SqlWriter:
    """Writes nodes in a dialect; those that were kept in columns are read back."""

    def __init__(self, dialect: Dialect, stages: Stages) -> None:
        self.dialect = dialect
        self._kept = stages.names

    def read(self, node: Node) -> str:
        """The text of a node, or the name of its column when it has one."""
        name = self._kept.get(node.number)
        return self.make(node) if name is None else self.dialect.identifier(name)

    def make(self, node: Node) -> str:
        """The text of a node itself."""
        if node.op in _COMPARED:
            left, right = node.args
            return f"({self.read(left)} {_COMPARED[node.op]} {self.read(right)})"
        made: Callable[[Node], str] | None = getattr(self, f"_{node.op}", None)
        if made is None:
            raise AssertionError("unreachable")
        return made(node)

    def _args(self, node: Node) -> list[str]:
        return [self.read(arg) for arg in node.args]

    # --- leaves -------------------------------------------------------------------------------------------------------

    def _lit(self, node: Node) -> str:
        match node.type:
            case "date":
                return self.dialect.day(day_of(node.value))
            case "int":
                return self.dialect.integer(node.value)
            case "text":
                return self.dialect.text(node.value)
            case "bool":
                return "TRUE" if node.value else "FALSE"
        return repr(float(node.value))

    def _null(self, node: Node) -> str:
        return self.dialect.null(node.type)

    def _column(self, node: Node) -> str:
        return self.dialect.column(node.value, node.type)

    # --- nulls --------------------------------------------------------------------------------------------------------

    def _is_null(self, node: Node) -> str:
        return f"({self.read(node.args[0])} IS NULL)"

    def _fill(self, node: Node) -> str:
        return f"COALESCE({', '.join(self._args(node))})"

    _coalesce = _fill

    def _when(self, node: Node) -> str:
        condition, then, otherwise = self._args(node)
        return f"CASE WHEN {condition} THEN {then} ELSE {otherwise} END"

    def _checked(self, node: Node) -> str:
        valid, raw = self._args(node)
        chosen = f"CASE WHEN {valid} THEN {raw} END"
        return self.dialect.cast(chosen, "int") if node.type == "int" else chosen

    # --- logic --------------------------------------------------------------------------------------------------------

    def _no(self, node: Node) -> str:
        return f"(NOT {self.read(node.args[0])})"

    def _every(self, node: Node) -> str:
        return _halved(self._args(node), "AND")

    def _either(self, node: Node) -> str:
        return _halved(self._args(node), "OR")

    def _one_of(self, node: Node) -> str:
        return f"({self.read(node.args[0])} IN ({', '.join(map(self.dialect.text, cast('tuple[str, ...]', node.value)))}))"

    def _is(self, node: Node) -> str:
        return f"({self.read(node.args[0])} = {self.dialect.text(node.value)})"

    def _category(self, node: Node) -> str:
        return self.read(node.args[0])

    def _named(self, node: Node) -> str:
        *names, otherwise = (self.dialect.null("text") if name is None else self.dialect.text(name) for name in node.value)
        cases = " ".join(f"WHEN {self.read(where)} THEN {name}" for where, name in zip(node.args, names, strict=True))
        return f"CASE {cases} ELSE {otherwise} END"

    def _bits(self, node: Node) -> str:
        *weights, constant = map(self.dialect.integer, node.value)
        zero = self.dialect.integer(0)
        flags = [f"CASE WHEN {self.read(arg)} THEN {weight} ELSE {zero} END" for arg, weight in zip(node.args, weights, strict=True)]
        return _halved([*flags, *([constant] if node.value[-1] else [])], "+")

    # --- numbers ------------------------------------------------------------------------------------------------------

    def _add(self, node: Node) -> str:
        return _halved(self._args(node), "+")

    def _times(self, node: Node) -> str:
        return f"({' * '.join(self._args(node))})"

    def _quotient(self, node: Node) -> str:
        left, right = self._args(node)
        return f"({left} {self.dialect.divided} {right})"

    def _least(self, node: Node) -> str:
        return f"{self.dialect.least}({', '.join(self._args(node))})"

    def _greatest(self, node: Node) -> str:
        return f"{self.dialect.greatest}({', '.join(self._args(node))})"

    # --- the door -----------------------------------------------------------------------------------------------------

    def _is_typed(self, node: Node) -> str:
        return self.dialect.is_typed(self.read(node.args[0]), node.value)

    def _not_nan(self, node: Node) -> str:
        return self.dialect.not_nan(self.read(node.args[0]))

    def _not_blank(self, node: Node) -> str:
        return f"NULLIF({self.read(node.args[0])}, '')"

    def _scaled(self, node: Node) -> str:
        return f"ROUND({self.read(node.args[0])} * {float(node.value)})"

    def _unscaled(self, node: Node) -> str:
        return f"({self.read(node.args[0])} / {float(node.value)})"

    def _matches(self, node: Node) -> str:
        return f"({self.dialect.matches(self.read(node.args[0]), node.value)})"

    def _contains(self, node: Node) -> str:
        return f"({self.dialect.contains(self.read(node.args[0]), node.value)})"

    def _only_of(self, node: Node) -> str:
        return f"({self.dialect.only_of(self.read(node.args[0]), node.value)})"

    def _only_plain(self, node: Node) -> str:
        return f"({self.dialect.only_plain(self.read(node.args[0]), node.value)})"

    def _join(self, node: Node) -> str:
        return self.dialect.joined(self._args(node), node.value)


def _halved(items: list[str], operator: str) -> str:
    """Joined as a tree that is as flat as it can be: engines bound how deep an expression may nest."""
    while len(items) > 1:
        pairs = [f"({a} {operator} {b})" for a, b in zip(items[::2], items[1::2], strict=False)]
        items = [*pairs, *items[2 * len(pairs) :]]
    return items[0]
