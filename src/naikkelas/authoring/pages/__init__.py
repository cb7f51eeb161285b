"""A rule set as a page for the people who decide with it.

::

    import naikkelas as nk
    from datetime import date
    from naikkelas.authoring.pages import rules_page

    text = rules_page(nk.bundled("kur-mikro"), as_of=date(2026, 11, 1), lang="en", format="html")

What is on a page is described in ``docs/pages.md``.
"""

from datetime import date
from typing import Literal

from naikkelas.authoring.pages.as_html import html_of
from naikkelas.authoring.pages.as_markdown import markdown_of
from naikkelas.authoring.pages.chapters import page_of
from naikkelas.authoring.pages.claiming import claims
from naikkelas.authoring.pages.order import facts_in_order
from naikkelas.authoring.pages.words import Writer
from naikkelas.problems import Lang
from naikkelas.rules import RuleSet

__all__ = ["claims", "facts_in_order", "rules_page"]


def rules_page(
    rules: RuleSet,
    *,
    as_of: date,
    lang: Lang = "id",
    format: Literal["markdown", "html"] = "markdown",  # noqa: A002 - the field's word
) -> str:
    """The whole rule set in words; the same rules, date and version of the library give the same text.

    Args:
        rules: the rule set; of the rule sets it asks by ``programme:`` only title and version are told.
        as_of: the day whose parameter values stand in the sentences. Where the rules are not in force on it, the nearest day on
            which they are, and the page says so. Money is whole rupiah.
        lang: ``id`` or ``en``; where the file has one language only, that one stands in.
        format: ``markdown`` is CommonMark with tables and a Mermaid block; ``html`` is a whole document that loads nothing. Whatever
            the file says is escaped in each.
    """
    page = page_of(Writer(rules.linked, lang, as_of.toordinal()), rules.hash)
    return html_of(page) if format == "html" else markdown_of(page)
