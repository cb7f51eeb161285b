"""Workbooks that programs and people made in ways nobody expects: every row once, nothing read as something else."""

import csv
from datetime import datetime
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from naikkelas.batch import TableError, read_table, score_table
from naikkelas.batch.header import merges
from tests.batch.make import AS_OF, INOPAK, codes, names, ods_at, ods_cell, ods_row, ods_sheet, values, xlsx_at
from tests.batch.raw import TITLES, book_at, cell, row, sheet_of

HEAD = row(1, *TITLES)
A = row(2, "Tempe", "Kab. Demak", 2019, 150_000_000)


def refusal(path):
    with pytest.raises(TableError) as refused:
        list(read_table(path).rows())
    assert codes(refused) == ["NK450"]
    return refused.value.problems[0].text("en")


FACTS = {
    "Nama Usaha": "fact: business_name", "Kab/Kota": "fact: regency", "Tahun Berdiri": "fact: operating_since",
    "Omset Tahunan": "fact: annual_sales", "Bulan Mulai": "fact: operating_since, part: month", "Tahun Mulai": "fact: operating_since, part: year",
}  # fmt: skip


def problems_of(folder, path):
    """Every problem that a run tells of a cell, with its place, and the sentences."""
    table = read_table(path)
    lines = [f"  {name}: {{{FACTS[name]}}}\n" for name in names(table) if name in FACTS]
    (folder / "mapping.yaml").write_text(f"format: naikkelas-mapping/1\ncolumns:\n{''.join(lines)}", encoding="utf-8")
    out, problems, mapping = folder / "hasil.jsonl", folder / "masalah.csv", folder / "mapping.yaml"
    score = score_table(table, INOPAK, out, as_of=AS_OF, mapping=mapping, problems=problems, check_unused=True, lang="en", overwrite=True)
    with (folder / "masalah.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    found = [(each["row"], each["column"], each["code"]) for each in rows if each["code"] not in ("NK568", "NK431")]
    return score, found, [f"{each['message']} {each['hint']}" for each in rows]


# --- rows ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "rows",
    [
        (A, row(5, "Lima"), row(4, "Empat")),
        (A, row(3, "Tiga"), row(3, "Tiga lagi")),
        (A, '<row r="0"><c r="A1" t="inlineStr"><is><t>Nol</t></is></c></row>'),
        (A, '<row r="3"><c r="A3"><v>1</v></c><c r="A3"><v>2</v></c></row>'),
        (A, '<row r="3"><c r="A4"><v>1</v></c></row>'),
        (A, '<row r="x"><c r="A3"><v>1</v></c></row>'),
        (A, '<row r="3"><c r="3A"><v>1</v></c></row>'),
        (A, '<row r="3"><c r="3"><v>1</v></c></row>'),
        (A, '<row r="3"><row r="4"><c r="A4"><v>1</v></c></row></row>'),
    ],
)
def test_rows_and_cells_that_are_out_of_order_refuse_the_file(tmp_path, rows):
    assert "rows or cells" in refusal(book_at(tmp_path, sheet_of(HEAD, *rows)))


@pytest.mark.parametrize(
    "more",
    [row(99_999_999, "X"), row(1_048_577, "X"), '<row r="3"><c r="XFE3"><v>1</v></c></row>', '<row r="3"><c r="ZZZZ3"><v>1</v></c></row>'],
)
def test_rows_and_columns_beyond_the_last_of_a_sheet_refuse_the_file(tmp_path, more):
    assert "1,048,576" in refusal(book_at(tmp_path, sheet_of(HEAD, A, more)))


def test_the_last_row_of_a_sheet_is_read_and_the_blank_ones_before_it_are_not(tmp_path):
    path = book_at(tmp_path, sheet_of(HEAD, A, row(1_048_576, "Akhir")))
    assert [made.number for made in read_table(path).rows()] == [2, 1_048_576]


def test_cells_may_stand_in_any_order_and_without_a_name(tmp_path):
    mixed = '<row r="3"><c r="C3"><v>2015</v></c><c r="A3" t="str"><v>Zed</v></c></row><row><c t="str"><v>Yan</v></c><c/><c><v>2016</v></c></row>'
    assert values(read_table(book_at(tmp_path, sheet_of(HEAD, A, mixed))))[1:] == [("Zed", None, 2015, None), ("Yan", None, 2016, None)]


