"""One door for cells of tables: :func:`read_messy` reads a cell as its fact is, however people wrote it.

Profiles have a stricter door (:func:`naikkelas.values.read_value`): there a value has one spelling. Both lead to the same canonical values.
"""

import re
from dataclasses import replace
from typing import Final

from naikkelas.facts import Fact, Kind
from naikkelas.ikm.answers import read_answer, says_status
from naikkelas.ikm.cells import ERROR, MISSING, MOST_CHARACTERS, Messy, as_digits, bare, is_unsure, opened, refused, whole
from naikkelas.ikm.counts import read_count
from naikkelas.ikm.dates import read_date
from naikkelas.ikm.findings import hidden_slots, seen
from naikkelas.ikm.regions import Regency
from naikkelas.ikm.rupiah import Unit, read_rupiah
from naikkelas.problems import Place, Problem
from naikkelas.values import KIND_WORDS, BadValue, read_value

__all__ = ["Messy", "read_messy"]

_MOST_MEMBERS: Final = 100
_CODE_WITH_ZERO: Final = re.compile(r"[0-9]{4}\.0")
#: What the titles of facts have whose amount is that of a year.
_OF_A_YEAR: Final = re.compile(r"\b(?:setahun|per tahun|tahunan)\b", re.IGNORECASE)


def read_messy(raw: object, fact: Fact, *, unit: Unit | None = None, excel: bool = False) -> Messy:
    """What a cell says of ``fact``: a canonical value, missing, or refused with a problem. Never raises.

    ``unit`` is what the header says of bare amounts; ``excel`` allows date serials. The problem's place names the fact; what was
    read of a personal fact stands in no problem.
    """
    made = _read(raw, fact, unit, excel)
    return made if made.problem is None else Messy(made.value, _placed(made.problem, fact))


def _placed(problem: Problem, fact: Fact) -> Problem:
    placed = replace(problem, place=Place(path=fact.name))
    if not fact.personal:
        return placed
    hidden = [key for key in placed.slots if key not in ("expected", "name") and not key.endswith("_id")]
    return replace(hidden_slots(placed, hidden), hint=None if placed.hint in ("did_you_mean", "one_of_these") else placed.hint)


def _read(raw: object, fact: Fact, unit: Unit | None, excel: bool) -> Messy:
    match fact.type.kind:
        case Kind.MONEY:
            return read_rupiah(raw, unit, fact.type, yearly=_OF_A_YEAR.search(fact.title.id) is not None)
        case Kind.DATE:
            return read_date(raw, fact.type, excel=excel, until=fact.name.endswith("_expires_on"))
        case Kind.INTEGER | Kind.NUMBER:
            return read_count(raw, fact.type)
        case Kind.CHOICE if fact.name == "regency":
            return _place(raw)
        case Kind.CHOICE | Kind.BOOLEAN:
            return read_answer(raw, fact)
        case Kind.SET:
            return _members(raw, fact)
    return _text(raw, fact)


def _place(raw: object) -> Messy:
    raw = bare(raw)
    if raw is None:
        return MISSING
    text = raw if isinstance(raw, str) else as_digits(raw)
    if text is None:
        return refused("NK430", seen(raw), "kabupaten/kota")
    cell = opened(text)
    if isinstance(cell, Messy) or cell.is_empty:
        return cell if isinstance(cell, Messy) else MISSING
    if is_unsure(cell.written):
        return refused("NK430", cell.written, "kabupaten/kota", "doubted_answer")
    found = Regency.find(whole(cell.written) if _CODE_WITH_ZERO.fullmatch(cell.written) else cell.written)
    return Messy(None if found.only is None else found.only.code, next(iter(found.problems), None))


def _text(raw: object, fact: Fact) -> Messy:
    raw = bare(raw)
    if isinstance(raw, str) and len(raw) <= MOST_CHARACTERS:
        cell = opened(raw)
        if isinstance(cell, Messy) or cell.is_empty:
            return cell if isinstance(cell, Messy) else MISSING
        if ERROR.fullmatch(cell.written):
            return refused("NK402", cell.written, fact.type.pattern_words or KIND_WORDS[Kind.TEXT], name=fact.name)
        if fact.name.endswith("_number") and says_status(cell.written):
            return refused("NK445", cell.written, fact.type.pattern_words or KIND_WORDS[Kind.TEXT], "status_elsewhere")
        shorter = whole(cell.written)
        if fact.type.pattern is not None and shorter != cell.written and (made := _strict(shorter, fact)).problem is None:
            return made
    return _strict(raw, fact)


def _strict(raw: object, fact: Fact) -> Messy:
    try:
        return Messy(read_value(raw, fact.type))
    except BadValue as bad:
        return refused("NK402", seen(raw), bad.expected, bad.hint, name=fact.name, **bad.slots)


def _members(raw: object, fact: Fact) -> Messy:
    """A list, or a text with commas or semicolons between its members."""
    if isinstance(raw, str):
        cell = opened(raw)
        if isinstance(cell, Messy) or cell.is_empty:
            return cell if isinstance(cell, Messy) else MISSING
        raw = [part.strip() for part in cell.written.replace(";", ",").split(",", _MOST_MEMBERS) if part.strip()]
    return _strict(bare(raw), fact)
