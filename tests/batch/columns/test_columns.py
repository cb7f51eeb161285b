"""What columns probably are: the sure and the unsure, and nothing personal in a sample."""

from difflib import get_close_matches

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naikkelas.batch import Sure, mapping_of, mapping_text, propose_columns, read_mapping, read_table
from naikkelas.batch.columns import proposing as columns
from naikkelas.batch.wording.words import known_titles
from naikkelas.ikm import FACTS
from tests.batch.make import INOPAK, MESS, csv_at, names, xlsx_at


def proposed(folder, titles, *rows, facts=INOPAK.catalogue):
    lines = [";".join(titles), *(";".join(row) for row in rows)]
    made = propose_columns(read_table(csv_at(folder, "\n".join(lines) + "\n"), delimiter=";", header_row=1), facts)
    return {each.column.name: (each.sure.value, None if each.use is None else each.use.words) for each in made}


def test_the_columns_of_a_messy_table(tmp_path):
    made = {each.column.name: each for each in propose_columns(read_table(csv_at(tmp_path, MESS)))}
    assert {name: (each.sure.value, each.use and each.use.words) for name, each in made.items()} == {
        "No": ("none", None),
        "Nama Usaha": ("sure", "fact: business_name"),
        "Nama Pemilik": ("sure", "fact: owner_name"),
        "Kab/Kota": ("sure", "fact: regency"),
        "Jenis Usaha": ("sure", "fact: sector"),
        "Bulan Mulai Usaha": ("sure", "fact: operating_since, part: month"),
        "Tahun Mulai Usaha": ("sure", "fact: operating_since, part: year"),
        "Omset Tahunan": ("sure", "fact: annual_sales"),
        "TK L": ("sure", "fact: workers_men"),
        "TK P": ("sure", "fact: workers_women"),
        "PIRT": ("sure", "permit: pirt"),
        "Legalitas": ("unsure", "permits: true"),
        "Tahu Pasar": ("sure", "fact: knows_market"),
    }
    pirt = made["PIRT"]
    assert (pirt.filled, pirt.unread) == (6, 1)
    first = pirt.samples[0]
    assert (first.cell, first.becomes, first.refused) == ("2.05337E+14", "NK446", True)
    assert not made["Nama Pemilik"].samples


OTHER_PERIODS = (
    *(
        "Rp/bulan",
        "Rp/bln",
        "Rp per bulan",
        "Rp, per bulan",
        "Rp/hari",
        "Rp/minggu",
        "Rp/triwulan",
        "Rp sebulan",
        "Rp juta/bulan",
        "juta per bulan",
    ),
    *(
        "Rp/semester",
        "Rp/kuartal",
        "Rp sehari",
        "Rp seminggu",
        "Rp perbulan",
        "Rp bulanan",
        "bulan",
        "dalam Rp/bulan",
        "Rp, 3 bulan",
    ),
)
#: What is not exactly understood, and what of it says a unit.
UNCLEAR = (
    *(
        ("Rp/unit", ", unit: rupiah"),
        ("Rp/orang", ", unit: rupiah"),
        ("Rp per panen", ", unit: rupiah"),
        ("Rp x 1.000", ""),
        ("000", ", unit: ribu"),
    ),
    *(("orang", ""), ("hari", ""), ("kg", ""), ("Rp juta) (ribuan", "")),
)
CLEAR = (
    *(("Rp", "rupiah"), ("Rp.", "rupiah"), ("Rp,-", "rupiah"), ("dalam Rupiah", "rupiah"), ("IDR", "rupiah"), ("Rp/tahun", "rupiah")),
    *(
        ("Rp juta/thn", "juta"),
        ("Rp.jutaan, per tahun", "juta"),
        ("juta rupiah", "juta"),
        ("dalam jutaan", "juta"),
        ("Rp dalam ribuan", "ribu"),
    ),
    *(("Rp 000", "ribu"), ("Rp.000.000", "juta"), ("Rp 000,-", "ribu"), ("miliar Rp", "miliar"), ("Rp setahun", "rupiah")),
)


