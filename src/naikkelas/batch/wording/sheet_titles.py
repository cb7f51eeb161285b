"""Texts above the titles that can only speak of the whole sheet: ``REKAP UMKM KABUPATEN KEBUMEN TAHUN 2026``, ``Kecamatan Gombong``.

Any other text over some of the columns may be the title of a group, whatever it begins with: ``Laporan 2022``, ``Kabupaten Asal``.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from naikkelas.batch.wording.places import DISTRICTS, MONTHS, PROVINCES, REGENCIES, VILLAGES
from naikkelas.batch.wording.titles import OF_A_YEAR, YEAR, words_of
from naikkelas.batch.wording.words import fold, is_of_other_period
from naikkelas.ikm.catalogue import FACTS
from naikkelas.ikm.messy import read_messy
from naikkelas.ikm.regions import Province, Regency

_LOCAL: Final = DISTRICTS | VILLAGES
#: Of these nobody can make up a name.
_FOUND: Final = REGENCIES | PROVINCES
_PLACES: Final = _FOUND | _LOCAL
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

#: What the title of a list begins with, and what may stand between that and what is listed.
_LISTS: Final = words_of("data daftar database rekap rekapitulasi pendataan profil sentra tabel laporan")
_BETWEEN: Final = words_of("base nama pelaku usaha sentra seluruh jumlah hasil kegiatan pelaksanaan")
#: The name of an office, of which a word may be that of somebody else: ``Dinas Perindustrian, Koperasi dan UKM``.
_OFFICE: Final = re.compile(
    r"\bdinas(?: (?:perindustrian|perdagangan|koperasi|dan|usaha|mikro|kecil|menengah|ukm|umkm|tenaga|kerja|transmigrasi|pasar|energi|penanaman|modal))+\b"
)
#: Of whom or when a group of columns tells that is not about the businesses of the list today.
_OF_OTHERS: Final = (_NO_NAMES - words_of("usaha rumah kantor")) | words_of(
    "pesaing cabang pusat induk inti plasma pemasok supplier penyalur pembeli buyer konsumen pelanggan koperasi kelompok keluarga suami istri anak saudara "
    "orang sejenis serupa tetangga sekitar lalu kemarin sebelumnya sebelum depan mendatang"
)
#: ``Data per 30 Juni 2026``.
_OF_A_DAY: Final = re.compile(
    rf"(?:(?:data|keadaan|posisi|kondisi|update|diperbarui|status) )*(?:per|s d|sampai(?: dengan)?|pada|tgl)(?: tgl)? [0-9]{{1,2}} (?:{MONTHS})[a-z]* (?:19|20)[0-9]{{2}}"
)
#: ``Bulan November 2026``.
_OF_A_MONTH: Final = re.compile(rf"\b(?:periode )?bulan (?:{MONTHS})[a-z]*(?: tahun)? (?:19|20)[0-9]{{2}}\b")
#: What belongs to the paper, and to no column.
_OF_PAPER: Final = re.compile(
    r"(?:lampiran|halaman|hal|form|formulir) (?:no )?(?:[ivx]+|[0-9]+|[a-z])\b.*|surat (?:kepala|keputusan|edaran|bupati|gubernur|dinas|no|perintah|tugas)\b.*"
    r"|(?:keputusan|peraturan|instruksi) (?:kepala|bupati|gubernur|menteri|walikota|wali kota|presiden)\b.*"
)
#: The day on which people were asked is no period.
_ASKED_ON: Final = re.compile(
    r"\bhari (?:dan )?tgl\b|\bhari (?:senin|selasa|rabu|kamis|jumat|jum at|sabtu|minggu|ahad)\b|\bminggu (?=[0-9]{1,2} [a-z]+ [12][0-9]{3})"
)


def is_title_of_sheet(text: str) -> bool:
    """Whether a text names all businesses of a list, or the place that it is about, and says no more than that and its year."""
    words = fold(text).split()
    if not words or (_WHOLE.isdisjoint(words) and words[0] not in _PLACES and _FOUND.isdisjoint(words)):
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


def is_of_kind(text: str) -> bool:
    """Whether a text names all businesses of a sector, and says no more: ``IKM Pangan``, ``Industri Kerajinan``."""
    words = fold(text).split()
    sector = " ".join(word for word in words if word not in _OTHERS)
    return not _WHOLE.isdisjoint(words) and bool(sector) and read_messy(sector, FACTS["sector"]).value is not None


def is_of_place(text: str) -> bool:
    """Whether a text is the title of a sheet and says which regency or province that is about: it stands over the whole, however wide it is."""
    return is_title_of_sheet(text) and not _FOUND.isdisjoint(fold(text).split())


def heads_list(text: str) -> bool:
    """Whether a text that stands alone above the titles heads the list, whatever it says of its businesses: ``DAFTAR IKM BINAAN``, ``Data per 30 Juni 2026``."""
    words = fold(text).split()
    if _OF_A_DAY.fullmatch(" ".join(words)):
        return True
    at = next((at for at, word in enumerate(words) if word not in _LISTS and word not in _BETWEEN), 0)
    begins = words[0] in _LISTS if at else words[:1] in (["ikm"], ["umkm"])
    return begins and words[at] in _WHOLE and _OF_OTHERS.isdisjoint(_OFFICE.sub(" ", " ".join(words)).split())


def is_of_paper(text: str) -> bool:
    """Whether a text says to which paper a sheet belongs: ``Lampiran II``, ``Surat Kepala Dinas``."""
    return _OF_PAPER.fullmatch(fold(text)) is not None


def tells_more_than_month(text: str) -> bool:
    """Whether a text says that amounts are of a period, and not only of which month of which year the whole is: ``BULAN NOVEMBER 2026``."""
    return tells_period(_OF_A_MONTH.sub(" ", fold(text)))


def tells_period(text: str) -> bool:
    """Whether a text says that amounts are of a month or a day; the day on which people were asked is none."""
    return is_of_other_period(_ASKED_ON.sub(" ", fold(text)))


def is_form(texts: Mapping[int, str]) -> bool:
    """Whether all texts of a row are labels with their values beside them, as above a table: ``Kabupaten``, ``Kebumen``, ``Tahun``, ``2026``."""
    places, labels = sorted(texts), set[str]()
    for at, beside in zip(places[::2], places[1::2], strict=False):
        label = texts[at].rstrip(": ")
        if beside != at + 1 or fold(label) in labels or not is_label(label) or not is_value(texts[beside], label, is_left=True):
            return False
        labels.add(fold(label))
    return bool(labels) and len(places) % 2 == 0


def is_label(text: str) -> bool:
    """Whether a text asks for a value beside it: ``Kabupaten``, ``Periode``."""
    words = fold(text).split()
    return bool(words) and (_PLACES | {"periode", "tahun"}).issuperset(words)


def is_value(text: str, label: str, *, is_left: bool) -> bool:
    """Whether a text is what a label asks for; the name of a village, or a year, may be any word unless the label ``is_left`` of all titles."""
    words = fold(label).split()
    if text.startswith(":"):
        return True
    if words[-1] in REGENCIES | PROVINCES:
        return _is_name(words[-1], fold(text).split())
    if words[-1] in _LOCAL:
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
    if kind in REGENCIES:
        return bool(name) and bool(Regency.find(name).matches)
    if kind in PROVINCES:
        return bool(name) and bool(Province.find(name).matches)
    return 0 < len(words) <= _MOST_WORDS and _NO_NAMES.isdisjoint(words) and name.replace(" ", "").isalpha()
