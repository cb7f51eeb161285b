"""Cases that pass, cases that fail, and what is told of them."""

import pytest

from naikkelas.authoring.testing import as_data, case_lines, find_cases, is_case_file, read_cases, run_cases, summary
from tests.authoring.testing.folder import BASE, ELIGIBLE, HEAD, beside, one, read


def results(tmp_path, text):
    file = read(tmp_path, text)
    assert not file.problems
    return run_cases([file]).results


@pytest.mark.parametrize(
    ("profile", "expect", "got"),
    [
        ("{operating_since: 2020-01-01, sector: wood}", "{outcome: eligible}", []),
        ("{operating_since: 2020-01-01}", "{outcome: eligible}", ["needs_information"]),
        ("{operating_since: 2026-01-01}", "{outcome: ineligible, statuses: {operation: not_met, permit: unknown}}", []),
        ("{sector: wood}", "{statuses: {permit: not_applicable, operation: met}}", ["unknown"]),
        ("{sector: wood}", "{missing: [operating_since]}", []),
        ("{}", "{missing: []}", ["[operating_since, sector, md_status, pirt_status, pirt_expires_on]"]),
        ("{workers: 3}", "{points: 10, facts: {size: micro, fee: 0}}", []),
        ("{workers: 3}", "{points: {at_least: 0, at_most: 10}}", ["10"]),
        ("{}", "{points: {at_least: 0, at_most: 10}}", []),
        ("{}", "{points: {at_most: 10}}", []),
        ("{}", "{points: 10}", ["{at_least: 0, at_most: 10}"]),
        ("{}", "{facts: {size: unknown, fee: unknown, ready: unknown}}", []),
        ("{workers: 3}", "{facts: {size: unknown, fee: unknown}}", ["micro", "0"]),
        ("{}", "{facts: {size: [micro, small, large]}}", []),
        ("{workers: {at_least: 3, at_most: 9}}", "{facts: {size: [small]}}", ["[micro, small]"]),
        ("{workers: {at_least: 3, at_most: 9}}", "{facts: {size: micro, fee: {at_least: 0, at_most: 100 ribu}}}", ["[micro, small]"]),
        ("{workers: {at_least: 3, at_most: 9}}", "{facts: {fee: {at_most: 200 ribu}}}", ["{at_least: 0, at_most: 100000}"]),
        ("{workers: {at_least: 3, at_most: 9}}", "{facts: {fee: 0}}", ["{at_least: 0, at_most: 100000}"]),
        ("{knows_market: false}", "{facts: {ready: false, deadline: 2026-03-31}}", []),
        ("{knows_market: true, keeps_books: true}", "{facts: {ready: false}}", ["true"]),
        ("{}", "{facts: {deadline: 2026}}", ["2026-03-31"]),
        ("{}", "{facts: {both: unknown}}", []),
        ("{operating_since: 2025-11-02}", "{explains: [minimal 12 bulan, 'tidak  memenuhi syarat']}", []),
        ("{owner_name: Budi}", "{facts: {who: known}}", ["hidden"]),
    ],
)
def test_what_is_expected_is_compared_with_the_decision(tmp_path, profile, expect, got):
    (result,) = results(tmp_path, one(expect, profile))
    found = [difference.got for difference in result.differences]
    if got == ["hidden"]:
        assert len(found) == 1
        assert "other" not in found[0]
    else:
        assert found == got
    assert result.passed is (not got)


def test_a_case_inherits_overrides_and_takes_away(tmp_path):
    text = f"""{HEAD}{BASE}parameters: {{strict: true}}
cases:
  - {{name: base, expect: {{statuses: {{staff: not_met}}}}}}
  - {{name: override, profile: {{workers: 6}}, expect: {{statuses: {{staff: met}}, outcome: eligible}}}}
  - {{name: away, without: [workers], expect: {{missing: [workers], points: {{at_least: 0}}}}}}
  - {{name: empty, profile: {{workers: null}}, expect: {{missing: [workers]}}}}
  - {{name: other rules, parameters: {{least: 3}}, expect: {{statuses: {{staff: met}}}}}}
  - {{name: earlier, as_of: 2024-01-01, profile: {{workers: 5}}, expect: {{statuses: {{staff: met}}}}}}
  - {{name: earlier rules, rules_as_of: 2024-01-01, profile: {{workers: 5}}, expect: {{statuses: {{staff: met}}}}}}
  - {{name: english, lang: en, note: just so, expect: {{explains: Is running}}}}
"""
    found = results(tmp_path, text)
    assert [(result.case.name, result.differences) for result in found if not result.passed] == []
    assert len(found) == 8


