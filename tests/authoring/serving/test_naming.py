"""Names: where they are defined, where they are used, and other names for them."""

import pytest

import naikkelas as nk
from naikkelas.authoring.serving import desk as desk_module
from tests.authoring.serving.editor import RefusedByServerError
from tests.authoring.serving.test_asking import RULES
from tests.cli.console import ROOT, run

BASE = """\
format: naikkelas/1
rule_set: dasar
version: 1
effective: {from: 2026-01-01}
parameters:
  cap: {type: money, values: {2026-01-01: 2 miliar}}
facts:
  ovens: {type: integer}
  small: {derive: {all: [{annual_sales: {at_most: $cap}}, {ovens: {at_most: 3}}]}}
sources: {letter: {title: Surat}}
criteria:
  sales: {require: {small: {is: true}}, source: letter}
  again: {require: {criterion: sales}}
outputs: [small]
"""
USER = """\
format: naikkelas/1
rule_set: pakai
version: 1
effective: {from: 2026-01-01}
uses: {dasar: [sales]}
criteria:
  own: {require: {criterion: {sales: met}, ovens: {at_least: 1}}}
  theirs: {require: {programme: {dasar: eligible}}}
"""
TESTS = """\
format: naikkelas-tests/1
rules: ../dasar.yaml
as_of: 2026-11-01
parameters: {cap: 1 miliar}
base: {ovens: 2}
cases:
  - name: satu
    without: [ovens]
    profile: {annual_sales: 1 juta}
    expect: {outcome: needs_information, statuses: {sales: unknown, "again": unknown}, missing: [ovens], facts: {small: unknown}}
  - name: tabel
    columns: [profile.ovens, parameters.cap, expect.statuses.sales, expect.facts.small]
    rows: [[9, 1 juta, not_met, false]]
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "tests").mkdir()
    (tmp_path / "dasar.yaml").write_text(BASE, "utf-8")
    (tmp_path / "pakai.yaml").write_text(USER, "utf-8")
    (tmp_path / "tests" / "dasar.test.yaml").write_text(TESTS, "utf-8")
    return tmp_path


def defined(editor, uri, needle, offset=1, nth=0):
    """The file and the line that a name is defined on."""
    found = editor.request("textDocument/definition", editor.place(uri, needle, offset, nth))
    return [(each["uri"].rpartition("/")[2], each["range"]["start"]["line"]) for each in found]


def test_definitions(editor, folder):
    uri = editor.open(folder / "dasar.yaml")
    assert defined(editor, uri, "$cap", 2) == [("dasar.yaml", 5)]
    assert defined(editor, uri, "small: {is") == [("dasar.yaml", 8)]
    assert defined(editor, uri, "ovens: {at_most") == [("dasar.yaml", 7)]
    assert defined(editor, uri, "letter}") == [("dasar.yaml", 9)]
    assert defined(editor, uri, "sales}") == [("dasar.yaml", 11)]
    assert defined(editor, uri, "[small]", 2) == [("dasar.yaml", 8)]
    assert defined(editor, uri, "annual_sales") == []
    assert defined(editor, uri, "is: true") == []
    assert defined(editor, uri, "dasar") == [("dasar.yaml", 1)]


def test_definitions_in_other_files(editor, folder):
    uri = editor.open(folder / "pakai.yaml")
    assert defined(editor, uri, "[sales]", 2) == [("dasar.yaml", 11)]
    assert defined(editor, uri, "sales: met") == [("dasar.yaml", 11)]
    assert defined(editor, uri, "ovens") == [("dasar.yaml", 7)]
    assert defined(editor, uri, "dasar: [") == [("dasar.yaml", 1)]
    assert defined(editor, uri, "dasar: eligible") == [("dasar.yaml", 1)]
    tests = editor.open(folder / "tests" / "dasar.test.yaml")
    assert defined(editor, tests, "../dasar.yaml", 5) == [("dasar.yaml", 1)]
    assert defined(editor, tests, "cap: 1") == [("dasar.yaml", 5)]
    assert defined(editor, tests, "again") == [("dasar.yaml", 12)]
    assert defined(editor, tests, "profile.ovens", 9) == [("dasar.yaml", 7)]
    assert defined(editor, tests, "small: unknown") == [("dasar.yaml", 8)]


def test_bundled_rule_sets_are_found_by_name(editor, tmp_path):
    uri = editor.open(tmp_path / "a.yaml", "criteria: {a: {require: {programme: {kur-mikro: eligible}}}}\nuses: {tidak-ada: [x]}\n")
    ((file, _),) = defined(editor, uri, "kur-mikro")
    assert file == "kur-mikro.yaml"
    assert defined(editor, uri, "tidak-ada") == []
    assert defined(editor, uri, "[x]", 1) == []
    tests = editor.open(tmp_path / "a.test.yaml", "format: naikkelas-tests/1\nrules: kur-mikro\n")
    assert defined(editor, tests, "kur-mikro") == [("kur-mikro.yaml", 2)] or defined(editor, tests, "kur-mikro")[0][0] == "kur-mikro.yaml"
    lost = editor.open(tmp_path / "b.test.yaml", "format: naikkelas-tests/1\nrules: tidak/ada.yaml\nbase: {x: 1}\n")
    assert defined(editor, lost, "tidak/ada") == []
    assert defined(editor, lost, "x: 1", 0) == []


def test_a_rule_set_without_a_name_is_found_at_its_start(editor, folder):
    (folder / "tanpa.yaml").write_text("criteria: {a: {require: {ovens: {at_least: 1}}}}\n", "utf-8")
    uri = editor.open(folder / "b.yaml", "uses: {tanpa: [a]}\ncriteria: {}\n")
    assert defined(editor, uri, "tanpa") == [("tanpa.yaml", 0)]


def test_references(editor, folder):
    uri = editor.open(folder / "dasar.yaml")

    def uses(needle, offset=1, declaration=True):
        params = {**editor.place(uri, needle, offset), "context": {"includeDeclaration": declaration}}
        return sorted(each["uri"].rpartition("/")[2] for each in editor.request("textDocument/references", params))

    assert uses("sales: {require") == ["dasar.test.yaml"] * 2 + ["dasar.yaml"] * 2 + ["pakai.yaml"] * 2
    assert uses("sales: {require", declaration=False) == ["dasar.test.yaml"] * 2 + ["dasar.yaml"] + ["pakai.yaml"] * 2
    assert uses("$cap", 2) == ["dasar.test.yaml"] * 2 + ["dasar.yaml"] * 2
    assert uses("ovens: {type") == ["dasar.test.yaml"] * 4 + ["dasar.yaml"] * 2 + ["pakai.yaml"]
    assert uses("dasar") == ["dasar.test.yaml", "dasar.yaml", "pakai.yaml", "pakai.yaml"]
    assert uses("annual_sales") == []


# --- rename -----------------------------------------------------------------------------------------------------------


def renamed(editor, uri, needle, name, offset=1):
    """The texts of all files with a name changed."""
    edit = editor.request("textDocument/rename", {**editor.place(uri, needle, offset), "newName": name})
    made = {}
    for each, edits in edit["changes"].items():
        path = editor.server.path_of(each)
        if path not in editor.server.opened:
            editor.texts[each] = path.read_bytes().decode("utf-8")
        made[path] = editor.edited(each, edits)
    return made


RENAMES = [
    ("dasar.yaml", "sales: {require", "omzet", 1),
    ("dasar.yaml", "$cap", "batas", 2),
    ("dasar.yaml", "$cap", "$batas", 1),
    ("dasar.yaml", "ovens: {type", "oven", 5),
    ("dasar.yaml", "small: {derive", "kecil", 1),
    ("dasar.yaml", "letter: {title", "surat", 1),
    ("pakai.yaml", "sales: met", "omzet", 1),
    ("pakai.yaml", "own", "sendiri", 1),
    ("tests/dasar.test.yaml", "again", "lagi", 1),
    ("tests/dasar.test.yaml", "profile.ovens", "tungku", 9),
]


@pytest.mark.parametrize(("file", "needle", "name", "offset"), RENAMES)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_after_a_rename_everything_still_passes(editor, folder, file, needle, name, offset, ending):
    for path in folder.rglob("*.yaml"):
        path.write_bytes(path.read_text("utf-8").replace("\n", ending).encode())
    before = nk.load(folder / "dasar.yaml")
    assert run("test", folder / "tests").exit_code == 0
    uri = editor.open(folder / file)
    word = editor.request("textDocument/prepareRename", editor.place(uri, needle, offset))
    old = editor.under(uri, word["range"])
    assert word["placeholder"] == old
    assert old != name
    changed = renamed(editor, uri, needle, name, offset)
    for path, text in changed.items():
        path.write_bytes(text.encode())
    assert run("check", folder).exit_code == 0
    assert run("test", folder / "tests").exit_code == 0
    after = nk.load(folder / "dasar.yaml")
    assert len(after.criteria) == len(before.criteria)
    plain = name.removeprefix("$")
    assert all(plain in text for text in changed.values())


def test_a_rename_back_gives_the_same_rules(editor, folder):
    uri = editor.open(folder / "dasar.yaml")
    (changed,) = [text for path, text in renamed(editor, uri, "ovens: {type", "oven").items() if path.name == "dasar.yaml"]
    assert nk.loads(changed.replace("oven", "ovens")).hash == nk.loads(BASE).hash


def test_unsaved_texts_are_renamed_too(editor, folder):
    uri = editor.open(folder / "dasar.yaml")
    new = (folder / "baru.yaml").as_uri()
    editor.open(new, USER.replace("rule_set: pakai", "rule_set: baru"))
    changed = renamed(editor, uri, "sales: {require", "omzet")
    assert {path.name for path in changed} == {"dasar.yaml", "pakai.yaml", "baru.yaml", "dasar.test.yaml"}


REFUSED = [
    ("dasar.yaml", "annual_sales", "x", "'annual_sales' is a built-in fact"),
    ("dasar.yaml", "ovens: {type", "workers", "'workers' is a built-in fact"),
    ("dasar.yaml", "dasar", "lain", "Only parameters, criteria"),
    ("dasar.yaml", "sales: {require", "again", "'again' is already taken in dasar.yaml"),
    ("dasar.yaml", "sales: {require", "own", "'own' is already taken in pakai.yaml"),
    ("dasar.yaml", "sales: {require", "Omzet Kecil", "'Omzet Kecil' cannot be a name"),
    ("dasar.yaml", "sales: {require", "", "'' cannot be a name"),
    ("dasar.yaml", "sales: {require", "any", "'any' is a word of the language"),
    ("dasar.yaml", "sales: {require", "outcome", "with the name 'outcome' the rules become wrong in dasar.yaml"),
    ("dasar.yaml", "sales: {require", "place", "with the name 'place' the rules become wrong in dasar.yaml"),
    ("dasar.yaml", "ovens: {type", "permits", "with the name 'permits' the rules become wrong in dasar.yaml"),
]


@pytest.mark.parametrize(("file", "needle", "name", "why"), REFUSED)
def test_a_name_that_cannot_be_is_refused_with_a_sentence(editor, folder, file, needle, name, why):
    uri = editor.open(folder / file)
    with pytest.raises(RefusedByServerError, match="-32803") as told:
        editor.request("textDocument/rename", {**editor.place(uri, needle, 1), "newName": name})
    assert why in str(told.value)


def test_what_cannot_be_renamed_is_said_before_a_name_is_asked_for(editor, folder):
    uri = editor.open(folder / "dasar.yaml", BASE.replace("criterion: sales", "criterion: nobody").replace("at_most: 3", "at_most: $as_of"))

    def prepare(needle, offset=1):
        return editor.request("textDocument/prepareRename", editor.place(uri, needle, offset))

    assert prepare("at_most") is None
    for needle, why in (("annual_sales", "is a built-in fact"), ("nobody", "'nobody' is not known"), ("$as_of", "Only parameters")):
        with pytest.raises(RefusedByServerError, match=why):
            prepare(needle, 2)
    gone = {"textDocument": {"uri": (folder / "gone.yaml").as_uri()}, "position": {"line": 0, "character": 0}}
    assert editor.request("textDocument/prepareRename", gone) is None
    assert editor.request("textDocument/rename", {**gone, "newName": "x"}) is None
    assert editor.request("textDocument/rename", {**editor.place(uri, "at_most", 1), "newName": "x"}) is None
    assert editor.request("textDocument/rename", {**editor.place(uri, "again", 1), "newName": "again"}) == {"changes": {}}


def test_a_file_that_cannot_be_read_stops_a_rename(editor, folder):
    (folder / "pakai.yaml").write_text(USER + "broken: {\n", "utf-8")
    uri = editor.open(folder / "dasar.yaml")
    with pytest.raises(RefusedByServerError, match=r"pakai\.yaml cannot be read to its end"):
        editor.request("textDocument/rename", {**editor.place(uri, "sales: {require", 1), "newName": "omzet"})


def test_what_the_library_brings_is_not_renamed(editor, folder, monkeypatch):
    """An installed library has its rule sets in a folder of its own."""
    inside = folder / "_rules"
    inside.mkdir()
    (inside / "bawaan.yaml").write_text(BASE.replace("rule_set: dasar", "rule_set: bawaan"), "utf-8")
    known = {"bawaan": inside / "bawaan.yaml"}
    monkeypatch.setattr("naikkelas.ruleset.loading.bundled_files", lambda: known)
    monkeypatch.setattr("naikkelas.authoring.serving.renaming.bundled_files", lambda: known)
    uri = editor.open(folder / "lain.yaml", USER.replace("dasar", "bawaan"))
    with pytest.raises(RefusedByServerError, match="comes from a rule set of the library"):
        editor.request("textDocument/prepareRename", editor.place(uri, "[sales]", 2))


def test_in_files_of_others_nothing_has_a_name(editor, tmp_path):
    uri = editor.open(tmp_path / "compose.yaml", "services: {workers: 1}\n")
    assert editor.request("textDocument/prepareRename", editor.place(uri, "workers", 1)) is None
    assert defined(editor, uri, "workers") == []


def test_every_parameter_and_criterion_of_the_bundled_rules_can_be_renamed(editor, tmp_path):
    for name in ("inopak-naik-kelas", "kur-super-mikro"):
        for source in (ROOT / "rules").rglob("*.yaml"):
            target = tmp_path / source.relative_to(ROOT / "rules")
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(source.read_bytes())
        uri = editor.open(tmp_path / f"{name}.yaml")
        rules = nk.load(tmp_path / f"{name}.yaml")
        criterion, parameter = next(iter(rules.criteria)), next(iter(rules.parameters))
        for old in (criterion, parameter):
            for path, text in renamed(editor, uri, f"\n  {old}:", f"{old}_baru", 4).items():
                path.write_bytes(text.encode())
            editor.change(uri, (tmp_path / f"{name}.yaml").read_text("utf-8"))
        assert run("test", tmp_path / "tests" / f"{name}.test.yaml").exit_code == 0
        assert f"{criterion}_baru" in nk.load(tmp_path / f"{name}.yaml").criteria


def test_many_files_and_unreadable_ones_do_no_harm(editor, folder, monkeypatch):
    monkeypatch.setattr(desk_module, "_MOST_FILES", 2)
    (folder / "besar.yaml").write_bytes(b"a: b\n" * 500_000)
    (folder / "map.yaml").mkdir()
    uri = editor.open(folder / "dasar.yaml", RULES)
    assert defined(editor, uri, "$cap", 2)
    assert editor.request("textDocument/references", {**editor.place(uri, "$cap", 2), "context": {"includeDeclaration": True}})


def test_a_name_that_another_rule_set_has_is_refused_though_nothing_there_is_edited(editor, folder):
    """Rule sets that take criteria share names with the one they take them of, here through a third one."""
    far = USER.replace("rule_set: pakai", "rule_set: jauh").replace("uses: {dasar: [sales]}", "uses: {pakai: [own]}")
    far = far.replace("criteria:\n  own:", "parameters:\n  batas: {type: integer, values: {2026-01-01: 9}}\ncriteria:\n  mine:")
    (folder / "jauh.yaml").write_text(far.replace("ovens: {at_least: 1}", "ovens: {at_least: $batas}"), "utf-8")
    assert run("check", folder).exit_code == 0
    uri = editor.open(folder / "dasar.yaml")
    with pytest.raises(RefusedByServerError, match=r"with the name 'batas' the rules become wrong in jauh\.yaml"):
        renamed(editor, uri, "$cap", "batas", 2)


CELLS = """\
format: naikkelas-tests/1
rules: ../dasar.yaml
as_of: 2026-11-01
base: {workers: 3}
cases:
  - name: sel
    columns: [profile.annual_sales, expect.outcome, without, expect.missing, profile.sector]   # a, b
    rows:
      - [1 juta, needs_information, [], [ovens], "wood"]
      - [1 juta, needs_information, [workers], ["ovens"], wood]   # [x, y]
      -
        - 1 juta
        - needs_information
        - - workers
        - - ovens
        - machinery
  - name: lagi
    rows: [[[annual_sales, ovens], needs_information], [[], outcome]]
    columns: [expect.missing, expect.outcome]
