"""Compiles the components of this folder with the SDK that runs it, and writes their containers.

<environment with kfp>/bin/python record.py kfp-2.17.0.json
"""

from __future__ import annotations

import json
import sys

from components import all_components


def container(component) -> dict:
    """Image, command and arguments, and the declared inputs and outputs, as in the compiled document."""
    spec = component.component_spec.to_pipeline_spec()
    from google.protobuf import json_format

    document = json_format.MessageToDict(spec)
    executor = next(iter(document["deploymentSpec"]["executors"].values()))["container"]
    component_spec = next(iter(document["components"].values()))
    return {
        "image": executor["image"],
        "command": executor.get("command", []),
        "args": executor.get("args", []),
        "inputDefinitions": component_spec.get("inputDefinitions", {}),
        "outputDefinitions": component_spec.get("outputDefinitions", {}),
    }


def main() -> None:
    """Writes the file that the first argument names."""
    found = {name: container(component) for name, component in sorted(all_components().items())}
    with open(sys.argv[1], "w") as out:
        json.dump(found, out, indent=1)
        out.write("\n")


if __name__ == "__main__":
    main()
