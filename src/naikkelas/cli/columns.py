"""``naikkelas columns``: what the columns of a table probably are, as a mapping to edit."""

from collections.abc import Sequence
from pathlib import Path

import click

from naikkelas.batch import ColumnProposal, Sure, Table, mapping_text, propose_columns
from naikkelas.batch.written.draft import Draft
from naikkelas.cli.base import DONE, choice, command
from naikkelas.cli.chosen import rule_set
from naikkelas.cli.decide import today
from naikkelas.cli.screen import Screen, as_json
from naikkelas.cli.table_options import OpenTable, table_options
from naikkelas.cli.tables import print_table
from naikkelas.cli.tell import Tell
from naikkelas.cli.written import refuse_read, writing
from naikkelas.explain.words import clean, in_lang
from naikkelas.ikm.catalogue import FACTS

_EXAMPLES = (
    "columns data.csv",
    "columns data.xlsx --sheet 'Data IKM' --header-row 5",
    "columns data.xlsx --rules inopak-naik-kelas --out mapping.yaml",
    "columns data.csv --format json",
)


def make(tell: Tell) -> click.Command:
    """The command in one language."""
    about = tell(
        "Mengusulkan fakta untuk setiap kolom sebuah tabel (.csv, .xlsx, .xls, .ods, .parquet, .jsonl).\n\n"
        "Yang tidak pasti ditandai dan tidak dipakai sampai Anda memastikannya dalam mapping (--out). "
        "Isi sel yang bersifat pribadi tidak ditampilkan.",
        "Proposes a fact for every column of a table (.csv, .xlsx, .xls, .ods, .parquet, .jsonl).\n\n"
        "What is not sure is marked, and not used until you confirm it in a mapping (--out). Personal cells are not shown.",
    )

    @command(tell, "columns", about, _EXAMPLES)
    @click.argument("file", metavar=tell("BERKAS", "FILE"))
    @table_options(tell)
    @click.option("--rules", "name", metavar=tell("NAMA|BERKAS", "NAME|PATH"), help=_rules_help(tell))
    @click.option("--out", metavar=tell("BERKAS", "FILE"), type=click.Path(path_type=Path), help=_out_help(tell))
    @click.option("--overwrite", is_flag=True, help=tell("Timpa berkas mapping yang sudah ada.", "Replace a mapping that exists."))
    @choice(tell, "--format", ("text", "json"), "Bentuk hasil; tanpa opsi ini: text.", "How to print it; text without it.", default="text")
    def columns(file: str, name: str | None, out: Path | None, overwrite: bool, format: str, open_table: OpenTable) -> int:  # noqa: A002 - options
        rules = None if name is None else rule_set(name, today())
        refuse_read([out], file, name, rules)
        facts = FACTS if rules is None else rules.catalogue
        table, _ = open_table(file)
        proposals = propose_columns(table, facts)
        screen = Screen(tell)
        if format == "json":
            notes = [note.to_dict() for note in table.notes]
            problems = as_json(table.problems, tell)
            screen.json({"file": file, "notes": notes, "columns": [each.to_dict() for each in proposals], "problems": problems})
        else:
            _print(screen, table, proposals)
        if out is not None:
            with writing(screen, out), Draft(out, overwrite=overwrite, inputs=(file,)) as draft:
                draft.temporary.write_text(mapping_text(proposals, table, tell.lang), encoding="utf-8")
                draft.commit()
            screen.note(tell(f"Mapping ditulis: {out}. Periksa sebelum dipakai.", f"Mapping written: {out}. Check it before you use it."))
        return DONE

    made: click.Command = columns
    return made


def _print(screen: Screen, table: Table, proposals: Sequence[ColumnProposal]) -> None:
    tell = screen.tell
    for note in table.notes:
        screen.note(in_lang(note, tell.lang))
    screen.problems(table.problems)
    heads = [
        tell("kolom", "column"),
        tell("judul", "title"),
        tell("pasti?", "sure?"),
        tell("dibaca sebagai", "read as"),
        tell("mengapa", "why"),
    ]
    words = {
        Sure.NAMED: tell("pasti", "sure"),
        Sure.SURE: tell("pasti", "sure"),
        Sure.UNSURE: tell("belum pasti", "not sure"),
        Sure.NONE: "-",
    }
    rows = [
        [
            each.column.letter,
            clean(each.column.name),
            words[each.sure],
            "-" if each.use is None else each.use.words,
            _why(each, tell),
        ]
        for each in proposals
    ]
    print_table(screen, heads, rows)


def _why(each: ColumnProposal, tell: Tell) -> str:
    """Why, how many cells would be refused, and what the first cells would become."""
    shown = "; ".join(f"{clean(sample.cell)} → {clean(sample.becomes) or '-'}" for sample in each.samples)
    why = clean(in_lang(each.why, tell.lang))
    if each.unread and each.sure.is_used:
        more = tell(f"{each.unread} dari {each.filled} sel tidak terbaca", f"{each.unread} of {each.filled} cells cannot be read")
        why = f"{why}; {more}"
    return f"{why} ({shown})" if shown else why


def _rules_help(tell: Tell) -> str:
    return tell("Kenali juga fakta rule set ini.", "Know the facts of this rule set too.")


def _out_help(tell: Tell) -> str:
    return tell("Tulis usulan sebagai mapping untuk disunting.", "Write the proposal as a mapping to edit.")
