"""The door of a table: columns to values, with the checks that ``decide`` makes of a profile, as nodes.

A value that cannot be used (an unknown choice, a number out of bounds) is neither a value nor missing: its row is not decided, and
``valid`` says which column is to blame.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import ulp
from typing import Final

from naikkelas.engines.frames.graph import Graph, Node
from naikkelas.engines.frames.parts import Pair, type_of
from naikkelas.facts import FactType, Kind
from naikkelas.problems import Place, Problem, problem
from naikkelas.snapshot import Exact
from naikkelas.values import describe

LOW: Final = "__low"
HIGH: Final = "__high"

#: All workers are men and women together where they are not given, as at the door of profiles.
WORKERS: Final = "workers"
WORKERS_PARTS: Final = ("workers_men", "workers_women")

#: The family of columns that are read value by value, because a value may be written in many ways.
BY_VALUE: Final = "by_value"

#: Floating numbers of 32 bits, each read as the shortest number that is it: 6.3, where its 64 bits would be 6.300000190734863.
FLOAT32: Final = "float32"
#: Whole numbers of 128 bits without a sign, which no engine compares with all others: as floating ones they are told to be too large.
WIDE: Final = "wide"
#: Floating numbers of which only the engine knows how many bits they have.
ANY_FLOAT: Final = "any_float"
#: Texts that are one of a few words, which may be codes: those may come as numbers.
CODE: Final = "code"

#: Which families of columns each kind of fact is read from; ``null`` (a column without any value) goes everywhere.
READ_FROM: Final[Mapping[Kind, tuple[str, ...]]] = {
    Kind.INTEGER: ("int", WIDE, "float", FLOAT32, "decimal"),
    Kind.NUMBER: ("int", WIDE, "float", FLOAT32, ANY_FLOAT, "decimal"),
    Kind.MONEY: ("int", WIDE, "float", FLOAT32, "decimal"),
    Kind.DATE: ("date", "datetime"),
    Kind.BOOLEAN: ("bool",),
    Kind.CHOICE: ("text", "category", "int", WIDE, "float", FLOAT32),
    Kind.TEXT: ("text", "category"),
    Kind.SET: ("list",),
}

#: A text that the door leaves as it is: printable ASCII without blanks around it.
PLAIN_TEXT: Final = "[!-~](?:[ -~]*[!-~])?"


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is read. ``family`` is what it holds, ``shown`` its type as the engine calls it.

    ``checked``: its values are canonical already, and ``bad`` is then the column that says where one could not be read.
    ``typed`` is false where nobody knows what type a column has, or it keeps values of any. ``turned``: its texts may have been turned into
    such from another type.
    """

    name: str
    family: str
    shown: str = ""
    nullable: bool = True
    checked: bool = False
    bad: str | None = None
    typed: bool = True
    turned: bool = False
    #: All values there can be, where the type of the column says so.
    categories: tuple[str, ...] | None = None
    #: Whether a column of a category can be compared with any text.
    comparable: bool = False
    #: Of a decimal: how many digits it has, and how many of them stand behind the point.
    digits: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact comes from: an exact column, and the sides of a range."""

    exact: Column | None = None
    low: Column | None = None
    high: Column | None = None

    @property
    def columns(self) -> tuple[Column, ...]:
        """Those that are there."""
        return tuple(column for column in (self.exact, self.low, self.high) if column is not None)


def unreadable(sources: Mapping[str, Source], types: Mapping[str, FactType]) -> list[Problem]:
    """The columns whose type cannot be read as their fact (NK522)."""
    found = []
    for name, source in sources.items():
        kind = types[name]
        for column, end in ((source.exact, ""), (source.low, LOW), (source.high, HIGH)):
            if column is not None and not is_read(column, kind):
                hint = "table_in_memory" if column.family in ("text", "list") else None
                slots = {"read": column.shown or column.family, "expected": describe(kind)}
                found.append(problem("NK522", Place(path=name + end), hint, name=name + end, **slots))
    return found


def is_read(column: Column, kind: FactType) -> bool:
    """Whether a fact of a type is read from such a column."""
    return column.checked or column.family in ("null", BY_VALUE) or column.family in READ_FROM[kind.kind]


@dataclass
class TableDoor:
    """The facts of a table. Give ``types`` of every fact that may be asked for; absent ones are missing, or ``assumed``."""

    graph: Graph
    types: Mapping[str, FactType]
    sources: Mapping[str, Source]
    assumed: Mapping[str, Exact]
    #: By the name of a fact or a side of it: where its value can be used.
    valid: dict[str, Node] = field(default_factory=dict)
    #: The same, told faster: where this is true the other is, and where it is false it has to be looked at.
    surely: dict[str, Node] = field(default_factory=dict)
    _pairs: dict[str, Pair] = field(default_factory=dict)
    _singles: dict[str, Node] = field(default_factory=dict)

    # --- facts --------------------------------------------------------------------------------------------------------

    def ordered(self, name: str) -> Pair:
        """See :class:`naikkelas.engines.frames.unit.Facts`."""
        found = self._pairs.get(name)
        if found is None:
            found = self._ordered(name)
            if name == WORKERS and any(part in self.sources or part in self.assumed for part in WORKERS_PARTS):
                found = self._added_up(found)
            self._pairs[name] = found
        return found

    def single(self, name: str) -> Node:
        """See :class:`naikkelas.engines.frames.unit.Facts`."""
        found = self._singles.get(name)
        if found is None:
            source, kind = self.sources.get(name), self.types[name]
            if name in self.assumed:
                found = self.graph.lit(self.assumed[name], type_of(kind.kind))
            elif source is None or source.exact is None:
                found = self.graph.null(type_of(kind.kind))
            else:
                found = self._value(name, source.exact, kind)
            self._singles[name] = found
        return found

    def given(self, name: str) -> Node:
        """See :class:`naikkelas.engines.frames.unit.Facts`."""
        graph, kind = self.graph, self.types.get(name)
        if kind is None or name not in self.sources:
            return graph.true if name in self.assumed else graph.false
        if not kind.kind.is_ordered:
            return graph.no(graph.is_null(self.single(name)))
        return self._says_something(self.ordered(name), kind)

    def _says_something(self, pair: Pair, kind: FactType) -> Node:
        """Where a value is narrower than its type: all that is not, is missing."""
        graph, (low, high) = self.graph, pair
        least, most = (graph.lit(bound, low.type) for bound in kind.bounds)
        return graph.no(graph.every((graph.compare("le", low, least), graph.compare("ge", high, most))))

    def _added_up(self, given: Pair) -> Pair:
        """All workers from men and women, where they are not given and one of the two is."""
        graph = self.graph
        parts = [self.ordered(name) for name in WORKERS_PARTS]
        told = graph.either(self._says_something(pair, self.types[name]) for name, pair in zip(WORKERS_PARTS, parts, strict=True))
        add_up = graph.every((graph.no(self._says_something(given, self.types[WORKERS])), told))
        low, high = (graph.when(add_up, graph.add([pair[side] for pair in parts]), given[side]) for side in (0, 1))
        return low, high

    def read_all(self) -> None:
        """Reads every column there is, so that ``valid`` is complete."""
        for name in self.sources:
            if self.types[name].kind.is_ordered:
                self.ordered(name)
            else:
                self.single(name)

    def _ordered(self, name: str) -> Pair:
        graph, kind, source = self.graph, self.types[name], self.sources.get(name, Source())
        form = type_of(kind.kind)
        if name in self.assumed:
            node = graph.lit(self.assumed[name], form)
            return node, node
        least, most = (graph.lit(bound, form) for bound in kind.bounds)
        exact = graph.null(form) if source.exact is None else self._value(name, source.exact, kind)
        if source.low is None and source.high is None:
            return graph.fill(exact, least), graph.fill(exact, most)
        low = graph.null(form) if source.low is None else self._value(name + LOW, source.low, kind)
        high = graph.null(form) if source.high is None else self._value(name + HIGH, source.high, kind)
        for one, other in ((low, high), (low, exact), (exact, high)):
            self._must(name, graph.fill(graph.compare("le", one, other), graph.true))
        return (
            graph.coalesce(exact, graph.coalesce(low, least)),
            graph.coalesce(exact, graph.coalesce(high, most)),
        )

    # --- one column ---------------------------------------------------------------------------------------------------

    def _must(self, name: str, node: Node, surely: Node | None = None) -> None:
        for found, told in ((self.valid, node), (self.surely, node if surely is None else surely)):
            found[name] = self.graph.every((found.get(name, self.graph.true), told))

    def _value(self, name: str, column: Column, kind: FactType) -> Node:
        """The canonical value of a column, null where it is missing; notes where it is valid."""
        graph, form = self.graph, type_of(kind.kind)
        bounds = kind.bounds if kind.kind.is_ordered else None
        if column.family == "null":
            return graph.null(form)
        if column.checked:
            if column.bad is not None:
                self._must(name, graph.no(graph.column(column.bad, "bool", nullable=False)))
            value = graph.column(column.name, form, nullable=column.nullable, bounds=bounds)
            return value if column.categories is None else graph.category(value, column.categories)
        raw, value, good = self._raw(column, kind)
        surely = graph.fill(value.args[0], graph.true) if value.op == "only_if" else None
        if not column.typed:
            family = CODE if kind.choices is not None and column.family == "text" else column.family
            typed = graph.make("is_typed", "bool", (raw,), (family, column.name), nullable=raw.nullable)
            good = graph.either((graph.is_null(raw), graph.fill(graph.every((typed, good)), graph.false)))
            if column.turned and surely is not None:  # said again, as the other is seldom asked for
                again = graph.make("is_typed", "bool", (raw,), (family, column.name, "surely"), nullable=raw.nullable)
                surely = graph.every((surely, graph.fill(again, graph.false)))
        valid = graph.fill(good, graph.true)
        self._must(name, valid, surely)
        if valid is graph.true or form != "int":  # a row that is not valid has no result, and only numbers could overflow
            return value
        return graph.make("checked", form, (valid, value), nullable=True, bounds=bounds)

    def _raw(self, column: Column, kind: FactType) -> tuple[Node, Node, Node]:
        """The column without what counts as missing, its value, and a test of it that is null (or true) where it is missing."""
        match kind.kind:
            case Kind.INTEGER | Kind.MONEY | Kind.NUMBER:
                return self._number(column, kind)
            case Kind.DATE:
                return self._date(column, kind)
            case Kind.CHOICE | Kind.TEXT:
                return self._text(column, kind)
            case Kind.SET:
                return self._set(column, kind)
        raw = self.graph.column(column.name, "bool", nullable=column.nullable)
        return raw, raw, self.graph.true

    def _number(self, column: Column, kind: FactType) -> tuple[Node, Node, Node]:
        graph = self.graph
        low, high = kind.bounds
        if column.family == "int":
            unit = 10**kind.decimals
            raw = graph.column(column.name, "int", nullable=column.nullable)
            value = raw if unit == 1 else graph.make("times", "int", (raw, graph.lit(unit, "int")), nullable=raw.nullable)
            return raw, value, self._within(raw, -(-low // unit), high // unit)
        raw = graph.column(column.name, "float", nullable=column.nullable)
        short = graph.true
        if column.family in ("decimal", WIDE):
            short = self._short(raw, column, kind)
            raw = graph.make("as_float", "float", (raw,), nullable=raw.nullable)
        else:
            if column.family != "float":
                raw = graph.make("widened", "float", (raw,), column.family, nullable=raw.nullable)
            raw = graph.make("not_nan", "float", (raw,), nullable=True)
        scaled = graph.make("scaled", "float", (raw,), 10**kind.decimals, nullable=raw.nullable)
        exact = graph.make("unscaled", "float", (scaled,), 10**kind.decimals, nullable=raw.nullable)
        good = graph.every((graph.compare("eq", raw, exact), self._within(scaled, low, high), short))
        return raw, scaled, good

    def _short(self, raw: Node, column: Column, kind: FactType) -> Node:
        """Whether a decimal has no more decimals than its fact, asked of itself where a floating number would not tell.

        As one, 4.99999999999999999999 is 5. What differs from a value of the fact by some steps of floating numbers stays apart from it.
        """
        steps = 4 * ulp(max(map(abs, kind.bounds)) / 10**kind.decimals)
        if column.digits is None or column.digits[1] <= kind.decimals or 10.0 ** -column.digits[1] > steps:
            return self.graph.true
        return self.graph.make("short", "bool", (raw,), (kind.decimals, *column.digits), nullable=raw.nullable)

    def _within(self, node: Node, low: int, high: int) -> Node:
        graph = self.graph
        form = "float" if node.type == "float" else node.type
        ends = [graph.make("lit", form, (), float(end) if form == "float" else end) for end in (low, high)]
        made = [graph.make(op, "bool", (node, end), nullable=node.nullable) for op, end in zip(("ge", "le"), ends, strict=True)]
        return graph.every(made)

    def _date(self, column: Column, kind: FactType) -> tuple[Node, Node, Node]:
        graph = self.graph
        raw = graph.column(column.name, "date", nullable=column.nullable)
        if column.family != "datetime":
            return raw, raw, self._within(raw, *kind.bounds)
        value = graph.make("day_of", "date", (raw,), nullable=raw.nullable)
        midnight = graph.make("at_midnight", "bool", (raw,), nullable=raw.nullable)
        return raw, value, graph.every((midnight, self._within(value, *kind.bounds)))

    def _text(self, column: Column, kind: FactType) -> tuple[Node, Node, Node]:
        graph = self.graph
        if column.family in ("int", WIDE, "float", FLOAT32):
            return self._code(column, kind)
        written = graph.column(column.name, "text", nullable=column.nullable)
        if column.categories is not None and kind.choices is not None:
            written = graph.category(written, column.categories)
        elif column.family == "category" and not (
            column.comparable and kind.choices
        ):  # comparing it with a text that is none of its categories is an error in some engines
            written = graph.make("as_text", "text", (written,), nullable=column.nullable)
        if kind.choices is None:
            raw = graph.make("not_blank", "text", (written,), nullable=True)
            shape = PLAIN_TEXT if kind.pattern is None else kind.pattern
            return raw, raw, graph.make("matches", "bool", (raw,), shape, nullable=True)
        if column.categories is not None and set(column.categories) <= set(kind.choices):
            return written, written, graph.true
        # What is no choice is blank, or its row is not valid: nobody has to look for blanks where there is a choice.
        known = graph.one_of(written, kind.choices)
        blank = graph.fill(graph.one_of(written, [""]), graph.true)
        good = graph.make("when", "bool", (graph.fill(known, graph.false), graph.true, blank))
        return written, graph.only_if(known, written), good

    def _code(self, column: Column, kind: FactType) -> tuple[Node, Node, Node]:
        """A code that came as a number, 3305 or 3305.0."""
        graph = self.graph
        codes = sorted(int(choice) for choice in kind.choices or () if choice.isdigit() and str(int(choice)) == choice)
        raw, value, whole = self._number(column, FactType(Kind.INTEGER, min(codes, default=0), max(codes, default=0)))
        valid = graph.either((graph.is_null(raw), graph.fill(whole, graph.false)))
        number = graph.make("checked", "int", (valid, value), nullable=True)
        text = graph.make("as_text", "text", (number,), nullable=True)
        known = graph.one_of(text, [str(code) for code in codes])
        return raw, text, graph.either((graph.is_null(raw), graph.fill(known, graph.false)))

    def _set(self, column: Column, kind: FactType) -> tuple[Node, Node, Node]:
        graph = self.graph
        raw = graph.column(column.name, "list", nullable=column.nullable)
        op, members = ("only_plain", PLAIN_TEXT) if kind.choices is None else ("only_of", tuple(sorted(kind.choices)))
        only = graph.make(op, "bool", (raw,), members, nullable=True)
        return raw, raw, graph.either((graph.is_null(raw), graph.fill(only, graph.false)))
