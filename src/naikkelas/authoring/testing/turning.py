"""The days on which a rule set changes, and what to try on them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from naikkelas.authoring.testing.trials import Trial, trials_of
from naikkelas.authoring.testing.wording import parts_of
from naikkelas.conditions import Comparison, ParamRef, operands_in
from naikkelas.engines.folded import Folded
from naikkelas.facts import FIRST_DAY
from naikkelas.problems import Lang
from naikkelas.ruleset.model import LinkedRuleSet, Parameter

_WORDS: Final = {
    "first": ("hari pertama", "first day"),
    "last": ("hari terakhir", "last day"),
    "before": ("hari sebelum berubah", "the day before it changes"),
    "from": ("hari berubah", "the day it changes"),
}


@dataclass(frozen=True, slots=True)
class Turn:
    """A day number on which something of an owner begins or ends; ``comparison`` and ``trial`` are what to try then."""

    owner: str
    day: int
    kind: str
    comparison: Comparison | None = None
    trial: Trial = Trial("at")  # noqa: RUF009 - it cannot change

    def words(self, lang: Lang) -> str:
        """Which day it is, for people."""
        return _WORDS[self.kind][lang == "en"]


def turns_of(linked: LinkedRuleSet) -> Iterator[Turn]:
    """The first and last day of the rule set, and both sides of every day on which a criterion or a parameter changes."""
    first, last = linked.effective
    if first > FIRST_DAY:
        yield Turn("effective", first, "first")
    if last is not None:
        yield Turn("effective", last, "last")
    for name, criterion in linked.criteria.items():
        starts, ends = criterion.effective
        for day in (starts, None if ends is None else ends + 1):
            if day is not None and first < day <= (last or day):
                yield Turn(name, day - 1, "before")
                yield Turn(name, day, "from")
    for parameter in linked.parameters.values():
        yield from _of_parameter(parameter, linked)


def _of_parameter(parameter: Parameter, linked: LinkedRuleSet) -> Iterator[Turn]:
    """On both days the limits that the parameter makes before and after it changes."""
    first, last = linked.effective
    read = [(owner, each) for owner, each in parts_of(linked) if ParamRef(parameter.name) in set(operands_in(each))]
    for day, _ in parameter.values:
        if not first < day <= (last or day):
            continue
        for owner, comparison in read:
            for at in (day - 1, day):
                folded = Folded.at(linked, at, at)
                for trial in trials_of(comparison, folded) if not isinstance(comparison.left, ParamRef) else [Trial("at")]:
                    yield Turn(owner, day - 1, "before", comparison, trial)
                    yield Turn(owner, day, "from", comparison, trial)
