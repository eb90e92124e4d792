"""Talks to the process of one measured system: a command a line in, one JSON object a line out."""

from __future__ import annotations

import contextlib
import json
import math
import os
import queue
import select
import signal
import subprocess
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

START_LIMIT_SECONDS = 180.0
ANSWER_LIMIT_SECONDS = 180.0
END_LIMIT_SECONDS = 30.0


class Broken(Exception):
    """Why a system cannot be measured, in words for the report."""


@dataclass(frozen=True)
class Answer:
    """The wall time of one piece of work in milliseconds, and the value of its last step."""

    wall_ms: float
    value: int


class Conversation:
    """One process, from its first line, which says what it is, to the end of its standard input.

    It leads a process group of its own, so that whatever it started can be ended with it.
    """

    def __init__(self, command: list[str], log: Path, environment: dict[str, str], folder: Path) -> None:
        self._log = log
        with log.open("wb") as errors:
            try:
                self._process = subprocess.Popen(
                    command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=errors,
                    env=environment,
                    cwd=folder,
                    text=True,
                    encoding="utf-8",
                    start_new_session=True,
                )
            except OSError as e:
                raise Broken(f"{command[0]} cannot be run: {e.strerror}") from e
        self._lines: queue.Queue[str | None] = queue.Queue()
        assert self._process.stdout is not None
        self._reader = threading.Thread(target=self._read, args=(self._process.stdout,), daemon=True)
        self._reader.start()

    def _read(self, lines: IO[str]) -> None:
        for line in lines:
            self._lines.put(line)
        self._lines.put(None)

    def introduction(self, limit_seconds: float = START_LIMIT_SECONDS) -> dict[str, Any]:
        """What the system says of itself once it is ready."""
        return self._next(limit_seconds)

    def ask(self, kind: str, size: int, limit_seconds: float = ANSWER_LIMIT_SECONDS) -> Answer:
        """Has one piece of work done."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(f"{kind} {size}\n")
            self._process.stdin.flush()
        except OSError as e:
            raise Broken(self._last_words()) from e
        said = self._next(limit_seconds)
        try:
            answer = Answer(float(said["wallMillis"]), int(said["value"]))
        except (KeyError, TypeError, ValueError) as e:
            raise Broken(f"its answer to `{kind} {size}` is not one: {said}") from e
        if said.get("kind") != kind or not (math.isfinite(answer.wall_ms) and answer.wall_ms > 0):
            raise Broken(f"its answer to `{kind} {size}` is not one: {said}")
        return answer

    def _next(self, limit_seconds: float) -> dict[str, Any]:
        try:
            line = self._lines.get(timeout=limit_seconds)
        except queue.Empty:
            raise Broken(f"no answer within {limit_seconds:g} s; see {self._log}") from None
        if line is None:
            raise Broken(self._last_words())
        try:
            said = json.loads(line)
        except ValueError:
            said = None
        if not isinstance(said, dict):
            raise Broken(f"it said {line.strip()[:200]!r}, which is no JSON object")
        return said

    def _last_words(self) -> str:
        lines = self._log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        return f"it ended: {lines[-1].strip()[:300] if lines else 'without a word'}; see {self._log}"

    def close(self, limit_seconds: float = END_LIMIT_SECONDS) -> None:
        """Ends the process and all that it started; politely first."""
        if self._process.returncode is not None:
            return
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with contextlib.suppress(OSError):
            self._process.stdin.close()
        if not self._ends_within(limit_seconds):
            self._signal(signal.SIGTERM)
            self._ends_within(limit_seconds)
        self._signal(signal.SIGKILL)  # also for what it left behind
        self._process.wait()
        self._reader.join(limit_seconds)
        self._process.stdout.close()

    def _ends_within(self, limit_seconds: float) -> bool:
        """Waits without reaping: until then nobody else gets the number of its group."""
        process = os.pidfd_open(self._process.pid)
        try:
            return bool(select.select([process], [], [], limit_seconds)[0])
        finally:
            os.close(process)

    def _signal(self, number: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, number)
