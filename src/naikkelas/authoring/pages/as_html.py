"""A page as one file of HTML: style and picture inside, no script, nothing loaded. What is not ours to write is escaped."""

from collections.abc import Iterator

from naikkelas.authoring.pages.graph import Graph
from naikkelas.authoring.pages.model import Asked, Block, Bullet, Bullets, Cell, Detail, Details, Paragraph, Part, RulesPage, Table
from naikkelas.authoring.pages.picture import svg_of
from naikkelas.authoring.pages.style import STYLE
from naikkelas.explain.as_html import escaped, html_lines
from naikkelas.problems import Lang


def html_of(page: RulesPage) -> str:
    """The page as a whole document."""
    return "\n".join(_page(page)) + "\n"


def _page(page: RulesPage) -> Iterator[str]:
    yield f'<!doctype html>\n<html lang="{page.lang}">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    yield f"<title>{escaped(page.title)}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>"
    yield f"<h1>{escaped(page.title)}</h1>"
    yield from _block(page.details, page.lang)
    yield f'<nav aria-label="{escaped(page.contents)}"><ul>'
    yield from (f'<li><a href="#{escaped(chapter.key)}">{escaped(chapter.title)}</a></li>' for chapter in page.chapters)
    yield "</ul></nav>"
    for chapter in page.chapters:
        yield f'<section id="{escaped(chapter.key)}">\n<h2>{escaped(chapter.title)}</h2>'
        for block in chapter.blocks:
            yield from _block(block, page.lang)
        yield "</section>"
    yield f"</main>\n<footer>{escaped(page.footer)}</footer>\n</body>\n</html>"


def _block(block: Block, lang: Lang) -> Iterator[str]:
    match block:
        case Paragraph(text):
            yield f"<p>{escaped(text)}</p>"
        case Asked(label, lines):
            yield f'<p class="nk-label">{escaped(label)}:</p>'
            yield from html_lines(lines, "nk-asked", lang)
        case Details(items):
            yield "<dl>"
            yield from (_detail(item) for item in items)
            yield "</dl>"
        case Bullets(items):
            yield "<ul>"
            yield from (_bullet(item) for item in items)
            yield "</ul>"
        case Table(heads, rows):
            yield '<div class="nk-wide"><table>'
            named = "".join(f'<th scope="col">{escaped(head)}</th>' for head in heads)
            yield f"<thead><tr>{named}</tr></thead>\n<tbody>"
            for row in rows:
                yield "<tr>"
                yield from ("\n".join(_cell(cell, lang)) for cell in row)
                yield "</tr>"
            yield "</tbody></table></div>"
        case Graph():
            yield f'<div class="nk-wide nk-picture" tabindex="0">\n{svg_of(block)}\n</div>'
        case Part(title, name, anchor, blocks):
            yield f'<article id="{escaped(anchor)}">\n<h3>{escaped(title)}{_name(name)}</h3>'
            for inner in blocks:
                yield from _block(inner, lang)
            yield "</article>"


def _detail(item: Detail) -> str:
    text = escaped(item.text)
    shown = f'<a href="#{escaped(item.target)}">{text}</a>' if item.target else text
    return f"<dt>{escaped(item.label)}</dt><dd>{shown}</dd>"


def _bullet(item: Bullet) -> str:
    anchor = f' id="{escaped(item.anchor)}"' if item.anchor else ""
    link = f' <a href="{escaped(item.url)}" rel="nofollow noreferrer">{escaped(item.url)}</a>' if item.url else ""
    return f"<li{anchor}>{escaped(item.text)}{_name(item.name)}{link}</li>"


def _cell(cell: Cell, lang: Lang) -> Iterator[str]:
    text = escaped(cell.text)
    yield f"<td>{f'<strong>{text}</strong>' if cell.strong and text else text}{_name(cell.name)}"
    yield from html_lines(cell.lines, "nk-asked", lang)
    yield "</td>"


def _name(name: str) -> str:
    """What the file calls it, in small print."""
    return f" <code>{escaped(name)}</code>" if name else ""
