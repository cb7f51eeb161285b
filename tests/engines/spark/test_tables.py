"""What goes into ``decide_frame`` from Spark and what comes out: values at the door, names, laziness, the plan."""

import contextlib
import io
import re
from datetime import date

import polars as pl
import pytest

import naikkelas as nk
from naikkelas.engines.frames import spark_plan
from tests.engines.frames.test_tables import EVERY, RULES
from tests.engines.spark.doors import fetched, table

pytestmark = pytest.mark.spark

MET, NOT, OPEN, NONE = "met", "not_met", "unknown", None
AS_OF = EVERY["as_of"]
FACTS = ("ph", "machines", "grade", "village", "regency", "labels", "channels", "pirt_expires_on")

#: Columns of one table, by variant: type, criterion, and values in Spark SQL with the status of each.
VALUES = {
    "double": {
        "ph": ("double", "acid", {"4.6": MET, "4.7": NOT, "'NaN'": OPEN, "null": OPEN, "4.65": NONE, "14.1": NONE, "'Infinity'": NONE}),
        "machines": ("double", "grown", {"4": MET, "3": NOT, "4.5": NONE, "1e300": NONE, "'NaN'": OPEN}),
        "regency": ("double", "home", {"3305": MET, "3302": NOT, "9999": NONE, "3305.5": NONE, "null": OPEN}),
        "grade": ("string", "graded", {"'a'": MET, "'b'": NOT, "'c'": NONE, "' a'": NONE, "''": OPEN, "null": OPEN}),
        "village": (
            "string",
            "near",
            {"'Jetis'": MET, "' Jetis'": NONE, "'Duren'": NOT, "'Jetis\\n'": NONE, "'Jetís'": NONE, "''": OPEN},
        ),
        "labels": (
            "array<string>",
            "halal",
            {"array('halal','x')": MET, "array()": NOT, "array('halal ')": NONE, "array(null)": NONE, "null": OPEN},
        ),
        "channels": (
            "array<string>",
            "sells",
            {"array('web','shop','web')": MET, "array('web')": NOT, "array('fax','web','shop')": NONE, "array(null)": NONE},
        ),
        "pirt_expires_on": (
            "date",
            "permit",
            {"'2026-11-01'": MET, "'2026-10-31'": NOT, "'1700-01-01'": NONE, "'0001-01-01'": NONE, "'9999-12-31'": NONE, "null": OPEN},
        ),
    },
    "exact": {
        "ph": ("bigint", "acid", {"4": MET, "5": NOT, "15": NONE, "9223372036854775807": NONE}),
        "machines": ("bigint", "grown", {"4": MET, "3": NOT, "9": NONE, "9223372036854775807": NONE, "-9223372036854775808": NONE}),
        "regency": ("int", "home", {"3305": MET, "3302": NOT, "9999": NONE, "null": OPEN}),
        "village": ("varchar(8)", "near", {"'Jetis'": MET, "'x'": NOT}),
        "pirt_expires_on": (
            "timestamp_ntz",
            "permit",
            {"'2026-11-01 00:00:00'": MET, "'2026-10-31'": NOT, "'2026-11-01 01:00:00'": NONE, "'9999-12-31'": NONE},
        ),
    },
    "decimal": {
        "ph": ("decimal(4,2)", "acid", {"4.60": MET, "4.70": NOT, "4.65": NONE}),
        "machines": ("decimal(38,0)", "grown", {"4": MET, "3": NOT, "9223372036854775808": NONE}),
        "labels": ("void", "halal", {"null": OPEN}),
    },
}


@pytest.mark.parametrize("ansi", ["true", "false", "taken apart"])
@pytest.mark.parametrize("variant", VALUES)
def test_values_are_checked_as_a_profile_is(spark, monkeypatch, variant, ansi):
    """A row for each value; all others of the row are missing."""
    if ansi == "taken apart":  # as a long query is
        monkeypatch.setattr(spark_plan, "_MOST", -1)
        ansi = "true"
    columns = VALUES[variant]
    asked = [(name, value, status) for name, (_, _, values) in columns.items() for value, status in values.items()]
    types = {name: kind for name, (kind, _, _) in columns.items()}
    spark.conf.set("spark.sql.ansi.enabled", ansi)
    try:
        frame = spark.range(len(asked)).withColumnRenamed("id", "row").selectExpr("*", "'held' as pirt_status")
        for name, kind in types.items():
            cases = " ".join(f"when {number} then cast({value} as {kind})" for number, (each, value, _) in enumerate(asked) if each == name)
            frame = frame.selectExpr("*", "null as labels" if kind == "void" else f"case row {cases} end as {name}")
        made = fetched(RULES.decide_frame(frame, **EVERY).drop("labels", "channels")).sort("row").to_dicts()
    finally:
        spark.conf.unset("spark.sql.ansi.enabled")
    told = {(name, value): (row[f"nk_{columns[name][1]}"], row["nk_problems"]) for (name, value, _), row in zip(asked, made, strict=True)}
    assert told == {(name, value): (status, name if status is NONE else None) for name, value, status in asked}


