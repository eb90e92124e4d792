"""The folder of one attempt."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from zeroflow_python.attempts.left import LeftFolders
from zeroflow_python.contract.errors import TaskError, internal

_TRIES = 5
PARTS_OF_STEP = (".zeroflow", ".tmp")
"""What we put there: our own files, and the step's TMPDIR."""


def checked(root: str, work: Path) -> Path:
    """The root as a path. Raises TaskError BAD_ROOT unless it is a step's place below the work folder."""
    path = Path(root)
    real = Path(os.path.realpath(root))
    if not path.is_absolute() or os.path.normpath(root) != root:
        raise _bad(root, "it is no plain absolute path")
    if work not in real.parents:
        raise _bad(root, f"it does not lie below {work}")
    if real.relative_to(work).parts[0].startswith("."):
        raise _bad(root, "the host keeps its own files there")
    return path


@contextlib.contextmanager
def made(root: Path, work: Path, left: LeftFolders) -> Iterator[Path]:
    """Makes the folder, and takes it away afterwards. What a host left there that died is removed first.

    Raises TaskError BAD_ROOT if another attempt runs there.
    """
    lock = _opened(root)
    try:
        _acquire(lock, root)
        remove_content(root)
        os.chmod(root, 0o700)
        for part in PARTS_OF_STEP:
            (root / part).mkdir(mode=0o700)
        try:
            yield root
        finally:
            if left.take(root):
                _remove_empty(root.parent, work)
            else:
                remove_content(root)
                _remove_empty(root, work)
    finally:
        os.close(lock)


def remove_content(folder: Path) -> None:
    """Removes what a folder holds, also what the step has made unwritable."""
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            _make_removable(entry.path)
            shutil.rmtree(entry.path, ignore_errors=True)
        else:
            with contextlib.suppress(OSError):
                os.unlink(entry.path)


def _opened(root: Path, tries: int = _TRIES) -> int:
    """Makes the folder and opens it; another attempt may just remove a parent that was empty."""
    try:
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
        return os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError as e:
        if tries > 1 and isinstance(e, FileNotFoundError):
            return _opened(root, tries - 1)
        raise _bad(str(root), str(e.strerror)) from e


def _remove_empty(bottom: Path, work: Path) -> None:
    """Removes the folder and those above it that hold nothing else."""
    with contextlib.suppress(OSError):
        for folder in (bottom, *bottom.parents):
            if os.path.realpath(folder) == str(work):
                return
            folder.rmdir()


def _make_removable(folder: str) -> None:
    with contextlib.suppress(OSError):
        os.chmod(folder, 0o700)
        for entry in os.scandir(folder):
            if entry.is_dir(follow_symlinks=False):
                _make_removable(entry.path)


def _acquire(lock: int, root: Path) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise _bad(str(root), "another attempt runs there") from None


def _bad(root: str, reason: str) -> TaskError:
    return internal("BAD_ROOT", f"The folder {root} cannot be the step's: {reason}.")
