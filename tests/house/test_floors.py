"""The house as it stands keeps its rules, and the checker catches each kind of breach when one is planted."""

from itertools import pairwise
from pathlib import Path

import pytest

from tests.house import floors


@pytest.mark.no_cover
def test_the_house_keeps_its_rules():
    assert [str(violation) for violation in floors.check()] == []


def test_every_floor_has_a_sentence_and_no_name_stands_twice():
    for house in (floors.FLOORS, *floors.ROOMS.values()):
        names = [name for floor in house for name in floor.names]
        assert len(names) == len(set(names))
        assert all(floor.purpose.endswith(".") for floor in house)


def house(tmp_path: Path, **files: str) -> Path:
    """A package with the given modules; `a__b` is the file a/b.py."""
    source = tmp_path / floors.PACKAGE
    for name, text in {"__init__": '"""Exports."""\n', **files}.items():
        path = source / f"{name.replace('__', '/') if name != '__init__' else name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return source


def breaches(tmp_path: Path, **files: str) -> list[tuple[str, int, str]]:
    return [(v.path.removeprefix("naikkelas/"), v.line, v.rule) for v in floors.check(house(tmp_path, **files))]


def test_a_clean_house_has_no_breach(tmp_path):
    clean = {
        "facts": "from naikkelas.problems import Problem\nfrom naikkelas import ranges\n",
        "ranges": "import time\nstarted = time.perf_counter()\n",
        "problems": "class Problem: ...\n",
        "cli__main": "from datetime import date\nimport naikkelas\nday = date.today()\n",
        "rules": "from naikkelas.facts import x\n",
        "__init__": '"""Exports."""\n\nfrom naikkelas.rules import load\n\n__all__ = ["load"]\n__version__ = "1"\n',
    }
    assert breaches(tmp_path, **clean) == []


@pytest.mark.parametrize(
    "statement",
    [
        "import naikkelas.facts",
        "import os, naikkelas.facts as f",
        "from naikkelas.facts import Fact",
        "from naikkelas import facts",
        "from . import facts",
        "from .facts import Fact",
        "def late():\n    from naikkelas.facts import Fact",
        "if TYPE_CHECKING:\n    from naikkelas.facts import Fact",
        "import importlib\nimportlib.import_module('naikkelas.facts')",
        "__import__('naikkelas.facts')",
        "import naikkelas",
        "from naikkelas import Fact",
    ],
)
def test_importing_from_above_is_caught(tmp_path, statement):
    found = breaches(tmp_path, problems=f"{statement}\n", facts="")
    assert [(path, rule) for path, _, rule in found] == [("problems.py", "floor")]


def test_a_relative_import_from_a_deeper_package_is_resolved(tmp_path):
    profile = "from ..ruleset import reader\nfrom .permits import best\n"
    found = breaches(tmp_path, ikm__profile=profile, ruleset__reader="", ikm__permits="")
    assert found == [("ikm/profile.py", 1, "floor")]


def test_a_module_without_a_floor_is_caught(tmp_path):
    assert breaches(tmp_path, helpers="") == [("helpers.py", 1, "floor")]


def test_a_room_imports_only_from_below(tmp_path):
    found = breaches(tmp_path, batch__cells="from naikkelas.batch.files import csv_file\n", batch__files__csv_file="")
    assert found == [("batch/cells.py", 1, "floor")]


def test_a_module_without_a_room_is_caught(tmp_path):
    assert breaches(tmp_path, batch__shed="") == [("batch/shed.py", 1, "floor")]


def test_an_import_of_nothing_is_caught(tmp_path):
    assert breaches(tmp_path, facts="\nimport naikkelas.gone\n") == [("facts.py", 2, "floor")]


