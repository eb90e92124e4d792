"""Measurements. Legs are interleaved and medians reported, because machines are noisy."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import statistics
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

import httpx

from zeroflow.cli import checkout, print_json
from zeroflow.cli.failure import Failure
from zeroflow.cli.terminal import out, talk

START_LIMIT_SECONDS = 60
FLAGS = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m", "--sun-misc-unsafe-memory-access=allow"]


def cold_start(repeats: int, as_json: bool) -> None:
    """Measures starts of a function process and prints the figures."""
    _tell(_cold_start(repeats), as_json)


def demo(data: Path | None, port: int | None, repeats: int, as_json: bool) -> None:
    """Measures the demo's steps and prints the figures."""
    _tell(_demo(data, port, repeats), as_json)


def scheduler(repeats: int, as_json: bool) -> None:
    """Measures the scheduler with functions in another process and prints the figures."""
    from zeroflow.cli.peers import ours

    with tempfile.TemporaryDirectory(prefix="zeroflow-bench-") as folder:
        command = ours.java_command(talk, "scheduler", Path(folder) / "data", str(repeats))
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode != 0:
        raise Failure(f"the bench ended with {done.returncode}")
    _tell(json.loads(done.stdout.splitlines()[-1]), as_json)


def simulate(seeds: int, first: int) -> None:
    """Leads the scheduler through simulated faults, one world for each seed; fails if a rule breaks."""
    command = [
        checkout.maven(), "--batch-mode", "-q", "-pl", "scheduler/core", "-am", "test",
        "-Dtest=*Simulation", "-Dsurefire.failIfNoSpecifiedTests=false",
        f"-Dzeroflow.simulation.seeds={seeds}", f"-Dzeroflow.simulation.first={first}",
    ]  # fmt: skip
    environment = {**os.environ, "JAVA_HOME": str(checkout.java_home())}
    start = time.monotonic()
    done = subprocess.run(command, cwd=checkout.home(), env=environment, check=False)
    if done.returncode != 0:
        raise Failure("a seed has broken a rule; it is named above and can be run again with --first")
    talk.print(
        f"{seeds} seeds from {first} on, all rules held, {time.monotonic() - start:.0f} s with the build."
    )


def _tell(figures: dict[str, Any], as_json: bool) -> None:
    if as_json:
        print_json(figures)
    else:
        out.print_json(json.dumps(figures))


def _cold_start(repeats: int) -> dict[str, Any]:
    """Process start to first answer of the task function, with and without its AOT cache, alternating."""
    checkout.build_if_needed(talk)
    jar = checkout.home() / checkout.JARS[0]
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder) / "tasks.aot"
        _train(jar, cache)
        legs: dict[str, list[tuple[float, float]]] = {"with_aot_cache": [], "without": []}
        for i in range(repeats):
            order = list(legs) if i % 2 == 0 else list(legs)[::-1]
            for leg in order:
                extra = [f"-XX:AOTCache={cache}", "-Xlog:disable"] if leg == "with_aot_cache" else []
                legs[leg].append(_first_answer(jar, extra))
        size = cache.stat().st_size
    result: dict[str, Any] = {leg: _summary(times) for leg, times in legs.items()}
    result["ratio"] = round(result["with_aot_cache"]["wall_ms"] / result["without"]["wall_ms"], 3)
    return {"bench": "cold-start", "repeats": repeats, "cache_bytes": size, **result}


def _summary(times: list[tuple[float, float]]) -> dict[str, float]:
    wall, cpu = [t[0] for t in times], [t[1] for t in times]
    return {
        "wall_ms": round(statistics.median(wall)),
        "wall_ms_min": round(min(wall)),
        "wall_ms_max": round(max(wall)),
        "cpu_ms": round(statistics.median(cpu)),
    }


def _java() -> str:
    return str(checkout.java_home() / "bin" / "java")


def _train(jar: Path, cache: Path) -> None:
    command = [_java(), *FLAGS, f"-XX:AOTCacheOutput={cache}", "-Dzeroflow.train=true", "-jar", str(jar)]
    environment = {**os.environ, "PORT": str(_free_port())}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=180)
    if done.returncode != 0 or not cache.exists():
        raise Failure("the AOT cache could not be made: " + done.stderr[-500:])


def _first_answer(jar: Path, extra: list[str]) -> tuple[float, float]:
    """Milliseconds of time and of CPU until the first CloudEvent is answered."""
    port = _free_port()
    before = os.times()
    start = time.perf_counter()
    process = subprocess.Popen(
        [_java(), *FLAGS, *extra, "-jar", str(jar)],
        env={**os.environ, "PORT": str(port)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _ask_until_answered(port)
        elapsed = time.perf_counter() - start
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return elapsed * 1000, cpu * 1000


def _ask_until_answered(port: int) -> None:
    invocation = {
        "schemaVersion": 1, "function": "no-such-function", "runId": "bench", "taskId": "bench", "attempt": 1,
        "attemptToken": "bench", "deadline": "2100-01-01T00:00:00Z", "parameters": {}, "artifacts": {},
        "outputs": {}, "outputParameters": {}, "environment": {}, "traceParent": None,
        "controlPlane": "http://127.0.0.1:1",
    }  # fmt: skip
    headers = {
        "ce-specversion": "1.0", "ce-id": "bench", "ce-source": "bench",
        "ce-type": "dev.zeroflow.task.invoke",
    }  # fmt: skip
    deadline = time.monotonic() + START_LIMIT_SECONDS
    with httpx.Client(trust_env=False) as client:
        while time.monotonic() < deadline:
            with contextlib.suppress(httpx.TransportError):
                answer = client.post(f"http://127.0.0.1:{port}/", json=invocation, headers=headers)
                if answer.status_code == 200:
                    return
                raise Failure(f"the function answered {answer.status_code}: {answer.text[:200]}")
            time.sleep(0.005)
    raise Failure(f"the function has not answered within {START_LIMIT_SECONDS} s")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _demo(data: Path | None, port: int | None, repeats: int) -> dict[str, Any]:
    """Overhead and work of the demo's steps over repeated runs on one server, warm ones apart."""
    from zeroflow.cli import server
    from zeroflow.cli.runs import watch

    pipeline = checkout.home() / "functions/tasks/pipelines/train_and_deploy.yaml"
    with server.running(data, port, talk) as running:
        client = running.client()
        steps: dict[bool, list[dict[str, Any]]] = {True: [], False: []}
        for _ in range(repeats):
            parameters = ["dataset_uri=s3://datasets/incoming/breast_cancer.csv", "model_name=bench"]
            ended = watch(client, client.submit(pipeline, parameters, caching=False)["run_id"])
            if ended["state"] != "SUCCEEDED":
                raise Failure("run `zeroflow demo` first: the bench uses the table that it uploads")
            for task in ended["tasks"]:
                if task["workMillis"] is not None and task["kind"] == "CONTAINER":
                    steps[bool(task["cold"])].append(task)
    return {
        "bench": "demo",
        "repeats": repeats,
        "cold": _overheads(steps[True]),
        "warm": _overheads(steps[False]),
    }


def _overheads(tasks: list[dict[str, Any]]) -> dict[str, Any]:
    overheads = sorted(task["overheadMillis"] for task in tasks)
    if not overheads:
        return {"steps": 0}
    return {
        "steps": len(tasks),
        "overhead_ms_median": round(statistics.median(overheads), 1),
        "overhead_ms_p95": round(overheads[min(len(overheads) - 1, int(len(overheads) * 0.95))], 1),
        "work_ms_median": round(statistics.median(task["workMillis"] for task in tasks), 1),
    }
