"""The manifest of a directory: its files by relative path, as JSON with sorted paths."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from typing import Any

MAX_FILES = 10_000
MAX_BYTES = 32 << 20
_MAX_PATH = 1_024
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")


@dataclass(frozen=True)
class File:
    """A file of a directory: `path` is relative with `/`, `size` in bytes."""

    path: str
    digest: str
    size: int


def write(files: list[File]) -> bytes:
    """The manifest's bytes; the same files give the same bytes."""
    listed = [{"path": f.path, "digest": f.digest, "size": f.size} for f in sorted(files, key=_by_path)]
    return json.dumps({"files": listed}, ensure_ascii=False, separators=(",", ":")).encode()


def read(content: bytes) -> list[File]:
    """Reads a manifest. Raises ValueError if a path could leave its directory, or anything else is wrong."""
    document = json.loads(content)
    if not isinstance(document, dict) or not isinstance(document.get("files"), list):
        raise ValueError("it is no JSON object with files")
    if len(document["files"]) > MAX_FILES:
        raise ValueError(f"it names more than {MAX_FILES:,} files")
    files = [_file(each) for each in document["files"]]
    paths = [file.path for file in files]
    if paths != sorted(set(paths)):
        raise ValueError("its paths are not sorted, or one is there twice")
    folders = {path[:at] for path in paths for at, letter in enumerate(path) if letter == "/"}
    if not folders.isdisjoint(paths):
        raise ValueError("a path is a file and a folder")
    return files


def digest(content: bytes) -> str:
    """`sha256:<hex>` of bytes."""
    return "sha256:" + hashlib.sha256(content).hexdigest()


def good_path(path: str) -> bool:
    """Whether a relative path stays inside its directory."""
    parts = path.split("/")
    return 0 < len(path) <= _MAX_PATH and "\0" not in path and not {"", ".", ".."} & set(parts)


def _file(entry: Any) -> File:
    path, found, size = entry["path"], entry["digest"], entry["size"]
    if not isinstance(path, str) or not good_path(path):
        raise ValueError(f"a path is not allowed: {path!r}")
    if not isinstance(found, str) or not _DIGEST.fullmatch(found):
        raise ValueError(f"the digest of {path} is none")
    if not isinstance(size, int) or isinstance(size, bool) or size < 0:
        raise ValueError(f"the size of {path} is none")
    return File(path, found, size)


def _by_path(file: File) -> str:
    return file.path
