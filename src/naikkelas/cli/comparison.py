"""What ``naikkelas score --previous`` adds: the comparison with an earlier result, and how it is printed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import click

from naikkelas.batch import Comparison, compare_scores
from naikkelas.batch.comparison.changes import CAUSES
from naikkelas.batch.scored_table import ScoredTable
from naikkelas.batch.written.draft import unwritable
from naikkelas.cli.base import F, with_options
from naikkelas.cli.screen import Screen, as_json
from naikkelas.cli.tables import print_table
from naikkelas.cli.tell import Tell
from naikkelas.explain.words import in_lang, say
from naikkelas.problems import Words
from naikkelas.rules import RuleSet


@dataclass(frozen=True, slots=True)
class Comparing:
    """What is asked for: the earlier result, where its changes go, and whether to print JSON."""

    previous: Path
    changes: Path | None
    as_json: bool

    def check(self, key: str, prefix: str, written: Sequence[Path]) -> None:
        """Tells before the run what would only come out after it: ``written`` are the other files that the run writes.

        Raises:
            ProblemsError: when the earlier result cannot be read, or the changes go where something else does.
        """
        if self.changes is not None and self.changes.resolve() in {each.resolve() for each in written}:
            raise unwritable(self.changes, Words("something else is written there", "di situ ditulis yang lain"))
        ScoredTable(self.previous, key, prefix)

    def follow(
        self,
        screen: Screen,
        rules: RuleSet,
        out: Path,
        options: Mapping[str, Any],
        totals: Mapping[str, Any],
        *,
        inputs: Sequence[str | Path],
        quiet: bool,
    ) -> None:
        """Compares, writes the changes, and prints what was found. ``options`` and ``totals`` are those of the run."""
        names = ("as_of", "rules_as_of", "mapping", "assume", "prefix", "key", "overwrite")
        same = {name: options[name] for name in names}
        made = compare_scores(self.previous, out, rules, changes=self.changes, lang=screen.tell.lang, inputs=inputs, **same)
        if self.as_json or not quiet:
            self._print(screen, made, rules, totals)
        else:
            screen.problems([each for each in made.problems if each.is_error])

    def _print(self, screen: Screen, made: Comparison, rules: RuleSet, totals: Mapping[str, Any]) -> None:
        """As JSON, or as a table of counts and remarks beside it."""
        tell = screen.tell
        if self.as_json:
            screen.json({"previous": str(self.previous), **made.to_dict(), "totals": totals, "problems": as_json(made.problems, tell)})
            return
        screen.problems(made.problems)
        for note in made.notes:
            screen.note(in_lang(note, tell.lang))
        heads = (tell(f"dibandingkan dengan {self.previous}", f"compared with {self.previous}"), tell("baris", "rows"))
        print_table(screen, heads, [[text, str(count)] for text, count in _lines(made, rules, tell)])
        if self.changes is not None:
            screen.note(tell(f"Perubahan ditulis: {self.changes}", f"Changes written: {self.changes}"))


def comparison_options(tell: Tell) -> Callable[[F], F]:
    """``--previous``, ``--changes`` and ``--json``, handed over as ``comparing`` and ``as_json``."""
    return with_options(*_options(tell), through=partial(_comparing, tell))


def _comparing(
    tell: Tell, function: Callable[..., Any], *arguments: Any, previous: Path | None, changes: Path | None, as_json: bool, **rest: Any
) -> Any:
    if changes is not None and previous is None:
        words = tell("--changes hanya berlaku bersama --previous BERKAS", "--changes goes only with --previous FILE")
        raise click.UsageError(words, click.get_current_context())
    if previous is not None and rest["key"] is None:
        words = tell(
            "--previous perlu --key KOLOM: kolom yang mengenali usaha", "--previous needs --key COLUMN: the column that names a business"
        )
        raise click.UsageError(words, click.get_current_context())
    comparing = None if previous is None else Comparing(previous, changes, as_json)
    return function(*arguments, comparing=comparing, as_json=as_json, **rest)


def _options(tell: Tell) -> list[Callable[[Any], Any]]:
    file, path = tell("BERKAS", "FILE"), click.Path(path_type=Path)
    previous = tell(
        "Hasil sebelumnya: siapa yang berubah (menurut --key), dan apakah karena data, aturan, atau tanggal.",
        "An earlier result: who changed (by --key), and whether the data, the rules or the date did it.",
    )
    changes = tell("Tulis setiap perubahan ke .csv, .xlsx, atau .jsonl ini.", "Write every change to this .csv, .xlsx or .jsonl.")
    return [
        click.option("--previous", metavar=file, type=path, help=previous),
        click.option("--changes", metavar=file, type=path, help=changes),
        click.option(
            "--json",
            "as_json",
            is_flag=True,
            help=tell("Cetak hitungan dan perbandingannya sebagai JSON.", "Print the totals and the comparison as JSON."),
        ),
    ]


def _lines(made: Comparison, rules: RuleSet, tell: Tell) -> list[tuple[str, int]]:
    lines = [(tell("tetap", "the same"), made.same), (tell("berubah", "changed"), made.changed)]
    for (before, now), count in made.moves.items():
        lines.append((f"  {say(tell.lang, f'outcome.{before.value}')} → {say(tell.lang, f'outcome.{now.value}')}", count))
    titles = {name: in_lang(each.title, tell.lang) for name, each in rules.criteria.items()}
    lines += [(f"  {tell('syarat', 'criterion')}: {titles[name]}", count) for name, count in made.criteria.items()]
    lines += [(f"  {tell('sebab', 'cause')}: {in_lang(CAUSES[cause], tell.lang)}", count) for cause, count in made.causes.items()]
    lines += [(tell("baru", "new"), made.new), (tell("tidak ada lagi", "gone"), made.gone)]
    others = (
        (tell("kunci ganda, tidak dibandingkan", "keys that stand twice, not compared"), made.repeated),
        (tell("baris tanpa kunci, tidak dibandingkan", "rows without a key, not compared"), made.unkeyed),
        (tell("baris yang hasilnya tidak terbaca", "rows whose outcome cannot be read"), made.unread),
    )
    return lines + [(text, count) for text, count in others if count]
