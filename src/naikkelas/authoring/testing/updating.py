"""Rewriting the expectations of failing cases in place: only the values change, comments and layout stay.

The new text is read and run before it is written. It is written only when every rewritten case passes and no other case has
changed; so a value that several cases share, or a layout that is not understood, is refused and not broken.
"""

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

import yaml

from naikkelas.authoring.formatting import replace_text
from naikkelas.authoring.testing.model import CaseFile
from naikkelas.authoring.testing.notes import Where
from naikkelas.authoring.testing.reading import CaseReader
from naikkelas.authoring.testing.running import CaseResult, Difference, FileResult, run_case
from naikkelas.ikm.findings import HIDDEN
from naikkelas.problems import Problem, problem
from naikkelas.ruleset.nodes import Mapping, Node, Scalar, Sequence

_BOM: Final = "\ufeff"


@dataclass(frozen=True, slots=True)
class Update:
    """What became of updating one file: how many expectations were rewritten, and which could not be."""

    file: CaseFile
    rewritten: int
    refused: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Edit:
    start: int
    end: int
    text: str
    result: CaseResult
    difference: Difference


def update_cases(file: FileResult) -> Update:
    """Rewrites what the failed cases of one file expect to what their decisions have, and leaves everything else as it is.

    A file that is a link stays one.

    Raises:
        OSError: when the file cannot be written; it is then as it was.
    """
    if not file.failed:
        return Update(file.file, 0, ())
    source = file.file.path.read_bytes().decode("utf-8")
    mark, text = (_BOM, source[1:]) if source.startswith(_BOM) else ("", source)
    spans = _spans(text)
    edits: list[_Edit] = []
    refused: list[Problem] = []
    for result in file.failed:
        for difference in result.differences:
            edit = _edit(text, spans, result, difference)
            if edit is None:
                refused.append(_refusal(result, difference))
            else:
                edits.append(edit)
    kept = _agreeing(edits)
    refused += [_refusal(edit.result, edit.difference) for edit in edits if edit not in kept]
    kept = _that_change_nothing_else(file, mark, text, kept, refused)
    if kept:
        replace_text(file.file.path, mark + _with(text, kept))
    return Update(file.file, len({(edit.start, edit.end) for edit in kept}), tuple(refused))


def _refusal(result: CaseResult, difference: Difference) -> Problem:
    expectation, where = difference.expectation, Where(result.case.name)
    expected = "…" if expectation.what == "explains" else difference.got
    slots = {"name": expectation.label, "where": where.en, "where_id": where.id, "expected": expected}
    return problem("NK175", expectation.place, "test_quoted", **slots)


# --- where values stand ----------------------------------------------------------------------------------------------


def _spans(text: str) -> dict[tuple[int, int], tuple[int, int]]:
    """Start and end of every value by its line and column; of block lists only where nothing stands between the items."""
    found: dict[tuple[int, int], tuple[int, int]] = {}
    waiting = [yaml.compose(text, Loader=yaml.SafeLoader)]
    while waiting:
        node = waiting.pop()
        assert node is not None  # noqa: S101 - the file was read before, so it is not empty
        key = (node.start_mark.line + 1, node.start_mark.column + 1)
        if key in found and not isinstance(node, yaml.ScalarNode):
            continue
        plain = isinstance(node, yaml.ScalarNode) and node.style in (None, "'", '"')
        if plain or getattr(node, "flow_style", False):
            found.setdefault(key, (node.start_mark.index, node.end_mark.index))
        if isinstance(node, yaml.MappingNode):
            waiting += [item for pair in node.value for item in pair]
        elif isinstance(node, yaml.SequenceNode):
            waiting += node.value
    return found


