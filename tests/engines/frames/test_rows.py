"""One row of a table, explained: read as the door of profiles reads it, and compared with the result that stood in it."""

import copy
import pickle
from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType

import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import naikkelas as nk
from naikkelas.engines.frames.given import table_types
from naikkelas.engines.frames.row_reading import compile_quick, contradictions, profile_of

AS_OF = date(2026, 11, 1)
RULES = nk.loads(
    """
format: naikkelas/1
rule_set: stall
version: 1
facts:
  ph: {type: number, decimals: 1, at_least: 0, at_most: 14}
  debt: {type: money, at_least: -1000}
  grade: {type: choice, of: [a, b]}
  village: {type: text}
  labels: {type: set, of: text}
  big: {derive: {machines: {at_least: 4}}}
  machines: {type: integer, at_least: 0, at_most: 8}
  total: {sum: [machines, workers]}
  size: {type: choice, of: [micro, small], table: {rows: [{when: {workers: {at_most: 4}}, then: micro}], otherwise: small}}
criteria:
  permit: {require: {pirt_status: {is: held}, pirt_expires_on: {on_or_after: $as_of}}}
  lasting: {kind: note, require: {halal_expires_on: {on_or_after: $as_of}}}
  acid: {kind: note, require: {ph: {at_most: 4.6}}}
  owes: {kind: note, require: {debt: {at_most: 0}}}
  graded: {kind: note, require: {grade: {is: a}}}
  near: {kind: note, require: {village: {is: Jetis}}}
  home: {kind: note, require: {regency: {in: [3305, 3306]}}}
  trade: {kind: note, require: {kbli: {in: ["10794"]}}}
  labelled: {kind: note, require: {labels: {includes: halal}}}
  grown: {kind: note, require: {big: {is: true}}}
  summed: {kind: note, require: {total: {at_least: 2}}}
  micro: {kind: note, require: {size: {is: micro}}}
  market: {kind: preference, points: 5, require: {knows_market: {is: true}}}
"""
)
TYPES = table_types(RULES.linked, RULES.catalogue)
QUICK = compile_quick(TYPES, RULES.catalogue)


def moment(*parts):
    return datetime(*parts)  # noqa: DTZ001 - as a database gives it


#: What stands in cells: good values, and all that is nearly one.
CELLS = [
    None, True, False, 0, 1, 3, 8, 9, -1, 2**63, 4.6, 4.65, 3.0, float("nan"), "", " ", "3", "4,5", "500 juta", "a", "z", " a", "Jetis", "Je\u0301tis",
    "ber\x00baris", "x" * 1001, "held", "3305", "3305.0", 3305, "10794", "1079", "2027", "2027-01", "2027-01-31", "never", "true", "ya", "micro",
    date(2027, 1, 31), date(2026, 1, 1), date(1700, 1, 1), date(2200, 12, 31), date(2201, 1, 1), date.max, moment(2027, 1, 31), moment(2027, 1, 31, 9),
    moment(9999, 12, 31), Decimal("4.6"), Decimal("NaN"), [], ["halal"], ("halal", "x"), {"halal"}, {"at_least": 2}, {"at_least": 5, "at_most": 3},
    {"at_least": date(2026, 1, 1), "at_most": date(2027, 1, 1)}, {}, {"months": 3}, np.int64(3), np.float64(4.5), np.float64("nan"), np.bool_(True),
    np.array(["halal"], dtype=object), np.datetime64("2027-01-31"), pd.NaT, pd.NA, pd.Timestamp(2027, 1, 31), b"x", object,
]  # fmt: skip
NAMES = [*TYPES, "workers", "pirt_number", *(f"{name}__{side}" for name in TYPES for side in ("low", "high")), "nk_assumed", "other"]
ROWS = st.dictionaries(st.sampled_from(NAMES), st.sampled_from(CELLS), max_size=8)


ROW = {"pirt_status": "held", "pirt_expires_on": date(2027, 1, 1), "machines": 3, "workers": 2, "grade": "a"}


