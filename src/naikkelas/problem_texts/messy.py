"""NK430 to NK449: values as people write them in tables: places, rupiah, dates, counts, words."""

from typing import Final

from naikkelas.problem_texts.kind import Hint, ProblemKind, Severity

KINDS: Final[dict[str, ProblemKind]] = {
    "NK430": ProblemKind(
        "A place nobody knows",
        "'{read}' bukan {expected} yang dikenal",
        "'{read}' is no {expected} that is known",
    ),
    "NK431": ProblemKind(
        "A place that may be several",
        "'{read}' dapat berarti lebih dari satu tempat: {expected}",
        "'{read}' may mean more than one place: {expected}",
    ),
    "NK432": ProblemKind(
        "A province where a regency is expected",
        "'{read}' adalah provinsi ({expected}), bukan kabupaten atau kota",
        "'{read}' is a province ({expected}), not a regency or city",
    ),
    "NK433": ProblemKind(
        "A region code that does not exist",
        "'{read}' bukan kode {expected} menurut Kemendagri",
        "'{read}' is no code of {expected} of the Ministry of Home Affairs",
    ),
    "NK434": ProblemKind(
        "A region code that BPS may use for another place",
        "kode {read} dibaca menurut Kemendagri ({expected}); dalam kode BPS bisa jadi tempat lain",
        "code {read} is read as the Ministry of Home Affairs' ({expected}); among the codes of BPS it may be another place",
        Severity.WARNING,
    ),
    "NK435": ProblemKind(
        "A place that contradicts itself",
        "bagian-bagian '{read}' tidak cocok: {expected}",
        "the parts of '{read}' do not fit together: {expected}",
    ),
    "NK436": ProblemKind(
        "An amount that cannot be read",
        "'{read}' tidak terbaca sebagai rupiah; yang diharapkan: {expected}",
        "'{read}' cannot be read as rupiah; expected: {expected}",
    ),
    "NK437": ProblemKind(
        "Thousands that are not grouped by three",
        "pengelompokan angka pada '{read}' salah; yang diharapkan: {expected}",
        "the digits of '{read}' are grouped wrongly; expected: {expected}",
    ),
    "NK438": ProblemKind(
        "An amount with more than one reading",
        "'{read}' dapat dibaca lebih dari satu cara: {expected}",
        "'{read}' can be read in more than one way: {expected}",
    ),
    "NK439": ProblemKind(
        "An amount out of bounds",
        "nilai '{read}' di luar batas {expected}",
        "'{read}' is outside {expected}",
    ),
    "NK440": ProblemKind(
        "A date that cannot be read",
        "'{read}' tidak terbaca sebagai tanggal; yang diharapkan: {expected}",
        "'{read}' cannot be read as a date; expected: {expected}",
    ),
    "NK441": ProblemKind(
        "A day that does not exist",
        "tanggal '{read}' tidak ada di kalender",
        "there is no day '{read}' in the calendar",
    ),
    "NK442": ProblemKind(
        "A date that leaves the year open",
        "tahun pada '{read}' tidak pasti; yang diharapkan: {expected}",
        "the year of '{read}' is open; expected: {expected}",
    ),
    "NK443": ProblemKind(
        "A date out of bounds",
        "'{read}' di luar batas tanggal ini: {expected}",
        "'{read}' is outside the bounds of this date: {expected}",
    ),
    "NK444": ProblemKind(
        "A word nobody knows",
        "'{read}' tidak dikenal sebagai jawaban; yang diharapkan: {expected}",
        "'{read}' is not known as an answer; expected: {expected}",
    ),
    "NK445": ProblemKind(
        "A word that does not settle the answer",
        "'{read}' di sini dapat berarti lebih dari satu jawaban; yang diharapkan: {expected}",
        "'{read}' may mean more than one answer here; expected: {expected}",
    ),
    "NK446": ProblemKind(
        "A number damaged by a spreadsheet",
        "angka '{read}' rusak oleh lembar kerja: sebagian angkanya hilang",
        "the number '{read}' was damaged by a spreadsheet: some of its digits are lost",
    ),
    "NK447": ProblemKind(
        "A number that cannot be read",
        "'{read}' tidak terbaca sebagai angka; yang diharapkan: {expected}",
        "'{read}' cannot be read as a number; expected: {expected}",
    ),
    "NK448": ProblemKind(
        "A zero that may stand for nothing filled in",
        "'{read}' dibaca nol; di banyak tabel nol berarti tidak diisi",
        "'{read}' is read as zero; in many tables a zero stands for nothing filled in",
        Severity.WARNING,
    ),
    "NK449": ProblemKind(
        "A cell that is too long",
        "isi sel terlalu panjang ({read} karakter); paling banyak {expected}",
        "the cell is too long ({read} characters); at most {expected}",
    ),
}

