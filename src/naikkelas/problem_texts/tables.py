"""NK450 to NK489, NK559 to NK562, and NK564 to NK572: files of tables: reading them, naming their columns, scoring and writing."""

from typing import Final

from naikkelas.problem_texts.kind import Hint, ProblemKind, Severity

KINDS: Final[dict[str, ProblemKind]] = {
    "NK450": ProblemKind(
        "A file that cannot be read as a table",
        "berkas ini tidak terbaca sebagai tabel: {reason}",
        "this file cannot be read as a table: {reason}",
    ),
    "NK451": ProblemKind(
        "No such sheet",
        "tidak ada lembar '{name}'; yang ada: {expected}",
        "there is no sheet '{name}'; there are: {expected}",
    ),
    "NK452": ProblemKind(
        "No row of column titles",
        "baris judul kolom tidak ditemukan",
        "no row of column titles was found",
    ),
    "NK453": ProblemKind(
        "A row with more or fewer cells than the header",
        "baris ini berisi {read} sel, padahal judulnya {expected}; baris ini tidak dibaca",
        "this row has {read} {read:cell|cells}, but the header has {expected}; the row is not read",
    ),
    "NK454": ProblemKind(
        "A quotation mark that is not closed",
        "tanda kutip yang dibuka di baris ini tidak ditutup dalam {expected} baris",
        "a quotation mark that opens in this row is not closed within {expected} lines",
    ),
    "NK455": ProblemKind(
        "A line that is no JSON object",
        "baris ini bukan satu objek JSON: {reason}",
        "this line is not one JSON object: {reason}",
    ),
    "NK456": ProblemKind(
        "Two columns with one title",
        "judul '{read}' dipakai lebih dari satu kolom; yang ini disebut '{name}'",
        "more than one column has the title '{read}'; this one is called '{name}'",
        Severity.WARNING,
    ),
    "NK457": ProblemKind(
        "A row that seems to sum up the others",
        "baris ini dimulai dengan '{read}': tampaknya baris jumlah, bukan sebuah usaha",
        "this row begins with '{read}': it seems to sum up the others, and to be no business",
        Severity.WARNING,
    ),
    "NK458": ProblemKind(
        "A date whose month may come first",
        "hari dan bulan pada '{read}' tidak pasti: di baris {row} kolom ini bulan ditulis lebih dulu",
        "the day and the month of '{read}' are open: in row {row} of this column the month comes first",
    ),
    "NK460": ProblemKind(
        "Something in a mapping that cannot be used",
        "'{read}' tidak dapat dipakai di sini; yang diharapkan: {expected}",
        "'{read}' cannot be used here; expected: {expected}",
    ),
    "NK461": ProblemKind(
        "A column that the table does not have",
        "tabel ini tidak mempunyai kolom '{name}'",
        "this table has no column '{name}'",
    ),
    "NK462": ProblemKind(
        "A fact that these rules do not know",
        "'{name}' bukan fakta yang dikenal aturan ini",
        "'{name}' is no fact that these rules know",
    ),
    "NK463": ProblemKind(
        "Two columns for one fact",
        "fakta '{name}' diisi oleh lebih dari satu kolom: {read}",
        "more than one column gives the fact '{name}': {read}",
    ),
    "NK464": ProblemKind(
        "A column that is not used until somebody confirms it",
        "kolom '{read}' mungkin berisi {name}, tetapi belum pasti; kolom ini tidak dipakai",
        "the column '{read}' may hold {name}, but that is not sure; it is not used",
        Severity.WARNING,
    ),
    "NK465": ProblemKind(
        "No column that the rules can use",
        "tidak ada kolom yang dapat dipakai oleh aturan '{name}'",
        "no column can be used by the rules '{name}'",
    ),
    "NK466": ProblemKind(
        "Two words of a mapping that are one",
        "'{read}' dan '{other}' (baris {line}) adalah kata yang sama di sini, tetapi artinya berbeda",
        "'{read}' and '{other}' (line {line}) are the same word here, but mean different things",
    ),
    "NK470": ProblemKind(
        "A result that is not written",
        "hasil tidak ditulis ke '{name}': {reason}",
        "the result is not written to '{name}': {reason}",
    ),
    "NK471": ProblemKind(
        "A column of the table is called like one of the result",
        "tabel sudah mempunyai kolom '{name}', yang akan ditulis sebagai hasil",
        "the table already has a column '{name}', which the result would write",
    ),
    "NK472": ProblemKind(
        "A key that stands twice",
        "kunci di kolom '{name}' sama dengan kunci baris {read}",
        "the key in the column '{name}' is the same as in row {read}",
        Severity.WARNING,
    ),
    "NK475": ProblemKind(
        "Rows in and rows out differ",
        "jumlah baris tidak cocok: {read} dibaca, {expected} diharapkan; tidak ada yang ditulis",
        "the rows do not add up: {read} read, {expected} expected; nothing is written",
    ),
    "NK476": ProblemKind(
        "A cell of permits in which no permit is found",
        "sel ini menyebut sesuatu yang bukan izin yang dikenal; yang diharapkan: {expected}",
        "this cell names something that is no permit that is known; expected: {expected}",
    ),
    "NK477": ProblemKind(
        "A fact that is assumed and has a column",
        "fakta '{name}' diandaikan, padahal ada kolomnya: '{read}'",
        "the fact '{name}' is assumed, but a column gives it: '{read}'",
    ),
    "NK478": ProblemKind(
        "A table is decided row by row",
        "tabel ini dinilai baris demi baris, yang jauh lebih lambat: {reason}",
        "this table is decided row by row, which is much slower: {reason}",
        Severity.WARNING,
    ),
    "NK479": ProblemKind(
        "Words beside the number of a permit in a cell",
        "di samping nomor izin ada tulisan lain, yang mungkin menyatakan izinnya tidak berlaku; sel ini tidak dibaca",
        "something else stands beside the number of the permit, and may say that it does not hold; the cell is not read",
    ),
    "NK480": ProblemKind(
        "Rows above the titles that look like data",
        "di atas judul ada baris yang tampak seperti data atau judul, dan tidak dibaca: baris {read}",
        "above the titles stand rows that look like data or titles, and are not read: row {read}",
        Severity.WARNING,
    ),
    "NK483": ProblemKind(
        "A column that holds several values in one cell",
        "kolom '{name}' berisi beberapa nilai dalam satu sel ({read}), padahal satu sel harus berisi satu nilai",
        "the column '{name}' holds several values in one cell ({read}), but a cell must hold one",
    ),
    "NK484": ProblemKind(
        "A file that is no result",
        "berkas ini bukan hasil penilaian: tidak ada kolom '{name}'",
        "this file is no result of a scoring run: it has no column '{name}'",
    ),
    "NK485": ProblemKind(
        "A key that stands twice in a result that is compared",
        "kunci di kolom '{name}' sama dengan kunci baris {read}; kunci itu tidak dibandingkan",
        "the key in the column '{name}' is the same as in row {read}; that key is not compared",
        Severity.WARNING,
    ),
    "NK559": ProblemKind(
        "A letter that was lost",
        "di sel ini ada huruf yang rusak: byte-nya bukan huruf; sel ini tidak dibaca",
        "a letter of this cell is damaged: its bytes are no letter; the cell is not read",
    ),
    "NK560": ProblemKind(
        "A text that is too long for a workbook",
        "teks ini {read} karakter, padahal satu sel lembar kerja memuat {expected}; sisanya tidak ditulis",
        "this text has {read} characters, but a cell of a workbook holds {expected}; the rest is not written",
    ),
    "NK561": ProblemKind(
        "A row below the titles that tells units or numbers the columns",
        "baris {read} di bawah judul hanya menyebut satuan atau menomori kolom, dan tidak dibaca",
        "row {read} below the titles only tells units or numbers the columns, and is not read",
        Severity.WARNING,
    ),
    "NK562": ProblemKind(
        "Rows below the titles that look like titles again",
        "di bawah judul ada baris yang tampak seperti judul atau penomoran kolom, dan berdiri di antara usaha: baris {read}",
        "below the titles stand rows that look like titles or like a numbering of the columns, and stand among the businesses: row {read}",
        Severity.WARNING,
    ),
    "NK564": ProblemKind(
        "Columns of data without a title",
        "ada kolom yang berisi data tetapi tidak berjudul, dan tidak dibaca: {read}",
        "some columns hold data but have no title, and are not read: {read}",
        Severity.WARNING,
    ),
    "NK566": ProblemKind(
        "A cell of a sheet that shows something else than it holds",
        "sel ini menampilkan yang lain daripada isinya: {reason}; sel ini tidak dibaca",
        "this cell shows something else than it holds: {reason}; the cell is not read",
    ),
    "NK567": ProblemKind(
        "A formula that was never calculated",
        "sel ini berisi rumus yang belum pernah dihitung; sel ini tidak dibaca",
        "this cell holds a formula that was never calculated; the cell is not read",
    ),
    "NK568": ProblemKind(
        "Merged cells among the rows",
        "ada sel gabungan di antara baris data: {read}; kata-kata di dalamnya dibaca untuk tiap baris yang dicakupnya, dan hanya untuk kolom pertamanya",
        "cells are merged among the rows: {read}; words in them are read for each row that they cover, and for their first column only",
        Severity.WARNING,
    ),
    "NK569": ProblemKind(
        "A number in merged cells",
        "angka di sel gabungan ini mungkin jumlah dari semua yang dicakupnya; sel ini tidak dibaca",
        "the number in these merged cells may be the sum of all that they cover; the cell is not read",
    ),
    "NK570": ProblemKind(
        "A row that is no business",
        "baris ini dimulai dengan '{read}': bukan sebuah usaha, dan tidak dibaca",
        "this row begins with '{read}': it is no business, and is not read",
        Severity.WARNING,
    ),
    "NK571": ProblemKind(
        "A row below a heading of what is planned, asked for or missing",
        "baris ini berdiri di bawah '{read}' (baris {row}), yang menyebut rencana, usulan, waktu lain, atau yang belum ada: baris ini tidak dibaca",
        "this row stands below '{read}' in row {row}, which speaks of plans, requests, another time or what is missing: it is not read",
    ),
    "NK572": ProblemKind(
        "A column that a mapping leaves out",
        "kolom '{read}' pasti berisi '{name}', tetapi tidak disebut dalam mapping; kolom ini tidak dipakai",
        "the column '{read}' surely holds '{name}', but the mapping does not name it; it is not used",
        Severity.WARNING,
    ),
}

