"""Results in words and as data: what was expected, what came, and why."""

from collections.abc import Iterator
from typing import Any, Final

from naikkelas.authoring.testing.running import CaseResult, Difference, FileResult, Report
from naikkelas.conditions import CriterionKind, Outcome, Status
from naikkelas.decision import Decision
from naikkelas.explain import sentence
from naikkelas.explain.page import MARKS
from naikkelas.explain.words import clean, in_lang, say
from naikkelas.problems import Lang, counted
from naikkelas.results import CriterionResult, Reason

_STEP: Final = "    "
_SETTLED: Final = (Status.MET, Status.NOT_APPLICABLE)


def case_lines(result: CaseResult, lang: Lang) -> list[str]:
    """A failed case: where it stands, and for each difference what was expected, what came, and the explanation of it."""
    head = f"{result.case.place} {_tell(lang, 'GAGAL', 'FAILED')} {clean(result.case.name)}"
    return [head, *(line for difference in result.differences for line in _difference_lines(result, difference, lang))]


def _difference_lines(result: CaseResult, difference: Difference, lang: Lang) -> Iterator[str]:
    expectation = difference.expectation
    place = f" ({expectation.place})" if expectation.place != result.case.place else ""
    if expectation.what == "explains":
        wanted = clean(expectation.written)
        yield f"{_STEP}{_tell(lang, f'penjelasan tidak memuat: {wanted}', f'the explanation does not say: {wanted}')}{place}"
        yield from (f"{_STEP * 2}{line}" for line in difference.got.splitlines() if line.strip())
        return
    expected, got = clean(expectation.written), difference.got
    yield f"{_STEP}{_tell(lang, f'{expectation.label}: diharapkan {expected}, hasilnya {got}', f'{expectation.label}: expected {expected}, got {got}')}{place}"
    yield from (f"{_STEP * 2}{line}" for line in _why(result.decision, difference, lang))


def _why(decision: Decision, difference: Difference, lang: Lang) -> Iterator[str]:
    """The explanation of what differs: of one criterion, or of what led to the outcome."""
    expectation = difference.expectation
    match expectation.what:
        case "status":
            yield from _criterion(decision.criteria[expectation.name], decision, lang)
        case "outcome":
            yield from _outcome(decision, lang)
        case "missing":
            for question in decision.questions:
                yield f"? {question.fact.name}: {', '.join(question.criteria)}"
        case "points":
            for criterion in decision.criteria.values():
                if criterion.kind is CriterionKind.PREFERENCE:
                    yield from _criterion(criterion, decision, lang)


def _outcome(decision: Decision, lang: Lang) -> Iterator[str]:
    yield from _sentences(decision.scope, decision, lang)
    required = [found for found in decision.criteria.values() if found.kind is CriterionKind.REQUIREMENT]
    if decision.outcome is not Outcome.ELIGIBLE:
        required = [found for found in required if found.status not in _SETTLED]
    for criterion in required:
        yield from _criterion(criterion, decision, lang)


def _criterion(result: CriterionResult, decision: Decision, lang: Lang) -> Iterator[str]:
    word = say(lang, f"status.{result.status.value}")
    yield f"{MARKS[result.status.value]} {word}: {clean(in_lang(result.title, lang))} ({result.id})"
    yield from (f"  {line}" for line in _sentences(result.because, decision, lang))


def _sentences(reasons: tuple[Reason, ...], decision: Decision, lang: Lang) -> Iterator[str]:
    yield from (f"- {sentence(reason, lang, decision.as_of, decision.rules)}" for reason in reasons)


def summary(report: Report, lang: Lang) -> str:
    """One sentence: how many files, how many cases, how many failed."""
    ran, failed, unusable = len(report.results), len(report.failed), sum(not file.file.usable for file in report.files)
    words = _tell(
        lang,
        f"{len(report.files)} berkas, {ran} kasus: {ran - failed} lulus, {failed} gagal",
        f"{counted(len(report.files), 'file')}, {counted(ran, 'case')}: {ran - failed} passed, {failed} failed",
    )
    if unusable:
        words += _tell(lang, f"; {unusable} berkas tidak dapat dipakai", f"; {counted(unusable, 'file')} cannot be used")
    return f"{words}."


def as_data(report: Report, lang: Lang) -> dict[str, Any]:
    """The whole report as plain data, for JSON."""
    return {
        "passed": report.passed,
        "files": [_file(file, lang) for file in report.files],
        "problems": [problem.to_dict(lang) for problem in report.problems],
    }


def _file(file: FileResult, lang: Lang) -> dict[str, Any]:
    rules = file.file.rules
    return {
        "file": file.file.name,
        "rule_set": None if rules is None else {"name": rules.name, "version": rules.version, "hash": rules.hash},
        "usable": file.file.usable,
        "cases": [_case(result, lang) for result in file.results],
    }


def _case(result: CaseResult, lang: Lang) -> dict[str, Any]:
    made: dict[str, Any] = {
        "name": result.case.name,
        "at": result.case.place.to_dict(),
        "as_of": result.case.as_of.isoformat(),
        "passed": result.passed,
        "outcome": result.decision.outcome.value,
    }
    if result.differences:
        made["differences"] = [_as_data(result, difference, lang) for difference in result.differences]
    return made


def _as_data(result: CaseResult, difference: Difference, lang: Lang) -> dict[str, Any]:
    expectation = difference.expectation
    return {
        "key": expectation.label,
        "expected": expectation.written,
        "got": difference.got,
        "at": expectation.place.to_dict(),
        "because": list(_why(result.decision, difference, lang)),
    }


def _tell(lang: Lang, indonesian: str, english: str) -> str:
    return indonesian if lang == "id" else english
