"""Conditions in whole sentences: what is asked, before anything is known about anybody."""

from typing import Final

from naikkelas.authoring.pages.words import Writer, months
from naikkelas.conditions import (
    AllOf,
    AnyOf,
    AsOf,
    Comparison,
    Condition,
    Const,
    CriterionIs,
    Derived,
    FactRef,
    MonthsSince,
    Not,
    ParamRef,
    ProgrammeIs,
    Right,
    Some,
)
from naikkelas.explain.asked import Wanted, plainest, validity
from naikkelas.explain.lines import Line
from naikkelas.facts import Kind
from naikkelas.ruleset.model import ParamValue

#: Lists of which one is enough.
_ONE_OF: Final = frozenset({"in", "not_in", "includes_any", "includes_none"})

#: Where a choice stands alone in a sentence it is quoted: "records are not “none”".
_IS: Final = frozenset({"is", "is_not"})

#: What sounds odd of another fact: "men at work is at most women at work".
_OF_FACTS: Final = frozenset({"at_least", "at_most"})


def asking(writer: Writer, condition: Condition) -> tuple[Line, ...]:
    """The lines of a condition: one for each thing that all have to be met."""
    line = _line(writer, condition, negated=False)
    return line.below if line.below and line.text == writer("asks.all") else (line,)


def _line(writer: Writer, node: Condition, *, negated: bool) -> Line:
    match node:
        case Not():
            return _line(writer, node.item, negated=not negated)
        case Comparison():
            return _comparison(writer, node, negated=negated)
        case CriterionIs():
            words = [writer.voice.say(f"status.{status}") for status in sorted(node.statuses)]
            title = writer.text(writer.linked.criteria[node.criterion].title)
            return _reference(writer, "criterion", title, words, negated=negated)
        case ProgrammeIs():
            words = [writer.voice.say(f"outcome.{outcome}") for outcome in sorted(node.outcomes)]
            title = writer.text(writer.linked.programmes[node.programme].title)
            return _reference(writer, "programme", title, words, negated=negated)
        case _:
            return _group(writer, node, negated=negated)


def _reference(writer: Writer, kind: str, title: str, words: list[str], *, negated: bool) -> Line:
    key = f"asks.not_{kind}" if negated else f"asks.{kind}"
    return Line(writer(key, title=title, wanted=writer.listed(words, "or")))


def _group(writer: Writer, node: AllOf | AnyOf | Some, *, negated: bool) -> Line:
    """A group and its items; a negated one as the group of the opposites, so that no sentence begins with "not"."""
    items = tuple(_line(writer, item, negated=negated) for item in node.items)
    if len(items) == 1:
        return items[0]
    if isinstance(node, Some):
        least = len(items) - node.at_least + 1 if negated else node.at_least
        return Line(writer("asks.some", at_least=least, size=len(items)), below=items)
    return Line(writer("asks.all" if isinstance(node, AllOf) is not negated else "asks.any"), below=items)


def _comparison(writer: Writer, node: Comparison, *, negated: bool) -> Line:
    made = writer.linked.derived.get(node.left.name) if isinstance(node.left, FactRef) else None
    fixed = tuple(_fixed(writer, right) for right in node.right)
    members = tuple(member for item in fixed for member in (sorted(item) if isinstance(item, frozenset) else (item,)))
    kind, wanted = plainest(node.op, node.type, members, negated=negated)
    names = tuple(dict.fromkeys(right.name for right in node.right if isinstance(right, ParamRef)))
    slots = {"title": _title(writer, node), "low": "", "high": ""}
    if kind == "is" and isinstance(wanted[0], bool) and not names:
        whose = ".setting" if isinstance(node.left, ParamRef) else ".derived" if made is not None else ""
        text = writer(f"asks.{'yes' if wanted[0] else 'no'}{whose}", title=writer.operand(node.left))
    else:
        words = [_right(writer, node, right, made, kind) for right in node.right]
        ends = {"low": words[0], "high": words[-1]} if words else {}
        key = f"{kind}.fact" if kind in _OF_FACTS and isinstance(node.right[0], FactRef) else validity(node, kind) or kind
        text = writer(f"asks.{key}", **{**slots, **ends, "wanted": writer.listed(writer.apart(words), _last(kind))})
    if isinstance(node.left, ParamRef):
        now = writer.setting_words(node.left.name)
        return Line(writer("asks.now", sentence=text, value=now), label="setting", names=(node.left.name,))
    return Line(text, label="parameters" if names else "", names=names)


def _last(kind: str) -> str:
    return "or" if kind in _ONE_OF else "and"


def _title(writer: Writer, node: Comparison) -> str:
    title = writer.operand(node.left)
    return writer("asks.setting", title=title) if isinstance(node.left, ParamRef) else title


def _fixed(writer: Writer, right: Right) -> Wanted | frozenset[str]:
    """A right side as far as it is fixed on the day that is shown."""
    if isinstance(right, Const):
        return right.value
    return writer.setting(right.name) if isinstance(right, ParamRef) else None


def _right(writer: Writer, node: Comparison, right: Right, made: Derived | None, kind: str) -> str:
    """A right side in words: a parameter by its value and its title, another fact by its title."""
    if isinstance(right, AsOf):
        return writer("asks.as_of")
    if isinstance(right, FactRef):
        return writer.fact(right.name)
    is_months = made is not None and isinstance(made.formula, MonthsSince)

    def words(value: ParamValue, own: Const | ParamRef) -> str:
        type_ = writer.like(own.type if isinstance(own, Const) else writer.linked.parameters[own.name].type, node)
        said = writer.value(months(value) if is_months else value, type_, writer.voice.choice_titles(node.left.name), _last(kind))
        return writer.voice.say("value.text", text=said) if kind in _IS and type_.kind is Kind.CHOICE else said

    if isinstance(right, Const):
        return words(right.value, right)
    return writer("asks.parameter", value=words(writer.setting(right.name), right), title=writer.parameter(right.name))
