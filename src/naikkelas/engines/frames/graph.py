"""Expressions that any table engine can work out: a graph of small nodes, each made once.

Nothing here knows an engine. Two things keep the graph small: equal nodes are one node, and whatever can be told from
constants and bounds is told while it is made. A truth is two booleans, *must be met* and *may be met*; where a fact is exact both
are one node, so exact columns cost half without anybody asking for it.

Only a column may be null, and a comparison with one; and what joins such comparisons, by Kleene's tables as every engine has them. ``fill``
takes the null away: a comparison that nobody can answer is filled with false for "must" and with true for "may".
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal, NamedTuple

from naikkelas.conditions import Outcome, Status
from naikkelas.ranges import NEVER, Bounds

Type = Literal["bool", "int", "float", "date", "text", "list", "outcome", "status"]

#: Texts of which all words are known beforehand, sorted: they may be kept as codes, and then sort as texts do.
WORDS: Final[Mapping[Type, tuple[str, ...]]] = {
    "outcome": tuple(sorted(each.value for each in Outcome)),
    "status": tuple(sorted(each.value for each in Status)),
}

#: What lies beyond has no day in a table, so a comparison with it has to be told beforehand.
_CALENDAR: Final[Bounds] = (1, NEVER)

#: Comparisons and what they become when the sides change places.
_TURNED: Final = {"ge": "le", "le": "ge", "gt": "lt", "lt": "gt", "eq": "eq"}


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Node:
    """One expression. ``bounds`` hold every value of an ordered one that is not null; ``nullable`` says whether it may be null."""

    number: int
    op: str
    type: Type
    args: tuple["Node", ...] = ()
    value: Any = None
    nullable: bool = False
    bounds: Bounds | None = None

    def __repr__(self) -> str:
        """Without what is below it, which in full can be exponentially long."""
        return f"Node({self.number}, {self.op!r}, {[arg.number for arg in self.args]}, {self.value!r})"


def day_of(number: int) -> date:
    """A day number as a table holds it; ``never`` is the last day there is."""
    return date.max if number >= NEVER else date.fromordinal(number)


class Truth(NamedTuple):
    """A Kleene truth: both true is met, only ``may`` is unknown, none is not met."""

    must: Node
    may: Node

    @property
    def exact(self) -> bool:
        """Whether it is never unknown."""
        return self.must is self.may


class Graph:
    """Makes nodes. One per rule set and table; not shared between threads. With ``codes`` words that are known beforehand are kept as such."""

    def __init__(self, *, codes: bool = False) -> None:
        self._codes = codes
        self._made: dict[Any, Node] = {}
        self.true = self.lit(True, "bool")
        self.false = self.lit(False, "bool")

    def make(
        self, op: str, kind: Type, args: tuple[Node, ...] = (), value: Any = None, *, nullable: bool = False, bounds: Bounds | None = None
    ) -> Node:
        """The one node of this operation on these arguments; a date of which nothing else is known lies within the calendar."""
        if kind == "date" and bounds is None and op != "null":
            bounds = _CALENDAR
        key = (op, kind, tuple(arg.number for arg in args), type(value), value, nullable, bounds)
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = Node(len(self._made), op, kind, args, value, nullable, bounds)
        return found

    # --- leaves -------------------------------------------------------------------------------------------------------

    def lit(self, value: Any, kind: Type) -> Node:
        """A constant; a date is its day number, ``NEVER`` included."""
        bounds = (value, value) if kind in ("int", "date") else None
        return self.make("lit", kind, (), value, bounds=bounds)

    def null(self, kind: Type) -> Node:
        """Nothing known."""
        return self.make("null", kind, nullable=True)

    def column(self, name: str, kind: Type, *, nullable: bool = True, bounds: Bounds | None = None) -> Node:
        """A column of the table; of an ordered one the ``bounds`` are those that the door has checked."""
        return self.make("column", kind, (), name, nullable=nullable, bounds=bounds)

    # --- nulls --------------------------------------------------------------------------------------------------------

    def is_null(self, node: Node) -> Node:
        """True where ``node`` is null."""
        if node.op == "null":
            return self.true
        if node.op == "category":
            return self.is_null(node.args[0])
        if node.op == "only_if":
            return self.no(self.fill(node.args[0], self.false))
        return self.make("is_null", "bool", (node,)) if node.nullable else self.false

    def fill(self, node: Node, other: Node) -> Node:
        """``node``, or the constant ``other`` where it is null."""
        if node.op == "null":
            return other
        if not node.nullable:
            return node
        if node.op == "when" and node.args[1].op == "null":
            return self.when(node.args[0], other, self.fill(node.args[2], other))
        return self.make("fill", node.type, (node, other), bounds=_hull(node, other))

    def backed(self, surely: Node, node: Node) -> Node:
        """``node``, which is true wherever ``surely`` is: only the rest has to be worked out."""
        return node if surely is node or node.op == "lit" else self.make("backed", "bool", (surely, node))

    def only_if(self, condition: Node, node: Node) -> Node:
        """``node`` where the condition is true, else null."""
        return self.make("only_if", node.type, (condition, node), nullable=True)

    def coalesce(self, first: Node, second: Node) -> Node:
        """``first``, or ``second`` where it is null."""
        if first.op == "null":
            return second
        if not first.nullable:
            return first
        if second.op == "lit":
            return self.fill(first, second)
        if second.op == "null":
            return first
        return self.make("coalesce", first.type, (first, second), nullable=second.nullable, bounds=_hull(first, second))

    def when(self, condition: Node, then: Node, otherwise: Node) -> Node:
        """``then`` where the condition holds, else ``otherwise``."""
        if condition is self.true or then is otherwise:
            return then
        if condition is self.false:
            return otherwise
        if then.type == "bool" and not (then.nullable or otherwise.nullable):
            return self.either((self.every((condition, then)), self.every((self.no(condition), otherwise))))
        nullable = then.nullable or otherwise.nullable
        return self.make("when", then.type, (condition, then, otherwise), nullable=nullable, bounds=_hull(then, otherwise))

    # --- logic ---------------------------------------------------------------------------------------------------------

    def no(self, node: Node) -> Node:
        """Negation."""
        if node.op == "lit":
            return self.false if node.value else self.true
        if node.op in ("no", "null"):
            return node.args[0] if node.op == "no" else node
        if node.op == "fill":
            return self.fill(self.no(node.args[0]), self.no(node.args[1]))
        return self.make("no", "bool", (node,), nullable=node.nullable)

    def every(self, nodes: Iterable[Node]) -> Node:
        """True where all are."""
        return self._joined("every", nodes, self.true, self.false)

    def either(self, nodes: Iterable[Node]) -> Node:
        """True where any is."""
        return self._joined("either", nodes, self.false, self.true)

    def _joined(self, op: str, nodes: Iterable[Node], empty: Node, settled: Node) -> Node:
        items: dict[int, Node] = {node.number: node for node in nodes if node is not empty}
        opposed = any(not node.nullable and self.no(node).number in items for node in list(items.values()))
        if settled.number in items or opposed:
            return settled
        kept = tuple(items[number] for number in sorted(items))
        if len(kept) < 2:
            return kept[0] if kept else empty
        nullable = any(node.nullable for node in kept)
        others = {node.args[1] for node in kept if node.op == "fill"}
        if (
            len(others) == 1 and not nullable
        ):  # by Kleene's tables it is all one when the nulls are filled, and "must" and "may" share the rest
            bare = (node.args[0] if node.op == "fill" else node for node in kept)
            return self.fill(self._joined(op, bare, empty, settled), others.pop())
        return self.make(op, "bool", kept, nullable=nullable)

    # --- comparisons --------------------------------------------------------------------------------------------------

    def compare(self, op: str, left: Node, right: Node) -> Node:
        """``ge``, ``le``, ``gt``, ``lt`` or ``eq``; told at once where constants and bounds tell it."""
        if "null" in (left.op, right.op):
            return self.null("bool")
        if left.op == "lit" and right.op != "lit":
            return self.compare(_TURNED[op], right, left)
        if right.op == "lit":
            if op in ("gt", "lt"):
                return self.compare("ge" if op == "gt" else "le", left, self.lit(right.value + (1 if op == "gt" else -1), right.type))
            if left.op == "fill":
                return self._filled(op, left, right)
        told = _told(op, left, right)
        if told is None:
            if right.op == "lit" and right.type == "date":
                right = self.lit(_day_there_is(op, right.value), "date")
            if right.op == "lit" and left.op == "checked" and left.args[1].op == "column":  # a row that is not valid has no result anyway
                left = left.args[1] if left.args[1].type == left.type else left
            return self.make(op, "bool", (left, right), nullable=left.nullable or right.nullable)
        if left.nullable:  # always the same answer, but there is none where it is null
            return self.when(self.is_null(left), self.null("bool"), self.true if told else self.false)
        return self.true if told else self.false

    def _filled(self, op: str, left: Node, right: Node) -> Node:
        """The null is taken away after comparing, so that "must" and "may" share one comparison."""
        inner, other = left.args
        fallback, told = _told(op, other, right), _told(op, inner, right)  # two constants always tell
        if told is None:
            return self.fill(self.compare(op, inner, right), self.true if fallback else self.false)
        if told == fallback:
            return self.true if told else self.false
        missing = self.is_null(inner)
        return missing if fallback else self.no(missing)

    def one_of(self, node: Node, members: Iterable[str]) -> Node:
        """True where the text is one of ``members``; null where it is null."""
        wanted = tuple(sorted(set(members)))
        if node.op == "null":
            return self.null("bool")
        if node.op == "lit":
            return self.true if node.value in wanted else self.false
        if node.op == "only_if":
            return self.only_if(node.args[0], self.one_of(node.args[1], wanted))
        if node.op == "category":
            wanted = tuple(member for member in wanted if member in node.value)
        if not wanted:
            return self.when(self.is_null(node), self.null("bool"), self.false)
        return self.make("one_of", "bool", (node,), wanted, nullable=node.nullable)

    def category(self, node: Node, categories: Iterable[str]) -> Node:
        """A text of which all values are among ``categories``, kept as codes by the table."""
        return self.make("category", "text", (node,), tuple(categories), nullable=node.nullable)

    def contains(self, node: Node, member: str) -> Node:
        """True where the list has ``member``; null where it is null."""
        if node.op == "null":
            return self.null("bool")
        if node.op == "lit":
            return self.true if member in node.value else self.false
        return self.make("contains", "bool", (node,), member, nullable=node.nullable)

    # --- numbers (no nulls) -------------------------------------------------------------------------------------------

    def add(self, nodes: Sequence[Node]) -> Node:
        """The sum; 0 of nothing. Every rule set keeps its sums within 2^62."""
        constant: int = sum(node.value for node in nodes if node.op == "lit")
        rest = [node for node in nodes if node.op != "lit"]
        kept: tuple[Node, ...] = (*rest, *((self.lit(constant, "int"),) if constant or not rest else ()))
        if len(kept) == 1:
            return kept[0]
        ends = [_ends(node) for node in kept]
        return self.make("add", "int", kept, bounds=(sum(low for low, _ in ends), sum(high for _, high in ends)))

    def times(self, left: Node, right: Node) -> Node:
        """The product."""
        if left.op == "lit" and right.op == "lit":
            return self.lit(left.value * right.value, "int")
        if right.op != "lit":
            left, right = right, left
        if right.op == "lit" and right.value in (0, 1):
            return left if right.value else right
        (a, b), (c, d) = _ends(left), _ends(right)
        ends = (a * c, a * d, b * c, b * d)
        return self.make("times", "int", (left, right), bounds=(min(ends), max(ends)))

    def quotient(self, number: int, by: Node) -> Node:
        """``number`` divided by a divisor of it."""
        if by.op == "lit":
            return self.lit(number // by.value, "int")
        return self.make("quotient", "int", (self.lit(number, "int"), by), bounds=(1, number))

    def within(self, node: Node, bounds: Bounds) -> Node:
        """The same with bounds that the caller knows."""
        if node.op == "lit":
            return node
        return self.make(node.op, node.type, node.args, node.value, nullable=node.nullable, bounds=bounds)

    def least(self, nodes: Sequence[Node]) -> Node:
        """The smallest."""
        return self._end("least", nodes, min)

    def greatest(self, nodes: Sequence[Node]) -> Node:
        """The largest."""
        return self._end("greatest", nodes, max)

    def _end(self, op: str, nodes: Sequence[Node], pick: Any) -> Node:
        kept = tuple(dict.fromkeys(nodes))
        if len(kept) == 1:
            return kept[0]
        if all(node.op == "lit" for node in kept):
            return self.lit(pick(node.value for node in kept), kept[0].type)
        ends = [_ends(node) for node in kept]
        return self.make(op, kept[0].type, kept, bounds=(pick(low for low, _ in ends), pick(high for _, high in ends)))

    def words(self, kind: Type) -> Type:
        """What words of a kind are made as: texts, unless codes were asked for."""
        return kind if self._codes else "text"

    def named(self, kind: Type, cases: Iterable[tuple[Node, str | None]], otherwise: str | None) -> Node:
        """The word of the first condition that holds, else ``otherwise``."""
        kept: list[tuple[Node, str | None]] = []
        for where, name in cases:
            if where is self.true:
                otherwise = name
                break
            if where is not self.false:
                kept.append((where, name))
        if not kept:
            return self.null(kind) if otherwise is None else self.lit(otherwise, kind)
        names = (*(name for _, name in kept), otherwise)
        return self.make("named", kind, tuple(where for where, _ in kept), names, nullable=None in names)

    def only_where(self, usable: Node, node: Node) -> Node:
        """``node``, and nothing where it is of no use."""
        if node.op == "named":
            *names, otherwise = node.value
            return self.named(node.type, [(self.no(usable), None), *zip(node.args, names, strict=True)], otherwise)
        return self.when(usable, node, self.null(node.type))

    def bits(self, codes: Iterable[Truth]) -> Node:
        """The two bits of each truth side by side, the first lowest: 3 met, 1 unknown, 0 not met. Its arguments are must and may in turn."""
        flags: list[Node] = []
        places: list[int] = []
        constant = 0
        for place, truth in enumerate(codes):
            if truth.must.op == truth.may.op == "lit":
                constant |= (3 if truth.must.value else int(truth.may.value)) << 2 * place
            else:
                flags += truth
                places.append(2 * place)
        if not flags:
            return self.lit(constant, "int")
        most = constant + sum(3 << place for place in places)
        return self.make("bits", "int", tuple(flags), (*places, constant), bounds=(constant, most))

    def number_of(self, condition: Node, value: int) -> Node:
        """``value`` where the condition holds, else 0."""
        return self.when(condition, self.lit(value, "int"), self.lit(0, "int"))

    # --- Kleene -------------------------------------------------------------------------------------------------------

    def certain(self, node: Node) -> Truth:
        """A boolean without nulls as a truth."""
        return Truth(node, node)

    def constant(self, truth: int) -> Truth:
        """A truth code of :mod:`naikkelas.logic`."""
        return Truth(self.true if truth == 3 else self.false, self.true if truth else self.false)

    def asked(self, test: Node) -> Truth:
        """A test that is unknown where it is null."""
        return Truth(self.fill(test, self.false), self.fill(test, self.true))

    def negated(self, truth: Truth) -> Truth:
        """Met and not met change places."""
        must = self.no(truth.may)
        return Truth(must, must if truth.exact else self.no(truth.must))

    def all_of(self, truths: Sequence[Truth]) -> Truth:
        """Kleene conjunction."""
        return Truth(self.every(truth.must for truth in truths), self.every(truth.may for truth in truths))

    def any_of(self, truths: Sequence[Truth]) -> Truth:
        """Kleene disjunction."""
        return Truth(self.either(truth.must for truth in truths), self.either(truth.may for truth in truths))

    def at_least(self, count: int, truths: Sequence[Truth]) -> Truth:
        """At least ``count`` of them."""
        least = self.lit(count, "int")
        sides = [self.add([self.number_of(node, 1) for node in side]) for side in ([t.must for t in truths], [t.may for t in truths])]
        return Truth(*(self.compare("ge", side, least) for side in sides))

    def choose(self, condition: Node, then: Truth, otherwise: Truth) -> Truth:
        """``then`` where the condition holds."""
        return Truth(self.when(condition, then.must, otherwise.must), self.when(condition, then.may, otherwise.may))


def _ends(node: Node) -> Bounds:
    """The bounds of a number, which the door or the linker knows of each."""
    assert node.bounds is not None  # noqa: S101 - see above
    return node.bounds


def _hull(first: Node, second: Node) -> Bounds | None:
    if first.bounds is None or second.bounds is None:
        return first.bounds if second.op == "null" else second.bounds if first.op == "null" else None
    return (min(first.bounds[0], second.bounds[0]), max(first.bounds[1], second.bounds[1]))


def _told(op: str, left: Node, right: Node) -> bool | None:
    """What the bounds alone tell of a comparison."""
    if left.bounds is None or right.bounds is None:
        return None
    (a, b), (c, d) = left.bounds, right.bounds
    match op:
        case "ge":
            return True if a >= d else False if b < c else None
        case "gt":
            return True if a > d else False if b <= c else None
        case "le":
            return True if b <= c else False if a > d else None
        case "lt":
            return True if b < c else False if a >= d else None
    return True if a == b == c == d else False if b < c or a > d else None


def _day_there_is(op: str, day: int) -> int:
    """The day number as a table can hold it: its last day, 9999-12-31, stands for ``never``, so no other value is that day."""
    if day == NEVER - 1:
        return NEVER if op == "ge" else NEVER - 2
    return day
