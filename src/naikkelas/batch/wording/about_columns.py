"""What a note says of a column that it begins with: ``Catatan: omset dalam USD``, ``Kabupaten = tujuan pemasaran``.

It is harmless only where it is on a closed list: how to fill the column in, who told it, what it is called in full, that it is so. Nobody can list all that
makes a column say something else. What a note says of others, or to people, is no matter of a column.
"""

import re
from collections.abc import Sequence
from typing import Final

from naikkelas.batch.wording.abbreviations import written_out
from naikkelas.batch.wording.legends import is_of_answers
from naikkelas.batch.wording.notes import CHOICES, IN_FULL, clauses_of, is_plain_footnote, said_in, sentences_of, subject_of
from naikkelas.batch.wording.places import REGENCIES
from naikkelas.batch.wording.titles import KNOWN, PERMITS, fact_of, identifies, lacks_size, words_of
from naikkelas.batch.wording.words import COMMON, PERMIT_LISTS, fold, without_unit
from naikkelas.facts import Kind
from naikkelas.ikm.catalogue import PERMIT_KINDS
from naikkelas.ikm.regions import Regency

_LONGEST_NAME: Final = 5
_FEWEST_LETTERS: Final = 3
#: ``Kabupaten = tujuan pemasaran``, ``Kolom NIB berisi …``: what explains a column without being called a note.
_DEFINES: Final = re.compile(
    r"\W*(?:kolom\b(?=[^=:]*$)|[^=→.;:,\n]{2,60}?\s*(?:=|→|->|\b(?:adalah|ialah|berarti|artinya|merupakan|berisi|menunjukkan)\b))",
    re.IGNORECASE,
)
_PARTED: Final = re.compile(r"[^:]{2,60}:")
#: What stands before the name of a column.
_BEFORE: Final = words_of(
    "kolom data isian isi nilai jumlah angka total status kepemilikan no nama tentang untuk pada semua seluruh khusus terkait mengenai soal yang dimaksud dengan adapun"
)
_AND: Final = words_of("dan atau serta maupun beserta")
#: What stands for all amounts.
_AMOUNTS: Final = words_of("angka nominal")
#: What a clause begins with that goes on with the one before it.
_GOES_ON: Final = words_of(
    "tetapi tapi namun hanya cuma masih sedang sudah belum tidak bukan yang kecuali selain per dalam dikali dikalikan kali dihitung diambil termasuk adalah yaitu x sebagian"
)

