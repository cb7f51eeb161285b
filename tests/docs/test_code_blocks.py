"""Every code block of the documentation does what the page says. How to write one: tests/docs/blocks.py."""

import re
from pathlib import Path

import pytest

from tests.docs.runner import ROOT, Page

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]

#: An optional package of which a page makes use; where it cannot be imported the page is skipped.
NEEDS = re.compile(r"^<!-- needs: ([\w.]+) -->$", re.MULTILINE)


@pytest.mark.slow  # two minutes for all pages; what they show does not depend on the Python
@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_page(path: Path, tmp_path: Path):
    for module in NEEDS.findall(path.read_text(encoding="utf-8")):
        pytest.importorskip(module, reason=f"the page needs {module}, which cannot be imported here", exc_type=ImportError)
    failures = Page(path, tmp_path).failures()
    assert not failures, "\n".join(["", *failures])
