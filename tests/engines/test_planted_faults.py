"""Faults planted in the engine one at a time: each must be caught by the laws, or the laws are not worth their time.

A fault is either a function put in the place of another, or a rewriting of the code that the engine generates. The cases are
those of fixed seeds and the same for every fault; the interpreter has judged them once, before any fault is planted.
"""

import re
from dataclasses import dataclass, replace
from functools import partial

import pytest

import naikkelas.engines.decoder
import naikkelas.engines.folded
import naikkelas.engines.rows.full
import naikkelas.folding
from naikkelas.calendar import add_months
from naikkelas.conditions import Op
from naikkelas.engines.folded import Folded
from naikkelas.engines.rows import ratios
from naikkelas.engines.rows.engine import RowsEngine
from naikkelas.engines.rows.source import Source
from naikkelas.ruleset.model import Criterion
from naikkelas.scores import CAN_BE_NOT_MET, POSSIBLE, Card, Share
from tests.oracle import laws
from tests.oracle.interpreter import interpret
from tests.strategies import seeded_case

pytestmark = pytest.mark.slow

SEEDS = range(400)
PROFILES = 5


@dataclass(frozen=True)
class Judged:
    """A case, its profiles, and what each law needs to know beforehand."""

    case: object
    profiles: tuple
    verdicts: tuple
    completions: tuple
    exact: tuple


@pytest.fixture(scope="module")
def judged():
    made = []
    for seed in SEEDS:
        case = seeded_case(seed)
        applicant, linked = case.applicant, case.rules.linked
        profiles = tuple(applicant.profile() for _ in range(PROFILES))
        snapshots = tuple(map(laws.snapshot_of, profiles))
        verdicts = tuple(laws.expected(interpret(linked, snapshot, case.as_of, case.rules_as_of)) for snapshot in snapshots)
        completions = tuple(tuple(laws.snapshot_of(applicant.completed(values)) for _ in range(3)) for values in profiles)
        exact = tuple(laws.snapshot_of(applicant.exact_profile()) for _ in range(2))
        made.append(Judged(case, snapshots, verdicts, completions, exact))
    return made


def plan_of(each):
    """Fresh code for a case, compiled with whatever is planted."""
    return RowsEngine(each.case.rules.linked).plan(each.case.as_of, each.case.rules_as_of)


def disagrees(each, plan):
    """Whether some profile is decided otherwise than the interpreter does, its masks, points and outputs included."""
    return any(
        laws.differences(laws.seen(plan.decide(snapshot)), verdict) for snapshot, verdict in zip(each.profiles, each.verdicts, strict=True)
    )


def is_overturned(each, plan):
    """Whether some completion overturns what was decided without it."""
    for snapshot, completions in zip(each.profiles, each.completions, strict=True):
        before = plan.decide(snapshot)
        if any(laws.overturned(before, plan.decide(then)) for then in completions):
            return True
    return False


def leaves_open(each, plan):
    """Whether something of an exact profile is left open."""
    return any(laws.left_open(plan.decide(snapshot)) for snapshot in each.exact)


LAWS = {"agreement": disagrees, "sound": is_overturned, "total": leaves_open}


def caught(judged, law):
    return any(LAWS[law](each, plan_of(each)) for each in judged)


# --- ways to plant -----------------------------------------------------------------------------------------------------


def rewriting(pattern, replacement, path="full"):
    """Rewrites every generated line of the full or the exact path."""

    def plant(patch):
        compiled = Source.compile

        def compile_rewritten(self, name, arguments, helpers):
            if name == path:
                self.lines = [re.sub(pattern, replacement, line) for line in self.lines]
            return compiled(self, name, arguments, helpers)

        patch.setattr(Source, "compile", compile_rewritten)

    return plant


def replacing(place, name, value):
    """Puts a value or a function in the place of another; ``value`` gets the old one as its first argument."""

    def plant(patch):
        old = getattr(place, name)
        patch.setattr(place, name, partial(value, old) if callable(value) and not isinstance(value, type) else value)

    return plant


def limits_excluded(runs, op, rights, as_of):
    made = runs(op, rights, as_of)
    return tuple((low + 1, high) for low, high in made) if op in {Op.AT_LEAST, Op.ON_OR_AFTER} else made


def zero_ignored(ratio, tests, of_low, of_high, to_low, to_high, *rest):
    return ratio(tests, of_low, of_high, max(to_low, min(to_high, 1)), to_high, *rest)


