"""NK177 to NK180 and NK235 to NK238: the selection of a rule set. NK489 to NK499: choosing a cohort from a table."""

from typing import Final

from naikkelas.problem_texts.kind import Hint, ProblemKind, Severity

LINKING: Final[dict[str, ProblemKind]] = {
    "NK177": ProblemKind(
        "a step of an order with more than one key",
        "satu langkah di bawah '{name}' pada {where_id} punya satu kunci; yang terbaca: {read}",
        "a step under '{name}' in {where} has one key; read: {read}",
    ),
    "NK178": ProblemKind(
        "a fact that stands twice in an order",
        "'{name}' sudah menjadi langkah sebelumnya pada {where_id}; yang kedua tidak mengubah apa pun",
        "'{name}' is an earlier step already in {where}; the second changes nothing",
    ),
    "NK179": ProblemKind(
        "groups without a minimum or a maximum",
        "'{name}' pada {where_id} tidak menyebut minimum atau maximum, jadi kelompoknya tidak mengubah apa pun",
        "'{name}' in {where} says neither minimum nor maximum, so its groups change nothing",
    ),
    "NK180": ProblemKind(
        "an order by points that nothing gives",
        "{where_id} mengurutkan menurut '{name}', padahal tidak ada kriteria yang memberi poin",
        "{where} orders by '{name}', but no criterion gives any",
        Severity.WARNING,
    ),
    "NK235": ProblemKind(
        "a word of the order that does not fit the fact",
        "'{name}' tidak dapat dipakai pada '{fact}' ({type}) di {where_id}; yang bisa: {expected}",
        "'{name}' cannot be used on '{fact}' ({type}) in {where}; possible: {expected}",
    ),
    "NK236": ProblemKind(
        "a fact that makes no groups",
        "'{name}' tidak dapat menjadi kelompok pada {where_id}: {read}",
        "'{name}' cannot make groups in {where}: {read}",
    ),
    "NK237": ProblemKind(
        "a selection by a derived fact",
        "'{name}' pada {where_id} adalah fakta turunan; seleksi hanya membaca fakta yang diberikan dan poin",
        "'{name}' in {where} is a derived fact; a selection reads given facts and points only",
    ),
    "NK238": ProblemKind(
        "limits that contradict each other",
        "'{name}' pada {where_id} bernilai {read}; yang diharapkan: {expected}",
        "'{name}' in {where} is {read}; expected: {expected}",
    ),
}

TABLES: Final[dict[str, ProblemKind]] = {
    "NK489": ProblemKind(
        "Several columns of outcomes",
        "hasil penilaian ada di lebih dari satu kolom: {read}",
        "there are outcomes in more than one column: {read}",
    ),
    "NK490": ProblemKind(
        "A selection without a number of places",
        "berapa tempat yang ada? tidak ada quota dan tidak ada maximum",
        "how many places are there? there is neither a quota nor a maximum",
    ),
    "NK491": ProblemKind(
        "A business that stands twice",
        "baris ini sama kuncinya dengan baris {read}; seleksi tidak dijalankan",
        "this row has the same key as row {read}; nobody is selected",
    ),
    "NK492": ProblemKind(
        "A row without a key",
        "kunci di kolom '{name}' kosong pada baris ini; seleksi tidak dijalankan",
        "the key in the column '{name}' is empty in this row; nobody is selected",
    ),
    "NK493": ProblemKind(
        "A result that cannot be read",
        "'{read}' di kolom '{name}' tidak terbaca; yang diharapkan: {expected}",
        "'{read}' in the column '{name}' cannot be read; expected: {expected}",
    ),
    "NK494": ProblemKind(
        "A fact of the selection without a column",
        "tidak ada kolom untuk '{name}', jadi nilainya belum diketahui pada setiap baris",
        "no column gives '{name}', so nobody knows it of any row",
        Severity.WARNING,
    ),
    "NK495": ProblemKind(
        "A group that does not get its minimum",
        "kelompok '{name}' paling banyak mendapat {read} tempat, padahal minimumnya {expected}",
        "the group '{name}' gets at most {read} {read:place|places}, but its minimum is {expected}",
        Severity.WARNING,
    ),
    "NK496": ProblemKind(
        "Minimums that are more than the quota",
        "minimum semua kelompok berjumlah {read}, lebih dari kuota {expected}; yang terbaik di antaranya yang masuk",
        "the minimums of all groups are {read} together, more than the quota of {expected}; the best among them are in",
        Severity.WARNING,
    ),
    "NK497": ProblemKind(
        "A table that was not decided",
        "tabel ini tidak punya kolom '{name}', dan tidak ada aturan untuk menilainya",
        "this table has no column '{name}', and there are no rules to decide it by",
    ),
    "NK498": ProblemKind(
        "Outcomes of another rule set",
        "tabel ini dinilai dengan aturan lain: {read}; aturan seleksi ini: {expected}",
        "this table was decided by another rule set: {read}; that of this selection: {expected}",
    ),
    "NK499": ProblemKind(
        "Outcomes that were made otherwise",
        "{name} tabel ini: {read}; untuk seleksi ini: {expected}; hasil dan poin dipakai seperti dalam tabel",
        "{name} of this table: {read}; of this selection: {expected}; outcomes and points are used as they stand in the table",
        Severity.WARNING,
    ),
    "NK563": ProblemKind(
        "Rules or a date of a result that cannot be read",
        "{name} tabel ini tidak terbaca: {read}; jadi tidak diketahui apakah sama dengan yang untuk seleksi ini: {expected}; "
        "hasil dan poin dipakai seperti dalam tabel",
        "{name} of this table cannot be read: {read}; so nobody knows whether it is that of this selection: {expected}; "
        "outcomes and points are used as they stand in the table",
        Severity.WARNING,
    ),
}

