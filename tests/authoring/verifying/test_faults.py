"""Planted faults are found, and what is refuted is refuted with a profile."""

from datetime import date

import pytest
import yaml

pytest.importorskip("z3", reason="the extra verify is not installed")

import naikkelas as nk
from naikkelas.authoring.testing import read_cases, run_cases
from naikkelas.authoring.verifying import Direction, Kind, Verdict, as_data, cases_of, lines, verify
from naikkelas.problem_texts import KINDS
from naikkelas.problems import EvaluationError

DAY = date(2026, 11, 1)

SOUND = """
format: naikkelas/1
rule_set: sound
version: 1
facts:
  size:
    type: choice
    of: [micro, small]
    table: {rows: [{when: {workers: {at_most: 4}}, then: micro}], otherwise: small}
criteria:
  running: {require: {operating_since: {at_least_ago: {months: 12}}}}
  permit: {applies_when: {sector: {is: processed_food}}, require: {pirt_status: {is: held}}}
  first: {kind: preference, points: 5, require: {size: {is: micro}}}
outputs: [size]
"""

HEAD = "format: naikkelas/1\nrule_set: planted\nversion: 1\n"


def verified(text, **options):
    return verify(nk.loads(text), DAY, **options)


def refuted(found):
    return {(claim.kind, claim.about): claim for claim in found.with_verdict(Verdict.REFUTED)}


def by_design(found):
    return {(claim.kind, claim.about): claim.why for claim in found.with_verdict(Verdict.BY_DESIGN)}


def test_a_sound_rule_set_is_proved():
    found = verified(SOUND)
    assert found.proved
    assert {claim.verdict for claim in found.claims} == {Verdict.PROVED}
    assert {claim.kind for claim in found.claims} >= {Kind.ELIGIBLE, Kind.REFUSED, Kind.MET, Kind.NOT_MET, Kind.MATTERS, Kind.ROW, Kind.GAP}
    assert lines(found, "en") == [f"sound 1 as of 2026-11-01: {len(found.claims)} proved, 0 refuted, 0 by design, 0 not decided."]


def test_criteria_that_exclude_each_other_are_named():
    text = f"{HEAD}criteria:\n  few: {{require: {{workers: {{at_most: 4}}}}}}\n  many: {{require: {{workers: {{at_least: 5}}}}}}\n"
    text += "  books: {require: {keeps_books: {is: true}}}\n"
    (claim,) = (claim for claim in verified(text).claims if claim.kind is Kind.ELIGIBLE)
    assert (claim.verdict, claim.slots) == (Verdict.REFUTED, {"names": "few, many"})


def test_a_requirement_that_the_scope_excludes_is_named_with_it():
    text = f"{HEAD}applies_when: {{workers: {{at_most: 4}}}}\ncriteria:\n  many: {{require: {{workers: {{at_least: 5}}}}}}\n"
    claim = refuted(verified(text))[Kind.ELIGIBLE, "planted"]
    assert claim.slots == {"names": "many, applies_when"}


def test_a_criterion_that_fails_by_itself_is_enough_to_name():
    text = f"{HEAD}criteria:\n  no: {{require: {{all: [{{keeps_books: {{is: true}}}}, {{keeps_books: {{is: false}}}}]}}}}\n"
    text += "  many: {require: {workers: {at_least: 5}}}\n"
    found = refuted(verified(text))
    assert found[Kind.ELIGIBLE, "planted"].slots == {"names": "no"}
    assert found[Kind.MET, "no"].why == "never"
    assert Kind.MATTERS not in {claim.kind for claim in verified(text).claims}  # where nobody can be eligible it says nothing


def test_nobody_can_be_refused():
    text = f"{HEAD}criteria:\n  all: {{require: {{any: [{{workers: {{at_most: 4}}}}, {{workers: {{at_least: 5}}}}]}}}}\n".replace(
        "all: {r", "every: {r"
    )
    found = refuted(verified(text))
    assert found[Kind.REFUSED, "planted"].why == "all_pass"
    assert found[Kind.NOT_MET, "every"].why == "always"


def test_an_implied_criterion_is_found_with_what_implies_it():
    text = f"{HEAD}criteria:\n  year: {{require: {{operating_since: {{at_least_ago: {{months: 12}}}}}}}}\n"
    text += "  half: {require: {operating_since: {at_least_ago: {months: 6}}}}\n  books: {require: {keeps_books: {is: true}}}\n"
    found = refuted(verified(text))
    assert list(found) == [(Kind.MATTERS, "half")]
    assert found[Kind.MATTERS, "half"].slots == {"names": "year"}


