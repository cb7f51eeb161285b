"""What is told of a scorecard: the score, the threshold, and the few indicators that would move it."""

from datetime import date
from fractions import Fraction

import pytest

import naikkelas as nk
from naikkelas.explain import sentence
from naikkelas.logic import MET, NOT_MET, UNKNOWN
from tests.explain.make import AS_OF, RULES, score, scored

RULE_SET = """
format: naikkelas/1
rule_set: readiness
version: 1
parameters:
  threshold: {title: {id: "ambang", en: "threshold"}, type: integer, values: {2020-01-01: 75}}
facts:
  nickname: {type: text, personal: true}
  readiness:
    title: {id: "skor kesiapan", en: "readiness score"}
    scorecard:
      scale: 100
      groups:
        management:
          indicators:
            - {require: {keeps_books: {is: true}}, weight: 3, title: {id: "pembukuan", en: "books"}}
            - {require: {business_account: {is: true}}, title: {id: "rekening terpisah", en: "separate account"}}
            - {require: {written_sop: {is: true}}, title: {id: "SOP tertulis", en: "written procedures"}}
criteria:
  ready:
    require: {readiness: {at_least: $threshold}}
    remedy: {id: "Lengkapi yang belum", en: "Complete what is lacking"}
outputs: [readiness]
effective: {from: 2020-01-01}
"""
DONE = {"keeps_books": True, "business_account": False, "written_sop": False}


def decided(profile, text=RULE_SET):
    return nk.loads(text).decide(profile, as_of=date(2026, 11, 1))


def told(reason, lang="id"):
    return sentence(reason, lang, AS_OF, RULES)


def test_a_score_that_is_too_low_says_what_is_lacking_and_what_to_do():
    made = decided(DONE).explain()
    assert "✗ Skor kesiapan: 60 dari 100; minimal 75; kurang 15; belum: rekening terpisah dan SOP tertulis" in made
    assert "Yang perlu dilakukan: Lengkapi yang belum" in made
    assert "• skor kesiapan: 60 dari 100" in made
    assert "✗ Readiness score: 60 of 100; at least 75 needed; 15 short; not yet: separate account and written procedures" in decided(
        DONE
    ).explain("en")


def test_an_open_score_says_what_is_not_known_before_what_is_lacking():
    made = decided({"keeps_books": True, "business_account": False}).explain()
    line = "? Skor kesiapan: 60 sampai 80 dari 100; minimal 75; belum pasti cukup; belum diketahui: SOP tertulis; belum: rekening terpisah"
    assert line in made


def test_a_score_that_is_enough_needs_no_list():
    made = decided({"keeps_books": True, "business_account": True, "written_sop": False}).explain()
    assert "✓ Skor kesiapan: 80 dari 100; minimal 75\n" in made


def test_several_groups_are_told_one_by_one_and_the_first_line_names_what_counts_most():
    of = scored(
        60, books={"met": ["pembukuan"], "not_met": ["SOP"]}, legal={"not_met": ["NIB"], "not_applicable": ["PIRT"], "unknown": ["NPWP"]}
    )
    assert told(score("at_least", 75, truth=NOT_MET, value=600_000, of=of)) == (
        "skor kesiapan: 60 dari 100; minimal 75; kurang 15; belum: NIB (legal) dan SOP (books); per kelompok: "
        "(1) books (bobot 1): belum: SOP; sudah: pembukuan (2) legal (bobot 2): belum: NIB; belum diketahui: NPWP; tidak berlaku: PIRT"
    )


def test_a_score_that_is_too_high_says_what_raised_it():
    of = scored(60, risks={"met": ["utang"], "not_met": ["sengketa"]})
    assert told(score("at_most", 50, truth=NOT_MET, value=600_000, of=of)).endswith("maksimal 50; kelebihan 10; sudah: utang")


@pytest.mark.parametrize(
    ("low", "high", "may_be_empty", "words"),
    [
        (60, 60, False, "60 dari 100"),
        (Fraction(125, 2), Fraction(125, 2), False, "62,5 dari 100"),
        (Fraction(200, 3), Fraction(200, 3), False, "66,66 dari 100"),
        (Fraction(100, 3), Fraction(200, 3), False, "33,33 sampai 66,67 dari 100"),
        (None, None, True, "tidak ada indikator yang berlaku"),
        (0, 50, True, "0 sampai 50 dari 100, atau tidak ada indikator yang berlaku"),
    ],
)
def test_a_score_in_words(low, high, may_be_empty, words):
    assert told(scored(low, high, may_be_empty)) == f"skor kesiapan: {words}"


@pytest.mark.parametrize(
    ("exact", "limit", "op", "truth", "words"),
    [
        (Fraction(200, 3), 66, "at_least", MET, "66,66"),
        (Fraction(749_999, 10_000), 75, "at_least", NOT_MET, "74,9999"),
        (Fraction(750_001, 10_000), 75, "at_most", NOT_MET, "75,0001"),
        (Fraction(6_666_666, 100_000), Fraction(6666, 100), "at_most", NOT_MET, "66,66666"),
        (Fraction(75) + Fraction(1, 10**9), 75, "at_most", NOT_MET, "75,000000001"),
    ],
)
def test_a_score_is_never_rounded_across_its_threshold(exact, limit, op, truth, words):
    of = scored(exact, g={"met": ["a"]})
    assert told(score(op, limit, truth=truth, of=of)).startswith(f"skor kesiapan: {words} dari 100;")


