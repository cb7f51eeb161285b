"""Problems as an editor sees them, and what it offers to do about them."""

import re

import pytest

from naikkelas.authoring.checking import Checker, fixing
from naikkelas.authoring.formatting import formatted
from naikkelas.authoring.serving import server as module
from naikkelas.authoring.serving.acting import _difference
from naikkelas.ruleset.reader import read_yaml
from tests.cli.console import ROOT, run
from tests.ruleset.cases import CASES, MARK
from tests.ruleset.cases import HEAD as CASE_HEAD

HEAD = "format: naikkelas/1\nrule_set: contoh\nversion: 1\n"
GOOD = HEAD + 'criteria:\n  books: {title: {id: "Buku", en: "Books"}, require: {keeps_books: {is: true}}}\n'


def codes(problems):
    return [each["code"] for each in problems]


@pytest.mark.parametrize("path", sorted((ROOT / "rules").rglob("*.yaml"))[::5], ids=lambda path: path.name)
def test_bundled_files_have_none(editor, path):
    assert editor.problems(editor.open(path)) == []


def test_a_problem_has_its_place_severity_page_and_sentence(editor, tmp_path):
    uri = editor.open(tmp_path / "contoh.yaml", GOOD.replace("keeps_books", "keeps_boks"))
    (found,) = editor.problems(uri)
    assert (found["code"], found["severity"], found["source"]) == ("NK201", 1, "naikkelas")
    assert editor.under(uri, found["range"]) == "keeps_boks"
    assert found["message"] == "unknown fact 'keeps_boks' in criterion 'books'; did you mean 'keeps_books'?"
    assert found["codeDescription"]["href"].endswith("docs/problems/NK201.md")


def test_the_client_chooses_the_language_and_where_the_pages_are(start, tmp_path):
    editor = start(lang="en", options={"lang": "id", "problemPages": "https://contoh.id/masalah/", "other": 3})
    (found,) = editor.problems(editor.open(tmp_path / "a.yaml", GOOD.replace("keeps_books", "keeps_boks")))
    assert found["message"].startswith("fakta 'keeps_boks' tidak dikenal")
    assert found["codeDescription"]["href"] == "https://contoh.id/masalah/NK201.md"


@pytest.mark.parametrize("options", [None, [], "en", {"lang": "fr"}, {"lang": 3, "problemPages": 7}])
def test_options_that_mean_nothing_are_passed_over(start, tmp_path, options):
    editor = start(lang="en", options=options)
    (found,) = editor.problems(editor.open(tmp_path / "a.yaml", GOOD.replace("keeps_books", "keeps_boks")))
    assert "did you mean" in found["message"]


@pytest.mark.parametrize("code", sorted({case.code for case in CASES})[::3])
def test_the_editor_sees_what_the_command_line_sees(editor, tmp_path, code):
    case = next(case for case in CASES if case.code == code)
    for name, text in case.beside.items():
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    bad = case.bad.replace(MARK, "")
    path = tmp_path / "tried.yaml"
    path.write_text(bad if bad.startswith("format") else CASE_HEAD + bad, encoding="utf-8")
    expected = [one for one in Checker().check(path).problems if one.place.file == str(path)]
    found = editor.problems(editor.open(path))
    assert code in {one.code for one in expected}
    assert {(one.code, one.place.line - 1) for one in expected} <= {(each["code"], each["range"]["start"]["line"]) for each in found}


def test_problems_go_when_the_text_is_mended_and_when_it_is_closed(editor, tmp_path):
    uri = editor.open(tmp_path / "a.yaml", GOOD.replace("keeps_books", "keeps_boks"))
    assert codes(editor.problems(uri)) == ["NK201"]
    editor.change(uri, GOOD)
    assert editor.problems(uri) == []
    editor.change(uri, GOOD.replace("true", "ya"), version=3)
    assert codes(editor.problems(uri)) == ["NK207"]
    editor.shut(uri)
    assert editor.problems(uri) == []


def test_problems_of_an_older_text_are_never_shown(editor, tmp_path, monkeypatch):
    """A slow check is overtaken by typing: what it finds is thrown away."""
    real, path = module.diagnose, tmp_path / "a.yaml"

    def slow(which, texts, lang):
        found = real(which, texts, lang)
        if "keeps_boks" in texts[which]:
            editor.server.desk.put(which, GOOD)
            editor.server.opened[which] = (uri, 2)
        return found

    monkeypatch.setattr(module, "diagnose", slow)
    uri = path.as_uri()
    editor.open(path, GOOD.replace("keeps_books", "keeps_boks"))
    editor.settle()
    assert editor.published(uri) == []
    editor.change(uri, GOOD, version=2)
    assert [(each["version"], each["diagnostics"]) for each in (editor.settle(), editor.published(uri))[1]] == [(2, [])]


