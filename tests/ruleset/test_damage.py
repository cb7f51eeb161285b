"""What is told of a file that is no YAML in places: each such place, what is wrong with the rest, and nothing that they bring about."""

from functools import cache
from pathlib import Path

import pytest

from naikkelas.ikm.catalogue import FACTS
from naikkelas.ruleset import reader
from naikkelas.ruleset.loading import Loader
from naikkelas.ruleset.reader import read_yaml
from naikkelas.ruleset.reader_events import PythonLoader
from tests.authoring.formatting.writing import Writer
from tests.authoring.serving import slips
from tests.ruleset.damage import NAMES, damaged
from tests.strategies_choices import Seeded
from tests.strategies_rules import Author

ROOT = Path(__file__).resolve().parents[2]
HEAD = "format: naikkelas/1\nrule_set: contoh\nversion: 1\n"
#: Problems of reading that are about what is no YAML.
SYNTAX = {"NK124", "NK115", *(f"NK1{number}" for number in range(30, 50))}


def told(text):
    _, problems = Loader(FACTS).load_text(text, "a.yaml")
    return [(one.place.line, one.code) for one in problems]


BOTH = HEAD + (
    'title: {id: "A, en: B}\n'
    "criteria:\n"
    "  a: {require: {keeps_boks: {is: true}}}\n"
    "  b: {require: {workers: {at_least: [3, 4}}}\n"
    "  c:\n    require: {workers: {at_least: ya}}\n"
    "  d:\n    title: 'Jum'at'\n    require: {workers: {at_least: 1}}\n"
    "  e: {require: {keeps_books:{is: true}}}\n"
    "  f: {require: {keeps_books: {is: ya}}}\n"
)


def test_every_place_that_is_no_yaml_is_told_and_what_is_wrong_with_the_rest():
    assert told(BOTH) == [
        (4, "NK130"),
        (6, "NK201"),
        (7, "NK131"),
        (9, "NK207"),
        (11, "NK139"),
        (13, "NK124"),
        (14, "NK207"),
    ]


def test_both_parsers_tell_the_same():
    assert read_yaml(BOTH)[1] == read_yaml(BOTH, loader=PythonLoader)[1]


DAMAGE = "  x: {type: boolean, title: 'a'b'}\n"
REST = [
    # what an unread part may have given is not missed
    ("facts:\n" + DAMAGE + "criteria:\n  a: {require: {x: {is: true}}}\n", []),
    ("facts:\n" + DAMAGE + "criteria:\n  a: {require: {y: {is: true}}}\n", [(7, "NK201")]),
    ("parameters:\n  p: {type: integer, values: {2020-01-01: [}}\ncriteria:\n  a: {require: {workers: {at_least: $p}}}\n", []),
    ("parameters:\n  p: {type: integer, values: {2020-01-01: [}}\ncriteria:\n  a: {require: {workers: {at_least: $q}}}\n", [(7, "NK202")]),
    ("sources:\n  s: {title: 'a'b'}\ncriteria:\n  a: {require: {workers: {at_least: 1}}, source: s}\n", []),
    ("criteria:\n  b: {require: {x: [}}\n  a: {require: {criterion: {b: met}}}\n", []),
    ("criteria:\n  b: {require: {x: [}}\n  a: {require: {criterion: {c: met}}}\n", [(6, "NK203")]),
    ("criteria:\n  a: {require: {x: [}}\n", []),
    ("criteria: {a: {require: {x: [}}}\nfacts: {x: {type: bolean}}\n", [(5, "NK220")]),
    # on the days of the rules no name and no type depends, only whether a parameter has a value
    ("effective: {from: [}\ncriteria:\n  a: {require: {y: {is: true}}}\n", [(6, "NK201")]),
    (
        "effective: {from: 2020-01-01\nparameters:\n  p: {type: integer, values: {2021-01-01: 5}}\ncriteria:\n  a: {require: {workers: {at_least: $p}}}\n",
        [],
    ),
    # what is taken from elsewhere may be any name; the built-in facts are no others
    ("uses: {kur-mikro: [}\ncriteria:\n  a: {require: {y: {is: true}}}\n", []),
    ("uses: {kur-mikro: [}\ncriteria:\n  a: {require: {workers: {at_least: $p}}, source: s}\n  b: {require: {criterion: {c: met}}}\n", []),
    ("uses: {kur-mikro: [}\ncriteria:\n  a: {require: {workers: {at_least: ya}}}\n", [(6, "NK207")]),
    # of what the rest means by it, nothing is told
    ("facts:\n  x: &x {type: boolean, title: 'a'b'}\n  y: *x\ncriteria:\n  a: {require: {z: {is: true}}}\n", []),
    # the value of a built-in fact is wrong whatever else is there
    ("facts:\n  x: {from: workers, title: 'a'b'}\ncriteria:\n  a: {require: {workers: {at_least: ya}}}\n", [(7, "NK207")]),
]


