"""What a file of tests says, once it is read: cases, and what each of them expects."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, Literal

from naikkelas.conditions import Outcome, Status
from naikkelas.problems import NOWHERE, Lang, Place, Problem
from naikkelas.rules import RuleSet
from naikkelas.ruleset.nodes import Node
from naikkelas.snapshot import Snapshot

#: "No exact value is known", where an output is expected.
UNKNOWN_WORD: Final = "unknown"

What = Literal["outcome", "status", "missing", "points", "fact", "explains"]


@dataclass(frozen=True, slots=True)
class Span:
    """Both ends of a range, in canonical values; an end that is ``None`` is not looked at."""

    at_least: int | None
    at_most: int | None


@dataclass(frozen=True, slots=True)
class ScoreSpan:
    """Both ends of a score of a scorecard, as they are written; an end that is ``None`` is not looked at."""

    at_least: Decimal | None
    at_most: Decimal | None


@dataclass(frozen=True, slots=True)
class Unknown:
    """An output without an exact value: missing, a range, or several candidates."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """An open choice that may still be one of these, and nothing else."""

    names: frozenset[str]


Wanted = Outcome | Status | Span | ScoreSpan | Unknown | Candidates | frozenset[str] | str | int | bool


@dataclass(frozen=True, slots=True)
class Expectation:
    """One thing a case expects. ``name`` is the criterion of a status, the fact of an output, else empty.

    ``place`` and ``node`` are where the expectation stands in the file, ``written`` is how it stands there.
    """

    what: What
    name: str
    wanted: Wanted = field(hash=False)
    written: str
    place: Place = NOWHERE
    node: Node | None = field(default=None, hash=False, compare=False, repr=False)

    @property
    def label(self) -> str:
        """The key it stands under: ``outcome``, ``statuses.permit``, ``facts.size``."""
        group = {"status": "statuses", "fact": "facts"}.get(self.what)
        return self.what if group is None else f"{group}.{self.name}"


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """One profile on one date, and what is expected of the decision about it.

    ``rules`` has the case's parameters; ``raw`` is the profile as the door took it, ``snapshot`` what it made of it.
    """

    name: str
    place: Place
    rules: RuleSet
    snapshot: Snapshot = field(repr=False)
    raw: Mapping[str, Any] = field(repr=False)
    as_of: date
    rules_as_of: date | None
    lang: Lang
    expectations: tuple[Expectation, ...]
    parameters: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class CaseFile:
    """One file of tests as it was read: its cases, or every problem that stands in their way.

    ``rules`` is the rule set under test, without parameters of the tests; ``None`` when it cannot be used. Where there are
    errors among ``problems`` the file has no cases: half of a file that cannot be read proves nothing.
    """

    path: Path
    name: str
    rules: RuleSet | None
    cases: tuple[Case, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def usable(self) -> bool:
        """Whether its cases can be run."""
        return not any(found.is_error for found in self.problems)
