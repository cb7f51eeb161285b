"""Over which columns a title may stand that is not merged, in one reading of the table or another, and where that changes what they say.

Nobody knows whether such a title begins where it stands or stands over the middle of its columns. A column is what it seems to be only where all
readings that make sense agree on it; else it waits.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from naikkelas.batch.cells import Cell, is_blank
from naikkelas.batch.header.merges import Merge, spread_of
from naikkelas.batch.header.title_rows import Numbered
from naikkelas.batch.wording.groups import ends_before, is_neutral
from naikkelas.batch.wording.titles import KNOWN, PERMITS, identifies, is_meant, is_of_businesses, is_unit, sure_fact, title_of
from naikkelas.batch.wording.words import fold, is_known, lists_permits

#: Over two columns a title stands over the first, wherever people set it.
_FEWEST: Final = 3


def left_of(cells: Sequence[Cell], at: int, titles: Sequence[str], last: int) -> Iterator[int]:
    """The columns on the left of a title in a row that it may stand over the middle of, from its own on; ``last`` is the last that it may stand over.

    ``titles`` stand below it. It is at most a column right of the middle; what stands over one column, or over the last of its own, begins there.
    """
    group = title_of(cells[at])
    parts = [title for title in titles[at : last + 1] if title]
    most = last - at + 1 if last > at else 0
    for column in range(at - 1, max(at - most, 0) - 1, -1):
        title = titles[column] if column < len(titles) else ""
        if not is_blank(cells[column]) or not title or is_of_businesses(title) or ends_before(group, title, parts):
            return
        yield column


def last_of(cells: Sequence[Cell], at: int, titles: Sequence[str]) -> int:
    """The last column on the right of a title in a row that it may stand over; ``titles`` stand below it."""
    group, parts, last = title_of(cells[at]), [titles[at]], at
    for column in range(at + 1, len(titles)):
        title = titles[column]
        if column < len(cells) and not is_blank(cells[column]):
            break
        if title and (is_of_businesses(title) or ends_before(group, title, parts)):
            break
        parts.append(title)
        last = column if title else last
    return last


def read_otherwise(rows: Sequence[Numbered], titles: Sequence[str], merges: Sequence[Merge]) -> tuple[dict[int, str], dict[int, str]]:
    """The columns that a title in one of the ``rows`` of titles may stand over though ``titles`` are read without it, each with that title.

    First those of a title on their left, of which nothing says where it ends, then those of one on their right.
    """
    of_left: dict[int, str] = {}
    of_right: dict[int, str] = {}
    are_left = begin_left(rows)
    for at, (_, cells) in enumerate(rows[:-1]):
        below = _below(rows[at + 1 :], len(titles))
        closed = spread_of(merges, rows[at : at + 1]).closed
        for group, text in enumerate(map(title_of, cells[: len(titles)])):
            if not text or group in closed or is_neutral(text) or not (below[group] or _may_be_group(text)):
                continue
            last = last_of(cells, group, below)
            for column in range(group + 1, last + 1):
                if below[column] and not _is_of(text, titles[column]):
                    of_left.setdefault(column, text)
            if below[group] and not are_left:
                of_right |= dict.fromkeys(_read_without(text, left_of(cells, group, below, last), cells, below, titles), text)
    return of_left, of_right


def _read_without(text: str, columns: Iterable[int], cells: Sequence[Cell], below: Sequence[str], titles: Sequence[str]) -> Iterator[int]:
    """Those of the ``columns`` on the left of a title that say something else below it than they are read as."""
    for column in columns:
        if _is_of(text, titles[column]):
            continue
        if _needs_another(cells, column, below, titles):
            return
        if not _says_the_same(text, below[column]):
            yield column


def _may_be_group(text: str) -> bool:
    """Whether a title with nothing right below it may stand over others: what is known by itself is that of a single column."""
    return not identifies(text) and not is_known(text, {})


def begin_left(rows: Sequence[Numbered]) -> bool:
    """Whether a title in ``rows`` of titles surely begins where it stands: three of its parts or more are on its right, and none on its left.

    Whoever wrote that set no title over the middle of its columns.
    """
    for place, (_, cells) in enumerate(rows[:-1]):
        below = _below(rows[place + 1 :], max(len(each) for _, each in rows))
        for group, cell in enumerate(cells):
            text, own = title_of(cell), range(group, group + _FEWEST)
            if not text or own[-1] >= len(below) or any(at < len(cells) and not is_blank(cells[at]) for at in own[1:]):
                continue
            if _are_parts(text, [below[at] for at in own]) and not (group and _are_parts(text, [below[group - 1]])):
                return True
    return False


def _are_parts(group: str, titles: Sequence[str]) -> bool:
    """Whether some titles can only be parts of a group: permits, or what says nothing without it."""
    if lists_permits(group):
        return all(fold(title) in PERMITS for title in titles)
    return all(title and not is_known(title, KNOWN) and sure_fact(f"{group} {title}") is not None for title in titles)


def may_split(rows: Sequence[Numbered], cells: Sequence[Cell]) -> bool:
    """Whether a row of words below ``rows`` of titles may say what stands below the title of a lower one that is over two columns.

    The title above the other column must be able to stand over both.
    """
    lowest = {at: _lowest(rows, at) for at in range(len(cells))}
    for one in range(len(cells) - 1):
        if is_blank(cells[one]) or is_blank(cells[one + 1]) or lowest[one] == lowest[one + 1]:
            continue
        deep, high = (one, one + 1) if lowest[one] > lowest[one + 1] else (one + 1, one)
        if lowest[high] < 0:
            return True
        above, upper = rows[lowest[high]][1], rows[lowest[deep]][1]
        group, title = title_of(above[high]), title_of(upper[deep])
        is_open = deep >= len(above) or is_blank(above[deep])
        if is_open and not identifies(group) and not (is_known(group, {}) or (ends_before(group, title, ()) and not is_neutral(group))):
            return True
    return False


def _lowest(rows: Sequence[Numbered], at: int) -> int:
    """The last of some rows that has a title in a column."""
    return max((place for place, (_, cells) in enumerate(rows) if at < len(cells) and title_of(cells[at])), default=-1)


def _below(rows: Sequence[Numbered], width: int) -> list[str]:
    """What rows of titles say of each column together, without units."""
    parts: list[list[str]] = [[] for _ in range(width)]
    for _, cells in rows:
        for at, cell in enumerate(cells[:width]):
            if (text := title_of(cell)) and not (isinstance(cell, str) and is_unit(cell)):
                parts[at].append(text)
    return [" ".join(each) for each in parts]


def _is_of(group: str, title: str) -> bool:
    """Whether a title is read below that of a group."""
    return f" {fold(group)} " in f" {fold(title)} "


def _needs_another(cells: Sequence[Cell], at: int, below: Sequence[str], titles: Sequence[str]) -> bool:
    """Whether what stands in a column is a title only below the group on its left: ``P`` beside ``L`` below ``Tenaga Kerja``."""
    left = next((title_of(cells[each]) for each in range(at - 1, -1, -1) if not is_blank(cells[each])), "")
    return bool(left) and _is_of(left, titles[at]) and sure_fact(below[at]) is None and is_meant(titles[at])


def _says_the_same(group: str, title: str) -> bool:
    fact = sure_fact(title)
    return fact is not None and sure_fact(f"{group} {title}") is fact