@pytest.mark.parametrize(("body", "rest"), REST)
def test_what_an_unread_part_may_explain_is_not_told(body, rest):
    found = told(HEAD + body)
    assert [each for each in found if each[1] not in SYNTAX] == rest
    assert len(found) == len(rest) + 1


@pytest.mark.parametrize(
    "body",
    [
        'title: "Syarat\n  a: b\ncriteria:\n  a: {require: {y: {is: "true"}}}\n',  # the quote closes three lines below
        "title: {id: a\n en: b\ncriteria: {a: {require: {y: {is: ya}}}}\n",
    ],
)
def test_where_a_part_ends_is_not_guessed_wrongly(body):
    codes = [code for _, code in told(HEAD + body)]
    assert codes[0] in SYNTAX
    assert {*codes} <= {"NK130", "NK131", "NK201"}


def test_a_file_without_any_readable_part_has_one_problem():
    assert told("criteria: [") == [(1, "NK131")]
    assert told("[\n") == [(1, "NK131")]
    assert told("kriteria\n  a: x\n") == [(1, "NK134")]


def test_the_file_is_still_no_tree_for_anybody_else():
    assert read_yaml(BOTH)[0] is None


@cache
def texts():
    drawn = [Writer(Seeded(seed)).text(Author(Seeded(seed), most_criteria=3).document()) for seed in range(12)]
    return [*(path.read_text("utf-8") for path in sorted(ROOT.glob("rules/*.yaml"))[::3]), *drawn]


def attack(seed, *names):
    """What is told of a good rule set after damage of some kinds."""
    choices = Seeded(seed)
    text = choices.pick(texts())
    for name in names:
        text = damaged(choices, text, name) or text
    return text, told(text) if read_yaml(text)[0] is None else []


@pytest.mark.parametrize("name", NAMES)
def test_of_one_damage_one_problem_is_told(name):
    for seed in range(6):
        text, found = attack(seed, name)
        assert len(found) < 2 or {code for _, code in found} <= {"NK116"}, (found, text)


#: Slips after which a file is still read, and says other names and values than were meant.
DOUBTS = ["some levels", "levels", "blank", "nothing", "space", "quotes", "plain quotes"]


@pytest.mark.parametrize("name", DOUBTS)
def test_what_is_read_otherwise_than_meant_brings_no_other_problem_about(name):
    for seed in range(8):
        choices = Seeded(seed)
        text = slips.damaged(choices, choices.pick(texts()), name)
        found = [] if text is None else told(text)
        reading = [code for _, code in found if code < "NK150"]
        assert not reading or len(reading) == len(found), (found, text)


MEANT = [
    ("facts: {x: {type: boolean}}\ncriteria:\n  a: {require: {\u200bx: {is: true}}}\n", ["NK109"]),
    ("facts:\n  \u200bx: {type: boolean}\ncriteria:\n  a: {require: {x: {is: true}}}\n", ["NK109"]),
    ("facts:\n  x\u200b: {type: boolean}\ncriteria:\n  a: {require: {x: {is: true}}}\n  b: {require: {y: {is: true}}}\n", ["NK109", "NK201"]),
    ("fa\u200bcts:\n  x: {type: boolean}\ncriteria:\n  a: {require: {x: {is: true}}}\n  b: {require: {y: {is: true}}}\n", ["NK109", "NK201"]),
    ("facts:\n  “x”: {type: boolean}\ncriteria:\n  a: {require: {x: {is: true}}}\n  b: {require: {y: {is: true}}}\n", ["NK127"]),
    ("facts:\n  x: {type: choice, of: [a, “b”]}\ncriteria:\n  a: {require: {x: {is: b}}}\n  b: {require: {workers: {is: x}}}\n", ["NK127", "NK207"]),
    ("effective: {from:2024-01-01}\nparameters:\n  p: {type: integer, values: {2024-01-01: 1}}\n"
     "criteria:\n  a: {require: {workers: {at_least: $p}}}\n", ["NK124"]),
    ("criteria:\n  a: {title: “Buku”, require: {keeps_books: {is: ya}}}\n", ["NK127"]),
    ("criteria:\n  a:\n    title: “Buku”\n    require: {keeps_books: {is: ya}}\n", ["NK127", "NK207"]),
    ("criteria:\n\ta:\n\t\trequire: {keeps_books: {is: ya}}\n", ["NK110", "NK110"]),
    ("criteria:\n  a: {require: {keeps_books: {is:\tya}}}\n  b: {require: {keeps_books: {is: ya}}}\n", ["NK110", "NK207"]),
]  # fmt: skip


