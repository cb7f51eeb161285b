"""The lines of a CSV result, column by column: the same text that :class:`naikkelas.batch.written.sinks.CsvSink` writes row by row."""

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, BinaryIO

from naikkelas.batch.blocks import TextBlock, begins_plainly
from naikkelas.batch.cells import MAY_RUN, neutral
from naikkelas.batch.columnar.run import ScoredBlock
from naikkelas.batch.rows.verdicts import Verdict
from naikkelas.extras import need

if TYPE_CHECKING:
    import polars as pl


class CsvText:
    """Writes the lines of blocks with one delimiter. ``last`` is what stands behind the problems in every row."""

    def __init__(self, delimiter: str, last: Sequence[str]) -> None:
        self._delimiter = delimiter
        self._special = re.compile(f'[{re.escape(delimiter)}"\\r\\n]')
        self._pattern = f'[{re.escape(delimiter)}"\\r\\n]'
        self._last = delimiter.join(map(self.cell, last))
        self._pl = need("polars", "batch")

    def cell(self, text: str) -> str:
        """A text as it stands in the file: harmless, and in quotes where it has to be."""
        text = neutral(text)
        return '"' + text.replace('"', '""') + '"' if self._special.search(text) else text

    def write(self, file: BinaryIO, scored: ScoredBlock, block: TextBlock, marks: Mapping[int, str]) -> None:
        """Writes the rows of a block; ``marks`` are their ``nk_problems``."""
        pl, told = self._pl, scored.told
        outcomes, reasons, rest = (
            pl.Series([text_of(verdict) for verdict in told.verdicts], dtype=pl.String).gather(told.of)
            for text_of in (lambda verdict: self.cell(verdict.outcome.value), lambda verdict: self.cell(verdict.reasons), self._rest)
        )
        if told.reasons:
            texts = self._quoted(self._harmless(pl.Series(told.reasons, dtype=pl.String)))
            reasons = texts.gather(told.reason_of).zip_with(told.reason_of.is_not_null(), reasons)
        columns = [*self._own(block), outcomes, reasons, rest, self._marks(marks, len(block.numbers))]
        if self._last:
            columns.append(pl.repeat(self._last, len(block.numbers), eager=True))
        frame = pl.DataFrame([column.alias(str(at)) for at, column in enumerate(columns)])
        frame.write_csv(file, include_header=False, separator=self._delimiter, line_terminator="\r\n", quote_style="never")

    def _rest(self, verdict: Verdict) -> str:
        """What to do next, points and statuses: all that is the same for every row of a verdict, but the outcome, which stands first."""
        cells = (verdict.next_step, *map(str, verdict.points), *(status.value for status in verdict.statuses))
        return self._delimiter.join(map(self.cell, cells))

    def _marks(self, marks: Mapping[int, str], height: int) -> "pl.Series":
        pl = self._pl
        if not marks:
            return pl.repeat("", height, eager=True)  # type: ignore[no-any-return]
        return pl.Series([self.cell(marks[at]) if at in marks else "" for at in range(height)], dtype=pl.String)  # type: ignore[no-any-return]

    def _own(self, block: TextBlock) -> "list[pl.Series]":
        """The columns of the table itself."""
        frame = block.frame.fill_null("") if block.bad else block.frame
        is_plain = block.delimiter == self._delimiter
        made = (self._harmless(column, is_undivided=block.is_undivided) for column in frame)
        return list(made if is_plain else map(self._quoted, made))

    def _harmless(self, column: "pl.Series", *, is_undivided: bool = False) -> "pl.Series":
        """A column without texts that a spreadsheet could run. Where they are ``is_undivided``, only those can that do not begin plainly."""
        odd = column.filter(~begins_plainly(column)) if is_undivided else column
        different = odd.filter(odd.str.contains(MAY_RUN)).unique()
        changed = {text: neutral(text) for text in different if neutral(text) != text}
        return column.replace(changed) if changed else column

    def _quoted(self, column: "pl.Series") -> "pl.Series":
        special = column.str.contains(self._pattern)
        if not special.any():
            return column
        return ('"' + column.str.replace_all('"', '""', literal=True) + '"').zip_with(special, column)
