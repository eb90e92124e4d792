"""Which packages the interpreter has by itself."""

from __future__ import annotations

import contextlib
import os

_Folders = tuple[tuple[str, int], ...]


class InstalledPackages:
    """Versions by project, kept until one of the folders that packages lie in has changed. Safe for threads.

    To look one up takes a millisecond, which every step would wait for.
    """

    def __init__(self, path: list[str]):
        self._path = path
        self._known: tuple[_Folders, dict[str, str | None]] = ((), {})

    def version(self, project: str) -> str | None:
        """The version that is installed now, None for none."""
        folders, known = self._known
        now = _changed(self._path)
        if folders != now:
            known = {}
            self._known = (now, known)
        if project not in known:
            known[project] = _read(project, self._path)
        return known[project]


def _changed(path: list[str]) -> _Folders:
    """Installing and removing both change the time of a folder."""
    found = []
    for folder in path:
        with contextlib.suppress(OSError):
            found.append((folder, os.stat(folder).st_mtime_ns))
    return tuple(found)


def _read(project: str, path: list[str]) -> str | None:
    from importlib import metadata  # slow to import, and not needed to be ready

    for found in metadata.distributions(name=project, path=path):
        return str(found.version)
    return None
