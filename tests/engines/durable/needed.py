"""durable-rules where it can be imported; elsewhere the tests of its engine are skipped, and say why."""

import pytest

REASON = "durable-rules cannot be imported here (extra 'durable'; it is built from source)"


def durable_rules():
    """The C library, or a skip of the whole module."""
    pytest.importorskip("durable.engine", reason=REASON, exc_type=ImportError)
    return pytest.importorskip("durable_rules_engine", reason=REASON, exc_type=ImportError)
