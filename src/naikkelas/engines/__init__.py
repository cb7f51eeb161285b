"""Engines: each decides the same linked tree in its own way, and none has a meaning of its own."""
