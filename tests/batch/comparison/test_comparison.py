"""Two results compared: who changed, and whether the data, the rules or the date did it; what nobody can know is said."""

import csv
import json
from dataclasses import replace
from datetime import date

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import naikkelas as nk
from naikkelas.batch import Cause, TableError, compare_scores, score_table, select_table
from naikkelas.batch.comparison import store as comparison_store
from naikkelas.batch.comparison.causes import Setting, Trial, cause_of
from naikkelas.batch.comparison.changes import CAUSES
from naikkelas.batch.scored_table import stamp_of
from naikkelas.conditions import Outcome
from tests.batch.make import AS_OF, INOPAK, codes, csv_at

LATER = date(2027, 2, 1)
SHORTER = INOPAK.with_parameters(minimum_operation={"months": 3})
PIRT = "2053305020970-28"
TITLES = "id;Kab/Kota;Jenis Usaha;Tahun Berdiri;PIRT;Tahu Pasar;Tahu Produksi"
LONG = f"Kab. Kebumen;pangan;2018;{PIRT};ya;ya"
YOUNG = f"Kab. Kebumen;pangan;Des 2025;{PIRT};ya;ya"
BLIND = f"Kab. Kebumen;pangan;2018;{PIRT};ya;tidak"
OPEN = "Demak;pangan;2018;;ya;ya"


def result(folder, rows, name="lalu.csv", rules=INOPAK, as_of=AS_OF, **options):
    """The result of a table of these rows."""
    table = csv_at(folder, "\n".join([TITLES, *rows]) + "\n", f"tabel-{name}.csv")
    score_table(table, rules, folder / name, as_of=as_of, overwrite=True, **options)
    return folder / name


def compared(folder, before, rows, rules=INOPAK, as_of=AS_OF, name="kini.csv", options=None, **more):
    """The comparison with the result of these rows, and its changes by key."""
    now = result(folder, rows, name, rules, as_of, **(options or {}))
    made = compare_scores(before, now, rules, key="id", as_of=as_of, changes=folder / "perubahan.jsonl", overwrite=True, **more)
    lines = [json.loads(line) for line in (folder / "perubahan.jsonl").read_text(encoding="utf-8").splitlines()]
    return made, {line["key"]: line for line in lines}


@pytest.fixture
def before(tmp_path):
    return result(tmp_path, [f"a;{LONG}", f"b;{YOUNG}", f"c;{OPEN}", f"d;{LONG}"])


def test_a_result_compared_with_itself_has_no_change(tmp_path, before):
    made, changes = compared(tmp_path, before, [f"a;{LONG}", f"b;{YOUNG}", f"c;{OPEN}", f"d;{LONG}"])
    assert (made.same, made.changed, made.new, made.gone, changes) == (4, 0, 0, 0, {})
    assert made.before == made.after == (f"inopak-naik-kelas 2020.11 {INOPAK.hash[:16]} 2026-11-01",)
    assert made.notes == made.problems == ()


def test_changed_data_are_told_from_a_later_date_and_from_other_rules(tmp_path, before):
    rows = [f"a;{BLIND}", f"b;{YOUNG}", f"c;{OPEN}", f"d;{LONG}"]
    made, changes = compared(tmp_path, before, rows)
    assert {key: (line["cause"], line["criteria"]) for key, line in changes.items()} == {"a": ("data", "production: met > not_met (data)")}
    made, changes = compared(tmp_path, before, rows, as_of=LATER)
    assert {key: line["cause"] for key, line in changes.items()} == {"a": "data", "b": "date"}
    assert changes["b"]["why"] == "tanggal penilaiannya lain"
    assert (changes["b"]["outcome_before"], changes["b"]["outcome_after"]) == ("ineligible", "eligible")
    assert (changes["b"]["row_before"], changes["b"]["row_after"]) == (3, 3)
    made, changes = compared(tmp_path, before, rows, rules=SHORTER)
    assert {key: line["cause"] for key, line in changes.items()} == {"a": "unknown", "b": "rules"}
    made, changes = compared(tmp_path, before, rows, rules=SHORTER, as_of=LATER, lang="en")
    assert {key: line["cause"] for key, line in changes.items()} == {"a": "unknown", "b": "rules"}
    assert changes["a"]["why"] == "not told apart: data, date, rules"
    assert made.moves == {(Outcome.ELIGIBLE, Outcome.INELIGIBLE): 1, (Outcome.INELIGIBLE, Outcome.ELIGIBLE): 1}
    assert made.criteria == {"production": 1, "operation": 1}
    assert made.causes == {Cause.UNKNOWN: 1, Cause.RULES: 1}


