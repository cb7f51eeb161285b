"""What a wrong name brings about elsewhere: a part of the file, or a name in it, that is given under another name than was meant."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from naikkelas.problems import Place, Problem
from naikkelas.ruleset.document import raw
from naikkelas.ruleset.nodes import Mapping, Node
from naikkelas.ruleset.reader_damage import Lost

__all__ = ["NAMES", "without_followers"]

#: Names that mean nothing, and the part of the file that would give them.
NAMES: Final = {"NK201": "facts", "NK202": "parameters", "NK203": "criteria", "NK204": "sources"}
_UNKNOWN_KEY: Final = "NK150"
_NO_NAME: Final = "NK154"
_NOT_THERE: Final = "NK151"
_MISSHAPEN: Final = "NK152"
#: Parts that may give names of every sort.
_ANY_NAMES: Final = frozenset({"uses"})
#: What comes of not knowing from when the rules hold.
_OF_DATES: Final = "NK212"
_NO_SIGN: Final = re.compile(r"[^a-z0-9]")


def without_followers(found: Iterable[Problem], root: Node) -> Iterator[Problem]:
    """The problems of linking without those that another of them explains: what it says is written, under a wrong name.

    A top-level key that is nearly the name of a part gives what that part would; a name with a sign that no name has is the name without it.
    """
    told = list(found)
    parts = _meant_parts(told, root) if any(one.code == _UNKNOWN_KEY for one in told) else {}
    lost = Lost(names=frozenset((part, name.text) for part, node in parts.items() if isinstance(node, Mapping) for name, _ in node.entries))
    empty = _unread_parts(told, root)
    refused = {_plain(one.slots["name"]) for one in told if one.code == _NO_NAME}
    for one in told:
        name, part = one.slots.get("name", "").removeprefix("$"), NAMES.get(one.code)
        is_given = part is not None and (
            lost.may_hold(part, name) or part in empty or not _ANY_NAMES.isdisjoint({*parts, *empty}) or _plain(name) in refused
        )
        is_there = one.code == _NOT_THERE and one.place == root.place and name in parts
        if not (is_given or is_there or (one.code == _OF_DATES and "effective" in {*parts, *empty})):
            yield one


def _meant_parts(told: Iterable[Problem], root: Node) -> dict[str, Node]:
    """The parts that stand in the file under nearly their names, and what is in them."""
    entries = {key.place: value for key, value in root.entries} if isinstance(root, Mapping) else {}
    unknown = (one for one in told if one.code == _UNKNOWN_KEY and one.place in entries)
    return {one.slots["suggestion"]: entries[one.place] for one in unknown if one.slots.get("suggestion")}


def _unread_parts(told: Iterable[Problem], root: Node) -> set[str]:
    """The parts in which something stands that gives no names; of one that is empty, nothing was left out."""
    places = {value.place for _, value in root.entries if raw(value)} if isinstance(root, Mapping) else set[Place]()
    return {one.slots["name"] for one in told if one.code == _MISSHAPEN and one.place in places}


def _plain(name: str) -> str:
    return _NO_SIGN.sub("", name.lower())
