"""Texts that may be legends, by the place in which they stand: ``1 = tidak``, ``isi v jika belum``, ``ya = perlu dibantu``.

What they say is told by :mod:`naikkelas.batch.wording.meanings`. They are never taken at their word: columns that are answered so wait for somebody who
knows, unless they say what is read anyway. A digit beside a word is enough where no business is told of; beside one, where links and addresses
look like it, the text has to begin with the answer, and a sign or a word that says so must stand between.
"""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Final

from naikkelas.batch.cells import Cell, text_of
from naikkelas.batch.wording import meanings
from naikkelas.batch.wording.meanings import ANSWER, IF, MARK, MEANS, says_as_read, turned

_MARKS: Final = frozenset("v✓✔√☑")
_GUIDES: Final = "keterangan|ket|catatan|cat|legenda|legend|petunjuk|kode|angka|simbol|pilihan|skor|skala|isian|pengisian|nb|note"
GUIDE: Final = rf"(?i)^\W*(?:{_GUIDES})(?:\s+(?:kode|angka|simbol|tanda|nilai|isian|pengisian|jawaban))*\s*(?:[.:=]|$)"
is_guide: Final = re.compile(GUIDE).search

#: A text that begins with an answer and says at once what it means, so that it is no remark on a business.
_BEFORE: Final = rf"^\W*(?:(?:{_GUIDES})\b(?:\s+\w+){{0,2}}?\s*[.:=]\s*)?"
_BEGINS: Final = re.compile(
    rf"{_BEFORE}(?:(?:tanda|huruf|kolom|yang|yg|angka|kode|nilai|isian|jawaban)\s+)*"
    rf"(?:{MARK}|{meanings.CROSS}|{meanings.BLANK}|[01]|satu|nol|{ANSWER})(?:\W{{0,3}}(?:=|→|->|\b(?:{MEANS})\b)|\s*\|)"
    rf"|{_BEFORE}(?:(?:di|meng)?isi(?:lah|kan)?|(?:di)?beri|(?:di)?tulis)\s+(?:\w+\s+){{0,2}}?(?:{MARK}|[01]|{ANSWER})\s+(?:{IF})\b"
    rf"|{_BEFORE}(?:(?:yang|yg)\s+{meanings.TICKED}|(?:kode|angka)\s+[01]\s)",
    re.IGNORECASE,
).search
_IS_PLAIN_OF_MARKS: Final = re.compile(
    rf"{GUIDE[4:]}|^\W*(?:(?:tanda|huruf|kolom|yang)\s+)*{MARK}\W{{0,3}}(?:=|→|->|\b(?:{MEANS}|{IF})\b)|^\W*v\s*:|^[^=]*=\W{{0,3}}{MARK}\W*$",
    re.IGNORECASE,
).search

_HAS_LINK: Final = re.compile(rf"[=:→/]|->|\([v–—-]\)|\b(?:{MEANS}|{IF})\b", re.IGNORECASE).search

#: What numbers a question: ``1. Apakah sudah punya NIB?``
_NUMBERING: Final = re.compile(r"\s*[A-Za-z]?[0-9]{1,2}[.)]\s*")
#: Signs of which Python and Polars may not say the same: whether they are a part of a word, a blank, or another case of a letter.
ODD: Final = r"[\p{M}\x1c-\x1f\u200c\u200dıİ]"
_TICKS: Final = r"centang|cont|c[eh]\w* ?li|tanda"
#: What every text has that may be a legend where no business is told of, and what in the row of one, as Polars reads it.
MAYBE_ALONE: Final = rf"(?i)[0-9✓✔√☑✗✘☒×=→>|:(]|[–—-](?:\s|$)|(?:^|\W)[vx](?:\W|$)|satu|nol|silang|strip|kosong|isi|{_TICKS}|\b(?:{MEANS}|{IF}|yang|yg)\b|{ODD}"
MAYBE_BESIDE: Final = (
    rf"(?i)[=→>|]|\b(?:{MEANS}|{IF})\b|^\W*(?:{_GUIDES})\b|^\W*v\s*:|\b(?:yang|yg)\s+(?:\w+\s+)?\w*(?:{_TICKS})|\b(?:kode|angka)\s+[01]\s"
    rf"|[01]\s*[)\]]?\s*(?::|[–—-]\s)\s*[(\[]?\s*\p{{L}}|\p{{L}}\s*[)\]]?\s*(?::|[–—-]\s)\s*[(\[]?[01]|\p{{L}}\s*\([01]|{ODD}"
)


