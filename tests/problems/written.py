"""Pairs of files: what the strict reader refuses, layout, comments that ignore, settings, versions (NK1xx and NK33x, NK34x)."""

from pathlib import Path

from naikkelas.authoring.checking import Checker, Settings, read_settings
from naikkelas.authoring.formatting import formatted
from naikkelas.authoring.testing import read_cases, run_cases, update_cases
from naikkelas.ruleset.reader import DEFAULT, Limits, read_yaml, read_yaml_file
from tests.authoring.testing.folder import HEAD as CASES_HEAD
from tests.authoring.testing.folder import beside
from tests.problems.pair import family
from tests.ruleset.cases import HEAD


def text(_: Path, source: str | bytes):
    return read_yaml(source)[1]


def text_within(**limits: int):
    return lambda _, source: read_yaml(source, limits=Limits(**limits))[1]


def named(folder: Path, name: str):
    """A path beside a file, a folder, a folder in which nothing is, and a link that leads back to itself."""
    (folder / "rules.yaml").write_text("a: 1", encoding="utf-8")
    (folder / "rules").mkdir()
    (folder / "round.yaml").symlink_to("round.yaml")
    (folder / "straight.yaml").symlink_to("rules.yaml")
    return read_yaml_file(folder / name)[1]


def laid_out(_: Path, source: str):
    formatted(source, "tried.yaml")
    return ()


def checked(folder: Path, body: str):
    (folder / "tried.yaml").write_text(HEAD + body, encoding="utf-8")
    return Checker(Settings(severity={})).check(folder / "tried.yaml").problems


def settings(folder: Path, source: str):
    (folder / "naikkelas.toml").write_text(source, encoding="utf-8")
    read_settings(folder / "naikkelas.toml")
    return ()


def versions(folder: Path, days: tuple[str, str]):
    """Two versions of one rule set in one folder."""
    paths = [folder / f"v{number}.yaml" for number, _ in enumerate(days)]
    for path, when in zip(paths, days, strict=True):
        body = f"version: {path.stem}\neffective: {when}\ncriteria: {{staff: {{require: {{workers: {{at_least: 3}}}}}}}}\n"
        path.write_text(f"format: naikkelas/1\nrule_set: stall\n{body}", encoding="utf-8")
    return [problem for path in paths for problem in Checker().check(path).problems]


def updated(folder: Path, source: str):
    """A file of tests whose expectations are written anew."""
    (result,) = run_cases([read_cases(beside(folder, source))]).files
    return update_cases(result).refused


READER = family(
    text,
    ("NK105", b"a: \xe9", b"a: \xc3\xa9"),
    ("NK106", "a".encode("utf-16"), "a".encode("utf-8-sig")),
    ("NK107", "# a: 1", "a: 1"),
    ("NK108", "a: 1\n---\nb: 2", "a: 1\n#---\nb: 2"),
    ("NK109", "a: b\u00a0c", "a: b c"),
    ("NK109", 'a: "\\0"', 'a: "\\t"'),
    ("NK110", "a:\tb", "a: b"),
    ("NK111", "%YAML 1.2\n---\na: 1", "# YAML 1.2\n---\na: 1"),
    ("NK112", "a: !x 1", "a: x! 1"),
    ("NK113", "a: 1\na: 2", "a: 1\nA: 2"),
    ("NK114", "a: {{nama}}", "a: '{{nama}}'"),
    ("NK115", "a: 1\n: 2", "a: 1\n'': 2"),
    ("NK116", "a: *x", "a: '*x'"),
    ("NK116", "a: *x\nb: &x 1", "a: &x 1\nb: *x"),
    ("NK117", "a: &x [*x]", "a: &x []\nb: [*x]"),
    ("NK118", "a: &x 1\nb: &x 2", "a: &x 1\nb: &y 2"),
    ("NK121", "x: &x {a: 1}\ny: {<<: *x, a: 2}", "x: &x {a: 1}\ny: {<<: *x, b: 2}"),
    ("NK122", "x: &x 1\ny: {<<: *x}", "x: &x {}\ny: {<<: *x}"),
    ("NK123", "a: {at_most: 2,5 miliar}", "a: {at_most: 2.5 miliar}"),
    ("NK124", "a: {at_most:5}", "a: {at_most: 5}"),
    ("NK126", "? a\n: b", "a\n: b".replace("\n", "")),
    ("NK127", "a: \u201cwood\u201d", "a: 'wood'"),
    ("NK127", "a: \u201csatu\u201d", "a: \u201csatu\u201d saja"),
    ("NK128", "a:\n- b\n\u2013 c: d\n- e", "a:\n- b\n- c: d\n- e"),
    ("NK128", "a:\n  - b\n  \u2022 c", "a:\n  - b\n  - c"),
    ("NK130", "a: 'x", "a: 'x'"),
    ("NK131", "a: [1, 2", "a: [1, 2]"),
    ("NK132", "a: b: c", "a: b:c"),
    ("NK133", "a:\n  b: 1\n c: 2", "a:\n  b: 1\n  c: 2"),
    ("NK134", "a: 1\nb\nc: 2", "a: 1\nb:\nc: 2"),
    ("NK135", "a: @x", "a: x@"),
    ("NK136", 'a: "C:\\dir"', "a: 'C:\\dir'"),
    ("NK137", "a: > teks", "a: >\n teks"),
    ("NK138", "a: - b", "a:\n- b"),
    ("NK138", "a: mikro\n  - kecil", "a:\n  - kecil"),
    ("NK139", "a: 'x' y", "a: 'x y'"),
    ("NK140", "a: [,]", "a: [x,]"),
    ("NK141", "a: & b", "a: &b b"),
    ("NK142", "k" * 1025 + ": 1", "k" * 1024 + ": 1"),
    ("NK143", "a: ['x' y]", "a: ['x', y]"),
)

