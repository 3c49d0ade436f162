"""A real PostgreSQL for the tests: started on loopback, as an ordinary user, in a folder of its own."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

ORDINARY_USERS = ("postgres", "nobody")  # initdb refuses root


def binaries() -> Path | None:
    """The folder of initdb and pg_ctl: Debian keeps it off the path."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: path.parts[-3])
    if installed:
        return installed[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


@contextmanager
def server(programs: Path) -> Iterator[str]:
    """The URL of a server that stops, and leaves nothing, at the end; a database's name belongs behind it."""
    folder = Path(tempfile.mkdtemp(prefix="postgresql-"))
    user = _ordinary_user()
    if user:
        shutil.chown(folder, user)
    data, port = folder / "data", _free_port()
    options = f"-c listen_addresses=127.0.0.1 -p {port} -k {folder} -c max_connections=120 -c fsync=off"
    _run(user, programs / "initdb", "-D", data, "-U", "monitor", "-A", "trust", "-E", "UTF8", "--no-sync")
    try:
        _run(user, programs / "pg_ctl", "-D", data, "-l", folder / "log", "-w", "-o", options, "start")
        yield f"postgresql://monitor@127.0.0.1:{port}/"
    finally:
        _run(user, programs / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def empty_database(server_url: str, name: str) -> str:
    """The URL of an empty database on the server; what an earlier test left there is gone."""
    with psycopg.connect(server_url + "postgres", autocommit=True) as connection:
        there = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if not there:
            connection.execute(f'CREATE DATABASE "{name}"')
    with psycopg.connect(server_url + name, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    return server_url + name


def _ordinary_user() -> str:
    """Whose processes the server's are; empty where the tests run as an ordinary user anyway."""
    if os.geteuid() != 0:
        return ""
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in ORDINARY_USERS if name in known)


def _run(user: str, *command: object) -> None:
    before = ["runuser", "-u", user, "--"] if user else []
    ran = subprocess.run(
        [*before, *map(str, command)], check=False, cwd="/", stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout.decode(errors="replace")


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])
