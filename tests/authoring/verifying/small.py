"""Small rule sets over small domains, and everything that is to be said of them by trying every profile."""

import json
from itertools import product

from hypothesis import strategies as st

import naikkelas as nk
from naikkelas.conditions import Outcome, Status

DOMAINS = {"a": range(4), "b": range(3), "p": (False, True), "c": ("x", "y", "z")}

FACTS = {
    "a": {"type": "integer", "at_most": 3},
    "b": {"type": "integer", "at_most": 2},
    "p": {"type": "boolean"},
    "c": {"type": "choice", "of": ["x", "y", "z"]},
}

#: Every exact profile.
EVERYBODY = [dict(zip(DOMAINS, values, strict=True)) for values in product(*DOMAINS.values())]

LIMITS = st.sampled_from(["at_least", "at_most", "more_than", "less_than"])
NUMBERS = st.one_of(
    st.builds(lambda op, value: {"a": {op: value}}, LIMITS, st.integers(0, 3)),
    st.builds(lambda op, value: {"b": {op: value}}, LIMITS, st.integers(0, 2)),
    st.builds(lambda op, values: {"a": {op: sorted(values)}}, st.sampled_from(["in", "not_in"]), st.sets(st.integers(0, 3), min_size=1)),
    st.builds(lambda low, more: {"a": {"between": {"from": low, "to": min(3, low + more)}}}, st.integers(0, 3), st.integers(0, 2)),
    st.builds(lambda op: {"a": {op: {"fact": "b"}}}, LIMITS),
)
LEAVES = st.one_of(
    NUMBERS,
    st.builds(lambda value: {"p": {"is": value}}, st.booleans()),
    st.builds(
        lambda op, values: {"c": {op: sorted(values)}}, st.sampled_from(["in", "not_in"]), st.sets(st.sampled_from("xyz"), min_size=1)
    ),
    st.builds(lambda value: {"size": {"is": value}}, st.sampled_from(["small", "middle", "large"])),
    st.builds(lambda op, value: {"total": {op: value}}, LIMITS, st.integers(0, 5)),
    st.builds(lambda op, value: {"share": {op: value}}, LIMITS, st.sampled_from(["0.5", "1", "2"])),
    st.builds(lambda op, value: {"card": {op: value}}, LIMITS, st.sampled_from(["1", "3", "5", "6.5", "9"])),
)
CONDITIONS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(lambda items: {"all": items}, st.lists(inner, min_size=2, max_size=3)),
        st.builds(lambda items: {"any": items}, st.lists(inner, min_size=2, max_size=3)),
        st.builds(lambda item: {"not": item}, inner),
        st.builds(lambda items: {"some": {"at_least": 2, "of": items}}, st.lists(inner, min_size=3, max_size=3)),
    ),
    max_leaves=4,
)


@st.composite
def groups(draw):
    """One or two groups of guarded indicators, so that each may be empty."""
    asked = [{"p": {"is": True}}, {"a": {"at_least": 2}}, {"c": {"is": "x"}}, {"b": {"at_most": 0}}]
    made = {}
    for name in ("one", "two")[: draw(st.integers(1, 2))]:
        chosen = draw(st.lists(st.sampled_from(asked), min_size=1, max_size=2, unique_by=str))
        indicators = [{"require": each, "applies_when": draw(st.sampled_from(asked)), "weight": draw(st.integers(1, 2))} for each in chosen]
        made[name] = {"weight": draw(st.integers(1, 3)), "indicators": indicators}
    return made


@st.composite
def documents(draw, name="small"):
    """A rule set of one to three criteria; those in its words may use a table, a sum, a ratio and a scorecard."""
    criteria = {}
    for number in range(draw(st.integers(1, 3))):
        criterion = {"require": draw(CONDITIONS)}
        if draw(st.integers(0, 3)) == 0:
            criterion["applies_when"] = draw(LEAVES)
        if number and draw(st.integers(0, 2)) == 0:
            criterion |= {"kind": "preference", "points": draw(st.sampled_from([-3, 2, 5]))}
        criteria[f"k{number}"] = criterion
    rows = [{"when": draw(NUMBERS), "then": then} for then in draw(st.permutations(["small", "middle"]))]
    size = {"type": "choice", "of": ["small", "middle", "large"], "table": {"rows": rows, "otherwise": "large"}}
    derived = {
        "size": size,
        "total": {"type": "integer", "sum": ["a", "b"]},
        "share": {"ratio": {"of": "a", "to": "b", "when_zero": draw(st.sampled_from(["met", "not_met"]))}},
        "card": {"scorecard": {"scale": 10, "when_empty": draw(st.sampled_from(["met", "not_met"])), "groups": draw(groups())}},
    }
    made = {
        "format": "naikkelas/1",
        "rule_set": name,
        "version": "1",
        "facts": {**FACTS, **derived},
        "criteria": criteria,
        "outputs": ["size"],
    }
    if draw(st.integers(0, 3)) == 0:
        made["applies_when"] = draw(LEAVES)
        criteria["scope"] = {"kind": "note", "require": made["applies_when"]}  # tells whether it is met
    return made


class Tried:
    """A rule set and what it decides about everybody."""

    def __init__(self, rules, as_of):
        self.rules = rules
        self.as_of = as_of
        self.decisions = [rules.decide(profile, as_of=as_of) for profile in EVERYBODY]
        self.by_profile = {tuple(profile.values()): decision for profile, decision in zip(EVERYBODY, self.decisions, strict=True)}

    def some(self, test):
        return any(test(decision) for decision in self.decisions)

    def in_scope(self, decision):
        """Whether the rule set's own ``applies_when`` is met."""
        return decision.statuses.get("scope", Status.MET) is Status.MET

    def satisfied(self, decision, name):
        return decision.statuses[name] is not Status.NOT_MET

    def only_reason(self, name):
        """Somebody is refused because of this requirement alone."""
        others = [each for each, one in self.rules.criteria.items() if one.kind == "requirement" and each != name]
        return self.some(
            lambda decision: (
                decision.outcome is Outcome.INELIGIBLE
                and not self.satisfied(decision, name)
                and all(self.satisfied(decision, other) for other in others)
            )
        )

    def hurts(self, fact, more=True):
        """More of a fact takes away eligibility or points of somebody eligible."""
        place = list(DOMAINS).index(fact)
        for values, before in self.by_profile.items():
            for value in DOMAINS[fact]:
                after = self.by_profile[(*values[:place], value, *values[place + 1 :])]
                bigger = values[place] < value if more else value < values[place]
                worse = after.outcome is not Outcome.ELIGIBLE or after.points.at_most < before.points.at_least
                if bigger and before.outcome is Outcome.ELIGIBLE and worse:
                    return True
        return False

    def falls_through(self, fact):
        """A value of the table is `otherwise`, between two that are not."""
        place = list(DOMAINS).index(fact)
        for values in self.by_profile:
            sizes = [self.by_profile[(*values[:place], value, *values[place + 1 :])].facts["size"].plain for value in DOMAINS[fact]]
            inside = [number for number, size in enumerate(sizes) if size != "large"]
            if any(size == "large" for size in sizes[min(inside, default=0) : max(inside, default=0)]):
                return True
        return False


def open_profiles():
    """Every profile in which each fact is exact or missing."""
    for values in product(*([*domain, None] for domain in DOMAINS.values())):
        yield {name: value for name, value in zip(DOMAINS, values, strict=True) if value is not None}


def load(document):
    """The rule set, or ``None`` where the linker refuses it."""
    try:
        return nk.loads(json.dumps(document))
    except nk.RuleSetError:
        return None
