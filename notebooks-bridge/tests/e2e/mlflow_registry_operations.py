"""What is said to a registry: models, versions, aliases, stages, searches and mistakes."""

from __future__ import annotations

from typing import Any

from tests.e2e.mlflow_conversation import API, NOBODY, Operation, get, post

MODELS = "registered-models/"
VERSIONS = "model-versions/"


def patch(label: str, path: str, body: Any, **rest: Any) -> Operation:
    """A change."""
    return Operation(label, "PATCH", API + path, body, **rest)


def delete(label: str, path: str, body: Any, **rest: Any) -> Operation:
    """A removal, which has a body here."""
    return Operation(label, "DELETE", API + path, body, **rest)


def version(number: str, **rest: Any) -> dict[str, Any]:
    """A version of the model that most is said about."""
    return {"name": "m-one", "version": number, **rest}


REGISTRY = [
    post(
        "create model",
        MODELS + "create",
        {"name": "m-one", "description": "d", "tags": [{"key": "a", "value": "b"}]},
    ),
    post("create model twice", MODELS + "create", {"name": "m-one"}),
    post("create model no name", MODELS + "create", {}),
    post("create model empty name", MODELS + "create", {"name": ""}),
    post("create model slash", MODELS + "create", {"name": "a/b"}),
    post("create model colon", MODELS + "create", {"name": "a:b"}),
    get("get model", MODELS + "get", name="m-one"),
    get("get model missing", MODELS + "get", name="nope"),
    get("get model no name", MODELS + "get"),
    patch("update model", MODELS + "update", {"name": "m-one", "description": "e"}),
    patch("update model missing", MODELS + "update", {"name": "nope", "description": "e"}),
    post("create other", MODELS + "create", {"name": "m-two"}),
    post("rename model to taken", MODELS + "rename", {"name": "m-two", "new_name": "m-one"}),
    post("rename model", MODELS + "rename", {"name": "m-two", "new_name": "m-three"}),
    post("rename model missing", MODELS + "rename", {"name": "m-two", "new_name": "m-four"}),
    post("rename model no name", MODELS + "rename", {"name": "m-three"}),
    post("set tag", MODELS + "set-tag", {"name": "m-one", "key": "k", "value": "v"}),
    post("set tag no key", MODELS + "set-tag", {"name": "m-one", "value": "v"}),
    post("set tag missing", MODELS + "set-tag", {"name": "nope", "key": "k", "value": "v"}),
    delete("delete tag", MODELS + "delete-tag", {"name": "m-one", "key": "k"}),
    delete("delete tag again", MODELS + "delete-tag", {"name": "m-one", "key": "k"}),
    delete("delete tag missing", MODELS + "delete-tag", {"name": "nope", "key": "k"}),
    post("create version", VERSIONS + "create", {"name": "m-one", "source": "s3://b/1"}),
    post(
        "create version more",
        VERSIONS + "create",
        {
            "name": "m-one",
            "source": "s3://b/2",
            "description": "two",
            "run_link": "https://example.org/run",
            "tags": [{"key": "x", "value": "y"}],
        },
    ),
    post("create version missing", VERSIONS + "create", {"name": "nope", "source": "s3://b/1"}),
    post("create version no source", VERSIONS + "create", {"name": "m-one"}),
    post("create version file", VERSIONS + "create", {"name": "m-one", "source": "/etc/passwd"}),
    post("create version file uri", VERSIONS + "create", {"name": "m-one", "source": "file:///etc/passwd"}),
    post("create version up", VERSIONS + "create", {"name": "m-one", "source": "s3://b/../c"}),
    post("create version encoded up", VERSIONS + "create", {"name": "m-one", "source": "s3://b/%2e%2e/c"}),
    post(
        "create version of version",
        VERSIONS + "create",
        {"name": "m-three", "source": "models:/m-one/2"},
    ),
    post("create exp", "experiments/create", {"name": "e-registry"}, keep=("e", "experiment_id")),
    post(
        "create run",
        "runs/create",
        {"experiment_id": "{e}", "start_time": 1700000000000, "run_name": "r"},
        keep=("r", "run.info.run_id"),
    ),
    post(
        "create version of run",
        VERSIONS + "create",
        {"name": "m-one", "source": "runs:/{r}/model", "run_id": "{r}"},
    ),
    get("get version", VERSIONS + "get", name="m-one", version="2"),
    get("get version missing", VERSIONS + "get", name="m-one", version="99"),
    get("get version of nothing", VERSIONS + "get", name="nope", version="1"),
    get("get version no number", VERSIONS + "get", name="m-one", version="x"),
    get("get version none", VERSIONS + "get", name="m-one"),
    get("download uri", VERSIONS + "get-download-uri", name="m-one", version="1"),
    get("download uri of copy", VERSIONS + "get-download-uri", name="m-three", version="1"),
    get("download uri missing", VERSIONS + "get-download-uri", name="m-one", version="99"),
    patch("update version", VERSIONS + "update", version("1", description="one")),
    patch("update version missing", VERSIONS + "update", version("99", description="one")),
    post("set version tag", VERSIONS + "set-tag", version("1", key="k", value="v")),
    post("set version tag missing", VERSIONS + "set-tag", version("99", key="k", value="v")),
    delete("delete version tag", VERSIONS + "delete-tag", version("1", key="k")),
    delete("delete version tag again", VERSIONS + "delete-tag", version("1", key="k")),
    get("alias missing", MODELS + "alias", name="m-one", alias="champion"),
    get("alias of nothing", MODELS + "alias", name="nope", alias="champion"),
    post("set alias", MODELS + "alias", version("1", alias="champion")),
    post("move alias", MODELS + "alias", version("2", alias="champion")),
    post("set alias no version", MODELS + "alias", version("99", alias="champion")),
    post("set alias latest", MODELS + "alias", version("1", alias="latest")),
    post("set alias number", MODELS + "alias", version("1", alias="v12")),
    post("set alias bad", MODELS + "alias", version("1", alias="a b")),
    get("alias", MODELS + "alias", name="m-one", alias="champion"),
    get("alias latest", MODELS + "alias", name="m-one", alias="latest"),
    get("get model with alias", MODELS + "get", name="m-one"),
    delete("delete alias", MODELS + "alias", {"name": "m-one", "alias": "champion"}),
    delete("delete alias again", MODELS + "alias", {"name": "m-one", "alias": "champion"}),
    post("stage", VERSIONS + "transition-stage", version("1", stage="Staging")),
    post("stage in small", VERSIONS + "transition-stage", version("2", stage="production")),
    post("stage unknown", VERSIONS + "transition-stage", version("2", stage="Somewhere")),
    post(
        "stage and archive",
        VERSIONS + "transition-stage",
        version("1", stage="Production", archive_existing_versions=True),
    ),
    get("latest of a stage", MODELS + "get-latest-versions", name="m-one", stages="Production"),
    post("latest archived", MODELS + "get-latest-versions", {"name": "m-one", "stages": ["Archived"]}),
    get("latest missing", MODELS + "get-latest-versions", name="nope"),
    get("search models", MODELS + "search", filter="name LIKE 'm-%'"),
    get("search models order", MODELS + "search", filter="name LIKE 'm-%'", order_by="name DESC"),
    get("search models tag", MODELS + "search", filter="tags.a = 'b'"),
    get("search models bad", MODELS + "search", filter="colour = 'b'"),
    get("search models many", MODELS + "search", max_results=1001),
    get("search versions", VERSIONS + "search", filter="name = 'm-one'", order_by="version_number ASC"),
    get("search versions of run", VERSIONS + "search", filter="run_id = '{r}'"),
    get("search versions of no run", VERSIONS + "search", filter=f"run_id = '{NOBODY}'"),
    get("search versions bad", VERSIONS + "search", filter="colour = 'b'"),
    delete("delete version", VERSIONS + "delete", version("1")),
    delete("delete version again", VERSIONS + "delete", version("1")),
    delete("delete model", MODELS + "delete", {"name": "m-one"}),
    delete("delete model again", MODELS + "delete", {"name": "m-one"}),
]
