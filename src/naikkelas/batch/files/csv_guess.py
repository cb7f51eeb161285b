"""How a text is to be read that does not say so: its encoding, and the sign between its cells."""

import codecs
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Final

from naikkelas.batch.files.csv_records import records_of
from naikkelas.batch.header.finding import LOOKED_AT
from naikkelas.batch.table import TableError
from naikkelas.batch.wording.numbered import without_numbers
from naikkelas.batch.wording.titles import titles_in
from naikkelas.problems import Place, Words, problem

DELIMITERS: Final = (";", ",", "\t", "|")
_CHUNK: Final = 1 << 20
_BOMS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
#: Fewer known titles than this in one row may be data.
_FEWEST_TITLES: Final = 2
_SEARCHED: Final = 40
_BAD: Final = re.compile("[\udc80-\udcff]")
_NOT_ASCII: Final = re.compile("[^\x00-\x7f]")


@dataclass(frozen=True, slots=True)
class Encoding:
    """``is_whole``: every byte is part of a letter. Else some are read as U+FFFD."""

    name: str
    is_whole: bool = True


def encoding_of(path: Path) -> Encoding:
    """``utf-8``, by its mark ``utf-8-sig`` or ``utf-16``, and else ``cp1252``: what Excel saves where nobody asked for UTF-8.

    A text with bad bytes is UTF-8 all the same when it has as many letters that only UTF-8 writes so.

    Raises:
        TableError: for a file that is no text (NK450).
    """
    with path.open("rb") as file:
        start = file.read(4)
    for mark, name in _BOMS:
        if start.startswith(mark):
            return Encoding(name, _decodes(path, name))
    if _decodes(path, "utf-8", no_zeros=True):
        return Encoding("utf-8")
    if _is_mostly_utf8(path):
        return Encoding("utf-8", is_whole=False)
    return Encoding("cp1252", _decodes(path, "cp1252"))


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def _decodes(path: Path, name: str, *, no_zeros: bool = False) -> bool:
    """Whether every byte is part of a letter; a file with zeros is refused, whatever else it holds."""
    decoder = codecs.getincrementaldecoder(name)()
    is_whole = True
    for chunk in chain(_chunks(path), [b""]):
        if no_zeros and b"\0" in chunk:
            raise TableError([problem("NK450", Place(str(path)), "save_as_xlsx", reason=Words("it is no text", "isinya bukan teks"))])
        if is_whole:
            try:
                decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError:
                is_whole = False
    return is_whole


def _is_mostly_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")(errors="surrogateescape")
    letters = bad = 0
    for chunk in _chunks(path):
        text = decoder.decode(chunk)
        wrong = len(_BAD.findall(text))
        bad += wrong
        letters += len(_NOT_ASCII.findall(text)) - wrong
    bad += bool(decoder.decode(b"", final=True))  # the file ends within a letter
    return letters >= bad > 0


def delimiter_of(path: Path, encoding: str) -> str:
    """The delimiter under which titles that are known stand highest in the file, then under which they are most.

    Without such titles, the one that gives most rows the same number of cells, and most of them.
    """
    best, found = (-LOOKED_AT, 0, 0), ","
    for delimiter in DELIMITERS:
        rows = [cells for cells in _first(path, encoding, delimiter) if any(cell.strip() for cell in cells)]
        widths = Counter(map(len, rows))
        score = max(((width - 1) * count for width, count in widths.items()), default=0)
        if score and (made := (*_titles(rows, widths.most_common(1)[0][0]), score)) > best:
            best, found = made, delimiter
    return found


def _titles(rows: Sequence[Sequence[str]], width: int) -> tuple[int, int]:
    """How far above the end the first row with titles stands, and how many, where most rows have ``width`` cells; others are sentences."""
    for at, cells in enumerate(rows[:_SEARCHED]):
        if width > 1 and 2 * len(cells) >= width and (titles := titles_in(without_numbers(cells))) >= _FEWEST_TITLES:
            return -at, titles
    return -LOOKED_AT, 0


def _first(path: Path, encoding: str, delimiter: str) -> Sequence[list[str]]:
    """The first records; where a quotation mark is open, the first lines, as if there were none: what is wrong is told when they are read."""
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        try:
            return [cells for _, cells, _ in islice(records_of(file, 1, delimiter, str(path)), LOOKED_AT)]
        except TableError:
            file.seek(0)
            return [line.split(delimiter) for line in islice(file, LOOKED_AT)]
