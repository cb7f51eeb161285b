"""Random rule sets, as the documents an author would write: every one loads, and every construct of the language occurs.

An :class:`Author` makes one of :class:`~tests.strategies_choices.Choices`. Derived facts and criteria are written one after
the other and refer only to what is there already, so there are no cycles; the file shuffles them.
"""

import json
from dataclasses import replace
from decimal import Decimal
from functools import partial
from itertools import pairwise

from naikkelas.ranges import NEVER
from tests.strategies_scorecards import scorecard
from tests.strategies_words import (
    ARITHMETIC,
    DAYS,
    EFFECTIVE_FROM,
    GIVEN,
    MOST_IN_POINTS,
    MOST_IN_RATIOS,
    MOST_IN_SUMS,
    WIDEST,
    Operand,
    day_number,
)

TITLE = {"id": "Contoh", "en": "Example"}

_LIMITS = ("at_least", "at_most", "more_than", "less_than")
_DATE_LIMITS = ("on_or_after", "on_or_before", "after", "before")
_DISTANCES = ("at_least_ago", "less_than_ago", "at_least_ahead")
_DURATIONS = (
    {"months": 1}, {"months": 12}, {"years": 1}, {"months": 0}, {"months": 6}, {"years": 1, "months": 1}, {"days": 30}, {"weeks": 2}, {"days": 0},
)  # fmt: skip

#: What a parameter on the left may be like.
_OF_PARAMETERS = (
    Operand("flag", "boolean"),
    Operand("level", "integer", -10, 10, (-1, 0, 3, 5)),
    Operand("share", "number", -10, 100, (-1, 0, 46, 70), decimals=1),
    Operand("route", "choice", choices=("shop", "web", "export")),
)


