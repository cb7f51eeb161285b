"""The rule set a command works with: a bundled one by its name, a file or a folder by its path, with parameters set."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, Final

import naikkelas
from naikkelas.cli.base import one_value, wrong
from naikkelas.cli.given import plain
from naikkelas.loading import no_such
from naikkelas.problems import NOWHERE, EvaluationError, Problem, ProblemsError, RuleSetError, Words, problem, suggestion
from naikkelas.rules import RuleSet
from naikkelas.ruleset.reader import read_yaml

OPTION: Final = "--set-parameter"


def is_path(name: str) -> bool:
    """A name with a slash, or that ends like a YAML file, is a path; any other is a bundled rule set."""
    return "/" in name or "\\" in name or name.lower().endswith((".yaml", ".yml"))


def rule_set(name: str, on: date | None = None) -> RuleSet:
    """A bundled rule set or one from a file; of a folder of versions the one in force ``on`` a day.

    Raises:
        ProblemsError: when there is none, or it has errors.
    """
    if not is_path(name):
        if name not in naikkelas.bundled_names():
            raise RuleSetError([_not_bundled(name)])
        return naikkelas.bundled(name)
    path = Path(name)
    return naikkelas.library(path).at(on) if on is not None and path.is_dir() else naikkelas.load(path)


def _not_bundled(name: str) -> Problem:
    """What was meant: a file or a folder here, a bundled rule set whose name begins so, or one with a similar name. All are listed."""
    here = next((f"./{found}" for found in (name, f"{name}.yaml", f"{name}.yml") if name and _exists(found)), None)
    return no_such(name, naikkelas.bundled_names(), here)


def _exists(path: str) -> bool:
    try:
        return Path(path).exists()
    except (OSError, ValueError):  # a name that is too long, or holds a null
        return False


def with_parameters(rules: RuleSet, settings: Iterable[str]) -> RuleSet:
    """The rule set with parameters set, each as ``name=value`` where the value is written as in YAML.

    Raises:
        ProblemsError: with everything that is wrong with any of them.
    """
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for setting in settings:
        try:
            name, value = _setting(setting, rules)
        except ProblemsError as error:
            problems += error.problems
            continue
        if name in values:
            problems += wrong(OPTION, setting, one_value(name), "given_twice").problems
        values[name] = value
    if problems:
        raise EvaluationError(problems)
    return rules.with_parameters(**values) if values else rules


def _setting(setting: str, rules: RuleSet) -> tuple[str, Any]:
    name, equals, text = setting.partition("=")
    name = name.strip().removeprefix("$")
    if not equals or not name:
        raise wrong(OPTION, setting, Words("NAME=VALUE", "NAMA=NILAI"))
    if name not in rules.parameters:
        raise EvaluationError([_unknown(name, rules)])
    node, problems = read_yaml(text, f"{OPTION} {name}") if text.strip() else (None, [])
    if problems:
        raise EvaluationError(problems)
    return name, plain(node)


def _unknown(name: str, rules: RuleSet) -> Problem:
    close = suggestion(name, rules.parameters)
    listed = ", ".join(rules.parameters) or "-"
    hint = "did_you_mean" if close else "known_keys"
    return problem("NK502", NOWHERE, hint, name=name, read=rules.name, suggestion=close or "", expected=listed)
