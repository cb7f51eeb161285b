"""What a decision must have to be told. The decision's own class stands on a floor above."""

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from naikkelas.conditions import Outcome
from naikkelas.problems import Problem
from naikkelas.results import Assumed, CriterionResult, DecidingSets, OutputValue, Points, Question, Reason
from naikkelas.ruleset.model import LinkedRuleSet


class Told(Protocol):
    """The parts of a decision that are told, as :class:`naikkelas.decision.Decision` has them."""

    @property
    def outcome(self) -> Outcome:
        """One of the four."""
        ...

    @property
    def points(self) -> Points:
        """The points of all preferences."""
        ...

    @property
    def criteria(self) -> Mapping[str, CriterionResult]:
        """Every criterion in the order of the file."""
        ...

    @property
    def scope(self) -> tuple[Reason, ...]:
        """Why the rule set does not apply, or why that is open."""
        ...

    @property
    def assumed(self) -> Assumed:
        """Which assumed facts its parts rest on."""
        ...

    @property
    def facts(self) -> Mapping[str, OutputValue]:
        """The outputs."""
        ...

    @property
    def questions(self) -> tuple[Question, ...]:
        """What to ask, most useful first."""
        ...

    @property
    def deciding_sets(self) -> DecidingSets:
        """Which answers can settle it."""
        ...

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Warnings."""
        ...

    @property
    def rules(self) -> LinkedRuleSet:
        """The rule set that decided."""
        ...

    @property
    def hash(self) -> str:
        """The hash of its meaning."""
        ...

    @property
    def as_of(self) -> date:
        """The date the profile is judged on."""
        ...

    @property
    def rules_as_of(self) -> date:
        """The date that picks parameter values."""
        ...

    @property
    def engine_version(self) -> str:
        """The engine that decided."""
        ...