def test_the_language_of_the_file_holds_for_its_cases(tmp_path):
    text = (
        f"{HEAD}lang: en\ncases: [{{name: a, expect: {{explains: Is running}}}}, {{name: b, lang: id, expect: {{explains: Is running}}}}]\n"
    )
    assert [result.passed for result in results(tmp_path, text)] == [True, False]


def test_a_table_is_a_case_a_row(tmp_path):
    text = f"""{HEAD}{BASE}cases:
  - name: thresholds
    profile: {{sector: wood}}
    expect: {{statuses: {{permit: not_applicable}}}}
    columns: [profile.operating_since, as_of, expect.outcome, expect.statuses.operation, expect.missing, name]
    rows:
      - [2025-11-01, 2026-11-01, eligible, met, [], on the day]
      - [2025-11-02, 2026-11-01, ineligible, not_met, null, null]
      - [null, 2026-11-01, needs_information, unknown, [operating_since], null]
      - [{{at_least: 2020-01-01, at_most: 2026-01-01}}, null, needs_information, null, null, straddles]
"""
    found = results(tmp_path, text)
    assert [result.case.name for result in found] == ["thresholds: on the day", "thresholds #2", "thresholds #3", "thresholds: straddles"]
    assert all(result.passed for result in found)
    assert [result.case.place.line for result in found] == [11, 12, 13, 14]
    assert len(found[0].case.expectations) == 4
    assert len(found[3].case.expectations) == 2


def test_permits_and_lists_go_through_the_door(tmp_path):
    profile = "{sector: processed_food, permits: [{kind: pirt, status: held, expires_on: 2027-01-01}], operating_since: 2019}"
    (result,) = results(tmp_path, one("{outcome: eligible, statuses: {permit: met}}", profile))
    assert result.passed


def test_a_failing_case_says_what_was_expected_what_came_and_why(tmp_path):
    text = one("{outcome: eligible, statuses: {operation: met}, missing: [workers], points: 3}", "{operating_since: 2026-01-01}")
    file = read(tmp_path, text)
    lines = "\n".join(case_lines(run_cases([file]).results[0], "en"))
    path = tmp_path / "stall.test.yaml"
    assert lines.startswith(f"{path}:5:11 FAILED one\n")
    assert f"outcome: expected eligible, got ineligible ({path}:7:23)" in lines
    assert "✗ not met: Is running (operation)" in lines
    assert "at least 12 months needed" in lines
    assert f"statuses.operation: expected met, got not_met ({path}:7:55)" in lines
    assert "missing: expected [workers], got []" in lines
    assert "points: expected 3, got {at_least: 0, at_most: 10}" in lines
    assert "(micro)" in lines
    assert "GAGAL one" in case_lines(run_cases([file]).results[0], "id")[0]


def test_a_missing_sentence_shows_the_whole_explanation(tmp_path):
    (result,) = run_cases([read(tmp_path, one("{explains: nothing of the kind}", "{sector: wood}"))]).results
    told = "\n".join(case_lines(result, "en"))
    assert "the explanation does not say: nothing of the kind" in told
    assert "Sudah berjalan" in told


def test_open_questions_and_the_way_to_an_outcome_are_told(tmp_path):
    text = one("{outcome: eligible, missing: [], facts: {size: micro}}", "{operating_since: 2020-01-01}")
    (result,) = run_cases([read(tmp_path, text)]).results
    told = "\n".join(case_lines(result, "en"))
    assert "? sector: permit" in told
    assert "facts.size: expected micro, got [micro, small, large]" in told
    (fine,) = run_cases([read(tmp_path, one("{outcome: ineligible}", "{operating_since: 2020-01-01, sector: wood}"))]).results
    assert "✓ met: Is running (operation)" in "\n".join(case_lines(fine, "en"))


def test_the_report_counts(tmp_path):
    good = read_cases(beside(tmp_path, ELIGIBLE))
    bad = read_cases(beside(tmp_path, one("{outcome: eligible}"), "bad.test.yaml"))
    broken = read_cases(beside(tmp_path, "format: x\n", "broken.test.yaml"))
    report = run_cases([good, bad, broken])
    assert (report.passed, report.usable, len(report.results), len(report.failed)) == (False, False, 2, 1)
    assert summary(report, "en") == "3 files, 2 cases: 1 passed, 1 failed; 1 file cannot be used."
    assert summary(report, "id") == "3 berkas, 2 kasus: 1 lulus, 1 gagal; 1 berkas tidak dapat dipakai."
    assert summary(run_cases([good]), "en") == "1 file, 1 case: 1 passed, 0 failed."
    assert run_cases([good]).passed
    data = as_data(report, "en")
    assert [file["usable"] for file in data["files"]] == [True, True, False]
    assert data["files"][0]["rule_set"]["name"] == "stall"
    assert data["files"][2]["rule_set"] is None
    (difference,) = data["files"][1]["cases"][0]["differences"]
    assert (difference["key"], difference["expected"], difference["got"]) == ("outcome", "eligible", "needs_information")
    assert difference["because"]
    assert data["problems"][0]["code"] == "NK160"


