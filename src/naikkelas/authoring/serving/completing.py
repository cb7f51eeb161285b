"""What may be typed at a place: names with their titles, the comparisons that fit, choices, words of the language."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from naikkelas.authoring.case_format import FORMAT as TESTS_FORMAT
from naikkelas.authoring.schema_conditions import WORDS
from naikkelas.authoring.schema_words import KEY_WORDS
from naikkelas.authoring.serving.cells import cell_paths
from naikkelas.authoring.serving.desk import Desk
from naikkelas.authoring.serving.offers import Offer, OfferKind, both_in, kind_words, said, word_offer
from naikkelas.authoring.serving.outline import ITEM, Cursor, Token, outline
from naikkelas.authoring.serving.sheet import NameKind, Sheet
from naikkelas.authoring.serving.slots import KEYS
from naikkelas.authoring.serving.subjects import Subject, Subjects
from naikkelas.conditions import RELATIONS, CriterionKind, Op, Outcome, Status
from naikkelas.explain.words import in_lang
from naikkelas.facts import Kind, Text
from naikkelas.ikm.door import PERMITS
from naikkelas.problems import Lang
from naikkelas.ruleset.claims import CHANGES
from naikkelas.ruleset.linker import FORMAT
from naikkelas.ruleset.loading import bundled_files, rule_set_files
from naikkelas.ruleset.model import Firmness
from naikkelas.ruleset.selection import POINTS

__all__ = ["Completion", "complete"]

_AGO: Final = (Op.AT_LEAST_AGO, Op.LESS_THAN_AGO, Op.AT_LEAST_AHEAD)
_LISTS: Final = (Op.IN, Op.NOT_IN, Op.INCLUDES_ANY, Op.INCLUDES_ALL)
_NUMBERS: Final = (Kind.INTEGER, Kind.NUMBER, Kind.MONEY)
_UNITS: Final = ("months", "years", "days", "weeks")
_TRUTHS: Final = ("true", "false")
_ANSWERS: Final = ("met", "not_met")

#: Slots whose texts are one of a few words.
_WORDS: Final[dict[str, tuple[str, ...]]] = {
    "format": (FORMAT,),
    "tests_format": (TESTS_FORMAT,),
    "firmness": tuple(each.value for each in Firmness),
    "kind": tuple(each.value for each in CriterionKind),
    "hit": ("first", "unique"),
    "answer": _ANSWERS,
    "truth": _TRUTHS,
    "lang": ("id", "en"),
    "status_words": (*_ANSWERS, "not_applicable"),
    "any_status": tuple(each.value for each in Status),
    "outcome_words": tuple(each.value for each in Outcome if each is not Outcome.NEEDS_INFORMATION),
    "outcome": tuple(each.value for each in Outcome),
    "column": ("name", "as_of", "rules_as_of", "lang", "without", "expect.outcome", "expect.missing", "expect.points", "expect.explains"),
}
_COLUMN_GROUPS: Final[dict[str, NameKind]] = {
    "profile.": "fact",
    "parameters.": "parameter",
    "expect.statuses.": "criterion",
}


@dataclass(frozen=True, slots=True)
class Completion:
    """The offers for the text from ``start`` to ``end``; ``colon`` says that keys want one behind them."""

    start: int
    end: int
    offers: tuple[Offer, ...]
    colon: bool


def complete(desk: Desk, sheet: Sheet, index: int, lang: Lang) -> Completion:
    """What may stand at an index of a file."""
    begun = outline(sheet.text[:index])
    cursor = begun.cursor
    end = index
    while end < len(sheet.text) and (sheet.text[end].isalnum() or sheet.text[end] in "_-"):
        end += 1
    behind = sheet.text[end : end + 2].lstrip(" \t")
    if not sheet.is_ours:
        return Completion(index, index, (), colon=False)
    if sheet.is_tests:
        # In a table the column says what a cell is for; a word that is begun stands for itself.
        typed = Token(cursor.start, cursor.start, "", cursor.path, is_key=False)
        written = [token for token in begun.tokens if token.start < cursor.start]
        behind_it = [token for token in sheet.tokens if token.start >= end]
        cursor = replace(cursor, path=cell_paths(sheet.text, [*written, typed, *behind_it]).get(cursor.start, cursor.path))
    offers = tuple(_Offers(desk, sheet, cursor, lang, sheet.text[end:].lstrip(" \t")[:1]).made())
    return Completion(cursor.start + len(cursor.quote), end, offers, colon=not behind.startswith(":") and not cursor.quote)


class _Offers:
    def __init__(self, desk: Desk, sheet: Sheet, cursor: Cursor, lang: Lang, sign: str) -> None:
        self.desk, self.sheet, self.cursor, self.lang = desk, sheet, cursor, lang
        #: Whether brackets may come here, and do not stand here yet.
        self.takes_brackets = not cursor.keys and not cursor.quote and sign not in ("{", "[")
        self.slot = sheet.slot(cursor.path)

    @cached_property
    def subjects(self) -> Subjects:
        return Subjects(self.desk, self.sheet)

    def made(self) -> Iterator[Offer]:
        """Every offer once, keys first."""
        seen: set[str] = set()
        there = self._siblings()
        for offer in [*(self._keys() if self.cursor.keys else ()), *(self._values() if self.cursor.values else ())]:
            if offer.label not in seen and not (offer.is_key and offer.label in there) and not self._is_itself(offer):
                seen.add(offer.label)
                yield offer

    def _is_itself(self, offer: Offer) -> bool:
        """Whether it is the fact or criterion that is being written: none rests on itself."""
        section = {"fact": "facts", "criterion": "criteria"}.get(offer.kind)
        return section is not None and self.cursor.path[:2] == (section, offer.label)

    def _siblings(self) -> frozenset[str]:
        """The keys that stand in the mapping already, but for the one that is being typed. Items of lists share a path."""
        if ITEM in self.cursor.path:
            return frozenset()
        word = self.sheet.token_at(self.cursor.start)
        own = word.text if word is not None and word.is_key and word.start == self.cursor.start else None
        return frozenset(key for key in self.sheet.keys(*self.cursor.path) if key != own)

    # --- keys --------------------------------------------------------------------------------------------------------

    def _keys(self) -> Iterator[Offer]:
        kind = self.slot.kind
        places = ("indicator", "condition") if kind == "indicator" else (kind,)
        for place in places:
            for word in KEYS.get(place, ()):
                yield Offer(word, "key", about=both_in(KEY_WORDS[place].get(word), self.lang), is_key=True)
        more = self._MORE_KEYS.get(kind)
        if more is not None:
            yield from (self._as_key(offer) for offer in more(self))

    @staticmethod
    def _as_key(offer: Offer) -> Offer:
        return Offer(offer.label, offer.kind, offer.detail, offer.about, is_key=True, also=offer.also)

    def _condition_keys(self) -> Iterator[Offer]:
        yield from (self._subject(each) for each in self.subjects.facts())
        yield from (self._subject(each) for each in self.subjects.parameters() if each.operators)

    def _comparison_keys(self) -> Iterator[Offer]:
        subject = self.subjects.get(self.slot.subject)
        for op in subject.operators if subject is not None else tuple(Op):
            yield Offer(op.value, "comparison", WORDS[op][0 if self.lang == "id" else 1])

    def _right_keys(self) -> Iterator[Offer]:
        subject, op = self.subjects.get(self.slot.subject), self.slot.op
        named = self.cursor.path[-1:] in (("from",), ("to",), (ITEM,))
        keys: tuple[str, ...] = ()
        if op == Op.BETWEEN and not named:
            keys = ("from", "to")
        elif op in _AGO:
            keys = _UNITS
        elif op in list(RELATIONS) and (subject is None or subject.nature == "value"):
            keys = ("fact",)
        yield from (Offer(key, "key", about=both_in(KEY_WORDS["right"][key], self.lang)) for key in keys)

    def _constant_keys(self) -> Iterator[Offer]:
        subject = self.subjects.get(self.slot.subject)
        if subject is not None and subject.kind is Kind.DURATION:
            yield from (Offer(unit, "key", about=both_in(KEY_WORDS["right"][unit], self.lang)) for unit in _UNITS)

    def _given_keys(self) -> Iterator[Offer]:
        subject = self.subjects.get(self.slot.subject)
        if subject is not None and subject.kind is not None and subject.kind.is_ordered:
            yield from (Offer(key, "key", about=both_in(KEY_WORDS["expected_points"][key], self.lang)) for key in ("at_least", "at_most"))

    def _profile_keys(self) -> Iterator[Offer]:
        yield from (self._subject(each) for each in self.subjects.facts())
        yield Offer(PERMITS, "key")

    def _setting_keys(self) -> Iterator[Offer]:
        for each in self.subjects.parameters():
            yield Offer(each.name[1:], "parameter", in_lang(each.title, self.lang))

    def _choice_keys(self) -> Iterator[Offer]:
        subject = self.subjects.get(self.slot.subject)
        yield from self._choices(subject) if subject is not None else ()

    # --- values ------------------------------------------------------------------------------------------------------

    def _values(self) -> Iterator[Offer]:
        kind = self.slot.kind
        yield from (word_offer(self.lang, word) for word in _WORDS.get(kind, ()))
        more = self._MORE_VALUES.get(kind)
        if more is not None:
            yield from more(self)

    def _names(self, kind: NameKind) -> Iterator[Offer]:
        for name, found in self.desk.names(self.sheet, kind).items():
            sheet = self.desk.sheet(found.path)
            section = {"criterion": "criteria", "source": "sources", "parameter": "parameters"}.get(kind, "facts")
            yield Offer(name, kind, "" if sheet is None else self._title(sheet, section, name))

    def _title(self, sheet: Sheet, *path: str) -> str:
        return sheet.value(*path, "title", self.lang) or sheet.value(*path, "title") or ""

    def _criteria(self) -> Iterator[Offer]:
        yield from self._names("criterion")

    def _sources(self) -> Iterator[Offer]:
        yield from self._names("source")

    def _used_criteria(self) -> Iterator[Offer]:
        other = self.desk.rule_set(self.slot.subject, self.sheet)
        for name in other.definitions("criterion") if other is not None else ():
            yield Offer(name, "criterion", "" if other is None else self._title(other, "criteria", name))

    def _outputs(self) -> Iterator[Offer]:
        path = self.desk.tested(self.sheet)
        sheet = None if path is None else self.desk.sheet(path)
        shown = frozenset(sheet.items("outputs")) if sheet is not None and self.sheet.is_tests else None
        for each in self.subjects.facts():
            if each.origin == "derived" and (shown is None or each.name in shown):
                yield self._subject(each)

    def _rule_sets(self) -> Iterator[Offer]:
        beside = [path.stem for path in rule_set_files(self.sheet.path.parent)]
        opened = [path.stem for path in self.desk.texts if path.parent == self.sheet.path.parent and not path.stem.endswith(".test")]
        for name in dict.fromkeys((*opened, *beside, *bundled_files())):
            other = self.desk.rule_set(name, self.sheet) if name != self.sheet.path.stem else None
            if other is not None and other.is_ours and not other.is_tests:
                yield Offer(name, "rule_set", self._title(other))

    def _rules_paths(self) -> Iterator[Offer]:
        folder = self.sheet.path.parent
        for prefix, where in (("../", folder.parent), ("", folder)):
            for path in rule_set_files(where):
                sheet = self.desk.sheet(path)
                if sheet is not None and "criteria" in sheet.top_keys:
                    yield Offer(f"{prefix}{path.name}", "rule_set", self._title(sheet))
        yield from (Offer(name, "rule_set") for name in bundled_files())

    def _own_name(self) -> Iterator[Offer]:
        yield Offer(self.sheet.path.stem, "rule_set")

    def _types(self) -> Iterator[Offer]:
        for kind in Kind:
            if kind is not Kind.DURATION or self.cursor.path[:1] == ("parameters",):
                yield Offer(kind.value, "word", kind_words(kind, self.lang))
        yield from (self._subject(each) for each in self.subjects.facts())

    def _lenders(self) -> Iterator[Offer]:
        for each in self.subjects.facts():
            if each.kind in (Kind.CHOICE, Kind.TEXT) and each.origin != "derived":
                yield self._subject(each)
        yield Offer("text", "word", kind_words(Kind.TEXT, self.lang))

    def _operands(self) -> Iterator[Offer]:
        wanted: tuple[Kind, ...] = (Kind.DATE,) if self.cursor.path[-1:] == ("months_since",) else (*_NUMBERS, Kind.DATE)
        if self.cursor.path[:1] == ("never_hurts",):
            facts = (each for each in self.subjects.facts() if each.kind is None or self.cursor.path[-1] in CHANGES.get(each.kind, ()))
            yield from (self._subject(each) for each in facts)
            return
        for each in (*self.subjects.facts(), *self.subjects.parameters()):
            if each.nature == "value" and (each.kind is None or each.kind in wanted):
                yield self._subject(each)

    def _ranked(self) -> Iterator[Offer]:
        yield Offer(POINTS, "word")
        yield from (self._subject(each) for each in self.subjects.facts() if each.kind is not None and each.kind.is_ordered)

    def _given_names(self) -> Iterator[Offer]:
        base = self.sheet.keys("base") if self.cursor.path[-2:-1] == ("without",) else ()
        for each in self.subjects.facts():
            if each.origin != "derived" and (not base or each.name in base):
                yield self._subject(each)

    def _others(self) -> Iterator[Offer]:
        subject = self.subjects.get(self.slot.subject)
        for each in (*self.subjects.facts(), *self.subjects.parameters()):
            if each.nature == "value" and each.name != self.slot.subject and (subject is None or subject.kind in (None, each.kind)):
                yield self._subject(each)

    def _columns(self) -> Iterator[Offer]:
        for prefix, kind in _COLUMN_GROUPS.items():
            named = self.subjects.facts() if kind == "fact" else None
            offers = (self._subject(each) for each in named) if named is not None else self._names(kind)
            yield from (Offer(f"{prefix}{offer.label}", offer.kind, offer.detail, also=offer.also) for offer in offers)
        yield from (Offer(f"expect.facts.{offer.label}", offer.kind, offer.detail) for offer in self._outputs())

    def _rights(self) -> Iterator[Offer]:
        """What may stand on the right of a comparison: constants of its type, parameters that fit, the as-of date."""
        op, subject = self.slot.op, self.subjects.get(self.slot.subject)
        if op == Op.KNOWN:
            yield Offer("true", "word")
            return
        in_brackets = op in _LISTS and self.cursor.path[-1:] != (ITEM,)
        if op not in _AGO and subject is not None and (not in_brackets or self.takes_brackets):
            offers = self._choices(subject)
            yield from (replace(each, insert=f"[{each.label}]") for each in offers) if in_brackets else offers
            if subject.kind is Kind.DATE:
                yield Offer("$as_of", "parameter", said(self.lang, "as_of"))
        wanted = self._right_kinds(op, subject)
        if self.cursor.path[-1:] != (ITEM,):
            for each in self.subjects.parameters():
                fits = wanted is None or each.kind in (None, *wanted)
                if fits and (subject is None or op in _AGO or each.shares_values(subject)):
                    yield self._subject(each)
        if self.takes_brackets and self.cursor.path[-1:] not in (("from",), ("to",), (ITEM,)):
            forms = ("{from: , to: }",) if op == Op.BETWEEN else tuple(f"{{{unit}: }}" for unit in _UNITS) if op in _AGO else ()
            yield from (Offer(form, "word", insert=form, gap=form.index(": ") + 2) for form in forms)

    def _comparisons(self) -> Iterator[Offer]:
        """Whole comparisons where a fact has its colon and nothing more."""
        for offer in self._comparison_keys() if self.takes_brackets else ():
            form = f"{{{offer.label}: }}"
            yield replace(offer, label=form, insert=form, gap=len(form) - 1)

    @staticmethod
    def _right_kinds(op: str, subject: Subject | None) -> tuple[Kind, ...] | None:
        """The types that a parameter may have there."""
        if op in _AGO:
            return (Kind.DURATION,)
        if op in _LISTS:
            return (Kind.SET,)
        if subject is None or subject.kind is None:
            return None
        if op == Op.INCLUDES:
            return (Kind.CHOICE, Kind.TEXT)
        return (Kind.NUMBER, Kind.INTEGER) if subject.nature in ("ratio", "score") else (subject.kind,)

    def _constants(self) -> Iterator[Offer]:
        subject = self.subjects.get(self.slot.subject)
        yield from self._choices(subject) if subject is not None else ()

    def _results(self) -> Iterator[Offer]:
        subject = self.subjects.get(self.slot.subject)
        yield from self._constants()
        for each in self.subjects.parameters():
            if subject is None or each.kind in (None, subject.kind):
                yield self._subject(each)

    def _counts(self) -> Iterator[Offer]:
        wanted = Kind.SET if self.slot.kind == "group_list" else Kind.INTEGER
        yield from (self._subject(each) for each in self.subjects.parameters() if each.kind in (None, wanted))

    def _choices(self, subject: Subject) -> Iterator[Offer]:
        """The choices of a type, by their titles too; a date that cannot come."""
        if subject.type is None:
            return
        if subject.kind is Kind.BOOLEAN:
            yield from (Offer(word, "word") for word in _TRUTHS)
        if subject.type.may_be_never:
            yield Offer("never", "word")
        for name in subject.type.choices or ():
            title = subject.titles.get(name, Text("", ""))
            words = in_lang(title, self.lang)
            yield Offer(name, "choice", words, also=f"{title.id} {title.en}".strip())

    def _subject(self, each: Subject) -> Offer:
        """A fact or parameter with its title, unit and type."""
        title = in_lang(each.title, self.lang)
        unit = f" ({in_lang(each.type.unit, self.lang)})" if each.type is not None and each.type.unit is not None else ""
        kind: OfferKind = "parameter" if each.origin == "parameter" else "fact"
        words = "" if each.kind is None else kind_words(each.kind, self.lang)
        about = ". ".join(
            part for part in (f"{said(self.lang, each.origin)}: {words}".rstrip(": "), both_in(each.question, self.lang)) if part
        )
        return Offer(each.name, kind, f"{title}{unit}", about, also=f"{each.title.id} {each.title.en}")

    _MORE_KEYS: Final[dict[str, Callable[["_Offers"], Iterable[Offer]]]] = {
        "condition": _condition_keys,
        "indicator": _condition_keys,
        "comparisons": _comparison_keys,
        "right": _right_keys,
        "constant": _constant_keys,
        "given": _given_keys,
        "statuses": _criteria,
        "expected_statuses": _criteria,
        "outcomes": _rule_sets,
        "uses": _rule_sets,
        "settings": _setting_keys,
        "profile": _profile_keys,
        "expected_facts": _outputs,
        "choice_titles": _choice_keys,
        "becomes": _profile_keys,
    }
    _MORE_VALUES: Final[dict[str, Callable[["_Offers"], Iterable[Offer]]]] = {
        "type": _types,
        "of": _lenders,
        "source_name": _sources,
        "statuses": _criteria,
        "criterion_name": _criteria,
        "used_name": _used_criteria,
        "output_name": _outputs,
        "operand": _operands,
        "ranked": _ranked,
        "other": _others,
        "right": _rights,
        "constant": _constants,
        "given": _constants,
        "result": _results,
        "points": _counts,
        "limit": _counts,
        "group_list": _counts,
        "comparisons": _comparisons,
        "given_name": _given_names,
        "column": _columns,
        "rules_path": _rules_paths,
        "rule_set": _own_name,
    }
