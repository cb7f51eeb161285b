"""``naikkelas sizes``: which ruler says what, what is still needed, and that the rulers are never mixed."""

import pytest
import yaml

import naikkelas as nk
from naikkelas.cli.sizes import RULERS
from tests.cli.console import data, run

AS_OF = ("--as-of", "2026-11-01")
#: docs/domain.md, section 3.
EXAMPLE = {"workers": 3, "investment": "200 juta", "capital": "200 juta", "annual_sales": "2,5 miliar"}


@pytest.fixture
def write(tmp_path):
    def write(profile, name="profil.yaml"):
        path = tmp_path / name
        path.write_text(profile if isinstance(profile, str) else yaml.safe_dump(profile), encoding="utf-8")
        return path

    return write


def rows(told):
    """The cells of the first table, by the title of the ruler."""
    lines = told.stdout.split("\n\n")[1].splitlines()[1:]
    cells = [[cell.strip() for cell in line.split("  ") if cell.strip()] for line in lines]
    return {first: rest for first, *rest in cells}


def rulers(told):
    return {ruler["ruler"]: ruler for ruler in data(told)["rulers"]}


def test_one_business_has_as_many_sizes_as_there_are_rulers(write):
    told = run("sizes", write(EXAMPLE), *AS_OF)
    assert (told.exit_code, told.stderr) == (0, "")
    assert rows(told) == {
        "PP 7/2021, modal usaha": ["usaha mikro", "modal usaha Rp200.000.000"],
        "PP 7/2021, hasil penjualan tahunan": ["usaha kecil", "hasil penjualan setahun Rp2.500.000.000"],
        "UU 20/2008, kekayaan bersih": ["belum diketahui", "perlu dipastikan: kekayaan bersih"],
        "UU 20/2008, hasil penjualan tahunan": ["usaha kecil", "hasil penjualan setahun Rp2.500.000.000"],
        "Kemenperin, tenaga kerja dan investasi": ["industri kecil", "nilai investasi Rp200.000.000; jumlah tenaga kerja 3 orang"],
        "BPS, tenaga kerja": ["industri mikro (rumah tangga)", "jumlah tenaga kerja 3 orang"],
    }


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("id", ["Ukuran usaha per 1 November 2026", "jangan digabung", "tanpa tanah dan bangunan", "Sumber", "PP 7/2021 Pasal 35"]),
        ("en", ["Size of the business as of 1 November 2026", "do not combine them", "without land and buildings", "Sources", "two sources agree"]),
    ],
)  # fmt: skip
def test_it_says_that_rulers_are_not_mixed_and_where_they_come_from(write, lang, words):
    told = run("sizes", write(EXAMPLE), *AS_OF, "--lang", lang)
    assert all(word in told.stdout for word in words)


def test_a_range_leaves_the_classes_that_are_possible_and_names_what_is_needed(write):
    told = run("sizes", write({"workers": {"at_least": 3, "at_most": 6}}), *AS_OF, "--lang", "en")
    found = rows(told)
    assert found["BPS, workers"] == [
        "micro (household) industry or small industry",
        "workers between 3 and 6 people; still needed: workers",
    ]
    # up to 19 workers it is the investment alone that decides: workers are not asked for again
    assert found["Kemenperin, workers and investment"] == [
        "small industry or medium industry",
        "workers between 3 and 6 people; still needed: investment",
    ]


def test_nothing_known_is_told_as_not_known(write):
    told = run("sizes", write("{}"), *AS_OF, "--lang", "en")
    assert told.exit_code == 0
    assert {cells[0] for cells in rows(told).values()} == {"not known yet"}
    assert rows(told)["Kemenperin, workers and investment"] == ["not known yet", "still needed: investment and workers"]


def test_above_the_biggest_class_is_not_guessed(write):
    profile = {"workers": 500, "investment": "90 miliar", "capital": "90 miliar", "net_assets": "90 miliar", "annual_sales": "90 miliar"}
    found = rulers(run("sizes", write(profile), *AS_OF, "--format", "json"))
    assert {name: ruler["class"] for name, ruler in found.items()} == {
        "pp7_capital_class": "above",
        "pp7_sales_class": "above",
        "uu20_assets_class": "above",
        "uu20_sales_class": "above",
        "industry_class": "above",
        "bps_class": "large",  # BPS names it
    }
    assert "di atas industri menengah" in run("sizes", write(profile), *AS_OF).stdout


def test_men_and_women_are_added_up_first(write):
    found = rulers(run("sizes", write({"workers_men": 2, "workers_women": 3}), *AS_OF, "--format", "json"))
    assert (found["bps_class"]["class"], found["bps_class"]["read"]) == ("small", {"workers": 5})


