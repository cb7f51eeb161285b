"""Rule sets of a git revision: found as git finds them, with what stands beside them, and nothing is run."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from naikkelas.authoring.diffing import RevisionError, extracted, is_revision, moved_place, parted, revisions
from naikkelas.loading import load
from naikkelas.problems import Place
from tests.authoring.diffing.make import small

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

BOOKS, ACCOUNT = ({name: {"is": True}} for name in ("keeps_books", "business_account"))


def git(folder, *arguments):
    """Runs git without anybody's settings."""
    named = {f"GIT_{who}_{what}": "nobody" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    day = {"GIT_AUTHOR_DATE": "2026-01-01T00:00:00Z", "GIT_COMMITTER_DATE": "2026-01-01T00:00:00Z"}
    alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | named | day | alone
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, env=env, timeout=60)


def write(folder, name, document):
    """A file of a rule set."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(document if isinstance(document, str) else yaml.safe_dump(document), encoding="utf-8")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Two commits: the second changes a rule set, and the one that it takes criteria from."""
    folder = tmp_path_factory.mktemp("made")
    git(folder, "init", "-q", "-b", "main")
    write(folder, "rules/other.yaml", small({"taken": {"require": BOOKS}}, "other"))
    write(folder, "rules/one.yaml", small({"own": {"require": BOOKS}}, uses={"other": ["taken"]}))
    write(folder, "rules/notes.txt", "not read")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "one")
    write(folder, "rules/other.yaml", small({"taken": {"require": ACCOUNT}}, "other"))
    write(folder, "rules/one.yaml", small({"own": {"require": ACCOUNT}}, uses={"other": ["taken"]}))
    git(folder, "commit", "-q", "-a", "-m", "two")
    return folder


