"""Decisions in words: sentence templates in two languages, renderers for text, Markdown and HTML, and plain data."""

from typing import Literal

from naikkelas.explain.as_html import html_of
from naikkelas.explain.as_markdown import markdown_of
from naikkelas.explain.as_text import text_of
from naikkelas.explain.data import as_dict
from naikkelas.explain.lines import sentence
from naikkelas.explain.page import page_of
from naikkelas.explain.told import Told
from naikkelas.explain.words import value_words
from naikkelas.problems import Lang

__all__ = ["Told", "as_dict", "render", "sentence", "value_words"]


def render(decision: Told, lang: Lang, format: Literal["text", "markdown", "html"], colour: bool = False) -> str:  # noqa: A002 - the field's word
    """The decision in words, for people.

    ``text`` is for a terminal, with ANSI colours when ``colour``; ``markdown`` is CommonMark; ``html`` is a fragment,
    one ``section`` element without style or script. Whatever a rule set or a profile says is escaped in each.
    """
    page = page_of(decision, lang)
    if format == "html":
        return html_of(page)
    return markdown_of(page) if format == "markdown" else text_of(page, colour=colour)
