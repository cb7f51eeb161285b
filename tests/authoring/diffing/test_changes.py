"""Everything that can change between two rule sets is found, and said in words."""

import json

import pytest

import naikkelas as nk
from naikkelas.authoring.diffing import Effect, Part, Side, changes_of, names_of
from tests.authoring.diffing.make import BASE, DAY, base, changes, load, small

PLANTED = {}


def planted(part, name, aspect, effect, **said):
    """A change of a copy of the base, and what is said about it: ``old``, ``new``, ``steps`` or pieces of them."""

    def keep(change):
        PLANTED[change.__name__] = (change, (part, name, aspect, effect), said)
        return change

    return keep


@planted(Part.PARAMETER, "operation", "values", Effect.PERHAPS, steps=("from 1 January 2027: 24 months → 36 months", "used by 'running'"))
def a_threshold_with_a_history(made):
    made["parameters"]["operation"]["values"]["2027-01-01"] = {"years": 3}


@planted(Part.PARAMETER, "operation", "values", Effect.PERHAPS, steps=("from 1 January 2028: added: 60 months", "used by 'running'"))
def a_date_that_is_new(made):
    made["parameters"]["operation"]["values"]["2028-01-01"] = {"years": 5}


@planted(Part.PARAMETER, "operation", "values", Effect.PERHAPS, steps=("from 1 January 2027: removed: 24 months", "used by 'running'"))
def a_date_that_is_gone(made):
    del made["parameters"]["operation"]["values"]["2027-01-01"]


@planted(
    Part.PARAMETER,
    "sectors",
    "values",
    Effect.PERHAPS,
    steps=(
        "from 1 January 2026: added textile and clothing",
        "from 1 January 2026: removed wood, furniture and carving",
        "used by 'sales'",
    ),
)
def members_of_a_parameter(made):
    made["parameters"]["sectors"]["values"]["2026-01-01"] = ["herbal", "textile"]


@planted(Part.PARAMETER, "operation", "title", Effect.TEXT, old="time of operation", new="time in business")
def a_title_of_a_parameter(made):
    made["parameters"]["operation"]["title"]["en"] = "time in business"


@planted(Part.CRITERION, "sales", "require", Effect.PERHAPS, steps=("annual sales: Rp2.000.000.000 → Rp3.000.000.000",))
def a_threshold_in_a_condition(made):
    made["criteria"]["sales"]["require"] = {"annual_sales": {"between": {"from": "10 juta", "to": "3 miliar"}}}


@planted(Part.CRITERION, "staffed", "require", Effect.PERHAPS, steps=("staff: 2 → 3",))
def a_threshold_below_any(made):
    made["criteria"]["staffed"]["require"]["any"][0] = {"staff": {"at_least": 3}}


@planted(Part.CRITERION, "staffed", "require", Effect.FORM, steps=())
def an_order_below_any(made):
    made["criteria"]["staffed"]["require"]["any"].reverse()


@planted(Part.CRITERION, "small", "require", Effect.PERHAPS, steps=("size: removed micro",))
def members_in_a_condition(made):
    made["criteria"]["small"]["require"] = {"size": {"in": ["small"]}}


@planted(Part.CRITERION, "sales", "guard", Effect.PERHAPS, new=None)
def a_guard_that_is_gone(made):
    del made["criteria"]["sales"]["applies_when"], made["parameters"]["sectors"]


@planted(Part.CRITERION, "loan", "guard", Effect.PERHAPS, old=None, new="“interested in export” is answered with yes")
def a_guard_that_is_new(made):
    made["criteria"]["loan"]["applies_when"] = {"export_interest": {"is": True}}


@planted(Part.CRITERION, "loan", "removed", Effect.DIFFERS)
def a_criterion_that_is_gone(made):
    del made["criteria"]["loan"]


@planted(Part.CRITERION, "books", "added", Effect.DIFFERS, new="“keeps books” is answered with yes")
def a_criterion_that_is_new(made):
    made["criteria"]["books"] = {"require": {"keeps_books": {"is": True}}}


