"""A server under test: started through the command line, driven from outside."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import boto3
import httpx
from botocore.config import Config

from tests.e2e import processes
from tests.e2e.polling import until
from zeroflow.cli import checkout

Json = Any
LAUNCHER = checkout.home() / "zeroflow"
PIPELINE = checkout.home() / "functions/tasks/pipelines/train_and_deploy.yaml"
BUCKET = "datasets"
FINAL = {"SUCCEEDED", "FAILED", "CANCELED", "SKIPPED"}

RUN = """
query ($id: ID!) { run: pipelineRun(id: $id) {
  id: uid state pipeline createdAt startedAt finishedAt trigger { kind detail }
  error { code category message task }
  tasks { id: path name state kind attempts: attemptCount cold startedAt finishedAt workMillis
          cachedFrom { runId taskId } cacheMiss
          inputs { name value } outputs { name value } metrics { key value }
          error { code category message } } } }
"""
RUNS = """
query ($after: String) { runs(filter: {kinds: [PIPELINE]}, first: 100, after: $after) {
  nodes { id: uid state ... on PipelineRun { trigger { kind detail } } }
  pageInfo { hasNextPage endCursor } } }
"""


def free_port() -> int:
    """A port of the loopback interface that nobody has now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def zeroflow(
    *arguments: str | Path, seconds: float = 120, **environment: str | None
) -> subprocess.CompletedProcess[str]:
    """Runs a command; an environment variable that is None is taken away."""
    variables = {**os.environ, **{name: value for name, value in environment.items() if value is not None}}
    for name, value in environment.items():
        if value is None:
            variables.pop(name, None)
    return subprocess.run(
        [str(LAUNCHER), *map(str, arguments)],
        env=variables,
        capture_output=True,
        text=True,
        timeout=seconds,
        stdin=subprocess.DEVNULL,
        check=False,
    )


@dataclass
class TestServer:
    """A server with its own data directory and port. ``options`` are -D options of its JVM."""

    __test__ = False

    data: Path
    port: int
    options: str = ""

    def cli(self, command: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """Runs a command of the command line against this server."""
        where = ("--data", self.data, "--port", str(self.port))
        return zeroflow(command, *where, *arguments, ZEROFLOW_JAVA_OPTIONS=self.options)

    def json(self, command: str, *arguments: str | Path) -> Json:
        """What a command prints with --json, after it has succeeded."""
        done = self.cli(command, "--json", *arguments)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def up(self) -> None:
        """Starts the server and waits until it is ready."""
        done = self.cli("up", "--detach")
        assert done.returncode == 0, done.stderr

    def down(self) -> None:
        """Stops the server in order."""
        done = self.cli("down")
        assert done.returncode == 0, done.stderr

    @property
    def pid(self) -> int:
        """Process id of the server."""
        return int(json.loads((self.data / "server.json").read_text())["pid"])

    def kill(self) -> None:
        """SIGKILL to the server process alone; what hangs on it has to notice."""
        pid = self.pid
        os.kill(pid, signal.SIGKILL)
        until("the killed server is gone", lambda: pid not in {p.pid for p in self.processes()})

    def processes(self) -> list[processes.Process]:
        """Everything that runs for this server."""
        return processes.of_data(self.data)

    @cached_property
    def http(self) -> httpx.Client:
        """Plain HTTP."""
        return httpx.Client(base_url=f"http://127.0.0.1:{self.port}", timeout=120, trust_env=False)

    def gql(self, query: str, **variables: Json) -> Json:
        """Data of a GraphQL answer without errors."""
        body = self.http.post("/graphql", json={"query": query, "variables": variables}).json()
        assert "errors" not in body, body["errors"]
        return body["data"]

    def run(self, run: str) -> Json:
        """A run with its tasks."""
        return self.gql(RUN, id=run)["run"]

    def runs(self) -> list[Json]:
        """All runs, the newest first."""
        nodes: list[Json] = []
        after, more = None, True
        while more:
            page = self.gql(RUNS, after=after)["runs"]
            nodes += page["nodes"]
            after, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
        return nodes

    def ended(self, run: str, seconds: float = 120) -> Json:
        """The run, once it has ended."""

        def probe() -> Json:
            found = self.run(run)
            return found if found["state"] in FINAL else None

        return until(f"run {run} ends", probe, seconds)

    @cached_property
    def s3(self) -> Any:
        """An ordinary S3 client."""
        about = json.loads((self.data / "server.json").read_text())
        return boto3.client(
            "s3",
            endpoint_url=about["s3_endpoint"],
            region_name=about["s3_region"],
            aws_access_key_id=self.secret("s3-access-key"),
            aws_secret_access_key=self.secret("s3-secret-key"),
            config=Config(s3={"addressing_style": "path"}, proxies={}),
        )

    def secret(self, name: str) -> str:
        """A secret of the data directory."""
        return (self.data / "secrets" / name).read_text().strip()

    def put(self, key: str, content: bytes) -> str:
        """Stores an object in the bucket for uploads; returns its address."""
        self.s3.put_object(Bucket=BUCKET, Key=key, Body=content)
        return f"s3://{BUCKET}/{key}"

    def submit(self, document: bytes | Path = PIPELINE, *, caching: bool = True, **parameters: Json) -> str:
        """Starts a run over HTTP; returns its id. Without ``caching`` every task is executed."""
        answer = self.try_submit(document, caching=caching, **parameters)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["run_id"])

    def try_submit(
        self, document: bytes | Path = PIPELINE, *, caching: bool = True, **parameters: Json
    ) -> httpx.Response:
        """Asks for a run over HTTP."""
        content = document.read_bytes() if isinstance(document, Path) else document
        return self.http.post(
            "/api/v1/runs",
            files={"pipeline": ("pipeline.yaml", content)},
            data={"parameters": json.dumps(parameters), "caching": str(caching).lower()},
        )

    def functions(self) -> dict[str, Json]:
        """Functions by name, as `status --json` tells them."""
        return {function["name"]: function for function in self.json("status")["functions"]}

    def at_zero(self, seconds: float = 40) -> dict[str, Json]:
        """Waits until no function has a process, in the server's view and in the kernel's."""

        def probe() -> dict[str, Json] | None:
            functions = self.gql("{ functions(first: 100) { nodes { state replicas } } }")["functions"][
                "nodes"
            ]
            zero = all(f["state"] == "ZERO" and f["replicas"] == 0 for f in functions)
            return self.functions() if zero and not processes.functions_of(self.data) else None

        return until("every function is at zero", probe, seconds)


@contextmanager
def new_server(data: Path, options: str = "") -> Iterator[TestServer]:
    """A server that is not started yet; whatever runs for it at the end is ended."""
    server = TestServer(data, free_port(), options)
    try:
        yield server
    finally:
        if server.processes():
            server.cli("down")
        processes.kill(server.processes())
        server.http.close()
