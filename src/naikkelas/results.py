"""What a decision is made of: findings, criterion results, questions, deciding sets. Data only, immutable."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil, floor
from operator import itemgetter
from typing import Any, Final, Literal, NamedTuple, Self

from naikkelas.calendar import Duration
from naikkelas.conditions import RATIO_DECIMALS, Comparison, CriterionKind, Outcome, Status
from naikkelas.facts import Fact, FactType, Kind, Text
from naikkelas.logic import TRUTH_NAMES
from naikkelas.problems import Place
from naikkelas.ruleset.model import Firmness, Source
from naikkelas.values import Value, plain


@dataclass(frozen=True, slots=True)
class Asked:
    """What one comparison asks on one date: all of a finding that does not depend on the profile.

    ``wanted`` are the resolved right sides in the order written (parameters replaced by their values, ``$as_of`` by its day
    number; empty when a fact stands on the right). ``parameters`` names the parameter behind each of them, if any.
    ``limits`` are the first and last canonical value that would meet a plain ordered comparison (``None``: open): for "at
    least 12 months ago" the last day that is long enough ago. ``negated`` says that the rule asks for the opposite;
    ``hidden`` that the value is personal.
    """

    comparison: Comparison
    type: FactType
    title: Text
    wanted: tuple[Value | Duration, ...] = ()
    parameters: tuple[str | None, ...] = ()
    limits: tuple[int | None, int | None] = (None, None)
    other: str | None = None
    negated: bool = False
    hidden: bool = False


class Finding(tuple[Any, ...]):
    """One comparison that mattered, with what was read. Immutable.

    ``value`` is the canonical value of the left side (a pair when imprecise, ``None`` when missing or hidden; of an open
    derived choice the candidates stand in ``candidates``). With a fact on the right, ``other`` is its name and ``wanted[0]``
    its value. ``inputs`` say where the value of a derived fact comes from; ``origin`` where a value that was not given
    comes from. The rest is described at :class:`Asked`.
    """

    # A tuple, because a decision makes a dozen of them: (asked, truth, value), and where there is more to say
    # (asked, truth, value, wanted, candidates, origin, inputs).
    __slots__ = ()

    def __new__(  # noqa: PLR0913, PLR0917 - a record
        cls,
        comparison: Comparison,
        truth: int,
        value: Value,
        type: FactType,  # noqa: A002 - the field's word
        title: Text,
        wanted: tuple[Value | Duration, ...] = (),
        parameters: tuple[str | None, ...] = (),
        limits: tuple[int | None, int | None] = (None, None),
        candidates: tuple[str, ...] = (),
        other: str | None = None,
        negated: bool = False,
        hidden: bool = False,
        origin: Text | None = None,
        inputs: "tuple[Reason, ...]" = (),
    ) -> Self:
        """Makes a finding from all its parts."""
        asked = Asked(comparison, type, title, wanted, parameters, limits, other, negated, hidden)
        return cls.of(asked, truth, value, wanted, candidates, origin, inputs)

    @classmethod
    def of(
        cls,
        asked: Asked,
        truth: int,
        value: Value,
        wanted: tuple[Value | Duration, ...],
        candidates: tuple[str, ...] = (),
        origin: Text | None = None,
        inputs: "tuple[Reason, ...]" = (),
    ) -> Self:
        """Makes a finding from what was asked and what was read; the same parts always make the same tuple."""
        if wanted == asked.wanted and not candidates and origin is None and not inputs:
            return tuple.__new__(cls, (asked, truth, value))
        return tuple.__new__(cls, (asked, truth, value, wanted, candidates, origin, inputs))

    def __getnewargs__(self) -> tuple[Any, ...]:
        a, more = self.asked, (self.origin, self.inputs)
        return (a.comparison, self.truth, self.value, a.type, a.title, self.wanted, a.parameters, a.limits, self.candidates, a.other, a.negated, a.hidden, *more)  # fmt: skip

    asked: Asked = property(itemgetter(0))  # type: ignore[assignment]
    truth: int = property(itemgetter(1))  # type: ignore[assignment]
    value: Value = property(itemgetter(2))  # type: ignore[assignment]

    @property
    def wanted(self) -> tuple[Value | Duration, ...]:
        """The resolved right sides."""
        return self[3] if len(self) > _SHORT else self[0].wanted  # type: ignore[no-any-return]

    @property
    def candidates(self) -> tuple[str, ...]:
        """The choices an open derived choice may still have."""
        return self[4] if len(self) > _SHORT else ()

    @property
    def origin(self) -> Text | None:
        """Where a value that was not given comes from."""
        return self[5] if len(self) > _SHORT else None

    @property
    def inputs(self) -> "tuple[Reason, ...]":
        """Where the value of a derived fact comes from."""
        return self[6] if len(self) > _SHORT else ()

    @property
    def plain(self) -> Any:
        """The value as plain data, as a profile writes it: dates in ISO form, numbers with their decimals."""
        return plain(self.value, self.type)

    @property
    def comparison(self) -> Comparison:
        """The comparison of the linked tree."""
        return self[0].comparison  # type: ignore[no-any-return]

    @property
    def type(self) -> FactType:
        """The type of the left side."""
        return self[0].type  # type: ignore[no-any-return]

    @property
    def title(self) -> Text:
        """The title of the left side."""
        return self[0].title  # type: ignore[no-any-return]

    @property
    def parameters(self) -> tuple[str | None, ...]:
        """The parameter behind each wanted value, if any."""
        return self[0].parameters  # type: ignore[no-any-return]

    @property
    def limits(self) -> tuple[int | None, int | None]:
        """The first and last value that would meet it."""
        return self[0].limits  # type: ignore[no-any-return]

    @property
    def other(self) -> str | None:
        """The fact on the right."""
        return self[0].other  # type: ignore[no-any-return]

    @property
    def negated(self) -> bool:
        """Whether the rule asks for the opposite."""
        return self[0].negated  # type: ignore[no-any-return]

    @property
    def hidden(self) -> bool:
        """Whether the value is personal."""
        return self[0].hidden  # type: ignore[no-any-return]

    def __repr__(self) -> str:
        name = self.comparison.left.name
        return f"<Finding {name} {self.comparison.op.value} {TRUTH_NAMES[self.truth]}>"


_SHORT: Final = 3


@dataclass(frozen=True, slots=True)
class Reference:
    """A criterion or a programme that another condition asked about, with what became of it."""

    kind: Literal["criterion", "programme"]
    name: str
    title: Text
    wanted: tuple[str, ...]
    found: str
    truth: int
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Reasons that belong together: ``all`` of them, ``any`` of them, or ``some`` (at least ``at_least``) of them.

    Only what mattered is left in ``items``; ``size`` is how many there were.
    """

    kind: Literal["all", "any", "some"]
    truth: int
    items: tuple["Reason", ...]
    size: int
    at_least: int | None = None
    negated: bool = False


