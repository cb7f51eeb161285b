"""NK55x: verification, and the comparison of two rule sets."""

from typing import Final

from naikkelas.problem_texts.kind import Hint, ProblemKind

KINDS: Final[dict[str, ProblemKind]] = {
    "NK550": ProblemKind(
        "fact not read by the rules",
        "rule set '{name}' tidak membaca fakta '{read}'",
        "rule set '{name}' does not read the fact '{read}'",
    ),
    "NK551": ProblemKind(
        "fact without more or less",
        "fakta '{read}' bertipe {expected}: tidak ada lebih besar atau lebih kecilnya",
        "the fact '{read}' is of type {expected}: it has no more and no less",
    ),
    "NK552": ProblemKind(
        "fact of two types",
        "fakta '{read}' tidak bertipe sama dalam rule set '{name}' dan '{other}', jadi keduanya tidak dapat dibandingkan",
        "the fact '{read}' is not of the same type in the rule sets '{name}' and '{other}', so they cannot be compared",
    ),
    "NK553": ProblemKind(
        "git cannot be run",
        "git tidak dapat dijalankan: {read}",
        "git cannot be run: {read}",
    ),
    "NK554": ProblemKind(
        "no git repository",
        "git tidak dapat membaca repositori di sini: {read}",
        "git cannot read a repository here: {read}",
    ),
    "NK555": ProblemKind(
        "unknown revision",
        "tidak ada revisi '{read}' dalam repositori ini",
        "there is no revision '{read}' in this repository",
    ),
    "NK556": ProblemKind(
        "path not in the revision",
        "revisi '{name}' tidak memuat '{read}'",
        "the revision '{name}' does not hold '{read}'",
    ),
    "NK558": ProblemKind(
        "rows counted by personal data",
        "kolom '{read}' memuat data pribadi: baris tidak dihitung menurut kolom itu",
        "the column '{read}' holds personal data: rows are not counted by it",
    ),
}

HINTS: Final[dict[str, Hint]] = {
    "install_git": Hint("pasang git, atau sebut berkasnya langsung", "install git, or name the files themselves"),
    "revision_repository": Hint(
        "jalankan di dalam repositori git, atau sebut berkasnya langsung", "run it inside a git repository, or name the files themselves"
    ),
    "revision_form": Hint(
        "tulis revisi dan path, misalnya HEAD~1:rules/program.yaml", "write a revision and a path, for example HEAD~1:rules/program.yaml"
    ),
    "revision_paths": Hint(
        "path dihitung dari puncak repositori, atau dari folder ini bila diawali ./",
        "a path is counted from the top of the repository, or from this folder when it begins with ./",
    ),
    "revision_plain_file": Hint("itu bukan berkas biasa; sebut berkas aslinya", "that is no plain file; name the file itself"),
}
