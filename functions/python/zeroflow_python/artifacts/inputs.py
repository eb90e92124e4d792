"""Puts the bytes of input artifacts where the step looks for them."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from zeroflow_python.artifacts import manifest, parallel
from zeroflow_python.artifacts.cache import ReadCache, copy
from zeroflow_python.contract.errors import TaskError, internal, resource, transient, user
from zeroflow_python.contract.invocation import InputArtifact, Invocation
from zeroflow_python.web.control_plane import ControlPlane
from zeroflow_python.web.http import Answer, Http, Request

MAX_ARTIFACT_BYTES = 5 << 30
"""The largest object that one PUT can store."""


class Inputs:
    """Fetches for one attempt; `check` raises when nobody waits any more."""

    def __init__(
        self, http: Http, plane: ControlPlane, cache: ReadCache, root: Path, check: Callable[[], None]
    ):
        self._http = http
        self._plane = plane
        self._cache = cache
        self._root = root
        self._check = check
        self._here: dict[tuple[str, str], Path] = {}

    def fetch(self, invocation: Invocation) -> None:
        """Fetches all inputs that have an address. Raises TaskError."""
        for artifact, path in _places(invocation):
            if not artifact.get_url or "://" in path:
                continue
            self._check()
            target = self._inside(path)
            target.parent.mkdir(parents=True, exist_ok=True)
            if artifact.uri.endswith("/"):
                self._directory(artifact, target)
            else:
                self._file(artifact, lambda a=artifact: a.get_url, target)  # type: ignore[misc]

    def _inside(self, path: str) -> Path:
        if not path.startswith(f"{self._root}/") or os.path.normpath(path) != path:
            raise internal("BAD_ROOT", f"An input's path {path} does not lie below the step's folder.")
        return Path(path)

    def _file(self, artifact: InputArtifact, address: Callable[[], str], target: Path) -> None:
        key = (artifact.digest, artifact.uri if artifact.digest.startswith("etag:") else "")
        before = self._here.get(key)
        if before:
            copy(before, target)
        elif not self._cache.copy(artifact.digest, target):
            self._download(artifact, address(), target)
            self._cache.keep(artifact.digest, target)
        self._here.setdefault(key, target)

    def _directory(self, artifact: InputArtifact, target: Path) -> None:
        content = self._root / ".zeroflow" / f"manifest-{len(self._here)}"
        self._file(artifact, lambda: artifact.get_url, content)
        if content.stat().st_size > manifest.MAX_BYTES:
            raise resource("TOO_LARGE", f"The list of files of {artifact.uri} is too long.")
        try:
            files = manifest.read(content.read_bytes())
        except (KeyError, TypeError, ValueError) as e:
            raise internal("BAD_MANIFEST", f"The list of files of {artifact.uri} is wrong: {e}.") from None
        target.mkdir(exist_ok=True)
        for folder in sorted({(target / file.path).parent for file in files}):
            folder.mkdir(parents=True, exist_ok=True)
        parallel.each(lambda file: self._file_of(artifact, file, target / file.path), files)

    def _file_of(self, directory: InputArtifact, file: manifest.File, target: Path) -> None:
        self._check()
        part = InputArtifact(directory.id, directory.uri + file.path, file.digest, file.size, "")
        self._file(part, lambda: self._plane.address_of(directory.id, file.path), target)

    def _download(self, artifact: InputArtifact, address: str, target: Path) -> None:
        if artifact.size > MAX_ARTIFACT_BYTES:
            raise resource(
                "TOO_LARGE",
                f"{artifact.uri} has {artifact.size:,} bytes; at most {MAX_ARTIFACT_BYTES:,} are handled.",
            )
        request = Request("GET", address, "the object store", {}, max_bytes=MAX_ARTIFACT_BYTES)
        with target.open("wb") as out:
            tries: list[_Hashing] = []

            def sink() -> Callable[[bytes], None]:
                out.seek(0)
                out.truncate()
                tries.append(_Hashing(out.write, self._check))
                return tries[-1]

            answer = self._http.send(request, sink)
        _accept(artifact, answer, tries[-1].digest())


class _Hashing:
    """Hands blocks on and hashes them."""

    def __init__(self, write: Callable[[bytes], object], check: Callable[[], None]):
        self._write = write
        self._check = check
        self._hash = hashlib.sha256()

    def __call__(self, block: bytes) -> None:
        self._check()
        self._hash.update(block)
        self._write(block)

    def digest(self) -> str:
        return "sha256:" + self._hash.hexdigest()


def _accept(artifact: InputArtifact, answer: Answer, digest: str) -> None:
    if answer.status == 404:
        raise user("OBJECT_NOT_FOUND", f"There is no object at {artifact.uri}.")
    if answer.status != 200:
        raise transient(
            "DOWNLOAD_REFUSED", f"The object store answered HTTP {answer.status} for {artifact.uri}."
        )
    if artifact.digest.startswith("etag:"):
        if artifact.digest != "etag:" + answer.headers.get("etag", "").replace('"', ""):
            raise _changed(artifact)
    elif not artifact.digest.startswith("sha256:"):
        raise internal("BAD_DIGEST", f"Unknown kind of digest: {artifact.digest}.")
    elif artifact.digest != digest:
        raise transient("DIGEST_MISMATCH", f"The bytes read from {artifact.uri} are damaged.")


def _changed(artifact: InputArtifact) -> TaskError:
    return user(
        "OBJECT_CHANGED", f"The object changed since the run started: {artifact.uri}. Start a new run."
    )


def _places(invocation: Invocation) -> Iterator[tuple[InputArtifact, str]]:
    """Each input artifact with the address that the step is told."""
    told = invocation.component.executor_input.get("inputs", {}).get("artifacts", {})
    for name, artifacts in invocation.artifacts.items():
        places = told.get(name, {}).get("artifacts", [])
        if len(places) != len(artifacts):
            raise internal(
                "BAD_INVOCATION", f"Input {name} has {len(artifacts)} artifacts, {len(places)} places."
            )
        for artifact, place in zip(artifacts, places):
            yield artifact, place.get("uri", "")
