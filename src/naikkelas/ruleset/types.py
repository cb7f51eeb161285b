"""Reading types, declared facts and parameters of a rule set."""

from collections.abc import Container, Iterator
from collections.abc import Mapping as MappingType
from dataclasses import replace
from datetime import date
from typing import Final

from naikkelas.calendar import Duration
from naikkelas.conditions import RATIO_DECIMALS
from naikkelas.facts import BOOLEAN, MOST_DECIMALS, MOST_MONEY, MOST_NUMBER, TEXT, Fact, FactType, Kind, Text, day, number
from naikkelas.problems import Words
from naikkelas.ranges import NEVER
from naikkelas.ruleset.document import KEYS_OF, Document, Where, written
from naikkelas.ruleset.model import Parameter, ParamValue
from naikkelas.ruleset.nodes import Mapping, Node, Scalar, Sequence
from naikkelas.values import plain

TYPE_KEYS: Final = ("type", "of", "decimals", "at_least", "at_most", "unit", "may_be_never")
TEXT_KEYS: Final = ("title", "question", "remedy", "aliases", "personal", "choice_titles", "source")

#: The type of what a ratio is compared with.
RATIO_TYPE: Final = number(RATIO_DECIMALS, -(10**8), 10**8)
#: Wide enough for every sum of points.
POINTS_TYPE: Final = FactType(Kind.INTEGER, -(10**12), 10**12)
MONTHS_TYPE: Final = FactType(Kind.INTEGER, -6000, 6000)

_NO_DOLLAR: Final = Words("a word that does not start with $", "kata yang tidak diawali $")
_WIDEST: Final = {
    Kind.INTEGER: (-(10**9), 10**9),
    Kind.NUMBER: (-MOST_NUMBER, MOST_NUMBER),
    Kind.MONEY: (-MOST_MONEY, MOST_MONEY),
    Kind.DATE: day().bounds,
}


def in_borrowing_order(nodes: MappingType[str, Mapping]) -> Iterator[str]:
    """The names of facts so that each comes after the one whose choices it borrows, however the file orders them."""
    done: set[str] = set()
    for name in nodes:
        path: dict[str, None] = {}
        while name in nodes and name not in done and name not in path:
            path[name] = None
            lender = nodes[name].get("of") or nodes[name].get("type")
            name = lender.text if isinstance(lender, Scalar) else ""  # noqa: PLW2901 - the way back to a lender
        done |= path.keys()
        yield from reversed(path)


