"""The sentences of a verification, in both languages."""

from collections.abc import Mapping
from typing import Final

from naikkelas.authoring.verifying.model import Kind, Verdict
from naikkelas.facts import Text

VERDICTS: Final[Mapping[Verdict, Text]] = {
    Verdict.PROVED: Text("terbukti", "proved"),
    Verdict.REFUTED: Text("TERBANTAHKAN", "REFUTED"),
    Verdict.BY_DESIGN: Text("memang begitu", "by design"),
    Verdict.NOT_DECIDED: Text("BELUM DIPUTUSKAN", "NOT DECIDED"),
    Verdict.MISMATCH: Text("KESALAHAN NAIKKELAS", "MISTAKE IN NAIKKELAS"),
}

#: What is claimed, said as if it held.
CLAIMS: Final[Mapping[Kind, Text]] = {
    Kind.ASSUMPTIONS: Text("asumsi-asumsinya bisa berlaku bersama", "the assumptions can hold together"),
    Kind.ELIGIBLE: Text("ada usaha yang bisa layak", "somebody can be eligible"),
    Kind.REFUSED: Text("ada usaha yang bisa ditolak", "somebody can be refused"),
    Kind.MET: Text("kriteria '{about}' bisa terpenuhi", "criterion '{about}' can be met"),
    Kind.NOT_MET: Text("kriteria '{about}' bisa tidak terpenuhi", "criterion '{about}' can be not met"),
    Kind.MATTERS: Text("kriteria '{about}' bisa menjadi satu-satunya alasan penolakan", "criterion '{about}' can be the only reason of a refusal"),
    Kind.COMPARISON: Text("perbandingan ini bisa terpenuhi dan bisa tidak: {about}", "this comparison can be met and can be not met: {about}"),
    Kind.ROW: Text("baris tabel {about} bisa terpakai", "row {about} of the table can be reached"),
    Kind.OVERLAP: Text("baris tabel '{about}' tidak tumpang tindih", "rows of table '{about}' do not overlap"),
    Kind.GAP: Text("tidak ada nilai yang jatuh di sela baris tabel: {about}", "no value falls between the rows of the table: {about}"),
    Kind.MORE: Text("'{about}' yang lebih besar atau lebih akhir tidak pernah merugikan", "a larger or later '{about}' never hurts"),
    Kind.LESS: Text("'{about}' yang lebih kecil atau lebih awal tidak pernah merugikan", "a smaller or earlier '{about}' never hurts"),
    Kind.BECOMES: Text("menjadi {about} tidak pernah merugikan", "becoming {about} never hurts"),
    Kind.STRICTER: Text(
        "siapa yang layak menurut yang pertama juga layak menurut yang kedua: {about}",
        "whoever is eligible under the first is eligible under the second: {about}",
    ),
    Kind.STRICTER_OPEN: Text(
        "yang kedua tidak perlu bertanya lagi tentang siapa yang sudah layak menurut yang pertama: {about}",
        "the second need not ask more about those who are eligible under the first: {about}",
    ),
}  # fmt: skip

#: Why it came out so.
REASONS: Final[Mapping[str, Text]] = {
    "none_together": Text("ini tidak bisa terpenuhi bersama: {names}", "these cannot be satisfied together: {names}"),
    "contradict": Text("tidak ada usaha yang memenuhi semuanya, jadi tidak ada yang dapat dibuktikan: {names}", "no business meets them all, so nothing can be proved: {names}"),
    "empty": Text("di bawah asumsi dari berkasnya tidak ada usaha layak yang bisa berubah begitu, jadi tidak ada yang dibuktikan", "under the assumptions of the file nobody eligible can change so, and nothing is proved"),
    "all_pass": Text("tidak ada persyaratan yang bisa gagal", "no requirement can fail"),
    "never": Text("tidak pernah terpenuhi", "it is never met"),
    "always": Text("selalu terpenuhi", "it is always met"),
    "not_asked": Text("tidak pernah sampai ditanyakan", "it is never asked"),
    "implied": Text("sudah tersirat dalam: {names}", "it is implied by: {names}"),
    "shadowed": Text("baris sebelumnya selalu mendahului, atau barisnya sendiri tidak pernah terpenuhi", "the rows before it always come first, or it is never met itself"),
    "case": Text("lihat kasus '{case}' di bawah", "see the case '{case}' below"),
    "report": Text("semua kriterianya catatan: laporan tidak memutuskan apa pun", "all its criteria are notes: a report decides nothing"),
    "dates": Text("kriteria ini tidak berlaku pada tanggal itu", "the criterion is not in force on that date"),
    "known": Text("hanya menanyakan apakah fakta diketahui, jadi terpenuhi atau belum diketahui", "it asks whether facts are known, so it is met or unknown"),
    "parameters": Text("karena nilai parameter pada tanggal itu", "because of the values that parameters have on that date"),
    "asks_more": Text("selagi ada fakta yang belum diketahui; lihat kasus '{case}' di bawah", "while facts are missing; see the case '{case}' below"),
    "time": Text("waktunya habis", "time ran out"),
    "texts": Text("tidak semua teks dapat dicoba untuk: {name}", "not every text could be tried for: {name}"),
    "given_and_derived": Text("'{name}' diisi bagi satu rule set dan diturunkan bagi yang lain", "'{name}' is given to one rule set and worked out by another"),
    "follows": Text("profil menurunkan fakta dari tenaga kerja atau nomor PIRT", "profiles work facts out from workers or a PIRT number"),
    "door": Text("profil yang ditemukan tidak dapat dibaca", "the profile that was found cannot be read"),
    "mismatch": Text(
        "mesin penilai tidak membenarkan profil yang ditemukan; laporkan kesalahan ini beserta rule set dan kasus di bawah",
        "the engine does not confirm the profile that was found; please report this with the rule set and the case below",
    ),
}  # fmt: skip

#: That a proof rests on what is assumed.
ASSUMED: Final = Text("Dengan asumsi dari berkasnya: {titles}.", "Assuming what the file says: {titles}.")

#: How many claims came out how: the name and version of the rules, the date, and the counts.
SUMMARY: Final = Text(
    "{name} {version} per {as_of}: {proved} terbukti, {refuted} terbantahkan, {by_design} memang begitu, {not_decided} belum diputuskan.",
    "{name} {version} as of {as_of}: {proved} proved, {refuted} refuted, {by_design} by design, {not_decided} not decided.",
)
