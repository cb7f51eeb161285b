"""Titles of groups of columns: which change nothing of what stands below them, and which end before a column on their right."""

from collections.abc import Iterable
from typing import Final

from naikkelas.batch.wording.places import DISTRICTS, PROVINCES, REGENCIES
from naikkelas.batch.wording.titles import KNOWN, MEN, PERMITS, WOMEN, are_couple, fact_of, words_of
from naikkelas.batch.wording.words import HEADINGS, NAMES, fold, is_known, lists_permits
from naikkelas.facts import Fact, Kind

#: What the titles of whole sheets begin with, and those of groups do not.
OF_SHEETS: Final = REGENCIES | PROVINCES | DISTRICTS | words_of("dinas periode")
#: ``Data IKM`` is the title of a sheet or of nearly all columns, ``Data Pemilik`` of a group.
_HEADS: Final = words_of("data identitas profil")
_OF_ALL: Final = words_of("ikm umkm usaha industri perusahaan umum dasar")
#: Facts of words below whose titles stand parts of them alone: a village, a subdistrict.
_PLACES: Final = frozenset({"address", "regency"})


def is_neutral(title: str) -> bool:
    """Whether the title of a group says nothing about what stands below it: ``Legalitas``, ``Data Usaha``. All others do, or nobody knows."""
    folded = fold(title)
    if folded in HEADINGS or lists_permits(title):
        return True
    words = folded.split()
    if len(words) < 2 or words[0] not in _HEADS or words[1] not in _OF_ALL:
        return False
    return _OF_ALL.issuperset(words[1:])


def ends_before(group: str, title: str, parts: Iterable[str]) -> bool:
    """Whether a title on the right of a group stands alone, or says the same below it; ``parts`` stand below the group.

    ``PIRT`` is no part of ``Tenaga Kerja``; of ``Minat`` or ``Pelatihan`` it may be one, and of ``Omset`` may be ``Ekspor``.
    """
    if is_neutral(group):
        return True
    fact, own = fact_of(group), fact_of(title)
    if fact is None:
        return False
    if fold(title) in MEN | WOMEN:
        return _is_closed(fact) and not fact.name.startswith("workers")
    if not is_known(title, KNOWN):
        return False
    if fact.name.startswith("workers") and are_couple(parts):
        return True
    return _is_closed(fact) and fold(title) not in NAMES and own is not None and _is_no_part(own, title)


def _is_closed(fact: Fact) -> bool:
    """Whether below the title of a fact stand parts of it alone: counts, amounts, dates, permits, places."""
    return fact.type.kind.is_ordered or fact.name in _PLACES or fact.name.endswith(("_status", "_number"))


def _is_no_part(fact: Fact, title: str) -> bool:
    """Whether a title says so much that it is no part of another: ``Ekspor`` or a place may be one, ``Tahu Pasar`` is none."""
    if fold(title) in PERMITS or fact.type.kind.is_ordered:
        return True
    if fact.name in _PLACES or fact.type.kind is Kind.TEXT:
        return False
    return fact.type.kind is not Kind.BOOLEAN or len(fold(title).split()) > 1
