"""Mends that cannot be made keep no other from being made, and a value is mended whole or not at all."""

import pytest

from naikkelas.authoring.checking import Checker, fixed

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
