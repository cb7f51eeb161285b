"""What is handed to Spark, looked at without one; that it means what ``decide`` means is tested in tests/engines/spark."""

from datetime import date

import duckdb
import polars as pl
import pytest

import naikkelas as nk
from naikkelas.engines.frames import duckdb_plan, spark_plan, stages
from naikkelas.engines.frames.door import Column
from naikkelas.engines.frames.engine import FramesEngine
from naikkelas.engines.frames.given import Given, Options
from naikkelas.engines.frames.graph import Graph
from naikkelas.engines.sql.dialects import DIALECTS
from tests.engines.frames.doors import as_polars, frame, results
from tests.engines.frames.test_differential import expected, profiles, seen
from tests.engines.frames.test_tables import AS_OF, RULES
from tests.strategies import seeded_case


class Frame:
    """Stands for a DataFrame: keeps what it is asked for."""

    def __init__(self, columns=()):
        self.columns, self.steps, self.dropped = columns, [], ()

    def selectExpr(self, *texts):  # noqa: N802 - PySpark's
        self.steps.append(texts)
        return self

    def drop(self, *names):
        self.dropped = names
        return self


class Table:
    """Stands for a table that is not in memory."""

    ignores_case = True

    def __init__(self, columns):
        self.columns = columns

    def with_nodes(self, made):
        self.nodes = len(stages.arguments_first(made.values()))
        return spark_plan.with_columns(Frame(tuple(self.columns)), made, "nk_tmp_")


class Relation:
    """Stands for a DataFrame: a relation of DuckDB, which reads what is written for Spark in its own dialect."""

    def __init__(self, relation):
        self.relation, self.columns = relation, relation.columns

    def selectExpr(self, *texts):  # noqa: N802 - PySpark's
        return Relation(self.relation.project(", ".join(texts).replace("TIMESTAMP_NTZ", "TIMESTAMP").replace("ARRAY(", "LIST_VALUE(")))

    def drop(self, *names):
        left = (f'"{name}"' for name in self.relation.columns if name not in names)
        return self.relation.project(", ".join(left))


@pytest.mark.parametrize("apart", [False, True])
@pytest.mark.parametrize("seed", range(3000, 3008))
def test_conditions_as_numbers_mean_what_decide_means(seed, apart, monkeypatch):
    def with_columns(relation, columns, made, prefix):
        assert columns
        return spark_plan.with_columns(Relation(relation), made, prefix, DIALECTS["duckdb"])

    monkeypatch.setattr(duckdb_plan, "with_columns", with_columns)
    monkeypatch.setattr(spark_plan, "_MOST", -1 if apart else 10**9)
    case = seeded_case(seed)
    if any(problem.code == "NK532" for problem in case.rules.check_frame(pl.DataFrame(), as_of=case.as_of)):
        return  # what table engines refuse
    rows = profiles(case, 40)
    with duckdb.connect() as connection:
        connection.execute("create macro shiftleft(a, b) as a << b; create macro shiftright(a, b) as a >> b")
        connection.register("profiles", as_polars(case.rules, rows).to_arrow())
        made = frame(case.rules, connection.table("profiles"), as_of=case.as_of, rules_as_of=case.rules_as_of)
        for values, row in zip(rows, results(made.pl()), strict=True):
            assert (row["nk_problems"], seen(case.rules, row)) == (None, expected(case.decide(values))), values


def test_a_table_of_which_no_date_is_in_force_blames_the_date(monkeypatch):
    def with_columns(relation, columns, made, prefix):
        assert columns
        return spark_plan.with_columns(Relation(relation), made, prefix, DIALECTS["duckdb"])

    monkeypatch.setattr(duckdb_plan, "with_columns", with_columns)
    table = pl.DataFrame({"day": [date(2020, 1, 1)] * 3, "pirt_status": ["held", None, "wrong"]})
    with duckdb.connect() as connection:
        connection.execute("create macro shiftleft(a, b) as a << b; create macro shiftright(a, b) as a >> b")
        connection.register("profiles", table.to_arrow())
        whole = connection.table("profiles")
        for read, blamed in ((whole, ["as_of", "as_of", "pirt_status as_of"]), (whole.project("day"), ["as_of"] * 3)):
            made = RULES.decide_frame(read, as_of="day", allow_missing=True)
            assert made.project("nk_outcome, nk_problems").fetchall() == [(None, each) for each in blamed]


