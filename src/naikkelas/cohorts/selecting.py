"""A cohort from profiles: each is decided, and the places are given out."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from naikkelas.arguments import A_RULE_SET, checked, instance
from naikkelas.cohorts.asking import Wanted, ask
from naikkelas.cohorts.choosing import choose
from naikkelas.cohorts.model import Cohort
from naikkelas.ikm.profile import IKMProfile
from naikkelas.problems import Words
from naikkelas.rules import RuleSet, date_of
from naikkelas.snapshot import Snapshot

_PROFILES: Final = Words(
    "a mapping of keys to profiles, such as {number: profile}", "pemetaan (dict) kunci ke profil, misalnya {nomor: profil}"
)


def _day(name: str, value: Any) -> date:
    return date_of(value, name)


@checked({"rules": instance(RuleSet, A_RULE_SET), "profiles": instance(Mapping, _PROFILES), "as_of": _day, "rules_as_of": _day})
def select_cohort(  # noqa: PLR0913 - all but two by name
    rules: RuleSet,
    profiles: Mapping[str, IKMProfile | Snapshot | Mapping[str, Any]],
    *,
    as_of: date,
    rules_as_of: date | None = None,
    quota: int | str | None = None,
    by: str | None = None,
    groups: Iterable[str] | str | None = None,
    minimum: int | str | None = None,
    maximum: int | str | None = None,
    order: Iterable[Mapping[str, str] | str] | str | None = None,
    waiting_list: int | str | None = None,
    seed: str | None = None,
) -> Cohort:
    """Decides every profile and gives out the places of a programme: who is in, who could still enter, who waits, who is refused.

    What is left out is as the rule set's ``selection:`` says. The order of ``profiles`` plays no part; equals are parted by a lot that
    is drawn from the seed and their key.

    Args:
        rules: the rules to decide by.
        profiles: the profiles, each under a key of its own, such as a registration number.
        as_of: the date all are judged on.
        rules_as_of: the date that picks parameter values; ``as_of`` unless given.
        quota: how many places there are.
        by: the fact that makes groups.
        groups: the groups that get the minimum; all unless given.
        minimum: how many places each group gets first, where it has so many who are eligible.
        maximum: how many places a group gets at most.
        order: the steps of the order: ``[{"most": "points"}, {"earliest": "operating_since"}]``, or ``"points,operating_since"``.
        waiting_list: how many wait at most; all who are left unless given.
        seed: any text; the rule set's name and version unless given.

    Raises:
        ProfileError: when a profile has values that cannot be used.
        EvaluationError: when the selection cannot be used (NK177 to NK179, NK2xx, NK490), the rules are not in force (NK501), or an
            argument is of the wrong type (NK504, NK538).
    """
    day = date_of(as_of, "as_of") if rules_as_of is None else date_of(rules_as_of, "rules_as_of")
    wanted = Wanted(quota, by, groups, minimum, maximum, order, waiting_list, seed)
    asked = ask(rules.linked, rules.catalogue, day.toordinal(), wanted)
    candidates = []
    for key, profile in profiles.items():
        snapshot = rules._snapshot(profile)
        decision = rules.decide(snapshot, as_of=as_of, rules_as_of=rules_as_of)
        points = (decision.points.at_least, decision.points.at_most)
        candidates.append(asked.candidate(str(key), decision.outcome, points, snapshot))
    return choose(candidates, asked.terms, asked.order)
