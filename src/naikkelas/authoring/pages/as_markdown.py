"""A page as Markdown: CommonMark with tables, and the picture as a Mermaid block. What is not ours to write is escaped."""

from collections.abc import Iterator
from typing import Final

from naikkelas.authoring.pages.graph import Graph
from naikkelas.authoring.pages.model import Asked, Block, Bullet, Bullets, Cell, Details, Paragraph, Part, RulesPage, Table
from naikkelas.authoring.pages.picture import mermaid_of
from naikkelas.explain.as_markdown import escaped, markdown_lines
from naikkelas.explain.lines import flat
from naikkelas.explain.words import capital
from naikkelas.problems import Lang

_FENCE: Final = "```"


def markdown_of(page: RulesPage) -> str:
    """The page as Markdown, one heading of the first level."""
    return "\n".join(_page(page)) + "\n"


def _page(page: RulesPage) -> Iterator[str]:
    yield f"# {escaped(page.title)}"
    yield ""
    yield from _block(page.details, page.lang)
    for chapter in page.chapters:
        yield f"## {escaped(chapter.title)}"
        yield ""
        for block in chapter.blocks:
            yield from _block(block, page.lang)
    yield escaped(page.footer)


def _block(block: Block, lang: Lang) -> Iterator[str]:
    """A block with an empty line after it."""
    match block:
        case Paragraph(text):
            yield escaped(text)
        case Asked(label, lines):
            yield f"{escaped(label)}:"
            yield ""
            yield from markdown_lines(lines, "", lang)
        case Details(items):
            yield from (f"* {escaped(item.label)}: {escaped(item.text)}" for item in items)  # another sign begins another list
        case Bullets(items):
            yield from (_bullet(item) for item in items)
        case Table(heads, rows):
            yield f"| {' | '.join(escaped(head) for head in heads)} |"
            yield f"|{'---|' * len(heads)}"
            yield from (f"| {' | '.join(_cell(cell) for cell in row)} |" for row in rows)
        case Graph():
            yield f"{_FENCE}mermaid"
            yield mermaid_of(block)
            yield _FENCE
        case Part(title, name, _, blocks):
            yield f"### {escaped(title)} ({_code(name)})"
            yield ""
            for inner in blocks:
                yield from _block(inner, lang)
            return
    yield ""


def _bullet(item: Bullet) -> str:
    return f"- {escaped(item.text)}" + (f" ({_code(item.name)})" if item.name else "") + (f" <{item.url}>" if item.url else "")


def _cell(cell: Cell) -> str:
    """Everything on one line, as a cell must be."""
    text = f"**{escaped(cell.text)}**" if cell.strong and cell.text else escaped(cell.text)
    name = _code(cell.name) if cell.name else ""
    lines = "; ".join(escaped(capital(flat(line))) for line in cell.lines)
    said = " ".join(part for part in (text, name) if part)
    return f"{said}: {lines}" if said and lines else said + lines


def _code(name: str) -> str:
    """A name of the file, which holds letters, digits, ``_`` and ``-`` only."""
    return f"`{name}`"
