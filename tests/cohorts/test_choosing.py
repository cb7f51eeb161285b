"""Places are given as the page says, and what is said of an open candidate holds for every value that nobody knows yet."""

from itertools import product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from naikkelas.cohorts import choosing
from naikkelas.cohorts.choosing import choose
from naikkelas.cohorts.model import Candidate, Cause, CohortPlace, Terms

ADMITTED, POSSIBLE, WAITING = CohortPlace.ADMITTED, CohortPlace.POSSIBLE, CohortPlace.WAITING
WAITING_POSSIBLE, REFUSED = CohortPlace.WAITING_POSSIBLE, CohortPlace.REFUSED
GROUPS = ("a", "b", "c")
SURE = (ADMITTED, WAITING, REFUSED)


def by_the_book(candidates, terms):
    """The places of exact candidates, given out one after the other as the page describes it."""

    def rank(each):
        return (*(value for value, _ in each.order), terms.lot(each.key))

    eligible = sorted((each for each in candidates if each.eligible), key=rank)
    reserved, left = [], dict.fromkeys(GROUPS, 0)
    for each in eligible:
        if left[each.group] < terms.least(each.group):
            left[each.group] += 1
            reserved.append(each)
    admitted = reserved[: terms.places]
    taken = {group: sum(each.group == group for each in admitted) for group in GROUPS}
    for each in eligible:
        if each not in reserved and len(admitted) < terms.places and taken[each.group] < terms.most:
            taken[each.group] += 1
            admitted.append(each)
    rest = [each.key for each in eligible if each not in admitted]
    places = {each.key: REFUSED for each in candidates} | {each.key: ADMITTED for each in admitted}
    places |= dict.fromkeys(rest[: terms.waiting], WAITING)
    ranks = {each.key: at for at, each in enumerate(eligible, 1)}
    return places, ranks, {key: at for at, key in enumerate(rest, 1)}


def completions(candidate):
    """Every candidate that one with unknowns may turn out to be; the last step stands for where its lot lies, if nobody knows its key."""
    for eligible in (True, False) if candidate.eligible is None else (candidate.eligible,):
        for group in GROUPS if candidate.group is None else (candidate.group,):
            lots = (1,) if candidate.has_lot else (0, 2)
            for values in product(*(range(best, worst + 1) for best, worst in candidate.order), lots):
                yield Candidate(candidate.key, eligible, tuple((value, value) for value in values), group)


@st.composite
def crowds(draw, open_facts=True, most=6):
    """Candidates, few of them with unknowns so that all completions can be looked at."""
    size = draw(st.integers(0, most))
    steps, grouped = draw(st.integers(0, 2)), draw(st.booleans())
    unknowns = draw(st.integers(0, 3)) if open_facts else 0
    made = []
    for number in range(size):
        kinds = draw(st.sets(st.sampled_from(["eligible", "group", "lot", 0, 1]), min_size=1, max_size=2)) if number < unknowns else set()
        order = []
        for step in range(steps):
            best = draw(st.integers(0, 3))
            order.append((best, best + (draw(st.integers(1, 2)) if step in kinds else 0)))
        eligible = None if "eligible" in kinds else draw(st.sampled_from([True, True, False]))
        group = None if grouped and "group" in kinds else draw(st.sampled_from(GROUPS)) if grouped else "a"
        made.append(Candidate(f"k{number}", eligible, tuple(order), group, has_lot="lot" not in kinds))
    return draw(st.permutations(made))


@st.composite
def some_terms(draw):
    maximum = draw(st.none() | st.integers(0, 3))
    return Terms(
        draw(st.none() | st.integers(0, 5)),
        draw(st.integers(0, 2 if maximum is None else min(maximum, 2))),
        maximum,
        draw(st.none() | st.frozensets(st.sampled_from(GROUPS))),
        draw(st.none() | st.integers(0, 2)),
        draw(st.sampled_from(["", "s", "t"])),
    )


