"""A package index of one's own on loopback: wheels made by hand, and the SDK of an environment as a wheel."""

from __future__ import annotations

import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

WHEEL = "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


class Index:
    """Its address, and which files were fetched from it, in order."""

    def __init__(self, port: int, fetched: list[str]) -> None:
        self.address = f"http://127.0.0.1:{port}/simple"
        self._fetched = fetched

    def wheels(self) -> list[str]:
        """Names of the wheels that were fetched."""
        return [path.rpartition("/")[2] for path in self._fetched if path.endswith(".whl")]


@contextmanager
def serving(folder: Path, sdk: Path) -> Iterator[Index]:
    """Serves zf-tiny 1.0 and 2.0, and the kfp that is installed in the site-packages ``sdk``."""
    for version in ("1.0", "2.0"):
        _tiny(folder, version)
    _installed(folder, sdk, "kfp", "2.17.0")
    fetched: list[str] = []
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, fetched, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield Index(server.server_address[1], fetched)
        server.shutdown()
        thread.join()


class _Handler(SimpleHTTPRequestHandler):
    """Plain files; lists of folders are pages of links, as an index has them."""

    def __init__(self, fetched: list[str], *arguments: object, directory: str) -> None:
        self._fetched = fetched
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type]

    def log_message(self, format: str, *arguments: object) -> None:
        self._fetched.append(self.path)


def _tiny(folder: Path, version: str) -> None:
    info = f"zf_tiny-{version}.dist-info"
    files = {
        "zf_tiny.py": f"ANSWER = 'tiny {version}'\n",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: zf-tiny\nVersion: {version}\n",
        f"{info}/WHEEL": WHEEL,
    }
    files[f"{info}/RECORD"] = "".join(f"{name},,\n" for name in [*files, f"{info}/RECORD"])
    _write(folder / "simple" / "zf-tiny" / f"zf_tiny-{version}-py3-none-any.whl", files)


def _installed(folder: Path, site: Path, name: str, version: str) -> None:
    """Packs what is installed; whoever made it kept no wheel."""
    info = site / f"{name}-{version}.dist-info"
    rows = [line.split(",")[0] for line in (info / "RECORD").read_text().splitlines()]
    packed = [
        row for row in rows if row.startswith((f"{name}/", f"{info.name}/")) and not row.endswith(".pyc")
    ]
    kept = [row for row in packed if row.rpartition("/")[2] not in ("RECORD", "INSTALLER", "REQUESTED")]
    files: dict[str, str | bytes] = {row: (site / row).read_bytes() for row in kept}
    files[f"{info.name}/RECORD"] = "".join(f"{row},,\n" for row in [*kept, f"{info.name}/RECORD"])
    _write(folder / "simple" / name / f"{name}-{version}-py3-none-any.whl", files)


def _write(path: Path, files: dict[str, str | bytes] | dict[str, str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in files.items():
            out.writestr(name, content)
