"""Mending what can only be meant in one way."""

import pytest

from naikkelas.authoring.checking import Checker, fixed, fixing, mends
from tests.cli.console import run
from tests.ruleset.cases import HEAD, STAFF

RULES = "criteria:\n  staff: {require: {workers: {at_least: 1}}}\n"


def mended(folder, body):
    path = folder / "tried.yaml"
    path.write_bytes((HEAD + body).encode())
    made = fixed(HEAD + body, str(path), Checker().check(path).problems)
    assert made.startswith(HEAD)
    return made.removeprefix(HEAD)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: Izin\u00a0PIRT\u200b berlaku\n", "title: Izin PIRT berlaku\n"),
        ("title:\u00a0\u200bIzin\n", "title: Izin\n"),
        ("title: \u201cIzin PIRT\u201d\n", 'title: "Izin PIRT"\n'),
        ("title: \u201cIzin # PIRT\u201d\n", 'title: "Izin # PIRT"\n'),
        ("title: {id: \u2018Izin\u2019, en: \u201cPermit\u201d}\n", 'title: {id: "Izin", en: "Permit"}\n'),
        ("# naikkelas: ignore[NK302] no more\n", ""),
        ("title: x # naikkelas: ignore[NK302] no more\n", "title: x\n"),
        ("title: x # naikkelas: ignore[NK302, NK311] no more\r\n", "title: x\r\n"),
        ("title: x\n", "title: x\n"),
        ("title:\tx\n", "title: x\n"),
        ("title: {id:x, en: y}\n", "title: {id: x, en: y}\n"),
        ('title: {id:"x", en: y}\n', 'title: {id: "x", en: y}\n'),
        ("title: {id: x, en:y}\r\n", "title: {id: x, en: y}\r\n"),
    ],
)
def test_what_is_mended(tmp_path, before, after):
    assert mended(tmp_path, before + RULES) == after + RULES


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("keeps_books: {is: ya}", "keeps_books: {is: true}"),
        ("keeps_books: {is: Tidak}", "keeps_books: {is: false}"),
        ("keeps_books: {is: 'yes'}", "keeps_books: {is: true}"),
        ("sector: {in: herbal}", "sector: {in: [herbal]}"),
        ('sector: {in: "herbal"}', 'sector: {in: ["herbal"]}'),
        ("regency: {not_in:3305}", "regency: {not_in: 3305}"),
        ("regency: {in:[3305]}", "regency: {in: [3305]}"),
    ],
)
def test_what_is_mended_in_a_condition(tmp_path, before, after):
    body = "criteria:\n  staff: {{require: {{{}}}}}\n"
    assert mended(tmp_path, body.format(before)) == body.format(after)


def test_tabs_become_the_spaces_that_they_stand_for(tmp_path):
    before = "criteria:\n\tstaff:\n\t\trequire:\n\t\t\tany:\n\t\t\t\t-\tworkers: {at_least: 1}\n\t\t\t\t- keeps_books: {is:\ttrue}\n"
    after = "criteria:\n  staff:\n    require:\n      any:\n        - workers: {at_least: 1}\n        - keeps_books: {is: true}\n"
    assert mended(tmp_path, before) == after


def test_of_several_codes_the_used_ones_stay(tmp_path):
    body = "criteria:\n  staff: {require: {workers: {at_least: 0}}} # naikkelas: ignore[NK302, NK311, NK304] the form asks\n"
    assert mended(tmp_path, body) == body.replace("NK302, NK311, NK304", "NK302")


@pytest.mark.parametrize(
    "body",
    [
        "title: \u201cthe \\ sign\u201d\n",
        'title: "\\a"\n',
        "titel: x\n",
        "title: {http://a}\n",
        "title: {08:30}\n",
        "effective: {from: ya}\n",
        "applies_when: {sector: {in: '[herbal'}}\n",
        "applies_when:\n  sector:\n    in: herbal, wood\n",
    ],
)
def test_what_could_be_meant_in_two_ways_is_left(tmp_path, body):
    assert mended(tmp_path, body + STAFF) == body + STAFF


