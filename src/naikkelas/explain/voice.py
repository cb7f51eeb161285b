"""Who speaks: the language, the as-of date, and the rule set that knows titles of facts and choices."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from naikkelas.conditions import Formula
from naikkelas.explain.words import in_lang, say, say_best
from naikkelas.facts import Text
from naikkelas.problems import Lang
from naikkelas.ruleset.model import LinkedRuleSet

_NO_TITLES: Final[Mapping[str, Text]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Voice:
    """How a decision is told. Without ``rules``, choices and other facts keep the names they have in YAML."""

    lang: Lang
    as_of: int
    rules: LinkedRuleSet | None = None

    def say(self, key: str, **slots: object) -> str:
        """A template of this language, filled."""
        return say(self.lang, key, **slots)

    def say_best(self, key: str, state: str, **slots: object) -> str:
        """The template of ``key.state`` where there is one, else of ``key``, filled."""
        return say_best(self.lang, key, state, **slots)

    def text(self, text: Text) -> str:
        """A text in this language."""
        return in_lang(text, self.lang)

    def choice_titles(self, fact: str) -> Mapping[str, Text]:
        """What the choices of a fact, given or derived, are called."""
        if self.rules is None:
            return _NO_TITLES
        known = self.rules.facts.get(fact) or self.rules.derived.get(fact)
        return known.choice_titles if known is not None else _NO_TITLES

    def fact_title(self, fact: str) -> str:
        """What a fact, given or derived, is called."""
        if self.rules is None:
            return fact
        known = self.rules.facts.get(fact) or self.rules.derived.get(fact)
        return fact if known is None else self.text(known.title)

    def formula(self, fact: str) -> Formula | None:
        """How a derived fact is made, as far as it is known."""
        derived = self.rules.derived.get(fact) if self.rules is not None else None
        return None if derived is None else derived.formula

    def parameter_decimals(self, name: str) -> int | None:
        """How many decimals the values of a numeric parameter have."""
        known = self.rules.parameters.get(name) if self.rules is not None else None
        return known.type.decimals if known is not None and known.type.kind.is_ordered else None

    def is_personal(self, fact: str | None) -> bool:
        """Whether a fact's value is never shown."""
        return self.rules is not None and fact is not None and self.rules.is_personal(fact)
