"""Every rule set that comes with the library: complete, honest about its sources, tested, and lawful.

The laws are those of the design (sound, total, one meaning), here on the real rule sets: on random profiles, and on profiles
that stand on every threshold, just below it and just above.
"""

import random
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

import naikkelas as nk
from naikkelas.authoring.testing import coverage_of, read_cases, run_cases
from naikkelas.facts import Kind
from naikkelas.ranges import NEVER
from tests.oracle import laws
from tests.strategies_choices import Drawn, Seeded
from tests.strategies_profiles import Applicant, rule_sets_in, type_of, written

RULES = Path(__file__).resolve().parents[2] / "rules"
NAMES = nk.bundled_names()
DATES = (date(2026, 10, 16), date(2026, 10, 17), date(2026, 11, 1), date(2028, 2, 29), date(2030, 3, 31))
PROFILES = 3

#: The words of the language that hold a text for people, one for each language.
TEXTS = {"title", "remedy", "note", "question", "unit"}
#: A text of so few words may be the same in both languages: "BPOM MD".
FEW_WORDS = 3

bounded = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
each_rule_set = pytest.mark.parametrize("name", NAMES)


class _AsText(yaml.SafeLoader):
    """Reads every scalar as text, as rule sets are read."""


_AsText.yaml_implicit_resolvers = {}


@cache
def rules_of(name):
    return nk.bundled(name)


@cache
def document_of(name):
    return yaml.load((RULES / f"{name}.yaml").read_text(encoding="utf-8"), _AsText)  # noqa: S506 - a SafeLoader


def texts_in(node, path=""):
    """Every text for people in a document: (path, text)."""
    if isinstance(node, list):
        for number, item in enumerate(node):
            yield from texts_in(item, f"{path}[{number}]")
    elif isinstance(node, dict):
        for key, value in node.items():
            here = f"{path}.{key}".lstrip(".")
            if key in TEXTS and not isinstance(value, list):
                yield here, value
            elif key == "choice_titles":
                yield from ((f"{here}.{choice}", title) for choice, title in value.items())
            elif here == "data_gaps":
                yield from ((f"{here}[{number}]", gap) for number, gap in enumerate(value))
            else:
                yield from texts_in(value, here)


# --- complete and honest -----------------------------------------------------------------------------------------------


def test_there_are_rule_sets_and_each_file_is_one():
    assert {"inopak-naik-kelas", "stipark-pra-inkubasi", "pangan-pirt", "halal-obligation"} <= set(NAMES)
    assert sorted(path.stem for path in RULES.glob("*.yaml")) == sorted(NAMES)


@each_rule_set
def test_it_loads_without_a_problem(name):
    assert [str(problem) for problem in rules_of(name).problems] == []


@each_rule_set
def test_every_text_is_in_both_languages(name):
    found = dict(texts_in(document_of(name)))
    short = [path for path, text in found.items() if not isinstance(text, dict) or set(text) != {"id", "en"}]
    assert short == []
    same = [path for path, text in found.items() if text["id"] == text["en"] and len(text["id"].split()) > FEW_WORDS]
    assert same == []


@each_rule_set
def test_everything_has_a_title(name):
    document = document_of(name)
    untitled = [
        f"{section}.{entry}"
        for section in ("sources", "parameters", "facts", "criteria")
        for entry, body in document.get(section, {}).items()
        if "title" not in body
    ]
    assert untitled == []
    assert "title" in document


@each_rule_set
def test_it_says_how_firm_it_is(name):
    linked = rules_of(name).linked
    assert linked.firmness is not None
    assert [source.name for source in linked.sources.values() if source.firmness is None] == []
    assert [made.id for made in linked.criteria.values() if made.firmness is None] == []


@each_rule_set
def test_every_criterion_has_a_source_and_every_source_a_date(name):
    """A source whose day is not known says so in a note, and is not given a day that nobody read."""
    linked = rules_of(name).linked
    assert [made.id for made in linked.criteria.values() if made.source is None] == []
    assert [source.name for source in linked.sources.values() if source.date is None and source.note is None] == []


