"""A workbook speaks to people: words and not codes, what matters first, titles that explain themselves; and it is read again all the same."""

from datetime import date, datetime

import openpyxl
import pytest

from naikkelas.batch import compare_scores, read_table, result_columns, score_table, select_table, write_template
from naikkelas.batch.rows.result_words import OUTCOME_WORDS, STATUS_WORDS, outcome_said, status_said
from naikkelas.batch.written.summary_sheet import problem_words
from naikkelas.cohorts.asking import Wanted
from naikkelas.conditions import Outcome, Status
from naikkelas.facts import Fact, FactType, Kind, Text
from naikkelas.ikm.answers import expected_of, read_answer
from naikkelas.ikm.catalogue import FACTS
from naikkelas.problem_texts import KINDS
from tests.batch.make import AS_OF, INOPAK, csv_at
from tests.batch.rows.test_score import read_back

TABLE = (
    "NIB;Nama Usaha;Jenis Usaha;Tahun Berdiri;Tahu Pasar;Tahu Produksi\n"
    "9120001000011;Maju;kerajinan;2010;ya;ya\n"
    "9120001000022;Jaya;batik;2010;tidak;ya\n"
    "9120001000033;Makmur;kerajinan;2010;kadang;ya\n"
)
STATUSES = ["nk_permit", "nk_operation", "nk_market", "nk_production"]


def sheet_of(path, title=0):
    """A sheet as mappings, by its first row."""
    book = openpyxl.load_workbook(path)
    first, *rows = (book.worksheets[title] if isinstance(title, int) else book[title]).iter_rows(values_only=True)
    return [dict(zip(first, row, strict=True)) for row in rows]


@pytest.fixture
def table(tmp_path):
    return csv_at(tmp_path, TABLE)


# --- words ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "outcomes", "statuses"),
    [
        (
            "id",
            ["memenuhi syarat", "tidak memenuhi syarat", "perlu keterangan lagi"],
            ["tidak berlaku", "memenuhi", "belum diketahui", "memenuhi"],
        ),
        ("en", ["eligible", "not eligible", "more information needed"], ["not applicable", "met", "not known yet", "met"]),
    ],
)
@pytest.mark.parametrize("engine", ["rows", "polars"])
def test_outcomes_and_statuses_are_words_with_the_colours_of_their_codes(tmp_path, table, lang, outcomes, statuses, engine):
    score_table(table, INOPAK, tmp_path / "h.xlsx", as_of=AS_OF, lang=lang, engine=engine)
    rows = sheet_of(tmp_path / "h.xlsx")
    assert [row["nk_outcome"] for row in rows] == outcomes
    assert [rows[2][name] for name in STATUSES] == statuses
    sheet = openpyxl.load_workbook(tmp_path / "h.xlsx").worksheets[0]
    fills = {cell.value: cell.fill.start_color.rgb[-6:] for row in sheet.iter_rows(min_row=2) for cell in row if cell.fill.fill_type}
    assert [fills[word] for word in (*outcomes, *statuses[:3])] == ["C6EFCE", "FFC7CE", "FFEB9C", "E7E6E6", "C6EFCE", "FFEB9C"]


@pytest.mark.parametrize("name", ["h.csv", "h.jsonl"])
def test_other_forms_have_the_codes(tmp_path, table, name):
    score_table(table, INOPAK, tmp_path / name, as_of=AS_OF)
    assert [row["nk_outcome"] for row in read_back(tmp_path / name)] == ["eligible", "ineligible", "needs_information"]


def test_cells_of_the_table_itself_are_no_codes(tmp_path):
    source = csv_at(tmp_path, "Nama Usaha;x_outcome;Tahu Pasar\nmet;eligible;ya\n")
    score_table(source, INOPAK, tmp_path / "h.xlsx", as_of=AS_OF)
    (row,) = sheet_of(tmp_path / "h.xlsx")
    assert (row["Nama Usaha"], row["x_outcome"]) == ("met", "eligible")


@pytest.mark.parametrize("lang", ["id", "en"])
def test_words_and_codes_mean_one_outcome_or_status_each(lang):
    assert [outcome_said(word) for word in OUTCOME_WORDS[lang].values()] == list(Outcome)
    assert [status_said(word) for word in STATUS_WORDS[lang].values()] == list(Status)
    assert [outcome_said(f" {each.value.upper()} ") for each in Outcome] == list(Outcome)
    assert outcome_said("Memenuhi Syarat") is Outcome.ELIGIBLE


@pytest.mark.parametrize("text", ["", "memenuhi", "memenuhi syarat?", "tidak memenuhi syarat lagi", "lolos", "met", "not met"])
def test_other_words_are_no_outcome(text):
    assert outcome_said(text) is None