def test_data_and_date_are_told_together_when_neither_alone_does_it(tmp_path):
    before = result(tmp_path, ["a;Kab. Kebumen;pangan;Jun 2026;;ya;ya"], as_of=date(2026, 7, 1))
    _, changes = compared(tmp_path, before, ["a;Kab. Kebumen;pangan;Jan 2026;;ya;ya"], as_of=LATER)
    assert changes["a"]["criteria"] == "operation: not_met > met (data_and_date)"
    _, changes = compared(tmp_path, before, ["a;Kab. Kebumen;pangan;2018;;ya;ya"], as_of=date(2028, 1, 1))
    assert changes["a"]["criteria"] == "operation: not_met > met (data_or_date)"


def test_several_causes_of_one_row_are_told_by_criterion(tmp_path):
    before = result(tmp_path, ["a;;pangan;Des 2025;;ya;ya"])
    _, changes = compared(tmp_path, before, ["a;;pangan;Des 2025;;tidak;ya"], as_of=LATER)
    assert changes["a"]["criteria"] == "operation: not_met > met (date); market: met > not_met (data)"
    assert changes["a"]["outcome_before"] == changes["a"]["outcome_after"] == "ineligible"
    assert (changes["a"]["cause"], changes["a"]["why"]) == ("several", "beberapa sebab, lihat tiap syarat")


def test_another_mapping_or_assumption_is_told_and_not_taken_for_the_data(tmp_path):
    facts = {
        "Kab/Kota": "regency",
        "Jenis Usaha": "sector",
        "Tahun Berdiri": "operating_since",
        "PIRT": "pirt_number",
        "Tahu Pasar": "knows_market",
    }
    lines = [f"  {title}: {{fact: {fact}}}" for title, fact in facts.items()]
    path = csv_at(tmp_path, "\n".join(["format: naikkelas-mapping/1", "columns:", *lines]) + "\n", "mapping.yaml")
    before = result(tmp_path, [f"a;{LONG}", f"b;{LONG}"], mapping=path)
    made, changes = compared(tmp_path, before, [f"a;{LONG}", f"b;{BLIND}"])
    assert {key: line["cause"] for key, line in changes.items()} == {"a": "reading", "b": "unknown"}
    assert changes["b"]["why"] == "tidak dapat dibedakan: data, cara membaca"
    assert made.causes == {Cause.READING: 1, Cause.UNKNOWN: 1}
    assume = {"knows_production": "true"}
    made, changes = compared(
        tmp_path, before, [f"a;{LONG}", f"b;{OPEN}"], options={"mapping": path, "assume": assume}, assume=assume, mapping=path
    )
    assert {key: line["cause"] for key, line in changes.items()} == {"a": "reading", "b": "several"}


@pytest.mark.parametrize("name", ["lalu.xlsx", "lalu.jsonl", "lalu.parquet", "lalu.tsv"])
def test_results_of_every_form_are_compared(tmp_path, name):
    before = result(tmp_path, [f"'+62;{LONG}", f"=b;{YOUNG}", f"C;{OPEN}"], name)
    made, changes = compared(tmp_path, before, [f"'+62;{LONG}", f"=b;{YOUNG}", f"c;{BLIND}"], as_of=LATER)
    assert {key: line["cause"] for key, line in changes.items()} == {"=b": "date", "c": "data"}
    assert (made.same, made.changed) == (1, 2)


