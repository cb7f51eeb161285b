"""Rule sets that went wrong in every way there is: loading either works or says where and why, and never raises anything else."""

import json
from copy import deepcopy
from datetime import date
from random import Random

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import naikkelas as nk
from naikkelas.problems import shown
from tests.ruleset.hostile import EVERYTHING, KEYS, SCALARS, VALUES, at, mutated, paths, profile_for, spots, text_of
from tests.strategies import documents

pytestmark = pytest.mark.slow

DAYS = (date(2026, 11, 1), date(2024, 2, 29))
HEAD = {key: EVERYTHING[key] for key in ("format", "rule_set", "version", "effective")}


def problems_of(document):
    """The rule set, or ``None``, and everything that is said of it."""
    try:
        rules = nk.loads(text_of(document), file="tried.yaml")
    except nk.RuleSetError as refused:
        return None, refused.problems
    return rules, rules.problems


def loaded(document):
    """The rule set, or ``None`` when it is refused; whatever is said has a place, in both languages, sorted."""
    rules, problems = problems_of(document)
    told(problems, text_of(document))
    assert (rules is None) == any(p.is_error for p in problems)
    if rules is not None:
        linked = rules.linked  # nothing is dropped without a word
        assert list(document["criteria"]) == list(rules.criteria)[: len(document["criteria"])]
        assert set(document.get("parameters") or ()) <= set(rules.parameters)
        assert set(document.get("facts") or ()) <= {*linked.declared, *linked.derived}
        assert set(document.get("sources") or ()) <= set(linked.sources)
    return rules


def told(problems, text):
    """Every place is one where something stands."""
    lines = text.split("\n")
    places = [(p.place.line, p.place.column) for p in problems]
    assert all(lines[line - 1][column - 1 :].strip() for line, column in places)
    assert places == sorted(places)
    for p in problems:
        assert p.place.file == "tried.yaml"
        assert p.text("id")
        assert p.text("en")