@pytest.mark.parametrize(
    ("low", "high", "plain"),
    [
        (60, 60, 60),
        (Fraction(125, 2), Fraction(125, 2), "62.5"),
        (Fraction(200, 3), Fraction(200, 3), "66.66666"),
        (0, Fraction(200, 3), {"at_least": 0, "at_most": "66.66667"}),
        (Fraction(1, 8), 50, {"at_least": "0.125", "at_most": 50}),
        (Fraction(75) + Fraction(1, 10**9), 100, {"at_least": "75.000000001", "at_most": 100}),
        (None, None, None),
    ],
)
def test_a_score_as_data_keeps_its_side_of_every_threshold(low, high, plain):
    assert scored(low, high).plain == plain


def test_a_score_that_may_be_empty_says_so_in_data():
    assert scored(0, 50, may_be_empty=True).plain == {"at_least": 0, "at_most": 50, "may_be_empty": True}
    assert scored(50, may_be_empty=True).plain == {"at_least": 50, "at_most": 50, "may_be_empty": True}


def test_the_data_of_a_decision_has_every_indicator_with_its_reasons():
    made = decided(DONE).to_dict("id")
    assert made["facts"] == {"readiness": 60}
    (reason,) = made["criteria"]["ready"]["because"]
    assert (reason["value"], reason["wanted"], reason["parameters"]) == (60, [75], ["threshold"])
    (card,) = reason["inputs"]
    assert (card["scorecard"], card["score"], card["scale"]) == ("readiness", 60, 100)
    (group,) = card["groups"].values()
    assert [(one["title"]["id"], one["status"], one["weight"]) for one in group["indicators"]] == [
        ("pembukuan", "met", 3),
        ("rekening terpisah", "not_met", 1),
        ("SOP tertulis", "not_met", 1),
    ]
    assert group["indicators"][1]["because"][0]["fact"] == "business_account"


def test_a_limit_as_data_has_no_more_decimals_than_it_needs():
    made = decided(DONE, RULE_SET.replace("at_least: $threshold", "between: {from: 70, to: 82.5}")).to_dict()
    assert made["criteria"]["ready"]["because"][0]["wanted"] == [70, "82.5"]


def test_a_personal_fact_hides_the_whole_score():
    text = RULE_SET.replace("{keeps_books: {is: true}}", "{nickname: {is: Ani}}")
    made = decided({"nickname": "Ani", "business_account": True, "written_sop": True}, text)
    for lang in ("id", "en"):
        assert "100" not in made.explain(lang)
    assert made.to_dict()["facts"] == {"readiness": {"hidden": True}}
    (reason,) = made.to_dict("id")["criteria"]["ready"]["because"]
    assert (reason["hidden"], reason["inputs"]) == (True, [])


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_every_format_tells_the_score(form):
    assert "60 dari 100" in decided(DONE).explain("id", form)


def test_titles_follow_from_what_is_asked_where_none_is_written():
    text = RULE_SET.replace(', title: {id: "SOP tertulis", en: "written procedures"}', "").replace(
        "{require: {written_sop: {is: true}}}",
        "{any: [{written_sop: {is: true}}, {$threshold: {at_most: 10}}, {programme: {inopak-naik-kelas: eligible}}]}",
    )
    title = decided(DONE, text.replace("from: 2020-01-01", "from: 2020-12-01")).facts["readiness"].score.groups[0].indicators[2].title
    assert title.id == "punya SOP tertulis, ambang, IKM naik kelas menurut Inopak Institute"


def test_open_unknown_indicators_tell_which_facts_keep_them_open():
    text = RULE_SET.replace(
        "- {require: {keeps_books: {is: true}}, weight: 3",
        "- {require: {keeps_books: {is: true}}, applies_when: {sector: {is: wood}}, weight: 3",
    )
    shown = decided({"keeps_books": True}, text).facts["readiness"].score.groups[0].indicators[0]
    assert shown.status is nk.Status.UNKNOWN
    assert [reason.comparison.left.name for reason in shown.because] == ["sector"]
    assert shown.because[0].truth == UNKNOWN


GROUPS = """
format: naikkelas/1
rule_set: groups
version: 1
facts:
  readiness:
    title: {id: "skor kesiapan", en: "readiness score"}
    scorecard:
      scale: 100
      groups:
        legal: {indicators: [{nib_status: {is: held}}, {npwp_status: {is: held}}, {brand_status: {is: held}}]}
        books: {weight: 3, indicators: [{keeps_books: {is: true}}, {business_account: {is: true}}]}
criteria:
  ready: {require: {readiness: {at_least: 75}}}
outputs: [readiness]
"""
NOTHING = dict.fromkeys(["nib_status", "npwp_status", "brand_status"], "none") | {"keeps_books": False, "business_account": False}


def test_the_first_line_names_only_what_moves_the_score_most():
    made = decided(NOTHING, GROUPS).explain()
    assert "belum: punya pembukuan (books), rekening bank usaha (books), status NIB (legal), dan 2 lainnya; per kelompok:" in made


def test_the_groups_are_told_once():
    made = decided(NOTHING, GROUPS).explain()
    assert made.count("Books (bobot 3): belum: punya pembukuan dan rekening bank usaha") == 1
    alone = decided(NOTHING, GROUPS.replace("require: {readiness: {at_least: 75}}", "require: {workers: {at_least: 1}}")).explain()
    assert alone.count("Books (bobot 3): belum: punya pembukuan dan rekening bank usaha") == 1
