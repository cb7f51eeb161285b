"""Every table of the language reference is worked out by the engine, and a table that nothing checks is a failure.

What a table is follows from its header; ``CHECKS`` says how each is checked. ``✓``, ``✗`` and ``?`` are met, not met and
unknown; ``5..9`` is a range, and in the value of a derived choice ``a or b`` are candidates.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from typing import Any

import pytest
import yaml

import naikkelas as nk
from naikkelas.conditions import Op
from naikkelas.explain.words import say
from naikkelas.facts import Kind
from naikkelas.ikm.profile import RESERVED_NAMES
from naikkelas.results import OutputValue, Scored
from naikkelas.ruleset.claims import ASSUMPTION_KEYS, CHANGES
from naikkelas.ruleset.conditions_linker import OPERATORS
from naikkelas.ruleset.formulas import _MOST_IN_A_ROW, FORMULAS
from naikkelas.ruleset.linker import CRITERION_KEYS, REQUIRED_KEYS, SOURCE_KEYS, TOP_KEYS
from naikkelas.ruleset.loading import _MOST_OPEN
from naikkelas.ruleset.model import Change, Firmness
from naikkelas.ruleset.names import OF_RESULTS, RESERVED
from naikkelas.ruleset.reader import DEFAULT
from naikkelas.ruleset.scorecards import GROUP_KEYS, INDICATOR_KEYS, SCORECARD_KEYS
from naikkelas.ruleset.selection import POINTS, Best
from naikkelas.ruleset.selection_linker import BY_KEYS, SELECTION_KEYS
from naikkelas.ruleset.types import TEXT_KEYS, TYPE_KEYS
from naikkelas.values import _MOST_TEXT, plain
from tests.docs.runner import ROOT
from tests.docs.tables import Table, code, codes, tables

PAGE = (ROOT / "docs" / "language.md").read_text(encoding="utf-8")
AS_OF = date(2026, 11, 1)
MARKS = {"met": "✓", "not_met": "✗", "unknown": "?"}
TRUTHS = {"✓": True, "✗": False, "?": None}
OUTCOMES = {"✓": "eligible", "✗": "ineligible", "?": "needs_information"}
HEAD = "format: naikkelas/1\nrule_set: table-of-the-reference\nversion: 1\n"

#: Wrong cells: (row, column, what is shown, what the engine says).
Wrong = Iterator[tuple[int, str, str, str]]


class _Text(yaml.SafeLoader):
    """Reads every scalar as text, as profiles and rule sets are read."""


_Text.yaml_implicit_resolvers = {}


def read(text: str) -> Any:
    return yaml.load(text, _Text)  # noqa: S506 - a SafeLoader without resolvers


def value(text: str) -> Any:
    """A value of a cell: a range with two dots, ``missing``, or YAML."""
    if text == "missing":
        return None
    low, dots, high = text.partition("..")
    return {key: side for key, side in (("at_least", low), ("at_most", high)) if side} if dots else read(text)


def declared() -> str:
    """The facts that the page declares for its truth tables."""
    return next(text for text in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL) if text.startswith("facts:"))


@cache
def asked(condition: str, facts: str = "") -> nk.RuleSet:
    return nk.loads(f"{HEAD}{facts or declared()}criteria:\n  asked: {{require: {condition}}}\n")


def mark(decision: nk.Decision, name: str = "asked") -> str:
    return MARKS[decision.statuses[name].value]


def dates_of(table: Table) -> date:
    """The as-of date that the text above a table names."""
    found = re.findall(r"[Aa]s of (\d{4}-\d\d-\d\d)", table.before)
    return date.fromisoformat(found[-1]) if found else AS_OF


# --- truth tables ------------------------------------------------------------------------------------------------------


def a_fact(table: Table) -> Wrong:
    """Comparisons of one fact (rows) against its values (columns)."""
    fact = code(table.header[0])
    for number, row in enumerate(table.rows):
        rules = asked(f"{{{fact}: {{{code(row[0])}}}}}")
        for title, shown in zip(table.header[1:], row[1:], strict=True):
            profile = {fact: value(code(title) or title)}
            yield number, title, shown, mark(rules.decide(profile, as_of=dates_of(table)))


def conditions(table: Table) -> Wrong:
    for number, (condition, profile, shown) in enumerate(table.rows):
        rules = asked(code(condition) or "")
        yield number, "answer", shown, mark(rules.decide(read(code(profile) or ""), as_of=dates_of(table)))


BOTH = "facts:\n  a: {type: boolean}\n  b: {type: boolean}\n  c: {type: boolean}\n"
A, B, C = "{a: {is: true}}", "{b: {is: true}}", "{c: {is: true}}"


def kleene(table: Table) -> Wrong:
    for number, (a, b, both, one) in enumerate(table.rows):
        for title, shown in (("all", both), ("any", one)):
            rules = asked(f"{{{title}: [{A}, {B}]}}", BOTH)
            yield number, title, shown, mark(rules.decide({"a": TRUTHS[a], "b": TRUTHS[b]}, as_of=AS_OF))


def negation(table: Table) -> Wrong:
    for number, (a, shown) in enumerate(table.rows):
        yield number, "not", shown, mark(asked(f"{{not: {A}}}", BOTH).decide({"a": TRUTHS[a]}, as_of=AS_OF))


def counting(table: Table) -> Wrong:
    for number, row in enumerate(table.rows):
        truths = [True] * int(row[0]) + [None] * int(row[1]) + [False] * int(row[2])
        assert len(truths) == 3
        for title, shown in zip(table.header[3:], row[3:], strict=True):
            rules = asked(f"{{some: {{{code(title)}, of: [{A}, {B}, {C}]}}}}", BOTH)
            yield number, title, shown, mark(rules.decide(dict(zip("abc", truths, strict=True)), as_of=AS_OF))


# --- criteria ----------------------------------------------------------------------------------------------------------

GUARDED = f"{HEAD}{BOTH}criteria:\n  one: {{applies_when: {A}, require: {B}%s}}\n  other: {{require: {C}}}\n"


def points(decision: nk.Decision) -> str:
    found = decision.points
    return str(found.at_least) if found.exact else f"{found.at_least}..{found.at_most}"


def statuses(table: Table) -> Wrong:
    required = nk.loads(GUARDED % "")
    preferred = nk.loads(GUARDED % ", kind: preference, points: 10")
    for number, (guard, requirement, status, satisfied, worth) in enumerate(table.rows):
        profile = {"a": TRUTHS[guard], "b": TRUTHS[requirement], "c": True}
        decision = required.decide(profile, as_of=AS_OF)
        yield number, "status", status, decision.statuses["one"].value
        yield number, "satisfied", OUTCOMES[satisfied], decision.outcome.value
        yield number, "points", worth, points(preferred.decide(profile, as_of=AS_OF))


def references(table: Table) -> Wrong:
    for title in table.header[2:]:
        extra = f"  asked: {{kind: note, require: {{criterion: {{one: {code(title)}}}}}}}\n"
        rules = nk.loads(GUARDED % "" + extra)
        for number, row in enumerate(table.rows):
            profile = {"a": TRUTHS[row[0]], "b": TRUTHS[row[1]], "c": True}
            shown = row[table.header.index(title)]
            yield number, title, shown, mark(rules.decide(profile, as_of=AS_OF))


def outcomes(table: Table) -> Wrong:
    rules = nk.loads(f"{HEAD}{BOTH}applies_when: {A}\ncriteria:\n  one: {{require: {B}}}\n")
    for number, (applies, satisfied, shown) in enumerate(table.rows):
        decision = rules.decide({"a": TRUTHS[applies], "b": TRUTHS[satisfied]}, as_of=AS_OF)
        yield number, "outcome", shown, decision.outcome.value


PRE_INCUBATION = {
    "eligible": {"regency": "5203", "field_verified": True, "sector": "machinery"},
    "ineligible": {"regency": "5203", "field_verified": False, "sector": "machinery"},
    "out_of_scope": {"regency": "3305"},
    "needs_information": {"regency": "5203", "sector": "machinery"},
}


def programmes(table: Table) -> Wrong:
    assert {row[0] for row in table.rows} == set(PRE_INCUBATION)
    for title in table.header[1:]:
        rules = asked(f"{{programme: {{stipark-pra-inkubasi: {code(title)}}}}}", "effective: {from: 2021-02-16}\n")
        for number, row in enumerate(table.rows):
            other = nk.bundled("stipark-pra-inkubasi").decide(PRE_INCUBATION[row[0]], as_of=AS_OF)
            yield number, table.header[0], row[0], other.outcome.value
            shown = row[table.header.index(title)]
            yield number, title, shown, mark(rules.decide(PRE_INCUBATION[row[0]], as_of=AS_OF))


# --- profiles against the rule set above the table -----------------------------------------------------------------------


def profiles(table: Table) -> Wrong:
    """Columns ``rules as of`` and ``profile`` are what is decided; the others are what comes out."""
    assert table.rule_set is not None
    rules = nk.loads(table.rule_set)
    for number, row in enumerate(table.rows):
        given = dict(zip(table.header, row, strict=True))
        rules_as_of = date.fromisoformat(given["rules as of"]) if "rules as of" in given else None
        decision = rules.decide(read(code(given.pop("profile")) or ""), as_of=dates_of(table), rules_as_of=rules_as_of)
        given.pop("rules as of", None)
        for title, shown in given.items():
            yield number, title, code(shown) or shown, seen(decision, code(title) or title, shown)


def seen(decision: nk.Decision, name: str, shown: str) -> str:
    """What a decision says about an output, a criterion, the outcome or the points, as the tables write it."""
    if name == "outcome":
        return decision.outcome.value
    if name == "points":
        return points(decision)
    if name in decision.facts:
        return output(decision.facts[name])
    status = decision.statuses[name].value
    return MARKS[status] if shown in TRUTHS else status


def score(found: Scored) -> str:
    """A score as the tables write it: ``60``, ``40..60``, ``1 or nothing applies``."""
    if found.low is None:
        return "nothing applies"
    shown = found.plain
    words = "..".join(str(side) for side in dict.fromkeys((shown["at_least"], shown["at_most"]))) if isinstance(shown, dict) else str(shown)
    return f"{words} or nothing applies" if found.may_be_empty else words


def output(found: OutputValue) -> str:
    if found.score is not None:
        return score(found.score)
    if found.candidates:
        return " or ".join(found.candidates)
    if isinstance(found.value, tuple):
        if found.value == found.type.bounds:
            return "unknown"
        return "..".join(str(plain(side, found.type)) for side in found.value)
    return "unknown" if found.value is None else str(plain(found.value, found.type)).replace("True", "true").replace("False", "false")


# --- values and months -------------------------------------------------------------------------------------------------

TYPED = """facts:
  integer: {type: integer}
  number: {type: number, decimals: 1}
  money: {type: money}
  date: {type: date, may_be_never: true}
  boolean: {type: boolean}
  choice: {type: sector}
  text: {type: text}
  set: {type: set, of: [shop, market, online]}