def read(reader, row):
    """A snapshot as data, or the problems that were found instead."""
    try:
        found = reader(row)
    except nk.ProfileError as refused:
        return [str(each) for each in refused.problems]
    exact = {name: (type(value), value) for name, value in found.exact.items()}
    return exact, found.ranged, found.origins, found.problems


@settings(max_examples=400, deadline=None)
@given(ROWS)
@example(dict.fromkeys(TYPES, date.max))
@example({"machines": None, "machines__low": 2, "machines__high": 5})
@example({"machines": " ", "machines__low": 2, "machines__high": 2})
@example({"machines__low": 5, "machines__high": 2})
@example({"machines": 3, "machines__low": 5})
@example({"workers_men": 3, "workers": 2})
@example({"workers_men__low": 3})
def test_what_is_read_quickly_is_what_the_door_reads(row):
    slowly, quickly = read(lambda row: RULES.admit(profile_of(row, TYPES)), row), QUICK(row)
    assert quickly is None or read(lambda _: quickly, row) == slowly
    explained = read(lambda row: RULES.explain_row(row, as_of=AS_OF, prefix="none_")._snapshot, row)
    if wrong := [str(each) for each in contradictions(row, TYPES)]:
        assert quickly is None
        assert sorted(explained) == sorted([*wrong, *(slowly if isinstance(slowly, list) else ())])
    else:
        assert explained == slowly


def test_plain_values_are_read_without_the_door():
    assert QUICK(ROW) == RULES.admit(ROW)
    assert QUICK(ROW | {"machines": 9}) is None


@pytest.mark.parametrize("name", sorted(TYPES))
def test_every_cell_of_every_fact_is_read_as_the_door_reads_it(name):
    for cell in CELLS:
        slowly, quickly = read(lambda row: RULES.admit(profile_of(row, TYPES)), {name: cell}), QUICK({name: cell})
        assert quickly is None or read(lambda _, found=quickly: found, {}) == slowly, cell


def decided(row, **options):
    (made,) = RULES.decide_frame([row], as_of=AS_OF, allow_missing=True, **options)
    return made


def codes(decision):
    return [(found.code, found.place.path) for found in decision.problems]


def test_a_result_is_compared_as_it_stood_when_the_row_was_explained():
    row = decided(ROW)
    fits, changed = RULES.explain_row(row, as_of=AS_OF), RULES.explain_row(row | {"grade": "b"}, as_of=AS_OF)
    for name in row:
        row[name] = None
    assert codes(fits) == codes(fits) == []
    assert codes(changed) == codes(changed) == [("NK527", "nk_graded"), ("NK527", "nk_mask_0")]
    assert fits == RULES.decide(ROW, as_of=AS_OF)
    assert fits.to_json() == RULES.decide(ROW, as_of=AS_OF).to_json()


READ = ("criteria", "scope", "facts", "questions", "masks", "problems", "statuses")


@settings(max_examples=40, deadline=None)
@given(st.permutations(READ), st.sampled_from([ROW, {**ROW, "ph": None}, {}]), st.booleans())
def test_it_does_not_matter_in_which_order_a_decision_about_a_row_is_read(order, row, edited):
    made = decided(row) | ({"nk_graded": "not_applicable"} if edited else {})
    decision, plain = RULES.explain_row(made, as_of=AS_OF), RULES.decide(row, as_of=AS_OF)
    found = {name: getattr(decision, name) for name in order}
    assert codes(decision) == ([("NK527", "nk_graded")] if edited else [])
    assert [found[name] for name in READ if name != "problems"] == [getattr(plain, name) for name in READ if name != "problems"]


@pytest.mark.parametrize("again", [lambda made: pickle.loads(pickle.dumps(made)), copy.copy, copy.deepcopy])  # noqa: S301 - our own
def test_a_decision_about_a_row_may_be_sent_and_copied(again):
    row = decided(ROW)
    del row["nk_graded"], row["nk_points_low"]
    for edited, found in ((row, []), (row | {"pirt_status": "none"}, ["nk_outcome", "nk_permit", "nk_mask_0"])):
        decision = RULES.explain_row(edited, as_of=AS_OF)
        sent = again(decision)
        assert codes(sent) == codes(decision) == [("NK527", name) for name in found]
        assert sent == decision