def test_only_the_wanted_cases_are_run(tmp_path):
    file = read(tmp_path, f"{HEAD}cases: [{{name: a, expect: {{points: 1}}}}, {{name: b, expect: {{points: 1}}}}]\n")
    assert [result.case.name for result in run_cases([file], lambda case: case.name == "b").results] == ["b"]


def test_files_of_tests_are_found_by_name_and_by_format(tmp_path):
    beside(tmp_path, ELIGIBLE)
    (tmp_path / "deep" / ".hidden").mkdir(parents=True)
    (tmp_path / "deep" / "other.yml").write_text(f"# first\n{ELIGIBLE}", encoding="utf-8")
    (tmp_path / "deep" / "data.yaml").write_text("a: 1\n", encoding="utf-8")
    (tmp_path / "deep" / ".hidden" / "x.test.yaml").write_text(ELIGIBLE, encoding="utf-8")
    (tmp_path / "deep" / "folder.test.yaml").mkdir()
    expected = [tmp_path / "deep" / "other.yml", tmp_path / "stall.test.yaml"]
    assert find_cases([tmp_path]) == expected
    assert find_cases([tmp_path, expected[0]]) == expected
    assert find_cases([tmp_path / "nowhere.yaml"]) == [tmp_path / "nowhere.yaml"]
    assert not is_case_file(tmp_path / "nowhere.yaml")
    assert not is_case_file(tmp_path / "stall.yaml")


SCORED = """\
format: naikkelas/1
rule_set: stall
version: 1
facts:
  score:
    scorecard:
      scale: 100
      when_empty: not_met
      groups: {legal: {indicators: [{applies_when: {sector: {is: wood}}, require: {nib_status: {is: held}}}, {applies_when: {sector: {is: wood}}, require: {keeps_books: {is: true}}, weight: 2}]}}
criteria: {ready: {require: {score: {at_least: 50}}}}
outputs: [score]
"""


@pytest.mark.parametrize(
    ("profile", "wanted", "got"),
    [
        ("{sector: wood, nib_status: held, keeps_books: true}", "100", None),
        ("{sector: wood, nib_status: held, keeps_books: true}", "'99,5'", "100"),
        ("{sector: wood, nib_status: none, keeps_books: true}", "66.6666", "66.66666"),
        ("{sector: wood, nib_status: none, keeps_books: true}", "66.66666", None),
        ("{sector: wood, nib_status: none, keeps_books: true}", "{at_least: 66.6666, at_most: 66.6667}", None),
        ("{sector: wood, nib_status: none, keeps_books: true}", "66", "66.66666"),
        ("{sector: wood, nib_status: none, keeps_books: true}", "unknown", "66.66666"),
        ("{sector: wood, keeps_books: true}", "unknown", None),
        ("{sector: wood, keeps_books: true}", "{at_least: 66.66666, at_most: 100}", None),
        ("{sector: wood, keeps_books: true}", "{at_most: 100}", None),
        ("{sector: wood, keeps_books: true}", "{at_least: 50}", "{at_least: 66.66666, at_most: 100}"),
        ("{sector: herbal}", "unknown", None),
        ("{sector: herbal}", "{at_most: 100}", "unknown"),
    ],
)
def test_a_score_is_compared_as_it_is_written(tmp_path, profile, wanted, got):
    file = read_cases(beside(tmp_path, one(f"{{facts: {{score: {wanted}}}}}", profile), rules=SCORED))
    assert not [str(problem) for problem in file.problems]
    (result,) = run_cases([file]).results
    assert [difference.got for difference in result.differences] == ([] if got is None else [got])


@pytest.mark.parametrize("wanted", ["many", "{from: 3}", "[1]", "{}", "{at_least: [3]}", "''"])
def test_what_is_no_score_is_refused(tmp_path, wanted):
    file = read_cases(beside(tmp_path, one(f"{{facts: {{score: {wanted}}}}}"), rules=SCORED))
    assert [problem.code for problem in file.problems] == ["NK169"]
