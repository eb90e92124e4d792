"""Logs batch after batch to one run, and tells how far it is; the server may die meanwhile."""

from __future__ import annotations

from mlflow import MlflowClient
from mlflow.entities import Metric

BATCHES = 40
POINTS = 250


def main() -> None:
    """Prints the id of the run, then a line for each batch."""
    client = MlflowClient()
    run = client.create_run("0").info.run_id
    print(run, flush=True)
    for batch in range(BATCHES):
        steps = range(batch * POINTS, (batch + 1) * POINTS)
        client.log_batch(
            run, [Metric("loss", 1 / (step + 1), 1_700_000_000_000 + step, step) for step in steps]
        )
        print(batch, flush=True)
    client.set_terminated(run)


if __name__ == "__main__":
    main()
