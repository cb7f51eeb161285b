"""Generated cases: they pass, they stand on both sides of every limit, and the same rules give the same cases."""

from datetime import date

import pytest

import naikkelas as nk
from naikkelas.authoring.testing import CaseReader, boundaries_yaml, boundary_cases, coverage_of, mutate, run_cases
from naikkelas.problems import EvaluationError
from tests.authoring.testing.folder import RULES, beside

DAY = date(2026, 11, 1)
HEAD = "format: naikkelas/1\nrule_set: tried\nversion: 1\neffective: {from: 2020-01-01}\n"


def made(criteria, day=DAY, more="", lang="en"):
    return boundary_cases(nk.loads(f"{HEAD}{more}criteria: {criteria}\n"), day, lang=lang)


def tried(found, owner="a"):
    """Name of the trial and status, of every case of a criterion on the rules' own date."""
    return [(case.name.removeprefix(f"{owner}: ").split(" (")[0], case.statuses.get(owner)) for case in own(found)]


def own(found):
    return [case for case in found.cases if case.rules_as_of is None]


def on_that_day(found):
    return [each for each, case in zip(tried(found), own(found), strict=True) if case.as_of == DAY]


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (
            "{workers: {at_least: 5}}",
            [("workers 4", "not_met"), ("workers 5", "met"), ("workers 6", "met"), ("workers {at_least: 4, at_most: 5}", "unknown")],
        ),
        (
            "{workers: {more_than: 5}}",
            [("workers 4", "not_met"), ("workers 5", "not_met"), ("workers 6", "met"), ("workers {at_least: 5, at_most: 6}", "unknown")],
        ),
        ("{workers: {at_least: 0}}", [("workers 0", "met"), ("workers 1", "met")]),
        (
            "{annual_sales: {at_most: 500 juta}}",
            [
                ("annual_sales 499999999", "met"),
                ("annual_sales 500000000", "met"),
                ("annual_sales 500000001", "not_met"),
                ("annual_sales {at_least: 500000000, at_most: 500000001}", "unknown"),
            ],
        ),
        (
            "{ph: {less_than: 4.5}}",
            [("ph 4.4", "met"), ("ph 4.5", "not_met"), ("ph 4.6", "not_met"), ("ph {at_least: 4.4, at_most: 4.5}", "unknown")],
        ),
        (
            "{halal_expires_on: {on_or_after: $as_of}}",
            [
                ("halal_expires_on 2026-10-31", "not_met"),
                ("halal_expires_on 2026-11-01", "met"),
                ("halal_expires_on 2026-11-02", "met"),
                ("halal_expires_on {at_least: 2026-10-31, at_most: 2026-11-01}", "unknown"),
            ],
        ),
        (
            "{operating_since: {at_least_ago: {months: 12}}}",
            [
                ("operating_since 2025-10-31", "met"),
                ("operating_since 2025-11-01", "met"),
                ("operating_since 2025-11-02", "not_met"),
                ("operating_since {at_least: 2025-11-01, at_most: 2025-11-02}", "unknown"),
            ],
        ),
        (
            "{age: {less_than: 24}}",
            [
                ("operating_since 2024-11-01", "not_met"),
                ("operating_since 2024-11-02", "met"),
                ("operating_since 2024-11-03", "met"),
                ("operating_since {at_least: 2024-11-01, at_most: 2024-11-02}", "unknown"),
            ],
        ),
        (
            "{workers: {in: [3, 4, 8]}}",
            [
                ("workers 2", "not_met"),
                ("workers 3", "met"),
                ("workers 4", "met"),
                ("workers 5", "not_met"),
                ("workers 7", "not_met"),
                ("workers 8", "met"),
                ("workers 9", "not_met"),
                ("workers {at_least: 2, at_most: 3}", "unknown"),
                ("workers {at_least: 4, at_most: 5}", "unknown"),
                ("workers {at_least: 7, at_most: 8}", "unknown"),
                ("workers {at_least: 8, at_most: 9}", "unknown"),
            ],
        ),
        ("{sector: {not_in: [wood]}}", [("sector wood", "not_met"), ("sector processed_food", "met")]),
        ("{main_product: {is: keripik}}", [("main_product keripik", "met"), ("main_product lain", "not_met")]),
        ("{knows_market: {is: false}}", [("knows_market false", "met"), ("knows_market true", "not_met")]),
        ("{sector: {in: [wood, herbal]}}", [("sector herbal", "met"), ("sector wood", "met"), ("sector processed_food", "not_met")]),
        ("{channels: {includes: shop}}", [("channels [shop]", "met"), ("channels [market]", "not_met")]),
        (
            "{channels: {includes_any: [shop, market]}}",
            [("channels [market]", "met"), ("channels [shop]", "met"), ("channels [online]", "not_met")],
        ),
        (
            "{channels: {includes_all: [shop, market]}}",
            [
                ("channels [market, shop]", "met"),
                ("channels [shop]", "not_met"),
                ("channels [market]", "not_met"),
                ("channels [online]", "not_met"),
            ],
        ),
        (
            "{workers_men: {more_than: {fact: workers_women}}}",
            [
                ("workers_men 9, workers_women 10", "not_met"),
                ("workers_men 10, workers_women 10", "not_met"),
                ("workers_men 11, workers_women 10", "met"),
            ],
        ),
        (
            "{operating_since: {before: {fact: deadline}}}",
            [("operating_since 2026-03-30", "met"), ("operating_since 2026-03-31", "not_met"), ("operating_since 2026-04-01", "not_met")],
        ),
        (
            "{share: {at_most: 0.3}}",
            [
                ("requested_loan 299999999, annual_sales 1000000000", "met"),
                ("requested_loan 300000000, annual_sales 1000000000", "met"),
                ("requested_loan 300000001, annual_sales 1000000000", "not_met"),
                ("requested_loan 1, annual_sales 0", "not_met"),
            ],
        ),
        (
            "{both: {at_least: 3}}",
            [("both 2", "not_met"), ("both 3", "met"), ("both 4", "met"), ("both {at_least: 2, at_most: 3}", "unknown")],
        ),
        ("{main_product: {known: true}}", [("main_product lain", "met")]),
        ("{workers: {known: true}}", [("workers 10", "met")]),
        ("{knows_market: {known: true}}", [("knows_market true", "met")]),
        ("{channels: {known: true}}", [("channels [shop]", "met")]),
    ],
)
def test_both_sides_of_every_limit(condition, expected):
    more = """\
facts:
  ph: {type: number, decimals: 1, at_least: 0, at_most: 14}
  channels: {type: set, of: [shop, market, online]}
  age: {months_since: operating_since}
  deadline: {every_year: 03-31}
  share: {ratio: {of: requested_loan, to: annual_sales, when_zero: not_met}}
  both: {sum: [workers_men, workers_women]}
"""
    found = made(f"{{a: {{require: {condition}}}}}", more=more)
    assert [each for each in on_that_day(found) if not each[0].endswith("not known")] == expected
    missing = [case for case in found.cases if case.name.endswith("not known")]
    assert [case.missing for case in missing if case.outcome != "needs_information"] in ([], [()])


