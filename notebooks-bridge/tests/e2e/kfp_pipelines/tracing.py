"""A component that traces with MLflow's client, without a line of set-up."""

from typing import Any

from kfp import dsl

CLIENT = "mlflow-skinny==3.17.2"


@dsl.component(packages_to_install=[CLIENT])
def answer() -> str:
    import mlflow

    @mlflow.trace
    def reply(question: str) -> str:
        return question.upper()

    reply("why")
    mlflow.flush_trace_async_logging()
    return str(mlflow.get_last_active_trace_id())


@dsl.pipeline(name="traced")
def traced():
    answer()


CASES: dict[str, Any] = {"traced": (traced, {})}
