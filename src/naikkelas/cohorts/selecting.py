"""A cohort from profiles: each is decided, and the places are given out."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from naikkelas.arguments import A_RULE_SET, ArgumentError, checked, instance, unfit
from naikkelas.cohorts.asking import Wanted, ask
from naikkelas.cohorts.choosing import choose
from naikkelas.cohorts.model import Cohort
from naikkelas.ikm.profile import IKMProfile
from naikkelas.problems import EvaluationError, Place, ProfileError, Words, problem
from naikkelas.rules import RuleSet, date_of
from naikkelas.snapshot import Snapshot

_PROFILES: Final = Words(
    "a mapping of keys to profiles, such as {number: profile}", "pemetaan (dict) kunci ke profil, misalnya {nomor: profil}"
)


def _day(name: str, value: Any) -> date:
    return date_of(value, name)


def _keyed(name: str, value: Any) -> Any:
    """Profiles, each with a key: nothing is none, though it has a name, and is told by its type alone, as keys may be personal."""
    if not isinstance(value, Mapping):
        raise unfit(name, value, _PROFILES)
    nameless = next((type(key).__name__ for key in value if key is None or key != key), None)  # noqa: PLR0124 - what is no number
    if nameless is not None:
        raise ArgumentError(
            [problem("NK538", Place(path=name), name=name, read=f"{type(value).__qualname__}[{nameless}]", expected=_PROFILES)]
        )
    return value


@checked({"rules": instance(RuleSet, A_RULE_SET), "profiles": _keyed, "as_of": _day, "rules_as_of": _day})
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
        ProfileError: when profiles have values that cannot be used: all of them, each place starting with the key of its profile.
        EvaluationError: when the selection cannot be used (NK177 to NK179, NK2xx, NK490), two keys are one as a text (NK491), the rules are
            not in force (NK501), or an argument is of the wrong type (NK504, NK538).
    """
    day = date_of(as_of, "as_of") if rules_as_of is None else date_of(rules_as_of, "rules_as_of")
    wanted = Wanted(quota, by, groups, minimum, maximum, order, waiting_list, seed)
    asked = ask(rules.linked, rules.catalogue, day.toordinal(), wanted)
    candidates = []
    for key, snapshot in _read(rules, profiles).items():
        decision = rules.decide(snapshot, as_of=as_of, rules_as_of=rules_as_of)
        points = (decision.points.at_least, decision.points.at_most)
        candidates.append(asked.candidate(key, decision.outcome, points, snapshot))
    return choose(candidates, asked.terms, asked.order)


def _read(rules: RuleSet, profiles: Mapping[Any, IKMProfile | Snapshot | Mapping[str, Any]]) -> dict[str, Snapshot]:
    """The profiles by their keys as texts.

    Raises:
        ProfileError: with every problem of all profiles, each under the key of its own.
        EvaluationError: when two have one key (NK491).
    """
    found: dict[str, Snapshot] = {}
    numbers: dict[str, int] = {}
    twice, wrong = [], []
    for number, (key, profile) in enumerate(profiles.items(), start=1):
        name = str(key)
        if name in numbers:
            twice.append(problem("NK491", Place(path=name), read=numbers[name]))
        numbers.setdefault(name, number)
        try:
            found[name] = rules._snapshot(profile)
        except ProfileError as error:
            wrong += [replace(each, place=replace(each.place, path=_under(name, each.place.path))) for each in error.problems]
    if twice:
        raise EvaluationError(twice)
    if wrong:
        raise ProfileError(wrong)
    return found


def _under(key: str, path: str | None) -> str:
    """Where a value stands: the key of its profile, and its place in that."""
    return f"{key}.{path}" if path else key
