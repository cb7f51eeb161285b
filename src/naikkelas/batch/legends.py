"""Texts that say what digits and marks mean: ``1 = tidak``, ``isi v jika belum``. They may stand anywhere but among the answers of a business.

They are never taken at their word: columns that are answered so wait for somebody who knows. A digit beside a word is enough where no business
is told of; beside one, where links and addresses look like it, a sign must stand between: ``1 = tidak``, ``Belum: 1``.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from naikkelas.batch.cells import Cell, is_blank, text_of
from naikkelas.batch.table import Column, Row
from naikkelas.batch.titles import is_of_names, known_fact, words_of
from naikkelas.batch.words import NAMES, fold

#: At most so many cells are filled in the row of a legend that has no name of one.
FEW: Final = 2
#: A cell that holds more than the sign between a digit and what it means.
FILLED: Final = r"[^\s\x1c-\x1f=:→>]"
_IS_FILLED: Final = re.compile(FILLED).search

_SAYS_YES: Final = r"i?ya|sudah|sdh|ada|punya|memiliki|dimiliki|pernah|bisa|terbit|terdaftar|benar|betul|aktif|yes|true"
_SAYS_NO: Final = r"tidak|tdk|tak|n?gg?ak|bukan|belum|blm|kosong|nihil|salah|tanpa|no(?!\s*[.:]?\s*[0-9])|false"
_ANSWERS: Final = rf"\b(?:{_SAYS_YES}|{_SAYS_NO})\b"
_LONE: Final = r"(?<![0-9])[0-9](?![0-9]|[.,][0-9]{3})"
_IS_LONE: Final = re.compile(rf"{_LONE}|\b(?:satu|nol)\W*[=:]", re.IGNORECASE).search
_IS_ANSWER: Final = re.compile(_ANSWERS + r"|\b(?:bila|jika|kalau|apabila|berarti|artinya)\b", re.IGNORECASE).search
_SIGN: Final = r"\s*[)\]]?\s*(?:=>?|:|->|→|>|[–—-](?=\s))\s*[(\[]?"
#: ``1 = nihil`` needs no word that is known, ``1 : T`` a sign.
_IS_EQUAL: Final = re.compile(rf"{_LONE}\s*=|=\s*[01](?![0-9.,])|{_LONE}{_SIGN}[YTN]\b", re.IGNORECASE).search
#: A digit right beside an answer.
_IS_BESIDE: Final = re.compile(rf"{_LONE}[\W_]*{_ANSWERS}|{_ANSWERS}[\W_]*{_LONE}", re.IGNORECASE).search
#: The same with a sign between them, and with nothing before them that is numbered: ``RT 1: ada gang``.
_IS_SIGNED: Final = re.compile(
    rf"(?:^|[;,/|(:.]|\b(?:kode|angka|nilai|skor|isi|diisi|isian|ket\w*|{_SAYS_YES}|{_SAYS_NO}))\s*[01]{_SIGN}\s*(?:{_ANSWERS}|[ytn]\b)"
    rf"|{_ANSWERS}(?:{_SIGN}|\s*\()[01]\b(?![.,:/]?[0-9])",
    re.IGNORECASE,
).search
_ALONE: Final = re.compile(rf"\W*[0-9]\W*{_ANSWERS}.*", re.IGNORECASE | re.DOTALL)

_IS_ASKED: Final = re.compile(r"(?<![0-9.,-])[01]\s+(?:bila|jika|kalau|apabila|berarti|artinya|untuk|adalah)\b", re.IGNORECASE).search

#: What may follow an answer, and says no more than it: ``sudah punya izin``.
_PLAIN: Final = words_of(
    "ya iya y yes true sudah sdh telah ada tersedia punya mempunyai memiliki miliki dimiliki pernah bisa terbit terdaftar benar betul aktif"
    " memenuhi terpenuhi sesuai tahu mengetahui hadir lengkap berizin berijin bersertifikat berlabel bermerek bermerk berlaku ok"
)
_NOES: Final = words_of("tidak tdk tak ga gak nggak ngga enggak bukan belum blm kosong nihil salah tanpa no false t n")
_THINGS: Final = words_of(
    "izin ijin perizinan perijinan nib pirt p irt spp sertifikat nomor halal bpom md merek merk hki haki label kemasan dokumen berkas"
    " legalitas iumk siup tdp npwp sni oss akun data syarat persyaratan produk produksi pasar usaha ikm umkm industri jawaban pilihan"
)
_FILLING: Final = words_of("yang yg maka dan atau untuk pada di dengan kolom tanda huruf isi ini itu tersebut masih bila jika pelaku")

#: ``V. DATA IKM`` is the number of a part.
_TICKED: Final = (
    r"\b(?:(?:di|men|ter)?(?:centang|contreng|conteng|che?c?k ?list?|che?klis|ceklis?t?|cek ?list?|checklis)(?:kan)?|tanda cek)\b"
)
_MARK: Final = rf"(?:\(\s*v\s*\)|(?<![\w./])v(?![\w.)/])|[✓✔√☑]|{_TICKED})"
_IS_MARK: Final = re.compile(_MARK, re.IGNORECASE)
_IF: Final = r"jika|bila|kalau|apabila"
#: Where the talk is of something else: ``v = ya 0 = tidak``, ``v jika ya dan - jika tidak``.
_CLAUSE: Final = re.compile(
    r"[;|\n]|,(?!\s*(?:(?:te)?tapi|namun|hanya|cuma|masih|sedang)\b)|\bx\b|[.](?:\s|$)|[✗✘☒×]|\b(?:di)?kosongkan\b"
    r"|(?<![=:]\s)(?<![=:])(?:[0-9–-]|\b(?:[a-z]|kosong|strip|silang))\W{0,2}[=:]"
    rf"|(?:(?<=\w)\W{{1,2}}[–-]|[0-9]|\b(?:kosong|strip|silang))\W{{0,2}}\b(?:{_IF})\b",
    re.IGNORECASE,
)
_MEANS: Final = r"berarti|artinya|arti|bermakna|maknanya|maksudnya|adalah|yaitu|yakni"
_LINK: Final = re.compile(rf"\W{{0,3}}(?:=|:|→|->|\b(?:{_MEANS}|{_IF})\b)|(?:\W+\w+){{1,4}}?\W+(?:=|\b(?:{_MEANS})\b)", re.IGNORECASE)
_ENDS_EQUAL: Final = re.compile(r"(?:=|:|→|\()\W{0,3}$")
#: ``yang belum diberi tanda``, of a mark that follows.
_GIVEN: Final = re.compile(
    r"\b(?:(?:di)?(?:beri|isi|kasih?|bubuhi|tulis|ketik|tandai)(?:kan)?|dengan|tanda)(?:\W+(?:dengan|tanda|huruf))*\W*$", re.IGNORECASE
)
_WISHES: Final = "perlu|diperlukan|memerlukan|butuh|dibutuhkan|membutuhkan|mau|ingin|diinginkan|minat|berminat|diminati|bersedia"
_IS_WISHED: Final = re.compile(rf"\b(?:{_WISHES})\b", re.IGNORECASE).search
_IS_OTHER: Final = re.compile(
    rf"\b(?:{_WISHES}|akan|sedang|proses|diproses|diurus|mengurus|diajukan|mengajukan|diusulkan|menunggu|rencana|berencana|habis|berakhir"
    r"|k[ae]d[ae]lu?[aw]+rsa|expired|dicabut|dibekukan|ditolak)\b",
    re.IGNORECASE,
).search
_MARKS: Final = frozenset("v✓✔√☑")

_GUIDES: Final = "keterangan|ket|catatan|cat|legenda|legend|petunjuk|kode|angka|simbol|pilihan|skor|skala|isian|pengisian|nb|note"
_GUIDE: Final = rf"(?i)^\W*(?:{_GUIDES})(?:\s+(?:kode|angka|simbol|tanda|nilai|isian|pengisian|jawaban))*\s*(?:[.:=]|$)"
_IS_GUIDE: Final = re.compile(_GUIDE).search
_CODES: Final = words_of("kode angka simbol tanda nilai skor isian pilihan")
_MEANINGS: Final = words_of("arti artinya maksud makna keterangan ket penjelasan jawaban")

_IS_ONE_DIGIT: Final = re.compile(r"[^0-9]*[01][^0-9]*").fullmatch
#: Every digit of which a text says what it means, whatever that is.
_IS_TOLD: Final = re.compile(rf"{_LONE}{_SIGN}[^\W\d_]|[^\W\d_](?:{_SIGN}|\s*\(){_LONE}").findall
_IS_PLAIN_OF_MARKS: Final = re.compile(
    rf"{_GUIDE[4:]}|^\W*(?:(?:tanda|huruf|kolom|yang)\s+)*{_MARK}\W{{0,3}}(?:=|→|->|\b(?:{_MEANS}|{_IF})\b)|^\W*v\s*:|^[^=]*=\W{{0,3}}{_MARK}\W*$",
    re.IGNORECASE,
).search

#: What numbers a question: ``1. Apakah sudah punya NIB?``
_NUMBERING: Final = re.compile(r"\s*[A-Za-z]?[0-9]{1,2}[.)]\s*")
_SIGNED_MAYBE: Final = (
    r"(?i)[01v✓✔√☑]\W{0,8}(?:[=:→>–—]|->|-\s)|[=:→>(-]\W{0,8}[01v✓✔√☑](?:\W|$)"
    rf"|[v✓✔√☑]\W+(?:{_MEANS}|{_IF})\b|centang|con?tr?eng|c[eh]\w* ?lis|\bcek\b|^\W*(?:{_GUIDES})\b"
)


@dataclass(frozen=True, slots=True)
class Sort:
    """Legends of digits, or of marks: whether a text may be one where no business is told of, beside one, and in another sheet."""

    alone: Callable[[str], bool]
    beside: Callable[[str], bool]
    elsewhere: Callable[[str], bool]


def is_legend(text: str) -> bool:
    """Whether a text, of a row that is no business, may say what digits mean: ``1 = tidak``, ``isi 1 jika belum``."""
    return _IS_EQUAL(text) is not None or (_IS_LONE(text) is not None and _IS_ANSWER(text) is not None)


def turns_marks(text: str) -> bool:
    """Whether a text may say that a mark is no yes: ``v = belum``, ``beri tanda v bila tidak``; ``v = sudah`` says what is read anyway.

    A meaning is harmless where it is a plain yes of a closed list, and no more: ``v = sudah punya izin``, but not ``v = sudah diajukan``.
    """
    return any(_turns(text, made) for made in _IS_MARK.finditer(text))


def _words_in(text: str) -> list[str]:
    words: list[str] = re.findall(r"[^\W\d_]+", text.casefold())
    return [word if word in _PLAIN else word.removesuffix("nya") for word in words]


def _is_plain(meaning: str) -> bool:
    """Whether all that a mark is said to mean is a yes: ``v = ada - tidak ada`` says of ``-`` what follows it."""
    words = _words_in(re.split(r"(?<=\w)\s+[–—-]\s+(?=(?:tidak|tdk|belum|blm)\b)", meaning.casefold(), maxsplit=1)[0])
    return any(word in _PLAIN for word in words) and all(word in _PLAIN or word in _THINGS or word in _FILLING for word in words)


def _says(text: str, *, wished: Callable[[str], object]) -> bool | None:
    """Whether words beside a mark make it another thing than a yes; ``None`` where they say nothing of it."""
    words = _words_in(text)
    first = next((word for word in words if word in _PLAIN or word in _NOES), None)
    if wished(text) is not None or first in _NOES:
        return True
    return None if first is None else False


def _turns(text: str, mark: re.Match[str]) -> bool:
    behind = _CLAUSE.split(_IS_MARK.split(text[mark.end() :], maxsplit=1)[0], maxsplit=1)[0]
    wished = _IS_WISHED if len(mark[0]) > 1 and not mark[0].startswith("(") else _IS_OTHER
    link = _LINK.match(behind)
    if link is not None and any(map(str.isalpha, behind[link.end() :])):
        return not _is_plain(behind[link.end() :])
    said = _says(behind, wished=wished)
    return _turns_before(text[: mark.start()], is_bracketed=mark[0].startswith("(")) if said is None else said


def _turns_before(text: str, *, is_bracketed: bool) -> bool:
    """Whether what stands before a mark says that it is no yes: ``Belum memiliki = v``, ``bila belum, beri tanda v``."""
    given = _GIVEN.search(text)
    clauses = _CLAUSE.split(text if given is None else text[: given.start()])
    before = clauses[-1] if given is None else next((each for each in reversed(clauses) if each.strip()), "")
    if given is None and not is_bracketed and _ENDS_EQUAL.search(before) is None:
        return False
    is_open = is_bracketed or before.rstrip().endswith("(")
    words = _words_in(before)
    is_yes = any(word in _PLAIN and _NOES.isdisjoint(words[max(0, at - 2) : at]) for at, word in enumerate(words))
    is_no = not is_yes and not _NOES.isdisjoint(words)
    return is_no or ((given is not None or not is_open) and _IS_OTHER(before) is not None)


def _turns_plainly(text: str) -> bool:
    """The same in the row of a business, where remarks stand: ``Ceklis: kurang foto`` says nothing of marks."""
    return turns_marks(text) and _IS_PLAIN_OF_MARKS(text) is not None


def _is_signed(text: str) -> bool:
    return _IS_SIGNED(text) is not None


def _is_signed_plainly(text: str) -> bool:
    """The same in the row of a business, where remarks stand: ``Kompor ada (1)``, ``1: sudah dikunjungi`` say nothing of digits."""
    if not _is_signed(text):
        return False
    words = _words_in(text)
    is_bare = (
        words[0] in _PLAIN | _NOES
        and set(words) <= _PLAIN | _NOES | (_THINGS if "=" in text else frozenset())
        and _IS_ONE_DIGIT(text) is not None
    )
    return re.match(_GUIDE, text) is not None or is_bare or {"0", "1"} <= set(re.findall("[0-9]", " ".join(_IS_TOLD(text))))


def _explains(text: str) -> bool:
    """Whether a text of a sheet that tells how to fill in another one says what digits mean there: also ``isi 1 jika belum``."""
    return _is_signed(text) or _ALONE.fullmatch(text) is not None or _IS_ASKED(text) is not None


DIGITS: Final = Sort(is_legend, _is_signed_plainly, _explains)
MARKS: Final = Sort(turns_marks, _turns_plainly, turns_marks)


def is_mark(cell: Cell) -> bool:
    """Whether a cell holds no more than a mark that is read as yes."""
    text = "".join(char for char in text_of(cell).casefold() if char.isalnum() or char in _MARKS) if isinstance(cell, str) else ""
    return bool(text) and _MARKS.issuperset(text)


def unnumbered(title: str) -> str:
    """A title without the number of its question."""
    made = _NUMBERING.match(title)
    return title if made is None else title[made.end() :]


def speaks_for_all(title: str) -> bool:
    """Whether a title says what digits mean in the whole table: they stand right beside answers in it."""
    return _IS_BESIDE(unnumbered(title)) is not None


def joined(cells: Iterable[Cell]) -> str:
    """The texts of some cells, one after the other."""
    return " ".join(text_of(cell) for cell in cells if not is_blank(cell))


class Places:
    """Where legends may stand in the rows of a table, by its columns; ``facts`` are the places of those that stand for some, ``asked`` of those that take answers."""

    def __init__(self, columns: Sequence[Column], facts: Iterable[int], asked: Iterable[int]) -> None:
        taken, answered = frozenset(facts), frozenset(asked)
        self.untitled = tuple(column.index for column in columns if not column.title.strip())
        names = [column.index for column in columns if is_of_names(column.title)]
        self.names = tuple(names or [column.index for column in columns if fold(column.title) in NAMES])
        free = [
            column.index for column in columns
            if column.title.strip() and column.index not in (*taken, *self.names) and known_fact(column.title) is None
        ]  # fmt: skip
        self.beside = tuple(sorted(answered.union(free)))
        self.first = range(max(self.names, default=len(columns) - 1) + 1)
        of = {column.index: _only_word(column.title) for column in columns if column.title.strip()}
        after = [(at, other) for at in of for other in (at + 1, at + 2) if of.get(at) in _CODES and of.get(other) in _MEANINGS]
        self.pairs = tuple(after)

    def has(self, row: Row, sort: Sort) -> bool:
        """Whether a legend stands in a row."""
        every = [cell for cell in (*row.cells, *row.surplus) if not is_blank(cell)]
        filled = sum(_IS_FILLED(text_of(cell)) is not None for cell in every)
        is_nameless = bool(self.names) and all(is_blank(row.cells[at]) for at in self.names)
        if filled <= FEW or row.is_no_business or self._has_guide(row.cells, is_nameless=is_nameless):
            return sort.alone(joined(every)) or any(sort.alone(text_of(cell)) for cell in every)
        if is_nameless and any(isinstance(cell, str) and sort.alone(cell) for cell in every):
            return True
        apart = [cell for cell in (*(row.cells[at] for at in self.untitled), *row.surplus) if not is_blank(cell)]
        if any(sort.alone(text_of(cell)) for cell in apart) or (_ALONE.fullmatch(joined(apart)) and sort.alone(joined(apart))):
            return True
        if any(isinstance(cell := row.cells[at], str) and sort.beside(cell) for at in self.beside):
            return True
        return any(sort.alone(f"{text_of(row.cells[one])} = {text_of(row.cells[other])}") for one, other in self.pairs)

    def _has_guide(self, cells: Sequence[Cell], *, is_nameless: bool) -> bool:
        """Whether a row says that it is a legend: in its first cell, or where nothing else could say it."""
        filled = [cell for cell in cells if not is_blank(cell)]
        return any(isinstance(cell, str) and _IS_GUIDE(cell) is not None for cell in (filled if is_nameless else filled[:1]))


def _only_word(title: str) -> str:
    """The word of a title, or its first of two or more."""
    return (fold(title).split() or [""])[0]


#: What a cell has in which a legend may stand, as Polars reads it: in a column of no title, in one where a sign must stand, in any.
MAYBE_APART: Final = r"[0-9vVcC✓✔√☑]"
MAYBE_BESIDE: Final = _SIGNED_MAYBE
MAYBE_GUIDE: Final = _GUIDE
MAYBE_PAIR: Final = r"^\W*[01vV✓✔√☑]\W*$"
