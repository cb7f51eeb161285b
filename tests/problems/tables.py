"""Pairs of tables, mappings, results and cohorts (NK450 to NK499, NK559 to NK572)."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq

import naikkelas as nk
from naikkelas.batch import compare_scores, read_mapping, read_table, score_table, select_table
from naikkelas.cohorts.asking import Wanted
from tests.problems.pair import family

AS_OF = date(2026, 11, 1)
INOPAK = nk.bundled("inopak-naik-kelas")


def named(folder: Path, name: str):
    """A table in a file of that name."""
    (folder / name).write_text("Tahu Pasar,x\nya,y\n", encoding="utf-8")
    return read_table(folder / name).problems


def sheet(folder: Path, name: str):
    book = openpyxl.Workbook()
    book.active.title = "Data"
    book.active.append(["Nama Usaha", "Kab/Kota"])
    book.save(folder / "data.xlsx")
    return read_table(folder / "data.xlsx", sheet=name).problems


def read(name: str, folder: Path, text: str):
    """Everything that is told while a table is read to its end."""
    (folder / name).write_text(text, encoding="utf-8")
    table = read_table(folder / name)
    return [*table.problems, *(row.problem for row in table.rows() if row.problem)]


def columns(folder: Path, cells: dict[str, list[Any]]):
    pq.write_table(pa.table(cells), folder / "data.parquet")
    return read_table(folder / "data.parquet").problems


def mapping(folder: Path, text: str):
    (folder / "mapping.yaml").write_text("format: naikkelas-mapping/1\n" + text, encoding="utf-8")
    read_mapping(folder / "mapping.yaml")
    return ()


def scored(folder: Path, given: dict[str, Any], rules: nk.RuleSet = INOPAK):
    """The codes of a scored table: ``table`` is its text, ``mapping`` that of a mapping, ``out`` the result; the rest are options."""
    options = dict(given)
    (folder / "data.csv").write_text(options.pop("table"), encoding="utf-8")
    if "mapping" in options:
        (folder / "mapping.yaml").write_text(f"format: naikkelas-mapping/1\ncolumns: {options['mapping']}\n", encoding="utf-8")
        options["mapping"] = folder / "mapping.yaml"
    out = folder / options.pop("out", "hasil.csv")
    made = score_table(folder / "data.csv", rules, out, as_of=AS_OF, **options)
    return [*made.problems, *(each.code for each in made.warnings)]


def cell(title: str, folder: Path, text: str):
    return scored(
        folder, {"table": f'Tahu Pasar,{title}\nya,"{text}"\n', "mapping": f"{{Tahu Pasar: {{fact: knows_market}}, {MEANT[title]}}}"}
    )


MEANT = {"Legalitas": "Legalitas: {permits: true}", "PIRT": "PIRT: {permit: pirt}"}


def dated(folder: Path, text: str):
    """The codes of a column that has an American date, and this one below it."""
    return scored(folder, {"table": f"Tahu Pasar,pirt_expires_on\nya,12/25/2027\nya,{text}\n"})


def grown(folder: Path, more: str):
    """A table that grows by this text while it is read."""
    (folder / "data.csv").write_text("Tahu Pasar,x\nya,y\n", encoding="utf-8")
    table = read_table(folder / "data.csv")
    with (folder / "data.csv").open("a", encoding="utf-8") as file:
        file.write(more)
    return score_table(table, INOPAK, folder / "hasil.csv", as_of=AS_OF).problems


def compared(folder: Path, given: tuple[str, str]):
    """A result, and the file with which it is compared: what was scored, or that of another name."""
    keys, before = given
    (folder / "data.csv").write_text("id,Tahu Pasar\n" + "".join(f"{key},ya\n" for key in keys), encoding="utf-8")
    score_table(folder / "data.csv", INOPAK, folder / "hasil.csv", as_of=AS_OF)
    return compare_scores(folder / before, folder / "hasil.csv", INOPAK, key="id", as_of=AS_OF).problems


RULES = (
    "format: naikkelas/1\nrule_set: stan\nversion: 2\neffective: {from: 2025-01-01}\n"
    "criteria:\n  books: {require: {keeps_books: {is: true}}}\n"
)
STALL = nk.loads(RULES)


def cohort(rules: nk.RuleSet | None, folder: Path, given: dict[str, Any]):
    """A selection from the text of a table; what is wanted stands beside it."""
    wanted = dict(given)
    (folder / "data.csv").write_text(wanted.pop("table"), encoding="utf-8")
    made = select_table(folder / "data.csv", rules, as_of=AS_OF, key="No", wanted=Wanted(**wanted))
    return [each.code for each in (*made.warnings, *made.problems)]


def decided(folder: Path, given: tuple[str, str]):
    """A table that one rule set decided, selected from by another: the words of the first are replaced in the second."""
    (folder / "data.csv").write_text("No,keeps_books\n1,ya\n", encoding="utf-8")
    score_table(folder / "data.csv", STALL, folder / "hasil.csv", as_of=AS_OF)
    made = select_table(folder / "hasil.csv", nk.loads(RULES.replace(*given)), as_of=AS_OF, key="No", wanted=Wanted(quota=1))
    return [each.code for each in made.warnings]


def workbook(folder: Path, given: dict[str, Any]):
    """A scored workbook in which one cell of an amount is of another kind, or cells are merged."""
    book = openpyxl.Workbook()
    for row in (("Tahu Pasar", "Omset Tahunan"), ("ya", given.get("amount", 5_000_000)), ("ya", 5_000_000)):
        book.active.append(row)
    book.active["B2"].number_format = given.get("format", "General")
    if "merge" in given:
        book.active.merge_cells(given["merge"])
    book.save(folder / "data.xlsx")
    columns = "{Tahu Pasar: {fact: knows_market}, Omset Tahunan: {fact: annual_sales}}"
    (folder / "mapping.yaml").write_text(f"format: naikkelas-mapping/1\ncolumns: {columns}\n", encoding="utf-8")
    options = {"as_of": AS_OF, "mapping": folder / "mapping.yaml", "check_unused": True}
    made = score_table(folder / "data.xlsx", INOPAK, folder / "hasil.csv", **options)
    return [*made.problems, *(each.code for each in made.warnings)]


READ = (
    *family(named, ("NK450", "data.csw", "data.csv")),
    *family(sheet, ("NK451", "data", "Data")),
    *family(
        partial(read, "data.csv"),
        ("NK452", "1,2\n3,4\n", "a,b\n3,4\n"),
        ("NK453", "Nama Usaha,Kab/Kota\nTempe,Maju,Kebumen\n", 'Nama Usaha,Kab/Kota\n"Tempe,Maju",Kebumen\n'),
        ("NK454", 'Nama Usaha,Kab/Kota\n"Tempe,Kebumen\n', 'Nama Usaha,Kab/Kota\n"Tempe",Kebumen\n'),
        ("NK456", "Nama,Nama\nTempe,Sri\n", "Nama,Nama 2\nTempe,Sri\n"),
        ("NK561", "No,Nama Usaha,PIRT\n(1),(2),(3=2)\n1,Tempe,ada\n", "No,Nama Usaha,PIRT\n(1),(2),(4)\n1,Tempe,ada\n"),
        ("NK562", "Nama Usaha,PIRT,Kab/Kota\na,b,c\n", "Nama Usaha,PIRT,Kab/Kota\na,v,Kebumen\n"),
        ("NK564", "Nama Usaha,,Kab/Kota\nTempe,enak,Demak\n", "Nama Usaha,,Kab/Kota\nTempe,,Demak\n"),
        ("NK480", "1,Tempe,7\nNama Usaha,Kab/Kota,PIRT\nTahu,Kebumen,ada\n", "1,,\nNama Usaha,Kab/Kota,PIRT\nTahu,Kebumen,ada\n"),
    ),
    *family(partial(read, "data.jsonl"), ("NK455", '["a", 1]\n', '{"a": 1}\n')),
    *family(columns, ("NK483", {"nama": [["Tempe"]]}, {"nama": ["Tempe"]})),
)

MAPPINGS = family(
    mapping,
    ("NK460", "columns: {Omset: {fact: annual_sales, unit: jta}}\n", "columns: {Omset: {fact: annual_sales, unit: juta}}\n"),
    (
        "NK466",
        "columns: {A: {fact: knows_market, values: {Ya: true, ya: false}}}\n",
        "columns: {A: {fact: knows_market, values: {Ya: true, ya: true}}}\n",
    ),
    ("NK460", "columns: {Omset: {fakt: annual_sales, sure: true}}\n", "columns: {Omset: {fact: annual_sales, sure: true}}\n"),
)

TWO = "Asal,Kota\nKebumen,Demak\n"
PLAIN = {"table": "Tahu Pasar,x\nya,y\n"}
LONG = {"table": f"Tahu Pasar,x\nya,{'y' * 32_768}\n"}
SCORED = family(
    scored,
    ("NK457", {"table": "No,Tahu Pasar\n1,ya\nJumlah,ya\n"}, {"table": "No,Tahu Pasar\n1,ya\nJumlah Rasa,\n"}),
    ("NK570", {"table": "No,Tahu Pasar\n1,ya\nJumlah,\n"}, {"table": "No,Tahu Pasar\n1,ya\nJumlah Rasa,\n"}),
    ("NK571", {"table": "No,Tahu Pasar\n1,ya\nBelum PIRT,\n2,ya\n"}, {"table": "No,Tahu Pasar\n1,ya\nSudah PIRT,\n2,ya\n"}, "NK570"),
    ("NK461", {**PLAIN, "key": "y"}, {**PLAIN, "key": "x"}),
    ("NK462", {**PLAIN, "assume": {"knows_prod": "true"}}, {**PLAIN, "assume": {"knows_production": "true"}}),
    (
        "NK463",
        {"table": TWO, "mapping": "{Asal: {fact: regency}, Kota: {fact: regency}}"},
        {"table": TWO, "mapping": "{Asal: {ignore: true}, Kota: {fact: regency}}"},
    ),
    (
        "NK464",
        {"table": "Tahu Pasar,x\nya,Demak\n", "mapping": "{Tahu Pasar: {fact: knows_market}, x: {fact: regency, sure: false}}"},
        {"table": "Tahu Pasar,x\nya,Demak\n", "mapping": "{Tahu Pasar: {fact: knows_market}, x: {fact: regency, sure: true}}"},
    ),
    ("NK464", {"table": "Tahu Pasar,Legalitas\nya,NIB\n"}, {"table": "Tahu Pasar,Legal\nya,NIB\n"}),
    ("NK465", {"table": "Tau,x\nya,y\n"}, {"table": "Tahu Pasar,x\nya,y\n"}),
    (
        "NK572",
        {"table": "Tahu Pasar,Tahu Produksi\nya,ya\n", "mapping": "{Tahu Pasar: {fact: knows_market}}"},
        {"table": "Tahu Pasar,Tau Produksi\nya,ya\n", "mapping": "{Tahu Pasar: {fact: knows_market}}"},
    ),
    ("NK470", {**PLAIN, "out": "data.csv"}, {**PLAIN, "out": "hasil.csv"}),
    ("NK470", {**PLAIN, "out": "hasil.xls"}, {**PLAIN, "out": "hasil.xlsx"}),
    ("NK471", {"table": "Tahu Pasar,nk_outcome\nya,y\n"}, {"table": "Tahu Pasar,outcome\nya,y\n"}),
    ("NK472", {"table": "id,Tahu Pasar\n7,ya\n7,ya\n", "key": "id"}, {"table": "id,Tahu Pasar\n7,ya\n8,ya\n", "key": "id"}),
    ("NK560", {**LONG, "out": "hasil.xlsx"}, {**LONG, "out": "hasil.parquet"}),
    ("NK477", {**PLAIN, "assume": {"knows_market": "true"}}, {**PLAIN, "assume": {"knows_production": "true"}}),
)

CELLS = (
    *family(partial(cell, "Legalitas"), ("NK476", "NIB, PIRT?", "NIB, PIRT"), ("NK476", "belum", "NIB")),
    *family(
        partial(cell, "Legalitas"),
        ("NK476", "NIB PIRT 2053305030970-28", "NIB, PIRT 2053305030970-28"),
        ("NK559", "NIB\N{REPLACEMENT CHARACTER}", "NIB"),
    ),
    *family(dated, ("NK458", "3/12/2027", "3/3/2027", "NK441")),
    *family(partial(cell, "PIRT"), ("NK479", "2053305030970-28 (dicabut)", "2053305030970-28")),
)

SHEETS = family(
    workbook,
    ("NK566", {"format": "#,##0,"}, {"format": "#,##0"}),
    ("NK567", {"amount": "=5000000"}, {"amount": "5000000"}),
    ("NK568", {"merge": "A2:A3"}, {"merge": "D2:D3"}),
    ("NK569", {"merge": "B2:B3"}, {"merge": "A2:A3"}, "NK568"),
)

RESULTS = (
    *family(grown, ("NK475", "ya,z\n", "\n")),
    *family(compared, ("NK484", ("7", "data.csv"), ("7", "hasil.csv")), ("NK485", ("77", "hasil.csv"), ("78", "hasil.csv"))),
)

ONE = "No,nk_outcome\n1,eligible\n"
COHORTS = (
    *family(
        partial(cohort, None),
        ("NK489", {"table": "No,a_outcome,b_outcome\n1,eligible,eligible\n", "quota": 1}, {"table": "No,a_outcome,b_result\n1,eligible,eligible\n", "quota": 1}),
        ("NK490", {"table": ONE, "waiting_list": 1}, {"table": ONE, "quota": 1}),
        ("NK491", {"table": ONE + "1,eligible\n", "quota": 1}, {"table": ONE + "2,eligible\n", "quota": 1}),
        ("NK492", {"table": ONE + ",eligible\n", "quota": 1}, {"table": ONE + "2,eligible\n", "quota": 1}),
        ("NK493", {"table": "No,nk_outcome\n1,lolos\n", "quota": 1}, {"table": ONE, "quota": 1}),
        ("NK494", {"table": ONE, "quota": 1, "order": "most:workers"}, {"table": "No,nk_outcome,workers\n1,eligible,3\n", "quota": 1, "order": "most:workers"}),
        ("NK495", {"table": "No,nk_outcome,regency\n1,eligible,3305\n", "quota": 2, "by": "regency", "groups": ["3305"], "minimum": 2}, {"table": "No,nk_outcome,regency\n1,eligible,3305\n", "quota": 2, "by": "regency", "groups": ["3305"], "minimum": 1}),
        ("NK496", {"table": "No,nk_outcome,regency\n1,eligible,3305\n2,eligible,3306\n", "quota": 1, "by": "regency", "groups": ["3305", "3306"], "minimum": 1}, {"table": "No,nk_outcome,regency\n1,eligible,3305\n2,eligible,3306\n", "quota": 2, "by": "regency", "groups": ["3305", "3306"], "minimum": 1}, "NK495"),
        ("NK563", {"table": "No,nk_outcome,nk_as_of\n1,eligible,2026-11-31\n", "quota": 1}, {"table": "No,nk_outcome,nk_as_of\n1,eligible,2026-11-01\n", "quota": 1}),
        ("NK497", {"table": "No,nk_outcom\n1,eligible\n", "quota": 1}, {"table": ONE, "quota": 1}),
    ),
    *family(decided, ("NK498", ("stan", "toko"), ("stan", "stan")), ("NK499", ("version: 2", "version: 3"), ("version: 2", "version: 2"))),
)  # fmt: skip

PAIRS = (*READ, *MAPPINGS, *SCORED, *CELLS, *SHEETS, *RESULTS, *COHORTS)
