"""``naikkelas permit``."""

import pytest

from naikkelas.ikm.numbers import NUMBER_KINDS
from tests.cli.console import data, run

NUMBER = "2053374020970-28"


def test_a_number_in_words():
    told = run("permit", f"P-IRT No. {NUMBER}")
    assert (told.exit_code, told.stderr) == (0, "")
    assert told.stdout == (
        f"P-IRT {NUMBER}: terbaca\n"
        "  kemasan: 2 (plastik)\n"
        "  kelompok pangan, tabel C (sejak OSS 2021, disimpulkan): 05 (tepung dan hasil olahnya)\n"
        "  daerah: 3374 (Kota Semarang)\n"
        "  nomor urut produk: 02\n"
        "  nomor urut produsen: 0970\n"
        "  tahun berakhir: 28 (berlaku s.d. tahun 2028)\n"
    )
    assert run("permit", "P-IRT", "No.", NUMBER).stdout == told.stdout
    assert "year of expiry: 28 (valid until some day of 2028)" in run("permit", NUMBER, "--lang", "en").stdout


def test_a_number_as_data():
    found = data(run("permit", NUMBER, "--format", "json"))
    parts = found.pop("parts")
    assert found == {
        "kind": "pirt",
        "canonical": NUMBER,
        "status": "ok",
        "expires": {"at_least": "2028-01-01", "at_most": "2028-12-31"},
        "regency": "3374",
        "regency_name": "Kota Semarang",
        "problems": [],
    }
    assert parts[0] == {"title": {"id": "kemasan", "en": "packaging"}, "value": "2", "meaning": {"id": "plastik", "en": "plastic"}}


def test_a_warning_is_no_failure():
    told = run("permit", "2051101020970-28", "--lang", "en")
    assert told.exit_code == 0
    assert told.stdout.startswith("P-IRT 2051101020970-28: read, with warnings\n")
    assert "region: 1101 (province Aceh)\n" in told.stdout
    assert "\nwarning NK422 " in told.stdout
    found = data(run("permit", "2051101020970-28", "--format", "json"))
    assert (found["status"], found["regency"], [each["code"] for each in found["problems"]]) == ("warning", None, ["NK422"])


@pytest.mark.parametrize("text", ["2.05337E+14", "206740502", "Proses"])
def test_what_is_refused_ends_with_one(text):
    told = run("permit", text)
    assert told.exit_code == 1
    assert told.stdout.startswith("P-IRT: ditolak\ngalat NK41")
    found = data(run("permit", text, "--format", "json", "--lang", "en"))
    assert (found["status"], found["canonical"], found["expires"]) == ("error", None, None)
    assert found["problems"][0]["message"].startswith(("'2.05337E+14' was damaged", "a P-IRT number has 15", "no P-IRT number"))


def test_several_numbers_are_a_list():
    text = f"NIB 1408230135849, PIRT {NUMBER} dan 206740502"
    assert [each["kind"] for each in data(run("permit", text, "--format", "json"))] == ["nib", "pirt"]
    told = run("permit", f"PIRT {NUMBER}, KH 12345678901", "--lang", "en")
    assert told.exit_code == 1
    assert [line for line in told.stdout.splitlines() if not line.startswith(" ")][1:2] == ["halal: refused"]
    several = data(run("permit", f"PIRT {NUMBER}, 2053374030970-28, NIB 1408230135849", "--kind", "pirt", "--format", "json"))
    assert [each["canonical"] for each in several] == [NUMBER, "2053374030970-28"]


@pytest.mark.parametrize(
    ("kind", "text", "canonical"),
    [
        ("pirt", "206321301065519", "2063213010655-19"),
        ("md", "224510107115", "MD 224510107115"),
        ("halal", "32110000474710722", "ID32110000474710722"),
        ("nib", "1408230135849", "1408230135849"),
        ("pb_umku", "022000986192900000001", "022000986192900000001"),
        ("npwp", "021832415000000", "02.183.241.5-000.000"),
        ("tr", "193312341", "193312341"),
        ("na", "18191300159", "18191300159"),
        ("brand", "IDM000987654", "IDM000987654"),
        ("ean", "4006381333931", "4006381333931"),
    ],
)
def test_the_kind_can_be_said(kind, text, canonical):
    assert kind in NUMBER_KINDS
    told = data(run("permit", text, "--kind", kind, "--format", "json"))
    assert (told["kind"], told["canonical"]) == (kind, canonical)


def test_a_personal_number_that_is_refused_is_not_shown():
    for arguments in (["22000986192", "--kind", "nib"], ["3374010101800001"]):
        told = run("permit", *arguments)
        assert told.exit_code == 1
        assert arguments[0] not in told.output
        assert "(data pribadi)" in told.output


def test_mistakes_of_the_caller():
    assert run("permit").exit_code == 2
    told = run("permit", NUMBER, "--kind", "prit")
    assert told.exit_code == 2
    assert "maksud Anda 'pirt'?" in told.stderr