def test_settings_and_comments_count(editor, tmp_path):
    twice = GOOD + "  more: {require: {keeps_books: {is: true}}}\n"
    uri = editor.open(tmp_path / "a.yaml", twice)
    assert ("NK316", 2) in [(each["code"], each["severity"]) for each in editor.problems(uri)]
    (tmp_path / "naikkelas.toml").write_text('[severity]\nNK316 = "error"\n', encoding="utf-8")
    editor.notify("textDocument/didSave", {"textDocument": {"uri": uri}})
    assert ("NK316", 1) in [(each["code"], each["severity"]) for each in editor.problems(uri)]
    editor.change(uri, twice.replace("  more:", "  # naikkelas: ignore[NK316] sengaja\n  more:"))
    assert "NK316" not in codes(editor.problems(uri))
    (tmp_path / "naikkelas.toml").write_text("severity = 3", encoding="utf-8")
    editor.notify("workspace/didChangeWatchedFiles", {"changes": []})
    assert "NK333" in codes(editor.problems(uri))


def test_tests_have_problems_of_their_own(editor, tmp_path):
    rules = editor.open(tmp_path / "contoh.yaml", GOOD)
    tests = editor.open(
        tmp_path / "tests" / "contoh.test.yaml",
        "format: naikkelas-tests/1\nrules: ../contoh.yaml\nas_of: 2026-11-01\ncases:\n"
        "  - {name: a, profile: {keeps_books: ya}, expect: {statuses: {boks: met}}}\n",
    )
    found = editor.problems(tests)
    assert {editor.under(tests, each["range"]) for each in found} == {"ya", "boks"}
    assert editor.problems(rules) == []


def test_other_versions_beside_it_count(editor, tmp_path):
    until, since = (
        GOOD.replace("version: 1", f"version: {number}\neffective: {days}")
        for number, days in ((1, "{until: 2025-12-31}"), (2, "{from: 2026-02-01}"))
    )
    (tmp_path / "a.yaml").write_text(until, encoding="utf-8")
    (tmp_path / "map.yaml").mkdir()
    newer = editor.open(tmp_path / "b.yaml", since)
    assert codes(editor.problems(newer)) == ["NK340"]
    older = editor.open(tmp_path / "a.yaml", until.replace("2025-12-31", "2026-01-31"))
    assert (editor.problems(newer), editor.problems(older)) == ([], [])


def test_unsaved_text_of_other_open_files_counts(editor, tmp_path):
    (tmp_path / "dasar.yaml").write_text(
        HEAD.replace("contoh", "dasar") + "criteria: {old: {require: {keeps_books: {is: true}}}}\n", "utf-8"
    )
    user = editor.open(
        tmp_path / "pakai.yaml",
        HEAD.replace("contoh", "pakai") + "uses: {dasar: [fresh]}\ncriteria: {own: {require: {workers: {at_least: 1}}}}\n",
    )
    assert codes(editor.problems(user)) == ["NK203"]
    base = editor.open(
        tmp_path / "dasar.yaml", HEAD.replace("contoh", "dasar") + "criteria: {fresh: {require: {keeps_books: {is: true}}}}\n"
    )
    assert editor.problems(user) == []
    editor.shut(base)
    assert codes(editor.problems(user)) == ["NK203"]


def test_errors_of_another_file_are_told_where_it_is_asked_for(editor, tmp_path):
    (tmp_path / "dasar.yaml").write_text(HEAD.replace("contoh", "dasar") + "criteria: {a: {require: {keeps_boks: {is: true}}}}\n", "utf-8")
    text = HEAD.replace("contoh", "pakai") + "criteria: {own: {require: {programme: {dasar: eligible}}}}\n"
    uri = editor.open(tmp_path / "pakai.yaml", text)
    (found,) = editor.problems(uri)
    assert (found["code"], editor.under(uri, found["range"])) == ("NK201", "dasar")
    assert "dasar.yaml has errors" in found["message"]
    assert editor.actions(uri, found) == []
    (why,) = found["relatedInformation"]
    assert why["location"]["uri"] == (tmp_path / "dasar.yaml").as_uri()
    assert why["location"]["range"]["start"] == {"line": 3, "character": 25}