@pytest.mark.parametrize(("body", "codes"), MEANT)
def test_names_and_values_that_are_read_otherwise_than_meant_are_not_missed(body, codes):
    assert [code for _, code in told(HEAD + body)] == codes


FULL = (
    "# Contoh\n" + HEAD + "sources:\n  peraturan: {title: x}\n"
    "parameters:\n  most_workers: {type: integer, values: {1800-01-01: 19}}\n"
    "facts:\n  card:\n    type: boolean\n    title: {id: kartu, en: card}\n  more: {type: boolean}\n"
    "criteria:\n"
    "  a:\n    require: {card: {is: true}}\n    source: peraturan\n"
    "  b:\n    require:\n      all:\n        - workers: {at_most: $most_workers}\n        - card: {is: true}\n"
    "  c: {require: {criterion: {a: met}}}\n  d: {require: {more: {is: true}}}\n"
)
#: What is done to a line (from 1), and what of it is told.
ONE_DAMAGE = [
    ("sources:", " sources:", (5, "NK133")),
    ("parameters:", " parameters:", (7, "NK133")),
    ("facts:", " facts:", (9, "NK133")),
    ("format:", " format:", (2, "NK133")),
    ("# Contoh", "\u200b# Contoh", (1, "NK109")),
    ("# Contoh", "# Con\u200btoh", (1, "NK109")),
    ("all:", "all\u200b:", (20, "NK109")),
    ("# Contoh", "-# Contoh", (1, "NK134")),
    ("        - workers", "         - workers", (21, "NK133")),
    ("    type: boolean", "   type: boolean", (11, "NK133")),
    ("        - workers", "       - workers", (21, "NK133")),
    ("sources:", "source:", (5, "NK150")),
    ("parameters:", "parameter:", (7, "NK150")),
    ("facts:", "f'acts:", (9, "NK150")),
    ("parameters:", 'par"ameters:', (7, "NK150")),
    ("criteria:\n  a", "crite!ria:\n  a", (14, "NK150")),
    ("  most_workers", '  most_w"orkers', (8, "NK154")),
    ("  peraturan:", "  pera'turan:", (6, "NK154")),
    ("  most_workers: {type: integer, values: {1800-01-01: 19}}", "  most_wor", (8, "NK152")),
    ("  most_workers: {type: integer, values: {1800-01-01: 19}}", "  most_wor\n  other: {type: integer}", (8, "NK134")),
    ("   title: {id: kartu", "    title: {id: kartu", (12, "NK133")),
    ("  card:\n", "   card:\n", (10, "NK133")),
]


@pytest.mark.parametrize(("before", "after", "problem"), ONE_DAMAGE)
def test_of_one_damage_its_line_is_told_and_nothing_else(before, after, problem):
    assert told(FULL) == []
    assert before in FULL
    assert told(FULL.replace(before, after, 1)) == [problem]


EFFECTIVE = (
    HEAD
    + "effective: {from: 2020-01-01}\nparameters:\n  p: {type: integer, values: {2020-01-01: 1}}\ncriteria:\n  a: {require: {workers: {at_least: $p}}}\n"
)


@pytest.mark.parametrize(("before", "after", "code"), [("effective:", "effective", "NK134"), ("effective:", "efective:", "NK150")])
def test_where_it_is_not_known_from_when_the_rules_hold_no_value_is_missed(before, after, code):
    assert told(EFFECTIVE) == []
    assert told(EFFECTIVE.replace(before, after)) == [(4, code)]


@pytest.mark.parametrize("slip", ['en:"B"', "en:B"])
def test_a_missing_space_hides_nothing_of_the_criteria_beside_it(slip):
    text = (
        HEAD
        + f"criteria:\n  a:\n    title:\n      id: A\n      {slip}\n    require: {{keeps_books: {{is: true}}}}\n  b: {{require: {{keeps_boks: {{is: true}}}}}}\n"
    )
    assert [line for line, _ in told(text)] == [8, 10]


@pytest.mark.parametrize("slip", ["# Con\u200btoh", "\u200b# Contoh", "# Con\u00a0toh"])
def test_what_nobody_sees_in_a_comment_hides_nothing(slip):
    text = FULL.replace("# Contoh", slip).replace("card: {is: true}", "crad: {is: true}", 1)
    assert told(text) == [(1, "NK109"), (16, "NK201")]


