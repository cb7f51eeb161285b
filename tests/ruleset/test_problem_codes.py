"""Every code of the linker: what gets it, where, and the closest thing that does not."""

import re
from datetime import date
from pathlib import Path

import pytest

import naikkelas as nk
from naikkelas.extras import need
from naikkelas.loading import Library
from naikkelas.problem_texts import KINDS, engines, meaning, names, selecting
from naikkelas.ruleset.document import _MOST_PROBLEMS
from tests.ruleset.cases import CASES as FIRST_CASES
from tests.ruleset.cases import HEAD, MARK, STAFF, require
from tests.ruleset.cases_selection import SELECTION_CASES

PAGES = Path(__file__).parents[2] / "docs" / "problems"
LINKER = sorted({**names.KINDS, **meaning.KINDS, **selecting.LINKING})
CASES = (*FIRST_CASES, *SELECTION_CASES)
FORM = re.compile(
    r"# (?P<code>NK\d{3}): (?P<title>.+)\n\n## What\n\n(?s:(?P<what>.+?))\n\n## Avoid\n\n(?s:(?P<avoid>.+?))\n\n## Prefer\n\n(?s:(?P<prefer>.+?))\n\n## Why\n\n(?s:(?P<why>.+))\n"
)
FENCE = re.compile(r"```(\w+)\n(.+?)```", re.DOTALL)


def spots(text):
    """A text without its marks, and where they stood, as ``line:column``."""
    found = []
    while MARK in text:
        before, text = text.split(MARK, 1)
        found.append(f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}")
        text = before + text
    return text, found


def loaded_in(folder, text, beside=()):
    """The problems of a rule set in a folder, with other files beside it."""
    for name, content in dict(beside).items():
        (folder / f"{name}.yaml").write_text(content, encoding="utf-8")
    path = folder / "tried.yaml"
    path.write_text(text, encoding="utf-8")
    return nk.check(path)


@pytest.fixture
def problems(tmp_path):
    return lambda text, beside=(): loaded_in(tmp_path, text, beside)


def with_head(text):
    return text if text.lstrip(MARK).startswith("format") else HEAD + text


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_code_alone_and_its_place(case, problems, tmp_path):
    text, expected = spots(with_head(case.bad))
    found = problems(text, case.beside)
    assert {p.code for p in found} == {case.code}
    assert [f"{p.place.line}:{p.place.column}" for p in found] == expected
    assert {p.place.file for p in found} == {str(tmp_path / "tried.yaml")}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_near_miss_loads(case, problems):
    found = problems(with_head(case.good), case.beside)
    assert case.code not in {p.code for p in found}
    assert not [str(p) for p in found if p.is_error]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_both_languages_say_what_is_meant(case, problems):
    text, _ = spots(with_head(case.bad))
    for problem in problems(text, case.beside):
        for lang in ("id", "en"):
            said = problem.text(lang)
            assert not re.search(r"\{\w+\}", said)
            named = [_in_lang(problem.slots, slot, lang) for slot in ("name", "read") if slot in _slots(problem.code)]
            assert all(words in said for words in named)


ENGLISH = re.compile(r"\b(list|mapping|integer|number|money|duration|boolean|choice|text|decimals|characters|a word)\b")
#: Codes whose messages name types and shapes, and not the words of the language.
NAMING_TYPES = ("NK152", "NK154", "NK206", "NK207", "NK208", "NK216", "NK301", "NK302")


@pytest.mark.parametrize("case", [case for case in CASES if case.code in NAMING_TYPES], ids=str)
def test_no_english_word_stands_in_an_indonesian_message(case, problems):
    text, _ = spots(with_head(case.bad))
    written_by_author = set(ENGLISH.findall(text))
    for problem in problems(text, case.beside):
        keywords = "table" in problem.slots.get("name", "") or problem.slots.get("fact") == "type"  # the words that `type:` takes
        assert keywords or set(ENGLISH.findall(problem.text("id"))) <= written_by_author


