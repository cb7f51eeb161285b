"""``naikkelas facts``: the catalogue of facts that profiles give and rule sets read."""

from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from typing import Any, Final

import click

from naikkelas.cli.base import DONE, choice, command, output
from naikkelas.cli.chosen import rule_set
from naikkelas.cli.screen import Screen
from naikkelas.cli.tables import markdown_table, print_table
from naikkelas.cli.tell import Tell
from naikkelas.cli.written import refuse_read
from naikkelas.explain.words import clean
from naikkelas.facts import Fact, FactType, Kind, Text
from naikkelas.ikm.catalogue import FACTS, GROUPS
from naikkelas.ikm.findings import Findings, spellings
from naikkelas.problems import ProfileError
from naikkelas.rules import RuleSet
from naikkelas.values import plain

_KINDS: Final = {
    Kind.INTEGER: ("bilangan bulat", "integer"),
    Kind.NUMBER: ("angka", "number"),
    Kind.MONEY: ("rupiah", "rupiah"),
    Kind.DATE: ("tanggal", "date"),
    Kind.BOOLEAN: ("true/false", "true/false"),
    Kind.CHOICE: ("pilihan", "choice"),
    Kind.TEXT: ("teks", "text"),
    Kind.SET: ("daftar", "list"),
}
_MORE_GROUPS: Final = {
    "declared": Text("Dari rule set", "Of the rule set"),
    "derived": Text("Diturunkan oleh rule set", "Derived by the rule set"),
    "other": Text("Lainnya", "Other"),
}
_SHORT: Final = 12


def make(tell: Tell) -> click.Command:
    """The command in one language."""
    about = tell(
        "Fakta yang dapat diisi pada profil: nama, jenis, pilihan, judul dan pertanyaannya.\n\n"
        "Dengan NAMA (boleh memakai *) ditampilkan selengkapnya. Dengan --rules hanya fakta yang dibaca rule set itu.",
        "The facts a profile can give: name, type, choices, title and question.\n\n"
        "With NAME (which may hold *) everything about it. With --rules only the facts that the rule set reads.",
    )
    examples = ("facts", "facts regency", "facts 'pirt_*'", "facts --rules inopak-naik-kelas", "facts --format markdown -o fakta.md")

    @command(tell, "facts", about, examples)
    @click.argument("names", nargs=-1, metavar=tell("[NAMA]...", "[NAME]..."))
    @click.option(
        "--rules",
        "source",
        metavar=tell("NAMA|BERKAS", "NAME|PATH"),
        help=tell("Hanya fakta rule set ini.", "Only the facts of this rule set."),
    )
    @choice(
        tell,
        "--format",
        ("text", "markdown", "json"),
        "Bentuk hasil; tanpa opsi ini: text.",
        "How to print it; text without it.",
        default="text",
    )
    @output(tell)
    def facts(names: tuple[str, ...], source: str | None, format: str, target: Any) -> int:  # noqa: A002 - the option's word
        screen = Screen(tell, target)
        rules = None if source is None else rule_set(source)
        refuse_read([target], source, rules)
        chosen = _chosen(names, rules)
        screen.start()
        if format == "json":
            screen.json([_data(fact) for fact in chosen])
        elif format == "markdown":
            screen.out("\n\n".join(_markdown(chosen, tell)))
        elif names:
            screen.out("\n\n".join("\n".join(_all_about(fact, tell)) for fact in chosen))
        else:
            _print(screen, chosen)
        return DONE

    made: click.Command = facts
    return made


def _chosen(names: Iterable[str], rules: RuleSet | None) -> list[Fact]:
    """The facts of these names, else all, or those that the rule set reads and adds."""
    catalogue: Mapping[str, Fact] = FACTS if rules is None else rules.catalogue
    wanted = dict.fromkeys(name for pattern in names for name in _matching(pattern, catalogue))
    if wanted or rules is None:
        return [catalogue[name] for name in wanted] if wanted else list(catalogue.values())
    return [fact for name, fact in catalogue.items() if name in rules.facts or name not in FACTS]


def _matching(pattern: str, catalogue: Mapping[str, Fact]) -> list[str]:
    found = [name for name in catalogue if fnmatchcase(name, pattern)]
    if not found:
        findings = Findings()
        findings.unknown_key("NK401", (pattern,), spellings(catalogue.values()))
        raise ProfileError([one.problem for one in findings.found])
    return found


