"""Values in words."""

import unicodedata

import pytest

from naikkelas import facts
from naikkelas.calendar import Duration
from naikkelas.explain import value_words
from naikkelas.explain.words import capital, clean, list_words, number_words
from naikkelas.facts import FactType, Kind
from naikkelas.ranges import NEVER
from tests.explain.make import DATE, EXPIRY, FACTS, PEOPLE, d

MONEY = facts.money()
PH = facts.number(1, 0, 140)
LENGTH = FactType(Kind.DURATION)


@pytest.mark.parametrize(
    ("value", "kind", "in_id", "in_en"),
    [
        (2_500_000, MONEY, "Rp2.500.000", "Rp2.500.000"),
        (0, MONEY, "Rp0", "Rp0"),
        (-75_000, facts.money(-(10**6)), "-Rp75.000", "-Rp75.000"),
        ((50_000_000, 250_000_000), MONEY, "antara Rp50.000.000 dan Rp250.000.000", "between Rp50.000.000 and Rp250.000.000"),
        ((0, 50_000_000), MONEY, "paling banyak Rp50.000.000", "at most Rp50.000.000"),
        ((50_000_000, 10**14), MONEY, "paling sedikit Rp50.000.000", "at least Rp50.000.000"),
        ((0, 10**14), MONEY, "belum diketahui", "not known yet"),
        (None, MONEY, "belum diketahui", "not known yet"),
        (12, PEOPLE, "12 orang", "12 people"),
        (1, PEOPLE, "1 orang", "1 person"),
        (0, PEOPLE, "0 orang", "0 people"),
        ((0, 1), PEOPLE, "paling banyak 1 orang", "at most 1 person"),
        ((1, 1_000_000), PEOPLE, "paling sedikit 1 orang", "at least 1 person"),
        ((0, 1), facts.integer(-1, 9, unit=PEOPLE.unit), "antara 0 dan 1 orang", "between 0 and 1 people"),
        (10, facts.number(1, unit=facts.Text("kilogram", "kilograms")), "1 kilogram", "1 kilogram"),
        (1, facts.integer(unit=facts.Text("gelas", "glass")), "1 gelas", "1 glass"),
        (12_500, PEOPLE, "12.500 orang", "12,500 people"),
        ((5, 9), PEOPLE, "antara 5 dan 9 orang", "between 5 and 9 people"),
        ((5, 1_000_000), PEOPLE, "paling sedikit 5 orang", "at least 5 people"),
        (2019, facts.integer(), "2019", "2019"),
        (12_500, facts.integer(), "12.500", "12,500"),
        (75, PH, "7,5", "7.5"),
        (70, PH, "7", "7"),
        (-5, facts.number(2), "-0,05", "-0.05"),
        (12_345_600, facts.number(2), "123.456", "123,456"),
        (d(2026, 3), DATE, "1 Maret 2026", "1 March 2026"),
        (d(2028, 5, 5), DATE, "5 Mei 2028", "5 May 2028"),
        ((d(2025), d(2025, 12, 31)), DATE, "antara 1 Januari 2025 dan 31 Desember 2025", "between 1 January 2025 and 31 December 2025"),
        ((d(2025), d(2200, 12, 31)), DATE, "paling cepat 1 Januari 2025", "1 January 2025 or later"),
        ((d(1800), d(2025)), DATE, "paling lambat 1 Januari 2025", "1 January 2025 or earlier"),
        ((d(2025), NEVER), EXPIRY, "paling cepat 1 Januari 2025", "1 January 2025 or later"),
        (NEVER, EXPIRY, "tidak akan datang", "will never come"),
        (True, facts.BOOLEAN, "ya", "yes"),
        (False, facts.BOOLEAN, "tidak", "no"),
        (Duration("months", 12), LENGTH, "12 bulan", "12 months"),
        (Duration("months", 1), LENGTH, "1 bulan", "1 month"),
        (Duration("days", 90), LENGTH, "90 hari", "90 days"),
        (Duration("days", 1), LENGTH, "1 hari", "1 day"),
        ("craft", FACTS["sector"].type, "kerajinan", "handicraft"),
        ("micro", facts.choice("micro"), "micro", "micro"),
        ("Keripik Bu Tini", facts.TEXT, "“Keripik Bu Tini”", "“Keripik Bu Tini”"),
        (frozenset(), facts.set_of(), "tidak ada", "none"),
        (frozenset({"web", "shop"}), facts.set_of(), "shop dan web", "shop and web"),
        (frozenset({"craft", "food"}), facts.set_of("craft", "food"), "kerajinan dan pangan olahan", "handicraft and processed food"),
    ],
)
def test_values(value, kind, in_id, in_en):
    titles = FACTS["sector"].choice_titles
    assert value_words(value, kind, "id", titles) == in_id
    assert value_words(value, kind, "en", titles) == in_en


def test_a_long_list_is_cut_after_eight():
    assert list_words("id", list("abcdefgh")) == "a, b, c, d, e, f, g dan h"
    assert list_words("id", list("abcdefghijklmn")) == "a, b, c, d, e, f, g, h, dan 6 lainnya"
    assert list_words("en", list("abcdefghijklmn")) == "a, b, c, d, e, f, g, h and 6 more"


def test_lists_of_few():
    assert [list_words("id", items, "or") for items in (["a"], ["a", "b"], ["a", "b", "c"])] == ["a", "a atau b", "a, b atau c"]


def test_a_long_text_is_cut():
    told = value_words("x" * 10_000, facts.TEXT, "id")
    assert told == "“" + "x" * 119 + "…”"


def test_a_day_before_the_calendar_is_its_first_day():
    assert value_words(0, DATE, "en") == "1 January 1"


def test_grouping_can_be_left_out():
    assert number_words("id", 12_500, grouped=False) == "12500"


@pytest.mark.parametrize(
    ("dirty", "tidy"),
    [
        ("a\x1b[31mb\x1b[0m", "ab"),
        ("a\x1b]0;title\x07b", "ab"),
        ("a\x9b31mb", "ab"),
        ("a\u202eb\u2066c\u200f\u061cd", "abcd"),
        ("a\r\nb\tc\x00\x07d", "a b cd"),
        ("  a \u2028 b\u00a0c ", "a b c"),
        ("a\u200bb\ufeffc\u00add", "abcd"),
        ("\ud800x", "x"),
        ("naïf 汉字 ✓", "naïf 汉字 ✓"),
    ],
)
def test_what_cannot_be_seen_is_taken_out(dirty, tidy):
    assert clean(dirty) == tidy


def test_only_the_first_letter_becomes_a_capital():
    assert [capital(text) for text in ("", "omzet PT", "NIB")] == ["", "Omzet PT", "NIB"]


@pytest.mark.parametrize(
    "char",
    [chr(code) for code in (*range(0x20, 0x9B), *range(0x9C, 0x250), 0x200B, 0x2028, 0x202E, 0x3000, 0xE000, 0xFEFF, 0xD800, 0x1F415)],
)
def test_cleaning_keeps_what_can_be_seen_whatever_stands_beside_it(char):
    seen = "" if char.isspace() or unicodedata.category(char) in {"Cc", "Cf", "Cs"} else char
    assert clean(f"a{char}\u200bb") == clean(f"a{char}b") == (f"a{seen}b" if seen or not char.isspace() else "a b")
    assert clean(f" a  {char}") == f"a {seen}".rstrip()
