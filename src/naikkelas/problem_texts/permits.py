"""NK410 to NK429: numbers of permits. Where a number names a person, ``read`` says so instead of the number."""

from typing import Final

from naikkelas.problem_texts.kind import Hint, ProblemKind, Severity

KINDS: Final[dict[str, ProblemKind]] = {
    "NK410": ProblemKind(
        "No permit number found",
        "tidak ada nomor {name} yang terbaca pada '{read}'",
        "no {name} number can be read in '{read}'",
    ),
    "NK411": ProblemKind(
        "Permit number damaged by a spreadsheet",
        "'{read}' rusak oleh lembar kerja: sebagian angka nomor {name} sudah hilang",
        "'{read}' was damaged by a spreadsheet: some digits of the {name} number are lost",
    ),
    "NK412": ProblemKind(
        "Wrong number of digits",
        "nomor {name} terdiri dari {expected} angka, yang terbaca {count}: '{read}'",
        "a {name} number has {expected} digits, {count} {count:was|were} read: '{read}'",
    ),
    "NK413": ProblemKind(
        "Letters among the digits of a permit number",
        "ada huruf atau tanda lain di antara angka nomor {name}: '{read}'",
        "there are letters or other signs among the digits of the {name} number: '{read}'",
    ),
    "NK414": ProblemKind(
        "Permit number in another layout",
        "'{read}' tidak ditulis dalam susunan nomor {name}, yaitu {expected}",
        "'{read}' is not laid out as a {name} number, which is {expected}",
    ),
    "NK415": ProblemKind(
        "Permit number made up",
        "'{read}' hanya contoh pengisi, bukan nomor {name} yang sebenarnya",
        "'{read}' is a placeholder, not a real {name} number",
    ),
    "NK416": ProblemKind(
        "Number of another kind",
        "'{read}' bukan nomor {name}, tetapi tampaknya {other}",
        "'{read}' is no {name} number; it looks like {other}",
    ),
    "NK417": ProblemKind(
        "Check digit is wrong",
        "angka pemeriksa nomor {name} '{read}' salah: seharusnya {expected}",
        "the check digit of the {name} number '{read}' is wrong: it should be {expected}",
    ),
    "NK418": ProblemKind(
        "Several permit numbers where one belongs",
        "ada {count} nomor {name} pada '{read}', padahal tempatnya untuk satu",
        "there are {count} {name} numbers in '{read}', where one belongs",
    ),
    "NK419": ProblemKind(
        "Unusual number of digits",
        "nomor {name} '{read}' terdiri dari {count} angka, biasanya {expected}",
        "the {name} number '{read}' has {count} {count:digit|digits}, usually it is {expected}",
        Severity.WARNING,
    ),
    "NK420": ProblemKind(
        "Unknown packaging code",
        "kode kemasan '{read}' tidak dikenal; yang dikenal {expected}",
        "the packaging code '{read}' is not known; known are {expected}",
        Severity.WARNING,
    ),
    "NK421": ProblemKind(
        "No such region in a permit number",
        "kode daerah '{read}' tidak ada",
        "there is no region with the code '{read}'",
        Severity.WARNING,
    ),
    "NK422": ProblemKind(
        "Region of a permit number cannot be named",
        "kode daerah '{read}' tidak dapat dipastikan namanya: kode BPS dan Kemendagri bisa berbeda di provinsi ini",
        "the region with the code '{read}' cannot be named for sure: BPS and Kemendagri codes may differ in this province",
        Severity.WARNING,
    ),
    "NK423": ProblemKind(
        "Unknown food group",
        "kode kelompok pangan '{read}' tidak dikenal dalam tabel {expected}",
        "the food group '{read}' is not known in table {expected}",
        Severity.WARNING,
    ),
    "NK424": ProblemKind(
        "Permit number of the old format",
        "'{read}' berformat lama ({format}), dari sebelum nomor 15 angka dipakai",
        "'{read}' has the old format ({format}), from before numbers had 15 digits",
        Severity.WARNING,
    ),
    "NK425": ProblemKind(
        "Unlikely year in a permit number",
        "tahun berakhir {read} pada nomor itu tidak lazim; yang lazim {expected}",
        "the year of expiry {read} in that number is unlikely; usual is {expected}",
        Severity.WARNING,
    ),
    "NK426": ProblemKind(
        "Words beside a permit number",
        "tulisan lain di samping nomor {name} tidak dibaca: '{read}'",
        "other text beside the {name} number was not read: '{read}'",
        Severity.WARNING,
    ),
    "NK427": ProblemKind(
        "Application number, not a registration",
        "'{read}' adalah nomor permohonan, bukan nomor pendaftaran {name}",
        "'{read}' is the number of an application, not of a {name} registration",
        Severity.WARNING,
    ),
    "NK428": ProblemKind(
        "Permit number from another regency",
        "nomor {name} '{read}' terbit di {other}, sedangkan usaha ini di {expected}",
        "the {name} number '{read}' was issued in {other}, but this business is in {expected}",
        Severity.WARNING,
    ),
    "NK429": ProblemKind(
        "Check digit does not match",
        "angka pemeriksa nomor {name} '{read}' tidak cocok",
        "the check digit of the {name} number '{read}' does not match",
        Severity.WARNING,
    ),
}

