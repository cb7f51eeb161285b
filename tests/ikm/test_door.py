import json
import math
from collections import UserDict
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naikkelas.facts import Kind
from naikkelas.ikm import FACTS, Door, IKMProfile, admit, findings
from naikkelas.ikm.profile import profile_model
from naikkelas.problems import Place, ProfileError
from naikkelas.ranges import NEVER, Range
from naikkelas.values import BadValue, read_value
from tests.ikm.written import BOTH, EXTRA, exact, profiles, raw_value

CYCLE: list = []
CYCLE.append(CYCLE)
DEEP: list = []
for _ in range(100_000):
    DEEP = [DEEP]


class Rude:
    def __repr__(self):
        raise RuntimeError("no")


HOSTILE = [
    10**400,
    -(10**5000),
    math.inf,
    -math.inf,
    Decimal("1E+999999"),
    Decimal("Infinity"),
    True,
    b"bytes",
    CYCLE,
    DEEP,
    {"at_least": {"at_least": 1}},
    {"at_least": CYCLE},
    {1: 2},
    "\ud800",
    "x" * 20_000,
    "\x00",
    "{at_least: 5}",
    "%s {name}",
    Rude(),
    object(),
    int,
    1 + 2j,
    range(3),
    date,
    lambda: None,
]


def refused(raw, **more):
    with pytest.raises(ProfileError) as error:
        admit(raw, **more)
    return error.value


def problems_of(raw):
    """Every problem of a profile; none when it is admitted."""
    try:
        admit(raw, BOTH)
    except ProfileError as error:
        return error.problems
    return ()


def test_a_typical_profile():
    snapshot = admit(
        {
            "business_name": "Keripik Barokah",
            "regency": 3305,
            "operating_since": "2019-05",
            "workers": {"at_most": 19},
            "annual_sales": "500 juta",
            "halal_expires_on": "never",
            "pirt_status": "held",
            "knows_market": True,
            "capital": None,
            "owner_name": "",
        }
    )
    assert snapshot.exact == {
        "business_name": "Keripik Barokah",
        "regency": "3305",
        "annual_sales": 500_000_000,
        "halal_expires_on": NEVER,
        "pirt_status": "held",
        "knows_market": True,
    }
    assert snapshot.ranged == {"operating_since": (date(2019, 5, 1).toordinal(), date(2019, 5, 31).toordinal()), "workers": (0, 19)}
    assert snapshot.origins == {}
    assert snapshot.problems == ()


@given(st.data(), st.sampled_from(sorted(BOTH.keys() - {"pirt_number"})))
def test_the_quick_loop_reads_what_the_reader_reads(data, name):
    kind = BOTH[name].type
    raw = data.draw(
        st.one_of(
            raw_value(kind),
            st.integers(),
            st.text(max_size=12),
            st.booleans(),
            st.dates(),
            st.none(),
            st.sampled_from(["2019-05-31", "2019-W01-1", "2019-02-30", "1700-01-01", " x ", "é"]),
        )
    )
    try:
        expected = read_value(raw, kind)
    except BadValue:
        refused({name: raw}, facts=BOTH)
        return
    snapshot = admit({name: raw}, BOTH)
    got = snapshot.value(name)
    assert got == expected
    assert type(got) is type(expected)


SIDES = st.one_of(
    st.none(),
    st.sampled_from([0, 1, 19, 20, 10**14, 10**14 + 1, -1, True, "5", " 5", 2.0]),
    st.sampled_from([date.min, date(2019, 1, 1), date(2019, 12, 31), date.max, "2019-05-01", "2019", "never", datetime(2019, 1, 1)]),  # noqa: DTZ001
)


@given(st.sampled_from(["workers", "annual_sales", "operating_since", "pirt_expires_on", "sector"]), st.data())
def test_a_plain_range_is_read_as_any_range(name, data):
    raw = data.draw(st.dictionaries(st.sampled_from(["at_least", "at_most", "other"]), SIDES, max_size=3))
    fact = FACTS[name]
    try:
        expected = read_value(raw, fact.type)
    except BadValue:
        with pytest.raises(ProfileError):
            admit({name: raw})
    else:
        assert admit({name: raw}).value(name) == expected
        assert IKMProfile(**{name: raw}) == IKMProfile(**{name: MappingProxyType(raw)})  # which no quick way takes


