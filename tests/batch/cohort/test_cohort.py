"""A cohort from a table: every row once, places that hold whatever the unknown cells turn out to be, nothing by the order of rows."""

import csv
import hashlib
import json
from dataclasses import replace
from datetime import date
from functools import partial

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import naikkelas as nk
from naikkelas.batch import TableError, read_table, score_table, select_table
from naikkelas.cohorts.asking import Wanted
from naikkelas.cohorts.model import CohortPlace
from tests.batch.make import csv_at
from tests.batch.rows.test_score import read_back

AS_OF = date(2026, 11, 1)
RULES = nk.loads(
    "format: naikkelas/1\nrule_set: stan\nversion: 2\neffective: {from: 2025-01-01}\n"
    "parameters: {places: {type: integer, values: {2025-01-01: 2}}}\n"
    "criteria:\n  books: {title: {id: Punya pembukuan, en: Keeps books}, require: {keeps_books: {is: true}}}\n"
    "  wood: {kind: preference, points: 5, require: {sector: {is: wood}}}\n"
    "selection: {quota: $places, order: [{most: points}, {earliest: operating_since}], waiting_list: 1}\n"
)
HEAD = "No;Nama Usaha;Kab/Kota;Jenis Usaha;Tahun Mulai Usaha;keeps_books\n"
TABLE = HEAD + (
    "A1;=Kayu Jati;Kebumen;mebel;2019;ya\n"
    "A2;Keripik;Demak;pangan;2010;ya\n"
    "A3;Tempe;Demak;pangan;2011;ya\n"
    "A4;Batik;Demak;batik;2001;tidak\n"
    "A5;Tahu;Kebumen;pangan;2012;ya\n"
)
ADDED = ["nk_place", "nk_rank_low", "nk_rank_high", "nk_waiting_low", "nk_waiting_high", "nk_place_reason", "nk_place_problems"]


def selected(folder, table, out="kohor.csv", rules=RULES, **options):
    wanted = Wanted(**options.pop("wanted", {}))
    made = select_table(table, rules, folder / out, as_of=AS_OF, wanted=wanted, **{"key": "No", "overwrite": True, "lang": "en", **options})
    return made, {row["No"]: row for row in read_back(folder / out)}


def places(rows):
    return {key: row["nk_place"] for key, row in rows.items()}


@pytest.fixture
def table(tmp_path):
    return csv_at(tmp_path, TABLE)


@pytest.mark.parametrize("is_scored", [False, True])
@pytest.mark.parametrize("lang", ["id", "en"])
def test_rows_that_are_no_business_are_not_said_to_be_judged_and_are_counted_apart(tmp_path, is_scored, lang):
    table = csv_at(tmp_path, TABLE + "JUMLAH;;;;5;\n;;;;;\nMengetahui, Kepala Dinas;;;;;\n")
    if is_scored:
        score_table(table, RULES, tmp_path / "hasil.csv", as_of=AS_OF, lang="en")
        table = tmp_path / "hasil.csv"
    made, rows = selected(tmp_path, table, "kohor.xlsx", lang=lang, key=None)
    assert (made.rows, made.no_business, made.cohort.counts[CohortPlace.REFUSED]) == (7, 2, 4)
    told = {key: row["nk_place_reason"].split(":")[0] for key, row in rows.items()}
    judged, unread = {"id": ("Tidak memenuhi syarat", "Tidak dibaca"), "en": ("Not eligible", "Not read")}[lang]
    assert (told["A4"], told["JUMLAH"], told["Mengetahui, Kepala Dinas"]) == (judged, unread, unread)
    summary = dict(list(row)[:2] for row in openpyxl.load_workbook(tmp_path / "kohor.xlsx").worksheets[1].iter_rows(values_only=True))
    words = {
        "id": ("usaha", "baris yang bukan usaha, dihitung tidak diterima (NK570)"),
        "en": ("businesses", "rows that are no business, counted as refused (NK570)"),
    }
    assert [summary[each] for each in words[lang]] == [5, 2]


EXPECTED = {"A1": "admitted", "A2": "admitted", "A3": "waiting", "A4": "refused", "A5": "refused"}