@pytest.mark.parametrize("name", ["o.csv", "o.tsv", "o.xlsx", "o.jsonl", "o.parquet"])
@pytest.mark.parametrize("key", ["@ID", "- ID", "=A1", "'@ID", "'@ID'"])
def test_titles_that_could_run_are_found_again(tmp_path, name, key):
    mapping = csv_at(tmp_path, 'format: naikkelas-mapping/1\ncolumns: {"+Pasar": {fact: knows_market}}\n', "peta.yaml")
    before, now = tmp_path / name, tmp_path / f"n{name}"
    for out, answer in ((before, "ya"), (now, "tidak")):
        score_table(csv_at(tmp_path, f"{key};+Pasar\n1;{answer}\n"), INOPAK, out, as_of=AS_OF, mapping=mapping)
    made = compare_scores(before, now, INOPAK, key=key, as_of=AS_OF, mapping=mapping)
    assert (made.changed, made.causes, made.new, made.gone) == (1, {Cause.DATA: 1}, 0, 0)


def test_titles_that_differ_only_by_an_apostrophe_keep_their_names(tmp_path):
    out = tmp_path / "o.jsonl.csv"
    score_table(csv_at(tmp_path, "@ID;'@ID;Tahu Pasar\n1;2;ya\n"), INOPAK, out, as_of=AS_OF)
    assert [compare_scores(out, out, INOPAK, key=key, as_of=AS_OF).same for key in ("@ID", "'@ID")] == [1, 1]
    assert out.read_text(encoding="utf-8-sig").startswith("'@ID;''@ID;")


@pytest.mark.parametrize("prefix", ["=", "-", "@", "+", " ", "a  ", "a\nb", "\t", " a", "\x00"])
def test_a_prefix_that_would_not_be_read_again_is_refused(tmp_path, prefix):
    table, out = csv_at(tmp_path, "Tahu Pasar\nya\n"), tmp_path / "o.csv"
    with pytest.raises(TableError) as refused:
        score_table(table, INOPAK, out, as_of=AS_OF, prefix=prefix)
    with pytest.raises(TableError) as again:
        select_table(table, INOPAK, out, as_of=AS_OF, prefix=prefix)
    assert [(codes(each), out.exists()) for each in (refused, again)] == [(["NK402"], False)] * 2


@pytest.mark.parametrize("prefix", ["", "x", "a b ", "hasil: ", "1.", "'"])
def test_every_other_prefix_is_read_again(tmp_path, prefix):
    table, out = csv_at(tmp_path, "No;Tahu Pasar\n1;ya\n"), tmp_path / "o.csv"
    score_table(table, INOPAK, out, as_of=AS_OF, prefix=prefix)
    assert compare_scores(out, out, INOPAK, key="No", as_of=AS_OF, prefix=prefix).same == 1


def test_keys_that_are_new_gone_repeated_or_empty_are_counted_apart(tmp_path, before):
    again = result(tmp_path, [f"a;{LONG}", f"a;{BLIND}", f"b;{YOUNG}", f"c;{OPEN}", f";{OPEN}", f"z;{OPEN}"], "ulang.csv")
    made, changes = compared(tmp_path, again, [f"a;{LONG}", f"b;{BLIND}", f"b;{YOUNG}", f"c;{OPEN}", f"baru;{LONG}", f";{LONG}"])
    assert {key: line["change"] for key, line in changes.items()} == {"baru": "new", "z": "gone"}
    assert changes["baru"]["row_before"] is changes["baru"]["outcome_before"] is changes["baru"]["cause"] is None
    assert (changes["z"]["row_before"], changes["z"]["row_after"]) == (7, None)
    assert (made.same, made.changed, made.new, made.gone, made.repeated, made.unkeyed) == (1, 0, 1, 1, 2, 2)
    assert [(found.code, found.place.line, found.slots["read"]) for found in made.problems] == [("NK485", 3, "2"), ("NK485", 4, "3")]
    assert "baru" not in str(made.to_dict())


@pytest.mark.parametrize(
    ("there", "here"),
    [
        (17.0, 17),
        (17, "17"),
        ("17.0", 17),
        (3304050607080910.0, 3304050607080910),
        ("3304050607080910.0", "3304050607080910"),
        (-5.0, "-5"),
    ],
)
@pytest.mark.parametrize("name", ["jsonl", "csv", "parquet", "xlsx"])
def test_a_whole_number_is_the_same_key_however_it_is_held(tmp_path, there, here, name):
    made = compared_keys(tmp_path, [there], [here], name)
    assert (made.same, made.new, made.gone, made.notes) == (1, 0, 0, ())