def test_a_comparison_that_another_includes_is_found():
    text = f"{HEAD}criteria:\n  size: {{require: {{all: [{{workers: {{at_least: 5}}}}, {{workers: {{more_than: 3}}}}]}}}}\n".replace(
        "size:", "staff:"
    )
    found = refuted(verified(text))
    assert {about: claim.why for (_, about), claim in found.items()} == {"staff: workers: {more_than: 3}": "always"}


def test_a_comparison_under_a_guard_that_contradicts_it_is_found():
    text = f"{HEAD}criteria:\n  staff: {{applies_when: {{workers: {{at_most: 4}}}}, require: {{workers: {{at_least: 5}}}}}}\n"
    found = refuted(verified(text))
    assert found[Kind.COMPARISON, "staff: workers: {at_least: 5}"].why == "never"
    assert found[Kind.COMPARISON, "staff: workers: {at_least: 5}"].place.line == 5


GAP = f"""{HEAD}facts:
  size:
    type: choice
    of: [micro, small, big]
    table:
      rows:
        - {{when: {{capital: {{at_most: 1 miliar}}}}, then: micro}}
        - {{when: {{capital: {{between: {{from: 2 miliar, to: 5 miliar}}}}}}, then: small}}
      otherwise: big
criteria:
  books: {{require: {{keeps_books: {{is: true}}}}}}
  small: {{kind: note, require: {{size: {{is: small}}}}}}
"""


def test_a_gap_between_rows_is_found_with_a_value_in_it():
    claim = refuted(verified(f"{GAP}outputs: [size]\n"))[Kind.GAP, "size: capital"]
    through, smaller, larger = claim.witnesses
    assert 10**9 < through.profile["capital"] < 2 * 10**9
    assert [one.expect["facts"]["size"] for one in claim.witnesses] == ["big", "micro", "small"]
    assert smaller.profile["capital"] < through.profile["capital"] < larger.profile["capital"]


def test_a_gap_in_a_table_that_is_not_shown_is_told_by_the_outcome():
    claim = refuted(verified(GAP))[Kind.GAP, "size: capital"]
    assert [list(one.expect) for one in claim.witnesses] == [["outcome"]] * 3


def test_a_row_that_says_what_otherwise_says_closes_a_gap():
    text = GAP.replace(
        "      otherwise", "        - {when: {capital: {between: {from: 1 miliar, to: 2 miliar}}}, then: big}\n      otherwise"
    )
    assert not refuted(verified(text))


def test_a_row_that_earlier_rows_hide_is_found():
    text = GAP.replace("at_most: 1 miliar", "at_most: 6 miliar")
    found = refuted(verified(text))
    assert found[Kind.ROW, "size[2]"].why == "shadowed"


def test_what_a_parameter_switches_off_is_by_design():
    text = f"""{HEAD}parameters:
  gate: {{type: boolean, values: {{2026-01-01: false}}}}
  cap: {{type: integer, values: {{2026-01-01: 3}}}}
effective: {{from: 2026-01-01}}
criteria:
  books: {{require: {{keeps_books: {{is: true}}}}}}
  staff: {{applies_when: {{$gate: {{is: true}}}}, require: {{workers: {{at_least: 5}}}}}}
  cap: {{require: {{all: [{{workers: {{at_most: $cap}}}}, {{workers: {{at_most: 2}}}}]}}}}
"""
    found = verified(text)
    assert found.proved
    assert by_design(found) == {
        (Kind.MET, "staff"): "parameters",
        (Kind.NOT_MET, "staff"): "parameters",
        (Kind.COMPARISON, "staff: workers: {at_least: 5}"): "parameters",
        (Kind.COMPARISON, "cap: workers: {at_most: $cap}"): "parameters",
    }


SWITCHED = f"""{HEAD}parameters:
  gate: {{type: boolean, values: {{2026-01-01: false}}}}
  shut: {{type: boolean, values: {{2026-01-01: false}}}}
  cap: {{type: integer, values: {{2026-01-01: 4}}}}
  until: {{type: date, values: {{2026-01-01: 2026-06-30}}}}
  area: {{type: choice, of: [x, y], values: {{2026-01-01: x}}}}
  open: {{type: set, of: [x, y], values: {{2026-01-01: [x]}}}}
effective: {{from: 2026-01-01}}
criteria:
  books: {{require: {{keeps_books: {{is: true}}}}}}
  dead: {{kind: preference, points: 5, require: {{all: [%s, {{workers: {{at_least: 3}}}}]}}}}
"""


