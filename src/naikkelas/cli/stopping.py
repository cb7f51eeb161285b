"""Signals that end a run: Ctrl-C, and while files are being written also SIGTERM and SIGHUP, so that nothing half written stays behind.

It imports nothing that takes time, because it is in place before anything else is imported.
"""

import _thread
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, Final

#: Ctrl-C; and what `kill`, a shutdown and a terminal that is closed send. Windows has no SIGHUP.
INTERRUPT: Final = ("SIGINT",)
ENDINGS: Final = ("SIGTERM", "SIGHUP")


#: Seconds after which a signal that went nowhere comes again.
_AGAIN_AFTER: Final = 0.01


class Stopped(KeyboardInterrupt):
    """A signal asked the program to end. ``number`` is that of the signal."""

    def __init__(self, number: int = signal.SIGINT) -> None:
        super().__init__()
        self.number = number


def exit_code(stopped: BaseException | None) -> int:
    """128 and the number of the signal: 130 after Ctrl-C, 143 after SIGTERM, 129 after SIGHUP."""
    return 128 + (stopped.number if isinstance(stopped, Stopped) else signal.SIGINT)


@contextmanager
def stopped_by(*names: str) -> Iterator["Ending"]:
    """The first of these signals raises :class:`Stopped`; those that come while it is on its way change nothing.

    Where a library makes another exception of it, it is made a :class:`Stopped` again. Signals that somebody else handles, or has switched off (``nohup``), are left as they are, and so are all outside the main thread.
    """
    numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]
    if threading.current_thread() is not threading.main_thread():
        numbers = []
    usual = (signal.SIG_DFL, signal.default_int_handler)
    ending, hook = Ending(), sys.unraisablehook
    ours, before = ending.unraisable, {number: signal.getsignal(number) for number in numbers}
    taken = {number: handler for number, handler in before.items() if handler in usual}
    try:
        if taken:
            sys.unraisablehook = ours
        for number in taken:
            signal.signal(number, ending)
        yield ending
    except Exception:
        ending.again()
        raise
    finally:
        ending.close()
        for number, handler in taken.items():
            signal.signal(number, handler)
        if sys.unraisablehook == ours:
            sys.unraisablehook = hook


class Ending:
    """What is called by a signal, and for exceptions that have nobody to go to."""

    def __init__(self) -> None:
        self._number: int | None = None
        self._lost: int | None = None
        self._hook = sys.unraisablehook

    def again(self) -> None:
        """Raises :class:`Stopped` again where a signal came and somebody took it for something else."""
        if self._number is None:
            self._number, self._lost = self._lost, None
        if self._number is not None:
            raise Stopped(self._number) from None

    def close(self) -> None:
        """Nothing comes again after this."""
        self._lost = None

    def __call__(self, number: int, frame: FrameType | None) -> None:
        """Ends the run, unless it is ending already.

        Raises:
            Stopped: for the first signal.
        """
        # A library may raise a KeyboardInterrupt of its own before Python comes here, as Polars does.
        if self._number is None and not isinstance(sys.exc_info()[1], KeyboardInterrupt):
            self._number, self._lost = number, None
            raise Stopped(number)

    def unraisable(self, found: Any) -> None:
        """A signal that came while Python cleared up went nowhere: it comes again as soon as that is done.

        A KeyboardInterrupt of somebody else is dropped: the next signal ends the run.
        """
        if not isinstance(found.exc_value, KeyboardInterrupt):
            self._hook(found)
            return
        if isinstance(getattr(self._hook, "__self__", None), Ending):  # it may be of a signal that is waited for further out
            self._hook(found)
        if isinstance(found.exc_value, Stopped):
            if found.exc_value.number != self._number:
                return
            self._lost = self._number
            waiting = threading.Timer(_AGAIN_AFTER, self._send)
            waiting.daemon = True
            waiting.start()
        self._number = None

    def _send(self) -> None:
        if (number := self._lost) is not None:
            _thread.interrupt_main(signal.Signals(number))
