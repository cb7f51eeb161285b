"""What changed in how a derived fact is worked out: rows of tables, groups and indicators of scorecards, anything else as a whole."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any

from naikkelas.authoring.diffing.matching import said
from naikkelas.authoring.diffing.model import Change, Effect, Part
from naikkelas.authoring.diffing.pairing import Both
from naikkelas.authoring.diffing.saying import formula, sentence, step, steps, tell
from naikkelas.authoring.pages.words import Writer
from naikkelas.conditions import (
    ConditionFormula,
    Derived,
    Indicator,
    IndicatorGroup,
    Scorecard,
    Table,
    TableRow,
)


def formula_changes(both: Both, one: Derived, two: Derived) -> Iterator[Change]:
    """What is worked out otherwise."""
    before, after = both.names.renamed(one.formula.to_dict()), two.formula.to_dict()
    match one.formula, two.formula:
        case ConditionFormula(old), ConditionFormula(new):
            yield from both.condition(Part.DERIVED, two.name, "formula", old, new, (one.place, two.place))
        case Table(), Table():
            yield from _table(both, one, two, one.formula, two.formula)
        case Scorecard(), Scorecard():
            yield from _scorecard(both, one, two, one.formula, two.formula)
        case _ if before != after:
            effect = Effect.FORM if said(before) == said(after) else Effect.PERHAPS
            words = formula(both.one, one), formula(both.two, two)
            yield both.change(Part.DERIVED, two.name, "formula", effect, old=words[0], new=words[1], places=(one.place, two.place))


# --- tables ----------------------------------------------------------------------------------------------------------


def _table(both: Both, one: Derived, two: Derived, old: Table, new: Table) -> Iterator[Change]:
    at: dict[str, Any] = {"part": Part.DERIVED, "name": two.name, "effect": Effect.PERHAPS, "places": (one.place, two.place)}
    if old.hit != new.hit:
        yield both.change(**at, aspect="hit", old=old.hit, new=new.hit)
    yield from _rows(both, one, two, at)
    if both.names.renamed(old.otherwise.to_dict()) != new.otherwise.to_dict():
        words = (writer.result(table.otherwise, name) for writer, table, name in ((both.one, old, one.name), (both.two, new, two.name)))
        yield both.change(**at, aspect="otherwise", old=next(words), new=next(words))


def _rows(both: Both, one: Derived, two: Derived, at: dict[str, Any]) -> Iterator[Change]:
    assert isinstance(one.formula, Table) and isinstance(two.formula, Table)  # noqa: S101, PT018 - the caller has looked
    old, new = one.formula.rows, two.formula.rows
    first = [said(both.names.renamed(_row_data(row))) for row in old]
    second = [said(_row_data(row)) for row in new]
    gone: list[int] = []
    come: list[int] = []
    for tag, i, j, k, m in SequenceMatcher(a=first, b=second, autojunk=False).get_opcodes():
        if tag != "equal":
            gone += range(i, j)
            come += range(k, m)
    for place in list(gone):  # the same row elsewhere
        other = next((each for each in come if second[each] == first[place]), None)
        if other is not None:
            gone.remove(place)
            come.remove(other)
            yield both.change(**at, aspect="row_moved", old=_row(both.one, one, place), new=_row(both.two, two, other))
    for place, other in [*_alike(both, old, new, gone, come)]:
        gone.remove(place)
        come.remove(other)
        told = tuple(steps(both.one, both.two, [old[place].when], [new[other].when], both.names))
        yield both.change(**at, aspect="row_changed", old=_row(both.one, one, place), new=_row(both.two, two, other), steps=told)
    for place in gone:
        yield both.change(**at, aspect="row_removed", old=_row(both.one, one, place))
    for other in come:
        yield both.change(**at, aspect="row_added", new=_row(both.two, two, other))


def _row_data(row: TableRow) -> Any:
    return {"when": row.when.to_dict(), "then": row.then.to_dict()}


def _alike(both: Both, old: Sequence[TableRow], new: Sequence[TableRow], gone: list[int], come: list[int]) -> Iterator[tuple[int, int]]:
    """Rows that became others: first those that ask the same, then those that give the same."""
    left, taken = list(come), set()
    for key in ("when", "then"):
        for place in (each for each in gone if each not in taken):
            wanted = said(both.names.renamed(_row_data(old[place])[key]))
            other = next((each for each in left if said(_row_data(new[each])[key]) == wanted), None)
            if other is not None:
                taken.add(place)
                left.remove(other)
                yield place, other


def _row(writer: Writer, derived: Derived, place: int) -> str:
    assert isinstance(derived.formula, Table)  # noqa: S101 - the caller has looked
    row = derived.formula.rows[place]
    return tell(writer.lang, "row", number=place + 1, when=sentence(writer, row.when), then=writer.result(row.then, derived.name))


# --- scorecards ------------------------------------------------------------------------------------------------------


def _scorecard(both: Both, one: Derived, two: Derived, old: Scorecard, new: Scorecard) -> Iterator[Change]:
    at: dict[str, Any] = {"part": Part.DERIVED, "name": two.name, "effect": Effect.PERHAPS, "places": (one.place, two.place)}
    if old.scale != new.scale:
        yield both.change(**at, aspect="scale", old=str(old.scale), new=str(new.scale))
    if old.when_empty != new.when_empty:
        words = (tell(both.lang, f"empty.{str(each.when_empty).lower()}") for each in (old, new))
        yield both.change(**at, aspect="when_empty", old=next(words), new=next(words))
    groups = ({group.name: group for group in card.groups} for card in (old, new))
    before, after = next(groups), next(groups)
    for name in dict.fromkeys((*before, *after)):
        first, second = before.get(name), after.get(name)
        if first is None or second is None:
            sides: dict[str, Any] = {"aspect": "group_added", "new": name} if first is None else {"aspect": "group_removed", "old": name}
            yield both.change(**at, **sides)
            continue
        if first.weight != second.weight:
            yield both.change(**at, aspect="group_weight", steps=(f"{name}: {step(str(first.weight), str(second.weight))}",))
        yield from _indicators(both, first, second, at)
        yield from both.text(Part.DERIVED, two.name, "group_title", first.title, second.title, (one.place, two.place))


def _indicators(both: Both, one: IndicatorGroup, two: IndicatorGroup, at: dict[str, Any]) -> Iterator[Change]:
    """Indicators are the same when they ask the same; those that ask something else are paired in order."""
    left = list(two.indicators)
    gone: list[Indicator] = []
    for before in one.indicators:
        wanted = said(_asked(both.names.renamed(before.to_dict())))
        after = next((each for each in left if said(_asked(each.to_dict())) == wanted), None)
        if after is None:
            gone.append(before)
            continue
        left.remove(after)
        words = f"{one.name}, {_indicator(both.two, after)}"
        if before.weight != after.weight:
            yield both.change(**at, aspect="indicator_weight", steps=(f"{words}: {step(str(before.weight), str(after.weight))}",))
        yield from both.text(Part.DERIVED, at["name"], "indicator_title", before.title, after.title, (before.place, after.place))
    for before in gone:
        after = next((each for each in left if each.title is not None and each.title == before.title), None)
        yield both.change(
            **{**at, "places": (before.place, None if after is None else after.place)},
            aspect="indicator_removed" if after is None else "indicator_changed",
            old=f"{one.name}: {_indicator(both.one, before)}",
            new=None if after is None else f"{two.name}: {_indicator(both.two, after)}",
        )
        if after is not None:
            left.remove(after)
    for after in left:
        yield both.change(
            **{**at, "places": (None, after.place)}, aspect="indicator_added", new=f"{two.name}: {_indicator(both.two, after)}"
        )


def _asked(data: dict[str, Any]) -> Any:
    return {key: value for key, value in data.items() if key != "weight"}


def _indicator(writer: Writer, one: Indicator) -> str:
    """What an indicator asks, with its guard."""
    if one.criterion is not None:
        return tell(writer.lang, "status_of", title=writer.text(writer.linked.criteria[one.criterion].title))
    asked = sentence(writer, one.require)
    return asked if one.guard is None else tell(writer.lang, "guarded", asked=asked, guard=sentence(writer, one.guard))
