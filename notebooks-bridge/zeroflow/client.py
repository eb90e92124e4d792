"""Talks to a running server: GraphQL to read, HTTP to submit, the Open Inference Protocol to predict."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import httpx

Json = Any


class ServerError(Exception):
    """The server answered with an error.

    ``status`` is its HTTP status, ``message`` one sentence, ``code`` that of a GraphQL error, e.g. CONFLICT.
    """

    def __init__(self, status: int, message: str, code: str | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.code = code

    @property
    def is_bad_input(self) -> bool:
        """Whether the request itself was wrong, so that sending it again is of no use."""
        return 400 <= self.status < 500 or self.code in ("BAD_INPUT", "NOT_FOUND")


class Unreachable(Exception):
    """No server answers at the address, or something that is none."""


class Client:
    """One project of one server. Every method blocks; none retries."""

    def __init__(self, address: str, timeout: float = 180.0, project: str | None = None) -> None:
        """Takes the project of the variable ``ZEROFLOW_PROJECT``, or the default one, if none is named.

        Shows the token of the variable ``ZEROFLOW_ACCESS_TOKEN``, if there is one.
        """
        self.address = address
        named = project or os.environ.get("ZEROFLOW_PROJECT")
        token = os.environ.get("ZEROFLOW_ACCESS_TOKEN")
        headers = {"Zeroflow-Project": named} if named else {}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        # The server is on this machine: no proxy of the environment stands in between.
        self._http = httpx.Client(
            base_url=address,
            timeout=timeout,
            trust_env=False,
            headers=headers,
        )

    def gql(self, query: str, **variables: Json) -> dict[str, Json]:
        """Asks GraphQL and returns ``data``; raises `ServerError` with the first message.

        What a mutation refuses in its payload is raised as well.
        """
        body = self._call("POST", "/graphql", json={"query": query, "variables": variables})
        if body.get("errors"):
            error = body["errors"][0]
            code = (error.get("extensions") or {}).get("code")
            raise ServerError(200, str(error.get("message")), code)
        data = body.get("data")
        if not isinstance(data, dict):
            raise self._no_server()
        for answer in data.values():
            errors = answer.pop("userErrors", None) if isinstance(answer, dict) else None
            if errors:
                raise ServerError(200, str(errors[0].get("message")), errors[0].get("code"))
        return data

    def submit(
        self,
        document: Path,
        parameters: list[str],
        name: str | None = None,
        key: str | None = None,
        *,
        caching: bool = True,
        priority: int | None = None,
    ) -> dict[str, Json]:
        """Starts a run of a pipeline document; ``parameters`` are ``name=value`` each.

        Without ``caching`` every task is executed, whatever earlier runs have put out.
        """
        form: dict[str, Json] = {"parameter": parameters, "caching": str(caching).lower()}
        form |= {"name": name} if name else {}
        form |= {"priority": str(priority)} if priority is not None else {}
        with document.open("rb") as content:
            return self._call(
                "POST",
                "/api/v1/runs",
                data=form,
                files={"pipeline": (document.name, content, "application/yaml")},
                headers={"Idempotency-Key": key} if key else None,
            )

    def upload_pipeline(self, document: Path) -> dict[str, Json]:
        """Stores a pipeline document under its own name."""
        with document.open("rb") as content:
            return self._call(
                "POST", "/api/v1/pipelines", files={"pipeline": (document.name, content, "application/yaml")}
            )

    def logs(self, run: str, task: str | None = None) -> str:
        """What the steps of a run wrote, one line each."""
        params = {"task": task} if task else {}
        return self._send("GET", f"/api/v1/runs/{run}/logs", params=params).text

    def next_logs(self, run: str, task: str | None, after: str) -> dict[str, Json]:
        """Lines that arrived behind a position: ``lines``, ``after`` for the next question, ``ended``.

        Waits some seconds for lines. ``after`` is empty for the first line.
        """
        params = {"after": after} | ({"task": task} if task else {})
        return self._call("GET", f"/api/v1/runs/{run}/logs/next", params=params)

    def infer(self, model: str, rows: list[list[float]]) -> list[Json]:
        """Labels of the rows by the Open Inference Protocol, version 2."""
        tensor = {
            "name": "features",
            "datatype": "FP64",
            "shape": [len(rows), len(rows[0])],
            "data": [value for row in rows for value in row],
        }
        answer = self._call("POST", f"/v2/models/{model}/infer", json={"inputs": [tensor]})
        labels: list[Json] = next(o["data"] for o in answer["outputs"] if o["name"] == "label")
        return labels

    def predict(self, model: str, rows: list[list[float]]) -> list[Json]:
        """Labels of the rows by version 1 of the protocol."""
        answer = self._call("POST", f"/v1/models/{model}:predict", json={"instances": rows})
        labels: list[Json] = answer["predictions"]
        return labels

    def is_ready(self) -> bool:
        """Whether the server accepts work."""
        try:
            return self._http.get("/q/health/ready", timeout=2).status_code == 200
        except httpx.HTTPError:
            return False

    def _call(self, method: str, path: str, **request: Json) -> dict[str, Json]:
        try:
            body = self._send(method, path, **request).json()
        except ValueError as e:
            raise self._no_server() from e
        if not isinstance(body, dict):
            raise self._no_server()
        return body

    def _no_server(self) -> Unreachable:
        return Unreachable(f"what answers at {self.address} is not a Zeroflow server")

    def _send(self, method: str, path: str, **request: Json) -> httpx.Response:
        try:
            response = self._http.request(method, path, **request)
        except httpx.TransportError as e:
            raise Unreachable(f"no server answers at {self.address}: start one with `zeroflow up`") from e
        if response.is_success:
            return response
        raise ServerError(response.status_code, _message(response))


def _message(response: httpx.Response) -> str:
    try:
        error = response.json()["error"]
        return str(error["message"] if isinstance(error, dict) else error)
    except (ValueError, KeyError, TypeError):
        return f"the server answered {response.status_code}"
