"""The different texts of a column, numbered as they are first seen from block to block."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import polars as pl


class Texts:
    """Remembers at most ``most`` texts; ``all`` are those that are known, by number."""

    def __init__(self, polars: Any, most: int) -> None:
        self._pl, self._most = polars, most
        self.all: pl.Series = polars.Series(dtype=polars.String)
        self._known = polars.Enum([])

    def codes(self, texts: "pl.Series") -> "pl.Series | None":
        """The number of each text, and how many are known where there is none; ``None`` when there are too many different ones.

        A text that is new gets the next number. Polars knows a text by its place in an ``Enum``, which is quicker than a join.
        """
        codes = self._coded(texts)
        if codes.null_count() > texts.null_count():
            new = texts.filter(codes.is_null() & texts.is_not_null()).unique(maintain_order=True)
            if self.all.len() + new.len() > self._most:
                return None
            self.all = self._pl.concat([self.all, new.alias(self.all.name)])
            self._known = self._pl.Enum(self.all)
            codes = self._coded(texts)
        return codes.cast(self._pl.UInt32).fill_null(self.all.len()) if codes.null_count() else codes

    def _coded(self, texts: "pl.Series") -> "pl.Series":
        return texts.cast(self._known, strict=False).to_physical()
