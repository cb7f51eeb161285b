"""Mappings of rule sets, profiles and decisions cannot be changed, and can be copied, pickled and made plain data."""

import copy
import dataclasses
import json
import pickle
from collections.abc import Mapping
from datetime import date

import pytest

import naikkelas as nk
from naikkelas.frozen import FrozenDict
from naikkelas.snapshot import Snapshot

AS_OF = date(2026, 11, 1)
RULES = nk.loads(
    """
format: naikkelas/1
rule_set: fair
version: 1
facts:
  size:
    type: choice
    of: [micro, small]
    choice_titles: {micro: {id: mikro, en: micro}}
    table: {rows: [{when: {workers: {at_most: 4}}, then: micro}], otherwise: small}
  stand: {type: choice, of: [inside, outside], choice_titles: {inside: {id: di dalam, en: inside}}}
sources: {circular: {title: "Circular"}}
parameters: {least: {type: integer, values: {1900-01-01: 2}}}
effective: {from: 2000-01-01}
criteria:
  staff: {require: {workers: {at_least: $least}}, source: circular}
  small: {require: {size: {is: micro}, stand: {is: inside}}}
selection: {quota: 5, order: [{earliest: operating_since}]}
"""
)
SNAPSHOT = RULES.admit({"workers_men": 2, "workers_women": 3, "annual_sales": {"at_most": 5}, "stand": "inside"})
DECISION = RULES.decide({"stand": "inside"}, as_of=AS_OF)
LINKED = RULES.linked
SIZE = LINKED.derived["size"]

#: Everything that a caller can hold and that has mappings in it.
MAPPINGS = {
    "exact facts of a snapshot": SNAPSHOT.exact,
    "ranges of a snapshot": SNAPSHOT.ranged,
    "origins of a snapshot": SNAPSHOT.origins,
    "origins of a snapshot without any": RULES.admit({}).origins,
    "criteria of a decision": DECISION.criteria,
    "statuses of a decision": DECISION.statuses,
    "answers of a deciding set": next(iter(DECISION.deciding_sets)).answers,
    "example of a deciding set": next(iter(DECISION.deciding_sets)).example,
    "facts of a rule set": LINKED.facts,
    "criteria of a rule set": LINKED.criteria,
    "derived facts of a rule set": LINKED.derived,
    "sources of a rule set": LINKED.sources,
    "places of comparisons": LINKED.positions,
    "places of criteria": LINKED.canonical,
    "catalogue": RULES.catalogue,
    "titles of the choices of a derived fact": SIZE.choice_titles,
    "titles of the choices of a fact": LINKED.facts["stand"].choice_titles,
    "facts of a selection": LINKED.selection.facts,
    "slots of a problem": nk.Problem("NK107").slots,
}
#: Objects of dataclasses.
OBJECTS = {
    "snapshot": SNAPSHOT,
    "problem": nk.Problem("NK201", slots={"name": "x"}),
    "deciding sets": DECISION.deciding_sets,
    "derived fact": SIZE,
    "fact": LINKED.facts["stand"],
    "selection": LINKED.selection,
    "criterion": LINKED.criteria["staff"],
    "linked rule set": LINKED,
}


def again(thing):
    return pickle.loads(pickle.dumps(thing))  # noqa: S301 - our own bytes


@pytest.mark.parametrize("name", MAPPINGS)
def test_no_mapping_can_be_changed(name):
    mapping = MAPPINGS[name]
    before = [*mapping.items()]
    with pytest.raises(TypeError):
        mapping["workers"] = 3
    with pytest.raises(TypeError):
        del mapping["workers"]
    with pytest.raises(TypeError):
        mapping |= {"workers": 3}
    for change in ("update", "clear", "pop", "popitem", "setdefault"):
        with pytest.raises((TypeError, AttributeError)):
            getattr(mapping, change)()
    assert [*mapping.items()] == before


@pytest.mark.parametrize("name", MAPPINGS)
def test_every_mapping_is_copied_and_pickled(name):
    mapping = MAPPINGS[name]
    for other in (again(mapping), copy.copy(mapping), copy.deepcopy(mapping)):
        assert type(other) is type(mapping)
        assert [*other] == [*mapping] or name == "places of comparisons"
        assert repr(other) == repr(mapping) or name == "places of comparisons"
        with pytest.raises(TypeError):
            other["workers"] = 3


@pytest.mark.parametrize("name", OBJECTS)
def test_every_object_is_copied_pickled_and_made_plain_data(name):
    thing = OBJECTS[name]
    plain = dataclasses.asdict(thing)
    assert [*plain] == [each.name for each in dataclasses.fields(thing)]
    for other in (again(thing), copy.deepcopy(thing), dataclasses.replace(thing)):
        assert repr(dataclasses.asdict(other)) == repr(plain)


def test_a_snapshot_as_plain_data_can_be_written_as_json():
    made = json.loads(json.dumps(dataclasses.asdict(SNAPSHOT)))
    assert made["exact"] == {"stand": "inside", "workers": 5, "workers_men": 2, "workers_women": 3}
    assert made["ranged"] == {"annual_sales": [0, 5]}
    assert made["origins"]["workers"]["en"]


def test_a_snapshot_keeps_what_it_was_made_of():
    given, ranges = {"workers": 5}, {}
    snapshot = Snapshot(given, ranges)
    given["workers"], ranges["capital"] = 6, (0, 1)
    assert (snapshot.value("workers"), snapshot.value("capital")) == (5, None)


def test_a_frozen_mapping_is_a_dict_to_all_who_read():
    frozen = FrozenDict({"b": 1, "a": 2})
    assert (frozen, json.dumps(frozen), repr(frozen)) == ({"b": 1, "a": 2}, '{"b": 1, "a": 2}', "{'b': 1, 'a': 2}")
    assert isinstance(frozen, Mapping)
    assert type(frozen | {"c": 3}) is type(dict(frozen)) is type(frozen.copy()) is dict
    with pytest.raises(TypeError, match="FrozenDict cannot be changed"):
        frozen["c"] = 3
