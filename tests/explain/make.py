"""Findings, results and decisions built by hand, so that the sentences are tested without an engine."""

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from itertools import product

from naikkelas import facts
from naikkelas.calendar import Duration
from naikkelas.conditions import (
    RATIO_DECIMALS,
    AsOf,
    Comparison,
    Const,
    CriterionKind,
    Derived,
    FactRef,
    MonthsSince,
    Op,
    Outcome,
    ParamRef,
    Ratio,
    Scorecard,
    Status,
    Sum,
)
from naikkelas.facts import Fact, FactType, Kind, Text
from naikkelas.logic import MET, NOT_MET, UNKNOWN
from naikkelas.problems import Place
from naikkelas.ranges import NEVER
from naikkelas.results import (
    NOTHING_ASSUMED,
    Assumed,
    CriterionResult,
    DecidingSets,
    Finding,
    IndicatorResult,
    Points,
    Rule,
    Scored,
    ScoredGroup,
)
from naikkelas.ruleset.model import Criterion, LinkedRuleSet, Parameter, Source

AS_OF = date(2026, 11, 1)
TRUTHS = (NOT_MET, UNKNOWN, MET)


def d(year, month=1, day=1):
    """The day number of a date."""
    return date(year, month, day).toordinal()


def both(text):
    """The same text in both languages."""
    return Text(text, text)


PEOPLE = facts.integer(0, 1_000_000, Text("orang", "people"))
DATE = facts.day()
EXPIRY = facts.day(may_be_never=True)
STATUS = facts.choice("held", "in_process", "none")
MARKETS = facts.set_of("shop", "web", "export", "fair", "mall", "hotel", "school", "office", "port", "inn", "camp", "ship", "farm", "kiosk")
RATIO = facts.number(RATIO_DECIMALS, -(10**8), 10**8)
SCORE = facts.number(RATIO_DECIMALS, 0, 10**6)
MONTHS = facts.integer(-6000, 6000)

FACTS = {
    fact.name: fact
    for fact in (
        Fact("sector", facts.choice("food", "craft"), Text("bidang usaha", "sector"), Text("Apa bidang usaha Anda?", "What is your sector?"),
             choice_titles={"food": Text("pangan olahan", "processed food"), "craft": Text("kerajinan", "handicraft")}),
        Fact("workers", PEOPLE, Text("tenaga kerja", "workers")),
        Fact("men", PEOPLE, Text("laki-laki", "men")),
        Fact("women", PEOPLE, Text("perempuan", "women")),
        Fact("sales", facts.money(), Text("omzet setahun", "annual sales"), Text("Berapa omzet setahun?", "What are your annual sales?")),
        Fact("loan", facts.money(), Text("pinjaman", "loan")),
        Fact("ph", facts.number(1, 0, 140), Text("pH", "pH")),
        Fact("since", DATE, Text("mulai beroperasi", "operating since")),
        Fact("pirt_expires_on", EXPIRY, Text("izin PIRT berlaku sampai", "PIRT permit valid until")),
        Fact("pirt_status", STATUS, Text("status izin PIRT", "status of the PIRT permit"),
             choice_titles={"held": Text("dimiliki", "held"), "none": Text("tidak punya", "none")}),
        Fact("knows_market", facts.BOOLEAN, Text("tahu pasar", "knows the market")),
        Fact("markets", MARKETS, Text("tempat jual", "points of sale")),
        Fact("owner", facts.TEXT, Text("nama pemilik", "owner"), personal=True),
        Fact("birth", DATE, Text("tanggal lahir", "date of birth"), personal=True),
        Fact("secret", facts.money(), Text("utang", "debt"), personal=True),
    )
}  # fmt: skip

