"""The picture of a rule set: what rests on what."""

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings

import naikkelas as nk
from naikkelas.authoring.pages.graph import graph_of
from naikkelas.authoring.pages.picture import mermaid_of, svg_of
from naikkelas.authoring.pages.words import Writer
from tests.authoring.pages.make import AS_OF, everything, hostile, report
from tests.explain.hostile import HOSTILE
from tests.strategies import cases

SVG = "{http://www.w3.org/2000/svg}"


def graph(rules, lang="en"):
    return graph_of(Writer(rules.linked, lang, AS_OF.toordinal()))


MADE = {"everything": everything, "report": report}
NAMES = [*nk.bundled_names(), *MADE]


@pytest.fixture(params=NAMES)
def rules(request):
    return MADE[request.param]() if request.param in MADE else nk.bundled(request.param)


def arrows(rules):
    made = graph(rules)
    return {(made.nodes[start].label, made.nodes[end].label) for start, end in made.edges}


def test_every_line_goes_from_left_to_right(rules):
    made = graph(rules)
    assert all(made.nodes[start].column < made.nodes[end].column for start, end in made.edges)


def test_everything_that_is_asked_or_worked_out_is_in_it(rules):
    labels = [node.label for node in graph(rules).nodes]
    for each in (*rules.criteria.values(), *rules.linked.derived.values()):
        assert each.title.en in labels


def test_svg_is_xml_whose_boxes_do_not_overlap_and_lie_inside(rules):
    root = ET.fromstring(svg_of(graph(rules)))  # noqa: S314 - our own text
    width, height = int(root.get("width")), int(root.get("height"))
    boxes = [tuple(int(rect.get(side)) for side in ("x", "y", "width", "height")) for rect in root.iter(f"{SVG}rect")]
    assert len(boxes) == len(graph(rules).nodes)
    assert all(x >= 0 and y >= 0 and x + w <= width and y + h <= height for x, y, w, h in boxes)
    for number, (x, y, w, h) in enumerate(boxes):
        assert not any(x < a + c and a < x + w and y < b + d and b < y + h for a, b, c, d in boxes[:number])


@pytest.mark.no_cover
@settings(max_examples=40, deadline=None)
@given(cases())
def test_any_rule_set_has_a_picture_whose_lines_go_right(case):
    made = graph(case.rules)
    assert all(made.nodes[start].column < made.nodes[end].column for start, end in made.edges)
    assert len(made.nodes) >= len(case.rules.criteria) + len(case.rules.linked.derived)


def test_lines_follow_what_is_read():
    found = arrows(everything())
    assert {("staff", "size"), ("size", "Bounded"), ("Bounded", "Qualifies or not"), ("Guarded", "Refers"), ("Early", "total")} <= found
    assert {("bonus", "By table"), ("By table", "Sum of points"), ("regency or city", "Applies to this business")} <= found
    assert ("Business pre-incubation of STIPark NTB, East Lombok", "Programme") in found
    assert ("Guarded", "Qualifies or not") not in found


def test_facts_that_share_what_they_rest_on_are_laid_out_once_each():
    chain = [
        f"  f{n}: {{derive: {{all: [{{f{n - 1}: {{is: true}}}}, {{any: [{{f{n - 1}: {{is: true}}}}, {{has_kur: {{is: true}}}}]}}]}}}}"
        for n in range(1, 41)
    ]
    rules = nk.loads(
        "\n".join(
            [
                "format: naikkelas/1\nrule_set: deep\nversion: 1\nfacts:\n  f0: {derive: {keeps_books: {is: true}}}",
                *chain,
                "criteria: {a: {require: {f40: {is: true}}}}\n",
            ]
        )
    )
    assert max(node.column for node in graph(rules).nodes) == 43


def test_a_report_leads_to_no_outcome():
    assert [node.label for node in graph(report()).nodes] == ["keeps books", "A"]


@pytest.mark.parametrize("text", [each for each in HOSTILE if "\x1b" not in each])
def test_no_label_becomes_part_of_the_picture(text):
    made, plain = graph(hostile(text)), graph(hostile("a"))
    root = ET.fromstring(svg_of(made))  # noqa: S314 - our own text
    assert {each.tag.removeprefix(SVG) for each in root.iter()} == {"svg", "title", "path", "g", "rect", "text"}
    lines, expected = mermaid_of(made).splitlines(), mermaid_of(plain).splitlines()
    assert len(lines) == len(expected)
    shape = re.compile(
        r'    n[0-9]+(\(\["|\[\["|\("|\{\{"|\[")[^"\'`<>&;\\\[\](){}|~]*(?:#[0-9]+;[^"\'`<>&;\\\[\](){}|~]*)*("\]\)|"\]\]|"\)|"\}\}|"\])'
    )
    for line in lines[1:]:
        assert shape.fullmatch(line) or re.fullmatch(r"    n[0-9]+ --> n[0-9]+", line)
