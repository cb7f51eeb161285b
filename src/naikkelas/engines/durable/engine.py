"""``DurableEngine``: decisions by forward chaining on durable-rules, with the rules that fired."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from threading import Lock
from types import TracebackType
from typing import Any, Final, NoReturn, Protocol, Self

from naikkelas.arguments import A_RULE_SET, unfit
from naikkelas.decision import Decision
from naikkelas.engines.decoder import Decoder
from naikkelas.engines.durable.host import HostFailureError, Rules, tells_large_numbers_apart
from naikkelas.engines.durable.network import Network
from naikkelas.engines.durable.plan import Compiled, DurablePlan, Run, compile_logic
from naikkelas.engines.durable.trace import Trace
from naikkelas.engines.folded import Folded
from naikkelas.engines.rows.engine import Plan
from naikkelas.problems import EvaluationError, Words, problem
from naikkelas.ruleset.model import LinkedRuleSet
from naikkelas.snapshot import Snapshot
from naikkelas.version import __version__

_MOST_DATES: Final = 8


class Deciding(Protocol):
    """What of a :class:`naikkelas.RuleSet` is needed here; that class stands on a floor above."""

    @property
    def name(self) -> str:
        """The name in ``rule_set:``."""
        ...

    @property
    def linked(self) -> LinkedRuleSet:
        """The linked rule set."""
        ...

    def _snapshot(self, profile: Any) -> Snapshot: ...

    def _plan(self, as_of: date, rules_as_of: date | None) -> Plan: ...


class DurableDecision(Decision):
    """A decision of :class:`DurableEngine`: as of any engine, and how it was derived."""

    __slots__ = ("_run",)

    _run: Run

    def __reduce__(self) -> tuple[Any, ...]:
        """A pickle holds the decision; the trace stays in the process where the rules fired."""
        return (DurableDecision.of, (self._reader, self._snapshot, self._verdict))

    @property
    def trace(self) -> Trace:
        """The rules that fired, in their order. It can be read after the engine is closed.

        Raises:
            AttributeError: for a decision that was pickled: its trace stays in the process where the rules fired.
        """
        run: Run | None = getattr(self, "_run", None)
        if run is None:
            raise AttributeError("the trace of a decision stays in the process where its rules fired; decide again to have one here")
        return Trace(self.rules, run, self._snapshot)


class DurableEngine:
    """Decides with durable-rules, an inference engine that shares no code with ``rules.decide``, and says which rules fired.

    The decision is the same, bit for bit, but for ``engine_version``. durable-rules finds out which comparisons are met, what
    follows from them through ``all``, ``any``, ``not`` and ``some``, which rows of a table may be hit, which criteria apply and are
    met, and the outcome. Outside of it are: reading the profile, folding dates and parameters to numbers, arithmetic (sums,
    differences, products, points, scores, how many items of a list are met), looking up names in sets and long lists, and the
    explanation. ``questions``, ``deciding_sets`` and the check of given against derived facts (NK404) are worked out from the
    decision as for every engine.

    An engine may be used by several threads; they wait for each other. It cannot be copied or pickled. Use it in a ``with``
    block, or call :meth:`close`: the C library does not give its memory back by itself.

    Raises:
        MissingExtraError: where durable-rules is not installed (NK507) or cannot be imported (NK508).
        EvaluationError: for a rule set that durable-rules cannot express (NK510) or that is too large for it (NK511).
        ArgumentError: for what is no rule set (NK538).
    """

    def __init__(self, rules: Deciding) -> None:
        given: object = rules
        if not isinstance(getattr(given, "linked", None), LinkedRuleSet):
            raise unfit("rules", given, A_RULE_SET)
        self._rules = rules
        self._lock = Lock()
        self._closed = False
        self._logic: Compiled | None = None
        self._plans: OrderedDict[tuple[date, date], tuple[DurablePlan, Decoder]] = OrderedDict()
        self._check()
        self._network = Network(rules.linked)

    def _check(self) -> None:
        try:
            trusted = tells_large_numbers_apart()
        except HostFailureError as error:
            raise self._failed(error) from error
        if not trusted:
            raise self._failed(Words("it confuses large whole numbers on this computer", "bilangan bulat besar tertukar di komputer ini"))

    def _failed(self, cause: HostFailureError | Words) -> EvaluationError:
        read = cause if isinstance(cause, Words) else str(cause)
        return EvaluationError([problem("NK514", hint="decide_again", name=self._rules.name, read=read)])

    def decide(self, profile: Mapping[str, Any] | Any, *, as_of: date, rules_as_of: date | None = None) -> DurableDecision:
        """Decides one profile, as ``rules.decide`` does.

        Args:
            profile: a validated profile, a snapshot of ``rules.admit``, or a raw mapping.
            as_of: the date the profile is judged on.
            rules_as_of: the date that picks parameter values and criteria; ``as_of`` unless given.

        Raises:
            ProfileError: when a raw mapping has values that cannot be used.
            EvaluationError: as of ``rules.decide`` (NK501, NK504); when the engine is closed (NK512), a snapshot made by hand has
                a value that is not of its fact's type (NK513), or durable-rules fails (NK514).
        """
        snapshot, rows = self._rules._snapshot(profile), self._rules._plan(as_of, rules_as_of)
        with self._lock:
            if self._closed:
                raise EvaluationError([problem("NK512", hint="use_with", name=self._rules.name)])
            try:
                plan, decoder = self._plan(rows)
                run = plan.run(snapshot)
            except EvaluationError:
                raise  # a value that is refused: nothing was asked of durable-rules
            except HostFailureError as error:
                self._give_up()
                raise self._failed(error) from error
            except BaseException:  # an interrupt may come anywhere, and leaves a session half done
                self._give_up()
                raise
        decision = DurableDecision.of(decoder, snapshot, run.verdict)
        decision._run = run
        return decision

    def _plan(self, rows: Plan) -> tuple[DurablePlan, Decoder]:
        """What is compiled for a pair of dates; of the oldest dates it is given up."""
        key = (rows.decoder.as_of, rows.decoder.rules_as_of)
        found = self._plans.get(key)
        if found is not None:
            self._plans.move_to_end(key)
            return found
        while len(self._plans) >= _MOST_DATES:
            _, (oldest, _) = self._plans.popitem(last=False)
            oldest.comparisons.rules.close()
        if self._logic is None:
            self._logic = compile_logic(self._network)
        as_of, rules_as_of = (day.toordinal() for day in key)
        folded = tuple(Folded.at(unit.linked, as_of, rules_as_of) for unit in self._network.units)
        dated = replace(rows.decoder._plan, engine=f"naikkelas {__version__} durable")
        made = self._plans[key] = (DurablePlan(self._network, self._logic, folded), Decoder(dated))
        return made

    def _compiled(self) -> list[Rules]:
        logic = [] if self._logic is None else [self._logic.rules]
        return [*logic, *(plan.comparisons.rules for plan, _ in self._plans.values())]

    def _give_up(self) -> None:
        """Starts afresh: what durable-rules holds after a failure is neither used nor freed."""
        for rules in self._compiled():
            rules.abandon()
        self._plans.clear()
        self._logic = None

    def close(self) -> None:
        """Gives the memory back. Decisions stay readable; deciding again raises NK512. Closing twice is no mistake."""
        with self._lock:
            self._closed = True
            for rules in self._compiled():
                rules.close()
            self._plans.clear()
            self._logic = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        self.close()

    def _refuse(self, *_: object) -> NoReturn:
        raise TypeError("a DurableEngine cannot be copied or pickled: make another one from its rule set")

    __copy__ = __deepcopy__ = __reduce_ex__ = _refuse

    def __repr__(self) -> str:
        return f"<DurableEngine {self._rules.name}{' closed' if self._closed else ''}>"
