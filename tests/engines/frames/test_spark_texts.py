"""What is handed to Spark, looked at without one; that it means what ``decide`` means is tested in tests/engines/spark."""

from datetime import date

import pytest

import naikkelas as nk
from naikkelas.engines.frames import spark_plan
from naikkelas.engines.frames.door import Column
from naikkelas.engines.frames.engine import FramesEngine
from naikkelas.engines.frames.given import Given, Options
from tests.engines.frames.test_tables import AS_OF, RULES


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
    assert " | " in outputs["nk_mask_0"]
    assert " + " not in outputs["nk_mask_0"]
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