class TypeReader:
    """Reads types; ``known`` are the facts whose type or choices another type may borrow (``of: regency``).

    ``broken`` are facts of the file whose own problems are reported: borrowing from them is none. ``unread`` says of a parameter from which
    day on it has a value that could not be read; 0 where it is that day that could not.
    """

    def __init__(self, document: Document, known: MappingType[str, Fact], broken: Container[str] = ()) -> None:
        self.document = document
        self.known = dict(known)
        self.broken = broken
        self.unread: dict[str, int] = {}

    def read(self, node: Mapping, where: Where, *, parameter: bool = False) -> FactType | None:
        """The type described by ``type``, ``of``, ``decimals`` and bounds; ``None`` after reporting."""
        text = self.document.scalar(node.get("type"), "type", where)
        if text is None:
            if node.get("type") is None:
                self.document.report("NK151", node, where, name="type")
            return None
        kinds = [kind.value for kind in Kind if parameter or kind is not Kind.DURATION]
        if text in kinds:
            return self._of_kind(Kind(text), node, where, parameter)
        if text in self.known:
            self._check_keys(node, None, where)
            return self.known[text].type
        if text in self.broken:
            return None
        self.document.unknown("NK220", node.get("type"), where, [*kinds, *self.known], name=text, expected=" | ".join(kinds))
        return None

    def _of_kind(self, kind: Kind, node: Mapping, where: Where, parameter: bool) -> FactType | None:
        self._check_keys(node, kind, where)
        if kind.is_ordered:
            return self._ordered(kind, node, where, parameter)
        if kind in (Kind.CHOICE, Kind.SET):
            return self._listed(kind, node, where)
        return BOOLEAN if kind is Kind.BOOLEAN else FactType(kind)

    def _check_keys(self, node: Mapping, kind: Kind | None, where: Where) -> None:
        """Keys that say nothing about this type would be read by nobody."""
        allowed = KEYS_OF.get(kind, KEYS_OF[None])
        for key, _ in node.entries:
            if key.text in TYPE_KEYS and key.text not in allowed:
                self.document.report("NK150", key, where, "known_keys", name=key.text, expected=", ".join(allowed))

    def _ordered(self, kind: Kind, node: Mapping, where: Where, parameter: bool) -> FactType | None:
        decimals = self._decimals(kind, node, where)
        if decimals is None:
            return None
        low, high = _WIDEST[kind]
        if not parameter and kind in (Kind.INTEGER, Kind.MONEY):
            low = 0
        unit = self.document.text(node.get("unit"), "unit", where)
        never = node.get("may_be_never")
        if kind is Kind.DATE and never is not None and self.document.value(never, BOOLEAN, "may_be_never", where):
            high = NEVER
        made = FactType(kind, low, high, decimals, unit=unit)
        widest = replace(made, low=_WIDEST[kind][0])
        for key in ("at_least", "at_most"):
            side = node.get(key)
            value = self.document.value(side, widest, key, where) if side is not None else None
            if isinstance(value, int):
                made = replace(made, low=value) if key == "at_least" else replace(made, high=value)
        return self._in_order(made, widest, node, where)

    def _in_order(self, made: FactType, widest: FactType, node: Mapping, where: Where) -> FactType | None:
        (low, high), last = made.bounds, node.get("at_most")
        if widest.may_be_never and last is not None:
            self.document.report("NK207", last, where, "never_is_last", read=written(last), fact="at_most", expected="may_be_never")
        elif low >= high:
            at, hint = last or node.get("at_least") or node, "range_of_one" if low == high else "range_reversed"
            self.document.report("NK207", at, where, hint, read=plain(high, widest), fact="at_most", expected=f"> {plain(low, widest)}")
        else:
            return made
        return None

    def _decimals(self, kind: Kind, node: Mapping, where: Where) -> int | None:
        if kind is not Kind.NUMBER:
            return 0
        found = node.get("decimals")
        if found is None:
            self.document.report("NK151", node, where, name="decimals")
            return None
        value = self.document.value(found, FactType(Kind.INTEGER, 0, MOST_DECIMALS), "decimals", where)
        return value if isinstance(value, int) else None

    def _listed(self, kind: Kind, node: Mapping, where: Where) -> FactType | None:
        of = node.get("of")
        if of is None:
            self.document.report("NK151", node, where, name="of")
            return None
        if isinstance(of, Scalar):
            fact = self.known.get(of.text)
            if fact is not None and fact.type.choices:
                return FactType(kind, choices=fact.type.choices)
            if of.text == Kind.TEXT and kind is Kind.SET:
                return FactType(kind)
            if fact is not None and fact.type.kind is Kind.TEXT and kind is Kind.SET:
                return FactType(kind, pattern=fact.type.pattern, pattern_words=fact.type.pattern_words)
            if of.text in self.broken:
                return None
            choices = [name for name, known in self.known.items() if known.type.choices]
            self.document.unknown("NK201", of, where, choices, name=of.text)
            return None
        nodes = self.document.sequence(of, "of", where)
        items = [self._choice(item, where) for item in nodes]
        chosen: dict[str, None] = {}
        for item, at in zip(items, nodes, strict=True):
            if item in chosen:
                self.document.report("NK210", at, where, "rename_it", name=item, read="of")
            elif item is not None:
                chosen[item] = None
        return FactType(kind, choices=tuple(chosen)) if chosen and None not in items else None

    def _choice(self, node: Node, where: Where) -> str | None:
        text = self.document.scalar(node, "of", where)
        if text is not None and text.startswith("$"):
            self.document.report("NK154", node, where, name=text, expected=_NO_DOLLAR)
            return None
        value = self.document.value(node, TEXT, "of", where) if text is not None else None
        return value if isinstance(value, str) else None

    def fact(self, name: str, node: Mapping, where: Where) -> Fact | None:
        """A fact declared beyond the catalogue."""
        kind = self.read(node, where)
        made = self.described(name, kind or TEXT, node, where, has_type=kind is not None)
        return None if kind is None else made

    def described(self, name: str, kind: FactType, node: Mapping, where: Where, *, has_type: bool = True) -> Fact:
        """Everything that is said about a fact beside its type; without a type, only to find what is wrong with it."""
        read = self.document
        aliases = node.get("aliases")
        listed = [read.scalar(item, "aliases", where) for item in read.sequence(aliases, "aliases", where)] if aliases else []
        personal = node.get("personal")
        titles = self._choice_titles(node, kind, where) if has_type else {}
        return Fact(
            name,
            kind,
            read.text(node.get("title"), "title", where) or Text(name, name),
            read.text(node.get("question"), "question", where),
            read.text(node.get("remedy"), "remedy", where),
            tuple(item for item in listed if item),
            personal is not None and read.value(personal, BOOLEAN, "personal", where) is True,
            titles or self._borrowed_titles(node),
            read.scalar(node.get("source"), "source", where),
            "declared",
        )

    def _borrowed_titles(self, node: Mapping) -> MappingType[str, Text]:
        of = node.get("of")
        fact = self.known.get(of.text) if isinstance(of, Scalar) else None
        return fact.choice_titles if fact else {}

    def _choice_titles(self, node: Mapping, kind: FactType, where: Where) -> dict[str, Text]:
        found = node.get("choice_titles")
        titles = self.document.mapping(found, "choice_titles", where, kind.choices or ()) if found is not None else None
        if titles is None:
            return {}
        made = {key.text: self.document.text(value, key.text, where) for key, value in titles.entries}
        return {key: value for key, value in made.items() if value is not None}

    def parameter(self, name: str, node: Mapping, where: Where) -> Parameter | None:
        """A parameter with its history."""
        self.document.mapping(node, name, where, (*TYPE_KEYS, "title", "values", "source"), ("values",))
        kind = self.read(node, where, parameter=True)
        values = node.get("values")
        history = self.document.mapping(values, "values", where) if values is not None else None
        if history is not None and not history.entries:
            self.document.report("NK156", history, where, name="values")
        if kind is None or history is None:
            return None
        dated: dict[int, ParamValue] = {}
        for key, item in history.entries:
            start, value = self.document.day(key, "values", where), self._value(item, kind, name, where)
            if start in dated:
                self.document.report("NK210", key, where, name=key.text, read=date.fromordinal(start).isoformat())
            elif start is not None and value is not None:
                dated[start] = value
            else:
                self.unread[name] = min(start or 0, self.unread.get(name, start or 0))
        self.document.scalar(node.get("source"), "source", where)
        title = self.document.text(node.get("title"), "title", where)
        return Parameter(name, kind, tuple(sorted(dated.items(), key=lambda item: item[0])), title, node.place) if dated else None

    def _value(self, node: Node, kind: FactType, name: str, where: Where) -> ParamValue | None:
        if kind.kind is Kind.SET and isinstance(node, Sequence) and not node.items:
            self.document.report("NK156", node, where, name=name)
            return None
        value = self.document.value(node, kind, name, where)
        return value if isinstance(value, int | str | frozenset | Duration) else None
