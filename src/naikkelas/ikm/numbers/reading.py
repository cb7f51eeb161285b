"""What is the same for every kind: opening a text, choosing the one number in it, and saying why there is none."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from naikkelas.ikm.numbers.base import Notes
from naikkelas.ikm.numbers.scan import Sort, Token, tokens
from naikkelas.ikm.numbers.written import MOST_TEXT, Piece, fitting, is_filled_up, text_of, tidy
from naikkelas.ikm.persons import NIK, NPWP

#: What a number of another kind is called in a message.
CALLED: Final = {
    "pirt": "P-IRT",
    "pb_umku": "PB-UMKU",
    "nib": "NIB",
    "npwp": "NPWP",
    "md": "MD",
    "ml": "ML",
    "halal": "halal (ID...)",
    "kh": "KH",
    "tr": "TR",
    "na": "NA",
    "brand": "IDM/DID/JID",
    "ean": "EAN-13",
    "sp": "SP",
    "nik": "NIK",
}
_PERSONAL: Final = frozenset({"nib", "npwp", "nik", "pb_umku"})
#: Signs beside a number that may say that it does not hold, or that a note says more; a tick and what only parts or points says nothing.
_DOUBTING: Final = frozenset("?*†‡~±≈✗✘☒×❌✖⨯🗙")
_HINTS: Final = {"kh": "number_kh", "ml": "number_import"}


@dataclass(frozen=True, slots=True)
class Opened:
    """A text with digits: its tokens, and of its runs of digits those that no other kind of number claims."""

    text: str
    tokens: tuple[Token, ...]
    runs: tuple[Piece, ...]

    @property
    def longest(self) -> Piece:
        """The run with most digits."""
        return max(self.runs, key=lambda run: len(run.digits))

    def has_keyword(self, kind: str) -> bool:
        """Whether the text announces a number of this kind."""
        return any(token.kind == kind for token in self.tokens)

    def is_glued(self, number: Piece) -> bool:
        """Whether letters stand right before or behind the digits, other than those that announce them."""
        if self.text[number.end : number.end + 1].isalpha():
            return True
        return any(token.end == number.start and token.sort is Sort.WORD for token in self.tokens)

    def beside(self, number: Piece) -> str:
        """What else stands in the text: words, and for digits that are no mere marker of a list (``1.``) an ellipsis."""
        said = ["…" if token.sort is Sort.RUN else token.piece.text for token in self.tokens if self._is_beside(token, number)]
        return " ".join([*said, *(sign for sign in self.text if sign in _DOUBTING)])

    def _is_beside(self, token: Token, number: Piece) -> bool:
        if token.sort is not Sort.RUN:
            return token.sort is Sort.WORD
        other = token.piece.digits.replace(number.digits, "")  # the same number may stand there twice
        is_marker = token.start == 0 and len(other) <= 2 and token.piece.digits.startswith(other)
        return bool(other) and not is_marker


def opened(raw: object, kinds: tuple[str, ...], notes: Notes) -> Opened | None:
    """The text, or ``None`` when no number of these kinds can be in it; then the notes say why."""
    text = tidy(raw)
    if len(text) > MOST_TEXT or not any("0" <= sign <= "9" for sign in text):
        hint = "number_say_status" if text else None
        notes.add("NK410", text_of(raw), hint)
        return None
    found = tuple(tokens(text))
    own, foreign = _claimed(found, kinds)
    if any(token.sort is Sort.DAMAGED for token in found):
        notes.add("NK411", text, "number_as_text")
        return None
    if not own:
        notes.add("NK416", text, _HINTS.get(foreign), hide=foreign in _PERSONAL, other=CALLED[foreign])
        return None
    return Opened(text, found, own)


def _claimed(found: tuple[Token, ...], kinds: tuple[str, ...]) -> tuple[tuple[Piece, ...], str]:
    """The runs that a keyword of these kinds announces or none does, and the last foreign keyword that announces one."""
    own: list[Piece] = []
    foreign = announced = ""
    for token in found:
        if token.sort is Sort.KEYWORD:
            announced = token.kind
        elif token.sort is Sort.WORD:
            announced = ""
        elif token.sort is Sort.RUN:
            if not announced or announced in kinds:
                own.append(token.piece)
            else:
                foreign = announced
            announced = ""
    return tuple(own), foreign


def the_one(text: Opened, fits: Callable[[Piece], bool], notes: Notes) -> Piece | None:
    """The one number that fits; ``None`` when there is none, or when there are several different ones, which is noted."""
    found = {number.digits: number for run in text.runs for number in fitting(run, fits)}
    if len(found) > 1:
        notes.add("NK418", text.text, "number_list_permits", count=len(found))
        return None
    return next(iter(found.values()), None)


def checked(text: Opened, number: Piece, notes: Notes) -> bool:
    """Whether the digits of a number that fits can be a real one; notes what stands beside it."""
    digits = number.digits
    if text.is_glued(number):
        notes.add("NK413", text.text, "number_letter_o")
    elif is_made_up(digits):
        notes.add("NK415", number.text, "number_copy_again")
    elif is_filled_up(digits):
        notes.add("NK411", number.text, "number_as_text")
    else:
        beside = text.beside(number)
        if beside:
            notes.add("NK426", beside)
        return True
    return False


def is_made_up(digits: str) -> bool:
    """Whether digits are all the same, or count from 1 up (the placeholder of the regulation: domain.md §1.3)."""
    return len(set(digits)) == 1 or digits == ("1234567890" * 3)[: len(digits)]


def why_not(text: Opened, counts: tuple[int, ...], notes: Notes, hint: str = "number_copy_again") -> None:
    """Notes why nothing fits: letters among the digits, or too many or too few of them."""
    longest = text.longest
    count = len(longest.digits)
    hide = may_be_personal(longest.digits)
    if text.is_glued(longest):
        notes.add("NK413", text.text, "number_letter_o", hide=hide)
    else:
        notes.add("NK412", text.text, hint, hide=hide, count=count, expected="/".join(map(str, counts)))


def lost_zero(text: Opened, counts: tuple[int, ...]) -> str:
    """The hint for a number that may begin with a zero: a spreadsheet takes it away."""
    return "number_leading_zero" if len(text.longest.digits) + 1 in counts else "number_copy_again"


def plain_number(text: Opened, counts: tuple[int, ...], notes: Notes) -> Piece | None:
    """The one number of so many digits, of which nothing more is asked; ``None`` when the notes say why there is none."""
    number = the_one(text, lambda each: len(each.digits) in counts and "/" not in each.text, notes)
    if number is None:
        if not notes.refused:
            why_not(text, counts, notes, lost_zero(text, counts))
        return None
    return number if checked(text, number, notes) else None


def prefix_of(text: Opened, number: Piece, kind: str) -> str | None:
    """The keyword that announces a number, where it is part of it: ``NA``; ``None`` when only digits were written."""
    found = [token.piece.text.upper() for token in text.tokens if token.kind == kind and token.end <= number.start]
    return found[-1] if found else None


def is_npwp(text: str) -> bool:
    """Whether digits are grouped as those of a NPWP are."""
    return NPWP.fullmatch(text) is not None


#: Digits of the number of a PB-UMKU, which begins with the NIB: domain.md §2 (inferred).
_PB_UMKU: Final = 21
#: The beginnings of numbers from before OSS-RBA that were seen: domain.md §2 (found).
_OLDER_NIB: Final = ("9120", "8120", "0220")
#: Day, month and year as the first six digits of a NIB of OSS-RBA have them: domain.md §2 (inferred; memory, medium).
_DAY: Final = re.compile(r"(?:0[1-9]|[12][0-9]|3[01])(?:0[1-9]|1[0-2])(?:2[1-9]|3[0-9])")


def looks_like_nib(digits: str) -> bool:
    """Whether 13 digits begin as those of a NIB do."""
    return len(digits) == 13 and (digits.startswith(_OLDER_NIB) or _DAY.match(digits) is not None)


def looks_like_nik(digits: str) -> bool:
    """Whether 16 digits have a birthday where a NIK has one."""
    return NIK.fullmatch(digits) is not None


def may_be_personal(digits: str) -> bool:
    """Whether digits that were read as something else may be a number that names a person."""
    return looks_like_nib(digits) or looks_like_nik(digits) or len(digits) == _PB_UMKU