@pytest.mark.parametrize("out", ["kohor.csv", "kohor.xlsx", "kohor.jsonl"])
def test_a_table_is_decided_on_the_way_and_every_row_stands_there_once(tmp_path, table, out):
    made, rows = selected(tmp_path, table, out)
    assert list(rows) == ["A1", "A2", "A3", "A4", "A5"]
    assert places(rows) == EXPECTED
    names = list(next(iter(rows.values())))
    assert names[-len(ADDED) :] == ADDED
    assert names[6:13] == ["nk_outcome", "nk_reasons", "nk_next_step", "nk_points_low", "nk_points_high", "nk_books", "nk_wood"]
    assert [str(rows["A3"][name] or "") for name in ADDED[1:5]] == ["3", "3", "1", "1"]
    assert [rows["A4"][name] or "" for name in ADDED[1:5]] == ["", "", "", ""]
    assert rows["A1"]["nk_place_reason"] == "Rank 1"
    assert rows["A3"]["nk_place_reason"] == "Rank 3; all places are taken; number 1 on the waiting list"
    assert rows["A4"]["nk_place_reason"].startswith("Not eligible: Keeps books (")
    assert rows["A5"]["nk_place_reason"] == "Rank 4; all places are taken; the waiting list is full too"
    assert (made.rows, made.scored, made.out) == (5, False, str(tmp_path / out))
    assert made.cohort.admitted == ("A1", "A2")


def test_a_year_is_a_range_and_equals_are_not_parted_by_it(tmp_path):
    text = (
        HEAD
        + "A1;a;Demak;pangan;2010;ya\nA2;b;Demak;pangan;2010;ya\nA3;c;Demak;pangan;2011;ya\nA4;d;Demak;pangan;;ya\nA5;e;Demak;pangan;2009;?\n"
    )
    _, rows = selected(tmp_path, csv_at(tmp_path, text), wanted={"order": "operating_since", "waiting_list": 0})
    assert places(rows) == {"A3": "refused", **dict.fromkeys(("A1", "A2", "A4", "A5"), "possible")}
    assert rows["A1"]["nk_place_reason"] == "Rank 1–4; the data of this business are not sure; to be settled: operating since"
    assert "to be settled: operating since" in rows["A4"]["nk_place_reason"]
    assert rows["A5"]["nk_place_reason"].endswith("Fill in: keeps books")
    _, rows = selected(tmp_path, csv_at(tmp_path, text), lang="id", wanted={"order": "operating_since"})
    assert "pastikan: mulai beroperasi" in rows["A4"]["nk_place_reason"]


def test_a_table_that_was_scored_is_taken_as_it_is(tmp_path, table):
    score_table(table, RULES, tmp_path / "s.csv", as_of=AS_OF)
    text = (
        (tmp_path / "s.csv")
        .read_text(encoding="utf-8-sig")
        .replace("A4;Batik;Demak;batik;2001;tidak;ineligible", "A4;Batik;Demak;batik;2001;tidak;eligible")
    )
    made, rows = selected(tmp_path, csv_at(tmp_path, text, "s2.csv"))
    assert made.scored
    assert places(rows) == {"A1": "admitted", "A2": "waiting", "A3": "refused", "A4": "admitted", "A5": "refused"}
    again, _ = selected(tmp_path, csv_at(tmp_path, text, "s2.csv"), rules=None, wanted={"quota": 2, "order": "points,operating_since"})
    assert again.cohort.admitted == made.cohort.admitted
    assert again.cohort.terms.seed == "naikkelas"
    assert again.warnings == ()


def test_a_scored_table_has_its_reasons_and_can_be_a_workbook(tmp_path, table):
    score_table(table, RULES, tmp_path / "s.xlsx", as_of=AS_OF, lang="en")
    made, rows = selected(tmp_path, tmp_path / "s.xlsx", "k.xlsx", wanted={"by": "regency", "minimum": 1, "maximum": 1, "waiting_list": 9})
    assert places(rows) == {"A1": "admitted", "A2": "admitted", "A3": "waiting", "A4": "refused", "A5": "waiting"}
    assert (rows["A1"]["nk_group"], rows["A1"]["nk_group_name"]) == ("3305", "Kabupaten Kebumen")
    assert rows["A3"]["nk_place_reason"] == "Rank 3; all places are taken; number 1 on the waiting list"
    assert rows["A4"]["nk_place_reason"].startswith("Not eligible: Keeps books (")
    book = openpyxl.load_workbook(tmp_path / "k.xlsx")
    summary = [[cell for cell in row if cell is not None] for row in book["Summary"].values]
    assert ["quota", "2"] in summary
    assert ["groups by", "regency or city"] in summary
    assert ["minimum of each group", "1"] in summary
    assert ["maximum of each group", "1"] in summary
    assert [
        "order",
        "most points, then earliest operating since, then a lot drawn with the seed “stan 2” (the default: name and version of the rules)",
    ] in summary
    assert ["Kabupaten Demak", 1, 0, 1, 0, 1] in summary
    assert ["all", 2, 0, 2, 0, 1] in summary
    assert ["hash of the rules", RULES.hash] in summary
    first = book.worksheets[0]
    colours = {cell.value: cell.fill.start_color.rgb for row in first.iter_rows(min_row=2) for cell in row}
    assert colours["admitted"][-6:] == "C6EFCE"
    assert colours["met"][-6:] == "C6EFCE"
    assert made.cohort.counts[CohortPlace.ADMITTED] == 2


