"""MD, NIB, PB-UMKU, halal, NPWP, TR, NA, brands, EAN-13: as firm as the facts allow."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naikkelas.ikm.numbers import (
    NUMBER_KINDS,
    BrandNumber,
    EanNumber,
    HalalNumber,
    MdNumber,
    NibNumber,
    NotificationNumber,
    NpwpNumber,
    PbUmkuNumber,
    TrNumber,
)
from naikkelas.ikm.numbers.ean import check_digit
from naikkelas.ikm.numbers.npwp import luhn
from naikkelas.ranges import Range

#: What is printed, how else it is written, of each kind; from domain.md §2 or made in its shapes.
SPELLINGS = {
    MdNumber: [
        ("MD 224510107115", ["MD224510107115", "BPOM RI MD 2245 1010 7115", "224510107115", "md. 224510107115", 224510107115]),
        ("MD 240935001200027", ["MD240935001200027", "240935001200027"]),
    ],
    NibNumber: [
        ("1408230135849", ["NIB 1408230135849", "NIB: 1408 2301 3584 9", 1408230135849, "Nomor Induk Berusaha 1408230135849"]),
        ("0220009861929", ["NIB 0220009861929"]),
        ("9120010293021", ["9120010293021"]),
    ],
    PbUmkuNumber: [
        ("022000986192900000001", ["PB-UMKU 022000986192900000001"]),
        ("028901020277600010002", ["PB UMKU: 028901020277600010002"]),
    ],
    HalalNumber: [
        ("ID32110000474710722", ["ID 32110000474710722", "32110000474710722", "Sertifikat Halal No. ID32110000474710722"]),
        ("ID34110001307951222", ["id34110001307951222"]),
    ],
    NpwpNumber: [
        ("02.183.241.5-000.000", ["021832415000000", "NPWP: 02.183.241.5-000.000", "NPWP 021832415000000"]),
        ("3374010101800001", ["NPWP 3374010101800001", "NIK 3374 0101 0180 0001"]),
    ],
    TrNumber: [("TR193312341", ["TR 193312341", "POM TR. 193312341", "TR.193 312 341"]), ("FF203312341", ["FF 203312341"])],
    NotificationNumber: [("NC14191300159", ["NC 14191300159", "POM NC14191300159"]), ("NA18191300159", ["na 18191300159"])],
    BrandNumber: [("IDM000987654", ["IDM 000987654", "idm000987654"])],
    EanNumber: [("4006381333931", ["EAN-13 4006381333931", "barcode: 400-6381-333931", 4006381333931])],
}


@pytest.mark.parametrize(
    ("kind", "canonical", "text"),
    [(kind, canonical, text) for kind, rows in SPELLINGS.items() for canonical, texts in rows for text in [canonical, *texts]],
)
def test_real_spellings(kind, canonical, text):
    number = kind.parse(text)
    assert (number.canonical, number.status) == (canonical, "ok")
    assert (
        "".join(part.value for part in number.parts) == re.sub(r"[ .-]", "", canonical.removeprefix("MD").removeprefix("ID"))
        or kind is BrandNumber
    )


@pytest.mark.parametrize(
    ("kind", "text", "code", "hint"),
    [
        (MdNumber, "ML 224510107115", "NK416", "number_import"),
        (MdNumber, "2053374020970-28", "NK416", None),
        (MdNumber, "P-IRT 2053374020970-28", "NK416", None),
        (MdNumber, "MD 22451010711", "NK412", "number_leading_zero"),
        (MdNumber, "MD", "NK410", "number_say_status"),
        (MdNumber, "224510107115 dan 224510107116", "NK418", "number_list_permits"),
        (NibNumber, "090/SKU/180/2025", "NK416", "number_letter"),
        (NibNumber, "503/012/IUMK/2019", "NK416", "number_letter"),
        (NibNumber, "No. 474 / 12", "NK416", "number_letter"),
        (NibNumber, "220009861929", "NK412", "number_leading_zero"),
        (NibNumber, "022000986192900000001", "NK416", "number_copy_again"),
        (NibNumber, "1.40823E+12", "NK411", "number_as_text"),
        (NibNumber, "1408230000000", "NK411", "number_as_text"),
        (NibNumber, "1234567890123", "NK415", "number_copy_again"),
        (NibNumber, "14O8230135849", "NK413", "number_letter_o"),
        (NibNumber, "Ada", "NK410", "number_say_status"),
        (PbUmkuNumber, "0220009861929", "NK412", "number_copy_again"),
        (HalalNumber, "KH12345678", "NK416", "number_kh"),
        (HalalNumber, "No. KH 00110022334455", "NK416", "number_kh"),
        (HalalNumber, "ID3211000047471072", "NK412", "number_leading_zero"),
        (HalalNumber, "LPPOM-00120012340112", "NK412", "number_copy_again"),
        (NpwpNumber, "21832415000000", "NK412", "number_leading_zero"),
        (NpwpNumber, 3374010101800001.0, "NK411", "number_as_text"),
        (NpwpNumber, "00.000.000.0-000.000", "NK415", "number_copy_again"),
        (NpwpNumber, "NIB 1408230135849", "NK416", None),
        (TrNumber, "TR 1933", "NK412", "number_copy_again"),
        (NotificationNumber, "NA 1819130015", "NK412", "number_leading_zero"),
        (BrandNumber, "IDM 12", "NK412", "number_copy_again"),
        (EanNumber, "8991234567890", "NK417", "number_look_again"),
        (EanNumber, "899123456789", "NK412", "number_leading_zero"),
    ],
)
def test_what_is_refused(kind, text, code, hint):
    number = kind.parse(text)
    assert [(found.code, found.hint) for found in number.problems] == [(code, hint)]
    assert (number.status, number.canonical, number.digits, number.parts) == ("error", None, "", ())


@pytest.mark.parametrize(
    ("kind", "text", "code", "canonical"),
    [
        (TrNumber, "TR 1933123412", "NK419", "TR1933123412"),
        (TrNumber, "19331234", "NK419", "19331234"),
        (BrandNumber, "DID2026090542", "NK427", "DID2026090542"),
        (BrandNumber, "JID 2026090542", "NK427", "JID2026090542"),
        (NpwpNumber, "01.234.567.8-901.234", "NK429", "01.234.567.8-901.234"),
        (MdNumber, "MD 224510107115 (keripik)", "NK426", "MD 224510107115"),
    ],
)
def test_what_is_doubtful(kind, text, code, canonical):
    number = kind.parse(text)
    assert [found.code for found in number.problems] == [code]
    assert (number.status, number.canonical) == ("warning", canonical)


@pytest.mark.parametrize("kind", NUMBER_KINDS.values())
@given(
    text=st.one_of(
        st.text("0123456789 -_./MDNIBTRIDKHFJ,;()\nE+é", max_size=40), st.text(max_size=30), st.integers(), st.floats(), st.none()
    )
)
def test_whatever_is_read_is_printed_and_read_back(kind, text):
    number = kind.parse(text)
    assert (number.canonical is None) == (number.status == "error") == (number.digits == "")
    assert number.to_dict("id")["kind"] == kind.kind
    if number.canonical is not None:
        assert kind.parse(number.canonical).canonical == number.canonical


@pytest.mark.parametrize("kind", [kind for kind in NUMBER_KINDS.values() if kind.personal])
@given(digits=st.text("0123456789", min_size=9, max_size=22), more=st.sampled_from(["", "x", " Siti", "/SKU", ".5E+3", "A1"]))
def test_a_personal_number_is_in_no_problem_and_no_repr(kind, digits, more):
    number = kind.parse(digits + more)
    told = repr(number) + str(number) + "".join(str(found) + repr(found) + str(found.to_dict("id")) for found in number.problems)
    assert digits not in told
    assert "Siti" not in told


def test_which_kinds_are_personal():
    assert {name for name, kind in NUMBER_KINDS.items() if kind.personal} == {"nib", "npwp", "pb_umku"}


def test_parts_of_an_md_number():
    old, new = MdNumber.parse("MD 224510107115"), MdNumber.parse("MD240935001200027")
    assert [old.layout, new.layout, MdNumber.parse("").layout] == ["old", "risk_based", None]
    assert [part.value for part in old.parts] == ["2", "245", "10", "107", "115"]
    assert [part.value for part in new.parts] == ["2", "4", "09", "35", "0012", "00027"]
    assert [part.meaning and part.meaning.en for part in new.parts] == ["high", None, None, None, None, None]
    assert old.regency is old.expires is None


def test_a_nib_may_tell_its_day():
    assert NibNumber.parse("1408230135849").perhaps_issued_on == date(2023, 8, 14)
    for text in ("0220009861929", "9120010293021", "3102230135849", "1408200135849", ""):
        assert NibNumber.parse(text).perhaps_issued_on is None


def test_a_pb_umku_number_begins_with_a_nib():
    assert PbUmkuNumber.parse("022000986192900000001").nib.canonical == "0220009861929"
    assert PbUmkuNumber.parse("").nib is None


def test_a_halal_number_may_tell_its_month_and_province():
    number = HalalNumber.parse("ID32110000474710222")
    assert (number.perhaps_province, number.perhaps_issued) == ("Jawa Barat", Range(date(2022, 2, 1), date(2022, 2, 28)))
    for text in ("ID88110000474711322", "ID88110000474710018", ""):
        assert (HalalNumber.parse(text).perhaps_province, HalalNumber.parse(text).perhaps_issued) == (None, None)
    assert [part.meaning for part in HalalNumber.parse("ID88110000474711322").parts] == [None, None, None]


def test_a_tax_number_of_16_digits_may_be_a_persons():
    assert NpwpNumber.parse("3374010101800001").may_be_nik
    assert not NpwpNumber.parse("02.183.241.5-000.000").may_be_nik
    assert [luhn("021832415"), luhn("489038414"), luhn("021832414")] == [0, 0, 9]


def test_what_letters_say():
    assert [NotificationNumber.parse(f"N{letter}18191300159").meaning is not None for letter in "ABCDE"] == [
        True,
        False,
        False,
        False,
        False,
    ]
    brands = [BrandNumber.parse(text) for text in ("IDM000987654", "DID2026090542", "000987654")]
    assert [brand.is_registered for brand in brands] == [True, False, None]
    assert [brand.meaning and brand.meaning.en for brand in brands] == ["registered", "application", None]
    assert [part.value for part in TrNumber.parse("193312341").parts] == ["193312341"]


@given(st.text("0123456789", min_size=12, max_size=12).filter(lambda digits: len(set(digits)) > 2 and digits[-1] not in "03"))
def test_a_check_digit_is_right_once_in_ten(digits):
    right = [last for last in "0123456789" if EanNumber.parse(digits + last).status != "error"]
    assert right == [check_digit(digits)]
    assert sum(int(each) * (3 if place % 2 else 1) for place, each in enumerate(digits + right[0])) % 10 == 0


def test_the_prefix_of_indonesia():
    digits = "899123456789"
    number = EanNumber.parse(digits + check_digit(digits))
    assert number.is_indonesian
    assert not EanNumber.parse("4006381333931").is_indonesian
    assert [part.meaning is not None for part in number.parts] == [True, False, False]
