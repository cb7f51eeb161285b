"""What may stand at each path of a rule set or a file of tests: the language as a map of slots.

The linker says what is right; this says what a place is for, also while what stands there is half-typed.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from naikkelas.authoring.serving.outline import ITEM
from naikkelas.authoring.testing.drafts import CASE_KEYS, EXPECT_KEYS
from naikkelas.authoring.testing.reading import FILE_KEYS
from naikkelas.ruleset.claims import ASSUMPTION_KEYS
from naikkelas.ruleset.formulas import FORMULAS
from naikkelas.ruleset.linker import CRITERION_KEYS, SOURCE_KEYS, TOP_KEYS
from naikkelas.ruleset.model import Change
from naikkelas.ruleset.scorecards import GROUP_KEYS, INDICATOR_KEYS, SCORECARD_KEYS
from naikkelas.ruleset.selection import Best
from naikkelas.ruleset.selection_linker import BY_KEYS, SELECTION_KEYS
from naikkelas.ruleset.types import TEXT_KEYS, TYPE_KEYS

__all__ = ["CONNECTIVES", "KEYS", "Slot", "slot_at"]

CONNECTIVES: Final = ("all", "any", "not", "some", "criterion", "programme")


@dataclass(frozen=True, slots=True)
class Slot:
    """One place. ``kind`` is what it is for; ``subject`` the fact, ``$parameter`` or rule set it is about; ``op`` the comparison."""

    kind: str
    subject: str = ""
    op: str = ""


FREE: Final = Slot("free")

#: The words of the language that may be keys in each kind of slot; names come to them.
KEYS: Final[dict[str, tuple[str, ...]]] = {
    "rules": TOP_KEYS,
    "text": ("id", "en"),
    "dates": ("from", "until"),
    "source": SOURCE_KEYS,
    "parameter": (*TYPE_KEYS, "title", "values", "source"),
    "fact": (*FORMULAS, *TYPE_KEYS, *TEXT_KEYS),
    "table": ("hit", "rows", "otherwise"),
    "row": ("when", "then"),
    "ratio": ("of", "to", "when_zero"),
    "times": ("fact", "constant"),
    "scorecard": SCORECARD_KEYS,
    "group": GROUP_KEYS,
    "indicator": INDICATOR_KEYS,
    "criterion": CRITERION_KEYS,
    "selection": SELECTION_KEYS,
    "by": BY_KEYS,
    "step": tuple(best.value for best in Best),
    "harmless": tuple(change.value for change in Change),
    "assumption": ASSUMPTION_KEYS,
    "points": ("fact",),
    "condition": CONNECTIVES,
    "some": ("at_least", "of"),
    "tests": FILE_KEYS,
    "case": CASE_KEYS,
    "expect": EXPECT_KEYS,
    "expected_points": ("at_least", "at_most"),
}

_TEXT: Final = Slot("text")
_CONDITION: Final = Slot("condition")
_OPERAND: Final = Slot("operand")
_TYPE: Final = {
    **dict.fromkeys(("title", "question", "remedy", "unit"), _TEXT),
    **dict.fromkeys(("personal", "may_be_never"), Slot("truth")),
    "type": Slot("type"),
    "of": Slot("of"),
    "source": Slot("source_name"),
}

#: Keys with a slot of their own, by the kind of slot they stand in.
_CHILDREN: Final[dict[str, dict[str, Slot]]] = {
    "rules": {
        "format": Slot("format"),
        "rule_set": Slot("rule_set"),
        "title": _TEXT,
        "firmness": Slot("firmness"),
        "effective": Slot("dates"),
        "sources": Slot("sources"),
        "parameters": Slot("parameters"),
        "facts": Slot("facts"),
        "uses": Slot("uses"),
        "applies_when": _CONDITION,
        "criteria": Slot("criteria"),
        "outputs": Slot("outputs"),
        "selection": Slot("selection"),
        "data_gaps": Slot("texts"),
        "never_hurts": Slot("harmless_list"),
        "assumptions": Slot("assumptions"),
    },
    "texts": {ITEM: _TEXT},
    "source": {"title": _TEXT, "firmness": Slot("firmness"), "note": _TEXT},
    "ratio": {"of": _OPERAND, "to": _OPERAND, "when_zero": Slot("answer")},
    "times": {"fact": _OPERAND},
    "operands": {ITEM: _OPERAND},
    "criteria_list": {ITEM: Slot("criterion_name")},
    "scorecard": {"groups": Slot("groups"), "when_empty": Slot("answer")},
    "group": {"title": _TEXT, "indicators": Slot("indicators")},
    "indicators": {ITEM: Slot("indicator")},
    "criterion": {
        "title": _TEXT,
        "kind": Slot("kind"),
        "points": Slot("points"),
        "applies_when": _CONDITION,
        "require": _CONDITION,
        "remedy": _TEXT,
        "source": Slot("source_name"),
        "firmness": Slot("firmness"),
        "effective": Slot("dates"),
    },
    "points": {"fact": _OPERAND},
    "selection": {
        "quota": Slot("limit"),
        "waiting_list": Slot("limit"),
        "by": Slot("by"),
        "order": Slot("steps"),
        "source": Slot("source_name"),
        "firmness": Slot("firmness"),
    },
    "by": {"fact": Slot("given_name"), "groups": Slot("group_list"), "minimum": Slot("limit"), "maximum": Slot("limit")},
    "steps": {ITEM: Slot("step")},
    "step": dict.fromkeys([best.value for best in Best], Slot("ranked")),
    "harmless_list": {ITEM: Slot("harmless")},
    "harmless": {**dict.fromkeys([change.value for change in Change], _OPERAND), "becomes": Slot("becomes")},
    "assumptions": {ITEM: Slot("assumption")},
    "assumption": {"title": _TEXT, "when": _CONDITION, "then": _CONDITION},
    "conditions": {ITEM: _CONDITION},
    "some": {"of": Slot("conditions")},
    "status_words": {ITEM: Slot("status_words")},
    "outcome_words": {ITEM: Slot("outcome_words")},
    "outputs": {ITEM: Slot("output_name")},
    "tests": {
        "format": Slot("tests_format"),
        "rules": Slot("rules_path"),
        "lang": Slot("lang"),
        "parameters": Slot("settings"),
        "base": Slot("profile"),
        "cases": Slot("cases"),
    },
    "cases": {ITEM: Slot("case")},
    "case": {
        "lang": Slot("lang"),
        "parameters": Slot("settings"),
        "profile": Slot("profile"),
        "without": Slot("given_names"),
        "expect": Slot("expect"),
        "columns": Slot("columns"),
    },
    "given_names": {ITEM: Slot("given_name")},
    "columns": {ITEM: Slot("column")},
    "expect": {
        "outcome": Slot("outcome"),
        "statuses": Slot("expected_statuses"),
        "missing": Slot("given_names"),
        "points": Slot("expected_points"),
        "facts": Slot("expected_facts"),
    },
}

_CONNECTED: Final = {
    "all": Slot("conditions"),
    "any": Slot("conditions"),
    "not": _CONDITION,
    "some": Slot("some"),
    "criterion": Slot("statuses"),
    "programme": Slot("outcomes"),
}


def _in_fact(slot: Slot, key: str) -> Slot:
    if key in ("sum", "difference"):
        return Slot("operands")
    formulas = {
        "derive": _CONDITION,
        "table": Slot("table", slot.subject),
        "times": Slot("times"),
        "ratio": Slot("ratio"),
        "months_since": _OPERAND,
        "points": Slot("criteria_list"),
        "scorecard": Slot("scorecard"),
        "choice_titles": Slot("choice_titles", slot.subject),
    }
    return formulas.get(key) or _TYPE.get(key, FREE)


def _in_parameter(slot: Slot, key: str) -> Slot:
    return Slot("history", slot.subject) if key == "values" else _TYPE.get(key, FREE)


def _in_table(slot: Slot, key: str) -> Slot:
    return {"hit": Slot("hit"), "rows": Slot("rows", slot.subject), "otherwise": Slot("result", slot.subject)}.get(key, FREE)


def _in_row(slot: Slot, key: str) -> Slot:
    return Slot("result", slot.subject) if key == "then" else _CONDITION if key == "when" else FREE


def _in_condition(slot: Slot, key: str) -> Slot:
    return _CONNECTED.get(key) or Slot("comparisons", key)


def _in_indicator(slot: Slot, key: str) -> Slot:
    if key in ("require", "applies_when"):
        return _CONDITION
    return {"title": _TEXT, "weight": FREE}.get(key) or _in_condition(slot, key)


def _in_right(slot: Slot, key: str) -> Slot:
    return Slot("other", slot.subject, slot.op) if key == "fact" else slot if key in (ITEM, "from", "to") else FREE


def _in_given(slot: Slot, key: str) -> Slot:
    return slot if key in (ITEM, "at_least", "at_most") else FREE


#: Slots below which the next slot rests on the name of the key.
_NAMED: Final[dict[str, Callable[[Slot, str], Slot]]] = {
    "sources": lambda _, key: Slot("source", key),
    "parameters": lambda _, key: Slot("parameter", f"${key}"),
    "facts": lambda _, key: Slot("fact", key),
    "uses": lambda _, key: Slot("used", key),
    "used": lambda slot, key: Slot("used_name", slot.subject) if key == ITEM else FREE,
    "criteria": lambda _, key: Slot("criterion", key),
    "fact": _in_fact,
    "parameter": _in_parameter,
    "history": lambda slot, _: Slot("constant", slot.subject),
    "constant": lambda slot, key: slot if key == ITEM else FREE,
    "table": _in_table,
    "rows": lambda slot, key: Slot("row", slot.subject) if key == ITEM else FREE,
    "row": _in_row,
    "choice_titles": lambda _, key: _TEXT,
    "of": lambda _, key: FREE,
    "groups": lambda _, key: Slot("group"),
    "condition": _in_condition,
    "indicator": _in_indicator,
    "statuses": lambda _, key: Slot("status_words"),
    "outcomes": lambda _, key: Slot("outcome_words"),
    "comparisons": lambda slot, key: Slot("right", slot.subject, key),
    "right": _in_right,
    "settings": lambda _, key: Slot("constant", f"${key}"),
    "profile": lambda _, key: FREE if key == "permits" else Slot("given", key),
    "given": _in_given,
    "becomes": lambda _, key: Slot("given", key),
    "expected_statuses": lambda _, key: Slot("any_status"),
    "expected_facts": lambda _, key: Slot("given", key),
}


def slot_at(path: Iterable[str], *, tests: bool) -> Slot:
    """What the place at a path is for: of a mapping its keys, of a text its values."""
    slot = Slot("tests" if tests else "rules")
    for key in path:
        slot = _below(slot, key)
    return slot


def _below(slot: Slot, key: str) -> Slot:
    named = _NAMED.get(slot.kind)
    return named(slot, key) if named is not None else _CHILDREN.get(slot.kind, {}).get(key, FREE)
