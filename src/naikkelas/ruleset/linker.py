"""Linking a rule set: from a YAML document to a :class:`LinkedRuleSet`, or to every problem that stands in the way."""

from collections.abc import Mapping as MappingType
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from naikkelas.conditions import CriterionKind, Derived, FactRef, ParamRef
from naikkelas.facts import FIRST_DAY, Fact, FactType, Kind, Text
from naikkelas.ikm.profile import RESERVED_NAMES
from naikkelas.problems import Place, Problem, in_order
from naikkelas.ruleset.claims import ASSUMPTIONS, NEVER_HURTS, assumptions_of, harmless_of
from naikkelas.ruleset.document import NAME, RULE_SET_NAME, TOP, Document, StopLinkingError, Where, raw
from naikkelas.ruleset.formulas import _MOST_IN_A_ROW, FormulaLinker, formula_of
from naikkelas.ruleset.meaning import check_meaning
from naikkelas.ruleset.model import Criterion, Firmness, LinkedRuleSet, Source
from naikkelas.ruleset.names import RESERVED, RESERVED_FOR_CRITERIA, Finder, Names, free_name
from naikkelas.ruleset.nodes import Mapping, Node, Scalar
from naikkelas.ruleset.order import in_dependency_order, reads
from naikkelas.ruleset.selection_linker import SelectionLinker
from naikkelas.ruleset.types import TEXT_KEYS, TYPE_KEYS, TypeReader, in_borrowing_order
from naikkelas.ruleset.uses import Taken, take_criteria
from naikkelas.ruleset.vocabulary import FORMULAS, word_of
from naikkelas.values import kinds_words, typed_words

FORMAT: Final = "naikkelas/1"

TOP_KEYS: Final = (
    "format", "rule_set", "version", "title", "firmness", "effective", "sources", "parameters", "facts", "uses", "applies_when",
    "criteria", "outputs", "selection", "data_gaps", "never_hurts", "assumptions",
)  # fmt: skip
REQUIRED_KEYS: Final = ("format", "rule_set", "version", "criteria")
CRITERION_KEYS: Final = ("title", "kind", "points", "applies_when", "require", "remedy", "source", "firmness", "effective")
SOURCE_KEYS: Final = ("title", "date", "url", "firmness", "note")

_POINTS: Final = FactType(Kind.INTEGER, -(10**6), 10**6)


@dataclass(frozen=True, slots=True)
class Linked:
    """The outcome of linking: the rule set when there was no error, and every problem, warnings included."""

    rule_set: LinkedRuleSet | None
    problems: tuple[Problem, ...]


def link(node: Node, catalogue: MappingType[str, Fact], find: Finder, file: str | None = None) -> Linked:
    """Links the root node of a file against the catalogue of built-in facts."""
    linker, made = _Linker(Document(file), catalogue, find), None
    with suppress(StopLinkingError):
        made = linker.run(node)
    problems = tuple(in_order(linker.document.problems))
    return Linked(None if any(p.is_error for p in problems) else made, problems)