def test_nothing_that_could_run_is_written(tmp_path, table):
    _, rows = selected(tmp_path, table)
    assert rows["A1"]["Nama Usaha"] == "'=Kayu Jati"


def test_lots_part_equals_and_can_be_drawn_again_by_hand(tmp_path):
    lines = [f"A{number};x;Demak;pangan;2010;ya" for number in range(9)]
    made, _ = selected(tmp_path, csv_at(tmp_path, HEAD + "\n".join(lines)), wanted={"order": "points", "seed": "gelombang 1"})
    lots = sorted(range(9), key=lambda number: hashlib.sha256(f"gelombang 1\nA{number}".encode()).hexdigest())
    assert made.cohort.admitted == tuple(f"A{number}" for number in lots[:2])


@pytest.mark.no_cover
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.permutations(range(6)), st.booleans())
def test_the_order_of_rows_changes_no_place(tmp_path, order, has_key):
    lines = [
        "A0;a;Demak;pangan;2010;ya",
        "A1;b;Demak;pangan;2010;ya",
        "A2;c;Demak;;2010;ya",
        "A3;d;;mebel;2010;ya",
        "A4;e;Demak;pangan;2010;",
        "A5;f;Demak;mebel;2012;ya",
    ]
    options = {"key": "No" if has_key else None, "wanted": {"order": "points", "by": "regency", "maximum": 2}}
    _, first = selected(tmp_path, csv_at(tmp_path, HEAD + "\n".join(lines), "a.csv"), "a.out.csv", **options)
    _, second = selected(tmp_path, csv_at(tmp_path, HEAD + "\n".join(lines[at] for at in order), "b.csv"), "b.out.csv", **options)
    assert {key: [row[name] for name in ADDED] for key, row in first.items()} == {
        key: [row[name] for name in ADDED] for key, row in second.items()
    }


def refused(*arguments, **options):
    with pytest.raises(TableError) as error:
        select_table(*arguments, **{"as_of": AS_OF, **options})
    return [(each.code, each.place.line) for each in error.value.problems]


def test_rows_without_a_key_of_their_own_are_told_and_nobody_is_selected(tmp_path):
    text = (
        HEAD
        + "A1;a;Demak;pangan;2010;ya\nA1;b;Demak;pangan;2011;ya\n;c;Demak;pangan;2011;ya\n;d;Demak;pangan;2011;ya\nA2;e;Demak;pangan;2011;ya\n"
    )
    path = csv_at(tmp_path, text)
    out = tmp_path / "k.csv"
    assert refused(path, RULES, out, key="No") == [("NK491", 3), ("NK492", 4), ("NK492", 5)]
    assert not list(tmp_path.glob("*k.csv*"))
    twice = csv_at(tmp_path, HEAD + "A1;a;Demak;pangan;2010;ya\n" * 2, "twice.csv")
    assert refused(twice, RULES, out) == [("NK491", 3)]
    assert refused(path, RULES, out, key="Nomor")[0][0] == "NK461"
    many = refused(csv_at(tmp_path, HEAD + "A1;a;Demak;pangan;2010;ya\n" * 50, "many.csv"), RULES, key="No")
    assert many == [*(("NK491", line) for line in range(3, 23)), ("NK125", 23)]


def test_a_personal_key_is_not_told(tmp_path):
    path = csv_at(tmp_path, "NIK;keeps_books\n3305010101010001;ya\n3305010101010001;ya\n")
    with pytest.raises(TableError) as error:
        select_table(path, RULES, None, as_of=AS_OF, key="NIK")
    assert "33050101" not in str(error.value)


def test_a_table_that_is_neither_decided_nor_has_rules_is_refused(tmp_path, table):
    assert refused(table, None, wanted=Wanted(quota=2)) == [("NK497", None)]
    assert refused(table, RULES, tmp_path / "k.pdf", key="No") == [("NK470", None)]
    assert refused(table, RULES, table, key="No") == [("NK470", None)]


