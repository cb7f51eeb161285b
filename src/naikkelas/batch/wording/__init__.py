"""What a text in a table says by itself: titles, headings, notes, legends."""
