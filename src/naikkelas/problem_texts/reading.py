"""NK1xx: reading YAML."""

from typing import Final

from naikkelas.problem_texts.kind import Hint, ProblemKind

_FILE: Final[dict[str, ProblemKind]] = {
    "NK101": ProblemKind(
        title="No such file",
        id="berkas ini tidak ada",
        en="there is no such file",
    ),
    "NK102": ProblemKind(
        title="Not an ordinary file",
        id="ini folder atau perangkat, bukan berkas biasa",
        en="this is a folder or a device, not an ordinary file",
    ),
    "NK103": ProblemKind(
        title="The file cannot be opened",
        id="berkas ini tidak dapat dibuka: {reason}",
        en="the file cannot be opened: {reason}",
    ),
    "NK104": ProblemKind(
        title="The file is too large",
        id="berkas ini lebih besar dari {limit} bita",
        en="the file is larger than {limit} bytes",
    ),
    "NK105": ProblemKind(
        title="The file is not UTF-8",
        id="bita {byte} di sini bukan teks UTF-8",
        en="the byte {byte} here is not UTF-8 text",
    ),
    "NK106": ProblemKind(
        title="The file is UTF-16 or not text",
        id="berkas ini tersimpan sebagai UTF-16 (di Notepad lama: 'Unicode') atau bukan berkas teks",
        en="the file is saved as UTF-16 (older editors say 'Unicode') or is not a text file",
    ),
    "NK107": ProblemKind(
        title="The file is empty",
        id="berkas ini kosong: tidak ada isi selain komentar",
        en="the file is empty: it holds nothing but comments",
    ),
    "NK108": ProblemKind(
        title="More than one document",
        id="dokumen kedua dimulai di sini; satu berkas hanya boleh berisi satu dokumen",
        en="a second document starts here; a file holds one document",
    ),
    "NK109": ProblemKind(
        title="An invisible character",
        id="ada karakter yang tidak terlihat di sini: {character}",
        en="there is a character here that cannot be seen: {character}",
    ),
    "NK110": ProblemKind(
        title="A tab",
        id="ada karakter tab di sini; tab tidak dipakai dalam berkas seperti ini",
        en="there is a tab here; files like this one do not use tabs",
    ),
    "NK111": ProblemKind(
        title="A YAML directive",
        id="baris yang diawali '%' adalah perintah untuk pembaca YAML dan tidak diterima",
        en="a line that starts with '%' is an order to the YAML parser and is refused",
    ),
    "NK112": ProblemKind(
        title="A YAML tag",
        id="'{tag}' adalah tag YAML dan tidak diterima; jenis nilai sudah ditentukan oleh tempatnya",
        en="'{tag}' is a YAML tag and is refused; the kind of a value follows from where it stands",
    ),
}

