"""The summary of a result as rows of cells: counts, the funnel of requirements, missing facts, problems, and how it was read."""

import re
from collections.abc import Iterable, Iterator
from string import Formatter
from typing import Final

from naikkelas.batch.cells import Cell
from naikkelas.batch.rows.summary import Score, day_lines, outcome_lines, without_no_business
from naikkelas.conditions import Outcome
from naikkelas.explain.words import capital, in_lang
from naikkelas.facts import Text
from naikkelas.problem_texts import KINDS
from naikkelas.problems import Lang
from naikkelas.rules import RuleSet

#: What is expected differs from cell to cell.
_EXPECTED: Final = re.compile(r"[;:,]? *(?:yang diharapkan|expected): ….*")


def summary_rows(score: Score, rules: RuleSet, lang: Lang) -> list[list[Cell]]:
    """The summary as rows of cells; a row of one cell is a heading."""

    def tell(indonesian: str, english: str) -> str:
        return indonesian if lang == "id" else english

    titles = {name: in_lang(each.title, lang) for name, each in rules.criteria.items()}
    facts = {name: in_lang(fact.title, lang) for name, fact in rules.facts.items()}
    checked = tell("diperiksa", "checked") if score.checked else tell("tidak diperiksa", "not checked")
    unread = tell(f"Fakta yang tidak dipakai aturan ini ({checked})", f"Facts that these rules do not use ({checked})")
    without = without_no_business(score, lang)
    lost = tell("Syarat yang tidak terpenuhi", "Requirements that are not met") + without
    unknown = tell("Syarat yang belum diketahui", "Requirements nobody knows yet") + without
    parts: list[tuple[str, Iterable[Iterable[Cell]]]] = [
        (tell("Hasil", "Outcomes"), outcome_lines(score, lang)),
        (tell("Corong syarat", "Funnel of requirements") + without, funnel_rows(score, rules, lang)),
        (lost, [(titles[key], count) for key, count in score.lost.items()]),
        (unknown, [(titles[key], count) for key, count in score.open.items()]),
        (tell("Data yang kurang", "Missing facts") + without, [(facts[key], count) for key, count in score.asked.items()]),
        (tell("Masalah", "Problems"), [(f"{code}: {problem_words(code, lang)}", count) for code, count in score.problems.items()]),
        (tell("Kolom yang dibaca", "Columns that are read"), _columns(score.used_for, lang)),
        (tell("Diandaikan untuk semua baris", "Assumed for every row"), [(each, "") for each in score.assumed_words.split("; ") if each]),
        (unread, _columns(score.unread_for, lang)),
        (tell("Cara membaca", "How it was read"), [(in_lang(note, lang), "") for note in score.notes]),
    ]
    made: list[list[Cell]] = [
        [in_lang(rules.linked.title, lang)],
        [tell("versi", "version"), rules.version],
        [tell("sidik aturan", "hash of the rules"), rules.hash],
        *map(list[Cell], day_lines(score.as_of, score.rules_as_of, lang)),
        [tell("baris", "rows"), score.rows],
        [tell("baris dengan masalah", "rows with problems"), score.marked],
    ]
    for heading, lines in parts:
        told = [list(line) for line in lines]
        if told:
            made += [[], [heading], *told]
    return made


def funnel_rows(score: Score, rules: RuleSet, lang: Lang) -> Iterator[list[Cell]]:
    """How many rows are left behind each requirement; every ineligible row falls out once, by the first that it does not meet."""

    def tell(indonesian: str, english: str) -> str:
        return indonesian if lang == "id" else english

    if not score.funnel:
        return
    yield ["", tell("gugur pertama kali di sini", "fall out here first"), tell("tersisa", "left")]
    yield [tell("baris dalam cakupan, atau yang cakupannya belum diketahui", "rows in scope, or nobody knows yet"), "", score.in_scope]
    for step in score.funnel:
        yield [in_lang(rules.criteria[step.criterion].title, lang), step.fallen, step.left]
    fallen = sum(step.fallen for step in score.funnel)
    yield [tell("semua yang gugur: tidak memenuhi syarat", "all that fall out: not eligible"), fallen, ""]
    for outcome, words in (
        (Outcome.ELIGIBLE, tell("tersisa: memenuhi syarat", "left: eligible")),
        (Outcome.NEEDS_INFORMATION, tell("tersisa: perlu keterangan lagi", "left: more information needed")),
    ):
        apart = score.no_business.get(outcome, 0) + score.not_today.get(outcome, 0)
        yield [words, "", score.outcomes.get(outcome, 0) - apart]


def problem_words(code: str, lang: Lang) -> str:
    """What a code says of any cell: its sentence without what differs from cell to cell."""
    sentence = KINDS[code].id if lang == "id" else KINDS[code].en
    parts = (text + ("" if slot is None else "…") for text, slot, _, _ in Formatter().parse(sentence))
    return capital(_EXPECTED.sub("", "".join(parts).replace("'…'", "…")))


def _columns(columns: Iterable[tuple[str, Text]], lang: Lang) -> list[tuple[str, str]]:
    return [(name, in_lang(read_as, lang)) for name, read_as in columns]
