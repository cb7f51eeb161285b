"""Where a column beside an amount tells its unit or its period, the amount waits: nobody puts the two cells together."""

import json

import polars as pl
import pytest

import naikkelas as nk
from naikkelas.batch import propose_columns, read_table, score_table
from naikkelas.batch.columns.digits import SAMPLED
from naikkelas.batch.columns.unit_cells import said_in
from tests.batch.make import AS_OF, csv_at, text_of, xlsx_at

RULES = nk.loads("""
format: naikkelas/1
rule_set: omset
version: 1
criteria:
  small: {require: {annual_sales: {at_most: 50 juta}}}
  here: {require: {regency: {is: 3305}}}
""")
NAMES = ("No", "Nama Usaha")


def table_at(folder, titles, *rows, ending=".csv"):
    made = [[*NAMES, *titles], *([at, f"Keripik {at}", *row] for at, row in enumerate(rows, 1))]
    return csv_at(folder, text_of(made)) if ending == ".csv" else xlsx_at(folder, made)


def used(path, facts=None):
    """The columns that are sure, without those that say which business it is."""
    proposals = propose_columns(path) if facts is None else propose_columns(path, facts)
    return {each.column.name for each in proposals if each.use is not None and each.sure.is_used} - set(NAMES)


def split(line):
    return [each.strip() for each in line.split("|")]


def listed(folder, titles, *rows, ending=".csv"):
    return used(table_at(folder, split(titles), *map(split, rows), ending=ending))


# --- amounts that wait -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
@pytest.mark.parametrize(
    ("titles", "row"),
    [
        ("Omset (Rp) | Satuan", "900 | juta"),
        ("Omset | Satuan", "900000 | ribu"),
        ("Omset (Rp) | Periode", "9000000 | bulan"),
        ("Omset (Rp) | Per", "4000000 | hari"),
        ("Omset (Rp) | Satuan Omset", "900 | jutaan"),
        ("Omset (Rp) | Satuan (ribu/juta)", "900 | rb"),
        ("Omset (Rp) | Omset Satuan", "900 | Jt"),
        ("Omset (Rp) | Mata Uang", "9000000 | USD"),
        ("Omset (Rp) | Mata Uang | Kurs", "9000 | rupiah | 15000"),
        ("Omset (Rp) | Kurs", "9000 | 15.750"),
        ("Omset (Rp) | Satuan", "900 | M"),
        ("Omset (Rp) | Satuan", "900 | 1.000.000"),
        ("Omset (Rp) | Satuan", "900 | Rp 000"),
        ("Omset (Rp) | Satuan", "900 | kg"),
        ("Omset (Rp) | Satuan", "900 | porsi besar"),
        ("Omset (Rp) | Satuan", "9000000 | Rp/bulan"),
        ("Omset (Rp) | Periode", "9000000 | Januari 2026"),
        ("Omset (Rp) | Periode", "9000000 | Triwulan I"),
        ("Omset (Rp) | Periode", "9000000 | 3 bulan"),
        ("Omset (Rp) | Waktu", "9000000 | bulan"),
        ("Omset (Rp) | Periode", "9000000 | 2017"),
        ("Omset (Rp) | Tahun Omset", "9000000 | 2017"),
        ("Omset (Rp) | Bulan", "9000000 | Maret"),
        ("Bulan | Omset", "3 | 9000000"),
        ("Bulan | Tahun | PIRT | Omset", "Maret | 2026 | ada | 9000000"),
        ("Triwulan | Omset", "I | 9000000"),
        ("Omset (Rp) | Keterangan", "9000000 | per bulan"),
        ("Omset (Rp) | Jenis Omset", "9000000 | harian"),
        ("Omset (Rp) | Besaran", "900 | juta rupiah"),
        ("Omset (Rp) | | PIRT", "900 | juta | ada"),
        ("Satuan | Omset", "juta | 900000"),
        ("Periode | Omset (Rp)", "per hari | 900000"),
        ("Mata Uang | Omset", "USD | 900000"),
        ("| Omset (Rp)", "$ | 900000"),
        ("Kapasitas | Satuan | Omset (Rp)", "500 | juta | 900"),
        ("Omset (Rp) | Satuan | Periode", "9000000 | Rp | bulan"),
        ("Omset (Rp) | PIRT | Satuan", "900 | ada | juta"),
        ("Satuan | PIRT | Omset (Rp)", "juta | ada | 900"),
        ("annual_sales | Satuan", "900 | juta"),
    ],
)
def test_sales_wait_where_a_column_tells_another_unit_or_period(tmp_path, titles, row, ending):
    assert not listed(tmp_path, titles, row, row, ending=ending) & {"Omset", "Omset (Rp)", "annual_sales"}


