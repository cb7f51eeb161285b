"""Titles in more than one row, as they stand in sheets of a Dinas: read rightly where that is sure, told where it is not, no business lost."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from naikkelas.batch import TableError, mapping_of, propose_columns, read_table, score_table
from tests.batch.make import AS_OF, INOPAK, csv_at, names, ods_at, ods_row, ods_sheet, text_of, values, xlsx_at


def split(*lines):
    """Rows as people see them: cells between bars, nothing where there is a blank."""
    return [[cell.strip() or None for cell in line.split("|")] for line in lines]


def told(table):
    return [found.code for found in table.problems]


def uses(table):
    return {each.column.name: each.use.name for each in propose_columns(table) if each.use is not None and each.sure.is_used}


#: Titles as they stand there, the first row of data, and what the columns are called.
SURE = {
    "sex": (
        ["No|Nama Usaha|Tenaga Kerja||Omset", "||L|P|", "1|Tempe|2|3|15 juta"],
        ["No", "Nama Usaha", "Tenaga Kerja L", "Tenaga Kerja P", "Omset"],
    ),
    "sex and a unit": (
        ["Nama Usaha|Tenaga Kerja||Omset", "|L|P|(Rp)", "Tempe|2|3|15000000"],
        ["Nama Usaha", "Tenaga Kerja L", "Tenaga Kerja P", "Omset (Rp)"],
    ),
    "a bare unit": (
        ["Nama Usaha|Tenaga Kerja||Omset", "|Laki-laki|Perempuan|Rp", "Tempe|2|3|15000000"],
        ["Nama Usaha", "Tenaga Kerja Laki-laki", "Tenaga Kerja Perempuan", "Omset (Rp)"],
    ),
    "three under one": (
        ["Nama Usaha|Tenaga Kerja|||PIRT", "|Pria|Wanita|Jumlah|", "Tempe|2|3|5|ada"],
        ["Nama Usaha", "Tenaga Kerja Pria", "Tenaga Kerja Wanita", "Tenaga Kerja Jumlah", "PIRT"],
    ),
    "permits": (
        ["No|Nama Usaha|Legalitas|||Omset", "||NIB|PIRT|Halal|", "1|Tempe|ada|ada|belum|5 juta"],
        ["No", "Nama Usaha", "Legalitas NIB", "Legalitas PIRT", "Legalitas Halal", "Omset"],
    ),
    "centred over the middle": (
        ["Nama Usaha||Tenaga Kerja||Omset", "|L|P|Jumlah|", "Tempe|2|3|5|15 juta"],
        ["Nama Usaha", "Tenaga Kerja L", "Tenaga Kerja P", "Tenaga Kerja Jumlah", "Omset"],
    ),
    "two that are centred": (
        ["Nama Usaha||Legalitas|||Tenaga Kerja||Omset", "|NIB|PIRT|Halal|L|P|Jumlah|", "Tempe|ada|ada|ada|2|3|5|15 juta"],
        [
            "Nama Usaha",
            "Legalitas NIB",
            "Legalitas PIRT",
            "Legalitas Halal",
            "Tenaga Kerja L",
            "Tenaga Kerja P",
            "Tenaga Kerja Jumlah",
            "Omset",
        ],
    ),
    "one that is centred beside one that is not": (
        ["Nama Usaha|Mulai Usaha|||Tenaga Kerja||Omset", "|Bulan|Tahun|L|P|Jumlah|(Rp)", "Tempe|Maret|2018|2|3|5|15000000"],
        ["Nama Usaha", "Mulai Usaha Bulan", "Mulai Usaha Tahun", "Tenaga Kerja L", "Tenaga Kerja P", "Tenaga Kerja Jumlah", "Omset (Rp)"],
    ),
    "owners by sex": (
        ["Nama Usaha|Pemilik||Tenaga Kerja||Omset", "|L|P|L|P|", "Tempe|1|0|2|3|5 juta"],
        ["Nama Usaha", "Pemilik L", "Pemilik P", "Tenaga Kerja L", "Tenaga Kerja P", "Omset"],
    ),
    "units first": (
        ["Nama Usaha|Sertifikat Halal||Omset|", "|Nomor|Masa Berlaku|Bulanan|Tahunan", "Tempe|ID331|2/3/2028|1 juta|12 juta"],
        ["Nama Usaha", "Sertifikat Halal Nomor", "Sertifikat Halal Masa Berlaku", "Omset Bulanan", "Omset Tahunan"],
    ),
    "four rows": (
        [
            "DATA IKM|||||||",
            "||Tenaga Kerja||||Legalitas|",
            "||Tetap||Harian|||",
            "No|Nama Usaha|L|P|L|P|NIB|PIRT",
            "1|Tempe|1|2|3|4|ada|ada",
        ],
        [
            "No",
            "Nama Usaha",
            *(f"Tenaga Kerja {kind} {sex}" for kind in ("Tetap", "Harian") for sex in "LP"),
            "Legalitas NIB",
            "Legalitas PIRT",
        ],
    ),
    "people and what they own": (
        ["No|Pemilik|||Usaha||", "|Nama|NIK|Alamat|Nama|NIB|Kab/Kota", "1|Sri|3305|Jl. A|Tempe|912|Kebumen"],
        ["No", "Pemilik Nama", "Pemilik NIK", "Pemilik Alamat", "Usaha Nama", "Usaha NIB", "Usaha Kab/Kota"],
    ),
    "groups above all titles": (
        ["||Tenaga Kerja||", "No|Nama Usaha|L|P|Omset", "1|Tempe|2|3|15 juta"],
        ["No", "Nama Usaha", "Tenaga Kerja L", "Tenaga Kerja P", "Omset"],
    ),
    "two groups above all titles": (
        ["|||Tenaga Kerja||Legalitas||", "No|Nama Usaha|Kab/Kota|L|P|NIB|PIRT|Omset", "1|Tempe|Demak|2|3|ada|ada|15 juta"],
        ["No", "Nama Usaha", "Kab/Kota", "Tenaga Kerja L", "Tenaga Kerja P", "Legalitas NIB", "Legalitas PIRT", "Omset"],
    ),
    "below titled columns": (
        ["Nama Usaha|Omset|PIRT|Mulai Usaha", "|per bulan|Nomor|Tahun", "Tempe|5 juta|2053305030970-28|2018"],
        ["Nama Usaha", "Omset (per bulan)", "PIRT Nomor", "Mulai Usaha Tahun"],
    ),
    "both": (
        ["Nama Usaha|Tenaga Kerja||Omset|Kab/Kota", "|L|P|per bulan|", "Tempe|2|3|5 juta|Demak"],
        ["Nama Usaha", "Tenaga Kerja L", "Tenaga Kerja P", "Omset (per bulan)", "Kab/Kota"],
    ),
    "month and year": (
        ["Nama Usaha|Mulai Usaha||PIRT", "|Bulan|Tahun|", "Tempe|Maret|2018|ada"],
        ["Nama Usaha", "Mulai Usaha Bulan", "Mulai Usaha Tahun", "PIRT"],
    ),
    "number and date": (
        ["Nama Usaha|PIRT|||Omset", "|Nomor|Tanggal|Berlaku s/d|", "Tempe|2053305030970-28|2/3/2024|2/3/2029|5 juta"],
        ["Nama Usaha", "PIRT Nomor", "PIRT Tanggal", "PIRT Berlaku s/d", "Omset"],
    ),
    "names": (
        ["No|Nama||Kab/Kota", "|Usaha|Pemilik|", "1|Tempe|Sri|Demak"],
        ["No", "Nama Usaha", "Nama Pemilik", "Kab/Kota"],
    ),
    "three rows": (
        ["Nama Usaha|Tenaga Kerja||||Omset", "|Tetap||Lepas||", "|L|P|L|P|(Rp)", "Tempe|1|2|3|4|5000000"],
        ["Nama Usaha", "Tenaga Kerja Tetap L", "Tenaga Kerja Tetap P", "Tenaga Kerja Lepas L", "Tenaga Kerja Lepas P", "Omset (Rp)"],
    ),
    "three rows, groups above": (
        ["||Tenaga Kerja||||", "||Tetap||Lepas||", "No|Nama Usaha|L|P|L|P|Kab/Kota", "1|Tempe|1|2|3|4|Demak"],
        ["No", "Nama Usaha", "Tenaga Kerja Tetap L", "Tenaga Kerja Tetap P", "Tenaga Kerja Lepas L", "Tenaga Kerja Lepas P", "Kab/Kota"],
    ),
    "an address": (
        ["Nama Usaha|Alamat|||Omset", "|Jalan|Desa|Kecamatan|", "Tempe|Mawar 3|Suka|Gombong|5 juta"],
        ["Nama Usaha", "Alamat Jalan", "Alamat Desa", "Alamat Kecamatan", "Omset"],
    ),
    "a third of other kind": (
        ["Nama Usaha|Tenaga Kerja|||PIRT", "|L|P|Disabilitas|", "Tempe|2|3||ada"],
        ["Nama Usaha", "Tenaga Kerja L", "Tenaga Kerja P", "Tenaga Kerja Disabilitas", "PIRT"],
    ),
    "words nobody knows, above numbers": (
        ["Nama Usaha|Modal||PIRT", "|Sendiri|Pinjaman|", "Tempe|5000000|2000000|ada"],
        ["Nama Usaha", "Modal Sendiri", "Modal Pinjaman", "PIRT"],
    ),
    "each title twice": (
        ["Nama Usaha|Tenaga Kerja|Tenaga Kerja|PIRT", "|L|P|", "Tempe|2|3|ada"],
        ["Nama Usaha", "Tenaga Kerja L", "Tenaga Kerja P", "PIRT"],
    ),
    "english": (
        ["business name|workers||annual sales", "|men|women|", "Tempe|2|3|15 juta"],
        ["business name", "workers men", "workers women", "annual sales"],
    ),
}


def forms_of(folder, rows):
    """The same sheet in every form that can be written."""
    yield read_table(csv_at(folder, text_of(rows)), delimiter=";")
    yield read_table(xlsx_at(folder, rows))
    yield read_table(ods_at(folder, ods_sheet("Data", *(ods_row(*("" if cell is None else cell for cell in row)) for row in rows))))


@pytest.mark.parametrize("case", SURE)
def test_titles_in_rows_below_each_other_are_one(tmp_path, case):
    lines, titles = SURE[case]
    rows = split(*lines)
    for above in ([], split("DINAS PERINDUSTRIAN", "")):
        for table in forms_of(tmp_path, [*above, *rows]):
            assert names(table) == titles
            assert [row.number for row in table.rows()] == [len(above) + len(rows)]
            assert told(table) == []
            again = read_table(table.file, header_row=table.header_row, delimiter=table.delimiter)
            assert names(again) == titles
            assert values(again) == values(table)


def test_men_and_women_are_never_men_alone(tmp_path):
    for case in ("sex", "sex and a unit", "three under one", "centred over the middle", "groups above all titles", "each title twice"):
        lines, _ = SURE[case]
        for table in forms_of(tmp_path, split(*lines)):
            found = uses(table)
            assert {"workers_men", "workers_women"} <= set(found.values())
            assert found.get("Tenaga Kerja Jumlah", "workers") == "workers"
            assert "Tenaga Kerja" not in found


def test_what_stands_below_a_group_is_known_by_its_own_name(tmp_path):
    found = [
        uses(table) for case in ("permits", "number and date", "month and year") for table in forms_of(tmp_path, split(*SURE[case][0]))
    ]
    assert found[0]["Legalitas NIB"] == "nib_status"
    assert found[0]["Legalitas Halal"] == "halal_status"
    assert (found[3]["PIRT Nomor"], found[3]["PIRT Berlaku s/d"]) == ("pirt_number", "pirt_expires_on")
    assert found[6] == {
        "Nama Usaha": "business_name",
        "Mulai Usaha Bulan": "operating_since",
        "Mulai Usaha Tahun": "operating_since",
        "PIRT": "pirt_status",
    }


def test_units_may_stand_between_the_titles(tmp_path):
    lines = ("Nama Usaha|Tenaga Kerja||Omset", "|(orang)||(Rp)", "||L|P|"[1:], "Tempe|2|3|5000000")
    for table in forms_of(tmp_path, split(*lines)):
        assert names(table) == ["Nama Usaha", "Tenaga Kerja (orang) L", "Tenaga Kerja (orang) P", "Omset (Rp)"]
        assert told(table) == ["NK561"]
        assert [row.number for row in table.rows()] == [4]


def test_an_amount_of_a_month_is_none_of_a_year_wherever_that_is_said(tmp_path):
    for case in ("below titled columns", "both"):
        for table in forms_of(tmp_path, split(*SURE[case][0])):
            assert "annual_sales" not in uses(table).values()


def test_the_mapping_of_a_proposal_fits_the_table_it_was_made_of(tmp_path):
    path = csv_at(tmp_path, text_of(split(*SURE["two groups above all titles"][0])))
    table = read_table(path)
    mapping = mapping_of(propose_columns(table), table)
    assert {column.name for column in read_table(path, header_row=mapping.header_row).columns} >= set(mapping.columns)


#: Rows that may be titles or a business: read as a business, told, and the columns above them wait for somebody who knows.
DOUBTFUL = {
    "answers": (["No|Nama Usaha|PIRT||Omset", "||Ada|Tidak|", "1|Tempe|v||5 juta"], ["PIRT"]),
    "years": (["No|Nama Usaha|Omset||PIRT", "||2024|2025|", "1|Tempe|5 juta|6 juta|ada"], ["Omset"]),
    "words": (["No|Nama Usaha|Wilayah||Omset", "||Lokal|Nasional|", "1|Tempe|v||5 juta"], ["Wilayah"]),
    "below titled columns": (["No|Nama Usaha|Omset|Tenaga Kerja", "||kotor|tetap", "1|Tempe|5 juta|2"], ["Omset", "Tenaga Kerja"]),
    "questions": (["No|Nama Usaha|PIRT|Halal", "||ya/tidak|(ada/tidak)", "1|Tempe|ya|ada"], ["PIRT", "Halal"]),
    "women below money": (["No|Nama Usaha|Tenaga Kerja||Omset", "|||L|P", "1|Tempe|2|3|5 juta"], ["Tenaga Kerja", "Omset"]),
    "a number among titles": (["No|Nama Usaha|Tenaga Kerja||Omset", "||L|P|5", "1|Tempe|2|3|5 juta"], ["Tenaga Kerja", "Omset"]),
}


@pytest.mark.parametrize("case", DOUBTFUL)
def test_what_may_be_titles_is_read_and_told_and_its_columns_wait(tmp_path, case):
    lines, doubtful = DOUBTFUL[case]
    rows = split(*lines)
    for table in forms_of(tmp_path, rows):
        assert names(table)[:2] == ["No", "Nama Usaha"]
        assert [row.number for row in table.rows()] == [2, 3]
        assert "NK562" in told(table)
        assert set(doubtful).isdisjoint(uses(table))
        assert uses(table)["Nama Usaha"] == "business_name"
        why = {each.column.name: each.why for each in propose_columns(table)}
        assert all("row 2" in why[name].en and "baris 2" in why[name].id for name in doubtful)


def test_a_row_of_doubt_is_told_where_the_table_is_scored(tmp_path):
    rows = split("Tahu Pasar|Tahu Produksi|Wilayah||Tahun Berdiri|Jenis Usaha", "||Lokal|Nasional||", "ya|ya|Demak||2018|pangan")
    made = score_table(xlsx_at(tmp_path, rows), INOPAK, tmp_path / "out.csv", as_of=AS_OF, problems=tmp_path / "masalah.csv")
    assert made.rows == 2
    assert {"NK562", "NK464"} <= {found.code for found in made.warnings}
    assert "NK562" in (tmp_path / "masalah.csv").read_text("utf-8-sig")


def test_groups_that_nobody_knows_are_told_and_their_columns_wait(tmp_path):
    lines = (
        "|||Kondisi Awal||Rencana||",
        "No|Nama Usaha|Kab/Kota|Omset|Tenaga Kerja|Modal|Investasi|Aset",
        "1|Tempe|Demak|5 juta|2|1 juta|1 juta|9 juta",
    )
    for table in forms_of(tmp_path, split(*lines)):
        assert told(table) == ["NK480"]
        assert uses(table) == {"Nama Usaha": "business_name"}  # the first group may stand over the middle of its columns


@pytest.mark.parametrize("group", ["Target 2027", "Rencana", "Sebelum Pembinaan"])
def test_one_group_of_another_time_is_told(tmp_path, group):
    for table in forms_of(tmp_path, split(f"|||{group}|", "No|Nama Usaha|Kab/Kota|Omset|Tenaga Kerja", "1|Tempe|Demak|5 juta|2")):
        assert told(table) == ["NK480"]
        assert set(uses(table)) == {"Nama Usaha"}


@pytest.mark.parametrize("above", [[], ["DINAS PERINDUSTRIAN", ""]])
@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        (("|||Tenaga Kerja|", "", "No|Nama Usaha|Kab/Kota|L|P", "1|Tempe|Demak|2|3"), {"Nama Usaha", "Kab/Kota"}),
        (("|||Rencana|", "", "No|Nama Usaha|Kab/Kota|Omset|Modal", "1|Tempe|Demak|5 juta|1 juta"), {"Nama Usaha"}),
        (("|||Rencana|", "|||Tenaga Kerja|", "", "No|Nama Usaha|Kab/Kota|PIRT|Omset", "1|Tempe|Demak|ada|1 juta"), {"Nama Usaha"}),
        (("|||Rencana|", "", "|||2026|", "No|Nama Usaha|Kab/Kota|PIRT|Omset", "1|Tempe|Demak|ada|1 juta"), {"Nama Usaha"}),
    ],
)
def test_the_title_of_a_group_may_stand_above_a_blank_row(tmp_path, above, lines, kept):
    for table in forms_of(tmp_path, [*split(*above), *split(*lines)]):
        assert set(uses(table)) == kept
        assert told(table) == ["NK480"]
        number = len(above) + 1
        assert f"row {number}" in table.problems[0].message()
        doubts = [column.doubt.en for column in table.columns if column.doubt is not None]
        assert doubts
        assert all(" above it may be a part of its title" in doubt for doubt in doubts)


def test_the_row_of_a_group_above_a_blank_row_can_be_told(tmp_path):
    path = csv_at(tmp_path, text_of(split("|||Tenaga Kerja|", "", "No|Nama Usaha|Kab/Kota|L|P", "1|Tempe|Demak|2|3")))
    table = read_table(path, header_row=1, delimiter=";")
    assert names(table) == ["No", "Nama Usaha", "Kab/Kota", "Tenaga Kerja L", "Tenaga Kerja P"]
    assert told(table) == []


def test_titles_of_the_sheet_above_blank_rows_are_no_groups(tmp_path):
    lines = (
        "||LAPORAN IKM|",
        "",
        "Kabupaten||: Kebumen|",
        "Tahun||: 2026|",
        "",
        "No|Nama Usaha|Kab/Kota|Omset",
        "1|Tempe|Demak|5 juta",
    )
    far = ("||Koperasi|", "", "", "No|Nama Usaha|Kab/Kota|Omset", "1|Tempe|Demak|5 juta")
    for each in (lines, far):
        for table in forms_of(tmp_path, split(*each)):
            assert len(uses(table)) == 3


def test_the_district_above_the_titles_is_no_group(tmp_path):
    for table in forms_of(
        tmp_path, split("|||KABUPATEN KEBUMEN||Tahun 2026", "No|Nama Usaha|Kab/Kota|Omset|Modal|PIRT", "1|Tempe|Demak|5 juta|1 juta|ada")
    ):
        assert told(table) == []
        assert len(uses(table)) == 5


def test_the_titles_of_a_sheet_may_be_centred(tmp_path):
    lines = ("|||LAPORAN UMKM|", "|||TAHUN 2026|", "No|Nama Usaha|Kab/Kota|Omset|Modal", "1|Tempe|Demak|5 juta|5 juta")
    for table in forms_of(tmp_path, split(*lines)):
        assert told(table) == []
        assert len(uses(table)) == 4


def test_a_row_that_is_too_long_makes_nothing_doubtful(tmp_path):
    rows = ["Nama Usaha;Kab/Kota;PIRT", "Kue;Demak;ada", "Tempe;Demak;ada;lengkap", ";;;;Kepala Dinas"]
    assert set(uses(read_table(csv_at(tmp_path, "\n".join(rows) + "\n")))) == {"Nama Usaha", "Kab/Kota", "PIRT"}


def test_numbers_before_a_title_may_be_a_part_of_it(tmp_path):
    for table in forms_of(tmp_path, split("Nama Usaha||Tenaga Kerja|PIRT", "Tempe|2|3|ada", "Kue|2|4|ada")):
        assert set(uses(table)) == {"Nama Usaha", "PIRT"}


def test_a_form_above_the_titles_makes_nothing_doubtful(tmp_path):
    lines = ("Kabupaten||: Kebumen|", "Tahun||: 2026|", "No|Nama Usaha|Kab/Kota|Omset", "1|Tempe|Demak|5 juta")
    for table in forms_of(tmp_path, split(*lines)):
        assert names(table) == ["No", "Nama Usaha", "Kab/Kota", "Omset"]
        assert len(uses(table)) == 3


@pytest.mark.parametrize("title", ["DATA IKM", "Tenaga Kerja", "Perizinan", "REKAP UMKM KABUPATEN KEBUMEN TAHUN 2026", "Legalitas Usaha"])
@pytest.mark.parametrize("at", [0, 1, 2])
def test_the_title_of_the_sheet_is_no_group(tmp_path, title, at):
    rows = [[title if index == at else None for index in range(4)], *split("No|Nama Usaha|Kab/Kota|Omset", "1|Tempe|Demak|5 juta")]
    for table in forms_of(tmp_path, rows):
        assert names(table) == ["No", "Nama Usaha", "Kab/Kota", "Omset"]
        # one that stands over a part of the columns may be the title of a group
        assert len(uses(table)) == (1 if (title, at) == ("Tenaga Kerja", 2) else 3)


def test_columns_of_data_without_a_title_are_told(tmp_path):
    lines = ("Nama Usaha||Kab/Kota||PIRT", "Tempe|enak|Demak||ada", "Tahu||Kebumen||belum")
    for table in forms_of(tmp_path, split(*lines)):
        assert [(found.code, found.place.line, found.place.column, found.slots["read"]) for found in table.problems] == [
            ("NK564", 1, 2, "B")
        ]
        assert set(uses(table)) == {"Nama Usaha", "Kab/Kota", "PIRT"}
        assert len(values(table)) == 2


def test_a_title_beside_numbers_without_one_waits(tmp_path):
    for lines in (
        ("Nama Usaha|Tenaga Kerja||PIRT", "Tempe|2|3|ada", "Tahu|1|4|belum"),
        ("Nama Usaha|Mulai Usaha||PIRT", "Tempe|Maret|2018|ada"),
    ):
        for table in forms_of(tmp_path, split(*lines)):
            assert told(table) == ["NK564"]
            assert set(uses(table)) == {"Nama Usaha", "PIRT"}
            assert "'kolom_3'" in next(each.why.en for each in propose_columns(table) if each.column.index == 1)


@pytest.mark.parametrize(
    ("beside", "is_sure"),
    [
        (["belum ada izin usaha", "sudah disurvei tahun 2025"], True),
        (["belum ada izin usaha", None], True),
        (["belum ada izin usaha", "Demak"], False),
        (["pindah dari Demak", "belum ada izin usaha"], False),
        (["Kec. Gombong Kab. Kebumen", "belum ada izin usaha"], False),
        (["belum lengkap datanya", "Kota Semarnag"], False),
        (["belum lengkap datanya", "asal"], False),
        (["v", "v"], False),
        (["3321", "3305"], False),
        ([2, 3], False),
    ],
)
def test_a_place_is_one_beside_remarks_that_name_no_place(tmp_path, beside, is_sure):
    rows = [["Nama Usaha", "Kab/Kota", None, "PIRT"], ["Tempe", "Demak", beside[0], "ada"], ["Kue", "Kebumen", beside[1], "ada"]]
    for table in (read_table(csv_at(tmp_path, text_of(rows)), delimiter=";"), read_table(xlsx_at(tmp_path, rows))):
        assert ("Kab/Kota" in uses(table)) is is_sure
        assert told(table) == ["NK564"]


def test_numbers_with_words_between_a_place_and_people_may_be_people(tmp_path):
    lines = ("Nama Usaha|Kab/Kota||Tenaga Kerja", "Tempe|Demak|2 orang tetap|3", "Kue|Kebumen|1 orang tetap|4")
    for table in forms_of(tmp_path, split(*lines)):
        assert set(uses(table)) == {"Nama Usaha", "Kab/Kota"}


def test_a_numbering_above_a_column_without_a_title_is_told(tmp_path):
    table = read_table(csv_at(tmp_path, text_of(split("No|Nama Usaha|Omset||PIRT", "1|2|3|4|5", "1|Tempe|5 juta|x|ada"))), delimiter=";")
    assert len(values(table)) == 2
    assert "NK562" in told(table)


@pytest.mark.parametrize(
    "lines",
    [
        ("Tahu Pasar|Legalitas", "ya|NIB", "ya|"),
        ("Nama Usaha|PIRT|Halal", "|ada|", "Tempe|ada|belum"),
        ("Kab/Kota|Tahu Pasar|Legalitas|", "Demak|ya|NIB|", "Kebumen|tidak||"),
        ("Jenis Kelamin|Omset|PIRT", "L|5 juta|ada", "P|6 juta|ada"),
        ("Satuan|Omset|PIRT", "kg||ada", "pcs|6 juta|ada"),
        ("Nama Usaha|Omset", "Jumlah|", "Tempe|5 juta"),
        ("Kelompok|Omset|Kab/Kota", "Jumlah||", "Maju|5 juta|Demak"),
        ("Nama Usaha|Keterangan|Kab/Kota", "|belum lengkap|", "Tempe||Demak"),
    ],
)
def test_a_nameless_business_is_one_without_a_word(tmp_path, lines):
    for table in forms_of(tmp_path, split(*lines)):
        assert (told(table), [row.number for row in table.rows()]) == ([], [2, 3])


#: Rows below titles that say which business a row is, with words that may be parts of titles: the columns above them wait.
UNDER_NAMES = {
    "owner": (["No|Nama Usaha|Pemilik||PIRT||Kab/Kota", "||Nama|Umur|Belum|Sudah|", "1|Tempe|Sri|44|v||Demak"], ["PIRT"]),
    "couple": (["No|Nama Usaha|Nama Pemilik||Tenaga Kerja|", "||Suami|Istri|L|P", "1|Tempe|Budi|Sri|18|", "2|Kue|Budi|Sri|3|"], ["Tenaga Kerja"]),
    "sex of the owner": (["No|Nama Usaha|Pemilik||Halal|", "||Nama|L/P|Belum|Sudah", "1|Tempe|Sri|P|v|", "2|Kue|Sri|P|v|"], ["Halal"]),
    "a telephone": (["No|Nama Usaha|Pemilik||Omset|", "||Nama|HP|Bulan|Tahun", "1|Tempe|Sri|0812|5 juta|", "2|Kue|Sri|0813|5 juta|"], ["Omset"]),
    "an address": (["No|Nama Usaha|Kontak||PIRT|", "||HP|Email|Proses|Terbit", "1|Tempe|0812|a@b.id|v|", "2|Kue|0813|a@b.id|v|"], ["PIRT"]),
    "a question": (["No|Nama Usaha|Email|PIRT|", "||(aktif)|Belum|Sudah", "1|Tempe|a@b.id|v|", "2|Kue|a@b.id|v|"], ["PIRT"]),
    "a question alone": (["No|Nama Usaha|Email|PIRT|Halal", "||(aktif)|(ya/tidak)|(ada/tidak)", "1|Tempe|a@b.id|ya|ada"], ["PIRT", "Halal"]),
    "nothing else": (["No|Nama Usaha|Email|PIRT|Halal", "||aktif|Belum|Belum", "1|Tempe|a@b.id|v|v"], ["PIRT", "Halal"]),
    "a unit": (["No|Nama Usaha|Omset|Pemilik|PIRT", "||Rp|Suami|Belum", "1|Tempe|5 juta|Sri|v"], ["PIRT"]),
    "years": (["No|Nama Usaha|Pemilik||Omset|", "||Nama|HP|2024|2025", "1|Tempe|Sri|0812|5 juta|6 juta"], ["Omset"]),
}  # fmt: skip


@pytest.mark.parametrize("case", UNDER_NAMES)
def test_words_below_the_title_of_a_name_do_not_hide_that_a_row_may_be_titles(tmp_path, case):
    lines, doubtful = UNDER_NAMES[case]
    rows = split(*lines)
    for table in forms_of(tmp_path, rows):
        assert [row.number for row in table.rows()] == list(range(2, len(rows) + 1))
        assert "NK562" in told(table)
        assert set(doubtful).isdisjoint(uses(table))
        assert uses(table)["Nama Usaha"] == "business_name"


def test_no_business_is_decided_by_marks_below_titles_nobody_understood(tmp_path):
    lines = (
        "No|Nama Usaha|Pemilik||PIRT||PIRT berlaku sampai|Tahun Berdiri|Kab/Kota|Jenis Usaha|Tahu Pasar|Tahu Produksi",
        "||Nama|Umur|Belum|Sudah||||||",
        "1|Tempe|Sri|44|v||1/1/2029|2018|Kab. Demak|pangan|ya|ya",
        "2|Kue|Joko|45||v|1/1/2029|2018|Kab. Demak|pangan|ya|ya",
    )
    made = score_table(xlsx_at(tmp_path, split(*lines)), INOPAK, tmp_path / "out.csv", as_of=AS_OF)
    assert {str(outcome): count for outcome, count in made.outcomes.items()} == {"needs_information": 3}


@pytest.mark.parametrize(
    "lines",
    [
        ("No|Nama Usaha|Pemilik||Kab/Kota", "1|Tempe|Sri|Demak|Demak", "2|Kue|Joko|Demak|Demak"),
        ("Nama Usaha|Pemilik|PIRT|Halal", "Tempe|Sri|ada|belum", "Kue|Joko|ada|belum"),
        ("Nama Pemilik|Tenaga Kerja|PIRT", "Sri|3|ada", "Joko|4|belum"),
        ("Nama Usaha|Jenis Usaha|PIRT", "Jumlah|pangan|ada", "Total|pangan|ada"),
    ],
)
def test_a_business_with_a_number_or_a_name_is_no_row_of_titles(tmp_path, lines):
    for table in forms_of(tmp_path, split(*lines)):
        assert "NK562" not in told(table)
        assert [row.number for row in table.rows()] == [2, 3]


@pytest.mark.parametrize(
    "lines",
    [
        ("Nama Usaha|PIRT||Omset", "Tempe|v||5 juta"),
        ("Nama Usaha|PIRT||Omset", "Tempe||v|5 juta", "Kue|v||5 juta", "Roti|v||5 juta"),
        ("Nama Usaha|Omset|PIRT|", "Tempe|5 juta|v|", "Kue|5 juta||v"),
        ("Nama Usaha|Omset|PIRT|", "Tempe|5 juta|v|", "Kue|5 juta||v", "Roti|5 juta|v|", "Tahu|5 juta|v|"),
        ("Nama Usaha|Omset|PIRT||", "Tempe|5 juta|v||", "Kue|5 juta|||sudah", "Roti|5 juta|v||"),
    ],
)
def test_a_title_beside_anything_without_one_waits(tmp_path, lines):
    shows = any(row[at] and not split(lines[0])[0][at] for row in split(*lines) for at in range(len(row)))
    for table in forms_of(tmp_path, split(*lines)):
        assert ("PIRT" in uses(table)) is not shows
        assert {"Nama Usaha", "Omset"} <= set(uses(table))


@pytest.mark.parametrize(
    "group",
    ["Belum ada", "Izin yang belum dimiliki", "Dalam Proses", "Pesaing", "Per bulan", "Bulan ini", "Omset per bulan", "2023", "Data pesaing", "Mitra"],
)  # fmt: skip
@pytest.mark.parametrize("first", [None, "DATA IKM"])
def test_one_title_of_a_group_above_the_others_is_told(tmp_path, group, first):
    for lines, kept in (
        ([f"{first or ''}||{group}|||", "No|Nama Usaha|NIB|PIRT|Omset|Halal", "1|Tempe|v|v|5 juta|"], {"Nama Usaha"}),
        ([f"{first or ''}||||{group}|", "No|Nama Usaha|Kab/Kota|PIRT|Omset|Modal", "1|Tempe|Demak|v|5 juta|5 juta"], {"Nama Usaha"}),
        ([f"{first or ''}||{group}||", "|||Izin|", "No|Nama Usaha|Kab/Kota|PIRT|Omset", "1|Tempe|Demak|v|5 juta"], {"Nama Usaha"}),
    ):  # fmt: skip
        table = read_table(csv_at(tmp_path, text_of(split(*lines))), delimiter=";")
        assert set(uses(table)) == kept
        assert "NK480" in told(table)


@pytest.mark.parametrize(
    "above",
    ["DATA IKM (dalam ribuan rupiah)|||||", "DATA IKM|||||Ribu Rp", "|||||dalam jutaan rupiah", "Rp 000|||||", "(juta rupiah)|||||", "||||(juta rupiah)|", "Nilai x Rp 1.000|||||"],
)  # fmt: skip
def test_a_unit_above_the_titles_is_one_of_money_alone(tmp_path, above):
    lines = (above, "No|Nama Usaha|PIRT|Kab/Kota|Omset|Modal", "1|Tempe|ada|Demak|300000|10000000", "2|Kue|ada|Demak|1500000|25000000")
    for table in forms_of(tmp_path, split(*lines)):
        assert set(uses(table)) == {"Nama Usaha", "PIRT", "Kab/Kota"}
        assert "NK480" in told(table)
    of_their_own = (above, "No|Nama Usaha|PIRT|Kab/Kota|Omset (juta Rp)|Modal (Rp)", "1|Tempe|ada|Demak|300|10000000")
    for table in forms_of(tmp_path, split(*of_their_own)):
        assert "annual_sales" in uses(table).values()
        assert "capital" not in uses(table).values()


@pytest.mark.parametrize(
    "lines",
    [
        ("No|Nama Usaha|Tenaga Kerja||PIRT", "|||P|", "1|Tempe|2|3|ada", "2|Kue|4|5|ada"),
        ("No|Nama Usaha|Modal||PIRT", "|||Luar|", "1|Tempe|2000000|3000000|ada"),
        ("No|Nama Usaha|Omset||PIRT", "|||per bulan|", "1|Tempe|2000000|3000000|ada"),
    ],
)
def test_the_first_column_of_a_group_is_not_the_whole_of_it(tmp_path, lines):
    for table in forms_of(tmp_path, split(*lines)):
        assert split(*lines)[0][2] not in uses(table)
        assert {"Nama Usaha", "PIRT"} <= set(uses(table))


def test_a_second_table_with_other_titles_makes_those_columns_wait(tmp_path):
    lines = (
        "No|Nama Usaha|Omset|Modal|Kab/Kota",
        "1|Tempe|5 juta|6 juta|Demak",
        "",
        "No|Nama Usaha|Modal|Omset|Kab/Kota",
        "1|Kue|5 juta|6 juta|Demak",
    )
    for table in forms_of(tmp_path, split(*lines)):
        assert told(table) == ["NK562"]
        assert set(uses(table)) == {"Nama Usaha", "Kab/Kota"}
        assert "row 4" in next(each.why.en for each in propose_columns(table) if each.column.index == 2)


def test_titles_that_come_again_on_every_page_change_nothing(tmp_path):
    titles = ("No|Nama Usaha|Tenaga Kerja||PIRT", "||L|P|")
    for table in forms_of(tmp_path, split(*titles, "1|Tempe|2|3|ada", "2|Roti|2|3|ada", "3|Tahu|2|3|ada", *titles, "4|Kue|2|3|ada")):
        assert told(table) == ["NK562"]
        assert set(uses(table)) == {"Nama Usaha", "Tenaga Kerja L", "Tenaga Kerja P", "PIRT"}


@pytest.mark.parametrize("last", ["2024|2025", "Awal|Akhir", "Omset|Modal"])
@pytest.mark.parametrize("above", ["||Tenaga Kerja||Legalitas||Omset|", "||Tenaga Kerja||Pemilik||Omset|"])
def test_the_titles_stand_where_the_name_of_the_business_does(tmp_path, above, last):
    lines = (
        above,
        f"No|Nama Usaha|L|P|NIB|PIRT|{last}",
        "1|2|3|4|5|6|7|8",
        "1|Tempe|2|3|ada|ada|5 juta|6 juta",
        "2|Kue|2|3|ada|ada|5 juta|6 juta",
    )
    for table in forms_of(tmp_path, split(*lines)):
        assert uses(table)["Nama Usaha"] == "business_name"
        assert [row.number for row in table.rows()] == [4, 5]
        assert "NK561" in told(table)


@pytest.mark.parametrize("second", ["|2025|2025|", "|Jan|Feb|", "|2024|2025|", "|Januari|Februari|", "|2025||"])
def test_times_below_amounts_may_be_titles(tmp_path, second):
    for table in forms_of(tmp_path, split("Nama Usaha|Omset|Modal|PIRT", second, "Tempe|5 juta|6 juta|ada", "Kue|5 juta|6 juta|ada")):
        assert told(table) == ["NK562"]
        assert {"Omset"}.isdisjoint(uses(table))
        assert {"Nama Usaha", "PIRT"} <= set(uses(table))


TITLES = st.sampled_from(
    [
        ["No", "Nama Usaha", "Tenaga Kerja", "", "Omset"], ["Nama Usaha", "Legalitas", "", "", "PIRT"], ["Nama Usaha", "", "Tenaga Kerja", "", ""],
        ["NIK", "Nama", "Mulai Usaha", "", "Kab/Kota"], ["Nama Usaha", "Omset", "Omset", "PIRT", ""],
    ]
)  # fmt: skip
WORDS = st.sampled_from(
    ["", "", "L", "P", "(Rp)", "Jumlah", "NIB", "PIRT", "Halal", "per bulan", "Tahun", "2", "2018", "ya", "ada", "tetap", "5 juta", "Lokal"]
)
KEYS = {
    "No": ["1", "7", "12"],
    "NIK": ["3305010101010001"],
    "Nama Usaha": ["Tempe Maju", "UD Sri", "Bu L", "CV Jumlah Rasa"],
    "Nama": ["Sri", "Bu Tri"],
}


@given(st.data(), TITLES, st.lists(st.lists(WORDS, min_size=5, max_size=5), max_size=4))
@settings(deadline=None, max_examples=150)
def test_a_business_with_a_key_or_a_name_is_a_row_wherever_it_stands(data, titles, more):
    key = data.draw(st.sampled_from([at for at, title in enumerate(titles) if title in KEYS]))
    first = [data.draw(WORDS) if data.draw(st.booleans()) else "" for _ in titles]
    first[key] = data.draw(st.sampled_from(KEYS[titles[key]]))
    with tempfile.TemporaryDirectory() as folder:
        try:
            table = read_table(csv_at(Path(folder), text_of([titles, first, *more, ["", "", "", "", "akhir"]])), delimiter=";")
        except TableError:
            return
        kept = [2, *(number for number, row in enumerate(more, 3) if any(row)), 3 + len(more)]
        if table.header_row == 1:
            assert [row.number for row in table.rows()] == kept


CELLS = st.sampled_from(["", "", "", "Nama Usaha", "Kab/Kota", "Tenaga Kerja", "Legalitas", "PIRT", "NIB", "L", "P", "Jumlah", "(Rp)", "Nomor", "3", "Tempe", "ya", "Tetap", "2024", "2025"])  # fmt: skip


@given(st.lists(st.lists(CELLS, min_size=4, max_size=4), min_size=1, max_size=6))
@example([["", "", "Tenaga Kerja", ""], ["Nama Usaha", "Kab/Kota", "L", "P"], ["Tempe", "", "", ""]])
@example([["Nama Usaha", "", "Tenaga Kerja", ""], ["", "L", "P", "Jumlah"], ["Tempe", "3", "3", "3"]])
@settings(deadline=None, max_examples=200)
def test_every_row_is_a_title_told_or_a_business(rows):
    with tempfile.TemporaryDirectory() as folder:
        try:
            table = read_table(csv_at(Path(folder), text_of(rows)), delimiter=";")
        except TableError:
            return
        filled = [number for number, row in enumerate(rows, 1) if any(row)]
        read = [row.number for row in table.rows()]
        joined = sum(("two rows" in note.en) + 2 * ("three rows" in note.en) for note in table.notes)
        passed = sum(" passed over" in note.en for note in table.notes)
        below = [number for number in filled if number > table.header_row]
        assert read == below[joined + passed :]
        again = read_table(table.file, header_row=table.header_row, delimiter=";")
        assert names(again) == names(table)
