"""The examples, started as a person starts them; scikit-learn and pandas are installed once, by the server."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.e2e import kfp_sdk, tables
from tests.e2e.kfp_sdk import SeenRun
from tests.e2e.polling import until
from tests.e2e.servers import Json, TestServer

EXAMPLES = kfp_sdk.BRIDGE / "examples"
RUNS_OF = """
{ runs(first: 100) { nodes { id name state pipeline trigger { kind } } } }
"""


def example(server: TestServer, folder: Path, script: str, *options: str) -> Json:
    """What an example prints."""
    return kfp_sdk.program(server, folder, str(EXAMPLES / script), "--host", "ADDRESS", *options)


def accuracy_of(server: TestServer, service: str, table: Path, label: str) -> float:
    """How much of a table a served model gets right."""
    rows, labels = tables.rows_of(table, label)
    answer = server.http.post(f"/v1/models/{service}:predict", json={"instances": rows})
    assert answer.status_code == 200, answer.text
    right = [str(said) == str(truth) for said, truth in zip(answer.json()["predictions"], labels, strict=True)]
    return sum(right) / len(right)


def versions(server: TestServer, model: str) -> list[Any]:
    """Versions of a registered model."""
    query = "{ registeredModels { name versions { version } } }"
    models = {it["name"]: it["versions"] for it in server.gql(query)["registeredModels"]}
    return models.get(model, [])


def test_compared_models(server: TestServer, tmp_path: Path) -> None:
    told = example(server, tmp_path, "compare_models.py", "--service", "compared")
    assert told["state"] == "SUCCEEDED", told
    run = SeenRun.of(server, told["run_id"]).succeeded()
    scores = [run.output("evaluate"), run.output("evaluate-2")]
    best = run.outputs("select")
    assert best["score"] == max(scores) > 0.9
    assert best["kind"] == ("logistic regression" if scores[0] >= scores[1] else "decision tree")
    assert "is good enough for 0.9" in run.output("conclude")
    trained = [run.task(name) for name in ("train-regression", "train-tree")]
    assert max(it["startedAt"] for it in trained) < min(it["finishedAt"] for it in trained), "side by side"
    assert accuracy_of(server, "compared", tables.BREAST_CANCER, "target") > 0.9

    told = example(server, tmp_path, "compare_models.py", "--service", "refused", "--threshold", "1.01")
    run = SeenRun.of(server, told["run_id"]).succeeded()
    assert "not good enough" in run.output("conclude")
    assert run.states()["Good enough"] == "SKIPPED"
    assert run.task("train-tree")["cachedFrom"] is not None
    assert server.http.get("/v2/models/refused").status_code == 404
