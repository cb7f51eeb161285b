"""Small changes to a rule set, and whether tests notice them."""

from datetime import date

import pytest

import naikkelas as nk
from naikkelas.authoring.testing import (
    CaseReader,
    boundaries_yaml,
    boundary_cases,
    mutate,
    mutation_data,
    mutation_lines,
    read_cases,
    run_cases,
)
from naikkelas.authoring.testing.mutants import mutants_of
from naikkelas.ruleset.hashing import meaning_hash
from tests.authoring.testing.folder import BASE, ELIGIBLE, HEAD, RULES, beside, read

TOP = "format: naikkelas/1\nrule_set: stall\nversion: 1\n"


def changes(text):
    linked = nk.loads(TOP + text, file="stall.yaml").linked
    return [f"{mutant.place.line}: {mutant.owner}: {mutant.before} -> {mutant.after}" for mutant in mutants_of(linked)]


KNOWN = [
    "5: a: all -> any",
    "5: a: all_: {known: true} -> not all_: {known: true}",
    "5: a: left: {known: true} -> not left: {known: true}",
    "5: a: twice: {known: true} -> not twice: {known: true}",
]
FORMULAS = [
    "14: effective: from: 2020-01-01 -> from: 2020-01-02",
    "14: effective: until: 2030-12-31 -> until: 2030-12-30",
    "13: $w: 3 -> 2",
    "13: $w: 3 -> 4",
    "5: share: when_zero: met -> when_zero: not_met",
    "5: share: requested_loan / annual_sales -> annual_sales / requested_loan",
    "6: age: months_since: operating_since -> months_since: halal_expires_on",
    "7: day: every_year: 03-01 -> every_year: 02-28",
    "7: day: every_year: 03-01 -> every_year: 03-02",
    "8: both: points -> points without p",
    "8: both: points -> points without q",
    "10: a: all -> any",
    "10: a: age: {at_least: 3} -> not age: {at_least: 3}",
    "10: a: age: {at_least: 3} -> age: {at_least: 2}",
    "10: a: age: {at_least: 3} -> age: {at_least: 4}",
    "10: a: both: {known: true} -> not both: {known: true}",
    "10: a: halal_expires_on: {after: {fact: day}} -> not halal_expires_on: {after: {fact: day}}",
    "10: a: halal_expires_on: {after: {fact: day}} -> halal_expires_on: {on_or_after: {fact: day}}",
    "10: a: share: {at_most: 2} -> not share: {at_most: 2}",
    "10: a: share: {at_most: 2} -> share: {at_most: 1.9999}",
    "10: a: share: {at_most: 2} -> share: {at_most: 2.0001}",
    "11: p: knows_market: {is: true} -> not knows_market: {is: true}",
    "11: p: points: 1 -> points: 0",
    "11: p: points: 1 -> points: 2",
    "12: q: knows_market: {is: false} -> not knows_market: {is: false}",
]
ROWS = [
    "5: size: workers: {at_most: 4} -> not workers: {at_most: 4}",
    "5: size: workers: {at_most: 4} -> workers: {at_most: 3}",
    "5: size: workers: {at_most: 4} -> workers: {at_most: 5}",
    "5: size: then: s -> then: m",
    "5: size: row 1 -> row 1 after row 2",
    "5: size: capital: {at_most: 9} -> not capital: {at_most: 9}",
    "5: size: capital: {at_most: 9} -> capital: {at_most: 8}",
    "5: size: capital: {at_most: 9} -> capital: {at_most: 10}",
    "5: size: then: m -> then: s",
    "5: size: otherwise: s -> otherwise: m",
    "6: card: when_empty: met -> when_empty: not_met",
    "6: card: keeps_books: {is: true} -> not keeps_books: {is: true}",
    "6: card: sector: {is: wood} -> not sector: {is: wood}",
    "6: card: applies_when -> always",
    "8: a: from: 2026-01-01 -> from: 2025-12-31",
    "8: a: from: 2026-01-01 -> from: 2026-01-02",
    "8: a: until: 2027-01-01 -> until: 2026-12-31",
    "8: a: until: 2027-01-01 -> until: 2027-01-02",
    "8: a: all -> any",
    "8: a: card: {at_least: 1} -> not card: {at_least: 1}",
    "8: a: card: {at_least: 1} -> card: {at_least: 0.9999}",
    "8: a: size: {is: s} -> not size: {is: s}",
]
ENDS = [
    "5: a: all -> any",
    "5: a: channels: {includes_any: [market, shop]} -> not channels: {includes_any: [market, shop]}",
    "5: a: channels: {includes_any: [market, shop]} -> channels: {includes_any: [shop]}",
    "5: a: channels: {includes_any: [market, shop]} -> channels: {includes_any: [market]}",
    "5: a: channels: {includes_any: [market, shop]} -> channels: {includes_all: [market, shop]}",
    "5: a: halal_expires_on: {on_or_after: $as_of} -> not halal_expires_on: {on_or_after: $as_of}",
    "5: a: halal_expires_on: {on_or_after: $as_of} -> halal_expires_on: {after: $as_of}",
    "5: a: workers_men: {more_than: {fact: workers_women}} -> not workers_men: {more_than: {fact: workers_women}}",
    "5: a: workers_men: {more_than: {fact: workers_women}} -> workers_men: {at_least: {fact: workers_women}}",
    "6: b: criterion: c -> not criterion: c",
    "6: b: criterion: c -> criterion: c without met",
    "6: b: criterion: c -> criterion: c without not_applicable",
    "7: c: has_kur: {is: true} -> not has_kur: {is: true}",
    "7: c: applies_when -> always",
    "7: c: channels: {includes_all: [market, shop]} -> not channels: {includes_all: [market, shop]}",
    "7: c: channels: {includes_all: [market, shop]} -> channels: {includes_all: [shop]}",
    "7: c: channels: {includes_all: [market, shop]} -> channels: {includes_all: [market]}",
    "7: c: channels: {includes_all: [market, shop]} -> channels: {includes_any: [market, shop]}",
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "criteria: {a: {require: {workers: {at_least: 5}}}}\n",
            [
                "4: a: workers: {at_least: 5} -> not workers: {at_least: 5}",
                "4: a: workers: {at_least: 5} -> workers: {at_least: 4}",
                "4: a: workers: {at_least: 5} -> workers: {at_least: 6}",
            ],
        ),
        (
            "criteria: {a: {require: {operating_since: {at_least_ago: {months: 12}}}}}\n",
            [
                "4: a: operating_since: {at_least_ago: {months: 12}} -> not operating_since: {at_least_ago: {months: 12}}",
                "4: a: operating_since: {at_least_ago: {months: 12}} -> operating_since: {at_least_ago: {months: 11}}",
                "4: a: operating_since: {at_least_ago: {months: 12}} -> operating_since: {at_least_ago: {months: 13}}",
            ],
        ),
        (
            "criteria:\n  a:\n    require:\n      any:\n        - sector: {in: [wood, herbal]}\n        - not: {knows_market: {is: true}}\n",
            [
                "8: a: any -> all",
                "8: a: sector: {in: [herbal, wood]} -> not sector: {in: [herbal, wood]}",
                "8: a: sector: {in: [herbal, wood]} -> sector: {in: [wood]}",
                "8: a: sector: {in: [herbal, wood]} -> sector: {in: [herbal]}",
                "9: a: not -> without not",
                "9: a: knows_market: {is: true} -> not knows_market: {is: true}",
            ],
        ),
        (
            "criteria:\n  a: {require: {keeps_books: {is: true}}, applies_when: {knows_market: {is: true}}}\n"
            "  b: {kind: preference, points: 3, require: {criterion: {a: met}}}\n",
            [
                "5: a: knows_market: {is: true} -> not knows_market: {is: true}",
                "5: a: applies_when -> always",
                "5: a: keeps_books: {is: true} -> not keeps_books: {is: true}",
                "6: b: criterion: a -> not criterion: a",
                "6: b: points: 3 -> points: 2",
                "6: b: points: 3 -> points: 4",
            ],
        ),
        (
            "applies_when: {knows_market: {is: true}}\n"
            "criteria: {a: {require: {programme: {stipark-pra-inkubasi: [eligible, out_of_scope]}}}}\n",
            [
                "4: applies_when: knows_market: {is: true} -> not knows_market: {is: true}",
                "4: applies_when: applies_when -> always",
                "5: a: programme: stipark-pra-inkubasi -> not programme: stipark-pra-inkubasi",
                "5: a: programme: stipark-pra-inkubasi -> programme: stipark-pra-inkubasi without eligible",
                "5: a: programme: stipark-pra-inkubasi -> programme: stipark-pra-inkubasi without out_of_scope",
            ],
        ),
        (
            "criteria: {a: {require: {some: {at_least: 2, of: [{keeps_books: {is: true}}, {knows_market: {is: true}}]}}}}\n",
            [
                "4: a: some at_least: 2 -> some at_least: 1",
                "4: a: keeps_books: {is: true} -> not keeps_books: {is: true}",
                "4: a: knows_market: {is: true} -> not knows_market: {is: true}",
            ],
        ),
        (
            "effective: {from: 2026-01-01}\n"
            "parameters:\n"
            "  p: {type: integer, values: {2026-01-01: 0, 2027-01-01: 7}}\n"
            "  q: {type: set, of: sector, values: {2026-01-01: [wood, herbal]}}\n"
            "facts:\n"
            "  f: {type: choice, of: [s, l], table: {rows: [{when: {workers: {at_most: $p}}, then: s}], otherwise: l}}\n"
            "  g: {derive: {sector: {in: $q}}}\n"
            "criteria: {a: {require: {f: {is: s}, g: {is: true}}}}\n",
            [
                "4: effective: from: 2026-01-01 -> from: 2026-01-02",
                "6: $p: 0 -> -1",
                "6: $p: 0 -> 1",
                "6: $p: from: 2027-01-01 -> from: 2026-12-31",
                "6: $p: from: 2027-01-01 -> from: 2027-01-02",
                "6: $p: 7 -> 6",
                "6: $p: 7 -> 8",
                "7: $q: values -> without herbal",
                "7: $q: values -> without wood",
                "9: f: workers: {at_most: $p} -> not workers: {at_most: $p}",
                "9: f: workers: {at_most: $p} -> workers: {less_than: $p}",
                "9: f: then: s -> then: l",
                "9: f: otherwise: l -> otherwise: s",
                "10: g: sector: {in: $q} -> not sector: {in: $q}",
                "11: a: all -> any",
                "11: a: f: {is: s} -> not f: {is: s}",
                "11: a: g: {is: true} -> not g: {is: true}",
            ],
        ),
        (
            "facts: {score: {scorecard: {scale: 100, groups: {legal: {weight: 1, indicators: [{nib_status: {is: held}}, {criterion: b}]}, other: {indicators: [{has_kur: {is: true}}]}}}}}\n"
            "criteria:\n  a: {require: {score: {at_least: 50}}}\n  b: {kind: note, require: {keeps_books: {is: true}}}\n",
            [
                "4: score: weight of legal: 1 -> 2",
                "4: score: weight: 1 -> weight: 2",
                "4: score: nib_status: {is: held} -> not nib_status: {is: held}",
                "4: score: weight: 1 -> weight: 2",
                "4: score: weight of other: 1 -> 2",
                "4: score: has_kur: {is: true} -> not has_kur: {is: true}",
                "6: a: score: {at_least: 50} -> not score: {at_least: 50}",
                "6: a: score: {at_least: 50} -> score: {at_least: 49.9999}",
                "6: a: score: {at_least: 50} -> score: {at_least: 50.0001}",
                "7: b: keeps_books: {is: true} -> not keeps_books: {is: true}",
            ],
        ),
        (
            "facts: {all_: {sum: [workers_men, workers_women]}, left: {difference: [capital, annual_sales]}, twice: {times: {fact: workers, constant: 2}}}\n"
            "criteria: {a: {require: {all_: {known: true}, left: {known: true}, twice: {known: true}}}}\n",
            [
                "4: all_: workers_men -> -workers_men",
                "4: all_: workers_men -> without workers_men",
                "4: all_: workers_women -> -workers_women",
                "4: all_: workers_women -> without workers_women",
                "4: left: capital -> -capital",
                "4: left: capital -> without capital",
                "4: left: -annual_sales -> annual_sales",
                "4: left: -annual_sales -> without annual_sales",
                "4: twice: times 2 -> times 1",
                "4: twice: times 2 -> times 3",
                *KNOWN,
            ],
        ),
        (
            "facts:\n  share: {ratio: {of: requested_loan, to: annual_sales, when_zero: met}}\n  age: {months_since: operating_since}\n"
            "  day: {every_year: 03-01}\n  both: {points: [p, q]}\n"
            "criteria:\n  a: {require: {share: {at_most: 2}, age: {at_least: 3}, both: {known: true}, halal_expires_on: {after: {fact: day}}}}\n"
            "  p: {kind: preference, points: 1, require: {knows_market: {is: true}}}\n  q: {kind: preference, points: $w, require: {knows_market: {is: false}}}\n"
            "parameters: {w: {type: integer, values: {2020-01-01: 3}}}\neffective: {from: 2020-01-01, until: 2030-12-31}\n",
            FORMULAS,
        ),
        (
            "facts:\n  size: {type: choice, of: [s, m], table: {rows: [{when: {workers: {at_most: 4}}, then: s}, {when: {capital: {at_most: 9}}, then: m}], otherwise: s}}\n"
            "  card: {scorecard: {scale: 1, when_empty: met, groups: {g: {indicators: [{require: {keeps_books: {is: true}}, applies_when: {sector: {is: wood}}, weight: 2}]}}}}\n"
            "criteria:\n  a: {require: {card: {at_least: 1}, size: {is: s}}, effective: {from: 2026-01-01, until: 2027-01-01}}\n",
            ROWS,
        ),
        (
            "criteria:\n  a: {require: {channels: {includes_any: [shop, market]}, halal_expires_on: {on_or_after: $as_of}, workers_men: {more_than: {fact: workers_women}}}}\n"
            "  b: {require: {criterion: {c: [met, not_applicable]}}}\n  c: {applies_when: {has_kur: {is: true}}, require: {channels: {includes_all: [shop, market]}}}\n"
            "facts: {channels: {type: set, of: [shop, market, online]}}\n",
            ENDS,
        ),
    ],
)
def test_every_part_is_changed(text, expected):
    found = [change.replace("50.0000", "50") for change in changes(text)]
    assert found == expected


