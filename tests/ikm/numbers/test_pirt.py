"""PIRT numbers: real spellings, what is refused and why, what is doubtful, and what each part says."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from naikkelas.ikm.numbers import PirtNumber
from naikkelas.ranges import Range
from tests.ikm.numbers.written import any_digits, firm_digits, spelling


def codes(text):
    return [found.code for found in PirtNumber.parse(text).problems]


# --- round trips -----------------------------------------------------------------------------------------------------


@given(st.data(), firm_digits())
def test_every_way_of_writing_is_one_number(data, digits):
    number = PirtNumber.parse(data.draw(spelling(digits)))
    assert number.canonical == f"{digits[:-2]}-{digits[-2:]}"
    assert number.status == "ok" or {found.code for found in number.problems} == {"NK423"}
    assert number.is_firm


@given(st.one_of(any_digits, firm_digits()))
@example("012345678901234")
def test_what_is_printed_is_read_back(digits):
    number = PirtNumber.parse(digits)
    for printed in (number.canonical, number.label, str(number)):
        again = PirtNumber.parse(printed)
        assert (again.canonical, again.digits, again.layout, again.problems) == (number.canonical, digits, "current", number.problems)
    assert "".join(part.value for part in number.parts if "tabel B" not in part.title.id) == digits or len(number.groups) > 1


@given(st.text("0123456789 -_./PIRTNOSEepmd,;()\n+é", max_size=40))
def test_whatever_is_read_is_printed_and_read_back(text):
    number = PirtNumber.parse(text)
    assert (number.canonical is None) == (number.status == "error") == (number.layout is None) == (number.digits == "")
    if number.canonical is not None:
        again = PirtNumber.parse(number.canonical)
        assert (again.canonical, again.layout, again.digits) == (number.canonical, number.layout, number.digits)


@given(st.one_of(st.text(), st.binary(), st.integers(), st.floats(), st.none(), st.booleans(), st.lists(st.text())))
def test_nothing_raises(raw):
    number = PirtNumber.parse(raw)
    assert number.status in ("ok", "warning", "error")
    assert number == PirtNumber.parse(raw)
    assert hash(number) == hash(PirtNumber.parse(raw))
    assert len(repr(number) + str(number.to_dict("id"))) < 4000


# --- real spellings --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        # domain.md §1.3, worked examples
        ("5051505020314-31", "5051505020314-31"),
        ("2053374020970-28", "2053374020970-28"),
        ("3063306010072-19", "3063306010072-19"),
        # the shapes that were seen, with other digits
        ("P-IRT NO.2113212010652-29", "2113212010652-29"),
        ("DEP. KES. RI. P-IRT NO. 2053374020971-28", "2053374020971-28"),
        ("SPIRT 2063510010271-24", "2063510010271-24"),
        ("PIRT No. 214 3403 01 0901_ 26", "2143403010901-26"),
        ("2143403010901–26", "2143403010901-26"),
        ("206321301065519", "2063213010655-19"),
        ("NIB, PIRT No. 2123517010002-22", "2123517010002-22"),
        ("NIB 1408230135849 / P-IRT 2123517010002-22", "2123517010002-22"),
        ("1. 2053374020970-28", "2053374020970-28"),
        ("2053374020970-28 / 2053374020970-28", "2053374020970-28"),
        # spreadsheets that kept every digit
        (205337402097028, "2053374020970-28"),
        (205337402097028.0, "2053374020970-28"),
        ("205337402097028.0", "2053374020970-28"),
    ],
)
def test_real_spellings(text, canonical):
    number = PirtNumber.parse(text)
    assert number.canonical == canonical
    assert number.label == f"P-IRT No. {canonical}"
    assert {found.code for found in number.problems} <= {"NK426"}


@pytest.mark.parametrize(
    ("text", "code", "hint"),
    [
        ("", "NK410", None),
        (None, "NK410", None),
        (True, "NK410", None),
        (-5, "NK410", None),
        (float("nan"), "NK410", None),
        (10**50, "NK410", None),
        ("Proses", "NK410", "number_say_status"),
        ("-", "NK410", "number_say_status"),
        ("1" * 201, "NK410", "number_say_status"),
        ("２０５３３７４", "NK410", "number_say_status"),
        ("2.05337E+14", "NK411", "number_as_text"),
        ("2.05337e+014", "NK411", "number_as_text"),
        ("P-IRT 2,05337E14", "NK411", "number_as_text"),
        ("2E+14", "NK411", "number_as_text"),
        (2.05337e14, "NK411", "number_as_text"),
        ("205337000000000", "NK411", "number_as_text"),
        (2.05337402097e15, "NK411", "number_as_text"),
        ("P-IRT No. 2063216010385", "NK412", "number_year_lost"),
        ("DINKES P-IRT 506317402015-26", "NK412", "number_copy_again"),
        ("P-IRT 206740502", "NK412", "number_copy_again"),
        ("88901290122-02", "NK412", "number_copy_again"),
        ("2053374020-28", "NK412", "number_copy_again"),
        ("905337402097", "NK412", "number_copy_again"),
        ("9" * 21, "NK412", "number_copy_again"),
        ("205337402 09701 28", "NK412", "number_copy_again"),
        ("2O53374020970-28", "NK413", "number_letter_o"),
        ("205337402097O-28", "NK413", "number_letter_o"),
        ("2053374020970-28A", "NK413", "number_letter_o"),
        ("KODE2053374020970-28", "NK413", "number_letter_o"),
        ("P-IRT No. 123456789/2026", "NK414", "number_copy_again"),
        ("PIRT 23456/2024", "NK414", "number_copy_again"),
        ("PIRT No. 206/3374/2025", "NK414", "number_copy_again"),
        ("P-IRT 2053374020970-2028", "NK414", "number_year_in_two"),
        ("P-IRT No. 1234567890123-45", "NK415", "number_copy_again"),
        ("000000000000000", "NK415", "number_copy_again"),
        ("NIB 1408230135849", "NK416", None),
        ("MD 224510107115", "NK416", None),
        ("ML 224510107115", "NK416", "number_import"),
        ("3374010101800001", "NK416", None),
        ("02.183.241.5-000.000", "NK416", None),
        ("2053374020970-28, 2053374030970-28", "NK418", "number_list_permits"),
        ("2053374020970-28 - 2053374030970-28", "NK418", "number_list_permits"),
    ],
)
def test_what_is_refused_is_never_repaired(text, code, hint):
    number = PirtNumber.parse(text)
    assert [(found.code, found.hint) for found in number.problems] == [(code, hint)]
    assert number.status == "error"
    assert number.canonical is number.label is number.expires is number.regency is number.layout is None
    assert number.packaging_code is number.group_code is number.region_code is number.province is None
    assert number.product_serial is number.maker_serial is number.packaging is None
    assert number.parts == number.groups == ()
    assert str(number) == ""


@pytest.mark.parametrize("text", ["NIB 1408230135849", "3374010101800001", "02.183.241.5-000.000", "1408230135849"])
def test_a_persons_number_in_the_wrong_place_is_not_shown(text):
    (found,) = PirtNumber.parse(text).problems
    assert (found.slots["read"], found.slots["read_id"]) == ("(personal data)", "(data pribadi)")
    assert text not in str(found) + repr(found)


@pytest.mark.parametrize(
    ("text", "expected", "firm"),
    [
        ("0053374020970-28", ["NK420"], False),
        ("9053374020970-28", ["NK420"], False),
        ("2068804011911-26", ["NK421"], False),
        ("2062004011911-26", ["NK421"], False),
        ("2060004011911-26", ["NK421"], False),
        ("2053300020970-28", ["NK421"], False),
        ("2053370020970-28", ["NK421"], False),
        ("2053399020970-28", ["NK421"], False),
        ("2043174018008-24", ["NK422"], True),
        ("2051101020970-28", ["NK422"], True),
        ("2059401020970-28", ["NK422"], True),
        ("2003374020970-22", ["NK423"], True),
        ("2173374020970-22", ["NK423"], True),
        ("2163374020970-20", ["NK423"], True),
        ("2173374020970-30", ["NK423"], True),
        ("205337402097", ["NK424"], False),
        ("205110102097", ["NK424", "NK422"], False),
        ("SP No. 185/10.19/02", ["NK424"], False),
        ("2053374020970-14", ["NK425"], False),
        ("2053374020970-38", ["NK425"], False),
        ("2053374020970-28 (roti)", ["NK426"], True),
        ("PIRT Bu Ani 2053374020970-28", ["NK426"], True),
        ("NIB, PIRT No. 2123517010001-22", [], True),
        ("20533740209701-28", ["NK419"], False),
        ("2053374020970128", ["NK419"], False),
        ("2053374020970128 29", ["NK426", "NK419"], False),
        ("2053374020970-28 2029", ["NK426"], True),
        ("9178800020970-14", ["NK420", "NK421", "NK425", "NK423"], False),
    ],
)
def test_what_is_doubtful_is_read_with_a_warning(text, expected, firm):
    number = PirtNumber.parse(text)
    assert codes(text) == expected
    assert number.status == ("warning" if expected else "ok")
    assert number.is_firm is firm
    assert PirtNumber.parse(number.canonical).canonical == number.canonical


# --- parts -----------------------------------------------------------------------------------------------------------


def test_every_part_of_a_number():
    number = PirtNumber.parse("P-IRT No. 2053374020970-28")
    assert (number.packaging_code, number.packaging.id) == ("2", "plastik")
    assert (number.group_code, [(group.table.letter, group.name.id) for group in number.groups]) == (
        "05",
        [("C", "tepung dan hasil olahnya")],
    )
    assert (number.region_code, number.province, number.regency.code, number.regency.name) == (
        "3374",
        "Jawa Tengah",
        "3374",
        "Kota Semarang",
    )
    assert (number.product_serial, number.maker_serial, number.expiry_year) == ("02", "0970", 2028)
    assert number.written == "P-IRT No. 2053374020970-28"
    assert repr(number) == "PirtNumber('2053374020970-28')"
    assert number.to_dict("id") | {"parts": []} == {
        "kind": "pirt",
        "canonical": "2053374020970-28",
        "status": "ok",
        "expires": {"at_least": "2028-01-01", "at_most": "2028-12-31"},
        "regency": "3374",
        "regency_name": "Kota Semarang",
        "parts": [],
        "problems": [],
    }
    assert [part.value for part in number.parts] == ["2", "05", "3374", "02", "0970", "28"]


@pytest.mark.parametrize(("two", "year"), [("15", 2015), ("28", 2028), ("37", 2037), ("00", 2000), ("99", 2099)])
def test_the_year_is_of_this_century_and_expiry_a_range_of_days(two, year):
    number = PirtNumber.parse(f"2053374020970-{two}")
    assert number.expiry_year == year
    assert number.expires == Range(date(year, 1, 1), date(year, 12, 31))


@pytest.mark.parametrize(
    ("number", "read"),
    [
        ("2053374020970-20", [("A", "hasil olahan kelapa")]),
        ("2053374020970-21", [("A", "hasil olahan kelapa"), ("B", "hasil olahan kelapa")]),
        ("2043374020970-25", [("A", "sayur asin dan sayur kering"), ("B", "hasil olahan sayur")]),
        ("2163374020970-23", [("A", None), ("B", "lain-lain: es")]),
        ("2053374020970-26", [("A", "hasil olahan kelapa"), ("B", "hasil olahan kelapa"), ("C", "tepung dan hasil olahnya")]),
        ("2053374020970-27", [("B", "hasil olahan kelapa"), ("C", "tepung dan hasil olahnya")]),
        ("2053374020970-28", [("C", "tepung dan hasil olahnya")]),
        ("2023374020970-31", [("C", "hasil olahan perikanan")]),
        ("2093374020970-31", [("C", "bumbu")]),
        ("2113374020970-31", [("C", "biji-bijian, kacang-kacangan dan umbi")]),
        ("2063374020970-31", [("C", None)]),
    ],
)
def test_a_food_group_is_read_by_the_tables_of_its_era_and_always_with_them(number, read):
    made = PirtNumber.parse(number)
    assert [(group.table.letter, group.name and group.name.id) for group in made.groups] == read
    assert all("tabel" in part.title.id for part in made.parts[1 : 1 + len(read)])


@pytest.mark.parametrize(
    ("code", "name", "province"),
    [
        ("3374", "Kota Semarang", "Jawa Tengah"),
        ("5203", "Kabupaten Lombok Timur", "Nusa Tenggara Barat"),
        ("3671", "Kota Tangerang", "Banten"),
        ("1505", "Kabupaten Muaro Jambi", "Jambi"),
        ("3403", "Kabupaten Gunungkidul", "Daerah Istimewa Yogyakarta"),
        ("6101", "Kabupaten Sambas", "Kalimantan Barat"),
        ("7271", "Kota Palu", "Sulawesi Tengah"),
        ("1402", "Kabupaten Indragiri Hulu", "Riau"),
        ("1101", None, "Aceh"),
        ("1506", None, "Jambi"),
        ("3172", None, "Daerah Khusus Ibukota Jakarta"),
        ("9401", None, None),
        ("9701", None, None),
    ],
)
def test_a_regency_is_named_only_where_both_codings_agree(code, name, province):
    number = PirtNumber.parse(f"206{code}010001-24")
    assert (number.regency and number.regency.name) == name
    assert number.province == province
    assert ("NK422" in codes(number.canonical)) is (name is None)
    assert number.region_code == code


def test_other_layouts_tell_less():
    longer, unparted = PirtNumber.parse("20533740209701-28"), PirtNumber.parse("2053374020970128")
    old, letter = PirtNumber.parse("2 05 3374 02 097"), PirtNumber.parse("SP. 185/10.19/02")
    assert [each.layout for each in (longer, unparted, old, letter)] == ["longer", "unparted", "old", "sp"]
    assert [each.expiry_year for each in (longer, unparted, old, letter)] == [2028, None, None, None]
    assert [each.product_serial for each in (longer, unparted, old, letter)] == [None, None, "02", None]
    assert [each.maker_serial for each in (longer, unparted, old, letter)] == [None, None, "097", None]
    assert [len(each.parts) for each in (longer, unparted, old, letter)] == [5, 4, 5, 0]
    assert [each.canonical for each in (longer, unparted, old, letter)] == [
        "20533740209701-28",
        "2053374020970128",
        "205337402097",
        "SP 185/10.19/02",
    ]
    assert letter.label is letter.region_code is None


def test_the_wrong_layout_taught_online_is_not_guessed_at():
    # "2 product + 2 province + 2 regency + 2 issue year + 7 serial": 15 digits like any other, so only the region tells
    assert codes("053374210000123") == ["NK420", "NK421", "NK423"]


def test_a_number_is_a_value():
    number = PirtNumber.parse("2053374020970-28")
    with pytest.raises(AttributeError):
        number.digits = "1"
    assert not hasattr(number, "__dict__")
    assert {number, PirtNumber.parse("2053374020970-28")} == {number}
    assert number != PirtNumber.parse("PIRT 2053374020970-28")


@pytest.mark.parametrize("lang", ["id", "en"])
def test_problems_are_sentences_in_both_languages(lang):
    for text in ("2.05337E+14", "206740501", "9178800020970-14", "20533740209701-28", "SP 185/10.19/02", "x"):
        for found in PirtNumber.parse(text).problems:
            assert "{" not in found.text(lang)


# --- what real numbers taught (facts of the BPOM dump, domain.md §1.3) -----------------------------------------------


@pytest.mark.parametrize(
    ("text", "issued", "packaging", "group", "region"),
    [
        ("2061402010091-22", 2016, "2", "06", "1402"),  # 6 years, the most frequent term
        ("2083213010092-22", 2017, "2", "08", "3213"),  # 5
        ("2041402010093-20", 2017, "2", "04", "1402"),  # 3
        ("2063213010094-27", 2016, "2", "06", "3213"),  # 11
        ("4113213010095-22", 2016, "4", "11", "3213"),
    ],
)
def test_terms_of_other_than_five_years_are_no_problem(text, issued, packaging, group, region):
    number = PirtNumber.parse(text)
    assert number.status == "ok"
    assert 3 <= number.expiry_year - issued <= 11
    assert (number.packaging_code, number.group_code, number.region_code) == (packaging, group, region)
