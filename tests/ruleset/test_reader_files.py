"""Reading from a path: what cannot be opened is a problem with a code, and nothing that is not a file is waited for."""

import os
import sys
from pathlib import Path

import pytest

from naikkelas.ruleset.reader import Limits, read_yaml_file


def codes(path, **options):
    node, problems = read_yaml_file(path, **options)
    assert node is None
    assert [p.place.file for p in problems] == [str(path)]
    return [p.code for p in problems]


def test_a_file_is_read_and_named_in_every_place(tmp_path):
    path = tmp_path / "aturan.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\r\na: 2\r\n")
    for name in (path, str(path)):
        node, problems = read_yaml_file(name)
        assert node.get("a").text == "1"
        assert [(p.place.file, p.place.line, p.place.column) for p in problems] == [(str(path), 2, 1)]


def test_no_such_file(tmp_path):
    assert codes(tmp_path / "tidak-ada.yaml") == ["NK101"]
    assert codes(tmp_path / "tidak" / "ada.yaml") == ["NK101"]


def test_a_folder_is_no_file(tmp_path):
    assert codes(tmp_path) == ["NK102"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipa")
    assert codes(tmp_path / "pipa") == ["NK102"]


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no /dev/zero")
def test_a_device_is_not_read():
    assert codes("/dev/zero") == ["NK102"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_link_to_itself_cannot_be_opened(tmp_path):
    path = tmp_path / "a.yaml"
    path.symlink_to(path)
    assert codes(path) == ["NK103"]


@pytest.mark.parametrize("name", ["a\0b", "\ud800"])
def test_a_name_that_no_file_can_have(name):
    assert codes(name) == ["NK103"]


def test_a_file_that_may_not_be_read(tmp_path, monkeypatch):
    path = tmp_path / "a.yaml"
    path.write_text("a: 1")

    def refused(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refused)
    assert codes(path) == ["NK103"]
    assert "Permission denied" in read_yaml_file(path)[1][0].text("en")


def test_a_large_file_is_read_no_further_than_the_limit(tmp_path):
    path = tmp_path / "a.yaml"
    with path.open("wb") as handle:
        handle.truncate(50_000_000_000)  # sparse: reading it all would not fit in memory
    assert codes(path) == ["NK104"]
    path.write_bytes(b"a: 123")
    assert codes(path, limits=Limits(size=5)) == ["NK104"]
    assert read_yaml_file(path, limits=Limits(size=6))[1] == []


def test_an_empty_file(tmp_path):
    path = tmp_path / "a.yaml"
    path.touch()
    assert codes(path) == ["NK107"]
