"""JSON Schema of conditions: a property for every fact, and under it only the comparisons that its type has."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from naikkelas.authoring.schema_values import (
    COUNT,
    NAME_PATTERN,
    NAMED,
    PARAMETER,
    PARAMETER_PATTERN,
    SCALAR,
    TRUE,
    Schema,
    both,
    closed,
    constant,
    duration,
    either,
    keyed,
    listed,
    said,
    worded,
)
from naikkelas.authoring.schema_words import words_of
from naikkelas.conditions import RELATIONS, Op, Outcome, Status
from naikkelas.facts import TEXT, FactType, Kind, Text
from naikkelas.ruleset.conditions_linker import OPERATORS
from naikkelas.ruleset.names import Nature

WORDS: Final[Mapping[Op, tuple[str, str]]] = {
    Op.IS: ("sama dengan", "is"),
    Op.IS_NOT: ("bukan", "is not"),
    Op.IN: ("salah satu dari", "is one of"),
    Op.NOT_IN: ("bukan salah satu dari", "is none of"),
    Op.AT_LEAST: ("minimal", "at least"),
    Op.AT_MOST: ("maksimal", "at most"),
    Op.MORE_THAN: ("lebih dari", "more than"),
    Op.LESS_THAN: ("kurang dari", "less than"),
    Op.BETWEEN: ("dari ... sampai ..., keduanya termasuk", "from ... to ..., both included"),
    Op.BEFORE: ("sebelum tanggal", "before a date"),
    Op.AFTER: ("setelah tanggal", "after a date"),
    Op.ON_OR_BEFORE: ("pada atau sebelum tanggal", "on or before a date"),
    Op.ON_OR_AFTER: ("pada atau setelah tanggal", "on or after a date"),
    Op.AT_LEAST_AGO: ("paling sedikit sekian lama sebelum tanggal penilaian", "at least so long before the as-of date"),
    Op.LESS_THAN_AGO: ("kurang dari sekian lama sebelum tanggal penilaian", "less than so long before the as-of date"),
    Op.AT_LEAST_AHEAD: ("paling sedikit sekian lama setelah tanggal penilaian", "at least so long after the as-of date"),
    Op.KNOWN: ("nilainya sudah diketahui pasti", "its exact value is known"),
    Op.INCLUDES: ("memuat", "includes"),
    Op.INCLUDES_ANY: ("memuat salah satu dari", "includes one of"),
    Op.INCLUDES_ALL: ("memuat semua dari", "includes all of"),
}
_AGO: Final = (Op.AT_LEAST_AGO, Op.LESS_THAN_AGO, Op.AT_LEAST_AHEAD)
_LISTS: Final = (Op.IN, Op.NOT_IN, Op.INCLUDES_ANY, Op.INCLUDES_ALL)
_AS_OF: Final[Schema] = said("tanggal penilaian", "the as-of date", {"const": "$as_of"})


@dataclass(frozen=True, slots=True)
class Named:
    """A fact or parameter that conditions can ask about."""

    name: str
    type: FactType
    title: Text
    question: Text | None = None
    titles: Mapping[str, Text] = field(default_factory=dict)
    nature: Nature = "value"

    @property
    def description(self) -> str:
        """Title, unit and question in both languages."""
        unit = f" ({both(self.type.unit)})" if self.type.unit else ""
        return both(self.title) + unit + (f"\n{both(self.question)}" if self.question else "")


def condition(name: str = "condition") -> Schema:
    """A reference to the schema of a condition."""
    return {"$ref": f"#/$defs/{name}"}


class Conditions:
    """The ``$defs`` of conditions. ``strict``: there are no facts and parameters but the given ones."""

    def __init__(self, facts: Iterable[Named], parameters: Iterable[Named], criteria: Iterable[str], *, strict: bool) -> None:
        self.facts = tuple(facts)
        self.parameters = tuple(parameters)
        self.criteria = tuple(criteria)
        self.strict = strict
        self.definitions: dict[str, Schema] = {}
        self._shared: dict[str, str] = {}
        self._define()

    def _define(self) -> None:
        asked = {named.name: self._comparisons(named) for named in self.facts}
        asked |= {f"${named.name}": self._comparisons(named) for named in self.parameters if OPERATORS[named.type.kind]}
        others = {} if self.strict else {"patternProperties": {p: self._ref("any fact", _anything()) for p in _other_names(self.facts)}}
        self.definitions["condition"] = {
            "title": "syarat / condition",
            **closed(self._connectives() | asked, minProperties=1, **others),
        }
        # Where one condition is meant, one key with one comparison stands; `all`, `any`, `not` and `some` hold several by themselves.
        free: Schema = {key: {} for key in ("all", "any", "not", "some")}
        alone: Schema = {"maxProperties": 1, "properties": free, "additionalProperties": {"maxProperties": 1}}
        self.definitions["one condition"] = {"allOf": [condition(), alone]}

    def _connectives(self) -> dict[str, Schema]:
        one = condition("one condition")
        some = closed(keyed("some", {"at_least": COUNT, "of": listed(one)}), ("at_least", "of"))
        schemas = {
            "all": listed(condition()),
            "any": listed(one),
            "not": one,
            "some": some,
            "criterion": self._criterion(),
            "programme": _words_of(Outcome, Outcome.NEEDS_INFORMATION),
        }
        return keyed("condition", schemas)

    def _criterion(self) -> Schema:
        known: Schema = {"enum": list(self.criteria)}
        name = either(known, NAMED) if self.criteria else NAMED
        statuses = _words_of(Status, Status.UNKNOWN)
        value = {"description": both(words_of("condition", "criterion")), **statuses["additionalProperties"]}
        return either(statuses | ({"properties": dict.fromkeys(self.criteria, value)} if self.criteria else {}), name)

    # --- comparisons --------------------------------------------------------------------------------------------------

    def _ref(self, name: str, schema: Schema) -> Schema:
        """A reference to a shared definition; equal ones are defined once, under the first name."""
        text = json.dumps(schema, sort_keys=True)
        if text not in self._shared:
            self._shared[text] = name
            self.definitions[name] = schema
        return {"$ref": f"#/$defs/{self._shared[text]}"}

    def _comparisons(self, named: Named) -> Schema:
        kind = named.type.kind
        value = constant(named.type, named.titles)
        if kind in (Kind.CHOICE, Kind.SET) and named.type.choices:
            value = self._ref(f"choices of {named.name}", value)
        allowed = [op for op in OPERATORS[kind] if named.nature == "value" or op is not Op.KNOWN]
        body = closed({op.value: said(*WORDS[op], self._right(op, named, value)) for op in allowed}, minProperties=1)
        return {"title": named.title.id, "description": named.description, **self._ref(f"comparisons of {named.name}", body)}

    def _right(self, op: Op, named: Named, value: Schema) -> Schema:
        """What may stand on the right of a comparison."""
        kind = named.type.kind
        if op is Op.KNOWN:
            return TRUE
        if op in _AGO:
            return either(duration(), *self._parameter(Kind.DURATION))
        if op in _LISTS:
            return either(listed(value), *self._parameter(Kind.SET))
        if op is Op.INCLUDES:
            return either(value, *self._parameter(Kind.CHOICE, Kind.TEXT))
        own = (Kind.NUMBER, Kind.INTEGER) if named.nature in ("ratio", "score") else (kind,)
        sides = [value, *([_AS_OF] if kind is Kind.DATE else []), *self._parameter(*own)]
        if op is Op.BETWEEN:
            side = either(*sides)
            return closed(keyed("right", {"from": side, "to": side}), ("from", "to"))
        if op in RELATIONS and named.nature == "value":
            sides.append(closed(keyed("right", {"fact": self._other(kind)}), ("fact",)))
        return either(*sides)

    def _parameter(self, *kinds: Kind) -> list[Schema]:
        """``$name`` of a parameter of one of these kinds; none when there is no such parameter."""
        known = [f"${named.name}" for named in self.parameters if named.type.kind in kinds]
        if not self.strict:
            return [PARAMETER]
        return [{"enum": known}] if known else []

    def _other(self, kind: Kind) -> Schema:
        """The name of a fact of the same kind, after ``fact:``; a parameter may stand there too."""
        alike = {"enum": [named.name for named in self.facts if named.type.kind is kind and named.nature == "value"]}
        return either(alike, *self._parameter(kind)) if self.strict else either(alike, *self.unlisted())

    def operand(self, kinds: Iterable[Kind] = ()) -> Schema:
        """A fact or parameter in a formula."""
        wanted = frozenset(kinds) or frozenset(Kind)
        alike = {"enum": [named.name for named in self.facts if named.type.kind in wanted and named.nature == "value"]}
        return either(alike, *self._parameter(*wanted)) if self.strict else either(alike, *self.unlisted())

    def unlisted(self) -> tuple[Schema, ...]:
        """A parameter, or the name of a fact that is not among the given ones."""
        known = {"enum": [named.name for named in self.facts]}
        return ({**NAMED, "not": known}, PARAMETER)


def _other_names(facts: Iterable[Named]) -> tuple[str, ...]:
    """The patterns of names that are none of the given ones."""
    known = "|".join([*(named.name for named in facts), "all", "any", "not", "some", "criterion", "programme"])
    return (f"^(?!({known})$){NAME_PATTERN.removeprefix('^')}", PARAMETER_PATTERN)


def _words_of(words: type[Status] | type[Outcome], open_one: Status | Outcome) -> Schema:
    """A mapping of names to one or several words; naming all of them would decide nothing."""
    names = [word.value for word in words if word is not open_one]
    everything = {"allOf": [{"contains": {"const": name}} for name in names]}
    value = either(worded(names), listed(worded(names), **{"not": everything}))
    return {"type": "object", "minProperties": 1, "additionalProperties": value}


def _anything() -> Schema:
    """Any comparison with anything that may stand on the right of it: for a fact that only the file knows."""
    other = closed(keyed("right", {"fact": either(NAMED, PARAMETER)}), ("fact",))
    member = constant(TEXT)
    rights: dict[Op, Schema] = dict.fromkeys(Op, SCALAR)
    rights |= dict.fromkeys(_LISTS, either(listed(member), PARAMETER))
    rights |= dict.fromkeys(_AGO, either(duration(), PARAMETER))
    rights |= dict.fromkeys(RELATIONS, either(SCALAR, other))
    rights |= {Op.KNOWN: TRUE, Op.BETWEEN: closed(keyed("right", {"from": SCALAR, "to": SCALAR}), ("from", "to"))}
    return closed({op.value: said(*WORDS[op], right) for op, right in rights.items()}, minProperties=1)
