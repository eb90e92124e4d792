"""The unmodified client of OpenLineage against a server, and one server as the sink of another."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console

from tests.e2e import documents, tables
from tests.e2e.polling import until
from tests.e2e.servers import Json, TestServer
from zeroflow.cli import checkout
from zeroflow.cli.peers import environments

HERE = Path(__file__).parent
SESSION_SECONDS = 120

JOB = """
query ($name: String!, $run: ID) { outsideJob(namespace: "airflow", name: $name, runId: $run) {
  id name state origin taskId createdAt } }
"""
DATASET = """
query ($namespace: String!, $name: String!, $version: String) {
  outsideDataset(namespace: $namespace, name: $name, version: $version) { id uri digest } }
"""
LINEAGE = """
query ($root: ID!, $direction: LineageDirection!, $mode: LineageMode!) {
  lineage(root: $root, direction: $direction, walk: {mode: $mode}) {
    truncated nodes { id kind name origin uri } edges { role } } }
"""
FACETS = "query ($node: ID!) { lineageFacets(node: $node) { name facet } }"
OUR_RUN = """
query ($run: ID!, $name: String!) {
  outsideJob(namespace: "zeroflow", name: $name, runId: $run) { id state } }
"""
WAREHOUSE = "postgres://warehouse:5432"


def client_session(server: TestServer, folder: Path, *words: str) -> Json:
    """What the client saw."""
    environment = checkout.home() / ".zeroflow" / "test-environments"
    python = environments.python_of(
        "openlineage-client", HERE / "openlineage-requirements.txt", environment, Console(stderr=True)
    )
    done = subprocess.run(
        [str(python), str(HERE / "openlineage_session.py"), f"http://127.0.0.1:{server.port}", *words],
        env={**os.environ, "HOME": str(folder), "NO_PROXY": "127.0.0.1"},
        capture_output=True,
        text=True,
        timeout=SESSION_SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.fixture(scope="module")
def seen(server: TestServer, tmp_path_factory: pytest.TempPathFactory) -> Json:
    """What the client saw."""
    return client_session(server, tmp_path_factory.mktemp("openlineage"))


def test_a_run_ends_once_in_whatever_order_it_tells(server: TestServer, seen: Json) -> None:
    first = server.gql(JOB, name="export", run=seen["first"])["outsideJob"]
    assert (first["state"], first["origin"], first["taskId"]) == ("COMPLETE", "OUTSIDE_JOB", "airflow/export")
    assert first["createdAt"] == "2026-01-02T03:04:05Z"
    second = server.gql(JOB, name="check", run=seen["second"])["outsideJob"]
    assert (second["state"], second["createdAt"]) == ("FAILED", "2026-01-02T03:04:13Z")
    assert server.gql(JOB, name="planned", run=None)["outsideJob"]["state"] == "NEW"


def test_versions_addresses_and_facets_are_kept(server: TestServer, seen: Json) -> None:
    orders = server.gql(DATASET, namespace=WAREHOUSE, name="shop.public.orders", version="snapshot-7")
    assert orders["outsideDataset"]["digest"].startswith("client:")
    export = server.gql(DATASET, namespace="hive://metastore:9083", name="shop.export", version=None)
    assert export["outsideDataset"]["uri"] == "s3://datasets/outside/export.csv"
    names = {it["name"] for it in server.gql(FACETS, node=export["outsideDataset"]["id"])["lineageFacets"]}
    assert names == {"symlinks", "columnLineage"}
    run = server.gql(JOB, name="export", run=seen["first"])["outsideJob"]["id"]
    facets = {it["name"]: it["facet"] for it in server.gql(FACETS, node=run)["lineageFacets"]}
    assert json.loads(facets["sql"])["query"] == "SELECT id FROM orders"
    assert {"parent", "nominalTime"} <= set(facets)
    customers = server.gql(DATASET, namespace=WAREHOUSE, name="shop.public.customers", version=None)
    assert customers["outsideDataset"]


def imported(server: TestServer, uri: str) -> Json:
    """A run that imported one object."""
    run = server.ended(server.submit(documents.text(documents.one_task()), uri=uri))
    assert run["state"] == "SUCCEEDED", run
    return run


def test_an_outside_job_leads_to_the_artifacts_that_a_pipeline_imports(
    server: TestServer, seen: Json
) -> None:
    uri = server.put("outside/export.csv", tables.WINE.read_bytes())
    imported(server, uri)
    job = server.gql(JOB, name="export", run=seen["first"])["outsideJob"]["id"]
    across = server.gql(LINEAGE, root=job, direction="DOWNSTREAM", mode="CUMULATIVE")["lineage"]
    assert {"kind": "ARTIFACT", "uri": uri} in [
        {key: node[key] for key in ("kind", "uri")} for node in across["nodes"]
    ]
    assert "SAME_ADDRESS" in {edge["role"] for edge in across["edges"]}
    exact = server.gql(LINEAGE, root=job, direction="DOWNSTREAM", mode="EXACT")["lineage"]
    assert "SAME_ADDRESS" not in {edge["role"] for edge in exact["edges"]}


def test_a_server_can_be_the_sink_of_another(
    make_server: Callable[[str], TestServer], tmp_path: Path
) -> None:
    sink, source = make_server("sink"), make_server("source")
    settings = f"-Dzeroflow.openlineage.url=http://127.0.0.1:{sink.port} -Dzeroflow.openlineage.poll=0.1S"
    key = "-Dzeroflow.openlineage.ingest-key=a-key -Dzeroflow.openlineage.key=a-key"
    sink.options += f" {key}"
    source.options += f" {settings} {key}"
    source.up()
    uri = source.put("outside/wine.csv", tables.WINE.read_bytes())
    first = imported(source, uri)
    source.kill()
    source.up()
    sink.up()

    def told() -> Json:
        found = sink.gql(OUR_RUN, run=first["id"], name=first["pipeline"])["outsideJob"]
        return found if found and found["state"] == "COMPLETE" else None

    until("the sink knows the end of the run", told, 90)
    dataset = sink.gql(DATASET, namespace="s3://datasets", name="outside/wine.csv", version=None)
    assert dataset["outsideDataset"]["uri"] == uri
    assert client_session(sink, tmp_path, "a-key")
    source.down()
    sink.down()
