"""JSON Schemas (draft 2020-12) of a rule set, of a file of tests, of a profile and of the JSON of a decision.

They are made from what the linker and the profile model use themselves, so they cannot tell another story. A schema sees
less than :func:`naikkelas.check`: it never refuses what the linker accepts, and what it accepts may still be refused.
"""

import json
from typing import Any, Final

from naikkelas.authoring.schema_decision import decision_parts
from naikkelas.authoring.schema_rule_set import rule_set_parts
from naikkelas.authoring.schema_tests import tests_parts
from naikkelas.ikm.profile import IKMProfile
from naikkelas.rules import RuleSet

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

#: The folder beside rule sets in which editors find the schemas, and its files.
FOLDER: Final = "schema"
RULE_SET_FILE: Final = "rule-set.schema.json"
TESTS_FILE: Final = "tests.schema.json"

#: What an editor looks for in the first line of a file.
MODELINE: Final = "# yaml-language-server: $schema="


def rule_set_schema(rules: RuleSet | None = None) -> dict[str, Any]:
    """The schema of a rule set, with a property for every fact and only the comparisons its type has.

    Without ``rules`` a fact or parameter of another name is taken for one that the file declares, and may be compared in any
    way. With ``rules`` the facts and parameters of that rule set are known too, and no others are accepted.
    """
    return {"$schema": DIALECT, **rule_set_parts(rules)}


def case_file_schema(rules: RuleSet | None = None) -> dict[str, Any]:
    """The schema of a file of tests; with ``rules`` the facts, criteria, outputs and parameters of that rule set are known too."""
    return {"$schema": DIALECT, **tests_parts(rules)}


def profile_schema(rules: RuleSet | None = None) -> dict[str, Any]:
    """The schema of one profile; with ``rules`` the facts that the rule set declares are known too."""
    model = IKMProfile if rules is None else rules.profile_model
    return {"$schema": DIALECT, **model.model_json_schema()}


def decision_schema(rules: RuleSet | None = None) -> dict[str, Any]:
    """The schema of ``decision.to_dict()``; with ``rules`` the criteria and outputs are those of the rule set."""
    return {"$schema": DIALECT, **decision_parts(rules)}


def schema_files(rules: RuleSet | None = None) -> dict[str, str]:
    """The text of each schema that the first line of a file may name, by the name of its own file."""
    made = {RULE_SET_FILE: rule_set_schema(rules), TESTS_FILE: case_file_schema(rules)}
    return {name: json.dumps(schema, ensure_ascii=False, indent=1) + "\n" for name, schema in made.items()}


def modeline(*, tests: bool = False) -> str:
    """The first line of a rule set beside the folder of schemas, or of a file of tests in a folder of its own beside it."""
    return f"{MODELINE}../{FOLDER}/{TESTS_FILE}" if tests else f"{MODELINE}{FOLDER}/{RULE_SET_FILE}"