@pytest.mark.parametrize(
    ("titles", "row", "sure"),
    [
        ("Omset | Modal | Satuan", "900000 | 800000 | ribu", set()),
        ("Satuan | Omset | Modal", "ribu | 900000 | 800000", set()),
        ("Omset | Modal | Satuan Omset", "900000 | 800000 | ribu", {"Modal"}),
        ("Satuan Modal | Omset | Modal", "ribu | 900000 | 800000", {"Omset"}),
        ("Modal | Omset | Periode", "900000 | 800000 | bulan", {"Modal"}),
        ("Modal | Per | Tenaga Kerja", "900000 | bulan | 5", {"Tenaga Kerja"}),
        ("Masa Simpan | Satuan", "6 | bulan", set()),
        ("Satuan | Masa Simpan", "bulan | 6", set()),
        ("Masa Simpan | Satuan | Omset", "6 | bulan | 90000000", {"Omset"}),
        ("Masa Simpan | Satuan", "6 | hari", {"Masa Simpan"}),
        ("Omset | Satuan | Tenaga Kerja | Satuan", "90000000 | Rp | 5 | orang", {"Omset", "Tenaga Kerja"}),
    ],
)
def test_just_the_columns_wait_of_which_it_may_be(tmp_path, titles, row, sure):
    assert listed(tmp_path, titles, row, row) == sure


def test_the_sentence_names_the_other_column_and_what_it_says(tmp_path):
    sales = propose_columns(table_at(tmp_path, ["Omset (Rp)", "Satuan"], [900, "Rp"], [9, "juta"]))[2]
    assert (sales.sure, sales.use.name) == ("unsure", "annual_sales")
    assert "'Satuan'" in sales.why.id
    assert "'juta'" in sales.why.id
    assert "'Satuan'" in sales.why.en


def test_what_is_no_unit_is_not_shown(tmp_path):
    sales = propose_columns(table_at(tmp_path, ["Omset (Rp)", "Satuan"], [900, "Bu Sri Rahayu"]))[2]
    assert sales.sure == "unsure"
    assert "Sri" not in f"{sales.why.id}{sales.why.en}"


@pytest.mark.parametrize("engine", ["rows", "polars", "duckdb"])
@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_nothing_is_decided_by_such_an_amount_until_a_mapping_says_what_it_is(tmp_path, engine, ending):
    path = table_at(tmp_path, ["Omset", "Satuan", "Kab/Kota"], [900, "juta", "Kebumen"], [40, "juta", "Kebumen"], ending=ending)

    def outcomes(**options):
        score_table(path, RULES, tmp_path / "hasil.csv", as_of=AS_OF, engine=engine, overwrite=True, **options)
        table = read_table(tmp_path / "hasil.csv")
        return [row.cells[table.column("nk_outcome").index] for row in table.rows()]

    assert outcomes() == ["needs_information"] * 2
    mapping = csv_at(
        tmp_path,
        "format: naikkelas-mapping/1\ncolumns:\n  Omset: {fact: annual_sales, unit: juta}\n  Kab/Kota: {fact: regency}\n",
        "m.yaml",
    )
    assert outcomes(mapping=mapping) == ["ineligible", "eligible"]


