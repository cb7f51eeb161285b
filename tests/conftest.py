"""Hypothesis profiles: `dev` explores anew on every run, `ci` is the same on every run and never waits for a clock; `quick`
is a shorter `ci`, for the Pythons on which not everything is run.

HYPOTHESIS_PROFILE names one; without it, CI=true means `ci`.
"""

import os

import pytest
from hypothesis import settings

settings.register_profile("dev", max_examples=100)
settings.register_profile("ci", max_examples=100, derandomize=True, deadline=None, database=None, print_blob=True)

settings.register_profile("quick", settings.get_profile("ci"), max_examples=25)

_IN_CI = os.environ.get("CI", "").lower() == "true"
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if _IN_CI else "dev"))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Spark needs a big package and Java, large files need minutes: they run when ``-m`` names them, and are told as deselected otherwise."""
    named = config.getoption("markexpr")
    if "spark" in named:
        config.addinivalue_line("filterwarnings", "ignore:unclosed <socket:ResourceWarning")  # PySpark leaves them to be collected
    unnamed = [mark for mark in ("spark", "large") if mark not in named]
    left_out = [item for item in items if any(map(item.get_closest_marker, unnamed))]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        kept = set(items) - set(left_out)
        items[:] = [item for item in items if item in kept]