def decide(rules, choose):
    """Decides an empty profile and a few others, and reads all of every decision."""
    for as_of, profile in [(DAYS[0], {}), *((choose(DAYS), profile_for(rules.facts, choose)) for _ in range(3))]:
        first, last = rules.linked.effective
        if not first <= as_of.toordinal() <= (last or as_of.toordinal()):
            continue  # the mutation moved the dates of the rule set
        decision = rules.decide(profile, as_of=as_of)
        assert dict(decision.statuses).keys() == rules.criteria.keys()
        assert len(decision.masks) == -(-len(rules.linked.comparisons) // 31)
        assert decision.points.at_least <= decision.points.at_most
        assert all(isinstance(result.because, tuple) for result in decision.criteria.values())
        assert decision.to_dict()["outcome"] == decision.outcome


# --- one thing at a time ---------------------------------------------------------------------------------------------

KINDS = ("", "x", "$cap", [], {}, ["x"], {"x": "y"}, {"fact": "workers"}, None, 3)


@pytest.mark.parametrize("section", EVERYTHING)
def test_every_kind_of_node_in_every_place(section):
    for number, path in enumerate(list(paths(EVERYTHING[section]))[::2]):
        document = deepcopy(EVERYTHING)
        parent = at(document, (section, *path)[:-1])
        parent[(section, *path)[-1]] = deepcopy(KINDS[number * 7 % len(KINDS)])
        if isinstance(document["criteria"], dict):
            loaded(document)
        else:
            with pytest.raises(nk.RuleSetError):
                nk.loads(text_of(document))


def without(path):
    document = deepcopy(EVERYTHING)
    del at(document, path[:-1])[path[-1]]
    return document


REMOVED = [path for number, path in enumerate(paths(EVERYTHING)) if path and number % 6 == 0]


def words_of(node):
    """Every key and value of a part of a document."""
    inner = [*node, *node.values()] if isinstance(node, dict) else node
    return {word for each in inner for word in words_of(each)} if isinstance(node, dict | list) else {str(node).removeprefix("$")}


def test_parts_left_out():
    """What is said stands where the part is missing, or names what nothing else says any more; without it, profiles are decided."""
    refused = []
    for path in REMOVED:
        document = without(path)
        if "criteria" not in document:
            continue
        rules, problems = problems_of(document)
        told(problems, text_of(document))
        refused.append(rules is None)
        gone = {str(key) for key in path} | words_of(at(EVERYTHING, path))
        where = spots(text_of(document)) if problems else {}
        for p in problems:
            spot = where[p.place.line, p.place.column]
            assert spot == path[: max(2, len(spot))] or gone & {p.slots.get("name"), p.slots.get("read")}, (path, p)
            for lang in ("id", "en"):
                assert any(f"'{word}'" in p.text(lang) for word in gone), (path, p)
        if rules is not None:
            assert all(p.code.startswith("NK3") for p in problems)  # only what is no mistake, as a name that is not used any more
            assert rules.decide({}, as_of=DAYS[0]).outcome == "needs_information"
    assert 20 < sum(refused) < len(refused) - 20


def errors_without(*path):
    """The codes of the errors and what they name."""
    rules, problems = problems_of(without(path))
    found = {(p.code, p.slots.get("name")) for p in problems if p.is_error}
    assert (rules is None) == bool(found)
    return found


#: What cannot be left out, each found where it is missing and nowhere else.
NEEDED = [
    ("format",), ("rule_set",), ("version",), ("parameters", "cap", "type"), ("parameters", "cap", "values"),
    ("parameters", "tenth", "decimals"), ("parameters", "regencies", "of"), ("facts", "rank", "type"), ("facts", "rank", "of"),
    ("facts", "acid", "decimals"), ("facts", "size", "table", "rows"), ("facts", "size", "table", "otherwise"),
    ("facts", "size", "table", "rows", 0, "when"), ("facts", "fee", "table", "rows", 0, "then"), ("facts", "half", "times", "fact"),
    ("facts", "half", "times", "constant"), ("facts", "share", "ratio", "when_zero"), ("facts", "share", "ratio", "to"),
    ("criteria", "area", "require"), ("criteria", "people", "require", "some", "at_least"), ("criteria", "people", "require", "some", "of"),
    ("criteria", "people", "require", "some", "of", 0, "workers", "between", "to"),
]  # fmt: skip


@pytest.mark.parametrize("path", NEEDED, ids=lambda path: ".".join(map(str, path)))
def test_a_part_that_is_needed_is_missed_once(path):
    assert errors_without(*path) == {("NK151", path[-1])}


@pytest.mark.parametrize("name", EVERYTHING["parameters"])
def test_a_parameter_that_is_left_out_is_missed_wherever_it_is_used(name):
    assert errors_without("parameters", name) == {("NK202", f"${name}")}


@pytest.mark.parametrize("name", EVERYTHING["facts"])
def test_a_fact_that_is_left_out_is_missed_wherever_it_is_used(name):
    assert errors_without("facts", name) == {("NK201", name), *([("NK220", name)] if name == "rank" else [])}


@pytest.mark.parametrize("name", EVERYTHING["criteria"])
def test_a_criterion_that_is_left_out_is_missed_where_it_is_referred_to(name):
    referred_to = name in ("permit", "running", "area", "people", "asked")
    assert errors_without("criteria", name) == ({("NK203", name)} if referred_to else set())


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("sources", "book"), {("NK204", "book")}),
        (("criteria",), {("NK151", "criteria"), ("NK203", "area"), ("NK203", "people")}),
        (("effective",), {("NK212", name) for name in EVERYTHING["parameters"]}),
        (("parameters", "flag", "values", "2015-01-01"), {("NK212", "flag")}),
        (("parameters", "cap", "values", "2015-01-01"), {("NK156", "values")}),
        (("parameters", "age", "values", "2015-01-01", "months"), {("NK207", None)}),
        (("facts", "knows", "derive"), {("NK151", "type")}),
        (("facts", "left", "difference", 0), {("NK216", "difference")}),
        (("facts", "size", "of", 0), {("NK207", None)}),
        (("facts", "size", "table", "rows", 1, "when", "capital", "more_than"), {("NK303", "1")}),
        (("criteria", "area", "kind"), {("NK309", None)}),
        (("criteria", "permit", "require", "any"), {("NK156", "require")}),
        (("criteria", "other", "require", "programme", "inopak-naik-kelas"), {("NK156", "programme")}),
        (("criteria", "people", "require", "some", "of", 2, "sold_at", "includes_any"), {("NK156", "sold_at")}),
        (("facts", "size", "table", "hit"), set()),
        (("criteria", "permit", "applies_when"), set()),
        (("criteria", "permit", "remedy"), set()),
        (("criteria", "running", "effective"), set()),
        (("applies_when",), set()),
        (("outputs",), set()),
        (("data_gaps",), set()),
        (("title", "en"), set()),
    ],
    ids=lambda given: "-".join(map(str, given)) if isinstance(given, tuple) else "problems",
)
def test_what_is_said_of_other_parts_left_out(path, expected):
    assert errors_without(*path) == expected


