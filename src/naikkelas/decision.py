"""The decision: an outcome at once, and everything else when it is first read."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final, Literal, NoReturn, Protocol, Self

from naikkelas.conditions import Outcome, Status
from naikkelas.explain import LANGS, as_dict, one_of, render
from naikkelas.problems import Lang, Problem
from naikkelas.results import Assumed, CriterionResult, DecidingSets, OutputValue, Points, Question, Reason
from naikkelas.ruleset.model import LinkedRuleSet
from naikkelas.snapshot import Snapshot

Format = Literal["text", "markdown", "html"]

#: Outcomes by the code an engine gives: the truth of "all requirements are satisfied", or 2 for out of scope.
OUTCOMES = (Outcome.INELIGIBLE, Outcome.NEEDS_INFORMATION, Outcome.OUT_OF_SCOPE, Outcome.ELIGIBLE)

#: Parts that are read out of the whole verdict, which is worked out once for them all.
_OF_THE_WHOLE: Final = frozenset({"scope", "outputs", "asked", "masks", "assumed"})


class Reader(Protocol):
    """What an engine leaves in a decision so that its parts can be read later. One per plan, without state."""

    linked: LinkedRuleSet
    engine: str
    as_of: date
    rules_as_of: date

    @property
    def rule_set_hash(self) -> str:
        """The hash of what the rules mean."""
        ...

    def points(self, verdict: Any) -> tuple[int, int]:
        """The points (low, high) of a verdict."""
        ...

    def statuses(self, verdict: Any) -> Mapping[str, Status]:
        """The status of every criterion, in the order of the file."""
        ...

    def whole(self, snapshot: Snapshot, verdict: Any) -> Any:
        """A verdict that tells everything; the one that there is, or worked out."""
        ...

    def row(self, whole: Any) -> tuple[Any, ...]:
        """What a table tells of a whole verdict: outcome, points (low, high), the status of every criterion, masks."""
        ...

    def masks(self, snapshot: Snapshot, verdict: Any) -> tuple[int, ...]:
        """The 2-bit-per-comparison masks as signed 64-bit integers, 31 comparisons each."""
        ...

    def criteria(self, snapshot: Snapshot, verdict: Any) -> Mapping[str, CriterionResult]:
        """Every criterion with status and reasons, in the order of the file."""
        ...

    def criterion(self, snapshot: Snapshot, verdict: Any, name: str) -> CriterionResult:
        """One of them, without working out the others."""
        ...

    def scope(self, snapshot: Snapshot, verdict: Any) -> tuple[Reason, ...]:
        """Why the rule set does not apply, or why that is open; empty when it applies."""
        ...

    def assumed(self, snapshot: Snapshot, verdict: Any) -> Assumed:
        """Which assumed facts each part of the decision rests on."""
        ...

    def outputs(self, snapshot: Snapshot, verdict: Any) -> Mapping[str, OutputValue]:
        """The derived facts the rule set shows."""
        ...

    def asked(self, snapshot: Snapshot, verdict: Any) -> tuple[tuple[Question, ...], DecidingSets]:
        """The facts to ask for, most useful first, and the minimal fact sets for which some answer settles the outcome."""
        ...

    def problems(self, snapshot: Snapshot, verdict: Any) -> Sequence[Problem]:
        """Warnings: values given that contradict what follows from others."""
        ...


class Decision:
    """What was decided about one profile on one date.

    It is immutable and may be shared between threads; it can be pickled, with its rule set and its snapshot of the profile, personal
    facts included. It has no truth value, because four outcomes are not two.
    """

    __slots__ = ("_parts", "_reader", "_snapshot", "_verdict")

    _reader: Reader
    _snapshot: Snapshot
    _verdict: Any
    _parts: dict[str, Any] | None

    @classmethod
    def of(cls, reader: Reader, snapshot: Snapshot, verdict: Any) -> Self:
        """What an engine found. There is no ``__init__``: without one, making a decision takes a twentieth less time."""
        made = cls()
        made._reader, made._snapshot, made._verdict, made._parts = reader, snapshot, verdict, None
        return made

    def __getstate__(self) -> tuple[None, dict[str, Any]]:
        """For pickle: rule set, dates, snapshot and verdict. What was read of it is made again when it is first read."""
        names = [name for each in type(self).__mro__ for name in each.__dict__.get("__slots__", ())]
        return None, {name: None if name == "_parts" else getattr(self, name) for name in names}

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self

    def __bool__(self) -> NoReturn:
        raise TypeError("a Decision is not a bool: read its outcome, for example `decision.outcome is Outcome.ELIGIBLE`")

    def _part(self, name: str) -> Any:
        parts = self._parts
        if parts is None:
            parts = self._parts = {}
        elif name in parts:
            return parts[name]
        verdict = self._part("whole") if name in _OF_THE_WHOLE else self._verdict
        made = parts[name] = getattr(self._reader, name)(self._snapshot, verdict)
        return made

    @property
    def outcome(self) -> Outcome:
        """``eligible``, ``ineligible``, ``needs_information`` or ``out_of_scope``."""
        return OUTCOMES[self._verdict[0]]

    @property
    def points(self) -> Points:
        """The points of the preferences: a range, exact when nothing is open."""
        return Points(*self._reader.points(self._verdict))

    @property
    def statuses(self) -> Mapping[str, Status]:
        """Only the status of every criterion by id, in the order of the rule set."""
        return self._reader.statuses(self._verdict)

    @property
    def criteria(self) -> Mapping[str, CriterionResult]:
        """Every criterion by id, in the order of the rule set."""
        return self._part("criteria")  # type: ignore[no-any-return]

    def criterion(self, name: str) -> CriterionResult:
        """One of :attr:`criteria`; where they were not read, without working out the others.

        Raises:
            KeyError: when the rule set has no such criterion.
        """
        made: Mapping[str, CriterionResult] | None = (self._parts or {}).get("criteria")
        return self._reader.criterion(self._snapshot, self._verdict, name) if made is None else made[name]

    @property
    def scope(self) -> tuple[Reason, ...]:
        """Why the rule set does not apply, or why that is open; empty when it applies."""
        return self._part("scope")  # type: ignore[no-any-return]

    @property
    def assumed(self) -> Assumed:
        """Which facts that were only assumed for a whole table each part of the decision rests on; nothing where none was."""
        return self._part("assumed")  # type: ignore[no-any-return]

    @property
    def facts(self) -> Mapping[str, OutputValue]:
        """The derived facts that the rule set lists under ``outputs``."""
        return self._part("outputs")  # type: ignore[no-any-return]

    @property
    def questions(self) -> tuple[Question, ...]:
        """For ``needs_information``: the facts to ask for, most useful first."""
        return self._part("asked")[0]  # type: ignore[no-any-return]

    @property
    def deciding_sets(self) -> DecidingSets:
        """For ``needs_information``: the minimal fact sets for which some answer settles it."""
        return self._part("asked")[1]  # type: ignore[no-any-return]

    @property
    def masks(self) -> tuple[int, ...]:
        """Two bits a comparison, 31 comparisons a signed 64-bit integer, in the canonical order of the linked tree."""
        return self._part("masks")  # type: ignore[no-any-return]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Warnings about the profile; an error would have been raised."""
        return tuple(self._part("problems"))

    @property
    def rules(self) -> LinkedRuleSet:
        """The linked rule set that decided."""
        return self._reader.linked

    @property
    def hash(self) -> str:
        """The hash of the rule set's meaning (not of its titles)."""
        return self._reader.rule_set_hash

    @property
    def as_of(self) -> date:
        """The date the profile is judged on."""
        return self._reader.as_of

    @property
    def rules_as_of(self) -> date:
        """The date that picks parameter values; the as-of date unless told otherwise."""
        return self._reader.rules_as_of

    @property
    def engine_version(self) -> str:
        """Name and version of the engine that decided."""
        return self._reader.engine

    def explain(self, lang: Lang = "id", format: Format = "text", colour: bool = False) -> str:  # noqa: A002 - the field's word
        """The decision in words, for people: Bahasa Indonesia unless ``lang="en"``; HTML is escaped.

        Raises:
            ValueError: for a language or a format that there is not.
        """
        return render(self, lang, format, colour)

    def to_dict(self, lang: Lang | None = None) -> dict[str, Any]:
        """The decision as plain data; with ``lang`` each reason also carries its sentence.

        Raises:
            ValueError: for a language that there is not.
        """
        if lang is not None:
            one_of("lang", lang, LANGS)
        return as_dict(self, lang)

    def to_json(self, lang: Lang | None = None, indent: int | None = None) -> str:
        """:meth:`to_dict` as JSON text."""
        return json.dumps(self.to_dict(lang), ensure_ascii=False, indent=indent)

    def _repr_html_(self) -> str:
        return self.explain(format="html")

    def __repr__(self) -> str:
        return f"<Decision {self.outcome.value} {self.rules.name} {self.rules.version} as of {self.as_of}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Decision) and self.to_dict() == other.to_dict()

    def __hash__(self) -> int:
        return hash((self.hash, self._verdict[0], self.as_of, self.rules_as_of))
