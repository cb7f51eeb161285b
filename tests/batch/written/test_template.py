"""Templates: what is picked from their lists is read back as it was meant."""

import openpyxl
import pytest

import naikkelas as nk
from naikkelas.batch import Sure, TableError, propose_columns, read_table, score_table, write_template
from naikkelas.facts import Kind
from tests.batch.make import AS_OF, INOPAK
from tests.cli.console import run


@pytest.mark.no_cover
@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("name", nk.bundled_names())
def test_every_column_is_surely_its_fact_and_every_choice_is_read_back(tmp_path, name, lang):
    rules = nk.bundled(name)
    path = tmp_path / "profil.xlsx"
    titles = write_template(rules, path, lang=lang)
    book = openpyxl.load_workbook(path)
    lists, sheet = book["_"], book["Data"]
    facts = ["business_name", *rules.facts]
    assert len(titles) == len(facts)
    deepest = max(lists.max_row, 1)
    for row in range(1, deepest + 1):
        sheet.append([lists.cell(row, column + 1).value for column in range(len(facts))])
    book.save(path)
    proposals = propose_columns(read_table(path), rules.catalogue)
    assert [(each.use.role, each.use.name, each.sure in (Sure.NAMED, Sure.SURE), each.unread) for each in proposals] == [
        ("fact", fact, True, 0) for fact in facts
    ]
    choices = [fact for fact in facts if rules.catalogue[fact].type.kind in (Kind.CHOICE, Kind.BOOLEAN)]
    assert len(sheet.data_validations.dataValidation) == len(choices)


def test_a_template_that_was_filled_in_is_scored(tmp_path):
    path = tmp_path / "profil.xlsx"
    titles = write_template(INOPAK, path)
    filled = {
        "Kabupaten/kota": "Kabupaten Kebumen",
        "Bidang usaha": "pangan olahan",
        "Mulai beroperasi": 2018,
        "Status izin PIRT": "dimiliki",
    }
    filled |= {"Izin PIRT berlaku sampai": "Des 2028", "Tahu pasar": "ya", "Tahu produksi": "ya", "Nama usaha": "Keripik"}
    book = openpyxl.load_workbook(path)
    assert book["Data"]["A1"].comment.text
    book["Data"].append([filled.get(title) for title in titles])
    book.save(path)
    score = score_table(path, INOPAK, tmp_path / "h.csv", as_of=AS_OF)
    assert {outcome.value: count for outcome, count in score.outcomes.items()} == {"eligible": 1}


def test_a_template_goes_nowhere_else_than_to_a_new_xlsx(tmp_path):
    with pytest.raises(TableError):
        write_template(INOPAK, tmp_path / "profil.csv")
    assert list(tmp_path.iterdir()) == []
    path = tmp_path / "profil.xlsx"
    assert (
        run("template", "--rules", "inopak-naik-kelas", "--out", path, "--lang", "en").stdout
        == f"{len(INOPAK.facts) + 1} columns: {path}\n"
    )
    assert run("template", "--rules", "inopak-naik-kelas", "--out", path).exit_code == 2
    assert run("template", "--rules", "inopak-naik-kelas", "--out", path, "--overwrite").exit_code == 0


def test_a_fact_whose_title_leads_elsewhere_is_called_by_its_name(tmp_path):
    rules = nk.loads(
        "format: naikkelas/1\nrule_set: lain\nversion: 1\neffective: {from: 2020-01-01}\n"
        "facts:\n  other_place: {type: choice, of: [a, b], title: {id: Kabupaten/Kota, en: regency or city}}\n"
        "  tags: {type: set, of: [x, y], title: {id: tanda, en: tags}}\n"
        "criteria:\n  here: {require: {other_place: {is: a}}}\n  tagged: {require: {tags: {includes: x}}}\n"
    )
    titles = write_template(rules, tmp_path / "p.xlsx")
    assert titles == ("Nama usaha", "other_place", "Tanda")
