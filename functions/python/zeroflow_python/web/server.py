"""The host's own address: invocations and environments."""

from __future__ import annotations

import json
import socket
import sys
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from uuid import uuid4

from zeroflow_python.contract.invocation import texts

INVOKE = "dev.zeroflow.task.invoke"
SUCCEEDED = "dev.zeroflow.task.succeeded"
FAILED = "dev.zeroflow.task.failed"
SOURCE = "zeroflow/python"
MAX_BODY_BYTES = 64 << 20
MAX_COMPONENTS = 1_000
_KEPT_SECONDS = 75


class Refused(Exception):
    """A request that is answered with an error status and one sentence."""

    def __init__(self, status: int, message: str):
        super().__init__(message)
        self.status = status
        self.message = message


class Host(ThreadingHTTPServer):
    """Listens; `invoke` gets an invocation's JSON and its connection and answers a result's.

    `prepare` gets components and answers states of environments, `states` lists them.
    """

    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 128

    def __init__(
        self,
        address: tuple[str, int],
        invoke: Callable[[Any, socket.socket], dict[str, Any]],
        prepare: Callable[[list[dict[str, Any]]], list[dict[str, str]]],
        states: Callable[[], list[dict[str, str]]],
    ):
        self.invoke = invoke
        self.prepare = prepare
        self.states = states
        super().__init__(address, Handler)

    def server_bind(self) -> None:
        """Binds without asking a name server for the address's name."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A connection that breaks is the caller's affair."""
        error = sys.exc_info()[1]
        if not isinstance(error, (ConnectionError, TimeoutError)):
            super().handle_error(request, client_address)


class Handler(BaseHTTPRequestHandler):
    """One connection, kept over many requests."""

    protocol_version = "HTTP/1.1"
    server_version = "zeroflow-python"
    sys_version = ""
    disable_nagle_algorithm = True
    wbufsize = -1
    timeout = _KEPT_SECONDS
    server: Host

    def do_POST(self) -> None:
        """An invocation, or environments to prepare."""
        self._answer({"/": self._invoke, "/environments": self._prepare})

    def do_GET(self) -> None:
        """The environments."""
        self._answer({"/environments": lambda: self._send(200, {"environments": self.server.states()})})

    def log_message(self, format: str, *args: Any) -> None:
        """Requests are not logged; what they do is."""

    def _answer(self, actions: dict[str, Callable[[], None]]) -> None:
        try:
            action = actions.get(self.path)
            if not action:
                raise Refused(404, f"There is nothing at {self.command} {self.path[:200]}.")
            action()
        except Refused as e:
            # The body may not have been read, so the connection is of no use any more.
            self.close_connection = True
            self._send(e.status, {"error": e.message})

    def _invoke(self) -> None:
        if self.headers.get("ce-type") != INVOKE:
            raise Refused(400, f"The header ce-type must be {INVOKE}.")
        document = self._body()
        try:
            result = self.server.invoke(document, self.connection)
        except ValueError as e:
            raise Refused(400, str(e)) from None
        headers = {
            "ce-id": self.headers.get("ce-id") or str(uuid4()),
            "ce-source": SOURCE,
            "ce-specversion": "1.0",
            "ce-type": FAILED if result["error"] else SUCCEEDED,
        }
        self._send(200, result, headers)

    def _prepare(self) -> None:
        document = self._body()
        components = document.get("components") if isinstance(document, dict) else None
        if not isinstance(components, list) or not all(_is_component(each) for each in components):
            raise Refused(400, "The body must name components, each with command and args.")
        if len(components) > MAX_COMPONENTS:
            raise Refused(400, f"At most {MAX_COMPONENTS:,} components can be named at a time.")
        self._send(202, {"environments": self.server.prepare(components)})

    def _body(self) -> Any:
        if (self.headers.get_content_type() or "") != "application/json":
            raise Refused(415, "The content type must be application/json.")
        length = self.headers.get("Content-Length") or ""
        if not (length.isascii() and length.isdigit()):
            raise Refused(411, "The length of the body must be named.")
        if int(length) > MAX_BODY_BYTES:
            raise Refused(413, f"The body must have at most {MAX_BODY_BYTES:,} bytes.")
        content = self.rfile.read(int(length))
        try:
            return json.loads(content)
        except (ValueError, RecursionError):
            raise Refused(400, "The body is no JSON.") from None

    def _send(self, status: int, document: Any, headers: dict[str, str] | None = None) -> None:
        content = json.dumps(document).encode()
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
        self.wfile.flush()


def _is_component(value: Any) -> bool:
    try:
        texts(value["command"], "command")
        texts(value["args"], "args")
    except (KeyError, TypeError):
        return False
    return True