def test_a_cycle_on_one_floor_is_caught_even_inside_a_function(tmp_path):
    found = floors.check(
        house(
            tmp_path,
            facts="from naikkelas.ranges import Range\n",
            ranges="def late():\n    from naikkelas.logic import met\n",
            logic="from naikkelas.facts import Fact\n",
        )
    )
    assert [violation.rule for violation in found] == ["cycle"]
    around = found[0].message.removeprefix("naikkelas.").split(" imports naikkelas.")
    assert around[0] == around[-1]
    assert list(pairwise(around)) in [
        [("facts", "ranges"), ("ranges", "logic"), ("logic", "facts")],
        [("ranges", "logic"), ("logic", "facts"), ("facts", "ranges")],
        [("logic", "facts"), ("facts", "ranges"), ("ranges", "logic")],
    ]


def test_a_module_that_imports_itself_is_caught(tmp_path):
    assert breaches(tmp_path, facts="from naikkelas.facts import Fact\n") == [("facts.py", 1, "cycle")]


def test_the_file_size_is_exact(tmp_path):
    assert breaches(tmp_path, facts="x = 1\n" * 499) == []
    assert breaches(tmp_path, facts="x = 1\n" * 500) == [("facts.py", 1, "size")]


@pytest.mark.parametrize("keyword", ["def", "async def"])
def test_the_function_size_is_exact(tmp_path, keyword):
    assert breaches(tmp_path, facts=f"{keyword} f():\n" + "    x = 1\n" * 59) == []
    assert breaches(tmp_path, facts=f"\n{keyword} f():\n" + "    x = 1\n" * 60) == [("facts.py", 2, "size")]
    arguments = "".join(f"    a{number}=1,\n" for number in range(80))
    assert breaches(tmp_path, facts=f"{keyword} f(\n{arguments}): ...\n") == []
    assert breaches(tmp_path, facts=f"{keyword} f(\n{arguments}): return 1\n") == [("facts.py", 1, "size")]


@pytest.mark.parametrize(
    "handler",
    [
        "except Exception: pass",
        "except: pass",
        "except BaseException: ...",
        "except (ValueError, Exception) as e: 'never mind'",
        "except builtins.Exception: pass",
    ],
)
def test_a_swallowed_exception_is_caught(tmp_path, handler):
    assert breaches(tmp_path, facts=f"try:\n    x = 1\n{handler}\n") == [("facts.py", 3, "swallow")]


def test_a_suppressed_exception_is_caught(tmp_path):
    assert breaches(tmp_path, facts="with contextlib.suppress(Exception):\n    x = 1\n") == [("facts.py", 1, "swallow")]


def test_a_narrow_or_answered_exception_is_fine(tmp_path):
    text = "try:\n    x = 1\nexcept ValueError: pass\nexcept Exception as error: raise Ours from error\nwith suppress(KeyError): pass\n"
    assert breaches(tmp_path, facts=text) == []


@pytest.mark.parametrize(
    "reading",
    [
        "from datetime import date; date.today()",
        "import datetime as dt; dt.datetime.now(dt.UTC)",
        "datetime.utcnow()",
        "field(default_factory=date.today)",
        "import time; time.time()",
        "import time as t; t.localtime()",
        "from time import time",
    ],
)
def test_a_clock_is_caught_outside_the_command_line(tmp_path, reading):
    assert breaches(tmp_path, facts=f"{reading}\n") == [("facts.py", 1, "clock")]
    assert breaches(tmp_path, facts="", cli__score=f"{reading}\n") == []


@pytest.mark.parametrize("statement", ["def f(): ...", "import os", "x = 1", "from os import path", "if True:\n    pass"])
def test_the_package_is_a_list_of_exports(tmp_path, statement):
    assert breaches(tmp_path, __init__=f'"""Exports."""\n{statement}\n') == [("__init__.py", 2, "export")]


def test_main_prints_breaches_and_fails(tmp_path, monkeypatch, capsys):
    source = house(tmp_path, facts="from time import time\n")
    monkeypatch.setattr(floors, "check", lambda check=floors.check: check(source))
    assert floors.main() == 1
    assert capsys.readouterr().out.startswith("src/naikkelas/facts.py:1: clock: ")
