"""One title of a column: whether it is known, whether amounts stand below it or what tells businesses apart, and whether it is only a unit."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from naikkelas.batch.cells import Cell, is_blank, text_of
from naikkelas.batch.wording.places import DISTRICTS, PROVINCES, REGENCIES
from naikkelas.batch.wording.words import (
    MAYBE,
    NAMES,
    as_month_of,
    as_year,
    fold,
    is_known,
    known_titles,
    spellings_of,
    within_group,
    without_unit,
)
from naikkelas.facts import Fact, Kind
from naikkelas.ikm.catalogue import FACTS, PERMIT_KINDS
from naikkelas.ikm.messy import read_messy
from naikkelas.ikm.rupiah import header_unit


def words_of(text: str) -> frozenset[str]:
    """Words that stand in one text, each once."""
    return frozenset(text.split())


KNOWN: Final = known_titles(FACTS.values())
#: Known titles that are the names of permits: what cells of data say too.
PERMITS: Final = frozenset(
    spelling for spelling, name in KNOWN.items() if name.endswith("_status") and name.removesuffix("_status") in PERMIT_KINDS
)
_LONGEST_TITLE: Final = 120
_FEWEST_OF_REMARK: Final = 2
#: What stands before the name of a place that may be taken for the regency of a business.
_PLACES: Final = REGENCIES | PROVINCES | DISTRICTS
YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")
OF_A_YEAR: Final = re.compile(r"(?:tahun|year) (?:19|20)[0-9]{2}")
#: Columns that say which business a row is: facts, and titles that no fact stands for.
_IDENTIFYING: Final = frozenset({"business_name", "owner_name", "owner_nik"})
_NUMBERS_OF_ROWS: Final = frozenset({"no", "no urut", "id"})
_KEYS: Final = NAMES | {"no", "no urut", "id", "no kk", "telp", "telepon", "no hp", "no hp wa", "no telp", "email", "kontak"}
MEN: Final = frozenset({"l", "lk", "laki", "laki laki", "pria", "men", "male"})
WOMEN: Final = frozenset({"p", "pr", "perempuan", "wanita", "women", "female"})
#: Units and times that stand below titles also without brackets, and what may go on behind them, or stands in brackets.
_UNITS: Final = words_of(
    "rp rupiah idr $ € £ ¥ us usd eur ribu ribuan rb juta jutaan jt miliar miliaran milyar triliun trilyun orang org "
    "per dalam dlm perhari perminggu perbulan pertahun sehari seminggu sebulan setahun"
)
_OTHER_UNITS: Final = words_of(
    "kg kilogram gram g gr ons ton kw kuintal liter ltr ml m m2 m3 meter ha unit buah bh pcs lembar set pasang lusin kodi batang butir "
    "bungkus botol dus % persen jam hari minggu bulan bln tahun thn th triwulan semester kuartal kwartal caturwulan harian mingguan bulanan tahunan "
    "000 dd mm yy yyyy tgl laki perempuan"
)
#: ``x 1.000``: how many of it are one.
_TIMES: Final = re.compile(r"\bx ?(?=(?:rp\.? ?)?1(?:[.,]?000)+\b)|\b1(?=(?:[.,]?000)+\b)")


def title_of(cell: Cell) -> str:
    """A title on one line; one of signs alone is none."""
    text = " ".join(text_of(cell).split())
    return text if any(map(str.isalnum, text)) else ""


def is_title(text: str) -> bool:
    """Whether a text could be a title at all."""
    return len(text) <= _LONGEST_TITLE and any(char.isalpha() for char in text)


def known_in(cells: Sequence[Cell]) -> set[str]:
    """The folded titles of a row that are known."""
    titles = {title_of(cell) for cell in cells if isinstance(cell, str)}
    return {fold(title) for title in titles if is_title(title) and is_known(title, KNOWN)}


def titles_in(cells: Sequence[Cell]) -> int:
    """How many different titles of a row are known; the names of permits are none, because data says them too."""
    return len(known_in(cells) - PERMITS)


def is_counted(title: str) -> bool | None:
    """Whether numbers, money or dates stand below a title; ``None`` where nobody knows."""
    fact = known_fact(title)
    if fact is not None:
        return fact.type.kind.is_ordered
    if is_known(title, {}) or fold(title) in NAMES:
        return False
    return True if any(spelling in MAYBE for spelling in spellings_of(title)) else None


def is_meant(title: str) -> bool:
    """Whether a title is known, also as what stands below the title of a group."""
    spellings = (without_unit(title), as_year(title), as_month_of(title), within_group(title, KNOWN))
    return is_known(title, KNOWN) or any(each in KNOWN or each in MAYBE for each in spellings if each is not None)


def identifies(title: str) -> bool:
    """Whether what stands below a title says which business a row is."""
    names = [KNOWN[spelling] for spelling in spellings_of(title) if spelling in KNOWN]
    return bool(_IDENTIFYING.intersection(names)) or fold(title) in _KEYS or fold(title).startswith("nama ")


def is_of_businesses(title: str) -> bool:
    """Whether the names of businesses or the numbers of rows stand below a title."""
    return is_number_of_row(title) or is_of_names(title)


def is_number_of_row(title: str) -> bool:
    """Whether the numbers of rows stand below a title."""
    return fold(title) in _NUMBERS_OF_ROWS


def is_of_names(title: str) -> bool:
    """Whether the names of businesses stand below a title."""
    spellings = (*spellings_of(title), within_group(title, KNOWN))
    return any(each is not None and KNOWN.get(each) == "business_name" for each in spellings)


def may_be_of_names(title: str) -> bool:
    """Whether names stand below a title, of businesses or of people: ``Nama`` alone may mean either."""
    return is_of_names(title) or fold(title) in NAMES


def may_be_of_businesses(title: str) -> bool:
    """Whether what stands below a title says which row it is: names of any kind, or numbers of rows."""
    return is_number_of_row(title) or may_be_of_names(title)


def lacks_size(title: str) -> bool:
    """Whether amounts of money may stand below a title that does not say their size; what nobody knows may be money."""
    fact = fact_of(title)
    may_be = fact.type.kind is Kind.MONEY if fact is not None else not is_meant(title)
    return may_be and header_unit(title) in (None, "rupiah")


def known_fact(title: str) -> Fact | None:
    """The fact that a title by itself stands for."""
    return next((FACTS[KNOWN[spelling]] for spelling in spellings_of(title) if spelling in KNOWN), None)


def fact_of(title: str) -> Fact | None:
    """The fact that a title may stand for, also below the title of a group that says nothing."""
    spellings = (*spellings_of(title), without_unit(title), as_year(title), within_group(title, KNOWN))
    return next((FACTS[name] for each in spellings if each is not None and (name := KNOWN.get(each, MAYBE.get(each)))), None)


def sure_fact(title: str) -> Fact | None:
    """The fact that a title stands for and no other, also below the title of a group that says nothing."""
    spellings = (*spellings_of(title), without_unit(title), as_year(title), within_group(title, KNOWN))
    return next((FACTS[KNOWN[each]] for each in spellings if each is not None and each in KNOWN), None)


def are_couple(texts: Iterable[str]) -> bool:
    """Whether men and women are among them."""
    said = {fold(text) for text in texts}
    return not said.isdisjoint(MEN) and not said.isdisjoint(WOMEN)


def holds_numbers(cells: Sequence[Cell]) -> bool:
    """Whether most filled cells begin with a digit."""
    filled = [cell for cell in cells if not is_blank(cell)]
    numbers = sum(isinstance(cell, int | float) or text_of(cell).strip()[0].isdigit() for cell in filled)
    return 2 * numbers > len(filled)


def is_place(title: str) -> bool:
    """Whether regencies stand below a title."""
    return any(KNOWN.get(spelling) == "regency" for spelling in spellings_of(title))


def are_remarks(cells: Sequence[Cell]) -> bool:
    """Whether all cells are texts of several words that name no regency or province, nor nearly one: beside a place they are no other place."""
    texts = {cell.strip() if isinstance(cell, str) else "" for cell in cells if not is_blank(cell)}
    words = {word for text in texts for word in fold(text).split()}
    if any(len(fold(text).split()) < _FEWEST_OF_REMARK for text in texts) or not _PLACES.isdisjoint(words):
        return False
    return not any(map(_is_place, filter(str.isalpha, words))) and not any(map(_may_be_place, texts))


def _may_be_place(text: str) -> bool:
    refused = read_messy(text, FACTS["regency"]).problem
    return refused is None or refused.code != "NK430" or refused.hint is not None


def _is_place(word: str) -> bool:
    refused = read_messy(word, FACTS["regency"]).problem
    return refused is None or refused.code != "NK430"


def in_brackets(text: str) -> bool:
    """Whether brackets stand around a text."""
    return text.startswith("(") and text.endswith(")")


def is_unit(text: str) -> bool:
    """Whether a text only says in what amounts are counted, or of which time they are: ``(Rp juta)``, ``per bulan``."""
    plain = _TIMES.sub("", text.casefold())
    words = re.findall(r"[a-z0-9%]+|[$€£¥]", plain)
    signs = re.sub(r"[a-z0-9% ./,()+$€£¥-]", "", plain)
    begins = bool(words) and (words[0] in _UNITS or in_brackets(text))
    return begins and not signs and all(word in _UNITS or word in _OTHER_UNITS for word in words)
