"""A rule set as chapters: what the page says, in which order."""

from collections.abc import Iterable, Iterator
from typing import Final

from naikkelas.authoring.pages.asking import asking
from naikkelas.authoring.pages.claiming import assumed, harmless
from naikkelas.authoring.pages.formulas import formula_blocks
from naikkelas.authoring.pages.graph import graph_of
from naikkelas.authoring.pages.model import (
    Asked,
    Block,
    Bullet,
    Bullets,
    Cell,
    Chapter,
    Detail,
    Details,
    Paragraph,
    Part,
    RulesPage,
    Table,
)
from naikkelas.authoring.pages.order import facts_in_order
from naikkelas.authoring.pages.selecting import selecting
from naikkelas.authoring.pages.words import Writer
from naikkelas.conditions import CriterionKind, FactRef, ParamRef, operands_in, operands_of
from naikkelas.explain.page import firmness_words, source_item
from naikkelas.explain.words import day_words, in_lang, number_words, value_words
from naikkelas.facts import FIRST_DAY, Fact, Kind
from naikkelas.ruleset.model import Criterion, Firmness, Parameter
from naikkelas.version import __version__

#: More choices than this are counted and not listed.
_MOST_CHOICES: Final = 12

_KINDS: Final = {
    "requirements": CriterionKind.REQUIREMENT,
    "preferences": CriterionKind.PREFERENCE,
    "notes": CriterionKind.NOTE,
}


def page_of(writer: Writer, fingerprint: str) -> RulesPage:
    """The whole page; chapters without anything in them are left out."""
    linked = writer.linked
    chapters = tuple(Chapter(key, writer(key), blocks) for key, blocks in _chapters(writer) if blocks)
    details = Details(tuple(_head(writer, fingerprint)))
    return RulesPage(writer.lang, writer.text(linked.title), details, writer("contents"), chapters, writer("made", version=__version__))


def _chapters(writer: Writer) -> Iterator[tuple[str, tuple[Block, ...]]]:
    yield "scope", tuple(_scope(writer))
    for key, kind in _KINDS.items():
        yield key, tuple(_criteria(writer, key, kind))
    yield "picture", (Paragraph(writer("picture.about")), graph_of(writer))
    yield "parameters", tuple(_parameters(writer))
    yield "derived", tuple(_derived(writer))
    yield "outputs", _bullets(Bullet(writer.fact(name), name) for name in writer.linked.outputs)
    yield "selection", tuple(selecting(writer))
    yield "harmless", tuple(harmless(writer))
    yield "assumed", tuple(assumed(writer))
    yield "programmes", _bullets(_programmes(writer))
    yield "facts", tuple(_facts(writer))
    yield "gaps", _bullets(Bullet(writer.text(gap)) for gap in writer.linked.data_gaps)
    yield "sources", _bullets(_sources(writer))


def _bullets(items: Iterable[Bullet]) -> tuple[Block, ...]:
    found = tuple(items)
    return (Bullets(found),) if found else ()


# --- the head --------------------------------------------------------------------------------------------------------


def _head(writer: Writer, fingerprint: str) -> Iterator[Detail]:
    linked = writer.linked
    yield Detail(writer("rules"), writer("rules.version", name=linked.name, version=linked.version))
    span = _span(writer, *linked.effective)
    if span:
        yield Detail(writer("effective"), span)
    day = day_words(writer.lang, writer.day)
    if writer.day == writer.as_of:
        shown = writer("shown.value", day=day)
    else:
        shown = writer("shown.outside", day=day, as_of=day_words(writer.lang, writer.as_of))
    yield Detail(writer("shown"), shown)
    if linked.firmness is not None:
        yield Detail(writer("firmness"), _firm(writer, linked.firmness))
    yield Detail(writer("hash"), fingerprint)


def _firm(writer: Writer, firmness: Firmness) -> str:
    return firmness_words(writer.voice, firmness)


def _span(writer: Writer, first: int | None, last: int | None) -> str:
    """``5 November 2020 sampai 31 Desember 2026``; empty when it is always."""
    start = None if first is None or first <= FIRST_DAY else day_words(writer.lang, first)
    end = None if last is None else day_words(writer.lang, last)
    if start is None:
        return "" if end is None else writer("until", last=end)
    return writer("from", first=start) if end is None else writer("from_until", first=start, last=end)


def _scope(writer: Writer) -> Iterator[Block]:
    if writer.linked.is_report:
        yield Paragraph(writer("scope.report"))
    if writer.linked.applies_when is None:
        yield Paragraph(writer("scope.all"))
    else:
        yield Asked(writer("scope.when"), asking(writer, writer.linked.applies_when))


# --- criteria --------------------------------------------------------------------------------------------------------


def _criteria(writer: Writer, key: str, kind: CriterionKind) -> Iterator[Block]:
    found = [criterion for criterion in writer.linked.criteria.values() if criterion.kind is kind]
    if not found:
        return
    yield Paragraph(writer(f"{key}.about"))
    if kind is CriterionKind.PREFERENCE:
        points = [each.points for each in found]
        numbers = [each for each in points if isinstance(each, int)]
        if len(numbers) == len(points):
            most = sum(each for each in numbers if each > 0)
            yield Paragraph(writer("preferences.most", points=number_words(writer.lang, most)))
    for criterion in found:
        yield Part(writer.text(criterion.title), criterion.id, f"criterion-{criterion.id}", tuple(_criterion(writer, criterion)))


def _criterion(writer: Writer, criterion: Criterion) -> Iterator[Block]:
    yield Asked(writer("criterion.require"), asking(writer, criterion.require))
    if criterion.guard is not None:
        yield Asked(writer("criterion.guard"), asking(writer, criterion.guard))
    details = tuple(_details(writer, criterion))
    if details:
        yield Details(details)


