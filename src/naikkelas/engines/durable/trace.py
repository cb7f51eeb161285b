"""The rules that fired, in their order: what was found out first, and what followed from it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, overload

from naikkelas.conditions import Comparison
from naikkelas.engines.durable.network import Node, Unit
from naikkelas.engines.durable.plan import Fired, Run, verdict
from naikkelas.engines.reasons import Reasons
from naikkelas.explain import LANGS, one_of
from naikkelas.explain.findings import finding_text
from naikkelas.explain.voice import Voice
from naikkelas.problems import Lang, counted
from naikkelas.results import Finding
from naikkelas.ruleset.model import LinkedRuleSet
from naikkelas.snapshot import Snapshot

_MARKS: Final = {"met": "✓", "eligible": "✓", "not_met": "✗", "ineligible": "✗", "not_applicable": "–", "out_of_scope": "–"}

#: What a rule of each kind says, by what it says of its node: Bahasa Indonesia, English.
_SENTENCES: Final[dict[str, tuple[str, str]]] = {
    "row.met": ("{title}: baris {row} mungkin berlaku", "{title}: row {row} may apply"),
    "row.not_met": ("{title}: baris {row} tidak berlaku", "{title}: row {row} does not apply"),
    "fact.met": ("{title}: ya", "{title}: yes"),
    "fact.not_met": ("{title}: tidak", "{title}: no"),
    "guard.met": ("Kriteria ini berlaku: {title}", "This criterion applies: {title}"),
    "guard.not_met": ("Kriteria ini tidak berlaku: {title}", "This criterion does not apply: {title}"),
    "require.met": ("Yang disyaratkan terpenuhi: {title}", "What is required is met: {title}"),
    "require.not_met": ("Yang disyaratkan tidak terpenuhi: {title}", "What is required is not met: {title}"),
    "criterion.met": ("Kriteria terpenuhi: {title}", "Criterion met: {title}"),
    "criterion.not_met": ("Kriteria tidak terpenuhi: {title}", "Criterion not met: {title}"),
    "criterion.not_applicable": ("Kriteria tidak berlaku: {title}", "Criterion not applicable: {title}"),
    "satisfied.met": ("Tidak ada yang kurang pada: {title}", "Nothing is lacking in: {title}"),
    "satisfied.not_met": ("Ada yang kurang pada: {title}", "Something is lacking in: {title}"),
    "earned.met": ("Poin diperoleh: {title}", "Points earned: {title}"),
    "earned.not_met": ("Poin tidak diperoleh: {title}", "Points not earned: {title}"),
    "scope.met": ("Aturan ini berlaku untuk usaha ini", "These rules apply to this business"),
    "scope.not_met": ("Aturan ini tidak berlaku untuk usaha ini", "These rules do not apply to this business"),
    "all.met": ("Semua syarat terpenuhi", "All requirements are satisfied"),
    "all.not_met": ("Tidak semua syarat terpenuhi", "Not all requirements are satisfied"),
    "part.met": ("Sebagian dari sebuah kondisi terpenuhi", "A part of a condition is met"),
    "part.not_met": ("Sebagian dari sebuah kondisi tidak terpenuhi", "A part of a condition is not met"),
    "outcome.eligible": ("Hasil: memenuhi syarat", "Outcome: eligible"),
    "outcome.ineligible": ("Hasil: tidak memenuhi syarat", "Outcome: not eligible"),
    "outcome.out_of_scope": ("Hasil: di luar cakupan", "Outcome: out of scope"),
}


@dataclass(frozen=True, slots=True)
class Firing:
    """One rule that fired.

    ``wave`` counts from 1: a rule reads what rules of earlier waves have said. ``kind`` is what it is about (``comparison``, ``row``
    of a table, derived ``fact``, ``guard``, ``require``, ``criterion``, ``satisfied``, ``earned``, ``scope``, ``all`` requirements, ``outcome``,
    ``part`` of a condition), ``name`` the fact or criterion, ``says`` what it says: ``met``, ``not_met``, a status or an outcome.
    """

    wave: int
    rule_set: str
    kind: str
    name: str
    says: str


class Trace(Sequence[Firing]):
    """The firings of one decision, in their order. Immutable; what stayed unknown has no firing."""

    def __init__(self, linked: LinkedRuleSet, run: Run, snapshot: Snapshot) -> None:
        self._linked = linked
        self._run = run
        self._snapshot = snapshot
        units = run.reading.network.units
        self._firings = tuple(
            Firing(fired.wave + 1, units[fired.node.unit].linked.name, fired.node.kind, fired.node.name, fired.says) for fired in run.fired
        )

    @overload
    def __getitem__(self, index: int) -> Firing: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Firing]: ...

    def __getitem__(self, index: int | slice) -> Firing | Sequence[Firing]:
        return self._firings[index]

    def __len__(self) -> int:
        return len(self._firings)

    def __repr__(self) -> str:
        return f"<Trace of {counted(len(self), 'firing')}>"

    def lines(self, lang: Lang = "id") -> tuple[str, ...]:
        """One sentence a firing. A personal fact is named and its value is not told.

        Raises:
            ValueError: for a language that there is not.
        """
        one_of("lang", lang, LANGS)
        return tuple(self._lines(lang))

    def text(self, lang: Lang = "id") -> str:
        """The sentences, numbered, a heading before each wave. Raises as :meth:`lines`."""
        lines = self.lines(lang)
        word = "Tahap" if lang == "id" else "Wave"
        shown: list[str] = []
        for number, (firing, line) in enumerate(zip(self._firings, lines, strict=True)):
            if number == 0 or self._firings[number - 1].wave != firing.wave:
                shown.append(f"{word} {firing.wave}")
            shown.append(f"{number + 1:4}. {line}")
        return "\n".join(shown)

    def _lines(self, lang: Lang) -> Iterator[str]:
        reading = self._run.reading
        reasons: dict[int, Reasons] = {}
        for fired in self._run.fired:
            unit = reading.network.units[fired.node.unit]
            if unit.number not in reasons:
                folded = reading.folded[unit.number]
                reasons[unit.number] = Reasons(unit.linked, folded, self._snapshot, verdict(reading, unit), {})
            yield self._line(lang, fired, unit, reasons[unit.number])

    def _line(self, lang: Lang, fired: Fired, unit: Unit, reasons: Reasons) -> str:
        voice = Voice(lang, reasons.folded.as_of, unit.linked)
        comparison = fired.node.comparison
        said = _compared(voice, reasons, comparison) if comparison is not None else _sentence(voice, fired, unit)
        elsewhere = "" if unit.linked is self._linked else f"[{voice.text(unit.linked.title)}] "
        return f"{_MARKS[fired.says]} {elsewhere}{said}"


def _compared(voice: Voice, reasons: Reasons, comparison: Comparison) -> str:
    (finding,) = reasons.why(comparison)
    assert isinstance(finding, Finding)  # noqa: S101 - the reason for a comparison is that comparison
    return finding_text(voice, finding)


def _sentence(voice: Voice, fired: Fired, unit: Unit) -> str:
    node = fired.node
    hidden = node.kind in ("fact", "row") and unit.linked.is_personal(node.name)
    indonesian, english = _SENTENCES[f"{node.kind}.{fired.says}"]
    if hidden:
        indonesian, english = ("{title}: dihitung dari data pribadi", "{title}: worked out from personal data")
    return (indonesian if voice.lang == "id" else english).format(title=_title(voice, node, unit), row=node.row + 1)


def _title(voice: Voice, node: Node, unit: Unit) -> str:
    found: Any = unit.linked.criteria.get(node.name) if node.kind not in ("fact", "row") else unit.linked.derived.get(node.name)
    return "" if found is None else voice.text(found.title)
