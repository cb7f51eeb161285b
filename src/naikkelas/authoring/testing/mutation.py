"""Do the tests notice when the rules change? Every small change is tried, and those that no case notices are told."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from naikkelas.authoring.testing.model import Case
from naikkelas.authoring.testing.mutants import Mutant, mutants_of
from naikkelas.authoring.testing.running import Report, run_case
from naikkelas.problems import Lang, Problem, ProblemsError
from naikkelas.rules import RuleSet
from naikkelas.ruleset.document import Document
from naikkelas.ruleset.meaning import check_values


@dataclass(frozen=True, slots=True, eq=False)
class Mutation:
    """What the cases of one rule set notice.

    ``noticed`` counts the changes after which a case fails, ``survivors`` are those after which all still pass, and ``refused`` those
    that are no rule set any more (two rows of a ``unique`` table overlap, a formula leaves its bounds).
    """

    rules: RuleSet
    noticed: int
    survivors: tuple[Mutant, ...]
    refused: tuple[Mutant, ...]

    @property
    def tried(self) -> int:
        """How many changes gave a rule set that could be run."""
        return self.noticed + len(self.survivors)

    @property
    def percent(self) -> float:
        """The share of changes noticed, of 100."""
        return 100 * self.noticed / self.tried if self.tried else 100.0


def mutate(report: Report, progress: "Callable[[Sequence[Mutant]], Iterable[Mutant]] | None" = None) -> tuple[Mutation, ...]:
    """Changes every rule set that the files of a report test, one small thing at a time, and runs its cases on each change.

    Only cases that pass are asked. ``progress`` may wrap the mutants of a rule set, to show how far it is.
    """
    cases: dict[tuple[str | None, str], list[Case]] = {}
    rules: dict[tuple[str | None, str], RuleSet] = {}
    for file in report.files:
        tested = file.file.rules
        if tested is not None and file.file.usable:
            key = (tested.linked.file, tested.hash)
            rules.setdefault(key, tested)
            cases.setdefault(key, []).extend(result.case for result in file.results if result.passed)
    return tuple(_mutate(rules[key], found, progress) for key, found in cases.items())


def _mutate(rules: RuleSet, cases: list[Case], progress: Callable[[Sequence[Mutant]], Iterable[Mutant]] | None) -> Mutation:
    mutants = list(mutants_of(rules.linked))
    noticed, survivors, refused = 0, [], []
    ordered = list(cases)
    for mutant in mutants if progress is None else progress(mutants):
        if _problems(mutant):
            refused.append(mutant)
            continue
        at = _first_failing(RuleSet(mutant.linked), ordered)
        if at is None:
            survivors.append(mutant)
        else:
            noticed += 1
            ordered.insert(0, ordered.pop(at))  # what noticed one change is likely to notice the next
    return Mutation(rules, noticed, tuple(survivors), tuple(refused))


def _problems(mutant: Mutant) -> list[Problem]:
    document = Document(mutant.linked.file)
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
    rules, refused = mutation.rules, len(mutation.refused)
    share = f"{mutation.percent:.1f}"
    if lang == "id":
        head = f"{share.replace('.', ',')} % perubahan ketahuan ({mutation.noticed} dari {mutation.tried}; {refused} bukan rule set lagi)"
        told = "tidak ketahuan"
    else:
        head = f"{share} % of the changes noticed ({mutation.noticed} of {mutation.tried}; {refused} were no rule set any more)"
        told = "not noticed"
    return [f"{rules.name} {rules.version}: {head}", *(f"  {told}: {mutant}" for mutant in mutation.survivors)]


def mutation_data(mutation: Mutation) -> dict[str, Any]:
    """The same as plain data, for JSON."""
    return {
        "rule_set": mutation.rules.name,
        "version": mutation.rules.version,
        "hash": mutation.rules.hash,
        "tried": mutation.tried,
        "noticed": mutation.noticed,
        "percent": round(mutation.percent, 2),
        "survivors": [_mutant(mutant) for mutant in mutation.survivors],
        "refused": [_mutant(mutant) for mutant in mutation.refused],
    }


def _mutant(mutant: Mutant) -> dict[str, Any]:
    return {"at": mutant.place.to_dict(), "of": mutant.owner, "before": mutant.before, "after": mutant.after}
