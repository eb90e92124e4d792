"""``zeroflow bench peers``: the same small work on Zeroflow and on what people would use instead."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Collection
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from zeroflow.cli import checkout, print_json
from zeroflow.cli.failure import Failure
from zeroflow.cli.peers import environments, machine, measuring, ours, report
from zeroflow.cli.peers.conversation import Broken, Conversation
from zeroflow.cli.peers.systems import OURS, PEERS, ZEROFLOW, Load, Peer, System
from zeroflow.cli.terminal import talk

# Names the Postgres to the processes; without it Zeroflow starts its own.
DATABASE = "ZEROFLOW_BENCH_DATABASE"


def run(loads: dict[str, Load], wanted: Collection[str], database: str | None, as_json: bool) -> None:
    """Measures the wanted systems, writes all samples to ``figures.json`` and prints what they say."""
    state = checkout.home() / ".zeroflow" / "bench-peers"
    state.mkdir(parents=True, exist_ok=True)
    about, before = machine.about(), machine.flushes_per_second(state)
    with tempfile.TemporaryDirectory(prefix="state-", dir=state) as scratch, ExitStack() as stack:
        line_up = LineUp(stack, state, Path(scratch), database)
        for system in (OURS, *PEERS):
            if system.name in wanted:
                line_up.add(system)
        with talk.status("Measuring ...") as status:
            result = measuring.measure(line_up.ready, loads, lambda words: status.update(words + " ..."))
    made: dict[str, Any] = {
        "bench": "peers",
        "machine": about,
        "flushes_per_second": {"before": before, "after": machine.flushes_per_second(state)},
        "systems": {
            system.name: _about(system, loads[system.name], line_up.introductions[system.name])
            | report.figures(result.samples, system.name)
            for system in (OURS, *PEERS)
            if any(sample.system == system.name for sample in result.samples)
        },
        "skipped": line_up.broken | result.broken,
        "samples": [sample.as_json() for sample in result.samples],
    }
    _tell(made, state / "figures.json", as_json)
    if ZEROFLOW in made["skipped"]:
        raise Failure(f"Zeroflow itself was not measured: {made['skipped'][ZEROFLOW]}")
    if not result.samples:
        raise Failure("nothing could be measured")


def _about(system: System, load: Load, introduction: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": system.title,
        "version": str(introduction.get("version", "-")),
        "storage": introduction.get("storage", "Postgres"),
        "postgres": introduction.get("postgres"),
        "each_step": system.each_step,
        **asdict(load),
    }


def _tell(made: dict[str, Any], file: Path, as_json: bool) -> None:
    file.write_text(json.dumps(made, indent=2), encoding="utf-8")
    if as_json:
        print_json(made)
    else:
        report.print_report(made, talk)
        talk.print(f"All samples: {file}")


@dataclass
class LineUp:
    """Starts systems one by one; who cannot start is remembered with the reason, and the others go on."""

    stack: ExitStack
    state: Path
    scratch: Path
    database: str | None
    ready: dict[str, Conversation] = field(default_factory=dict)
    introductions: dict[str, dict[str, Any]] = field(default_factory=dict)
    broken: dict[str, str] = field(default_factory=dict)

    def add(self, system: System) -> None:
        """Prepares and starts a system, and waits until it is ready."""
        try:
            if isinstance(system, Peer):
                self._start(system, self._command(system))
            else:
                self._start(system, ours.command(talk))
                self._share_database(self.introductions[system.name])
        except Broken as e:
            self.ready.pop(system.name, None)
            self.broken[system.name] = str(e)

    def _command(self, peer: Peer) -> list[str]:
        if peer.needs_postgres and not self.database:
            raise Broken("it needs a Postgres: Zeroflow's did not start, so name one with --database")
        requirements = _bridge() / "bench_peers" / "requirements" / f"{peer.requirements}.txt"
        python = environments.python_of(peer.requirements, requirements, self.state / "environments", talk)
        state = self.scratch / peer.name
        state.mkdir()
        return [str(python), "-m", f"bench_peers.{peer.module}", str(state), *peer.arguments]

    def _start(self, system: System, command: list[str]) -> None:
        with talk.status(f"Starting {system.title} ..."):
            log = self.state / f"{system.name}.log"
            conversation = Conversation(command, log, _environment(command, self.database), self.scratch)
            self.stack.callback(conversation.close)
            self.introductions[system.name] = conversation.introduction()
            self.ready[system.name] = conversation

    def _share_database(self, introduction: dict[str, Any]) -> None:
        """Peers use the Postgres that Zeroflow uses; one that was named must be that one."""
        announced = str(introduction.get("database", ""))
        if not announced:
            raise Broken("it did not say which database it uses")
        if self.database and urlsplit(self.database).netloc.rpartition("@")[2] != _server(announced):
            raise Broken(f"it uses {_server(announced)} and not the Postgres that was named")
        self.database = self.database or announced


def _server(database: str) -> str:
    return urlsplit(database).netloc.rpartition("@")[2]


def _bridge() -> Path:
    return checkout.home() / "notebooks-bridge"


def _environment(command: list[str], database: str | None) -> dict[str, str]:
    """That of an activated environment, from where the programs of the peers can be imported.

    The database is named here and not in the command line, which everybody on the machine can read.
    """
    search = f"{Path(command[0]).parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    named = {DATABASE: database} if database else {}
    return {**os.environ, "PATH": search, "PYTHONPATH": str(_bridge()), **named}
