"""From the selection of a rule set, and what a caller wants otherwise, to terms and candidates."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Final

from naikkelas.arguments import unfit
from naikkelas.cohorts.model import Candidate, Terms
from naikkelas.conditions import Outcome, ParamRef
from naikkelas.facts import FIRST_DAY, Fact, Kind, Text
from naikkelas.problems import NOWHERE, EvaluationError, Place, Problem, Words, problem
from naikkelas.ranges import Bounds
from naikkelas.ruleset.document import Document, Where
from naikkelas.ruleset.model import LinkedRuleSet, ParamValue
from naikkelas.ruleset.names import Names, Signature, nature_of
from naikkelas.ruleset.nodes import Mapping as MappingNode
from naikkelas.ruleset.nodes import Node, Scalar, Sequence
from naikkelas.ruleset.selection import LIMITS, POINTS, Best, Selection, Step
from naikkelas.ruleset.selection_linker import SelectionLinker, check_limits, value_on
from naikkelas.ruleset.types import POINTS_TYPE
from naikkelas.snapshot import Snapshot

#: What an order is called by for people.
_POINTS_TITLE: Final = Text("poin", "points")
_STEPS: Final[Mapping[Best, Text]] = {
    Best.MOST: Text("{title} terbanyak", "most {title}"),
    Best.LEAST: Text("{title} tersedikit", "least {title}"),
    Best.EARLIEST: Text("{title} paling awal", "earliest {title}"),
    Best.LATEST: Text("{title} paling akhir", "latest {title}"),
}
_QUALIFIES: Final = {Outcome.ELIGIBLE: True, Outcome.NEEDS_INFORMATION: None}
#: The seed where neither a caller nor a rule set gives one.
DEFAULT_SEED: Final = "naikkelas"
_UNDER_BY: Final = ("minimum", "maximum", "groups")

#: Rules that say nothing: a table that was scored can be selected from without any.
NO_RULES: Final = LinkedRuleSet("", "", Text("", ""), (FIRST_DAY, None), {}, {}, {}, {}, {})


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a caller wants otherwise than the rule set says; what is ``None`` is left as it is.

    ``order`` is a list of steps: ``{"least": "annual_sales"}``, or the same as ``least:annual_sales``; of points and of dates the name
    alone means ``most`` and ``earliest``. Limits and ``groups`` may be ``$parameters``.
    """

    quota: int | str | None = None
    by: str | None = None
    groups: Iterable[str] | str | None = None
    minimum: int | str | None = None
    maximum: int | str | None = None
    order: Iterable[Mapping[str, str] | str] | str | None = None
    waiting_list: int | str | None = None
    seed: str | None = None


