"""How severe a problem is by the settings of a project: ``[tool.naikkelas]`` of ``pyproject.toml``, or ``naikkelas.toml``."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Literal

from naikkelas.problem_texts import KINDS, Severity
from naikkelas.problems import EvaluationError, Place, Problem, problem

__all__ = ["DEFAULT", "Settings", "find_settings", "read_settings"]

#: What a problem can be made.
Level = Literal["error", "warning", "off"]

_LEVELS: Final = ("error", "warning", "off")
_FILE: Final = "naikkelas.toml"
_PROJECT: Final = "pyproject.toml"
_TABLE: Final = "severity"

#: Lints that a project has to ask for.
_OFF: Final = ("NK320", "NK322")


@dataclass(frozen=True, slots=True)
class Settings:
    """The severity of each code that is not as the catalogue has it; ``file`` says where from."""

    severity: Mapping[str, Level] = field(default_factory=lambda: MappingProxyType(dict.fromkeys(_OFF, "off")), hash=False)
    file: str | None = None

    def judged(self, problems: Iterable[Problem]) -> list[Problem]:
        """The problems with their severities; without those that are off. What refuses a rule set stays an error."""
        made = []
        for one in problems:
            level = "error" if KINDS[one.code].severity is Severity.ERROR else self.severity.get(one.code, "warning")
            if level != "off":
                made.append(one if level == one.severity else replace(one, severity_set=Severity(level)))
        return made


DEFAULT: Final = Settings()


def find_settings(folder: Path) -> Path | None:
    """The settings of a folder: of the nearest folder at or above it that has some; the search ends where a project ends.

    ``naikkelas.toml`` goes before ``pyproject.toml``, which counts only with a table ``[tool.naikkelas]``.
    """
    for each in (folder.absolute(), *folder.absolute().parents):
        if (each / _FILE).is_file():
            return each / _FILE
        if (each / _PROJECT).is_file() and _table(each / _PROJECT) is not None:
            return each / _PROJECT
        if (each / ".git").exists():
            return None
    return None


def read_settings(path: Path) -> Settings:
    """The settings of a file.

    Raises:
        EvaluationError: with every setting that cannot be used (NK333), or why none can be read (NK334).
    """
    try:
        data = _table(path, strict=True) or {}
    except (OSError, ValueError) as error:
        raise EvaluationError([problem("NK334", Place(str(path)), reason=getattr(error, "strerror", None) or str(error))]) from None
    found = [_unusable(path, key, str(key), (_TABLE,)) for key in data if key != _TABLE]
    severity = data.get(_TABLE, {})
    if not isinstance(severity, dict):
        raise EvaluationError([*found, _unusable(path, _TABLE, str(severity), ('{NK304 = "off"}',))])
    for code, level in severity.items():
        if code not in KINDS:
            found.append(_unusable(path, f"{_TABLE}.{code}", str(code), ("NKnnn",), close=code.upper() if code.upper() in KINDS else None))
        elif level not in (possible := _possible(code)):
            found.append(_unusable(path, f"{_TABLE}.{code}", str(level), possible))
    if found:
        raise EvaluationError(found)
    return Settings(MappingProxyType({**DEFAULT.severity, **severity}), str(path))


def _possible(code: str) -> tuple[str, ...]:
    return ("error",) if KINDS[code].severity is Severity.ERROR else _LEVELS


def _unusable(path: Path, name: str, read: str, expected: Iterable[str], close: str | None = None) -> Problem:
    hint = "did_you_mean" if close else None
    return problem("NK333", Place(str(path)), hint, name=name, read=read, expected=" | ".join(expected), suggestion=close or "")


def _table(path: Path, *, strict: bool = False) -> dict[str, Any] | None:
    """What a file says about this library; ``None`` when it says nothing, or cannot be read and need not be."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        if strict:
            raise
        return None
    found = data.get("tool", {}).get("naikkelas") if path.name == _PROJECT else data
    return found if isinstance(found, dict) else None
