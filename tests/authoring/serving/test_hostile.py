"""Whatever is typed and asked for, the server answers and lives."""

import io
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from naikkelas.authoring.serving import server as module
from naikkelas.authoring.serving.diagnosing import diagnose
from naikkelas.authoring.serving.spoken import path_of
from tests.authoring.serving.editor import TODAY, RefusedByServerError
from tests.authoring.serving.test_asking import RULES, TESTS
from tests.authoring.serving.test_problems import GOOD, HEAD, codes
from tests.cli.console import ROOT

FILES = {path.name: path.read_text(encoding="utf-8") for path in sorted((ROOT / "rules").rglob("*.yaml"))}
TEXTS = [RULES, TESTS, *FILES.values()]
PLACED = ("hover", "completion", "definition", "prepareRename", "references", "rename")
WHOLE = ("documentSymbol", "formatting", "codeAction")
BITS = st.sampled_from(
    ["", "{", "}", "[", "]", "'", '"', ": ", "- ", "$", "#", "\n", "\r\n", "\t", "🙂", "\u2028", "\ufeff", "é", "&a ", "*a", "|\n", "<<: "]
)


def params_of(uri, method, position):
    params = {"textDocument": {"uri": uri}}
    if method in PLACED:
        params |= {"position": position, "context": {"includeDeclaration": True}, "newName": "baru"}
        if method != "references":
            del params["context"]
        if method != "rename":
            del params["newName"]
    elif method == "formatting":
        params["options"] = {"tabSize": 2, "insertSpaces": True}
    elif method == "codeAction":
        params |= {"range": {"start": {"line": 0, "character": 0}, "end": position}, "context": {"diagnostics": []}}
    return params


def ask(editor, uri, method, position):
    try:
        return editor.request(f"textDocument/{method}", params_of(uri, method, position))
    except RefusedByServerError as refused:
        assert method in ("rename", "prepareRename"), refused  # noqa: PT017 - a refusal is an answer there
        assert refused.args[1] == -32803, refused  # noqa: PT017


def try_one(editor, folder, data):
    text = data.draw(st.sampled_from(TEXTS))
    cut = data.draw(st.integers(0, len(text)))
    typed = text[:cut] + data.draw(BITS) + (text[data.draw(st.integers(cut, len(text))) :] if data.draw(st.booleans()) else "")
    name = "contoh.test.yaml" if "naikkelas-tests" in text[:300] else "contoh.yaml"
    uri = editor.open(folder / name, typed)
    line = data.draw(st.integers(0, typed.count("\n") + 1))
    position = {"line": line, "character": data.draw(st.integers(0, 90))}
    if data.draw(st.booleans()):
        position = editor.position(uri, min(len(typed), cut + data.draw(st.integers(0, 2))))
    for method in data.draw(st.lists(st.sampled_from((*PLACED, *WHOLE)), min_size=1, max_size=3, unique=True)):
        ask(editor, uri, method, position)
    editor.settle()
    lines = typed.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for each in editor.published(uri)[-1]["diagnostics"]:
        assert each["range"]["start"]["line"] < len(lines)
        assert (each["range"]["start"]["line"], each["range"]["start"]["character"]) <= (
            each["range"]["end"]["line"],
            each["range"]["end"]["character"],
        )
    errors = [message for message in editor.sent if message.get("method") in ("window/logMessage", "window/showMessage")]
    assert errors == []
    editor.sent.clear()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_half_typed_files_are_answered(editor, tmp_path, data):
    try_one(editor, tmp_path, data)


@pytest.mark.slow
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_many_half_typed_files_are_answered(editor, tmp_path, data):
    try_one(editor, tmp_path, data)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.characters(codec=None), max_size=50), st.sampled_from([*PLACED, *WHOLE]))
def test_any_text_is_answered(editor, tmp_path, text, method):
    uri = editor.open(tmp_path / "contoh.yaml", "criteria: {a: {require: {" + text)
    ask(editor, uri, method, {"line": 0, "character": 30})
    editor.settle()
    assert [message for message in editor.sent if message.get("method") == "window/logMessage"] == []


