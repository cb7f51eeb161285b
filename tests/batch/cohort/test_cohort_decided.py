"""Outcomes that a table brings along are never lost without a word, and never taken for those of other rules or another date."""

from datetime import date
from functools import partial

import openpyxl
import pytest

import naikkelas as nk
from naikkelas.batch import TableError, read_table, score_table, select_table
from naikkelas.cohorts.asking import Wanted
from tests.batch.cohort.test_cohort import AS_OF, EXPECTED, RULES, TABLE, places, refused, selected
from tests.batch.make import csv_at
from tests.cli.console import data, run

OTHER = nk.loads(
    "format: naikkelas/1\nrule_set: pasar\nversion: 1\neffective: {from: 2025-01-01}\n"
    "criteria:\n  books: {require: {keeps_books: {is: true}}}\nselection: {quota: 2}\n"
)
SAME_NAME = nk.loads(
    "format: naikkelas/1\nrule_set: stan\nversion: 3\neffective: {from: 2025-01-01}\n"
    "criteria:\n  books: {require: {keeps_books: {is: true}}}\n  wood: {kind: preference, points: 5, require: {sector: {is: wood}}}\n"
    "selection: {quota: 2, order: [{most: points}, {earliest: operating_since}]}\n"
)
CORRECTED = {"A1": "admitted", "A2": "waiting", "A3": "refused", "A4": "admitted", "A5": "refused"}


@pytest.fixture
def scored(tmp_path):
    """A result in which a committee corrected A4."""

    def make(prefix="nk_", rules=RULES, **more):
        score_table(csv_at(tmp_path, TABLE), rules, tmp_path / "s.csv", as_of=AS_OF, prefix=prefix, overwrite=True, **more)
        text = (tmp_path / "s.csv").read_text(encoding="utf-8-sig")
        return csv_at(tmp_path, text.replace("2001;tidak;ineligible", "2001;tidak;eligible"), "s2.csv")

    return make


def codes(made):
    return [each.code for each in made.warnings]


# --- the column of outcomes is found ----------------------------------------------------------------------------------


def test_a_title_in_capitals_is_no_reason_to_decide_again(tmp_path, scored):
    path = scored()
    head, _, rest = path.read_text(encoding="utf-8").partition("\n")
    own, names = head.split(";")[:6], head.split(";")[6:]
    path.write_text(";".join([*own, *(name.upper() for name in names)]) + "\n" + rest.replace(";eligible", ";ELIGIBLE"), encoding="utf-8")
    made, rows = selected(tmp_path, path)
    assert places(rows) == CORRECTED
    assert (made.scored, made.outcome, codes(made)) == (True, "NK_OUTCOME", [])


def test_another_prefix_is_found(tmp_path, scored):
    made, rows = selected(tmp_path, scored("x_"))
    assert (made.outcome, places(rows)) == ("x_outcome", CORRECTED)
    assert "nk_place" in rows["A1"]
    alone, _ = selected(tmp_path, scored("x_"), rules=None, wanted={"quota": 2, "order": "points,operating_since"})
    assert alone.cohort.admitted == made.cohort.admitted


def test_a_result_without_a_prefix_keeps_its_own_columns_as_the_key(tmp_path, scored):
    first, _ = selected(tmp_path, scored(), key=None)
    made, rows = selected(tmp_path, scored(""), key=None, prefix="")
    assert places({key: {"nk_place": row["place"]} for key, row in rows.items()}) == CORRECTED
    assert set(made.cohort.admitted) == set(first.cohort.admitted) != set()


def test_a_column_called_outcome_that_holds_none_is_a_column_like_any_other(tmp_path):
    path = csv_at(tmp_path, TABLE.replace("Nama Usaha", "Market outcome"))
    made, rows = selected(tmp_path, path)
    assert (made.outcome, places(rows)) == (None, EXPECTED)


def test_several_columns_of_outcomes_are_told_and_one_is_named(tmp_path):
    path = csv_at(
        tmp_path, "No;a_outcome;b_outcome;operating_since;keeps_books\nA1;eligible;;2010-01-01;ya\nA2;ineligible;eligible;2011-01-01;ya\n"
    )
    with pytest.raises(TableError) as error:
        select_table(path, RULES, as_of=AS_OF, key="No")
    (found,) = error.value.problems
    assert (found.code, found.place.column) == ("NK489", 2)
    assert "'a_outcome', 'b_outcome'" in found.message("en")
    assert "--outcome 'a_outcome'" in str(error.value)
    assert "--decide-again" in str(error.value)
    made = select_table(path, RULES, as_of=AS_OF, key="No", outcome="b_outcome")
    assert (made.outcome, made.problem_count) == ("b_outcome", 1)
    assert select_table(path, RULES, as_of=AS_OF, key="No", decide_again=True).outcome is None
    assert refused(path, RULES, key="No", outcome="c_outcome") == [("NK461", None)]


