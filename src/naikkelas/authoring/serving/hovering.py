"""What is said about the name or word at a place, as Markdown."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from naikkelas.authoring.pages.asking import asking
from naikkelas.authoring.pages.words import Writer
from naikkelas.authoring.schema_conditions import WORDS
from naikkelas.authoring.schema_words import ALLOWED, KEY_WORDS
from naikkelas.authoring.serving.desk import Desk, Found
from naikkelas.authoring.serving.offers import bounds_words, kind_words, said
from naikkelas.authoring.serving.outline import Token
from naikkelas.authoring.serving.sheet import Sheet, Symbol
from naikkelas.authoring.serving.slots import Slot
from naikkelas.authoring.serving.subjects import Subject, Subjects
from naikkelas.conditions import Condition, Op
from naikkelas.explain.lines import Line
from naikkelas.explain.words import day_words, in_lang
from naikkelas.problems import Lang
from naikkelas.ruleset.model import Criterion, LinkedRuleSet

__all__ = ["hover"]

_MOST_CHOICES: Final = 8
_SPECIAL: Final = frozenset("\\`*_{}[]<>#|!~")


def hover(desk: Desk, sheet: Sheet, index: int, lang: Lang, as_of: date) -> tuple[int, int, str] | None:
    """From where to where, and what is said about it; ``None`` where there is nothing to say. ``as_of`` picks the values in sentences."""
    token = sheet.token_at(index)
    if token is None or not sheet.is_ours:
        return None
    symbol = sheet.symbol_at(index)
    told = _Told(desk, sheet, lang, as_of)
    words = told.symbol(symbol) if symbol is not None else told.word(token, sheet.slot_of(token))
    if not words:
        return None
    start, end = (symbol.start, symbol.end) if symbol is not None else (token.start, token.end)
    return start, end, words


def escaped(text: str) -> str:
    """Text of a file, so that Markdown shows it as it is."""
    return "".join(f"\\{sign}" if sign in _SPECIAL else sign for sign in " ".join(text.split()))


class _Told:
    def __init__(self, desk: Desk, sheet: Sheet, lang: Lang, as_of: date) -> None:
        self.desk, self.sheet, self.lang, self.as_of = desk, sheet, lang, as_of

    def word(self, token: Token, slot: Slot) -> str:
        """A key or word of the language, a comparison, a choice."""
        if token.is_key and slot.kind == "comparisons" and token.text in list(Op):
            return WORDS[Op(token.text)][0 if self.lang == "id" else 1]
        found = KEY_WORDS.get("right" if slot.kind == "constant" else slot.kind, {}).get(token.text) if token.is_key else None
        if found is not None:
            return in_lang(found, self.lang)
        if not token.is_key and slot.subject:
            subject = Subjects(self.desk, self.sheet).get(slot.subject)
            title = subject.titles.get(token.text) if subject is not None else None
            if title is not None:
                return escaped(in_lang(title, self.lang))
        known = ALLOWED.get(token.text) if not token.is_key and slot.kind != "free" else None
        return "" if known is None else in_lang(known, self.lang)

    def symbol(self, symbol: Symbol) -> str:
        """A name."""
        subjects = Subjects(self.desk, self.sheet)
        if symbol.kind == "parameter":
            subject = subjects.get(f"${symbol.name}")
            if subject is None:
                return said(self.lang, "as_of") if symbol.name == "as_of" else ""
            return "\n\n".join(self._subject(subject))
        if symbol.kind == "fact":
            subject = subjects.get(symbol.name)
            return "" if subject is None else "\n\n".join(self._subject(subject))
        found = self.desk.definition(self.sheet, symbol)
        other = self.desk.sheet(found.path) if found is not None else None
        if found is None or other is None:
            return ""
        if symbol.kind == "criterion":
            return "\n\n".join(self._criterion(found, other))
        return "\n\n".join(self._source(found, other) if symbol.kind == "source" else self._rule_set(other))

    def _head(self, title: str, name: str, kind: str) -> str:
        return f"**{escaped(title or name)}** `{name}` ({said(self.lang, kind)})"

    def _title(self, sheet: Sheet, *path: str) -> str:
        return sheet.value(*path, "title", self.lang) or sheet.value(*path, "title") or ""

    # --- facts and parameters ----------------------------------------------------------------------------------------

    def _subject(self, subject: Subject) -> Iterator[str]:
        yield self._head(in_lang(subject.title, self.lang), subject.name, subject.origin)
        kind = subject.type
        linked = self._linked(subject.found)
        if linked is not None and subject.origin != "built_in":
            name = subject.name.removeprefix("$")
            known = linked.parameters.get(name) if subject.origin == "parameter" else linked.facts.get(name) or linked.derived.get(name)
            kind = known.type if known is not None else kind
        if kind is not None:
            words = [said(self.lang, "type", words=kind_words(kind.kind, self.lang))]
            bounds = bounds_words(kind, self.lang)
            words += [said(self.lang, "bounds", words=bounds)] if bounds else []
            words += [said(self.lang, "unit", words=escaped(in_lang(kind.unit, self.lang)))] if kind.unit else []
            yield "  \n".join(words)
            yield from self._choices(subject, kind.choices or ())
        if subject.question is not None:
            yield said(self.lang, "question", words=escaped(in_lang(subject.question, self.lang)))
        if subject.remedy is not None:
            yield said(self.lang, "remedy", words=escaped(in_lang(subject.remedy, self.lang)))
        if subject.source:
            yield said(self.lang, "source.is", words=escaped(subject.source))
        yield from self._history(subject, linked)

    def _choices(self, subject: Subject, choices: tuple[str, ...]) -> Iterator[str]:
        titles = {name: in_lang(title, self.lang) for name, title in subject.titles.items()}
        shown = [f"`{name}` {escaped(titles.get(name, ''))}".strip() for name in choices[:_MOST_CHOICES]]
        if len(choices) > _MOST_CHOICES:
            yield said(self.lang, "choices.more", words=", ".join(shown), count=len(choices) - _MOST_CHOICES)
        elif shown:
            yield said(self.lang, "choices", words=", ".join(shown))

    def _history(self, subject: Subject, linked: LinkedRuleSet | None) -> Iterator[str]:
        parameter = linked.parameters.get(subject.name[1:]) if linked is not None and subject.origin == "parameter" else None
        if parameter is None or linked is None:
            return
        writer = Writer(linked, self.lang, self.as_of.toordinal())
        titles = writer.titles_of(parameter.name)
        rows = [
            f"- {said(self.lang, 'history.item', day=day_words(self.lang, day), value=escaped(writer.value(value, parameter.type, titles)))}"
            for day, value in parameter.values
        ]
        yield "\n".join([said(self.lang, "history"), "", *rows])

    def _linked(self, found: Found | None) -> LinkedRuleSet | None:
        sheet = self.desk.sheet(found.path) if found is not None else None
        return None if sheet is None else self.desk.linked(sheet)

    # --- criteria, sources, rule sets ---------------------------------------------------------------------------------

    def _criterion(self, found: Found, sheet: Sheet) -> Iterator[str]:
        name = found.symbol.name
        yield self._head(self._title(sheet, "criteria", name), name, "criterion")
        kind = ALLOWED.get(sheet.value("criteria", name, "kind") or "requirement")
        if kind is not None:
            yield in_lang(kind, self.lang)
        linked = self.desk.linked(sheet)
        criterion = linked.criteria.get(name) if linked is not None else None
        if criterion is not None and linked is not None:
            yield from self._asked(criterion, linked)

    def _asked(self, criterion: Criterion, linked: LinkedRuleSet) -> Iterator[str]:
        writer = Writer(linked, self.lang, self.as_of.toordinal())
        if criterion.guard is not None:
            yield _listed(said(self.lang, "applies"), writer, criterion.guard)
        yield _listed(said(self.lang, "asked"), writer, criterion.require)
        if criterion.remedy is not None:
            yield said(self.lang, "remedy", words=escaped(in_lang(criterion.remedy, self.lang)))
        source = linked.sources.get(criterion.source) if criterion.source is not None else None
        if source is not None:
            yield said(self.lang, "source.is", words=escaped(in_lang(source.title, self.lang)))
        if criterion.firmness is not None:
            yield said(self.lang, "firmness", words=in_lang(ALLOWED[criterion.firmness.value], self.lang))

    def _source(self, found: Found, sheet: Sheet) -> Iterator[str]:
        name = found.symbol.name
        yield self._head(self._title(sheet, "sources", name), name, "source")
        told = [sheet.value("sources", name, key) for key in ("date", "url")]
        yield from (escaped(text) for text in told if text)
        firmness = ALLOWED.get(sheet.value("sources", name, "firmness") or "")
        if firmness is not None:
            yield said(self.lang, "firmness", words=in_lang(firmness, self.lang))

    def _rule_set(self, sheet: Sheet) -> Iterator[str]:
        yield self._head(self._title(sheet), sheet.value("rule_set") or sheet.path.stem, "rule_set")
        version = sheet.value("version")
        if version:
            yield said(self.lang, "version", words=escaped(version))


def _listed(head: str, writer: Writer, condition: Condition) -> str:
    return "\n".join([head, "", *_bullets(asking(writer, condition), 0)])


def _bullets(lines: tuple[Line, ...], depth: int) -> Iterator[str]:
    for line in lines:
        yield f"{'  ' * depth}- {escaped(line.text)}"
        yield from _bullets(line.below, depth + 1)
