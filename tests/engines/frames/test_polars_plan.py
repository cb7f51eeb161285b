"""Nodes as Polars expressions: what columns share never changes what they say."""

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from naikkelas.engines.frames.graph import Graph, Truth
from naikkelas.engines.frames.polars_plan import with_columns


def made(graph, nodes):
    """The columns of nodes over three rows: yes, no, and nobody knows."""
    table = pl.LazyFrame({"x": [True, False, None]})
    return with_columns(table, nodes, "t").select(*nodes).collect().to_dict(as_series=False)


@pytest.fixture
def graph():
    return Graph()


def status(graph, test):
    return graph.named("status", [(graph.fill(graph.no(test), graph.false), "not_met"), (graph.fill(test, graph.false), "met")], "unknown")


def test_a_status_and_a_mask_share_the_bits_of_a_test(graph):
    test = graph.column("x", "bool")
    nodes = {"status": status(graph, test), "mask": graph.bits([graph.asked(test), graph.asked(test)])}
    assert made(graph, nodes) == {"status": ["met", "not_met", "unknown"], "mask": [15, 0, 5]}


def test_a_test_that_a_mask_takes_for_not_met_where_nobody_knows_is_unknown_to_a_status(graph):
    test = graph.column("x", "bool")
    surely = graph.fill(test, graph.false)
    nodes = {"status": status(graph, test), "mask": graph.bits([Truth(surely, surely)])}
    assert made(graph, nodes) == {"status": ["met", "not_met", "unknown"], "mask": [3, 0, 0]}


def test_a_row_that_is_of_no_use_has_nothing_however_it_is_told(graph):
    test = graph.column("x", "bool")
    nodes = {"status": status(graph, test), "mask": graph.bits([graph.asked(test)])}
    for usable in (
        graph.fill(test, graph.true),
        graph.no(graph.is_null(test)),
        graph.backed(surely=graph.fill(test, graph.false), node=graph.true),
    ):
        told = made(graph, {name: graph.only_where(usable, node) for name, node in nodes.items()})
        kept = made(graph, {"usable": usable})["usable"]
        whole = made(graph, nodes)
        assert told == {name: [value if use else None for value, use in zip(values, kept, strict=True)] for name, values in whole.items()}


def points(graph, test, numbers):
    """A number for each that is met, and its opposite for the next."""
    opposite = graph.fill(graph.no(test), graph.false)
    return graph.add([graph.number_of(opposite if at % 2 else graph.fill(test, graph.false), number) for at, number in enumerate(numbers)])


@given(st.lists(st.integers(-(2**40), 2**40) | st.integers(-300, 300), min_size=1, max_size=6))
@example([255, 0, 1])
@example([128, 0, 128])
@example([-1, 0, -(2**15)])
@example([2**15, 1, -(2**15)])
@example([2**31, -(2**31), 2**31])
def test_a_sum_is_the_same_however_narrow_its_numbers_are(numbers):
    graph = Graph()
    test = graph.column("x", "bool")
    total = points(graph, test, numbers)
    nodes = {"sum": total, "told": graph.only_where(graph.no(graph.is_null(test)), total)}
    met, missed = sum(numbers[::2]), sum(numbers[1::2])
    assert made(graph, nodes) == {"sum": [met, missed, 0], "told": [met, missed, None]}


def test_a_sum_is_of_64_bits_whatever_it_is_made_of(graph):
    test = graph.column("x", "bool")
    nodes = {"sum": points(graph, test, [1, 2]), "mask": graph.bits([graph.asked(test)])}
    table = with_columns(pl.LazyFrame({"x": [True]}), nodes, "t").select(*nodes)
    assert table.collect_schema() == {"sum": pl.Int64, "mask": pl.Int64}


@given(st.lists(st.sampled_from(["asked", "met", "unknown"]), min_size=1, max_size=31))
@example(["unknown"] * 30 + ["asked"])
@example(["asked"] * 31)
def test_the_bits_of_a_mask_stand_at_their_places(kinds):
    graph = Graph()
    truths = {"asked": graph.asked(graph.column("x", "bool")), "met": graph.constant(3), "unknown": graph.constant(1)}
    codes = {"asked": (3, 0, 1), "met": (3, 3, 3), "unknown": (1, 1, 1)}
    expected = [sum(codes[kind][row] << 2 * place for place, kind in enumerate(kinds)) for row in range(3)]
    assert made(graph, {"mask": graph.bits([truths[kind] for kind in kinds])}) == {"mask": expected}
