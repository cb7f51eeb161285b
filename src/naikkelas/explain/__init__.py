"""Decisions in words: sentence templates in two languages, renderers for text, Markdown and HTML, and plain data."""

from typing import Final, Literal, get_args

from naikkelas.explain.as_html import html_of
from naikkelas.explain.as_markdown import markdown_of
from naikkelas.explain.as_text import text_of
from naikkelas.explain.data import as_dict
from naikkelas.explain.lines import sentence
from naikkelas.explain.page import page_of
from naikkelas.explain.told import Told
from naikkelas.explain.words import value_words
from naikkelas.problems import Lang, shown

__all__ = ["LANGS", "Told", "as_dict", "one_of", "render", "sentence", "value_words"]


LANGS: Final[tuple[Lang, ...]] = get_args(Lang)
FORMATS: Final = ("text", "markdown", "html")


def one_of(name: str, given: object, choices: tuple[str, ...]) -> None:
    """Raises ``ValueError`` naming the choices when an argument is none of them."""
    if given not in choices:
        raise ValueError(f"{name} must be {' or '.join(map(repr, choices))}, not {shown(repr(given))}")


def render(decision: Told, lang: Lang, format: Literal["text", "markdown", "html"], colour: bool = False) -> str:  # noqa: A002 - the field's word
    """The decision in words, for people. An unknown language or format is a ``ValueError``.

    ``text`` is for a terminal, with ANSI colours when ``colour``; ``markdown`` is CommonMark; ``html`` is a fragment,
    one ``section`` element without style or script. Whatever a rule set or a profile says is escaped in each.
    """
    one_of("lang", lang, LANGS)
    one_of("format", format, FORMATS)
    page = page_of(decision, lang)
    if format == "html":
        return html_of(page)
    return markdown_of(page) if format == "markdown" else text_of(page, colour=colour)
