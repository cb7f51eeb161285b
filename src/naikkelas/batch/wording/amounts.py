"""Cells that may stand in a row of sums: numbers, amounts of money, counts of people and businesses."""

import re
from typing import Final

from naikkelas.batch.cells import Cell

#: A longer number is that of a permit or a person, and no sum.
_MOST_DIGITS: Final = 13
_LETTERS: Final = re.compile(r"[^\W\d_]")
_COUNTED: Final = "orang|org|unit|ikm|umkm|ukm|usaha|pelaku usaha|buah|juta|jt|ribu|rb|miliar|milyar|m|kg|pcs|l|p"
_AMOUNT: Final = re.compile(rf"[^a-z]*(?:rp|idr)?[^a-z]*[0-9][^a-z]*(?:{_COUNTED})?[^a-z]*")


def is_amount(cell: Cell) -> bool:
    """Whether a cell holds a number, with its unit or without; signs alone stand for none: ``-``."""
    if isinstance(cell, int | float):
        return not isinstance(cell, bool)
    if not isinstance(cell, str):
        return False
    text = cell.strip().casefold()
    if sum(map(str.isdigit, text)) >= _MOST_DIGITS:
        return False
    return not _LETTERS.search(text) or _AMOUNT.fullmatch(text) is not None
