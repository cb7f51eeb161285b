"""Texts that say that what stands below or above them is none of today: planned, asked for, missing, a sample.

Who is to take part in a programme (``CALON PESERTA``, ``USULAN PENERIMA BANTUAN``) is listed with what is true today; what is to be got
(``CALON PENERIMA SERTIFIKAT HALAL``, ``DIUSULKAN MEMPEROLEH PIRT``) is not yet there.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from naikkelas.batch.wording.titles import PERMITS, words_of
from naikkelas.batch.wording.words import fold

#: Words by which all that stands in a list is something else, wherever they stand.
TURNS: Final = words_of("usulan usul rencana target proyeksi pengajuan permohonan kebutuhan belum tidak tanpa bukan pesaing planned")
_PLANS: Final = re.compile(r"(?:di|me)?(?:rencana|target|proyeksi|perkira|prakira|prediksi)(?:kan|an|nya)?")
_STRONG: Final = words_of("kebutuhan belum tidak tanpa bukan pesaing planned pengurusan mengurus diurus diproses")
#: What may be said of taking part in a programme too.
_ASKED: Final = re.compile(r"(?:di|meng)?usul(?:an|kan)?|calon|permohonan|dimohonkan|pengajuan|(?:di|meng)ajukan")
_ASKS: Final = "pemohon"
#: What a text begins with that speaks of another time or of others.
_FIRST: Final = words_of("sebelum sesudah setelah sebelumnya awal akhir before after proses lain lainnya")
_LAST: Final = "sebelumnya"
_STATES: Final = words_of("kondisi keadaan posisi status")
_WISHED: Final = words_of("diharapkan harapan ideal")
_SAMPLES: Final = words_of("contoh sample example")
_SAMPLED: Final = words_of("pengisian isian data format tabel form formulir laporan")
#: A day before which something is to be done.
_DAYS: Final = words_of("tgl jam pukul hari bulan tahun")

_TAKES_PART: Final = words_of(
    "peserta penerima pelatihan bantuan bimtek diklat binaan pendampingan pameran expo kurasi inkubasi tenant hibah mengikuti magang"
)
_PEOPLE: Final = words_of("peserta pendaftar tenant undangan")
_FILLING: Final = words_of("ikm umkm ukm industri yang sebagai untuk nama daftar data menjadi jadi dan akan pelaku usaha")
#: What businesses have, and do not while they ask for it.
_HAD: Final = words_of(
    "izin perizinan legalitas sertifikat sertifikasi merek merk haki hki pirt halal nib sni bpom md npwp tdp siup iumk label kemasan modal omset kredit "
    "pinjaman kur aset"
) | frozenset(each for each in PERMITS if " " not in each)
_GETTING: Final = words_of("pengurusan pengajuan penerbitan permohonan pembuatan perpanjangan pendaftaran")

_NOTE: Final = re.compile(r"\W*(?:catatan|cat|keterangan|ket|note|nb)\b\W*", re.IGNORECASE)
_OF_DATA: Final = words_of("data daftar angka nilai tabel kondisi keadaan semua seluruh ikm umkm")
_DO: Final = words_of(
    "agar harap mohon jangan isi diisi isilah mengisi lengkapi dilengkapi kirim dikirim kirimkan dikirimkan kolom bila jika kalau apabila tulis ditulis cara"
)
_SHORT: Final = 3


def turns(text: str) -> bool:
    """Whether the title of a sheet says that what stands in it is planned, asked for, missing, a sample, or of others: ``IKM YANG BELUM MEMILIKI``."""
    words = fold(text).split()
    if not words:
        return False
    if words[0] in _FIRST or words[-1] == _LAST or _is_of_other_state(words) or _is_sample(words):
        return True
    return any(_turns_at(words, at) for at in range(len(words)))


def is_note_of_other_days(text: str) -> bool:
    """Whether a note says of the data beside it that they are planned, asked for or a sample; what tells people how to fill in a table does not."""
    made = _NOTE.match(text)
    words = fold(text if made is None else text[made.end() :]).split()
    if not words or not _DO.isdisjoint(words):
        return False
    begins = words[0] in _OF_DATA or (made is not None and len(words) <= _SHORT)
    return begins and (any(_is_planned(words, at) for at in range(len(words))) or _is_sample(words))


def _turns_at(words: Sequence[str], at: int) -> bool:
    """Whether one of the words says it, with what stands beside it."""
    word, then = words[at], words[at + 1] if at + 1 < len(words) else ""
    if word in _STRONG or _is_planned(words, at):
        return True
    if word == "akan":
        return (at > 0 and words[at - 1] == "yang") and not _is_of_people(words, at)
    if word == _ASKS:
        return not _HAD.isdisjoint(words)
    if word == "sebelum":
        return then not in _DAYS and not then.isdigit()
    if word == "non":
        return then in _HAD or then.startswith("ber")
    if word == "proses":
        return then in _HAD | _GETTING or (at > 0 and words[at - 1] == "dalam" and then != "produksi")
    return False


def _is_planned(words: Sequence[str], at: int) -> bool:
    """Whether a word says that something is planned or asked for, and that is no taking part of people."""
    if _PLANS.fullmatch(words[at]) is not None:
        return _next_of(words, at) not in _PEOPLE
    return _ASKED.fullmatch(words[at]) is not None and not _is_of_people(words, at)


def _is_of_people(words: Sequence[str], at: int) -> bool:
    """Whether a word is about people who take part in something, and not about what they get."""
    return _next_of(words, at) in _PEOPLE or (not _TAKES_PART.isdisjoint(words) and _HAD.isdisjoint(words))


def _next_of(words: Sequence[str], at: int) -> str:
    """The next word that says something more."""
    return next((word for word in words[at + 1 :] if word not in _FILLING and _ASKED.fullmatch(word) is None), "")


def _is_of_other_state(words: Sequence[str]) -> bool:
    """``KONDISI AWAL``, ``KONDISI YANG DIHARAPKAN``."""
    if any(one == "yang" and then == "diharapkan" for one, then in pairwise(words)):
        return True
    return words[0] in _STATES and len(words) > 1 and (words[1] in _FIRST | _WISHED)


def _is_sample(words: Sequence[str]) -> bool:
    """``CONTOH PENGISIAN``, ``TABEL CONTOH``; what gives one of a single value is none."""
    if words[-1] in _SAMPLES:
        return True
    return any(word in _SAMPLES and then in _SAMPLED for word, then in pairwise(words)) or (words[0] in _SAMPLES and not words[1].isdigit())
