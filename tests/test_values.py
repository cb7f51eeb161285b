"""What is read, what is refused and with which hint: one row for each form."""

import decimal
import math
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum, StrEnum
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from naikkelas.calendar import Duration
from naikkelas.facts import BOOLEAN, FIRST_DAY, LAST_DAY, TEXT, FactType, Kind, choice, day, integer, money, number, set_of, text
from naikkelas.problem_texts import HINTS
from naikkelas.ranges import NEVER, Range
from naikkelas.values import BadValue, describe, plain, read_duration, read_exact, read_value, scaled, unscaled

D = date.toordinal
YEAR_2019 = (D(date(2019, 1, 1)), D(date(2019, 12, 31)))
MIDNIGHT = datetime(2019, 5, 31)  # noqa: DTZ001 - without a zone: how tables write a date
PH = number(1, 0, 140)
FREE = number(3)
COLOURS = choice("red", "green", "dark_blue")
CODES = choice("3305", "3306")


def foreign(name, base=object, module="numpy", **members):
    """An object that looks like a scalar of numpy or pandas; neither is installed here."""
    return type(name, (base,), {"__module__": module, **members})


def numbered(rows):
    """Ids that are the same on every run: some values print their address."""
    return [f"{row[1].kind}-{number}" for number, row in enumerate(rows)]


class Colour(StrEnum):
    RED = "red"


class OldColour(str, Enum):  # noqa: UP042 - the kind of enum whose str() is not its value
    RED = "red"


class Index:
    def __index__(self):
        return 7


class BrokenIndex:
    def __index__(self):
        raise ValueError("no")


