"""Who in a table is decided otherwise, because of which criterion."""

import csv
import json
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from naikkelas.authoring.diffing import Side, Wanted, moment_of, names_of, table_difference
from naikkelas.authoring.diffing.tables import judge, reasons, truths
from naikkelas.batch import ColumnMapping, TableError, Use, read_mapping, read_table
from naikkelas.conditions import Outcome
from naikkelas.problems import EvaluationError, ProfileError
from tests.authoring.diffing.make import DAY, load, sides, small

BOOKS, ACCOUNT, SOP = ({name: {"is": True}} for name in ("keeps_books", "business_account", "written_sop"))

OLD = small({"books": {"title": "Pembukuan", "require": BOOKS}, "staff": {"require": {"workers": {"at_least": 5}}}})
NEW = small(
    {"books": {"title": "Pembukuan", "require": BOOKS}, "staff": {"require": {"workers": {"at_least": 9}}}, "sop": {"require": SOP}}
)

ROWS = """\
nama pemilik,regency,keeps_books,workers,written_sop,zona
Siti,Banyumas,true,7,true,utara
Budi,Banyumas,true,12,true,utara
Ani,Cilacap,true,12,false,utara
Adi,Kab. Cilacap,true,6,false,selatan
Eko,Banyumas,false,6,false,selatan
Tri,,true,12,,utara
"""


@pytest.fixture
def table(tmp_path):
    """A small table, opened."""
    path = tmp_path / "data.csv"
    path.write_text(ROWS, encoding="utf-8")
    return read_table(path)


def told(table, wanted=None, old=OLD, new=NEW, day=DAY):
    """Who changes."""
    one, two = sides(old, new)
    names = names_of(one.rules.linked, two.rules.linked)
    return table_difference(table, (one, two), moment_of(one, two, day), names, wanted or Wanted(), "en")


def test_rows_are_counted_by_old_and_new_outcome(table):
    found = told(table)
    assert (found.total, found.changed) == (6, 4)
    assert dict(found.pairs) == {
        ("eligible", "ineligible"): 3,
        ("eligible", "needs_information"): 1,
        ("eligible", "eligible"): 1,
        ("ineligible", "ineligible"): 1,
    }
    assert list(found.pairs)[:2] == [("eligible", "ineligible"), ("eligible", "needs_information")]


def test_each_changed_row_has_the_criteria_that_changed_it(table):
    found = told(table)
    assert [(row.number, row.because, row.alone) for row in found.rows] == [
        (2, ("staff",), True),
        (4, ("sop",), True),
        (5, ("staff", "sop"), True),  # each is enough
        (7, ("sop",), True),
    ]
    assert dict(found.criteria) == {"sop": 3, "staff": 2}


def test_criteria_that_are_enough_only_together(table):
    found = told(table, old=NEW, new=OLD)
    assert [(row.number, row.because, row.alone) for row in found.rows if row.number == 5] == [(5, ("staff", "sop"), False)]


def test_the_scope_can_be_the_reason(table):
    found = told(table, new=OLD | {"applies_when": {"regency": {"in": ["3302"]}}})
    assert {row.because for row in found.rows} == {("",)}


def test_rows_are_counted_by_a_column_or_a_fact(table):
    found = told(table, Wanted(by="regency"))
    assert {group: sum(pairs.values()) for group, pairs in found.groups.items()} == {"Kabupaten Cilacap": 2, "Kabupaten Banyumas": 1, "": 1}
    assert found.by == "regency"
    assert set(told(table, Wanted(by="workers")).groups) == {"6 people", "7 people", "12 people"}
    assert set(told(table, Wanted(by="zona")).groups) == {"utara", "selatan"}  # no fact: as it stands there


def test_owners_are_no_group_and_no_name(table):
    with pytest.raises(TableError) as error:
        told(table, Wanted(by="nama pemilik"))
    assert [each.code for each in error.value.problems] == ["NK558"]
    with pytest.raises(TableError):
        told(table, Wanted(by="owner_name"))
    assert "Siti" not in repr(told(table, Wanted(key="nama pemilik")))


def by_column(tmp_path, title, cells, **wanted):
    """Who changes, by a column of these cells."""
    path = tmp_path / "by.csv"
    rows = "".join(f'"{cell}",true,7\n' for cell in cells)
    path.write_text(f'"{title}",keeps_books,workers\n{rows}', encoding="utf-8")
    return told(read_table(path), Wanted(by=title, **wanted))


@pytest.mark.parametrize("title", [
    "KTP", "No. KTP", "No KK", "No HP", "Email", "e-mail", "Telepon", "No. Telp", "WhatsApp", "Nama", "Owner", "Nama Lengkap", "Tanggal Lahir",
    "Tgl Lahir", "No. Rekening", "No PIRT", "Nomor PIRT", "NIB", "NPWP", "NIK", "Nama Pemilik Kelompok",
])  # fmt: skip
def test_nobody_is_counted_by_what_its_title_says_is_a_persons(tmp_path, title):
    with pytest.raises(TableError) as error:
        by_column(tmp_path, title, ["x"])
    assert [each.code for each in error.value.problems] == ["NK558"]


