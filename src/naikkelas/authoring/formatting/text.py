"""One canonical layout of a text, checked to say the same as before."""

from collections import Counter
from typing import Any

import yaml

from naikkelas.authoring.formatting.comments import attach
from naikkelas.authoring.formatting.layout import laid_out
from naikkelas.authoring.formatting.reading import comments_of, parts_of
from naikkelas.problems import Place, problem
from naikkelas.problems import RuleSetError as NotReadable
from naikkelas.ruleset.reader import read_yaml
from naikkelas.ruleset.reader_events import LOADER, Event, events_of
from naikkelas.ruleset.reader_text import Places, decoded, prepared

__all__ = ["formatted"]


def formatted(source: str | bytes, file: str | None = None) -> str:
    """``source`` in the one layout: indentation by two, 120 columns, comments where they belong, a line feed at the end of every line.

    Every text, key, comment, anchor and order stays; laying out the result again changes nothing.

    Raises:
        RuleSetError: with every reason why the text cannot be read (NK1xx), or that its layout cannot be changed (NK144).
    """
    _, problems = read_yaml(source, file)
    if problems:
        raise NotReadable(problems)
    text = source if isinstance(source, str) else decoded(source, file)[0]
    assert text is not None  # noqa: S101 - it was read before
    clean, _ = prepared(Places(text.removeprefix("\ufeff"), file), 1)
    clean = clean.replace("\r\n", "\n").replace("\r", "\n")
    parts = parts_of(clean)
    if parts.root is None:
        return clean.rstrip("\n") + "\n"
    comments = [comment.text for comment in comments_of(parts)]
    attach(parts.root, comments_of(parts))
    made = laid_out(parts.root) if parts.root.entries else clean
    if not _says_the_same(clean, comments, made):
        raise NotReadable([problem("NK144", Place(file), "lay_out_simpler")])
    return made


def _says_the_same(before: str, comments: list[str], after: str) -> bool:
    try:
        same = _said(before) == _said(after)
    except yaml.YAMLError:
        return False
    return same and Counter(comments) == Counter(comment.text for comment in comments_of(parts_of(after)))


def _said(text: str) -> list[Any]:
    return [_event(event, type(event)) for event in events_of(text, LOADER)]


def _event(event: Event, kind: type) -> tuple[Any, ...]:
    """What an event says, however it was written. Text over several lines may get quotes."""
    value = getattr(event, "value", None)
    quoted = bool(getattr(event, "style", None)) or (value is not None and "\n" in value)
    return (kind, getattr(event, "anchor", None), value, quoted)
