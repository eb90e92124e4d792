"""A database of its own for each system, on the server that all of them share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

# What a commit means on that server; the figures are worth nothing without it.
SETTINGS = ("server_version", "fsync", "synchronous_commit", "full_page_writes")


@contextmanager
def database_of(system: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Makes a database on the server that the environment names; gives its address and the settings there.

    It is dropped in the end.
    """
    server = os.environ["ZEROFLOW_BENCH_DATABASE"]
    name = f"zeroflow_bench_{system}_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        settings = {setting: _setting(connection, setting) for setting in SETTINGS}
    try:
        yield urlunsplit(urlsplit(server)._replace(path="/" + name)), settings
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _setting(connection: psycopg.Connection[Any], name: str) -> str:
    row = connection.execute("SELECT current_setting(%s)", (name,)).fetchone()
    return str(row[0]) if row else ""
