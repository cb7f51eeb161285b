"""A table in, places in a cohort out."""