def _details(writer: Writer, criterion: Criterion) -> Iterator[Detail]:
    if criterion.kind is CriterionKind.PREFERENCE:
        yield Detail(writer("criterion.points"), _points(writer, criterion.points))
    span = _span(writer, *criterion.effective)
    if span:
        outside = not criterion.in_force(writer.day)
        told = writer("criterion.outside", span=span, day=day_words(writer.lang, writer.day)) if outside else span
        yield Detail(writer("criterion.effective"), told)
    if criterion.remedy is not None:
        yield Detail(writer("criterion.remedy"), writer.text(criterion.remedy))
    if criterion.source is not None:
        title = writer.text(writer.linked.sources[criterion.source].title)
        yield Detail(writer("criterion.source"), title, f"source-{criterion.source}")
    if criterion.firmness is not None:
        yield Detail(writer("criterion.firmness"), _firm(writer, criterion.firmness))


def _points(writer: Writer, points: int | ParamRef | FactRef) -> str:
    match points:
        case ParamRef(name):
            return writer("points.parameter", value=writer.setting_words(name), title=writer.parameter(name))
        case FactRef(name):
            return writer("points.fact", title=writer.fact(name))
        case _:
            return number_words(writer.lang, points)


# --- parameters, derived facts, programmes, facts, sources -----------------------------------------------------------


def _parameters(writer: Writer) -> Iterator[Block]:
    if not writer.linked.parameters:
        return
    yield Paragraph(writer("parameters.about", day=day_words(writer.lang, writer.day)))
    heads = ("parameters.title", "parameters.since", "parameters.value")
    rows = tuple(row for parameter in writer.linked.parameters.values() for row in _history(writer, parameter))
    yield Table(tuple(writer(head) for head in heads), rows)


def _history(writer: Writer, parameter: Parameter) -> Iterator[tuple[Cell, ...]]:
    starts = [start for start, _ in parameter.values if start <= writer.day]
    title = Cell(writer.parameter(parameter.name), parameter.name)
    for number, (start, value) in enumerate(parameter.values):
        words = writer.value(value, parameter.type, writer.titles_of(parameter.name))
        yield (Cell() if number else title, Cell(day_words(writer.lang, start)), Cell(words, strong=start == starts[-1]))


def _derived(writer: Writer) -> Iterator[Block]:
    for name, derived in writer.linked.derived.items():
        yield Part(writer.text(derived.title), name, f"fact-{name}", tuple(formula_blocks(writer, derived)))


def _programmes(writer: Writer) -> Iterator[Bullet]:
    for name, other in writer.linked.programmes.items():
        yield Bullet(writer("programmes.item", title=writer.text(other.title), name=name, version=other.version))


def _facts(writer: Writer) -> Iterator[Block]:
    selection = writer.linked.selection
    facts = facts_in_order({**writer.linked.facts, **({} if selection is None else selection.facts)})
    if not facts:
        return
    heads = ("facts.title", "facts.question", "facts.answer", "facts.used")
    used = _used(writer)
    rows = tuple(
        (
            Cell(writer.text(fact.title), name),
            Cell("" if fact.question is None else writer.text(fact.question)),
            Cell(_answer(writer, fact)),
            Cell("; ".join(used.get(name, ()))),
        )
        for name, fact in facts.items()
    )
    yield Table(tuple(writer(head) for head in heads), rows)


def _used(writer: Writer) -> dict[str, list[str]]:
    """The titles of what reads each fact, in the order of the file."""
    found: dict[str, list[str]] = {}
    for title, names in _readers(writer):
        for operand in names:
            if isinstance(operand, FactRef):
                found.setdefault(operand.name, []).append(title)
    return {name: list(dict.fromkeys(titles)) for name, titles in found.items()}


def _readers(writer: Writer) -> Iterator[tuple[str, Iterable[FactRef | ParamRef]]]:
    """Everything that reads facts, by its title."""
    linked = writer.linked
    if linked.applies_when is not None:
        yield writer("scope"), operands_in(linked.applies_when)
    for criterion in linked.criteria.values():
        for condition in (criterion.guard, criterion.require):
            if condition is not None:
                yield writer.text(criterion.title), operands_in(condition)
    for derived in linked.derived.values():
        yield writer.text(derived.title), operands_of(derived.formula)
    if linked.selection is not None:
        yield writer("selection"), map(FactRef, linked.selection.facts)
    for other in linked.programmes.values():
        yield writer.text(other.title), map(FactRef, other.facts)


def _answer(writer: Writer, fact: Fact) -> str:
    """How a fact is answered, in a few words."""
    kind, choices = fact.type, fact.type.choices
    word = writer(f"kind.{kind.kind}") if choices is None else ""
    if choices is not None:
        key = "kind.choice" if kind.kind is Kind.CHOICE else "kind.set_of"
        if len(choices) > _MOST_CHOICES:
            word = writer(f"{key}_many", count=len(choices))
        else:
            one = [value_words(choice, kind, writer.lang, fact.choice_titles) for choice in choices]
            word = writer(key, choices="; ".join(one))
    if kind.unit is not None:
        word = writer("kind.unit", kind=word, unit=in_lang(kind.unit, writer.lang))
    return writer("kind.personal", kind=word) if fact.personal else word


def _sources(writer: Writer) -> Iterator[Bullet]:
    for name, source in writer.linked.sources.items():
        item = source_item(writer.voice, source)
        yield Bullet(item.text, name, item.url, f"source-{name}")
