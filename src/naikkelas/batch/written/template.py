"""An empty table to fill in: a column for every fact that the rules read, with choices to pick from and the question beside it."""

import os
from collections.abc import Mapping, Sequence
from contextlib import closing
from itertools import zip_longest
from typing import Any, Final

from naikkelas.arguments import checked
from naikkelas.batch.arguments import TABLES
from naikkelas.batch.cells import could_run, letter_of, writable
from naikkelas.batch.wording.words import fold, known_titles
from naikkelas.batch.written.book import Book
from naikkelas.batch.written.draft import Draft, files_of, unwritable
from naikkelas.batch.written.sheet_cells import CellMaker, escaped
from naikkelas.explain.words import capital, clean, in_lang
from naikkelas.extras import need
from naikkelas.facts import Fact, Kind
from naikkelas.ikm.answers import read_answer
from naikkelas.ikm.regions import REGENCIES
from naikkelas.problems import Lang, Words
from naikkelas.rules import RuleSet

#: So many rows have lists to pick from.
_ROWS: Final = 2000

#: What a column of this kind may hold, besides the choices.
_FORMS: Final[dict[Kind, tuple[str, str]]] = {
    Kind.MONEY: (
        "rupiah, misalnya Rp1.500.000 atau 15 juta; boleh kisaran",
        "rupiah, for example Rp1.500.000 or 15 juta; a range may be given",
    ),
    Kind.DATE: ("tanggal, misalnya 31/12/2026, Des 2026, atau 2026", "a date, for example 31/12/2026, Des 2026 or 2026"),
    Kind.INTEGER: ("angka bulat; boleh kisaran, misalnya 3-5", "a whole number; a range may be given, for example 3-5"),
    Kind.NUMBER: ("angka", "a number"),
    Kind.TEXT: ("teks", "a text"),
    Kind.SET: ("pilihan, dipisahkan koma", "choices, with commas between them"),
}


@checked(TABLES)
def write_template(rules: RuleSet, out: str | os.PathLike[str], *, lang: Lang = "id", overwrite: bool = False) -> tuple[str, ...]:
    """Writes an empty workbook that :func:`naikkelas.batch.score_table` reads for these rules; returns the titles of its columns.

    The first column is the name of the business. Cells that are left empty are facts that nobody knows.

    Raises:
        TableError: when it cannot go there (NK470).
        MissingExtraError: when openpyxl is not installed.
    """
    with Draft(out, overwrite=overwrite, inputs=files_of(rules)) as draft:
        if draft.path.suffix.lower() != ".xlsx":
            raise unwritable(draft.path, Words("its name must end in .xlsx", "namanya harus berakhiran .xlsx"))
        with closing(Book(draft)) as book:
            titles = _fill(book, facts_of(rules), rules, lang)
            book.save()
        draft.commit()
    return titles


def facts_of(rules: RuleSet) -> dict[str, Fact]:
    """The facts that a template asks for."""
    selection = rules.linked.selection
    return {"business_name": rules.catalogue["business_name"], **rules.facts, **({} if selection is None else selection.facts)}


def _fill(book: Book, facts: Mapping[str, Fact], rules: RuleSet, lang: Lang) -> tuple[str, ...]:
    sheet, notes, lists = book.sheet("Data"), book.sheet("Petunjuk" if lang == "id" else "Notes"), book.sheet("_")
    lists.sheet_state, sheet.freeze_panes = "hidden", "A2"
    for letter, width in (("A", 30), ("B", 80), ("C", 60)):
        notes.column_dimensions[letter].width = width
    known = known_titles(rules.catalogue.values())
    lines = [(_title(fact, known, lang), _question(fact, lang), _form(fact, lang)) for fact in facts.values()]
    columns = [_choices(fact, lang) if fact.type.kind in (Kind.BOOLEAN, Kind.CHOICE) else [] for fact in facts.values()]
    for index, ((title, _, _), choices) in enumerate(zip(lines, columns, strict=True)):
        sheet.column_dimensions[letter_of(index)].width = max(14, len(title) + 2)
        if choices:
            _add_list(sheet, index, len(choices))
    book.append(sheet, _heads(sheet, lines, lang))
    for target, rows in ((notes, lines), (lists, zip_longest(*columns))):
        cells = CellMaker(target)
        for row in rows:
            book.append(target, [cells.made(cell) for cell in row])
    return tuple(title for title, _, _ in lines)


