"""The examples of the README do what it says."""

from __future__ import annotations

import json
import re
import subprocess

import pytest

from tests.e2e import tables
from tests.e2e.servers import TestServer
from zeroflow.cli import checkout

README = checkout.home() / "README.md"


def examples() -> list[str]:
    """The curl commands of the README's shell block, one each."""
    block = re.search(r"```sh\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert block
    parts = re.split(
        r"^(?=curl )", re.sub(r"^#.*\n", "", block.group(1), flags=re.MULTILINE), flags=re.MULTILINE
    )
    return [part.strip() for part in parts if part.startswith("curl ")]


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.split("http", 1)[1][14:60])
def test_an_example_with_curl_works(server: TestServer, example: str) -> None:
    if "breast_cancer" not in server.http.get("/v2/models").json()["models"]:
        server.json("demo", tables.BREAST_CANCER)
    command = example.replace("127.0.0.1:8080", f"127.0.0.1:{server.port}")
    command = command.replace(".zeroflow/data", str(server.data))
    done = subprocess.run(
        ["sh", "-c", command.replace("curl ", "curl --silent --show-error --fail-with-body ", 1)],
        cwd=checkout.home(),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    body = json.loads(done.stdout)
    assert not body.get("errors")
    if body.get("data"):
        assert body["data"]["runs"]["nodes"][0]["tasks"]
    if body.get("runs"):
        assert server.ended(body["runs"][0])["state"] == "SUCCEEDED"
    if body.get("run_id"):
        assert server.ended(body["run_id"])["state"] == "SUCCEEDED"


def test_every_command_of_the_readme_exists() -> None:
    from zeroflow.cli import cli

    named = set(re.findall(r"\./zeroflow ([a-z]+)", README.read_text(encoding="utf-8")))
    assert named
    assert named <= set(cli.commands)
