"""``naikkelas rules``: the rule sets that come with the library, and what is in one."""

from pathlib import Path

import click

import naikkelas
from naikkelas.cli.base import DONE, Group, choice, command
from naikkelas.cli.chosen import rule_set
from naikkelas.cli.overview import overview, overview_data
from naikkelas.cli.screen import Screen
from naikkelas.cli.tables import print_table
from naikkelas.cli.tell import Tell
from naikkelas.facts import day
from naikkelas.rules import RuleSet
from naikkelas.values import plain


def make(tell: Tell) -> click.Command:
    """The group of commands in one language."""
    about = tell("Daftar dan isi rule set.", "Rule sets: list them, look into one.")
    examples = ("rules list", "rules show inopak-naik-kelas", "rules show aturan.yaml --format json")

    @command(tell, "rules", about, examples, cls=Group, invoke_without_command=True)
    @click.pass_context
    def rules(ctx: click.Context) -> None:
        if ctx.invoked_subcommand is None:
            click.echo(ctx.get_help())

    group: Group = rules
    group.add_command(_list(tell))
    group.add_command(_show(tell))
    return group


def _list(tell: Tell) -> click.Command:
    about = tell("Daftar rule set bawaan.", "The rule sets that come with naikkelas.")

    @command(tell, "list", about, ("rules list", "rules list --format json"))
    @choice(tell, "--format", ("text", "json"), "Bentuk hasil; tanpa opsi ini: text.", "How to print it; text without it.", default="text")
    def rules_list(format: str) -> int:  # noqa: A002 - the option's word
        screen = Screen(tell)
        found = [naikkelas.bundled(name) for name in naikkelas.bundled_names()]
        if format == "json":
            screen.json([_entry(each) for each in found])
        else:
            heads = [tell("nama", "name"), tell("versi", "version"), tell("berlaku sejak", "in force from"), tell("judul", "title")]
            print_table(screen, heads, [[e.name, e.version, _since(e), tell.text(e.linked.title)] for e in found])
        return DONE

    made: click.Command = rules_list
    return made


def _entry(rules: RuleSet) -> dict[str, object]:
    return {
        "rule_set": rules.name,
        "version": rules.version,
        "title": rules.linked.title.to_dict(),
        "effective_from": _since(rules),
        "firmness": rules.linked.firmness,
        "hash": rules.hash,
    }


def _since(rules: RuleSet) -> str:
    return str(plain(rules.linked.effective[0], day()))


def _show(tell: Tell) -> click.Command:
    about = tell(
        "Isi sebuah rule set: parameter, kriteria, fakta yang dibaca, sumber.\n\n"
        "--format yaml menampilkan berkasnya sendiri, misalnya untuk disalin menjadi rule set baru.",
        "What is in a rule set: parameters, criteria, the facts it reads, sources.\n\n"
        "--format yaml prints the file itself, for example to start a rule set of your own.",
    )
    examples = ("rules show inopak-naik-kelas", "rules show aturan/program.yaml --lang en", "rules show inopak-naik-kelas --format yaml")

    @command(tell, "show", about, examples)
    @click.argument("name", metavar=tell("NAMA|BERKAS", "NAME|PATH"))
    @choice(
        tell,
        "--format",
        ("text", "json", "yaml"),
        "Bentuk hasil; tanpa opsi ini: text.",
        "How to print it; text without it.",
        default="text",
    )
    def show(name: str, format: str) -> int:  # noqa: A002 - the option's word
        screen = Screen(tell)
        rules = rule_set(name)
        if format == "json":
            screen.json(overview_data(rules))
        elif format == "yaml":
            screen.out(Path(rules.linked.file or name).read_text(encoding="utf-8-sig"))
        else:
            screen.out(overview(rules, tell))
            screen.problems(rules.problems)
        return DONE

    made: click.Command = show
    return made
