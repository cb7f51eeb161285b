"""Signs beside the names and the numbers of businesses, and footnotes that explain these: ``Keripik A *)`` and ``*) usulan 2027``.

Such a footnote is about some of the businesses. What it may say of a business that is listed with what is true today is a closed list.
"""

import re
from collections.abc import Iterable
from typing import Final

from naikkelas.batch.wording.not_today import turns
from naikkelas.batch.wording.notes import BULLET, NOTE, is_plain_footnote
from naikkelas.batch.wording.titles import YEAR, words_of
from naikkelas.batch.wording.words import fold

_SIGNS: Final = "*†‡§#^¹²³⁰⁴⁵⁶⁷⁸⁹"
_SIGN: Final = r"[*]+|[†‡§#^]+|[¹²³⁰⁴⁵⁶⁷⁸⁹]+"
#: What a cell has that may have such a sign, and where its sign stands: as Python and Polars both read it.
MAYBE_SIGNED: Final = rf"[{_SIGNS}]|\s[0-9a-e]\)\s*$"
SIGNED: Final = (
    rf"^(?:.*[^\s{_SIGNS}(])?\s*\(?\s*({_SIGN})\s*\)?[\s.]*$",
    rf"^\s*\(?\s*({_SIGN})\s*\)?\s*[^\s{_SIGNS}]",
    r"^[^(]*[^\s(]\s+([0-9a-e])\)\s*$",
)
_SIGNED: Final = [re.compile(each) for each in SIGNED]
_EXPLAINS: Final = re.compile(
    rf"{BULLET}(?:{NOTE})?(?:(?:nama|usaha|ikm|umkm|yang|yg|dengan|di ?beri|tanda|bertanda|ditandai|simbol|kode|baris|nomor|no)\s+)*"
    rf"\(?\s*(?P<sign>{_SIGN}|[0-9a-e](?=\)))\s*\)?[\s.:=–—-]*(?P<says>.*\w.*)",
    re.IGNORECASE | re.DOTALL,
)
_PARTS: Final = re.compile(rf"[\n;]|(?<=\w)[\s,.]+(?=\(?[{_SIGNS}]+\)?\s*[=:)]?\s*\w)")
#: What is told of a business that is there.
_EVENTS: Final = words_of(
    "peserta ikut mengikuti pelatihan bimtek diklat pameran expo bazar penerima menerima mendapat mendapatkan bantuan alat mesin hibah juara lomba pemenang teladan "
    "binaan angkatan terdaftar tercatat bergabung anggota magang kurasi"
)
_HARMLESS: Final = _EVENTS | words_of(
    "ketua pengurus kelompok koperasi asosiasi komunitas paguyuban forum dinas kecamatan desa kelurahan bumdes klaster sentra unggulan utama urut urutan abjad alfabet sesuai ktp "
    "nama merek dagang panggilan pemilik perempuan wanita pria laki disabilitas difabel penyandang baru lama aktif sudah telah diverifikasi disurvei dikunjungi diwawancarai "
    "wawancara telepon verifikasi survei responden tahun tahap gelombang ikm umkm ukm usaha industri pelaku yang dan atau di dari dengan oleh pada adalah termasuk siinas sihalal oss "
    "keluarga penggerak lokal kepala dusun"
)


def sign_beside(text: str, *, may_lead: bool) -> str:
    """The sign of a footnote behind a text, or before it where it ``may_lead``; nothing where it has none."""
    if not text or (text[-1] not in f"{_SIGNS}). " and text.lstrip()[:1] not in f"{_SIGNS}("):
        return ""
    made = (pattern.match(text) for at, pattern in enumerate(_SIGNED) if at != 1 or may_lead)
    return next((found[1] for found in made if found is not None), "")


def explained_in(text: str) -> list[tuple[str, str]]:
    """The signs that a text explains as a footnote does, each with what it says of it: ``Usaha bertanda *) sudah tutup``."""
    found = (_EXPLAINS.fullmatch(each) for each in _PARTS.split(text))
    return [(made["sign"].casefold(), made["says"]) for made in found if made is not None]


def is_harmless(says: str) -> bool:
    """Whether a footnote says nothing of a business by which what is told of it would be none of today: ``ketua kelompok``, ``sudah terbit``."""
    words = fold(says).split()
    if turns(says):
        return False
    years = [word for word in words if YEAR.fullmatch(word)]
    others = [word for word in words if word not in years and not (word.isdigit() and len(word) == 1)]
    if years and _EVENTS.isdisjoint(others):
        return False
    return bool(others) and (_HARMLESS.issuperset(others) or is_plain_footnote(says))


def unharmless(texts: Iterable[str], signs: Iterable[str]) -> str:
    """The first sign of some businesses that a footnote among some texts explains by something that is not harmless; nothing where none does.

    A sign that none explains may be that of a footnote with more or fewer of the same.
    """
    told = [each for text in texts for each in explained_in(text)]
    explained, used = {sign for sign, _ in told}, {sign.casefold() for sign in signs}
    left = {sign[0] for sign in used - explained if not sign.isalnum()}
    return next((sign for sign, says in told if (sign in used or (sign not in used and sign[0] in left)) and not is_harmless(says)), "")
