"""The one way to open a table, by the ending of its name."""

import os
from pathlib import Path
from typing import Final

from naikkelas.batch.csv_file import open_csv
from naikkelas.batch.jsonl_file import open_jsonl
from naikkelas.batch.table import Table, TableError
from naikkelas.batch.xlsx_file import open_xlsx
from naikkelas.problems import Place, Words, problem

TEXT_ENDINGS: Final = frozenset({".csv", ".tsv", ".txt"})
JSON_ENDINGS: Final = frozenset({".jsonl", ".ndjson"})
SHEET_ENDINGS: Final = frozenset({".xlsx", ".xlsm"})


def read_table(
    path: str | os.PathLike[str],
    *,
    sheet: str | None = None,
    header_row: int | None = None,
    delimiter: str | None = None,
    short_rows: bool = False,
) -> Table:
    """Looks at a table: its form, its header, its columns. The rows are read when they are asked for, one at a time.

    Args:
        path: ``.csv``, ``.tsv``, ``.txt``, ``.xlsx``, ``.xlsm``, ``.jsonl`` or ``.ndjson``.
        sheet: the sheet of a workbook; the one whose titles are known best unless given.
        header_row: the number of the row with the titles (from 1), where it is not found by itself.
        delimiter: of CSV, where it is not found by itself.
        short_rows: read rows of CSV that have fewer cells than the header, as if empty cells at their end were missing.

    Raises:
        TableError: when the file cannot be read as a table (NK450 to NK455).
        MissingExtraError: when a workbook is given and openpyxl is not installed.
    """
    path = Path(path)
    ending = path.suffix.lower()
    if not path.is_file():
        reason = Words("there is no such file", "berkas itu tidak ada")
        raise TableError([problem("NK450", Place(str(path)), reason=reason)])
    if ending in TEXT_ENDINGS:
        return open_csv(path, header_row=header_row, delimiter=delimiter, short_rows=short_rows)
    if ending in SHEET_ENDINGS:
        return open_xlsx(path, sheet=sheet, header_row=header_row)
    if ending in JSON_ENDINGS:
        return open_jsonl(path)
    reason = Words(f"files that end in '{ending}' are not read", f"berkas berakhiran '{ending}' tidak dibaca")
    raise TableError([problem("NK450", Place(str(path)), "save_as_xlsx", reason=reason)])
