"""Ctrl-C, SIGTERM and SIGHUP end a run without a traceback, and leave nothing half written."""

import signal
import subprocess
import sys
import threading
import time

import pytest

from naikkelas.cli.start import main
from naikkelas.cli.stopping import Stopped, exit_code, stopped_by
from tests.batch.make import csv_at
from tests.cli.console import INOPAK, ROOT, environment, run

on_posix = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")

#: A program that sends itself a signal at a moment of the run.
SENDING = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs the tests may have switched these off
for each in (signal.SIGTERM, signal.SIGHUP):
    signal.signal(each, signal.SIG_DFL)
number, times = getattr(signal, sys.argv[1]), int(sys.argv[2])
from naikkelas.cli import main, pace
def step(self, rows, total):
    try:
        os.kill(os.getpid(), number)
    finally:
        for _ in range(times - 1):
            os.kill(os.getpid(), number)
pace.Pace.step = step
raise SystemExit(main(sys.argv[3:]))
"""


def sent(name, *arguments, times=1):
    command = [sys.executable, "-c", SENDING, name, str(times), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False, timeout=60, env=environment(), cwd=ROOT, text=True)


@on_posix
@pytest.mark.parametrize(
    ("name", "code", "out", "times"),
    [
        ("SIGTERM", 143, "hasil.csv", 1),
        ("SIGHUP", 129, "hasil.xlsx", 1),
        ("SIGTERM", 143, "hasil.parquet", 3),
        ("SIGINT", 130, "hasil.csv", 3),
    ],
)
def test_a_run_that_is_ended_leaves_the_old_result_and_nothing_else(tmp_path, monkeypatch, name, code, out, times):
    monkeypatch.setenv("TMPDIR", str(tmp_path / "sementara"))
    (tmp_path / "sementara").mkdir()
    table = csv_at(tmp_path, "No,Tahu Pasar\n1,ya\n")
    csv_at(tmp_path, "yang lama", out)
    done = sent(name, "score", table, *INOPAK, "--out", tmp_path / out, "--problems", tmp_path / "p.csv", "--overwrite", times=times)
    assert (done.returncode, done.stderr.splitlines()[-1]) == (code, f"Dihentikan; {tmp_path / out} tetap seperti semula.")
    assert "Traceback" not in done.stderr
    assert sorted(path.name for path in tmp_path.rglob("*")) == sorted(["data.csv", out, "sementara"])
    assert (tmp_path / out).read_text(encoding="utf-8") == "yang lama"


@on_posix
def test_a_selection_that_is_ended_writes_nothing(tmp_path):
    table = csv_at(tmp_path, "No,Tahu Pasar\n1,ya\n")
    done = sent("SIGTERM", "select", table, *INOPAK, "--key", "No", "--out", tmp_path / "k.csv")
    assert (done.returncode, done.stderr.splitlines()[-1]) == (143, f"Dihentikan; {tmp_path / 'k.csv'} tidak ditulis.")
    assert [path.name for path in tmp_path.iterdir()] == ["data.csv"]


IMPORTING = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
class Interrupting:
    def find_spec(self, name, path=None, target=None):
        if name == "click":
            {how}
sys.meta_path.insert(0, Interrupting())
from naikkelas.cli import main
raise SystemExit(main(sys.argv[1:]))
"""
HOW = {
    "as it is": "os.kill(os.getpid(), signal.SIGINT)",
    "taken for something else": """
            try:
                os.kill(os.getpid(), signal.SIGINT)
            except KeyboardInterrupt as error:
                raise RuntimeError("a library makes another error of it")""",
    "taken for nothing": """
            try:
                os.kill(os.getpid(), signal.SIGINT)
            except KeyboardInterrupt:
                pass""",
}


@on_posix
@pytest.mark.parametrize("how", HOW)
@pytest.mark.parametrize(("lang", "words"), [("id", "Dihentikan."), ("en", "Interrupted.")])
def test_an_interruption_while_everything_is_imported_is_one_line(how, lang, words):
    command = [sys.executable, "-c", IMPORTING.format(how=HOW[how]), "facts", "--lang", lang]
    done = subprocess.run(command, capture_output=True, check=False, timeout=60, env=environment(), cwd=ROOT, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", f"{words}\n")


def test_nothing_heavy_is_imported_before_interruptions_are_taken_care_of():
    text = "import sys; from naikkelas.cli import main; print(*(name for name in ('click', 'pydantic', 'yaml', 'polars') if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", text], capture_output=True, check=True, timeout=60, cwd=ROOT, text=True)
    assert done.stdout == "\n"


