"""Rule sets that went wrong: a document with every construct of the language, and mutations of it and of drawn ones."""

import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import yaml

from naikkelas.values import plain

TEXT = {"id": "Contoh", "en": "Example"}

#: Every construct of the language, valid.
EVERYTHING: dict[str, Any] = {
    "format": "naikkelas/1",
    "rule_set": "everything",
    "version": "1",
    "title": TEXT,
    "effective": {"from": "2020-11-05", "until": "2060-12-31"},
    "sources": {"book": {"title": TEXT, "date": "2014-01-01", "url": "https://example.org", "note": TEXT}},
    "parameters": {
        "flag": {"type": "boolean", "values": {"2015-01-01": True, "2022-01-01": False}},
        "cap": {"type": "money", "values": {"2015-01-01": "300 juta"}, "title": TEXT, "source": "book"},
        "age": {"type": "duration", "values": {"2015-01-01": {"months": 12}}},
        "limit": {"type": "integer", "at_least": -5, "at_most": 50, "values": {"2015-01-01": 5}},
        "tenth": {"type": "number", "decimals": 1, "values": {"2015-01-01": "0.5"}},
        "opening": {"type": "date", "may_be_never": True, "values": {"2015-01-01": "2020-02-29"}},
        "regencies": {"type": "set", "of": "regency", "values": {"2015-01-01": [3302, 3303]}},
        "codes": {"type": "set", "of": "text", "values": {"2015-01-01": ["10710", "10792"]}},
        "grades": {"type": "set", "of": "rank", "values": {"2015-01-01": ["a", "b"]}},
        "word": {"type": "rank", "values": {"2015-01-01": "b"}},
    },
    "facts": {
        "rank": {
            "type": "choice", "of": ["a", "b", "c"], "title": TEXT, "question": TEXT, "aliases": ["Mutu"], "choice_titles": {"a": TEXT},
        },
        "acid": {"type": "number", "decimals": 1, "at_least": 0, "at_most": 14, "unit": "pH", "remedy": TEXT},
        "spare": {"type": "integer", "at_least": -10, "at_most": 100, "personal": True},
        "closes_on": {"type": "date", "may_be_never": True},
        "sold_at": {"type": "set", "of": ["shop", "web"]},
        "hamlet": {"type": "text", "source": "asked at the door"},
        "insured": {"type": "boolean"},
        "knows": {"derive": {"all": [{"knows_market": {"is": True}}, {"knows_production": {"is": True}}]}, "title": TEXT},
        "size": {
            "type": "choice",
            "of": ["micro", "small", "medium"],
            "table": {
                "hit": "unique",
                "rows": [
                    {"when": {"capital": {"at_most": "1 miliar"}}, "then": "micro"},
                    {"when": {"capital": {"more_than": "1 miliar", "at_most": "5 miliar"}}, "then": "small"},
                ],
                "otherwise": "medium",
            },
        },
        "fee": {"type": "integer", "table": {"rows": [{"when": {"workers": {"at_most": 4}}, "then": "$limit"}], "otherwise": 10}},
        "both": {"sum": ["workers", "spare", "$limit"], "unit": TEXT},
        "left": {"difference": ["workers", "both"]},
        "half": {"times": {"fact": "left", "constant": "-0.5"}},
        "share": {"ratio": {"of": "requested_loan", "to": "annual_sales", "when_zero": "met"}},
        "readiness": {
            "scorecard": {
                "scale": 10,
                "groups": {"g": {"weight": 2, "indicators": [{"knows_market": {"is": True}}, {"require": {"sector": {"is": "wood"}}, "weight": 3}]}},
            }
        },
        "months": {"months_since": "operating_since"},
        "score": {"points": ["area", "people"]},
        "deadline": {"every_year": "03-31"},
        "is_old": {"type": "boolean", "table": {"rows": [{"when": {"months": {"at_least": 24}}, "then": True}], "otherwise": False}},
    },
    "applies_when": {"any": [{"sector": {"in": ["processed_food", "herbal", "wood"]}}, {"not": {"insured": {"is": True}}}]},
    "criteria": {
        "permit": {
            "title": TEXT,
            "applies_when": {"sector": {"not_in": ["wood"]}},
            "require": {
                "any": [
                    {"all": [{"pirt_status": {"is": "held"}}, {"pirt_expires_on": {"on_or_after": "$as_of"}}]},
                    {"halal_expires_on": {"at_least_ahead": {"days": 30}}},
                    {"$flag": {"is": True}},
                ]
            },
            "remedy": TEXT,
            "source": "book",
        },
        "running": {"effective": {"from": "2016-01-01"}, "require": {"operating_since": {"at_least_ago": "$age"}}},
        "young": {"kind": "note", "require": {"producing_since": {"less_than_ago": {"years": 1, "months": 6}}}},
        "area": {"kind": "preference", "points": 10, "require": {"regency": {"in": "$regencies"}}},
        "people": {
            "kind": "preference",
            "points": {"fact": "fee"},
            "require": {
                "some": {
                    "at_least": 2,
                    "of": [
                        {"workers": {"between": {"from": 2, "to": "$limit"}}},
                        {"workers_women": {"at_least": {"fact": "workers_men"}}},
                        {"sold_at": {"includes_any": ["shop", "web"]}},
                        {"kbli": {"in": "$codes"}},
                    ],
                }
            },
        },
        "money": {"require": {"all": [{"share": {"at_most": "$tenth"}}, {"annual_sales": {"at_most": "$cap"}}, {"both": {"less_than": 40}}, {"readiness": {"less_than": 9}}]}},
        "asked": {"require": {"criterion": {"permit": ["met", "not_applicable"], "running": "met"}}},
        "bare": {"require": {"criterion": "asked"}},
        "other": {"kind": "note", "require": {"programme": {"inopak-naik-kelas": ["eligible", "out_of_scope"]}}},
        "sizes": {"require": {"size": {"in": ["micro", "small"]}, "is_old": {"is_not": False}, "knows": {"is": True}}},
        "rest": {
            "kind": "note",
            "require": {
                "all": [
                    {"acid": {"more_than": "4.6"}},
                    {"hamlet": {"is_not": "Jetis"}},
                    {"rank": {"is": "$word", "in": "$grades"}},
                    {"sold_at": {"includes": "web", "includes_all": ["web"]}},
                    {"closes_on": {"after": "$opening"}},
                    {"deadline": {"before": {"fact": "closes_on"}}},
                    {"half": {"at_least": "-7.5"}},
                    {"score": {"at_least": 5}},
                    {"spare": {"known": True, "in": [1, 2, 3, 7]}},
                    {"$limit": {"at_most": {"fact": "spare"}}},
                ]
            },
        },
    },
    "outputs": ["size", "both", "months", "deadline"],
    "data_gaps": [TEXT, "judged by a curator"],
}  # fmt: skip

