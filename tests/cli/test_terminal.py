"""Terminals, pipes, encodings, colours, and being interrupted."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from naikkelas.cli import main
from naikkelas.cli.screen import degrade
from naikkelas.cli.streams import close_quietly
from tests.cli.console import INOPAK, PROFILES, ROOT, STIPARK, Terminal, environment, program

KERIPIK = PROFILES / "keripik-kebumen.yaml"
on_posix = pytest.mark.skipif(os.name != "posix", reason="signals and pipes of POSIX")


def raising(error):
    """A function that raises, whatever it is given."""

    def fail(*_, **__):
        raise error

    return fail


@pytest.fixture
def terminal(monkeypatch):
    """Runs a command line in this process on a terminal; returns exit code and what both streams show."""

    def run(*arguments, encoding="utf-8", error_is_terminal=True, output_is_terminal=True, env=("TERM", "xterm")):
        for name in ("NO_COLOR", "PYTHONIOENCODING"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv(*env)
        streams = [Terminal(encoding), Terminal(encoding)]
        for stream, shown in zip(streams, (output_is_terminal, error_is_terminal), strict=True):
            if not shown:
                stream.isatty = lambda: False
        monkeypatch.setattr(sys, "stdout", streams[0])
        monkeypatch.setattr(sys, "stderr", streams[1])
        code = main([str(argument) for argument in arguments])
        return code, *(stream.shown for stream in streams)

    return run


# --- colours ---------------------------------------------------------------------------------------------------------


def test_a_terminal_has_colours(terminal):
    _, out, _ = terminal("decide", KERIPIK, *INOPAK)
    assert "\x1b[32m" in out


def test_problems_have_colours_too(terminal, tmp_path):
    (tmp_path / "p.yaml").write_text("workers: x")
    _, _, err = terminal("decide", tmp_path / "p.yaml", *INOPAK)
    assert "\x1b[31m\x1b[1mgalat NK402\x1b[0m" in err
    _, out, _ = terminal("check", tmp_path / "p.yaml")
    assert "\x1b[1m" in out


@pytest.mark.parametrize("reason", ["--no-colour", "--no-color", "NO_COLOR", "TERM", "-o"])
def test_no_colours_when_they_are_not_wanted(terminal, reason, tmp_path):
    target = tmp_path / "out.txt"
    options = {"-o": ["-o", target]}.get(reason, [reason] if reason.startswith("-") else [])
    env = {"NO_COLOR": ("NO_COLOR", "1"), "TERM": ("TERM", "dumb")}.get(reason, ("TERM", "xterm"))
    code, out, err = terminal("decide", KERIPIK, *INOPAK, *options, env=env)
    assert code == 0
    assert "\x1b" not in out + err
    assert reason != "-o" or "\x1b" not in target.read_text(encoding="utf-8")


def test_a_pipe_has_no_colours():
    assert b"\x1b" not in program("decide", KERIPIK, *INOPAK, env={"TERM": "xterm"}).stdout


def test_tables_fit_a_terminal(terminal, monkeypatch):
    monkeypatch.setenv("COLUMNS", "90")
    _, out, _ = terminal("facts", "--no-colour")
    lines = out.splitlines()
    assert max(map(len, lines)) <= 90
    assert any(line.startswith("business_name") for line in lines)
    _, coloured, _ = terminal("rules", "list")
    assert "\x1b[" in coloured


# --- progress --------------------------------------------------------------------------------------------------------


def many(tmp_path, count):
    path = tmp_path / "many.yaml"
    path.write_text("- {sector: wood}\n" * count)
    return path


def test_a_bar_shows_progress_when_there_are_many_and_the_results_go_elsewhere(terminal, tmp_path):
    code, out, err = terminal("decide", many(tmp_path, 25), *STIPARK, "--format", "json", output_is_terminal=False)
    assert code == 0
    assert "Menilai" in err
    assert out.startswith("[")


@pytest.mark.parametrize(("count", "options"), [(20, {"output_is_terminal": False}), (25, {}), (25, {"error_is_terminal": False})])
def test_otherwise_there_is_no_bar(terminal, tmp_path, count, options):
    _, _, err = terminal("decide", many(tmp_path, count), *STIPARK, **options)
    assert "Menilai" not in err


def test_somebody_at_a_terminal_is_told_what_is_waited_for(terminal, monkeypatch):
    stdin = Terminal()
    stdin.buffer.write(b"sector: wood")
    stdin.seek(0)
    monkeypatch.setattr(sys, "stdin", stdin)
    code, _, err = terminal("decide", "-", *STIPARK)
    assert (code, err) == (0, "Menunggu profil dari masukan standar (akhiri dengan Ctrl-D).\n")


# --- encodings -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "env",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "C.UTF-8"},
    ],
)
def test_pipes_and_files_get_utf_8_whatever_the_locale(env):
    assert "✓ memenuhi" in program("decide", KERIPIK, *INOPAK, env=env).stdout.decode("utf-8")


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp437"])
def test_a_terminal_shows_what_it_can(terminal, encoding):
    code, out, _ = terminal("decide", KERIPIK, *INOPAK, encoding=encoding)
    assert code == 0
    assert "v memenuhi" in out or "√ memenuhi" in out


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_an_encoding_that_was_asked_for_is_kept(encoding):
    done = program("decide", KERIPIK, *INOPAK, env={"PYTHONIOENCODING": encoding})
    assert done.returncode == 0
    assert ("✓" if encoding == "utf-8" else "v memenuhi").encode(encoding) in done.stdout


def test_json_loses_nothing_in_ascii(terminal, tmp_path):
    _, out, _ = terminal("facts", "kbli", "--format", "json", encoding="ascii")
    (tmp_path / "p.yaml").write_text("business_name: Café", encoding="utf-8")
    assert "…" not in out
    assert program("facts", "--format", "json", env={"PYTHONIOENCODING": "ascii"}).returncode == 0


def test_only_encoding_degrades():
    assert degrade(UnicodeEncodeError("ascii", "é✓字", 0, 3, "")) == ("ev?", 3)
    with pytest.raises(UnicodeDecodeError):
        degrade(UnicodeDecodeError("ascii", b"\xff", 0, 1, "no"))


def test_no_standard_output_at_all_is_no_traceback(monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert main(["rules", "list"]) in {0, 2}


# --- pipes and signals -----------------------------------------------------------------------------------------------


@on_posix
@pytest.mark.parametrize("arguments", [["facts"], ["schema", "rule-set"], ["facts", "--format", "json"]])
def test_a_reader_that_goes_away_is_no_traceback(arguments):
    process = subprocess.Popen(
        [sys.executable, "-m", "naikkelas", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(), cwd=ROOT
    )
    process.stdout.close()
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (141, b"")


INTERRUPTIBLE = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs the tests may have switched it off
from naikkelas.cli import main
print("ready", flush=True)
raise SystemExit(main())
"""


