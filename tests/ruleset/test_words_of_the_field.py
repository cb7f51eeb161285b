"""Whoever writes the words of the field where rules have names of their own is told the name: titles of columns, answers in tables."""

import pytest

import naikkelas as nk
from naikkelas.ikm.catalogue import FACTS

HEAD = "format: naikkelas/1\nrule_set: contoh\nversion: 1\neffective: {from: 2020-01-01}\ncriteria:\n  a:\n    require: "


def problems(requirement):
    with pytest.raises(nk.RuleSetError) as refused:
        nk.loads(f"{HEAD}{requirement}\n")
    return refused.value.problems


def told(requirement):
    return [(each.code, each.advice("en")) for each in problems(requirement)]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("omzet", "annual_sales"),
        ("omset", "annual_sales"),
        ("tenaga_kerja", "workers"),
        ("Jenis Usaha", "sector"),
        ("kabupaten", "regency"),
        ("pirt", "pirt_status"),
        ("plafon", "requested_loan"),
    ],
)
def test_the_title_of_a_column_leads_to_the_fact(written, name):
    assert told(f"{{{written}: {{is: 1}}}}") == [("NK201", f"did you mean '{name}'?")]


def test_a_fact_of_the_rule_set_is_found_by_its_own_alias():
    text = (
        HEAD.replace("criteria:", "facts: {booth: {type: integer, title: gerai, aliases: [jumlah gerai]}}\ncriteria:")
        + "{jumlah_gerai: {at_least: 1}}\n"
    )
    with pytest.raises(nk.RuleSetError, match="did you mean 'booth'"):
        nk.loads(text)


@pytest.mark.parametrize("written", ["belum_nib", "bukan_pirt", "tidak punya pirt", "umur_usaha"])
def test_what_denies_or_is_no_title_leads_nowhere(written):
    assert told(f"{{{written}: {{is: 1}}}}") == [("NK201", None)]


@pytest.mark.parametrize(
    ("requirement", "choice"),
    [
        ("{pirt_status: {is: dimiliki}}", "held"),
        ("{pirt_status: {is: ada}}", "held"),
        ("{pirt_status: {is: proses}}", "in_process"),
        ("{pirt_status: {is: tidak ada}}", "none"),
        ("{sector: {is: pangan olahan}}", "processed_food"),
        ("{sector: {in: [mebel]}}", "wood"),
        ("{sector: {not_in: [herbal, pangan]}}", "processed_food"),
    ],
)
def test_an_answer_in_words_leads_to_the_choice(requirement, choice):
    assert told(requirement) == [("NK207", f"did you mean '{choice}'?")]


def test_a_word_that_settles_nothing_leads_to_no_choice():
    assert told("{sector: {is: kuliner}}") == told("{pirt_status: {is: mati}}") == [("NK207", None)]


def test_all_choices_that_are_expected_are_told():
    (found,) = problems("{sector: {is: kuliner}}")
    for choice in FACTS["sector"].type.choices:
        assert choice in found.message("en")