@planted(Part.CRITERION, "cost", "renamed", Effect.FORM, old="loan", new="cost")
def a_criterion_with_another_name(made):
    made["criteria"]["cost"] = made["criteria"].pop("loan")


@planted(Part.RULE_SET, "booth", "order", Effect.TEXT, new="places")
def a_criterion_elsewhere(made):
    made["criteria"] = {"places": made["criteria"].pop("places"), **made["criteria"]}


@planted(Part.CRITERION, "ready", "kind", Effect.DIFFERS, old="requirement", new="note")
def another_kind(made):
    made["criteria"]["ready"]["kind"] = "note"


@planted(Part.CRITERION, "small", "points", Effect.PERHAPS, old="10", new="20")
def other_points(made):
    made["criteria"]["small"]["points"] = 20


@planted(Part.CRITERION, "loan", "effective", Effect.PERHAPS, old="always", new="from 1 January 2027")
def dates_of_a_criterion(made):
    made["criteria"]["loan"]["effective"] = {"from": "2027-01-01"}


@planted(Part.CRITERION, "running", "title", Effect.TEXT, old="Running", new="In business")
def a_title(made):
    made["criteria"]["running"]["title"]["en"] = "In business"


@planted(Part.CRITERION, "running", "title", Effect.TEXT, old="(id) Berjalan", new="(id) Beroperasi")
def a_title_in_the_other_language(made):
    made["criteria"]["running"]["title"]["id"] = "Beroperasi"


@planted(Part.CRITERION, "running", "remedy", Effect.TEXT, old="Wait", new=None)
def a_remedy(made):
    del made["criteria"]["running"]["remedy"]


@planted(Part.CRITERION, "running", "firmness", Effect.TEXT, old=None, new="inferred")
def how_firm(made):
    made["criteria"]["running"]["firmness"] = "inferred"


@planted(Part.SOURCE, "letter", "changed", Effect.TEXT, old="Surat / Letter; 2025-12-20", new="Surat / Letter; 2025-12-21")
def a_source(made):
    made["sources"]["letter"]["date"] = "2025-12-21"


@planted(Part.SCOPE, "applies_when", "applies_when", Effect.PERHAPS)
def whom_it_is_for(made):
    made["applies_when"] = {"regency": {"in": ["5201"]}}


@planted(Part.SCOPE, "applies_when", "applies_when", Effect.PERHAPS, new=None)
def for_everybody(made):
    del made["applies_when"]


@planted(Part.RULE_SET, "booth", "effective", Effect.DIFFERS, old="from 1 January 2026", new="1 January 2026 to 31 December 2027")
def the_life_of_the_rule_set(made):
    made["effective"]["until"] = "2027-12-31"


@planted(Part.RULE_SET, "booth", "outputs", Effect.DIFFERS, steps=("shown: added known",))
def what_is_shown(made):
    made["outputs"] = ["size", "known"]


@planted(Part.RULE_SET, "booth", "version", Effect.TEXT, old="1", new="2")
def the_version(made):
    made["version"] = "2"


@planted(Part.RULE_SET, "stall", "name", Effect.FORM, old="booth", new="stall")
def the_name(made):
    made["rule_set"] = "stall"


@planted(Part.RULE_SET, "booth", "title", Effect.TEXT, old="Booth", new="Stall")
def the_title(made):
    made["title"]["en"] = "Stall"


@planted(Part.GAP, "", "removed", Effect.TEXT, old="Quality")
def a_gap(made):
    del made["data_gaps"]


@planted(Part.DERIVED, "size", "row_changed", Effect.PERHAPS, steps=("workers: 19 people → 29 people",))
def a_row_of_a_table(made):
    made["facts"]["size"]["table"]["rows"][1]["when"] = {"workers": {"at_most": 29}}


@planted(Part.DERIVED, "size", "row_removed", Effect.PERHAPS, new=None)
def a_row_that_is_gone(made):
    del made["facts"]["size"]["table"]["rows"][0]


@planted(Part.DERIVED, "size", "row_added", Effect.PERHAPS, old=None)
def a_row_that_is_new(made):
    made["facts"]["size"]["table"]["rows"].append({"when": {"workers": {"at_most": 50}}, "then": "large"})