@pytest.mark.parametrize(
    "asked",
    [
        "{$gate: {is: true}}, {$gate: {is: false}}",
        "{$gate: {is: true}}, {$gate: {is_not: true}}",
        "{$cap: {at_least: 9}}, {$cap: {less_than: 9}}",
        "{$until: {after: 2027-01-01}}, {$until: {on_or_before: 2027-01-01}}",
        "{$until: {after: $as_of}}, {$until: {before: $as_of}}",
        "{$area: {is: y}}, {$area: {is: x}}",
        "{$area: {is: y}}, {$area: {not_in: [x, y]}}",
        "{$open: {includes: y}}, {not: {$open: {includes_any: [x, y]}}}",
    ],
)
def test_what_no_value_of_a_parameter_opens_is_dead(asked):
    assert refuted(verified(SWITCHED % asked))[Kind.MET, "dead"].why == "never"


@pytest.mark.parametrize(
    "asked",
    [
        "{$gate: {is: true}}",
        "{$gate: {is_not: $shut}}, {$gate: {known: true}}",
        "{$cap: {at_least: 9}}, {$cap: {less_than: 12}}",
        "{$until: {after: 2027-01-01}}",
        "{$until: {at_least_ago: {months: 12}}}",
        "{$area: {in: [y]}}",
        "{$open: {includes_all: [x, y]}}",
    ],
)
def test_what_some_value_of_a_parameter_opens_is_by_design(asked):
    assert by_design(verified(SWITCHED % asked))[Kind.MET, "dead"] == "parameters"


def test_a_limit_that_no_value_of_a_parameter_moves_is_no_design():
    text = SWITCHED % "{workers: {at_least: $cap}}, {workers: {less_than: $cap}}"
    about = "dead: workers: {less_than: $cap}"
    assert refuted(verified(text))[Kind.COMPARISON, about].why == "never"


@pytest.mark.parametrize(
    ("asked", "about"),
    [
        ("{workers: {at_least: $cap}}, {workers: {at_least: 5}}", "workers: {at_least: $cap}"),
        ("{workers: {at_least: $cap}}, {workers: {at_most: $cap}}, {workers: {at_most: 3}}", "workers: {at_least: $cap}"),
        ("{operating_since: {before: $until}}, {operating_since: {before: 2026-01-01}}", "operating_since: {before: $until}"),
        ("{sector: {in: $areas}}, {sector: {is: wood}}", "sector: {in: $areas}"),
    ],
)
def test_a_limit_that_other_values_of_a_parameter_move_is_by_design(asked, about):
    text = (SWITCHED % asked).replace("  area:", "  areas: {type: set, of: sector, values: {2026-01-01: [wood]}}\n  area:")
    assert by_design(verified(text))[Kind.COMPARISON, f"dead: {about}"] == "parameters"


def test_a_report_and_a_question_whether_something_is_known_are_by_design():
    text = f"{HEAD}criteria:\n  sales: {{kind: note, require: {{annual_sales: {{known: true}}}}}}\n"
    assert by_design(verified(text)) == {
        (Kind.ELIGIBLE, "planted"): "report",
        (Kind.REFUSED, "planted"): "report",
        (Kind.NOT_MET, "sales"): "known",
    }


def test_a_criterion_outside_its_own_dates_is_by_design():
    text = SOUND.replace("  first:", "  old: {effective: {until: 2025-12-31}, require: {keeps_books: {is: true}}}\n  first:")
    assert by_design(verified(text)) == {(Kind.MET, "old"): "dates"}


def test_a_scorecard_with_guards_is_decided():
    text = f"""{HEAD}facts:
  score:
    scorecard:
      scale: 100
      groups:
        one: {{weight: 2, indicators: [{{keeps_books: {{is: true}}}}, {{written_sop: {{is: true}}}}]}}
        two:
          weight: 1
          indicators:
            - {{applies_when: {{sector: {{is: herbal}}}}, require: {{has_kur: {{is: true}}}}, weight: 3}}
            - {{require: {{sells_online: {{is: true}}}}, weight: 1}}
criteria:
  high: {{require: {{score: {{at_least: 90}}}}}}
  low: {{kind: note, require: {{score: {{less_than: 34}}}}}}
"""
    found = verified(text, directions=[Direction("has_kur"), Direction("keeps_books", more=False)])
    assert {claim.about for claim in found.with_verdict(Verdict.REFUTED)} == {"keeps_books"}


