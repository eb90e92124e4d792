"""One attempt from a file: runs it as a call would, hands its result in, and ends."""

from __future__ import annotations

import json
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from zeroflow_python.contract import instants
from zeroflow_python.contract import invocation as invocations
from zeroflow_python.contract.errors import resource
from zeroflow_python.contract.result import Outputs, Timings, task_result
from zeroflow_python.host import Workshop
from zeroflow_python.settings import Settings, own_folder
from zeroflow_python.web.control_plane import COMPLETIONS, LOGS, ControlPlane
from zeroflow_python.web.http import Http
from zeroflow_python.web.server import INVOKE

HEARTBEAT_SECONDS = 15.0
GRACE_SECONDS = 600.0
"""Beyond the deadline of the attempt nobody waits for long."""
_FIRST_PAUSE = 0.2
_LONGEST_PAUSE = 15.0
_TOO_EARLY = (408, 425, 429)
_TOO_LARGE = 413
_UNAUTHORIZED = 401

Post = Callable[[str, Any], int]


def event_file(environ: Mapping[str, str]) -> Path | None:
    """Where the only event of this process is; None for a host that answers calls."""
    if name := environ.get("ZEROFLOW_EVENT_FILE"):
        return Path(name)
    folder = environ.get("K_EVENT_PATH")
    return Path(folder, "event") if folder else None


def run(event: Path, settings: Settings, environ: Mapping[str, str]) -> int:
    """Runs the attempt that a file describes.

    Exit codes: 0 its result was handed in or nobody wants it, 2 no event, 3 nobody took the result.
    """
    try:
        document = _invocation(event)
        plane = ControlPlane(Http(), str(document["controlPlane"]), invocations.token_of(document))
        deadline = instants.parse(document["deadline"])
    except (OSError, ValueError, KeyError, TypeError) as e:
        print(f"zeroflow-python: the event in {event} cannot be used: {e}", file=sys.stderr)
        return 2
    own_folder(settings.work)
    own_folder(settings.work / ".jobs")
    own = Path(tempfile.mkdtemp(dir=settings.work / ".jobs"))
    try:
        result = _result(Workshop(settings, environ, own), document, plane)
    finally:
        shutil.rmtree(own, ignore_errors=True)
    return 0 if result is None or deliver(plane.post_once, result, deadline) else 3


def _invocation(event: Path) -> dict[str, Any]:
    read = json.loads(event.read_bytes())
    if read["type"] != INVOKE:
        raise ValueError(f"its type is {read['type']}")
    return dict(read["data"])


def _result(workshop: Workshop, document: dict[str, Any], plane: ControlPlane) -> dict[str, Any] | None:
    """The result; None if nobody waits for it any more."""
    ended, gone = threading.Event(), threading.Event()

    def stop(*_: Any) -> None:
        threading.Thread(target=workshop.attempts.stop, args=(0.0,), daemon=True).start()

    def leave() -> None:
        gone.set()
        stop()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    beat = threading.Thread(target=heartbeat, args=(plane.post_once, ended.wait, leave), daemon=True)
    beat.start()
    try:
        result = workshop.attempts.run(document, None)
    finally:
        ended.set()
        workshop.pool.close()
    return None if gone.is_set() else result


def heartbeat(post: Post, wait: Callable[[float], bool], leave: Callable[[], object]) -> None:
    """Says every 15 seconds that the attempt still works, by posting no lines.

    `wait` is true once the work has ended. `leave` is called if the attempt is not the current one any more.
    """
    while not wait(HEARTBEAT_SECONDS):
        if post(LOGS, []) == _UNAUTHORIZED:
            leave()
            return


def deliver(
    post: Post,
    result: dict[str, Any],
    deadline: float,
    pause: Callable[[float], object] = time.sleep,
    now: Callable[[], float] = time.time,
) -> bool:
    """Hands a result in until an answer decides; false if none came until some time after the deadline.

    It may be the result of hours, and a control plane that is being replaced answers nobody for a while.
    """
    wait = _FIRST_PAUSE
    while True:
        status = post(COMPLETIONS, result)
        if status == _TOO_LARGE and not result["error"]:
            result = _too_large(result)
            continue
        if 200 <= status < 300 or (400 <= status < 500 and status not in _TOO_EARLY):
            return True
        if now() > deadline + GRACE_SECONDS:
            print("zeroflow-python: nobody took the result", file=sys.stderr)
            return False
        pause(wait)
        wait = min(2 * wait, _LONGEST_PAUSE)


def _too_large(result: dict[str, Any]) -> dict[str, Any]:
    error = resource("TOO_LARGE", "The result of the step is larger than the control plane takes.")
    return task_result(result["attemptToken"], Outputs(), [], error, Timings())
