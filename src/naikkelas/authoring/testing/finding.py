"""Finding files of tests in folders."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from naikkelas.authoring.case_format import ENDING, is_case_file


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
