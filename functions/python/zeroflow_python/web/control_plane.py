"""The control plane as one attempt sees it: every call carries its token."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from zeroflow_python.contract.errors import TaskError, internal, resource, transient
from zeroflow_python.web.http import Http, Request

UPLOADS = "/internal/v1/uploads"
DOWNLOADS = "/internal/v1/downloads"
LOGS = "/internal/v1/logs"
COMPLETIONS = "/internal/v1/completions"
_LOG_SECONDS = 5.0


@dataclass(frozen=True)
class Ticket:
    """Where one file may be stored: `headers` were signed and must be sent exactly."""

    uri: str
    put_url: str
    headers: dict[str, str]


class ControlPlane:
    """Calls at one address with one attempt's token."""

    def __init__(self, http: Http, address: str, token: str):
        self._http = http
        self._address = address
        self._token = token

    def ticket(self, output: str, path: str | None, digest: str, size: int, content_type: str) -> Ticket:
        """Asks where a file may be stored; `path` is None for an output of one file, "" for a manifest."""
        request = {
            "output": output,
            "digest": digest,
            "size": size,
            "contentType": content_type,
            "path": path,
        }
        answer = self._post(UPLOADS, request)
        return Ticket(answer["uri"], answer["putUrl"], dict(answer.get("headers") or {}))

    def address_of(self, artifact: str, path: str) -> str:
        """A presigned address of one file of a directory."""
        return str(self._post(DOWNLOADS, {"artifact": artifact, "path": path})["getUrl"])

    def post_logs(self, lines: list[dict[str, str]]) -> None:
        """Hands lines on, in one try. Raises TaskError if they may not have arrived."""
        self._send(LOGS, lines, tries=1, timeout=_LOG_SECONDS)

    def post_once(self, path: str, body: Any) -> int:
        """Posts in one try. The status of the answer, 0 if there is none or the other side has a fault."""
        try:
            return self._http.send(self._request(path, body), tries=1).status
        except TaskError:
            return 0

    def _post(self, path: str, body: Any) -> dict[str, Any]:
        answer = self._send(path, body)
        try:
            return dict(json.loads(answer))
        except ValueError:
            raise internal("BAD_ANSWER", f"The control plane's answer at {path} is no JSON object.") from None

    def _send(self, path: str, body: Any, **how: Any) -> bytes:
        answer = self._http.send(self._request(path, body), **how)
        if answer.status >= 300:
            raise _refusal(path, answer.status, answer.body)
        return answer.body

    def _request(self, path: str, body: Any) -> Request:
        headers = {"Authorization": f"Bearer {self._token}", "Content-Type": "application/json"}
        what = f"the control plane at {path}"
        return Request("POST", self._address + path, what, headers, json.dumps(body).encode())


def _refusal(path: str, status: int, body: bytes) -> TaskError:
    text = body[:500].decode(errors="replace")
    message = f"The control plane refused {path} with HTTP {status}: {text}"
    if status == 413:
        return resource("TOO_LARGE", message)
    if status == 429:
        return transient("CONTROL_PLANE_BUSY", message)
    return internal("CONTROL_PLANE_REFUSED", message)