DERIVED = {
    made.name: made
    for made in (
        Derived("team", PEOPLE, Sum(((FactRef("men"), 1), (FactRef("women"), 1))), Text("seluruh pekerja", "whole team")),
        Derived("months", MONTHS, MonthsSince(FactRef("since")), Text("lama usaha", "age of the business")),
        Derived("share", RATIO, Ratio(FactRef("loan"), FactRef("sales"), 1, 1, False), Text("rasio pinjaman", "loan ratio")),
        Derived("score", SCORE, Scorecard(100, ()), Text("skor kesiapan", "readiness score")),
        Derived("size", facts.choice("micro", "small", "medium"), Sum(()), Text("skala", "size")),
    )
}

PARAMETERS = {
    "gate": Parameter("gate", facts.BOOLEAN, ((1, False),), Text("hanya kabupaten sasaran", "target regencies only")),
    "cap": Parameter("cap", facts.number(2), ((1, 35),)),
}

KICKOFF = Source("kickoff", Text("Seminar perdana", "Kick-off seminar"), "2020-11-05", "https://example.org/a_b?x=1&y=2")


def finding(fact, op, *wanted, value=None, truth=UNKNOWN, right=None, kind=None, **more):
    """A finding on a known fact, derived fact or ``$parameter``."""
    if fact.startswith("$"):
        parameter = PARAMETERS[fact[1:]]
        left, title, known = ParamRef(parameter.name), parameter.title or both(parameter.name), parameter.type
    else:
        made = FACTS.get(fact) or DERIVED[fact]
        left, title, known = FactRef(fact), made.title, made.type
    kind = kind or known
    rights = (
        right
        if right is not None
        else tuple(Const(item, FactType(Kind.DURATION) if isinstance(item, Duration) else kind) for item in wanted)
    )
    return Finding(Comparison(left, Op(op), rights, kind), truth, value, kind, title, wanted, **more)


def reading(fact, value, **more):
    """An input of a derived value."""
    return finding(fact, "known", value=value, **({"truth": MET if isinstance(value, int) else UNKNOWN} | more))


def scored(low, high=None, may_be_empty=False, **groups):
    """A scorecard of 100; of each group the titles of its indicators by status, as ``legal={"met": ["NIB"]}``."""
    made = tuple(
        ScoredGroup(name, both(name), number, tuple(IndicatorResult(both(title), Status(status), 1) for status, titles in found.items() for title in titles))
        for number, (name, found) in enumerate(groups.items(), 1)
    )  # fmt: skip
    ends = [None if end is None else Fraction(end) for end in (low, low if high is None else high)]
    return Scored("score", DERIVED["score"].title, 100, *ends, may_be_empty, made, UNKNOWN)


def score(op, *wanted, truth, of, **more):
    """A finding on a score."""
    return finding("score", op, *(int(limit * 10**RATIO_DECIMALS) for limit in wanted), truth=truth, inputs=(of,), **more)


def months(count):
    return Duration("months", count)


def days(count):
    return Duration("days", count)


# --- every finding there is ------------------------------------------------------------------------------------------

_VALUES = {
    "sector": ("food", None),
    "owner": ("Bu Tini", None),
    "knows_market": (True, False, None),
    "markets": (frozenset(), frozenset({"web"}), frozenset(MARKETS.choices), None),
    "workers": (0, 7, 12, (5, 9), (5, 1_000_000), (0, 9), (0, 1_000_000), None),
    "sales": (0, 2_500_000, (1, 2), (7, 10**14), (0, 7), None),
    "ph": (70, 75, (1, 2), None),
    "since": (d(2026, 3), d(2019), d(2027, 5), (d(2025), d(2025, 12, 31)), (d(2027), d(2027, 12, 31)), (d(1800), d(2020)), (d(2020), d(2200, 12, 31)), None),
    "pirt_expires_on": (d(2028, 5, 5), d(2020), NEVER, (d(2026), d(2026, 12, 31)), (d(2026), NEVER), None),
}  # fmt: skip

