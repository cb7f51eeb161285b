"""Tables for the tests: written as people write them."""

from datetime import date
from pathlib import Path

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
