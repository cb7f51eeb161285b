"""What changed between two rule sets, in words: everything that the hashes are made of, one change at a time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from naikkelas.authoring.diffing.formulas import formula_changes
from naikkelas.authoring.diffing.matching import Names
from naikkelas.authoring.diffing.model import Change, Effect, Part, Side
from naikkelas.authoring.diffing.pairing import Both, Places, moved
from naikkelas.authoring.diffing.periods import only_one
from naikkelas.authoring.diffing.saying import formula, members_changed, sentence, span_words, step, tell, type_words
from naikkelas.authoring.pages.claiming import assumption_words, harmless_words
from naikkelas.authoring.pages.words import Writer
from naikkelas.cohorts.asking import seed_of
from naikkelas.conditions import Condition, Derived, FactRef, ParamRef, operands_in, operands_of
from naikkelas.explain.words import clean, day_words, in_lang, number_words
from naikkelas.facts import Fact, Text
from naikkelas.problems import Lang
from naikkelas.rules import RuleSet
from naikkelas.ruleset.model import Assumption, Criterion, LinkedRuleSet, Parameter, ParamValue, Source

#: What of a criterion people read.
_CRITERION_TEXTS: Final = ("title", "remedy", "source", "firmness")

#: What of a selection parameters may set.
_SET: Final = ("quota", "waiting_list", "by")


def changes_of(old: Side, new: Side, names: Names, lang: Lang, day: date) -> list[Change]:
    """Every change, in the order of the file; parameters stand in sentences with their values on ``day``."""
    both = Both(old, new, names, *(Writer(side.rules.linked, lang, day.toordinal()) for side in (old, new)))
    found = [*_Changes(both).all()]
    if old.rules.hash != new.rules.hash and all(change.effect in (Effect.TEXT, Effect.PRIVACY) for change in found):
        found.append(both.change(Part.RULE_SET, new.rules.name, "other", Effect.DIFFERS))
    if old.rules.text_hash != new.rules.text_hash and not found:
        found.append(both.change(Part.RULE_SET, new.rules.name, "other_texts", Effect.TEXT))
    return found


class _Changes:
    def __init__(self, both: Both) -> None:
        self._both, self._names = both, both.names
        self._one, self._two = both.one, both.two
        self._old, self._new = both.old.rules.linked, both.new.rules.linked
        self._lang = both.lang

    def all(self) -> Iterator[Change]:
        """Everything."""
        yield from self._rule_set()
        yield from self._scope()
        yield from self._criteria()
        yield from self._parameters()
        yield from self._derived()
        yield from self._facts()
        yield from self._programmes()
        yield from self._sources()
        yield from self._gaps()
        yield from self._claimed()

    # --- the whole ---------------------------------------------------------------------------------------------------

    def _rule_set(self) -> Iterator[Change]:
        old, new, both = self._old, self._new, self._both
        at: dict[str, Any] = {"part": Part.RULE_SET, "name": new.name}
        if old.name != new.name:
            yield both.change(**at, aspect="name", effect=Effect.FORM, old=old.name, new=new.name)
        if old.effective != new.effective:
            words = (span_words(self._lang, *each.effective) for each in (old, new))
            yield both.change(**at, aspect="effective", effect=Effect.DIFFERS, old=next(words), new=next(words))
        told = tuple(only_one(old, new, self._lang))
        if told:
            yield both.change(**at, aspect="life", effect=Effect.DIFFERS, steps=told)
        yield from self._outputs(at)
        yield from self._selection(at)
        yield from self._seed(at)
        for aspect in ("version", "firmness"):
            yield from both.plain_text(Part.RULE_SET, new.name, aspect, getattr(old, aspect), getattr(new, aspect))
        yield from both.text(Part.RULE_SET, new.name, "title", old.title, new.title)
        order = moved([self._names.new("criterion", name) for name in old.criteria], list(new.criteria))
        if order:
            yield both.change(**at, aspect="order", effect=Effect.TEXT, new=", ".join(order))

    def _outputs(self, at: Mapping[str, Any]) -> Iterator[Change]:
        before = [self._names.new("fact", name) for name in self._old.outputs]
        after = list(self._new.outputs)
        if {*before} != {*after}:
            told = tuple(members_changed(self._lang, tell(self._lang, "shown"), before, after))
            yield self._both.change(**at, aspect="outputs", effect=Effect.DIFFERS, steps=told)

    def _selection(self, at: Mapping[str, Any]) -> Iterator[Change]:
        """What is selected by, key by key; parameters as they are written."""
        old, new = ({} if one is None else one.plain() for one in (self._old.selection, self._new.selection))
        renamed = {key: self._parameter(value) if key in _SET else value for key, value in old.items()}
        if old and new:
            for each in (renamed, new):
                each.pop("seed", None)  # what is drawn from is told apart
        told: dict[Effect, list[str]] = {Effect.DIFFERS: [], Effect.TEXT: []}
        for key in dict.fromkeys((*old, *new)):
            if renamed.get(key) != new.get(key):
                words = (tell(self._lang, "nothing") if each is None else _compact(each) for each in (old.get(key), new.get(key)))
                told[Effect.TEXT if key in ("source", "firmness") else Effect.DIFFERS].append(f"{key}: {step(next(words), next(words))}")
        for effect, steps in told.items():
            if steps:
                yield self._both.change(**at, aspect="selection", effect=effect, steps=tuple(steps))

    def _seed(self, at: Mapping[str, Any]) -> Iterator[Change]:
        """What lots are drawn from, written or not."""
        one, two = self._old.selection, self._new.selection
        if one is None or two is None:
            return
        seeds = seed_of(self._old, one), seed_of(self._new, two)
        if seeds[0] != seeds[1]:
            told = tell(self._lang, "drawn_anew", old=clean(seeds[0]), new=clean(seeds[1]))
            yield self._both.change(**at, aspect="seed", effect=Effect.DIFFERS, steps=(told,))
        elif one.seed != two.seed:
            yield self._both.change(**at, aspect="seed", effect=Effect.FORM, steps=(tell(self._lang, "drawn_alike", seed=clean(seeds[0])),))

    def _parameter(self, value: Any) -> Any:
        """A limit with the new name of its parameter."""
        if isinstance(value, dict):
            return {key: self._parameter(item) for key, item in value.items()}
        if isinstance(value, str) and value.startswith("$"):
            return f"${self._names.new('parameter', value[1:])}"
        return value

    def _scope(self) -> Iterator[Change]:
        yield from self._both.condition(Part.SCOPE, "applies_when", "applies_when", self._old.applies_when, self._new.applies_when)

    # --- criteria ----------------------------------------------------------------------------------------------------

    def _criteria(self) -> Iterator[Change]:
        back = {self._names.new("criterion", name): name for name in self._old.criteria}
        for name, one in self._old.criteria.items():
            if self._names.new("criterion", name) not in self._new.criteria:
                words = sentence(self._one, one.require)
                yield self._both.change(
                    Part.CRITERION, name, "removed", Effect.DIFFERS, old=words, title=self._one.text(one.title), places=(one.place, None)
                )
        for name, two in self._new.criteria.items():
            title = self._two.text(two.title)
            if name not in back:
                words = sentence(self._two, two.require)
                yield self._both.change(Part.CRITERION, name, "added", Effect.DIFFERS, new=words, title=title, places=(None, two.place))
                continue
            one = self._old.criteria[back[name]]
            for change in self._criterion(one, two):
                yield replace(change, title=title)

    def _criterion(self, one: Criterion, two: Criterion) -> Iterator[Change]:
        both, places = self._both, (one.place, two.place)
        at: dict[str, Any] = {"part": Part.CRITERION, "name": two.id, "places": places}
        if one.id != two.id:
            yield both.change(**at, aspect="renamed", effect=Effect.FORM, old=one.id, new=two.id)
        yield from both.condition(Part.CRITERION, two.id, "require", one.require, two.require, places)
        yield from both.condition(Part.CRITERION, two.id, "guard", one.guard, two.guard, places)
        if one.kind is not two.kind:
            words = (tell(self._lang, f"criterion.{each.kind}") for each in (one, two))
            yield both.change(**at, aspect="kind", effect=Effect.DIFFERS, old=next(words), new=next(words))
        if self._names.renamed(_data(one.points)) != _data(two.points):
            words = (self._points(writer, each.points) for writer, each in ((self._one, one), (self._two, two)))
            yield both.change(**at, aspect="points", effect=Effect.PERHAPS, old=next(words), new=next(words))
        if one.effective != two.effective:
            words = (span_words(self._lang, *each.effective) for each in (one, two))
            yield both.change(**at, aspect="effective", effect=Effect.PERHAPS, old=next(words), new=next(words))
        for aspect in _CRITERION_TEXTS:
            before, after = getattr(one, aspect), getattr(two, aspect)
            put = both.text if isinstance(before or after, Text) else both.plain_text
            yield from put(Part.CRITERION, two.id, aspect, before, after, places)

    def _points(self, writer: Writer, points: int | ParamRef | FactRef) -> str:
        if isinstance(points, int):
            return number_words(self._lang, points)
        return writer.operand(points)

    # --- parameters --------------------------------------------------------------------------------------------------

    def _parameters(self) -> Iterator[Change]:
        both = self._both
        for one, two in both.pairs("parameter", self._old.parameters, self._new.parameters):
            if one is None or two is None:
                found = one or two
                assert found is not None  # noqa: S101 - one of the two is there
                aspect, words = ("added", None) if one is None else ("removed", self._history(self._one, found))
                new = self._history(self._two, found) if one is None else None
                stood = (None, found.place) if one is None else (found.place, None)
                yield both.change(Part.PARAMETER, found.name, aspect, Effect.PERHAPS, old=words, new=new, places=stood)
                continue
            places = (one.place, two.place)
            at: dict[str, Any] = {"part": Part.PARAMETER, "name": two.name, "places": places}
            title = "" if two.title is None else self._two.text(two.title)
            if one.name != two.name:
                yield both.change(**at, aspect="renamed", effect=Effect.FORM, old=one.name, new=two.name, title=title)
            if one.type.to_dict() != two.type.to_dict():
                words_ = (type_words(self._lang, each.type) for each in (one, two))
                yield both.change(**at, aspect="type", effect=Effect.PERHAPS, old=next(words_), new=next(words_), title=title)
            for change in self._values(one, two, at):
                yield replace(change, title=title)
            yield from both.text(Part.PARAMETER, two.name, "title", one.title, two.title, places)
            yield from both.text(Part.PARAMETER, two.name, "unit", one.type.unit, two.type.unit, places)

    def _values(self, one: Parameter, two: Parameter, at: Mapping[str, Any]) -> Iterator[Change]:
        """The history, date by date; a date that only moved is one change with the same value."""
        if one.to_dict()["values"] == two.to_dict()["values"]:
            return
        old, new = dict(one.values), dict(two.values)
        told = []
        for day in sorted({*old, *new}):
            when = day_words(self._lang, day)
            if day not in new:
                told.append(tell(self._lang, "value.removed", day=when, value=self._value(self._one, one, old[day])))
            elif day not in old:
                told.append(tell(self._lang, "value.added", day=when, value=self._value(self._two, two, new[day])))
            elif old[day] != new[day] or one.type.decimals != two.type.decimals:
                told += self._value_changed(when, (one, old[day]), (two, new[day]))
        users = ", ".join(f"'{name}'" for name in _users(self._new, two.name))
        if users:
            told.append(tell(self._lang, "used_by", names=users))
        yield self._both.change(**at, aspect="values", effect=Effect.PERHAPS, steps=tuple(told))

    def _value_changed(self, when: str, one: tuple[Parameter, ParamValue], two: tuple[Parameter, ParamValue]) -> Iterator[str]:
        before, after = one[1], two[1]
        if isinstance(before, frozenset) and isinstance(after, frozenset):
            titles = self._two.titles_of(two[0].name)
            lists = ([in_lang(titles[each], self._lang) if each in titles else each for each in sorted(found)] for found in (before, after))
            yield from members_changed(self._lang, tell(self._lang, "since", day=when), next(lists), next(lists))
            return
        yield f"{tell(self._lang, 'since', day=when)}: {step(self._value(self._one, *one), self._value(self._two, *two))}"

    def _value(self, writer: Writer, parameter: Parameter, value: ParamValue) -> str:
        return writer.value(value, parameter.type, writer.titles_of(parameter.name))

    def _history(self, writer: Writer, parameter: Parameter) -> str:
        return "; ".join(
            f"{tell(self._lang, 'since', day=day_words(self._lang, day))}: {self._value(writer, parameter, value)}"
            for day, value in parameter.values
        )

    # --- derived facts -----------------------------------------------------------------------------------------------

    def _derived(self) -> Iterator[Change]:
        both = self._both
        for one, two in both.pairs("fact", self._old.derived, self._new.derived):
            if one is None or two is None:
                found = one or two
                assert found is not None  # noqa: S101 - one of the two is there
                writer = self._two if one is None else self._one
                words = formula(writer, found)
                sides: dict[str, Any] = (
                    {"new": words, "places": (None, found.place)} if one is None else {"old": words, "places": (found.place, None)}
                )
                title = writer.text(found.title)
                yield both.change(Part.DERIVED, found.name, "added" if one is None else "removed", Effect.PERHAPS, title=title, **sides)
                continue
            for change in self._one_derived(one, two):
                yield replace(change, title=self._two.text(two.title))

    def _one_derived(self, one: Derived, two: Derived) -> Iterator[Change]:
        both, places = self._both, (one.place, two.place)
        at: dict[str, Any] = {"part": Part.DERIVED, "name": two.name, "places": places}
        if one.name != two.name:
            yield both.change(**at, aspect="renamed", effect=Effect.FORM, old=one.name, new=two.name)
        if one.type.to_dict() != two.type.to_dict():
            words = (type_words(self._lang, each.type) for each in (one, two))
            yield both.change(**at, aspect="type", effect=Effect.PERHAPS, old=next(words), new=next(words))
        yield from formula_changes(both, one, two)
        yield from self._personal(Part.DERIVED, one.name, two.name, places)
        yield from both.text(Part.DERIVED, two.name, "title", one.title, two.title, places)
        yield from both.text(Part.DERIVED, two.name, "unit", one.type.unit, two.type.unit, places)
        yield from both.plain_text(Part.DERIVED, two.name, "aliases", ", ".join(one.aliases), ", ".join(two.aliases), places)
        yield from both.titles(Part.DERIVED, two.name, one.choice_titles, two.choice_titles, places)

    # --- given facts -------------------------------------------------------------------------------------------------

    def _facts(self) -> Iterator[Change]:
        both = self._both
        old, new = ({**each.facts, **each.declared} for each in (self._old, self._new))
        for name in (each for each in old if each not in new and each not in self._new.derived):
            yield both.change(Part.FACT, name, "removed", Effect.PERHAPS, title=self._one.text(old[name].title))
        for name, fact in new.items():
            if name not in old:
                if name not in self._old.derived:
                    yield both.change(Part.FACT, name, "added", Effect.PERHAPS, title=self._two.text(fact.title))
                continue
            yield from self._fact(old[name], fact)

    def _fact(self, one: Fact, two: Fact) -> Iterator[Change]:
        both, name = self._both, two.name
        if one.type.to_dict() != two.type.to_dict():
            words = (type_words(self._lang, each.type) for each in (one, two))
            effect = Effect.DIFFERS if name in self._old.facts or name in self._new.facts else Effect.PERHAPS
            yield both.change(Part.FACT, name, "type", effect, old=next(words), new=next(words), title=self._two.text(two.title))
        yield from self._personal(Part.FACT, name, name)
        for aspect in ("title", "question", "remedy"):
            yield from both.text(Part.FACT, name, aspect, getattr(one, aspect), getattr(two, aspect))
        yield from both.text(Part.FACT, name, "unit", one.type.unit, two.type.unit)
        yield from both.plain_text(Part.FACT, name, "aliases", ", ".join(one.aliases), ", ".join(two.aliases))
        yield from both.plain_text(Part.FACT, name, "source", one.source, two.source)
        yield from both.titles(Part.FACT, name, one.choice_titles, two.choice_titles)

    def _personal(self, part: Part, old: str, new: str, places: Places = (None, None)) -> Iterator[Change]:
        """Whether the value of a fact is shown: no decision hangs on it, and a person may."""
        was, now = self._old.is_personal(old), self._new.is_personal(new)
        if was is not now:
            words = [tell(self._lang, f"personal.{str(each).lower()}") for each in (was, now)]
            yield self._both.change(part, new, "personal", Effect.PRIVACY, old=words[0], new=words[1], places=places)

    # --- programmes, sources, gaps -----------------------------------------------------------------------------------

    def _programmes(self) -> Iterator[Change]:
        both, old, new = self._both, self._old.programmes, self._new.programmes
        for name in old:
            if name not in new:
                yield both.change(Part.PROGRAMME, name, "removed", Effect.PERHAPS, title=self._one.text(old[name].title))
        for name, other in new.items():
            title = self._two.text(other.title)
            if name not in old:
                yield both.change(Part.PROGRAMME, name, "added", Effect.PERHAPS, title=title)
                continue
            one, two = (RuleSet(each) for each in (old[name], other))
            if one.hash != two.hash or one.text_hash != two.text_hash:
                effect = Effect.TEXT if one.hash == two.hash else Effect.PERHAPS
                words = (f"{each.version} ({each.hash[:12]})" for each in (one, two))
                yield both.change(Part.PROGRAMME, name, "programme", effect, old=next(words), new=next(words), title=title)

    def _sources(self) -> Iterator[Change]:
        both, old, new = self._both, self._old.sources, self._new.sources
        for name in dict.fromkeys((*old, *new)):
            one, two = (self._source(each.get(name)) for each in (old, new))
            if one != two:
                aspect = "added" if one is None else "removed" if two is None else "changed"
                yield both.change(Part.SOURCE, name, aspect, Effect.TEXT, old=one, new=two)

    def _source(self, source: Source | None) -> str | None:
        if source is None:
            return None
        parts = [f"{source.title.id} / {source.title.en}", source.date, source.url, source.firmness]
        note = [] if source.note is None else [f"{source.note.id} / {source.note.en}"]
        return "; ".join(str(part) for part in [*parts, *note] if part)

    def _claimed(self) -> Iterator[Change]:
        """What `verify` is told about the rules: it decides nothing."""
        for aspect in ("never_hurts", "assumptions"):
            words = [[*_claims(writer, aspect)] for writer in (self._one, self._two)]
            told = tuple(members_changed(self._lang, tell(self._lang, f"aspect.{aspect}"), *words))
            if told:
                yield self._both.change(Part.RULE_SET, self._new.name, aspect, Effect.TEXT, steps=told)

    def _gaps(self) -> Iterator[Change]:
        old, new = self._old.data_gaps, self._new.data_gaps
        for gap in (each for each in old if each not in new):
            yield self._both.change(Part.GAP, "", "removed", Effect.TEXT, old=self._one.text(gap))
        for gap in (each for each in new if each not in old):
            yield self._both.change(Part.GAP, "", "added", Effect.TEXT, new=self._two.text(gap))
        if old != new and {*old} == {*new}:
            yield self._both.change(Part.GAP, "", "order", Effect.TEXT)


def _claims(writer: Writer, aspect: str) -> Iterator[str]:
    """What the author says never hurts, or what is assumed of everybody."""
    for one in getattr(writer.linked, aspect):
        if isinstance(one, Assumption):
            yield assumption_words(writer, one)
        else:
            yield harmless_words(writer, one)


def _compact(value: Any) -> str:
    """Plain data on one line, as YAML would have it."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_compact(item)}" for key, item in value.items()) + "}"
    return "[" + ", ".join(_compact(item) for item in value) + "]" if isinstance(value, list) else str(value)


def _data(value: Any) -> Any:
    to_dict = getattr(value, "to_dict", None)
    return value if to_dict is None else to_dict()


def _users(linked: LinkedRuleSet, parameter: str) -> list[str]:
    """The criteria and derived facts that read a parameter."""

    def reads(conditions: Sequence[Condition | None]) -> bool:
        return any(operand == ParamRef(parameter) for each in conditions if each is not None for operand in operands_in(each))

    found = [name for name, one in linked.criteria.items() if reads([one.guard, one.require]) or one.points == ParamRef(parameter)]
    return found + [name for name, one in linked.derived.items() if ParamRef(parameter) in operands_of(one.formula)]