@given(profiles(extended=True))
def test_no_fact_is_both_exact_and_ranged_and_nothing_is_outside_its_type(raw):
    snapshot = admit(raw, BOTH)
    assert not snapshot.exact.keys() & snapshot.ranged.keys()
    for name, (low, high) in snapshot.ranged.items():
        first, last = BOTH[name].type.bounds
        assert first <= low < high <= last
        assert (low, high) != (first, last)
    for name, value in snapshot.exact.items():
        assert value is not None
        if BOTH[name].type.kind.is_ordered:
            assert BOTH[name].type.low <= value <= BOTH[name].type.high


@pytest.mark.parametrize("name", [*FACTS, *EXTRA, "permits"])
def test_hostile_values_are_read_or_refused_and_nothing_else(name):
    for raw in HOSTILE:
        for form in (raw, [raw], {"at_least": raw}, [{"kind": raw, "number": raw, "expires_on": raw}]):
            found = problems_of({name: form})
            assert {problem.code for problem in found} <= {
                "NK402",
                "NK405",
                "NK406",
                *({"NK410", "NK412", "NK413"} if name == "pirt_number" else ()),
            }
            assert len(json.dumps([problem.to_dict() for problem in found])) < 5000


@given(st.dictionaries(st.text(max_size=20), st.one_of(st.none(), st.integers(), st.text(max_size=5)), max_size=5))
def test_any_keys_are_known_or_named(raw):
    found = problems_of(raw)
    assert {problem.code for problem in found} <= {"NK401", "NK402"}
    assert sum(problem.code == "NK401" for problem in found) == len(raw.keys() - FACTS.keys() - {"permits"})


@pytest.mark.parametrize(
    ("key", "suggestion"),
    [
        ("wrokers", "workers"),
        ("Pirt-Status", "pirt_status"),
        ("omzet", "annual_sales"),
        ("Omset Tahunan (Rp)", "annual_sales"),
        ("Jumlah Tenaga Kerja Pria", "workers_men"),
        ("No. PIRT", "pirt_number"),
        ("Perizinan", "permits"),
        ("permit", "permits"),
        ("", None),
        ("qqqqqq", None),
        ("x" * 500, None),
        (5, None),
        (("a",), None),
        (None, None),
    ],
)
def test_an_unknown_key_is_an_error_with_the_fact_it_may_mean(key, suggestion):
    (problem,) = refused({key: 1}).problems
    assert problem.code == "NK401"
    assert problem.advice() == (f"did you mean '{suggestion}'?" if suggestion else None)


def test_of_thousands_of_unknown_keys_only_the_first_are_compared_with_every_fact(monkeypatch):
    compared = []
    monkeypatch.setattr(findings, "suggestion", lambda name, known: compared.append(name))
    with pytest.raises(ProfileError) as refused:
        admit({f"workerz{number}": 1 for number in range(3000)} | {"Tenaga Kerja": 1})
    assert len(refused.value.problems) == 3001
    assert 0 < len(compared) < 300
    assert [one.advice() for one in refused.value.problems if one.slots["name"] == "Tenaga Kerja"] == ["did you mean 'workers'?"]


def test_a_key_in_both_languages():
    (problem,) = refused({"omzet": 1}).problems
    assert problem.text("id") == "omzet galat NK401 'omzet' bukan fakta yang dikenal; maksud Anda 'annual_sales'?"


