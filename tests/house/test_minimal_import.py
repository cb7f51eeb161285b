"""`import naikkelas` needs the core alone: nothing that only the command line, an extra or the tests use."""

import json
import subprocess
import sys

import pytest

#: Importable names that `import naikkelas` must not touch, and who may.
NOT_NEEDED = {
    "click": "the command line",
    "rich": "the command line",
    "durable": "the extra 'durable'",
    "narwhals": "the extra 'batch'",
    "polars": "the extra 'batch'",
    "openpyxl": "the extra 'batch'",
    "duckdb": "whoever brings a DuckDB relation",
    "pandas": "whoever brings a pandas frame",
    "pyarrow": "whoever brings an Arrow table",
    "numpy": "nobody",
    "z3": "the extra 'verify'",
    "hypothesis": "the tests",
    "jsonschema": "the tests",
    "pytest": "the tests",
    "_pytest": "the tests",
    "mypy": "the type checker",
    "ruff": "the linter",
    "naikkelas.cli": "the command line",
    "sqlite3": "the tests",
    "asyncio": "nobody",
    "http.server": "nobody",
    "urllib.request": "nobody",
}

PROBE = """
import json, sys
refused = set(json.loads(sys.argv[1])) if sys.argv[1] != "null" else set()

class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name in refused:
            raise ImportError(f"{name} is not here, as on a minimal installation")

sys.meta_path.insert(0, Refuse())
import naikkelas
assert naikkelas.__file__, "naikkelas has no __init__.py"
assert all(hasattr(naikkelas, name) for name in naikkelas.__all__), "an export is missing"
print(json.dumps(sorted(sys.modules)))
"""


def loaded(refused: list[str] | None) -> set[str]:
    """The modules loaded by `import naikkelas` in a fresh interpreter, and by touching everything it exports."""
    command = [sys.executable, "-I", "-c", PROBE, json.dumps(refused)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout))


def test_import_loads_nothing_it_does_not_need():
    assert sorted(loaded(None) & set(NOT_NEEDED)) == []


def test_import_works_where_nothing_else_is_installed():
    assert "naikkelas" in loaded(list(NOT_NEEDED))


@pytest.mark.parametrize("name", ["click", "naikkelas.cli"])
def test_the_refusal_refuses(name):
    probe = PROBE.replace("import naikkelas\n", f"import {name}\n")
    done = subprocess.run([sys.executable, "-I", "-c", probe, json.dumps([name])], capture_output=True, text=True, check=False)
    assert f"ImportError: {name} is not here" in done.stderr
