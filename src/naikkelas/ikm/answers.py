"""Words that people answer with: yes and no, what became of a permit, the sector, the legal form.

Every word that is known stands in a table here, with where it was seen; a word that stands in none is refused with the nearest
known one, never guessed. Two rules rule all of it: *in process is not held*, and *nobody knows is not no*.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Final, Literal

from naikkelas.facts import BOOLEAN, Fact, Kind, Text
from naikkelas.ikm.catalogue import FACTS, STATUS_TITLES, STATUS_TYPE
from naikkelas.ikm.cells import MISSING, MOST_CHARACTERS, Cell, Messy, as_digits, bare, is_unsure, opened, plain, refused, tidy, whole
from naikkelas.ikm.findings import seen
from naikkelas.problems import NOWHERE, Problem, Words, problem, suggestion

#: How well it is known that people write a word and mean this: seen in real tables (domain.md §7), named by the project's
#: brief for such tables, or known from memory.
Firmness = Literal["found", "brief", "memory"]


@dataclass(frozen=True, slots=True)
class Word:
    """One word people write, and what it says: ``True``, ``False``, a choice, or ``None`` when it does not settle the answer."""

    written: str
    says: bool | str | None
    firmness: Firmness


def folded(text: str) -> str:
    """Letters and digits in one case with single blanks between: ``Lain-lain`` is ``lain lain``; signs alone stay as they are."""
    low = text[:200].casefold()
    return " ".join(re.findall(r"[^\W_]+", low)) or low.strip()


def _words(says: bool | str | None, firmness: Firmness, *written: str) -> Iterable[Word]:
    return (Word(each, says, firmness) for each in written)


#: Yes and no. ``x`` beside ``v`` is a no, and alone on a form it is a mark for yes: it is refused.
YES_NO: Final[tuple[Word, ...]] = (
    *_words(True, "found", "ya", "1"),
    *_words(True, "brief", "ada", "sudah", "punya", "v", "✓"),
    *_words(
        True,
        "memory",
        "sudah ada",
        "sudah punya",
        "memiliki",
        "sudah memiliki",
        "pernah",
        "bisa",
        "✔",
        "√",
        "☑",
        "yes",
        "y",
        "true",
        "benar",
    ),
    *_words(False, "found", "tidak", "belum", "tidak ada", "0"),
    *_words(False, "memory", "belum ada", "tidak punya", "belum punya", "tidak memiliki", "belum memiliki", "tidak pernah", "belum pernah"),
    *_words(True, "memory", "sdh", "sdh ada"),
    *_words(False, "memory", "tdk", "tdk ada", "blm", "blm ada"),
    *_words(False, "memory", "tidak bisa", "bukan", "no", "n", "false", "salah"),
    *_words(None, "brief", "x"),
    *_words(None, "found", "proses", "dalam proses verifikasi", "menunggu verifikasi", "ya tidak"),
    *_words(
        None,
        "memory",
        "✗",
        "✘",
        "☒",
        "×",
        "t",
        "f",
        "sebagian",
        "kadang",
        "kadang kadang",
        "mungkin",
        "dalam proses",
        "ada tidak",
        "sudah belum",
    ),
)

#: What became of a permit. ``0`` may be "none" or nothing filled in, and ``none`` may come from a program: neither is read.
PERMIT_STATUS: Final[tuple[Word, ...]] = (
    *_words("held", "found", "ya", "sudah berizin"),
    *_words("held", "brief", "ada", "sudah", "punya", "1", "v", "✓"),
    *_words("held", "memory", "sudah ada", "sudah punya", "memiliki", "sudah memiliki", "berizin", "terbit", "sudah terbit", "aktif"),
    *_words("held", "memory", "masih berlaku", "masih aktif", "✔", "√", "☑", "yes", "y", "true"),
    *_words("held", "memory", "sdh", "sdh ada"),
    *_words("none", "memory", "tdk", "tdk ada", "blm", "blm ada"),
    *_words("in_process", "found", "proses", "dalam proses verifikasi", "menunggu verifikasi"),
    *_words(
        "in_process", "memory", "dalam proses", "sedang proses", "sedang diproses", "masih proses", "masih diproses", "proses verifikasi"
    ),
    *_words("in_process", "memory", "sedang diajukan", "sedang mengajukan", "dalam pengajuan", "proses pengajuan", "dalam pengurusan"),
    *_words("in_process", "memory", "proses pengurusan", "on process", "on progress", "in process"),
    *_words("lapsed", "brief", "kadaluarsa", "kedaluwarsa", "habis masa berlaku"),
    *_words("lapsed", "memory", "kadaluwarsa", "kedaluarsa", "sudah kadaluarsa", "sudah kedaluwarsa", "masa berlaku habis", "expired"),
    *_words("suspended", "brief", "dibekukan"),
    *_words("revoked", "brief", "dicabut"),
    *_words("none", "found", "tidak", "belum", "tidak ada", "belum berizin"),
    *_words(
        "none", "memory", "belum ada", "tidak punya", "belum punya", "tidak memiliki", "belum memiliki", "tidak berizin", "no", "false"
    ),
    *_words(None, "found", "0", "ya tidak"),
    *_words(None, "brief", "x"),
    *_words(
        None, "memory", "none", "✗", "✘", "☒", "×", "t", "f", "n", "habis", "mati", "tidak berlaku", "tidak aktif", "proses perpanjangan"
    ),
    *_words(None, "memory", "ditolak", "dibatalkan", "terdaftar", "lengkap", "ada tidak", "sudah belum"),
)

SECTORS: Final[tuple[Word, ...]] = (
    *_words("processed_food", "found", "pangan", "aneka olahan ikan", "aneka olahan kerupuk", "aneka olahan keripik"),
    *_words("processed_food", "found", "makanan kering aneka kue"),
    *_words("processed_food", "brief", "olahan pangan"),
    *_words("processed_food", "memory", "makanan", "makanan dan minuman", "makanan minuman", "mamin", "makanan olahan", "olahan makanan"),
    *_words("processed_food", "memory", "industri makanan", "industri pangan", "minuman", "olahan ikan", "makanan ringan"),
    *_words("herbal", "found", "herbal"),
    *_words("herbal", "brief", "jamu"),
    *_words("herbal", "memory", "obat tradisional", "industri jamu"),
    *_words("cosmetics", "memory", "kosmetika"),
    *_words("handicraft", "found", "kerajinan"),
    *_words("handicraft", "memory", "kriya", "kerajinan tangan", "industri kerajinan"),
    *_words("wood", "brief", "mebel"),
    *_words("wood", "memory", "meubel", "mebeler", "furnitur", "furniture", "ukiran", "ukiran kayu", "kerajinan kayu"),
    *_words("textile", "memory", "busana", "konveksi", "fesyen", "fashion", "sandang", "pakaian", "tenun"),
    *_words("machinery", "memory", "mesin", "alat dan mesin"),
    *_words("other", "memory", "lain lain", "lain", "yang lain"),
    *_words(None, "found", "aneka", "olahan", "kuliner", "non pangan"),
    *_words(None, "memory", "minuman herbal", "batik", "logam", "jasa", "perdagangan", "industri", "umkm", "ikm"),
)

LEGAL_FORMS: Final[tuple[Word, ...]] = (
    *_words("individual", "memory", "perseorangan", "usaha perorangan", "usaha perseorangan"),
    *_words("individual_company", "memory", "perseroan perorangan", "pt perseorangan"),
    *_words("company", "memory", "perseroan terbatas"),
    *_words("limited_partnership", "memory", "persekutuan komanditer"),
    *_words(None, "found", "po"),
    *_words(None, "memory", "ud", "pd", "tidak berbadan hukum", "belum berbadan hukum"),
)

Table = Mapping[str, bool | str | None]


def _table(words: Iterable[Word], titles: Mapping[str, Text] | None = None) -> Table:
    """Words by their folded form; the titles of the choices are words too, where no two choices share one."""
    made: dict[str, bool | str | None] = {}
    for name, title in (titles or {}).items():
        for text in {folded(title.id), folded(title.en)}:
            made[text] = name if made.get(text, name) == name else None
    return MappingProxyType(made | {folded(word.written): word.says for word in words})


_BOOLEANS: Final = _table(YES_NO)
_STATUSES: Final = _table(PERMIT_STATUS, STATUS_TITLES)
_OF_FACTS: Final = MappingProxyType({"sector": SECTORS, "legal_form": LEGAL_FORMS})

_IN_PROCESS: Final = frozenset(word for word, says in _STATUSES.items() if says == "in_process")
_TICKS: Final = re.compile(r"\( ?[✓✔√☑] ?\)|[✓✔√☑]")
#: The longest list of answers that a message has; it takes a little more.
_MOST_EXPECTED: Final = 160
_NUMBER_LIKE: Final = re.compile(r"[A-Za-z./ ,:\-]*[0-9][0-9 ./_\-]{6,}.*")


def table_of(fact: Fact) -> Table:
    """The words that are read as answers to ``fact``, folded."""
    if fact.type.kind is Kind.BOOLEAN:
        return _BOOLEANS
    if fact.type == STATUS_TYPE:
        return _STATUSES
    return _table_of_choices(fact)


@lru_cache(maxsize=256)
def _table_of_choices(fact: Fact) -> Table:
    return _table(_OF_FACTS.get(fact.name, ()), fact.choice_titles)


@lru_cache(maxsize=256)
def expected_of(fact: Fact) -> str:
    """What is read as an answer to ``fact``, as people write it: ``ya | tidak``, or the titles of the choices.

    Of more titles than a message takes, the first and where all of them stand.
    """
    if fact.type.kind is Kind.BOOLEAN:
        return Words("yes | no", "ya | tidak")
    titles = fact.choice_titles or (STATUS_TITLES if fact.type == STATUS_TYPE else {})
    called = [(each, titles.get(each, Text(each, each))) for each in fact.type.choices or ()]
    pointer = f" (naikkelas facts {fact.name})" if FACTS.get(fact.name) is fact else ""
    english, indonesian = (
        _fitting([_name_read(text, each, fact) for each, text in told], pointer)
        for told in ([(each, title.en) for each, title in called], [(each, title.id) for each, title in called])
    )
    return Words(english, indonesian)


def _name_read(title: str, choice: str, fact: Fact) -> str:
    """The title of a choice where it is read as that choice, else its name."""
    return title if choice_called(title, fact) == choice else choice


def _fitting(titles: Sequence[str], pointer: str) -> str:
    """As many of the titles as a message takes, none of them in part."""
    whole = " | ".join(titles)
    if len(whole) <= _MOST_EXPECTED:
        return whole
    kept, end = "", f"…{pointer}"
    for title in titles:
        if len(kept) + len(title) + len(" | ") + len(end) > _MOST_EXPECTED:
            break
        kept += f"{title} | "
    return kept + end


def read_answer(raw: object, fact: Fact) -> Messy:
    """A yes or no, or a choice, from a cell: exact, missing, or a problem NK444, NK445, NK446, NK449. Never raises."""
    raw = bare(raw)
    if raw is None:
        return MISSING
    if isinstance(raw, bool) and fact.type == BOOLEAN:
        return Messy(raw)
    text = raw if isinstance(raw, str) else as_digits(raw)
    if text is None:
        return refused("NK444", seen(raw), expected_of(fact))
    chosen = choice_called(text, fact)
    if chosen is not None:
        return Messy(chosen)
    cell = opened(text)
    return cell if isinstance(cell, Messy) else _answer(cell, fact)


def choice_called(text: str, fact: Fact) -> str | None:
    """The choice of which a text is the name, or the title as it is written, signs included; ``None`` where it is none or that of several.

    ``< 5 juta`` and ``> 5 juta`` are two choices. Of words without signs, the tables of words know other spellings.
    """
    exact, other, longest = _titles(fact)
    if len(text) > longest:
        return None
    written, low = plain(text), tidy(text).casefold()
    if written in (fact.type.choices or ()):
        return written
    return exact.get(written) or (None if low == folded(low) else other.get(low))


def _answer(cell: Cell, fact: Fact) -> Messy:
    table = table_of(fact)
    text = whole(cell.folded)
    word = folded(text)
    if word in table and _has_doubt(text, word, table[word]):
        return refused("NK445", cell.written, expected_of(fact), "doubted_answer")
    if word in table:
        says = table[word]
        return _unsettled(cell, word, fact) if says is None else Messy(says, _doubted_zero(cell, word, says))
    if cell.is_empty:
        return MISSING
    if fact.type == STATUS_TYPE and _NUMBER_LIKE.fullmatch(cell.written):
        return refused("NK444", cell.written, expected_of(fact), "number_elsewhere")
    close = suggestion(word, [known for known, says in table.items() if says is not None and len(known) > 1])
    return refused("NK444", cell.written, expected_of(fact), "did_you_mean" if close else None, suggestion=close or "")


def _has_doubt(text: str, word: str, says: bool | str | None) -> bool:
    """Whether signs beside a word put it in doubt; beside a number any sign does: ``-1``, ``(1)``. A tick beside a yes only repeats it."""
    if says in (True, "held"):
        text = tidy(_TICKS.sub(" ", text))
    return is_unsure(text) or (word.isdecimal() and text.rstrip(".,;: ") != word)


@lru_cache(maxsize=256)
def _titles(fact: Fact) -> tuple[Mapping[str, str | None], Mapping[str, str | None], int]:
    """Choices by their titles as they are written, and without case, ``None`` where two share one; and how long such a text can be."""
    exact: dict[str, str | None] = {}
    other: dict[str, str | None] = {}
    for name, title in fact.choice_titles.items():
        for text in (title.id, title.en):
            for made, key in ((exact, plain(text)), (other, tidy(text).casefold())):
                made[key] = name if made.get(key, name) == name else None
    return exact, other, max((MOST_CHARACTERS, *map(len, exact), *map(len, other)))


def _doubted_zero(cell: Cell, word: str, says: bool | str) -> Problem | None:
    """Exports turn missing into 0 (domain.md §7.2): a zero under yes and no is a no, with a warning."""
    return problem("NK448", NOWHERE, "zero_is_no", read=cell.written) if word == "0" and says is False else None


def _unsettled(cell: Cell, word: str, fact: Fact) -> Messy:
    hint = "in_process_is_neither" if word in _IN_PROCESS else "which_answer"
    return refused("NK445", cell.written, expected_of(fact), hint)


def says_status(text: str) -> bool:
    """Whether a text speaks of a permit (``Proses``, ``Belum ada``) where its number is expected."""
    return folded(text) in _STATUSES