READ = [
    # --- missing ---
    (None, integer(), None),
    ("", TEXT, None),
    (" \t ", money(), None),
    (math.nan, money(), None),
    (Decimal("NaN"), integer(), None),
    (Decimal("sNaN"), PH, None),
    ({"at_least": None, "at_most": None}, integer(), None),
    ({"at_least": 0}, integer(), None),
    (Range(), day(), None),
    # --- integers ---
    (12, integer(), 12),
    ("12", integer(), 12),
    (" 12 ", integer(), 12),
    (12.0, integer(), 12),
    (Decimal("12.00"), integer(), 12),
    ("-3", integer(-5, 5), -3),
    (Index(), integer(), 7),
    ({"at_least": 5, "at_most": "19"}, integer(), (5, 19)),
    ({"at_most": 19}, integer(0, 100), (0, 19)),
    ({"at_least": 5}, integer(0, 100), (5, 100)),
    ({"at_least": 5, "at_most": 5}, integer(), 5),
    (Range(5, None), integer(0, 100), (5, 100)),
    # --- numbers ---
    ("7.5", PH, 75),
    ("7,5", PH, 75),
    ("7", PH, 70),
    ("7.500", PH, 75),
    (7.5, PH, 75),
    (7, PH, 70),
    (Decimal("7.5"), PH, 75),
    (Decimal("7.5000000000000000000000000000000000000"), PH, 75),
    (Decimal("0E-999999"), PH, 0),
    ("-0.0", FREE, 0),
    ("-1,25", FREE, -1250),
    ({"at_least": 7, "at_most": 8.5}, PH, (70, 85)),
    # --- money ---
    (2_500_000, money(), 2_500_000),
    ("2500000", money(), 2_500_000),
    ("2.500.000", money(), 2_500_000),
    ("2.500", money(), 2_500),
    ("Rp2.500.000", money(), 2_500_000),
    ("Rp 2.500.000", money(), 2_500_000),
    ("Rp. 1.500.000", money(), 1_500_000),
    ("rp. 32.500.000,00", money(), 32_500_000),
    ("Rp1.000.000.000,00", money(), 10**9),
    ("500 juta", money(), 500 * 10**6),
    ("500jt", money(), 500 * 10**6),
    ("Rp 500 Juta", money(), 500 * 10**6),
    ("2,5 miliar", money(), 2_500_000_000),
    ("2.5 miliar", money(), 2_500_000_000),
    ("1 triliun", money(), 10**12),
    ("750 ribu", money(), 750_000),
    ("0,125 miliar", money(), 125_000_000),
    ("1500,125 juta", money(), 1_500_125_000),
    ("-5 juta", money(-(10**9)), -5_000_000),
    ("Rp -5 juta", money(-(10**9)), -5_000_000),
    ({"at_least": "50 juta", "at_most": "250 juta"}, money(), (50_000_000, 250_000_000)),
    # --- dates ---
    ("2019-05-31", day(), D(date(2019, 5, 31))),
    ("2019-5-3", day(), D(date(2019, 5, 3))),
    ("2019-02", day(), (D(date(2019, 2, 1)), D(date(2019, 2, 28)))),
    ("2020-02", day(), (D(date(2020, 2, 1)), D(date(2020, 2, 29)))),
    ("2019", day(), YEAR_2019),
    (2019, day(), YEAR_2019),
    (2019.0, day(), YEAR_2019),
    (date(2019, 5, 31), day(), D(date(2019, 5, 31))),
    (MIDNIGHT, day(), D(date(2019, 5, 31))),
    ("never", day(may_be_never=True), NEVER),
    (date(5000, 1, 1), day(may_be_never=True), D(date(5000, 1, 1))),
    ({"at_least": "2019"}, day(), (YEAR_2019[0], LAST_DAY)),
    ({"at_most": "2019"}, day(), (FIRST_DAY, YEAR_2019[1])),
    ({"at_least": 2019, "at_most": "2019"}, day(), YEAR_2019),
    ({"at_least": "2019"}, day(may_be_never=True), (YEAR_2019[0], NEVER)),
    ({"at_least": "never"}, day(may_be_never=True), NEVER),
    # --- booleans ---
    (True, BOOLEAN, True),
    (False, BOOLEAN, False),
    ("true", BOOLEAN, True),
    ("false", BOOLEAN, False),
    # --- choices, texts, sets ---
    ("red", COLOURS, "red"),
    (" red ", COLOURS, "red"),
    (Colour.RED, COLOURS, "red"),
    (OldColour.RED, COLOURS, "red"),
    (3305, CODES, "3305"),
    (3305.0, CODES, "3305"),
    ("e\u0301", TEXT, "\u00e9"),
    ("  Barokah  ", TEXT, "Barokah"),
    ("10794", text(r"[0-9]{5}", "5"), "10794"),
    (["b", "a", "a "], set_of(), frozenset({"a", "b"})),
    ([], set_of(), frozenset()),
    (("red",), set_of("red", "green"), frozenset({"red"})),
    ([3305], set_of("3305", "3306"), frozenset({"3305"})),
    # --- scalars of numpy and pandas ---
    (foreign("int64", item=lambda _: 5)(), integer(), 5),
    (foreign("int64", item=lambda _: 2019)(), day(), YEAR_2019),
    (foreign("bool", item=lambda _: True)(), BOOLEAN, True),
    (foreign("bool_", item=lambda _: False)(), BOOLEAN, False),
    (foreign("float64", float)(12.0), integer(), 12),
    (foreign("float64", float)("nan"), money(), None),
    (foreign("float32", __str__=lambda _: "7.5")(), PH, 75),
    (foreign("float32", __str__=lambda _: "nan")(), PH, None),
    (foreign("str_", str)("red"), COLOURS, "red"),
    (
        foreign("datetime64", __str__=lambda _: "2019-05-31T00:00:00", astype=lambda s, _: s, item=lambda _: MIDNIGHT)(),
        day(),
        MIDNIGHT.toordinal(),
    ),
    (foreign("datetime64", __str__=lambda _: "2019-05-31")(), day(), MIDNIGHT.toordinal()),
    (foreign("datetime64", __str__=lambda _: "2019")(), day(), YEAR_2019),
    (foreign("datetime64", __str__=lambda _: "NaT")(), day(), None),
    (foreign("NaTType", module="pandas._libs.tslibs.nattype")(), day(), None),
    (foreign("NAType", module="pandas._libs.missing")(), integer(), None),
    (foreign("Timestamp", datetime, module="pandas._libs.tslibs.timestamps")(2019, 5, 31), day(), D(date(2019, 5, 31))),
]


@pytest.mark.parametrize(("raw", "kind", "value"), READ, ids=numbered(READ))
def test_what_is_read(raw, kind, value):
    read = read_value(raw, kind)
    assert read == value
    assert type(read) is type(value)


CYCLE: list = []
CYCLE.append(CYCLE)

