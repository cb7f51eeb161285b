"""Every code of the reader has a page in one form, and the page's examples do what it says."""

import re
from pathlib import Path

import pytest

from naikkelas.problem_texts import reading
from naikkelas.ruleset.reader import read_yaml

PAGES = Path(__file__).parents[2] / "docs" / "problems"
CODES = sorted(code for code in reading.KINDS if code < "NK150")
FORM = re.compile(
    r"# (?P<head>.+)\n\n## What\n\n(?s:.+?)\n\n"
    r"## Avoid\n\n```(?P<kind>yaml|text)\n(?P<avoid>(?s:.+?))\n```\n\n"
    r"## Prefer\n\n```(?:yaml|text)\n(?P<prefer>(?s:.+?))\n```\n\n## Why\n\n(?s:.+)\n"
)
#: What the example shows cannot stand in a short text: a file of a certain kind or size.
SHOWN_IN_WORDS = {"NK101", "NK102", "NK103", "NK104", "NK105", "NK106", "NK119", "NK120", "NK125", "NK142", "NK149"}


def page(code):
    found = FORM.fullmatch((PAGES / f"{code}.md").read_text(encoding="utf-8"))
    assert found, f"{code}.md is not of the form title, What, Avoid, Prefer, Why"
    return found


@pytest.mark.parametrize("code", CODES)
def test_the_page_has_the_form_and_the_title(code):
    assert page(code)["head"] == f"{code}: {reading.KINDS[code].title}"


@pytest.mark.parametrize("code", [code for code in CODES if code not in SHOWN_IN_WORDS])
def test_the_first_example_gets_the_code_and_the_second_gets_none(code):
    assert [p.code for p in read_yaml(page(code)["avoid"])[1]] == [code]
    assert read_yaml(page(code)["prefer"])[1] == []


@pytest.mark.parametrize("code", sorted(SHOWN_IN_WORDS))
def test_an_example_in_words_is_marked_as_text(code):
    assert page(code)["kind"] == "text"
