"""The domain: what is known of an IKM, and how it is read.

``IKMProfile`` is the door for people, ``admit`` the one for mappings; ``FACTS`` is the catalogue behind both.
"""

from naikkelas.ikm.catalogue import FACTS, GROUPS, PERMIT_KINDS
from naikkelas.ikm.door import Door, admit
from naikkelas.ikm.profile import RESERVED_NAMES, IKMProfile, Permit, profile_model
from naikkelas.ikm.regions import POOREST_CENTRAL_JAVA, PROVINCES, REGENCIES, Regency, RegionList

__all__ = [
    "FACTS",
    "GROUPS",
    "PERMIT_KINDS",
    "POOREST_CENTRAL_JAVA",
    "PROVINCES",
    "REGENCIES",
    "RESERVED_NAMES",
    "Door",
    "IKMProfile",
    "Permit",
    "Regency",
    "RegionList",
    "admit",
    "profile_model",
]
