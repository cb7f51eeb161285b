"""SQLite as an oracle nobody here wrote: its AND, OR, NOT and comparisons with NULL are the Kleene core of the language.

Random conditions over a few facts are written twice, as a rule set and as SQL. The facts that are missing are NULL.
"""

import json
import sqlite3
from contextlib import closing
from datetime import date
from itertools import combinations, product

import pytest

import naikkelas as nk
from tests.strategies_choices import Seeded

AS_OF = date(2020, 2, 29)
TITLE = {"id": "Contoh", "en": "Example"}

#: Every value of each fact that makes a difference, and missing.
DOMAINS = {
    "insured": (None, True, False),
    "knows_market": (None, True, False),
    "machines": (None, 0, 2, 3, 8),
    "grade": (None, "a", "b"),
}
FACTS = {
    "insured": {"type": "boolean", "title": TITLE},
    "machines": {"type": "integer", "at_least": 0, "at_most": 8, "title": TITLE},
    "grade": {"type": "choice", "of": ["a", "b", "c"], "title": TITLE},
}
ROWS = [dict(zip(DOMAINS, values, strict=True)) for values in product(*DOMAINS.values())]


def literal(value):
    return str(int(value)) if isinstance(value, bool | int) else f"'{value}'"


def listing(values):
    return ", ".join(literal(value) for value in values)


SQL_LIMITS = {"at_least": ">=", "at_most": "<=", "more_than": ">", "less_than": "<"}


class Writer:
    """Writes random conditions as (rule set, SQL)."""

    def __init__(self, seed):
        self.choices = Seeded(seed)

    def condition(self, depth):
        makers = [self.boolean, self.whole, self.word]
        if depth:
            makers += [self.every, self.either, self.negation, self.some] * 2
        return self.choices.pick(makers)(depth)

    def boolean(self, _depth):
        fact, op, value = self.choices.pick(["insured", "knows_market"]), self.choices.pick(["is", "is_not"]), self.choices.chance(50)
        return {fact: {op: value}}, f"{fact} {'=' if op == 'is' else '<>'} {literal(value)}"

    def whole(self, _depth):
        op = self.choices.pick([*SQL_LIMITS, "between", "in", "not_in"])
        low, high = self.choices.pick([(1, 3), (2, 3), (3, 7), (2, 8)])
        if op == "between":
            return {"machines": {op: {"from": low, "to": high}}}, f"machines BETWEEN {low} AND {high}"
        if op in {"in", "not_in"}:
            return {"machines": {op: [high, low]}}, f"machines {'' if op == 'in' else 'NOT '}IN ({low}, {high})"
        limit = self.choices.pick([2, 3, 7])
        return {"machines": {op: limit}}, f"machines {SQL_LIMITS[op]} {limit}"

    def word(self, _depth):
        op = self.choices.pick(["is", "is_not", "in", "not_in"])
        words = self.choices.some_of(["a", "b", "c"], 1, 1 if op in {"is", "is_not"} else 2)
        if op in {"is", "is_not"}:
            return {"grade": {op: words[0]}}, f"grade {'=' if op == 'is' else '<>'} {literal(words[0])}"
        return {"grade": {op: words}}, f"grade {'' if op == 'in' else 'NOT '}IN ({listing(words)})"

    def parts(self, depth, least):
        made = [self.condition(depth - 1) for _ in range(self.choices.integer(least, 3))]
        return [tree for tree, _ in made], [f"({sql})" for _, sql in made]

    def every(self, depth):
        trees, sqls = self.parts(depth, 1)
        return {"all": trees}, " AND ".join(sqls)

    def either(self, depth):
        trees, sqls = self.parts(depth, 1)
        return {"any": trees}, " OR ".join(sqls)

    def negation(self, depth):
        tree, sql = self.condition(depth - 1)
        return {"not": tree}, f"NOT ({sql})"

    def some(self, depth):
        """At least n of some: n of them, in one of all ways to choose n."""
        trees, sqls = self.parts(depth, 2)
        count = self.choices.integer(1, len(trees))
        ways = [" AND ".join(chosen) for chosen in combinations(sqls, count)]
        return {"some": {"at_least": count, "of": trees}}, " OR ".join(f"({way})" for way in ways)