@pytest.mark.parametrize(
    ("there", "here"), [("0017", 17), ("17.5", 17), ("17.00", 17), (float(2**53), 2**53), ("9007199254740993.0", "9007199254740993")]
)
def test_a_number_that_may_be_another_is_another_key(tmp_path, there, here):
    made = compared_keys(tmp_path, [there], [here])
    assert (made.same, made.new, made.gone) == (0, 1, 1)


def compared_keys(folder, there, here, name="jsonl"):
    """The comparison of two results whose rows have these keys."""
    for number, keys in enumerate((there, here)):
        lines = "".join(json.dumps({"id": key, "Tahu Pasar": "ya"}) + "\n" for key in keys)
        score_table(csv_at(folder, lines, f"t{number}.jsonl"), INOPAK, folder / f"r{number}.{name}", as_of=AS_OF)
    return compare_scores(folder / f"r0.{name}", folder / f"r1.{name}", INOPAK, key="id", as_of=AS_OF)


def test_keys_that_do_not_meet_are_told_by_their_form_alone(tmp_path):
    made = compared_keys(tmp_path, ["12.345.678", "Sri Rahayu", "98.765.432"], [12345678, 98765432])
    assert [note.en for note in made.notes] == [
        "no key of the old result stands in this one; 'id' is mostly digits and signs, 10 characters there and 8 digits here: "
        "see that both are the same, written alike"
    ]
    assert made.notes[0].id.startswith(
        "tidak ada kunci hasil lama yang ada di hasil ini; 'id' di sana kebanyakan angka dan tanda, 10 karakter"
    )
    assert (made.new, made.gone) == (2, 3)


@pytest.mark.parametrize(
    ("met", "others", "said"),
    [(1, 19, None), (1, 20, "only 1 key of the old result stands in"), (2, 39, "only 2 keys of the old result stand in")],
)
def test_a_few_keys_that_meet_are_told_too(tmp_path, met, others, said):
    same = [f"a{number}" for number in range(met)]
    made = compared_keys(tmp_path, [*same, *map(str, range(others))], [*same, *(f"kota {number:02}" for number in range(others))])
    assert [note.en.partition(" this one")[0] for note in made.notes] == ([] if said is None else [said])


def test_a_result_without_keys_or_rows_says_nothing_of_keys(tmp_path):
    assert compared_keys(tmp_path, [None], ["a"]).notes == ()


