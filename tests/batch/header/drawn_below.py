"""Drawn tables with one more row of titles right below the others, of words that say something else than the title above them."""

from dataclasses import replace

from tests.batch.header.drawn_titles import DrawnTable, drawn_table
from tests.strategies_choices import Choices

WORDS = (
    *("target 2027", "kondisi 2019", "TW I 2026", "s/d 2024", "setelah pelatihan", "Pengajuan", "(dalam proses)", "rencana"),
    *("proses", "milik orang lain"),
)
_KINDS = frozenset({"yes", "status", "money", "count"})


def with_words_below(choices: Choices) -> DrawnTable | None:
    """A plain table with such a row; ``None`` where the table has no number of the rows, or no column that stands alone below its title.

    Below a column so titled stands nothing that its title says.
    """
    drawn = drawn_table(choices, plain=True)
    may = [at for at, column in enumerate(drawn.columns) if column.leaf.kind in _KINDS and not column.groups]
    if not may or not any(column.leaf.kind == "number" for column in drawn.columns):
        return None
    chosen = set(choices.some_of(may, 1, min(3, len(may))))
    word, first = choices.pick(WORDS), min(drawn.businesses)
    row = tuple(word if at in chosen else None for at in range(len(drawn.columns)))
    gone = {drawn.columns[at].leaf.fact for at in chosen}
    return replace(
        drawn,
        columns=tuple(
            replace(column, leaf=replace(column.leaf, fact="")) if at in chosen else column for at, column in enumerate(drawn.columns)
        ),
        rows=(*drawn.rows[: first - 1], row, *drawn.rows[first - 1 :]),
        businesses={
            number + 1: {fact: value for fact, value in truth.items() if fact not in gone} for number, truth in drawn.businesses.items()
        },
    )
