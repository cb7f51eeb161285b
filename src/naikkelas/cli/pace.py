"""How far a long run is: a bar with rows a second on a terminal, plain lines in a log, nothing when nobody wants it."""

import sys
import time
from types import TracebackType
from typing import Any, Final

from naikkelas.cli.screen import Screen, is_terminal
from naikkelas.cli.tell import Tell

#: Lines of a log come this many rows apart.
_LINE_EVERY: Final = 50_000


class Pace:
    """Shows progress on standard error. :meth:`step` is what the run calls."""

    def __init__(self, tell: Tell, quiet: bool) -> None:
        self._tell, self._quiet = tell, quiet
        self._bar: Any = None
        self._task: Any = None
        self._began = 0.0
        self._told = 0

    def __enter__(self) -> "Pace":
        self._began = time.monotonic()
        if not self._quiet and is_terminal(sys.stderr):
            from rich.console import Console
            from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

            columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[pace]}"), TimeRemainingColumn())
            self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
            self._bar.start()
            self._task = self._bar.add_task(self._tell("Menilai", "Deciding"), total=None, pace="")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._bar is not None:
            self._bar.stop()

    def step(self, rows: int, total: int | None) -> None:
        """So many rows are done."""
        if self._bar is not None:
            self._bar.update(self._task, completed=rows, total=total, pace=self._words(rows))
        elif not self._quiet and rows - self._told >= _LINE_EVERY:
            self._told = rows
            Screen(self._tell).note(self._words(rows))

    def _words(self, rows: int) -> str:
        each = int(rows / max(time.monotonic() - self._began, 0.001))
        shown, pace = (f"{count:,}".replace(",", self._tell(".", ",")) for count in (rows, each))
        return self._tell(f"{shown} baris ({pace} baris/detik)", f"{shown} {'row' if rows == 1 else 'rows'} ({pace} rows/s)")
