"""A text as tokens: the keywords that announce a number, runs of digits, and other words.

Ways of writing: domain.md §1.3, §2, §7.2 and the numbers seen (found). One linear expression does it all.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final

from naikkelas.ikm.numbers.written import Piece, piece

#: A short keyword counts only before digits: ``ID``, ``MD`` or ``SP`` is just a word otherwise.
_DIGITS: Final = r"(?=[ .:#=-]{0,4}(?:no[a-z]{0,3}[ .:#-]{1,4})?[0-9][0-9 ._/-]{2})"

#: What announces a number of which kind. ``nik`` and ``sp`` have no class of their own: they say what a number is not.
_KEYWORDS: Final = {
    "pirt": r"(?:s?p[-. ]{0,3}i\.?r\.?t|spp[-. ]{0,3}irt)(?=no|(?![a-z]))",
    "pb_umku": r"pb[-. ]?umku(?![a-z])",
    "nib": r"(?:nib|nomor induk berusaha)(?![a-z])",
    "npwp": r"npwp(?![a-z])",
    "md": rf"md{_DIGITS}",
    "ml": rf"ml{_DIGITS}",
    "halal": rf"halal(?![a-z])|id{_DIGITS}",
    "kh": rf"kh{_DIGITS}",
    "tr": rf"(?:tr|ti|ht|ff){_DIGITS}",
    "na": rf"n[a-e]{_DIGITS}",
    "brand": rf"(?:idm|did|jid){_DIGITS}",
    "ean": r"(?:ean(?:-?13)?|gtin|barcode|kode batang)(?![a-z])",
    "sp": rf"sp{_DIGITS}",
    "nik": r"(?:nik|ktp)(?![a-z])",
}
_TOKEN: Final = re.compile(
    "".join(
        (
            "(?:(?<![a-z])(?:",
            "|".join(f"(?P<{kind}>{expression})" for kind, expression in _KEYWORDS.items()),
            "))",
            r"|(?P<damaged>[0-9]{1,3}(?:[.,][0-9]{1,20})? ?e\+?[0-9]{1,3}(?![a-z0-9]))",
            r"|(?P<run>[0-9](?:[ ._/-]{0,3}[0-9])*)",
            r"|(?P<word>(?:no(?=[0-9])|[^\W\d_]+))",
        )
    ),
    re.IGNORECASE,
)
_CONNECTING: Final = frozenset(
    [
        "no",
        "nomor",
        "nmr",
        "num",
        "number",
        "nr",
        "dep",
        "kes",
        "r",
        "i",
        "ri",
        "depkes",
        "kemenkes",
        "dinkes",
        "dinas",
        "kesehatan",
        "reg",
        "register",
        "registrasi",
        "izin",
        "ijin",
        "edar",
        "bpom",
        "pom",
        "sertifikat",
        "certificate",
    ]
)


class Sort(Enum):
    """What a token is."""

    KEYWORD = "keyword"
    DAMAGED = "damaged"
    RUN = "run"
    LINK = "link"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Token:
    """A part of a text. ``kind`` is that of a keyword; a link is a word that only connects a keyword with its number."""

    sort: Sort
    piece: Piece
    kind: str = ""

    @property
    def start(self) -> int:
        """Where it starts in the text."""
        return self.piece.start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.piece.end


def tokens(text: str) -> Iterator[Token]:
    """Every token of a text, in order."""
    for match in _TOKEN.finditer(text):
        group = match.lastgroup or ""
        if group == "run":
            yield Token(Sort.RUN, piece(match.start(), match[0]))
        else:
            sort = _sort(group, match[0])
            yield Token(sort, Piece(match.start(), match.end(), match[0], ""), group if sort is Sort.KEYWORD else "")


def _sort(group: str, text: str) -> Sort:
    if group == "word":
        return Sort.LINK if text.lower() in _CONNECTING else Sort.WORD
    return Sort.DAMAGED if group == "damaged" else Sort.KEYWORD