@dataclass(frozen=True, slots=True)
class Sort:
    """Legends of digits, of marks, or of words: whether a text may be one where no business is told of, beside one, and in another sheet."""

    name: str
    alone: Callable[[str], bool]
    beside: Callable[[str], bool]
    elsewhere: Callable[[str], bool]


def is_legend(text: str) -> bool:
    """Whether a text, of a row that is no business, may say that digits mean something else: ``1 = tidak``, ``isi 1 jika belum``."""
    return (meanings.speaks_of_digits(text) or meanings.DIGITS in turned(text)) and not says_as_read(text)


def turns_marks(text: str) -> bool:
    """Whether a text may say that a mark is no yes: ``v = belum``, ``beri tanda v bila tidak``; ``v = sudah`` says what is read anyway.

    A meaning is harmless where it is a plain yes of a closed list, and no more: ``v = sudah punya izin``, but not ``v = sudah diajukan``.
    """
    return meanings.MARKS in turned(text)


def turns_words(text: str) -> bool:
    """Whether a text may say that words are no answers as they are read: ``ya = perlu dibantu``, ``Y = belum punya``."""
    return meanings.WORDS in turned(text)


def _turns_marks_plainly(text: str) -> bool:
    """The same in the row of a business, where remarks stand: ``Ceklis: kurang foto`` says nothing of marks."""
    return (_IS_PLAIN_OF_MARKS(text) is not None or _BEGINS(text) is not None) and turns_marks(text)


def _turns_words_plainly(text: str) -> bool:
    return _BEGINS(text) is not None and turns_words(text)


def _is_signed_plainly(text: str) -> bool:
    """The same of digits: ``Kompor ada (1)``, ``1: sudah dikunjungi`` say nothing of them."""
    is_said = meanings.signs_only_digits(text) or (is_guide(text) is not None and meanings.signs_digits(text))
    return (is_said or (_BEGINS(text) is not None and meanings.DIGITS in turned(text))) and not says_as_read(text)


def _explains(text: str) -> bool:
    """Whether a text of a sheet or a comment that explains the table says that digits mean something else there."""
    return (meanings.signs_digits(text) or meanings.DIGITS in turned(text)) and not says_as_read(text)


DIGITS: Final = Sort(meanings.DIGITS, is_legend, _is_signed_plainly, _explains)
MARKS: Final = Sort(meanings.MARKS, turns_marks, _turns_marks_plainly, turns_marks)
WORDS: Final = Sort(meanings.WORDS, turns_words, _turns_words_plainly, turns_words)
_HINTS: Final = {meanings.DIGITS: "digit_legend", meanings.MARKS: "mark_legend", meanings.WORDS: "word_legend"}


def is_of_answers(text: str) -> bool:
    """Whether all that a text speaks of is what answers mean, whatever that is, or how to answer: ``v = ada``, ``1 = belum``, ``Ya/Tidak``; one ``Belum ada`` is no such text."""
    if says_as_read(text):
        return _HAS_LINK(text) is not None
    return _BEGINS(text) is not None and bool(turned(text))


def hint_of(turned: Collection[str | None]) -> str:
    """The hint of a problem that tells of a legend of such answers."""
    return next(hint for name, hint in _HINTS.items() if name in turned)


def is_mark(cell: Cell) -> bool:
    """Whether a cell holds no more than a mark that is read as yes."""
    text = "".join(char for char in text_of(cell).casefold() if char.isalnum() or char in _MARKS) if isinstance(cell, str) else ""
    return bool(text) and _MARKS.issuperset(text)


def unnumbered(title: str) -> str:
    """A title without the number of its question."""
    made = _NUMBERING.match(title)
    return title if made is None else title[made.end() :]


def speaks_for_all(title: str, sort: Sort) -> bool:
    """Whether a title says what answers mean in the whole table: it begins with one, or digits stand right beside answers in it."""
    plain = unnumbered(title)
    return sort.beside(plain) or (sort is DIGITS and meanings.sets_digits_beside(plain) and not says_as_read(plain))