def test_a_result_is_not_selected_from_twice_under_one_prefix(tmp_path, table):
    selected(tmp_path, table)
    assert refused(tmp_path / "kohor.csv", RULES, tmp_path / "k.csv", key="No")[0][0] == "NK471"


def test_results_that_cannot_be_read_are_told_and_unknown(tmp_path):
    text = "No;nk_outcome;nk_points_low;nk_points_high\nA1;eligible;5;5\nA2;lolos;1;1\nA3;eligible;lima;5\nA4;;1;1\nA5;eligible;9;1\nA6;ineligible;0;0\n"
    made, rows = selected(tmp_path, csv_at(tmp_path, text), rules=None, wanted={"quota": 1, "order": "points"})
    assert places(rows) == {
        "A1": "possible",
        "A2": "waiting_possible",
        "A3": "possible",
        "A4": "waiting_possible",
        "A5": "possible",
        "A6": "refused",
    }
    assert [(each.code, each.place.line, each.place.column) for each in made.problems] == [
        ("NK493", 3, 2),
        ("NK493", 4, 3),
        ("NK493", 5, 2),
        ("NK493", 6, 3),
    ]
    assert made.problem_count == 4
    assert rows["A2"]["nk_place_problems"].startswith(
        "nk_outcome: 'lolos' in the column 'nk_outcome' cannot be read; expected: eligible | "
    )
    assert rows["A2"]["nk_place_reason"].endswith("to be settled: the outcome")
    assert rows["A6"]["nk_place_reason"] == "Not eligible"


def test_a_fact_without_a_column_is_told(tmp_path):
    text = "No;nk_outcome\nA1;eligible\nA2;eligible\n"
    made, rows = selected(tmp_path, csv_at(tmp_path, text), wanted={"quota": 1})
    assert [(each.code, each.slots["name"]) for each in made.warnings] == [("NK494", "operating since"), ("NK494", "points")]
    assert set(places(rows).values()) == {"possible"}
    made, rows = selected(tmp_path, csv_at(tmp_path, text), wanted={"quota": 1}, assume={"operating_since": "2010-01-01"})
    assert [each.code for each in made.warnings] == ["NK494"]


def test_a_cell_that_cannot_be_read_is_told_in_its_row(tmp_path):
    text = HEAD + "A1;a;Demak;pangan;kemarin;ya\nA2;b;Demak\nA3;c;Demak;pangan;2010;ya\n"
    made, rows = selected(tmp_path, csv_at(tmp_path, text))
    assert places(rows) == {"A1": "possible", "A2": "possible", "A3": "possible"}
    assert rows["A1"]["nk_place_problems"].startswith("Tahun Mulai Usaha: ")
    assert "3" in rows["A2"]["nk_place_problems"]
    assert made.problem_count == 2


def test_a_row_whose_cells_have_moved_is_open_in_a_scored_table_too(tmp_path):
    text = "No;nk_outcome;nk_points_low;nk_points_high\nA1;eligible;5;5\nA2;eligible\nA3;eligible;5;5;x;y\n"
    made, rows = selected(tmp_path, csv_at(tmp_path, text), rules=None, wanted={"quota": 1, "order": "points"})
    assert places(rows) == dict.fromkeys(("A1", "A2", "A3"), "possible")
    assert rows["A3"]["nk_place_problems"].endswith("; + x | y")
    assert [each.code for each in made.problems] == ["NK453", "NK453"]


def test_a_row_that_was_not_read_says_so_before_what_a_sheet_cannot_hold(tmp_path):
    text = HEAD + f"A1;{'x' * 40_000};Demak;pangan;2010\nA2;b;Demak;pangan;2010;ya\n"
    made, rows = selected(tmp_path, csv_at(tmp_path, text), "kohor.xlsx")
    assert [(each.code, each.place.line) for each in made.problems] == [("NK453", 2), ("NK560", 2)]
    assert rows["A1"]["nk_place_problems"].startswith("this row has 5 cells, but the header has 6")
    again = read_table(tmp_path / "kohor.xlsx")
    assert [row.problem and row.problem.code for row in again.rows()] == ["NK453", None]


def places_of(folder, source, name, rules=RULES, **options):
    """What is said of each row, in order."""
    select_table(source, rules, folder / name, as_of=AS_OF, overwrite=True, **options)
    return [[row[each] for each in ADDED[:-1]] for row in read_back(folder / name)]