def test_titles_far_below_are_looked_for_by_their_row_and_not_by_how_many_are_filled(tmp_path):
    path = book_at(tmp_path, sheet_of(row(5000, *TITLES), row(5001, "Tempe", "Kab. Demak", 2019, 5)))
    with pytest.raises(TableError) as refused:
        read_table(path)
    assert codes(refused) == ["NK452"]
    assert [made.number for made in read_table(path, header_row=5000).rows()] == [5001]


# --- what a cell shows -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "number", "read"),
    [
        ("General", 750000, 750000), ('"Rp"#,##0', 750000, 750000), ('[$Rp-421]\\ #,##0.00;-[$Rp-421]\\ #,##0.00', 750000, 750000),
        ('_-[$Rp-3809]* #,##0_-;-[$Rp-3809]* #,##0_-;_-[$Rp-3809]* "-"??_-;_-@_-', 0, 0), ('_("IDR"* #,##0_)', 750000, 750000),
        ('#,##0;[Red](#,##0)', -5, -5), ('"Rp. "#,##0",-"', 5, 5), ("0.00E+00", 5, 5), ("# ?/?", 0.5, 0.5), ("@", 5, 5), ("#,##0.00", 5.5, 5.5),
        ('[$-421]#,##0', 5, 5), ('[>=1000]#,##0;0', 5, 5), ("000", 5, 5), ('[Blue]0', 5, 5), ('0_)', 5, 5), ('"Rp"#,##0\\ "rupiah"', 5, 5),
        ('"Rp" #,##0 "ribu"', 750000, "Rp 750000 ribu"), ('"Rp" 0 "juta"', 200, "Rp 200 juta"), ('0.0\\ "jt"', 2.5, "2,5 jt"),
        ('0.0,,"jt"', 2_500_000, "2,5 jt"), ('#,##0,\\ "ribu"', 750_000, "750 ribu"), ('0,,,"M"', 2 * 10**9, "2 M"),
        ('[$$-409]#,##0', 750000, "$ 750000"), ('"$"#,##0', 5, "$ 5"), ('[$USD] 0', 5, "USD 5"), ('0%', 0.5, "50 %"), ("0.00%", 0.0725, "7,25 %"),
        ('0 "orang"', 5, "5 orang"), ('0" hari"', 30, "30 hari"), ('[Red][<0]"minus "0;0', 5, 5), ('[Red][<0]"kurang "0;0', -5, "kurang -5"), ("0 €", 5, "5 €"), ('0".000"', 750, "750 .000"),
        ('-0', 5, "- 5"), ('0"', 5, 5), ('"kurang dari "0', 5, "kurang dari 5"), ('\\U\\S\\$0', 5, "US$ 5"),
    ],
)  # fmt: skip
def test_a_number_is_read_as_its_format_shows_it(tmp_path, code, number, read):
    path = book_at(tmp_path, sheet_of(HEAD, row(2, "Tempe", "Kab. Demak", 2019, (number, 1))), formats=[code])
    assert [cells[3] for cells in values(read_table(path))] == [read]
    assert type(values(read_table(path))[0][3]) is type(read)


@pytest.mark.parametrize(
    ("code", "number"),
    [
        ("#,##0,", 750_000_000),
        ("0,,", 5_000_000),
        ('0.0,,"M"', 2_500_000_000),
        ('0,"jt"', 5),
        ("0,%", 5),
        ('"tidak ada"', 5),
        (";;;", 5),
        ('0;"-"', -5),
    ],
)
def test_a_number_whose_format_hides_what_it_is_gives_no_fact_and_is_told(tmp_path, code, number):
    path = book_at(tmp_path, sheet_of(HEAD, row(2, "Tempe", "Kab. Demak", 2019, (number, 1))), formats=[code])
    _, told, rows = problems_of(tmp_path, path)
    assert told == [("2", "D", "NK566")]
    assert "format" in rows[0]


def test_words_that_a_format_adds_to_texts_are_read_too(tmp_path):
    cells = [("Demak", 1), ("15", 2), ("x", 3), (5, 4), ("y", 4)]
    path = book_at(
        tmp_path,
        sheet_of(row(1, *TITLES, "Catatan", "Lain"), row(2, "Tempe", *cells)),
        formats=['"Kab. "@', '#,##0;-#,##0;0;@\\ "juta"', '_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-', '0;0;0;"("@")"'],
    )
    assert values(read_table(path))[0] == ("Tempe", "Kab. Demak", "15 juta", "x", 5, "( y )")