_DOCUMENTS: Final = (
    r"(?:asli|akta|sertifikat|dokumen|izin|perizinan|npwp|nib|oss|kbli|lampiran|surat|data|sistem|aplikasi|database|e ktp|ktp|kk)"
)
_TELLS: Final = (
    r"(?:pengakuan|keterangan|wawancara|survei|survey|pendataan|laporan|laporannya|data|dokumen|isian|kuesioner|formulir|verifikasi|catatan|informasi|hasil|sumber|jawaban|lapangan"
    r"|oss|siinas|sihalal|bpjph|mui|bpom|dpmptsp|bps|kementerian|kemenperin|kemenkop|dinas(?: (?:kesehatan|perindustrian|perdagangan|koperasi|dan|ukm|umkm|tenaga|kerja|terkait|kabupaten|kota|provinsi))*"
    r"|dinkes|dinkop\w*|disperin\w*|pemda|pemkab|kecamatan|desa|petugas|pendata|enumerator|responden|pendamping|penyuluh|tpl|pelaku usaha|pelaku ikm|ikm|umkm|pemilik|yang bersangkutan|sendiri)"
)
_FILLED: Final = (
    r"(?:di ?isi(?:kan)?|isi(?:lah)?|di ?tulis(?:kan)?|tulis|di ?cantumkan|cantumkan|di ?lengkapi|lengkapi|di ?centang|centang)"
)
#: What may be said of every column.
_OF_ALL: Final = (
    rf"sesuai (?:dengan )?{_DOCUMENTS}(?: (?:(?:dan|atau) )?{_DOCUMENTS})*"
    rf"|(?:bersumber |berasal |diambil |diperoleh |didapat )?(?:dari|menurut|berdasar(?:kan)?|sumber(?:nya)?|mengacu(?: pada| ke)?|merujuk(?: pada| ke)?|oleh) {_TELLS}(?: (?:(?:dan|atau|di|dari|oleh|kepada|dengan|langsung|langsung dengan|langsung ke) )?{_TELLS})*"
    r"|(?:mohon|harap|tolong|wajib|harus|boleh|perlu|tidak wajib|tidak harus|opsional|wajib untuk) (?:di ?(?:isi|lengkapi|lampirkan|tulis|cantumkan|kosongkan)|isi|lengkap|ada)"
    rf"|wajib|opsional|mohon|harap|{_FILLED}(?: (?:dengan|sesuai|oleh|secara))?(?: (?:nomornya|nomor|no|lengkap|benar|jelas|angka|huruf|kapital|tgl|tahun|bulan|petugas|pendata|enumerator|dinas|pemilik|saja|ya|tidak|ada|belum|sudah|proses|tahunnya|nama|namanya|tanpa|titik|koma|spasi|tanda))*"
    r"|(?:sudah|telah|belum|dalam proses|proses|hasil) (?:di ?)?(?:verifikasi|validasi|cek|periksa|perbarui|update|mutakhirkan|klarifikasi|survei|rekap)"
    r"|di(?:verifikasi|validasi|cek|periksa|perbarui|update|mutakhirkan|rekap|sajikan|urutkan)(?: (?:oleh |di |melalui |lewat |ke )?(?:petugas|dinas|pendata|enumerator|oss|sistem|lapangan))*(?: (?:setiap|tiap) (?:bulan|tahun|semester|triwulan|minggu))?"
    r"|(?:bila|jika|kalau|apabila) (?:sudah )?(?:ada|punya|memiliki|dimiliki)|(?:ter|di ?)?lampir\w*(?: (?:foto ?kopi|salinan|scan)\w*)?|lihat lampiran|(?:sudah |telah )?(?:benar|lengkap|valid)"
    r"|(?:di ?)?kosong(?:kan)? (?:(?:berarti|artinya|bila|jika|kalau|apabila) )?(?:belum|tidak) (?:ada|punya|memiliki|diisi|tahu|diketahui|terdata)"
)
_YEARLY: Final = r"(?:per ?|se|dalam |selama |untuk )*(?:(?:satu|1) )?tahun(?:an)?|(?:pertahun|setahun|tahunan)"
#: What may be said of some.
_OF_AMOUNTS: Final = rf"(?:dalam |satuan |mata uang )*(?:rp|rupiah|idr)(?: (?:penuh|utuh|bulat))?|{_YEARLY}|kotor|bruto|rata rata|rata2|(?:sudah |telah )di ?kali(?:kan)? 12|di ?bulatkan|pembulatan|sementara|penjualan|usaha"
_OF_PEOPLE: Final = (
    r"(?:dalam |satuan )*(?:orang|org)|laki laki|perempuan|pria|wanita|l p|(?:yang )?(?:aktif|bekerja)"
    r"|(?:yang )?(?:sudah |telah |tidak |belum )?(?:di ?hitung )?(?:termasuk|dengan|beserta) (?:pemilik(?: usaha)?|pelaku usaha|pengusaha|owner)(?:nya)?"
)
_OF_PERMITS: Final = (
    r"(?:milik|atas nama|a n) (?:sendiri|pemilik|pelaku usaha|usaha|ikm|umkm|yang bersangkutan|perusahaan|pribadi)|berlaku (?:selama )?[0-9]+ (?:\w+ )?tahun|berlaku (?:selamanya|seumur hidup)"
    r"|(?:yang )?(?:masih|sudah|telah) (?:berlaku|aktif|terbit|ada|punya|dimiliki|memiliki)|(?:melalui |lewat |program |skema |jalur )*(?:self declare|reguler|sehati|gratis)"
    r"|(?:diterbitkan|dikeluarkan|terbit|penerbitan)(?: (?:oleh|melalui|lewat|di|dari))* (?:oss|dinas(?: kesehatan)?|dinkes|dpmptsp|bpjph|mui|bpom|pemerintah|kementerian)(?: (?:kabupaten|kota|provinsi|daerah|republik)? ?\w+)?"
    r"|(?:sebanyak |berjumlah |ada |total )?(?!(?:19|20)[0-9]{2}\b)[0-9]{1,5}(?: (?:ikm|umkm|ukm|usaha|unit|buah|orang|pelaku usaha|persen|dari))*(?: (?:sudah|ada|punya|memiliki|belum|tidak))*(?: (?:ada|punya|memiliki|proses))?"
)
_OF_PLACES: Final = r"(?:tempat|lokasi|domisili|alamat)? ?(?:usaha|produksi|kegiatan usaha|ikm|umkm|perusahaan|pabrik)"
_OF_BEGINNINGS: Final = r"(?:tahun |sejak |pertama |kali )*(?:mulai|memulai|awal)?(?: (?:usaha|produksi|operasi|berdiri|beroperasi|berproduksi|kegiatan))+|(?:usaha|produksi) (?:mulai|dimulai|berdiri)"
#: Words between all that, which say nothing by themselves.
_FILLING: Final = words_of(
    "kolom data isian isi adalah ialah yaitu yakni merupakan berarti artinya yang ini itu tersebut di pada dan atau dengan semua seluruh setiap masing tiap ikm umkm ukm ya juga "
    "saja hanya bersifat berupa berisi nomornya no nomor nomornya"
)
#: What is said of a person, and not of a business.
_OF_PERSONS: Final = re.compile(r"\b(?:ktp|kk|pemilik|sendiri|bersangkutan|asal|domisili)\b")
_MORE_NAMES: Final = IN_FULL | words_of(
    "olahan rumahan makanan minuman berbasis risiko resmi tanda daftar legalitas sertifikasi perusahaan perseorangan untuk bagi atas"
)
_OWN_NAMES: Final = words_of("omset penjualan hasil nilai jumlah total")


