"""Sentences that were false, or said nothing: each is told here as it is."""

from datetime import date
from fractions import Fraction

import pytest

import naikkelas as nk

DAY = date(2026, 11, 1)

RULES = """\
format: naikkelas/1
rule_set: sentences
version: 1
title: {id: "Contoh", en: "Sample"}
facts:
  share: {ratio: {of: requested_loan, to: annual_sales, when_zero: WHEN}, title: {id: "porsi", en: "share"}}
  total: {sum: [capital, annual_sales], title: {id: "jumlah", en: "total"}}
  left: {difference: [capital, annual_sales], title: {id: "sisa", en: "left"}}
  secret: {type: choice, of: [a, b, c], personal: true, title: {id: "rahasia", en: "secret"}}
  readiness:
    title: {id: "skor", en: "score"}
    scorecard:
      scale: 100
      when_empty: EMPTY
      groups:
        books:
          indicators:
            - {applies_when: {sector: {is: wood}}, require: {keeps_books: {is: true}}, title: {id: "punya pembukuan", en: "keeps books"}}
criteria:
"""


def decided(profile, *criteria, when="not_met", empty="not_met"):
    text = RULES.replace("WHEN", when).replace("EMPTY", empty) + "\n".join(f"  c{n}: {asked}" for n, asked in enumerate(criteria))
    return nk.loads(text + "\n").decide(profile, as_of=DAY)


def told(profile, require, lang="id", **more):
    return decided(profile, f"{{require: {require}}}", **more).explain(lang)


# --- what has no value -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("require", ["{share: {at_most: 0.3}}", "{share: {more_than: 0.3}}"])
@pytest.mark.parametrize(
    ("when", "mark", "indonesian", "english"), [("met", "✓", "terpenuhi", "met"), ("not_met", "✗", "tidak terpenuhi", "not met")]
)
def test_a_ratio_without_a_value_says_who_decides(require, when, mark, indonesian, english):
    nothing = {"requested_loan": 10, "annual_sales": 0}
    made = told(nothing, require, when=when)
    assert f"{mark} Porsi: tidak ada nilainya karena pembaginya nol; untuk hal itu aturan menetapkan: {indonesian}; dihitung dari" in made
    assert "terlalu besar" not in made
    assert "lebih dari 0,3" not in made
    made = told(nothing, require, "en", when=when)
    assert f"{mark} Share: has no value because it divides by zero; the rules decide this case: {english}; computed from" in made


def test_a_ratio_that_may_have_no_value_says_what_it_is_otherwise():
    made = told({"requested_loan": 10, "annual_sales": {"at_most": 5}}, "{share: {at_most: 0.3}}")
    assert "✗ Porsi: paling sedikit 2, atau tidak ada nilainya bila pembaginya nol; maksimal 0,3; terlalu besar" in made
    made = told({"requested_loan": 0, "annual_sales": {"at_most": 5}}, "{share: {at_most: 0.3}}", "en", when="met")
    assert "✓ Share: 0, or no value if it divides by zero; at most 0.3 allowed" in made
    made = told({"requested_loan": {"at_most": 2}, "annual_sales": {"at_most": 5}}, "{share: {at_most: 0.3}}")
    assert "? Porsi: belum diketahui; maksimal 0,3" in made


@pytest.mark.parametrize(
    ("empty", "mark", "indonesian", "english"), [("met", "✓", "terpenuhi", "met"), ("not_met", "✗", "tidak terpenuhi", "not met")]
)
def test_an_empty_scorecard_says_who_decides(empty, mark, indonesian, english):
    made = told({"sector": "herbal"}, "{readiness: {at_least: 60}}", empty=empty)
    assert f"{mark} Skor: tidak ada indikator yang berlaku; untuk hal itu aturan menetapkan: {indonesian}" in made
    made = told({"sector": "herbal"}, "{readiness: {at_least: 60}}", "en", empty=empty)
    assert f"{mark} Score: no indicator applies; the rules decide this case: {english}" in made


# --- what nobody knows -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("keeps", [True, False])
def test_an_indicator_names_what_is_unknown(keeps):
    made = told({"keeps_books": keeps}, "{readiness: {at_least: 60}}")
    assert "belum diketahui: bidang usaha (menentukan apakah 'punya pembukuan' berlaku)" in made
    made = told({"keeps_books": keeps}, "{readiness: {at_least: 60}}", "en")
    assert "not known yet: sector (decides whether 'keeps books' applies)" in made


