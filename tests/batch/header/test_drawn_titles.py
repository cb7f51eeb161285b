"""Tables with several rows of titles, drawn with what is true of them: what is sure is right, no business is lost, and nothing else is one.

The reader may know less than people do; it may never be wrong where it says that it is sure. So that it cannot pass by knowing nothing, a floor
counts what it finds in tables that say plainly what they mean.
"""

import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

import naikkelas as nk
from naikkelas.batch import TableError, propose_columns, read_table
from naikkelas.batch.columns.plan import plan_of
from naikkelas.batch.rows.profiles import RowReader
from naikkelas.ikm.catalogue import FACTS, PERMIT_KINDS
from tests.batch.header.drawn_below import with_words_below
from tests.batch.header.drawn_titles import drawn_table
from tests.batch.make import csv_at
from tests.strategies_choices import Drawn, Seeded

#: Reads every fact.
RULES = nk.loads(
    "format: naikkelas/1\nrule_set: contoh\nversion: 1\ncriteria:\n  a:\n    require:\n"
    + "".join(f"      {name}: {{known: true}}\n" for name in FACTS)
)
#: What the door works out of other facts where no column tells it: workers of men and women, the permit of its number.
DERIVED = {"workers", "pirt_status", "pirt_expires_on"}
#: Of the columns of plain tables that tell a fact so many are surely known, at least.
PLAIN_TABLES, SHARE = 40, 0.85

drawn_settings = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@st.composite
def tables(draw):
    return drawn_table(Drawn(draw))


@contextmanager
def opened(drawn):
    with tempfile.TemporaryDirectory() as folder:
        yield read_table(drawn.write(Path(folder)))


# --- what is looked for ----------------------------------------------------------------------------------------------


def right_uses(column):
    """What a column may be used for: its fact, the permit that this is of, or its part of a date; nothing where it tells no fact."""
    fact, kind = column.leaf.fact, column.leaf.kind
    if kind == "month":
        return {("month", fact)}
    permit = fact.removesuffix("_status").removesuffix("_number")
    return {("fact", fact), *([("year", fact)] if kind == "year" else []), *([("permit", permit)] if permit in PERMIT_KINDS else [])}


def sure_columns(table):
    return {each.column.index: (each.use.role, each.use.name) for each in propose_columns(table) if each.use and each.sure.is_used}


def wrong_columns(drawn, table):
    """The columns that are sure, and something else."""
    return [
        (drawn.columns[at].title, use) for at, use in sure_columns(table).items() if use not in right_uses(drawn.columns[at])
    ]  # fmt: skip


def wrong_rows(drawn, table):
    """The businesses that are none or no rows, and the other rows that would be businesses without anybody being told.

    A business of which some cells have no column is told as such and is not read: it is none that is lost.
    """
    said = ", ".join(each.slots["read"] for each in table.problems if each.code == "NK562").split(", ")
    told = {int(number) for number in said if number.isdigit()}
    judge, rows = table.judge(), {row.number: row for row in table.rows()}
    lost = [number for number in drawn.businesses if number not in rows or rows[number].is_no_business]
    others = [row for number, row in rows.items() if number not in drawn.businesses and row.problem is None]
    untold = [
        row.number for row in others if not (row.number in told or ("…" in said and row.number > max(told)) or judge.about(row.cells))
    ]
    return [*(("lost", number) for number in lost), *(("untold", number) for number in untold)]


def wrong_cells(drawn, table):
    """What is read of businesses and is not true, and what of it a sure column does not give without that being told."""
    try:
        plan = plan_of(table, RULES, None, {})
    except TableError:  # no column is sure
        return []
    reader, wrong = RowReader(table, plan, RULES, {}), []
    for row in table.rows():
        truth = drawn.businesses.get(row.number)
        if truth is None or row.problem is not None:
            continue
        snapshot, problems = reader.read(row)
        read = {**snapshot.exact, **snapshot.ranged}
        told = {each.column.index for each in problems if each.column is not None}
        wrong += [(row.number, fact, value) for fact, value in read.items() if not is_true(fact, value, truth)]
        for each in plan.used:
            fact = drawn.columns[each.column.index].leaf.fact
            if fact and truth[fact] is not None and fact not in read and each.column.index not in told:
                wrong.append((row.number, fact, None))
    return wrong


def is_true(fact, value, truth):
    """Whether what is read of a business holds what is true of it; a range in which that lies does."""
    known = truth.get(fact)
    if known is None:
        return fact in DERIVED
    if not isinstance(value, tuple):
        return type(value) is type(known) and value == known
    low, high = known if isinstance(known, tuple) else (known, known)
    return value[0] <= low and high <= value[1]


# --- the properties --------------------------------------------------------------------------------------------------


@drawn_settings
@given(tables())
def test_a_column_that_is_sure_is_right(drawn):
    with opened(drawn) as table:
        event(f"sure: {len(sure_columns(table))}")
        assert wrong_columns(drawn, table) == []


@drawn_settings
@given(tables())
def test_every_business_is_a_row_and_no_other_row_is_one_untold(drawn):
    with opened(drawn) as table:
        assert wrong_rows(drawn, table) == []