UNREAD = ("U{};Roti;Demak;pangan;2010;ya;ya;x", "U{};Roti;Demak;pangan;2010", "U{};Roti;Demak;pangan;;2010;ya", "JUMLAH;{};;;;")


@pytest.mark.no_cover
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(
        st.sampled_from([*UNREAD, "R{};Kayu;Demak;mebel;2010;ya", "R{};Kue;Demak;pangan;2010;ya", "R{};Kue;;;;"]), min_size=1, max_size=7
    ),
    st.sampled_from([".csv", ".xlsx", ".jsonl"]),
    st.sampled_from([None, "No"]),
    st.sampled_from(["points", "operating_since", "points,operating_since"]),
    st.integers(1, 4),
)
@example([UNREAD[0], "R{};Kayu;Demak;mebel;2010;ya", UNREAD[1], "R{};Kayu;Demak;mebel;2010;ya"], ".csv", "No", "points", 3)
def test_a_table_and_its_result_give_the_same_places(tmp_path, lines, ending, key, order, quota):
    source = csv_at(tmp_path, HEAD + "".join(line.format(at) + "\n" for at, line in enumerate(lines)))
    score_table(source, RULES, tmp_path / f"h{ending}", as_of=AS_OF, overwrite=True)
    options = {"key": key, "wanted": Wanted(quota=quota, order=order)}
    assert places_of(tmp_path, source, "a.jsonl", **options) == places_of(tmp_path, tmp_path / f"h{ending}", "b.jsonl", **options)


def test_a_cell_that_may_have_moved_draws_no_lot(tmp_path):
    """Whatever its first cell says, a row that is not read may come before or after those that are equal to it."""
    lots = nk.loads(
        "format: naikkelas/1\nrule_set: undi\nversion: 1\neffective: {from: 2025-01-01}\ncriteria:\n  books: {require: {keeps_books: {is: true}}}\nselection: {quota: 3}\n"
    )
    for name in "ABCDEFGH":
        text = HEAD + f"{name}9;Roti;Demak;pangan;2010;ya;ya\nA1;Kue;Demak;pangan;2010;ya\nA2;Kue;Demak;pangan;2010;ya\n"
        made = places_of(tmp_path, csv_at(tmp_path, text), "k.jsonl", lots, key="No")
        assert made[0][:3] == ["possible", 1, 3]
        assert [each[1:3] for each in made[1:]] in ([[1, 2], [2, 3]], [[2, 3], [1, 2]])


def test_two_rows_that_are_not_read_may_be_alike(tmp_path):
    text = HEAD + "A9;Roti;Demak\nA9;Roti;Demak\nA1;Kue;Demak;pangan;2010;ya\n"
    for key in (None, "No"):
        assert [row[0] for row in places_of(tmp_path, csv_at(tmp_path, text), "k.jsonl", key=key)] == ["possible"] * 3


def test_minimums_that_cannot_be_kept_are_told(tmp_path, table):
    wanted = {"quota": 3, "by": "regency", "groups": ["3305", "3321", "3316"], "minimum": 2}
    made, _ = selected(tmp_path, table, wanted=wanted)
    told = [(each.code, each.slots.get("name"), each.slots["read"], each.slots["expected"]) for each in made.warnings]
    assert told == [("NK496", None, "6", "3"), ("NK495", "Kabupaten Kebumen", "1", "2"), ("NK495", "Kabupaten Blora", "0", "2")]
    book, _ = selected(tmp_path, table, "k.xlsx", wanted=wanted)
    lines = [row[0] for row in openpyxl.load_workbook(tmp_path / "k.xlsx")["Summary"].values]
    assert "Warnings" in lines
    assert any("NK495" in str(line) for line in lines)
    assert book.cohort == made.cohort


def test_rows_whose_group_nobody_knows_count_for_the_most_a_group_gets(tmp_path):
    path = csv_at(tmp_path, "No;Kab/Kota;nk_outcome\nA1;3305;eligible\nA2;;eligible\nA3;3305;eligible\nA4;3305;eligible\n")
    wanted = {"quota": 4, "by": "regency", "groups": ["3305", "3316"], "minimum": 2}
    made, rows = selected(tmp_path, path, rules=None, wanted=wanted)
    assert rows["A2"]["nk_place"] == "admitted"
    assert [each.message("en") for each in made.warnings if each.code == "NK495"] == [
        "the group 'Kabupaten Blora' gets at most 1 place, but its minimum is 2"
    ]