def test_ranges_assumptions_and_derived_facts(spark):
    days = pl.Series([date(2027, 1, 1), date(2026, 1, 1), None], dtype=pl.Date)
    given = pl.DataFrame(
        {
            "row": [0, 1, 2],
            "pirt_status": ["held"] * 3,
            "pirt_expires_on__low": days,
            "pirt_expires_on__high": [None, date(2026, 12, 31), date(2020, 1, 1)],
            "big": [True, None, False],
        }
    )
    options = {**EVERY, "assume": {"ph": "4.6", "insured": True, "village": "Jetis"}}
    made = RULES.decide_frame(table(spark, given), **options)
    expected = RULES.decide_frame(given, **options)
    assert fetched(made).sort("row").to_dicts() == expected.to_dicts()
    assert made.schema["ph"].dataType.typeName() == "double"


def test_any_name_of_a_column_is_carried_along(spark):
    names = ["pirt_status", "a.b", "a`b", "^x$", " ", "*", "É", "nk_tmp_1", "NK_TMP__2", "e", ""]
    made = RULES.decide_frame(spark.createDataFrame([("none", *range(len(names) - 1))], names), **EVERY)
    assert made.columns[: len(names)] == names
    assert made.columns[len(names)] == "nk_outcome"
    assert made.columns[-2:] == ["nk_mask_0", "nk_problems"]
    (row,) = made.collect()
    assert tuple(row)[: len(names) + 1] == ("none", *range(len(names) - 1), "ineligible")


def test_any_type_of_a_column_is_carried_along(spark):
    frame = spark.sql("select 'none' pirt_status, map('a', 1) m, struct(1 x) s, binary('x') b, interval '1' day i, current_timestamp() t")
    made = RULES.decide_frame(frame, **EVERY)
    assert [field.dataType for field in made.schema.fields[: len(frame.columns)]] == [field.dataType for field in frame.schema.fields]
    assert made.first()["m"] == {"a": 1}


@pytest.mark.parametrize(
    ("names", "codes"),
    [
        (["pirt_status", "pirt_status"], ["NK526"]),
        (["pirt_status", "PIRT_Status"], ["NK526"]),
        (["pirt_status", "x", "X"], ["NK526"]),
        (["pirt_status", "NK_Outcome"], ["NK525"]),
    ],
    ids=str,
)
def test_names_that_are_one_name_to_spark_are_refused(spark, names, codes):
    frame = spark.createDataFrame([("none",) * len(names)], names)
    with pytest.raises(nk.EvaluationError) as refused:
        RULES.decide_frame(frame, **EVERY)
    assert [problem.code for problem in refused.value.problems] == codes


def test_with_case_names_of_different_case_are_different(spark):
    spark.conf.set("spark.sql.caseSensitive", "true")
    try:
        made = RULES.decide_frame(spark.createDataFrame([("none", "held", "x")], ["pirt_status", "PIRT_STATUS", "NK_OUTCOME"]), **EVERY)
        assert made.first()["nk_outcome"] == "ineligible"
        assert made.first()["NK_OUTCOME"] == "x"
    finally:
        spark.conf.unset("spark.sql.caseSensitive")


@pytest.mark.parametrize(
    "written",
    ["ph: 'x'", "machines: true", "pirt_expires_on: current_timestamp()", "labels: array(1)", "village: 1.5", "insured: 1"],
)
def test_a_column_of_the_wrong_type_is_refused(spark, written):
    name, value = written.split(": ")
    (problem,) = RULES.check_frame(spark.sql(f"select {value} as {name}"), **EVERY)
    assert (problem.code, problem.place.path) == ("NK522", name)


# --- lazy ------------------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def jobs(spark, name):
    """The numbers of the jobs that are run meanwhile."""
    found = []
    spark.sparkContext.setJobGroup(name, name)
    try:
        yield found
    finally:
        found += spark.sparkContext.statusTracker().getJobIdsForGroup(name)
        spark.sparkContext.setJobGroup("", "")


