"""The one door for cells: every fact is read as it is, problems name the fact, and nothing personal stands in any."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naikkelas.facts import TEXT, Fact, Kind, Text, integer, number, set_of
from naikkelas.ikm import FACTS, Messy, read_messy
from naikkelas.ikm.counts import read_count
from naikkelas.ikm.findings import HIDDEN_READ
from naikkelas.values import plain, read_value

D = date.toordinal
WORDS = Text("uji", "test")
PH = Fact("ph", number(1, 0, 140), WORDS)
LIST = Fact("markets", set_of("shop", "export"), WORDS)
FREE_LIST = Fact("tags", set_of(), WORDS)
SECRET_LIST = Fact("secret", set_of("a", "b"), WORDS, personal=True)
ALL = [*FACTS.values(), PH, LIST, FREE_LIST, SECRET_LIST]

READ = [
    ("capital", "Rp. 1.500.000", 1_500_000),
    ("operating_since", "16/2/2021", D(date(2021, 2, 16))),
    ("pirt_expires_on", "s/d 31 Des 2028", D(date(2028, 12, 31))),
    ("regency", "Lotim", "5203"),
    ("regency", 5203, "5203"),
    ("regency", 5203.0, "5203"),
    ("regency", "-", None),
    ("regency", None, None),
    ("sector", "mebel", "wood"),
    ("pirt_status", "Proses", "in_process"),
    ("knows_market", "ya", True),
    ("workers", "5 orang", 5),
    ("workers", "3-5", (3, 5)),
    ("workers", "antara 3 dan 5 orang", (3, 5)),
    ("workers", "< 20", (0, 19)),
    ("workers", "lebih dari 3 org", (4, 1_000_000)),
    ("workers", ">= 0", None),
    ("workers", 5.0, 5),
    ("workers", "6.0", 6),
    ("workers", "6,00 orang", 6),
    ("workers", "12.0-15.0", (12, 15)),
    ("workers", {"at_most": 5}, (0, 5)),
    ("workers", "5-5", 5),
    ("shelf_life_days", "180 Hari", 180),
    ("shelf_life_days", "30hari", 30),
    ("shelf_life_days", "7 - 10 hari", (7, 10)),
    ("pirt_number", " 2053374020970-28 ", "2053374020970-28"),
    ("pirt_number", "-", None),
    ("business_name", "null", None),
    ("business_name", "Keripik Bu Ani", "Keripik Bu Ani"),
    ("kbli", "10710", "10710"),
    ("kbli", "10710.0", "10710"),  # programs write it where the column has gaps
    ("regency", "3305.0", "3305"),
    ("owner_nik", "3305010101010001", "3305010101010001"),
]


@pytest.mark.parametrize(("name", "raw", "expected"), READ)
def test_what_is_read(name, raw, expected):
    assert read_messy(raw, FACTS[name]) == Messy(expected)


@pytest.mark.parametrize(("raw", "expected"), [("7,5", 75), ("7.5", 75), (7.5, 75), ("6,5-7", (65, 70)), ("<7", (0, 69)), ("-", None)])
def test_numbers_with_decimals(raw, expected):
    assert read_messy(raw, PH) == Messy(expected)


@pytest.mark.parametrize(
    ("raw", "expected"), [("shop; export", {"shop", "export"}), ("shop", {"shop"}), (["export"], {"export"}), ("-", None)]
)
def test_lists(raw, expected):
    assert read_messy(raw, LIST) == Messy(expected if expected is None else frozenset(expected))


REFUSED = [
    ("workers", "1.200", "NK447", "no_separators"),
    ("workers", "6.000", "NK447", "no_separators"),
    ("workers", "6.50", "NK447", "whole_number"),
    ("workers", "1.200.0", "NK447", "no_separators"),
    ("workers", ".0", "NK447", "count_forms"),
    ("workers", "lima", "NK447", "count_forms"),
    ("workers", "5 kg", "NK447", "count_forms"),
    ("workers", "5-3", "NK447", "range_reversed"),
    ("workers", "-3", "NK447", "out_of_bounds"),
    ("workers", "1-2-3", "NK447", "count_forms"),
    ("workers", 2.5, "NK447", "whole_number"),
    ("workers", [1], "NK447", None),
    ("workers", "3.5E+02", "NK446", "text_format"),
    ("shelf_life_days", "tiga puluh hari", "NK447", "count_forms"),
    ("shelf_life_days", "1.5 hari", "NK447", "whole_number"),
    ("regency", "Semarang", "NK431", "write_kab_or_kota"),
    ("regency", "kebumn", "NK430", "did_you_mean"),
    ("regency", date(2020, 1, 1), "NK430", None),
    ("regency", "Kab. Kebumen?", "NK430", "doubted_answer"),
    ("regency", "Kebumen *", "NK430", "doubted_answer"),
    ("regency", "± Lotim", "NK430", "doubted_answer"),
    ("regency", "> Kebumen", "NK430", "doubted_answer"),
    ("regency", "9" * 200, "NK449", None),
    ("capital", "205", "NK438", "money_which"),
    ("operating_since", "s/d 2028", "NK440", "until_where"),
    ("pirt_number", "Dalam proses", "NK445", "status_elsewhere"),
    ("pirt_number", "2.05337E+14", "NK446", "text_format"),
    ("kbli", "1071", "NK402", None),
    ("kbli", "1111.0", "NK402", None),
    ("regency", "330.0", "NK433", "name_beside_code"),
    ("business_name", 5, "NK402", "quote_it"),
]


@pytest.mark.parametrize(("name", "raw", "code", "hint"), REFUSED)
def test_a_problem_names_its_fact(name, raw, code, hint):
    made = read_messy(raw, FACTS[name])
    assert made.value is None
    assert (made.problem.code, made.problem.hint) == (code, hint)
    assert made.problem.place.path == name
    assert made.problem.text("id").startswith(name)


def test_a_code_that_bps_may_use_otherwise_is_read_with_a_warning():
    made = read_messy("1101", FACTS["regency"])
    assert made.value == "1101"
    assert (made.problem.code, made.problem.is_error) == ("NK434", False)


def test_a_zero_is_read_with_a_warning():
    assert read_messy("0", FACTS["workers"]).problem.code == read_messy(0, FACTS["capital"]).problem.code == "NK448"
    assert read_messy("0", FACTS["workers"]).value == 0


def test_the_unit_of_the_header_and_the_dates_of_excel():
    assert read_messy(205, FACTS["capital"], unit="juta").value == 205_000_000
    assert read_messy(44926, FACTS["operating_since"], excel=True).value == D(date(2022, 12, 31))


@pytest.mark.parametrize("name", ["owner_nik", "owner_name", "address", "nib_number"])
@pytest.mark.parametrize("raw", ["3.3E+15", "rahasia\x00", 3305010101010001, "Proses rahasia", ["rahasia"]])
def test_nothing_personal_stands_in_a_problem(name, raw):
    made = read_messy(raw, FACTS[name])
    if made.problem is not None:
        assert made.problem.slots["read"] == HIDDEN_READ
        assert "rahasia" not in str(made.problem)
        assert "33050" not in made.problem.text("id")


def test_nothing_is_suggested_for_what_is_personal():
    made = read_messy("aa", SECRET_LIST)
    assert made.value is None
    assert (made.problem.hint, made.problem.slots["read"]) == (None, HIDDEN_READ)


class Strange:
    __module__ = "numpy"

    def item(self):
        return 7


class NAType:
    pass


def test_scalars_of_other_packages():
    assert read_messy(Strange(), FACTS["workers"]).value == 7
    assert read_messy(NAType(), FACTS["workers"]) == Messy(None)
    assert read_count(Decimal(5), integer()).value == 5


ANY = st.one_of(
    st.text(max_size=140),
    st.integers(),
    st.floats(),
    st.decimals(),
    st.booleans(),
    st.none(),
    st.dates(),
    st.datetimes(),
    st.binary(max_size=4),
    st.lists(st.text(max_size=5), max_size=3),
    st.dictionaries(st.sampled_from(["at_least", "at_most"]), st.integers() | st.text(max_size=9), max_size=2),
    st.sampled_from([row[1] for row in READ]),
)


@given(ANY, st.sampled_from(ALL), st.sampled_from([None, "rupiah", "juta"]), st.booleans())
def test_nothing_raises_and_what_is_read_the_strict_door_takes_too(raw, fact, unit, excel):
    made = read_messy(raw, fact, unit=unit, excel=excel)
    assert made.value is None or made.problem is None or not made.problem.is_error
    assert made.value is not None or made.problem is None or made.problem.is_error
    if made.value is not None and fact.type.kind is not Kind.TEXT:
        assert read_value(plain(made.value, fact.type), fact.type) == made.value


@given(st.sampled_from([fact for fact in ALL if fact.type.kind.is_ordered]), st.data())
def test_what_the_strict_door_reads_is_read_the_same_or_refused(fact, data):
    low, high = fact.type.bounds
    value = data.draw(st.integers(low, min(high, 10**15)))
    raw = plain(value, fact.type)
    made = read_messy(raw if data.draw(st.booleans()) else str(raw), fact)
    assert made.value in (value, None)
    assert made.value == value or made.problem.code in ("NK438", "NK443")


def test_a_time_of_day_is_no_date():
    noon = datetime(2020, 1, 1, 12)  # noqa: DTZ001 - as a table has it
    assert read_messy(noon, FACTS["operating_since"]).problem.hint == "date_has_time"


def test_free_text_keeps_what_stands_in_it():
    assert read_messy("ya", Fact("note", TEXT, WORDS)).value == "ya"
    assert read_messy("a" * 5000, Fact("note", TEXT, WORDS)).value == "a" * 5000
    assert read_messy("b, a;c", FREE_LIST).value == frozenset("abc")


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        (time(1, 2), "01:02:00"),
        (timedelta(hours=30), "1 day, 6:00:00"),
        (datetime(2018, 1, 1, 5), "2018-01-01T05:00:00"),  # noqa: DTZ001 - a spreadsheet knows no time zone
        ({"a": True, "b": None, "c": time(1, 2)}, "{a: true, b: null, c: 01:02:00}"),
    ],
)
@pytest.mark.parametrize("fact", ["operating_since", "workers", "regency", "business_name", "sector", "capital"])
def test_what_was_read_is_never_shown_as_python_writes_it(fact, cell, shown):
    assert read_messy(cell, FACTS[fact]).problem.slots["read"] == shown
