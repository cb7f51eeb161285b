"""Dates as Indonesians write them: what is read, what is refused, and that the day always comes first."""

import math
import time
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from naikkelas.explain.words import day_words, value_words
from naikkelas.facts import FIRST_DAY, LAST_DAY, day
from naikkelas.ikm.cells import EMPTY, MOST_CHARACTERS
from naikkelas.ikm.dates import MONTHS, NEVER_WORDS, WEEKDAYS, read_date
from naikkelas.ranges import NEVER
from naikkelas.values import plain

D = date.toordinal
OR_NEVER = day(may_be_never=True)
MIDNIGHT = datetime(2019, 5, 31)  # noqa: DTZ001 - without a zone: how tables write a date


def on(year, month, dom):
    return D(date(year, month, dom))


def year(number):
    return (on(number, 1, 1), on(number, 12, 31))


READ = [
    # --- domain.md §7.2 and the brief ---
    ("2016-11-21", on(2016, 11, 21)),
    ("16/2/2021", on(2021, 2, 16)),
    ("31/12/2026", on(2026, 12, 31)),
    ("31.12.2026", on(2026, 12, 31)),
    ("16-02-2021", on(2021, 2, 16)),
    ("Januari 2010", (on(2010, 1, 1), on(2010, 1, 31))),
    ("Sep 2027", (on(2027, 9, 1), on(2027, 9, 30))),
    ("26 Agustus 2026", on(2026, 8, 26)),
    ("2019", year(2019)),
    ("02/2019", (on(2019, 2, 1), on(2019, 2, 28))),
    # --- the day comes first ---
    ("03/04/2021", on(2021, 4, 3)),
    ("1/1/2021", on(2021, 1, 1)),
    ("16 - 02 - 2021", on(2021, 2, 16)),
    ("2021/2/16", on(2021, 2, 16)),
    ("2021.02.16", on(2021, 2, 16)),
    # --- names ---
    ("26 AGUSTUS 2026", on(2026, 8, 26)),
    ("26-Agu-2026", on(2026, 8, 26)),
    ("26 Agt. 2026", on(2026, 8, 26)),
    ("26 ags 2026", on(2026, 8, 26)),
    ("26-Aug-2026", on(2026, 8, 26)),
    ("26/Des/2026", on(2026, 12, 26)),
    ("1 Mei, 2020", on(2020, 5, 1)),
    ("Okt-2020", (on(2020, 10, 1), on(2020, 10, 31))),
    ("Nop 2020", (on(2020, 11, 1), on(2020, 11, 30))),
    ("Sept. 2027", (on(2027, 9, 1), on(2027, 9, 30))),
    ("Pebruari 2020", (on(2020, 2, 1), on(2020, 2, 29))),
    ("tgl. 5 Mei 2020", on(2020, 5, 5)),
    ("Tanggal: 5/5/2020", on(2020, 5, 5)),
    ("Selasa, 16 Februari 2021", on(2021, 2, 16)),
    ("Jum'at 5/3/2021", on(2021, 3, 5)),
    ("Jum’at (5/3/2021)", on(2021, 3, 5)),
    # --- years, months, numbers ---
    ("tahun 2019", year(2019)),
    ("Thn. 2019", year(2019)),
    ("2019.0", year(2019)),
    (2019, year(2019)),
    (2019.0, year(2019)),
    (Decimal(2019), year(2019)),
    ("2019-05", (on(2019, 5, 1), on(2019, 5, 31))),
    ("2019/5", (on(2019, 5, 1), on(2019, 5, 31))),
    # --- ranges ---
    ("2018-2019", (on(2018, 1, 1), on(2019, 12, 31))),
    ("2018/2019", (on(2018, 1, 1), on(2019, 12, 31))),
    ("2018 s/d 2019", (on(2018, 1, 1), on(2019, 12, 31))),
    ("Januari 2019 - Maret 2020", (on(2019, 1, 1), on(2020, 3, 31))),
    ("1/3/2019 sampai 5/3/2019", (on(2019, 3, 1), on(2019, 3, 5))),
    ("antara 2018 dan 2019", (on(2018, 1, 1), on(2019, 12, 31))),
    ("< 2019", (FIRST_DAY, on(2018, 12, 31))),
    ("sebelum 2019", (FIRST_DAY, on(2018, 12, 31))),
    ("<= 2019", (FIRST_DAY, on(2019, 12, 31))),
    ("> 3/5/2019", (on(2019, 5, 4), LAST_DAY)),
    ("setelah Mei 2019", (on(2019, 6, 1), LAST_DAY)),
    (">= Mei 2019", (on(2019, 5, 1), LAST_DAY)),
    ("paling lambat 3/5/2019", (FIRST_DAY, on(2019, 5, 3))),
    ("<= 31/12/2200", None),
    # --- midnight is no time of day ---
    ("2021-02-16 00:00:00", on(2021, 2, 16)),
    ("2021-02-16T00:00", on(2021, 2, 16)),
    ("16/2/2021 00.00", on(2021, 2, 16)),
    (MIDNIGHT, on(2019, 5, 31)),
    (date(2019, 5, 31), on(2019, 5, 31)),
    ({"at_least": "2019"}, (on(2019, 1, 1), LAST_DAY)),
]

