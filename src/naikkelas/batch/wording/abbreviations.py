"""Abbreviations and other spellings of single words, which say the same as the word itself: ``blm`` is ``belum``, ``ijin`` is ``izin``.

They are undone once, where a text is folded: whatever is asked of folded words knows only those that are written out.
"""

import re
from collections.abc import Mapping
from typing import Final

_WRITTEN: Final[Mapping[str, str]] = {
    # what titles of columns are made of
    "izin": "ijin",
    "perizinan": "perijinan",
    "tgl": "tanggal",
    "tahun": "thn th",
    "bulan": "bln bl",
    "jumlah": "jml jmlh jlh",
    "nama": "nm",
    "no": "nomor nomer nmr",
    "omset": "omzet omzzet",
    "tenaga kerja": "tk",
    "laki laki": "laki2",
    "kedaluwarsa": ("kadaluwarsa kadaluarsa kedaluarsa kealuwarsa kealuarsa daluwarsa daluarsa kadarluarsa kadaluawarsa expired exp"),
    # what makes a text say something else
    "tidak": "tdk tdak tidk tak gak nggak enggak ndak",
    "belum": "blm blum belom blom",
    "sudah": "sdh sudh udah udh",
    "bukan": "bkn",
    "tanpa": "tnp",
    "masih": "msh",
    "sedang": "sdg",
    "akan": "akn",
    "sebelum": "sblm sblum",
    "setelah": "stlh stlah",
    "rencana": "renc rcn rncn",
    "target": "tgt trgt",
    "usulan": "usln",
    "proses": "prses",
    # what stands between the others
    "yang": "yg",
    "dalam": "dlm",
    "dengan": "dgn",
    "untuk": "utk",
    "punya": "pny",
}
#: Every abbreviation, in small letters, and what it stands for.
ABBREVIATIONS: Final[Mapping[str, str]] = {each: meant for meant, written in _WRITTEN.items() for each in written.split()}
_WORD: Final = re.compile(r"[^\W_]+")


def written_out(text: str) -> str:
    """A text with its words written out, and its signs as they are: ``PIRT: sdh/blm`` is ``PIRT: sudah/belum``."""
    return _WORD.sub(lambda made: ABBREVIATIONS.get(made[0].casefold(), made[0]), text)