_TREE: Final[dict[str, ProblemKind]] = {
    "NK113": ProblemKind(
        title="A key stands twice",
        id="kunci '{key}' tertulis dua kali; yang pertama ada di baris {line}",
        en="the key '{key}' stands twice; the first one is on line {line}",
    ),
    "NK114": ProblemKind(
        title="A key is a list or a mapping",
        id="kunci harus berupa satu teks; di sini kuncinya daftar atau pasangan dalam kurung",
        en="a key must be one text; here it is a list or a mapping in brackets",
    ),
    "NK115": ProblemKind(
        title="A key is missing",
        id="tidak ada kunci di depan tanda ':'",
        en="there is no key in front of the ':'",
    ),
    "NK116": ProblemKind(
        title="An alias without an anchor",
        id="'*{name}' menunjuk ke '&{name}', tetapi '&{name}' tidak ada di atasnya",
        en="'*{name}' points to '&{name}', but there is no '&{name}' above it",
    ),
    "NK117": ProblemKind(
        title="An alias inside its own anchor",
        id="'*{name}' berada di dalam '&{name}' sendiri, jadi isinya tidak akan pernah selesai",
        en="'*{name}' stands inside '&{name}' itself, so it would never end",
    ),
    "NK118": ProblemKind(
        title="An anchor stands twice",
        id="nama '&{name}' sudah dipakai di atas",
        en="the name '&{name}' is already used above",
    ),
    "NK119": ProblemKind(
        title="Nested too deeply",
        id="daftar dan kunci di sini bertingkat lebih dari {limit} lapis",
        en="lists and mappings are nested more than {limit} levels deep here",
    ),
    "NK120": ProblemKind(
        title="Too many values",
        id="berkas ini berisi lebih dari {limit} nilai, termasuk yang diulang lewat '*'",
        en="the file holds more than {limit} values, counting those that '*' repeats",
    ),
    "NK121": ProblemKind(
        title="A merge hides a key",
        id="'<<' membawa kunci '{key}' (baris {line}), padahal kunci itu sudah ada di baris {other}",
        en="'<<' brings the key '{key}' (line {line}), which is already there on line {other}",
    ),
    "NK122": ProblemKind(
        title="A merge of something that has no keys",
        id="'<<' hanya dapat menggabungkan pasangan kunci dan nilai, atau daftar pasangan seperti itu",
        en="'<<' can only merge a mapping or a list of mappings",
    ),
    "NK123": ProblemKind(
        title="A comma inside braces splits a number",
        id="koma di dalam kurung kurawal memisahkan kunci, jadi '{read}' terbaca sebagai kunci tanpa nilai",
        en="a comma inside braces separates keys, so '{read}' is read as a key without a value",
    ),
    "NK124": ProblemKind(
        title="No space after a colon or a dash",
        id="setelah '{key}' harus ada spasi",
        en="there must be a space after '{key}'",
    ),
    "NK125": ProblemKind(
        title="Too many problems",
        id="masih ada masalah lain mulai dari sini; hanya {limit} yang pertama ditampilkan",
        en="there are more problems from here on; only the first {limit} are shown",
    ),
    "NK126": ProblemKind(
        title="A key marked with a question mark",
        id="tanda '?' di depan kunci tidak dipakai dalam berkas seperti ini",
        en="a '?' in front of a key is not used in files like this one",
    ),
    "NK127": ProblemKind(
        title="Typographic quotes around a text",
        id="{read} memakai tanda kutip melengkung, yang dibaca sebagai bagian dari teksnya",
        en="{read} is in typographic quotes, which are read as part of the text",
    ),
    "NK128": ProblemKind(
        title="Another sign before a list item",
        id="butir daftar diawali '- ', bukan '{sign}'",
        en="a list item begins with '- ', and not with '{sign}'",
    ),
}

