"""NK4xx: profile and table data. The hints of the value reader are here too: rule sets and profiles share it."""

from typing import Final

from naikkelas.problem_texts.kind import Hint, ProblemKind, Severity

KINDS: Final[dict[str, ProblemKind]] = {
    "NK401": ProblemKind(
        "Unknown key in a profile",
        "'{name}' bukan fakta yang dikenal",
        "'{name}' is not a known fact",
    ),
    "NK402": ProblemKind(
        "A value cannot be read",
        "nilai '{read}' untuk {name} tidak dapat dibaca; yang diharapkan: {expected}",
        "value '{read}' for {name} cannot be read; expected: {expected}",
    ),
    "NK403": ProblemKind(
        "The profile is not a mapping",
        "profil harus berupa pasangan 'fakta: nilai', yang terbaca: {read}",
        "a profile must be a mapping of facts to values, read: {read}",
    ),
    "NK404": ProblemKind(
        "A given value contradicts the others",
        "{name} diberikan '{read}', padahal dari fakta lain mengikuti '{expected}'; yang diberikan dipakai",
        "{name} is given as '{read}' but the other facts give '{expected}'; the given value is used",
        Severity.WARNING,
    ),
    "NK405": ProblemKind(
        "Unknown key in a permit",
        "'{name}' bukan isian izin yang dikenal",
        "'{name}' is not a known field of a permit",
    ),
    "NK406": ProblemKind(
        "A permit without its kind",
        "izin tanpa jenis; isi kind dengan salah satu dari: {expected}",
        "a permit without its kind; set kind to one of: {expected}",
    ),
    "NK407": ProblemKind(
        "A permit issued after it expires",
        "izin terbit pada {read}, sesudah masa berlakunya habis ({expected})",
        "the permit was issued on {read}, after its last day ({expected})",
        Severity.WARNING,
    ),
    "NK408": ProblemKind(
        "A fact that can only be worked out",
        "{name} dihitung oleh aturan dan tidak dapat diisi",
        "{name} is worked out by the rules and cannot be given",
    ),
    "NK409": ProblemKind(
        "An identity number where a permit number belongs",
        "'{read}' pada nomor {name} tampaknya {other}",
        "'{read}' as the number of the {name} looks like a {other}",
        Severity.WARNING,
    ),
}

