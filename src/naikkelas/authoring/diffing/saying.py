"""Conditions, formulas and values of one side in words, and what has changed in one, step by step."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from naikkelas.authoring.diffing.matching import Names
from naikkelas.authoring.diffing.texts import TEXTS
from naikkelas.authoring.pages.asking import asking
from naikkelas.authoring.pages.formulas import formula_blocks
from naikkelas.authoring.pages.model import Asked, Paragraph, Table
from naikkelas.authoring.pages.words import Writer, months
from naikkelas.conditions import (
    AsOf,
    Comparison,
    Condition,
    Const,
    Derived,
    FactRef,
    MonthsSince,
    Op,
    ParamRef,
    Right,
    comparisons,
)
from naikkelas.explain.lines import flat
from naikkelas.explain.words import day_words, in_lang
from naikkelas.facts import FIRST_DAY, FactType, Kind, Text
from naikkelas.problems import Lang, filled
from naikkelas.ruleset.hashing import canonical_json

#: Comparisons whose right side is a list of names: members are told.
_LISTS: Final = frozenset({Op.IN, Op.NOT_IN, Op.INCLUDES_ANY, Op.INCLUDES_ALL})


def tell(lang: Lang, key: str, **slots: object) -> str:
    """A sentence of this command."""
    return filled(in_lang(TEXTS[key], lang), slots)


def sentence(writer: Writer, condition: Condition) -> str:
    """What is asked, on one line."""
    return "; ".join(flat(line) for line in asking(writer, condition))


def formula(writer: Writer, derived: Derived) -> str:
    """How a fact is worked out, on one line."""
    said = []
    for block in formula_blocks(writer, derived):
        match block:
            case Paragraph(text):
                said.append(text)
            case Asked(label, lines):
                said.append(f"{label}: " + "; ".join(flat(line) for line in lines))
            case Table(_, rows):
                said.append(tell(writer.lang, "rows", count=len(rows)))
    return " ".join(said)


def type_words(lang: Lang, kind: FactType) -> str:
    """A type with its bounds or its choices."""
    words = [tell(lang, f"kind.{kind.kind}")]
    if kind.kind.is_ordered and kind.low is not None and kind.high is not None:
        words.append(f"{_bound(lang, kind.low, kind)} .. {_bound(lang, kind.high, kind)}")
    if kind.kind is Kind.NUMBER:
        words.append(tell(lang, "decimals", count=kind.decimals))
    if kind.choices is not None:
        words.append(", ".join(kind.choices))
    return ": ".join((words[0], "; ".join(words[1:]))) if words[1:] else words[0]


def _bound(lang: Lang, value: int, kind: FactType) -> str:
    if kind.kind is Kind.DATE:
        return day_words(lang, value)
    return f"{value // 10**kind.decimals}" if kind.decimals else str(value)


def span_words(lang: Lang, first: int | None, last: int | None) -> str:
    """From when to when."""
    start = None if first is None or first <= FIRST_DAY else day_words(lang, first)
    end = None if last is None else day_words(lang, last)
    if start is None:
        return tell(lang, "always") if end is None else tell(lang, "until", last=end)
    return tell(lang, "from", first=start) if end is None else tell(lang, "from_until", first=start, last=end)


def step(old: str, new: str) -> str:
    """One value and the one that took its place."""
    return f"{old} → {new}"


def steps(one: Writer, two: Writer, old: Sequence[Condition], new: Sequence[Condition], names: Names) -> Iterator[str]:
    """Of comparisons that ask the same of the same fact: the thresholds that moved, the members that came and went."""
    first = [each for condition in old for each in comparisons(condition)]
    second = [each for condition in new for each in comparisons(condition)]
    keys = [canonical_json(names.renamed(each.to_dict())) for each in first]
    gone, come = _left(first, keys, second), _left(second, [canonical_json(each.to_dict()) for each in second], first, names)
    for before in gone:
        place = names.renamed(before.left.to_dict())
        after = next((each for each in come if each.op is before.op and each.left.to_dict() == place), None)
        if after is not None:
            come.remove(after)
            yield from _moved(one, two, before, after)


def _left(mine: Sequence[Comparison], keys: Sequence[str], others: Sequence[Comparison], names: Names | None = None) -> list[Comparison]:
    """The comparisons that the other side does not have."""
    has = Counter(canonical_json(each.to_dict() if names is None else names.renamed(each.to_dict())) for each in others)
    left = []
    for each, key in zip(mine, keys, strict=True):
        if has[key]:
            has[key] -= 1
        else:
            left.append(each)
    return left


def _moved(one: Writer, two: Writer, before: Comparison, after: Comparison) -> Iterator[str]:
    title = one.operand(before.left)
    if before.op in _LISTS:
        old, new = _members(one, before), _members(two, after)
        if old is not None and new is not None:
            yield from members_changed(one.lang, title, old, new)
            return
    pairs = zip(_rights(one, before), _rights(two, after), strict=False)
    yield from (f"{title}: {step(a, b)}" for a, b in pairs if a != b)


def members_changed(lang: Lang, title: str, old: Iterable[str], new: Iterable[str]) -> Iterator[str]:
    """What a list has now and had before."""
    before, after = list(old), list(new)
    for key, found in (
        ("added", [each for each in after if each not in before]),
        ("removed", [each for each in before if each not in after]),
    ):
        if found:
            yield tell(lang, f"members.{key}", title=title, names=", ".join(found))


def _members(writer: Writer, node: Comparison) -> list[str] | None:
    """The members of a list in words; ``None`` where a parameter has them."""
    values: list[str] = []
    for right in node.right:
        if not isinstance(right, Const):
            return None
        values += sorted(right.value) if isinstance(right.value, frozenset) else [str(right.value)]
    titles = _titles(writer, node)
    return [in_lang(titles[value], writer.lang) if value in titles else value for value in values]


def _titles(writer: Writer, node: Comparison) -> Mapping[str, Text]:
    return writer.voice.choice_titles(node.left.name)


def _rights(writer: Writer, node: Comparison) -> list[str]:
    """The right sides in words."""
    return [_right(writer, node, right) for right in node.right]


def _right(writer: Writer, node: Comparison, right: Right) -> str:
    if isinstance(right, AsOf):
        return writer("asks.as_of")
    if isinstance(right, FactRef):
        return writer.fact(right.name)
    made = writer.linked.derived.get(node.left.name)
    counts = made is not None and isinstance(made.formula, MonthsSince)
    value = right.value if isinstance(right, Const) else writer.setting(right.name)
    kind = writer.like(right.type if isinstance(right, Const) else writer.linked.parameters[right.name].type, node)
    words = writer.value(months(value) if counts else value, kind, _titles(writer, node))
    return writer("asks.parameter", value=words, title=writer.parameter(right.name)) if isinstance(right, ParamRef) else words
