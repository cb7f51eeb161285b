"""The generated pages are what the generator writes."""

import pytest

from naikkelas.ikm import FACTS, REGENCIES
from naikkelas.problem_texts import KINDS
from tests.docs.generate import DOCS, PAGES, page


@pytest.mark.parametrize("name", PAGES)
def test_a_generated_page_is_up_to_date(name):
    assert (DOCS / name).read_text(encoding="utf-8") == page(name), "run: python -m tests.docs.generate"


def test_every_fact_every_problem_and_every_regency_is_on_its_page():
    facts, problems, regions = (page(name) for name in PAGES[:3])
    assert all(f"\n| [{code}](problems/{code}.md) |" in problems for code in KINDS)
    assert all(f"\n| `{name}` | {fact.title.en}" in facts for name, fact in FACTS.items())
    assert all(f"\n| `{code}` | {regency.name} |" in regions for code, regency in REGENCIES.items())
