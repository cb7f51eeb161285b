"""Which comparisons each type has."""

from typing import Final

from naikkelas.conditions import Op
from naikkelas.facts import Kind

SIZES: Final = (Op.AT_LEAST, Op.AT_MOST, Op.MORE_THAN, Op.LESS_THAN, Op.BETWEEN)
EQUALS: Final = (Op.IS, Op.IS_NOT)
LISTS: Final = (Op.IN, Op.NOT_IN)
AGO: Final = (Op.AT_LEAST_AGO, Op.LESS_THAN_AGO, Op.AT_LEAST_AHEAD)
DATES: Final = (Op.BEFORE, Op.AFTER, Op.ON_OR_BEFORE, Op.ON_OR_AFTER, Op.BETWEEN)
INCLUDES: Final = (Op.INCLUDES, Op.INCLUDES_ANY, Op.INCLUDES_ALL)

#: Which comparisons each type has; the language reference prints this table.
OPERATORS: Final[dict[Kind, tuple[Op, ...]]] = {
    Kind.BOOLEAN: (*EQUALS, Op.KNOWN),
    Kind.INTEGER: (*EQUALS, *LISTS, *SIZES, Op.KNOWN),
    Kind.NUMBER: (*SIZES, Op.KNOWN),
    Kind.MONEY: (*SIZES, Op.KNOWN),
    Kind.DATE: (*DATES, *AGO, Op.KNOWN),
    Kind.CHOICE: (*EQUALS, *LISTS, Op.KNOWN),
    Kind.TEXT: (*EQUALS, *LISTS, Op.KNOWN),
    Kind.SET: (*INCLUDES, Op.KNOWN),
    Kind.DURATION: (),
}

#: What takes one value, and what takes a list of them.
LIST_OF: Final = {Op.IS: Op.IN, Op.IS_NOT: Op.NOT_IN, Op.INCLUDES: Op.INCLUDES_ANY}
SINGLE_OF: Final = {Op.IN: Op.IS, Op.NOT_IN: Op.IS_NOT, Op.INCLUDES_ANY: Op.INCLUDES, Op.INCLUDES_ALL: Op.INCLUDES}
