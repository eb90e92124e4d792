"""What a person does in a workspace of MLflow's client; prints JSON of what was seen.

The server is the one of MLFLOW_TRACKING_URI.
"""

from __future__ import annotations

import json
from typing import Any

import mlflow
from mlflow import MlflowClient
from mlflow.exceptions import MlflowException


class Twice(mlflow.pyfunc.PythonModel):  # type: ignore[misc]
    """Doubles."""

    def predict(self, context: Any, model_input: list[float]) -> list[float]:
        """Two times each."""
        return [2 * it for it in model_input]


def named(names: list[str]) -> list[str]:
    """Of the runs of the active workspace those that have one of the names."""
    runs = mlflow.search_runs(search_all_experiments=True, output_format="list")
    return [it.info.run_name for it in runs if it.info.run_name in names]


def main() -> None:
    """Works in a workspace, and looks at it from another one."""
    mlflow.create_workspace("research", "what is tried")
    workspaces = [it.name for it in mlflow.list_workspaces() if it.name in ("default", "research")]
    mlflow.set_workspace("research")
    mlflow.set_experiment("tuning")
    with mlflow.start_run(run_name="tuned"):
        mlflow.log_metric("loss", 0.5)
        mlflow.pyfunc.log_model(name="model", python_model=Twice(), registered_model_name="doubler")
    loaded = mlflow.pyfunc.load_model("models:/doubler/1").predict([1.0])
    there = named(["tuned"])
    mlflow.set_workspace("default")
    try:
        MlflowClient().get_registered_model("doubler")
        model = "found"
    except MlflowException as e:
        model = str(e.error_code)
    print(
        json.dumps(
            {
                "workspaces": workspaces,
                "loaded": [float(it) for it in loaded],
                "there": there,
                "elsewhere": named(["tuned"]),
                "model": model,
            }
        )
    )


main()
