"""One column, one order: where a date can only have its month first, no other of that column is read with its day first by itself."""

import re
from datetime import date

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import naikkelas as nk
from naikkelas.batch import propose_columns, read_table, score_table
from naikkelas.batch.columns.date_orders import _MAY_BE, is_either, is_month_first
from naikkelas.batch.columns.digits import SAMPLED
from tests.batch.make import AS_OF, csv_at, xlsx_at

RULES = nk.loads("""
format: naikkelas/1
rule_set: berlaku
version: 1
criteria: {valid: {require: {pirt_expires_on: {on_or_after: $as_of}}}}
""")
AMERICAN = ("12/25/2025", "3/13/2026", "3/12/2026", "5/31/2026", "2/2/2027", "2027-03-12")
OPEN = "needs_information"


def outcomes(path, engine=None, title="pirt_expires_on", **options):
    made = score_table(path, RULES, path.parent / "hasil.csv", as_of=AS_OF, engine=engine, overwrite=True, **options)
    assert title in dict(made.used)
    table = read_table(path.parent / "hasil.csv")
    at, told = table.column("nk_outcome").index, table.column("nk_problems").index
    return [row.cells[at] for row in table.rows()], [row.cells[told] for row in table.rows()]


def listed(folder, cells, title="pirt_expires_on"):
    return csv_at(folder, "\n".join([f"Nama Usaha;{title}", *(f"U{at};{cell}" for at, cell in enumerate(cells))]) + "\n")


@pytest.mark.parametrize("engine", ["rows", "polars"])
def test_a_date_that_may_begin_with_its_month_waits_where_another_must(tmp_path, engine):
    found, told = outcomes(listed(tmp_path, AMERICAN), engine)
    assert found == [OPEN, OPEN, OPEN, OPEN, "eligible", "eligible"]  # 2/2 is one day either way, and a year that leads says all
    assert "3/12/2026" in told[2]
    assert "2" in told[2]  # the row of the date that must begin with its month


@pytest.mark.parametrize("engine", ["rows", "polars"])
def test_the_day_comes_first_where_no_date_says_otherwise(tmp_path, engine):
    found, told = outcomes(listed(tmp_path, ("25/12/2025", "3/12/2026", "31/5/2026")), engine)
    assert found == ["ineligible", "eligible", "ineligible"]
    assert told == [None, None, None] or not any(told)


def test_dates_of_both_orders_leave_the_others_open(tmp_path):
    found, _ = outcomes(listed(tmp_path, ("25/12/2027", "12/25/2025", "3/12/2026")))
    assert found == ["eligible", OPEN, OPEN]


@pytest.mark.parametrize("engine", ["rows", "polars"])
@pytest.mark.parametrize("first", ["", "3/12/2026", "31/12/2026"])
def test_it_is_found_wherever_it_stands(tmp_path, engine, first):
    cells = [*([first] * (SAMPLED + 50)), "3/12/2026", *(["1/2/2027"] * 5), "12/25/2026"]
    found, _ = outcomes(listed(tmp_path, cells), engine)
    assert set(found[SAMPLED + 50 :]) == {OPEN}
    assert set(found[: SAMPLED + 50]) == {"eligible" if first.startswith("31") else OPEN}


def test_another_column_says_nothing_of_it(tmp_path):
    path = csv_at(tmp_path, "Nama Usaha;pirt_expires_on;Tanggal Lahir\nTempe;3/12/2026;12/25/1980\n")
    assert outcomes(path)[0] == ["eligible"]


def test_dates_that_a_spreadsheet_may_have_turned_round_wait_too(tmp_path):
    days = (date(2026, 12, 3), "12/25/2025", date(2027, 1, 31), date(2027, 2, 2))
    path = xlsx_at(tmp_path, [["Nama Usaha", "pirt_expires_on"], *(["Tempe", day] for day in days)])
    found, told = outcomes(path)
    assert found == [OPEN, OPEN, "eligible", "eligible"]
    assert "2026-12-03" in told[0]
    book = openpyxl.load_workbook(path)
    book.active["B3"] = "25/12/2025"
    book.save(path)
    assert outcomes(path)[0] == ["eligible", "ineligible", "eligible", "eligible"]


def test_a_mapping_does_not_say_which_comes_first(tmp_path):
    path = listed(tmp_path, AMERICAN, "Habis")
    mapping = csv_at(tmp_path, "format: naikkelas-mapping/1\ncolumns:\n  Habis: {fact: pirt_expires_on}\n", "mapping.yaml")
    assert outcomes(path, title="Habis", mapping=mapping)[0] == [OPEN, OPEN, OPEN, OPEN, "eligible", "eligible"]


def test_a_column_of_such_dates_is_not_sure(tmp_path):
    path = listed(tmp_path, ("12/25/2025", "3/12/2026"), "Tanggal Kedaluwarsa PIRT")
    proposal = propose_columns(read_table(path))[1]
    assert (proposal.sure, proposal.unread) == ("unsure", 2)
    assert [sample.becomes for sample in proposal.samples] == ["NK441", "NK458"]


@pytest.mark.parametrize(
    "cell", ["12/25/2025", "3-13-2026", "05.31.2026", " 5 / 31 / 2026", "12/25/25", "s/d 12/25/2025", "12/25/2025 00:00"]
)
def test_what_can_only_begin_with_its_month(cell):
    assert is_month_first(cell)


@pytest.mark.parametrize(
    "cell", ["25/12/2025", "3/12/2026", "2025-12-25", "2025/12/25", "1/2/2026 10.30.45", "0/25/2025", "12/32/2025", "2026", None]
)
def test_what_need_not(cell):
    assert not is_month_first(cell)


@given(st.dates(date(1990, 1, 1), date(2060, 12, 31)), st.sampled_from("/-."))
def test_a_date_is_open_just_where_its_month_may_be_its_day(day, sign):
    american = f"{day.month}{sign}{day.day}{sign}{day.year}"
    assert is_month_first(american) == (day.day > 12)
    assert is_either(american) == (day.day <= 12 and day.day != day.month) == is_either(day)
    assert not is_either(day.isoformat())


@given(
    st.dates(date(1990, 1, 1), date(2060, 12, 31)),
    st.sampled_from(("/", "-", ".", " / ", "– ", "\u200b/")),
    st.sampled_from(("", "s/d ", "x")),
)
def test_what_is_looked_at_in_blocks_has_all_such_dates(day, sign, before):
    text = f"{before}{day.month:02}{sign}{day.day}{sign}{day.year}"
    assert re.search(_MAY_BE, text) or not is_month_first(text)