REFUSED = [
    # --- integers ---
    ("1.000", integer(), "no_separators"),
    ("1,000", integer(), "no_separators"),
    ("twelve", integer(), None),
    ("٣", integer(), "did_you_mean"),
    ("9" * 41, integer(), None),
    (12.5, integer(), None),
    (math.inf, integer(), None),
    (Decimal("Infinity"), integer(), None),
    (Decimal("1E+999999"), integer(), None),
    (True, integer(), None),
    (10**400, integer(), "out_of_bounds"),
    (-1, integer(), "out_of_bounds"),
    (b"12", integer(), None),
    (int, integer(), None),
    (BrokenIndex(), integer(), None),
    (Fraction(1, 2), integer(), None),
    (1 + 0j, integer(), None),
    (CYCLE, integer(), None),
    ([5], integer(), None),
    ({}, integer(), "range_keys"),
    ({"min": 5}, integer(), "range_keys"),
    ({"at_least": 5, "hi": 7}, integer(), "range_keys"),
    ({"at_least": {"at_least": 5}}, integer(), "range_keys"),
    ({"at_least": Range(5, 6)}, integer(), "range_keys"),
    ({"at_least": 7, "at_most": 5}, integer(), "range_reversed"),
    ({"at_least": True}, integer(), None),
    (foreign("datetime64", __str__=lambda _: "2019", __index__=lambda _: 5)(), integer(), None),
    (foreign("timedelta64", item=lambda _: 5, __index__=lambda _: 5)(), integer(), None),
    (foreign("ndarray", shape=(3,), item=lambda _: 5, __iter__=lambda _: iter([5]))(), integer(), None),
    # --- numbers ---
    ("7.55", PH, "too_many_decimals"),
    (7.55, PH, "too_many_decimals"),
    (Decimal("7.5000000000000000000000000000000000001"), PH, "too_many_decimals"),
    (Decimal("1E-999999"), PH, "too_many_decimals"),
    (Decimal(1).scaleb(30), PH, "out_of_bounds"),
    (Decimal("1E+999999"), PH, None),
    (Decimal("Infinity"), PH, None),
    (-math.inf, PH, None),
    (10**400, PH, "out_of_bounds"),
    ("1.000,5", PH, "no_separators"),
    ("7,5 %", PH, "percent"),
    ("30 persen", PH, "percent"),
    ("tujuh", PH, None),
    ("7%", integer(), "whole_number"),
    ("1.5", integer(), "whole_number"),
    ("1,50", integer(), "whole_number"),
    ("5-10", integer(), "did_you_mean"),
    ("5 - x1", integer(), None),
    ("1.200-1.300", integer(), None),
    ("x" * 79 + "-1", integer(), None),
    (True, PH, None),
    (14.1, PH, "out_of_bounds"),
    # --- money ---
    ("1.500 juta", money(), "money_ambiguous"),
    ("1,500 juta", money(), "money_ambiguous"),
    ("100,000", money(), "money_forms"),
    ("100.0000.000", money(), "money_forms"),
    ("1.000000", money(), "money_forms"),
    ("32.500.000,50", money(), "money_forms"),
    ("1.500.000 juta", money(), "money_forms"),
    ("2,5", money(), "money_forms"),
    ("Rp1.000.000.0C0,00", money(), "money_forms"),
    ("Rp3-5 Juta", money(), "did_you_mean"),
    ("5M", money(), "million_or_miliar"),
    ("2,5 M", money(), "million_or_miliar"),
    ("Rp5 m", money(), "million_or_miliar"),
    ("1,500 M", money(), "money_forms"),
    ("5 t", money(), "money_forms"),
    ("500,000,000", money(), "did_you_mean"),
    ("500,000", money(), "money_forms"),
    ("<5.000.000", money(), "money_forms"),
    ("5 dollar", money(), "money_forms"),
    ("1,000000000000000000000000000001 juta", money(), "whole_rupiah"),
    ("2,0000001 juta", money(), "whole_rupiah"),
    ("99999999 triliun", money(), "out_of_bounds"),
    ("-5 juta", money(), "out_of_bounds"),
    (0.5, money(), None),
    (1e15, money(), "out_of_bounds"),
    (1e300, money(), None),
    # --- dates ---
    ("16/2/2021", day(), "did_you_mean"),
    ("16-02-2021", day(), "did_you_mean"),
    ("16-13-2021", day(), "date_form"),
    ("16/2/21", day(), "date_form"),
    ("seumur hidup", day(), "date_form"),
    ("Seumur hidup", day(may_be_never=True), "did_you_mean"),
    ("2019 s/d 2020", day(), "did_you_mean"),
    ("2019-W01-1", day(), "date_form"),
    ("20190531", day(), "did_you_mean"),
    ("٢٠١٩", day(), "did_you_mean"),
    ("2019-02-30", day(), "no_such_date"),
    ("2019-13", day(), "no_such_date"),
    ("0000", day(), "no_such_date"),
    ("0999", day(), "out_of_bounds"),
    ("2201", day(), "out_of_bounds"),
    ("never", day(), "not_never"),
    (date(1700, 1, 1), day(), "out_of_bounds"),
    (datetime(2019, 5, 31, 8), day(), "date_has_time"),  # noqa: DTZ001
    (datetime(2019, 5, 31, tzinfo=UTC), day(), "date_has_time"),
    (datetime(2019, 5, 31, tzinfo=ZoneInfo("Asia/Jakarta")), day(), "date_has_time"),
    (43_500, day(), None),
    (2019.5, day(), None),
    (math.inf, day(), None),
    (True, day(), None),
    ([2019], day(), None),
    # --- booleans ---
    ("ya", BOOLEAN, "write_true"),
    ("True", BOOLEAN, "write_true"),
    ("Tidak", BOOLEAN, "write_false"),
    ("belum", BOOLEAN, "write_false"),
    (1, BOOLEAN, "write_true"),
    (0.0, BOOLEAN, "write_false"),
    (10**5000, BOOLEAN, None),
    (CYCLE, BOOLEAN, None),
    ({"at_least": True}, BOOLEAN, None),
    # --- choices, texts, sets ---
    ("gren", COLOURS, "did_you_mean"),
    ("Red", COLOURS, "did_you_mean"),
    ("violet", COLOURS, None),
    ("3307", CODES, None),
    (3307, CODES, None),
    (True, CODES, None),
    (10**5000, CODES, None),
    (math.inf, CODES, None),
    ({"at_least": "red"}, COLOURS, None),
    (["red"], COLOURS, None),
    (12, TEXT, "quote_it"),
    (b"x", TEXT, "quote_it"),
    ("a\x00b", TEXT, "control_characters"),
    ("a\ud800", TEXT, "control_characters"),
    ("x" * 10_001, TEXT, None),
    ("1079", text(r"[0-9]{5}", "5 digits"), None),
    ("١٠٧٩٤", text(r"[0-9]{5}", "5 digits"), None),
    ("a", set_of(), "write_a_list"),
    ({"a": 1}, set_of(), "write_a_list"),
    ([None], set_of(), "quote_it"),
    ([["a"]], set_of(), "quote_it"),
    (["violet"], set_of("red"), None),
    # --- a duration where something else is expected, and the reverse ---
    ({"months": 3}, money(), "other_kind"),
    ({"months": 3}, integer(), "other_kind"),
    ({"years": 1, "months": 3}, PH, "other_kind"),
    ({"weeks": 3}, day(), "other_kind"),
    ({"days": 3}, BOOLEAN, "other_kind"),
    ({"days": 3}, COLOURS, "other_kind"),
    ({"days": 3}, TEXT, "other_kind"),
    ({"days": 3}, set_of("a"), "other_kind"),
    (Duration("days", 3), money(), "other_kind"),
    ({"at_least": {"months": 3}}, money(), "range_keys"),
    ("500 juta", FactType(Kind.DURATION), "other_kind"),
    # --- a duration is no fact ---
    ({"months": 12}, FactType(Kind.DURATION), None),
]


