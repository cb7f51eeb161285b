"""Tables of businesses: read them as people make them, score every row, write them whole.

:func:`read_table` opens a table, :func:`propose_columns` says what its columns probably are, :func:`score_table` decides every row,
:func:`compare_scores` says what changed since an earlier result and why.
"""

from naikkelas.batch.cohort.selecting import Selected, select_table
from naikkelas.batch.columns.mapping import ColumnMapping, Use, read_mapping
from naikkelas.batch.columns.mapping_text import mapping_text
from naikkelas.batch.columns.proposals import ColumnProposal, Sample, Sure
from naikkelas.batch.columns.proposing import mapping_of, propose_columns
from naikkelas.batch.comparison.changes import Cause, Comparison
from naikkelas.batch.comparison.comparing import compare_scores
from naikkelas.batch.files.reading import read_table
from naikkelas.batch.rows.summary import Score
from naikkelas.batch.score import result_columns, score_table
from naikkelas.batch.table import Column, Row, Table, TableError
from naikkelas.batch.written.template import write_template

__all__ = [
    "Cause",
    "Column",
    "ColumnMapping",
    "ColumnProposal",
    "Comparison",
    "Row",
    "Sample",
    "Score",
    "Selected",
    "Sure",
    "Table",
    "TableError",
    "Use",
    "compare_scores",
    "mapping_of",
    "mapping_text",
    "propose_columns",
    "read_mapping",
    "read_table",
    "result_columns",
    "score_table",
    "select_table",
    "write_template",
]