@given(crowds(open_facts=False, most=9), some_terms())
def test_exact_candidates_get_places_by_the_book_and_nobody_is_possible(crowd, terms):
    cohort = choose(crowd, terms)
    places, ranks, waits = by_the_book(crowd, terms)
    assert {key: standing.place for key, standing in cohort.standings.items()} == places
    for key, standing in cohort.standings.items():
        assert standing.rank == ((ranks[key],) * 2 if key in ranks else None)
        assert standing.waiting == ((waits[key],) * 2 if standing.place is WAITING else None)
        assert standing.cause not in (Cause.OWN_UNKNOWNS, Cause.OTHERS_UNKNOWNS)


@pytest.mark.no_cover
@settings(max_examples=150, deadline=None)
@given(crowds(), some_terms())
@example([Candidate("k0", None, (), "a"), Candidate("k1", True, (), "a")], Terms(1, waiting_list=1))
@example([Candidate("k0", True, (), None), Candidate("k1", True, (), "a"), Candidate("k2", True, (), "b")], Terms(2, 1))
@example([Candidate("k0", True, (), "a", has_lot=False), Candidate("k1", True, (), "a", has_lot=False)], Terms(1))
@example([Candidate("k0", None, (), "a", has_lot=False), Candidate("k1", True, (), "a"), Candidate("k2", True, (), "a")], Terms(2))
def test_what_is_sure_holds_under_every_completion(crowd, terms):
    cohort = choose(crowd, terms)
    for completed in product(*(list(completions(each)) for each in crowd)):
        places, ranks, waits = by_the_book(completed, terms)
        for key, place in places.items():
            standing = cohort[key]
            if standing.place in SURE:
                assert place is standing.place
            if place is ADMITTED:
                assert standing.place in (ADMITTED, POSSIBLE)
            if place is WAITING:
                assert standing.place in (POSSIBLE, WAITING, WAITING_POSSIBLE)
                assert standing.waiting[0] <= waits[key] <= standing.waiting[1]
            if key in ranks:
                assert standing.rank[0] <= ranks[key] <= standing.rank[1]


@settings(max_examples=50, deadline=None)
@given(crowds(), some_terms())
def test_a_tally_holds_under_every_completion(crowd, terms):
    cohort = choose(crowd, terms)
    known = {tally.group: tally for tally in cohort.groups}
    assert sum(sum(tally.places.values()) for tally in cohort.groups) == len(crowd)
    for completed in product(*(list(completions(each)) for each in crowd)):
        places, _, _ = by_the_book(completed, terms)
        for group in GROUPS:
            got = sum(places[each.key] is ADMITTED for each in completed if each.group == group)
            if group in known and known[group].is_met is not None:
                assert (got >= known[group].minimum) is known[group].is_met
            assert group not in known or got <= known[group].most


@given(crowds(most=9), some_terms(), st.randoms())
def test_the_order_of_the_rows_changes_nothing(crowd, terms, random):
    shuffled = list(crowd)
    random.shuffle(shuffled)
    assert choose(shuffled, terms) == choose(crowd, terms)


@given(crowds(most=9), some_terms())
def test_no_more_than_the_quota_are_sure_and_those_who_could_enter_fill_it(crowd, terms):
    cohort = choose(crowd, terms)
    assert len(cohort.admitted) <= terms.places
    assert sum(cohort.counts.values()) == len(cohort) == len(crowd)


def exact(key, *values, group="", eligible=True):
    return Candidate(key, eligible, tuple((value, value) for value in values), group)


def places(cohort):
    return {key: standing.place.value for key, standing in cohort.standings.items()}


