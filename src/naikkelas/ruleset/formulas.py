"""Linking derived facts: first what type each has, then its formula."""

import re
from collections.abc import Iterator
from collections.abc import Mapping as MappingType
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

from naikkelas.conditions import (
    ConditionFormula,
    Const,
    Derived,
    EveryYear,
    FactRef,
    Formula,
    MonthsSince,
    ParamRef,
    PointsOf,
    Ratio,
    Sum,
    Table,
    TableRow,
)
from naikkelas.facts import BOOLEAN, MOST_ANYWHERE, MOST_DECIMALS, FactType, Kind
from naikkelas.problems import Words
from naikkelas.ruleset.conditions_linker import ConditionLinker
from naikkelas.ruleset.document import Document, Where, written
from naikkelas.ruleset.names import Names, Nature, Signature
from naikkelas.ruleset.nodes import Mapping, Node, Scalar, Sequence
from naikkelas.ruleset.scorecards import ScorecardLinker, score_type
from naikkelas.ruleset.types import MONTHS_TYPE, POINTS_TYPE, RATIO_TYPE, TEXT_KEYS, TYPE_KEYS, TypeReader
from naikkelas.values import KIND_WORDS, decimals_words, kinds_words, scaled, typed_words

FORMULAS: Final = ("derive", "table", "sum", "difference", "times", "ratio", "months_since", "points", "every_year", "scorecard")
_ARITHMETIC: Final = ("sum", "difference", "times")
_NUMBERS: Final = (Kind.INTEGER, Kind.NUMBER, Kind.MONEY)
_TABLE_KINDS: Final = (Kind.BOOLEAN, Kind.CHOICE, Kind.INTEGER, Kind.NUMBER, Kind.MONEY, Kind.DATE)
_NATURES: Final[MappingType[str, Nature]] = {"ratio": "ratio", "months_since": "months", "scorecard": "score"}
_MOST_IN_A_ROW: Final = 50
_FACTOR: Final = re.compile(r"-?[0-9]{1,19}(?:[.,](?=[0-9])([0-9]{0,40}?)0*)?")
#: What is said about a derived fact; whether its value is personal follows from what it is made of.
_SAID: Final = tuple(key for key in TEXT_KEYS if key != "personal")

#: A term of a sum: what, and the whole factor it is multiplied by.
Terms = tuple[tuple[FactRef | ParamRef, int], ...]


def formula_of(node: Node) -> str | None:
    """The formula key of a fact's entry, or ``None`` when it is declared and given by profiles."""
    return next((key for key in FORMULAS if isinstance(node, Mapping) and node.get(key) is not None), None)


