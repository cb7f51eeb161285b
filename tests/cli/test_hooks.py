"""The hooks that pre-commit runs."""

import re

import pytest
import yaml

from tests.cli.console import ROOT, run

HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
RULES = [str(path.relative_to(ROOT)) for path in sorted(ROOT.glob("rules/**/stipark*.yaml"))]


def test_there_is_a_hook_for_each_of_three_commands():
    assert [hook["id"] for hook in HOOKS] == ["naikkelas-check", "naikkelas-fmt", "naikkelas-test"]


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_passes_on_the_rule_sets_that_come_with_the_library(hook, monkeypatch):
    monkeypatch.chdir(ROOT)
    program, *words = hook["entry"].split()
    assert program == "naikkelas"
    assert len(RULES) == 2
    assert all(re.search(hook["files"], path) for path in RULES)
    assert not re.search(hook["files"], "my-rules/other.yaml")
    told = run(*words, *(RULES if hook.get("pass_filenames", True) else RULES[-1:]))
    assert (told.exit_code, told.stderr) == (0, "")
