"""A PostgreSQL server of its own for the tests: in a temporary folder, reached by a socket there, gone afterwards."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

USER = "naikkelas"
#: Where distributions keep the programs of the server, which they do not put on the path.
FOLDERS = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/usr/local/pgsql/bin", "/opt/homebrew/opt/postgresql*/bin")
#: The server refuses to run as root; somebody else runs it then.
NOBODY = "nobody"


def programs() -> Path | None:
    """The folder with ``initdb`` and ``pg_ctl``; the newest when there are several."""
    on_path = shutil.which("initdb")
    found = [Path(on_path).resolve().parent] if on_path else []
    for pattern in FOLDERS:
        found += sorted(Path("/").glob(pattern.removeprefix("/")), key=_version, reverse=True)
    return next((folder for folder in found if all((folder / name).is_file() for name in ("initdb", "pg_ctl", "postgres"))), None)


def _version(folder: Path) -> tuple[int, ...]:
    return tuple(int(part) for part in folder.parent.name.split("-")[-1].split(".") if part.isdigit())


def why_not() -> str | None:
    """Why no server can be started here; nothing when one can."""
    if programs() is None:
        return "no PostgreSQL server here: initdb and pg_ctl were not found"
    if os.geteuid() == 0 and _nobody() is None:
        return f"PostgreSQL does not run as root, and there is no user '{NOBODY}' to run it"
    return None


def _nobody() -> pwd.struct_passwd | None:
    return next((entry for entry in pwd.getpwall() if entry.pw_name == NOBODY), None)


@contextmanager
def running() -> Iterator[dict[str, str]]:
    """A running server; yields how to reach it."""
    folder, bin_folder, other = Path(tempfile.mkdtemp(prefix="nk-pg-")), programs(), _nobody() if os.geteuid() == 0 else None
    assert bin_folder is not None
    if other is not None:
        os.chown(folder, other.pw_uid, other.pw_gid)
    who = {} if other is None else {"user": other.pw_uid, "group": other.pw_gid, "extra_groups": []}

    def run(program: str, *arguments: str) -> None:
        done = subprocess.run(
            [bin_folder / program, "-D", folder / "data", *arguments],
            cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False, timeout=60, **who,
        )  # fmt: skip
        log = folder / "log"
        assert done.returncode == 0, (program, done.stderr, log.read_text(encoding="utf-8") if log.exists() else "")

    try:
        run("initdb", "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        options = {"listen_addresses": "", "unix_socket_directories": folder, "fsync": "off", "full_page_writes": "off"}
        run("pg_ctl", "-w", "-l", str(folder / "log"), "-o", " ".join(f"-c {name}='{value}'" for name, value in options.items()), "start")
        try:
            yield {"host": str(folder), "user": USER, "dbname": "postgres"}
        finally:
            run("pg_ctl", "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)
