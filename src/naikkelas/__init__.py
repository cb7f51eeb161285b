"""naikkelas: YAML rule sets and IKM profiles to eligibility decisions with explanations."""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from naikkelas.version import __version__

if TYPE_CHECKING:
    from naikkelas.arguments import ArgumentError
    from naikkelas.calendar import Duration
    from naikkelas.cohorts.model import Cohort, CohortPlace, Standing
    from naikkelas.cohorts.selecting import select_cohort
    from naikkelas.conditions import CriterionKind, Outcome, Status
    from naikkelas.decision import Decision
    from naikkelas.engines.durable import DurableEngine
    from naikkelas.facts import Fact, FactType, Kind, Text
    from naikkelas.ikm.catalogue import FACTS
    from naikkelas.ikm.numbers import PirtNumber, find_numbers
    from naikkelas.ikm.profile import IKMProfile, Permit
    from naikkelas.loading import Library, bundled, bundled_names, check, library, load, loads
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
    from naikkelas.results import (
        CriterionResult,
        DecidingSet,
        DecidingSets,
        Finding,
        Group,
        OutputValue,
        Points,
        Question,
        Reference,
        Scored,
    )
    from naikkelas.rules import RuleSet
    from naikkelas.snapshot import Snapshot

#: Where each public name lives. It is imported when it is first asked for, so that `import naikkelas` costs next to nothing.
_HOMES: Final = {
    "ArgumentError": "arguments",
    "Cohort": "cohorts.model",
    "CohortPlace": "cohorts.model",
    "CriterionKind": "conditions",
    "CriterionResult": "results",
    "DecidingSet": "results",
    "DecidingSets": "results",
    "Decision": "decision",
    "DurableEngine": "engines.durable",
    "Duration": "calendar",
    "EvaluationError": "problems",
    "FACTS": "ikm.catalogue",
    "Fact": "facts",
    "FactType": "facts",
    "Finding": "results",
    "Group": "results",
    "IKMProfile": "ikm.profile",
    "Kind": "facts",
    "Library": "loading",
    "MissingExtraError": "problems",
    "NaikkelasError": "problems",
    "Outcome": "conditions",
    "OutputValue": "results",
    "Permit": "ikm.profile",
    "PirtNumber": "ikm.numbers",
    "Place": "problems",
    "Points": "results",
    "Problem": "problems",
    "ProblemsError": "problems",
    "ProfileError": "problems",
    "Question": "results",
    "Range": "ranges",
    "Reference": "results",
    "RuleSet": "rules",
    "RuleSetError": "problems",
    "Scored": "results",
    "Snapshot": "snapshot",
    "Standing": "cohorts.model",
    "Status": "conditions",
    "Text": "facts",
    "bundled": "loading",
    "bundled_names": "loading",
    "check": "loading",
    "find_numbers": "ikm.numbers",
    "library": "loading",
    "load": "loading",
    "loads": "loading",
    "select_cohort": "cohorts.selecting",
}

__all__ = [
    "FACTS",
    "ArgumentError",
    "Cohort",
    "CohortPlace",
    "CriterionKind",
    "CriterionResult",
    "DecidingSet",
    "DecidingSets",
    "Decision",
    "DurableEngine",
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
    "PirtNumber",
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
    "Scored",
    "Snapshot",
    "Standing",
    "Status",
    "Text",
    "__version__",
    "bundled",
    "bundled_names",
    "check",
    "find_numbers",
    "library",
    "load",
    "loads",
    "select_cohort",
]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'naikkelas' has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f"naikkelas.{home}"), name)
    return value


def __dir__() -> list[str]:
    return list(__all__)
