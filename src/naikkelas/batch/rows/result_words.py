"""What a result calls outcomes and statuses: codes for programs, words for people, and both are read again, in either language."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final, TypeVar, get_args

from naikkelas.conditions import Outcome, Status
from naikkelas.explain.words import say
from naikkelas.problems import Lang

_Said = TypeVar("_Said", Outcome, Status)


def _words(kind: str, each: Iterable[_Said]) -> Mapping[Lang, Mapping[str, str]]:
    """The words of each code, as explanations say them."""
    codes = tuple(each)
    made = {lang: MappingProxyType({code.value: say(lang, f"{kind}.{code.value}") for code in codes}) for lang in get_args(Lang)}
    return MappingProxyType(made)


#: What an outcome, and a status, is called in each language, by its code.
OUTCOME_WORDS: Final = _words("outcome", Outcome)
STATUS_WORDS: Final = _words("status", Status)


def _read(words: Mapping[Lang, Mapping[str, str]], each: type[_Said]) -> Mapping[str, _Said]:
    """Codes and the words of all languages, in small letters."""
    made = {text.casefold(): each(code) for spoken in words.values() for code, text in spoken.items()}
    return MappingProxyType(made | {code.value: code for code in each})


_OUTCOMES: Final = _read(OUTCOME_WORDS, Outcome)
_STATUSES: Final = _read(STATUS_WORDS, Status)


def _spoken(words: Mapping[Lang, Mapping[str, str]], lang: Lang | None) -> Mapping[str, str]:
    """What is written in a language, or in codes, for each text that means the same."""
    texts = [(code, text) for spoken in words.values() for code, text in spoken.items()]
    own = {code: code for code, _ in texts} if lang is None else words[lang]
    return MappingProxyType({text: own[code] for code, text in texts} | dict(own))


#: What is written for an outcome, and for a status, by the code or the words of either language; ``None`` stands for codes.
OUTCOMES_IN: Final[Mapping[Lang | None, Mapping[str, str]]] = MappingProxyType(
    {each: _spoken(OUTCOME_WORDS, each) for each in (None, *get_args(Lang))}
)
STATUSES_IN: Final[Mapping[Lang | None, Mapping[str, str]]] = MappingProxyType(
    {each: _spoken(STATUS_WORDS, each) for each in (None, *get_args(Lang))}
)


def outcome_said(text: str) -> Outcome | None:
    """The outcome that a text names, by its code or its words, in whatever case; ``None`` where it names none."""
    return _OUTCOMES.get(text.strip().casefold())


def status_said(text: str) -> Status | None:
    """The status that a text names, by its code or its words, in whatever case; ``None`` where it names none."""
    return _STATUSES.get(text.strip().casefold())