def test_all_problems_come_at_once_each_at_its_place():
    places = {"workers": Place("p.yaml", 3, 10), "permits[0]": Place(line=7, column=5), "permits[0].expires_on": Place(line=9, column=17)}
    raw = {
        "omzet": 1,
        "workers": "x",
        "sector": "makanan",
        "capital": 5,
        "permits": [{"kind": "pirt", "expires_on": "31/12/2026", "status": "ada"}],
    }
    error = refused(raw, file="p.yaml", places=places)
    assert [(str(problem.place), problem.code) for problem in error.problems] == [
        ("p.yaml omzet", "NK401"),
        ("p.yaml sector", "NK402"),
        ("p.yaml:3:10 workers", "NK402"),
        ("p.yaml:7:5 permits[0].status", "NK402"),
        ("p.yaml:9:17 permits[0].expires_on", "NK402"),
    ]


def test_the_title_of_a_choice_leads_to_the_choice():
    for raw, choice in (("Pangan olahan", "processed_food"), ("wood, furniture and carving", "wood")):
        assert f"did you mean '{choice}'" in str(refused({"sector": raw}))
    assert "did you mean '3305'" in str(refused({"regency": "KABUPATEN KEBUMEN"}))


@pytest.mark.parametrize("raw", [None, 5, "workers: 5", [("workers", 5)], {5}, date(2019, 1, 1)])
def test_a_profile_is_a_mapping(raw):
    (problem,) = refused(raw, file="p.yaml").problems
    assert problem.code == "NK403"
    assert str(problem) == f"p.yaml error NK403 a profile must be a mapping of facts to values, read: {type(raw).__name__}"


def test_a_fact_that_is_worked_out_cannot_be_given():
    door = Door(FACTS, {"share": ("capital", "annual_sales")})
    with pytest.raises(ProfileError) as raised:
        door.admit({"share": 1, "shore": 2})
    assert [str(problem) for problem in raised.value.problems] == [
        "share error NK408 share is worked out by the rules and cannot be given; give the facts it is made of: capital, annual_sales",
        "shore error NK401 'shore' is not a known fact",
    ]
    model = profile_model("With", {}, worked_out={"share": ("capital",)})
    with pytest.raises(ValueError, match="NK408"):
        model(share=1)


def test_python_values_are_told_as_they_are_written():
    for raw, written in (
        (Decimal("2.500"), "2.500"),
        ([Decimal("2.500")], "[2.500]"),
        ([date(2019, 5, 31)], "[2019-05-31]"),
        ({"months": "3", "x": ["a"]}, "{months: 3, x: [a]}"),
        ([datetime(2019, 5, 31, 8)], "[2019-05-31T08:00:00]"),  # noqa: DTZ001
    ):
        (problem,) = refused({"workers": raw}).problems
        assert problem.slots["read"] == written


def test_dates_as_text_and_out_of_bounds():
    assert admit({"operating_since": "2019-05-31"}).exact == {"operating_since": date(2019, 5, 31).toordinal()}
    for raw, hint in (
        ("2019-02-30", "there is no such date"),
        ("1700-01-01", "out of bounds"),
        (date(1700, 1, 1), "out of bounds"),
        ("2019-W01-1", "write a date"),
    ):
        assert hint in str(refused({"operating_since": raw}))


def test_any_mapping_and_any_profile_is_read():
    raw = {"workers": 5}
    for form in (raw, UserDict(raw), MappingProxyType(raw), IKMProfile(workers=5)):
        assert admit(form).exact == raw
        assert admit(form, EXTRA | dict(FACTS)).exact == raw


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ({"workers_men": 3, "workers_women": 4}, 7),
        ({"workers_men": 0, "workers_women": 0}, 0),
        ({"workers_men": 3, "workers_women": {"at_least": 1, "at_most": 4}}, (4, 7)),
        ({"workers_men": 3}, (3, 500_003)),
        ({"workers_women": {"at_most": 4}}, (0, 500_004)),
        ({}, None),
    ],
)
def test_men_and_women_are_all_workers(raw, expected):
    snapshot = admit(raw)
    assert snapshot.value("workers") == expected
    assert ("workers" in snapshot.origins) is (expected is not None)


