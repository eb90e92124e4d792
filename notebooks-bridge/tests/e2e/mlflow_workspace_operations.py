"""What is said about workspaces, and in them."""

from __future__ import annotations

from typing import Any

from tests.e2e.mlflow_conversation import API, Operation

WHERE = "/api/3.0/mlflow/workspaces"
MOVED = "what is in a workspace is neither moved nor deleted with it here"


def said(label: str, method: str, name: str = "", body: Any = None, **rest: Any) -> Operation:
    """A request about a workspace, or about all of them without a name."""
    return Operation(label, method, f"{WHERE}/{name}" if name else WHERE, body, **rest)


def within(workspace: str, label: str, method: str, path: str, **rest: Any) -> Operation:
    """A request in a workspace."""
    return Operation(f"{label} in {workspace}", method, API + path, workspace=workspace, **rest)


WORKSPACES = [
    said("get default", "GET", "default"),
    said("create", "POST", body={"name": "team-a", "description": "of a"}),
    said("create other", "POST", body={"name": "team-b"}),
    said("create twice", "POST", body={"name": "team-a"}),
    said("create default", "POST", body={"name": "default"}),
    said("create without a name", "POST", body={}),
    said("create with a bad name", "POST", body={"name": "Team A"}),
    said("create with a short name", "POST", body={"name": "a"}),
    said("create with a number", "POST", body={"name": 7}),
    said("get", "GET", "team-a"),
    said("get missing", "GET", "team-c"),
    said("get with a bad name", "GET", "Team"),
    said("update", "PATCH", "team-a", {"description": "of the first"}),
    said("update nothing", "PATCH", "team-a", {}),
    said("update missing", "PATCH", "team-c", {"description": "of nobody"}),
    within(
        "team-a",
        "create experiment",
        "POST",
        "experiments/create",
        body={"name": "mine"},
        keep=("experiment", "experiment_id"),
    ),
    within("team-b", "create the same", "POST", "experiments/create", body={"name": "mine"}),
    within("team-b", "get by number", "GET", "experiments/get", query={"experiment_id": "{experiment}"}),
    within("default", "by name", "GET", "experiments/get-by-name", query={"experiment_name": "mine"}),
    within("team-c", "search", "POST", "experiments/search", body={"max_results": 10}),
    within("no such", "search", "POST", "experiments/search", body={"max_results": 10}),
    within("team-a", "create model", "POST", "registered-models/create", body={"name": "m"}),
    within("team-b", "get model", "GET", "registered-models/get", query={"name": "m"}),
    said("delete with things in it", "DELETE", "team-a", differs="not 500 but 409: nothing is broken"),
    said("delete with another mode", "DELETE", "team-a", query={"mode": "MINE"}),
    said("delete all", "DELETE", "team-b", query={"mode": "CASCADE"}, differs=MOVED),
    said("create a third", "POST", body={"name": "team-d"}),
    said("delete", "DELETE", "team-d"),
    said("delete again", "DELETE", "team-d"),
    said("delete default", "DELETE", "default"),
    said("get deleted", "GET", "team-d"),
]
