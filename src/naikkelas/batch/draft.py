"""A file that is written whole or not at all: under a temporary name in the same folder, then renamed."""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Final

from naikkelas.batch.table import TableError
from naikkelas.problems import Place, Words, problem

#: What the temporary name ends in. Whoever ends the process by force leaves such a file, and the old one untouched.
PART: Final = ".part"


class Draft:
    """The file at ``path`` while it is being written. Use it in a ``with``: what is not committed is removed.

    Raises:
        TableError: when there is a file already and ``overwrite`` is false, its folder is not there,
            or it is one of ``inputs`` (NK470).
    """

    def __init__(self, path: str | os.PathLike[str], *, overwrite: bool = False, inputs: tuple[str, ...] = ()) -> None:
        self.path = Path(path)
        self._overwrite = overwrite
        target = self.path.resolve()  # a link stays a link
        self._target = target
        if any(target == Path(each).resolve() for each in inputs):
            raise _not_written(self.path, Words("that is a file that is read", "itu berkas yang dibaca"))
        self._refuse_existing()
        self.temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}{PART}")

    def __enter__(self) -> "Draft":
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, OSError) and error.filename in (None, str(self.temporary), self.temporary):
            error.filename = str(self.path)  # people know the file by this name
        with suppress(FileNotFoundError):
            self.temporary.unlink()

    def commit(self) -> None:
        """Puts the finished file in its place."""
        self._refuse_existing()  # somebody may have made it meanwhile
        with self.temporary.open("rb+") as file:
            os.fsync(file.fileno())
        self.temporary.replace(self._target)

    def _refuse_existing(self) -> None:
        if self._target.is_dir():
            raise _not_written(self.path, Words("that is a folder", "itu sebuah folder"))
        if not self._target.parent.is_dir():
            raise _not_written(self.path, Words("its folder does not exist", "foldernya tidak ada"))
        if self._target.exists() and not self._overwrite:
            raise _not_written(self.path, Words("that file exists already", "berkas itu sudah ada"), "say_overwrite")


def _not_written(path: Path, reason: Words, hint: str | None = None) -> TableError:
    return TableError([problem("NK470", Place(str(path)), hint, name=path.name, reason=reason)])


def unwritable(path: Path, reason: Words) -> TableError:
    """Why a result cannot be written to ``path``."""
    return _not_written(path, reason)
