"""Reading types, declared facts and parameters of a rule set."""

from collections.abc import Mapping as MappingType
from dataclasses import replace
from typing import Final

from naikkelas.calendar import Duration
from naikkelas.conditions import RATIO_DECIMALS
from naikkelas.facts import BOOLEAN, MOST_DECIMALS, MOST_MONEY, MOST_NUMBER, Fact, FactType, Kind, Text, day, number
from naikkelas.problems import suggestion
from naikkelas.ranges import NEVER
from naikkelas.ruleset.document import Document, Where
from naikkelas.ruleset.model import Parameter, ParamValue
from naikkelas.ruleset.nodes import Mapping, Node, Scalar, Sequence

TYPE_KEYS: Final = ("type", "of", "decimals", "at_least", "at_most", "unit", "may_be_never")
TEXT_KEYS: Final = ("title", "question", "remedy", "aliases", "personal", "choice_titles", "source")

#: The type of what a ratio is compared with.
RATIO_TYPE: Final = number(RATIO_DECIMALS, -(10**8), 10**8)
#: Wide enough for every sum of points.
POINTS_TYPE: Final = FactType(Kind.INTEGER, -(10**9), 10**9)
MONTHS_TYPE: Final = FactType(Kind.INTEGER, -6000, 6000)

_WIDEST: Final = {
    Kind.INTEGER: (-(10**9), 10**9),
    Kind.NUMBER: (-MOST_NUMBER, MOST_NUMBER),
    Kind.MONEY: (-MOST_MONEY, MOST_MONEY),
    Kind.DATE: day().bounds,
}


class TypeReader:
    """Reads types; ``known`` are the facts whose choices a type may borrow (``of: regency``)."""

    def __init__(self, document: Document, known: MappingType[str, Fact]) -> None:
        self.document = document
        self.known = known

    def read(self, node: Mapping, where: Where, *, parameter: bool = False) -> FactType | None:
        """The type described by ``type``, ``of``, ``decimals`` and bounds; ``None`` after reporting."""
        text = self.document.scalar(node.get("type"), "type", where)
        if text is None:
            if node.get("type") is None:
                self.document.report("NK151", node, where, name="type")
            return None
        kinds = [kind.value for kind in Kind if parameter or kind is not Kind.DURATION]
        if text in self.known and text not in kinds:
            return self.known[text].type
        if text not in kinds:
            close = suggestion(text, [*kinds, *self.known])
            self.document.report(
                "NK220", node.get("type"), where, "did_you_mean" if close else None,
                read=text, expected=" | ".join(kinds), suggestion=close or "",
            )  # fmt: skip
            return None
        kind = Kind(text)
        if kind.is_ordered:
            return self._ordered(kind, node, where, parameter)
        if kind in (Kind.CHOICE, Kind.SET):
            return self._listed(kind, node, where)
        return BOOLEAN if kind is Kind.BOOLEAN else FactType(kind)

    def _ordered(self, kind: Kind, node: Mapping, where: Where, parameter: bool) -> FactType | None:
        decimals = self._decimals(kind, node, where)
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
        if made.bounds[0] >= made.bounds[1]:
            self.document.report("NK207", node, where, "range_reversed", read=made.bounds[1], fact="at_most", expected="at_least < at_most")
            return None
        return made

    def _decimals(self, kind: Kind, node: Mapping, where: Where) -> int:
        found = node.get("decimals")
        if kind is not Kind.NUMBER:
            if found is not None:
                self.document.report("NK150", node.key("decimals"), where, "known_keys", name="decimals", expected="type: number")
            return 0
        if found is None:
            self.document.report("NK151", node, where, name="decimals")
            return 0
        value = self.document.value(found, FactType(Kind.INTEGER, 0, MOST_DECIMALS), "decimals", where)
        return value if isinstance(value, int) else 0

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
            choices = [name for name, known in self.known.items() if known.type.choices]
            close = suggestion(of.text, choices)
            self.document.report("NK201", of, where, "did_you_mean" if close else None, name=of.text, suggestion=close or "")
            return None
        items = [self.document.scalar(item, "of", where) for item in self.document.sequence(of, "of", where)]
        chosen = tuple(dict.fromkeys(item for item in items if item))
        if len(chosen) < len(items) and all(items):
            self.document.report("NK210", of, where, "rename_it", name=", ".join(i for i in chosen if items.count(i) > 1), read="of")
        return FactType(kind, choices=chosen) if chosen else None

    def fact(self, name: str, node: Mapping, where: Where) -> Fact | None:
        """A fact declared beyond the catalogue."""
        kind = self.read(node, where)
        read = self.document
        aliases = node.get("aliases")
        listed = [read.scalar(item, "aliases", where) for item in read.sequence(aliases, "aliases", where)] if aliases else []
        personal = node.get("personal")
        titles = self._choice_titles(node, kind, where)
        if kind is None:
            return None
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

    def _choice_titles(self, node: Mapping, kind: FactType | None, where: Where) -> dict[str, Text]:
        found = node.get("choice_titles")
        allowed = kind.choices if kind is not None else None
        titles = self.document.mapping(found, "choice_titles", where, allowed) if found is not None else None
        if titles is None:
            return {}
        made = {key.text: self.document.text(value, key.text, where) for key, value in titles.entries}
        return {key: value for key, value in made.items() if value is not None}

    def parameter(self, name: str, node: Node, where: Where) -> Parameter | None:
        """A parameter with its history."""
        found = self.document.mapping(node, name, where, (*TYPE_KEYS, "title", "values", "source"), ("values",))
        if found is None:
            return None
        kind = self.read(found, where, parameter=True)
        values = found.get("values")
        history = self.document.mapping(values, "values", where) if values is not None else None
        if kind is None or history is None:
            return None
        if not history.entries:
            self.document.report("NK156", history, where, name="values")
        dated: dict[int, ParamValue] = {}
        for key, item in history.entries:
            start, value = self.document.day(key, "values", where), self._value(item, kind, name, where)
            if start is not None and value is not None:
                dated[start] = value
        title = self.document.text(found.get("title"), "title", where)
        return Parameter(name, kind, tuple(sorted(dated.items(), key=lambda item: item[0])), title, found.place) if dated else None

    def _value(self, node: Node, kind: FactType, name: str, where: Where) -> ParamValue | None:
        if kind.kind is Kind.SET and isinstance(node, Sequence) and not node.items:
            self.document.report("NK156", node, where, name=name)
            return None
        value = self.document.value(node, kind, name, where)
        return value if isinstance(value, int | str | frozenset | Duration) else None
