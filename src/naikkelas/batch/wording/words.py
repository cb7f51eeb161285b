"""Titles of columns and the facts they stand for: names, titles and aliases of the catalogue, and more spellings seen in tables."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import product
from typing import Final

from naikkelas.batch.wording.abbreviations import ABBREVIATIONS
from naikkelas.facts import Fact, Kind
from naikkelas.ikm.catalogue import FACTS
from naikkelas.ikm.cells import plain

#: What people at work are called in a title, before the word for men or women; folded.
_PEOPLE: Final = (
    *("tenaga kerja", "jumlah tenaga kerja", "karyawan", "jumlah karyawan", "pekerja", "jumlah pekerja", "pegawai", "jumlah pegawai"),
    "workers",
)

#: How a title says that a business has a permit, which does not change what it means; folded.
_HAS: Final = ("memiliki", "punya", "mempunyai", "kepemilikan", "sudah memiliki", "sudah punya")

_REGENCIES: Final = ("kab", "kota", "kab kota", "kabupaten", "kabupaten kota")
#: What a title of sales may have before and behind them, which changes nothing; folded.
_SUMMED: Final = ("jumlah", "total", "nilai")
_YEARLY: Final = ("per tahun", "pertahun", "setahun", "tahunan", "tahun")

#: Spellings beyond the catalogue's aliases, folded.
_MORE: Final[Mapping[str, tuple[str, ...]]] = {
    "business_name": ("nama ikm", "nama ukm", "nama usaha ikm", "nama umkm", "nm usaha", "usaha", "nama usaha merk", "nama usaha merek"),
    "regency": (
        *("kab kota", "kabkota", "kabupaten kota", "nama kabupaten", "nama kab", "nama kab kota", "kota kab", "kota kabupaten"),
        *("kab kota asal", "kabupaten kota asal", "asal kab kota", "asal kabupaten kota", "asal kabupaten", "asal kota", "asal daerah"),
        *(f"{what} usaha {place}" for what in ("lokasi", "alamat", "tempat") for place in _REGENCIES),
        *(f"{what} {place}" for what in ("alamat", "alamat lengkap") for place in _REGENCIES),
        *(
            "kab kota usaha",
            "kabupaten usaha",
            "kota usaha",
            "kabupaten kota usaha",
            "kabupaten kota tempat usaha",
            "lokasi kabupaten kota",
        ),
    ),
    "operating_since": (
        *(
            "tahun mulai",
            "mulai operasi",
            "tahun operasi",
            "tgl berdiri",
            "tanggal berdiri",
            "thn berdiri",
            "berdiri sejak",
            "mulai berdiri",
        ),
        *("c207 tahun mulai operasi", "tahun mulai operasi", "thn mulai usaha", "tahun usaha dimulai", "tahun memulai usaha"),
        *("tahun berdiri usaha", "tahun berdiri perusahaan", "tahun operasional"),
        *("tahun pendirian", "tgl pendirian", "tahun didirikan", "usaha berdiri sejak", "tahun usaha berdiri", "mulai usaha sejak tahun"),
    ),
    "workers": (
        *(f"{people} {word}" for people in _PEOPLE for word in ("jumlah", "total")),
        *(
            "penyerapan tenaga kerja",
            "jumlah karyawan",
            "jml karyawan",
            "jml tenaga kerja",
            "jumlah tk",
            "jml tk",
            "total tenaga kerja",
            "jumlah pegawai",
        ),
    ),
    "workers_men": tuple(f"{people} {word}" for people in _PEOPLE for word in ("l", "lk", "laki laki", "laki", "pria", "men", "male")),
    "workers_women": tuple(f"{people} {word}" for people in _PEOPLE for word in ("p", "pr", "perempuan", "wanita", "women", "female")),
    "annual_sales": (
        *(" ".join(filter(None, each)) for each in product(("", *_SUMMED), ("omset", "omset penjualan", "omset usaha"), ("", *_YEARLY))),
        "omzet per tahun",
        "omzet setahun",
        "penjualan setahun",
        "penjualan tahunan",
        "penjualan tahun",
        "hasil penjualan per tahun",
        "hasil penjualan tahunan",
        "nilai penjualan per tahun",
        "nilai penjualan tahunan",
        "total penjualan per tahun",
    ),
    "pirt_status": (
        "sertifikat pirt",
        *(f"{has} {what}" for has in _HAS for what in ("pirt", "izin pirt", "sertifikat pirt", "sppirt")),
    ),
    "nib_status": tuple(f"{has} nib" for has in _HAS),
    "npwp_status": tuple(f"{has} npwp" for has in _HAS),
    "halal_status": ("sertifikasi halal", *(f"{has} {what}" for has in _HAS for what in ("sertifikat halal", "sertifikasi halal"))),
    "knows_market": ("paham pasar", "mengetahui pasar", "tahu pasarnya"),
    "knows_production": ("paham produksi", "mengetahui produksi", "tahu produksinya"),
}

#: Columns that list the permits of a business.
PERMIT_LISTS: Final = frozenset(
    {
        "legalitas",
        "legalitas usaha",
        "perizinan",
        "perijinan",
        "izin",
        "ijin",
        "izin usaha",
        "ijin usaha",
        "izin yang dimiliki",
        "dokumen izin",
    }
)

_PAPERS: Final = r"(?:legalitas|perizinan|izin|sertifikat|sertifikasi)"
_OF_WHAT: Final = r"(?:usaha|berusaha|produk|ikm|umkm|perusahaan)"
#: What says that a business has what stands below it, and of no other time: ``Legalitas yang dimiliki``, ``Status Perizinan``; folded.
_HELD: Final = re.compile(
    rf"(?:(?:data|status|kepemilikan|dokumen|aspek) )*{_PAPERS}(?: (?:dan )?{_PAPERS})*(?: {_OF_WHAT}(?: (?:dan )?{_OF_WHAT})*)?"
    r"(?: yang (?:(?:sudah|telah) )?dimiliki)?|kepemilikan|(?:yang )?(?:sudah|telah) dimiliki|yang dimiliki"
)

#: Titles of groups of columns that say nothing about them; folded.
HEADINGS: Final = frozenset(
    f"{what} {whose}" for what in ("data", "identitas", "profil") for whose in ("usaha", "ikm", "umkm", "perusahaan", "umum")
) | {"keuangan", "data keuangan"}
#: What stands below the name of a permit or of people, and before it in a title of one row; folded.
_TURNED: Final[Mapping[str, str]] = {
    "no": "number",
    **dict.fromkeys(("nama", "nik"), ""),  # of people; the name of a permit is no number of it
    "status": "status",
    **dict.fromkeys(("masa berlaku", "berlaku sampai", "berlaku s d", "tgl berlaku", "tgl kedaluwarsa", "kedaluwarsa"), "expires on"),
}

#: So many words the title of such a group has at most.
_LONGEST_GROUP: Final = 8
_OF_PERMITS: Final = ("_status", "_number", "_expires_on")

#: Titles that may stand for a fact, as far as anybody can tell; folded.
MAYBE: Final[Mapping[str, str]] = {
    **dict.fromkeys(("total aset", "aset", "aset usaha", "nilai aset", "modal sendiri", "modal luar"), "capital"),
    **dict.fromkeys(("pendapatan", "pendapatan per tahun", "pendapatan tahunan", "penghasilan per tahun", "penjualan"), "annual_sales"),
    **dict.fromkeys(("nilai penjualan", "nilai produksi", "nilai produksi per tahun"), "annual_sales"),
}

#: A column that is called only this holds the names of the businesses or of their owners.
NAMES: Final = frozenset({"nama", "nama lengkap"})

#: Words of titles that are about something else: permits that no fact stands for, and reasons why there is none.
_ABOUT_OTHERS: Final = frozenset({"pkrt", "siup", "situ", "tdp", "iut", "iui", "imb", "amdal", "ml", "alasan", "kendala", "rencana"})

#: Words that stand in too many titles to say anything.
COMMON: Final = frozenset({"usaha", "asal", "kota", "label", "jalan", "produk"})

#: Titles that no fact stands for, but that show that a row is a header.
_OTHERS: Final = frozenset(
    {
        *(
            "no",
            "nomor",
            "nik",
            "no kk",
            "nama",
            "kecamatan",
            "kapanewon",
            "desa",
            "kelurahan",
            "desa kelurahan",
            "telp",
            "telepon",
            "no hp",
        ),
        *(
            "no hp wa",
            "no telp",
            "email",
            "keterangan",
            "ket",
            "satuan",
            "status",
            "tahun",
            "jenis kelamin",
            "tanggal lahir",
            "haki",
            "rt",
            "rw",
        ),
        *("tahun pendataan", "id", "provinsi", "no urut", "kode pos", "sentra", "kontak"),
    }
)

#: What a row begins with that sums up the others.
SUMS: Final = frozenset(
    {"jumlah", "total", "jumlah total", "total jumlah", "grand total", "subtotal", "sub total", "rata rata", "jumlah keseluruhan"}
)

#: What stands for an amount of a month or a day; such a column gives no amount of a year.
_OTHER_PERIOD: Final = re.compile(
    r"\b(?:per ?|se)?(?:bulan|bln|bulanan|hari|harian|minggu|mingguan|triwulan|tri wulan|semester|[kc]uartal|kwartal|caturwulan)(?:an|nya)?\b"
)
#: Brackets that begin with a unit, whatever else they say.
_OPENED: Final = re.compile(
    r"\((?:dalam )?(?:rp|rupiah|idr|ribu|rb|juta|jt|miliar|milyar|orang|org|hari|l ?[+/&,] ?p)[^)]*\)|\b(?:rp|rupiah)\b\.?"
)
_EITHER: Final = r"(?:ya|ada|sudah|sdh|punya|memiliki)\s*/\s*(?:tidak|tdk|belum|blm)(?:\s+(?:ada|punya|memiliki))?"
#: Brackets that only say how to answer, and the same at the end of a title.
_ANSWERS: Final = re.compile(rf"\(\s*(?:{_EITHER}|y\s*/\s*[tn]|[v√✓✔])\s*\)", re.IGNORECASE)
_ANSWERED: Final = re.compile(rf"(.*?)(?:{_ANSWERS.pattern}|(?<=[\w)])[\s:,-]+{_EITHER}\s*[?.]*)", re.IGNORECASE)
_IN_BRACKETS: Final = re.compile(r"([^()]+)\(([^()]+)\)\s*")
_SCALE: Final = r"(?:ribu(?:an)?|rb|juta(?:an)?|jt|mil[iy]ar(?:an)?|tril[iy]un(?:an)?)\b\.?"
_RP: Final = r"(?:rp|rupiah|idr)(?![a-z])\.?"
#: Units that are wholly understood: what else stands in their brackets (a month, a piece) is not lost.
_UNIT_WORDS: Final[Mapping[str, re.Pattern[str]]] = {
    "money": re.compile(
        rf"\(\s*(?:dalam\s+)?(?:{_RP}\s*(?:dalam\s+)?(?:{_SCALE}|000(?:[.,]000)*)?|{_SCALE}(?:\s*{_RP})?)"
        r"(?:[\s,/]+(?:per\s*)?(?:tahun|thn|th|setahun|tahunan)\b\.?)?[\s.,-]*\)|\b(?:rp|rupiah)\b\.?"
    ),
    "people": re.compile(r"\(\s*(?:(?:dalam\s+)?(?:orang|org)\b\.?(?:[\s,]*l ?[+/&,] ?p)?|l ?[+/&,] ?p)\s*\)"),
    "days": re.compile(r"\(\s*(?:dalam\s+)?hari\s*\)"),
}
#: ``N I B``, as titles are spaced out.
_SPACED: Final = re.compile(r"\b[a-z](?: [a-z]){2,}\b")
#: Spellings of several words; those of one are :data:`ABBREVIATIONS`.
_SPELLINGS: Final = (
    (re.compile(r"\bp irt\b"), "pirt"),
    (re.compile(r"\bspp (?:p ?)?irt\b"), "sppirt"),
    (re.compile(r"\blaki 2\b"), "laki laki"),
)
#: What is written before or behind the name of a permit in the title of its last day.
_LAST_DAYS: Final = (
    "tgl kedaluwarsa {}",
    "kedaluwarsa {}",
    "masa berlaku {}",
    "{} berlaku sampai",
    "{} berlaku s d",
    "{} kedaluwarsa",
    "tgl habis {}",
)
#: Signs in a title that only part its words, hold them together, ask, number, or mark what must be filled in; and ticks.
_CALM_SIGNS: Final = frozenset(" .,:;/()[]{}'\"“”‘’«»´`&?*_•·✓✔√☑✅")
#: Signs that say nothing between two words, and more beside one: ``Tenaga Kerja +``, ``PIRT -``.
_BETWEEN: Final = re.compile(r"(?<=[^\W_)]) ?[+|\\] ?(?=[^\W_(])|[-‐‑–—](?=.*[^\W_])")
#: What is left open, or between brackets says nothing that can be read.
_OPEN: Final = re.compile(r"\.\.+|__+|\?\?+|[(\[](?:[^\w✓✔√☑✅]|_)*[)\]]")
_NO_WORDS: Final = re.compile(r"[\W_]+")
_LONGEST: Final = 200
_YEAR_WORDS: Final = ("tahun", "thn", "th")
_MONTH_WORDS: Final = ("bulan", "bln", "bl")


def fold(title: str) -> str:
    """A title without case, signs and doubled blanks: ``No. P-IRT`` and ``no_pirt`` are one, and so are ``blm`` and ``belum``."""
    return _folded(title[:_LONGEST])


@lru_cache(4096)  # the first rows are asked for again and again until it is known where the titles are
def _folded(title: str) -> str:
    plain = _NO_WORDS.sub(" ", title.casefold()).strip()
    plain = _SPACED.sub(lambda made: made[0].replace(" ", ""), plain)
    words = plain.split(" ")
    if not ABBREVIATIONS.keys().isdisjoint(words):
        plain = " ".join([ABBREVIATIONS.get(word, word) for word in words])
    if "irt" in plain or "laki 2" in plain:
        for written, meant in _SPELLINGS:
            plain = written.sub(meant, plain)
    return plain


def without_unit(title: str) -> str:
    """A title without the unit of its amounts, folded: ``Omset (Rp)`` is ``omset``. One that says more, as ``(Rp/bulan)``, stays."""
    plain = title.casefold()
    for pattern in _UNIT_WORDS.values():
        plain = pattern.sub(" ", plain)
    return fold(plain)


def units_of(title: str) -> frozenset[str]:
    """Of what :func:`without_unit` takes the units away: ``money``, ``people``, ``days``."""
    return frozenset(kind for kind, pattern in _UNIT_WORDS.items() if pattern.search(title.casefold()))


def spellings_of(title: str) -> tuple[str, str]:
    """A title folded, with and without brackets that begin with a unit or only say how to answer."""
    return fold(title), fold(_OPENED.sub(" ", _ANSWERS.sub(" ", title.casefold())))


#: Titles that say in brackets of which of several a column tells: ``Kabupaten (asal)``.
_WHOSE: Final = frozenset({"asal", "domisili", "lokasi"})


def without_answers(title: str, known: Mapping[str, str], facts: Mapping[str, Fact] = FACTS) -> str | None:
    """The known title before brackets that only say how to answer it, or name its fact or permit once more; or ``None``.

    ``PIRT (ada/tidak)`` and ``PIRT ada/tidak`` are ``pirt``, and ``Nomor Induk Berusaha (NIB)`` is ``no induk berusaha``.
    """
    text = title[:_LONGEST].strip()
    asks = _ANSWERED.fullmatch(text)
    if asks is not None:
        spelling = fold(asks[1])
        name = known.get(spelling, "")
        return spelling if name.endswith("_status") or (name in facts and facts[name].type.kind is Kind.BOOLEAN) else None
    made = _IN_BRACKETS.fullmatch(text)
    spelling = fold(made[1]) if made else ""
    if made is None or spelling not in known or fold(made[2]) in _WHOSE:
        return None
    name, again = known[spelling], known.get(fold(made[2]), "")
    return spelling if again == name or (again.endswith("_status") and name.startswith(again.removesuffix("status"))) else None


def names_other_unit(title: str, fact: Fact) -> bool:
    """Whether a title has the sign of a currency or of a share that the fact's own titles and unit have not: ``Omset ($)``.

    A folded title has no signs.
    """
    own = "".join((fact.title.id, fact.title.en, *fact.aliases, *((fact.type.unit.id, fact.type.unit.en) if fact.type.unit else ())))
    return any((unicodedata.category(char) == "Sc" or char in "%‰") and char not in own for char in title)


def sign_in(title: str, fact: Fact) -> str | None:
    """The first sign of a title that may change what it says of a fact: ``±``, ``❌``, ``<``; ``None`` where there is none.

    Which signs say nothing is a closed list, with those of the fact's own titles: nobody can list all that say something.
    """
    text = plain(title[:_LONGEST]).casefold()
    for own in filter(None, map(plain, (fact.title.id, fact.title.en, *fact.aliases))):
        text = text.replace(own.casefold(), " own ")
    for pattern in _UNIT_WORDS.values():
        text = pattern.sub(" ", text)
    found = _OPEN.search(text)
    if found is not None:
        return found[0]
    return next((char for char in _BETWEEN.sub(" ", text) if not char.isalnum() and char not in _CALM_SIGNS), None)


def is_of_other_period(title: str) -> bool:
    """Whether a title says that its amounts are of a quarter, a month, a week or a day."""
    return bool(_OTHER_PERIOD.search(fold(title)))


def is_about_others(title: str) -> bool:
    """Whether a title is about something that no fact stands for, whatever else it says."""
    return not _ABOUT_OTHERS.isdisjoint(fold(title).split())


def without_question(title: str, known: Mapping[str, str], facts: Mapping[str, Fact]) -> str | None:
    """The known title of a question that is answered by yes or no, or by what became of a permit: ``Apakah tahu pasar?``; or ``None``."""
    spelling = fold(title).removeprefix("apakah ")
    name = known.get(spelling, "")
    is_answered = name.endswith("_status") or (name in facts and facts[name].type.kind is Kind.BOOLEAN)
    return spelling if is_answered else None


def within_group(title: str, known: Mapping[str, str]) -> str | None:
    """The known title that stands below the title of a group: ``legalitas nib`` is ``nib``, ``pirt nomor`` is ``no pirt``; or ``None``."""
    folded = fold(_ANSWERS.sub(" ", title[:_LONGEST]))
    turned = _turned(folded, known)
    if turned is not None:
        return turned
    for group, rest in _groups_before(folded):
        turned = _turned(rest, known)
        if turned is not None:
            return turned
        if rest in known and (group in HEADINGS or known[rest].endswith(_OF_PERMITS)):
            return rest
    return None


def _groups_before(folded: str) -> Iterator[tuple[str, str]]:
    """The titles of groups that a title may begin with, the longest first, each with what follows."""
    words = folded.split()
    for end in range(min(len(words) - 1, _LONGEST_GROUP), 0, -1):
        group = " ".join(words[:end])
        if group in HEADINGS or lists_permits(group):
            yield group, " ".join(words[end:])


@lru_cache(4096)
def lists_permits(title: str) -> bool:
    """Whether a title says no more than that permits are named below it, which a business has: ``Legalitas (v)``, ``Izin yang dimiliki``."""
    folded = fold(_ANSWERS.sub(" ", title[:_LONGEST]))
    return folded in PERMIT_LISTS or _HELD.fullmatch(folded) is not None


def _turned(folded: str, known: Mapping[str, str]) -> str | None:
    """The known title whose last words come first, or that names the permit of which they name a part."""
    for word, part in _TURNED.items():
        if folded.endswith(f" {word}"):
            whose = folded.removesuffix(f" {word}")
            kind = known.get(whose, "")
            names = (f"{word} {whose}", f"{kind.removesuffix('_status')} {part}" if part and kind.endswith("_status") else "")
            if (found := next((each for each in names if each in known), None)) is not None:
                return found
    return None


def known_titles(facts: Iterable[Fact]) -> dict[str, str]:
    """Every folded title, and the fact it stands for; names win over aliases, aliases over titles."""
    found: dict[str, str] = {}
    for spellings in _spellings(list(facts)):
        found.update(spellings)
    return {spelling: name for spelling, name in found.items() if spelling and spelling not in PERMIT_LISTS}


def shared_titles(facts: Iterable[Fact]) -> dict[str, tuple[str, ...]]:
    """The folded aliases of facts of a rule set that another fact is called by too, with the names of all of them.

    Aliases of the catalogue are told apart by its own order.
    """
    facts = list(facts)
    own = {fold(alias) for fact in facts if FACTS.get(fact.name) is not fact for alias in fact.aliases}
    found: dict[str, dict[str, None]] = {}
    for spellings in _spellings(facts) if own else ():
        for spelling, name in spellings:
            if spelling in own:
                found.setdefault(spelling, {})[name] = None
    return {spelling: tuple(names) for spelling, names in found.items() if len(names) > 1}


def _spellings(facts: list[Fact]) -> Iterator[list[tuple[str, str]]]:
    """What facts are called, folded, each with the fact: what wins over the others comes last."""
    names = {fact.name for fact in facts}
    yield [(fold(spelling), name) for name, spellings in _MORE.items() for spelling in spellings if name in names]
    yield [(fold(title), fact.name) for fact in facts for title in (fact.title.id, fact.title.en)]
    made = []
    for fact in facts:
        made += [(fold(alias), fact.name) for alias in fact.aliases]
        if fact.name.endswith("_expires_on"):
            kind = fact.name.removesuffix("_expires_on")
            made += [(fold(each.format(kind)), fact.name) for each in _LAST_DAYS]
    yield made
    yield [(fold(fact.name), fact.name) for fact in facts]


def is_known(title: str, known: Mapping[str, str]) -> bool:
    """Whether a title is one of a table as people make them."""
    folded = fold(title)
    return folded in known or folded in _OTHERS or folded in PERMIT_LISTS or spellings_of(title)[1] in known


def as_month_of(title: str) -> str | None:
    """The folded title of the column of years that a column of months goes with: ``bulan mulai`` goes with ``tahun mulai``."""
    return _swapped(fold(title), _MONTH_WORDS, "tahun")


def as_year(title: str) -> str:
    """A folded title with its word for the year spelled out."""
    folded = fold(title)
    return _swapped(folded, _YEAR_WORDS, "tahun") or folded


def _swapped(folded: str, words: tuple[str, ...], other: str) -> str | None:
    for word in words:
        if folded.endswith(f" {word}"):  # of merged titles: ``Mulai Usaha`` over ``Bulan`` and ``Tahun``
            return f"{other} {folded.removesuffix(f' {word}')}"
        made = re.sub(rf"^(c?[0-9]* ?){word}(?= |[a-z])", rf"\1{other}", folded)
        if made != folded or folded == word or re.match(rf"^(c?[0-9]* ?){word}(?= |[a-z])", folded):
            return other if folded == word else made
    return None