@pytest.mark.parametrize("text", ["", "memenuhi syarat", "tidak", "belum", "eligible", "met?"])
def test_other_words_are_no_status(text):
    assert status_said(text) is None


# --- read again -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("other", ["b.csv", "b.xlsx"])
def test_results_in_words_and_in_codes_are_compared(tmp_path, table, lang, other):
    score_table(table, INOPAK, tmp_path / "a.xlsx", as_of=AS_OF, lang=lang)
    score_table(table, INOPAK, tmp_path / other, as_of=AS_OF, lang="id")
    same = compare_scores(tmp_path / "a.xlsx", tmp_path / other, INOPAK, key="NIB", as_of=AS_OF)
    assert (same.same, same.changed, same.unread) == (3, 0, 0)
    changed = csv_at(tmp_path, TABLE.replace("batik;2010;tidak", "batik;;ya"), "lain.csv")
    score_table(changed, INOPAK, tmp_path / "c.csv", as_of=AS_OF)
    made = compare_scores(tmp_path / "a.xlsx", tmp_path / "c.csv", INOPAK, key="NIB", as_of=AS_OF)
    assert made.moves == {(Outcome.INELIGIBLE, Outcome.NEEDS_INFORMATION): 1}
    assert made.criteria == {"market": 1, "operation": 1}


@pytest.mark.parametrize("lang", ["id", "en"])
def test_a_cohort_takes_words_and_writes_each_form_its_own(tmp_path, table, lang):
    score_table(table, INOPAK, tmp_path / "h.xlsx", as_of=AS_OF, lang=lang)
    for name in ("k.csv", "k.xlsx"):
        made = select_table(tmp_path / "h.xlsx", INOPAK, tmp_path / name, as_of=AS_OF, key="NIB", wanted=Wanted(quota=1))
        assert (made.scored, made.problem_count) == (True, 0)
    codes, words = read_back(tmp_path / "k.csv"), sheet_of(tmp_path / "k.xlsx")
    assert [(row["nk_outcome"], row["nk_market"]) for row in codes] == [
        ("eligible", "met"),
        ("ineligible", "not_met"),
        ("needs_information", "unknown"),
    ]
    assert [(row["nk_outcome"], row["nk_market"]) for row in words] == [
        ("memenuhi syarat", "memenuhi"),
        ("tidak memenuhi syarat", "tidak memenuhi"),
        ("perlu keterangan lagi", "belum diketahui"),
    ]
    assert [row["nk_place"] for row in codes] == ["admitted", "refused", "possible"] or codes[0]["nk_place"] == "possible"
    assert words[1]["nk_place"] == "tidak diterima"


def test_what_a_committee_wrote_otherwise_is_kept_as_it_is(tmp_path, table):
    score_table(table, INOPAK, tmp_path / "h.xlsx", as_of=AS_OF)
    book = openpyxl.load_workbook(tmp_path / "h.xlsx")
    sheet = book.worksheets[0]
    at = [cell.value for cell in sheet[1]].index("nk_outcome") + 1
    sheet.cell(3, at).value = "Memenuhi Syarat"
    sheet.cell(4, at).value = "lolos"
    book.save(tmp_path / "h.xlsx")
    made = select_table(tmp_path / "h.xlsx", INOPAK, tmp_path / "k.csv", as_of=AS_OF, key="NIB", wanted=Wanted(quota=2))
    assert made.problem_count == 1
    rows = read_back(tmp_path / "k.csv")
    assert [row["nk_outcome"] for row in rows] == ["eligible", "Memenuhi Syarat", "lolos"]
    assert rows[1]["nk_place"] != "refused"


def test_a_result_in_words_is_scored_again_as_one_in_codes(tmp_path, table):
    for name in ("a.xlsx", "a.csv"):
        score_table(table, INOPAK, tmp_path / name, as_of=AS_OF)
        score_table(tmp_path / name, INOPAK, tmp_path / f"{name}.csv", as_of=AS_OF, prefix="x_")
    ends = [name for name in result_columns(INOPAK, "x_") if name != "x_reading"]
    one, other = (read_back(tmp_path / f"{name}.csv") for name in ("a.xlsx", "a.csv"))
    assert [[row[name] for name in ends] for row in one] == [[row[name] for name in ends] for row in other]


