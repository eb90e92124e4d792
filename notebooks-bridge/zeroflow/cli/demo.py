"""The main job: a table is uploaded, a pipeline starts by itself, and a model answers."""

from __future__ import annotations

import csv
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.table import Table

from zeroflow import queries
from zeroflow.cli import checkout, print_json, runs, server
from zeroflow.cli.failure import BAD_INPUT, Failure
from zeroflow.cli.terminal import show, talk
from zeroflow.client import Client

BUCKET = "datasets"
PREFIX = "incoming/"
SUFFIX = ".csv"
PIPELINES = "functions/tasks/pipelines"
START_LIMIT_SECONDS = 30
SHOWN_PREDICTIONS = 8


@dataclass(frozen=True)
class TableFile:
    """A CSV file with a label column; ``sample`` has some of its rows, spread over the file."""

    path: Path
    label: str
    sample: list[dict[str, str]]

    @property
    def key(self) -> str:
        """Key of the uploaded object; the trigger watches for the ending in lower case."""
        return f"{PREFIX}{self.path.stem}{SUFFIX}"

    @property
    def uri(self) -> str:
        """Address of the uploaded object."""
        return f"s3://{BUCKET}/{self.key}"

    def features(self) -> list[list[float]]:
        """The sample without its labels."""
        return [[float(v) for k, v in row.items() if k != self.label] for row in self.sample]

    def truth(self) -> list[str]:
        """The labels of the sample."""
        return [row[self.label] for row in self.sample]


def run_demo(data: Path | None, port: int | None, as_json: bool, table: Path | None, label: str) -> None:
    """Does the main job and prints what came of it."""
    file = read_table(table or checkout.home() / PIPELINES / "data" / "breast_cancer.csv", label)
    with server.running(data, port, talk) as running:
        client = running.client()
        _install_pipeline(client, label)
        run = runs.watch(client, _started_run(client, file.uri, _upload(running, file)))
        if run["state"] != "SUCCEEDED":
            raise Failure(runs.describe_failure(run))
        result = _result(client, run, file)
        if as_json:
            print_json(result)
        else:
            _print(running, result)


