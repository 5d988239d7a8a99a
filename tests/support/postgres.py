"""A PostgreSQL server of the tests' own: a temporary cluster on a socket in its folder, gone with the test run."""

from __future__ import annotations

import os
import pwd
import re
import shutil
import signal
import subprocess
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from tdkt_desktop.storage.server_place import ServerPlace

PROGRAMS = Path("/usr/lib/postgresql")  # Debian's: <version>/bin
USER = "tdkt"
LOCKED = "co_mat_khau"  # the one user who is asked for a password, once somebody makes him
PATIENCE = 30.0
# what is asked of it is order and wholeness when a client dies, not what is left when the machine does
QUICK = ("fsync=off", "autovacuum=off")
SETTINGS = ("listen_addresses=", "max_connections=60", "shared_buffers=64MB")


class Cluster:
    """A running server. Nothing listens but a socket in its folder."""

    def __init__(self, *, durable: bool = False) -> None:
        programs = _programs()
        self.folder = Path(tempfile.mkdtemp(prefix="tdkt-pg-", dir="/tmp"))  # a socket's path must be short
        self._as: dict[str, Any] = {}
        if os.geteuid() == 0:  # the server refuses to run as root
            nobody = pwd.getpwnam("nobody")
            self._as = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
            os.chown(self.folder, nobody.pw_uid, nobody.pw_gid)
        data = self.folder / "data"
        self._as |= {"cwd": self.folder, "env": {"PATH": os.environ["PATH"], "LC_ALL": "C"}}
        initdb = ["initdb", "-D", str(data), "-U", USER, "-A", "trust", "-E", "UTF8", "--no-sync"]
        subprocess.run(
            [str(programs / initdb[0]), *initdb[1:]], check=True, stdout=subprocess.DEVNULL, **self._as
        )
        let_in = data / "pg_hba.conf"
        let_in.write_text(f"local all {LOCKED} scram-sha-256\n{let_in.read_text('utf-8')}", "utf-8")
        server = [str(programs / "postgres"), "-D", str(data), "-k", str(self.folder)]
        for one in SETTINGS if durable else (*SETTINGS, *QUICK):
            server += ["-c", one]
        with (self.folder / "log").open("wb") as log:
            self._server = subprocess.Popen(  # it ends with the test run, however that ends
                ["setpriv", "--pdeathsig", "INT", *server], stdout=log, stderr=log, **self._as
            )
        self._free: list[str] = []
        self._wait()

    @contextmanager
    def databases(self) -> Iterator[Callable[[], str]]:
        """A way to the addresses of empty databases, for one test."""
        lent: list[str] = []

        def lend() -> str:
            lent.append(self._free.pop() if self._free else self._new())
            return f"postgresql+psycopg://{USER}@/{lent[-1]}?host={self.folder}"

        yield lend
        for name in lent:
            with self.connect(name) as connection:
                connection.execute("SET lock_timeout = '5s'")  # somebody left a transaction open: say so
                for (schema,) in connection.execute(
                    "SELECT nspname FROM pg_namespace WHERE starts_with(nspname, 'tdkt_')"
                ).fetchall():
                    connection.execute(sql.SQL("DROP SCHEMA {} CASCADE").format(sql.Identifier(schema)))
        self._free += lent

    def _new(self) -> str:
        name = f"t{uuid.uuid4().hex[:12]}"
        with self.connect() as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        return name

    def connect(self, database: str = "postgres") -> psycopg.Connection[tuple[Any, ...]]:
        return psycopg.connect(host=str(self.folder), user=USER, dbname=database, autocommit=True)

    def stop(self) -> None:
        self._server.send_signal(signal.SIGQUIT)  # at once: what is in it is thrown away
        self._server.wait(PATIENCE)
        shutil.rmtree(self.folder)

    def _wait(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                self.connect().close()
                return
            except psycopg.OperationalError:
                if time.monotonic() > deadline or self._server.poll() is not None:
                    said = (self.folder / "log").read_text(errors="replace")
                    raise AssertionError(f"the server did not start:\n{said}") from None
                time.sleep(0.05)


def raw(place: ServerPlace) -> psycopg.Connection[tuple[Any, ...]]:
    """A connection of somebody else to the database of a place."""
    found = place.parameters
    return psycopg.connect(host=found["host"], user=found["user"], dbname=found["dbname"], autocommit=True)


def _programs() -> Path:
    found = sorted(
        PROGRAMS.glob("*/bin/postgres"), key=lambda one: int(re.sub(r"\D", "", one.parts[-3]) or 0)
    )
    assert found, "Debian's package postgresql is missing; packaging/bootstrap.sh dev installs it"
    return found[-1].parent
