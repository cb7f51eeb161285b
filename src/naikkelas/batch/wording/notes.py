"""Notes and footnotes around a list: whether one only tells a unit, whether it says nothing new, and which columns it says are none of today.

Whoever sets a sign beside a title explains it elsewhere. What such a footnote says is harmless only where it is on a closed list; nobody can list all
that makes a title say something else.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from naikkelas.batch.wording.abbreviations import written_out
from naikkelas.batch.wording.earlier import is_of_earlier
from naikkelas.batch.wording.meanings import is_plain, says_as_read, words_in
from naikkelas.batch.wording.not_today import speaks_of_plans
from naikkelas.batch.wording.places import MONTHS
from naikkelas.batch.wording.sheet_titles import tells_period
from naikkelas.batch.wording.titles import KNOWN, PERMITS, fact_of, identifies, is_unit, words_of
from naikkelas.batch.wording.wishes import WISHES
from naikkelas.batch.wording.words import COMMON, PERMIT_LISTS, fold, without_unit
from naikkelas.ikm.catalogue import PERMIT_KINDS

BULLET: Final = r"[\s•·–—-]*"
NOTE: Final = r"(?:catatan|cat|keterangan|ket|note|nb|satuan)\b[\s.:]*"
#: ``*) …``, ``(**) …``, ``Catatan: * …``
_FOOTNOTE: Final = re.compile(rf"{BULLET}(?:{NOTE})?\(?\s*(?P<sign>\*+)\s*\)?[\s.:=–—-]*(?P<says>.*\w.*)", re.IGNORECASE | re.DOTALL)
_NOTED: Final = re.compile(rf"{BULLET}(?:{NOTE})(?P<says>.*)", re.IGNORECASE | re.DOTALL)
#: A sign beside a word, and not between two: ``12*4`` counts.
_SIGN: Final = re.compile(r"(?<!\w)\*+|\*+(?!\w)")

# --- units -----------------------------------------------------------------------------------------------------------

_AMOUNTS: Final = words_of(
    "omset penjualan pendapatan penghasilan pemasukan modal investasi aset nilai angka jumlah harga uang satuan data rata2 rata bruto kotor netto bersih"
)


_FOREIGN: Final = r"(?:usd|us ?dol+ar|dol+ar|sgd|myr|ringgit|eur|euro|yen|jpy|cny|yuan|rmb|aud|gbp|poundsterling)"
_THOUSAND: Final = r"(?:12|1(?:[.,]?0{3})+)(?![0-9])(?![.,][0-9])"
_MULTIPLIED: Final = r"\b(?<!sudah )(?<!telah )(?:di|meng?|tinggal |lalu |harus )(?:kali|kalikan)\b"
#: Amounts that are none of rupiah, or have to be multiplied: ``dalam USD``, ``dikalikan 1.000``, ``tiga angka nol dihilangkan``.
_OTHER_AMOUNTS: Final = re.compile(
    rf"\b(?:dalam|satuan|kurs|mata uang|omset|nilai|angka|nominal)\W{{1,3}}(?:(?:mata uang|satuan|juta|ribu)\W{{1,3}})?{_FOREIGN}\b|\bus ?\$|[€£¥]|\(\W*(?:{_FOREIGN}|\$)\W*\)"
    rf"|{_MULTIPLIED}|(?<![\w.,])(?<![0-9] )[x×] ?(?:rp\.? ?)?{_THOUSAND}"
    r"|\b(?:nol|0+)\b[^.;]{0,30}\b(?:di ?hilangkan|di ?hapus|di ?buang|di ?kurangi|di ?abaikan|tidak (?:di ?)?(?:tulis|cantum|masuk)\w*)\b"
    r"|\b(?:(?:di ?)?hilang(?:kan)?|(?:di ?)?hapus|(?:di ?)?tambah(?:kan|i)?|tanpa|kurang)\b[^.;]{0,25}\b(?:nol|0+)\b"
)
#: What zeros are left out of that are no amounts.
_OF_NUMBERS: Final = re.compile(r"\b(?:hp|telp|telepon|wa|whatsapp|nik|kode|no|nomor|rekening|depan|awal)\b")
_ONLY_TIMES: Final = re.compile(
    rf"(?:belum |harus |tinggal )?(?:di|meng?)?(?:kali|kalikan) (?:dengan )?(?:rp\.? ?)?(?:[0-9][0-9.,]*|seribu|sejuta|seratus|dua ?belas)|[x×] ?(?:rp\.? ?)?{_THOUSAND}"
)
_ONCE: Final = r"(?:produksi|proses|panen|order|pesanan|kirim|pengiriman|masak|jual|transaksi|musim|pameran|event|bazar|batch)"
#: Amounts of one time that something is made or sold.
_OF_ONE_TIME: Final = re.compile(rf"\b(?:sekali|(?:satu|1|tiap|setiap|per) kali) {_ONCE}\b|\bper (?:satu |1 )?{_ONCE}\b")
#: How often a list is looked after says nothing of its amounts.
_LOOKED_AFTER: Final = re.compile(
    r"\bdi ?(?:perbarui|update|mutakhirkan|evaluasi|laporkan|pantau|cek|rekap|verifikasi|monitor|kirim|kumpulkan)\w*(?: \w+){0,2}? (?:setiap|tiap|per|se)? ?(?:bulan|minggu|hari|triwulan|semester)(?:an|nya)?\b"
)


#: When something was done is no time of amounts: ``Pelatihan dilaksanakan bulan Maret 2026``.
_WHEN_DONE: Final = re.compile(
    r"\b(?:pelatihan|bimtek|pendataan|kegiatan|survei|survey|kunjungan|rapat|pameran|sosialisasi|verifikasi|di ?laksanakan|di ?data|di ?adakan)\b"
)
_OF_A_MONTH: Final = re.compile(rf"\b(?:bulan )?(?:{MONTHS})[a-z]*(?: (?:tahun )?20[0-9]{{2}})?\b")


def is_only_of_amounts(text: str) -> bool:
    """Whether a text only says in what amounts are counted, or of which time they are: ``(dalam ribuan)``, ``*) sebulan``, ``Omset/bln``, ``x 1.000``."""
    made = _FOOTNOTE.fullmatch(text) or _NOTED.fullmatch(text)
    plain = (text if made is None else made["says"]).strip(" \t\n()[]{}.:")
    words = fold(plain).split()
    others = [word for word in words if word not in _AMOUNTS]
    is_said = made is not None or len(others) < len(words) or text.strip()[:1] in "(["
    if _ONLY_TIMES.fullmatch(" ".join(plain.casefold().split())) is not None or _OF_ONE_TIME.fullmatch(" ".join(others)) is not None:
        return True
    if others != words and others:
        return is_unit(f"({' '.join(others)})")
    return is_unit(f"({plain})" if is_said else plain.lstrip("-–— "))


def tells_other_amounts(text: str) -> bool:
    """Whether a text says that amounts are none of rupiah, or have to be multiplied: ``dalam USD``, ``x 1.000``, ``tiga angka nol dihilangkan``."""
    plain = " ".join(written_out(text).casefold().split())
    return _OTHER_AMOUNTS.search(plain) is not None and _OF_NUMBERS.search(plain) is None


def tells_other_time(text: str) -> bool:
    """Whether a note says that amounts are of a month, a day, or one time that something is made; how often a list is looked after says nothing of them."""
    plain = fold(text)
    if _WHEN_DONE.search(plain) is not None:
        plain = _OF_A_MONTH.sub(" ", plain)
    return tells_period(_LOOKED_AFTER.sub(" ", plain)) or _OF_ONE_TIME.search(plain) is not None


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
IN_FULL: Final = words_of(
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
    if words <= IN_FULL or words <= _AMOUNTS | _YEARLY:
        return True
    if is_of_earlier(fold(says).split()):
        return False
    if _HARMLESS.fullmatch(fold(says)) is not None or (_IS_LINKED(says) is not None and says_as_read(says)):
        return True
    return is_plain(says) and not any(map(str.isdigit, says)) and _BEFORE_IT.isdisjoint(words_in(says))


# --- notes that name columns -----------------------------------------------------------------------------------------

_SAID: Final = r"(?:sudah|telah|ada|ya|tidak|belum|punya|memiliki|(?:masih |dalam |sedang )*proses)(?: ada| punya| memiliki)?"
#: Answers from which people choose, or that are explained: ``ada/proses/belum``, ``Proses = masih diurus``.
CHOICES: Final = re.compile(
    rf"\b{_SAID}(?:(?:\s*[/,;|]\s*(?:atau\s+|dan\s+)?|\s+(?:atau|dan)\s+){_SAID}\b)+|\bproses\s*[=:][^;,/]*", re.IGNORECASE
)
#: What is concluded, and no matter of the list.
_CONCLUDES: Final = re.compile(r"(?:rencana )?(?:tindak lanjut|rekomendasi|saran|kesimpulan|solusi|permasalahan|masalah|kendala)\b")
#: Who is told what to do, or of whom the note speaks that has nothing.
_ADVICE: Final = re.compile(
    r"\b(?:hubungi|menghubungi|silakan|silahkan|kontak|narahubung|contact person|paling lambat|kirim|dikirim|kirimkan|dikirimkan)\b"
    r"|^(?:(?:catatan|cat|keterangan|ket|note|nb) )?(?:(?:bagi|untuk|yang|ikm|umkm|ukm|pelaku|usaha) )+(?:belum|tidak)\b(?!.*\b(?:kolom|berisi|data)\b)"
)
#: What people can do by themselves, or where that is done: ``NIB bisa diurus gratis di oss.go.id``.
_CAN: Final = (
    r"\b(?:bisa|dapat|boleh)(?: (?:juga|langsung|segera|kini|secara|mandiri|online|gratis))* "
    r"(?:di|me[mn]?)(?:urus|ajukan|daftar|daftarkan|buat|perpanjang|peroleh|akses|cek|lihat|fasilitasi|bantu|ganti|ubah)\b"
)
_CAN_DO: Final = re.compile(_CAN)
_CAN_BE_DONE: Final = re.compile(
    rf"{_CAN}|^(?:catatan |keterangan |ket |nb |note )?(?:cara |biaya |syarat |layanan )?(?:pengurusan|pembuatan|pendaftaran|penerbitan|perpanjangan|pengajuan|permohonan|mengurus|membuat|mendaftar)\b"
    r".*\b(?:gratis|tidak dipungut|tanpa biaya|melalui|lewat|oss go id|dilayani|layanan|di (?:dinas|kantor|dpmptsp|mpp|oss))\b"
)
_GOES_ON: Final = re.compile(r"\b(?:masih|sedang|dalam proses|menunggu|belum)\b")
#: Of whom it is told, and not what the list says.
_ADDRESSES: Final = re.compile(r"\b(?:yang|bagi|untuk|jika|bila|kalau|apabila|agar|ikm|umkm|ukm|pelaku)\b")
_SENTENCES: Final = re.compile(
    r"[;\n]|(?<!\bno)(?<!\brp)(?<!\bkab)(?<!\bjl)(?<!\bdr)(?<!^[0-9a-z])[.](?=\s|$)|\s(?=\(?[0-9][.)]\s)", re.IGNORECASE
)
#: What numbers a note among others: ``1. ``, ``a) ``, ``- ``.
_NUMBERING: Final = re.compile(r"[\s.:=–—-]*(?:\(?(?:[0-9]{1,2}|[a-z])[.)]\s+)?[\s•·*–—-]*", re.IGNORECASE)
_IS_NUMBERED: Final = re.compile(r"\s*(?:\(?(?:[0-9]{1,2}|[a-z])[.)]|[•·–-])\s*\w.*", re.IGNORECASE | re.DOTALL)
_OWN: Final = "sendiri|pemilik|pelaku|usaha|ikm|umkm|yang bersangkutan|perusahaan|pribadi"
_OTHERS: Final = (
    "mitra|pesaing|supplier|suplier|pemasok|penyuplai|vendor|distributor|agen|reseller|koperasi|kelompok|tetangga|maklon|menumpang|numpang|pinjam|meminjam"
    "|(?:orang|pihak|usaha|perusahaan|ikm|umkm) lain"
)
_STATES: Final = (
    "akan|proses(?! produksi)|diproses|diurus|mengurus|pengurusan|kepengurusan|ajukan|diajukan|mengajukan|pengajuan|menunggu|antre|antri|antrean|antrian"
    "|kedaluwarsa|habis|dicabut|dibekukan|ditolak|harapan|diharapkan|semula|dulu|dahulu|tahun lalu"
    "|(?:baru|sedang|masih) (?:daftar|mendaftar(?:kan)?|didaftarkan)"
    r"|(?<!bila )(?<!jika )(?<!bila sudah )(?<!jika sudah )(?:mati|tidak (?:lagi )?(?:berlaku|aktif))(?!.*\b(?:(?:di)?tulis|(?:di)?isi|dianggap|dicatat|(?:di)?kosongkan)\b)"
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
    if _CONCLUDES.match(fold(text)) is not None:
        return []
    told = [", ".join(clauses_of(each)) for each in sentences_of(text)]
    return sorted({at for each in {*told, ". ".join(told)} for at in _turned_in(each, titles)})


def _turned_in(text: str, titles: Sequence[str]) -> list[int]:
    plain = fold(text)
    said = _DONE.sub(" ", fold(CHOICES.sub(" ", written_out(text))))
    if not (_IS_OTHER(said) is not None or speaks_of_plans(said.split())):
        return []
    named = set(_named(plain.split()))
    return [at for at, title in enumerate(titles) if title and not identifies(title) and _is_named(title, named, plain)]


def said_in(text: str) -> tuple[str, bool]:
    """What a note says behind its name, its sign and its number, and whether it is called a note or has a sign."""
    made = _FOOTNOTE.fullmatch(text) or _NOTED.fullmatch(text)
    return _NUMBERING.sub("", text if made is None else made["says"], count=1), made is not None


def is_numbered(text: str) -> bool:
    """Whether a text is one of several notes below each other: ``1. …``, ``- …``."""
    return _IS_NUMBERED.fullmatch(text) is not None


def sentences_of(text: str) -> list[str]:
    """The sentences of a note, without their numbers."""
    return [made for each in _SENTENCES.split(text) if (made := _NUMBERING.sub("", each, count=1).strip())]


def clauses_of(sentence: str) -> list[str]:
    """What a sentence says of the list, part by part; what tells people what to do, and to whom that is told, says nothing of it."""
    parts = re.split(r",(?![0-9])", sentence)
    advice = next((at for at, part in enumerate(parts) if _is_advice(part)), None)
    if advice is None:
        return parts
    return [part for part in parts[:advice] if _ADDRESSES.search(fold(part)) is None]


def says_what_can_be_done(text: str) -> bool:
    """Whether a text tells people what they can do for a permit, as no title of a list does: ``NIB bisa diurus gratis di oss.go.id``."""
    words = fold(text).split()
    return words[:1] != [] and words[0] in PERMITS and "yang" not in words and _CAN_DO.search(fold(text)) is not None


def _is_advice(text: str) -> bool:
    plain = fold(text)
    return _ADVICE.search(plain) is not None or (_CAN_BE_DONE.search(plain) is not None and _GOES_ON.search(plain) is None)


def _is_named(title: str, named: set[str], note: str) -> bool:
    own = without_unit(title)
    if len(own) > _FEWEST_LETTERS and own not in COMMON and f" {own} " in f" {note} ":
        return True
    fact = fact_of(title)
    return fact is not None and subject_of(fact.name) in named


def _named(words: Sequence[str]) -> Iterator[str]:
    """What the facts are about whose titles stand among some words; a word for permits in general is about all of them."""
    for first in range(len(words)):
        for end in range(first + 1, min(first + _LONGEST_NAME, len(words)) + 1):
            name = " ".join(words[first:end])
            if name in PERMIT_LISTS:
                yield from (subject_of(KNOWN[each]) for each in PERMITS)
            elif name in KNOWN and name not in COMMON and len(name) >= _FEWEST_LETTERS:
                yield subject_of(KNOWN[name])


def subject_of(name: str) -> str:
    """What a fact is about: the permit of its number and its last day, people at work of men and women."""
    kind = next((kind for kind in PERMIT_KINDS if name.startswith(f"{kind}_")), None)
    return kind or ("workers" if name.startswith("workers") else name)
