"""What an editor offers as what was meant: never another meaning, and preferred only where there is one."""

import pytest

from naikkelas.ikm.catalogue import FACTS
from naikkelas.ruleset.loading import Loader
from naikkelas.ruleset.reader import read_yaml
from tests.authoring.serving.test_problems import GOOD, HEAD, codes, everything


def offers(editor, tmp_path, text):
    """Each fix of a file: whether it is preferred, and the text with it."""
    uri = editor.open(tmp_path / "a.yaml", text)
    made = [action for problem in editor.problems(uri) for action in editor.actions(uri, problem)]
    fixes = [action for action in made if not action["title"].startswith("Ignore")]
    return [(bool(action.get("isPreferred")), editor.edited(uri, action["edit"]["changes"][uri])) for action in fixes]


def asking(condition):
    """The rules with another condition, and a fact that has several values."""
    declared = "facts: {channels: {type: set, of: [shop, reseller]}}\n" if "channels" in condition else ""
    return HEAD + declared + GOOD.removeprefix(HEAD).replace("{keeps_books: {is: true}}", condition)


ONE_MEANING = [
    ('{annual_sales: "<= 5 juta"}', "{annual_sales: {at_most: 5 juta}}"),
    ('{workers: "(5..9]"}', "{workers: {more_than: 5, at_most: 9}}"),
    ("{workers: {not_more_than: 5}}", "{workers: {at_most: 5}}"),
    ("{keeps_books: ya}", "{keeps_books: {is: true}}"),
    ("{not: [{sector: {is: herbal}}]}", "{not: {sector: {is: herbal}}}"),
    ("{workers: {between: [3, 5]}}", "{workers: {between: {from: 3, to: 5}}}"),
    ("{main_product: ['a, b', c]}", "{main_product: {in: ['a, b', c]}}"),
    ("{main_product: '  a  '}", "{main_product: {is: '  a  '}}"),
    ("{main_product: 'a: b'}", "{main_product: {is: 'a: b'}}"),
    ("{main_product: 'keripik #1'}", "{main_product: {is: 'keripik #1'}}"),
    ("{main_product: '*a'}", "{main_product: {is: '*a'}}"),
    ('{main_product: "it\'s"}', "{main_product: {is: 'it''s'}}"),
    ("{main_product: a/b c}", "{main_product: {is: a/b c}}"),
    ("{sector: [herbal, wood]}", "{sector: {in: [herbal, wood]}}"),
    ("{sector: herbal}", "{sector: {is: herbal}}"),
]


@pytest.mark.parametrize("read", ["{main_product: 'kopi, teh'}", "{main_product: kopi atau teh}", "{main_product: kopi; teh}"])
def test_what_may_be_several_texts_is_not_preferred(editor, tmp_path, read):
    assert not any(is_sure for is_sure, _ in offers(editor, tmp_path, asking(read)))


@pytest.mark.parametrize("read", ["{workers: {in: 5-6}}", "{pirt_status: {in: held kecuali in_process}}"])
def test_no_list_is_made_of_what_cannot_be_one_of_its_values(editor, tmp_path, read):
    assert offers(editor, tmp_path, asking(read)) == []


@pytest.mark.parametrize(("read", "meant"), ONE_MEANING)
def test_what_has_one_meaning_is_preferred(editor, tmp_path, read, meant):
    assert offers(editor, tmp_path, asking(read)) == [(True, asking(meant))]
    assert codes(editor.problems(editor.open(tmp_path / "b.yaml", asking(meant)))) == []


SEVERAL = [
    ("{annual_sales: hingga 5 juta}", "{annual_sales: {at_most: 5 juta}}"),
    ("{workers: 5-9}", "{workers: {between: {from: 5, to: 9}}}"),
    ("{operating_since: 2020-01-01}", "{operating_since: {on_or_after: 2020-01-01}}"),
    ("{annual_sales: 5 juta}", "{annual_sales: {at_least: 5 juta}}"),
    ("{workers: 5}", "{workers: {is: 5}}"),
    ("{workers: [3, 5]}", "{workers: {in: [3, 5]}}"),
    ("{channels: [shop, reseller]}", "{channels: {includes_any: [shop, reseller]}}"),
]


