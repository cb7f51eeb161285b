"""Checking rule sets and their tests: what refuses them, lints, comments that ignore a warning, and severities of one's own.

The form of comments and settings is described in ``docs/checking.md``.
"""

from naikkelas.authoring.checking.checking import Checked, Checker
from naikkelas.authoring.checking.edits import Edit, Spot, reads_as, spot_of, texts_of, with_edits
from naikkelas.authoring.checking.fixing import FIXABLE, Look, fixed, mended, mends
from naikkelas.authoring.checking.formats import as_github, as_sarif
from naikkelas.authoring.checking.ignoring import PLACEHOLDERS
from naikkelas.authoring.checking.settings import DEFAULT, Settings, find_settings, read_settings

__all__ = [
    "DEFAULT",
    "FIXABLE",
    "PLACEHOLDERS",
    "Checked",
    "Checker",
    "Edit",
    "Look",
    "Settings",
    "Spot",
    "as_github",
    "as_sarif",
    "find_settings",
    "fixed",
    "mended",
    "mends",
    "read_settings",
    "reads_as",
    "spot_of",
    "texts_of",
    "with_edits",
]
