"""A host that runs one attempt from a file."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.support import calls
from tests.support.hosts import EVENT, PACKAGES, until
from tests.support.plane import Plane
from zeroflow_python import job

RESULT: dict[str, Any] = {"attemptToken": "t", "error": None}


class Job:
    """A process with its event in a file."""

    def __init__(self, python: Path, folder: Path, plane: Plane, name: str, parameters: dict[str, Any]):
        folder.mkdir()
        self.work = folder / "work"
        event = folder / "event"
        data = calls.invocation(self.work, plane.address, calls.NEW[name], parameters)
        event.write_text(
            json.dumps(
                {
                    "specversion": "1.0",
                    "id": "run/task/1",
                    "source": "s",
                    "type": EVENT["ce-type"],
                    "data": data,
                }
            )
        )
        self.process = subprocess.Popen(
            [str(python), "-m", "zeroflow_python"],
            stdin=subprocess.PIPE,
            cwd=folder,
            env={
                "PATH": os.environ["PATH"],
                "HOME": str(folder),
                "PYTHONPATH": str(PACKAGES),
                "ZEROFLOW_EVENT_FILE": str(event),
                "ZEROFLOW_WORK": str(self.work),
                "ZEROFLOW_ENVIRONMENTS": str(folder / "environments"),
                "ZEROFLOW_EXIT_WITH_PARENT": "true",
            },
        )

    def end(self) -> int:
        try:
            return self.process.wait(60)
        finally:
            self.process.kill()
            self.process.communicate()


def test_the_result_of_the_event_is_handed_in_until_it_is_taken(
    python: Path, tmp_path: Path, plane: Plane
) -> None:
    plane.refused_results = 2
    running = Job(python, tmp_path / "job", plane, "add", {"a": 1, "b": 2})

    assert running.end() == 0
    assert len(plane.results) == 3
    result = plane.results[-1]
    assert result["error"] is None
    assert result["outputParameters"] == {"Output": 3}
    assert result["attemptToken"] == calls.TOKEN
    assert plane.tokens == {f"Bearer {calls.TOKEN}"}
    assert not any((running.work / ".jobs").iterdir())


def test_a_step_that_fails_has_a_result_too(python: Path, tmp_path: Path, plane: Plane) -> None:
    assert Job(python, tmp_path / "job", plane, "raise_error", {"message": "no"}).end() == 0
    assert plane.results[0]["error"]["category"] == "USER"


def test_the_end_of_its_parent_ends_it(python: Path, tmp_path: Path, plane: Plane) -> None:
    running = Job(
        python, tmp_path / "job", plane, "sleep", {"seconds": 60.0, "ready": str(tmp_path / "ready")}
    )
    until((tmp_path / "ready").exists, 30)
    assert running.process.stdin
    running.process.stdin.close()
    running.process.stdin = None

    assert running.process.wait(10) == 0
    assert all(each["error"]["category"] == "TRANSIENT" for each in plane.results)


def test_sigterm_ends_the_step_and_says_so(python: Path, tmp_path: Path, plane: Plane) -> None:
    running = Job(
        python, tmp_path / "job", plane, "sleep", {"seconds": 60.0, "ready": str(tmp_path / "ready")}
    )
    until((tmp_path / "ready").exists, 30)
    running.process.send_signal(signal.SIGTERM)

    assert running.end() == 0
    assert plane.results[0]["error"]["code"] == "HOST_STOPPED"
    assert plane.results[0]["error"]["category"] == "TRANSIENT"


def test_a_file_without_an_invocation_is_refused(python: Path, tmp_path: Path) -> None:
    for content in (
        "{",
        "{}",
        '{"type": "other", "data": {}}',
        '{"type": "dev.zeroflow.task.invoke", "data": {}}',
    ):
        event = tmp_path / "event"
        event.write_text(content)
        environ = {
            "PYTHONPATH": str(PACKAGES),
            "K_EVENT_PATH": str(tmp_path),
            "ZEROFLOW_WORK": str(tmp_path / "w"),
        }
        ended = subprocess.run(
            [str(python), "-m", "zeroflow_python"], env=environ, capture_output=True, text=True, check=False
        )
        assert ended.returncode == 2
        assert "cannot be used" in ended.stderr


def test_a_result_is_handed_in_later_and_later() -> None:
    answers = [0, 503, 429, 0, 0, 0, 0, 0, 204]
    waits: list[float] = []
    assert job.deliver(lambda path, body: answers.pop(0), RESULT, 0.0, waits.append, lambda: 0.0)
    assert waits == [0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 15.0]


@pytest.mark.parametrize("status", [401, 404])
def test_an_unknown_attempt_is_given_up_at_once(status: int) -> None:
    assert job.deliver(lambda path, body: status, RESULT, 0.0, lambda wait: pytest.fail("waited"))


def test_without_an_answer_it_ends_after_the_deadline_and_a_grace() -> None:
    times = iter([0.0, job.GRACE_SECONDS, job.GRACE_SECONDS + 1])
    waits: list[float] = []
    assert not job.deliver(lambda path, body: 0, RESULT, 0.0, waits.append, lambda: next(times))
    assert len(waits) == 2


def test_a_result_that_is_too_large_fails_its_attempt() -> None:
    posted: list[dict[str, Any]] = []

    def post(path: str, body: dict[str, Any]) -> int:
        posted.append(body)
        return 413 if len(posted) == 1 else 204

    assert job.deliver(post, RESULT, 0.0)
    assert posted[-1]["error"]["code"] == "TOO_LARGE"


def test_the_heart_beats_until_the_attempt_is_gone() -> None:
    answers = [204, 0, 503, 401]
    left: list[str] = []
    job.heartbeat(lambda path, body: answers.pop(0), lambda seconds: False, lambda: left.append("left"))
    assert answers == []
    assert left == ["left"]
    job.heartbeat(lambda path, body: pytest.fail("posted"), lambda seconds: True, lambda: pytest.fail("left"))