def test_requests_about_files_that_are_not_there(editor, tmp_path):
    for uri in (
        "untitled:Tanpa-1",
        (tmp_path / "tidak-ada.yaml").as_uri(),
        "https://example.org/a.yaml",
        "file:///",
        f"file:///{'a' * 5000}.yaml",
        "file:///a%00b.yaml",
    ):
        for method in (*PLACED, *WHOLE):
            assert not ask(editor, uri, method, {"line": 3, "character": 3})


def test_a_mistake_of_the_client_is_told_without_its_text(editor, tmp_path):
    params = {"textDocument": {"uri": (tmp_path / "a.yaml").as_uri(), "version": 3}, "contentChanges": [{"text": "NIK: 3305012345678901"}]}
    editor.notify("textDocument/didChange", params)  # of a text that was never opened
    (told,) = [message for message in editor.sent if message.get("method") == "window/logMessage"]
    assert told["params"]["message"].startswith("naikkelas: ")
    assert "3305012345678901" not in json.dumps(editor.sent)


def test_typing_on_puts_the_check_off(start, monkeypatch, tmp_path):
    """However often a text changes, it is checked when that stops."""
    seen = []
    monkeypatch.setattr(module, "_PAUSE", 0.05)
    monkeypatch.setattr(module, "diagnose", lambda path, texts, lang: seen.append(texts[path]) or ())
    editor = start()
    uri = editor.open(tmp_path / "a.yaml", "a")
    for number, letter in enumerate("bcde"):
        editor.change(uri, letter, version=number)
    editor.settle()
    assert seen == ["e"]


def test_other_columns_than_those_of_utf_16(start, tmp_path):
    editor = start(capabilities={"general": {"positionEncodings": ["utf-8"]}})
    assert editor.capabilities["positionEncoding"] == "utf-8"
    uri = editor.open(tmp_path / "a.yaml", f"{HEAD}criteria: {{a: {{title: é🙂, require: {{workrs: {{at_least: 1}}}}}}}}\n")
    found = [each for each in editor.problems(uri) if each["code"] == "NK201"]
    assert found[0]["range"]["start"] == {"line": 3, "character": len("criteria: {a: {title: é🙂, require: {".encode())}


def test_it_serves_until_its_input_ends():
    sent = [
        {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"processId": None, "rootUri": None, "capabilities": {}}},
        {"jsonrpc": "2.0", "id": 2, "method": "shutdown"},
    ]
    bodies = [json.dumps(each).encode() for each in sent]
    stdin = io.BytesIO(b"".join(b"Content-Length: %d\r\n\r\n%s" % (len(body), body) for body in bodies))
    stdout = io.BytesIO()
    assert module.serve("id", lambda: TODAY, stdin, stdout) is True
    assert b'"serverInfo"' in stdout.getvalue()
    assert module.serve("id", lambda: TODAY, io.BytesIO(), io.BytesIO()) is False


def served(*bodies):
    """What is answered to messages as they come over a pipe, by number."""
    stdin = io.BytesIO(b"".join(b"Content-Length: %d\r\n\r\n%s" % (len(body), body) for body in bodies))
    stdout = io.BytesIO()
    module.serve("id", lambda: TODAY, stdin, stdout)
    parts = [part.partition(b"\r\n\r\n")[2] for part in stdout.getvalue().split(b"Content-Length: ")[1:]]
    answers = [json.loads(part) for part in parts]
    return {each["id"]: each.get("error", {}).get("code") for each in answers if "method" not in each}


def request(number, method, params):
    return json.dumps({"jsonrpc": "2.0", "id": number, "method": method, "params": params}).encode()


BEGIN = request(1, "initialize", {"processId": None, "rootUri": None, "capabilities": {}})


