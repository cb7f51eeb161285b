"""What numbers share of which at first only the count of their digits is asked: all but the PIRT."""

from dataclasses import dataclass
from typing import Any, ClassVar, Self

from naikkelas.ikm.numbers.base import Notes, Number
from naikkelas.ikm.numbers.reading import Opened, opened, plain_number
from naikkelas.ikm.numbers.written import Piece, text_of


@dataclass(frozen=True, slots=True, repr=False)
class PlainNumber(Number):
    """A number of ``counts`` digits, with or without one of the ``keywords`` that announce it."""

    keywords: ClassVar[tuple[str, ...]]
    counts: ClassVar[tuple[int, ...]]

    @classmethod
    def parse(cls, text: object) -> Self:
        """The number in ``text``; it never raises."""
        notes = Notes(cls.name, cls.personal)
        found = opened(text, cls.keywords, notes)
        number = None if found is None or cls._is_other(found, notes) else plain_number(found, cls.counts, notes)
        if found is None or number is None:
            return cls(text_of(text), "", tuple(notes.found))
        cls._look_at(found, number, notes)
        return cls(text_of(text), "" if notes.refused else number.digits, tuple(notes.found), *cls._besides(found, number))

    @classmethod
    def _is_other(cls, text: Opened, notes: Notes) -> bool:
        """Whether it is a number of another kind, whatever its digits; notes which."""
        return False

    @classmethod
    def _look_at(cls, text: Opened, number: Piece, notes: Notes) -> None:
        """Notes what is wrong with a number of the right count, or doubtful."""

    @classmethod
    def _besides(cls, text: Opened, number: Piece) -> tuple[Any, ...]:
        """The fields of the kind itself."""
        return ()
