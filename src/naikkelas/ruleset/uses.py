"""``uses:`` takes criteria of another rule set by name, with everything they rest on."""

from collections.abc import Container, MutableMapping
from dataclasses import dataclass
from typing import TypeVar

from naikkelas.conditions import Derived, FactRef
from naikkelas.facts import Fact
from naikkelas.ruleset.document import TOP, Document, Where
from naikkelas.ruleset.joined import names_in
from naikkelas.ruleset.meant import bare_uses
from naikkelas.ruleset.model import Criterion, LinkedRuleSet, Source
from naikkelas.ruleset.names import Names, Signature, nature_of
from naikkelas.ruleset.nodes import Mapping, Node, Scalar, Sequence
from naikkelas.ruleset.order import Key, programmes_in, reads
from naikkelas.ruleset.several import shown_whole

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Taken:
    """Where taken things are put."""

    criteria: MutableMapping[str, Criterion]
    derived: MutableMapping[str, Derived]
    declared: MutableMapping[str, Fact]
    sources: MutableMapping[str, Source]


def take_criteria(node: Node | None, document: Document, names: Names, into: Taken) -> None:
    """Reads ``uses: {rule-set: [criterion, ...]}``; a name that already means something else here is a problem."""
    hint, slots = bare_uses(node) if isinstance(node, Scalar) and node.text else (None, {})
    found = document.shape(node, Mapping, "uses", TOP, hint, **slots) if node is not None else None
    for key, value in found.entries if found is not None else ():
        other = names.programme(key, document, TOP)
        if other is None:
            continue
        several = _several(value, other.criteria)
        if several is not None:
            hint, slots = shown_whole(several[1])
            document.report("NK203", several[0], Where("rule set", other.name), hint, name=several[0].text, **slots)
            continue
        if isinstance(value, Scalar) and value.text in other.criteria:
            document.misshapen(value, Sequence, key.text, TOP, "write_comparison", meant=f"[{value.text}]")
            continue
        for item in document.sequence(value, key.text, TOP):
            name = document.scalar(item, key.text, TOP)
            if name is not None and name not in other.criteria:
                document.unknown("NK203", item, Where("rule set", other.name), other.criteria, name=name)
            elif name is not None:
                _Taker(document, names, into, other, item).take(name)


def _several(node: Node, known: Container[str]) -> tuple[Scalar, str] | None:
    """Where the names of several criteria stand as one, and the list of all of them; ``None`` where none do, or others stand there too."""
    items = [item for item in (node.items if isinstance(node, Sequence) else (node,)) if isinstance(item, Scalar)]
    parts = [None if item.text in known else names_in(item.text, known) for item in items]
    at = next((item for item, found in zip(items, parts, strict=True) if found is not None), None)
    if at is None or any(found is None and item.text not in known for item, found in zip(items, parts, strict=True)):
        return None
    names = dict.fromkeys(each for item, found in zip(items, parts, strict=True) for each in (found or [item.text]))
    return at, f"[{', '.join(names)}]"


class _Taker:
    def __init__(self, document: Document, names: Names, into: Taken, other: LinkedRuleSet, at: Node) -> None:
        self.document = document
        self.names = names
        self.into = into
        self.other = other
        self.at = at

    def _came(self, kind: str, name: str) -> None:
        """Notes where it was asked for: problems of it are told there."""
        self.document.taken.setdefault((kind, name), (self.at.place, self.other.name))

    def take(self, criterion: str) -> None:
        waiting: list[Key] = [("criterion", criterion)]
        seen: set[Key] = set()
        while waiting:
            key = waiting.pop()
            if key in seen:
                continue
            seen.add(key)
            made = self.other.criteria[key[1]] if key[0] == "criterion" else self.other.derived[key[1]]
            if isinstance(made, Criterion):
                self._criterion(made)
            else:
                self._derived(made)
            self._programmes(made)
            operands, others = reads(made)
            waiting += [("criterion", name) for name in others]
            for operand in operands:
                if not isinstance(operand, FactRef):
                    self._came("parameter", operand.name)
                    self._put(self.names.parameters, operand.name, self.other.parameters[operand.name])
                    self.names.used_parameters.add(operand.name)
                elif operand.name in self.other.derived:
                    waiting.append(("fact", operand.name))
                else:
                    self._given(operand.name)

    def _put(self, mine: MutableMapping[str, T], name: str, made: T) -> None:
        if mine.setdefault(name, made) is not made:
            self.document.report("NK223", self.at, TOP, "rename_it", name=name, read=self.other.name)

    def _criterion(self, made: Criterion) -> None:
        if made.id in self.names.guarded and made.id not in self.into.criteria:
            self.document.report("NK223", self.at, TOP, "rename_it", name=made.id, read=self.other.name)
        self._came("criterion", made.id)
        self._put(self.into.criteria, made.id, made)
        self.names.guarded[made.id] = made.guard is not None or made.effective != (None, None)
        if made.source is not None:
            self.names.used_sources.add(made.source)
            self._put(self.into.sources, made.source, self.other.sources[made.source])

    def _derived(self, made: Derived) -> None:
        if made.name in self.names.declared_here or made.name in self.into.declared:
            self.document.report("NK223", self.at, TOP, "rename_it", name=made.name, read=self.other.name)
        self._came("fact", made.name)
        self._put(self.into.derived, made.name, made)
        self.names.derived[made.name] = Signature(made.type, nature_of(made.formula), made.title, made.choice_titles)
        self.names.used_facts.add(made.name)

    def _programmes(self, made: Criterion | Derived) -> None:
        """The rule sets whose outcome is asked for come along."""
        for name in programmes_in(made):
            self._put(self.names.used_programmes, name, self.other.programmes[name])

    def _given(self, name: str) -> None:
        """A fact declared here too is the same fact when its type is."""
        self.names.used_facts.add(name)
        if name in self.names.declared_here or name in self.into.derived:
            self.document.report("NK223", self.at, TOP, "rename_it", name=name, read=self.other.name)
        theirs, mine = self.other.declared.get(name), self.into.declared.get(name)
        if theirs is not None and (mine is None or mine.type != theirs.type):
            self._put(self.into.declared, name, theirs)
            self.names.facts.setdefault(name, theirs)