def test_amounts_with_a_unit_in_their_format_are_that_many_rupiah_and_dollars_are_none(tmp_path):
    facts = [("Omset Tahunan", '"Rp" #,##0 "ribu"', 750000, []), ("Omset Tahunan", "[$$-409]#,##0", 750000, [("2", "D", "NK436")])]
    for title, code, number, expected in facts:
        rows = [row(1, "Nama Usaha", "Kab/Kota", "Tahun Berdiri", title), row(2, "Tempe", "Kab. Demak", 2019, (number, 1))]
        path = book_at(tmp_path, sheet_of(*rows), formats=[code])
        assert problems_of(tmp_path, path)[1] == expected


def test_formats_of_the_program_itself_are_plain_but_for_shares(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(TITLES)
    formats = ['"$"#,##0_);("$"#,##0)', "#,##0", '_("$"* #,##0.00_)_("$"* \\(#,##0.00\\)_("$"* "-"??_)_(@_)', "0%", "General"]
    for number, code in enumerate(formats, 2):
        book.active.append(("Tempe", "Kab. Demak", 2019, 5))
        book.active.cell(number, 4).number_format = code
    book.save(tmp_path / "data.xlsx")
    assert [cells[3] for cells in values(read_table(tmp_path / "data.xlsx"))] == [5, 5, 5, "500 %", 5]


@pytest.mark.parametrize(
    ("given", "shown", "read"),
    [
        ({"value": "750000"}, "Rp750.000", 750000), ({"value": "750000"}, "Rp 750.000 ribu", "Rp 750000 ribu"), ({"value": "0.5"}, "50%", "50 %"),
        ({"value": "750000", "currency": "USD"}, "$750,000.00", "$ 750000"), ({"value": "750000", "currency": "IDR"}, "Rp750.000", 750000),
        ({"value": "2.5"}, "2,5", 2.5), ({"value": "-5"}, "(5)", -5), ({"value": "0"}, "Rp-", 0), ({"value": "0"}, "-", 0),
        ({"value": "2.55"}, "3", 2.55), ({"value": "1234567.891"}, "1.234.567,9", 1234567.891), ({"value": "2500000"}, "2,5 jt", "2,5 jt"),
        ({"value": "0.004"}, "0", 0.004), ({"value": "1e15"}, "1E+15", 1e15), ({"value": "5"}, "005", 5), ({"value": "5", "currency": "EUR"}, "5", "EUR 5"),
        ({"value": "1"}, "Ya", "1"), ({"value": "-7"}, "(Rp7 rb)", "Rp -7 rb"), ({"value": "5"}, "1.2.3,4,5", "5"), ({"value": "1.5"}, "1 1/2", "1,5"),
    ],
)  # fmt: skip
def test_a_number_of_ods_is_read_as_it_is_shown(tmp_path, given, shown, read):
    kind = "currency" if "currency" in given else "percentage" if shown.endswith("%") else "float"
    path = ods_at(tmp_path, ods_sheet("Data", ods_row(*TITLES), ods_row("Tempe", "Demak", "2019", ods_cell(shown, kind, **given))))
    assert [cells[3] for cells in values(read_table(path))] == [read]


def test_a_number_of_ods_that_is_shown_a_thousandfold_smaller_is_told(tmp_path):
    path = ods_at(
        tmp_path, ods_sheet("Data", ods_row(*TITLES), ods_row("Tempe", "Kab. Demak", "2019", ods_cell("750", "float", value="750000")))
    )
    assert problems_of(tmp_path, path)[1] == [("2", "D", "NK566")]


# --- years that became dates -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["dd/mm/yyyy", "yyyy", "mmm yyyy"])
@pytest.mark.parametrize("about", ["", '<workbookPr date1904="1"/>'])
def test_a_year_typed_into_a_cell_of_dates_is_told_and_is_no_date(tmp_path, code, about):
    rows = [
        row(2, "Tempe", "Kab. Demak", (2018, 1), 5),
        row(3, "Tahu", "Kab. Demak", (43466, 1), 5),
        row(4, "Tahu", "Kab. Demak", (2150, 1), 5),
    ]
    path = book_at(tmp_path, sheet_of(row(1, *TITLES[:3], "Catatan"), *rows), formats=[code], about=about)
    _, told, lines = problems_of(tmp_path, path)
    assert told == [("2", "C", "NK566")]
    assert "the cell seems to hold a year" in lines[0]


def test_a_year_typed_into_a_date_of_ods_is_told(tmp_path):
    year = ods_cell("18/07/05", "date", date_value="1905-07-18")
    path = ods_at(tmp_path, ods_sheet("Data", ods_row(*TITLES[:3]), ods_row("Tempe", "Kab. Demak", year)))
    assert problems_of(tmp_path, path)[1] == [("2", "C", "NK566")]


def test_a_year_typed_into_a_date_beside_a_column_of_months_is_told(tmp_path):
    rows = [row(1, "Nama Usaha", "Bulan Mulai", "Tahun Mulai"), row(2, "Tempe", "Maret", (2018, 1))]
    assert problems_of(tmp_path, book_at(tmp_path, sheet_of(*rows), formats=["yyyy"]))[1] == [("2", "C", "NK566")]


@pytest.mark.parametrize(
    ("number", "code", "read"),
    [
        (43466.5, "dd/mm/yyyy", "2019-01-01 00:00:00"), (43466.5, "dd/mm/yyyy hh:mm", "2019-01-01 12:00:00"), (-5, "dd/mm/yyyy", "#VALUE!"), (0.25, "hh:mm", "06:00:00"), (1.5, "[h]:mm", "1 day, 12:00:00"),
        (99999999, "dd/mm/yyyy", "#VALUE!"), (43466, '[$-421]dd mmmm yyyy', "2019-01-01 00:00:00"), (5, '"d"0', "d 5"), (5, "Standard", 5),
    ],
)  # fmt: skip
def test_a_date_is_a_date(tmp_path, number, code, read):
    path = book_at(tmp_path, sheet_of(HEAD, row(2, "Tempe", "Kab. Demak", 2019, (number, 1))), formats=[code])
    assert str(values(read_table(path))[0][3]) == str(read)


# --- merged cells ----------------------------------------------------------------------------------------------------


def merged(folder, form):
    rows = [
        ("REKAP", None, None, None), TITLES, ("A", "Kab. Kebumen", 2018, 150_000_000), ("B", None, 2019, None), ("C", None, 2020, None),
        ("D", "Kab. Demak", 2020, 5_000_000), ("E", "Kab. Demak", None, 6_000_000),
    ]  # fmt: skip
    if form == "xlsx":
        return xlsx_at(folder, rows, merged=("A1:D1", "B3:B5", "D3:D4", "B7:C7"))
    covered = "<table:covered-table-cell/>"
    span = {(0, 0): (1, 4), (2, 1): (3, 1), (2, 3): (2, 1), (6, 1): (1, 2)}

    def one(at, column, value):
        if value is None:
            return covered
        down, across = span.get((at, column), (1, 1))
        kind = ods_cell(str(value), "float", value=str(value)) if isinstance(value, int) else ods_cell(value)
        spanned = f'<table:table-cell table:number-rows-spanned="{down}" table:number-columns-spanned="{across}"'
        return kind.replace("<table:table-cell", spanned, 1)

    made = [ods_row(*(one(at, column, value) for column, value in enumerate(values))) for at, values in enumerate(rows)]
    return ods_at(folder, ods_sheet("Data", *made))


@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_words_in_a_merged_cell_hold_for_all_its_rows_and_that_is_told_once(tmp_path, form):
    table = read_table(merged(tmp_path, form))
    assert [cells[1] for cells in values(table)] == ["Kab. Kebumen"] * 3 + ["Kab. Demak"] * 2
    assert [(found.code, found.slots["read"]) for found in table.problems] == [("NK568", "B3:B5, D3:D4, B7:C7")]
    assert [cells[2] for cells in values(table)] == [2018, 2019, 2020, 2020, None]


@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_a_number_in_a_merged_cell_may_be_a_sum_so_it_is_told_in_each_row_and_gives_nothing(tmp_path, form):
    told = problems_of(tmp_path, merged(tmp_path, form))[1]
    assert [each for each in told if each[2] == "NK569"] == [("3", "D", "NK569"), ("4", "D", "NK569")]
    assert [cells[3] for cells in values(read_table(merged(tmp_path, form)))] == ["150000000", "150000000", None, 5_000_000, 6_000_000]


OLD = Path(__file__).parent / "ikm.xls"
GENERAL = b"\x1e\x04\x0c\x00\xa4\x00\x07\x00\x00General"


@pytest.mark.parametrize(
    ("code", "read"),
    [(b'0"juta"', ("Tempe", "3305 juta", "2 juta", "3")), (b"#,##0,,", ("Tempe", "3305", "2", "3")), (b'"Rp"0  ', ("Tempe", 3305, 2, "3"))],
)
def test_a_number_of_an_old_workbook_is_read_as_its_format_shows_it(tmp_path, code, read):
    data = OLD.read_bytes()
    assert data.count(GENERAL) == 1
    (tmp_path / "a.xls").write_bytes(data.replace(GENERAL, GENERAL[:-7] + code))
    assert values(read_table(tmp_path / "a.xls"))[0][1:5] == read


def test_wide_letters_in_a_format_of_an_old_workbook_are_understood(tmp_path):
    wide = GENERAL[:6] + b"\x03\x00\x01" + '0"t'.encode("utf-16-le") + b"\0"
    (tmp_path / "a.xls").write_bytes(OLD.read_bytes().replace(GENERAL, wide))
    assert values(read_table(tmp_path / "a.xls"))[0][1:4] == ("Tempe", "3305 t", "2 t")


def test_a_record_of_an_old_workbook_that_is_too_short_refuses_it(tmp_path):
    data = OLD.read_bytes()
    several = b"\xbd\x00\x12\x00"
    assert data.count(several) == 1
    short = data.replace(several + data[data.index(several) + 4 :][:18], b"\xbd\x00\x02\x00\x04\x00\x5d\x01\x0c\x00" + b"\0" * 12)
    (tmp_path / "a.xls").write_bytes(short)
    assert "damaged" in refusal(tmp_path / "a.xls")


def test_a_year_typed_into_a_date_of_an_old_workbook_is_told(tmp_path):
    data = OLD.read_bytes().replace(b"\x82\xa9\x02\x00", (2019 << 2 | 2).to_bytes(4, "little"))
    (tmp_path / "a.xls").write_bytes(data)
    assert type(values(read_table(tmp_path / "a.xls"))[0][5]).__name__ == "Doubtful"


def test_merged_cells_of_an_old_workbook_are_known(tmp_path):
    table = read_table(Path(__file__).parent / "ikm.xls")
    assert table.problems == ()


def test_a_cell_below_merged_ones_has_its_own_value_again(tmp_path):
    rows = [TITLES, ("A", "Kab. Demak", 2018, 5), ("B", None, 2019, 5), ("C", "Kab. Kebumen", 2019, 5), ("D", None, 2020, 5)]
    assert [cells[1] for cells in values(read_table(xlsx_at(tmp_path, rows, merged=("B2:B3",))))] == ["Kab. Demak"] * 2 + [
        "Kab. Kebumen",
        None,
    ]


def test_a_sheet_of_ods_with_more_merged_cells_than_anybody_makes_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(merges, "MOST", 9)
    span = '<table:table-cell table:number-columns-spanned="2"/>'
    body = ods_sheet("Lain", ods_row(span)) + ods_sheet(
        "Data", ods_row(*TITLES), ods_row("Tempe"), f"<table:table-row>{span * 10}</table:table-row>"
    )
    assert "merged" in refusal(ods_at(tmp_path, body))


def test_blank_rows_inside_a_merged_cell_stay_blank(tmp_path):
    path = xlsx_at(tmp_path, [TITLES, ("A", "Kab. Demak", 2018, 5), (), (), ("B", "Kab. Kebumen", 2018, 5)], merged=("B2:B4",))
    assert [(made.number, made.cells[1]) for made in read_table(path).rows()] == [(2, "Kab. Demak"), (5, "Kab. Kebumen")]


def test_a_sheet_with_more_merged_cells_than_anybody_makes_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(merges, "MOST", 9)
    ranges = "".join(f'<mergeCell ref="B{at}:B{at + 1}"/>' for at in range(2, 22, 2))
    assert "merged" in refusal(book_at(tmp_path, sheet_of(HEAD, A, after=f"<mergeCells>{ranges}</mergeCells>")))


@pytest.mark.parametrize("ref", ["", "B2", "B2:", "2:3", "XX2:YY"])
def test_a_merged_cell_that_cannot_be_understood_refuses_the_file(tmp_path, ref):
    assert "damaged" in refusal(book_at(tmp_path, sheet_of(HEAD, A, after=f'<mergeCells><mergeCell ref="{ref}"/></mergeCells>')))


# --- formulas --------------------------------------------------------------------------------------------------------


def test_a_formula_that_was_never_calculated_is_told_and_its_row_stays(tmp_path):
    path = xlsx_at(tmp_path, [TITLES, ("A", "Kab. Demak", "=2000+18", 5_000_000), ("=A2", "=B2", "=C2", "=D2")])
    assert values(read_table(path)) == [("A", "Kab. Demak", "=2000+18", 5_000_000), ("=A2", "=B2", "=C2", "=D2")]
    _, told, rows = problems_of(tmp_path, path)
    assert told == [("2", "C", "NK567"), ("3", "A", "NK567"), ("3", "B", "NK567"), ("3", "C", "NK567"), ("3", "D", "NK567")]
    assert "Excel" in rows[0]


def test_a_formula_with_an_empty_text_is_an_empty_cell(tmp_path):
    empty = '<c r="C3" t="str"><f>""</f><v></v></c>'
    shared = '<c r="D3"><f t="shared" si="0"/></c>'
    path = book_at(tmp_path, sheet_of(HEAD, A, row(3, "B", "Kab. Demak", empty, shared)))
    assert values(read_table(path))[1] == ("B", "Kab. Demak", None, "=…")


def test_a_formula_of_ods_without_a_value_is_told(tmp_path):
    formula = '<table:table-cell table:formula="of:=[.A2]"/>'
    path = ods_at(tmp_path, ods_sheet("Data", ods_row(*TITLES), ods_row("Tempe", formula, "2019", "5 juta")))
    assert problems_of(tmp_path, path)[1] == [("2", "B", "NK567")]


@pytest.mark.parametrize("end", [".csv", ".xlsx", ".parquet", ".jsonl"])
def test_what_nobody_may_read_is_told_and_written_alike_by_every_engine(tmp_path, end):
    rows = [
        row(2 + 4 * at + more, "Tempe", ("Kab. Demak" if more else None), ((2018 + more, 1) if more % 2 else 2019), (750_000, 2 + more % 3))
        for at in range(8)
        for more in range(4)
    ]
    formula = f'<row r="40">{cell("A40", None, formula="B2")}{cell("D40", None, formula="D2")}</row>'
    after = '<mergeCells><mergeCell ref="B3:B4"/><mergeCell ref="D3:D4"/></mergeCells>'
    path = book_at(tmp_path, sheet_of(HEAD, *rows, formula, after=after), formats=["d/m/yyyy", "#,##0,", '0 "ribu"', "[$$-409]0"])
    made = []
    for engine in ("rows", "polars"):
        out, problems = tmp_path / f"{engine}{end}", tmp_path / f"{engine}.masalah.csv"
        (tmp_path / "m.yaml").write_text(
            "format: naikkelas-mapping/1\ncolumns: {Tahun Berdiri: {fact: operating_since}, Omset Tahunan: {fact: annual_sales}}\n",
            encoding="utf-8",
        )
        options = {"as_of": AS_OF, "mapping": tmp_path / "m.yaml", "problems": problems, "engine": engine, "check_unused": True}
        score = score_table(path, INOPAK, out, **options)
        made.append((score.problems, values(read_table(out)), problems.read_text(encoding="utf-8-sig")))
    assert made[0] == made[1]
    assert {"NK566", "NK567", "NK569"} <= set(made[0][0])


# --- sheets and parts ------------------------------------------------------------------------------------------------


def test_a_hidden_sheet_that_is_passed_over_is_named(tmp_path):
    path = book_at(tmp_path, ("Data", sheet_of(HEAD, A), ""), ("Rahasia", sheet_of(HEAD, A), 'state="veryHidden"'))
    assert "hidden sheets are not read: Rahasia" in [note.en for note in read_table(path).notes]
    assert "hidden sheets are not read: Rahasia" in [note.en for note in read_table(path, sheet="Data").notes]


def test_a_workbook_of_the_strict_form_is_read(tmp_path):
    def strict(part, text):
        return part, text.replace(
            "http://schemas.openxmlformats.org/spreadsheetml/2006", "http://purl.oclc.org/ooxml/spreadsheetml"
        ).replace("http://schemas.openxmlformats.org/officeDocument/2006", "http://purl.oclc.org/ooxml/officeDocument")

    day = '<c r="C3" t="d"><v>2019-05-31</v></c>'
    moment = '<c r="D3" t="d"><v>2019-05-31T08:30:00</v></c>'
    path = book_at(tmp_path, sheet_of(HEAD, A, row(3, "B", "Kab. Demak", day, moment)), changed=strict)
    assert values(read_table(path)) == [
        ("Tempe", "Kab. Demak", 2019, 150_000_000),
        ("B", "Kab. Demak", datetime.fromisoformat("2019-05-31"), datetime.fromisoformat("2019-05-31T08:30")),
    ]


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
def test_a_workbook_that_lacks_a_part_is_damaged(tmp_path, part):
    assert "damaged" in refusal(book_at(tmp_path, sheet_of(HEAD, A), without=(part,)))


def test_a_sheet_that_names_no_part_is_a_damaged_file(tmp_path):
    assert "damaged" in refusal(book_at(tmp_path, sheet_of(HEAD, A), changed=lambda part, text: (part, text.replace('r:id="r1"', ""))))


def test_two_sheets_with_one_name_are_a_damaged_file(tmp_path):
    assert "damaged" in refusal(book_at(tmp_path, ("Data", sheet_of(HEAD, A), ""), ("Data", sheet_of(HEAD), "")))


def test_parts_may_be_named_from_the_root_and_styles_of_conditions_are_no_styles_of_cells(tmp_path):
    def moved(part, text):
        more = '<xf numFmtId="164"/></cellXfs><dxfs><dxf><numFmt numFmtId="164" formatCode="0%"/></dxf></dxfs>'
        text = text.replace('Target="worksheets', 'Target="/xl/worksheets').replace('Target="styles', 'Target="../xl/styles')
        return part, text.replace("</cellXfs>", more)

    path = book_at(tmp_path, sheet_of(HEAD, row(2, "Tempe", "Kab. Demak", 2019, (5, 1))), changed=moved)
    assert values(read_table(path)) == [("Tempe", "Kab. Demak", 2019, 5)]


def test_what_is_covered_by_merged_cells_and_has_its_own_value_is_told(tmp_path):
    after = '<mergeCells><mergeCell ref="B2:B3"/><mergeCell ref="C2:XFD1048576"/></mergeCells>'
    path = book_at(tmp_path, sheet_of(HEAD, A, row(3, "B", "Kab. Kebumen", "x"), after=after))
    _, told, _ = problems_of(tmp_path, path)
    assert told == [("2", "C", "NK569"), ("3", "B", "NK569"), ("3", "C", "NK569")]


def test_a_workbook_without_styles_and_with_parts_in_other_letters_is_read(tmp_path):
    path = book_at(tmp_path, sheet_of(HEAD, A), without=("xl/styles.xml",), changed=lambda part, text: (part.upper(), text))
    assert len(values(read_table(path))) == 1
    path = book_at(tmp_path, sheet_of(HEAD, A), changed=lambda part, text: (part.replace("xl/", "xl\\"), text))
    assert len(values(read_table(path))) == 1


def test_a_sheet_of_a_chart_is_passed_over(tmp_path):
    book = openpyxl.Workbook()
    book.remove(book.active)
    book.create_chartsheet("Grafik")
    made = book.create_sheet("Data")
    made.append(TITLES)
    made.append(("Tempe", "Kab. Demak", 2019, 5))
    book.save(tmp_path / "data.xlsx")
    assert values(read_table(tmp_path / "data.xlsx")) == [("Tempe", "Kab. Demak", 2019, 5)]


def test_texts_are_read_with_their_runs_and_without_what_explains_them(tmp_path):
    shared = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><r><t>Kab. </t></r><r><t>Demak</t></r></si>'
        "<si><t>Tahu</t><rPh><t>ABC</t></rPh></si><si/><si><t>a_x000A_b_x005F_x000A_ _xD800_ _x0007_</t></si></sst>"
    )
    given = [f'<c r="{at}2" t="s"><v>{index}</v></c>' for index, at in enumerate("BACD")]
    path = book_at(tmp_path, sheet_of(HEAD, row(2, given[1].replace("A2", "A2"), given[0], given[2], given[3])), texts=shared)
    assert values(read_table(path)) == [("Tahu", "Kab. Demak", None, "a\nb_x000A_ _xD800_ _x0007_")]


