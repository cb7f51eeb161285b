"""One file as an editor has it: its keys and values, and which names they define or use."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final, Literal

from naikkelas.authoring.case_format import ENDING
from naikkelas.authoring.serving.cells import cell_paths
from naikkelas.authoring.serving.lines import Lines
from naikkelas.authoring.serving.outline import ITEM, Token, outline
from naikkelas.authoring.serving.slots import CONNECTIVES, KEYS, Slot, slot_at
from naikkelas.facts import Kind
from naikkelas.ikm.door import PERMITS
from naikkelas.ruleset.selection import POINTS

__all__ = ["NameKind", "Sheet", "Symbol"]

NameKind = Literal["parameter", "criterion", "fact", "source", "rule_set"]

_SECTIONS: Final[dict[str, NameKind]] = {"parameters": "parameter", "criteria": "criterion", "facts": "fact", "sources": "source"}
_RULES_SIGNS: Final = frozenset({"rule_set", "criteria"})
#: What a file of columns of a table says it is.
_MAPPING: Final = "naikkelas-mapping/"
_TESTS_SIGNS: Final = frozenset({"rules", "cases"})

#: Slots in which a key is a name, and what it names.
_KEY_NAMES: Final[dict[str, NameKind]] = {
    **_SECTIONS,
    "statuses": "criterion",
    "expected_statuses": "criterion",
    "settings": "parameter",
    "profile": "fact",
    "expected_facts": "fact",
    "uses": "rule_set",
    "outcomes": "rule_set",
    "condition": "fact",
    "becomes": "fact",
    "indicator": "fact",
}
#: Slots in which a text is a name.
_VALUE_NAMES: Final[dict[str, NameKind]] = {
    "used_name": "criterion",
    "criterion_name": "criterion",
    "statuses": "criterion",
    "output_name": "fact",
    "operand": "fact",
    "ranked": "fact",
    "other": "fact",
    "given_name": "fact",
    "of": "fact",
    "type": "fact",
    "source_name": "source",
    "rules_path": "rule_set",
    "rule_set": "rule_set",
}
_TYPES: Final = frozenset(kind.value for kind in Kind)
#: Slots in which a text may be a ``$parameter`` and is no name otherwise.
_DOLLAR: Final = frozenset({"right", "result", "points", "limit", "group_list"})
_COLUMNS: Final[tuple[tuple[str, NameKind], ...]] = (
    ("profile.", "fact"),
    ("parameters.", "parameter"),
    ("expect.statuses.", "criterion"),
    ("expect.facts.", "fact"),
)


@dataclass(frozen=True, slots=True)
class Symbol:
    """A name where it stands, without ``$`` and quotes. ``rule_set`` is the one it is said of where that is another than the file's."""

    kind: NameKind
    name: str
    start: int
    end: int
    defines: bool = False
    rule_set: str = ""