@pytest.mark.parametrize(
    ("written", "advice"),
    [
        ("Kebumen", "tulis kodenya: 3305 (Kabupaten Kebumen)"),
        ("kab. kebumen", "tulis kodenya: 3305 (Kabupaten Kebumen)"),
        ("'33.05'", "tulis kodenya: 3305 (Kabupaten Kebumen)"),
        (
            "Semarang",
            "nama itu dapat berarti beberapa tempat; tulis salah satu kodenya: 3322 (Kabupaten Semarang), 3374 (Kota Semarang)",
        ),
        ("Kebumn", "maksud Anda 3305 (Kabupaten Kebumen)? Tulis kodenya"),
        ("Jawa Tengah", None),
        ("9999", None),
        ("''", "isi nilainya; aturan tidak mengenal nilai kosong"),
    ],
)
def test_the_name_of_a_regency_is_told_its_code(written, advice):
    for body in (
        require(f"{{regency: {{is: {written}}}}}"),
        f"parameters: {{p: {{type: set, of: regency, values: {{2020-01-01: [{written}]}}}}}}\n" + require("{regency: {in: $p}}"),
    ):
        if written == "''" and body.startswith("parameters"):
            continue
        with pytest.raises(nk.RuleSetError) as refused:
            nk.loads(HEAD + body)
        assert [(p.code, p.advice("id")) for p in refused.value.problems] == [("NK207", advice)]


TAKEN = """\
format: naikkelas/1
rule_set: other
version: 1
effective: {from: 2021-01-01}
parameters: {p: {type: integer, values: {2021-01-01: 5}}}
facts:
  many: {derive: {workers: {at_least: $p}}}
  always: {derive: {workers: {at_least: 0}}}
criteria:
  staff: {require: {many: {is: true}}}
  idle: {require: {always: {is: true}}}
"""


def test_what_uses_brought_is_told_where_it_was_asked_for(problems, tmp_path):
    body = "uses:\n  other: [staff, idle]\n" + STAFF.replace("staff", "own")
    found = [p for p in problems(HEAD + body, {"other": TAKEN}) if p.place.file == str(tmp_path / "tried.yaml")]
    assert [f"{p.place.line}:{p.place.column} {p.message('en')}" for p in found] == [
        "6:11 parameter 'p' of rule set 'other' has no value on 2020-01-01, when this rule set takes effect",
    ]
    assert found[0].message("id") == "parameter 'p' dari rule set 'other' belum bernilai pada 2020-01-01, awal masa berlaku rule set ini"
    later = HEAD.replace("2020-01-01", "2021-01-01")
    found = [p for p in problems(later + body, {"other": TAKEN}) if p.place.file == str(tmp_path / "tried.yaml")]
    assert [f"{p.place.line}:{p.place.column} {p.code} {p.slots['where']}" for p in found] == [
        "6:18 NK302 fact 'always' of rule set 'other'",
    ]


def test_codes_that_the_author_did_not_list_are_not_suggested():
    body = "facts: {area: {type: choice, of: ['3305', '3306']}}\n"
    for written, advice in (("Kebumen", "write its code: 3305 (Kabupaten Kebumen)"), ("Wonosobo", None)):
        with pytest.raises(nk.RuleSetError) as refused:
            nk.loads(HEAD + body + require(f"{{area: {{is: {written}}}}}"))
        assert [p.advice() for p in refused.value.problems] == [advice]


def _in_lang(slots, name, lang):
    return slots.get(f"{name}_id", slots[name]) if lang == "id" else slots[name]


def _slots(code):
    return set(re.findall(r"(?<!\{)\{(\w+)\}", KINDS[code].en))


def test_every_code_of_the_linker_has_a_case():
    assert sorted({case.code for case in CASES}) == LINKER


def test_every_hint_of_the_linker_is_given(tmp_path):
    given = set()
    for number, case in enumerate(CASES):
        folder = tmp_path / str(number)
        folder.mkdir()
        given |= {p.hint for p in loaded_in(folder, spots(with_head(case.bad))[0], case.beside)}
    assert {*names.HINTS, *meaning.HINTS} - given == set()