@pytest.mark.parametrize("index", ["99", "-1", "x", "1.5"])
def test_a_text_that_is_not_there_is_a_damaged_file(tmp_path, index):
    assert "damaged" in refusal(book_at(tmp_path, sheet_of(HEAD, row(2, f'<c r="A2" t="s"><v>{index}</v></c>'))))


@pytest.mark.parametrize(
    ("inside", "read"),
    [
        ('t="b"><v>1</v>', True), ('t="b"><v>0</v>', False), ('t="e"><v>#REF!</v>', "#REF!"), ('t="str"><v>x</v>', "x"), ("><v>1.5E3</v>", 1500.0),
        ("><v>2019.0</v>", 2019.0), ("><v> 7 </v>", 7), ('t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is>', "ab"), ('s="99"><v>7</v>', 7),
        ('t="inlineStr"><is><t>a</t><rPh><t>b</t></rPh></is>', "a"), ('t="inlineStr"><is/>', None), ('s="x"><v>7</v>', 7), ('t="d"><v>rusak</v>', "rusak"), ('t="lain"><v>7</v>', "7"),
    ],
)  # fmt: skip
def test_every_kind_of_cell(tmp_path, inside, read):
    path = book_at(tmp_path, sheet_of(HEAD, row(2, "A", "B", 2019, f'<c r="D2" {inside}</c>')))
    assert values(read_table(path))[0][3] == read


