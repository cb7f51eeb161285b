"""Numbers that name a person, wherever they stand: nobody means to write one beside a product, and yet it happens."""

import re
from typing import Final

#: Digits 7 to 12 of a NIK are a day, with 40 added to it for a woman (memory, high).
NIK: Final = re.compile(r"[1-9][0-9]{5}(?:0[1-9]|[12][0-9]|3[01]|4[1-9]|[56][0-9]|7[01])(?:0[1-9]|1[0-2])[0-9]{6}")

#: A NPWP of 15 digits as it is printed.
NPWP: Final = re.compile(r"[0-9]{2}\.[0-9]{3}\.[0-9]{3}\.[0-9]-[0-9]{3}\.[0-9]{3}")

#: Neither more digits before nor behind it; a NPWP of 16 digits that is no NIK begins with a zero (memory, high).
_ALONE: Final = re.compile(rf"(?<![0-9])(?:{NIK.pattern}|0[0-9]{{15}})(?![0-9])")
_BETWEEN: Final = re.compile(r"(?<=[0-9])[\s.\-\u2010-\u2015_]+(?=[0-9])")
_LEAST: Final = 15


def names_person(text: str) -> bool:
    """Whether a text holds what has the shape of a NIK or a NPWP, however its digits are grouped."""
    if len(text) < _LEAST:
        return False
    return NPWP.search(text) is not None or _ALONE.search(_BETWEEN.sub("", text)) is not None