# --- how problems are told -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "criteria:\n  permit:\n    require: {pirt_stauts: {is: held}}\n",
            "rules/x.yaml:7:15 error NK201 unknown fact 'pirt_stauts' in criterion 'permit'; did you mean 'pirt_status'?",
        ),
        (
            require("{operating_since: {before: {months: 12}}}"),
            "rules/x.yaml:5:56 error NK207 value '{months: 12}' does not fit 'operating_since' in criterion 'asked'; "
            "expected: YYYY-MM-DD; a length of time goes with at_least_ago, less_than_ago or at_least_ahead",
        ),
        (
            require("{$as_of: {after: 2020-01-01}}"),
            "rules/x.yaml:5:30 error NK202 unknown parameter '$as_of' in criterion 'asked'; $as_of stands only on the right of a "
            "comparison of dates, such as {pirt_expires_on: {on_or_after: $as_of}}",
        ),
        (
            require("{workers: {is: 3}}") + "outputs: [workers]\n",
            "rules/x.yaml:6:11 error NK201 unknown fact 'workers' in the rule set; only derived facts can be shown",
        ),
        (
            require("{annual_sales: {at_most: {months: 3}}}"),
            "rules/x.yaml:5:54 error NK207 value '{months: 3}' does not fit 'annual_sales' in criterion 'asked'; expected: money "
            "0 .. 100000000000000; what was read is of type duration, but money is expected; write for example 500 juta",
        ),
        (
            "parameters:\n  cap: {type: money, values: {2020-01-01: {months: 3}}}\n" + require("{annual_sales: {at_most: $cap}}"),
            "rules/x.yaml:6:43 error NK207 value '{months: 3}' does not fit 'cap' in parameter 'cap'; expected: money "
            "-100000000000000 .. 100000000000000; what was read is of type duration, but money is expected; write for example 500 juta",
        ),
        (
            "parameters:\n  age: {type: duration, values: {2020-01-01: 500 juta}}\n" + require("{operating_since: {at_least_ago: $age}}"),
            "rules/x.yaml:6:46 error NK207 value '500 juta' does not fit 'age' in parameter 'age'; expected: {months: 12} | {years: 1} | "
            "{days: 90} | {weeks: 2}; what was read is of type money, but duration is expected; write for example {months: 12}",
        ),
        (
            require("{operating_since: {at_least_ago: 12}}"),
            "rules/x.yaml:5:62 error NK207 value '12' does not fit 'operating_since' in criterion 'asked'; expected: {months: 12} | "
            "{years: 1} | {days: 90} | {weeks: 2}; what was read is of type integer, but duration is expected; write for example "
            "{months: 12}",
        ),
        (
            require("{knows_market: true}"),
            "rules/x.yaml:5:44 error NK152 'knows_market' in criterion 'asked' must be lines of 'key: value', read: true; write for example {is: true}",
        ),
        (
            require("{sector: {is: [wood, other]}}"),
            "rules/x.yaml:5:43 error NK152 'is' in criterion 'asked' must be one text, read: a list (lines with '- '); write for example {in: [wood, other]}",
        ),
        (
            require("{sector: {not_in: wood}}"),
            "rules/x.yaml:5:47 error NK152 'not_in' in criterion 'asked' must be a list (lines with '- '), read: wood; write {is_not: wood}, or a list: "
            "{not_in: [wood]}",
        ),
    ],
)
def test_a_problem_in_one_line(body, expected):
    with pytest.raises(nk.RuleSetError) as refused:
        nk.loads(HEAD + body, file="rules/x.yaml")
    assert str(refused.value) == expected


def test_all_problems_of_a_file_come_at_once_and_sorted():
    body = "titel: x\n" + require("{wrokers: {at_least: 3}, sector: {is: pangan}}") + "outputs: [size]\nversoin: 2\n"
    with pytest.raises(nk.RuleSetError) as refused:
        nk.loads(HEAD + body)
    assert [(p.place.line, p.code) for p in refused.value.problems] == [
        (5, "NK150"),
        (6, "NK201"),
        (6, "NK207"),
        (7, "NK201"),
        (8, "NK150"),
    ]


