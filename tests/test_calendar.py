"""Month arithmetic against brute force: a search through every day, with an addition of months written anew."""

from bisect import bisect_right
from datetime import date, timedelta
from itertools import pairwise

import pytest

from naikkelas.calendar import MOST_DAYS, MOST_MONTHS, Duration, add_months, earliest_end, latest_start, months_between
from naikkelas.ranges import NEVER

FIRST, LAST = date.min.toordinal(), date.max.toordinal()


def months(count):
    return Duration("months", count)


def days(count):
    return Duration("days", count)


def number(text):
    return date.fromisoformat(text).toordinal()


def iso(day):
    return date.fromordinal(day).isoformat()


def plus(day, count):
    """A date ``count`` months later; a day that its month does not have gives way to the last one that it has."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    for dom in range(day.day, 0, -1):
        try:
            return date(year, month + 1, dom)
        except ValueError:
            continue
    raise AssertionError("unreachable")


def every_day(first, last):
    return [date.fromisoformat(first) + timedelta(n) for n in range((date.fromisoformat(last) - date.fromisoformat(first)).days + 1)]


SEVERAL_YEARS = every_day("2018-12-01", "2025-03-31")


@pytest.mark.parametrize("count", [*range(41), *range(-1, -41, -1), 120, -120])
def test_latest_start_is_the_last_day_that_is_long_enough_ago(count):
    starts = every_day("1999-01-01", "2040-12-31") if abs(count) > 40 else every_day("2015-01-01", "2029-12-31")
    ends = [plus(day, count).toordinal() for day in starts]
    assert all(one <= two for one, two in pairwise(ends))  # so the days that are long enough ago are those up to a last one
    for as_of in SEVERAL_YEARS:
        last = starts[bisect_right(ends, as_of.toordinal()) - 1]
        assert iso(latest_start(as_of.toordinal(), months(count))) == last.isoformat(), as_of


@pytest.mark.slow
@pytest.mark.parametrize("count", [1, 12])
def test_latest_start_through_400_years(count):
    starts = every_day("1899-12-01", "2300-01-31")
    ends = [plus(day, count).toordinal() for day in starts]
    for as_of in every_day("1901-01-01", "2300-01-31"):
        found = latest_start(as_of.toordinal(), months(count))
        place = bisect_right(ends, as_of.toordinal()) - 1
        assert found == starts[place].toordinal()


@pytest.mark.parametrize("count", [*range(41), -1, -11, 120])
def test_earliest_end_is_the_day_that_many_months_later(count):
    for as_of in SEVERAL_YEARS:
        assert iso(earliest_end(as_of.toordinal(), months(count))) == plus(as_of, count).isoformat()
        assert add_months(as_of.toordinal(), count) == earliest_end(as_of.toordinal(), months(count))


@pytest.mark.parametrize(
    ("as_of", "count", "last"),
    [
        ("2024-02-29", 1, "2024-01-31"),  # not 2024-01-29: 31 January + 1 month is 29 February
        ("2023-02-28", 1, "2023-01-31"),
        ("2024-02-28", 1, "2024-01-28"),
        ("2024-03-30", 1, "2024-02-29"),
        ("2024-03-31", 1, "2024-02-29"),
        ("2025-02-28", 12, "2024-02-29"),
        ("2024-02-29", 12, "2023-02-28"),
        ("2024-02-29", 0, "2024-02-29"),
        ("2024-02-29", -1, "2024-03-31"),
        ("2026-11-01", 12, "2025-11-01"),
    ],
)
def test_days_that_many_months_ago(as_of, count, last):
    assert iso(latest_start(number(as_of), months(count))) == last


@pytest.mark.parametrize(
    ("count", "ago", "ahead"), [(0, "2024-03-01", "2024-03-01"), (1, "2024-02-29", "2024-03-02"), (14, "2024-02-16", "2024-03-15")]
)
def test_days_are_counted_as_they_are(count, ago, ahead):
    assert iso(latest_start(number("2024-03-01"), days(count))) == ago
    assert iso(earliest_end(number("2024-03-01"), days(count))) == ahead


@pytest.mark.parametrize(
    "as_of", ["2023-02-28", "2023-12-31", "2024-01-30", "2024-01-31", "2024-02-28", "2024-02-29", "2024-03-01", "2024-03-30", "2024-04-30"]
)
def test_months_between_and_latest_start_say_the_same(as_of):
    today = number(as_of)
    limits = {count: latest_start(today, months(count)) for count in range(-70, 80)}
    for day in (each.toordinal() for each in every_day("2019-01-01", "2028-06-30")):
        between = months_between(day, today)
        assert limits[between] >= day > limits[between + 1]
        assert [count for count in limits if between >= count] == [count for count in limits if day <= limits[count]]


def test_months_between_counts_whole_months():
    assert months_between(number("2024-01-31"), number("2024-02-29")) == 1
    assert months_between(number("2024-01-30"), number("2024-02-29")) == 1
    assert months_between(number("2024-01-31"), number("2024-02-28")) == 0
    assert months_between(number("2024-02-29"), number("2025-02-28")) == 12
    assert months_between(number("2024-03-01"), number("2024-02-29")) == -1
    assert months_between(number("2024-03-31"), number("2024-02-29")) == -1
    assert months_between(number("2024-04-01"), number("2024-02-29")) == -2


# --- the ends of the calendar ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("length", [months(1), months(MOST_MONTHS), days(31), days(MOST_DAYS)])
def test_nothing_is_that_long_before_the_first_day(length):
    assert latest_start(FIRST, length) == 0
    assert latest_start(number("0001-01-30"), length) == 0


@pytest.mark.parametrize("length", [months(1), months(MOST_MONTHS), days(1), days(MOST_DAYS)])
def test_never_is_what_lies_after_the_last_day(length):
    assert earliest_end(LAST, length) == NEVER
    assert latest_start(LAST, length) < LAST


@pytest.mark.parametrize("length", [months(-1), months(-MOST_MONTHS), days(-1), days(-MOST_DAYS)])
def test_no_day_is_later_than_the_last(length):
    assert latest_start(LAST, length) == LAST
    assert latest_start(number("9999-12-31"), length) == LAST


def test_the_ends_themselves():
    assert latest_start(FIRST, months(0)) == FIRST
    assert latest_start(LAST, months(0)) == LAST
    assert latest_start(number("0001-02-28"), months(1)) == number("0001-01-31")
    assert earliest_end(number("9999-11-30"), months(1)) == number("9999-12-30")
    assert months_between(FIRST, LAST) == 12 * 9999 - 1
    assert months_between(LAST, FIRST) == -12 * 9999 + 1 - 1


def test_adding_to_what_is_no_day():
    assert add_months(NEVER, -1) == NEVER
    assert add_months(NEVER + 5, 3) == NEVER
    assert add_months(0, 1) == 0
    assert add_months(-3, 1) == 0
    assert add_months(FIRST, -1) == 0
    assert add_months(LAST, 1) == NEVER


def test_a_duration_is_written_as_rule_sets_write_it():
    assert months(12).to_dict() == {"months": 12}
    assert days(90).to_dict() == {"days": 90}
