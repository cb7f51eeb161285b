"""Comments that ignore a warning."""

import pytest

from naikkelas.authoring.checking import Checker, Settings
from tests.ruleset.cases import HEAD

REASON = "the count starts at 0, and the form says so"
ALWAYS = "{workers: {at_least: 0}}"


def told(folder, body, settings=None, ending="\n"):
    path = folder / "tried.yaml"
    path.write_bytes((HEAD + body).replace("\n", ending).encode())
    return [f"{p.place.line}:{p.place.column} {p.severity} {p.code}" for p in Checker(settings or Settings()).check(path).problems]


def rules(behind="", above="", require=ALWAYS):
    return f"criteria:\n  staff:\n{above}    require: {require}{behind}\n"


def test_without_a_comment_there_is_a_warning(tmp_path):
    assert told(tmp_path, rules()) == ["7:15 warning NK302"]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    "body",
    [
        rules(behind=f" # naikkelas: ignore[NK302] {REASON}"),
        rules(behind=f" #naikkelas:ignore [ NK302 ]  {REASON}"),
        rules(above=f"    # naikkelas: ignore[NK302] {REASON}\n"),
        rules(above=f"    # naikkelas: ignore[NK302] {REASON}\n    # it goes on here\n\n"),
    ],
)
def test_a_warning_is_ignored_on_its_line_or_the_line_above(tmp_path, body, ending):
    assert told(tmp_path, body, ending=ending) == []


def test_one_comment_ignores_several_codes(tmp_path):
    body = f"facts:\n  f: {{derive: {{not: {{workers: {{at_least: 0}}}}}}}} # naikkelas: ignore[NK306, NK302] {REASON}\n{rules(require='{workers: {at_least: 1}}')}"
    assert told(tmp_path, body) == []


def test_a_comment_elsewhere_ignores_nothing_and_is_told(tmp_path):
    body = f"# naikkelas: ignore[NK302] {REASON}\n" + rules()
    assert told(tmp_path, body) == ["5:1 warning NK331", "8:15 warning NK302"]
    last = rules() + f"# naikkelas: ignore[NK302] {REASON}\n"
    assert told(tmp_path, last) == ["7:15 warning NK302", "8:1 warning NK331"]


def test_an_unused_code_beside_a_used_one_is_told(tmp_path):
    assert told(tmp_path, rules(behind=f" # naikkelas: ignore[NK302, NK311] {REASON}")) == ["7:39 warning NK331"]


@pytest.mark.parametrize(
    "comment",
    [
        "ignore[NK302]",
        "ignore[NK302]  -",
        "ignore[NK302] .",
        "ignore[NK302] ...!",
        "ignore[NK302] Write the reason here.",
        "ignore[NK302] TULIS ALASANNYA DI SINI",
        "ignore[NK302] - write the  reason here...",
        "ignore NK302 why",
        "ignore[] why",
        "ignore[302] why",
        "ignore[NK302 NK304] why",
        "ignroe[NK302] why",
        "",
    ],
)
def test_a_comment_that_cannot_be_read_is_an_error_and_ignores_nothing(tmp_path, comment):
    assert told(tmp_path, rules(behind=f" # naikkelas: {comment}")) == ["7:15 warning NK302", "7:39 error NK330"]


@pytest.mark.parametrize(
    ("comment", "codes"),
    [
        ("ignore[NK302]", "NK302"),
        ("ignore NK311 why", "NK311"),
        ("ignore[nk304 NK302, NK201] why", "NK304, NK302"),
        ("ignore[NK301]", "NK302"),
        ("ignore", "NK302"),
    ],
)
def test_what_is_told_of_a_comment_that_cannot_be_read_can_be_read(tmp_path, comment, codes):
    (tmp_path / "tried.yaml").write_text(HEAD + rules(behind=f" # naikkelas: {comment}"))
    (one,) = [one for one in Checker().check(tmp_path / "tried.yaml").problems if one.code == "NK330"]
    words = one.message("en").partition("; write '")[2].removesuffix("'")
    assert words == f"# naikkelas: ignore[{codes}] the reason"
    assert not [each for each in told(tmp_path, rules(behind=f" {words}")) if "error" in each]


