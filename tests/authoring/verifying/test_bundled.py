"""The bundled rule sets are verified: nothing is refuted, and what does not hold is meant so."""

from datetime import date

import pytest

pytest.importorskip("z3", reason="the extra verify is not installed")

import naikkelas as nk
from naikkelas.authoring.verifying import Kind, Verdict, verify
from naikkelas.ruleset.loading import bundled_files

DAY = date(2026, 11, 1)


@pytest.mark.parametrize("name", sorted(bundled_files()))
def test_nothing_is_refuted_and_nothing_left_open(name):
    rules = nk.bundled(name)
    last = rules.linked.effective[1]
    found = verify(rules, DAY if last is None else min(DAY, date.fromordinal(last)))
    assert [
        (claim.kind, claim.about, claim.why) for claim in found.claims if claim.verdict not in (Verdict.PROVED, Verdict.BY_DESIGN)
    ] == []


@pytest.mark.parametrize("name", ["ukuran-usaha", "export-checklist"])
def test_a_report_refuses_nobody_by_design(name):
    found = verify(nk.bundled(name), DAY)
    told = {claim.kind: (claim.verdict, claim.why) for claim in found.claims if claim.kind in (Kind.ELIGIBLE, Kind.REFUSED)}
    assert told == dict.fromkeys((Kind.ELIGIBLE, Kind.REFUSED), (Verdict.BY_DESIGN, "report"))
