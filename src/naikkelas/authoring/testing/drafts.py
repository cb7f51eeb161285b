"""Cases before their values are read: a case as written, or one row of a table, as paths and nodes.

``profile.operating_since`` and ``expect.statuses.permit`` are such paths; the columns of a table are named by them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from naikkelas.authoring.testing.notes import FILE, Entry, Notes, Where, is_null
from naikkelas.problems import suggestion
from naikkelas.ruleset.nodes import Mapping, Node, Scalar, Sequence

CASE_KEYS: Final = ("name", "note", "as_of", "rules_as_of", "lang", "parameters", "profile", "without", "expect", "columns", "rows")
EXPECT_KEYS: Final = ("outcome", "statuses", "missing", "points", "facts", "explains")

#: Paths that hold one value, and paths below which anything may be named.
_SINGLE: Final = ("as_of", "rules_as_of", "lang", "without", "expect.outcome", "expect.missing", "expect.points", "expect.explains")
_GROUPS: Final = ("profile", "parameters", "expect.statuses", "expect.facts")
_COLUMNS: Final = ("name", *_SINGLE)


def _means(path: str) -> bool:
    """Whether a path is one of a case."""
    return path in _SINGLE or any(path.startswith(f"{group}.") and path != f"{group}." for group in _GROUPS)


@dataclass(slots=True)
class Draft:
    """A case whose values nobody has read yet. ``at`` is where it starts; ``parts`` are its values by path."""

    name: str
    at: Node
    parts: dict[str, Entry] = field(default_factory=dict)

    @property
    def where(self) -> Where:
        """The case, as messages name it."""
        return Where(self.name)

    def get(self, path: str) -> Node | None:
        """The value at a path."""
        found = self.parts.get(path)
        return None if found is None else found[1]

    def group(self, path: str) -> dict[str, Entry]:
        """Everything below a path, by the name that follows."""
        start = f"{path}."
        return {name.removeprefix(start): entry for name, entry in self.parts.items() if name.startswith(start) and name != start}

    @property
    def expects(self) -> bool:
        """Whether anything is expected; a column that means nothing, and what cannot be read, may have been meant so."""
        return any((path.startswith("expect.") and not is_null(node)) or not _means(path) for path, (_, node) in self.parts.items())


def drafts_of(cases: tuple[Node, ...], notes: Notes) -> list[Draft]:
    """Every case and every row of every table; names that stand twice are problems."""
    made: list[Draft] = []
    for number, node in enumerate(cases, 1):
        found = notes.shape(node, Mapping, "cases", FILE)
        if found is not None:
            made += _drafts(found, number, notes)
    _check_names(made, notes)
    return made


def _check_names(drafts: list[Draft], notes: Notes) -> None:
    first: dict[str, Draft] = {}
    for draft in drafts:
        before = first.setdefault(draft.name, draft)
        if before is not draft:
            notes.report("NK164", draft.at, draft.where, name=draft.name, line=before.at.place.line)


def _drafts(node: Mapping, number: int, notes: Notes) -> Iterator[Draft]:
    name_node = node.get("name")
    name = notes.text(name_node, "name", FILE)
    where = Where(name or f"#{number}")
    entries = notes.known_entries(node, "cases", where, CASE_KEYS)
    if name is None and (name_node is None or is_null(name_node)):
        notes.report("NK162", node, where, name="name")
    at = name_node or node
    parts = dict(_flat(entries, notes, where))
    if "columns" in entries or "rows" in entries:
        yield from _rows(Draft(where.name, at, parts), entries, node, notes)
    else:
        yield Draft(where.name, at, parts)


def _flat(entries: dict[str, Entry], notes: Notes, where: Where) -> Iterator[tuple[str, Entry]]:
    """The values of a case by path."""
    for path in ("as_of", "rules_as_of", "lang", "without"):
        if path in entries:
            yield path, entries[path]
    for group in ("profile", "parameters"):
        if group in entries:
            yield from ((f"{group}.{name}", entry) for name, entry in notes.entries(entries[group][1], group, where).items())
    if "expect" not in entries or is_null(entries["expect"][1]):
        return
    told = len(notes.problems)
    expected = notes.known_entries(entries["expect"][1], "expect", where, EXPECT_KEYS)
    for key, entry in expected.items():
        if key in ("statuses", "facts"):
            inner = notes.entries(entry[1], f"expect.{key}", where)
            yield from ((f"expect.{key}.{name}", found) for name, found in inner.items())
        else:
            yield f"expect.{key}", entry
    if len(notes.problems) > told:
        yield "expect", entries["expect"]


# --- tables ----------------------------------------------------------------------------------------------------------


def _rows(shared: Draft, entries: dict[str, Entry], node: Mapping, notes: Notes) -> Iterator[Draft]:
    for key in ("columns", "rows"):
        if key not in entries or is_null(entries[key][1]):
            notes.report("NK162", node, shared.where, name=key)
            return
    columns = _columns(shared, entries["columns"][1], notes)
    rows = notes.items(entries["rows"][1], "rows", shared.where)
    if not rows:
        notes.report("NK162", entries["rows"][0], shared.where, name="rows")
    if columns is None:
        return
    for number, row in enumerate(rows, 1):
        cells = notes.shape(row, Sequence, "rows", shared.where)
        if cells is None:
            continue
        if len(cells.items) != len(columns):
            notes.report("NK171", row, shared.where, read=len(cells.items), expected=len(columns))
            continue
        yield _row(shared, columns, cells, number)


def _columns(shared: Draft, node: Node, notes: Notes) -> list[Scalar] | None:
    """The columns as written, those that mean nothing included, so that cells can be counted; ``None`` when they are no texts."""
    found = notes.texts(node, "columns", shared.where)
    if not isinstance(node, Sequence) or len(found) < len(node.items):
        return None
    seen: set[str] = set()
    for column in found:
        path = column.text.strip()
        if path in seen or (path != "name" and path in shared.parts):
            notes.report("NK176", column, shared.where, name=path)
        elif path != "name" and not _means(path):
            close = suggestion(path, _COLUMNS) or next((each for each in _COLUMNS if each.endswith(f".{path}")), None)
            notes.report("NK172", column, shared.where, "did_you_mean" if close else "test_columns", name=path, suggestion=close or "")
        seen.add(path)
    return found


def _row(shared: Draft, columns: list[Scalar], cells: Sequence, number: int) -> Draft:
    parts = dict(shared.parts)
    suffix = f" #{number}"
    for column, cell in zip(columns, cells.items, strict=True):
        path = column.text.strip()
        if path == "name" and isinstance(cell, Scalar) and not is_null(cell):
            suffix = f": {cell.text.strip()}"
        elif path.startswith("profile.") or not is_null(cell):  # an empty cell of a fact takes it away
            parts[path] = (_key_of(column, path), cell)
    return Draft(f"{shared.name}{suffix}", cells, parts)


def _key_of(column: Scalar, path: str) -> Scalar:
    """The last part of a column's path, as if it were the key of a mapping."""
    group = next((group for group in _GROUPS if path.startswith(f"{group}.")), "")
    return Scalar(path.removeprefix(f"{group}."), column.place, column.quoted)
