"""The scorecards of a rule set at a glance."""

from collections.abc import Iterator

from naikkelas.cli.tell import Tell
from naikkelas.conditions import Indicator, Scorecard
from naikkelas.engines.scored import title_of
from naikkelas.explain.words import clean
from naikkelas.ruleset.model import LinkedRuleSet

_INDENT = "  "


def scorecards(linked: LinkedRuleSet, tell: Tell) -> Iterator[str]:
    """Every scorecard with its scale, its groups and its indicators, each with its weight."""
    for name, derived in linked.derived.items():
        card = derived.formula
        if not isinstance(card, Scorecard):
            continue
        yield f"{name}: {clean(tell.text(derived.title))} ({tell('skala', 'scale')} {card.scale})"
        for group in card.groups:
            title = group.name if group.title is None else f"{group.name}: {clean(tell.text(group.title))}"
            yield f"{_INDENT}{title} ({_weight(group.weight, tell)})"
            yield from (_INDENT * 2 + _indicator(linked, one, tell) for one in group.indicators)


def _indicator(linked: LinkedRuleSet, one: Indicator, tell: Tell) -> str:
    guarded = "" if one.guard is None else tell(", tidak selalu berlaku", ", does not always apply")
    return f"{clean(tell.text(title_of(linked, one)))} ({_weight(one.weight, tell)}{guarded})"


def _weight(weight: int, tell: Tell) -> str:
    return tell(f"bobot {weight}", f"weight {weight}")
