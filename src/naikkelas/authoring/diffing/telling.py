"""A comparison in words, as data, and its witnesses as tests ready to paste."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import yaml

from naikkelas.authoring.case_format import FORMAT
from naikkelas.authoring.diffing.comparing import has_difference
from naikkelas.authoring.diffing.document import Block, Code, Grid, Heading, Item, as_markdown, as_text
from naikkelas.authoring.diffing.model import (
    Answer,
    Change,
    Claim,
    Difference,
    Effect,
    Moment,
    Period,
    Side,
    TableDifference,
    Witness,
)
from naikkelas.authoring.diffing.saying import tell
from naikkelas.authoring.diffing.sharing import for_one_side, may_give, unread_by_both
from naikkelas.authoring.testing.model import UNKNOWN_WORD
from naikkelas.explain.words import TEMPLATES, capital, clean, day_words, in_lang
from naikkelas.problems import Lang

#: Changes in the order in which they are told, each with its heading.
_GROUPS: Final = (
    ((Effect.DIFFERS, Effect.PERHAPS), "deciding"),
    ((Effect.FORM,), "form"),
    ((Effect.PRIVACY,), "privacy"),
    ((Effect.TEXT,), "text"),
)

#: Words below which the old and the new one stand on lines of their own.
_LONG: Final = 60


def text_of(difference: Difference, changes: Sequence[Change], lang: Lang) -> str:
    """For a terminal."""
    return as_text([*_Telling(difference, changes, lang).blocks()])


def markdown_of(difference: Difference, changes: Sequence[Change], lang: Lang) -> str:
    """For a comment on a pull request."""
    return as_markdown([*_Telling(difference, changes, lang).blocks()])


class _Telling:
    def __init__(self, difference: Difference, changes: Sequence[Change], lang: Lang) -> None:
        self._difference, self._changes, self._lang = difference, changes, lang

    def _say(self, key: str, **slots: object) -> str:
        return tell(self._lang, key, **slots)

    def _day(self, day: Any) -> str:
        return day_words(self._lang, day.toordinal())

    def _word(self, value: str) -> str:
        """An outcome or a status in words."""
        return _answer_words(value, self._lang)

    def blocks(self) -> Iterator[Block]:
        """Everything, in order."""
        sides = (self._side(side) for side in (self._difference.old, self._difference.new))
        yield Heading(self._say("head", old=next(sides), new=next(sides)), 1)
        yield Heading(self._say("changes"))
        yield from self._told_changes()
        yield Heading(self._say("proof"))
        yield from self._proof()
        if self._difference.table is not None:
            yield from self._table(self._difference.table)
        cases = cases_of(self._difference, self._lang)
        if cases:
            yield Heading(self._say("proof.cases"))
            yield from (Item(each) for each in _of_revision(self._difference, self._lang))
            yield Code("yaml", cases)

    def _side(self, side: Side) -> str:
        return f"{side.written} ({side.rules.name} {side.rules.version}, {side.rules.hash[:12]})"

    # --- changes -----------------------------------------------------------------------------------------------------

    def _told_changes(self) -> Iterator[Block]:
        if not self._changes:
            yield Item(self._say("no_changes"))
        for effects, head in _GROUPS:
            found = [change for change in self._changes if change.effect in effects]
            if found:
                yield Item(self._say(head), strong=True)
            before: tuple[str, str, str] | None = None
            for change in found:
                key = (change.part, change.name, change.title)
                if key != before:
                    named = self._say(f"part.{change.part}", name=change.name)
                    yield Item(named + (f" “{change.title}”" if change.title not in ("", change.name) else ""), 1)
                    before = key
                yield from self._change(change)

    def _change(self, change: Change) -> Iterator[Block]:
        label = self._say(f"aspect.{change.aspect}")
        nothing = self._say("nothing")
        both = (change.old is not None or change.new is not None) and change.aspect not in ("added", "removed", "order")
        old, new = (nothing if each is None and both else each or "" for each in (change.old, change.new))
        places = " → ".join(place for place in (change.old_place, change.new_place) if place)
        one_sided = change.aspect.endswith(("added", "removed")) or change.aspect == "order"
        if one_sided:
            said = change.new if change.new is not None else change.old
            yield Item(f"{label}: {said}" if said else label, 2, places)
        elif both and old == new:
            yield Item(f"{label}: {self._say('reworded', words=old)}", 2, places)
        elif both and max(len(old), len(new)) <= _LONG:
            yield Item(f"{label}: {old} → {new}", 2, places)
        else:
            yield Item(label, 2, places)
            if both:
                yield Item(f"{self._say('old')}: {old}", 3)
                yield Item(f"{self._say('new')}: {new}", 3)
        inline = both and max(len(old), len(new)) <= _LONG and not one_sided
        yield from (Item(each, 3) for each in change.steps if not inline)

    # --- what is proved ----------------------------------------------------------------------------------------------

    def _proof(self) -> Iterator[Block]:
        difference = self._difference
        if difference.same_hash:
            yield Item(self._say("proof.same_hash"))
            yield from self._unread()
            return
        if any(period.moment.old != period.moment.new for period in difference.periods):
            yield Item(self._say("proof.apart"))
        for period in difference.periods:
            yield from self._period(period)
        if difference.not_compared:
            yield Item(self._say("proof.not_compared", count=difference.not_compared))
        if all(period.answer is Answer.SAME for period in difference.periods):
            yield Item(self._say("proof.same_on_every_day" if difference.every_day else "proof.same_on_dates"))
        if difference.is_open_on_other_days:
            yield Item(self._say("proof.other_days"))
        left = not_covered(difference)
        if left["derived_facts"]:
            yield Item(self._say("proof.given_derived", names=", ".join(left["derived_facts"])))
        yield from self._unread()
        if left["assumptions"]:
            yield Item(self._say("proof.not_assumed"))

    def _unread(self) -> Iterator[Item]:
        names = not_covered(self._difference)["unread_facts"]
        if names:
            yield Item(self._say("proof.unread", names=", ".join(names)))

    def _period(self, period: Period) -> Iterator[Block]:
        when = self._when(period)
        if period.is_same:
            yield Item(self._say("proof.span_same", span=when))
            return
        word = {Answer.SAME: "equivalent", Answer.DIFFERENT: "different", Answer.NOT_DECIDED: "not_decided"}[period.answer]
        yield Item(f"{when}: {self._say(f'proof.{word}')}", strong=True)
        if period.moment.old != period.moment.new:
            days = (self._day(each) for each in (period.moment.old, period.moment.new))
            yield Item(self._say("proof.rules_days", old=next(days), new=next(days)), 1)
        if period.is_dated and any(claim.answer is Answer.SAME for claim in period.claims):
            yield Item(self._say("proof.dated" if period.answer is Answer.SAME else "proof.dated_same"), 1)
        exact = [claim for claim in period.claims if not claim.is_open]
        if len(exact) < len(period.claims) and period.answer is Answer.DIFFERENT and all(each.answer is Answer.SAME for each in exact):
            yield Item(self._say("proof.asks"), 1)
        given = self._given(period)
        if given:
            yield Item(self._say("proof.given", names=", ".join(given)), 1)
        yield from (Item(self._claim(claim), 1) for claim in period.claims)

    def _given(self, period: Period) -> list[str]:
        """The derived facts that are given in all that differs; none where somebody differs who gives none."""
        names = may_give((self._difference.old.rules.linked, self._difference.new.rules.linked))
        differing = [claim for claim in period.claims if claim.answer is Answer.DIFFERENT]
        found = [[name for name in witness.profile if name in names] for claim in differing for witness in claim.witnesses]
        if not found or not all(found) or not all(claim.witnesses for claim in differing):
            return []
        return sorted({name for each in found for name in each})

    def _when(self, period: Period) -> str:
        day = self._day(period.moment.as_of)
        if period.first is None:
            return self._say("proof.day", day=day)
        last = None if period.last is None else self._day(period.last)
        span = (
            self._say("from", first=self._day(period.first))
            if last is None
            else self._say("from_until", first=self._day(period.first), last=last)
        )
        if period.first.year <= _NO_FIRST_YEAR:
            span = self._say("always") if last is None else self._say("until", last=last)
        return span if period.is_same else self._say("proof.span", span=span, day=day)

    def _claim(self, claim: Claim) -> str:
        about = self._say({"points": "proof.points_total"}.get(claim.about, f"proof.{claim.about}"), name=claim.name)
        about = self._say("proof.is_open", about=about) if claim.is_open else about
        if claim.answer is Answer.SAME:
            return self._say("proof.is_same", about=about)
        if claim.answer is Answer.NOT_DECIDED:
            return self._say("proof.is_not_decided", about=about, reason=self._say(f"why.{claim.why}", **claim.slots))
        if not claim.witnesses:
            return self._say("proof.is_other", about=about)
        return self._say(
            "proof.is_different", about=about, cases="; ".join(shows(witness, self._lang, named=False) for witness in claim.witnesses)
        )

    # --- a table -----------------------------------------------------------------------------------------------------

    def _table(self, table: TableDifference) -> Iterator[Block]:
        yield Heading(self._say("table", file=table.file))
        yield Item(self._say("table.total", changed=table.changed, total=table.total, day=moment_words(table.moment, self._lang)))
        if table.unread:
            yield Item(self._say("table.unread", count=table.unread))
        if table.out is not None and table.changed:
            yield Item(self._say("table.written", file=table.out))
        count = self._say("table.count")
        yield Grid((self._say("table.pairs"), count), tuple((self._pair(pair), str(number)) for pair, number in table.pairs.items()))
        if table.criteria:
            counted = tuple((self._criterion(name), str(number)) for name, number in table.criteria.items())
            yield Grid((self._say("table.criteria"), count), counted)
        if table.by is not None and table.groups:
            heads = (self._say("table.groups", by=table.by), self._say("table.pairs"), count)
            rows = tuple(
                ((group or self._say("table.blank")) if place == 0 else "", self._pair(pair), str(number))
                for group, pairs in table.groups.items()
                for place, (pair, number) in enumerate(pairs.items())
            )
            yield Grid(heads, rows)
        if table.rows:
            yield Item(f"{self._say('table.rows')}:")
        for row in table.rows:
            names = ", ".join(self._criterion(name) for name in row.because)
            why = self._say("table.alone" if row.alone else "table.together", names=names)
            named = self._say("table.row", number=row.number)
            yield Item(f"{named}: {self._pair((row.old, row.new))}, {why}", 1)
        if table.changed > len(table.rows):
            yield Item(self._say("table.more", count=table.changed - len(table.rows)), 1)

    def _pair(self, pair: tuple[str, str]) -> str:
        old, new = (self._word(each) for each in pair)
        return f"{old} → {new}"

    def _criterion(self, name: str) -> str:
        if not name:
            return self._say("table.scope")
        found = next(
            (side.rules.criteria[name] for side in (self._difference.new, self._difference.old) if name in side.rules.criteria), None
        )
        title = name if found is None else in_lang(found.title, self._lang)
        return name if title == name else f"{name} “{title}”"


#: Rule sets without a first day begin in this year.
_NO_FIRST_YEAR: Final = 1800


def moment_words(moment: Moment, lang: Lang) -> str:
    """``per 1 November 2026``, and the days of the rules where they are others."""
    said = tell(lang, "proof.day", day=day_words(lang, moment.as_of.toordinal()))
    if moment.old == moment.new == moment.as_of:
        return said
    days = (day_words(lang, each.toordinal()) for each in (moment.old, moment.new))
    return f"{said}; {tell(lang, 'proof.rules_days', old=next(days), new=next(days))}"


# --- witnesses -------------------------------------------------------------------------------------------------------


def shows(witness: Witness, lang: Lang, *, named: bool = True) -> str:
    """What a witness is there for; ``named`` with the criterion or fact it shows."""
    say = _value_words if witness.shows in ("output", "points") else _answer_words
    words = {key: value if key == "name" else say(value, lang) for key, value in witness.slots.items()}
    return tell(lang, f"shows.{witness.shows if named else 'outcome'}", **words)


def _answer_words(value: str, lang: Lang) -> str:
    """An outcome or a status in words."""
    templates = TEMPLATES[lang]
    return next((templates[key] for key in (f"outcome.{value}", f"status.{value}") if key in templates), value)


def _value_words(value: Any, lang: Lang) -> str:
    """A value as tests write it, in words."""
    if isinstance(value, bool):
        return tell(lang, f"value.{str(value).lower()}")
    if isinstance(value, list):
        return tell(lang, "value.or").join(str(each) for each in value)
    if isinstance(value, Mapping):
        low, high = value.get("at_least"), value.get("at_most")
        key = "value.most" if low is None else "value.least" if high is None else "value.range"
        return tell(lang, key, low=low, high=high)
    if value == UNKNOWN_WORD:
        return tell(lang, "value.unknown")
    return str(value)


def _of_revision(difference: Difference, lang: Lang) -> Iterator[str]:
    """That the rules of the witnesses are not those of the file that the tests name."""
    if difference.new.moved is not None:
        yield tell(lang, "proof.cases_of_revision", revision=clean(difference.new.written))


def cases_of(difference: Difference, lang: Lang) -> str:
    """The witnesses as one file of tests of the new rule set; empty without any. What only the old one knows stands in a comment."""
    made: dict[str, dict[str, Any]] = {}
    left: dict[str, dict[str, Any]] = {}
    known = difference.new.rules.catalogue
    for period, witness in _witnesses(difference):
        moment = period.moment
        dates = {"as_of": moment.as_of} | ({} if moment.new == moment.as_of else {"rules_as_of": moment.new})
        key = repr((dates, sorted(witness.profile.items(), key=lambda item: item[0])))
        if key in made:
            made[key]["name"] += f"; {shows(witness, lang)}"
            made[key]["expect"] = _merged(made[key]["expect"], witness.expect)
        else:
            profile = {name: value for name, value in witness.profile.items() if name in known}
            made[key] = {"name": shows(witness, lang), **dates, "profile": profile, "expect": dict(witness.expect)}
            left[key] = {name: value for name, value in witness.profile.items() if name not in known}
    if not made:
        return ""
    names: dict[str, int] = {}
    for case in made.values():
        names[case["name"]] = names.get(case["name"], 0) + 1
        if names[case["name"]] > 1:
            case["name"] += f" ({names[case['name']]})"
    document = {"format": FORMAT, "rules": difference.new.for_tests or difference.new.written, "cases": [*made.values()]}
    note = "".join(f"# {each}\n" for each in (*_of_revision(difference, lang), *_left_out(made, left, lang)))
    return note + yaml.dump(document, Dumper=_Plain, sort_keys=False, allow_unicode=True, width=10_000, default_flow_style=None)


def _merged(one: Mapping[str, Any], two: Mapping[str, Any]) -> dict[str, Any]:
    """What both expect: statuses and facts are put together."""
    return {
        **one,
        **{
            key: {**one.get(key, {}), **value} if isinstance(value, Mapping) and key in ("statuses", "facts") else value
            for key, value in two.items()
        },
    }


def _left_out(made: Mapping[str, Mapping[str, Any]], left: Mapping[str, Mapping[str, Any]], lang: Lang) -> Iterator[str]:
    """What is no part of a case, because the new rule set knows no such fact."""
    for key, facts in left.items():
        if facts:
            written = yaml.safe_dump(facts, allow_unicode=True, default_flow_style=True, width=10_000)
            yield clean(tell(lang, "proof.cases_without", name=made[key]["name"], facts=written.strip()))


def _witnesses(difference: Difference) -> Iterator[tuple[Period, Witness]]:
    for period in difference.periods:
        yield from ((period, witness) for claim in period.claims for witness in claim.witnesses)


class _Plain(yaml.SafeDumper):
    """YAML without anchors: a date that stands twice is written twice."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def not_covered(difference: Difference) -> dict[str, Any]:
    """What the proofs do not speak of: profiles that only one side can read, for they give these derived facts; and assumptions."""
    both = (difference.old.rules.linked, difference.new.rules.linked)
    unread = unread_by_both(both)
    if difference.same_hash or all(period.is_same for period in difference.periods):
        return {"derived_facts": [], "unread_facts": unread, "assumptions": False}
    return {"derived_facts": for_one_side(both), "unread_facts": unread, "assumptions": any(linked.assumptions for linked in both)}


