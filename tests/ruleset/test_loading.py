"""Rule sets that refer to others: where they are looked for, what comes along, and how circles and long rows end."""

from datetime import date

import pytest

import naikkelas as nk
from naikkelas.ruleset import loading
from naikkelas.ruleset.loading import _MOST_OPEN, Loader, bundled_files
from tests.ruleset.cases import STAFF, other, require

DAY = date(2026, 11, 1)
ASKS = "criteria: {{asked: {{require: {{programme: {{{}: eligible}}}}}}}}\n"


@pytest.fixture
def folder(tmp_path):
    """Writes rule sets into a folder: ``folder(name=body)``; a body with ``format`` in it has a head of its own."""

    def write(ending="yaml", **bodies):
        for name, body in bodies.items():
            text = body if "format" in body else other(body, name)
            (tmp_path / f"{name}.{ending}").write_text(text, encoding="utf-8")
        return tmp_path

    return write


def refused(path):
    with pytest.raises(nk.RuleSetError) as found:
        nk.load(path)
    return [(p.place.file.rpartition("/")[2], p.place.line, p.place.column, p.code) for p in found.value.problems]


# --- where other rule sets are looked for ----------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["yaml", "yml"])
def test_beside_the_file_that_asks(folder, ending):
    folder(ending, b=STAFF)
    rules = nk.load(folder(a=ASKS.format("b")) / "a.yaml")
    assert rules.decide({"workers": 5}, as_of=DAY).outcome == "eligible"
    assert rules.decide({"workers": 1}, as_of=DAY).outcome == "ineligible"


def test_then_among_the_bundled_ones(folder):
    assert nk.load(folder(a=ASKS.format("inopak-naik-kelas")) / "a.yaml").linked.programmes["inopak-naik-kelas"].criteria
    assert nk.loads(other(ASKS.format("inopak-naik-kelas"))).linked.programmes


def test_a_file_beside_comes_before_a_bundled_one(folder):
    mine = folder(**{"a": ASKS.format("inopak-naik-kelas"), "inopak-naik-kelas": STAFF})
    assert list(nk.load(mine / "a.yaml").linked.programmes["inopak-naik-kelas"].criteria) == ["staff"]


def test_text_knows_the_bundled_ones_only(folder, monkeypatch):
    monkeypatch.chdir(folder(b=STAFF))
    with pytest.raises(nk.RuleSetError, match="NK214"):
        nk.loads(other(ASKS.format("b")), file="a.yaml")


