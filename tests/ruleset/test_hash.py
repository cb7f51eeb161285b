"""The hash of a rule set follows its meaning: key order and titles never change it, and every change of meaning does."""

import os
import subprocess
import sys
from copy import deepcopy
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import naikkelas as nk
from tests.strategies import documents, loaded, seeded_case
from tests.strategies_choices import Drawn

ROOT = Path(__file__).parents[2]

bounded = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])

DOCUMENT = {
    "format": "naikkelas/1",
    "rule_set": "hashed",
    "version": "1",
    "title": {"id": "Judul", "en": "Title"},
    "effective": {"from": "2015-01-01"},
    "sources": {"book": {"title": {"id": "Buku", "en": "Book"}, "date": "2014-01-01"}},
    "parameters": {"cap": {"type": "money", "values": {"2015-01-01": "300 juta", "2020-01-01": "500 juta"}}},
    "facts": {
        "ph": {"type": "number", "decimals": 1, "at_least": 0, "at_most": 14, "title": {"id": "pH", "en": "pH"}},
        "shape": {"type": "choice", "of": ["round", "square"]},
        "size": {
            "title": {"id": "ukuran", "en": "size"},
            "type": "choice",
            "of": ["micro", "small"],
            "table": {"hit": "first", "rows": [{"when": {"annual_sales": {"at_most": "$cap"}}, "then": "micro"}], "otherwise": "small"},
        },
        "share": {"title": {"id": "bagian", "en": "share"}, "ratio": {"of": "capital", "to": "annual_sales", "when_zero": "not_met"}},
        "score": {
            "scorecard": {
                "scale": 100,
                "when_empty": "met",
                "groups": {
                    "legal": {"weight": 2, "indicators": [{"criterion": "age"}], "title": {"id": "Legal", "en": "Legal"}},
                    "books": {
                        "indicators": [
                            {
                                "require": {"keeps_books": {"is": True}},
                                "applies_when": {"ph": {"at_least": 5}},
                                "weight": 3,
                                "title": {"id": "Buku", "en": "Books"},
                            }
                        ]
                    },
                },
            }
        },
    },
    "applies_when": {"sector": {"in": ["processed_food", "herbal"]}},
    "criteria": {
        "permit": {
            "title": {"id": "Izin", "en": "Permit"},
            "applies_when": {"size": {"is": "micro"}},
            "require": {"any": [{"pirt_status": {"is": "held"}}, {"not": {"share": {"at_least": "0.5"}}}]},
            "remedy": {"id": "Urus", "en": "Apply"},
            "source": "book",
        },
        "age": {
            "title": {"id": "Umur", "en": "Age"},
            "effective": {"from": "2016-01-01"},
            "require": {"operating_since": {"at_least_ago": {"months": 12}}},
        },
        "people": {
            "title": {"id": "Orang", "en": "People"},
            "kind": "preference",
            "points": 10,
            "require": {
                "some": {"at_least": 2, "of": [{"workers": {"at_least": 5}}, {"ph": {"less_than": 7}}, {"criterion": {"age": "met"}}]},
                "score": {"at_least": 50},
            },
        },
    },
    "outputs": ["size"],
    "data_gaps": [{"id": "Celah", "en": "Gap"}],
}


def changed(*path, to):
    """The document with the value at a path replaced, or taken away when ``to`` is ``...``."""
    made = deepcopy(DOCUMENT)
    place = made
    for key in path[:-1]:
        place = place[key]
    if to is ...:
        del place[path[-1]]
    else:
        place[path[-1]] = to
    return made


BOOKS = ("facts", "score", "scorecard", "groups", "books", "indicators", 0)

