"""The order in which facts are shown."""

from collections.abc import Mapping

from naikkelas.facts import Fact
from naikkelas.ikm.catalogue import FACTS


def facts_in_order(facts: Mapping[str, Fact]) -> dict[str, Fact]:
    """Facts in the order of the catalogue; those that a rule set adds come last, as they are."""
    order = {name: number for number, name in enumerate(FACTS)}
    return dict(sorted(facts.items(), key=lambda item: order.get(item[0], len(order))))
