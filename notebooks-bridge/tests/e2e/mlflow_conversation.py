"""One conversation that is held with two servers, and what of the answers is compared."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import httpx

Json = Any
API = "/api/2.0/mlflow/"
NOBODY = "0" * 32

# Times and texts for people differ, and the server that is not ours has more to say of its errors.
LEFT_OUT = {
    "message",
    "sqlstate",
    "error_class",
    "workspace",
    "next_page_token",
    *("creation_time", "last_update_time"),
    # What the other server notes for itself among what clients tell of traces.
    "mlflow.trace.infoFinalized",
    *("creation_timestamp", "last_updated_timestamp"),
    *("creation_timestamp_ms", "last_updated_timestamp_ms"),
}


@dataclass(frozen=True)
class Operation:
    """A request. Names in braces stand for what earlier answers were asked to keep.

    ``keep`` is the name under which to remember a part of the answer, and the path to it.
    ``differs`` says why the other server's answer is no model.
    ``workspace`` is the one in which it is said; the default one if it is empty.
    """

    label: str
    method: str
    path: str
    body: Json = None
    query: dict[str, Any] = field(default_factory=dict)
    keep: tuple[str, str] = ("", "")
    differs: str = ""
    workspace: str = ""


def post(label: str, path: str, body: Json = None, **rest: Any) -> Operation:
    """A request with a body."""
    return Operation(label, "POST", API + path, {} if body is None else body, **rest)


def get(label: str, path: str, keep: tuple[str, str] = ("", ""), **query: Any) -> Operation:
    """A request with a query."""
    return Operation(label, "GET", API + path, None, query, keep)


class Speaker:
    """One side of the conversation."""

    def __init__(self, address: str) -> None:
        """Nothing is remembered yet."""
        self.http = httpx.Client(base_url=address, timeout=60, trust_env=False)
        self.kept: dict[str, str] = {}

    def say(self, operation: Operation) -> tuple[int, Json]:
        """Status and body, made comparable."""
        answer = self.http.request(
            operation.method,
            self._filled(operation.path),
            json=self._filled(operation.body),
            params=self._filled(operation.query),
            headers={"X-MLFLOW-WORKSPACE": operation.workspace} if operation.workspace else None,
        )
        body = answer.json() if "json" in answer.headers.get("content-type", "") else {}
        name, path = operation.keep
        if name:
            self.kept[name] = str(_at(body, path))
        return answer.status_code, self._comparable(body)

    def _filled(self, value: Json) -> Json:
        if isinstance(value, str):
            for name, kept in self.kept.items():
                value = value.replace("{" + name + "}", kept)
            return value
        if isinstance(value, dict):
            return {key: self._filled(it) for key, it in value.items()}
        return [self._filled(it) for it in value] if isinstance(value, list) else value

    def _comparable(self, value: Json) -> Json:
        if isinstance(value, dict):
            members = {key: self._comparable(it) for key, it in value.items() if key not in LEFT_OUT}
            if members.get("experiment_id") not in (None, "0"):
                members["experiment_id"] = "{some}"
            return {key: it for key, it in members.items() if it not in ([], {}, "", None)}
        if isinstance(value, list):
            parts = [self._comparable(it) for it in value]
            return sorted(parts, key=str) if all(map(_has_no_place, parts)) else parts
        return self._unnamed(value) if isinstance(value, str) else value

    def _unnamed(self, text: str) -> str:
        text = re.sub(r"mlflow-artifacts:/\d+(?=/|$)", "mlflow-artifacts:/{some}", text)
        for name, kept in self.kept.items():
            if len(kept) > 8:  # an id, not a number that may be anything
                text = text.replace(kept, "{" + name + "}")
        return text


def _has_no_place(part: Json) -> bool:
    """Tags have no order, and what is said of a trace within a millisecond has none either."""
    return isinstance(part, dict) and ("key" in part or "assessment_name" in part)


def _at(body: Json, path: str) -> Json:
    for part in path.split("."):
        body = body[part]
    return body


def differences(theirs: Json, mine: Json, path: str = "") -> list[str]:
    """Where two answers differ, and in what."""
    if isinstance(theirs, dict) and isinstance(mine, dict):
        keys = sorted(theirs.keys() | mine.keys())
        return [it for key in keys for it in differences(theirs.get(key), mine.get(key), f"{path}.{key}")]
    if isinstance(theirs, list) and isinstance(mine, list) and len(theirs) == len(mine):
        pairs = enumerate(zip(theirs, mine, strict=True))
        return [it for i, (one, other) in pairs for it in differences(one, other, f"{path}[{i}]")]
    return [] if theirs == mine else [f"{path}: {theirs!r:.200} and not {mine!r:.200}"]
