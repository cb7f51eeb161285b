"""Linking ``selection:``: every name resolved, every limit checked on every day."""

from collections.abc import Callable, Iterable, Iterator
from collections.abc import Mapping as MappingType
from typing import Final

from naikkelas.conditions import CriterionKind, ParamRef
from naikkelas.facts import Fact, FactType, Kind
from naikkelas.problems import Words
from naikkelas.ruleset.document import TOP, Document, Where
from naikkelas.ruleset.model import LinkedRuleSet, ParamValue
from naikkelas.ruleset.names import Names
from naikkelas.ruleset.nodes import Mapping, Node, Scalar
from naikkelas.ruleset.selection import POINTS, Best, Limit, Selection, Step
from naikkelas.values import KIND_WORDS, typed_words

SELECTION_KEYS: Final = ("quota", "by", "order", "waiting_list", "seed", "source", "firmness")
BY_KEYS: Final = ("fact", "groups", "minimum", "maximum")

_WHERE: Final = Where("selection")
#: The least value of each limit; a list of nobody who waits may be meant.
_LEAST: Final = {"quota": 1, "minimum": 1, "maximum": 1, "waiting_list": 0}
_MOST: Final = 10**9
_GROUPS: Final = (Kind.CHOICE, Kind.TEXT, Kind.BOOLEAN)

#: Reads the parameter that ``$name`` stands for, the name of a source, a word of firmness; each reports what is wrong.
Operand = Callable[[Scalar, Where], object]
Source = Callable[[Node | None, Where], str | None]
Firm = Callable[[Mapping, Where], str | None]


class SelectionLinker:
    """Links the selection of one rule set."""

    def __init__(self, document: Document, names: Names, operand: Operand, source: Source, firmness: Firm) -> None:
        self._document, self._names = document, names
        self._operand, self._source, self._firmness = operand, source, firmness
        self._facts: dict[str, Fact] = {}

    def link(self, node: Node) -> Selection | None:
        """The selection a mapping stands for; ``None`` after problems were reported that leave nothing of it."""
        read = self._document
        found = read.mapping(node, "selection", TOP)
        if found is None:
            return None
        read.mapping(found, "selection", _WHERE, SELECTION_KEYS)
        if not found.entries:
            read.report("NK156", found, TOP, name="selection")
            return None
        by, groups, minimum, maximum = self._by(found.get("by"))
        seed = found.get("seed")
        return Selection(
            self._limit(found, "quota"),
            self._order(found.get("order")),
            by,
            groups,
            minimum,
            maximum,
            self._limit(found, "waiting_list"),
            read.scalar(seed, "seed", _WHERE) if seed is not None else None,
            self._source(found.get("source"), _WHERE),
            self._firmness(found, _WHERE),
            dict(sorted(self._facts.items())),
            found.place,
        )

    def _limit(self, node: Mapping, name: str) -> Limit | None:
        written = node.get(name)
        if written is None:
            return None
        if isinstance(written, Scalar) and written.text.startswith("$"):
            return self._parameter(written, name, FactType(Kind.INTEGER))
        value = self._document.value(written, FactType(Kind.INTEGER, _LEAST[name], _MOST), name, _WHERE)
        return value if isinstance(value, int) else None

    def _parameter(self, node: Scalar, name: str, wanted: FactType) -> ParamRef | None:
        """The parameter of a type that ``$name`` stands for; of a set also its members must fit."""
        made = self._operand(node, _WHERE)
        if not isinstance(made, ParamRef):
            return None
        kind = self._names.type_of(made)
        fits = kind.kind is wanted.kind
        if fits and wanted.choices is not None:
            fits = kind.choices is not None and set(kind.choices) <= set(wanted.choices)
        if not fits:
            read = KIND_WORDS[kind.kind]
            self._document.report("NK208", node, _WHERE, fact=name, type=KIND_WORDS[wanted.kind], name=node.text, read=read)
            return None
        return made

    # --- groups -------------------------------------------------------------------------------------------------------

    def _by(self, node: Node | None) -> tuple[str | None, frozenset[str] | ParamRef | None, Limit | None, Limit | None]:
        found = self._document.mapping(node, "by", _WHERE, BY_KEYS, ("fact",)) if node is not None else None
        if found is None:
            return None, None, None, None
        fact = self._group(found.get("fact"))
        minimum, maximum = self._limit(found, "minimum"), self._limit(found, "maximum")
        if found.get("minimum") is None and found.get("maximum") is None:
            self._document.report("NK179", found, _WHERE, "say_minimum", name="by")
        groups = None if fact is None else self._groups(found.get("groups"), fact)
        return None if fact is None else fact.name, groups, minimum, maximum

    def _group(self, node: Node | None) -> Fact | None:
        name = self._document.scalar(node, "fact", _WHERE) if node is not None else None
        fact = None if name is None or node is None else self._given(node, name, ())
        if fact is not None and node is not None and (fact.type.kind not in _GROUPS or fact.personal):
            read = typed_words([(fact.name, fact.type.kind)])
            personal = Words(f"{read}, personal", f"{read.indonesian}, data pribadi") if fact.personal else read
            self._document.report("NK236", node, _WHERE, name=fact.name, read=personal)
            return None
        return fact

    def _groups(self, node: Node | None, fact: Fact) -> frozenset[str] | ParamRef | None:
        kind = fact.type
        members = FactType(Kind.SET, choices=kind.choices, pattern=kind.pattern, pattern_words=kind.pattern_words)
        if kind.kind is Kind.BOOLEAN:
            members = FactType(Kind.SET, choices=("true", "false"))
        if node is None:
            return None
        if isinstance(node, Scalar) and node.text.startswith("$"):
            return self._parameter(node, "groups", members)
        if not self._document.sequence(node, "groups", _WHERE):
            return None
        value = self._document.value(node, members, "groups", _WHERE)
        return value if isinstance(value, frozenset) else None

    # --- order --------------------------------------------------------------------------------------------------------

    def _order(self, node: Node | None) -> tuple[Step, ...]:
        steps: dict[str, Step] = {}
        for item in self._document.sequence(node, "order", _WHERE) if node is not None else ():
            made = self._step(item)
            if made is not None and made.fact in steps:
                self._document.report("NK178", item, _WHERE, "delete_step", name=made.fact)
            elif made is not None:
                steps[made.fact] = made
        return tuple(steps.values())

    def _step(self, node: Node) -> Step | None:
        if isinstance(node, Scalar):
            self._document.misshapen(node, Mapping, "order", _WHERE, "write_step", meant=self._likely(node.text))
            return None
        found = self._document.mapping(node, "order", _WHERE, list(Best))
        if found is None:
            return None
        if len(found.entries) != 1:
            self._document.report("NK177", found, _WHERE, "write_step", name="order", read=len(found.entries), meant=self._likely(POINTS))
            return None
        key, value = found.entries[0]
        name = self._document.scalar(value, key.text, _WHERE)
        if name is None or key.text not in list(Best):
            return None
        best = Best(key.text)
        kind = Kind.INTEGER
        if name != POINTS:
            fact = self._given(value, name, (POINTS,))
            if fact is None:
                return None
            kind = fact.type.kind
        if best not in Best.of(kind):
            possible = ", ".join(Best.of(kind)) or "-"
            slots = {"name": best.value, "fact": name, "type": KIND_WORDS[kind], "expected": possible}
            self._document.report("NK235", key, _WHERE, "needs_order" if possible == "-" else None, **slots)
            return None
        return Step(best, name)

    def _likely(self, name: str) -> str:
        """How a step is written that names a fact only."""
        fact = self._names.facts.get(name)
        words = Best.of(Kind.INTEGER if fact is None else fact.type.kind)
        return f"{{{words[0] if words else Best.MOST}: {name if fact is not None else POINTS}}}"

    def _given(self, node: Node, name: str, more: Iterable[str]) -> Fact | None:
        """A given fact; a derived one has no column, so nobody could be ranked by it."""
        fact = self._names.facts.get(name)
        if fact is not None and name not in self._names.derived:
            self._names.used_facts.add(name)
            self._facts[name] = fact
            return fact
        if name in self._names.derived:
            self._document.report("NK237", node, _WHERE, "give_fact", name=name)
        elif name not in self._names.broken:
            self._document.unknown("NK201", node, _WHERE, [*self._names.facts, *more], name=name)
        return None


