"""What nobody can be sure of: words beside numbers, rows that may be data, errors in cells."""

import openpyxl
import pytest

from naikkelas.batch import TableError, propose_columns, read_table, score_table
from naikkelas.batch.columns.cell_reading import reader_of
from naikkelas.batch.columns.mapping import Use
from naikkelas.ikm import FACTS, read_messy
from naikkelas.ikm.profile import IKMProfile
from tests.batch.make import AS_OF, INOPAK, csv_at, names, ods_at, ods_row, ods_sheet, values, xlsx_at

SAID = [
    "2053305030970-28 (dicabut 2024)",
    "sudah mati, no 2053305030970-28",
    "2053305030970-28 (tidak berlaku)",
    "2053305030970-28 exp 2024",
    "2053305030970-28 / belum diperpanjang",
    "2053305030970-28 sedang proses perpanjangan",
    "PIRT 2053305030970-28 ✗",
    "2053305030970-28*",
    "2053305030970-28 *)",
    "± 2053305030970-28",
    "~2053305030970-28",
    "2053305030970-28\N{DAGGER}",
    "2053305030970-28 ?",
    "2053305030970-28, 2024",
]
ODS_ERROR = (
    '<table:table-cell xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" calcext:value-type="error"'
    ' office:value-type="float" office:value="0"><text:p>#DIV/0!</text:p></table:table-cell>'
)


@pytest.mark.parametrize("cell", SAID)
@pytest.mark.parametrize("use", [Use("permit", "pirt"), Use("permit", "pirt", number_means="held"), Use("fact", "pirt_number")])
def test_words_beside_a_number_are_an_error_and_the_number_says_nothing(cell, use):
    made = reader_of(use, FACTS["pirt_number"])(cell)
    assert made.values == ()
    assert [(found.code, found.is_error) for found in made.problems] == [("NK479", True)]
    assert "dicabut" not in made.problems[0].text("id")


@pytest.mark.parametrize("cell", ["PIRT No. 2053305030970-28", "1. P-IRT: 2053305030970-28", "✓ 2053305030970-28", "(2053305030970-28)."])
def test_what_only_announces_a_number_is_no_word_beside_it(cell):
    made = reader_of(Use("permit", "pirt"), None)(cell)
    assert [name for name, _ in made.values] == ["pirt_number"]
    assert made.problems == ()


@pytest.mark.parametrize("cell", SAID)
def test_a_number_with_words_beside_it_proves_nothing_in_a_profile(cell):
    for given in ({"pirt_number": cell}, {"permits": [{"kind": "pirt", "number": cell}]}):
        profile = IKMProfile(**given)
        assert profile.pirt_status is None
        assert profile.pirt_expires_on is None


def test_a_nib_with_words_beside_it_is_not_held():
    made = reader_of(Use("permit", "nib", number_means="held"), None)("9120301234567 (dicabut)")
    assert (made.values, [found.code for found in made.problems]) == ((), ["NK479"])


def test_a_cell_that_says_that_a_permit_ended_is_told_in_the_result(tmp_path):
    text = (
        "Kab/Kota;Jenis Usaha;PIRT\n"
        + "".join(f"Kebumen;pangan;{cell}\n" for cell in SAID)
        + "Kebumen;pangan;2053305030970-28\n" * len(SAID)
    )
    score = score_table(csv_at(tmp_path, text), INOPAK, tmp_path / "out.csv", as_of=AS_OF)
    result = read_table(tmp_path / "out.csv")
    at = result.column("nk_problems").index
    assert score.problems == {"NK479": len(SAID)}
    marked, clean = values(result)[: len(SAID)], values(result)[len(SAID) :]
    assert all("tulisan lain" in row[at] for row in marked)
    assert not any(row[at] for row in clean)