def signs_of_ratios_ignored(positive, tests, of_low, of_high, to_low, to_high):
    """The least quotient of a negative number is by the least denominator, not by the largest."""
    if of_low >= 0:
        return positive(tests, of_low, of_high, to_low, to_high)
    return positive(tests, of_low, of_low, to_high, to_high) & positive(tests, of_high, of_high, to_low, to_low)


def months_subtracted(latest, as_of, length):
    return add_months(as_of, -length.count) if length.unit == "months" else latest(as_of, length)


def gaps_closed(fold, values):
    made = fold(values)
    return ((made[0][0], made[-1][1]),)


def may_counts(least, count, truths):
    return least(count, [3 if truth else 0 for truth in truths])


def in_force_everywhere(patch):
    patch.setattr(Criterion, "in_force", lambda *_: True)


def wrong_parameters(patch):
    right = Folded.at
    patch.setattr(Folded, "at", lambda linked, as_of, rules_as_of: replace(right(linked, as_of, as_of), rules_as_of=rules_as_of))


def wrong_ends(patch):
    patch.setitem(naikkelas.engines.rows.full._PAIRS, ">=", "3 if {a} >= {c} else 0 if {b} < {c} else 1")


def signs_forgotten(patch):
    """The low end of a difference is made of low ends."""
    compiled = Source.compile

    def forget(line):
        low, found, high = line.partition("; b")
        if " = sum((" not in low or not found or " * '@" not in line:
            return line
        return re.sub(r"\bb(?=_?\d)", "a", low) + found + re.sub(r"(?<=[(\s])a(?=_?\d)", "b", high)

    def compile_forgetful(self, name, arguments, helpers):
        self.lines = [forget(line) for line in self.lines] if name == "full" else self.lines
        return compiled(self, name, arguments, helpers)

    patch.setattr(Source, "compile", compile_forgetful)


def empty_groups_are_shares_of_nothing(patch):
    right = Card.share
    patch.setattr(Card, "share", lambda card, group, indicators: right(card, group, indicators) or Share(0, 0, group, False))


def exempt_is_not_met(patch):
    patch.setattr(FULL, "POSSIBLE", {**POSSIBLE, **{(0, require): CAN_BE_NOT_MET for require in (0, 1, 3)}})


def open_guards_apply(patch):
    patch.setattr(FULL, "POSSIBLE", {**POSSIBLE, **{(1, require): POSSIBLE[3, require] for require in (0, 1, 3)}})


def groups_that_may_be_empty_stay(patch):
    right = Card._mean
    patch.setattr(Card, "_mean", lambda card, fixed, optional: right(card, [*fixed, *optional], []))


def score_never_empty(truth, tests, score, when_empty):
    return truth(tests, score if score.ends is None else score._replace(may_be_empty=False), when_empty)


FULL = naikkelas.engines.rows.full