RIGHT_SIDES = [
    ("workers", "at_least"), ("workers", "between"), ("workers", "in"), ("sector", "is"), ("sector", "in"), ("operating_since", "before"),
    ("operating_since", "at_least_ago"), ("knows_market", "is"), ("annual_sales", "at_most"), ("kbli", "not_in"), ("workers", "known"),
]  # fmt: skip


NAMED = {
    "parameters": {name: EVERYTHING["parameters"][name] for name in ("flag", "cap", "age", "limit")},
    "facts": {name: EVERYTHING["facts"][name] for name in ("share", "months")},
}


@pytest.mark.parametrize(("fact", "op"), RIGHT_SIDES)
def test_whatever_stands_on_the_right(fact, op):
    for value in VALUES:
        rules = loaded({**HEAD, **NAMED, "criteria": {"asked": {"require": {fact: {op: value}}}}})
        if rules is not None:
            assert rules.decide({}, as_of=DAYS[0]).outcome in ("needs_information", "eligible")


# --- many things at random -------------------------------------------------------------------------------------------


class Chooser:
    """Picks by Hypothesis, so that what fails is made small."""

    def __init__(self, data):
        self.data = data

    def __call__(self, options):
        return options[self.data.draw(st.integers(0, len(options) - 1))]


bounded = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example])


@settings(bounded, max_examples=40)
@given(st.data(), st.integers(1, 3))
def test_a_mutation_loads_and_decides_or_is_refused_with_a_place(data, times):
    choose = Chooser(data)
    rules = loaded(mutated(EVERYTHING, choose, times))
    if rules is not None:
        decide(rules, choose)


@settings(bounded, max_examples=30)
@given(documents(), st.data(), st.integers(1, 2))
def test_a_mutation_of_a_drawn_rule_set(document, data, times):
    choose = Chooser(data)
    rules = loaded(mutated(document, choose, times))
    if rules is not None:
        decide(rules, choose)


ANYTHING = st.recursive(
    st.sampled_from(SCALARS),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(SCALARS + KEYS), inner, max_size=3),
)
REQUIRED = ANYTHING | st.dictionaries(st.sampled_from(("workers", "sector", "all", "not", "some", "criterion")), ANYTHING, max_size=2)
CRITERIA = st.dictionaries(st.sampled_from(("a", "b", "all", "met")), st.fixed_dictionaries({"require": REQUIRED}), max_size=2)


def is_named(problem, rest):
    """A problem says in both languages what stands at its place, or the name of it; ``rest`` is the text from there on."""
    if problem.code == "NK109":
        return problem.slots["character"] == f"U+{ord(rest[0]):04X}"
    if problem.code == "NK131":
        return problem.slots["bracket"] == rest[0]
    read, _ = json.JSONDecoder().raw_decode(rest)
    words = shown(read).strip() if isinstance(read, str) else problem.slots.get("name", problem.slots.get("read"))
    return all(words in problem.text(lang) for lang in ("id", "en"))


@settings(bounded, max_examples=30)
@given(ANYTHING | CRITERIA)
@example({"": []})
@example({"a": {"require": {"all": [{"not": {"not": {}}}]}}})
@example({"a": {"require": {"workers": {"at_least": 5}}}, "b": {"require": {"criterion": "a"}}})
def test_anything_under_criteria(node):
    document = {**HEAD, "criteria": node}
    text = text_of(document)
    rules, problems = problems_of(document)
    told(problems, text)
    assert problems == problems_of(document)[1]
    begins, lines = text.index('"criteria"'), text.splitlines(keepends=True)
    for p in problems:
        place = sum(map(len, lines[: p.place.line - 1])) + p.place.column - 1
        assert place >= begins
        assert is_named(p, text[place:]), p
    assert (rules is None) == any(p.is_error for p in problems)
    if rules is not None:
        assert rules.decide({}, as_of=DAYS[0]).statuses.keys() == node.keys()


