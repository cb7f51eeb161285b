"""The one way to open a table, by its content and the ending of its name."""

import os
import re
from pathlib import Path
from typing import Final

from naikkelas.arguments import checked
from naikkelas.batch.arguments import TABLES
from naikkelas.batch.files.csv_file import open_csv
from naikkelas.batch.files.jsonl_file import open_jsonl
from naikkelas.batch.files.ods_file import open_ods
from naikkelas.batch.files.parquet_file import open_parquet
from naikkelas.batch.files.spreadsheet import ZIP_MARK, form_of, unreadable
from naikkelas.batch.files.xls_file import open_xls
from naikkelas.batch.files.xlsx_file import open_xlsx
from naikkelas.batch.table import NOT_NAMED, Table, TableError
from naikkelas.problems import Place, Words, problem

TEXT_ENDINGS: Final = frozenset({".csv", ".tsv", ".txt"})
JSON_ENDINGS: Final = frozenset({".jsonl", ".ndjson"})
SHEET_ENDINGS: Final = frozenset({".xlsx", ".xlsm"})
OLD_SHEET_ENDINGS: Final = frozenset({".xls", ".ods"})
PARQUET_ENDINGS: Final = frozenset({".parquet", ".pq"})
_FORMS: Final = (
    (TEXT_ENDINGS, "text"), (JSON_ENDINGS, "jsonl"), (PARQUET_ENDINGS, "parquet"), (SHEET_ENDINGS, "xlsx"), (OLD_SHEET_ENDINGS, None),
)  # fmt: skip

#: What stands behind the last dot of a name that has no ending: nothing, or a number (``data per 30.11.2026``).
_NO_ENDING: Final = re.compile(r"(?:\.[\W\d_]*)?")

_WITH_SHEETS: Final = frozenset({"xlsx", "ods", "xls"})


def has_sheets(path: str | os.PathLike[str]) -> bool:
    """Whether a file is a workbook, by its content."""
    path = Path(path)
    return path.is_file() and _form(path, path.suffix.lower()) in _WITH_SHEETS


@checked(TABLES)
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
        path: ``.csv``, ``.tsv``, ``.txt``, ``.xlsx``, ``.xlsm``, ``.xls``, ``.ods``, ``.parquet``, ``.jsonl`` or ``.ndjson``; also without
            an ending.
        sheet: the sheet of a workbook; unless given, the one that lists businesses and whose titles are known best.
        header_row: the number of the row in which the titles begin (from 1), where it is not found by itself.
        delimiter: of CSV, where it is not found by itself.
        short_rows: read rows of CSV that have fewer cells than the header, as if empty cells at their end were missing.

    Raises:
        TableError: when the file cannot be read as a table (NK450 to NK455, NK483); of text, JSON and Parquet also when a sheet is named.
        MissingExtraError: when a workbook or Parquet is given and what reads it is not installed.
        ArgumentError: when an argument is of the wrong type (NK538).
    """
    path = Path(path)
    ending = path.suffix.lower()
    if not path.is_file():
        raise unreadable(path, _why_no_file(path))
    if path.stat().st_size == 0 and ending not in JSON_ENDINGS:
        raise unreadable(path, Words("the file is empty", "berkas ini kosong"))
    form = _form(path, ending)
    if sheet is not None and form is not None and form not in _WITH_SHEETS:
        none = Words("none, as such a file has no sheets", "tidak ada, karena berkas ini tidak berlembar")
        raise TableError([problem("NK451", Place(str(path)), name=sheet, expected=none)])
    match form:
        case "jsonl":
            return open_jsonl(path)
        case "parquet":
            return open_parquet(path)
        case "text":
            return open_csv(path, header_row=header_row, delimiter=delimiter, short_rows=short_rows)
        case "xlsx":
            return open_xlsx(path, sheet=sheet, header_row=header_row)
        case "ods":
            return open_ods(path, sheet=sheet, header_row=header_row)
        case "xls":
            return open_xls(path, sheet=sheet, header_row=header_row)
    raise unreadable(path, _why_no_form(ending), "save_as_xlsx")


def _why_no_form(ending: str) -> Words:
    if _NO_ENDING.fullmatch(ending):
        return Words(
            "its name has no ending, and it is no table that is known", "namanya tanpa akhiran, dan isinya bukan tabel yang dikenal"
        )
    return Words(f"files that end in '{ending}' are not read", f"berkas berakhiran '{ending}' tidak dibaca")


def _why_no_file(path: Path) -> Words:
    if path == Path():
        return NOT_NAMED
    return Words("that is a folder", "itu sebuah folder") if path.is_dir() else Words("there is no such file", "berkas itu tidak ada")


def _form(path: Path, ending: str) -> str | None:
    """The form of a file, by its content where that shows; ``None`` for a name that is not known."""
    for endings, form in _FORMS:
        if ending in endings:
            return form_of(path, form or ending.removeprefix("."))
    return _unnamed_form(path) if _NO_ENDING.fullmatch(ending) else None


def _unnamed_form(path: Path) -> str | None:
    """The form of a file without an ending, by its content alone."""
    form = form_of(path, "xlsx")  # as one of a name under which anything is found
    with path.open("rb") as file:
        start = file.read(64).removeprefix(b"\xef\xbb\xbf").lstrip()
    if form in ("text", "xlsx") and start.startswith(b"{"):
        return "jsonl"
    return None if form == "xlsx" and not start.startswith(ZIP_MARK) else form
