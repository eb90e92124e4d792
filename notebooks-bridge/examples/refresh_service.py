"""Preprocesses, trains and evaluates; only if all succeed is a service made or updated. Also by the clock."""

import json
import tempfile

import kfp
from classification import evaluate, preprocess, train_regression
from kfp import compiler, dsl
from kfp.dsl import Dataset
from serving import serve
from submitting import options, run


@dsl.component(base_image="python:3.11")
def require(score: float, least: float) -> float:
    """Fails if a score is too low, and with it the run; what stands behind it does not run."""
    if score < least:
        raise ValueError(f"an accuracy of {score:.3f} is less than {least}: the service stays as it is")
    return score


@dsl.pipeline(name="refresh-service", description="A service follows its table, as long as all goes well.")
def refresh_service(table: str, service: str = "refreshed", least: float = 0.8, seed: int = 7):
    """Preprocess, train, evaluate, serve."""
    imported = dsl.importer(artifact_uri=table, artifact_class=Dataset, reimport=True)
    parts = preprocess(table=imported.output, test_fraction=0.25, seed=seed)
    model = train_regression(train=parts.outputs["train"])
    evaluated = evaluate(model=model.outputs["model"], test=parts.outputs["test"])
    enough = require(score=evaluated.outputs["Output"], least=least)
    serve(model=model.outputs["model"], train=parts.outputs["train"], score=enough.output, service=service)


def every(host: str, seconds: int, arguments: dict[str, object]) -> None:
    """Starts a run now and then, and prints the schedule as a line of JSON."""
    client = kfp.Client(host=host)
    experiment = client.create_experiment("refresh")
    with tempfile.TemporaryDirectory() as folder:
        package = f"{folder}/refresh_service.yaml"
        compiler.Compiler().compile(refresh_service, package)
        schedule = client.create_recurring_run(
            experiment.experiment_id,
            "refresh",
            interval_second=seconds,
            no_catchup=True,
            pipeline_package_path=package,
            params=arguments,
        )
    print(
        json.dumps({"recurring_run_id": schedule.recurring_run_id, "experiment_id": experiment.experiment_id})
    )


if __name__ == "__main__":
    parser = options(__doc__)
    parser.add_argument(
        "table", help="address of a CSV file, s3://datasets/...; the last column is the target"
    )
    parser.add_argument("--service", default="refreshed")
    parser.add_argument("--least", type=float, default=0.8, help="accuracy below which nothing is served")
    parser.add_argument("--every", type=int, metavar="SECONDS", help="start a run as often, not one now")
    given = parser.parse_args()
    values = {"table": given.table, "service": given.service, "least": given.least}
    if given.every:
        every(given.host, given.every, values)
    else:
        run(given.host, refresh_service, values)
