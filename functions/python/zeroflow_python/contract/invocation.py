"""TaskInvocation: what the control plane asks for, checked while it is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

from zeroflow_python.contract import errors, instants

SCHEMA_VERSION = 1

T = TypeVar("T")


@dataclass(frozen=True)
class InputArtifact:
    """An artifact that a step reads. `get_url` is empty when there is nothing to fetch."""

    id: str
    uri: str
    digest: str
    size: int
    get_url: str


@dataclass(frozen=True)
class Component:
    """What runs: placeholders are filled in, and paths in `executor_input` lie below `root`."""

    image: str
    command: list[str]
    args: list[str]
    executor_input: dict[str, Any]
    root: str
    cpu_limit: float | None
    memory_limit_bytes: int | None


@dataclass(frozen=True)
class Invocation:
    """One call for one attempt. `deadline` is in seconds since the epoch."""

    attempt_token: str
    run_id: str
    task_id: str
    attempt: int
    deadline: float
    artifacts: dict[str, list[InputArtifact]]
    outputs: dict[str, str]
    output_parameters: dict[str, str]
    environment: dict[str, str]
    control_plane: str
    component: Component


def token_of(document: Any) -> str:
    """The attempt token, which every answer must name. Raises ValueError if there is none."""
    if not isinstance(document, dict) or not isinstance(document.get("attemptToken"), str):
        raise ValueError("the body is no TaskInvocation: attemptToken is missing")
    return str(document["attemptToken"])


def parse(document: dict[str, Any]) -> Invocation:
    """Reads an invocation. Raises TaskError if the version differs or a field is wrong."""
    version = document.get("schemaVersion")
    if version != SCHEMA_VERSION:
        raise errors.user(
            "SCHEMA_VERSION",
            f"The call has version {version} and this image understands {SCHEMA_VERSION}: "
            "use the image of your server's version.",
        )
    try:
        return _invocation(document)
    except (KeyError, TypeError, ValueError) as e:
        raise errors.internal("BAD_INVOCATION", f"The invocation cannot be read: {e}.") from e


def _invocation(document: dict[str, Any]) -> Invocation:
    if document.get("component") is None:
        raise errors.user(
            "UNKNOWN_FUNCTION", "This image runs components; the call names a function of another image."
        )
    return Invocation(
        attempt_token=_field(document, "attemptToken", str),
        run_id=_field(document, "runId", str),
        task_id=_field(document, "taskId", str),
        attempt=_field(document, "attempt", int),
        deadline=instants.parse(_field(document, "deadline", str)),
        artifacts={
            name: [_artifact(each) for each in listed]
            for name, listed in _field(document, "artifacts", dict).items()
        },
        outputs={name: _field(slot, "type", str) for name, slot in _field(document, "outputs", dict).items()},
        output_parameters=_texts(_field(document, "outputParameters", dict), "outputParameters"),
        environment=_texts(_field(document, "environment", dict), "environment"),
        control_plane=_field(document, "controlPlane", str).rstrip("/"),
        component=component(document["component"]),
    )


def component(document: dict[str, Any]) -> Component:
    """Reads the field `component`. Raises KeyError, TypeError or ValueError."""
    cpu, memory = document.get("cpuLimit"), document.get("memoryLimitBytes")
    return Component(
        image=document.get("image") or "",
        command=texts(document.get("command") or [], "command"),
        args=texts(document.get("args") or [], "args"),
        executor_input=_field(document, "executorInput", dict),
        root=_field(document, "root", str),
        cpu_limit=None if cpu is None else float(cpu),
        memory_limit_bytes=None if memory is None else int(memory),
    )


def _artifact(document: dict[str, Any]) -> InputArtifact:
    return InputArtifact(
        id=_field(document, "id", str),
        uri=_field(document, "uri", str),
        digest=_field(document, "digest", str),
        size=_field(document, "size", int),
        get_url=document.get("getUrl") or "",
    )


def texts(value: Any, name: str) -> list[str]:
    """A list of strings. Raises TypeError if it is something else."""
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise TypeError(f"{name} is no list of texts")
    return value


def _texts(value: dict[str, Any], name: str) -> dict[str, str]:
    texts(list(value.values()), name)
    return value


def _field(document: dict[str, Any], name: str, kind: type[T] | tuple[type[T], ...]) -> T:
    value = document[name]
    if not isinstance(value, kind):
        raise TypeError(f"{name} has the type {type(value).__name__}")
    return value