def test_only_the_counts_may_be_asked_for(tmp_path, table):
    seen = []
    made = select_table(table, RULES, as_of=AS_OF, key="No", progress=lambda rows, total: seen.append((rows, total)))
    assert (made.out, made.rows, [rows for rows, _ in seen]) == (None, 5, [5])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data.csv"]


def test_progress_is_told_on_the_way(tmp_path):
    rows = "".join(f"A{number};x;Demak;pangan;2010;ya\n" for number in range(600))
    seen = []
    select_table(csv_at(tmp_path, HEAD + rows), RULES, as_of=AS_OF, key="No", progress=lambda count, total: seen.append(count))
    assert seen == [500, 600]


def test_a_mapping_says_which_column_is_what(tmp_path):
    mapping = csv_at(
        tmp_path,
        "format: naikkelas-mapping/1\ncolumns:\n  Sejak: {fact: operating_since}\n  Buku: {fact: keeps_books}\n  No: {ignore: true}\n",
        "m.yaml",
    )
    path = csv_at(tmp_path, "No;Sejak;Buku\nA1;2010-05-01;ya\nA2;2011-05-01;ya\nA3;2009-05-01;ya\n")
    made, _ = selected(tmp_path, path, mapping=mapping, assume={"sector": "wood"})
    assert made.cohort.admitted == ("A3", "A1")
    score_table(path, RULES, tmp_path / "s.csv", as_of=AS_OF, mapping=mapping, assume={"sector": "wood"})
    made, _ = selected(tmp_path, tmp_path / "s.csv", mapping=mapping)
    assert made.cohort.admitted == ("A3", "A1")
    assert dict(made.used) == {"Sejak": "fact: operating_since"}


def test_a_mistake_in_a_mapping_is_told(tmp_path, table):
    wrong = csv_at(tmp_path, "format: naikkelas-mapping/1\ncolumns:\n  Sejak: {fact: operating_since}\n", "m.yaml")
    assert refused(table, RULES, mapping=wrong, key="No")[0][0] == "NK461"
    score_table(table, RULES, tmp_path / "s.csv", as_of=AS_OF)
    assert refused(tmp_path / "s.csv", RULES, mapping=wrong, key="No")[0][0] == "NK461"


def _next(readings):
    return iter(next(readings))


def test_a_file_that_changes_on_the_way_is_not_half_written(tmp_path, table):
    opened = read_table(table)
    rows = list(opened.rows())
    read = []
    select_table(replace(opened, open=lambda: read.append(rows) or iter(rows)), RULES, as_of=AS_OF, key="No")  # all but what is written
    for second in (rows[:3], [*rows, rows[0]], rows[::-1]):
        readings = iter([*read, second])
        changing = replace(opened, open=partial(_next, readings))
        assert refused(changing, RULES, tmp_path / "k.csv", key="No")[0][0] == "NK475"
        assert not (tmp_path / "k.csv").exists()


def test_groups_that_nobody_knows_are_counted_apart(tmp_path):
    text = HEAD + "A1;a;Semarang;pangan;2010;ya\nA2;b;Demak;pangan;2011;ya\nA3;c;Demak;pangan;2012;ya\n"
    made, rows = selected(tmp_path, csv_at(tmp_path, text), "k.jsonl", wanted={"by": "regency", "maximum": 1, "quota": 2})
    assert rows["A1"]["nk_group"] is rows["A1"]["nk_group_name"] is None
    assert [tally.group for tally in made.cohort.groups] == ["3321", None]
    assert json.loads((tmp_path / "k.jsonl").read_text(encoding="utf-8").splitlines()[1])["nk_rank_low"] == 2


def test_parquet_is_read_and_written(tmp_path, table):
    _, rows = selected(tmp_path, table)
    select_table(table, RULES, tmp_path / "k.parquet", as_of=AS_OF, key="No")
    again = [row.cells for row in read_table(tmp_path / "k.parquet").rows()]
    at = next(column.index for column in read_table(tmp_path / "k.parquet").columns if column.name == "nk_place")
    assert [cells[at] for cells in again] == [row["nk_place"] for row in rows.values()]
    assert [cells[at + 1] for cells in again] == [1, 2, 3, None, 4]


def test_a_result_of_csv_has_the_delimiter_of_its_table(tmp_path, table):
    selected(tmp_path, table, "k.csv")
    with (tmp_path / "k.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(next(csv.reader(file, delimiter=";"))) == 24
