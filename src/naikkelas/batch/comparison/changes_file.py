"""The list of what changed between two results, one key a line, written whole or not at all."""

import os
from collections.abc import Iterable, Sequence
from contextlib import closing
from typing import Final, Protocol

from naikkelas.batch.cells import Cell
from naikkelas.batch.comparison.changes import Change
from naikkelas.batch.written.book import Book
from naikkelas.batch.written.draft import Draft
from naikkelas.batch.written.result_form import refuse_too_large, sink_of
from naikkelas.batch.written.sheet_cells import CellMaker
from naikkelas.batch.written.workbook import cut, too_long
from naikkelas.explain.words import in_lang
from naikkelas.extras import need
from naikkelas.problems import Lang, Place, Problem

COLUMNS: Final = ("change", "key", "outcome_before", "outcome_after", "cause", "why", "criteria", "row_before", "row_after")


class _Sink(Protocol):
    def begin(self) -> None: ...
    def row(self, cells: Sequence[Cell]) -> None: ...
    def finish(self) -> None: ...
    def close(self) -> None: ...


def written(
    changes: Iterable[Change], out: str | os.PathLike[str], *, lang: Lang, overwrite: bool, inputs: tuple[str, ...]
) -> list[Problem]:
    """Writes every change to a ``.csv``, ``.xlsx`` or ``.jsonl``, and tells the texts of which a workbook holds only a part (NK560).

    Raises:
        TableError: when it cannot go there (NK470).
        OSError: when it cannot be written; what was there before still is.
    """
    with Draft(out, overwrite=overwrite, inputs=inputs) as draft:
        with closing(_sink(draft)) as sink:
            lost = []
            for number, change in enumerate(changes, 2):
                row = _row(change, lang)
                sink.row(row)
                if isinstance(sink, _Workbook):
                    lost += [cut(Place(str(draft.path), number, at + 1, COLUMNS[at]), length) for at, length in too_long(row)]
            sink.finish()
        draft.commit()
    return lost


def _row(change: Change, lang: Lang) -> list[Cell]:
    return [
        change.kind.value,
        change.key,
        None if change.before is None else change.before.value,
        None if change.after is None else change.after.value,
        None if change.cause is None else change.cause.value,
        None if change.cause is None else in_lang(change.why, lang),
        "; ".join(each.words for each in change.criteria) or None,
        change.row_before,
        change.row_now,
    ]


def _sink(draft: Draft) -> _Sink:
    made = sink_of(draft, COLUMNS, book=lambda: _Workbook(draft), parquet=False)
    made.begin()
    return made


class _Workbook:
    """One sheet with the titles in bold."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._book = Book(draft)
        self._sheet = self._book.sheet("Perubahan")
        self._sheet.freeze_panes = "A2"
        self._cells = CellMaker(self._sheet)
        self._count = 0
        for letter, width in zip("ABCDEFGHI", (10, 24, 20, 20, 16, 40, 60, 11, 11), strict=True):
            self._sheet.column_dimensions[letter].width = width

    def begin(self) -> None:
        """Writes the titles."""
        bold = need("openpyxl.styles", "batch").Font(bold=True)
        self._book.append(self._sheet, [self._cells.styled(name, font=bold) for name in COLUMNS])

    def row(self, cells: Sequence[Cell]) -> None:
        """Writes one row."""
        self._count += 1
        refuse_too_large(self._draft.path, self._count, len(cells))
        self._book.append(self._sheet, [self._cells.made(cell) for cell in cells])

    def finish(self) -> None:
        """Saves the workbook."""
        self._book.save()

    def close(self) -> None:
        """Removes the temporary file; after :meth:`finish` there is none."""
        self._book.close()
