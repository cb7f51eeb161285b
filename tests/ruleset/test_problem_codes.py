"""Every code of the linker: what gets it, where, and the closest thing that does not."""

import re
from datetime import date
from pathlib import Path

import pytest

import naikkelas as nk
from naikkelas.problem_texts import HINTS, KINDS, engines, meaning, names
from naikkelas.ruleset.document import _MOST_PROBLEMS
from tests.ruleset.cases import CASES, HEAD, MARK, STAFF, Case, other, require

PAGES = Path(__file__).parents[2] / "docs" / "problems"
LINKER = sorted({**names.KINDS, **meaning.KINDS})
FORM = re.compile(r"# (?P<code>NK\d{3}): (?P<title>.+)\n\n## What\n\n(?s:(?P<what>.+?))\n\n## Avoid\n\n(?s:(?P<avoid>.+?))\n\n## Prefer\n\n(?s:(?P<prefer>.+?))\n\n## Why\n\n(?s:(?P<why>.+))\n")
FENCE = re.compile(r"```(\w+)\n(.+?)```", re.DOTALL)


def spots(text):
    """A text without its marks, and where they stood, as ``line:column``."""
    found = []
    while MARK in text:
        before, text = text.split(MARK, 1)
        found.append(f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}")
        text = before + text
    return text, found


def loaded_in(folder, text, beside=()):
    """The problems of a rule set in a folder, with other files beside it."""
    for name, content in dict(beside).items():
        (folder / f"{name}.yaml").write_text(content, encoding="utf-8")
    path = folder / "tried.yaml"
    path.write_text(text if text.startswith("format") else HEAD + text, encoding="utf-8")
    return nk.check(path)


@pytest.fixture
def problems(tmp_path):
    return lambda text, beside=(): loaded_in(tmp_path, text, beside)


def with_head(text):
    return text if text.startswith("format") else HEAD + text


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_code_and_its_place(case, problems, tmp_path):
    text, expected = spots(with_head(case.bad))
    found = [p for p in problems(text, case.beside) if p.code == case.code]
    assert [f"{p.place.line}:{p.place.column}" for p in found] == expected
    assert {p.place.file for p in found} == {str(tmp_path / "tried.yaml")}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_near_miss_loads(case, problems):
    found = problems(with_head(case.good), case.beside)
    assert case.code not in {p.code for p in found}
    assert not [str(p) for p in found if p.is_error]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_both_languages_say_what_is_meant(case, problems):
    text, _ = spots(with_head(case.bad))
    for problem in problems(text, case.beside):
        for lang in ("id", "en"):
            said = problem.text(lang)
            assert not re.search(r"\{(?:where|name|read|fact|type|expected|suggestion)", said)
            assert all(problem.slots[slot] in said for slot in ("name", "read") if slot in _slots(problem.code))


def _slots(code):
    return set(re.findall(r"(?<!\{)\{(\w+)\}", KINDS[code].en))


def test_every_code_of_the_linker_has_a_case():
    assert sorted({case.code for case in CASES}) == LINKER


def test_every_hint_of_the_linker_is_given(tmp_path):
    given = set()
    for number, case in enumerate(CASES):
        folder = tmp_path / str(number)
        folder.mkdir()
        given |= {p.hint for p in loaded_in(folder, spots(with_head(case.bad))[0], case.beside)}
    assert {*names.HINTS, *meaning.HINTS} - given == set()
    assert given - {None} <= set(HINTS)
