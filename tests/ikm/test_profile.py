import copy
import json
import pickle
import warnings
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Annotated

import pydantic
import pytest
from hypothesis import given, settings
from pydantic import BaseModel, TypeAdapter, ValidationError

from naikkelas.facts import Fact, Text, integer
from naikkelas.ikm import FACTS, RESERVED_NAMES, IKMProfile, Permit, admit, profile_model
from naikkelas.problems import Place, ProfileError
from naikkelas.ranges import Range
from tests.ikm.written import BOTH, EXTRA, profiles

Extended = profile_model("Extended", EXTRA, __name__)

PIRT = {"kind": "pirt", "status": "held", "number": "2053374020970-28", "expires_on": "2028", "product": "keripik"}
NIB = {"kind": "nib", "status": "held", "number": "1408230135849"}
RAW = {
    "business_name": "Keripik Barokah",
    "owner_name": "Siti RAHASIA",
    "workers_men": 2,
    "workers_women": {"at_most": 4},
    "operating_since": "2019",
    "halal_expires_on": "never",
    "permits": [PIRT, NIB],
}


class Batch(BaseModel):
    best: IKMProfile
    rest: list[IKMProfile] = []


def errors(build, *args, **more):
    with pytest.raises(ValidationError) as refused:
        build(*args, **more)
    return refused.value


# --- what a profile shows ------------------------------------------------------------------------------------------------


def test_attributes_are_what_holds_given_or_derived():
    profile = IKMProfile(**RAW)
    assert profile.business_name == "Keripik Barokah"
    assert profile.operating_since == Range(date(2019, 1, 1), date(2019, 12, 31))
    assert profile.halal_expires_on == "never"
    assert profile.workers == Range(2, 6)
    assert profile.workers_women == Range(None, 4)
    assert profile.pirt_status == "held"
    assert profile.pirt_expires_on == Range(date(2028, 1, 1), date(2028, 12, 31))
    assert profile.capital is None
    assert profile.permits == (Permit(**PIRT), Permit(**NIB))
    assert profile.model_fields_set == set(RAW)


def test_given_and_dumps_are_what_was_given():
    profile = IKMProfile(**RAW)
    given_back = profile.given()
    assert given_back == {
        "business_name": "Keripik Barokah",
        "owner_name": "Siti RAHASIA",
        "workers_men": 2,
        "workers_women": {"at_most": 4},
        "operating_since": {"at_least": "2019-01-01", "at_most": "2019-12-31"},
        "halal_expires_on": "never",
        "permits": [{**PIRT, "expires_on": {"at_least": "2028-01-01", "at_most": "2028-12-31"}}, NIB],
    }
    dumped = profile.model_dump()
    assert dumped["workers"] is dumped["pirt_status"] is None
    assert dumped["workers_women"] == {"at_least": None, "at_most": 4}
    assert set(profile.model_dump(exclude_unset=True)) == set(RAW)
    assert set(profile.model_dump(exclude_none=True)) == set(RAW)
    assert profile.model_dump(include={"workers_men"}) == {"workers_men": 2}


def test_the_snapshot_is_what_the_door_gives():
    profile = IKMProfile(**RAW)
    assert profile.snapshot == admit(RAW)
    assert profile.__pydantic_private__["_snapshot"] is profile.snapshot
    assert set(profile.snapshot.origins) == {"workers", "pirt_status", "pirt_number", "pirt_expires_on", "nib_status", "nib_number"}
    assert profile.problems == ()
    assert [problem.code for problem in IKMProfile(**RAW, nib_status="none").problems] == ["NK404"]


def test_numbers_and_sets_of_declared_facts():
    profile = Extended(ph="7,5", materials=["wood"], depth={"at_most": 0}, lease_ends_on="2030", grade="a", labels=["x"])
    assert profile.ph == Decimal("7.5")
    assert profile.materials == frozenset({"wood"})
    assert profile.depth == Range(None, 0)
    assert profile.lease_ends_on == Range(date(2030, 1, 1), date(2030, 12, 31))
    assert Extended(ph={"at_least": "7.5"}).ph == Range(Decimal("7.5"), None)
    assert profile.given()["ph"] == "7.5"


def test_personal_values_are_not_printed():
    profile = Extended(**RAW, mentor="RAHASIA", owner_nik="RAHASIA", nib_number="RAHASIA")
    for shown in (repr(profile), str(profile), f"{profile}", repr(Batch(best=profile)), repr([profile])):
        assert "RAHASIA" not in shown
        assert "1408230135849" not in shown
        assert "owner_name=(data pribadi)" in shown
    assert "number='2053374020970-28'" in repr(profile)
    assert "number=(data pribadi)" in repr(Permit(**NIB))
    assert "RAHASIA" not in repr(IKMProfile.model_construct(owner_name="RAHASIA"))
    assert "RAHASIA" not in repr(Permit.model_construct(number="RAHASIA"))


