"""Which sheet of a workbook holds the list of the businesses: neither its recap, nor a sample, nor titles below which nobody wrote anything."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from naikkelas.batch.cells import Cell, is_blank
from naikkelas.batch.header.title_rows import Numbered
from naikkelas.batch.table import Column
from naikkelas.batch.wording.not_today import turns
from naikkelas.batch.wording.titles import identifies, is_number_of_row, may_be_of_names, words_of
from naikkelas.batch.wording.words import fold
from naikkelas.facts import Text

#: What sheets are called that are no lists: samples, forms, choices, explanations; and recaps, which may be one.
_NO_LISTS: Final = words_of(
    "contoh sampel sample example format template templat form formulir blanko petunjuk panduan pedoman pengisian readme keterangan ket legenda legend kode "
    "catatan notes arti kamus referensi ref pilihan opsi dropdown validasi lookup parameter wilayah"
)
_RECAPS: Final = words_of("rekap rekapitulasi ringkasan resume summary pivot grafik chart dashboard statistik list master")
#: So many of its titles must be known before a sheet without names of businesses is a table as people make them.
_FEWEST: Final = 2


@dataclass(frozen=True, slots=True)
class Seen:
    """A sheet that was looked at: how many of its titles are known, whether rows stand below them, and names of businesses in these."""

    name: str
    known: int
    has_rows: bool
    has_names: bool

    @property
    def is_beside(self) -> bool:
        """Whether its name says that it stands beside a list, or is none of today."""
        return not (_NO_LISTS | _RECAPS).isdisjoint(fold(self.name).split()) or turns(self.name)

    @property
    def is_list(self) -> bool:
        """Whether businesses are listed in it."""
        return self.has_rows and self.has_names and self.known > 0

    @property
    def may_be_meant(self) -> bool:
        """Whether somebody may want it to be read: a list that is no sample."""
        return self.is_list and _NO_LISTS.isdisjoint(fold(self.name).split())

    @property
    def _class(self) -> int:
        if self.may_be_meant:
            return 2
        return int(self.has_rows and self.known >= _FEWEST and not self.is_beside)


def seen(name: str, known: int, columns: Sequence[Column], rows: Sequence[Numbered]) -> Seen:
    """What a sheet is by its titles and the first ``rows`` below them; numbers alone, or nothing but the titles again, fill in no form."""
    named = [column.index for column in columns if may_be_of_names(column.title)]
    counted = {column.index for column in columns if is_number_of_row(column.title)}
    has_rows = any(not is_blank(cell) and at not in counted for _, cells in rows for at, cell in enumerate(cells))
    has_names = any(at < len(cells) and _is_name(cells[at]) for _, cells in rows for at in named)
    return Seen(name, known, has_rows, has_names)


def _is_name(cell: Cell) -> bool:
    return isinstance(cell, str) and any(map(str.isalpha, cell))


def best_of(sheets: Sequence[Seen]) -> Seen:
    """The sheet to read: names of businesses go before rows without these, and rows before titles alone.

    Of several such it is the one whose titles are known best, and of equals the first. One that by its name stands beside a list loses against any other
    of which half as many titles are known.
    """
    best = max(each._class for each in sheets)
    found = [each for each in sheets if each._class == best]
    most = max(each.known for each in found)
    lists = [each for each in found if not each.is_beside and 2 * each.known >= most]
    return max(lists or found, key=lambda each: (each.is_list and each.known >= _FEWEST, each.known))


def what_is_told(name: str, lists: Sequence[str]) -> list[Text]:
    """What is said of the sheet that is read; ``lists`` are others that list businesses too."""
    made = []
    if lists:
        shown = ", ".join(f"'{each}'" for each in lists)
        made.append(
            Text(
                f"lembar lain yang juga tampak seperti daftar usaha: {shown}; pilih salah satu dengan --sheet",
                f"other sheets look like lists of businesses too: {shown}; choose one with --sheet",
            )
        )
    if turns(name):
        made.append(_turned(name))
    return made


def waiting(columns: Sequence[Column], name: str) -> tuple[Column, ...]:
    """The columns of a sheet; its name may say that what stands in it is none of today, as its title may."""
    if not turns(name):
        return tuple(columns)
    return tuple(
        each if identifies(each.title) or each.doubt is not None or not each.title else replace(each, doubt=_turned(name))
        for each in columns
    )


def _turned(name: str) -> Text:
    return Text(
        f"nama lembar '{name}' menyebut rencana, usulan, contoh, waktu lain, atau yang belum ada",
        f"the name of the sheet '{name}' speaks of plans, requests, samples, another time or what is missing",
    )