def test_what_was_hidden_is_seen_afterwards(tmp_path):
    made = mended(tmp_path, "title: x\ntitl\u200be: y\n" + RULES)
    assert made == "title: x\ntitle: y\n" + RULES
    assert mended(tmp_path, made) == made  # which of the two is meant is for the author to say


def test_a_byte_order_mark_stays(tmp_path):
    path = tmp_path / "tried.yaml"
    text = f"\ufeff{HEAD}title: a\u00a0b\n{RULES}"
    path.write_text(text, encoding="utf-8")
    assert fixed(text, str(path), Checker().check(path).problems) == text.replace("\u00a0", " ")


def test_check_mends_files_and_tells_what_is_left(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    rules = tmp_path / "tried.yaml"
    rules.write_text(
        f"{HEAD}# naikkelas: ignore[NK302] no more\ntitle: a\u00a0b\n{RULES.replace('at_least: 1', 'at_least: 0')}", encoding="utf-8"
    )
    told = run("check", "--fix", "tried.yaml", "--lang", "en")
    assert (told.exit_code, told.stderr) == (0, "mended: tried.yaml\n")
    assert told.stdout.startswith("tried.yaml:7:21 warning NK302")
    assert rules.read_text("utf-8") == f"{HEAD}title: a b\n{RULES.replace('at_least: 1', 'at_least: 0')}"
    again = run("check", "--fix", "tried.yaml", "--lang", "en")
    assert (again.stdout, again.stderr) == (told.stdout, "")


def test_check_leaves_what_it_cannot_mend(tmp_path):
    path = tmp_path / "tried.yaml"
    for content in (HEAD.encode() + b"title: \xff\xc2\xa0\n", (HEAD + "title: \u201cthe \\ sign\u201d\n" + STAFF).encode()):
        path.write_bytes(content)
        assert run("check", "--fix", path).exit_code == 1
        assert path.read_bytes() == content


def test_where_mends_together_make_it_worse_those_that_do_not_are_left(tmp_path, monkeypatch):
    text = "\ufeff" + HEAD + "criteria: {a: {require: {keeps_books: {is: ya}}}, b: {require: {field_verified: {is: ya}}}}\n"
    path = tmp_path / "tried.yaml"
    path.write_text(text, encoding="utf-8")
    problems = Checker().check(path).problems
    one, two = (at for at in range(len(text)) if text.startswith("ya}", at))
    assert set(mends(text, str(path), problems).values()) == {((one, one + 2, "true"),), ((two, two + 2, "true"),)}
    monkeypatch.setattr(fixing, "read_yaml", lambda made: (None, [0] * made.endswith("true}}}}\n")))
    assert set(mends(text, str(path), problems).values()) == {((one, one + 2, "true"),)}
    monkeypatch.setattr(fixing, "read_yaml", lambda made: (None, [0] * made.count("true")))
    assert (mends(text, str(path), problems), fixed(text, str(path), problems)) == ({}, text)
    assert mends(text, str(path), []) == {}


def test_what_mends_the_tabs_before_every_line_is_told_once(tmp_path):
    text = (HEAD + RULES).replace("  staff", "\tstaff") + "\tmore: {require: {workers: {at_most:\t9}}}\n"
    path = tmp_path / "tried.yaml"
    path.write_text(text, encoding="utf-8")
    problems = Checker().check(path).problems
    assert [p.code for p in problems] == ["NK110"] * 3
    levels, within = mends(text, str(path), problems).values()
    assert [new for _, _, new in levels] == ["  ", "  "]
    assert within == ((text.index("\t9"), text.index("\t9") + 1, " "),)
    assert fixed(text, str(path), problems) == text.replace("\t9", " 9").replace("\t", "  ")
