"""Output parameters of a step, from what the executor wrote or from their files."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

from zeroflow_python.contract.errors import TaskError, resource, user

MAX_BYTES = 1 << 20
_TRUTH = {"true": True, "false": False}
_JSON_KINDS = {"LIST": list, "STRUCT": dict}


def collect(declared: dict[str, str], written: dict[str, Any], files: dict[str, str]) -> dict[str, Any]:
    """Values by name.

    `declared` gives types (`STRING`, ...), `written` what the executor output holds, `files` paths.
    Raises TaskError MISSING_OUTPUT, BAD_OUTPUT or OUTPUT_TOO_LARGE.
    """
    return {name: _value(name, kind, written, files.get(name)) for name, kind in declared.items()}


def _value(name: str, kind: str, written: dict[str, Any], path: str | None) -> Any:
    if name in written:
        return _checked(name, kind, written[name])
    if path and Path(path).is_file():
        return _checked(name, kind, _from_file(name, kind, Path(path)))
    raise user("MISSING_OUTPUT", f"The step did not write its output parameter {name}.")


def _from_file(name: str, kind: str, path: Path) -> Any:
    if path.stat().st_size > MAX_BYTES:
        raise _too_large(name)
    try:
        return parse(path.read_bytes().decode(), kind)
    except ValueError:
        raise _bad(name, f"its file holds no {kind}") from None


def parse(text: str, kind: str) -> Any:
    """The value that a parameter's file holds. Raises ValueError."""
    if kind == "STRING":
        return text
    if kind == "NUMBER_INTEGER":
        return int(text.strip())
    if kind == "NUMBER_DOUBLE":
        return float(text.strip())
    if kind == "BOOLEAN":
        if text.strip().lower() not in _TRUTH:
            raise ValueError("neither true nor false")
        return _TRUTH[text.strip().lower()]
    value = json.loads(text)
    if not isinstance(value, _JSON_KINDS.get(kind, object)):
        raise ValueError(f"not a {kind}")
    return value


def _checked(name: str, kind: str, value: Any) -> Any:
    if kind == "NUMBER_INTEGER" and isinstance(value, float) and value.is_integer():
        value = int(value)
    try:
        size = len(json.dumps(value, allow_nan=False))
    except (ValueError, RecursionError):
        raise _bad(name, "JSON has no such number (NaN or infinite), or it is nested too deeply") from None
    if size > MAX_BYTES:
        raise _too_large(name)
    return value


def finite(value: Any) -> Any:
    """The value with NaN and infinite numbers as texts, because JSON has none."""
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, dict):
        return {str(key): finite(each) for key, each in value.items()}
    return [finite(each) for each in value] if isinstance(value, list) else value


def _bad(name: str, reason: str) -> TaskError:
    return user("BAD_OUTPUT", f"The output parameter {name} cannot be used: {reason}.")


def _too_large(name: str) -> TaskError:
    return resource(
        "OUTPUT_TOO_LARGE",
        f"The output parameter {name} is larger than {MAX_BYTES >> 20} MiB: write it to an artifact.",
    )
