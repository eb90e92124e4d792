"""Drives a server with the unmodified client of OpenLineage; runs in an environment of its own.

Usage: openlineage_session.py ADDRESS [KEY]. The last line is a JSON object of what was seen.
"""

import json
import sys
from datetime import datetime, timedelta, timezone
from typing import Any

from openlineage.client import OpenLineageClient
from openlineage.client.event_v2 import (
    DatasetEvent,
    InputDataset,
    Job,
    JobEvent,
    OutputDataset,
    Run,
    RunEvent,
    RunState,
    StaticDataset,
)
from openlineage.client.facet_v2 import (
    column_lineage_dataset,
    dataset_version_dataset,
    nominal_time_run,
    parent_run,
    schema_dataset,
    sql_job,
    symlinks_dataset,
)
from openlineage.client.transport.http import ApiKeyTokenProvider, HttpConfig, HttpTransport
from openlineage.client.uuid import generate_new_uuid

PRODUCER = "https://example.com/jobs"
WAREHOUSE = "postgres://warehouse:5432"
START = datetime(2026, 1, 2, 3, 4, 5, tzinfo=timezone.utc)


def client(address: str, key: str = "", compression: str = "") -> OpenLineageClient:
    """A client as Airflow and the like make it."""
    options: dict[str, Any] = {"compression": compression} if compression else {}
    config = HttpConfig.from_dict({"url": address, **options})
    if key:
        config.auth = ApiKeyTokenProvider({"apiKey": key})
    return OpenLineageClient(transport=HttpTransport(config))


def orders() -> InputDataset:
    """A table whose version the job knows."""
    return InputDataset(
        namespace=WAREHOUSE,
        name="shop.public.orders",
        facets={
            "version": dataset_version_dataset.DatasetVersionDatasetFacet(datasetVersion="snapshot-7"),
            "schema": schema_dataset.SchemaDatasetFacet(
                fields=[schema_dataset.SchemaDatasetFacetFields(name="id", type="int")]
            ),
        },
    )


def export() -> OutputDataset:
    """A table that is a file in an object store."""
    column = column_lineage_dataset.Fields(
        inputFields=[column_lineage_dataset.InputField(WAREHOUSE, "shop.public.orders", "id")]
    )
    return OutputDataset(
        namespace="hive://metastore:9083",
        name="shop.export",
        facets={
            "symlinks": symlinks_dataset.SymlinksDatasetFacet(
                identifiers=[
                    symlinks_dataset.Identifier("s3a://datasets", "outside/export.csv", type="LOCATION")
                ]
            ),
            "columnLineage": column_lineage_dataset.ColumnLineageDatasetFacet(fields={"id": column}),
        },
    )


def event(run: str, state: RunState, seconds: int, name: str = "export") -> RunEvent:
    """Something that a run tells."""
    parent = parent_run.ParentRunFacet(
        run=parent_run.Run(runId=str(generate_new_uuid())),
        job=parent_run.Job(namespace="airflow", name="dag"),
    )
    return RunEvent(
        eventType=state,
        eventTime=(START + timedelta(seconds=seconds)).isoformat(),
        run=Run(
            runId=run,
            facets={
                "parent": parent,
                "nominalTime": nominal_time_run.NominalTimeRunFacet(nominalStartTime=START.isoformat()),
            },
        ),
        job=Job(
            namespace="airflow", name=name, facets={"sql": sql_job.SQLJobFacet(query="SELECT id FROM orders")}
        ),
        producer=PRODUCER,
        inputs=[orders()],
        outputs=[export()] if state == RunState.COMPLETE else [],
    )


def session(address: str, key: str) -> dict[str, Any]:
    """Two runs, one of which tells its end first, and events about a job and a data set."""
    sender = client(address, key)
    first, second = str(generate_new_uuid()), str(generate_new_uuid())
    sender.emit(event(first, RunState.START, 0))
    sender.emit(event(first, RunState.RUNNING, 1))
    sender.emit(event(first, RunState.COMPLETE, 2))
    sender.emit(event(first, RunState.START, 0))
    packed = client(address, key, "gzip")
    packed.emit(event(second, RunState.FAIL, 9, "check"))
    packed.emit(event(second, RunState.START, 8, "check"))
    sender.emit(
        JobEvent(
            eventTime=START.isoformat(),
            job=Job(namespace="airflow", name="planned"),
            producer=PRODUCER,
            inputs=[orders()],
        )
    )
    sender.emit(
        DatasetEvent(
            eventTime=START.isoformat(),
            dataset=StaticDataset(namespace=WAREHOUSE, name="shop.public.customers"),
            producer=PRODUCER,
        )
    )
    return {"first": first, "second": second}


if __name__ == "__main__":
    print(json.dumps(session(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "")))