def test_any_column_may_be_named(tmp_path):
    path = csv_at(tmp_path, "No;Putusan Panitia;operating_since\nA1;Eligible;2010-01-01\nA2;ineligible;2011-01-01\n")
    made = select_table(path, RULES, as_of=AS_OF, outcome="Putusan Panitia", wanted=Wanted(quota=1, order="operating_since"))
    assert made.outcome == "Putusan Panitia"
    assert made.cohort.counts["admitted"] == 1


def test_an_earlier_selection_is_selected_from_again_with_its_outcomes(tmp_path, scored):
    first, _ = selected(tmp_path, scored())
    with pytest.raises(TableError) as error:
        select_table(tmp_path / "kohor.csv", RULES, as_of=AS_OF, key="No")
    assert [each.code for each in error.value.problems] == ["NK471"]
    assert "--prefix sel2_" in str(error.value)
    assert "--outcome 'nk_outcome'" in str(error.value)
    again, rows = selected(tmp_path, tmp_path / "kohor.csv", "k2.csv", prefix="sel2_", outcome="nk_outcome")
    assert again.outcome == "nk_outcome"
    assert {key: row["sel2_place"] for key, row in rows.items()} == CORRECTED
    found, _ = selected(tmp_path, tmp_path / "kohor.csv", "k3.csv", prefix="sel3_")
    assert (found.outcome, found.cohort.admitted) == ("nk_outcome", first.cohort.admitted)
    anew, rows = selected(tmp_path, tmp_path / "kohor.csv", "k4.csv", prefix="sel4_", decide_again=True)
    assert (anew.outcome, {key: row["sel4_place"] for key, row in rows.items()}) == (None, EXPECTED)


# --- by which rules and when ------------------------------------------------------------------------------------------


def test_outcomes_of_another_rule_set_are_refused(tmp_path, scored):
    path = scored()
    with pytest.raises(TableError) as error:
        select_table(path, OTHER, tmp_path / "k.csv", as_of=AS_OF, key="No")
    (found,) = error.value.problems
    assert (found.code, found.slots["expected"]) == ("NK498", "pasar")
    assert found.slots["read"] == "stan 2"
    assert not (tmp_path / "k.csv").exists()
    assert select_table(path, OTHER, as_of=AS_OF, key="No", decide_again=True, prefix="new_").outcome is None
    assert select_table(path, None, as_of=AS_OF, key="No", wanted=Wanted(quota=2)).scored


def test_another_version_is_told_and_its_outcomes_are_used(tmp_path, scored):
    made, rows = selected(tmp_path, scored(), "k.xlsx", rules=SAME_NAME)
    (found,) = [each for each in made.warnings if each.code == "NK499"]
    assert found.slots["read"] == f"stan 2 {RULES.hash[:16]}"
    assert found.slots["expected"] == f"stan 3 {SAME_NAME.hash[:16]}"
    lines = [row[0] for row in openpyxl.load_workbook(tmp_path / "k.xlsx")["Summary"].values]
    assert any("NK499" in str(line) for line in lines)
    assert {key for key, place in places(rows).items() if place == "admitted"} == {"A1", "A4"}


def test_another_date_is_told(tmp_path, scored):
    day = date(2027, 1, 1)
    made = select_table(scored(), RULES, as_of=day, key="No")
    told = [(str(each.slots["name"]), each.slots["read"], each.slots["expected"]) for each in made.warnings]
    assert told == [("the as-of date", "2026-11-01", "2027-01-01")]
    made = select_table(scored(rules_as_of=date(2026, 1, 1)), RULES, as_of=AS_OF, key="No")
    told = [(str(each.slots["name"]), each.slots["read"], each.slots["expected"]) for each in made.warnings]
    assert told == [("the date of the parameters", "2026-01-01", "2026-11-01")]
    assert codes(select_table(scored(), RULES, as_of=AS_OF, key="No")) == []


