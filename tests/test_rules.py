"""The public face: loading, deciding, setting parameters, libraries by date, threads, and what must not be possible."""

import copy
import pickle
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

import naikkelas as nk
from naikkelas.loading import no_such

AS_OF = date(2026, 11, 1)
KERIPIK = {
    "sector": "processed_food",
    "regency": "3305",
    "pirt_status": "held",
    "pirt_expires_on": "2028",
    "operating_since": "2019",
    "knows_market": True,
    "knows_production": True,
}
TWO_VERSIONS = """
format: naikkelas/1
rule_set: loan
version: {version}
effective: {{from: {first}{until}}}
criteria:
  small: {{require: {{requested_loan: {{at_most: {most} juta}}}}}}
"""


@pytest.fixture(scope="module")
def rules():
    return nk.bundled("inopak-naik-kelas")


def test_a_mapping_a_profile_and_a_snapshot_are_decided_alike(rules):
    decisions = [rules.decide(made, as_of=AS_OF) for made in (KERIPIK, nk.IKMProfile(**KERIPIK), rules.admit(KERIPIK))]
    assert decisions[0].outcome is nk.Outcome.ELIGIBLE
    assert decisions[0] == decisions[1] == decisions[2]
    assert len({hash(each) for each in decisions}) == 1


def test_four_outcomes_are_not_two(rules):
    decision = rules.decide(KERIPIK, as_of=AS_OF)
    with pytest.raises(TypeError, match="not a bool"):
        bool(decision)
    with pytest.raises(TypeError, match="not a bool"):
        bool(decision.outcome)


@pytest.mark.parametrize("as_of", [None, "2026-11-01", 20261101, datetime(2026, 11, 1, tzinfo=UTC), [2026], 1.5])
def test_a_date_that_is_none_is_our_error(rules, as_of):
    with pytest.raises(nk.EvaluationError, match="NK504"):
        rules.decide(KERIPIK, as_of=as_of)
    if as_of is not None:
        with pytest.raises(nk.EvaluationError, match="NK504"):
            rules.decide(KERIPIK, as_of=AS_OF, rules_as_of=as_of)


def test_a_date_before_the_rules_is_our_error(rules):
    with pytest.raises(nk.EvaluationError, match=r"NK501 .*2020-11-05"):
        rules.decide(KERIPIK, as_of=date(2020, 11, 4))
    with pytest.raises(nk.EvaluationError, match=r"NK501 .*from 1800-01-01 on"):
        nk.loads("format: naikkelas/1\nrule_set: any\nversion: 1\ncriteria: {a: {require: {pirt_status: {is: held}}}}\n").decide(
            {}, as_of=date(1700, 1, 1)
        )
    later = rules.decide(KERIPIK, as_of=date(2020, 11, 4), rules_as_of=date(2020, 11, 5))
    assert later.as_of == date(2020, 11, 4)
    assert later.rules_as_of == date(2020, 11, 5)


def test_every_bad_value_of_a_profile_is_told_at_once(rules):
    with pytest.raises(nk.ProfileError) as caught:
        rules.decide({"workers": -1, "knows_market": "ya", "pirt_stauts": "held"}, as_of=AS_OF)
    assert sorted(p.code for p in caught.value.problems) == ["NK401", "NK402", "NK402"]


def test_setting_a_parameter_makes_other_rules(rules):
    gate = rules.with_parameters(regencies_are_a_gate=True)
    outside = {**KERIPIK, "regency": "3301"}
    assert rules.decide(outside, as_of=AS_OF).outcome is nk.Outcome.ELIGIBLE
    assert gate.decide(outside, as_of=AS_OF).outcome is nk.Outcome.INELIGIBLE
    assert gate.hash != rules.hash
    assert gate.with_parameters(regencies_are_a_gate=False).hash != gate.hash