@planted(Part.DERIVED, "size", "row_moved", Effect.PERHAPS)
def a_row_elsewhere(made):
    made["facts"]["size"]["table"]["rows"].reverse()


@planted(Part.DERIVED, "size", "otherwise", Effect.PERHAPS, old="large", new="small")
def what_is_given_otherwise(made):
    made["facts"]["size"]["table"]["otherwise"] = "small"


@planted(Part.DERIVED, "size", "hit", Effect.PERHAPS, old="first", new="unique")
def how_a_row_is_picked(made):
    made["facts"]["size"]["table"] |= {"hit": "unique", "rows": made["facts"]["size"]["table"]["rows"][:1]}


@planted(Part.DERIVED, "size", "title", Effect.TEXT, old="size", new="how big")
def a_title_of_a_derived_fact(made):
    made["facts"]["size"]["title"]["en"] = "how big"


@planted(Part.DERIVED, "size", "choice_titles", Effect.TEXT, steps=("micro: (nothing) → mikro / tiny",))
def titles_of_choices(made):
    made["facts"]["size"]["choice_titles"] = {"micro": {"id": "mikro", "en": "tiny"}}


@planted(Part.DERIVED, "size", "type", Effect.PERHAPS, old="choice: micro, small, large", new="choice: micro, small, large, huge")
def choices_of_a_derived_fact(made):
    made["facts"]["size"]["of"].append("huge")


@planted(Part.DERIVED, "card", "scale", Effect.PERHAPS, old="100", new="200")
def the_scale(made):
    made["facts"]["card"]["scorecard"]["scale"] = 200


@planted(Part.DERIVED, "card", "group_weight", Effect.PERHAPS, steps=("legal: 2 → 3",))
def the_weight_of_a_group(made):
    made["facts"]["card"]["scorecard"]["groups"]["legal"]["weight"] = 3


@planted(Part.DERIVED, "card", "group_removed", Effect.PERHAPS, old="books")
def a_group_that_is_gone(made):
    del made["facts"]["card"]["scorecard"]["groups"]["books"]


@planted(Part.DERIVED, "card", "group_added", Effect.PERHAPS, new="more")
def a_group_that_is_new(made):
    made["facts"]["card"]["scorecard"]["groups"]["more"] = {"indicators": [{"business_account": {"is": True}}]}


@planted(Part.DERIVED, "card", "indicator_weight", Effect.PERHAPS)
def the_weight_of_an_indicator(made):
    made["facts"]["card"]["scorecard"]["groups"]["legal"]["indicators"][0] = {"require": {"nib_status": {"is": "held"}}, "weight": 2}


@planted(Part.DERIVED, "card", "indicator_removed", Effect.PERHAPS)
def an_indicator_that_is_gone(made):
    del made["facts"]["card"]["scorecard"]["groups"]["legal"]["indicators"][1]


@planted(Part.DERIVED, "card", "indicator_added", Effect.PERHAPS)
def an_indicator_that_is_new(made):
    made["facts"]["card"]["scorecard"]["groups"]["books"]["indicators"].append(
        {"applies_when": {"sector": {"is": "wood"}}, "require": {"svlk_status": {"is": "held"}}}
    )


@planted(Part.DERIVED, "card", "indicator_title", Effect.TEXT, old=None, new="licence")
def the_title_of_an_indicator(made):
    made["facts"]["card"]["scorecard"]["groups"]["legal"]["indicators"][0] = {
        "require": {"nib_status": {"is": "held"}}, "title": {"id": "izin", "en": "licence"},
    }  # fmt: skip


@planted(Part.DERIVED, "card", "group_title", Effect.TEXT, old=None, new="Legality")
def the_title_of_a_group(made):
    made["facts"]["card"]["scorecard"]["groups"]["legal"]["title"] = {"id": "Legalitas", "en": "Legality"}


@planted(Part.DERIVED, "share", "formula", Effect.PERHAPS)
def a_ratio(made):
    made["facts"]["share"]["ratio"]["when_zero"] = "met"


