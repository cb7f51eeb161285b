"""The trace: which rules fired, in which order, and what they say in both languages."""

import pickle
from datetime import date
from typing import get_args

import pytest

import naikkelas as nk
from naikkelas.engines.durable import trace as traces
from naikkelas.engines.durable.network import Kind
from tests.engines.durable.needed import durable_rules
from tests.strategies import seeded_case
from tests.strategies_profiles import snapshot

durable_rules()

DAY = date(2026, 11, 1)
HEAD = "format: naikkelas/1\nrule_set: tried\nversion: 1\neffective: {from: 2020-01-01}\n"
FAIR = """
facts:
  ready: {title: {id: siap, en: ready}, derive: {all: [{knows_market: {is: true}}, {knows_production: {is: true}}]}}
  size:
    title: {id: ukuran, en: size}
    type: choice
    of: [micro, small]
    table: {rows: [{when: {workers: {at_most: 4}}, then: micro}], otherwise: small}
criteria:
  permit:
    title: {id: Izin, en: Permit}
    applies_when: {sector: {is: processed_food}}
    require: {pirt_status: {is: held}}
  knows: {title: {id: Tahu, en: Knows}, require: {ready: {is: true}}}
  micro: {title: {id: Mikro, en: Micro}, kind: preference, points: 5, applies_when: {sector: {is: wood}}, require: {size: {is: micro}}}
"""


def trace_of(text, profile):
    with nk.DurableEngine(nk.loads(HEAD + text)) as engine:
        return engine.decide(profile, as_of=DAY).trace


def test_the_story_of_a_decision():
    profile = {"sector": "processed_food", "pirt_status": "held", "knows_market": True, "knows_production": True, "workers": 3}
    trace = trace_of(FAIR, profile)
    assert trace.text("en").splitlines()[:3] == ["Wave 1", "   1. ✓ knows the market: yes", "   2. ✓ knows production: yes"]
    assert trace.text().startswith("Tahap 1\n   1. ✓ ")
    assert [line for line in trace.lines("en") if line.startswith("✗ sector: processed food; required: wood")]
    assert trace.lines("en")[-1] == "✓ Outcome: eligible"
    assert trace.lines()[-1] == "✓ Hasil: memenuhi syarat"
    assert trace.lines("en").count("✓ ready: yes") == 2  # found out, and then compared
    assert "✓ size: row 1 may apply" in trace.lines("en")
    assert "✗ size: row 2 does not apply" in trace.lines("en")
    assert "✓ Criterion met: Permit" in trace.lines("en")
    assert "– Criterion not applicable: Micro" in trace.lines("en")
    assert "✗ Points not earned: Micro" in trace.lines("en")


def test_what_is_unknown_fires_nothing():
    trace = trace_of(FAIR, {})
    assert [(firing.kind, firing.name) for firing in trace] == [("row", "size")] * 2  # either row may apply
    assert repr(trace) == "<Trace of 2 firings>"


def test_a_firing_follows_from_earlier_waves_only():
    trace = trace_of(FAIR, {"sector": "wood", "workers": 9, "knows_market": False})
    waves = [firing.wave for firing in trace]
    assert waves == sorted(waves)
    first = {(firing.kind, firing.name, firing.says): firing.wave for firing in reversed(trace)}
    order = [("comparison", "workers", "not_met"), ("row", "size", "not_met"), ("comparison", "size", "not_met")]
    order += [("criterion", "micro", "not_met"), ("earned", "micro", "not_met")]
    assert [first[each] for each in order] == sorted(first[each] for each in order)
    assert first["comparison", "workers", "not_met"] < first["row", "size", "not_met"] < first["comparison", "size", "not_met"]
    assert [(firing.kind, firing.says) for firing in trace[-1:]] == [("outcome", "ineligible")]


def test_the_value_of_a_personal_fact_is_not_told():
    text = """
facts:
  secret: {title: {id: rahasia, en: secret}, type: choice, of: [a, b], personal: true}
  hidden: {title: {id: tersembunyi, en: hidden}, derive: {secret: {is: b}}}
  group: {title: {id: kelompok, en: group}, type: integer, table: {rows: [{when: {secret: {is: b}}, then: 3}], otherwise: 4}}
criteria: {a: {require: {hidden: {is: true}, group: {at_least: 1}}}}
"""
    trace = trace_of(text, {"secret": "b"})
    told = trace.text("en") + trace.text("id")
    assert "group: worked out from personal data" in told
    assert "row" not in trace.text("en")
    assert "secret: b" not in told


def test_a_programme_is_named():
    rules = """
criteria: {taken: {require: {programme: {stipark-pra-inkubasi: eligible}}}}
"""
    trace = trace_of(rules, {"field_verified": False, "regency": "5203"})
    assert {firing.rule_set for firing in trace} == {"tried", "stipark-pra-inkubasi"}
    assert any(line.startswith("✗ [Business pre-incubation of STIPark NTB, East Lombok] ") for line in trace.lines("en"))


@pytest.mark.parametrize("lang", ["id", "en"])
def test_every_firing_of_random_rule_sets_has_a_sentence(lang):
    for seed in range(30):
        case = seeded_case(seed)
        with nk.DurableEngine(case.rules) as engine:
            decision = engine.decide(snapshot(case.applicant.profile()), as_of=case.as_of, rules_as_of=case.rules_as_of)
            lines = decision.trace.lines(lang)
            assert len(lines) == len(decision.trace)
            assert all(line[2:].strip() and "{" not in line for line in lines)


def test_every_kind_of_node_has_its_sentences():
    said = {kind: {"met", "not_met"} for kind in get_args(Kind)} | {"outcome": {"eligible", "ineligible", "out_of_scope"}}
    said["criterion"].add("not_applicable")
    del said["comparison"]  # in the words of the explanation
    assert set(traces._SENTENCES) == {f"{kind}.{each}" for kind, words in said.items() for each in words}


def test_a_decision_is_pickled_without_its_trace():
    rules = nk.bundled("inopak-naik-kelas")
    with nk.DurableEngine(rules) as engine:
        decision = engine.decide({"sector": "wood", "knows_market": True}, as_of=date(2026, 11, 1))
    again = pickle.loads(pickle.dumps(decision))  # noqa: S301 - our own bytes
    assert isinstance(again, nk.Decision)
    assert again == decision
    assert again.explain() == decision.explain()
    assert again.engine_version == decision.engine_version
    for copy in (again, pickle.loads(pickle.dumps(again))):  # noqa: S301 - our own bytes
        with pytest.raises(AttributeError, match="stays in the process where its rules fired; decide again"):
            _ = copy.trace


def test_a_language_that_there_is_not_is_refused_as_by_the_explanation():
    with nk.DurableEngine(nk.bundled("inopak-naik-kelas")) as engine:
        decision = engine.decide({}, as_of=date(2026, 11, 1))
    for told in (decision.trace.text, decision.trace.lines, decision.explain):
        with pytest.raises(ValueError, match="lang must be 'id' or 'en', not 'fr'"):
            told("fr")
