"""Random scorecards, for the author of ``strategies_rules``."""

from tests.strategies_words import Operand

TITLE = {"id": "Indikator", "en": "Indicator"}
_SCALES = (100, 100, 10, 1, 7)
_WEIGHTS = (1, 2, 3, 5)


def scorecard(author, name):
    """A scorecard of up to three groups: bare conditions, guarded ones with weights, and criteria."""
    choices = author.choices
    groups, always = {}, False
    guarded_only = choices.chance(35)
    for number in range(choices.integer(1, 3)):
        made = [indicator(author, guarded_only) for _ in range(choices.integer(1, 3))]
        always = always or any(applies for _, applies in made)
        group = {"indicators": [entry for entry, _ in made]}
        if choices.chance(60):
            group["weight"] = choices.pick(_WEIGHTS)
        if choices.chance(30):
            group["title"] = TITLE
        groups[f"g{number + 1}"] = group
    scale = choices.pick(_SCALES)
    empty = {} if always else {"when_empty": choices.pick(["met", "not_met"])}
    whole = scale * 10_000
    pool = tuple(sorted({whole // 4, whole // 3, whole // 2, whole * 2 // 3, whole * 3 // 4, whole - 1, 1}))
    return Operand(name, "number", 0, whole, pool, 4, nature="score"), {"scorecard": {"scale": scale, "groups": groups, **empty}}


def indicator(author, guarded_only):
    """One indicator, and whether it always applies."""
    choices = author.choices
    names = [name for name, entry in author.criteria.items() if not guarded_only or is_guarded(entry)]
    if names and choices.chance(25):
        name = choices.pick(names)
        return {"criterion": name, **said(choices)}, not is_guarded(author.criteria[name])
    if guarded_only or choices.chance(35):
        return {"require": author.condition(1), "applies_when": author.condition(0), **said(choices)}, False
    if choices.chance(40):
        return {"require": author.condition(1), **said(choices)}, True
    return author.condition(1), True


def is_guarded(entry):
    return "applies_when" in entry or "effective" in entry


def said(choices):
    made = {"weight": choices.pick(_WEIGHTS)} if choices.chance(50) else {}
    return {**made, "title": TITLE} if choices.chance(40) else made
