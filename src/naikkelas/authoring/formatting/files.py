"""Laying out files: which ones, and writing them so that a full disk leaves the old one whole."""

import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

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

    Raises:
        OSError: when it cannot be written; the file is then as it was. Only a file with a second name (a hard link) is written in place.
    """
    target = path.resolve()
    handle, name = tempfile.mkstemp(suffix=".yaml", prefix=".naikkelas-", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8"))
        if target.stat().st_nlink > 1:  # the other names would keep the old text
            target.write_bytes(text.encode("utf-8"))
            Path(name).unlink()
            return
        Path(name).chmod(target.stat().st_mode & 0o777)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