@pytest.mark.parametrize(("raw", "kind", "hint"), REFUSED, ids=numbered(REFUSED))
def test_what_is_refused_and_why(raw, kind, hint):
    with pytest.raises(BadValue) as refused:
        read_value(raw, kind)
    assert refused.value.hint == hint
    assert refused.value.expected


KINDS = [integer(-50, 50), number(2), money(), day(), day(may_be_never=True), PH]


@given(st.data(), st.sampled_from(KINDS))
def test_what_is_printed_reads_back(data, kind):
    low, high = kind.bounds
    inside = st.integers(low, min(high, D(date.max))) if kind.kind is Kind.DATE else st.integers(low, high)
    first, last = sorted((data.draw(inside), data.draw(inside)))
    assert read_value(plain(first, kind), kind) == first
    expected = None if (first, last) == kind.bounds else first if first == last else (first, last)
    assert read_value(plain((first, last), kind), kind) == expected


@given(st.integers(-(10**12), 10**12), st.integers(0, 6), st.integers(1, 12))
@example(123_456_789, 2, 3)
def test_decimals_are_exact_in_every_decimal_context(value, decimals, precision):
    with decimal.localcontext(decimal.Context(prec=precision)):
        outside = unscaled(value, decimals)
        assert scaled(outside, decimals) == value
        assert read_value(str(outside), number(decimals)) == value
        assert read_value(plain(value, number(decimals)), number(decimals)) == value
        assert read_value("2,123456789 miliar", money()) == 2_123_456_789