def test_rows_of_a_unique_table_that_overlap_are_found():
    rules = nk.loads(GAP.replace("between: {from: 2 miliar, to: 5 miliar}", "at_most: 3 miliar"))
    object.__setattr__(rules.linked.derived["size"].formula, "hit", "unique")  # the linker would not let it through
    claim = refuted(verify(rules, DAY))[Kind.OVERLAP, "size"]
    assert claim.witnesses[0].profile["capital"] <= 10**9


def test_rows_of_a_unique_table_do_not_overlap():
    found = verified(GAP.replace("    table:", "    table:\n      hit: unique"))
    assert [claim.verdict for claim in found.claims if claim.kind is Kind.OVERLAP] == [Verdict.PROVED]


def test_programmes_references_and_counts_are_part_of_what_is_proved(tmp_path):
    (tmp_path / "below.yaml").write_text(SOUND.replace("sound", "below"), encoding="utf-8")
    path = tmp_path / "above.yaml"
    path.write_text(
        HEAD.replace("planted", "above")
        + """criteria:
  before: {require: {programme: {below: [eligible, out_of_scope]}}}
  staff: {applies_when: {has_kur: {is: true}}, require: {workers: {between: {from: 2, to: 9}}}}
  again: {require: {any: [{criterion: {staff: [met, not_applicable]}}, {keeps_books: {is: true}}]}}
  two:
    kind: note
    require:
      some:
        at_least: 2
        of: [{criterion: {staff: not_met}}, {not: {criterion: {staff: not_applicable}}}, {criterion: {staff: [met, not_met]}}]
""",
        encoding="utf-8",
    )
    found = verify(nk.load(path), DAY)
    assert {claim.slots["names"] for claim in found.with_verdict(Verdict.REFUTED)} == {"staff"}
    assert refuted(found).keys() == {(Kind.MATTERS, "again")}


def test_however_many_rule_sets_and_formulas_rest_on_each_other(tmp_path):
    facts = "".join(
        f"  f{number}: {{derive: {{all: [{{f{number - 1}: {{is: true}}}}, {{has_kur: {{is: true}}}}]}}}}\n" for number in range(1, 45)
    )
    for number in range(40):
        below = f"programme: {{r{number - 1}: eligible}}" if number else "keeps_books: {is: true}"
        text = f"format: naikkelas/1\nrule_set: r{number}\nversion: 1\nfacts:\n  f0: {{derive: {{{below}}}}}\n{facts}"
        (tmp_path / f"r{number}.yaml").write_text(f"{text}criteria:\n  last: {{require: {{f44: {{is: true}}}}}}\n", encoding="utf-8")
    found = verify(nk.load(tmp_path / "r39.yaml"), DAY, directions=[Direction("keeps_books")])
    told = {claim.kind: claim.verdict for claim in found.claims if claim.kind is not Kind.COMPARISON}
    assert told == dict.fromkeys(told, Verdict.PROVED)
    assert Kind.MORE in told


# --- what is asked for -----------------------------------------------------------------------------------------------


def test_more_never_hurts_or_does():
    found = verified(SOUND, directions=[Direction("workers"), Direction("workers", more=False), Direction("operating_since", more=False)])
    assert list(refuted(found)) == [(Kind.MORE, "workers")]
    before, after = refuted(found)[Kind.MORE, "workers"].witnesses
    assert (before.expect, after.expect) == ({"outcome": "eligible", "points": 5}, {"outcome": "eligible", "points": 0})
    assert before.profile["workers"] < after.profile["workers"]


def test_more_months_are_an_earlier_date_and_more_members_a_larger_set():
    text = SOUND.replace(
        "facts:", "facts:\n  age: {type: integer, months_since: operating_since}\n  places: {type: set, of: [shop, market]}", 1
    )
    text = text.replace("  permit:", "  age: {require: {age: {at_least: 6}}}\n  shop: {require: {places: {includes: shop}}}\n  permit:")
    found = verified(
        text, directions=[Direction("age"), Direction("age", more=False), Direction("places"), Direction("places", more=False)]
    )
    told = {(claim.kind, claim.about): claim.verdict for claim in found.claims if claim.kind in (Kind.MORE, Kind.LESS)}
    assert told == {
        (Kind.MORE, "age"): Verdict.PROVED,
        (Kind.LESS, "age"): Verdict.REFUTED,
        (Kind.MORE, "places"): Verdict.PROVED,
        (Kind.LESS, "places"): Verdict.REFUTED,
    }