def test_every_request_gets_an_answer():
    """A client that gets none waits for ever."""
    told = served(
        request("a", "textDocument/hover", {"textDocument": {"uri": "file:///a.yaml"}, "position": {"line": 0, "character": 0}}),
        b'{"jsonrpc": "2.0", "method": "textDocument/didSave", "params": {"textDocument": {"uri": "file:///a.yaml"}}}',
        b'{"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": 3}',
        BEGIN,
        request(2, "textDocument/hover", {"textDocument": 3}),
        request(3, "textDocument/rename", "NIK 3305012345678901"),
        request(4, "no/such", {}),
        b'{"id": 5}',
        request(6, "shutdown", None),
        request(7, "textDocument/hover", {"textDocument": {"uri": "file:///a.yaml"}, "position": {"line": 0, "character": 0}}),
    )
    assert told == {"a": -32002, 1: None, 2: -32602, 3: -32602, 4: -32601, 5: -32600, 6: None, 7: -32600}


@pytest.mark.parametrize("body", [b"{", b"\xff\xfe", b"[" * 100_000, b""])
def test_what_is_no_json_is_said_to_be_none(body):
    assert served(BEGIN, body or b" ") == {1: None, None: -32700}
    assert served(BEGIN, b"[1]") == {1: None, None: -32600}


def test_outside_a_checkout_a_code_leads_to_the_name_of_its_page(monkeypatch, tmp_path):
    monkeypatch.setattr(module, "__file__", str(tmp_path / "a" / "b" / "c" / "d" / "server.py"))
    assert module._pages() == "docs/problems"


@pytest.mark.parametrize("spelled", ["{folder}/./a.yaml", "{folder}//a.yaml", "{folder}/sub/../a.yaml", "{folder}/%61.yaml"])
def test_an_address_may_be_spelled_in_other_ways(editor, tmp_path, spelled):
    uri = editor.open(tmp_path / "a.yaml", HEAD + "criteria: {c: {require: {keeps_books: {is: true}}}}\n")
    other = "file://" + spelled.format(folder=tmp_path)
    found = editor.request("textDocument/documentSymbol", {"textDocument": {"uri": other}})
    assert found == editor.request("textDocument/documentSymbol", {"textDocument": {"uri": uri}}) != []
    host = f"file://localhost{tmp_path}/a.yaml"
    assert editor.request("textDocument/documentSymbol", {"textDocument": {"uri": host}}) == found


@pytest.mark.parametrize(
    "uri",
    ["file:///c%3A/rules/a.yaml", "file:///c:/rules/a.yaml", "file:a.yaml", "file://server/share/a.yaml", "file:///%00.yaml", "file:"],
)
def test_an_address_of_another_system_is_answered_and_told_as_it_was_written(editor, uri):
    text = HEAD + "criteria: {c: {require: {keeps_boks: {is: true}}}}\n"
    editor.open(uri, text)
    assert [each["code"] for each in editor.problems(uri)] == ["NK201"]
    (use,) = editor.request("textDocument/definition", editor.place(uri, "contoh")) or [{"uri": uri}]
    assert use["uri"] == uri
    edit = editor.request("textDocument/codeAction", {
        "textDocument": {"uri": uri}, "range": editor.published(uri)[-1]["diagnostics"][0]["range"], "context": {"diagnostics": []},
    })[0]["edit"]  # fmt: skip
    assert list(edit["changes"]) == [uri]


def test_what_an_address_of_another_system_asks_for_has_an_address_too(editor):
    uri = "file:///c%3A/rules/a.yaml"
    other = editor.open("file:///c%3A/rules/b.yaml", HEAD.replace("contoh", "b") + "criteria: {d: {require: {keeps_boks: {is: true}}}}\n")
    editor.open(uri, HEAD + "uses: {b: [d]}\ncriteria: {c: {require: {keeps_books: {is: true}}}}\n")
    (found,) = [each for each in editor.problems(uri) if each.get("relatedInformation")]
    assert found["relatedInformation"][0]["location"]["uri"].replace("c:", "c%3A") == other


def test_a_file_with_two_names_is_changed_once(editor, tmp_path):
    text = HEAD + "parameters: {p: {type: integer, values: {2026-01-01: 1}}}\ncriteria: {c: {require: {workers: {at_least: $p}}}}\n"
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "b.yaml").symlink_to(tmp_path / "a.yaml")
    uri = editor.open(tmp_path / "a.yaml")
    made = editor.request("textDocument/rename", {**editor.place(uri, "p:"), "newName": "least"})
    assert list(made["changes"]) == [uri]