# --- whole tables ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".jsonl", ".parquet"])
@pytest.mark.parametrize(("title", "first"), [("Satuan", "Rp"), ("Satuan", ""), ("Ket", ""), ("Ket", "aktif"), ("", "")])
def test_a_unit_is_found_wherever_it_stands(tmp_path, title, first, ending):
    if not title and ending in (".jsonl", ".parquet"):
        title = "x"
    rows = [(90_000_000, first)] * (SAMPLED + 300)

    def path_of(rows):
        if ending in (".csv", ".xlsx"):
            return table_at(tmp_path, ["Omset (Rp)", title, "PIRT"], *((*row, "ada") for row in rows), ending=ending)
        made = [{"Nama Usaha": f"Keripik {at}", "Omset (Rp)": sales, title: unit or None} for at, (sales, unit) in enumerate(rows)]
        path = tmp_path / f"data{ending}"
        if ending == ".parquet":
            pl.DataFrame(
                made, infer_schema_length=None, schema={"Nama Usaha": pl.String, "Omset (Rp)": pl.Int64, title: pl.String}
            ).write_parquet(path)
        else:
            path.write_text("".join(f"{json.dumps(each)}\n" for each in made), encoding="utf-8")
        return path

    assert "Omset (Rp)" in used(path_of(rows))
    assert "Omset (Rp)" not in used(path_of([*rows, (90, "juta")]))
    assert "Omset (Rp)" not in used(path_of([*rows[:-2], (90, "per bulan"), *rows[:2]]))


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_a_name_that_is_also_a_time_is_none(tmp_path, ending):
    rows = [(90_000_000, "Hari"), *[(90_000_000, "Sri")] * (SAMPLED + 300), (80_000_000, "Minggu")]
    assert used(table_at(tmp_path, ["Omset (Rp)", "Petugas"], *rows, ending=ending)) == {"Omset (Rp)"}


# --- ordinary tables do not wait -------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
@pytest.mark.parametrize(
    ("titles", "rows"),
    [
        ("Produk | Satuan (pcs/kg) | Omset", ["Keripik | kg | 90000000", "Kue | pcs | 80000000"]),
        ("Produk | Satuan | Omset", ["Keripik | kg | 90000000", "Kue | bungkus | 80000000"]),
        ("Kapasitas | Satuan | Omset", ["500 | kg/bulan | 90000000", "20 | kg per hari | 80000000"]),
        ("Kapasitas | Periode | Omset", ["500 | bulan | 90000000", "20 | hari | 80000000"]),
        ("Kapasitas Produksi | Satuan | Periode | Omset", ["500 | kg | bulan | 90000000", "20 | ton | tahun | 80000000"]),
        ("Jumlah Produk | Satuan | Omset", ["500 | pcs | 90000000", "20 | lusin | 80000000"]),
        ("Harga | Satuan | Omset", ["5000 | kg | 90000000", "2000 | pcs | 80000000"]),
        ("Nilai Ekspor | Mata Uang | Omset", ["5000 | USD | 90000000", "200 | SGD | 80000000"]),
        ("Omset per bulan | Satuan | Modal", ["5 | juta | 90000000", "2 | juta | 80000000"]),
        ("Omset | Satuan", ["90000000 | Rp", "80000000 | rupiah"]),
        ("Omset | Satuan", ["90000000 | Rp/tahun", "80000000 | -"]),
        ("Omset | Satuan", ["90000000 | ", "80000000 | "]),
        ("Omset (Rp juta) | Satuan", ["90 | juta", "80 | Rp juta"]),
        ("Omset | Mata Uang", ["90000000 | IDR", "80000000 | Rupiah"]),
        ("Omset | Periode", ["90000000 | tahun", "80000000 | per tahun"]),
        ("Omset | Periode", ["90000000 | 2025", "80000000 | Tahun 2025"]),
        ("Omset | Periode", ["90000000 | Januari - Desember 2025", "80000000 | Jan-Des 2025"]),
        ("Omset | Periode", ["90000000 | 12 bulan", "80000000 | 1 tahun"]),
        ("Omset per tahun | Periode data", ["90000000 | 2025", "80000000 | 2025"]),
        ("Omset per tahun | Periode data: 2025", ["90000000 | v", "80000000 | v"]),
        ("Omset per tahun | Periode Pendataan", ["90000000 | Juni 2026", "80000000 | Juli 2026"]),
        ("Omset | Masa Simpan", ["90000000 | 3 bulan", "80000000 | 7 hari"]),
        ("Omset | Lama Usaha", ["90000000 | 6 bulan", "80000000 | 5 tahun"]),
        ("Modal | Jangka Waktu Pinjaman", ["90000000 | 12 bulan", "80000000 | 24 bulan"]),
        ("Omset | Jadwal Produksi", ["90000000 | harian", "80000000 | setiap minggu"]),
        ("Omset | Frekuensi Produksi", ["90000000 | hari", "80000000 | minggu"]),
        ("Omset | Sistem Upah", ["90000000 | bulanan", "80000000 | borongan"]),
        ("Hari Libur | Omset", ["Minggu | 90000000", "Minggu | 80000000"]),
        ("Omset | Harga Satuan", ["90000000 | 5000", "80000000 | 2000"]),
        ("Omset | Kemasan", ["90000000 | botol", "80000000 | pcs"]),
        ("Omset | Keterangan", ["90000000 | aktif", "80000000 | penjualan naik"]),
        ("Omset | Keterangan", ["90000000 | per tahun", "80000000 | kurang foto"]),
        ("Omset | Jumlah Produk", ["90000000 | 1000", "80000000 | 500"]),
        ("Omset | Tahun Omset", ["90000000 | 2025", "80000000 | 2025"]),
        ("Bulan | Omset per tahun", ["Maret | 90000000", "April | 80000000"]),
        ("Bulan | Modal", ["Maret | 90000000", "April | 80000000"]),
        ("Bulan Mulai Usaha | Tahun Mulai Usaha | Omset", ["Maret | 2019 | 90000000", "Juni | 2020 | 80000000"]),
        ("Tahun Berdiri | Omset", ["2012 | 90000000", "2018 | 80000000"]),
        ("Omset | Tahun Data", ["90000000 | 2025", "80000000 | 2025"]),
        ("Omset | Skala", ["90000000 | M", "80000000 | K"]),
        ("Omset | Bank", ["90000000 | BRI", "80000000 | Bank Jateng"]),
        ("Periode | Nama Pendamping | Omset", ["I | Hari | 90000000", "II | Tri | 80000000"]),
        ("Omset | Tenaga Kerja | Satuan", ["90000000 | 5 | orang", "80000000 | 3 | org"]),
        ("Tenaga Kerja | Satuan | Omset", ["5 | orang | 90000000", "3 | org | 80000000"]),
        ("Masa Simpan | Satuan | Omset", ["5 | hari | 90000000", "30 | hari | 80000000"]),
    ],
)
def test_an_ordinary_table_does_not_wait(tmp_path, titles, rows, ending):
    wanted = {"Omset", "Omset (Rp juta)", "Omset per tahun", "Modal"} & set(split(titles))
    assert listed(tmp_path, titles, *rows, ending=ending) >= wanted > set()


