"""Problems: one class for everything that can be wrong with a file, a table, a profile or a call.

A problem has a code (its page is in ``docs/problems/``), a severity, a place, a message and a hint. It is data: the
sentence is made when somebody reads it, in English for developers (``str(problem)``) or in either language
(``problem.message(lang="id")``).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from string import Formatter
from typing import Any, Final, Literal

from naikkelas.frozen import FrozenDict
from naikkelas.likeness import are_opposed, nearest, with_word
from naikkelas.problem_texts import HINTS, KINDS, Severity

Lang = Literal["id", "en"]

_SHOWN: Final = 80
#: What is expected instead is looked for in the message: a dozen choices fit.
_EXPECTED: Final = 200
#: Words so short stand in many names.
_SHORT: Final = 2
#: A name so many times longer than a word in it is another name.
_TIMES_LONGER: Final = 4
_LONGEST_PATH: Final = 4096


class _Counting(Formatter):
    """``{count:row|rows}`` is the first word where the count is 1, else the second."""

    def format_field(self, value: Any, format_spec: str) -> str:
        one, has_both, many = format_spec.partition("|")
        return (one if str(value) == "1" else many) if has_both else str(super().format_field(value, format_spec))


_COUNTING: Final = _Counting()


def filled(template: str, slots: Mapping[str, object]) -> str:
    """A sentence from its template, in which ``{count:row|rows}`` is the word that goes with a number."""
    return _COUNTING.vformat(template, (), slots) if "|" in template else template.format_map(slots)


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its English word: ``1 row``, ``2 rows``."""
    return f"{number} {one if number == 1 else many or f'{one}s'}"


class Words(str):
    """A few words for a slot of a problem: itself in English, ``indonesian`` in Bahasa Indonesia."""

    __slots__ = ("indonesian",)

    indonesian: str

    def __new__(cls, english: str, indonesian: str) -> "Words":
        """The words in both languages."""
        made = super().__new__(cls, english)
        made.indonesian = indonesian
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        return (Words, (str(self), self.indonesian))


def shown(value: object, limit: int = _SHOWN) -> str:
    """``value`` as it may stand in a message: one line, at most ``limit`` characters, control characters escaped."""
    text = value if isinstance(value, str) else _safe_repr(value)
    text = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text[: limit + 1])
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _safe_repr(value: object) -> str:
    try:
        return repr(value)
    except ValueError:  # an int too long to print
        return f"<{type(value).__name__}>"