def test_an_indicator_of_which_nothing_is_known_is_named_itself():
    assert "belum diketahui: punya pembukuan" in told({}, "{readiness: {at_least: 60}}")


def test_an_indicator_that_is_a_guarded_criterion_names_what_is_unknown():
    text = """
format: naikkelas/1
rule_set: nested
version: 1
facts:
  readiness: {scorecard: {scale: 100, when_empty: not_met, groups: {books: {indicators: [{criterion: books}]}}}}
criteria:
  books: {applies_when: {sector: {is: wood}}, require: {keeps_books: {is: true}}, title: {id: "Punya pembukuan", en: "Keeps books"}}
  ready: {kind: note, require: {readiness: {at_least: 60}}}
"""
    made = nk.loads(text).decide({"keeps_books": True}, as_of=DAY).explain()
    assert "belum diketahui: bidang usaha (menentukan apakah 'Punya pembukuan' berlaku)" in made


def test_a_sum_with_a_missing_part_does_not_invent_an_end():
    made = told({"capital": "100 juta"}, "{total: {at_least: 300 juta}}")
    assert "? Jumlah: paling sedikit Rp100.000.000; minimal Rp300.000.000" in made
    made = told({"capital": "100 juta"}, "{left: {at_least: 300 juta}}", "en")
    assert "Left: at most Rp100.000.000; at least Rp300.000.000 needed" in made
    made = told({"capital": {"at_least": 1, "at_most": 2}, "annual_sales": 5}, "{total: {at_least: 7}}")
    assert "Jumlah: antara Rp6 dan Rp7" in made
    made = told({"capital": {"at_least": 1}, "annual_sales": 5}, "{total: {at_least: 7}}")
    assert "Jumlah: paling sedikit Rp6" in made


def test_the_remedy_of_what_is_not_known_is_a_condition():
    criterion = "{require: {keeps_books: {is: true}}, remedy: {id: Catat, en: Write it down}}"
    for lang, said in (("id", "Bila ternyata belum terpenuhi"), ("en", "If it turns out not to be met")):
        remedy = "Catat" if lang == "id" else "Write it down"
        for kind in ("text", "markdown"):
            assert f"{said}: {remedy}" in decided({}, criterion).explain(lang, kind)
        assert f"{said}</dt><dd>{remedy}" in decided({}, criterion).explain(lang, "html")
        assert said not in decided({"keeps_books": False}, criterion).explain(lang)


# --- ways that have failed ---------------------------------------------------------------------------------------------


def test_a_permit_that_has_expired_is_told_beside_the_one_that_nobody_knows():
    profile = {"sector": "processed_food", "pirt_status": "held", "pirt_expires_on": "2026-10-31"}
    decision = nk.bundled("inopak-naik-kelas").decide(profile, as_of=DAY)
    made = decision.explain()
    assert "? Salah satu dari 2 kemungkinan harus terpenuhi, tetapi belum pasti:" in made
    assert "✗ Izin PIRT berlaku sampai 31 Oktober 2026, sudah tidak berlaku pada 1 November 2026" in made
    assert "? Status izin edar BPOM MD: belum diketahui" in made
    (group,) = decision.to_dict()["criteria"]["permit"]["because"]
    assert group["size"] == len(group["any"]) == 2  # the way that a setting closes is none
    assert [item["status"] for item in group["any"]] == ["not_met", "unknown"]


# --- words -------------------------------------------------------------------------------------------------------------


def test_what_never_expires_does_not_fail_to_come():
    made = told({"halal_expires_on": "never"}, "{halal_expires_on: {at_least_ahead: {months: 1}}}")
    assert "halal berlaku sampai: tidak berakhir" in made
    assert "tidak akan datang" not in made


def test_not_none_is_said_as_anything_else():
    assert "syaratnya selain tidak punya" in told({"halal_status": "none"}, "{halal_status: {is_not: none}}")


def test_one_hidden_line_is_told_once():
    made = told({"secret": "a"}, "{all: [{secret: {is_not: b}}, {secret: {is_not: c}}, {secret: {in: [a, b]}}]}")
    assert made.count("data pribadi, tidak ditampilkan") == 1


def test_between_is_said_of_durations_too():
    made = told({"workers": 5}, "{workers: {between: {from: 2, to: 7}}}")
    assert "di antara 2 orang dan 7 orang" in made


def test_a_score_that_is_compared_is_a_fraction():
    decision = decided({"sector": "wood", "keeps_books": True}, "{require: {readiness: {at_least: 60}}}")
    assert decision.criteria["c0"].because[0].inputs[0].low == Fraction(100)