def test_what_cannot_be_read_does_not_hide_what_cannot_be_linked():
    body = "title: x\ntitle: y\n" + require("{wrokers: {at_least: 3}}")
    with pytest.raises(nk.RuleSetError) as refused:
        nk.loads(HEAD + body)
    assert [(p.place.line, p.code) for p in refused.value.problems] == [(6, "NK113"), (7, "NK201")]


def test_a_part_that_could_not_be_read_is_not_missed_too():
    with pytest.raises(nk.RuleSetError) as refused:
        nk.loads(HEAD + "criteria: {a: {require: {annual_sales: {at_most: 2,5 miliar}}}, b: {[x]: y}}\n")
    assert {p.code for p in refused.value.problems} == {"NK123", "NK114"}


@pytest.mark.parametrize(
    "body",
    [
        "facts: {f: {type: choise, of: [a]}}\n" + require("{f: {is: a}}") + "outputs: [f]\n",
        "facts: {F: {type: integer}}\n" + require("{F: {is: 1}}"),
        "facts: {f: 3}\n" + require("{f: {is: 1}}"),
        "facts: {f: {sum: [workers, sector]}, g: {sum: [f, workers]}}\n"
        + require("{f: {at_least: 1}, g: {at_least: 1}}")
        + "outputs: [g]\n",
        "parameters: {p: {type: integer, values: {2020-01-01: x}}}\n" + require("{workers: {at_least: $p}, $p: {at_least: 3}}"),
        "effective: {from: 2020-13-01}\nparameters: {p: {type: integer, values: {2020-01-01: 3}}}\n" + require("{workers: {at_least: $p}}"),
    ],
)
def test_a_mistake_is_told_where_it_was_made_and_not_where_it_is_used(body):
    head = HEAD.replace("effective: {from: 2020-01-01}\n", "") if "effective" in body else HEAD
    with pytest.raises(nk.RuleSetError) as refused:
        nk.loads(head + body)
    assert len(refused.value.problems) == 1


def test_the_first_200_problems_are_shown():
    body = "criteria:\n" + "".join(f"  c{i}: {{require: {{wrokers: {{at_least: {i}}}}}}}\n" for i in range(1, 400))
    with pytest.raises(nk.RuleSetError) as refused:
        nk.loads(HEAD + body)
    codes = [p.code for p in refused.value.problems]
    assert codes == ["NK201"] * 200 + ["NK125"]
    assert refused.value.problems[-1].place.line == 206


@pytest.mark.parametrize("count", [300, 2 * _MOST_PROBLEMS])
def test_no_number_of_warnings_refuses_a_file(count):
    facts = "facts:\n" + "".join(f"  f{i}: {{type: boolean}}\n" for i in range(count))
    assert [p.code for p in nk.loads(HEAD + facts + STAFF).problems] == ["NK306"] * 200


def test_so_many_problems_that_linking_stops():
    body = "criteria:\n" + "".join(f"  c{i}: {{require: {{wrokers: {{at_least: 3}}}}}}\n" for i in range(2 * _MOST_PROBLEMS))
    with pytest.raises(nk.RuleSetError) as refused:
        nk.loads(HEAD + body)
    assert len(refused.value.problems) == 201


# --- NK5xx -----------------------------------------------------------------------------------------------------------

RULES = nk.loads(
    HEAD + "parameters: {p: {type: integer, at_least: 1, at_most: 9, values: {2020-01-01: 5}}}\n" + require("{workers: {at_least: $p}}")
)
DAY = date(2026, 11, 1)


def library_of(tmp_path, *until):
    for number, last in enumerate(until):
        text = HEAD.replace("2020-01-01}", f"202{number}-01-01{last}}}") + STAFF
        (tmp_path / f"v{number}.yaml").write_text(text, encoding="utf-8")
    return nk.library(tmp_path)


def two_rule_sets(tmp_path):
    for name in ("tried", "other"):
        (tmp_path / f"{name}.yaml").write_text(HEAD.replace("tried", name) + STAFF, encoding="utf-8")
    return nk.library(tmp_path)


