"""Texts that say that what stands below or above them is none of today: planned, asked for, missing, a sample, of an earlier state.

Who is to take part in a programme (``CALON PESERTA``, ``USULAN PENERIMA BANTUAN``) is listed with what is true today; what is to be got
(``CALON PENERIMA SERTIFIKAT HALAL``, ``DIUSULKAN MEMPEROLEH PIRT``) is not yet there.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from naikkelas.batch.wording.both_groups import without_groups
from naikkelas.batch.wording.earlier import DONE, STATES, is_of_earlier
from naikkelas.batch.wording.places import AREAS
from naikkelas.batch.wording.titles import PERMITS, words_of
from naikkelas.batch.wording.wishes import WANTED
from naikkelas.batch.wording.words import fold

#: Words with which a heading begins below which all is something else, if it turns anything.
TURNS: Final = words_of(
    "usulan usul rencana target proyeksi pengajuan permohonan kebutuhan belum tidak tanpa bukan pesaing planned kondisi keadaan posisi baseline"
)
_PLANS: Final = re.compile(r"(?:di|me)?(?:rencana|target|proyeksi|perkira|prakira|prediksi)(?:kan|an|nya)?")
_STRONG: Final = words_of("kebutuhan belum tidak tanpa bukan pesaing planned pengurusan mengurus diurus diproses")
#: What may be said of taking part in a programme too.
_ASKED: Final = re.compile(r"(?:di|meng)?usul(?:an|kan)?|calon|permohonan|dimohonkan|pengajuan|(?:di|meng)ajukan")
_ASKS: Final = words_of("pemohon prioritas")
#: What a text begins with that speaks of another time or of others.
_FIRST: Final = words_of("sebelum sesudah setelah sebelumnya semula awal akhir before after proses lain lainnya")
_LAST: Final = "sebelumnya"
_STATES: Final = words_of("kondisi keadaan posisi status")
_WISHED: Final = words_of("diharapkan harapan ideal")
_SAMPLES: Final = words_of("contoh sample example")
_SAMPLED: Final = words_of("pengisian isian data format tabel form formulir laporan")
#: ``Perlu bantuan: ya`` asks one thing, and heads nothing.
_ANSWERED: Final = re.compile(r"[:?]\W*(?:ya|iya|tidak|tdk|sudah|sdh|belum|blm|ada)\W*$", re.IGNORECASE)
#: What is made up, guessed, or of the time before, wherever its word stands.
_UNREAL: Final = words_of(
    "dummy dumi fiktif rekaan simulasi ujicoba estimasi estimasinya diestimasi taksiran ditaksir taksir asumsi diasumsikan forecast forecasting baseline pretest "
    "antre antri antrean antrian menunggu kedaluwarsa dicabut dibekukan ditolak kekurangan"
)
_UNREAL_PAIRS: Final = frozenset(
    {
        *(
            ("uji", "coba"),
            ("base", "line"),
            ("daftar", "tunggu"),
            ("waiting", "list"),
            ("on", "process"),
            ("on", "progress"),
            ("on", "proses"),
        ),
        *(("sudah", "habis"), ("telah", "habis"), ("habis", "masa"), ("berlaku", "habis"), ("gulung", "tikar")),
    }
)
#: The same where nothing else is said: ``DATA LATIHAN``.
_TRIALS: Final = words_of("latihan demo tes test testing trial percobaan coba tutup vakum")
#: What stands before what is listed, and those who are no business of the list themselves.
_LISTS: Final = words_of(
    "data daftar database rekap rekapitulasi laporan tabel profil nama seluruh semua para identitas informasi kontak lembar"
)
_OTHERS: Final = words_of(
    "supplier suplier pemasok penyuplai vendor distributor agen subagen reseller dropshipper pembeli buyer konsumen pelanggan customer klien kompetitor suami istri anak"
)
_OTHER_PAIRS: Final = frozenset({("toko", "mitra"), ("mitra", "toko"), ("mitra", "dagang"), ("orang", "tua"), ("ahli", "waris")})
#: What makes a business of its own of them: ``ANAK PERUSAHAAN``.
_OF_OWN: Final = words_of("perusahaan usaha cabang")
#: What says more of them, and is no part of a name.
_OF_THEM: Final = words_of("bahan ikm umkm ukm produk tetap utama aktif dan tahun")
#: Taking part in one of these, businesses are listed with what is true today; help that they need may be what the columns are about.
_EVENTS: Final = words_of("mengikuti ikut pelatihan bimtek diklat pameran expo kurasi inkubasi magang pembinaan")
#: What became of a business that is no more, behind one of the words that say so.
_ENDS: Final = words_of("tutup mati vakum berhenti bubar meninggal")
_SINCE: Final = words_of("sudah telah yang")
_WHO_ENDS: Final = words_of("ikm umkm ukm usaha industri perusahaan")
#: How something is made, which is no state of a permit.
_MADE: Final = words_of("produksi pengolahan pengemasan")
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
#: The same without anything beside it, and what became of a business that is no more.
_NONE: Final = frozenset(f"non{each}" for each in _HAD) | words_of("nonaktif bangkrut pailit")
_ONGOING: Final = words_of("dalam masih sedang")
#: Behind one of these a text gives answers: ``ya, masih proses``.
_ANSWERS: Final = words_of("ya iya ada sudah")
_GETTING: Final = words_of("pengurusan pengajuan penerbitan permohonan pembuatan perpanjangan pendaftaran")

_NOTE: Final = re.compile(r"\W*(?:catatan|cat|keterangan|ket|note|nb)\b\W*", re.IGNORECASE)
_OF_DATA: Final = words_of("data daftar angka nilai tabel kondisi keadaan semua seluruh ikm umkm")
_DO: Final = words_of(
    "agar harap mohon jangan isi diisi isilah mengisi lengkapi dilengkapi kirim dikirim kirimkan dikirimkan kolom bila jika kalau apabila tulis ditulis cara"
)
_SHORT: Final = 3


#: Some businesses that are counted: ``2 IKM belum PIRT``; and a count that stands at the end: ``Jumlah IKM belum NIB: 12``.
_SOME: Final = re.compile(r"\s*([0-9]{1,5})\s+(?:pelaku |unit )?(?:ikm|umkm|ukm|usaha|industri|perusahaan|unit|orang)\b", re.IGNORECASE)
_COUNT: Final = re.compile(
    r"\s*(?:jumlah|jml\.?|total|banyaknya)\b.*[:=]\s*([0-9]{1,5})\s*(?:ikm|umkm|ukm|usaha|unit|orang|pelaku usaha)?\W*", re.IGNORECASE
)
#: Words by which businesses are counted that lack what others have.
_LACKING: Final = words_of("belum tidak tanpa bukan mengurus diurus diproses pengurusan proses dalam")


def counts_others(text: str, businesses: int, *, are_all: bool) -> bool:
    """Whether a text only counts businesses that lack something, and others than the ``businesses`` that are listed below it: it heads none of these.

    Fewer are a part of the list. A count that says of itself to be one is no heading of more either, where those below it ``are_all``.
    """
    some, count = _SOME.match(text), _COUNT.fullmatch(text)
    is_other = (some is not None and int(some[1]) < businesses) or (
        count is not None and (int(count[1]) < businesses or (are_all and int(count[1]) > businesses))
    )
    return is_other and not turns(" ".join(word for word in fold(text).split() if word not in _LACKING))


#: The sign of a footnote before what it says.
_FOOTNOTE: Final = re.compile(r"\s*\(?([*†‡]+)\)")


def is_of_unused_footnote(text: str, said: Iterable[str]) -> bool:
    """Whether a text is a footnote whose sign stands in nothing else that is ``said``: it is about none of that."""
    made = _FOOTNOTE.match(text)
    return made is not None and not any(made[1][0] in each for each in said)


def turns(text: str) -> bool:
    """Whether the title of a sheet says that what stands in it is planned, asked for, missing, a sample, of an earlier state, or of others: ``IKM YANG BELUM MEMILIKI``."""
    words = without_groups(text).split()
    if _ANSWERED.search(text) is not None:
        words = [word for word in words if word not in WANTED]
    if not words:
        return False
    if words[0] in _FIRST or words[-1] == _LAST or _is_of_other_state(words) or _is_sample(words) or _is_of_others(words):
        return True
    return _is_unreal(words) or is_of_earlier(words) or any(_turns_at(words, at) for at in range(len(words)))


def is_note_of_other_days(text: str) -> bool:
    """Whether a note says of the data beside it that they are planned, asked for, a sample or of an earlier state; what tells people how to fill in a table does not."""
    made = _NOTE.match(text)
    words = fold(text if made is None else text[made.end() :]).split()
    if not words or not _DO.isdisjoint(words):
        return False
    begins = words[0] in _OF_DATA or (made is not None and len(words) <= _SHORT)
    if not begins:
        return False
    is_earlier = is_of_earlier(words) and (made is not None or words[0] not in STATES)  # ``kondisi 2019`` below one title is of that
    return is_earlier or speaks_of_plans(words) or _is_sample(words) or any(_is_before(words, at) for at in range(len(words)))


def speaks_of_plans(words: Sequence[str]) -> bool:
    """Whether folded words speak of what is planned, asked for, guessed or made up."""
    return _is_unreal(words) or any(_is_planned(words, at) for at in range(len(words)))


def _turns_at(words: Sequence[str], at: int) -> bool:
    """Whether one of the words says it, with what stands beside it."""
    word, then, before = words[at], words[at + 1] if at + 1 < len(words) else "", words[at - 1] if at else ""
    if word in _STRONG or _is_planned(words, at) or word in _NONE:
        return True
    if word in WANTED:
        return words[max(at - 1, 0)] not in AREAS | {"untuk"} and not (not _EVENTS.isdisjoint(words) and _HAD.isdisjoint(words))
    if word == "akan":
        return before == "yang" and not _is_of_people(words, at)
    if word in _ASKS:
        return not _HAD.isdisjoint(words)
    if word == "sebelum":
        return then not in _DAYS and not then.isdigit()
    if word == "non":
        return then in _HAD or then == "aktif" or then.startswith("ber")
    if word == "proses":
        return (
            then in _HAD | _GETTING
            or (before in _ONGOING and then not in _MADE and words[0] not in _ANSWERS)
            or (before in _HAD and not then)
        )
    return word in _ENDS and (before in _SINCE or (not then and before in (_HAD if word == "mati" else _WHO_ENDS)))


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


def _is_unreal(words: Sequence[str]) -> bool:
    """``DATA DUMMY``, ``ESTIMASI``, ``BASELINE 2019``, ``DAFTAR TUNGGU NIB``; who waits to take part in something is listed with what is true today."""
    if all(word in _TRIALS or word in _LISTS or word.isdigit() for word in words) and not _TRIALS.isdisjoint(words):
        return True
    found = not _UNREAL.isdisjoint(words) or any(pair in _UNREAL_PAIRS for pair in pairwise(words))
    return found and _PEOPLE.isdisjoint(words) and (_EVENTS.isdisjoint(words) or not _HAD.isdisjoint(words))


def _is_of_others(words: Sequence[str]) -> bool:
    """``DATA SUPPLIER``, ``DAFTAR TOKO MITRA``: what is listed are others; ``IKM Supplier Hotel``, ``Agen Sari`` and ``Anak Perusahaan`` are businesses."""
    at = next((at for at, word in enumerate(words) if word not in _LISTS), 0)
    is_named = words[at] in _OTHERS or tuple(words[at : at + 2]) in _OTHER_PAIRS
    if words[at] == "anak" and words[at + 1 : at + 2] and words[at + 1] in _OF_OWN:
        return False
    return is_named and (at > 0 or len(words) == 1 or words[1] in _OF_THEM or words[1].isdigit())


def _is_before(words: Sequence[str], at: int) -> bool:
    """``Data sebelum pelatihan``; ``Data diperiksa sebelum dikirim`` is of today."""
    return words[at] == "sebelum" and at + 1 < len(words) and words[at + 1] in DONE