def test_files_of_others_and_empty_ones_have_no_problems(editor, tmp_path):
    assert editor.problems(editor.open(tmp_path / "compose.yaml", "services:\n  web: {image: x}\n")) == []
    assert editor.problems(editor.open(tmp_path / "empty.yaml", "\n")) == []
    assert editor.problems(editor.open("untitled:Untitled-1", HEAD)) != []


RANGES = [
    ("criteria:\n  a: {require: {regency: {in: [3305, {b: c}]}}}\n", {"[3305, {b: c}]", "{b: c}"}),
    ("criteria:\n  a:\n    require: {sector: {in: []}}\n", {"[]"}),
    ("criteria: {a: {require: {any: [{workers: {at_least: 1, at_most: 2}}]}}}\n", {"{workers: {at_least: 1, at_most: 2}}"}),
    ("criteria: {a: {require: {keeps_books: {is: true}}}}\n# naikkelas: ignore\n", {"# naikkelas: ignore"}),
    ("criteria: {a: {require: {keeps_books: {is: “true”}}}}\n", {"“true”"}),
    ("criteria: {a: {require: {keeps_books: {is:\u00a0true}}}}\n", {"\u00a0"}),
    ("criteria: {a: {require: {keeps_books: {is: true}}}\n", None),
    ("criteria:\n  a:\n\trequire: x\n", None),
    ("criteria: {a: {title: '🙂🙂', require: {'workrs': {at_least: 1}}}}\n", {"'workrs'"}),
]


@pytest.mark.parametrize(("text", "expected"), RANGES)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_problem_is_about_all_of_what_it_names(editor, tmp_path, text, expected, ending):
    uri = editor.open(tmp_path / "a.yaml", (HEAD + text).replace("\n", ending))
    found = {editor.under(uri, each["range"]) for each in editor.problems(uri)}
    assert found
    assert expected is None or found & expected


def test_a_problem_of_a_file_without_a_place_stands_at_its_start(editor, tmp_path):
    found = editor.problems(editor.open(tmp_path / "a.yaml", HEAD + "#" * 2_000_001))
    assert [(each["code"], each["range"]["start"]) for each in found] == [("NK104", {"line": 0, "character": 0})]


def test_a_byte_order_mark_moves_nothing(editor, tmp_path):
    uri = editor.open(tmp_path / "a.yaml", "\ufeffformat: naikkelas/9\n" + GOOD.partition("\n")[2])
    assert [editor.under(uri, each["range"]) for each in editor.problems(uri)] == ["naikkelas/9"]


# --- actions ----------------------------------------------------------------------------------------------------------

MENDED = [
    (GOOD.replace("keeps_books", "keeps_boks"), "NK201", "Replace with 'keeps_books'"),
    (GOOD.replace("keeps_books", "'keeps_boks'"), "NK201", "Replace with 'keeps_books'"),
    (GOOD.replace("{is: true}", "true"), "NK152", "Replace with '{is: true}'"),
    (GOOD.replace("true", "“true”"), "NK127", "Fix NK127"),
    (GOOD.replace("is: true", "is:\u00a0true"), "NK109", "Fix NK109"),
    (GOOD + "# naikkelas: ignore[NK316] tidak ada\n", "NK331", "Fix NK331"),
    (GOOD.replace("is: true", "is:true"), "NK124", "Fix NK124"),
    (GOOD.replace("is: true", "is:\ttrue"), "NK110", "Fix NK110"),
    (GOOD.replace("is: true", "is: ya"), "NK207", "Fix NK207"),
    (GOOD.replace("{keeps_books: {is: true}}", "{sector: {in: herbal}}"), "NK152", "Fix NK152"),
    (GOOD.replace("{keeps_books: {is: true}}", "{sector: [herbal, wood]}"), "NK152", "Replace with '{in: [herbal, wood]}'"),
    (GOOD.replace("naikkelas/1", "naikkelas/9"), "NK153", "Replace with 'naikkelas/1'"),
    (GOOD.replace("naikkelas/1", '"naikkelas 1"'), "NK153", "Replace with 'naikkelas/1'"),
    (
        GOOD.replace("version: 1", "version: 1\neffective: {from: 2026-01-01}")
        + "parameters: {p: {type: integer, values: {2026-01-01: 1}}}\n",
        None,
        "with a reason",
    ),
]


