"""What a table gives: which columns are facts, which facts are absent or assumed, and every reason to refuse."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final, TypeGuard

from naikkelas.engines.frames.door import BY_VALUE, FLOAT32, HIGH, LOW, WORKERS, WORKERS_PARTS, Column, Source, is_read, unreadable
from naikkelas.engines.frames.verdict import output_names
from naikkelas.facts import Fact, FactType, Kind
from naikkelas.ikm.catalogue import FACTS, PERMIT_KINDS
from naikkelas.ikm.findings import HIDDEN_READ
from naikkelas.problems import NOWHERE, Place, Problem, problem, shown, suggestion
from naikkelas.ruleset.given import only_worked_out
from naikkelas.ruleset.model import LinkedRuleSet
from naikkelas.snapshot import Exact
from naikkelas.values import BadValue, read_exact

#: Columns from which a profile derives facts, and those facts: a table is read as it stands.
TELLING: Final = {
    "pirt_number": ("pirt_status", "pirt_expires_on"),
    "permits": tuple(name for kind in PERMIT_KINDS for name in (f"{kind}_status", f"{kind}_expires_on") if name in FACTS),
}


@dataclass(frozen=True, slots=True)
class Options:
    """What the caller says. ``as_of`` is a date or the name of a column; ``allow_missing`` names facts, or is True for any."""

    as_of: date | str
    rules_as_of: date | None = None
    allow_missing: bool | frozenset[str] = False
    assume: Mapping[str, object] | None = None
    prefix: str = "nk_"
    codes: bool = False


class Given:
    """The columns of one table, seen by one rule set. ``problems`` are all that is wrong or worth saying."""

    def __init__(
        self,
        linked: LinkedRuleSet,
        catalogue: Mapping[str, Fact],
        columns: Mapping[str, Column],
        options: Options,
        *,
        in_memory: bool = False,
        ignores_case: bool = False,
        is_empty: Callable[[str], bool] = lambda _: False,
    ) -> None:
        self.linked = linked
        self.in_memory = in_memory
        self._is_empty = is_empty
        self.ignores_case = ignores_case
        self.options = options
        self.columns = _named(columns)
        self.problems: list[Problem] = []
        self.wanted = fact_types(linked)
        self.types = table_types(linked, catalogue)
        self.assumed = self._assumed(catalogue)
        self.sources = {name: source for name in self.types if (source := self._source(name)).columns and name not in self.assumed}
        self._absent(catalogue)
        self._unused()
        self._collisions()
        self._as_of()

    @property
    def errors(self) -> list[Problem]:
        """The reasons to refuse."""
        return [found for found in self.problems if found.is_error]

    def note_unreadable(self) -> None:
        """Adds the columns whose types cannot be read."""
        self.problems += unreadable(self.sources, self.types)

    def _source(self, name: str) -> Source:
        kind = self.types[name]
        exact, low, high = (self._column(name + end, kind) for end in ("", LOW, HIGH))
        return Source(exact, low, high) if kind.kind.is_ordered else Source(exact)

    def _column(self, name: str, kind: FactType) -> Column | None:
        """The column of a fact; in memory a number may stand for a date (2019 is a year), which only the door can tell."""
        column = self.columns.get(name)
        if column is None:
            return None
        if self.in_memory and kind.kind is Kind.DATE and column.family in ("int", "float", FLOAT32):
            return replace(column, family=BY_VALUE)
        return column if is_read(column, kind) or not self._is_empty(name) else replace(column, family="null")

    def _note(self, code: str, name: str = "", hint: str | None = None, **slots: object) -> None:
        self.problems.append(problem(code, Place(path=name) if name else NOWHERE, hint, name=name, **slots))

    def _assumed(self, catalogue: Mapping[str, Fact]) -> dict[str, Exact]:
        found: dict[str, Exact] = {}
        there = {self._seen(name) for name in self.columns}
        for name, raw in (self.options.assume or {}).items():
            kind = self.types.get(name)
            if kind is None:
                self._unknown(name, "assume")
            elif kind.kind is Kind.SET:
                self.problems.append(no_assumed_set(name))
            elif any(self._seen(each) in there for each in (name, name + LOW, name + HIGH)):
                self._note("NK523", name)
            else:
                value = assumption(name, raw, kind, personal=catalogue[name].personal)
                if isinstance(value, Problem):
                    self.problems.append(value)
                else:
                    found[name] = value
        return found

    def _absent(self, catalogue: Mapping[str, Fact]) -> None:
        allowed = self.options.allow_missing
        for name in self.wanted:
            told = name == WORKERS and any(part in self.sources or part in self.assumed for part in WORKERS_PARTS)
            given = told or name in self.sources or name in self.assumed or name in (self.options.assume or {})
            if given or allowed is True or (not isinstance(allowed, bool) and name in allowed):
                continue
            aliases = {alias.lower(): alias for alias in (*catalogue[name].aliases, name)} if name in catalogue else {}
            close = next((column for column in self.columns if column.lower() in aliases), None) or suggestion(name, self._others())
            self._note("NK521", name, "column_meant" if close else "column_absent", suggestion=close or "")
        for name in () if isinstance(allowed, bool) else sorted(allowed - self.types.keys()):
            self._unknown(name, "allow_missing")

    def _unknown(self, name: str, where: str) -> None:
        self.problems.append(no_fact(name, where, self.types))

    def _others(self) -> list[str]:
        used = {column.name for source in self.sources.values() for column in source.columns}
        return [name for name in self.columns if name not in used]

    def _unused(self) -> None:
        worked_out = only_worked_out(self.linked)
        for name in self._others():
            if name in worked_out:
                self._note("NK408", name, "give_instead", expected=", ".join(worked_out[name]) or "…")
                continue
            missing = [fact for fact in TELLING.get(name, ()) if fact in self.wanted]
            if missing:
                self._note("NK530", name, expected=", ".join(missing))
            elif name != self.options.as_of:
                self._note("NK529", name)

    def _collisions(self) -> None:
        made = output_names(self.linked, self.options.prefix, assumed=bool(self.assumed))
        there = {self._seen(name) for name in (*self.columns, *self.assumed)}
        for name in made:
            if self._seen(name) in there:
                self._note("NK525", name)

    def _seen(self, name: str) -> str:
        """A name as the engine compares it."""
        return name.lower() if self.ignores_case else name

    def _as_of(self) -> None:
        as_of, rules_as_of = self.options.as_of, self.options.rules_as_of
        if isinstance(as_of, str):
            column = self.columns.get(as_of)
            if column is None:
                self.problems.append(no_column(as_of, self.columns))
            elif column.family not in ("date", "null", BY_VALUE, "datetime"):
                if self._is_empty(as_of):
                    self.columns[as_of] = replace(column, family="null")
                else:
                    self._note("NK522", as_of, read=column.shown, expected="YYYY-MM-DD")
        elif not is_day(as_of):
            self._note("NK504", "as_of", read=shown(repr(as_of)))
        if rules_as_of is not None and not is_day(rules_as_of):
            self._note("NK504", "rules_as_of", read=shown(repr(rules_as_of)))


def assumption(name: str, raw: object, kind: FactType, *, personal: bool) -> Exact | Problem:
    """The value that is assumed, or what is wrong with it."""
    try:
        value = read_exact(raw, kind)
    except BadValue as bad:
        read = HIDDEN_READ if personal else shown(str(raw))
        hint = "assumed_missing" if bad.hint == "constant_missing" else bad.hint
        return problem("NK402", Place(path=name), hint, name=name, read=read, expected=bad.expected, **bad.slots)
    assert value is not None  # noqa: S101 - read_exact refuses it
    assert not isinstance(value, tuple)  # noqa: S101 - read_exact refuses it
    return value


def no_fact(name: str, where: str, types: Iterable[str]) -> Problem:
    """That what is assumed or may be missing is no fact of these rules (NK524)."""
    close = suggestion(name, types)
    return problem("NK524", Place(path=name), "did_you_mean" if close else None, name=name, read=where, suggestion=close or "")


def no_assumed_set(name: str) -> Problem:
    """That a set was assumed (NK524)."""
    return problem("NK524", Place(path=name), "assumed_set", name=name, read="assume")


def _named(columns: Mapping[Any, Column]) -> dict[str, Column]:
    """The columns that have a text for a name; pandas has names of any kind, and no fact is called so."""
    return {name: column for name, column in columns.items() if isinstance(name, str)}


def repeated(names: Sequence[str], seen: Callable[[str], str] = str) -> list[Problem]:
    """The names that are there more than once (NK526); two are one when they are the same as the engine has ``seen`` them."""
    there: set[str] = set()
    twice: dict[str, None] = {}
    for name in names:
        if seen(name) in there:
            twice[name] = None
        there.add(seen(name))
    return [problem("NK526", Place(path=name), name=name) for name in twice]


def no_column(as_of: str, columns: Iterable[str]) -> Problem:
    """That the column of dates is not there (NK528). A text that is a date was meant as one."""
    day, close = _day_in(as_of), suggestion(as_of, columns)
    hint = "as_of_date" if day else "did_you_mean" if close else None
    return problem("NK528", Place(path=as_of), hint, name=as_of, suggestion=day or close or "")


def _day_in(text: str) -> str | None:
    """The date that a text says, as Python writes it; nothing when it says none."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return f"date({day.year}, {day.month}, {day.day})"


def is_day(value: object) -> TypeGuard[date]:
    """A date, and not a moment."""
    return isinstance(value, date) and not isinstance(value, datetime)


def fact_types(linked: LinkedRuleSet) -> dict[str, FactType]:
    """The types of the given facts that the rules read, those of programmes included."""
    return {name: fact.type for unit in linked.units() for name, fact in unit.facts.items()}


def table_types(linked: LinkedRuleSet, catalogue: Mapping[str, Fact]) -> dict[str, FactType]:
    """The types of all facts that a table may give: those that the rules read, those that add up to one, and derived ones."""
    names: Iterable[str] = (name for unit in linked.units() for name, derived in unit.derived.items() if derived.is_value)
    wanted = fact_types(linked)
    parts = WORKERS_PARTS if WORKERS in wanted else ()
    return wanted | {name: catalogue[name].type for name in (*names, *parts) if name in catalogue}
