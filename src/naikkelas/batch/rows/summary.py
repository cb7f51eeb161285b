"""What a scoring run found, counted: outcomes, the requirements that lose rows, the facts that are missing."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from naikkelas.batch.rows.profiles import CellProblem
from naikkelas.batch.rows.verdicts import Verdict
from naikkelas.batch.table import NO_BUSINESS, NOT_TODAY
from naikkelas.conditions import Outcome
from naikkelas.explain.words import in_lang, say
from naikkelas.facts import Text
from naikkelas.problems import Lang, Problem, counted

#: How many problems are kept to be shown; the file of problems has them all.
KEPT: Final = 20

#: What is told of a row that may be no business, and is read all the same.
PERHAPS_NO_BUSINESS: Final = "NK457"

#: What is shown with the errors and counted apart: the row is, or may be, no business, or none of today.
_OF_NO_BUSINESS: Final = frozenset({PERHAPS_NO_BUSINESS, NO_BUSINESS, NOT_TODAY})


@dataclass(slots=True)
class Counts:
    """Counted while the rows go by; nothing of a row is kept but the first problems."""

    rows: int = 0
    marked: int = 0
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    no_business: Counter[Outcome] = field(default_factory=Counter)
    not_today: Counter[Outcome] = field(default_factory=Counter)
    perhaps_no_business: Counter[Outcome] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    first_lost: Counter[str] = field(default_factory=Counter)
    open: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    problems: Counter[str] = field(default_factory=Counter)
    first: list[Problem] = field(default_factory=list)

    def add(self, verdict: Verdict, rows: int = 1) -> None:
        """Counts rows with one verdict."""
        self.rows += rows
        self.outcomes[verdict.outcome] += rows
        for name in first_lost(verdict):
            self.first_lost[name] += rows
        for counter, names in ((self.lost, verdict.lost), (self.open, verdict.open), (self.asked, verdict.asked)):
            for name in names:
                counter[name] += rows

    def note(self, problems: Iterable[CellProblem]) -> str | None:
        """Counts the problems of one row; the code of the one that tells the row is, or may be, no business, or none of today."""
        apart = None
        for each in problems:
            code = each.problem.code
            self.problems[code] += 1
            if code in _OF_NO_BUSINESS:
                apart = code
            if len(self.first) < KEPT and (code in _OF_NO_BUSINESS or each.problem.is_error):
                self.first.append(each.problem)
        return apart

    def set_apart(self, code: str, verdict: Verdict) -> None:
        """Counts a row, which was added before, also among those that are told to be no business, or none of today.

        No requirement loses what surely is none, and nobody has to ask for its facts.
        """
        if code == PERHAPS_NO_BUSINESS:
            self.perhaps_no_business[verdict.outcome] += 1
            return
        (self.no_business if code == NO_BUSINESS else self.not_today)[verdict.outcome] += 1
        self.lost -= Counter(verdict.lost)
        self.first_lost -= Counter(first_lost(verdict))
        self.open -= Counter(verdict.open)
        self.asked -= Counter(verdict.asked)


def first_lost(verdict: Verdict) -> tuple[str, ...]:
    """The first requirement, in the order of the rules, that an ineligible row does not meet; none of any other row."""
    return verdict.lost[:1] if verdict.outcome is Outcome.INELIGIBLE else ()


def most_first(counter: Counter[str], order: Iterable[str]) -> dict[str, int]:
    """The counts, the largest first; equal ones in a given order, whatever came first in the table."""
    places = {name: place for place, name in enumerate(order)}
    behind = len(places)
    return dict(sorted(counter.items(), key=lambda item: (-item[1], places.get(item[0], behind), item[0])))


@dataclass(frozen=True, slots=True)
class Step:
    """One requirement of a funnel: how many rows fall out here, which met or may meet all requirements before it, and how many are left."""

    criterion: str
    fallen: int
    left: int


@dataclass(frozen=True, slots=True)
class Score:
    """What became of a table. ``rows`` were read and written; ``marked`` have a problem in ``nk_problems``.

    ``outcomes`` add up to ``rows``. Of these, ``no_business`` surely are none and were not read (NK570), ``not_today`` stand below a heading
    of what is planned, asked for or missing and were not read either (NK571), ``perhaps_no_business`` may be none and were read (NK457), all by
    the outcome under which they are counted.
    ``lost`` says how many ineligible rows each requirement loses, ``open`` how many rows it leaves open, ``asked`` how often each fact
    is missing in rows that need information; all three without ``no_business`` and ``not_today``. ``first_lost`` says, in the order of the
    rules, of how many ineligible rows each requirement is the first that is not met; they add up to the ineligible rows without those two.
    ``used_for`` are the columns of ``used`` with what they are read as, in words. ``first_problems`` are the first twenty errors of cells, and warnings about rows that are no business. ``unread`` are the columns that
    surely are facts which the rules do not read, and ``checked`` says whether their cells were looked at all the same. ``engine`` is what
    decided. ``assumed_words`` says what stands in ``nk_assumed``. ``as_of`` and ``rules_as_of`` are the dates that were asked for.
    """

    out: str
    rows: int
    marked: int
    outcomes: dict[Outcome, int]
    lost: dict[str, int]
    open: dict[str, int]
    asked: dict[str, int]
    problems: dict[str, int]
    first_problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    used: tuple[tuple[str, str], ...]
    unused: tuple[str, ...]
    missing: tuple[str, ...]
    assumed: tuple[str, ...]
    notes: tuple[Text, ...]
    unread: tuple[tuple[str, str], ...] = ()
    checked: bool = False
    engine: str = "rows"
    assumed_words: str = ""
    no_business: dict[Outcome, int] = field(default_factory=dict)
    perhaps_no_business: dict[Outcome, int] = field(default_factory=dict)
    as_of: date | None = None
    rules_as_of: date | None = None
    not_today: dict[Outcome, int] = field(default_factory=dict)
    first_lost: dict[str, int] = field(default_factory=dict)
    used_for: tuple[tuple[str, Text], ...] = ()
    unread_for: tuple[tuple[str, Text], ...] = ()

    @property
    def in_scope(self) -> int:
        """How many rows the rules apply to, or may apply to; without those that surely are no business, or none of today."""
        apart = self.no_business, self.not_today
        return sum(
            count - sum(counts.get(outcome, 0) for counts in apart)
            for outcome, count in self.outcomes.items()
            if outcome is not Outcome.OUT_OF_SCOPE
        )

    @property
    def funnel(self) -> tuple[Step, ...]:
        """The rows in scope on their way through the requirements: each of them falls out once, or is left."""
        made, left = [], self.in_scope
        for name, count in self.first_lost.items():
            left -= count
            made.append(Step(name, count, left))
        return tuple(made)

    def apart(self, outcome: Outcome) -> dict[str, int]:
        """How many of the rows of an outcome are told to be no business, or none of today, by the code of the problem that tells it."""
        found = {NO_BUSINESS: self.no_business, NOT_TODAY: self.not_today, PERHAPS_NO_BUSINESS: self.perhaps_no_business}
        counts = {code: by_outcome.get(outcome, 0) for code, by_outcome in found.items()}
        return {code: count for code, count in counts.items() if count}

    def totals(self) -> dict[str, Any]:
        """The totals as plain data, for JSON: every outcome has its count, and so has what is told apart."""

        def by_outcome(counts: dict[Outcome, int]) -> dict[str, int]:
            return {outcome.value: counts.get(outcome, 0) for outcome in Outcome}

        return {
            "rows": self.rows,
            "marked": self.marked,
            "outcomes": by_outcome(self.outcomes),
            "no_business": by_outcome(self.no_business),
            "not_today": by_outcome(self.not_today),
            "perhaps_no_business": by_outcome(self.perhaps_no_business),
            "in_scope": self.in_scope,
            "funnel": [{"criterion": step.criterion, "fallen": step.fallen, "left": step.left} for step in self.funnel],
        }


def day_lines(as_of: date | None, rules_as_of: date | None, lang: Lang) -> list[tuple[str, str]]:
    """On which date rows are judged, and which date picked the parameters where that is another."""
    lines = [] if as_of is None else [({"id": "tanggal penilaian", "en": "as-of date"}[lang], as_of.isoformat())]
    if rules_as_of is not None and rules_as_of != as_of:
        lines.append(({"id": "tanggal parameter", "en": "date of the parameters"}[lang], rules_as_of.isoformat()))
    return lines


#: How rows are told apart that are counted under an outcome.
_APART: Final = {
    NO_BUSINESS: Text("di antaranya bukan usaha, tidak dibaca", "of these no business, not read"),
    NOT_TODAY: Text(
        "di antaranya di bawah judul yang belum terjadi, tidak dibaca", "of these below a heading of what is not yet so, not read"
    ),
    PERHAPS_NO_BUSINESS: Text("di antaranya mungkin bukan usaha", "of these perhaps no business"),
}


def outcome_lines(score: Score, lang: Lang) -> list[tuple[str, int]]:
    """Every outcome with its count, and indented below it the rows among them that are told to be no business."""
    made = []
    for outcome in Outcome:
        made.append((say(lang, f"outcome.{outcome.value}"), score.outcomes.get(outcome, 0)))
        made += [(f"  {in_lang(_APART[code], lang)} ({code})", count) for code, count in score.apart(outcome).items()]
    return made


def without_no_business(score: Score, lang: Lang) -> str:
    """What is said behind the title of counts that leave out rows; empty where there are none."""
    none, later = sum(score.no_business.values()), sum(score.not_today.values())
    parts = []
    if none:
        verb = "is" if none == 1 else "are"
        parts.append(f"{none} baris yang bukan usaha" if lang == "id" else f"{counted(none, 'row')} that {verb} no business")
    if later:
        parts.append(f"{later} baris yang belum terjadi" if lang == "id" else f"{counted(later, 'row')} of what is not yet so")
    word, and_ = ("tanpa", " dan ") if lang == "id" else ("without", " and ")
    return f" ({word} {and_.join(parts)})" if parts else ""
