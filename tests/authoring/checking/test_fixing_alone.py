"""Mends that cannot be made keep no other from being made, and a value is mended whole or not at all."""

import pytest

from naikkelas.authoring.checking import Checker, Edit, fixed, mends, tabs, with_edits
from naikkelas.authoring.checking import mended as mended_whole
from naikkelas.authoring.checking.edits import shape_of
from naikkelas.ruleset.reader import read_yaml

HEAD = "format: naikkelas/1\nrule_set: contoh\nversion: 1\ncriteria:\n"


def mended(tmp_path, body):
    path = tmp_path / "a.yaml"
    text = HEAD + body
    path.write_text(text, encoding="utf-8")
    return fixed(text, str(path), Checker().check(path).problems).removeprefix(HEAD)


def test_a_list_without_brackets_is_mended_only_where_it_is_one_word(tmp_path):
    body = "  a:\n    require:\n      sector:\n        in: herbal, wood\n"
    assert mended(tmp_path, body) == body
    body += "  b: {require: {knows_market: {is: ya}}}\n"
    assert mended(tmp_path, body) == body.replace("ya}", "true}")


@pytest.mark.parametrize(
    ("read", "meant"), [("in: herbal # x", "in: [herbal] # x"), ("in: herbal  # x", "in: [herbal]  # x"), ("in: herbal#x", "in: herbal#x")]
)
def test_a_value_before_a_comment_is_mended(tmp_path, read, meant):
    assert (
        mended(tmp_path, f"  a:\n    require:\n      sector:\n        {read}\n") == f"  a:\n    require:\n      sector:\n        {meant}\n"
    )
    text = f"  a:\n    require:\n      knows_market:\n        {read.replace('in: herbal', 'is: ya')}\n"
    assert mended(tmp_path, text) == text.replace("ya #", "true #").replace("ya  #", "true  #")


@pytest.mark.parametrize(
    "body",
    [
        "  a: {title: 'a\t\tb', require: {knows_market: {is: true}}}\n",
        '  a: {title: "a\tb", require: {knows_market: {is: true}}}\n',
        "  a:\n    title: >\n      a\t\tb\n    require: {knows_market: {is: true}}\n",
    ],
)
def test_tabs_that_are_part_of_a_text_stay(tmp_path, body):
    assert mended(tmp_path, body) == body


def test_tabs_between_words_of_the_language_go(tmp_path):
    body = "  a: {require: {knows_market:\t\t{is:\ttrue}}}\t# tab\n"
    assert mended(tmp_path, body).startswith("  a: {require: {knows_market: {is: true}}}")


MARKET = "  a: {require: {knows_market: {is: true}}}\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("    en: b\n\tid: a\n", "    en: b\n    id: a\n"),
        ("  a:\n    require:\n\t  knows_market: {is: true}\n", None),  # four columns, or six, or ten: beside `require` or below it
        ("  a:\n    require: {knows_market:\n\t  {is: true}}\n", "  a:\n    require: {knows_market:\n    {is: true}}\n"),
        ("  a:\n    title: {id: a,\n\t\ten: b}\n    require: {knows_market: {is: true}}\n", "    title: {id: a,\n    en: b}\n"),
        ("  a:\n    note: satu\n\tdua\n    require: {knows_market: {is: true}}\n", "    note: satu\n        dua\n"),
        ("  a:\n    note: |\n      satu\n\t  dua\n    require: {knows_market: {is: true}}\n", None),
        ("  a:\n  \ttitle: x\n  \trequire: {knows_market: {is: true}}\n", "  a:\n    title: x\n    require: {knows_market: {is: true}}\n"),
        ("  a:\n\ttitle: x\n    require: {knows_market: {is: true}}\n", "  a:\n    title: x\n    require: {knows_market: {is: true}}\n"),
        ("  a:\n\ttitle: x\n  b:\n\t\ttitle: x\n", None),
        ("  a:\n    - x\n\t- y\n", "  a:\n    - x\n    - y\n"),
    ],
)
def test_tabs_before_lines_become_spaces_where_every_way_to_show_them_says_the_same(tmp_path, before, after):
    made = mended(tmp_path, before)
    assert (made == before) if after is None else (after in made and "\t" not in made)


def test_a_line_that_can_only_belong_to_what_is_above_it_gets_its_spaces(tmp_path):
    path = tmp_path / "a.yaml"
    text = HEAD.replace("criteria:\n", "title:\n  id: a\n\ten: b\ncriteria:\n") + MARKET
    path.write_text(text, encoding="utf-8")
    assert fixed(text, str(path), Checker().check(path).problems) == text.replace("\t", "  ")


NESTED = (
    "  a:\n    require:\n      any:\n        - nib_status: {is: held}\n        - all:\n            - pirt_status: {is: held}\n"
    "            - pirt_expires_on: {on_or_after: $as_of}\n    remedy: x\n"
)