@pytest.mark.parametrize(("text", "code", "title"), MENDED)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_an_action_takes_its_problem_away(editor, tmp_path, text, code, title, ending):
    uri = editor.open(tmp_path / "a.yaml", text.replace("\n", ending))
    problem = next(each for each in editor.problems(uri) if code in (None, each["code"]))
    action = next(each for each in editor.actions(uri, problem) if title in each["title"])
    assert action["diagnostics"][0]["code"] == problem["code"]
    mended = editor.edited(uri, action["edit"]["changes"][uri])
    assert len(re.findall(r"(?<!\r)\n", mended)) == (0 if ending == "\r\n" else mended.count("\n"))
    if title == "with a reason":
        editor.change(uri, mended)
        assert {problem["code"], "NK330"} <= {*codes(editor.problems(uri))}  # what the editor wrote is no reason yet
        mended = mended.replace("write the reason here", "the next step uses it")
    editor.change(uri, mended)
    assert problem["code"] not in codes(editor.problems(uri))


def test_a_comment_that_ignores_has_the_indentation_of_its_line(editor, tmp_path):
    uri = editor.open(tmp_path / "a.yaml", GOOD + "  more:\n    require: {keeps_books: {is: true}}\n")
    problem = next(each for each in editor.problems(uri) if each["code"] == "NK316")
    (action,) = editor.actions(uri, problem)
    assert action["title"] == "Ignore NK316 with a reason"
    assert "\n  # naikkelas: ignore[NK316] write the reason here\n  more:" in editor.edited(uri, action["edit"]["changes"][uri])


def test_what_is_too_long_for_a_message_is_not_written_from_it(editor, tmp_path):
    uri = editor.open(tmp_path / "a.yaml", GOOD.replace("{is: true}", "x" * 100))
    (problem,) = editor.problems(uri)
    assert (problem["code"], editor.actions(uri, problem)) == ("NK152", [])


def test_another_format_may_be_meant(editor, tmp_path):
    uri = editor.open(tmp_path / "a.yaml", GOOD.replace("naikkelas/1", "naikkelas/2"))
    problem = editor.problems(uri)[0]
    (action,) = editor.actions(uri, problem)
    assert not action.get("isPreferred")  # a file of a later version is not of this one
    assert editor.actions(uri, problem, only=["source.fixAll"]) == []


def test_the_format_of_tests_is_offered_where_another_stands(editor, tmp_path):
    uri = editor.open(tmp_path / "a.test.yaml", "format: naikkelas-tests/2\nrules: a.yaml\ncases: []\n")
    action = next(each for problem in editor.problems(uri) for each in editor.actions(uri, problem))
    assert editor.edited(uri, action["edit"]["changes"][uri]).startswith("format: naikkelas-tests/1\n")
    uri = editor.open(tmp_path / "b.test.yaml", "rules: a.yaml\ncases: []\n")
    titles = [action["title"] for problem in editor.problems(uri) for action in editor.actions(uri, problem)]
    assert "Replace with 'naikkelas-tests/1'" not in titles


def test_no_edit_splits_a_line_break():
    assert _difference("a\r\nb", "a\rb") == (1, 3, "\r")
    assert _difference("a\r\nb", "a\nb") == (1, 3, "\n")
    assert _difference("a\nb", "a\nb") is None


def test_an_error_cannot_be_ignored(editor, tmp_path):
    uri = editor.open(tmp_path / "a.yaml", GOOD.replace("keeps_books", "xyz"))
    (problem,) = editor.problems(uri)
    assert editor.actions(uri, problem) == []


def test_all_mends_come_at_once(editor, tmp_path):
    uri = editor.open(tmp_path / "a.yaml", GOOD.replace("true", "“true”").replace("books:", "books:\u00a0"))
    problem = editor.problems(uri)[0]
    (action,) = editor.actions(uri, problem, only=["source.fixAll"])
    assert (action["kind"], action["title"]) == ("source.fixAll.naikkelas", "naikkelas check --fix")
    editor.change(uri, editor.edited(uri, action["edit"]["changes"][uri]))
    assert codes(editor.problems(uri)) in ([], ["NK207"])
    assert editor.actions(uri, problem, only=["refactor"]) == []


def everything(editor, uri):
    """The actions over the whole text."""
    editor.settle()
    whole = {"start": {"line": 0, "character": 0}, "end": {"line": 9999, "character": 0}}
    return editor.request("textDocument/codeAction", {"textDocument": {"uri": uri}, "range": whole, "context": {"diagnostics": []}})


