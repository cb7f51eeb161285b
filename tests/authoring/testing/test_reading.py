"""Every mistake in a file of tests: its code and its place, all of them at once, in both languages."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from naikkelas.authoring.testing import CaseReader, as_data, read_cases, run_cases, update_cases
from naikkelas.problem_texts import KINDS, testing
from tests.authoring.testing.folder import BASE, ELIGIBLE, HEAD, beside, one, read
from tests.ruleset.test_problem_codes import ENGLISH

PAGES = Path(__file__).parents[3] / "docs" / "problems"
FORM = re.compile(
    r"# (?P<code>NK\d{3}): (?P<title>.+)\n\n## What\n\n(?s:(?P<what>.+?))\n\n## Avoid\n\n(?s:(?P<avoid>.+?))\n\n"
    r"## Prefer\n\n(?s:(?P<prefer>.+?))\n\n## Why\n\n(?s:(?P<why>.+))\n"
)
FENCE = re.compile(r"```yaml\n(.+?)```", re.DOTALL)
MARK = "»"

CASE = "cases: [{name: a, expect: {outcome: eligible}}]\n"


def cases(text: str, head: str = HEAD) -> str:
    return f"{head}cases:\n{text}"


TABLE = cases("  - {name: t, columns: [expect.outcome], rows: [[eligible]]}\n")

#: The code, the file with a mark before every spot where it stands, and the closest file without it.
MISTAKES = [
    ("NK160", HEAD.replace("format: naikkelas-tests/1", "format: »naikkelas-tests/2") + CASE, HEAD + CASE),
    ("NK160", HEAD.replace("naikkelas-tests/1", "»naikkelas/1") + CASE, HEAD + CASE),
    ("NK160", "»rules: stall.yaml\nas_of: 2026-11-01\n" + CASE, HEAD + CASE),
    ("NK161", HEAD + "»bases: {}\n" + CASE, HEAD + "base: {}\n" + CASE),
    ("NK161", one("{»outcom: eligible}"), one("{outcome: eligible}")),
    ("NK161", one("{outcome: eligible, »status: {staff: met}}"), one("{outcome: eligible, statuses: {staff: met}}")),
    ("NK161", cases("  - {name: a, »profil: {}, expect: {outcome: eligible}}\n"), cases("  - {name: a, profile: {}, expect: {outcome: eligible}}\n")),
    ("NK162", "»format: naikkelas-tests/1\nas_of: 2026-11-01\n" + CASE, HEAD + CASE),
    ("NK162", "format: naikkelas-tests/1\n»rules:\nas_of: 2026-11-01\n" + CASE, HEAD + CASE),
    ("NK162", cases("  - »{expect: {outcome: eligible}}\n"), cases("  - {name: a, expect: {outcome: eligible}}\n")),
    ("NK162", "»" + HEAD + "cases: []\n", HEAD + CASE),
    ("NK162", cases("  - »{name: t, columns: [expect.outcome]}\n"), TABLE),
    ("NK162", cases("  - {name: t, columns: [expect.outcome], »rows: []}\n"), TABLE),
    ("NK163", "»- format\n- rules\n", ELIGIBLE),
    ("NK163", HEAD + "cases: »{name: a, expect: {outcome: eligible}}\n", HEAD + CASE),
    ("NK163", cases("  - »a\n"), cases("  - name: a\n    expect: {points: 1}\n")),
    ("NK163", one("»[outcome]"), one("{outcome: eligible}")),
    ("NK163", one("{missing: »workers}"), one("{missing: [workers]}")),
    ("NK163", one("{outcome: »[eligible]}"), one("{outcome: eligible}")),
    ("NK163", cases("  - {name: t, columns: »expect.outcome, rows: [[eligible]]}\n"), TABLE),
    ("NK163", cases("  - {name: t, columns: [expect.outcome], rows: [»eligible]}\n"), TABLE),
    ("NK163", cases("  - {name: t, columns: [»[expect.outcome]], rows: [[eligible]]}\n"), TABLE),
    ("NK163", f"format: naikkelas-tests/1\nrules: »[stall.yaml]\nas_of: 2026-11-01\n{CASE}", HEAD + CASE),
    ("NK164", cases("  - {name: a, expect: {points: 1}}\n  - {name: »a, expect: {points: 1}}\n"),
     cases("  - {name: a, expect: {points: 1}}\n  - {name: A, expect: {points: 1}}\n")),
    ("NK165", cases("  - {name: »a, profile: {workers: 3}}\n"), cases("  - {name: a, expect: {points: 3}}\n")),
    ("NK165", cases("  - {name: »a, expect: {}}\n  - {name: »b, expect: {outcome: null}}\n"),
     cases("  - {name: a, expect: {points: 0}}\n  - {name: b, expect: {outcome: eligible}}\n")),
    ("NK166", one("{statuses: {»stff: met}}"), one("{statuses: {staff: met}}")),
    ("NK167", one("{missing: [»wrokers]}"), one("{missing: [workers]}")),
    ("NK168", one("{facts: {»sizes: micro}}"), one("{facts: {size: micro}}")),
    ("NK168", one("{facts: {»workers: 3}}"), one("{facts: {both: 3}}")),
    ("NK169", one("{outcome: »elegible}"), one("{outcome: eligible}")),
    ("NK169", one("{outcome: »'!eligible'}"), one("{outcome: ineligible}")),
    ("NK169", one("{statuses: {staff: »'!met'}}"), one("{statuses: {staff: not_met}}")),
    ("NK169", one("{statuses: {staff: »true}}"), one("{statuses: {staff: met}}")),
    ("NK169", one("{points: »many}"), one("{points: 10}")),
    ("NK169", one("{points: »{from: 1}}"), one("{points: {at_least: 1}}")),
    ("NK169", one("{points: »''}"), one("{points: 0}")),
    ("NK169", one("{facts: {size: »big}}"), one("{facts: {size: large}}")),
    ("NK169", one("{facts: {size: »''}}"), one("{facts: {size: large}}")),
    ("NK169", one("{facts: {size: [micro, »big]}}").replace("»", "").replace("[", "»["), one("{facts: {size: [micro]}}")),
    ("NK169", one("{facts: {fee: »{at_least: x}}}"), one("{facts: {fee: {at_least: 0}}}")),
    ("NK169", one("{facts: {deadline: »{at_least: 2026}}}"), one("{facts: {deadline: {at_least: 2026-01-01}}}")),
    ("NK169", f"format: naikkelas-tests/1\nrules: stall.yaml\nas_of: »2026-13-01\n{CASE}", HEAD + CASE),
    ("NK169", one("{outcome: eligible}", more="lang: »fr\n"), one("{outcome: eligible}", more="lang: en\n")),
    ("NK170", "format: naikkelas-tests/1\nrules: stall.yaml\ncases: [{name: »a, expect: {points: 1}}]\n", HEAD + "cases: [{name: a, expect: {points: 1}}]\n"),
    ("NK171", cases("  - {name: t, columns: [expect.outcome, name], rows: [»[eligible]]}\n"), TABLE),
    ("NK172", cases("  - {name: t, columns: [expect.outcome, »workers], rows: [[eligible, 3]]}\n"),
     cases("  - {name: t, columns: [expect.outcome, profile.workers], rows: [[eligible, 3]]}\n")),
    ("NK172", cases("  - {name: t, columns: [expect.outcome, »profile.], rows: [[eligible, 3]]}\n"),
     cases("  - {name: t, columns: [expect.outcome, profile.workers], rows: [[eligible, 3]]}\n")),
    ("NK173", f"format: naikkelas-tests/1\nrules: »gone.yaml\nas_of: 2026-11-01\n{CASE}", HEAD + CASE),
    ("NK173", f"format: naikkelas-tests/1\nrules: »inopak\nas_of: 2026-11-01\n{CASE}",
     f"format: naikkelas-tests/1\nrules: inopak-naik-kelas\nas_of: 2026-11-01\n{CASE}"),
    ("NK174", HEAD + BASE + "cases: [{name: a, without: [»worker], expect: {points: 1}}]\n",
     HEAD + BASE + "cases: [{name: a, without: [workers], expect: {points: 1}}]\n"),
    ("NK176", cases("  - {name: t, columns: [expect.outcome, »expect.outcome], rows: [[eligible, eligible]]}\n"), TABLE),
    ("NK176", cases("  - {name: t, as_of: 2026-11-01, columns: [»as_of, expect.points], rows: [[2026-11-01, 3]]}\n"),
     cases("  - {name: t, as_of: 2026-11-01, columns: [rules_as_of, expect.points], rows: [[2026-11-01, 3]]}\n")),
    ("NK401", HEAD + "base: {»sectr: wood}\n" + CASE, HEAD + "base: {sector: wood}\n" + CASE),
    ("NK402", one("{points: 1}", "{workers: »lima}"), one("{points: 1}", "{workers: 5}")),
    ("NK402", cases("  - {name: t, columns: [profile.workers, expect.points], rows: [[»lima, 1]]}\n"),
     cases("  - {name: t, columns: [profile.workers, expect.points], rows: [[5, 1]]}\n")),
    ("NK402", one("{points: 1}", "{permits: [{kind: pirt, expires_on: »soon}]}"), one("{points: 1}", "{permits: [{kind: pirt, expires_on: 2028}]}")),
    ("NK501", cases("  - {name: a, as_of: »2019-12-31, expect: {points: 1}}\n"), cases("  - {name: a, as_of: 2020-01-01, expect: {points: 1}}\n")),
    ("NK501", cases("  - {name: a, rules_as_of: »2031-01-01, expect: {points: 1}}\n"), cases("  - {name: a, rules_as_of: 2030-12-31, expect: {points: 1}}\n")),
    ("NK501", f"format: naikkelas-tests/1\nrules: stall.yaml\nas_of: »2019-01-01\n{CASE}", HEAD + CASE),
    ("NK502", one("{points: 1}", more="parameters: {»leest: 3}\n"), one("{points: 1}", more="parameters: {least: 3}\n")),
    ("NK503", one("{points: 1}", more="parameters: {least: »lima}\n"), one("{points: 1}", more="parameters: {least: 5}\n")),
    ("NK113", HEAD + "»as_of: 2026-11-01\n" + CASE, HEAD + "rules_as_of: 2026-11-01\n" + CASE),
]  # fmt: skip

#: What is told beside a rule set that cannot be used: why.
REASONS = {"NK173": {"NK101", "NK505"}}


def spots(text):
    found = []
    while MARK in text:
        before, text = text.split(MARK, 1)
        found.append((before.count("\n") + 1, len(before) - before.rfind("\n")))
        text = before + text
    return text, found


@pytest.mark.parametrize(("code", "bad", "good"), MISTAKES)
def test_a_mistake_has_its_code_alone_and_its_place(tmp_path, code, bad, good):
    text, expected = spots(bad)
    file = read(tmp_path, text)
    found = [problem for problem in file.problems if problem.code == code]
    assert {problem.code for problem in file.problems} - REASONS.get(code, set()) == {code}
    assert [(problem.place.line, problem.place.column) for problem in found] == expected
    assert {problem.place.file for problem in found} == {str(tmp_path / "stall.test.yaml")}
    assert (file.usable, file.cases) == (False, ())
    for problem in file.problems:
        for lang in ("id", "en"):
            assert not re.search(r"\{\w+\}", problem.text(lang))
        assert set(ENGLISH.findall(problem.text("id"))) <= set(ENGLISH.findall(text))
    assert code not in {problem.code for problem in read(tmp_path, good).problems}


def test_every_code_of_the_module_has_a_mistake():
    assert {code for code, _, _ in MISTAKES} >= set(testing.KINDS) - {"NK175"}  # NK175 is one of updating


def test_names_that_are_nearly_right_get_a_hint(tmp_path):
    expect = "{outcome: elegible, statuses: {stff: met}, missing: [wrokers], facts: {sizes: micro}}"
    advice = [problem.advice("en") for problem in read(tmp_path, one(expect)).problems]
    assert advice == [f"did you mean '{name}'?" for name in ("eligible", "staff", "workers", "size")]


def test_all_mistakes_come_at_once_in_the_order_of_the_file(tmp_path):
    text = f"{HEAD}basis: {{}}\ncases:\n  - {{name: a, expect: {{outcome: x}}}}\n  - {{name: a, profile: {{wrkers: 3}}}}\n"
    assert [problem.code for problem in read(tmp_path, text).problems] == ["NK161", "NK169", "NK164", "NK165", "NK401"]


def test_a_rule_set_with_errors_tells_them_too(tmp_path):
    rules = "format: naikkelas/1\nrule_set: stall\nversion: 1\ncriteria: {a: {require: {wrokers: {at_least: 3}}}}\n"
    file = read_cases(beside(tmp_path, ELIGIBLE, rules=rules))
    assert [problem.code for problem in file.problems] == ["NK201", "NK173"] or {p.code for p in file.problems} == {"NK173", "NK201"}
    assert file.rules is None


def test_files_that_cannot_be_read(tmp_path):
    assert [problem.code for problem in read_cases(tmp_path / "gone.test.yaml").problems] == ["NK101"]
    assert read_cases(beside(tmp_path, "a: [1\n")).problems[0].code >= "NK130"
    assert [problem.code for problem in read_cases(beside(tmp_path, "# nothing\n")).problems] == ["NK107"]


def test_a_rule_set_is_named_as_seen_from_the_file(tmp_path):
    beside(tmp_path, "")
    (tmp_path / "tests" / "deep").mkdir(parents=True)
    path = tmp_path / "tests" / "deep" / "x.test.yaml"
    path.write_text(ELIGIBLE.replace("stall.yaml", "../../stall.yaml"), encoding="utf-8")
    file = read_cases(path)
    assert file.usable
    assert file.rules.linked.file == str(tmp_path / "stall.yaml")
    (tmp_path / "link").symlink_to(tmp_path / "tests" / "deep", target_is_directory=True)
    assert read_cases(tmp_path / "link" / "x.test.yaml").usable


def test_a_bundled_rule_set_is_named_barely(tmp_path):
    text = "format: naikkelas-tests/1\nrules: inopak-naik-kelas\nas_of: 2026-11-01\ncases: [{name: a, expect: {outcome: eligible}}]\n"
    assert read(tmp_path, text).rules.name == "inopak-naik-kelas"


def test_a_rule_set_is_loaded_once_for_all_files(tmp_path):
    reader = CaseReader()
    first, second = (reader.read(beside(tmp_path, ELIGIBLE, f"{name}.test.yaml")) for name in "ab")
    assert first.rules is second.rules
    gone = [reader.read(beside(tmp_path, ELIGIBLE.replace("stall.yaml", "gone.yaml"), f"{name}.test.yaml")) for name in "ab"]
    assert all("NK173" in {problem.code for problem in file.problems} for file in gone)


# --- pages -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", sorted(testing.KINDS))
def test_every_code_has_a_page_whose_examples_do_what_it_says(code, tmp_path):
    page = FORM.fullmatch((PAGES / f"{code}.md").read_text(encoding="utf-8"))
    assert page is not None
    assert (page["code"], page["title"]) == (code, KINDS[code].title)
    for part, expected in (("avoid", {code}), ("prefer", set())):
        for text in FENCE.findall(page[part]):
            found = {problem.code for problem in read_cases(beside(tmp_path, text, "page.test.yaml")).problems}
            assert found - {"NK505"} == (set() if code == "NK175" else expected), part


# --- whatever stands in a file ---------------------------------------------------------------------------------------

PIECES = [
    "null",
    "{}",
    "[]",
    "[a]",
    "{a: b}",
    "3",
    "'x'",
    "~",
    "&a ",
    "*a",
    "- ",
    "\n",
    "  ",
    ": ",
    "{at_least: 3}",
    "unknown",
    "2026",
    ",",
    "]",
    "}",
    "é",
]
SEEDS = [good for _, _, good in MISTAKES] + [bad.replace(MARK, "") for _, bad, _ in MISTAKES]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(SEEDS), st.lists(st.tuples(st.floats(0, 1), st.integers(0, 4), st.sampled_from(PIECES)), min_size=1, max_size=3))
def test_reading_running_and_updating_never_raise(tmp_path, seed, changes):
    text = seed
    for where, gone, piece in changes:
        at = int(where * len(text))
        text = text[:at] + piece + text[at + gone :]
    path = beside(tmp_path, text)
    report = run_cases([read_cases(path)])
    assert report.usable is not bool([problem for problem in report.problems if problem.is_error])
    assert as_data(report, "id")["passed"] is report.passed
    for file in report.files:
        update_cases(file)
    again = read_cases(path)
    assert again.usable is report.usable


@pytest.mark.parametrize(
    "expected", ["{outcome: '!eligible'}", "{statuses: {staff: '!met'}}", "{missing: ['!workers']}", "{'!outcome': eligible}"]
)
def test_of_a_word_behind_a_sign_that_negates_the_bare_one_is_not_proposed(tmp_path, expected):
    found = read(tmp_path, one(expected)).problems
    assert found
    assert {each.slots.get("suggestion", "") for each in found} == {""}
