"""In which form a result is written, by the ending of its name; and what no workbook holds, refused before anything is written."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from naikkelas.batch.files.reading import JSON_ENDINGS, PARQUET_ENDINGS, TEXT_ENDINGS
from naikkelas.batch.files.spreadsheet import MOST_COLUMNS, MOST_ROWS
from naikkelas.batch.written.draft import Draft, unwritable
from naikkelas.batch.written.parquet_sink import ParquetSink
from naikkelas.batch.written.sinks import CsvSink, JsonlSink
from naikkelas.problems import Words, counted

_Book = TypeVar("_Book")
_WORKBOOK = ".xlsx"


def sink_of(
    draft: Draft,
    names: Sequence[str],
    *,
    delimiter: str | None = None,
    book: Callable[[], _Book] | None = None,
    rows: int | None = None,
    parquet: bool = True,
) -> CsvSink | JsonlSink | ParquetSink | _Book:
    """What writes a result with columns of these names.

    Args:
        draft: the file; the ending of its name chooses the form.
        names: the titles.
        delimiter: of the table that CSV is made from; else a comma, and in a .tsv a tab.
        book: what makes the writer of a workbook, for results that may be one.
        rows: how many rows there will be, where that is known.
        parquet: whether the result may be Parquet.

    Raises:
        TableError: when the name has another ending, or no sheet holds so much (NK470).
    """
    ending = draft.path.suffix.lower()
    if ending in TEXT_ENDINGS:
        return CsvSink(draft, names, delimiter or ("\t" if ending == ".tsv" else ","))
    if ending in JSON_ENDINGS:
        return JsonlSink(draft, names)
    if parquet and ending in PARQUET_ENDINGS:
        return ParquetSink(draft, names)
    if book is not None and ending == _WORKBOOK:
        refuse_too_large(draft.path, rows or 0, len(names))
        return book()
    forms = [".csv", *([] if book is None else [_WORKBOOK]), *([".parquet"] if parquet else [])]
    english, indonesian = (", ".join(forms) + f"{between} .jsonl" for between in (" or", ", atau" if len(forms) > 1 else " atau"))
    raise unwritable(draft.path, Words(f"its name must end in {english}", f"namanya harus berakhiran {indonesian}"))


def refuse_too_large(path: Path, rows: int, columns: int) -> None:
    """Refuses what no sheet holds.

    Raises:
        TableError: when there are more rows below the titles, or more columns (NK470).
    """
    if rows >= MOST_ROWS:
        most = MOST_ROWS - 1
        raise unwritable(
            path, Words(f"a sheet holds {counted(most, 'row')}; write .csv", f"satu lembar memuat {most} baris; tulis ke .csv")
        )
    if columns > MOST_COLUMNS:
        reason = Words(
            f"a sheet holds {MOST_COLUMNS} columns, and these are {columns}; write .csv",
            f"satu lembar memuat {MOST_COLUMNS} kolom, sedangkan ini {columns}; tulis ke .csv",
        )
        raise unwritable(path, reason)
