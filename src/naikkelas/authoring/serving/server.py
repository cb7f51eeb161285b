"""The server itself, on pygls (extra ``lsp``): it keeps the open texts, answers requests, and tells problems when typing pauses.

It opens no connection and runs nothing that stands in a file. What it logs is the name of an error, never a text.
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, Final

from lsprotocol import types as lsp
from pygls.exceptions import FeatureRequestError, JsonRpcException
from pygls.lsp.server import LanguageServer

from naikkelas.authoring.checking import Checked
from naikkelas.authoring.serving import spoken
from naikkelas.authoring.serving.acting import actions, fix_all, layout
from naikkelas.authoring.serving.completing import complete
from naikkelas.authoring.serving.desk import Desk, Found
from naikkelas.authoring.serving.diagnosing import Diagnosis, checked_alone, diagnose
from naikkelas.authoring.serving.hovering import hover
from naikkelas.authoring.serving.lines import Lines
from naikkelas.authoring.serving.listing import entries
from naikkelas.authoring.serving.renaming import RefusedError, renamable, rename
from naikkelas.authoring.serving.sheet import Sheet
from naikkelas.authoring.serving.speaking import RulesProtocol, is_unreadable
from naikkelas.problems import Lang
from naikkelas.version import __version__

__all__ = ["RulesServer", "make_server", "serve"]

#: Seconds without typing before problems are looked for.
_PAUSE: Final = 0.15
#: Of a text that has changed since, and is longer, no actions are offered until its problems are known.
_SMALL: Final = 200_000
_TRIGGERS: Final = ("$", "{", "[", ":", " ", ".", "-")
_FIX_ALL: Final = "source.fixAll.naikkelas"
_REQUEST_FAILED: Final = -32803
_PAGES: Final = "docs/problems"

#: What a request says that is about a place in a text.
Where = lsp.CompletionParams | lsp.DefinitionParams | lsp.HoverParams | lsp.PrepareRenameParams | lsp.ReferenceParams | lsp.RenameParams


class RulesServer(LanguageServer):
    """One editor's server."""

    def __init__(self, lang: Lang, today: Callable[[], date]) -> None:
        super().__init__("naikkelas", __version__, text_document_sync_kind=lsp.TextDocumentSyncKind.Full, protocol_cls=RulesProtocol)
        self.lang: Lang = lang
        self.as_of = today
        self.pages = _pages()
        self.desk = Desk()
        self.was_shut_down = False
        #: Address and version of each open file.
        self.opened: dict[Path, tuple[str, int | None]] = {}
        #: The problems of each open file, and the text that they are about.
        self.known: dict[Path, tuple[str, tuple[Diagnosis, ...]]] = {}
        self._waiting: dict[Path, None] = {}
        self._due = 0.0
        self._watch: asyncio.Task[None] | None = None

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Tells that something went wrong where nobody gets an answer; without what it was about, that may be somebody's data."""
        if source is FeatureRequestError:
            return
        if is_unreadable(error) and isinstance(self.protocol, RulesProtocol):
            self.protocol.refuse_unreadable()
            return
        self.log_error(error)

    def log_error(self, error: Exception) -> None:
        """Tells the client the name of an error."""
        self.window_log_message(lsp.LogMessageParams(lsp.MessageType.Error, f"naikkelas: {type(error).__name__}"))

    def start(self, options: Any) -> None:
        """Takes the options of the client: ``lang``, and ``problemPages``, the address of the folder of pages about problems."""
        given = options if isinstance(options, dict) else {}
        if given.get("lang") in ("id", "en"):
            self.lang = given["lang"]
        if isinstance(given.get("problemPages"), str):
            self.pages = given["problemPages"].rstrip("/")

    def lines(self, text: str) -> Lines:
        """A text as this client counts its columns."""
        units = str(getattr(self.workspace.position_encoding, "value", self.workspace.position_encoding))
        return Lines(text, units if units in ("utf-8", "utf-32") else "utf-16")  # type: ignore[arg-type]  # one of the three

    def path_of(self, uri: str) -> Path:
        """The file of an address; a text without a file gets a name of its own."""
        return spoken.path_of(uri) or Path(f"{abs(hash(uri))}.untitled").absolute()

    def uri_of(self, path: Path) -> str:
        """The address of a file, as the client wrote it where it has it open."""
        return self.opened[path][0] if path in self.opened else spoken.uri_of(path)

    # --- open texts --------------------------------------------------------------------------------------------------

    def put(self, uri: str, version: int | None, text: str) -> None:
        """A text was opened or changed."""
        path = self.path_of(uri)
        self.opened[path] = (uri, version)
        self.desk.put(path, text)
        self.look_again(path)

    def drop(self, uri: str) -> None:
        """A text was closed: it has no problems any more."""
        path = self.path_of(uri)
        self.opened.pop(path, None)
        self.known.pop(path, None)
        self._waiting.pop(path, None)
        self.desk.drop(path)
        self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, []))
        self.look_again()

    def look_again(self, first: Path | None = None) -> None:
        """Looks for problems of every open file, this one first, when nothing is typed for a moment."""
        self.desk.changed()
        self._waiting = dict.fromkeys((*([] if first is None else [first]), *self.opened))
        loop = asyncio.get_running_loop()
        self._due = loop.time() + _PAUSE
        if self._watch is None or self._watch.done():
            self._watch = loop.create_task(self._look())

    async def _look(self) -> None:
        loop = asyncio.get_running_loop()
        while self._waiting:
            if self._due > loop.time():
                await asyncio.sleep(self._due - loop.time())
                continue
            path = next(iter(self._waiting))
            del self._waiting[path]
            texts = self.desk.snapshot()
            if path in texts:
                try:
                    found = await loop.run_in_executor(None, diagnose, path, texts, self.lang)
                except Exception as error:  # noqa: BLE001 - of whatever kind: the other files are still to be looked at
                    self.log_error(error)
                else:
                    self._tell(path, texts[path], found)

    def _tell(self, path: Path, text: str, found: tuple[Diagnosis, ...]) -> None:
        """Publishes the problems of a text, unless it has changed since."""
        if self.desk.texts.get(path) != text:
            return
        self.known[path] = (text, found)
        uri, version = self.opened[path]
        lines = self.lines(text)
        made = [self.diagnostic(each, lines) for each in found]
        self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, made, version))

    def diagnostic(self, found: Diagnosis, lines: Lines) -> lsp.Diagnostic:
        """A problem of a text as this client reads it."""
        page = f"{self.pages}/{found.code}.md"
        return spoken.diagnostic(found, lines, page, lambda path: self.lines(self.desk.text(path) or ""))

    # --- requests ----------------------------------------------------------------------------------------------------

    def sheet(self, uri: str) -> Sheet | None:
        """A file that a request is about."""
        return self.desk.sheet(self.path_of(uri))

    def at(self, params: Where) -> tuple[Sheet, Lines, int] | None:
        """The file, its lines and the index that a request is about."""
        sheet = self.sheet(params.text_document.uri)
        if sheet is None:
            return None
        lines = self.lines(sheet.text)
        return sheet, lines, lines.index(params.position.line, params.position.character)

    def locations(self, found: list[Found]) -> list[lsp.Location]:
        """Names in files, as places."""
        lines: dict[Path, Lines] = {}
        for each in found:
            if each.path not in lines:
                lines[each.path] = self.lines(self.desk.text(each.path) or "")
        return [spoken.location(self.uri_of(each.path), lines[each.path], each.symbol.start, each.symbol.end) for each in found]

    def diagnoses(self, sheet: Sheet) -> tuple[Diagnosis, ...]:
        """The problems of a file as it is now."""
        text, found = self.known.get(sheet.path, (None, ()))
        if text == sheet.text:
            return found
        if sheet.path not in self.desk.texts or len(sheet.text) > _SMALL:
            return ()
        return diagnose(sheet.path, self.desk.snapshot(), self.lang)

    def checked_with(self, path: Path, text: str) -> Checked:
        """What would be wrong with a file if this were its text."""
        return checked_alone(path, {**self.desk.texts, path: text})


