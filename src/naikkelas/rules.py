"""The way in: loading rule sets, and the :class:`RuleSet` that decides."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from naikkelas.calendar import Duration
from naikkelas.decision import Decision
from naikkelas.engines.rows.engine import Plan, RowsEngine
from naikkelas.facts import Fact, Kind
from naikkelas.ikm.catalogue import FACTS
from naikkelas.ikm.door import Door
from naikkelas.ikm.profile import IKMProfile, profile_model
from naikkelas.problems import NOWHERE, EvaluationError, Problem, RuleSetError, problem, shown, suggestion
from naikkelas.ruleset.hashing import meaning_hash, text_hash
from naikkelas.ruleset.loading import Loader, bundled_files
from naikkelas.ruleset.model import Criterion, LinkedRuleSet, Parameter, ParamValue
from naikkelas.ruleset.settings import set_parameters
from naikkelas.snapshot import Snapshot
from naikkelas.values import BadValue, read_duration, read_exact

ParameterInput = bool | int | str | float | date | Duration | Mapping[str, Any] | Iterable[str]


class RuleSet:
    """A rule set that can decide. Immutable, and safe to share between threads.

    ``problems`` are the warnings of loading; errors would have been raised.
    """

    __slots__ = ("__dict__", "_door", "_engine", "_same_day", "linked", "problems")

    def __init__(self, linked: LinkedRuleSet, problems: Iterable[Problem] = ()) -> None:
        self.linked: Final = linked
        self.problems: Final = tuple(problems)
        self._engine = RowsEngine(linked)
        self._same_day = self._engine.same_day
        self._door: Door | None = None

    @property
    def name(self) -> str:
        """The name in ``rule_set:``."""
        return self.linked.name

    @property
    def version(self) -> str:
        """The version, as written."""
        return self.linked.version

    @property
    def criteria(self) -> Mapping[str, Criterion]:
        """The criteria by id, in the order of the file."""
        return self.linked.criteria

    @property
    def parameters(self) -> Mapping[str, Parameter]:
        """The parameters by name."""
        return self.linked.parameters

    @property
    def facts(self) -> Mapping[str, Fact]:
        """The given facts that the rules read."""
        return self.linked.facts

    @cached_property
    def hash(self) -> str:
        """The hash of what the rules mean: equal hashes decide alike."""
        return meaning_hash(self.linked)

    @cached_property
    def text_hash(self) -> str:
        """The hash of what people read: titles, remedies, sources."""
        return text_hash(self.linked)

    @cached_property
    def catalogue(self) -> Mapping[str, Fact]:
        """Every fact a profile may give: the built-in ones, those the file declares, and its derived facts."""
        return dict(FACTS) | _extra_facts(self.linked)

    @cached_property
    def profile_model(self) -> type[IKMProfile]:
        """The pydantic model of a profile for these rules: :class:`IKMProfile` and the facts declared in YAML."""
        extra = _extra_facts(self.linked)
        return profile_model("".join(part.title() for part in self.name.split("-")) + "Profile", extra) if extra else IKMProfile

    def admit(self, profile: Mapping[str, Any], **place: Any) -> Snapshot:
        """Reads a raw mapping at the door.

        Raises:
            ProfileError: with every value that cannot be used.
        """
        door = self._door
        if door is None:
            door = self._door = Door(self.catalogue)
        return door.admit(profile, **place)

    def decide(self, profile: "IKMProfile | Snapshot | Mapping[str, Any]", *, as_of: date, rules_as_of: date | None = None) -> Decision:
        """Decides one profile.

        Args:
            profile: a validated profile, a snapshot of :meth:`admit`, or a raw mapping.
            as_of: the date the profile is judged on ("a year of operation" is counted to it).
            rules_as_of: the date that picks parameter values and criteria; ``as_of`` unless given.

        Raises:
            ProfileError: when a raw mapping has values that cannot be used.
            EvaluationError: when a date is no date (NK504), or the rule set is not in force on ``rules_as_of`` (NK501).
        """
        try:  # the usual case, written for speed: a validated profile and a date that was asked for before
            snapshot: Snapshot = profile.__pydantic_private__["_snapshot"] if type(profile) is IKMProfile else self._snapshot(profile)  # type: ignore[index]
            plan = self._same_day[as_of] if rules_as_of is None else self._plan(as_of, rules_as_of)
        except (KeyError, TypeError):
            return self._plan(as_of, rules_as_of).decide(self._snapshot(profile))
        made = Decision()  # as Plan.decide, without its calls
        made._reader, made._snapshot, made._parts = plan.decoder, snapshot, None
        try:
            exact = plan.exact  # a name first: a call of a slot is looked up as a method, in vain
            made._verdict = exact(snapshot)
        except KeyError:
            made._verdict = plan.full(snapshot.exact, snapshot.ranged)
        return made

    def _plan(self, as_of: date, rules_as_of: date | None) -> Plan:
        day = _as_date(as_of, "as_of")
        return self._engine.plan(day, day if rules_as_of is None else _as_date(rules_as_of, "rules_as_of"))

    def _snapshot(self, profile: "IKMProfile | Snapshot | Mapping[str, Any]") -> Snapshot:
        if isinstance(profile, Snapshot):
            return profile
        if isinstance(profile, IKMProfile):
            return profile.snapshot if type(profile) is self.profile_model else self.admit(profile.given())
        return self.admit(profile)

    def with_parameters(self, /, **values: ParameterInput) -> "RuleSet":
        """The same rules with some parameters set, for every date; a new rule set with a new hash.

        Raises:
            EvaluationError: for an unknown parameter (NK502) or a value that does not fit (NK503).
            RuleSetError: when the rules contradict themselves with these values.
        """
        problems: list[Problem] = []
        read: dict[str, ParamValue] = {}
        for name, raw in values.items():
            parameter = self.linked.parameters.get(name)
            if parameter is None:
                close = suggestion(name, self.linked.parameters)
                problems.append(problem("NK502", hint="did_you_mean" if close else None, name=name, read=self.name, suggestion=close))
                continue
            try:
                read[name] = _read_parameter(raw, parameter)
            except BadValue as bad:
                slots = dict(bad.slots)
                problems.append(problem("NK503", NOWHERE, bad.hint, name=name, read=str(raw), expected=bad.expected, **slots))
        if problems:
            raise EvaluationError(problems)
        return RuleSet(set_parameters(self.linked, read), self.problems)

    def __repr__(self) -> str:
        return f"<RuleSet {self.name} {self.version} {self.hash[:12]}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RuleSet) and (self.hash, self.text_hash) == (other.hash, other.text_hash)

    def __hash__(self) -> int:
        return hash((self.hash, self.text_hash))


def _extra_facts(linked: LinkedRuleSet) -> dict[str, Fact]:
    extra = dict(linked.declared)
    for unit in (linked, *linked.programmes.values()):
        extra |= {
            name: Fact(name, d.type, d.title, choice_titles=d.choice_titles, group="derived")
            for name, d in unit.derived.items()
            if d.is_value
        }
    return extra


def _read_parameter(raw: object, parameter: Parameter) -> ParamValue:
    kind = parameter.type
    if kind.kind is Kind.DURATION:
        return read_duration(raw)
    value = read_exact(
        list(raw) if kind.kind is Kind.SET and isinstance(raw, Iterable) and not isinstance(raw, str | Mapping) else raw, kind
    )
    if value is None or isinstance(value, tuple):
        raise BadValue(kind.kind.value)
    return value


def _as_date(value: object, name: str) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return date(value.year, value.month, value.day)
    raise EvaluationError([problem("NK504", name=name, read=shown(repr(value)))])


def load(path: str | Path) -> RuleSet:
    """Loads a rule set from a file. ``programme:`` and ``uses:`` look beside the file first, then among the bundled ones.

    Raises:
        RuleSetError: with every problem of the file, sorted by place.
    """
    linked, problems = Loader(FACTS).load_file(Path(path))
    return _finished(linked, problems)


def loads(text: str | bytes, *, file: str | None = None) -> RuleSet:
    """Loads a rule set from text; ``file`` is the name that problems carry.

    Raises:
        RuleSetError: with every problem of the text, sorted by place.
    """
    linked, problems = Loader(FACTS).load_text(text, file)
    return _finished(linked, problems)


def check(path: str | Path) -> list[Problem]:
    """Every problem of a file, errors and warnings, without raising."""
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
        close = suggestion(name, bundled_files())
        listed = ", ".join(bundled_files())
        raise RuleSetError([problem("NK505", hint="did_you_mean" if close else None, name=name, expected=listed, suggestion=close)])
    return load(found)


class Library:
    """A folder that holds versions of rule sets and picks by date. Immutable."""

    def __init__(self, rule_sets: Iterable[RuleSet]) -> None:
        self.rule_sets: Final = tuple(sorted(rule_sets, key=lambda rules: (rules.name, rules.linked.effective[0])))

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the rule sets it holds."""
        return tuple(dict.fromkeys(rules.name for rules in self.rule_sets))

    def at(self, day: date, name: str | None = None) -> RuleSet:
        """The version in force on ``day``; ``name`` may be left out when the folder holds versions of one rule set.

        Raises:
            EvaluationError: when there is no such rule set (NK505), none in force (NK501), or more than one (NK506).
        """
        day = _as_date(day, "day")
        wanted = name if name is not None else self.names[0] if len(self.names) == 1 else ""
        versions = [rules for rules in self.rule_sets if rules.name == wanted]
        if not versions:
            raise EvaluationError([problem("NK505", name=wanted, expected=", ".join(self.names))])
        number = day.toordinal()
        fits = [r for r in versions if r.linked.effective[0] <= number <= (r.linked.effective[1] or number)]
        if len(fits) == 1:
            return fits[0]
        listed = ", ".join(f"{r.version} ({date.fromordinal(r.linked.effective[0])})" for r in (fits or versions))
        code = "NK506" if fits else "NK501"
        raise EvaluationError([problem(code, name=wanted, read=day.isoformat(), expected=listed)])

    def decide(self, profile: Any, *, as_of: date, rules_as_of: date | None = None, name: str | None = None) -> Decision:
        """Decides with the version in force on the rules' date."""
        rules = self.at(as_of if rules_as_of is None else rules_as_of, name)
        return rules.decide(profile, as_of=as_of, rules_as_of=rules_as_of)


def library(folder: str | Path) -> Library:
    """Loads every ``*.yaml`` rule set of a folder.

    Raises:
        RuleSetError: with every problem of every file.
    """
    loader = Loader(FACTS)
    results = [loader.load_file(path) for path in sorted(Path(folder).glob("*.y*ml"))]
    errors = [p for linked, problems in results for p in problems if linked is None]
    if errors:
        raise RuleSetError(errors)
    return Library(RuleSet(linked, problems) for linked, problems in results if linked is not None)