def test_lengths_in_months_are_tried_at_the_end_of_february():
    found = made("{a: {require: {operating_since: {at_least_ago: {months: 1}}}}}")
    late = [(case.as_of.isoformat(), each) for each, case in zip(tried(found), own(found), strict=True) if case.as_of != DAY]
    assert late == [
        ("2027-02-28", ("operating_since 2027-01-31", "met")),
        ("2027-02-28", ("operating_since 2027-02-01", "not_met")),
        ("2028-02-29", ("operating_since 2028-01-31", "met")),
        ("2028-02-29", ("operating_since 2028-02-01", "not_met")),
    ]
    assert all(case.as_of == DAY for case in own(made("{a: {require: {operating_since: {at_least_ago: {days: 30}}}}}")))
    ahead = made("{a: {require: {halal_expires_on: {at_least_ahead: {months: 6}}}}}", date(2028, 2, 29))
    assert {case.as_of for case in own(ahead)} == {date(2028, 2, 29), date(2029, 2, 28), date(2032, 2, 29)}


def test_parameters_are_tried_too():
    more = "parameters: {strict: {type: boolean, values: {2020-01-01: false}}, least: {type: integer, values: {2020-01-01: 5}}}\n"
    guard = "{a: {applies_when: {$strict: {is: true}}, require: {workers: {at_least: $least}}}}"
    found = made(guard, more=more)
    assert ("strict true", "not_met") in tried(found)
    assert ("strict false", "not_applicable") in tried(found)
    assert [status for name, status in tried(found) if name.startswith("workers")] == ["not_met", "met", "met", "unknown", "unknown"]
    ordered = made("{a: {require: {any: [{$least: {at_least: 6}}, {workers: {at_least: 3}}]}}}", more=more)
    assert [each for each in tried(ordered) if each[0].startswith("least")] == [
        ("least 5", "not_met"),
        ("least 6", "met"),
        ("least 7", "met"),
    ]


