"""For developers: validate a profile, decide it, read the decision, hand it on as JSON."""

from datetime import date

from pydantic import ValidationError

import naikkelas as nk

rules = nk.bundled("inopak-naik-kelas")
print(rules)

# A profile is a pydantic model. What is not known is simply left out; a year is a date of which only the year is known.
profile = nk.IKMProfile(
    business_name="Keripik Pisang Sempor",
    regency="3305",
    sector="processed_food",
    operating_since="2019",
    annual_sales={"at_least": "50 juta", "at_most": "250 juta"},
    permits=[{"kind": "pirt", "status": "held", "expires_on": "2028-12-31"}],
    knows_production=True,
)
print(profile.pirt_status, profile.operating_since)

# Mistakes come all at once, each with a code and a path.
try:
    nk.IKMProfile(sector="makanan", workers=-1, pirt_stauts="held")
except ValidationError as error:
    for mistake in error.errors():
        print(mistake["type"], ".".join(map(str, mistake["loc"])), mistake["msg"])

# The date is always given: nothing here reads a clock.
decision = rules.decide(profile, as_of=date(2026, 11, 1))
print(decision.outcome)
for name, result in decision.criteria.items():
    print(f"{name}: {result.status} ({result.kind})")

# What is missing, most useful first; then with the answer.
for question in decision.questions:
    print(question.fact.name, question.fact.question.id if question.fact.question else "")
answered = rules.decide(profile.model_copy(update={"knows_market": True}), as_of=date(2026, 11, 1))
if answered.outcome is nk.Outcome.ELIGIBLE:  # an outcome has four values, so it is compared, never taken for true
    print(answered.points)

# The owner of the programme may read the rules more strictly; that is another rule set, with another hash.
strict = rules.with_parameters(minimum_operation={"years": 8}, regencies_are_a_gate=True)
print(strict.decide(profile, as_of=date(2026, 11, 1)).outcome, strict.hash == rules.hash)

# JSON for other systems; `naikkelas schema decision` describes it.
print(answered.to_json(lang="id", indent=2)[:400])
