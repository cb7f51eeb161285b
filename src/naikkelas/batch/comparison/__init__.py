"""This month's result beside last month's."""