REFUSED = [
    ("31/02/2021", "NK441", None),
    ("29/2/2021", "NK441", None),
    ("0/5/2021", "NK441", None),
    ("02/13/2021", "NK441", "day_first"),
    ("13/2020", "NK441", None),
    ("31 April 2021", "NK441", None),
    ("Senin, 16/2/2021", "NK441", "other_weekday"),
    ("16/02/21", "NK442", "year_in_full"),
    ("16-Feb-21", "NK442", "year_in_full"),
    ("Jan-10", "NK442", "year_in_full"),
    ("Des '26", "NK442", "year_in_full"),
    ("Selasa (16/2)", "NK442", "add_the_year"),
    ("16/2", "NK442", "add_the_year"),
    ("16 Februari", "NK442", "add_the_year"),
    ("seumur hidup", "NK443", "not_never"),
    ("1/1/1799", "NK443", "out_of_bounds"),
    ("9999-12-31", "NK443", "out_of_bounds"),
    ("0019", "NK443", "out_of_bounds"),
    ("< 1/1/1800", "NK440", "range_reversed"),
    (date(1700, 1, 1), "NK443", "out_of_bounds"),
    ("44926", "NK440", "excel_serial"),
    (44926, "NK440", "excel_serial"),
    ("Agustsu 2020", "NK440", "did_you_mean"),
    ("16 Febuari 2021", "NK440", "did_you_mean"),
    ("2021-02-16 10:30:00", "NK440", "date_has_time"),
    (datetime(2019, 5, 31, 8, tzinfo=UTC), "NK440", "date_has_time"),
    ("s/d 2028", "NK440", "until_where"),
    ("2019 - 2018", "NK440", "range_reversed"),
    ("Mei 2019 s/d Januari 2018", "NK440", "range_reversed"),
    ("besok", "NK440", None),
    ("mulai 2015", "NK440", None),
    ("2015 dan 2018", "NK440", None),
    ("sejak awal 2015", "NK440", None),
    ("4/25", "NK442", "year_in_full"),
    ("12-19", "NK442", "year_in_full"),
    ("1 - 5 Maret 2020", "NK440", None),
    ("20190531", "NK440", None),
    ("2019.5", "NK440", None),
    ("16 xx 2021", "NK440", None),
    ("١٦/٢/٢٠٢١", "NK440", None),
    (True, "NK440", None),
    (2019.5, "NK440", None),
    (math.inf, "NK440", None),
    ([], "NK440", None),
    ("4.4926E+04", "NK446", "text_format"),
    ("1" * 121, "NK449", None),
]


@pytest.mark.parametrize(("raw", "expected"), READ, ids=[f"{n}-{row[0]!r}" for n, row in enumerate(READ)])
def test_what_is_read(raw, expected):
    made = read_date(raw)
    assert (made.value, made.problem) == (expected, None)