#: What stands where something else should.
SCALARS = (
    "", " ", "~", "null", "true", "false", "no", "ya", "0", "1", "-1", "-0", "5", "007", "1e3", "1_000", "0x10", ".inf", "-.inf", "NaN",
    "2,5", "1.000", "2.5 miliar", "500 juta", "Rp", "9" * 30, "9" * 5000, "1" * 19, "0." + "0" * 50 + "1", "2019", "2019-02-30", "2019-2-3",
    "2020-02-29", "0001-01-01", "9999-12-31", "10000-01-01", "never", "02-29", "12-31", "$as_of", "$", "$$", "$cap", "$flag", "$age",
    "$nothing", "$ cap", "as_of", "met", "not_met", "eligible", "all", "any", "fact", "criterion", "held", "a", "b", "micro", "3302", "text",
    "choice", "money", "integer", "number", "date", "set", "boolean", "duration", "workers", "workers_men", "size", "share", "months", "left", "permit",
    "inopak-naik-kelas", "everything", "nicht-da", "../secret", "a" * 300, "é", "\u0130", "名", "\u202e", "{x}", "{0}", "%s", "'", '"', "a\nb",
)  # fmt: skip
VALUES: tuple[Any, ...] = (
    *SCALARS, True, False, None, 0, -3, 2.5, [], {}, [[]], [{}], [""], ["a", "a"], ["a", ["b"]], {"": ""}, {"fact": "workers"},
    {"fact": ["workers"]}, {"fact": {}}, {"fact": "$limit"}, {"fact": "share"}, {"months": 12}, {"months": -1}, {"months": 10**12}, {"years": 501},
    {"days": "1_000"}, {"months": 1, "days": 1}, {"months": {"at_least": 1, "at_most": 1}}, {"at_least": 5}, {"at_least": 5, "at_most": 5},
    {"from": 1, "to": 9}, {"from": 9, "to": 1}, {"from": "$as_of", "to": "9999-12-31"}, {"is": True}, {"in": []}, {"known": False}, {"id": "x"},
    {"workers": {"at_least": 3}}, {"workers": {"at_least": 3, "at_most": 4}}, {"any": []}, {"all": {}}, {"not": []}, {"some": {}},
    {"criterion": "bare"}, {"criterion": {"asked": "not_met"}}, {"programme": {"everything": "eligible"}}, {"size": {"is": "micro"}},
    {"months": {"at_least": 3}}, {"share": {"between": {"from": 0, "to": "0.5"}}}, {"score": {"at_least": 1}}, {"readiness": {"at_least": 5}}, {"$as_of": {"after": "2020-01-01"}},
)  # fmt: skip
KEYS = (
    "", "$", "$as_of", "$cap", "$flag", "all", "any", "not", "some", "criterion", "programme", "fact", "is", "is_not", "in", "not_in", "at_least",
    "at_most", "between", "before", "after", "at_least_ago", "less_than_ago", "at_least_ahead", "known", "includes", "includes_any", "derive",
    "table", "sum", "difference", "times", "ratio", "months_since", "points", "every_year", "scorecard", "scale", "groups", "indicators", "weight", "when_empty", "type", "of", "decimals", "unit", "values", "when",
    "then", "otherwise", "hit", "rows", "effective", "from", "until", "applies_when", "require", "kind", "source", "title", "id", "en", "uses",
    "workers", "size", "share", "months", "both", "permit", "people", "limit", "rank", "missing", "default", "é", "a b", "x" * 70, "outcome",
    "snapshot", "as_of", "2015-01-01", "2016-1-1",
)  # fmt: skip

