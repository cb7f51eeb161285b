"""What ``score`` prints of rows that are no business: below the outcome they are counted under, and as data."""

from tests.batch.make import csv_at
from tests.batch.rows.test_totals import GOOD, ROWS, TITLES
from tests.cli.console import INOPAK, data, run


def test_the_terminal_tells_how_many_of_an_outcome_are_no_business(tmp_path):
    out = tmp_path / "h.csv"
    score = ("score", csv_at(tmp_path, TITLES + ROWS), *INOPAK, "--out", out, "--overwrite")
    assert run(*score, "--lang", "en").stdout.splitlines() == [
        f"9 rows read, 9 rows written: {out}",
        "  eligible: 2",
        "    of these perhaps no business (NK457): 1",
        "  not eligible: 1",
        "  more information needed: 6",
        "    of these no business, not read (NK570): 4",
        "    of these perhaps no business (NK457): 1",
        "  rows with problems (nk_problems): 6",
        "  not met: Knows the market: 1",
    ]
    assert "    di antaranya bukan usaha, tidak dibaca (NK570): 4" in run(*score, "--lang", "id").stdout.splitlines()


def test_the_json_of_a_comparison_has_the_totals(tmp_path):
    before = tmp_path / "lalu.csv"
    assert run("score", csv_at(tmp_path, TITLES + GOOD, "okt.csv"), *INOPAK, "--out", before, "--quiet").exit_code == 0
    more = ("--out", tmp_path / "h.csv", "--previous", before, "--key", "No", "--json")
    totals = data(run("score", csv_at(tmp_path, TITLES + ROWS), *INOPAK, *more))["totals"]
    assert totals["rows"] == sum(totals["outcomes"].values()) == 9
    assert (totals["no_business"]["needs_information"], totals["perhaps_no_business"]["eligible"]) == (4, 1)
