"""Running the command line: in this process, and as a program of its own."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner, Result

from naikkelas.cli.program import build
from naikkelas.cli.tell import Tell, language

ROOT = Path(__file__).resolve().parents[2]
PROFILES = ROOT / "examples" / "profiles"
INOPAK = ("--rules", "inopak-naik-kelas", "--as-of", "2026-11-01")
STIPARK = ("--rules", "stipark-pra-inkubasi", "--as-of", "2026-11-01")

ELIGIBLE = """\
regency: 3305
sector: processed_food
operating_since: 2018-03-12
pirt_status: held
pirt_expires_on: 2028-12-31
knows_market: true
knows_production: true
"""


def run(*arguments, given=None) -> Result:
    """The result of a command line; an exception that is no exit is raised."""
    words = [str(argument) for argument in arguments]
    result = CliRunner().invoke(build(Tell(language(words, {}))), words, input=given, catch_exceptions=False)
    assert "Traceback" not in result.output
    return result


def data(result: Result):
    """The JSON on standard output."""
    return json.loads(result.stdout)


def program(*arguments, given=b"", env=None, **options):
    """The finished process of ``python -m naikkelas``; output as bytes."""
    command = [sys.executable, "-m", "naikkelas", *map(str, arguments)]
    done = subprocess.run(command, input=given, capture_output=True, check=False, timeout=60, env=environment(env), cwd=ROOT, **options)
    assert b"Traceback" not in done.stderr + done.stdout, done.stderr.decode(errors="replace")
    return done


def environment(more=None):
    """An environment without anybody's settings."""
    settings = ("NO_COLOR", "PYTHONIOENCODING", "PYTHONUTF8", "NAIKKELAS_LANG", "TERM", "COLUMNS")
    return {name: value for name, value in os.environ.items() if name not in settings} | (more or {})


class Terminal(io.TextIOWrapper):
    """A stream that says it is a terminal."""

    def __init__(self, encoding="utf-8"):
        super().__init__(io.BytesIO(), encoding=encoding, newline="\n")

    def isatty(self):
        return True

    @property
    def shown(self) -> str:
        self.flush()
        return self.buffer.getvalue().decode(self.encoding)