def test_results_of_any_prefix_are_compared_and_only_those():
    row = decided(ROW, prefix="hasil_") | {"nk_outcome": "ineligible", "nk_graded": "not_met"}
    assert codes(RULES.explain_row(row, as_of=AS_OF, prefix="hasil_")) == []
    assert codes(RULES.explain_row(row | {"grade": "b"}, as_of=AS_OF, prefix="hasil_")) == [
        ("NK527", "hasil_graded"),
        ("NK527", "hasil_mask_0"),
    ]
    assert [name for _, name in codes(RULES.explain_row(row, as_of=AS_OF))] == ["nk_outcome", "nk_graded"]


def test_what_changed_is_said_before_what_contradicts():
    row = decided(ROW | {"size": "small"})
    assert codes(RULES.explain_row(row, as_of=AS_OF)) == [("NK404", "size")]
    assert codes(RULES.explain_row(row | {"grade": "b"}, as_of=AS_OF)) == [
        ("NK527", "nk_graded"),
        ("NK527", "nk_mask_0"),
        ("NK404", "size"),
    ]


def test_a_row_of_any_mapping_is_read_and_stays_as_it_was():
    class Upper(Mapping):
        def __getitem__(self, name):
            return ROW[name]

        def __iter__(self):
            return iter(ROW)

        def __len__(self):
            return len(ROW)

    for row in (Upper(), MappingProxyType(ROW), defaultdict(lambda: "z", ROW)):
        assert RULES.explain_row(row, as_of=AS_OF) == RULES.decide(ROW, as_of=AS_OF)
        assert list(row) == list(ROW)
    known = defaultdict(lambda: "z", nk_outcome="eligible", **ROW)
    assert codes(RULES.explain_row(known, as_of=AS_OF)) == []
    assert list(known) == ["nk_outcome", *ROW]


def test_what_is_assumed_comes_before_what_is_read_of_the_row():
    decision = RULES.explain_row(ROW | {"nk_assumed": "grade machines"}, as_of=AS_OF, assume={"village": "Jetis"})
    assert decision.statuses["near"].value == "met"
    said = decision.explain(lang="en")
    assert said.count("from what is assumed for the whole table") >= 2


@pytest.mark.parametrize(
    ("row", "assumed", "said"),
    [
        ({"knows_market": False}, {"knows_market": True}, "NK523"),
        ({"knows_market": True}, {"knows_market": None}, "NK402"),
        ({"machines": 5}, {"machines": "nobody knows"}, "NK402"),
        ({"knows_market": True}, {"knows_market": "true"}, None),
        ({"knows_market": None}, {"knows_market": True}, None),
        ({"machines__low": 4, "machines__high": 6}, {"machines": 5}, "NK523"),
    ],
)
def test_what_is_assumed_never_hides_what_the_row_says(row, assumed, said):
    if said is None:
        assert RULES.explain_row(row, as_of=AS_OF, assume=assumed).statuses["market"].value == "met"
        return
    with pytest.raises(nk.EvaluationError, match=said):
        RULES.explain_row(row, as_of=AS_OF, assume=assumed)


@pytest.mark.parametrize(
    ("row", "assumed", "kind", "told"),
    [
        (
            {"machines": "many", "grade": "z", "ph": 3.0, "knows_market": False},
            {"machines": 3, "village": None, "knows_market": True, "owner": 1},
            nk.EvaluationError,
            {"NK402 machines", "NK402 grade", "NK402 village", "NK523 knows_market", "NK524 owner"},
        ),
        ({"machines": "many", "grade": "z"}, {"machines": 3}, nk.ProfileError, {"NK402 machines", "NK402 grade"}),
        ({"machines": "many"}, {"machines": "few"}, nk.EvaluationError, {"NK402 machines"}),
        (
            {"machines": 3, "machines__high": 2, "labels": 5},
            {"machines": 4, "nobody": 1},
            nk.EvaluationError,
            {"NK534 machines", "NK523 machines", "NK402 labels", "NK524 nobody"},
        ),
    ],
)
def test_what_is_wrong_with_what_is_assumed_hides_nothing_else_of_the_row(row, assumed, kind, told):
    for as_of, more in ((AS_OF, set()), ("day", {"NK528 day"})):
        with pytest.raises(nk.ProblemsError) as caught:
            RULES.explain_row(row, as_of=as_of, assume=assumed)
        assert {f"{one.code} {one.place.path}" for one in caught.value.problems} == told | more
        assert type(caught.value) is (nk.EvaluationError if more else kind)


