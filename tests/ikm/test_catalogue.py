import pickle
import re
from types import NoneType
from typing import Annotated, Literal, get_args, get_origin, get_type_hints

import pytest

from naikkelas.facts import Fact, Kind, Text
from naikkelas.ikm import FACTS, GROUPS, PERMIT_KINDS, RESERVED_NAMES, IKMProfile
from naikkelas.ikm.findings import spellings
from naikkelas.ikm.permits import RANKS
from naikkelas.ranges import Range

ALL = pytest.mark.parametrize("fact", FACTS.values(), ids=FACTS)

#: Design, section 7: names that others rely on.
RELIED_ON = """
business_name owner_name regency sector kbli operating_since workers workers_men workers_women capital annual_sales
net_assets investment knows_market knows_production field_verified pirt_status pirt_number pirt_expires_on md_status md_number
md_expires_on halal_status nib_status nib_number npwp_status tr_status na_status svlk_status brand_status export_interest packaging_ready
keeps_books business_account
"""


def texts(fact):
    held = [fact.title, fact.question, fact.remedy, fact.type.unit, *fact.choice_titles.values()]
    return [text for text in held if text is not None]


def test_the_names_others_rely_on_are_there():
    assert [name for name in RELIED_ON.split() if name not in FACTS] == []


def test_sectors_and_permit_statuses_are_those_of_the_design():
    assert FACTS["sector"].type.choices == ("processed_food", "herbal", "cosmetics", "handicraft", "wood", "textile", "machinery", "other")
    assert FACTS["pirt_status"].type.choices == ("held", "in_process", "lapsed", "suspended", "revoked", "none")
    assert set(RANKS) == set(FACTS["pirt_status"].type.choices)


@ALL
def test_names_are_snake_case_and_free(fact):
    assert FACTS[fact.name] is fact
    assert re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", fact.name)
    assert fact.name not in RESERVED_NAMES


@ALL
def test_everything_is_said_in_both_languages(fact):
    for text in texts(fact):
        assert text.id.strip() == text.id != ""
        assert text.en.strip() == text.en != ""
    assert fact.title.id != fact.title.en


@ALL
def test_every_fact_is_asked_for_and_has_a_group_and_a_source(fact):
    assert fact.question.id.endswith("?")
    assert fact.question.en.endswith("?")
    assert fact.group in GROUPS
    assert re.match(r"domain\.md §\d", fact.source)


@ALL
def test_every_choice_has_a_title_of_its_own(fact):
    if fact.type.kind is Kind.CHOICE:
        assert tuple(fact.choice_titles) == fact.type.choices
        assert len({title.id for title in fact.choice_titles.values()}) == len(fact.type.choices)
    else:
        assert not fact.choice_titles


def test_no_spelling_means_two_facts():
    several = {}
    for fact in FACTS.values():
        for spelling in spellings([fact]):
            several.setdefault(spelling, []).append(fact.name)
    assert {spelling: names for spelling, names in several.items() if len(names) > 1} == {}


def test_titles_and_questions_tell_facts_apart():
    for language in ("id", "en"):
        assert len({getattr(fact.title, language) for fact in FACTS.values()}) == len(FACTS)
        assert len({getattr(fact.question, language) for fact in FACTS.values()}) == len(FACTS)


def test_what_names_a_person_is_personal():
    personal = {name for name, fact in FACTS.items() if fact.personal}
    assert personal == {"owner_name", "owner_nik", "address", "nib_number", "npwp_number", "kusuka_number", "credit_quality"}


@pytest.mark.parametrize("info", PERMIT_KINDS.values(), ids=PERMIT_KINDS)
def test_every_permit_has_status_and_number_and_an_expiry_unless_it_has_no_term(info):
    assert {f"{info.kind}_status", f"{info.kind}_number"} <= set(FACTS)
    assert (f"{info.kind}_expires_on" in FACTS) is (info.expires != "no")
    assert FACTS[f"{info.kind}_status"].remedy == info.remedy


def test_what_may_be_without_end():
    may_be = {name for name, fact in FACTS.items() if fact.type.kind is Kind.DATE and fact.type.may_be_never}
    assert may_be == {"halal_expires_on", "nib_expires_on", "umot_expires_on"}


def test_men_and_women_together_never_leave_the_bounds_of_workers():
    assert FACTS["workers_men"].type.high + FACTS["workers_women"].type.high <= FACTS["workers"].type.high


def allowed(annotation):
    """The types an annotation unites, without None."""
    inside = get_args(annotation) if get_origin(annotation) is not Literal else (annotation,)
    return {item for item in inside or (annotation,) if item is not NoneType}


@ALL
def test_the_field_of_the_model_is_the_fact(fact):
    hint = get_type_hints(IKMProfile, include_extras=True)[fact.name]
    assert get_origin(hint) is Annotated
    types, carried = get_args(hint)
    assert carried is fact
    words = {choice for item in allowed(types) if get_origin(item) is Literal for choice in get_args(item)}
    if fact.type.kind is Kind.CHOICE and fact.name != "regency":
        assert words == set(fact.type.choices)
    else:
        assert words == ({"never"} if fact.type.kind is Kind.DATE and fact.type.may_be_never else set())
    assert (Range in allowed(types)) is fact.type.kind.is_ordered


def test_fields_stand_in_the_order_of_the_catalogue():
    assert list(IKMProfile.model_fields) == [*FACTS, "permits"]


def test_a_fact_can_be_pickled_and_hashed():
    for fact in FACTS.values():
        assert pickle.loads(pickle.dumps(fact)) == fact  # noqa: S301
    assert len(set(FACTS.values())) == len(FACTS)


def test_a_fact_is_immutable():
    titles = {"a": Text("a", "a")}
    fact = Fact("x", FACTS["sector"].type, Text("x", "x"), choice_titles=titles)
    titles["b"] = Text("b", "b")
    assert list(fact.choice_titles) == ["a"]
    with pytest.raises(TypeError):
        fact.choice_titles["b"] = Text("b", "b")
