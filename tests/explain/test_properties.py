"""Nothing that is well formed fails to be told."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naikkelas.conditions import AsOf, CriterionKind, FactRef, Outcome, ParamRef, Status
from naikkelas.explain import as_dict, render, sentence, value_words
from naikkelas.explain.words import clean
from naikkelas.facts import Kind, Text
from naikkelas.ranges import NEVER
from naikkelas.results import DecidingSet, DecidingSets, Group, OutputValue, Points, Question, Reference
from tests.explain.make import AS_OF, DERIVED, FACTS, KICKOFF, RULES, TRUTHS, days, decision, finding, months, result

LANGS = st.sampled_from(["id", "en"])
TEXTS = st.builds(Text, st.text(max_size=8), st.text(max_size=8))
DURATIONS = st.one_of(st.builds(months, st.integers(0, 6000)), st.builds(days, st.integers(0, 183_000)))
OPERATORS = {
    Kind.BOOLEAN: ("is", "is_not"),
    Kind.CHOICE: ("is", "is_not", "in", "not_in"),
    Kind.TEXT: ("is", "is_not", "in", "not_in"),
    Kind.SET: ("includes", "includes_any", "includes_all"),
    Kind.INTEGER: ("is", "is_not", "in", "not_in", "at_least", "at_most", "more_than", "less_than", "between"),
    Kind.NUMBER: ("at_least", "at_most", "more_than", "less_than", "between"),
    Kind.MONEY: ("at_least", "at_most", "more_than", "less_than", "between"),
    Kind.DATE: ("before", "after", "on_or_before", "on_or_after", "between", "at_least_ago", "less_than_ago", "at_least_ahead"),
}
LISTS = ("in", "not_in", "includes_any", "includes_all")
ORDERED = ("at_least", "at_most", "more_than", "less_than", "before", "after", "on_or_before", "on_or_after")


def exact(kind):
    """Exact values of a type."""
    match kind.kind:
        case Kind.BOOLEAN:
            return st.booleans()
        case Kind.CHOICE:
            return st.sampled_from(kind.choices)
        case Kind.TEXT:
            return st.text(max_size=200)
        case Kind.SET:
            return st.frozensets(st.sampled_from(kind.choices))
    days_and_never = st.just(NEVER) if kind.may_be_never else st.nothing()
    return st.integers(kind.low, min(kind.high, NEVER - 1) if kind.kind is Kind.DATE else kind.high) | days_and_never


def values(kind):
    """Exact, ranged and missing values of a type."""
    if not kind.kind.is_ordered:
        return st.none() | exact(kind)
    pairs = st.tuples(exact(kind), exact(kind)).map(sorted).map(tuple)
    return st.none() | exact(kind) | pairs.filter(lambda pair: pair[0] < pair[1])


@st.composite
def wanted(draw, kind, op):
    """The right sides of an operator: values and nodes (``None``: constants)."""
    if op == "known":
        return (), ()
    if op.endswith(("_ago", "_ahead")):
        return (draw(DURATIONS),), None
    member = st.sampled_from(kind.choices) if kind.kind is Kind.SET else exact(kind)
    if op in LISTS:
        if draw(st.booleans()) and kind.choices:
            return (draw(st.frozensets(st.sampled_from(kind.choices))),), (ParamRef("list"),)
        return tuple(draw(st.lists(member, min_size=1, max_size=12, unique=True))), None
    if op == "between":
        return (draw(member), draw(member)), None
    if kind.kind is Kind.DATE and draw(st.booleans()):
        return (AS_OF.toordinal(),), (AsOf(),)
    return (draw(member),), None


@st.composite
def findings(draw, depth=1):
    """Any finding on a known fact, given or derived."""
    fact = draw(st.sampled_from([*FACTS, *DERIVED]))
    kind = (FACTS.get(fact) or DERIVED[fact]).type
    op = draw(st.sampled_from((*OPERATORS[kind.kind], "known")))
    rights, nodes = draw(wanted(kind, op))
    more = {"truth": draw(st.sampled_from(TRUTHS)), "negated": draw(st.booleans()), "hidden": draw(st.booleans())}
    if op in ORDERED and draw(st.integers(0, 3)) == 0:
        other = draw(st.sampled_from(["sales", "secret", "gone"]))
        rights, nodes, more["other"] = (draw(values(kind)),), (FactRef(other),), other
    if kind.kind is Kind.CHOICE and fact in DERIVED and draw(st.booleans()):
        more["candidates"] = tuple(draw(st.lists(st.sampled_from(kind.choices), unique=True)))
    more["parameters"] = tuple(draw(st.lists(st.sampled_from(["gate", "cap", None]), max_size=2)))
    more["origin"] = draw(st.none() | TEXTS)
    if kind.kind.is_ordered:
        more["limits"] = (draw(st.none() | exact(kind)), draw(st.none() | exact(kind)))
    if depth and fact in DERIVED:
        more["inputs"] = tuple(draw(st.lists(findings(depth=depth - 1), max_size=3)))
    return finding(fact, op, *rights, value=draw(values(kind)), right=nodes, **more)


def references():
    statuses, outcomes = [status.value for status in Status], [outcome.value for outcome in Outcome]
    kinds = st.sampled_from([("criterion", statuses), ("programme", outcomes)])
    return kinds.flatmap(
        lambda kind: st.builds(
            Reference,
            st.just(kind[0]),
            st.text(max_size=5),
            TEXTS,
            st.lists(st.sampled_from(kind[1]), max_size=3).map(tuple),
            st.sampled_from(kind[1]),
            st.sampled_from(TRUTHS),
            st.booleans(),
        )
    )


def groups(inner):
    kinds, items = st.sampled_from(["all", "any", "some"]), st.lists(inner, max_size=4).map(tuple)
    return st.builds(Group, kinds, st.sampled_from(TRUTHS), items, st.integers(1, 9), st.integers(1, 9), st.booleans())


REASONS = st.recursive(st.one_of(findings(), references()), groups, max_leaves=8)


@st.composite
def decisions(draw):
    """Decisions with every part."""
    results = [
        result(
            f"c{number}",
            draw(st.sampled_from(Status)),
            *draw(st.lists(REASONS, max_size=2)),
            title=draw(TEXTS),
            kind=draw(st.sampled_from(CriterionKind)),
            remedy=draw(st.none() | TEXTS),
            source=draw(st.sampled_from([None, KICKOFF])),
            points=(0, draw(st.integers(0, 10**6))),
            not_in_force=draw(st.booleans()),
        )
        for number in range(draw(st.integers(0, 2)))
    ]
    kind = DERIVED["team"].type
    return decision(
        draw(st.sampled_from(Outcome)),
        *results,
        points=Points(0, draw(st.integers(0, 10**6))),
        scope=tuple(draw(st.lists(REASONS, max_size=1))),
        questions=(Question(FACTS[draw(st.sampled_from(list(FACTS)))], ("c0", "gone"), draw(st.booleans())),),
        deciding_sets=DecidingSets((DecidingSet(("sales",), draw(st.sampled_from(Outcome))),), draw(st.booleans())),
        facts={"team": OutputValue("team", draw(TEXTS), kind, draw(values(kind)))},
    )


@given(REASONS, LANGS, st.booleans())
def test_every_reason_has_a_sentence(reason, lang, known):
    told = sentence(reason, lang, AS_OF, RULES if known else None)
    assert told == clean(told)


@pytest.mark.no_cover
@given(decisions(), LANGS, st.booleans())
def test_every_decision_is_rendered_and_written(told, lang, colour):
    for shape in ("text", "markdown", "html"):
        assert render(told, lang, shape, colour) == render(told, lang, shape, colour)
    assert json.dumps(as_dict(told, lang)) == json.dumps(as_dict(told, lang))
    assert json.loads(json.dumps(as_dict(told))) == as_dict(told)


@given(st.sampled_from([fact.type for fact in FACTS.values()]).flatmap(lambda kind: st.tuples(st.just(kind), values(kind))), LANGS)
def test_every_value_has_words(pair, lang):
    kind, value = pair
    words = value_words(value, kind, lang)
    assert words == clean(words)
    assert words