@drawn_settings
@given(tables())
def test_what_is_read_of_a_business_is_true_or_missing_and_told(drawn):
    with opened(drawn) as table:
        assert wrong_cells(drawn, table) == []


@pytest.mark.no_cover
@pytest.mark.parametrize("seeds", [range(40), pytest.param(range(40, 120), marks=pytest.mark.slow)], ids=len)
def test_many_tables_are_read_rightly(seeds):
    """Choices of a seed are more mixed than those of Hypothesis, and find more in as much time."""
    for seed in seeds:
        drawn = drawn_table(Seeded(seed))
        with opened(drawn) as table:
            found = (wrong_columns(drawn, table), wrong_rows(drawn, table), wrong_cells(drawn, table))
        assert found == ([], [], []), (seed, drawn)


@pytest.mark.no_cover
@pytest.mark.parametrize("seeds", [range(30), pytest.param(range(30, 70), marks=pytest.mark.slow)], ids=len)
def test_titles_in_a_row_of_words_below_the_others_are_told_and_their_columns_wait(seeds):
    known = asked = 0
    for seed in seeds:
        drawn = with_words_below(Seeded(seed))
        if drawn is None:
            continue
        with opened(drawn) as table:
            found = (wrong_columns(drawn, table), wrong_rows(drawn, table), wrong_cells(drawn, table))
            sure = sure_columns(table)
        assert found == ([], [], []), (seed, drawn)
        of_facts = [at for at, column in enumerate(drawn.columns) if column.leaf.fact]
        asked += len(of_facts)
        known += sum(sure.get(at) in right_uses(drawn.columns[at]) for at in of_facts)
    assert known >= SHARE * asked, (known, asked)


@pytest.mark.no_cover
def test_most_columns_of_plain_tables_are_sure():
    known = asked = 0
    for seed in range(PLAIN_TABLES):
        drawn = drawn_table(Seeded(seed), plain=True)
        with opened(drawn) as table:
            sure = sure_columns(table)
        of_facts = [at for at, column in enumerate(drawn.columns) if column.leaf.fact]
        asked += len(of_facts)
        known += sum(sure.get(at) in right_uses(drawn.columns[at]) for at in of_facts)
    assert known >= SHARE * asked, (known, asked)


# --- what these found ------------------------------------------------------------------------------------------------


def told_rows(table):
    return [each.slots["read"] for each in table.problems if each.code == "NK562"]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (("No;Nama Usaha;Halal;Halal;PIRT", ";;Sudah;Belum;", "1;Maju;v;;ada"), "2"),
        (("No;Nama Usaha;Omset;Omset;PIRT", ";;2023;2024;", "1;Maju;5 juta;6 juta;ada"), "2"),
        (
            ("No;Nama Usaha;Omset;Omset;PIRT;Cabang;", ";;2023;2024;;Halal;Target 2027", ";;(Rp);(Rp);;;", "1;Maju;5 juta;6 juta;ada;;"),
            "2, 3",
        ),
    ],
)
def test_what_stands_below_a_title_over_each_column_of_its_group_is_told(tmp_path, lines, told):
    table = read_table(csv_at(tmp_path, "\n".join(lines) + "\n"))
    assert told_rows(table) == [told]
    assert not {2, 3} & sure_columns(table).keys()


def test_all_rows_of_titles_that_come_again_are_told(tmp_path):
    titles = "No;Nama Usaha;Tenaga Kerja;;Minat;Omset\n;;L;P;Ekspor;\n"
    table = read_table(csv_at(tmp_path, f"{titles}1;Maju;1;2;ya;5 juta\n{titles}2;Jaya;1;2;ya;5 juta\n"))
    assert told_rows(table) == ["4, 5"]


def test_titles_that_come_again_are_no_better_ones(tmp_path):
    titles = (
        ";Alamat Usaha;;;Tenaga Kerja;;;Usaha Lain;\n"
        "Nama UMKM;Desa;Kecamatan;Kab/Kota;Laki-laki;Perempuan;Nama Pemilik;Jenis Usaha;Omset\n"
    )  # fmt: skip
    rows = "Maju;Ayah;Ayah;Demak;1;2;Sri;pangan;5 juta\n"
    table = read_table(csv_at(tmp_path, f"{titles}{rows}{titles}{rows}"))
    assert (table.header_row, [row.number for row in table.rows()]) == (1, [3, 4, 5, 6])


@pytest.mark.parametrize("legend", ["1 = ya, 0 = tidak", "v = ada", "2 = tidak"])
def test_a_legend_below_the_names_is_no_business(tmp_path, legend):
    table = read_table(csv_at(tmp_path, f"Nama Usaha;PIRT;NIB\nMaju;1;0\n{legend};;\n"))
    assert [row.is_no_business for row in table.rows()] == [False, True]


def test_signatures_do_not_hide_a_row_of_titles(tmp_path):
    lines = "No;Nama Usaha;Pesaing;;NIB\n;;Omset;;\n;;per bulan;per tahun;\n1;Maju;5 juta;6 juta;v\n2;Jaya;5 juta;6 juta;v\n"
    table = read_table(csv_at(tmp_path, f"{lines};;;;\n;;Kepala Dinas;;\n;;Budi;;\n;;NIP 1;;\n"))
    assert told_rows(table) == ["2, 3"]
