"""NK316 to NK349: what `naikkelas check` tells beyond what refuses a rule set, and comments and settings about it."""

from typing import Final

from naikkelas.problem_texts.kind import Hint, ProblemKind, Severity

KINDS: Final[dict[str, ProblemKind]] = {
    "NK316": ProblemKind(
        "criterion stands twice",
        "{where_id} menanyakan hal yang sama dengan kriteria '{name}'",
        "{where} asks the same as criterion '{name}'",
        Severity.WARNING,
    ),
    "NK317": ProblemKind(
        "double negative",
        "'not' di depan '{name}' pada {where_id} adalah negasi ganda",
        "'not' before '{name}' in {where} is a double negative",
        Severity.WARNING,
    ),
    "NK318": ProblemKind(
        "text is not translated",
        "'{name}' pada {where_id} sama saja dalam kedua bahasa: {read}",
        "'{name}' in {where} is the same in both languages: {read}",
        Severity.WARNING,
    ),
    "NK319": ProblemKind(
        "requirement without a source",
        "{where_id} tidak menyebut sumber, padahal kebanyakan syarat di sini menyebutnya",
        "{where} names no source, though most requirements here do",
        Severity.WARNING,
    ),
    "NK320": ProblemKind(
        "requirement without a remedy",
        "{where_id} tidak menyebut cara memenuhinya, padahal pemilik usaha dapat mengubahnya",
        "{where} names no remedy, though the owner can change what it asks",
        Severity.WARNING,
    ),
    "NK321": ProblemKind(
        "amount far from its neighbours",
        "batas {read} untuk '{fact}' pada {where_id} jauh lebih kecil daripada batas terdekatnya, {expected}",
        "the limit {read} for '{fact}' in {where} is far smaller than the one next to it, {expected}",
        Severity.WARNING,
    ),
    "NK322": ProblemKind(
        "remedy for what nobody can change",
        "{where_id} menyebut cara memenuhinya, tetapi pemilik usaha tidak dapat mengubah {fact}",
        "{where} names a remedy, but no owner can change {fact}",
        Severity.WARNING,
    ),
    "NK330": ProblemKind(
        "comment that cannot be read",
        "komentar '{read}' tidak dapat dibaca; tulis '# naikkelas: ignore[{codes}] alasannya'",
        "the comment '{read}' cannot be read; write '# naikkelas: ignore[{codes}] the reason'",
    ),
    "NK331": ProblemKind(
        "nothing to ignore",
        "tidak ada {name} untuk diabaikan di sini",
        "there is no {name} here to ignore",
        Severity.WARNING,
    ),
    "NK332": ProblemKind(
        "problem that cannot be ignored",
        "{name} tidak dapat diabaikan: yang dapat hanya peringatan",
        "{name} cannot be ignored: only warnings can",
    ),
    "NK333": ProblemKind(
        "setting cannot be used",
        "setelan {name} tidak dapat dipakai: '{read}'; yang bisa: {expected}",
        "the setting {name} cannot be used: '{read}'; possible: {expected}",
    ),
    "NK334": ProblemKind(
        "settings cannot be read",
        "setelan tidak dapat dibaca: {reason}",
        "the settings cannot be read: {reason}",
    ),
    "NK335": ProblemKind(
        "alternatives that leave nothing out",
        "'{read}' atau '{name}' pada {where_id} selalu terpenuhi",
        "'{read}' or '{name}' in {where} is always met",
        Severity.WARNING,
    ),
    "NK336": ProblemKind(
        "comparison that says nothing more",
        "'{read}' pada {where_id} tidak menambah apa-apa di samping '{name}'",
        "'{read}' in {where} says nothing more beside '{name}'",
        Severity.WARNING,
    ),
    "NK337": ProblemKind(
        "row that is never reached",
        "baris tabel ke-{name} pada {where_id} tidak pernah terpakai: baris di atasnya selalu mendahului",
        "table row no. {name} of {where} is never reached: the rows above it always come first",
        Severity.WARNING,
    ),
    "NK338": ProblemKind(
        "text in one language only",
        "'{name}' pada {where_id} hanya ada dalam bahasa '{read}'",
        "'{name}' in {where} is there in '{read}' only",
        Severity.WARNING,
    ),
    "NK339": ProblemKind(
        "days without a criterion",
        "tidak ada kriteria sejenis yang menanyakan {fact} pada {read}, antara kriteria '{name}' dan {where_id}",
        "no criterion of that kind asks about {fact} {read}, between criterion '{name}' and {where}",
        Severity.WARNING,
    ),
    "NK340": ProblemKind(
        "days without a version",
        "rule set '{name}' tidak berlaku pada {read}, setelah versi {expected} dan sebelum versi ini",
        "rule set '{name}' is not in force {read}, after version {expected} and before this one",
        Severity.WARNING,
    ),
    "NK341": ProblemKind(
        "two versions on one day",
        "rule set '{name}' versi {read} masih berlaku pada {expected}, hari pertama versi ini",
        "rule set '{name}' of version {read} is still in force on {expected}, the first day of this version",
        Severity.WARNING,
    ),
    "NK342": ProblemKind(
        "criterion that is never in force",
        "masa berlaku {where_id} di luar masa berlaku rule set",
        "the days of {where} lie outside those of the rule set",
        Severity.WARNING,
    ),
    "NK345": ProblemKind(
        "column title for two facts",
        "judul kolom '{name}' pada {where_id} juga berarti {fact}",
        "the column title '{name}' of {where} also means {fact}",
        Severity.WARNING,
    ),
}

HINTS: Final[dict[str, Hint]] = {
    "lint_one_of_two": Hint("hapus salah satu, atau perbaiki syaratnya", "delete one of them, or mend its condition"),
    "lint_positive": Hint("tulis tanpa negasi: {expected}", "say it without negatives: {expected}"),
    "lint_one_text": Hint(
        "terjemahkan, atau tulis satu teks saja bila memang sama",
        "translate it, or write one text only where it is meant to be the same",
    ),
    "lint_source": Hint("tambahkan source", "add a source"),
    "lint_remedy": Hint("tambahkan remedy", "add a remedy"),
    "lint_unit": Hint("apakah kurang 'juta' atau 'miliar'?", "is 'juta' or 'miliar' missing?"),
    "lint_no_remedy": Hint(
        "hapus remedy, atau tulis jalan keluarnya di data_gaps", "delete the remedy, or say under data_gaps what can be done"
    ),
    "lint_leave_out": Hint("hapus, atau perbaiki batasnya", "delete it, or mend its limit"),
    "lint_leave_out_both": Hint("hapus keduanya, atau perbaiki batasnya", "delete both, or mend their limits"),
    "lint_row": Hint("pindahkan ke atas, atau hapus", "move it up, or delete it"),
    "lint_other_language": Hint(
        "tambahkan '{expected}', atau tulis satu teks saja tanpa kurung kurawal bila memang sama",
        "add '{expected}', or write one text without braces where it is meant to be the same",
    ),
    "lint_no_hole": Hint("sambungkan tanggalnya, atau tulis alasan jedanya", "let the dates meet, or say why they do not"),
    "lint_end_before": Hint(
        "beri versi itu 'effective: {{until: ...}}' sehari sebelumnya", "give that version an 'effective: {{until: ...}}' of the day before"
    ),
    "lint_other_days": Hint("perbaiki tanggalnya, atau hapus kriterianya", "mend its dates, or delete the criterion"),
    "lint_other_alias": Hint("tulis judul yang hanya berarti fakta ini", "write a title that means this fact only"),
    "lint_delete_comment": Hint("hapus komentarnya", "delete the comment"),
}