def test_parameters_of_every_type_can_be_set_from_python(rules):
    made = rules.with_parameters(
        minimum_operation=nk.Duration("months", 6), counted_from="first_production", priority_regencies=["3301", 3302], md_counts="false"
    )
    values = {name: parameter.at(AS_OF.toordinal()) for name, parameter in made.parameters.items()}
    assert values["minimum_operation"] == nk.Duration("months", 6)
    assert values["priority_regencies"] == frozenset({"3301", "3302"})
    assert (values["counted_from"], values["md_counts"]) == ("first_production", False)


def test_a_parameter_that_cannot_be_set_is_told_with_all_others(rules):
    with pytest.raises(nk.EvaluationError) as caught:
        rules.with_parameters(minimum_operatoin={"months": 1}, md_counts="ya", minimum_operation={"months": 1, "days": 1})
    assert sorted(p.code for p in caught.value.problems) == ["NK502", "NK503", "NK503"]
    assert "did you mean 'minimum_operation'" in str(caught.value)
    with pytest.raises(nk.EvaluationError, match="NK503"):
        rules.with_parameters(priority_regencies=[])  # nothing could be in it, and YAML refuses it too


def test_a_bundled_rule_set_that_does_not_exist():
    with pytest.raises(nk.RuleSetError, match=r"NK505 .*did you mean 'inopak-naik-kelas'"):
        nk.bundled("inopak-naik-klas")
    for meant in ("Inopak Naik Kelas", "INOPAK_NAIK_KELAS ", "inopaknaikkelas", " inopak-naik-kelas"):
        with pytest.raises(nk.RuleSetError, match=r"NK505 .*did you mean 'inopak-naik-kelas'"):
            nk.bundled(meant)
    with pytest.raises(nk.RuleSetError, match=r"there are: kur-mikro, export-checklist, .*did you mean 'kur-mikro'\?$"):
        nk.bundled("Kur Mikro")
    for asked in ("x", "zzz", "y-y"):  # what is like none of them: all of them, in one order
        with pytest.raises(nk.RuleSetError, match=f"there are: {', '.join(sorted(nk.bundled_names()))}$"):
            nk.bundled(asked)
    with pytest.raises(nk.RuleSetError, match="NK505"):
        nk.bundled(Path("inopak-naik-kelas.yaml"))


@pytest.mark.parametrize(
    ("asked", "first"), [("inopak", "inopak-naik-kelas"), ("kur", "kur-kecil"), ("mikro", "kur-mikro"), ("x" * 300, None)]
)
def test_the_names_there_are_stand_whole_and_those_that_may_be_meant_come_first(asked, first):
    with pytest.raises(nk.RuleSetError) as caught:
        nk.bundled(asked)
    (one,) = caught.value.problems
    names = one.slots["expected"].removesuffix(", …").split(", ")
    assert {*names} <= {*nk.bundled_names()}
    assert len(names) >= 3
    assert first is None or names[0] == first
    assert one.hint == (None if first is None else "did_you_mean")
    assert (first or "") in one.slots["suggestion"]


def test_of_very_many_names_the_nearest_are_listed_and_none_is_cut():
    names = [f"aturan-nomor-{number}" for number in range(90)]
    listed = no_such("aturan-nomer-77", names).slots["expected"].split(", ")
    assert (listed[0], listed[-1], len(listed)) == ("aturan-nomor-77", "…", 41)
    assert {*listed[:-1]} <= {*names}
    assert no_such("x", []).slots["expected"] == "-"


def test_of_several_names_that_begin_so_all_are_offered():
    with pytest.raises(nk.RuleSetError, match="did you mean 'kur-kecil', 'kur-mikro', 'kur-super-mikro'"):
        nk.bundled("kur")


