"""How fast `decide` is, beside a hand-written three-valued function and zen-engine, in one run.

    python benchmarks/decide.py

Needs the package and, for the comparison, `zen-engine==2.1.3`; without it those lines are left out and said so.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

import explained
import yardstick
import zen_policy
from timing import medians, table

import naikkelas as nk

HERE = Path(__file__).parent
AS_OF, YEAR_AGO = date(2026, 11, 1), date(2025, 11, 1)
EXACT: dict[str, Any] = {
    "sector": "processed_food", "regency": "3305", "pirt_status": "held", "pirt_expires_on": date(2028, 1, 1),
    "md_status": "none", "md_expires_on": date(2028, 1, 1), "operating_since": date(2019, 1, 1), "knows_market": True,
    "knows_production": True, "annual_sales": 400_000_000, "workers": 5, "nib_status": "held",
}  # fmt: skip
#: Four of the twelve facts are ranges.
RANGED = EXACT | {
    "pirt_expires_on": {"at_least": date(2028, 1, 1), "at_most": date(2028, 12, 31)},
    "operating_since": {"at_least": date(2019, 1, 1), "at_most": date(2019, 12, 31)},
    "annual_sales": {"at_least": 50_000_000, "at_most": 250_000_000},
    "workers": {"at_least": 1, "at_most": 4},
}


def zen_contenders() -> dict[str, Any]:
    """zen-engine through its static loader, with and without its trace."""
    try:
        import zen
    except ImportError:
        print("zen-engine is not installed: its lines are left out")
        return {}
    engine = zen.ZenEngine({"loader": {"type": "static", "content": {"policy": zen_policy.graph()}}})
    context = zen_policy.context(EXACT, AS_OF, YEAR_AGO)
    answer = engine.evaluate("policy", context)["result"]
    if answer["outcome"] != "eligible" or answer["points"] != 15:
        raise SystemExit(f"zen-engine decides otherwise: {json.dumps(answer)}")
    return {
        "zen-engine": lambda: engine.evaluate("policy", context),
        "zen-engine, trace": lambda: engine.evaluate("policy", context, {"trace": True}),
    }


def main() -> None:
    rules = nk.load(HERE / "policy.yaml")
    profiles = {"exact": nk.IKMProfile(**EXACT), "ranged": nk.IKMProfile(**RANGED)}
    plain = {"exact": yardstick.Profile(**EXACT), "ranged": yardstick.Profile(**RANGED)}
    for name, profile in profiles.items():
        mine, theirs = rules.decide(profile, as_of=AS_OF), yardstick.decide(plain[name], AS_OF, YEAR_AGO)
        same = (mine.outcome.value, {k: v.value for k, v in mine.statuses.items()}, (mine.points.at_least, mine.points.at_most))
        if same != theirs:
            raise SystemExit(f"the yardstick decides otherwise: {same} {theirs}")
    zen = zen_contenders()
    found = medians(
        {
            "yardstick": lambda: yardstick.decide(plain["exact"], AS_OF, YEAR_AGO),
            "decide": lambda: rules.decide(profiles["exact"], as_of=AS_OF),
            "decide + statuses": lambda: rules.decide(profiles["exact"], as_of=AS_OF).statuses,
            "yardstick, ranged": lambda: yardstick.decide(plain["ranged"], AS_OF, YEAR_AGO),
            "decide, ranged": lambda: rules.decide(profiles["ranged"], as_of=AS_OF),
            "hand explanation": lambda: explained.explain(plain["exact"], AS_OF, YEAR_AGO),
            "every criterion": lambda: rules.decide(profiles["exact"], as_of=AS_OF).criteria,
            **zen,
        }
    )
    print(table(found, "yardstick"))
    print(f"\ndecide / yardstick            {found['decide'] / found['yardstick']:.2f}   (at most 1.0)")
    print(f"ranged: decide / yardstick    {found['decide, ranged'] / found['yardstick, ranged']:.2f}")
    print(f"criteria / hand explanation   {found['every criterion'] / found['hand explanation']:.2f}   (at most 1.5)")
    if zen:
        print(f"zen-engine / decide           {found['zen-engine'] / found['decide']:.1f}   (at least 15)")
        print(f"zen trace / every criterion   {found['zen-engine, trace'] / found['every criterion']:.1f}   (at least 5)")


if __name__ == "__main__":
    main()