# --- doors ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "build",
    [
        lambda raw: IKMProfile(**raw),
        IKMProfile.model_validate,
        lambda raw: IKMProfile.model_validate_json(json.dumps(raw)),
        IKMProfile.admit,
        TypeAdapter(IKMProfile).validate_python,
        lambda raw: TypeAdapter(IKMProfile).validate_json(json.dumps(raw)),
        lambda raw: Batch(best=raw).best,
        lambda raw: Batch.model_validate_json(json.dumps({"best": raw})).best,
        lambda raw: IKMProfile.model_validate(MappingProxyType(raw)),
        lambda raw: IKMProfile(**{**raw, "permits": [Permit(**permit) for permit in raw["permits"]]}),
    ],
)
def test_every_way_in_is_the_one_door(build):
    assert build(RAW) == IKMProfile(**RAW)
    assert type(build(RAW)) is IKMProfile


def test_a_profile_is_taken_as_it_is():
    profile = IKMProfile(**RAW)
    assert IKMProfile.model_validate(profile) is profile
    assert Batch(best=profile).best is profile
    extended = Extended(ph=7)
    assert IKMProfile.model_validate(extended) is extended
    assert Extended.model_validate(profile) == Extended(**RAW)


def test_problems_are_line_errors_with_our_codes():
    error = errors(IKMProfile, omzet=1, workers="x", owner_name=["RAHASIA"], permits=[PIRT, {"kind": "md", "expires_on": "soon", "x.y": 1}])
    assert error.title == "IKMProfile"
    assert [(line["type"], line["loc"]) for line in error.errors()] == [
        ("NK401", ("omzet",)),
        ("NK402", ("workers",)),
        ("NK402", ("owner_name",)),
        ("NK402", ("permits", 1, "expires_on")),
        ("NK405", ("permits", 1, "x.y")),
    ]
    assert error.errors()[0]["msg"] == "'omzet' is not a known fact; did you mean 'annual_sales'?"
    assert "hint" not in error.errors()[1]["msg"]


@pytest.mark.parametrize(
    "raw",
    [
        {"owner_name": ["RAHASIA"]},
        {"credit_quality": "RAHASIA"},
        {"nik": "RAHASIA"},
        {"permits": [{"kind": "nib", "number": ["RAHASIA"]}]},
        {"permits": [["RAHASIA"]]},
        ["RAHASIA"],
    ],
)
def test_no_error_shows_a_personal_value(raw):
    for error in (
        errors(IKMProfile.model_validate, raw),
        errors(Batch, best=raw),
        errors(Batch.model_validate_json, json.dumps({"best": raw})),
    ):
        assert "RAHASIA" not in str(error) + repr(error) + repr(error.errors()) + error.json()
    with pytest.raises(ProfileError) as refused:
        IKMProfile.admit(raw)
    assert "RAHASIA" not in str(refused.value)


def test_errors_inside_other_models_have_the_whole_path():
    error = errors(Batch, best={}, rest=[{}, {"workers": "x"}])
    assert [line["loc"] for line in error.errors()] == [("rest", 1, "workers")]


def test_a_permit_alone_is_checked_too():
    assert Permit(kind="halal", expires_on="never").expires_on == "never"
    assert [(line["type"], line["loc"]) for line in errors(Permit, number="5").errors()] == [("NK406", ("kind",))]
    assert errors(Permit, kind="pirt", expires_on="never").errors()[0]["loc"] == ("expires_on",)
    assert errors(Permit.model_validate, "PIRT").errors()[0]["loc"] == ()
    assert Permit(**PIRT).given() == {**PIRT, "expires_on": {"at_least": "2028-01-01", "at_most": "2028-12-31"}}


def test_admit_raises_our_own_exception_with_places():
    with pytest.raises(ProfileError) as refused:
        IKMProfile.admit({"workers": "x"}, file="p.yaml", places={"workers": Place(line=3, column=10)})
    assert str(refused.value).startswith("p.yaml:3:10 workers error NK402 value 'x'")


def test_hostile_values_come_back_as_errors():
    for value in (10**400, float("inf"), "\ud800", b"x", [[]]):
        assert errors(IKMProfile, workers=value).errors()[0]["type"] == "NK402"
        json.dumps(errors(IKMProfile, workers=value).json())


# --- round trips ---------------------------------------------------------------------------------------------------------


