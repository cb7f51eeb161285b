"""What columns of tables are called: titles that stand for two facts, and are used for neither before somebody says which."""

from collections.abc import Iterator, Mapping

from naikkelas.facts import Fact
from naikkelas.problems import Problem, problem
from naikkelas.ruleset.document import Where
from naikkelas.ruleset.given import given_facts
from naikkelas.ruleset.model import LinkedRuleSet
from naikkelas.ruleset.nodes import Mapping as MappingNode
from naikkelas.ruleset.nodes import Scalar, Sequence

__all__ = ["lint_titles"]


def lint_titles(linked: LinkedRuleSet, root: MappingNode, catalogue: Mapping[str, Fact]) -> Iterator[Problem]:
    """NK345: an alias that another fact is called by too; told of the facts of this file."""
    written = [(name, alias) for name, aliases in _aliases(root) for alias in aliases]
    if not written:
        return
    from naikkelas.batch.wording.words import fold, shared_titles  # most rule sets name no column, and tables take long to import

    shared = shared_titles({**catalogue, **given_facts(linked)}.values())
    for name, alias in written:
        others = [other for other in shared.get(fold(alias.text), ()) if other != name]
        if others:
            where = Where("fact", name)
            slots = {"where": str(where), "where_id": where.indonesian, "name": alias.text, "fact": ", ".join(others)}
            yield problem("NK345", alias.place, "lint_other_alias", **slots)


def _aliases(root: MappingNode) -> Iterator[tuple[str, list[Scalar]]]:
    facts = root.get("facts")
    for key, said in facts.entries if isinstance(facts, MappingNode) else ():
        listed = said.get("aliases") if isinstance(said, MappingNode) else None
        yield key.text, [each for each in listed.items if isinstance(each, Scalar)] if isinstance(listed, Sequence) else []
