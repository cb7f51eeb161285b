"""Problems in the forms that other systems read: SARIF, and the workflow commands of GitHub."""

import os
from collections.abc import Iterable
from pathlib import PurePath
from typing import Any, Final
from urllib.parse import quote

from naikkelas.problem_texts import KINDS
from naikkelas.problems import Lang, Problem
from naikkelas.version import __version__

__all__ = ["as_github", "as_sarif"]

_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"


def as_sarif(problems: Iterable[Problem], lang: Lang) -> dict[str, Any]:
    """A SARIF 2.1.0 log with one run; each code that occurs is a rule."""
    found = list(problems)
    codes = sorted({one.code for one in found})
    rules = [{"id": code, "shortDescription": {"text": KINDS[code].title}} for code in codes]
    results = [_result(one, codes.index(one.code), lang) for one in found]
    driver = {"name": "naikkelas", "version": __version__, "rules": rules}
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": results}]}


def _result(one: Problem, index: int, lang: Lang) -> dict[str, Any]:
    made: dict[str, Any] = {
        "ruleId": one.code,
        "ruleIndex": index,
        "level": one.severity.value,
        "message": {"text": _sentence(one, lang)},
    }
    if one.place.file:
        location: dict[str, Any] = {"artifactLocation": {"uri": quote(os.fsencode(PurePath(one.place.file).as_posix()))}}
        if one.place.line:
            location["region"] = {"startLine": one.place.line, "startColumn": one.place.column or 1}
        made["locations"] = [{"physicalLocation": location}]
    return made


def as_github(problems: Iterable[Problem], lang: Lang) -> list[str]:
    """A line for each problem, which GitHub shows beside the line of the file."""
    return [_command(one, lang) for one in problems]


def _command(one: Problem, lang: Lang) -> str:
    known = (("file", one.place.file), ("line", one.place.line), ("col", one.place.column), ("title", one.code))
    where = ",".join(f"{key}={_escaped(str(value), ',:')}" for key, value in known if value)
    return f"::{one.severity.value} {where}::{_escaped(_sentence(one, lang))}"


def _escaped(text: str, more: str = "") -> str:
    for sign in f"%\r\n{more}":
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


def _sentence(one: Problem, lang: Lang) -> str:
    advice = one.advice(lang)
    return f"{one.message(lang)}; {advice}" if advice else one.message(lang)
