"""Finding files of tests in folders."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from naikkelas.authoring.testing.model import ENDING

_FORMAT: Final = re.compile(rb"^(?:\xef\xbb\xbf)?\s*format:\s*[\"']?naikkelas-tests/", re.MULTILINE)
_HEAD: Final = 20_000


def find_cases(paths: Iterable[str | Path]) -> list[Path]:
    """The files of tests among ``paths``, each once, sorted within a folder.

    A file that is named is taken as it is. Of a folder are taken, at any depth, the files whose names end in ``.test.yaml`` and the
    other YAML files that say ``format: naikkelas-tests/...``; hidden folders are passed over.
    """
    return list(dict.fromkeys(found for path in map(Path, paths) for found in (_below(path) if path.is_dir() else (path,))))


def _below(folder: Path) -> Iterator[Path]:
    for path in sorted({*folder.rglob("*.yaml"), *folder.rglob("*.yml")}):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and path.is_file() and (path.name.endswith(ENDING) or is_case_file(path)):
            yield path


def is_case_file(path: Path) -> bool:
    """Whether a file says near its beginning that it holds tests; ``False`` when it cannot be read."""
    try:
        with path.open("rb") as file:
            return _FORMAT.search(file.read(_HEAD)) is not None
    except OSError:
        return False
