"""What is said to a tracking server about logged models, data sets, and what runs read and put out."""

from __future__ import annotations

from typing import Any

from tests.e2e.mlflow_conversation import API, Operation, get, post

UNKNOWN = "m-" + "0" * 32
DATA = {"name": "iris", "digest": "abc123", "source_type": "local", "source": '{"uri": "x"}', "schema": "{}"}
TRAINING = [{"key": "mlflow.data.context", "value": "training"}]


def patch(label: str, path: str, body: Any) -> Operation:
    """A change."""
    return Operation(label, "PATCH", API + path, body)


def delete(label: str, path: str) -> Operation:
    """A removal."""
    return Operation(label, "DELETE", API + path, {})


MODELS = [
    post("experiment", "experiments/create", {"name": "models"}, keep=("e", "experiment_id")),
    post(
        "run",
        "runs/create",
        {"experiment_id": "{e}", "start_time": 1700000000000, "run_name": "trains"},
        keep=("r", "run.info.run_id"),
    ),
    post(
        "create",
        "logged-models",
        {
            "experiment_id": "{e}",
            "name": "model",
            "model_type": "sklearn",
            "source_run_id": "{r}",
            "params": [{"key": "depth", "value": "3"}],
            "tags": [{"key": "team", "value": "one"}],
        },
        keep=("m", "model.info.model_id"),
    ),
    post("create without experiment", "logged-models", {"name": "model"}),
    post("create in no experiment", "logged-models", {"experiment_id": "998877", "name": "model"}),
    get("pending", "logged-models/{m}"),
    get("unknown", f"logged-models/{UNKNOWN}"),
    patch("finalize", "logged-models/{m}", {"model_id": "{m}", "status": "LOGGED_MODEL_READY"}),
    patch(
        "finalize unknown",
        f"logged-models/{UNKNOWN}",
        {"model_id": UNKNOWN, "status": "LOGGED_MODEL_READY"},
    ),
    patch("tags", "logged-models/{m}/tags", {"tags": [{"key": "stage", "value": "tried"}]}),
    delete("remove tag", "logged-models/{m}/tags/stage"),
    delete("remove tag again", "logged-models/{m}/tags/stage"),
    post("outputs", "runs/outputs", {"run_id": "{r}", "models": [{"model_id": "{m}", "step": 1}]}),
    post("inputs", "runs/log-inputs", {"run_id": "{r}", "datasets": [{"dataset": DATA, "tags": TRAINING}]}),
    post(
        "inputs again",
        "runs/log-inputs",
        {"run_id": "{r}", "datasets": [{"dataset": DATA, "tags": TRAINING}]},
    ),
    post("inputs of no run", "runs/log-inputs", {"run_id": "0" * 32, "datasets": [{"dataset": DATA}]}),
    post(
        "figure of the model",
        "runs/log-batch",
        {
            "run_id": "{r}",
            "metrics": [
                {"key": "acc", "value": 0.5, "timestamp": 1700000000001, "step": 1, "model_id": "{m}"}
            ],
        },
    ),
    get("run with both", "runs/get", run_id="{r}"),
    get("ready", "logged-models/{m}"),
    post("search", "logged-models/search", {"experiment_ids": ["{e}"]}),
    post("search by name", "logged-models/search", {"experiment_ids": ["{e}"], "filter": "name = 'model'"}),
    post(
        "search by figure", "logged-models/search", {"experiment_ids": ["{e}"], "filter": "metrics.acc > 0.4"}
    ),
    post(
        "search by parameter",
        "logged-models/search",
        {"experiment_ids": ["{e}"], "filter": "params.depth = '4'"},
    ),
    post("search badly", "logged-models/search", {"experiment_ids": ["{e}"], "filter": "nothing = 'x'"}),
    post("search by data", "runs/search", {"experiment_ids": ["{e}"], "filter": "dataset.name = 'iris'"}),
    post(
        "search by context",
        "runs/search",
        {"experiment_ids": ["{e}"], "filter": "datasets.context = 'other'"},
    ),
    delete("delete", "logged-models/{m}"),
    get("deleted", "logged-models/{m}"),
]
