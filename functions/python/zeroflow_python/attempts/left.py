"""Folders of attempts that are over: out of the way at once, and removed when nobody waits."""

from __future__ import annotations

import contextlib
import itertools
import os
import queue
import threading
import time
from collections.abc import Callable
from pathlib import Path

MAX_WAITING = 64
PAUSE_SECONDS = 0.02
"""Until the result of the attempt is on its way."""


class LeftFolders:
    """Moves folders below `folder`, which is ours alone, and removes them in a thread. Safe for threads.

    What a host could not remove before its end is removed by the next one.
    """

    def __init__(
        self, folder: Path, remove: Callable[[Path], None], pause: Callable[[float], object] = time.sleep
    ):
        self._folder = folder
        self._remove = remove
        self._pause = pause
        self._waiting: queue.Queue[Path] = queue.Queue(MAX_WAITING)
        self._numbers = itertools.count()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        threading.Thread(target=self._work, args=(list(folder.iterdir()),), name="left", daemon=True).start()

    def take(self, root: Path) -> bool:
        """Moves a folder away; False if it has to be removed where it is, also when too many wait."""
        place = self._folder / f"{os.getpid()}-{next(self._numbers)}"
        if self._waiting.full():
            return False
        try:
            os.rename(root, place)
            self._waiting.put_nowait(place)
        except queue.Full:
            self._end(place)
        except OSError:
            return False
        return True

    def _work(self, before: list[Path]) -> None:
        for place in before:
            self._end(place)
        while True:
            place = self._waiting.get()
            self._pause(PAUSE_SECONDS)
            self._end(place)
            with contextlib.suppress(queue.Empty):
                while True:
                    self._end(self._waiting.get_nowait())

    def _end(self, place: Path) -> None:
        with contextlib.suppress(OSError, RecursionError):
            self._remove(place)
            place.rmdir()
