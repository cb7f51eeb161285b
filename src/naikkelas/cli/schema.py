"""``naikkelas schema``: JSON Schemas, so that an editor completes and checks while typing."""

from pathlib import Path
from typing import Final

import click

from naikkelas.authoring.schema import case_file_schema, decision_schema, profile_schema, rule_set_schema, schema_files
from naikkelas.cli.base import DONE, OneOf, command, output
from naikkelas.cli.chosen import rule_set
from naikkelas.cli.screen import Screen
from naikkelas.cli.tell import Tell
from naikkelas.cli.written import refuse_read, write_files, writing

_MADE_BY: Final = {"rule-set": rule_set_schema, "tests": case_file_schema, "profile": profile_schema, "decision": decision_schema}


def make(tell: Tell) -> click.Command:
    """The command in one language."""
    about = tell(
        "JSON Schema untuk rule set, berkas uji, profil, atau keputusan (JSON).\n\n"
        "Editor YAML memakainya untuk melengkapi nama fakta, perbandingan dan pilihan saat mengetik. "
        "Dengan --rules dikenal pula fakta dan parameter rule set itu. Dengan --out ditulis yang disebut baris pertama berkas aturan.",
        "The JSON Schema of a rule set, a file of tests, a profile, or a decision (JSON).\n\n"
        "A YAML editor uses it to complete fact names, comparisons and choices while you type. "
        "With --rules it also knows the facts and parameters of that rule set. With --out it writes those that the first line of rule files names.",
    )
    examples = (
        "schema rule-set -o naikkelas.schema.json",
        "schema rule-set --rules aturan.yaml -o aturan.schema.json",
        "schema profile --rules inopak-naik-kelas -o profil.schema.json",
        "schema decision",
        "schema --out aturan/schema",
    )

    @command(tell, "schema", about, examples)
    @click.argument("what", required=False, metavar="|".join(_MADE_BY), type=OneOf("schema", tuple(_MADE_BY)))
    @click.option("--rules", "source", metavar=tell("NAMA|BERKAS", "NAME|PATH"), help=tell("Untuk rule set ini.", "For this rule set."))
    @click.option(
        "--out", "folder", type=click.Path(path_type=Path), metavar="FOLDER",
        help=tell("Tulis skema rule set dan berkas uji ke folder ini.", "Write the schemas of rule sets and of files of tests into this folder."),
    )  # fmt: skip
    @output(tell)
    def schema(what: str | None, source: str | None, folder: Path | None, target: Path | None) -> int:
        if (what is None) is (folder is None) or (folder is not None and target is not None):
            raise click.UsageError(_either(tell), click.get_current_context())
        rules = None if source is None else rule_set(source)
        screen = Screen(tell, target)
        if folder is not None:
            texts = {folder / name: text for name, text in schema_files(rules).items()}
            refuse_read(texts, source, rules)
            with writing(screen, *texts):
                write_files(texts)
                screen.out("\n".join(tell(f"Ditulis: {path}", f"Written: {path}") for path in texts))
            return DONE
        refuse_read([target], source, rules)
        made = _MADE_BY[str(what)](rules)
        screen.start()
        screen.json(made)
        return DONE

    made: click.Command = schema
    return made


def _either(tell: Tell) -> str:
    words = " | ".join(_MADE_BY)
    return tell(f"sebutkan salah satu: {words}; atau --out FOLDER", f"name one: {words}; or --out FOLDER")
