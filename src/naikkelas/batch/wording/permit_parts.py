"""The parts of a cell that lists permits, without the signs that say nothing of them.

Which signs those are is a closed list: what parts or begins an entry, quotes and brackets around a word, a tick beside every permit. Any
other sign may say that there is none (``✗``, ``☐``, ``NIB:``), and nobody can list all that do.
"""

import re
from typing import Final

from naikkelas.batch.cells import plain_again
from naikkelas.ikm.cells import plain, tidy

_SPLIT: Final = re.compile(r"([,;\n+&]| dan |(?<![0-9])/|/(?![0-9]))")
#: What parts two permits, and says something else where one is missing: ``NIB +``.
_JOINING: Final = frozenset("+&/")
#: ``1.`` or ``2)`` before a part of a list.
_MARKER: Final = re.compile(r"[0-9]{1,2}[.)](?![0-9]) ?")
_BULLET: Final = re.compile(r"(?:[-–—] |[•·] ?)")
#: A dash right before a word may also say that there is none.
_DASH: Final = re.compile(r"[-–—](?=[^\W_])")
_TICK: Final = r"(?:[✓✔√☑✅]|\( ?[✓✔√☑✅] ?\)|\[ ?[✓✔√☑✅] ?\])"
_TICKED: Final = re.compile(rf"{_TICK} ?(?P<word>[^✓✔√☑✅]+)|(?P<before>[^✓✔√☑✅]+?) ?{_TICK}")
_AROUND: Final = (("(", ")"), ("[", "]"), ('"', '"'), ("“", "”"), ("«", "»"), ("'", "'"))
_WORDS: Final = re.compile(r"'?[^\W\d_]+(?:(?:[-./_']|\.? )[^\W\d_]+)*\.?")
#: Words and digits with what may stand between them; what is first and last is no sign.
_NUMBERED: Final = re.compile(r"'?\(?[^\W_](?:[^\W_]|\.(?!\.)|[ ():#/-]|_(?=[0-9])|= ?(?=[0-9]))*(?<=[^\W_])\)?\.?")
#: A part with so many digits shows by its number that a permit is held, with or without a tick.
_FEWEST_DIGITS: Final = 5
_EMPTY: Final = re.compile(r"[(\[][\W_]*[)\]]")


def parts_of(text: str) -> list[str] | None:
    """What stands between commas and the like, without signs that say nothing; ``None`` when other signs stand in the text."""
    pieces = _SPLIT.split(_within(plain_again(text.strip())))
    named, joining = [plain(piece) for piece in pieces[::2]], pieces[1::2]
    if any(sign in _JOINING and not (named[at] and named[at + 1]) for at, sign in enumerate(joining)):
        return None
    begun = [_begun(piece) for piece in named if piece and piece.strip("-–— ")]
    if len({is_begun for _, is_begun in begun}) > 1 or (len(begun) == 1 and _DASH.match(next(filter(None, named)))):
        return None
    ticked = [_ticked(_MARKER.sub("", piece, count=1) if _MARKER.match(piece) else piece) for piece, _ in begun]
    if any(is_ticked for _, is_ticked in ticked) and any(
        not is_ticked and sum(map(str.isdigit, part)) < _FEWEST_DIGITS for part, is_ticked in ticked
    ):
        return None
    parts = [tidy(_within(piece)) for piece, _ in ticked]
    return parts if all(map(_says_only_words, parts)) else None


def _within(text: str) -> str:
    """A text without the quotes and brackets around all of it."""
    for left, right in _AROUND:
        inner = text[1:-1]
        if text.startswith(left) and text.endswith(right) and not {left, right} & set(inner):
            return _within(inner.strip()) if inner.strip() else text
    return text


def _begun(piece: str) -> tuple[str, bool]:
    """An entry of a list without its bullet, and whether it had one."""
    found = _BULLET.match(piece) or _DASH.match(piece)
    return (piece[found.end() :].strip(), True) if found else (piece, False)


def _ticked(piece: str) -> tuple[str, bool]:
    """What a tick stands beside, and whether one does."""
    found = _TICKED.fullmatch(piece)
    return (piece, False) if found is None else ((found["word"] or found["before"]).strip(), True)


def _says_only_words(part: str) -> bool:
    """Whether only letters, digits and signs between them are left, and signs that only hold together what is a number."""
    if any(map(str.isdigit, part)):
        return _NUMBERED.fullmatch(part) is not None and _EMPTY.search(part) is None and part.count("(") == part.count(")")
    return _WORDS.fullmatch(part) is not None
