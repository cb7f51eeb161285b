"""One layout for rule sets and their tests."""

from naikkelas.authoring.formatting.text import formatted

__all__ = ["formatted"]
