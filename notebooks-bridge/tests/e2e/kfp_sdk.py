"""The environment of the SDK, and programs in it that start runs on a server."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from rich.console import Console

from tests.e2e.servers import Json, TestServer
from zeroflow.cli import checkout
from zeroflow.cli.peers import environments

HERE = Path(__file__).parent
BRIDGE = HERE.parents[1]
SESSION_SECONDS = 400

RUN = """
query ($id: ID!) { run: pipelineRun(id: $id) {
  id: uid name state
  error { code category message task }
  tasks { id: path name state kind attempts: attemptCount failures losses cacheMiss startedAt finishedAt
          cachedFrom { runId taskId }
          inputs { name value } outputs { name value } metrics { key value }
          outputArtifacts { slot artifact { id name type uri digest size metadata { name value } } }
          error { code category message } } } }
"""


def python() -> Path:
    """The Python of the environment that has the SDK."""
    folder = checkout.home() / ".zeroflow" / "test-environments"
    return environments.python_of("kfp-client", HERE / "kfp-requirements.txt", folder, Console(stderr=True))


def program(server: TestServer, folder: Path, *words: str, **variables: str) -> Json:
    """What a program prints in its last line, JSON. It runs in this package's folder, with a home of its own.

    ``words`` are the program's path or ``-m`` and its module, the word ``ADDRESS`` and its other arguments.
    """
    address = f"http://127.0.0.1:{server.port}"
    done = subprocess.run(
        [str(python()), *(address if word == "ADDRESS" else word for word in words)],
        env={
            **os.environ,
            "HOME": str(folder),
            "NO_PROXY": "127.0.0.1",
            "PYTHONWARNINGS": "ignore",
            **variables,
        },
        cwd=BRIDGE,
        capture_output=True,
        text=True,
        timeout=SESSION_SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@dataclass(frozen=True)
class SeenRun:
    """A run that has ended, as GraphQL tells it."""

    server: TestServer
    json: Json

    @staticmethod
    def of(server: TestServer, run: str) -> SeenRun:
        """The run with this id, whatever its state."""
        return SeenRun(server, server.gql(RUN, id=run)["run"])

    @property
    def id(self) -> str:
        """Unique."""
        return str(self.json["id"])

    @property
    def state(self) -> str:
        """Where it is in its life."""
        return str(self.json["state"])

    def succeeded(self) -> SeenRun:
        """Itself, if it has succeeded."""
        failed = [(task["id"], task["error"]) for task in self.json["tasks"] if task["error"]]
        assert self.state == "SUCCEEDED", (self.json["error"], failed)
        return self

    def failed(self) -> Json:
        """Its error, if it has failed."""
        assert self.state == "FAILED"
        return self.json["error"]

    def task(self, path: str) -> Json:
        """The task at a path."""
        return next(task for task in self.json["tasks"] if task["id"] == path)

    def states(self) -> dict[str, str]:
        """States of tasks by their names for people."""
        return {task["name"]: task["state"] for task in self.json["tasks"]}

    def outputs(self, path: str) -> dict[str, Any]:
        """Output parameters of a task."""
        return values(self.task(path)["outputs"])

    def output(self, path: str) -> Any:
        """The output of a task that returns one value."""
        return self.outputs(path)["Output"]

    def artifact(self, path: str, slot: str) -> Json:
        """An artifact that a task put out, its metadata as values."""
        found = next(it for it in self.task(path)["outputArtifacts"] if it["slot"] == slot)["artifact"]
        return {**found, "metadata": values(found["metadata"])}

    def content(self, path: str, slot: str) -> bytes:
        """The bytes of an artifact, as S3 has them."""
        address = urlsplit(self.artifact(path, slot)["uri"])
        assert address.scheme == "s3"
        answer = self.server.s3.get_object(Bucket=address.netloc, Key=address.path.lstrip("/"))
        content: bytes = answer["Body"].read()
        return content

    def log(self, *task: str) -> str:
        """What `./zeroflow logs` prints."""
        done = self.server.cli("logs", self.id, *task)
        assert done.returncode == 0, done.stderr
        return done.stdout


def values(named: list[Json]) -> dict[str, Any]:
    """Values by name."""
    return {it["name"]: json.loads(it["value"]) for it in named}
