"""Which known name is meant by one with a slip in it, and which that is spelled alike never is. Nothing of it is read, it only serves hints.

A slip changes letters within a word. A whole word that is dropped, added or swapped for another may be the meaning (``not held``), and so
may letters before or behind a word that is right as it stands (``un-held``): of these no known name is a slip. Nor is one that means the
opposite: ``more_than_ago`` of ``less_than_ago``.
"""

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final, TypeAlias
from unicodedata import normalize

__all__ = ["are_opposed", "behind_negation", "nearest", "with_word", "words_of"]

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
#: Words each with its letters as bits, and the bit of each letter.
_Letters: TypeAlias = tuple[tuple[tuple[str, int], ...], Mapping[tuple[str, int], int]]


def _counted(letters: str) -> Iterator[tuple[str, int]]:
    """Each letter with how often it stood before."""
    seen: Counter[str] = Counter()
    for letter in letters:
        yield letter, seen[letter]
        seen[letter] += 1


def _bits(letters: str, bits: dict[tuple[str, int], int]) -> int:
    """A bit for each letter, and one for each time it stands there again; letters that have none yet get theirs."""
    return sum(1 << bits.setdefault(each, len(bits)) for each in _counted(letters))


def _letters_of(words: Iterable[str]) -> _Letters:
    bits: dict[tuple[str, int], int] = {}
    return tuple((word, _bits(word, bits)) for word in words), bits


#: Each word of a pair of sides: which pair, and which side.
_POLES: Final = {word: (axis, side) for axis, sides in enumerate(_SIDES) for side, words in enumerate(sides) for word in words.split()}
_LETTERS_OF_POLES: Final = _letters_of(_POLES)
_LETTERS_OF_NEGATIONS: Final = _letters_of(_LONG_NEGATIONS)
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


@dataclass(frozen=True, slots=True)
class _Shape:
    """What of a known name is compared with those that are asked: its words, their letters, and how long it is without its signs.

    ``letters`` has a bit for each letter, and one for each time it stands there again.
    """

    at: int
    parts: tuple[str, ...]
    joined: str
    letters: int
    length: int


@dataclass(frozen=True, slots=True)
class _Known:
    """Known names, looked at once: with their digits, which no slip changes, their words, and the names that have a word between ``_``."""

    bits: Mapping[tuple[str, int], int]
    shapes: Mapping[str, list[_Shape]]
    words: frozenset[str]
    parts: Mapping[str, list[int]]