@each_rule_set
def test_it_has_a_first_day_and_says_what_it_cannot_check(name):
    assert "from" in document_of(name)["effective"]
    assert rules_of(name).linked.data_gaps


@each_rule_set
def test_every_remedy_and_question_belongs_to_something_that_can_be_asked(name):
    """A fact that a profile has to give has a question, and one of several choices has a title for each."""
    declared = rules_of(name).linked.declared.values()
    assert [fact.name for fact in declared if fact.question is None] == []
    choices = [fact for fact in declared if fact.type.kind is Kind.CHOICE]
    assert [fact.name for fact in choices if set(fact.choice_titles) < set(fact.type.choices)] == []


@each_rule_set
@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_explanation_says_how_firm_and_where_from(name, lang):
    rules = rules_of(name)
    as_of = max(DATES[2], date.fromordinal(rules.linked.effective[0]))
    text = rules.decide({}, as_of=as_of).explain(lang=lang)
    assert {"id": "Dasar aturan ini: ", "en": "What these rules rest on: "}[lang] in text
    assert {"id": "Yang tidak diperiksa", "en": "What these rules do not check"}[lang] in text


# --- the tests beside it -----------------------------------------------------------------------------------------------


@each_rule_set
def test_the_cases_beside_it_pass_and_look_at_nearly_every_answer(name):
    file = read_cases(RULES / "tests" / f"{name}.test.yaml")
    assert [str(problem) for problem in file.problems] == []
    report = run_cases([file])
    assert report.passed
    assert not report.failed
    (coverage,) = coverage_of(report)
    unseen = [f"{point.owner} {point.text}: {', '.join(point.unseen)}" for point in coverage.points if point.unseen]
    assert coverage.percent >= 90, "\n".join(unseen)


# --- the laws ----------------------------------------------------------------------------------------------------------


class BundledApplicant(Applicant):
    """Also has texts where no comparison names one: a fact that only has to be known."""

    def likely(self, name, kind):
        return super().likely(name, kind) or ["12345"]


class Asked:
    """A bundled rule set on a pair of dates, as the laws want it."""

    def __init__(self, name, as_of, choices):
        self.rules = rules_of(name)
        self.as_of = self.rules_as_of = as_of
        self.applicant = BundledApplicant(choices, self.rules.linked, as_of, as_of)

    def decide(self, values):
        """The decision on a profile of canonical values, through the door."""
        return self.rules.decide(written(self.rules.linked, values), as_of=self.as_of, rules_as_of=self.rules_as_of)


def days_of(linked):
    """Dates worth asking about: those above, and where a parameter or a criterion changes, as far as all is in force."""
    low = max(each.effective[0] for each in rule_sets_in(linked))
    high = min((each.effective[1] or date.max.toordinal()) for each in rule_sets_in(linked))
    turns = [start for each in rule_sets_in(linked) for parameter in each.parameters.values() for start, _ in parameter.values]
    turns += [day for each in rule_sets_in(linked) for made in each.criteria.values() for day in made.effective if day]
    days = {low, *(day.toordinal() for day in DATES), *(day + step for day in turns for step in (-1, 0, 1))}
    return [date.fromordinal(day) for day in sorted(days) if low <= day <= high]


@st.composite
def asked(draw, name):
    choices = Drawn(draw)
    return Asked(name, choices.pick(days_of(rules_of(name).linked)), choices)


@pytest.mark.no_cover
@each_rule_set
@bounded
@given(st.data())
def test_the_engine_agrees_with_the_interpreter(name, data):
    case = data.draw(asked(name))
    for _ in range(PROFILES):
        values = case.applicant.profile()
        note(f"as_of={case.as_of} {values!r}")
        assert not laws.disagreements(case, values, case.decide(values))
        assert not laws.inner_disagreements(case, values)