@planted(Part.DERIVED, "known", "formula", Effect.PERHAPS)
def a_condition_that_derives(made):
    made["facts"]["known"]["derive"] = {"any": made["facts"]["known"]["derive"]["all"]}


@planted(Part.DERIVED, "knows", "renamed", Effect.FORM, old="known", new="knows")
def a_derived_fact_with_another_name(made):
    made["facts"]["knows"] = made["facts"].pop("known")
    made["criteria"]["staffed"]["require"]["any"][1] = {"knows": {"is": True}}


@planted(Part.PARAMETER, "age", "renamed", Effect.FORM, old="operation", new="age")
def a_parameter_with_another_name(made):
    made["parameters"]["age"] = made["parameters"].pop("operation")
    made["criteria"]["running"]["require"] = {"operating_since": {"at_least_ago": "$age"}}


@planted(Part.FACT, "staff", "type", Effect.DIFFERS, old="integer: 0 .. 10", new="integer: 0 .. 20")
def bounds_of_a_fact(made):
    made["facts"]["staff"]["at_most"] = 20


@planted(Part.FACT, "staff", "question", Effect.TEXT, old=None, new="How many?")
def a_question(made):
    made["facts"]["staff"]["question"] = {"id": "Berapa?", "en": "How many?"}


@planted(Part.FACT, "staff", "aliases", Effect.TEXT, old=None, new="penjaga stan")
def an_alias(made):
    made["facts"]["staff"]["aliases"] = ["penjaga stan"]


@planted(Part.DERIVED, "size", "aliases", Effect.TEXT, old=None, new="skala usaha")
def an_alias_of_a_derived_fact(made):
    made["facts"]["size"]["aliases"] = ["skala usaha"]


@planted(Part.FACT, "export_interest", "added", Effect.PERHAPS)
def a_fact_that_is_read_now(made):
    made["criteria"]["loan"]["applies_when"] = {"export_interest": {"is": True}}


@planted(Part.FACT, "requested_loan", "removed", Effect.PERHAPS)
def a_fact_that_is_not_read_now(made):
    del made["criteria"]["loan"], made["facts"]["share"]


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_change_is_found_and_worded(name):
    change, (part, what, aspect, effect), said = PLANTED[name]
    made = base()
    change(made)
    found = changes(BASE, made)
    alike = [each for each in found if (each.part, each.name, each.aspect) == (part, what, aspect)]
    assert len(alike) == 1, found
    assert alike[0].effect is effect
    assert {key: getattr(alike[0], key) for key in said} == said
    assert not {each.aspect for each in found} & {"other", "other_texts"}


@pytest.mark.parametrize("name", PLANTED)
def test_what_is_said_follows_the_hashes(name):
    change, _, _ = PLANTED[name]
    made = base()
    change(made)
    old, new = load(BASE), load(made)
    for lang in ("id", "en"):
        effects = {each.effect for each in changes(BASE, made, lang)}
        assert bool(effects - {Effect.TEXT}) == (old.hash != new.hash)
        if old.text_hash != new.text_hash:
            assert effects


def test_nothing_is_said_of_what_has_not_changed():
    assert changes(BASE, base()) == []


def test_both_places_are_told():
    made = base()
    made["criteria"]["staffed"]["require"]["any"][0] = {"staff": {"at_least": 3}}
    (change,) = changes(BASE, made)
    assert (change.old_place.split(":")[0], change.new_place.split(":")[0]) == ("old.yaml", "new.yaml")
    assert change.old_place.count(":") == change.new_place.count(":") == 2


def test_names_that_follow_from_other_names_are_found():
    made = base()
    made["facts"]["licensed"] = made["facts"].pop("known")
    made["criteria"]["staffed"]["require"]["any"] = [{"licensed": {"is": True}}, {"staff": {"at_least": 2}}]
    made["criteria"]["manned"] = made["criteria"].pop("staffed")
    names = names_of(load(BASE).linked, load(made).linked)
    assert (names.fact, names.criterion) == ({"known": "licensed"}, {"staffed": "manned"})
    assert {each.effect for each in changes(BASE, made)} <= {Effect.FORM, Effect.TEXT}


