"""Rule sets, libraries and decisions go to other processes and come back the same."""

import copy
import json
import pickle
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context

import pytest
from hypothesis import HealthCheck, given, settings

import naikkelas as nk
from tests.strategies import cases

AS_OF = date(2026, 11, 1)
PROTOCOLS = range(2, pickle.HIGHEST_PROTOCOL + 1)
PROFILES = [
    {},
    {"sector": "wood", "knows_market": True, "operating_since": "2019"},
    {"sector": "processed_food", "permits": [{"kind": "pirt", "number": "2053374020970-28", "status": "held", "expires_on": "2028-05-05"}]},
    {"operating_since": {"at_least": "2025-01-01"}, "owner_name": "Bu Tini", "workers_men": 2, "workers_women": 3},
]


def again(thing, protocol=pickle.HIGHEST_PROTOCOL):
    return pickle.loads(pickle.dumps(thing, protocol))  # noqa: S301 - our own bytes


def told(decision):
    """All that can be read of a decision."""
    formats = [decision.explain(lang, shape) for lang in ("id", "en") for shape in ("text", "markdown", "html")]
    found = [{**one.answers} for one in decision.deciding_sets]
    return [decision.to_dict(), decision.to_dict("en"), *formats, found, decision.masks, decision.outcome, decision.engine_version]


def written(folder, name, criteria, **more):
    document = {"format": "naikkelas/1", "rule_set": name, "version": "1", "criteria": criteria, **more}
    (folder / f"{name}.yaml").write_text(json.dumps(document), encoding="utf-8")
    return folder / f"{name}.yaml"


@pytest.mark.parametrize("name", nk.bundled_names())
def test_a_rule_set_decides_as_before(name):
    rules = nk.bundled(name)
    other = again(rules)
    assert other == rules
    assert (other.name, other.version, other.problems) == (rules.name, rules.version, rules.problems)
    assert list(other.criteria) == list(rules.criteria)
    assert other.catalogue == rules.catalogue
    for profile in PROFILES[1:]:
        assert other.decide(profile, as_of=AS_OF).to_dict("id") == rules.decide(profile, as_of=AS_OF).to_dict("id")


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_every_protocol_will_do(protocol):
    rules = nk.bundled("inopak-naik-kelas")
    other = again(rules, protocol)
    assert other.decide({}, as_of=AS_OF).to_dict() == again(rules.decide({}, as_of=AS_OF), protocol).to_dict()


def test_warnings_parameters_and_declared_facts_come_along(tmp_path):
    path = written(
        tmp_path,
        "own",
        {"c": {"require": {"colour": {"is": "red"}, "workers": {"at_least": "$least"}}}},
        facts={"colour": {"type": "choice", "of": ["red", "blue"], "choice_titles": {"red": {"id": "merah", "en": "red"}}}},
        parameters={
            "least": {"type": "integer", "values": {"2020-01-01": 3}},
            "unused": {"type": "integer", "values": {"2020-01-01": 3}},
        },
        effective={"from": "2020-01-01"},
    )
    rules = nk.load(path).with_parameters(least=9)
    other = again(rules)
    assert [p.code for p in other.problems] == [p.code for p in rules.problems]
    assert other.decide({"colour": "red", "workers": 8}, as_of=AS_OF).outcome is nk.Outcome.INELIGIBLE
    assert other.facts["colour"].choice_titles["red"].id == "merah"
    assert other.with_parameters(least=8).decide({"colour": "red", "workers": 8}, as_of=AS_OF).outcome is nk.Outcome.ELIGIBLE


def test_a_rule_set_is_pickled_before_and_after_it_decided():
    rules = nk.bundled("inopak-naik-kelas")
    fresh = pickle.dumps(rules)
    told(rules.decide({}, as_of=AS_OF))
    assert rules.hash
    assert pickle.dumps(rules) == fresh, "nothing that was worked out is carried along"


def test_programmes_in_a_row_may_be_many(tmp_path):
    path = written(tmp_path, "p0", {"c": {"require": {"workers": {"at_least": 3}}}})
    for number in range(1, 45):
        asked = {"programme": {f"p{below}": "eligible" for below in range(max(0, number - 2), number)}}
        path = written(tmp_path, f"p{number}", {"c": {"require": {"all": [{"programme": {k: v}} for k, v in asked["programme"].items()]}}})
    rules = nk.load(path)
    other = again(rules)
    assert other.hash == rules.hash
    assert len(other.linked.units()) == 45
    assert told(again(other.decide({}, as_of=AS_OF))) == told(rules.decide({}, as_of=AS_OF))


@pytest.mark.parametrize("profile", PROFILES)
def test_a_decision_says_the_same(profile):
    rules = nk.bundled("inopak-naik-kelas")
    fresh, read = rules.decide(profile, as_of=AS_OF), rules.decide(profile, as_of=AS_OF, rules_as_of=date(2026, 1, 1))
    before = told(read)
    assert told(again(fresh)) == told(fresh)
    other = again(read)
    assert told(other) == before
    assert (other, hash(other)) == (read, hash(read))
    assert (other.as_of, other.rules_as_of, other.rules.name) == (read.as_of, read.rules_as_of, read.rules.name)
    assert other.problems == read.problems