def test_mutations_with_a_fixed_seed():
    """The same on every run, whatever Hypothesis explores: some load, some are refused."""
    found = []
    for seed in range(80):
        random = Random(seed)  # noqa: S311 - not for secrets
        rules = loaded(mutated(EVERYTHING, lambda options, random=random: options[random.randrange(len(options))], 1))
        found.append(rules is not None)
        if rules is not None and seed % 3 == 0:
            decide(rules, lambda options, random=random: options[random.randrange(len(options))])
    assert 3 < sum(found) < 77


# --- deep, wide and long ---------------------------------------------------------------------------------------------


def asked(condition, **more):
    return {**HEAD, **more, "criteria": {"asked": {"require": condition}}}


def workers(count):
    return {"workers": {"at_least": count}}


def nested(kind, levels):
    condition = workers(5)
    for level in range(levels):
        other = {"sector": {"is": "wood"}} if level % 2 else {"knows_market": {"is": True}}
        condition = {
            "not": lambda inner: {"not": inner},
            "all": lambda inner, other=other: {"all": [inner, other]},
            "any": lambda inner, other=other: {"any": [other, inner]},
            "some": lambda inner, other=other: {"some": {"at_least": 1, "of": [inner, other]}},
            "mixed": lambda inner, other=other, level=level: {"any": [other, inner]} if level % 2 else {"all": [inner, other]},
        }[kind](condition)
    return condition


ALL = {"workers": 5, "sector": "wood", "knows_market": True}


@pytest.mark.parametrize(("kind", "levels"), [("not", 45), ("all", 22), ("any", 22), ("some", 15), ("mixed", 22)])
def test_as_deep_as_a_file_may_be(kind, levels):
    rules = loaded(asked(nested(kind, levels)))
    assert rules.decide(ALL, as_of=DAYS[0]).outcome == ("ineligible" if kind == "not" and levels % 2 else "eligible")
    open_decision = rules.decide({}, as_of=DAYS[0])
    assert open_decision.outcome == "needs_information"
    assert open_decision.to_json("en")
    assert open_decision.explain("en")


def test_deeper_than_a_file_may_be():
    assert loaded(asked(nested("not", 60))) is None


@pytest.mark.parametrize("kind", ["all", "any", "some"])
def test_two_thousand_conditions_side_by_side(kind):
    items = [workers(count) for count in range(1, 2001)]
    rules = loaded(asked({kind: {"at_least": 1000, "of": items} if kind == "some" else items}))
    enough, too_few = {"all": (2000, 1999), "any": (1, 0), "some": (1000, 999)}[kind]
    assert rules.decide({"workers": enough}, as_of=DAYS[0]).outcome == "eligible"
    assert rules.decide({"workers": too_few}, as_of=DAYS[0]).outcome == "ineligible"
    assert rules.decide({"workers": {"at_least": too_few, "at_most": enough}}, as_of=DAYS[0]).outcome == "needs_information"
    assert rules.decide({"workers": {"at_least": enough, "at_most": enough + 5}}, as_of=DAYS[0]).outcome == "eligible"


@pytest.mark.parametrize("hit", ["first", "unique"])
def test_a_table_of_a_thousand_rows(hit):
    rows = [{"when": {"workers": {"between": {"from": 10 * i, "to": 10 * i + 9}}}, "then": i} for i in range(1000)]
    facts = {"t": {"type": "integer", "table": {"hit": hit, "rows": rows, "otherwise": 5000}}}
    rules = loaded(asked({"t": {"at_least": 700}}, facts=facts, outputs=["t"]))
    assert rules.decide({"workers": 7005}, as_of=DAYS[0]).facts["t"].value == 700
    assert rules.decide({"workers": 20_000}, as_of=DAYS[0]).facts["t"].value == 5000
    inside = rules.decide({"workers": {"at_least": 7000, "at_most": 7019}}, as_of=DAYS[0])
    assert (inside.outcome, inside.facts["t"].value) == ("eligible", (700, 5000))


