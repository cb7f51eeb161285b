"""A verification for people, as data, and as tests ready to paste."""

from collections.abc import Callable, Iterator
from typing import Any

import yaml

from naikkelas.authoring.case_format import FORMAT
from naikkelas.authoring.verifying.model import Claim, Verdict, Verification, Witness
from naikkelas.authoring.verifying.wording import ASSUMED, CLAIMS, REASONS, SUMMARY, VERDICTS
from naikkelas.explain.words import in_lang
from naikkelas.problems import Lang
from naikkelas.rules import RuleSet

#: How a file of tests names a rule set: a path seen from that file, or a bundled name.
Named = Callable[[RuleSet], str]


def lines(found: Verification, lang: Lang = "id") -> list[str]:
    """Every claim that is not proved, and how many came out how."""
    told = [_line(claim, lang) for claim in found.claims if claim.verdict is not Verdict.PROVED]
    counts = {verdict.value: len(found.with_verdict(verdict)) for verdict in Verdict}
    slots = {"name": found.rules.name, "version": found.rules.version, "as_of": found.as_of, **counts}
    titles = assumptions(found, lang)
    assumed = [in_lang(ASSUMED, lang).format(titles="; ".join(titles))] if titles else []
    return [*told, *assumed, in_lang(SUMMARY, lang).format_map(slots)]


def assumptions(found: Verification, lang: Lang) -> list[str]:
    """What is assumed, by title, or by place where there is none."""
    return [str(one.place) if one.title is None else in_lang(one.title, lang) for one in found.rules.linked.assumptions]


def sentence(claim: Claim, lang: Lang) -> str:
    """What is claimed."""
    return in_lang(CLAIMS[claim.kind], lang).format(about=claim.about)


def reason(claim: Claim, lang: Lang) -> str | None:
    """Why it came out so, where there is more to say."""
    return None if claim.why is None else in_lang(REASONS[claim.why], lang).format_map(claim.slots)


def _line(claim: Claim, lang: Lang) -> str:
    why = reason(claim, lang)
    said = f"{in_lang(VERDICTS[claim.verdict], lang)} {sentence(claim, lang)}" + (f": {why}" if why else "")
    return f"{claim.place} {said}".strip()


def cases_of(found: Verification, named: Named) -> list[str]:
    """The witnesses as files of tests (``naikkelas-tests/1``), one for each rule set."""
    grouped: dict[str, list[Witness]] = {}
    for witness in _witnesses(found):
        grouped.setdefault(named(witness.rules), []).append(witness)
    return [_file(name, found, cases) for name, cases in grouped.items()]


def _witnesses(found: Verification) -> Iterator[Witness]:
    for claim in found.claims:
        yield from claim.witnesses


def _file(rules: str, found: Verification, witnesses: list[Witness]) -> str:
    head = {"format": FORMAT, "rules": rules, "as_of": found.as_of}
    cases: dict[str, Any] = {}
    for witness in witnesses:
        name, number = witness.name, 1
        while name in cases:
            number += 1
            name = f"{witness.name} ({number})"
        cases[name] = {"name": name, "profile": dict(witness.profile), "expect": dict(witness.expect)}
    document = {**head, "cases": list(cases.values())}
    return yaml.safe_dump(document, sort_keys=False, allow_unicode=True, width=10_000, default_flow_style=None)


def as_data(found: Verification, lang: Lang, named: Named) -> dict[str, Any]:
    """Everything as plain data."""
    return {
        "rule_set": found.rules.name,
        "version": found.rules.version,
        "hash": found.rules.hash,
        "as_of": found.as_of.isoformat(),
        "proved": found.proved,
        "assumptions": assumptions(found, lang),
        "claims": [_claim(claim, lang, named) for claim in found.claims],
    }


def _claim(claim: Claim, lang: Lang, named: Named) -> dict[str, Any]:
    witnesses = [
        {"rules": named(one.rules), "name": one.name, "profile": dict(one.profile), "expect": dict(one.expect)} for one in claim.witnesses
    ]
    return {
        "kind": claim.kind.value,
        "about": claim.about,
        "verdict": claim.verdict.value,
        "claim": sentence(claim, lang),
        "reason": reason(claim, lang),
        "place": claim.place.to_dict(),
        "witnesses": witnesses,
    }
