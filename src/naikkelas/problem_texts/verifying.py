"""NK55x: verification."""

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
}

HINTS: Final[dict[str, Hint]] = {}