def _pages() -> str:
    """Where the pages about problems are: in a checkout its folder, else their name in the documentation."""
    folder = Path(__file__).resolve().parents[4] / _PAGES
    return folder.as_uri() if folder.is_dir() else _PAGES


def make_server(lang: Lang, today: Callable[[], date]) -> RulesServer:
    """A server that answers in a language; ``today`` picks the values that sentences about parameters show."""
    server = RulesServer(lang, today)
    for add in (_life, _texts, _asking, _naming, _changing):
        add(server)
    return server


def serve(lang: Lang, today: Callable[[], date], stdin: BinaryIO, stdout: BinaryIO) -> bool:
    """Serves one editor until it goes away; whether it asked for the end, as the protocol wants it.

    Nothing of pygls is logged: its records hold whole messages.
    """
    log = logging.getLogger("pygls")
    log.addHandler(logging.NullHandler())
    log.propagate = False
    server = make_server(lang, today)
    server.start_io(stdin, stdout)
    return server.was_shut_down


# --- features ---------------------------------------------------------------------------------------------------------


def _life(server: RulesServer) -> None:
    @server.feature(lsp.INITIALIZE)
    def initialize(params: lsp.InitializeParams) -> None:
        server.start(params.initialization_options)

    @server.feature(lsp.SHUTDOWN)
    def shutdown(_: None) -> None:
        server.was_shut_down = True