def test_as_data(write):
    told = run("sizes", write({"workers": 12, "capital": "1 miliar"}), *AS_OF, "--format", "json")
    assert (told.exit_code, told.stderr) == (0, "")
    made = data(told)
    assert (made["rule_set"], made["as_of"], made["hash"]) == (RULERS, "2026-11-01", nk.bundled(RULERS).hash)
    assert "problems" not in made
    found = rulers(told)
    assert found["pp7_capital_class"] == {
        "ruler": "pp7_capital_class",
        "title": {"id": "PP 7/2021, modal usaha", "en": "PP 7/2021, business capital"},
        "class": "micro",
        "candidates": ["micro"],
        "needs": [],
        "read": {"capital": 1_000_000_000},
        "given": False,
        "source": {
            "name": "pp_7_2021",
            "title": nk.bundled(RULERS).linked.sources["pp_7_2021"].title.to_dict(),
            "date": "2021-02-23",
        },
        "firmness": "firm",
    }
    industry = found["industry_class"]
    assert (industry["class"], industry["candidates"], industry["needs"]) == (None, ["small", "medium"], ["investment"])
    assert industry["read"] == {"investment": None, "workers": 12}


def test_one_file_is_one_object_and_several_are_a_list(write):
    first, second = write({"workers": 1}, "a.yaml"), write([{"workers": 5}, {"workers": 20}], "b.yaml")
    made = data(run("sizes", first, second, *AS_OF, "--format", "json"))
    assert [each["profile"] for each in made] == [str(first), f"{second}#1", f"{second}#2"]
    assert [each["rulers"][-1]["class"] for each in made] == ["micro", "small", "medium"]
    told = run("sizes", first, second, *AS_OF)
    assert told.stdout.count("────") == 2 * 3
    assert told.stdout.count("Sumber") == 1


def test_a_class_that_the_profile_gives_itself_stands_and_a_contradiction_is_told(write):
    path = write({"workers": 3, "bps_class": "medium"})
    told = run("sizes", path, *AS_OF)
    assert rows(told)["BPS, tenaga kerja"] == ["industri sedang", "ditulis begitu di profil"]
    assert "NK404" in told.stderr
    made = data(run("sizes", path, *AS_OF, "--format", "json"))
    assert [problem["code"] for problem in made["problems"]] == ["NK404"]
    assert next(ruler for ruler in made["rulers"] if ruler["ruler"] == "bps_class")["given"] is True


def test_standard_input():
    told = run("sizes", "-", *AS_OF, "--format", "json", given="workers: 4\n")
    assert data(told)["profile"] == "<stdin>"
    assert rulers(told)["bps_class"]["class"] == "micro"


@pytest.mark.parametrize(("profile", "code"), [("workers: lima\n", "NK402"), ("wrokers: 5\n", "NK401"), ("workers: [\n", "NK1")])
def test_a_profile_that_cannot_be_read_does_not_stop_the_others(write, profile, code):
    bad, good = write(profile, "salah.yaml"), write({"workers": 4}, "baik.yaml")
    told = run("sizes", bad, good, *AS_OF)
    assert told.exit_code == 2
    assert code in told.stderr
    assert "industri mikro" in told.stdout
    as_json = run("sizes", bad, good, *AS_OF, "--format", "json")
    assert as_json.exit_code == 2
    first, second = data(as_json)
    assert set(first) == {"profile", "problems"}
    assert first["problems"][0]["code"].startswith(code)
    assert second["rulers"]


def test_when_nothing_can_be_read_no_table_and_no_advice_is_shown(write):
    told = run("sizes", write("workers: lima\n"), *AS_OF)
    assert told.exit_code == 2
    assert "Sumber" not in told.stdout


def test_no_ruler_is_asked_before_the_youngest_of_them(write):
    assert run("sizes", write(EXAMPLE), "--as-of", "2021-02-02").exit_code == 0
    told = run("sizes", write(EXAMPLE), "--as-of", "2021-02-01")
    assert told.exit_code == 2
    assert told.stderr.count("NK501") == 1


def test_mistakes_on_the_command_line():
    assert "PROFIL... wajib diisi" in run("sizes").stderr
    assert "NK402" in run("sizes", "-", "--as-of", "kemarin", given="{}").stderr
    assert "NK402" in run("sizes", "-", "--format", "html", given="{}").stderr
    assert run("sizes", "tidak-ada.yaml").exit_code == 2


@pytest.mark.parametrize(("lang", "words"), [("id", "tidak ditebak"), ("en", "never a guess")])
def test_help_has_examples(lang, words):
    told = run("sizes", "--help", "--lang", lang)
    assert told.exit_code == 0
    assert words in told.stdout.replace("\n  ", " ")
    assert "$ naikkelas sizes profil.yaml" in told.stdout


def test_the_same_from_python():
    from datetime import date

    facts = nk.bundled(RULERS).decide(EXAMPLE, as_of=date(2026, 11, 1)).facts
    assert (facts["bps_class"].value, facts["industry_class"].value) == ("micro", "small")
    assert facts["uu20_assets_class"].candidates == ("micro", "small", "medium", "above")
