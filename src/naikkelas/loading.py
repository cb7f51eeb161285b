"""The way in: rule sets from files, from text, from the library's own, and folders of versions."""

from collections.abc import Iterable
from datetime import date
from difflib import SequenceMatcher
from os import PathLike
from pathlib import Path
from typing import Any, Final, NoReturn

from naikkelas.arguments import Check, checked, instance
from naikkelas.decision import Decision
from naikkelas.ikm.catalogue import FACTS
from naikkelas.problems import NOWHERE, EvaluationError, Place, Problem, RuleSetError, Words, problem, shown, suggestion
from naikkelas.rules import RuleSet, date_of, immutable
from naikkelas.ruleset.loading import Loader, bundled_files, is_another_kind, rule_set_files
from naikkelas.ruleset.model import LinkedRuleSet, in_force_words

#: So many names of rule sets stand in one sentence.
_MOST_NAMES: Final = 40
_PATH: Final[Check] = instance((str, PathLike), Words("the path of a file or a folder", "path sebuah berkas atau folder"))


@checked({"path": _PATH})
def load(path: str | Path) -> RuleSet:
    """Loads a rule set from a file. ``programme:`` and ``uses:`` look beside the file first, then among the bundled ones.

    Raises:
        RuleSetError: with every problem of the file, sorted by place.
        ArgumentError: when it is no path (NK538).
    """
    linked, problems = Loader(FACTS).load_file(Path(path))
    return _finished(linked, problems)


def loads(text: str | bytes, *, file: str | None = None) -> RuleSet:
    """Loads a rule set from text; ``file`` is the name that problems carry.

    Raises:
        RuleSetError: with every problem of the text, sorted by place.
        TypeError: when it is no text.
    """
    if not isinstance(text, str | bytes):
        raise TypeError(f"loads() reads the text of a rule set, str or bytes, not {type(text).__name__}; load() reads a file")
    linked, problems = Loader(FACTS).load_text(text, file)
    return _finished(linked, problems)


@checked({"path": _PATH})
def check(path: str | Path) -> list[Problem]:
    """Every problem of a file, errors and warnings, without raising; no path is refused (NK538)."""
    return list(Loader(FACTS).load_file(Path(path))[1])


def _finished(linked: LinkedRuleSet | None, problems: Iterable[Problem]) -> RuleSet:
    if linked is None:
        raise RuleSetError(list(problems))
    return RuleSet(linked, problems)


def bundled_names() -> tuple[str, ...]:
    """The names of the rule sets that come with the library."""
    return tuple(bundled_files())


def bundled(name: str) -> RuleSet:
    """A rule set that comes with the library.

    Raises:
        RuleSetError: when there is none of that name (NK505).
    """
    found = bundled_files().get(name)
    if found is None:
        raise RuleSetError([no_such(str(name), bundled_names())])
    return load(found)


def no_such(name: str, known: Iterable[str], meant: str | None = None) -> Problem:
    """That no rule set has a name (NK505), with those there are: whole names, first those that may be meant, then the others in their order.

    ``meant`` is what was meant where the caller knows better; else the name that has the same letters, the names that begin so or have it
    as a word, or one that is spelled alike.
    """
    names = list(known)
    alike = (
        [each for each in names if _letters(name) and _letters(each) == _letters(name)]
        or [each for each in names if name and each.startswith(name)]
        or [each for each in names if name and name in each.split("-")]
    )
    close = suggestion(name, names)
    alike = alike or ([] if close is None else [close])
    asked = shown(name)
    rest = [each for each in names if each not in alike]
    nearest = sorted(rest, key=lambda each: -SequenceMatcher(None, each, asked).ratio())[: _MOST_NAMES - len(alike)]
    listed = [*alike[:_MOST_NAMES], *(each for each in rest if each in nearest)]
    words = ", ".join([*listed, *(["…"] if len(listed) < len(names) else [])]) or "-"
    slots = {"name": asked, "expected": words, "suggestion": meant or "', '".join(alike)}
    return Problem("NK505", NOWHERE, slots, "did_you_mean" if slots["suggestion"] else None)