def wanted_of(name: str, value: Any) -> Wanted:
    """What is wanted, also from a mapping with the names of its fields.

    Raises:
        ArgumentError: when the argument of this name is something else (NK538).
    """
    if isinstance(value, Wanted):
        return value
    known = [each.name for each in fields(Wanted)]
    if isinstance(value, Mapping) and all(key in known for key in value):
        return Wanted(**value)
    odd = [key for key in value if key not in known] if isinstance(value, Mapping) else []
    listed = ", ".join(known)
    raise unfit(
        name, odd[0] if odd else value, Words(f"Wanted(...), or a mapping with {listed}", f"Wanted(...), atau dict dengan {listed}")
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """A selection with all its limits known, and the facts it reads."""

    selection: Selection
    terms: Terms

    @property
    def facts(self) -> Mapping[str, Fact]:
        """The given facts that order and groups read."""
        return self.selection.facts

    @property
    def order(self) -> tuple[Text, ...]:
        """The steps of the order for people; the last one is the lot."""
        return tuple(step_title(step, self.facts) for step in self.selection.order)

    @property
    def uses_points(self) -> bool:
        """Whether points have a place in the order."""
        return any(step.fact == POINTS for step in self.selection.order)

    def candidate(self, key: str, outcome: Outcome | None, points: Bounds, snapshot: Snapshot) -> Candidate:
        """The candidate that a decision and a reading of its facts make; an outcome of ``None`` is not known."""
        eligible = None if outcome is None else _QUALIFIES.get(outcome, False)
        order = tuple(_bounds(step, points if step.fact == POINTS else self._value(step.fact, snapshot)) for step in self.selection.order)
        return Candidate(key, eligible, order, self._group(snapshot))

    def _value(self, fact: str, snapshot: Snapshot) -> Bounds:
        value = snapshot.value(fact)
        if isinstance(value, tuple):
            return value
        return self.facts[fact].type.bounds if not isinstance(value, int) else (value, value)

    def _group(self, snapshot: Snapshot) -> str | None:
        if self.selection.by is None:
            return ""
        value = snapshot.value(self.selection.by)
        if isinstance(value, bool):
            return str(value).lower()
        return value if isinstance(value, str) else None

    def open_facts(self, snapshot: Snapshot) -> tuple[str, ...]:
        """The facts of the order and the groups that are not known exactly."""
        return tuple(name for name in self.facts if name not in snapshot.exact)


def _bounds(step: Step, value: Bounds) -> Bounds:
    """The best and the worst of a range as numbers of which the smaller is better."""
    low, high = value
    return (low, high) if step.best.is_low else (-high, -low)


def step_title(step: Step, facts: Mapping[str, Fact]) -> Text:
    """What a step of an order is called."""
    title = _POINTS_TITLE if step.fact == POINTS else facts[step.fact].title
    words = _STEPS[step.best]
    return Text(words.id.format(title=title.id), words.en.format(title=title.en))


#: Points of which nothing is known.
ANY_POINTS: Final = POINTS_TYPE.bounds


def ask(linked: LinkedRuleSet, catalogue: Mapping[str, Fact], day: int, wanted: Wanted, names: Mapping[str, str] | None = None) -> Asked:
    """The selection of a rule set on a day of its parameters, with what a caller wants otherwise.

    ``names`` say how the caller calls what it wants (``{"waiting_list": "--waiting-list"}``), for messages.

    Raises:
        EvaluationError: with everything that is wrong (NK177 to NK179, NK2xx), or when there is no number of places (NK490).
    """
    called = names or {}
    written = linked.selection.plain() if linked.selection is not None else {}
    if linked.selection is not None and wanted.by is not None and wanted.by != linked.selection.by:
        written.pop("by", None)
    own = _node(written, Place(path="selection"))
    entries = {key.text: value for key, value in own.entries} if isinstance(own, MappingNode) else {}
    for name in ("quota", "waiting_list", "seed"):
        value = getattr(wanted, name)
        if value is not None:
            entries[name] = _node(value, Place(path=called.get(name, name)))
    if wanted.order is not None:
        entries["order"] = _node(_steps(wanted.order, catalogue, called), Place(path=called.get("order", "order")))
    entries |= _by(entries.get("by"), wanted, called)
    selection = _linked(linked, catalogue, entries) if entries else Selection()
    if selection.quota is None and selection.maximum is None:
        raise EvaluationError([problem("NK490", NOWHERE, "say_quota")])
    return Asked(selection, _terms(selection, linked, day))


def _by(node: Node | None, wanted: Wanted, called: Mapping[str, str]) -> dict[str, Node]:
    """The groups, with what is wanted otherwise of them; a limit without a fact is a problem of its own."""
    under = {key.text: value for key, value in node.entries} if isinstance(node, MappingNode) else {}
    values = {"fact": wanted.by, **{name: getattr(wanted, name) for name in _UNDER_BY}}
    for name, value in values.items():
        if value is not None:
            option = "by" if name == "fact" else name
            under[name] = _node(value, Place(path=called.get(option, option)))
    if not under:
        return {}
    place = next(iter(under.values())).place
    if "fact" not in under:
        slots = {"where": "selection", "where_id": "seleksi", "name": "by"}
        raise EvaluationError([Problem("NK151", place, slots, "say_by")])
    return {"by": MappingNode(tuple((Scalar(name, value.place, False), value) for name, value in under.items()), place)}


def _linked(linked: LinkedRuleSet, catalogue: Mapping[str, Fact], entries: Mapping[str, Node]) -> Selection:
    document = Document(None, parameters=frozenset({"as_of", *linked.parameters}))
    derived = {name: Signature(made.type, nature_of(made.formula), made.title, made.choice_titles) for name, made in linked.derived.items()}
    facts = {name: fact for name, fact in catalogue.items() if name not in derived}
    names = Names(facts, dict(linked.parameters), derived)

    def operand(node: Scalar, where: Where) -> ParamRef | None:
        name = node.text[1:]
        if name in linked.parameters:
            return ParamRef(name)
        document.unknown("NK202", node, where, [f"${known}" for known in linked.parameters], name=node.text)
        return None

    def text(node: Node | None, where: Where) -> str | None:
        return document.scalar(node, "source", where) if node is not None else None

    place = Place(path="selection")
    node = MappingNode(tuple((Scalar(name, value.place, False), value) for name, value in entries.items()), place)
    made = SelectionLinker(document, names, operand, text, lambda body, where: text(body.get("firmness"), where)).link(node)
    if made is not None and not document.problems:
        check_limits(replace(linked, selection=made), document)
    if made is None or document.problems:
        raise EvaluationError([_at_option(each, entries) for each in document.problems])
    return made


def _at_option(found: Problem, entries: Mapping[str, Node]) -> Problem:
    """Limits that contradict each other are a problem of the one that a caller said."""
    by = entries.get("by")
    said = {**entries, **({key.text: node for key, node in by.entries} if isinstance(by, MappingNode) else {})}
    names = (
        (found.slots["name"], *(name for name in LIMITS if f"({name})" in str(found.slots["expected"]))) if found.code == "NK238" else ()
    )
    places = (said[name].place for name in names if name in said and not (said[name].place.path or "").startswith("selection"))
    return replace(found, place=next(places, found.place))


def _terms(selection: Selection, linked: LinkedRuleSet, day: int) -> Terms:
    values: dict[str, ParamValue | None] = {name: linked.parameters[name].at(day) for name in selection.parameters}
    limits = {name: value_on(limit, values) for name, limit in selection.limits.items()}  # type: ignore[arg-type]  # each has a value
    groups = values[selection.groups.name] if isinstance(selection.groups, ParamRef) else selection.groups
    return Terms(
        limits.get("quota"),
        limits.get("minimum", 0),
        limits.get("maximum"),
        groups if isinstance(groups, frozenset) else None,
        limits.get("waiting_list"),
        seed_of(linked, selection),
    )


def seed_of(linked: LinkedRuleSet, selection: Selection) -> str:
    """What lots are drawn from: the seed that is written, else the name and the version of the rule set."""
    return selection.seed or f"{linked.name} {linked.version}".strip() or DEFAULT_SEED


# --- what a caller writes --------------------------------------------------------------------------------------------


def _node(value: Any, place: Place) -> Node:
    """Plain data as the strict reader hands it on."""
    if isinstance(value, Mapping):
        return MappingNode(tuple((Scalar(str(key), place, False), _node(each, place)) for key, each in value.items()), place)
    if isinstance(value, str | int | bool) or not isinstance(value, Iterable):
        return Scalar(str(value).lower() if isinstance(value, bool) else str(value), place, False)
    return Sequence(tuple(_node(each, place) for each in value), place)


def _steps(order: Any, catalogue: Mapping[str, Fact], called: Mapping[str, str]) -> list[Any]:
    listed = (
        [each.strip() for each in order.split(",")] if isinstance(order, str) else list(order) if isinstance(order, Iterable) else [order]
    )
    return [_step(each, catalogue, called.get("order", "order")) if isinstance(each, str) else each for each in listed]


def _step(text: str, catalogue: Mapping[str, Fact], option: str) -> dict[str, str]:
    """``least:annual_sales``; of points and dates the name alone says enough."""
    word, colon, name = (part.strip() for part in text.partition(":"))
    if colon:
        return {word: name}
    if word == POINTS:
        return {Best.MOST.value: word}
    fact = catalogue.get(word)
    words = Best.of(Kind.INTEGER if fact is None else fact.type.kind)
    if fact is not None and len(words) > 1 and words[0] is not Best.EARLIEST:
        expected = " | ".join(f"{each}:{word}" for each in words)
        raise EvaluationError([problem("NK402", NOWHERE, name=option, read=text, expected=expected)])
    return {(words or (Best.MOST,))[0].value: word}
