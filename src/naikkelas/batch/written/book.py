"""Workbooks of openpyxl on their way to the disk, for everything that writes one.

openpyxl keeps every sheet in a temporary file, and puts them together in the end. Either disk may be full; what is then left open must
not complain once more while Python clears up, where nobody hears it.
"""

import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from io import BufferedWriter
from typing import Any

from naikkelas.batch.written.draft import Draft
from naikkelas.extras import need


class Book:
    """A workbook that is written row by row; what is not yet saved is in temporary files, not in memory."""

    def __init__(self, draft: Draft) -> None:
        self._book = need("openpyxl", "batch").Workbook(write_only=True)
        self._draft = draft

    def sheet(self, title: str) -> Any:
        """A new sheet, behind the others; its widths and whatever else stands above the rows are set before its first row."""
        return self._book.create_sheet(title)

    def append(self, sheet: Any, cells: Sequence[Any]) -> None:
        """Writes a row of a sheet.

        Raises:
            OSError: when the folder of temporary files is full; it is named.
        """
        try:
            sheet.append(cells)
        except OSError as error:
            _name(error)
            raise

    def save(self) -> None:
        """Saves the workbook under the temporary name of its draft.

        Raises:
            OSError: when one of the two disks is full; what is full is named.
        """
        archive = _Archive(self._draft.opened())
        try:
            self._book.save(archive)
            archive.close()
        except OSError as error:
            _name(error)
            raise
        finally:
            archive.abandon()

    def close(self) -> None:
        """Ends what openpyxl began, and removes its temporary files, which hold every row; after :meth:`save` there are none."""
        for sheet in self._book.worksheets:
            with suppress(OSError, ValueError, RuntimeError, StopIteration):  # on a full disk even that fails
                if not sheet.closed:
                    sheet.close()
            with suppress(OSError, ValueError, AttributeError):  # it is not there
                sheet._writer.close()
            with suppress(OSError, ValueError, AttributeError):  # or is gone already
                sheet._writer.cleanup()


class _Archive:
    """The file that a ZipFile writes a workbook to: after its first error it is closed, and takes everything without keeping it.

    A ZipFile that is thrown away writes its end all the same, wherever that goes.
    """

    def __init__(self, file: BufferedWriter) -> None:
        self._file = file
        self._at = 0
        self._error: OSError | None = None

    def tell(self) -> int:
        """How far it is."""
        return self._at

    def seek(self, at: int) -> int:
        """Goes on from there."""
        self._done(lambda: self._file.seek(at))
        self._at = at
        return at

    def write(self, data: bytes) -> int:
        """Writes, unless something went wrong before."""
        self._done(lambda: self._file.write(data))
        self._at += len(data)
        return len(data)

    def flush(self) -> None:
        """Hands everything to the system, unless something went wrong before."""
        self._done(self._file.flush)

    def close(self) -> None:
        """Closes the file; what went wrong before is raised again, should anybody have made light of it."""
        self._done(self._file.close)
        if self._error is not None:
            raise self._error

    def abandon(self) -> None:
        """Closes the file, whatever becomes of what is in it; nothing is kept from now on."""
        with suppress(OSError):  # the second time it is closed, also on a full disk
            self._file.close()

    def _done(self, what: Callable[[], object]) -> None:
        if self._file.closed:
            return
        try:
            what()
        except OSError as error:
            self._error = error
            self.abandon()
            raise


def _name(error: OSError) -> None:
    """Says where it went wrong, of an error that does not say so: in the files that openpyxl keeps."""
    if error.filename is None:
        error.filename = tempfile.gettempdir()