def read_table(path: Path, label: str) -> TableFile:
    """Looks only at what every table must have; whether its rows are good is the pipeline's to say."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines, skipinitialspace=True)
            columns, rows = reader.fieldnames or [], list(reader)
    except (UnicodeDecodeError, csv.Error) as e:
        raise Failure(f"{path} is not CSV text in UTF-8: {e}", BAD_INPUT) from e
    if label not in columns:
        raise Failure(
            f"{path} has no column {label!r} to predict: name one of its columns with --label "
            f"({', '.join(columns) or 'it is empty'})",
            BAD_INPUT,
        )
    step = max(1, len(rows) // SHOWN_PREDICTIONS)
    return TableFile(path, label, rows[::step][:SHOWN_PREDICTIONS])


def _install_pipeline(client: Client, label: str) -> None:
    pipeline = client.upload_pipeline(checkout.home() / PIPELINES / "train_and_deploy.yaml")
    talk.print(f"Pipeline {pipeline['pipeline']}, version {pipeline['version']}")
    parameters = [
        {"name": "dataset_uri", "value": "{uri}"},
        {"name": "model_name", "value": "{slug}"},
        {"name": "label_column", "value": label},
    ]
    trigger = {
        "name": "uploaded-tables",
        "bucket": BUCKET,
        "prefix": PREFIX,
        "suffix": SUFFIX,
        "pipeline": pipeline["pipeline"],
        "parameters": parameters,
    }
    client.gql(queries.CREATE_TRIGGER, input=trigger)


def _upload(running: server.Server, file: TableFile) -> set[str]:
    """Stores the table with an ordinary S3 client; returns the ids of the runs that were there before."""
    import boto3
    from botocore.config import Config

    before = {run["id"] for run in running.client().gql(queries.RUNS, first=100)["runs"]["nodes"]}
    access, secret = running.s3_keys()
    s3 = boto3.client(
        "s3",
        endpoint_url=running.about["s3_endpoint"],
        region_name=running.about["s3_region"],
        aws_access_key_id=access,
        aws_secret_access_key=secret,
        config=Config(s3={"addressing_style": "path"}, retries={"max_attempts": 3}, proxies={}),
    )
    s3.put_object(Bucket=BUCKET, Key=file.key, Body=file.path.read_bytes(), ContentType="text/csv")
    talk.print(f"Uploaded {file.path.name} to {file.uri}")
    return before


def _started_run(client: Client, uri: str, before: set[str]) -> str:
    """The run that the upload has started."""
    deadline = time.monotonic() + START_LIMIT_SECONDS
    while time.monotonic() < deadline:
        for run in client.gql(queries.RUNS, first=100)["runs"]["nodes"]:
            if run["trigger"]["detail"] == uri and run["id"] not in before:
                talk.print(f"The upload started run {run['id']}")
                return str(run["id"])
        time.sleep(0.1)
    raise Failure(f"the upload of {uri} has started no run within {START_LIMIT_SECONDS} s")


def _result(client: Client, run: dict[str, Any], file: TableFile) -> dict[str, Any]:
    tasks = {task["id"]: task for task in run["tasks"]}
    chosen = _values(tasks["select-best"]["inputs"]) | _values(tasks["select-best"]["outputs"])
    registered = next((task for key, task in tasks.items() if key.endswith("/register-model")), None)
    if registered is None or registered["state"] != "SUCCEEDED":
        threshold = _values(run["parameters"]).get("threshold")
        raise Failure(
            f"the best score {chosen['score']} is below the threshold {threshold}: nothing is served"
        )
    model = _values(run["parameters"])["model_name"]
    version = _values(registered["outputs"])["version"]
    return {
        "run_id": run["id"],
        "state": run["state"],
        "accuracy": {
            chosen["name_a"].replace("-", "_"): chosen["score_a"],
            chosen["name_b"].replace("-", "_"): chosen["score_b"],
        },
        "selected": chosen["selected"].replace("-", "_"),
        "reason": chosen["reason"],
        "model": model,
        "version": version,
        "predictions": _predictions(client, model, file),
        "lineage": _lineage(client, model, version, file.uri),
        "steps": [_step(task) for task in run["tasks"] if task["kind"] != "DAG"],
        "addresses": {
            "api": client.address,
            "graphql": f"{client.address}/graphql",
            "graphql_page": f"{client.address}/q/graphql-ui/",
            "model": f"{client.address}/v2/models/{model}/infer",
        },
    }


def _values(entries: list[dict[str, str]]) -> dict[str, Any]:
    import json

    return {entry["name"]: json.loads(entry["value"]) for entry in entries}


def _step(task: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": task["name"],
        "task": task["id"],
        "state": task["state"],
        "cold": task["cold"],
        "cached": task["cachedFrom"] is not None,
        "overhead_ms": task["overheadMillis"],
        "work_ms": task["workMillis"],
        "attempts": task["attempts"],
    }


def _predictions(client: Client, model: str, file: TableFile) -> list[dict[str, Any]]:
    """Asks by both versions of the protocol; they must agree."""
    rows = file.features()
    labels, labels_v1 = client.infer(model, rows), client.predict(model, rows)
    if [str(v) for v in labels] != [str(v) for v in labels_v1]:
        raise Failure(f"the two inference protocols disagree: {labels} and {labels_v1}")
    return [
        {"predicted": predicted, "truth": truth, "correct": _same(predicted, truth)}
        for predicted, truth in zip(labels, file.truth(), strict=True)
    ]


def _same(predicted: Any, truth: str) -> bool:
    try:
        return float(predicted) == float(truth)
    except ValueError:
        return str(predicted) == truth


def _lineage(client: Client, model: str, version: str, uri: str) -> list[str]:
    """The way from the model version back to the uploaded object, which must be there."""
    found = client.gql(queries.MODEL_VERSION, model=model, version=version)["modelVersion"]
    graph = client.gql(queries.LINEAGE, root=found["id"])["lineage"]
    nodes = {node["id"]: node for node in graph["nodes"]}
    sources = [node for node in nodes.values() if node["uri"] == uri]
    if not sources:
        raise Failure(f"the lineage of {model} version {version} does not lead to {uri}")
    return shortest_path(graph, sources[0]["id"], nodes)


def shortest_path(graph: dict[str, Any], source: str, nodes: dict[str, Any]) -> list[str]:
    """Names along a shortest way from source to root; of several inputs, the one that was passed on."""
    content = next((nodes[e["from"]]["digest"] for e in graph["edges"] if e["to"] == graph["root"]), None)
    backward: dict[str, list[str]] = {}
    for edge in graph["edges"]:
        backward.setdefault(edge["to"], []).append(edge["from"])
    after: dict[str, str | None] = {graph["root"]: None}
    queue = [graph["root"]]
    for node in queue:
        for earlier in sorted(backward.get(node, []), key=lambda n: nodes[n]["digest"] != content):
            if earlier not in after:
                after[earlier] = node
                queue.append(earlier)
    if source not in after:
        raise Failure("the lineage does not connect the uploaded object with the model version")
    path = [nodes[source]["uri"]]
    while (step := after[source]) is not None:
        path.append(nodes[step]["name"])
        source = step
    return path


def _print(running: server.Server, result: dict[str, Any]) -> None:
    steps = Table("Step", "State", "Start", "Work", "Overhead", title="Steps")
    for step in result["steps"]:
        work, overhead = step["work_ms"], step["overhead_ms"]
        steps.add_row(
            step["name"],
            step["state"],
            "cached" if step["cached"] else {True: "cold", False: "warm", None: "-"}[step["cold"]],
            "-" if work is None else f"{work / 1000:.3f} s",
            "-" if overhead is None else f"{overhead / 1000:.3f} s",
        )
    show(steps)
    predictions = Table("Predicted", "Truth", "", title=f"Predictions of {result['model']}")
    for row in result["predictions"]:
        predictions.add_row(str(row["predicted"]), row["truth"], "right" if row["correct"] else "wrong")
    show(predictions)
    scores = ", ".join(f"{name} {score:.4f}" for name, score in result["accuracy"].items())
    addresses = result["addresses"]
    summary = Table(show_header=False, title="A table became a served model")
    summary.add_column(no_wrap=True)
    summary.add_column(overflow="fold")
    summary.add_row("Accuracy", scores)
    summary.add_row("Selected", f"{result['selected']}: {result['reason']}")
    summary.add_row("Model", f"{result['model']}, version {result['version']}")
    summary.add_row("Lineage", " > ".join(result["lineage"]))
    summary.add_row("Run", result["run_id"])
    summary.add_row("API", addresses["api"])
    summary.add_row("GraphQL", addresses["graphql_page"])
    summary.add_row("Predict", addresses["model"])
    show(summary)
    talk.print(
        f"The server keeps running on {running.data}: "
        "`./zeroflow status` shows it, `./zeroflow down` stops it."
    )
