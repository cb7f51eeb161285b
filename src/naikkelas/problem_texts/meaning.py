"""NK3xx: what a rule set means, or fails to mean."""

from typing import Final

from naikkelas.problem_texts.kind import Hint, ProblemKind, Severity

KINDS: Final[dict[str, ProblemKind]] = {
    "NK301": ProblemKind(
        "comparison can never be met",
        "'{fact} {name} {read}' pada {where_id} tidak pernah terpenuhi; nilai yang mungkin: {expected}",
        "'{fact} {name} {read}' in {where} can never be met; possible values: {expected}",
    ),
    "NK302": ProblemKind(
        "comparison is always met",
        "'{fact} {name} {read}' pada {where_id} selalu terpenuhi{when}; nilai yang mungkin: {expected}",
        "'{fact} {name} {read}' in {where} is always met{when}; possible values: {expected}",
        Severity.WARNING,
    ),
    "NK303": ProblemKind(
        "rows of a unique table overlap",
        "baris tabel ke-{name} dan ke-{read} pada {where_id} bisa terpenuhi bersamaan",
        "table rows no. {name} and no. {read} of {where} can be met at once",
    ),
    "NK304": ProblemKind(
        "parameter is not used",
        "parameter '{name}' tidak dipakai",
        "parameter '{name}' is not used",
        Severity.WARNING,
    ),
    "NK305": ProblemKind(
        "no requirement",
        "tidak ada kriteria jenis 'requirement': setiap keputusan akan 'out_of_scope'",
        "there is no criterion of kind 'requirement': every decision will be 'out_of_scope'",
        Severity.WARNING,
    ),
    "NK306": ProblemKind(
        "fact is not used",
        "fakta '{name}' tidak dipakai",
        "fact '{name}' is not used",
        Severity.WARNING,
    ),
    "NK307": ProblemKind(
        "count that decides nothing",
        "'some: {{at_least: {read}}}' pada {where_id} tidak menentukan apa-apa; tulis 1 sampai {expected}",
        "'some: {{at_least: {read}}}' in {where} decides nothing; write 1 to {expected}",
    ),
    "NK308": ProblemKind(
        "reference that decides nothing",
        "rujukan ke '{name}' pada {where_id} menyebut semua kemungkinan",
        "the reference to '{name}' in {where} lists everything that is possible",
    ),
    "NK309": ProblemKind(
        "points without a preference",
        "'points' hanya untuk 'kind: preference', bukan {where_id}",
        "'points' is only for 'kind: preference', not for {where}",
    ),
    "NK315": ProblemKind(
        "preference without points",
        "{where_id} berjenis 'preference' tetapi tidak memberi poin, jadi tidak berpengaruh",
        "{where} is of kind 'preference' but gives no points, so it has no effect",
        Severity.WARNING,
    ),
    "NK311": ProblemKind(
        "comparisons exclude each other",
        "'{fact} {name}' dan '{fact} {read}' pada {where_id} tidak pernah terpenuhi bersamaan",
        "'{fact} {name}' and '{fact} {read}' in {where} can never be met at once",
        Severity.WARNING,
    ),
    "NK312": ProblemKind(
        "needless when_empty",
        "'when_empty: {name}' pada {where_id} tidak pernah dipakai: ada indikator yang selalu berlaku",
        "'when_empty: {name}' in {where} is never used: some indicator always applies",
    ),
    "NK313": ProblemKind(
        "scorecard with too many different weights",
        "pecahan dari bobot-bobot pada {where_id} melewati batas {expected}",
        "the fractions of the weights in {where} leave the limit of {expected}",
    ),
    "NK314": ProblemKind(
        "indicator counted twice",
        "indikator yang sama dihitung dua kali pada {where_id}",
        "the same indicator counts twice in {where}",
        Severity.WARNING,
    ),
    "NK310": ProblemKind(
        "source is not used",
        "sumber '{name}' tidak dipakai",
        "source '{name}' is not used",
        Severity.WARNING,
    ),
    "NK346": ProblemKind(
        "sign left in a text",
        "teks '{read}' untuk '{fact}' pada {where_id} membawa tanda yang ikut terbaca sebagai bagiannya",
        "the text '{read}' for '{fact}' in {where} has a sign at its end that is read as part of it",
        Severity.WARNING,
    ),
}

HINTS: Final[dict[str, Hint]] = {
    "leftover_sign": Hint(
        "tulis {meant}, atau {quoted} bila memang begitu bunyinya", "write {meant}, or {quoted} if it is really written so"
    ),
    "leftover_quote": Hint(
        "tulis {meant}, atau {quoted} bila memang begitu bunyinya; teks yang memuat koma berdiri seutuhnya di antara tanda kutip lurus",
        "write {meant}, or {quoted} if it is really written so; a text with a comma in it stands as a whole in straight quotes",
    ),
    "leftover_dash": Hint(
        "tulis {meant}, atau {quoted} bila memang begitu bunyinya; bila maksudnya 'bukan': pakai is_not, not_in atau not: {{...}}",
        "write {meant}, or {quoted} if it is really written so; if it is to say 'not': use is_not, not_in or not: {{...}}",
    ),
    "mend_limit": Hint("perbaiki batasnya", "mend the limit"),
    "delete_comparison": Hint("hapus, atau perbaiki batasnya", "delete it, or mend the limit"),
    "one_of_them": Hint("perbaiki salah satu batasnya, atau pakai any", "mend one of the limits, or use any"),
    "need_requirement": Hint(
        "jadikan salah satu kriteria 'kind: requirement', atau semuanya 'kind: note' bila ini laporan",
        "make one criterion 'kind: requirement', or all of them 'kind: note' where this is a report",
    ),
    "leave_one_out": Hint("hapus satu kemungkinan, atau rujukannya", "leave one possibility out, or delete the reference"),
    "swap_ends": Hint("ujungnya tertukar; tulis {{from: {low}, to: {high}}}", "the ends are swapped; write {{from: {low}, to: {high}}}"),
    "use_first": Hint("pisahkan batasnya, atau pakai 'hit: first'", "set the limits apart, or use 'hit: first'"),
    "delete_it": Hint("hapus, atau pakai di suatu kriteria", "delete it, or use it in a criterion"),
    "delete_when_empty": Hint("hapus when_empty", "delete when_empty"),
    "smaller_weights": Hint("pakai bobot yang lebih kecil dan bulat", "use smaller and rounder weights"),
    "give_points_here": Hint(
        "beri 'points', atau tulis 'kind: note' bila hanya untuk ditampilkan",
        "give it 'points', or write 'kind: note' if it is only to be shown",
    ),
    "give_points": Hint("tulis 'kind: preference', atau hapus 'points'", "write 'kind: preference', or delete 'points'"),
}
