"""What a step has put out: reads the executor's output and stores artifacts."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from zeroflow_python.artifacts import parallel, parameters
from zeroflow_python.artifacts.uploads import Uploads
from zeroflow_python.contract.errors import resource, user
from zeroflow_python.contract.invocation import Invocation
from zeroflow_python.contract.result import OutputArtifact, Outputs

MAX_BYTES = 16 << 20
_METRICS = "system.Metrics"


class OutputReader:
    """Reads the outputs of one attempt; `warn` takes lines for the step's log."""

    def __init__(self, invocation: Invocation, uploads: Uploads, warn: Callable[[str], None]):
        self._invocation = invocation
        self._told = invocation.component.executor_input.get("outputs", {})
        self._uploads = uploads
        self._warn = warn
        self._root = Path(invocation.component.root)

    def read(self) -> Outputs:
        """Everything that the task declares. Raises TaskError."""
        written = _executor_output(self._told.get("outputFile"))
        files = {name: each.get("outputFile") for name, each in self._told.get("parameters", {}).items()}
        found = Outputs(
            parameters.collect(
                self._invocation.output_parameters, written.get("parameterValues") or {}, files
            )
        )
        declared = self._told.get("artifacts", {})

        def stored(name: str) -> tuple[list[OutputArtifact], dict[str, float]]:
            places = declared.get(name, {}).get("artifacts", [])
            mine = (written.get("artifacts") or {}).get(name, {}).get("artifacts", [])
            return self._artifacts(name, places, mine)

        names = list(dict.fromkeys([*declared, *self._invocation.outputs]))
        for name, (artifacts, metrics) in zip(names, parallel.each(stored, names)):
            found.artifacts[name] = artifacts
            found.metrics.update(metrics)
        return found

    def _artifacts(
        self, name: str, places: list[dict[str, Any]], written: list[dict[str, Any]]
    ) -> tuple[list[OutputArtifact], dict[str, float]]:
        """One for each that the executor wrote, or that was declared if it wrote none; and their metrics."""
        count = len(written) or len(places) or 1
        result, metrics = [], {}
        for number in range(count):
            place = places[min(number, len(places) - 1)] if places else {}
            mine = written[number] if number < len(written) else {}
            metadata = {**(place.get("metadata") or {}), **(mine.get("metadata") or {})}
            schema = self._schema(name, place)
            if schema == _METRICS:
                metrics.update(_scalars(metadata))
            result.append(self._artifact(name, schema, place, mine, parameters.finite(metadata)))
        return result, metrics

    def _artifact(
        self, name: str, schema: str, place: dict[str, Any], mine: dict[str, Any], metadata: dict[str, Any]
    ) -> OutputArtifact:
        path, inside = self._path(place, mine)
        if path:
            stored = self._uploads.store(name, schema, path, inside)
            return OutputArtifact(stored.uri, stored.digest, stored.size, metadata)
        uri = mine.get("uri") or ""
        if uri and not self._is_ours(uri) and uri != place.get("uri"):
            return OutputArtifact(uri, "", 0, metadata)
        if schema not in (_METRICS, "system.ClassificationMetrics", "system.SlicedClassificationMetrics"):
            self._warn(f"The step wrote no file for its output {name}; only its metadata is kept.")
        return OutputArtifact("", "", 0, metadata)

    def _path(self, place: dict[str, Any], mine: dict[str, Any]) -> tuple[Path | None, Path]:
        """Where the artifact's bytes are, if there are any, and the folder that links may not lead out of."""
        inside = Path(os.path.realpath(self._root))
        custom = mine.get("custom_path") or mine.get("customPath")
        if custom:
            path = Path(os.path.join(self._root, custom))
            real = Path(os.path.realpath(path))
            return (path, inside if inside in real.parents else real) if path.exists() else (None, inside)
        for uri in (mine.get("uri"), place.get("uri")):
            if uri and self._is_ours(uri) and os.path.lexists(uri):
                return Path(uri), inside
        return None, inside

    def _is_ours(self, uri: str) -> bool:
        return os.path.normpath(uri).startswith(f"{self._root}/")

    def _schema(self, name: str, place: dict[str, Any]) -> str:
        declared = (place.get("type") or {}).get("schemaTitle")
        return declared or self._invocation.outputs.get(name, "")


def _executor_output(path: str | None) -> dict[str, Any]:
    """A command need not write one."""
    if not path or not os.path.isfile(path):
        return {}
    if os.path.getsize(path) > MAX_BYTES:
        raise resource(
            "OUTPUT_TOO_LARGE",
            f"The step's outputs are larger than {MAX_BYTES >> 20} MiB: write large values to artifacts.",
        )
    try:
        document = json.loads(Path(path).read_bytes())
        _check(document)
    except (ValueError, RecursionError) as e:
        raise user("BAD_OUTPUT", f"The step's executor output cannot be read: {e}.") from None
    return dict(document)


def _check(document: Any) -> None:
    """Raises ValueError if it is not built as the SDK builds it."""
    if not isinstance(document, dict) or not isinstance(document.get("parameterValues") or {}, dict):
        raise ValueError("it is no object with parameterValues")
    if not isinstance(document.get("artifacts") or {}, dict):
        raise ValueError("its artifacts are no object")
    for name, each in (document.get("artifacts") or {}).items():
        listed = each.get("artifacts", []) if isinstance(each, dict) else None
        if not isinstance(listed, list) or not all(_is_artifact(artifact) for artifact in listed):
            raise ValueError(f"artifact {name} is no list of artifacts")


def _is_artifact(value: Any) -> bool:
    if not isinstance(value, dict) or not isinstance(value.get("metadata") or {}, dict):
        return False
    return all(isinstance(value.get(key) or "", str) for key in ("uri", "custom_path", "customPath"))


def _scalars(metadata: dict[str, Any]) -> dict[str, float]:
    return {
        key: float(value)
        for key, value in metadata.items()
        if isinstance(value, (int, float)) and not isinstance(value, bool) and _fits(value)
    }


def _fits(value: float) -> bool:
    try:
        return math.isfinite(float(value))
    except OverflowError:
        return False
