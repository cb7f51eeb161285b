"""The public names: listed once for people and type checkers, imported when first asked for."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import naikkelas


def declared_for_type_checkers() -> dict[str, str]:
    tree = ast.parse(Path(naikkelas.__file__).read_text(encoding="utf-8"))
    block = next(step for step in tree.body if isinstance(step, ast.If))
    return {
        alias.name: (step.module or "").removeprefix("naikkelas.")
        for step in block.body
        if isinstance(step, ast.ImportFrom)
        for alias in step.names
    }  # fmt: skip


def test_type_checkers_and_the_interpreter_see_the_same_names():
    assert declared_for_type_checkers() == dict(naikkelas._HOMES)
    assert {*naikkelas._HOMES, "__version__"} == set(naikkelas.__all__)


@pytest.mark.parametrize("name", sorted(naikkelas.__all__))
def test_every_public_name_is_there(name):
    assert getattr(naikkelas, name) is getattr(naikkelas, name)
    assert name in dir(naikkelas)


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'decied'"):
        _ = naikkelas.decied


def test_importing_the_package_costs_less_than_importing_pydantic():
    code = "import sys, naikkelas; print('pydantic' in sys.modules, 'yaml' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]
