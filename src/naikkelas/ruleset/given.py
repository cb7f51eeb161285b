"""Which derived facts a profile may give: those of the rule set and of every programme below it, where a name says one thing."""

from naikkelas.conditions import Derived, FactRef, operands_of
from naikkelas.facts import Fact
from naikkelas.ruleset.model import LinkedRuleSet
from naikkelas.ruleset.order import rests_on


def may_be_given(linked: LinkedRuleSet) -> dict[str, Derived]:
    """The derived facts that have a value and one meaning, by name."""
    return {name: units[0].derived[name] for name, units in _deriving(linked).items() if _says_one_thing(name, units)}


def given_facts(linked: LinkedRuleSet) -> dict[str, Fact]:
    """The facts that a rule set brings to those of the catalogue: those it declares, and derived ones that may be given."""
    return dict(linked.declared) | {
        name: Fact(name, made.type, made.title, aliases=made.aliases, choice_titles=made.choice_titles, group="derived")
        for name, made in may_be_given(linked).items()
    }


def deriving(linked: LinkedRuleSet) -> dict[str, LinkedRuleSet]:
    """The rule set that works out each fact that may be given: this one before the programmes it asks for."""
    return {name: units[0] for name, units in _deriving(linked).items() if _says_one_thing(name, units)}


def only_worked_out(linked: LinkedRuleSet) -> dict[str, tuple[str, ...]]:
    """The others, each with the facts it is made of: those that can only be compared, and those that rule sets derive differently."""
    found = {}
    for name, units in _deriving(linked).items():
        if not _says_one_thing(name, units):
            read = (operand.name for unit in units for operand in operands_of(unit.derived[name].formula) if isinstance(operand, FactRef))
            found[name] = tuple(dict.fromkeys(read))
    return found


def _deriving(linked: LinkedRuleSet) -> dict[str, list[LinkedRuleSet]]:
    """Every derived fact with the rule sets that derive it, the one that asks before the programmes it asks for."""
    found: dict[str, list[LinkedRuleSet]] = {}
    for unit in reversed(linked.units()):
        for name in unit.derived:
            found.setdefault(name, []).append(unit)
    return found


def _says_one_thing(name: str, units: list[LinkedRuleSet]) -> bool:
    first, *others = units
    if not first.derived[name].is_value:
        return False
    meaning = rests_on(name, first) if others else {}
    return all(rests_on(name, other) == meaning for other in others)
