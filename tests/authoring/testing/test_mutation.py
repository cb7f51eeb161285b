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
            "effective: {from: 2021-03-01}\napplies_when: {knows_market: {is: true}}\n"
            "criteria: {a: {require: {programme: {stipark-pra-inkubasi: eligible}}}}\n",
            [
                "5: applies_when: knows_market: {is: true} -> not knows_market: {is: true}",
                "5: applies_when: applies_when -> always",
                "6: a: programme: stipark-pra-inkubasi -> not programme: stipark-pra-inkubasi",
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
                "6: $p: 0 -> -1",
                "6: $p: 0 -> 1",
                "6: $p: 7 -> 6",
                "6: $p: 7 -> 8",
                "7: $q: values -> without herbal",
                "7: $q: values -> without wood",
                "9: f: workers: {at_most: $p} -> not workers: {at_most: $p}",
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
    assert (data["tried"], data["noticed"], len(data["survivors"])) == (found.tried, found.noticed, len(found.survivors))


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
    (nothing,) = mutate(run_cases([bad]))
    assert (nothing.noticed, nothing.percent) == (0, 0)
