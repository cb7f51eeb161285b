"""Columns that surely are facts, and that a mapping leaves out: they are not used, and that is told with the line to add."""

from collections.abc import Collection, Iterator
from typing import Final

from naikkelas.batch.columns.mapping_text import line_of
from naikkelas.batch.columns.proposals import ColumnProposal
from naikkelas.batch.columns.proposing import propose_columns
from naikkelas.batch.columns.uses import gives
from naikkelas.batch.table import Column, Table
from naikkelas.problems import Problem, problem
from naikkelas.rules import RuleSet

#: So many are told; where there are more, the last of them says how many.
_FEW: Final = 5


def left_out(table: Table, rules: RuleSet, named: Collection[Column], missing: Collection[str]) -> Iterator[Problem]:
    """A warning of each column that nobody ``named`` and that surely gives one of the facts that are ``missing``."""
    if not missing or all(column in named for column in table.columns):
        return
    sure = [each for each in propose_columns(table, rules.catalogue) if each.column not in named and _gives_one(each, missing)]
    others = max(len(sure) - _FEW, 0)
    for number, each in enumerate(sure[:_FEW], start=1):
        use = each.use
        hint = "add_line_and_others" if others and number == _FEW else "add_line"
        name = "" if use is None else use.name or use.role
        yield problem("NK572", table.place(column=each.column), hint, read=each.column.name, name=name, line=line_of(each), count=others)


def _gives_one(each: ColumnProposal, missing: Collection[str]) -> bool:
    return each.use is not None and each.sure.is_used and any(name in missing for name in gives(each.use))
