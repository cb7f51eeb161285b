"""Which columns of a table are about a person, by their titles and by their cells: nobody is counted by them on a screen."""

import re
from typing import Final

from naikkelas.batch.wording.words import fold
from naikkelas.ikm.persons import names_person

#: Words of titles; what is written together or short in the field stands here as well.
_WORDS: Final = frozenset(
    [
        "nik",
        "ktp",
        "kk",
        "npwp",
        "nib",
        "pirt",
        "paspor",
        "sim",
        "nama",
        "name",
        "nm",
        "owner",
        "pemilik",
        "pengusaha",
        "direktur",
        "pengurus",
        "lahir",
        "tgllahir",
        "birth",
        "born",
        "dob",
        "umur",
        "hp",
        "nohp",
        "handphone",
        "ponsel",
        "telepon",
        "telpon",
        "telp",
        "tlp",
        "tel",
        "phone",
        "mobile",
        "wa",
        "whatsapp",
        "email",
        "mail",
        "surel",
        "kontak",
        "contact",
        "cp",
        "rekening",
        "norek",
        "rek",
        "alamat",
        "address",
        "jalan",
        "nasabah",
        "pemohon",
        "pengaju",
        "peserta",
        "anggota",
        "karyawan",
        "suami",
        "istri",
        "ibu",
        "ayah",
    ]
)
_NAMES: Final = frozenset({"nama", "name", "nm"})

#: What a name is the name of, where it is nobody's.
_OF_NO_PERSON: Final = frozenset(
    [
        "desa",
        "kelurahan",
        "kecamatan",
        "kabupaten",
        "kota",
        "kab",
        "kec",
        "provinsi",
        "prov",
        "pasar",
        "sentra",
        "klaster",
        "cluster",
        "kelompok",
        "group",
        "program",
        "programme",
        "kegiatan",
        "dinas",
        "wilayah",
        "region",
        "regency",
        "district",
        "village",
        "province",
        "produk",
        "product",
        "sektor",
        "sector",
        "komoditas",
    ]
)

_EMAIL: Final = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_LEAST_DIGITS: Final = 9
_RUN: Final = re.compile(rf"[0-9]{{{_LEAST_DIGITS},}}")
_NUMBER: Final = re.compile(r"\+?[0-9][0-9\s.\-()/]*")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ].*)?")
_AMOUNT: Final = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+")


def names_person_column(title: str) -> bool:
    """Whether a title speaks of a person: a name, a number, a contact, a birthday."""
    words = set(fold(title).split())
    found = words & _WORDS
    return bool(found - _NAMES if words & _OF_NO_PERSON else found)


def holds_person(text: str) -> bool:
    """Whether a text has the shape of what names one person: a NIK or a NPWP, an e-mail address, a telephone or another long number."""
    if names_person(text) or _EMAIL.search(text) or _RUN.search(text):
        return True
    if _NUMBER.fullmatch(text) is None or _DAY.fullmatch(text) or _AMOUNT.fullmatch(text):
        return False
    return sum(char.isdigit() for char in text) >= _LEAST_DIGITS
