"""Rupiah as people write them: what is read, what is refused, and that no reading is ever a hundred or a thousand times off."""

import math
import re
import time
from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from naikkelas.explain.words import money_words, value_words
from naikkelas.facts import MOST_MONEY, money
from naikkelas.ikm.catalogue import FACTS
from naikkelas.ikm.cells import EMPTY, MOST_CHARACTERS
from naikkelas.ikm.messy import read_messy
from naikkelas.ikm.rupiah import BARE_MAY_BE_UNITS, header_unit, read_rupiah
from naikkelas.values import read_value

TOP = MOST_MONEY
JUTA, MILIAR = 10**6, 10**9

READ = [
    # --- domain.md §7.2 and the brief ---
    ("Rp. 1.500.000", 1_500_000),
    ("Rp1.000.000.000,00", MILIAR),
    ("Rp. 32.500.000,00", 32_500_000),
    ("15.000.000,00", 15_000_000),
    ("15 juta", 15 * JUTA),
    ("2,5 M", 2_500_000_000),
    ("1,5 milyar", 1_500_000_000),
    ("50.000.000 s/d 250.000.000", (50_000_000, 250_000_000)),
    ("<5.000.000", (0, 4_999_999)),
    (">= 10 juta", (10 * JUTA, TOP)),
    ("Rp3-5 Juta", (3 * JUTA, 5 * JUTA)),
    ("Rp 5.000,-", 5_000),
    # --- units ---
    ("500jt", 500 * JUTA),
    ("750 rb", 750_000),
    ("750 ribu rupiah", 750_000),
    ("1.5 M", 1_500_000_000),
    ("1 triliun", 10**12),
    ("1 Trilyun", 10**12),
    ("0,125 miliar", 125 * JUTA),
    ("1500,125 juta", 1_500_125_000),
    ("15 jt.", 15 * JUTA),
    # --- groups and decimals ---
    ("1 500 000", 1_500_000),
    ("1\u00a0500\u00a0000", 1_500_000),
    ("1,500,000", 1_500_000),
    ("1,500,000.00", 1_500_000),
    ("150,000.00", 150_000),
    ("15000000.0", 15_000_000),
    ("15000000,00", 15_000_000),
    ("1.500.000,0", 1_500_000),
    ("100.000", 100_000),
    ("Rp 2.500", 2_500),
    ("2.500 rupiah", 2_500),
    ("2.500,-", 2_500),
    ("2500,-", 2_500),
    ("1500000", 1_500_000),
    ("Rp 205", 205),
    ("Rp 500,00", 500),
    ("205 rupiah", 205),
    ("IDR 1.000", 1_000),
    ("1.500.000,--", 1_500_000),
    ("1.500.000.-", 1_500_000),
    ("Rp 1.500.000,=", 1_500_000),
    # --- ranges ---
    ("50 juta - 250 juta", (50 * JUTA, 250 * JUTA)),
    ("50 juta – 250 juta", (50 * JUTA, 250 * JUTA)),
    ("500 ribu sampai 2 juta", (500_000, 2 * JUTA)),
    ("500 ribu sampai dengan 2 juta", (500_000, 2 * JUTA)),
    ("500 ribu hingga 2 juta", (500_000, 2 * JUTA)),
    ("2,5 s.d. 5 juta", (2_500_000, 5 * JUTA)),
    ("5.000,- s/d 10.000,-", (5_000, 10_000)),
    ("5.000,- - 10.000,-", (5_000, 10_000)),
    ("Rp 500 - 1000", (500, 1000)),
    ("500.000 - 1 juta", (500_000, JUTA)),
    ("500000 - 1 juta", (500_000, JUTA)),
    ("antara Rp1.000 dan Rp2.000", (1_000, 2_000)),
    ("5 juta - 5 juta", 5 * JUTA),
    # --- one bound ---
    ("≤ 5 juta", (0, 5 * JUTA)),
    ("=< 5 juta", (0, 5 * JUTA)),
    ("kurang dari 5 juta", (0, 5 * JUTA - 1)),
    ("di bawah 5 juta", (0, 5 * JUTA)),
    ("maksimal Rp5.000.000", (0, 5 * JUTA)),
    ("s/d 5 juta", (0, 5 * JUTA)),
    ("lebih dari 5 juta", (5 * JUTA + 1, TOP)),
    ("di atas 5 juta", (5 * JUTA, TOP)),
    ("> Rp5.000.000", (5 * JUTA + 1, TOP)),
    ("minimal 5 juta", (5 * JUTA, TOP)),
    (">= Rp0", None),
    # --- numbers of a spreadsheet ---
    (1_500_000, 1_500_000),
    (1_500_000.0, 1_500_000),
    (Decimal("1500000.00"), 1_500_000),
    ({"at_least": "5 juta"}, (5 * JUTA, TOP)),
]

