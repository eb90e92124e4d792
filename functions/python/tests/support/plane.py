"""A control plane and an object store in memory, on a loopback port."""

from __future__ import annotations

import hashlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


def sha256(content: bytes) -> str:
    return "sha256:" + hashlib.sha256(content).hexdigest()


class Plane:
    """Objects by key, and everything that was asked of it."""

    def __init__(self) -> None:
        self.objects: dict[str, bytes] = {}
        self.uploads: list[dict[str, Any]] = []
        self.downloads: list[dict[str, Any]] = []
        self.posted: list[list[dict[str, str]]] = []
        self.results: list[dict[str, Any]] = []
        self.refused_results = 0
        self.reads: list[str] = []
        self.tokens: set[str] = set()
        self.broken_logs = False
        self.broken_puts = 0
        self.slow_reads = 0.0
        self.together: threading.Barrier | None = None
        self.directories: dict[str, str] = {}
        self._lock = threading.Lock()
        plane = self

        class Handler(_Handler):
            pass

        Handler.plane = plane
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{self._server.server_port}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def store(self, key: str, content: bytes, digest: str | None = None, uri: str = "") -> dict[str, Any]:
        """Stores bytes, and returns them as an InputArtifact."""
        self.objects[key] = content
        return {
            "id": f"id-{key}",
            "name": key,
            "type": "system.Dataset",
            "uri": uri or f"s3://bucket/{key}",
            "digest": digest or sha256(content),
            "size": len(content),
            "metadata": {},
            "getUrl": f"{self.address}/objects/{key}",
        }

    def input_of(self, output: dict[str, Any]) -> dict[str, Any]:
        """An OutputArtifact as an InputArtifact of the next step."""
        key = output["uri"][len("s3://bucket/") :]
        if key.endswith("/"):
            self.directories[f"id-{key}"] = key
            key += ".manifest"
        return {
            "id": f"id-{output['uri'][len('s3://bucket/') :]}",
            "name": "input",
            "type": "system.Model",
            **{name: output[name] for name in ("uri", "digest", "size", "metadata")},
            "getUrl": f"{self.address}/objects/{key}",
        }

    def content(self, uri: str) -> bytes:
        return self.objects[uri[len("s3://bucket/") :]]

    def lines(self) -> list[dict[str, str]]:
        return [line for batch in self.posted for line in batch]

    def ticket(self, request: dict[str, Any]) -> dict[str, Any]:
        """As the contract says: `path` null is a file, "" the manifest, else a file of a directory."""
        with self._lock:
            self.uploads.append(request)
            number = len(self.uploads)
        output, path = request["output"], request["path"]
        if path is None:
            uri = key = f"{output}-{number}"
        else:
            uri = f"{output}/{path}"
            key = uri if path else f"{uri}.manifest"
        headers = {"Content-Type": request["contentType"], "x-digest": request["digest"]}
        return {"uri": f"s3://bucket/{uri}", "putUrl": f"{self.address}/objects/{key}", "headers": headers}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    plane: Plane

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def do_POST(self) -> None:
        body = json.loads(self._body())
        self.plane.tokens.add(self.headers["Authorization"])
        if self.path == "/internal/v1/uploads":
            self._answer(200, json.dumps(self.plane.ticket(body)).encode())
        elif self.path == "/internal/v1/downloads":
            self.plane.downloads.append(body)
            key = self.plane.directories[body["artifact"]] + body["path"]
            self._answer(200, json.dumps({"getUrl": f"{self.plane.address}/objects/{key}"}).encode())
        elif self.path == "/internal/v1/logs" and not self.plane.broken_logs:
            self.plane.posted.append(body)
            self._answer(204)
        elif self.path == "/internal/v1/completions":
            self.plane.results.append(body)
            self._answer(503 if len(self.plane.results) <= self.plane.refused_results else 204)
        else:
            self._answer(503)

    def do_PUT(self) -> None:
        content = self._body()
        if self.plane.together:
            self.plane.together.wait(10)
        if self.plane.broken_puts:
            self.plane.broken_puts -= 1
            self._answer(500)
            return
        signed = self.headers["x-digest"] == sha256(content) and "Accept-Encoding" not in self.headers
        if signed:
            self.plane.objects[self.path[len("/objects/") :]] = content
        self._answer(200 if signed else 403)

    def do_GET(self) -> None:
        key = self.path[len("/objects/") :]
        self.plane.reads.append(key)
        time.sleep(self.plane.slow_reads)
        content = self.plane.objects.get(key)
        self._answer(404 if content is None else 200, content or b"", key)

    def _body(self) -> bytes:
        return self.rfile.read(int(self.headers["Content-Length"] or 0))

    def _answer(self, status: int, content: bytes = b"", etag: str = "") -> None:
        self.send_response(status)
        self.send_header("ETag", f'"{etag}"')
        if status != 204:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
