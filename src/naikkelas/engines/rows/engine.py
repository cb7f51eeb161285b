"""Plans: one rule set bound to one date, kept in a small cache that threads may share."""

from collections import OrderedDict
from collections.abc import Callable
from datetime import date
from threading import Lock
from typing import Any, Final

from naikkelas.conditions import Outcome
from naikkelas.decision import OUTCOMES, Decision
from naikkelas.engines.decoder import Decoder
from naikkelas.engines.folded import Folded
from naikkelas.engines.rows.exact import compile_exact
from naikkelas.engines.rows.full import FullVerdict, compile_full
from naikkelas.engines.rows.source import units_of
from naikkelas.problems import EvaluationError, problem
from naikkelas.ruleset.hashing import meaning_hash
from naikkelas.ruleset.model import LinkedRuleSet
from naikkelas.snapshot import Snapshot
from naikkelas.version import __version__

_MOST_PLANS: Final = 256


class RowsEngine:
    """Decides one profile at a time. Holds compiled code and the plans of recent dates; nothing of any profile."""

    def __init__(self, linked: LinkedRuleSet) -> None:
        self.linked = linked
        self.hash = meaning_hash(linked)
        self._lock = Lock()
        self._plans: OrderedDict[tuple[date, date], Plan] = OrderedDict()
        self._binders: tuple[Callable[..., Any], Callable[..., Any]] | None = None

    def plan(self, as_of: date, rules_as_of: date) -> "Plan":
        """The plan of a pair of dates, made when first asked for.

        Raises:
            EvaluationError: when the rule set, or one it refers to, is not in force on ``rules_as_of`` (NK501).
        """
        key = (as_of, rules_as_of)
        found = self._plans.get(key)
        return self._make(key) if found is None else found

    def _make(self, key: tuple[date, date]) -> "Plan":
        with self._lock:
            if self._binders is None:
                self._binders = (compile_exact(self.linked), compile_full(self.linked))
            folded = self._fold(*key)
            plan = self._plans[key] = Plan(self, folded, *self._binders, *key)
            while len(self._plans) > _MOST_PLANS:
                self._plans.popitem(last=False)
            return plan

    def _fold(self, as_of: date, rules_as_of: date) -> dict[int, Folded]:
        day = rules_as_of.toordinal()
        units = units_of(self.linked)
        late = [unit for unit in units if day < unit.effective[0] or (unit.effective[1] is not None and day > unit.effective[1])]
        if late:
            raise EvaluationError([_not_in_force(unit, rules_as_of) for unit in late])
        return {id(unit): Folded.at(unit, as_of.toordinal(), day) for unit in units}


def _not_in_force(unit: LinkedRuleSet, day: date) -> Any:
    first, last = unit.effective
    until = "…" if last is None else date.fromordinal(last).isoformat()
    return problem("NK501", name=unit.name, read=day.isoformat(), expected=f"{date.fromordinal(first).isoformat()} .. {until}")


class Plan:
    """One rule set on one date: two functions and a decoder. Immutable."""

    __slots__ = ("decoder", "exact", "full")

    def __init__(
        self,
        engine: RowsEngine,
        folded: dict[int, Folded],
        exact: Callable[..., Any],
        full: Callable[..., Any],
        as_of: date,
        rules_as_of: date,
    ) -> None:
        self.exact: Callable[[Any], tuple[int, int, tuple[int, ...]]] = exact(folded)
        self.full: Callable[[Any, Any], FullVerdict] = full(folded)
        self.decoder = Decoder(
            engine.linked, engine.hash, f"naikkelas {__version__} rows", as_of, rules_as_of, folded[id(engine.linked)], self.full
        )

    def decide(self, snapshot: Snapshot) -> Decision:
        """The decision about one snapshot."""
        verdict: Any
        try:
            verdict = self.exact(snapshot.exact)
        except KeyError:
            verdict = self.full(snapshot.exact, snapshot.ranged)
        return Decision(self.decoder, snapshot, verdict, OUTCOMES[verdict[0]])

    def outcome(self, snapshot: Snapshot) -> Outcome:
        """Only the outcome."""
        return OUTCOMES[self.full(snapshot.exact, snapshot.ranged).outcome]