HINTS: Final[dict[str, Hint]] = {
    "number_as_text": Hint(
        "salin lagi dari dokumen aslinya ke sel berformat teks; angka yang hilang tidak dapat ditebak",
        "copy it again from the document into a cell formatted as text; what is lost cannot be guessed",
    ),
    "number_copy_again": Hint("salin lagi dari dokumen aslinya", "copy it again from the document"),
    "number_call_it": Hint(
        "bila bukan nomor telepon, tulis {called} di depannya", "if it is no telephone number, write {called} before it"
    ),
    "number_year_lost": Hint(
        "dua angka terakhir, yaitu tahun berakhir, tidak ada; atau ini NIB", "the last two digits, the year, are missing; or it is a NIB"
    ),
    "number_year_in_two": Hint("tahun berakhir ditulis dua angka", "the year of expiry is written with two digits"),
    "number_leading_zero": Hint(
        "barangkali nol di depannya hilang; jangan ditambahkan tanpa melihat dokumennya",
        "perhaps its leading zero was lost; do not add it without looking at the document",
    ),
    "number_letter_o": Hint("huruf O bukan angka 0, huruf l bukan angka 1", "the letter O is not a 0, the letter l is not a 1"),
    "number_list_permits": Hint("tulis satu per satu dalam permits", "list them one by one under permits"),
    "number_renew": Hint("minta perpanjangan: nomor baru terdiri dari 15 angka", "ask for a renewal: a new number has 15 digits"),
    "number_kh": Hint(
        "nomor KH adalah ketetapan fatwa; sertifikatnya belum tentu terbit. Pakai nomor ID... pada sertifikat",
        "a KH number is the fatwa decision; the certificate may not be issued yet. Use the number ID... of the certificate",
    ),
    "number_letter": Hint(
        "nomor surat keterangan bukan NIB; NIB 13 angka dibuat di oss.go.id",
        "the number of a letter is no NIB; a NIB has 13 digits and comes from oss.go.id",
    ),
    "number_import": Hint("ML adalah izin edar pangan impor", "ML is the permit of imported food"),
    "number_region_code": Hint("sebut sebagai kode saja, atau tanya pemiliknya", "name it by its code only, or ask the owner"),
    "number_look_again": Hint("periksa lagi angkanya pada dokumen", "look at the digits again on the document"),
    "number_moved": Hint(
        "izin PIRT tidak berlaku lagi bila produksi pindah kabupaten/kota; tanyakan",
        "a PIRT ends when production moves to another regency; ask",
    ),
    "number_pending": Hint("statusnya masih in_process", "its status is still in_process"),
    "number_say_status": Hint(
        "bila belum ada nomornya, kosongkan dan isi statusnya", "when there is no number yet, leave it out and give the status"
    ),
}
