"""Bytes that earlier steps have read, by digest, so that a warm host does not fetch them again."""

from __future__ import annotations

import contextlib
import hashlib
import os
import threading
from collections.abc import Callable
from pathlib import Path

MAX_BYTES = 2 << 30
_BLOCK = 1 << 20
_PREFIX = "sha256:"


class ReadCache:
    """Files named by their SHA-256; those unused for longest are removed beyond the limit.

    Steps get copies, and what is copied is checked: a step runs as the same user, so it could have changed
    the file. Several hosts may use the same folder.
    """

    def __init__(self, folder: Path, max_bytes: int = MAX_BYTES):
        self._folder = folder
        self._max_bytes = max_bytes
        self._lock = threading.Lock()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def copy(self, digest: str, target: Path) -> bool:
        """Copies the bytes with this digest to a new file; False if they are not here."""
        kept = self._path(digest)
        if not kept:
            return False
        try:
            if copy(kept, target) == digest:
                os.utime(kept)
                return True
        except FileNotFoundError:
            if not kept.exists():
                return False
            raise
        kept.unlink(missing_ok=True)
        return False

    def keep(self, digest: str, source: Path) -> None:
        """Keeps a copy of a file that was checked. A full disk is no error here."""
        kept, size = self._path(digest), source.stat().st_size
        if not kept or size > self._max_bytes // 4:
            return
        part = kept.with_name(f".{kept.name}.{os.getpid()}.{threading.get_ident()}")
        with contextlib.suppress(OSError):
            try:
                copy(source, part)
                part.replace(kept)
            finally:
                part.unlink(missing_ok=True)
            self._shrink()

    def _path(self, digest: str) -> Path | None:
        return self._folder / digest[len(_PREFIX) :] if digest.startswith(_PREFIX) else None

    def _shrink(self) -> None:
        with self._lock:
            found = []
            for entry in os.scandir(self._folder):
                with contextlib.suppress(FileNotFoundError):
                    state = entry.stat()
                    found.append((state.st_mtime_ns, state.st_size, entry.path))
            total = sum(size for _, size, _ in found)
            for _, size, path in sorted(found):
                if total <= self._max_bytes:
                    return
                Path(path).unlink(missing_ok=True)
                total -= size


def copy(source: Path, target: Path) -> str:
    """Copies a file and returns the digest of what was copied."""
    with target.open("wb") as out:
        return _digest(source, out.write)


def digest_of(source: Path) -> str:
    """`sha256:<hex>` of a file."""
    return _digest(source, lambda block: None)


def _digest(source: Path, sink: Callable[[bytes], object]) -> str:
    found = hashlib.sha256()
    with source.open("rb") as content:
        for block in iter(lambda: content.read(_BLOCK), b""):
            found.update(block)
            sink(block)
    return _PREFIX + found.hexdigest()
