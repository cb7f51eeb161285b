"""What every key of the language is for, in both languages: hover texts of the schemas and of the language server."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from naikkelas.facts import Text

__all__ = ["ALLOWED", "KEY_WORDS", "words_of"]

_NAMED: Final = {
    "id": ("teks dalam Bahasa Indonesia", "the text in Bahasa Indonesia"),
    "en": ("teks dalam bahasa Inggris", "the text in English"),
}
_TITLE: Final = {"title": ("judul untuk dibaca orang", "the title, for people")}
_WEIGHT: Final = {"weight": ("bobot; 1 bila tidak ditulis", "the weight; 1 when left out")}

_TYPE: Final = {
    "type": ("jenis nilai, atau fakta yang jenisnya sama", "the type of the value, or a fact of the same type"),
    "of": ("pilihan yang ada, atau fakta yang pilihannya sama", "the choices, or a fact with the same ones"),
    "decimals": ("banyaknya angka di belakang koma, 0 sampai 6", "how many decimals, 0 to 6"),
    "at_least": ("batas bawah nilai", "the lower bound of the value"),
    "at_most": ("batas atas nilai", "the upper bound of the value"),
    "unit": ("satuan, untuk dibaca orang", "the unit, for people"),
    "may_be_never": ("benar bila tanggalnya boleh 'never'", "true when the date may be 'never'"),
}

_WORDS: Final[dict[str, dict[str, tuple[str, str]]]] = {
    "rules": {
        "format": ("format bahasa aturan, selalu naikkelas/1", "the format of the language, always naikkelas/1"),
        "rule_set": ("nama rule set", "the name of the rule set"),
        "version": ("versi, misalnya 2026.1", "the version, such as 2026.1"),
        "title": ("judul rule set untuk dibaca orang", "the title of the rule set, for people"),
        "firmness": ("seberapa kuat dasar aturan ini secara keseluruhan", "how sure it is that the rules as a whole are so"),
        "effective": ("masa berlaku rule set; kedua ujungnya termasuk", "when the rule set is in force; both ends count"),
        "sources": ("dari mana aturannya, menurut nama", "where the rules come from, by name"),
        "parameters": ("nilai dengan riwayat, yang dapat diubah pemilik program", "values with a history, which the owner can set"),
        "facts": ("fakta tambahan dan fakta turunan", "facts that the rule set adds, and facts that follow from others"),
        "uses": ("kriteria yang diambil dari rule set lain", "criteria taken from another rule set"),
        "applies_when": ("untuk siapa rule set ini; tanpa kunci ini untuk semua", "whom the rule set is for; without it, for everybody"),
        "criteria": ("yang diminta, menurut nama", "what is asked, by name"),
        "outputs": ("fakta turunan yang ditampilkan dalam keputusan", "derived facts that a decision shows"),
        "selection": ("kuota dan urutan pemilihan peserta", "how many places there are, and in which order they are given out"),
        "never_hurts": ("perubahan yang tidak pernah merugikan, untuk dibuktikan", "changes that never hurt, to be proved"),
        "assumptions": ("yang benar bagi setiap usaha, dipakai saat membuktikan", "what holds of every business, for proofs"),
        "data_gaps": (
            "yang diminta program tetapi tidak dapat diperiksa aturan ini",
            "what the programme asks and these rules cannot check",
        ),
    },
    "text": _NAMED,
    "dates": {"from": ("hari pertama", "the first day"), "until": ("hari terakhir, termasuk", "the last day, included")},
    "source": {
        **_TITLE,
        "date": ("tanggal sumber, TTTT-BB-HH", "the date of the source, YYYY-MM-DD"),
        "url": ("alamat web", "the web address"),
        "firmness": ("seberapa pasti sumber ini mengatakannya", "how sure it is that the source says so"),
        "note": ("catatan untuk dibaca orang", "a note, for people"),
    },
    "parameter": {
        **_TYPE,
        **_TITLE,
        "values": ("nilai mulai tanggal tertentu: {tanggal: nilai}", "the value from each date on: {date: value}"),
        "source": ("asal nilainya: catatan atau nama sumber", "where it comes from: a note or the name of a source"),
    },
    "fact": {
        **_TYPE,
        **_TITLE,
        "question": ("pertanyaan kepada pemilik usaha", "how the owner is asked"),
        "remedy": ("cara pemilik usaha mengubahnya", "how the owner can change it"),
        "aliases": ("judul kolom yang dipakai di lapangan", "what the column is called in the field"),
        "personal": ("benar bila nilainya data pribadi yang tidak pernah ditampilkan", "true when the value is personal and never shown"),
        "choice_titles": ("sebutan setiap pilihan", "what the choices are called"),
        "source": ("asal fakta ini: catatan atau nama sumber", "what it rests on: a note or the name of a source"),
        "derive": ("benar bila syarat ini terpenuhi", "true when this condition is met"),
        "table": ("tabel keputusan: baris yang cocok memberi jawabannya", "a decision table: the row that fits gives the answer"),
        "sum": ("jumlah beberapa fakta atau parameter", "the sum of facts or parameters"),
        "difference": ("selisih [a, b]: a dikurangi b", "the difference [a, b]: a less b"),
        "times": ("fakta dikalikan angka tetap", "a fact times a constant"),
        "ratio": ("perbandingan of / to", "the ratio of / to"),
        "months_since": ("bulan penuh sejak sebuah tanggal", "whole months since a date"),
        "scorecard": ("skor dari kelompok indikator berbobot", "the score of groups of weighted indicators"),
        "points": ("jumlah poin kriteria ini", "the points of these criteria together"),
        "every_year": ("tanggal BB-HH setiap tahun", "the day MM-DD of every year"),
    },
    "table": {
        "hit": (
            "first: baris pertama yang cocok; unique: paling banyak satu baris cocok",
            "first: the first row that fits; unique: at most one row fits",
        ),
        "rows": ("baris tabel, masing-masing {when, then}", "the rows, each {when, then}"),
        "otherwise": ("jawaban bila tidak ada baris yang cocok", "the answer where no row fits"),
    },
    "row": {"when": ("syarat baris ini", "the condition of this row"), "then": ("jawaban baris ini", "the answer of this row")},
    "ratio": {
        "of": ("yang dibagi", "what is divided"),
        "to": ("pembagi", "what it is divided by"),
        "when_zero": ("jawaban perbandingan bila pembaginya nol", "the answer of comparisons where the divisor is zero"),
    },
    "times": {"fact": ("fakta atau parameter", "a fact or parameter"), "constant": ("angka tetap", "the constant")},
    "scorecard": {
        "scale": ("skor tertinggi", "the highest score"),
        "groups": ("kelompok indikator, menurut nama", "groups of indicators, by name"),
        "when_empty": (
            "jawaban perbandingan bila tidak ada indikator yang berlaku",
            "the answer of comparisons where no indicator applies",
        ),
    },
    "group": {**_WEIGHT, **_TITLE, "indicators": ("indikator dalam kelompok ini", "the indicators of this group")},
    "indicator": {
        "require": ("yang ditanyakan", "what is asked"),
        "criterion": ("status kriteria ini", "the status of this criterion"),
        "applies_when": ("indikator ini berlaku bila syarat ini terpenuhi", "the indicator applies when this is met"),
        **_WEIGHT,
        **_TITLE,
    },
    "criterion": {
        "title": ("judul kriteria untuk dibaca orang", "the title of the criterion, for people"),
        "kind": ("syarat (requirement), nilai tambah (preference) atau catatan (note)", "requirement (the default), preference or note"),
        "points": ("poin bila terpenuhi, hanya untuk nilai tambah", "the points when it is met, for a preference only"),
        "applies_when": ("kriteria berlaku bila syarat ini terpenuhi", "the criterion applies when this is met"),
        "require": ("yang harus terpenuhi", "what must be met"),
        "remedy": ("apa yang dapat dilakukan bila belum terpenuhi", "what can be done when it is not met"),
        "source": ("nama sumber di bawah sources", "the name of a source under sources"),
        "firmness": ("seberapa kuat dasarnya; bila kosong, seperti sumbernya", "how sure it is; without it, as its source"),
        "effective": (
            "masa berlaku kriteria; di luarnya kriteria tidak berlaku",
            "when the criterion is in force; outside it does not apply",
        ),
    },
    "selection": {
        "quota": ("banyaknya tempat", "how many places there are"),
        "by": ("kelompok yang dijamin atau dibatasi tempatnya", "groups that are promised places, or limited"),
        "order": ("urutan pemberian tempat", "the order in which places are given out"),
        "waiting_list": ("banyaknya yang masuk daftar tunggu", "how many may wait"),
        "seed": ("kata untuk mengundi yang setara", "a word from which ties are drawn"),
        "source": ("nama sumber di bawah sources", "the name of a source under sources"),
        "firmness": ("seberapa kuat dasarnya", "how sure it is that it is so"),
    },
    "by": {
        "fact": ("fakta yang membentuk kelompok", "the fact that makes the groups"),
        "groups": ("kelompok yang dijamin", "the groups that are promised places"),
        "minimum": ("paling sedikit tempat tiap kelompok", "the fewest places of each group"),
        "maximum": ("paling banyak tempat tiap kelompok", "the most places of each group"),
    },
    "step": {
        "most": ("yang terbanyak lebih dahulu", "the most come first"),
        "least": ("yang paling sedikit lebih dahulu", "the fewest come first"),
        "earliest": ("yang paling awal lebih dahulu", "the earliest come first"),
        "latest": ("yang paling akhir lebih dahulu", "the latest come first"),
    },
    "harmless": {
        "more": ("nilai atau anggota yang bertambah", "a larger value, or more members"),
        "less": ("nilai atau anggota yang berkurang", "a smaller value, or fewer members"),
        "earlier": ("tanggal yang lebih awal", "an earlier date"),
        "later": ("tanggal yang lebih akhir", "a later date"),
        "becomes": ("fakta yang menjadi satu nilai: {fakta: nilai}", "a fact that becomes one value: {fact: value}"),
    },
    "assumption": {
        **_TITLE,
        "when": ("berlaku bila syarat ini terpenuhi", "where this is met"),
        "then": ("yang lalu selalu terpenuhi", "this always holds"),
    },
    "points": {"fact": ("fakta yang memberi poin", "the fact that gives the points")},
    "condition": {
        "all": ("semua harus terpenuhi", "all must be met"),
        "any": ("salah satu harus terpenuhi", "one must be met"),
        "not": ("tidak boleh terpenuhi", "must not be met"),
        "some": ("paling sedikit sekian yang terpenuhi", "at least so many must be met"),
        "criterion": ("status kriteria lain", "the status of another criterion"),
        "programme": ("hasil rule set lain", "the outcome of another rule set"),
    },
    "some": {
        "at_least": ("banyaknya yang harus terpenuhi", "how many must be met"),
        "of": ("syarat-syarat yang dihitung", "the conditions that count"),
    },
    "right": {
        "from": ("ujung bawah, termasuk", "the lower end, included"),
        "to": ("ujung atas, termasuk", "the upper end, included"),
        "fact": ("fakta lain yang jenisnya sama", "another fact of the same type"),
        "months": ("bulan", "months"),
        "years": ("tahun", "years"),
        "days": ("hari", "days"),
        "weeks": ("minggu", "weeks"),
    },
    "tests": {
        "format": ("format berkas uji, selalu naikkelas-tests/1", "the format of a file of tests, always naikkelas-tests/1"),
        "rules": (
            "rule set yang diuji: berkas, atau nama yang dibawa pustaka",
            "the rule set under test: a file, or the name of a bundled one",
        ),
        "note": ("catatan untuk dibaca orang", "a note, for people"),
        "as_of": ("tanggal penilaian, TTTT-BB-HH", "the date profiles are judged on, YYYY-MM-DD"),
        "rules_as_of": ("tanggal yang memilih nilai parameter", "the date that picks the values of parameters"),
        "lang": ("bahasa penjelasan yang dibandingkan", "the language of the explanation that is compared"),
        "parameters": ("parameter yang diatur lain dari rule set", "parameters that are set otherwise than in the rule set"),
        "base": ("profil dasar yang diwarisi setiap kasus", "the profile that every case inherits"),
        "cases": ("kasus uji", "the cases"),
    },
    "case": {
        "name": ("nama kasus, hanya sekali dalam berkas", "the name of the case, once in a file"),
        "note": ("catatan untuk dibaca orang", "a note, for people"),
        "as_of": ("tanggal penilaian kasus ini", "the date this case is judged on"),
        "rules_as_of": (
            "tanggal yang memilih nilai parameter bagi kasus ini",
            "the date that picks the values of parameters for this case",
        ),
        "lang": ("bahasa penjelasan yang dibandingkan", "the language of the explanation that is compared"),
        "parameters": ("parameter yang diatur untuk kasus ini", "parameters set for this case"),
        "profile": ("fakta kasus ini, ditambahkan pada profil dasar", "the facts of this case, put over the base profile"),
        "without": ("fakta profil dasar yang tidak diketahui di sini", "facts of the base profile that are not known here"),
        "expect": ("keputusan yang diharapkan", "what is expected of the decision"),
        "columns": (
            "kolom tabel kasus: profile.fakta, expect.outcome, ...",
            "the columns of a table of cases: profile.fact, expect.outcome, ...",
        ),
        "rows": ("baris tabel kasus, satu kasus tiap baris", "the rows of a table of cases, one case each"),
    },
    "expect": {
        "outcome": ("hasil keputusan", "the outcome of the decision"),
        "statuses": ("status tiap kriteria", "the status of criteria"),
        "missing": ("fakta yang masih perlu ditanyakan, semuanya", "the facts that still have to be asked, all of them"),
        "points": ("poin, pasti atau rentang", "the points, exact or a range"),
        "facts": ("fakta turunan yang ditampilkan", "derived facts that the decision shows"),
        "explains": ("kalimat yang ada dalam penjelasan", "sentences that stand in the explanation"),
    },
    "expected_points": {"at_least": ("paling sedikit", "at least"), "at_most": ("paling banyak", "at most")},
}

#: What each key is for, by the kind of place it stands in.
KEY_WORDS: Final[Mapping[str, Mapping[str, Text]]] = MappingProxyType(
    {place: MappingProxyType({key: Text(*words) for key, words in keys.items()}) for place, keys in _WORDS.items()}
)

#: What each word of a closed list means.
ALLOWED: Final[Mapping[str, Text]] = MappingProxyType(
    {
        word: Text(*words)
        for word, words in {
            "firm": ("dibaca langsung, atau dua sumber sepakat", "read directly, or two sources agree"),
            "reported": ("menurut berita atau ringkasan", "as news or summaries report it"),
            "inferred": ("disimpulkan penulis aturan", "concluded by the authors of the rules"),
            "uncertain": ("belum pasti, periksa dahulu", "uncertain, check first"),
            "requirement": ("syarat: menentukan hasil", "decides the outcome"),
            "preference": ("nilai tambah: memberi poin", "gives points, decides nothing"),
            "note": ("catatan: hanya dilaporkan", "is only reported"),
            "first": ("baris pertama yang cocok", "the first row that fits"),
            "unique": ("paling banyak satu baris cocok", "at most one row fits"),
            "met": ("terpenuhi", "met"),
            "not_met": ("tidak terpenuhi", "not met"),
            "not_applicable": ("tidak berlaku", "does not apply"),
            "unknown": ("belum diketahui", "not known yet"),
            "eligible": ("memenuhi syarat", "eligible"),
            "ineligible": ("tidak memenuhi syarat", "not eligible"),
            "needs_information": ("perlu keterangan lagi", "needs information"),
            "out_of_scope": ("di luar cakupan", "out of scope"),
        }.items()
    }
)


def words_of(place: str, key: str) -> Text:
    """What a key is for; ``KeyError`` for one that the language does not have."""
    return KEY_WORDS[place][key]
