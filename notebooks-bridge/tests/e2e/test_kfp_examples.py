"""The examples, started as a person starts them; the server installs scikit-learn and pandas once."""

from __future__ import annotations

from pathlib import Path

from tests.e2e import kfp_sdk, tables
from tests.e2e.kfp_sdk import SeenRun
from tests.e2e.polling import until
from tests.e2e.servers import Json, TestServer

EXAMPLES = kfp_sdk.BRIDGE / "examples"


def example(server: TestServer, folder: Path, script: str, *options: str) -> Json:
    """What an example prints."""
    return kfp_sdk.program(server, folder, str(EXAMPLES / script), "--host", "ADDRESS", *options)


def accuracy_of(server: TestServer, service: str, table: Path, label: str) -> float:
    """How much of a table a served model gets right."""
    rows, labels = tables.rows_of(table, label)
    answer = server.http.post(f"/v1/models/{service}:predict", json={"instances": rows})
    assert answer.status_code == 200, answer.text
    right = [
        str(said) == str(truth) for said, truth in zip(answer.json()["predictions"], labels, strict=True)
    ]
    return sum(right) / len(right)


def version(server: TestServer, service: str) -> str | None:
    """The version that a service answers with; None if there is no such service."""
    served = server.gql("{ inferenceServices(first: 100) { nodes { name version } } }")["inferenceServices"]
    found = {it["name"]: str(it["version"]) for it in served["nodes"]}
    return found.get(service)


def test_compared_models(server: TestServer, tmp_path: Path) -> None:
    told = example(server, tmp_path, "compare_models.py", "--service", "compared")
    assert told["state"] == "SUCCEEDED", told
    run = SeenRun.of(server, told["run_id"]).succeeded()
    scores = [run.output("evaluate"), run.output("evaluate-2")]
    best = run.outputs("select")
    assert best["score"] == max(scores) > 0.9
    assert best["kind"] == ("logistic regression" if scores[0] >= scores[1] else "decision tree")
    assert "is good enough for 0.9" in run.output("conclude")
    trained = [run.task(name) for name in ("train-regression", "train-tree")]
    assert max(it["startedAt"] for it in trained) < min(it["finishedAt"] for it in trained), "side by side"
    assert accuracy_of(server, "compared", tables.BREAST_CANCER, "target") > 0.9

    told = example(server, tmp_path, "compare_models.py", "--service", "refused", "--threshold", "1.01")
    run = SeenRun.of(server, told["run_id"]).succeeded()
    assert "not good enough" in run.output("conclude")
    assert run.states()["Good enough"] == "SKIPPED"
    assert run.task("train-tree")["cachedFrom"] is not None
    assert server.http.get("/v2/models/refused").status_code == 404


def test_a_service_that_follows_its_table(server: TestServer, tmp_path: Path) -> None:
    good = server.put("examples/wine.csv", tables.WINE.read_bytes())
    half = b"\n".join(tables.WINE.read_bytes().splitlines()[:40])  # all of one class
    bad = server.put("examples/one-class.csv", half)

    failed = example(server, tmp_path, "refresh_service.py", bad, "--service", "refreshed")
    assert failed["state"] == "FAILED"
    assert "nothing can be learned" in failed["error"]
    assert version(server, "refreshed") is None

    assert (
        example(server, tmp_path, "refresh_service.py", good, "--service", "refreshed")["state"]
        == "SUCCEEDED"
    )
    assert version(server, "refreshed") == "1"
    assert accuracy_of(server, "refreshed", tables.WINE, "target") > 0.9

    poor = example(server, tmp_path, "refresh_service.py", good, "--service", "refreshed", "--least", "1.5")
    assert "the service stays as it is" in poor["error"]
    assert version(server, "refreshed") == "1"

    assert (
        example(server, tmp_path, "refresh_service.py", good, "--service", "refreshed")["state"]
        == "SUCCEEDED"
    )
    assert version(server, "refreshed") == "2"
    assert accuracy_of(server, "refreshed", tables.WINE, "target") > 0.9


def test_a_service_that_is_refreshed_by_the_clock(server: TestServer, tmp_path: Path) -> None:
    table = server.put("examples/by-the-clock.csv", tables.WINE.read_bytes())
    told = example(server, tmp_path, "refresh_service.py", table, "--service", "clocked", "--every", "2")
    until("the clock has made two versions", lambda: int(version(server, "clocked") or 0) >= 2, 120)
    stopped = server.http.post(f"/apis/v2beta1/recurringruns/{told['recurring_run_id']}:disable")
    assert stopped.status_code == 200, stopped.text
    listed = server.http.get("/apis/v2beta1/runs", params={"experiment_id": told["experiment_id"]}).json()[
        "runs"
    ]
    ended = [server.ended(run["run_id"]) for run in listed]
    assert {run["state"] for run in ended} == {"SUCCEEDED"}
    assert {run["recurring_run_id"] for run in listed} == {told["recurring_run_id"]}


def test_a_deployment_behind_a_gate(server: TestServer, tmp_path: Path) -> None:
    key = "examples/examination.csv"
    options = (f"s3://datasets/{key}", "--service", "gated", "--failures", "2")
    told = example(server, tmp_path, "gated_deployment.py", *options)
    assert told["state"] == "FAILED"
    before = SeenRun.of(server, told["run_id"])
    assert before.failed()["code"] == "NO_SUCH_OBJECT"
    assert before.output("download-unreliably") == 3
    assert before.task("download-unreliably")["attempts"] == 3
    assert version(server, "gated") is None

    server.put(key, tables.WINE.read_bytes())
    again = server.cli("rerun", before.id)
    assert again.returncode == 0, again.stderr
    server.ended(before.id)
    after = SeenRun.of(server, before.id).succeeded()
    for kept in ("download-unreliably", "preprocess", "train-tree", "evaluate"):
        assert after.task(kept) == before.task(kept), "what had succeeded was not done again"
    assert accuracy_of(server, "gated", tables.WINE, "target") > 0.9

    closed = example(
        server, tmp_path, "gated_deployment.py", *options[:1], "--service", "shut", "--threshold", "1.5"
    )
    assert closed["state"] == "SUCCEEDED"
    assert version(server, "shut") is None