HINTS: Final[dict[str, Hint]] = {
    "add_format": Hint("tulis 'format: naikkelas-mapping/1' di baris pertamanya", "write 'format: naikkelas-mapping/1' in its first line"),
    "part_year": Hint("beri kolom tahunnya part: year", "give the column of its years part: year"),
    "read_mapped_table": Hint(
        "baca tabelnya dengan read_table(…, sheet=…, header_row=…) seperti dalam mapping, atau beri path-nya; atau ubah `table:` dalam mapping",
        "read the table with read_table(…, sheet=…, header_row=…) as the mapping says, or hand over its path; or change `table:` in the mapping",
    ),
    "tell_words_apart": Hint(
        "tulis satu saja; huruf besar dan tanda di samping huruf tidak membedakan kata",
        "write one of them; capitals and signs beside letters make no other word",
    ),
    "month_as_word": Hint(
        "tulis bulannya dengan huruf (3 Des 2026), atau tahunnya lebih dulu (2026-12-03)",
        "write the month as a word (3 Des 2026), or the year first (2026-12-03)",
    ),
    "plain_format": Hint(
        "beri sel ini format angka biasa, lalu tulis angkanya lengkap dengan satuannya",
        "give the cell a plain format of numbers, and write the whole number with its unit",
    ),
    "whole_date": Hint(
        "beri sel ini format yang menampilkan hari, bulan, dan tahun, misalnya dd/mm/yyyy",
        "give the cell a format that shows the day, the month and the year, such as dd/mm/yyyy",
    ),
    "holds_a_year": Hint(
        "sel ini tampaknya berisi tahun; beri format angka atau teks, lalu tulis tahunnya lagi",
        "the cell seems to hold a year; give it a format of numbers or text, and write the year again",
    ),
    "calculate": Hint("buka dan simpan berkas ini di Excel atau LibreOffice", "open and save the file in Excel or LibreOffice"),
    "unmerge": Hint("pisahkan sel gabungannya, lalu isi tiap baris", "take the merged cells apart, and fill in each row"),
    "save_as_xlsx": Hint("simpan sebagai .xlsx atau .csv", "save it as .xlsx or .csv"),
    "save_as_utf8": Hint("simpan lagi sebagai CSV UTF-8, lalu periksa sel ini", "save it again as CSV UTF-8, and look at this cell"),
    "take_password_off": Hint(
        "buka dengan kata sandinya, lalu simpan tanpa kata sandi", "open it with its password, and save it without one"
    ),
    "one_value_a_cell": Hint(
        "buang kolom itu, atau pecah menjadi kolom biasa, lalu simpan lagi",
        "leave the column out, or take it apart into plain columns, and save it again",
    ),
    "one_permit_a_part": Hint(
        "tulis tiap izin sekali, dipisahkan koma, dengan nomornya langsung di belakang namanya",
        "write each permit once, with commas between them, and its number right behind its name",
    ),
    "status_apart": Hint(
        "tulis nomornya saja di sel ini, dan statusnya di kolom status izin",
        "write only the number in this cell, and what became of the permit in the column of its status",
    ),
    "unhide_sheets": Hint(
        "lembar {name} disembunyikan dan tidak dibaca; tampilkan lembar itu lalu simpan",
        "the sheet {name} is hidden, and not read; show it and save the file",
    ),
    "say_header_row": Hint("sebutkan nomornya: --header-row NOMOR", "tell its number: --header-row NUMBER"),
    "titles_seem_at": Hint(
        "judul tampaknya mulai di baris {row}: --header-row {row}", "the titles seem to begin in row {row}: --header-row {row}"
    ),
    "titles_begin_at": Hint(
        "bila judul memang mulai di baris {row}, pastikan: --header-row {row}; bila tidak, sebutkan baris yang benar",
        "if the titles do begin in row {row}, confirm it: --header-row {row}; if not, tell the right row",
    ),
    "title_or_map": Hint(
        "bila baris itu bagian dari judul kolom, tulis isinya di judul itu; bila bukan, pastikan kolomnya dalam mapping: "
        "naikkelas columns BERKAS --out mapping.yaml",
        "if the row is a part of titles, write it into them; if not, confirm the columns in a mapping: naikkelas columns FILE --out mapping.yaml",
    ),
    "check_the_quotes": Hint(
        'tutup tanda kutipnya, atau tulis "" untuk satu tanda kutip di dalam sel',
        'close the quotation mark, or write "" for one inside a cell',
    ),
    "read_the_source": Hint(
        "begitu pula ketika hasil ini dibuat; perbaiki di tabel asalnya, lalu nilai tabel itu",
        "nor was it when this result was made; put it right in the table that was scored, and score that one",
    ),
    "check_the_delimiters": Hint(
        "periksa pemisah dan baris baru di dalam sel; sel yang berisi pemisah diberi tanda kutip",
        "look for delimiters and line breaks inside cells; a cell that holds one is put in quotation marks",
    ),
    "cells_missing": Hint(
        "periksa baris baru di dalam sel; bila hanya sel kosong di akhir baris yang hilang: --short-rows",
        "look for line breaks inside cells; if only empty cells at the end are missing: --short-rows",
    ),
    "write_csv": Hint("tulis ke .csv, .parquet, atau .jsonl", "write .csv, .parquet or .jsonl"),
    "title_the_column": Hint(
        "beri judul pada kolomnya, atau kosongkan sel di luar judul", "give the column a title, or empty the cells beyond the titles"
    ),
    "title_or_name_it": Hint(
        "beri judul pada kolomnya; atau sebut '{name}' dalam mapping", "give the column a title; or name '{name}' in a mapping"
    ),
    "no_business": Hint("hapus baris itu bila bukan usaha", "delete the row if it is no business"),
    "no_business_or_part": Hint(
        "hapus baris itu bila bukan usaha; bila itu bagian dari judul, tulis isinya di judulnya",
        "delete the row if it is no business; if it is a part of the titles, write it into the titles",
    ),
    "no_business_or_titles": Hint(
        "hapus baris itu bila bukan usaha; bila judul yang sebenarnya mulai di baris {row}: --header-row {row}",
        "delete the row if it is no business; if the real titles begin in row {row}: --header-row {row}",
    ),
    "no_column_known": Hint(
        "judulnya diambil dari baris {row}; bila ada di baris lain: --header-row NOMOR; bila pemisahnya lain: --delimiter TANDA; "
        "atau pastikan dalam mapping: naikkelas columns BERKAS --out mapping.yaml",
        "its titles were taken from row {row}; if they are in another: --header-row NUMBER; if the delimiter is another: --delimiter SIGN; "
        "or confirm in a mapping: naikkelas columns FILE --out mapping.yaml",
    ),
    "no_column_known_in_sheet": Hint(
        "judulnya diambil dari baris {row}; bila ada di baris lain: --header-row NOMOR; "
        "atau pastikan dalam mapping: naikkelas columns BERKAS --out mapping.yaml",
        "its titles were taken from row {row}; if they are in another: --header-row NUMBER; "
        "or confirm in a mapping: naikkelas columns FILE --out mapping.yaml",
    ),
    "apart_from_plans": Hint(
        "baris itu menyebut rencana, usulan, waktu lain, atau yang belum ada, maka baris di bawahnya tidak dibaca: pisahkan ke tabel sendiri",
        "it speaks of plans, requests, another time or what is missing, so the rows below it are not read: put them in a table of their own",
    ),
    "apart_from_heading": Hint(
        "bila baris itu bukan judul untuk baris ini, hapus atau pindahkan; bila memang judulnya, pisahkan baris ini ke tabel sendiri",
        "if that row is no heading of this one, delete or move it; if it is, put this row in a table of its own",
    ),
    "name_or_delete": Hint(
        "bila itu usaha, tulis nama dan nomornya seperti baris lain; bila bagian dari judul, tulis isinya di judulnya; bila bukan keduanya, hapus barisnya",
        "if it is a business, write its name and number as in other rows; if it is a part of the titles, write it into these; if it is neither, delete the row",
    ),
    "delete_the_row": Hint("hapus baris itu dari tabel", "delete the row from the table"),
    "confirm_in_mapping": Hint(
        "pastikan dalam mapping: naikkelas columns BERKAS --out mapping.yaml",
        "confirm it in a mapping: naikkelas columns FILE --out mapping.yaml",
    ),
    "given_twice": Hint("opsi ini diberikan dua kali untuknya", "it is given twice"),
    "name_in_mapping": Hint(
        "sebutkan dalam mapping kolom yang dibaca aturan ini; usulannya: naikkelas columns BERKAS",
        "name in the mapping the columns that these rules read; a proposal: naikkelas columns FILE",
    ),
    "delete_unsure": Hint("hapus sure: false dalam mapping bila benar", "delete sure: false in the mapping if it is right"),
    "add_line": Hint(
        "tambahkan di bawah columns: {line}, atau beri kolom itu ignore: true", "add below columns: {line}, or give the column ignore: true"
    ),
    "add_line_and_others": Hint(
        "tambahkan di bawah columns: {line}, atau beri kolom itu ignore: true; {count} kolom lain juga begitu: naikkelas columns BERKAS",
        "add below columns: {line}, or give the column ignore: true; {count} more {count:column is|columns are} like it: naikkelas columns FILE",
    ),
    "other_prefix": Hint("pilih awalan lain, misalnya --prefix hasil_", "choose another prefix, for example --prefix result_"),
    "say_overwrite": Hint("tambahkan --overwrite bila boleh ditimpa", "add --overwrite if it may be replaced"),
    "one_column_a_fact": Hint("sisakan satu, yang lain: ignore: true", "keep one, and give the others ignore: true"),
    "score_it_first": Hint("nilai dahulu: naikkelas score", "score it first: naikkelas score"),
    "read_again": Hint("berkas tampaknya berubah selama dibaca; jalankan lagi", "the file seems to have changed meanwhile; run it again"),
    "leave_out_column": Hint("hapus andaiannya, atau beri kolom itu ignore: true", "drop the assumption, or give the column ignore: true"),
}
