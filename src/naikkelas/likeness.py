"""Which known name is meant by one with a slip in it, and which that is spelled alike never is. Nothing of it is read, it only serves hints.

A slip changes letters within a word. A whole word that is dropped, added or swapped for another may be the meaning (``not held``), and so
may letters before or behind a word that is right as it stands (``un-held``): of these no known name is a slip. Nor is one that means the
opposite: ``more_than_ago`` of ``less_than_ago``.
"""

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from difflib import SequenceMatcher, get_close_matches
from typing import Final
from unicodedata import normalize

__all__ = ["are_opposed", "behind_negation", "nearest", "words_of"]

_WORD: Final = re.compile(r"[^\W_]+")
_NEGATIONS: Final = frozenset(
    _WORD.findall("not no non never none neither nor without except isnt arent cannot tidak tak bukan belum tanpa jangan kecuali selain")
)
#: Those that few other words are spelled like.
_LONG_NEGATIONS: Final = ("without", "neither", "tidak", "bukan", "belum", "tanpa", "jangan", "kecuali")
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
#: Names are no longer than so many words.
_MOST_WORDS: Final = 20
#: So many signs other than ``_`` and blanks may stand in a name.
_MOST_NO_LETTERS: Final = 10
#: Of so few letters no other is a slip.
_SHORT: Final = 3
#: So many letters may be others in a whole name.
_MOST_SLIPS: Final = 2
#: Within a word of so many letters one more may be.
_LONG: Final = 6
#: So much alike a slip leaves a short name.
_SAME: Final = 0.66


def words_of(name: str) -> list[str]:
    """The words of a name, without the signs between them."""
    return _WORD.findall(name.lower())


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that ``name`` is with a slip of the fingers; ``None`` where there is none.

    A word that stands as it is in a known name is no slip for another word. Where two names are as near, neither is told.
    """
    asked, names = words_of(name), dict.fromkeys(known)
    if len(asked) > _MOST_WORDS:
        return None
    alike = list(_of_like_letters("".join(asked), names))
    words = {word for each in names for word in words_of(each)} if alike else set[str]()
    tried = ((_slips(asked, parts, words), each) for each, parts in alike)
    close = [(slips, -SequenceMatcher(None, each.lower(), name.lower()).ratio(), each) for slips, each in tried if slips is not None]
    likely = [each for each in sorted(close, key=lambda each: each[:2]) if each[0] == 0 or -each[1] >= _SAME]
    found = [each for each in likely if not are_opposed(name, each[2])]
    is_tie = len(found) > 1 and found[0][:2] == found[1][:2]  # ni_status is nib_status or sni_status
    return found[0][2] if found and not is_tie else None


def _of_like_letters(one: str, names: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """The names that have nearly the letters of another, with their words; cheap for those that do not."""
    letters, counts = set(one), Counter(one)
    for each in names:
        if len(each) < len(one) - _MOST_SLIPS or len(each) - each.count("_") - each.count(" ") > len(one) + _MOST_NO_LETTERS:
            continue
        mine = set(each.lower())
        if len(letters - mine) > _MOST_SLIPS + 1:
            continue
        parts = words_of(each)
        other = "".join(parts)
        if abs(len(one) - len(other)) > _MOST_SLIPS or (one != other and len(one) < _SHORT):
            continue
        if _fewest(counts, Counter(other)) <= _MOST_SLIPS + 1:
            yield each, parts


def _slips(asked: list[str], known: list[str], words: Container[str]) -> int | None:
    """How many slips turn the words of a name into those that were asked; ``None`` where it takes more than slips within words."""
    if "".join(asked) == "".join(known):
        return 0
    within = _within_words(asked, known, words) if len(asked) == len(known) else None
    return _with_signs_moved(asked, known, words) if within is None else within


def _within_words(asked: list[str], known: list[str], words: Container[str]) -> int | None:
    """How many slips there are where each word has its own."""
    total = 0
    for mine, theirs in zip(asked, known, strict=True):
        slips = 0 if mine == theirs else None if _is_other(mine, theirs, words) else _changed(mine, theirs)
        if slips is None or slips > max(1, len(theirs) // 2):
            return None
        total += slips
    return total


def _with_signs_moved(asked: list[str], known: list[str], words: Container[str]) -> int | None:
    """How many slips there are where signs between the words are missing, too many, or a letter further: no word may be as short as these."""
    mine, theirs = Counter(asked) - Counter(known), Counter(known) - Counter(asked)
    is_word = len(asked) == len(known) and mine.total() == 1
    if is_word or any(word in words for word in mine) or _digits("".join(asked)) != _digits("".join(known)):
        return None
    slips = _changed("".join(asked), "".join(known))
    return None if slips is None or any(len(word) <= slips for word in (*mine, *(word for word in theirs if not word.isdigit()))) else slips


def _is_other(mine: str, theirs: str, words: Container[str]) -> bool:
    """Whether a word is one of its own: a number, or one that stands in a known name (``permit`` of ``permits`` may still be a slip)."""
    return _digits(mine) != _digits(theirs) or (mine in words and not theirs.startswith(mine))


def _digits(word: str) -> str:
    return "".join(filter(str.isdigit, word))


def _fewest(mine: Counter[str], theirs: Counter[str]) -> int:
    """At least so many letters differ."""
    return max((mine - theirs).total(), (theirs - mine).total())


def _changed(one: str, other: str) -> int | None:
    """How many letters of a word are missing, too many, others or in each other's place; ``None`` where more stand before or behind it as it is."""
    more = len(one) - len(other)
    if (more > 1 and (one.startswith(other) or one.endswith(other))) or (more < -1 and other.endswith(one)):
        return None
    if abs(more) > _MOST_SLIPS:
        return None
    is_inside = one[:2] == other[:2] and one[-1] == other[-1] and abs(more) <= 1 and len(other) >= _LONG
    same = next((at for at, (mine, theirs) in enumerate(zip(one, other, strict=False)) if mine != theirs), min(len(one), len(other)))
    one, other = one[same:], other[same:]
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        last, before, row = before, row, [at]
        for to, wanted in enumerate(other, 1):
            least = min(before[to] + 1, row[to - 1] + 1, before[to - 1] + (letter != wanted))
            if at > 1 and to > 1 and letter == other[to - 2] and one[at - 2] == wanted:
                least = min(least, last[to - 2] + 1)
            row.append(least)
    return row[-1] if row[-1] <= _MOST_SLIPS + is_inside else None


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
        word in _NEGATIONS or (len(word) >= _SHORTEST and word not in _POLES and bool(get_close_matches(word, _LONG_NEGATIONS, 1, _LIKELY)))
        for word in words
    )


def _are_alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other).ratio() >= _VERY_ALIKE


def _poles(words: list[str], others: list[str]) -> Iterator[tuple[int, int]]:
    """The poles of words, those with a slip of the fingers too; what is nearer to one of the others is a slip of that."""
    for word in words:
        close = [word] if word in _POLES else get_close_matches(word, [*_POLES, *others], 1, _ALIKE) if len(word) >= _SHORTEST else []
        yield from (_POLES[each] for each in close if each in _POLES)
