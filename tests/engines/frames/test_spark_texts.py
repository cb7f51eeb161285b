"""What is handed to Spark, looked at without one; that it means what ``decide`` means is tested in tests/engines/spark."""

from datetime import date

import duckdb
import polars as pl
import pytest

import naikkelas as nk
from naikkelas.engines.frames import duckdb_plan, spark_plan
from naikkelas.engines.frames.door import Column
from naikkelas.engines.frames.engine import FramesEngine
from naikkelas.engines.frames.given import Given, Options
from naikkelas.engines.sql.dialects import DIALECTS
from tests.engines.frames.doors import as_polars, frame, results
from tests.engines.frames.test_differential import expected, profiles, seen
from tests.engines.frames.test_tables import AS_OF, RULES
from tests.strategies import seeded_case


class Frame:
    """Stands for a DataFrame: keeps what it is asked for."""

    def __init__(self):
        self.steps, self.dropped = [], ()

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
        return spark_plan.with_columns(Frame(), made, "nk_tmp_")


class Relation:
    """Stands for a DataFrame: a relation of DuckDB, which reads what is written for Spark in its own dialect."""

    def __init__(self, relation):
        self.relation = relation

    def selectExpr(self, *texts):  # noqa: N802 - PySpark's
        return Relation(self.relation.project(", ".join(texts).replace("TIMESTAMP_NTZ", "TIMESTAMP")))

    def drop(self, *names):
        left = (f'"{name}"' for name in self.relation.columns if name not in names)
        return self.relation.project(", ".join(left))


@pytest.mark.parametrize("seed", range(3000, 3016))
def test_conditions_as_numbers_mean_what_decide_means(seed, monkeypatch):
    def with_columns(relation, columns, made, prefix):
        assert columns
        return spark_plan.with_columns(Relation(relation), made, prefix, DIALECTS["duckdb"])

    monkeypatch.setattr(duckdb_plan, "with_columns", with_columns)
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


def asked(families, **options):
    columns = {name: Column(name, family) for name, family in families.items()}
    given = Given(RULES.linked, RULES.catalogue, columns, Options(as_of=AS_OF, allow_missing=True, **options), ignores_case=True)
    assert not given.errors
    return FramesEngine(RULES.linked, RULES.catalogue)._lazily(Table(columns), given)


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
