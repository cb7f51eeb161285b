"""Writes `docs/facts.md`, `docs/regions.md`, `docs/problems.md`, `docs/table-support.md` and `rules/schema/` from the code: `python -m tests.docs.generate`.

A test compares the pages with what this writes, so they are never edited by hand.
"""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from naikkelas.authoring.schema import FOLDER, schema_files
from naikkelas.engines.frames.support import support_table
from naikkelas.facts import Fact, FactType, Kind, Text
from naikkelas.ikm import FACTS, GROUPS, PROVINCES, REGENCIES
from naikkelas.problem_texts import KINDS
from naikkelas.ranges import NEVER

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = ("facts.md", "problems.md", "regions.md", "table-support.md")

_MANY = 20
_SECTION = re.compile(r"^#+ (\d[\d.]*) (.*)$", re.MULTILINE)

_INTRODUCTION = """\
<!-- Written by `python -m tests.docs.generate`. Change the catalogue in src/naikkelas/ikm/catalogue, not this page. -->

# The built-in facts

What a profile may say about a business. All of it is optional: what is not known is left out.

[Profiles](profiles.md) tells how values are written; [the language](language.md#facts-and-their-types) has the types. A rule set may
[declare more facts](language.md#facts-and-their-types).

*Also called* are column headers seen in real tables. When a profile uses one of them as a key, the problem says which fact was
meant. A *personal* value never enters an explanation, a message or a log. *Source* is the section of [the domain
notes](domain.md) that the fact rests on.
"""

_REGIONS = """\
<!-- Written by `python -m tests.docs.generate`. Change the tables in src/naikkelas/ikm/data, not this page. -->

# Regencies and cities

`regency` is one of these {count} codes, those of the Ministry of Home Affairs (2025). The statistics office has other codes for
some of them: see [the domain notes](domain.md#63-two-codings).

Source: cahyadsn/wilayah, MIT licence, (c) 2017-2025 Cahya DSN; the notice is in `src/naikkelas/ikm/data/NOTICE`.
"""

_SUPPORT = """\
<!-- Written by `python -m tests.docs.generate`. Change src/naikkelas/engines/frames/support.py, not this page. -->

# What the table engines can do

What an engine cannot do it refuses, with a sentence and a code. Every engine is compared with `decide` on random rule sets and tables:
outcome, statuses, points and masks. See [Tables](frames.md), [Spark](spark.md) and [SQL](sql.md). The [durable engine](durable.md) decides
profiles and no tables; it refuses what [NK510](problems/NK510.md) and [NK511](problems/NK511.md) say.
"""

_PROBLEMS = """\
<!-- Written by `python -m tests.docs.generate`. Change src/naikkelas/problem_texts, not this page. -->

# Problems

Everything that can be wrong with a rule set, a profile or a call has a code. An **error** refuses the input. A **warning** says that
something looks wrong. All problems of a file or a profile come at once, sorted by place:

```text
fair.yaml:6:15 error NK201 unknown fact 'sectr' in criterion 'food'; did you mean 'sector'?
```

That is the file, the line, the column, how bad it is, the code, what is wrong, and what to do. Each code has a page: what was read, why
it is refused, what to write instead. A code is never used again for something else.
"""

_HUNDREDS = {
    "NK1": "Reading a file",
    "NK2": "Names and types",
    "NK3": "What a rule set means",
    "NK4": "Profiles and the values in them",
    "NK5": "Deciding",
}


def page(name: str) -> str:
    """The text of one of ``PAGES``."""
    return (
        "\n".join({"facts.md": _facts, "problems.md": _problems, "regions.md": _regions, "table-support.md": _support}[name]()).rstrip()
        + "\n"
    )


def _facts() -> Iterator[str]:
    sections = section_anchors((DOCS / "domain.md").read_text(encoding="utf-8"))
    yield _INTRODUCTION
    yield from (f"- [{title.en} / {title.id}](#{anchor(_heading(title))})" for title in GROUPS.values())
    for group, title in GROUPS.items():
        facts = [fact for fact in FACTS.values() if fact.group == group]
        yield from ("", f"## {_heading(title)}", "")
        yield "| fact | in English | in Bahasa Indonesia | type | also called | source |"
        yield "|---|---|---|---|---|---|"
        yield from (_row(fact, sections) for fact in facts)
        yield from _choices(facts)


