"""Every lint: what gets it, where, and the closest thing that does not; and the pages of all codes of this kind."""

import re
from pathlib import Path

import pytest

from naikkelas.authoring.checking import Checker, Settings
from naikkelas.problem_texts import KINDS, layout, lints
from tests.authoring.checking.lint_cases import HEAD, LINTS
from tests.ruleset.test_problem_codes import FENCE, FORM, PAGES, spots, with_head

EVERYTHING = Settings(severity={})
#: What is wrong between the versions of one rule set, which no single file shows.
VERSIONS = {"NK340", "NK341"}
ROOT = Path(__file__).resolve().parents[3]


def checked(folder, text, settings=EVERYTHING, name="tried.yaml"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return Checker(settings).check(path).problems


@pytest.mark.parametrize("case", LINTS, ids=str)
def test_the_lint_and_its_place(case, tmp_path):
    text, expected = spots(with_head(case.bad))
    problems = checked(tmp_path, text)
    assert not [str(p) for p in problems if p.is_error]
    found = [p for p in problems if p.code == case.code]
    assert [f"{p.place.line}:{p.place.column}" for p in found] == expected
    assert {p.place.file for p in found} == {str(tmp_path / "tried.yaml")}
    for lang in ("id", "en"):
        assert not [p.text(lang) for p in found if re.search(r"\{\w+\}", p.text(lang))]


@pytest.mark.parametrize("case", LINTS, ids=str)
def test_a_near_miss_gets_no_lint(case, tmp_path):
    problems = checked(tmp_path, with_head(case.good))
    assert case.code not in {p.code for p in problems}
    assert not [str(p) for p in problems if p.is_error]


def test_every_lint_has_a_case():
    assert {case.code for case in LINTS} == {code for code in lints.KINDS if not "NK330" <= code < "NK335"} - VERSIONS


def test_criteria_of_another_rule_set_are_not_judged_twice(tmp_path):
    body = "criteria:\n  one: {require: {sector: {is: wood}}}\n  two: {require: {sector: {is: wood}}}\n"
    checked(tmp_path, HEAD.replace("tried", "other") + body, name="other.yaml")
    assert checked(tmp_path, HEAD + "uses: {other: [one, two]}\ncriteria: {own: {require: {knows_market: {is: true}}}}\n", Settings()) == ()


def test_an_amount_says_what_it_is_compared_with(tmp_path):
    body = "criteria: {a: {require: {annual_sales: {at_least: 500, at_most: 500 juta}}}}\n"
    found = checked(tmp_path, HEAD + body, Settings())
    assert [p.message("en") for p in found] == [
        "the limit Rp500 for 'annual_sales' in criterion 'a' is far smaller than the one next to it, Rp500.000.000"
    ]
    assert found[0].advice("id") == "apakah kurang 'juta' atau 'miliar'?"


def test_two_lints_have_to_be_asked_for(tmp_path):
    body = "criteria: {a: {require: {pirt_status: {is: held}}}, b: {require: {workers: {at_least: 3}}, remedy: Tambah pekerja}}\n"
    assert checked(tmp_path, HEAD + body, Settings()) == ()
    assert [p.code for p in checked(tmp_path, HEAD + body)] == ["NK320", "NK322"]


@pytest.mark.parametrize("path", sorted(ROOT.glob("rules/**/*.yaml")), ids=lambda path: path.name)
def test_the_bundled_files_are_free_of_warnings(path):
    assert Checker().check(path).problems == ()


# --- pages -----------------------------------------------------------------------------------------------------------

OURS = sorted({**lints.KINDS, **layout.KINDS})


@pytest.mark.parametrize("code", OURS)
def test_every_code_has_a_page_of_the_fixed_form(code):
    page = FORM.fullmatch((PAGES / f"{code}.md").read_text(encoding="utf-8"))
    assert page is not None
    assert (page["code"], page["title"]) == (code, KINDS[code].title)


@pytest.mark.parametrize("code", [code for code in lints.KINDS if code not in {"NK333", "NK334", *VERSIONS}])
def test_the_examples_of_a_page_do_what_it_says(code, tmp_path):
    page = FORM.fullmatch((PAGES / f"{code}.md").read_text(encoding="utf-8"))
    asked = EVERYTHING if code in ("NK320", "NK322") else Settings()
    beside = {"NK316"} if code == "NK330" else set()  # what the comment would have ignored
    for part, expected in (("avoid", {code, *beside}), ("prefer", set())):
        ((kind, text),) = FENCE.findall(page[part])
        assert kind == "yaml"
        assert {p.code for p in checked(tmp_path, HEAD + text, asked)} == expected


VERSION = "format: naikkelas/1\nrule_set: stall\nversion: {version}\neffective: {effective}\ncriteria: {{staff: {{require: {{workers: {{at_least: 3}}}}}}}}\n"


def between(folder, first, second, name="second.yaml"):
    paths = []
    for file, version, effective in (("first.yaml", 2025, first), (name, 2026, second)):
        paths.append(folder / file)
        paths[-1].parent.mkdir(exist_ok=True)
        paths[-1].write_text(VERSION.format(version=version, effective=effective), encoding="utf-8")
    return [(p.code, p.place.line, p.place.column, p.message("en")) for path in paths for p in Checker(EVERYTHING).check(path).problems]


def test_days_between_two_versions_are_told_where_the_second_begins(tmp_path):
    assert between(tmp_path, "{until: 2025-12-31}", "{from: 2026-01-03}") == [
        ("NK340", 4, 12, "rule set 'stall' is not in force from 2026-01-01 to 2026-01-02, after version 2025 and before this one")
    ]
    assert between(tmp_path, "{until: 2025-12-31}", "{from: 2026-01-01}") == []


def test_days_that_two_versions_have_are_told_where_the_second_begins(tmp_path):
    for first in ("{until: 2026-01-01}", "{from: 2025-01-01}"):
        assert between(tmp_path, first, "{from: 2026-01-01}") == [
            ("NK341", 4, 12, "rule set 'stall' of version 2025 is still in force on 2026-01-01, the first day of this version")
        ]
    assert between(tmp_path, "{from: 2025-01-01}", "{from: 2026-01-01}", "other/second.yaml") == []


def among(folder, *lives):
    """What is wrong between some versions, by the version that is pointed at."""
    paths = [folder / f"v{number}.yaml" for number in range(1, len(lives) + 1)]
    for number, (path, life) in enumerate(zip(paths, lives, strict=True), 1):
        path.write_text(VERSION.format(version=f"v{number}", effective=life), encoding="utf-8")
    checker = Checker(EVERYTHING)
    return [
        (path.stem, p.code, p.slots["expected" if p.code == "NK340" else "read"]) for path in paths for p in checker.check(path).problems
    ]


def test_all_versions_count_and_not_only_the_one_before(tmp_path):
    long, short, later = "{from: 2020-01-01, until: 2029-12-31}", "{from: 2021-01-01, until: 2022-12-31}", "{from: 2025-01-01}"
    assert among(tmp_path, long, short, later) == [("v2", "NK341", "v1"), ("v3", "NK341", "v1")]
    assert among(tmp_path, long, short, "{from: 2031-01-01}") == [("v2", "NK341", "v1"), ("v3", "NK340", "v1")]
    assert among(tmp_path, "{from: 2020-01-01}", "{from: 2021-01-01}", "{from: 2022-01-01, until: 2022-12-31}") == [
        ("v2", "NK341", "v1"),
        ("v3", "NK341", "v1"),
        ("v3", "NK341", "v2"),
    ]


def test_days_without_a_criterion_are_told_with_the_fact_that_nothing_asks_about(tmp_path):
    days = "{{effective: {{{}}}, require: {{workers: {{at_least: 3}}}}}}"
    body = f"criteria:\n  one: {days.format('until: 2024-12-31')}\n  two: {days.format('from: 2026-01-01')}\n  books: {{require: {{keeps_books: {{is: true}}}}}}\n"
    (found,) = checked(tmp_path, HEAD + body, Settings())
    assert (
        found.message("en")
        == "no criterion of that kind asks about 'workers' from 2025-01-01 to 2025-12-31, between criterion 'one' and criterion 'two'"
    )


@pytest.mark.parametrize("code", sorted(VERSIONS))
def test_the_pages_about_versions_show_what_they_say(code, tmp_path):
    page = FORM.fullmatch((PAGES / f"{code}.md").read_text(encoding="utf-8"))
    for part, expected in (("avoid", [code]), ("prefer", [])):
        ((_, text),) = FENCE.findall(page[part])
        (tmp_path / "first.yaml").write_text(
            text.replace("version: 2026", "version: 2025").replace("{from: 20", "{until: 2025-12-31} # {from: 20")
        )
        (tmp_path / "second.yaml").write_text(text)
        found = [Checker(EVERYTHING).check(tmp_path / name).problems for name in ("first.yaml", "second.yaml")]
        assert [p.code for problems in found for p in problems if p.code in VERSIONS] == expected