def test_without_groups_unknowns_are_open_only_as_far_as_they_reach():
    crowd = [exact("first", 1), exact("second", 2), Candidate("open", True, ((1, 3),)), exact("last", 9), exact("out", 0, eligible=False)]
    cohort = choose(crowd, Terms(2))
    assert places(cohort) == {"first": "admitted", "open": "possible", "second": "possible", "last": "waiting", "out": "refused"}
    assert (cohort["last"].rank, cohort["last"].waiting) == ((4, 4), (2, 2))
    assert cohort["second"].cause is Cause.OTHERS_UNKNOWNS
    assert cohort["open"].cause is Cause.OWN_UNKNOWNS
    assert cohort["out"].cause is Cause.NOT_ELIGIBLE
    assert (cohort["out"].rank, cohort["out"].waiting) == (None, None)


def test_a_minimum_brings_in_a_weak_group_and_a_maximum_holds_a_strong_one():
    strong = [exact(f"s{number}", number, group="strong") for number in range(4)]
    weak = [exact(f"w{number}", 10 + number, group="weak") for number in range(3)]
    cohort = choose([*strong, *weak], Terms(4, minimum=1, maximum=2))
    assert cohort.admitted == ("s0", "s1", "w0", "w1")
    assert (cohort["w0"].cause, cohort["w1"].cause) == (Cause.RANK, Cause.RANK)
    assert (cohort["s2"].cause, cohort["w2"].cause) == (Cause.MAXIMUM, Cause.QUOTA)
    cohort = choose([*strong, *weak], Terms(4, minimum=1))
    assert cohort.admitted == ("s0", "s1", "s2", "w0")
    assert cohort["w0"].cause is Cause.MINIMUM
    cohort = choose([*strong, *weak], Terms(9, maximum=2))
    assert (cohort["s2"].cause, cohort["s3"].waiting) == (Cause.MAXIMUM, (2, 2))


def test_minimums_above_the_quota_give_the_places_to_the_best_of_them():
    cohort = choose([exact(group, rank, group=group) for rank, group in enumerate("abcd")], Terms(2, minimum=1))
    assert cohort.admitted == ("a", "b")
    assert [(tally.group, tally.is_met) for tally in cohort.groups] == [("a", True), ("b", True), ("c", False), ("d", False)]


def test_a_group_of_the_terms_without_candidates_is_counted_too():
    cohort = choose([exact("x", 1, group="a")], Terms(3, minimum=1, groups=frozenset("ab")))
    assert [tally.to_dict()["minimum_is_met"] for tally in cohort.groups] == [True, False]


def test_who_may_belong_to_a_group_counts_for_the_most_it_gets():
    crowd = [
        Candidate("k1", True, (), "a"),
        Candidate("k2", True, (), None),
        Candidate("k3", True, (), "a"),
        Candidate("k4", True, (), "a"),
    ]
    tally = next(each for each in choose(crowd, Terms(4, 2, groups=frozenset("ab"))).groups if each.group == "b")
    assert (tally.is_met, tally.most, sum(tally.places.values())) == (False, 1, 0)


def test_who_is_in_whenever_it_is_eligible_does_not_wait():
    # k1 is the best of group a: in where it is eligible, and nowhere else does it count.
    crowd = [Candidate("k1", None, ((0, 0),), "a"), Candidate("k2", True, ((3, 3),), "b"), Candidate("k3", True, ((2, 2),), "b")]
    cohort = choose(crowd, Terms(3, maximum=1, waiting_list=1))
    assert [(cohort[key].place, cohort[key].waiting) for key in ("k1", "k3", "k2")] == [
        (POSSIBLE, None),
        (ADMITTED, None),
        (WAITING, (1, 1)),
    ]


def test_a_longer_waiting_list_refuses_fewer():
    crowd = [exact(name, rank) for rank, name in enumerate("abcd")]
    assert list(places(choose(crowd, Terms(1, waiting_list=2))).values()) == ["admitted", "waiting", "waiting", "refused"]
    assert list(places(choose(crowd, Terms(1, waiting_list=0))).values()) == ["admitted", "refused", "refused", "refused"]
    assert list(places(choose(crowd, Terms(1))).values()) == ["admitted", "waiting", "waiting", "waiting"]
    assert choose(crowd, Terms(1, waiting_list=2))["d"].cause is Cause.QUOTA


