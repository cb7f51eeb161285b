"""Nodes as Polars expressions: what columns share never changes what they say."""

import polars as pl
import pytest

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
    return graph.named([(graph.fill(graph.no(test), graph.false), "not_met"), (graph.fill(test, graph.false), "met")], "unknown")


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
