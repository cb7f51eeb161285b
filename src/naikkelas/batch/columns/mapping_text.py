"""A mapping as a file to edit: every column in order, with what is not sure marked, and what its cells would become beside it."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from naikkelas.arguments import checked
from naikkelas.batch.arguments import TABLES
from naikkelas.batch.columns.digits import meant_by
from naikkelas.batch.columns.mapping import FORMAT
from naikkelas.batch.columns.proposals import ColumnProposal
from naikkelas.batch.table import Table
from naikkelas.explain.words import clean, in_lang
from naikkelas.problems import Lang

_HEADS: Final[dict[Lang, tuple[str, ...]]] = {
    "id": (
        "Kolom mana berisi fakta apa. Periksa, ubah, lalu: naikkelas score BERKAS --mapping berkas-ini",
        "Kolom dengan 'sure: false' belum dipakai: hapus 'sure: false' bila benar, atau tulis 'ignore: true'.",
        "Daftar fakta: naikkelas facts. Kunci lain: unit (rupiah, ribu, juta, …), part (low, high, month, year), values, excel_dates.",
    ),
    "en": (
        "Which column holds which fact. Check it, change it, then: naikkelas score FILE --mapping this-file",
        "A column with 'sure: false' is not used yet: delete 'sure: false' if it is right, or write 'ignore: true'.",
        "The facts: naikkelas facts. More keys: unit (rupiah, ribu, juta, …), part (low, high, month, year), values, excel_dates.",
    ),
}


@checked(TABLES)
def mapping_text(proposals: Iterable[ColumnProposal], table: Table, lang: Lang = "id") -> str:
    """The YAML of a proposed mapping. Comments show cells of facts that are not personal, and no others."""
    return "\n".join(_lines(proposals, table, lang)) + "\n"


def _lines(proposals: Iterable[ColumnProposal], table: Table, lang: Lang) -> Iterator[str]:
    yield from (f"# {line}" for line in _HEADS[lang])
    yield f"format: {FORMAT}"
    where = ([] if table.sheet is None else [f"sheet: {_quoted(table.sheet)}"]) + (
        [] if table.header_row is None else [f"header_row: {table.header_row}"]
    )
    if where:
        yield f"table: {{{', '.join(where)}}}"
    yield "columns:"
    for each in proposals:
        yield f"  {line_of(each)}  # {clean(in_lang(each.why, lang))}"
        yield from (f"    # {clean(sample.cell)} -> {clean(sample.becomes) or '-'}" for sample in each.samples)


def line_of(each: ColumnProposal) -> str:
    """The line of a mapping that proposes a column."""
    return f"{_quoted(each.column.name)}: {{{_use(each)}}}"


def _use(each: ColumnProposal) -> str:
    if each.use is None:
        return "ignore: true"
    words = replace(each.use, sure=each.sure.is_used).words
    if not each.use.digits:
        return words
    meant = ", ".join(f'"{digit}": {word}' for digit, word in meant_by(each.use).items())
    return f"{words}, values: {{{meant}}}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