def asked(families, rules=RULES, table=None, **options):
    columns = {name: Column(name, family) for name, family in families.items()}
    given = Given(rules.linked, rules.catalogue, columns, Options(as_of=AS_OF, allow_missing=True, **options), ignores_case=True)
    assert not given.errors
    return FramesEngine(rules.linked, rules.catalogue)._lazily(table or Table(columns), given)


# --- how much is written ------------------------------------------------------------------------------------------------

HEAD = """
format: naikkelas/1
rule_set: long
version: 2026.1
effective: {from: 2026-01-01}
"""


def chain(length, width):
    """Every derived fact asks twice for two of the level before it."""
    lines = []
    for level in range(length):
        for number in range(width):
            one, other = (f"d{level - 1}_{(number + step) % width}: {{is: true}}" if level else "nib_status: {is: held}" for step in (0, 1))
            either = f"{{all: [{{{one}}}, {{workers: {{at_least: {level + 2}}}}}]}}, {{all: [{{not: {{{other}}}}}, {{knows_market: {{is: true}}}}]}}"
            lines.append(f"  d{level}_{number}: {{derive: {{any: [{either}]}}}}")
    return f"{HEAD}facts:\n" + "\n".join(lines) + f"\ncriteria:\n  last: {{require: {{d{length - 1}_0: {{is: true}}}}}}\n"


def table_of(length):
    """Every choice depends on all rows before it, and on the choice before it."""
    facts = []
    for number in range(length):
        asked_for = f"c{number - 1}: {{in: [a, c]}}" if number else "workers: {at_least: 3}"
        rows = ", ".join(
            f"{{when: {{{asked_for}, annual_sales: {{at_least: {10 * (row + 1)} juta}}}}, then: {'abc'[row % 3]}}}" for row in range(6)
        )
        facts.append(f"  c{number}: {{type: choice, of: [a, b, c], table: {{hit: first, rows: [{rows}], otherwise: c}}}}")
    return f"{HEAD}facts:\n" + "\n".join(facts) + f"\ncriteria:\n  last: {{require: {{c{length - 1}: {{is: a}}}}}}\n"


def many(length):
    """Criteria that ask for the one before them."""
    lines = ["  c0: {require: {nib_status: {is: held}}}"]
    for number in range(1, length):
        before = number - 1 if number % 40 else 0
        either = f"[{{criterion: {{c{before}: met}}}}, {{workers: {{at_least: {number}}}}}]"
        lines.append(f"  c{number}: {{kind: preference, points: {number}, require: {{any: {either}}}}}")
    return f"{HEAD}criteria:\n" + "\n".join(lines) + "\n"


def card(length):
    """A scorecard of groups of indicators, asked for with many limits."""
    asked_for = ", ".join(f"{{workers: {{at_least: {number + 1}}}}}, {{nib_status: {{is: held}}}}" for number in range(6))
    groups = ", ".join(f"g{number}: {{weight: {number + 1}, indicators: [{asked_for}]}}" for number in range(8))
    lines = [f"  c{number}: {{kind: note, require: {{score: {{at_least: {number + 1}}}}}}}" for number in range(length)]
    score = f"  score: {{scorecard: {{scale: 100, groups: {{{groups}}}}}}}"
    return f"{HEAD}facts:\n{score}\ncriteria:\n" + "\n".join(lines) + "\n"


