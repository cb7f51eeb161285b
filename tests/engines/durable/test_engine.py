"""The engine as its user meets it: opening, closing, sharing, hostile values, failures, refusals."""

import copy
import pickle
import sys
from dataclasses import replace
from datetime import date, timedelta
from threading import Thread

import pytest

import naikkelas as nk
from naikkelas.conditions import Outcome
from naikkelas.engines.durable import engine as engines
from naikkelas.engines.durable import host, refusals
from naikkelas.ranges import NEVER
from tests.engines.durable.needed import durable_rules

native = durable_rules()

DAY = date(2026, 11, 1)
HEAD = "format: naikkelas/1\nrule_set: tried\nversion: 1\neffective: {from: 2020-01-01}\n"
TEXTS = nk.loads(
    HEAD
    + """
facts:
  slogan: {type: text}
  shops: {type: set, of: text}
criteria:
  said: {require: {slogan: {in: ["a", "a\\\\", "a\\"", "12", "null", "$and", "a.b", "é", "#seen"]}}}
  sold: {require: {shops: {includes_all: ["x", "$m", "a.b"]}}}
"""
)
NUMBERS = nk.loads(
    HEAD + "criteria: {people: {require: {workers: {between: {from: 5, to: 19}}}}, money: {require: {capital: {more_than: 0}}}}"
)


@pytest.fixture
def people():
    with nk.DurableEngine(NUMBERS) as engine:
        yield engine


def codes_of(call):
    with pytest.raises(nk.ProblemsError) as refused:
        call()
    return [problem.code for problem in refused.value.problems]


def same(engine, rules, profile, **dates):
    ours, theirs = engine.decide(profile, **dates), rules.decide(profile, **dates)
    assert ours.to_dict() | {"engine_version": ""} == theirs.to_dict() | {"engine_version": ""}
    return ours


# --- opening and closing ---------------------------------------------------------------------------------------------


def test_the_decision_says_which_engine_made_it(people):
    decision = people.decide({"workers": 5, "capital": 1}, as_of=DAY)
    assert decision.outcome is Outcome.ELIGIBLE
    assert decision.engine_version == f"naikkelas {nk.__version__} durable"


def test_profiles_and_snapshots_are_taken_as_rules_decide_takes_them(people):
    profile = nk.IKMProfile(workers=4)
    assert people.decide(profile, as_of=DAY).statuses == people.decide(NUMBERS.admit({"workers": 4}), as_of=DAY).statuses
    assert codes_of(lambda: people.decide({"workers": "lima"}, as_of=DAY)) == ["NK402"]
    assert codes_of(lambda: people.decide({}, as_of="2026-11-01")) == ["NK504"]
    assert codes_of(lambda: people.decide({}, as_of=date(2019, 1, 1))) == ["NK501"]


def test_a_decision_is_whole_after_its_engine_is_closed():
    with nk.DurableEngine(NUMBERS) as engine:
        decision = engine.decide({"workers": {"at_least": 3, "at_most": 9}, "capital": 0}, as_of=DAY)
    assert decision.outcome is Outcome.INELIGIBLE
    assert decision.explain("en") == NUMBERS.decide({"workers": {"at_least": 3, "at_most": 9}, "capital": 0}, as_of=DAY).explain("en")
    assert [firing.says for firing in decision.trace][-1] == "ineligible"


def test_a_closed_engine_says_so():
    engine = nk.DurableEngine(NUMBERS)
    engine.decide({}, as_of=DAY)
    engine.close()
    engine.close()
    assert codes_of(lambda: engine.decide({}, as_of=DAY)) == ["NK512"]
    assert repr(engine) == "<DurableEngine tried closed>"


@pytest.mark.parametrize("given", [None, "kur-mikro", nk.RuleSet, {}, nk.bundled("inopak-naik-kelas").linked])
def test_an_engine_is_made_of_a_rule_set_only(given):
    with pytest.raises(nk.EvaluationError, match=r"the argument 'rules' is .*a rule set, as nk\.load"):
        nk.DurableEngine(given)


def test_an_engine_is_neither_copied_nor_pickled(people):
    for attempt in (copy.copy, copy.deepcopy, pickle.dumps):
        with pytest.raises(TypeError, match="cannot be copied or pickled"):
            attempt(people)


