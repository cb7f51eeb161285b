"""Which column means what, as people confirm it: `naikkelas-mapping/1`, a YAML file that is read strictly."""

import os
import re
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, Literal, get_args

from naikkelas.arguments import checked
from naikkelas.batch.arguments import TABLES
from naikkelas.batch.cells import plain_again
from naikkelas.batch.table import TableError
from naikkelas.batch.wording.words import fold
from naikkelas.ikm.catalogue import PERMIT_KINDS
from naikkelas.ikm.cells import MOST_CHARACTERS, is_unsure, plain, tidy, whole
from naikkelas.ikm.rupiah import Unit
from naikkelas.problems import NOWHERE, Place, Problem, Words, problem, suggestion
from naikkelas.ruleset.nodes import Mapping as Node
from naikkelas.ruleset.nodes import Node as AnyNode
from naikkelas.ruleset.nodes import Scalar
from naikkelas.ruleset.reader import read_yaml_file

FORMAT: Final = "naikkelas-mapping/1"

#: What a column is: a fact, a side of its range, its month or year; one permit (its number or its status); a list of permits; nothing.
Role = Literal["fact", "low", "high", "month", "year", "permit", "permits", "ignore"]

PARTS: Final[tuple[Role, ...]] = ("low", "high", "month", "year")
UNITS: Final[tuple[Unit, ...]] = get_args(Unit)
_KEYS: Final = ("fact", "part", "unit", "excel_dates", "values", "permit", "number_means", "permits", "ignore", "sure")
_ROLES: Final = ("fact", "permit", "permits", "ignore")
_MEANING: Final = Words("a value, or '-' where nobody knows", "sebuah nilai, atau '-' bila tidak diketahui")
#: Blanks that part no two words.
_BESIDE_SIGNS: Final = re.compile(r"(?<=[\W_]) | (?=[\W_])")


@dataclass(frozen=True, slots=True)
class Use:
    """What one column is used for. ``name`` is the fact, or the kind of the permit.

    ``unit`` is what bare amounts count; ``values`` are words of this table and what they mean; ``number_means`` is the status of a
    permit whose number can be read. ``digits``: ``1`` and ``0`` answer. ``legend`` is the row that may say what answers mean, and ``turned`` are those of which it does.
    ``month_first`` is the row of a date of the column that can only begin with its month, 0 where nobody has looked yet. What is not ``sure`` is not used.
    """

    role: Role
    name: str = ""
    unit: Unit | None = None
    excel_dates: bool = False
    values: MappingOf[str, str] = field(default_factory=dict, hash=False)
    number_means: str | None = None
    sure: bool = True
    place: Place = NOWHERE
    digits: bool = False
    legend: int | str | None = None
    turned: frozenset[str] = frozenset()
    month_first: int | None = None
    value_places: MappingOf[str, Place] = field(default_factory=dict, hash=False, compare=False)

    @property
    def words(self) -> str:
        """As the mapping writes it, on one line."""
        main = f"{self.role}: {self.name}" if self.role in ("fact", "permit") else f"{self.role}: true"
        parts = [f"fact: {self.name}, part: {self.role}" if self.role in PARTS else main]
        parts += [f"unit: {self.unit}"] if self.unit else []
        return ", ".join([*parts, *([] if self.sure else ["sure: false"])])


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """A mapping as it was read: the table it is for, and the use of every column by its name."""

    columns: MappingOf[str, Use]
    sheet: str | None = None
    header_row: int | None = None
    file: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "columns", MappingProxyType(dict(self.columns)))


@checked(TABLES)
def read_mapping(path: str | os.PathLike[str]) -> ColumnMapping:
    """Reads a mapping file.

    Raises:
        TableError: with everything that is wrong with it, each at its place (NK1xx, NK460).
        ArgumentError: when ``path`` is none (NK538).
    """
    node, problems = read_yaml_file(path)
    reader = _Reader(problems)
    made = None if node is None else reader.whole(node)
    errors = [each for each in reader.problems if each.is_error]
    if errors or made is None:
        raise TableError(errors)
    return ColumnMapping(*made, file=os.fspath(path))


def word_of(text: str) -> str:
    """What a cell and a key of ``values`` have in common when they are one word.

    Words are compared by their letters (``(v)`` is ``V``). Signs alone, signs that put a word in doubt (``ya?``) and what has digits
    (``1-5``) count as they are written, but for blanks, case, how a sign is drawn, the ``.0`` of a whole number, and what keeps a spreadsheet
    from running it.
    """
    text = plain_again(text.strip())
    low = tidy(text).casefold()
    if not any(map(str.isalnum, low)):
        return plain(text)
    if any(map(str.isnumeric, low)) or len(low) > MOST_CHARACTERS:
        return whole(_BESIDE_SIGNS.sub("", low))
    return low if is_unsure(low) else fold(low)