def is_definition(text: str) -> bool:
    """Whether a text explains something, as it may a column, without being called a note: ``Kabupaten = tujuan pemasaran``."""
    return _DEFINES.match(text) is not None


def doubted_columns(text: str, titles: Sequence[str], *, is_note: bool) -> list[int]:
    """The columns of which a text says first what they are, and no more harmless thing. ``is_note``: it is called a note, or stands among some."""
    body, is_called = said_in(text)
    if not (is_note or is_called or _DEFINES.match(body)):
        return []
    found: set[int] = set()
    for sentence in sentences_of(body):
        named, is_told = set[int](), False
        for clause in clauses_of(CHOICES.sub(" ", written_out(sentence))):
            if is_of_answers(clause):
                continue
            columns, said = _apart(clause, titles)
            if columns is None and (fold(clause).split() or [""])[0] not in _GOES_ON:
                continue
            if columns is not None:  # of several, the last says it of all: ``PIRT, NIB sesuai dokumen``
                named, is_told = columns if is_told else named | columns, bool(said)
            found |= {at for at in named if said and not _says_nothing(said, titles[at])}
    return sorted(found)


def _apart(clause: str, titles: Sequence[str]) -> tuple[set[int] | None, str]:
    """The columns that a part of a sentence begins with, ``None`` where it begins with no name of one, and what it says of them, folded."""
    defines = _DEFINES.match(clause)
    parted = defines or _PARTED.match(clause)
    begins, behind = (clause, "") if parted is None else (clause[: parted.end()], clause[parted.end() :])
    words = fold(re.sub("[/&+]", " dan ", begins)).split()
    if len(words) > 1 and words[0] in _AMOUNTS and not words[1].isdigit():
        words, amounts = words[1:], {at for at, title in enumerate(titles) if title and not identifies(title) and lacks_size(title)}
        columns, end = _begun(words, titles, is_defined=defines is not None)
        return (columns if end else amounts), " ".join([*words[end:], *fold(behind).split()])
    columns, end = _begun(words, titles, is_defined=defines is not None)
    return (columns if end else None), " ".join([*words[end:], *fold(behind).split()])


