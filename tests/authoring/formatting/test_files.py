"""Writing a file in place of another: whole or not at all, and every name of it gets the same text."""

import errno
import os

import pytest

from naikkelas.authoring.formatting import files, replace_text

OLD, NEW = "lama: 1\n" * 50, "baru: 2\n" * 80


@pytest.fixture
def linked(tmp_path):
    """A file with two names and a symbolic link to one of them."""
    path, other, link = tmp_path / "a.yaml", tmp_path / "b.yaml", tmp_path / "c.yaml"
    path.write_text(OLD, encoding="utf-8")
    path.chmod(0o640)
    other.hardlink_to(path)
    link.symlink_to(path)
    return path, other, link


def names(path):
    return sorted(each.name for each in path.parent.iterdir())


def failing(monkeypatch, after):
    """From so many files on, what is written does not reach the disk."""
    done = []

    def sync(handle):
        done.append(handle)
        if len(done) > after:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(files.os, "fsync", sync)


def test_all_names_of_a_file_get_the_new_text(linked):
    path, other, link = linked
    replace_text(link, NEW)
    assert (path.read_text("utf-8"), other.read_text("utf-8")) == (NEW, NEW)
    assert (path.stat().st_nlink, path.stat().st_mode & 0o777, link.is_symlink()) == (2, 0o640, True)
    replace_text(other, OLD)
    assert (path.read_text("utf-8"), names(path)) == (OLD, ["a.yaml", "b.yaml", "c.yaml"])


@pytest.mark.parametrize("after", [0, 1])
def test_a_file_with_two_names_is_as_it_was_when_it_cannot_be_written(linked, monkeypatch, after):
    path, other, _ = linked
    done = []

    def sync(handle):
        done.append(handle)
        if len(done) == after + 1:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(files.os, "fsync", sync)
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
        replace_text(path, NEW)
    assert (path.read_text("utf-8"), other.stat().st_nlink, names(path)) == (OLD, 2, ["a.yaml", "b.yaml", "c.yaml"])


def test_the_old_text_stays_beside_a_file_that_can_neither_be_written_nor_be_put_back(linked, monkeypatch):
    path, _, _ = linked
    failing(monkeypatch, after=1)
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)) as caught:
        replace_text(path, NEW)
    (kept,) = [each for each in path.parent.iterdir() if each.name.startswith(".naikkelas-")]
    assert kept.read_text("utf-8") == OLD
    assert kept.name in str(caught.value)


def test_a_file_with_one_name_is_replaced_in_one_step(tmp_path, monkeypatch):
    path, link = tmp_path / "a.yaml", tmp_path / "c.yaml"
    path.write_text(OLD, encoding="utf-8")
    link.symlink_to(path)
    before = path.stat().st_ino
    replace_text(link, NEW)
    assert (path.read_text("utf-8"), link.is_symlink(), path.stat().st_ino != before) == (NEW, True, True)
    failing(monkeypatch, after=0)
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
        replace_text(path, OLD)
    assert (path.read_text("utf-8"), names(path)) == (NEW, ["a.yaml", "c.yaml"])
