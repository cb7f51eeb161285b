"""What the columns of a table probably are, how sure that is, and what their cells would become."""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from itertools import islice
from typing import Final

from naikkelas.arguments import checked
from naikkelas.batch.arguments import TABLES
from naikkelas.batch.cells import Cell, is_blank, text_of
from naikkelas.batch.columns.cell_reading import Found, reader_of
from naikkelas.batch.columns.date_orders import with_orders
from naikkelas.batch.columns.digits import SAMPLED, looked_through
from naikkelas.batch.columns.mapping import ColumnMapping, Use
from naikkelas.batch.columns.proposals import ColumnProposal, Sample, Sure
from naikkelas.batch.columns.rivals import without_rivals
from naikkelas.batch.columns.units_beside import UnitsBeside
from naikkelas.batch.files.reading import read_table
from naikkelas.batch.header.doubts import Doubts
from naikkelas.batch.header.notes import has_few
from naikkelas.batch.header.title_rows import Numbered
from naikkelas.batch.table import Column, Row, Table
from naikkelas.batch.wording.whose import lives_there, owner_of
from naikkelas.batch.wording.words import (
    COMMON,
    MAYBE,
    NAMES,
    PERMIT_LISTS,
    as_month_of,
    as_year,
    fold,
    is_about_others,
    is_known,
    is_of_other_period,
    known_titles,
    names_other_unit,
    shared_titles,
    sign_in,
    units_of,
    within_group,
    without_answers,
    without_question,
    without_unit,
)
from naikkelas.facts import Fact, FactType, Kind, Text
from naikkelas.ikm.catalogue import FACTS, PERMIT_KINDS
from naikkelas.ikm.outside import told
from naikkelas.ikm.rupiah import Unit, header_unit
from naikkelas.values import Value

#: How many different cells are shown.
_SHOWN: Final = 3
#: Of a hundred filled cells, so many must be read: with fewer, the title means something else here, or its amounts lack their unit.
_READ_OF_100: Final = 50
#: How alike a title with a typing mistake must be to the right one.
_CLOSE: Final = 0.85
_SHORTEST: Final = 5
#: A shorter title says nothing among other words.
_FEWEST_SIGNS: Final = 4
#: What an amount is refused with whose unit nobody told.
_NO_UNIT: Final = "NK438"
_WORKERS: Final = ("workers_men", "workers_women")
_UNCLEAR: Final = Text("judulnya dikenal, tetapi satuannya tidak jelas", "its title is known, but its unit is not clear")
_ADDED: Final = Text("judulnya dikenal; laki-laki dan perempuan dijumlahkan", "its title is known; men and women are added")


@checked(TABLES)
def propose_columns(table: Table | str | os.PathLike[str], facts: Mapping[str, Fact] = FACTS) -> tuple[ColumnProposal, ...]:
    """A proposal for every column, in order, from its title and its first 200 rows. ``table`` may be a path.

    ``facts`` are those a column may be: ``rules.catalogue`` to know also the facts of a rule set. Nothing is decided by a guess: an
    uncertain column is ``unsure`` until somebody confirms it in a mapping. Cells of personal facts are never in a sample.

    Raises:
        TableError: when a path cannot be read as a table.
        ArgumentError: when an argument is of the wrong type (NK538).
    """
    table = table if isinstance(table, Table) else read_table(table)
    looked_at = list(islice(table.rows(), SAMPLED + 1))
    rows = [row.cells for row in looked_at[:SAMPLED] if row.problem is None]
    titles = _Titles(facts)
    guesses = [_by_title(column, facts, titles) for column in table.columns]
    guesses = _with_months(table.columns, _with_names(table.columns, guesses, facts), facts)
    guesses = _of_businesses(table.columns, guesses)
    is_whole = len(looked_at) <= SAMPLED
    has_more = not is_whole and table.header_row is not None
    guessed = {column: use for column, (use, _, _) in zip(table.columns, guesses, strict=True)}
    units = UnitsBeside({column: guess[:2] for column, guess in zip(table.columns, guesses, strict=True)}, facts, titles.known, rows)
    found = looked_through(table, guessed, facts, rows, for_notes=has_more, units=None if is_whole else units.for_all())
    late = {**units.doubts(), **(_late_doubts(table, looked_at, found.lone, found.signs) if has_more else {})}
    uses = with_orders(table, found.uses, facts, looked_at)
    made = [
        _tried(column, (uses[column], sure, _of_legend(why, uses[column])), [cells[column.index] for cells in rows], facts)
        for column, (_, sure, why) in zip(table.columns, guesses, strict=True)
    ]
    by_title = [uses[column] if sure.is_used else None for column, (_, sure, _) in zip(table.columns, guesses, strict=True)]
    alone = without_rivals(_with_dates(made, rows, facts), by_title, is_whole=is_whole)
    return tuple(_of_whole_dates([_confirmed(each, late.get(each.column.index)) for each in alone]))


