"""NK144: laying out a file."""

from typing import Final

from naikkelas.problem_texts.kind import Hint, ProblemKind

KINDS: Final[dict[str, ProblemKind]] = {
    "NK144": ProblemKind(
        "layout cannot be changed",
        "tata letak berkas ini tidak dapat diubah tanpa mengubah isinya; berkas dibiarkan",
        "the layout of this file cannot be changed without changing what it says; it is left as it is",
    ),
}

HINTS: Final[dict[str, Hint]] = {
    "lay_out_simpler": Hint(
        "beri tanda kutip pada nilai yang hanya berupa tanda '-'", "put quotes around values that are only the sign '-'"
    ),
}
