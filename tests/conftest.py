"""Hypothesis profiles: `dev` explores anew on every run, `ci` is the same on every run and never waits for a clock; `quick`
is a shorter `ci`, for the Pythons on which not everything is run.

HYPOTHESIS_PROFILE names one; without it, CI=true means `ci`.
"""

import os

from hypothesis import settings

settings.register_profile("dev", max_examples=100)
settings.register_profile("ci", max_examples=100, derandomize=True, deadline=None, database=None, print_blob=True)

settings.register_profile("quick", settings.get_profile("ci"), max_examples=25)

_IN_CI = os.environ.get("CI", "").lower() == "true"
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if _IN_CI else "dev"))