@settings(deadline=None)  # twelve round trips in each
@given(profiles(extended=True))
def test_what_a_profile_gives_back_makes_the_same_profile(raw):
    profile = Extended.model_validate(raw)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        forms = [
            Extended.model_validate(profile.given()),
            Extended.model_validate_json(json.dumps(profile.given())),
            Extended.model_validate(profile.model_dump()),
            Extended.model_validate(profile.model_dump(mode="json")),
            Extended.model_validate_json(profile.model_dump_json()),
            Extended.model_validate(profile.model_dump(exclude_none=True)),
            TypeAdapter(Extended).validate_python(TypeAdapter(Extended).dump_python(profile)),
            pickle.loads(pickle.dumps(profile)),  # noqa: S301
            copy.copy(profile),
            copy.deepcopy(profile),
            profile.model_copy(),
            profile.model_copy(update={"capital": profile.capital}),
        ]
    for form in forms:
        assert form == profile
        assert hash(form) == hash(profile)
        assert form.snapshot == profile.snapshot
        assert form.given() == profile.given()


@given(profiles(extended=True))
def test_the_model_and_the_door_agree(raw):
    assert Extended.model_validate(raw).snapshot == admit(raw, BOTH)


@given(profiles())
def test_attributes_read_back_to_the_same_snapshot(raw):
    profile = IKMProfile.model_validate(raw)
    shown = {name: value for name in FACTS if (value := getattr(profile, name)) is not None}
    again = admit(shown)
    assert again.exact == profile.snapshot.exact
    assert again.ranged == profile.snapshot.ranged


# --- immutable, and never half right -------------------------------------------------------------------------------------


def test_a_profile_cannot_be_changed():
    profile = IKMProfile(**RAW)
    with pytest.raises(ValidationError):
        profile.workers = 5
    with pytest.raises(ValidationError):
        profile.permits[0].number = "5"
    assert len({profile, IKMProfile(**RAW)}) == 1


def test_equal_means_given_the_same():
    assert IKMProfile(workers=5) != IKMProfile(workers=6)
    assert IKMProfile(workers=5) != Extended(workers=5)
    assert IKMProfile(workers=5) != {"workers": 5}
    both = {"workers_men": 2, "workers_women": 3}
    assert IKMProfile(**both) != IKMProfile(**both, workers=5)
    assert IKMProfile(**both).workers == IKMProfile(**both, workers=5).workers == 5


def test_a_changed_copy_is_read_anew():
    profile = IKMProfile(**RAW)
    assert profile.model_copy() is profile
    more = profile.model_copy(update={"workers_women": 4, "permits": [{"kind": "pirt", "status": "lapsed"}]})
    assert more.snapshot == admit({**RAW, "workers_women": 4, "permits": [{"kind": "pirt", "status": "lapsed"}]})
    assert more.workers == 6
    assert profile.model_copy(update={"permits": None}).pirt_status is None
    assert errors(profile.model_copy, update={"workers": "x"}).errors()[0]["type"] == "NK402"


def test_the_old_copy_is_read_anew_too():
    profile = IKMProfile(**RAW)
    assert profile.copy(update={"workers_women": 4}).workers == 6
    assert profile.copy(exclude={"workers_women"}).snapshot.value("workers") == (2, 500_002)
    assert profile.copy(include={"business_name"}).given() == {"business_name": "Keripik Barokah"}


def test_a_constructed_profile_decides_nothing_wrong():
    constructed = IKMProfile.model_construct(workers_men="2", workers_women=3, permits=[PIRT])
    assert constructed.snapshot == admit({"workers_men": 2, "workers_women": 3, "permits": [PIRT]})
    assert IKMProfile.model_validate(constructed).workers == 5
    assert Batch(best=constructed).best.workers == 5
    assert constructed.model_copy().workers == 5
    assert admit(constructed).exact["workers"] == 5
    assert copy.deepcopy(constructed) == constructed == copy.copy(constructed)
    assert pickle.loads(pickle.dumps(constructed)) == constructed  # noqa: S301
    bad = IKMProfile.model_construct(workers="x", pirt_status="have it")
    with pytest.raises(ProfileError) as refused:
        _ = bad.snapshot
    assert [problem.place.path for problem in refused.value.problems] == ["pirt_status", "workers"]
    assert errors(IKMProfile.model_validate, bad).error_count() == 2


def test_a_constructed_permit_is_read_where_it_is_used():
    constructed = Permit.model_construct(kind="pirt", status="held", expires_on="2028")
    assert IKMProfile(permits=[constructed]).pirt_status == "held"
    assert errors(IKMProfile, permits=[Permit.model_construct(kind="prit")]).errors()[0]["loc"] == ("permits", 0, "kind")


# --- more facts ----------------------------------------------------------------------------------------------------------