# --- data ------------------------------------------------------------------------------------------------------------


def as_data(difference: Difference, changes: Sequence[Change], lang: Lang, *, allow_undecided: bool = False) -> dict[str, Any]:
    """Everything as plain data; ``different`` is what the exit code says, ``proved`` that nothing is left undecided."""
    sides = (difference.old, difference.new)
    undecided = any(claim.answer is Answer.NOT_DECIDED for period in difference.periods for claim in period.claims)
    return {
        **{key: _side(side) for key, side in zip(("old", "new"), sides, strict=True)},
        "different": has_difference(difference, changes, allow_undecided=allow_undecided),
        "same_hash": difference.old.rules.hash == difference.new.rules.hash,
        "proved": not (difference.without_proof or difference.not_compared or undecided or difference.is_open_on_other_days),
        "every_day": difference.every_day,
        "not_compared": difference.not_compared,
        "not_covered": not_covered(difference),
        "changes": [_change(change, lang) for change in changes],
        "periods": [_period(period, lang) for period in difference.periods],
        "table": None if difference.table is None else _table(difference.table),
    }


def _side(side: Side) -> dict[str, Any]:
    rules = side.rules
    return {"name": side.written, "rule_set": rules.name, "version": rules.version, "hash": rules.hash, "text_hash": rules.text_hash}


