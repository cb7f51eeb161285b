"""The frames engine: a linked rule set as expressions over the columns of a table."""