_SYNTAX: Final[dict[str, ProblemKind]] = {
    "NK130": ProblemKind(
        title="A quote is not closed",
        id="tanda kutip {quote} yang dibuka di sini tidak ditutup pada tempatnya",
        en="the quote {quote} opened here is not closed where it should be",
    ),
    "NK131": ProblemKind(
        title="A bracket is not closed",
        id="kurung '{bracket}' yang dibuka di sini belum ditutup dengan '{closer}', atau ada koma yang kurang di baris {line}",
        en="the bracket '{bracket}' opened here is not closed by '{closer}', or a comma is missing on line {line}",
    ),
    "NK132": ProblemKind(
        title="A colon inside a text",
        id="ada ':' di tengah teks, sehingga teks ini terbaca sebagai kunci",
        en="there is a ':' inside a text, so the text reads as a key",
    ),
    "NK133": ProblemKind(
        title="The indentation does not fit",
        id="jumlah spasi di awal baris ini tidak cocok dengan baris-baris di atasnya",
        en="the number of spaces before this line does not fit the lines above it",
    ),
    "NK134": ProblemKind(
        title="A line without a colon",
        id="baris '{read}' bukan pasangan 'kunci: nilai'",
        en="the line '{read}' is not of the form 'key: value'",
    ),
    "NK135": ProblemKind(
        title="A text that starts with a reserved sign",
        id="teks tanpa tanda kutip tidak boleh diawali '{sign}'",
        en="a text without quotes cannot start with '{sign}'",
    ),
    "NK136": ProblemKind(
        title="A backslash in double quotes",
        id="di dalam tanda kutip ganda, '{read}' bukan penulisan karakter yang dikenal",
        en="inside double quotes '{read}' does not stand for a character",
    ),
    "NK137": ProblemKind(
        title="Text on the line of a block sign",
        id="teks setelah '{sign}' harus mulai di baris berikutnya; jika '{sign}' bagian dari teks, beri tanda kutip",
        en="the text after '{sign}' starts on the next line; if '{sign}' belongs to the text, quote it",
    ),
    "NK138": ProblemKind(
        title="A list item in the wrong place",
        id="butir daftar '- ' harus ditulis di barisnya sendiri, di bawah kuncinya",
        en="a list item '- ' stands on a line of its own, below its key",
    ),
    "NK139": ProblemKind(
        title="Something after the end of a value",
        id="nilai sebelumnya sudah selesai, tetapi masih ada tulisan di sini",
        en="the value before this is complete, yet something follows it here",
    ),
    "NK140": ProblemKind(
        title="A value is missing",
        id="seharusnya ada nilai di sini, tetapi yang ada '{sign}'",
        en="a value should stand here, but there is '{sign}'",
    ),
    "NK141": ProblemKind(
        title="A sign for repeating without a name",
        id="'{sign}' di awal teks dipakai untuk mengulang nilai dan harus diikuti nama (huruf, angka, '-' atau '_')",
        en="'{sign}' at the start of a text repeats a value and needs a name after it (letters, digits, '-' or '_')",
    ),
    "NK142": ProblemKind(
        title="A key is too long",
        id="kunci di sini lebih panjang dari {limit} karakter",
        en="the key here is longer than {limit} characters",
    ),
    "NK143": ProblemKind(
        title="A comma is missing",
        id="ada koma yang kurang di depan tulisan ini",
        en="a comma is missing before this",
    ),
    "NK149": ProblemKind(
        title="Not readable as YAML",
        id="tulisan di sini tidak dapat dibaca sebagai YAML atau JSON",
        en="this cannot be read as YAML or JSON",
    ),
}

KINDS: Final[dict[str, ProblemKind]] = {**_FILE, **_TREE, **_SYNTAX}

