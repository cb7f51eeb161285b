"""NK16x and NK17x: files of tests that stand beside rule sets."""

from typing import Final

from naikkelas.problem_texts.kind import Hint, ProblemKind

KINDS: Final[dict[str, ProblemKind]] = {
    "NK160": ProblemKind(
        "not a file of tests",
        "format '{read}' bukan format berkas uji; tulis 'format: {expected}'",
        "format '{read}' is not that of a file of tests; write 'format: {expected}'",
    ),
    "NK161": ProblemKind("unknown key in a test", "kunci '{name}' tidak dikenal pada {where_id}", "unknown key '{name}' in {where}"),
    "NK162": ProblemKind("missing key in a test", "{where_id} memerlukan kunci '{name}'", "{where} needs the key '{name}'"),
    "NK163": ProblemKind(
        "wrong shape in a test",
        "'{name}' pada {where_id} harus berupa {expected}, yang terbaca: {read}",
        "'{name}' in {where} must be {expected}, read: {read}",
    ),
    "NK164": ProblemKind(
        "two cases of one name",
        "nama kasus '{name}' sudah dipakai pada baris {line}",
        "the name of the case '{name}' is taken already, in line {line}",
    ),
    "NK165": ProblemKind("a case that expects nothing", "{where_id} tidak mengharapkan apa pun", "{where} expects nothing"),
    "NK166": ProblemKind(
        "a test of an unknown criterion",
        "rule set tidak mempunyai kriteria '{name}', yang diharapkan oleh {where_id}",
        "the rule set has no criterion '{name}', of which {where} expects something",
    ),
    "NK167": ProblemKind(
        "a test of an unknown fact",
        "'{name}' pada {where_id} bukan fakta yang dibaca rule set ini",
        "'{name}' in {where} is not a fact that this rule set reads",
    ),
    "NK168": ProblemKind(
        "a test of a fact that is not shown",
        "'{name}' pada {where_id} tidak ada di bawah 'outputs' rule set ini",
        "'{name}' in {where} is not among the 'outputs' of this rule set",
    ),
    "NK169": ProblemKind(
        "an expectation that cannot be read",
        "'{read}' pada {where_id} tidak dapat diharapkan dari '{name}'; yang bisa: {expected}",
        "'{read}' in {where} cannot be expected of '{name}'; possible: {expected}",
    ),
    "NK170": ProblemKind(
        "a case without a date",
        "{where_id} tidak mempunyai tanggal penilaian; tulis as_of di kasus atau di awal berkas",
        "{where} has no date to judge on; write as_of in the case or at the top of the file",
    ),
    "NK171": ProblemKind(
        "a row that does not fit its columns",
        "baris ini berisi {read} sel, padahal ada {expected} kolom pada {where_id}",
        "this row has {read} {read:cell|cells}, and there {expected:is|are} {expected} {expected:column|columns} in {where}",
    ),
    "NK172": ProblemKind(
        "a column that means nothing",
        "kolom '{name}' pada {where_id} tidak berarti apa-apa",
        "the column '{name}' in {where} means nothing",
    ),
    "NK173": ProblemKind(
        "the tested rule set cannot be used",
        "rule set '{read}' tidak dapat dimuat, jadi tidak ada yang diuji",
        "the rule set '{read}' cannot be loaded, so nothing is tested",
    ),
    "NK174": ProblemKind(
        "a fact taken away that is not there",
        "'{name}' tidak ada di 'base', jadi tidak dapat diambil oleh {where_id}",
        "'{name}' is not in 'base', so {where} cannot take it away",
    ),
    "NK175": ProblemKind(
        "an expectation that cannot be rewritten",
        "harapan '{name}' pada {where_id} tidak dapat diperbarui otomatis; ubah sendiri menjadi: {expected}",
        "the expectation '{name}' in {where} cannot be rewritten for you; change it yourself to: {expected}",
    ),
    "NK176": ProblemKind(
        "something stands in two places of a test",
        "'{name}' pada {where_id} sudah ditetapkan oleh sebuah kolom",
        "'{name}' in {where} is set by a column already",
    ),
}

HINTS: Final[dict[str, Hint]] = {
    "test_of_the_tests": Hint(
        "berkas uji diawali 'format: naikkelas-tests/1', rule set 'format: naikkelas/1'",
        "a file of tests begins with 'format: naikkelas-tests/1', a rule set with 'format: naikkelas/1'",
    ),
    "test_expect_something": Hint(
        "tulis misalnya expect: {{outcome: eligible}}",
        "write for example expect: {{outcome: eligible}}",
    ),
    "test_columns": Hint(
        "kolom ditulis profile.<fakta>, parameters.<parameter>, expect.statuses.<kriteria>, expect.outcome atau as_of",
        "columns are written profile.<fact>, parameters.<parameter>, expect.statuses.<criterion>, expect.outcome or as_of",
    ),
    "test_quoted": Hint(
        "kalimat, nilai yang dipakai beberapa kasus, dan blok beberapa baris hanya diubah oleh penulisnya",
        "sentences, values that several cases share, and blocks of several lines are changed by their author only",
    ),
}
