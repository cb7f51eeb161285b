"""Reasons to lines: each a sentence with a mark, and the lines below it. What every format renders."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from naikkelas.conditions import ParamRef
from naikkelas.explain.asked import asked, truth_of
from naikkelas.explain.findings import finding_text, reading_text
from naikkelas.explain.reads import date_behind, is_kept_back, is_reading
from naikkelas.explain.relevance import told_of_all, trimmed
from naikkelas.explain.scorecards import group_texts, score_words, scored_in, what_counts
from naikkelas.explain.voice import Voice
from naikkelas.explain.words import TEMPLATES, clean, list_words
from naikkelas.logic import NOT_MET, TRUTH_NAMES
from naikkelas.problems import Lang
from naikkelas.results import Finding, Group, Reason, Reference, Scored
from naikkelas.ruleset.model import LinkedRuleSet


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence and those below it. ``status`` gives it a mark; ``names`` are the parameters behind it.

    ``label`` says what the names are ("batas"); text on a terminal leaves both out.
    """

    text: str
    status: str = ""
    below: tuple["Line", ...] = ()
    label: str = ""
    names: tuple[str, ...] = ()


def lines(voice: Voice, reasons: Iterable[Reason]) -> tuple[Line, ...]:
    """A line for each reason that tells something; they all have to be met."""
    return _once(line_of(voice, reason) for reason in told_of_all(reasons))


def _once(made: Iterable[Line]) -> tuple[Line, ...]:
    """Lines without repeats: what two comparisons say of one personal fact is the same."""
    return tuple(dict.fromkeys(made))


def line_of(voice: Voice, reason: Reason) -> Line:
    """One reason with everything below it."""
    match reason:
        case Finding():
            return _finding_line(voice, reason)
        case Reference():
            return Line(_reference_text(voice, reason), TRUTH_NAMES[truth_of(reason)])
        case Group():
            return _group_line(voice, trimmed(reason))
        case Scored():
            text = voice.say("output", title=voice.text(reason.title), value=score_words(voice, reason))
            return Line(text, below=group_lines(voice, reason))


def _finding_line(voice: Voice, finding: Finding) -> Line:
    line = Line(finding_text(voice, finding), TRUTH_NAMES[truth_of(finding)])
    if is_kept_back(voice, finding):
        return line
    scored = scored_in(finding)
    if scored is not None:
        return _with_score(voice, line, finding, scored)
    date = date_behind(voice, finding)
    if date is None:
        return _with_inputs(voice, line, finding, finding.inputs)
    return _with_inputs(voice, line, finding, (date,) if date.value is None and not date.hidden else date.inputs)


def _with_score(voice: Voice, line: Line, finding: Finding, scored: Scored) -> Line:
    """The line of a score with the indicators that would move it, and below it what became of each group."""
    label, names = _names(finding)
    ask = asked(finding)
    counted = "; ".join(what_counts(voice, scored, ask.kind, ask.truth))
    text = voice.say("score.counts", sentence=line.text, parts=counted) if counted else line.text
    below = group_lines(voice, scored)
    text = voice.say("score.groups", sentence=text) if below else text
    return replace(line, text=text, label=label, names=names, below=below)


def group_lines(voice: Voice, scored: Scored) -> tuple[Line, ...]:
    """What became of each group, where there are several."""
    return tuple(Line(text) for text in group_texts(voice, scored)) if len(scored.groups) > 1 else ()


def _reading_line(voice: Voice, finding: Finding) -> Line:
    """An input that only says what was read has no mark: there is nothing to meet."""
    return _with_inputs(voice, Line(reading_text(voice, finding)), finding, finding.inputs)


def _with_inputs(voice: Voice, line: Line, finding: Finding, inputs: tuple[Reason, ...]) -> Line:
    label, names = _names(finding)
    line = replace(line, label=label, names=names)
    if not inputs or finding.hidden:
        return line
    how = "inputs.computed" if finding.type.kind.is_ordered else "inputs.based"
    return replace(line, text=voice.say(how, sentence=line.text), below=tuple(_input_line(voice, item) for item in inputs))


def _input_line(voice: Voice, reason: Reason) -> Line:
    return _reading_line(voice, reason) if isinstance(reason, Finding) and is_reading(reason) else line_of(voice, reason)


def _names(finding: Finding) -> tuple[str, tuple[str, ...]]:
    """What the parameters of a finding are called, and their names, each once."""
    names = tuple(dict.fromkeys(name for name in finding.parameters if name is not None))
    if names:
        return "parameters", names
    left = finding.comparison.left
    return ("setting", (left.name,)) if isinstance(left, ParamRef) else ("", ())


def _reference_text(voice: Voice, reference: Reference) -> str:
    kind = f"not_{reference.kind}" if reference.negated else reference.kind
    wanted = [_word(voice, reference, name) for name in reference.wanted]
    return voice.say(
        f"{kind}.{TRUTH_NAMES[truth_of(reference)]}",
        title=voice.text(reference.title),
        found=_word(voice, reference, reference.found),
        wanted=list_words(voice.lang, wanted, "or"),
    )


def _word(voice: Voice, reference: Reference, name: str) -> str:
    """A status or an outcome in words."""
    key = f"{'status' if reference.kind == 'criterion' else 'outcome'}.{name}"
    return voice.say(key) if key in TEMPLATES[voice.lang] else name


def _group_line(voice: Voice, group: Group) -> Line:
    told = (line_of(voice, item) for item in group.items)
    below = tuple(told) if group.kind == "some" else _once(told)
    if len(below) == 1 and _speaks_for_all(group):
        return below[0]
    truth = TRUTH_NAMES[group.truth]
    return Line(voice.say(f"{group.kind}.{truth}", size=group.size, at_least=group.at_least), truth, below)


def _speaks_for_all(group: Group) -> bool:
    """Whether the one reason that is left says what the group says."""
    return group.kind == "all" or (group.kind == "any" and (group.size == 1 or group.truth != NOT_MET))


# --- sentences -------------------------------------------------------------------------------------------------------


def flat(line: Line) -> str:
    """A line and everything below it as one sentence."""
    if not line.below:
        return line.text
    parts = [flat(item) for item in line.below]
    listed = parts[0] if len(parts) == 1 else " ".join(f"({number}) {part}" for number, part in enumerate(parts, 1))
    return f"{line.text}: {listed}"


def sentence(reason: Reason, lang: Lang, as_of: date, rules: LinkedRuleSet | None = None) -> str:
    """One reason in one sentence, with what stands below it.

    ``rules`` gives choices and other facts their titles; without it they keep the names they have in YAML.
    """
    return clean(flat(line_of(Voice(lang, as_of.toordinal(), rules), reason)))
