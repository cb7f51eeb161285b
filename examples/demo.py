"""Decides every profile of examples/profiles and prints why: `make demo`.

The two programmes that the library began with are explained in full; of the other bundled rule sets the outcomes are listed.
"""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import yaml

import naikkelas as nk

PROFILES = Path(__file__).parent / "profiles"
EXPLAINED = ("inopak-naik-kelas", "stipark-pra-inkubasi")
AS_OF = date(2026, 11, 1)  # fixed, so that the demo says the same every year

OUTCOMES = {
    nk.Outcome.ELIGIBLE: "memenuhi syarat",
    nk.Outcome.INELIGIBLE: "tidak memenuhi syarat",
    nk.Outcome.NEEDS_INFORMATION: "perlu keterangan lagi",
    nk.Outcome.OUT_OF_SCOPE: "di luar cakupan",
}
SURE = {outcome: OUTCOMES[outcome] for outcome in (nk.Outcome.ELIGIBLE, nk.Outcome.INELIGIBLE)}


def businesses() -> Iterator[tuple[str, dict]]:
    """Who each business is, in the words of its file, and its profile. A file holds one profile or a list."""
    for path in sorted(PROFILES.glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        about = text.splitlines()[0].removeprefix("#").strip()
        found = yaml.safe_load(text)
        for profile in found if isinstance(found, list) else [found]:
            yield about, profile


def main() -> None:
    sys.stdout.reconfigure(errors="replace")  # an old terminal may not have every sign
    programmes = [nk.bundled(name) for name in EXPLAINED]
    others = [nk.bundled(name) for name in nk.bundled_names() if name not in EXPLAINED]
    table, rest = [], []
    for about, profile in businesses():
        name = profile["business_name"]
        print(f"{'=' * 100}\n{name}\n{about}\n")
        decisions = [rules.decide(profile, as_of=AS_OF) for rules in programmes]
        for decision in decisions:
            print(decision.explain())
        table.append((name, [OUTCOMES[decision.outcome] for decision in decisions]))
        rest.append((name, [(rules.name, rules.decide(profile, as_of=AS_OF).outcome) for rules in others]))

    print(f"{'=' * 100}\nThe same in English, for one of them:\n")
    carver = next(profile for _, profile in businesses() if profile["sector"] == "wood")
    print(programmes[0].decide(carver, as_of=AS_OF).explain(lang="en"))

    print(f"{'=' * 100}\nHasil per {AS_OF.isoformat()}:\n")
    print(f"{'':32}{''.join(f'{rules.name:26}' for rules in programmes)}".rstrip())
    for name, outcomes in table:
        print(f"{name:32}{''.join(f'{outcome:26}' for outcome in outcomes)}".rstrip())

    print(f"{'=' * 100}\nAturan lain, sejauh sudah pasti:\n")
    for name, found in rest:
        told = [f"{words}: {', '.join(named)}" for outcome, words in SURE.items() if (named := [n for n, each in found if each is outcome])]
        print(f"{name:32}{'; '.join(told) or 'belum ada yang pasti'}")


if __name__ == "__main__":
    main()
