"""The JSON of a decision."""

import json
from datetime import date

import pytest

from naikkelas.conditions import AsOf, FactRef, Outcome, ParamRef
from naikkelas.explain import as_dict, sentence
from naikkelas.facts import Text
from naikkelas.logic import MET, NOT_MET, UNKNOWN
from naikkelas.problems import Place, problem
from naikkelas.ranges import NEVER
from naikkelas.results import DecidingSet, DecidingSets, Group, OutputValue, Points, Question, Reference
from tests.explain.hostile import HOSTILE, full_of
from tests.explain.make import (
    AS_OF,
    DERIVED,
    FACTS,
    KICKOFF,
    RULES,
    Told,
    both,
    d,
    days,
    decision,
    every_finding,
    finding,
    months,
    reading,
    result,
    rule_set,
)


def written(*reasons, lang=None):
    """The ``because`` of a criterion with these reasons, after a trip through JSON."""
    return json.loads(json.dumps(as_dict(decision("eligible", result("a", "met", *reasons)), lang)))["criteria"]["a"]["because"]


def test_the_whole():
    told = decision(
        "needs_information",
        result(
            "permit",
            "unknown",
            finding("pirt_status", "is", "held"),
            title=Text("Izin", "Permit"),
            remedy=Text("Urus", "Apply"),
            source=KICKOFF,
        ),
        result("bonus", "not_applicable", kind="preference", not_in_force=True),
        points=Points(0, 10),
        facts={
            "team": OutputValue("team", DERIVED["team"].title, DERIVED["team"].type, (3, 5)),
            "size": OutputValue("size", DERIVED["size"].title, DERIVED["size"].type, None, ("micro", "small")),
            "share": OutputValue("share", DERIVED["share"].title, DERIVED["share"].type, 3500),
            "day": OutputValue("day", both("day"), FACTS["pirt_expires_on"].type, NEVER),
            "none": OutputValue("none", both("none"), DERIVED["team"].type, None),
        },
        questions=(Question(FACTS["sales"], ("permit",), True), Question(FACTS["loan"], (), False)),
        deciding_sets=DecidingSets((DecidingSet(("sales", "loan"), Outcome.ELIGIBLE),), complete=False),
        rules_as_of=date(2025, 1, 2),
    )
    assert as_dict(told) == {
        "rule_set": "contoh",
        "version": "2026.1",
        "hash": "sha256:0",
        "as_of": "2026-11-01",
        "rules_as_of": "2025-01-02",
        "engine_version": "rows/1",
        "outcome": "needs_information",
        "criteria": {
            "permit": {
                "status": "unknown",
                "kind": "requirement",
                "title": {"id": "Izin", "en": "Permit"},
                "because": [
                    {
                        "fact": "pirt_status",
                        "title": {"id": "status izin PIRT", "en": "status of the PIRT permit"},
                        "op": "is",
                        "wanted": ["held"],
                        "value": None,
                        "parameters": [],
                        "limits": None,
                        "other": None,
                        "origin": None,
                        "inputs": [],
                        "status": "unknown",
                        "negated": False,
                    }
                ],
                "remedy": {"id": "Urus", "en": "Apply"},
                "source": {
                    "name": "kickoff",
                    "title": {"id": "Seminar perdana", "en": "Kick-off seminar"},
                    "date": "2020-11-05",
                    "url": "https://example.org/a_b?x=1&y=2",
                    "note": None,
                },
                "at": "rules/x.yaml:14:5",
            },
            "bonus": {
                "status": "not_applicable",
                "kind": "preference",
                "title": {"id": "bonus", "en": "bonus"},
                "because": [],
                "remedy": None,
                "source": None,
                "at": "rules/x.yaml:14:5",
                "points": {"at_least": 0, "at_most": 0},
                "not_in_force": True,
            },
        },
        "facts": {
            "team": {"at_least": 3, "at_most": 5},
            "size": {"one_of": ["micro", "small"]},
            "share": "0.3500",
            "day": "never",
            "none": None,
        },
        "questions": [
            {"fact": "sales", "question": {"id": "Berapa omzet setahun?", "en": "What are your annual sales?"}, "criteria": ["permit"], "settles": True},
            {"fact": "loan", "question": {"id": "Pinjaman?", "en": "Loan?"}, "criteria": [], "settles": False},
        ],
        "deciding_sets": [{"facts": ["sales", "loan"], "outcome": "eligible"}],
        "deciding_sets_complete": False,
        "points": {"at_least": 0, "at_most": 10},
    }  # fmt: skip