def _letters(name: str) -> str:
    """What is left of a name without capitals, blanks and hyphens."""
    return "".join(filter(str.isalnum, name.lower()))


class Library:
    """A folder that holds versions of rule sets and picks by date. Immutable; it can be pickled, as rule sets can."""

    __slots__ = ("rule_sets",)

    rule_sets: tuple[RuleSet, ...]

    def __init__(self, rule_sets: Iterable[RuleSet]) -> None:
        object.__setattr__(self, "rule_sets", tuple(sorted(rule_sets, key=lambda rules: (rules.name, rules.linked.effective[0]))))

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise immutable(self)

    def __delattr__(self, name: str) -> NoReturn:
        raise immutable(self)

    def __reduce__(self) -> tuple[Any, ...]:
        return (Library, (self.rule_sets,))

    def __copy__(self) -> "Library":
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> "Library":
        return self

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the rule sets it holds."""
        return tuple(dict.fromkeys(rules.name for rules in self.rule_sets))

    def at(self, day: date, name: str | None = None) -> RuleSet:
        """The version in force on ``day``; ``name`` may be left out when the folder holds versions of one rule set.

        Raises:
            EvaluationError: when there is no such rule set (NK505), none in force (NK501), more than one (NK506), or no name
                though the folder holds several rule sets (NK509).
        """
        day = date_of(day, "day")
        if name is None and len(self.names) > 1:
            raise EvaluationError([problem("NK509", expected=", ".join(self.names))])
        wanted = name if name is not None else self.names[0] if self.names else "*"
        versions = [rules for rules in self.rule_sets if rules.name == wanted]
        if not versions:
            raise EvaluationError([no_such(wanted, self.names)])
        number = day.toordinal()
        fits = [r for r in versions if r.linked.effective[0] <= number <= (r.linked.effective[1] or number)]
        if len(fits) == 1:
            return fits[0]
        days = [(r.version, in_force_words(r.linked.effective)) for r in (fits or versions)]
        english, indonesian = (f"{version} ({words})" for version, words in days), (f"{version} ({w.indonesian})" for version, w in days)
        listed = Words(", ".join(english), ", ".join(indonesian))
        raise EvaluationError([problem("NK506" if fits else "NK501", name=wanted, read=day.isoformat(), expected=listed)])

    def decide(self, profile: Any, *, as_of: date, rules_as_of: date | None = None, name: str | None = None) -> Decision:
        """Decides with the version in force on the rules' date."""
        rules = self.at(as_of if rules_as_of is None else rules_as_of, name)
        return rules.decide(profile, as_of=as_of, rules_as_of=rules_as_of)


@checked({"folder": _PATH})
def library(folder: str | Path) -> Library:
    """Loads every rule set of a folder: ``*.yaml`` and ``*.yml``, without the tests and the files of columns that may stand beside them.

    Raises:
        RuleSetError: with every problem of every file; when there is no such folder (NK101), or no rule set in it (NK515).
        ArgumentError: when it is no path (NK538).
    """
    at, loader = Path(folder), Loader(FACTS)
    files = rule_set_files(at) if at.is_dir() else ()
    found = [(path, *loader.load_file(path)) for path in files]
    results = [(linked, problems) for path, linked, problems in found if linked is not None or not is_another_kind(path)]
    if not results:
        place = Place(str(folder))
        hint = "files_of_a_library" if at.is_dir() else "load_one_file"
        raise RuleSetError([problem("NK515", place, hint) if at.exists() else problem("NK101", place)])
    errors = [p for linked, problems in results for p in problems if linked is None]
    if errors:
        raise RuleSetError(errors)
    return Library(RuleSet(linked, problems) for linked, problems in results if linked is not None)
