"""NK15x: the shape of a rule set. NK2xx: names and types."""

from typing import Final

from naikkelas.problem_texts.kind import Hint, ProblemKind, Severity

KINDS: Final[dict[str, ProblemKind]] = {
    "NK150": ProblemKind("unknown key", "kunci '{name}' tidak dikenal pada {where_id}", "unknown key '{name}' in {where}"),
    "NK151": ProblemKind("missing key", "{where_id} memerlukan kunci '{name}'", "{where} needs the key '{name}'"),
    "NK152": ProblemKind(
        "wrong shape",
        "'{name}' pada {where_id} harus berupa {expected}, yang terbaca: {read}",
        "'{name}' in {where} must be {expected}, read: {read}",
    ),
    "NK153": ProblemKind(
        "format not supported",
        "format '{read}' tidak didukung; tulis 'format: {expected}'",
        "format '{read}' is not supported; write 'format: {expected}'",
    ),
    "NK154": ProblemKind(
        "name not allowed",
        "nama '{name}' tidak boleh dipakai pada {where_id}; yang diharapkan: {expected}",
        "name '{name}' is not allowed in {where}; expected: {expected}",
    ),
    "NK156": ProblemKind("nothing there", "'{name}' pada {where_id} kosong", "'{name}' in {where} is empty"),
    "NK157": ProblemKind(
        "several keys where one is needed",
        "beberapa kunci ({name}) di bawah '{read}' pada {where_id}",
        "several keys ({name}) under '{read}' in {where}",
    ),
    "NK181": ProblemKind(
        "said of a fact that is worked out",
        "'{name}' pada {where_id} tidak dipakai: fakta ini dihitung dari fakta lain, jadi tidak ditanyakan dan tidak diubah langsung",
        "'{name}' in {where} is not used: this fact is worked out from others, so nobody is asked for it or changes it by itself",
        Severity.WARNING,
    ),
    "NK201": ProblemKind("unknown fact", "fakta '{name}' tidak dikenal pada {where_id}", "unknown fact '{name}' in {where}"),
    "NK202": ProblemKind("unknown parameter", "parameter '{name}' tidak dikenal pada {where_id}", "unknown parameter '{name}' in {where}"),
    "NK203": ProblemKind("unknown criterion", "kriteria '{name}' tidak dikenal pada {where_id}", "unknown criterion '{name}' in {where}"),
    "NK204": ProblemKind("unknown source", "sumber '{name}' tidak dikenal pada {where_id}", "unknown source '{name}' in {where}"),
    "NK205": ProblemKind(
        "unknown comparison",
        "perbandingan '{name}' tidak dikenal pada {where_id}",
        "unknown comparison '{name}' in {where}",
    ),
    "NK206": ProblemKind(
        "comparison does not fit the type",
        "'{name}' tidak dapat dipakai pada '{fact}' ({type}) di {where_id}; yang bisa: {expected}",
        "'{name}' cannot be used on '{fact}' ({type}) in {where}; possible: {expected}",
    ),
    "NK207": ProblemKind(
        "value does not fit the type",
        "nilai '{read}' tidak cocok untuk '{fact}' pada {where_id}; yang diharapkan: {expected}",
        "value '{read}' does not fit '{fact}' in {where}; expected: {expected}",
    ),
    "NK208": ProblemKind(
        "types differ",
        "'{fact}' ({type}) dibandingkan dengan '{name}' ({read}) pada {where_id}",
        "'{fact}' ({type}) is compared with '{name}' ({read}) in {where}",
    ),
    "NK209": ProblemKind("cycle", "rujukan berputar: {name}", "references go round in a circle: {name}"),
    "NK210": ProblemKind(
        "name already taken",
        "nama '{name}' pada {where_id} sudah dipakai: {read}",
        "the name '{name}' in {where} is taken already: {read}",
    ),
    "NK211": ProblemKind(
        "reserved name",
        "nama '{name}' sudah punya arti sendiri dan tidak boleh dipakai pada {where_id}",
        "the name '{name}' has a meaning of its own and cannot be used in {where}",
    ),
    "NK212": ProblemKind(
        "parameter without a value",
        "{where_id} belum bernilai pada {expected}, awal masa berlaku rule set ini",
        "{where} has no value on {expected}, when this rule set takes effect",
    ),
    "NK213": ProblemKind(
        "bare reference to a guarded criterion",
        "kriteria '{name}' punya 'applies_when'; sebutkan status yang dimaksud pada {where_id}",
        "criterion '{name}' has 'applies_when'; say which status is meant in {where}",
    ),
    "NK214": ProblemKind(
        "unknown rule set",
        "rule set '{name}' tidak ditemukan untuk {where_id}",
        "rule set '{name}' is not found for {where}",
    ),
    "NK215": ProblemKind(
        "unknown word",
        "'{read}' pada {where_id} tidak dikenal; yang bisa: {expected}",
        "'{read}' in {where} is not known; possible: {expected}",
    ),
    "NK216": ProblemKind(
        "formula does not fit the types",
        "rumus '{name}' pada {where_id} tidak cocok dengan jenis nilainya: {read}; yang diharapkan: {expected}",
        "formula '{name}' in {where} does not fit the types: {read}; expected: {expected}",
    ),
    "NK217": ProblemKind(
        "formula may overflow",
        "hasil terbesar yang mungkin dari {where_id} melewati batas {expected}",
        "the largest possible result of {where} leaves the limit of {expected}",
    ),
    "NK218": ProblemKind(
        "denominator may be negative",
        "penyebut '{name}' pada {where_id} bisa negatif",
        "the denominator '{name}' in {where} may be negative",
    ),
    "NK219": ProblemKind(
        "no value of its own",
        "'{name}' hanya bisa dibandingkan dengan angka tetap; tidak bisa dipakai di sini pada {where_id}",
        "'{name}' can only be compared with constants; it cannot be used here in {where}",
    ),
    "NK220": ProblemKind(
        "unknown type",
        "jenis '{name}' tidak dikenal pada {where_id}; yang bisa: {expected}",
        "unknown type '{name}' in {where}; possible: {expected}",
    ),
    "NK221": ProblemKind(
        "no fallback for a missing fact",
        "'{name}' pada {where_id}: nilai pengganti untuk fakta yang kosong akan menyesatkan, jadi tidak ada",
        "'{name}' in {where}: a substitute for a missing fact would mislead, so there is none",
    ),
    "NK222": ProblemKind(
        "asking for a missing fact",
        "'{name}: {read}' pada {where_id}: hanya 'known: true' yang ada",
        "'{name}: {read}' in {where}: there is only 'known: true'",
    ),
    "NK223": ProblemKind(
        "names collide",
        "'{name}' dari rule set '{read}' bertabrakan dengan nama yang sama pada {where_id}",
        "'{name}' of rule set '{read}' collides with the same name in {where}",
    ),
    "NK224": ProblemKind(
        "dates reversed",
        "'until' ({read}) lebih awal daripada 'from' ({expected}) pada {where_id}",
        "'until' ({read}) is before 'from' ({expected}) in {where}",
    ),
    "NK225": ProblemKind(
        "rule set refers to itself",
        "rule set '{name}' merujuk dirinya sendiri: {read}",
        "rule set '{name}' refers to itself: {read}",
    ),
    "NK227": ProblemKind(
        "scorecard that may be empty",
        "kartu skor '{name}' tidak punya indikator yang selalu berlaku dan tidak menyebut 'when_empty'",
        "scorecard '{name}' has no indicator that always applies and does not say 'when_empty'",
    ),
    "NK228": ProblemKind(
        "programme not in force on all days",
        "rule set '{name}', yang dirujuk pada {where_id}, tidak berlaku sepanjang masa berlaku rule set ini: {read}; "
        "di luar itu keputusan akan ditolak",
        "rule set '{name}', asked for in {where}, is not in force on all days of this rule set: {read}; "
        "on other days deciding would be refused",
        Severity.WARNING,
    ),
    "NK226": ProblemKind(
        "too many references in a row",
        "'{name}' bersandar pada lebih dari {expected} lainnya berturut-turut",
        "'{name}' rests on more than {expected} others in a row",
    ),
    "NK229": ProblemKind(
        "fact that the rules do not read",
        "fakta '{name}' tidak dibaca aturan ini, jadi tidak ada yang dapat dibuktikan tentangnya",
        "these rules do not read the fact '{name}', so there is nothing to prove about it",
    ),
    "NK230": ProblemKind(
        "worked out, so it does not change by itself",
        "'{name}' dihitung dari fakta lain, jadi tidak berubah sendiri",
        "'{name}' is worked out from other facts, so it does not change by itself",
    ),
    "NK231": ProblemKind(
        "change that does not fit the type",
        "'{name}' tidak dapat dikatakan tentang '{fact}' ({type}); yang bisa: {expected}",
        "'{name}' cannot be said of '{fact}' ({type}); possible: {expected}",
    ),
    "NK232": ProblemKind(
        "assumption about a decision",
        "sebuah asumsi berbicara tentang fakta, bukan tentang kriteria atau program lain",
        "an assumption speaks of facts, and not of criteria or other programmes",
    ),
}