@dataclass(eq=False)
class Sheet:
    """A text with its path; everything else is worked out from it when it is first asked for."""

    path: Path
    text: str
    tokens: tuple[Token, ...] = field(default=())

    def __post_init__(self) -> None:
        self.tokens = tuple(outline(self.text).tokens)

    @cached_property
    def lines(self) -> Lines:
        """Its lines, with columns that count characters as most editors do."""
        return Lines(self.text)

    @cached_property
    def is_tests(self) -> bool:
        """Whether it is a file of tests, by what it says or else by its name."""
        if self._format.startswith("naikkelas"):
            return self._format.startswith("naikkelas-tests")
        keys = self.top_keys
        return self.path.name.endswith(ENDING) or bool(keys & _TESTS_SIGNS and not keys & _RULES_SIGNS)

    @cached_property
    def is_ours(self) -> bool:
        """Whether it is a rule set or a file of tests at all; an empty file may become one."""
        keys = self.top_keys
        if self._format.startswith(_MAPPING) and not keys & _RULES_SIGNS:
            return False
        return self.is_tests or not self.tokens or bool(keys & {*_RULES_SIGNS, "format"}) or self._begins_so

    @cached_property
    def _format(self) -> str:
        return next((token.text for token in self.tokens if token.path == ("format",) and not token.is_key), "")

    @property
    def _begins_so(self) -> bool:
        return (
            all("format".startswith(t.text) or "rule_set".startswith(t.text) for t in self.tokens if not t.path) and len(self.tokens) == 1
        )

    @cached_property
    def top_keys(self) -> frozenset[str]:
        """The keys at the top."""
        return frozenset(token.text for token in self.tokens if token.is_key and not token.path)

    def slot(self, path: tuple[str, ...]) -> Slot:
        """What the place at a path is for."""
        found = self._slots.get(path)
        if found is None:
            found = self._slots[path] = slot_at(path, tests=self.is_tests)
        return found

    def slot_of(self, token: Token) -> Slot:
        """What the place of a key or value is for; in a table of tests its column says it."""
        return self.slot(self._cells.get(token.start, token.path))

    @cached_property
    def _cells(self) -> Mapping[int, tuple[str, ...]]:
        return cell_paths(self.text, self.tokens) if self.is_tests else {}

    @cached_property
    def _slots(self) -> dict[tuple[str, ...], Slot]:
        return {}

    @cached_property
    def symbols(self) -> tuple[Symbol, ...]:
        """Every name that is defined or used, in order."""
        return tuple(symbol for token in self.tokens for symbol in self._symbols(token))

    def definitions(self, kind: NameKind) -> dict[str, Symbol]:
        """The names of a kind that the file defines, by name."""
        return self._definitions.get(kind, {})

    @cached_property
    def _definitions(self) -> dict[NameKind, dict[str, Symbol]]:
        made: dict[NameKind, dict[str, Symbol]] = {}
        for symbol in self.symbols:
            if symbol.defines:
                made.setdefault(symbol.kind, {}).setdefault(symbol.name, symbol)
        return made

    def value(self, *path: str) -> str | None:
        """The text at a path, if one stands there."""
        return self._values.get(path)

    @cached_property
    def _values(self) -> dict[tuple[str, ...], str]:
        return {token.path: token.text for token in reversed(self.tokens) if not token.is_key}

    @cached_property
    def _keys(self) -> dict[tuple[str, ...], tuple[str, ...]]:
        made: dict[tuple[str, ...], list[str]] = {}
        for token in self.tokens:
            if token.is_key:
                made.setdefault(token.path, []).append(token.text)
        return {path: tuple(keys) for path, keys in made.items()}

    def keys(self, *path: str) -> tuple[str, ...]:
        """The keys of the mapping at a path."""
        return self._keys.get(path, ())

    def items(self, *path: str) -> tuple[str, ...]:
        """The texts of the list at a path."""
        return self._items.get(path, ())

    @cached_property
    def _items(self) -> dict[tuple[str, ...], tuple[str, ...]]:
        made: dict[tuple[str, ...], list[str]] = {}
        for token in self.tokens:
            if not token.is_key and token.path[-1:] == (ITEM,):
                made.setdefault(token.path[:-1], []).append(token.text)
        return {path: tuple(texts) for path, texts in made.items()}

    def token_at(self, index: int) -> Token | None:
        """The key or value at an index, its end included."""
        found = None
        for token in self.tokens:
            if token.start > index:
                break
            if index <= token.end:
                found = token
        return found

    def token_from(self, index: int) -> Token | None:
        """The key or value that starts at an index."""
        return self._starting.get(index)

    @cached_property
    def _starting(self) -> dict[int, Token]:
        return {token.start: token for token in reversed(self.tokens)}

    def symbol_at(self, index: int) -> Symbol | None:
        """The name at an index, its end included."""
        return next((symbol for symbol in self.symbols if symbol.start <= index <= symbol.end), None)

    # --- names -------------------------------------------------------------------------------------------------------

    def _symbols(self, token: Token) -> Iterator[Symbol]:
        slot = self.slot_of(token)
        kind = (_KEY_NAMES if token.is_key else _VALUE_NAMES).get(slot.kind)
        if slot.kind == "column" and not token.is_key:
            yield from self._column(token)
        elif token.text.startswith("$") and (slot.kind in _DOLLAR or kind == "fact"):
            yield self._made("parameter", token, token.text[1:])
        elif kind is not None and token.text and not _is_word(token, slot):
            defines = (token.is_key and slot.kind in _SECTIONS) or slot.kind == "rule_set"
            other = slot.subject if slot.kind == "used_name" else ""
            yield self._made(kind, token, token.text, defines=defines, rule_set=other)

    def _made(self, kind: NameKind, token: Token, name: str, *, defines: bool = False, rule_set: str = "") -> Symbol:
        start = self.text.rfind(name, token.start, token.end)
        return Symbol(kind, name, *((start, start + len(name)) if start >= 0 else (token.start, token.end)), defines, rule_set)

    def _column(self, token: Token) -> Iterator[Symbol]:
        for prefix, kind in _COLUMNS:
            name = token.text.removeprefix(prefix)
            if name and name != token.text:
                yield self._made(kind, token, name)
                return


def _is_word(token: Token, slot: Slot) -> bool:
    """Whether a text that could be a name is a word of the language."""
    if slot.kind in ("of", "type"):
        return token.text in _TYPES
    if slot.kind == "ranked":
        return token.text == POINTS
    return (
        token.is_key
        and slot.kind in ("condition", "indicator", "profile")
        and token.text in (*KEYS.get(slot.kind, ()), *CONNECTIVES, PERMITS)
    )
