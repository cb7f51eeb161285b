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
from naikkelas.cli.tell import Tell
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
def writing(screen: Screen, *targets: Path | None) -> Iterator[None]:
    """Around what writes files and then tells of them: when it is ended, or the system fails, it is said what became of each.

    What is ``None`` is left out. A reader that went away (``| head``) is no failure.
    """
    before = {path: _state(path) for path in targets if path is not None}
    tell = screen.tell
    try:
        with stopped_by(*ENDINGS):
            yield
    except KeyboardInterrupt as stopped:
        if not before:
            raise
        written, kept = _became(before, tell)
        said = "; ".join(filter(None, (written, kept))) or tell(f"{_named(before)} tidak ditulis.", f"{_named(before)} is not written.")
        screen.note(tell(f"Dihentikan; {said}", f"Interrupted; {said}"))
        raise Exit(exit_code(stopped)) from None
    except BrokenPipeError:
        raise
    except OSError:
        written, kept = _became(before, tell)
        for said in filter(None, (written[:1].upper() + written[1:], kept)):
            screen.note(said)
        raise


def _became(before: Mapping[Path, tuple[int, ...] | None], tell: Tell) -> tuple[str, str]:
    """Which files are written since then, and which are still what they were; nothing of those that were not there and are not."""
    written = [path for path, state in before.items() if _state(path) != state]
    kept = [path for path, state in before.items() if state is not None and path not in written]
    was = "is as it was" if len(kept) == 1 else "are as they were"
    return (
        tell(f"sudah ditulis: {_named(written)}", f"written already: {_named(written)}") if written else "",
        tell(f"{_named(kept)} tetap seperti semula.", f"{_named(kept)} {was}.") if kept else "",
    )


def _named(paths: Iterable[Path]) -> str:
    return ", ".join(map(str, paths))


def _state(path: Path) -> tuple[int, ...] | None:
    """What is another number when a file was written; ``None`` where there is none."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino, found.st_mtime_ns, found.st_size


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
