"""The domain: what is known of an IKM, and how it is read.

``IKMProfile`` is the door for people, ``admit`` the one for mappings; ``FACTS`` is the catalogue behind both. ``read_messy`` reads
the cells of tables, ``Regency.find`` places.
"""

from naikkelas.ikm.catalogue import FACTS, GROUPS, PERMIT_KINDS
from naikkelas.ikm.cells import Messy
from naikkelas.ikm.dates import read_date
from naikkelas.ikm.door import Door, admit
from naikkelas.ikm.messy import read_messy
from naikkelas.ikm.places import Found
from naikkelas.ikm.profile import RESERVED_NAMES, IKMProfile, Permit, profile_model
from naikkelas.ikm.regions import POOREST_CENTRAL_JAVA, PROVINCES, REGENCIES, Province, Regency, RegionList
from naikkelas.ikm.rupiah import header_unit, read_rupiah

__all__ = [
    "FACTS",
    "GROUPS",
    "PERMIT_KINDS",
    "POOREST_CENTRAL_JAVA",
    "PROVINCES",
    "REGENCIES",
    "RESERVED_NAMES",
    "Door",
    "Found",
    "IKMProfile",
    "Messy",
    "Permit",
    "Province",
    "Regency",
    "RegionList",
    "admit",
    "header_unit",
    "profile_model",
    "read_date",
    "read_messy",
    "read_rupiah",
]
