"""NK51x: the durable engine."""

from typing import Final

from naikkelas.problem_texts.kind import Hint, ProblemKind

KINDS: Final[dict[str, ProblemKind]] = {
    "NK510": ProblemKind(
        "not expressible in durable-rules",
        "rule set '{name}' memakai '{read}', yang tidak dapat dinyatakan dengan durable-rules",
        "rule set '{name}' uses '{read}', which cannot be expressed in durable-rules",
    ),
    "NK511": ProblemKind(
        "too large for durable-rules",
        "rule set '{name}' terlalu besar untuk durable-rules: {what}: {read}, paling banyak {expected}",
        "rule set '{name}' is too large for durable-rules: {what}: {read}, at most {expected}",
    ),
    "NK512": ProblemKind(
        "durable engine closed",
        "mesin durable untuk rule set '{name}' sudah ditutup",
        "the durable engine of rule set '{name}' is closed",
    ),
    "NK513": ProblemKind(
        "value not of its fact's type",
        "nilai untuk {name} bertipe {read} dan tidak dapat diberikan kepada durable-rules; yang diharapkan: {expected}",
        "the value for {name} has the type {read} and cannot be given to durable-rules; expected: {expected}",
    ),
    "NK514": ProblemKind(
        "durable-rules failed",
        "durable-rules gagal saat menilai rule set '{name}': {read}",
        "durable-rules failed while rule set '{name}' was decided: {read}",
    ),
}

HINTS: Final[dict[str, Hint]] = {
    "use_rules_decide": Hint("pakai rules.decide, yang dapat menilainya", "use rules.decide, which can"),
    "use_with": Hint(
        "buat mesin baru dengan: with DurableEngine(rules) as engine", "make a new one with: with DurableEngine(rules) as engine"
    ),
    "admit_profile": Hint("berikan profil, atau yang dibaca rules.admit", "give a profile, or what rules.admit has read"),
    "decide_again": Hint(
        "tidak ada hasil yang diberikan; nilai lagi, atau pakai rules.decide",
        "no result was given; decide again, or use rules.decide",
    ),
}
