"""The one catalogue of facts about an IKM: the source of types, schema, completion, header synonyms, questions and docs.

Names are ``snake_case`` and for ever: rule sets, tables and other systems hold on to them. ``permits`` is not a fact but a
list from which the permit facts follow (:mod:`naikkelas.ikm.permits`).
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from naikkelas.facts import Fact, Text
from naikkelas.ikm.catalogue import business, finance, identity, market, permits, readiness
from naikkelas.ikm.catalogue.permits import PERMIT_KINDS, STATUS_TITLES, STATUS_TYPE, PermitInfo

__all__ = ["FACTS", "GROUPS", "PERMIT_KINDS", "STATUS_TITLES", "STATUS_TYPE", "PermitInfo"]

_MODULES: Final = (identity, business, permits, market, finance, readiness)

#: Every built-in fact by its name, in the order of a questionnaire.
FACTS: Final[Mapping[str, Fact]] = MappingProxyType({fact.name: fact for module in _MODULES for fact in module.FACTS})

#: The groups in that order, with their titles.
GROUPS: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "identity": Text("Identitas", "Identity"),
        "place": Text("Tempat", "Place"),
        "business": Text("Usaha", "Business"),
        "permits": Text("Perizinan", "Permits"),
        "market": Text("Pasar dan produksi", "Market and production"),
        "finance": Text("Keuangan", "Finance"),
        "readiness": Text("Kesiapan", "Readiness"),
    }
)