MEANINGS = {
    "threshold": changed("criteria", "people", "require", "some", "of", 0, to={"workers": {"at_least": 6}}),
    "comparison": changed("criteria", "people", "require", "some", "of", 0, to={"workers": {"more_than": 5}}),
    "fact": changed("criteria", "people", "require", "some", "of", 0, to={"workers_men": {"at_least": 5}}),
    "decimals of a threshold": changed("criteria", "people", "require", "some", "of", 1, to={"ph": {"less_than": "7.1"}}),
    "count": changed("criteria", "people", "require", "some", "at_least", to=1),
    "status asked for": changed("criteria", "people", "require", "some", "of", 2, to={"criterion": {"age": ["met", "not_applicable"]}}),
    "points": changed("criteria", "people", "points", to=11),
    "kind": changed("criteria", "age", "kind", to="note"),
    "guard": changed("criteria", "permit", "applies_when", to=...),
    "all for any": changed(
        "criteria", "permit", "require", to={"all": [{"pirt_status": {"is": "held"}}, {"not": {"share": {"at_least": "0.5"}}}]}
    ),
    "no not": changed("criteria", "permit", "require", "any", 1, to={"share": {"at_least": "0.5"}}),
    "choice": changed("criteria", "permit", "require", "any", 0, to={"pirt_status": {"is": "lapsed"}}),
    "list": changed("applies_when", "sector", "in", to=["processed_food", "herbal", "wood"]),
    "scope": changed("applies_when", to=...),
    "duration": changed("criteria", "age", "require", "operating_since", "at_least_ago", to={"months": 13}),
    "unit of a duration": changed("criteria", "age", "require", "operating_since", "at_least_ago", to={"days": 12}),
    "dates of a criterion": changed("criteria", "age", "effective", to={"from": "2016-01-02"}),
    "dates of the rule set": changed("effective", to={"from": "2015-01-01", "until": "2030-01-01"}),
    "parameter value": changed("parameters", "cap", "values", "2020-01-01", to="501 juta"),
    "parameter date": changed("parameters", "cap", "values", to={"2015-01-01": "300 juta", "2020-01-02": "500 juta"}),
    "bounds of a fact": changed("facts", "ph", "at_most", to=13),
    "decimals of a fact": changed("facts", "ph", "decimals", to=2),
    "result of a table": changed("facts", "size", "table", "rows", 0, "then", to="small"),
    "otherwise": changed("facts", "size", "table", "otherwise", to="micro"),
    "hit": changed("facts", "size", "table", "hit", to="unique"),
    "when zero": changed("facts", "share", "ratio", "when_zero", to="met"),
    "denominator": changed("facts", "share", "ratio", "to", to="net_assets"),
    "scale of a scorecard": changed("facts", "score", "scorecard", "scale", to=1000),
    "answer of an empty scorecard": changed("facts", "score", "scorecard", "when_empty", to="not_met"),
    "weight of a group": changed("facts", "score", "scorecard", "groups", "legal", "weight", to=...),
    "name of a group": changed("facts", "score", "scorecard", "groups", "more", to={"indicators": [{"criterion": "permit"}]}),
    "weight of an indicator": changed(*BOOKS, "weight", to=2),
    "guard of an indicator": changed(*BOOKS, "applies_when", to={"ph": {"at_least": 6}}),
    "question of an indicator": changed(*BOOKS, "require", to={"keeps_books": {"is": False}}),
    "criterion of an indicator": changed("facts", "score", "scorecard", "groups", "legal", "indicators", 0, to={"criterion": "permit"}),
    "criterion dropped": changed("criteria", "permit", to=...),
    "output": changed("outputs", to=...),
    "name": changed("rule_set", to="other"),
}

TEXTS = {
    "version": changed("version", to="2"),
    "title": changed("title", "en", to="Another"),
    "title in Indonesian": changed("title", "id", to="Lain"),
    "title of a criterion": changed("criteria", "permit", "title", "id", to="Lain"),
    "title of a fact": changed("facts", "ph", "title", "en", to="Another"),
    "title of a derived fact": changed("facts", "size", "title", "en", to="Another"),
    "title of a parameter": changed("parameters", "cap", "title", to={"id": "batas", "en": "limit"}),
    "title of a group": changed("facts", "score", "scorecard", "groups", "legal", "title", "en", to="Another"),
    "title of an indicator": changed(*BOOKS, "title", "en", to="Another"),
    "no title of an indicator": changed(*BOOKS, "title", to=...),
    "question of a fact": changed("facts", "ph", "question", to="Berapa pH-nya?"),
    "remedy of a fact": changed("facts", "ph", "remedy", to="Ukur pH"),
    "unit of a fact": changed("facts", "ph", "unit", to="pH"),
    "alias of a fact": changed("facts", "ph", "aliases", to=["keasaman"]),
    "source of a fact": changed("facts", "ph", "source", to="book"),
    "title of a choice of a declared fact": changed("facts", "shape", "choice_titles", to={"round": "bulat"}),
    "title of a choice of a table": changed("facts", "size", "choice_titles", to={"micro": "mikro"}),
    "note of a source": changed("sources", "book", "note", to="halaman 3"),
    "title of a source": changed("sources", "book", "title", "en", to="Another"),
    "date of a source": changed("sources", "book", "date", to="2014-01-02"),
    "remedy": changed("criteria", "permit", "remedy", "en", to="Another"),
    "data gap": changed("data_gaps", 0, "en", to="Another"),
    "firmness": changed("firmness", to="reported"),
    "firmness of a source": changed("sources", "book", "firmness", to="reported"),
    "firmness of a criterion": changed("criteria", "permit", "firmness", to="inferred"),
    "source of a criterion": changed("criteria", "permit", "source", to=...),
}

SAME = {
    "money in words": changed("parameters", "cap", "values", "2020-01-01", to=500_000_000),
    "zeros behind the point": changed("criteria", "permit", "require", "any", 1, to={"not": {"share": {"at_least": "0.50"}}}),
    "years for months": changed("criteria", "age", "require", "operating_since", "at_least_ago", to={"years": 1}),
    "order of a list": changed("applies_when", "sector", "in", to=["herbal", "processed_food"]),
    "kind written out": changed("criteria", "age", "kind", to="requirement"),
}


