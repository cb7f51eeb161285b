"""Laying out files: which ones, and writing them so that a full disk leaves the old one whole."""

import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Final

from naikkelas.authoring.case_format import is_case_file
from naikkelas.ruleset.nodes import Mapping, Scalar
from naikkelas.ruleset.reader import read_yaml_file

__all__ = ["find_files", "replace_text"]

#: What a rule set in a folder has at least; other YAML files are somebody else's.
_KEYS: Final = ("format", "rule_set", "criteria")
_MOST_MISSING: Final = 1


def find_files(paths: Iterable[str | Path]) -> list[Path]:
    """The files to lay out, each once, sorted within a folder.

    A file that is named is taken as it is. Of a folder are taken, at any depth, the rule sets and files of tests among the
    ``.yaml`` and ``.yml`` files; hidden folders are passed over.
    """
    return list(dict.fromkeys(found for path in map(Path, paths) for found in (_below(path) if path.is_dir() else (path,))))


def _below(folder: Path) -> Iterator[Path]:
    for path in sorted({*folder.rglob("*.yaml"), *folder.rglob("*.yml")}):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and path.is_file() and (is_case_file(path) or _is_rule_set(path)):
            yield path


def _is_rule_set(path: Path) -> bool:
    node, _ = read_yaml_file(path)
    if not isinstance(node, Mapping):
        return False
    name = node.get("format")
    says_so = isinstance(name, Scalar) and name.text.startswith("naikkelas/")
    return says_so or sum(node.get(key) is None for key in _KEYS) <= _MOST_MISSING


def replace_text(path: Path, text: str) -> None:
    """Writes ``text`` (UTF-8) in place of a file, keeping its permissions and links to it.

    A file with one name is replaced in one step. One with more names (hard links) is written where it is, so that all of them get the
    new text; the old one is kept beside it until that is done.

    Raises:
        OSError: when it cannot be written; the file is then as it was. Where even that fails, the error names the file with the old text.
    """
    target = path.resolve()
    found = target.stat()
    if found.st_nlink > 1:
        _write_in_place(target, text.encode("utf-8"))
        return
    made = _beside(target, text.encode("utf-8"))
    try:
        made.chmod(found.st_mode & 0o777)
        made.replace(target)
    except BaseException:
        made.unlink(missing_ok=True)
        raise


def _write_in_place(target: Path, new: bytes) -> None:
    old = target.read_bytes()
    kept = _beside(target, old)
    try:
        _overwrite(target, new)
    except BaseException:
        _put_back(target, old, kept)
        raise
    kept.unlink()


def _put_back(target: Path, old: bytes, kept: Path) -> None:
    try:
        _overwrite(target, old)
    except OSError as error:
        raise OSError(error.errno, f"{error.strerror} ({kept})", str(target)) from None
    kept.unlink()


def _overwrite(target: Path, content: bytes) -> None:
    with target.open("r+b") as file:
        file.write(content)
        file.truncate()
        _to_disk(file)


def _beside(target: Path, content: bytes) -> Path:
    """A new file in the same folder, with its content on the disk."""
    handle, name = tempfile.mkstemp(suffix=".yaml", prefix=".naikkelas-", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            _to_disk(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def _to_disk(file: IO[bytes]) -> None:
    file.flush()
    os.fsync(file.fileno())
