"""What places and months are called in titles, headings and notes."""

from typing import Final

REGENCIES: Final = frozenset({"kabupaten", "kab", "kota", "kotamadya", "kodya"})
PROVINCES: Final = frozenset({"provinsi", "prov"})
DISTRICTS: Final = frozenset({"kecamatan", "kec"})
VILLAGES: Final = frozenset({"kelurahan", "desa", "dusun"})
#: All of them; ``kel`` may also be a group of people.
AREAS: Final = REGENCIES | PROVINCES | DISTRICTS | VILLAGES | {"kel"}
#: What the names of months begin with, in Indonesian and in English, for a pattern.
MONTHS: Final = "jan|peb|feb|mar|apr|mei|may|jun|jul|ag|aug|sep|okt|oct|nov|nop|des|dec"
