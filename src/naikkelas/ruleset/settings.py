"""Setting parameters: the same rules with other values."""

from collections.abc import Mapping
from dataclasses import replace

from naikkelas.problems import RuleSetError
from naikkelas.ruleset.document import Document
from naikkelas.ruleset.meaning import check_values
from naikkelas.ruleset.model import LinkedRuleSet, ParamValue


def set_parameters(linked: LinkedRuleSet, values: Mapping[str, ParamValue]) -> LinkedRuleSet:
    """A linked rule set whose parameters have these canonical values on every date.

    Raises:
        RuleSetError: when rows of a ``unique`` table overlap, a ratio may overflow or the ends of a ``between`` are turned round with
            these values.
    """
    first = linked.effective[0]
    changed = {name: replace(linked.parameters[name], values=((first, value),)) for name, value in values.items()}
    made = replace(linked, parameters={**linked.parameters, **changed})
    document = Document(linked.file)
    check_values(made, document)
    if document.problems:
        raise RuleSetError(document.problems)
    return made
