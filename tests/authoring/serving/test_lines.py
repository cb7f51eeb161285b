"""Lines and columns as editors count them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naikkelas.authoring.serving.lines import Lines

TEXTS = st.text(alphabet="aé🙂\u2028\x0b\n\r\ufeff", max_size=30)
UNITS = st.sampled_from(["utf-8", "utf-16", "utf-32"])


@given(TEXTS, UNITS, st.data())
def test_an_index_is_found_again_by_its_line_and_column(text, units, data):
    lines = Lines(text, units)
    index = data.draw(st.integers(0, len(text)))
    found = lines.index(*lines.position(index))
    assert found == index or text[found : index + 1] in ("\r\n", "\r", "\n") or set(text[found:index]) <= {"\r", "\n"}


@given(TEXTS, UNITS, st.integers(-2, 40), st.integers(-2, 99))
def test_any_line_and_column_is_somewhere_in_the_text(text, units, line, column):
    assert 0 <= Lines(text, units).index(line, column) <= len(text)


@pytest.mark.parametrize(("units", "column"), [("utf-8", 6), ("utf-16", 3), ("utf-32", 2)])
def test_columns_count_units(units, column):
    lines = Lines("x\né🙂b\n", units)
    assert lines.position(4) == (1, column)
    assert lines.index(1, column) == 4


def test_only_line_feeds_and_returns_end_lines():
    lines = Lines("a\u2028b\x0bc\x85d\re\r\nf\ng")
    assert len(lines.starts) == 4
    assert lines.span(1) == (8, 9)


def test_places_of_problems_count_from_one_and_not_the_mark():
    lines = Lines("\ufeffab\ncd")
    assert [lines.of_place(1, 1), lines.of_place(1, 2), lines.of_place(2, 2), lines.of_place(9, 1), lines.of_place(None, None)] == [
        1,
        2,
        5,
        6,
        0,
    ]
