"""Plans: one rule set bound to one date, kept in a small cache that threads may share."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cached_property
from threading import Lock
from typing import Any, Final

from naikkelas.decision import Decision
from naikkelas.engines.decoder import Dated, Decoder
from naikkelas.engines.folded import Folded
from naikkelas.engines.rows.exact import compile_exact
from naikkelas.engines.rows.explained import Explain, compile_explained, is_plain
from naikkelas.engines.rows.full import FullVerdict, compile_full
from naikkelas.engines.rows.source import units_of
from naikkelas.problems import EvaluationError, problem
from naikkelas.ruleset.hashing import meaning_hash
from naikkelas.ruleset.model import LinkedRuleSet, in_force_words
from naikkelas.snapshot import Snapshot
from naikkelas.version import __version__

_MOST_PLANS: Final = 256


class RowsEngine:
    """Decides one profile at a time. Holds compiled code and the plans of recent dates; nothing of any profile."""

    def __init__(self, linked: LinkedRuleSet) -> None:
        self.linked = linked
        self._lock = Lock()
        self._plans: OrderedDict[tuple[date, date], Plan] = OrderedDict()
        #: Plans by as-of date, for the usual case that the rules' date is the same.
        self.same_day: dict[date, Plan] = {}
        self._code: Code | None = None

    def plan(self, as_of: date, rules_as_of: date) -> "Plan":
        """The plan of a pair of dates, made when first asked for.

        Raises:
            EvaluationError: when the rule set, or one it refers to, is not in force on ``rules_as_of`` (NK501).
        """
        key = (as_of, rules_as_of)
        found = self._plans.get(key)
        return self._make(as_of, rules_as_of) if found is None else found

    def _make(self, as_of: date, rules_as_of: date) -> "Plan":
        with self._lock:
            if self._code is None:
                self._code = Code(self.linked)
            folded = self._fold(as_of, rules_as_of)
            plan = self._plans[as_of, rules_as_of] = Plan(self._code, folded, (as_of, rules_as_of), self.decoder)
            while len(self._plans) > _MOST_PLANS:
                oldest, _ = self._plans.popitem(last=False)
                self.same_day.pop(oldest[0], None)
            if as_of == rules_as_of:
                self.same_day[as_of] = plan
            return plan

    def decoder(self, engine: str, as_of: date, rules_as_of: date) -> Decoder:
        """The decoder of what the named engine decided on these dates."""
        found = self.plan(as_of, rules_as_of).decoder
        return found if found.engine == engine else Decoder(replace(found._plan, engine=engine))

    def __reduce__(self) -> tuple[Any, ...]:
        return (RowsEngine, (self.linked,))

    def _fold(self, as_of: date, rules_as_of: date) -> dict[int, Folded]:
        day = rules_as_of.toordinal()
        units = units_of(self.linked)
        late = [unit for unit in units if day < unit.effective[0] or (unit.effective[1] is not None and day > unit.effective[1])]
        if late:
            raise EvaluationError([_not_in_force(unit, rules_as_of) for unit in late])
        return {id(unit): Folded.at(unit, as_of.toordinal(), day) for unit in units}


def _not_in_force(unit: LinkedRuleSet, day: date) -> Any:
    return problem("NK501", name=unit.name, read=day.isoformat(), expected=in_force_words(unit.effective))


class Code:
    """What is compiled once per rule set; each part is bound anew for every date."""

    __slots__ = ("__dict__", "exact", "full", "linked", "open")

    def __init__(self, linked: LinkedRuleSet) -> None:
        self.linked = linked
        self.exact = compile_exact(linked)
        self.full = compile_full(linked)
        self.open = tuple(name for name, criterion in linked.criteria.items() if not is_plain(criterion, linked))

    @cached_property
    def explained(self) -> Callable[[dict[int, Folded]], Explain]:
        """Made when the first explanation is read."""
        return compile_explained(self.linked)

    @cached_property
    def hash(self) -> str:
        """The hash of what the rules mean."""
        return meaning_hash(self.linked)


class Plan:
    """One rule set on one date: two functions and a decoder. Immutable."""

    __slots__ = ("decoder", "exact", "full")

    def __init__(
        self, code: Code, folded: dict[int, Folded], dates: tuple[date, date], again: Callable[[str, date, date], Decoder]
    ) -> None:
        self.exact: Callable[[Snapshot], tuple[int, ...]] = code.exact(folded)
        self.full: Callable[[Any, Any], FullVerdict] = code.full(folded)
        own = folded[id(code.linked)]
        engine = f"naikkelas {__version__} rows"

        def explain() -> Explain:
            return code.explained(folded)

        self.decoder = Decoder(Dated(code.linked, lambda: code.hash, engine, *dates, own, self.full, explain, code.open, again))

    def decide(self, snapshot: Snapshot) -> Decision:
        """The decision about one snapshot: the exact path, or the full one where a fact is missing or imprecise."""
        try:
            return Decision.of(self.decoder, snapshot, self.exact(snapshot))
        except KeyError:
            return Decision.of(self.decoder, snapshot, self.full(snapshot.exact, snapshot.ranged))