#: The code, a call that gets it, and one that does not.
CALLS = [
    ("NK501", lambda _: RULES.decide({}, as_of=date(2019, 12, 31)), lambda _: RULES.decide({}, as_of=date(2020, 1, 1))),
    (
        "NK501",
        lambda _: RULES.decide({}, as_of=DAY, rules_as_of=date(2019, 12, 31)),
        lambda _: RULES.decide({}, as_of=date(2019, 1, 1), rules_as_of=DAY),
    ),
    (
        "NK501",
        lambda tmp: library_of(tmp, ", until: 2020-12-31").at(DAY),
        lambda tmp: library_of(tmp, ", until: 2020-12-31").at(date(2020, 12, 31)),
    ),
    ("NK502", lambda _: RULES.with_parameters(q=3), lambda _: RULES.with_parameters(p=3)),
    ("NK503", lambda _: RULES.with_parameters(p="tiga"), lambda _: RULES.with_parameters(p="3")),
    ("NK503", lambda _: RULES.with_parameters(p=10), lambda _: RULES.with_parameters(p=9)),
    ("NK503", lambda _: RULES.with_parameters(p=None), lambda _: RULES.with_parameters()),
    ("NK503", lambda _: RULES.with_parameters(p={"at_least": 3}), lambda _: RULES.with_parameters(p=3.0)),
    ("NK504", lambda _: RULES.decide({}, as_of="2026-11-01"), lambda _: RULES.decide({}, as_of=DAY)),
    ("NK504", lambda tmp: library_of(tmp, "").at("2026"), lambda tmp: library_of(tmp, "").at(DAY)),
    ("NK505", lambda _: nk.bundled("inopak"), lambda _: nk.bundled("inopak-naik-kelas")),
    ("NK505", lambda tmp: library_of(tmp, "").at(DAY, "inopak"), lambda tmp: library_of(tmp, "").at(DAY, "tried")),
    ("NK505", lambda _: Library([]).at(DAY), lambda tmp: library_of(tmp, "").at(DAY)),
    ("NK509", lambda tmp: two_rule_sets(tmp).at(DAY), lambda tmp: two_rule_sets(tmp).at(DAY, "other")),
    ("NK515", nk.library, lambda tmp: library_of(tmp, "")),
    ("NK506", lambda tmp: library_of(tmp, "", "").at(DAY), lambda tmp: library_of(tmp, ", until: 2020-12-31", "").at(DAY)),
    ("NK507", lambda _: need("a_package_that_is_not_here", "batch"), lambda _: need("json", "batch")),
    ("NK508", lambda _: need("json.a_part_that_is_not_here", "batch"), lambda _: need("json.decoder", "batch")),
]


@pytest.mark.parametrize(("code", "bad", "good"), CALLS)
def test_what_a_call_is_refused_for(code, bad, good, tmp_path):
    with pytest.raises(nk.ProblemsError) as refused:
        bad(tmp_path)
    assert [p.code for p in refused.value.problems] == [code]
    for lang in ("id", "en"):
        assert not re.search(r"\{\w+\}", refused.value.problems[0].message(lang))
    good(tmp_path)


def said(call, lang):
    with pytest.raises(nk.EvaluationError) as refused:
        call()
    return refused.value.problems[0].message(lang)


