"""Every code block of the documentation does what the page says. How to write one: tests/docs/blocks.py."""

from pathlib import Path

import pytest

from tests.docs.runner import ROOT, Page

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_page(path: Path, tmp_path: Path):
    failures = Page(path, tmp_path).failures()
    assert not failures, "\n".join(["", *failures])