def test_a_change_changes_the_meaning():
    linked = nk.loads(RULES).linked
    mutants = list(mutants_of(linked))
    assert len(mutants) > 60
    hashes = {meaning_hash(mutant.linked) for mutant in mutants}
    assert meaning_hash(linked) not in hashes


def test_what_no_case_notices_is_told_with_its_place(tmp_path):
    text = f"{HEAD}{BASE}cases:\n  - {{name: a, profile: {{operating_since: 2025-11-01}}, expect: {{outcome: eligible}}}}\n"
    (found,) = mutate(run_cases([read(tmp_path, text)]))
    assert found.noticed >= 2
    lines = mutation_lines(found, "en")
    assert (
        lines[0] == f"stall 1: {found.percent:.1f} % of the changes noticed ({found.noticed} of {found.tried}; 0 were no rule set any more)"
    )
    assert f"  not noticed: {tmp_path / 'stall.yaml'}:6:11 $months: {{months: 12}} -> {{months: 11}}" in lines
    assert not any("{months: 12} -> {months: 13}" in line for line in lines)
    assert mutation_lines(found, "id")[1].startswith("  tidak ketahuan: ")
    data = mutation_data(found)
    assert (data["equivalent"], data["of_places"]) == ([], [])
    assert (data["tried"], data["noticed"], len(data["survivors"])) == (found.tried, found.noticed, len(found.survivors))


