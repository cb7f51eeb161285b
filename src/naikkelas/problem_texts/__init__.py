"""What every problem code says, in Bahasa Indonesia and in English.

One module per hundred. A text is a template with named slots; both languages have the same slots (a test checks it).
Hints are kept apart because one hint ("did you mean ...?") serves many codes.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from naikkelas.problem_texts import (
    durable,
    engines,
    frames,
    layout,
    lints,
    meaning,
    messy,
    names,
    permits,
    profiles,
    reading,
    selecting,
    tables,
    testing,
    verifying,
)
from naikkelas.problem_texts.kind import Hint, ProblemKind, Severity

__all__ = ["HINTS", "KINDS", "Hint", "ProblemKind", "Severity"]

_MODULES: Final = (
    reading,
    layout,
    names,
    testing,
    meaning,
    lints,
    profiles,
    messy,
    tables,
    permits,
    engines,
    frames,
    durable,
    verifying,
    selecting,
)

KINDS: Final[Mapping[str, ProblemKind]] = MappingProxyType({code: kind for module in _MODULES for code, kind in module.KINDS.items()})
HINTS: Final[Mapping[str, Hint]] = MappingProxyType({name: hint for module in _MODULES for name, hint in module.HINTS.items()})