@pytest.mark.parametrize(
    "cell",
    [
        "NIB 9120001000011; PIRT dicabut 2019",
        "NIB 9120001000011; PIRT 2019",
        "NIB 9120001000011 (mati)",
        "NIB 9120001000011, PIRT ✗",
        "NIB ✓, PIRT ✗",
        "NIB, PIRT (-)",
        "NIB, PIRT?",
        "NIB, " * 120 + "PIRT dicabut",
    ],
)
def test_a_part_of_a_list_with_digits_or_signs_is_understood_wholly_or_not_at_all(cell):
    made = reader_of(Use("permits"), None)(cell)
    assert (made.permits, [found.code for found in made.problems]) == ((), ["NK476"])


@pytest.mark.parametrize(
    "cell", ["1. NIB 9120001000011, 2. PIRT 2053305030970-28", "- NIB ✓\n- PIRT 2053305030970/28", "NIB: 9120001000011 dan Halal"]
)
def test_a_list_with_numbers_is_still_read(cell):
    made = reader_of(Use("permits"), None)(cell)
    assert (len(made.permits), made.problems) == (2, ())


# --- rows --------------------------------------------------------------------------------------------------------------


def test_a_row_of_data_that_names_permits_is_no_header(tmp_path):
    text = "Nama Usaha;Kab/Kota;Izin 1;Izin 2;Izin 3;Izin 4\nA;Kebumen;-;-;-;-\nB;Kebumen;NIB;PIRT;Halal;Merek\nD;Kebumen;NIB;-;-;-\n"
    table = read_table(csv_at(tmp_path, text))
    assert (table.header_row, len(values(table)), table.problems) == (1, 3, ())
    text = "nm,kab,dok_a,dok_b,dok_c\nA,Kebumen,-,-,-\nB,Kebumen,NIB,PIRT,Halal\n"
    assert len(values(read_table(csv_at(tmp_path, text)))) == 2


def test_rows_above_the_header_that_look_like_data_or_titles_are_told(tmp_path):
    text = "1;Tempe;7;8\n2;Tahu;8;9\nNama Usaha;Kab/Kota;PIRT;NIB\n3;Kue;ada;ada\n"
    table = read_table(csv_at(tmp_path, text))
    assert table.header_row == 3
    assert [(found.code, found.place.line, found.is_error) for found in table.problems] == [("NK480", 1, False)]
    assert read_table(csv_at(tmp_path, text), header_row=3).problems == ()


def test_a_first_row_of_data_is_no_second_row_of_titles(tmp_path):
    table = read_table(csv_at(tmp_path, "Nama Usaha,,Kab/Kota,PIRT\nKeripik,Bu Sri,,\nTempe,Pak Jo,Kab. Kebumen,held\n"))
    assert len(values(table)) == 2
    assert names(table)[0] == "Nama Usaha"


def test_titles_over_columns_of_numbers_may_be_unknown(tmp_path):
    table = read_table(csv_at(tmp_path, "Nama Usaha,Kab/Kota,Hasil,\n,,Kilo,Liter\nTempe,Kebumen,3,4\n"))
    assert names(table)[2:] == ["Hasil Kilo", "Hasil Liter"]
    table = read_table(csv_at(tmp_path, "Nama Usaha,Kab/Kota,Legalitas,\n,,NIB,PIRT\nTempe,Kebumen,ya,tidak\n"))
    assert names(table)[2:] == ["Legalitas NIB", "Legalitas PIRT"]


def test_a_row_numbers_the_columns_only_when_it_numbers_all_of_them(tmp_path):
    table = read_table(csv_at(tmp_path, "No,TK L,TK P,Kab/Kota,Tahun Berdiri\n1,2,3,,\n2,1,1,Kab. Demak,2019\n"))
    assert [row[0] for row in values(table)] == ["1", "2"]


def test_the_titles_begin_in_the_row_that_is_told(tmp_path):
    text = ";;Tenaga Kerja;;\nNo;Nama Usaha;L;P;Kab/Kota\n1;Tempe;2;3;Kebumen\n"
    table = read_table(csv_at(tmp_path, text), header_row=2)
    assert names(table) == ["No", "Nama Usaha", "L", "P", "Kab/Kota"]
    table = read_table(csv_at(tmp_path, text), header_row=1)
    assert names(table) == ["No", "Nama Usaha", "Tenaga Kerja L", "Tenaga Kerja P", "Kab/Kota"]
    assert len(values(table)) == 1


