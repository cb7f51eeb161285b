"""Explanations of decisions that an engine made."""

import json
from datetime import date

import pytest

import naikkelas as nk
from tests.strategies import seeded_case

AS_OF = date(2026, 11, 1)


def explained(profile, lang="id", **more):
    return nk.bundled("inopak-naik-kelas").decide(profile, as_of=AS_OF).explain(lang=lang, **more)


def test_a_young_business_reads_when_it_will_be_enough():
    text = explained({"operating_since": "2026-03-01"})
    assert "berjalan 8 bulan sejak 1 Maret 2026; minimal 12 bulan; cukup pada 1 Maret 2027" in text
    assert text.count("first_production") == 0


def test_a_permit_names_where_it_comes_from():
    permit = {"kind": "pirt", "status": "held", "number": "P-IRT 2053374020970-28", "expires_on": "2028-05-05"}
    text = explained({"sector": "processed_food", "permits": [permit]}, lang="en")
    assert "2053374020970-28), still valid on 1 November 2026" in text


def test_another_sector_reads_that_the_permit_is_not_asked_of_it():
    text = explained({"sector": "handicraft"})
    assert "Tidak berlaku karena:\n        • Bidang usaha: kerajinan; syaratnya pangan olahan\n" in text


def test_parameters_are_named_in_markdown_and_html_only():
    profile = {"operating_since": "2026-03-01"}
    assert "`minimum_operation`" in explained(profile, format="markdown")
    assert "<code>minimum_operation</code>" in explained(profile, format="html")
    assert "minimum_operation" not in explained(profile)


@pytest.mark.parametrize("seed", range(60))
def test_whatever_an_engine_finds_is_told(seed):
    case = seeded_case(seed)
    decision = case.decide(case.applicant.profile())
    for lang in ("id", "en"):
        for shape in ("text", "markdown", "html"):
            assert "{" not in decision.explain(lang=lang, format=shape)
        made = decision.to_dict(lang)
        assert json.loads(json.dumps(made)) == made
