"""What all numbers share: they are read without raising, say what is wrong with them, and are values."""

from abc import abstractmethod
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Literal, Self

from naikkelas.facts import Text
from naikkelas.ikm.findings import HIDDEN, HIDDEN_READ
from naikkelas.ikm.regions import Regency
from naikkelas.problems import NOWHERE, Lang, Problem, problem
from naikkelas.ranges import Range

Status = Literal["ok", "warning", "error"]

#: How firm a fact is, as domain.md labels it.
Firmness = Literal["found", "inferred", "memory, high", "memory, medium", "memory, low"]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a number: its digits as they stand there, and what they mean where that is known."""

    title: Text
    value: str
    meaning: Text | None = None

    def to_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {"title": self.title.to_dict(), "value": self.value, "meaning": None if self.meaning is None else self.meaning.to_dict()}


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a value was taken from, and how firm that is."""

    source: str
    firmness: Firmness


@dataclass(frozen=True, slots=True, repr=False)
class Number:
    """A number of a permit as it was read. Immutable; two are equal when they were written and read alike.

    ``written`` is what stood there, made plain and cut to a bound; ``digits`` are its digits, without any that stand for
    something else, and empty when the number was refused; ``problems`` says everything that is wrong (errors: it was refused) or
    doubtful (warnings). Where ``personal`` is true the number may name a person: no problem and no ``repr`` shows it.
    """

    written: str
    digits: str = ""
    problems: tuple[Problem, ...] = ()

    kind: ClassVar[str]
    #: What it is called in sentences, in both languages.
    name: ClassVar[str]
    personal: ClassVar[bool] = False
    ground: ClassVar[Ground]

    @classmethod
    @abstractmethod
    def parse(cls, text: object) -> Self:
        """The number in ``text``; it never raises, whatever is in it."""
        ...

    @property
    @abstractmethod
    def canonical(self) -> str | None:
        """The one way in which we write it, which reads back to the same; ``None`` when it was refused."""
        ...

    @property
    def status(self) -> Status:
        """``error`` when it was refused, ``warning`` when something is doubtful, else ``ok``."""
        if any(found.is_error for found in self.problems):
            return "error"
        return "warning" if self.problems else "ok"

    @property
    def expires(self) -> Range | None:
        """Between which days it expires, as far as the number itself says; ``None`` when it does not."""
        return None

    @property
    def regency(self) -> Regency | None:
        """Which regency or city it was issued in, when the number says so beyond doubt."""
        return None

    @property
    @abstractmethod
    def parts(self) -> tuple[Part, ...]:
        """Its parts in order, as far as they are known; none when it was refused."""
        ...

    def to_dict(self, lang: Lang = "en") -> dict[str, Any]:
        """As plain data, for JSON. ``regency`` is a code of ``naikkelas.ikm.REGENCIES``."""
        return {
            "kind": self.kind,
            "canonical": self.canonical,
            "status": self.status,
            "expires": None if self.expires is None else _days(self.expires),
            "regency": None if self.regency is None else self.regency.code,
            "regency_name": None if self.regency is None else self.regency.name,
            "parts": [part.to_dict() for part in self.parts],
            "problems": [found.to_dict(lang) for found in self.problems],
        }

    def __str__(self) -> str:
        return HIDDEN if self.personal else self.canonical or ""

    def __repr__(self) -> str:
        shown = HIDDEN if self.personal else repr(self.canonical or self.written)
        codes = "".join(f", {found.code}" for found in self.problems)
        return f"{type(self).__name__}({shown}{codes})"


def _days(days: Range) -> dict[str, str | None]:
    sides = (("at_least", days.at_least), ("at_most", days.at_most))
    return {name: side.isoformat() if isinstance(side, date) else None for name, side in sides}


class Notes:
    """The problems of one number while it is read; those of a personal kind never show what was read."""

    __slots__ = ("found", "name", "personal")

    def __init__(self, name: str, personal: bool = False) -> None:
        self.name = name
        self.personal = personal
        self.found: list[Problem] = []

    def add(self, code: str, read: object, hint: str | None = None, *, hide: bool = False, **slots: object) -> None:
        """Notes a problem; ``hide`` when what was read may be somebody's personal number after all."""
        shown = HIDDEN_READ if self.personal or hide else read
        self.found.append(problem(code, NOWHERE, hint, name=self.name, read=shown, **slots))

    @property
    def refused(self) -> bool:
        """Whether there is an error among them."""
        return any(found.is_error for found in self.found)