HINTS: Final[dict[str, Hint]] = {
    "did_you_mean": Hint("maksud Anda '{suggestion}'?", "did you mean '{suggestion}'?"),
    "out_of_bounds": Hint("nilainya di luar batas", "the value is out of bounds"),
    "range_keys": Hint("kisaran ditulis {{at_least: …, at_most: …}}", "a range is written {{at_least: …, at_most: …}}"),
    "range_reversed": Hint("batas bawah melebihi batas atas", "the lower bound is above the upper bound"),
    "json_comma": Hint("dalam JSON tidak ada koma sebelum }} atau ]", "JSON has no comma before }} or ]"),
    "json_quotes": Hint('JSON hanya mengenal tanda kutip "', 'JSON has only the quote "'),
    "json_zero": Hint("dalam JSON tidak ada angka yang diawali 0; beri tanda kutip", "JSON has no number that begins with 0; quote it"),
    "range_of_one": Hint(
        "batasnya sama, jadi hanya ada satu nilai dan tidak ada yang ditanyakan",
        "the bounds are equal, so there is only one value and nothing to ask",
    ),
    "no_separators": Hint("tulis angka tanpa pemisah ribuan", "write the number without thousands separators"),
    "whole_number": Hint("tulis bilangan bulat", "write a whole number"),
    "percent": Hint(
        "tulis {share} bila dihitung sebagai pecahan (seperti ratio), atau {percent} bila dihitung dalam persen",
        "write {share} if it is counted as a fraction (as a ratio is), or {percent} if it is counted in percent",
    ),
    "million_or_miliar": Hint(
        "'M' bisa berarti juta (million) atau miliar; tulis {amount} juta atau {amount} miliar",
        "'M' may mean juta (million) or miliar (billion); write {amount} juta or {amount} miliar",
    ),
    "too_many_decimals": Hint("paling banyak {decimals} angka di belakang koma", "at most {decimals} {decimals:decimal|decimals}"),
    "number_of_32_bits": Hint(
        "bila kolomnya berisi bilangan 32 bit, yang dimaksud {meant}: tulis begitu, atau jelaskan baris dari hasil decide_frame",
        "if its column holds numbers of 32 bits, {meant} is meant: give that, or explain the row of the result of decide_frame",
    ),
    "money_forms": Hint(
        "tulis rupiah seperti 2500000, Rp2.500.000, 500 juta atau '2,5 miliar'",
        "write rupiah as 2500000, Rp2.500.000, 500 juta or '2,5 miliar'",
    ),
    "money_ambiguous": Hint(
        "titik atau koma dengan tiga angka bisa ribuan atau pecahan; tulis 2500 juta atau 2,5 juta",
        "a point or comma before three digits may mean thousands or a fraction; write 2500 juta or 2,5 juta",
    ),
    "whole_rupiah": Hint("rupiah harus bulat", "rupiah are whole"),
    "date_has_time": Hint("tanggal tanpa jam", "a date has no time of day"),
    "date_form": Hint("tulis tanggal seperti 2019-05-31, 2019-05 atau 2019", "write a date as 2019-05-31, 2019-05 or 2019"),
    "full_date": Hint("tulis tanggal lengkap, misalnya 2019-05-31", "write a whole date, for example 2019-05-31"),
    "not_never": Hint("tanggal ini tidak bisa 'never'", "this date cannot be 'never'"),
    "no_such_date": Hint("tanggal itu tidak ada di kalender", "there is no such date in the calendar"),
    "write_true": Hint("tulis true", "write true"),
    "write_false": Hint("tulis false", "write false"),
    "quote_it": Hint("beri tanda kutip agar dibaca sebagai teks", "quote it so that it is read as text"),
    "control_characters": Hint("hapus karakter kendali yang tidak tampak", "remove the invisible control characters"),
    "write_a_list": Hint("tulis sebagai daftar: [a, b]", "write a list: [a, b]"),
    "write_this_list": Hint("tulis sebagai daftar: {meant}", "write a list: {meant}"),
    "none_of_these": Hint("'{part}' bukan salah satunya", "'{part}' is none of these"),
    "none_of_these_meant": Hint(
        "'{part}' bukan salah satunya; maksud Anda '{suggestion}'?", "'{part}' is none of these; did you mean '{suggestion}'?"
    ),
    "permits_unknown": Hint(
        "'{part}' bukan nama izin yang dikenal; yang dikenal: {kinds}", "'{part}' names no permit that is known; these are: {kinds}"
    ),
    "permits_meant": Hint(
        "'{part}' bukan nama izin yang dikenal; maksud Anda '{suggestion}'?",
        "'{part}' names no permit that is known; did you mean '{suggestion}'?",
    ),
    "write_permits": Hint("tulis tiap izin dengan statusnya: {meant}", "write each permit with its status: {meant}"),
    "duration_units": Hint(
        "lama waktu ditulis {{months: 12}}, {{years: 1}}, {{days: 90}} atau {{weeks: 2}}",
        "a duration is written {{months: 12}}, {{years: 1}}, {{days: 90}} or {{weeks: 2}}",
    ),
    "duration_mixed": Hint("jangan campur bulan/tahun dengan hari/minggu", "do not mix months or years with days or weeks"),
    "give_instead": Hint("isi fakta asalnya: {expected}", "give the facts it is made of: {expected}"),
    "number_in_its_field": Hint(
        "pindahkan ke owner_nik atau npwp_number, dan tulis nomor izinnya di sini",
        "move it to owner_nik or npwp_number, and write the number of the permit here",
    ),
    "check_both_dates": Hint("periksa kedua tanggalnya", "check both dates"),
    "profile_form": Hint(
        "tulis fakta dan nilainya, misalnya 'workers: 5'; daftar fakta: naikkelas facts",
        "write facts and their values, for example 'workers: 5'; the list of facts: naikkelas facts",
    ),
    "other_kind": Hint(
        "yang terbaca berjenis {found}, padahal yang diharapkan {wanted}; tulis misalnya {example}",
        "what was read is of type {found}, but {wanted} is expected; write for example {example}",
    ),
    "one_value": Hint("tulis satu nilai saja di sini", "write one single value here"),
    "write_code": Hint("tulis kodenya: {suggestion}", "write its code: {suggestion}"),
    "write_one_code": Hint(
        "nama itu dapat berarti beberapa tempat; tulis salah satu kodenya: {suggestion}",
        "the name may mean several places; write one of the codes: {suggestion}",
    ),
    "did_you_mean_code": Hint("maksud Anda {suggestion}? Tulis kodenya", "did you mean {suggestion}? Write the code"),
    "constant_missing": Hint("isi nilainya; aturan tidak mengenal nilai kosong", "fill it in; a rule has no empty value"),
    "constant_exact": Hint("tulis satu nilai pasti, bukan kisaran", "write one exact value, not a range"),
}
