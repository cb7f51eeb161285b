"""The engine as its user meets it: opening, closing, sharing, hostile values, failures, refusals."""

import copy
import pickle
from dataclasses import dataclass, replace
from datetime import date, timedelta
from threading import Thread
from types import SimpleNamespace

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
NUMBERS = nk.loads(HEAD + "criteria: {people: {require: {workers: {between: {from: 5, to: 19}}}}, money: {require: {capital: {more_than: 0}}}}")


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

HOSTILE = ["a", "a\\", 'a"', "12", "null", "$and", "a.b", "é", "#seen", "e\u0301", "", "x" * 1_000_000, '","one":0,"', "a\n", "{", "\u202e", "A"]


@pytest.mark.parametrize("slogan", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_of_a_profile_reaches_the_library(slogan):
    with nk.DurableEngine(TEXTS) as engine:
        same(engine, TEXTS, {"slogan": slogan, "shops": [slogan, "x", "$m", "a.b"]}, as_of=DAY)
        same(engine, TEXTS, {"slogan": slogan, "shops": [slogan]}, as_of=DAY)


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


@pytest.mark.parametrize("pair", [(1,), (1, 2, 3), [1, 2], (1.0, 2.0), (float("nan"), 3), "12"])
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


def broken(monkeypatch, name, answer):
    """The C library with one function replaced."""
    changed = SimpleNamespace(**{each: getattr(native, each) for each in dir(native) if not each.startswith("__")})
    setattr(changed, name, answer)
    monkeypatch.setattr(host, "need", lambda module, extra: changed if module == "durable_rules_engine" else nk.extras.need(module, extra))


@dataclass
class Answers:
    """Gives an answer once and then does what the library does."""

    answers: list

    def __call__(self, *given):
        if self.answers:
            answer = self.answers.pop(0)
            if isinstance(answer, BaseException):
                raise answer
            return answer
        return native.complete_and_start_action(*given)


LOST = {
    "an error of the library": [native.error("error code: 303")],
    "another rule than there is": ['{"comparison|0|met"'] * 1000,
}


@pytest.mark.parametrize("what", LOST)
def test_a_failure_gives_no_result_and_the_next_decision_is_right(people, monkeypatch, what):
    people.decide({"workers": 7, "capital": 5}, as_of=DAY)
    rules = people._compiled()
    answers = Answers(list(LOST[what]))
    for each in rules:
        for shard in each._host._ruleset_directory.values():
            monkeypatch.setattr(type(shard), "_flush_actions", flushing(each, answers))
    assert codes_of(lambda: people.decide({"workers": 7, "capital": 5}, as_of=DAY)) == ["NK514"]
    monkeypatch.undo()
    assert people.decide({"workers": 7, "capital": 5}, as_of=DAY).outcome is Outcome.ELIGIBLE


def flushing(rules, answers):
    def flush(_self, state, container, _offset, complete):
        name = next(iter(container["message"]))
        while name:
            rules._fired.append(name)
            following = answers()
            name = following.split('"', 2)[1]
        complete(None, state)

    return flush
