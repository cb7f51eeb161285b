"""Looks through a .xls before a library reads it: whether it is whole, its sheets are where it says, and no cell stands beyond the last column.

The library trusts what such a file says of itself: a damaged one would make it ask for more memory than there is, which ends the process.
The file is a small file system: sectors, a table that says which follows which, a folder, and in it one stream of records.
"""

from collections.abc import Callable, Iterator
from struct import calcsize, iter_unpack, unpack_from
from typing import Final

from naikkelas.batch.files.spreadsheet import OLD_MARK

_HEAD: Final = 512
_LISTED: Final = 109
_FIRST_FREE: Final = 0xFFFFFFFA
_ENTRY: Final = 128
_NAMES: Final = tuple(name.encode("utf-16-le") + b"\0\0" for name in ("Workbook", "Book"))
_ROOT: Final = 5
_SMALL: Final = 4096

#: Records that begin with the row and the column of a cell; the second kind holds several cells and ends with the last column.
_CELLS: Final = frozenset({0x06, 0x201, 0x203, 0x204, 0x205, 0x27E, 0xD6, 0xFD})
_SEVERAL: Final = frozenset({0xBD, 0xBE})
_MOST_COLUMNS: Final = 256
_MOST_ROWS: Final = 65_536

#: The record that begins a sheet, and the one that says where it is; that of its size, and how long it is in the newer form.
_BEGIN: Final = 0x809
_LOCKED: Final = 0x2F
_SHEET: Final = 0x85
_SIZE: Final = 0x200
_WIDE_SIZE: Final = 12

#: The record of all texts; it says how many there are.
_TEXTS: Final = 0xFC
_LONGEST_NAME: Final = 64


class DamagedError(ValueError):
    """The file is no whole .xls."""


def look_through(data: bytes, take: Callable[[int, int, memoryview], None]) -> None:
    """Returns when a library can read the file; ``take`` gets every record that was looked at, with its place and its kind.

    Raises:
        DamagedError: when it is cut off, its parts lead nowhere, or a cell stands beyond the last column.
    """
    begun, sheets = set(), set()
    for at, kind, record in _records(_Sectors(data).stream()):
        if kind == _LOCKED:
            return  # what follows cannot be read; the library says why
        if kind == _BEGIN:
            begun.add(at)
        elif kind == _SHEET and len(record) >= 4:
            sheets.add(unpack_from("<I", record)[0])
        elif kind == _TEXTS and (len(record) < 8 or unpack_from("<I", record, 4)[0] > len(data)):
            raise DamagedError
        elif kind == _SIZE:
            _check_size(record)
        elif (kind in _CELLS and len(record) >= 4) or (kind in _SEVERAL and len(record) >= 6):
            _check_columns(record, kind in _SEVERAL)
        take(at, kind, record)
    if not sheets <= begun:
        raise DamagedError


def _check_size(record: memoryview) -> None:
    """What a sheet says of its size: the first row and the one behind the last, and so the columns."""
    form = "<IIHH" if len(record) >= _WIDE_SIZE else "<HHHH"
    if len(record) < calcsize(form):
        raise DamagedError
    first, behind, left, right = unpack_from(form, record)
    if not (first <= behind <= _MOST_ROWS and left <= right <= _MOST_COLUMNS):
        raise DamagedError


def _check_columns(record: memoryview, several: bool) -> None:
    """The column of a cell, or the first and the last of several."""
    last = unpack_from("<H", record, len(record) - 2)[0] if several else 0
    if max(unpack_from("<H", record, 2)[0], last) >= _MOST_COLUMNS:
        raise DamagedError


def _records(stream: bytes) -> Iterator[tuple[int, int, memoryview]]:
    """Where every record is, its kind and its content; the stream may be filled up behind the last."""
    view, at = memoryview(stream), 0
    while at + 4 <= len(stream):
        kind, length = unpack_from("<HH", stream, at)
        if kind == 0 and length == 0:
            return
        if at + 4 + length > len(stream):
            raise DamagedError
        yield at, kind, view[at + 4 : at + 4 + length]
        at += 4 + length


class _Sectors:
    """The file as a file system."""

    def __init__(self, data: bytes) -> None:
        if len(data) < _HEAD or not data.startswith(OLD_MARK):
            raise DamagedError
        shift = unpack_from("<H", data, 30)[0]
        if shift not in (9, 12):
            raise DamagedError
        self._data, self._size = data, 1 << shift
        self._most = len(data) // self._size + 1
        self._table = [each for sector in self._listed() for each in self._numbers(sector)]

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        made = self._data[start : start + self._size]
        if number >= _FIRST_FREE or not made:
            raise DamagedError
        return made.ljust(self._size, b"\0")  # the last one may be short

    def _numbers(self, sector: int) -> list[int]:
        return [number for (number,) in iter_unpack("<I", self._sector(sector))]

    def _listed(self) -> list[int]:
        """The sectors of the table: the first in the head, the others in sectors of their own."""
        (count,) = unpack_from("<I", self._data, 44)
        if count > self._most:
            raise DamagedError
        made = list(unpack_from(f"<{_LISTED}I", self._data, 76))
        after = unpack_from("<I", self._data, 68)[0]
        while len(made) < count:
            *more, after = self._numbers(after)
            made += more
        return made[:count]

    def chain(self, first: int, table: list[int]) -> Iterator[int]:
        """The sectors of one part, in order."""
        at, left = first, len(table)
        while at < _FIRST_FREE:
            if at >= len(table) or not left:
                raise DamagedError
            yield at
            at, left = table[at], left - 1

    def part(self, first: int) -> bytes:
        """The content of one part."""
        return b"".join(self._sector(each) for each in self.chain(first, self._table))

    def stream(self) -> bytes:
        """The stream of records."""
        folder = self.part(unpack_from("<I", self._data, 48)[0])
        entries = [folder[at : at + _ENTRY] for at in range(0, len(folder) - _ENTRY + 1, _ENTRY)]
        root = next((each for each in entries if each[66] == _ROOT), None)
        found = next((each for name in _NAMES for each in entries if each.startswith(name)), None)
        if root is None or found is None or any(unpack_from("<H", each, 64)[0] > _LONGEST_NAME for each in entries):
            raise DamagedError
        first, size = unpack_from("<II", found, 116)
        if size >= _SMALL:
            made = self.part(first)
        else:
            table = [number for (number,) in iter_unpack("<I", self.part(unpack_from("<I", self._data, 60)[0]))]
            small = self.part(unpack_from("<I", root, 116)[0])
            made = b"".join(small[at * 64 : at * 64 + 64] for at in self.chain(first, table))
        if len(made) < size:
            raise DamagedError
        return made[:size]
