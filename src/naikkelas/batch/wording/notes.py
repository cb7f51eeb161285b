"""Notes and footnotes around a list: whether one only tells a unit, whether it says nothing new, and which columns it says are none of today.

Whoever sets a sign beside a title explains it elsewhere. What such a footnote says is harmless only where it is on a closed list; nobody can list all
that makes a title say something else.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from naikkelas.batch.wording.meanings import is_plain, says_as_read, words_in
from naikkelas.batch.wording.not_today import speaks_of_plans
from naikkelas.batch.wording.places import MONTHS
from naikkelas.batch.wording.titles import KNOWN, PERMITS, fact_of, identifies, is_unit, words_of
from naikkelas.batch.wording.wishes import WISHES
from naikkelas.batch.wording.words import COMMON, PERMIT_LISTS, fold, without_unit
from naikkelas.ikm.catalogue import PERMIT_KINDS

_BULLET: Final = r"[\s•·–—-]*"
_NOTE: Final = r"(?:catatan|cat|keterangan|ket|note|nb|satuan)\b[\s.:]*"
#: ``*) …``, ``(**) …``, ``Catatan: * …``
_FOOTNOTE: Final = re.compile(rf"{_BULLET}(?:{_NOTE})?\(?\s*(?P<sign>\*+)\s*\)?[\s.:=–—-]*(?P<says>.*\w.*)", re.IGNORECASE | re.DOTALL)
_NOTED: Final = re.compile(rf"{_BULLET}(?:{_NOTE})(?P<says>.*)", re.IGNORECASE | re.DOTALL)
#: A sign beside a word, and not between two: ``12*4`` counts.
_SIGN: Final = re.compile(r"(?<!\w)\*+|\*+(?!\w)")

# --- units -----------------------------------------------------------------------------------------------------------

_AMOUNTS: Final = words_of(
    "omset penjualan pendapatan penghasilan pemasukan modal investasi aset nilai angka jumlah harga uang satuan data rata2 rata bruto kotor netto bersih"
)


def is_only_of_amounts(text: str) -> bool:
    """Whether a text only says in what amounts are counted, or of which time they are: ``(dalam ribuan)``, ``*) sebulan``, ``Omset/bln``."""
    made = _FOOTNOTE.fullmatch(text) or _NOTED.fullmatch(text)
    plain = (text if made is None else made["says"]).strip(" \t\n()[]{}.:")
    words = fold(plain).split()
    others = [word for word in words if word not in _AMOUNTS]
    is_said = made is not None or len(others) < len(words) or text.strip()[:1] in "(["
    if others != words and others:
        return is_unit(f"({' '.join(others)})")
    return is_unit(f"({plain})" if is_said else plain.lstrip("-–— "))


# --- footnotes -------------------------------------------------------------------------------------------------------

_FILLED_IN: Final = r"(?:di ?isi(?:kan)?|isi(?:lah)?|di ?lengkapi|lengkapi)"
_DOCUMENTS: Final = r"(?:(?:e )?ktp|kk|npwp|nib|oss|kbli|akta|sertifikat|dokumen|izin|asli|pemilik|lampiran|dan|atau)"
#: What asks for an answer, and says nothing of what it means.
_HARMLESS: Final = re.compile(
    rf"(?:(?:tanda|kolom|pertanyaan|isian|bagian|data|ini|semua|yang|adalah|berarti|artinya|menunjukkan|bertanda|tidak|mohon|harap|untuk) )*"
    rf"(?:wajib|harus|required|mandatory)(?: (?:di|{_FILLED_IN}|lengkap|semua|field|fields|question|questions))*"
    r"|(?:indicates|denotes) (?:a )?(?:required|mandatory) (?:question|field)s?"
    rf"|(?:mohon |harap |wajib )?{_FILLED_IN}(?: (?:lengkap|semua|dengan lengkap|dengan benar|(?:oleh )?(?:petugas|pendata|enumerator|dinas|pemilik)))?"
    rf"|(?:(?:mohon |harap )?{_FILLED_IN} )?sesuai (?:dengan )?(?:{_DOCUMENTS} ?)+"
    r"|coret (?:salah satu|(?:yang )?(?:tidak|tdk) (?:perlu|sesuai))|(?:pilih|lingkari) (?:salah )?satu|(?:bila|jika|kalau|apabila) (?:ada|punya|memiliki)"
    r"|opsional|boleh (?:kosong|dikosongkan)|boleh lebih dari (?:satu|1)|(?:dalam |satuan )?(?:rupiah|rp|orang|org)|per ?tahun|setahun|tahunan"
    rf"|(?:data |kondisi |keadaan |posisi )?(?:per|s d|sampai(?: dengan)?) (?:[0-9]{{1,2}} )?(?:{MONTHS})[a-z]* 20[0-9]{{2}}"
)
_IS_LINKED: Final = re.compile(r"[=:→/]|->").search
#: What permits are called in full: ``PIRT = Pangan Industri Rumah Tangga``.
_IN_FULL: Final = words_of(
    "p irt pirt spp sppirt sertifikat sertifikasi produksi pangan industri rumah tangga nib no induk berusaha surat izin usaha edar perdagangan halal jaminan produk "
    "merek merk hak hki haki kekayaan intelektual npwp pokok wajib pajak sni standar nasional indonesia bpom badan pengawas obat makanan md adalah yaitu singkatan dari "
    "kepanjangan terlampir"
)
_YEARLY: Final = words_of("rp rupiah idr per tahun setahun pertahun tahunan dalam satu")
#: What a business has of a thing before it has the thing itself.
_BEFORE_IT: Final = words_of("akun berkas dokumen data syarat persyaratan jawaban")


def sign_of(text: str) -> str:
    """The sign that a text explains, as a footnote does: ``*``, ``**``; nothing where it explains none."""
    made = _FOOTNOTE.fullmatch(text)
    return "" if made is None else made["sign"]


def is_sign(text: str) -> bool:
    """Whether a cell holds nothing but the sign of a footnote, and what it says stands beside it."""
    return re.fullmatch(r"\s*\(?\*+\s*\)?\s*[.:]?\s*", text) is not None


def signed(titles: Sequence[str], sign: str, others: Sequence[str]) -> list[int]:
    """The columns whose titles have the sign of a footnote; where none has it, those with one that no footnote (``others``) explains."""
    signs = [frozenset(_SIGN.findall(title)) for title in titles]
    found = [at for at, own in enumerate(signs) if sign in own]
    return found or [at for at, own in enumerate(signs) if own and own.isdisjoint(others)]


def is_plain_footnote(text: str) -> bool:
    """Whether a footnote says nothing that makes a title say something else: ``*) wajib diisi``, ``*) sudah terbit``; nothing else does."""
    made = _FOOTNOTE.fullmatch(text)
    says = text if made is None else made["says"].strip(" \t\n()[].:")
    words = frozenset(fold(says).split())
    if words <= _IN_FULL or words <= _AMOUNTS | _YEARLY:
        return True
    if _HARMLESS.fullmatch(fold(says)) is not None or (_IS_LINKED(says) is not None and says_as_read(says)):
        return True
    return is_plain(says) and not any(map(str.isdigit, says)) and _BEFORE_IT.isdisjoint(words_in(says))


# --- notes that name columns -----------------------------------------------------------------------------------------

_SAID: Final = r"(?:sudah|telah|ada|ya|tidak|belum|punya|memiliki|(?:masih |dalam |sedang )*proses)(?: ada| punya| memiliki)?"
#: Answers from which people choose, or that are explained: ``ada/proses/belum``, ``Proses = masih diurus``.
_CHOICES: Final = re.compile(
    rf"\b{_SAID}(?:(?:\s*[/,;|]\s*(?:atau\s+|dan\s+)?|\s+(?:atau|dan)\s+){_SAID}\b)+|\bproses\s*[=:][^;,/]*", re.IGNORECASE
)
#: Who is told what to do, what is concluded, or of whom the note speaks that has nothing.
_ADVICE: Final = re.compile(
    r"\b(?:hubungi|menghubungi|silakan|silahkan|kontak|paling lambat|kirim|dikirim|kirimkan|dikirimkan)\b"
    r"|^(?:rencana )?(?:tindak lanjut|rekomendasi|saran|kesimpulan|solusi|permasalahan|masalah|kendala)\b"
    r"|^(?:(?:catatan|cat|keterangan|ket|note|nb) )?(?:(?:bagi|untuk|yang|ikm|umkm|ukm|pelaku|usaha) )+(?:belum|tidak)\b(?!.*\b(?:kolom|berisi|data)\b)"
)
_OWN: Final = "sendiri|pemilik|pelaku|usaha|ikm|umkm|yang bersangkutan|perusahaan|pribadi"
_OTHERS: Final = (
    "mitra|pesaing|supplier|suplier|pemasok|penyuplai|vendor|distributor|agen|reseller|koperasi|kelompok|tetangga|maklon|menumpang|numpang|pinjam|meminjam"
    "|(?:orang|pihak|usaha|perusahaan|ikm|umkm) lain"
)
_STATES: Final = (
    "akan|proses(?! produksi)|diproses|diurus|mengurus|pengurusan|kepengurusan|ajukan|diajukan|mengajukan|pengajuan|menunggu|antre|antri|antrean|antrian"
    "|kedaluwarsa|habis|dicabut|dibekukan|ditolak|harapan|diharapkan|semula|dulu|dahulu|tahun lalu"
    "|belum (?:terbit|keluar|jadi|selesai|resmi)|sebelum(?! (?:pajak|tgl|jam|hari|bulan|tahun|[0-9]))|sebelumnya"
)
#: ``hasil fasilitasi`` is there.
_DONE: Final = re.compile(r"\bhasil (?:fasilitasi|bantuan)\b")
_IS_OTHER: Final = re.compile(
    rf"\b(?:(?:{'|'.join(sorted(WISHES))}|{_STATES}|{_OTHERS})\b|(?:milik|kepunyaan|atas nama) (?!(?:{_OWN})\b))"
).search
_LONGEST_NAME: Final = 5
_FEWEST_LETTERS: Final = 3


def turned_columns(text: str, titles: Sequence[str]) -> list[int]:
    """The columns that a note names together with words of what is planned, wished for, asked for, gone, or somebody else's.

    ``Catatan: PIRT masih dalam proses`` turns what is told of that permit; ``PIRT diisi ada/proses/belum`` does not.
    """
    plain = fold(text)
    said = _DONE.sub(" ", fold(_CHOICES.sub(" ", text)))
    if _ADVICE.search(plain) is not None or not (_IS_OTHER(said) is not None or speaks_of_plans(said.split())):
        return []
    named = set(_named(plain.split()))
    return [at for at, title in enumerate(titles) if title and not identifies(title) and _is_named(title, named, plain)]


def _is_named(title: str, named: set[str], note: str) -> bool:
    own = without_unit(title)
    if len(own) > _FEWEST_LETTERS and own not in COMMON and f" {own} " in f" {note} ":
        return True
    fact = fact_of(title)
    return fact is not None and _subject(fact.name) in named


def _named(words: Sequence[str]) -> Iterator[str]:
    """What the facts are about whose titles stand among some words; a word for permits in general is about all of them."""
    for first in range(len(words)):
        for end in range(first + 1, min(first + _LONGEST_NAME, len(words)) + 1):
            name = " ".join(words[first:end])
            if name in PERMIT_LISTS:
                yield from (_subject(KNOWN[each]) for each in PERMITS)
            elif name in KNOWN and name not in COMMON and len(name) >= _FEWEST_LETTERS:
                yield _subject(KNOWN[name])


def _subject(name: str) -> str:
    """What a fact is about: the permit of its number and its last day, people at work of men and women."""
    kind = next((kind for kind in PERMIT_KINDS if name.startswith(f"{kind}_")), None)
    return kind or ("workers" if name.startswith("workers") else name)
