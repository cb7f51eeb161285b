"""A parameter whose value could not be read has one all the same: nobody is told that it has none."""

import pytest

import naikkelas as nk


def errors(values):
    """What a rule set is refused for that holds from 2026 on."""
    with pytest.raises(nk.RuleSetError) as refused:
        nk.loads(f"""
format: naikkelas/1
rule_set: fair
version: 1
effective: {{from: 2026-01-01}}
parameters: {{least: {{type: integer, at_least: 0, at_most: 100, values: {values}}}}}
criteria: {{crew: {{require: {{workers: {{at_least: $least}}}}}}}}
""")
    return {problem.code for problem in refused.value.problems if problem.is_error}


@pytest.mark.parametrize(
    ("values", "codes"),
    [
        ("{2026-01-01: 101}", {"NK207"}),
        ("{2020-01-01: 101, 2027-01-01: 5}", {"NK207"}),
        ("{2020-01-01: five, 2021-01-01: 102, 2027-01-01: 5}", {"NK207"}),
        ("{2025-13-01: 5, 2027-01-01: 5}", {"NK207"}),
        ("{2027-01-01: 5}", {"NK212"}),
        ("{2027-01-01: 5, 2028-01-01: 101}", {"NK207", "NK212"}),
    ],
)
def test_a_value_that_is_refused_is_not_said_to_be_missing(values, codes):
    assert errors(values) == codes
