"""How derived facts are made, in words and tables."""

from collections.abc import Iterator
from fractions import Fraction
from math import floor

from naikkelas.authoring.pages.asking import asking
from naikkelas.authoring.pages.model import Asked, Block, Cell, Paragraph, Table
from naikkelas.authoring.pages.words import Writer
from naikkelas.conditions import (
    ConditionFormula,
    Derived,
    EveryYear,
    Indicator,
    MonthsSince,
    PointsOf,
    Ratio,
    Scorecard,
    Sum,
)
from naikkelas.conditions import Table as DecisionTable
from naikkelas.explain.lines import Line
from naikkelas.explain.words import number_words

#: Shares of a score are shown with so many decimals.
_SHARE_DECIMALS = 2


def formula_blocks(writer: Writer, derived: Derived) -> Iterator[Block]:
    """What a page says of the formula of a derived fact."""
    match derived.formula:
        case ConditionFormula(condition):
            yield Asked(writer("derive"), asking(writer, condition))
        case DecisionTable():
            yield from _decision_table(writer, derived.name, derived.formula)
        case Sum():
            yield Paragraph(writer("sum", terms=_terms(writer, derived, derived.formula)))
        case Ratio(of, to, _, _, when_zero):
            yield Paragraph(writer("ratio", of=writer.operand(of), to=writer.operand(to)))
            yield Paragraph(writer("ratio.met" if when_zero else "ratio.not_met", to=writer.operand(to)))
        case MonthsSince(date):
            yield Paragraph(writer("months_since", title=writer.fact(date.name)))
        case PointsOf(criteria):
            titles = [f"“{writer.text(one.title)}”" for name, one in writer.linked.criteria.items() if name in criteria]
            yield Paragraph(writer("points", titles=writer.listed(titles)))
        case EveryYear(month, day):
            yield Paragraph(writer("every_year", day=day, month=writer.voice.say(f"month.{month}")))
        case Scorecard():
            yield from _scorecard(writer, derived.formula)


def _decision_table(writer: Writer, name: str, table: DecisionTable) -> Iterator[Block]:
    yield Paragraph(writer(f"table.{table.hit}"))
    rows = [
        (Cell(str(number)), Cell(lines=asking(writer, row.when)), Cell(writer.result(row.then, name), strong=True))
        for number, row in enumerate(table.rows, 1)
    ]
    rows.append((Cell(), Cell(writer("table.otherwise")), Cell(writer.result(table.otherwise, name), strong=True)))
    yield Table((writer("table.number"), writer("table.when"), writer("table.then")), tuple(rows))


def _terms(writer: Writer, derived: Derived, formula: Sum) -> str:
    """``modal + 2 × pinjaman − utang``; the factors are those of the file, without what aligns the decimals."""
    said = ""
    for operand, factor in formula.terms:
        times = Fraction(factor * 10 ** writer.linked.type_of(operand).decimals, 10**derived.type.decimals)
        term = writer.operand(operand)
        if abs(times) != 1:
            term = writer("sum.times", factor=_number(writer, abs(times)), term=term)
        if not said:
            said = term if times > 0 else writer("sum.less", term=term)
        else:
            said = writer("sum.plus" if times > 0 else "sum.minus", before=said, term=term)
    return said


def _number(writer: Writer, number: Fraction) -> str:
    decimals = next(each for each in range(20) if (number * 10**each).denominator == 1)
    return number_words(writer.lang, int(number * 10**decimals), decimals, grouped=False)


def _scorecard(writer: Writer, card: Scorecard) -> Iterator[Block]:
    yield Paragraph(writer("score", scale=number_words(writer.lang, card.scale)))
    if card.when_empty is not None:
        yield Paragraph(writer("score.met" if card.when_empty else "score.not_met"))
    heads = ("score.group", "score.weight", "score.indicator", "score.weight", "score.share")
    rows: list[tuple[Cell, ...]] = []
    groups = sum(group.weight for group in card.groups)
    for group in card.groups:
        title = group.name if group.title is None else writer.text(group.title)
        most = sum(one.weight for one in group.indicators)
        for number, one in enumerate(group.indicators):
            first = number == 0
            share = Fraction(card.scale * group.weight * one.weight, groups * most)
            own = (Cell(title if first else "", strong=True), Cell(str(group.weight) if first else ""))
            rows.append((*own, _indicator(writer, one), Cell(str(one.weight)), Cell(_rounded(writer, share))))
    yield Table(tuple(writer(head) for head in heads), tuple(rows))
    yield Paragraph(writer("score.shares"))


def _rounded(writer: Writer, share: Fraction) -> str:
    return number_words(writer.lang, floor(share * 10**_SHARE_DECIMALS + Fraction(1, 2)), _SHARE_DECIMALS)


def _indicator(writer: Writer, one: Indicator) -> Cell:
    """Its title where it has one of its own, and what it asks."""
    title = "" if one.title is None else writer.text(one.title)
    if one.criterion is not None:
        criterion = writer.text(writer.linked.criteria[one.criterion].title)
        return Cell(title, lines=(Line(writer("score.status", title=criterion)),))
    lines = asking(writer, one.require)
    guard = () if one.guard is None else (Line(writer("score.guard"), below=asking(writer, one.guard)),)
    return Cell(title, lines=(*lines, *guard))