def _texts(server: RulesServer) -> None:
    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    def did_open(params: lsp.DidOpenTextDocumentParams) -> None:
        document = params.text_document
        server.put(document.uri, document.version, document.text)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def did_change(params: lsp.DidChangeTextDocumentParams) -> None:
        document = server.workspace.get_text_document(params.text_document.uri)
        server.put(params.text_document.uri, params.text_document.version, document.source)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def did_close(params: lsp.DidCloseTextDocumentParams) -> None:
        server.drop(params.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    def did_save(_: lsp.DidSaveTextDocumentParams) -> None:
        server.look_again()

    @server.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def did_change_files(_: lsp.DidChangeWatchedFilesParams) -> None:
        server.look_again()


def _asking(server: RulesServer) -> None:
    @server.feature(lsp.TEXT_DOCUMENT_COMPLETION, lsp.CompletionOptions(trigger_characters=list(_TRIGGERS)))
    def completion(params: lsp.CompletionParams) -> lsp.CompletionList | None:
        found = server.at(params)
        return None if found is None else _completions(server, *found)

    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    def hovering(params: lsp.HoverParams) -> lsp.Hover | None:
        found = server.at(params)
        told = None if found is None else hover(server.desk, found[0], found[2], server.lang, server.as_of())
        if found is None or told is None:
            return None
        content = lsp.MarkupContent(lsp.MarkupKind.Markdown, told[2])
        return lsp.Hover(content, spoken.range_of(found[1], told[0], told[1]))

    @server.feature(lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def symbols(params: lsp.DocumentSymbolParams) -> list[lsp.DocumentSymbol]:
        sheet = server.sheet(params.text_document.uri)
        if sheet is None:
            return []
        lines = server.lines(sheet.text)
        return [spoken.symbol(entry, lines) for entry in entries(sheet, server.lang)]


def _completions(server: RulesServer, sheet: Sheet, lines: Lines, index: int) -> lsp.CompletionList:
    document = server.client_capabilities.text_document
    can = document.completion.completion_item if document is not None and document.completion is not None else None
    snippets = bool(can is not None and can.snippet_support)
    return spoken.completions(complete(server.desk, sheet, index, server.lang), lines, snippets=snippets)


def _naming(server: RulesServer) -> None:
    def target(params: Where) -> Found | None:
        found = server.at(params)
        symbol = found[0].symbol_at(found[2]) if found is not None and found[0].is_ours else None
        return server.desk.definition(found[0], symbol) if found is not None and symbol is not None else None

    @server.feature(lsp.TEXT_DOCUMENT_DEFINITION)
    def definition(params: lsp.DefinitionParams) -> list[lsp.Location]:
        found = target(params)
        return [] if found is None else server.locations([found])

    @server.feature(lsp.TEXT_DOCUMENT_REFERENCES)
    def references(params: lsp.ReferenceParams) -> list[lsp.Location]:
        found = target(params)
        uses = [] if found is None else server.desk.uses_of(found)
        return server.locations([use for use in uses if params.context.include_declaration or use != found])

    @server.feature(lsp.TEXT_DOCUMENT_PREPARE_RENAME)
    def prepare(params: lsp.PrepareRenameParams) -> lsp.PrepareRenamePlaceholder | None:
        found = server.at(params)
        symbol = _or_failed(lambda: renamable(server.desk, found[0], found[2], server.lang)) if found is not None else None
        if found is None or symbol is None:
            return None
        return lsp.PrepareRenamePlaceholder(spoken.range_of(found[1], symbol.start, symbol.end), symbol.name)

    @server.feature(lsp.TEXT_DOCUMENT_RENAME, lsp.RenameOptions(prepare_provider=True))
    def renaming(params: lsp.RenameParams) -> lsp.WorkspaceEdit | None:
        found = server.at(params)
        made = _or_failed(lambda: rename(server.desk, found[0], found[2], params.new_name, server.lang)) if found is not None else None
        if made is None:
            return None
        edits = {}
        for path, changes in made.edits.items():
            lines = server.lines(server.desk.text(path) or "")
            edits[path] = [spoken.text_edit(lines, *change) for change in changes]
        return _workspace_edit(server, edits)


def _or_failed(ask: Callable[[], Any]) -> Any:
    """The answer, or the refusal as an editor shows it."""
    try:
        return ask()
    except RefusedError as error:
        raise JsonRpcException(str(error), _REQUEST_FAILED) from None


def _workspace_edit(server: RulesServer, edits: dict[Path, list[lsp.TextEdit]]) -> lsp.WorkspaceEdit:
    """Edits of several files; with the versions they are meant for where the client looks at them."""
    workspace = server.client_capabilities.workspace
    can = workspace.workspace_edit if workspace is not None else None
    if can is None or not can.document_changes:
        return lsp.WorkspaceEdit(changes={server.uri_of(path): changes for path, changes in edits.items()})
    versions = {path: server.opened[path][1] if path in server.opened else None for path in edits}
    return lsp.WorkspaceEdit(
        document_changes=[
            lsp.TextDocumentEdit(lsp.OptionalVersionedTextDocumentIdentifier(server.uri_of(path), versions[path]), list(changes))
            for path, changes in edits.items()
        ]
    )


def _changing(server: RulesServer) -> None:
    @server.feature(lsp.TEXT_DOCUMENT_FORMATTING)
    def formatting(params: lsp.DocumentFormattingParams) -> list[lsp.TextEdit]:
        sheet = server.sheet(params.text_document.uri)
        edit = layout(sheet) if sheet is not None and sheet.is_ours else None
        return [] if sheet is None or edit is None else [spoken.text_edit(server.lines(sheet.text), *edit)]

    kinds = [lsp.CodeActionKind.QuickFix, _FIX_ALL]

    @server.feature(lsp.TEXT_DOCUMENT_CODE_ACTION, lsp.CodeActionOptions(code_action_kinds=kinds))
    def code_actions(params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        sheet = server.sheet(params.text_document.uri)
        if sheet is None:
            return []
        lines, only = server.lines(sheet.text), params.context.only
        look = partial(server.checked_with, sheet.path)
        found = server.diagnoses(sheet)
        made = []
        if _is_asked(lsp.CodeActionKind.QuickFix.value, only):
            first, last = (lines.index(at.line, at.character) for at in (params.range.start, params.range.end))
            touched = [each for each in found if each.start <= last and each.end >= first]
            made = [
                _action(server, sheet, lines, action) for action in actions(sheet, touched, server.lang, lambda text: look(text).problems)
            ]
        edit = fix_all(sheet, look) if found and only is not None and _is_asked(_FIX_ALL, only) else None
        if edit is not None:
            edits = {sheet.path: [spoken.text_edit(lines, *edit)]}
            made.append(lsp.CodeAction("naikkelas check --fix", kind=_FIX_ALL, edit=_workspace_edit(server, edits)))
        return made


def _is_asked(kind: str, only: Any) -> bool:
    """Whether the client wants actions of a kind: it names none, that one, or one that it belongs to."""
    wanted = [str(getattr(each, "value", each)) for each in only or ()]
    return only is None or any(kind == each or kind.startswith(f"{each}.") for each in wanted)


def _action(server: RulesServer, sheet: Sheet, lines: Lines, action: Any) -> lsp.CodeAction:
    return lsp.CodeAction(
        title=action.title,
        kind=lsp.CodeActionKind.QuickFix,
        diagnostics=[server.diagnostic(action.diagnosis, lines)],
        is_preferred=action.is_sure or None,
        edit=_workspace_edit(server, {sheet.path: [spoken.text_edit(lines, *edit) for edit in action.edits]}),
    )