REFUSED = [
    ("100.0000.000", "NK437", "group_by_three"),
    ("1.000000", "NK437", "group_by_three"),
    ("1.50.000", "NK437", "group_by_three"),
    ("0812345678", "NK437", "group_by_three"),
    ("1.500.000.", "NK437", "group_by_three"),
    ("1 50 juta", "NK437", "group_by_three"),
    ("Rp150.00", "NK437", "group_by_three"),
    ("100,000", "NK438", "money_which"),
    ("12.500", "NK438", "money_which"),
    ("12 500", "NK438", "money_which"),
    ("12,500", "NK438", "money_which"),
    ("1.250", "NK438", "money_which"),
    ("99.999", "NK438", "money_which"),
    ("12.500,00", "NK438", "money_which"),
    ("1,500.00", "NK438", "money_which"),
    ("50.000 - 75.000", "NK438", "money_which"),
    ("<5.000", "NK438", "money_which"),
    ("> 12.500", "NK438", "money_which"),
    ("205", "NK438", "money_which"),
    ("50000", "NK438", "money_which"),
    ("3-5", "NK438", "money_which"),
    (205, "NK438", "money_which"),
    (205.0, "NK438", "money_which"),
    ("1.500 juta", "NK438", "money_ambiguous"),
    ("1,500 M", "NK438", "money_ambiguous"),
    ("1.500.000 juta", "NK438", "money_ambiguous"),
    ("1.500 - 2500 juta", "NK438", "money_which"),
    ("1.500 - 2 juta", "NK438", "money_which"),
    ("1.500.000 - 2500000 juta", "NK438", "money_which"),
    ("-5.000.000", "NK439", "not_negative"),
    ("Rp -5 juta", "NK439", "not_negative"),
    (-5_000_000, "NK439", "not_negative"),
    ("1000 triliun", "NK439", "out_of_bounds"),
    (10**16, "NK439", "out_of_bounds"),
    ("< Rp0", "NK439", "out_of_bounds"),
    ("1.000.0C0,00", "NK436", "money_damaged"),
    ("lima juta", "NK436", "money_words"),
    ("banyak", "NK436", "money_words"),
    ("s/d", "NK436", "money_words"),
    ("Rp", "NK436", "money_words"),
    ("5 juta 500 ribu", "NK436", "money_forms"),
    ("(5.000.000)", "NK436", "money_forms"),
    ("500k", "NK436", "money_forms"),
    ("1 - 2 - 3 juta", "NK436", "money_forms"),
    ("١٥ juta", "NK436", "money_forms"),
    ("Rp5 juta/bulan", "NK436", "money_period"),
    ("5 juta per tahun", "NK436", "money_period"),
    ("10.000.000/3 bulan", "NK436", "money_period"),
    ("5 juta sebulan", "NK436", "money_period"),
    ("5 juta perhari", "NK436", "money_period"),
    ("± 5 juta", "NK436", "money_about"),
    ("5 jutaan", "NK436", "money_about"),
    ("10 juta - 5 juta", "NK436", "range_reversed"),
    ("1,2345678 juta", "NK436", "whole_rupiah"),
    ("1.500.000,50", "NK436", "whole_rupiah"),
    ("150000,5", "NK436", "whole_rupiah"),
    (True, "NK436", None),
    (date(2020, 1, 1), "NK436", None),
    (Decimal("1E-200"), "NK436", None),
    (math.inf, "NK436", None),
    ([1], "NK436", None),
    ({"at_most": 1, "at_least": 2}, "NK436", "range_reversed"),
    ("1,5E+09", "NK446", "text_format"),
    ("2.05337e14", "NK446", "text_format"),
    ("9" * (MOST_CHARACTERS + 1), "NK449", None),
]


