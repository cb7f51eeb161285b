"""Every problem code has a trigger that gets it and nothing else, and a near miss beside it that does not get it.

A new code goes into the table of its door: cases of the linker and lints, mistakes in files of tests, or the modules of this folder.
"""

import ast
from collections import defaultdict
from pathlib import Path

import pytest

import naikkelas as nk
from naikkelas.authoring.checking import DEFAULT, Checker, Settings
from naikkelas.problem_texts import KINDS
from tests.authoring.checking.lint_cases import LINTS
from tests.authoring.testing.folder import read
from tests.authoring.testing.test_reading import MISTAKES
from tests.problems import calls, tables, values, written
from tests.problems.pair import MARK, Pair, codes, distance
from tests.ruleset.cases import CASES, HEAD, Case
from tests.ruleset.cases_selection import SELECTION_CASES

ROOT = Path(__file__).resolve().parents[2]

#: A near miss differs from its trigger by at most so many words and signs; most by one.
NEAR = 7

#: Codes that no input gets today, each with the test that makes what would.
ELSEWHERE = {
    "NK149": ("tests/ruleset/test_reader.py", "test_a_fault_that_no_rule_knows_keeps_its_place"),  # a YAML library that says more than ours
    "NK510": ("tests/engines/durable/test_engine.py", "test_what_the_language_learned_later_is_refused_and_named"),  # a newer language
    "NK514": ("tests/engines/durable/test_engine.py", "test_a_failure_gives_no_result_and_the_next_decision_is_right"),  # a broken library
}

#: What cannot be used is told with the reason why.
ALSO = {"NK173": frozenset({"NK101"})}


HERE = tuple(pair for module in (written, values, tables, calls) for pair in module.PAIRS)


def linked(case: Case):
    """The problems of a rule set with other files beside it."""

    def door(folder: Path, text: str):
        for name, content in case.beside.items():
            (folder / f"{name}.yaml").write_text(content, encoding="utf-8")
        return nk.check(_rules(folder, text))

    return door


def linted(code: str):
    """The problems of a check, with this lint where it has to be asked for."""
    asked = Settings(severity={**DEFAULT.severity, code: "warning"})
    return lambda folder, text: Checker(asked).check(_rules(folder, text)).problems


def _rules(folder: Path, text: str) -> Path:
    plain = text.replace(MARK, "")
    path = folder / "tried.yaml"
    path.write_text(plain if plain.startswith("format") else HEAD + plain, encoding="utf-8")
    return path


def cases_of(folder: Path, text: str):
    """The problems of a file of tests."""
    return read(folder, text.replace(MARK, "")).problems


def _pairs() -> dict[str, list[Pair]]:
    """The pairs of every code, the closest first."""
    every = [
        *(Pair(case.code, case.bad, case.good, linked(case)) for case in (*CASES, *SELECTION_CASES)),
        *(Pair(case.code, case.bad, case.good, linted(case.code)) for case in LINTS),
        *(Pair(code, bad, good, cases_of, ALSO.get(code, frozenset())) for code, bad, good in MISTAKES),
        *HERE,
    ]
    found: dict[str, list[Pair]] = defaultdict(list)
    for pair in sorted(every, key=distance):
        found[pair.code].append(pair)
    return found


PAIRS = _pairs()


def test_every_code_has_a_pair_or_a_reason_to_have_none():
    assert set(PAIRS) | set(ELSEWHERE) == set(KINDS)
    assert not set(PAIRS) & set(ELSEWHERE)


@pytest.mark.parametrize("code", sorted(PAIRS))
def test_a_trigger_gets_its_code_alone_and_the_near_miss_beside_it_does_not(code: str, tmp_path: Path):
    nearest = PAIRS[code][0]
    assert distance(nearest) <= NEAR, f"no near miss is as close as {NEAR} words and signs; the closest: {nearest}"
    for number, pair in enumerate([nearest, *(pair for pair in HERE if pair.code == code)]):
        assert codes(pair, tmp_path / f"{number}-trigger", good=False) == {code} | pair.also, pair
        assert code not in codes(pair, tmp_path / f"{number}-near-miss", good=True), pair


@pytest.mark.parametrize("code", sorted(ELSEWHERE))
def test_a_code_that_no_input_gets_is_made_by_a_test_of_its_own(code: str):
    file, name = ELSEWHERE[code]
    source = (ROOT / file).read_text(encoding="utf-8")
    (found,) = (part for part in ast.parse(source).body if isinstance(part, ast.FunctionDef) and part.name == name)
    compared = [ast.unparse(part) for part in ast.walk(found) if isinstance(part, ast.Assert)]
    assert any(code in each for each in compared)
