"""Writing files so that one that cannot be finished is not begun: beside the place first, then in one step."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from naikkelas.cli.stopping import ENDINGS, stopped_by


def write_files(texts: Mapping[Path, str]) -> None:
    """Writes each text (UTF-8) to its path, making the folders. Nothing is put in place before all of it is on the disk.

    What a link points at is written, and the link stays.

    Raises:
        OSError: when something cannot be written; files that were there are then as they were.
    """
    with stopped_by(*ENDINGS):
        _write(texts)


def _write(texts: Mapping[Path, str]) -> None:
    ready: list[tuple[Path, Path]] = []
    try:
        for named, text in texts.items():
            path = Path(os.path.realpath(named)) if named.is_symlink() else named
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=".naikkelas-", dir=path.parent)
            ready.append((Path(name), path))
            with os.fdopen(handle, "wb") as file:
                file.write(text.encode("utf-8"))
            if path.is_dir():
                raise IsADirectoryError(21, os.strerror(21), str(path))
        for made, path in ready:
            made.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
            made.replace(path)
    finally:
        for made, _ in ready:
            made.unlink(missing_ok=True)


def _umask() -> int:
    """What new files of this process are not allowed."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
