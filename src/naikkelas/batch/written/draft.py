"""A file that is written whole or not at all: under a temporary name in the same folder, then renamed."""

import errno
import io
import os
import secrets
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from naikkelas.batch.table import NOT_NAMED, TableError
from naikkelas.problems import Place, Words, problem
from naikkelas.rules import RuleSet

#: What the temporary name ends in. Whoever ends the process by force leaves such a file, and the old one untouched.
PART: Final = ".part"

#: Why a folder takes no file, by the number of the system's error.
_NO_ROOM: Final = {
    errno.EACCES: Words("nothing may be written in its folder", "di foldernya tidak boleh ditulis apa-apa"),
    errno.EPERM: Words("nothing may be written in its folder", "di foldernya tidak boleh ditulis apa-apa"),
    errno.EROFS: Words("its folder can only be read", "foldernya hanya dapat dibaca"),
    errno.ENOSPC: Words("its disk is full", "disknya penuh"),
    errno.ENAMETOOLONG: Words("its name is too long", "namanya terlalu panjang"),
}
#: An empty name, which the system takes for this folder.


class Draft:
    """The file at ``path`` while it is being written. Use it in a ``with``: what is not committed is removed.

    Raises:
        TableError: when there is a file already and ``overwrite`` is false, its folder is not there or takes no file,
            or it is one of ``inputs`` or of ``others``, which are written too (NK470).
    """

    def __init__(
        self, path: str | os.PathLike[str], *, overwrite: bool = False, inputs: tuple[str, ...] = (), others: tuple[str, ...] = ()
    ) -> None:
        self.path = Path(path)
        self._overwrite = overwrite
        target = self.path.resolve()  # a link stays a link
        self._target = target
        refuse_inputs(self.path, inputs)
        if any(_is_same(self.path, Path(each)) for each in others):
            raise _not_written(self.path, Words("the result goes there", "ke situ hasilnya ditulis"))
        self._refuse_existing()
        self._mode: int | None = None
        self.temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}{PART}")
        self._try()

    def __enter__(self) -> "Draft":
        self._mode = _mode_of(self._target)
        if self._mode is not None:  # nobody reads on the way what only its owner may read in the end
            self.private(self.temporary)
        return self

    def opened(self) -> io.BufferedWriter:
        """The file under its temporary name; what cannot be written says that it was this one, also where several are written at a time."""
        return io.BufferedWriter(_File(self.temporary, "w"))

    def private(self, path: Path) -> None:
        """Makes an empty file that nobody else reads, where the finished one replaces a file that may be so; whatever writes it keeps that."""
        if self._mode is not None:
            path.touch(mode=stat.S_IRUSR | stat.S_IWUSR)

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, OSError) and error.filename in (None, str(self.temporary), self.temporary):
            error.filename = str(self.path)  # people know the file by this name
        with suppress(FileNotFoundError):
            self.temporary.unlink()

    def commit(self) -> None:
        """Puts the finished file in its place; who may read and write the old one may do so with it, and nobody else."""
        self._refuse_existing()  # somebody may have made it meanwhile
        with self.temporary.open("rb+") as file:
            os.fsync(file.fileno())
        mode = _mode_of(self._target)
        if (mode := self._mode if mode is None else mode) is not None:
            self.temporary.chmod(mode)
        self.temporary.replace(self._target)

    def _try(self) -> None:
        """Whether the folder takes a file; told before a long run and not after it."""
        try:
            self.temporary.touch(exist_ok=False)
        except OSError as error:
            reason = _NO_ROOM.get(error.errno or 0) or Words(*[error.strerror or str(error)] * 2)
            raise _not_written(self.path, reason) from None
        finally:
            with suppress(OSError):
                self.temporary.unlink()

    def _refuse_existing(self) -> None:
        if self.path == Path():
            raise _not_written(self.path, NOT_NAMED)
        if self._target.is_dir():
            raise _not_written(self.path, Words("that is a folder", "itu sebuah folder"))
        if self.path.exists() and not self.path.is_file():  # not the target: what stands for a pipe leads nowhere
            raise _not_written(self.path, Words("that is a device or a pipe, and no file", "itu perangkat atau pipa, bukan berkas"))
        if not self._target.parent.is_dir():
            raise _not_written(self.path, Words("its folder does not exist", "foldernya tidak ada"))
        if self._target.exists() and not self._overwrite:
            raise _not_written(self.path, Words("that file exists already", "berkas itu sudah ada"), "say_overwrite")


class _File(io.FileIO):
    """A file whose errors name it."""

    def write(self, data: Any, /) -> int:
        try:
            return super().write(data)
        except OSError as error:
            error.filename = str(self.name)
            raise


def _mode_of(path: Path) -> int | None:
    """Who may do what with a file; ``None`` where there is none."""
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        return None


def refuse_inputs(path: Path, inputs: Iterable[str | os.PathLike[str]]) -> None:
    """Refuses to write where something is read.

    Raises:
        TableError: when ``path`` is one of ``inputs``, by whatever name (NK470).
    """
    if any(_is_same(path, Path(each)) for each in inputs):
        raise _not_written(path, Words("that is a file that is read", "itu berkas yang dibaca"))


def _is_same(one: Path, other: Path) -> bool:
    if one.resolve() == other.resolve():
        return True
    try:
        return one.samefile(other)
    except (OSError, ValueError):  # one of them is not there
        return False


def files_of(rules: RuleSet | None) -> tuple[str, ...]:
    """The files that rules were read from, with those of the rule sets they ask for."""
    return () if rules is None else tuple(unit.file for unit in rules.linked.units() if unit.file is not None)


def _not_written(path: Path, reason: Words, hint: str | None = None) -> TableError:
    return TableError([problem("NK470", Place(str(path)), hint, name=path.name or str(path), reason=reason)])


def unwritable(path: Path, reason: Words) -> TableError:
    """Why a result cannot be written to ``path``."""
    return _not_written(path, reason)
