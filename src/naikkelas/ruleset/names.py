"""The names a rule set may use, and which of them it does use."""

import re
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain, count
from typing import Final, Literal

from naikkelas.conditions import FactRef, Formula, MonthsSince, ParamRef, Ratio, Scorecard
from naikkelas.facts import Fact, FactType, Text
from naikkelas.ruleset.document import Document, Where
from naikkelas.ruleset.model import LinkedRuleSet, Parameter, in_force_words
from naikkelas.ruleset.nodes import Scalar

#: What a derived fact can be used for: a value, or only the left side of a comparison with constants.
Nature = Literal["value", "ratio", "months", "score"]

RESERVED: Final = frozenset(
    {"all", "any", "not", "some", "criterion", "programme", "fact", "as_of", "derive", "table", "when", "then", "otherwise", "points"}
)
#: What the columns are called, behind their prefix, that score, select and decide_frame write beside those of the criteria.
OF_RESULTS: Final = frozenset(
    {
        "outcome", "points_low", "points_high", "reasons", "next_step", "problems", "as_of", "rules", "reading", "assumed",
        "place", "rank_low", "rank_high", "waiting_low", "waiting_high", "group", "group_name", "place_reason", "place_problems",
    }
)  # fmt: skip
#: No criterion may be called so: its column would have the name of one of those, or of a column of masks.
RESERVED_FOR_CRITERIA: Final = re.compile("|".join((*sorted(OF_RESULTS), "mask_[0-9]+")))
#: As much of a name as stands in the one that is proposed instead.
_KEPT: Final = 40


def free_name(name: str, taken: Container[str]) -> str:
    """A name for a criterion instead of one that is reserved, and that is not taken."""
    made = (f"{name[:_KEPT]}_check{number}" for number in chain(("",), (f"_{each}" for each in count(2))))
    return next(each for each in made if each not in taken)


def nature_of(formula: Formula) -> Nature:
    """What a fact with this formula can be used for."""
    match formula:
        case Ratio():
            return "ratio"
        case MonthsSince():
            return "months"
        case Scorecard():
            return "score"
    return "value"


@dataclass(frozen=True, slots=True)
class Signature:
    """What is known of a derived fact before its formula is linked."""

    type: FactType
    nature: Nature
    title: Text
    choice_titles: Mapping[str, Text] = field(default_factory=dict, hash=False)
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotFound:
    """Why another rule set cannot be had. Without a code, the problems of its own file say why.

    ``known`` are the names that could have been meant.
    """

    code: str | None = None
    hint: str | None = None
    slots: Mapping[str, str] = field(default_factory=dict)
    known: Iterable[str] = ()


#: Finds another rule set by name.
Finder = Callable[[str], LinkedRuleSet | NotFound]


@dataclass(slots=True)
class Names:
    """Everything that can be referred to.

    ``guarded`` tells of each criterion of the file whether it has a guard; ``declared_here`` are the derived facts of the
    file; ``broken`` the facts and ``$parameters`` of the file whose own problems are reported: using them is none. A rule
    set that asks for one that cannot be had is not ``is_whole``. ``effective`` is what the file says of its own days.
    """

    facts: dict[str, Fact]
    parameters: dict[str, Parameter] = field(default_factory=dict)
    derived: dict[str, Signature] = field(default_factory=dict)
    guarded: dict[str, bool] = field(default_factory=dict)
    declared_here: frozenset[str] = frozenset()
    sources: Mapping[str, object] = field(default_factory=dict)
    find: Finder = lambda name: NotFound("NK214")
    broken: set[str] = field(default_factory=set)
    is_whole: bool = True
    used_facts: set[str] = field(default_factory=set)
    used_parameters: set[str] = field(default_factory=set)
    used_sources: set[str] = field(default_factory=set)
    used_programmes: dict[str, LinkedRuleSet] = field(default_factory=dict)
    effective: tuple[int | None, int | None] | None = None

    def programme(self, key: Scalar, document: Document, where: Where) -> LinkedRuleSet | None:
        """Another rule set by name; ``None`` after reporting why not."""
        found = self.used_programmes.get(key.text) or self.find(key.text)
        if not isinstance(found, NotFound):
            return found
        self.is_whole = False
        if found.code is not None:
            document.unknown(found.code, key, where, found.known, found.hint, name=key.text, **found.slots)
        return None

    def check_days(self, key: Scalar, other: LinkedRuleSet, document: Document, where: Where) -> None:
        """Warns of days on which this rule set is in force and one that it asks for is not: deciding would be refused then."""
        if self.effective is None or key.text in self.used_programmes:
            return
        (first, last), (low, high) = self.effective, other.effective
        ends_first = high is not None and (last is None or last > high)
        if (first is not None and first < low) or ends_first:
            document.report("NK228", key, where, "days_of_both", name=key.text, read=in_force_words(other.effective))

    def type_of(self, operand: FactRef | ParamRef) -> FactType:
        """The type of an operand that is known to exist."""
        if isinstance(operand, ParamRef):
            return self.parameters[operand.name].type
        if operand.name in self.derived:
            return self.derived[operand.name].type
        return self.facts[operand.name].type

    def nature_of(self, operand: FactRef | ParamRef) -> Nature:
        """Ratios and months since can be compared, but are not values."""
        signature = self.derived.get(operand.name) if isinstance(operand, FactRef) else None
        return "value" if signature is None else signature.nature
