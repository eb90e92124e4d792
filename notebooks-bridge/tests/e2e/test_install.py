"""What installs Zeroflow on a cluster, as kubectl reads it, and what is said of one that lacks something."""

from __future__ import annotations

import json
import shutil
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.servers import zeroflow

PLURALS = {"NetworkPolicy": "networkpolicies", "Ingress": "ingresses"}
UNSPACED = {"Namespace", "ClusterRole", "ClusterRoleBinding"}


class Cluster:
    """An API server that knows which kinds there are, and holds no object of any."""

    def __init__(self, objects: list[dict[str, Any]]) -> None:
        kinds: dict[str, dict[str, str]] = {"v1": {}}
        for each in objects:
            plural = PLURALS.get(each["kind"], each["kind"].lower() + "s")
            kinds.setdefault(each["apiVersion"], {})[each["kind"]] = plural
        self.answers: dict[str, Any] = {
            "/version": {"major": "1", "minor": "34", "gitVersion": "v1.34.1"},
            "/api": {"kind": "APIVersions", "versions": ["v1"]},
            "/apis": {
                "kind": "APIGroupList",
                "apiVersion": "v1",
                "groups": [_group(v) for v in kinds if "/" in v],
            },
        }
        for version, names in kinds.items():
            path = f"/apis/{version}" if "/" in version else f"/api/{version}"
            self.answers[path] = {
                "kind": "APIResourceList",
                "groupVersion": version,
                "resources": [_resource(kind, plural) for kind, plural in names.items()],
            }
        answers = self.answers

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                answer = answers.get(self.path.split("?")[0])
                self.answer(200 if answer else 404, answer or _status(404, "NotFound"))

            def do_POST(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                self.answer(201, {"apiVersion": "authorization.k8s.io/v1", "kind": "SelfSubjectAccessReview",
                                  "spec": {}, "status": {"allowed": True}})  # fmt: skip

            def answer(self, status: int, body: Any) -> None:
                text = json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            def log_message(self, *_: Any) -> None:
                """Says nothing."""

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.http.server_address[1]}"


def _group(version: str) -> dict[str, Any]:
    group, number = version.split("/")
    both = {"groupVersion": version, "version": number}
    return {"name": group, "versions": [both], "preferredVersion": both}


def _resource(kind: str, plural: str) -> dict[str, Any]:
    verbs = ["create", "get", "list", "patch"]
    return {"name": plural, "singularName": kind.lower(), "kind": kind, "namespaced": kind not in UNSPACED,
            "verbs": verbs}  # fmt: skip


def _status(code: int, reason: str) -> dict[str, Any]:
    return {"kind": "Status", "apiVersion": "v1", "status": "Failure", "reason": reason, "code": code}


@pytest.fixture
def serve() -> Iterator[Any]:
    running = []

    def start(objects: list[dict[str, Any]]) -> Cluster:
        cluster = Cluster(objects)
        thread = threading.Thread(target=cluster.http.serve_forever)
        thread.start()
        running.append((cluster, thread))
        return cluster

    yield start
    for cluster, thread in running:
        cluster.http.shutdown()
        thread.join()
        cluster.http.server_close()


def kubeconfig(folder: Path, address: str) -> Path:
    file = folder / "kubeconfig"
    file.write_text(
        json.dumps(
            {
                "apiVersion": "v1",
                "kind": "Config",
                "current-context": "c",
                "clusters": [{"name": "c", "cluster": {"server": address}}],
                "contexts": [{"name": "c", "context": {"cluster": "c", "user": "u"}}],
                "users": [{"name": "u", "user": {"token": "t"}}],
            }
        )
    )
    return file


@pytest.mark.parametrize(
    "options", [[], ["--host", "ml.example", "--eventing", "--project", "default", "--project", "risk"]]
)
@pytest.mark.skipif(shutil.which("kubectl") is None, reason="kubectl is not installed")
def test_kubectl_takes_what_is_printed(built: None, serve: Any, tmp_path: Path, options: list[str]) -> None:
    printed = zeroflow("manifests", *options)
    assert printed.returncode == 0, printed.stderr
    objects = json.loads(zeroflow("manifests", *options, "-o", "json").stdout)["items"]
    config = kubeconfig(tmp_path, serve(objects).address)
    done = subprocess.run(
        ["kubectl", "apply", "--dry-run=client", "--validate=false", "--cache-dir", str(tmp_path / "c"),
         "--kubeconfig", str(config), "-f", "-"],
        input=printed.stdout, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("created (dry run)") == len(objects)


def test_what_is_printed_is_always_the_same_and_holds_no_secret(built: None) -> None:
    first, second = zeroflow("manifests"), zeroflow("manifests")
    assert first.stdout == second.stdout
    assert 'kind: "Deployment"' in first.stdout
    assert 'kind: "Secret"' not in first.stdout


@pytest.mark.parametrize(
    "options",
    [["--namespace", "Not_One"], ["--s3-endpoint", "s3"], ["--tls-secret", "x"], ["--replicas", "0"]],
)
def test_a_wrong_setting_is_bad_input(built: None, options: list[str]) -> None:
    done = zeroflow("manifests", *options)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Error: " in done.stderr


def test_a_cluster_without_knative_fails_with_what_mends_it(built: None, serve: Any, tmp_path: Path) -> None:
    config = kubeconfig(tmp_path, serve([]).address)
    done = zeroflow("preflight", "--kubeconfig", config, "--json")
    assert done.returncode == 1, done.stderr
    findings = {finding["subject"]: finding for finding in json.loads(done.stdout)}
    assert findings["Kubernetes"]["level"] == "OK"
    assert findings["Knative Serving"]["level"] == "FAIL"
    assert "kubectl apply" in findings["Knative Serving"]["command"]
    people = zeroflow("preflight", "--kubeconfig", config)
    assert people.returncode == 1
    assert "FAIL" in people.stdout


def test_a_cluster_with_knative_passes_although_not_all_is_switched_on(
    built: None, serve: Any, tmp_path: Path
) -> None:
    kinds = ["Service", "Revision", "Route", "Configuration"]
    cluster = serve([{"apiVersion": "serving.knative.dev/v1", "kind": kind} for kind in kinds])
    cluster.answers["/api/v1/namespaces/knative-serving/configmaps/config-features"] = {
        "kind": "ConfigMap", "apiVersion": "v1", "metadata": {"name": "config-features"},
        "data": {"kubernetes.podspec-tolerations": "enabled"},
    }  # fmt: skip
    done = zeroflow("preflight", "--kubeconfig", kubeconfig(tmp_path, cluster.address), "--json")
    assert done.returncode == 0, done.stdout + done.stderr
    findings = {finding["subject"]: finding["level"] for finding in json.loads(done.stdout)}
    assert findings["kubernetes.podspec-tolerations"] == "OK"
    assert findings["kubernetes.podspec-nodeselector"] == "WARN"


def test_a_cluster_that_is_not_reached_is_a_finding(built: None, tmp_path: Path) -> None:
    done = zeroflow("preflight", "--kubeconfig", kubeconfig(tmp_path, "http://127.0.0.1:1"), "--json")
    assert done.returncode == 1
    assert "is not reached" in done.stdout