@checked(TABLES)
def mapping_of(proposals: Iterable[ColumnProposal], table: Table) -> ColumnMapping:
    """The mapping that uses what is sure, and lists what is not."""
    uses = {}
    for each in proposals:
        if each.use is not None:
            uses[each.column.name] = replace(each.use, sure=each.sure.is_used)
    return ColumnMapping(uses, table.sheet, table.header_row)


# --- by title --------------------------------------------------------------------------------------------------------

_Guess = tuple[Use | None, Sure, Text]
_READ_PERMITS: Final = reader_of(Use("permits"), None)
_NOTHING: Final[_Guess] = (None, Sure.NONE, Text("tidak ada fakta yang cocok", "no fact fits"))


class _Titles:
    """The titles that are known of some facts, as they are looked for in every column."""

    def __init__(self, facts: Mapping[str, Fact]) -> None:
        self.known = known_titles(facts.values())
        self.shared = shared_titles(facts.values())
        self.amounts = frozenset(spelling for spelling, name in self.known.items() if facts[name].type.kind is Kind.MONEY)
        self._by_words: dict[str, list[tuple[str, frozenset[str]]]] = {}
        self._alike: dict[object, list[str]] = {}
        self._places = {spelling: place for place, spelling in enumerate(self.known)}
        for spelling in self.known:
            words = spelling.split()
            if len(spelling) >= _FEWEST_SIGNS:
                self._by_words.setdefault(words[0], []).append((spelling, frozenset(words)))
            for key in (_initials(words), "".join(words)):
                self._alike.setdefault(key, []).append(spelling)

    def inside(self, words: Sequence[str]) -> list[str]:
        """The known titles of which a title has all words, and more, those with most words first."""
        own = frozenset(words)
        found = [spelling for word in dict.fromkeys(words) for spelling, parts in self._by_words.get(word, ()) if own > parts]
        return sorted(found, key=lambda spelling: (-len(spelling.split()), -len(spelling), self._places[spelling]))

    def close(self, folded: str) -> str | None:
        """The known title that a typing mistake was made in: as many words, each the same or nearly so."""
        if len(folded) < _SHORTEST:
            return None
        words = folded.split()
        alike = dict.fromkeys((*self._alike.get(_initials(words), ()), *self._alike.get("".join(words), ())))
        near = get_close_matches(folded, alike, n=len(alike) or 1, cutoff=_CLOSE)
        return next((spelling for spelling in near if _is_slip(words, spelling.split())), None)


