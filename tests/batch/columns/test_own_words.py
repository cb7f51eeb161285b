"""Words of a mapping: each means what it says and nothing else, signs included."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naikkelas.batch import TableError, read_mapping
from naikkelas.batch.columns.cell_reading import reader_of
from naikkelas.batch.columns.mapping import Use
from naikkelas.ikm import FACTS
from tests.batch.make import csv_at
from tests.batch.signs import SIGNS

MARKET = FACTS["knows_market"]


def reader(values, fact=MARKET):
    return reader_of(Use("fact", fact.name, values=values), fact)


def value(made):
    return made.values[0][1] if made.values else None


@pytest.mark.parametrize("words", [{"✅": "ya", "❌": "tidak"}, {"❌": "tidak", "✅": "ya"}])
def test_a_sign_means_what_the_mapping_says_of_it(words):
    read = reader(words)
    assert [value(read(cell)) for cell in ("✅", " ✅ ", "✅\ufe0f", "❌", "-", "?", "✗", "…")] == [
        True,
        True,
        True,
        False,
        *[None] * 4,
    ]


@given(st.sampled_from(SIGNS), st.sampled_from(SIGNS), st.sampled_from(["ya", "tidak"]))
def test_a_key_of_signs_is_that_sign_only(key, cell, meant):
    read = reader({key: meant})
    assert value(read(key)) is (meant == "ya")
    if cell != key:
        assert read(cell) == reader({})(cell)


@pytest.mark.parametrize(
    ("words", "fact", "cell", "expected"),
    [
        ({"1-5": "3", "1,5": "30"}, "workers", "1-5", 3),
        ({"1-5": "3", "1,5": "30"}, "workers", "1,5", 30),
        ({"1-5": "3"}, "workers", "1 - 5 ", 3),
        ({"1-5": "3"}, "workers", "1 5", None),
        ({"1-5 org": "3"}, "workers", "1-5 ORG", 3),
        ({"15": "3"}, "workers", "1/5", None),
        ({"(v)": "tidak"}, "knows_market", "V", False),
        ({"Ya": "tidak"}, "knows_market", "'ya'", False),
        ({"ya": "tidak"}, "knows_market", "ya" + " " * 300, False),
        ({"ya": "tidak"}, "knows_market", "ya" + " " * 300 + "belum", None),
        ({"a" * 250: "ya"}, "knows_market", "a" * 250, True),
        ({"a" * 250: "ya"}, "knows_market", "a" * 249 + "b", None),
    ],
)
def test_a_word_is_known_by_its_letters_and_one_with_digits_as_a_whole(words, fact, cell, expected):
    assert value(reader(words, FACTS[fact])(cell)) == expected


def wrong(folder, values):
    text = f"format: naikkelas-mapping/1\ncolumns:\n  A: {{fact: knows_market, values: {values}}}\n"
    with pytest.raises(TableError) as refused:
        read_mapping(csv_at(folder, text, "mapping.yaml"))
    return refused.value.problems


def column_of(values, key):
    """Where the second of two keys begins, quoted or not."""
    quoted = values.rfind(f'"{key}"')
    return values.index(f"{key}:") if quoted < 0 else quoted


@pytest.mark.parametrize(
    ("values", "keys"),
    [
        ('{"(v)": ya, "v": tidak}', ("v", "(v)")),
        ("{Ya: true, ya: false}", ("ya", "Ya")),
        ('{"ya": true, "x": false, "YA.": false}', ("YA.", "ya")),
        ('{"✅": ya, "✅\ufe0f": tidak}', ("✅\ufe0f", "✅")),
        ('{"1 - 5": 3, "1-5": 30}', ("1-5", "1 - 5")),
    ],
)
def test_two_keys_that_are_one_word_and_mean_different_things_are_refused(tmp_path, values, keys):
    (told,) = wrong(tmp_path, values)
    assert (told.code, told.slots["read"], told.slots["other"]) == ("NK466", *keys)
    assert told.place.line == 3
    assert told.place.column == 3 + len("A: {fact: knows_market, values: ") + column_of(values, keys[0])


@pytest.mark.parametrize(
    "values", ['{"(v)": ya, v: ya}', '{"1-5": 3, "1,5": 30}', '{"✅": ya, "❌": tidak, "-": tidak, "?": tidak}', '{"ya": ya, "ya?": tidak}']
)
def test_keys_that_say_the_same_or_are_different_words_stand_beside_each_other(tmp_path, values):
    text = f"format: naikkelas-mapping/1\ncolumns:\n  A: {{fact: knows_market, values: {values}}}\n"
    assert read_mapping(csv_at(tmp_path, text, "mapping.yaml")).columns["A"].values


@pytest.mark.parametrize("sign", ["+", "=", "@", "-x"])
def test_a_word_that_a_result_keeps_from_running_is_still_that_word(sign):
    assert value(reader({sign: "tidak"})(f"'{sign}")) is False


@pytest.mark.parametrize("key", ['""', '" "'])
def test_a_key_of_nothing_is_refused(tmp_path, key):
    assert [(told.code, told.place.line) for told in wrong(tmp_path, f"{{{key}: ya}}")] == [("NK460", 3)]