@pytest.mark.parametrize("number", ["x", "1e999", "nan", "1_0", "9" * 5000])
def test_a_number_that_is_none_is_a_damaged_file(tmp_path, number):
    assert "damaged" in refusal(book_at(tmp_path, sheet_of(HEAD, row(2, "A", "B", 2019, f'<c r="D2"><v>{number}</v></c>'))))


@pytest.mark.parametrize("part", ["sheet1", "workbook.xml", "styles"])
def test_a_part_that_declares_entities_is_refused(tmp_path, part):
    def burst(name, text):
        return name, text.replace("?>", '?><!DOCTYPE x [<!ENTITY a "xxxx">]>', 1) if part in name and "rels" not in name else text

    assert "damaged" in refusal(book_at(tmp_path, sheet_of(HEAD, A), changed=burst))


def test_a_sheet_of_another_encoding_is_read_with_its_merged_cells(tmp_path):
    rows = (HEAD, A, row(3, "B", None, 2019, 5))

    def wide(name, text):
        return name, text.replace("UTF-8", "UTF-16").encode("utf-16") if "sheet1" in name else text

    path = book_at(tmp_path, sheet_of(*rows, after='<mergeCells><mergeCell ref="B2:B3"/></mergeCells>'), changed=wide)
    assert [cells[1] for cells in values(read_table(path))] == ["Kab. Demak", "Kab. Demak"]


