"""From an answer of the prover to a claim, and from a profile to a test case."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from naikkelas.authoring.verifying.model import Claim, Kind, Verdict, Witness
from naikkelas.authoring.verifying.prover import Answer, Found, look, written
from naikkelas.authoring.verifying.seen import Seen
from naikkelas.problems import NOWHERE, Place
from naikkelas.rules import RuleSet

#: Facts are left out of a case one by one as long as it still shows what it is there for; of longer profiles only so many.
_MOST_TRIED: Final = 200


def undecided(kind: Kind, about: str, answer: Answer, place: Place = NOWHERE) -> Claim:
    """A claim about which there is no answer."""
    if answer.found is Found.DENIED:
        cases = tuple(case(one, f"{kind.value} {about}", RuleSet(one.linked)) for one in answer.seen)
        return Claim(kind, about, Verdict.MISMATCH, "mismatch", place=place, witnesses=cases)
    return Claim(kind, about, Verdict.NOT_DECIDED, answer.why, answer.slots, place)


def witness(seen: Seen, name: str, still: Callable[[Seen], bool], rules: RuleSet) -> Witness:
    """A case with as few facts as will do; ``rules`` are those that decided."""
    (found,) = fewer([seen], [rules], lambda tried: still(tried[0]))
    return case(found, name, rules)


def fewer(seen: Sequence[Seen], rules: Sequence[RuleSet], still: Callable[[Sequence[Seen]], bool]) -> Sequence[Seen]:
    """The same profiles without the facts that do not matter to what they show together."""
    found = list(seen)
    for fact in list(dict.fromkeys(name for one in seen for name in one.values))[:_MOST_TRIED]:
        tried = []
        for one, own in zip(found, rules, strict=True):
            left = {name: value for name, value in one.values.items() if name != fact}
            tried.append(look(own, left, one.decision.as_of))
        if still(tried):
            found = tried
    return found


def case(seen: Seen, name: str, rules: RuleSet, more: Mapping[str, Any] | None = None) -> Witness:
    """A case of a profile, which expects the outcome and ``more``."""
    return Witness(rules, name, written(seen.values, rules), {"outcome": seen.decision.outcome.value, **(more or {})})