@given(st.text())
def test_text_is_read_the_same_twice(words):
    try:
        once = read_value(words, TEXT)
    except BadValue:
        return
    assert read_value(once, TEXT) == once


def read_or_refused(raw, kind):
    """The value, or why there is none."""
    try:
        return read_value(raw, kind)
    except BadValue as bad:
        return bad


def is_canonical(value, kind):
    """Whether ``value`` is one that engines take for a fact of this type, or missing."""
    if value is None:
        return True
    if isinstance(value, tuple):
        low, high = kind.bounds
        return type(value[0]) is type(value[1]) is int and low <= value[0] < value[1] <= high and value != (low, high)
    match kind.kind:
        case Kind.BOOLEAN:
            return type(value) is bool
        case Kind.CHOICE:
            return type(value) is str and value in kind.choices
        case Kind.TEXT:
            return type(value) is str and value == value.strip() != ""
        case Kind.SET:
            return type(value) is frozenset and (kind.choices is None or value <= set(kind.choices))
    return type(value) is int and kind.bounds[0] <= value <= kind.bounds[1]


@given(st.one_of(st.text(max_size=30), st.integers(), st.floats(), st.decimals(), st.booleans(), st.binary(), st.dates(), st.none()))
@example("2019")
@example("2.500")
@example("red")
@example(7.5)
def test_reading_answers_with_a_value_of_the_type_or_refuses_with_words(raw):
    for kind in (*KINDS, BOOLEAN, COLOURS, CODES, TEXT, set_of(), set_of("a")):
        for form in (raw, [raw], {"at_least": raw}, {"at_most": raw}):
            value = read_or_refused(form, kind)
            if isinstance(value, BadValue):
                assert value.expected
                assert value.hint is None or HINTS[value.hint].id.format_map({"suggestion": "", **value.slots})
            else:
                assert is_canonical(value, kind)
                assert read_value(plain(value, kind), kind) == value


def test_a_constant_is_exact_and_there():
    assert read_exact("500 juta", money()) == 500_000_000
    for raw, hint in (("", "constant_missing"), ("2019", "constant_exact")):
        with pytest.raises(BadValue) as refused:
            read_exact(raw, day())
        assert refused.value.hint == hint


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (BOOLEAN, "true | false"),
        (COLOURS, "red | green | dark_blue"),
        (set_of("a"), "[a]"),
        (set_of(), "set"),
        (TEXT, "text"),
        (day(), "YYYY-MM-DD"),
        (day(may_be_never=True), "YYYY-MM-DD | never"),
        (integer(0, 5), "integer 0 .. 5"),
        (PH, "number 0.0 .. 14.0"),
        (choice(*(f"c{n}" for n in range(13))), " | ".join(f"c{n}" for n in range(12)) + " | …"),
        (FactType(Kind.DURATION), "{months: 12} | {years: 1} | {days: 90} | {weeks: 2}"),
    ],
)
def test_what_a_type_looks_like(kind, words):
    assert describe(kind) == words


@pytest.mark.parametrize(
    ("raw", "length"),
    [
        ({"months": 12}, Duration("months", 12)),
        ({"years": 1, "months": "6"}, Duration("months", 18)),
        ({"weeks": 2, "days": 1}, Duration("days", 15)),
        (Duration("days", 3), Duration("days", 3)),
    ],
)
def test_durations(raw, length):
    assert read_duration(raw) == length