@pytest.mark.parametrize("cell", [
    "3302014505900001", "33.0201.450590.0001", "siti@contoh.id", "081234567890", "+62 812-3456-7890", "8123456789", "9120001234567", "hp 081234567890",
    "0281 6390123",
])  # fmt: skip
def test_nobody_is_counted_by_what_looks_like_a_persons(tmp_path, cell):
    with pytest.raises(TableError) as error:
        by_column(tmp_path, "keterangan", ["utara", cell], out=tmp_path / "out.csv")
    assert [each.code for each in error.value.problems] == ["NK558"]
    assert cell not in str(error.value)
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize(("title", "cell"), [
    ("zona", "utara"), ("Nama Desa", "Karang"), ("nama kelompok", "Mawar"), ("tahap", "2"), ("mulai", "2026-01-01 00:00:00"), ("batas", "1.000.000.000"),
    ("batas", "10 - 20"),
])  # fmt: skip
def test_groups_that_name_nobody_are_counted(tmp_path, title, cell):
    assert list(by_column(tmp_path, title, [cell]).groups) == [cell]


def test_a_fact_that_is_known_is_counted_whatever_word_its_title_has(tmp_path):
    assert len(by_column(tmp_path, "pirt_status", ["held"]).groups) == 1


def test_rows_are_named_by_their_key_in_the_file_alone(table, tmp_path):
    found = told(table, Wanted(key="nama pemilik", out=tmp_path / "out.csv"))
    rows = list(csv.DictReader((tmp_path / "out.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert [row["nk_key"] for row in rows] == ["Siti", "Ani", "Adi", "Tri"]
    assert [row.number for row in found.rows] == [2, 4, 5, 7]


def test_a_column_that_is_not_there(table):
    with pytest.raises(TableError) as error:
        told(table, Wanted(by="regensi"))
    assert [(each.code, each.slots["suggestion"]) for each in error.value.problems] == [("NK461", "regency")]


@pytest.mark.parametrize(("name", "read"), [
    ("out.csv", lambda text: list(csv.DictReader(text.lstrip("\ufeff").splitlines()))),
    ("out.jsonl", lambda text: [json.loads(line) for line in text.splitlines()]),
])  # fmt: skip
def test_changed_rows_are_written_whole(table, tmp_path, name, read):
    out = tmp_path / name
    found = told(table, Wanted(out=out))
    rows = read(out.read_text(encoding="utf-8"))
    assert found.out == str(out)
    assert [(str(row["nk_row"]), row["nama pemilik"], row["nk_old_outcome"], row["nk_new_outcome"], row["nk_because"]) for row in rows] == [
        ("2", "Siti", "eligible", "ineligible", "staff"),
        ("4", "Ani", "eligible", "ineligible", "sop"),
        ("5", "Adi", "eligible", "ineligible", "staff, sop"),
        ("7", "Tri", "eligible", "needs_information", "sop"),
    ]


def test_criteria_that_are_enough_together_are_joined(table, tmp_path):
    told(table, Wanted(out=tmp_path / "out.csv"), old=NEW, new=OLD)
    assert "staff + sop" in (tmp_path / "out.csv").read_text(encoding="utf-8")


def test_a_result_is_never_lost(table, tmp_path):
    out = tmp_path / "out.csv"
    out.write_text("mine", encoding="utf-8")
    with pytest.raises(TableError) as error:
        told(table, Wanted(out=out))
    assert error.value.problems[0].code == "NK470"
    assert out.read_text(encoding="utf-8") == "mine"
    told(table, Wanted(out=out, overwrite=True))
    assert "Siti" in out.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["out.xlsx", "data.csv", "out.txt2"])
def test_a_result_that_cannot_be_written(table, tmp_path, name):
    with pytest.raises(TableError) as error:
        told(table, Wanted(out=tmp_path / name, overwrite=True))
    assert error.value.problems[0].code == "NK470"
    assert {path.name for path in tmp_path.iterdir()} == {"data.csv"}


def test_a_table_that_has_the_columns_of_a_result(tmp_path):
    path = tmp_path / "data.csv"
    path.write_text("keeps_books,workers,nk_row\ntrue,3,1\n", encoding="utf-8")
    with pytest.raises(TableError) as error:
        told(read_table(path), Wanted(out=tmp_path / "out.csv"))
    assert error.value.problems[0].code == "NK471"


def test_a_mapping_is_read_for_both(table, tmp_path):
    path = tmp_path / "mapping.yaml"
    path.write_text("format: naikkelas-mapping/1\ncolumns:\n  workers: {ignore: true}\n", encoding="utf-8")
    found = told(table, Wanted(mapping=read_mapping(path)))
    assert ("eligible", "ineligible") not in found.pairs


def test_facts_that_one_side_does_not_know_are_left_out_for_it(tmp_path):
    path = tmp_path / "data.csv"
    path.write_text("keeps_books,penjaga\ntrue,1\n", encoding="utf-8")
    new = small({"books": {"require": BOOKS}, "guards": {"require": {"guards": {"at_least": 2}}}}, facts={"guards": {"type": "integer"}})
    mapping = ColumnMapping({"penjaga": Use("fact", "guards"), "keeps_books": Use("fact", "keeps_books")})
    found = told(read_table(path), Wanted(mapping=mapping), old=small({"books": {"require": BOOKS}}), new=new)
    assert dict(found.pairs) == {("eligible", "ineligible"): 1}
    assumed = told(read_table(path), Wanted(assume={"guards": "3"}), old=small({"books": {"require": BOOKS}}), new=new)
    assert dict(assumed.pairs) == {("eligible", "eligible"): 1}


def test_an_assumed_value_that_nobody_can_read(table):
    with pytest.raises((ProfileError, TableError)):
        told(table, Wanted(assume={"business_account": "banyak"}))


def test_cells_that_cannot_be_read_are_counted(tmp_path):
    path = tmp_path / "data.csv"
    path.write_text("keeps_books,workers\ntrue,banyak sekali\nfalse,3\n", encoding="utf-8")
    assert told(read_table(path)).unread == 1


def test_each_side_is_judged_by_its_nearest_day(table):
    old, new = OLD | {"effective": {"from": "2025-01-01", "until": "2025-12-31"}}, NEW | {"effective": {"from": "2026-06-01"}}
    found = told(table, old=old, new=new, day=date(2026, 3, 1))
    assert (found.moment.as_of, found.moment.old, found.moment.new) == (date(2026, 3, 1), date(2025, 12, 31), date(2026, 6, 1))
    assert found.changed == 4


def test_rules_that_are_never_in_force(table):
    never = small(
        {"k": {"require": {"programme": {"inopak-naik-kelas": "eligible"}}}}, effective={"from": "2019-01-01", "until": "2019-12-31"}
    )
    with pytest.raises(EvaluationError):
        told(table, old=never)


# --- reasons ---------------------------------------------------------------------------------------------------------

TRUTH = st.sampled_from([0, 1, 3])
TRUTHS = st.dictionaries(st.sampled_from("abcd"), st.tuples(TRUTH, TRUTH), max_size=4)


@given(TRUTH, TRUTHS, TRUTH, TRUTHS)
def test_reasons_are_enough_and_no_more_than_that(old_scope, old, new_scope, new):
    before, after = {"": (3, old_scope), **old}, {"": (3, new_scope), **new}
    outcome = judge(after)
    assume(judge(before) is not outcome)
    because, alone = reasons(before, after, outcome)

    def with_new(names):
        made = {name: value for name, value in before.items() if name not in names}
        return judge({"": before[""], **made, **{name: after[name] for name in names if name in after}})

    assert because
    if alone:
        assert all(with_new([name]) is outcome for name in because)
    else:
        assert with_new(because) is outcome
        assert all(with_new([other for other in because if other != name]) is not outcome for name in because)


@pytest.mark.parametrize(
    "profile", [{}, {"keeps_books": True}, {"keeps_books": True, "workers": 12}, {"workers": 3}, {"keeps_books": False}]
)
def test_truths_put_together_are_the_outcome(profile):
    for document in (OLD, NEW, OLD | {"applies_when": ACCOUNT}):
        side = Side("x", load(document))
        decision = side.rules.decide(profile, as_of=DAY)
        assert judge(truths(decision, names_of(side.rules.linked, side.rules.linked))) is decision.outcome


def test_no_requirement_is_out_of_scope():
    assert judge({"": (3, 3)}) is Outcome.OUT_OF_SCOPE


def test_a_text_that_was_read_may_name_somebody_too(tmp_path):
    for cell in ("3302014505900001", "0281 6390123"):
        with pytest.raises(TableError):
            by_column(tmp_path, "business_name", [cell])
    assert list(by_column(tmp_path, "business_name", ["Keripik"]).groups) == ["“Keripik”"]
    assert len(by_column(tmp_path, "annual_sales", ["1200000000"]).groups) == 1


@pytest.mark.parametrize("hidden", [(True, False), (False, True)])
def test_what_one_side_calls_personal_is_no_group(tmp_path, hidden):
    old, new = (rules | {"facts": {"zone": {"type": "text", "personal": each}}} for rules, each in zip((OLD, NEW), hidden, strict=True))
    path = tmp_path / "by.csv"
    path.write_text("zone,keeps_books\nutara,true\n", encoding="utf-8")
    with pytest.raises(TableError):
        told(read_table(path), Wanted(by="zone"), old, new)