@pytest.mark.parametrize(
    ("title", "cell", "expected"),
    [
        ("annual_sales", "500", ("named", "fact: annual_sales, unit: rupiah")),
        ("annual_sales__low", "500", ("named", "fact: annual_sales, part: low, unit: rupiah")),
        ("sector__low", "x", ("none", None)),
        ("Omset Tahunan (juta)", "205", ("sure", "fact: annual_sales, unit: juta")),
        ("Omset Tahunan (Rp)", "205", ("sure", "fact: annual_sales, unit: rupiah")),
        ("penjualan_rata_pertahun", "205", ("unsure", "fact: annual_sales")),
        ("Omset per Bulan", "5 juta", ("none", None)),
        *((f"Omset ({unit})", "5 juta", ("none", None)) for unit in OTHER_PERIODS),
        *((f"Omset ({unit})", "5 juta", ("unsure", f"fact: annual_sales{told}")) for unit, told in UNCLEAR),
        *((f"Omset ({unit})", "5", ("sure", f"fact: annual_sales, unit: {told}")) for unit, told in CLEAR),
        ("Tenaga Kerja (Rp)", "5", ("unsure", "fact: workers")),
        ("Jml TK (orang)", "5", ("sure", "fact: workers")),
        ("Jumlah Tenaga Kerja (orang/hari)", "5", ("none", None)),
        ("Tenaga Kerja (hari)", "5", ("unsure", "fact: workers")),
        ("Masa Simpan (hari)", "5", ("sure", "fact: shelf_life_days")),
        ("Masa Simpan (bulan)", "5", ("none", None)),
        ("Tanggal Berdiri (mm/dd/yyyy)", "03/04/2018", ("unsure", "fact: operating_since")),
        ("jumlh tenaga kerja", "5", ("unsure", "fact: workers")),
        ("Modal Sendiri (Rp)", "5", ("unsure", "fact: capital, unit: rupiah")),
        ("Thn Mulai Usaha", "2019", ("sure", "fact: operating_since")),
        ("c207_tahun_mulai_operasi", "2019", ("sure", "fact: operating_since")),
        ("Kecamatan", "Andoolo", ("none", None)),
        ("Alamat Kab.", "Kebumen", ("unsure", "fact: regency")),
        ("Ijin P-IRT", "ada", ("sure", "fact: pirt_status")),
        ("Tgl. Kadaluarsa P-IRT", "Des 2028", ("sure", "fact: pirt_expires_on")),
        ("Masa Berlaku Sertifikat Halal", "seumur hidup", ("none", None)),
        ("NIB", "9120001234567", ("sure", "permit: nib")),
        ("Izin Usaha", "NIB", ("unsure", "permits: true")),
        ("Warna Kemasan Botol", "biru", ("none", None)),
        ("Jenis Pangan", "Lempok Buah", ("unsure", "fact: food_kind")),
        ("Omzet / Th", "60 juta", ("sure", "fact: annual_sales")),
        ("Jml TK (L + P)", "5", ("sure", "fact: workers")),
        ("Kabupaten / Kota Asal", "Demak", ("sure", "fact: regency")),
        ("Kabupatn/Kota", "Demak", ("unsure", "fact: regency")),
        ("Tahun Bediri", "2019", ("unsure", "fact: operating_since")),
        ("Tenaga Krja Laki-laki", "2", ("unsure", "fact: workers_men")),
        ("tahun bediri usaha kue", "2019", ("none", None)),
        ("Aset Usaha", "5 juta", ("unsure", "fact: capital")),
        ("total_aset", "205", ("unsure", "fact: capital")),
        ("Modal Luar (Rp)", "0", ("unsure", "fact: capital, unit: rupiah")),
        ("Sudah berapa lama usaha berjalan?", "5 tahun", ("none", None)),
        ("no_pkrt", "", ("none", None)),
        ("alasan_no_nib", "belum tahu", ("none", None)),
        ("Bulan Tahun Daftar Usaha", "Mei 2019", ("none", None)),
        ("Legalitas yang dimiliki", "NIB, PIRT", ("unsure", "permits: true")),
        ("Izin PIRT", "NIB, Halal", ("unsure", "permits: true")),
        ("Keterangan", "NIB", ("none", None)),
    ],
)
def test_a_title_and_its_cells(tmp_path, title, cell, expected):
    assert proposed(tmp_path, [title, "lain"], [cell, "x"])[title] == expected


def test_facts_of_a_rule_set_are_known(tmp_path):
    assert proposed(tmp_path, ["Tahu Produksi", "x"], ["ya", ""])["Tahu Produksi"] == ("sure", "fact: knows_production")
    assert proposed(tmp_path, ["Tahu Produksi", "x"], ["ya", ""], facts={})["Tahu Produksi"] == ("none", None)


def test_two_columns_for_one_fact_are_both_unsure_unless_one_has_its_name(tmp_path):
    assert proposed(tmp_path, ["Kab/Kota", "Kabupaten"], ["Kebumen", "Kebumen"]) == {
        "Kab/Kota": ("unsure", "fact: regency"),
        "Kabupaten": ("unsure", "fact: regency"),
    }
    assert proposed(tmp_path, ["regency", "Kabupaten"], ["3305", "Kebumen"])["regency"] == ("named", "fact: regency")


