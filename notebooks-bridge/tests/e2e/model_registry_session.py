"""What a person does with the client of Kubeflow's model registry; prints JSON of what was seen.

Usage: -m tests.e2e.model_registry_session HOST PORT.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from model_registry import ModelRegistry
from model_registry.exceptions import StoreError


def registered(registry: ModelRegistry) -> dict[str, Any]:
    """A model with a version and where it is."""
    model = registry.register_model(
        "hub digits",
        "s3://models/digits/1",
        model_format_name="onnx",
        model_format_version="1",
        version="first",
        version_description="of Monday",
        metadata={"accuracy": 0.9, "rounds": 7, "tuned": True, "note": "größe"},
    )
    version = registry.get_model_version("hub digits", "first")
    artifact = registry.get_model_artifact("hub digits", "first")
    assert version
    assert artifact
    return {
        "model": [model.name, model.owner, model.state.value],
        "version": [version.name, version.author, version.description],
        "properties": version.custom_properties,
        "artifact": [artifact.uri, artifact.model_format_name],
        "missing": registry.get_registered_model("no such model") is None,
        "missing version": registry.get_model_version("hub digits", "second") is None,
    }


def twice(registry: ModelRegistry) -> str:
    """The same version again is refused."""
    try:
        registry.register_model(
            "hub digits",
            "s3://models/digits/2",
            model_format_name="onnx",
            model_format_version="1",
            version="first",
        )
    except StoreError as e:
        return str(e)
    return ""


def updated(registry: ModelRegistry) -> dict[str, Any]:
    """Changes of all three things."""
    model = registry.get_registered_model("hub digits")
    version = registry.get_model_version("hub digits", "first")
    artifact = registry.get_model_artifact("hub digits", "first")
    assert model
    assert version
    assert artifact
    model.description = "reads digits"
    version.custom_properties = {"accuracy": 0.95}
    artifact.model_format_version = "2"
    changed = [registry.update(it) for it in (model, version, artifact)]
    return {
        "description": changed[0].description,
        "properties": changed[1].custom_properties,
        "format": changed[2].model_format_version,
        "uri": changed[2].uri,
    }


def listed(registry: ModelRegistry) -> dict[str, Any]:
    """Lists in pages of two."""
    for number in range(5):
        registry.register_model(
            f"hub many {number}",
            f"s3://models/many/{number}",
            model_format_name="onnx",
            model_format_version="1",
            version="1",
        )
    for number in range(2, 6):
        registry.register_model(
            "hub many 0",
            f"s3://models/many/0/{number}",
            model_format_name="onnx",
            model_format_version="1",
            version=f"v {number}",
        )
    names = [it.name for it in registry.get_registered_models().page_size(2).order_by_creation_time()]
    versions = [it.name for it in registry.get_model_versions("hub many 0").page_size(2)]
    return {
        "models": [name for name in names if name.startswith("hub many")],
        "versions": sorted(versions),
    }


def main() -> None:
    """All of it."""
    registry = ModelRegistry(sys.argv[1], int(sys.argv[2]), author="ann", is_secure=False)
    seen = {
        "registered": registered(registry),
        "twice": twice(registry),
        "updated": updated(registry),
        "listed": listed(registry),
    }
    print(json.dumps(seen))


main()
