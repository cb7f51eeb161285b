"""What is what in two rule sets: names that were changed, and conditions that say the same in another order."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

from naikkelas.facts import Text
from naikkelas.ruleset.hashing import canonical_json
from naikkelas.ruleset.model import LinkedRuleSet

#: Where a name of each kind stands in the plain data of a rule set.
_KEYS: Final = {"parameter": "parameter", "fact": "fact", "criterion": "criterion", "status_of": "criterion"}

#: Lists whose order does not change what they mean.
_UNORDERED: Final = ("all", "any", "of", "sum")


class _Named(Protocol):
    @property
    def title(self) -> Text | None: ...
    def to_dict(self) -> Any: ...


@dataclass(frozen=True, slots=True)
class Names:
    """The old names of what has another one now, each with the new one: of parameters, derived facts and criteria."""

    parameter: dict[str, str] = field(default_factory=dict)
    fact: dict[str, str] = field(default_factory=dict)
    criterion: dict[str, str] = field(default_factory=dict)

    def of(self, kind: str) -> dict[str, str]:
        """The names of one kind."""
        return {"parameter": self.parameter, "fact": self.fact, "criterion": self.criterion}[kind]

    def new(self, kind: str, old: str) -> str:
        """What is called so now."""
        return self.of(kind).get(old, old)

    def renamed(self, value: Any) -> Any:
        """Plain data of the old rule set with the new names."""
        if isinstance(value, list):
            return [self.renamed(item) for item in value]
        if not isinstance(value, dict):
            return value
        made: dict[str, Any] = {}
        for key, item in value.items():
            if key in _KEYS and isinstance(item, str):
                made[key] = self.new(_KEYS[key], item)
            elif key == "points" and isinstance(item, list):
                made[key] = sorted(self.new("criterion", name) for name in item)
            else:
                made[key] = self.renamed(item)
        return made


def names_of(old: LinkedRuleSet, new: LinkedRuleSet) -> Names:
    """What has another name and means the same; what rests on something that is renamed is found after it."""
    names = Names()
    before = -1
    while before != (before := len(names.parameter) + len(names.fact) + len(names.criterion)):
        _pair(names, "parameter", old.parameters, new.parameters)
        _pair(names, "fact", old.derived, new.derived)
        _pair(names, "criterion", old.criteria, new.criteria)
    return names


def _pair(names: Names, kind: str, olds: Mapping[str, _Named], news: Mapping[str, _Named]) -> None:
    found = names.of(kind)
    gone = [name for name in olds if name not in news and name not in found]
    come = [name for name in news if name not in olds and name not in found.values()]
    for name in gone:
        meaning = said(names.renamed(olds[name].to_dict()))
        alike = [other for other in come if said(news[other].to_dict()) == meaning]
        if alike:
            same_title = (other for other in alike if news[other].title == olds[name].title)
            found[name] = next(same_title, alike[0])
            come.remove(found[name])


def said(value: Any) -> str:
    """Plain data as text that is the same whatever the order of what is joined, and however it is nested."""
    return canonical_json(normal(value))


def normal(value: Any) -> Any:
    """Plain data with ``all`` within ``all`` taken apart, and with what is joined in one order."""
    if isinstance(value, list):
        return [normal(item) for item in value]
    if not isinstance(value, dict):
        return value
    made = {key: normal(item) for key, item in value.items()}
    for key in ("all", "any"):
        if isinstance(made.get(key), list):
            made[key] = list(_flat(made[key], key))
            if len(made) == len(made[key]) == 1:
                return made[key][0]
    for key in _UNORDERED:
        if isinstance(made.get(key), list):
            made[key] = sorted(made[key], key=canonical_json)
    return made


def _flat(items: Iterable[Any], key: str) -> Iterable[Any]:
    for item in items:
        if isinstance(item, dict) and list(item) == [key]:
            yield from item[key]
        else:
            yield item
