"""What stands around a title may make it say something else: then its column is listed, not used, and told why. What cannot, does not."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from naikkelas.batch import propose_columns, read_table, score_table
from naikkelas.batch.header.merges import Merge, spread_of
from tests.batch.make import AS_OF, INOPAK, csv_at, names, ods_at, ods_cell, ods_row, ods_sheet, text_of, xlsx_at


def split(*lines):
    return [[cell.strip() or None for cell in line.split("|")] for line in lines]


def csv_of(folder, *lines, **options):
    return read_table(csv_at(folder, text_of(split(*lines))), delimiter=";", **options)


def xlsx_of(folder, lines, merged):
    return read_table(xlsx_at(folder, split(*lines), merged=merged))


def told(table):
    return [found.code for found in table.problems]


def uses(table):
    return {each.column.name: each.use.name for each in propose_columns(table) if each.use is not None and each.sure.is_used}


def why(table, name):
    return next(each.why.en for each in propose_columns(table) if each.column.name == name)


FACTS = "Tahun Berdiri|PIRT|Jenis Usaha|Tahu Pasar|Tahu Produksi"


@pytest.mark.parametrize(
    "group",
    ["Koperasi", "Kelompok", "Mitra", "Induk", "Suami/Istri", "Usaha Sebelumnya", "Rencana", "Pengajuan Baru", "Data Pemilik Usaha"],
)
@pytest.mark.parametrize("name", ["Nama", "Nama Kelompok", "No HP"])
def test_a_group_over_a_name_is_no_title_of_the_sheet(tmp_path, group, name):
    lines = (f"||{group}|||||", f"No|Nama UMKM|{name}|{FACTS}", "1|Maju|x|1998|ada|kerajinan|ya|ya")
    for table in (csv_of(tmp_path, *lines), xlsx_of(tmp_path, lines, ())):
        assert set(uses(table)) == {"Nama UMKM"}
        assert told(table) == ["NK480"]
        assert "--header-row" not in str(table.problems[0])
    merged = xlsx_of(tmp_path, lines, ["C1:E1"])
    assert {"Jenis Usaha", "Tahu Pasar", "Tahu Produksi"} == set(uses(merged)) - {"Nama UMKM"}
    assert told(merged) == ["NK480"]


def test_no_business_is_decided_by_the_year_of_its_group(tmp_path):
    path = csv_at(
        tmp_path,
        ";;Kelompok;;;;\nNo;Nama Usaha;Nama Kelompok;Tahun Berdiri;Jenis Usaha;Tahu Pasar;Tahu Produksi\n1;A;B;1998;kerajinan;ya;ya\n",
    )
    with pytest.raises(Exception, match="NK465"):
        score_table(path, INOPAK, tmp_path / "out.csv", as_of=AS_OF)


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        (
            (
                "No|Data Pemilik||||Data Usaha||",
                "|Nama|NIK|Alamat|Kabupaten|Nama Usaha|Jenis Usaha|PIRT",
                "1|Sri|33|Jl|Demak|Maju|pangan|ada",
            ),
            {"Data Usaha Nama Usaha", "Data Usaha Jenis Usaha", "Data Usaha PIRT"},
        ),
        (
            ("No|Data Koperasi|||Data Usaha|", "|Nama|Alamat|Tahun Berdiri|Nama Usaha|PIRT", "1|Sri|Jl|1998|Maju|ada"),
            {"Data Usaha Nama Usaha", "Data Usaha PIRT"},
        ),
        (
            ("No|Nama UMKM|Kelompok||Profil Usaha|", "||Nama|Tahun Berdiri|Jenis Usaha|PIRT", "1|Maju|Makmur|1998|pangan|ada"),
            {"Nama UMKM", "Profil Usaha Jenis Usaha", "Profil Usaha PIRT"},
        ),
    ],
)
def test_groups_beside_the_number_of_the_rows_are_read_with_their_titles(tmp_path, lines, kept):
    for table in (csv_of(tmp_path, *lines), xlsx_of(tmp_path, lines, ())):
        assert set(uses(table)) == kept
        assert [row.number for row in table.rows()] == [3]


#: What the group on the left may still stand over.
BESIDE = {
    "the next group": (("No|Nama Usaha|Bantuan|||Legalitas|", "||Modal|Alat|NIB|PIRT|Halal", "1|Maju|ya|ya|tidak|ya|ya"), {"Legalitas PIRT", "Legalitas Halal"}),
    "courses": (("No|Nama Usaha|Pelatihan|||Perizinan|", "||Pembukuan|Kemasan|PIRT|NIB|Halal", "1|A|ya|ya|ya|ya|ya"), {"Perizinan NIB", "Perizinan Halal"}),
    "wishes": (("||Minat||Tenaga Kerja|", "No|Nama Usaha|Ekspor|PIRT|L|P", "1|Maju|ya|ya|2|3"), {"Tenaga Kerja L", "Tenaga Kerja P", "Minat Ekspor"}),
    "an owner": (("||Pemilik||Tenaga Kerja|", "No|Nama Usaha|Nama|Kabupaten|L|P", "1|Maju|Sri|Demak|2|3"), {"Pemilik Nama", "Tenaga Kerja L", "Tenaga Kerja P"}),
    "three rows": (("||Pelatihan||||", "||Tenaga Kerja||PIRT||", "No|Nama Usaha|L|P||NIB|Halal", "1|A|2|3|ya|ya|ya"), set()),
    "people end": (("||Tenaga Kerja||||", "No|Nama Usaha|L|P|PIRT|Kabupaten|Omset", "1|Maju|2|3|ya|Demak|5 juta"), {"Tenaga Kerja L", "Tenaga Kerja P", "PIRT", "Kabupaten", "Omset"}),
    "what says nothing": (("||Legalitas||||", "No|Nama Usaha|NIB|PIRT|Omset|Tahun Berdiri|Tahu Pasar", "1|A|ya|ya|5 juta|2010|ya"), {"Legalitas NIB", "Legalitas PIRT", "Omset", "Tahun Berdiri", "Tahu Pasar"}),
    "a permit ends": (("||PIRT||||||", "No|Nama Usaha|Nomor|Masa Berlaku|Kabupaten|Ekspor|Omset|Tahu Pasar", "1|A|2053305030970-28|2028|Demak|ya|5 juta|ya"), {"PIRT Nomor", "PIRT Masa Berlaku", "Omset", "Tahu Pasar"}),
    "plans of a year": (("No|Nama Usaha|Rencana 2025||Tenaga Kerja|", "||L|P|L|P", "1|A|2|3|4|5"), {"Tenaga Kerja L", "Tenaga Kerja P"}),
}  # fmt: skip


@pytest.mark.parametrize("case", BESIDE)
def test_a_column_is_not_taken_from_the_group_on_its_left(tmp_path, case):
    lines, kept = BESIDE[case]
    for table in (csv_of(tmp_path, *lines), xlsx_of(tmp_path, lines, ())):
        assert set(uses(table)) - {"Nama Usaha"} == kept


def test_a_title_beside_a_group_is_no_label_of_a_form(tmp_path):
    lines = ("No|Nama Usaha|Kabupaten|Data Pemilik|", "|||Kabupaten|Tahu Pasar", "1|Maju|Demak|Kebumen|ya")
    table = csv_of(tmp_path, *lines)
    assert names(table) == ["No", "Nama Usaha", "Kabupaten", "Data Pemilik Kabupaten", "Data Pemilik Tahu Pasar"]
    assert set(uses(table)) == {"Nama Usaha", "Kabupaten"}
    table = csv_of(tmp_path, *lines, header_row=2)
    assert uses(table) == {}


def test_why_a_column_beside_a_group_waits_is_said(tmp_path):
    table = csv_of(tmp_path, *BESIDE["wishes"][0])
    column = next(each for each in table.columns if each.index == 3)
    assert "PIRT" in column.title
    assert "Minat" in f"{column.title} {why(table, column.name)}"


def test_merged_cells_say_over_which_columns_a_group_stands(tmp_path):
    lines = ("No|Nama Usaha|Bantuan|||Legalitas|", "||Modal|Alat|NIB|PIRT|Halal", "1|Maju|ya|ya|tidak|ya|ya")
    wide = xlsx_of(tmp_path, lines, ["A1:A2", "B1:B2", "C1:E1", "F1:G1"])
    assert names(wide)[4:] == ["Bantuan NIB", "Legalitas PIRT", "Legalitas Halal"]
    lines = ("No|Nama Usaha|Bantuan||Tahun Berdiri|Legalitas|", "||Modal|Alat||NIB|PIRT", "1|Maju|ya|ya|2010|ya|ya")
    assert set(uses(xlsx_of(tmp_path, lines, ["A1:A2", "B1:B2", "C1:D1", "E1:E2", "F1:G1"]))) == {
        "Nama Usaha", "Tahun Berdiri", "Legalitas NIB", "Legalitas PIRT",
    }  # fmt: skip
    lines = ("||Minat||Tenaga Kerja|", "No|Nama Usaha|Ekspor|PIRT|L|P", "1|Maju|ya|ya|2|3")
    assert "PIRT" not in uses(xlsx_of(tmp_path, lines, ["C1:D1", "E1:F1"]))


def dinas_form(folder):
    """The commonest form of all: everything is merged, years are numbers."""
    rows = split("DAFTAR IKM KAB. KEBUMEN||||||||||", "", "No|Nama IKM|Kecamatan|Tenaga Kerja||Omset (Rp)|||Perizinan||")
    rows.append([None, None, None, "L", "P", 2019, 2020, 2021, "NIB", "PIRT", "Halal"])
    rows += [list(range(1, 12)), [1, "Maju", "Gombong", 2, 3, 100, 120, 130, "v", "v", "-"]]
    return xlsx_at(folder, rows, merged=["A1:K1", "A3:A4", "B3:B4", "C3:C4", "D3:E3", "F3:H3", "I3:K3"])


def test_a_form_with_all_its_titles_merged_is_read(tmp_path):
    table = read_table(dinas_form(tmp_path))
    assert names(table)[3:] == [
        "Tenaga Kerja L", "Tenaga Kerja P", "Omset (Rp) 2019", "Omset (Rp) 2020", "Omset (Rp) 2021", "Perizinan NIB", "Perizinan PIRT", "Perizinan Halal",
    ]  # fmt: skip
    assert set(uses(table)) == {"Nama IKM", "Tenaga Kerja L", "Tenaga Kerja P", "Perizinan NIB", "Perizinan PIRT", "Perizinan Halal"}
    assert told(table) == ["NK561"]
    assert [row.number for row in table.rows()] == [6]


@pytest.mark.parametrize("years", [("2019", "2020", "2021"), (2019, 2020, 2021)])
def test_years_below_amounts_beside_other_titles_are_titles(tmp_path, years):
    rows = split("No|Nama IKM|Tenaga Kerja||Omset (Rp)|||Perizinan|")
    rows += [[None, None, "L", "P", *years, "NIB", "PIRT"], [1, "Maju", 2, 3, 100, 120, 130, "v", "v"]]
    for table in (read_table(csv_at(tmp_path, text_of(rows)), delimiter=";"), read_table(xlsx_at(tmp_path, rows))):
        assert set(uses(table)) == {"Nama IKM", "Tenaga Kerja L", "Tenaga Kerja P", "Perizinan NIB", "Perizinan PIRT"}
        assert told(table) == []
    rows[1][6] = 2025
    assert "Tenaga Kerja" not in uses(read_table(xlsx_at(tmp_path, rows)))


@pytest.mark.parametrize("title", ["DATA IKM KABUPATEN KEBUMEN", "Data Umum Usaha", "PROFIL UMKM TAHUN 2026", "DAFTAR IKM"])
def test_the_title_of_a_sheet_may_stand_over_any_column(tmp_path, title):
    table = csv_of(tmp_path, f"||{title}||", "No|Nama Usaha|Nama Pemilik|Tahun Berdiri|PIRT", "1|Maju|Sri|1998|ada")
    assert (told(table), len(uses(table))) == ([], 4)


def test_a_number_above_the_titles_that_is_data_is_no_group(tmp_path):
    table = csv_of(tmp_path, "||Jumlah|25|", "No|Nama Usaha|Nama Pemilik|Tahun Berdiri|PIRT", "1|Maju|Sri|1998|ada")
    assert len(uses(table)) == 4
    table = csv_of(tmp_path, "||Rencana|25|", "No|Nama Usaha|Nama Pemilik|Tahun Berdiri|PIRT", "1|Maju|Sri|1998|ada")
    assert set(uses(table)) == {"Nama Usaha"}


def test_merged_titles_of_an_ods_are_read_too(tmp_path):
    wide = '<table:table-cell office:value-type="string" table:number-columns-spanned="{}" table:number-rows-spanned="{}"><text:p>{}</text:p></table:table-cell>'
    top = [wide.format(1, 2, "Nama Usaha"), wide.format(2, 1, "Omset"), "", wide.format(2, 1, "Minat"), "", wide.format(1, 2, "PIRT")]
    years = [ods_cell("2019", "float", value="2019"), ods_cell("2020", "float", value="2020")]
    body = ods_sheet("Data", ods_row(*top), ods_row("", *years, "NIB", "Halal", ""), ods_row("Maju", "5 juta", "6 juta", "ya", "ya", "ada"))
    table = read_table(ods_at(tmp_path, body))
    assert names(table) == ["Nama Usaha", "Omset 2019", "Omset 2020", "Minat NIB", "Minat Halal", "PIRT"]
    assert uses(table) == {"Nama Usaha": "business_name", "PIRT": "pirt_status"}


@pytest.mark.parametrize("merged", [(), ["D1:F1"]])
def test_a_group_over_the_last_columns_does_not_make_every_row_too_long(tmp_path, merged):
    lines = ("No|Nama Usaha|Tahun Berdiri|PIRT", "|||Punya|Tidak|Proses", "1|A|2010|v||", "2|B|2010||v|", "3|C|2010|||v")
    table = xlsx_of(tmp_path, lines, merged)
    assert [row.problem and row.problem.code for row in table.rows()] == ["NK570", None, None, None]
    assert set(uses(table)) == {"Nama Usaha", "Tahun Berdiri"}
    assert {"NK562", "NK564"} <= set(told(table))


@pytest.mark.parametrize("second", ["No|Nama Usaha|PIRT", "No|Nama|PIRT", "No|PIRT|NIB", "Nama IKM|PIRT|NIB"])
def test_a_second_list_beside_the_first_waits(tmp_path, second):
    table = csv_of(
        tmp_path, f"No|Nama Usaha|Jenis Usaha|Tahu Pasar||{second}", "1|Maju|pangan|ya||1|Sari|ya", "2|Jaya|pangan|ya||2|Bagus|ya"
    )
    assert {"Jenis Usaha", "Tahu Pasar"} == set(uses(table)) - {"Nama Usaha"}
    assert "another list" in why(table, "PIRT")


def test_a_name_beyond_a_blank_column_begins_another_list(tmp_path):
    table = csv_of(tmp_path, "No|Nama Usaha|Tahu Pasar||Nama|PIRT", "1|Maju|ya||Sari|ya")
    assert set(uses(table)) == {"Nama Usaha", "Tahu Pasar"}


def test_two_names_side_by_side_begin_no_second_list(tmp_path):
    table = csv_of(tmp_path, "No|Nama IKM|Nama Usaha|Tahun Berdiri|PIRT", "1|Maju|Maju Jaya|2010|ya")
    assert {"Tahun Berdiri", "PIRT"} <= set(uses(table))


ONE_WORD = {
    "a permit": (("No|Nama Usaha|Jenis Usaha|Perizinan", "|||PIRT", "1|Maju|pangan|ya"), {"Nama Usaha", "Jenis Usaha"}),
    "two": (("No|Nama Usaha|Perizinan|Rencana", "||PIRT|Halal", "1|Maju|ya|ya", "2|Jaya|ya|ya"), {"Nama Usaha"}),
    "a place": (("No|Nama Usaha|Data Pemilik|Tahu Pasar", "||Kabupaten|", "1|Maju|Demak|ya", "2|Jaya|Demak|ya"), {"Nama Usaha", "Tahu Pasar"}),
    "parts": (("No|Nama Usaha|Status|Masa Berlaku", "||PIRT|PIRT", "1|Maju|ya|2028", "2|Jaya|ya|"), {"Nama Usaha"}),
    "above more": (("No|Nama Usaha|Pesaing|", "||Tahu|", "||Pasar|Produksi", "1|Maju|v|v", "2|Jaya|v|v"), {"Nama Usaha"}),
    "what to fill in": (("No|Nama Usaha|Jenis Usaha|Tahu Pasar", "otomatis|wajib|wajib|wajib", "1|A|pangan|ya", "2|B|pangan|ya"), set()),
}  # fmt: skip


@pytest.mark.parametrize("case", ONE_WORD)
def test_a_row_of_titles_that_is_read_as_a_business_is_told(tmp_path, case):
    lines, kept = ONE_WORD[case]
    table = csv_of(tmp_path, *lines)
    assert ("NK562", 2) in [(found.code, found.place.line) for found in table.problems]
    assert set(uses(table)) == kept


@pytest.mark.parametrize(
    "lines",
    [
        ("Nama Usaha|PIRT|NIB|Halal", "Maju|ya|ya|ya", "Nama Usaha|PIRT|NIB|Halal", "Jaya|ya|ya|ya"),
        ("No|PIRT|NIB|Halal", "1|ya|ya|ya", "No|PIRT|NIB|Halal", "2|ya|ya|ya"),
    ],
)
def test_titles_that_come_again_are_told_also_where_they_are_those_of_permits(tmp_path, lines):
    table = csv_of(tmp_path, *lines)
    assert [(found.code, found.place.line) for found in table.problems] == [("NK562", 3)]
    assert {"PIRT", "NIB", "Halal"} <= set(uses(table))


def test_the_row_of_the_titles_does_not_confirm_what_stands_above_them(tmp_path):
    lines = ("DAFTAR IKM|||Rencana 2027|", "No|Nama Usaha|Tahun Berdiri|PIRT|MD", "1|Maju|2010|ya|ya")
    for wanted in (None, 2):
        table = csv_of(tmp_path, *lines, header_row=wanted)
        assert set(uses(table)) == {"Nama Usaha"}
        assert all("row 1 above it" in why(table, name) for name in ("Tahun Berdiri", "PIRT"))
    merged = xlsx_of(tmp_path, lines, ["D1:E1"])
    assert set(uses(merged)) == {"Nama Usaha", "Tahun Berdiri"}


@pytest.mark.parametrize(
    "title",
    [
        "USULAN FASILITASI",
        "DAFTAR IKM YANG BELUM MEMILIKI",
        "RENCANA 2027",
        "Data usaha pesaing",
        "Daftar pengajuan izin",
        "Usaha Sebelumnya",
    ],
)
@pytest.mark.parametrize("between", [(), ("|",), ("|", "KABUPATEN KEBUMEN|", "|")])
def test_a_sheet_of_plans_or_of_what_is_missing_gives_nothing_surely(tmp_path, title, between):
    table = csv_of(tmp_path, f"{title}|", *between, "No|Nama Usaha|PIRT|Halal", "1|A|v|v")
    assert set(uses(table)) == {"Nama Usaha"}
    assert told(table) == ["NK480"]


@pytest.mark.parametrize(
    "title",
    ["DAFTAR IKM KABUPATEN KEBUMEN", "LAPORAN AKHIR", "DINAS KOPERASI DAN UKM", "Isi kolom yang belum lengkap", "Catatan: jangan mengosongkan yang tidak perlu"],
)  # fmt: skip
def test_other_titles_of_sheets_change_nothing(tmp_path, title):
    table = csv_of(tmp_path, f"{title}|", "No|Nama Usaha|PIRT|Halal", "1|A|v|v")
    assert set(uses(table)) == {"Nama Usaha", "PIRT", "Halal"}
    assert told(table) == []


def test_a_period_above_or_below_is_none_of_amounts_of_a_year(tmp_path):
    titles = ("No|Nama Usaha|Omset|Modal", "1|A|250000|120000")
    for lines in (("DATA OMSET PER BULAN|", *titles), (*titles, "Catatan: omset dihitung per bulan")):
        table = csv_of(tmp_path, *lines)
        assert set(uses(table)) == {"Nama Usaha", "Modal"}
        assert "another period" in why(table, "Omset")
    assert "Omset per tahun" in uses(csv_of(tmp_path, "LAPORAN BULAN MEI|", "No|Nama Usaha|Omset per tahun", "1|A|250000"))


def test_a_unit_in_a_note_below_the_list_is_one_of_its_amounts(tmp_path):
    table = csv_of(tmp_path, "No|Nama Usaha|Modal|PIRT|Omset (juta Rp)", "1|A|250000|ada|5", "Catatan: angka dalam ribuan rupiah")
    assert set(uses(table)) == {"Nama Usaha", "PIRT", "Omset (juta Rp)"}
    assert "row 3 below it tells a unit" in why(table, "Modal")
    assert "Modal" in uses(csv_of(tmp_path, "No|Nama Usaha|Modal|PIRT", "1|Ribuan Rasa|250000|ada", "2|UD Ribu Berkah Jaya|250000|ada"))


@pytest.mark.parametrize("title", ["PIRT Nama", "NIB Nama", "Halal Nama", "PIRT NIK"])
def test_the_name_of_a_permit_is_no_number_of_it(tmp_path, title):
    table = csv_of(tmp_path, f"Nama Usaha|{title}", "Maju|2053305030970-28")
    assert set(uses(table)) == {"Nama Usaha"}
    assert "pirt_number" in uses(csv_of(tmp_path, "Nama Usaha|PIRT Nomor", "Maju|2053305030970-28")).values()


UNKNOWN = st.sampled_from(["Kelompok", "Mitra", "Rencana 2027", "Kondisi Awal", "Bantuan", "Pelatihan", "Minat"])
SINGLES = ("PIRT", "NIB", "Halal", "Tahun Berdiri", "Jenis Usaha", "Tahu Pasar", "Omset", "Modal")
CELLS = {"Tahun Berdiri": "2010", "Jenis Usaha": "pangan", "Omset": "5 juta", "Modal": "5 juta"}


@given(st.permutations(SINGLES), UNKNOWN, st.integers(0, 6), st.integers(2, 4), st.booleans(), st.booleans())
@settings(deadline=None, max_examples=25)
def test_of_a_group_nobody_knows_no_column_is_sure_and_merged_cells_say_which_they_are(titles, group, start, width, low, has_title):
    last = min(start + width, len(titles)) - 1
    below = [title if start <= at <= last or low else None for at, title in enumerate(titles)]
    above = [group if at == start else None if below[at] else titles[at] for at in range(len(titles))]
    ends = [None, None] if not low else ["No", "Nama Usaha"]
    rows = [["DAFTAR IKM"]] if has_title else []
    rows += [
        [*(["No", "Nama Usaha"] if not low else [None, None]), *above],
        [*ends, *below],
        [1, "Maju", *(CELLS.get(each, "ada") for each in titles)],
    ]
    row = len(rows) - 2
    wide = f"{get_column_letter(start + 3)}{row}:{get_column_letter(last + 3)}{row}"
    down = [] if low else [f"{get_column_letter(at + 1)}{row}:{get_column_letter(at + 1)}{row + 1}" for at in range(2)]
    inside = {titles[at] for at in range(start, last + 1)}
    with tempfile.TemporaryDirectory() as folder:
        plain = read_table(csv_at(Path(folder), text_of(rows)), delimiter=";")
        merged = read_table(xlsx_at(Path(folder), rows, merged=[wide, *down] if last > start else down))
        for table in (plain, merged):
            assert inside.isdisjoint(each.column.title for each in propose_columns(table) if each.use is not None and each.sure.is_used)
        if last > start:
            assert set(titles) - inside <= set(uses(merged))


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(1, 3), st.integers(0, 1)), max_size=4))
@settings(deadline=None, max_examples=60)
def test_merged_cells_are_owners_of_their_columns_alone(spans):
    merges = [Merge(1, left, 1 + down, left + width - 1) for left, width, down in spans]
    made = spread_of(merges, [(1, ["x"] * 6)], 2)
    by_left = {each.left: each for each in merges}
    covered = {at for each in by_left.values() if each.left < 6 for at in range(each.left, each.right + 1)}
    assert set(made.owners) <= covered
    assert made.closed <= covered
    assert made.goes_down is any(each.bottom == 2 for each in by_left.values())
