"""Scored blocks to whatever takes rows: as text where the result is CSV of a text, row by row elsewhere."""

from collections.abc import Callable, Mapping, Sequence

from naikkelas.batch.blocks import TextBlock
from naikkelas.batch.cells import Cell
from naikkelas.batch.columnar.csv_text import CsvText
from naikkelas.batch.columnar.run import ScoredBlock
from naikkelas.batch.rows.verdicts import Verdict
from naikkelas.batch.written.sinks import CsvSink, Sink

#: What a row gets behind its own cells: by its verdict, its reasons and its problems.
CellsOf = Callable[[Verdict, str, str], tuple[Cell, ...]]


def write_block(sink: Sink, scored: ScoredBlock, marks: Mapping[int, str], cells_of: CellsOf, last: Sequence[str]) -> None:
    """Writes every row of a block. ``marks`` are the problems as the rows say them, ``last`` stands at the end of every row."""
    if isinstance(sink, CsvSink) and isinstance(scored.block, TextBlock):
        CsvText(sink.delimiter, last).write(sink.file, scored, scored.block, marks)
        return
    for at, (cells, verdict, reasons) in enumerate(scored.rows()):
        sink.row((*cells, *cells_of(verdict, reasons, marks.get(at, ""))))
