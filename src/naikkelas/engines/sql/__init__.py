"""The SQL engine: a linked rule set as one SELECT for a warehouse."""
