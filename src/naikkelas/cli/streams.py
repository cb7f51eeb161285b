"""Standard streams that take nothing: a full disk, a reader that went away, none at all. It imports nothing that takes time."""

import os
from contextlib import suppress
from typing import TextIO


def send_nowhere(stream: TextIO) -> None:
    """What was written to a stream, and what comes later, is thrown away: flushing it at the end of the program fails no more."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    with suppress(OSError, ValueError):  # a stream of a test has no number
        os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def close_quietly(stream: TextIO | None) -> None:
    """Flushes what is left; a reader that went away (``| head``) is no reason to complain, and a program may have no console."""
    if stream is None:
        return
    try:
        stream.flush()
    except OSError:
        send_nowhere(stream)
