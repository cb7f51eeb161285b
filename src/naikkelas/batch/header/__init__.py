"""Where the titles of a table are, how far each of them holds, and what around them makes a column wait."""
