"""The parts of a .xlsx: which sheets it has, its texts, and the formats of its cells. Nothing in it is believed to be there.

Both forms of the format are read, the usual one and the strict one; they differ in the names of their namespaces only.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from posixpath import dirname, join, normpath
from typing import IO, Final
from xml.parsers import expat
from zipfile import ZipFile

from naikkelas.batch.files.number_formats import BUILT_IN, PLAIN, NumberFormat, format_of
from naikkelas.batch.files.spreadsheet import refuse_entities

#: Small, because a piece of a file may become thousands of wide rows.
_CHUNK: Final = 1 << 14
_YES: Final = ("1", "true")
_NAMESPACES: Final = ("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main")

#: Excel itself holds 65,490.
_MOST_STYLES: Final = 1 << 16

_ESCAPED: Final = re.compile("_x([0-9A-Fa-f]{4})_")

Attributes = Mapping[str, str]


class BinaryError(ValueError):
    """The workbook is a .xlsb."""


def names_of(*names: str) -> dict[str, str]:
    """What the parser calls elements of a workbook, and what they are called in short."""
    return {f"{namespace} {name}": name for namespace in _NAMESPACES for name in names}


def unescaped(text: str) -> str:
    """A text of a cell: ``_x000A_`` is a line break."""
    return _ESCAPED.sub(_letter, text) if "_x" in text else text


def _letter(found: re.Match[str]) -> str:
    made = chr(int(found[1], 16))
    return made if made.isprintable() or made in "\t\n\r" else found[0]


def new_parser() -> expat.XMLParserType:
    """A parser that knows namespaces and takes no entities."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.EntityDeclHandler = refuse_entities
    return parser


def fed(parser: expat.XMLParserType, file: IO[bytes]) -> Iterator[None]:
    """Gives the parser a file, and the caller a turn after each piece."""
    while chunk := file.read(_CHUNK):
        parser.Parse(chunk, False)
        yield
    parser.Parse(b"", True)
    yield


class Package:
    """An opened .xlsx. ``sheets`` has those with cells: their names, their parts, and whether people see them.

    ``calculates_anew``: whoever opens it is to calculate all formulas, so that what was saved of them may be nothing.

    Raises:
        LookupError: when a part is missing that another names.
        ValueError: when it has more styles than any program makes.
        BinaryError: when its parts are no XML.
    """

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self._names = {name.replace("\\", "/").lower(): name for name in archive.namelist()}
        root = next((target for kind, target in self._related("") if kind.endswith("/officeDocument")), "xl/workbook.xml")
        if root.lower().endswith(".bin"):
            raise BinaryError
        related = {key: (kind, target) for key, kind, target in self._relations(root)}
        self.sheets: list[tuple[str, str, bool]] = []
        self.counts_from_1904 = self.calculates_anew = False
        named: set[str] = set()
        for name, given in self._starts(root):
            if name == "workbookPr":
                self.counts_from_1904 = given.get("date1904") in _YES
            elif name == "calcPr":
                self.calculates_anew = given.get("fullCalcOnLoad") in _YES
            elif name == "sheet":
                kind, target = related[next((value for key, value in given.items() if key.endswith(" id")), "")]
                if given["name"] in named:
                    raise LookupError
                named.add(given["name"])
                if kind.endswith("/worksheet"):
                    self._part(target)
                    self.sheets.append((given["name"], target, given.get("state", "visible") == "visible"))
        self._others = {kind.rpartition("/")[2]: target for kind, target in related.values()}

    @contextmanager
    def open(self, part: str) -> Iterator[IO[bytes]]:
        """A part to be read."""
        with self._archive.open(self._part(part)) as file:
            yield file

    def _part(self, part: str) -> str:
        return self._names[part.lower()]

    def texts(self) -> list[str]:
        """The texts that cells name by their number."""
        part = self._others.get("sharedStrings")
        texts = _Texts()
        if part is not None:
            self._read(part, texts.parser)
        return texts.made

    def comments(self, part: str) -> list[tuple[str, str]]:
        """The comments of a sheet, each with the cell it belongs to; damaged ones are none."""
        made = []
        for kind, target in self._related(part):
            if kind.endswith("/comments") and target.lower() in self._names:
                texts = _Texts("comment")
                with suppress(expat.ExpatError):
                    self._read(target, texts.parser)
                made += list(zip(texts.refs, texts.made, strict=False))
        return made

    def formats(self) -> list[NumberFormat]:
        """The format of each style of a cell."""
        part = self._others.get("styles")
        if part is None or part.lower() not in self._names:
            return []
        codes: dict[int, str] = {}
        made, inside = [], ""
        for name, given in self._starts(part):
            if name in ("cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "numFmts"):
                inside = name
            elif name == "numFmt" and inside == "numFmts":
                codes[int(given["numFmtId"])] = given["formatCode"]
            elif name == "xf" and inside == "cellXfs":
                made.append(int(given.get("numFmtId", "0")))
                if len(made) > _MOST_STYLES:
                    raise ValueError
        known = {number: format_of(codes.get(number, BUILT_IN.get(number, ""))) for number in made if number in codes or number in BUILT_IN}
        return [known.get(number, PLAIN) for number in made]

    def _related(self, part: str) -> list[tuple[str, str]]:
        return [(kind, target) for _, kind, target in self._relations(part)]

    def _relations(self, part: str) -> list[tuple[str, str, str]]:
        """What a part says that it belongs with: a key, a kind, a part."""
        folder, name = dirname(part), part.rpartition("/")[2]
        listed = f"{folder}/_rels/{name}.rels".lstrip("/")
        if listed.lower() not in self._names:
            return []
        return [
            (given["Id"], given["Type"], normpath(join("/", folder, given["Target"].replace("\\", "/"))).lstrip("/"))
            for name, given in self._starts(listed)
            if name == "Relationship" and given.get("TargetMode") != "External"
        ]

    def _starts(self, part: str) -> Iterator[tuple[str, Attributes]]:
        """Every element of a part, in order; those that nobody keeps are not held."""
        made: list[tuple[str, Attributes]] = []
        parser = new_parser()
        parser.StartElementHandler = lambda name, given: made.append((name.rpartition(" ")[2], given))
        with self.open(part) as file:
            for _ in fed(parser, file):
                yield from made
                made.clear()

    def _read(self, part: str, parser: expat.XMLParserType) -> None:
        with self.open(part) as file:
            for _ in fed(parser, file):
                pass


class _Texts:
    """The texts of a workbook, or its comments, each of one or several runs; how they are spoken is no part of them."""

    def __init__(self, element: str = "si") -> None:
        self._names = {**names_of("t", "rPh"), **dict.fromkeys(names_of(element), "si")}
        self.parser = new_parser()
        self.parser.StartElementHandler, self.parser.EndElementHandler = self._start, self._end
        self.made: list[str] = []
        self.refs: list[str] = []
        self._runs: list[str] = []
        self._is_spoken = False

    def _start(self, name: str, given: Attributes) -> None:
        match self._names.get(name):
            case "si":
                self._runs = []
                self.refs.append(given.get("ref", ""))
            case "rPh":
                self._is_spoken = True
            case "t" if not self._is_spoken:
                self.parser.CharacterDataHandler = self._runs.append

    def _end(self, name: str) -> None:
        match self._names.get(name):
            case "si":
                self.made.append(unescaped("".join(self._runs)))
            case "rPh":
                self._is_spoken = False
            case "t":
                self.parser.CharacterDataHandler = None
