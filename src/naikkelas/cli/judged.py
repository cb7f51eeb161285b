"""Decisions on the screen: one or many, as text, Markdown, HTML or JSON."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Final

from naikkelas.cli.screen import Screen, as_json
from naikkelas.cli.tell import Tell
from naikkelas.conditions import Outcome
from naikkelas.decision import Decision
from naikkelas.engines.durable import DurableDecision
from naikkelas.explain.words import capital, clean, say
from naikkelas.ikm.catalogue import FACTS
from naikkelas.problems import Problem

_MOST_CHOICES: Final = 12

FORMATS: Final = ("text", "markdown", "html", "json")

_STYLE: Final = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem}"
    ".nk-met>p>.nk-mark,.nk-met>.nk-mark{color:#176f2c}.nk-not_met>p>.nk-mark,.nk-not_met>.nk-mark{color:#b3261e}"
    ".nk-unknown>p>.nk-mark,.nk-unknown>.nk-mark{color:#8a5a00}p,h3{margin:.4rem 0}dt{float:left;margin-right:.5em;font-weight:600}"
    "dt::after{content:':'}"
)


@dataclass(frozen=True, slots=True)
class Judged:
    """One profile and what became of it: a decision, or the problems that stood in its way."""

    name: str
    decision: Decision | None
    problems: tuple[Problem, ...] = ()


def print_judged(
    screen: Screen,
    judged: Sequence[Judged],
    format: str,  # noqa: A002 - the option's word
    *,
    one: bool,
    trace: bool = False,
) -> None:
    """Prints all that was judged; problems go to standard error, last of all, but in JSON stand where the decision would.

    ``trace`` adds the rules that fired, to text.
    """
    if format == "json":
        made = [_data(each, screen.tell) for each in judged]
        screen.json(made[0] if one else made)
        return
    decided = [(each.name, each.decision) for each in judged if each.decision is not None]
    if format == "html":
        _print_html(screen, decided, one=one)
    else:
        _print_text(screen, decided, format, one=one, trace=trace)
    if not one:
        screen.note(f"\n{_summary(judged, screen.tell)}")
    problems = [problem for each in judged for problem in each.problems]
    screen.problems(problems)
    for name in _long_lists(problems):
        screen.note(screen.tell(f"Semua pilihan: naikkelas facts {name}", f"All choices: naikkelas facts {name}"))


def _long_lists(problems: Iterable[Problem]) -> list[str]:
    """The facts whose choices are too many for a message."""
    names = dict.fromkeys(problem.slots["name"] for problem in problems if problem.code == "NK402")
    return [name for name in names if name in FACTS and len(FACTS[name].type.choices or ()) > _MOST_CHOICES]


def _data(judged: Judged, tell: Tell) -> dict[str, Any]:
    if judged.decision is None:
        return {"profile": judged.name, "problems": as_json(judged.problems, tell)}
    return {"profile": judged.name, **judged.decision.to_dict(tell.lang)}


def _print_text(screen: Screen, decided: Iterable[tuple[str, Decision]], format: str, *, one: bool, trace: bool) -> None:  # noqa: A002
    for number, (name, decision) in enumerate(decided):
        if not one:
            screen.out(_heading(name, format, first=number == 0))
        if format == "markdown":
            screen.out(decision.explain(screen.tell.lang, "markdown"))
        else:
            screen.out(decision.explain(screen.tell.lang, "text", screen.colour))
        if trace:
            _print_trace(screen, decision)


def _print_trace(screen: Screen, decision: Decision) -> None:
    assert isinstance(decision, DurableDecision)  # noqa: S101 - only that engine has a trace
    screen.out(f"\n{screen.tell('Aturan yang terpicu, menurut urutannya', 'Rules that fired, in their order')}")
    screen.out(decision.trace.text(screen.tell.lang))


def _heading(name: str, format: str, *, first: bool) -> str:  # noqa: A002
    shown = clean(name)
    gap = "" if first else "\n"
    return f"{gap}# `{shown}`\n" if format == "markdown" else f"{gap}──── {shown} ────"


def _print_html(screen: Screen, decided: Iterable[tuple[str, Decision]], *, one: bool) -> None:
    """A whole page, because a fragment without its encoding looks broken in a browser."""
    lang = screen.tell.lang
    title = screen.tell("Hasil penilaian", "Decisions")
    screen.out(f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>')
    screen.out(f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<style>{_STYLE}</style>\n</head>\n<body>')
    for name, decision in decided:
        if not one:
            screen.out(f"<h1>{escape(clean(name))}</h1>")
        screen.out(decision.explain(lang, "html"))
    screen.out("</body>\n</html>")


def _summary(judged: Sequence[Judged], tell: Tell) -> str:
    counted = Counter(each.decision.outcome.value for each in judged if each.decision is not None)
    parts = [f"{counted[outcome.value]} {say(tell.lang, f'outcome.{outcome.value}')}" for outcome in Outcome if counted[outcome.value]]
    unread = sum(each.decision is None for each in judged)
    if unread:
        parts.append(tell(f"{unread} tidak dapat dibaca", f"{unread} cannot be read"))
    return capital(
        tell(
            f"{len(judged)} profil: {', '.join(parts)}.",
            f"{len(judged)} {'profile' if len(judged) == 1 else 'profiles'}: {', '.join(parts)}.",
        )
    )
