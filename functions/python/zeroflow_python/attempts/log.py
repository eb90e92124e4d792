"""Lines that a step writes: posted while it runs, and what is left rides in its result."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from zeroflow_python.attempts.lines import LineSplitter
from zeroflow_python.contract import instants
from zeroflow_python.contract.errors import TaskError

MAX_BYTES = 10 << 20
MAX_BATCH = 200
FLUSH_SECONDS = 0.5
_MAX_FAILURES = 5

Line = dict[str, str]


class StepLog:
    """Safe for threads. The first line starts the thread that posts, so a silent step needs none."""

    def __init__(self, post: Callable[[list[Line]], None], mask: Callable[[str], str]):
        self._post = post
        self._mask = mask
        self._splitters = {"stdout": LineSplitter(), "stderr": LineSplitter()}
        self._changed = threading.Condition()
        self._pending: list[Line] = []
        self._bytes = 0
        self._failures = 0
        self._closed = False
        self._thread: threading.Thread | None = None

    def feed(self, stream: str, data: bytes) -> None:
        """Takes bytes as the step writes them; no bytes mean the stream's end."""
        for text in self._splitters[stream].feed(data):
            self.add(stream, text)

    def add(self, stream: str, text: str) -> None:
        """Takes a line. The last one that is kept says that there were more."""
        with self._changed:
            if self._bytes > MAX_BYTES:
                return
            self._bytes += len(text.encode("utf-8", "replace")) + 1
            if self._bytes > MAX_BYTES:
                stream = "stderr"
                text = f"Later lines are not kept: a step may write {MAX_BYTES >> 20} MiB."
            line = {"time": instants.write(time.time()), "stream": stream, "text": self._mask(text)}
            self._pending.append(line)
            if not self._thread:
                self._thread = threading.Thread(target=self._flush_until_closed, name="log", daemon=True)
                self._thread.start()
            elif len(self._pending) == MAX_BATCH:
                self._changed.notify_all()

    def close(self) -> list[Line]:
        """Ends the posting, and returns the lines that were not posted."""
        for stream in self._splitters:
            self.feed(stream, b"")
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        if self._thread:
            self._thread.join()
        return self._pending

    def _flush_until_closed(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(self._has_batch, FLUSH_SECONDS)
                if self._closed:
                    return
                batch, self._pending = self._pending[:MAX_BATCH], self._pending[MAX_BATCH:]
            if batch and not self._posted(batch):
                with self._changed:
                    self._pending = batch + self._pending
                    self._changed.wait_for(lambda: self._closed, FLUSH_SECONDS)

    def _has_batch(self) -> bool:
        return self._closed or len(self._pending) >= MAX_BATCH

    def _posted(self, batch: list[Line]) -> bool:
        if self._failures >= _MAX_FAILURES:
            return False
        try:
            self._post(batch)
        except TaskError:
            self._failures += 1
            return False
        self._failures = 0
        return True
