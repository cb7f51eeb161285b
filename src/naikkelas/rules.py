"""The :class:`RuleSet` that decides."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal, NoReturn, TypeVar, overload

from naikkelas.calendar import Duration
from naikkelas.decision import Decision
from naikkelas.engines.rows.engine import Plan, RowsEngine
from naikkelas.extras import need
from naikkelas.facts import Fact, Kind
from naikkelas.frozen import FrozenDict
from naikkelas.ikm.catalogue import FACTS
from naikkelas.ikm.door import Door
from naikkelas.ikm.profile import IKMProfile, profile_model
from naikkelas.ikm.region_codes import code_advice
from naikkelas.problems import NOWHERE, EvaluationError, Problem, problem, shown, suggestion
from naikkelas.ruleset.given import given_facts, only_worked_out
from naikkelas.ruleset.hashing import meaning_hash, text_hash
from naikkelas.ruleset.model import Criterion, LinkedRuleSet, Parameter, ParamValue
from naikkelas.ruleset.settings import set_parameters
from naikkelas.snapshot import DeclaredSnapshot, Snapshot
from naikkelas.values import BadValue, read_duration, read_exact

if TYPE_CHECKING:
    from naikkelas.engines.frames.engine import FramesEngine
    from naikkelas.engines.frames.given import Options
    from naikkelas.engines.frames.row import RowReader, SparkRow

#: A table of any kind; it comes back as the same kind.
Frame = TypeVar("Frame")

#: What is made once and kept.
Kept = TypeVar("Kept")

ParameterInput = bool | int | str | float | date | Duration | Mapping[str, Any] | Iterable[str]


class RuleSet:
    """A rule set that can decide. Immutable, safe to share between threads, and can be pickled for other processes.

    ``problems`` are the warnings of loading; errors would have been raised.
    """

    __slots__ = ("_engine", "_made", "_same_day", "linked", "problems")

    linked: LinkedRuleSet
    problems: tuple[Problem, ...]
    _engine: RowsEngine
    _same_day: Mapping[date, Plan]
    _made: dict[str, Any]

    def __init__(self, linked: LinkedRuleSet, problems: Iterable[Problem] = ()) -> None:
        put, engine = object.__setattr__, RowsEngine(linked)
        put(self, "linked", linked)
        put(self, "problems", tuple(problems))
        put(self, "_engine", engine)
        put(self, "_same_day", engine.same_day)
        put(self, "_made", {})

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise immutable(self)

    def __delattr__(self, name: str) -> NoReturn:
        raise immutable(self)

    def _once(self, name: str, make: Callable[[], Kept]) -> Kept:
        """What is made when it is first read, and then kept; two threads get the same one."""
        made: Kept | None = self._made.get(name)
        return self._made.setdefault(name, make()) if made is None else made

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

    @property
    def hash(self) -> str:
        """The hash of what the rules mean: equal hashes decide alike."""
        return self._once("hash", lambda: meaning_hash(self.linked))

    @property
    def text_hash(self) -> str:
        """The hash of what people read: titles, remedies, sources."""
        return self._once("text_hash", lambda: text_hash(self.linked))

    @property
    def catalogue(self) -> Mapping[str, Fact]:
        """Every fact a profile may give: the built-in ones, those the files declare, and derived facts whose name says one thing."""
        return self._once("catalogue", lambda: FrozenDict(dict(FACTS) | given_facts(self.linked)))

    @property
    def profile_model(self) -> type[IKMProfile]:
        """The pydantic model of a profile for these rules: :class:`IKMProfile` and the facts declared in YAML."""
        return self._once("profile_model", self._profile_model)

    def _profile_model(self) -> type[IKMProfile]:
        extra = given_facts(self.linked)
        return (
            profile_model(
                "".join(part.title() for part in self.name.split("-")) + "Profile", extra, worked_out=only_worked_out(self.linked)
            )
            if extra
            else IKMProfile
        )

    def admit(self, profile: Mapping[str, Any], **place: Any) -> Snapshot:
        """Reads a raw mapping at the door.

        Raises:
            ProfileError: with every value that cannot be used.
        """
        return self._once("door", self._door).admit(profile, **place)

    def _door(self) -> Door:
        made = Door(self.catalogue, only_worked_out(self.linked))
        self._made["declared"] = made.declared
        return made

    def decide(self, profile: "IKMProfile | Snapshot | Mapping[str, Any]", *, as_of: date, rules_as_of: date | None = None) -> Decision:
        """Decides one profile.

        Args:
            profile: a validated profile, a snapshot of :meth:`admit`, or a raw mapping.
            as_of: the date the profile is judged on ("a year of operation" is counted to it).
            rules_as_of: the date that picks parameter values and criteria; ``as_of`` unless given.

        Raises:
            ProfileError: when a raw mapping, or a snapshot of rules that declare a fact otherwise, has values that cannot be used.
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
        day = date_of(as_of, "as_of")
        return self._engine.plan(day, day if rules_as_of is None else date_of(rules_as_of, "rules_as_of"))

    def _snapshot(self, profile: "IKMProfile | Snapshot | Mapping[str, Any]") -> Snapshot:
        kind = type(profile)
        if kind is Snapshot or (kind is DeclaredSnapshot and profile.declared is self._made.get("declared")):  # type: ignore[union-attr]
            return profile  # type: ignore[return-value]
        if isinstance(profile, Snapshot):
            return self._once("door", self._door).again(profile) if isinstance(profile, DeclaredSnapshot) else profile
        if isinstance(profile, IKMProfile):
            return profile.snapshot if type(profile) is self.profile_model else self.admit(profile.given())
        return self.admit(profile)

    @overload
    def decide_frame(
        self,
        frame: Sequence[Mapping[str, Any]],
        *,
        as_of: date | str,
        rules_as_of: date | None = None,
        allow_missing: bool | Iterable[str] = False,
        assume: Mapping[str, Any] | None = None,
        prefix: str = "nk_",
        codes: Literal[False] = False,
    ) -> list[dict[str, Any]]: ...

    @overload
    def decide_frame(
        self,
        frame: Frame,
        *,
        as_of: date | str,
        rules_as_of: date | None = None,
        allow_missing: bool | Iterable[str] = False,
        assume: Mapping[str, Any] | None = None,
        prefix: str = "nk_",
        codes: bool = False,
    ) -> Frame: ...

    def decide_frame(
        self,
        frame: Any,
        *,
        as_of: date | str,
        rules_as_of: date | None = None,
        allow_missing: bool | Iterable[str] = False,
        assume: Mapping[str, Any] | None = None,
        prefix: str = "nk_",
        codes: bool = False,
    ) -> Any:
        """Decides every row of a table; needs the extra ``batch``.

        Args:
            frame: a Polars DataFrame or LazyFrame, pandas DataFrame, PyArrow Table, DuckDB relation, PySpark DataFrame or list of dicts, with
                facts as columns; sides of ranges are in ``<fact>__low`` and ``<fact>__high``. Money is whole rupiah.
            as_of: the date all rows are judged on, or the name of a column that has the date of each row.
            rules_as_of: the date that picks parameter values and criteria; the as-of date unless given.
            allow_missing: facts that may have no column (nobody knows them), or ``True`` for any.
            assume: facts without a column that are the same for every row; the result says so.
            prefix: what the names of the result's columns start with.
            codes: outcomes and statuses as an ``Enum`` of all their words and not as texts; of a Polars table only. A byte a row for
                sixteen: large files are decided faster.

        Returns:
            The same kind of frame, lazy if it was, with the columns of the decision: ``nk_outcome``, ``nk_points_low``,
            ``nk_points_high``, a status for each criterion, ``nk_mask_0``, ..., and ``nk_problems``: the columns whose value
            cannot be used. A row that has such is not decided; the other results are null there.

        Raises:
            EvaluationError: when the table or the call cannot be used (NK501, NK504, NK520 to NK532, NK538).
            MissingExtraError: when Narwhals or Polars is not installed.
        """
        return self._frames().decide(frame, _options(as_of, rules_as_of, allow_missing, assume, prefix, codes=codes))

    def check_frame(
        self,
        frame: Any,
        *,
        as_of: date | str,
        rules_as_of: date | None = None,
        allow_missing: bool | Iterable[str] = False,
        assume: Mapping[str, Any] | None = None,
        prefix: str = "nk_",
        codes: bool = False,
    ) -> list[Problem]:
        """What :meth:`decide_frame` would refuse, and which columns the rules do not read, without looking at any value.

        Raises:
            EvaluationError: when ``frame`` is no table (NK520) or has a name twice (NK526), or an argument is of the wrong type (NK538).
            MissingExtraError: when Narwhals or Polars is not installed.
        """
        return self._frames().problems(frame, _options(as_of, rules_as_of, allow_missing, assume, prefix, codes=codes))

    def _frames(self) -> "FramesEngine":
        return self._once("frames", self._frames_engine)

    def _frames_engine(self) -> "FramesEngine":
        need("narwhals.stable.v2", "batch")
        from naikkelas.engines.frames.engine import FramesEngine

        return FramesEngine(self.linked, self.catalogue)

    def explain_row(
        self,
        row: "Mapping[str, Any] | SparkRow",
        *,
        as_of: date | str,
        rules_as_of: date | None = None,
        assume: Mapping[str, Any] | None = None,
        prefix: str = "nk_",
    ) -> Decision:
        """The decision about one row of a table, with all its reasons.

        Arguments as in :meth:`decide_frame`; only the columns that the rules read are looked at, by name: ``row`` is a mapping, a
        ``Series`` of pandas or a ``Row`` of PySpark. What is assumed may stand in the row, as it does in a decided one. Where the row has
        the columns of an earlier result that no longer fits its facts, ``problems`` of the decision say so (NK527).

        Raises:
            ProfileError: when a value cannot be used.
            EvaluationError: when a date is no date (NK504), the rule set is not in force (NK501), it is no row (NK520), or the row
                says other than what is assumed (NK523).
        """
        reader = self._once("row_reader", self._row_reader)
        return reader.explain(self, row, as_of=as_of, rules_as_of=rules_as_of, assume=assume, prefix=prefix)

    def _row_reader(self) -> "RowReader":
        from naikkelas.engines.frames.row import RowReader

        return RowReader(self)

    def to_sql(  # noqa: PLR0913 - all but one by name
        self,
        dialect: str,
        *,
        as_of: date,
        rules_as_of: date | None = None,
        table: str = "profiles",
        columns: Iterable[str] | None = None,
        allow_missing: bool | Iterable[str] = False,
        assume: Mapping[str, Any] | None = None,
        prefix: str = "nk_",
    ) -> str:
        """One SELECT that decides every row of a table, with the columns that :meth:`decide_frame` gives.

        Args:
            dialect: ``duckdb``, ``sqlite``, ``postgresql`` or ``spark``.
            as_of: the date all rows are judged on.
            rules_as_of: as in :meth:`decide_frame`.
            allow_missing: as in :meth:`decide_frame`.
            assume: as in :meth:`decide_frame`.
            prefix: as in :meth:`decide_frame`.
            table: the name of the table; a point separates it from its schema.
            columns: all columns of the table, which the result then has too; the facts that the rules read unless given.

        Raises:
            EvaluationError: when the dialect is unknown (NK533) or the call cannot be used.
        """
        from naikkelas.engines.sql.engine import to_sql

        options = _options(as_of, rules_as_of, allow_missing, assume, prefix)
        return to_sql(self.linked, self.catalogue, dialect, options, table=table, columns=columns)

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
                hint, slots = _code_advice(raw, parameter) or (bad.hint, dict(bad.slots))
                problems.append(problem("NK503", NOWHERE, hint, name=name, read=str(raw), expected=bad.expected, **slots))
        if problems:
            raise EvaluationError(problems)
        return RuleSet(set_parameters(self.linked, read), self.problems)

    def __reduce__(self) -> tuple[Any, ...]:
        return (RuleSet, (self.linked, self.problems))

    def __copy__(self) -> "RuleSet":
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> "RuleSet":
        return self

    def __repr__(self) -> str:
        return f"<RuleSet {self.name} {self.version} {self.hash[:12]}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RuleSet) and (self.hash, self.text_hash) == (other.hash, other.text_hash)

    def __hash__(self) -> int:
        return hash((self.hash, self.text_hash))