def test_a_row_may_be_a_series_of_pandas():
    table = RULES.decide_frame(pd.DataFrame([ROW, dict.fromkeys(ROW)]), as_of=AS_OF, allow_missing=True)
    for number, facts in enumerate((ROW, {})):
        assert RULES.explain_row(table.iloc[number], as_of=AS_OF) == RULES.decide(facts, as_of=AS_OF)


def test_of_two_labels_of_a_series_none_is_picked():
    for answers in ([True, False], [False, True]):
        with pytest.raises(nk.EvaluationError, match="NK526"):
            RULES.explain_row(pd.Series(answers, index=["knows_market", "knows_market"]), as_of=AS_OF)


def test_an_assumption_hides_no_contradiction_and_never_is_the_last_day():
    with pytest.raises(nk.ProfileError, match="NK534"):
        RULES.explain_row({"machines": 3, "machines__high": 2}, as_of=AS_OF, assume={"machines": 3})
    for written in (date.max, "never"):
        row = RULES.decide_frame([{}], as_of=AS_OF, allow_missing=True, assume={"halal_expires_on": written})[0]
        for again in (date.max, "never"):
            decision = RULES.explain_row(row, as_of=AS_OF, assume={"halal_expires_on": again})
            assert (decision.statuses["lasting"].value, decision.problems) == ("met", ())


@pytest.mark.parametrize("wrong", [{"assume": "ph"}, {"assume": ["ph"]}, {"assume": pd.Series([1])}, {"prefix": None}, {"prefix": 1}])
def test_arguments_of_the_wrong_type_are_named(wrong):
    with pytest.raises(nk.EvaluationError, match="NK538"):
        RULES.explain_row({}, as_of=AS_OF, **wrong)


@pytest.mark.parametrize(
    "thing", [None, 3, "pirt_status", ("held", 3), [1], {1}, pl.Series([1]), pl.DataFrame({"x": [1]}), pd.DataFrame({"x": [1]})]
)
def test_what_is_no_row_is_refused(thing):
    with pytest.raises(nk.EvaluationError, match="NK520"):
        RULES.explain_row(thing, as_of=AS_OF)


# --- an exact value and its sides ------------------------------------------------------------------------------------

SIDED = [
    ({"workers": 5, "workers__low": 6}, False),
    ({"workers": 5, "workers__low": 5}, True),
    ({"workers": 5, "workers__high": 4}, False),
    ({"workers": 5, "workers__high": 5}, True),
    ({"workers": 5, "workers__low": 3, "workers__high": 2}, False),
    ({"workers": 5, "workers__low": "x"}, False),
    ({"workers": 5, "workers__low": None, "workers__high": float("nan")}, True),
    ({"pirt_expires_on": date(2027, 1, 1), "pirt_expires_on__high": date(2026, 12, 31)}, False),
    ({"debt": "2 juta", "debt__low": 1_000_000}, True),
    ({"debt": "2 juta", "debt__low": 3_000_000}, False),
    ({"debt": {"at_least": 1, "at_most": 9}, "debt__low": 1, "debt__high": 9}, True),
    ({"debt": {"at_least": 1, "at_most": 9}, "debt__low": 0, "debt__high": 10}, True),
    ({"debt": {"at_least": 1, "at_most": 9}, "debt__low": 5}, False),
    ({"debt": {"at_least": 1, "at_most": 9}, "debt__high": 8}, False),
    ({"pirt_expires_on": "2027", "pirt_expires_on__high": date(2027, 12, 31)}, True),
    ({"pirt_expires_on": "2027", "pirt_expires_on__high": date(2027, 12, 30)}, False),
    ({"pirt_expires_on": "2027", "pirt_expires_on__high": "x"}, False),
    ({"ph": 4.5, "ph__low": 4.6}, False),
]