@pytest.fixture
def folder(tmp_path):
    versions = [("1", "2023-01-01", ", until: 2025-12-31", 100), ("2", "2026-01-01", "", 500)]
    for version, first, until, most in versions:
        text = TWO_VERSIONS.format(version=version, first=first, until=until, most=most)
        (tmp_path / f"loan-{version}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def test_a_library_picks_the_version_by_date(folder):
    library = nk.library(folder)
    assert library.names == ("loan",)
    assert [library.at(date(year, 6, 1)).version for year in (2023, 2025, 2026, 2030)] == ["1", "1", "2", "2"]
    asked = {"requested_loan": 200_000_000}
    outcomes = [library.decide(asked, as_of=date(year, 6, 1)).outcome for year in (2025, 2026)]
    assert outcomes == [nk.Outcome.INELIGIBLE, nk.Outcome.ELIGIBLE]
    assert library.decide(asked, as_of=date(2026, 6, 1), rules_as_of=date(2025, 6, 1)).outcome is nk.Outcome.INELIGIBLE


def test_a_library_without_a_version_for_the_day(folder):
    library = nk.library(folder)
    with pytest.raises(nk.EvaluationError, match="NK501"):
        library.at(date(2020, 1, 1))
    with pytest.raises(nk.EvaluationError, match="NK505"):
        library.at(AS_OF, "lone")


def test_a_library_with_two_versions_for_one_day(folder):
    text = TWO_VERSIONS.format(version="3", first="2026-06-01", until="", most=900)
    (folder / "loan-3.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(nk.EvaluationError, match="NK506"):
        nk.library(folder).at(date(2026, 7, 1))


def test_a_library_with_a_broken_file_tells_every_problem(folder):
    (folder / "broken.yaml").write_text("format: naikkelas/1\nrule_set: x\nversion: 1\ncriteria: {a: {require: {nix: {is: 1}}}}\n")
    with pytest.raises(nk.RuleSetError, match=r"broken\.yaml:4:\d+ error NK201"):
        nk.library(folder)


def test_a_library_of_nothing_is_refused(tmp_path):
    with pytest.raises(nk.RuleSetError, match=r"nowhere error NK101 there is no such file"):
        nk.library(tmp_path / "nowhere")
    with pytest.raises(nk.RuleSetError, match=r"error NK515 .* no rule set in this folder; a rule set is a file"):
        nk.library(tmp_path)
    (tmp_path / "a.yaml").write_text("", encoding="utf-8")
    with pytest.raises(nk.RuleSetError, match=r"a.yaml error NK515 .*nk.load reads one file") as caught:
        nk.library(str(tmp_path / "a.yaml"))
    assert caught.value.problems[0].advice("id") == "ini berkas, bukan folder; nk.load membaca satu berkas"


@pytest.mark.parametrize("text", [None, 5, ["format: naikkelas/1"]])
def test_what_is_no_text_is_not_loaded(text):
    with pytest.raises(TypeError, match=r"loads\(\) reads the text of a rule set, str or bytes, not"):
        nk.loads(text)


@pytest.mark.parametrize("given", [None, 5, b"rules.yaml", ["rules.yaml"]])
def test_what_is_no_path_is_not_loaded(given):
    for call, name in ((nk.load, "path"), (nk.check, "path"), (nk.library, "folder")):
        with pytest.raises(nk.ArgumentError) as refused:
            call(given)
        assert [(each.code, each.place.path) for each in refused.value.problems] == [("NK538", name)]


@pytest.mark.parametrize("lang", ["fr", None, "", ["id"], "ID"])
def test_a_language_that_there_is_not_is_a_value_error(lang):
    decision = nk.bundled("inopak-naik-kelas").decide({}, as_of=AS_OF)
    with pytest.raises(ValueError, match="lang must be 'id' or 'en', not"):
        decision.explain(lang=lang)
    if lang is not None:
        for told in (decision.to_json, decision.to_dict):
            with pytest.raises(ValueError, match="lang must be 'id' or 'en', not"):
                told(lang=lang)


@pytest.mark.parametrize("format", ["pdf", None, "TEXT"])
def test_a_format_that_there_is_not_is_a_value_error(format):  # noqa: A002 - the field's word
    decision = nk.bundled("inopak-naik-kelas").decide({}, as_of=AS_OF)
    with pytest.raises(ValueError, match="format must be 'text' or 'markdown' or 'html', not"):
        decision.explain(format=format)


@pytest.mark.parametrize("name", ["hash", "text_hash", "linked", "problems", "catalogue", "profile_model", "name", "foo", "_engine", "_same_day", "_made"])  # fmt: skip
def test_a_rule_set_cannot_be_changed(name):
    rules = nk.bundled("inopak-naik-kelas")
    before = (rules.hash, rules.text_hash, rules.catalogue, rules.profile_model)
    with pytest.raises(AttributeError, match="a RuleSet is immutable"):
        setattr(rules, name, "x")
    with pytest.raises(AttributeError, match="a RuleSet is immutable"):
        delattr(rules, name)
    with pytest.raises(TypeError):
        rules.catalogue["workers"] = None
    assert (rules.hash, rules.text_hash, rules.catalogue, rules.profile_model) == before
    assert rules.profile_model is rules.profile_model
    assert not hasattr(rules, "__dict__")


def test_a_library_cannot_be_changed(folder):
    library = nk.library(folder)
    for name in ("rule_sets", "foo"):
        with pytest.raises(AttributeError, match="a Library is immutable"):
            setattr(library, name, ())
        with pytest.raises(AttributeError, match="a Library is immutable"):
            delattr(library, name)
    again = pickle.loads(pickle.dumps(library))  # noqa: S301 - our own bytes
    assert again.rule_sets == library.rule_sets


def test_the_tests_beside_rule_sets_are_none_of_the_library(folder):
    (folder / "loan.test.yaml").write_text("format: naikkelas-tests/1\nrules: loan-1.yaml\ncases: []\n", encoding="utf-8")
    assert [rules.version for rules in nk.library(folder).rule_sets] == ["1", "2"]


@pytest.mark.parametrize(
    "text", ["format: naikkelas-tests/1\nrules: loan-1.yaml\ncases: []\n", "# columns\n{'format': naikkelas-mapping/1, columns: {}}\n"]
)
def test_files_of_another_kind_are_none_of_the_library(folder, text):
    (folder / "also.yaml").write_text(text, encoding="utf-8")
    assert [rules.version for rules in nk.library(folder).rule_sets] == ["1", "2"]
    alone = folder / "alone"
    alone.mkdir()
    (folder / "also.yaml").rename(alone / "also.yaml")
    with pytest.raises(nk.RuleSetError, match="alone error NK515"):
        nk.library(alone)


def test_threads_share_one_rule_set():
    rules = nk.bundled("stipark-pra-inkubasi")
    profiles = [{"regency": "5203" if i % 3 else "5201", "sector": "machinery", "field_verified": i % 2 == 0} for i in range(60)]
    days = [AS_OF + timedelta(days=i) for i in range(40)]
    jobs = [(profile, day) for profile in profiles for day in days]

    def outcome(job):
        decision = rules.decide(job[0], as_of=job[1])
        return decision.outcome, decision.criteria["verified"].status, decision.as_of

    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(outcome, jobs))
    alone = nk.bundled("stipark-pra-inkubasi")
    expected = [(d.outcome, d.criteria["verified"].status, d.as_of) for p, day in jobs for d in [alone.decide(p, as_of=day)]]
    assert together == expected


def test_plans_of_many_dates_do_not_pile_up(rules):
    for i in range(700):
        rules.decide(KERIPIK, as_of=date(2022, 1, 1) + timedelta(days=i))
        rules.decide(KERIPIK, as_of=date(2022, 1, 1) + timedelta(days=i), rules_as_of=AS_OF)
    assert len(rules._engine._plans) <= 256
    assert len(rules._engine.same_day) <= 256
    assert rules.decide(KERIPIK, as_of=date(2022, 1, 1)).outcome is nk.Outcome.ELIGIBLE


def test_nothing_public_can_be_changed(rules):
    decision = rules.decide(KERIPIK, as_of=AS_OF)
    with pytest.raises(AttributeError):
        decision.outcome = nk.Outcome.INELIGIBLE
    with pytest.raises(AttributeError):
        decision.anything = 1
    with pytest.raises(TypeError):
        decision.criteria["permit"] = None
    with pytest.raises(AttributeError):
        decision.criteria["permit"].status = nk.Status.MET
    with pytest.raises(AttributeError):
        decision.criteria["operation"].because[0].value = 1


def test_what_rules_are_made_of_cannot_be_changed(rules):
    for mapping in (
        rules.criteria,
        rules.parameters,
        rules.facts,
        rules.catalogue,
        rules.linked.derived,
        rules.linked.sources,
        rules.linked.programmes,
    ):
        with pytest.raises(TypeError):
            mapping["operation"] = None
    snapshot = rules.admit(KERIPIK)
    for mapping in (snapshot.exact, snapshot.ranged, snapshot.origins, nk.IKMProfile(**KERIPIK).snapshot.exact):
        with pytest.raises(TypeError):
            mapping["knows_market"] = False
    again = pickle.loads(pickle.dumps(snapshot))  # noqa: S301 - our own bytes
    for _ in range(2000):
        again = replace(again, problems=())
    assert again == snapshot
    assert rules.decide(again, as_of=AS_OF) == rules.decide(KERIPIK, as_of=AS_OF)


def test_a_profile_cannot_be_changed_behind_a_decision(rules):
    raw = dict(KERIPIK)
    decision = rules.decide(raw, as_of=AS_OF)
    raw["knows_market"] = False
    assert decision.criteria["market"].status is nk.Status.MET


def test_a_profile_of_other_rules_is_read_again(rules):
    text = "format: naikkelas/1\nrule_set: other\nversion: 1\nfacts: {ph: {type: number, decimals: 1, at_least: 0, at_most: 14}}\n"
    other = nk.loads(text + "criteria: {sour: {require: {ph: {at_most: 4.5}}}}\n")
    sour = other.profile_model(ph="4.1", **KERIPIK)
    assert other.decide(sour, as_of=AS_OF).outcome is nk.Outcome.ELIGIBLE
    with pytest.raises(nk.ProfileError, match="NK401"):
        rules.decide(sour, as_of=AS_OF)
    assert other.decide(nk.IKMProfile(**KERIPIK), as_of=AS_OF).outcome is nk.Outcome.NEEDS_INFORMATION


def test_an_unvalidated_profile_goes_through_the_door(rules):
    made = nk.IKMProfile.model_construct(**KERIPIK)
    assert rules.decide(made, as_of=AS_OF) == rules.decide(KERIPIK, as_of=AS_OF)
    with pytest.raises(nk.ProfileError):
        rules.decide(nk.IKMProfile.model_construct(workers=-1), as_of=AS_OF)


def test_problems_and_errors_can_be_pickled():
    with pytest.raises(nk.RuleSetError) as caught:
        nk.loads("format: naikkelas/9\n")
    error = caught.value
    for again in (pickle.loads(pickle.dumps(error)), copy.deepcopy(error)):  # noqa: S301 - our own bytes
        assert type(again) is nk.RuleSetError
        assert again.problems == error.problems


def test_masks_are_signed_64_bit_integers():
    many = "\n".join(f"  c{i:02}: {{require: {{workers: {{at_least: {i + 1}}}}}}}" for i in range(70))
    rules = nk.loads(f"format: naikkelas/1\nrule_set: many\nversion: 1\ncriteria:\n{many}\n")
    masks = rules.decide({"workers": {"at_least": 31, "at_most": 40}}, as_of=AS_OF).masks
    codes = [masks[i // 31] >> 2 * (i % 31) & 3 for i in range(70)]
    assert codes == [3] * 31 + [1] * 9 + [0] * 30
    assert all(0 <= mask < 2**62 for mask in masks)