@pytest.mark.parametrize(("read", "meant"), SEVERAL)
def test_one_of_several_meanings_is_offered_and_not_preferred(editor, tmp_path, read, meant):
    assert offers(editor, tmp_path, asking(read)) == [(False, asking(meant))]


NOTHING = [
    '{any: [{workers: "(5..9]"}]}',
    "{workers: 9-5}",
    "{workers: lima}",
    "{operating_since: {at_most_ago: {years: 5}}}",
    "{workers: {not_between: {from: 5, to: 9}}}",
    "{channels: {includes: [shop, reseller]}}",
    "{sector: {is: [herbal, wood]}}",
    "{sector: []}",
    "{main_product: ''}",
    "{sector: [&h herbal, wood]}",
    "{sector: [herbal, # yang utama\n      wood]}",
    "{not: [{sector: {is: [herbal]}}]}",
    "{sector: bukan_sektor}",
]


@pytest.mark.parametrize("read", NOTHING)
def test_nothing_is_offered_where_another_place_or_a_comment_would_change(editor, tmp_path, read):
    text = asking(read)
    assert codes(editor.problems(editor.open(tmp_path / "a.yaml", text))) != []
    assert offers(editor, tmp_path, text) == []


def test_which_criteria_are_used_is_not_guessed(editor, tmp_path):
    assert offers(editor, tmp_path, HEAD + "uses: kur-mikro\n" + GOOD.removeprefix(HEAD)) == []


@pytest.mark.parametrize("read", ["['a, b', c]", "'a: b'", "'keripik #1'", "'*a'", "'  a  '", "['[', '{']"])
def test_the_hint_can_be_read_again_as_it_is_printed(read):
    _, (one,) = Loader(FACTS).load_text(asking(f"{{main_product: {read}}}"), "a.yaml")
    meant, problems = read_yaml(one.slots["meant"])
    assert problems == []
    given, _ = read_yaml(read)
    (pair,) = meant.entries
    assert plain(pair[1]) == plain(given)


def plain(node):
    return [plain(item) for item in node.items] if hasattr(node, "items") else node.text


MAPPING = "format: naikkelas-mapping/1\ncolumns: {Asal: {fact: regency}}\n"


def test_columns_of_a_table_are_not_taken_for_rules(editor, tmp_path):
    assert editor.problems(editor.open(tmp_path / "kolom.yaml", MAPPING)) == []
    uri = editor.open(tmp_path / "kolom.yaml", MAPPING.replace("fact:", "fakta:"))
    assert editor.problems(uri) == []
    rules = editor.open(tmp_path / "a.yaml", GOOD.replace("naikkelas/1", "naikkelas-mapping/1"))
    assert codes(editor.problems(rules)) == ["NK153"]


def test_a_fix_that_cannot_be_made_keeps_no_other_from_being_offered(editor, tmp_path):
    text = asking("{any: [{sector: bukan_sektor}, {sector: herbal}, {knows_marke: {is: true}}]}")
    uri = editor.open(tmp_path / "a.yaml", text)
    editor.settle()
    found = everything(editor, uri)
    assert {each["title"] for each in found} == {"Replace with '{is: herbal}'", "Replace with 'knows_market'"}
    assert all(each["isPreferred"] for each in found)


def test_a_name_keeps_its_quotes_and_a_length_takes_none(editor, tmp_path):
    text = asking('{any: [{"knows_marke": {is: true}}, {operating_since: {at_least_ago: "12 bulan"}}]}')
    meant = text.replace("marke", "market").replace('"12 bulan"', "{months: 12}")
    uri = editor.open(tmp_path / "a.yaml", text)
    editor.settle()
    edits = [edit for each in everything(editor, uri) for edit in each["edit"]["changes"][uri]]
    assert editor.edited(uri, edits) == meant


def test_nothing_is_replaced_in_a_text_that_cannot_be_read(editor, tmp_path):
    uri = editor.open(tmp_path / "a.yaml", asking("{sector: herbal}") + "  x: [\n")
    editor.settle()
    assert [each for each in everything(editor, uri) if "herbal" in each["title"]] == []
