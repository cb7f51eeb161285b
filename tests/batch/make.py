"""Tables for the tests: written as people write them."""

from datetime import date
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl

import naikkelas as nk

AS_OF = date(2026, 11, 1)
INOPAK = nk.bundled("inopak-naik-kelas")

MESS = '''\
REKAPITULASI DATA IKM;;;;;;;;;;;;
TAHUN 2026;;;;;;;;;;;;
;;;;;;;;;;;;
No;Nama Usaha;Nama Pemilik;Kab/Kota;Jenis Usaha;Bulan Mulai Usaha;Tahun Mulai Usaha;Omset Tahunan;TK L;TK P;PIRT;Legalitas;Tahu Pasar
1;"Keripik ""Bu Sri""";Sri Rahayu;Kab. Kebumen;pangan olahan;Maret;2018;Rp. 1.500.000;2;3;2053305020970-28;NIB, PIRT;ya
2;Tempe Maju;Budi;Semarang;pangan;;2019;15 juta;1;-;Proses;NIB;tidak
3;"Kue
Basah";Ani;Kota Semarang;kuliner;Januri;2020;100,000;;;2.05337E+14;-;?
4;=cmd|'/c calc'!A1;Joko;Kab. Kebumen;pangan;4;2015;50.000.000 s/d 250.000.000;0;1;-;PIRT No. 2053305020970-28, Halal;ya

5;Rusak;Tono;Kab. Kebumen
6;Kelebihan;Tini;Kab. Kebumen;pangan;4;2015;1 juta;0;1;-;-;ya;x;y
7;Belum;Dedi;Kab. Demak;batik;12;2025;0;1;0;belum;NIB;sudah
8;Ulang;Sri Rahayu;Kab. Kebumen;mebel;1;2010;2,5 M;5 orang;3-5;-;;Ya
'''

MAPPING = """\
format: naikkelas-mapping/1
table: {header_row: 4}
columns:
  Kab/Kota: {fact: regency}
  Jenis Usaha: {fact: sector, values: {kuliner: processed_food, batik: textile}}
  Bulan Mulai Usaha: {fact: operating_since, part: month}
  Tahun Mulai Usaha: {fact: operating_since, part: year}
  PIRT: {permit: pirt}
  Tahu Pasar: {fact: knows_market}
  Nama Pemilik: {ignore: true}
"""


def csv_at(folder: Path, text: str, name="data.csv", encoding="utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def text_of(rows) -> str:
    """Rows as a CSV file has them, between semicolons."""
    return "".join(";".join("" if cell is None else str(cell) for cell in row) + "\n" for row in rows)


def xlsx_at(folder: Path, rows, name="data.xlsx", sheet="Data", merged=(), before=()) -> Path:
    book = openpyxl.Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(row)
    for cells in merged:
        book.active.merge_cells(cells)
    for title in before:
        book.create_sheet(title, 0)
    book.save(folder / name)
    return folder / name


def values(table):
    return [row.cells for row in table.rows()]


def names(table):
    return [column.name for column in table.columns]


def codes(error):
    return [found.code for found in error.value.problems]


_ODS_HEAD = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"><office:automatic-styles>'
    '<style:style style:name="off" style:family="table"><style:table-properties table:display="false"/></style:style>'
    "</office:automatic-styles><office:body><office:spreadsheet>"
)
_ODS_TAIL = "</office:spreadsheet></office:body></office:document-content>"


def ods_at(folder: Path, body: str, name="data.ods", manifest="<manifest/>", before="") -> Path:
    """An .ods of the sheets that ``body`` writes."""
    with ZipFile(folder / name, "w", ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", f"{before}{_ODS_HEAD}{body}{_ODS_TAIL}")
    return folder / name


def ods_sheet(name: str, *rows: str, style="") -> str:
    shown = f' table:style-name="{style}"' if style else ""
    return f'<table:table table:name="{name}"{shown}>{"".join(rows)}</table:table>'


def ods_row(*cells: str, times=1) -> str:
    """A row of cells; a plain text is a cell of that text, and an empty one of nothing."""
    made = (cell if cell.startswith("<") else ods_cell(cell) if cell else "<table:table-cell/>" for cell in cells)
    return f'<table:table-row table:number-rows-repeated="{times}">{"".join(made)}</table:table-row>'


def ods_cell(shown: str, kind="string", times=1, **given: str) -> str:
    more = "".join(f' office:{key.replace("_", "-")}="{value}"' for key, value in given.items())
    head = f'<table:table-cell office:value-type="{kind}" table:number-columns-repeated="{times}"{more}>'
    return f"{head}<text:p>{shown}</text:p></table:table-cell>"