class FormulaLinker:
    """Links the derived facts of one rule set."""

    def __init__(self, document: Document, names: Names, types: TypeReader, nodes: MappingType[str, Mapping]) -> None:
        self.document = document
        self.names = names
        self.types = types
        self.nodes = nodes
        self.conditions = ConditionLinker(document, names)
        self.scorecards = ScorecardLinker(document, names, self.conditions)
        self._terms: dict[str, Terms] = {}
        self._declared: dict[str, FactType] = {}

    # --- signatures ---------------------------------------------------------------------------------------------------

    def sign(self) -> None:
        """The type of every derived fact; arithmetic comes after its operands, however the file orders them."""
        done: set[str] = set()
        for root in self.nodes:
            path: dict[str, Iterator[str]] = {} if root in done else {root: self._operands(root)}
            while path:
                name, rest = next(reversed(path.items()))
                found = next(rest, None)
                if found is None:
                    path.popitem()
                    done.add(name)
                    self._sign(name)
                elif found in path:
                    circle = [*list(path)[list(path).index(found) :], found]
                    self.document.report("NK209", self.nodes[found], Where("fact", found), name=" -> ".join(circle))
                    self.names.broken.add(found)
                    done.add(found)
                elif found not in done:
                    path[found] = self._operands(found)

    def _operands(self, name: str) -> Iterator[str]:
        """The derived facts of this file whose types the type of an arithmetic formula follows from."""
        kind = formula_of(self.nodes[name])
        found = self.nodes[name].get(kind) if kind in _ARITHMETIC else None
        items = found.items if isinstance(found, Sequence) else (found.get("fact"),) if isinstance(found, Mapping) else ()
        yield from dict.fromkeys(item.text for item in items if isinstance(item, Scalar) and item.text in self.nodes)

    def _sign(self, name: str) -> None:
        node, where = self.nodes[name], Where("fact", name)
        kind = self._typed(name, node, where) if name not in self.names.broken else None
        if kind is None:
            self.names.broken.add(name)
            return
        said = self.types.described(name, kind, node, where)
        nature = _NATURES.get(formula_of(node) or "", "value")
        self._unread(node, where, can_be_given=nature == "value")
        self.names.derived[name] = Signature(kind, nature, said.title, said.choice_titles, said.aliases)

    def _unread(self, node: Mapping, where: Where, *, can_be_given: bool) -> None:
        """NK181: nobody is asked for a fact that follows from others, and nobody changes it but through them."""
        for key, _ in node.entries:
            if key.text in ("question", "remedy") or (key.text == "aliases" and not can_be_given):
                self.document.report("NK181", key, where, "say_of_what_it_is_made_of", name=key.text)

    def _typed(self, name: str, node: Mapping, where: Where) -> FactType | None:
        kind = formula_of(node) or ""
        types = TYPE_KEYS if kind == "table" else ("type", "unit") if kind in _ARITHMETIC else ("type",)
        self.document.mapping(node, name, where, (kind, *_SAID, *types))
        match kind:
            case "table":
                made = self._table_type(name, node, where)
            case "derive":
                made = BOOLEAN
            case "ratio":
                made = RATIO_TYPE
            case "months_since":
                made = MONTHS_TYPE
            case "points":
                made = POINTS_TYPE
            case "scorecard":
                made = score_type(node.get("scorecard"), self.document, where)
            case "every_year":
                made = FactType(Kind.DATE, 1, date.max.toordinal())
            case _:
                made = self._arithmetic(name, kind, node, where)
        declared = node.get("type")
        if made is not None and declared is not None and kind != "table" and written(declared) != made.kind:
            self.document.report("NK207", declared, where, read=written(declared), fact="type", expected=made.kind)
        return made

    def _table_type(self, name: str, node: Mapping, where: Where) -> FactType | None:
        """The declared type; a parameter among the results may lie anywhere in its own bounds."""
        made = self.types.read(node, where)
        if made is None:
            return None
        if made.kind not in _TABLE_KINDS:
            self.document.report("NK216", node, where, name="table", read=made.kind, expected=" | ".join(_TABLE_KINDS))
            return None
        self._declared[name] = made
        if not made.kind.is_ordered:
            return made
        results = [self.names.parameters[each].type for each in _parameters_given(node) if each in self.names.parameters]
        bounds = [made.bounds, *(each.bounds for each in results if each.kind is made.kind)]
        return replace(made, low=min(low for low, _ in bounds), high=max(high for _, high in bounds))

    def _arithmetic(self, name: str, kind: str, node: Mapping, where: Where) -> FactType | None:
        terms = self._times(node, where) if kind == "times" else self._listed_terms(kind, node, where)
        if terms is None:
            return None
        types = [self.names.type_of(term) for term, _, _ in terms]
        kinds = {made.kind for made in types}
        extra = max(decimals for _, _, decimals in terms)
        if len(kinds) != 1 or types[0].kind not in (Kind.INTEGER, Kind.NUMBER, Kind.MONEY):
            read = typed_words((term.name, made.kind) for (term, _, _), made in zip(terms, types, strict=True))
            self.document.report("NK216", node, where, name=kind, read=read, expected=kinds_words(*_NUMBERS))
            return None
        decimals = max(made.decimals for made in types) + extra
        aligned = tuple(
            (term, factor * 10 ** (decimals - made.decimals - more))
            for (term, factor, more), made in zip(terms, types, strict=True)
        )  # fmt: skip
        self._terms[name] = aligned
        return self._result_type(types, aligned, decimals, extra, node, where)

    def _result_type(self, types: list[FactType], terms: Terms, decimals: int, extra: int, node: Mapping, where: Where) -> FactType | None:
        ends = [(made.bounds[0] * factor, made.bounds[1] * factor) for made, (_, factor) in zip(types, terms, strict=True)]
        low, high = sum(min(pair) for pair in ends), sum(max(pair) for pair in ends)
        if max(-low, high) > MOST_ANYWHERE:
            self.document.report("NK217", node, where, expected="2^62")
            return None
        kind = Kind.NUMBER if extra else types[0].kind
        return FactType(kind, low, high, decimals, unit=self.document.text(node.get("unit"), "unit", where) or types[0].unit)

    def _operand(self, node: Node, where: Where, name: str) -> FactRef | ParamRef | None:
        """A fact or parameter that has a value of its own."""
        text = self.document.scalar(node, name, where)
        if text is None or not isinstance(node, Scalar):
            return None
        if _FACTOR.fullmatch(text):
            self.document.report("NK201", node, where, "number_as_parameter", name=text)
            return None
        operand = self.conditions.operand(node, where)
        if operand is not None and self.names.nature_of(operand) != "value":
            self.document.report("NK219", node, where, name=text)
            return None
        return operand

    def _listed_terms(self, kind: str, node: Mapping, where: Where) -> list[tuple[FactRef | ParamRef, int, int]] | None:
        listed = node.get(kind)
        items = self.document.sequence(listed, kind, where) if listed is not None else ()
        operands = [self._operand(item, where, kind) for item in items]
        if kind == "difference" and len(items) != 2:
            self.document.report("NK216", node, where, name=kind, read=len(items), expected="[a, b]")
            return None
        done = [operand for operand in operands if operand is not None]
        if not done or len(done) < len(operands):
            return None
        return [(operand, -1 if kind == "difference" and index else 1, 0) for index, operand in enumerate(done)]

    def _times(self, node: Mapping, where: Where) -> list[tuple[FactRef | ParamRef, int, int]] | None:
        times = node.get("times")
        found = self.document.mapping(times, "times", where, ("fact", "constant"), ("fact", "constant")) if times is not None else None
        if found is None:
            return None
        fact, constant = found.get("fact"), found.get("constant")
        if fact is None or constant is None:
            return None
        operand = self._operand(fact, where, "times")
        text = self.document.scalar(constant, "constant", where)
        if operand is None or text is None:
            return None
        factor = _FACTOR.fullmatch(text)
        decimals = len(factor[1] or "") if factor is not None else 0
        if factor is None or decimals > MOST_DECIMALS:
            self.document.report("NK207", constant, where, read=text, fact="constant", expected=decimals_words(MOST_DECIMALS))
            return None
        return [(operand, scaled(Decimal(text.replace(",", ".")), decimals), decimals)]

    # --- formulas -----------------------------------------------------------------------------------------------------

    def link(self, name: str) -> Derived | None:
        """The derived fact with its formula; ``None`` after reporting."""
        signature, node, where = self.names.derived.get(name), self.nodes[name], Where("fact", name)
        if signature is None:
            if formula_of(node) == "scorecard":  # its type is broken, such as by a missing scale; what is inside is told all the same
                self.scorecards.link(_at(node, "scorecard"), RATIO_TYPE, where)
            return None
        formula = self._formula(name, node, where)
        if formula is None:
            return None
        return Derived(name, signature.type, formula, signature.title, node.place, signature.choice_titles, signature.aliases)

    def _formula(self, name: str, node: Mapping, where: Where) -> Formula | None:
        match formula_of(node):
            case "derive":
                condition = self.conditions.link(_at(node, "derive"), where, name="derive")
                return None if condition is None else ConditionFormula(condition)
            case "table":
                return self._table(self._declared[name], _at(node, "table"), where)
            case "ratio":
                return self._ratio(_at(node, "ratio"), where)
            case "months_since":
                return self._months_since(_at(node, "months_since"), where)
            case "points":
                return self._points(_at(node, "points"), where)
            case "scorecard":
                return self.scorecards.link(_at(node, "scorecard"), self.names.derived[name].type, where)
            case "every_year":
                return self._every_year(_at(node, "every_year"), where)
        return Sum(self._terms[name])

    def _table(self, kind: FactType, node: Node, where: Where) -> Table | None:
        found = self.document.mapping(node, "table", where, ("hit", "rows", "otherwise"), ("rows", "otherwise"))
        if found is None:
            return None
        hit = self.document.choice(found.get("hit"), "hit", where, ("first", "unique"), "first")
        listed = found.get("rows")
        nodes = self.document.sequence(listed, "rows", where) if listed is not None else ()
        rows = [self._row(kind, item, where) for item in nodes]
        last = found.get("otherwise")
        otherwise = self._result(kind, last, where) if last is not None else None
        done = tuple(row for row in rows if row is not None)
        if otherwise is None or not done or len(done) < len(rows):
            return None
        return Table("unique" if hit == "unique" else "first", done, otherwise)

    def _row(self, kind: FactType, node: Node, where: Where) -> TableRow | None:
        found = self.document.mapping(node, "rows", where, ("when", "then"), ("when", "then"))
        when, then = (found.get("when"), found.get("then")) if found is not None else (None, None)
        condition = self.conditions.link(when, where, name="when") if when is not None else None
        result = self._result(kind, then, where) if then is not None else None
        return None if condition is None or result is None else TableRow(condition, result)

    def _result(self, kind: FactType, node: Node, where: Where) -> Const | ParamRef | None:
        if isinstance(node, Scalar) and node.text.startswith("$"):
            operand = self.conditions.operand(node, where)
            if not isinstance(operand, ParamRef):
                return None
            theirs = self.names.type_of(operand)
            fits = theirs.kind is kind.kind and theirs.decimals == kind.decimals
            if fits and set(theirs.choices or ()) <= set(kind.choices or ()):
                return operand
            self.document.report(
                "NK208", node, where, name=node.text, fact="then", type=KIND_WORDS[kind.kind], read=KIND_WORDS[theirs.kind]
            )
            return None
        value = self.document.value(node, kind, "then", where)
        return Const(value, kind) if isinstance(value, int | str | frozenset) else None

    def _ratio(self, node: Node, where: Where) -> Ratio | None:
        keys = ("of", "to", "when_zero")
        found = self.document.mapping(node, "ratio", where, keys, keys)
        if found is None:
            return None
        of_node, to_node = found.get("of"), found.get("to")
        zero = self.document.choice(found.get("when_zero"), "when_zero", where, ("met", "not_met"), "not_met")
        of = self._operand(of_node, where, "of") if of_node is not None else None
        to = self._operand(to_node, where, "to") if to_node is not None else None
        if of is None or to is None:
            return None
        of_type, to_type = self.names.type_of(of), self.names.type_of(to)
        if of_type.kind is not to_type.kind or of_type.kind not in (Kind.INTEGER, Kind.NUMBER, Kind.MONEY):
            read = typed_words([(of.name, of_type.kind), (to.name, to_type.kind)])
            self.document.report("NK216", node, where, name="ratio", read=read, expected=kinds_words(*_NUMBERS))
            return None
        if to_type.bounds[0] < 0:
            self.document.report("NK218", to_node, where, name=to.name)
            return None
        decimals = max(of_type.decimals, to_type.decimals)
        return Ratio(of, to, 10 ** (decimals - of_type.decimals), 10 ** (decimals - to_type.decimals), zero == "met")

    def _months_since(self, node: Node, where: Where) -> MonthsSince | None:
        operand = self._operand(node, where, "months_since")
        if operand is None:
            return None
        kind = self.names.type_of(operand).kind
        if not isinstance(operand, FactRef) or kind is not Kind.DATE:
            read = typed_words([(operand.name, kind)])
            self.document.report("NK216", node, where, name="months_since", read=read, expected=kinds_words(Kind.DATE))
            return None
        return MonthsSince(operand)

    def _points(self, node: Node, where: Where) -> PointsOf | None:
        listed = [self.document.scalar(item, "points", where) for item in self.document.sequence(node, "points", where)]
        for item, name in zip(getattr(node, "items", ()), listed, strict=True):
            if name is not None and name not in self.names.guarded:
                self.document.unknown("NK203", item, where, self.names.guarded, name=name)
        done = tuple(dict.fromkeys(name for name in listed if name in self.names.guarded and name is not None))
        return PointsOf(done) if done else None

    def _every_year(self, node: Node, where: Where) -> EveryYear | None:
        text = self.document.scalar(node, "every_year", where) or ""
        month, _, dom = text.partition("-")
        good = len(text) == 5 and month.isascii() and dom.isascii() and month.isdigit() and dom.isdigit()
        longest = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
        if good and 1 <= int(month) <= 12 and 1 <= int(dom) <= longest[int(month) - 1]:
            return EveryYear(int(month), int(dom))
        hint = "feb_29" if text == "02-29" else None
        self.document.report("NK207", node, where, hint, read=text, fact="every_year", expected=Words("MM-DD", "BB-HH"))
        return None


def _parameters_given(node: Mapping) -> Iterator[str]:
    """The names of the parameters among the results of a table."""
    table = node.get("table")
    if not isinstance(table, Mapping):
        return
    rows = table.get("rows")
    results = [row.get("then") for row in rows.items if isinstance(row, Mapping)] if isinstance(rows, Sequence) else []
    for result in (*results, table.get("otherwise")):
        if isinstance(result, Scalar) and result.text.startswith("$"):
            yield result.text[1:]


def _at(node: Mapping, key: str) -> Node:
    """The value of a key that is known to be there."""
    return next(value for name, value in node.entries if name.text == key)