@pytest.mark.parametrize(
    ("raw", "kind", "slots"),
    [
        ({"months": 3}, money(), ("duration", "lama waktu", "money", "rupiah", "500 juta")),
        ({"months": 3}, integer(), ("duration", "lama waktu", "integer", "bilangan bulat", "12")),
        ({"months": 3}, COLOURS, ("duration", "lama waktu", "choice", "pilihan", "red")),
        ({"months": 3}, set_of("b"), ("duration", "lama waktu", "set", "himpunan", "[b]")),
        ({"months": 3}, set_of(), ("duration", "lama waktu", "set", "himpunan", "[a]")),
        ("500 juta", FactType(Kind.DURATION), ("money", "rupiah", "duration", "lama waktu", "{months: 12}")),
        ("12", FactType(Kind.DURATION), ("integer", "bilangan bulat", "duration", "lama waktu", "{months: 12}")),
    ],
)
def test_one_type_where_another_is_expected_names_both(raw, kind, slots):
    with pytest.raises(BadValue) as refused:
        read_value(raw, kind)
    said = refused.value.slots
    found, wanted = said["found"], said["wanted"]
    assert (found, found.indonesian, wanted, wanted.indonesian, said["example"]) == slots


@pytest.mark.parametrize(("raw", "meant"), [("12 months", "{months: 12}"), ("1 tahun", "{years: 1}"), ("90 hari", "{days: 90}")])
def test_a_duration_in_words_is_told_how_to_be_written(raw, meant):
    with pytest.raises(BadValue) as refused:
        read_duration(raw)
    assert refused.value.slots == {"suggestion": meant}


@pytest.mark.parametrize(
    ("raw", "kind", "meant"),
    [
        ("31/12/2026", day(), "2026-12-31"),
        ("500,000,000", money(), "500000000"),
        ("Rp1,000,000", money(), "1000000"),
        ("seumur hidup", day(may_be_never=True), "never"),
        ("5-10", integer(), "{at_least: 5, at_most: 10}"),
        ("50 juta s/d 100 juta", money(), "{at_least: 50 juta, at_most: 100 juta}"),
        ("50 - 100 juta", money(), "{at_least: 50 juta, at_most: 100 juta}"),
        ("1,5 sampai 2 miliar", money(), '{at_least: "1,5 miliar", at_most: 2 miliar}'),
        ("6,5 – 7", PH, '{at_least: "6,5", at_most: 7}'),
        ({"years": 1.5}, FactType(Kind.DURATION), "{months: 18}"),
        ({"years": "2,5"}, FactType(Kind.DURATION), "{months: 30}"),
        ({"weeks": 0.5}, FactType(Kind.DURATION), None),
    ],
)
def test_what_was_probably_meant(raw, kind, meant):
    with pytest.raises(BadValue) as refused:
        read_duration(raw) if kind.kind is Kind.DURATION else read_value(raw, kind)
    assert refused.value.slots.get("suggestion") == meant


def test_a_percentage_is_told_in_both_ways_it_may_be_counted():
    with pytest.raises(BadValue) as refused:
        read_value("30%", PH)
    assert refused.value.slots == {"share": "0.3", "percent": "30"}


def test_a_length_is_refused_with_the_bounds_of_its_own_unit():
    with pytest.raises(BadValue) as refused:
        read_duration({"years": 501})
    assert refused.value.expected == "integer 0 .. 500"


@pytest.mark.parametrize(
    ("raw", "hint"),
    [
        ({}, "duration_units"),
        ("12 months", "did_you_mean"),
        ("12bulan", "did_you_mean"),
        ("1 Tahun", "did_you_mean"),
        ("12 dollar", "duration_units"),
        ("12 m\u00fcsim", "duration_units"),
        ("12", "other_kind"),
        (12, "other_kind"),
        (True, "other_kind"),
        ("500 juta", "other_kind"),
        ("7,5", "other_kind"),
        ("2019-05-31", "other_kind"),
        ("lama", "duration_units"),
        ([12], "duration_units"),
        (None, "duration_units"),
        ({"hours": 1}, "duration_units"),
        ({"months": 1, "days": 1}, "duration_mixed"),
        ({"months": None}, "constant_missing"),
        ({"months": {"at_least": 1}}, "constant_exact"),
        ({"months": -1}, "out_of_bounds"),
        ({"years": 5000}, "out_of_bounds"),
        ({"months": 1.5}, "whole_number"),
        ({"months": "x"}, None),
        ({"years": 1.5}, "did_you_mean"),
        ({"years": "0,001"}, "whole_number"),
    ],
)
def test_durations_that_are_refused(raw, hint):
    with pytest.raises(BadValue) as refused:
        read_duration(raw)
    assert refused.value.hint == hint