"""


def values(table: Table) -> Wrong:
    names = [kind.value for kind in Kind if kind is not Kind.DURATION]
    uses = "".join(f"  {name}: {{require: {{{name}_fact: {{known: true}}}}}}\n" for name in names)
    rules = nk.loads(HEAD + re.sub(r"^  (\w+):", r"  \1_fact:", TYPED, flags=re.MULTILINE) + "criteria:\n" + uses)
    for number, (kind, written, shown) in enumerate(table.rows):
        name = f"{code(kind)}_fact"
        try:
            found = rules.admit({name: read(code(written) or "")}).value(name)
        except nk.ProfileError:
            yield number, "read as", shown, "refused"
            continue
        fact = rules.catalogue[name].type
        sides = found if isinstance(found, tuple) else (found,)
        made = "..".join(str(plain(side, fact)).replace("'", "") for side in sides)
        yield number, "read as", code(shown) or shown, made.replace("True", "true")


def months(table: Table) -> Wrong:
    def is_met(rules: nk.RuleSet, day: date, as_of: date) -> bool:
        return rules.decide({"operating_since": day}, as_of=as_of).statuses["asked"] is nk.Status.MET

    for number, (as_of, length, ago, ahead) in enumerate(table.rows):
        today = date.fromisoformat(as_of)
        for title, shown, op, step in (("ago", ago, "at_least_ago", -1), ("ahead", ahead, "at_least_ahead", 1)):
            rules = asked(f"{{operating_since: {{{op}: {code(length)}}}}}")
            days = (date.fromordinal(today.toordinal() + step * far) for far in range(1, 800))
            yield number, title, shown, next(day for day in days if is_met(rules, day, today)).isoformat()


# --- words of the language ---------------------------------------------------------------------------------------------


def same(table: Table, shown: list[str], known: Any) -> Wrong:
    yield 0, table.header[0], ", ".join(sorted(shown)), ", ".join(sorted(known))


def keys(*known: str) -> Callable[[Table], Wrong]:
    return lambda table: same(table, [name for row in table.rows for name in codes(row[0])], known)


def top_keys(table: Table) -> Wrong:
    yield from keys(*TOP_KEYS)(table)
    yield from same(table, [name for row in table.rows if row[1] == "yes" for name in codes(row[0])], REQUIRED_KEYS)


def operators(table: Table) -> Wrong:
    shown = {code(row[0]): codes(row[1]) for row in table.rows}
    known = {kind.value: [op.value for op in ops] for kind, ops in OPERATORS.items() if ops}
    yield 0, "types", str(sorted(shown, key=str)), str(sorted(known))
    for name, ops in known.items():
        yield 0, name, ", ".join(sorted(shown[name])), ", ".join(sorted(ops))


def every_operator_has_a_row(_: Table) -> Wrong:
    rows = [row[0] for table in tables(PAGE) if check_of(table) is a_fact for row in table.rows]
    written = {(code(row) or "").partition(":")[0] for row in rows}
    yield 0, "operators in the truth tables", ", ".join(sorted(written)), ", ".join(sorted(op.value for op in Op))


def refusals(table: Table) -> Wrong:
    for number, (written, shown, _) in enumerate(table.rows):
        try:
            asked(code(written) or "")
        except nk.RuleSetError as error:
            found = {problem.code for problem in error.problems}
        else:
            found = {"no problem"}
        yield number, "code", code(shown) or shown, ", ".join(sorted(found))


def limits(table: Table) -> Wrong:
    known = [DEFAULT.size, DEFAULT.depth, DEFAULT.nodes, DEFAULT.problems, _MOST_IN_A_ROW, _MOST_OPEN, _MOST_TEXT]
    yield 0, "limits", ", ".join(row[1] for row in table.rows), ", ".join(map(str, known))


def steps(table: Table) -> Wrong:
    yield from keys(*Best)(table)
    for number, row in enumerate(table.rows):
        known = [kind.value for kind in Kind if Best(code(row[0])) in Best.of(kind)]
        yield number, "of", ", ".join(each for each in codes(row[1]) if each != POINTS), ", ".join(known)
        assert Best(code(row[0])).is_low is (("smaller" in row[2]) or ("earlier" in row[2]))


def firmness(table: Table) -> Wrong:
    yield from keys(*Firmness)(table)
    for number, row in enumerate(table.rows):
        yield number, "words", row[2], say("en", f"firmness.{code(row[0])}")


def changes(table: Table) -> Wrong:
    yield from keys(*Change)(table)
    for number, row in enumerate(table.rows):
        known = [kind.value for kind, possible in CHANGES.items() if code(row[0]) in possible]
        yield number, "types", ", ".join(codes(row[1])), ", ".join(known)


def kinds(table: Table) -> Wrong:
    yield from keys(*Kind)(table)
    yield 0, "ordered", str([code(r[0]) for r in table.rows if r[1] == "yes"]), str([k.value for k in _BY_ROW if k.is_ordered])


_BY_ROW = (Kind.INTEGER, Kind.NUMBER, Kind.MONEY, Kind.DATE)

#: How a table is checked, by the cells of its header. ``...`` stands for any further cells.
CHECKS: dict[tuple[str, ...], Callable[[Table], Wrong]] = {
    ("top-level key", "required", "what it holds"): top_keys,
    ("type", "ordered", "bounds, unless the fact says otherwise", "what else it needs"): kinds,
    ("fact key", "meaning"): keys(*TYPE_KEYS, *TEXT_KEYS),
    ("type", "written", "read as"): values,
    ("parameter key", "meaning"): keys(*TYPE_KEYS, "title", "values", "source"),
    ("type", "comparisons"): operators,
    ("condition", "profile", "answer"): conditions,
    ("`a`", "`b`", "`all: [a, b]`", "`any: [a, b]`"): kleene,
    ("`a`", "`not: a`"): negation,
    ("met", "unknown", "not met", "..."): counting,
    ("criterion key", "meaning"): keys(*CRITERION_KEYS),
    ("guard", "requirement", "status", "satisfied", "points"): statuses,
    ("`applies_when`", "all requirements satisfied", "outcome"): outcomes,
    ("guard", "requirement", "`met`", "..."): references,
    ("outcome of the other", "..."): programmes,
    ("profile", "..."): profiles,
    ("rules as of", "profile", "..."): profiles,
    ("formula", "gives", "compared with"): keys(*FORMULAS),
    ("scorecard key", "meaning"): keys(*SCORECARD_KEYS),
    ("group key", "meaning"): keys(*GROUP_KEYS),
    ("indicator key", "meaning"): keys(*INDICATOR_KEYS),
    ("as of", "length", "last day that is at least that long ago", "first day that is at least that far ahead"): months,
    ("source key", "meaning"): keys(*SOURCE_KEYS),
    ("selection key", "meaning"): keys(*SELECTION_KEYS),
    ("`by` key", "meaning"): keys(*BY_KEYS),
    ("word of the order", "of", "comes first"): steps,
    ("change", "of", "meaning"): changes,
    ("assumption key", "meaning"): keys(*ASSUMPTION_KEYS),
    ("`firmness`", "meaning", "the explanation says"): firmness,
    ("refused", "code", "why, and what to write instead"): refusals,
    ("reserved",): keys(*RESERVED),
    ("limit", "value"): limits,
}


def check_of(table: Table) -> Callable[[Table], Wrong] | None:
    for header, check in CHECKS.items():
        start = header[:-1] if header[-1] == "..." else header
        if table.header[: len(start)] == start and (header[-1] == "..." or len(header) == len(table.header)):
            return check
    return a_fact if code(table.header[0]) in {*nk.FACTS, "ph", "channels"} else None


@pytest.mark.parametrize("table", tables(PAGE), ids=str)
def test_the_engine_says_what_the_table_shows(table: Table):
    check = check_of(table)
    assert check is not None, "nothing checks this table; give its header a place in CHECKS"
    wrong = [f"row {row + 1}, {column}: shown {shown}, engine {told}" for row, column, shown, told in check(table) if shown != told]
    assert not wrong, "\n".join([str(table), *wrong])


def test_every_check_has_its_table():
    used = {check_of(table) for table in tables(PAGE)}
    assert set(CHECKS.values()) <= used


def test_every_comparison_stands_in_a_truth_table():
    ((_, _, shown, known),) = every_operator_has_a_row(tables(PAGE)[0])
    assert shown == known


def test_a_wrong_cell_is_found():
    table = tables("| `knows_market` | `true` |\n|---|---|\n| `is: true` | ✗ |\n")[0]
    assert list(a_fact(table)) == [(0, "`true`", "✗", "✓")]


def test_every_name_that_a_profile_has_for_itself_is_listed():
    text = (ROOT / "docs" / "language.md").read_text(encoding="utf-8")
    listed = text.partition("A fact cannot have a name that a profile uses for itself:")[2].partition(".")[0]
    assert set(re.findall(r"`(\w+)`", listed)) == RESERVED_NAMES


def test_every_column_of_results_is_listed_that_no_criterion_may_be_called_as():
    text = (ROOT / "docs" / "language.md").read_text(encoding="utf-8")
    listed = text.partition("A criterion cannot be called as a column that results have beside it:")[2].partition(".")[0]
    assert set(re.findall(r"`(\w+)`", listed)) == {*OF_RESULTS, "mask_"}