def test_numbers_of_a_rule_set_wait_where_several_things_are_counted(tmp_path):
    rules = nk.loads("""
format: naikkelas/1
rule_set: kapasitas
version: 1
facts:
  capacity: {title: {id: Kapasitas, en: Capacity}, type: number, decimals: 1, at_least: 0}
criteria: {large: {require: {capacity: {at_least: 100}}}}
""")
    titles = ["Kapasitas", "Satuan"]
    assert used(table_at(tmp_path, titles, [500, "kg"], [200, "kg"]), rules.catalogue) == {"Kapasitas"}
    assert used(table_at(tmp_path, titles, [500, "kg"], [2, "ton"]), rules.catalogue) == set()
    assert used(table_at(tmp_path, titles, [500, "kg/bulan"], [200, "kg/bulan"]), rules.catalogue) == {"Kapasitas"}
    assert used(table_at(tmp_path, titles, [500, "kg/bulan"], [200, "kg/hari"]), rules.catalogue) == set()
    assert used(table_at(tmp_path, titles, [500, "ribu"], [200, "ribu"]), rules.catalogue) == set()


# --- what a cell says ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["juta", "Rp. juta", "rb", "USD", "US$", "$", "per bulan", "/bln", "harian", "tiap hari", "Omset sebulan", "juta/bulan", "TW I"]
)
def test_what_says_another_unit_below_any_title(text):
    assert said_in(text).is_clear


@pytest.mark.parametrize(
    "text", ["Rp", "rupiah", "tahun", "per tahun", "Rp/tahun", "2025", "tahun 2025", "12 bulan", "1 tahun", "-", "", "tidak tahu"]
)
def test_what_says_no_other(text):
    said = said_in(text)
    assert said.money <= {"rupiah"}
    assert said.times <= {"tahun"}
    assert not said.is_clear


@pytest.mark.parametrize("text", ["Ribuan Rasa", "Juta Rasa", "baik", "Harian Pagi", "500", "15.750", "kurang foto", "panen", "x" * 100])
def test_what_is_no_unit(text):
    assert said_in(text) is None