@pytest.mark.parametrize("order", ["now", "before"])
def test_a_result_without_a_prefix_is_known_in_either_order_of_its_columns(tmp_path, table, order):
    score_table(table, INOPAK, tmp_path / "h.csv", as_of=AS_OF, prefix="")
    rows = read_back(tmp_path / "h.csv")
    names = list(rows[0])
    if order == "before":  # as earlier versions wrote them: the words behind the statuses
        words = ["reasons", "next_step"]
        names = [name for name in names if name not in words]
        at = names.index("problems")
        names = [*names[:at], *words, *names[at:]]
        lines = [";".join(names), *(";".join(row[name].replace(";", ",") for name in names) for row in rows)]
        csv_at(tmp_path, "\n".join(lines) + "\n", "h.csv")
    made = select_table(tmp_path / "h.csv", INOPAK, tmp_path / "k.xlsx", as_of=AS_OF, prefix="", wanted=Wanted(quota=1))
    assert made.scored
    assert [(row["outcome"], row["market"]) for row in sheet_of(tmp_path / "k.xlsx")][1] == ("tidak memenuhi syarat", "tidak memenuhi")


# --- what stands where, and what it means -----------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "engine"), [("h.xlsx", "rows"), ("h.csv", "rows"), ("h.csv", "polars"), ("h.jsonl", "duckdb")])
def test_outcome_reasons_and_next_step_come_first(tmp_path, table, name, engine):
    score_table(table, INOPAK, tmp_path / name, as_of=AS_OF, engine=engine)
    rows = read_back(tmp_path / name)
    names = list(rows[0])[6:]
    assert names[:6] == ["nk_outcome", "nk_reasons", "nk_next_step", "nk_points_low", "nk_points_high", "nk_permit"]
    assert names[-4:] == ["nk_problems", "nk_as_of", "nk_rules", "nk_reading"]
    assert rows[1]["nk_reasons"].startswith("Tahu pasarnya (")
    assert rows[1]["nk_next_step"].startswith("Catat pembeli tetap")


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("id", ("Langkah berikutnya", "Syarat: Tahu pasarnya. ", "Penambah poin: ")),
        ("en", ("What to do next", "Requirement: ", "For points: ")),
    ],
)
def test_each_column_of_the_result_has_a_note_that_explains_it(tmp_path, table, lang, said):
    score_table(table, INOPAK, tmp_path / "h.xlsx", as_of=AS_OF, lang=lang, assume={"keeps_books": True})
    notes = {cell.value: cell.comment and cell.comment.text for cell in openpyxl.load_workbook(tmp_path / "h.xlsx").worksheets[0][1]}
    assert [name for name, note in notes.items() if note] == result_columns(INOPAK, assumed=True)
    assert all(notes[name].startswith(words) for name, words in zip(("nk_next_step", "nk_market", "nk_packaging"), said, strict=True))


def test_a_cohort_has_notes_too(tmp_path, table):
    select_table(table, INOPAK, tmp_path / "k.xlsx", as_of=AS_OF, wanted=Wanted(quota=1, by="regency", maximum=1))
    notes = {cell.value: cell.comment for cell in openpyxl.load_workbook(tmp_path / "k.xlsx").worksheets[0][1]}
    assert [name for name, note in notes.items() if note is None] == TABLE.splitlines()[0].split(";")


def test_problems_are_told_in_the_language(tmp_path, table):
    for lang in ("id", "en"):
        score_table(table, INOPAK, tmp_path / f"{lang}.xlsx", as_of=AS_OF, lang=lang)
    indonesian, english = sheet_of(tmp_path / "id.xlsx", "Masalah"), sheet_of(tmp_path / "en.xlsx", "Problems")
    assert list(indonesian[0]) == ["berkas", "lembar", "baris", "kolom", "judul kolom", "kode", "tingkat", "isi sel", "masalah", "saran"]
    assert list(english[0]) == ["file", "sheet", "row", "column", "title", "code", "severity", "text", "message", "hint"]
    assert ({row["tingkat"] for row in indonesian}, {row["severity"] for row in english}) == ({"galat"}, {"error"})
    assert indonesian[1]["masalah"].endswith("yang diharapkan: ya | tidak")
    assert english[1]["message"].endswith("expected: yes | no")


def test_the_summary_says_codes_and_facts_in_words(tmp_path, table):
    score_table(table, INOPAK, tmp_path / "h.xlsx", as_of=AS_OF)
    lines = dict(openpyxl.load_workbook(tmp_path / "h.xlsx")["Ringkasan"].iter_rows(values_only=True, max_col=2))
    assert lines["NK445: … di sini dapat berarti lebih dari satu jawaban"] == 2
    assert lines["Jenis Usaha"] == "bidang usaha (sector)"
    assert not any(str(cell).startswith(("fact:", "permit:")) for cell in lines.values())


@pytest.mark.parametrize("lang", ["id", "en"])
def test_every_code_has_words_without_slots(lang):
    said = [problem_words(code, lang) for code in KINDS]
    assert all(each and "{read}" not in each and "; yang diharapkan" not in each and "'…'" not in each for each in said)


# --- the columns of the table itself ----------------------------------------------------------------------------------


