"""Rule sets as they stood in a revision of git: read with git's own plumbing into a folder, and nothing is run but git.

A revision is written as git writes it, ``HEAD~1:rules/x.yaml``: the path is counted from the top of the repository, or from here
where it begins with ``./`` or ``../``. What stands beside the file in that revision is read with it, because ``uses:`` and
``programme:`` look there.
"""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from posixpath import normpath
from typing import Final

from naikkelas.problems import NOWHERE, EvaluationError, Problem, Words, problem, shown

#: git without anything that could run another program, ask somebody, or fetch.
_GIT: Final = ("git", "--no-pager", "--no-optional-locks", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null")
_SETTINGS: Final = {"LC_ALL": "C", "LANGUAGE": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0"}
_SECONDS: Final = 60
_ENDINGS: Final = (".yaml", ".yml")
_PLAIN_FILES: Final = frozenset({"100644", "100755"})


class RevisionError(EvaluationError):
    """A revision, or a path in it, cannot be read (NK553 to NK556)."""


def is_revision(written: str) -> bool:
    """Whether a name is ``revision:path``; a path that exists here is a path, whatever stands in it."""
    revision, path = parted(written)
    if path is None or (os.name == "nt" and len(revision) == 1 and path[:1] in ("/", "\\")):
        return False
    try:
        return not Path(written).exists()
    except (OSError, ValueError):  # a name that is too long, or holds a null
        return True


def parted(written: str) -> tuple[str, str | None]:
    """The revision and the path: what stands before and after the first colon that is not inside braces, as git has it."""
    depth = 0
    for place, sign in enumerate(written):
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth = max(0, depth - 1)
        elif sign == ":" and not depth:
            return written[:place], written[place + 1 :]
    return written, None


def extracted(written: str, folder: Path, here: Path | None = None) -> Path:
    """The file or the folder of rule sets of ``revision:path``, read into ``folder`` with what stands beside it.

    Args:
        written: the revision and the path.
        folder: an empty folder, which the caller removes.
        here: where to look for the repository; the working directory unless given.

    Raises:
        RevisionError: without git (NK553), outside a repository (NK554), for an unknown revision (NK555) or path (NK556).
    """
    revision, path = parted(written)
    git = _Git(here or Path.cwd())
    git.look_for_a_repository()
    tree = git.tree(revision)
    wanted = git.from_the_top(path or "", revision)
    found = git.kind(f"{tree}:{wanted}" if wanted else tree)
    if found is None:
        raise _no_path(git, revision, path or "", tree)
    kind, name = found
    if kind == "tree":
        git.write(name, folder)
        return folder
    above, _, own = wanted.rpartition("/")
    beside = git.kind(f"{tree}:{above}" if above else tree)
    assert beside is not None  # noqa: S101 - the file lies in it
    if own not in git.write(beside[1], folder, also=own):
        raise RevisionError([problem("NK556", hint="revision_plain_file", name=revision, read=path or "")])
    return folder / own


class _Git:
    """The questions that are asked of one repository."""

    def __init__(self, here: Path) -> None:
        self._here = here

    def _run(self, *arguments: str, given: bytes = b"") -> tuple[bool, bytes, str]:
        """Whether it went well, what was printed, and what git says of it."""
        try:
            done = subprocess.run(  # noqa: S603 - nothing but git's plumbing, and no shell
                [*_GIT, *arguments], input=given, capture_output=True, check=False, cwd=self._here,
                timeout=_SECONDS, env={**os.environ, **_SETTINGS},
            )  # fmt: skip
        except OSError as error:
            raise RevisionError([problem("NK553", hint="install_git", read=error.strerror or str(error))]) from None
        except subprocess.TimeoutExpired:
            raise RevisionError([problem("NK553", read=Words("no answer for a minute", "tidak menjawab selama semenit"))]) from None
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        return done.returncode == 0, done.stdout, said[0] if said else ""

    def look_for_a_repository(self) -> None:
        """Raises NK554 where there is none, or git refuses to read it."""
        good, _, said = self._run("rev-parse", "--git-dir")
        if not good:
            raise RevisionError([problem("NK554", hint="revision_repository", read=said.removeprefix("fatal: "))])

    def tree(self, revision: str) -> str:
        """The tree of a revision. None begins with ``-``, so none can be taken for an option."""
        if revision and not revision.startswith("-") and "\0" not in revision:
            good, told, _ = self._run("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{tree}}")
            if good:
                return told.decode("ascii").strip()
        raise RevisionError([problem("NK555", hint="revision_form", read=shown(revision))])

    def from_the_top(self, path: str, revision: str) -> str:
        """The path from the top of the repository: one that begins with a dot is counted from here."""
        if "\0" in path:
            raise RevisionError([problem("NK556", name=revision, read=path)])
        if path in (".", "..") or path.startswith(("./", "../")):
            _, told, _ = self._run("rev-parse", "--show-prefix")
            path = os.fsdecode(told.removesuffix(b"\n")) + path
        made = "" if path in ("", ".") else normpath(path)
        if made.startswith(("/", "..")) and (made.startswith("/") or PurePosixPath(made).parts[0] == ".."):
            raise RevisionError([problem("NK556", hint="revision_paths", name=revision, read=path)])
        return "" if made == "." else made

    def kind(self, name: str) -> tuple[str, str] | None:
        """What an object is, ``blob`` or ``tree``, and its hash; ``None`` where there is none."""
        good, told, _ = self._run("rev-parse", "--verify", "--quiet", "--end-of-options", name)
        if not good:
            return None
        object_name = told.decode("ascii").strip()
        good, told, said = self._run("cat-file", "-t", object_name)
        if not good:  # it is known but not here: a clone without everything
            raise RevisionError([problem("NK554", read=said.removeprefix("fatal: "))])
        return told.decode("ascii").strip(), object_name

    def write(self, tree: str, folder: Path, also: str = "") -> set[str]:
        """Writes the YAML files of a tree, and one more, as they are; gives their names."""
        _, told, _ = self._run("ls-tree", "--full-tree", "-z", tree)
        wanted: list[tuple[str, str]] = []
        for entry in told.split(b"\0"):
            about, tab, raw = entry.partition(b"\t")
            name = os.fsdecode(raw)
            if tab and (name.lower().endswith(_ENDINGS) or name == also):
                mode, _, blob = about.decode("ascii").split(" ")
                wanted += [(name, blob)] if mode in _PLAIN_FILES else []
        for (name, _), content in zip(wanted, self._blobs([blob for _, blob in wanted]), strict=True):
            (folder / name).write_bytes(content)
        return {name for name, _ in wanted}

    def _blobs(self, names: Sequence[str]) -> list[bytes]:
        """The content of blobs, unfiltered, in order."""
        good, told, said = self._run("cat-file", "--batch", given="".join(f"{name}\n" for name in names).encode("ascii"))
        contents, at = [], 0
        for name in names:
            end = told.find(b"\n", at)
            head = told[at:end].decode("ascii", "replace").split(" ")
            if not good or end < 0 or len(head) != 3:
                raise RevisionError([problem("NK554", read=said.removeprefix("fatal: ") or name)])
            size = int(head[2])
            contents.append(told[end + 1 : end + 1 + size])
            at = end + 2 + size
        return contents


def _no_path(git: _Git, revision: str, path: str, tree: str) -> RevisionError:
    """There is no such path in the revision; says where it is, when it is counted from here."""
    found: Problem
    if not path.startswith((".", "/")):
        nearer = git.from_the_top(f"./{path}", revision)
        if git.kind(f"{tree}:{nearer}") is not None:
            found = problem("NK556", NOWHERE, "did_you_mean", name=revision, read=path, suggestion=f"{revision}:./{path}")
            return RevisionError([found])
    return RevisionError([problem("NK556", NOWHERE, "revision_paths", name=revision, read=path)])
