"""An editor in the same process: it talks JSON with the server, as one over a pipe does, and waits for nothing but answers."""

import asyncio
import json
from datetime import date
from pathlib import Path

from naikkelas.authoring.serving import server as module
from naikkelas.authoring.serving.desk import Desk
from naikkelas.authoring.serving.lines import Lines

TODAY = date(2026, 11, 1)


class RefusedByServerError(Exception):
    """The error that the server answered with."""


class Editor:
    def __init__(self, lang="en", options=None, capabilities=None):
        self.loop = asyncio.new_event_loop()
        self.server = module.make_server(lang, lambda: TODAY)
        self.server.protocol.set_writer(self)
        self.sent = []
        self.texts = {}
        self._number = 0
        params = {"processId": None, "rootUri": None, "capabilities": capabilities or {}, "initializationOptions": options}
        self.capabilities = self.request("initialize", params)["capabilities"]
        self.notify("initialized", {})

    def write(self, data):
        head, _, body = data.partition(b"\r\n\r\n")
        self.sent.append(json.loads(body if head.startswith(b"Content") else data))

    def close(self):
        watch = self.server._watch
        if watch is not None and not watch.done():
            watch.cancel()
            self.loop.run_until_complete(asyncio.gather(watch, return_exceptions=True))
        self.loop.run_until_complete(self.loop.shutdown_default_executor())
        self.loop.close()

    def clear(self):
        """Closes everything and forgets what was said."""
        for uri, _ in list(self.server.opened.values()):
            self.shut(uri)
        self.settle()
        self.server.desk = Desk()
        self.sent.clear()
        self.texts.clear()

    async def _handle(self, message):
        protocol = self.server.protocol
        protocol.handle_message(json.loads(json.dumps(message), object_hook=protocol.structure_message))

    def request(self, method, params):
        """The result; an error raises."""
        self._number += 1
        self.loop.run_until_complete(self._handle({"jsonrpc": "2.0", "id": self._number, "method": method, "params": params}))
        answer = next(each for each in self.sent if each.get("id") == self._number)
        if "error" in answer:
            raise RefusedByServerError(answer["error"]["message"], answer["error"]["code"])
        return answer["result"]

    def notify(self, method, params):
        self.loop.run_until_complete(self._handle({"jsonrpc": "2.0", "method": method, "params": params}))

    # --- texts -------------------------------------------------------------------------------------------------------

    def open(self, path, text=None, version=1):
        text = Path(path).read_bytes().decode("utf-8") if text is None else text
        uri = path if isinstance(path, str) else path.as_uri()
        self.texts[uri] = text
        self.notify("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "yaml", "version": version, "text": text}})
        return uri

    def change(self, uri, text, version=2):
        self.texts[uri] = text
        self.notify("textDocument/didChange", {"textDocument": {"uri": uri, "version": version}, "contentChanges": [{"text": text}]})

    def shut(self, uri):
        self.notify("textDocument/didClose", {"textDocument": {"uri": uri}})

    def settle(self):
        """Waits until every problem is told."""
        if self.server._watch is not None:
            self.loop.run_until_complete(self.server._watch)

    def published(self, uri):
        """Everything that was published about a text."""
        found = [each["params"] for each in self.sent if each.get("method") == "textDocument/publishDiagnostics"]
        return [each for each in found if each["uri"] == uri]

    def problems(self, uri):
        self.settle()
        return self.published(uri)[-1]["diagnostics"]

    # --- places ------------------------------------------------------------------------------------------------------

    def position(self, uri, index):
        line, character = Lines(self.texts[uri]).position(index)
        return {"line": line, "character": character}

    def place(self, uri, needle, offset=0, nth=0):
        """Where a part of the text starts, moved by ``offset``."""
        index = -1
        for _ in range(nth + 1):
            index = self.texts[uri].index(needle, index + 1)
        return {"textDocument": {"uri": uri}, "position": self.position(uri, index + offset)}

    def under(self, uri, place):
        """The text of a range."""
        lines = Lines(self.texts[uri])
        start, end = (lines.index(place[side]["line"], place[side]["character"]) for side in ("start", "end"))
        return self.texts[uri][start:end]

    def edited(self, uri, edits):
        """The text with edits made."""
        lines, text = Lines(self.texts[uri]), self.texts[uri]
        spans = [
            (*(lines.index(e["range"][side]["line"], e["range"][side]["character"]) for side in ("start", "end")), e["newText"])
            for e in edits
        ]
        for start, end, new in sorted(spans, reverse=True):
            text = text[:start] + new + text[end:]
        return text

    # --- requests ----------------------------------------------------------------------------------------------------

    def completion(self, text, path):
        """The offers at ``|`` in a text, by label."""
        index = text.index("|")
        uri = self.open(path, text.replace("|", "", 1))
        where = {"textDocument": {"uri": uri}, "position": self.position(uri, index)}
        return {item["label"]: item for item in self.request("textDocument/completion", where)["items"]}

    def hover(self, uri, needle, offset=0, nth=0):
        found = self.request("textDocument/hover", self.place(uri, needle, offset, nth))
        return None if found is None else found["contents"]["value"]

    def actions(self, uri, diagnostic, only=None):
        context = {"diagnostics": [diagnostic], **({} if only is None else {"only": only})}
        return self.request("textDocument/codeAction", {"textDocument": {"uri": uri}, "range": diagnostic["range"], "context": context})