def test_deciding_runs_nothing_and_a_column_of_dates_is_asked_once(spark):
    frame = spark.range(1000).selectExpr("id", "'held' as pirt_status", "date_add(date'2026-11-01', cast(id % 5 as int)) as day")
    with jobs(spark, "a date") as found:
        RULES.check_frame(frame, **EVERY)
        RULES.decide_frame(frame, **EVERY)
    assert found == []
    with jobs(spark, "a column") as found:
        made = RULES.decide_frame(frame, **{**EVERY, "as_of": "day"})
    assert len(found) in (1, 2)  # Spark may run a query in two jobs, one before it shuffles
    assert made.where("nk_outcome = 'needs_information'").count() == 1000


def test_each_row_may_have_a_date_of_its_own(spark):
    days = [date(2026, 11, 1), date(2028, 1, 1), None, date(2025, 1, 1)]
    given = pl.DataFrame({"row": range(4), "pirt_status": ["held"] * 4, "pirt_expires_on": [date(2027, 1, 1)] * 4, "day": days})
    made = fetched(RULES.decide_frame(table(spark, given), **{**EVERY, "as_of": "day"})).sort("row")
    assert made["nk_permit"].to_list() == [MET, NOT, NONE, NONE]
    assert made["nk_problems"].to_list() == [None, None, "as_of", "as_of"]
    many = spark.range(200).selectExpr("date_add(date'2026-01-01', cast(id as int)) as day")
    with pytest.raises(nk.EvaluationError, match="200"):
        RULES.decide_frame(many, **{**EVERY, "as_of": "day"})


def test_the_plan_moves_no_rows_and_starts_no_python(spark, tmp_path):
    given = pl.DataFrame({"business": ["x", "y"], "pirt_status": ["held", None], "labels": [["halal"], None], "village": ["Jetis", "x"]})
    given.write_parquet(tmp_path / "table.parquet")
    made = RULES.decide_frame(spark.read.parquet(str(tmp_path / "table.parquet")), **EVERY).where("business = 'x'")
    told = io.StringIO()
    with contextlib.redirect_stdout(told):
        made.explain("formatted")
    plan = told.getvalue()
    assert "Scan parquet" in plan
    assert "PushedFilters: [IsNotNull(business), EqualTo(business,x)]" in plan
    for word in ("Collect", "Limit", "Broadcast", "Exchange", "Sort", "Window", "Join", "Python", "Arrow"):
        assert word not in plan, word


def test_a_row_is_explained_by_the_very_decision_of_its_facts(spark):
    frame = spark.sql(
        "select 'held' pirt_status, date'2027-01-01' pirt_expires_on, cast(4.6 as decimal(4,2)) ph, array('halal') labels, 3 machines"
    )
    row = RULES.decide_frame(frame, **EVERY).first()
    decision = RULES.explain_row(row, as_of=AS_OF)
    profile = {"pirt_status": "held", "pirt_expires_on": "2027-01-01", "ph": 4.6, "labels": ["halal"], "machines": 3}
    assert decision.to_dict() == RULES.decide(profile, as_of=AS_OF).to_dict()
    assert not decision.problems
    changed = type(row)(**{**row.asDict(), "machines": 8})
    assert {problem.code for problem in RULES.explain_row(changed, as_of=AS_OF).problems} == {"NK527"}


COMPILED = (RULES, *map(nk.bundled, ("inopak-naik-kelas", "kur-mikro", "permen-umkm-2-2026")))


@pytest.mark.parametrize("extra", [0, 40])
@pytest.mark.parametrize("rules", COMPILED, ids=lambda rules: rules.name)
def test_java_compiles_what_spark_makes_of_the_rules(spark, rules, extra, tmp_path):
    """Java leaves methods of more than 8,000 bytes uncompiled, and those are many times slower."""
    kinds = {"boolean": "boolean", "date": "date", "number": "double", "set": "array<string>", "choice": "string", "text": "string"}
    facts = [f"{name} {kinds.get(fact.type.kind.value, 'bigint')}" for name, fact in rules.facts.items()]
    written = ", ".join([*facts, *(f"x{number} string" for number in range(extra))])
    spark.createDataFrame([], written).write.parquet(str(tmp_path / "table.parquet"))
    made = rules.decide_frame(spark.read.parquet(str(tmp_path / "table.parquet")), as_of=AS_OF)
    told = io.StringIO()
    with contextlib.redirect_stdout(told):
        made.explain("codegen")
    assert 0 < max(map(int, re.findall(r"maxMethodCodeSize:(\d+)", told.getvalue()))) <= 8000
