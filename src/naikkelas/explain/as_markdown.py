"""A page as Markdown (CommonMark). Everything that is not ours to write is escaped."""

import re
from collections.abc import Iterator
from typing import Final

from naikkelas.explain.lines import Line
from naikkelas.explain.page import MARKS, Item, Page, Section
from naikkelas.explain.words import capital, clean, say
from naikkelas.problems import Lang

_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>|~&#$])")
_LIST_START: Final = re.compile(r"^(\d{1,9})([.)])")
_BLOCK_START: Final = re.compile(r"^([-+=])")
_STEP: Final = "    "


def escaped(text: str) -> str:
    """``text`` so that Markdown shows it as it is, on one line."""
    inline = _SPECIAL.sub(r"\\\1", clean(text))
    return _BLOCK_START.sub(r"\\\1", _LIST_START.sub(r"\1\\\2", inline))


def markdown_of(page: Page) -> str:
    """The page as Markdown: a heading, then one heading for each section."""
    return "\n".join(_page(page)) + "\n"


def _page(page: Page) -> Iterator[str]:
    yield f"## {escaped(page.headline)}"
    yield ""
    yield " ".join(f"{escaped(line)}." for line in page.meta)
    for section in page.sections:
        yield ""
        yield f"### {escaped(section.title)}"
        yield ""
        yield from _section(section, page.lang)


def _section(section: Section, lang: Lang) -> Iterator[str]:
    for number, item in enumerate(section.items, 1):
        yield from _item(item, f"{number}." if section.numbered else "-", lang)
    yield from markdown_lines(section.lines, "", lang)


def _item(item: Item, bullet: str, lang: Lang) -> Iterator[str]:
    mark = f"{MARKS[item.status]} {escaped(item.word)}: " if item.status else ""
    link = f" <{item.url}>" if item.url else ""
    yield f"{bullet} {mark}**{escaped(item.text)}**" if item.status else f"{bullet} {escaped(item.text)}{link}"
    yield from markdown_lines(item.lines, _STEP, lang)
    yield from (f"{_STEP}- {escaped(detail.label)}: {escaped(detail.text)}" for detail in item.details)


def markdown_lines(lines: tuple[Line, ...], indent: str, lang: Lang) -> Iterator[str]:
    """Lines as a list, those below a line further in."""
    for line in lines:
        mark = f"{MARKS[line.status]} " if line.status else ""
        yield f"{indent}- {mark}{escaped(capital(clean(line.text)))}{_names(line, lang)}{':' if line.below else ''}"
        yield from markdown_lines(line.below, indent + _STEP, lang)


def _names(line: Line, lang: Lang) -> str:
    """``(batas `minimum_operation`)``"""
    names = ", ".join(f"`{clean(name).replace('`', '')}`" for name in line.names)
    return f" ({say(lang, line.label, names=names)})" if names else ""