Path = tuple[Any, ...]


def paths(node: Any, here: Path = ()) -> Iterator[Path]:
    """Where every node of a document stands."""
    yield here
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, child in children:
        yield from paths(child, (*here, key))


def at(document: Any, path: Path) -> Any:
    for key in path:
        document = document[key]
    return document


def mutated(document: dict[str, Any], choose: Any, times: int) -> dict[str, Any]:
    """The document with ``times`` nodes replaced, deleted, doubled, renamed or exchanged; ``choose(options)`` picks."""
    made = deepcopy(document)
    for _ in range(times):
        everywhere = [path for path in paths(made) if path]
        if not everywhere:
            return made
        leaves = [path for path in everywhere if not isinstance(at(made, path), dict | list)]
        path = choose(choose((everywhere, leaves or everywhere)))
        choose((_replace, _replace, _graft, _delete, _rename, _double))(made, path, choose)
    return made


def _replace(made: Any, path: Path, choose: Any) -> None:
    at(made, path[:-1])[path[-1]] = deepcopy(choose(VALUES))


def _graft(made: Any, path: Path, choose: Any) -> None:
    at(made, path[:-1])[path[-1]] = deepcopy(at(made, choose([other for other in paths(made) if other])))


def _delete(made: Any, path: Path, _choose: Any) -> None:
    del at(made, path[:-1])[path[-1]]


def _rename(made: Any, path: Path, choose: Any) -> None:
    parent = at(made, path[:-1])
    if isinstance(parent, dict):
        new = choose(KEYS)
        entries = [(new if key == path[-1] else key, value) for key, value in parent.items() if key != new or key == path[-1]]
        parent.clear()
        parent.update(entries)


def _double(made: Any, path: Path, choose: Any) -> None:
    parent = at(made, path[:-1])
    if isinstance(parent, list):
        parent.insert(path[-1], deepcopy(parent[path[-1]]))
    else:
        parent[choose(KEYS)] = deepcopy(parent[path[-1]])


def text_of(document: Any) -> str:
    """A document as text: JSON is YAML."""
    return json.dumps(document, ensure_ascii=False, indent=1)


def spots(text: str) -> dict[tuple[int, int], Path]:
    """Line and column of every key and value of a text, and the path to it."""
    return dict(_spots(yaml.compose(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader)), ()))


def _spots(node: Any, here: Path) -> Iterator[tuple[tuple[int, int], Path]]:
    yield (node.start_mark.line + 1, node.start_mark.column + 1), here
    if isinstance(node, yaml.MappingNode):
        for key, child in node.value:
            inside = (*here, key.value)
            yield (key.start_mark.line + 1, key.start_mark.column + 1), inside
            yield from _spots(child, inside)
    elif isinstance(node, yaml.SequenceNode):
        for number, child in enumerate(node.value):
            yield from _spots(child, (*here, number))


def profile_for(facts: Any, choose: Any) -> dict[str, Any]:
    """A profile with some of the facts of a rule set, at the ends of their types, between them, imprecise or missing."""
    made = {}
    for name, fact in facts.items():
        value = _value(fact.type, choose)
        if value is not None:
            made[name] = value
    return made


def _value(kind: Any, choose: Any) -> Any:
    if not kind.kind.is_ordered:
        words = {"boolean": (True, False), "choice": kind.choices or ()}.get(kind.kind.value) or (
            _texts(kind) if kind.kind.value == "text" else ()
        )
        return choose((None, *words)) if words else choose((None, [], list((kind.choices or ("a", "b"))[:2])))
    low, high = kind.bounds
    ends = sorted({low, high, max(low, min(high, 0)), max(low, min(high, 5)), max(low, min(high, 738_000))})
    one, two = sorted((choose(ends), choose(ends)))
    return choose(
        (None, plain(one, kind), plain(two, kind), {"at_least": plain(one, kind)}, {"at_most": plain(two, kind)}, plain((one, two), kind))
    )


def _texts(kind: Any) -> tuple[str, ...]:
    return ("a", "Jetis") if kind.pattern is None else ("10710",)
