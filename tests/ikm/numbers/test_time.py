"""The longest and strangest texts take time in proportion to their length."""

import time

import pytest

from naikkelas.ikm.numbers import NUMBER_KINDS, find_numbers

pytestmark = pytest.mark.slow

BITS = [
    "1 ", "1-", "12345 ", "PIRT ", "PIRT 2053374020970-28 ", "2053374020970-28 ", "p-i", "p   -   ", "nomor ", "9", "id ", "no.", "1.2e", "1e9 ",
    "md     ", "sp 1/2/", "n", "0123456789 -_./", "PIRT 2O5337402097O ", "kode ", "\u200b", "é", "NIB,PIRT,", "1__--__1",
]  # fmt: skip


def seconds(call, text):
    times = []
    for _ in range(3):
        start = time.process_time()
        call(text)
        times.append(time.process_time() - start)
    return min(times)


@pytest.mark.parametrize("bit", BITS, ids=repr)
def test_finding_is_linear(bit):
    short = bit * (2_000 // len(bit))
    once, more = seconds(find_numbers, short), seconds(find_numbers, short * 8)
    assert more < 40 * once + 0.05


@pytest.mark.parametrize("bit", BITS, ids=repr)
def test_reading_one_is_bounded(bit):
    text = bit * (50_000 // len(bit))
    for kind in NUMBER_KINDS.values():
        assert seconds(kind.parse, text) < 0.5
        assert len(kind.parse(text).written) <= 200
