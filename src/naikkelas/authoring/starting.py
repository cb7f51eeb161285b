"""Starting a rule set: a first file of rules and its file of tests, which load, check and pass as they are.

::

    from datetime import date
    from naikkelas.authoring.starting import Wish, start

    made = start("pameran", since=date(2026, 1, 1), wishes=[Wish.read("pirt_status: {is: held}"), Wish.read("keeps_books")])
    print(made.rules, made.tests)
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from naikkelas.authoring.formatting import formatted
from naikkelas.authoring.pages.asking import asking
from naikkelas.authoring.pages.words import Writer
from naikkelas.authoring.schema import modeline
from naikkelas.authoring.testing import BoundaryCase, boundaries_yaml, boundary_cases
from naikkelas.conditions import Comparison, FactRef, Op, Outcome, comparisons
from naikkelas.explain.asked import EXPIRY_SUFFIX
from naikkelas.explain.lines import flat
from naikkelas.explain.words import capital, in_lang
from naikkelas.facts import Fact, Kind, Text
from naikkelas.ikm.catalogue import FACTS
from naikkelas.ikm.findings import Findings, spellings
from naikkelas.loading import loads
from naikkelas.problems import EvaluationError, Lang, Place, ProblemsError, RuleSetError, Words, problem
from naikkelas.rules import RuleSet
from naikkelas.ruleset.document import RULE_SET_NAME
from naikkelas.ruleset.nodes import Mapping, Node, Scalar, Sequence
from naikkelas.ruleset.reader import read_yaml

__all__ = ["Started", "Wish", "find_fact", "start", "usual"]

#: What may stand in a flow mapping without quotes and means itself.
_PLAIN: Final = re.compile(r"[A-Za-z0-9_.$/-]+(?: [A-Za-z0-9_.$/-]+)*")

_TEXTS: Final[dict[Lang, dict[str, str]]] = {
    "id": {
        "made": "Dibuat oleh `naikkelas new`. Bahasanya: docs/language.md.",
        "check": "Periksa: naikkelas check {name}.yaml. Uji: naikkelas test tests/{name}.test.yaml",
        "sources": "Dari mana aturannya. Buang tanda pagar, isi, lalu tulis `source: surat` pada tiap kriteria.",
        "source": "Surat atau laman asal aturan ini",
        "example": "Contoh saja: ganti dengan syarat program Anda.",
        "gaps": "Yang diminta program tetapi tidak diperiksa di sini, satu teks tiap butir.",
        "gap": "Mutu produk dinilai kurator",
        "tests": "Kasus awal untuk {name}. Tambahkan usaha yang jawabannya Anda ketahui.",
        "unknown": "belum ada yang diketahui",
        "everything": "semua syarat terpenuhi",
        "not_met": "tidak terpenuhi: {name}",
    },
    "en": {
        "made": "Made by `naikkelas new`. The language: docs/language.md.",
        "check": "Check: naikkelas check {name}.yaml. Test: naikkelas test tests/{name}.test.yaml",
        "sources": "Where the rules come from. Take away the hashes, fill in, and write `source: letter` in each criterion.",
        "source": "The letter or page that these rules come from",
        "example": "An example only: put what your programme asks in its place.",
        "gaps": "What the programme asks and is not checked here, one text for each.",
        "gap": "A curator judges the quality of the product",
        "tests": "First cases for {name}. Add businesses whose answer you know.",
        "unknown": "nothing is known",
        "everything": "every requirement is met",
        "not_met": "not met: {name}",
    },
}


@dataclass(frozen=True, slots=True)
class Wish:
    """One condition as it stands in a file between braces, what it asks in words, and the name of the first fact in it."""

    condition: str
    title: Text
    name: str

    @staticmethod
    def read(text: str, option: str = "--criteria") -> "Wish":
        """Reads ``workers: {at_most: 19}``, or the name of a fact for what is usually asked of it.

        Args:
            text: a condition as in YAML; built-in facts only.
            option: how problems call the place where it stands.

        Raises:
            ProblemsError: with everything that is wrong with it.
        """
        place = f"{option} '{text}'"
        node, problems = read_yaml(text, place) if text.strip() else (None, [])
        if problems:  # several conditions with commas between need braces around them
            braced, worse = read_yaml(f"{{{text}}}", place)
            node, problems = (node, problems) if worse else (braced, [])
        if problems:
            raise RuleSetError(problems)
        if isinstance(node, Scalar):
            return _of_fact(node.text, option)
        condition = _body(node) if isinstance(node, Mapping) else ""
        if not condition:
            raise EvaluationError([problem("NK402", name=option, read=text, expected=_expected())])
        return _checked(condition, place)


@dataclass(frozen=True, slots=True)
class Started:
    """The texts of both files; both end with a line break."""

    rules: str
    tests: str


def _expected() -> Words:
    return Words("a condition such as workers: {at_most: 19}", "syarat seperti workers: {at_most: 19}")


def find_fact(text: str) -> Fact:
    """The built-in fact that is called so: by its name, or by an alias or title of the field.

    Raises:
        EvaluationError: when there is none (NK401), with the one that was probably meant.
    """
    known = spellings(FACTS.values())
    titles = {said.casefold(): fact.name for fact in FACTS.values() for said in (fact.title.id, fact.title.en)}
    wanted = text.strip()
    name = wanted if wanted in FACTS else titles.get(wanted.casefold()) or known.get("_".join(wanted.casefold().split()))
    if name is None:
        findings = Findings()
        findings.unknown_key("NK401", (wanted,), known)
        raise EvaluationError([one.problem for one in findings.found])
    return FACTS[name]


def usual(fact: Fact) -> str | None:
    """What is usually asked of a fact: a permit that is held, a yes, an end that is still to come; else ``None``."""
    if fact.type.kind is Kind.BOOLEAN:
        return "{is: true}"
    if fact.type.choices is not None and "held" in fact.type.choices:
        return "{is: held}"
    return "{on_or_after: $as_of}" if fact.name.endswith(EXPIRY_SUFFIX) else None


def _of_fact(name: str, option: str) -> Wish:
    fact = find_fact(name)
    asked = usual(fact)
    if asked is None:
        raise EvaluationError([problem("NK402", name=option, read=name, expected=_expected())])
    return _checked(f"{fact.name}: {asked}", option)


def _body(node: Mapping) -> str:
    return ", ".join(f"{_flow(key)}: {_flow(value)}" for key, value in node.entries)


def _flow(node: Node) -> str:
    """A node on one line, with quotes where it needs them."""
    if isinstance(node, Mapping):
        return f"{{{_body(node)}}}"
    if isinstance(node, Sequence):
        return f"[{', '.join(map(_flow, node.items))}]"
    return node.text if _PLAIN.fullmatch(node.text) else json.dumps(node.text, ensure_ascii=False)


def _checked(condition: str, place: str) -> Wish:
    """The wish of a condition that stands alone in a rule set without errors."""
    text = f"format: naikkelas/1\nrule_set: tried\nversion: 1\ncriteria: {{asked: {{require: {{{condition}}}}}}}\n"
    try:
        rules = loads(text)
    except ProblemsError as error:
        raise RuleSetError([replace(found, place=Place(place)) for found in error.problems]) from None
    asked = rules.criteria["asked"].require
    names = [each.left.name for each in comparisons(asked) if isinstance(each.left, FactRef)]
    return Wish(condition, Text(_title(rules, "id"), _title(rules, "en")), next(iter((*names, *rules.linked.programmes))).replace("-", "_"))


def _title(rules: RuleSet, lang: Lang) -> str:
    """What is asked, as a page about the rule set says it; of a plain yes, the title of its fact."""
    asked = rules.criteria["asked"].require
    if isinstance(asked, Comparison) and asked.op is Op.IS and asked.to_dict()["right"] == [{"boolean": True}]:
        return in_lang(rules.facts[asked.left.name].title, lang)
    return "; ".join(flat(line) for line in asking(Writer(rules.linked, lang, rules.linked.effective[0]), asked))


# --- the files -------------------------------------------------------------------------------------------------------


def start(
    name: str,
    *,
    since: date,
    title: str | None = None,
    scope: Wish | None = None,
    wishes: Iterable[Wish] = (),
    lang: Lang = "id",
) -> Started:
    """The first files of a rule set. The same arguments give the same texts.

    Args:
        name: what stands under ``rule_set:``; also the name of its file.
        since: the first day of the rule set, and the date its tests are judged on.
        title: for people; the name unless given.
        scope: whom the rule set is for; everybody unless given.
        wishes: what is required; without any, one that says that it is an example.
        lang: the language of remarks and of the names of cases.

    Raises:
        RuleSetError: when the name cannot be used.
        EvaluationError: when a programme that is asked for is not in force on the first day (NK501).
    """
    found = list(wishes)
    text = "\n".join(_rules(name, since, title or name, scope, found, lang)) + "\n"
    tests = _tests(loads(text, file=f"{name}.yaml"), name, since, lang)
    return Started(formatted(text), formatted(tests))


def _rules(name: str, since: date, title: str, scope: Wish | None, wishes: list[Wish], lang: Lang) -> Iterator[str]:
    said = _TEXTS[lang]
    yield modeline()
    yield f"# {said['made']}"
    yield f"# {said['check'].format(name=name)}"
    yield ""
    yield "format: naikkelas/1"
    yield f"rule_set: {name if RULE_SET_NAME.fullmatch(name) else json.dumps(name, ensure_ascii=False)}"
    yield f"version: {since.year}.{since.month:02}"
    yield f"title: {json.dumps(title, ensure_ascii=False)}"
    yield f"effective: {{from: {since.isoformat()}}}"
    yield ""
    yield f"# {said['sources']}"
    yield "# sources:"
    yield f"#   {'surat' if lang == 'id' else 'letter'}:"
    yield f"#     title: {json.dumps(said['source'], ensure_ascii=False)}"
    yield f"#     date: {since.isoformat()}"
    yield ""
    if scope is not None:
        yield from (f"applies_when: {{{scope.condition}}}", "")
    yield "criteria:"
    if not wishes:
        yield f"  # {said['example']}"
    for criterion, wish in _named(wishes or [_of_fact("keeps_books", "")]):
        words = [json.dumps(capital(each), ensure_ascii=False) for each in (wish.title.id, wish.title.en)]
        yield f"  {criterion}:"
        yield f"    title: {{id: {words[0]}, en: {words[1]}}}"
        yield f"    require: {{{wish.condition}}}"
    yield ""
    yield f"# {said['gaps']}"
    yield "# data_gaps:"
    yield f"#   - {json.dumps(said['gap'], ensure_ascii=False)}"


def _named(wishes: Iterable[Wish]) -> Iterator[tuple[str, Wish]]:
    """Each wish under the name of its first fact, with a number where that stands twice."""
    taken: set[str] = set()
    for wish in wishes:
        number, name = 1, wish.name
        while name in taken:
            number += 1
            name = f"{wish.name}_{number}"
        taken.add(name)
        yield name, wish


def _tests(rules: RuleSet, name: str, day: date, lang: Lang) -> str:
    """A few of the cases at the limits: everything met, each requirement not met, nothing known."""
    said = _TEXTS[lang]
    found = boundary_cases(rules, day, lang=lang)
    cases = [_unknown(rules, day, said["unknown"])]
    eligible = next((case for case in found.cases if case.outcome == Outcome.ELIGIBLE and case.as_of == day), None)
    if eligible is not None:
        cases.insert(0, replace(eligible, name=said["everything"]))
    for criterion in rules.criteria:
        refused = next((case for case in found.cases if case.statuses.get(criterion) == "not_met" and case.as_of == day), None)
        if refused is not None:
            cases.append(replace(refused, name=said["not_met"].format(name=criterion)))
    text = boundaries_yaml(replace(found, cases=tuple(cases), without=()), f"../{name}.yaml", lang)
    return "\n".join([modeline(tests=True), f"# {said['tests'].format(name=name)}", *text.split("\n")[2:]])


def _unknown(rules: RuleSet, day: date, name: str) -> BoundaryCase:
    decision = rules.decide({}, as_of=day)
    missing = tuple(question.fact.name for question in decision.questions)
    return BoundaryCase(name, {}, {}, day, decision.outcome.value, {}, missing=missing)
