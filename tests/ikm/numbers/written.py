"""PIRT numbers as they are made, and the ways in which people write them: domain.md §1.3 and the numbers seen."""

from hypothesis import strategies as st

from naikkelas.ikm.numbers import PACKAGING
from naikkelas.ikm.numbers.pirt_tables import FIRST_YEAR, LAST_YEAR, SAFE_PROVINCES
from naikkelas.ikm.regions import REGENCIES

PREFIXES = (
    "",
    "P-IRT No. ",
    "PIRT ",
    "PIRT: ",
    "PIRT : ",
    "No. PIRT: ",
    "DEP. KES. RI. P-IRT NO. ",
    "SPIRT ",
    "DINKES P-IRT ",
    "P-IRT NO.",
    "PIRT no ",
    "p-irt no. ",
    "SPP-IRT No ",
    "P.IRT No. ",
    "PIRTNO",
    "1. PIRT ",
)

#: Where the year is set apart, and how.
PARTED = ("-", "–", "—", " - ", "_ ", "_", " _", "", "\u00a0-\u00a0", "/")

_YEARS = st.integers(FIRST_YEAR % 100, LAST_YEAR % 100).map("{:02}".format)
_SERIALS = st.tuples(st.integers(1, 99).map("{:02}".format), st.integers(1, 9999).map("{:04}".format)).map("".join)
_GROUPS = st.integers(1, 15).map("{:02}".format)
SURE_REGIONS = sorted(code for code in REGENCIES if code[:2] in SAFE_PROVINCES)


@st.composite
def firm_digits(draw):
    """15 digits about which there is no doubt."""
    parts = (st.sampled_from(sorted(PACKAGING)), _GROUPS, st.sampled_from(SURE_REGIONS), _SERIALS, _YEARS)
    return "".join(map(draw, parts))


#: Any 15 digits that are no placeholder and not what a spreadsheet fills up.
any_digits = st.text("0123456789", min_size=15, max_size=15).filter(lambda digits: len(digits.rstrip("0")) > 6 and len(set(digits)) > 1)


@st.composite
def spelling(draw, digits):
    """The digits of one number as somebody may write them."""
    body, year = digits[:-2], digits[-2:]
    if draw(st.booleans()):
        gap = draw(st.sampled_from([" ", ".", "_", "-"]))
        body = gap.join((body[:3], body[3:7], body[7:9], body[9:]))
        parted = draw(st.sampled_from([each for each in PARTED if each != "/"]))
    else:
        parted = draw(st.sampled_from(PARTED))
    return draw(st.sampled_from(PREFIXES)) + body + parted + year + draw(st.sampled_from(["", " ", ".", "\u200b"]))