KINDS: Final[dict[str, ProblemKind]] = {**LINKING, **TABLES}

HINTS: Final[dict[str, Hint]] = {
    "write_step": Hint("tulis misalnya {meant}", "write for example {meant}"),
    "delete_step": Hint("hapus langkah itu", "delete that step"),
    "say_minimum": Hint("tulis minimum, maximum, atau keduanya; atau hapus 'by'", "write minimum, maximum or both; or delete 'by'"),
    "give_preference": Hint(
        "beri poin dengan kriteria 'kind: preference', atau hapus langkah itu",
        "give points by a criterion of 'kind: preference', or delete that step",
    ),
    "needs_order": Hint("hanya angka, rupiah dan tanggal yang punya urutan", "only numbers, money and dates have an order"),
    "give_fact": Hint(
        "urutkan menurut fakta yang menjadi asalnya, atau beri poin bila terpenuhi",
        "order by the facts it is made of, or give points where it holds",
    ),
    "say_quota": Hint(
        "sebutkan: --quota 56, atau selection: {{quota: 56}} dalam aturan", "say: --quota 56, or selection: {{quota: 56}} in the rules"
    ),
    "one_row_each": Hint(
        "sisakan satu baris untuk tiap usaha, atau pilih kolom kunci lain: --key",
        "keep one row of each business, or choose another key: --key",
    ),
    "fill_key": Hint("isi kuncinya, atau pilih kolom kunci lain: --key", "fill it in, or choose another key: --key"),
    "say_by": Hint("sebutkan juga fakta yang membentuk kelompok: --by regency", "name the fact that makes the groups too: --by regency"),
    "say_outcome": Hint(
        "sebutkan kolomnya: --outcome '{name}'; atau nilai semuanya sekarang: --decide-again --prefix baru_",
        "name the column: --outcome '{name}'; or decide all of them now: --decide-again --prefix new_",
    ),
    "same_rules": Hint(
        "pakai aturan yang sama, atau nilai semuanya sekarang: --decide-again --prefix baru_",
        "use the same rules, or decide all rows now: --decide-again --prefix new_",
    ),
    "score_again": Hint(
        "bila hasilnya harus baru: --decide-again --prefix baru_; koreksi dalam tabel lalu tidak dipakai",
        "if they are to be made anew: --decide-again --prefix new_; corrections in the table are then not used",
    ),
    "prefix_of_places": Hint(
        "tabel ini hasil seleksi sebelumnya: hapus kolom-kolom itu, atau pilih awalan lain untuk kolom baru, misalnya --prefix sel2_; "
        "hasil penilaian tetap diambil dari kolom '{suggestion}' dengan --outcome '{suggestion}'",
        "this table is an earlier selection: drop those columns, or choose another prefix for the new ones, for example --prefix sel2_; "
        "outcomes are still taken from the column '{suggestion}' with --outcome '{suggestion}'",
    ),
    "say_rules": Hint("sebutkan aturannya: --rules NAMA", "name the rules: --rules NAME"),
    "map_column": Hint(
        "tunjuk kolomnya dalam mapping: naikkelas columns BERKAS --out mapping.yaml",
        "name its column in a mapping: naikkelas columns FILE --out mapping.yaml",
    ),
}