HINTS: Final[dict[str, Hint]] = {
    "say_of_what_it_is_made_of": Hint(
        "tulis pada fakta yang menjadi asalnya; yang dapat dilakukan boleh juga pada kriterianya",
        "write it at the facts that it is made of; a remedy may also stand at the criterion",
    ),
    "known_keys": Hint("yang bisa: {expected}", "possible: {expected}"),
    "write_comparison": Hint("tulis misalnya {meant}", "write for example {meant}"),
    "several_names": Hint(
        "itu beberapa nama, dengan koma di antaranya: tulis {meant}",
        "these are several names, with a comma between each two: write {meant}",
    ),
    "name_each": Hint(
        "itu beberapa nama; sebut masing-masing, dengan koma di antaranya",
        "these are several names: name each, with a comma between each two",
    ),
    "list_in_brackets": Hint("daftar ditulis dalam kurung siku: {name}: [a, b]", "a list stands in square brackets: {name}: [a, b]"),
    "colon_missing": Hint("titik dua kurang setelah '{word}': tulis {meant}", "a colon is missing behind '{word}': write {meant}"),
    "colon_and_value": Hint(
        "titik dua kurang setelah '{word}': tulis '{word}: ' lalu nilainya",
        "a colon is missing behind '{word}': write '{word}: ' and then the value",
    ),
    "set_members": Hint(
        "sebut anggotanya: includes_any: [...]; not: {{...}} di luarnya berarti tidak satu pun",
        "name the members: includes_any: [...]; not: {{...}} around it says that none is in",
    ),
    "in_digits": Hint("tulis dengan angka, misalnya {example}", "write it in digits, for example {example}"),
    "names_without_dash": Hint(
        "tanpa '- ': tiap nama berdiri di barisnya sendiri, misalnya '{key}: ...'",
        "without '- ': each name stands on a line of its own, such as '{key}: ...'",
    ),
    "name_is_key": Hint(
        "tanpa '- ': namanya menjadi kunci, misalnya '{key}: {{...}}'", "without '- ': the name is the key, such as '{key}: {{...}}'"
    ),
    "list_sign": Hint("tulis '- ' sebagai ganti '{sign}', dengan spasi di belakangnya", "write '- ' for '{sign}', with a space behind it"),
    "write_list": Hint("tulis daftarnya: {listed}", "write the list: {listed}"),
    "list_or_not": Hint(
        "bila ini daftar: tulis {listed}; bila maksudnya 'bukan': pakai {word}",
        "if this is a list: write {listed}; if it is to say 'not': use {word}",
    ),
    "list_or_not_form": Hint(
        "bila ini daftar: tulis tiap butir di barisnya sendiri setelah '- ', atau semuanya di dalam [ ]; bila maksudnya 'bukan': pakai {word}",
        "if this is a list: write each item on a line of its own behind '- ', or all of them in [ ]; if it is to say 'not': use {word}",
    ),
    "list_or_minus": Hint(
        "bila ini daftar: tulis {listed}; bila ini minus: {other}", "if this is a list: write {listed}; if it is a minus: {other}"
    ),
    "sign_or_not": Hint(
        "bila '{sign}' hanya tanda daftar: hapus; bila maksudnya 'bukan': pakai {word}",
        "if '{sign}' is only the sign of a list: delete it; if it is to say 'not': use {word}",
    ),
    "value_or_not": Hint(
        "bila '{sign}' hanya tanda daftar: tulis {listed}; bila maksudnya 'bukan': pakai {word}",
        "if '{sign}' is only the sign of a list: write {listed}; if it is to say 'not': use {word}",
    ),
    "parameter_form": Hint(
        "parameter punya jenis dan nilai, misalnya {{type: integer, values: {{{since}: 5}}}}",
        "a parameter has a type and its values, such as {{type: integer, values: {{{since}: 5}}}}",
    ),
    "criteria_form": Hint(
        "tiap kriteria punya nama dan syarat, misalnya {{{key}: {{require: {{keeps_books: {{is: true}}}}}}}}",
        "each has a name and what it asks, such as {{{key}: {{require: {{keeps_books: {{is: true}}}}}}}}",
    ),
    "true_or_false": Hint(
        "tulis true atau false; yang tidak diketahui dikosongkan di profil", "write true or false; a profile leaves out what is not known"
    ),
    "choice_of": Hint("daftar pilihan kata ditulis type: choice, of: [...]", "a list of words to choose from is type: choice, of: [...]"),
    "negate_by_word": Hint(
        "tanda di depannya tidak membalik arti; tulis is_not, not_in, atau not: {{...}} di luarnya",
        "a sign before it does not negate it; write is_not, not_in, or not: {{...}} around it",
    ),
    "dash_and_space": Hint("beri spasi setelah '-': - {item}", "put a space after '-': - {item}"),
    "value_from_day": Hint(
        "tiap nilai punya hari mulai berlakunya, misalnya {{{since}: {value}}}",
        "each value has the day from which it holds, such as {{{since}: {value}}}",
    ),
    "say_how": Hint("sebutkan perbandingannya: {comparisons}", "say how it is compared: {comparisons}"),
    "fact_first": Hint(
        "mula-mula faktanya, lalu perbandingannya, lalu nilainya: {{workers: {{at_least: 5}}}}",
        "the fact comes first, then the comparison, then the value: {{workers: {{at_least: 5}}}}",
    ),
    "none_of": Hint("tulis not: {{any: [...]}} (tidak satu pun)", "write not: {{any: [...]}} (none of them)"),
    "not_all_of": Hint("tulis not: {{all: [...]}} (tidak semuanya)", "write not: {{all: [...]}} (not all of them)"),
    "count_some": Hint("tulis some: {{at_least: 2, of: [...]}}", "write some: {{at_least: 2, of: [...]}}"),
    "exactly_one": Hint(
        "any: [...] bila boleh beberapa; tepat satu: {{all: [{{any: [...]}}, {{not: {{some: {{at_least: 2, of: [...]}}}}}}]}}",
        "any: [...] where several may be so; exactly one: {{all: [{{any: [...]}}, {{not: {{some: {{at_least: 2, of: [...]}}}}}}]}}",
    ),
    "unless_form": Hint(
        "yang mengecualikan ditulis pada kriterianya: applies_when: {{not: {{...}}}}",
        "what exempts stands at the criterion: applies_when: {{not: {{...}}}}",
    ),
    "if_then": Hint(
        "'bila A maka B' ialah applies_when: A dengan require: B; nilai yang bergantung ialah fakta dengan tabel",
        "'if A then B' is applies_when: A with require: B; a value that depends is a fact with a table",
    ),
    "two_facts": Hint(
        "dua fakta jenis ini tidak dibandingkan: sebut nilainya, misalnya any: [{{all: [{{a: {{is: x}}}}, {{b: {{is: x}}}}]}}]",
        "two facts of this type are not compared: name the values, such as any: [{{all: [{{a: {{is: x}}}}, {{b: {{is: x}}}}]}}]",
    ),
    "use_kind": Hint(
        "tulis kind: requirement, kind: preference atau kind: note", "write kind: requirement, kind: preference or kind: note"
    ),
    "exclude_by_not": Hint("tulis syarat (requirement) dengan not: yang mengecualikan", "write a requirement that says not: what excludes"),
    "one_row": Hint(
        "satu baris memberi nilainya: first atau unique; beberapa nilai ialah beberapa fakta",
        "one row gives the value: first or unique; several values are several facts",
    ),
    "formula_is_fact": Hint(
        "yang dihitung ialah fakta yang bernama: facts: {{total: {{sum: [a, b]}}}}, lalu syaratnya menanyakan total",
        "what is worked out is a fact with a name: facts: {{total: {{sum: [a, b]}}}}, and the condition asks total",
    ),
    "largest": Hint(
        "bandingkan satu per satu: 'yang terbesar paling banyak 5' ialah semuanya (all) paling banyak 5; 'paling sedikit 5' ialah salah satu (any)",
        "compare each: 'the largest is at most 5' is all of them at most 5; 'is at least 5' is any of them",
    ),
    "average": Hint(
        "bandingkan jumlahnya: rata-rata dua angka paling sedikit 5 ialah jumlah (sum) paling sedikit 10",
        "compare the sum: an average of two that is at least 5 is a sum that is at least 10",
    ),
    "time_since": Hint(
        "bandingkan tanggalnya: at_least_ago: {{days: 90}}; bulan yang sudah genap dihitung months_since",
        "compare the date itself: at_least_ago: {{days: 90}}; full months are counted by months_since",
    ),
    "share": Hint(
        "ratio: {{of: a, to: b, when_zero: not_met}} dibandingkan dengan 0.3 untuk 30 %",
        "ratio: {{of: a, to: b, when_zero: not_met}} is compared with 0.3 for 30 %",
    ),
    "number_as_parameter": Hint(
        "angka tersendiri ditulis sebagai parameter; tulis $namanya di sini",
        "a number of its own stands in a parameter; write its $name here",
    ),
    "edge_of_ago": Hint(
        "at_least_ago terpenuhi pada hari itu juga, less_than_ago tidak: pilih menurut bunyi aturan tentang hari itu",
        "at_least_ago is met on the very day, less_than_ago is not: choose by what the rule says of that day",
    ),
    "edge_of_ahead": Hint(
        "hanya ada at_least_ahead, yang terpenuhi pada hari itu juga; not: menjadikannya kurang dari selama itu ke depan",
        "there is only at_least_ahead, which is met on the very day; not: turns it into less than that far ahead",
    ),
    "write_single_or_list": Hint("tulis {meant}, atau daftar: {listed}", "write {meant}, or a list: {listed}"),
    "condition_form": Hint(
        "tulis syaratnya, misalnya {{keeps_books: {{is: true}}}}", "write what is asked, for example {{keeps_books: {{is: true}}}}"
    ),
    "require_form": Hint(
        "syaratnya ditulis di bawah require, misalnya require: {{keeps_books: {{is: true}}}}",
        "what is asked stands under require, for example require: {{keeps_books: {{is: true}}}}",
    ),
    "not_a_list": Hint(
        "tulis not: {{any: [...]}} (tidak satu pun) atau not: {{all: [...]}} (tidak semuanya)",
        "write not: {{any: [...]}} (none of them) or not: {{all: [...]}} (not all of them)",
    ),
    "source_key": Hint(
        "tulis nama dari bagian sources, bukan judulnya; yang ada: {expected}",
        "write a name from the section sources, not its title; there are: {expected}",
    ),
    "use_all": Hint("tulis {{all: [...]}} di dalamnya", "write {{all: [...]}} inside it"),
    "programme_form": Hint(
        "sebutkan hasil tiap program: {{nama-program: eligible}}",
        "say the outcome of each programme: {{its-name: eligible}}",
    ),
    "each_or_all": Hint(
        "tulis masing-masing sebagai butir tersendiri, atau {meant} bila semuanya harus terpenuhi",
        "write each as an item of its own, or {meant} if all of them are to be met",
    ),
    "write_status": Hint(
        "tulis {{criterion: {{{name}: met}}}} atau {{{name}: [met, not_applicable]}}",
        "write {{criterion: {{{name}: met}}}} or {{{name}: [met, not_applicable]}}",
    ),
    "use_between": Hint(
        "pakai at_least dan at_most (tanggal: on_or_after dan on_or_before), atau between",
        "use at_least and at_most (dates: on_or_after and on_or_before), or between",
    ),
    "use_dates": Hint(
        "untuk tanggal pakai before, after, on_or_before, on_or_after, between, at_least_ago, less_than_ago atau at_least_ahead",
        "for dates use before, after, on_or_before, on_or_after, between, at_least_ago, less_than_ago or at_least_ahead",
    ),
    "as_of_right": Hint(
        "$as_of hanya bisa ditulis di kanan perbandingan tanggal, misalnya {{pirt_expires_on: {{on_or_after: $as_of}}}}",
        "$as_of stands only on the right of a comparison of dates, such as {{pirt_expires_on: {{on_or_after: $as_of}}}}",
    ),
    "name_in_file": Hint("berkas {read} berisi rule set '{expected}'", "the file {read} holds rule set '{expected}'"),
    "outputs_derived": Hint("hanya fakta turunan yang dapat ditampilkan", "only derived facts can be shown"),
    "use_ago": Hint(
        "lama waktu dipakai dengan at_least_ago, less_than_ago atau at_least_ahead",
        "a length of time goes with at_least_ago, less_than_ago or at_least_ahead",
    ),
    "fallback_recipe": Hint(
        "buat fakta pilihan yang menyatakan angka mana yang berlaku, lalu pakai tabel",
        "declare a choice fact that names the figure that counts, then use a table",
    ),
    "unknown_is_answer": Hint(
        "fakta yang kosong menjadi 'unknown' dengan sendirinya; 'tidak punya' adalah nilai tersendiri (misalnya none)",
        "a missing fact becomes 'unknown' by itself; 'has none' is a value of its own (for example none)",
    ),
    "give_effective": Hint(
        "beri nilai mulai tanggal itu, atau ubah 'effective: {{from: ...}}'",
        "give it a value from that day, or change 'effective: {{from: ...}}'",
    ),
    "give_effective_here": Hint(
        "'uses' membawa parameter itu; ubah 'effective: {{from: ...}}' di berkas ini, atau beri nilai mulai tanggal itu di sana",
        "'uses' brings that parameter; change 'effective: {{from: ...}}' of this file, or give it a value from that day there",
    ),
    "never_is_last": Hint(
        "tanggal yang boleh 'never' tidak punya batas akhir; hapus at_most",
        "a date that may be 'never' has no last day; delete at_most",
    ),
    "say_when_empty": Hint(
        "tulis 'when_empty: not_met' (atau met): jawaban bila tidak satu indikator pun berlaku",
        "write 'when_empty: not_met' (or met): the answer where not one indicator applies",
    ),
    "days_of_both": Hint(
        "samakan 'effective' di berkas ini dengan rule set itu", "narrow 'effective' of this file to the days of that rule set"
    ),
    "rename_it": Hint("pilih nama lain", "choose another name"),
    "column_of_results": Hint(
        "tabel hasil sudah punya kolom '{column}'; pilih nama lain, misalnya '{suggestion}'",
        "results have a column '{column}' already; choose another name, such as '{suggestion}'",
    ),
    "feb_29": Hint(
        "29 Februari tidak ada setiap tahun; tulis 02-28 atau 03-01", "29 February does not come every year; write 02-28 or 03-01"
    ),
    "one_each": Hint("tulis masing-masing sebagai butir tersendiri", "write each as an item of its own"),
    "name_what_it_is_made_of": Hint("sebut fakta yang menjadi dasarnya", "name the facts that it is worked out from"),
    "assume_what_is_read": Hint(
        "hapus asumsinya, atau nyatakan tentang fakta yang dibaca aturan", "delete the assumption, or state it of facts that the rules read"
    ),
}
