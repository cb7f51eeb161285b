"""Who writes a page: titles and values in words, on the day the page shows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from typing import Final

from naikkelas.authoring.pages import texts_en, texts_id
from naikkelas.calendar import Duration
from naikkelas.conditions import Comparison, Const, FactRef, ParamRef, comparisons
from naikkelas.conditions import Table as DecisionTable
from naikkelas.explain.voice import Voice
from naikkelas.explain.words import clean, list_words, say, value_words
from naikkelas.facts import FactType, Text
from naikkelas.problems import Lang
from naikkelas.ruleset.model import LinkedRuleSet, ParamValue

TEMPLATES: Final[Mapping[Lang, Mapping[str, str]]] = MappingProxyType({"id": texts_id.TEMPLATES, "en": texts_en.TEMPLATES})

_NO_TITLES: Final[Mapping[str, Text]] = MappingProxyType({})


@dataclass(frozen=True)
class Writer:
    """A rule set as it is on one day, in one language. ``day`` is the nearest to ``as_of`` on which the rules are in force."""

    linked: LinkedRuleSet
    lang: Lang
    as_of: int

    @cached_property
    def day(self) -> int:
        """The day whose values are shown."""
        first, last = self.linked.effective
        return max(first, self.as_of if last is None else min(self.as_of, last))

    @cached_property
    def voice(self) -> Voice:
        """The same, as explanations speak."""
        return Voice(self.lang, self.day, self.linked)

    def __call__(self, key: str, **slots: object) -> str:
        """A sentence of the page with its slots filled."""
        return TEMPLATES[self.lang][key].format_map(slots)

    def text(self, text: Text) -> str:
        """One language of a text, on one line."""
        return clean(self.voice.text(text))

    def fact(self, name: str) -> str:
        """What a fact, given or derived, is called."""
        return clean(self.voice.fact_title(name))

    def parameter(self, name: str) -> str:
        """What a parameter is called; its name where it has no title."""
        title = self.linked.parameters[name].title
        return name if title is None else self.text(title)

    def operand(self, operand: FactRef | ParamRef) -> str:
        """What a fact or a parameter is called."""
        return self.parameter(operand.name) if isinstance(operand, ParamRef) else self.fact(operand.name)

    def setting(self, name: str) -> ParamValue:
        """The value of a parameter on the day that is shown."""
        found = self.linked.parameters[name].at(self.day)
        if found is None:  # the linker wants a value on the first day
            raise AssertionError("unreachable")
        return found

    def value(self, value: ParamValue, kind: FactType, titles: Mapping[str, Text] = _NO_TITLES, last: str = "and") -> str:
        """A value in words; a list in full, however long."""
        if isinstance(value, frozenset):
            return self.listed(self.members(value, kind, titles), last)
        return value_words(value, kind, self.lang, titles)

    def members(self, values: Iterable[str], kind: FactType, titles: Mapping[str, Text]) -> list[str]:
        """Choices or members of a set in words, sorted by their codes."""
        return self.apart([value_words(value, kind, self.lang, titles) for value in sorted(values)])

    def apart(self, words: list[str]) -> list[str]:
        """The words of a list, quoted where a comma in one would hide where it ends."""
        hidden = len(words) > 1 and any("," in word and not word.startswith("“") for word in words)
        return [self.voice.say("value.text", text=word) for word in words] if hidden else words

    def listed(self, words: Sequence[str], last: str = "and") -> str:
        """``A, B dan C``: unlike in an explanation, nothing is left out."""
        if len(words) < 2:
            return list_words(self.lang, words)
        return say(self.lang, f"list.{last}", head=", ".join(words[:-1]), last=words[-1])

    def setting_words(self, name: str, titles: Mapping[str, Text] = _NO_TITLES) -> str:
        """The value of a parameter on the day that is shown, in words."""
        return self.value(self.setting(name), self.linked.parameters[name].type, titles or self.titles_of(name))

    def titles_of(self, parameter: str) -> Mapping[str, Text]:
        """What the choices of a parameter are called: as those of the fact that it is compared with or gives."""
        return self.voice.choice_titles(self._facts_of.get(parameter, ""))

    @cached_property
    def _facts_of(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for comparison in (each for condition in self.linked.conditions() for each in comparisons(condition)):
            if isinstance(comparison.left, FactRef):
                for right in comparison.right:
                    if isinstance(right, ParamRef):
                        found.setdefault(right.name, comparison.left.name)
        for name, derived in self.linked.derived.items():
            if isinstance(derived.formula, DecisionTable):
                for result in (*(row.then for row in derived.formula.rows), derived.formula.otherwise):
                    if isinstance(result, ParamRef):
                        found.setdefault(result.name, name)
        return found

    def like(self, kind: FactType, comparison: Comparison) -> FactType:
        """The type of a right side with the unit of the left, which a constant or a parameter need not say."""
        return kind if kind.unit is not None else replace(kind, unit=comparison.type.unit)

    def result(self, value: Const | ParamRef, fact: str) -> str:
        """What a row of a decision table gives."""
        titles = self.voice.choice_titles(fact)
        if isinstance(value, ParamRef):
            return self("asks.parameter", value=self.setting_words(value.name, titles), title=self.parameter(value.name))
        return self.value(value.value, value.type, titles)


def months(value: ParamValue) -> ParamValue:
    """A number of months as a length."""
    return Duration("months", value) if isinstance(value, int) and not isinstance(value, bool) else value