def test_a_thousand_criteria_that_each_rest_on_the_one_before():
    row = {f"c{i}": {"require": {"criterion": f"c{i - 1}"}} for i in range(999, 0, -1)}
    rules = loaded({**HEAD, "criteria": {**row, "c0": {"require": workers(3)}}})
    assert set(rules.decide({"workers": 3}, as_of=DAYS[0]).statuses.values()) == {"met"}
    assert set(rules.decide({}, as_of=DAYS[0]).statuses.values()) == {"unknown"}


def test_a_sum_of_a_thousand_terms_and_as_many_preferences():
    facts = {"total": {"sum": ["workers"] * 1000}, "score": {"points": [f"p{i}" for i in range(1000)]}}
    preferences = {f"p{i}": {"kind": "preference", "points": 2, "require": workers(3)} for i in range(1000)}
    rules = loaded(
        {
            **HEAD,
            "facts": facts,
            "criteria": {**preferences, "asked": {"require": {"total": {"at_least": 3000}, "score": {"at_least": 2000}}}},
        }
    )
    assert rules.decide({"workers": 3}, as_of=DAYS[0]).outcome == "eligible"
    assert rules.decide({}, as_of=DAYS[0]).points.to_dict() == {"at_least": 0, "at_most": 2000}


def row_of_facts(length, nots=0):
    """Derived facts that each rest on the one before."""
    facts = {"d0": {"derive": workers(3)}}
    for number in range(1, length):
        condition = {f"d{number - 1}": {"is": True}}
        for _ in range(nots):
            condition = {"not": condition}
        facts[f"d{number}"] = {"derive": condition}
    return facts


def test_fifty_derived_facts_in_a_row_each_as_deep_as_can_be():
    rules = loaded(asked({"d49": {"is": True}}, facts=row_of_facts(50, nots=42)))
    for profile, outcome in (({"workers": 3}, "eligible"), ({}, "needs_information")):
        decision = rules.decide(profile, as_of=DAYS[0])
        assert decision.outcome == outcome
        assert decision.to_json("en")
        assert decision.explain("en")


def test_more_than_fifty_in_a_row_are_refused_in_any_order():
    for length in (51, 1000):
        facts = row_of_facts(length)
        for order in (list(facts), list(reversed(facts))):
            with pytest.raises(nk.RuleSetError) as refused:
                nk.loads(text_of(asked({f"d{length - 1}": {"is": True}}, facts={name: facts[name] for name in order})))
            assert [p.code for p in refused.value.problems] == ["NK226"]
            assert refused.value.problems[0].slots["name"] == "d50"


def test_explanations_do_not_multiply():
    """Each derived fact asks for the one before twice: 2^40 ways to tell it, one of them is told."""
    facts = {"d0": {"derive": workers(3)}}
    facts |= {f"d{i}": {"derive": {"all": [{f"d{i - 1}": {"is": True}}, {f"d{i - 1}": {"is_not": False}}]}} for i in range(1, 40)}
    rules = loaded(asked({"d39": {"is": True}}, facts=facts))
    for profile in ({"workers": 3}, {"workers": 2}, {}):
        assert len(rules.decide(profile, as_of=DAYS[0]).to_json("en")) < 200_000


def test_circles_without_end():
    """Every criterion refers to every other: more circles than anybody could count."""
    criteria = {f"c{i}": {"require": {"criterion": {f"c{j}": "met" for j in range(60) if j != i}}} for i in range(60)}
    with pytest.raises(nk.RuleSetError) as refused:
        nk.loads(text_of({**HEAD, "criteria": criteria}))
    assert {p.code for p in refused.value.problems} == {"NK209", "NK125"}


def test_many_mistakes_in_a_file_with_many_names():
    facts = {f"fact_number_{i}": {"type": "boolean"} for i in range(1200)}
    criteria = {f"c{i}": {"require": {f"fact_nummer_{i}": {"is": True}}} for i in range(1200)}
    with pytest.raises(nk.RuleSetError) as refused:
        nk.loads(text_of({**HEAD, "facts": facts, "criteria": criteria}))
    assert len(refused.value.problems) == 201