@pytest.mark.parametrize(("raw", "expected"), READ, ids=[f"{n}-{row[0]!r}" for n, row in enumerate(READ)])
def test_what_is_read(raw, expected):
    made = read_rupiah(raw)
    assert (made.value, made.problem) == (expected, None)


@pytest.mark.parametrize(("raw", "code", "hint"), REFUSED, ids=[f"{n}-{str(row[0])[:20]!r}" for n, row in enumerate(REFUSED)])
def test_what_is_refused(raw, code, hint):
    made = read_rupiah(raw)
    assert made.value is None
    assert (made.problem.code, made.problem.hint) == (code, hint)
    assert made.problem.is_error
    assert made.problem.text("id") != made.problem.text("en")
    if isinstance(raw, str) and code not in ("NK446", "NK449"):
        assert made.problem.slots["read"] == raw
        assert made.problem.slots["expected"]


@pytest.mark.parametrize("raw", [None, math.nan, Decimal("NaN"), *sorted(EMPTY), " - ", "NULL", "\n"])
def test_what_is_missing(raw):
    made = read_rupiah(raw, "juta")
    assert (made.value, made.problem) == (None, None)


@pytest.mark.parametrize("raw", ["0", "Rp0", "Rp 0,-", 0, 0.0, "0 juta"])
def test_a_zero_is_a_zero_with_a_warning(raw):
    made = read_rupiah(raw)
    assert made.value == 0
    assert made.problem.code == "NK448"
    assert not made.problem.is_error


def test_both_readings_of_an_ambiguous_amount_are_told():
    assert read_rupiah("100,000").problem.slots["expected"] == "Rp100.000 | Rp100"
    assert read_rupiah("1.500 juta").problem.slots["expected"] == "1500 juta | 1,5 juta"
    assert read_rupiah("1.500.000 juta").problem.slots["expected"] == "Rp1.500.000 | 1500000 juta"
    assert read_rupiah("Rp 205", "juta").problem.slots["expected"] == "Rp205 | 205 juta"


# --- a unit in the header --------------------------------------------------------------------------------------------

UNDER_JUTA = [
    ("205", 205 * JUTA),
    (205, 205 * JUTA),
    (205.0, 205 * JUTA),
    (2.5, 2_500_000),
    ("1980", 1_980 * JUTA),
    ("2,5", 2_500_000),
    ("0,125", 125_000),
    ("3-5", (3 * JUTA, 5 * JUTA)),
    ("<5", (0, 5 * JUTA - 1)),
    ("15 juta", 15 * JUTA),
    ("500 rb", 500_000),
    ("2 - 3 miliar", (2 * MILIAR, 3 * MILIAR)),
    ("0", 0),
    ("1.500", "NK438"),
    ("1,500", "NK438"),
    ("1.500.000", "NK438"),
    ("Rp 205", "NK438"),
    ("205,-", "NK438"),
    ("205000000", "NK438"),
    (str(BARE_MAY_BE_UNITS), "NK438"),
    (str(BARE_MAY_BE_UNITS - 1), (BARE_MAY_BE_UNITS - 1) * JUTA),
    ("007", "NK437"),
]


@pytest.mark.parametrize(("raw", "expected"), UNDER_JUTA, ids=repr)
def test_bare_numbers_take_the_unit_of_their_header(raw, expected):
    made = read_rupiah(raw, "juta")
    assert expected == (made.problem.code if isinstance(expected, str) else made.value)