HINTS: Final[dict[str, Hint]] = {
    "zero_is_no": Hint(
        "di kolom ya/tidak nol dibaca 'tidak'; kosongkan bila tidak diketahui",
        "under yes and no a zero is a no; leave it empty when nobody knows",
    ),
    "one_of_these": Hint("maksud Anda salah satu dari {suggestion}?", "did you mean one of {suggestion}?"),
    "write_kab_or_kota": Hint(
        "tulis Kabupaten atau Kota di depan namanya, atau kode empat angka",
        "write Kabupaten or Kota before the name, or the four-digit code",
    ),
    "write_the_regency": Hint("tulis kabupaten atau kotanya", "write the regency or city"),
    "name_beside_code": Hint("tulis namanya, atau kode beserta namanya", "write the name, or the code with the name"),
    "money_words": Hint("tulis dengan angka", "write it in digits"),
    "money_damaged": Hint(
        "ada huruf di antara angka; salin ulang dari sumbernya", "a letter stands among the digits; copy it anew from its source"
    ),
    "money_period": Hint(
        "ini jumlah untuk masa tertentu, yang bukan masa yang diminta; tulis jumlah untuk masa yang diminta",
        "this is an amount for another time than is asked for; write the amount for that time",
    ),
    "money_about": Hint("tulis kisarannya, misalnya 4 juta s/d 6 juta", "write it as a range, for example 4 juta s/d 6 juta"),
    "money_which": Hint(
        "tulis satuannya di sel atau di judul kolom, misalnya Rp100.000 atau 100 juta",
        "write the unit in the cell or in the header, for example Rp100.000 or 100 juta",
    ),
    "write_ungrouped": Hint(
        "di depan satuan, ribuan ditulis tanpa pemisah", "before a unit, thousands are written without signs between them"
    ),
    "group_by_three": Hint("kelompokkan per tiga angka dari kanan", "group the digits by three from the right"),
    "not_negative": Hint("jumlah tidak bisa negatif", "an amount cannot be negative"),
    "day_first": Hint("hari ditulis lebih dulu: 31/12/2026", "the day comes first: 31/12/2026"),
    "other_weekday": Hint("hari itu '{suggestion}'", "that day was '{suggestion}'"),
    "year_in_full": Hint("tulis tahun dengan empat angka", "write the year with four digits"),
    "add_the_year": Hint("tambahkan tahunnya", "add the year"),
    "excel_serial": Hint(
        "tampaknya nomor seri tanggal Excel; bila benar, baca kolom itu sebagai tanggal Excel",
        "this looks like a date serial of Excel; if it is, read the column as Excel dates",
    ),
    "until_where": Hint(
        "'s/d' hanya jelas pada tanggal berakhir; tulis tanggalnya", "'s/d' is clear only of a day of expiry; write the date"
    ),
    "doubted_answer": Hint(
        "tanda seperti ? atau * menyatakan ragu atau ada catatan; bila pasti, tulis tanpa tanda itu",
        "a sign such as ? or * says that somebody doubts it, or that there is a note; write it without the sign when it is sure",
    ),
    "digit_codes": Hint(
        "angka hanya dibaca bila kolomnya berisi 1 dan 0 saja; selain itu bisa berupa kode: tulis artinya di mapping, values: {{1: ya, 2: tidak}}",
        "digits are read only where a column has both 1 and 0, and no other; else they may be codes: say in a mapping what they mean,"
        " values: {{1: ya, 2: tidak}}",
    ),
    "digit_legend": Hint(
        "baris {row} mungkin menerangkan arti angka: tulis artinya di mapping, values: {{1: …, 0: …}}",
        "row {row} may tell what digits mean: say it in a mapping, values: {{1: …, 0: …}}",
    ),
    "mark_legend": Hint(
        "baris {row} mungkin menerangkan arti tanda: tulis artinya di mapping, values: {{v: …}}",
        "row {row} may tell what marks mean: say it in a mapping, values: {{v: …}}",
    ),
    "word_legend": Hint(
        "baris {row} mungkin menerangkan arti jawaban: tulis artinya di mapping, values: {{ya: …, tidak: …}}",
        "row {row} may tell what answers mean: say it in a mapping, values: {{ya: …, tidak: …}}",
    ),
    "which_answer": Hint("tulis salah satu jawaban itu", "write one of those answers"),
    "in_process_is_neither": Hint("sedang diproses belum berarti ya atau tidak", "in process is neither yes nor no"),
    "number_elsewhere": Hint(
        "tampaknya sebuah nomor; nomor izin punya kolom sendiri", "this looks like a number; the number of a permit has a column of its own"
    ),
    "status_elsewhere": Hint(
        "itu status, bukan nomor; status izin punya kolom sendiri",
        "that is a status, not a number; the status of a permit has a column of its own",
    ),
    "text_format": Hint("atur kolom sebagai teks lalu ketik ulang angkanya", "format the column as text and type the number again"),
    "count_forms": Hint("tulis seperti 5, 5 {unit} atau 3-5", "write it as 5, 5 {unit} or 3-5"),
}