@pytest.mark.parametrize(("row", "fits"), SIDED, ids=repr)
def test_a_row_and_a_table_refuse_the_same_sides(row, fits):
    decided = RULES.decide_frame([row], as_of=AS_OF, allow_missing=True)[0]
    assert (decided["nk_problems"] is None) is fits
    if fits:
        assert RULES.explain_row(decided, as_of=AS_OF).problems == ()
    else:
        with pytest.raises(nk.ProfileError):
            RULES.explain_row(row, as_of=AS_OF)


def test_an_exact_value_outside_its_sides_is_told_with_both():
    with pytest.raises(nk.ProfileError) as caught:
        RULES.explain_row({"workers": 5, "workers__low": 6}, as_of=AS_OF)
    assert [(each.code, each.place.path) for each in caught.value.problems] == [("NK534", "workers")]
    assert "5" in str(caught.value)
    assert "6" in str(caught.value)


@pytest.mark.parametrize("said", [pd.NA, np.array([1, 2]), float("nan"), None, object], ids=["NA", "array", "nan", "none", "class"])
def test_whatever_stands_in_a_result_is_told_and_not_raised(said):
    row = decided(ROW)
    decision = RULES.explain_row(row | {"nk_points_low": said}, as_of=AS_OF)
    assert codes(decision) == [("NK527", "nk_points_low")]


# --- results that were written to a file -------------------------------------------------------------------------------


def as_texts(row, blank=""):
    return {name: blank if value is None else str(value) for name, value in row.items()}


@pytest.mark.parametrize("blank", ["", " ", None, float("nan")], ids=repr)
def test_a_result_read_from_a_file_as_texts_is_the_same_result(blank):
    for row in (ROW, {**ROW, "ph": None}, {}):
        written = as_texts(decided(row), blank) | row
        assert codes(RULES.explain_row(written, as_of=AS_OF)) == []
        floating = {name: f"{value}.0" if name.startswith(("nk_points", "nk_mask")) else value for name, value in written.items()}
        assert codes(RULES.explain_row(floating, as_of=AS_OF)) == []


@pytest.mark.parametrize("said", ["11", "1O", "0 poin", "", "nan", "sNaN", "0_0", "²", "9" * 5000])
def test_a_text_that_is_not_the_number_has_changed(said):
    written = as_texts(decided(ROW)) | ROW | {"nk_points_low": said}
    assert codes(RULES.explain_row(written, as_of=AS_OF)) == [("NK527", "nk_points_low")]


@pytest.mark.parametrize("blank", [None, "", float("nan"), pd.NA], ids=repr)
def test_a_row_that_could_not_be_decided_and_now_can_has_changed(blank):
    undecided = decided({**ROW, "workers": "many"})
    assert (undecided["nk_outcome"], undecided["nk_problems"]) == (None, "workers")
    row = {name: blank if value is None else value for name, value in undecided.items()} | {"workers": 3}
    decision = RULES.explain_row(row, as_of=AS_OF)
    assert codes(decision)[0] == ("NK527", "nk_outcome")
    assert "nk_outcome says nothing, now it is" in decision.problems[0].message("en")
    assert "nk_outcome tertulis kosong, sekarang" in decision.problems[0].message("id")
    for name in ("nk_outcome", "nk_problems"):  # without either nothing says that this row could not be decided
        assert codes(RULES.explain_row({key: value for key, value in row.items() if key != name}, as_of=AS_OF)) == []
    assert codes(RULES.explain_row(row | {"nk_problems": blank}, as_of=AS_OF)) == []


def test_a_row_that_could_not_be_decided_and_still_cannot_says_only_that():
    with pytest.raises(nk.ProfileError) as caught:
        RULES.explain_row(decided({**ROW, "workers": "many"}), as_of=AS_OF)
    assert [(each.code, each.place.path) for each in caught.value.problems] == [("NK402", "workers")]
