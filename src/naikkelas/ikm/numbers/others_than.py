"""What digits are that stand where the number of a permit belongs, and are announced or shaped as something else."""

import re
from typing import Final

from naikkelas.ikm.findings import HIDDEN_READ
from naikkelas.ikm.numbers.base import Number
from naikkelas.ikm.numbers.find import find_numbers
from naikkelas.ikm.numbers.nib import NibNumber
from naikkelas.ikm.numbers.pirt import PirtNumber
from naikkelas.ikm.numbers.reading import CALLED, looks_like_nib
from naikkelas.ikm.numbers.scan import Sort, tokens
from naikkelas.problems import NOWHERE, Problem, Words, problem

#: Mobile telephones, as they are dialled at home and from abroad (memory, high).
_TELEPHONE: Final = re.compile(r"(?:0|(?:00)?62)8[1-9][0-9]{7,10}")
_CALLED_TELEPHONE: Final = Words("a telephone number", "nomor telepon")


def problem_of_kind(number: Number) -> Problem | None:
    """The problem NK416 of a number that is that of something else than its kind of permit; ``None`` when it may be one.

    What is called by its name is one: ``NIB 0812250012345`` is no telephone. What was read is not shown, it may name a person.
    """
    kind, parser, text = number.kind, type(number), number.written
    if any(map(str.isalpha, text)):
        named = [token.kind for token in tokens(text) if token.sort is Sort.KEYWORD]
        if kind in named:
            return None
        if named:
            return _refused(parser, CALLED[named[0]])
    if _has_its_shape(number):
        return None
    found = find_numbers(text)
    if found and all(each.kind != kind for each in found):
        return _refused(parser, CALLED[found[0].kind])
    digits = "".join(sign for sign in text if "0" <= sign <= "9")
    is_dialled = _TELEPHONE.fullmatch(digits) is not None
    return _refused(parser, _CALLED_TELEPHONE, "number_call_it", called=CALLED[kind]) if is_dialled else None


def _has_its_shape(number: Number) -> bool:
    """Whether digits show by themselves what they are, which is sooner asked than what else they may be."""
    if isinstance(number, PirtNumber):
        return number.is_firm
    return isinstance(number, NibNumber) and looks_like_nib(number.digits) and not number.digits.startswith("08")


def _refused(parser: type[Number], other: str, hint: str = "number_copy_again", **slots: object) -> Problem:
    return problem("NK416", NOWHERE, hint, name=parser.name, read=HIDDEN_READ, other=other, **slots)