_WANTED = {
    "sector": {"is": "food", "is_not": "food", "in": "food craft", "not_in": "food craft"},
    "owner": {"is": "Bu Tini", "in": "a"},
    "knows_market": {"is": True, "is_not": True},
    "markets": {"includes": "web", "includes_any": "web shop", "includes_all": "web shop"},
}
_SIZES = ("at_least", "at_most", "more_than", "less_than")
_DATES = ("before", "after", "on_or_before", "on_or_after")
_SPANS = ("at_least_ago", "less_than_ago", "at_least_ahead")


def _questions(fact):
    """Every (operator, right sides, right nodes) that a fact can be asked."""
    yield "known", (), ()
    for op, wanted in _WANTED.get(fact, {}).items():
        members = tuple(wanted.split()) if isinstance(wanted, str) and fact != "owner" else (wanted,)
        yield op, members, None
    if fact in ("workers", "sales", "ph"):
        yield from ((op, (10,), None) for op in _SIZES)
        yield "between", (5, 10), None
    if fact == "workers":
        yield from ((op, (3, 4), None) for op in ("in", "not_in"))
        yield from ((op, (3,), None) for op in ("is", "is_not"))
    if fact in ("since", "pirt_expires_on"):
        yield from ((op, (AS_OF.toordinal(),), (AsOf(),)) for op in _DATES)
        yield from ((op, (d(2026, 6),), None) for op in _DATES)
        yield "between", (d(2020), d(2021)), None
        yield from ((op, (length,), None) for op in _SPANS for length in (months(12), days(90), months(1)))


def every_finding():
    """Every operator with every truth, negated or not, hidden or not, on values of every exactness, likely or not."""
    for fact, values in _VALUES.items():
        for (op, wanted, right), value, truth, negated, hidden in product(_questions(fact), values, TRUTHS, (False, True), (False, True)):
            yield finding(fact, op, *wanted, value=value, truth=truth, right=right, negated=negated, hidden=hidden)


# --- decisions -------------------------------------------------------------------------------------------------------


def rule_set(**more):
    """A rule set to speak of; nothing decides with it."""
    given = {
        "name": "contoh",
        "version": "2026.1",
        "title": Text("Program contoh", "Sample programme"),
        "effective": (1, None),
        "facts": FACTS,
        "declared": {},
        "parameters": PARAMETERS,
        "derived": DERIVED,
        "criteria": {},
    }
    return LinkedRuleSet(**(given | more))


RULES = rule_set()


NO_POINTS = Points(0, 0)
NO_SETS = DecidingSets((), complete=True)


@dataclass
class Told:
    """A decision that says what it is told to say."""

    outcome: Outcome
    criteria: dict = field(default_factory=dict)
    points: Points = NO_POINTS
    scope: tuple = ()
    facts: dict = field(default_factory=dict)
    assumed: Assumed = NOTHING_ASSUMED
    questions: tuple = ()
    deciding_sets: DecidingSets = NO_SETS
    problems: tuple = ()
    rules: LinkedRuleSet = RULES
    hash: str = "sha256:0"
    as_of: date = AS_OF
    rules_as_of: date = AS_OF
    engine_version: str = "rows/1"


def result(
    name, status, *because, title=None, kind="requirement", remedy=None, source=None, points=(0, 0), not_in_force=False, firmness=None
):
    """A criterion and what became of it."""
    rule = Rule(name, CriterionKind(kind), title or both(name), remedy, source, Place("rules/x.yaml", 14, 5), not_in_force, firmness)
    return CriterionResult(rule, Status(status), because, points)


def decision(outcome, *results, **more):
    """A decision on the criteria given."""
    return Told(Outcome(outcome), {made.id: made for made in results}, **more)


def criterion(name, effective, kind="requirement"):
    """A criterion of the rule set, for its dates."""
    return Criterion(name, CriterionKind(kind), both(name), None, finding("knows_market", "is", True).comparison, effective=effective)
