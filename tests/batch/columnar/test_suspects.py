"""Which rows are no business is told twice: row by row, and by whole columns, which only say of which rows it has to be asked. They agree."""

import polars as pl
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from naikkelas.batch.blocks import TextBlock
from naikkelas.batch.wording.no_business import RowJudge
from tests.batch.wording.test_no_business import PIECES

NO_DEADLINE = settings(deadline=None, suppress_health_check=list(HealthCheck))

TITLES = [
    "No",
    "No Urut",
    "ID",
    "Nama Usaha",
    "Nama Pemilik",
    "Kecamatan",
    "Alamat",
    "Tahun Berdiri",
    "Omset",
    "PIRT",
    "Catatan",
    "",
    "NIK",
]
USUAL = ["7", "Tempe Maju", "Sri", "Rp 5.000.000", "ya", "2010", "", "-"]
WORDS = [
    "Belum PIRT",
    "RENCANA",
    "A.",
    "II",
    "5 unit",
    "Sub Total",
    "12",
    "Gombong, 3 Mei 2026",
    "NIP 1971",
    "*) sementara",
    "total snack",
    "%",
    "éJUMLAH",
    "\x1d",
    "Usulan 2027",
    "b l m P-IRT",
    "Sdh PIRT th 2026",
    "Demak",
    "Realisasi",
    "2.1",
]


@st.composite
def tables(draw):
    """Titles, and rows below them of which some may be no business."""
    titles = draw(st.lists(st.sampled_from(TITLES), min_size=1, max_size=6))
    cell = st.one_of(st.sampled_from(USUAL), st.sampled_from(PIECES), st.sampled_from(WORDS))
    row = st.one_of(
        st.tuples(*[st.sampled_from(USUAL)] * len(titles)),
        st.tuples(*[cell] * len(titles)),
        st.tuples(*[st.one_of(st.just(""), st.just(""), st.just(""), cell)] * len(titles)),
    )
    return titles, draw(st.lists(row, min_size=1, max_size=6))


@NO_DEADLINE
@given(tables())
@example((["No", "Nama Usaha", "Omset"], [("1", "Maju", "5"), ("5", "5", "JUMLAH")]))
@example((["Nama Usaha", "Omset", "Omset"], [("Maju", "5", "6"), ("", "5", "6"), ("\u2026", "", "7")]))
@example((["Catatan", "Nama Usaha", "Omset"], [("", "\x1fTOTAL", "6"), ("(JUMLAH)", "", "6")]))
def test_every_row_that_may_be_no_business_is_among_those_that_are_asked_about(table):
    titles, rows = table
    judge = RowJudge(titles)
    frame = pl.DataFrame({str(at): pl.Series([row[at] for row in rows], dtype=pl.String) for at in range(len(titles))})
    suspects = dict(TextBlock(frame, range(len(rows)), {}).suspects(judge))
    assert [row for at, row in enumerate(rows) if judge.about(row) is not None and at not in suspects] == []
    assert all(tuple(cells) == rows[at] for at, cells in suspects.items())
    lone = dict(TextBlock(frame, range(len(rows)), {}).lone(judge.headings))
    assert [row for at, row in enumerate(rows) if (judge.headings.turning(row) or judge.headings.alone(row)) and at not in lone] == []