def suggestion(name: str, known: Iterable[str]) -> str | None:
    """The known name that ``name`` has a slip of, or ``None`` when there is none.

    Letters within words may be others; no word of ``name`` is dropped or swapped, for it may be the meaning: ``not held`` is no slip of
    ``held``, and ``more_than_ago`` none of ``less_than_ago``. What is one whole word of one name stands for it: ``food`` is
    ``processed_food`` rather than ``wood``.
    """
    if len(name) > _SHOWN:
        return None
    names, asked = tuple(known), name.lower()
    close = nearest(name, names)
    if close is not None:
        return close
    longest = len(asked) * _TIMES_LONGER if len(asked) > _SHORT else 0
    whole = [each for each in with_word(asked, names) if len(each) <= longest and not are_opposed(asked, each)]
    return whole[0] if len(whole) == 1 else None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a problem stands: ``file:line:column`` (both from 1), or a path of keys inside a profile.

    ``path`` names the value inside a profile or table, e.g. ``permits[1].expires_on``.
    """

    file: str | None = None
    line: int | None = None
    column: int | None = None
    path: str | None = None

    def __str__(self) -> str:
        parts = [shown(self.file, _LONGEST_PATH) if self.file else "", self.line, self.column]
        spot = ":".join(str(part) for part in parts if part)
        return f"{spot} {self.path}".strip() if self.path else spot

    def _key(self) -> tuple[str, int, int, str]:
        return (self.file or "", self.line or 0, self.column or 0, self.path or "")

    def to_dict(self) -> dict[str, Any]:
        """The parts that are known, for JSON."""
        pairs = (("file", self.file), ("line", self.line), ("column", self.column), ("path", self.path))
        return {key: value for key, value in pairs if value is not None}


NOWHERE: Final = Place()


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, or looks wrong.

    ``code`` is a key of ``problem_texts.KINDS``; ``slots`` fill its template; ``hint`` is a key of ``HINTS`` that is
    filled from the same slots. Where a slot ``name_id`` stands beside ``name``, Bahasa Indonesia uses that one.
    ``severity_set`` is what the settings of a project make of it; without one the catalogue says how bad it is.
    """

    code: str
    place: Place = NOWHERE
    slots: Mapping[str, str] = field(default_factory=dict)
    hint: str | None = None
    severity_set: Severity | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "slots", FrozenDict({key: str(value) for key, value in self.slots.items()}))

    def __hash__(self) -> int:
        return hash((self.code, self.place, tuple(sorted(self.slots.items())), self.hint, self.severity_set))

    @property
    def severity(self) -> Severity:
        """``error`` or ``warning``."""
        return self.severity_set or KINDS[self.code].severity

    @property
    def is_error(self) -> bool:
        """True when the input is refused because of it."""
        return self.severity is Severity.ERROR

    def message(self, lang: Lang = "en") -> str:
        """The sentence that says what is wrong, without place, code or hint."""
        return filled(getattr(KINDS[self.code], lang), self._slots(lang))

    def advice(self, lang: Lang = "en") -> str | None:
        """The sentence that says what to do about it, if there is one."""
        return None if self.hint is None else filled(getattr(HINTS[self.hint], lang), self._slots(lang))

    def _slots(self, lang: Lang) -> Mapping[str, str]:
        if lang == "en":
            return self.slots
        return {**self.slots, **{key.removesuffix("_id"): text for key, text in self.slots.items() if key.endswith("_id")}}

    def text(self, lang: Lang = "en") -> str:
        """One line: place, severity, code, message, hint."""
        severity = self.severity.value if lang == "en" else {"error": "galat", "warning": "peringatan"}[self.severity.value]
        head = f"{self.place} {severity} {self.code} {self.message(lang)}".lstrip()
        advice = self.advice(lang)
        return f"{head}; {advice}" if advice else head

    def __str__(self) -> str:
        return self.text()

    def to_dict(self, lang: Lang = "en") -> dict[str, Any]:
        """For JSON: ``code, severity, place, message, hint``, and ``read`` and ``expected`` where they are known."""
        slots = self._slots(lang)
        extra = {key: slots[key] for key in ("read", "expected") if key in slots}
        return {
            "code": self.code,
            "severity": self.severity.value,
            "place": self.place.to_dict(),
            "message": self.message(lang),
            "hint": self.advice(lang),
            **extra,
        }


def problem(code: str, place: Place = NOWHERE, hint: str | None = None, **slots: object) -> Problem:
    """A :class:`Problem` whose slots are cut to a line; :class:`Words` fill a slot in either language.

    A code, a slot or a hint that does not exist raises ``KeyError``.
    """
    limits = {"expected": _EXPECTED, "expected_id": _EXPECTED}
    both = {f"{key}_id": value.indonesian for key, value in slots.items() if isinstance(value, Words)}
    made = Problem(code, place, {key: shown(value, limits.get(key, _SHOWN)) for key, value in (slots | both).items()}, hint)
    made.text("id"), made.text("en")
    return made


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Problems sorted by place, then code, without repeats."""
    unique = dict.fromkeys(problems)
    return sorted(unique, key=lambda p: (p.place._key(), p.code))


class NaikkelasError(Exception):
    """The base of every exception this library raises on purpose."""


class ProblemsError(NaikkelasError):
    """Something was refused; ``problems`` holds every reason, sorted by place."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(in_order(problems))
        super().__init__("\n".join(str(p) for p in self.problems))

    def __reduce__(self) -> tuple[Any, ...]:
        return (type(self), (list(self.problems),))


class RuleSetError(ProblemsError):
    """A rule set could not be read or linked."""


class ProfileError(ProblemsError):
    """A profile has a value that cannot be used."""


class EvaluationError(ProblemsError):
    """A call cannot be answered: a date outside the rule set's life, an unknown parameter, ..."""


class MissingExtraError(ProblemsError, ImportError):
    """An optional package is needed; the message names the extra that brings it, or says why it cannot be imported."""
