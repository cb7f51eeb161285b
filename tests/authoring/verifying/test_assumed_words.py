"""Assumptions that name texts and members which no rule names, and whose assumptions count in a comparison."""

import json
from datetime import date
from itertools import chain, combinations, product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

pytest.importorskip("z3", reason="the extra verify is not installed")

import naikkelas as nk
from naikkelas.authoring.verifying import Kind, Verdict, verify
from naikkelas.conditions import Outcome, Status

DAY = date(2026, 11, 1)
HEAD = "format: naikkelas/1\nrule_set: stall\nversion: 1\n"


def claims(found, verdict):
    return {(claim.kind, claim.about): claim.why for claim in found.with_verdict(verdict)}


@pytest.mark.parametrize(
    ("asked", "assumed"),
    [
        ("{main_product: {is_not: keripik}}", "then: {main_product: {in: [sambal, keripik]}}"),
        ("{main_product: {is: keripik}}", "when: {workers: {at_least: 90}}\n    then: {main_product: {is: sambal}}"),
        ("{tags: {includes: x}}", "then: {tags: {includes: y}}"),
        ("{tags: {includes: x}}", "then: {tags: {includes_any: [y, z]}}"),
    ],
)
def test_a_word_that_only_an_assumption_names_is_tried(asked, assumed):
    facts = "facts:\n  tags: {type: set, of: [x, y, z]}\n" if "tags" in asked else ""
    text = (
        f"{HEAD}{facts}criteria:\n  c: {{require: {asked}}}\n  w: {{require: {{workers: {{at_least: 2}}}}}}\nassumptions:\n  - {assumed}\n"
    )
    found = verify(nk.loads(text), DAY)
    assert found.proved
    assert claims(found, Verdict.PROVED).keys() >= {
        (Kind.ASSUMPTIONS, "stall"),
        (Kind.ELIGIBLE, "stall"),
        (Kind.MET, "c"),
        (Kind.NOT_MET, "c"),
    }


def test_what_the_other_rule_set_assumes_is_not_assumed_of_the_first():
    first = nk.loads(f"{HEAD}criteria: {{c: {{require: {{workers: {{at_least: 5}}}}}}}}\n")
    text = f"{HEAD}criteria: {{c: {{require: {{workers: {{at_least: 9}}}}}}}}\nassumptions: [{{then: {{workers: {{at_most: 3}}}}}}]\n"
    other = nk.loads(text.replace("stall", "other"))
    found = verify(first, DAY, stricter=other)
    (claim,) = (claim for claim in found.claims if claim.kind is Kind.STRICTER)
    assert claim.verdict is Verdict.REFUTED
    assert [one.expect["outcome"] for one in claim.witnesses] == ["eligible", "ineligible"]


@pytest.mark.parametrize("number", ["2063305010123-30", "2063305010124-30"])
def test_any_permit_number_may_be_named(number):
    text = f"{HEAD}criteria:\n  c: {{require: {{pirt_number: {{is: {number}}}}}}}\n  e: {{require: {{keeps_books: {{is: true}}}}}}\n"
    assert verify(nk.loads(text), DAY).proved


# --- against trying everybody ----------------------------------------------------------------------------------------

WORDS = ["kerupuk", "sambal", "tempe"]
TAGS = ["x", "y", "z"]
DOMAINS = {
    "goods": [*WORDS, "lain"],
    "tags": [list(each) for each in chain.from_iterable(combinations(TAGS, size) for size in range(4))],
    "a": [0, 1, 2],
}
EVERYBODY = [dict(zip(DOMAINS, values, strict=True)) for values in product(*DOMAINS.values())]
LEAVES = st.one_of(
    st.builds(lambda op, words: {"goods": {op: sorted(words)}}, st.sampled_from(["in", "not_in"]), st.sets(st.sampled_from(WORDS), min_size=1)),
    st.builds(lambda op, word: {"goods": {op: word}}, st.sampled_from(["is", "is_not"]), st.sampled_from(WORDS)),
    st.builds(lambda tag: {"tags": {"includes": tag}}, st.sampled_from(TAGS)),
    st.builds(
        lambda op, tags: {"tags": {op: sorted(tags)}}, st.sampled_from(["includes_any", "includes_all"]), st.sets(st.sampled_from(TAGS), min_size=1)
    ),
    st.builds(lambda op, most: {"a": {op: most}}, st.sampled_from(["at_least", "at_most"]), st.integers(0, 2)),
)  # fmt: skip
CONDITIONS = st.one_of(
    LEAVES, st.builds(lambda how, items: {how: items}, st.sampled_from(["all", "any"]), st.lists(LEAVES, min_size=2, max_size=2))
)


