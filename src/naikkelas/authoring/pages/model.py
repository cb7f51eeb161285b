"""A page before any format: chapters of paragraphs, lists, tables and one picture."""

from dataclasses import dataclass

from naikkelas.authoring.pages.graph import Graph
from naikkelas.explain.lines import Line
from naikkelas.problems import Lang


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A sentence or two."""

    text: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A condition below its label: "what is asked"."""

    label: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Detail:
    """A labelled remark; ``target`` is the anchor on this page that it points to."""

    label: str
    text: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class Details:
    """Remarks that belong together."""

    items: tuple[Detail, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: words, the name that the words have in the file, conditions below them."""

    text: str = ""
    name: str = ""
    lines: tuple[Line, ...] = ()
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells below their heads."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Bullet:
    """An entry of a list. ``url`` is a web address and safe to link to, ``anchor`` what details point to."""

    text: str
    name: str = ""
    url: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    items: tuple[Bullet, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A heading within a chapter: a criterion, a derived fact. ``name`` is what the file calls it."""

    title: str
    name: str
    anchor: str
    blocks: "tuple[Block, ...]"


Block = Paragraph | Asked | Details | Table | Bullets | Graph | Part


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading of the page; ``key`` is its anchor."""

    key: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class RulesPage:
    """Everything a page about a rule set says, in one language."""

    lang: Lang
    title: str
    details: Details
    contents: str
    chapters: tuple[Chapter, ...]
    footer: str
