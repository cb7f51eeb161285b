"""Linking derived facts: first what type each has, then its formula."""

from collections.abc import Mapping as MappingType
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal, InvalidOperation
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
from naikkelas.facts import BOOLEAN, MOST_ANYWHERE, MOST_DECIMALS, FactType, Kind, Text
from naikkelas.ruleset.conditions_linker import ConditionLinker
from naikkelas.ruleset.document import Document, Where, raw
from naikkelas.ruleset.names import Names, Nature, Signature
from naikkelas.ruleset.nodes import Mapping, Node, Scalar
from naikkelas.ruleset.types import MONTHS_TYPE, POINTS_TYPE, RATIO_TYPE, TEXT_KEYS, TYPE_KEYS, TypeReader

FORMULAS: Final = ("derive", "table", "sum", "difference", "times", "ratio", "months_since", "points", "every_year")
_ARITHMETIC: Final = ("sum", "difference", "times")
_TABLE_KINDS: Final = (Kind.BOOLEAN, Kind.CHOICE, Kind.INTEGER, Kind.NUMBER, Kind.MONEY, Kind.DATE)
_MOST_IN_A_ROW: Final = 50

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
        self._terms: dict[str, Terms] = {}
        self._open: list[str] = []

    # --- signatures ---------------------------------------------------------------------------------------------------

    def sign(self, name: str) -> Signature | None:
        """The type of a derived fact; arithmetic looks at its operands first, however they are ordered in the file."""
        if name in self.names.derived:
            return self.names.derived[name]
        node, where = self.nodes[name], Where("fact", name)
        if name in self._open:
            circle = " -> ".join([*self._open[self._open.index(name) :], name])
            self.document.report("NK209", node, where, name=circle)
            return None
        if len(self._open) >= _MOST_IN_A_ROW:
            self.document.report("NK226", node, where, name=name, expected=_MOST_IN_A_ROW)
            return None
        self._open.append(name)
        typed = self._typed(name, node, where)
        self._open.pop()
        if typed is None:
            return None
        title = self.document.text(node.get("title"), "title", where) or Text(name, name)
        self.names.derived[name] = Signature(typed[0], typed[1], title)
        return self.names.derived[name]

    def _typed(self, name: str, node: Mapping, where: Where) -> tuple[FactType, Nature] | None:
        kind = formula_of(node) or ""
        keys = (kind, *TEXT_KEYS, *(TYPE_KEYS if kind in ("table", "every_year") else ("type", "unit")))
        self.document.mapping(node, name, where, keys)
        match kind:
            case "derive":
                return BOOLEAN, "value"
            case "ratio":
                return RATIO_TYPE, "ratio"
            case "months_since":
                return MONTHS_TYPE, "months"
            case "points":
                return POINTS_TYPE, "value"
            case "every_year":
                return FactType(Kind.DATE, 1, 3652059), "value"
            case "table":
                made = self.types.read(node, where)
                if made is not None and made.kind not in _TABLE_KINDS:
                    expected = " | ".join(_TABLE_KINDS)
                    self.document.report("NK216", node, where, name="table", read=made.kind, expected=expected)
                    return None
                return None if made is None else (made, "value")
        made = self._arithmetic(name, kind, node, where)
        return None if made is None else (made, "value")

    def _arithmetic(self, name: str, kind: str, node: Mapping, where: Where) -> FactType | None:
        terms = self._times(node, where) if kind == "times" else self._listed_terms(kind, node, where)
        if terms is None:
            return None
        types = [self.names.type_of(term) for term, _, _ in terms]
        kinds = {made.kind for made in types}
        extra = max(decimals for _, _, decimals in terms)
        if len(kinds) != 1 or types[0].kind not in (Kind.INTEGER, Kind.NUMBER, Kind.MONEY):
            read = ", ".join(f"{term.name}: {made.kind}" for (term, _, _), made in zip(terms, types, strict=True))
            self.document.report("NK216", node, where, name=kind, read=read, expected="integer | number | money")
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
            self.document.report("NK217", node, where)
            return None
        kind = Kind.NUMBER if extra else types[0].kind
        made = FactType(kind, low, high, decimals, unit=self.document.text(node.get("unit"), "unit", where) or types[0].unit)
        declared = node.get("type")
        if declared is not None and raw(declared) != kind.value:
            self.document.report("NK216", declared, where, name="type", read=str(raw(declared)), expected=kind.value)
        return made

    def _operand(self, node: Node, where: Where, name: str) -> FactRef | ParamRef | None:
        """A fact or parameter that has a value of its own."""
        text = self.document.scalar(node, name, where)
        if text is None or not isinstance(node, Scalar):
            return None
        if text in self.nodes and self.sign(text) is None:
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
        factor, exponent = Decimal(0), None
        with suppress(InvalidOperation):
            factor = Decimal(text.replace(",", "."))
            exponent = factor.as_tuple().exponent
        if not isinstance(exponent, int) or -exponent > MOST_DECIMALS or abs(factor) > MOST_ANYWHERE or exponent > 18:
            self.document.report("NK207", constant, where, read=text, fact="constant", expected=f"number, {MOST_DECIMALS} decimals")
            return None
        decimals = max(-exponent, 0)
        return [(operand, int(factor.scaleb(decimals)), decimals)]

    # --- formulas -----------------------------------------------------------------------------------------------------

    def link(self, name: str) -> Derived | None:
        """The derived fact with its formula; ``None`` after reporting."""
        signature, node, where = self.names.derived.get(name), self.nodes[name], Where("fact", name)
        if signature is None:
            return None
        formula = self._formula(name, signature.type, node, where)
        if formula is None:
            return None
        kind = signature.type
        if isinstance(formula, Table) and kind.kind.is_ordered:
            kind = self._table_bounds(formula, kind)
            self.names.derived[name] = replace(signature, type=kind)
        return Derived(name, kind, formula, signature.title, node.place)

    def _table_bounds(self, table: Table, kind: FactType) -> FactType:
        """The declared type; a parameter among the results may lie anywhere in its own bounds."""
        lows, highs = [kind.bounds[0]], [kind.bounds[1]]
        for then in (*(row.then for row in table.rows), table.otherwise):
            if isinstance(then, ParamRef):
                low, high = self.names.type_of(then).bounds
                lows.append(low)
                highs.append(high)
        return replace(kind, low=min(lows), high=max(highs))

    def _formula(self, name: str, kind: FactType, node: Mapping, where: Where) -> Formula | None:
        match formula_of(node):
            case "derive":
                condition = self.conditions.link(_at(node, "derive"), where)
                return None if condition is None else ConditionFormula(condition)
            case "table":
                return self._table(kind, _at(node, "table"), where)
            case "ratio":
                return self._ratio(_at(node, "ratio"), where)
            case "months_since":
                return self._months_since(_at(node, "months_since"), where)
            case "points":
                return self._points(_at(node, "points"), where)
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
        condition = self.conditions.link(when, where) if when is not None else None
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
            self.document.report("NK208", node, where, name=node.text, fact="then", type=kind.kind, read=theirs.kind)
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
            read = f"{of.name}: {of_type.kind}, {to.name}: {to_type.kind}"
            self.document.report("NK216", node, where, name="ratio", read=read, expected="integer | number | money")
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
            self.document.report("NK216", node, where, name="months_since", read=f"{operand.name}: {kind}", expected="date")
            return None
        return MonthsSince(operand)

    def _points(self, node: Node, where: Where) -> PointsOf | None:
        listed = [self.document.scalar(item, "points", where) for item in self.document.sequence(node, "points", where)]
        for item, name in zip(getattr(node, "items", ()), listed, strict=True):
            if name is not None and name not in self.names.guarded:
                self.document.report("NK203", item, where, name=name)
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
        self.document.report("NK207", node, where, hint, read=text, fact="every_year", expected="MM-DD")
        return None


def _at(node: Mapping, key: str) -> Node:
    found = node.get(key)
    assert found is not None
    return found
