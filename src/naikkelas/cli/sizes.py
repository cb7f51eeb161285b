"""``naikkelas sizes``: how big a business is by each of the rulers, side by side and never mixed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import click

import naikkelas
from naikkelas.cli.base import DONE, UNUSABLE, as_of, choice, command
from naikkelas.cli.decide import announced, today
from naikkelas.cli.given import Given, holds_one, read_profiles
from naikkelas.cli.screen import Screen, as_json
from naikkelas.cli.tables import print_table
from naikkelas.cli.tell import Tell
from naikkelas.conditions import Condition, FactRef, Operand, operands_in, operands_of
from naikkelas.decision import Decision
from naikkelas.explain.words import clean, day_words, list_words, say, value_words
from naikkelas.ikm.door import PERMITS
from naikkelas.ikm.permits import FIELDS
from naikkelas.logic import UNKNOWN
from naikkelas.problems import Problem, ProfileError
from naikkelas.results import CriterionResult, Finding, Group, OutputValue, Reason
from naikkelas.rules import RuleSet
from naikkelas.snapshot import Snapshot
from naikkelas.values import Value, plain

#: The bundled rule set that holds the rulers.
RULERS: Final = "ukuran-usaha"


@dataclass(frozen=True, slots=True)
class Measured:
    """One profile and its decision with the classes, or the problems that stood in the way."""

    name: str
    decision: Decision | None = None
    snapshot: Snapshot | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Ruler:
    """What one ruler says: the class, or the candidates that are left with the facts that are needed to choose.

    ``read`` are the facts of the ruler with their canonical values; ``note`` is the criterion that carries its source.
    """

    found: OutputValue
    note: CriterionResult
    read: Mapping[str, Value]
    needs: tuple[str, ...]
    is_given: bool

    @property
    def candidates(self) -> tuple[str, ...]:
        """The classes that are possible: one when it is certain."""
        return self.found.candidates or ((self.found.value,) if isinstance(self.found.value, str) else ())


def make(tell: Tell) -> click.Command:
    """The command in one language."""

    @command(tell, "sizes", _about(tell), _EXAMPLES)
    @click.argument("profiles", nargs=-1, required=True, metavar=tell("PROFIL...", "PROFILE..."))
    @as_of(tell)
    @choice(tell, "--format", ("text", "json"), "Bentuk hasil; tanpa opsi ini: text.", "How to print it; text without it.", default="text")
    def sizes(profiles: tuple[str, ...], as_of: date | None, format: str) -> int:  # noqa: A002 - the option's word
        screen, rules, day = Screen(tell), naikkelas.bundled(RULERS), as_of or today()
        rules.decide({}, as_of=day)  # a date before the youngest ruler is told once, not for each profile
        known = {*rules.catalogue, *FIELDS, PERMITS}
        given = [one for path in profiles for one in read_profiles(announced(path, tell), known)]
        measured = [_measure(one, rules, day) for one in given]
        one = holds_one(list(profiles), given)
        if format == "json":
            made = [_data(each, rules, tell) for each in measured]
            screen.json(made[0] if one else made)
        else:
            _print(screen, measured, rules, day, one=one)
        return UNUSABLE if any(each.decision is None for each in measured) else DONE

    made: click.Command = sizes
    return made


def _measure(given: Given, rules: RuleSet, day: date) -> Measured:
    if given.problems:
        return Measured(given.name, problems=given.problems)
    try:
        snapshot = rules.admit(given.raw, file=given.name, places=given.places)
    except ProfileError as error:
        return Measured(given.name, problems=error.problems)
    decision = rules.decide(snapshot, as_of=day)
    return Measured(given.name, decision, snapshot, decision.problems)


def rulers_of(measured: Measured, rules: RuleSet) -> Iterator[Ruler]:
    """What each ruler says of one profile, in the order of the file."""
    if measured.decision is None or measured.snapshot is None:
        return
    notes = {output: note for note in measured.decision.criteria.values() for output in _reads(rules.criteria[note.id].require)}
    for name, found in measured.decision.facts.items():
        read = {fact: measured.snapshot.value(fact) for fact in sorted(_facts(operands_of(rules.linked.derived[name].formula)))}
        needs = tuple(sorted(_open_facts(notes[name].because))) if len(found.candidates) > 1 else ()
        yield Ruler(found, notes[name], read, needs, measured.snapshot.value(name) is not None)


def _open_facts(reasons: Iterable[Reason]) -> set[str]:
    """The given facts that leave a class open."""
    found: set[str] = set()
    for reason in reasons:
        below = reason.items if isinstance(reason, Group) else reason.inputs if isinstance(reason, Finding) else ()
        found |= _open_facts(below)
        if isinstance(reason, Finding) and not below and reason.truth == UNKNOWN:
            found |= _facts([reason.comparison.left])
    return found


def _facts(operands: Iterable[Operand]) -> set[str]:
    return {operand.name for operand in operands if isinstance(operand, FactRef)}


def _reads(condition: Condition) -> set[str]:
    return _facts(operands_in(condition))


# --- as JSON ---------------------------------------------------------------------------------------------------------


def _data(measured: Measured, rules: RuleSet, tell: Tell) -> dict[str, Any]:
    problems = as_json(measured.problems, tell)
    decision = measured.decision
    if decision is None:
        return {"profile": measured.name, "problems": problems}
    made = {
        "profile": measured.name,
        "rule_set": rules.name,
        "version": rules.version,
        "hash": rules.hash,
        "as_of": decision.as_of.isoformat(),
        "rulers": [_ruler_data(ruler, rules) for ruler in rulers_of(measured, rules)],
    }
    return made | ({"problems": problems} if problems else {})


def _ruler_data(ruler: Ruler, rules: RuleSet) -> dict[str, Any]:
    source, firmness = ruler.note.source, ruler.note.firmness
    return {
        "ruler": ruler.found.name,
        "title": ruler.found.title.to_dict(),
        "class": ruler.candidates[0] if len(ruler.candidates) == 1 else None,
        "candidates": list(ruler.candidates),
        "needs": list(ruler.needs),
        "read": {fact: plain(value, rules.facts[fact].type) for fact, value in ruler.read.items()},
        "given": ruler.is_given,
        "source": None if source is None else {"name": source.name, "title": source.title.to_dict(), "date": source.date},
        "firmness": None if firmness is None else firmness.value,
    }


# --- as text ---------------------------------------------------------------------------------------------------------


def _print(screen: Screen, measured: Sequence[Measured], rules: RuleSet, day: date, *, one: bool) -> None:
    """A table for each profile, then once what holds for all; problems last of all, on standard error."""
    tell = screen.tell
    heads = [tell("tolok ukur", "ruler"), tell("golongan", "class"), tell("dari", "from")]
    screen.out(
        tell(f"Ukuran usaha per {day_words('id', day.toordinal())}", f"Size of the business as of {day_words('en', day.toordinal())}")
    )
    for each in measured:
        if not one:
            screen.out(f"\n──── {clean(each.name)} ────")
        rows = [_row(ruler, rules, tell) for ruler in rulers_of(each, rules)]
        if rows:
            screen.out("")
            print_table(screen, heads, rows)
    if any(each.decision is not None for each in measured):
        screen.out(f"\n{_warning(tell)}")
        screen.out("\n" + "\n".join(_sources(rules, tell)))
    screen.problems([problem for each in measured for problem in each.problems])


def _row(ruler: Ruler, rules: RuleSet, tell: Tell) -> list[str]:
    return [tell.text(ruler.found.title), _class_words(ruler, rules, tell), _from_words(ruler, rules, tell)]


def _class_words(ruler: Ruler, rules: RuleSet, tell: Tell) -> str:
    """The class, the candidates, or "not known yet" where all of them are possible."""
    kind, titles = ruler.found.type, rules.linked.derived[ruler.found.name].choice_titles
    if len(ruler.candidates) == len(kind.choices or ()):
        return say(tell.lang, "value.missing")
    return list_words(tell.lang, [value_words(each, kind, tell.lang, titles) for each in ruler.candidates], "or")


def _from_words(ruler: Ruler, rules: RuleSet, tell: Tell) -> str:
    """What was read, and what is still needed."""
    if ruler.is_given:
        return tell("ditulis begitu di profil", "given so in the profile")
    titles = {fact: tell.text(rules.facts[fact].title) for fact in ruler.read}
    read = [
        f"{titles[fact]} {value_words(value, rules.facts[fact].type, tell.lang)}" for fact, value in ruler.read.items() if value is not None
    ]
    if ruler.needs:
        needed = list_words(tell.lang, [titles[fact] for fact in ruler.needs])
        read.append(tell(f"perlu dipastikan: {needed}", f"still needed: {needed}"))
    return "; ".join(read)


def _warning(tell: Tell) -> str:
    return tell(
        "Tiap tolok ukur mengukur hal lain: jangan digabung, dan jangan memakai golongan satu tolok ukur untuk yang lain. "
        "Yang berlaku ialah tolok ukur yang disebut program. Modal, kekayaan bersih dan investasi: tanpa tanah dan bangunan tempat usaha.",
        "Each ruler measures something else: do not combine them, and do not use the class of one for another. "
        "The one that counts is the one a programme names. Capital, net assets and investment: without land and buildings.",
    )


def _sources(rules: RuleSet, tell: Tell) -> Iterator[str]:
    yield tell("Sumber", "Sources")
    for source in rules.linked.sources.values():
        firm = "" if source.firmness is None else f" ({say(tell.lang, f'firmness.{source.firmness.value}')})"
        yield f"  • {tell.text(source.title)}{firm}"


# --- help ------------------------------------------------------------------------------------------------------------

_EXAMPLES: Final = ("sizes profil.yaml", "sizes data/*.yaml --as-of 2026-11-01", "sizes profil.yaml --format json")


def _about(tell: Tell) -> str:
    return tell(
        "Menunjukkan ukuran usaha menurut tiap tolok ukur: PP 7/2021, UU 20/2008, Kementerian Perindustrian, BPS.\n\n"
        "Bila data kurang, yang tampil ialah golongan yang masih mungkin dan data yang perlu dipastikan. "
        "Di atas golongan terbesar sebuah tolok ukur jawabannya 'di atas', tidak ditebak.",
        "Shows the size of a business by each ruler: PP 7/2021, UU 20/2008, Ministry of Industry, BPS.\n\n"
        "Where data is missing, it shows the classes that are still possible and the facts that are needed. "
        "Above the biggest class of a ruler the answer is 'above', never a guess.",
    )
