"""Rule sets with a slip of their author: what is told of them, and whether what a hint shows loads."""

import pytest

import naikkelas as nk

HEAD = "format: naikkelas/1\nrule_set: slips\nversion: 1\n"


def told(body):
    """The errors of a rule set that is refused."""
    with pytest.raises(nk.RuleSetError) as refused:
        nk.loads(HEAD + body)
    return [one for one in refused.value.problems if one.is_error]


def loads(body):
    """Whether a rule set has no errors."""
    return not [one for one in nk.loads(HEAD + body).problems if one.is_error]


def criterion(*lines):
    """One criterion of these lines."""
    return "criteria:\n  c:\n" + "".join(f"    {line}\n" for line in lines)
