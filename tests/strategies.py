"""Hypothesis strategies: random rule sets that load, profiles crowded around their thresholds, and completions of those.

The generators themselves are in ``strategies_rules`` and ``strategies_profiles`` and know nothing of Hypothesis: tests that
need many examples quickly drive them with a seed instead (:func:`seeded_case`).
"""

import json
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml
from hypothesis import strategies as st

import naikkelas as nk
from tests.strategies_choices import Choices, Drawn, Seeded
from tests.strategies_profiles import Applicant, written
from tests.strategies_rules import Author
from tests.strategies_words import AS_OF, DAYS


@dataclass(frozen=True)
class Case:
    """A rule set, the pair of dates it is asked about, and the documents it was loaded from."""

    document: dict
    programmes: dict
    rules: nk.RuleSet
    as_of: date
    rules_as_of: date
    choices: Choices

    @cached_property
    def applicant(self):
        """Fills in profiles for the rule set, by the choices of the case."""
        return Applicant(self.choices, self.rules.linked, self.as_of, self.rules_as_of)

    def decide(self, values, rules=None):
        """The decision on a profile of canonical values, through the door."""
        profile = written(self.rules.linked, values)
        return (rules or self.rules).decide(profile, as_of=self.as_of, rules_as_of=self.rules_as_of)


def text_of(document, as_json=True):
    """A document as YAML text; JSON is YAML too, and quicker to write."""
    return json.dumps(document) if as_json else yaml.safe_dump(document, sort_keys=False, allow_unicode=True)


def loaded(document, programmes=(), as_json=True):
    """The rule set of a document; programmes are looked for beside it, in a folder made for the purpose."""
    if not programmes:
        return nk.loads(text_of(document, as_json))
    with TemporaryDirectory() as folder:
        for name, other in {**dict(programmes), document["rule_set"]: document}.items():
            (Path(folder) / f"{name}.yaml").write_text(text_of(other, as_json), encoding="utf-8")
        return nk.load(Path(folder) / f"{document['rule_set']}.yaml")


def make_documents(choices, **options):
    """A document, and those of its programmes by name: none, one, or two of which the second may refer to the first."""
    words = {"vocabulary": options["vocabulary"]} if "vocabulary" in options else {}
    programmes = {}
    for number in range(choices.pick([0, 0, 0, 0, 0, 0, 0, 1, 1, 2])):
        name = f"programme-{'abc'[number]}"
        programmes[name] = Author(
            choices, name=name, programmes=dict(programmes), prefix="qrs"[number], most_criteria=2, **words
        ).document()
    size = {"most_criteria": 16} if choices.chance(3) else {}
    return Author(choices, programmes=programmes, **{**size, **options}).document(), programmes


def make_case(choices, change=lambda document: document, **options):
    """A :class:`Case` made of choices; ``change`` has the last word on the document."""
    document, programmes = make_documents(choices, **options)
    document = change(document)
    rules = loaded(document, programmes, as_json=not choices.chance(10))
    as_of = date.fromisoformat(choices.pick(AS_OF))
    rules_as_of = date.fromisoformat(choices.pick(DAYS)) if choices.chance(30) else as_of
    return Case(document, programmes, rules, as_of, rules_as_of, choices)


def seeded_case(seed, **options):
    """The case of a seed: the same on every run."""
    return make_case(Seeded(seed), **options)


@st.composite
def documents(draw, **options):
    """Documents of rule sets, without programmes."""
    return Author(Drawn(draw), **options).document()


@st.composite
def cases(draw, **options):
    """Cases; ask ``case.applicant`` for profiles and completions, which are drawn too."""
    return make_case(Drawn(draw), **options)
