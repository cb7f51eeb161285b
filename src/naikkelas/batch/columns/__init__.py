"""Which column is which fact, and how its cells are read: proposed, confirmed, planned."""