def immutable(thing: object) -> AttributeError:
    """What an object says that refuses to be changed."""
    return AttributeError(f"a {type(thing).__name__} is immutable")


def _options(*given: Any, codes: bool = False) -> "Options":
    from naikkelas.engines.frames.arguments import options

    return options(*given, codes=codes)


def _read_parameter(raw: object, parameter: Parameter) -> ParamValue:
    kind = parameter.type
    if kind.kind is Kind.DURATION:
        return read_duration(raw)
    value = read_exact(
        list(raw) if kind.kind is Kind.SET and isinstance(raw, Iterable) and not isinstance(raw, str | Mapping) else raw, kind
    )
    if value is None or isinstance(value, tuple) or value == frozenset():  # as in YAML, where a list has something in it
        raise BadValue(kind.kind.value)
    return value


def _code_advice(raw: object, parameter: Parameter) -> tuple[str, dict[str, object]] | None:
    """The code of the first place that is named where codes are expected."""
    names = [raw] if isinstance(raw, str) else raw if isinstance(raw, Iterable) and not isinstance(raw, Mapping) else []
    found = (code_advice(name, parameter.type) for name in names if isinstance(name, str))
    return next((each for each in found if each is not None), None)


def date_of(value: object, name: str) -> date:
    """A plain date; one with a time of day is none.

    Raises:
        EvaluationError: when it is no date (NK504).
    """
    if isinstance(value, date) and not isinstance(value, datetime):
        return date(value.year, value.month, value.day)
    raise EvaluationError([problem("NK504", name=name, read=shown(repr(value)))])