def test_every_comparison_is_the_one_that_decides(tmp_path):
    rules = nk.load(beside(tmp_path, "").with_name("stall.yaml"))
    found = boundary_cases(rules, DAY, lang="en")
    (coverage,) = coverage_of(run_cases([CaseReader().read(tmp_path / "x.test.yaml", boundaries_yaml(found, "stall.yaml", "en"))]))
    open_points = [(point.owner, point.text, point.unseen) for point in coverage.points if point.unseen]
    assert open_points == []
    statuses = {}
    for case in found.cases:
        owner = case.name.partition(":")[0]
        if owner in case.statuses:
            statuses.setdefault(owner, set()).add(case.statuses[owner])
    assert all({"met", "not_met"} <= seen for owner, seen in statuses.items() if owner != "told"), statuses


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_generated_file_passes(tmp_path, lang):
    rules = nk.load(beside(tmp_path, "").with_name("stall.yaml"))
    text = boundaries_yaml(boundary_cases(rules, DAY, date(2024, 6, 1), lang), "stall.yaml", lang)
    file = CaseReader().read(tmp_path / "x.test.yaml", text)
    assert [str(problem) for problem in file.problems] == []
    report = run_cases([file])
    assert report.passed
    assert len(report.results) > 60
    assert ("tepat di bawah" in text) is (lang == "id")
    assert text == boundaries_yaml(boundary_cases(nk.loads(RULES), DAY, date(2024, 6, 1), lang), "stall.yaml", lang)


@pytest.mark.slow
@pytest.mark.parametrize("name", nk.bundled_names())
def test_the_cases_of_a_bundled_rule_set_pass(tmp_path, name):
    text = boundaries_yaml(boundary_cases(nk.bundled(name), DAY), name)
    file = CaseReader().read(tmp_path / "x.test.yaml", text)
    assert [str(problem) for problem in file.problems] == []
    report = run_cases([file])
    assert report.passed
    assert coverage_of(report)[0].percent > 80


def test_a_comparison_without_a_case_is_told():
    more = "facts: {a: {sum: [workers_men, workers_women]}, share: {ratio: {of: a, to: workers, when_zero: not_met}}}\nparameters: {p: {type: duration, values: {2020-01-01: {months: 1}}}}\n"
    found = made("{c: {require: {share: {at_most: 0.5}}}}", more=more)
    text = boundaries_yaml(found, "tried.yaml", "en")
    assert bool(found.without) is ("# no case was made for" in text)


def test_a_date_outside_the_life_of_the_rules_is_refused():
    with pytest.raises(EvaluationError):
        made("{a: {require: {workers: {at_least: 3}}}}", date(2019, 1, 1))


WORKED_OUT = f"""{HEAD}\
parameters:
  until: {{type: date, values: {{2020-01-01: 2030-01-01}}}}
  length: {{type: duration, values: {{2020-01-01: {{months: 6}}}}}}
  wanted: {{type: set, of: sector, values: {{2020-01-01: [wood, herbal]}}}}
facts:
  size:
    type: choice
    of: [micro, small, medium]
    table: {{rows: [{{when: {{workers: {{at_most: 4}}}}, then: micro}}, {{when: {{capital: {{at_most: 1 miliar}}}}, then: small}}], otherwise: medium}}
  limit:
    type: money
    table: {{hit: unique, rows: [{{when: {{sector: {{is: wood}}}}, then: 10 juta}}], otherwise: 20 juta}}
  sells: {{derive: {{any: [{{sells_online: {{is: true}}}}, {{main_product: {{is_not: keripik}}}}]}}}}
  score:
    scorecard: {{scale: 100, groups: {{legal: {{indicators: [{{nib_status: {{is: held}}}}, {{npwp_status: {{is: held}}}}]}}}}}}
  all_workers: {{sum: [workers_men, workers_women]}}
  part: {{ratio: {{of: all_workers, to: workers, when_zero: not_met}}}}
  hot: {{type: integer, at_least: 1, at_most: 2}}
  cold: {{type: integer, at_least: 1, at_most: 2}}
criteria:
  size: {{require: {{size: {{in: [small, medium]}}}}}}
  loan: {{require: {{requested_loan: {{at_most: {{fact: limit}}}}}}}}
  cheap: {{require: {{limit: {{at_most: 15 juta}}}}}}
  sells: {{require: {{all: [{{sells: {{is: true}}}}, {{size: {{is_not: medium}}}}]}}}}
  score: {{require: {{score: {{at_least: 60}}}}}}
  low: {{kind: note, require: {{score: {{less_than: 60}}}}}}
  part: {{kind: note, require: {{part: {{at_most: 0.5}}}}}}
  warm: {{kind: note, require: {{hot: {{more_than: {{fact: cold}}}}}}}}
  open: {{kind: note, require: {{any: [{{$until: {{after: $as_of}}}}, {{$wanted: {{includes: food}}}}, {{$length: {{known: true}}}}]}}}}
  told: {{kind: note, applies_when: {{not: {{sells: {{is: false}}}}}}, require: {{criterion: {{score: met}}}}}}
outputs: [size, limit, sells, score]
""".replace("{includes: food}", "{includes: wood}").replace(", {$length: {known: true}}", "")


