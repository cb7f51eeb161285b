"""No value that names a person is shown, in whatever field it stands and whatever is done to it."""

from datetime import date

import pytest
from pydantic import ValidationError

import naikkelas as nk
from naikkelas.ikm.persons import names_person

NIK = "3305010101900001"
DAY = date(2026, 11, 1)
KINDS = ("md", "halal", "tr", "na", "umot", "svlk", "brand", "sni", "slhs")

RULES = """\
format: naikkelas/1
rule_set: numbers
version: 1
criteria:
  number: {require: {md_number: {known: true}}}
  same: {kind: note, require: {md_number: {is: MD 1}}}
  status: {require: {md_status: {is: held}}}
  until: {require: {md_expires_on: {on_or_after: $as_of}}}
"""


def change(made, name, value):
    with pytest.raises(ValidationError) as caught:
        setattr(made, name, value)
    return caught.value


@pytest.mark.parametrize(
    ("name", "value"), [("owner_nik", NIK), ("npwp_number", NIK), ("md_number", NIK), ("workers", NIK), ("no_fact", NIK)]
)
def test_a_refused_change_does_not_show_the_value(name, value):
    error = change(nk.IKMProfile(sector="wood"), name, value)
    assert NIK not in f"{error} {error!r} {error.errors()} {error.json()}"
    assert error.errors()[0]["type"] == "frozen_instance"
    assert error.errors()[0]["loc"] == (name,)
    permit = change(nk.Permit(kind="nib", number="1"), "number", value)
    assert NIK not in f"{permit} {permit!r} {permit.errors()} {permit.json()}"


def test_nothing_can_be_taken_away():
    profile = nk.IKMProfile(owner_nik=NIK)
    with pytest.raises(ValidationError) as caught:
        del profile.owner_nik
    assert NIK not in str(caught.value)
    assert profile.owner_nik == NIK


@pytest.mark.parametrize("kind", KINDS)
def test_a_nik_in_another_number_field_is_a_warning_and_is_not_shown(kind):
    listed = {"permits": [{"kind": kind, "status": "held", "number": NIK}]}
    flat = {f"{kind}_number": NIK}
    for raw in (listed, flat, listed | flat, listed | {f"{kind}_number": "33.0501-010190 0002"}):
        profile = nk.IKMProfile(**raw)
        assert "NK409" in [problem.code for problem in profile.problems]
        assert NIK not in f"{profile!r} {profile} {profile.problems} {[problem.message('id') for problem in profile.problems]}"
        assert "0190" not in repr(profile)
        assert profile.given() == raw


@pytest.mark.parametrize("written", [NIK, "3305 0101 0190 0001", "No. 33.05.01.010190.0001", "02.183.241.5-000.000", "0021832415000000"])
def test_neither_explanation_nor_json_shows_it(written):
    rules = nk.loads(RULES)
    for raw in (
        {"permits": [{"kind": "md", "status": "held", "number": written, "expires_on": 2028}]},
        {"md_number": written, "md_status": "held", "md_expires_on": "2028-01-01"},
        {"permits": [{"kind": "md", "status": "held", "number": "MD 1", "product": written, "expires_on": 2028}]},
    ):
        decision = rules.decide(raw, as_of=DAY)
        shown = [decision.explain(lang, shape) for lang in ("id", "en") for shape in ("text", "markdown", "html")]
        for text in (*shown, decision.to_json(), decision.to_json("id"), repr(decision), str(decision.problems)):
            assert written not in text


@pytest.mark.parametrize("written", ["224510107115", "MD 224510107115", "ID32110000474710722", "2053374020970-28", "1408230135849", "TR193312341", "NA18191300159", "IDM000987654", "4006381333931", "", "Keripik 250 g", "9999999999999999"])  # fmt: skip
def test_a_number_of_a_permit_names_nobody(written):
    assert not names_person(written)
    assert "NK409" not in [problem.code for problem in nk.IKMProfile(**({"md_number": written} if written else {})).problems]