def test_what_may_be_empty_is_left_out_when_it_is():
    full = Told(
        Outcome.OUT_OF_SCOPE,
        scope=(finding("knows_market", "is", True, value=False, truth=NOT_MET),),
        problems=(problem("NK404", Place(path="a"), name="a", read="1", expected="2"),),
        rules=rule_set(data_gaps=(both("gap"),)),
    )
    made = as_dict(full, "id")
    assert made["data_gaps"] == [{"id": "gap", "en": "gap"}]
    assert made["problems"][0]["message"].startswith("a diberikan '1'")
    assert as_dict(full)["problems"][0]["message"].startswith("a is given as '1'")
    assert made["scope"][0]["sentence"] == "tahu pasar: tidak; syaratnya ya"
    assert not {"problems", "data_gaps", "scope"} & set(as_dict(Told(Outcome.ELIGIBLE)))


@pytest.mark.parametrize(
    ("made", "part"),
    [
        (finding("since", "at_least_ago", months(12), value=d(2026, 3), limits=(None, d(2025, 11))),
         {"wanted": [{"months": 12}], "value": "2026-03-01", "limits": {"at_most": "2025-11-01"}}),
        (finding("since", "at_least_ago", days(90), value=(d(2025), d(2025, 12, 31)), parameters=("minimum",), limits=(None, 0)),
         {"wanted": [{"days": 90}], "value": {"at_least": "2025-01-01", "at_most": "2025-12-31"}, "parameters": ["minimum"],
          "limits": {"at_most": "0001-01-01"}}),
        (finding("since", "before", AS_OF.toordinal(), right=(AsOf(),)), {"wanted": ["2026-11-01"], "value": None}),
        (finding("pirt_expires_on", "known", value=NEVER, truth=MET), {"op": "known", "wanted": [], "value": "never", "status": "met"}),
        (finding("sales", "between", 1, 5, value=7, limits=(1, 5), negated=True, truth=NOT_MET),
         {"wanted": [1, 5], "limits": {"at_least": 1, "at_most": 5}, "status": "not_met", "negated": True}),
        (finding("sales", "at_least", 1, value=(0, 10**14)), {"value": None}),
        (finding("ph", "at_least", 65, value=70), {"wanted": ["6.5"], "value": "7.0"}),
        (finding("sector", "in", frozenset({"food", "craft"}), value="food", right=(ParamRef("x"),), parameters=("x", None)),
         {"wanted": ["craft", "food"], "parameters": ["x"]}),
        (finding("markets", "includes", "web", value=frozenset({"web", "shop"})), {"value": ["shop", "web"], "wanted": ["web"]}),
        (finding("size", "is", "micro", candidates=("micro", "small")), {"value": {"one_of": ["micro", "small"]}}),
        (finding("size", "is", "micro", candidates=("micro",)), {"value": "micro"}),
        (finding("$gate", "is", True, value=False), {"fact": "$gate", "value": False}),
        (finding("loan", "at_most", 5, value=7, other="sales", right=(FactRef("sales"),)), {"other": "sales", "wanted": [5]}),
        (finding("loan", "at_most", None, value=7, other="sales", right=(FactRef("sales"),)), {"other": "sales", "wanted": [None]}),
        (finding("share", "at_most", 35, right=(ParamRef("cap"),)), {"wanted": ["0.35"]}),
        (finding("months", "at_least", 12, value=8, limits=(None, d(2025, 11)), inputs=(reading("since", d(2026, 3)),)),
         {"wanted": [12], "value": 8, "limits": {"at_most": "2025-11-01"}}),
        (finding("sector", "is", "food", value="food", origin=Text("dari NIB", "from the NIB")), {"origin": {"id": "dari NIB", "en": "from the NIB"}}),
    ],
)  # fmt: skip
def test_findings(made, part):
    (found,) = written(made)
    assert {key: found[key] for key in part} == part


