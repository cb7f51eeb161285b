"""Derived facts that a profile gives, where several rule sets derive them."""

import json
from datetime import date

import pytest

import naikkelas as nk

AS_OF = date(2026, 11, 1)
CROWD = {"crowd": {"sum": ["workers_men", "workers_women"]}}


def written(folder, name, require, facts=None, **more):
    document = {"format": "naikkelas/1", "rule_set": name, "version": "1", "effective": {"from": "2020-01-01"}}
    document |= {"criteria": {"c": {"require": require}}} | ({"facts": facts} if facts else {}) | more
    (folder / f"{name}.yaml").write_text(json.dumps(document), encoding="utf-8")
    return folder / f"{name}.yaml"


def asking(*names):
    asked = [{"programme": {name: "eligible"}} for name in names]
    return {"all": asked} if len(asked) > 1 else asked[0]


def ready(limit):
    return {"ready": {"derive": {"workers": {"at_least": limit}}}}


def outcome(rules, profile):
    return rules.decide(profile, as_of=AS_OF).outcome.value


def refused(rules, profile):
    with pytest.raises(nk.ProfileError) as caught:
        rules.decide(profile, as_of=AS_OF)
    return [(p.code, p.slots["name"], p.slots.get("expected")) for p in caught.value.problems]


def test_a_derived_fact_of_a_programme_of_a_programme_may_be_given(tmp_path):
    written(tmp_path, "lowest", {"ready": {"is": True}}, ready(3))
    written(tmp_path, "middle", asking("lowest"))
    rules = nk.load(written(tmp_path, "highest", asking("middle")))
    assert [outcome(rules, {"ready": given}) for given in (True, False)] == ["eligible", "ineligible"]
    assert rules.profile_model(ready=True).ready is True
    assert rules.catalogue["ready"].group == "derived"


def test_a_name_that_programmes_derive_differently_says_nothing(tmp_path):
    written(tmp_path, "strict", {"ready": {"is": True}}, ready(9))
    written(tmp_path, "mild", {"ready": {"is": True}}, ready(3))
    rules = nk.load(written(tmp_path, "both", asking("strict", "mild")))
    assert refused(rules, {"ready": True}) == [("NK408", "ready", "workers")]
    assert "ready" not in rules.catalogue
    assert [outcome(rules, {"workers": workers}) for workers in (9, 5)] == ["eligible", "ineligible"]
    assert outcome(nk.load(tmp_path / "mild.yaml"), {"ready": True}) == "eligible"


def test_nor_does_one_that_the_rule_set_itself_derives_differently(tmp_path):
    written(tmp_path, "below", {"ready": {"is": True}}, {"ready": {"derive": {"keeps_books": {"is": True}}}})
    rules = nk.load(written(tmp_path, "above", {"all": [asking("below"), {"ready": {"is": True}}]}, ready(3)))
    assert refused(rules, {"ready": True}) == [("NK408", "ready", "workers, keeps_books")]


def test_a_name_that_is_derived_alike_is_shared(tmp_path):
    for name in ("one", "two"):
        written(tmp_path, name, {"ready": {"is": True}}, ready(3))
    rules = nk.load(written(tmp_path, "both", asking("one", "two")))
    assert [outcome(rules, {"ready": given}) for given in (True, False)] == ["eligible", "ineligible"]


@pytest.mark.parametrize(
    ("facts", "more"),
    [
        ({"ready": {"derive": {"workers": {"at_least": "$least"}}}}, {"parameters": {"least": {"type": "integer", "values": {"2020-01-01": 3}}}}),
        ({**CROWD, "ready": {"derive": {"crowd": {"at_least": 3}}}}, {}),
        ({"ready": {"derive": {"criterion": "asked"}}}, {"criteria": {"asked": {"kind": "note", "require": {"workers": {"at_least": 3}}}, "c": {"require": {"ready": {"is": True}}}}}),
    ],
)  # fmt: skip
def test_alike_means_down_to_what_it_rests_on(facts, more, tmp_path):
    written(tmp_path, "one", {"ready": {"is": True}}, facts, **more)
    alike = json.loads((tmp_path / "one.yaml").read_text(encoding="utf-8")) | {"rule_set": "two"}
    (tmp_path / "two.yaml").write_text(json.dumps(alike), encoding="utf-8")
    both = written(tmp_path, "both", asking("one", "two"))
    assert outcome(nk.load(both), {"ready": True}) == "eligible"
    different = json.dumps(alike).replace(": 3}", ": 4}").replace('["workers_men", "workers_women"]', '["workers_men", "workers_men"]')
    (tmp_path / "two.yaml").write_text(different, encoding="utf-8")
    assert refused(nk.load(both), {"ready": True})[0][:2] == ("NK408", "ready")


def test_a_fact_that_can_only_be_compared_is_not_given_however_deep(tmp_path):
    written(
        tmp_path, "lowest", {"share": {"at_most": 0.5}}, {"share": {"ratio": {"of": "capital", "to": "annual_sales", "when_zero": "met"}}}
    )
    written(tmp_path, "middle", asking("lowest"))
    rules = nk.load(written(tmp_path, "highest", asking("middle")))
    assert refused(rules, {"share": 0.4}) == [("NK408", "share", "capital, annual_sales")]