@pytest.mark.parametrize(("raw", "code", "hint"), REFUSED, ids=[f"{n}-{str(row[0])[:20]!r}" for n, row in enumerate(REFUSED)])
def test_what_is_refused(raw, code, hint):
    made = read_date(raw)
    assert made.value is None
    assert (made.problem.code, made.problem.hint) == (code, hint)
    assert made.problem.text("id") != made.problem.text("en")


@pytest.mark.parametrize("raw", [None, math.nan, *sorted(EMPTY), "0000-00-00", "00/00/0000", "0000-00-00 00:00:00", "0", 0])
def test_what_is_missing(raw):
    made = read_date(raw)
    assert (made.value, made.problem) == (None, None)


def test_a_year_that_is_partly_outside_the_bounds_of_its_fact():
    assert read_date("2019", day(on(2019, 5, 1), LAST_DAY)).problem.code == "NK443"


def test_what_was_probably_meant():
    assert read_date("16 Febuari 2021").problem.slots["suggestion"] == "februari"
    assert read_date("Senin, 16/2/2021").problem.slots["suggestion"] == "Selasa"


@pytest.mark.parametrize("words", sorted(NEVER_WORDS))
def test_a_date_that_will_not_come(words):
    assert read_date(words.upper(), OR_NEVER).value == NEVER
    assert read_date(words).problem.code == "NK443"


@pytest.mark.parametrize("lead", ["s/d ", "berlaku s/d ", "Berlaku sampai dengan ", "sampai tanggal ", "hingga ", "exp. ", "ED: ", "s.d. "])
def test_until_is_the_day_itself_where_the_date_is_a_day_of_expiry(lead):
    assert read_date(f"{lead}31/12/2028", until=True).value == on(2028, 12, 31)
    assert read_date(f"{lead}31/12/2028").problem.code == "NK440"
    if "tanggal" not in lead:
        assert read_date(f"{lead}2028", OR_NEVER, until=True).value == year(2028)


def test_a_period_of_validity_is_a_range_that_holds_its_end():
    low, high = read_date("1/1/2023 s/d 31/12/2028", until=True).value
    assert (low, high) == (on(2023, 1, 1), on(2028, 12, 31))


# --- Excel -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("serial", "expected"), [(43831, on(2020, 1, 1)), (44926.0, on(2022, 12, 31)), ("45000", on(2023, 3, 15)), ("20000", on(1954, 10, 3))]
)
def test_serials_of_excel_where_they_are_allowed(serial, expected):
    assert read_date(serial, excel=True).value == expected
    assert read_date(serial).problem.hint == "excel_serial"


@given(st.integers(20_000, 80_000))
@example(20_000)
@example(80_000)
def test_every_serial_is_so_many_days_after_the_last_but_one_day_of_1899(serial):
    assert read_date(serial, excel=True).value == D(date(1899, 12, 30) + timedelta(days=serial))
    assert read_date(f"{serial}.0", excel=True).value == read_date(serial, excel=True).value


def test_a_year_is_no_serial_and_a_serial_with_a_time_is_refused():
    assert read_date(2019, excel=True).value == year(2019)
    assert read_date(44926.5, excel=True).problem.hint == "date_has_time"
    assert read_date(80_001, excel=True).problem.code == "NK440"


# --- laws ------------------------------------------------------------------------------------------------------------

DAYS = st.dates(date.fromordinal(FIRST_DAY), date.fromordinal(LAST_DAY))
NAMES = sorted(MONTHS)


@given(DAYS)
@example(date(2024, 2, 29))
def test_what_we_print_we_read_back(when):
    number = D(when)
    for written in (when.isoformat(), day_words("id", number), day_words("en", number), str(plain(number, day()))):
        assert read_date(written).value == number