def test_points_may_stay_open_in_a_case():
    text = SOUND.replace("points: 5", "points: -5").replace(
        "  first:", "  later: {kind: preference, points: 3, require: {keeps_books: {is: true}}}\n  first:"
    )
    (claim,) = verified(text, directions=[Direction("workers", more=False)]).with_verdict(Verdict.REFUTED)
    assert claim.witnesses[0].expect["outcome"] == "eligible"


@pytest.mark.parametrize(("fact", "code"), [("workerz", "NK550"), ("capital", "NK550"), ("sector", "NK551")])
def test_a_fact_that_cannot_be_used_is_refused(fact, code):
    with pytest.raises(EvaluationError) as refusal:
        verified(SOUND, directions=[Direction(fact)])
    (problem,) = refusal.value.problems
    assert problem.code == code
    assert all(problem.message(lang) for lang in ("id", "en"))
    assert ("workers" in problem.text("en")) == (fact == "workerz")
    assert code in KINDS


def other(text):
    return nk.loads(f"{HEAD.replace('planted', 'other')}criteria:\n{text}")


def test_a_stricter_rule_set_is_proved():
    found = verified(SOUND, stricter=other("  running: {require: {operating_since: {at_least_ago: {months: 6}}}}\n"))
    assert found.proved
    assert [claim.kind for claim in found.claims][-2:] == [Kind.STRICTER, Kind.STRICTER_OPEN]


def test_a_rule_set_that_is_not_stricter_is_refuted_with_a_profile_for_both():
    rules = other("  staff: {require: {workers: {at_least: 1}}}\n")
    (claim,) = verified(SOUND, stricter=rules).with_verdict(Verdict.REFUTED)
    ours, theirs = claim.witnesses
    assert (ours.expect, theirs.expect) == ({"outcome": "eligible"}, {"outcome": "ineligible"})
    assert theirs.profile == {"workers": 0}


def test_another_rule_set_may_ask_more_while_facts_are_missing():
    rules = other("  any: {require: {any: [{workers: {at_most: 4}}, {workers: {at_least: 5}}]}}\n".replace("any: {r", "every: {r"))
    (claim,) = verified(SOUND, stricter=rules).with_verdict(Verdict.BY_DESIGN)
    assert (claim.kind, claim.why) == (Kind.STRICTER_OPEN, "asks_more")
    assert [one.expect["outcome"] for one in claim.witnesses] == ["eligible", "needs_information"]
    assert "workers" not in claim.witnesses[1].profile


def test_a_fact_of_two_types_cannot_be_compared():
    mine = SOUND.replace("facts:", "facts:\n  extra: {type: integer}", 1).replace(
        "  first:", "  more: {require: {extra: {at_least: 1}}}\n  first:"
    )
    rules = nk.loads(f"{HEAD}facts: {{extra: {{type: boolean}}}}\ncriteria:\n  yes_it_is: {{require: {{extra: {{is: true}}}}}}\n")
    with pytest.raises(EvaluationError) as refusal:
        verified(mine, stricter=rules)
    assert [problem.code for problem in refusal.value.problems] == ["NK552"]


def test_a_fact_that_is_given_to_one_and_worked_out_by_the_other_is_not_decided():
    rules = nk.loads(
        f"{HEAD}facts: {{size: {{type: choice, of: [micro, small]}}}}\ncriteria:\n  micro: {{require: {{size: {{is: micro}}}}}}\n"
    )
    (claim,) = verified(SOUND.replace("kind: preference, points: 5, ", ""), stricter=rules).with_verdict(Verdict.NOT_DECIDED)
    assert (claim.kind, claim.why, claim.slots) == (Kind.STRICTER, "given_and_derived", {"name": "size"})


def test_with_workers_of_both_sexes_unknowns_are_left_undecided():
    mine = SOUND.replace("  permit:", "  men: {require: {workers_men: {at_least: 1}}}\n  permit:")
    (claim,) = verified(mine, stricter=other("  men: {require: {workers_men: {at_least: 1}}}\n")).with_verdict(Verdict.NOT_DECIDED)
    assert (claim.kind, claim.why) == (Kind.STRICTER_OPEN, "follows")


# --- what is not decided, and what must not happen -------------------------------------------------------------------