def test_who_may_wait_or_be_refused_is_told_apart_from_who_could_enter():
    crowd = [exact("a", 1), exact("b", 2), Candidate("c", None, ((5, 5),))]
    assert places(choose(crowd, Terms(2))) == {"a": "admitted", "b": "admitted", "c": "waiting_possible"}
    assert places(choose(crowd, Terms(2, waiting_list=0)))["c"] == "refused"


def test_a_lot_decides_between_equals_and_another_seed_draws_anew():
    crowd = [exact(f"k{number}", 7) for number in range(20)]
    drawn = {seed: choose(crowd, Terms(5, seed=seed)).admitted for seed in ("a", "b", "c")}
    assert len(set(drawn.values())) == 3
    assert drawn["a"] == choose(crowd, Terms(5, seed="a")).admitted
    terms = Terms(5, seed="a")
    assert drawn["a"] == tuple(sorted((each.key for each in crowd), key=terms.lot)[:5])


def test_terms_that_contradict_each_other_and_keys_that_stand_twice_are_refused():
    for wrong in ({"quota": -1}, {"minimum": 3, "maximum": 2}, {"minimum": -1}, {"waiting_list": -1}):
        with pytest.raises(ValueError, match="limits"):
            Terms(**wrong)
    for crowd in ([exact("a", 1), exact("a", 2)], [exact("a", 1), exact("b")]):
        with pytest.raises(ValueError, match="key"):
            choose(crowd, Terms(1))


def test_a_cohort_is_told_as_data():
    cohort = choose([exact("a", 1), exact("b", 2)], Terms(1, seed="s"))
    told = cohort.to_dict()
    assert told["counts"] == {"admitted": 1, "possible": 0, "waiting": 1, "waiting_possible": 0, "refused": 0}
    assert told["standings"][1] == {
        "key": "b",
        "place": "waiting",
        "cause": "quota",
        "group": "",
        "rank": {"at_least": 2, "at_most": 2},
        "waiting": {"at_least": 1, "at_most": 1},
    }
    assert (told["quota"], told["seed"]) == (1, "s")


def _walk(field, entry):
    """Every group there is, one after the other."""
    return [choosing._FRESH, *{*field.size, *(field.terms.groups or ())}] if entry.group is None else [entry.group]


@st.composite
def many_groups(draw):
    """Candidates in up to eight groups, and of many nobody knows the group."""
    groups = st.none() | st.sampled_from("abcdefgh")
    values = st.tuples(st.integers(0, 3), st.integers(0, 2))
    drawn = draw(st.lists(st.tuples(st.sampled_from([True, True, None, False]), values, groups), max_size=25))
    return [
        Candidate(f"k{number}", eligible, ((best, best + more),), group) for number, (eligible, (best, more), group) in enumerate(drawn)
    ]


@pytest.mark.no_cover
@settings(max_examples=150, deadline=None)
@given(many_groups(), some_terms())
def test_a_few_groups_stand_for_all_a_candidate_may_be_in(crowd, terms):
    few = choose(crowd, terms)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(choosing._Field, "possible_groups", _walk)
        assert choose(crowd, terms) == few


def test_the_work_does_not_grow_with_the_number_of_groups(monkeypatch):
    asked = []
    seen_from = choosing._Field.seen_from
    monkeypatch.setattr(choosing._Field, "seen_from", lambda *given: asked.append(1) or seen_from(*given))
    crowd = [Candidate(f"k{number}", True, ((number, number + 3),), None if number % 3 == 0 else f"g{number}") for number in range(600)]
    choose(crowd, Terms(100, 1, 2))
    assert len(asked) <= 16 * len(crowd)