def _heads(sheet: Any, lines: Sequence[tuple[str, str, str]], lang: Lang) -> list[Any]:
    """The titles, with the question of each as a note, and how an answer to it is written."""
    bold, comment = need("openpyxl.styles", "batch").Font(bold=True), need("openpyxl.comments", "batch").Comment
    cells, how = CellMaker(sheet), "Cara mengisi" if lang == "id" else "How to write it"
    notes = [f"{words}\n{how}: {form}" for _, words, form in lines]
    made = (comment(escaped(note), "naikkelas", height=60 + len(note), width=280) for note in notes)
    return [cells.styled(title, font=bold, comment=note) for (title, _, _), note in zip(lines, made, strict=True)]


def _title(fact: Fact, known: Mapping[str, str], lang: Lang) -> str:
    """The title that people know, where it leads back to this fact; else its name."""
    title = writable(capital(clean(in_lang(fact.title, lang))))
    return title if known.get(fold(title)) == fact.name else fact.name


def _question(fact: Fact, lang: Lang) -> str:
    return writable(clean(in_lang(fact.title if fact.question is None else fact.question, lang)))


def _form(fact: Fact, lang: Lang) -> str:
    if fact.type.kind in _FORMS:
        return _FORMS[fact.type.kind][lang == "en"]
    choices = _choices(fact, lang)
    return writable(", ".join(choices[:12]) + (", …" if len(choices) > 12 else ""))


def _choices(fact: Fact, lang: Lang) -> list[str]:
    """The words to pick from, each of which is read back as its choice."""
    if fact.type.kind is Kind.BOOLEAN:
        return ["ya", "tidak"] if lang == "id" else ["yes", "no"]
    if fact.name == "regency":
        return [regency.name for regency in REGENCIES.values()]
    return list(fact.type.choices or ()) if _lead_elsewhere(fact, lang) else _titled(fact, lang)


def _titled(fact: Fact, lang: Lang) -> list[str]:
    """What the choices of a fact are called."""
    titles = fact.choice_titles
    return [writable(clean(in_lang(titles[each], lang))) if each in titles else each for each in fact.type.choices or ()]


def _lead_elsewhere(fact: Fact, lang: Lang) -> bool:
    """Whether the title of a choice is not read back as that choice, or would be run by a spreadsheet."""
    titled = zip(_titled(fact, lang), fact.type.choices or (), strict=True)
    return any(could_run(title) or read_answer(title, fact).value != name for title, name in titled)


def without_titles(rules: RuleSet, lang: Lang = "id") -> tuple[str, ...]:
    """The facts of a template whose choices are called by their names, because a title of theirs would not be read back."""
    choices = (fact for fact in facts_of(rules).values() if fact.type.kind is Kind.CHOICE and fact.name != "regency")
    return tuple(fact.name for fact in choices if _lead_elsewhere(fact, lang))


def _add_list(sheet: Any, index: int, count: int) -> None:
    """A list to pick from; others may be written too, because they may be read all the same."""
    letter = letter_of(index)
    made = need("openpyxl.worksheet.datavalidation", "batch").DataValidation(
        type="list", formula1=f"'_'!${letter}$1:${letter}${count}", allow_blank=True, showErrorMessage=False
    )
    made.add(f"{letter}2:{letter}{_ROWS + 1}")
    sheet.data_validations.append(made)