def test_given_workers_win_and_a_contradiction_is_a_warning():
    for workers, count in ((7, 0), (8, 1), ({"at_most": 6}, 1), ({"at_least": 6}, 0)):
        snapshot = admit({"workers": workers, "workers_men": 3, "workers_women": 4}, file="a.yaml", places={"workers": Place(line=2)})
        assert "workers" not in snapshot.origins
        assert [str(problem.place) for problem in snapshot.problems] == ["a.yaml:2 workers"] * count


def test_bounds_of_another_catalogue_are_kept():
    facts = {name: FACTS[name] for name in ("workers_men", "workers_women")}
    assert admit({"workers_men": 3, "workers_women": 4}, facts).exact == {"workers_men": 3, "workers_women": 4}
    assert admit({"permits": [{"kind": "pirt", "status": "held"}]}, facts).exact == {}


PERSONAL = [name for name, fact in BOTH.items() if fact.personal]
SECRET = "RAHASIA-3201"  # noqa: S105 - what must not be shown


@pytest.mark.parametrize("name", PERSONAL)
@pytest.mark.parametrize("form", [[SECRET], {SECRET: SECRET}, {"at_least": SECRET}, SECRET + "\x00", b"RAHASIA-3201", "lanca" + SECRET])
def test_personal_values_are_in_no_problem(name, form):
    raw = {
        name: form,
        "unknown": SECRET,
        "permits": [{"kind": "nib", "number": form if not isinstance(form, str) else [form]}, {"number": [SECRET]}, SECRET],
    }
    error = refused(raw, facts=BOTH)
    told = [str(error), repr(error), *(repr(problem) for problem in error.problems)]
    told += [json.dumps(problem.to_dict(lang)) for problem in error.problems for lang in ("id", "en")]
    assert not [line for line in told if SECRET in line]
    assert "(personal data)" in str(error)


def test_a_contradiction_of_personal_numbers_shows_none():
    snapshot = admit({"nib_number": SECRET, "permits": [{"kind": "nib", "status": "held", "number": f"other {SECRET}"}]})
    (problem,) = snapshot.problems
    assert problem.code == "NK404"
    assert SECRET not in str(problem) + repr(problem) + str(snapshot.origins)


def test_a_personal_choice_is_not_hinted_at():
    assert "did you mean" not in str(refused({"credit_quality": "Lancar"}))


def test_a_door_is_made_once_and_used_often():
    door = Door(BOTH)
    for name, fact in EXTRA.items():
        assert door.facts[name] is fact
    assert door.admit({"ph": "7,5", "materials": ["wood"], "labels": [], "lease_ends_on": "never"}).exact == {
        "ph": 75,
        "materials": frozenset({"wood"}),
        "labels": frozenset(),
        "lease_ends_on": NEVER,
    }


@given(st.data())
def test_filling_in_men_and_women_stays_inside_all_workers(data):
    raw = {
        name: data.draw(raw_value(FACTS[name].type))
        for name in data.draw(st.lists(st.sampled_from(["workers_men", "workers_women"]), unique=True))
    }
    before = admit(raw)
    full = {}
    for name in ("workers_men", "workers_women"):
        value = before.value(name)
        low, high = FACTS[name].type.bounds if value is None else value if isinstance(value, tuple) else (value, value)
        full[name] = data.draw(st.integers(low, high))
    after = admit(full).exact["workers"]
    value = before.value("workers")
    low, high = FACTS["workers"].type.bounds if value is None else value if isinstance(value, tuple) else (value, value)
    assert low <= after <= high


@given(st.data(), st.sampled_from([name for name, fact in BOTH.items() if fact.type.kind.is_ordered]))
def test_a_range_of_one_value_is_that_value(data, name):
    kind = BOTH[name].type
    raw = data.draw(exact(kind))
    for form in ({"at_least": raw, "at_most": raw}, Range(raw, raw)):
        assert admit({name: form}, BOTH) == admit({name: raw}, BOTH)


def test_numbers_of_the_catalogue_are_all_ordered_kinds_with_bounds():
    assert all(fact.type.kind is not Kind.DURATION for fact in BOTH.values())
    assert all(fact.type.low < fact.type.high for fact in BOTH.values() if fact.type.kind.is_ordered)