def _change(change: Change, lang: Lang) -> dict[str, Any]:
    what = f"{tell(lang, f'part.{change.part}', name=change.name)}: {tell(lang, f'aspect.{change.aspect}')}"
    made: dict[str, Any] = {"part": change.part.value, "name": change.name, "aspect": change.aspect, "effect": change.effect.value}
    made |= {"title": change.title, "text": capital(what), "old": change.old, "new": change.new, "steps": list(change.steps)}
    return {**made, "old_place": change.old_place, "new_place": change.new_place}


def _moment(moment: Moment) -> dict[str, str]:
    return {"as_of": moment.as_of.isoformat(), "old_rules_as_of": moment.old.isoformat(), "new_rules_as_of": moment.new.isoformat()}


def _period(period: Period, lang: Lang) -> dict[str, Any]:
    days = {key: None if day is None else day.isoformat() for key, day in (("first", period.first), ("last", period.last))}
    made = {**days, **_moment(period.moment), "answer": period.answer.value, "same_text": period.is_same, "is_dated": period.is_dated}
    return {**made, "claims": [_claim(claim, lang) for claim in period.claims]}


def _claim(claim: Claim, lang: Lang) -> dict[str, Any]:
    witnesses = [{"profile": dict(one.profile), "old": dict(one.before), "new": dict(one.expect)} for one in claim.witnesses]
    reason = None if claim.why is None else tell(lang, f"why.{claim.why}", **claim.slots)
    made = {"about": claim.about, "name": claim.name, "unknowns": claim.is_open, "answer": claim.answer.value, "reason": reason}
    return {**made, "witnesses": witnesses}


def _table(table: TableDifference) -> dict[str, Any]:
    def counted(pairs: Mapping[tuple[str, str], int]) -> list[dict[str, Any]]:
        return [{"old": old, "new": new, "rows": rows} for (old, new), rows in pairs.items()]

    return {
        "file": table.file,
        **_moment(table.moment),
        "rows": table.total,
        "changed": table.changed,
        "unread": table.unread,
        "outcomes": counted(table.pairs),
        "criteria": dict(table.criteria),
        "by": table.by,
        "groups": {group: counted(pairs) for group, pairs in table.groups.items()},
        "first_rows": [
            {"row": row.number, "old": row.old, "new": row.new, "because": list(row.because), "alone": row.alone} for row in table.rows
        ],
        "out": table.out,
    }