class _Linker:
    def __init__(self, document: Document, catalogue: MappingType[str, Fact], find: Finder) -> None:
        self.document = document
        self.catalogue = catalogue
        self.names = Names(dict(catalogue), find=find)
        self.types = TypeReader(document, catalogue, self.names.broken)
        self.declared: dict[str, Fact] = {}
        self.derived: dict[str, Derived] = {}
        self.criteria: dict[str, Criterion] = {}
        self.sources: dict[str, Source] = {}
        self.places: dict[str, Place] = {}

    def run(self, node: Node) -> LinkedRuleSet | None:
        root = self.document.mapping(node, "rule set", TOP, TOP_KEYS, REQUIRED_KEYS)
        if root is None:
            return None
        self.places["rule set"] = root.place
        name = self._head(root)
        effective = self._effective(root.get("effective"))
        self._sources(root.get("sources"))
        formulas = self._fact_nodes(root.get("facts"))
        self._parameters(root.get("parameters"))
        self.names.declared_here = frozenset(formulas)
        criteria = self._criterion_nodes(root.get("criteria"))
        take_criteria(root.get("uses"), self.document, self.names, Taken(self.criteria, self.derived, self.declared, self.sources))
        linker = FormulaLinker(self.document, self.names, self.types, formulas)
        linker.sign()
        for fact in formulas:
            made = linker.link(fact)
            if made is not None:
                self.derived[fact] = made
        self._criteria(criteria, linker)
        applies = root.get("applies_when")
        scope = linker.conditions.link(applies, TOP, name="applies_when") if applies is not None else None
        outputs = self._outputs(root.get("outputs"))
        gaps = self._gaps(root.get("data_gaps"))
        first = effective[0] if effective[0] is not None else FIRST_DAY
        if effective[0] is not None or root.get("effective") is None or not self.document.problems:
            self._check_parameters(first)
        order, facts = self._order(), self._used_facts()
        asked = root.get("selection")  # after the facts were gathered: those it reads decide nothing
        selection = None if asked is None else self._selection(linker).link(asked)
        linked = LinkedRuleSet(
            name or "",
            self.document.scalar(root.get("version"), "version", TOP) or "",
            self.document.text(root.get("title"), "title", TOP) or Text(name or "", name or ""),
            (first, effective[1]),
            facts,
            self._all_declared(),
            self.names.parameters,
            self.derived,
            self._in_file_order(criteria),
            scope,
            self.sources,
            gaps,
            outputs,
            dict(sorted(self.names.used_programmes.items())),
            order,
            self.document.file,
            self._firmness(root, TOP),
            selection,
        )
        linked = replace(
            linked,
            never_hurts=harmless_of(root.get(NEVER_HURTS), linked, linker.conditions),
            assumptions=assumptions_of(root.get(ASSUMPTIONS), linked, linker.conditions),
            effective_at=(root.get("effective") or root).place,
        )
        if self.names.is_whole and not any(p.is_error for p in self.document.problems):
            check_meaning(linked, self.document, self.names, self.places)
        return linked

    # --- head ---------------------------------------------------------------------------------------------------------

    def _head(self, root: Mapping) -> str | None:
        written = root.get("format")
        text = self.document.scalar(written, "format", TOP)
        if text is not None and text != FORMAT:
            self.document.report("NK153", written, read=text, expected=FORMAT)
        name_node = root.get("rule_set")
        name = self.document.scalar(name_node, "rule_set", TOP)
        if name is not None and isinstance(name_node, Scalar):
            return self.document.name(name_node, TOP, RULE_SET_NAME, "a-z 0-9 -")
        return None

    def _effective(self, node: Node | None) -> tuple[int | None, int | None]:
        made = self.document.dates(node, TOP)
        if made[0] is not None:
            self.document.since = date.fromordinal(made[0]).isoformat()
        self.names.effective = made if node is not None else None
        return made

    def _named(self, node: Node | None, section: str, kind: str) -> list[tuple[str, Mapping, Where]]:
        """The entries of a section of named mappings; names are checked."""
        found = self.document.mapping(node, section, TOP) if node is not None else None
        entries = found.entries if found is not None else ()
        there = frozenset(key.text for key, _ in entries)
        made = []
        for key, value in entries:
            where = Where(kind, key.text)
            name = self.document.name(key, where, NAME)
            if name is not None:
                self._check_free(name, key, where, there)
            body = self.document.mapping(value, key.text, where)
            if name is not None and body is not None:
                self.places[f"{kind} {name}"] = key.place
                made.append((name, body, where))
            elif kind in ("fact", "parameter"):
                self.names.broken.add(key.text if kind == "fact" else f"${key.text}")
        return made

    def _check_free(self, name: str, key: Scalar, where: Where, there: frozenset[str]) -> None:
        """Refuses words of the language, what a profile has beside facts, and columns that results have beside criteria."""
        if where.kind == "criterion" and RESERVED_FOR_CRITERIA.fullmatch(name):
            slots = {"column": f"nk_{name}", "suggestion": free_name(name, there)}
            self.document.report("NK211", key, where, "column_of_results", name=name, **slots)
        elif name in RESERVED or (where.kind == "fact" and name in RESERVED_NAMES):
            self.document.report("NK211", key, where, "rename_it", name=name)

    def _sources(self, node: Node | None) -> None:
        for name, body, where in self._named(node, "sources", "source"):
            self.document.mapping(body, name, where, SOURCE_KEYS)
            day = self.document.day(body.get("date"), "date", where)
            url = self.document.scalar(body.get("url"), "url", where) if body.get("url") is not None else None
            title = self.document.text(body.get("title"), "title", where) or Text(name, name)
            written = date.fromordinal(day).isoformat() if day is not None else None
            note = self.document.text(body.get("note"), "note", where)
            self.sources[name] = Source(name, title, written, url, note, self._firmness(body, where))
        self.names.sources = self.sources

    def _firmness(self, body: Mapping, where: Where) -> Firmness | None:
        """How sure it is, where ``firmness`` says; ``None`` also after reporting a word that is none of the four."""
        node = body.get("firmness")
        word = self.document.choice(node, "firmness", where, list(Firmness), "") if node is not None else ""
        return Firmness(word) if word else None

    def _parameters(self, node: Node | None) -> None:
        if isinstance(node, Mapping):
            self.document.parameters |= {key.text for key, _ in node.entries}
        for name, body, where in self._named(node, "parameters", "parameter"):
            made = self.types.parameter(name, body, where)
            self._note_source(body)
            if made is not None:
                self.names.parameters[name] = made
            else:
                self.names.broken.add(f"${name}")

    def _note_source(self, body: Mapping) -> None:
        """What is said of a fact's or parameter's source is a note; it may be the name of a source."""
        found = body.get("source")
        if isinstance(found, Scalar):
            self.names.used_sources.add(found.text.strip())

    def _check_parameters(self, first: int) -> None:
        for parameter in self.names.parameters.values():
            is_told = self.types.unread.get(parameter.name, first + 1) <= first  # the value is there, and was refused
            if parameter.at(first) is None and not is_told:
                where = Where("parameter", parameter.name)
                day = date.fromordinal(first).isoformat()
                hint = "give_effective" if parameter.place.file == self.document.file else "give_effective_here"
                self.document.report("NK212", parameter.place, where, hint, name=parameter.name, expected=day)

    def _fact_nodes(self, node: Node | None) -> dict[str, Mapping]:
        """Declares the given facts of the file and returns the derived ones by name."""
        given: dict[str, Mapping] = {}
        formulas: dict[str, Mapping] = {}
        for name, body, where in self._named(node, "facts", "fact"):
            self._note_source(body)
            if name in self.catalogue:
                slots = {"name": name, "read": self.catalogue[name].title.en}
                self.document.report("NK210", self.places[f"fact {name}"], where, "rename_it", **slots)
            elif formula_of(body) is not None:
                formulas[name] = body
            elif self._is_other_formula(body, where):
                self.names.broken.add(name)
            else:
                self.document.mapping(body, name, where, (*TYPE_KEYS, *TEXT_KEYS))
                given[name] = body
        for name in in_borrowing_order(given):
            made = self.types.fact(name, given[name], Where("fact", name))
            if made is not None:
                self.types.known[name] = self.declared[name] = self.names.facts[name] = made
            else:
                self.names.broken.add(name)
        return formulas

    def _is_other_formula(self, body: Mapping, where: Where) -> bool:
        """Tells what stands for a formula of another engine."""
        keys = [
            key for key, value in body.entries if word_of(key.text) in FORMULAS and not (body.get("type") and isinstance(value, Scalar))
        ]
        for key in keys:
            self.document.report("NK150", key, where, FORMULAS[word_of(key.text)], name=key.text)
        return bool(keys)

    # --- criteria -----------------------------------------------------------------------------------------------------

    def _criterion_nodes(self, node: Node | None) -> dict[str, Mapping]:
        if node is not None:
            self.places["criteria"] = node.place
        made = {name: body for name, body, _ in self._named(node, "criteria", "criterion")}
        for name, body in made.items():
            self.names.guarded[name] = body.get("applies_when") is not None or body.get("effective") is not None
        if isinstance(node, Mapping) and not node.entries:
            self.document.report("NK156", node, name="criteria")
        return made

    def _criteria(self, nodes: MappingType[str, Mapping], linker: FormulaLinker) -> None:
        for name, node in nodes.items():
            where = Where("criterion", name)
            self.document.mapping(node, name, where, CRITERION_KEYS)
            if node.get("require") is None:
                self.document.report("NK151", node, where, "require_form", name="require")
            made = self._criterion(name, node, where, linker)
            if made is not None:
                self.criteria[name] = made

    def _criterion(self, name: str, node: Mapping, where: Where, linker: FormulaLinker) -> Criterion | None:
        read = self.document
        guard_node, require_node = node.get("applies_when"), node.get("require")
        guard = linker.conditions.link(guard_node, where, name="applies_when") if guard_node is not None else None
        require = linker.conditions.link(require_node, where, name="require") if require_node is not None else None
        kind = CriterionKind(read.choice(node.get("kind"), "kind", where, list(CriterionKind), CriterionKind.REQUIREMENT))
        made = Criterion(
            name,
            kind,
            read.text(node.get("title"), "title", where) or Text(name, name),
            guard,
            require,  # type: ignore[arg-type]  # checked below, after every problem of the criterion is collected
            self._points(node, kind, where, linker),
            read.dates(node.get("effective"), where),
            read.text(node.get("remedy"), "remedy", where),
            self._source(node.get("source"), where),
            self.places[f"criterion {name}"],
            self._firmness(node, where),
        )
        if made.firmness is None and made.source in self.sources:
            made = replace(made, firmness=self.sources[made.source].firmness)
        return None if require is None or (guard is None and guard_node is not None) else made

    def _points(self, node: Mapping, kind: CriterionKind, where: Where, linker: FormulaLinker) -> int | ParamRef | FactRef:
        written = node.get("points")
        if written is None:
            return 0
        said = node.get("kind")
        if kind is not CriterionKind.PREFERENCE and (said is None or raw(said) in list(CriterionKind)):
            self.document.report("NK309", written, where, "give_points")
        inner: Node | None = written
        if isinstance(written, Mapping):
            self.document.mapping(written, "points", where, ("fact",), ("fact",))
            inner = written.get("fact")
        if isinstance(inner, Scalar) and (inner.text.startswith("$") or isinstance(written, Mapping)):
            return self._points_of(inner, where, linker) or 0
        value = self.document.value(inner, _POINTS, "points", where) if inner is not None else 0
        return value if isinstance(value, int) else 0

    def _points_of(self, node: Scalar, where: Where, linker: FormulaLinker) -> ParamRef | FactRef | None:
        """A fact or parameter that is a whole number."""
        operand = linker.conditions.operand(node, where)
        if operand is None:
            return None
        kind = self.names.type_of(operand)
        if kind.kind is not Kind.INTEGER or self.names.nature_of(operand) != "value":
            self.document.report(
                "NK216", node, where, name="points", read=typed_words([(operand.name, kind.kind)]), expected=kinds_words(Kind.INTEGER)
            )
            return None
        return operand

    def _source(self, node: Node | None, where: Where) -> str | None:
        name = self.document.scalar(node, "source", where) if node is not None else None
        if name is None:
            return None
        if name not in self.sources:
            self.document.unknown("NK204", node, where, self.sources, "source_key", name=name, expected=", ".join(self.sources) or "-")
        self.names.used_sources.add(name)
        return name

    def _in_file_order(self, nodes: MappingType[str, Mapping]) -> dict[str, Criterion]:
        first = {name: self.criteria[name] for name in nodes if name in self.criteria}
        return first | {name: made for name, made in self.criteria.items() if name not in first}

    def _selection(self, linker: FormulaLinker) -> SelectionLinker:
        return SelectionLinker(self.document, self.names, linker.conditions.operand, self._source, self._firmness)

    # --- the rest -----------------------------------------------------------------------------------------------------

    def _outputs(self, node: Node | None) -> tuple[str, ...]:
        listed = self.document.sequence(node, "outputs", TOP) if node is not None else ()
        made = []
        for item in listed:
            name = self.document.scalar(item, "outputs", TOP)
            if name is None:
                continue
            if name in self.names.broken:
                continue
            if name not in self.names.derived:
                self.document.unknown("NK201", item, TOP, self.names.derived, "outputs_derived", name=name)
            elif self.names.derived[name].nature == "ratio":
                self.document.report("NK219", item, TOP, name=name)
            else:
                self.names.used_facts.add(name)
                made.append(name)
        return tuple(dict.fromkeys(made))

    def _gaps(self, node: Node | None) -> tuple[Text, ...]:
        listed = self.document.sequence(node, "data_gaps", TOP) if node is not None else ()
        texts = [self.document.text(item, "data_gaps", TOP) for item in listed]
        return tuple(text for text in texts if text is not None)

    def _order(self) -> tuple[tuple[str, str], ...]:
        order, circles = in_dependency_order(self.derived, self.criteria)
        for circle in circles:
            kind, name = circle[0]
            self.document.report("NK209", self.places.get(f"{kind} {name}"), Where(kind, name), name=" -> ".join(n for _, n in circle))
        if not circles:
            self._check_rows_of_formulas(order)
        return order

    def _check_rows_of_formulas(self, order: tuple[tuple[str, str], ...]) -> None:
        """NK226 where a derived fact first rests on too many others in a row."""
        height: dict[str, int] = {}
        for made in (self.derived[name] for kind, name in order if kind == "fact"):
            below = [height[operand.name] for operand in reads(made)[0] if operand.name in height and isinstance(operand, FactRef)]
            height[made.name] = 1 + max(below, default=0)
            if height[made.name] == _MOST_IN_A_ROW + 1:
                self.document.report("NK226", made.place, Where("fact", made.name), name=made.name, expected=_MOST_IN_A_ROW)

    def _used_facts(self) -> dict[str, Fact]:
        """The given facts that this rule set and its programmes read, by name."""
        own = {name: self.names.facts[name] for name in self.names.used_facts if name in self.names.facts}
        for other in self.names.used_programmes.values():
            own |= other.facts
        return dict(sorted(own.items()))

    def _all_declared(self) -> dict[str, Fact]:
        """The facts declared here and by the programmes; one name may not mean two things."""
        made = dict(self.declared)
        known = _meanings(self.declared, self.derived)
        for other in _below(self.names.used_programmes):
            for name, meant in _meanings(other.declared, other.derived).items():
                if known.setdefault(name, meant) != meant:
                    place = self.places.get(f"fact {name}", self.places["rule set"])
                    self.document.report("NK223", place, TOP, "rename_it", name=name, read=other.name)
            made = {**other.declared, **made}
        return made


def _meanings(declared: MappingType[str, Fact], derived: MappingType[str, Derived]) -> dict[str, tuple[bool, FactType]]:
    """Of every fact whether it is derived, and its type."""
    return {name: (False, fact.type) for name, fact in declared.items()} | {name: (True, made.type) for name, made in derived.items()}


def _below(programmes: MappingType[str, LinkedRuleSet]) -> list[LinkedRuleSet]:
    """The rule sets that are asked for, and those that they ask for, each once."""
    found: dict[int, LinkedRuleSet] = {}
    waiting = list(programmes.values())
    while waiting:
        other = waiting.pop()
        if id(other) not in found:
            found[id(other)] = other
            waiting += other.programmes.values()
    return sorted(found.values(), key=lambda each: each.name)
