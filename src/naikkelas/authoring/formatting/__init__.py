"""One layout for rule sets and their tests, as ``docs/formatting.md`` describes it."""

from naikkelas.authoring.formatting.files import find_files, replace_text
from naikkelas.authoring.formatting.text import formatted

__all__ = ["find_files", "formatted", "replace_text"]
