"""What the hashes do not hold, or not by themselves: lots, what is hidden, and days on which only one side can be used."""

import json

import pytest

pytest.importorskip("z3", reason="the extra verify is not installed")

from naikkelas.authoring.diffing import Answer, Effect, Part, Side, changes_of, compare, has_difference, names_of, text_of
from tests.authoring.diffing.make import DAY, changes, compared, small

# --- lots ------------------------------------------------------------------------------------------------------------


def drawn(version="1", name="booth", **selection):
    """A rule set with a selection."""
    return small({"k": {"require": {"keeps_books": {"is": True}}}}, name, selection={"quota": 2, **selection}) | {"version": version}


@pytest.mark.parametrize("new", [drawn("2"), drawn(name="stand"), drawn(seed="other")])
def test_lots_from_another_seed_are_another_selection(new):
    (found,) = (each for each in changes(drawn(), new) if each.aspect == "seed")
    assert found.effect is Effect.DIFFERS
    assert "lots are drawn anew: from “booth 1”" in found.steps[0]
    assert compared(drawn(), new).periods[0].answer is Answer.DIFFERENT


@pytest.mark.parametrize(
    ("old", "new"), [(drawn(), drawn(seed="booth 1")), (drawn(seed="booth 1"), drawn()), (drawn(seed="x"), drawn("2", seed="x"))]
)
def test_lots_from_the_same_seed_are_the_same(old, new):
    found = changes(old, new)
    assert not [each for each in found if each.effect in (Effect.DIFFERS, Effect.PERHAPS)]
    assert found
    assert not has_difference(compared(old, new), found)


def test_a_version_without_a_selection_draws_nothing():
    old, new = drawn(), drawn("2")
    for each in (old, new):
        del each["selection"]
    assert [each.effect for each in changes(old, new)] == [Effect.TEXT]
    assert compared(old, new).same_hash


def test_a_selection_that_comes_is_told_once():
    old = drawn()
    del old["selection"]
    (found,) = changes(old, drawn(seed="x"))
    assert (found.aspect, found.effect, len(found.steps)) == ("selection", Effect.DIFFERS, 2)


def test_a_seed_may_look_like_a_parameter():
    old, new = drawn(seed="$lucky"), drawn(seed="$lucky", quota=3)
    (found,) = changes(old, new)
    assert found.steps == ("quota: 2 → 3",)
    assert compared(old, new).periods[0].answer is Answer.DIFFERENT


# --- privacy ---------------------------------------------------------------------------------------------------------


def private(personal, **more):
    """A rule set with a telephone number that may be personal, and a fact made of it."""
    facts = {"phone": {"type": "text", "personal": personal}, "called": {"derive": {"phone": {"known": True}}}}
    return small({"k": {"require": {"called": {"is": True}}}}, facts=facts) | more


def test_what_is_no_longer_hidden_is_told_apart():
    found = changes(private(True), private(False))
    assert [(each.part, each.name, each.aspect, each.effect) for each in found] == [
        (Part.DERIVED, "called", "personal", Effect.PRIVACY),
        (Part.FACT, "phone", "personal", Effect.PRIVACY),
    ]
    assert (found[1].old, found[1].new) == ("yes: its value is hidden", "no: its value is shown")
    difference = compared(private(True), private(False))
    assert not has_difference(difference, found)
    assert "Personal data (changes no decision)" in text_of(difference, found, "en")


def test_what_is_no_longer_hidden_is_told_beside_other_changes():
    found = changes(private(False), private(True, title="Another", outputs=["called"]))
    assert {each.aspect for each in found} == {"personal", "title", "outputs"}


# --- when it can be used ---------------------------------------------------------------------------------------------


def asking_below(tmp_path, name, first="2026-01-01", **below):
    """A rule set that asks another one."""
    from naikkelas import load as read

    folder = tmp_path / name
    folder.mkdir()
    nested = small({"s": {"require": {"keeps_books": {"is": True}}}}, "base", effective={"from": "2026-01-01", **below})
    top = small({"p": {"require": {"programme": {"base": "eligible"}}}}, "top", effective={"from": first})
    for each in (nested, top):
        (folder / f"{each['rule_set']}.yaml").write_text(json.dumps(each), encoding="utf-8")
    return Side(name, read(folder / "top.yaml"))


@pytest.mark.parametrize(("one", "two", "told"), [
    ({}, {"until": "2026-12-31"}, ("from 1 January 2027 only OLD can be used",)),
    ({"until": "2026-12-31"}, {}, ("from 1 January 2027 only NEW can be used",)),
    ({"from": "2026-03-01"}, {}, ("1 January 2026 to 28 February 2026 only NEW can be used",)),
    ({"until": "2026-12-31"}, {"from": "2027-03-01"}, (
        "1 January 2026 to 31 December 2026 only OLD can be used", "from 1 March 2027 only NEW can be used",
    )),
    ({"until": "2026-12-31"}, {"until": "2026-12-31"}, None),
    ({}, {"first": "2027-01-01"}, None),  # it says so itself
    ({"first": "2028-01-01"}, {"first": "2028-01-01", "until": "2026-12-31"}, ("from 1 January 2028 only OLD can be used",)),
])  # fmt: skip
def test_a_rule_set_below_that_goes_out_of_force(tmp_path, one, two, told):
    old, new = asking_below(tmp_path, "old", **one), asking_below(tmp_path, "new", **two)
    found = changes_of(old, new, names_of(old.rules.linked, new.rules.linked), "en", DAY)
    lives = [each for each in found if each.aspect == "life"]
    assert [each.steps for each in lives] == ([] if told is None else [told])
    assert all(each.effect is Effect.DIFFERS for each in lives)
    assert has_difference(compare(old, new, day=DAY), found) is (one != two)
