"""``naikkelas schema``: JSON Schemas, so that an editor completes and checks while typing."""

from pathlib import Path
from typing import Final

import click

from naikkelas.authoring.schema import decision_schema, profile_schema, rule_set_schema
from naikkelas.cli.base import DONE, OneOf, command, output
from naikkelas.cli.chosen import rule_set
from naikkelas.cli.screen import Screen
from naikkelas.cli.tell import Tell

_MADE_BY: Final = {"rule-set": rule_set_schema, "profile": profile_schema, "decision": decision_schema}


def make(tell: Tell) -> click.Command:
    """The command in one language."""
    about = tell(
        "JSON Schema untuk rule set, profil, atau keputusan (JSON).\n\n"
        "Editor YAML memakainya untuk melengkapi nama fakta, perbandingan dan pilihan saat mengetik. "
        "Dengan --rules dikenal pula fakta dan parameter rule set itu.",
        "The JSON Schema of a rule set, a profile, or a decision (JSON).\n\n"
        "A YAML editor uses it to complete fact names, comparisons and choices while you type. "
        "With --rules it also knows the facts and parameters of that rule set.",
    )
    examples = (
        "schema rule-set -o naikkelas.schema.json",
        "schema rule-set --rules aturan.yaml -o aturan.schema.json",
        "schema profile --rules inopak-naik-kelas -o profil.schema.json",
        "schema decision",
    )

    @command(tell, "schema", about, examples)
    @click.argument("what", metavar="|".join(_MADE_BY), type=OneOf("schema", tuple(_MADE_BY)))
    @click.option("--rules", "source", metavar=tell("NAMA|BERKAS", "NAME|PATH"), help=tell("Untuk rule set ini.", "For this rule set."))
    @output(tell)
    def schema(what: str, source: str | None, target: Path | None) -> int:
        screen = Screen(tell, target)
        made = _MADE_BY[what](None if source is None else rule_set(source))
        screen.start()
        screen.json(made)
        return DONE

    made: click.Command = schema
    return made
