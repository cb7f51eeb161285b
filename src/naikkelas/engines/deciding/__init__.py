"""What to ask: minimal fact sets that settle an open decision, and the questions in order of use. The way in is :mod:`.asker`."""