@given(DAYS, DAYS)
def test_ranges_we_print_we_read_back(one, other):
    assume(one != other)
    bounds = (min(D(one), D(other)), max(D(one), D(other)))
    assume(bounds != (FIRST_DAY, LAST_DAY))
    for value in (bounds, (FIRST_DAY, bounds[0]), (bounds[1], LAST_DAY)):
        assume(value[0] != value[1])
        assert read_date(value_words(value, day(), "id")).value == value


def test_never_we_read_back():
    assert read_date(value_words(NEVER, OR_NEVER, "id"), OR_NEVER).value == NEVER
    assert read_date(plain(NEVER, OR_NEVER), OR_NEVER).value == NEVER


@given(DAYS, st.sampled_from("/-."), st.booleans(), st.sampled_from(["", "tgl ", "weekday"]))
def test_the_day_always_comes_first(when, sign, padded, lead):
    parts = (f"{when.day:02}", f"{when.month:02}") if padded else (str(when.day), str(when.month))
    names = [name for name, number in WEEKDAYS.items() if number == when.weekday()]
    before = f"{names[0].capitalize()}, " if lead == "weekday" else lead
    assert read_date(f"{before}{parts[0]}{sign}{parts[1]}{sign}{when.year}").value == D(when)


@given(DAYS, st.sampled_from(NAMES), st.sampled_from([" ", "-", "/", " - ", ". "]), st.sampled_from([str, str.upper, str.title]))
def test_every_name_of_a_month(when, name, sign, case):
    written = sign.join([str(when.day), case(name), str(when.year)])
    made = read_date(written)
    try:
        expected = D(when.replace(month=MONTHS[name]))
    except ValueError:
        assert made.problem.code == "NK441"
    else:
        assert made.value == expected
    first, last = read_date(f"{case(name)} {when.year}").value
    assert first == D(date(when.year, MONTHS[name], 1))
    assert D(date.fromordinal(last) + timedelta(days=1)) == D(date.fromordinal(first).replace(day=28) + timedelta(days=4)) - (
        (date.fromordinal(first).replace(day=28) + timedelta(days=4)).day - 1
    )


@given(DAYS, st.sampled_from(sorted(WEEKDAYS)))
def test_a_weekday_that_does_not_fit_is_noticed(when, name):
    made = read_date(f"{name} {when.day}/{when.month}/{when.year}")
    assert (made.value == D(when)) is (WEEKDAYS[name] == when.weekday())


HOSTILE = st.one_of(
    st.text(max_size=150),
    st.text("0123456789/-. JanuariFebMtAgsDOks'()<>dt:", max_size=40),
    st.integers(),
    st.floats(),
    st.decimals(),
    st.booleans(),
    st.none(),
    st.dates(),
    st.datetimes(),
    st.lists(st.integers(), max_size=2),
    st.dictionaries(st.sampled_from(["at_least", "at_most"]), st.dates() | st.text(max_size=12), max_size=2),
)


@given(HOSTILE, st.booleans(), st.booleans(), st.sampled_from([day(), OR_NEVER, day(on(2000, 1, 1), on(2030, 12, 31))]))
def test_nothing_raises_and_every_value_is_inside_its_bounds(raw, excel, until, kind):
    made = read_date(raw, kind, excel=excel, until=until)
    low, high = kind.bounds
    if isinstance(made.value, tuple):
        assert low <= made.value[0] < made.value[1] <= high
    elif made.value is not None:
        assert low <= made.value <= high
        assert type(made.value) is int
    assert made.value is None or made.problem is None


@pytest.mark.parametrize(
    "piece", ["1", "1/", "1-", "mei ", "selasa ", "a", "'", "s/d ", "tgl ", " - ", "(", "00:00 ", "antara ", "<", "0", "\u00a0"]
)
def test_long_and_strange_texts_take_bounded_time(piece):
    start = time.perf_counter()
    for size in (10, 100, MOST_CHARACTERS, 10**6):
        read_date((piece * size)[:size], until=True, excel=True)
        read_date((piece * size)[:size] + " 2020")
    assert time.perf_counter() - start < 2
