"""Problems gathered while a profile is read: all of them at once, each at its place, and nothing personal in any."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from reprlib import Repr
from typing import Final

from naikkelas.facts import Fact, Kind, Text
from naikkelas.ikm.persons import names_person
from naikkelas.ikm.region_codes import code_advice
from naikkelas.likeness import behind_negation
from naikkelas.problems import Place, Problem, Words, problem, suggestion
from naikkelas.values import BadValue

#: What stands where a personal value would be shown; in a message it is said in the language of the message.
HIDDEN: Final = "(data pribadi)"
HIDDEN_READ: Final = Words("(personal data)", HIDDEN)

#: How many names a profile full of keys that nobody knows may have compared with those of facts before suggestions stop.
_MOST_COMPARED: Final = 50_000
_MOST_TEXT: Final = 500

#: Where in a profile: ``("permits", 1, "expires_on")``.
Loc = tuple[str | int, ...]


class _Plain(Repr):
    """Texts, numbers, times and dates inside lists and mappings as they are written, not as Python shows them."""

    def repr_str(self, text: str, _: int) -> str:
        """``{months: 3}`` and not ``{'months': '3'}``."""
        return text[: self.maxstring]

    def repr_Decimal(self, number: Decimal, _: int) -> str:  # noqa: N802 - reprlib finds it by the name of the type
        """``2.500``"""
        return Decimal.__str__(number)

    def repr_date(self, when: date, _: int) -> str:
        """``2019-05-31``"""
        return date.isoformat(when)

    def repr_time(self, when: time, _: int) -> str:
        """``08:00:00``"""
        return time.isoformat(when)

    def repr_timedelta(self, length: timedelta, _: int) -> str:
        """``1 day, 6:00:00``"""
        return timedelta.__str__(length)

    def repr_bool(self, answer: bool, _: int) -> str:
        """``true``, as it is written in YAML and JSON."""
        return "true" if answer else "false"

    def repr_NoneType(self, _nothing: None, _: int) -> str:  # noqa: N802 - reprlib finds it by the name of the type
        """``null``"""
        return "null"

    def repr_datetime(self, when: datetime, _: int) -> str:
        """``2019-05-31T08:00:00``"""
        return datetime.isoformat(when)


_REPR: Final = _Plain()
_REPR.maxstring = _REPR.maxother = 100


def path_of(loc: Loc) -> str:
    """``permits[1].expires_on``"""
    parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in loc)
    return "".join(parts).removeprefix(".")


def seen(raw: object) -> str:
    """Any object as it may stand in a message, however hostile: short, and never an exception."""
    if isinstance(raw, str):
        return str.__str__(raw)
    try:
        return _REPR.repr(raw)
    except Exception:  # noqa: BLE001 - a message about a bad value must not fail because the value is bad
        return f"<{type(raw).__name__}>"


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem and where it is, as keys: pydantic wants these."""

    loc: Loc
    problem: Problem


class Refusal(Exception):  # noqa: N818 - it never leaves naikkelas.ikm: people get a ProfileError or a ValidationError
    """A profile that cannot be used, with every reason; warnings are none."""

    def __init__(self, found: list[Finding]) -> None:
        super().__init__(f"{len(found)} problems")
        self.found = [finding for finding in found if finding.problem.is_error]

    @property
    def problems(self) -> list[Problem]:
        """The problems without their keys."""
        return [finding.problem for finding in self.found]