def test_a_model_with_more_facts():
    assert Extended.__name__ == "Extended"
    assert issubclass(Extended, IKMProfile)
    assert list(Extended.model_fields) == [*FACTS, "permits", *EXTRA]
    assert errors(IKMProfile, ph=7).errors()[0]["type"] == "NK401"
    assert errors(Extended, ph=15).errors()[0]["type"] == "NK402"
    with pytest.raises(ProfileError):
        Extended.admit({"grade": "c"})


@pytest.mark.parametrize("name", ["workers", "permits", "snapshot", "given", "model_dump", "json", "copy", "_private"])
def test_names_that_are_taken_are_refused(name):
    with pytest.raises(ValueError, match=name):
        profile_model("Bad", {name: Fact(name, integer(), Text(name, name))})


def test_reserved_names_are_what_a_profile_has_besides_facts():
    assert {"snapshot", "admit", "given", "problems", "permits", "model_fields", "dict"} <= RESERVED_NAMES
    assert not RESERVED_NAMES & set(FACTS)


def test_a_subclass_in_python_carries_its_facts_in_annotations():
    fact = Fact("height", integer(0, 9), Text("tinggi", "height"))

    class Tall(IKMProfile):
        height: Annotated[int | Range | None, fact] = None

    assert Tall(height=3).snapshot.exact == {"height": 3}
    assert errors(Tall, height=10).errors()[0]["type"] == "NK402"
    with pytest.raises(TypeError, match="needs its Fact"):

        class Loose(IKMProfile):
            depth: int | None = None


# --- the schema ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def validator():
    jsonschema = pytest.importorskip("jsonschema")
    schema = Extended.model_json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.mark.no_cover
@given(raw=profiles(extended=True))
def test_the_schema_takes_what_profiles_give(validator, raw):
    profile = Extended.model_validate(raw)
    validator.validate(profile.given())
    validator.validate(profile.model_dump(mode="json"))


@pytest.mark.parametrize(
    "raw",
    [
        RAW,
        {"annual_sales": "2,5 miliar"},
        {"annual_sales": {"at_least": "Rp50.000.000", "at_most": "250 juta"}},
        {"operating_since": 2019},
        {"regency": 3305},
        {"ph": 7.5},
        {"ph": "7,5"},
        {"workers": None},
        {"materials": ["wood"]},
    ],
)
def test_the_schema_takes_what_people_write(validator, raw):
    Extended.model_validate(raw)
    validator.validate(raw)


@pytest.mark.parametrize(
    "raw",
    [
        {"wrokers": 5},
        {"workers": -1},
        {"workers": "many"},
        {"workers": {"at_least": 1, "hi": 2}},
        {"operating_since": "31/12/2019"},
        {"pirt_expires_on": "never"},
        {"pirt_status": "ada"},
        {"kbli": "1079"},
        {"knows_market": "ya"},
        {"ph": 15},
        {"materials": ["iron"]},
        {"permits": [{"status": "held"}]},
        {"permits": [{"kind": "prit"}]},
        {"permits": [{"kind": "pirt", "expires": "2028"}]},
    ],
)
def test_the_schema_refuses_what_the_door_refuses(validator, raw):
    with pytest.raises(ValidationError):
        Extended.model_validate(raw)
    assert not validator.is_valid(raw)


@pytest.mark.parametrize("mode", ["validation", "serialization"])
def test_the_schema_says_everything_in_both_languages(mode):
    schema = IKMProfile.model_json_schema(mode=mode)
    assert schema["additionalProperties"] is False
    assert set(schema["properties"]) == {*FACTS, "permits"}
    assert set(schema["$defs"]) == {"Permit"}
    for name, fact in FACTS.items():
        made = schema["properties"][name]
        assert made["title"] == fact.title.id
        for text in (fact.title.en, fact.question.id, fact.question.en):
            assert text in made["description"]
    assert "orang / people" in schema["properties"]["workers"]["description"]
    assert schema["properties"]["sector"]["anyOf"][0]["enumDescriptions"][0] == "pangan olahan / processed food"
    assert schema["$defs"]["Permit"]["required"] == ["kind"]
    assert schema["$defs"]["Permit"]["additionalProperties"] is False


def test_the_schema_of_another_model_refers_to_the_profile():
    schema = Batch.model_json_schema()
    assert schema["properties"]["best"] == {"$ref": "#/$defs/IKMProfile"}
    assert set(schema["$defs"]) == {"IKMProfile", "Permit"}


def test_other_models_write_profiles_without_warnings():
    batch = Batch(best=RAW, rest=[{"workers": {"at_least": 5}}])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert Batch.model_validate_json(batch.model_dump_json()) == batch
        assert Batch.model_validate(batch.model_dump()) == batch


def test_pydantic_is_told_nothing_twice():
    assert pydantic.VERSION.startswith("2.")
    assert all(field.metadata == [FACTS[name]] for name, field in IKMProfile.model_fields.items() if name in FACTS)
