"""Trains models of several libraries, registers them, and loads them by alias; prints what it saw as JSON."""

from __future__ import annotations

import json
from typing import Any

import mlflow
import numpy as np
from mlflow import MlflowClient
from skl2onnx import to_onnx
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression
from xgboost import XGBClassifier

DATA = load_iris()
ROWS = DATA.data.astype(np.float32)
CLASSES = DATA.target


def champion(name: str, logged: Any) -> Any:
    """Registers the model, makes it the champion, and loads it as such."""
    version = mlflow.register_model(logged.model_uri, name)
    MlflowClient().set_registered_model_alias(name, "champion", version.version)
    return mlflow.pyfunc.load_model(f"models:/{name}@champion")


def sklearn() -> dict[str, Any]:
    """A model that autolog logs: parameters, figures and the model itself."""
    mlflow.sklearn.autolog()
    with mlflow.start_run() as run:
        fitted = LogisticRegression(max_iter=300).fit(ROWS, CLASSES)
    mlflow.sklearn.autolog(disable=True)
    logged = MlflowClient().get_run(run.info.run_id)
    [model] = mlflow.search_logged_models(
        experiment_ids=[run.info.experiment_id], filter_string="name = 'model'", output_format="list"
    )
    loaded = champion("sklearn iris", model)
    return {
        "same": bool((loaded.predict(ROWS) == fitted.predict(ROWS)).all()),
        "max_iter": logged.data.params["max_iter"],
        "score": logged.data.metrics["training_score"] > 0.9,
        "model": logged.outputs.model_outputs[0].model_id == model.model_id,
    }


def xgboost() -> dict[str, Any]:
    """A model of XGBoost."""
    fitted = XGBClassifier(n_estimators=10).fit(ROWS, CLASSES)
    with mlflow.start_run():
        logged = mlflow.xgboost.log_model(fitted, name="boosted", input_example=ROWS[:2])
    loaded = champion("boosted-iris", logged)
    return {"same": bool((loaded.predict(ROWS) == fitted.predict(ROWS)).all())}


def onnx() -> dict[str, Any]:
    """The same as ONNX."""
    fitted = LogisticRegression(max_iter=300).fit(ROWS, CLASSES)
    with mlflow.start_run():
        logged = mlflow.onnx.log_model(to_onnx(fitted, ROWS[:1], options={"zipmap": False}), name="open")
    loaded = champion("open-iris", logged)
    return {"same": bool((loaded.predict(ROWS)["label"] == fitted.predict(ROWS)).all())}


def tables() -> dict[str, Any]:
    """A table that grows in two steps."""
    with mlflow.start_run() as run:
        mlflow.log_table({"q": ["one"], "n": [1]}, "asked.json")
        mlflow.log_table({"q": ["two"], "n": [2]}, "asked.json")
    table = mlflow.load_table("asked.json", run_ids=[run.info.run_id])
    return {"rows": table[["q", "n"]].values.tolist()}


def versions() -> dict[str, Any]:
    """A second version takes over, and the first can be loaded by its number."""
    client = MlflowClient()
    first = client.get_model_version_by_alias("sklearn iris", "champion")
    again = client.create_model_version("sklearn iris", first.source, run_id=first.run_id)
    client.set_registered_model_alias("sklearn iris", "champion", again.version)
    client.set_model_version_tag("sklearn iris", "1", "retired", "yes")
    shown = client.get_registered_model("sklearn iris")
    return {
        "aliases": shown.aliases,
        "found": [it.version for it in client.search_model_versions("tags.retired = 'yes'")],
        "by number": mlflow.pyfunc.load_model("models:/sklearn iris/1").predict(ROWS[:1]).tolist(),
    }


if __name__ == "__main__":
    mlflow.set_experiment("models of many kinds")
    print(
        json.dumps(
            {
                "sklearn": sklearn(),
                "xgboost": xgboost(),
                "onnx": onnx(),
                "tables": tables(),
                "versions": versions(),
            }
        )
    )