def test_closing_frees_every_rule_set(monkeypatch):
    made, freed = [], []
    create, delete = native.create_ruleset, native.delete_ruleset
    monkeypatch.setattr(native, "create_ruleset", lambda *given: made.append(create(*given)) or made[-1])
    monkeypatch.setattr(native, "delete_ruleset", lambda handle: freed.append(handle) or delete(handle))
    with nk.DurableEngine(NUMBERS) as engine:
        for days in range(20):
            same(engine, NUMBERS, {"workers": 7}, as_of=DAY + timedelta(days))
    assert len(made) > 20
    assert len(freed) == len(made)


def test_dates_that_are_given_up_are_compiled_again(people):
    profile = {"workers": 7, "capital": 5}
    for day in (DAY, *(DAY + timedelta(days) for days in range(1, 12)), DAY):
        assert people.decide(profile, as_of=day).outcome is Outcome.ELIGIBLE
    assert people.decide(profile, as_of=DAY, rules_as_of=date(2021, 1, 1)).rules_as_of == date(2021, 1, 1)


def test_eight_threads_with_an_engine_each_and_eight_with_one(people):
    wrong = []

    def work(engine, start):
        for number in range(start, start + 60):
            count = number % 25
            found = engine.decide({"workers": count, "capital": number % 2}, as_of=DAY).outcome is Outcome.ELIGIBLE
            if found != (5 <= count <= 19 and number % 2 == 1):
                wrong.append((start, number))

    def alone(start):
        with nk.DurableEngine(NUMBERS) as engine:
            work(engine, start)

    threads = [Thread(target=alone, args=(start,)) for start in range(8)]
    threads += [Thread(target=work, args=(people, start)) for start in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


# --- values ----------------------------------------------------------------------------------------------------------

HOSTILE = [
    "a",
    "a\\",
    'a"',
    "12",
    "null",
    "$and",
    "a.b",
    "é",
    "#seen",
    "e\u0301",
    "",
    "x" * 1_000_000,
    '","one":0,"',
    "a\n",
    "{",
    "\u202e",
    "A",
]


@pytest.mark.parametrize("slogan", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_of_a_profile_reaches_the_library(slogan):
    with nk.DurableEngine(TEXTS) as engine:
        for shops in ({slogan, "x", "$m", "a.b"}, {slogan}, set()):
            same(engine, TEXTS, nk.Snapshot({"slogan": slogan, "shops": frozenset(shops)}, {}), as_of=DAY)


def test_keys_that_the_rules_do_not_read_are_refused_at_the_door_or_left_out(people):
    for key in ("$and", "a.b", "sid", "id", "one", "p1"):
        assert codes_of(lambda key=key: people.decide({key: 1, "workers": 5}, as_of=DAY)) == ["NK401"]
    snapshot = nk.Snapshot({"$and": 1, "a.b": 2, "sid": 3, "one": 0, "workers": 5, "capital": 1}, {})
    assert people.decide(snapshot, as_of=DAY).outcome is Outcome.ELIGIBLE


@pytest.mark.parametrize("value", [10**30, -(10**30), 2**63, 2**63 - 1, 2**62, 2**62 + 1])
def test_numbers_past_64_bits_in_a_snapshot_made_by_hand(people, value):
    same(people, NUMBERS, nk.Snapshot({"workers": value, "capital": value}, {}), as_of=DAY)
    same(people, NUMBERS, nk.Snapshot({}, {"workers": (-(10**30), value), "capital": (-(10**40), abs(value))}), as_of=DAY)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 1e300, True, "5", b"5", (1, 2), None])
def test_only_whole_numbers_are_numbers(people, value):
    snapshot = nk.Snapshot({"workers": value}, {})
    if value is None:
        assert people.decide(snapshot, as_of=DAY).outcome is Outcome.NEEDS_INFORMATION
        return
    with pytest.raises(nk.EvaluationError) as refused:
        people.decide(snapshot, as_of=DAY)
    (problem,) = refused.value.problems
    assert (problem.code, problem.place.path, problem.slots["read"]) == ("NK513", "workers", type(value).__name__)


@pytest.mark.parametrize("pair", [(1,), (1, 2, 3), [1, 2], (1.0, 2.0), (float("nan"), 3), "12", (9, 5)])
def test_only_pairs_of_whole_numbers_are_ranges(people, pair):
    assert codes_of(lambda: people.decide(nk.Snapshot({}, {"workers": pair}), as_of=DAY)) == ["NK513"]
    assert people.decide({"workers": 5, "capital": 1}, as_of=DAY).outcome is Outcome.ELIGIBLE