def test_an_address_with_a_host_that_is_none_is_no_file():
    assert path_of("file://[/a.yaml") is None


@pytest.mark.parametrize("uri", ["file://[::1/x.yaml", "file://[zz]/a.yaml", "http://[::1/x.yaml"])
def test_a_request_about_an_address_that_is_none_says_so(editor, tmp_path, uri):
    assert path_of(uri) is None
    editor.open(uri, GOOD)
    editor.change(uri, GOOD)
    for method in (*PLACED, *WHOLE):
        with pytest.raises(RefusedByServerError, match=r"'the address of the text cannot be read', -32602"):
            editor.request(f"textDocument/{method}", params_of(uri, method, {"line": 4, "character": 30}))
    logged = [each["params"]["message"] for each in editor.sent if each.get("method") == "window/logMessage"]
    assert logged == ["naikkelas: the address of the text cannot be read"] * 2
    assert codes(editor.problems(editor.open(tmp_path / "a.yaml", GOOD))) == []


def test_what_goes_wrong_inside_is_told_without_places_and_texts(editor, tmp_path, monkeypatch):
    def fail(*_):
        raise ValueError("the owner is Budi")

    uri = editor.open(tmp_path / "a.yaml", GOOD)
    monkeypatch.setattr(module, "hover", fail)
    with pytest.raises(RefusedByServerError, match=r"^\('ValueError', -32603\)$"):
        editor.hover(uri, "keeps_books")
    answer = next(each["error"] for each in editor.sent if "error" in each)
    assert answer == {"code": -32603, "message": "ValueError"}


def test_a_file_whose_check_fails_keeps_no_other_from_its_problems(editor, tmp_path, monkeypatch):
    def fail_of_one(path, *rest):
        if path.name == "a.yaml":
            raise RecursionError
        return diagnose(path, *rest)

    monkeypatch.setattr(module, "diagnose", fail_of_one)
    one = editor.open(tmp_path / "a.yaml", GOOD)
    two = editor.open(tmp_path / "b.yaml", GOOD.replace("keeps_books", "keeps_boks"))
    assert codes(editor.problems(two)) == ["NK201"]
    assert editor.published(one) == []
    logged = [each["params"]["message"] for each in editor.sent if each.get("method") == "window/logMessage"]
    assert logged[-1] == "naikkelas: RecursionError"


@pytest.mark.parametrize(
    "line", ["- " * 1000, "rule_set: x\ncriteria:\n  " + "- " * 1000, "rule_set: x\nx: " + "[" * 5000, "rule_set: x\n" + "? " * 1000]
)
def test_a_text_that_is_nested_too_deep_is_answered_as_any_other(editor, tmp_path, line):
    (tmp_path / "deep.yaml").write_text(line, encoding="utf-8")
    good = editor.open(tmp_path / "a.yaml", GOOD)
    deep = editor.open(tmp_path / "deep.yaml")
    assert (codes(editor.problems(good)), codes(editor.problems(deep)) != [] or line.startswith("-")) == ([], True)
    renamed = editor.request("textDocument/rename", {**editor.place(good, "books"), "newName": "accounts"})
    assert list(renamed["changes"]) == [good]


def test_places_in_other_files_are_counted_as_the_client_counts(editor, tmp_path):
    other = "format: naikkelas/1\nrule_set: dasar\nversion: 1\ncriteria: {a: {title: '\U0001f642\U0001f642', require: {keeps_boks: {is: true}}}}\n"
    (tmp_path / "dasar.yaml").write_text(other, encoding="utf-8")
    uri = editor.open(tmp_path / "pakai.yaml", HEAD + "criteria: {own: {require: {programme: {dasar: eligible}}}}\n")
    (found,) = editor.problems(uri)
    (why,) = found["relatedInformation"]
    assert why["location"]["range"]["start"]["character"] == other.splitlines()[3].index("keeps_boks") + 2