class _Reader:
    """Walks the tree of a mapping and notes what is wrong."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(problems)

    def whole(self, node: AnyNode) -> tuple[dict[str, Use], str | None, int | None] | None:
        entries = self._mapping(node, ("format", "table", "columns"), f"format: {FORMAT}")
        if entries is None:
            return None
        format_node = entries.get("format")
        if format_node is None:
            self.problems.append(problem("NK460", node.place, "add_format", read="{…}", expected=f"format: {FORMAT}"))
        elif not isinstance(format_node, Scalar) or format_node.text != FORMAT:
            self._wrong(format_node, FORMAT)
        columns = entries.get("columns")
        if not isinstance(columns, Node):
            self._wrong(columns or node, "columns: {…}")
            return None
        sheet, header_row = self._table(entries.get("table"))
        return {key.text: self._use(key, value) for key, value in columns.entries}, sheet, header_row

    def _table(self, node: AnyNode | None) -> tuple[str | None, int | None]:
        entries = None if node is None else self._mapping(node, ("sheet", "header_row"), "table: {sheet: …}")
        if entries is None:
            return None, None
        sheet, row = entries.get("sheet"), entries.get("header_row")
        number = None
        if row is not None:
            if isinstance(row, Scalar) and row.text.isascii() and row.text.isdigit() and int(row.text[:7]) > 0:
                number = int(row.text[:7])
            else:
                self._wrong(row, "1, 2, 3, …")
        return (sheet.text if isinstance(sheet, Scalar) else None), number

    def _use(self, key: Scalar, node: AnyNode) -> Use:
        entries = self._mapping(node, _KEYS, "{fact: …}")
        if entries is None:
            return Use("ignore", place=key.place)
        roles = [role for role in _ROLES if role in entries]
        if len(roles) != 1:
            self._not_one_role(node, roles)
            return Use("ignore", place=key.place)
        role = roles[0]
        name = self._text(entries[role]) if role in ("fact", "permit") else ""
        if role == "permit":
            self._one_of(entries["permit"], tuple(PERMIT_KINDS))
        if role in ("permits", "ignore"):
            self._one_of(entries[role], ("true",))
        part = self._one_of(entries.get("part"), PARTS)
        values, places = self._values(entries.get("values"))
        return Use(
            _role(part if part is not None and role == "fact" else role),
            name,
            self._one_of(entries.get("unit"), UNITS),  # type: ignore[arg-type]  # one of UNITS
            self._one_of(entries.get("excel_dates"), ("true", "false")) == "true",
            values,
            self._one_of(entries.get("number_means"), ("held",)),
            self._one_of(entries.get("sure"), ("true", "false")) != "false",
            key.place,
            value_places=places,
        )

    def _not_one_role(self, node: AnyNode, roles: Sequence[str]) -> None:
        """A column must be one thing; where it is nothing because of a key that is told already, nothing more is told."""
        keys = [key for key, _ in node.entries] if isinstance(node, Node) else []
        if not roles and all(key.text in _KEYS for key in keys):
            self._wrong(node, " | ".join(_ROLES))
        for key in [key for key in keys if key.text in roles][1:]:
            others = ", ".join(role for role in roles if role != key.text)
            words = Words(
                f"only one of {' | '.join(_ROLES)}; {others} stands there too",
                f"hanya satu dari {' | '.join(_ROLES)}; {others} juga tertulis",
            )
            self.problems.append(problem("NK460", key.place, read=key.text, expected=words))

    def _values(self, node: AnyNode | None) -> tuple[dict[str, str], dict[str, Place]]:
        if node is None:
            return {}, {}
        if not isinstance(node, Node):
            self._wrong(node, "values: {…: …}")
            return {}, {}
        made: dict[str, str] = {}
        said: dict[str, tuple[Scalar, str]] = {}
        for key, value in node.entries:
            word, meant = word_of(key.text), self._meaning(value)
            if not word:
                self._wrong(key, "…")
            first, before = said.setdefault(word, (key, meant))
            if meant != before:
                slots = {"read": key.text, "other": first.text, "line": first.place.line}
                self.problems.append(problem("NK466", key.place, "tell_words_apart", **slots))
            made[key.text] = meant
        return made, {key.text: value.place for key, value in node.entries}

    def _meaning(self, node: AnyNode) -> str:
        if isinstance(node, Scalar) and not node.text:
            self.problems.append(problem("NK460", node.place, read="", expected=_MEANING))
            return ""
        return self._text(node)

    def _mapping(self, node: AnyNode, keys: tuple[str, ...], expected: str) -> dict[str, AnyNode] | None:
        if not isinstance(node, Node):
            self._wrong(node, expected)
            return None
        for key, _ in node.entries:
            if key.text not in keys:
                self._wrong(key, " | ".join(keys))
        return {key.text: value for key, value in node.entries if key.text in keys}

    def _one_of(self, node: AnyNode | None, words: tuple[str, ...]) -> str | None:
        if node is None or (isinstance(node, Scalar) and node.text in words):
            return node.text if isinstance(node, Scalar) else None
        self._wrong(node, " | ".join(words))
        return None

    def _text(self, node: AnyNode) -> str:
        if isinstance(node, Scalar) and node.text:
            return node.text
        self._wrong(node, "…")
        return ""

    def _wrong(self, node: AnyNode, expected: str) -> None:
        read = node.text if isinstance(node, Scalar) else "[…]" if not isinstance(node, Node) else "{…}"
        close = suggestion(read, expected.split(" | "))
        hint, slots = ("did_you_mean", {"suggestion": close}) if close and close != read else (None, {})
        self.problems.append(problem("NK460", node.place, hint, read=read, expected=expected, **slots))


def _role(word: str) -> Role:
    found: Role = next(role for role in get_args(Role) if role == word)
    return found
