"""What is said of permits that are no list of them: what was read, which part is no permit, and how it is written.

People write ``NIB; SIM`` where a list belongs. The words are shown, for they say what was meant; digits and names are not: the number of a
permit may name its owner, and so may what stands beside it.
"""

import re
from collections.abc import Mapping
from itertools import islice
from typing import Final

from naikkelas.ikm.catalogue import PERMIT_KINDS, STATUS_TITLES
from naikkelas.problems import suggestion

__all__ = ["permit_advice", "permits_seen"]

#: What stands for a part that is not shown.
_HIDDEN: Final = "…"
_SEPARATORS: Final = re.compile(r"(\s*(?:[,;+&\n]|\b(?:dan|and)\b|(?<![0-9])/|/(?![0-9]))\s*)")
#: As many digits as the number of a permit or a person has, however they are grouped.
_DIGITS: Final = re.compile(r"[0-9](?:[\s./_-]*[0-9]){4,}")
#: What stands before the name of a person.
_PERSON: Final = frozenset(
    [
        "an",
        "nama",
        "atas",
        "milik",
        "pemilik",
        "pemegang",
        "bapak",
        "bpk",
        "pak",
        "ibu",
        "bu",
        "sdr",
        "sdri",
        "saudara",
        "saudari",
        "tuan",
        "nyonya",
        "ny",
        "tn",
        "h",
        "hj",
        "haji",
        "hajah",
        "owner",
        "name",
        "mr",
        "mrs",
    ]
)
#: What the name of a permit begins with; other words may be those of a person.
_OF_PERMITS: Final = frozenset(
    [
        "izin",
        "ijin",
        "surat",
        "sertifikat",
        "sertifikasi",
        "kartu",
        "tanda",
        "akta",
        "akte",
        "nomor",
        "no",
        "bukti",
        "rekomendasi",
        "sk",
        "permit",
        "licence",
        "license",
        "certificate",
    ]
)
#: Columns are called so that list all permits.
_ANY: Final = frozenset({"legalitas"})
_MOST_SHOWN: Final = 8
_MOST_TEXT: Final = 500
_LEAST: Final = 4


def _folded(text: str) -> str:
    return " ".join("".join(char if char.isalnum() else " " for char in text.casefold()).split())


_KINDS: Final = {
    _folded(word): kind for kind, info in PERMIT_KINDS.items() for word in (*info.aliases, info.name.id, info.name.en, kind)
}  # fmt: skip


def permits_seen(raw: object, owner: object = None) -> str:
    """What was read, as it may stand in a message: without numbers, and without words of the owner's name."""
    names = frozenset(_folded(owner).split()) if isinstance(owner, str) else frozenset()
    return _seen(raw, names)


def permit_advice(raw: object, owner: object = None, *, is_one: bool = False) -> tuple[str, dict[str, object]] | None:
    """The hint, and its slots, about the words that were read; ``None`` where there are none. ``is_one`` asks for one permit."""
    names = frozenset(_folded(owner).split()) if isinstance(owner, str) else frozenset()
    kinds: dict[str, None] = {}
    others: dict[str, None] = {}
    for part in _parts(raw):
        kind = _kind(part)
        shown = _shown(part, names)
        if kind is not None:
            kinds[kind] = None
        elif shown != _HIDDEN:
            others[shown] = None
    if others:
        close = suggestion(_folded(next(iter(others))), _KINDS) if len(others) == 1 and len(next(iter(others))) >= _LEAST else None
        slots: dict[str, object] = {"part": ", ".join(others), "kinds": ", ".join(PERMIT_KINDS), "suggestion": _KINDS.get(close or "", "")}
        return ("permits_unknown" if close is None else "permits_meant"), slots
    if not kinds:
        return None
    meant = ", ".join(f"{{kind: {kind}, status: …}}" for kind in kinds)
    return "write_permits", {"meant": meant if is_one and len(kinds) == 1 else f"[{meant}]"}


def _parts(raw: object) -> list[str]:
    """The texts in which permits may be named."""
    if isinstance(raw, str):
        return [part for part in _SEPARATORS.split(raw[:_MOST_TEXT])[::2] if part.strip()]
    if isinstance(raw, Mapping):
        named = raw.get("kind")
        return _parts(named) if isinstance(named, str) else [key for key in raw if isinstance(key, str) and _kind(key) is not None]
    if isinstance(raw, set | frozenset):
        return [part for each in sorted(each for each in raw if isinstance(each, str)) for part in _parts(each)]
    return []


def _kind(part: str) -> str | None:
    """The kind of permit that a part names, with or without its number."""
    words = _folded(_DIGITS.sub(" ", part))
    if words in _ANY:
        return None
    first, _, rest = words.partition(" ")
    return _KINDS.get(words) or (_KINDS.get(rest) if first in _OF_PERMITS else None)


def _shown(part: str, owner: frozenset[str]) -> str:
    """A part without its numbers; nothing of one that may name a person."""
    bare = _DIGITS.sub(_HIDDEN, part.strip())
    if _kind(part) is not None:
        return bare
    words = _folded(bare).split()
    is_strange = {*words} & (_PERSON | owner) or not words or (len(words) > 1 and words[0] not in _OF_PERMITS)
    return _HIDDEN if is_strange else bare


def _seen(raw: object, owner: frozenset[str]) -> str:
    match raw:
        case str():
            pieces = _SEPARATORS.split(raw[:_MOST_TEXT])
            return "".join(piece if at % 2 or not piece.strip() else _shown(piece, owner) for at, piece in enumerate(pieces))
        case bool():
            return "true" if raw else "false"
        case int() | float():
            return str(raw) if abs(raw) < 10**_LEAST else _HIDDEN
        case Mapping():
            return f"{{{', '.join(_pair(key, value) for key, value in islice(raw.items(), _MOST_SHOWN))}}}"
        case list() | tuple():
            return f"[{', '.join(map(_inner, raw[:_MOST_SHOWN]))}]"
        case set() | frozenset():
            return f"{{{', '.join(sorted(map(_inner, islice(raw, _MOST_SHOWN))))}}}"
    return f"<{type(raw).__name__}>"


def _inner(raw: object) -> str:
    """What stands where a permit is looked for: a kind, or something that may be anything."""
    return _DIGITS.sub(_HIDDEN, raw.strip()) if isinstance(raw, str) and _kind(raw) is not None else _HIDDEN


def _pair(key: object, value: object) -> str:
    """A key of a permit and its value, where the one is a word of the language and the other a kind or a status."""
    name = key if isinstance(key, str) and (key in _FIELDS or _kind(key) is not None) else _HIDDEN
    known = value if isinstance(value, str) and (value in STATUS_TITLES or _kind(value) is not None) else _HIDDEN
    return f"{name}: {_DIGITS.sub(_HIDDEN, known)}"


#: Keys of a permit, as :data:`naikkelas.ikm.permits.FIELDS` has them; a test holds the two together.
_FIELDS: Final = ("kind", "status", "number", "issued_on", "expires_on", "product")
