"""NK52x and NK53x: tables and SQL."""

from typing import Final

from naikkelas.problem_texts.kind import Hint, ProblemKind, Severity

KINDS: Final[dict[str, ProblemKind]] = {
    "NK520": ProblemKind(
        "Not a table that can be read",
        "{read} bukan tabel yang dapat dibaca; yang dapat: {expected}",
        "{read} is no table that can be read; these are: {expected}",
    ),
    "NK521": ProblemKind(
        "A fact has no column",
        "tabel tidak punya kolom untuk fakta '{name}' yang dipakai aturan",
        "the table has no column for the fact '{name}' that the rules read",
    ),
    "NK522": ProblemKind(
        "A column has the wrong type",
        "kolom '{name}' bertipe {read}, tidak dapat dibaca; yang diharapkan: {expected}",
        "column '{name}' is of type {read}, which cannot be read; expected: {expected}",
    ),
    "NK523": ProblemKind(
        "An assumed fact has a column",
        "fakta '{name}' diandaikan, padahal tabel punya kolomnya",
        "the fact '{name}' is assumed, but the table has a column for it",
    ),
    "NK524": ProblemKind(
        "Not a fact that can be assumed or left out",
        "'{name}' tidak dapat disebut dalam {read} pada aturan ini",
        "'{name}' cannot be named in {read} under these rules",
    ),
    "NK525": ProblemKind(
        "A column of the result is there already",
        "kolom hasil '{name}' sudah dipakai; pilih awalan lain dengan prefix",
        "the result column '{name}' is there already; choose another prefix",
    ),
    "NK526": ProblemKind(
        "Two columns have one name",
        "nama kolom '{name}' dipakai lebih dari sekali",
        "the column name '{name}' is used more than once",
    ),
    "NK527": ProblemKind(
        "The row has changed",
        "baris ini tidak lagi cocok dengan hasil yang tersimpan: {name} tertulis {read}, sekarang {expected}",
        "this row no longer fits the result stored with it: {name} says {read}, now it is {expected}",
        Severity.WARNING,
    ),
    "NK528": ProblemKind(
        "No such as-of column",
        "as_of menunjuk kolom '{name}', tetapi tabel tidak punya kolom itu",
        "as_of names the column '{name}', but the table has no such column",
    ),
    "NK529": ProblemKind(
        "A column that the rules do not read",
        "kolom '{name}' tidak dibaca oleh aturan",
        "column '{name}' is not read by the rules",
        Severity.WARNING,
    ),
    "NK530": ProblemKind(
        "A column from which a profile would derive facts",
        "kolom '{name}' tidak dibaca: pada tabel, {expected} harus punya kolom sendiri",
        "column '{name}' is not read: in a table, {expected} must have a column of its own",
        Severity.WARNING,
    ),
    "NK531": ProblemKind(
        "Too many dates",
        "kolom '{name}' berisi {read} tanggal berbeda; tabel yang tidak dibaca ke memori paling banyak {expected}",
        "column '{name}' has {read} different dates; a table that is not in memory may have {expected}",
    ),
    "NK532": ProblemKind(
        "The table engines cannot work this out",
        "mesin tabel belum dapat menghitung '{name}' ({read}); putuskan satu per satu dengan decide",
        "the table engines cannot work out '{name}' ({read}) yet; decide one by one with decide",
    ),
    "NK533": ProblemKind(
        "Unknown SQL dialect",
        "dialek SQL '{name}' tidak dikenal; yang ada: {expected}",
        "unknown SQL dialect '{name}'; there are: {expected}",
    ),
    "NK534": ProblemKind(
        "A value outside its own range",
        "{name} tertulis {read}, tetapi kolom sisinya mengatakan {expected}",
        "{name} is {read}, but the columns of its sides say {expected}",
    ),
    "NK537": ProblemKind(
        "A name that the SQL dialect would cut",
        "nama kolom '{name}' panjangnya {read} byte; {dialect} memotong nama di atas {expected} byte",
        "the column name '{name}' has {read} bytes; {dialect} cuts names of more than {expected}",
    ),
    "NK538": ProblemKind(
        "An argument of the wrong type",
        "argumen '{name}' berisi {read}; yang diharapkan: {expected}",
        "the argument '{name}' is {read}; expected: {expected}",
    ),
}

HINTS: Final[dict[str, Hint]] = {
    "as_of_date": Hint(
        "kalau semua baris dinilai pada tanggal itu, tulis tanggalnya, bukan teks: as_of={suggestion}",
        "if every row is judged on that date, give the date and not a text: as_of={suggestion}",
    ),
    "assumed_missing": Hint(
        "keluarkan dari assume; kalau memang tidak diketahui, sebut dalam allow_missing",
        "leave it out of assume; if nobody knows it, name it in allow_missing",
    ),
    "assumed_set": Hint(
        "himpunan tidak dapat diandaikan; kalau memang tidak diketahui, sebut dalam allow_missing",
        "a set cannot be assumed; if nobody knows it, name it in allow_missing",
    ),
    "column_absent": Hint(
        "kalau memang tidak diketahui, sebut dalam allow_missing; kalau semua baris sama, beri nilainya lewat assume",
        "if nobody knows it, name it in allow_missing; if it is the same for every row, give it in assume",
    ),
    "column_meant": Hint("apakah maksudnya kolom '{suggestion}'? Ganti namanya", "is it the column '{suggestion}'? Rename it"),
    "shorter_name": Hint(
        "pilih awalan yang lebih pendek dengan prefix, atau nama yang lebih pendek",
        "choose a shorter prefix, or a shorter name",
    ),
    "spark_connect": Hint(
        'sesi Spark Connect tidak dibaca; pakai sesi biasa, atau jalankan SELECT dari rules.to_sql("spark") dengan spark.sql',
        'sessions of Spark Connect are not read; use a classic one, or run the SELECT of rules.to_sql("spark") with spark.sql',
    ),
    "table_in_memory": Hint(
        "ubah tipenya dulu, atau baca tabelnya ke memori (collect), di sana teks dibaca seperti pada profil",
        "cast it first, or read the table into memory (collect), where texts are read as in a profile",
    ),
}