def _heading(title: Text) -> str:
    return f"{title.en} ({title.id})"


def _row(fact: Fact, sections: dict[str, str]) -> str:
    personal = " (personal)" if fact.personal else ""
    aliases = ", ".join(fact.aliases)
    return f"| `{fact.name}` | {fact.title.en}{personal} | {fact.title.id} | {_type(fact.type)} | {aliases} | {_source(fact, sections)} |"


def _type(kind: FactType) -> str:
    match kind.kind:
        case Kind.CHOICE if len(kind.choices or ()) > _MANY:
            return f"choice: [{len(kind.choices or ())} codes](regions.md)"
        case Kind.CHOICE:
            return "choice: " + ", ".join(f"`{name}`" for name in kind.choices or ())
        case Kind.INTEGER | Kind.MONEY:
            low, high = kind.bounds
            unit = "rupiah" if kind.kind is Kind.MONEY else kind.unit.en if kind.unit else ""
            return f"{kind.kind}, {low:,} to {high:,} {unit}".rstrip()
        case Kind.DATE:
            low, high = kind.bounds
            last = " or later, or `never`" if high == NEVER else f" to {date.fromordinal(high)}"
            return f"date, {date.fromordinal(low)}{last}"
        case Kind.TEXT if kind.pattern_words:
            return f"text, {kind.pattern_words}"
    return kind.kind.value


def _source(fact: Fact, sections: dict[str, str]) -> str:
    numbers = re.findall(r"§([\d.]+)", fact.source or "")
    return ", ".join(f"[{number}](domain.md#{sections[number]})" for number in numbers)


def _choices(facts: list[Fact]) -> Iterator[str]:
    """What the choices are called, once for facts that share them."""
    seen: dict[tuple[tuple[str, Text], ...], list[str]] = {}
    for fact in facts:
        if fact.choice_titles and len(fact.choice_titles) <= _MANY:
            seen.setdefault(tuple(fact.choice_titles.items()), []).append(fact.name)
    for titles, names in seen.items():
        yield from (
            "",
            f"Choices of {', '.join(f'`{name}`' for name in names)}:",
            "",
            "| choice | in English | in Bahasa Indonesia |",
            "|---|---|---|",
        )
        yield from (f"| `{name}` | {title.en} | {title.id} |" for name, title in titles)


def _regions() -> Iterator[str]:
    yield _REGIONS.format(count=len(REGENCIES))
    for code, name in PROVINCES.items():
        yield from (f"## {name}", "", "| code | name |", "|---|---|")
        yield from (f"| `{regency.code}` | {regency.name} |" for regency in REGENCIES.values() if regency.code.startswith(code))
        yield ""


def _problems() -> Iterator[str]:
    yield _PROBLEMS
    for start, title in _HUNDREDS.items():
        yield from (f"## {title}", "", "| code | what | |", "|---|---|---|")
        kinds = ((code, kind) for code, kind in sorted(KINDS.items()) if code.startswith(start))
        yield from (f"| [{code}](problems/{code}.md) | {_capital(kind.title)} | {kind.severity} |" for code, kind in kinds)
        yield ""


def _support() -> Iterator[str]:
    yield _SUPPORT
    yield from support_table()


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def section_anchors(text: str) -> dict[str, str]:
    """The anchor of every numbered section of a page, by its number."""
    return {number: anchor(f"{number} {title}") for number, title in _SECTION.findall(text)}


def anchor(heading: str) -> str:
    """The anchor that Markdown sites give a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


if __name__ == "__main__":
    for each in PAGES:
        (DOCS / each).write_text(page(each), encoding="utf-8")
    for name, text in schema_files().items():
        (ROOT / "rules" / FOLDER / name).write_text(text, encoding="utf-8")