def answers(expressions):
    """The value of every SQL expression on every row of facts."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(f"CREATE TABLE profiles (place INTEGER, {', '.join(DOMAINS)})")
        rows = [(place, *row.values()) for place, row in enumerate(ROWS)]
        connection.executemany(f"INSERT INTO profiles VALUES (?{', ?' * len(DOMAINS)})", rows)  # noqa: S608 - written here
        listed = ", ".join(f"({expression})" for expression in expressions)
        return connection.execute(f"SELECT {listed} FROM profiles ORDER BY place").fetchall()  # noqa: S608 - written here


def load(**parts):
    head = {"format": "naikkelas/1", "rule_set": "kleene", "version": "1", "title": TITLE, "effective": {"from": "2015-01-01"}}
    return nk.loads(json.dumps(head | parts))


def given(row):
    return {fact: value for fact, value in row.items() if value is not None}


TRUTHS = {None: None, 0: False, 1: True}


@pytest.mark.parametrize("seed", range(8))
def test_conditions_answer_as_sqlite_does(seed):
    writer = Writer(seed)
    made = {f"d{number}": writer.condition(3) for number in range(12)}
    facts = FACTS | {name: {"title": TITLE, "derive": tree} for name, (tree, _) in made.items()}
    rules = load(facts=facts, outputs=list(made), criteria={"c": {"title": TITLE, "require": {"knows_market": {"is": True}}}})
    expected = answers([sql for _, sql in made.values()])
    for row, truths in zip(ROWS, expected, strict=True):
        shown = rules.decide(given(row), as_of=AS_OF).facts
        assert {name: shown[name].value for name in made} == dict(zip(made, map(TRUTHS.get, truths), strict=True)), row


def status_sql(guard, require):
    return f"CASE WHEN ({guard}) IS NULL THEN 'unknown' WHEN NOT ({guard}) THEN 'not_applicable' \
        WHEN ({require}) IS NULL THEN 'unknown' WHEN ({require}) THEN 'met' ELSE 'not_met' END"


def outcome_sql(applies, requirements):
    scope = f"({applies}) AND ({' OR '.join(f'({guard})' for guard, _ in requirements)})"
    satisfied = " AND ".join(f"(NOT ({guard}) OR ({require}))" for guard, require in requirements)
    return f"CASE WHEN ({scope}) IS NULL THEN 'needs_information' WHEN NOT ({scope}) THEN 'out_of_scope' \
        WHEN ({satisfied}) IS NULL THEN 'needs_information' WHEN {satisfied} THEN 'eligible' ELSE 'ineligible' END"


@pytest.mark.parametrize("seed", range(100, 112))
def test_outcomes_and_statuses_follow_from_sqlites_answers(seed):
    writer = Writer(seed)
    applies, applies_sql = writer.condition(1)
    criteria, pairs = {}, []
    for number in range(3):
        (guard, guard_sql), (require, require_sql) = writer.condition(1), writer.condition(2)
        guarded = writer.choices.chance(60)
        criteria[f"c{number}"] = {"title": TITLE, "require": require, **({"applies_when": guard} if guarded else {})}
        pairs.append((guard_sql if guarded else "1", require_sql))
    rules = load(facts=FACTS, criteria=criteria, applies_when=applies)
    expected = answers([outcome_sql(applies_sql, pairs), *(status_sql(*pair) for pair in pairs)])
    for row, (outcome, *statuses) in zip(ROWS, expected, strict=True):
        decision = rules.decide(given(row), as_of=AS_OF)
        assert decision.outcome.value == outcome, row
        assert [decision.criteria[name].status.value for name in criteria] == statuses, row
