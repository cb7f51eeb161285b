"""What the columns of a table probably are, how sure that is, and what their cells would become."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import StrEnum
from itertools import islice
from typing import Any, Final

from naikkelas.batch.cell_reading import Found, reader_of
from naikkelas.batch.cells import Cell, is_blank, text_of
from naikkelas.batch.mapping import ColumnMapping, Use
from naikkelas.batch.table import Column, Table
from naikkelas.batch.words import PERMIT_LISTS, as_month_of, as_year, fold, is_known, is_of_other_period, known_titles, without_unit
from naikkelas.facts import Fact, FactType, Kind, Text
from naikkelas.ikm.catalogue import FACTS, PERMIT_KINDS
from naikkelas.ikm.outside import told
from naikkelas.ikm.rupiah import header_unit
from naikkelas.values import Value

#: How many rows are looked at, and how many different cells are shown.
SAMPLED: Final = 200
_SHOWN: Final = 3
#: Of a hundred filled cells, so many must be read: with fewer, the title means something else here, or its amounts lack their unit.
_READ_OF_100: Final = 50
#: How alike a title with a typing mistake must be to the right one.
_CLOSE: Final = 0.85


class Sure(StrEnum):
    """How sure a proposal is: the title is the name of a fact; a known title whose cells can be read; a guess; nothing."""

    NAMED = "named"
    SURE = "sure"
    UNSURE = "unsure"
    NONE = "none"

    @property
    def is_used(self) -> bool:
        """Whether the column may be used before anybody confirms it."""
        return self in (Sure.NAMED, Sure.SURE)


@dataclass(frozen=True, slots=True)
class Sample:
    """A cell, and what it would become: a value in words, or the code of the problem that refuses it."""

    cell: str
    becomes: str
    refused: bool


@dataclass(frozen=True, slots=True)
class ColumnProposal:
    """What one column probably is. ``filled`` of the sampled cells were not empty, ``unread`` of those would be refused."""

    column: Column
    use: Use | None
    sure: Sure
    why: Text
    filled: int = 0
    unread: int = 0
    samples: tuple[Sample, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """As plain data, for JSON."""
        use = None if self.use is None else {"role": self.use.role, "name": self.use.name, "unit": self.use.unit}
        samples = [{"cell": each.cell, "becomes": each.becomes, "refused": each.refused} for each in self.samples]
        return {
            "column": self.column.name, "letter": self.column.letter, "use": use, "sure": self.sure.value,
            "why": self.why.to_dict(), "filled": self.filled, "unread": self.unread, "samples": samples,
        }  # fmt: skip


def propose_columns(table: Table, facts: Mapping[str, Fact] = FACTS) -> tuple[ColumnProposal, ...]:
    """A proposal for every column, in order, from its title and its first 200 rows.

    ``facts`` are those a column may be: ``rules.catalogue`` to know also the facts of a rule set. Nothing is decided by a guess: an
    uncertain column is ``unsure`` until somebody confirms it in a mapping. Cells of personal facts are never in a sample.
    """
    rows = [row.cells for row in islice(table.rows(), SAMPLED) if row.problem is None]
    guesses = [_by_title(column, facts) for column in table.columns]
    guesses = _with_months(table.columns, guesses, facts)
    made = [
        _tried(column, guess, [cells[column.index] for cells in rows], facts) for column, guess in zip(table.columns, guesses, strict=True)
    ]
    return tuple(_without_rivals(made))


def mapping_of(proposals: Iterable[ColumnProposal], table: Table) -> ColumnMapping:
    """The mapping that uses what is sure, and lists what is not."""
    uses = {}
    for each in proposals:
        if each.use is not None:
            uses[each.column.name] = replace(each.use, sure=each.sure.is_used)
    return ColumnMapping(uses, table.sheet, table.header_row)


# --- by title --------------------------------------------------------------------------------------------------------

_Guess = tuple[Use | None, Sure, Text]
_NOTHING: Final[_Guess] = (None, Sure.NONE, Text("tidak ada fakta yang cocok", "no fact fits"))


def _by_title(column: Column, facts: Mapping[str, Fact]) -> _Guess:
    name = column.title.strip()
    for end, role in (("", "fact"), ("__low", "low"), ("__high", "high")):
        fact = facts.get(name.removesuffix(end)) if name.endswith(end) else None
        if fact is not None and (not end or fact.type.kind.is_ordered):
            unit = "rupiah" if fact.type.kind is Kind.MONEY else None
            return Use(role, fact.name, unit), Sure.NAMED, Text("judulnya nama fakta", "its title is the name of a fact")  # type: ignore[arg-type]
    folded = fold(column.title)
    if folded in PERMIT_LISTS:
        return Use("permits"), Sure.UNSURE, Text("mungkin daftar izin", "it may be a list of permits")
    known = known_titles(facts.values())
    found = known.get(folded) or known.get(without_unit(column.title)) or known.get(as_year(column.title))
    if found is not None:
        return _use(found, column, facts), Sure.SURE, Text("judulnya dikenal", "its title is known")
    return _likely(column, known, facts)


def _use(name: str, column: Column, facts: Mapping[str, Fact]) -> Use:
    is_money = facts[name].type.kind is Kind.MONEY
    return Use("fact", name, header_unit(column.title) if is_money else None)


def _likely(column: Column, known: Mapping[str, str], facts: Mapping[str, Fact]) -> _Guess:
    """A title with a typing mistake, or one that holds a known title among other words."""
    folded = without_unit(column.title)
    if is_of_other_period(column.title):
        return None, Sure.NONE, Text("bukan jumlah setahun", "not an amount of a year")
    if is_known(column.title, {}):
        return _NOTHING
    close = next(iter(get_close_matches(folded, known, n=1, cutoff=_CLOSE)), None)
    if close is not None and len(folded) >= 5:
        return _use(known[close], column, facts), Sure.UNSURE, Text(f"mirip '{close}'", f"like '{close}'")
    words = folded.split()
    behind = [" ".join(words[at:]) for at in range(1, len(words))]
    inside = [spelling for spelling in known if len(spelling) >= 4 and set(words) > set(spelling.split())]
    inside.sort(key=lambda spelling: (len(spelling.split()), len(spelling)), reverse=True)
    found = next((spelling for spelling in (*behind, *inside) if spelling in known), None)  # in two rows of titles the last one counts
    if found is None:
        return _NOTHING
    return _use(known[found], column, facts), Sure.UNSURE, Text(f"memuat '{found}'", f"it holds '{found}'")


def _with_months(columns: Sequence[Column], guesses: Sequence[_Guess], facts: Mapping[str, Fact]) -> list[_Guess]:
    """A column of months beside the column of its years: together they are one date."""
    years = {as_year(column.title): at for at, column in enumerate(columns)}
    made = list(guesses)
    for at, column in enumerate(columns):
        month_of = as_month_of(column.title)
        partner = years.get(month_of) if month_of is not None else None
        use = None if partner is None else made[partner][0]
        if partner is None or partner == at or use is None or use.role != "fact" or facts[use.name].type.kind is not Kind.DATE:
            continue
        sure = made[partner][1]
        why = Text(f"bulan dari kolom '{columns[partner].name}'", f"the month of the column '{columns[partner].name}'")
        made[at] = (Use("month", use.name), sure, why)
        made[partner] = (Use("year", use.name), sure, Text(f"tahun dari kolom '{column.name}'", f"the year of the column '{column.name}'"))
    return made


# --- by cells --------------------------------------------------------------------------------------------------------


def _tried(column: Column, guess: _Guess, cells: Sequence[Cell], facts: Mapping[str, Fact]) -> ColumnProposal:
    """The guess with what its cells would become; a column of which too little can be read is not sure."""
    use, sure, why = guess
    filled = [cell for cell in cells if not is_blank(cell)]
    if use is None:
        return ColumnProposal(column, None, sure, why, len(filled))
    use, why = _as_permit(use, filled, why)
    if use.role in ("month", "year"):
        return ColumnProposal(column, use, sure, why, len(filled))
    read = reader_of(use, facts.get(use.name))
    found = [(cell, read(cell)) for cell in filled]
    unread = sum(any(each.is_error for each in made.problems) for _, made in found)
    if sure is Sure.UNSURE and use.role == "fact" and filled and unread == len(filled):
        return ColumnProposal(column, *_NOTHING, len(filled))
    if sure is Sure.SURE and 100 * (len(filled) - unread) < _READ_OF_100 * len(filled):
        sure, why = (
            Sure.UNSURE,
            Text(
                f"{why.id}, tetapi {unread} dari {len(filled)} sel tidak terbaca",
                f"{why.en}, but {unread} of {len(filled)} cells cannot be read",
            ),
        )
    return ColumnProposal(column, use, sure, why, len(filled), unread, _samples(found, use, facts))


def _as_permit(use: Use, filled: Sequence[Cell], why: Text) -> tuple[Use, Text]:
    """A column of the status of a permit, in which numbers stand too."""
    kind = use.name.removesuffix("_status")
    if use.role != "fact" or kind not in PERMIT_KINDS or not use.name.endswith("_status"):
        return use, why
    if not any(sum(map(str.isdigit, text_of(cell))) >= 9 or "e+" in text_of(cell).lower() for cell in filled):
        return use, why
    return Use("permit", kind), Text(f"{why.id}; berisi nomor", f"{why.en}; it holds numbers")


def _samples(found: Sequence[tuple[Cell, Found]], use: Use, facts: Mapping[str, Fact]) -> tuple[Sample, ...]:
    """A few different cells, the refused ones first."""
    if use.role == "permits" or _is_personal(use, facts):
        return ()
    ordered = sorted(found, key=lambda each: not each[1].problems)
    shown: dict[str, Sample] = {}
    for cell, made in ordered:
        text = " ".join(text_of(cell).split())[:60]
        if text not in shown and len(shown) < _SHOWN:
            shown[text] = Sample(text, _becomes(made, facts), any(each.is_error for each in made.problems))
    return tuple(shown.values())


def _is_personal(use: Use, facts: Mapping[str, Fact]) -> bool:
    if use.role == "permit":
        return PERMIT_KINDS[use.name].personal_number
    return facts[use.name].personal


def _becomes(made: Found, facts: Mapping[str, Fact]) -> str:
    if made.values:
        return ", ".join(_words(value, facts[name].type) for name, value in made.values)
    return made.problems[0].code if made.problems else ""


def _words(value: Value, kind: FactType) -> str:
    return str(value).lower() if isinstance(value, bool) else told(value, kind)


def _without_rivals(proposals: Sequence[ColumnProposal]) -> list[ColumnProposal]:
    """Two columns that seem to be one fact are both uncertain, but one that has its name wins."""
    claims: dict[tuple[str, str], list[ColumnProposal]] = {}
    for each in proposals:
        if each.use is not None and each.sure.is_used and each.use.name:
            claims.setdefault((each.use.name, each.use.role), []).append(each)
    return [_against(each, [] if each.use is None else claims.get((each.use.name, each.use.role), [])) for each in proposals]


def _against(each: ColumnProposal, rivals: Sequence[ColumnProposal]) -> ColumnProposal:
    if each.sure is not Sure.SURE or len(rivals) < 2:
        return each
    others = ", ".join(f"'{rival.column.name}'" for rival in rivals if rival is not each)
    return replace(each, sure=Sure.UNSURE, why=Text(f"{each.why.id}, tetapi juga kolom {others}", f"{each.why.en}, but so is {others}"))
