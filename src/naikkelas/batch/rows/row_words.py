"""What a row of a result says of its problems, in words."""

from collections.abc import Iterable, Sequence
from typing import Final

from naikkelas.batch.cells import Cell, text_of
from naikkelas.batch.rows.profiles import CellProblem
from naikkelas.batch.table import NO_BUSINESS
from naikkelas.problems import Lang

#: Warnings that are told in the row itself, beside every error: the row contradicts itself, stands twice, or is none.
_MARKING: Final = frozenset({"NK404", "NK457", "NK472", NO_BUSINESS})


def mark(each: CellProblem, lang: Lang) -> str | None:
    """What a row says of a problem; of most warnings nothing."""
    if not (each.problem.is_error or each.problem.code in _MARKING):
        return None
    message = each.problem.message(lang)
    return f"{each.column.name}: {message}" if each.column else message


def told(marks: Iterable[str | None], surplus: Sequence[Cell]) -> str:
    """What is wrong with a row, in words; the cells that belong to no column stand here, so that nothing of the row is lost."""
    parts = [text for text in marks if text is not None]
    if surplus:
        parts.append(f"+ {' | '.join(text_of(cell) for cell in surplus)}")
    return "; ".join(parts)
