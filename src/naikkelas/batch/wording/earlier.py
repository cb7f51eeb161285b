"""Titles that say that data are those of an earlier state: ``KONDISI TAHUN 2019``, ``DATA LAMA``, ``PRA PEMBINAAN``.

The year of a list is when it was made, and that of the last year is as good as any: ``DATA IKM TAHUN 2025``. Only where a title speaks of the state of
things, and names years that surely are past, is it about these.
"""

import re
from collections.abc import Sequence
from typing import Final

from naikkelas.batch.wording.places import AREAS, MONTHS
from naikkelas.batch.wording.titles import YEAR, words_of

#: Nobody knows here of which day a table is decided. What was so before this year was so before there was this program.
FIRST_YEAR: Final = 2025
#: What a title calls the state of things.
STATES: Final = words_of("kondisi keadaan posisi")
_OF_A_DAY: Final = re.compile(rf"\bper (?:tgl )?(?:[0-9]{{1,2}} )?(?:(?:{MONTHS})[a-z]* )?(?:19|20)[0-9]{{2}}\b")
#: What makes of an old year the beginning of something that is true today.
_NOW: Final = words_of("sejak mulai sekarang terkini terbaru kini ini")
#: The year of a law: ``Peraturan Bupati Nomor 5 Tahun 2019``.
_OF_A_LAW: Final = re.compile(r"\bno [0-9]+ tahun [0-9]{4}\b")
#: What was done for businesses, before which their data were others; of what has a phase before it, those of that phase are of today.
DONE: Final = words_of(
    "mengikuti ikut pelatihan bimtek diklat pameran expo kurasi inkubasi magang pembinaan pendampingan bantuan fasilitasi program intervensi kegiatan pandemi covid"
)
_BEFORE: Final = words_of("pra pre")
_OF_BEFORE: Final = DONE - words_of("kurasi inkubasi magang mengikuti ikut")
#: ``PRAPELATIHAN``.
_IN_ONE: Final = frozenset(f"{before}{done}" for before in _BEFORE for done in _OF_BEFORE)
_NOT_OF_DATA: Final = words_of("tahap fase laporan rapat peserta pendaftar")
#: ``DATA LAMA IKM``; ``DATA LAMA USAHA`` tells for how long.
_OLD: Final = words_of("lama dulu dahulu terdahulu semula lampau old")
_OF_OLD: Final = STATES | words_of("data daftar database list versi")
_BEHIND_OLD: Final = AREAS | words_of("ikm umkm ukm tahun versi")
_PANDEMIC: Final = words_of("pandemi covid")
_DURING: Final = words_of("saat masa selama")
_LAST_YEAR: Final = words_of("lalu kemarin lampau")
_OF_LAST_YEAR: Final = STATES | words_of("data")
#: Without one of them no title says it.
_SAYS: Final = _OLD | _PANDEMIC | _LAST_YEAR | _BEFORE | _IN_ONE | words_of("awal")


def is_of_earlier(words: Sequence[str]) -> bool:
    """Whether folded words surely say so."""
    if _is_of_old_years(words):
        return True
    return not _SAYS.isdisjoint(words) and any(_is_before(words, at) or _is_old(words, at) for at in range(len(words)))


def _is_of_old_years(words: Sequence[str]) -> bool:
    """``KEADAAN PER DESEMBER 2019``; beside a year that may be this one it is a comparison."""
    if (STATES.isdisjoint(words) and "per" not in words) or not _NOW.isdisjoint(words):
        return False
    text = _OF_A_LAW.sub("", " ".join(words))
    years = [int(word) for word in text.split() if YEAR.fullmatch(word) is not None]
    if not years or max(years) >= FIRST_YEAR:
        return False
    return not STATES.isdisjoint(words) or _OF_A_DAY.search(text) is not None


def _is_before(words: Sequence[str], at: int) -> bool:
    """``PRA PANDEMI``, ``DATA AWAL PEMBINAAN``."""
    word, then = words[at], words[at + 1] if at + 1 < len(words) else ""
    is_said = word in _IN_ONE or (word in _BEFORE and then in _OF_BEFORE) or (word == "awal" and then in DONE)
    return is_said and _NOT_OF_DATA.isdisjoint(words)


def _is_old(words: Sequence[str], at: int) -> bool:
    """``DATA LAMA``, ``DATA 2019 (LAMA)``, ``KONDISI TAHUN LALU``, ``MASA PANDEMI``."""
    word, before = words[at], words[at - 1] if at else ""
    if before == "tahun" and word in _LAST_YEAR:
        return at > 1 and words[at - 2] in _OF_LAST_YEAR
    if word in _PANDEMIC:
        return before in _DURING
    if YEAR.fullmatch(before) is not None and at > 1:
        before = words[at - 2]
    if word not in _OLD or before not in _OF_OLD:
        return False
    then = words[at + 1] if at + 1 < len(words) else ""
    return not then or then in _BEHIND_OLD or then.isdigit()
