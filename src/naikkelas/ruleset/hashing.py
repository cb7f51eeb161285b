"""The hash of what a rule set means, and the hash of its texts.

Both are SHA-256 over canonical JSON (RFC 8785: only integers, strings, booleans, lists and objects occur, so sorted keys
without spaces is the canonical form). The meaning holds types, bounds, parameters with their history, conditions, formulas
and the rule sets it refers to; the order of keys, titles, remedies, sources and comments are not part of it.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any

from naikkelas.conditions import Derived, Scorecard
from naikkelas.facts import Fact, Text
from naikkelas.ruleset.model import LinkedRuleSet

_LARGEST_EXACT = 2**53


def canonical_json(value: Any) -> str:
    """``value`` as RFC 8785 JSON; integers beyond 2^53 become strings, because JSON numbers are doubles."""
    return json.dumps(_safe(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _safe(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _safe(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_safe(item) for item in value]
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) > _LARGEST_EXACT:
        return str(value)
    return value


def _digest(value: Any) -> str:
    return hashlib.sha256(canonical_json(value).encode()).hexdigest()


def _hash_of(linked: LinkedRuleSet, said: Callable[[LinkedRuleSet], dict[str, Any]], known: dict[int, str]) -> str:
    """The hash of what is said of a rule set, with the hashes of the rule sets it asks for; each is worked out once."""
    found = known.get(id(linked))
    if found is None:
        below = {name: _hash_of(other, said, known) for name, other in linked.programmes.items()}
        found = known[id(linked)] = _digest({**said(linked), "programmes": below})
    return found


def _meaning(linked: LinkedRuleSet) -> dict[str, Any]:
    """Everything of a linked rule set itself that can change a decision, as plain data."""
    return {
        "rule_set": linked.name,
        "effective": list(linked.effective),
        "facts": {name: fact.type.to_dict() for name, fact in linked.facts.items()},
        "parameters": {name: parameter.to_dict() for name, parameter in linked.parameters.items()},
        "derived": {name: derived.to_dict() for name, derived in linked.derived.items()},
        "applies_when": linked.applies_when.to_dict() if linked.applies_when else None,
        "criteria": {name: criterion.to_dict() for name, criterion in linked.criteria.items()},
        "outputs": sorted(linked.outputs),
        **({} if linked.selection is None else {"selection": linked.selection.to_dict()}),
    }


def meaning_hash(linked: LinkedRuleSet) -> str:
    """The hash that a decision carries: two rule sets with the same hash decide alike."""
    return _hash_of(linked, _meaning, {})


def text_hash(linked: LinkedRuleSet) -> str:
    """The hash of version, titles, questions, remedies, units, sources, firmness and data gaps: what people read."""
    return _hash_of(linked, _texts, {})


def _texts(linked: LinkedRuleSet) -> dict[str, Any]:
    return {
        "version": linked.version,
        "title": linked.title.to_dict(),
        "firmness": linked.firmness,
        "criteria": {
            name: [c.title.to_dict(), c.remedy.to_dict() if c.remedy else None, c.source, c.firmness] for name, c in linked.criteria.items()
        },
        "parameters": {name: _maybe(parameter.title) for name, parameter in linked.parameters.items()},
        "facts": {name: _of_fact(fact) for name, fact in linked.declared.items()},
        "derived": {name: _said(derived) for name, derived in linked.derived.items()},
        "sources": {name: [s.title.to_dict(), s.date, s.url, s.firmness, _maybe(s.note)] for name, s in linked.sources.items()},
        "data_gaps": [gap.to_dict() for gap in linked.data_gaps],
        **({} if linked.selection is None else {"selection": [linked.selection.source, linked.selection.firmness]}),
    }


def _said(derived: Derived) -> Any:
    """The title of a derived fact and those of its choices; of a scorecard also those of its groups and indicators."""
    title: dict[str, Any] = {**derived.title.to_dict(), "unit": _maybe(derived.type.unit), "choices": _titles(derived.choice_titles)}
    if derived.aliases:
        title["aliases"] = list(derived.aliases)
    if not isinstance(derived.formula, Scorecard):
        return title
    groups = {group.name: [_maybe(group.title), *(_maybe(one.title) for one in group.indicators)] for group in derived.formula.groups}
    return {**title, "groups": groups}


def _of_fact(fact: Fact) -> Any:
    """Everything that is said of a declared fact."""
    texts = [_maybe(text) for text in (fact.title, fact.question, fact.remedy, fact.type.unit)]
    return [*texts, list(fact.aliases), _titles(fact.choice_titles), fact.source]


def _titles(titles: Mapping[str, Text]) -> Any:
    return {name: title.to_dict() for name, title in titles.items()}


def _maybe(title: Text | None) -> dict[str, str] | None:
    return None if title is None else title.to_dict()