"""


def test_names_in_cells_are_uses(editor, folder):
    file = folder / "tests" / "dasar.test.yaml"
    file.write_text(CELLS.replace(", [[], outcome]", ""), "utf-8")
    assert run("test", file).exit_code == 0
    uri = editor.open(folder / "dasar.yaml")
    for path, text in renamed(editor, uri, "ovens: {type", "tungku").items():
        path.write_bytes(text.encode())
    assert "ovens" not in file.read_text("utf-8")
    assert run("test", file).exit_code == 0


def test_cells_are_understood(editor, folder):
    uri = editor.open(folder / "tests" / "dasar.test.yaml", CELLS)
    for nth in range(4):
        assert defined(editor, uri, "ovens", 1, nth) == [("dasar.yaml", 7)]
    assert "built-in fact" in editor.hover(uri, "workers", 1)
    assert editor.hover(uri, "wood", 1) == "wood, furniture and carving"
    assert editor.hover(uri, "machinery", 1)
    for cell, offered in (("wood]   #", "machinery"), ("workers], [", "workers"), ("outcome]]", "eligible"), ("ovens]", "ovens")):
        at = CELLS.index(cell)
        assert offered in editor.completion(f"{CELLS[:at]}|{CELLS[at:]}", folder / "tests" / "x.test.yaml")
    assert "ovens" in editor.completion(CELLS[: CELLS.index("ovens]")] + "|", folder / "tests" / "y.test.yaml")


def test_more_files_than_are_searched_stop_a_rename(editor, folder, monkeypatch):
    monkeypatch.setattr(desk_module, "_MOST_FILES", 2)
    uri = editor.open(folder / "dasar.yaml")
    with pytest.raises(RefusedByServerError, match="there are more than 2 YAML files"):
        renamed(editor, uri, "$cap", "batas", 2)


def test_an_error_that_a_bad_name_hid_does_not_keep_the_name_bad(editor, folder):
    text = "format: naikkelas/1\nrule_set: lain\nversion: 1\ncriteria:\n  Besar: {require: {sectr: {is: wood}}}\n"
    uri = editor.open(folder / "lain.yaml", text)
    (changed,) = renamed(editor, uri, "Besar", "besar").values()
    assert changed == text.replace("Besar", "besar")