def without(path, *names):
    """A result without some of its columns, as results were before they had them."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    kept = [at for at, name in enumerate(rows[0]) if name not in names]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows([[row[at] for at in kept] for row in rows])
    return path


def test_an_old_result_that_does_not_say_its_rules_and_date_is_compared_and_the_causes_stay_open(tmp_path, before):
    old = without(before, "nk_as_of", "nk_rules")
    made, changes = compared(tmp_path, old, [f"a;{BLIND}", f"b;{YOUNG}", f"c;{OPEN}"], as_of=LATER)
    assert {key: line["cause"] for key, line in changes.items()} == {"a": "unknown", "b": "unknown", "d": None}
    assert [note.en for note in made.notes] == ["the old result has no column nk_as_of, nk_rules, so nobody knows what made a row change"]
    assert made.before == ("? ? ?",)


def test_columns_that_cannot_be_read_as_today_leave_the_causes_open(tmp_path, before):
    old = without(before, *TITLES.split(";")[1:])
    made, changes = compared(tmp_path, old, [f"a;{BLIND}", f"b;{YOUNG}", f"c;{OPEN}", f"d;{LONG}"])
    assert changes["a"]["cause"] == "unknown"
    assert made.notes[0].en.startswith("the columns of the old table cannot be read as today")


def test_criteria_that_only_one_result_has_are_named_and_not_compared(tmp_path, before):
    old = without(before, "nk_production")
    made, changes = compared(tmp_path, old, [f"a;{LONG}", f"b;{YOUNG}", f"c;{OPEN}", f"d;{BLIND}"])
    assert (made.new_criteria, made.gone_criteria) == (("production",), ())
    assert (changes["d"]["criteria"], changes["d"]["cause"]) == (None, "data")


def test_a_row_whose_old_outcome_cannot_be_read_is_counted_and_not_compared(tmp_path, before):
    text = before.read_text(encoding="utf-8-sig")
    before.write_text(text.replace(";eligible;", ";layak;", 1).replace("2026-11-01", "1 Nov"), encoding="utf-8-sig")
    made, changes = compared(tmp_path, before, [f"a;{BLIND}", f"b;{YOUNG}", f"c;{OPEN}", f"d;{BLIND}"])
    assert (made.unread, set(changes), changes["d"]["cause"]) == (1, {"d"}, "unknown")


def test_rules_that_were_not_in_force_then_leave_the_cause_open(tmp_path):
    before = result(tmp_path, [f"a;{LONG}"])
    text = before.read_text(encoding="utf-8-sig").replace("2026-11-01", "2019-01-01")
    before.write_text(text, encoding="utf-8-sig")
    _, changes = compared(tmp_path, before, [f"a;{BLIND}"])
    assert changes["a"]["cause"] == "unknown"


def test_another_date_for_the_parameters_is_kept_with_the_rules(tmp_path):
    then = date(2026, 1, 1)
    before = result(tmp_path, [f"a;{LONG}"], rules_as_of=then)
    _, changes = compared(tmp_path, before, [f"a;{BLIND}"], options={"rules_as_of": then}, rules_as_of=then)
    assert changes["a"]["cause"] == "data"
    with before.open(encoding="utf-8-sig", newline="") as file:
        assert next(csv.DictReader(file, delimiter=";"))["nk_rules"] == f"inopak-naik-kelas 2020.11 {INOPAK.hash[:16]} @2026-01-01"


def test_more_than_one_date_in_the_old_result_is_said(tmp_path, before):
    text = before.read_text(encoding="utf-8-sig").replace("2026-11-01", "2026-10-01", 1)
    before.write_text(text, encoding="utf-8-sig")
    made, _ = compared(tmp_path, before, [f"a;{LONG}"])
    assert [note.en for note in made.notes] == ["the old result holds more than one as-of date"]


def test_what_is_no_result_or_has_no_such_key_is_refused(tmp_path, before):
    plain = csv_at(tmp_path, "id;Kab/Kota\na;Demak\n", "tabel.csv")
    for previous, key, code in ((plain, "id", "NK484"), (before, "ID", "NK461"), (tmp_path / "tiada.csv", "id", "NK450")):
        with pytest.raises(TableError) as refused:
            compare_scores(previous, before, INOPAK, key=key, as_of=AS_OF)
        assert set(codes(refused)) == {code}
    assert refused.value.problems[0].place.file.endswith("tiada.csv")


@pytest.mark.parametrize("name", ["ubah.csv", "ubah.xlsx", "ubah.tsv"])
def test_the_list_of_changes_runs_nothing_and_is_written_whole_or_not_at_all(tmp_path, before, name):
    now = result(tmp_path, [f"=cmd;{LONG}", f"a;{BLIND}"], "kini.csv")
    compare_scores(before, now, INOPAK, key="id", as_of=AS_OF, changes=tmp_path / name)
    if name.endswith(".xlsx"):
        sheet = openpyxl.load_workbook(tmp_path / name).active
        assert (sheet["B2"].value, sheet["B2"].data_type, sheet["B2"].quotePrefix) == ("=cmd", "s", True)
        assert [cell.value for cell in sheet[3]][:5] == ["changed", "a", "eligible", "ineligible", "data"]
    else:
        assert "'=cmd" in (tmp_path / name).read_text(encoding="utf-8-sig").splitlines()[1]
    old = (tmp_path / name).read_bytes()
    for target, problem in ((tmp_path / name, "NK470"), (tmp_path / "ubah.pdf", "NK470"), (before, "NK470")):
        with pytest.raises(TableError) as refused:
            compare_scores(before, now, INOPAK, key="id", as_of=AS_OF, changes=target)
        assert codes(refused) == [problem]
    assert (tmp_path / name).read_bytes() == old
    assert not list(tmp_path.glob(".*"))


def test_a_list_of_changes_that_fails_on_the_way_leaves_nothing(tmp_path, before, monkeypatch):
    def fail(*_):
        raise OSError(28, "No space left on device")

    now = result(tmp_path, [f"a;{BLIND}"], "kini.csv")
    monkeypatch.setattr(comparison_store.Store, "gone", fail)
    for name in ("ubah.xlsx", "ubah.csv"):
        with pytest.raises(OSError, match="No space"):
            compare_scores(before, now, INOPAK, key="id", as_of=AS_OF, changes=tmp_path / name)
    assert not list(tmp_path.glob("ubah*"))
    assert not list(tmp_path.glob(".*"))


SHORT = "Kab. Kebumen;pangan;2018"
RAGGED = f"{LONG};lebih"


@pytest.mark.parametrize("ragged", [f"a;{SHORT}", f"a;{RAGGED}"])
def test_a_row_that_was_not_read_is_a_cause_of_its_own(tmp_path, ragged):
    whole = [f"a;{LONG}", f"b;{LONG}"]
    for lang in ("id", "en"):
        old = result(tmp_path, whole)
        _, changes = compared(tmp_path, old, [ragged, whole[1]], options={"lang": lang})
        assert (changes["a"]["cause"], changes["a"]["criteria"].count("row_not_read")) == ("row_not_read", 5)
        old = result(tmp_path, [ragged, whole[1]], lang=lang)
        _, changes = compared(tmp_path, old, whole)
        assert (changes["a"]["cause"], changes["a"]["why"]) == ("row_not_read", "barisnya tidak dibaca, dulu atau sekarang")
    _, changes = compared(tmp_path, old, whole, rules=SHORTER)
    assert (changes["a"]["cause"], changes["a"]["why"]) == ("unknown", "tidak dapat dibedakan: baris yang tidak dibaca, aturan")


def test_rules_are_no_cause_where_the_assumptions_are_others_too(tmp_path):
    titles, young = TITLES.rpartition(";")[0], YOUNG.rpartition(";")[0]
    before, now = (tmp_path / name for name in ("lalu.csv", "kini.csv"))
    table = csv_at(tmp_path, f"{titles}\na;{young}\n", "tabel.csv")
    yes, no = {"knows_production": True}, {"knows_production": False}
    score_table(table, INOPAK, before, as_of=AS_OF, assume=yes)
    score_table(table, SHORTER, now, as_of=AS_OF, assume=no)
    compare_scores(before, now, SHORTER, key="id", as_of=AS_OF, assume=no, changes=tmp_path / "ubah.jsonl")
    line = json.loads((tmp_path / "ubah.jsonl").read_text(encoding="utf-8"))
    assert (line["cause"], line["why"]) == ("unknown", "tidak dapat dibedakan: aturan, andaian")
    made = compare_scores(before, before, INOPAK, key="id", as_of=AS_OF, assume=yes)
    assert (made.same, made.gone_criteria) == (1, ())


OMSET = "format: naikkelas/1\nrule_set: prog\nversion: {}\neffective: {{from: 2020-01-01}}\ncriteria:\n{}"
SALES = "  sales: {require: {annual_sales: {at_most: 100 juta}}}\n"
OLDER, NEWER = (
    nk.loads(OMSET.format(*each)) for each in ((1, SALES), (2, SALES + "  staff: {kind: note, require: {workers: {at_least: 1}}}\n"))
)


def in_units(folder, unit):
    text = f"format: naikkelas-mapping/1\ncolumns:\n  Omset: {{fact: annual_sales, unit: {unit}}}\n  Orang: {{fact: workers}}\n"
    return csv_at(folder, text, f"{unit}.yaml")


def between(folder, units, *, engine="rows", rules=(OLDER, NEWER), edit=lambda path: None, cells=("500;3", "500;3")):
    """What made the only row of a table change, which was read in these units, first by older rules and then by newer ones."""
    before, now = folder / "o.csv", folder / "n.csv"
    for name, unit, decided, text in zip((before, now), units, rules, cells, strict=True):
        table = csv_at(folder, f"id;Omset;Orang\n1;{text}\n")
        score_table(table, decided, name, as_of=AS_OF, mapping=in_units(folder, unit), engine=engine, overwrite=True)
    edit(before)
    made = folder / "c.jsonl"
    mapping = in_units(folder, units[1])
    compare_scores(before, now, rules[1], key="id", as_of=AS_OF, mapping=mapping, changes=made, overwrite=True, lang="en")
    line = json.loads(made.read_text(encoding="utf-8"))
    return line["cause"], line["why"]


@pytest.mark.parametrize("engine", ["rows", "polars"])
def test_rules_are_no_cause_where_the_reading_is_another_too(tmp_path, engine):
    assert between(tmp_path, ("ribu", "juta"), engine=engine) == ("unknown", "not told apart: rules, reading")
    lower = nk.loads(OMSET.format(3, SALES.replace("100 juta", "10 juta") + "  staff: {kind: note, require: {workers: {at_least: 1}}}\n"))
    assert between(tmp_path, ("juta", "juta"), rules=(NEWER, lower), cells=("50;3", "50;3"), engine=engine) == (
        "rules",
        "the rules changed",
    )


def test_rules_that_read_one_more_column_are_a_cause(tmp_path):
    lower = nk.loads(OMSET.format(3, SALES.replace("100 juta", "10 juta") + "  staff: {kind: note, require: {workers: {at_least: 1}}}\n"))
    assert between(tmp_path, ("juta", "juta"), rules=(OLDER, lower), cells=("50;3", "50;3")) == ("rules", "the rules changed")


def test_a_result_that_does_not_say_how_it_was_read_leaves_the_rules_open(tmp_path):
    lower = nk.loads(OMSET.format(3, SALES.replace("100 juta", "10 juta")))

    found = between(tmp_path, ("juta", "juta"), rules=(OLDER, lower), cells=("50;3", "50;3"), edit=lambda path: without(path, "nk_reading"))
    assert found == ("unknown", "not told apart: rules, reading")


def test_an_assumption_that_is_hidden_is_never_surely_the_same(tmp_path):
    stamp = stamp_of("2026-11-01", "a 1 0123456789abcdef", "owner_name=(data pribadi)", "", "0" * 16)
    same = Setting.of(stamp, stamp, "a", same_columns=True, reading="0" * 16)
    assert (same.same_assumptions, same.same_reading) == (False, True)


def test_data_are_no_cause_where_the_rules_were_needed_too(tmp_path):
    longer = INOPAK.with_parameters(minimum_operation={"months": 24})
    before = result(tmp_path, [f"a;{LONG}"])
    # 18 months old: enough by the old rules, not by the new; the old data were enough by both
    _, changes = compared(tmp_path, before, [f"a;Kab. Kebumen;pangan;Mei 2025;{PIRT};ya;ya"], rules=longer)
    assert changes["a"]["criteria"] == "operation: met > not_met (unknown)"
    assert changes["a"]["why"] == "tidak dapat dibedakan: data, aturan"
    _, changes = compared(tmp_path, before, [f"a;Kab. Kebumen;pangan;Mei 2026;{PIRT};ya;tidak"], rules=longer, lang="en")
    assert changes["a"]["cause"] == "unknown"
    before = result(tmp_path, [f"a;Kab. Kebumen;pangan;Mei 2025;{PIRT};ya;ya"])
    _, changes = compared(tmp_path, before, [f"a;Kab. Kebumen;pangan;Mei 2025;{PIRT};ya;tidak"], rules=longer, lang="en")
    assert changes["a"]["criteria"] == "operation: met > not_met (rules); production: met > not_met (unknown)"
    assert changes["a"]["why"] == "several causes, see each criterion; not told apart: data, rules"


def test_a_row_has_a_cause_only_where_its_outcome_and_criteria_agree(tmp_path):
    before = result(tmp_path, [f"a;Kab. Kebumen;pangan;Mei 2026;{PIRT};ya;tidak"], as_of=date(2026, 6, 1))
    _, changes = compared(tmp_path, before, [f"a;Kab. Kebumen;pangan;Mei 2026;{PIRT};ya;ya"], as_of=date(2027, 6, 1))
    assert changes["a"]["criteria"] == "operation: not_met > met (date); production: not_met > met (data)"
    assert changes["a"]["cause"] == "several"


def test_a_result_of_another_programme_is_told(tmp_path, before):
    text = before.read_text(encoding="utf-8-sig").replace("inopak-naik-kelas 2020.11", "kur-mikro 2026")
    before.write_text(text.replace(INOPAK.hash[:16], "0" * 16), encoding="utf-8-sig")
    made, changes = compared(tmp_path, before, [f"a;{LONG}", f"b;{YOUNG}", f"c;{OPEN}", f"d;{LONG}"], rules=SHORTER)
    assert [note.en for note in made.notes] == [
        "the old result is of another programme (kur-mikro), not inopak-naik-kelas; what differs is no change since then"
    ]
    assert (changes["b"]["cause"], changes["b"]["why"]) == ("unknown", "tidak dapat dibedakan: aturan")


def test_a_column_that_was_renamed_is_read_all_the_same(tmp_path, before):
    table = csv_at(tmp_path, f"{TITLES.replace('Tahun Berdiri', 'Mulai Usaha')}\na;{BLIND}\nb;{YOUNG}\n", "tabel.csv")
    score_table(table, INOPAK, tmp_path / "kini.csv", as_of=LATER)
    made = compare_scores(before, tmp_path / "kini.csv", INOPAK, key="id", as_of=LATER)
    assert made.causes == {Cause.DATA: 1, Cause.DATE: 1}


def test_a_result_that_is_not_what_its_row_gives_has_no_cause(tmp_path, before):
    now = result(tmp_path, [f"a;{LONG}"], "kini.csv")
    now.write_text(now.read_text(encoding="utf-8-sig").replace(";eligible;", ";ineligible;"), encoding="utf-8-sig")
    compare_scores(before, now, INOPAK, key="id", as_of=AS_OF, changes=tmp_path / "ubah.jsonl", lang="en")
    line = json.loads((tmp_path / "ubah.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert (line["cause"], line["why"]) == ("unknown", "not told apart: reading")


def test_the_list_of_changes_is_never_a_file_that_is_read(tmp_path, before):
    now = result(tmp_path, [f"a;{BLIND}"], "kini.csv")
    table = tmp_path / "tabel-kini.csv.csv"
    for target in (before, now, table):
        held = target.read_bytes()
        with pytest.raises(TableError) as refused:
            compare_scores(before, now, INOPAK, key="id", as_of=AS_OF, changes=target, overwrite=True, inputs=[table])
        assert (codes(refused), target.read_bytes()) == (["NK470"], held)


WORDS = st.sampled_from(["met", "not_met", "unknown"])
TRIALS = st.builds(Trial, WORDS, WORDS, WORDS, WORDS)
SETTINGS = st.builds(Setting, *[st.booleans()] * 6)


@given(WORDS, WORDS, TRIALS, SETTINGS)
def test_a_cause_is_named_only_where_deciding_again_proves_it(before, now, trial, setting):
    cause = cause_of(before, now, trial, setting)
    assert cause in CAUSES
    if cause is not Cause.UNKNOWN:
        assert trial.again == now
    if cause in (Cause.RULES, Cause.READING):
        assert trial.old == now
        assert setting.same_rules == (cause is Cause.READING)
        assert cause is Cause.READING or setting.same_reading
    if cause in (Cause.DATA, Cause.DATE, Cause.DATA_OR_DATE, Cause.DATA_AND_DATE, Cause.ROW_NOT_READ):
        assert (setting.same_rules, setting.same_assumptions, trial.old) == (True, True, before)
        assert (trial.mixed == now) == (cause in (Cause.DATA, Cause.DATA_OR_DATE, Cause.ROW_NOT_READ))
        assert (trial.moved == now) == (cause in (Cause.DATE, Cause.DATA_OR_DATE))
    for gap in ({"old": None}, {"moved": None}, {"mixed": None}, {"again": None}):
        assert cause_of(before, now, replace(trial, **gap), setting) is Cause.UNKNOWN
    assert cause_of(before, now, trial, replace(setting, same_rules=None)) is Cause.UNKNOWN


@given(WORDS, WORDS, WORDS, SETTINGS)
def test_a_date_is_no_cause_where_the_dates_are_equal(before, now, old, setting):
    if before != now:
        cause = cause_of(before, now, Trial(old, old, now, now), setting)
        assert cause not in (Cause.DATE, Cause.DATA_AND_DATE, Cause.DATA_OR_DATE)
