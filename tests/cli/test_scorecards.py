"""Scorecards on the command line."""

import pytest

from tests.cli.console import data, run
from tests.ruleset.test_scorecards import WHOLE


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "tried.yaml"
    made.write_text(WHOLE, encoding="utf-8")
    return made


def test_a_rule_set_shows_groups_and_weights(path):
    shown = run("rules", "show", path).output
    assert (
        "Kartu skor\n  f: f (skala 100)\n    g (bobot 1)\n      pekerja (bobot 2)\n      permit (bobot 1, tidak selalu berlaku)\n" in shown
    )
    assert (
        "Scorecards\n  f: f (scale 100)\n    g (weight 1)\n      workers (weight 2)\n" in run("--lang", "en", "rules", "show", path).output
    )


def test_as_data_it_is_the_linked_tree(path):
    shown = data(run("rules", "show", path, "--format", "json"))["derived"]["f"]["scorecard"]
    assert (shown["scale"], shown["groups"]["g"]["weight"], len(shown["groups"]["g"]["indicators"])) == (100, 1, 3)
