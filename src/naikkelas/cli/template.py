"""``naikkelas template``: an empty table for the facts that a rule set reads."""

from pathlib import Path

import click

from naikkelas.batch import write_template
from naikkelas.batch.written.template import without_titles
from naikkelas.cli.base import DONE, command
from naikkelas.cli.chosen import rule_set
from naikkelas.cli.decide import today
from naikkelas.cli.deciding import rules_option
from naikkelas.cli.screen import Screen
from naikkelas.cli.tell import Tell
from naikkelas.cli.written import refuse_read, writing
from naikkelas.problems import counted

_EXAMPLES = ("template --rules inopak-naik-kelas --out profil.xlsx", "template --rules aturan.yaml --out isian.xlsx --lang en")


def make(tell: Tell) -> click.Command:
    """The command in one language."""
    about = tell(
        "Membuat tabel .xlsx kosong untuk diisi: satu kolom untuk setiap fakta yang dibaca aturan, dengan daftar pilihan dan pertanyaannya.\n\n"
        "Setelah diisi, nilai dengan: naikkelas score.",
        "Makes an empty .xlsx to fill in: a column for every fact that the rules read, with choices to pick from and the question.\n\n"
        "When it is filled in, decide it with: naikkelas score.",
    )

    @command(tell, "template", about, _EXAMPLES)
    @rules_option(tell)
    @click.option(
        "--out",
        required=True,
        metavar=tell("BERKAS", "FILE"),
        type=click.Path(path_type=Path),
        help=tell("Berkas .xlsx yang dibuat.", "The .xlsx to make."),
    )
    @click.option("--overwrite", is_flag=True, help=tell("Timpa berkas yang sudah ada.", "Replace a file that exists."))
    def template(name: str, out: Path, overwrite: bool) -> int:
        rules = rule_set(name, today())
        refuse_read([out], name, rules)
        screen = Screen(tell)
        with writing(screen, out):
            titles = write_template(rules, out, lang=tell.lang, overwrite=overwrite)
            screen.out(tell(f"{len(titles)} kolom: {out}", f"{counted(len(titles), 'column')}: {out}"))
            for fact in without_titles(rules, tell.lang):
                screen.out(
                    tell(
                        f"pilihan '{fact}' ditulis dengan namanya: ada judul pilihan yang terbaca sebagai pilihan lain",
                        f"the choices of '{fact}' are called by their names: a title of one would be read as something else",
                    )
                )
        return DONE

    made: click.Command = template
    return made
