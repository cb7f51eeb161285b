"""What tells a file of tests from other YAML files. It imports nothing, because pytest asks it about every file it meets."""

import re
from pathlib import Path
from typing import Final

#: The first line of a file of tests.
FORMAT: Final = "naikkelas-tests/1"

#: How a file of tests is called.
ENDING: Final = ".test.yaml"

_SAYS_SO: Final = re.compile(rb"^(?:\xef\xbb\xbf)?\s*format:\s*[\"']?naikkelas-tests/", re.MULTILINE)
_HEAD: Final = 20_000


def is_case_file(path: Path) -> bool:
    """Whether a file says near its beginning that it holds tests; ``False`` when it cannot be read."""
    try:
        if not path.is_file():  # opening a pipe waits for somebody who writes into it
            return False
        with path.open("rb") as file:
            return _SAYS_SO.search(file.read(_HEAD)) is not None
    except OSError:
        return False


def is_case_text(text: str) -> bool:
    """Whether a text says near its beginning that it holds tests."""
    return _SAYS_SO.search(text[:_HEAD].encode("utf-8", "replace")) is not None
