"""naikkelas: YAML rule sets and IKM profiles to eligibility decisions with explanations."""

from naikkelas.calendar import Duration
from naikkelas.conditions import CriterionKind, Outcome, Status
from naikkelas.decision import Decision
from naikkelas.facts import Fact, FactType, Kind, Text
from naikkelas.ikm.catalogue import FACTS
from naikkelas.ikm.profile import IKMProfile, Permit
from naikkelas.problems import (
    EvaluationError,
    MissingExtraError,
    NaikkelasError,
    Place,
    Problem,
    ProblemsError,
    ProfileError,
    RuleSetError,
)
from naikkelas.ranges import Range
from naikkelas.results import CriterionResult, DecidingSet, DecidingSets, Finding, Group, OutputValue, Points, Question, Reference
from naikkelas.rules import Library, RuleSet, bundled, bundled_names, check, library, load, loads
from naikkelas.snapshot import Snapshot
from naikkelas.version import __version__

__all__ = [
    "FACTS",
    "CriterionKind",
    "CriterionResult",
    "DecidingSet",
    "DecidingSets",
    "Decision",
    "Duration",
    "EvaluationError",
    "Fact",
    "FactType",
    "Finding",
    "Group",
    "IKMProfile",
    "Kind",
    "Library",
    "MissingExtraError",
    "NaikkelasError",
    "Outcome",
    "OutputValue",
    "Permit",
    "Place",
    "Points",
    "Problem",
    "ProblemsError",
    "ProfileError",
    "Question",
    "Range",
    "Reference",
    "RuleSet",
    "RuleSetError",
    "Snapshot",
    "Status",
    "Text",
    "__version__",
    "bundled",
    "bundled_names",
    "check",
    "library",
    "load",
    "loads",
]