def test_errors_and_unknown_codes_cannot_be_ignored(tmp_path):
    body = rules(require="{wrokers: {at_least: 1}}", behind=f" # naikkelas: ignore[NK201, NK998] {REASON}")
    assert told(tmp_path, body) == ["7:15 error NK201", "7:39 error NK332", "7:39 error NK332"]


def test_where_an_error_stops_the_check_no_comment_is_called_unused(tmp_path):
    body = rules(above=f"    # naikkelas: ignore[NK302] {REASON}\n", require="{wrokers: {at_least: 1}}")
    assert told(tmp_path, body) == ["8:15 error NK201"]
    assert told(tmp_path, f"# naikkelas: ignore[NK302] {REASON}\ntitle: [\n") == ["6:8 error NK131"]


def test_a_mark_in_a_text_is_no_comment(tmp_path):
    body = 'data_gaps: ["# naikkelas: ignore[NK302] x"]\n' + rules(require="{workers: {at_least: 1}}")
    assert told(tmp_path, body) == []


def test_a_warning_raised_to_an_error_can_be_ignored_and_one_turned_off_too(tmp_path):
    body = rules(behind=f" # naikkelas: ignore[NK302] {REASON}")
    assert told(tmp_path, body, Settings({"NK302": "error"})) == []
    assert told(tmp_path, body, Settings({"NK302": "off"})) == []


def test_comments_work_in_files_of_tests_and_say_what_is_unused(tmp_path):
    path = tmp_path / "tried.test.yaml"
    path.write_text(
        "format: naikkelas-tests/1\nrules: inopak-naik-kelas\nas_of: 2026-11-01\n# naikkelas: ignore[NK302] no reason at all\ncases:\n  - {name: a, expect: {outcome: needs_information}}\n"
    )
    assert [str(p).removeprefix(f"{path}:") for p in Checker().check(path).problems] == [
        "4:1 warning NK331 there is no NK302 here to ignore; delete the comment"
    ]


def test_problems_of_another_file_are_not_ignored_here(tmp_path):
    (tmp_path / "other.yaml").write_text(HEAD.replace("tried", "other") + rules(require="{wrokers: {at_least: 1}}"))
    found = told(
        tmp_path,
        f"uses: {{other: [staff]}} # naikkelas: ignore[NK302] {REASON}\ncriteria: {{a: {{require: {{workers: {{at_least: 1}}}}}}}}\n",
    )
    assert found == ["7:15 error NK201"]


VERSION = "format: naikkelas/1\nrule_set: stall\nversion: {}\n# naikkelas: ignore[NK340] nobody was judged in March\neffective: {}\ncriteria: {{a: {{require: {{workers: {{at_least: 3}}}}}}}}\n"


def test_a_comment_about_other_versions_counts_when_one_alone_is_checked(tmp_path):
    one, two = tmp_path / "one.yaml", tmp_path / "two.yaml"
    one.write_text(VERSION.format(1, "{until: 2026-02-28}"))
    two.write_text(VERSION.format(2, "{from: 2026-04-01}"))
    assert [[p.code for p in Checker().check(path).problems] for path in (one, two)] == [["NK331"], []]
    (tmp_path / "columns.yaml").write_text("format: naikkelas-mapping/1 # for rule_set: stall\ncolumns: {}\n")
    assert [p.code for p in Checker().check(one).problems] == ["NK331"]


def test_what_could_not_be_looked_for_is_not_called_unused(tmp_path):
    one, two = tmp_path / "one.yaml", tmp_path / "two.yaml"
    one.write_text(VERSION.format(1, "{until: 2026-02-28}").replace("workers", "wrokers"))
    two.write_text(VERSION.format(2, "{from: 2026-04-01}").replace("ignore[NK340]", "ignore[NK340, NK302]"))
    (unused,) = Checker().check(two).problems
    assert (unused.code, unused.slots["name"]) == ("NK331", "NK302")
