"""Columns that seem to be one fact: none of them is used by itself.

A title claims its fact whatever stands below it. Where the cells of one of two columns cannot be read, nobody knows that the other is the right one.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from naikkelas.batch.columns.mapping import PARTS, Use
from naikkelas.batch.columns.proposals import ColumnProposal, Sure
from naikkelas.batch.wording.titles import identifies, words_of
from naikkelas.batch.wording.words import without_unit
from naikkelas.facts import Text
from naikkelas.ikm.catalogue import FACTS

#: How many columns are named that are meant by one title.
_NAMED: Final = 5

_Claim = tuple[str, str]

#: What a title has more than another of the same thing that is then of an earlier time: ``Tenaga Kerja Sekarang`` beside ``Tenaga Kerja``.
_LATER: Final = words_of("sesudah setelah sekarang kini terbaru terkini baru ini saat")
#: What a title of sales has more than another that is then of this month: ``Omset Bulan Lalu`` beside ``Omset``.
_MONTHS: Final = words_of("bulan minggu triwulan semester")
_OTHER_MONTHS: Final = words_of("lalu kemarin sebelumnya depan ini")
#: Titles over the other end of a range, right behind the first; folded.
_UNTIL: Final = frozenset({"s d", "sd", "sampai", "sampai dengan", "hingga", "maksimal", "maks", "max", "tertinggi", "batas atas"})


def without_rivals(proposals: Sequence[ColumnProposal], by_title: Sequence[Use | None], *, is_whole: bool) -> list[ColumnProposal]:
    """Columns that seem to be one fact are all uncertain, but one that has its name wins, and one without any cell is none of them.

    ``by_title`` are the uses that known titles have by themselves; ``is_whole`` says that every row was looked at.
    """
    claimed = [_claims(each, use) for each, use in zip(proposals, by_title, strict=True)]
    claims: dict[_Claim, list[int]] = {}
    for at, own in enumerate(claimed):
        for claim in own:
            claims.setdefault(claim, []).append(at)
    empty = {
        at
        for at, each in enumerate(proposals)
        if is_whole and each.sure is Sure.SURE and not each.filled and any(proposals[one].filled for one in _rivals(at, claimed, claims))
    }
    claims = {claim: [at for at in columns if at not in empty] for claim, columns in claims.items()}
    made = []
    for at, each in enumerate(proposals):
        others = [f"'{proposals[one].column.name}'" for one in _rivals(at, claimed, claims)]
        made.append(_empty(each, others) if at in empty else _against(each, others))
    return _beside_others(made)


def _beside_others(proposals: Sequence[ColumnProposal]) -> list[ColumnProposal]:
    """The columns without those that another title shows to be of an earlier time, of a month, or one end of a range."""
    titles = [without_unit(each.column.title) for each in proposals]
    made = []
    for at, each in enumerate(proposals):
        why = None
        if each.sure is Sure.SURE and each.use is not None and not identifies(each.column.title):
            other = next((other for other, title in enumerate(titles) if other != at and _turns(title, titles[at], each.use)), None)
            if other is not None:
                name = proposals[other].column.name
                why = Text(
                    f"{each.why.id}, tetapi mungkin dari waktu lain daripada '{name}'",
                    f"{each.why.en}, but it may be of another time than '{name}'",
                )
            elif titles[at + 1 : at + 2] and titles[at + 1] in _UNTIL and _is_ordered(each.use):
                name = proposals[at + 1].column.name
                why = Text(
                    f"{each.why.id}, tetapi '{name}' mungkin ujung lain kisarannya",
                    f"{each.why.en}, but '{name}' may be the other end of its range",
                )
        made.append(each if why is None else replace(each, sure=Sure.UNSURE, why=why))
    return made


def _turns(other: str, own: str, use: Use) -> bool:
    """Whether a folded title is another one with words that say when, by which the other is of an earlier time or of a month."""
    if not other.startswith(f"{own} "):
        return False
    more = other.removeprefix(f"{own} ").split()
    if not _MONTHS.isdisjoint(more):
        return use.name == "annual_sales" and not _OTHER_MONTHS.isdisjoint(more) and "tahun" not in own.split()
    return more[0] in _LATER


def _is_ordered(use: Use) -> bool:
    """Whether a column gives a whole number, an amount or a day, which may be one end of a range."""
    return use.role == "fact" and use.name in FACTS and FACTS[use.name].type.kind.is_ordered


def _rivals(at: int, claimed: Sequence[Sequence[_Claim]], claims: dict[_Claim, list[int]]) -> list[int]:
    """The other columns that claim what one does, as many as are named."""
    found = dict.fromkeys(one for claim in claimed[at] for one in claims[claim][: _NAMED + 2])
    return [one for one in found if one != at]


def _claims(each: ColumnProposal, by_title: Use | None) -> list[_Claim]:
    """What a column gives when it is used, and what its title says it gives: a fact, or a part of one."""
    uses = [use for use in (by_title, each.use if each.sure.is_used else None) if use is not None]
    made = ((name, part) for use in uses for name in _names(use) for part in ((use.role,) if use.role in PARTS else PARTS))
    return list(dict.fromkeys(made))


def _names(use: Use) -> tuple[str, ...]:
    return (f"{use.name}_number", f"{use.name}_status") if use.role == "permit" else (use.name,)


def _against(each: ColumnProposal, others: Sequence[str]) -> ColumnProposal:
    if each.sure is not Sure.SURE or not others:
        return each
    named = ", ".join([*others[:_NAMED], *(["…"] if others[_NAMED:] else [])])
    return replace(each, sure=Sure.UNSURE, why=Text(f"{each.why.id}, tetapi juga kolom {named}", f"{each.why.en}, but so is {named}"))


def _empty(each: ColumnProposal, others: Sequence[str]) -> ColumnProposal:
    named = ", ".join(others[:_NAMED])
    why = Text(f"{each.why.id}, tetapi kosong semua; kolom {named} terisi", f"{each.why.en}, but it is empty; {named} is filled")
    return replace(each, use=None, sure=Sure.NONE, why=why)