def _edit(text: str, spans: dict[tuple[int, int], tuple[int, int]], result: CaseResult, difference: Difference) -> _Edit | None:
    node = difference.expectation.node
    if node is None or difference.expectation.what == "explains" or difference.got == HIDDEN:
        return None
    span = spans.get((node.place.line or 0, node.place.column or 0))
    if span is not None and "\n" not in text[span[0] : span[1]] and _is_value(node, text[span[0] : span[1]]):
        return _Edit(*span, difference.got, result, difference)
    items = _block_list(text, spans, node)
    return None if items is None else _Edit(*items, _as_block(text, items[0], difference.got), result, difference)


def _is_value(node: Node, text: str) -> bool:
    """Whether the text is the value itself, and not an alias or an anchored or tagged one."""
    if isinstance(node, Scalar):
        return text.strip("'\"") == node.text or (node.quoted and text[:1] in "'\"")
    return text[:1] == ("{" if isinstance(node, Mapping) else "[")


def _block_list(text: str, spans: dict[tuple[int, int], tuple[int, int]], node: Node) -> tuple[int, int] | None:
    """From the first dash to the end of the last item, when there is nothing else in between."""
    if not isinstance(node, Sequence) or not node.items:
        return None
    ends = [spans.get((item.place.line or 0, item.place.column or 0)) for item in node.items]
    if any(end is None for end in ends):
        return None
    known = [end for end in ends if end is not None]
    start = text.rfind("-", 0, known[0][0])
    between = [text[start + 1 : known[0][0]], *(text[one[1] : two[0]] for one, two in pairwise(known))]
    return (start, known[-1][1]) if start >= 0 and all(not gap.strip(" \r\n-") for gap in between) else None


def _as_block(text: str, start: int, got: str) -> str:
    """``[a, b]`` as a block list at the same indent, with the file's own line breaks."""
    names = [name.strip() for name in got.strip("[]").split(",") if name.strip()]
    line = text.rfind("\n", 0, start) + 1
    line_break = "\r\n" if "\r\n" in text else "\n"
    indent = text[line:start]
    return f"{line_break}{indent if not indent.strip() else ''}".join(f"- {name}" for name in names) or "[]"


# --- changing the text -----------------------------------------------------------------------------------------------


def _agreeing(edits: list[_Edit]) -> list[_Edit]:
    """The edits of places that are to become one and the same text."""
    texts: dict[tuple[int, int], set[str]] = {}
    for edit in edits:
        texts.setdefault((edit.start, edit.end), set()).add(edit.text)
    return [edit for edit in edits if len(texts[edit.start, edit.end]) == 1]


def _that_change_nothing_else(file: FileResult, mark: str, text: str, edits: list[_Edit], refused: list[Problem]) -> list[_Edit]:
    """The edits after which their own expectations hold and no other result has changed; the others are refused."""
    kept, before = list(edits), _failing(file.file)
    places = {(case.name, one.label): one.place for case in file.file.cases for one in case.expectations}
    while kept:
        after = _verdicts(file.file.path, mark + _with(text, kept))
        wanted = {(edit.result.case.name, edit.difference.expectation.label) for edit in kept}
        if after is None:
            bad = kept
        elif wrong := after - (before - wanted):
            spoilt = {places.get(key) for key in wrong}
            bad = [edit for edit in kept if edit.difference.expectation.place in spoilt] or kept
        else:
            return kept
        refused += [_refusal(edit.result, edit.difference) for edit in bad]
        kept = [edit for edit in kept if edit not in bad]
    return kept


def _verdicts(path: Path, text: str) -> set[tuple[str, str]] | None:
    """What would fail if the file held this text; ``None`` when it could not even be read."""
    read = CaseReader().read(path, text)
    if not read.usable:
        return None
    return _failing(read)


def _failing(file: CaseFile) -> set[tuple[str, str]]:
    return {(case.name, one.expectation.label) for case in file.cases for one in run_case(case).differences}


def _with(text: str, edits: list[_Edit]) -> str:
    pieces: list[str] = []
    at = 0
    for start, end, new in sorted({(edit.start, edit.end, edit.text) for edit in edits}):
        pieces += [text[at:start], new]
        at = end
    return "".join([*pieces, text[at:]])
