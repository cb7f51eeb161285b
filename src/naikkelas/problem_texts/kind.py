"""The shape of one entry of the problem catalogue."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad a problem is: an error refuses the input, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """One problem code: its English name (the title of its page) and its sentence in both languages."""

    title: str
    id: str
    en: str
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class Hint:
    """What to do about it, in both languages."""

    id: str
    en: str