HINTS: Final[dict[str, Hint]] = {
    "read_save_as_utf8": Hint(
        id="simpan ulang berkas ini dengan pengodean (encoding) UTF-8",
        en="save the file again with the encoding UTF-8",
    ),
    "read_plain_space": Hint(
        id="hapus lalu ketik spasi biasa; ini sering terbawa saat menyalin dari Word, WhatsApp atau PDF",
        en="delete it and type an ordinary space; it often comes along when text is copied from Word, WhatsApp or a PDF",
    ),
    "read_remove_character": Hint(
        id="hapus karakter itu",
        en="remove it",
    ),
    "read_spaces_for_tab": Hint(
        id="ganti dengan spasi",
        en="use spaces",
    ),
    "read_quote_star": Hint(
        id="jika '*' bagian dari teks, beri tanda kutip: '*{name}'",
        en="if the '*' belongs to the text, quote it: '*{name}'",
    ),
    "read_quote_braces": Hint(
        id="jika kurung itu bagian dari teks, beri tanda kutip pada seluruh teks",
        en="if the brackets belong to the text, put the whole text in quotes",
    ),
    "read_quote_comma": Hint(
        id="jika koma itu koma desimal, beri tanda kutip: '{whole}'; jika ini daftar, pakai kurung siku [ ]",
        en="if the comma is a decimal comma, quote it: '{whole}'; if this is a list, use square brackets [ ]",
    ),
    "read_no_commas": Hint(
        id="tulis tanpa koma: {plain}; jika koma itu koma desimal, beri tanda kutip: '{whole}'",
        en="write it without commas: {plain}; if the comma is a decimal comma, quote it: '{whole}'",
    ),
    "read_size_sign": Hint(
        id="perbandingan ditulis dengan kata: at_least (>=), more_than (>), at_most (<=), less_than (<); tanggal: on_or_after, after",
        en="comparisons are words: at_least (>=), more_than (>), at_most (<=), less_than (<); dates: on_or_after, after",
    ),
    "read_close_quote": Hint(
        id="ada tanda kutip {quote} yang kurang; tiap teks dibuka dan ditutup dengan tanda kutip",
        en="a quote {quote} is missing; every text is opened and closed with a quote",
    ),
    "read_straight_quotes": Hint(
        id="pakai tanda kutip lurus: '{meant}' atau \"{meant}\"; ini sering terbawa saat menyalin dari Word atau WhatsApp",
        en="use straight quotes: '{meant}' or \"{meant}\"; they often come along when text is copied from Word or WhatsApp",
    ),
    "read_only_no_commas": Hint(
        id="tulis tanpa koma: {plain}",
        en="write it without commas: {plain}",
    ),
    "read_colon_or_comma": Hint(
        id="atau titik dua, jika '{key}' adalah kunci: '{key}: ...'",
        en="or a colon, if '{key}' is a key: '{key}: ...'",
    ),
    "read_plain_colon": Hint(
        id="tulis ':' sebagai ganti '\uff1a'",
        en="write ':' for '\uff1a'",
    ),
    "read_in_braces": Hint(
        id="tulis '{whole}'; jika itu teks, beri tanda kutip",
        en="write '{whole}'; if it is a text, put it in quotes",
    ),
    "read_in_braces_only": Hint(
        id="tulis '{whole}'",
        en="write '{whole}'",
    ),
    "read_braces": Hint(
        id="tulis {{ }} sebagai ganti ( )",
        en="write {{ }} for ( )",
    ),
    "read_negation": Hint(
        id="jika maksudnya kebalikan, tulis is_not, not_in, atau not: {{...}}",
        en="if it is to negate, write is_not, not_in, or not: {{...}}",
    ),
    "read_no_dash": Hint(
        id="hapus '- ': baris-baris di atasnya berbentuk 'kunci: nilai'",
        en="delete '- ': the lines above are of the form 'key: value'",
    ),
    "read_dash": Hint(
        id="jika ini butir daftar di atasnya, tulis '- ' di depannya",
        en="if it belongs to the list above, write '- ' before it",
    ),
    "read_item_or_minus": Hint(
        id="jika ini butir daftar: tulis '{item}', dengan spasi setelah '-'; jika minus: '{other}'",
        en="if it is an item of the list: write '{item}', with a space behind the dash; if it is a minus: '{other}'",
    ),
    "read_colon_behind": Hint(
        id="titik dua kurang setelah '{key}': tulis '{whole}'",
        en="a colon is missing behind '{key}': write '{whole}'",
    ),
    "read_delete": Hint(
        id="hapus '{what}'",
        en="delete '{what}'",
    ),
    "read_comment_sign": Hint(
        id="hapus; komentar diawali '#'",
        en="delete it; a comment begins with '#'",
    ),
    "read_line_of_its_own": Hint(
        id="tulis '{key}:' di barisnya sendiri",
        en="write '{key}:' on a line of its own",
    ),
    "read_delete_or_line": Hint(
        id="hapus, atau tulis di barisnya sendiri",
        en="delete it, or write it on a line of its own",
    ),
    "read_quote_this": Hint(
        id="tulis '{whole}'",
        en="write '{whole}'",
    ),
    "read_quote_whole": Hint(
        id="beri tanda kutip pada seluruh teks",
        en="put the whole text in quotes",
    ),
    "read_space_after_colon": Hint(
        id="beri spasi setelah ':'",
        en="put a space after the ':'",
    ),
    "read_single_quotes": Hint(
        id="pakai tanda kutip tunggal '...' atau tulis '\\' dua kali",
        en="use single quotes '...' or write the '\\' twice",
    ),
    "read_write_character": Hint(
        id="tulis karakternya sendiri, bukan kodenya",
        en="write the character itself, not its code",
    ),
    "read_apostrophe": Hint(
        id="di dalam tanda kutip tunggal, tanda ' ditulis dua kali ('Jum''at'); atau pakai tanda kutip ganda",
        en="inside single quotes an apostrophe is written twice ('Jum''at'); or use double quotes",
    ),
}