def test_all_actions_of_a_selection_are_tried_together(editor, tmp_path, monkeypatch):
    text = HEAD + "criteria:\n" + "".join(f"  c{n}:\n    require:\u00a0{{workers: {{at_least: {n + 1}}}}}\n" for n in range(150))
    uri = editor.open(tmp_path / "a.yaml", text)
    editor.settle()
    read = []
    monkeypatch.setattr(fixing, "read_yaml", lambda text: (read.append(text), read_yaml(text))[1])
    found = everything(editor, uri)
    assert (len(found), len(read)) == (150, 2)
    assert editor.edited(uri, [edit for each in found for edit in each["edit"]["changes"][uri]]) == text.replace("\u00a0", " ")


def test_actions_are_for_the_text_as_it_is_now(editor, tmp_path):
    uri = editor.open(tmp_path / "a.yaml", GOOD)
    editor.settle()
    editor.texts[uri] = text = GOOD.replace("keeps_books", "keeps_boks")
    editor.server.desk.put(tmp_path / "a.yaml", text)  # typed a moment ago
    where = editor.place(uri, "keeps_boks", 2)["position"]
    (action,) = editor.actions(uri, {"range": {"start": where, "end": where}, "message": ""})
    assert editor.edited(uri, action["edit"]["changes"][uri]) == GOOD
    gone = (tmp_path / "gone.yaml").as_uri()
    assert editor.actions(gone, {"range": {"start": where, "end": where}, "message": ""}) == []
    on_disk = tmp_path / "disk.yaml"
    on_disk.write_text(text, encoding="utf-8")
    assert editor.actions(on_disk.as_uri(), {"range": {"start": where, "end": where}, "message": ""}) == []


def test_edits_carry_the_version_where_the_client_wants_it(start, tmp_path):
    editor = start(capabilities={"workspace": {"workspaceEdit": {"documentChanges": True}}})
    uri = editor.open(tmp_path / "a.yaml", GOOD.replace("keeps_books", "keeps_boks"), version=7)
    (problem,) = editor.problems(uri)
    (change,) = editor.actions(uri, problem)[0]["edit"]["documentChanges"]
    assert change["textDocument"] == {"uri": uri, "version": 7}


# --- layout -----------------------------------------------------------------------------------------------------------


def test_formatting_a_text_of_another_system(editor, tmp_path):
    uri = editor.open(tmp_path / "a.yaml", GOOD.replace("\n", "\r\n"))
    edits = editor.request("textDocument/formatting", {"textDocument": {"uri": uri}, "options": {"tabSize": 2, "insertSpaces": True}})
    assert editor.edited(uri, edits) == formatted(GOOD)


def test_formatting_is_that_of_fmt(editor, tmp_path):
    messy = GOOD.replace("criteria:\n  books", "criteria:\n      books")
    uri = editor.open(tmp_path / "a.yaml", messy)
    params = {"textDocument": {"uri": uri}, "options": {"tabSize": 2, "insertSpaces": True}}
    edits = editor.request("textDocument/formatting", params)
    assert editor.edited(uri, edits) == formatted(messy) != messy
    editor.change(uri, formatted(messy))
    assert editor.request("textDocument/formatting", params) == []
    editor.change(uri, "criteria: {", version=3)
    assert editor.request("textDocument/formatting", params) == []
    params["textDocument"]["uri"] = (tmp_path / "none.yaml").as_uri()
    assert editor.request("textDocument/formatting", params) == []


ROUNDS = [
    ("true", "“t\u200brue”", '"true"'),  # first the invisible character, then the quotes
    ("{is: true}", "{is:\u00a0ya}", "{is: true}"),
    ("{is: true}", "{is:ya}", "{is: true}"),
]


@pytest.mark.parametrize(("right", "wrong", "mended"), ROUNDS)
def test_all_mends_go_on_until_nothing_is_left_as_on_the_command_line(editor, tmp_path, right, wrong, mended):
    path = tmp_path / "a.yaml"
    text = GOOD.replace(right, wrong)
    path.write_text(text, encoding="utf-8")
    uri = editor.open(path, text)
    (action,) = editor.actions(uri, editor.problems(uri)[0], only=["source.fixAll"])
    made = editor.edited(uri, action["edit"]["changes"][uri])
    run("check", "--fix", path)
    assert made == path.read_text("utf-8") == GOOD.replace(right, mended)


def test_where_nothing_can_be_mended_no_mend_is_offered(editor, tmp_path):
    uri = editor.open(tmp_path / "a.yaml", GOOD.replace("keeps_books", "xyz"))
    assert editor.actions(uri, editor.problems(uri)[0], only=["source.fixAll"]) == []
