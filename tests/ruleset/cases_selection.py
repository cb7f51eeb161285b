"""The cases of :mod:`tests.ruleset.cases` for ``selection:``."""

from tests.ruleset.cases import Case

#: A rule set with points, so that only what is tried is wrong.
RULES = """\
parameters:
  places: {type: integer, at_least: -5, values: {2020-01-01: 5, 2024-01-01: 2}}
  areas: {type: set, of: regency, values: {2020-01-01: [3302, 3303]}}
  sectors: {type: set, of: sector, values: {2020-01-01: [wood]}}
  limit: {type: money, values: {2020-01-01: 5 juta}}
facts:
  size: {type: choice, of: [s, l], table: {rows: [{when: {workers: {at_most: 4}}, then: s}], otherwise: l}}
  channels: {type: set, of: [shop, market]}
criteria:
  staff: {require: {workers: {at_least: 3}, size: {is: s}, annual_sales: {at_most: $limit}, sector: {in: $sectors}, channels: {includes: shop}}}
  area: {kind: preference, points: 1, require: {regency: {in: $areas}}}
  many: {kind: note, require: {workers: {at_least: $places}}}
"""


def selection(body: str) -> str:
    """A rule set with this selection."""
    return f"{RULES}selection: {body}\n"


def asked(code: str, bad: str, good: str) -> Case:
    """A case in the braces of a selection."""
    return Case(code, selection(f"{{{bad}}}"), selection(f"{{{good}}}"))


SELECTIONS: tuple[Case, ...] = (
    asked("NK177", "order: [»{most: points, least: workers}]", "order: [{most: points}, {least: workers}]"),
    asked("NK177", "order: [»{}]", "order: [{most: points}]"),
    asked("NK178", "order: [{most: points}, »{least: points}]", "order: [{most: points}, {least: workers}]"),
    asked("NK178", "order: [{earliest: operating_since}, »{earliest: operating_since}]", "order: [{earliest: operating_since}]"),
    asked("NK179", "by: »{fact: regency}", "by: {fact: regency, minimum: 2}"),
    asked("NK179", "by: »{fact: regency, groups: $areas}", "by: {fact: regency, maximum: 2}"),
    Case(
        "NK180",
        "criteria: {staff: {require: {workers: {at_least: 3}}}}\nselection: »{quota: 5, order: [{most: points}]}\n",
        "criteria: {staff: {require: {workers: {at_least: 3}}}}\nselection: {quota: 5, order: [{most: workers}]}\n",
    ),
    asked("NK235", "order: [{»most: operating_since}]", "order: [{earliest: operating_since}]"),
    asked("NK235", "order: [{»earliest: points}]", "order: [{most: points}]"),
    asked("NK235", "order: [{»latest: annual_sales}]", "order: [{least: annual_sales}]"),
    asked("NK235", "order: [{»most: sector}]", "order: [{most: workers}]"),
    asked("NK236", "by: {fact: »annual_sales, minimum: 1}", "by: {fact: sector, minimum: 1}"),
    asked("NK236", "by: {fact: »owner_name, minimum: 1}", "by: {fact: knows_market, groups: [true], minimum: 1}"),
    asked("NK236", "by: {fact: »channels, minimum: 1}", "by: {fact: regency, minimum: 1}"),
    asked("NK237", "by: {fact: »size, minimum: 1}", "by: {fact: sector, minimum: 1}"),
    asked("NK237", "order: [{most: »size}]", "order: [{most: workers}]"),
    asked("NK238", "quota: 5, by: {fact: regency, minimum: 6}", "quota: 6, by: {fact: regency, minimum: 6}"),
    asked("NK238", "by: {fact: regency, minimum: 6, maximum: 5}", "by: {fact: regency, minimum: 5, maximum: 5}"),
    asked("NK238", "quota: $places, by: {fact: regency, minimum: 3}", "quota: $places, by: {fact: regency, minimum: 2}"),
)


def _marked(case: Case) -> Case:
    """NK238 stands at the selection itself."""
    if case.code != "NK238":
        return case
    return Case(case.code, case.bad.replace("selection: {", "selection: »{"), case.good)


SELECTION_CASES = tuple(_marked(case) for case in SELECTIONS)
