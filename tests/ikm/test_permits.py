"""What follows from a list of permits: wide enough for every answer, and exact when everything is."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from naikkelas.ikm import FACTS, PERMIT_KINDS, admit
from naikkelas.ikm.numbers import PirtNumber
from naikkelas.ikm.permits import RANKS
from naikkelas.problems import ProfileError
from naikkelas.ranges import NEVER
from naikkelas.values import plain
from tests.ikm.written import EXPIRY, PIRT_EXPIRY, PIRT_NUMBERS, canonical, permits

FIELDS = ("status", "number", "expires_on")
KINDS = ("pirt", "halal", "npwp")


def day(*parts):
    return date(*parts).toordinal()


def flat(listed, **given):
    """What the door says of the permit facts, by name."""
    snapshot = admit({"permits": listed, **given})
    return {name: snapshot.value(name) for name in FACTS if snapshot.value(name) is not None}


def origin(listed, name):
    return admit({"permits": listed}).origins[name]


def expiry_type(kind):
    return PIRT_EXPIRY if PERMIT_KINDS[kind].expires == "date" else EXPIRY


def of_number(permit):
    """What a permit says, its PIRT number included."""
    number = PirtNumber.parse(permit.get("number")) if permit["kind"] == "pirt" else None
    return {"status": "held", "expires_on": str(number.expiry_year), **permit} if number and number.is_firm else permit


def filled(draw, permit):
    """The permit with every missing or imprecise thing filled in by something it allows."""
    permit = {name: value for name, value in permit.items() if value is not None}
    permit = of_number(permit)
    kind = expiry_type(permit["kind"])
    value = admit({"halal_expires_on": permit.get("expires_on")}).value("halal_expires_on") if permit.get("expires_on") else None
    low, high = value if isinstance(value, tuple) else (value, value) if value is not None else kind.bounds
    low, high = max(low, kind.low), min(high, kind.high)
    inside = (
        canonical(kind).filter(lambda ordinal: low <= ordinal <= high)
        if value is None
        else st.sampled_from(sorted({low, high, (low + high) // 2}))
    )
    ordinal = draw(inside)
    assume(ordinal == NEVER or ordinal <= date.max.toordinal())
    status = permit.get("status") or draw(st.sampled_from(RANKS))
    return {**permit, "status": status, "expires_on": plain(ordinal, kind)}


def best(listed, kind):
    """The oracle: the best permit of a kind when everything is exact, or None when there is none."""
    mine = [permit for permit in listed if permit["kind"] == kind]
    ends = PERMIT_KINDS[kind].expires != "no"
    key = [
        (RANKS.index(permit["status"]), -admit({"halal_expires_on": permit["expires_on"]}).value("halal_expires_on") * ends)
        for permit in mine
    ]
    return mine[key.index(min(key))] if mine else None


@given(st.data(), st.lists(permits(KINDS), max_size=5))
def test_sound_filling_in_never_leaves_what_was_derived(data, listed):
    before = flat(listed)
    after = flat([filled(data.draw, permit) for permit in listed])
    for name, value in before.items():
        if isinstance(value, tuple):
            low, high = after[name] if isinstance(after[name], tuple) else (after[name], after[name])
            assert value[0] <= low <= high <= value[1]
        else:
            assert after[name] == value


@given(st.data(), st.lists(permits(KINDS), max_size=5))
def test_total_exact_permits_give_exact_facts_of_the_best(data, listed):
    listed = [{"number": PIRT_NUMBERS[0] if permit["kind"] == "pirt" else "N", **filled(data.draw, permit)} for permit in listed]
    got = flat(listed)
    expected = {}
    for kind in KINDS:
        chosen = best(listed, kind)
        if chosen:
            day_of = admit({"halal_expires_on": chosen["expires_on"]}).value("halal_expires_on")
            expected |= {f"{kind}_status": chosen["status"], f"{kind}_number": chosen["number"], f"{kind}_expires_on": day_of}
    assert got == {name: value for name, value in expected.items() if name in FACTS}


@given(st.lists(permits(KINDS), max_size=5))
def test_a_list_says_nothing_about_kinds_that_are_not_in_it(listed):
    kinds = {permit["kind"] for permit in listed}
    assert {name.split("_")[0] for name in flat(listed)} <= kinds


def test_the_longest_held_one_counts():
    listed = [
        {"kind": "pirt", "status": "lapsed", "expires_on": "2099-01-01"},
        {"kind": "pirt", "status": "held", "number": "2093374010970-27", "expires_on": "2027-01-01", "product": "sambal"},
        {"kind": "pirt", "status": "held", "number": "2053374020970-28", "expires_on": "2028-05-01", "product": "keripik"},
    ]
    assert flat(listed) == {"pirt_status": "held", "pirt_number": "2053374020970-28", "pirt_expires_on": day(2028, 5, 1)}
    told = origin(listed, "pirt_status")
    assert told.id == "dari izin PIRT 2053374020970-28 (keripik), yang berlaku paling lama"
    assert told.en == "from the PIRT permit 2053374020970-28 (keripik), the one valid longest"


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        # the best status wins, a held one without its date leaves the date open
        ([{"status": "held"}], {"md_status": "held"}),
        (
            [{"status": "held"}, {"status": "held", "expires_on": "2028-01-01"}],
            {"md_status": "held", "md_expires_on": (day(2028, 1, 1), PIRT_EXPIRY.high)},
        ),
        ([{"status": "in_process"}, {"status": "revoked", "number": "A"}], {"md_status": "in_process"}),
        ([{"status": "none"}], {"md_status": "none"}),
        # a status nobody knows may be the best
        ([{"number": "A"}, {"status": "none", "number": "B"}], {}),
        ([{"number": "A", "expires_on": "2020-01-01"}], {"md_number": "A", "md_expires_on": day(2020, 1, 1)}),
        (
            [{"expires_on": "2020-01-01"}, {"status": "lapsed", "expires_on": "2019-01-01"}],
            {"md_expires_on": (day(2019, 1, 1), day(2020, 1, 1))},
        ),
        # of a held one and one that may be: at least the first
        (
            [{"status": "held", "number": "A", "expires_on": "2028-01-01"}, {"number": "B", "expires_on": "2029-01-01"}],
            {"md_status": "held", "md_expires_on": (day(2028, 1, 1), day(2029, 1, 1))},
        ),
        (
            [{"status": "held", "number": "A", "expires_on": "2028-01-01"}, {"number": "B", "expires_on": "2027-01-01"}],
            {"md_status": "held", "md_number": "A", "md_expires_on": day(2028, 1, 1)},
        ),
        # on equal dates the first of the list, if it certainly is the best
        (
            [{"status": "held", "number": "A", "expires_on": "2028-01-01"}, {"number": "B", "expires_on": "2028-01-01"}],
            {"md_status": "held", "md_number": "A", "md_expires_on": day(2028, 1, 1)},
        ),
        (
            [{"number": "B", "expires_on": "2028-01-01"}, {"status": "held", "number": "A", "expires_on": "2028-01-01"}],
            {"md_status": "held", "md_expires_on": day(2028, 1, 1)},
        ),
    ],
)
def test_what_follows(listed, expected):
    assert flat([{"kind": "md", **permit} for permit in listed]) == expected


def test_a_kind_without_a_term_takes_the_first_held():
    assert flat([{"kind": "npwp", "status": "held", "number": "1"}, {"kind": "npwp", "status": "held", "number": "2"}]) == {
        "npwp_status": "held",
        "npwp_number": "1",
    }


def test_a_halal_certificate_may_be_without_end():
    assert flat([{"kind": "halal", "status": "held", "expires_on": "never"}])["halal_expires_on"] == NEVER


@pytest.mark.parametrize(
    ("listed", "name", "words"),
    [
        ([{"kind": "nib", "status": "held", "number": "1408230135849", "product": "kue"}], "nib_status", "dari NIB"),
        ([{"kind": "pirt", "status": "held"}], "pirt_status", "dari izin PIRT"),
        ([{"kind": "pirt", "status": "held"}, {"kind": "pirt", "status": "held"}], "pirt_status", "dari 2 izin PIRT yang disebutkan"),
        (
            [{"kind": "pirt", "status": "none"}, {"kind": "pirt", "status": "lapsed", "number": "PIRT 2143322020007-21"}],
            "pirt_status",
            "dari izin PIRT 2143322020007-21, yang statusnya terbaik",
        ),
        ([{"kind": "halal", "status": "held", "number": "ID321"}], "halal_number", "dari sertifikat halal ID321"),
    ],
)
def test_the_origin_names_the_permit_and_no_personal_number(listed, name, words):
    assert origin(listed, name).id == words


def test_what_is_given_wins_and_a_contradiction_is_a_warning():
    listed = [{"kind": "pirt", "status": "held", "number": "2053374020970-28", "expires_on": "2028-05-01"}]
    snapshot = admit({"permits": listed, "pirt_status": "lapsed", "pirt_expires_on": "2028", "pirt_number": "2053374030970-28"})
    assert snapshot.exact["pirt_status"] == "lapsed"
    assert snapshot.ranged["pirt_expires_on"] == (day(2028, 1, 1), day(2028, 12, 31))
    assert snapshot.origins == {}
    assert [(problem.code, problem.place.path, problem.severity.value) for problem in snapshot.problems] == [
        ("NK404", "pirt_status", "warning"),
        ("NK404", "pirt_number", "warning"),
    ]
    assert "'lapsed'" in str(snapshot.problems[0])
    assert "'held'" in str(snapshot.problems[0])


def test_a_contradiction_of_dates_is_seen_in_both_directions():
    listed = [{"kind": "pirt", "status": "held", "expires_on": "2028"}]
    for given_date, count in (("2027-12-31", 1), ("2028-01-01", 0), ("2028", 0), ("2029", 1)):
        assert len(admit({"permits": listed, "pirt_expires_on": given_date}).problems) == count


@pytest.mark.parametrize(
    ("permit", "warned"),
    [
        ({"kind": "pirt", "issued_on": "2028-05-02", "expires_on": "2028-05-01"}, True),
        ({"kind": "pirt", "issued_on": "2029", "expires_on": "2028"}, True),
        ({"kind": "pirt", "issued_on": "2028-05-01", "expires_on": "2028-05-01"}, False),
        ({"kind": "pirt", "issued_on": "2028", "expires_on": "2028-05-01"}, False),
        ({"kind": "pirt", "issued_on": "2028"}, False),
        ({"kind": "pirt", "expires_on": "2028"}, False),
        ({"kind": "halal", "issued_on": "2028", "expires_on": "never"}, False),
        ({"kind": "pirt", "number": "2053374020970-28", "issued_on": "2029"}, True),
        ({"kind": "pirt", "number": "2053374020970-28", "issued_on": "2028-12-31"}, False),
    ],
)
def test_a_permit_issued_after_its_last_day_is_a_warning(permit, warned):
    problems = admit({"permits": [{"kind": "npwp"}, permit]}).problems
    assert [(p.code, p.place.path, p.severity.value) for p in problems] == (
        [("NK407", "permits[1].issued_on", "warning")] if warned else []
    )
    if warned:
        assert problems[0].text("id").endswith("periksa kedua tanggalnya")
        assert permit["issued_on"] in problems[0].message() or "2029" in problems[0].message()


def problems_of(raw):
    with pytest.raises(ProfileError) as refused:
        admit(raw)
    return [(problem.code, problem.place.path) for problem in refused.value.problems]


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        ("PIRT", [("NK402", "permits")]),
        ({"kind": "pirt"}, [("NK402", "permits")]),
        ([5], [("NK402", "permits[0]")]),
        ([{}], [("NK406", "permits[0].kind")]),
        ([{"kind": ""}], [("NK406", "permits[0].kind")]),
        ([{"kind": "prit"}], [("NK402", "permits[0].kind")]),
        (
            [{"kind": 5, "number": 5, "expires_on": "x"}],
            [("NK402", "permits[0].expires_on"), ("NK402", "permits[0].kind"), ("NK402", "permits[0].number")],
        ),
        ([{"kind": "pirt", "expires": 1, 5: 6}], [("NK405", "permits[0].5"), ("NK405", "permits[0].expires")]),
        ([{"kind": "pirt", "expires_on": "never"}], [("NK402", "permits[0].expires_on")]),
        (
            [{"kind": "pirt"}, {"kind": "md", "status": "ada", "issued_on": "x"}],
            [("NK402", "permits[1].issued_on"), ("NK402", "permits[1].status")],
        ),
    ],
)
def test_every_problem_of_a_permit_has_its_place(listed, expected):
    assert problems_of({"permits": listed}) == expected


def test_a_field_has_a_suggestion():
    with pytest.raises(ProfileError, match="did you mean 'expires_on'"):
        admit({"permits": [{"kind": "pirt", "masa berlaku": "2028"}]})
    with pytest.raises(ProfileError, match="did you mean 'pirt'"):
        admit({"permits": [{"kind": "izin PIRT"}]})


def test_no_permits_are_no_permits():
    assert flat(None) == flat([]) == flat(()) == {}
