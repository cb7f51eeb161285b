"""The dialogue of ``naikkelas new``: plain questions, one at a time; what cannot be used is told and asked again."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, TypeVar

import click

from naikkelas.authoring.starting import Wish, find_fact, usual
from naikkelas.cli.base import Day
from naikkelas.cli.screen import Screen
from naikkelas.cli.tell import Tell
from naikkelas.explain.words import capital, clean
from naikkelas.facts import Fact, Kind
from naikkelas.ikm.regions import Regency
from naikkelas.problems import EvaluationError, ProblemsError, problem
from naikkelas.ruleset.document import RULE_SET_NAME

T = TypeVar("T")

#: More choices than this are not listed.
_MOST_SHOWN: Final = 20
_YES: Final = frozenset({"ya", "y", "yes", "true"})
_NO: Final = frozenset({"tidak", "t", "n", "no", "false"})
_MONTHS: Final = re.compile(r"[0-9]{1,4}")


@dataclass(frozen=True, slots=True)
class Answers:
    """What is known of the new rule set so far."""

    name: str | None = None
    title: str | None = None
    since: date | None = None
    scope: Wish | None = None
    wishes: tuple[Wish, ...] = ()


def talk(given: Answers, today: date, tell: Tell) -> Answers:
    """Asks for whatever is not known yet.

    Raises:
        EvaluationError: when a name was given that cannot be used.
        click.Abort: when the answers end or the user gives up.
    """
    dialogue = _Dialogue(tell)
    name = (
        _name(given.name)
        if given.name
        else dialogue.until(tell("Nama rule set (huruf kecil, angka, -)", "Name of the rule set (a-z, 0-9, -)"), _name)
    )
    title = given.title or dialogue.ask(tell("Judul untuk dibaca orang", "Title, for people"), name)
    since = given.since or dialogue.until(tell("Berlaku sejak", "In force from"), _day, today.isoformat())
    scope = given.scope or dialogue.until(_places_question(tell), _places, "")
    wishes = given.wishes or tuple(dialogue.wishes())
    return replace(given, name=name, title=title, since=since, scope=scope, wishes=wishes)


def _places_question(tell: Tell) -> str:
    return tell(
        "Untuk kabupaten/kota mana? Nama atau kode, dipisah koma; kosong berarti semua",
        "For which regencies? Names or codes with commas between; nothing means all",
    )


@dataclass(frozen=True, slots=True)
class _Dialogue:
    tell: Tell

    def ask(self, question: str, default: str | None = None) -> str:
        """One answer; ``default`` where nothing is typed."""
        return str(click.prompt(question, default=default, show_default=bool(default), type=str)).strip()

    def until(self, question: str, read: Callable[[str], T], default: str | None = None) -> T:
        """Asks until the answer can be used, and tells each time why not."""
        while True:
            try:
                return read(self.ask(question, default))
            except ProblemsError as error:
                Screen(self.tell).problems(error.problems)

    def wishes(self) -> list[Wish]:
        """The facts that must hold, one after the other."""
        found: list[Wish] = []
        click.echo(self.tell("Yang harus terpenuhi; daftar faktanya: naikkelas facts", "What must hold; the facts: naikkelas facts"))
        while True:
            fact = self.until(self.tell("Fakta (kosong: selesai)", "Fact (nothing: done)"), _fact, "")
            if fact is None:
                return found
            click.echo(f"{fact.name}: {capital(clean(self.tell.text(fact.title)))}")
            found.append(self.wish(fact))
            click.echo(f"  + {capital(self.tell.text(found[-1].title))}")

    def wish(self, fact: Fact) -> Wish:
        """What must hold of one fact."""
        match fact.type.kind:
            case Kind.BOOLEAN:
                question = self.tell("Jawaban yang memenuhi: ya atau tidak", "Which answer is right: yes or no")
                return self.until(question, lambda said: _answer(fact, said), self.tell("ya", "yes"))
            case Kind.CHOICE:
                return self.until(self._choices(fact), lambda said: _chosen(fact, said), "held" if usual(fact) else None)
            case Kind.INTEGER | Kind.NUMBER | Kind.MONEY:
                return self._limits(fact)
            case Kind.DATE if usual(fact) is None:
                question = self.tell("Paling sedikit berapa bulan sebelum dinilai", "At least how many months before it is judged")
                return self.until(question, lambda said: _months(fact, said), "12")
            case _:
                return Wish.read(f"{fact.name}: {usual(fact) or '{known: true}'}")

    def _choices(self, fact: Fact) -> str:
        choices = fact.type.choices or ()
        if len(choices) <= _MOST_SHOWN:
            for choice in choices:
                title = fact.choice_titles.get(choice)
                click.echo(f"  {choice}" + (f": {clean(self.tell.text(title))}" if title is not None else ""))
        return self.tell("Yang memenuhi, dipisah koma", "Which are right, with commas between")

    def _limits(self, fact: Fact) -> Wish:
        """At least, at most or both; one of them is needed."""
        while True:
            low = self.until(
                self.tell("Paling sedikit (kosong: tanpa batas)", "At least (nothing: no limit)"), _limit(fact, "at_least"), ""
            )
            high = self.until(self.tell("Paling banyak (kosong: tanpa batas)", "At most (nothing: no limit)"), _limit(fact, "at_most"), "")
            if low or high:
                return Wish.read(f"{fact.name}: {{{', '.join(part for part in (low, high) if part)}}}")
            click.echo(self.tell("Isi salah satu batasnya.", "Give one of the two."))


# --- answers ---------------------------------------------------------------------------------------------------------


def _refused(name: str, read: str, expected: str) -> EvaluationError:
    return EvaluationError([problem("NK402", name=name, read=read, expected=expected)])


def _name(said: str) -> str:
    if RULE_SET_NAME.fullmatch(said) is None:
        raise EvaluationError([problem("NK402", name="rule_set", read=said, expected="a-z 0-9 -")])
    return said


def _day(said: str) -> date:
    return Day("--from").convert(said, None, None)


def _places(said: str) -> Wish | None:
    found = [(name.strip(), Regency.find(name)) for name in said.split(",") if name.strip()]
    problems = [each for _, one in found for each in one.problems if one.only is None]
    problems += [
        problem("NK402", name="regency", read=name, expected="3305") for name, one in found if one.only is None and not one.problems
    ]
    if problems:
        raise EvaluationError(problems)
    codes = ", ".join(one.only.code for _, one in found if one.only is not None)
    return Wish.read(f"regency: {{in: [{codes}]}}") if codes else None


def _fact(said: str) -> Fact | None:
    return find_fact(said) if said else None


def _answer(fact: Fact, said: str) -> Wish:
    word = said.casefold()
    if word not in _YES | _NO:
        raise _refused(fact.name, said, "ya | tidak | yes | no")
    return Wish.read(f"{fact.name}: {{is: {'true' if word in _YES else 'false'}}}")


def _chosen(fact: Fact, said: str) -> Wish:
    words = [word.strip() for word in said.split(",") if word.strip()]
    if fact.name == "regency":
        words = [one.only.code if (one := Regency.find(word)).only is not None else word for word in words]
    titles = {text.casefold(): choice for choice, title in fact.choice_titles.items() for text in (title.id, title.en)}
    chosen = list(dict.fromkeys(titles.get(word.casefold(), word) for word in words))
    if not chosen:
        raise _refused(fact.name, said, " | ".join(fact.type.choices or ()))
    return Wish.read(f"{fact.name}: {{is: {chosen[0]}}}" if len(chosen) == 1 else f"{fact.name}: {{in: [{', '.join(chosen)}]}}")


def _limit(fact: Fact, side: str) -> Callable[[str], str]:
    """Reads one limit; the text of a condition, or nothing."""

    def read(said: str) -> str:
        if not said:
            return ""
        quoted = '"' + said.replace("\\", "\\\\").replace('"', '\\"') + '"'
        Wish.read(f"{fact.name}: {{{side}: {quoted}}}")
        return f"{side}: {quoted}"

    return read


def _months(fact: Fact, said: str) -> Wish:
    if _MONTHS.fullmatch(said) is None:
        raise _refused(fact.name, said, "12")
    return Wish.read(f"{fact.name}: {{at_least_ago: {{months: {said}}}}}")
