"""Do the tests notice when the rules change? Every small change is tried, and those that no case notices are told."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from naikkelas.authoring.testing.model import Case
from naikkelas.authoring.testing.mutants import Mutant, mutants_of
from naikkelas.authoring.testing.running import Report, run_case
from naikkelas.conditions import Scorecard
from naikkelas.facts import MOST_ANYWHERE
from naikkelas.problems import Lang, Problem, ProblemsError
from naikkelas.rules import RuleSet
from naikkelas.ruleset.document import Document, Where
from naikkelas.ruleset.meaning import check_values
from naikkelas.scores import common_denominator


@dataclass(frozen=True, slots=True, eq=False)
class Mutation:
    """What the cases of one rule set notice. ``cases`` counts those that were asked: where it is 0, nothing can be said.

    ``noticed`` counts the changes after which a case fails, ``survivors`` are those after which all still pass, ``equivalent`` those
    of which it is proved that they decide every profile alike (what that leaves out is said in ``docs/testing-rules.md``), ``of_places`` those that change only who
    gets a place in a cohort, which no case about one business can notice, and ``refused`` those that are no rule set any more (two
    rows of a ``unique`` table overlap, a formula leaves its bounds).
    """

    rules: RuleSet
    cases: int
    noticed: int
    survivors: tuple[Mutant, ...]
    refused: tuple[Mutant, ...]
    equivalent: tuple[Mutant, ...] = ()
    of_places: tuple[Mutant, ...] = ()

    @property
    def tried(self) -> int:
        """How many changes gave a rule set that could be run."""
        return self.noticed + len(self.survivors)

    @property
    def percent(self) -> float | None:
        """The share of changes noticed, of 100; ``None`` where no case could notice any, because none passes."""
        if not self.cases:
            return None
        return 100 * self.noticed / self.tried if self.tried else 100.0


#: Shows how far it is, over the mutants of one rule set.
Progress = Callable[[Sequence[Mutant]], Iterable[Mutant]]

#: Whether it is proved that a rule set and its mutant decide everybody alike.
Equal = Callable[[RuleSet, RuleSet], bool]


def mutate(report: Report, progress: Progress | None = None, equal: Equal | None = None) -> tuple[Mutation, ...]:
    """Changes every rule set that the files of a report test, one small thing at a time, and runs its cases on each change.

    Only cases that pass are asked. ``progress`` may wrap the mutants of a rule set, to show how far it is. With ``equal``, of what no
    case notices is told apart what decides every profile alike; :func:`naikkelas.authoring.verifying.is_equal` proves it.
    """
    return tuple(_mutate(rules, [each.case for each in found if each.passed], progress, equal) for rules, found in report.by_rules)


def _mutate(rules: RuleSet, cases: list[Case], progress: Progress | None, equal: Equal | None) -> Mutation:
    if not cases:
        return Mutation(rules, 0, 0, (), ())
    every = list(mutants_of(rules.linked))
    mutants = [mutant for mutant in every if not mutant.of_places]
    noticed = 0
    survivors: list[Mutant] = []
    equivalent: list[Mutant] = []
    refused: list[Mutant] = []
    ordered = list(cases)
    for mutant in mutants if progress is None else progress(mutants):
        if _problems(mutant):
            refused.append(mutant)
            continue
        changed = RuleSet(mutant.linked)
        at = _first_failing(changed, ordered)
        if at is not None:
            noticed += 1
            ordered.insert(0, ordered.pop(at))  # what noticed one change is likely to notice the next
        elif equal is not None and equal(rules, changed):
            equivalent.append(mutant)
        else:
            survivors.append(mutant)
    of_places = tuple(mutant for mutant in every if mutant.of_places)
    return Mutation(rules, len(cases), noticed, tuple(survivors), tuple(refused), tuple(equivalent), of_places)


def _problems(mutant: Mutant) -> list[Problem]:
    document = Document(mutant.linked.file)
    for name, derived in mutant.linked.derived.items():
        if isinstance(derived.formula, Scorecard) and common_denominator(derived.formula) > MOST_ANYWHERE:
            document.report("NK313", derived.place, Where("fact", name), expected="2^62")
    check_values(mutant.linked, document)
    return [found for found in document.problems if found.is_error]


def _first_failing(rules: RuleSet, cases: list[Case]) -> int | None:
    with_parameters: dict[str, RuleSet] = {}
    for at, case in enumerate(cases):
        key = repr(sorted(case.parameters.items()))
        try:
            if key not in with_parameters:
                with_parameters[key] = rules.with_parameters(**case.parameters) if case.parameters else rules
            if not run_case(case, with_parameters[key]).passed:
                return at
        except ProblemsError:
            return at
    return None


def mutation_lines(mutation: Mutation, lang: Lang) -> list[str]:
    """What was noticed, and every change that was not, each with its place."""
    rules, refused, same = mutation.rules, len(mutation.refused), len(mutation.equivalent)
    if mutation.percent is None:
        nothing = (
            "nothing can be said about changes, because no case passes",
            "tidak ada yang dapat dikatakan tentang perubahan, karena tidak ada kasus yang lulus",
        )
        return [f"{rules.name} {rules.version}: {nothing[lang == 'id']}"]
    share = f"{mutation.percent:.1f}"
    if lang == "id":
        head = f"{share.replace('.', ',')} % perubahan ketahuan ({mutation.noticed} dari {mutation.tried}; {refused} bukan rule set lagi"
        told, alike, places = "tidak ketahuan", "memutus semua profil sama (terbukti)", "hanya mengubah siapa yang mendapat tempat"
        head += f"; {same} terbukti memutus semua profil sama)" if same else ")"
    else:
        head = f"{share} % of the changes noticed ({mutation.noticed} of {mutation.tried}; {refused} were no rule set any more"
        told, alike, places = "not noticed", "decides every profile alike (proved)", "changes only who gets a place"
        head += f"; {same} proved to decide every profile alike)" if same else ")"
    named = ((told, mutation.survivors), (alike, mutation.equivalent), (places, mutation.of_places))
    return [f"{rules.name} {rules.version}: {head}", *(f"  {word}: {mutant}" for word, mutants in named for mutant in mutants)]


def mutation_data(mutation: Mutation) -> dict[str, Any]:
    """The same as plain data, for JSON."""
    return {
        "rule_set": mutation.rules.name,
        "version": mutation.rules.version,
        "hash": mutation.rules.hash,
        "tried": mutation.tried,
        "noticed": mutation.noticed,
        "percent": None if mutation.percent is None else round(mutation.percent, 2),
        "survivors": [_mutant(mutant) for mutant in mutation.survivors],
        "equivalent": [_mutant(mutant) for mutant in mutation.equivalent],
        "of_places": [_mutant(mutant) for mutant in mutation.of_places],
        "refused": [_mutant(mutant) for mutant in mutation.refused],
    }


def _mutant(mutant: Mutant) -> dict[str, Any]:
    return {"at": mutant.place.to_dict(), "of": mutant.owner, "before": mutant.before, "after": mutant.after}