@lru_cache(maxsize=32)
def _looked_at(names: tuple[str, ...]) -> _Known:
    bits: dict[tuple[str, int], int] = {}
    shapes: dict[str, list[_Shape]] = {}
    parts: dict[str, list[int]] = {}
    words: set[str] = set()
    for at, name in enumerate(names):
        own = tuple(words_of(name))
        joined = "".join(own)
        length = len(name) - name.count("_") - name.count(" ")
        shapes.setdefault(_digits(joined), []).append(_Shape(at, own, joined, _bits(joined, bits), length))
        words.update(own)
        for part in dict.fromkeys(name.lower().split("_")):
            parts.setdefault(part, []).append(at)
    return _Known(bits, shapes, frozenset(words), parts)


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that ``name`` is with a slip of the fingers; ``None`` where there is none.

    A word that stands as it is in a known name is no slip for another word. Where two names are as near, neither is told.
    """
    asked, names = words_of(name), tuple(dict.fromkeys(known))
    if len(asked) > _MOST_WORDS:
        return None
    known_as = _looked_at(names)
    alike = _of_like_letters("".join(asked), known_as)
    close: dict[int, list[str]] = {}
    slips = 0
    while alike or close:
        for shape in alike.pop(slips, ()):
            found = _slips(asked, shape.parts, known_as.words)
            if found is not None:
                close.setdefault(found, []).append(names[shape.at])
        likely = _most_alike(name, close.pop(slips, ()), _SAME if slips else 0)
        if likely:
            return likely[0] if len(likely) == 1 else None  # ni_status is nib_status or sni_status
        slips += 1
    return None


def with_word(word: str, known: Iterable[str]) -> list[str]:
    """The known names of which a word is one, between their ``_``."""
    names = tuple(dict.fromkeys(known))
    return [names[at] for at in _looked_at(names).parts.get(word.lower(), ())]


def _most_alike(name: str, names: Iterable[str], least: float) -> list[str]:
    """Those that are most like a name and do not mean the opposite."""
    ratios: dict[float, list[str]] = {}
    for each in names:
        ratios.setdefault(SequenceMatcher(None, each.lower(), name.lower()).ratio(), []).append(each)
    likely = (ratios[ratio] for ratio in sorted(ratios, reverse=True) if ratio >= least)
    return next((found for same in likely if (found := [each for each in same if not are_opposed(name, each)])), [])


def _of_like_letters(one: str, known: _Known) -> dict[int, list[_Shape]]:
    """The names that have nearly the letters of another, by how many slips it takes at least."""
    bits = [known.bits.get(each) for each in _counted(one)]
    letters, others = sum(1 << bit for bit in bits if bit is not None), bits.count(None)
    found: dict[int, list[_Shape]] = {}
    for shape in known.shapes.get(_digits(one), ()):
        more, fewer = others + (letters & ~shape.letters).bit_count(), (shape.letters & ~letters).bit_count()
        if (
            more > _MOST_SLIPS + 1
            or fewer > _MOST_SLIPS + 1
            or abs(more - fewer) > _MOST_SLIPS
            or shape.length > len(one) + _MOST_NO_LETTERS
        ):
            continue
        if one == shape.joined or len(one) >= _SHORT:
            found.setdefault(max(more, fewer), []).append(shape)
    return found


def _slips(asked: Sequence[str], known: Sequence[str], words: Container[str]) -> int | None:
    """How many slips turn the words of a name into those that were asked; ``None`` where it takes more than slips within words."""
    if "".join(asked) == "".join(known):
        return 0
    within = _within_words(asked, known, words) if len(asked) == len(known) else None
    return _with_signs_moved(asked, known, words) if within is None else within


def _within_words(asked: Sequence[str], known: Sequence[str], words: Container[str]) -> int | None:
    """How many slips there are where each word has its own."""
    total = 0
    for mine, theirs in zip(asked, known, strict=True):
        slips = 0 if mine == theirs else None if _is_other(mine, theirs, words) else _changed(mine, theirs)
        if slips is None or slips > max(1, len(theirs) // 2):
            return None
        total += slips
    return total


def _with_signs_moved(asked: Sequence[str], known: Sequence[str], words: Container[str]) -> int | None:
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
        word in _NEGATIONS
        or (len(word) >= _SHORTEST and word not in _POLES and _closest(word, _LETTERS_OF_NEGATIONS, (), _LIKELY) is not None)
        for word in words
    )


def _are_alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other).ratio() >= _VERY_ALIKE


def _poles(words: list[str], others: list[str]) -> Iterator[tuple[int, int]]:
    """The poles of words, those with a slip of the fingers too; what is nearer to one of the others is a slip of that."""
    for word in words:
        close = word if word in _POLES or len(word) < _SHORTEST else _closest(word, _LETTERS_OF_POLES, others, _ALIKE)
        if close in _POLES:
            yield _POLES[close]


def _closest(word: str, known: _Letters, others: Iterable[str], least: float) -> str | None:
    """Of known words and a few others the one most like a word, if it is as much alike; only those with its letters are compared."""
    words, bits = known
    letters = sum(1 << bits[each] for each in _counted(word) if each in bits)
    alike = [each for each, own in words if 2 * (letters & own).bit_count() / (len(word) + len(each)) >= least]
    matcher = SequenceMatcher(b=word)
    found: list[tuple[float, str]] = []
    for each in (*alike, *others):
        matcher.set_seq1(each)
        found.append((matcher.ratio(), each))
    ratio, closest = max(found, default=(0.0, ""))
    return closest if ratio >= least else None