@pytest.mark.no_cover
def test_cases_at_the_limits_notice_nearly_everything(tmp_path):
    rules = nk.load(beside(tmp_path, "").with_name("stall.yaml"))
    text = boundaries_yaml(boundary_cases(rules, date(2026, 11, 1)), "stall.yaml")
    (found,) = mutate(run_cases([CaseReader().read(tmp_path / "x.test.yaml", text)]))
    assert found.percent > 90, mutation_lines(found, "en")


def test_changes_that_are_no_rule_set_are_counted_apart(tmp_path):
    rules = (
        f"{TOP}facts:\n  size:\n    type: choice\n    of: [s, l]\n    table:\n      hit: unique\n      rows:\n"
        "        - {when: {workers: {at_most: 4}}, then: s}\n        - {when: {workers: {at_least: 5}}, then: l}\n      otherwise: l\n"
        "criteria: {a: {require: {size: {is: s}}}}\noutputs: [size]\n"
    )
    text = f"{HEAD}cases: [{{name: a, profile: {{workers: 4}}, expect: {{facts: {{size: s}}}}}}]\n"
    (found,) = mutate(run_cases([read_cases(beside(tmp_path, text, rules=rules))]))
    assert {"workers: {at_most: 5}", "workers: {at_least: 4}"} <= {mutant.after for mutant in found.refused}
    assert found.tried + len(found.refused) == len(list(mutants_of(nk.loads(rules).linked)))


