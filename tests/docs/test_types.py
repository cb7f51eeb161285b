"""What README shows passes the strict type check that a careful reader runs on it."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from naikkelas.facts import Kind
from naikkelas.ikm import profile
from naikkelas.ikm.catalogue import FACTS
from tests.docs.blocks import blocks

ROOT = Path(__file__).resolve().parents[2]
WRITTEN = {
    Kind.INTEGER: "CountIn",
    Kind.MONEY: "MoneyIn",
    Kind.NUMBER: "NumberIn",
    Kind.DATE: "DayIn",
    Kind.BOOLEAN: "YesNo",
    Kind.TEXT: "Words",
}


def test_a_profile_takes_by_name_every_fact_of_the_catalogue():
    tree = ast.parse(Path(profile.__file__).read_text(encoding="utf-8"))
    made = next(node for node in ast.walk(tree) if isinstance(node, ast.ClassDef) and node.name == "IKMProfile")
    (init,) = (node for node in ast.walk(made) if isinstance(node, ast.FunctionDef) and node.name == "__init__")
    taken = {each.arg: ast.unparse(each.annotation) for each in init.args.kwonlyargs}
    assert list(taken) == [*FACTS, "permits"]
    expected = {name: WRITTEN[fact.type.kind] for name, fact in FACTS.items() if fact.type.kind in WRITTEN}
    assert {name: taken[name] for name in expected} == expected


@pytest.mark.slow
def test_what_the_readme_shows_passes_mypy_strict(tmp_path):
    code = "\n".join(block.text for block in blocks((ROOT / "README.md").read_text(encoding="utf-8")) if block.kind == "python")
    (tmp_path / "shown.py").write_text(code, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path / "cache"), "shown.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