class Author:
    """Writes one rule set; ``programmes`` are the documents, by name, of rule sets it may refer to and take criteria from."""

    def __init__(self, choices, name="drawn", programmes=None, prefix="", most_criteria=5, vocabulary=GIVEN):
        self.choices = choices
        self.name = name
        self.programmes = programmes or {}
        self.prefix = prefix
        self.most_criteria = most_criteria
        self.words = self.choices.some_of(vocabulary, 3, 9)
        self.operands = list(self.words)
        self.given_used = {}
        self.parameters = {}
        self.derived = {}
        self.criteria = {}
        self.worth = {}
        self.negations = 0
        self.uses = self.taken()
        self.seen = set()

    def document(self):
        """The whole rule set as plain data."""
        choices = self.choices
        for _ in range(choices.integer(1, self.most_criteria)):
            if choices.chance(55):
                self.derived_fact()
            self.criterion()
        if choices.chance(20):
            self.derived_fact()
        made = {
            "format": "naikkelas/1",
            "rule_set": self.name,
            "version": "1",
            "title": TITLE,
            "effective": {"from": EFFECTIVE_FROM},
        }
        if self.uses:
            made["uses"] = self.uses
        if choices.chance(25):
            made["applies_when"] = self.condition(1)
        declared = {name: {"title": TITLE, **word.declared} for name, word in self.given_used.items() if word.declared}
        made["criteria"] = self.reordered(self.criteria)
        if declared or self.derived:
            made["facts"] = self.reordered({**declared, **self.derived})
        if self.parameters:
            made["parameters"] = self.reordered(self.parameters)
        shown = [operand.name for operand in self.operands if operand.name in self.derived and operand.nature != "ratio"]
        if shown:
            made["outputs"] = choices.shuffled(shown)
        return made

    def taken(self):
        """Sometimes takes criteria of the programmes."""
        return {name: self.choices.some_of(other["criteria"], 1, 2) for name, other in self.programmes.items() if self.choices.chance(35)}

    def reordered(self, entries):
        return {name: entries[name] for name in self.choices.shuffled(entries)} if self.choices.chance(30) else dict(entries)

    # --- conditions ---------------------------------------------------------------------------------------------------

    def condition(self, depth, alone=False):
        """A mapping; ``alone`` where only one key with one comparison may stand."""
        makers = [self.leaf, self.leaf, self.leaf]
        if depth > 0:
            makers += [self.any_of, self.negation, self.some, self.all_of]
        if self.criteria or self.uses:
            makers.append(self.criterion_reference)
        if self.programmes:
            makers.append(self.programme_reference)
        made = self.choices.pick(makers)(depth)
        if not alone and self.choices.chance(25):
            made = {**self.choices.pick([self.leaf, self.leaf, makers[-1]])(depth), **made}
            self.another_comparison(made)
        return made

    def all_of(self, depth):
        return {"all": [self.condition(depth - 1) for _ in range(self.choices.integer(1, 3))]}

    def any_of(self, depth):
        return {"any": [self.condition(depth - 1, alone=True) for _ in range(self.choices.integer(2, 3))]}

    def negation(self, depth):
        self.negations += 1
        made = {"not": self.condition(depth - 1, alone=True)}
        self.negations -= 1
        return made

    def some(self, depth):
        count = self.choices.integer(2, 4)
        items = [self.condition(depth - 1, alone=True) for _ in range(count)]
        return {"some": {"at_least": self.choices.integer(1, count), "of": items}}

    def criterion_reference(self, _depth):
        entries = {criterion: self.programmes[name]["criteria"][criterion] for name, taken in self.uses.items() for criterion in taken}
        entries |= self.criteria
        name = self.choices.pick(entries)
        guarded = "applies_when" in entries[name] or "effective" in entries[name]
        if not guarded and self.choices.chance(30):
            return {"criterion": name}
        options = ["met", "not_met", "not_applicable"] if guarded else ["met", "not_met"]
        wanted = self.choices.some_of(options, 1, len(options) - 1)
        return {"criterion": {name: wanted[0] if len(wanted) == 1 else wanted}}

    def programme_reference(self, _depth):
        wanted = self.choices.some_of(["eligible", "ineligible", "out_of_scope"], 1, 2)
        return {"programme": {self.choices.pick(self.programmes): wanted[0] if len(wanted) == 1 else wanted}}

    def leaf(self, _depth):
        if self.choices.chance(7):
            return self.parameter_on_the_left()
        derived = [operand for operand in self.operands if operand.name in self.derived]
        operand = self.choices.pick(derived if derived and self.choices.chance(40) else self.operands)
        return {self.used(operand).name: self.comparison(operand)}

    def another_comparison(self, mapping):
        """Sometimes adds a second comparison to a fact of a mapping."""
        by_name = {operand.name: operand for operand in self.operands}
        for name in [name for name in mapping if name in by_name]:
            if self.choices.chance(30):
                mapping[name] = {**self.comparison(by_name[name]), **mapping[name]}

    def parameter_on_the_left(self):
        word = self.choices.pick(_OF_PARAMETERS)
        kind = "set" if word.kind == "choice" and self.choices.chance(40) else None
        name = self.parameter(word, kind)
        others = [other for other in self.operands if self.comparable(word, other)]
        if others and self.choices.chance(40):
            return {name: {self.choices.pick(_LIMITS): {"fact": self.used(self.choices.pick(others)).name}}}
        return {name: self.comparison(replace(word, kind=kind or word.kind))}

    def used(self, operand):
        """Notes that a given fact is used."""
        if operand.name not in self.derived and not operand.name.startswith("$"):
            self.given_used[operand.name] = operand
        return operand

    # --- comparisons --------------------------------------------------------------------------------------------------

    def comparison(self, operand):
        """One ``{comparison: right side}`` that some value meets and some does not."""
        if operand.nature == "value" and not self.negations and self.choices.chance(6):  # "not known" is refused
            return {"known": True}
        maker = {"boolean": self.about_boolean, "choice": self.about_words, "text": self.about_words, "set": self.about_set}.get(
            operand.kind
        )
        return (maker or self.about_order)(operand)

    def about_boolean(self, operand):
        op = self.choices.pick(["is", "is_not"])
        return {op: self.parameter(operand) if self.choices.chance(15) else self.choices.pick([True, False])}

    def about_words(self, operand):
        op = self.choices.pick(["is", "in", "is_not", "not_in"])
        if op in {"is", "is_not"}:
            return {op: self.parameter(operand) if self.choices.chance(12) else self.choices.pick(operand.choices)}
        return {op: self.several_words(operand)}

    def several_words(self, operand):
        if self.choices.chance(20):
            return self.parameter(operand, "set")
        return self.choices.some_of(operand.choices, 1, max(1, len(operand.choices) - 1))

    def about_set(self, operand):
        op = self.choices.pick(["includes", "includes_any", "includes_all"])
        if op == "includes":
            member = Operand(operand.name, "choice" if "shop" in operand.choices else "text", choices=operand.choices)
            return {op: self.parameter(member) if self.choices.chance(10) else self.choices.pick(operand.choices)}
        return {op: self.several_words(operand)}

    def about_order(self, operand):
        if operand.kind == "date" and self.choices.chance(35):
            op = self.choices.pick(_DISTANCES)
            return {op: self.parameter(operand, "duration") if self.choices.chance(20) else self.choices.pick(_DURATIONS)}
        if operand.kind == "integer" and self.choices.chance(40):
            return self.about_whole(operand)
        if self.choices.chance(20):
            low, high = sorted(self.two_of(operand.pool))
            first = self.threshold(replace(operand, high=high, pool=tuple(value for value in operand.pool if value <= low)), low)
            last = self.threshold(replace(operand, pool=tuple(value for value in operand.pool if value >= high)), high)
            return {"between": {"from": first, "to": last}}
        op = self.choices.pick(_DATE_LIMITS if operand.kind == "date" else _LIMITS)
        return {op: self.right(operand)}

    def two_of(self, pool):
        return self.choices.some_of(pool, 2, 2) if len(set(pool)) > 1 else [pool[0], pool[0]]

    def about_whole(self, operand):
        op = self.choices.pick(["is", "in", "is_not", "not_in"])
        if op in {"is", "is_not"}:
            return {op: self.threshold(operand, self.choices.pick(operand.pool))}
        start = self.choices.pick(operand.pool)
        run = [value for value in range(start, start + self.choices.integer(1, 3)) if value < operand.high]
        return {op: self.choices.shuffled(sorted({*run, *self.choices.some_of(operand.pool, 1, 2)}))}

    def right(self, operand):
        """What stands on the right of an ordered comparison."""
        if operand.kind == "date" and self.choices.chance(15):
            return "$as_of"
        others = [other for other in self.operands if self.comparable(operand, other)]
        if others and self.choices.chance(30):
            return {"fact": self.used(self.choices.pick(others)).name}
        return self.threshold(operand, self.choices.pick(operand.pool), parameters=40 if operand.high == NEVER else 15)

    def comparable(self, operand, other):
        same_type = (operand.kind, operand.decimals) == (other.kind, other.decimals)
        apart = operand.low < other.high and other.low < operand.high
        return same_type and apart and operand.name != other.name and operand.nature == other.nature == "value"

    def threshold(self, operand, value, parameters=10):
        if self.choices.chance(parameters):
            return self.parameter(operand, at_first=value)
        return operand.written(value)

    # --- parameters ---------------------------------------------------------------------------------------------------

    def parameter(self, operand, kind=None, at_first=None):
        """``$name`` of a new parameter that can stand where a constant of the operand can; or of one that is there."""
        name = f"{self.prefix}p{len(self.parameters) + 1}"
        changes = self.choices.some_of(DAYS, 0, 2)
        values = {day: self.parameter_value(operand, kind) for day in [self.choices.pick([EFFECTIVE_FROM, "2010-07-01"]), *changes]}
        if at_first is not None and not changes:
            values = {EFFECTIVE_FROM: operand.written(at_first)}
        self.parameters[name] = {**self.parameter_type(operand, kind), "values": values}
        if operand.kind == "date" and operand.high == NEVER and kind is None and self.choices.chance(50):
            self.parameters[name] |= {"may_be_never": True, "values": self.sometimes_never(values)}
        return f"${name}"

    def sometimes_never(self, values):
        """Values by their dates, one or all of them ``never``."""
        chosen = self.choices.some_of(list(values), 1, len(values))
        return {day: "never" if day in chosen else value for day, value in values.items()}

    def parameter_type(self, operand, kind):
        if operand.name == "divisor":
            return {"type": operand.kind, "at_least": 0, **({"decimals": operand.decimals} if operand.kind == "number" else {})}
        if operand.name == "points":
            return {"type": operand.kind, "at_least": operand.low, "at_most": operand.high}
        if kind == "duration":
            return {"type": "duration"}
        if operand.kind == "choice" or (kind == "set" and operand.kind == "set" and "shop" in operand.choices):
            return {"type": kind or "choice", "of": list(operand.choices)}
        if kind == "set":
            return {"type": "set", "of": "kbli" if operand.name == "kbli" else "text"}
        return {"type": operand.kind, **({"decimals": operand.decimals} if operand.kind == "number" else {})}

    def parameter_value(self, operand, kind):
        if kind == "duration":
            return self.choices.pick(_DURATIONS)
        if kind == "set":
            return self.choices.some_of(operand.choices, 1, max(1, len(operand.choices) - 1))
        if operand.kind == "boolean":
            return self.choices.pick([True, False])
        return self.choices.pick(operand.choices) if operand.choices else operand.written(self.choices.pick(operand.pool))

    # --- derived facts ------------------------------------------------------------------------------------------------

    def derived_fact(self):
        name = f"{self.prefix}d{len(self.derived) + 1}"
        makers = [self.truth, self.choice_table, self.number_table, self.date_table, self.boolean_table, self.total, self.total]
        makers += [self.difference, self.times, self.ratio, self.ratio, self.months_since, self.every_year]
        makers += [partial(scorecard, self), partial(scorecard, self), self.ratio]
        if any(criterion.get("kind") == "preference" for criterion in self.criteria.values()):
            makers += [self.points_of, self.points_of]
        made = self.choices.pick(makers)(name)
        if made is None:
            return
        operand, entry = made
        self.derived[name] = {"title": TITLE, **entry}
        self.operands.append(operand)

    def of_kinds(self, kinds):
        return [operand for operand in self.operands if operand.kind in kinds and operand.nature == "value"]

    def truth(self, name):
        return Operand(name, "boolean"), {"derive": self.condition(1)}

    def rows(self, results):
        """A table whose rows give ``results``, the last of them otherwise."""
        separate = self.separate_rows(len(results) - 1) if self.choices.chance(50) else None
        whens = separate or [self.condition(1) for _ in results[:-1]]
        rows = [{"when": when, "then": then} for when, then in zip(whens, results, strict=False)]
        hit = {"hit": "unique"} if separate else {"hit": "first"} if self.choices.chance(50) else {}
        return {"table": {**hit, "rows": rows, "otherwise": results[-1]}}

    def separate_rows(self, count):
        """Conditions on one fact that cannot be met together."""
        operand = self.choices.pick(self.operands)
        if operand.nature != "value" or operand.kind in {"boolean", "set"}:
            return None
        self.used(operand)
        if not operand.ordered:
            words = self.choices.some_of(operand.choices, min(count, len(operand.choices)), count)
            return [{operand.name: {"is": word}} for word in words]
        limits = [operand.written(limit) for limit in self.choices.some_of(sorted(set(operand.pool)), 1, count)]
        most, more = ("on_or_before", "after") if operand.kind == "date" else ("at_most", "more_than")
        first = {operand.name: {most: limits[0]}}
        rest = [{operand.name: {more: low, most: high}} for low, high in pairwise(limits)]
        return [first, *rest]

    def choice_table(self, name):
        words = ("micro", "small", "medium")
        results = [self.choices.pick(words) for _ in range(self.choices.integer(1, 3))]
        last = self.choices.pick(words)
        if self.choices.chance(15):
            last = self.parameter(Operand("size", "choice", choices=words[:2]))
        return Operand(name, "choice", choices=words), {"type": "choice", "of": list(words), **self.rows([*results, last])}

    def boolean_table(self, name):
        results = [self.choices.pick([True, False]) for _ in range(self.choices.integer(2, 4))]
        return Operand(name, "boolean"), {"type": "boolean", **self.rows(results)}

    def number_table(self, name):
        kind, decimals = self.choices.pick([("integer", 0), ("number", 1), ("money", 0), ("number", 2)])
        operand = Operand(name, kind, -20, 30, (-19, 0, 10, 29), decimals)
        results = [self.choices.integer(-20, 30) for _ in range(self.choices.integer(2, 4))]
        written = [operand.written(result) for result in results]
        if self.choices.chance(20):
            written[-1] = self.parameter(operand)
            operand = replace(operand, low=-WIDEST[kind], high=WIDEST[kind])
        bounds = {"at_least": operand.written(-20), "at_most": operand.written(30)}
        places = {"decimals": decimals} if kind == "number" else {}
        return operand, {"type": kind, **places, **bounds, **self.rows(written)}

    def date_table(self, name):
        low, high = day_number("1800-01-01"), day_number("2200-12-31")
        operand = Operand(name, "date", low, high, tuple(day_number(day) for day in DAYS))
        results = [self.choices.pick(DAYS) for _ in range(self.choices.integer(2, 4))]
        return operand, {"type": "date", **self.rows(results)}

    def arithmetic(self, name, key, terms):
        """A derived number that is the sum of (operand, factor) pairs of one kind."""
        kind, decimals = terms[0][0].kind, max(operand.decimals for operand, _ in terms)
        low, high, pool = 0, 0, [0, 0, 0]
        for operand, factor in terms:
            unit = factor * 10 ** (decimals - operand.decimals)
            ends = (operand.low * unit, operand.high * unit)
            low, high = low + min(ends), high + max(ends)
            pool = [value + self.choices.pick(operand.pool) * unit for value in pool]
            self.used(operand)
        inside = tuple(dict.fromkeys(value for value in [*pool, 0, 1] if low < value < high)) or (low + 1,)
        return Operand(name, kind, low, high, inside, decimals), key

    def alike(self, least=1):
        """Operands of one arithmetic kind, at least ``least`` different ones; ``None`` when there are none."""
        groups = [[operand for operand in self.of_kinds([kind]) if operand.size <= MOST_IN_SUMS] for kind in ARITHMETIC]
        groups = [group for group in groups if len(group) >= least]
        return self.choices.pick(groups) if groups else None

    def total(self, name):
        group = self.alike(2)
        if group is None:
            return None
        chosen = self.choices.some_of(group, 2, 3)
        if self.choices.chance(20):
            chosen.append(self.parameter_term(chosen[0]))
        return self.arithmetic(name, {"sum": [operand.name for operand in chosen]}, [(operand, 1) for operand in chosen])

    def parameter_term(self, like):
        """A parameter as a term of a formula."""
        word = Operand("term", like.kind, -WIDEST[like.kind], WIDEST[like.kind], (0, 1, 5, -3), like.decimals)
        return replace(word, name=self.parameter(word))

    def difference(self, name):
        group = self.alike(2)
        if group is None:
            return None
        first, second = self.choices.shuffled(self.choices.some_of(group, 2, 2))
        return self.arithmetic(name, {"difference": [first.name, second.name]}, [(first, 1), (second, -1)])

    def times(self, name):
        group = self.alike()
        if group is None:
            return None
        operand = self.choices.pick(group)
        factor, places = self.choices.pick([(2, 0), (-1, 0), (-3, 0), (10, 0), (5, 1), (-25, 2)])
        entry = {"times": {"fact": operand.name, "constant": str(Decimal(factor).scaleb(-places))}}
        made, entry = self.arithmetic(name, entry, [(operand, factor)])
        return (replace(made, kind="number", decimals=made.decimals + places) if places else made), entry

    def ratio(self, name):
        groups = [[operand for operand in self.of_kinds([kind]) if operand.size <= MOST_IN_RATIOS] for kind in ARITHMETIC]
        pairs = [(of, to) for group in groups for of in group for to in group if to.low >= 0]
        if not pairs:
            return None
        rare = [(of, to) for of, to in pairs if of.low < 0 or of.decimals > to.decimals]
        of, to = self.choices.pick(rare if rare and self.choices.chance(40) else pairs)
        if self.choices.chance(12):
            to = Operand("divisor", to.kind, 0, 100, (0, 1, 2, 10), to.decimals)
            to = replace(to, name=self.parameter(to))
        self.used(of), self.used(to)
        pool = (1, 2500, 5000, 10000, 20000) + ((-5000, 0) if of.low < 0 else ())
        entry = {"ratio": {"of": of.name, "to": to.name, "when_zero": self.choices.pick(["not_met", "met"])}}
        return Operand(name, "number", -(10**8), 10**8, tuple(sorted(pool)), 4, nature="ratio"), entry

    def months_since(self, name):
        dates = self.of_kinds(["date"])
        if not dates:
            return None
        entry = {"months_since": self.used(self.choices.pick(dates)).name}
        return Operand(name, "integer", -6000, 6000, (-13, -1, 0, 1, 6, 12), nature="months"), entry

    def points_of(self, name):
        preferences = [name for name, criterion in self.criteria.items() if criterion.get("kind") == "preference"]
        chosen = self.choices.some_of(preferences, 1, 3)
        self.worth[name] = sum(self.worth[criterion] for criterion in chosen)
        return Operand(name, "integer", -(10**12), 10**12, (-5, 0, 1, 10)), {"points": chosen}

    def every_year(self, name):
        pool = tuple(day_number(day) for day in DAYS)
        entry = {"type": "date", "every_year": self.choices.pick(["03-31", "02-28", "12-31", "01-01"])}
        return Operand(name, "date", 1, day_number("9999-12-31"), pool), entry

    # --- criteria -----------------------------------------------------------------------------------------------------

    def criterion(self):
        choices = self.choices
        name = f"{self.prefix}c{len(self.criteria) + 1}"
        entry = {"title": TITLE}
        kind = choices.pick(["requirement", "requirement", "preference", "note"]) if self.criteria else "requirement"
        if kind != "requirement":
            entry["kind"] = kind
        if choices.chance(45):
            entry["applies_when"] = self.condition(1)
        if choices.chance(10):
            entry["effective"] = {choices.pick(["from", "until"]): choices.pick(DAYS)}
        entry["require"] = self.condition(2)
        if kind == "preference":
            entry["points"], self.worth[name] = self.points()
        meaning = json.dumps([entry.get("applies_when"), entry["require"]], sort_keys=True)
        if meaning not in self.seen:
            self.seen.add(meaning)
            self.criteria[name] = entry

    def points(self):
        """The points of a preference, and the most they can be."""
        choices = self.choices
        whole = [operand for operand in self.of_kinds(["integer"]) if operand.name in self.derived]
        whole = [operand for operand in whole if self.worth.get(operand.name, operand.size) <= MOST_IN_POINTS]
        if whole and choices.chance(40):
            operand = choices.pick(whole)
            return {"fact": operand.name}, self.worth.get(operand.name, operand.size)
        if choices.chance(15):
            return self.parameter(Operand("points", "integer", -100, 100, (-5, 0, 3, 10))), 100
        return choices.pick([10, -5, 1, 7]), 10