@pytest.mark.parametrize(
    ("line", "written", "is_mended"),
    [
        ("            - pirt_expires_on", "\t- pirt_expires_on", False),  # of `all`, or of `any`
        ("            - pirt_expires_on", "\t    - pirt_expires_on", False),
        ("        - all", "\t- all", True),  # no list is open but that of `any`, whose items stand there
        ("            - pirt_status", "\t- pirt_status", False),
        ("      any", "\tany", False),  # the lines behind it are not below it then
        ("    remedy", "  \tremedy", True),  # nothing else has a remedy
        ("    require", "\trequire", True),
    ],
)
def test_a_tab_before_one_line_is_mended_only_where_the_line_can_belong_to_nothing_else(tmp_path, line, written, is_mended):
    assert mended(tmp_path, NESTED) == NESTED
    text = NESTED.replace(line, written)
    assert mended(tmp_path, text) == (NESTED if is_mended else text)


def test_tabs_for_every_eight_columns_are_mended(tmp_path):
    text = NESTED.replace(" " * 8, "\t")
    assert text.count("\t") == 4
    assert mended(tmp_path, text) == NESTED


def test_lines_with_tabs_move_together(tmp_path):
    text = NESTED.replace("            - pirt", "\t- pirt")
    made = mended(tmp_path, text)
    assert made == text or shape_of(read_yaml(HEAD + made)[0]) == shape_of(read_yaml(HEAD + NESTED)[0])


def test_where_too_many_levels_would_have_to_be_tried_none_is_written(tmp_path, monkeypatch):
    text = NESTED.replace("    remedy", "  \tremedy")
    assert mended(tmp_path, text) == NESTED
    monkeypatch.setattr(tabs, "_MOST_READ", 10)
    assert mended(tmp_path, text) == text


LONG = "panjang " * 20 + "sekali"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"\u201c{LONG}\u201d", f'"{LONG}"'),
        ("\u201cIzin\n      PIRT\u201d", '"Izin\n      PIRT"'),
        ("\u201cIzin  \r\n      PIRT\u201d # x", '"Izin  \r\n      PIRT" # x'),
        ("&judul \u201cIzin PIRT\u201d", '&judul "Izin PIRT"'),
        ("&judul\n      \u201cIzin # PIRT\u201d", '&judul\n      "Izin # PIRT"'),
        (f"\u201c{LONG}\n      {LONG}\u201d", f'"{LONG}\n      {LONG}"'),
        ("\u201cIzin\n\n      PIRT\u201d", None),
        ("\u201cIzin\n      \\PIRT\u201d", None),
        ("\u201cIzin\u201d dan \u201cPIRT\u201d", None),
    ],
)
def test_typographic_quotes_are_mended_over_lines_and_behind_anchors(tmp_path, before, after):
    body = f"  a:\n    title: {before}\n    require: {{knows_market: {{is: true}}}}\n"
    made = mended(tmp_path, body)
    assert made == (body if after is None else body.replace(before, after))
    if after is not None:
        assert [one.code for one in read_yaml(HEAD + made)[1]] == []


def test_a_word_that_an_alias_repeats_is_left_where_it_is_right(tmp_path):
    body = "  a: {require: {knows_market: &m {is: ya}}}\n  b: {require: {main_product: *m}}\n"
    assert mended(tmp_path, body) == body
    body = "  a: {require: {sector: &m {in: herbal}}}\n  b: {require: {sector: *m}}\n"
    assert mended(tmp_path, body) == body


def test_edits_that_lie_in_each_other_are_not_made_twice():
    edits: list[Edit] = [(2, 3, "x"), (1, 5, ""), (5, 5, "y"), (6, 7, "z")]
    assert with_edits("abcdefgh", edits) == "ayfzh"


def test_what_one_mend_shows_is_mended_too(tmp_path):
    path = tmp_path / "a.yaml"
    text = HEAD + "  a: {require: {knows_market: {is:\u00a0ya}}} # naikkelas: ignore[NK302] no\u00a0more\n"
    path.write_text(text, encoding="utf-8")
    made = mended_whole(text, lambda text: Checker(texts={path: text}).check(path))
    assert made == HEAD + "  a: {require: {knows_market: {is: true}}}\n"
    assert mended_whole(made, lambda text: Checker(texts={path: text}).check(path)) == made


def test_of_another_file_nothing_is_mended(tmp_path):
    path = tmp_path / "a.yaml"
    text = HEAD + MARKET.replace("true", "ya")
    path.write_text(text, encoding="utf-8")
    problems = Checker().check(path).problems
    assert (mends(text, "b.yaml", problems), fixed(text, "b.yaml", problems)) == ({}, text)