@pytest.fixture
def repository(made, tmp_path, monkeypatch):
    """A copy of those two commits, as the working directory."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    folder = tmp_path / "repository"
    shutil.copytree(made, folder)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def into(tmp_path):
    """A folder to read into."""
    folder = tmp_path / "into"
    folder.mkdir()
    return folder


def code_of(written, into):
    """The problem that a revision gives."""
    with pytest.raises(RevisionError) as error:
        extracted(written, into)
    return error.value.problems[0]


def facts_read(path):
    """What the rules read tells which commit they are of."""
    return set(load(path).facts)


@pytest.mark.parametrize(("written", "revision", "path"), [
    ("HEAD~1:rules/x.yaml", "HEAD~1", "rules/x.yaml"),
    ("HEAD^{/fix: it}:x.yaml", "HEAD^{/fix: it}", "x.yaml"),
    ("main@{2026-01-01 10:30}:x.yaml", "main@{2026-01-01 10:30}", "x.yaml"),
    ("HEAD:a:b.yaml", "HEAD", "a:b.yaml"),
    ("}a:b", "}a", "b"),
    ("x.yaml", "x.yaml", None),
])  # fmt: skip
def test_a_revision_ends_at_the_first_colon_outside_braces(written, revision, path):
    assert parted(written) == (revision, path)


def test_a_path_that_exists_is_a_path(repository):
    assert is_revision("HEAD:rules/one.yaml")
    assert not is_revision("rules/one.yaml")
    write(repository, "odd:name.yaml", "")
    assert not is_revision("odd:name.yaml")
    assert is_revision("a\0b:c")
    assert is_revision(f"HEAD:{'x' * 5000}")


def test_each_commit_has_its_own_rules_and_takes_from_its_own(repository, into):
    assert facts_read(extracted("HEAD~1:rules/one.yaml", into)) == {"keeps_books"}
    (into / "two").mkdir()
    assert facts_read(extracted("main:rules/one.yaml", into / "two")) == {"business_account"}
    assert not (into / "notes.txt").exists()


def test_a_path_with_a_dot_is_counted_from_here(repository, into, monkeypatch):
    monkeypatch.chdir(repository / "rules")
    assert facts_read(extracted("HEAD~1:./one.yaml", into)) == {"keeps_books"}
    assert extracted("HEAD~1:../rules/one.yaml", into).name == "one.yaml"
    found = code_of("HEAD:one.yaml", into)
    assert (found.code, found.slots["suggestion"]) == ("NK556", "HEAD:./one.yaml")


@pytest.mark.parametrize("written", ["HEAD:rules", "HEAD:rules/", "HEAD:./rules"])
def test_a_folder_is_read_whole(repository, into, written):
    assert extracted(written, into) == into
    assert {path.name for path in into.iterdir()} == {"one.yaml", "other.yaml"}


def test_the_top_of_a_revision_is_a_folder(repository, into):
    write(repository, "top.yaml", "x: 1")
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "three")
    assert extracted("HEAD:", into) == into
    assert {path.name for path in into.iterdir()} == {"top.yaml"}
    assert extracted("HEAD:top.yaml", into).read_text(encoding="utf-8") == "x: 1"


@pytest.mark.parametrize(("written", "code"), [
    ("HEAD~9:rules/one.yaml", "NK555"),
    ("nothing:rules/one.yaml", "NK555"),
    (":rules/one.yaml", "NK555"),
    ("--output=x:rules/one.yaml", "NK555"),
    ("-q:rules/one.yaml", "NK555"),
    ("a\0b:rules/one.yaml", "NK555"),
    ("HEAD:rules/none.yaml", "NK556"),
    ("HEAD:-rules.yaml", "NK556"),
    ("HEAD:/rules/one.yaml", "NK556"),
    ("HEAD:../one.yaml", "NK556"),
    ("HEAD:..", "NK556"),
    ("HEAD:rules/../../one.yaml", "NK556"),
    ("HEAD:a\0b", "NK556"),
    ("HEAD:rules/one.yaml/more", "NK556"),
])  # fmt: skip
def test_what_is_not_there_is_told(repository, into, written, code):
    assert code_of(written, into).code == code
    assert list(into.iterdir()) == []


def test_names_that_look_like_options_are_read(repository, into):
    write(repository, "-rules/--x.yaml", "x: 2")
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "three")
    assert extracted("HEAD:-rules/--x.yaml", into).read_text(encoding="utf-8") == "x: 2"


def test_a_link_is_no_rule_set(repository, into):
    (repository / "rules" / "link.yaml").symlink_to("one.yaml")
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "three")
    found = code_of("HEAD:rules/link.yaml", into)
    assert (found.code, found.hint) == ("NK556", "revision_plain_file")


def test_a_file_with_any_name_is_read_with_its_neighbours(repository, into):
    write(repository, "rules/one.txt", small({"own": {"require": ACCOUNT}}))
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "three")
    assert extracted("HEAD:rules/one.txt", into) == into / "one.txt"


def test_outside_a_repository(tmp_path, into, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    found = code_of("HEAD:x.yaml", into)
    assert (found.code, found.hint) == ("NK554", "revision_repository")


def test_without_git(repository, into, monkeypatch):
    monkeypatch.setenv("PATH", str(into))
    found = code_of("HEAD:rules/one.yaml", into)
    assert (found.code, found.hint) == ("NK553", "install_git")


def test_git_that_does_not_answer(repository, into, monkeypatch):
    def late(*arguments, **options):
        raise subprocess.TimeoutExpired(arguments, 60)

    monkeypatch.setattr(revisions.subprocess, "run", late)
    assert code_of("HEAD:rules/one.yaml", into).code == "NK553"


def test_an_object_that_is_not_here(repository, into):
    name = subprocess.run(["git", "rev-parse", "HEAD:rules/one.yaml"], cwd=repository, check=True, capture_output=True, timeout=60).stdout
    blob = name.decode().strip()
    path = repository / ".git" / "objects" / blob[:2] / blob[2:]
    path.chmod(0o644)
    path.unlink()
    assert code_of("HEAD:rules/one.yaml", into).code == "NK554"
    assert code_of("HEAD:rules", into).code == "NK554"


def test_hooks_filters_and_monitors_are_not_run(repository, into):
    trace = into / "ran"
    script = repository / "script.sh"
    script.write_text(f"#!/bin/sh\ntouch '{trace}'\ncat\n", encoding="utf-8")
    script.chmod(0o755)
    (repository / ".gitattributes").write_text("*.yaml filter=bad diff=bad export-ignore\n", encoding="utf-8")
    for key in ("core.fsmonitor", "filter.bad.smudge", "filter.bad.clean", "diff.bad.textconv", "core.pager", "core.sshCommand"):
        git(repository, "config", key, str(script))
    (into / "one").mkdir()
    assert facts_read(extracted("HEAD~1:rules/one.yaml", into / "one")) == {"keeps_books"}
    assert not trace.exists()


def test_places_name_the_revision_and_not_the_folder(tmp_path):
    place = Place(str(tmp_path / "x.yaml"), 3, 5)
    assert str(moved_place(place, str(tmp_path), "HEAD:rules/")) == "HEAD:rules/x.yaml:3:5"
    elsewhere = Place("rules/kur-mikro.yaml", 1, 1)
    assert moved_place(elsewhere, str(tmp_path), "HEAD:rules/") is elsewhere
    assert moved_place(Place(), str(tmp_path), "HEAD:rules/") == Place()


def test_the_working_directory_is_where_the_repository_is_looked_for(repository, into, tmp_path):
    assert extracted("HEAD:rules/one.yaml", into, Path(repository)).parent == into