# --- columns -----------------------------------------------------------------------------------------------------------


def test_a_number_column_and_a_status_column_of_one_permit_are_not_sure(tmp_path):
    text = "Nama Usaha,PIRT,PIRT\nTempe,2053305030970-28,tidak ada\nTahu,2053305030970-28,tidak ada\n"
    made = {each.column.name: each for each in propose_columns(read_table(csv_at(tmp_path, text)))}
    assert [made[name].sure.is_used for name in ("PIRT", "PIRT (2)")] == [False, False]


def test_month_and_year_below_a_merged_title_are_one_date(tmp_path):
    text = "Nama Usaha,Kab/Kota,Mulai Usaha,\n,,Bulan,Tahun\nTempe,Kebumen,Maret,2018\n"
    made = propose_columns(read_table(csv_at(tmp_path, text)))
    assert [(each.use.role, each.use.name) for each in made[2:]] == [("month", "operating_since"), ("year", "operating_since")]
    alone = propose_columns(read_table(csv_at(tmp_path, "Nama Usaha,Kab/Kota,Mulai Usaha Bulan\nTempe,Kebumen,Maret\n")))
    assert "setahun" not in alone[2].why.id


# --- cells and files ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fact", ["knows_market", "capital", "operating_since", "workers", "regency", "pirt_status", "business_name"])
@pytest.mark.parametrize("cell", ["#N/A", "#REF!", "Err:502", "#DIV/0!"])
def test_an_error_of_a_spreadsheet_is_refused_and_not_missing(fact, cell):
    made = read_messy(cell, FACTS[fact])
    assert made.value is None
    assert made.problem is not None
    assert made.problem.is_error


def test_an_error_of_ods_is_the_text_it_shows(tmp_path):
    for row in (ods_row("Tempe", ODS_ERROR), ods_row("Tempe", ODS_ERROR.replace(' calcext:value-type="error"', ""))):
        path = ods_at(tmp_path, ods_sheet("Data", ods_row("Nama Usaha", "Kab/Kota"), row))
        assert values(read_table(path)) == [("Tempe", "#DIV/0!")]


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx", "a.ods", "a.xls", "a.parquet"])
def test_an_empty_file_is_called_empty(tmp_path, name):
    with pytest.raises(TableError) as refused:
        read_table(csv_at(tmp_path, "", name))
    assert "is empty" in str(refused.value)


def test_data_on_hidden_sheets_only_is_told(tmp_path):
    path = xlsx_at(tmp_path, [["Nama Usaha", "Kab/Kota"], ["Tempe", "Kebumen"]], before=["Depan"])
    book = openpyxl.load_workbook(path)
    book["Data"].sheet_state = "hidden"
    book.save(path)
    with pytest.raises(TableError) as refused:
        read_table(path)
    assert "'Data'" in str(refused.value)
    body = ods_sheet("Depan") + ods_sheet("Rahasia", ods_row("Nama Usaha", "Kab/Kota"), style="off")
    with pytest.raises(TableError) as refused:
        read_table(ods_at(tmp_path, body))
    assert "'Rahasia'" in str(refused.value)


def test_rows_above_the_header_stand_in_the_file_of_problems(tmp_path):
    text = "1;Tempe;7;8\n2;Tahu;8;9\nNama Usaha;Kab/Kota;PIRT;NIB\n3;Kue;ada;ada\n"
    score_table(csv_at(tmp_path, text), INOPAK, tmp_path / "out.csv", as_of=AS_OF, problems=tmp_path / "problems.csv")
    told = (tmp_path / "problems.csv").read_text(encoding="utf-8-sig")
    assert "NK480" in told
    assert "1, 2" in told
