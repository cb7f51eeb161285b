"""The protocol of pygls, but every request gets an answer: also one that cannot be understood, or comes at the wrong time (extra ``lsp``)."""

import json
from typing import Any, Final
from urllib.parse import urlsplit

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException
from pygls.protocol import LanguageServerProtocol

__all__ = ["RulesProtocol", "is_unreadable"]

_NOT_INITIALIZED: Final = -32002
_PARSE_ERROR: Final = -32700
_INVALID_REQUEST: Final = -32600
_INVALID_PARAMS: Final = -32602
_INTERNAL_ERROR: Final = -32603
#: Stands for a message that was answered while it was read.
_ANSWERED: Final = object()


def is_unreadable(error: Exception) -> bool:
    """Whether an error means that what came is no JSON."""
    return isinstance(error, json.JSONDecodeError | UnicodeDecodeError | RecursionError)


def _has_no_address(message: Any) -> bool:
    """Whether a message is about a text whose address is no address."""
    document = getattr(getattr(message, "params", None), "text_document", None)
    try:
        urlsplit(getattr(document, "uri", ""))
    except ValueError:
        return True
    return False


class RulesProtocol(LanguageServerProtocol):
    """Refusals name no part of a message; it may hold somebody's data."""

    def structure_message(self, data: dict[str, Any]) -> Any:
        """Reads a message; of a request that does not fit its method the client is told at once."""
        try:
            return super().structure_message(data)
        except JsonRpcException:
            if "id" not in data or "method" not in data:
                raise
            self._refuse(data["id"], _INVALID_PARAMS, "the parameters do not fit the method")
            return _ANSWERED

    def handle_message(self, message: Any) -> None:
        """Handles a message, if it may come now."""
        if message is _ANSWERED:
            return
        if not hasattr(message, "jsonrpc"):
            found = message.get("id") if isinstance(message, dict) else None
            self._refuse(found, _INVALID_REQUEST, "this is no message of JSON-RPC 2.0")
            return
        method = getattr(message, "method", None)
        is_request = method is not None and hasattr(message, "id")
        if is_request and self._shutdown:
            self._refuse(message.id, _INVALID_REQUEST, "the server was shut down")
        elif is_request and self._workspace is None and method != lsp.INITIALIZE:
            self._refuse(message.id, _NOT_INITIALIZED, "the server is not initialized")
        elif _has_no_address(message):
            words = "the address of the text cannot be read"
            if is_request:
                self._refuse(message.id, _INVALID_PARAMS, words)
            else:
                self._server.window_log_message(lsp.LogMessageParams(lsp.MessageType.Error, f"naikkelas: {words}"))
        elif is_request or method is None or self._workspace is not None or method == lsp.EXIT:
            super().handle_message(message)

    def _send_response(self, msg_id: Any, result: Any = None, error: lsp.ResponseError | None = None) -> None:
        """Answers a request; of what went wrong inside only its name is said, not where in the program and with what text."""
        if error is not None and error.code == _INTERNAL_ERROR:
            error = lsp.ResponseError(error.code, error.message.partition(":")[0].strip())
        super()._send_response(msg_id, result, error)

    def refuse_unreadable(self) -> None:
        """Answers what was no JSON; nobody knows to which request."""
        self._refuse(None, _PARSE_ERROR, "this is no JSON")

    def _refuse(self, number: object, code: int, words: str) -> None:
        number = number if isinstance(number, int | str) else None
        self._send_data({"jsonrpc": self.VERSION, "id": number, "error": {"code": code, "message": words}})
