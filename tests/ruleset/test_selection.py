"""``selection:`` is read strictly, is part of the meaning, and decides nothing."""

import pickle
from datetime import date

import pytest

import naikkelas as nk
from naikkelas.batch import write_template
from naikkelas.ruleset.selection import Best
from tests.ruleset.cases import HEAD
from tests.ruleset.cases_selection import RULES, selection

FULL = (
    "{quota: $places, by: {fact: regency, groups: $areas, minimum: 1, maximum: 20}, "
    "order: [{most: points}, {earliest: operating_since}, {least: annual_sales}], waiting_list: 10, seed: 007, firmness: inferred}"
)


def loaded(body):
    return nk.loads(HEAD + selection(body))


def codes(body):
    with pytest.raises(nk.RuleSetError) as refused:
        loaded(body)
    return [(each.code, each.place.line, each.text("en")) for each in refused.value.problems]


def test_a_selection_is_read_as_it_is_written():
    made = loaded(FULL).linked.selection
    assert made.plain() == {
        "quota": "$places",
        "waiting_list": 10,
        "by": {"fact": "regency", "groups": "$areas", "minimum": 1, "maximum": 20},
        "order": [{"most": "points"}, {"earliest": "operating_since"}, {"least": "annual_sales"}],
        "seed": "007",
        "firmness": "inferred",
    }
    assert sorted(made.facts) == ["annual_sales", "operating_since", "regency"]
    assert made.parameters == ("places", "areas")
    assert [step.best.is_low for step in made.order] == [False, True, True]


def test_it_decides_nothing_and_asks_nothing_of_a_decision():
    plain, more = nk.loads(HEAD + RULES), loaded(FULL)
    assert plain.facts.keys() == more.facts.keys()
    assert "operating_since" not in more.facts
    profile = {"regency": "3302"}
    day = date(2024, 1, 1)
    assert plain.decide(profile, as_of=day).statuses == more.decide(profile, as_of=day).statuses


def test_it_is_part_of_the_hash_and_what_it_rests_on_of_the_hash_of_texts():
    plain, full = nk.loads(HEAD + RULES), loaded(FULL)
    hashes = {
        plain.hash,
        full.hash,
        loaded(FULL.replace("waiting_list: 10", "waiting_list: 11")).hash,
        loaded(FULL.replace("007", "008")).hash,
    }
    assert len(hashes) == 4
    firmer = loaded(FULL.replace("inferred", "firm"))
    assert (firmer.hash == full.hash, firmer.text_hash == full.text_hash) == (True, False)
    reordered = "{seed: 007, waiting_list: 10, " + FULL[1:].replace(", waiting_list: 10, seed: 007", "")
    assert loaded(reordered).hash == full.hash


def test_it_survives_pickling_and_another_value_of_a_parameter():
    full = loaded(FULL)
    again = pickle.loads(pickle.dumps(full))  # noqa: S301 - our own
    assert again.linked.selection.plain() == full.linked.selection.plain()
    assert full.with_parameters(places=9).linked.selection.plain() == full.linked.selection.plain()


def test_a_parameter_may_not_turn_the_limits_round():
    full = loaded(FULL.replace("minimum: 1", "minimum: 2"))
    with pytest.raises(nk.RuleSetError) as refused:
        full.with_parameters(places=1)
    assert [each.code for each in refused.value.problems] == ["NK238"]
    with pytest.raises(nk.RuleSetError, match="'quota' in selection is 0; expected: >= 1"):
        loaded("{quota: $places}").with_parameters(places=0)


def test_everything_wrong_is_told_at_once_with_what_was_probably_meant():
    found = codes(
        "{quata: 5, quota: many, by: {fact: regensy, minimum: $placs}, order: [{most: point}, {heighest: points}, workers], waiting_list: -1}"
    )
    told = [text.partition(" error ")[2] for _, _, text in found]
    assert [code for code, _, _ in found] == ["NK150", "NK207", "NK201", "NK202", "NK201", "NK150", "NK152", "NK207"]
    assert told[0] == "NK150 unknown key 'quata' in selection; did you mean 'quota'?"
    assert told[2] == "NK201 unknown fact 'regensy' in selection; did you mean 'regency'?"
    assert told[3] == "NK202 unknown parameter '$placs' in selection; did you mean '$places'?"
    assert told[4] == "NK201 unknown fact 'point' in selection; did you mean 'points'?"
    assert told[6].startswith("NK152 'order' in selection must be ")
    assert told[6].endswith(", read: workers; write for example {most: workers}")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("{}", "NK156"),
        ("5", "NK152"),
        ("{order: []}", "NK156"),
        ("{by: {minimum: 5}}", "NK151"),
        ("{by: regency}", "NK152"),
        ("{quota: $limit}", "NK208"),
        ("{quota: $as_of}", "NK202"),
        ("{by: {fact: regency, groups: $sectors, minimum: 1}}", "NK208"),
        ("{by: {fact: regency, groups: [Kebumen], minimum: 1}}", "NK207"),
        ("{by: {fact: regency, groups: [], minimum: 1}}", "NK156"),
        ("{by: {fact: sector, groups: 5, minimum: 1}}", "NK152"),
        ("{quota: 5, source: nowhere}", "NK204"),
        ("{quota: 5, firmness: sure}", "NK215"),
        ("{quota: 5, seed: ''}", "NK156"),
        ("{order: [{most: ''}]}", "NK156"),
        ("{order: [{earliest: sector}]}", "NK235"),
    ],
)
def test_what_cannot_be_used_is_refused(body, code):
    assert code in [found for found, _, _ in codes(body)]


def test_a_fact_that_is_broken_itself_is_told_once():
    text = (
        HEAD
        + "facts: {rank: {type: intger}}\ncriteria: {a: {require: {workers: {at_least: 1}}}}\nselection: {quota: 1, order: [{most: rank}]}\n"
    )
    with pytest.raises(nk.RuleSetError) as refused:
        nk.loads(text)
    assert [each.code for each in refused.value.problems] == ["NK220"]


def test_a_declared_fact_that_only_a_selection_reads_is_used():
    rules = nk.loads(
        HEAD + "facts: {rank: {type: integer}}\nsources: {a: {title: A}}\ncriteria: {a: {require: {workers: {at_least: 1}}}}\n"
        "selection: {quota: 1, order: [{most: rank}], source: a}\n"
    )
    assert [each.code for each in rules.problems] == []
    assert "rank" in rules.catalogue


def test_the_empty_table_has_columns_for_what_it_reads(tmp_path):
    titles = write_template(loaded(FULL), tmp_path / "t.xlsx", lang="en")
    assert {"Operating since", "Annual sales"} <= set(titles)


def test_each_type_has_its_words():
    assert Best.of(nk.Kind.DATE) == (Best.EARLIEST, Best.LATEST)
    assert Best.of(nk.Kind.MONEY) == (Best.MOST, Best.LEAST)
    assert Best.of(nk.Kind.CHOICE) == ()


@pytest.mark.parametrize(("name", "places"), [("stipark-pra-inkubasi", 56), ("inopak-naik-kelas", 350)])
def test_the_bundled_programmes_say_no_more_than_their_articles(name, places):
    rules = nk.bundled(name)
    made = rules.linked.selection
    assert (made.limits["quota"].name, made.by, made.waiting_list, made.firmness) == ("places", None, None, "inferred")
    assert [value for _, value in rules.parameters["places"].values] == [places]