# --- content over name -----------------------------------------------------------------------------------------------

TEXT = "Nama Usaha\tKab/Kota\nTempe\tKab. Demak\n"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.xls", TEXT.encode("utf-16")), ("a.xlsx", TEXT.encode()), ("a.xlsx", TEXT.replace("\t", ";").encode()), ("a.ods", TEXT.encode("utf-16")),
        ("a.xls", TEXT.replace("\t", ",").encode("utf-8-sig")),
    ],
)  # fmt: skip
def test_a_text_that_is_called_a_workbook_is_read_as_text(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    assert (read_table(tmp_path / name).form, values(read_table(tmp_path / name))) == ("csv", [("Tempe", "Kab. Demak")])


@pytest.mark.parametrize("name", ["a.csv", "a.txt", "a.jsonl"])
def test_a_workbook_that_is_called_a_text_is_read_as_a_workbook(tmp_path, name):
    assert read_table(book_at(tmp_path, sheet_of(HEAD, A), name=name)).form == "xlsx"


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.xls", b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "2003"),
        ("a.csv", "a,b\n1,2\n".encode("utf-32"), "UTF-32"), ("a.csv", b"\x1f\x8b\x08\0rusak", "compressed"), ("a.csv", b"<!DOCTYPE html><html></html>", "web page"),
        ("a.xls", b"<html><table>", "web page"), ("a.csv", b"%PDF-1.7", "PDF"), ("a.xlsx", b"%PDF-1.7", "PDF"),
    ],
)  # fmt: skip
def test_a_file_of_another_kind_is_called_what_it_is(tmp_path, name, data, said):
    (tmp_path / name).write_bytes(data)
    assert said in refusal(tmp_path / name)


