"""Stores files and directories as output artifacts."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from zeroflow_python.artifacts import manifest, parallel
from zeroflow_python.artifacts.cache import digest_of
from zeroflow_python.artifacts.inputs import MAX_ARTIFACT_BYTES
from zeroflow_python.contract.errors import TaskError, internal, resource, user
from zeroflow_python.web.control_plane import ControlPlane
from zeroflow_python.web.http import Http, Request

_SMALL_BYTES = 64 << 10
_TYPES = {
    ".csv": "text/csv",
    ".htm": "text/html",
    ".html": "text/html",
    ".json": "application/json",
    ".md": "text/markdown",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
}
_TYPES_OF_SCHEMAS = {"system.HTML": "text/html", "system.Markdown": "text/markdown"}
_ANY_TYPE = "application/octet-stream"


@dataclass(frozen=True)
class Stored:
    """Durable address (a directory's ends with `/`), digest and size in bytes of what was stored."""

    uri: str
    digest: str
    size: int


class Uploads:
    """Uploads of one attempt; `check` raises when nobody waits any more."""

    def __init__(self, http: Http, plane: ControlPlane, check: Callable[[], None]):
        self._http = http
        self._plane = plane
        self._check = check

    def store(self, output: str, schema: str, path: Path, inside: Path) -> Stored:
        """Stores a file or a directory; links may lead to places below `inside`. Raises TaskError."""
        real = Path(os.path.realpath(path))
        if not _below(real, inside):
            raise _leads_out(output, path.name)
        if real.is_dir():
            return self._directory(output, real, inside)
        kind = _TYPES_OF_SCHEMAS.get(schema) or _TYPES.get(path.suffix.lower(), _ANY_TYPE)
        uri, file = self._file(output, None, real, kind)
        return Stored(uri, file.digest, file.size)

    def _directory(self, output: str, folder: Path, inside: Path) -> Stored:
        listed = _files(output, folder, inside)
        small = [entry for entry in listed if entry[1].stat().st_size <= _SMALL_BYTES]
        large = [entry for entry in listed if entry not in set(small)]
        stored = parallel.each(lambda entry: self._part(output, *entry), small)
        stored += [self._part(output, *entry) for entry in large]
        content = manifest.write(stored)
        digest = manifest.digest(content)
        uri = self._put(output, "", content, digest, len(content), "application/json")
        if not uri.endswith("/"):
            raise internal("BAD_ANSWER", f"The address of the directory {output} does not end with a slash.")
        return Stored(uri, digest, sum(file.size for file in stored))

    def _part(self, output: str, path: str, file: Path) -> manifest.File:
        return self._file(output, path, file, _TYPES.get(file.suffix.lower(), _ANY_TYPE))[1]

    def _file(self, output: str, path: str | None, file: Path, kind: str) -> tuple[str, manifest.File]:
        self._check()
        state = file.stat()
        if not stat.S_ISREG(state.st_mode):
            raise user(
                "BAD_OUTPUT", f"Output {output} holds {file.name}, which is neither file nor directory."
            )
        if state.st_size > MAX_ARTIFACT_BYTES:
            raise resource(
                "TOO_LARGE",
                f"Output {output} has {state.st_size:,} bytes; at most {MAX_ARTIFACT_BYTES:,} are handled.",
            )
        try:
            digest = digest_of(file)
            uri = self._put(output, path, file, digest, state.st_size, kind)
        except PermissionError:
            raise user("BAD_OUTPUT", f"Output {output} holds {file.name}, which cannot be read.") from None
        return uri, manifest.File(path or "", digest, state.st_size)

    def _put(
        self, output: str, path: str | None, body: bytes | Path, digest: str, size: int, kind: str
    ) -> str:
        ticket = self._plane.ticket(output, path, digest, size, kind)
        answer = self._http.send(Request("PUT", ticket.put_url, "the object store", ticket.headers, body))
        # The key is ours alone: if it exists at a second try, the answer to the first was lost.
        stored_before = answer.status == 412 and answer.tries > 1
        if answer.status >= 300 and not stored_before:
            raise internal(
                "UPLOAD_REFUSED", f"The object store answered HTTP {answer.status} for output {output}."
            )
        return ticket.uri


def _files(output: str, folder: Path, inside: Path) -> list[tuple[str, Path]]:
    """Relative path and real file of everything in a folder; links are followed, but never in a circle."""
    found: list[tuple[str, Path]] = []
    open_folders = [("", folder, frozenset([folder]))]
    while open_folders:
        prefix, at, above = open_folders.pop()
        for entry in sorted(os.scandir(at), key=lambda each: each.name):
            path, real = prefix + entry.name, Path(os.path.realpath(entry.path))
            if not (_below(real, inside) or _below(real, folder)):
                raise _leads_out(output, path)
            if not real.exists() or real in above or not _writable_name(path):
                raise user("BAD_OUTPUT", f"Output {output} holds {path!r}, which cannot be stored.")
            if real.is_dir():
                open_folders.append((f"{path}/", real, above | {real}))
            else:
                found.append((path, real))
            if len(found) > manifest.MAX_FILES:
                raise resource("TOO_LARGE", f"Output {output} has more than {manifest.MAX_FILES:,} files.")
    return sorted(found)


def _writable_name(path: str) -> bool:
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return manifest.good_path(path)


def _below(path: Path, folder: Path) -> bool:
    return path == folder or folder in path.parents


def _leads_out(output: str, name: str) -> TaskError:
    return user("BAD_OUTPUT", f"Output {output}: the link {name} leads out of the step's folder.")