def test_a_cell_that_is_no_stamp_is_told_and_an_empty_one_says_nothing(tmp_path):
    head = "No;nk_outcome;nk_as_of;nk_rules;operating_since\n"
    path = csv_at(tmp_path, head + "A1;eligible;kemarin;?;2010-01-01\nA2;eligible;;;2010-01-01\n")
    made = select_table(path, RULES, as_of=AS_OF, key="No", wanted=Wanted(order="operating_since"))
    told = [(each.code, each.place.column, each.slots["read"], each.slots["expected"]) for each in made.warnings]
    assert told == [("NK563", 4, "?", f"stan 2 {RULES.hash[:16]}"), ("NK563", 3, "kemarin", "2026-11-01")]
    made = select_table(path, None, as_of=AS_OF, key="No", wanted=Wanted(quota=1))
    assert [(each.code, each.place.column) for each in made.warnings] == [("NK563", 3)]
    rows = "".join(f"A{day};eligible;2026-13-{day:02};;2010-01-01\n" for day in range(5))
    made = select_table(csv_at(tmp_path, head + rows), None, as_of=AS_OF, key="No", wanted=Wanted(quota=1))
    assert [each.slots["read"] for each in made.warnings] == ["2026-13-00, 2026-13-01, 2026-13-02, …"]


def test_titles_that_could_run_are_found_again_in_a_result(tmp_path):
    mapping = csv_at(tmp_path, 'format: naikkelas-mapping/1\ncolumns: {"=Sejak": {fact: operating_since}}\n', "peta.yaml")
    table = csv_at(tmp_path, "@No;=Sejak;keeps_books\nA1;2010-01-01;ya\nA2;2009-01-01;ya\n")
    score_table(table, RULES, tmp_path / "s.csv", as_of=AS_OF, mapping=mapping)
    wanted = Wanted(quota=1, order="operating_since")
    made = select_table(tmp_path / "s.csv", RULES, tmp_path / "k.csv", as_of=AS_OF, key="@No", mapping=mapping, wanted=wanted)
    assert (made.cohort.admitted, codes(made)) == (("A2",), [])
    assert (tmp_path / "k.csv").read_text(encoding="utf-8-sig").startswith("'@No;'=Sejak;")


@pytest.mark.parametrize("command", ["score", "select"])
def test_the_command_calls_a_wrong_prefix_by_its_option(tmp_path, command):
    done = run(command, csv_at(tmp_path, "No\n1\n"), "--rules", "inopak-naik-kelas", "--prefix", "=", "--out", tmp_path / "k.csv")
    assert (done.exit_code, "NK402" in done.stderr and "--prefix" in done.stderr) == (2, True)


def test_the_command_says_where_outcomes_come_from(tmp_path, scored):
    path = scored("x_")
    rules = csv_at(
        tmp_path, "format: naikkelas/1\nrule_set: stan\nversion: 2\ncriteria:\n  books: {require: {keeps_books: {is: true}}}\n", "r.yaml"
    )
    given = ("select", path, "--rules", rules, "--as-of", "2026-11-01", "--key", "No", "--quota", "2", "--order", "operating_since")
    done = run(*given, "--lang", "en")
    assert "Outcomes are those of the column 'x_outcome'; nothing is decided again." in done.stderr
    assert "NK499 the rules of this table: stan 2 " in done.stderr
    again = data(run(*given, "--decide-again", "--json"))
    assert (again["outcomes_from"], again["seed_is_default"]) == (None, True)
    named = data(run(*given, "--outcome", "x_outcome", "--seed", "x", "--json"))
    assert (named["outcomes_from"], named["seed_is_default"]) == ("x_outcome", False)
    assert [each["code"] for each in named["problems"]] == ["NK499"]


# --- a table that is decided on the way ------------------------------------------------------------------------------

RAW = (
    "No;Nama Usaha;Kab/Kota;Jenis Usaha;Tahun Mulai Usaha;keeps_books;workers;workers_men;workers_women\n"
    "1;Tempe;Demak;pangan;2010;ya;3;1;2\n2;Tahu;Dmk;pangan;2012;ya;4;1;2\n3;Batik;Demak;batik;2011;x?;;;;;\nJumlah;;;;;;7;;\n"
)


def rows_of(path):
    table = read_table(path)
    return [dict(zip((column.name for column in table.columns), row.cells, strict=True)) for row in table.rows()]