def _initials(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(word[0] for word in words)


def _by_title(column: Column, facts: Mapping[str, Fact], titles: _Titles) -> _Guess:
    name = column.title.strip()
    for end, role in (("", "fact"), ("__low", "low"), ("__high", "high")):
        fact = facts.get(name.removesuffix(end)) if name.endswith(end) else None
        if fact is not None and (not end or fact.type.kind.is_ordered):
            unit = "rupiah" if fact.type.kind is Kind.MONEY else None
            return Use(role, fact.name, unit), Sure.NAMED, Text("judulnya nama fakta", "its title is the name of a fact")  # type: ignore[arg-type]
    folded = fold(column.title)
    if folded in PERMIT_LISTS:
        return Use("permits"), Sure.UNSURE, Text("mungkin daftar izin", "it may be a list of permits")
    known = titles.known
    answered = without_answers(column.title, known, facts)
    asked = without_question(column.title, known, facts)
    written = (folded, asked, without_unit(column.title), as_year(column.title), within_group(column.title, known), answered)
    spelling = next((each for each in written if each in known), None)
    if spelling is None:
        return _likely(column, titles, facts)
    found = known[spelling]
    if spelling in titles.shared:
        names = "', '".join(titles.shared[spelling])
        return _use(found, column, facts), Sure.UNSURE, Text(f"judul dari '{names}'", f"a title of '{names}'")
    if names_other_unit(column.title, facts[found]) or (spelling != folded and not _has_its_unit(column.title, facts[found])):
        return _use(found, column, facts), Sure.UNSURE, _UNCLEAR
    sign = sign_in(column.title, facts[found])
    if sign is not None:
        return _use(found, column, facts), Sure.UNSURE, _with_sign(sign)
    return _use(found, column, facts), Sure.SURE, _ADDED if found in _WORKERS else Text("judulnya dikenal", "its title is known")


def _with_sign(sign: str) -> Text:
    return Text(f"judulnya dikenal, tetapi '{sign}' mungkin mengubah artinya", f"its title is known, but '{sign}' may change what it says")


def _has_its_unit(title: str, fact: Fact) -> bool:
    """Whether the unit in a title is one of the fact: rupiah of a known size, days of a fact of days, people of another number."""
    units = units_of(title)
    if fact.type.kind is Kind.MONEY:
        return units <= {"money"} and (not units or header_unit(title) is not None)
    return units <= ({"days"} if fact.name.endswith("_days") else {"people"})


def _use(name: str, column: Column, facts: Mapping[str, Fact]) -> Use:
    is_money = facts[name].type.kind is Kind.MONEY
    return Use("fact", name, header_unit(column.title) if is_money else None)


def _likely(column: Column, titles: _Titles, facts: Mapping[str, Fact]) -> _Guess:
    """A title with a typing mistake, or one that holds a known title among other words."""
    folded, known = without_unit(column.title), titles.known
    if is_of_other_period(column.title) and not titles.amounts.isdisjoint(folded.split()):
        return None, Sure.NONE, Text("bukan jumlah setahun", "not an amount of a year")
    if is_about_others(column.title) or is_known(column.title, {}) or is_of_other_period(column.title):
        return _NOTHING
    if MAYBE.get(folded) in facts:
        return _use(MAYBE[folded], column, facts), Sure.UNSURE, Text("mungkin ini maksudnya", "it may mean this")
    close = titles.close(folded)
    if close is not None:
        return _use(known[close], column, facts), Sure.UNSURE, Text(f"mirip '{close}'", f"like '{close}'")
    words = folded.split()
    behind = [" ".join(words[at:]) for at in range(1, len(words))]
    telling = [
        spelling for spelling in (*behind, *titles.inside(words)) if spelling not in COMMON
    ]  # in two rows of titles the last one counts
    found = next((spelling for spelling in telling if spelling in known), None)
    if found is None:
        return _NOTHING
    return _use(known[found], column, facts), Sure.UNSURE, Text(f"memuat '{found}'", f"it holds '{found}'")


def _is_slip(words: Sequence[str], known: Sequence[str]) -> bool:
    if len(words) != len(known):
        return "".join(words) == "".join(known)
    return all(one == other or (one[0] == other[0] and len(other) >= _SHORTEST - 1) for one, other in zip(words, known, strict=True))


def _with_names(columns: Sequence[Column], guesses: Sequence[_Guess], facts: Mapping[str, Fact]) -> list[_Guess]:
    """A column that is only called ``Nama``: of the businesses, or, where theirs stand elsewhere, of the owners; nobody can be sure."""
    made = list(guesses)
    taken = {use.name for use, _, _ in guesses if use is not None}
    left = [name for name in ("business_name", "owner_name") if name in facts and name not in taken]
    why = Text("nama usaha atau nama pemilik?", "the name of the business, or of its owner?")
    for at, column in enumerate(columns):
        if fold(column.title) in NAMES and made[at][0] is None and left:
            made[at] = (Use("fact", left[0]), Sure.UNSURE, why)
    return made


def _of_businesses(columns: Sequence[Column], guesses: Sequence[_Guess]) -> list[_Guess]:
    """The guesses without places that may be of somebody or something else."""
    made, titles = list(guesses), [column.title for column in columns]
    for at, (use, sure, why) in enumerate(guesses):
        owner = owner_of(titles, at) if sure is Sure.SURE else None
        if owner is not None and guesses[owner][1].is_used:
            owner = None
        if owner is None and use is not None and use.name == "regency" and sure is Sure.SURE:
            owner = lives_there(titles, at)
        if owner is not None:
            made[at] = (use, Sure.UNSURE, _of_whom(why, "" if owner == at else columns[owner].name))
    return made


def _of_whom(why: Text, name: str) -> Text:
    """Why a place is not sure: it may be that of the column of a name, or nothing says whose it is."""
    if not name:
        return Text(f"{why.id}, tetapi tidak jelas milik siapa", f"{why.en}, but nothing says whose it is")
    return Text(f"{why.id}, tetapi mungkin milik kolom '{name}' di kirinya", f"{why.en}, but it may belong to '{name}' on its left")


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
        sure, sign = made[partner][1], sign_in(column.title, facts[use.name])
        why = Text(f"bulan dari kolom '{columns[partner].name}'", f"the month of the column '{columns[partner].name}'")
        made[at] = (Use("month", use.name), *((sure, why) if sign is None else (Sure.UNSURE, _with_sign(sign))))
        made[partner] = (Use("year", use.name), sure, Text(f"tahun dari kolom '{column.name}'", f"the year of the column '{column.name}'"))
    return made


# --- by cells --------------------------------------------------------------------------------------------------------


def _tried(column: Column, guess: _Guess, cells: Sequence[Cell], facts: Mapping[str, Fact]) -> ColumnProposal:
    """The guess with what its cells would become; a column of which too little can be read is not sure."""
    use, sure, why = guess
    filled = [cell for cell in cells if not is_blank(cell)]
    if _lists_permits(use, filled):
        use, sure, why = Use("permits"), Sure.UNSURE, Text("selnya menyebut beberapa izin", "its cells name several permits")
    if use is None:
        return ColumnProposal(column, None, sure, why, len(filled))
    use, why = _as_permit(use, filled, why)
    if use.role in ("month", "year"):
        return ColumnProposal(column, use, sure, why, len(filled))
    read = reader_of(use, facts.get(use.name))
    found = [(cell, read(cell)) for cell in filled]
    unread = sum(any(each.is_error for each in made.problems) for _, made in found)
    bare = any(each.code == _NO_UNIT for _, made in found for each in made.problems)
    if sure is Sure.UNSURE and use.role == "fact" and filled and unread == len(filled) and not bare:
        return ColumnProposal(column, *_NOTHING, len(filled))
    if sure is Sure.SURE and 100 * (len(filled) - unread) < _READ_OF_100 * len(filled):
        sure = Sure.UNSURE
        why = Text(
            f"{why.id}, tetapi {unread} dari {len(filled)} sel tidak terbaca",
            f"{why.en}, but {unread} of {len(filled)} cells cannot be read",
        )
    if bare:
        why = _of_amounts(why, use.unit)
    samples = () if fold(column.title) in NAMES else _samples(found, use, facts)
    return ColumnProposal(column, use, sure, why, len(filled), unread, samples)


def _of_legend(why: Text, use: Use | None) -> Text:
    """Why answers are not read: something says what they mean."""
    if use is None or use.legend is None:
        return why
    return Text(
        f"{why.id}; baris {use.legend} mungkin menerangkan arti jawabannya",
        f"{why.en}; row {use.legend} may tell what its answers mean",
    )


def _of_amounts(why: Text, unit: Unit | None) -> Text:
    """Why amounts are not read: nobody told their unit, or they may be whole rupiah as well as counted in it: ``250.000`` under ``ribu``."""
    if unit in (None, "rupiah"):
        return Text(f"{why.id}; satuannya belum disebut (unit: …)", f"{why.en}; its unit is not told (unit: …)")
    return Text(
        f"{why.id}; sebagian angka bisa berarti rupiah utuh atau {unit} rupiah: tulis satuannya di selnya",
        f"{why.en}; some amounts may be whole rupiah or {unit}: write the unit in their cells",
    )


def _lists_permits(use: Use | None, filled: Sequence[Cell]) -> bool:
    """Whether most cells are wholly lists of permits, and one of them lists two: ``NIB, PIRT, Halal``."""
    if use is not None and not (use.role == "fact" and use.name.endswith("_status")):
        return False
    most, missed = 0, 0
    for cell in filled:
        found = len({permit[0] for permit in _READ_PERMITS(cell).permits}) if isinstance(cell, str) else 0
        most, missed = max(most, found), missed + (not found)
        if 2 * missed > len(filled):
            return False
    return most >= 2


def _as_permit(use: Use, filled: Sequence[Cell], why: Text) -> tuple[Use, Text]:
    """A column of the status of a permit, in which numbers stand too."""
    kind = use.name.removesuffix("_status")
    if use.role != "fact" or kind not in PERMIT_KINDS or not use.name.endswith("_status"):
        return use, why
    if not any(sum(map(str.isdigit, text_of(cell))) >= 9 or "e+" in text_of(cell).lower() for cell in filled):
        return use, why
    return Use("permit", kind, digits=use.digits, legend=use.legend, turned=use.turned), Text(
        f"{why.id}; berisi nomor", f"{why.en}; it holds numbers"
    )


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
    return told(value, kind)


def _with_dates(proposals: Sequence[ColumnProposal], rows: Sequence[Sequence[Cell]], facts: Mapping[str, Fact]) -> list[ColumnProposal]:
    """Columns of months and years with what the first few pairs of cells become."""
    made = list(proposals)
    years = {each.use.name: each for each in proposals if each.use is not None and each.use.role == "year"}
    for at, each in enumerate(proposals):
        if each.use is None or each.use.role != "month" or each.use.name not in years:
            continue
        use = Use("fact", each.use.name)
        read, year = reader_of(use, facts[use.name]), years[use.name].column.index
        pairs = [(cells[each.column.index], cells[year]) for cells in rows]
        texts = [_joined(month, of_year) for month, of_year in pairs if not is_blank(month) and not is_blank(of_year)]
        found = [(text, read(text)) for text in texts]
        unread = sum(any(problem.is_error for problem in done.problems) for _, done in found)
        made[at] = replace(each, unread=unread, samples=_samples(found, use, facts))
    return made


def _joined(month: Cell, year: Cell) -> str:
    text = text_of(month).strip()
    return f"{text}{'/' if text.isdigit() else ' '}{text_of(year).strip()}"


def _late_doubts(table: Table, looked_at: Sequence[Row], lone: Sequence[Numbered], signs: Iterable[str]) -> Mapping[int, Text]:
    """What notes further down than the header looks say of columns, or of the ``signs`` there; its own doubts are those of the columns."""
    first = looked_at[SAMPLED // 2].number
    late = [(number, cells) for number, cells in lone if number > first]
    titles, doubts = [column.title for column in table.columns], Doubts()
    rows = [*((row.number, row.cells) for row in looked_at if not has_few(row.cells)), *late]
    doubts.by_notes_below(rows, titles)
    doubts.by_notes_about_titles(table.above, rows, titles, signs)
    return doubts.of


def _confirmed(each: ColumnProposal, late: Text | None) -> ColumnProposal:
    """A column whose title may not be all that the sheet says of it is not sure."""
    doubt = each.column.doubt or late
    if doubt is None or each.use is None:
        return each
    return replace(each, sure=Sure.UNSURE, why=Text(f"{each.why.id}, tetapi {doubt.id}", f"{each.why.en}, but {doubt.en}"))


def _of_whole_dates(proposals: Sequence[ColumnProposal]) -> list[ColumnProposal]:
    """A month is as sure as the year that makes a date of it; a year alone is all of its days, whatever the month says."""
    made = list(proposals)
    unsure = {(each.use.role, each.use.name): each for each in proposals if each.use is not None and not each.sure.is_used}
    for at, each in enumerate(proposals):
        if each.use is None or each.use.role != "month" or not each.sure.is_used:
            continue
        other = unsure.get(("year", each.use.name))
        if other is not None:
            named = other.column.name
            why = Text(f"{each.why.id}, tetapi kolom '{named}' belum pasti", f"{each.why.en}, but the column '{named}' is not sure")
            made[at] = replace(each, sure=Sure.UNSURE, why=why)
    return made
