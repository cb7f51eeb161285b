"""A dash of any width, or a bullet, before a value: it may be the sign of a list, so nothing that is shown or done turns the value round."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import naikkelas as nk
from naikkelas.authoring.checking import mended, with_edits
from naikkelas.authoring.serving.acting import actions
from naikkelas.authoring.serving.diagnosing import checked_alone, diagnose
from naikkelas.authoring.serving.sheet import Sheet
from naikkelas.authoring.starting import find_fact
from naikkelas.facts import FactType, Kind
from naikkelas.ikm.catalogue import FACTS
from naikkelas.problems import EvaluationError
from tests.ruleset.cases import require
from tests.ruleset.slips import HEAD, told

PATH = Path(__file__).with_name("rules.yaml")  # no such file: it is only open
PARAMETERS = (
    "parameters:\n  few: {type: integer, values: {1800-01-01: 5}}\n  secs: {type: set, of: sector, values: {1800-01-01: [wood]}}\n"
    "  gate: {type: boolean, values: {1800-01-01: true}}\n"
    "facts: {tags: {type: set, of: [a1, b1]}, depth: {type: integer, at_least: -50, at_most: 50}}\n"
)
BOOKS = "criteria:\n  books: {require: {keeps_books: {is: true}}}\n  c:\n    require:\n"
DASHES = ["-", "– ", "–", "— ", "—", "− ", "‐", "－ ", "--", "–– "]
BULLETS = ["• ", "•", "● ", "▪ ", "\uf0b7 ", "→ "]
#: What would negate: examples, not the mere words of the language.
NEGATING = ("{is_not:", "{not_in:", "{not:", "[not_met", "[not_applicable", "[ineligible", "not_in: [", "is_not: ", "not: {a", "not: {k")


def look(text):
    return checked_alone(PATH, {PATH: text})


def done(text):
    """What the editor offers for errors: whether it is sure, and the text that it makes."""
    found = [each for each in diagnose(PATH, {PATH: text}, "en") if each.problem and each.problem.is_error]
    made = actions(Sheet(PATH, text), found, "en", lambda other: look(other).problems)
    return [(each.is_sure, with_edits(text, each.edits)) for each in made]


def turned_round(text, before, was=()):
    """What is shown or done about a text that says the opposite of it, or is said to be sure; nothing, if all is well."""
    found = [one for one in look(text).problems if one.is_error]
    shown = [one.advice(lang) or "" for one in found for lang in ("en", "id")]
    made = [(sure, new) for sure, new in done(text) if new != text]
    mend = mended(text, look)
    wrong = [advice for advice in shown if any(sign in advice for sign in NEGATING)]
    wrong += [advice for advice in shown if "did you mean" in advice and before not in BULLETS]
    wrong += [new for sure, new in made if sure or any(new.count(sign) > text.count(sign) for sign in ("is_not", "not_in", "not:", *was))]
    return wrong + ([mend] if any(mend.count(sign) > text.count(sign) for sign in ("is_not", "not_in", "not:", *was)) else [])


def below(*lines, head=PARAMETERS):
    return HEAD + head + "criteria:\n  c:\n    require:\n" + "".join(f"      {line}\n" for line in lines)


def value_of(kind, at):
    """A value of a type."""
    if kind.choices:
        return kind.choices[at % len(kind.choices)]
    return {Kind.BOOLEAN: ("true", "false")[at % 2], Kind.TEXT: "10610" if kind.pattern else "kopi", Kind.DATE: "2020-01-31"}.get(
        kind.kind, str(1 + at % 9)
    )


TYPES = {name: fact.type for name, fact in sorted(FACTS.items())} | {
    "tags": FactType(Kind.SET, choices=("a1", "b1")),
    "depth": FactType(Kind.INTEGER, -50, 50),
}
OF_WORDS = [name for name, kind in TYPES.items() if not kind.kind.is_ordered]
BEFORE = st.sampled_from(DASHES + BULLETS)


@given(st.sampled_from(sorted(TYPES)), BEFORE, st.integers(0, 600), st.sampled_from(["", "\n        ", '"', "'"]))
@settings(max_examples=60, deadline=None)
def test_a_value_alone_behind_a_dash_is_never_turned_round(name, before, at, around):
    value = before + value_of(TYPES[name], at)
    said = around + value + around if around in ('"', "'") else around + value
    assert turned_round(below(f"{name}: {said}"), before) == []


@given(st.sampled_from(OF_WORDS), BEFORE, st.integers(0, 600), st.integers(0, 10))
@settings(max_examples=150, deadline=None)
def test_nor_is_one_under_a_comparison(name, before, which, at):
    kind = TYPES[name].kind
    one, several = ("includes", "includes_any") if kind is Kind.SET else ("is", "in")
    against = "not_in" if kind in (Kind.CHOICE, Kind.TEXT) else several
    plain = value_of(TYPES[name], which)
    value = before + plain
    forms = (
        [f"{name}: {{{one}: {value}}}"],
        [f'{name}: {{{one}: "{value}"}}'],
        [f"{name}: {{{several}: {value}}}"],
        [f"{name}: {{{several}: [{value}]}}"],
        [f'{name}: {{{several}: ["{value}"]}}'],
        [f"{name}:", f"  {against}: >", f"    {value}"],
        [f"{name}:", f"  {several}:", f"    {value}", f"    {value}"],
        [f"{name}:", f"  {several}:", f"    - {plain}", f"    {value}"],
        [f"{name}:", f"  {before}{one}: {plain}"],
        [f"{name}: [{value}]"],
        [f'{name}: [{plain}, "{value}"]'],
    )
    assert turned_round(below(*forms[at]), before, was=("in: [",) if at == 5 and against == "not_in" else ()) == []


OUTCOMES = ["eligible", "ineligible", "out_of_scope"]


@given(st.sampled_from(["inopak-naik-kelas", "export-checklist"]), st.sampled_from(OUTCOMES), BEFORE, st.integers(0, 4))
@settings(max_examples=25, deadline=None)
def test_nor_is_the_outcome_of_another_rule_set(programme, outcome, before, at):
    forms = (
        f"programme: {{{programme}: {before}{outcome}}}",
        f"programme: {{{programme}: [{before}{outcome}]}}",
        f'programme: {{{programme}: "{before}{outcome}"}}',
        f"programme: {{{before}{programme}: {outcome}}}",
        f'programme: {{"{before}{programme}": {outcome}}}',
    )
    assert turned_round(below(forms[at]), before, was=(outcome,)) == []


PARTS = [
    ["{before}keeps_books: {{is: true}}"],
    ['"{before}keeps_books": {{is: true}}'],
    ["programme:", "  inopak-naik-kelas:", "    {before}eligible"],
    ["programme: {{inopak-naik-kelas: [{before}eligible]}}"],
    ['programme: {{inopak-naik-kelas: "{before}eligible"}}'],
    ["programme:", "  {before}inopak-naik-kelas: eligible"],
    ["sector: {{in: ${before}secs}}"],
    ["sector: {{in: {before}$secs}}"],
    ["workers: {{at_least: ${before}few}}"],
    ["workers: {{at_least: {before}$few}}"],
    ["${before}few: {{at_least: 1}}"],
    ["${before}gate: {{is: true}}"],
    ['"{before}$gate": {{is: true}}'],
]


@pytest.mark.parametrize("lines", PARTS)
@pytest.mark.parametrize("before", ["-", "– ", "—", "• "])
def test_nor_are_names_outcomes_and_parameters(lines, before):
    text = below(*(line.format(before=before) for line in lines))
    assert turned_round(text, before) == []


STATUSES = [
    ["criterion: {{books: {before}met}}"],
    ['criterion: {{books: "{before}met"}}'],
    ["criterion: {{books: [{before}met]}}"],
    ["criterion:", "  {before}books"],
    ['criterion: "{before}books"'],
    ["criterion:", "  {before}books: met"],
]


@pytest.mark.parametrize("lines", STATUSES)
@pytest.mark.parametrize("before", ["-", "– ", "—", "• "])
def test_nor_are_criteria_and_their_statuses(lines, before):
    text = HEAD + BOOKS + "".join(f"      {line.format(before=before)}\n" for line in lines)
    assert turned_round(text, before, was=("not_met",)) == []


BOTH = [
    (["regency:", "  – 3305"], "NK152", "if this is a list: write {in: [3305]}; if it is to say 'not': use is_not"),
    (["sector: – wood"], "NK152", "if this is a list: write {in: [wood]}; if it is to say 'not': use is_not"),
    (["keeps_books:", "  — true"], "NK152", "if '—' is only the sign of a list: write {is: true}; if it is to say 'not': use is_not"),
    (["keeps_books:", "  – is: true"], "NK205", "if '–' is only the sign of a list: delete it; if it is to say 'not': use is_not"),
    (["main_product:", "  – kopi", "  – teh"], "NK152", "if this is a list: write {in: [kopi, teh]}; if it is to say 'not': use is_not"),
    (["regency:", "  in:", "    -3305"], "NK152", "if this is a list: write [3305]; if it is to say 'not': use not_in"),
    (["regency:", "  in:", "    -3305", "    -3306"], "NK152", "if this is a list: write [3305, 3306]; if it is to say 'not': use not_in"),
    (["sector: {in: -wood}"], "NK152", "if this is a list: write [wood]; if it is to say 'not': use not_in"),
    (["sector: {in: -$secs}"], "NK152", "if this is a list: write $secs; if it is to say 'not': use not_in"),
    (["sector:", "  not_in: >", "    - wood", "    - herbal"], "NK152", "if this is a list: write [wood, herbal]; if it is to say 'not': use in"),
    (["main_product:", "  in: |", "    - kopi", "    - teh"], "NK152", "if this is a list: write [kopi, teh]; if it is to say 'not': use not_in"),
    (["regency: {in: [-3305]}"], "NK207", "if '-' is only the sign of a list: delete it; if it is to say 'not': use not_in"),
    (['sector: {in: ["– wood"]}'], "NK207", "if '–' is only the sign of a list: delete it; if it is to say 'not': use not_in"),
    (["sector: {is: – wood}"], "NK207", "if '–' is only the sign of a list: delete it; if it is to say 'not': use is_not"),
    (["tags: {includes_any: – a1}"], "NK152", "if this is a list: write [a1]; if it is to say 'not': use not: {...}"),
    (["sector: {in: $-secs}"], "NK202", "if '-' is only the sign of a list: delete it; if it is to say 'not': use not: {...}"),
    (["$– few: {at_least: 1}"], "NK202", "if '–' is only the sign of a list: delete it; if it is to say 'not': use not: {...}"),
    (["programme: {inopak-naik-kelas: [– eligible]}"], "NK215", "if '–' is only the sign of a list: delete it; if it is to say 'not': use not: {...}"),
    (['"-keeps_books": {is: true}'], "NK201", "if '-' is only the sign of a list: delete it; if it is to say 'not': use not: {...}"),
    (["workers: {in: – 5}"], "NK152", "if this is a list: write [5]; if it is to say 'not': use not_in"),
    (["tags: – a1"], "NK152", "if this is a list: write {includes_any: [a1]}; if it is to say 'not': use not: {...}"),
    (["main_product: in – kopi"], "NK152", "a colon is missing behind 'in': write 'in: ' and then the value"),
    (["main_product in – kopi"], "NK152", "write what is asked, for example {keeps_books: {is: true}}"),
    (["depth:", "  in:", "    -5", "    -3"], "NK152", "if this is a list: write [5, 3]; if it is a minus: [-5, -3]"),
    (["depth: {in: -5}"], "NK152", "if this is a list: write [5]; if it is a minus: [-5]"),
    (["sector: {in: – gold}"], "NK152", "if this is a list: write each item on a line of its own behind '- ', or all of them in [ ]; if it is to say 'not': use not_in"),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "code", "advice"), BOTH)
def test_both_that_can_be_meant_are_told(lines, code, advice):
    found = [one for one in look(below(*lines)).problems if one.is_error]
    assert [(one.code, one.advice("en")) for one in found] == [(code, advice)]


def test_a_criterion_and_its_status_behind_a_dash_are_told_so_too():
    for lines, code in ((["criterion: {books: -met}"], "NK215"), (["criterion:", "  – books"], "NK203")):
        (one,) = told(BOOKS + "".join(f"      {line}\n" for line in lines))
        sign = one.slots["sign"]
        advice = f"if '{sign}' is only the sign of a list: delete it; if it is to say 'not': use not: {{...}}"
        assert (one.code, one.advice("en")) == (code, advice)


@pytest.mark.parametrize(
    ("lines", "advice"),
    [
        (["main_product:", "  • kopi"], "write the list: {in: [kopi]}"),
        (["main_product:", "  • kopi", "  • teh"], "write the list: {in: [kopi, teh]}"),
        (["main_product: [• kopi, teh]"], "write the list: {in: [kopi, teh]}"),
        (["sector: {in: • wood}"], "write the list: [wood]"),
        (["main_product: is • kopi"], "a colon is missing behind 'is': write 'is: ' and then the value"),
        (["sector: {in: • gold}"], "write '- ' for '•', with a space behind it"),
        (["sector:", "  in: >", "    1. wood", "    2. herbal"], "write the list: [wood, herbal]"),
        (["keeps_books:", "  • true"], "write '- ' for '•', with a space behind it"),
    ],
)
def test_a_bullet_is_only_the_sign_of_a_list_and_no_part_of_a_value(lines, advice):
    (one,) = [one for one in look(below(*lines, head="")).problems if one.is_error]
    assert one.advice("en") == advice
    assert done(below(*lines, head="")) == []


def test_a_dash_that_a_text_in_quotes_begins_with_is_told_too():
    (one,) = told(require('{main_product: "- kopi"}'))
    assert one.advice("en") == "if this is a list: write {in: [kopi]}; if it is to say 'not': use is_not"


def test_a_number_without_the_space_behind_its_dash_is_told_in_both_ways():
    (one,) = told("criteria:\n  c:\n    require:\n      regency:\n        in:\n          - 3305\n          -3306\n")
    assert (one.code, one.place.line) == ("NK134", 10)
    assert one.advice("en") == "if it is an item of the list: write '- 3306', with a space behind the dash; if it is a minus: '- -3306'"
    assert done(HEAD + "criteria:\n  c:\n    require:\n      regency:\n        in:\n          - 3305\n          -3306\n") == []


@pytest.mark.parametrize(
    "condition", ["{operating_since: 1. Januari 2020}", "{workers: – 5}", "{annual_sales: – 5 juta}", "{capital: • 5 juta}"]
)
def test_before_numbers_and_days_nothing_is_taken_for_a_list(condition):
    assert [one.hint for one in told(require(condition))] == [
        "say_how" if "Januari" not in condition else told(require("{operating_since: 1 Januari 2020}"))[0].hint
    ]


@pytest.mark.parametrize("sign", ["!", "-", "– ", "~", "¬"])
def test_in_a_profile_a_name_or_an_answer_behind_a_sign_is_not_suggested_without_it(sign):
    rules = nk.bundled("pangan-pirt")
    for profile in (
        {f"{sign}keeps_books": True},
        {"pirt_status": f"{sign}held"},
        {f"{sign}pirt_status": "held"},
        {"permits": f"{sign}held"},
    ):
        with pytest.raises(nk.ProfileError) as refused:
            rules.decide(profile, as_of=date(2026, 11, 1))
        assert not [one for one in refused.value.problems if one.slots.get("suggestion")], profile
    with pytest.raises(EvaluationError) as unknown:
        find_fact(f"{sign}nib_status")
    assert not [one for one in unknown.value.problems if one.slots.get("suggestion")]
