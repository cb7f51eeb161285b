"""The options that say how a table is opened, shared by the commands that open one."""

from collections.abc import Callable
from typing import Any, Protocol

import click

from naikkelas.batch import ColumnMapping, Table, read_mapping, read_table
from naikkelas.batch.columns.mapped import of_table, sheet_in
from naikkelas.cli.base import F, with_options, wrong
from naikkelas.cli.tell import Tell

_DELIMITERS = {"tab": "\t", "\\t": "\t"}


class OpenTable(Protocol):
    """What opens a table as the options and the file of a mapping say."""

    def __call__(self, path: str, mapping: str | None = None) -> tuple[Table, ColumnMapping | None]:
        """The table and the mapping."""
        ...


def table_options(tell: Tell) -> Callable[[F], F]:
    """``--sheet``, ``--header-row``, ``--delimiter`` and ``--short-rows``, handed over as one argument ``open_table``."""
    return with_options(*_options(tell), through=_opening)


def _opening(
    function: Callable[..., Any],
    *arguments: Any,
    sheet: str | None,
    header_row: int | None,
    delimiter: str | None,
    short_rows: bool,
    **rest: Any,
) -> Any:
    sign = None if delimiter is None else _DELIMITERS.get(delimiter, delimiter)
    if sign is not None and (len(sign) != 1 or sign in '"\r\n'):
        raise wrong("--delimiter", sign, "; | , | tab | '|'")

    def open_table(path: str, mapping: str | None = None) -> tuple[Table, ColumnMapping | None]:
        """The table as the options say, and else as the mapping does; and the mapping, which is one of that table now."""
        said = None if mapping is None else read_mapping(mapping)
        in_sheet, in_row = (None, None) if said is None else (None if sheet else sheet_in(path, said), said.header_row)
        table = read_table(path, sheet=sheet or in_sheet, header_row=header_row or in_row, delimiter=sign, short_rows=short_rows)
        return table, None if said is None else of_table(said, table)

    return function(*arguments, open_table=open_table, **rest)


def _options(tell: Tell) -> list[Callable[[Any], Any]]:
    return [
        click.option(
            "--sheet", metavar=tell("NAMA", "NAME"),
            help=tell(
                "Lembar buku kerja (.xlsx, .ods, .xls); tanpa opsi ini: yang memuat daftar usaha dan judulnya paling dikenal.",
                "The sheet of a workbook (.xlsx, .ods, .xls); without it, the one that lists businesses and whose titles are known best.",
            ),
        ),
        click.option(
            "--header-row", type=click.IntRange(1), metavar=tell("NOMOR", "NUMBER"),
            help=tell("Baris tempat judul kolom mulai; tanpa opsi ini: dicari.", "The row in which the titles begin; looked for without it."),
        ),
        click.option(
            "--delimiter", metavar=tell("TANDA", "SIGN"),
            help=tell("Pemisah sel CSV; tanpa opsi ini: dicari.", "What separates the cells of CSV; looked for without it."),
        ),
        click.option(
            "--short-rows", is_flag=True,
            help=tell(
                "Baca juga baris CSV yang lebih pendek dari judulnya, seakan hanya sel kosong di akhirnya yang hilang.",
                "Read rows of CSV that are shorter than the header too, as if only empty cells at the end were missing.",
            ),
        ),
    ]  # fmt: skip