def test_of_two_that_mean_the_same_the_one_with_the_same_title_is_taken():
    first = small({"a": {"title": "A", "require": {"keeps_books": {"is": True}}}})
    second = small(
        {"b": {"title": "B", "require": {"keeps_books": {"is": True}}}, "c": {"title": "A", "require": {"keeps_books": {"is": True}}}}
    )
    assert names_of(load(first).linked, load(second).linked).criterion == {"a": "c"}


def test_references_follow_a_name():
    old = small(
        {"books": {"require": {"keeps_books": {"is": True}}}, "same": {"require": {"criterion": {"books": "not_met"}}}},
    )
    new = small(
        {"ledger": {"require": {"keeps_books": {"is": True}}}, "same": {"require": {"criterion": {"ledger": "not_met"}}}},
    )
    assert [each.aspect for each in changes(old, new)] == ["renamed", "title"]  # without a title the name stands in


def test_points_that_are_summed_follow_a_name():
    criteria = {
        "a": {"kind": "preference", "points": 3, "require": {"keeps_books": {"is": True}}},
        "enough": {"require": {"sum": {"at_least": 3}}},
    }
    old = small(criteria, facts={"sum": {"points": ["a"]}})
    new = small({"b" if name == "a" else name: one for name, one in criteria.items()}, facts={"sum": {"points": ["b"]}})
    assert [each.aspect for each in changes(old, new)] == ["renamed", "title"]  # without a title the name stands in


def test_another_formula_altogether():
    old = small({"k": {"require": {"d": {"is": True}}}}, facts={"d": {"derive": {"keeps_books": {"is": True}}}})
    table = {"rows": [{"when": {"keeps_books": {"is": True}}, "then": True}], "otherwise": False}
    new = small({"k": {"require": {"d": {"is": True}}}}, facts={"d": {"type": "boolean", "table": table}})
    (change,) = changes(old, new)
    assert (change.aspect, "(2 rows)" in change.new) == ("formula", True)


def test_a_rule_set_that_is_asked():
    asked = {"k": {"require": {"programme": {"stipark-pra-inkubasi": "eligible"}}}}
    other = {"k": {"require": {"programme": {"inopak-naik-kelas": "eligible"}}}}
    live = {"effective": {"from": "2021-02-16"}}
    found = {(each.part, each.name, each.aspect) for each in changes(small(asked, **live), small(other, **live))}
    assert {(Part.PROGRAMME, "stipark-pra-inkubasi", "removed"), (Part.PROGRAMME, "inopak-naik-kelas", "added")} <= found


def test_a_selection():
    old, new = base(), base()
    old["selection"] = {"quota": 56, "order": [{"most": "points"}]}
    new["selection"] = {"quota": 60, "order": [{"most": "points"}, {"earliest": "operating_since"}]}
    (change,) = changes(old, new)
    assert (change.aspect, change.effect) == ("selection", Effect.DIFFERS)
    assert change.steps == ("quota: 56 → 60", "order: [{most: points}] → [{most: points}, {earliest: operating_since}]")


def test_what_verify_is_told_changes_no_decision():
    old, new = base(), base()
    new["never_hurts"] = [{"more": "workers"}, {"becomes": {"nib_status": "held"}}]
    new["assumptions"] = [{"then": {"workers": {"at_least": 1}}}]
    hurts, assumed = changes(old, new)
    assert (hurts.aspect, hurts.effect, hurts.steps) == (
        "never_hurts",
        Effect.TEXT,
        ("declared never to hurt: added a larger workers never hurts, status of the business number (NIB) becoming “held” never hurts",),
    )
    assert assumed.steps == ("assumed for proofs: added workers is at least 1 person",)


