"""Calls over HTTP/1.1 with kept connections, tried again if the other side does not answer or has a fault."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Union
from urllib.parse import urlsplit

from zeroflow_python.contract.errors import TaskError, resource, transient

TIMEOUT_SECONDS = 120.0
CONNECT_SECONDS = 5.0
MAX_TRIES = 3
_FIRST_BACKOFF_SECONDS = 0.1
_BLOCK = 1 << 18
_MAX_KEPT = 16
_KEPT_SECONDS = 20.0

Sink = Callable[[bytes], object]
Body = Union[bytes, Path, None]


@dataclass(frozen=True)
class Answer:
    """An answer below 500. `tries` counts from 1; `body` is empty if a sink took it."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    tries: int


@dataclass(frozen=True)
class Request:
    """`url` may be a secret: messages say `what` is called instead. No headers but needed ones are added."""

    method: str
    url: str
    what: str
    headers: Mapping[str, str]
    body: Body = None
    max_bytes: int = 1 << 20


class Http:
    """Sends requests whose repetition does no harm. Safe for threads. Redirects are not followed."""

    def __init__(self, pause: Callable[[float], object] = time.sleep):
        self._pause = pause
        self._lock = threading.Lock()
        self._kept: dict[tuple[str, str], list[tuple[float, http.client.HTTPConnection]]] = {}

    def send(
        self,
        request: Request,
        sink: Callable[[], Sink] | None = None,
        tries: int = MAX_TRIES,
        timeout: float = TIMEOUT_SECONDS,
    ) -> Answer:
        """Sends a request. A `sink`, made anew for each try, takes the body of an answer 200.

        Raises TaskError TRANSFER_FAILED (transient) if each try failed or was answered with 5xx.
        """
        for number in range(1, tries + 1):
            try:
                return self._once(request, sink() if sink else None, number, timeout)
            except TaskError:
                raise
            except (OSError, http.client.HTTPException) as e:
                reason = str(e) or type(e).__name__
            if number < tries:
                self._pause(_FIRST_BACKOFF_SECONDS * 4 ** (number - 1))
        raise transient("TRANSFER_FAILED", f"Calling {request.what} failed: {reason}.")

    def _once(self, request: Request, sink: Sink | None, number: int, timeout: float) -> Answer:
        while True:
            connection, fresh = self._connection(request.url)
            try:
                return self._exchange(connection, request, sink, number, timeout)
            except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
                connection.close()
                if fresh:  # a kept one may have been closed meanwhile, which is nobody's fault
                    raise
            except BaseException:
                connection.close()
                raise

    def _exchange(
        self,
        connection: http.client.HTTPConnection,
        request: Request,
        sink: Sink | None,
        number: int,
        timeout: float,
    ) -> Answer:
        if connection.sock:
            connection.sock.settimeout(timeout)
        _write(connection, request, timeout)
        response = connection.getresponse()
        taken = sink if response.status == 200 else None
        body = _read(response, request, taken)
        if response.status >= 500:
            raise http.client.HTTPException(f"HTTP {response.status}")
        headers = {name.lower(): value for name, value in response.getheaders()}
        if response.will_close:
            connection.close()
        else:
            self._keep(request.url, connection)
        return Answer(response.status, headers, body, number)

    def _connection(self, url: str) -> tuple[http.client.HTTPConnection, bool]:
        address = urlsplit(url)
        with self._lock:
            kept = self._kept.get((address.scheme, address.netloc), [])
            while kept:
                since, connection = kept.pop()
                if time.monotonic() - since < _KEPT_SECONDS:
                    return connection, False
                connection.close()
        kinds = {"http": http.client.HTTPConnection, "https": http.client.HTTPSConnection}
        if address.scheme not in kinds or not address.hostname:
            raise http.client.InvalidURL("not an address of http or https")
        return kinds[address.scheme](address.hostname, address.port, timeout=CONNECT_SECONDS), True

    def _keep(self, url: str, connection: http.client.HTTPConnection) -> None:
        address = urlsplit(url)
        with self._lock:
            kept = self._kept.setdefault((address.scheme, address.netloc), [])
            if len(kept) < _MAX_KEPT:
                kept.append((time.monotonic(), connection))
                return
        connection.close()


def _write(connection: http.client.HTTPConnection, request: Request, timeout: float) -> None:
    address = urlsplit(request.url)
    target = (address.path or "/") + (f"?{address.query}" if address.query else "")
    connection.putrequest(request.method, target, skip_accept_encoding=True)
    for name, value in request.headers.items():
        if name.lower() not in ("host", "content-length"):
            connection.putheader(name, value)
    if request.body is None:
        connection.endheaders()
    elif isinstance(request.body, bytes):
        connection.putheader("Content-Length", str(len(request.body)))
        connection.endheaders(request.body)
    else:
        _send_file(connection, request.body)
    if connection.sock:
        connection.sock.settimeout(timeout)


def _send_file(connection: http.client.HTTPConnection, path: Path) -> None:
    with path.open("rb") as content:
        connection.putheader("Content-Length", str(path.stat().st_size))
        connection.endheaders()
        for block in iter(lambda: content.read(_BLOCK), b""):
            connection.send(block)


def _read(response: http.client.HTTPResponse, request: Request, sink: Sink | None) -> bytes:
    kept = bytearray()
    length = 0
    for block in _blocks(response):
        length += len(block)
        if length > request.max_bytes:
            raise resource(
                "TOO_LARGE", f"The answer of {request.what} has more than {request.max_bytes:,} bytes."
            )
        if sink:
            sink(block)
        else:
            kept += block
    return bytes(kept)


def _blocks(response: http.client.HTTPResponse) -> Iterator[bytes]:
    while block := response.read(_BLOCK):
        yield block
