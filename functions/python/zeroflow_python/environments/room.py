"""Room for environments: those that were used longest ago give way when there are too many."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_UNIT = 512  # of st_blocks


@dataclass(frozen=True)
class Limits:
    """Most environments, and most bytes that they take on disk together."""

    count: int
    size: int


@dataclass(frozen=True)
class Kept:
    """An environment; `used` is in nanoseconds since the epoch, `size` in bytes."""

    key: str
    used: int
    size: int


class Room:
    """Environments below `folder`, which several hosts may share. Safe for threads.

    Beside each lies a file `<key>.use`: locked while a step uses the environment, changed when one begins to,
    and its content is the environment's size.
    """

    def __init__(self, folder: Path, limits: Limits):
        self._folder = folder
        self._limits = limits

    @contextlib.contextmanager
    def used(self, key: str) -> Iterator[None]:
        """Keeps the environment, or the one that will be built, until the end of the block."""
        with self._use(key) as use:
            fcntl.flock(use, fcntl.LOCK_SH)
            os.utime(use)
            yield

    def make(self) -> list[str]:
        """Removes as many as are too many, but none that is built or used; returns their keys.

        Raises OSError if the folder cannot be read.
        """
        for left in self._folder.glob("*.evicted"):
            shutil.rmtree(left, ignore_errors=True)
        kept = sorted(self._kept(), key=lambda each: each.used)
        gone = []
        count, size = len(kept), sum(each.size for each in kept)
        for each in kept:
            if count <= self._limits.count and size <= self._limits.size:
                break
            if self._evict(each.key):
                gone.append(each.key)
                count, size = count - 1, size - each.size
        return gone

    def _kept(self) -> Iterator[Kept]:
        for python in self._folder.glob("*/bin/python"):
            folder = python.parent.parent
            if "." not in folder.name:
                yield self._measured(folder)

    def _measured(self, folder: Path) -> Kept:
        with self._use(folder.name) as use:
            used, known = os.fstat(use).st_mtime_ns, os.pread(use, 32, 0)
            if not known.isdigit():
                known = b"%d" % _size(folder)
                os.pwrite(use, known, 0)
                os.utime(use, ns=(used, used))
        return Kept(folder.name, used, int(known))

    def _evict(self, key: str) -> bool:
        away = self._folder / f"{key}.evicted"
        with self._use(key) as use, (self._folder / f"{key}.lock").open("w") as lock:
            try:
                for each in (use, lock.fileno()):
                    fcntl.flock(each, fcntl.LOCK_EX | fcntl.LOCK_NB)
                (self._folder / key).rename(away)
            except OSError:
                return False
            os.truncate(use, 0)
        shutil.rmtree(away, ignore_errors=True)
        return True

    @contextlib.contextmanager
    def _use(self, key: str) -> Iterator[int]:
        descriptor = os.open(self._folder / f"{key}.use", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            yield descriptor
        finally:
            os.close(descriptor)


def _size(folder: Path) -> int:
    """What the folder takes on disk, in bytes."""
    size = 0
    for at, folders, files in os.walk(folder):
        for name in (*folders, *files):
            with contextlib.suppress(OSError):
                size += os.lstat(os.path.join(at, name)).st_blocks * _UNIT
    return size