def test_a_case_with_parameters_of_its_own_is_asked_with_them(tmp_path):
    text = f"{HEAD}{BASE}parameters: {{months: {{months: 24}}, strict: true}}\ncases:\n  - {{name: a, profile: {{workers: 6}}, expect: {{outcome: eligible}}}}\n"
    (found,) = mutate(run_cases([read(tmp_path, text)]))
    survivors = {f"{mutant.owner} {mutant.before} -> {mutant.after}" for mutant in found.survivors}
    assert {"$strict false -> true", "$least 6 -> 5"} <= survivors
    assert "$least 6 -> 7" not in survivors


def test_cases_that_fail_are_not_asked(tmp_path):
    good = read_cases(beside(tmp_path, ELIGIBLE))
    bad = read_cases(beside(tmp_path, ELIGIBLE.replace("outcome: eligible", "outcome: ineligible"), "bad.test.yaml"))
    broken = read_cases(beside(tmp_path, "format: x\n", "broken.test.yaml"))
    shown = []
    (found,) = mutate(run_cases([good, bad, broken]), lambda mutants: (shown.append(len(mutants)), mutants)[1])
    assert shown == [found.tried]


def test_where_no_case_passes_nothing_can_be_said(tmp_path):
    bad = read_cases(beside(tmp_path, ELIGIBLE.replace("outcome: eligible", "outcome: ineligible")))
    (nothing,) = mutate(run_cases([bad]))
    assert (nothing.cases, nothing.tried, nothing.percent, nothing.survivors) == (0, 0, None, ())
    assert mutation_data(nothing)["percent"] is None
    head = f"{nothing.rules.name} {nothing.rules.version}"
    assert mutation_lines(nothing, "en") == [f"{head}: nothing can be said about changes, because no case passes"]
    assert mutation_lines(nothing, "id") == [f"{head}: tidak ada yang dapat dikatakan tentang perubahan, karena tidak ada kasus yang lulus"]


