"""Both languages say the same things: the same sentences with the same slots, all of them used."""

from dataclasses import replace
from string import Formatter

import pytest

from naikkelas.conditions import CriterionKind, Op, Outcome, Status
from naikkelas.explain import as_dict, render, sentence, templates_en, templates_id, words
from naikkelas.explain.asked import COMPLEMENTS
from naikkelas.explain.assumed import with_assumed
from naikkelas.explain.voice import Voice
from naikkelas.facts import Text
from naikkelas.logic import MET, NOT_MET, TRUTH_NAMES, UNKNOWN
from naikkelas.problems import problem
from naikkelas.results import (
    Assumed,
    DecidingSet,
    DecidingSets,
    Group,
    IndicatorResult,
    OutputValue,
    Points,
    Question,
    Reference,
    ScoredGroup,
)
from naikkelas.ruleset.model import Firmness
from tests.explain.make import (
    AS_OF,
    DERIVED,
    FACTS,
    KICKOFF,
    RULES,
    TRUTHS,
    Told,
    criterion,
    d,
    days,
    decision,
    every_finding,
    finding,
    months,
    reading,
    result,
    rule_set,
    score,
    scored,
)

ID, EN = templates_id.TEMPLATES, templates_en.TEMPLATES


def slots(template):
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def test_both_languages_have_the_same_sentences_in_the_same_order():
    assert list(ID) == list(EN)


@pytest.mark.parametrize("key", ID)
def test_both_languages_fill_the_same_slots(key):
    assert slots(ID[key]) == slots(EN[key])


@pytest.mark.parametrize("module", [templates_id, templates_en])
def test_slots_have_names_and_no_sentence_stands_twice(module):
    parts = (module.VALUES, module.COMPARISONS, module.SPANS, module.REASONS, module.PAGE)
    assert sum(len(part) for part in parts) == len(module.TEMPLATES)
    assert all(name.isidentifier() for template in module.TEMPLATES.values() for name in slots(template))
    assert all(template == template.strip() for template in module.TEMPLATES.values())


@pytest.mark.parametrize("op", Op)
def test_every_operator_has_a_complement(op):
    assert COMPLEMENTS[op] != op


@pytest.mark.parametrize("kind", sorted({*Op, *COMPLEMENTS.values()}))
def test_whatever_can_be_asked_has_a_sentence_for_every_truth_and_for_missing(kind):
    for templates in (ID, EN):
        assert {f"{kind}.{truth}" for truth in TRUTH_NAMES.values()} | {f"{kind}.missing"} <= set(templates)


class Recorder(dict):
    """Templates that remember which of them were used."""

    def __init__(self, templates):
        super().__init__(templates)
        self.used = set()

    def __getitem__(self, key):
        self.used.add(key)
        return super().__getitem__(key)


@pytest.mark.no_cover
@pytest.mark.parametrize("lang", ["id", "en"])
def test_every_sentence_is_used(monkeypatch, lang):
    recorder = Recorder(words.TEMPLATES[lang])
    monkeypatch.setattr(words, "TEMPLATES", {**words.TEMPLATES, lang: recorder})
    for made in [*every_finding(), *_more_findings(), *_other_reasons()]:
        assert sentence(made, lang, AS_OF, RULES)
    for told in _decisions():
        for shape in ("text", "markdown", "html"):
            assert render(told, lang, shape)
        assert as_dict(told, lang)
    assert with_assumed(Voice(lang, AS_OF.toordinal(), RULES), "A", ("sales",))
    assert sorted(set(recorder) - recorder.used) == []


