"""What a proof costs: `verify` of a rule set with fifty criteria, and how the time grows with their number.

    python benchmarks/verifying.py

Prints medians in milliseconds of rule sets as authors write them: guards, a table, a scorecard, and changes that never hurt.
"""

import json
from datetime import date
from typing import Any

from timing import medians

import naikkelas as nk
from naikkelas.authoring.verifying import verify
from naikkelas.facts import Kind
from naikkelas.ikm.catalogue import FACTS

DAY = date(2026, 11, 1)
YES_OR_NO = [name for name, fact in FACTS.items() if fact.type.kind is Kind.BOOLEAN]


def rule_set(count: int) -> nk.RuleSet:
    """``count`` criteria, every third with a guard, every seventh a preference."""
    asked = [
        lambda i: {YES_OR_NO[i % len(YES_OR_NO)]: {"is": True}},
        lambda i: {"any": [{"workers": {"at_least": i + 1}}, {YES_OR_NO[i % len(YES_OR_NO)]: {"is": True}}]},
        lambda i: {"operating_since": {"at_least_ago": {"months": i + 1}}},
        lambda i: {"any": [{"annual_sales": {"at_most": (i + 1) * 10**8}}, {"size": {"is": "micro"}}]},
        lambda i: {"any": [{"ready": {"at_least": i}}, {"nib_status": {"is": "held"}}]},
    ]
    criteria: dict[str, Any] = {}
    for i in range(count):
        criteria[f"c{i}"] = {"require": asked[i % len(asked)](i)}
        if i % 3 == 0:
            criteria[f"c{i}"]["applies_when"] = {"sector": {"in": ["processed_food", "herbal"]}}
        if i % 7 == 6:
            criteria[f"c{i}"] |= {"kind": "preference", "points": 5}
    rows = [{"when": {"net_assets": {"at_most": limit * 10**9}}, "then": word} for limit, word in ((1, "micro"), (5, "small"))]
    groups = {"legal": {"indicators": [{"nib_status": {"is": "held"}}, {"npwp_status": {"is": "held"}}]}}
    facts = {
        "size": {"type": "choice", "of": ["micro", "small", "medium"], "table": {"rows": rows, "otherwise": "medium"}},
        "ready": {"scorecard": {"scale": 100, "groups": groups}},
    }
    harmless = [{"earlier": "operating_since"}, {"becomes": {"nib_status": "held"}}]
    head = {"format": "naikkelas/1", "rule_set": "measured", "version": "1"}
    return nk.loads(json.dumps({**head, "facts": facts, "criteria": criteria, "never_hurts": harmless}))


def main() -> None:
    rules = {count: rule_set(count) for count in (12, 25, 50, 100)}
    found = medians({str(count): lambda made=made: verify(made, DAY) for count, made in rules.items()}, rounds=5)
    for count, seconds in found.items():
        claims = len(verify(rules[int(count)], DAY).claims)
        print(f"{count:>4} criteria {claims:>5} claims {seconds * 1000:8.1f} ms")


if __name__ == "__main__":
    main()
