"""A page as plain text for a terminal. Marks and words say the status; colour only repeats it."""

from collections.abc import Iterator
from typing import Final

from naikkelas.explain.lines import Line
from naikkelas.explain.page import MARKS, Item, Page, Section
from naikkelas.explain.words import capital, clean

_COLOURS: Final = {
    "met": "32",
    "not_met": "31",
    "unknown": "33",
    "not_applicable": "2",
    "eligible": "1;32",
    "ineligible": "1;31",
    "needs_information": "1;33",
    "out_of_scope": "1",
    "heading": "1",
}
_BULLET: Final = "•"
_STEP: Final = "  "


def text_of(page: Page, *, colour: bool) -> str:
    """The page as lines of text, coloured with ANSI codes when ``colour``."""
    return "\n".join(_Writer(colour).page(page)) + "\n"


class _Writer:
    def __init__(self, colour: bool) -> None:
        self.colour = colour

    def paint(self, text: str, kind: str) -> str:
        code = _COLOURS.get(kind) if self.colour else None
        return text if code is None else f"\x1b[{code}m{text}\x1b[0m"

    def page(self, page: Page) -> Iterator[str]:
        yield self.paint(clean(page.headline), page.outcome)
        yield from (clean(line) + "." for line in page.meta)
        for section in page.sections:
            yield ""
            yield self.paint(clean(section.title), "heading")
            yield from self.section(section)

    def section(self, section: Section) -> Iterator[str]:
        for number, item in enumerate(section.items, 1):
            bullet = f"{number}." if section.numbered else _BULLET
            yield from self.item(item, bullet)
        yield from self.lines(section.lines, _STEP)

    def item(self, item: Item, bullet: str) -> Iterator[str]:
        if item.status:
            mark = self.paint(f"{MARKS[item.status]} {item.word}", item.status)
            yield f"{_STEP}{mark}: {clean(item.text)}"
        else:
            yield f"{_STEP}{bullet} {clean(item.text)}" + (f" {item.url}" if item.url else "")
        yield from self.lines(item.lines, _STEP * 3)
        yield from (f"{_STEP * 3}{clean(detail.label)}: {clean(detail.text)}" for detail in item.details)

    def lines(self, lines: tuple[Line, ...], indent: str) -> Iterator[str]:
        for line in lines:
            mark = self.paint(MARKS[line.status], line.status) if line.status else _BULLET
            yield f"{indent}{mark} {capital(clean(line.text))}{':' if line.below else ''}"
            yield from self.lines(line.below, indent + _STEP)
