"""Names that are spelled alike and mean the opposite: ``more_than_ago`` is no slip for ``less_than_ago``. Nothing of it is read, it only keeps hints away."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher, get_close_matches
from typing import Final
from unicodedata import normalize

__all__ = ["are_opposed", "behind_negation"]

_WORD: Final = re.compile(r"[^\W_]+")
_NEGATIONS: Final = frozenset(
    _WORD.findall("not no non never none neither nor without except isnt arent cannot tidak tak bukan belum tanpa jangan kecuali selain")
)
#: Those that few other words are spelled like.
_LONG_NEGATIONS: Final = ("without", "tidak", "bukan", "belum", "tanpa", "jangan", "kecuali")
#: What makes the opposite of the word behind it.
_PREFIXES: Final = ("un", "non", "not", "no", "in", "im", "ir", "il", "dis", "tidak", "tak", "bukan", "belum", "tanpa")
_SIDES: Final = (
    (
        "most max maximum maks maksimal maksimum less lesser lower lowest below under fewer before earlier until younger smaller "
        "kurang sebelum hingga sampai banyak dibawah bawah",
        "least min minimum minimal more greater higher highest above over exceeds after later since older larger bigger "
        "lebih sesudah setelah sejak sedikit diatas atas",
    ),
    ("ago past lalu previous former", "ahead future lagi depan next current"),
    ("any some one either", "all every each both semua"),
    ("includes include included including with inside in contains", "excludes exclude excluded excluding without outside out"),
    ("from first start starts begin begins open opened opening low awal", "to last end ends close closed closing high akhir"),
    ("men man male laki pria", "women woman female perempuan wanita"),
    ("yes true ya ada", "no false tidak"),
    ("domestic import imports buy buys gain income urban inner major up increase", "foreign export exports sell sells loss expense rural outer minor down decrease"),
    ("kab kabupaten", "kota"),
)  # fmt: skip
#: Each word of a pair of sides: which pair, and which side.
_POLES: Final = {word: (axis, side) for axis, sides in enumerate(_SIDES) for side, words in enumerate(sides) for word in words.split()}
#: Signs that negate what is behind them; a dash does so only before all else, for it also joins words.
_NEGATED: Final = re.compile(r"\s*(?P<sign>(?:<>|!=+|[!~¬≠∼⁓‐‑‒–—―−-])(?:\s*[!~¬≠-])*)\s*(?=[\w$\"'({\[])")
_NEGATED_WITHIN: Final = re.compile(r"(?<![\w!~])(?:<>|!=+|[!~¬≠])\s*(?=[\w$])")
#: A slip of the fingers in such a word leaves it this much alike.
_ALIKE: Final = 0.75
_LIKELY: Final = 0.8
_VERY_ALIKE: Final = 0.9
_SHORTEST: Final = 4


def are_opposed(one: str, other: str) -> bool:
    """Whether one of two names has a word that turns the other into something else: a negation, or the opposite of a word in it."""
    first, second = (list(map(str.lower, _WORD.findall(name))) for name in (one, other))
    mine, others = [word for word in first if word not in second], [word for word in second if word not in first]
    if _has_sign(one) != _has_sign(other):
        return True
    if "".join(first) == "".join(second):  # ``in business`` and ``inbusiness``
        return False
    if _negations(first) != _negations(second) or _negated(mine, others) or _negated(others, mine):
        return True
    poles = set(_poles(others, mine))
    return any((axis, 1 - side) in poles for axis, side in _poles(mine, others))


def behind_negation(text: str) -> str | None:
    """What stands behind a sign that negates it, such as ``x`` in ``!x``; ``None`` where a text begins with none."""
    if text[:1].isalnum():
        return None
    plain = normalize("NFKC", text)
    found = _NEGATED.match(plain)
    return None if found is None else plain[found.end() :].strip()


def _has_sign(name: str) -> bool:
    plain = normalize("NFKC", name)
    return _NEGATED.match(plain) is not None or _NEGATED_WITHIN.search(plain) is not None


def _negated(words: list[str], others: list[str]) -> bool:
    """Whether a word is one of the others behind a prefix that turns it round."""
    pairs = (
        (word, word.removeprefix(prefix), other) for word in words for other in others for prefix in _PREFIXES if word.startswith(prefix)
    )
    return any(
        rest == other or (len(rest) >= _SHORTEST and _are_alike(rest, other) and not _are_alike(word, other)) for word, rest, other in pairs
    )


def _negations(words: list[str]) -> int:
    """How many words negate, those with a slip of the fingers (``tidakk``) too."""
    return sum(
        word in _NEGATIONS or (len(word) >= _SHORTEST and bool(get_close_matches(word, _LONG_NEGATIONS, 1, _LIKELY))) for word in words
    )


def _are_alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other).ratio() >= _VERY_ALIKE


def _poles(words: list[str], others: list[str]) -> Iterator[tuple[int, int]]:
    """The poles of words, those with a slip of the fingers too; what is nearer to one of the others is a slip of that."""
    for word in words:
        close = [word] if word in _POLES else get_close_matches(word, [*_POLES, *others], 1, _ALIKE) if len(word) >= _SHORTEST else []
        yield from (_POLES[each] for each in close if each in _POLES)
