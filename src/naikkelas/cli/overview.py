"""A rule set at a glance, in words and as data."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from naikkelas.authoring.pages import claims, facts_in_order
from naikkelas.calendar import Duration
from naikkelas.cli.scorecards import scorecards
from naikkelas.cli.selections import selection_lines
from naikkelas.cli.tell import Tell
from naikkelas.conditions import CriterionIs, CriterionKind, FactRef, ParamRef, comparisons, references
from naikkelas.explain.page import source_item
from naikkelas.explain.voice import Voice
from naikkelas.explain.words import clean, day_words, money_words, say, value_words
from naikkelas.facts import FIRST_DAY, Kind
from naikkelas.rules import RuleSet
from naikkelas.ruleset.model import Criterion, Firmness, LinkedRuleSet, Parameter, ParamValue, Source
from naikkelas.values import plain

_INDENT = "  "


def overview(rules: RuleSet, tell: Tell) -> str:
    """The whole rule set in words."""
    linked = rules.linked
    lines = [
        clean(tell.text(linked.title)),
        f"{rules.name} {tell('versi', 'version')} {rules.version}, {_in_force(linked, tell)}",
        f"hash {rules.hash}",
    ]
    if linked.firmness is not None:
        lines.append(tell("Dasar aturan ini: ", "What these rules rest on: ") + _firm(linked.firmness, tell))
    for title, section in _sections(rules, tell):
        body = list(section)
        if body:
            lines += ["", title]
            lines += [_INDENT + line for line in body]
    return "\n".join(lines)


def _sections(rules: RuleSet, tell: Tell) -> Iterator[tuple[str, Iterable[str]]]:
    linked = rules.linked
    titles = {
        CriterionKind.REQUIREMENT: tell("Syarat", "Requirements"),
        CriterionKind.PREFERENCE: tell("Nilai tambah", "Preferences"),
        CriterionKind.NOTE: tell("Catatan", "Notes"),
    }
    if linked.applies_when is not None:
        facts = {c.left.name for c in comparisons(linked.applies_when) if isinstance(c.left, FactRef)}
        yield tell("Berlaku bila (fakta yang dibaca)", "Applies when (facts read)"), [", ".join(sorted(facts))]
    for kind, title in titles.items():
        yield title, (line for c in rules.criteria.values() if c.kind is kind for line in _criterion(c, tell))
    yield tell("Parameter (ubah dengan --set-parameter)", "Parameters (set with --set-parameter)"), _parameters(rules, tell)
    yield tell("Fakta yang dibaca", "Facts read"), (f"{n}: {clean(tell.text(f.title))}" for n, f in facts_in_order(rules.facts).items())
    yield tell("Ditampilkan", "Outputs"), (f"{n}: {clean(tell.text(linked.derived[n].title))}" for n in linked.outputs)
    yield tell("Kartu skor", "Scorecards"), scorecards(linked, tell)
    yield tell("Seleksi kohor", "Selection of a cohort"), selection_lines(linked, tell)
    hurts, assumed = claims(linked, tell.lang, linked.effective[0])
    yield tell("Yang tidak pernah merugikan (diperiksa oleh naikkelas verify)", "What never hurts (naikkelas verify checks it)"), hurts
    yield tell("Diandaikan dalam pembuktian (tidak mengubah penilaian)", "Assumed in proofs (changes no decision)"), assumed
    yield tell("Rule set lain", "Other rule sets"), (f"{n} {other.version}" for n, other in linked.programmes.items())
    yield tell("Tidak diperiksa", "Not checked"), (clean(tell.text(gap)) for gap in linked.data_gaps)
    yield tell("Sumber", "Sources"), (_source(source.name, linked, tell) for source in linked.sources.values())


def _firm(firmness: Firmness, tell: Tell) -> str:
    return say(tell.lang, f"firmness.{firmness.value}")


def _in_force(linked: LinkedRuleSet, tell: Tell) -> str:
    first, last = linked.effective
    if first <= FIRST_DAY:
        words = tell("tanpa tanggal mulai berlaku", "in force without a first day")
    else:
        words = tell("berlaku sejak ", "in force from ") + day_words(tell.lang, first)
    return words if last is None else words + tell(" sampai ", " to ") + day_words(tell.lang, last)


def _criterion(criterion: Criterion, tell: Tell) -> Iterator[str]:
    points = f" ({criterion.points} {tell('poin', 'points')})" if isinstance(criterion.points, int) and criterion.points else ""
    yield f"{criterion.id}: {clean(tell.text(criterion.title))}{points}"
    if criterion.guard is not None:
        yield (
            _INDENT + tell("tidak selalu berlaku; bergantung pada ", "does not always apply; depends on ") + _reads(criterion, guard=True)
        )
    yield _INDENT + tell("membaca ", "reads ") + _reads(criterion)
    if criterion.remedy is not None:
        yield _INDENT + tell("yang dapat dilakukan: ", "what can be done: ") + clean(tell.text(criterion.remedy))
    if criterion.firmness is not None:
        source = f" ({criterion.source})" if criterion.source else ""
        yield _INDENT + tell("dasar: ", "rests on: ") + _firm(criterion.firmness, tell) + source


def _reads(criterion: Criterion, *, guard: bool = False) -> str:
    """The facts, parameters, criteria and programmes that a condition asks about."""
    condition = criterion.guard if guard and criterion.guard is not None else criterion.require
    sides = [side for c in comparisons(condition) for side in (c.left, *c.right) if isinstance(side, FactRef | ParamRef)]
    names = [side.name if isinstance(side, FactRef) else f"${side.name}" for side in sides]
    others = [r.criterion if isinstance(r, CriterionIs) else r.programme for r in references(condition)]
    return ", ".join(dict.fromkeys([*names, *others]))


def _parameters(rules: RuleSet, tell: Tell) -> Iterator[str]:
    for name, parameter in rules.parameters.items():
        title = f" ({clean(tell.text(parameter.title))})" if parameter.title is not None else ""
        history = [f"{_value(value, parameter, tell)}" + _since(start, parameter, tell) for start, value in parameter.values]
        yield f"{name} = {'; '.join(history)}{title}"


def _since(start: int, parameter: Parameter, tell: Tell) -> str:
    several = len(parameter.values) > 1
    return tell(" sejak ", " from ") + date.fromordinal(start).isoformat() if several else ""


def _value(value: ParamValue, parameter: Parameter, tell: Tell) -> str:
    """As it can be written after ``=``, except for durations and sets, which are told in words or cut."""
    if parameter.type.kind is Kind.MONEY and isinstance(value, int):
        return money_words(value)
    if isinstance(value, Duration):
        return "{" + ", ".join(f"{unit}: {count}" for unit, count in value.to_dict().items()) + "}"
    if isinstance(value, frozenset):
        return "[" + ", ".join(sorted(value)) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return value_words(value, parameter.type, tell.lang) if parameter.type.unit else str(plain(value, parameter.type))


def _source(name: str, linked: LinkedRuleSet, tell: Tell) -> str:
    item = source_item(Voice(tell.lang, linked.effective[0], linked), linked.sources[name])
    return f"{name}: " + ", ".join(part for part in (clean(item.text), item.url) if part)


def overview_data(rules: RuleSet) -> dict[str, Any]:
    """The whole rule set as data; conditions as the linked tree."""
    linked = rules.linked
    first, last = linked.effective
    return {
        "rule_set": rules.name,
        "version": rules.version,
        "title": linked.title.to_dict(),
        "firmness": linked.firmness,
        "hash": rules.hash,
        "text_hash": rules.text_hash,
        "effective": {"from": _iso(first), "until": None if last is None else _iso(last)},
        "applies_when": None if linked.applies_when is None else linked.applies_when.to_dict(),
        "parameters": {name: _parameter_data(parameter) for name, parameter in rules.parameters.items()},
        "criteria": {name: _criterion_data(criterion) for name, criterion in rules.criteria.items()},
        "facts": {name: fact.title.to_dict() for name, fact in facts_in_order(rules.facts).items()},
        "derived": {name: {"title": made.title.to_dict(), **made.to_dict()} for name, made in linked.derived.items()},
        "outputs": list(linked.outputs),
        "selection": None if linked.selection is None else linked.selection.plain(),
        "never_hurts": [one.to_dict() for one in linked.never_hurts],
        "assumptions": [one.to_dict() for one in linked.assumptions],
        "programmes": {name: other.version for name, other in linked.programmes.items()},
        "data_gaps": [gap.to_dict() for gap in linked.data_gaps],
        "sources": {name: _source_data(s) for name, s in linked.sources.items()},
        "problems": [problem.to_dict() for problem in rules.problems],
    }


def _iso(day: int) -> str:
    return date.fromordinal(day).isoformat()


def _parameter_data(parameter: Parameter) -> dict[str, Any]:
    values = {_iso(start): _plain(value, parameter) for start, value in parameter.values}
    title = None if parameter.title is None else parameter.title.to_dict()
    return {"type": parameter.type.kind.value, "title": title, "values": values}


def _plain(value: ParamValue, parameter: Parameter) -> Any:
    return value.to_dict() if isinstance(value, Duration) else plain(value, parameter.type)


def _source_data(source: Source) -> dict[str, Any]:
    return {"title": source.title.to_dict(), "date": source.date, "url": source.url, "firmness": source.firmness}


def _criterion_data(criterion: Criterion) -> dict[str, Any]:
    made = criterion.to_dict()
    first, last = criterion.effective
    made["effective"] = {"from": None if first is None else _iso(first), "until": None if last is None else _iso(last)}
    remedy = None if criterion.remedy is None else criterion.remedy.to_dict()
    return {"title": criterion.title.to_dict(), **made, "remedy": remedy, "source": criterion.source, "firmness": criterion.firmness}
