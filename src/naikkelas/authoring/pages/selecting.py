"""The chapter of a page that says how the places of a cohort are given out."""

from collections.abc import Iterator

from naikkelas.authoring.pages.model import Block, Bullet, Bullets, Detail, Details, Paragraph
from naikkelas.authoring.pages.words import Writer
from naikkelas.conditions import ParamRef
from naikkelas.explain.page import firmness_words
from naikkelas.explain.words import number_words
from naikkelas.facts import Text
from naikkelas.ruleset.model import Firmness
from naikkelas.ruleset.selection import POINTS, Limit, Selection, Step


def selecting(writer: Writer) -> Iterator[Block]:
    """How many places there are, for whom, and in which order."""
    selection = writer.linked.selection
    if selection is None:
        return
    yield Paragraph(writer("selection.about"))
    yield Bullets(tuple(Bullet(line) for line in _limits(writer, selection)))
    yield Paragraph(writer("selection.order"))
    steps = [Bullet(writer(f"selection.{step.best.value}", title=_title(writer, selection, step))) for step in selection.order]
    yield Bullets((*steps, Bullet(writer("selection.lot"))))
    details = tuple(_details(writer, selection))
    if details:
        yield Details(details)


def _limits(writer: Writer, selection: Selection) -> Iterator[str]:
    limits = selection.limits
    yield writer("selection.quota", number=_limit(writer, limits["quota"])) if "quota" in limits else writer("selection.no_quota")
    if selection.by is not None:
        title = writer.text(selection.facts[selection.by].title)
        if "minimum" in limits:
            key = "selection.minimum" if selection.groups is None else "selection.minimum_of"
            groups = _groups(writer, selection)
            yield writer(key, title=title, number=_limit(writer, limits["minimum"]), groups=groups)
        if "maximum" in limits:
            yield writer("selection.maximum", title=title, number=_limit(writer, limits["maximum"]))
    if "waiting_list" in limits:
        yield writer("selection.waiting", number=_limit(writer, limits["waiting_list"]))
    else:
        yield writer("selection.all_wait")


def _limit(writer: Writer, limit: Limit) -> str:
    if isinstance(limit, ParamRef):
        return writer("points.parameter", value=writer.setting_words(limit.name), title=writer.parameter(limit.name))
    return number_words(writer.lang, limit)


def _groups(writer: Writer, selection: Selection) -> str:
    if selection.by is None or selection.groups is None:
        return ""
    fact = selection.facts[selection.by]
    chosen = writer.setting(selection.groups.name) if isinstance(selection.groups, ParamRef) else selection.groups
    if not isinstance(chosen, frozenset):  # a parameter for groups is a set
        raise AssertionError("unreachable")
    titles = {"true": Text("ya", "yes"), "false": Text("tidak", "no"), **fact.choice_titles}
    return writer.listed(sorted(writer.text(titles[group]) if group in titles else group for group in chosen))


def _title(writer: Writer, selection: Selection, step: Step) -> str:
    return writer("selection.points") if step.fact == POINTS else writer.text(selection.facts[step.fact].title)


def _details(writer: Writer, selection: Selection) -> Iterator[Detail]:
    if selection.seed is not None:
        yield Detail(writer("selection.seed"), selection.seed)
    if selection.source is not None:
        yield Detail(writer("criterion.source"), writer.text(writer.linked.sources[selection.source].title), f"source-{selection.source}")
    if selection.firmness is not None:
        yield Detail(writer("criterion.firmness"), firmness_words(writer.voice, Firmness(selection.firmness)))