def test_inputs_are_findings_themselves():
    (found,) = written(finding("team", "at_least", 10, value=7, inputs=(reading("men", 3), reading("women", None))))
    assert [(item["fact"], item["op"], item["value"], item["status"]) for item in found["inputs"]] == [
        ("men", "known", 3, "met"),
        ("women", "known", None, "unknown"),
    ]


def test_references_and_groups():
    reference = Reference("criterion", "permit", both("P"), ("met",), "not_met", NOT_MET)
    programme = Reference("programme", "p", both("P"), ("eligible",), "eligible", MET, negated=True)
    group, some = written(Group("any", NOT_MET, (reference, programme), 3), Group("some", UNKNOWN, (reference,), 4, 2, negated=True))
    assert group["any"] == [
        {
            "criterion": "permit",
            "title": {"id": "P", "en": "P"},
            "wanted": ["met"],
            "found": "not_met",
            "status": "not_met",
            "negated": False,
        },
        {"programme": "p", "title": {"id": "P", "en": "P"}, "wanted": ["eligible"], "found": "eligible", "status": "met", "negated": True},
    ]
    assert (group["size"], group["status"], "at_least" in group) == (3, "not_met", False)
    assert (some["at_least"], some["size"], some["negated"], len(some["some"])) == (2, 4, True, 1)


def test_settings_that_are_not_told_are_still_written():
    closed = finding("$gate", "is", True, value=False, truth=NOT_MET)
    (group,) = written(Group("any", NOT_MET, (closed, closed), 2))
    assert len(group["any"]) == 2


def test_personal_values_are_left_out():
    origin = Text("KTP 33", "KTP 33")
    hidden = finding("birth", "at_least_ago", months(1), value=d(1999), truth=MET, hidden=True, origin=origin, inputs=(reading("men", 3),))
    (found,) = written(hidden, lang="id")
    assert (found["hidden"], found["origin"], found["inputs"]) == (True, None, [])
    assert "value" not in found
    assert "1999" not in json.dumps(found)


def test_what_tells_a_personal_value_is_left_out():
    against = finding("loan", "at_most", 41, value=7, other="secret", right=(FactRef("secret"),), limits=(None, 41))
    since = finding("months", "at_least", 204, value=333, inputs=(reading("birth", None, hidden=True),))
    found = written(against, since, lang="en")
    assert found[0]["wanted"] == []
    assert found[0]["limits"] is None
    assert found[1]["hidden"] is True
    assert "41" not in json.dumps(found)
    assert "333" not in json.dumps(found)


@pytest.mark.parametrize("lang", ["id", "en"])
def test_each_reason_carries_its_sentence_in_the_language_asked_for(lang):
    item = finding("team", "at_least", 10, value=7, truth=NOT_MET, inputs=(reading("men", 3),))
    (group,) = written(Group("any", NOT_MET, (item, item), 2), lang=lang)
    assert group["sentence"] == sentence(Group("any", NOT_MET, (item, item), 2), lang, AS_OF, RULES)
    assert group["any"][0]["sentence"] == sentence(item, lang, AS_OF, RULES)
    assert "sentence" in group["any"][0]["inputs"][0]
    assert "sentence" not in json.dumps(written(item))


@pytest.mark.no_cover
def test_every_finding_can_be_written():
    assert len(written(*every_finding(), lang="en")) == len(list(every_finding()))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_data(text):
    made = as_dict(full_of(text), "id")
    assert json.loads(json.dumps(made)) == made
    assert json.dumps(made) == json.dumps(as_dict(full_of(text), "id"))
    assert made["criteria"][text + "met"]["title"]["id"] == text
