"""Steps that serve a scikit-learn model: a document that needs no Python, a version of it, an address."""

from typing import Any

from classification import PACKAGES, PYTHON
from kfp import dsl
from kfp.dsl import Dataset, Input, Model, Output, OutputPath

TASKS = "zeroflow/tasks:0.1.0"


@dsl.component(base_image=PYTHON, packages_to_install=PACKAGES)
def to_document(model: Input[Model], train: Input[Dataset], document: Output[Model]):
    """Writes a standardised logistic regression or tree as ``zeroflow-model/1``, which the server serves."""
    import json

    import joblib
    import pandas

    def of_regression(learner: Any) -> dict[str, Any]:
        rows = [
            [*row, bias]
            for row, bias in zip(learner.coef_.tolist(), learner.intercept_.tolist(), strict=True)
        ]
        if len(rows) == 1:  # of two classes scikit-learn keeps only what speaks for the second
            rows.insert(0, [0.0] * len(rows[0]))
        return {"kind": "logistic-regression", "weights": rows}

    def of_tree(tree: Any) -> dict[str, Any]:
        nodes: list[dict[str, Any]] = []
        for node in range(tree.node_count):
            if tree.children_left[node] < 0:
                counts = tree.value[node][0]
                nodes.append({"probabilities": (counts / counts.sum()).tolist()})
                continue
            low, high = int(tree.children_left[node]), int(tree.children_right[node])
            feature, threshold = int(tree.feature[node]), float(tree.threshold[node])
            nodes.append({"feature": feature, "threshold": threshold, "low": low, "high": high})
        return {"kind": "decision-tree", "nodes": nodes}

    learner = joblib.load(model.path)
    scaler, last = learner[0], learner[-1]
    written = {
        "format": "zeroflow-model/1",
        "features": list(pandas.read_csv(train.path, nrows=0).columns[:-1]),
        "preprocessing": {"mean": scaler.mean_.tolist(), "scale": scaler.scale_.tolist()},
        "classes": [str(label) for label in learner.classes_.tolist()],
        "learner": of_tree(last.tree_) if hasattr(last, "tree_") else of_regression(last),
    }
    with open(document.path, "w") as out:
        json.dump(written, out)
    document.metadata.update(model.metadata)


@dsl.container_component
def register(
    model: Input[Model],
    model_name: str,
    score: float,
    version: OutputPath(str),
    model_version_id: OutputPath(str),
):
    """Makes the document the next version of a registered model; a function of the server's own image."""
    return dsl.ContainerSpec(image=TASKS, args=["--function", "register-model", "--executor_input", "{{$}}"])


@dsl.container_component
def deploy(service_name: str, model_name: str, version: str, address: OutputPath(str)):
    """Serves a version at an address that stays the same over versions."""
    return dsl.ContainerSpec(image=TASKS, args=["--function", "deploy-model", "--executor_input", "{{$}}"])


@dsl.pipeline
def serve(model: Input[Model], train: Input[Dataset], score: float, service: str) -> str:
    """Creates the service, or lets it answer with a new version. Nothing is taken from an earlier run."""
    document = to_document(model=model, train=train)
    registered = register(model=document.outputs["document"], model_name=service, score=score)
    registered.set_caching_options(False)
    deployed = deploy(service_name=service, model_name=service, version=registered.outputs["version"])
    return deployed.set_caching_options(False).outputs["address"]