# --- what it means ----------------------------------------------------------------------------------------------------


def check_points_of(linked: LinkedRuleSet, document: Document) -> None:
    """Reports an order by points that nothing gives."""
    selection = linked.selection
    gives = any(each.kind is CriterionKind.PREFERENCE for each in linked.criteria.values())
    if selection is not None and not gives and any(step.fact == POINTS for step in selection.order):
        document.report("NK180", selection.place, _WHERE, "give_preference", name=POINTS)


def check_limits(linked: LinkedRuleSet, document: Document) -> None:
    """Reports NK238 once for each limit that contradicts another on some day; also run when an owner sets a parameter."""
    selection = linked.selection
    if selection is None:
        return
    told: set[str] = set()
    for values in linked.values_over_time(selection.parameters):
        for name, read, expected in _contradictions(selection, values):
            if name not in told:
                told.add(name)
                document.report("NK238", selection.place, _WHERE, name=name, read=read, expected=expected)


def _contradictions(selection: Selection, values: MappingType[str, ParamValue]) -> Iterator[tuple[str, int, str]]:
    found = {name: value_on(limit, values) for name, limit in selection.limits.items()}
    for name, value in found.items():
        if value < _LEAST[name]:
            yield name, value, f">= {_LEAST[name]}"
    for name, other in (("minimum", "maximum"), ("minimum", "quota")):
        if name in found and other in found and found[name] > found[other]:
            yield name, found[name], f"<= {found[other]} ({other})"


def value_on(limit: Limit, values: MappingType[str, ParamValue]) -> int:
    """The number that a limit is with these values of the parameters."""
    value = values[limit.name] if isinstance(limit, ParamRef) else limit
    if not isinstance(value, int):
        raise AssertionError("unreachable")
    return value
