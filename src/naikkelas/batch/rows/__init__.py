"""One row: to a profile, to a decision, to cells and words again; and what many of them are in sum."""