@dataclass(frozen=True, slots=True)
class IndicatorResult:
    """What became of one indicator of a scorecard, and why.

    ``open_guard`` names the facts that keep it open where only that is open whether it applies.
    """

    title: Text
    status: Status
    weight: int
    because: tuple["Reason", ...] = ()
    open_guard: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class ScoredGroup:
    """One group of a scorecard."""

    name: str
    title: Text
    weight: int
    indicators: tuple[IndicatorResult, ...]


@dataclass(frozen=True, slots=True)
class Scored:
    """A scorecard worked out: the exact ends of its score (``None``: no indicator applies) and what it is made of.

    ``may_be_empty`` says that maybe no indicator applies. ``truth`` is met when everything that applies is met.
    """

    name: str
    title: Text
    scale: int
    low: Fraction | None
    high: Fraction | None
    may_be_empty: bool
    groups: tuple[ScoredGroup, ...]
    truth: int
    negated: bool = False

    @property
    def written(self) -> tuple[int, int, int] | None:
        """Decimals and both ends in units of the last of them; ``None`` where no indicator applies.

        Ends that four decimals can say are exact. Others are cut outwards (an exact score downwards) after so many decimals
        that they lie strictly between two numbers of four decimals, as the score does: what a score is compared with has at
        most four, so the written score never lies on another side of it.
        """
        if self.low is None or self.high is None:
            return None
        for decimals in range(RATIO_DECIMALS + 1):
            low, high = self.low * 10**decimals, self.high * 10**decimals
            if low.denominator == high.denominator == 1:
                return decimals, low.numerator, high.numerator
        decimals = RATIO_DECIMALS
        while True:
            decimals += 1
            low, high = self.low * 10**decimals, self.high * 10**decimals
            ends = (floor(low), floor(high) if low == high else ceil(high))
            if all(_keeps_its_side(end, of, decimals) for end, of in zip(ends, (self.low, self.high), strict=True)):
                return decimals, *ends

    @property
    def plain(self) -> Any:
        """The score as plain data: a number, ``at_least`` and ``at_most``, or ``None`` where no indicator applies."""
        written = self.written
        if written is None:
            return None
        decimals, *ends = written
        low, high = (score_number(end, decimals) for end in ends)
        if self.low == self.high and not self.may_be_empty:
            return low
        return {"at_least": low, "at_most": high, **({"may_be_empty": True} if self.may_be_empty else {})}


def _keeps_its_side(end: int, exact: Fraction, decimals: int) -> bool:
    """Whether a cut number is exact, or lies between two numbers of four decimals."""
    step: int = 10 ** (decimals - RATIO_DECIMALS)
    return end == exact * 10**decimals or end % step != 0


def score_number(value: int, decimals: int) -> int | str:
    """A score or a limit of one as plain data: whole, or as text with the decimals that it needs."""
    while decimals and value % 10 == 0:
        value, decimals = value // 10, decimals - 1
    return plain(value, FactType(Kind.NUMBER, decimals=decimals))  # type: ignore[no-any-return]