def test_a_rule_set_that_is_asked_and_has_changed(tmp_path):
    found = []
    for version, condition in (
        ("1", {"keeps_books": {"is": True}}),
        ("2", {"keeps_books": {"is": True}}),
        ("3", {"keeps_books": {"is": False}}),
    ):
        folder = tmp_path / version
        folder.mkdir()
        (folder / "asked.yaml").write_text(
            json.dumps(small({"k": {"require": condition}}, "asked") | {"version": version}), encoding="utf-8"
        )
        asking = small({"k": {"require": {"programme": {"asked": "eligible"}}}})
        (folder / "one.yaml").write_text(json.dumps(asking), encoding="utf-8")
        found.append(Side(version, nk.load(folder / "one.yaml")))

    def told(old, new):
        names = names_of(old.rules.linked, new.rules.linked)
        return [(each.part, each.name, each.effect) for each in changes_of(old, new, names, "en", DAY) if each.part is Part.PROGRAMME]

    assert told(found[0], found[1]) == [(Part.PROGRAMME, "asked", Effect.TEXT)]
    assert told(found[1], found[2]) == [(Part.PROGRAMME, "asked", Effect.PERHAPS)]
    assert told(found[1], found[1]) == []


def test_a_selection_by_a_parameter_with_another_name():
    old, new = base(), base()
    for made, name in ((old, "places_there_are"), (new, "quota_of_all")):
        made["parameters"][name] = {"type": "integer", "values": {"2026-01-01": 56}}
        made["selection"] = {"quota": f"${name}", "order": [{"most": "points"}]}
    assert [(each.aspect, each.effect) for each in changes(old, new)] == [("renamed", Effect.FORM)]
    del new["selection"], new["parameters"]["quota_of_all"]
    found = next(each for each in changes(old, new) if each.aspect == "selection")
    assert found.steps == ("quota: $places_there_are → (nothing)", "order: [{most: points}] → (nothing)")


def test_a_selection_within_groups():
    old, new = base(), base()
    for made, most in ((old, 3), (new, 4)):
        made["selection"] = {"quota": 9, "by": {"fact": "regency", "maximum": most}, "order": [{"most": "points"}]}
    (change,) = changes(old, new)
    assert change.steps == ("by: {fact: regency, maximum: 3} → {fact: regency, maximum: 4}",)


def test_points_from_a_parameter():
    old, new = base(), base()
    new["parameters"]["worth"] = {"title": {"id": "nilai", "en": "worth"}, "type": "integer", "values": {"2026-01-01": 10}}
    new["criteria"]["small"]["points"] = "$worth"
    found = {(each.part, each.aspect): each for each in changes(old, new)}
    assert (found[Part.CRITERION, "points"].old, found[Part.CRITERION, "points"].new) == ("10", "worth")
    assert found[Part.PARAMETER, "added"].new == "from 1 January 2026: 10"


def test_the_type_of_a_parameter():
    old, new = base(), base()
    for made, kind in ((old, {"type": "number", "decimals": 1}), (new, {"type": "number", "decimals": 2})):
        made["parameters"]["cap"] = {**kind, "values": {"2026-01-01": "0.5"}}
        made["criteria"]["loan"]["require"] = {"share": {"at_most": "$cap"}}
    found = {each.aspect: each for each in changes(old, new)}
    assert (found["type"].old.split(" .. ")[1].split("; ")[1], found["type"].new.split("; ")[1]) == ("1 decimal", "2 decimals")
    assert found["values"].steps == ("from 1 January 2026: 0.5 → 0.5", "used by 'loan'")


def test_a_fact_that_was_given_is_worked_out_now():
    old = small({"k": {"require": {"x": {"is": True}}}}, facts={"x": {"type": "boolean"}})
    new = small({"k": {"require": {"x": {"is": True}}}}, facts={"x": {"derive": {"keeps_books": {"is": True}}}})
    assert {(each.part, each.name, each.aspect) for each in changes(old, new)} == {
        (Part.DERIVED, "x", "added"), (Part.FACT, "keeps_books", "added"),
    }  # fmt: skip
    assert {(each.part, each.name, each.aspect) for each in changes(new, old)} == {
        (Part.DERIVED, "x", "removed"), (Part.FACT, "keeps_books", "removed"),
    }  # fmt: skip