LIMITS = (
    *family(text_within(size=6), ("NK104", "a: éé", "a: ée")),
    *family(text, ("NK104", f"# {'x' * (DEFAULT.size - 6)}\na: 1", f"# {'x' * (DEFAULT.size - 7)}\na: 1")),
    *family(text_within(depth=4), ("NK119", "[[[[[x]]]]]", "[[[[x]]]]")),
    *family(text_within(nodes=11), ("NK120", "a: &x [1, 2, 3]\nb: [*x]", "a: &x [1, 2, 3]\nb: *x")),
    *family(text_within(problems=3), ("NK125", "a: 1\n" * 5, "a: 1\n" * 4, "NK113")),
)

FILES = family(
    named,
    ("NK101", "rule.yaml", "rules.yaml"),
    ("NK102", "rules", "rules.yaml"),
    ("NK103", "round.yaml", "straight.yaml"),
)

LAYOUT = family(laid_out, ("NK144", f"a: [{'x' * 150}, -]\n", f"a: [{'x' * 150}, '-']\n"))

STAFF = "criteria:\n  staff:\n    require: {{workers: {{at_least: {}}}}}{}\n"
COMMENTS = family(
    checked,
    ("NK330", STAFF.format(0, " # naikkelas: ignore[NK302]"), STAFF.format(0, " # naikkelas: ignore[NK302] why"), "NK302"),
    ("NK331", STAFF.format(1, " # naikkelas: ignore[NK302] why"), STAFF.format(0, " # naikkelas: ignore[NK302] why")),
    ("NK332", STAFF.format(0, " # naikkelas: ignore[NK302, NK201] why"), STAFF.format(0, " # naikkelas: ignore[NK302] why")),
)

SETTINGS = family(
    settings,
    ("NK333", "severity = {NK302 = 'of'}", "severity = {NK302 = 'off'}"),
    ("NK333", "severity = {NK201 = 'off'}", "severity = {NK302 = 'off'}"),
    ("NK334", "severity = {NK302: 'off'}", "severity = {NK302 = 'off'}"),
)

VERSIONS = family(
    versions,
    ("NK340", ("{until: 2025-12-31}", "{from: 2026-01-02}"), ("{until: 2025-12-31}", "{from: 2026-01-01}")),
    ("NK341", ("{until: 2025-12-31}", "{from: 2025-12-31}"), ("{until: 2025-12-31}", "{from: 2026-01-01}")),
)

UPDATING = family(
    updated,
    (
        "NK175",
        CASES_HEAD + "cases: [{name: a, expect: {outcome: &x ineligible}}]\n",
        CASES_HEAD + "cases: [{name: a, expect: {outcome: ineligible}}]\n",
    ),
)

PAIRS = (*READER, *LIMITS, *FILES, *LAYOUT, *COMMENTS, *SETTINGS, *VERSIONS, *UPDATING)