@pytest.mark.no_cover
@each_rule_set
@bounded
@given(st.data())
def test_sound_filling_in_a_fact_overturns_nothing(name, data):
    case = data.draw(asked(name))
    for _ in range(PROFILES):
        values = case.applicant.profile()
        completed = case.applicant.completed(values)
        note(f"as_of={case.as_of} {values!r} -> {completed!r}")
        assert not laws.overturned(case.decide(values), case.decide(completed))
        assert not laws.unsatisfied(case, values, completed)


@pytest.mark.no_cover
@each_rule_set
@bounded
@given(st.data())
def test_total_an_exact_profile_leaves_nothing_open(name, data):
    case = data.draw(asked(name))
    for _ in range(PROFILES):
        values = case.applicant.exact_profile()
        note(f"as_of={case.as_of} {values!r}")
        assert not laws.left_open(case.decide(values))


def beside(value, kind):
    """A threshold and its neighbours, as far as the type allows them."""
    low, high = kind.bounds
    last = high - 1 if high == NEVER else high
    return [each for each in (value - 1, value, value + 1) if low <= each <= last]


@pytest.mark.no_cover
@each_rule_set
def test_on_every_threshold_and_beside_it_the_engine_agrees_with_the_interpreter(name):
    looked = 0
    for as_of in (days_of(rules_of(name).linked)[0], DATES[2], DATES[3]):
        case = Asked(name, as_of, Seeded(as_of.toordinal()))
        for fact in sorted(case.applicant.near):
            kind = type_of(case.rules.linked, fact)
            if fact not in case.rules.linked.facts or not kind.kind.is_ordered:
                continue
            for limit in sorted(case.applicant.near[fact]):
                for value in beside(limit, kind):
                    for others in ({}, case.applicant.profile(), case.applicant.exact_profile()):
                        values = {**others, fact: value}
                        looked += 1
                        assert not laws.disagreements(case, values, case.decide(values)), (as_of, values)
    assert looked or not any(fact.type.kind.is_ordered for fact in rules_of(name).facts.values())


CRISPS = {
    "sector": "processed_food",
    "kbli": "10794",
    "food_kind": "dry_packaged",
    "shelf_life_days": 90,
    "needs_cold_storage": True,
    "needs_freezing": False,
    "animal_origin": False,
    "heat_treatment": "neither",
    "product_claims": False,
    "produced_at_home": True,
    "packaged_and_labelled": True,
    "made_in_indonesia": True,
}
PIRT_READINGS = ({}, {"shelf_life_is_a_gate": True}, {"dry_only": True}, {"kbli_is_a_gate": False, "home_is_a_gate": False})


@pytest.mark.parametrize("parameters", PIRT_READINGS)
def test_the_permit_that_is_named_is_a_pirt_only_for_those_who_can_have_one(parameters):
    rules = rules_of("pangan-pirt").with_parameters(**parameters)
    seen = set()
    for seed in range(300):
        drawn = written(rules.linked, BundledApplicant(Seeded(seed), rules.linked, DATES[2], DATES[2]).exact_profile())
        changed = random.Random(seed).sample(sorted(CRISPS.keys() - {"sector"}), seed % 3)  # noqa: S311 - no secret
        values = CRISPS | {name: drawn[name] for name in changed if name in drawn}
        route = (decision := rules.decide(values, as_of=DATES[2])).facts["permit_route"].value
        seen.add(route)
        assert (str(decision.outcome) == "eligible") is (route in ("pirt", "pirt_or_slhs")), (values, route)
    assert {"pirt", "md", "ml", "slhs", "fresh_food"} <= seen


def test_the_day_before_the_rules_are_in_force_is_refused():
    for name in NAMES:
        first = date.fromordinal(rules_of(name).linked.effective[0])
        with pytest.raises(nk.EvaluationError):
            rules_of(name).decide({}, as_of=first - timedelta(days=1))