def _more_findings():
    """What the exhaustive findings leave out: other facts, candidates, derived values, settings, origins, long lists."""
    yield finding("sales", "at_most", None, value=5, other="loan")
    yield finding("sales", "at_most", None, value=5, other="secret")
    yield finding("size", "is", "micro", candidates=("micro", "small"))
    yield finding("team", "at_least", 10, value=7, truth=NOT_MET, inputs=(reading("men", 3), reading("women", 4)))
    yield finding("size", "is", "micro", truth=MET, inputs=(reading("men", 3),))
    yield finding("months", "in", 1, 2, value=8, inputs=(reading("since", d(2026, 3)),))
    yield finding("months", "in", 1, 2, value=-6, inputs=(reading("since", d(2027, 5)),))
    yield finding("months", "in", 1, 2, value=(-2, 10), inputs=(reading("since", (d(2026), d(2026, 12, 31))),))
    yield finding("share", "at_most", 5, truth=MET, inputs=(reading("loan", 1), reading("sales", 3)))
    yield finding("share", "at_most", 5, truth=MET, inputs=(reading("loan", 1), reading("sales", 0)))
    yield finding("$gate", "is", True, value=False, truth=NOT_MET)
    yield finding("pirt_status", "is", "held", value="held", truth=MET, origin=Text("izin PIRT 1", "PIRT permit 1"))
    yield finding("sector", "in", *"abcdefghijk", value="food")
    yield from _scores()
    yield from _open_indicators()
    yield finding("since", "at_least_ago", months(12), value=d(2026, 10), truth=NOT_MET)
    yield finding("since", "at_least_ago", days(1), value=d(2026, 2), truth=MET)
    zero, least = reading("sales", 0), reading("sales", (0, 5))
    yield from (finding("share", "at_most", 3000, truth=truth, inputs=(reading("loan", 10), zero)) for truth in (NOT_MET, MET))
    yield finding("share", "at_most", 3000, truth=NOT_MET, inputs=(reading("loan", 10), least))
    yield reading("share", None, truth=MET, inputs=(reading("loan", 10), zero))
    yield from (finding("since", "known", value=d(2026, month)) for month in range(1, 13))


def _scores():
    every = {status.value: [f"{status.value} 1", f"{status.value} 2"] for status in Status}
    for of in (
        scored(60, legal=every),
        scored(40, 60, legal=every, books=every),
        scored(None, may_be_empty=True),
        scored(0, 50, may_be_empty=True),
    ):
        yield of
        for truth in TRUTHS:
            yield from (score(op, 75, truth=truth, of=of) for op in ("at_least", "at_most"))


def _other_reasons():
    item = finding("knows_market", "is", True, value=True, truth=MET)
    other = finding("sector", "is", "food", value="food", truth=MET)
    for truth in TRUTHS:
        yield from (Group(kind, truth, (item, other), 4, 2) for kind in ("all", "any", "some"))
        for negated in (False, True):
            yield from (Reference("criterion", "x", Text("A", "A"), ("met",), status, truth, negated) for status in Status)
            yield from (Reference("programme", "x", Text("A", "A"), ("eligible",), outcome, truth, negated) for outcome in Outcome)


def _open_indicators():
    one = IndicatorResult(Text("A", "A"), Status.UNKNOWN, 1, (), (Text("B", "B"),))
    of = replace(scored(40, 60), groups=(ScoredGroup("a", Text("a", "a"), 1, (one,)),))
    yield score("at_least", 75, truth=UNKNOWN, of=of)


def _decisions():
    ago = finding("since", "at_least_ago", months(12), value=d(2026), truth=NOT_MET, parameters=("cap",))
    everything = [
        result(f"{kind}-{status}", status, finding("$gate", "is", True, value=False, truth=UNKNOWN), ago, kind=kind, remedy=Text("a", "b"), source=KICKOFF)
        for kind in CriterionKind
        for status in Status
    ]  # fmt: skip
    gone = [
        result("closed", "not_applicable", finding("$gate", "is", True, value=False, truth=NOT_MET)),
        result("gone", "not_applicable", not_in_force=True),
        result("old", "not_applicable", not_in_force=True),
        *(result(f"is-{firmness}", "met", source=KICKOFF, firmness=firmness) for firmness in Firmness),
        result("unsourced", "met", firmness=Firmness.INFERRED),
    ]
    sets = DecidingSets(tuple(DecidingSet(("sales", "loan"), Outcome.ELIGIBLE) for _ in range(9)), complete=False)
    for outcome in Outcome:
        yield decision(
            outcome,
            *everything,
            *gone,
            points=Points(0, 10),
            questions=(Question(FACTS["sales"], ("gone",), True), Question(FACTS["loan"], (), False)),
            deciding_sets=sets,
            facts={"size": OutputValue("size", DERIVED["size"].title, DERIVED["size"].type, None, ("micro", "small"))},
            problems=(
                problem("NK404", name="a", read="b", expected="c"),
                problem("NK402", hint="out_of_bounds", name="a", read="b", expected="c"),
            ),
            rules=rule_set(data_gaps=(Text("a", "b"),), criteria={"old": criterion("old", (d(2026), None))}, firmness=Firmness.FIRM),
            rules_as_of=AS_OF.replace(year=2025),
        )
    noted = rule_set(criteria={"seen": criterion("seen", (None, None), "note")})
    yield decision("out_of_scope", result("seen", "met", kind="note"), rules=noted)
    yield decision("eligible", result("seen", "met"), assumed=Assumed(("sales",), criteria={"seen": ("loan",)}))
    yield Told(Outcome.NEEDS_INFORMATION, scope=(finding("sector", "is", "food"),))
