"""The server as an editor starts it: a process, a pipe, and the client of pygls."""

import asyncio
import contextlib
import subprocess
import sys

import pytest
from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

from naikkelas import extras
from naikkelas.cli import lsp as command
from naikkelas.problems import MissingExtraError, Problem
from tests.cli.console import run

COMMAND = (sys.executable, "-m", "naikkelas", "lsp")
TEXT = """\
format: naikkelas/1
rule_set: contoh
version: 1
parameters:
  limit: {title: {id: "🙂 batas", en: "limit"}, type: integer, values: {2020-01-01: 5}}
criteria:
  staff:
    title: {id: "Pekerja", en: "Staff"}
    require: {workers: {at_least: $limit}}
effective: {from: 2020-01-01}
"""


class Client(LanguageClient):
    """A client that keeps what it is told."""

    def __init__(self):
        super().__init__("test", "1")
        self.told = []
        self.news = asyncio.Event()

        @self.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def _(params):
            self.told.append(params)
            self.news.set()

    async def problems(self, version):
        """What is told of a version of the text."""
        while True:
            found = [each for each in self.told if each.version == version]
            if found:
                return found[-1].diagnostics
            self.news.clear()
            await asyncio.wait_for(self.news.wait(), 20)


def spot(text, needle, offset=0):
    index = text.index(needle) + offset
    before = text[:index].rpartition("\n")[2]
    return lsp.Position(text.count("\n", 0, index), len(before.encode("utf-16-le")) // 2)


async def session(path):
    client = Client()
    await client.start_io(*COMMAND, "--lang", "en")
    able = lsp.ClientCapabilities(
        text_document=lsp.TextDocumentClientCapabilities(rename=lsp.RenameClientCapabilities(prepare_support=True))
    )
    params = lsp.InitializeParams(able, initialization_options={"lang": "en"})
    capabilities = (await client.initialize_async(params)).capabilities
    client.initialized(lsp.InitializedParams())
    uri = path.as_uri()
    named = lsp.TextDocumentIdentifier(uri)

    wrong = TEXT.replace("workers", "workrs")
    client.text_document_did_open(lsp.DidOpenTextDocumentParams(lsp.TextDocumentItem(uri, "yaml", 1, wrong)))
    (problem,) = [each for each in await client.problems(1) if each.code == "NK201"]
    at = lsp.CodeActionParams(named, problem.range, lsp.CodeActionContext([problem]))
    (action,) = await client.text_document_code_action_async(at)

    change = lsp.TextDocumentContentChangeWholeDocument(TEXT)
    client.text_document_did_change(lsp.DidChangeTextDocumentParams(lsp.VersionedTextDocumentIdentifier(version=2, uri=uri), [change]))
    after = await client.problems(2)
    here = spot(TEXT, "$limit", 2)
    hover = await client.text_document_hover_async(lsp.HoverParams(named, here))
    definition = await client.text_document_definition_async(lsp.DefinitionParams(named, here))
    rename = await client.text_document_rename_async(lsp.RenameParams(named, here, "batas"))
    offers = await client.text_document_completion_async(lsp.CompletionParams(named, spot(TEXT, "workers", 3)))

    await client.shutdown_async(None)
    client.exit(None)
    code = await asyncio.wait_for(client._server.wait(), 20)
    complaints = (await client._server.stderr.read()).decode()
    with contextlib.suppress(asyncio.CancelledError):
        await client.stop()
    return capabilities, action, after, hover, definition, rename, offers, code, complaints


def test_a_session(tmp_path):
    capabilities, action, after, hover, definition, rename, offers, code, complaints = asyncio.run(session(tmp_path / "contoh.yaml"))
    assert capabilities.rename_provider.prepare_provider
    assert capabilities.document_formatting_provider
    assert action.title == "Replace with 'workers'"
    assert [each.code for each in after] == []
    assert "**limit** `$limit` (parameter)" in hover.contents.value
    assert definition[0].range.start == lsp.Position(4, 2)
    edits = next(iter(rename.changes.values()))
    assert sorted((edit.range.start.line, edit.range.start.character, edit.new_text) for edit in edits) == [
        (4, 2, "batas"),
        (8, 35, "batas"),
    ]
    assert "workers" in {item.label for item in offers.items}
    assert (code, complaints) == (0, "")


def test_an_editor_that_goes_away_ends_the_server():
    done = subprocess.run(COMMAND, input=b"", capture_output=True, timeout=30, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"")


def test_rubbish_on_the_pipe_is_no_traceback_and_shows_no_text():
    secret = b'{"jsonrpc": "2.0", "id": 1, "method": "textDocument/hover", "params": {"NIK": "3305012345678901"}}'
    sent = b"Content-Length: %d\r\n\r\n%s" % (len(secret), secret)
    done = subprocess.run(COMMAND, input=b"Content-Length: 3\r\n\r\n{{{" + sent, capture_output=True, timeout=30, check=False)
    assert b"Traceback" not in done.stderr
    assert b"3305012345678901" not in done.stderr
    assert done.returncode == 1


# --- the command ------------------------------------------------------------------------------------------------------


def test_the_command_says_what_is_missing(monkeypatch):
    def missing(module, extra):
        raise MissingExtraError([Problem("NK507", slots={"name": "pygls", "extra": extra}, hint="install_extra")])

    monkeypatch.setattr(command, "need", missing)
    result = run("lsp", "--lang", "en")
    assert (result.exit_code, "Traceback" in result.stderr) == (2, False)
    assert "naikkelas[lsp]" in result.stderr


def test_the_module_is_the_one_that_the_extra_brings():
    assert extras.need("pygls.lsp.server", "lsp").LanguageServer


def test_help_says_who_starts_it():
    result = run("lsp", "--help")
    assert result.exit_code == 0
    assert "Editor yang menjalankannya" in result.stdout


class Terminal:
    def isatty(self):
        return True


def test_a_person_is_told_that_an_editor_starts_it(monkeypatch):
    monkeypatch.setattr(command, "sys", type("sys", (), {"stdin": Terminal(), "stdout": Terminal()}))
    result = run("lsp", "--lang", "en")
    assert (result.exit_code, "an editor starts this command" in result.stderr) == (2, True)


@pytest.mark.parametrize(("asked", "code"), [(True, 0), (False, 1)])
def test_the_exit_code_says_how_it_ended(monkeypatch, tmp_path, asked, code):
    given = {}

    def serve(lang, today, stdin, stdout):
        given.update(lang=lang, today=today())
        stdout.close()
        return asked

    monkeypatch.setattr("naikkelas.authoring.serving.server.serve", serve)
    with (tmp_path / "out").open("w") as out, (tmp_path / "out").open() as empty:
        monkeypatch.setattr(command, "sys", type("sys", (), {"stdin": empty, "stdout": out}))
        assert run("lsp", "--stdio", "--lang", "en").exit_code == code
    assert given["lang"] == "en"
