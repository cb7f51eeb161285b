"""Tests of rule sets: YAML files of cases, what became of them, and what they cover.

::

    from naikkelas.authoring.testing import find_cases, read_cases, run_cases

    files = [read_cases(path) for path in find_cases(["rules"])]
    report = run_cases(files)
    report.passed, report.failed, report.problems

The form of the files is described in ``docs/testing-rules.md``.
"""

from naikkelas.authoring.case_format import ENDING, FORMAT, is_case_file
from naikkelas.authoring.testing.boundaries import Boundaries, BoundaryCase, boundaries_yaml, boundary_cases
from naikkelas.authoring.testing.coverage import Coverage, Point, coverage_of
from naikkelas.authoring.testing.covered import coverage_data, coverage_lines, coverage_page
from naikkelas.authoring.testing.finding import find_cases
from naikkelas.authoring.testing.junit import junit
from naikkelas.authoring.testing.model import Case, CaseFile, Expectation
from naikkelas.authoring.testing.mutants import Mutant
from naikkelas.authoring.testing.mutation import Equal, Mutation, mutate, mutation_data, mutation_lines
from naikkelas.authoring.testing.reading import CaseReader, read_cases
from naikkelas.authoring.testing.running import CaseResult, Difference, FileResult, Report, run_case, run_cases
from naikkelas.authoring.testing.telling import as_data, case_lines, summary
from naikkelas.authoring.testing.updating import Update, update_cases

__all__ = [
    "ENDING",
    "FORMAT",
    "Boundaries",
    "BoundaryCase",
    "Case",
    "CaseFile",
    "CaseReader",
    "CaseResult",
    "Coverage",
    "Difference",
    "Equal",
    "Expectation",
    "FileResult",
    "Mutant",
    "Mutation",
    "Point",
    "Report",
    "Update",
    "as_data",
    "boundaries_yaml",
    "boundary_cases",
    "case_lines",
    "coverage_data",
    "coverage_lines",
    "coverage_of",
    "coverage_page",
    "find_cases",
    "is_case_file",
    "junit",
    "mutate",
    "mutation_data",
    "mutation_lines",
    "read_cases",
    "run_case",
    "run_cases",
    "summary",
    "update_cases",
]