def test_when_a_rule_set_is_in_force_is_said_in_words(tmp_path):
    day, bounded, ended = date(2019, 1, 1), "effective: {from: 2020-01-01, until: 2020-12-31}\n", "effective: {until: 2018-12-31}\n"
    assert said(lambda: RULES.decide({}, as_of=day), "en").endswith("is not in force on 2019-01-01; it is in force: from 2020-01-01 on")
    assert said(lambda: RULES.decide({}, as_of=day), "id").endswith("tidak berlaku pada 2019-01-01; masa berlakunya: sejak 2020-01-01")
    for line, english, indonesian in (
        (bounded, "from 2020-01-01 to 2020-12-31", "2020-01-01 sampai 2020-12-31"),
        (ended, "until 2018-12-31", "sampai 2018-12-31"),
    ):
        rules = nk.loads(HEAD.replace("effective: {from: 2020-01-01}\n", line) + STAFF)
        assert said(lambda rules=rules: rules.decide({}, as_of=day), "en").endswith(f"it is in force: {english}")
        assert said(lambda rules=rules: rules.decide({}, as_of=day), "id").endswith(f"masa berlakunya: {indonesian}")
    versions = library_of(tmp_path, ", until: 2020-12-31", "")
    assert said(lambda: versions.at(day), "id").endswith("masa berlakunya: 1 (2020-01-01 sampai 2020-12-31), 1 (sejak 2021-01-01)")
    assert said(lambda: versions.at(day), "en").endswith("it is in force: 1 (from 2020-01-01 to 2020-12-31), 1 (from 2021-01-01 on)")


def test_a_folder_of_several_rule_sets_says_which_there_are(tmp_path):
    versions = two_rule_sets(tmp_path)
    assert said(lambda: versions.at(DAY), "en") == "the folder holds several rule sets; name one of them: other, tried"
    assert said(lambda: versions.decide({}, as_of=DAY), "id") == "folder ini berisi beberapa rule set; sebutkan salah satu: other, tried"


def test_a_fact_that_is_worked_out_cannot_be_given():
    facts = "facts: {share: {ratio: {of: capital, to: annual_sales, when_zero: met}}, age: {months_since: operating_since}, f: {type: boolean}}\n"
    rules = nk.loads(HEAD + facts + require("{share: {at_most: 1}, age: {at_least: 3}, f: {is: true}}"))
    for give in (lambda given: rules.decide(given, as_of=DAY), rules.profile_model.admit):
        with pytest.raises(nk.ProfileError) as refused:
            give({"share": 1, "age": 5})
        assert [(p.code, p.slots["name"], p.slots["expected"]) for p in refused.value.problems] == [
            ("NK408", "age", "operating_since"),
            ("NK408", "share", "capital, annual_sales"),
        ]


def test_every_code_of_deciding_has_a_call():
    assert {code for code, _, _ in CALLS} == set(engines.KINDS)


# --- pages -----------------------------------------------------------------------------------------------------------

OURS = [*LINKER, *sorted(engines.KINDS)]


@pytest.mark.parametrize("code", OURS)
def test_every_code_has_a_page_of_the_fixed_form(code):
    page = FORM.fullmatch((PAGES / f"{code}.md").read_text(encoding="utf-8"))
    assert page is not None
    assert (page["code"], page["title"]) == (code, KINDS[code].title)
    for part in ("avoid", "prefer"):
        assert FENCE.search(page[part])


def test_no_page_is_left_of_a_code_that_is_gone():
    assert {path.stem for path in PAGES.glob("NK*.md")} <= set(KINDS)


@pytest.mark.parametrize("code", LINKER)
def test_the_examples_of_a_page_do_what_it_says(code, problems):
    page = FORM.fullmatch((PAGES / f"{code}.md").read_text(encoding="utf-8"))
    for part, expected in (("avoid", {code}), ("prefer", set())):
        for kind, text in FENCE.findall(page[part]):
            if kind == "yaml":
                assert {p.code for p in problems(with_head(text))} == expected
            else:
                assert (kind, code) == ("text", "NK226")


def test_what_a_broken_part_may_read_is_not_told_again(problems):
    text = HEAD + "facts: {f: {type: nothing}}\ncriteria: {a: {require: {workers: {at_laest: 3}, f: {is: true}}}}\n"
    text += "never_hurts: [{more: workers}, {more: f}]\nassumptions: [{then: {workers: {at_most: 5}}}]\n"
    assert {found.code for found in problems(text)} == {"NK205", "NK220"}


def test_every_finding_about_the_meaning_says_what_to_do(problems):
    told = [found for case in CASES if case.code in meaning.KINDS for found in problems(spots(with_head(case.bad))[0], case.beside)]
    silent = {found.code for found in told if found.code in meaning.KINDS and not found.advice("en")}
    assert silent <= {"NK307"}  # its sentence says what to write
