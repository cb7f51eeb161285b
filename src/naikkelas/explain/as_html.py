"""A page as a fragment of HTML: sections, headings and lists with class names, no style and no script."""

from collections.abc import Iterator
from html import escape

from naikkelas.explain.lines import Line
from naikkelas.explain.page import MARKS, Detail, Item, Page, Section
from naikkelas.explain.words import capital, clean, say
from naikkelas.problems import Lang


def escaped(text: str) -> str:
    """``text`` as HTML shows it, in an element or in a quoted attribute."""
    return escape(clean(text), quote=True)


def html_of(page: Page) -> str:
    """The page as one ``section`` element; its classes begin with ``nk-``."""
    return "\n".join(_page(page)) + "\n"


def _page(page: Page) -> Iterator[str]:
    yield f'<section class="nk-decision nk-{page.outcome}" lang="{page.lang}">'
    yield f'<h2 class="nk-headline">{escaped(page.headline)}</h2>'
    yield from (f'<p class="nk-meta">{escaped(line)}.</p>' for line in page.meta)
    for section in page.sections:
        yield f'<section class="nk-{section.key}">'
        yield f"<h3>{escaped(section.title)}</h3>"
        yield from _section(section, page.lang)
        yield "</section>"
    yield "</section>"


def _section(section: Section, lang: Lang) -> Iterator[str]:
    if section.items:
        tag = "ol" if section.numbered else "ul"
        yield f"<{tag}>"
        for item in section.items:
            yield from _item(item, lang)
        yield f"</{tag}>"
    yield from html_lines(section.lines, "nk-because", lang)


def _item(item: Item, lang: Lang) -> Iterator[str]:
    if item.status:
        yield f'<li class="nk-criterion nk-{item.status}">'
        yield f'<p>{_mark(item.status)}<span class="nk-status">{escaped(item.word)}</span>: <strong>{escaped(item.text)}</strong></p>'
    else:
        yield f"<li><p>{escaped(item.text)}{_link(item.url)}</p>"
    yield from html_lines(item.lines, "nk-because", lang)
    if item.details:
        yield '<dl class="nk-details">'
        yield from (_detail(detail) for detail in item.details)
        yield "</dl>"
    yield "</li>"


def _mark(status: str) -> str:
    return f'<span class="nk-mark" aria-hidden="true">{MARKS[status]}</span> '


def _told_mark(status: str, lang: Lang) -> str:
    """A mark without its word beside it: the word is told to those who cannot see the mark."""
    return f'<span class="nk-mark" role="img" aria-label="{escaped(say(lang, f"status.{status}"))}">{MARKS[status]}</span> '


def _detail(detail: Detail) -> str:
    return f'<dt class="nk-{detail.key}">{escaped(detail.label)}</dt><dd>{escaped(detail.text)}</dd>'


def _link(url: str) -> str:
    return f' <a href="{escaped(url)}" rel="nofollow noreferrer">{escaped(url)}</a>' if url else ""


def html_lines(lines: tuple[Line, ...], kind: str, lang: Lang) -> Iterator[str]:
    """Lines as a list of class ``kind``, those below a line as a list in its item."""
    if not lines:
        return
    yield f'<ul class="{kind}">'
    for line in lines:
        text = f"{escaped(capital(clean(line.text)))}{_names(line, lang)}{':' if line.below else ''}"
        yield f'<li class="nk-{line.status}">{_told_mark(line.status, lang)}{text}' if line.status else f"<li>{text}"
        yield from html_lines(line.below, "nk-below", lang)
        yield "</li>"
    yield "</ul>"


def _names(line: Line, lang: Lang) -> str:
    """The parameters behind a line in small print."""
    names = ", ".join(f"<code>{escaped(name)}</code>" for name in line.names)
    return f' <small class="nk-parameter">({say(lang, line.label, names=names)})</small>' if names else ""
