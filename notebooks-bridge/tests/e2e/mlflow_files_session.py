"""What the unmodified client does with files, logged models and data sets; prints what it saw as JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import mlflow
import mlflow.sklearn
import numpy as np
import pandas as pd
from mlflow import MlflowClient
from mlflow.models import infer_signature
from sklearn.linear_model import LogisticRegression


def main(address: str, folder: Path) -> dict[str, Any]:
    """Works through everything in one experiment."""
    mlflow.set_tracking_uri(address)
    mlflow.set_experiment("files")
    seen: dict[str, Any] = {}
    with mlflow.start_run(run_name="files") as run:
        seen["run"] = run.info.run_id
        seen["files"] = files(folder, run.info.run_id)
        seen["parts"] = parts(folder, run.info.run_id)
        seen["model"] = model(folder)
    seen["inputs"] = inputs(run.info.run_id)
    seen["models"] = models(seen["model"]["id"])
    return seen


def files(folder: Path, run: str) -> dict[str, Any]:
    """Files and folders, there and back."""
    source = folder / "source"
    (source / "sub" / "deep").mkdir(parents=True)
    (source / "a b ä.txt").write_text("umlaut")
    (source / "empty").write_bytes(b"")
    (source / "sub" / "deep" / "c.bin").write_bytes(bytes(range(256)))
    mlflow.log_artifacts(str(source), "data")
    mlflow.log_text("hello", "note.txt")
    mlflow.log_dict({"a": 1}, "conf/x.json")
    mlflow.log_text("hello again", "note.txt")
    client = MlflowClient()
    back = Path(client.download_artifacts(run, "", str(folder / "back")))
    return {
        "root": [[file.path, file.is_dir, file.file_size] for file in client.list_artifacts(run)],
        "data": [[file.path, file.is_dir, file.file_size] for file in client.list_artifacts(run, "data")],
        "of_a_file": [file.path for file in client.list_artifacts(run, "note.txt")],
        "missing": [file.path for file in client.list_artifacts(run, "nothing")],
        "back": {
            str(path.relative_to(back)): path.read_bytes().hex() for path in back.rglob("*") if path.is_file()
        },
        "text": mlflow.artifacts.load_text(f"runs:/{run}/note.txt"),
    }


def parts(folder: Path, run: str) -> dict[str, Any]:
    """A file that goes in parts and comes back in ranges: the limits are lowered by the environment."""
    large = folder / "large.bin"
    large.write_bytes(np.random.default_rng(7).bytes(17 << 20))
    mlflow.log_artifact(str(large), "large")
    client = MlflowClient()
    back = Path(client.download_artifacts(run, "large/large.bin", str(folder)))
    return {
        "same": back.read_bytes() == large.read_bytes(),
        "size": [file.file_size for file in client.list_artifacts(run, "large")],
    }


def model(folder: Path) -> dict[str, Any]:
    """Trains, logs the data and the model, and loads it again."""
    rows = pd.DataFrame({"x": [0.0, 1.0, 2.0, 3.0], "y": [1.0, 0.0, 1.0, 0.0]})
    labels = [0, 0, 1, 1]
    mlflow.log_input(mlflow.data.from_pandas(rows, source="rows.csv", name="rows"), context="train")
    fitted = LogisticRegression().fit(rows, labels)
    info = mlflow.sklearn.log_model(
        fitted,
        name="classifier",
        signature=infer_signature(rows, fitted.predict(rows)),
        input_example=rows,
        params={"solver": "lbfgs"},
    )
    mlflow.log_metric("accuracy", 1.0, model_id=info.model_id)
    loaded = mlflow.sklearn.load_model(info.model_uri)
    by_id = mlflow.pyfunc.load_model(f"models:/{info.model_id}")
    return {
        "id": info.model_id,
        "same": loaded.predict(rows).tolist() == fitted.predict(rows).tolist(),
        "by_id": by_id.predict(rows).tolist() == fitted.predict(rows).tolist(),
        "files": sorted(
            path.name for path in Path(mlflow.artifacts.download_artifacts(info.model_uri)).iterdir()
        ),
    }


def inputs(run: str) -> dict[str, Any]:
    """What the run has read and put out."""
    shown = MlflowClient().get_run(run)
    read = shown.inputs.dataset_inputs[0]
    return {
        "dataset": read.dataset.name,
        "context": [tag.value for tag in read.tags if tag.key == "mlflow.data.context"],
        "outputs": [output.model_id for output in shown.outputs.model_outputs],
    }


def models(model_id: str) -> dict[str, Any]:
    """Search, tags and deletion of logged models."""
    client = MlflowClient()
    client.set_logged_model_tags(model_id, {"team": "vision"})
    experiment = mlflow.get_experiment_by_name("files").experiment_id

    def search(**asked: Any) -> list[str]:
        found = mlflow.search_logged_models(experiment_ids=[experiment], output_format="list", **asked)
        return [each.model_id for each in found]

    shown = mlflow.get_logged_model(model_id)
    failed = client.create_logged_model(experiment, name="failed")
    client.finalize_logged_model(failed.model_id, "FAILED")
    client.delete_logged_model_tag(model_id, "team")
    seen = {
        "status": str(shown.status),
        "tags": shown.tags,
        "params": shown.params,
        "metrics": [[metric.key, metric.value] for metric in shown.metrics],
        "by_metric": search(
            filter_string="metrics.accuracy > 0.5 AND name = 'classifier'",
            order_by=[{"field_name": "metrics.accuracy", "ascending": False}],
        ),
        "by_status": search(filter_string="status = 'FAILED'") == [failed.model_id],
    }
    client.delete_logged_model(failed.model_id)
    seen["left"] = search()
    return seen


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], Path(sys.argv[2]))))