def test_other_values_of_the_wrong_type():
    rules = nk.loads(HEAD + "criteria: {a: {require: {keeps_books: {is: true}, sector: {is: wood}}}}")
    with nk.DurableEngine(rules) as engine:
        for exact in ({"keeps_books": 1}, {"sector": 3}, {"sector": True}):
            assert codes_of(lambda exact=exact: engine.decide(nk.Snapshot(exact, {}), as_of=DAY)) == ["NK513"]


def test_the_value_that_is_refused_is_not_told():
    rules = nk.loads(HEAD + "criteria: {a: {require: {owner_name: {known: true}}}}")
    with nk.DurableEngine(rules) as engine, pytest.raises(nk.EvaluationError) as refused:
        engine.decide(nk.Snapshot({"owner_name": 3305123456}, {}), as_of=DAY)
    assert "3305123456" not in str(refused.value)


def test_nan_is_missing_at_the_door(people):
    decision = same(people, NUMBERS, {"workers": float("nan"), "capital": 1}, as_of=DAY)
    assert decision.outcome is Outcome.NEEDS_INFORMATION


def test_a_date_that_never_comes():
    rules = nk.loads(HEAD + "criteria: {a: {require: {halal_expires_on: {on_or_after: $as_of}}}}")
    with nk.DurableEngine(rules) as engine:
        for value in ("never", "2026-11-01", "2026-10-31", "2026"):
            same(engine, rules, {"halal_expires_on": value}, as_of=DAY)
        same(engine, rules, nk.Snapshot({}, {"halal_expires_on": (1, NEVER)}), as_of=DAY)


def test_business_names_whose_session_hashes_collide_are_not_sessions(people):
    """`ikm-1539599` and `ikm-1722382` share a 32-bit hash."""
    for name, count in (("ikm-1539599", 5), ("ikm-1722382", 1), ("ikm-1539599", 5)):
        same(people, NUMBERS, {"business_name": name, "workers": count, "capital": 1}, as_of=DAY)


def test_properties_of_messages_have_different_hashes():
    """durable-rules tells properties apart by a 32-bit hash alone."""

    def fnv(text):
        found = 0x811C9DC5
        for byte in text.encode():
            found = (found ^ byte) * 16777619 % 2**32
        return found

    reserved = {926444256, 3593476751, 739185624}  # id, sid and $forward
    names = ["one", *(f"p{number}" for number in range(300))]
    assert len({fnv(name) for name in names} | reserved) == len(names) + len(reserved)


# --- failures --------------------------------------------------------------------------------------------------------

SESSION = {"sid": "1"}


def raising(error):
    def answer(_fired):
        raise error

    return answer


def firing(*names, state=SESSION):
    def answer(fired):
        fired.extend(names)
        return state

    return answer


FAILURES = {
    "an error of the library": raising(native.error("error code: 303")),
    "a session that stopped halfway": firing("comparison|0|met", state=0),
    "an exception in the session": firing("#seen", state=SESSION | {"exception": "lost"}),
    "no rule fired": firing(),
    "more firings than rules": firing(*["#seen"] * 1000),
    "two answers to one question": firing("comparison|0|met", "comparison|0|not_met", "#seen"),
}


def breaking(engine, answer):
    """Lets everything that the engine has compiled answer so."""
    for rules in engine._compiled():
        rules._host.assert_fact = lambda _name, _message, rules=rules: answer(rules._fired)
        rules._host.delete_state = lambda _name, _session: None


@pytest.mark.parametrize("what", FAILURES)
def test_a_failure_gives_no_result_and_the_next_decision_is_right(people, what):
    profile = {"workers": 7, "capital": 5}
    people.decide(profile, as_of=DAY)
    breaking(people, FAILURES[what])
    with pytest.raises(nk.EvaluationError) as refused:
        people.decide(profile, as_of=DAY)
    (problem,) = refused.value.problems
    assert problem.code == "NK514"
    assert "decide again" in problem.text()
    assert people.decide(profile, as_of=DAY).outcome is Outcome.ELIGIBLE


def test_a_session_that_cannot_be_deleted_is_a_failure_too(people):
    people.decide({}, as_of=DAY)
    for rules in people._compiled():
        rules._host.delete_state = lambda _name, _session: raising(native.error("error code: 309"))(None)
    assert codes_of(lambda: people.decide({}, as_of=DAY)) == ["NK514"]
    assert people.decide({}, as_of=DAY).outcome is Outcome.NEEDS_INFORMATION


