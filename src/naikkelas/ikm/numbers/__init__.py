"""Numbers of permits: read as people write them, printed in one way, and never repaired.

``PirtNumber.parse(text)`` and its siblings read one number; ``find_numbers(text)`` finds all of them in a cell.
"""

from naikkelas.ikm.numbers.base import Firmness, Ground, Number, Part
from naikkelas.ikm.numbers.ean import EanNumber
from naikkelas.ikm.numbers.find import NUMBER_KINDS, find_numbers
from naikkelas.ikm.numbers.halal import HalalNumber
from naikkelas.ikm.numbers.md import MdNumber
from naikkelas.ikm.numbers.nib import NibNumber, PbUmkuNumber
from naikkelas.ikm.numbers.npwp import NpwpNumber
from naikkelas.ikm.numbers.others import BrandNumber, NotificationNumber, TrNumber
from naikkelas.ikm.numbers.pirt import PirtNumber
from naikkelas.ikm.numbers.pirt_tables import GROUPS, PACKAGING, FoodGroup, GroupTable

__all__ = [
    "GROUPS",
    "NUMBER_KINDS",
    "PACKAGING",
    "BrandNumber",
    "EanNumber",
    "Firmness",
    "FoodGroup",
    "Ground",
    "GroupTable",
    "HalalNumber",
    "MdNumber",
    "NibNumber",
    "NotificationNumber",
    "NpwpNumber",
    "Number",
    "Part",
    "PbUmkuNumber",
    "PirtNumber",
    "TrNumber",
    "find_numbers",
]
