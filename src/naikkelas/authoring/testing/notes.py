"""Reading the shape of a file of tests: nodes by what is expected of them, every problem noted and none raised."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, TypeVar

from naikkelas.facts import day
from naikkelas.problems import Place, Problem, Words, problem, shown, suggestion
from naikkelas.ruleset.document import NODE_WORDS
from naikkelas.ruleset.nodes import Mapping, Node, Scalar, Sequence
from naikkelas.values import BadValue, read_exact

N = TypeVar("N", Scalar, Sequence, Mapping)

#: A value with the key it stands under.
Entry = tuple[Scalar, Node]

NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class Where:
    """A part of the file, as messages name it: a case, or the whole."""

    name: str = ""

    @property
    def en(self) -> str:
        """In English."""
        return f"case '{self.name}'" if self.name else "the file of tests"

    @property
    def id(self) -> str:
        """In Bahasa Indonesia."""
        return f"kasus '{self.name}'" if self.name else "berkas uji"


FILE: Final = Where()


def is_null(node: Node) -> bool:
    """Whether a value is left out."""
    return isinstance(node, Scalar) and not node.quoted and node.text in NULLS


def plain(node: Node) -> Any:
    """The node as the door takes a profile: scalars as text, null as missing."""
    if isinstance(node, Mapping):
        return {key.text: plain(item) for key, item in node.entries}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return None if is_null(node) else node.text


def written(node: Node) -> str:
    """The node on one line, as it may stand in a file."""
    if isinstance(node, Mapping):
        return f"{{{', '.join(f'{key.text}: {written(item)}' for key, item in node.entries)}}}"
    if isinstance(node, Sequence):
        return f"[{', '.join(map(written, node.items))}]"
    return node.text


@dataclass(slots=True)
class Notes:
    """The problems of one file."""

    problems: list[Problem] = field(default_factory=list)

    def report(self, code: str, at: Node | Place, where: Where = FILE, hint: str | None = None, **slots: object) -> None:
        """Notes one problem."""
        place = at if isinstance(at, Place) else at.place
        self.problems.append(problem(code, place, hint, **{"where": where.en, "where_id": where.id, **slots}))

    def unknown(self, code: str, at: Node, where: Where, name: str, known: Iterable[str], **slots: object) -> None:
        """Notes a name that means nothing, with the known one it resembles, or all of them when they are few."""
        names = list(known)
        close = suggestion(name, names)
        hint = "did_you_mean" if close else "known_keys" if names else None
        self.report(code, at, where, hint, **{"name": name, "suggestion": close or "", "expected": ", ".join(names), **slots})

    def shape(self, node: Node, wanted: type[N], name: str, where: Where) -> N | None:
        """The node if it is of the wanted sort."""
        if isinstance(node, wanted):
            return node
        read = shown(node.text) if isinstance(node, Scalar) else NODE_WORDS[type(node)]
        self.report("NK163", node, where, name=name, expected=NODE_WORDS[wanted], read=read or "…")
        return None

    def entries(self, node: Node | None, name: str, where: Where) -> dict[str, Entry]:
        """The entries of a mapping by key; none where it is left out."""
        if node is None or is_null(node):
            return {}
        found = self.shape(node, Mapping, name, where)
        return {} if found is None else {key.text: (key, item) for key, item in found.entries}

    def known_entries(self, node: Node, name: str, where: Where, allowed: Iterable[str]) -> dict[str, Entry]:
        """As :meth:`entries`; keys that are not allowed are problems."""
        names = tuple(allowed)
        found = self.entries(node, name, where)
        for key, (at, _) in found.items():
            if key not in names:
                self.unknown("NK161", at, where, key, names)
        return {key: entry for key, entry in found.items() if key in names}

    def items(self, node: Node | None, name: str, where: Where) -> tuple[Node, ...]:
        """The items of a list; none where it is left out."""
        if node is None or is_null(node):
            return ()
        found = self.shape(node, Sequence, name, where)
        return () if found is None else found.items

    def text(self, node: Node | None, name: str, where: Where) -> str | None:
        """The text of a scalar; ``None`` where it is left out."""
        if node is None or is_null(node):
            return None
        found = self.shape(node, Scalar, name, where)
        return None if found is None else found.text.strip() or None

    def texts(self, node: Node | None, name: str, where: Where) -> list[Scalar]:
        """A list of texts."""
        made = [self.shape(item, Scalar, name, where) for item in self.items(node, name, where)]
        return [item for item in made if item is not None]

    def word(self, node: Node | None, name: str, where: Where, words: Iterable[str]) -> str | None:
        """One of a few words; ``None`` where it is left out or is none of them."""
        text = self.text(node, name, where)
        options = tuple(words)
        if text is None or node is None or text in options:
            return text
        self.misfit(node, name, where, text, options)
        return None

    def misfit(self, node: Node, name: str, where: Where, read: str, options: Iterable[str], hint: str | None = None) -> None:
        """Notes a value that cannot be expected."""
        options = tuple(options)
        close = suggestion(read, options)
        expected = Words(" | ".join(options), " | ".join(getattr(each, "indonesian", each) for each in options))
        slots = {"name": name, "read": read, "expected": expected, "suggestion": close or ""}
        self.report("NK169", node, where, "did_you_mean" if close else hint, **slots)

    def day(self, node: Node | None, name: str, where: Where) -> date | None:
        """An exact calendar date; ``None`` where it is left out or cannot be read."""
        text = self.text(node, name, where)
        if text is None or node is None:
            return None
        try:
            number = read_exact(text, day())
        except BadValue as bad:
            hint = bad.hint if bad.hint in ("no_such_date", "out_of_bounds") else None
            self.misfit(node, name, where, text, ["YYYY-MM-DD"], hint)
            return None
        return date.fromordinal(int(number))  # type: ignore[arg-type]  # an exact day is a number
