"""What the author of a rule set says for proofs, in words: changes that never hurt, and what is assumed of every business."""

from collections.abc import Iterator

from naikkelas.authoring.pages.asking import asking
from naikkelas.authoring.pages.model import Asked, Block, Bullet, Bullets, Paragraph
from naikkelas.authoring.pages.words import Writer
from naikkelas.conditions import Condition
from naikkelas.explain.lines import flat
from naikkelas.facts import FactType, Kind
from naikkelas.problems import Lang
from naikkelas.ruleset.model import Assumption, Change, Harmless, LinkedRuleSet

__all__ = ["assumed", "assumption_words", "claims", "harmless", "harmless_words"]

_WHAT: dict[Kind, str] = {Kind.BOOLEAN: "boolean", Kind.SET: "set"}


def claims(linked: LinkedRuleSet, lang: Lang, as_of: int) -> tuple[list[str], list[str]]:
    """What never hurts, and what is assumed of every business, each on one line; ``as_of`` is a day number."""
    writer = Writer(linked, lang, as_of)
    return [harmless_words(writer, one) for one in linked.never_hurts], [assumption_words(writer, one) for one in linked.assumptions]


def assumption_words(writer: Writer, one: Assumption) -> str:
    """What is assumed on one line, under its title where it has one."""
    then = _flat(writer, one.then)
    said = then if one.when is None else f"{writer('assumed.when')} {_flat(writer, one.when)}: {then}"
    return said if one.title is None else f"{writer.text(one.title)}: {said}"


def _flat(writer: Writer, condition: Condition) -> str:
    return "; ".join(flat(line) for line in asking(writer, condition))


def harmless(writer: Writer) -> Iterator[Block]:
    """The changes that never hurt."""
    found = tuple(Bullet(harmless_words(writer, one)) for one in writer.linked.never_hurts)
    if found:
        yield Paragraph(writer("harmless.about"))
        yield Bullets(found)


def harmless_words(writer: Writer, one: Harmless) -> str:
    """One change that never hurts, as a sentence without a full stop."""
    kind = _type_of(writer, one.fact)
    title = writer.fact(one.fact)
    if one.change is Change.BECOMES and one.value is not None:
        return writer("harmless.becomes", title=title, value=writer.value(one.value, kind, writer.voice.choice_titles(one.fact)))
    return writer(f"harmless.{one.change}.{_WHAT.get(kind.kind, 'size')}", title=title)


def _type_of(writer: Writer, name: str) -> FactType:
    derived = writer.linked.derived.get(name)
    return writer.linked.facts[name].type if derived is None else derived.type


def assumed(writer: Writer) -> Iterator[Block]:
    """What is assumed of every business, each under its title."""
    if writer.linked.assumptions:
        yield Paragraph(writer("assumed.about"))
    for one in writer.linked.assumptions:
        if one.title is not None:
            yield Paragraph(writer("assumed.title", title=writer.text(one.title)))
        if one.when is not None:
            yield Asked(writer("assumed.when"), asking(writer, one.when))
        yield Asked(writer("assumed.then"), asking(writer, one.then))