def test_an_interrupt_is_an_interrupt(people):
    profile = {"workers": 7, "capital": 5}
    people.decide(profile, as_of=DAY)
    breaking(people, raising(KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        people.decide(profile, as_of=DAY)
    assert people.decide(profile, as_of=DAY).outcome is Outcome.ELIGIBLE


def test_rules_that_the_library_refuses(monkeypatch, people):
    with monkeypatch.context() as changed:
        changed.setattr(native, "create_ruleset", lambda *_: raising(native.error("error code: 113"))(None))
        assert codes_of(lambda: nk.DurableEngine(NUMBERS)) == ["NK514"]
        assert codes_of(lambda: people.decide({}, as_of=DAY)) == ["NK514"]
    assert people.decide({}, as_of=DAY).outcome is Outcome.NEEDS_INFORMATION


def test_a_computer_that_confuses_large_numbers_is_refused(monkeypatch):
    assert host.tells_large_numbers_apart()
    monkeypatch.setattr(engines, "tells_large_numbers_apart", lambda: False)
    assert codes_of(lambda: nk.DurableEngine(NUMBERS)) == ["NK514"]


def test_without_durable_rules_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "durable", None)
    monkeypatch.delitem(sys.modules, "durable.engine", raising=False)
    with pytest.raises(nk.MissingExtraError, match=r"naikkelas\[durable\]"):
        nk.DurableEngine(NUMBERS)


# --- refusals --------------------------------------------------------------------------------------------------------


class Later:
    """A part of the language that this engine does not know yet."""

    def to_dict(self):
        return {"phase_of_the_moon": "full"}


def changed(rules, **criteria):
    linked = rules.linked
    return nk.RuleSet(replace(linked, criteria={**linked.criteria, **criteria}))


def test_what_the_language_learned_later_is_refused_and_named():
    people = NUMBERS.criteria["people"]
    rules = changed(NUMBERS, people=replace(people, require=Later(), guard=Later()))
    with pytest.raises(nk.EvaluationError) as refused:
        nk.DurableEngine(rules)
    assert [problem.code for problem in refused.value.problems] == ["NK510"]
    assert "'phase_of_the_moon'" in str(refused.value)


def test_formulas_that_came_later_too():
    rules = nk.loads(HEAD + "facts: {size: {type: integer, sum: [workers, workers]}}\ncriteria: {a: {require: {size: {at_least: 3}}}}")
    linked = rules.linked
    later = nk.RuleSet(replace(linked, derived={"size": replace(linked.derived["size"], formula=Later())}))
    assert codes_of(lambda: nk.DurableEngine(later)) == ["NK510"]


def table(rows):
    listed = "".join(f"        - {{when: {{workers: {{is: {number}}}}}, then: {number}}}\n" for number in range(rows))
    return nk.loads(
        f"{HEAD}facts:\n  size:\n    type: integer\n    table:\n      rows:\n{listed}      otherwise: 99\n"
        "criteria: {a: {require: {size: {at_least: 3}}}}"
    )


def listed(count):
    return nk.loads(f"{HEAD}criteria: {{a: {{require: {{workers: {{in: {[2 * number for number in range(count)]}}}}}}}}}")


@pytest.mark.parametrize(("made", "most"), [(table, refusals.MOST_ROWS), (listed, refusals.MOST_RUNS)])
def test_the_limits_are_those_that_are_told(made, most):
    assert codes_of(lambda: nk.DurableEngine(made(most + 1))) == ["NK511"]
    rules = made(most)
    with nk.DurableEngine(rules) as engine:
        for count in range(2 * most + 2):
            same(engine, rules, {"workers": count}, as_of=DAY)
            same(engine, rules, {"workers": {"at_least": count, "at_most": count + 1}}, as_of=DAY)
        same(engine, rules, {}, as_of=DAY)


def test_a_rule_set_of_very_many_comparisons(monkeypatch):
    monkeypatch.setattr(refusals, "MOST_COMPARISONS", 1)
    with pytest.raises(nk.EvaluationError, match="comparisons: 2, at most 1") as refused:
        nk.DurableEngine(NUMBERS)
    assert [problem.code for problem in refused.value.problems] == ["NK511"]
