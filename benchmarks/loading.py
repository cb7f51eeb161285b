"""What loading costs: a typical file, and how the time grows with the number of criteria, facts and rows.

    python benchmarks/loading.py

Prints medians in milliseconds, and for each kind of file the ratio of twice as much to once: 2 is linear. The ratios are taken
without Python's garbage collector, whose passes over a growing heap would be measured otherwise; it adds about a third.
"""

import gc
import json
from typing import Any

from timing import medians

import naikkelas as nk

HEAD = {"format": "naikkelas/1", "rule_set": "measured", "version": "1", "effective": {"from": "2020-01-01"}}
SMALL = 20


def typical(count: int) -> dict[str, Any]:
    """Criteria as rule sets have them: a guard, two comparisons, titles in two languages, a parameter, a source."""
    criteria = {
        f"c{i}": {
            "title": {"id": f"Syarat {i}", "en": f"Requirement {i}"},
            "applies_when": {"sector": {"in": ["processed_food", "herbal"]}},
            "require": {
                "any": [{"all": [{"pirt_status": {"is": "held"}}, {"workers": {"at_least": i + 1}}]}, {"capital": {"at_most": "$cap"}}]
            },
            "source": "circular",
        }
        for i in range(count)
    }
    parameters = {"cap": {"type": "money", "values": {"2020-01-01": "2 miliar"}}}
    return {"sources": {"circular": {"title": "Surat edaran"}}, "parameters": parameters, "criteria": criteria}


def references(count: int) -> dict[str, Any]:
    """Criteria in a row, the last one first."""
    row = {f"c{i}": {"require": {"criterion": f"c{i - 1}"}} for i in range(count - 1, 0, -1)}
    return {"criteria": row | {"c0": {"require": {"workers": {"at_least": 3}}}}}


def derived(count: int) -> dict[str, Any]:
    """Derived facts of three kinds."""
    facts: dict[str, Any] = {f"s{i}": {"sum": ["workers", "shelf_life_days"]} for i in range(count // 3)}
    facts |= {f"d{i}": {"derive": {f"s{i}": {"at_least": i + 1}}} for i in range(count // 3)}
    facts |= {f"r{i}": {"ratio": {"of": f"s{i}", "to": "workers", "when_zero": "met"}} for i in range(count // 3)}
    criteria = {f"c{i}": {"require": {f"d{i}": {"is": True}, f"r{i}": {"at_most": i + 1}}} for i in range(count // 3)}
    return {"facts": facts, "criteria": criteria}


def rows(count: int, hit: str = "first") -> dict[str, Any]:
    """One table of two dimensions."""
    made = [{"when": {"workers": {"is": i % 50}, "shelf_life_days": {"is": i // 50}}, "then": i} for i in range(count)]
    table = {"type": "integer", "table": {"hit": hit, "rows": made, "otherwise": 0}}
    return {"facts": {"t": table}, "criteria": {"c": {"require": {"t": {"at_least": 1}}}}}


def unique_rows(count: int) -> dict[str, Any]:
    """The same, each row checked against the others."""
    return rows(count, "unique")


def text_of(body: dict[str, Any]) -> str:
    """A rule set as text; JSON is YAML."""
    return json.dumps({**HEAD, **body}, indent=1)


def main() -> None:
    """Measures and prints."""
    small = text_of(typical(SMALL))
    nk.loads(small)
    warm = medians({"typical": lambda: nk.loads(small)})["typical"]
    print(f"{SMALL} criteria: {warm * 1e3:.1f} ms (wanted: under 30)")
    gc.disable()
    for make, count in ((typical, 1000), (references, 1000), (derived, 900), (rows, 500), (unique_rows, 500)):
        once, twice = text_of(make(count)), text_of(make(2 * count))
        found = medians({"once": lambda text=once: nk.loads(text), "twice": lambda text=twice: nk.loads(text)}, rounds=5)
        print(
            f"{make.__name__:<12} {count}: {found['once'] * 1e3:7.1f} ms, {2 * count}: {found['twice'] * 1e3:7.1f} ms, x{found['twice'] / found['once']:.2f}"
        )


if __name__ == "__main__":
    main()