def test_no_time_is_no_proof():
    found = verified(SOUND, seconds=0)
    assert {claim.verdict for claim in found.claims} == {Verdict.NOT_DECIDED}
    assert {claim.why for claim in found.claims} == {"time"}
    assert not found.proved


def test_time_that_runs_out_on_the_way_leaves_the_rest_undecided(monkeypatch):
    left = iter([1000] * 4)
    monkeypatch.setattr("naikkelas.authoring.verifying.prover.Budget.milliseconds", property(lambda _: next(left, 0)))
    text = f"{HEAD}criteria:\n  few: {{require: {{workers: {{at_most: 4}}}}}}\n  many: {{require: {{workers: {{at_least: 5}}}}}}\n"
    found = verified(text)
    assert found.with_verdict(Verdict.NOT_DECIDED)
    assert not found.proved


def test_a_profile_that_the_engine_denies_is_a_mistake_of_ours_and_told(monkeypatch):
    monkeypatch.setattr(
        "naikkelas.engines.proof.encoder.Encoder.applies", lambda self: self.algebra.negated(self.truth(self.linked.applies_when))
    )
    found = verified(SOUND.replace("criteria:", "applies_when: {has_kur: {is: true}}\ncriteria:", 1))
    assert found.with_verdict(Verdict.MISMATCH)
    assert not found.proved
    assert any("report this" in line for line in lines(found, "en"))


def test_a_profile_that_the_door_refuses_is_not_decided():
    found = verified(f"{HEAD}criteria:\n  number: {{require: {{pirt_number: {{is: abc}}}}}}\n")
    (met,) = (claim for claim in found.claims if claim.kind is Kind.MET)
    assert (met.verdict, met.why) == (Verdict.NOT_DECIDED, "door")


def test_a_text_that_is_only_read_in_its_own_form_can_be_any_other():
    found = verified(
        f"{HEAD}criteria:\n  number: {{require: {{pirt_number: {{known: true}}}}}}\n  books: {{require: {{keeps_books: {{is: true}}}}}}\n"
    )
    assert found.proved
    assert by_design(found) == {(Kind.NOT_MET, "number"): "known"}


def test_a_shape_of_which_no_other_text_is_known_is_not_decided(monkeypatch):
    monkeypatch.setattr("naikkelas.engines.deciding.domains._other_text", lambda *_: None)
    found = verified(f"{HEAD}criteria:\n  code: {{require: {{kbli: {{is: '10710'}}}}}}\n")
    assert {claim.why for claim in found.with_verdict(Verdict.NOT_DECIDED)} == {"texts"}


# --- telling ---------------------------------------------------------------------------------------------------------


def test_witnesses_are_tests_that_pass(tmp_path):
    path = tmp_path / "planted.yaml"
    path.write_text(f"{GAP}outputs: [size]\n", encoding="utf-8")
    rules, theirs = nk.load(path), tmp_path / "other.yaml"
    theirs.write_text(
        f"{HEAD.replace('planted', 'other')}criteria:\n  staff: {{require: {{workers: {{at_least: 1}}}}}}\n", encoding="utf-8"
    )
    found = verify(rules, DAY, stricter=nk.load(theirs), directions=[Direction("keeps_books", more=False)] * 2)
    texts = cases_of(found, lambda one: f"./{one.name}.yaml")
    assert len(texts) == 2
    for number, text in enumerate(texts):
        file = tmp_path / f"made{number}.test.yaml"
        file.write_text(text, encoding="utf-8")
        report = run_cases([read_cases(file)])
        assert (report.problems, report.failed) == ((), ())
        assert report.results
    names = [case["name"] for case in yaml.safe_load(texts[0])["cases"]]
    assert len(names) == len(set(names)) > 6


def test_everything_is_told_in_both_languages_and_as_data():
    found = verified(GAP, directions=[Direction("keeps_books", more=False)])
    for lang, word in (("id", "TERBANTAHKAN"), ("en", "REFUTED")):
        told = lines(found, lang)
        assert [word in line for line in told] == [True] * len(refuted(found)) + [False]
        assert not any("{" in line.split(":", 3)[-1] and "about" in line for line in told)
    made = as_data(found, "en", lambda rules: rules.name)
    assert made["proved"] is False
    (gap,) = (claim for claim in made["claims"] if claim["kind"] == "gap")
    assert gap["verdict"] == "refuted"
    assert [one["rules"] for one in gap["witnesses"]] == ["planted"] * 3
    assert made["hash"] == found.rules.hash
