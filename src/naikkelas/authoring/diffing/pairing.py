"""Two sides at once: what every change is made with."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from naikkelas.authoring.diffing.matching import Names, said
from naikkelas.authoring.diffing.model import Change, Effect, Part, Side
from naikkelas.authoring.diffing.saying import sentence, steps, tell
from naikkelas.authoring.pages.words import Writer
from naikkelas.conditions import Condition, comparisons
from naikkelas.explain.words import clean
from naikkelas.facts import Text
from naikkelas.problems import NOWHERE, Lang, Place

T = TypeVar("T")

#: Where something stands on both sides; ``None`` where it does not.
Places = tuple[Place | None, Place | None]
_NOWHERE: Places = (None, None)


@dataclass(frozen=True)
class Both:
    """Two rule sets, their writers, and what has another name."""

    old: Side
    new: Side
    names: Names
    one: Writer
    two: Writer

    @property
    def lang(self) -> Lang:
        """The language of the words."""
        return self.two.lang

    def change(  # noqa: PLR0913 - all but four by name
        self, part: Part, name: str, aspect: str, effect: Effect, *, old: str | None = None, new: str | None = None,
        steps: tuple[str, ...] = (), title: str = "", places: Places = _NOWHERE,
    ) -> Change:  # fmt: skip
        """A change with its places in words."""
        at = ("" if place is None else side.place(place) for side, place in zip((self.old, self.new), places, strict=True))
        return Change(part, name, aspect, effect, old, new, steps, title, next(at), next(at))

    def pairs(self, kind: str, old: Mapping[str, T], new: Mapping[str, T]) -> Iterator[tuple[T | None, T | None]]:
        """What has gone, then everything that is there with what it was."""
        back = {self.names.new(kind, name): name for name in old}
        yield from ((one, None) for name, one in old.items() if self.names.new(kind, name) not in new)
        yield from ((old[back[name]] if name in back else None, two) for name, two in new.items())

    def condition(
        self, part: Part, name: str, aspect: str, old: Condition | None, new: Condition | None, places: Places = _NOWHERE
    ) -> Iterator[Change]:
        """A condition that asks something else, or the same in other words."""
        before, after = (None if each is None else each.to_dict() for each in (old, new))
        before = self.names.renamed(before)
        if before == after:
            return
        same = before is not None and after is not None and said(before) == said(after)
        words = [None if each is None else sentence(writer, each) for writer, each in ((self.one, old), (self.two, new))]
        told = () if old is None or new is None or same else tuple(steps(self.one, self.two, [old], [new], self.names))
        at = (_at(old, places[0]), _at(new, places[1]))
        yield self.change(part, name, aspect, Effect.FORM if same else Effect.PERHAPS, old=words[0], new=words[1], steps=told, places=at)

    def text(self, part: Part, name: str, aspect: str, old: Text | None, new: Text | None, places: Places = _NOWHERE) -> Iterator[Change]:
        """A text for people; where only the other language has changed, that one is told."""
        if old == new:
            return
        words = [None if each is None else writer.text(each) for writer, each in ((self.one, old), (self.two, new))]
        if words[0] == words[1]:
            other = "en" if self.lang == "id" else "id"
            words = [None if each is None else f"({other}) {clean(getattr(each, other))}" for each in (old, new)]
        yield self.change(part, name, aspect, Effect.TEXT, old=words[0], new=words[1], places=places)

    def plain_text(self, part: Part, name: str, aspect: str, old: Any, new: Any, places: Places = _NOWHERE) -> Iterator[Change]:
        """A text in no language: a version, a source, how firm something is."""
        if old != new:
            words = (None if each is None or each == "" else clean(str(each)) for each in (old, new))
            yield self.change(part, name, aspect, Effect.TEXT, old=next(words), new=next(words), places=places)

    def titles(
        self, part: Part, name: str, old: Mapping[str, Text], new: Mapping[str, Text], places: Places = _NOWHERE
    ) -> Iterator[Change]:
        """What choices are called."""
        told = [
            f"{choice}: {self._title(old, choice)} → {self._title(new, choice)}"
            for choice in dict.fromkeys((*old, *new))
            if old.get(choice) != new.get(choice)
        ]
        if told:
            yield self.change(part, name, "choice_titles", Effect.TEXT, steps=tuple(told), places=places)

    def _title(self, titles: Mapping[str, Text], choice: str) -> str:
        found = titles.get(choice)
        return tell(self.lang, "nothing") if found is None else clean(f"{found.id} / {found.en}")


def _at(condition: Condition | None, otherwise: Place | None) -> Place | None:
    """Where a condition stands: at its first comparison."""
    if condition is None:
        return otherwise
    first = next(iter(comparisons(condition)), None)
    return otherwise if first is None or first.place is NOWHERE else first.place


def moved(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """As few names as will do whose moving gives the new order; names on one side only do not count."""
    at = {name: place for place, name in enumerate(old)}
    kept = [name for name in new if name in at]
    tails: list[int] = []
    lengths = []
    for name in kept:
        place = bisect_left(tails, at[name])
        tails[place : place + 1] = [at[name]]
        lengths.append(place + 1)
    wanted, stays = len(tails), set()
    for name, length in zip(reversed(kept), reversed(lengths), strict=True):
        if length == wanted:
            stays.add(name)
            wanted -= 1
    return [name for name in kept if name not in stays]
