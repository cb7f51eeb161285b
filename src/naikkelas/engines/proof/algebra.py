"""Formulas of z3, folded where they are constant: a truth or a number is a plain Python one as long as nothing is open.

A truth is a pair of formulas, *must* be met and *may* be met, as in :mod:`naikkelas.logic`; of exact facts both are one formula.
"""

from collections.abc import Iterable, Sequence
from copy import copy
from itertools import count
from typing import Any, NamedTuple

from naikkelas.extras import need

#: A formula of z3, or a plain bool or int where it is constant. z3 has no types that mypy could check.
Formula = Any


class Truth(NamedTuple):
    """A three-valued truth: met in any case, and met in some case."""

    must: Formula
    may: Formula

    @property
    def is_exact(self) -> bool:
        """Whether it cannot be unknown."""
        return self.must is self.may


def exact(formula: Formula) -> Truth:
    """A truth that is never unknown."""
    return Truth(formula, formula)


class Algebra:
    """A context of z3 of its own, so that verifications share nothing, and the connectives in it.

    ``definitions`` are what :meth:`named` has given a name; a solver has to know them.

    Raises:
        MissingExtraError: when z3 is not installed.
    """

    def __init__(self) -> None:
        self.z3: Any = need("z3", "verify")
        self.context = self.z3.Context()
        self.definitions: list[Formula] = []
        self._numbers = count()

    def branch(self) -> "Algebra":
        """The same context with definitions of its own, for what only one question needs."""
        made = copy(self)
        made.definitions = []
        return made

    def boolean(self, name: str) -> Formula:
        """An open truth."""
        return self.z3.Bool(f"{name}!{next(self._numbers)}", self.context)

    def integer(self, name: str) -> Formula:
        """An open whole number."""
        return self.z3.Int(f"{name}!{next(self._numbers)}", self.context)

    def named(self, formula: Formula) -> Formula:
        """The formula by a name, so that what is learnt about it serves every question."""
        if isinstance(formula, bool):
            return formula
        made = self.boolean("d")
        self.definitions.append(made == formula)
        return made

    def named_truth(self, truth: Truth) -> Truth:
        """Both sides by a name."""
        if truth.is_exact:
            return exact(self.named(truth.must))
        return Truth(self.named(truth.must), self.named(truth.may))

    # --- two values --------------------------------------------------------------------------------------------------

    def all(self, items: Iterable[Formula]) -> Formula:
        """Conjunction."""
        kept = []
        for item in items:
            if item is False:
                return False
            if item is not True:
                kept.append(item)
        return True if not kept else kept[0] if len(kept) == 1 else self.z3.And(*kept)

    def any(self, items: Iterable[Formula]) -> Formula:
        """Disjunction."""
        kept = []
        for item in items:
            if item is True:
                return True
            if item is not False:
                kept.append(item)
        return False if not kept else kept[0] if len(kept) == 1 else self.z3.Or(*kept)

    def no(self, item: Formula) -> Formula:
        """Negation."""
        return not item if isinstance(item, bool) else self.z3.Not(item)

    def at_least(self, wanted: int, items: Sequence[Formula]) -> Formula:
        """So many of the items."""
        wanted -= sum(item is True for item in items)
        opened = [item for item in items if not isinstance(item, bool)]
        if wanted <= 0 or wanted > len(opened):
            return wanted <= 0
        return self.z3.AtLeast(*opened, wanted)

    def either(self, test: Formula, then: Formula, otherwise: Formula) -> Formula:
        """One number or the other."""
        if isinstance(test, bool):
            return then if test else otherwise
        return then if then is otherwise else self.z3.If(test, then, otherwise)

    # --- three values ------------------------------------------------------------------------------------------------

    def negated(self, truth: Truth) -> Truth:
        """Kleene negation."""
        return exact(self.no(truth.must)) if truth.is_exact else Truth(self.no(truth.may), self.no(truth.must))

    def all_of(self, truths: Sequence[Truth]) -> Truth:
        """Kleene conjunction."""
        must = self.all(truth.must for truth in truths)
        return exact(must) if _exact(truths) else Truth(must, self.all(truth.may for truth in truths))

    def any_of(self, truths: Sequence[Truth]) -> Truth:
        """Kleene disjunction."""
        must = self.any(truth.must for truth in truths)
        return exact(must) if _exact(truths) else Truth(must, self.any(truth.may for truth in truths))

    def some_of(self, wanted: int, truths: Sequence[Truth]) -> Truth:
        """Met when so many are met, not met when fewer still may be."""
        must = self.at_least(wanted, [truth.must for truth in truths])
        return exact(must) if _exact(truths) else Truth(must, self.at_least(wanted, [truth.may for truth in truths]))


def _exact(truths: Iterable[Truth]) -> bool:
    return all(truth.is_exact for truth in truths)
