"""What is known of a fact or parameter while its file is being written: built in, declared, derived, or a parameter."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from naikkelas.authoring.serving.desk import Desk, Found
from naikkelas.authoring.serving.sheet import Sheet
from naikkelas.conditions import Op
from naikkelas.facts import Fact, FactType, Kind, Text
from naikkelas.ikm.catalogue import FACTS
from naikkelas.ranges import NEVER
from naikkelas.ruleset.conditions_linker import OPERATORS
from naikkelas.ruleset.formulas import FORMULAS
from naikkelas.ruleset.names import Nature

__all__ = ["Subject", "Subjects"]

Origin = Literal["built_in", "declared", "derived", "parameter"]

#: Formulas whose type follows from the formula alone.
_MADE: Final[Mapping[str, tuple[Kind, Nature]]] = {
    "derive": (Kind.BOOLEAN, "value"),
    "ratio": (Kind.NUMBER, "ratio"),
    "scorecard": (Kind.NUMBER, "score"),
    "months_since": (Kind.INTEGER, "months"),
    "points": (Kind.INTEGER, "value"),
    "every_year": (Kind.DATE, "value"),
}
#: Types whose values are names out of a list or codes of a form.
_NAMED_VALUES: Final = {Kind.CHOICE, Kind.TEXT, Kind.SET}
_DEEPEST: Final = 20


@dataclass(frozen=True, slots=True)
class Subject:
    """What a condition can ask about. ``type`` is ``None`` where the file does not say it yet."""

    name: str
    origin: Origin
    title: Text
    type: FactType | None = None
    question: Text | None = None
    titles: Mapping[str, Text] = field(default_factory=dict, hash=False)
    nature: Nature = "value"
    source: str | None = None
    remedy: Text | None = None
    formula: str | None = None
    found: Found | None = None

    @property
    def kind(self) -> Kind | None:
        """The kind of its type."""
        return None if self.type is None else self.type.kind

    def shares_values(self, other: "Subject") -> bool:
        """Whether both speak of the same choices or codes, as far as their types are known."""
        if self.type is None or other.type is None or not {self.kind, other.kind} <= _NAMED_VALUES:
            return True
        mine, theirs = self.type.choices, other.type.choices
        if mine is None or theirs is None:
            return mine == theirs and self.type.pattern == other.type.pattern
        return bool({*mine} & {*theirs})

    @property
    def operators(self) -> tuple[Op, ...]:
        """The comparisons that fit it; all where its type is not known."""
        if self.kind is None:
            return tuple(Op)
        return tuple(op for op in OPERATORS[self.kind] if self.nature == "value" or op is not Op.KNOWN)


class Subjects:
    """The facts and parameters that one file may name."""

    def __init__(self, desk: Desk, sheet: Sheet) -> None:
        self._desk = desk
        self._facts = desk.names(sheet, "fact")
        self._parameters = desk.names(sheet, "parameter")

    def facts(self) -> Iterator[Subject]:
        """Every fact, those of the file first."""
        for name in self._facts:
            made = self.fact(name)
            if made is not None:
                yield made
        yield from (_built_in(fact) for fact in FACTS.values() if fact.name not in self._facts)

    def parameters(self) -> Iterator[Subject]:
        """Every parameter, with its ``$``."""
        for name in self._parameters:
            made = self.parameter(name)
            if made is not None:
                yield made

    def get(self, name: str) -> Subject | None:
        """A fact by its name, or a parameter by its name with ``$``."""
        return self.parameter(name[1:]) if name.startswith("$") else self.fact(name)

    def parameter(self, name: str) -> Subject | None:
        """A parameter by its name without ``$``."""
        found = self._parameters.get(name)
        sheet = self._desk.sheet(found.path) if found is not None else None
        if sheet is None:
            return None
        path = ("parameters", name)
        made = Subject(f"${name}", "parameter", _text(sheet, *path, "title", default=name), found=found)
        return self._typed(made, sheet, path, 0)

    def fact(self, name: str, depth: int = 0) -> Subject | None:
        """A fact by its name; ``None`` where there is none."""
        found = self._facts.get(name)
        if found is None:
            return _built_in(FACTS[name]) if name in FACTS else None
        sheet = self._desk.sheet(found.path)
        if sheet is None or depth > _DEEPEST:
            return None
        path = ("facts", name)
        formula = next((key for key in sheet.keys(*path) if key in FORMULAS), None)
        question, remedy = (_text(sheet, *path, key, default="") if key in sheet.keys(*path) else None for key in ("question", "remedy"))
        titles = {key: _text(sheet, *path, "choice_titles", key, default=key) for key in sheet.keys(*path, "choice_titles")}
        title = _text(sheet, *path, "title", default=name)
        made = Subject(name, "derived" if formula else "declared", title, question=question, titles=titles, formula=formula, found=found)
        made = replace(made, source=sheet.value(*path, "source"), remedy=remedy)
        if formula is not None and formula in _MADE:
            kind, nature = _MADE[formula]
            return replace(made, type=FactType(kind), nature=nature)
        if formula in ("sum", "difference", "times"):
            terms = sheet.items(*path, formula) or (sheet.value(*path, "times", "fact") or "",)
            first = self.fact(terms[0], depth + 1) if not terms[0].startswith("$") else self.parameter(terms[0][1:])
            return replace(made, type=None if first is None or first.type is None else FactType(first.type.kind, unit=first.type.unit))
        return self._typed(made, sheet, path, depth)

    def _typed(self, made: Subject, sheet: Sheet, path: tuple[str, ...], depth: int) -> Subject:
        written = sheet.value(*path, "type")
        if written is None:
            return made
        if written not in list(Kind):
            lender = self.fact(written, depth + 1)
            return made if lender is None else replace(made, type=lender.type, titles={**lender.titles, **made.titles})
        kind = Kind(written)
        unit = _text(sheet, *path, "unit", default="") if "unit" in sheet.keys(*path) else None
        choices: tuple[str, ...] | None = sheet.items(*path, "of") or None
        borrowed = sheet.value(*path, "of")
        if choices is None and borrowed is not None and kind in (Kind.CHOICE, Kind.SET):
            lender = self.fact(borrowed, depth + 1)
            if lender is not None and lender.type is not None:
                return replace(made, type=_lent(kind, lender.type), titles={**lender.titles, **made.titles})
        high = NEVER if kind is Kind.DATE and sheet.value(*path, "may_be_never") == "true" else None
        return replace(made, type=FactType(kind, high=high, choices=choices if kind in (Kind.CHOICE, Kind.SET) else None, unit=unit))


def _lent(kind: Kind, lender: FactType) -> FactType:
    return FactType(kind, choices=lender.choices, pattern=lender.pattern, pattern_words=lender.pattern_words)


def _built_in(fact: Fact) -> Subject:
    return Subject(
        fact.name, "built_in", fact.title, fact.type, fact.question, fact.choice_titles, source=fact.source, remedy=fact.remedy
    )  # fmt: skip


def _text(sheet: Sheet, *path: str, default: str) -> Text:
    """A text for people at a path, as far as it is written."""
    plain = sheet.value(*path)
    sides = [sheet.value(*path, lang) for lang in ("id", "en")]
    first = plain or sides[0] or sides[1] or default
    return Text(sides[0] or first, sides[1] or first)
