"""The unmodified kfp SDK against a server."""

from __future__ import annotations

import io
import json
import os
import subprocess
import tarfile
import zipfile
from pathlib import Path

import httpx
import pytest
from rich.console import Console

from tests.e2e import documents
from tests.e2e.servers import Json, TestServer
from tests.e2e.test_control import long_run
from zeroflow.cli import checkout
from zeroflow.cli.peers import environments

HERE = Path(__file__).parent
SESSION_SECONDS = 400


@pytest.fixture(scope="module")
def kfp_python() -> Path:
    """The Python of the environment that has the SDK."""
    folder = checkout.home() / ".zeroflow" / "test-environments"
    return environments.python_of("kfp-client", HERE / "kfp-requirements.txt", folder, Console(stderr=True))


@pytest.fixture(scope="module")
def seen(server: TestServer, kfp_python: Path, tmp_path_factory: pytest.TempPathFactory) -> Json:
    """What the SDK saw."""
    folder = tmp_path_factory.mktemp("kfp")
    done = subprocess.run(
        [str(kfp_python), str(HERE / "kfp_session.py"), f"http://127.0.0.1:{server.port}", str(folder)],
        env={**os.environ, "HOME": str(folder), "NO_PROXY": "127.0.0.1"},
        capture_output=True,
        text=True,
        timeout=SESSION_SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_the_server_says_what_it_is(seen: Json) -> None:
    assert seen["healthz"] == [False, "database"]
    assert seen["default"] == "Default"


def test_experiments_are_made_listed_archived_and_deleted(seen: Json) -> None:
    assert seen["experiment"] == ["mine +%20 1", "AVAILABLE"]
    assert seen["same experiment"]
    ours = [name for name in seen["experiments"] if name in ("p1", "p2", "p3", "mine +%20 1", "Default")]
    assert ours == ["p3", "p2", "p1", "mine +%20 1", "Default"]
    assert seen["archived"] == "ARCHIVED"
    assert seen["experiments after"] == len(seen["experiments"]) - 1


def test_a_run_is_awaited_found_archived_and_deleted(seen: Json) -> None:
    assert seen["run"] == ["first run", "SUCCEEDED", "adding"]
    assert seen["parameters"] == {"start": 5, "label": "a b"}
    assert seen["tasks"] == [["add", "SUCCEEDED"], ["add-2", "SUCCEEDED"]]
    assert seen["history"] == ["PENDING", "RUNNING", "SUCCEEDED"]
    assert seen["found"]
    assert seen["run archived"] == "ARCHIVED"
    assert seen["terminate ended"] == 9
    assert seen["retry succeeded"] == 9
    assert "start" in seen["bad parameter"]
    assert seen["deleted"] == 404


def test_pipelines_are_uploaded_run_and_deleted(seen: Json) -> None:
    assert seen["pipeline"] == ["My adding", "sums"]
    assert seen["pipeline id"]
    assert seen["uploaded twice"] == [409, True]
    assert seen["versions"] == ["second", "My adding"]
    assert seen["version spec"] == "adding"
    assert seen["by version"] == ["SUCCEEDED", True]
    assert seen["with versions"] == 9
    assert seen["pipelines left"] == 0


def test_recurring_runs_start_and_stop(seen: Json) -> None:
    assert seen["schedule"] == ["ENABLED", "10"]
    assert seen["labels"] == ["1", "2"]
    assert seen["of schedule"]
    assert seen["disabled"] == "DISABLED"
    assert seen["schedules"] == ["ENABLED"]
    assert seen["nightly"] == ["0 0 3 ? * MON-FRI", "DISABLED", True]
    assert seen["bad cron"] == 3


TERMINATE = """
import sys, kfp
client, run = kfp.Client(host=sys.argv[1]), sys.argv[2]
client.terminate_run(run)
ended = client.wait_for_run_completion(run, timeout=60, sleep_duration=1)
print(ended.state, ended.error.code, *[it.state for it in ended.state_history])
"""


def test_a_terminated_run_lets_the_client_go(server: TestServer, kfp_python: Path, tmp_path: Path) -> None:
    run = long_run(server, "kfp-terminated")
    done = subprocess.run(
        [str(kfp_python), "-c", TERMINATE, f"http://127.0.0.1:{server.port}", run],
        env={**os.environ, "HOME": str(tmp_path), "NO_PROXY": "127.0.0.1"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    state, code, *history = done.stdout.splitlines()[-1].split()
    assert (state, code, history[-1]) == ("FAILED", "1", "CANCELED")
    assert server.run(run)["state"] == "CANCELED"


def test_artifacts_and_logs_of_tasks_are_found(server: TestServer) -> None:
    run = long_run(server, "kfp-tasks")
    server.ended(run)
    shown = server.http.get(f"/apis/v2beta1/runs/{run}").json()
    tasks = {task["task_id"]: task for task in shown["run_details"]["task_details"]}
    split = tasks["preprocess-and-split"]
    [table] = split["inputs"]["table"]["artifact_ids"]
    assert tasks["load-and-validate"]["outputs"]["table"]["artifact_ids"] == [table]
    assert set(split["outputs"]) == {"train", "test", "preprocessor"}
    assert [it["state"] for it in split["state_history"]][-2:] == ["RUNNING", "SUCCEEDED"]
    log = server.http.get(f"/apis/v1alpha1/runs/{run}/nodes/preprocess-and-split/log")
    assert log.status_code == 200
    assert log.headers["content-type"].startswith("text/plain")
    assert log.text.strip()


def upload(server: TestServer, name: str, content: bytes) -> httpx.Response:
    """Uploads a package as the SDK does."""
    return server.http.post(
        "/apis/v2beta1/pipelines/upload", params={"name": name}, files={"uploadfile": (name, content)}
    )


def zipped(**entries: bytes) -> bytes:
    """A ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return out.getvalue()


def tarred(**entries: bytes) -> bytes:
    """A compressed tar archive in Python's own format."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for name, content in entries.items():
            info = tarfile.TarInfo(name)
            info.size, info.mtime = len(content), 1.5  # a fraction makes Python write a PAX header
            archive.addfile(info, io.BytesIO(content))
    return out.getvalue()


@pytest.mark.parametrize("name", ["a.yaml", "a.yml", "a.json", "a.zip", "a.tar.gz", "a.tgz"])
def test_packages_of_every_kind_are_taken(server: TestServer, name: str) -> None:
    text = documents.text(documents.one_task())
    kinds = {"zip": zipped, "gz": tarred, "tgz": tarred}
    pack = kinds.get(name.rsplit(".", 1)[-1])
    content = pack(**{"other.yaml": b"x", "pipeline.yaml": text}) if pack else text
    answer = upload(server, name, content)
    assert answer.status_code == 200, answer.text
    assert answer.json()["name"] == name
    pipeline = answer.json()["pipeline_id"]
    gone = server.http.delete(f"/apis/v2beta1/pipelines/{pipeline}", params={"cascade": "true"})
    assert gone.status_code == 200, gone.text


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("bad.yaml", documents.malformed(), "not valid YAML"),
        (
            "two.yaml",
            documents.text(documents.one_task()) + b"\n---\n" + documents.text(documents.one_task()),
            "one pipeline",
        ),
        ("old.yaml", documents.text({**documents.one_task(), "schemaVersion": "2.0.0"}), "schemaVersion"),
        ("large.yaml", b"#" * (33 << 20), "larger than the 32 MB"),
        ("outside.zip", zipped(**{"../pipeline.yaml": b"x"}), "outside"),
        ("outside.tgz", tarred(**{"/etc/pipeline.yaml": b"x"}), "outside"),
        ("bomb.zip", zipped(**{"pipeline.yaml": bytes(33 << 20)}), "larger than the 32 MB"),
        ("bomb.tar.gz", tarred(**{"pipeline.yaml": bytes(33 << 20)}), "larger than the 32 MB"),
        ("broken.zip", b"PK", "none"),
        ("program.exe", b"MZ", "ends with"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_bad_packages_are_refused(server: TestServer, name: str, content: bytes, words: str) -> None:
    answer = upload(server, name, content)
    assert answer.status_code == 400, answer.text
    assert words in answer.json()["error_message"]
    assert words in answer.json()["error_details"]
