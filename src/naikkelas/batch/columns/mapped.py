"""The table that a mapping is of: one way to open it, for a shell and for Python."""

import os
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from naikkelas.arguments import Check, either, path
from naikkelas.batch.arguments import TABLES
from naikkelas.batch.columns.mapping import ColumnMapping, read_mapping
from naikkelas.batch.files.reading import has_sheets, read_table
from naikkelas.batch.table import Table, TableError
from naikkelas.problems import Place, Words, problem

_Path = str | os.PathLike[str]

_A_MAPPING: Final = Words("the path of a mapping, or a mapping of read_mapping", "path sebuah mapping, atau mapping dari read_mapping")
#: What the arguments of calls that may have a mapping stand for.
MAPPED_TABLES: Final[Mapping[str, Check]] = {**TABLES, "mapping": either(ColumnMapping, path(_A_MAPPING))}


def opened(table: Table | _Path, mapping: ColumnMapping | _Path | None) -> tuple[Table, ColumnMapping | None]:
    """A table and its mapping. A path is read from the sheet and the row that the mapping names; of a file without sheets only the row.

    Raises:
        TableError: when the file cannot be read so (NK451, NK452), or a table was read from elsewhere (NK460).
    """
    chosen = mapping if mapping is None or isinstance(mapping, ColumnMapping) else read_mapping(mapping)
    if isinstance(table, Table):
        if chosen is not None:
            _check(table, chosen)
        return table, chosen
    if chosen is None:
        return read_table(table), None
    return read_table(table, sheet=sheet_in(table, chosen), header_row=chosen.header_row), chosen


def sheet_in(path: _Path, mapping: ColumnMapping) -> str | None:
    """The sheet that a mapping names, for a file that has sheets: what was a sheet may have been saved as text."""
    return mapping.sheet if mapping.sheet is not None and has_sheets(path) else None


def of_table(mapping: ColumnMapping, table: Table) -> ColumnMapping:
    """A mapping for a table that was read from where somebody said, whatever the mapping says of that."""
    return replace(mapping, sheet=table.sheet, header_row=table.header_row)


def _check(table: Table, mapping: ColumnMapping) -> None:
    place, wrong = Place(mapping.file or table.file, path="table"), []
    if mapping.sheet is not None and table.sheet is not None and mapping.sheet != table.sheet:
        expected = Words(f"sheet '{table.sheet}', from which the table was read", f"lembar '{table.sheet}', asal tabel ini")
        wrong.append(problem("NK460", place, "read_mapped_table", read=mapping.sheet, expected=expected))
    if mapping.header_row is not None and table.header_row is not None and mapping.header_row != table.header_row:
        expected = Words(f"row {table.header_row}, in which its titles begin", f"baris {table.header_row}, tempat judulnya mulai")
        wrong.append(problem("NK460", place, "read_mapped_table", read=mapping.header_row, expected=expected))
    if wrong:
        raise TableError(wrong)
