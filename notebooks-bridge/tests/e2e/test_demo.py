from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.e2e import tables
from tests.e2e.servers import TestServer

STEP_KEYS = {"name", "state", "cold", "cached", "overhead_ms", "work_ms"}


def demo(server: TestServer, *arguments: str | Path) -> dict[str, Any]:
    """What the demo prints: exactly one JSON object, whose steps have all succeeded."""
    done = server.cli("demo", "--json", *arguments)
    assert done.returncode == 0, done.stderr
    result: dict[str, Any] = json.loads(done.stdout)
    assert result["steps"]
    for step in result["steps"]:
        assert step.keys() >= STEP_KEYS
        assert step["state"] == "SUCCEEDED", step
        if step["cached"]:
            assert (step["cold"], step["work_ms"]) == (None, None), "nothing was called"
        else:
            assert step["overhead_ms"] >= 0
            assert step["work_ms"] >= 0
    return result


def test_an_uploaded_table_becomes_a_served_model_although_nobody_called_the_pipeline(
    server: TestServer,
) -> None:
    server.at_zero()
    result = demo(server)
    assert result["accuracy"]["logistic_regression"] >= 0.93
    assert result["accuracy"]["decision_tree"] >= 0.88
    assert result["selected"] == max(result["accuracy"], key=result["accuracy"].get)
    assert result["model"] == "breast_cancer"
    assert server.run(result["run_id"])["trigger"]["kind"] == "OBJECT_CREATED"
    called = [step for step in result["steps"] if step["work_ms"]]
    assert called[0]["cold"] is True
    assert result["lineage"][0] == "s3://datasets/incoming/breast_cancer.csv"
    assert result["lineage"][-1] == f"breast_cancer:{result['version']}"
    correct = [prediction["correct"] for prediction in result["predictions"]]
    assert sum(correct) >= len(correct) - 1


def test_the_second_demo_makes_the_next_version_of_the_same_model(server: TestServer) -> None:
    first, second = demo(server, tables.WINE), demo(server, tables.WINE)
    assert int(second["version"]) == int(first["version"]) + 1
    assert second["run_id"] != first["run_id"]
    assert second["accuracy"] == first["accuracy"]
    assert second["lineage"][0] == first["lineage"][0] == "s3://datasets/incoming/wine.csv"


def test_the_second_demo_takes_over_all_steps_but_those_with_effects(server: TestServer) -> None:
    demo(server, tables.WINE)
    steps = {step["task"]: step["cached"] for step in demo(server, tables.WINE)["steps"]}
    executed = {task for task, cached in steps.items() if not cached}
    assert executed == {"importer", "condition-1/register-model", "condition-1/deploy-model"}
    assert len(steps) == 10


def test_a_table_with_three_classes_becomes_a_model(server: TestServer) -> None:
    result = demo(server, tables.WINE)
    assert result["accuracy"]["logistic_regression"] >= 0.93
    assert {prediction["truth"] for prediction in result["predictions"]} == {"0", "1", "2"}
    assert all(prediction["correct"] for prediction in result["predictions"])


def test_a_table_that_nobody_has_seen_becomes_a_model(server: TestServer, tmp_path: Path) -> None:
    table = tmp_path / "Survey2024.csv"
    table.write_bytes(tables.clusters(["yes", "no", "maybe"], rows=240, columns=4, label_column="Answer"))
    result = demo(server, table, "--label", "Answer")
    assert result["model"] == "Survey2024"
    assert result["accuracy"]["logistic_regression"] >= 0.9
    assert {prediction["truth"] for prediction in result["predictions"]} <= {"yes", "no", "maybe"}
    assert all(prediction["correct"] for prediction in result["predictions"])
    assert result["lineage"][0] == "s3://datasets/incoming/Survey2024.csv"


@pytest.mark.parametrize("name", ["my table (1).csv", "Ünïcode+plus.csv"])
def test_any_name_of_a_file_leads_to_a_model(server: TestServer, tmp_path: Path, name: str) -> None:
    table = tmp_path / name
    table.write_bytes(tables.clusters(["a", "b"], rows=60, columns=2, label_column="target"))
    assert demo(server, table)["lineage"][0] == f"s3://datasets/incoming/{name}"


def test_a_table_without_the_label_column_is_refused_before_anything_is_stored(
    server: TestServer, tmp_path: Path
) -> None:
    before = len(server.runs())
    table = tmp_path / "unlabelled.csv"
    table.write_bytes(b"a,b\n1,2\n3,4\n")
    done = server.cli("demo", table, "--json")
    assert done.returncode == 2
    assert "target" in done.stderr
    assert "a, b" in done.stderr
    assert done.stdout == ""
    assert len(server.runs()) == before