def _groups(facts: Iterable[Fact]) -> Iterator[tuple[Text, list[Fact]]]:
    known = [*facts]
    titles = {**GROUPS, **_MORE_GROUPS}
    for name, title in titles.items():
        members = [fact for fact in known if fact.group == name or (name == "other" and fact.group not in titles)]
        if members:
            yield title, members


# --- one line --------------------------------------------------------------------------------------------------------


def _heads(tell: Tell) -> list[str]:
    return [tell("nama", "name"), tell("jenis", "type"), tell("judul", "title"), tell("pertanyaan", "question")]


def _row(fact: Fact, tell: Tell) -> list[str]:
    question = clean(tell.text(fact.question)) if fact.question is not None else ""
    return [fact.name, _type(fact.type, tell), clean(tell.text(fact.title)), question]


def _type(kind: FactType, tell: Tell) -> str:
    """The type in a few words, with its unit or its choices."""
    word = tell(*_KINDS[kind.kind])
    if kind.unit is not None:
        return f"{word} ({tell.text(kind.unit)})"
    if kind.choices is not None:
        many = len(kind.choices) > _SHORT
        return f"{word}: " + (tell(f"{len(kind.choices)} kode", f"{len(kind.choices)} codes") if many else " | ".join(kind.choices))
    never = " | never" if kind.may_be_never else ""
    return word + never + (f" ({kind.pattern_words})" if kind.pattern_words else "")


def _print(screen: Screen, facts: Iterable[Fact]) -> None:
    rows = [_row(fact, screen.tell) for _, members in _groups(facts) for fact in members]
    print_table(screen, _heads(screen.tell), rows, stacked=True)


def _markdown(facts: Iterable[Fact], tell: Tell) -> Iterator[str]:
    for title, members in _groups(facts):
        rows = [[f"`{name}`", *rest] for name, *rest in (_row(fact, tell) for fact in members)]
        yield f"## {tell.text(title)}\n\n{markdown_table(_heads(tell), rows)}"


# --- everything ------------------------------------------------------------------------------------------------------


def _all_about(fact: Fact, tell: Tell) -> Iterator[str]:
    yield f"{fact.name}: {clean(tell.text(fact.title))}"
    labels = (
        (tell("jenis", "type"), _type(fact.type, tell)),
        (tell("batas", "bounds"), _bounds(fact.type)),
        (tell("pertanyaan", "question"), fact.question and clean(tell.text(fact.question))),
        (tell("dapat diubah", "can be changed"), fact.remedy and clean(tell.text(fact.remedy))),
        (tell("sebutan lain", "other names"), ", ".join(fact.aliases)),
        (
            tell("data pribadi", "personal"),
            tell("ya, nilainya tidak pernah ditampilkan", "yes, its value is never shown") if fact.personal else None,
        ),
    )
    yield from (f"  {label}: {text}" for label, text in labels if text)
    if fact.type.choices and any(name in fact.choice_titles for name in fact.type.choices):
        yield f"  {tell('pilihan', 'choices')}:"
        yield from (f"    {name}: {clean(tell.text(fact.choice_titles[name]))}" for name in fact.type.choices if name in fact.choice_titles)


def _bounds(kind: FactType) -> str | None:
    if not kind.kind.is_ordered:
        return None
    low, high = (plain(bound, kind) for bound in kind.bounds)
    return f"{low} .. {high}"


def _data(fact: Fact) -> dict[str, Any]:
    kind = fact.type
    made: dict[str, Any] = {
        "name": fact.name,
        "type": kind.kind.value,
        "group": fact.group,
        "title": fact.title.to_dict(),
        "question": None if fact.question is None else fact.question.to_dict(),
        "remedy": None if fact.remedy is None else fact.remedy.to_dict(),
        "unit": None if kind.unit is None else kind.unit.to_dict(),
        "personal": fact.personal,
        "aliases": list(fact.aliases),
    }
    if kind.kind.is_ordered:
        low, high = (plain(bound, kind) for bound in kind.bounds)
        made |= {"at_least": low, "at_most": high}
    if kind.kind is Kind.NUMBER:
        made["decimals"] = kind.decimals
    if kind.choices is not None:
        made["choices"] = [{"value": name, "title": _title(fact, name)} for name in kind.choices]
    return made


def _title(fact: Fact, name: str) -> dict[str, str] | None:
    title = fact.choice_titles.get(name)
    return None if title is None else title.to_dict()