def test_a_month_without_its_year_is_nothing(tmp_path):
    assert proposed(tmp_path, ["Bulan Mulai", "Kota"], ["3", "Kebumen"])["Bulan Mulai"][1] is None


def test_a_proposed_mapping_reads_back_as_what_was_proposed(tmp_path):
    rows = [("Nama: usaha", "Kab/Kota", "Bulan Berdiri", "Tahun Berdiri", "NIB", 'PIRT "no"', "Legalitas")]
    rows += [("a # b", "Kebumen", "Mei", 2019, "-", "x", "NIB")]
    table = read_table(xlsx_at(tmp_path, rows, sheet="Data 'A'"))
    proposals = propose_columns(table)
    for lang in ("id", "en"):
        path = tmp_path / "mapping.yaml"
        path.write_text(mapping_text(proposals, table, lang), encoding="utf-8")
        read = read_mapping(path)
        assert (read.sheet, read.header_row) == ("Data 'A'", 1)
        meant = {name: (use.role, use.name, use.sure) for name, use in read.columns.items() if use.role != "ignore"}
        assert meant == {name: (use.role, use.name, use.sure) for name, use in mapping_of(proposals, table).columns.items()}


def test_a_mapping_shows_no_personal_cell(tmp_path):
    table = read_table(
        csv_at(tmp_path, "Nama Pemilik;NIK;Alamat;NIB;Legalitas\nSri Rahayu;3305010101010001;Jalan Mawar;9120001234567;NIB 9120001234567\n")
    )
    text = mapping_text(propose_columns(table), table)
    for secret in ("Sri", "3305010101010001", "Mawar", "9120001234567"):
        assert secret not in text


def test_a_proposal_as_data(tmp_path):
    made = propose_columns(read_table(csv_at(tmp_path, "Kab/Kota;Lain\nKebumen;x\n")))
    assert made[0].to_dict() == {
        "column": "Kab/Kota",
        "letter": "A",
        "use": {"role": "fact", "name": "regency", "unit": None},
        "sure": "sure",
        "why": {"id": "judulnya dikenal", "en": "its title is known"},
        "filled": 1,
        "unread": 0,
        "samples": [{"cell": "Kebumen", "becomes": "3305", "refused": False}],
    }
    assert made[1].to_dict()["use"] is None
    assert [each.is_used for each in Sure] == [True, True, False, False]


def test_a_column_called_only_nama_is_listed_and_not_used_and_its_cells_are_not_shown(tmp_path):
    table = read_table(csv_at(tmp_path, "Nama;Kab/Kota;Halal\nSri Rahayu;Demak;Ada\n"))
    first = propose_columns(table)[0]
    assert (first.sure, first.use.words, first.samples) == (Sure.UNSURE, "fact: business_name", ())
    assert proposed(tmp_path, ["Nama", "Nama Usaha"], ["Sri", "Kue"])["Nama"] == ("unsure", "fact: owner_name")
    assert proposed(tmp_path, ["Nama", "Nama Usaha", "Pemilik"], ["Sri", "Kue", "Sri"])["Nama"] == ("none", None)


def test_a_month_and_a_year_show_the_dates_that_they_become(tmp_path):
    table = read_table(csv_at(tmp_path, "Bulan Berdiri;Tahun Berdiri\nMei;2019\n3;2020\nMay0;2021\n;2022\n"))
    month = propose_columns(table)[0]
    assert month.unread == 1
    assert [(each.cell, each.becomes) for each in month.samples] == [
        ("May0 2021", "NK440"),
        ("Mei 2019", "2019-05-01 .. 2019-05-31"),
        ("3/2020", "2020-03-01 .. 2020-03-31"),
    ]


def test_columns_that_claim_one_fact_in_different_ways_are_all_unsure(tmp_path):
    made = proposed(tmp_path, ["Tgl Mulai", "Bulan Berdiri", "Tahun Berdiri"], ["1/2/2019", "2", "2019"])
    assert {sure for sure, _ in made.values()} == {"unsure"}
    made = proposed(tmp_path, ["PIRT", "No PIRT", "Halal"], ["2053305020970-28", "2053305020970-28", "ada"])
    assert made == {
        "PIRT": ("unsure", "permit: pirt"),
        "No PIRT": ("unsure", "fact: pirt_number"),
        "Halal": ("sure", "fact: halal_status"),
    }


# --- many columns ------------------------------------------------------------------------------------------------------


