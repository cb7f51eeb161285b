"""Writing files so that one that cannot be finished is not begun, and none that is read is written over."""

import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from click.exceptions import Exit

from naikkelas.batch.written.draft import files_of, refuse_inputs
from naikkelas.cli.screen import Screen
from naikkelas.cli.stopping import ENDINGS, exit_code, stopped_by
from naikkelas.rules import RuleSet
from naikkelas.ruleset.loading import rule_set_files


def refuse_read(targets: Iterable[Path | None], *read: RuleSet | str | Path | None) -> None:
    """Refuses to write over what is read, before anything is done; every command that writes asks here.

    ``read`` are files, folders of versions, and rule sets with all the files they were read from. What is ``None`` is left out.

    Raises:
        TableError: when a target is one of them (NK470).
    """
    files: list[str | Path] = []
    for each in read:
        if isinstance(each, RuleSet):
            files += files_of(each)
        elif each is not None:
            files += rule_set_files(Path(each)) if Path(each).is_dir() else [each]
    for target in targets:
        if target is not None:
            refuse_inputs(target, files)


@contextmanager
def after_writing(screen: Screen, *written: Path | None) -> Iterator[None]:
    """Around what comes after files were written: when it fails, it is said that they are there.

    A reader that went away (``| head``) is no failure.
    """
    named = ", ".join(str(path) for path in written if path is not None)
    try:
        yield
    except KeyboardInterrupt as stopped:
        screen.note(screen.tell(f"Dihentikan; sudah ditulis: {named}", f"Interrupted; written already: {named}"))
        raise Exit(exit_code(stopped)) from None
    except BrokenPipeError:
        raise
    except OSError:
        if named:
            screen.note(screen.tell(f"Sudah ditulis: {named}", f"Written already: {named}"))
        raise


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
            try:
                handle, name = tempfile.mkstemp(prefix=".naikkelas-", dir=path.parent)
            except OSError as error:
                error.filename = str(path)  # people know the file by this name
                raise
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