def test_dates_are_shown_as_people_write_them_and_are_the_same_dates(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Nama Usaha", "Tahu Pasar", "Daftar", "Diisi"])
    book.active.append(["Maju", "ya", date(2021, 4, 3), datetime(2021, 4, 3, 8, 30)])  # noqa: DTZ001 - cells have no zone
    book.save(tmp_path / "d.xlsx")
    score_table(tmp_path / "d.xlsx", INOPAK, tmp_path / "h.xlsx", as_of=AS_OF)
    sheet = openpyxl.load_workbook(tmp_path / "h.xlsx").worksheets[0]
    assert (sheet["C2"].number_format, sheet["D2"].number_format) == ("dd/mm/yyyy", "dd/mm/yyyy hh:mm:ss")
    before, after = (next(iter(read_table(tmp_path / name, header_row=1).rows())).cells[:4] for name in ("d.xlsx", "h.xlsx"))
    assert after == before


def test_columns_are_as_wide_as_their_cells_within_bounds(tmp_path):
    text = "No,Nama Usaha,Alamat,Tahu Pasar\n1,Keripik Singkong Bu Sri Rahayu," + "Jalan Panjang " * 20 + ",ya\n"
    score_table(csv_at(tmp_path, text + "2,B,C,ya\n" * 700), INOPAK, tmp_path / "h.xlsx", as_of=AS_OF)
    sheet = openpyxl.load_workbook(tmp_path / "h.xlsx").worksheets[0]
    widths = {cell.value: sheet.column_dimensions[cell.column_letter].width for cell in sheet[1]}
    assert sheet.max_row == 702
    assert widths["No"] < widths["Tahu Pasar"] < widths["Nama Usaha"] < widths["Alamat"] == 40
    assert widths["Nama Usaha"] >= len("Keripik Singkong Bu Sri Rahayu")
    assert widths["nk_outcome"] >= len("perlu keterangan lagi")


def test_a_table_without_rows_has_its_titles(tmp_path):
    score_table(csv_at(tmp_path, "Nama Usaha,Tahu Pasar\n"), INOPAK, tmp_path / "h.xlsx", as_of=AS_OF)
    (titles,) = openpyxl.load_workbook(tmp_path / "h.xlsx").worksheets[0].iter_rows(values_only=True)
    assert titles[:3] == ("Nama Usaha", "Tahu Pasar", "nk_outcome")


# --- what is expected, and templates ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("id", ["ya | tidak", "kerajinan | kayu, mebel dan ukiran | tekstil dan busana | permesinan | lainnya"]),
        ("en", ["yes | no", "processed food | herbal | cosmetics | handicraft | "]),
    ],
)
def test_what_is_expected_is_said_as_people_write_it(tmp_path, table, lang, said):
    score_table(table, INOPAK, tmp_path / "h.csv", as_of=AS_OF, lang=lang)
    problems = [row["nk_problems"] for row in read_back(tmp_path / "h.csv")]
    assert said[0] in problems[2]
    assert said[1] in problems[1]
    assert not any(code in text for code in ("true", "processed_food") for text in problems)


@pytest.mark.parametrize(("lang", "how"), [("id", "Cara mengisi: "), ("en", "How to write it: ")])
def test_each_note_of_a_template_says_how_to_write_an_answer(tmp_path, lang, how):
    write_template(INOPAK, tmp_path / "t.xlsx", lang=lang)
    notes = {cell.value: cell.comment.text for cell in openpyxl.load_workbook(tmp_path / "t.xlsx")["Data"][1]}
    assert all(how in note for note in notes.values())
    assert all(any(example in note for note in notes.values()) for example in ("31/12/2026", {"id": "ya, tidak", "en": "yes, no"}[lang]))


CHOSEN = [fact for fact in FACTS.values() if fact.type.kind in (Kind.CHOICE, Kind.BOOLEAN) and fact.name != "regency"]


@pytest.mark.parametrize("fact", CHOSEN, ids=lambda fact: fact.name)
def test_every_answer_that_is_expected_is_read(fact):
    for said in (str(expected_of(fact)), expected_of(fact).indonesian):
        *first, last = said.split(" | ")
        answers = first if last.startswith("…") else [*first, last]
        assert answers
        assert all(read_answer(answer, fact).value is not None for answer in answers)
        assert len(answers) == len(fact.type.choices or "yn") or last == f"… (naikkelas facts {fact.name})"
        assert len(said) <= 160


def test_a_long_list_of_a_rule_set_is_cut_between_two_choices():
    fact = Fact("kind", FactType(Kind.CHOICE, choices=tuple(f"choice_{number}" for number in range(40))), Text("jenis", "kind"))
    assert expected_of(fact).endswith("choice_13 | …")