# --- one by one ------------------------------------------------------------------------------------------------------


@pytest.fixture
def usual():
    """SIGINT as Python has it, whoever runs the tests."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_the_first_signal_ends_and_those_behind_it_change_nothing(usual):
    steps = []
    with pytest.raises(Stopped) as stopped, stopped_by("SIGINT"):  # noqa: PT012 - what happens on the way is the test
        try:
            signal.raise_signal(signal.SIGINT)
        finally:
            signal.raise_signal(signal.SIGINT)
            steps.append("cleared up")
    assert (steps, exit_code(stopped.value)) == (["cleared up"], 130)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_library_that_raises_by_itself_is_not_ended_twice(usual):
    steps = []
    with pytest.raises(KeyboardInterrupt), stopped_by("SIGINT"):  # noqa: PT012
        try:
            raise KeyboardInterrupt
        finally:
            signal.raise_signal(signal.SIGINT)
            steps.append("cleared up")
    assert steps == ["cleared up"]


def test_a_signal_that_comes_while_python_clears_up_goes_nowhere_and_the_next_one_ends(usual, monkeypatch):
    others = []
    monkeypatch.setattr(sys, "unraisablehook", lambda found: others.append(type(found.exc_value)))

    class Closing:
        def __init__(self, fail):
            self.fail = fail

        def __del__(self):
            self.fail()

    def broken():
        raise OSError

    def interrupted():
        signal.raise_signal(signal.SIGINT)

    with pytest.raises(Stopped), stopped_by("SIGINT"):  # noqa: PT012
        Closing(interrupted)
        Closing(broken)
        signal.raise_signal(signal.SIGINT)
    assert others == [OSError]


class Late:
    """Signals that come while Python clears up, once for each of ``names``."""

    def __init__(self, *names):
        self.numbers = [getattr(signal, name) for name in names]

    def __del__(self):
        signal.raise_signal(self.numbers.pop())


@pytest.mark.parametrize("inner", [(), ("SIGTERM",)])
def test_the_only_signal_ends_the_run_though_it_comes_while_python_clears_up(usual, inner):
    with pytest.raises(Stopped) as stopped, stopped_by("SIGINT"), stopped_by(*inner):  # noqa: PT012
        Late("SIGINT")
        for _ in range(500):
            time.sleep(0.01)
    assert exit_code(stopped.value) == 130


def test_a_signal_that_went_nowhere_is_found_where_somebody_asks_and_comes_once(usual):
    with pytest.raises(Stopped), stopped_by("SIGINT") as ending:  # noqa: PT012
        Late("SIGINT")
        try:
            ending.again()
        finally:
            time.sleep(0.1)
    with stopped_by("SIGINT"):
        Late("SIGINT")
    time.sleep(0.1)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_signals_that_others_have_taken_are_left_to_them(usual):
    def theirs(*_):
        raise AssertionError("unreachable")

    for handler in (signal.SIG_IGN, theirs):
        signal.signal(signal.SIGINT, handler)
        with stopped_by("SIGINT", "SIGNOTHING"):
            assert signal.getsignal(signal.SIGINT) == handler
        assert signal.getsignal(signal.SIGINT) == handler


def test_other_threads_leave_signals_alone(usual):
    seen = []

    def elsewhere():
        with stopped_by("SIGINT"):
            seen.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert seen == [signal.default_int_handler]


def test_an_error_stays_what_it_is_without_a_signal(usual):
    with pytest.raises(OSError, match="full"), stopped_by("SIGINT"):
        raise OSError("full")


def test_a_question_that_is_interrupted_has_the_code_of_its_signal(monkeypatch):
    def ask(*_):
        raise Stopped(signal.SIGTERM)

    monkeypatch.setattr("naikkelas.cli.decide.read_profiles", ask)
    assert run("decide", "x.yaml", *INOPAK).exit_code == 143
    monkeypatch.setattr("naikkelas.cli.program.build", ask)
    assert main([]) == 143
