"""Signs in titles: which say nothing is a closed list; beside any other, a known title is not sure and the sign is told."""

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

import naikkelas as nk
from naikkelas.batch import propose_columns, read_table
from tests.batch.make import csv_at
from tests.batch.signs import STRANGE

CELLS = {
    "Tahun Berdiri": ("2019", "2020"),
    "Kab/Kota": ("Kab. Kebumen", "Kab. Demak"),
    "Nama Pemilik": ("Siti", "Budi"),
    "Tenaga Kerja": ("3", "4"),
    "Omset per tahun": ("5000000", "70000000"),
    "NIB": ("ada", "belum"),
    "PIRT": ("ada", "belum"),
    "Tahu Pasar": ("ya", "tidak"),
}


def proposed(folder, title, cells):
    rows = "\n".join(f"A{at};{cell}" for at, cell in enumerate(cells))
    return propose_columns(read_table(csv_at(folder, f'Nama Usaha;"{title}"\n{rows}\n'), delimiter=";", header_row=1))[1]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(sorted(CELLS)),
    st.sampled_from(STRANGE),
    st.sampled_from(["{sign} {title}", "{title} {sign}", "{title}{sign}", "{title} ({sign})"]),
)
@example("NIB", "❌", "{title} {sign}")
@example("NIB", "−", "{title} {sign}")
@example("PIRT", "-", "{title} {sign}")
@example("PIRT", "¬", "{sign}{title}")
@example("Tenaga Kerja", "±", "{sign} {title}")
@example("Tenaga Kerja", "+", "{title} {sign}")
@example("Tahun Berdiri", "±", "{title} ({sign})")
def test_a_title_with_a_sign_that_may_change_it_is_not_sure(tmp_path, title, sign, form):
    assume("(" in form or sign not in ("?", "*", "**", "_", "—"))  # questions, required fields, bullets
    made = proposed(tmp_path, form.format(title=title, sign=sign), CELLS[title])
    assert not made.sure.is_used


@pytest.mark.parametrize(
    ("title", "of"),
    [
        *((title, "NIB") for title in ("NIB", "NIB:", "NIB *", "NIB*", "- NIB", "• NIB", "NIB?", "✓ NIB", "NIB ✅", "[NIB]", "NIB.")),
        *(
            (title, "PIRT")
            for title in ("PIRT (v)", "PIRT (✓)", "PIRT (ada/tidak)", "P-IRT", "P\u2013IRT", "Status PIRT:", "“PIRT”", "PIRT\u200b")
        ),
        *((title, "Tenaga Kerja") for title in ("Tenaga Kerja (L+P)", "Tenaga Kerja (L + P)", "Tenaga-Kerja", "Tenaga Kerja (orang)")),
        *((title, "Kab/Kota") for title in ("Kab/Kota", "Kab / Kota", "Kab\\Kota", "Kab.-Kota", "Kab|Kota", "Kab & Kota", "Kab. / Kota *")),
        *((title, "Omset per tahun") for title in ("Omset per tahun (Rp)", "Omset (Rp.)", "Omset, per tahun")),
        *((title, "Tahun Berdiri") for title in ("Tahun_Berdiri", "Tahun  Berdiri", "Tahun\nBerdiri")),
    ],
)
def test_signs_that_part_words_or_say_how_to_answer_leave_a_title_sure(tmp_path, title, of):
    assert proposed(tmp_path, title, CELLS[of]).sure.is_used


def test_the_sign_is_told(tmp_path):
    made = proposed(tmp_path, "± Tenaga Kerja", CELLS["Tenaga Kerja"])
    assert (made.use.name, made.why.en) == ("workers", "its title is known, but '±' may change what it says")
    assert proposed(tmp_path, "PIRT −", CELLS["PIRT"]).why.id == "judulnya dikenal, tetapi '−' mungkin mengubah artinya"


def test_a_sign_that_is_a_part_of_the_title_of_its_fact_changes_nothing(tmp_path):
    rules = nk.loads(
        "format: naikkelas/1\nrule_set: lain\nversion: 1\neffective: {from: 2020-01-01}\n"
        "facts:\n  young: {type: boolean, title: {id: Usaha < 1 tahun, en: Business < 1 year}}\n"
        "criteria:\n  here: {require: {young: {is: true}}}\n"
    )
    table = read_table(csv_at(tmp_path, "Nama Usaha;Usaha < 1 tahun\nA;ya\nB;tidak\n"))
    assert [each.sure.is_used for each in propose_columns(table, rules.catalogue)] == [True, True]
    table = read_table(csv_at(tmp_path, "Nama Usaha;Usaha > 1 tahun\nA;ya\nB;tidak\n"))
    assert [each.sure.is_used for each in propose_columns(table, rules.catalogue)] == [True, False]


def test_a_month_with_a_sign_is_not_sure(tmp_path):
    table = read_table(csv_at(tmp_path, "Nama Usaha;Bulan Berdiri ±;Tahun Berdiri\nA;3;2019\nB;4;2020\n"))
    assert [each.sure.is_used for each in propose_columns(table)] == [True, False, True]
