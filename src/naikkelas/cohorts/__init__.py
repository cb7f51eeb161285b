"""Places in a cohort: who is in, who could still enter, who waits."""
