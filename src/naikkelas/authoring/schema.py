"""JSON Schemas (draft 2020-12) of a rule set, of a profile and of the JSON of a decision.

They are made from what the linker and the profile model use themselves, so they cannot tell another story. A schema sees
less than :func:`naikkelas.check`: it never refuses what the linker accepts, and what it accepts may still be refused.
"""

from typing import Any, Final

from naikkelas.authoring.schema_decision import decision_parts
from naikkelas.authoring.schema_rule_set import rule_set_parts
from naikkelas.ikm.profile import IKMProfile
from naikkelas.rules import RuleSet

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


def rule_set_schema(rules: RuleSet | None = None) -> dict[str, Any]:
    """The schema of a rule set, with a property for every fact and only the comparisons its type has.

    Without ``rules`` a fact or parameter of another name is taken for one that the file declares, and may be compared in any
    way. With ``rules`` the facts and parameters of that rule set are known too, and no others are accepted.
    """
    return {"$schema": DIALECT, **rule_set_parts(rules)}


def profile_schema(rules: RuleSet | None = None) -> dict[str, Any]:
    """The schema of one profile; with ``rules`` the facts that the rule set declares are known too."""
    model = IKMProfile if rules is None else rules.profile_model
    return {"$schema": DIALECT, **model.model_json_schema()}


def decision_schema(rules: RuleSet | None = None) -> dict[str, Any]:
    """The schema of ``decision.to_dict()``; with ``rules`` the criteria and outputs are those of the rule set."""
    return {"$schema": DIALECT, **decision_parts(rules)}
