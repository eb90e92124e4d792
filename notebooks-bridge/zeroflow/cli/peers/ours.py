"""Zeroflow's own place in the comparison: the scheduler's bench, which brings its Postgres."""

from __future__ import annotations

import tempfile
from pathlib import Path

from rich.console import Console

from zeroflow.cli import checkout
from zeroflow.cli.failure import Failure
from zeroflow.cli.peers.conversation import Broken

MAIN = "dev.zeroflow.app.bench.Bench"
# As the server gets them.
FLAGS = (
    "-Xmx512m",
    "-XX:+UseSerialGC",
    "--sun-misc-unsafe-memory-access=allow",
    "--enable-native-access=ALL-UNNAMED",
    "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
)


def java_command(console: Console, mode: str, folder: Path, *arguments: str) -> list[str]:
    """The command line of one of the scheduler's benches; built if needed.

    ``folder`` is where it keeps its data.
    """
    checkout.build_if_needed(console)
    return [*java_start(), mode, str(checkout.home()), str(folder), *arguments]


def java_start() -> list[str]:
    """How the command line of any of the benches begins; the jars must be there."""
    java = str(checkout.java_home() / "bin" / "java")
    app = checkout.home() / "graphql-api/app/target/quarkus-app"
    path = ":".join(f"{app}/{part}/*" for part in ("app", "lib/boot", "lib/main"))
    return [java, *FLAGS, "-cp", path, MAIN]


def command(console: Console) -> list[str]:
    """The command line that serves the line protocol; its data lies in a folder for scratch."""
    try:
        return java_command(console, "peer", Path(tempfile.mkdtemp(prefix="zeroflow-bench-")) / "data")
    except Failure as e:
        raise Broken(e.message) from e
