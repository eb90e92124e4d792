"""What is shown of a run while it works: one row for each step, and one for a long loop."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rich.table import Table

FINAL = {"SUCCEEDED", "FAILED", "CANCELED", "SKIPPED"}
MARKS = {"SUCCEEDED": "green", "FAILED": "red", "RUNNING": "yellow", "SKIPPED": "dim"}

# A loop with more iterations than this, nested ones included, is one row.
SHOWN_ITERATIONS = 10


@dataclass(frozen=True)
class Row:
    """A step as it is shown: ``detail`` says how it started, or how far a loop is."""

    id: str
    label: str
    state: str
    detail: str
    work: float | None
    overhead: float | None


def rows(tasks: list[dict[str, Any]]) -> list[Row]:
    """The rows of a run. Iterations have no row of their own; their steps carry their numbers."""
    folded = _folded(tasks)
    kinds = {task["id"]: task["kind"] for task in tasks}
    return [
        _row(task, kinds, tasks)
        for task in tasks
        if task["kind"] != "ITERATION" and folded.isdisjoint(_ancestors(task["id"]))
    ]


def _ancestors(path: str) -> Iterator[str]:
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path


def _folded(tasks: list[dict[str, Any]]) -> set[str]:
    iterations: dict[str, int] = {}
    for task in tasks:
        if task["kind"] == "ITERATION":
            for loop in _ancestors(task["id"]):
                iterations[loop] = iterations.get(loop, 0) + 1
    loops = {task["id"] for task in tasks if task["kind"] == "LOOP"}
    return {loop for loop in loops if iterations.get(loop, 0) > SHOWN_ITERATIONS}


def _row(task: dict[str, Any], kinds: dict[str, str], tasks: list[dict[str, Any]]) -> Row:
    ancestors = list(_ancestors(task["id"]))[::-1]
    numbers = [path.rpartition("/")[2] for path in ancestors if kinds.get(path) == "ITERATION"]
    label = task["name"] + (f" [{'.'.join(numbers)}]" if numbers else "")
    detail = _progress(task["id"], tasks) if task["kind"] == "LOOP" else _start(task)
    return Row(task["id"], label, task["state"], detail, task["workMillis"], task["overheadMillis"])


def _progress(loop: str, tasks: list[dict[str, Any]]) -> str:
    states = [
        task["state"]
        for task in tasks
        if task["kind"] == "ITERATION" and task["id"].rpartition("/")[0] == loop
    ]
    if not states:
        return ""
    done, failed = sum(state in FINAL for state in states), states.count("FAILED")
    return f"{done} of {len(states)} done" + (f", {failed} failed" if failed else "")


def _start(task: dict[str, Any]) -> str:
    if task["cachedFrom"]:
        return "cached"
    if task["dueAt"]:
        return f"again at {task['dueAt'][11:19]}Z"
    return {True: "cold", False: "warm", None: ""}[task["cold"]]


def table(run: dict[str, Any]) -> Table:
    """The run as a table."""
    shown = Table("Step", "State", "Start", "Work", "Overhead", title=f"{run['pipeline']}: {run['state']}")
    for row in rows(run["tasks"]):
        mark = MARKS.get(row.state, "default")
        shown.add_row(
            row.label, f"[{mark}]{row.state}[/]", row.detail, _millis(row.work), _millis(row.overhead)
        )
    return shown


def changes(run: dict[str, Any], told: dict[str, str]) -> list[str]:
    """A line for each step whose state is not the one that was told last; remembers what it tells."""
    lines = []
    for row in rows(run["tasks"]):
        if told.get(row.id) != row.state:
            told[row.id] = row.state
            loop = " done" in row.detail
            note = f": {row.detail}" if loop else f" ({row.detail})" if row.detail == "cached" else ""
            lines.append(f"  {row.state:<10} {row.label}{note}")
    return lines


def _millis(value: float | None) -> str:
    return "" if value is None else f"{value:.0f} ms"
