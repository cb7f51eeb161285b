"""Running cases: the decision about each, and every expectation it does not meet."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from naikkelas.authoring.testing.model import UNKNOWN_WORD, Candidates, Case, CaseFile, Expectation, ScoreSpan, Span, Unknown
from naikkelas.decision import Decision
from naikkelas.ikm.findings import HIDDEN
from naikkelas.problems import Problem
from naikkelas.results import OutputValue
from naikkelas.rules import RuleSet
from naikkelas.values import unscaled


@dataclass(frozen=True, slots=True)
class Difference:
    """An expectation that a decision does not meet. ``got`` is what the decision has, written as the file would write it."""

    expectation: Expectation
    got: str


@dataclass(frozen=True, slots=True, eq=False)
class CaseResult:
    """What became of one case."""

    case: Case
    decision: Decision
    differences: tuple[Difference, ...]

    @property
    def passed(self) -> bool:
        """Whether the decision is all that was expected."""
        return not self.differences


@dataclass(frozen=True, slots=True, eq=False)
class FileResult:
    """What became of the cases of one file; none of a file with errors."""

    file: CaseFile
    results: tuple[CaseResult, ...]

    @property
    def failed(self) -> tuple[CaseResult, ...]:
        """The cases that did not pass."""
        return tuple(result for result in self.results if not result.passed)


@dataclass(frozen=True, slots=True, eq=False)
class Report:
    """What became of some files of tests."""

    files: tuple[FileResult, ...]

    @property
    def results(self) -> tuple[CaseResult, ...]:
        """Every case that was run."""
        return tuple(result for file in self.files for result in file.results)

    @property
    def failed(self) -> tuple[CaseResult, ...]:
        """The cases that did not pass."""
        return tuple(result for result in self.results if not result.passed)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the files themselves."""
        return tuple(problem for file in self.files for problem in file.file.problems)

    @property
    def usable(self) -> bool:
        """Whether every file could be run."""
        return all(file.file.usable for file in self.files)

    @property
    def passed(self) -> bool:
        """Whether every file could be run and every case passed."""
        return self.usable and not self.failed

    @property
    def by_rules(self) -> tuple[tuple[RuleSet, tuple[CaseResult, ...]], ...]:
        """Every rule set that the files test, in their order, with what became of its cases."""
        found: dict[tuple[str | None, str], tuple[RuleSet, list[CaseResult]]] = {}
        for file in self.files:
            tested = file.file.rules
            if tested is not None and file.file.usable:
                found.setdefault((tested.linked.file, tested.hash), (tested, []))[1].extend(file.results)
        return tuple((rules, tuple(results)) for rules, results in found.values())


def run_case(case: Case, rules: RuleSet | None = None) -> CaseResult:
    """Decides one case, with other ``rules`` than its own where they are given, and compares."""
    decision = (rules or case.rules).decide(case.snapshot, as_of=case.as_of, rules_as_of=case.rules_as_of)
    found = (_difference(expectation, decision, case) for expectation in case.expectations)
    return CaseResult(case, decision, tuple(one for one in found if one is not None))


def run_cases(files: Iterable[CaseFile], wanted: Callable[[Case], bool] | None = None) -> Report:
    """Runs every case of every file; with ``wanted`` only those it takes. Deterministic: no clock, no order of its own."""
    return Report(tuple(FileResult(file, tuple(run_case(case) for case in file.cases if wanted is None or wanted(case))) for file in files))


# --- comparing -------------------------------------------------------------------------------------------------------


def _difference(expectation: Expectation, decision: Decision, case: Case) -> Difference | None:
    met, got = _COMPARE[expectation.what](expectation, decision, case)
    return None if met else Difference(expectation, got)


def _outcome(expectation: Expectation, decision: Decision, _: Case) -> tuple[bool, str]:
    return decision.outcome is expectation.wanted, decision.outcome.value


def _status(expectation: Expectation, decision: Decision, _: Case) -> tuple[bool, str]:
    status = decision.statuses[expectation.name]
    return status is expectation.wanted, status.value


def _missing(expectation: Expectation, decision: Decision, _: Case) -> tuple[bool, str]:
    asked = [question.fact.name for question in decision.questions]
    return frozenset(asked) == expectation.wanted, f"[{', '.join(asked)}]"


def _points(expectation: Expectation, decision: Decision, _: Case) -> tuple[bool, str]:
    points, span = decision.points, expectation.wanted
    assert isinstance(span, Span)  # noqa: S101 - points are read as nothing else
    got = points.at_least if points.exact else f"{{at_least: {points.at_least}, at_most: {points.at_most}}}"
    return _spans(span, points.at_least, points.at_most), str(got)


def _spans(span: Span, low: int, high: int) -> bool:
    return span.at_least in (None, low) and span.at_most in (None, high)


def _fact(expectation: Expectation, decision: Decision, _: Case) -> tuple[bool, str]:
    output = decision.facts[expectation.name]
    hidden = decision.rules.is_personal(expectation.name)
    return _fits(expectation.wanted, output), HIDDEN if hidden else shown_output(output)


def _fits(wanted: object, output: OutputValue) -> bool:
    value = output.value
    match wanted:
        case Unknown():
            return not _is_exact(output)
        case ScoreSpan():
            return any(wanted.at_least in (None, low) and wanted.at_most in (None, high) for low, high in _scores(output))
        case Candidates():
            return value is None and frozenset(output.candidates) == wanted.names
        case Span():
            low, high = value if isinstance(value, tuple) else (value, value)
            return isinstance(low, int) and isinstance(high, int) and _spans(wanted, low, high)
    return type(value) is type(wanted) and value == wanted


def _is_exact(output: OutputValue) -> bool:
    """A score is told exactly even where no number with four decimals is it."""
    return output.plain is not None and not isinstance(output.plain, dict)


def _scores(output: OutputValue) -> list[tuple[Decimal, Decimal]]:
    """Both ends of a score as it is told, and as a range of numbers with four decimals; nothing where no indicator applies."""
    told, value = output.plain, output.value
    if told is None:
        return []
    ends = (told["at_least"], told["at_most"]) if isinstance(told, dict) else (told, told)
    made = [(Decimal(str(ends[0])), Decimal(str(ends[1])))]
    if isinstance(value, tuple):
        low, high = (unscaled(end, output.type.decimals) for end in value)
        made.append((low, high))
    return made


def shown_output(output: OutputValue) -> str:
    """An output as a file of tests writes it."""
    if output.value is None:
        return f"[{', '.join(output.candidates)}]" if output.candidates else UNKNOWN_WORD
    told = output.plain
    return _yaml({side: told[side] for side in ("at_least", "at_most")} if isinstance(told, dict) else told)


def _yaml(value: Any) -> str:
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_yaml(item)}' for key, item in value.items())}}}"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _explains(expectation: Expectation, decision: Decision, case: Case) -> tuple[bool, str]:
    text = decision.explain(case.lang)
    return str(expectation.wanted).casefold() in " ".join(text.split()).casefold(), text


_COMPARE: Final[dict[str, Callable[[Expectation, Decision, Case], tuple[bool, str]]]] = {
    "outcome": _outcome,
    "status": _status,
    "missing": _missing,
    "points": _points,
    "fact": _fact,
    "explains": _explains,
}