TABS = [
    # the line before which a tab stands may belong to the entry above it, or be one of its own: no other is touched
    ("  a: {require: {keeps_boks: {is: true}}}\n  b:\n\t  title: x\n    require: {keeps_boks: {is: true}}\n  c: {require: {keeps_boks: {is: true}}}\n",
     [(5, "NK201"), (7, "NK110"), (9, "NK201")]),
    ("  a:\n    title: x\n\tb: {require: {keeps_boks: {is: true}}}\n  c: {require: {keeps_boks: {is: true}}}\n", [(7, "NK110"), (8, "NK201")]),
    ("\ta: {require: {keeps_boks: {is: true}}}\n  b: {require: {keeps_boks: {is: true}}}\n", [(5, "NK110")]),
    ("\ta:\n\t\trequire: {keeps_boks: {is: true}}\n", [(5, "NK110"), (6, "NK110")]),
]  # fmt: skip


@pytest.mark.parametrize(("criteria", "problems"), TABS)
def test_a_tab_before_a_line_hides_its_entry_and_no_other(criteria, problems):
    assert told(HEAD + "criteria:\n" + criteria) == problems


@pytest.mark.parametrize("part", ["facts", "parameters", "sources"])
def test_a_name_that_a_line_behind_a_tab_may_give_is_not_missed(part):
    body = {
        "facts": "facts:\n  x: {type: boolean}\n\ty: {type: boolean}\ncriteria:\n  a: {require: {y: {is: true}}}\n  b: {require: {z: {is: true}}}\n",
        "parameters": "parameters:\n  p: {type: integer, values: {1800-01-01: 5}}\n \tq: {type: integer, values: {1800-01-01: 5}}\n"
        "criteria:\n  a: {require: {workers: {at_least: $q}}}\n  b: {require: {workers: {at_least: $z}}}\n",
        "sources": "sources:\n  x: {title: x}\n\ty: {title: y}\n"
        "criteria:\n  a: {require: {keeps_books: {is: true}}, source: y}\n  b: {require: {keeps_books: {is: true}}, source: z}\n",
    }
    assert [line for line, _ in told(HEAD + body[part])] == [6, 9]


def test_a_tab_brings_nothing_about():
    for seed in range(40):
        choices = Seeded(seed)
        text = choices.pick(texts())
        at = [line for line, content in enumerate(text.split("\n")) if content[:1] == " "]
        lines = text.split("\n")
        for each in {choices.pick(at) for _ in range(1 + seed % 3)}:
            lines[each] = "\t" * (1 + seed % 2) + lines[each].lstrip(" ")
        found = told("\n".join(lines))
        assert {code for _, code in found} == {"NK110"}, (seed, found, "\n".join(lines))


def test_of_more_tabs_than_are_told_nothing_is_certain():
    text = HEAD + "criteria:\n  a: {require: {keeps_boks: {is: true}}}\n" + "".join(f"\tb{number}: x\n" for number in range(250))
    assert {code for _, code in told(text)} == {"NK110", "NK125"}


@pytest.mark.parametrize("line", ["\tb:", " b\u00a0:"])
def test_a_long_file_is_not_looked_through_again_and_again(line, monkeypatch):
    text = (
        HEAD
        + "criteria:\n  a: {require: {keeps_boks: {is: true}}}\n"
        + f"{line} {{title: x, require: {{keeps_books: {{is: true}}}}}}\n" * 3
    )
    monkeypatch.setattr(reader, "_LOOKED_THROUGH", 100)
    assert {code for _, code in told(text)} <= {"NK109", "NK110", "NK113", "NK133"}


@pytest.mark.parametrize("line", ["\tcriteria:", "\ttitle:", "\tx: [1,"])
def test_where_a_line_behind_a_tab_may_hold_the_rest_nothing_else_is_told(line):
    text = HEAD + f"facts:\n  f: {{type: boolean}}\n{line}\n  a: {{require: {{keeps_boks: {{is: true}}}}}}\n"
    assert told(text)[0] == (6, "NK110")
    assert {code for _, code in told(text)} <= {"NK110", "NK131"}


@pytest.mark.parametrize(
    ("entry", "problems"),
    [
        ("  a:\n    require: {keeps_books: {is: [}}\n\ttitle: x\n", [(6, "NK140"), (7, "NK110"), (8, "NK201")]),
        ("  a:\n\ttitle: x\n    require: {keeps_books: {is: ya}}\n", [(6, "NK110"), (8, "NK201")]),
    ],
)
def test_what_is_no_yaml_in_the_entry_of_a_tab_is_told_where_no_level_brings_it_about(entry, problems):
    assert told(HEAD + "criteria:\n" + entry + "  b: {require: {keeps_boks: {is: true}}}\n") == problems


def test_a_long_file_is_not_read_again_and_again():
    part = "".join(f"  c{number}: {{require: {{workers: {{at_least: [}}}}}}\n" for number in range(3000))
    found = told(HEAD + "criteria:\n" + part)
    assert 1 <= len(found) <= 21
    assert {code for _, code in found} == {"NK131"} or {code for _, code in found} <= SYNTAX