def test_parquet_is_known_by_its_beginning_and_its_end(tmp_path):
    (tmp_path / "a.csv").write_text("PAR1,Kab/Kota\nx,Kab. Demak\n", encoding="utf-8")
    assert read_table(tmp_path / "a.csv").form == "csv"
    pq.write_table(pa.table({"Kab/Kota": ["Kab. Demak"]}), tmp_path / "b.csv")
    assert read_table(tmp_path / "b.csv").form == "parquet"


def test_a_binary_workbook_is_called_what_it_is(tmp_path):
    path = book_at(
        tmp_path,
        sheet_of(HEAD, A),
        changed=lambda part, text: (part.replace("workbook.xml", "workbook.bin"), text.replace("xl/workbook.xml", "xl/workbook.bin")),
    )
    assert ".xlsb" in refusal(path)


@pytest.mark.parametrize(
    ("line", "said"), [('{"a": ' + "9" * 5000 + "}", "digits"), ('{"a": ' + "[" * 100_000 + "]" * 100_000 + "}", "deep")]
)
def test_a_line_of_json_that_is_too_much_is_told_as_that(tmp_path, line, said):
    (tmp_path / "a.jsonl").write_text(line + "\n", encoding="utf-8")
    with pytest.raises(TableError) as refused:
        read_table(tmp_path / "a.jsonl")
    assert codes(refused) == ["NK455"]
    assert said in refused.value.problems[0].text("en")