def test_what_is_worked_out_is_reached_through_what_it_is_worked_out_from(tmp_path):
    rules = nk.loads(WORKED_OUT, file="stall.yaml")
    found = boundary_cases(rules, DAY, lang="en")
    assert not {"size", "limit", "sells", "score", "part", "all_workers"} & set(found.base)
    assert rules.decide(dict(found.base), as_of=DAY).outcome is nk.Outcome.ELIGIBLE
    text = boundaries_yaml(found, "stall.yaml", "en")
    report = run_cases([CaseReader().read(beside(tmp_path, text, rules=WORKED_OUT))])
    assert report.passed
    assert report.results
    assert "# no case was made for" not in text
    crossing = {(case.statuses["score"], case.outputs["score"]) for case in found.cases if case.name.startswith("score: score ")}
    assert crossing == {("not_met", "50"), ("met", "100")}
    (changes,) = mutate(report)
    noticed = {"size", "sells", "loan", "cheap", "part", "warm", "told", "limit"}
    told = {str(mutant) for mutant in changes.survivors if mutant.owner in noticed}
    assert {line for line in told if "sells: all" not in line} == set()


TURNING = """\
format: naikkelas/1
rule_set: tried
version: 1
effective: {from: 2020-01-01, until: 2027-12-31}
parameters: {least: {type: integer, values: {2020-01-01: 5, 2026-01-01: 7}}}
facts:
  size: {type: choice, of: [s, l], table: {rows: [{when: {capital: {at_most: 10}}, then: s}, {when: {sector: {is: wood}}, then: l}], otherwise: s}}
criteria:
  staff: {require: {workers: {at_least: $least}}}
  books: {effective: {until: 2024-12-31}, require: {keeps_books: {is: true}}}
  years: {effective: {from: 2025-06-01, until: 2030-01-01}, require: {workers: {at_least: 2}}}
outputs: [size]
"""


def test_the_days_on_which_rules_begin_change_and_end_are_tried(tmp_path):
    found = boundary_cases(nk.loads(TURNING, file="stall.yaml"), DAY, lang="en")
    days = {case.as_of.isoformat(): case for case in found.cases if case.rules_as_of is not None}
    assert sorted(days) == ["2020-01-01", "2024-12-31", "2025-01-01", "2025-05-31", "2025-06-01", "2025-12-31", "2026-01-01", "2027-12-31"]
    assert all(case.rules_as_of == case.as_of for case in days.values())
    by_name = {case.name: case for case in found.cases}
    assert by_name["books: 2024-12-31 (the day before it changes)"].statuses["books"] != "not_applicable"
    assert by_name["books: 2025-01-01 (the day it changes)"].statuses["books"] == "not_applicable"
    limit = "workers: {at_least: $least}"
    assert by_name[f"staff: 2025-12-31, workers 6 (the day before it changes; {limit})"].statuses["staff"] == "met"
    assert by_name[f"staff: 2026-01-01, workers 6 (the day it changes; {limit})"].statuses["staff"] == "not_met"
    report = run_cases([CaseReader().read(beside(tmp_path, boundaries_yaml(found, "stall.yaml", "en"), rules=TURNING))])
    assert report.passed
    (changes,) = mutate(report)
    assert [str(mutant) for mutant in changes.survivors] == []


def test_two_rows_of_a_table_are_met_at_once():
    found = boundary_cases(nk.loads(TURNING), DAY, lang="id")
    (both,) = (case for case in found.cases if case.name == "size: 1, 2 (keduanya terpenuhi)")
    assert both.outputs == {"size": "s"}
    assert both.facts["sector"] == "wood"
