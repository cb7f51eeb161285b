"""What a comparison of two rule sets says: what changed, whether anybody is decided otherwise, and who in a table."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from naikkelas.problems import Place
from naikkelas.rules import RuleSet


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two rule sets, and how it was named; ``for_tests`` is what a file of tests calls it.

    ``moved`` says how a folder that it was read into is called for people.
    """

    written: str
    rules: RuleSet
    for_tests: str = ""
    moved: tuple[str, str] | None = None

    def place(self, place: Place) -> str:
        """``file:line:column``; a file that was read from a revision is named as in that revision."""
        if place.file is None or self.moved is None:
            return str(place)
        return str(moved_place(place, *self.moved))


def moved_place(place: Place, folder: str, label: str) -> Place:
    """A place in a folder that files were read into, as a place where they came from."""
    if place.file is None or not Path(place.file).is_relative_to(folder):
        return place
    return Place(label + Path(place.file).relative_to(folder).as_posix(), place.line, place.column, place.path)


class Effect(StrEnum):
    """What a change does to decisions.

    ``differs``: by itself it makes another decision, or another list of criteria. ``perhaps``: a condition, a formula or a value has
    changed, and whether any decision does is for the proof. ``form``: the same meaning under another name or in another order.
    ``privacy``: no decision changes, but a value that was hidden is shown, or the other way round. ``text``: only what people read.
    """

    DIFFERS = "differs"
    PERHAPS = "perhaps"
    FORM = "form"
    PRIVACY = "privacy"
    TEXT = "text"


class Part(StrEnum):
    """What has changed."""

    RULE_SET = "rule_set"
    SCOPE = "applies_when"
    CRITERION = "criterion"
    PARAMETER = "parameter"
    DERIVED = "derived"
    FACT = "fact"
    PROGRAMME = "programme"
    SOURCE = "source"
    GAP = "data_gap"


@dataclass(frozen=True, slots=True)
class Change:
    """One change in words. ``aspect`` names what of the part has changed; ``old`` and ``new`` are what stood and stands there.

    ``steps`` are what can be said more closely: a threshold and the one that took its place, a member that was added.
    """

    part: Part
    name: str
    aspect: str
    effect: Effect
    old: str | None = None
    new: str | None = None
    steps: tuple[str, ...] = ()
    title: str = ""
    old_place: str = ""
    new_place: str = ""


class Answer(StrEnum):
    """Whether two things are the same for all profiles."""

    SAME = "same"
    DIFFERENT = "different"
    NOT_DECIDED = "not_decided"


@dataclass(frozen=True, slots=True)
class Witness:
    """A profile that both engines' decisions were looked up for: what it shows, in words of ``shows``, and the two outcomes.

    ``expect`` is what a test of the new rule set expects, ``before`` the same of the old one.
    """

    shows: str
    slots: Mapping[str, Any]
    profile: Mapping[str, Any]
    before: Mapping[str, Any]
    expect: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Claim:
    """Whether ``about`` (outcome, statuses of the criterion ``name``, points, the output ``name``) is the same for all profiles.

    ``is_open``: profiles with unknowns; else those in which everything is known. ``why`` names a sentence, with ``slots``.
    """

    about: str
    answer: Answer
    name: str = ""
    is_open: bool = False
    why: str | None = None
    slots: Mapping[str, str] = field(default_factory=dict)
    witnesses: tuple[Witness, ...] = ()


@dataclass(frozen=True, slots=True)
class Moment:
    """The date profiles are judged on, and the date that picks each side's parameters: the same, unless a side is not in force."""

    as_of: date
    old: date
    new: date


@dataclass(frozen=True, slots=True)
class Period:
    """Days on which both rule sets say the same as on the moment's date, apart from what counts days up to the date of assessment.

    ``first`` and ``last`` are ``None`` where there is no day on which both are in force, or only one date was asked for.
    ``is_dated``: what differs, or is decided together with it, counts days, so that the answer is one of the moment's date only.
    """

    moment: Moment
    first: date | None = None
    last: date | None = None
    is_dated: bool = False
    is_same: bool = False
    claims: tuple[Claim, ...] = ()

    @property
    def answer(self) -> Answer:
        """The same when everything is, different when anything is."""
        answers = {claim.answer for claim in self.claims}
        found = (each for each in (Answer.DIFFERENT, Answer.NOT_DECIDED) if each in answers)
        return next(found, Answer.SAME)

    @property
    def is_same_on_its_date(self) -> bool:
        """Whether it has other days, on which nobody knows whether it is the same too."""
        return self.is_dated and self.first is not None and self.answer is Answer.SAME


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A row of a table with another outcome: the outcomes, and the criteria that make the difference.

    ``alone``: each of ``because`` is enough by itself; else they are together.
    """

    number: int
    old: str
    new: str
    because: tuple[str, ...]
    alone: bool
    group: str = ""


@dataclass(frozen=True, slots=True)
class TableDifference:
    """Who in a table is decided otherwise.

    ``pairs`` counts rows by old and new outcome, ``criteria`` the changed rows that each criterion is among the reasons of, ``groups``
    the pairs of changed rows by the value of the column ``by``. ``rows`` are the first changed rows.
    """

    file: str
    total: int
    changed: int
    pairs: Mapping[tuple[str, str], int]
    criteria: Mapping[str, int]
    moment: Moment
    by: str | None = None
    groups: Mapping[str, Mapping[tuple[str, str], int]] = field(default_factory=dict)
    rows: tuple[ChangedRow, ...] = ()
    out: str | None = None
    unread: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Difference:
    """Everything. ``without_proof``: z3 is not installed, so nothing was proved. ``not_compared`` periods were left out."""

    old: Side
    new: Side
    periods: tuple[Period, ...]
    same_hash: bool
    every_day: bool
    without_proof: bool = False
    table: TableDifference | None = None
    not_compared: int = 0

    @property
    def is_open_on_other_days(self) -> bool:
        """Whether what is the same on some dates may differ on others that were asked about."""
        return any(period.is_same_on_its_date for period in self.periods)
