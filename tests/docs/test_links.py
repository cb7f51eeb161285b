"""Every link of the documentation leads somewhere: the file is there, and so is the heading."""

import re
from pathlib import Path

import pytest

from tests.docs.generate import anchor
from tests.docs.runner import ROOT
from tests.docs.test_code_blocks import PAGES

_FENCED = re.compile(r"^( *)```.*?^\1```", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ +(.*?) *$", re.MULTILINE)
_ELSEWHERE = ("https://", "http://", "mailto:")


def prose(path: Path) -> str:
    """A page without its blocks of code."""
    return _FENCED.sub("", path.read_text(encoding="utf-8"))


def anchors(path: Path) -> set[str]:
    return {anchor(heading) for heading in _HEADING.findall(prose(path))}


def broken(path: Path, root: Path = ROOT) -> list[str]:
    """The links of a page that lead nowhere, or out of the repository."""
    found = []
    for target in _LINK.findall(prose(path)):
        if target.startswith(_ELSEWHERE):
            continue
        name, _, part = target.partition("#")
        to = (path.parent / name).resolve() if name else path
        if not to.is_relative_to(root) or not to.exists() or (part and part not in anchors(to)):
            found.append(target)
    return found


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(path: Path):
    assert broken(path) == []


def test_broken_links_are_found(tmp_path):
    page = tmp_path / "page.md"
    links = ["[a](page.md#title-of-it)", "[b](other.md)", "[c](#none)", "[d](../out.md)", "[e](https://example.org/x)"]
    page.write_text("# Title of `it`\n\n" + " ".join(links) + "\n\n```text\n[f](code.md)\n```\n", encoding="utf-8")
    (tmp_path.parent / "out.md").touch()
    assert broken(page, tmp_path) == ["other.md", "#none", "../out.md"]
