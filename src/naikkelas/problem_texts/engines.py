"""NK5xx: engines and evaluation."""

from typing import Final

from naikkelas.problem_texts.kind import Hint, ProblemKind

KINDS: Final[dict[str, ProblemKind]] = {
    "NK501": ProblemKind(
        "rule set not in force",
        "rule set '{name}' tidak berlaku pada {read}; masa berlakunya: {expected}",
        "rule set '{name}' is not in force on {read}; it is in force: {expected}",
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
    "NK507": ProblemKind(
        "optional package not installed",
        "paket '{name}' diperlukan untuk ini dan belum terpasang; paket itu dibawa oleh ekstra '{extra}'",
        "the package '{name}' is needed for this and is not installed; the extra '{extra}' brings it",
    ),
    "NK508": ProblemKind(
        "optional package cannot be imported",
        "paket '{name}' (ekstra '{extra}') terpasang, tetapi tidak dapat dimuat: {read}",
        "the package '{name}' (extra '{extra}') is installed but cannot be imported: {read}",
    ),
    "NK509": ProblemKind(
        "several rule sets and no name",
        "folder ini berisi beberapa rule set; sebutkan salah satu: {expected}",
        "the folder holds several rule sets; name one of them: {expected}",
    ),
    "NK515": ProblemKind(
        "no rule set there",
        "tidak ada rule set di folder ini",
        "there is no rule set in this folder",
    ),
}

HINTS: Final[dict[str, Hint]] = {
    "files_of_a_library": Hint(
        "rule set adalah berkas *.yaml atau *.yml langsung di dalam folder itu; *.test.yaml hanya pengujinya",
        "a rule set is a file *.yaml or *.yml right in that folder; *.test.yaml are tests only",
    ),
    "load_one_file": Hint("ini berkas, bukan folder; nk.load membaca satu berkas", "this is a file, not a folder; nk.load reads one file"),
    "install_extra": Hint("pasang dengan: pip install 'naikkelas[{extra}]'", "install it with: pip install 'naikkelas[{extra}]'"),
    "install_extra_again": Hint(
        "coba pasang ulang: pip install --force-reinstall 'naikkelas[{extra}]'",
        "try installing it again: pip install --force-reinstall 'naikkelas[{extra}]'",
    ),
    "rebuild_durable": Hint(
        "Python 3.13 tidak lagi punya PyEval_CallObject; bangun paketnya dengan: "
        'CPPFLAGS="-DPyEval_CallObject=PyObject_CallObject" pip install --force-reinstall --no-deps --no-cache-dir --no-binary durable-rules durable-rules',
        "Python 3.13 no longer has PyEval_CallObject; build the package with: "
        'CPPFLAGS="-DPyEval_CallObject=PyObject_CallObject" pip install --force-reinstall --no-deps --no-cache-dir --no-binary durable-rules durable-rules',
    ),
}