@pytest.mark.parametrize(
    ("raw", "expected"), [("205", 205), (1980, 1980), ("1.500", 1500), ("1.500.000,00", 1_500_000), ("2,5", None), ("1,500", None)]
)
def test_under_a_header_of_rupiah_a_bare_number_is_rupiah(raw, expected):
    assert read_rupiah(raw, "rupiah").value == expected


def test_what_is_bare_is_plain_rupiah_only_when_it_is_large():
    assert read_rupiah(str(BARE_MAY_BE_UNITS)).value == BARE_MAY_BE_UNITS
    assert read_rupiah(str(BARE_MAY_BE_UNITS - 1)).problem.code == "NK438"


@given(st.integers(1000, BARE_MAY_BE_UNITS - 1), st.sampled_from(". "), st.sampled_from(["", ",00", ",0"]))
def test_groups_say_no_more_of_a_unit_than_plain_digits_do(amount, sign, tail):
    plain, made = (read_rupiah(text) for text in (str(amount), grouped(amount, sign) + tail))
    assert (made.value, made.problem.code) == (plain.value, plain.problem.code) == (None, "NK438")


HEADERS = {
    "Modal Sendiri (Rp)": "rupiah",
    "Omset Tahunan (Rp)": "rupiah",
    "Omzet (juta)": "juta",
    "Omzet (Rp juta)": "juta",
    "Omzet dalam jutaan rupiah": "juta",
    "Omzet 2022 (Rp)": "rupiah",
    "Nilai Produksi (Rp. 000)": "ribu",
    "Nilai Produksi (Rp 000.000)": "juta",
    "Nilai (dalam ribuan)": "ribu",
    "Investasi (milyar)": "miliar",
    "Investasi (triliun)": "triliun",
    "Modal > 500 juta": None,
    "Omzet 5 jt": None,
    "Omzet (ribu/juta)": None,
    "Omzet (x 1000 Rp)": None,
    "penjualan_rata_pertahun": None,
    "total_aset": None,
    "harga per perkara": None,
    "": None,
}


@pytest.mark.parametrize(("header", "unit"), HEADERS.items())
def test_the_unit_of_a_header(header, unit):
    assert header_unit(header) == unit


# --- laws ------------------------------------------------------------------------------------------------------------

AMOUNTS = st.integers(1, TOP) | st.integers(1, 10**7) | st.builds(lambda n, zeros: n * 10**zeros, st.integers(1, 999), st.integers(0, 11))


def grouped(number, sign):
    return f"{number:,}".replace(",", sign)


@given(AMOUNTS)
@example(1)
@example(TOP)
def test_what_we_print_we_read_back(amount):
    for written in (money_words(amount), value_words(amount, money(), "id"), value_words(amount, money(), "en")):
        assert read_rupiah(written).value == amount
    assert read_rupiah(amount, "rupiah").value == amount


@given(st.integers(1, TOP - 1), st.integers(1, TOP - 1))
def test_ranges_we_print_we_read_back(one, other):
    assume(one != other)
    bounds = (min(one, other), max(one, other))
    for value in (bounds, (bounds[0], TOP), (0, bounds[1])):
        assert read_rupiah(value_words(value, money(), "id")).value == value
    assert read_rupiah(f"{money_words(bounds[0])} s/d {money_words(bounds[1])}").value == bounds


@given(
    AMOUNTS,
    st.sampled_from(["", "Rp", "Rp ", "Rp. ", "rp.", "IDR "]),
    st.sampled_from(["", ",00", ",-", ",--", ",0"]),
    st.sampled_from(". "),
)
def test_every_way_to_group_thousands_is_the_same_amount(amount, mark, tail, sign):
    assume(amount >= (1000 if mark or "-" in tail else BARE_MAY_BE_UNITS))
    assert read_rupiah(mark + grouped(amount, sign) + tail).value == amount


