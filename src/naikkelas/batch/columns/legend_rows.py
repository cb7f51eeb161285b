"""The rows of a block in which a legend may stand, found by whole columns; see :class:`naikkelas.batch.columns.legend_places.Places`.

Hardly a row of a large table is looked at by itself: one with few cells or without a name, and one with a cell that surely says something. What a cell
says is asked once of every different text, and only where a pattern of Polars lets it through, which lets through all that may say anything.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Final

from naikkelas.batch.blocks import TextBlock
from naikkelas.batch.columns.legend_places import FEW, FILLED, MAYBE_GUIDE, Places, says_apart, says_in_pair
from naikkelas.batch.wording.footnotes import MAYBE_SIGNED, SIGNED
from naikkelas.batch.wording.legends import MAYBE_ALONE, MAYBE_BESIDE, Sort
from naikkelas.extras import need

if TYPE_CHECKING:
    import polars as pl

#: By so many rows it is judged whether the texts of a column come again, and then so many are different at most.
_LOOKED_AT: Final = 1_000
_MOST_DIFFERENT: Final = 100

_Says = Callable[[Sequence[str]], bool]


class LegendRows:
    """Finds the rows for legends of some sorts."""

    def __init__(self, places: Places, sorts: Sequence[Sort]) -> None:
        self._places, self._sorts = places, sorts
        self._pl = need("polars", "batch")

    def of(self, block: TextBlock) -> list[int]:
        """The places of the rows, in order; those that cannot be read are among them."""
        places, sorts = self._places, self._sorts
        columns = [block.texts(at) for at in range(block.frame.width)]
        found = {*block.bad, *block.hardly_filled(range(len(columns)), FEW, FILLED)}
        if places.names:
            found.update(block.hardly_filled(places.names, 0, FILLED))
        for at in places.first:
            found.update(columns[at].str.contains(MAYBE_GUIDE).fill_null(value=False).arg_true())
        asked: list[tuple[Sequence[int], str | None, _Says]] = [
            ((at,), MAYBE_BESIDE, lambda texts: any(sort.beside(texts[0]) for sort in sorts)) for at in places.beside
        ]
        asked += [(pair, None, lambda texts: any(says_in_pair(texts[0], texts[1], sort) for sort in sorts)) for pair in places.pairs]
        if places.untitled:
            asked.append((places.untitled, MAYBE_ALONE, lambda texts: any(says_apart(texts, sort) for sort in sorts)))
        for indices, pattern, says in asked:
            found.update(self._saying([columns[at] for at in indices], pattern, says))
        return sorted(found)

    def _saying(self, columns: "Sequence[pl.Series]", pattern: str | None, says: _Says) -> "Iterable[int]":
        """The rows whose cells of some columns say it together."""
        pl = self._pl
        frame = pl.DataFrame({str(at): texts for at, texts in enumerate(columns)})
        different = frame
        if len(columns) == 1 and columns[0].head(_LOOKED_AT).n_unique() <= _MOST_DIFFERENT:
            different = columns[0].unique().to_frame("0")
        if pattern is not None:
            different = different.filter(pl.any_horizontal(pl.all().str.contains(pattern)))
        hits = [texts for texts in different.drop_nulls().unique().iter_rows() if says(texts)]
        if not hits:
            return ()
        said = pl.DataFrame(hits, schema=frame.schema, orient="row")
        rows: Iterable[int] = frame.with_row_index("#").join(said, on=frame.columns, how="semi")["#"]
        return rows


def signs_of(block: TextBlock, notes: "pl.Series") -> set[str]:
    """The signs of footnotes beside what stands in the rows of a block, but for those that may be ``notes``, by their places."""
    found = set[str]()
    for index in range(block.frame.width):
        texts = block.frame.to_series(index)
        maybe = texts.str.contains(MAYBE_SIGNED).fill_null(value=False).arg_true()
        if len(maybe):
            signed = texts.gather(maybe.filter(~maybe.is_in(notes.implode())))
            for pattern in SIGNED:
                found.update(signed.str.extract(pattern, 1).drop_nulls().unique())
    return found
