"""A profile that gives only a PIRT number: what follows from it, that it is said, and what does not follow."""

from datetime import date

import pytest

import naikkelas as nk
from naikkelas.ikm import IKMProfile, admit
from naikkelas.problems import Place, ProfileError

NUMBER, LATER, OLD = "2053374020970-28", "2053374030970-30", "3063306010072-19"


def year(number):
    return (date(number, 1, 1).toordinal(), date(number, 12, 31).toordinal())


def facts(raw):
    snapshot = admit(raw)
    return {name: snapshot.value(f"pirt_{name}") for name in ("status", "expires_on") if snapshot.value(f"pirt_{name}") is not None}


def codes(raw):
    return [(found.code, found.place.path) for found in admit(raw).problems]


def test_a_number_alone_gives_status_and_expiry_and_says_so():
    snapshot = admit({"pirt_number": f"P-IRT No. {NUMBER}"})
    assert snapshot.exact == {"pirt_number": f"P-IRT No. {NUMBER}", "pirt_status": "held"}
    assert snapshot.ranged == {"pirt_expires_on": year(2028)}
    assert {name: (origin.id, origin.en) for name, origin in snapshot.origins.items()} == {
        "pirt_status": (
            f"dari nomor {NUMBER}; apakah dicabut tidak diketahui",
            f"from the number {NUMBER}; whether it was revoked is not known",
        ),
        "pirt_expires_on": (f"dari nomor {NUMBER}; hanya tahunnya yang diketahui", f"from the number {NUMBER}; only the year is known"),
    }
    assert snapshot.problems == ()


def test_a_profile_gives_back_only_what_was_given():
    profile = IKMProfile(pirt_number=f"PIRT {NUMBER}")
    assert (profile.pirt_status, profile.pirt_expires_on) == ("held", nk.Range(date(2028, 1, 1), date(2028, 12, 31)))
    assert profile.given() == profile.model_dump(exclude_none=True, exclude_defaults=True) == {"pirt_number": f"PIRT {NUMBER}"}
    assert IKMProfile(**profile.given()) == profile
    assert profile.model_copy(update={"pirt_number": OLD}).pirt_expires_on == nk.Range(date(2019, 1, 1), date(2019, 12, 31))


@pytest.mark.parametrize(("as_of", "status"), [(date(2027, 12, 31), "met"), (date(2028, 6, 1), "unknown"), (date(2029, 1, 1), "not_met")])
def test_the_rules_ask_whether_it_has_ended(as_of, status):
    decision = nk.bundled("inopak-naik-kelas").decide({"sector": "processed_food", "pirt_number": NUMBER, "md_status": "none"}, as_of=as_of)
    assert decision.statuses["permit"].value == status
    told = decision.explain()
    assert f"(dari nomor {NUMBER}; hanya tahunnya yang diketahui)" in told
    assert status != "met" or f"dimiliki (dari nomor {NUMBER}; apakah dicabut tidak diketahui)" in told


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("9053374020970-28", "NK420"),
        ("2068804011911-26", "NK421"),
        ("205337402097", "NK424"),
        ("SP 185/10.19/02", "NK424"),
        ("2053374020970-99", "NK425"),
        ("20533740209701-28", "NK419"),
    ],
)
def test_a_doubtful_number_proves_nothing(number, code):
    assert facts({"pirt_number": number}) == facts({"permits": [{"kind": "pirt", "number": number}]}) == {}
    assert codes({"pirt_number": number}) == [(code, "pirt_number")]
    assert codes({"permits": [{"kind": "pirt", "number": number}]}) == [(code, "permits[0].number")]
    assert admit({"pirt_number": number}).exact == {"pirt_number": number}


@pytest.mark.parametrize("number", ["2051101020970-28", "2173374020970-28"])
def test_what_cannot_be_named_is_no_matter_here(number):
    assert facts({"pirt_number": number}) == {"status": "held", "expires_on": year(2028)}
    assert codes({"pirt_number": number}) == []


@pytest.mark.parametrize("number", ["2.05337E+14", "206740502", "Proses", "x", f"{NUMBER}, {LATER}", "1234567890123-45"])
def test_what_is_no_number_is_refused_at_its_place(number):
    for raw, path in (({"pirt_number": number}, "pirt_number"), ({"permits": [{"kind": "pirt", "number": number}]}, "permits[0].number")):
        with pytest.raises(ProfileError) as refused:
            admit({"workers": "x", **raw}, file="p.yaml", places={path: Place(line=3, column=9)})
        first, second = refused.value.problems
        assert str(second.place) == f"p.yaml:3:9 {path}"
        assert second.code.startswith("NK41")
        assert first.code == "NK402"


def test_warnings_do_not_refuse_and_are_no_part_of_a_refusal():
    with pytest.raises(ProfileError) as refused:
        admit({"pirt_number": "9053374020970-28", "workers": "x"})
    assert [found.code for found in refused.value.problems] == ["NK402"]


def test_numbers_of_other_permits_are_left_alone():
    assert admit({"md_number": "x", "nib_number": "y", "permits": [{"kind": "tr", "number": "2.05337E+14"}]}).problems == ()


