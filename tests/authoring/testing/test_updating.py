"""Rewriting expectations: only values change, and only where nothing else changes with them."""

import pytest

from naikkelas.authoring.testing import read_cases, run_cases, update_cases
from tests.authoring.testing.folder import BASE, HEAD, beside


def updated(tmp_path, text):
    """The text after updating, and what was refused."""
    path = beside(tmp_path, text)
    (result,) = run_cases([read_cases(path)]).files
    done = update_cases(result)
    assert {problem.code for problem in done.refused} <= {"NK175"}
    assert sorted(tmp_path.iterdir()) == [tmp_path / "stall.test.yaml", tmp_path / "stall.yaml"]
    return path.read_bytes().decode("utf-8"), [(p.place.line, p.slots["name"], p.slots["expected"]) for p in done.refused], done.rewritten


def test_values_change_and_nothing_else(tmp_path):
    before = f"""# a remark
{HEAD}{BASE}
cases:
  - name: "one"    # the first
    expect:   {{outcome: ineligible , points: {{at_least: 0, at_most: 3}}, 'statuses': {{permit: "met"}}, missing: [ workers,sector ]}}  # kept
  - name: two
    without: [sector]
    expect:
      outcome: 'eligible'   # why
      facts: {{size: large, ready: true}}
      missing:
        - workers
        - sector
"""
    after, refused, count = updated(tmp_path, before)
    expected = (
        before.replace("ineligible ,", "eligible ,")
        .replace("{at_least: 0, at_most: 3}", "10")
        .replace('"met"', "not_applicable")
        .replace("[ workers,sector ]", "[]")
        .replace("'eligible'", "needs_information")
        .replace("large, ready: true", "micro, ready: unknown")
        .replace(
            "        - workers\n        - sector\n",
            "        - sector\n        - md_status\n        - pirt_status\n        - pirt_expires_on\n",
        )
    )
    assert after == expected
    assert (refused, count) == ([], 8)
    assert run_cases([read_cases(tmp_path / "stall.test.yaml")]).passed


def test_cells_of_a_table_change(tmp_path):
    text = f"""{HEAD}{BASE}cases:
  - name: t
    columns: [profile.operating_since, expect.outcome, expect.statuses.operation]
    rows:
      - [2025-11-01, ineligible, not_met]   # on the day
      - [2025-11-02, ineligible, not_met]
"""
    after, refused, _ = updated(tmp_path, text)
    assert after == text.replace("[2025-11-01, ineligible, not_met]", "[2025-11-01, eligible, met]")
    assert refused == []


def test_what_rows_share_changes_only_when_it_changes_for_all(tmp_path):
    text = f"""{HEAD}{BASE}cases:
  - name: t
    expect: {{outcome: needs_information, points: 10}}
    columns: [profile.operating_since, expect.statuses.operation]
    rows:
      - [2025-11-01, met]
      - [2020-11-01, met]
"""
    after, refused, count = updated(tmp_path, text)
    assert (after, refused, count) == (text.replace("needs_information", "eligible"), [], 1)
    split = text.replace("2020-11-01, met", "2026-01-01, met")
    after, refused, count = updated(tmp_path, split)
    assert after == split.replace("2026-01-01, met", "2026-01-01, not_met")
    assert refused == [(7, "outcome", "eligible"), (7, "outcome", "ineligible")]
    assert count == 1


def test_what_is_right_for_another_case_is_left(tmp_path):
    text = f"""{HEAD}{BASE}cases:
  - name: t
    expect: {{outcome: eligible}}
    columns: [profile.operating_since]
    rows:
      - [2025-11-01]
      - [2026-11-01]
"""
    after, refused, count = updated(tmp_path, text)
    assert (after, refused, count) == (text, [(7, "outcome", "ineligible")], 0)


@pytest.mark.parametrize(
    ("cases", "name"),
    [
        ("  - {name: a, expect: {explains: nothing of the kind}}\n", "explains"),
        ("  - {name: a, expect: {outcome: &x ineligible}}\n", "outcome"),
        ("  - name: a\n    expect:\n      points:\n        at_least: 1\n        at_most: 2\n", "points"),
        ("  - name: a\n    expect:\n      outcome: >-\n        ineligible\n", "outcome"),
        ("  - name: a\n    expect:\n      missing:\n        - workers   # asked\n        - sector\n", "missing"),
        ("  - name: a\n    expect: {missing: [workers,\n      sector]}\n", "missing"),
        ("  - name: a\n    profile: {owner_name: Budi}\n    expect: {facts: {who: known}}\n", "facts.who"),
    ],
)
def test_what_is_not_understood_is_refused_and_left(tmp_path, cases, name):
    text = f"{HEAD}{BASE}cases:\n{cases}"
    after, refused, count = updated(tmp_path, text)
    assert (after, count) == (text, 0)
    assert [label for _, label, _ in refused] == [name]


def test_line_ends_and_marks_stay(tmp_path):
    text = "\ufeff" + f"{HEAD}{BASE}cases:\n  - name: a\n    expect:\n      outcome: ineligible\n".replace("\n", "\r\n")
    after, refused, _ = updated(tmp_path, text)
    assert (after, refused) == (text.replace("ineligible", "eligible"), [])


def test_only_the_cases_that_were_run_change(tmp_path):
    text = f"{HEAD}{BASE}cases:\n  - {{name: a, expect: {{points: 1}}}}\n  - {{name: b, expect: {{points: 2}}}}\n"
    path = beside(tmp_path, text)
    (result,) = run_cases([read_cases(path)], lambda case: case.name == "b").files
    assert update_cases(result).rewritten == 1
    assert path.read_text(encoding="utf-8") == text.replace("points: 2", "points: 10")


def test_a_file_that_cannot_be_written_stays_whole(tmp_path, monkeypatch):
    text = f"{HEAD}{BASE}cases:\n  - {{name: a, expect: {{points: 1}}}}\n"
    path = beside(tmp_path, text)
    (result,) = run_cases([read_cases(path)]).files

    def refuse(*_):
        raise OSError("the disk is full")

    monkeypatch.setattr("pathlib.Path.replace", refuse)
    with pytest.raises(OSError, match="full"):
        update_cases(result)
    assert path.read_text(encoding="utf-8") == text
    assert sorted(tmp_path.iterdir()) == [path, tmp_path / "stall.yaml"]


def test_a_file_that_is_linked_to_stays_linked_to(tmp_path):
    text = f"{HEAD}{BASE}cases:\n  - {{name: a, expect: {{points: 1}}}}\n"
    (tmp_path / "real").mkdir()
    real = beside(tmp_path, text).rename(tmp_path / "real" / "kept.yaml")
    link = tmp_path / "stall.test.yaml"
    link.symlink_to(real)
    (result,) = run_cases([read_cases(link)]).files
    assert update_cases(result).rewritten == 1
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8") == text.replace("points: 1", "points: 10")
    assert [path.name for path in real.parent.iterdir()] == ["kept.yaml"]