@pytest.mark.parametrize("name", ["../b", "/etc/passwd", "b.yaml", "..", ".", "B", "b b", "c:b", "b\\u0000", "x" * 300, "é", "$p", "''"])
def test_what_cannot_be_a_name_is_not_looked_for(folder, name):
    here = folder(a=f'criteria: {{asked: {{require: {{programme: {{"{name}": eligible}}}}}}}}\n', b=STAFF)
    (here / "sub").mkdir()
    (here / "sub" / "a.yaml").write_text((here / "a.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    assert {code for *_, code in refused(here / "sub" / "a.yaml")} <= {"NK214", "NK136", "NK109"}


def test_a_name_that_resembles_a_bundled_one_gets_a_suggestion():
    with pytest.raises(nk.RuleSetError, match="did you mean 'inopak-naik-kelas'"):
        nk.loads(other(ASKS.format("inopak-naikkelas")))


def test_the_file_must_hold_the_rule_set_it_is_named_after(folder):
    here = folder(a=ASKS.format("b"), b=other(STAFF, "c"))
    with pytest.raises(nk.RuleSetError, match=r"the file b\.yaml holds rule set 'c'"):
        nk.load(here / "a.yaml")


def test_a_folder_or_nothing_at_all(folder):
    here = folder(a=ASKS.format("b"))
    (here / "b.yaml").mkdir()
    assert refused(here / "a.yaml") == [("a.yaml", 5, 42, "NK214")]
    assert refused(here / "nothing.yaml") == [("nothing.yaml", None, None, "NK101")]
    assert refused(here) == [(here.name, None, None, "NK102")]


# --- problems of other files -----------------------------------------------------------------------------------------


def test_the_errors_of_another_file_are_told_in_its_place_and_nothing_else(folder):
    here = folder(a=ASKS.format("b"), b=require("{wrokers: {at_least: 3}}"))
    assert refused(here / "a.yaml") == [("b.yaml", 5, 30, "NK201")]
    assert [p.code for p in nk.check(here / "a.yaml")] == ["NK201"]


def test_its_warnings_are_its_own_affair(folder):
    here = folder(a=ASKS.format("b"), b="facts: {f: {type: boolean}}\n" + STAFF)
    assert nk.load(here / "a.yaml").problems == ()
    assert [p.code for p in nk.load(here / "b.yaml").problems] == ["NK306"]


def test_a_file_that_cannot_be_read(folder):
    here = folder(a=ASKS.format("b"), b="format: naikkelas/1\nrule_set: [b\n")
    assert {(file, code) for file, _, _, code in refused(here / "a.yaml")} == {("b.yaml", "NK131")}


def test_errors_of_two_files_are_sorted_by_file_and_place(folder):
    here = folder(a="titel: x\n" + ASKS.format("b"), b="titel: x\n" + require("{wrokers: {at_least: 3}}"))
    assert refused(here / "a.yaml") == [("a.yaml", 5, 1, "NK150"), ("b.yaml", 5, 1, "NK150"), ("b.yaml", 6, 30, "NK201")]


# --- circles ---------------------------------------------------------------------------------------------------------


def test_a_rule_set_that_asks_for_itself(folder):
    assert refused(folder(a=ASKS.format("a")) / "a.yaml") == [("a.yaml", 5, 42, "NK225")]
    with pytest.raises(nk.RuleSetError, match="refers to itself: other -> other"):
        nk.loads(other(ASKS.format("other")))


def test_a_rule_set_that_uses_itself(folder):
    assert refused(folder(a=f"uses: {{a: [staff]}}\n{STAFF}") / "a.yaml") == [("a.yaml", 5, 8, "NK225")]


def test_a_circle_of_three(folder):
    here = folder(a=ASKS.format("b"), b=ASKS.format("c"), c=ASKS.format("a"))
    for start, found in (("a", "c"), ("b", "a"), ("c", "b")):
        assert refused(here / f"{start}.yaml") == [(f"{found}.yaml", 5, 42, "NK225")]
    with pytest.raises(nk.RuleSetError, match="a -> b -> c -> a"):
        nk.load(here / "a.yaml")


def test_a_circle_of_files_whose_names_do_not_fit(folder):
    here = folder(a=other(ASKS.format("b"), "x"), b=other(ASKS.format("a"), "y"))
    assert {code for *_, code in refused(here / "a.yaml")} == {"NK225"}


def test_a_circle_by_way_of_uses(folder):
    here = folder(a=f"uses: {{b: [staff]}}\n{require('{sector: {is: wood}}')}", b="uses: {a: [asked]}\n" + STAFF)
    assert {code for *_, code in refused(here / "a.yaml")} == {"NK225"}


def test_asking_for_one_rule_set_by_two_ways_is_no_circle(folder):
    both = "criteria: {asked: {require: {programme: {b: eligible, c: eligible}}}}\n"
    rules = nk.load(folder(a=both, b=ASKS.format("d"), c=ASKS.format("d"), d=STAFF) / "a.yaml")
    programmes = rules.linked.programmes
    assert programmes["b"].programmes["d"] is programmes["c"].programmes["d"]
    assert rules.decide({"workers": 5}, as_of=DAY).outcome == "eligible"


# --- many rule sets --------------------------------------------------------------------------------------------------


def row(length):
    """Rule sets that each ask for the next."""
    return {f"r{i}": ASKS.format(f"r{i + 1}") if i + 1 < length else STAFF for i in range(length)}


def test_a_row_of_rule_sets(folder):
    rules = nk.load(folder(**row(_MOST_OPEN)) / "r0.yaml")
    assert rules.decide({"workers": 5}, as_of=DAY).outcome == "eligible"
    assert len(rules.hash) == 64


def test_a_row_that_is_too_long(folder):
    here = folder(**row(300))
    assert refused(here / "r0.yaml") == [(f"r{_MOST_OPEN - 1}.yaml", 5, 42, "NK226")]


def test_a_library_is_loaded_whichever_file_comes_first(folder):
    assert len(nk.library(folder(**row(30))).rule_sets) == 30


def test_ways_that_multiply_cost_nothing(folder):
    """Of 25 layers, each asks for both rule sets of the next: 2^25 ways, 51 files."""
    ask = "criteria: {{asked: {{require: {{programme: {{a{0}: eligible, b{0}: eligible}}}}}}}}\n"
    layers = {f"{side}{i}": ask.format(i + 1) if i < 24 else STAFF for i in range(25) for side in "ab"}
    rules = nk.load(folder(**layers) / "a0.yaml")
    assert len(rules.linked.comparisons) == 2
    assert len(rules.hash) == len(rules.text_hash) == 64
    assert rules.decide({"workers": 5}, as_of=DAY).outcome == "eligible"


def test_every_file_is_read_once(folder, monkeypatch):
    read = []
    reading = loading.read_on_file
    monkeypatch.setattr(loading, "read_on_file", lambda path, **options: read.append(path.name) or reading(path, **options))
    both = "criteria: {asked: {require: {programme: {b: eligible, c: eligible}}}}\n"
    here = folder(a=both, b=ASKS.format("d"), c=ASKS.format("d"), d=STAFF)
    loader = Loader(nk.FACTS)
    for name in "abcd":
        assert loader.load_file(here / f"{name}.yaml")[0] is not None
    assert sorted(read) == ["a.yaml", "b.yaml", "c.yaml", "d.yaml"]


# --- what comes along ------------------------------------------------------------------------------------------------

LENDER = """\
sources: {book: {title: Buku}}
parameters: {cap: {type: money, values: {2020-01-01: 2 miliar}}}
facts:
  ph: {type: number, decimals: 1, at_least: 0, at_most: 14}
  big: {derive: {annual_sales: {more_than: $cap}}}
criteria:
  food: {require: {ph: {at_least: 5}}, source: book}
  small: {applies_when: {criterion: food}, require: {big: {is: false}}}
  unused: {require: {keeps_books: {is: true}}}
"""


def test_a_criterion_comes_with_all_it_rests_on(folder):
    rules = nk.load(folder(a=f"uses: {{b: [small]}}\n{STAFF}", b=LENDER) / "a.yaml")
    assert list(rules.criteria) == ["staff", "small", "food"]
    assert set(rules.parameters) == {"cap"}
    assert set(rules.linked.derived) == {"big"}
    assert set(rules.linked.declared) == {"ph"}
    assert set(rules.linked.sources) == {"book"}
    assert set(rules.facts) == {"workers", "ph", "annual_sales"}
    assert rules.problems == ()
    decided = rules.decide({"workers": 5, "ph": 6, "annual_sales": "3 miliar"}, as_of=DAY)
    assert {name: str(status) for name, status in decided.statuses.items()} == {"staff": "met", "food": "met", "small": "not_met"}


def test_what_was_taken_can_be_used_by_name(folder):
    here = folder(a="uses: {b: [small]}\n" + require("{big: {is: false}, ph: {at_least: 6}, annual_sales: {at_most: $cap}}"), b=LENDER)
    assert nk.load(here / "a.yaml").decide({"ph": 5, "annual_sales": 0}, as_of=DAY).statuses["asked"] == "not_met"


def test_a_criterion_brings_the_rule_sets_it_asks_for(folder):
    here = folder(a=f"uses: {{b: [asked]}}\n{STAFF}", b=ASKS.format("c"), c=require("{sector: {is: wood}}"))
    rules = nk.load(here / "a.yaml")
    assert list(rules.linked.programmes) == ["c"]
    assert rules.decide({"workers": 5, "sector": "wood"}, as_of=DAY).outcome == "eligible"
    assert rules.decide({"workers": 5, "sector": "herbal"}, as_of=DAY).outcome == "ineligible"


def test_a_fact_that_both_declare_alike_is_one_fact(folder):
    ph = "facts: {ph: {type: number, decimals: 1, at_least: 0, at_most: 14, title: Keasaman}}\n"
    rules = nk.load(folder(a="uses: {b: [food]}\n" + ph + require("{ph: {at_most: 9}}"), b=LENDER) / "a.yaml")
    assert rules.linked.declared["ph"].title.id == "Keasaman"


def test_taking_the_same_criterion_twice(folder):
    rules = nk.load(folder(a=f"uses: {{b: [food, small, food]}}\n{STAFF}", b=LENDER) / "a.yaml")
    assert set(rules.criteria) == {"staff", "food", "small"}


def test_a_parameter_that_starts_too_late_for_the_one_who_takes(folder):
    late = LENDER.replace("{2020-01-01: 2 miliar}", "{2021-01-01: 2 miliar}")
    here = folder(a=f"uses: {{b: [small]}}\n{STAFF}", b=late.replace("sources", "effective: {from: 2021-01-01}\nsources"))
    (here / "b.yaml").write_text((here / "b.yaml").read_text().replace("effective: {from: 2020-01-01}\n", ""), encoding="utf-8")
    assert [code for *_, code in refused(here / "a.yaml")] == ["NK212"]


def test_the_hash_holds_what_was_taken_and_what_is_asked_for(folder):
    def hash_of(**bodies):
        return nk.load(folder(**bodies) / "a.yaml").hash

    asks = {"a": ASKS.format("b")}
    assert hash_of(**asks, b=STAFF) != hash_of(**asks, b=STAFF.replace("3", "4"))
    assert hash_of(**asks, b="title: x\n" + STAFF) == hash_of(**asks, b="title: y\n" + STAFF)
    takes = {"a": f"uses: {{b: [food]}}\n{STAFF}"}
    assert hash_of(**takes, b=LENDER) != hash_of(**takes, b=LENDER.replace("at_least: 5", "at_least: 6"))
    assert hash_of(**takes, b=LENDER) == hash_of(**takes, b=LENDER.replace("keeps_books", "business_account"))


# --- the bundled ones ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", bundled_files())
def test_a_bundled_rule_set_loads_without_a_problem(name):
    rules = nk.bundled(name)
    assert (rules.name, rules.problems) == (name, ())
    open_outcomes = ("out_of_scope",) if rules.linked.is_report else ("needs_information", "eligible")
    assert rules.decide({}, as_of=DAY).outcome in open_outcomes