@pytest.mark.parametrize("out", ["kohor.csv", "kohor.xlsx", "kohor.jsonl", "kohor.parquet"])
@pytest.mark.parametrize("assume", [{}, {"knows_market": True}])
def test_what_is_decided_on_the_way_gets_the_columns_of_score(tmp_path, out, assume):
    table = csv_at(tmp_path, RAW)
    score_table(table, RULES, tmp_path / f"hasil-{out}", as_of=AS_OF, assume=assume, lang="en")
    select_table(table, RULES, tmp_path / out, as_of=AS_OF, assume=assume, lang="en", wanted=Wanted(quota=1))
    scored, chosen = rows_of(tmp_path / f"hasil-{out}"), rows_of(tmp_path / out)
    assert [{name: row[name] for name in scored[0]} for row in chosen] == scored
    assert [name for name in chosen[0] if name in scored[0]] == list(scored[0])
    assert ("nk_assumed" in chosen[0]) is bool(assume)


def test_own_results_of_another_rule_set_are_refused_and_those_of_another_date_are_told(tmp_path):
    select_table(csv_at(tmp_path, RAW), RULES, tmp_path / "kohor.csv", as_of=AS_OF, wanted=Wanted(quota=1))
    with pytest.raises(TableError) as error:
        select_table(tmp_path / "kohor.csv", OTHER, as_of=AS_OF, prefix="x_", outcome="nk_outcome", wanted=Wanted(quota=1))
    assert [each.code for each in error.value.problems] == ["NK498"]
    told = select_table(
        tmp_path / "kohor.csv", RULES, as_of=AS_OF.replace(day=2), prefix="x_", outcome="nk_outcome", wanted=Wanted(quota=1)
    ).warnings
    assert "NK499" in [each.code for each in told]


def test_the_summary_says_the_date_and_what_is_assumed(tmp_path):
    options = {"as_of": AS_OF, "lang": "en", "rules_as_of": AS_OF.replace(month=10), "assume": {"knows_market": True}}
    for name, made in (("hasil.xlsx", score_table), ("kohor.xlsx", partial(select_table, wanted=Wanted(quota=1)))):
        made(csv_at(tmp_path, RAW), RULES, tmp_path / name, **options)
        lines = [tuple(cell for cell in row if cell) for row in openpyxl.load_workbook(tmp_path / name)["Summary"].values]
        assert ("as-of date", str(AS_OF)) in lines
        assert ("date of the parameters", "2026-10-01") in lines
        assert any("knows_market=true" in str(line) for line in lines)


# --- a table in which somebody changed an outcome --------------------------------------------------------------------


def changed(folder, number, outcome, lang="en"):
    """The reason of a row after its outcome was changed by hand."""
    score_table(csv_at(folder, RAW), RULES, folder / "hasil.csv", as_of=AS_OF, overwrite=True, lang=lang)
    head, *rows = (folder / "hasil.csv").read_text("utf-8-sig").splitlines()
    at = head.split(";").index("nk_outcome")
    cells = rows[number].split(";")
    cells[at] = outcome
    rows[number] = ";".join(cells)
    (folder / "hasil.csv").write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    select_table(folder / "hasil.csv", RULES, folder / "kohor.csv", as_of=AS_OF, overwrite=True, lang=lang, wanted=Wanted(quota=2))
    return rows_of(folder / "kohor.csv")[number]["nk_place_reason"]


def test_a_reason_of_another_outcome_is_not_given_for_one_that_was_changed(tmp_path):
    assert (
        changed(tmp_path, 0, "ineligible")
        == "Not eligible: the outcome was changed in the table; the reasons there are those of another outcome"
    )
    assert changed(tmp_path, 0, "ineligible", "id") == (
        "Tidak memenuhi syarat: hasilnya diubah dalam tabel; alasan di sana milik hasil lain"
    )
    assert changed(tmp_path, 0, "out_of_scope").startswith("Not eligible: the outcome was changed")
    assert changed(tmp_path, 0, "needs_information").endswith(
        "the outcome was changed in the table; the reasons there are those of another outcome"
    )
    assert changed(tmp_path, 0, "eligible").startswith("Rank 1")
    assert "changed" not in changed(tmp_path, 0, "eligible")
    assert changed(tmp_path, 2, "ineligible").startswith("Not eligible: the outcome was changed")
    assert changed(tmp_path, 2, "needs_information").endswith("Fill in: keeps books")
