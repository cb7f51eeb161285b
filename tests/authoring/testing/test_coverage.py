"""What cases cover: counts of answers, and answers that cannot come."""

from html.parser import HTMLParser

import naikkelas as nk
from naikkelas.authoring.testing import coverage_data, coverage_lines, coverage_of, coverage_page, read_cases, run_cases
from tests.authoring.testing.folder import BASE, ELIGIBLE, HEAD, beside, read


def cover(*files):
    return coverage_of(run_cases(files))


def point(coverage, text):
    (found,) = [point for point in coverage.points if text in (point.text, f"{point.owner} {point.text}") and point.kind != "status"]
    return found


def status(coverage, name):
    (found,) = [point for point in coverage.points if point.kind == "status" and point.owner == name]
    return found


def test_answers_are_counted_by_case(tmp_path):
    text = f"""{HEAD}{BASE}cases:
  - {{name: a, expect: {{outcome: eligible}}}}
  - {{name: b, profile: {{operating_since: 2026-11-01}}, expect: {{outcome: ineligible}}}}
  - {{name: c, without: [operating_since], parameters: {{strict: true}}, expect: {{outcome: needs_information}}}}
"""
    (found,) = cover(read(tmp_path, text))
    assert dict(point(found, "operating_since: {at_least_ago: $months}").seen) == {"met": 1, "not_met": 1, "unknown": 1}
    assert dict(status(found, "operation").seen) == {"met": 1, "not_met": 1, "unknown": 1}
    assert dict(status(found, "staff").seen) == {"met": 0, "not_met": 1, "unknown": 0, "not_applicable": 2}
    assert dict(point(found, "outcome").seen) == {"eligible": 1, "ineligible": 2, "needs_information": 0}
    assert point(found, "outcome").unseen == ("needs_information",)
    assert found.cases == 3
    assert found.covered < found.possible
    assert 0 < found.percent < 100


def test_answers_that_cannot_come_are_not_asked_for(tmp_path):
    (found,) = cover(read(tmp_path, ELIGIBLE))
    assert point(found, "$strict: {is: true}").possible == ("met", "not_met")
    assert point(found, "main_product: {known: true}").possible == ("met", "unknown")
    assert status(found, "told").possible == ("met", "unknown")
    assert status(found, "two").possible == ("met", "not_met", "unknown")
    assert status(found, "elsewhere").possible == ("met", "not_met", "unknown")


def test_outcomes_that_cannot_come_are_not_asked_for(tmp_path):
    def outcomes(criteria, more=""):
        rules = f"format: naikkelas/1\nrule_set: stall\nversion: 1\n{more}criteria: {{{criteria}}}\n"
        text = f"{HEAD}cases: [{{name: a, expect: {{points: 0}}}}]\n"
        (found,) = cover(read_cases(beside(tmp_path, text, rules=rules)))
        return point(found, "outcome").possible

    staff = "require: {workers: {at_least: 3}}"
    assert outcomes(f"a: {{{staff}}}") == ("eligible", "ineligible", "needs_information")
    assert outcomes(f"a: {{kind: note, {staff}}}") == ("out_of_scope",)
    assert outcomes("a: {require: {workers: {known: true}}}") == ("eligible", "needs_information")
    every = ("eligible", "ineligible", "needs_information", "out_of_scope")
    assert outcomes(f"a: {{applies_when: {{sector: {{is: wood}}}}, {staff}}}") == every
    assert outcomes(f"a: {{{staff}, effective: {{until: 2027-01-01}}}}") == every
    assert outcomes(f"a: {{{staff}}}", "applies_when: {sector: {is: wood}}\n") == every
    yearly = "facts: {deadline: {every_year: 03-31}}\n"
    assert outcomes("a: {require: {deadline: {before: $as_of}}}", yearly) == ("eligible", "ineligible")
    assert outcomes("a: {require: {workers: {at_least: 3}}}, b: {require: {criterion: {a: met}}}") == (
        "eligible",
        "ineligible",
        "needs_information",
    )


def test_files_of_one_rule_set_count_together(tmp_path):
    first, second = (read_cases(beside(tmp_path, ELIGIBLE, f"{name}.test.yaml")) for name in "ab")
    broken = read_cases(beside(tmp_path, "format: x\n", "c.test.yaml"))
    (found,) = cover(first, second, broken)
    assert found.cases == 2
    text = "format: naikkelas-tests/1\nrules: inopak-naik-kelas\nas_of: 2026-11-01\ncases: [{name: a, expect: {points: {at_least: 0}}}]\n"
    assert [each.rules.name for each in cover(first, read_cases(beside(tmp_path, text, "d.test.yaml")))] == ["stall", "inopak-naik-kelas"]


def test_the_comparisons_of_another_rule_set_are_left_to_its_own_tests(tmp_path):
    rules = "format: naikkelas/1\nrule_set: stall\nversion: 1\neffective: {from: 2021-03-01}\ncriteria: {a: {require: {programme: {stipark-pra-inkubasi: eligible}}}, b: {require: {workers: {at_least: 3}}}}\n"
    (found,) = cover(read_cases(beside(tmp_path, ELIGIBLE, rules=rules)))
    assert [each.text for each in found.points if each.kind == "comparison"] == ["workers: {at_least: 3}"]


def test_the_table_names_places_and_counts(tmp_path):
    (found,) = cover(read(tmp_path, ELIGIBLE))
    lines = coverage_lines(found, "en")
    assert lines[0] == f"stall 1: {found.percent:.1f} % ({found.covered} of {found.possible} answers seen in 1 case)"
    assert coverage_lines(found, "id")[0].endswith("jawaban terlihat dalam 1 kasus)")
    (row,) = [line for line in lines if "at_least_ago" in line]
    assert row.split()[-4:] == ["1", "0", "0", f"{tmp_path / 'stall.yaml'}:27:15"]
    (row,) = [line for line in lines if "$strict" in line]
    assert row.split()[-4:-1] == ["0", "1", "–"]
    assert all(len(line) < 200 + len(str(tmp_path)) for line in lines)


def test_the_page_is_whole_and_escaped(tmp_path):
    rules = "format: naikkelas/1\nrule_set: stall\nversion: <b>1</b>\ncriteria: {a: {require: {main_product: {is: '<script>'}}}}\n"
    found = cover(read_cases(beside(tmp_path, f"{HEAD}cases: [{{name: a, expect: {{points: 0}}}}]\n", rules=rules)))
    for lang in ("id", "en"):
        page = coverage_page(found, lang)
        assert "<script>" not in page
        assert "<b>" not in page
        assert 'class="n zero"' in page
        assert 'class="n seen"' in page
        HTMLParser().feed(page)


def test_the_data_say_the_same(tmp_path):
    (found,) = cover(read(tmp_path, ELIGIBLE))
    data = coverage_data(found)
    assert (data["covered"], data["possible"], data["cases"]) == (found.covered, found.possible, 1)
    assert data["hash"] == nk.load(tmp_path / "stall.yaml").hash
    assert data["points"][0]["seen"] == {"eligible": 1, "ineligible": 0, "needs_information": 0}
