"""Some thousand rows of a table at once: as texts in columns where the file is text, as rows where cells have types."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, Protocol

from naikkelas.batch.cells import Cell, text_of
from naikkelas.batch.table import Row, Table
from naikkelas.batch.wording.headings import MARK, MOST_CELLS, STRONG, Headings, Turned
from naikkelas.batch.wording.no_business import MAYBE, PLACES, SAYS, RowJudge
from naikkelas.batch.wording.words import SUMS
from naikkelas.extras import need

if TYPE_CHECKING:
    import polars as pl

#: How many rows are taken together: enough to forget what starting an engine costs, and few enough to be forgotten themselves.
ROWS: Final = 32_768

#: The first cell of a row that may be no business, or is not plain; and one with a letter, where numbers of rows stand.
_MAYBE: Final = rf"{MAYBE}|[^ -~]"
_LETTER: Final = "[A-Za-z]|[^ -~]"
#: What a cell has that is more than an amount, and what one is that may be an amount.
_WORDED: Final = "[A-Za-z*]|[^ -~]"
_AMOUNT: Final = r"[0-9]|^[^A-Za-z]*$"
_BEGINS_AS_AMOUNT: Final = rf"(?i)^(?:[^a-z]|rp|idr|$|{'|'.join(sorted(SUMS)).replace(' ', '[^a-z]+')})"
#: One row of so many may be looked at closely.
_FEW_ROWS: Final = 20

#: What the name of an example has.
_EXAMPLE: Final = "(?i)contoh|cth|misal"

#: What :func:`is_blank` takes for more than blanks.
_NOT_BLANK: Final = r"[^\s\x1c-\x1f]"


class Block(Protocol):
    """Rows that follow each other."""

    @property
    def numbers(self) -> Sequence[int]:
        """The numbers of the rows."""
        ...

    @property
    def bad(self) -> Mapping[int, Row]:
        """The rows that cannot be read, by their place in the block."""
        ...

    @property
    def surplus(self) -> Mapping[int, tuple[Cell, ...]]:
        """The cells of rows that belong to no column."""
        ...

    def keys(self, indices: Sequence[int]) -> "pl.DataFrame":
        """What tells the cells of some columns apart: equal keys are equal cells. Of rows that cannot be read, that of blank cells."""
        ...

    def cells(self, indices: Sequence[int], key: Sequence[Any]) -> tuple[Cell, ...]:
        """The cells behind a key."""
        ...

    def column(self, index: int) -> Sequence[Cell]:
        """All cells of a column."""
        ...

    def texts(self, index: int) -> "pl.Series | None":
        """A column as texts, null where a row cannot be read; ``None`` where cells have types."""
        ...

    def suspects(self, judge: RowJudge) -> Iterable[tuple[int, Sequence[Cell]]]:
        """The rows that may be no business, or may not have been read by an earlier run, with their cells; some twice."""
        ...

    def rows(self) -> Iterator[Sequence[Cell]]:
        """The cells of each row."""
        ...


class TextBlock:
    """Rows of texts. ``delimiter`` is given when every cell is as it stands in the file, between such delimiters and without quotes.

    ``is_undivided``: no cell has a sign that a program may take for a delimiter.
    """

    def __init__(
        self,
        frame: "pl.DataFrame",
        numbers: Sequence[int],
        bad: Mapping[int, Row],
        delimiter: str | None = None,
        *,
        is_undivided: bool = False,
    ) -> None:
        self.frame, self.numbers, self.bad, self.delimiter, self.is_undivided = frame, numbers, bad, delimiter, is_undivided
        self._suspects: dict[int, Sequence[Cell]] | None = None
        self._lone: list[tuple[int, Sequence[Cell]]] | None = None
        self._plainly: dict[int, pl.Series] = {}
        self.surplus = {at: row.surplus for at, row in bad.items() if row.surplus}
        self._pl = need("polars", "batch")
        self._readable = frame
        if bad:
            mask = self._pl.Series([at in bad for at in range(frame.height)])
            self._readable = frame.with_columns(self._pl.when(mask).then(None).otherwise(self._pl.all()).name.keep())

    def keys(self, indices: Sequence[int]) -> "pl.DataFrame":
        """See :class:`Block`."""
        return self._readable.select(self._readable.columns[index] for index in indices)

    def cells(self, indices: Sequence[int], key: Sequence[Any]) -> tuple[Cell, ...]:
        """See :class:`Block`."""
        return tuple(key)

    def column(self, index: int) -> Sequence[Cell]:
        """See :class:`Block`."""
        made: list[Cell] = self.frame.to_series(index).to_list()
        return made

    def texts(self, index: int) -> "pl.Series":
        """See :class:`Block`."""
        return self._readable.to_series(index)

    def suspects(self, judge: RowJudge) -> Iterable[tuple[int, Sequence[Cell]]]:
        """See :class:`Block`."""
        if self._suspects is None:
            self._suspects = dict(self._suspected(judge))
        return self._suspects.items()

    def judged(self, bad: Mapping[int, Row]) -> "TextBlock":
        """The block with more rows that cannot be read, some of its suspects; they are not looked for again."""
        made = TextBlock(self.frame, self.numbers, {**self.bad, **bad}, self.delimiter, is_undivided=self.is_undivided)
        made._suspects, made._lone, made._plainly = self._suspects, self._lone, self._plainly
        return made

    def _suspected(self, judge: RowJudge) -> Iterator[tuple[int, Sequence[Cell]]]:
        for index in judge.telling:
            told = self._readable.to_series(index).str.contains(_NOT_BLANK).fill_null(value=False)
            yield from ((at, self.frame.row(at)) for at in told.arg_true())
        begins = self._all()
        if self.bad:
            begins = begins.scatter(list(self.bad), values=False)
        yield from ((at, cells) for at, cells in self.lone(judge.headings) if at not in self.bad)
        yield from ((at, self.frame.row(at)) for at in self._unnamed(judge, begins))
        yield from ((at, self.frame.row(at)) for at in self._unnumbered(judge, begins))
        for index, name in enumerate(self._readable.columns):
            texts = self._readable[name]
            if index not in judge.own and not texts.str.contains(_WORDED).any():
                continue
            filled = self._has(index, _NOT_BLANK) & begins
            maybe = filled & texts.str.contains(_LETTER if index in judge.numbers else _MAYBE).fill_null(value=False)
            yield from ((at, self.frame.row(at)) for at in maybe.arg_true())
            if index not in judge.own:  # the word of a sum may stand behind its amounts
                filled = filled & (maybe | ~texts.str.contains(_AMOUNT).fill_null(value=False))
            begins = begins & ~filled
            if not begins.any():
                return

    def lone(self, headings: Headings) -> Sequence[tuple[int, Sequence[Cell]]]:
        """The rows that may be headings, whether they can be read or not, with their cells: those with as few as one has, or with sums beside it."""
        if self._lone is None:
            few = self.hardly_filled(range(self.frame.width), MOST_CELLS, _NOT_BLANK)
            made = sorted({*few, *self._beside_sums(headings)})
            self._lone = [(at, self.frame.row(at)) for at in made if not any(map(text_of, self.surplus.get(at, ())))]
        return self._lone

    def _beside_sums(self, headings: Headings) -> "pl.Series":
        """The places of the rows that may be a heading and the sums of what it heads: amounts stand behind a letter, a text where numbers stand, or one that says of whom."""
        first = min(self.frame.width, max([headings.last, *headings.numbers]) + 1)
        places = self._with_amounts_from(first)
        frame = self.frame if len(places) == self.frame.height else self.frame[places]
        begins = self._pl.repeat(value=True, n=frame.height, eager=True)
        found = ~begins
        for index in range(first if frame.height else 0):
            texts, is_number = frame.to_series(index), index in headings.numbers
            worded = begins & texts.str.contains(_LETTER).fill_null(value=False)
            if worded.any():
                maybe = texts.str.contains(MARK)
                maybe = maybe | (_begin_as_amounts(frame, headings.names) if is_number and headings.names else texts.str.contains(STRONG))
                found = found | (worded & maybe.fill_null(value=False))
            if not is_number:
                begins = begins & ~texts.str.contains(_NOT_BLANK).fill_null(value=False)
        return places.filter(found)

    def _with_amounts_from(self, first: int) -> "pl.Series":
        """The places of the rows that have nothing but what begins as amounts do from a column on; further columns are looked at while many rows may."""
        may = self._all()
        for index in range(first, self.frame.width):
            may = may & self.frame.to_series(index).str.contains(_BEGINS_AS_AMOUNT).fill_null(value=True)
            if may.sum() * _FEW_ROWS <= self.frame.height:
                break
        return may.arg_true()

    def _all(self) -> "pl.Series":
        every: pl.Series = self._pl.repeat(value=True, n=self.frame.height, eager=True)
        return every

    def hardly_filled(self, indices: Iterable[int], most: int, pattern: str) -> "pl.Series":
        """The places of the rows, whether they can be read or not, of which at most so many cells of some columns have what a pattern says.

        Every cell has it that begins plainly, see :func:`begins_plainly`.
        """
        rows: pl.Series = self._pl.int_range(self.frame.height, dtype=self._pl.UInt32, eager=True)
        filled = rows * 0
        for index in indices:
            filled = filled + self._has(index, pattern, rows)
            few = filled <= most
            if not few.all():
                rows, filled = rows.filter(few), filled.filter(few)
            if not len(rows):
                break
        return rows

    def _has(self, index: int, pattern: str, rows: "pl.Series | None" = None) -> "pl.Series":
        """Which cells of a column, or of some of its rows, have what a pattern says, which all have that begin plainly."""
        texts = self.frame.to_series(index)
        if index not in self._plainly:
            self._plainly[index] = begins_plainly(texts)
        found = self._plainly[index]
        if rows is not None and len(rows) < len(texts):
            texts, found = texts.gather(rows), found.gather(rows)
        return _or_has(found, texts, pattern)

    def _unnamed(self, judge: RowJudge, readable: "pl.Series") -> Iterator[int]:
        """The readable rows without anything that tells them apart, and those whose name may say that they are an example."""
        for index in sorted(judge.names):
            yield from (readable & self._readable.to_series(index).str.contains(_EXAMPLE).fill_null(value=False)).arg_true()
        if not judge.telling_apart:
            return
        unnamed = readable
        for index in sorted(judge.telling_apart):
            if not unnamed.any():
                return
            unnamed = unnamed & ~self._has(index, SAYS)
        yield from unnamed.arg_true()

    def _unnumbered(self, judge: RowJudge, readable: "pl.Series") -> Iterator[int]:
        """The readable rows without a number, where the others have one, with a name that may be none: of a place, or of a sum behind a stroke."""
        unnumbered = readable if judge.numbers else readable & False
        for index in sorted(judge.numbers):
            unnumbered = unnumbered & ~self._has(index, SAYS)
        if unnumbered.any():
            for index in sorted(judge.names):
                texts = self.frame.to_series(index)
                maybe = texts.str.contains(_MAYBE) | texts.str.strip_chars().str.to_lowercase().is_in(list(PLACES))
                yield from (unnumbered & maybe.fill_null(value=False)).arg_true()

    def rows(self) -> Iterator[Sequence[Cell]]:
        """See :class:`Block`."""
        return self.frame.iter_rows()


def _begin_as_amounts(frame: "pl.DataFrame", indices: Iterable[int]) -> "pl.Series":
    """The rows of which all cells of some columns begin as amounts do, or are blank."""
    import polars as pl

    found = pl.repeat(value=True, n=frame.height, eager=True)
    for index in indices:
        found = found & frame.to_series(index).str.contains(_BEGINS_AS_AMOUNT).fill_null(value=True)
    return found


def has(texts: "pl.Series", pattern: str) -> "pl.Series":
    """Which texts have what a pattern says, which all have that begin plainly; null has nothing."""
    return _or_has(begins_plainly(texts), texts, pattern)


def _or_has(found: "pl.Series", texts: "pl.Series", pattern: str) -> "pl.Series":
    if found.all():
        return found
    rest = (~found).arg_true()
    return found.clone().scatter(rest, texts.gather(rest).str.contains(pattern).fill_null(value=False))


def begins_plainly(texts: "pl.Series") -> "pl.Series":
    """Which texts begin with a digit or a letter of ASCII; null does not.

    Comparing how texts begin takes a tenth of the time of a pattern, and most cells of a column begin alike.
    """
    found = texts.is_null() & False
    for first, behind in (("0", ":"), ("A", "["), ("a", "{")):
        found = found | ((texts >= first) & (texts < behind)).fill_null(value=False)
        if found.all():
            break
    return found


class RowBlock:
    """Rows of cells of any type."""

    def __init__(self, rows: list[Row]) -> None:
        self._rows = rows
        self.numbers = [row.number for row in rows]
        self.bad = {at: row for at, row in enumerate(rows) if row.problem is not None}
        self.surplus = {at: row.surplus for at, row in enumerate(rows) if row.surplus}
        self._pl = need("polars", "batch")
        self._tables: dict[int, list[Cell]] = {}

    def keys(self, indices: Sequence[int]) -> "pl.DataFrame":
        """See :class:`Block`."""
        codes = {str(index): self._codes(index) for index in indices}
        return self._pl.DataFrame(codes, schema=dict.fromkeys(codes, self._pl.Int64))  # type: ignore[no-any-return]

    def _codes(self, index: int) -> list[int]:
        """A number for each different cell; lists and mappings are all different."""
        table: list[Cell] = [None]
        known: dict[object, int] = {}
        codes = []
        for at, row in enumerate(self._rows):
            cell = None if at in self.bad else row.cells[index]
            if cell is None:
                codes.append(0)
                continue
            key = at if isinstance(cell, list | dict) else (type(cell), cell)
            code = known.setdefault(key, len(table))
            if code == len(table):
                table.append(cell)
            codes.append(code)
        self._tables[index] = table
        return codes

    def cells(self, indices: Sequence[int], key: Sequence[Any]) -> tuple[Cell, ...]:
        """See :class:`Block`."""
        return tuple(self._tables[index][code] for index, code in zip(indices, key, strict=True))

    def column(self, index: int) -> Sequence[Cell]:
        """See :class:`Block`."""
        return [row.cells[index] for row in self._rows]

    def texts(self, index: int) -> "pl.Series | None":
        """See :class:`Block`."""
        return None

    def suspects(self, judge: RowJudge) -> Iterator[tuple[int, Sequence[Cell]]]:
        """See :class:`Block`."""
        return ((at, row.cells) for at, row in enumerate(self._rows) if at not in self.bad)

    def rows(self) -> Iterator[Sequence[Cell]]:
        """See :class:`Block`."""
        return (row.cells for row in self._rows)


def blocks_of(table: Table) -> Iterator[Block]:
    """Every row of a table that is not blank, in blocks."""
    if table.blocks is not None:
        yield from text_blocks(table)
        return
    rows = table.rows()
    while part := list(islice(rows, ROWS)):
        yield RowBlock(part)


def text_blocks(table: Table) -> Iterator[TextBlock]:
    """As :func:`blocks_of`, of a table whose form has a quicker way to read its rows; nothing of others."""
    opened: Callable[[], Iterator[TextBlock]] = table.blocks or (lambda: iter(()))
    judge = table.judge()
    turned = Turned(judge.headings)
    return (_judged(block, table, judge, turned) for block in opened())


def _judged(block: TextBlock, table: Table, judge: RowJudge, turned: Turned) -> TextBlock:
    """A block whose rows that are no business, or none of today, cannot be read."""
    rows = {at: table.judged(Row(block.numbers[at], tuple(cells)), judge) for at, cells in block.suspects(judge)}
    found = {at: row for at, row in rows.items() if row.problem is not None}
    found.update(_not_today(block, table, {**block.bad, **found}, turned))
    return block.judged(found) if found else block


def _not_today(block: TextBlock, table: Table, bad: Mapping[int, Row], turned: Turned) -> Iterator[tuple[int, Row]]:
    """The rows of a block below a heading that turns what follows, but for the ``bad`` ones, which are not read in any case."""
    first, height = 0, block.frame.height
    for last, heading in [*block.lone(turned.headings), (height - 1, None)]:
        if turned.heading is not None:
            for at, cells in enumerate(block.frame[first : last + 1].iter_rows(), first):
                if at not in bad:
                    yield at, table.not_today(Row(block.numbers[at], tuple(cells)), *turned.heading)
        if heading is not None:
            turned.pass_by(block.numbers[last], heading)
        first = last + 1