@pytest.mark.parametrize("what", MEANINGS)
def test_a_change_of_meaning_changes_the_hash(what):
    assert loaded(MEANINGS[what]).hash != loaded(DOCUMENT).hash


@pytest.mark.parametrize("what", TEXTS)
def test_a_change_of_text_changes_only_the_text_hash(what):
    old, new = loaded(DOCUMENT), loaded(TEXTS[what])
    assert new.hash == old.hash
    assert new.text_hash != old.text_hash


@pytest.mark.parametrize("what", SAME)
def test_the_same_said_otherwise_keeps_both_hashes(what):
    old, new = loaded(DOCUMENT), loaded(SAME[what])
    assert (new.hash, new.text_hash) == (old.hash, old.text_hash)
    assert new == old


def test_all_changes_of_meaning_have_different_hashes():
    hashes = [loaded(document).hash for document in (DOCUMENT, *MEANINGS.values())]
    assert len(set(hashes)) == len(hashes)


# --- random rule sets --------------------------------------------------------------------------------------------------


def reordered(node, choices):
    """The same tree with the keys of every mapping in another order."""
    if isinstance(node, dict):
        return {key: reordered(node[key], choices) for key in choices.shuffled(node)}
    return [reordered(item, choices) for item in node] if isinstance(node, list) else node


def retitled(node, title):
    """The same tree with other titles."""
    if isinstance(node, dict):
        return {key: title if key == "title" else retitled(value, title) for key, value in node.items()}
    return [retitled(item, title) for item in node] if isinstance(node, list) else node


@st.composite
def documents_in_two_orders(draw):
    document = draw(documents())
    return document, reordered(document, Drawn(draw))


@pytest.mark.no_cover
@bounded
@given(documents_in_two_orders())
def test_key_order_changes_no_hash(pair):
    first, second = map(loaded, pair)
    assert (first.hash, first.text_hash) == (second.hash, second.text_hash)


@pytest.mark.no_cover
@bounded
@given(documents())
def test_titles_change_only_the_text_hash(document):
    old, new = loaded(document), loaded(retitled(document, {"id": "Lain", "en": "Another"}))
    assert new.hash == old.hash
    assert new.text_hash != old.text_hash


NUMBERS = ("at_least", "at_most", "more_than", "less_than", "is", "is_not")
OTHER_WORDS = {
    "at_least": "more_than",
    "more_than": "at_least",
    "at_most": "less_than",
    "less_than": "at_most",
    "before": "on_or_before",
    "after": "on_or_after",
    "on_or_before": "before",
    "on_or_after": "after",
    "is": "is_not",
    "is_not": "is",
    "in": "not_in",
    "not_in": "in",
    "at_least_ago": "less_than_ago",
    "less_than_ago": "at_least_ago",
    "includes_any": "includes_all",
    "includes_all": "includes_any",
    "any": "all",
    "all": "any",
}


def places_to_change(node, path=()):
    """Where a condition's word can be exchanged for its neighbour: paths of keys."""
    if isinstance(node, dict):
        for key, value in node.items():
            meant = key in OTHER_WORDS and not (path and path[-1] == "some") and OTHER_WORDS[key] not in node
            if meant and not (key in {"any", "all"} and (len(value) < 2 or not_alone(value))):
                yield (*path, key)
            yield from places_to_change(value, (*path, key))
    elif isinstance(node, list):
        for index, item in enumerate(node):
            yield from places_to_change(item, (*path, index))


def not_alone(items):
    """Whether some item of an ``all`` holds several conditions, which ``any`` would refuse."""
    return any(len(item) > 1 or any(isinstance(value, dict) and len(value) > 1 for value in item.values()) for item in items)


def exchanged(document, path):
    made = deepcopy(document)
    place = made
    for key in path[:-1]:
        place = place[key]
    place[OTHER_WORDS[path[-1]]] = place.pop(path[-1])
    return made


@pytest.mark.no_cover
@bounded
@given(documents(), st.data())
def test_another_word_in_a_condition_changes_the_hash(document, data):
    conditions = {name: document[name] for name in ("criteria", "applies_when") if name in document}
    paths = list(places_to_change(conditions))
    assume(paths)
    path = data.draw(st.sampled_from(paths))
    try:
        new = loaded(exchanged(document, path))
    except nk.RuleSetError:  # the neighbour can never be met, or rows of a table now overlap
        assume(False)
    assert new.hash != loaded(document).hash


def test_hashes_are_the_same_in_every_process():
    """No hash rests on the order of a set, which differs between processes."""
    code = "from tests.strategies import seeded_case\nfor seed in range(25):\n r = seeded_case(seed).rules\n print(r.hash, r.text_hash)"
    found = []
    for seed in ("1", "2"):
        environment = os.environ | {"PYTHONHASHSEED": seed}
        run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
        found.append(run.stdout.split())
    here = [each for seed in range(25) for each in (seeded_case(seed).rules.hash, seeded_case(seed).rules.text_hash)]
    assert found == [here, here]