@given(st.integers(1, 99_999), st.sampled_from([("ribu", 3), ("jt", 6), ("juta", 6), ("M", 9), ("miliar", 9)]), st.sampled_from(["", " "]))
def test_a_number_with_a_unit_is_so_many_of_it(number, unit, blank):
    word, zeros = unit
    assert read_rupiah(f"{number}{blank}{word}").value == (number * 10**zeros if number * 10**zeros <= TOP else None)


@given(st.integers(1, TOP), st.integers(0, 6))
def test_decimals_before_a_unit_are_exact(amount, decimals):
    text = f"{amount // 10**decimals},{amount % 10**decimals:0{decimals}}" if decimals else str(amount)
    made = read_rupiah(f"{text} juta")
    exact = amount * 10 ** (6 - decimals)
    assert made.value in ((exact, None) if exact <= TOP else (None,))
    if decimals != 3 and exact <= TOP:
        assert made.value == exact


#: Every way in which digits and separators may be meant: which sign groups thousands, which begins decimals.
CONVENTIONS = [(".", ","), (",", "."), (" ", ","), (" ", "."), ("", ","), ("", ".")]


def reading(text, thousands, decimal):
    """The whole rupiah a text says under one convention, or ``None``. Written without a look at the reader."""
    whole, _, tail = text.partition(decimal)
    if decimal in text and not re.fullmatch("0+", tail):
        return None
    groups = whole.split(thousands) if thousands else [whole]
    lengths = [len(group) for group in groups]
    sized = len(groups) == 1 or (1 <= lengths[0] <= 3 and all(length == 3 for length in lengths[1:]))
    return int("".join(groups)) if sized and all(re.fullmatch("[0-9]+", group) for group in groups) else None


def readings(text):
    found = {reading(text, *convention) for convention in CONVENTIONS}
    return found - {None}


def indonesian(text):
    return {reading(text, ".", ","), reading(text, "", ",")} - {None}


@given(st.text("0123456789., ", min_size=1, max_size=16) | st.from_regex(r"\A[0-9]{1,3}([., ][0-9]{2,4}){0,3}([.,][0-9]{1,3})?\Z"))
@example("15.000.000,00")
@example("100,000")
@example("1.000")
@example("1,000.00")
def test_no_reading_is_a_hundred_or_a_thousand_times_off(text):
    value = read_rupiah(text, "rupiah").value
    assume(value is not None)
    clean = " ".join(text.split())
    assert value in readings(clean)
    assert len(readings(clean)) == 1 or value in indonesian(clean)


@given(st.integers(1000, TOP), st.data())
def test_a_lost_or_doubled_digit_in_the_groups_is_noticed(amount, data):
    text = grouped(amount, ".")
    at = data.draw(st.integers(text.index(".") + 1, len(text) - 1).filter(lambda place: text[place] != "."))
    for broken in (text[:at] + text[at + 1 :], text[:at] + text[at] + text[at:]):
        made = read_rupiah(broken)
        assert made.value is None
        assert made.problem.code in ("NK437", "NK438", "NK439", "NK436")


@given(st.integers(0, 99_999), st.sampled_from(["ribu", "juta", "miliar"]))
def test_a_unit_in_the_cell_wins_over_the_header(number, unit):
    in_cell = read_rupiah(f"{number} {unit}")
    assert all(read_rupiah(f"{number} {unit}", header) == in_cell for header in ("rupiah", "ribu", "juta", "miliar", "triliun"))


HOSTILE = st.one_of(
    st.text(max_size=200),
    st.text("0123456789.,-<>=/ sdRpjutmilar±antradEeC", max_size=130),
    st.integers(),
    st.floats(),
    st.decimals(allow_nan=True),
    st.booleans(),
    st.none(),
    st.binary(max_size=5),
    st.lists(st.integers(), max_size=3),
    st.dictionaries(st.sampled_from(["at_least", "at_most", "x"]), st.text(max_size=10) | st.integers(), max_size=3),
)


