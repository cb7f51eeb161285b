"""Linking references in conditions: to the status of a criterion, and to the outcome of another rule set."""

from collections.abc import Iterable
from dataclasses import dataclass

from naikkelas.conditions import Condition, CriterionIs, Outcome, ProgrammeIs, Status
from naikkelas.ruleset import meant
from naikkelas.ruleset.document import Document, Where
from naikkelas.ruleset.hinting import NEGATE, Hints, Told
from naikkelas.ruleset.names import Names
from naikkelas.ruleset.nodes import Mapping, Node, Scalar, Sequence
from naikkelas.ruleset.signs import negation

__all__ = ["References"]


@dataclass(slots=True)
class References:
    """Links the references of one rule set; ``document`` gets what is wrong with them."""

    document: Document
    names: Names
    hints: Hints

    def criteria(self, node: Node, where: Where) -> list[Condition | None]:
        """What stands under ``criterion``: one condition for each, or ``None`` after a problem was reported."""
        if isinstance(node, Scalar):
            told = self._negated_criterion(node)
            if told is not None:
                self.document.report("NK203", node, where, told[0], name=node.text, **told[1])
                return [None]
            if self.names.guarded.get(node.text):
                self.document.report("NK213", node, where, "write_status", name=node.text)
                return [None]
            return [CriterionIs(node.text, frozenset({Status.MET}), node.place) if self._known_criterion(node, where) else None]
        found = self.named(node, "criterion", where)
        if found is None:
            return [None]
        return [self._criterion(key, value, where) for key, value in sorted(found.entries, key=lambda e: e[0].text)]

    def _negated_criterion(self, node: Scalar) -> Told | None:
        """What to write for the name of a criterion behind a sign; one with a guard needs its status."""
        name = negation(node.text)
        if name is None:
            return self.hints.behind_sign(node.text, self.names.guarded)
        bare, met = Scalar(name, node.place, quoted=False), Scalar(Status.MET, node.place, quoted=False)
        asked = meant.under(name, met) if self.names.guarded.get(name) else bare
        return self.hints.shown(meant.under("not", meant.under("criterion", asked)), otherwise=NEGATE)

    def named(self, node: Node, name: str, where: Where) -> Mapping | None:
        """A mapping that is not empty."""
        found = self.document.mapping(node, name, where)
        if found is not None and not found.entries:
            self.document.report("NK156", found, where, name=name)
            return None
        return found

    def _known_criterion(self, key: Scalar, where: Where) -> bool:
        if key.text in self.names.guarded:
            return True
        self.document.unknown("NK203", key, where, self.names.guarded, name=key.text)
        return False

    def _criterion(self, key: Scalar, value: Node, where: Where) -> Condition | None:
        options = [Status.MET, Status.NOT_MET, Status.NOT_APPLICABLE]
        if self._told_colon("NK203", key, value, options, where) or self.told_negated("NK203", key, value, "criterion", where):
            return None
        words = self._words(value, key.text, where, options)
        if not self._known_criterion(key, where) or words is None:
            return None
        statuses = frozenset(Status(word) for word in words)
        if len(statuses) == len(options):
            self.document.report("NK308", value, where, "leave_one_out", name=key.text)
            return None
        return CriterionIs(key.text, statuses, key.place)

    def _words(self, node: Node, name: str, where: Where, options: Iterable[str]) -> list[str] | None:
        nodes = self.document.sequence(node, name, where) if isinstance(node, Sequence) else (node,)
        words, known = [], [str(option) for option in options]
        for item in nodes:
            text = self.document.scalar(item, name, where)
            if text is not None and text not in known:
                hint, slots = self._word_behind_sign(text, name, known, is_alone=len(nodes) == 1)
                self.document.report("NK215", item, where, hint, read=text, expected=" | ".join(known), **slots)
                text = None
            words.append(text)
        done = [word for word in words if word is not None]
        return done if done and len(done) == len(words) else None

    def _word_behind_sign(self, text: str, name: str, known: list[str], *, is_alone: bool) -> Told:
        """What to write for a status or an outcome behind a sign: one that negates says any of the others."""
        bare = negation(text)
        if bare is None:
            return self.hints.behind_sign(text, known) or (None, {})
        if bare in known and is_alone:
            return "write_comparison", {"meant": f"{{{name}: [{', '.join(word for word in known if word != bare)}]}}"}
        return NEGATE, {}

    def programmes(self, node: Node, where: Where) -> list[Condition | None]:
        """What stands under ``programme``: one condition for each, or ``None`` after a problem was reported."""
        if not isinstance(node, Mapping):
            self.document.misshapen(node, Mapping, "programme", where, "programme_form")
            return [None]
        found = self.named(node, "programme", where)
        if found is None:
            return [None]
        return [self._programme(key, value, where) for key, value in sorted(found.entries, key=lambda e: e[0].text)]

    def _programme(self, key: Scalar, value: Node, where: Where) -> Condition | None:
        options = [Outcome.ELIGIBLE, Outcome.INELIGIBLE, Outcome.OUT_OF_SCOPE]
        if self._told_colon("NK214", key, value, options, where) or self.told_negated("NK214", key, value, "programme", where):
            return None
        words = self._words(value, key.text, where, options)
        linked = self.names.programme(key, self.document, where)
        if linked is None or words is None:
            return None
        outcomes = frozenset(Outcome(word) for word in words)
        if len(outcomes) == len(options):
            self.document.report("NK308", value, where, "leave_one_out", name=key.text)
            return None
        self.names.check_days(key, linked, self.document, where)
        self.names.used_programmes[key.text] = linked
        return ProgrammeIs(key.text, outcomes, key.place)

    def _told_colon(self, code: str, key: Scalar, value: Node, options: Iterable[str], where: Where) -> bool:
        """Whether the colon is missing in ``{books met}``."""
        name, _, word = key.text.partition(" ")
        if word.strip() not in list(options) or not isinstance(value, Scalar) or value.text or value.quoted:
            return False
        is_known = code == "NK203" and name in self.names.guarded
        hint, slots = ("colon_missing", {"meant": f"{name}: {word.strip()}"}) if is_known else ("colon_and_value", {})
        self.document.report(code, key, where, hint, name=key.text, word=name, **slots)
        return True

    def told_negated(self, code: str, key: Scalar, value: Node, outer: str | None, where: Where) -> bool:
        """Whether a name stands behind a sign that negates; tells how that is written."""
        told = self.hints.negated_key(key, value, outer)
        if told is not None:
            self.document.report(code, key, where, told[0], name=key.text, **told[1])
        return told is not None
