"""The rows engine: one profile at a time, as straight-line Python made once per rule set and bound once per date."""