def _begun(words: Sequence[str], titles: Sequence[str], *, is_defined: bool) -> tuple[set[int], int]:
    """The columns that some words begin with the names of, and how many words that takes; 0 where they begin with none."""
    found, at, behind = set[int](), 0, 0
    while True:
        while at < len(words) and (words[at] in _BEFORE or (words[at] in PERMIT_LISTS and " ".join(words[at + 1 : at + 2]) in KNOWN)):
            at += 1
        for end in range(min(at + _LONGEST_NAME, len(words)), at, -1):
            columns = _called(" ".join(words[at:end]), titles, is_defined=is_defined or behind > 0)
            if columns is not None:
                if _is_place_named(words, end):
                    return set(), 0
                found.update(columns)
                at = behind = end
                break
        else:
            return found, behind
        if at == len(words) or words[at] not in _AND:
            return found, behind
        at += 1


def _called(name: str, titles: Sequence[str], *, is_defined: bool) -> list[int] | None:
    """The columns that are called so; ``None`` where that is the name of none."""
    if name in PERMIT_LISTS:
        subjects = {subject_of(KNOWN[each]) for each in PERMITS}
    elif name in KNOWN and (is_defined or name not in COMMON) and len(name) >= _FEWEST_LETTERS:
        fact_name = KNOWN[name]
        is_of_permit = subject_of(fact_name) in PERMIT_KINDS and not fact_name.endswith(("_status", "_number", "_expires_on"))
        subjects = {fact_name if is_of_permit else subject_of(fact_name)}
    else:
        subjects = set()
    found = []
    for at, title in enumerate(titles):
        if not title or identifies(title):
            continue
        fact = fact_of(title)
        own = fold(title), without_unit(title)
        is_own = len(name) >= _FEWEST_LETTERS and (name in own if is_defined or name not in COMMON else False)
        is_part = is_defined and len(name) >= _FEWEST_LETTERS and name not in COMMON and f" {name} " in f" {own[0]} "
        if is_own or is_part or (fact is not None and subject_of(fact.name) in subjects):
            found.append(at)
    return found if found or subjects else None


def _is_place_named(words: Sequence[str], end: int) -> bool:
    """Whether a word for a place has the name of one behind it: ``Kabupaten Kebumen`` is no column."""
    if words[end - 1] not in REGENCIES:
        return False
    return any(bool(Regency.find(" ".join(words[end:last])).matches) for last in range(end + 1, min(end + 3, len(words)) + 1))


def _says_nothing(rest: str, title: str) -> bool:
    """Whether what is said of a column is harmless."""
    fact = fact_of(title)
    kind = None if fact is None else fact.type.kind
    is_place = fact is not None and fact.name == "regency"
    if is_place and _OF_PERSONS.search(re.sub(r"\bdomisili (?=usaha|ikm)", "", rest)) is not None:
        return False
    if not is_place and is_plain_footnote(re.sub(r"\bno\b", "nomor", rest)):
        return True
    patterns = [_OF_ALL]
    if kind is Kind.MONEY:
        patterns.append(_OF_AMOUNTS)
    elif fact is not None and fact.name.startswith("workers"):
        patterns.append(_OF_PEOPLE)
    elif is_place:
        patterns.append(_OF_PLACES)
    elif kind is Kind.DATE and fact is not None and fact.name == "operating_since":
        patterns.append(_OF_BEGINNINGS)
    elif kind is not Kind.DATE:
        patterns.append(_OF_PERMITS)
    left = re.sub(rf"\b(?:{'|'.join(patterns)})\b", " ", rest).split()
    names = _MORE_NAMES if _is_of_permit(title) else _OWN_NAMES if kind is Kind.MONEY else frozenset[str]()
    return all(word in _FILLING or word in names for word in left)


def _is_of_permit(title: str) -> bool:
    fact = fact_of(title)
    return fact is not None and subject_of(fact.name) in PERMIT_KINDS
