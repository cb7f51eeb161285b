"""Nodes as SQL text. Every constant and every name of a rule set is quoted; nothing of it becomes SQL."""

from collections.abc import Callable, Mapping
from typing import Final, cast

from naikkelas.engines.frames.door import FLOAT32
from naikkelas.engines.frames.graph import Node, day_of
from naikkelas.engines.frames.stages import Stages
from naikkelas.engines.sql.dialects import Dialect

#: From which argument on an operation asks for few rows only: a CASE asks for what it needs.
RARE: Final = {"blamed": 0, "backed": 1}

_JOINED: Final[Mapping[str, str]] = {"every": "AND", "either": "OR"}
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

    def holds(self, node: Node) -> str:
        """A condition, of which nothing is as good as false."""
        bare = node.op == "fill" and node.args[1].value is False and node.number not in self._kept
        return self.read(node.args[0] if bare else node)

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

    def fails(self, node: Node) -> str:
        """Where a condition is false, and not where it is nothing."""
        if node.number in self._kept or node.op not in _JOINED:
            return f"(NOT {self.read(node)})"
        return joined([self.fails(arg) for arg in node.args], _JOINED["either" if node.op == "every" else "every"])

    def _fill(self, node: Node) -> str:
        inner, other = node.args
        if inner.op in _JOINED and inner.number not in self._kept:  # as a condition, which need not be worked out to its end
            if other.value:
                return f"CASE WHEN {self.fails(inner)} THEN FALSE ELSE TRUE END"
            return f"CASE WHEN {self.read(inner)} THEN TRUE ELSE FALSE END"
        return f"COALESCE({', '.join(self._args(node))})"

    def _coalesce(self, node: Node) -> str:
        return f"COALESCE({', '.join(self._args(node))})"

    def _when(self, node: Node) -> str:
        condition, then, otherwise = node.args
        return f"CASE WHEN {self.holds(condition)} THEN {self.read(then)} ELSE {self.read(otherwise)} END"

    def _only_if(self, node: Node) -> str:
        condition, then = node.args
        return f"CASE WHEN {self.holds(condition)} THEN {self.read(then)} END"

    def _backed(self, node: Node) -> str:
        surely, rest = node.args
        bare = surely.op == "fill" and surely.args[1].value and surely.number not in self._kept
        return f"CASE WHEN {self.fails(surely.args[0] if bare else surely)} THEN {self.read(rest)} ELSE TRUE END"

    def _checked(self, node: Node) -> str:
        valid, raw = self._args(node)
        chosen = f"CASE WHEN {valid} THEN {raw} END"
        return self.dialect.cast(chosen, "int") if node.type == "int" else chosen

    # --- logic --------------------------------------------------------------------------------------------------------

    def _no(self, node: Node) -> str:
        return self.fails(node.args[0])

    def _every(self, node: Node) -> str:
        return joined(self._args(node), _JOINED[node.op])

    _either = _every

    def _one_of(self, node: Node) -> str:
        first, *more = map(self.dialect.text, cast("tuple[str, ...]", node.value))
        value = self.read(node.args[0])
        return f"({value} IN ({', '.join((first, *more))}))" if more else f"({value} = {first})"

    def _named(self, node: Node) -> str:
        *names, otherwise = (self.dialect.null("text") if name is None else self.dialect.text(name) for name in node.value)
        cases = " ".join(f"WHEN {self.holds(where)} THEN {name}" for where, name in zip(node.args, names, strict=True))
        return f"CASE {cases} ELSE {otherwise} END"

    def _bits(self, node: Node) -> str:
        *places, constant = node.value
        flags = [self.dialect.integer(constant)] if constant else []
        for must, may, place in zip(node.args[::2], node.args[1::2], places, strict=True):
            none, unknown, met = (self.dialect.integer(code << place) for code in (0, 1, 3))
            open_ = "" if must is may else f" WHEN {self._open(must, may)} THEN {unknown}"
            flags.append(f"CASE WHEN {self.holds(must)} THEN {met}{open_} ELSE {none} END")
        return joined(flags, "+")

    def _open(self, must: Node, may: Node) -> str:
        """Where something may be that is not certain: where a test of both has no answer, if there is one."""
        one_test = must.op == may.op == "fill" and must.args[0] is may.args[0]
        return f"{self.read(must.args[0])} IS NULL" if one_test else self.read(may)

    # --- numbers ------------------------------------------------------------------------------------------------------

    def _add(self, node: Node) -> str:
        return joined(self._args(node), "+")

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
        family, column, *_ = node.value
        return self.dialect.is_typed(self.read(node.args[0]), self.dialect.identifier(column), family)

    def _as_float(self, node: Node) -> str:
        return self.dialect.cast(self.read(node.args[0]), "float")

    def _short(self, node: Node) -> str:
        return f"({self.dialect.is_short(self.read(node.args[0]), *node.value)})"

    def _widened(self, node: Node) -> str:
        raw = self.read(node.args[0])
        wide = self.dialect.widened(raw)
        if node.value == FLOAT32:
            return wide
        return f"CASE WHEN {self.dialect.is_narrow(raw)} THEN {wide} ELSE {self.dialect.cast(raw, 'float')} END"

    def _as_text(self, node: Node) -> str:
        return self.dialect.as_written(self.dialect.cast(self.read(node.args[0]), "text"))

    def _day_of(self, node: Node) -> str:
        return self.dialect.cast(self.read(node.args[0]), "date")

    def _at_midnight(self, node: Node) -> str:
        raw = self.read(node.args[0])
        return f"(CAST({self.dialect.cast(raw, 'date')} AS TIMESTAMP) = {raw})"

    def _on_days(self, node: Node) -> str:
        day = self.read(node.args[0])
        return joined([f"({day} = {self.dialect.day(day_of(number))})" for number in node.value], "OR")

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

    def _blamed(self, node: Node) -> str:
        """The names of what is not so."""
        names = zip(node.args, map(self.dialect.text, cast("tuple[str, ...]", node.value)), strict=True)
        return self.dialect.joined([f"CASE WHEN NOT {self.read(arg)} THEN {name} END" for arg, name in names], " ")


def joined(items: list[str], operator: str) -> str:
    """Joined as a tree that is as flat as it can be: engines bound how deep an expression may nest."""
    while len(items) > 1:
        pairs = [f"({a} {operator} {b})" for a, b in zip(items[::2], items[1::2], strict=False)]
        items = [*pairs, *items[2 * len(pairs) :]]
    return items[0]
