"""docs/spark.md on a real Spark: elsewhere the page is skipped."""

import pytest

from tests.docs.runner import ROOT, Page

pytestmark = pytest.mark.spark


def test_the_page_does_what_it_says(spark, tmp_path):
    assert spark is not None
    failures = Page(ROOT / "docs" / "spark.md", tmp_path).failures()
    assert not failures, "\n".join(["", *failures])