@st.composite
def pairs(draw):
    """Two rule sets over words, each of which may assume something in words of its own."""
    made = []
    for name in ("one", "two"):
        criteria = {f"k{at}": {"require": draw(CONDITIONS)} for at in range(draw(st.integers(1, 2)))}
        criteria["reads"] = {"kind": "note", "require": {"any": [{fact: {"known": True}} for fact in DOMAINS]}}
        facts = {"goods": {"type": "text"}, "tags": {"type": "set", "of": TAGS}, "a": {"type": "integer", "at_most": 2}}
        assumed = [{"when": draw(LEAVES), "then": draw(LEAVES)} if draw(st.booleans()) else {"then": draw(LEAVES)}]
        head = {"format": "naikkelas/1", "rule_set": name, "version": "1", "facts": facts}
        made.append({**head, "criteria": criteria} | ({"assumptions": assumed} if draw(st.integers(0, 3)) else {}))
    return made


def load(document):
    try:
        return nk.loads(json.dumps(document))
    except nk.RuleSetError:
        return None


def meeting(document, conditions):
    """Who meets conditions, judged by the engine as notes of the same rules."""
    notes = {f"n{at}": {"kind": "note", "require": each} for at, each in enumerate(conditions)}
    rules = load({**{key: value for key, value in document.items() if key != "assumptions"}, "criteria": {**document["criteria"], **notes}})
    assume(rules is not None)
    decided = [rules.decide(one, as_of=DAY) for one in EVERYBODY]
    return [[each.statuses[name] is Status.MET for name in notes] for each in decided]


def tried(document):
    """The decisions about everybody whom the assumptions leave, and about everybody."""
    assumed = document.get("assumptions", [])
    parts = [part for each in assumed for part in (each.get("when", {"a": {"at_least": 0}}), each["then"])]
    met = meeting(document, parts)
    rules = load(document)
    assume(rules is not None)
    decisions = [rules.decide(one, as_of=DAY) for one in EVERYBODY]
    real = [all(not when or then for when, then in zip(row[::2], row[1::2], strict=True)) for row in met]
    return rules, decisions, real


@pytest.mark.no_cover
@settings(max_examples=15, deadline=None)
@given(pairs())
def test_it_says_what_trying_those_who_meet_them_says(documents):
    (rules, decisions, real), (other, theirs, _) = tried(documents[0]), tried(documents[1])
    found = verify(rules, DAY, stricter=other)
    said = {(claim.kind, claim.about): claim.verdict for claim in found.claims}
    assert not found.with_verdict(Verdict.MISMATCH, Verdict.NOT_DECIDED)
    left = [each for each, is_real in zip(decisions, real, strict=True) if is_real]

    def proved(test):
        return Verdict.PROVED if test else Verdict.REFUTED

    assert said[Kind.ELIGIBLE, "one"] == proved(any(each.outcome is Outcome.ELIGIBLE for each in left))
    assert said[Kind.REFUSED, "one"] == proved(any(each.outcome is Outcome.INELIGIBLE for each in left))
    for name in (name for name in rules.criteria if name != "reads"):
        assert said[Kind.MET, name] == proved(any(each.statuses[name] is Status.MET for each in left)), name
        assert said[Kind.NOT_MET, name] == proved(any(each.statuses[name] is Status.NOT_MET for each in left)), name
    assert not rules.linked.assumptions or said[Kind.ASSUMPTIONS, "one"] == proved(bool(left))
    both = [(a, b) for a, b, is_real in zip(decisions, theirs, real, strict=True) if is_real]
    follows = all(b.outcome is Outcome.ELIGIBLE for a, b in both if a.outcome is Outcome.ELIGIBLE)
    assert said[Kind.STRICTER, "one -> two"] == proved(follows)