class Findings:
    """The problems of one profile. ``places`` maps paths to where they stand in ``file``."""

    __slots__ = ("_compared", "_file", "_places", "found")

    def __init__(self, file: str | None = None, places: Mapping[str, Place] | None = None) -> None:
        self._file = file
        self._places = places or {}
        self._compared = 0
        self.found: list[Finding] = []

    def place(self, loc: Loc) -> Place:
        """Where ``loc`` stands: its own place, or that of the nearest thing around it."""
        path = path_of(loc)
        for depth in range(len(loc), 0, -1):
            known = self._places.get(path_of(loc[:depth]))
            if known is not None:
                return Place(known.file or self._file, known.line, known.column, path)
        return Place(self._file, path=path or None)

    @property
    def errors(self) -> int:
        """How many of them refuse the profile."""
        return sum(finding.problem.is_error for finding in self.found)

    def add(self, code: str, loc: Loc, hint: str | None = None, **slots: object) -> None:
        """Notes a problem."""
        self.found.append(Finding(loc, problem(code, self.place(loc), hint, **slots)))

    def again(self, found: Problem, loc: Loc) -> None:
        """Notes a problem that was found without knowing its place."""
        self.found.append(Finding(loc, replace(found, place=self.place(loc))))

    def unknown_key(self, code: str, loc: Loc, known: Mapping[str, str]) -> None:
        """Notes a key nobody knows. ``known`` maps what people may have meant (names, aliases) to names."""
        name = str(loc[-1])
        is_negated = behind_negation(name) is not None
        meant = called(name, known)
        if meant is None and not is_negated and self._compared < _MOST_COMPARED:
            self._compared += len(known)
            meant = known.get(suggestion(_folded(name), known) or "")
        hint, slots = ("did_you_mean", {"suggestion": meant}) if meant else (None, {})
        self.add(code, loc, hint, name=name, **slots)

    def unreadable(self, loc: Loc, raw: object, bad: BadValue, fact: Fact) -> None:
        """Notes a value that cannot be read as ``fact``; a personal one is not shown, nor anything made of it."""
        is_told = isinstance(raw, str) and not fact.personal and behind_negation(raw[:200]) is None
        advice = code_advice(raw, fact.type) if is_told and isinstance(raw, str) else None
        hint, slots = (bad.hint, bad.slots) if advice is None else advice
        if fact.type.kind is Kind.SET:
            hint, slots = _of_set(raw, fact) or (hint, slots)
        meant = _choice_called(raw, fact)
        if meant is not None:
            hint, slots = "did_you_mean", {"suggestion": meant}
        if fact.personal and hint in ("did_you_mean", "percent", "million_or_miliar"):  # they repeat the value
            hint, slots = None, {}
        read = HIDDEN_READ if fact.personal else seen(raw)
        self.add("NK402", loc, hint, name=fact.name, read=read, expected=bad.expected, **slots)


def note_person(number: object, loc: Loc, kind: Text, findings: Findings) -> None:
    """Warns of a permit number that has the shape of a number that names a person; it is kept, and not shown."""
    if isinstance(number, str) and names_person(number):
        findings.add("NK409", loc, "number_in_its_field", name=kind.en, name_id=kind.id, read=HIDDEN_READ, other="NIK/NPWP")


def hidden_slots(found: Problem, names: Iterable[str]) -> Problem:
    """A problem with some of its slots hidden, in both languages."""
    hidden = {name: str(HIDDEN_READ) for name in names} | {f"{name}_id": HIDDEN for name in names}
    return replace(found, slots={**found.slots, **hidden})


def _choice_called(raw: object, fact: Fact) -> str | None:
    """The choice that people call what was written: ``pangan olahan`` is ``processed_food``."""
    if fact.type.kind is not Kind.CHOICE or not isinstance(raw, str):
        return None
    wanted = _folded(raw) if behind_negation(raw[:200]) is None else None
    return next((name for name, title in fact.choice_titles.items() if wanted in (_folded(title.id), _folded(title.en))), None)


def _of_set(raw: object, fact: Fact) -> tuple[str, dict[str, object]] | None:
    """What is said of the members of a set that are none of its choices; of a text that should be a list, how it is written."""
    choices = fact.type.choices
    if fact.personal or not choices:
        return None
    if isinstance(raw, str):
        members: list[object] = [part.strip() for part in re.split(r"[,;\n]", raw[:_MOST_TEXT]) if part.strip()]
    elif isinstance(raw, list | tuple | set | frozenset):
        members = list(raw)
    else:
        return None
    named = [(each, seen(each)) for each in members]
    others = [(each, words) for each, words in named if words not in choices]
    if not others:
        return ("write_this_list", {"meant": f"[{', '.join(words for _, words in named)}]"}) if isinstance(raw, str) and named else None
    if len(others) == 1 and isinstance(others[0][0], str):
        advice = code_advice(others[0][1], fact.type) if behind_negation(others[0][1][:200]) is None else None
        close = suggestion(others[0][1], choices) if advice is None and not others[0][1].isdigit() else None
        if advice is not None or close is not None:
            return advice or ("none_of_these_meant", {"part": others[0][1], "suggestion": close})
    return "none_of_these", {"part": ", ".join(words for _, words in others)}


def _folded(text: str) -> str:
    """A name without case and with single underscores: ``No. PIRT`` and ``no_pirt`` are one header."""
    words = "".join(c if c.isalnum() else " " for c in text[:200].casefold()).split()
    return "_".join(words)


def called(name: str, known: Mapping[str, str]) -> str | None:
    """The fact that is called so among ``known`` spellings, whatever the signs between the words; ``None`` behind a word that denies it."""
    return known.get(_folded(name)) if behind_negation(name) is None else None


def spellings(facts: Iterable[Fact]) -> dict[str, str]:
    """What a fact may be called, folded, and its name. A name wins over an alias."""
    known = {_folded(alias): fact.name for fact in facts for alias in fact.aliases}
    return known | {_folded(fact.name): fact.name for fact in facts}
