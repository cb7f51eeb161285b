"""The words that choice facts are made of, as types: the catalogue takes its choices from here, and so do type checkers."""

from typing import Literal

Sector = Literal["processed_food", "herbal", "cosmetics", "handicraft", "wood", "textile", "machinery", "other"]

LegalForm = Literal["individual", "individual_company", "company", "limited_partnership", "firm", "cooperative", "other"]

#: What stands in the way of a PIRT, or nothing (domain.md §1.7).
FoodKind = Literal[
    "dry_packaged",
    "milk",
    "frozen_animal",
    "low_acid_canned",
    "infant",
    "alcoholic",
    "bottled_water",
    "mandatory_sni",
    "ready_to_eat",
    "fresh_produce",
    "other",
]

#: Preservation by heat; a pasteurised or sterilised product cannot have a PIRT (domain.md §1.7).
HeatTreatment = Literal["neither", "pasteurised", "sterilised"]

#: Parts of slaughtered animals in the product, and whether their supplier is halal certified (domain.md §2).
SlaughteredAnimals = Literal["none", "certified", "not_certified"]

FisheryActivity = Literal["processing_or_marketing", "salt_farming", "other_fishery", "none"]

PermitStatus = Literal["held", "in_process", "lapsed", "suspended", "revoked", "none"]

PermitKind = Literal["pirt", "md", "halal", "nib", "npwp", "tr", "na", "umot", "svlk", "brand", "sni", "slhs", "kusuka"]

#: The result of a CPPB-IRT inspection; level 1 is the best.
CppbLevel = Literal["level_1", "level_2", "level_3", "level_4", "not_inspected"]

MarketReach = Literal["village", "regional", "national", "export"]

#: Collectibility as SLIK reports it, 1 to 5, or no loan ever.
CreditQuality = Literal["current", "special_mention", "substandard", "doubtful", "loss", "no_history"]