# --- what no case could notice -------------------------------------------------------------------------------------------

SAME = """\
format: naikkelas/1
rule_set: stall
version: 1
effective: {from: 2026-01-01}
parameters: {least: {type: integer, at_least: 0, values: {2026-01-01: 3, 2027-01-01: 5}}, places: {type: integer, values: {2026-01-01: 9}}}
facts:
  size: {type: choice, of: [s, m, l], table: {rows: [{when: {capital: {at_most: 10}}, then: s}, {when: {capital: {at_least: 20}}, then: l}], otherwise: m}}
criteria:
  staff: {require: {all: [{workers: {at_least: $least}}, {workers: {at_least: 1}}]}}
  size: {kind: note, require: {size: {is_not: m}}}
outputs: [size]
selection: {quota: $places, order: [{most: workers}, {earliest: operating_since}], waiting_list: 3}
"""
CASES = """\
cases:
  - name: staff
    columns: [as_of, profile.workers, expect.outcome]
    rows:
      - [2026-01-01, 3, eligible]
      - [2026-01-01, 2, ineligible]
      - [2026-12-31, 3, eligible]
      - [2026-12-31, null, needs_information]
      - [2027-01-01, 4, ineligible]
      - [2027-01-01, 5, eligible]
  - name: size
    columns: [profile.capital, expect.facts.size]
    rows: [[9, s], [10, s], [11, m], [19, m], [20, l], [21, l], [null, [s, m, l]]]
  - name: told
    columns: [profile.capital, expect.statuses.size]
    rows: [[10, met], [11, not_met]]
"""


