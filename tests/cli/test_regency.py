"""``naikkelas regency``: which place a text means, for people and for other programs."""

import pytest

from tests.cli.console import data, run


@pytest.mark.parametrize("words", [["lotim"], ["Kab. Lombok Timur"], ["Kab.", "Lombok", "Timur"], ["52.03"], ["5203"]])
def test_a_place_that_is_found(words):
    told = run("regency", *words)
    assert (told.exit_code, told.stderr) == (0, "")
    assert told.stdout.splitlines()[1].split("  ") == ["5203", "Kabupaten Lombok Timur", "Nusa Tenggara Barat"]


def test_as_data():
    told = run("regency", "lotim", "--format", "json")
    assert told.exit_code == 0
    assert data(told) == {
        "matches": [{"code": "5203", "name": "Kabupaten Lombok Timur", "province": "Nusa Tenggara Barat"}],
        "ambiguous": False,
        "problems": [],
    }


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (["3305", "5203"], ["3305", "5203"]),
        (["33.05", "lotim"], ["3305", "5203"]),
        (["Kota Semarang", "Lombok Timur"], ["3374", "5203"]),
        (["Kebumen", "Wonosobo"], ["3305", "3307"]),
        (["Kota", "Semarang"], ["3374"]),
        (["Lombok", "Timur"], ["5203"]),
        (["3305", "Kebumen"], ["3305"]),
        (["Kota Bima", "Lombok Timur", "3305"], ["5272", "5203", "3305"]),
    ],
)
def test_words_that_mean_nothing_together_are_several_places(words, codes):
    told = run("regency", *words)
    assert (told.exit_code, told.stderr) == (0, "")
    assert [line.split()[0] for line in told.stdout.splitlines()[1:]] == codes


def test_each_of_several_places_is_told_by_itself():
    told = run("regency", "3305", "9999", "--lang", "en")
    assert told.exit_code == 1
    assert "3305  Kabupaten Kebumen" in told.stdout
    assert "error NK433 '9999'" in told.stderr
    found = data(run("regency", "3305", "9999", "--format", "json"))
    assert [[match["code"] for match in each["matches"]] for each in found] == [["3305"], []]
    assert [[problem["code"] for problem in each["problems"]] for each in found] == [[], ["NK433"]]


def test_a_name_of_several_words_that_nobody_knows_is_one_name():
    told = run("regency", "Lombok", "Tenggara", "--lang", "en")
    assert (told.exit_code, told.stdout) == (1, "")
    assert told.stderr.startswith("error NK430 'Lombok Tenggara'")
    assert len(told.stderr.splitlines()) == 1


def test_several_places_are_all_told():
    told = run("regency", "semarang", "--lang", "en")
    assert told.exit_code == 0
    assert [line.split()[0] for line in told.stdout.splitlines()] == ["code", "3322", "3374"]
    assert "error NK431 'semarang' may mean more than one place" in told.stderr
    found = data(run("regency", "semarang", "--format", "json"))
    assert found["ambiguous"]
    assert [match["code"] for match in found["matches"]] == ["3322", "3374"]
    assert [problem["code"] for problem in found["problems"]] == ["NK431"]


def test_a_code_that_bps_may_use_otherwise_has_a_warning():
    told = run("regency", "1101")
    assert told.exit_code == 0
    assert "Kabupaten Aceh Selatan" in told.stdout
    assert told.stderr.startswith("peringatan NK434")


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("kebumn", "NK430", "maksud Anda 'Kabupaten Kebumen'?"),
        ("sumbar", "NK432", "Sumatera Barat"),
        ("9999", "NK433", ""),
        ("", "NK430", ""),
    ],
)
def test_nothing_that_fits_is_exit_code_1(text, code, words):
    told = run("regency", text)
    assert (told.exit_code, told.stdout) == (1, "")
    assert f"galat {code} " in told.stderr
    assert words in told.stderr
    as_json = run("regency", text, "--format", "json")
    assert as_json.exit_code == 1
    found = data(as_json)
    assert (found["matches"], found["ambiguous"]) == ([], False)
    assert [problem["code"] for problem in found["problems"]] == [code]


def test_without_a_name_there_is_nothing_to_do():
    told = run("regency")
    assert told.exit_code == 2
    assert "NAMA|KODE... wajib diisi" in told.stderr


@pytest.mark.parametrize(("lang", "words"), [("id", "Contoh:"), ("en", "Examples:")])
def test_help_has_examples(lang, words):
    told = run("regency", "--help", "--lang", lang)
    assert told.exit_code == 0
    assert words in told.stdout
    assert "$ naikkelas regency lotim" in told.stdout