Reason = Finding | Reference | Group | Scored


@dataclass(frozen=True, slots=True)
class Rule:
    """What of a criterion's result does not depend on the profile."""

    id: str
    kind: CriterionKind
    title: Text
    remedy: Text | None
    source: Source | None
    at: Place
    not_in_force: bool = False
    firmness: Firmness | None = None


class CriterionResult(NamedTuple):
    """What became of one criterion, and why. Immutable.

    ``because`` are the few reasons that fixed the status: of the guard when it is not applicable, of the requirement when it
    is met or not met, of whatever is open when it is unknown. ``points`` is a pair (low, high).
    """

    rule: Rule
    status: Status
    because: tuple[Reason, ...]
    points: tuple[int, int] = (0, 0)

    @property
    def id(self) -> str:
        """The id of the criterion."""
        return self.rule.id

    @property
    def kind(self) -> CriterionKind:
        """Requirement, preference or note."""
        return self.rule.kind

    @property
    def title(self) -> Text:
        """The title in both languages."""
        return self.rule.title

    @property
    def remedy(self) -> Text | None:
        """What to do about it."""
        return self.rule.remedy

    @property
    def source(self) -> Source | None:
        """Where the rule comes from."""
        return self.rule.source

    @property
    def firmness(self) -> Firmness | None:
        """How sure it is that the rule is so, where the rule set says."""
        return self.rule.firmness

    @property
    def at(self) -> Place:
        """File, line and column of the criterion."""
        return self.rule.at

    @property
    def not_in_force(self) -> bool:
        """Whether the criterion's own dates exclude the rules' date."""
        return self.rule.not_in_force


@dataclass(frozen=True, slots=True)
class Assumed:
    """Which facts that were only assumed a decision rests on, by name, part by part; a part that rests on none is left out or empty.

    Whatever else was assumed may be otherwise, and what is decided stays. ``scope`` is whether the rules apply; ``satisfied`` tells of each
    requirement what it rests on that it stands in nobody's way; ``criteria`` of each criterion what its status rests on; ``points`` of each
    preference; ``outputs`` of each derived fact that is shown. What is open rests on what more would be asked without it.
    """

    scope: tuple[str, ...] = ()
    satisfied: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    criteria: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    points: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    outputs: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)

    @property
    def facts(self) -> tuple[str, ...]:
        """All of them, each once."""
        parts = (self.satisfied, self.criteria, self.points, self.outputs)
        return tuple(dict.fromkeys((*self.scope, *(name for part in parts for names in part.values() for name in names))))

    def to_dict(self) -> dict[str, Any]:
        """Scope, criteria, points and outputs, each where it rests on something that was assumed."""
        parts = {"criteria": self.criteria, "points": self.points, "outputs": self.outputs}
        told = {key: {name: list(facts) for name, facts in part.items()} for key, part in parts.items() if part}
        return {**({"scope": list(self.scope)} if self.scope else {}), **told}


#: Where nothing was assumed.
NOTHING_ASSUMED: Final = Assumed()


@dataclass(frozen=True, slots=True)
class Question:
    """A fact to ask for: ``criteria`` are the ids it would help to settle, in the order of the file.

    ``settles`` is true when some answer to this question alone settles the outcome.
    """

    fact: Fact
    criteria: tuple[str, ...]
    settles: bool


@dataclass(frozen=True, slots=True)
class DecidingSet:
    """A minimal set of facts for which some answer settles the outcome.

    ``answers`` is one such answer as a profile writes it; ``example`` is the same in canonical values.
    """

    facts: tuple[str, ...]
    outcome: Outcome
    example: Mapping[str, Value] = field(default_factory=dict, hash=False)
    answers: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class DecidingSets:
    """All minimal deciding sets found, smallest first; ``complete`` is false when the search was cut short."""

    sets: tuple[DecidingSet, ...]
    complete: bool

    def __iter__(self) -> Iterator[DecidingSet]:
        return iter(self.sets)

    def __len__(self) -> int:
        return len(self.sets)


@dataclass(frozen=True, slots=True)
class Points:
    """How many points: between ``at_least`` and ``at_most``, equal when nothing is open."""

    at_least: int
    at_most: int

    @property
    def exact(self) -> bool:
        """True when the points are known."""
        return self.at_least == self.at_most

    def to_dict(self) -> dict[str, int]:
        """``{"at_least": ..., "at_most": ...}``"""
        return {"at_least": self.at_least, "at_most": self.at_most}


@dataclass(frozen=True, slots=True)
class OutputValue:
    """A derived fact that the rule set shows: exact, a range, candidates, or unknown (``None``). Of a scorecard ``score`` is all of it."""

    name: str
    title: Text
    type: FactType
    value: Value
    candidates: tuple[str, ...] = ()
    score: Scored | None = None

    @property
    def plain(self) -> Any:
        """The value as plain data, as a profile writes it: dates in ISO form, numbers with their decimals."""
        return plain(self.value, self.type) if self.score is None else self.score.plain