def changed(folder, **options):
    (found,) = mutate(run_cases([read_cases(beside(folder, HEAD + CASES, rules=SAME))]), **options)
    return found


def told(mutants):
    return {f"{mutant.owner}: {mutant.before} -> {mutant.after}" for mutant in mutants}


def test_what_is_proved_equivalent_is_told_apart_and_by_name(tmp_path):
    verifying = pytest.importorskip("naikkelas.authoring.verifying")
    pytest.importorskip("z3", reason="the extra verify is not installed")
    plain, proved = changed(tmp_path), changed(tmp_path, equal=verifying.is_equal)
    same = {
        "staff: workers: {at_least: 1} -> workers: {at_least: 0}",
        "staff: workers: {at_least: 1} -> workers: {at_least: 2}",
        "size: row 1 -> row 1 after row 2",
    }
    assert plain.equivalent == ()
    assert same <= told(plain.survivors)
    assert told(proved.equivalent) == same
    assert told(proved.survivors) == told(plain.survivors) - same
    assert proved.noticed == plain.noticed
    lines = mutation_lines(proved, "en")
    assert "; 3 proved to decide every profile alike)" in lines[0]
    assert sum(line.startswith("  decides every profile alike (proved): ") for line in lines) == 3
    assert any(line.startswith("  memutus semua profil sama (terbukti): ") for line in mutation_lines(proved, "id"))
    assert len(mutation_data(proved)["equivalent"]) == 3


def test_what_only_changes_who_gets_a_place_is_told_and_not_asked(tmp_path):
    found = changed(tmp_path)
    assert told(found.of_places) == {
        "$places: 9 -> 8",
        "$places: 9 -> 10",
        "selection: waiting_list: 3 -> waiting_list: 2",
        "selection: waiting_list: 3 -> waiting_list: 4",
        "selection: most: workers -> least: workers",
        "selection: most: workers -> without most: workers",
        "selection: earliest: operating_since -> latest: operating_since",
        "selection: earliest: operating_since -> without earliest: operating_since",
    }
    assert not told(found.of_places) & told(found.survivors)
    assert any(line.startswith("  changes only who gets a place: ") for line in mutation_lines(found, "en"))
