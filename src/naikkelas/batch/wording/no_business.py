"""Rows of a table that are no business: sums of the others, headings of a part of them, notes and signatures below them.

People set them between the businesses, so no place in the file gives them away; their words do, and that nothing beside the words could be
said of a business. A business may have such a name: then other cells of its row have words too, and it is read.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from naikkelas.batch.cells import Cell, is_blank, text_of
from naikkelas.batch.wording.amounts import is_amount
from naikkelas.batch.wording.headings import Headings, is_mark_of_part
from naikkelas.batch.wording.not_today import turns
from naikkelas.batch.wording.places import AREAS, DISTRICTS, MONTHS, PROVINCES, VILLAGES
from naikkelas.batch.wording.sheet_titles import is_of_kind, is_title_of_sheet
from naikkelas.batch.wording.titles import identifies, is_number_of_row, may_be_of_names, words_of
from naikkelas.batch.wording.words import SUMS, fold
from naikkelas.ikm.regions import PROVINCES as PROVINCE_NAMES
from naikkelas.ikm.regions import REGENCIES, Regency, short_names

#: Where words stand alone in a table of fewer columns, nobody can tell a heading from a business of which nothing else is known.
_FEWEST_COLUMNS: Final = 3
#: A row of notes has no more cells than a signature on each side and one between.
_MOST_NOTES: Final = 3
_NUMBERS_OF_ROWS: Final = frozenset({"no", "no urut"})
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")
_YEAR_IN: Final = re.compile(rf"\b{_YEAR.pattern}\b")
#: The name of a part: ``Jumlah II``, ``Jumlah A``, ``Jumlah 2025``.
_PART: Final = re.compile(r"[ivx]{1,4}|[a-z]|(?:19|20)[0-9]{2}")
_DAYS: Final = ("tahun", "tgl", "bulan")
_BEGINNINGS: Final = frozenset({"mulai", "berdiri", "since"})
_PLACES: Final = AREAS | words_of("alamat lokasi wilayah regency address city")

#: The names of regencies and provinces by themselves, in small letters.
PLACES: Final = frozenset(
    each.casefold()
    for each in (
        *(regency.name.removeprefix("Kabupaten ").removeprefix("Kota ") for regency in REGENCIES.values()),
        *PROVINCE_NAMES.values(),
        *(short.written for short in short_names()),
    )
)

_MARKER: Final = r"(?:(?:[ivxlc]{1,5}|[a-z]|[0-9]{1,2})[.)]\s*)?"
#: What every text begins with, or has, that is one of these; as Python and Polars both read it.
MAYBE: Final = (
    rf"(?i)^[^0-9a-z]*{_MARKER}(?:sub|grand|jum|jml|jlh|tot|rer|rata|akum|rekap|persen|prosen|banyaknya|pindahan|contoh|cth|misal|kec|kel|des|dus|kab|kot|prov|ket|cat|sumber|nb|note|meng|meny|kep|nip|[0-9vx] *="
    r"|selisih|deviasi|ter(?:tinggi|rendah|besar|kecil)|ma(?:ks|x)im|min(?:im|[^a-z])|max[^a-z]|median|target|realisasi|capaian|ttl|nilai|kumulatif|sisa|penurunan|pertumbuhan|saldo"
    rf"|di(?:[bdks]|pindah)|pet|enum|surv|a\.? ?n\b|plt|hal|lem|page|[a-z] [a-z] [a-z])|^\s*\*|, *[0-9]{{0,2}} *(?:{MONTHS})[a-z]* [12][0-9]{{3}}\s*$"
    r"|^\W*(?:[ivxlc]{1,5}|[a-z])\W*$"
)
_IS_MAYBE: Final = re.compile(MAYBE).search
_LETTERS: Final = re.compile(r"[^\W\d_]+")
#: What every name and every number has, as Python and Polars both read it.
SAYS: Final = r"[0-9A-Za-z]|[^ -~]"
_SAYS: Final = re.compile(SAYS)

_SUM: Final = re.compile(
    r"(?:sub ?(?:jumlah|total)|grand ?total|jumlah total|total jumlah|jumlah|total|rerata|rata ?(?:rata|2)|rataan|akumulasi|rekap(?:itulasi)?"
    r"|p(?:er|ro)sen(?:tase)?|banyaknya|pindahan)(?: (?P<rest>.*))?"
)
#: What stands by itself beside the number of a row that shows how to fill in the others, and what a name begins with there.
_EXAMPLE: Final = re.compile(r"\W*(?:contoh|cth|misal(?:nya)?)(?: (?:pengisian|isian|data|usaha|ikm|umkm))?\W*")
_OF_EXAMPLE: Final = re.compile(
    r"\(\s*(?:contoh|cth|misal(?:nya)?)\b.*\).*|(?:contoh|cth|misal(?:nya)?)\.?\s*[:=\-–].*|.*\((?:contoh|cth)\.?\)", re.DOTALL
)
#: What may follow such a word of a sum.
_OF_WHAT: Final = words_of(
    "keseluruhan seluruh seluruhnya semua semuanya total jumlah umum akhir sementara dipindahkan pindahan ikm umkm usaha unit pelaku binaan data dan orang"
)
_OF_WHERE: Final = AREAS | words_of("wilayah halaman hal lembar s se per tahun bulan")
#: What a row is called that compares sums or takes them from another page, beside nothing but amounts, and what may stand before or behind it.
_SUMMARIES: Final = words_of(
    "selisih deviasi tertinggi terendah terbesar terkecil maksimum maksimal minimum minimal max min median target realisasi capaian ttl tot subtot pindahan dipindahkan "
    "dipindah kumulatif sisa kekurangan kelebihan kenaikan penurunan pertumbuhan saldo"
)
_BESIDE_SUMMARIES: Final = words_of("grand sub nilai dari ke sd sampai dengan bulan ini lalu sebelumnya berikutnya tw triwulan semester")

#: A city is looked up, and ``Kel.`` may begin the name of a group of people.
_HEADING: Final = "|".join(sorted(DISTRICTS | VILLAGES | PROVINCES | {"kabupaten", "kab"}))
_AREA: Final = re.compile(rf"{_MARKER}(?:{_HEADING})\b[\s:.]*\w.*")
_MOST_CITY: Final = 60
_CITY: Final = re.compile(rf"{_MARKER}kota\b")
_NOTE: Final = re.compile(
    r"\*+\)?.*"
    r"|(?:keterangan|ket|catatan|sumber(?: data)?|nb|note)\s*[:.].*|keterangan|catatan"
    r"|(?:mengetahui|menyetujui|di(?:buat|susun|ketahui|setujui) oleh)\b\W*"
    r"|(?:(?:a\.? ?n\.?|plt\.?) ?)?kepala (?:dinas|bidang|seksi|sub|bagian|badan|kantor|upt|desa|kelurahan)\b.*"
    r"|nip\b[\s.:]*[0-9 ]*"
    r"|[0-9vx] *= *[a-z].*"
    r"|(?:petugas|enumerator|surveyor)(?: (?:pendata(?:an)?|lapangan))?\W*"
    r"|(?:halaman|hal\.?|lembar|page) [0-9]+.*"
    rf"|[a-z .']+, *[0-9]{{0,2}} *(?:{MONTHS})[a-z]* [12][0-9]{{3}}"
)


@dataclass(frozen=True, slots=True)
class NoBusiness:
    """What a row begins with that is no business. Where it is not ``is_sure``, the row is read all the same.

    One that ``turns`` heads rows that may be planned, asked for or missing; one that ``is_nameless`` has none of what tells businesses apart.
    """

    word: str
    is_sure: bool
    turns: bool = False
    is_nameless: bool = False


class RowJudge:
    """Tells which rows of a table are no business, by the titles of its columns.

    ``telling`` is where columns stand in which an earlier run, whose result the table is, tells the problems of each row; ``own`` are those of the
    names and the numbers of businesses, behind which no word of a sum is looked for; ``telling_apart`` also those of owners and their numbers, where there
    are names at all. ``number`` and ``name`` are the first columns that say which row or which business it is.
    """

    def __init__(self, titles: Iterable[str], telling: Sequence[int] = ()) -> None:
        self.telling = telling
        titles = list(titles)
        folded = [fold(title) for title in titles]
        self.numbers = frozenset(at for at, title in enumerate(folded) if title in _NUMBERS_OF_ROWS)
        self._days = frozenset(at for at, title in enumerate(folded) if title.startswith(_DAYS) or _BEGINNINGS & {*title.split()})
        names = {at for at, title in enumerate(titles) if may_be_of_names(title)}
        self.names = frozenset(names)
        self.own = self.numbers | names
        self.telling_apart = self.own | {at for at, title in enumerate(titles) if identifies(title)} if names else frozenset[int]()
        self.number = next((at for at, title in enumerate(titles) if is_number_of_row(title)), None)
        self.name = min(names, default=None)
        self._places = frozenset(at for at, title in enumerate(folded) if not _PLACES.isdisjoint(title.split()))
        self.headings = Headings(titles)

    def about(self, cells: Sequence[Cell]) -> NoBusiness | None:
        """What a row is if it is no business; ``None`` for every other."""
        if (heading := self.headings.heading(cells)) is not None:
            return NoBusiness(heading[0], True, turns=heading[1])
        by_words = self._example(cells) or self._beside_sums(cells) or self._by_words(cells)
        return by_words if by_words is not None and by_words.is_sure else self._nameless(cells) or by_words

    def may_be_one(self, cells: Sequence[Cell]) -> bool:
        """Whether a row with anything in it may be a business by itself."""
        found = self.about(cells)
        return not all(map(is_blank, cells)) and (found is None or not found.is_sure)

    def _example(self, cells: Sequence[Cell]) -> NoBusiness | None:
        """A row that shows how to fill in the others: ``Contoh`` for its number, ``Contoh: Keripik Bu Ani`` for its name."""
        for at in sorted(self.own):
            cell = cells[at] if at < len(cells) else None
            if isinstance(cell, str) and (
                _EXAMPLE.fullmatch(cell.casefold()) or (at in self.names and _OF_EXAMPLE.fullmatch(cell.strip().casefold()))
            ):
                return NoBusiness(cell.strip(), True)
        return None

    def _beside_sums(self, cells: Sequence[Cell]) -> NoBusiness | None:
        """A heading beside the sums of what it heads, or a sum by another word: nothing but amounts stands in its row, and neither number nor name of a business.

        Behind the letter of its part stands what heads that; where the numbers of rows should stand are other words, or no number beside the name of a place.
        """
        first = self._next(cells, 0)
        if first is None or not isinstance(cells[first], str):
            return None
        marked = self._next(cells, first + 1) if is_mark_of_part(cells[first]) else None
        at = first if marked is None else marked
        text, then = cells[at], self._next(cells, at + 1)
        if not isinstance(text, str) or not self._sums_up(first, at, text, is_alone=then is None):
            return None
        are_sums = then is None or all(is_blank(cell) or self._is_sum(each, cell) for each, cell in enumerate(cells[then:], then))
        return NoBusiness(text.strip(), True) if are_sums else None

    def _next(self, cells: Sequence[Cell], at: int) -> int | None:
        """The next column in which something stands; a stroke is no number of a row."""
        for each in range(at, len(cells)):
            if not is_blank(cells[each]) and (each not in self.numbers or has_letters(cells[each])):
                return each
        return None

    def _sums_up(self, first: int, at: int, text: str, *, is_alone: bool) -> bool:
        """Whether a text may head others or sum them up, where nothing else than sums stands behind it; ``first`` is where the letter of its part stands."""
        lacks_number = bool(self.numbers) and first not in self.numbers and at in self.names
        if is_alone:
            return lacks_number and first == at and _is_summary(text)
        if first != at:
            is_place = (at not in self._places or bool(self.names)) and _is_place(text)
            return self._heads_part(first, at, text) or is_place or _is_summary(text)
        if at in self.numbers:
            return bool(self.names) and _is_no_number(_YEAR_IN.sub("", text))
        return _is_summary(text) or (lacks_number and (self._is_note(at, text) or _is_place(text)))

    def _is_sum(self, at: int, cell: Cell) -> bool:
        """Whether a cell may be a sum where it stands: among years it is none of them."""
        return is_amount(cell) and (at not in self._days or _YEAR.search(text_of(cell)) is None)

    def _nameless(self, cells: Sequence[Cell]) -> NoBusiness | None:
        """A row without a name and a number, which the others have: a sum without a word, titles once more, or more of the business above it.

        Where rows have no numbers, one that holds amounts alone.
        """
        if not self.telling_apart or not are_empty(cells, self.telling_apart):
            return None
        others = [cell for at, cell in enumerate(cells) if at not in self.telling_apart and not is_blank(cell)]
        if not others or not (self.numbers or all(map(_is_amount, others))):
            return None
        return NoBusiness(" ".join(text_of(others[0]).split()), True, is_nameless=True)

    def _by_words(self, cells: Sequence[Cell]) -> NoBusiness | None:
        """A row that its words give away."""
        at, first = self._telling(cells)
        if first is None:
            return None
        others = [(place, cell) for place, cell in enumerate(cells) if place != at and not is_blank(cell)]
        has_amounts = all(place not in self._days and _is_amount(cell) for place, cell in others)  # nobody adds up years
        if (found := _sum(first, has_amounts=has_amounts, is_alone=not others)) is not None:
            has_no_number = bool(self.numbers) and all(is_blank(cells[each]) for each in self.numbers if each < len(cells))
            is_lone = not found and has_amounts and bool(others) and at in self.names and has_no_number
            return NoBusiness(first.strip(), found or is_lone, is_nameless=is_lone)
        if len(cells) < _FEWEST_COLUMNS or len(others) >= _MOST_NOTES or any(place < at for place, _ in others):
            return None
        if all(self._is_note(place, cell) for place, cell in [(at, first), *others]):
            return NoBusiness(first.strip(), True)
        if len(others) == 1 and is_mark_of_part(first) and self._heads_part(at, *others[0]):
            return NoBusiness(text_of(others[0][1]).strip(), True)
        return NoBusiness(first.strip(), True) if not others and at in self.numbers and _is_no_number(first) else None

    def _telling(self, cells: Sequence[Cell]) -> tuple[int, str | None]:
        """The first cell that may say that a row is none: the first that is filled, or that of a sum behind its amounts."""
        for at, cell in enumerate(cells):
            if is_blank(cell):
                continue
            if isinstance(cell, str) and (at in self.numbers or _IS_MAYBE(cell)):
                return at, cell
            if at in self.own or not _is_amount(cell):
                break
        return -1, None

    def _heads_part(self, mark: int, at: int, cell: Cell) -> bool:
        """Whether what stands beside the letter of a part heads it: a place, a kind of businesses; among places only where names should stand and do not."""
        if not isinstance(cell, str):
            return False
        if at in self._places and (not self.names or mark in self.names):
            return turns(cell)
        return turns(cell) or self._is_note(at, cell) or is_title_of_sheet(cell) or is_of_kind(cell)

    def _is_note(self, at: int, cell: Cell) -> bool:
        """Whether a cell heads a part of the rows, or belongs to what stands above and below a table."""
        if not isinstance(cell, str):
            return False
        text = " ".join(cell.casefold().split())
        if _NOTE.fullmatch(text) is not None:
            return True
        if at in self._places:
            return False
        return _AREA.fullmatch(text) is not None or (_CITY.match(text) is not None and Regency.find(text[:_MOST_CITY]).only is not None)


def _sum(first: str, *, has_amounts: bool, is_alone: bool) -> bool | None:
    """Whether a row surely sums up others, by its first words and what stands beside them; ``None`` where nothing says that it does."""
    folded = fold(first)
    words = folded.split()
    if len(words) > 2 and all(len(word) == 1 for word in words):  # J U M L A H
        folded = fold("".join(words))
    made = _SUM.fullmatch(folded)
    if made is None:
        return None
    rest = (made["rest"] or "").split()
    of_what = [word for word in rest if not word.isdecimal() or _YEAR.fullmatch(word)]
    if bool(of_what) == bool(rest) and (
        not rest or rest[0] in _OF_WHERE or all(word in _OF_WHAT or _PART.fullmatch(word) for word in of_what)
    ):
        return has_amounts
    return False if has_amounts and not is_alone else None


def _is_summary(text: str) -> bool:
    """Whether a text is what rows of sums are called that compare them, and no more than that, and of what or when: ``Realisasi 2026``, ``Selisih``."""
    words = fold(text).split()
    before = next((at for at, word in enumerate(words) if word in _SUMMARIES), len(words))
    rest = words[before + 1 :]
    if before == len(words) or not (_BESIDE_SUMMARIES | SUMS).issuperset(words[:before]):
        return False
    known = _SUMMARIES | _BESIDE_SUMMARIES | _OF_WHAT | SUMS
    return (bool(rest) and rest[0] in _OF_WHERE) or all(
        word in known or word in _OF_WHERE or word.isdecimal() or _PART.fullmatch(word) for word in rest
    )


def _is_place(text: str) -> bool:
    """Whether a text is the name of a regency or a province."""
    return text.strip().casefold() in PLACES


def _is_amount(cell: Cell) -> bool:
    """Whether a cell may stand in a row of sums; so may the word of one once more."""
    return is_amount(cell) or (isinstance(cell, str) and fold(cell) in SUMS)


def has_letters(cell: Cell) -> bool:
    """Whether a cell says anything: ``-``, ``…`` and ``%`` are no name."""
    return not is_blank(cell) and _SAYS.search(text_of(cell)) is not None


def are_empty(cells: Sequence[Cell], columns: Iterable[int]) -> bool:
    """Whether nothing is said in some columns of a row: where these tell businesses apart, it is none of its own."""
    return not any(at < len(cells) and has_letters(cells[at]) for at in columns)


def _is_no_number(text: str) -> bool:
    """Whether what stands in a column of numbers of rows is words."""
    words = _LETTERS.findall(text)
    return len(words) > 1 or (bool(words) and not any(map(str.isdigit, text)))
