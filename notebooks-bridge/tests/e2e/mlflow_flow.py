"""What a person does with MLflow's client in a first hour; prints JSON of what was seen.

The server is the one of MLFLOW_TRACKING_URI.
"""

from __future__ import annotations

import json
import math
from typing import Any

import mlflow
from mlflow import MlflowClient
from mlflow.exceptions import MlflowException


def tracked(client: MlflowClient) -> dict[str, Any]:
    """A run with everything, a nested one, and how they are found again."""
    mlflow.set_experiment("first steps /with a slash")
    mlflow.set_experiment("first steps /with a slash")
    with mlflow.start_run(run_name="outer") as outer:
        mlflow.log_params({"rate": 0.1, "kind": "linear"})
        mlflow.log_params({"rate": 0.1})
        for step in range(5):
            mlflow.log_metrics({"loss": 1 / (step + 1), "odd": math.nan if step == 4 else step}, step=step)
        mlflow.set_tags({"team": "one", "note": "größe"})
        with mlflow.start_run(nested=True, run_name="inner"):
            mlflow.log_metric("loss", 0.5)
    run = client.get_run(outer.info.run_id)
    children = client.search_runs([run.info.experiment_id], f"tags.mlflow.parentRunId = '{run.info.run_id}'")
    return {
        "status": run.info.status,
        "params": run.data.params,
        "loss": run.data.metrics["loss"],
        "odd is nan": math.isnan(run.data.metrics["odd"]),
        "team": run.data.tags["team"],
        "history": [it.value for it in client.get_metric_history(run.info.run_id, "loss")],
        "children": [it.info.run_name for it in children],
        "either": len(
            client.search_runs(
                [run.info.experiment_id],
                "metrics.loss = 0.5 OR (params.kind = 'linear' AND tags.team = 'one')",
            )
        ),
    }


def resumed(client: MlflowClient) -> dict[str, Any]:
    """A run that ends, is taken up again, deleted and restored."""
    with mlflow.start_run() as run:
        pass
    with mlflow.start_run(run_id=run.info.run_id):
        mlflow.log_metric("later", 2)
    client.delete_run(run.info.run_id)
    try:
        client.log_metric(run.info.run_id, "m", 1)
        refused = ""
    except MlflowException as e:
        refused = e.error_code
    client.restore_run(run.info.run_id)
    return {
        "status": client.get_run(run.info.run_id).info.status,
        "later": client.get_run(run.info.run_id).data.metrics["later"],
        "refused": refused,
    }


def paged(client: MlflowClient) -> dict[str, Any]:
    """Many runs, read in parts."""
    experiment = client.create_experiment("many")
    for i in range(12):
        run = client.create_run(experiment, start_time=1_700_000_000_000 + i % 5)
        if i % 3:
            client.log_metric(run.info.run_id, "score", i % 4)
    seen: list[str] = []
    token = None
    while True:
        page = client.search_runs(
            [experiment], order_by=["metrics.score DESC"], max_results=5, page_token=token
        )
        seen += [run.info.run_id for run in page]
        token = page.token
        if not token:
            break
    return {"seen": len(seen), "different": len(set(seen))}


if __name__ == "__main__":
    own = MlflowClient()
    print(json.dumps({"tracked": tracked(own), "resumed": resumed(own), "paged": paged(own)}))