# --- given and proved ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["in_process", "lapsed", "suspended", "revoked"])
def test_a_given_status_wins_and_what_may_have_happened_since_is_no_contradiction(status):
    raw = {"pirt_number": NUMBER, "pirt_status": status}
    assert facts(raw)["status"] == status
    assert codes(raw) == []
    assert codes({"permits": [{"kind": "pirt", "number": NUMBER, "status": status}]}) == []


def test_a_business_with_a_number_does_not_have_none():
    assert codes({"pirt_number": NUMBER, "pirt_status": "none"}) == [("NK404", "pirt_status")]
    assert codes({"permits": [{"kind": "pirt", "number": NUMBER, "status": "none"}]}) == [("NK404", "permits[0].status")]


@pytest.mark.parametrize(
    ("expires", "expected"), [("2028-05-01", []), ("2028", []), ({"at_least": "2027"}, []), ("2029", ["NK404"]), ("2027-12-31", ["NK404"])]
)
def test_a_given_expiry_wins_over_the_year_of_the_number(expires, expected):
    flat, listed = (
        {"pirt_number": NUMBER, "pirt_expires_on": expires},
        {"permits": [{"kind": "pirt", "number": NUMBER, "expires_on": expires}]},
    )
    assert facts(flat)["expires_on"] == facts(listed)["expires_on"] == admit({"pirt_expires_on": expires}).value("pirt_expires_on")
    assert [code for code, _ in codes(flat)] == [code for code, _ in codes(listed)] == expected


def test_a_contradiction_of_dates_is_told_in_words():
    (found,) = admit({"pirt_number": NUMBER, "pirt_expires_on": {"at_least": "2029"}}).problems
    assert "given as '2029-01-01 ..' but the other facts give '2028-01-01 .. 2028-12-31'" in str(found)


# --- lists -----------------------------------------------------------------------------------------------------------


def test_the_permit_that_is_valid_longest_by_its_number_counts():
    snapshot = admit({"permits": [{"kind": "pirt", "number": NUMBER}, {"kind": "pirt", "number": LATER, "product": "roti"}]})
    assert snapshot.exact == {"pirt_status": "held", "pirt_number": LATER}
    assert snapshot.ranged == {"pirt_expires_on": year(2030)}
    best = f"dari izin PIRT {LATER} (roti), yang berlaku paling lama"
    assert snapshot.origins["pirt_number"].id == best
    assert snapshot.origins["pirt_status"].id == f"{best}; apakah dicabut tidak diketahui"


def test_only_what_the_number_told_is_said_to_be_from_it():
    snapshot = admit({"permits": [{"kind": "pirt", "number": f"PIRT {NUMBER}", "status": "held"}]})
    assert snapshot.origins["pirt_status"].id == f"dari izin PIRT {NUMBER}"
    assert snapshot.origins["pirt_expires_on"].id == f"dari izin PIRT {NUMBER}; hanya tahunnya yang diketahui"


def test_of_permits_that_cannot_be_told_apart_the_numbers_are_mentioned():
    snapshot = admit({"permits": [{"kind": "pirt", "number": NUMBER}, {"kind": "pirt", "status": "held"}]})
    assert snapshot.exact == {"pirt_status": "held"}
    assert snapshot.origins["pirt_status"].en == "from the 2 listed under PIRT permit; whether it was revoked is not known"


def test_the_list_comes_before_the_number_beside_it():
    raw = {"pirt_number": NUMBER, "permits": [{"kind": "pirt", "status": "lapsed", "number": NUMBER, "expires_on": "2028-02-01"}]}
    assert facts(raw) == {"status": "lapsed", "expires_on": date(2028, 2, 1).toordinal()}
    assert codes(raw) == []
    assert facts({"pirt_number": NUMBER, "permits": [{"kind": "pirt"}]}) == {"status": "held", "expires_on": year(2028)}


def test_one_number_written_in_two_ways_is_no_contradiction():
    raw = {"pirt_number": NUMBER, "permits": [{"kind": "pirt", "status": "held", "number": f"P-IRT No. {NUMBER}"}]}
    assert codes(raw) == []
    assert codes({**raw, "pirt_number": LATER}) == [("NK404", "pirt_number")]


# --- place -----------------------------------------------------------------------------------------------------------


def test_a_number_from_another_regency_is_a_warning():
    raw = {
        "regency": "3305",
        "pirt_number": NUMBER,
        "permits": [{"kind": "pirt", "number": "2053305020970-28"}, {"kind": "pirt", "number": LATER}],
    }
    assert [each for each in codes(raw) if each[0] == "NK428"] == [("NK428", "pirt_number"), ("NK428", "permits[1].number")]
    assert "Kota Semarang" in str(admit(raw).problems)
    for other in (
        {"regency": "3374"},
        {},
        {"regency": "3305", "pirt_number": "2051101020970-28"},
        {"regency": "3305", "pirt_number": "9053374020970-28"},
    ):
        assert "NK428" not in [code for code, _ in codes({"pirt_number": NUMBER, **other})]


def test_a_catalogue_without_the_facts_takes_none_of_it():
    catalogue = {name: nk.FACTS[name] for name in ("workers", "workers_men", "workers_women", "pirt_expires_on")}
    assert admit({"permits": [{"kind": "pirt", "number": NUMBER}]}, catalogue).ranged == {"pirt_expires_on": year(2028)}