@on_posix
def test_control_c_ends_with_130_and_one_line():
    command = [sys.executable, "-c", INTERRUPTIBLE, "decide", "-", *INOPAK]
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    process = subprocess.Popen(command, **pipes, env=environment(), cwd=ROOT)
    assert process.stdout.readline() == b"ready\n"
    time.sleep(0.5)  # until it waits for its input
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err.strip()) == (130, b"Dihentikan.")


def test_an_interruption_while_the_commands_are_built(monkeypatch):
    monkeypatch.setattr("naikkelas.cli.program.build", raising(KeyboardInterrupt()))
    assert main([]) == 130


def test_a_reader_that_goes_away_in_the_middle(terminal, monkeypatch):
    monkeypatch.setattr("naikkelas.cli.decide.read_profiles", raising(BrokenPipeError()))
    assert terminal("decide", KERIPIK, *INOPAK) == (141, "", "")


def test_a_reader_that_goes_away_at_the_end(monkeypatch):
    theirs, ours = os.pipe()
    os.close(theirs)
    with os.fdopen(ours, "w", encoding="utf-8") as stream:
        stream.write("nobody reads this")
        monkeypatch.setattr(sys, "stdout", stream)
        close_quietly(stream)
        assert os.fstat(stream.fileno()).st_rdev == Path(os.devnull).stat().st_rdev  # what is flushed later fails no more


def test_an_interruption_inside_is_told(terminal, monkeypatch):
    monkeypatch.setattr("naikkelas.cli.decide.read_profiles", raising(KeyboardInterrupt()))
    code, out, err = terminal("decide", KERIPIK, *INOPAK, "--lang", "en")
    assert (code, out, err.strip()) == (130, "", "Interrupted.")


def test_a_full_disk_is_told(terminal, monkeypatch):
    monkeypatch.setattr("naikkelas.cli.decide.read_profiles", raising(OSError(28, "No space left on device")))
    code, _, err = terminal("decide", KERIPIK, *INOPAK)
    assert (code, err) == (2, "galat: No space left on device\n")


def test_the_module_runs_as_a_program():
    assert program("--version").stdout.startswith(b"naikkelas ")
