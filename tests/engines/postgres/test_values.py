"""Values that only a database can hold, and names that only a database minds."""

from datetime import date

import pytest

from tests.engines.frames.test_sql import AS_OF, HOSTILE, RULES

pytestmark = pytest.mark.postgres

MET, NOT, OPEN, NONE = "met", "not_met", "unknown", None


def decided(connection, columns, rows, **options):
    """The rows of a table with these columns, each with its type, in their order."""
    from tests.engines.postgres.doors import filled, selected

    filled(connection, {"row": "BIGINT", **columns}, [(number, *row) for number, row in enumerate(rows)])
    sql = RULES.to_sql("postgresql", as_of=AS_OF, columns=["row", *columns], allow_missing=True, **options)
    return sorted(selected(connection, sql), key=lambda row: row["row"])


@pytest.mark.parametrize(
    ("fact", "kind", "criterion", "values", "statuses"),
    [
        ("machines", "BIGINT", "grown", [4, 3, 9, -1, 2**63 - 1, None], [MET, NOT, NONE, NONE, NONE, OPEN]),
        ("machines", "SMALLINT", "grown", [4, 3, None], [MET, NOT, OPEN]),
        ("ph", "DOUBLE PRECISION", "acid", [4.6, 4.7, 4.65, 14.1, float("nan"), float("inf")], [MET, NOT, NONE, NONE, OPEN, NONE]),
        ("ph", "REAL", "acid", [4.6, 4.7, 4.65, 14.1, float("nan"), float("inf")], [MET, NOT, NONE, NONE, OPEN, NONE]),
        ("ph", "NUMERIC", "acid", ["4.6", "4.70", "4.65", "NaN", "1e100"], [MET, NOT, NONE, OPEN, NONE]),
        ("insured", "BOOLEAN", "safe", [True, False, None], [MET, NOT, OPEN]),
        (
            "village",
            "TEXT",
            "near",
            ["Jetis", "Jetis\n", "\nJetis", " Jetis", "Jetís", "", HOSTILE],
            [MET, NONE, NONE, NONE, NONE, OPEN, MET],
        ),
        ("village", "VARCHAR(9)", "near", ["Jetis", "Duren"], [MET, NOT]),
        ("kbli", "TEXT", "trade", ["10792", "10710", "1079", "10792\n"], [MET, NOT, NONE, NONE]),
        ("labels", "TEXT[]", "halal", [["halal"], [], ["halal "], [None], None], [MET, NOT, NONE, NONE, OPEN]),
        ("channels", "TEXT[]", "sells", [["web"], [], ["fax"], [None, "web"], None], [MET, NOT, NONE, NONE, OPEN]),
    ],
    ids=str,
)
def test_values_are_checked_as_a_profile_is(connection, fact, kind, criterion, values, statuses):
    made = decided(connection, {fact: kind}, [(value,) for value in values])
    assert [row[f"nk_{criterion}"] for row in made] == statuses
    assert [row["nk_problems"] for row in made] == [fact if status is NONE else None for status in statuses]


def test_dates_out_of_this_world_are_not_used(connection):
    days = ["2026-11-01", "2026-10-31", "infinity", "-infinity", "0044-03-15 BC", "294276-12-31", None]
    from tests.engines.postgres.doors import filled, selected

    filled(connection, {"row": "BIGINT", "pirt_status": "TEXT", "written": "TEXT"}, [(n, "held", day) for n, day in enumerate(days)])
    connection.execute("ALTER TABLE profiles ADD COLUMN pirt_expires_on DATE")
    connection.execute("UPDATE profiles SET pirt_expires_on = CAST(written AS DATE)")
    sql = RULES.to_sql("postgresql", as_of=AS_OF, columns=["row", "pirt_status", "pirt_expires_on"], allow_missing=True)
    told = selected(connection, f"SELECT nk_permit, nk_problems FROM ({sql}) AS decided ORDER BY row")  # noqa: S608 - written here
    assert [row["nk_permit"] for row in told] == [MET, NOT, NONE, NONE, NONE, NONE, OPEN]
    assert [row["nk_problems"] for row in told] == [None, None, *["pirt_expires_on"] * 4, None]


def test_hostile_names_ranges_assumptions_and_case(connection):
    first, last = date(2027, 1, 1), date(2026, 12, 31)
    columns = {
        "pirt_status": "TEXT",
        "pirt_expires_on__low": "DATE",
        "pirt_expires_on__high": "DATE",
        HOSTILE: "TEXT",
        "NK_Outcome": "TEXT",
    }
    rows = [("held", first, None, "x", "y"), ("held", None, last, "x", "y"), ("held", first, date(2026, 1, 1), "x", "y")]
    made = decided(connection, columns, rows, assume={"ph": "4,6", "insured": False, "village": "Duren"})
    assert [row["nk_permit"] for row in made] == [MET, OPEN, NONE]
    assert [(float(row["ph"]), row["nk_acid"], row["nk_assumed"]) for row in made[:2]] == [(4.6, MET, "insured ph village")] * 2
    assert {(row[HOSTILE], row["NK_Outcome"]) for row in made} == {("x", "y")}
    assert made[2]["nk_problems"] == "pirt_expires_on"
