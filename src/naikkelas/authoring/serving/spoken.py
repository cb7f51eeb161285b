"""Between the server's own data and the types of the language server protocol (extra ``lsp``)."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from lsprotocol import types as lsp
from pygls import uris

from naikkelas.authoring.serving.completing import Completion
from naikkelas.authoring.serving.diagnosing import Diagnosis, Elsewhere
from naikkelas.authoring.serving.lines import Lines
from naikkelas.authoring.serving.listing import Entry
from naikkelas.authoring.serving.offers import Offer
from naikkelas.problem_texts import Severity

__all__ = ["completions", "diagnostic", "location", "path_of", "range_of", "symbol", "text_edit", "uri_of"]

_SOURCE: Final = "naikkelas"
_IS_WINDOWS: Final = os.name == "nt"
_KINDS: Final = {
    "key": lsp.CompletionItemKind.Keyword,
    "fact": lsp.CompletionItemKind.Field,
    "parameter": lsp.CompletionItemKind.Variable,
    "criterion": lsp.CompletionItemKind.Reference,
    "comparison": lsp.CompletionItemKind.Operator,
    "choice": lsp.CompletionItemKind.EnumMember,
    "word": lsp.CompletionItemKind.Value,
    "source": lsp.CompletionItemKind.Reference,
    "rule_set": lsp.CompletionItemKind.Module,
}
_SYMBOLS: Final = {
    "section": lsp.SymbolKind.Namespace,
    "sources": lsp.SymbolKind.String,
    "parameters": lsp.SymbolKind.Variable,
    "facts": lsp.SymbolKind.Field,
    "criteria": lsp.SymbolKind.Method,
    "case": lsp.SymbolKind.Event,
}
_SEVERITIES: Final = {Severity.ERROR: lsp.DiagnosticSeverity.Error, Severity.WARNING: lsp.DiagnosticSeverity.Warning}


def path_of(uri: str) -> Path | None:
    """The file of an address, however it is spelled; ``None`` for a text that has no file yet, or none on this machine."""
    try:
        parts = urlsplit(uri)
    except ValueError:  # a host that is none
        return None
    if parts.scheme != "file":
        return None
    # A drive (``/c:/``) means something on Windows only; elsewhere it is a folder like any other.
    found = uris.to_fs_path(uri) if _IS_WINDOWS else unquote(parts.path) if parts.netloc in ("", "localhost") else None
    if not found or "\0" in found or not Path(found).is_absolute():
        return None
    return Path(os.path.normpath(found if _IS_WINDOWS else f"/{found.lstrip('/')}"))


def uri_of(path: Path) -> str:
    """The address of a file."""
    return path.as_uri()


def range_of(lines: Lines, start: int, end: int) -> lsp.Range:
    """Part of a text, as the client counts."""
    return lsp.Range(lsp.Position(*lines.position(start)), lsp.Position(*lines.position(end)))


def text_edit(lines: Lines, start: int, end: int, new: str) -> lsp.TextEdit:
    """An edit of part of a text."""
    return lsp.TextEdit(range_of(lines, start, end), new)


def location(uri: str, lines: Lines, start: int, end: int) -> lsp.Location:
    """Part of a file."""
    return lsp.Location(uri, range_of(lines, start, end))


def diagnostic(found: Diagnosis, lines: Lines, page: str, other: Callable[[Path], Lines]) -> lsp.Diagnostic:
    """A problem; ``page`` is the address of the page about its code, ``other`` gives the lines of other files."""
    related = [lsp.DiagnosticRelatedInformation(_place_of(each, other(each.path)), each.message) for each in found.elsewhere]
    return lsp.Diagnostic(
        range=range_of(lines, found.start, found.end),
        message=found.message,
        severity=_SEVERITIES[found.severity],
        code=found.code,
        code_description=lsp.CodeDescription(page),
        source=_SOURCE,
        related_information=related or None,
    )


def _place_of(each: Elsewhere, lines: Lines) -> lsp.Location:
    at = lines.of_place(each.line, each.column)
    return location(uri_of(each.path), lines, at, at)


def completions(found: Completion, lines: Lines, *, snippets: bool) -> lsp.CompletionList:
    """Offers, in their order; ``snippets`` says that the client can put the cursor into what it inserts."""
    where = range_of(lines, found.start, found.end)
    items = [_item(offer, number, where, colon=found.colon, snippets=snippets) for number, offer in enumerate(found.offers)]
    return lsp.CompletionList(is_incomplete=False, items=items)


def _item(offer: Offer, number: int, where: lsp.Range, *, colon: bool, snippets: bool) -> lsp.CompletionItem:
    text = offer.insert or (f"{offer.label}: " if offer.is_key and colon else offer.label)
    has_stop = bool(snippets and offer.gap)
    if has_stop:
        text = f"{_snippet(text[: offer.gap])}$0{_snippet(text[offer.gap :])}"
    return lsp.CompletionItem(
        label=offer.label,
        kind=_KINDS[offer.kind],
        detail=offer.detail or None,
        documentation=offer.about or None,
        filter_text=f"{offer.label} {offer.also}".strip(),
        sort_text=f"{number:05d}",
        text_edit=lsp.TextEdit(where, text),
        insert_text_format=lsp.InsertTextFormat.Snippet if has_stop else None,
    )


def _snippet(text: str) -> str:
    """A text as it is written in a snippet."""
    return text.replace("\\", "\\\\").replace("$", "\\$").replace("}", "\\}")


def symbol(entry: Entry, lines: Lines) -> lsp.DocumentSymbol:
    """An entry of the outline, with those below it."""
    return lsp.DocumentSymbol(
        name=entry.name,
        kind=_SYMBOLS.get(entry.kind, lsp.SymbolKind.Key),
        range=range_of(lines, entry.start, max(entry.end, entry.name_end)),
        selection_range=range_of(lines, entry.name_start, entry.name_end),
        detail=entry.detail or None,
        children=_symbols(entry.below, lines) or None,
    )


def _symbols(entries: Iterable[Entry], lines: Lines) -> list[lsp.DocumentSymbol]:
    return [symbol(entry, lines) for entry in entries]
