"""The laws of the design as functions that list every breach: agreement with the interpreter, soundness, totality."""

from naikkelas.snapshot import Snapshot
from tests.oracle.answers import COMPARISONS_A_MASK, MASK_CODES, STATUS_WORDS, masks
from tests.oracle.interpreter import Among, Scores, Span, interpret

UNKNOWN = 1
WORDS = {code: STATUS_WORDS[answer] for answer, code in MASK_CODES.items()}


def seen(decision):
    """Everything a decision says that the interpreter says too."""
    return {
        "outcome": decision.outcome.value,
        "status": {name: result.status.value for name, result in decision.criteria.items()},
        "quick status": {name: status.value for name, status in decision.statuses.items()},
        "criterion points": {name: tuple(result.points) for name, result in decision.criteria.items()},
        "points": (decision.points.at_least, decision.points.at_most),
        "masks": tuple(decision.masks),
        "outputs": {name: value_seen(value) for name, value in decision.facts.items()},
    }


def value_seen(output):
    """An output as the set of values it may have: (low, high), or its candidates; ``None`` when nothing is known.

    An ordered output always has bounds, but for months since a date that is missing or may never come.
    """
    if output.score is not None:
        ends = () if output.score.low is None else (output.score.low, output.score.high)
        return ("score", *ends, output.score.may_be_empty)
    if output.type.kind.is_ordered:
        return None if output.value is None else output.value if isinstance(output.value, tuple) else (output.value, output.value)
    if output.candidates:
        return frozenset(output.candidates)
    return None if output.value is None else frozenset({output.value})


def expected(verdict):
    """The same of the interpreter's verdict."""
    return {
        "outcome": verdict.outcome,
        "status": verdict.status,
        "quick status": verdict.status,
        "criterion points": verdict.criterion_points,
        "points": verdict.points,
        "masks": masks(verdict.truths),
        "outputs": {name: value_expected(value) for name, value in verdict.values.items()},
    }


def value_expected(value):
    match value:
        case Span():
            return (value.low, value.high)
        case Scores():
            numbers = value.values - {None}
            return ("score", *((min(numbers), max(numbers)) if numbers else ()), None in value.values)
        case Among():
            return None if value.values == {True, False} else value.values


def snapshot_of(values):
    """Canonical values as what an engine reads, past the door."""
    ranged = {name: value for name, value in values.items() if isinstance(value, tuple)}
    return Snapshot({name: value for name, value in values.items() if name not in ranged}, ranged)


def disagreements(case, values, decision):
    """Where the engine and the interpreter differ on a profile: (what, engine, interpreter)."""
    verdict = interpret(case.rules.linked, snapshot_of(values), case.as_of, case.rules_as_of)
    return differences(seen(decision), expected(verdict))


def inner_disagreements(case, values):
    """Where the full path and the interpreter differ in what a decision is made of: guards, requirements and scope."""
    snapshot, names = snapshot_of(values), sorted(case.rules.linked.criteria)
    verdict = interpret(case.rules.linked, snapshot, case.as_of, case.rules_as_of)
    found = case.rules._engine.plan(case.as_of, case.rules_as_of).full(snapshot.exact, snapshot.ranged)
    ours = {
        "guards": {name: WORDS[truth] for name, truth in zip(names, found.guards, strict=True)},
        "requirements": {name: WORDS[truth] for name, truth in zip(names, found.requires, strict=True)},
        "scope": WORDS[found.scope],
    }
    theirs = {"guards": verdict.guards, "requirements": verdict.requirements, "scope": verdict.scope}
    return [(what, ours[what], theirs[what]) for what in theirs if ours[what] != theirs[what]]


def unsatisfied(case, before, after):
    """Criteria whose being satisfied, as the interpreter has it, a completion overturns."""
    first, then = (interpret(case.rules.linked, snapshot_of(values), case.as_of, case.rules_as_of) for values in (before, after))
    return [("satisfied", name) for name, word in first.satisfied.items() if word not in {"unknown", then.satisfied[name]}]


def differences(ours, theirs):
    """What differs between :func:`seen` and :func:`expected`."""
    shown = {name: value for name, value in ours["outputs"].items() if name in theirs["outputs"]}
    ours = {**ours, "outputs": shown}
    return [(what, ours[what], theirs[what]) for what in theirs if ours[what] != theirs[what]]


def codes(decision):
    """The two bits of every comparison, in the order of the mask."""
    return [mask >> 2 * place & 3 for mask in decision.masks for place in range(COMPARISONS_A_MASK)]


def overturned(before, after):
    """What a completion overturned: ``before`` is the decision on the profile, ``after`` that on its completion."""
    made = []
    if before.outcome.value not in {"needs_information", after.outcome.value}:
        made.append(("outcome", before.outcome, after.outcome))
    for name, first in before.criteria.items():
        then = after.criteria[name]
        if first.status.value not in {"unknown", then.status.value}:
            made.append(("status", name, first.status, then.status))
        if not inside(then.points, first.points):
            made.append(("criterion points", name, first.points, then.points))
    for place, (first, then) in enumerate(zip(codes(before), codes(after), strict=True)):
        if first not in {UNKNOWN, then}:
            made.append(("comparison", place, first, then))
    if not inside(bounds(after.points), bounds(before.points)):
        made.append(("points", before.points, after.points))
    return made + outputs_overturned(before, after)


def outputs_overturned(before, after):
    made = []
    for name, first in before.facts.items():
        earlier, later = value_seen(first), value_seen(after.facts[name])
        if first.score is not None:
            kept = score_kept(after.facts[name].score, first.score)
        elif isinstance(earlier, tuple):
            kept = later is None or inside(later, earlier)
        else:
            kept = earlier is None or (later is not None and later <= earlier)
        made += [] if kept else [("output", name, earlier, later)]
    return made


def score_kept(later, earlier):
    """Whether a score lies in the range it had, and is empty only where it could have been."""
    if later.may_be_empty and not earlier.may_be_empty:
        return False
    return later.low is None or (earlier.low is not None and inside((later.low, later.high), (earlier.low, earlier.high)))


def bounds(points):
    return (points.at_least, points.at_most)


def inside(inner, outer):
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def left_open(decision):
    """What a decision on an exact profile leaves open, which must be nothing."""
    made = [("outcome", decision.outcome)] if decision.outcome.value == "needs_information" else []
    made += [("status", name) for name, result in decision.criteria.items() if result.status.value == "unknown"]
    count = len(decision.rules.comparisons)
    made += [("comparison", place) for place, code in enumerate(codes(decision)[:count]) if code == UNKNOWN]
    made += [("points", decision.points)] if not decision.points.exact else []
    for name, output in decision.facts.items():
        value = value_seen(output)
        if output.score is not None:
            settled = output.score.low == output.score.high and output.score.may_be_empty == (output.score.low is None)
        elif isinstance(value, tuple) or output.type.kind.is_ordered:
            settled = value is None or value[0] == value[1]
        else:
            settled = value is not None and len(value) == 1
        made += [] if settled else [("output", name, value)]
    return made
