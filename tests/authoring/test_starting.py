"""A rule set that is started loads without problems, and its tests pass at once."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import naikkelas as nk
from naikkelas.authoring.formatting import formatted
from naikkelas.authoring.starting import Wish, find_fact, start, usual
from naikkelas.authoring.testing import read_cases, run_cases
from naikkelas.ikm.catalogue import FACTS
from naikkelas.problems import EvaluationError, ProblemsError, RuleSetError

DAY = date(2026, 1, 1)

WISHES = (
    "pirt_status", "pirt_expires_on", "keeps_books", "workers: {at_most: 19}", "workers: {at_least: 2}", "annual_sales: {at_most: '2,5 miliar'}",
    "sector: {in: [processed_food, wood]}", "operating_since: {at_least_ago: {months: 12}}", "not: {has_kur: {is: true}}", "regency: {is: 3305}",
    "any: [{keeps_books: {is: true}}, {business_account: {is: true}}]", "some: {at_least: 2, of: [{keeps_books: {is: true}}, {has_kur: {is: true}}]}",
    "workers: {at_most: 4}, keeps_books: {is: true}", "main_product: {is: 'tempe: \"enak\", sekali'}", "programme: {stipark-pra-inkubasi: eligible}",
)  # fmt: skip


def works(folder, made, name="started"):
    """The outcomes that its tests expect, once both files load, check and pass."""
    (folder / "tests").mkdir(exist_ok=True)
    (folder / f"{name}.yaml").write_text(made.rules, encoding="utf-8")
    (folder / "tests" / f"{name}.test.yaml").write_text(made.tests, encoding="utf-8")
    assert nk.check(folder / f"{name}.yaml") == []
    file = read_cases(folder / "tests" / f"{name}.test.yaml")
    assert file.problems == ()
    assert (formatted(made.rules), formatted(made.tests)) == (made.rules, made.tests)
    report = run_cases([file])
    assert report.passed
    return [str(result.decision.outcome) for result in report.results]


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("text", WISHES)
def test_each_condition_makes_files_that_pass_at_once(tmp_path, text, lang):
    assert "needs_information" in works(tmp_path, start("started", since=DAY, wishes=[Wish.read(text)], lang=lang))


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from(WISHES), max_size=4), st.dates(date(2021, 3, 1), date(2100, 1, 1)), st.booleans())
def test_any_of_them_together_do_too(tmp_path_factory, texts, day, scoped):
    scope = Wish.read("regency: {in: [3305, 3302]}", "--for") if scoped else None
    works(tmp_path_factory.mktemp("new"), start("started", since=day, scope=scope, wishes=map(Wish.read, texts)))


def test_the_tests_expect_who_qualifies_who_does_not_and_who_is_asked(tmp_path):
    made = start("started", since=DAY, wishes=[Wish.read("keeps_books"), Wish.read("workers: {at_most: 19}")])
    assert works(tmp_path, made) == ["eligible", "needs_information", "ineligible", "ineligible"]


@pytest.mark.parametrize("title", ["{a: b}", 'say "hi"', "# no", "&x *y", "- one", "<b>", "\\", "yes", "2026", "a: b"])
def test_whatever_the_title_says_it_is_a_title(title):
    assert nk.loads(start("started", since=DAY, title=title).rules).linked.title.id == title


def test_without_conditions_there_is_an_example_that_says_so(tmp_path):
    made = start("started", since=DAY)
    assert "# Contoh saja" in made.rules
    assert "eligible" in works(tmp_path, made)
    assert "# An example only" in start("started", since=DAY, lang="en").rules


def test_one_fact_asked_twice_gives_two_criteria():
    made = nk.loads(start("started", since=DAY, wishes=[Wish.read("workers: {at_most: 19}"), Wish.read("workers: {at_least: 2}")]).rules)
    assert list(made.criteria) == ["workers", "workers_2"]


def test_a_criterion_is_titled_by_what_it_asks():
    assert Wish.read("workers: {at_most: 19}").title.en == "workers is at most 19 people"
    assert Wish.read("keeps_books").title.id == "punya pembukuan"
    assert Wish.read("not: {keeps_books: {is: true}}").title.id == "“punya pembukuan” dijawab tidak"


@pytest.mark.parametrize(
    ("text", "code", "hint"),
    [
        ("workers", "NK402", "workers: {at_most: 19}"),
        ("pirt_stauts", "NK401", "pirt_status"),
        ("pirt_stauts: {is: held}", "NK201", "pirt_status"),
        ("[keeps_books]", "NK402", "workers: {at_most: 19}"),
        ("{}", "NK402", "workers: {at_most: 19}"),
        ("", "NK402", "workers: {at_most: 19}"),
        ("workers: [", "NK131", "]"),
        ("workers: {at_most: banyak}", "NK207", "integer"),
        ("all: []", "NK156", "all"),
        ("criterion: asked", "NK209", "asked"),
    ],
)
def test_what_cannot_be_asked_is_told_with_what_can(text, code, hint):
    with pytest.raises(ProblemsError) as caught:
        Wish.read(text)
    assert caught.value.problems[0].code == code
    assert hint in str(caught.value.problems[0])


@pytest.mark.parametrize("name", ["Stan Gratis", "../up", "1st", "a/b", "", "yes: no", "a" * 101])
def test_a_name_that_cannot_be_a_rule_set_is_refused(name):
    with pytest.raises(RuleSetError) as caught:
        start(name, since=DAY)
    assert {problem.code for problem in caught.value.problems} <= {"NK154", "NK156"}


def test_facts_are_found_as_people_call_them():
    assert [find_fact(said).name for said in ("workers", "Jumlah Tenaga Kerja", "omzet", "operating since")] == [
        "workers", "workers", "annual_sales", "operating_since",
    ]  # fmt: skip
    with pytest.raises(EvaluationError, match="pirt_status"):
        find_fact("pirt_statsu")


@pytest.mark.parametrize("fact", FACTS.values(), ids=lambda fact: fact.name)
def test_what_is_usual_can_be_asked(fact):
    asked = usual(fact)
    assert asked is None or Wish.read(fact.name).condition == f"{fact.name}: {asked}"