FAMILIES = {"number": "float", "set": "list", "choice": "text", "text": "text", "boolean": "bool", "date": "date"}


LONG = {
    "chain": chain(48, 1),
    "chains": chain(48, 5),
    "table": table_of(4),
    "tables": table_of(12),
    "criteria": many(60),
    "more criteria": many(200),
    "scorecard": card(20),
}


@pytest.mark.parametrize("made", list(LONG.values()), ids=list(LONG))
def test_what_is_written_stays_a_small_multiple_of_what_there_is(made):
    rules = nk.loads(made)
    types = {name: FAMILIES.get(fact.type.kind.value, "int") for name, fact in rules.facts.items()}
    ends = {name + end: types[name] for name, fact in rules.facts.items() if fact.type.kind.is_ordered for end in ("__low", "__high")}
    table = Table({name: Column(name, family) for name, family in (types | ends).items()})
    frame = asked(types | ends, rules, table)
    told = sum(len(text) for texts in frame.steps for text in texts)
    assert 0 < told < 200 * table.nodes


def test_a_long_query_is_taken_apart_and_a_short_one_is_not():
    def steps(extra):
        families = {
            "machines": "int",
            "pirt_status": "text",
            "pirt_expires_on": "date",
            **{f"x{number}": "text" for number in range(extra)},
        }
        return asked(families).steps

    assert not any("FORALL" in text for texts in steps(0) for text in texts)
    assert all(sum("FORALL" in text for text in texts) == 1 for texts in steps(90))


def test_each_step_keeps_all_columns_and_what_is_in_between_is_dropped():
    frame = asked({"machines": "int", "pirt_status": "text", "pirt_expires_on": "datetime"}, assume={"ph": "4.6"})
    assert all(texts[0] == "*" for texts in frame.steps)
    made = [text.rsplit(" AS ", 1) for texts in frame.steps for text in texts[1:]]
    between = [name for _, name in made if name.startswith("`nk_tmp_")]
    assert {f"`{name}`" for name in frame.dropped} == set(between)
    outputs = {name.strip("`"): text for text, name in made if name not in between}
    assert list(outputs)[:2] == ["ph", "nk_outcome"]
    assert outputs["ph"] == "CAST(4.6 AS DOUBLE)"
    (mask,) = [text for text, _ in made if "shiftleft" in text]
    assert " | " in mask
    assert " + " not in mask
    assert any("TIMESTAMP_NTZ" in text for text, _ in made)


def test_a_frame_of_spark_connect_is_refused_with_what_to_do_instead():
    kind = type("DataFrame", (), {"__module__": "pyspark.sql.connect.dataframe", "columns": ["pirt_status"]})
    for asked_for in (RULES.decide_frame, RULES.check_frame):
        with pytest.raises(nk.EvaluationError) as refused:
            asked_for(kind(), as_of=AS_OF)
        (found,) = refused.value.problems
        assert found.code == "NK520"
        assert "pyspark.sql.connect.dataframe.DataFrame is no table that can be read" in str(found)
        assert 'rules.to_sql("spark")' in str(found)
        assert "Spark Connect" in found.text("id")


@pytest.mark.parametrize("kind", ["mapping", "row"])
def test_a_row_of_spark_is_asked_for_its_names(kind):
    class Row(tuple):
        __slots__ = ()

        def asDict(self, recursive=False):  # noqa: N802 - PySpark's
            return {"pirt_status": "none", "ph": None, "recursive": recursive}

    row = {"pirt_status": "none"} if kind == "mapping" else Row(("none", None))
    assert RULES.explain_row(row, as_of=date(2026, 11, 1)).outcome.value == "ineligible"


def test_a_node_that_rests_on_itself_many_times_over_is_shown_in_a_line():
    graph = Graph()
    node = graph.column("x", "int")
    for _ in range(60):
        node = graph.make("plus", "int", (node, node))
    assert len(repr(node)) < 100
