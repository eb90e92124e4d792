"""A table that cannot be learned from fails its run with a reason, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from tests.e2e import tables
from tests.e2e.servers import TestServer

GOOD = tables.clusters(["a", "b"], rows=40, columns=3, label_column="target")
LINES = GOOD.decode().splitlines()


def with_line(number: int, line: str) -> bytes:
    """The good table with one line replaced; numbers as in an editor."""
    return "\n".join([*LINES[: number - 1], line, *LINES[number:], ""]).encode()


TABLES: dict[str, tuple[bytes, list[str]]] = {
    "empty file": (b"", ["empty"]),
    "only a header": ((LINES[0] + "\n").encode(), ["no rows"]),
    "ragged row": (with_line(7, "1.0,2.0"), ["row 7", "2 fields"]),
    "missing target column": (GOOD.replace(b"target", b"goal", 1), ["target", "goal"]),
    "text in a number column": (with_line(12, "1.0,a,oops,2.0"), ["row 12", "column x1", "oops"]),
    "no number in a number column": (with_line(9, "NaN,a,1.0,2.0"), ["row 9", "column x0"]),
    "empty label": (with_line(5, "1.0,,1.0,2.0"), ["row 5", "target"]),
    "one class only": (GOOD.replace(b",b,", b",a,"), ["nothing to learn"]),
    "not text": (b"\xff\xfe\x00\x01" * 50, ["utf-8"]),
}


@pytest.mark.parametrize(("table", "told"), TABLES.values(), ids=TABLES.keys())
def test_a_bad_table_fails_its_run_with_a_reason(server: TestServer, table: bytes, told: list[str]) -> None:
    uri = server.put("bad/table.csv", table)
    run = server.ended(server.submit(dataset_uri=uri, model_name="never"))
    assert run["state"] == "FAILED"
    assert run["error"]["category"] == "USER"
    assert run["error"]["task"] == "load-and-validate"
    for words in told:
        assert words in run["error"]["message"].lower(), run["error"]
    states = {task["id"]: task["state"] for task in run["tasks"]}
    assert states.pop("importer") == "SUCCEEDED"
    assert states.pop("load-and-validate") == "FAILED"
    assert set(states.values()) == {"SKIPPED"}
    assert {task["attempts"] for task in run["tasks"] if task["state"] == "SKIPPED"} == {0}
    attempts = {task["id"]: task["attempts"] for task in run["tasks"]}
    assert attempts["load-and-validate"] == 1, "the user's error is not tried again"


def test_after_a_bad_table_the_next_good_one_works(server: TestServer) -> None:
    bad = server.put("bad/then-good.csv", b"")
    assert server.ended(server.submit(dataset_uri=bad, model_name="after-bad"))["state"] == "FAILED"
    good = server.put("bad/then-good.csv", GOOD)
    assert server.ended(server.submit(dataset_uri=good, model_name="after-bad"))["state"] == "SUCCEEDED"
    assert "never" not in server.http.get("/v2/models").json()["models"]
    assert "after-bad" in server.http.get("/v2/models").json()["models"]


def test_a_model_below_the_threshold_is_not_served(server: TestServer) -> None:
    uri = server.put("bad/threshold.csv", GOOD)
    run = server.ended(server.submit(dataset_uri=uri, model_name="too-weak", threshold=1.1))
    assert run["state"] == "SUCCEEDED"
    states = {task["id"]: task["state"] for task in run["tasks"]}
    assert states["select-best"] == "SUCCEEDED"
    assert states["condition-1"] == "SKIPPED"
    assert "too-weak" not in server.http.get("/v2/models").json()["models"]


@pytest.mark.parametrize(
    ("parameters", "task", "told"),
    [
        ({"test_fraction": 1.5}, "preprocess-and-split", "test_fraction"),
        ({"epochs": 0}, "train-logistic-regression", "epochs"),
        ({"max_depth": 1000}, "train-decision-tree", "max_depth"),
    ],
)
def test_a_parameter_that_a_step_cannot_use_is_named(
    server: TestServer, parameters: dict[str, Any], task: str, told: str
) -> None:
    uri = server.put("bad/parameters.csv", GOOD)
    run = server.ended(server.submit(dataset_uri=uri, model_name="never", **parameters))
    assert run["state"] == "FAILED"
    assert (run["error"]["category"], run["error"]["task"]) == ("USER", task)
    assert told in run["error"]["message"]
