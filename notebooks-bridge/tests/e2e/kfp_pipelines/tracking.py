"""Components that log with MLflow's client, without a line of set-up."""

from typing import Any

from kfp import dsl

CLIENT = "mlflow-skinny==3.17.2"


@dsl.component(packages_to_install=[CLIENT])
def train(rate: float) -> str:
    import mlflow

    mlflow.log_param("rate", rate)
    for step in range(3):
        mlflow.log_metric("loss", 1 / (step + 1), step=step)
    with mlflow.start_run(nested=True, run_name="inner"):
        mlflow.log_metric("part", 1.0)
    return mlflow.active_run().info.run_id


@dsl.component(packages_to_install=[CLIENT])
def elsewhere() -> str:
    import mlflow

    mlflow.set_experiment("chosen by a step")
    with mlflow.start_run() as run:
        mlflow.log_metric("here", 1.0)
    return run.info.run_id


@dsl.component(packages_to_install=[CLIENT])
def breaking():
    import mlflow

    mlflow.log_metric("before", 1.0)
    raise ValueError("broken on purpose")


@dsl.component
def silent() -> int:
    return 1


@dsl.pipeline(name="tracked")
def tracked():
    train(rate=0.5)
    elsewhere()
    silent()


@dsl.pipeline(name="tracked-and-broken")
def broken():
    breaking()


CASES: dict[str, Any] = {"tracked": (tracked, {}), "tracked and broken": (broken, {})}
