"""Three-valued answers, as the set of answers that are still possible.

An answer is ``{True}`` (yes), ``{False}`` (no) or ``{True, False}`` (maybe). Every connective is the ordinary two-valued one,
applied to each way its parts may turn out. That is strong Kleene logic without a table of it.
"""

from itertools import product

YES = frozenset({True})
NO = frozenset({False})
MAYBE = frozenset({True, False})

WORDS = {YES: "yes", NO: "no", MAYBE: "maybe"}
STATUS_WORDS = {YES: "met", NO: "not_met", MAYBE: "unknown"}
MASK_CODES = {YES: 3, NO: 0, MAYBE: 1}
COMPARISONS_A_MASK = 31


def possible(true, false):
    """The answer that may be true if ``true``, and may be false if ``false``."""
    return frozenset(answer for answer, may_be in ((True, true), (False, false)) if may_be)


def opposite(answer):
    return frozenset(not each for each in answer)


def every(answers):
    """Whether all of them are so; none at all are."""
    result = YES
    for answer in answers:
        result = frozenset(one and other for one, other in product(result, answer))
    return result


def either(answers):
    """Whether one of them at least is so; of none at all, none is."""
    result = NO
    for answer in answers:
        result = frozenset(one or other for one, other in product(result, answer))
    return result


def enough(count, answers):
    """Whether ``count`` of them at least are so: by every number of them that may be so."""
    numbers = {0}
    for answer in answers:
        numbers = {number + one for number, one in product(numbers, answer)}
    return frozenset(number >= count for number in numbers)


def masks(answers):
    """Answers in the order of the mask bits as the integers a decision stores: two bits each, 31 to an integer."""
    made = []
    for start in range(0, len(answers), COMPARISONS_A_MASK):
        digits = [MASK_CODES[answer] for answer in answers[start : start + COMPARISONS_A_MASK]]
        made.append(sum(digit * 4**place for place, digit in enumerate(digits)))
    return tuple(made)