def test_gaps_in_another_order():
    old, new = base(), base()
    old["data_gaps"].append({"id": "Rasa", "en": "Taste"})
    new["data_gaps"].insert(0, {"id": "Rasa", "en": "Taste"})
    assert [each.aspect for each in changes(old, new)] == ["order"]


def test_what_a_scorecard_says_when_nothing_applies_and_what_an_indicator_asks():
    def card(when_empty, indicator):
        group = {"indicators": [{"criterion": "asked", "title": {"id": "izin", "en": "licence"}}, indicator]}
        return small(
            {
                "asked": {"kind": "note", "applies_when": {"sector": {"is": "wood"}}, "require": {"svlk_status": {"is": "held"}}},
                "k": {"require": {"card": {"at_least": 1}}},
            },
            facts={"card": {"scorecard": {"scale": 2, "when_empty": when_empty, "groups": {"g": group}}}},
        )

    def guarded(fact):
        return {"applies_when": {"sector": {"is": "herbal"}}, "require": {fact: {"is": True}}, "title": {"id": "catatan", "en": "records"}}

    found = {each.aspect: each for each in changes(card("met", guarded("keeps_books")), card("not_met", guarded("written_sop")))}
    assert (found["when_empty"].old, found["when_empty"].new) == ("met", "not met")
    changed = found["indicator_changed"]
    assert changed.new == "g: “has written procedures” is answered with yes (only when sector is “herbal”)"
    gone = card("met", guarded("keeps_books"))
    gone["facts"]["card"]["scorecard"]["groups"]["g"]["indicators"].pop(0)
    (removed,) = [each for each in changes(card("met", guarded("keeps_books")), gone) if each.aspect == "indicator_removed"]
    assert removed.old == "g: as the criterion “asked”"


@pytest.mark.parametrize(
    ("before", "after", "steps"),
    [
        (
            {"halal_expires_on": {"on_or_after": "$as_of"}},
            {"halal_expires_on": {"on_or_after": "2027-01-01"}},
            "the date of assessment → 1 January 2027",
        ),
        ({"workers_men": {"at_least": {"fact": "workers_women"}}}, {"workers_men": {"at_least": 3}}, "women at work → 3 people"),
        ({"age": {"at_least": 12}}, {"age": {"at_least": 24}}, "12 months → 24 months"),
    ],
)
def test_thresholds_of_every_kind(before, after, steps):
    facts = {"facts": {"age": {"months_since": "operating_since"}}} if "age" in before else {}
    (change,) = [
        each
        for each in changes(small({"k": {"require": before}}, **facts), small({"k": {"require": after}}, **facts))
        if each.aspect == "require"
    ]
    assert change.steps[0].endswith(steps)


def test_a_list_that_becomes_a_parameter():
    old = small({"k": {"require": {"sector": {"in": ["wood", "herbal"]}}}})
    listed = {"s": {"type": "set", "of": "sector", "values": {"1800-01-01": ["wood"]}}}
    new = small({"k": {"require": {"sector": {"in": "$s"}}}}, parameters=listed)
    change = next(each for each in changes(old, new) if each.aspect == "require")
    assert "→" in change.steps[0]


def test_a_date_with_bounds():
    old, new = (
        small({"k": {"require": {"d": {"before": "2026-01-01"}}}}, facts={"d": {"type": "date", "at_least": first}})
        for first in ("2000-01-01", "2010-01-01")
    )
    (change,) = changes(old, new)
    assert (change.old, change.new) == ("date: 1 January 2000 .. 31 December 2200", "date: 1 January 2010 .. 31 December 2200")


def test_what_nobody_thought_of_is_told_all_the_same(monkeypatch):
    monkeypatch.setattr("naikkelas.authoring.diffing.changes._Changes.all", lambda self: iter(()))
    meaning, texts = base(), base()
    meaning["criteria"]["small"]["points"] = 20
    texts["title"]["en"] = "Stall"
    assert [(each.aspect, each.effect) for each in changes(BASE, meaning)] == [("other", Effect.DIFFERS)]
    assert [(each.aspect, each.effect) for each in changes(BASE, texts)] == [("other_texts", Effect.TEXT)]
