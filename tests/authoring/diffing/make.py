"""Pairs of rule sets that differ in one thing, and what is said about them."""

import json
from copy import deepcopy
from datetime import date

import naikkelas as nk
from naikkelas.authoring.diffing import Side, changes_of, compare, names_of

DAY = date(2026, 11, 1)

#: A rule set with something of everything that can change.
BASE = {
    "format": "naikkelas/1",
    "rule_set": "booth",
    "version": "1",
    "title": {"id": "Stan", "en": "Booth"},
    "effective": {"from": "2026-01-01"},
    "sources": {"letter": {"title": {"id": "Surat", "en": "Letter"}, "date": "2025-12-20"}},
    "parameters": {
        "operation": {
            "title": {"id": "lama usaha", "en": "time of operation"},
            "type": "duration",
            "values": {"2026-01-01": {"years": 1}, "2027-01-01": {"years": 2}},
        },
        "sectors": {"type": "set", "of": "sector", "values": {"2026-01-01": ["herbal", "wood"]}},
    },
    "facts": {
        "staff": {"title": {"id": "penjaga", "en": "staff"}, "type": "integer", "at_most": 10},
        "channels": {"type": "set", "of": ["shop", "market"]},
        "size": {
            "title": {"id": "ukuran", "en": "size"},
            "type": "choice",
            "of": ["micro", "small", "large"],
            "table": {
                "rows": [{"when": {"workers": {"at_most": 4}}, "then": "micro"}, {"when": {"workers": {"at_most": 19}}, "then": "small"}],
                "otherwise": "large",
            },
        },
        "card": {
            "scorecard": {
                "scale": 100,
                "groups": {
                    "legal": {"weight": 2, "indicators": [{"nib_status": {"is": "held"}}, {"npwp_status": {"is": "held"}}]},
                    "books": {"indicators": [{"keeps_books": {"is": True}}]},
                },
            }
        },
        "share": {"ratio": {"of": "requested_loan", "to": "annual_sales", "when_zero": "not_met"}},
        "known": {"derive": {"all": [{"knows_market": {"is": True}}, {"knows_production": {"is": True}}]}},
    },
    "applies_when": {"regency": {"in": ["5201", "5202"]}},
    "criteria": {
        "running": {
            "title": {"id": "Berjalan", "en": "Running"},
            "require": {"operating_since": {"at_least_ago": "$operation"}},
            "remedy": {"id": "Tunggu", "en": "Wait"},
            "source": "letter",
        },
        "sales": {
            "title": {"id": "Penjualan", "en": "Sales"},
            "applies_when": {"sector": {"in": "$sectors"}},
            "require": {"annual_sales": {"between": {"from": "10 juta", "to": "2 miliar"}}},
        },
        "staffed": {"require": {"any": [{"staff": {"at_least": 2}}, {"known": {"is": True}}]}},
        "ready": {"require": {"card": {"at_least": 60}}},
        "loan": {"require": {"share": {"at_most": "0.3"}}},
        "small": {"kind": "preference", "points": 10, "require": {"size": {"in": ["micro", "small"]}}},
        "places": {"kind": "note", "require": {"channels": {"includes_any": ["shop"]}}},
    },
    "outputs": ["size"],
    "data_gaps": [{"id": "Mutu", "en": "Quality"}],
}


def base():
    """A copy to change."""
    return deepcopy(BASE)


def load(document, file="rules.yaml"):
    """The rule set of plain data."""
    return nk.loads(document if isinstance(document, str) else json.dumps(document), file=file)


def sides(old, new):
    """Both sides of a comparison."""
    return Side("old.yaml", load(old, "old.yaml"), "./old.yaml"), Side("new.yaml", load(new, "new.yaml"), "./new.yaml")


def changes(old, new, lang="en", day=DAY):
    """What changed."""
    one, two = sides(old, new)
    return changes_of(one, two, names_of(one.rules.linked, two.rules.linked), lang, day)


def compared(old, new, **options):
    """What is proved of both."""
    one, two = sides(old, new)
    return compare(one, two, **{"day": DAY, **options})


def small(criteria, name="one", **more):
    """A rule set of a few criteria, written short."""
    return {"format": "naikkelas/1", "rule_set": name, "version": "1", "criteria": criteria, **more}
