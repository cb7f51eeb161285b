"""What is shipped: the built wheel holds the code, its types, the bundled rule sets and the licence; versions agree."""

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

import naikkelas

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture(scope="module")
def shipped(tmp_path_factory) -> set[str]:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def files(folder: str) -> set[str]:
    return {
        str(path.relative_to(ROOT / folder)) for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts
    }


def test_the_wheel_holds_the_whole_package_and_its_types(shipped):
    assert "naikkelas/py.typed" in shipped
    assert {f"naikkelas/{name}" for name in files("src/naikkelas")} <= shipped


def test_the_wheel_holds_the_bundled_rule_sets(shipped):
    rules = {f"naikkelas/_rules/{name}" for name in files("rules")}
    assert rules
    assert rules <= shipped


def test_the_wheel_holds_the_licence_and_nothing_else(shipped):
    others = {name for name in shipped if not name.startswith("naikkelas/")}
    assert all(name.startswith(f"naikkelas-{PROJECT['version']}.dist-info/") for name in others)
    assert any(name.endswith("/LICENSE") for name in others)


def test_the_version_is_said_once():
    assert naikkelas.__version__ == PROJECT["version"]


def test_every_development_tool_has_an_exact_version():
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][0-9a-z.]*", line) for line in pins)
    pinned = [line.partition("==")[0].lower().replace("_", "-") for line in pins]
    assert pinned == sorted(set(pinned))
    wanted = PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"]
    assert {re.split(r"[><=[]", line)[0].strip().lower().replace("_", "-") for line in wanted} <= set(pinned)