def test_many_decisions_share_one_rule_set():
    rules = nk.bundled("inopak-naik-kelas")
    one = [rules.decide({}, as_of=AS_OF)]
    many = [rules.decide({"workers": count}, as_of=AS_OF) for count in range(200)]
    most = len(pickle.dumps(one)) + 200 * 400
    assert len(pickle.dumps(many)) < most
    assert len({id(each.rules) for each in again(many)}) == 1


def test_a_library_picks_as_before(tmp_path):
    written(tmp_path, "own", {"c": {"require": {"workers": {"at_least": 3}}}})
    other = again(nk.library(tmp_path))
    assert other.names == ("own",)
    assert other.decide({"workers": 3}, as_of=AS_OF).outcome is nk.Outcome.ELIGIBLE


def test_the_name_of_the_engine_that_decided_is_kept():
    decision = nk.bundled("inopak-naik-kelas").decide({}, as_of=AS_OF)
    reader = decision._reader
    other = reader._plan.again("naikkelas 0.0 other", reader.as_of, reader.rules_as_of)
    assert again(other).engine == "naikkelas 0.0 other"
    assert again(decision).engine_version == decision.engine_version


DECLARED = """
format: naikkelas/1
rule_set: my-fair
version: 1
facts:
  ph: {type: number, decimals: 1, at_least: 0, at_most: 14}
  grade: {type: choice, of: [a, b]}
  share: {ratio: {of: requested_loan, to: annual_sales, when_zero: not_met}}
criteria: {sour: {require: {ph: {at_most: 4.5}}}, graded: {require: {grade: {is: a}}}, part: {require: {share: {at_most: 1}}}}
"""
SOUR = {"ph": "4.1", "grade": "a", "requested_loan": 5, "annual_sales": 9, "owner_name": "Bu Tini"}


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_a_profile_of_declared_facts_is_the_same_profile(protocol):
    rules = nk.loads(DECLARED)
    for profile in (rules.profile_model(**SOUR), rules.profile_model(), rules.profile_model(ph={"at_least": 3}, workers_men=2)):
        copy = again(profile, protocol)
        assert type(copy) is type(profile) is rules.profile_model is again(rules).profile_model
        assert copy == profile
        assert copy.given() == profile.given()
        assert again(rules).decide(copy, as_of=AS_OF) == rules.decide(profile, as_of=AS_OF)
    with pytest.raises(nk.ProfileError, match="NK408"):
        type(copy).admit({"share": 1})


def profile_there(sent):
    rules, profile = pickle.loads(sent)  # noqa: S301 - our own bytes
    return pickle.dumps(
        (profile.model_copy(update={"grade": "b"}), type(profile) is rules.profile_model, rules._snapshot(profile) is profile.snapshot)
    )


def test_a_profile_of_declared_facts_goes_to_another_process_and_back():
    rules = nk.loads(DECLARED)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        sent = pickle.dumps((rules, rules.profile_model(**SOUR)))
        profile, same_model, same_snapshot = pickle.loads(pool.submit(profile_there, sent).result())  # noqa: S301 - our own bytes
    assert same_model
    assert same_snapshot
    assert profile == rules.profile_model(**SOUR | {"grade": "b"})


def test_models_of_other_declarations_are_other_models():
    first, other = nk.loads(DECLARED), nk.loads(DECLARED.replace("decimals: 1", "decimals: 2"))
    assert first.profile_model is not other.profile_model
    assert again(other.profile_model(ph="4.15")).ph == other.profile_model(ph="4.15").ph != first.profile_model(ph="4.1").ph


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy])
def test_what_never_changes_is_its_own_copy(copied, tmp_path):
    written(tmp_path, "own", {"c": {"require": {"workers": {"at_least": 3}}}})
    rules, library = nk.bundled("inopak-naik-kelas"), nk.library(tmp_path)
    decision = rules.decide({}, as_of=AS_OF)
    for thing in (rules, rules.linked, library, decision):
        assert copied(thing) is thing
    assert copied([decision])[0] is decision


def decide_elsewhere(rules, profile):
    return rules.decide(profile, as_of=AS_OF)


@pytest.mark.slow
def test_other_processes_decide_alike():
    rules = nk.bundled("inopak-naik-kelas")
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        found = list(pool.map(decide_elsewhere, [rules] * len(PROFILES), PROFILES))
    assert [told(decision) for decision in found] == [told(rules.decide(profile, as_of=AS_OF)) for profile in PROFILES]


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases())
def test_whatever_can_be_decided_can_be_sent(case):
    decision = case.decide(case.applicant.profile())
    other = again(decision)
    assert (other.masks, other.statuses, other.points, other.outcome) == (
        decision.masks, decision.statuses, decision.points, decision.outcome,
    )  # fmt: skip
    assert other.explain() == decision.explain()
    assert other.to_dict("en") == decision.to_dict("en")
    assert again(case.rules).hash == case.rules.hash