def test_what_is_known_of_titles_is_worked_out_once_for_all_columns(tmp_path, monkeypatch):
    calls = []
    monkeypatch.setattr(columns, "known_titles", lambda facts: calls.append(1) or known_titles(facts))
    table = read_table(csv_at(tmp_path, ";".join(f"judul {at}" for at in range(60)) + "\n" + ";".join("x" * 60) + "\n"))
    assert len(propose_columns(table)) == 60
    assert len(calls) == 1


def test_a_title_that_stands_a_thousand_times_names_a_few_of_the_others(tmp_path):
    table = read_table(csv_at(tmp_path, ";".join(["PIRT"] * 2000) + "\n" + ";".join(["ada"] * 2000) + "\n"))
    assert names(table)[-1] == "PIRT (2000)"
    made = propose_columns(table)
    assert {each.sure for each in made} == {Sure.UNSURE}
    assert max(len(each.why.id) for each in made) < 200
    assert made[1].why.en == "its title is known, but so is 'PIRT', 'PIRT (3)', 'PIRT (4)', 'PIRT (5)', 'PIRT (6)', …"


KNOWN = known_titles(FACTS.values())


@given(st.sampled_from(sorted(KNOWN)), st.lists(st.tuples(st.integers(0, 30), st.sampled_from(["", "a", "e", "x", " "])), max_size=3))
def test_a_typing_mistake_is_found_as_among_all_titles(title, slips):
    for at, letter in slips:
        title = title[:at] + letter + title[at + 1 :]
    title = " ".join(title.split())
    near = get_close_matches(title, KNOWN, n=5, cutoff=0.85) if len(title) >= 5 else []
    wanted = next((each for each in near if columns._is_slip(title.split(), each.split())), None)
    made = columns._Titles(FACTS).close(title)
    assert made == wanted if wanted is not None else made is None or columns._is_slip(title.split(), made.split())


@pytest.mark.parametrize(("unit", "cell"), [("ribu", "250.000"), ("juta", "1.250"), ("ribu", "150000"), ("juta", "250.000.000")])
def test_an_amount_that_may_be_rupiah_or_counted_in_its_unit_is_not_said_to_have_none(tmp_path, unit, cell):
    table = read_table(csv_at(tmp_path, f"Nama Usaha;Omset ({unit})\nA;{cell}\nB;{cell}\nC;2\n"))
    made = {each.column.name: each for each in propose_columns(table)}[f"Omset ({unit})"]
    assert [(each.cell, each.becomes) for each in made.samples] == [(cell, "NK438"), ("2", {"ribu": "2000", "juta": "2000000"}[unit])]
    assert "its unit is not told" not in made.why.en
    assert f"whole rupiah or {unit}" in made.why.en


def test_an_amount_without_any_unit_is_said_to_have_none(tmp_path):
    made = propose_columns(read_table(csv_at(tmp_path, "Nama Usaha;Omset\nA;205\nB;206\n")))
    assert "its unit is not told" in made[1].why.en


# --- brackets that say nothing of the fact ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "cell", "use"),
    [
        ("PIRT (Ada/Tidak)", "ada", ("sure", "fact: pirt_status")),
        ("PIRT (ya/tidak)", "ya", ("sure", "fact: pirt_status")),
        ("Halal (Ada / Tidak ada)", "tidak", ("sure", "fact: halal_status")),
        ("Halal (sudah/belum)", "belum", ("sure", "fact: halal_status")),
        ("Tahu Pasar (Ya/Tidak)", "ya", ("sure", "fact: knows_market")),
        ("PIRT (v)", "v", ("sure", "fact: pirt_status")),
        ("Nomor Induk Berusaha (NIB)", "9120001000011", ("sure", "fact: nib_number")),
        ("PIRT (SPP-IRT)", "ada", ("sure", "fact: pirt_status")),
        ("PIRT (1/0)", "ada", ("unsure", "fact: pirt_status")),
        ("PIRT (x)", "ada", ("unsure", "fact: pirt_status")),
        ("PIRT (Halal)", "ada", ("unsure", "fact: halal_status")),
        ("Halal (NIB)", "ada", ("unsure", "fact: nib_status")),
        ("No PIRT (ada/tidak)", "2053305020970-28", ("unsure", "fact: pirt_number")),
        ("Omset Tahunan (ada/tidak)", "5000000", ("unsure", "fact: annual_sales")),
        ("Rencana PIRT (ada/tidak)", "ada", ("none", None)),
    ],
)
def test_brackets_that_only_say_how_to_answer_or_repeat_an_abbreviation_change_nothing(tmp_path, title, cell, use):
    assert proposed(tmp_path, ["Nama Usaha", title], ["Kue", cell])[title] == use
