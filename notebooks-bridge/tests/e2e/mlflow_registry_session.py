"""What a person does with the registry of MLflow's client, without runs; prints JSON of what was seen.

The server is the one of MLFLOW_TRACKING_URI.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from mlflow import MlflowClient
from mlflow.exceptions import MlflowException

NAME = "forest of trees"


def code(call: Callable[[], Any]) -> str:
    """The code with which a call is refused."""
    try:
        call()
    except MlflowException as e:
        return str(e.error_code)
    return ""


def models(client: MlflowClient) -> dict[str, Any]:
    """A model that is made, described, tagged and renamed."""
    client.create_registered_model("grove", tags={"team": "one"}, description="small")
    twice = code(lambda: client.create_registered_model("grove"))
    client.update_registered_model("grove", "larger")
    client.set_registered_model_tag("grove", "size", "7")
    client.delete_registered_model_tag("grove", "team")
    client.rename_registered_model("grove", NAME)
    model = client.get_registered_model(NAME)
    return {
        "twice": twice,
        "description": model.description,
        "tags": model.tags,
        "gone": code(lambda: client.get_registered_model("grove")),
    }


def versions(client: MlflowClient) -> dict[str, Any]:
    """Versions with tags, and where they are."""
    for number in (1, 2, 3):
        client.create_model_version(NAME, f"s3://models/forest/{number}", tags={"n": str(number)})
    client.update_model_version(NAME, "1", "the first")
    client.set_model_version_tag(NAME, "1", "checked", "yes")
    client.delete_model_version_tag(NAME, "1", "n")
    client.delete_model_version(NAME, "2")
    first = client.get_model_version(NAME, "1")
    return {
        "first": [first.version, first.description, first.tags, first.status, first.source],
        "uri": client.get_model_version_download_uri(NAME, "3"),
        "deleted": code(lambda: client.get_model_version(NAME, "2")),
        "file": code(lambda: client.create_model_version(NAME, "/etc/passwd")),
        "up": code(lambda: client.create_model_version(NAME, "s3://models/%2e%2e/x")),
    }


def aliases(client: MlflowClient) -> dict[str, Any]:
    """Names for versions."""
    missing = code(lambda: client.get_model_version_by_alias(NAME, "champion"))
    client.set_registered_model_alias(NAME, "champion", "1")
    client.set_registered_model_alias(NAME, "champion", "3")
    champion = client.get_model_version_by_alias(NAME, "champion")
    shown = client.get_registered_model(NAME).aliases
    client.delete_registered_model_alias(NAME, "champion")
    return {
        "missing": missing,
        "champion": [champion.version, list(champion.aliases)],
        "shown": shown,
        "after": client.get_registered_model(NAME).aliases,
    }


def stages(client: MlflowClient) -> dict[str, Any]:
    """The older way to say which version is used."""
    client.transition_model_version_stage(NAME, "1", "Production")
    client.transition_model_version_stage(NAME, "3", "production", archive_existing_versions=True)
    latest = client.get_latest_versions(NAME, ["Production"])
    return {
        "production": [it.version for it in latest],
        "archived": client.get_model_version(NAME, "1").current_stage,
    }


def searches(client: MlflowClient) -> dict[str, Any]:
    """Models in pages, and versions."""
    for letter in "cab":
        client.create_registered_model(f"tree {letter}", tags={"kind": letter})
    found, token = [], None
    while True:
        page = client.search_registered_models(
            "name LIKE 'tree %'", max_results=2, order_by=["name DESC"], page_token=token
        )
        found += [it.name for it in page]
        token = page.token
        if not token:
            break
    either = client.search_registered_models("tags.kind = 'a' OR tags.kind = 'b'")
    return {
        "models": found,
        "either": [it.name for it in either],
        "versions": [
            it.version
            for it in client.search_model_versions(f"name = '{NAME}'", order_by=["version_number ASC"])
        ],
        "bad": code(lambda: client.search_model_versions("colour = 'green'")),
    }


def deleted(client: MlflowClient) -> str:
    """A model goes with its versions, also if an alias points to one."""
    client.set_registered_model_alias(NAME, "last", "3")
    client.delete_registered_model(NAME)
    return code(lambda: client.get_registered_model(NAME))


def main() -> None:
    """All of it, in order."""
    client = MlflowClient()
    seen = {it.__name__: it(client) for it in (models, versions, aliases, stages, searches, deleted)}
    print(json.dumps(seen))


main()
