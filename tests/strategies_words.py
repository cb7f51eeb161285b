"""The vocabulary of drawn rule sets: a few facts of every kind, and thresholds that both answers are possible for."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from naikkelas.facts import FIRST_DAY, LAST_DAY
from naikkelas.ikm.catalogue import FACTS
from naikkelas.ranges import NEVER

ORDERED = ("integer", "number", "money", "date")
ARITHMETIC = ("integer", "number", "money")

#: The widest bounds of a parameter, and what the parts of a formula must not exceed so that no formula overflows.
WIDEST = {"integer": 10**9, "number": 10**12, "money": 10**14}
MOST_IN_SUMS = 10**15
MOST_IN_RATIOS = 3 * 10**14
MOST_IN_POINTS = 10**4

#: Dates with something about them: leap days, month ends, and their neighbours.
DAYS = ("2019-02-28", "2020-01-31", "2020-02-29", "2020-03-01", "2020-03-31", "2021-01-01", "2021-02-28", "2021-12-31", "2024-02-29")
AS_OF = (*DAYS, "2020-03-30", "2020-04-30", "2021-05-31", "2024-03-31")

EFFECTIVE_FROM = "2015-01-01"


def day_number(text):
    return date.fromisoformat(text).toordinal()


@dataclass(frozen=True)
class Operand:
    """A fact that conditions can ask about.

    ``low`` to ``high`` are its bounds, and ``pool`` are thresholds well inside them, all in canonical whole numbers.
    ``nature`` is "value", "ratio" or "months"; ``declared`` is its entry under ``facts`` unless it is built in.
    """

    name: str
    kind: str
    low: int = 0
    high: int = 0
    pool: tuple = ()
    decimals: int = 0
    choices: tuple = ()
    nature: str = "value"
    declared: dict | None = None

    @property
    def ordered(self):
        return self.kind in ORDERED

    @property
    def size(self):
        """The largest number it can be, whatever its sign."""
        return max(abs(self.low), abs(self.high))

    def written(self, value):
        """A canonical value as a rule set writes it."""
        if self.kind == "date":
            return "never" if value >= NEVER else date.fromordinal(value).isoformat()
        if self.kind == "number":
            return str(Decimal(value).scaleb(-self.decimals))
        return value


def _built_in(name, pool=(), words=()):
    """A fact of the catalogue; ``words`` are values of a text."""
    kind = FACTS[name].type
    low, high = kind.bounds if kind.kind.is_ordered else (0, 0)
    return Operand(name, kind.kind.value, low, high, pool, kind.decimals, words or kind.choices or ())


def _number(name, decimals, low, high, pool):
    bounds = {"at_least": str(Decimal(low).scaleb(-decimals)), "at_most": str(Decimal(high).scaleb(-decimals))}
    return Operand(name, "number", low, high, pool, decimals, declared={"type": "number", "decimals": decimals, **bounds})


def _counted(name, kind, low, high, pool):
    return Operand(name, kind, low, high, pool, declared={"type": kind, "at_least": low, "at_most": high})


_DAY_POOL = tuple(day_number(text) for text in DAYS)

GIVEN = (
    _built_in("knows_market"),
    _built_in("workers", (1, 4, 5, 6, 19, 20)),
    _built_in("annual_sales", (1, 50_000_000, 300_000_000, 2_500_000_000)),
    _built_in("operating_since", _DAY_POOL),
    _built_in("pirt_status"),
    _counted("machines", "integer", 0, 8, (1, 2, 3, 6)),
    _built_in("halal_expires_on", _DAY_POOL),
    _built_in("pirt_expires_on", _DAY_POOL),
    _built_in("kbli", words=("10710", "10792", "13121", "01111")),
    _built_in("knows_production"),
    _built_in("sector"),
    _counted("net_change", "integer", -5, 12, (-4, -1, 0, 1, 7, 11)),
    _number("ph", 1, 0, 140, (1, 46, 70, 139)),
    _number("margin", 2, -250, 250, (-249, -1, 0, 1, 100)),
    _number("weight", 1, -30, 90, (-29, 0, 46, 70)),
    _counted("rent", "money", 0, 100, (1, 10, 50, 99)),
    _counted("debt", "money", -50, 100, (-49, 0, 10, 50)),
    Operand("insured", "boolean", declared={"type": "boolean"}),
    Operand("grade", "choice", choices=("a", "b", "c"), declared={"type": "choice", "of": ["a", "b", "c"]}),
    Operand("channels", "set", choices=("shop", "web", "export"), declared={"type": "set", "of": ["shop", "web", "export"]}),
    Operand("village", "text", choices=("Bandungan", "Jetis", "Duren"), declared={"type": "text"}),
    Operand("labels", "set", choices=("halal", "organic", "local"), declared={"type": "set", "of": "text"}),
    Operand("opens_on", "date", FIRST_DAY, LAST_DAY, _DAY_POOL, declared={"type": "date"}),
    Operand("closes_on", "date", FIRST_DAY, NEVER, _DAY_POOL, declared={"type": "date", "may_be_never": True}),
)
