"""Texts above the titles that can only speak of the whole sheet: ``REKAP UMKM KABUPATEN KEBUMEN TAHUN 2026``, ``Kecamatan Gombong``.

Any other text over some of the columns may be the title of a group, whatever it begins with: ``Laporan 2022``, ``Kabupaten Asal``.
"""

from collections.abc import Sequence
from typing import Final

from naikkelas.batch.titles import OF_A_YEAR, YEAR, words_of
from naikkelas.batch.words import fold
from naikkelas.ikm.regions import Province, Regency

_REGENCIES: Final = words_of("kabupaten kab kota kotamadya kodya")
_PROVINCES: Final = words_of("provinsi prov")
_DISTRICTS: Final = words_of("kecamatan kec kelurahan desa")
_PLACES: Final = _REGENCIES | _PROVINCES | _DISTRICTS
#: Without one of them nothing says that all columns are meant: ``Data Usaha`` is a group as often.
_WHOLE: Final = words_of("ikm umkm ukm industri")
_OTHERS: Final = _WHOLE | words_of(
    "data daftar rekap rekapitulasi laporan tabel form formulir database pendataan profil hasil pelaku usaha perusahaan binaan sentra kecil menengah mikro umum "
    "dan di se per tahun periode"
)
#: Words that no village has for its name.
_NO_NAMES: Final = words_of(
    "asal tujuan pemilik usaha pasar pemasaran bahan baku lain lama baru rumah produksi lahir domisili kantor penjualan penyaluran mitra anggota lokasi "
    "alamat tempat tinggal sekarang semula pindah"
)
_MOST_WORDS: Final = 2


def is_title_of_sheet(text: str) -> bool:
    """Whether a text names all businesses of a list, or the place that it is about, and says no more than that and its year."""
    words = fold(text).split()
    if not words or (_WHOLE.isdisjoint(words) and words[0] not in _PLACES):
        return False
    at = 0
    while at < len(words):
        if words[at] in _PLACES:
            end = next((each for each in range(at + 1, len(words)) if _ends_name(words[each])), len(words))
            if not _is_name(words[at], words[at + 1 : end]):
                return False
            at = end
        elif words[at] in _OTHERS or YEAR.fullmatch(words[at]):
            at += 1
        else:
            return False
    return True


def is_label(text: str) -> bool:
    """Whether a text asks for a value beside it: ``Kabupaten``, ``Periode``."""
    words = fold(text).split()
    return bool(words) and (_PLACES | {"periode", "tahun"}).issuperset(words)


def is_value(text: str, label: str, *, is_left: bool) -> bool:
    """Whether a text is what a label asks for; the name of a village, or a year, may be any word unless the label ``is_left`` of all titles."""
    words = fold(label).split()
    if text.startswith(":"):
        return True
    if words[-1] in _REGENCIES | _PROVINCES:
        return _is_name(words[-1], fold(text).split())
    if words[-1] in _DISTRICTS:
        return is_left and _is_name(words[-1], fold(text).split())
    return is_left and bool(YEAR.fullmatch(text.strip()))


def is_time(text: str) -> bool:
    """Whether a text is the year of a sheet: ``TAHUN 2026``, ``Periode 2026``."""
    folded = fold(text)
    return bool(OF_A_YEAR.fullmatch(folded) or OF_A_YEAR.fullmatch(folded.replace("periode", "tahun", 1)))


def _ends_name(word: str) -> bool:
    return word in _PLACES or word in _OTHERS or bool(YEAR.fullmatch(word))


def _is_name(kind: str, words: Sequence[str]) -> bool:
    """Whether some words name a place of a kind; nobody knows all villages."""
    name = " ".join(words)
    if kind in _REGENCIES:
        return bool(name) and bool(Regency.find(name).matches)
    if kind in _PROVINCES:
        return bool(name) and bool(Province.find(name).matches)
    return 0 < len(words) <= _MOST_WORDS and _NO_NAMES.isdisjoint(words) and name.replace(" ", "").isalpha()
