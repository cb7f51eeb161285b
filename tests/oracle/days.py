"""Months by walking the calendar: slow, and nothing to get wrong. Days are day numbers (``date.toordinal``)."""

from datetime import date, timedelta

NEVER = date.max.toordinal() + 1
LONG_AGO = 0


def after_months(day, months):
    """The date ``months`` after ``day``: the same day of the month, or the last day before it that the month has."""
    whole_years, rest = divmod(months, 12)
    year, month, wanted = day.year + whole_years, day.month, day.day
    for _ in range(rest):
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    while True:
        try:
            return date(year, month, wanted)
        except ValueError:
            wanted -= 1


def last_day_with(as_of, length):
    """The last day number ``x`` with ``x + length <= as_of``."""
    if length.unit == "days":
        return (as_of - timedelta(days=length.count)).toordinal()
    day = after_months(as_of.replace(day=1), -length.count)
    while after_months(day + timedelta(days=1), length.count) <= as_of:
        day += timedelta(days=1)
    return day.toordinal()


def first_day_ahead(as_of, length):
    """The day number ``as_of + length``."""
    if length.unit == "days":
        return (as_of + timedelta(days=length.count)).toordinal()
    return after_months(as_of, length.count).toordinal()


def months_from(day, as_of):
    """The most whole months ``n`` with ``day + n months <= as_of`` (dates); before 0 when ``day`` is after ``as_of``."""
    months = 12 * (as_of.year - day.year) + 13
    while after_months(day, months) > as_of:
        months -= 1
    return months