@given(HOSTILE, st.sampled_from([None, "rupiah", "ribu", "juta", "miliar", "triliun"]), st.sampled_from([money(), money(1000, 10**6)]))
def test_nothing_raises_and_every_value_is_inside_its_bounds(raw, unit, kind):
    made = read_rupiah(raw, unit, kind)
    low, high = kind.bounds
    if isinstance(made.value, tuple):
        assert low <= made.value[0] < made.value[1] <= high
    elif made.value is not None:
        assert low <= made.value <= high
        assert type(made.value) is int
    assert made.value is None or made.problem is None or not made.problem.is_error
    if made.problem is not None:
        assert len(made.problem.text("id")) < 600


@given(st.integers(1000, TOP), st.sampled_from(["{0}", "Rp{1}", "{1}", "{0} juta", "Rp{1},00"]))
def test_what_the_strict_door_reads_is_read_the_same_or_refused(amount, form):
    text = form.format(amount, grouped(amount, "."))
    made = read_rupiah(text)
    assume(made.value is not None)
    assert made.value == read_value(text, money())


@pytest.mark.parametrize(
    "piece", ["1", "1.", "1 ", "1,000", "-", "s/d ", "juta ", "rp", "<", "antara 1 dan ", ",-", "1 - ", " ", "\u00a0", "𝟏", "±"]
)
def test_long_and_strange_texts_take_bounded_time(piece):
    start = time.perf_counter()
    for size in (10, 100, MOST_CHARACTERS, 10**6):
        read_rupiah((piece * size)[:size])
        read_rupiah((piece * size)[:size] + "x", "juta")
    header_unit(piece * 10**5)
    assert time.perf_counter() - start < 2


def test_every_short_text_of_digits_and_separators_is_read_rightly_or_refused():
    for length in range(1, 6):
        for signs in product("10.,", repeat=length):
            text = "".join(signs)
            value = read_rupiah(text, "rupiah").value
            assert value is None or value in readings(text), text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5 juta per tahun", 5_000_000),
        ("5 jt/th", 5_000_000),
        ("Rp. 1.500.000 / thn", 1_500_000),
        ("Rp 150.000.000,-/tahun", 150_000_000),
        ("60 juta setahun", 60_000_000),
        ("60 juta pertahun", 60_000_000),
        ("60 juta/1 tahun", 60_000_000),
        ("50 - 60 juta per tahun", (50_000_000, 60_000_000)),
    ],
)
def test_an_amount_for_the_time_that_is_asked_is_read(text, expected):
    assert read_messy(text, FACTS["annual_sales"]).value == expected
    refused = read_messy(text, FACTS["capital"])
    assert (refused.value, refused.problem.code, refused.problem.hint) == (None, "NK436", "money_period")


@pytest.mark.parametrize(
    "text", ["5 juta per bulan", "5 juta/2 tahun", "5 juta per tahun 2024", "5 juta per bulan per tahun", "60/tahun juta"]
)
def test_an_amount_for_another_time_is_not(text):
    refused = read_messy(text, FACTS["annual_sales"])
    assert (refused.value, refused.problem.hint) == (None, "money_period")


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [("2.500,5", "juta", "2500,5 juta"), ("1.500,5", "ribu", "1500,5 ribu"), ("1 500,25", "juta", "1500,25 juta")],
)
def test_groups_and_decimals_under_a_unit_are_not_said_to_be_no_whole_rupiah(text, unit, expected):
    for refused in (read_rupiah(text, unit=unit), read_rupiah(f"{text} {unit}")):
        assert (refused.problem.code, refused.problem.hint, refused.problem.slots["expected"]) == ("NK436", "write_ungrouped", expected)
    assert read_rupiah(expected).value == read_rupiah(expected.split()[0], unit=unit).value is not None


def test_fractions_of_a_rupiah_under_a_unit_are_told_as_such():
    assert read_rupiah("1.500,2345678", unit="juta").problem.code == "NK437"
    assert read_rupiah("Rp2.500,5", unit="juta").problem.hint == "whole_rupiah"
