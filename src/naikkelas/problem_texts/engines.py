"""NK5xx: engines and evaluation."""

from typing import Final

from naikkelas.problem_texts.kind import Hint, ProblemKind

KINDS: Final[dict[str, ProblemKind]] = {
    "NK501": ProblemKind(
        "rule set not in force",
        "rule set '{name}' tidak berlaku pada {read}; masa berlakunya {expected}",
        "rule set '{name}' is not in force on {read}; it is in force {expected}",
    ),
    "NK502": ProblemKind(
        "unknown parameter to set",
        "rule set '{read}' tidak punya parameter '{name}'",
        "rule set '{read}' has no parameter '{name}'",
    ),
    "NK503": ProblemKind(
        "parameter value cannot be used",
        "nilai '{read}' untuk parameter '{name}' tidak dapat dipakai; yang diharapkan: {expected}",
        "value '{read}' for parameter '{name}' cannot be used; expected: {expected}",
    ),
    "NK504": ProblemKind(
        "not a date",
        "'{name}' harus berupa tanggal (datetime.date), yang diberikan: {read}",
        "'{name}' must be a date (datetime.date), given: {read}",
    ),
    "NK505": ProblemKind(
        "no such rule set",
        "tidak ada rule set '{name}'; yang ada: {expected}",
        "there is no rule set '{name}'; there are: {expected}",
    ),
    "NK506": ProblemKind(
        "several versions in force",
        "lebih dari satu versi '{name}' berlaku pada {read}: {expected}",
        "more than one version of '{name}' is in force on {read}: {expected}",
    ),
}

HINTS: Final[dict[str, Hint]] = {}