#: The fault, the laws that must each catch it, and how it is planted.
FAULTS = {
    "at least means more than": (["agreement"], replacing(naikkelas.engines.folded, "runs", limits_excluded)),
    "the limit itself is undecided": (
        ["agreement", "total"],
        rewriting(r"= 3 if (\S+) >= (k\d+|'@\d+') else 1 if", r"= 3 if \1 > \2 else 1 if"),
    ),
    "unknown is taken for not met": (["agreement", "sound"], rewriting(" else 1 if ", " else 0 if ")),
    "missing is taken for zero": (["agreement", "sound"], rewriting(r"= y\.get\((k\d+|'@\d+'), (?:k\d+|'@\d+')\)", r"= y.get(\1, (0, 0))")),
    "missing text is not met": (["agreement", "sound"], rewriting(r"= 1 if (\S+) is None else", r"= 0 if \1 is None else")),
    "not of unknown is met": (["agreement", "sound"], replacing(FULL, "_NEGATED", (3, 3, 1, 0))),
    "some counts what only may be": (["agreement", "sound"], replacing(FULL, "at_least", may_counts)),
    "the guard is ignored in the outcome": (["agreement"], rewriting(r"\(n\[(g\w+)\] \| (r\w+)\)", r"\2")),
    "an open guard shows the requirement": (["agreement", "sound"], rewriting(r"(s\w+ = (r\w+) if .*) else 1$", r"\1 else \2")),
    "applies_when is ignored": (["agreement"], rewriting(r"(z\d+) = .* & (\(.*\))$", r"\1 = \2")),
    "in scope although nothing applies": (["agreement"], rewriting(r"(z\d+ = .*) & (\(.*\))$", r"\1")),
    "points without the guard": (["agreement"], rewriting(r"if g\w+ & (r\w+) == 3: l", r"if \1 == 3: l")),
    "an open preference earns nothing": (["agreement", "sound"], rewriting(r"elif g\w+ & r\w+: l", "elif 0: l")),
    "open points are never negative": (
        ["agreement", "sound"],
        rewriting(r": (l\w+) = (k\d+|'@\d+') if (?:k\d+|'@\d+') < 0 else 0", r": \1 = 0"),
    ),
    "a zero denominator is ignored": (["agreement", "sound"], replacing(FULL, "ratio_truth", zero_ignored)),
    "negative ratios go by the wrong denominator": (["agreement", "sound"], replacing(ratios, "_positive", signs_of_ratios_ignored)),
    "gaps between listed numbers are closed": (["agreement"], replacing(naikkelas.folding, "fold_to_runs", gaps_closed)),
    "two facts are compared at the wrong ends": (["agreement", "sound"], wrong_ends),
    "a range counts as known": (["agreement"], rewriting(r"= 3 if (a\w+) == (b\w+) else 1$", "= 3")),
    "the first table passes over open rows": (["agreement", "sound"], rewriting(r"if (t\w+):$", r"if \1 == 3:")),
    "a table stops at an open row": (["agreement", "sound"], rewriting(r"if (t\w+) == 3: break", r"if \1: break")),
    "one candidate is enough": (["agreement", "sound"], rewriting(r" else 1 if \S+ & ~\S+ else 3", " else 3")),
    "a given range of a derived fact is ignored": (["agreement"], rewriting(r"elif (k\d+|'@\d+') in y:", r"elif \1 in ():")),
    "a given value of a derived fact is ignored": (["agreement"], rewriting(r"if (k\d+|'@\d+') in x:", r"if \1 in ():")),
    "signs are forgotten in sums": (["agreement", "sound"], signs_forgotten),
    "months are subtracted from the as-of date": (["agreement"], replacing(naikkelas.folding, "latest_start", months_subtracted)),
    "parameters of the wrong date": (["agreement"], wrong_parameters),
    "the dates of a criterion are ignored": (["agreement"], in_force_everywhere),
    "an open programme is not eligible": (["agreement", "sound"], rewriting(r"\(1 if (o\d+) == 1 else", r"(0 if \1 == 1 else")),
    "the quick path earns points out of turn": (
        ["agreement"],
        rewriting(r"(p\w+ = .*) if (s\w+) == 3 else 0", r"\1 if \2 else 0", "exact"),
    ),
    "the quick path leaves out the last of a run": (["agreement"], rewriting(r"<= (k\d+|'@\d+')\)", r"< \1)", "exact")),
    "the quick path works out what was given as a range": (
        ["agreement"],
        rewriting(r"elif (?:k\d+|'@\d+') in snapshot\.ranged: raise KeyError", "elif 0: pass", "exact"),
    ),
    "an empty group is a share of 0": (["agreement"], empty_groups_are_shares_of_nothing),
    "an indicator that does not apply counts against the score": (["agreement"], exempt_is_not_met),
    "an indicator with an open guard applies": (["agreement", "sound"], open_guards_apply),
    "groups that may be empty stay in the mean": (["agreement", "sound"], groups_that_may_be_empty_stay),
    "a scorecard that may be empty is not": (["agreement", "sound"], replacing(FULL, "score_truth", score_never_empty)),
    "the quick path forgets the weights of groups": (["agreement"], rewriting(r"(n \+= \S+ \* \(.*\)) \* \S+;", r"\1;", "exact")),
    "the quick path counts what does not apply": (["agreement"], rewriting(r"(\w+m = 0; \w+a) = .*", r"\1 = 5", "exact")),
    "32 comparisons to a mask": (["agreement"], replacing(naikkelas.engines.decoder, "_PER_MASK", 32)),
}


@pytest.mark.parametrize("law", LAWS)
def test_the_engine_as_it_is_passes(judged, law):
    assert not caught(judged, law)


@pytest.mark.parametrize(("name", "law"), [(name, law) for name, (must, _) in FAULTS.items() for law in must])
def test_a_planted_fault_is_caught(judged, monkeypatch, name, law):
    FAULTS[name][1](monkeypatch)
    assert caught(judged, law), f"{name}: the law of {law} would have let it pass"
