"""What is shown of a run: every step of a short one, and no flood for a long loop."""

from __future__ import annotations

import io
from typing import Any

import pytest
from rich.console import Console

from zeroflow.cli import watching

Task = dict[str, Any]


def task(path: str, state: str = "SUCCEEDED", kind: str = "CONTAINER", **more: Any) -> Task:
    plain = {"cold": None, "dueAt": None, "workMillis": None, "overheadMillis": None, "cachedFrom": None}
    return {"id": path, "name": path.rpartition("/")[2], "state": state, "kind": kind, **plain, **more}


def loop(path: str, states: list[str], *steps: str) -> list[Task]:
    """A loop with an iteration for each state; all steps of an iteration are in that state."""
    found = [task(path, "RUNNING", "LOOP")]
    for number, state in enumerate(states):
        inner = f"{path}/{number}"
        found.append(task(inner, state, "ITERATION"))
        found += [task(f"{inner}/{step}", state) for step in steps]
    return found


def labels(tasks: list[Task]) -> list[str]:
    return [row.label for row in watching.rows(tasks)]


def test_the_steps_of_a_short_loop_carry_the_number_of_their_iteration() -> None:
    tasks = [task("before"), *loop("for-loop-1", ["SUCCEEDED", "RUNNING"], "fit", "score"), task("after")]
    assert labels(tasks) == [
        "before", "for-loop-1", "fit [0]", "score [0]", "fit [1]", "score [1]", "after",
    ]  # fmt: skip
    assert watching.rows(tasks)[1].detail == "1 of 2 done"


def test_a_long_loop_is_one_row_with_what_is_done_and_what_failed() -> None:
    states = ["SUCCEEDED"] * 34 + ["FAILED"] * 2 + ["SKIPPED"] + ["RUNNING"] * 3 + ["PENDING"] * 60
    tasks = [*loop("for-loop-1", states, "fit"), task("after", "PENDING")]
    assert labels(tasks) == ["for-loop-1", "after"]
    assert watching.rows(tasks)[0].detail == "37 of 100 done, 2 failed"


@pytest.mark.parametrize(("iterations", "rows"), [(10, 11), (11, 1)])
def test_a_loop_is_folded_above_ten_iterations(iterations: int, rows: int) -> None:
    assert len(watching.rows(loop("loop", ["RUNNING"] * iterations, "fit"))) == rows


def test_many_short_loops_inside_a_loop_are_folded_together() -> None:
    tasks = [task("outer", "RUNNING", "LOOP")]
    for number in range(4):
        tasks.append(task(f"outer/{number}", "RUNNING", "ITERATION"))
        tasks += loop(f"outer/{number}/inner", ["RUNNING"] * 3, "fit")
    assert labels(tasks) == ["outer"]
    assert watching.rows(tasks)[0].detail == "0 of 4 done"


def test_loops_in_loops_number_their_steps_from_the_outside() -> None:
    tasks = [task("outer", "RUNNING", "LOOP"), task("outer/1", "RUNNING", "ITERATION")]
    tasks += loop("outer/1/inner", ["RUNNING", "RUNNING"], "fit")
    assert labels(tasks) == ["outer", "inner [1]", "fit [1.0]", "fit [1.1]"]


def test_a_loop_inside_a_graph_is_found() -> None:
    tasks = [task("graph", kind="DAG"), *loop("graph/loop", ["RUNNING"] * 20, "fit")]
    assert labels(tasks) == ["graph", "loop"]


def test_a_step_tells_how_it_started() -> None:
    tasks = [
        task("a", cachedFrom={"runId": "r"}),
        task("b", cold=True),
        task("c", cold=False),
        task("d", "PENDING", dueAt="2026-01-02T03:04:05.678Z"),
    ]
    assert [row.detail for row in watching.rows(tasks)] == ["cached", "cold", "warm", "again at 03:04:05Z"]


def test_without_a_terminal_each_change_is_one_line() -> None:
    told: dict[str, str] = {}
    states = ["RUNNING"] * 50
    run = {"tasks": [task("a", cachedFrom={"runId": "r"}), *loop("loop", states, "fit")]}
    assert watching.changes(run, told) == ["  SUCCEEDED  a (cached)", "  RUNNING    loop: 0 of 50 done"]
    states[0] = "SUCCEEDED"
    run = {"tasks": [task("a", cachedFrom={"runId": "r"}), *loop("loop", states, "fit")]}
    assert watching.changes(run, told) == [], "the progress of a loop is not a change of a step"


def test_the_table_of_a_run_with_a_long_loop_fits_on_a_screen() -> None:
    run = {"pipeline": "p", "state": "RUNNING", "tasks": loop("loop", ["RUNNING"] * 1000, "a", "b")}
    console = Console(width=100, file=io.StringIO())
    with console.capture() as capture:
        console.print(watching.table(run))
    shown = capture.get()
    assert "0 of 1000 done" in shown
    assert len(shown.splitlines()) < 10
