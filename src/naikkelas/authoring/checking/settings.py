"""How severe a problem is by the settings of a project: ``[tool.naikkelas]`` of ``pyproject.toml``, or ``naikkelas.toml``."""

import errno
import os
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
_NAME: Final = "naikkelas"
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

    ``naikkelas.toml`` goes before ``pyproject.toml``, which counts only with a table ``[tool.naikkelas]``. What cannot be read and may
    hold settings counts too: :func:`read_settings` says why it cannot be used.
    """
    for each in (folder.absolute(), *folder.absolute().parents):
        if os.path.lexists(each / _FILE):
            return each / _FILE
        if (each / _PROJECT).is_file() and _has_settings(each / _PROJECT):
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
        data = _said(path)
    except (OSError, ValueError, RecursionError) as error:
        raise EvaluationError([problem("NK334", Place(str(path)), reason=getattr(error, "strerror", None) or str(error))]) from None
    if not isinstance(data, dict):
        raise EvaluationError([_unusable(path, f"tool.{_NAME}", str(data), (f"[tool.{_NAME}]",))])
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


def _has_settings(path: Path) -> bool:
    """Whether a project file says something about this library, or cannot be read and may."""
    try:
        return _NAME in _tools(_toml(path))
    except (OSError, ValueError, RecursionError):
        return _NAME.encode() in _bytes(path)


def _said(path: Path) -> Any:
    """What a file says about this library: a table, where it says so rightly."""
    data = _toml(path)
    return _tools(data).get(_NAME, {}) if path.name == _PROJECT else data


def _tools(data: dict[str, Any]) -> dict[str, Any]:
    tools = data.get("tool")
    return tools if isinstance(tools, dict) else {}


def _toml(path: Path) -> dict[str, Any]:
    if path.exists() and not path.is_file():  # a pipe would be waited for
        raise OSError(errno.EINVAL, os.strerror(errno.EISDIR if path.is_dir() else errno.EINVAL))
    return tomllib.loads(path.read_text(encoding="utf-8-sig"))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
