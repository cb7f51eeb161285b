"""The pieces that need no durable-rules: expressions, and rules packed within its limits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naikkelas.engines.durable import expressions as ex
from naikkelas.engines.durable.network import Network
from naikkelas.engines.durable.plan import _labelled
from naikkelas.engines.durable.shards import SEEN, packed
from naikkelas.logic import MET, NOT_MET, UNKNOWN, all_of, any_of, negate
from naikkelas.problem_texts import durable
from tests.ruleset.test_problem_codes import FENCE, FORM, PAGES
from tests.strategies import seeded_case

KEYS = [("truth", number) for number in range(4)]
TREES = st.recursive(
    st.sampled_from(KEYS) | st.sampled_from([("always", MET), ("always", NOT_MET)]),
    lambda inner: st.tuples(st.sampled_from(["all", "any", "not"]), st.lists(inner, min_size=1, max_size=3)),
    max_leaves=8,
)


def asked(tree):
    if tree in KEYS or tree[0] == "always":
        return ex.truth(tree)
    how, items = tree
    inner = [asked(item) for item in items]
    return {"all": ex.all_of, "any": ex.any_of, "not": lambda found: found[0].negated()}[how](inner)


def truth_of(tree, values):
    if tree in KEYS or tree[0] == "always":
        return values[tree]
    how, items = tree
    inner = [truth_of(item, values) for item in items]
    return {"all": all_of, "any": any_of, "not": lambda found: negate(found[0])}[how](inner)


def holds(expression, values):
    match expression:
        case ex.Both(items):
            return all(holds(item, values) for item in items)
        case ex.Either(items):
            return any(holds(item, values) for item in items)
    value = values[expression.key]
    return {"=": value == expression.value, "<": value < expression.value, ">=": value >= expression.value}[expression.relation]


@given(TREES, st.lists(st.sampled_from([MET, UNKNOWN, NOT_MET]), min_size=4, max_size=4))
def test_two_questions_are_three_valued_truth(tree, truths):
    values = dict(zip(KEYS, truths, strict=True)) | {("always", MET): MET, ("always", NOT_MET): NOT_MET, ex.ONE: 1}
    found = asked(tree)
    answers = (holds(found.met, values), holds(found.not_met, values))
    assert answers == {MET: (True, False), UNKNOWN: (False, False), NOT_MET: (False, True)}[truth_of(tree, values)]


def test_a_truth_that_there_is_already_needs_no_rule():
    key = ("truth", 3)
    assert ex.truth(key).key == key
    assert ex.all_of([ex.truth(key), ex.ALWAYS]).key == key
    assert ex.any_of([]).key == ("always", NOT_MET)
    assert ex.truth(key).negated().key is None
    assert ex.all_of([ex.truth(key), ex.truth(("truth", 4))]).key is None


def test_what_is_too_much_for_one_rule_is_known():
    test = [ex.Test(("truth", number), "=", MET) for number in range(60)]
    assert ex.fits(ex.both(test[: ex.MOST_TESTS]))
    assert not ex.fits(ex.both(test[: ex.MOST_TESTS + 1]))
    assert not ex.fits(ex.either(test[: ex.MOST_WAYS + 1]))
    pairs = [ex.either(test[start : start + 2]) for start in range(0, 10, 2)]
    assert ex.ways(ex.both(pairs)) == 32
    assert not ex.fits(ex.both(pairs))
    assert ex.pending(ex.both(pairs)) == 6


@pytest.mark.parametrize("seed", range(12))
def test_no_shard_comes_near_the_limits_of_the_library(seed):
    network = Network(seeded_case(seed, most_criteria=40).rules.linked)
    logic = [(node, node.rules) for wave in network.waves for node in wave if node.comparison is None]
    for shard in packed(logic):
        definition = shard.definition()
        assert SEEN in definition
        assert sum(ex.pending(asked) for asked in shard.conditions.values()) <= 60
        assert len(shard.names) <= 200
        assert len({(test.key, test.relation, test.value) for each in shard.conditions.values() for test in ex.tests(each)}) <= 300
        assert all(name.isascii() and len(name) < 60 for name in (*shard.names.values(), *definition))


def test_a_node_reads_only_what_is_known_before_its_wave():
    for seed in range(20):
        network = Network(seeded_case(seed).rules.linked)
        for node in network.nodes:
            read = [test.key for _, asked in node.rules for test in ex.tests(asked)]
            assert all(network.ready(key) <= node.wave for key in read)


def test_a_node_that_can_never_be_said_anything_of_is_in_no_shard():
    network = Network(seeded_case(0).rules.linked)
    assert packed([(network.nodes[0], _labelled(ex.Kleene(ex.FAILS, ex.FAILS)))]) == []


@pytest.mark.parametrize("code", durable.KINDS)
def test_every_code_of_the_engine_has_a_page_of_the_fixed_form(code):
    page = FORM.fullmatch((PAGES / f"{code}.md").read_text(encoding="utf-8"))
    assert page is not None
    assert (page["code"], page["title"]) == (code, durable.KINDS[code].title)
    assert all(FENCE.search(page[part]) for part in ("avoid", "prefer"))
