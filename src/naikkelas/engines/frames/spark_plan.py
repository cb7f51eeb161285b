"""The same nodes over a PySpark DataFrame, as Spark SQL expressions: one projection a step, and nothing is worked out by Python.

Texts, because an expression made by calls costs a trip to the Java side for each of its parts: thousands for a rule set.

Spark makes one Java method of a query, and Java never compiles one of more than 8,000 bytes, which makes it many times slower. So the
steps are written for what Spark makes of them:

- a truth is a number, 0 not met, 1 unknown, 3 met: "and" is ``&``, "or" is ``|``, "not" is ``3 >> it``, by Kleene's tables. Each is a few
  bytes, where ``AND`` of what may be null is dozens, and nothing of it branches;
- what a projection says more than once, Spark works out once, in a method of its own. So a step says what it rests on in full, and
  few steps hold everything;
- what would be too long for one method even so says something that Spark cannot put into it. Spark then makes a class of small methods for each
  step, which takes somewhat longer a row, but nothing like what is never compiled.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from naikkelas.engines.frames.graph import Node
from naikkelas.engines.frames.stages import Stages, in_full
from naikkelas.engines.sql.dialects import DIALECTS, Dialect
from naikkelas.engines.sql.writer import SqlWriter, joined

_SPARK: Final = DIALECTS["spark"]

_NOT_MET, _UNKNOWN, _MET = "0", "1", "3"
#: What is made of other conditions, or is none that is asked.
_CODES: Final = frozenset({"lit", "null", "every", "either", "no", "backed", "fill", "when", "only_if"})
#: Comparisons of so many fit into an INT: two bits each, the sign left alone.
_PER_INT: Final = 15
#: What the long method is made of, in bytes, as measured on the rule sets that come with this library, which differ by a sixth at most: a
#: column of the table, what is said once, and a call of what is said more than once. More than the last is taken to be too long.
_PER_COLUMN: Final = 87
_PER_NODE: Final = 40
_PER_CALL: Final = 12
_MOST: Final = 6800


class SparkWriter(SqlWriter):
    """Writes nodes, conditions as numbers; what is in ``kept`` is a column already."""

    def __init__(self, dialect: Dialect, kept: Mapping[int, str]) -> None:
        super().__init__(dialect, Stages((), kept))

    def column(self, node: Node) -> str:
        """The text of what a column in between keeps."""
        return self.code(node) if node.type == "bool" else self.make(node)

    def apart(self, text: str, checks: Iterable[Node]) -> str:
        """The text such that Spark gives its step a class of its own: a function with a lambda cannot be part of a long method.

        Only a row that fails a check comes so far as to ask it, and every code is at most 3, so it changes nothing.
        """
        told = min((self.code(check) for check in checks), key=len)
        never = self.dialect.every_member(f"ARRAY({told})", f"e > {_MET}")
        return f"IF({told} = {_MET}, {text}, IF({never}, NULL, {text}))"

    # --- conditions -----------------------------------------------------------------------------------------------------

    def code(self, node: Node) -> str:
        """A condition as a number."""
        if node.number in self._kept:
            return self.read(node)
        if node.op not in _CODES:
            return self._asked(node)
        made: Mapping[str, Callable[[Node], str]] = {
            "lit": lambda _: _MET if node.value else _NOT_MET,
            "null": lambda _: _UNKNOWN,
            "every": self._joined,
            "either": self._joined,
            "no": lambda _: f"shiftright(3, {self.code(node.args[0])})",
            "backed": lambda _: self.code(node.args[1]),
            "fill": self._filled,
            "when": lambda _: f"IF({self.holds(node.args[0])}, {self.code(node.args[1])}, {self.code(node.args[2])})",
            "only_if": lambda _: f"IF({self.holds(node.args[0])}, {self.code(node.args[1])}, {_UNKNOWN})",
        }
        return made[node.op](node)

    def _joined(self, node: Node) -> str:
        """Questions to one column (is it within bounds?) are asked together."""
        alike: dict[int, list[Node]] = {}
        codes: list[str] = []
        for arg in node.args:
            about = self._plain(arg)
            if len(about) == 1:
                alike.setdefault(about[0].number, []).append(arg)
            else:
                codes.append(self.code(arg))
        word, operator = ("AND", "&") if node.op == "every" else ("OR", "|")
        together = [(self._plain(found[0]), joined([self.make(arg) for arg in found], word)) for found in alike.values()]
        return joined([*codes, *(self._told(about, told, _UNKNOWN) for about, told in together)], operator)

    def _plain(self, node: Node) -> list[Node]:
        """The columns that may be null of a question to nothing but columns and constants."""
        if node.number in self._kept or not node.nullable or node.type != "bool" or node.op in _CODES:
            return []
        args = node.args or (node,)
        return [arg for arg in args if arg.nullable] if all(arg.op in ("column", "lit") for arg in args) else []

    def _filled(self, node: Node) -> str:
        """What is unknown becomes met or not met."""
        inner, other = node.args
        if about := self._plain(inner):
            return self._told(about, self.make(inner), _MET if other.value else _NOT_MET)
        return f"IF({self.code(inner)} {'<> 0' if other.value else '= 3'}, {_MET}, {_NOT_MET})"

    def _asked(self, node: Node) -> str:
        """A question to values."""
        told = self.make(node)
        if not node.nullable:
            return f"IF({told}, {_MET}, {_NOT_MET})"
        if about := self._plain(node):
            return self._told(about, told, _UNKNOWN)
        return f"COALESCE(CAST({told} AS INT) * {_MET}, {_UNKNOWN})"  # said once, so that it cannot grow with every level

    def _told(self, about: list[Node], told: str, unknown: str) -> str:
        missing = " OR ".join(f"{self.read(arg)} IS NULL" for arg in about)
        return f"IF({missing}, {unknown}, IF({told}, {_MET}, {_NOT_MET}))"

    def holds(self, node: Node) -> str:
        """A condition, of which nothing is as good as false."""
        return self._is(node, _MET)

    def fails(self, node: Node) -> str:
        """Where a condition is false, and not where it is nothing."""
        return self._is(node, _NOT_MET)

    def _is(self, node: Node, wanted: str) -> str:
        """Where a condition is met, or not met, for certain."""
        if node.number not in self._kept:
            if node.op == "fill":
                inner, other = node.args
                settled = _MET if other.value else _NOT_MET
                return self._is(inner, wanted) if wanted != settled else f"({self.code(inner)} <> {_NOT_MET if other.value else _MET})"
            if node.op == "no":
                return self._is(node.args[0], _NOT_MET if wanted == _MET else _MET)
        return f"({self.code(node)} = {wanted})"

    # --- what is made of conditions ----------------------------------------------------------------------------------------

    def _is_null(self, node: Node) -> str:
        (arg,) = node.args
        return f"({self.code(arg)} = {_UNKNOWN})" if arg.type == "bool" and arg.op != "column" else super()._is_null(node)

    def _checked(self, node: Node) -> str:
        valid, raw = node.args
        chosen = f"CASE WHEN {self.holds(valid)} THEN {self.read(raw)} END"
        return self.dialect.cast(chosen, "int") if node.type == "int" else chosen

    def _blamed(self, node: Node) -> str:
        names = zip(node.args, map(self.dialect.text, node.value), strict=True)
        blamed = [f"IF({self.fails(arg)}, {name}, NULL)" for arg, name in names if arg.op != "lit" or not arg.value]
        return self.dialect.joined(blamed, " ")

    def _bits(self, node: Node) -> str:
        """Joined as INTs first, and not added, which would be checked for overflow."""
        *places, constant = node.value
        wide: dict[int, list[str]] = {}
        for must, may, place in zip(node.args[::2], node.args[1::2], places, strict=True):
            part, rest = divmod(place, 2 * _PER_INT)
            wide.setdefault(part, []).append(_moved(self._both(must, may), rest))
        parts = [_moved(f"CAST({joined(codes, '|')} AS BIGINT)", part * 2 * _PER_INT) for part, codes in wide.items()]
        return joined([*parts, *([self.dialect.integer(constant)] if constant else [])], "|")

    def _both(self, must: Node, may: Node) -> str:
        """What is certain and what is possible, as one number."""
        if must is may:
            return self.code(must)
        if must.op == may.op == "fill" and must.args[0] is may.args[0]:
            return self.code(must.args[0])
        return f"(({self.code(must)} & 2) | ({self.code(may)} & 1))"

    # --- what Spark writes differently ----------------------------------------------------------------------------------------

    def _at_midnight(self, node: Node) -> str:
        """Without a time zone, in some of which a day has no midnight."""
        raw = self.read(node.args[0])
        return f"(CAST({self.dialect.cast(raw, 'date')} AS TIMESTAMP_NTZ) = {raw})"

    def _lit(self, node: Node) -> str:
        """A number with a point is a decimal to Spark."""
        written = super()._lit(node)
        return self.dialect.cast(written, "float") if node.type == "float" else written


def _moved(code: str, places: int) -> str:
    return f"shiftleft({code}, {places})" if places else code


def with_columns(frame: Any, made: Mapping[str, Node], prefix: str, dialect: Dialect = _SPARK) -> Any:
    """A DataFrame with a column for each node after its own; steps in between have names that start with ``prefix``."""
    stages, named = in_full(made.values(), prefix), dialect.identifier
    kept: dict[int, str] = {}
    long = _PER_COLUMN * len(frame.columns) + _PER_NODE * stages.once + _PER_CALL * stages.shared > _MOST
    apart = _checks(made.values()) if long else ()
    for step in stages.steps:
        writer = SparkWriter(dialect, dict(kept))
        texts = [writer.column(node) for node in step]
        if apart:
            shortest = min(range(len(step)), key=lambda number: len(texts[number]))
            texts[shortest] = writer.apart(texts[shortest], apart)
        frame = frame.selectExpr("*", *(f"{text} AS {named(stages.names[node.number])}" for node, text in zip(step, texts, strict=True)))
        kept |= {node.number: stages.names[node.number] for node in step}
    writer = SparkWriter(dialect, kept)
    outputs = {name: writer.read(node) for name, node in made.items()}
    if apart:  # the outcome, which is hardly ever left out of a query
        first = next(name for name, node in made.items() if node.op != "lit")
        outputs[first] = writer.apart(outputs[first], apart)
    return frame.selectExpr("*", *(f"{text} AS {named(name)}" for name, text in outputs.items())).drop(*kept.values())


def _checks(outputs: Iterable[Node]) -> tuple[Node, ...]:
    """The checks of values, of which nearly every row meets all."""
    blamed = [arg for node in outputs for arg in node.args if arg.op == "blamed"]
    return tuple(arg for node in blamed for arg in node.args if arg.op != "lit")
